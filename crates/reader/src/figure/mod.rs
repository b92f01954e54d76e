//! From the numbers of a sentence to its figures: what is measured, how, when, where, and how surely.

mod cell;
mod context;
mod from_to;
mod grant;
mod holder;
mod indicator;
mod kind;
mod list;
mod names;
mod no_figure;
mod noun;
mod openers;
mod own;
mod owner;
mod period;
mod right;
mod scope;
mod sort;
#[cfg(test)]
pub(crate) mod suite;
mod topic;
mod words;
mod write;

use crate::lexicon::LexiconError;
use crate::note::Doubt;
use crate::place::Place;
use crate::quantity::{Quantity, Scanner};
use crate::reading::{Binding, Bound, Kind, Mode, Tense};
use crate::time::Time;
use crate::unit::Dimension;
pub(crate) use cell::{CellNumber, CellReading, CellWords};
use context::{Left, Right};
use names::Names;
use std::ops::Range;
use std::sync::OnceLock;
use words::FigureWords;
pub(crate) use write::Writer;

/// The figure grammar with its lexicons.
#[derive(Debug)]
pub(crate) struct Grammar {
    pub(crate) scanner: Scanner,
    words: FigureWords,
    names: Names,
}

/// One sentence and what other layers found in it. All ranges count characters of `text`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence<'a> {
    pub(crate) text: &'a [char],
    pub(crate) quantities: &'a [Quantity],
    pub(crate) times: &'a [Time],
    pub(crate) places: &'a [Place],
    pub(crate) tense: Tense,
}

/// A figure within its sentence, before it is written out.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Index into the quantities.
    pub(crate) quantity: usize,
    /// Whether a fall makes the value negative.
    pub(crate) negative: bool,
    pub(crate) indicator: Option<Range<usize>>,
    pub(crate) scope: Option<Scope>,
    pub(crate) kind: Kind,
    pub(crate) measure: Kind,
    pub(crate) mode: Option<Mode>,
    pub(crate) bound: Option<Bound>,
    pub(crate) qualifiers: Vec<&'static str>,
    /// The two parts of its own name where the indicator says too little alone: 汽车, 产量 of a list that shares its last
    /// words; 对东盟, 出口 and 重点行业, 改造覆盖率, which without their scope would be those of all.
    pub(crate) named: Option<(Range<usize>, Range<usize>)>,
    /// Index into the times.
    pub(crate) period: Option<usize>,
    pub(crate) base: Option<Range<usize>>,
    /// Index of the quantity that is the old value.
    pub(crate) from: Option<usize>,
    pub(crate) doubts: Vec<Doubt>,
    pub(crate) rules: Vec<&'static str>,
    left: Left,
    right: Right,
}

impl Draft {
    /// Where the words that belong to the number end: behind 以上, 左右.
    pub(crate) fn after(&self) -> usize {
        self.right.after
    }

    /// Whether a word joins the thing measured and the number: 达到, 增长.
    pub(crate) fn is_linked(&self) -> bool {
        self.left.linked || self.left.change.is_some() || self.left.bound.is_some() || self.left.weak.is_some()
    }
}

/// A number that is no figure, and why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rejected {
    /// Index into the quantities.
    pub(crate) quantity: usize,
    pub(crate) rule: &'static str,
}

/// Where or for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Words of the sentence.
    Written(Range<usize>),
    /// Taken out of a word that stands for several: 城 out of 城乡, 第一产业 out of 三次产业.
    Inferred(&'static str),
}

