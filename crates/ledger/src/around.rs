//! The words of a sentence around a figure, where they decide what it says.

use crate::carry::{Before, is_void};
use crate::context::Context;
use crate::fold::folded;
use crate::lexicon::Lexicon;
use crate::subject::Subject;
use crate::when::{Basis, When};
use luoshi_reader::{Figure, Mode, Span, Tense, TimeKind};

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
    /// What was spoken of before.
    pub(crate) before: Option<Before>,
}

/// Characters looked at before and behind a number.
const AROUND: usize = 12;

/// Characters before a number in which the whole may be cut down.
const LIMITED: usize = 28;

/// Characters before a number of a target told again in which the clause before says so.
const TOLD: usize = 60;

/// Numerals in words.
const NUMERALS: &str = "一二三四五六七八九十〇○零";

/// Characters between the year of a base and the number: 比一九五三年的三亿二千万元增长.
const BASE: usize = 24;

/// Characters of a clause that are kept on each side of its number.
const CLAUSE: usize = 24;

/// Characters before a number that may say what it is about.
const LEAD: usize = 64;

/// Characters before a number that say little of what it is about.
const BRIEF: usize = 24;

/// Characters at the head of a sentence in which it says that all of it is an estimate.
const HEAD: usize = 10;

/// Characters below which a clause says next to nothing by itself.
const LEAST: usize = 5;

/// Characters of a sentence in which two years are compared for the figures that follow.
const COMPARED: usize = 160;

