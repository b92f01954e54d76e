//! The words of a sentence around a figure, where they decide what it says.

use crate::carry::Before;
use crate::fold::folded;
use crate::lexicon::Lexicon;
use luoshi_reader::{Figure, Span};

/// How far what is built has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Begun, or allotted.
    Begun,
    /// Finished.
    Finished,
}

/// A sentence with the characters around a figure at hand.
#[expect(clippy::struct_excessive_bools, reason = "each is a part of a report that the sentence may stand in")]
#[derive(Debug)]
pub(crate) struct Sentence<'a> {
    pub(crate) chars: &'a [char],
    pub(crate) spans: &'a [Span],
    /// The sentence before it in its paragraph.
    pub(crate) former: &'a [Span],
    /// It stands in a part of the report that looks ahead.
    pub(crate) ahead: bool,
    /// It stands in a part that looks back.
    pub(crate) review: bool,
    /// It is a document that only tells what was.
    pub(crate) settled: bool,
    /// The report was given as its year began: nothing of that year is done yet.
    pub(crate) fresh: bool,
    /// First and last year that the report looks back on.
    pub(crate) reviewed: Option<(i16, i16)>,
    /// First and last year that it plans.
    pub(crate) planned: Option<(i16, i16)>,
    /// The year of the report.
    pub(crate) year: Option<i16>,
    /// What was spoken of before.
    pub(crate) before: Option<Before>,
}

/// Characters looked at before and behind a number.
pub(crate) const AROUND: usize = 12;

/// Characters before a number in which the whole may be cut down.
pub(crate) const LIMITED: usize = 28;

/// Characters of a clause that are kept on each side of its number.
const CLAUSE: usize = 24;

/// Characters before a number that may say what it is about.
const LEAD: usize = 64;

/// Characters before a number that say little of what it is about.
const BRIEF: usize = 24;

/// Characters below which a clause says next to nothing by itself.
pub(crate) const LEAST: usize = 5;

