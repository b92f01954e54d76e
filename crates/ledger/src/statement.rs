//! A figure as the ledger sees it: of what, how much, for when, and whether it is a target, a result, or neither.

use crate::context::Context;
use crate::lexicon::{Lexicon, Percent};
use crate::subject::Subject;
use crate::when::{self, Basis, When};
use luoshi_reader::{Bound, Figure, Kind, Mode, Span, Tense, Value};

/// What sort of number: only numbers of one class are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A rate of growth, in per cent; a fall is negative.
    Rate,
    /// A proportion, in per cent.
    Share,
    /// An amount, a stock, a count.
    Amount,
    /// An amount of change.
    Change,
    /// Percentage points of change.
    Points,
    /// So many times of something.
    Multiple,
    /// A place in an order.
    Rank,
    /// A ratio of two numbers, or a number that could not be read.
    Other,
    /// Per cent of a plan that were fulfilled.
    Completion,
    /// Higher or lower than somebody else's.
    Gap,
}

impl Class {
    /// Every class.
    pub const ALL: &[Self] = &[
        Self::Rate,
        Self::Share,
        Self::Amount,
        Self::Change,
        Self::Points,
        Self::Multiple,
        Self::Rank,
        Self::Other,
        Self::Completion,
        Self::Gap,
    ];

    /// The word for it in `measure`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rate => "growth",
            Self::Share => "share",
            Self::Amount => "level",
            Self::Change => "change",
            Self::Points => "points",
            Self::Multiple => "multiple",
            Self::Rank => "rank",
            Self::Other => "other",
            Self::Completion => "completion",
            Self::Gap => "gap",
        }
    }

    /// Its group in `tolerance.txt`.
    pub(crate) const fn tolerance(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Share | Self::Points => "share",
            Self::Amount | Self::Change | Self::Multiple | Self::Rank | Self::Other | Self::Completion | Self::Gap => {
                "amount"
            }
        }
    }
}

/// What a figure is for the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// What is to be.
    Target,
    /// What was.
    Result,
    /// A target that is told again: 实现了增长8%的预期目标.
    Restated,
    /// Money set aside.
    Budget,
    /// What the part of the report that looks ahead says in passing: no result unless it says its year.
    Aside,
}

/// A figure in normal form. It owns its words: the text it comes from need not stay in memory.
#[expect(clippy::struct_excessive_bools, reason = "each is a word that stands or does not stand beside the number")]
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) subject: Subject,
    pub(crate) class: Class,
    pub(crate) text: Box<str>,
    pub(crate) value: Option<Value>,
    pub(crate) high: Option<Value>,
    pub(crate) unit: Box<str>,
    /// The value in the base unit, with its upper end and that unit.
    pub(crate) amount: Option<(Value, Option<Value>, Box<str>)>,
    pub(crate) bound: Option<Bound>,
    pub(crate) scope: Option<Box<str>>,
    pub(crate) when: Option<When>,
    /// 年均: the mean over the years.
    pub(crate) mean: bool,
    /// 累计: all years together.
    pub(crate) cumulative: bool,
    /// 预计: before the year was over.
    pub(crate) estimate: bool,
    pub(crate) says: Says,
    /// What the amount measures.
    pub(crate) dimension: &'static str,
    /// The words of the clause it stands in, without the number.
    pub(crate) clause: Box<str>,
    /// Things built or done within the period, not a state at its end.
    pub(crate) counted: bool,
    /// 达到, or from an old value to this: a state at the end of the period.
    pub(crate) reached: bool,
    /// Index into the report's quotes.
    pub(crate) quote: usize,
    pub(crate) spans: Box<[Span]>,
}

