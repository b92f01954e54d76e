//! Faults of a text as written: figures that cannot all be right, times that do not fit, promises nobody can check.
//!
//! Every rule is a function over a [`Reading`] and the words around its figures, in a file of its own. A rule names what
//! it can show with the figures of the page: values are intervals ([`interval`]), so that rounding is never taken for a
//! fault; where prices, scopes or periods may differ it says nothing.
//!
//! Rules look at neighbours and at groups of equal key, never at all pairs: time grows with the number of figures.

mod against;
mod alike;
mod apart;
mod base;
mod between;
mod count;
mod derived;
mod duration;
mod elapsed;
mod goal;
mod growth;
mod interval;
mod line;
mod mean;
mod mention;
mod name;
mod people;
mod per;
mod period;
mod phrase;
mod plan;
mod portion;
mod promise;
mod said;
mod share;
mod size;
mod slip;
mod sum;
mod total;
mod twice;
mod unit;
mod whole;
pub(crate) mod words;
mod year;

use crate::fold::Fold;
use crate::note::Note;
use crate::reading::{Contradiction, Reading, RepairKind};
use crate::span::Spans;
use line::lines;

/// How sure it is that something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot be right as it stands.
    Error,
    /// It is probably wrong, or says something else than is meant: look.
    Warning,
    /// Something is wanting that a reader will ask for.
    Hint,
}

/// Something a drafter would want to know before printing.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Name of the rule: see [`fault_rules`].
    pub rule: &'static str,
    /// How sure it is.
    pub severity: Severity,
    /// The place to look at.
    pub spans: Spans,
    /// Other places that belong to it, such as the other mention.
    pub also: Vec<Spans>,
    /// Why, with the arithmetic.
    pub note: Note,
    /// Indices into [`Reading::figures`], those that disagree.
    pub figures: Vec<usize>,
    /// Indices into [`Reading::commitments`].
    pub commitments: Vec<usize>,
}

/// A kind of fault, with what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaultRule {
    /// Its name, as in the JSON.
    pub name: &'static str,
    /// What it finds, in Chinese.
    pub zh: &'static str,
    /// What it finds, in English.
    pub en: &'static str,
}

const fn is(name: &'static str, zh: &'static str, en: &'static str) -> FaultRule {
    FaultRule { name, zh, en }
}

const RULES: &[FaultRule] = &[
    is("sum", "分项之和与总数不符，分项大于总数", "parts that do not add up to their total, or exceed it"),
    is(
        "share",
        "构成之和不是百分之百，占比与两数相除不符，比率大于百分之百，降幅大于百分之百",
        "shares that do not add up to a hundred, do not follow from their two numbers, or exceed a hundred; falls beyond it",
    ),
    is("growth", "增减与前后两数不符，升降方向相反", "growth that does not fit its two levels, or a rise that falls"),
    is("mention", "同一指标、同一时期，前后数值不同", "one indicator of one period with two values"),
    is("year", "年份、日期矛盾或不存在，规划期与年份不符", "years and days that contradict each other or do not exist"),
    is(
        "unit",
        "单位与指标不符，同一指标前后单位相差十、百、千、万倍",
        "a unit that does not fit its indicator, or is off by a power of ten",
    ),
    is(
        "base",
        "比率的增减用了“%”而不是“百分点”，增幅没有基期",
        "per cent where percentage points are meant, or growth without a base",
    ),
    is("period", "数字没有时期", "a figure that belongs to no period"),
    is("name", "同一名称写法不一，简称没有交代", "one thing named in two ways, an abbreviation never introduced"),
    is(
        "measure",
        "目标或任务没有可核对的数量或成果",
        "a goal or task with nothing to tell afterwards whether it was reached",
    ),
    is("deadline", "目标或任务没有时限", "a goal or task without a deadline"),
    is("lead", "任务没有牵头单位", "a task without a named lead"),
];

/// Every kind of fault, in the order of the list that `luoshi check --explain` prints.
///
/// ```
/// assert!(luoshi_reader::fault_rules().iter().any(|rule| rule.name == "sum"));
/// ```
#[must_use]
pub fn fault_rules() -> &'static [FaultRule] {
    RULES
}

/// The kind of fault with this name.
#[must_use]
pub fn fault_rule(name: &str) -> Option<FaultRule> {
    RULES.iter().find(|r| r.name == name).copied()
}