impl Grammar {
    /// The grammar over the built-in lexicons, read once.
    pub(crate) fn get() -> &'static Self {
        &Self::loaded().0
    }

    /// The faults of those lexicons.
    pub(crate) fn faults() -> &'static [LexiconError] {
        &Self::loaded().1
    }

    fn loaded() -> &'static (Self, Vec<LexiconError>) {
        static LOADED: OnceLock<(Grammar, Vec<LexiconError>)> = OnceLock::new();
        LOADED.get_or_init(Self::load)
    }

    /// Reads the lexicons; entries with faults are left out and named.
    fn load() -> (Self, Vec<LexiconError>) {
        let (scanner, mut errors) = Scanner::load();
        let (words, more) = FigureWords::load();
        errors.extend(more);
        let (names, more) = Names::load();
        errors.extend(more);
        (Self { scanner, words, names }, errors)
    }

    /// The normal form of an indicator as written (folded).
    pub(crate) fn normal(&self, indicator: &[char]) -> String {
        self.names.normal(indicator)
    }

    /// Whether an indicator names people.
    pub(crate) fn is_people(&self, indicator: &[char]) -> bool {
        (0..indicator.len()).any(|at| self.words.people.find(indicator, at).is_some())
            || indicator.ends_with(&['人'])
            || indicator.windows(3).any(|w| w == ['劳', '动', '力'])
    }

    /// Whether plans set an indicator as binding or expected, where they always do the same.
    pub(crate) fn binding(&self, indicator: &[char]) -> Option<Binding> {
        self.names.exact(indicator).and_then(|k| k.binding)
    }

    /// The figures of one sentence, in order.
    pub(crate) fn figures(&self, s: &Sentence<'_>) -> Vec<Draft> {
        let none = &mut Vec::new();
        let mut drafts = self.drafts(s, none);
        self.relate(s, &mut drafts);
        self.judge(s, &mut drafts, none);
        drafts
    }

    /// What is measured, and whose it is.
    pub(crate) fn relate(&self, s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
        // Most sentences that look ahead count nothing.
        if drafts.is_empty() {
            return;
        }
        from_to::pair(s, drafts);
        self.indicators(s, drafts);
        // Before lists are shared out, and after: a member takes the scope of the figure it is named by.
        scope::assign(s, drafts);
        list::distribute(self, s, drafts);
        grant::assign(self, s, drafts);
        scope::assign(s, drafts);
        scope::of_list(&self.words, s, drafts);
        topic::assign(self, s, drafts);
        scope::name(self, s, drafts);
    }

    /// What sort of statement each is, and for when. `none` takes the numbers that are no figure after all.
    pub(crate) fn judge(&self, s: &Sentence<'_>, drafts: &mut Vec<Draft>, none: &mut Vec<Rejected>) {
        if drafts.is_empty() {
            return;
        }
        from_to::dated(s, drafts);
        kind::judge(&self.words, s, drafts);
        period::assign(s, drafts);
        // 以上十四条: a count in words that nothing is said to be counted by is no figure anyone could use.
        drafts.retain(|d| {
            let q = &s.quantities[d.quantity];
            let counts = q.unit.is_some_and(|u| matches!(u.dimension, Dimension::Count | Dimension::Places));
            let kept = d.indicator.is_some() || !(q.chinese && counts);
            if !kept {
                none.push(Rejected { quantity: d.quantity, rule: "no_figure.counts_nothing" });
            }
            kept
        });
    }

    /// A draft for every number that may be a figure, with the words around it. `none` takes those that are none.
    pub(crate) fn drafts(&self, s: &Sentence<'_>, none: &mut Vec<Rejected>) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut floor = 0;
        for (index, quantity) in s.quantities.iter().enumerate() {
            let timed = s.in_time(&quantity.range);
            if !quantity.counts() || timed {
                // What counts nothing still parts the words: after “十四五” a new noun begins.
                none.push(Rejected { quantity: index, rule: if timed { "no_figure.time" } else { quantity.rule } });
                continue;
            }
            // 万元生产总值能耗: part of the name of a measure.
            if self.names.measure(s.text, quantity.range.start).is_some_and(|n| n > quantity.range.len()) {
                none.push(Rejected { quantity: index, rule: "no_figure.name" });
                continue;
            }
            // 20万元以上千户: 上 is of both.
            let start = s.clause_start(quantity.range.start).max(floor).min(quantity.range.start);
            let left = self.left(s, start, quantity);
            let right = self.right(s, quantity, &left);
            if let Some(rule) = no_figure::reject(&self.words, s, quantity, &left, &right) {
                none.push(Rejected { quantity: index, rule });
                if rule == no_figure::CONDITION {
                    floor = right.after;
                }
                continue;
            }
            // 120项亿元以上技术改造项目: the threshold is part of the noun just read.
            if quantity.range.end <= floor {
                none.push(Rejected { quantity: index, rule: "no_figure.threshold" });
                continue;
            }
            floor = right.end;
            drafts.push(Draft {
                quantity: index,
                negative: false,
                indicator: None,
                scope: None,
                kind: Kind::Level,
                measure: Kind::Level,
                mode: None,
                bound: None,
                qualifiers: Vec::new(),
                named: None,
                period: None,
                base: left.base.clone(),
                from: None,
                doubts: if quantity.rule == "number.lost" { vec![Doubt::Lost] } else { Vec::new() },
                rules: vec![quantity.rule],
                left,
                right,
            });
        }
        drafts
    }
}

/// Farthest that words are looked for from a number, in characters. The longest indicator of a published plan has 40;
/// the limit keeps the time linear on a text without marks.
const REACH: usize = 160;

impl<'a> Sentence<'a> {
    /// Whether a number is part of a time expression.
    fn in_time(&self, range: &Range<usize>) -> bool {
        let after = self.times.partition_point(|t| t.range.end <= range.start);
        self.times.get(after).is_some_and(|t| t.range.start < range.end)
    }