impl Statement {
    /// The figure in normal form; `words` are those of its sentence.
    pub(crate) fn new(
        figure: &Figure,
        words: &Sentence<'_>,
        context: &Context,
        year: Option<i16>,
        places: &[String],
    ) -> Self {
        let indicator = figure.indicator_name.as_deref().or(figure.indicator.as_deref()).unwrap_or("");
        let (mut subject, scope) = Subject::new(indicator, figure.scope.as_deref(), places);
        if subject.known.is_none()
            && let Some(aimed) = words.aimed(figure)
        {
            subject = aimed;
        }
        let class = class(figure, &subject);
        let explicit = figure.period.as_ref().and_then(|p| when::said(p, year));
        let says =
            if figure.tense == Tense::Planned || figure.kind == Kind::Target || words.aims(figure, explicit, year) {
                Says::Target
            } else if words.ahead && explicit.is_none() && context.back.is_none_or(|b| b.basis != Basis::Opener) {
                Says::Aside
            } else if words.restates(figure) {
                Says::Restated
            } else if words.budgets(figure) && figure.amount.as_ref().is_some_and(|a| a.dimension == "money") {
                Says::Budget
            } else {
                Says::Result
            };
        let when = match says {
            Says::Target => when::of_target(figure.period.as_ref(), context, year),
            Says::Result | Says::Restated | Says::Budget | Says::Aside => {
                when::of_result(figure.period.as_ref(), figure.measure, context, year)
            }
        };
        let when = match (class, figure.base.as_deref().and_then(|b| year_of(b, year)), when) {
            // 一九五七年比一九五二年增长: over the years between.
            (Class::Rate | Class::Change | Class::Points | Class::Multiple, Some(base), Some(w))
                if base + 1 < w.end && w.is_year() =>
            {
                Some(When { start: base + 1, by: false, ..w })
            }
            (_, _, when) => when,
        };
        let mean = figure.qualifiers.contains(&"年均") || words.mean(figure);
        let when = words.between(figure, year).map_or(when, |(from, to)| match when {
            Some(w) if w.end != to && w.basis == Basis::Said => when,
            _ if matches!(class, Class::Rate | Class::Change | Class::Points | Class::Multiple) => {
                Some(When::years(from + 1, to, Basis::Said))
            }
            _ => when,
        });
        // A mean is one of several years: those the report looks back on or plans, where the sentence names but one.
        let long = if says == Says::Target { words.planned } else { words.reviewed };
        let when = match (when, long) {
            (Some(w), Some((start, end))) if mean && w.is_year() && end > start => {
                Some(When::years(start, end, Basis::Report))
            }
            _ => when,
        };
        // A proportion or a stock that a plan of several years sets is one for its end.
        let state = class == Class::Share
            || class == Class::Amount && figure.measure != Kind::CountDone && figure.qualifiers.contains(&"达到");
        let when = match when {
            Some(w)
                if says == Says::Target && state && !mean && !w.is_year() && !figure.qualifiers.contains(&"累计") =>
            {
                Some(When { start: w.end, by: true, ..w })
            }
            when => when,
        };
        let has = |word: &str| figure.qualifiers.contains(&word);
        let amount = figure.amount.as_ref().map(|a| (a.value, a.high, a.unit.as_str().into()));
        Self {
            subject,
            class,
            text: figure.text.as_str().into(),
            value: figure.value,
            high: figure.value_high,
            unit: figure.unit.as_str().into(),
            amount,
            bound: figure.bound,
            scope: scope.map(Into::into),
            when,
            mean,
            cumulative: has("累计"),
            estimate: has("预计") || words.estimates(figure),
            says,
            dimension: figure.amount.as_ref().map_or("", |a| a.dimension),
            clause: words.clause(figure).into(),
            counted: figure.measure == Kind::CountDone,
            reached: has("达到") || figure.from.is_some(),
            quote: 0,
            spans: figure.spans.clone().into(),
        }
    }