/// Finds the faults of a text as written, in order of place.
///
/// `reading` is the reading of `text`. Never fails; a text that says nothing checkable has no faults.
///
/// ```
/// use luoshi_reader::{Options, Severity, faults, read};
///
/// let text = "全县建成口袋公园36个，其中城区20个、乡镇18个。";
/// let found = faults(text, &read(text, &Options::default()));
/// assert_eq!((found[0].rule, found[0].severity), ("sum", Severity::Error));
/// assert!(found[0].note.words(luoshi_reader::Language::Zh).contains("20+18=38"));
/// ```
#[must_use]
pub fn faults(text: &str, reading: &Reading) -> Vec<Fault> {
    let fold = Fold::get();
    let folded: Vec<char> = text.chars().map(|c| fold.char(c)).collect();
    let mut out = of_figures(reading, &folded, Wanted::All);
    lines(reading, &folded, |line| {
        unit::of_line(line, &mut out);
        base::of_line(line, &mut out);
    });
    unit::of_document(reading, &mut out);
    period::of_document(reading, &folded, &mut out);
    year::of_document(reading, &folded, &mut out);
    duration::of_document(reading, &folded, &mut out);
    count::of_document(&folded, &mut out);
    promise::of_document(reading, &folded, &mut out);
    name::of_document(reading, &without_furniture(reading, folded), &mut out);
    in_order(&mut out);
    out
}

/// The text with line ends in the place of what is only around it: a list of other counties' reports at the foot of a web
/// page names them, not this one.
fn without_furniture(reading: &Reading, mut folded: Vec<char>) -> Vec<char> {
    for repair in reading.repairs.iter().filter(|r| r.kind == RepairKind::Furniture) {
        for span in &repair.spans {
            folded.get_mut(span.range()).unwrap_or_default().fill('\n');
        }
    }
    folded
}

/// The figures that cannot all be right: what [`Reading::contradictions`] holds.
pub(crate) fn contradictions(reading: &Reading, folded: &[char]) -> Vec<Contradiction> {
    let mut found = of_figures(reading, folded, Wanted::Sure);
    in_order(&mut found);
    let hard = found.into_iter().filter(|f| f.severity == Severity::Error && !f.figures.is_empty());
    hard.map(|f| Contradiction { kind: f.rule, note: f.note, figures: f.figures }).collect()
}

/// Which of the rules about figures are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Those that may find what cannot be right: every reading is held against them, so they must be quick.
    Sure,
    /// Those that only give reason to look as well.
    All,
}

/// The rules about figures that may contradict each other.
fn of_figures(reading: &Reading, folded: &[char], wanted: Wanted) -> Vec<Fault> {
    let mut out = Vec::new();
    let mut wholes = mention::Wholes::default();
    let mut grown = goal::Grown::new();
    let mut means = Vec::new();
    let all = wanted == Wanted::All;
    lines(reading, folded, |line| {
        mention::wholes_of_line(line, &mut wholes);
        if all {
            sum::likely(line, &reading.figures, &mut out);
            goal::of_line(line, &reading.figures, &mut grown, &mut out);
            count::of_line(line, &mut out);
            mean::of_line(line, &mut out);
            people::of_line(line, &mut out);
            mean::means_of_line(line, &mut means);
        }
        sum::of_line(line, &reading.figures, &mut out);
        share::of_line(line, &mut out);
        growth::of_line(line, &mut out);
        against::of_line(line, &mut out);
        plan::of_line(line, &mut out);
        whole::of_line(line, &mut out);
        if all {
            whole::likely(line, &reading.figures, &mut out);
            portion::of_line(line, &reading.figures, &mut out);
        }
        derived::of_line(line, &mut out);
        apart::of_line(line, &reading.figures, &mut out);
        per::of_line(line, &mut out);
    });
    derived::of_document(reading, &mut out);
    sum::of_document(reading, &mut out);
    let years = mention::Headings::new(reading);
    mention::of_document(reading, &years, &wholes, &mut out);
    if all {
        twice::of_document(reading, &years, &mut out);
        goal::of_document(reading, &mut out);
        between::of_document(reading, &mut out);
        mean::of_document(reading, &means, &mut out);
        people::of_document(reading, &mut out);
        goal::chained(reading, &mut out);
    }
    out
}

/// By place; at one place the order of [`RULES`].
fn in_order(faults: &mut [Fault]) {
    let rank = |f: &Fault| RULES.iter().position(|r| r.name == f.rule);
    faults.sort_by_key(|f| (f.spans.first().map_or(0, |s| s.start()), rank(f)));
}

impl Fault {
    /// A fault of figures: marked at the one that is named first.
    fn of(rule: &'static str, severity: Severity, reading: &[(usize, &Spans)], note: Note) -> Self {
        Self {
            rule,
            severity,
            spans: reading.first().map(|(_, spans)| (*spans).clone()).unwrap_or_default(),
            also: reading.iter().skip(1).map(|(_, spans)| (*spans).clone()).collect(),
            note,
            figures: reading.iter().map(|(index, _)| *index).collect(),
            commitments: Vec::new(),
        }
    }

    /// A fault of a place in the text.
    fn at(rule: &'static str, severity: Severity, spans: Spans, note: Note) -> Self {
        Self { rule, severity, spans, also: Vec::new(), note, figures: Vec::new(), commitments: Vec::new() }
    }
}

#[cfg(test)]
mod tests;