impl Sentence<'_> {
    /// The characters of the sentence right before a figure, so many at most.
    pub(crate) fn window_before(&self, figure: &Figure, most: usize) -> &[char] {
        let Some(first) = figure.spans.first() else { return &[] };
        let start = self.spans.iter().map(|s| s.start()).min().unwrap_or(first.start()) as usize;
        let to = first.start() as usize;
        self.chars.get(to.saturating_sub(most).max(start)..to).unwrap_or_default()
    }

    /// The characters of the sentence right behind a figure, so many at most.
    pub(crate) fn window_behind(&self, figure: &Figure, most: usize) -> &[char] {
        let Some(last) = figure.spans.last() else { return &[] };
        let end = self.spans.iter().map(|s| s.end()).max().unwrap_or(last.end()) as usize;
        let from = last.end() as usize;
        self.chars.get(from..from.saturating_add(most).min(end)).unwrap_or_default()
    }

    /// The characters right behind a figure, up to the end of the clause.
    pub(crate) fn behind(&self, figure: &Figure) -> String {
        let chars = self.window_behind(figure, AROUND);
        chars.iter().filter(|c| !c.is_whitespace()).take_while(|c| !matches!(c, '，' | '。' | '；' | '、')).collect()
    }

    /// The characters before a figure, from the beginning of the clause.
    pub(crate) fn before(&self, figure: &Figure) -> String {
        self.clause_before(figure, AROUND * 2)
    }

    pub(crate) fn clause_before(&self, figure: &Figure, most: usize) -> String {
        let chars = self.window_before(figure, most);
        let clause = chars.iter().rposition(|c| matches!(c, '，' | '。' | '；')).map_or(0, |at| at + 1);
        chars.get(clause..).unwrap_or_default().iter().filter(|c| !c.is_whitespace()).collect()
    }

    /// The clause of a figure without its number; with the one before it where it says next to nothing by itself.
    pub(crate) fn clause(&self, figure: &Figure) -> String {
        let ends = |c: &char| matches!(c, '，' | '。' | '；' | '、' | '：' | ',' | ';' | '！');
        let before = self.window_before(figure, usize::MAX);
        let behind = self.window_behind(figure, usize::MAX);
        let behind = behind.iter().position(ends).and_then(|at| behind.get(..at)).unwrap_or(behind);
        let han = |part: &[char]| part.iter().filter(|c| c.is_alphabetic()).count();
        let mut from = before.iter().rposition(ends).map_or(0, |at| at + 1);
        while from > 1 && han(before.get(from..).unwrap_or_default()) + han(behind) < LEAST {
            from = before.get(..from - 1).and_then(|b| b.iter().rposition(ends)).map_or(0, |at| at + 1);
        }
        let before = before.get(from.max(before.len().saturating_sub(CLAUSE))..).unwrap_or_default();
        let words = before.iter().chain(behind.iter().take(CLAUSE));
        words.filter(|c| c.is_alphanumeric() && !c.is_ascii_digit()).collect()
    }

    /// All that a sentence says before a figure, folded.
    pub(crate) fn opening(&self, figure: &Figure) -> String {
        folded(&self.window_before(figure, usize::MAX).iter().collect::<String>())
    }

    /// What a sentence says before the clause of a figure, up to the semicolon: what it is about, where the clause is short;
    /// with the sentence before it where it says little and names nothing itself.
    pub(crate) fn lead(&self, figure: &Figure, nameless: bool) -> String {
        let own = self.own_lead(figure);
        if !nameless {
            return own;
        }
        // 投入9亿元，办好民生实事: what it is for may stand behind it.
        let own = format!("{own}，{}", self.purpose(figure));
        if own.chars().count() > BRIEF {
            return own;
        }
        let text: Vec<char> =
            self.former.iter().flat_map(|s| self.chars.get(s.range()).unwrap_or_default()).copied().collect();
        let text = text.get(text.len().saturating_sub(LEAD)..).unwrap_or_default();
        let mut lead: String = text.iter().filter(|c| c.is_alphabetic() || matches!(c, '，')).collect();
        lead.push('，');
        lead.push_str(&own);
        lead
    }

    /// What stands behind the clause of a figure in its sentence.
    pub(crate) fn purpose(&self, figure: &Figure) -> String {
        let chars = self.window_behind(figure, LIMITED);
        let rest = chars.iter().position(|c| *c == '，').and_then(|at| chars.get(at..)).unwrap_or_default();
        rest.iter().take_while(|c| !matches!(c, '；' | '。')).filter(|c| c.is_alphabetic()).collect()
    }

    pub(crate) fn own_lead(&self, figure: &Figure) -> String {
        let text = self.window_before(figure, LEAD);
        let text = text
            .iter()
            .rposition(|c| matches!(c, '；' | '。'))
            .map_or(text, |at| text.get(at + 1..).unwrap_or_default());
        text.iter().filter(|c| c.is_alphabetic() || matches!(c, '，')).collect()
    }

    /// Whether a word of a list stands in the clause before the number.
    pub(crate) fn holds_before(&self, list: &str, figure: &Figure) -> bool {
        let before = self.before(figure);
        Lexicon::get().words(list).iter().any(|w| before.contains(w))
    }

    /// Whether the number stands right behind a word of a list.
    pub(crate) fn follows(&self, list: &str, figure: &Figure) -> bool {
        let before = self.before(figure);
        Lexicon::get().words(list).iter().any(|w| before.ends_with(w))
    }

    /// What stands behind a figure, up to the comma.
    pub(crate) fn behind_all(&self, figure: &Figure) -> String {
        let chars = self.window_behind(figure, LIMITED);
        chars.iter().filter(|c| !c.is_whitespace()).take_while(|c| !matches!(c, '，' | '。' | '；')).collect()
    }

    /// What stands behind a figure, up to the end of its clause.
    pub(crate) fn behind_clause(&self, figure: &Figure) -> String {
        let chars = self.window_behind(figure, CLAUSE);
        let ends = |c: &&char| !matches!(c, '，' | '。' | '；' | '、' | '：');
        chars.iter().filter(|c| !c.is_whitespace()).take_while(ends).collect()
    }
}