    /// The old value of a from–to, where it says its own year: 从2009年的2.8%降到….
    pub(crate) fn earlier(&self, figure: &Figure, words: &Sentence<'_>, year: Option<i16>) -> Option<Self> {
        let from = figure.from.as_ref()?;
        let value = from.value?;
        let at = from.spans.first()?.start() as usize;
        let before: String =
            words.chars.get(at.saturating_sub(AROUND)..at)?.iter().filter(|c| !c.is_whitespace()).collect();
        let day = year.map(|y| jiff::civil::date(y, 3, 1));
        let time = luoshi_reader::recognise(&before, day).times.into_iter().next_back()?;
        let period = luoshi_reader::Period { text: String::new(), start: time.start, end: time.end };
        let when = when::said(&period, year).filter(|w| w.is_year() && !w.part)?;
        if year.is_none_or(|y| when.end >= y) || from.unit != figure.unit {
            return None;
        }
        let amount = match (&self.amount, figure.value) {
            // The same unit: the factor is that of the new value.
            (Some((amount, _, unit)), Some(new)) if !is_zero(new) => {
                let factor = ratio(*amount, new)?;
                Some((value.times(factor)?, None, unit.clone()))
            }
            (None | Some(_), _) => None,
        };
        Some(Self {
            text: from.text.as_str().into(),
            value: Some(value),
            high: None,
            amount,
            bound: None,
            when: Some(When { by: false, ..when }),
            estimate: false,
            says: Says::Result,
            counted: false,
            reached: true,
            spans: from.spans.clone().into(),
            ..self.clone()
        })
    }

    /// The value that is compared: in the base unit where there is one.
    pub(crate) fn compared(&self) -> Option<(Value, Option<Value>, &str)> {
        match &self.amount {
            Some((value, high, unit)) => Some((*value, *high, unit)),
            None => self.value.map(|v| (v, self.high, &*self.unit)),
        }
    }
}

fn is_zero(value: Value) -> bool {
    value.normalized() == Value::whole(0)
}

/// `of / by`, where a decimal holds it.
fn ratio(of: Value, by: Value) -> Option<Value> {
    match (of, by) {
        (Value::Decimal(n), Value::Decimal(d)) => Value::ratio(n, d),
        (Value::Decimal(_) | Value::Fraction(..), _) => None,
    }
}

/// The year that a base names: 2015年, 一九五二年.
fn year_of(base: &str, year: Option<i16>) -> Option<i16> {
    let day = year.map(|y| jiff::civil::date(y, 3, 1));
    let found = luoshi_reader::recognise(base, day).times;
    found.first().and_then(|t| t.end.or(t.start)).map(jiff::civil::Date::year)
}

fn class(figure: &Figure, subject: &Subject) -> Class {
    match figure.mode {
        Some(Mode::Gap) => return Class::Gap,
        Some(Mode::CompletionOfPlan) => return Class::Completion,
        Some(Mode::RatioToBase) => return Class::Multiple,
        Some(Mode::Increase) | None => {}
    }
    if figure.value.is_none() {
        return Class::Other;
    }
    let measure = match figure.kind {
        Kind::Target | Kind::FromTo | Kind::Approx => figure.measure,
        kind => kind,
    };
    if figure.unit.contains("百分点") {
        return Class::Points;
    }
    if matches!(figure.unit.as_str(), "%" | "‰") {
        return match (measure, subject.family().map(|f| f.percent)) {
            (_, Some(Percent::Rate)) | (Kind::ChangePct, _) => Class::Rate,
            (_, Some(Percent::Share)) => Class::Share,
            (Kind::ChangeAbs, _) => Class::Points,
            (Kind::Rank, _) => Class::Rank,
            (Kind::Level | Kind::CountDone | Kind::Share | Kind::FromTo | Kind::Target | Kind::Approx, None) => {
                Class::Share
            }
        };
    }
    match measure {
        Kind::Rank => Class::Rank,
        Kind::ChangeAbs => Class::Change,
        Kind::ChangePct => Class::Multiple,
        Kind::Level | Kind::CountDone | Kind::Share | Kind::FromTo | Kind::Target | Kind::Approx => Class::Amount,
    }
}

/// A sentence with the characters around a figure at hand.
#[derive(Debug)]
pub(crate) struct Sentence<'a> {
    pub(crate) chars: &'a [char],
    pub(crate) spans: &'a [Span],
    /// It stands in a part of the report that looks ahead.
    pub(crate) ahead: bool,
    /// First and last year that the report looks back on.
    pub(crate) reviewed: Option<(i16, i16)>,
    /// First and last year that it plans.
    pub(crate) planned: Option<(i16, i16)>,
}