    /// The time that begins at `at`.
    fn time_from(&self, at: usize) -> Option<&'a Time> {
        self.times.binary_search_by_key(&at, |t| t.range.start).ok().and_then(|i| self.times.get(i))
    }

    /// The time that ends at `at`.
    fn time_to(&self, at: usize) -> Option<&'a Time> {
        self.times.binary_search_by_key(&at, |t| t.range.end).ok().and_then(|i| self.times.get(i))
    }

    /// The last time that lies in `range`.
    fn last_time_in(&self, range: Range<usize>) -> Option<&'a Time> {
        let after = self.times.partition_point(|t| t.range.end <= range.end);
        self.times.get(after.checked_sub(1)?).filter(|t| t.range.start >= range.start)
    }

    /// The place that begins at `at`.
    fn place_from(&self, at: usize) -> Option<&'a Place> {
        self.places.binary_search_by_key(&at, |p| p.range.start).ok().and_then(|i| self.places.get(i))
    }

    /// The place that ends at `at`.
    fn place_to(&self, at: usize) -> Option<&'a Place> {
        self.places.binary_search_by_key(&at, |p| p.range.end).ok().and_then(|i| self.places.get(i))
    }

    /// The number that begins at `at`.
    fn quantity_from(&self, at: usize) -> Option<&'a Quantity> {
        self.quantities.binary_search_by_key(&at, |q| q.range.start).ok().and_then(|i| self.quantities.get(i))
    }

    /// The number that ends at `at`.
    fn quantity_to(&self, at: usize) -> Option<&'a Quantity> {
        self.quantities.binary_search_by_key(&at, |q| q.range.end).ok().and_then(|i| self.quantities.get(i))
    }

    /// Whether a number that counts begins in `range`.
    fn number_in(&self, range: Range<usize>) -> bool {
        let first = self.quantities.partition_point(|q| q.range.start < range.start);
        self.quantities[first..].iter().take_while(|q| q.range.start < range.end).any(Quantity::counts)
    }

    /// Where the clause that holds `at` begins: after the last , ; : 。 A short bracket is part of its clause.
    fn clause_start(&self, at: usize) -> usize {
        let floor = at.saturating_sub(REACH);
        let mut i = at;
        while i > floor {
            i -= 1;
            // Nearly every character is Han.
            if self.text[i] >= '一' {
                continue;
            }
            if self.text[i] == ')'
                && let Some(open) = self.text[i.saturating_sub(BRACKET)..i].iter().rposition(|c| *c == '(')
                && bracket(self.text, i.saturating_sub(BRACKET) + open) == Some(i)
            {
                i = i.saturating_sub(BRACKET) + open;
                continue;
            }
            if is_clause_mark(self.text[i]) {
                return i + 1;
            }
        }
        floor
    }

    /// Where the clause that holds `at` ends.
    fn clause_end(&self, at: usize) -> usize {
        let roof = self.text.len().min(at + REACH);
        let mut i = at;
        while i < roof {
            if self.text[i] == '('
                && let Some(close) = bracket(self.text, i)
            {
                i = close;
            } else if is_clause_mark(self.text[i]) {
                return i;
            }
            i += 1;
        }
        roof
    }

    fn slice(&self, range: &Range<usize>) -> &'a [char] {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

/// Longest bracket that is part of the noun before it: 研究与试验发展(R&D)经费, 县(市、区).
const BRACKET: usize = 18;

/// Where the short bracket that opens at `at` closes, if it holds no figure and no sentence.
fn bracket(text: &[char], at: usize) -> Option<usize> {
    let inside = text.get(at + 1..text.len().min(at + 1 + BRACKET))?;
    let len = inside.iter().position(|c| *c == ')')?;
    // A name in letters may hold a numeral: 细颗粒物(PM2.5)平均浓度.
    let name = inside.first().is_some_and(char::is_ascii_alphabetic);
    let plain = inside[..len].iter().all(|c| (name || !c.is_ascii_digit()) && !is_clause_mark(*c) && *c != '%');
    (len > 0 && plain).then_some(at + 1 + len)
}

/// Marks that part clauses; 、 joins a list and is none.
fn is_clause_mark(c: char) -> bool {
    c < '一' && matches!(c, ',' | ';' | ':' | '。' | '!' | '?' | '(' | ')' | '\t' | '…' | '|')
}

/// Whether an indicator's normal form stands in the lexicon.
pub(crate) fn is_known_indicator(name: &str) -> bool {
    let words: Vec<char> = name.chars().collect();
    Grammar::get().names.exact(&words).is_some_and(|known| !known.thing)
}