impl Sentence<'_> {
    /// The characters right behind a figure, up to the end of the clause.
    fn behind(&self, figure: &Figure) -> String {
        let Some(last) = figure.spans.last() else { return String::new() };
        let end = self.spans.iter().map(|s| s.end()).max().unwrap_or(last.end());
        let from = last.end() as usize;
        let to = (from + AROUND).min(end as usize);
        let chars = self.chars.get(from..to).unwrap_or_default();
        chars.iter().filter(|c| !c.is_whitespace()).take_while(|c| !matches!(c, '，' | '。' | '；' | '、')).collect()
    }

    /// The characters before a figure, from the beginning of the clause.
    fn before(&self, figure: &Figure) -> String {
        self.clause_before(figure, AROUND * 2)
    }

    fn clause_before(&self, figure: &Figure, most: usize) -> String {
        let Some(first) = figure.spans.first() else { return String::new() };
        let start = self.spans.iter().map(|s| s.start()).min().unwrap_or(first.start());
        let to = first.start() as usize;
        let from = to.saturating_sub(most).max(start as usize);
        let chars = self.chars.get(from..to).unwrap_or_default();
        let clause = chars.iter().rposition(|c| matches!(c, '，' | '。' | '；')).map_or(0, |at| at + 1);
        chars.get(clause..).unwrap_or_default().iter().filter(|c| !c.is_whitespace()).collect()
    }

    /// Whether a number of the part that looks ahead is a target, though its sentence is not read as a plan: it is for this
    /// year or a later one, or bounded as only targets are.
    pub(crate) fn aims(&self, figure: &Figure, explicit: Option<When>, year: Option<i16>) -> bool {
        let Some(year) = year else { return false };
        if !self.ahead || figure.mode == Some(Mode::Gap) {
            return false;
        }
        let wanted = |q: &&str| matches!(*q, "力争" | "控制在" | "不低于" | "不高于" | "确保" | "以内");
        explicit.map_or_else(|| figure.qualifiers.iter().any(wanted), |when| when.start >= year && !when.part)
    }

    /// The clause of a figure without its number; with the one before it where it says next to nothing by itself.
    pub(crate) fn clause(&self, figure: &Figure) -> String {
        let (Some(first), Some(last)) = (figure.spans.first(), figure.spans.last()) else { return String::new() };
        let start = self.spans.iter().map(|s| s.start()).min().unwrap_or(first.start()) as usize;
        let end = self.spans.iter().map(|s| s.end()).max().unwrap_or(last.end()) as usize;
        let ends = |c: &char| matches!(c, '，' | '。' | '；' | '、' | '：' | ',' | ';' | '！');
        let before = self.chars.get(start..first.start() as usize).unwrap_or_default();
        let behind = self.chars.get(last.end() as usize..end).unwrap_or_default();
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
        let Some(first) = figure.spans.first() else { return String::new() };
        let start = self.spans.iter().map(|s| s.start()).min().unwrap_or(first.start()) as usize;
        let text: String = self.chars.get(start..first.start() as usize).unwrap_or_default().iter().collect();
        folded(&text)
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
    fn purpose(&self, figure: &Figure) -> String {
        let Some(last) = figure.spans.last() else { return String::new() };
        let end = self.spans.iter().map(|s| s.end()).max().unwrap_or(last.end()) as usize;
        let chars = self.chars.get(last.end() as usize..end.min(last.end() as usize + LIMITED)).unwrap_or_default();
        let rest = chars.iter().position(|c| *c == '，').and_then(|at| chars.get(at..)).unwrap_or_default();
        rest.iter().take_while(|c| !matches!(c, '；' | '。')).filter(|c| c.is_alphabetic()).collect()
    }

    fn own_lead(&self, figure: &Figure) -> String {
        let Some(first) = figure.spans.first() else { return String::new() };
        let start = self.spans.iter().map(|s| s.start()).min().unwrap_or(first.start()) as usize;
        let to = first.start() as usize;
        let text = self.chars.get(to.saturating_sub(LEAD).max(start)..to).unwrap_or_default();
        let text = text
            .iter()
            .rposition(|c| matches!(c, '；' | '。'))
            .map_or(text, |at| text.get(at + 1..).unwrap_or_default());
        text.iter().filter(|c| c.is_alphabetic() || matches!(c, '，')).collect()
    }

    /// The indicator that a sentence sets a target for before it comes to the number: 经济增长预期目标是…年均增长7%.
    pub(crate) fn aimed(&self, figure: &Figure) -> Option<Subject> {
        let at = figure.spans.first()?.start();
        let start = self.spans.iter().map(|s| s.start()).min()?;
        let words: String =
            self.chars.get(start as usize..at as usize)?.iter().filter(|c| !c.is_whitespace()).collect();
        if words.contains(['；', '。']) {
            return None;
        }
        let (head, _) = Lexicon::get().words("aim").iter().find_map(|aim| words.rsplit_once(aim))?;
        let head = head.rsplit(['，', '、', '：']).next()?;
        let head = folded(head);
        // The longest known name that ends there.
        let last = head.chars().count().saturating_sub(1);
        head.char_indices().take(last).find_map(|(from, _)| Subject::exactly(head.get(from..)?))
    }

    /// The two years that the sentence compares before a figure: 2005年与2000年相比, 一九五七年比一九五二年.
    pub(crate) fn between(&self, figure: &Figure, year: Option<i16>) -> Option<(i16, i16)> {
        let at = figure.spans.first()?.start();
        let start = self.spans.iter().map(|s| s.start()).min()?;
        let words: Vec<char> =
            self.chars.get(start as usize..at as usize)?.iter().copied().filter(|c| !c.is_whitespace()).collect();
        // Looking times up costs more than looking for the marks of a comparison.
        let numeral = |c: &char| c.is_ascii_digit() || c.is_ascii_punctuation() || NUMERALS.contains(*c);
        let compares = words.windows(2).any(|w| {
            matches!(w, [a, b] if matches!(a, '比' | '较' | '与' | '同' | '和') && (numeral(b) || ('０'..='９').contains(b)))
        });
        if words.len() > COMPARED || !compares {
            return None;
        }
        let text: String = words.iter().collect();
        let day = year.map(|y| jiff::civil::date(y, 3, 1));
        let found = luoshi_reader::recognise(&text, day).times;
        let years: Vec<(usize, usize, i16)> = found
            .iter()
            .filter_map(|t| {
                Some((
                    t.range.start,
                    t.range.end,
                    t.end.filter(|e| t.start.is_none_or(|s| s.year() == e.year()))?.year(),
                ))
            })
            .collect();
        // 比一九五二年的四百亿元增长: what the base is said of is the year before, or the period spoken of.
        if let Some((at, _, from)) = years.last()
            && words.get(at.wrapping_sub(1)).is_some_and(|c| matches!(c, '比' | '较'))
            && words.len() - at < BASE
        {
            let to = years.iter().rev().skip(1).map(|(_, _, y)| *y).find(|y| y > from);
            let to = to.or(self.reviewed.filter(|_| !self.ahead).map(|(_, end)| end));
            if let Some(to) = to.filter(|to| *to - *from > 1) {
                return Some((*from, to));
            }
        }
        years.windows(2).find_map(|pair| {
            let [(_, first_end, to), (second, _, from)] = pair else { return None };
            let joint: String = words.get(*first_end..*second)?.iter().collect();
            let compares = Lexicon::get().words("compares").contains(&joint.as_str());
            (compares && from < to && *to - *from > 1).then_some((*from, *to))
        })
    }

    /// Whether the time read beside a number is the one it is reckoned from: 在1954年的基数上增长, 以1954年为基数.
    pub(crate) fn reckoned_from(&self, figure: &Figure) -> bool {
        let Some(period) = figure.period.as_ref() else { return false };
        let opening = self.opening(figure);
        let Some((_, rest)) = opening.rsplit_once(&folded(&period.text)) else { return false };
        let rest = rest.strip_prefix('的').unwrap_or(rest);
        Lexicon::get().words("reckoned").iter().any(|w| rest.starts_with(w))
    }

    /// What the clause before a number names: the one thing of the data file, else what stands at its head (茶叶交易额要在2023年的
    /// 基础上增长).
    pub(crate) fn names_itself(&self, figure: &Figure, places: &[String]) -> Option<Subject> {
        let clause = self.clause_before(figure, LIMITED);
        if let Some(before) = Before::named(&clause) {
            return Some(before.subject);
        }
        let (head, _) = clause.split_once("在").filter(|(_, rest)| rest.contains('年'))?;
        let head = head.trim_end_matches(['要', '将', '都', '均']);
        (head.chars().count() >= LEAST - 1).then(|| Subject::new(head, None, None, places).0)
    }

    /// Whether a number is the amount that another is compared with: 比1980年的12亿元, 由1980年的12亿元.
    pub(crate) fn compared_with(&self, figure: &Figure) -> bool {
        if figure.from.is_some() || figure.base.is_none() || figure.amount.is_none() {
            return false;
        }
        let before = self.before(figure);
        let Some(head) = before.strip_suffix('的') else { return false };
        let year = head.rfind(['比', '较']).and_then(|at| head.get(at..)).is_some_and(|rest| rest.ends_with('年'));
        year && figure.mode.is_none()
    }

    /// Whether the clause behind the number says what came of it: 计划为4%，预计可以达到6%.
    pub(crate) fn outdone(&self, figure: &Figure) -> bool {
        let Some(last) = figure.spans.last() else { return false };
        let end = self.spans.iter().map(|s| s.end()).max().unwrap_or(last.end()) as usize;
        let from = last.end() as usize;
        let text: String = self
            .chars
            .get(from..(from + AROUND * 2).min(end))
            .unwrap_or_default()
            .iter()
            .filter(|c| !c.is_whitespace())
            .collect();
        let lexicon = Lexicon::get();
        let before = self.before(figure);
        lexicon.words("set").iter().any(|w| before.contains(w))
            && text.split_once('，').is_some_and(|(head, rest)| {
                head.chars().count() < LEAST && lexicon.words("outcome").iter().any(|w| rest.starts_with(w))
            })
    }

    /// Whether the clause of the number says what came of a target: 实际达到6%, 预计可以达到6%.
    pub(crate) fn falls_behind(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        Lexicon::get().words("outcome").iter().any(|w| before.starts_with(w))
    }

    /// First and last year of the plan that the sentence names before a figure: 按“八五”计划，….
    pub(crate) fn plan_named(&self, figure: &Figure, year: Option<i16>) -> Option<(i16, i16)> {
        let opening = self.opening(figure);
        if !opening.contains('五') {
            return None;
        }
        let day = year.map(|y| jiff::civil::date(y, 3, 1));
        let found = luoshi_reader::recognise(&opening, day).times;
        let plan = found.iter().rev().find(|t| t.kind == TimeKind::Plan)?;
        Some((plan.start?.year(), plan.end?.year())).filter(|(start, end)| start < end)
    }

    /// Whether the people counted were found work: 安排903万人就业; 安排就业的劳动力达到903万人.
    pub(crate) fn finds_work(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let behind = self.behind_clause(figure);
        let before = self.before(figure);
        // 1万名高校毕业生到基层就业: they are counted by what they are.
        let noun = figure.indicator.as_deref().unwrap_or("");
        let named = !lexicon.words("work").contains(&noun) && behind.contains(noun) && !noun.is_empty();
        !named && lexicon.words("work").iter().any(|w| behind.ends_with(w))
            || lexicon.words("work.before").iter().any(|w| before.contains(w))
    }

    /// The thing that a name is part of, where its clause says before it whom it is for, and the data file knows the whole:
    /// 医保补助标准 of 对医保的补助标准.
    pub(crate) fn paid_for(&self, figure: &Figure, name: &str) -> Option<Subject> {
        let opening = self.opening(figure);
        let clause = opening.rsplit(['，', ',', '；', ';']).next()?;
        let (head, _) = clause.rsplit_once(name)?;
        let (_, of) = head.strip_suffix('的')?.rsplit_once('对')?;
        Subject::exactly(&format!("{of}{name}"))
    }

    /// What a sentence is about whose first clause is no more than a noun: 五年内施工的大中型项目，计划在1985年底前建成400个.
    pub(crate) fn topic(&self, figure: &Figure, places: &[String]) -> Option<Subject> {
        let opening = self.opening(figure);
        let (first, rest) = opening.split_once(['，', ','])?;
        let name = first.rsplit('的').next().unwrap_or(first);
        let length = name.chars().count();
        let marks = |c: char| matches!(c, '：' | ':' | '；' | ';' | '、') || c.is_ascii_digit();
        if first == name || !(LEAST..=AROUND).contains(&length) || name.contains(marks) || rest.contains(['；', ';']) {
            return None;
        }
        let (subject, _) = Subject::new(name, None, None, places);
        Some(subject).filter(|s| !is_void(s))
    }

    /// Whether words around the number call it a target that was set before: the words behind it, or 曾提出 before it.
    pub(crate) fn called_target(&self, figure: &Figure) -> bool {
        let behind = self.behind(figure);
        let behind = behind.trim_start_matches(['以', '上', '左', '右', '内']);
        Lexicon::get().words("restated.after").iter().any(|w| behind.starts_with(w)) || self.told(figure)
    }

    /// Whether a word of a list stands in the clause before the number.
    fn holds_before(&self, list: &str, figure: &Figure) -> bool {
        let before = self.before(figure);
        Lexicon::get().words(list).iter().any(|w| before.contains(w))
    }

    /// Whether the number stands right behind a word of a list.
    fn follows(&self, list: &str, figure: &Figure) -> bool {
        let before = self.before(figure);
        Lexicon::get().words(list).iter().any(|w| before.ends_with(w))
    }

    /// Whether the number is what was added to another: 后来又追加了80亿元.
    pub(crate) fn adds(&self, figure: &Figure) -> bool {
        self.follows("adds", figure)
    }

    /// Whether the clause says that a target told again was reached: 如期完成裁减50万的任务.
    pub(crate) fn fulfils(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let clause = format!("{}{}", self.before(figure), self.behind_clause(figure));
        lexicon.words("fulfilled").iter().any(|w| clause.contains(w))
            && !lexicon.words("unfulfilled").iter().any(|w| clause.contains(w))
    }

    /// Whether the number is by how much a plan was outdone or missed: 超过年度计划4%.
    pub(crate) fn exceeds(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let before = self.before(figure);
        let by = lexicon.words("exceeds").iter().filter_map(|w| before.rfind(w).map(|at| at + w.len())).max();
        by.and_then(|at| before.get(at..))
            .is_some_and(|rest| lexicon.words("exceeded").iter().any(|w| rest.ends_with(w)))
    }

    /// Whether the number is that of a target told again.
    pub(crate) fn restates(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let behind = self.behind(figure);
        let behind = behind.trim_start_matches(['以', '上', '左', '右', '内']);
        if lexicon.words("restated.after").iter().any(|w| behind.starts_with(w)) {
            return true;
        }
        let before = self.before(figure);
        lexicon.words("restated.before").iter().any(|w| before.contains(w))
    }

    /// Whether a figure stands in the part that looks ahead, and nothing says its year.
    pub(crate) fn unplaced(&self, explicit: Option<When>, context: &Context) -> bool {
        self.ahead && explicit.is_none() && context.back.is_none_or(|b| b.basis != Basis::Opener)
    }

    /// Whether a plan's number is one that was told before: 曾提出.
    ///
    /// The clause before may say it: 报告曾提出，要控制在…; not one further off (…，经过努力，实际…).
    pub(crate) fn told(&self, figure: &Figure) -> bool {
        let before = self.clause_before(figure, AROUND * 3);
        let words = Lexicon::get().words("told");
        if words.iter().any(|w| before.contains(w)) {
            return true;
        }
        let Some(first) = figure.spans.first() else { return false };
        let start = self.spans.iter().map(|s| s.start()).min().unwrap_or(first.start()) as usize;
        let to = first.start() as usize;
        let text: String = self
            .chars
            .get(to.saturating_sub(TOLD).max(start)..to)
            .unwrap_or_default()
            .iter()
            .filter(|c| !c.is_whitespace())
            .collect();
        let text = text.rsplit(['。', '；']).next().unwrap_or("");
        let Some((head, _)) = text.rsplit_once('，') else { return false };
        let clause = head.rsplit('，').next().unwrap_or(head);
        words.iter().any(|w| clause.ends_with(w))
    }

    /// Whether several years are named right before the number: 两年增长.
    pub(crate) fn stretches(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        // 一九五六年 is no six years.
        let numeral = |c: char| c.is_ascii_digit() || NUMERALS.contains(c);
        Lexicon::get().words("years").iter().any(|w| {
            let at = before.match_indices(w).next();
            at.is_some_and(|(at, _)| !before.get(..at).is_some_and(|head| head.ends_with(numeral)))
        })
    }

    /// How many years a target has from now on: 三年内.
    pub(crate) fn span(&self, figure: &Figure) -> Option<i16> {
        let before = self.before(figure);
        let said = figure.period.as_ref().map_or("", |p| p.text.as_str());
        let lexicon = Lexicon::get();
        let spans = || lexicon.spans.iter().find(|(w, _)| said == *w || before.contains(w)).map(|(_, years)| *years);
        // 总额2亿元的两年投资计划: of the two years to come.
        let behind = self.behind_clause(figure);
        let plan = || lexicon.words("plan.end").iter().any(|w| behind.ends_with(w));
        let named = |w: &str| said == w || behind.strip_prefix('的').is_some_and(|rest| rest.starts_with(w)) && plan();
        spans().or_else(|| lexicon.plan_spans.iter().find(|(w, _)| named(w)).map(|(_, years)| *years))
    }

    /// Whether the number is that of each of several years: 连续两年增长10%.
    pub(crate) fn each_year(&self, figure: &Figure) -> bool {
        self.holds_before("each.year", figure)
    }

    /// Whether nothing but commas stands between the number before and this one.
    pub(crate) fn goes_on(&self, before: Option<&Span>, figure: &Figure) -> bool {
        let (Some(before), Some(first)) = (before, figure.spans.first()) else { return false };
        let between = self.chars.get(before.end() as usize..first.start() as usize).unwrap_or_default();
        !between.iter().any(|c| matches!(c, '；' | '。' | ';'))
    }

    /// Whether a state is reached: 达3万, 扩大到3万.
    pub(crate) fn reaches(&self, figure: &Figure) -> bool {
        self.follows("reaches", figure)
    }

    /// Whether words before the number, in its clause or the one before, take something out of the whole.
    pub(crate) fn limited(&self, figure: &Figure) -> bool {
        let Some(first) = figure.spans.first() else { return false };
        let start = self.spans.iter().map(|s| s.start()).min().unwrap_or(first.start()) as usize;
        let to = first.start() as usize;
        let before: String =
            self.chars.get(to.saturating_sub(LIMITED).max(start)..to).unwrap_or_default().iter().collect();
        let clause = before.rsplit(['。', '；']).next().unwrap_or("");
        Lexicon::get().words("limit").iter().any(|w| clause.contains(w))
    }

    /// Whether the sentence counts at constant prices.
    pub(crate) fn constant(&self) -> bool {
        let text: String = self.spans.iter().flat_map(|s| self.chars.get(s.range()).unwrap_or_default()).collect();
        Lexicon::get().words("constant").iter().any(|w| text.contains(w))
    }

    pub(crate) fn budgets(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        // 预算内投资完成500亿元, 通过国家预算的投资: the budget is where the money comes from.
        let from = |w: &str| {
            before
                .rfind(w)
                .and_then(|at| before.get(at + w.len()..))
                .is_some_and(|rest| !rest.starts_with(['内', '外', '的']))
        };
        Lexicon::get().words("budget").iter().any(|w| from(w))
    }

    /// Whether the clause says that it is so already.
    pub(crate) fn already(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let before = self.before(figure);
        let clause = before.rsplit(['：', ':']).next().unwrap_or("");
        // 已经决定今年压缩9亿元: what is decided is still to be done.
        lexicon.words("already").iter().any(|w| {
            clause.split_once(w).is_some_and(|(_, rest)| !lexicon.words("decided").iter().any(|d| rest.starts_with(d)))
        })
    }

    /// Whether the clause says that something is done: 有37种超额完成了.
    pub(crate) fn perfect(&self, figure: &Figure) -> bool {
        let clause = format!("{}{}", self.before(figure), self.behind(figure));
        Lexicon::get().words("perfect").iter().any(|w| clause.contains(w))
    }

    /// Whether the number is one that is to be kept, in the part that looks ahead: 赤字率稳定在3%.
    pub(crate) fn steady(&self, figure: &Figure) -> bool {
        self.ahead && self.follows("steady", figure)
    }

    /// Whether the clause speaks of the year after.
    pub(crate) fn next_year(&self, figure: &Figure) -> bool {
        self.holds_before("next.year", figure)
    }

    /// Whether money is still to be set aside: 拟安排.
    pub(crate) fn intends(&self, figure: &Figure) -> bool {
        self.holds_before("intends", figure)
    }

    /// Whether the year was not over when it was said: in the clause, or at the head of the sentence (据初步预计，…).
    pub(crate) fn estimates(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        let words = Lexicon::get().words("estimate");
        if words.iter().any(|w| before.contains(w)) {
            return true;
        }
        let head: String =
            self.spans.iter().flat_map(|s| self.chars.get(s.range()).unwrap_or_default()).take(HEAD).collect();
        head.split_once('，').is_some_and(|(head, _)| words.iter().any(|w| head.ends_with(w)))
    }

    /// Whether the number is so many per cent of a thing that stands behind it: 扩大到全国80%的县.
    pub(crate) fn part_of(&self, figure: &Figure) -> bool {
        let behind = self.behind(figure);
        let behind = behind.trim_start_matches(['以', '上', '左', '右']);
        let Some(rest) = behind.strip_prefix('的') else { return false };
        let growth = |name: &str| Lexicon::get().words("strip.after").contains(&name);
        figure.indicator.as_deref().is_some_and(|name| !name.is_empty() && !growth(name) && rest.starts_with(name))
    }

    /// Whether the clause only says that something is more or less than the year before, in the part that looks ahead: it is
    /// of the year ahead, 增幅高于去年.
    pub(crate) fn outgrows(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let clause = format!("{}{}", self.before(figure), self.behind_all(figure));
        self.ahead
            && lexicon.words("outgrows").iter().any(|w| clause.contains(w))
            && !lexicon.words("perfect").iter().any(|w| clause.contains(w))
    }

    /// Whether a clause of that part goes on with what was done before: 通关时间再压缩三分之一.
    pub(crate) fn goes_further(&self, figure: &Figure) -> bool {
        self.ahead && figure.tense != Tense::Done && self.follows("once.more", figure)
    }

    /// What stands behind a figure, up to the comma.
    fn behind_all(&self, figure: &Figure) -> String {
        let Some(last) = figure.spans.last() else { return String::new() };
        let end = self.spans.iter().map(|s| s.end()).max().unwrap_or(last.end()) as usize;
        let chars = self.chars.get(last.end() as usize..end.min(last.end() as usize + LIMITED)).unwrap_or_default();
        chars.iter().filter(|c| !c.is_whitespace()).take_while(|c| !matches!(c, '，' | '。' | '；')).collect()
    }

    /// Whether 低于 or 高于 stands before the number of a target that is told again: it says what came of it, and bounds nothing.
    pub(crate) fn held_against(&self, figure: &Figure) -> bool {
        self.called_target(figure) && self.follows("held.against", figure)
    }

    /// How far what is built has come, by the last word before the number that says it.
    pub(crate) fn stage(&self, figure: &Figure) -> Option<Stage> {
        let before = self.before(figure);
        let lexicon = Lexicon::get();
        let last =
            |group: &str| lexicon.words(group).iter().filter_map(|w| before.rfind(w).map(|at| at + w.len())).max();
        match (last("begun"), last("finished")) {
            (Some(begun), Some(finished)) if finished >= begun => Some(Stage::Finished),
            (Some(_), _) => Some(Stage::Begun),
            (None, Some(_)) => Some(Stage::Finished),
            (None, None) => None,
        }
    }

    /// Whether the clause counts new ones only: 新建, 新增.
    pub(crate) fn counts_new(&self, figure: &Figure) -> bool {
        self.holds_before("new", figure) && !self.holds_before("stock", figure)
    }

    /// Whether a rate of growth is told without the rise of prices.
    pub(crate) fn real(&self, figure: &Figure) -> bool {
        self.holds_before("real", figure)
    }

    /// Whether the number is part of the name of a plan, or only says that there are many: 新增千亿斤…规划, 上亿.
    pub(crate) fn names(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let behind: String = self.behind_clause(figure);
        let text: String = figure.text.chars().filter(|c| !c.is_whitespace()).collect();
        lexicon.words("vague").iter().any(|w| text.starts_with(w))
            || lexicon.words("plan.name").iter().any(|w| behind.ends_with(w))
    }

    /// The indicator with what it is of: of 6000万农村人口的饮水安全问题 the reader names who it is for.
    pub(crate) fn whole(&self, figure: &Figure) -> Option<String> {
        let indicator = figure.indicator.as_deref()?;
        let behind = self.behind_clause(figure);
        let rest = behind.strip_prefix(indicator)?.strip_prefix('的')?;
        let long = (LEAST - 1..AROUND).contains(&rest.chars().count());
        (long && rest.chars().all(char::is_alphabetic)).then(|| format!("{indicator}{rest}"))
    }

    /// What stands behind a figure, up to the end of its clause.
    fn behind_clause(&self, figure: &Figure) -> String {
        let Some(last) = figure.spans.last() else { return String::new() };
        let end = self.spans.iter().map(|s| s.end()).max().unwrap_or(last.end());
        let chars = self.chars.get(last.end() as usize..(end as usize).min(last.end() as usize + CLAUSE));
        let ends = |c: &&char| !matches!(c, '，' | '。' | '；' | '、' | '：');
        chars.unwrap_or_default().iter().filter(|c| !c.is_whitespace()).take_while(ends).collect()
    }

    pub(crate) fn mean(&self, figure: &Figure) -> bool {
        self.holds_before("mean", figure)
    }
}