/// Characters looked at before and behind a number.
const AROUND: usize = 12;

/// Characters between the year of a base and the number: 比一九五二年的二百七十亿一千万元增长.
const BASE: usize = 24;

/// Characters of a clause that are kept on each side of its number.
const CLAUSE: usize = 24;

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
        let Some(first) = figure.spans.first() else { return String::new() };
        let start = self.spans.iter().map(|s| s.start()).min().unwrap_or(first.start());
        let to = first.start() as usize;
        let from = to.saturating_sub(AROUND * 2).max(start as usize);
        let chars = self.chars.get(from..to).unwrap_or_default();
        let clause = chars.iter().rposition(|c| matches!(c, '，' | '。' | '；')).map_or(0, |at| at + 1);
        chars.get(clause..).unwrap_or_default().iter().filter(|c| !c.is_whitespace()).collect()
    }

    /// Whether a number of the part that looks ahead is a target, though its sentence is not read as a plan: it is for this
    /// year or a later one, or bounded as only targets are.
    fn aims(&self, figure: &Figure, explicit: Option<When>, year: Option<i16>) -> bool {
        let Some(year) = year else { return false };
        if !self.ahead || figure.mode == Some(Mode::Gap) {
            return false;
        }
        let wanted = |q: &&str| matches!(*q, "力争" | "控制在" | "不低于" | "不高于" | "确保" | "以内");
        explicit.map_or_else(|| figure.qualifiers.iter().any(wanted), |when| when.start >= year && !when.part)
    }

    /// The clause of a figure without its number; with the one before it where it says next to nothing by itself.
    fn clause(&self, figure: &Figure) -> String {
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

    /// The indicator that a sentence sets a target for before it comes to the number: 经济增长预期目标是…年均增长7%.
    fn aimed(&self, figure: &Figure) -> Option<Subject> {
        let at = figure.spans.first()?.start();
        let start = self.spans.iter().map(|s| s.start()).min()?;
        let words: String =
            self.chars.get(start as usize..at as usize)?.iter().filter(|c| !c.is_whitespace()).collect();
        if words.contains(['；', '。']) {
            return None;
        }
        let (head, _) = Lexicon::get().words("aim").iter().find_map(|aim| words.rsplit_once(aim))?;
        let head = head.rsplit(['，', '、', '：']).next()?;
        let head: Vec<char> = head.chars().collect();
        // The longest known name that ends there.
        (0..head.len().saturating_sub(1)).find_map(|from| {
            let name: String = head.get(from..)?.iter().collect();
            Subject::exactly(&name)
        })
    }

    /// The two years that the sentence compares before a figure: 2005年与2000年相比, 一九五七年比一九五二年.
    fn between(&self, figure: &Figure, year: Option<i16>) -> Option<(i16, i16)> {
        let at = figure.spans.first()?.start();
        let start = self.spans.iter().map(|s| s.start()).min()?;
        let words: Vec<char> =
            self.chars.get(start as usize..at as usize)?.iter().copied().filter(|c| !c.is_whitespace()).collect();
        if words.len() > COMPARED || !words.contains(&'年') {
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

    /// Whether the number is that of a target told again.
    fn restates(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let behind = self.behind(figure);
        let behind = behind.trim_start_matches(['以', '上', '左', '右', '内']);
        if lexicon.words("restated.after").iter().any(|w| behind.starts_with(w)) {
            return true;
        }
        let before = self.before(figure);
        lexicon.words("restated.before").iter().any(|w| before.contains(w))
    }

    fn budgets(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        Lexicon::get().words("budget").iter().any(|w| before.contains(w))
    }

    fn estimates(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        Lexicon::get().words("estimate").iter().any(|w| before.contains(w))
    }

    fn mean(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        Lexicon::get().words("mean").iter().any(|w| before.contains(w))
    }
}
