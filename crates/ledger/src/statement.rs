//! A figure as the ledger sees it: of what, how much, for when, and whether it is a target, a result, or neither.

use crate::around::Sentence;
use crate::carry::is_void;
use crate::context::Context;
use crate::lexicon::{Lexicon, Percent};
use crate::proportion;
use crate::subject::Subject;
use crate::when::{self, Basis, When};
use luoshi_reader::{Bound, Figure, Kind, Mode, Period, Span, Tense, Value};

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

/// What people who are found work are counted as.
const WORK: &str = "城镇安排就业";

/// Characters before the old value of a from–to in which its year stands.
const OLD: usize = 12;

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

/// How far what is built has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Begun, or allotted.
    Begun,
    /// Finished.
    Finished,
}

/// A figure in normal form. It owns its words: the text it comes from need not stay in memory.
#[expect(clippy::struct_excessive_bools, reason = "each is a word that stands or does not stand beside the number")]
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) subject: Subject,
    /// What it is searched by.
    pub(crate) key: Box<str>,
    /// A target that is told again, and is a row of its own.
    pub(crate) retold: bool,
    /// Such a one, and another report given set it.
    pub(crate) repeats: bool,
    /// Its clause says that a target was reached.
    pub(crate) fulfilled: bool,
    /// It is told of each of several years.
    pub(crate) each: bool,
    /// Words around it call it a target.
    pub(crate) called: bool,
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
    /// The words of the sentence before that clause.
    pub(crate) lead: Box<str>,
    /// Things built or done within the period, not a state at its end.
    pub(crate) counted: bool,
    /// 达到, or from an old value to this: a state at the end of the period.
    pub(crate) reached: bool,
    /// 按2010年价格计算: at constant prices.
    pub(crate) constant: bool,
    /// 扣除房地产投资后, 带动: less than the whole, in words that are no scope.
    pub(crate) limited: bool,
    /// 580万套，增加110万套: the rise of an amount that stands before it.
    pub(crate) increment: bool,
    /// A growth told as so many times: a round number, often of several things together.
    pub(crate) fold: bool,
    /// The indicator as the reader gives it: its head may be shared by those that follow.
    pub(crate) head: Box<str>,
    /// Whose measure it is, where its name says so: 粮食 of 粮食播种面积.
    pub(crate) owner: Box<str>,
    /// How far what is built has come: 开工, 建成.
    pub(crate) stage: Option<Stage>,
    /// 实际增长: without the rise of prices.
    pub(crate) real: bool,
    /// 上亿, 千亿斤…规划: a number that names, or says no more than that there are many.
    pub(crate) named: bool,
    /// Index into the reading's figures.
    pub(crate) figure: usize,
    /// It is the old value of a from–to.
    pub(crate) earlier: bool,
    /// What it is of stands in another sentence.
    pub(crate) carried: bool,
    /// Index into the report's quotes.
    pub(crate) quote: usize,
    /// Index into the reading's sentences.
    pub(crate) sentence: usize,
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
        let whole = words.whole(figure);
        let indicator = whole.as_deref().unwrap_or(indicator);
        let (mut subject, mut scope) =
            Subject::new(indicator, figure.scope.as_deref(), figure.indicator.as_deref(), places);
        if subject.known.is_none()
            && let Some(aimed) = words.aimed(figure)
        {
            subject = aimed;
        }
        if subject.known.is_none()
            && figure.amount.as_ref().is_some_and(|a| a.dimension == "people")
            && words.finds_work(figure)
            && let Some(work) = Subject::exactly(WORK)
        {
            subject = work;
            scope = scope.filter(|s| !Lexicon::get().words("town").contains(&s.as_str()));
        }
        // 中央提出经济增长8%: who says it.
        if subject.known.is_some() && figure.amount.as_ref().is_none_or(|a| a.dimension != "money") {
            scope = scope.filter(|s| !Lexicon::get().words("speaker").contains(&s.as_str()));
        }
        let mut carried = false;
        if is_void(&subject)
            && let Some(topic) = words.topic(figure, places)
        {
            subject = topic;
        }
        if is_void(&subject)
            && let Some(before) = words.before.as_ref().filter(|b| b.fits(figure))
        {
            subject = before.subject.clone();
            scope = scope.or_else(|| before.scope.as_deref().map(str::to_owned));
            carried = before.far;
        }
        let class = class(figure, &subject);
        // 增长一倍 is growth by 100 %.
        let times = class == Class::Multiple && figure.mode == Some(Mode::Increase);
        let class = if times { Class::Rate } else { class };
        let class = if class == Class::Amount && words.adds(figure) { Class::Change } else { class };
        let class = if class == Class::Rate && words.exceeds(figure) { Class::Gap } else { class };
        let says = says(figure, words, context, year);
        let mean = figure.qualifiers.contains(&"年均") || words.mean(figure);
        let when = years(figure, words, context, year, class, says, mean);
        let has = |word: &str| figure.qualifiers.contains(&word);
        let percent = |v: Value| v.times(Value::whole(100));
        let amount = match figure.value.filter(|_| times).and_then(percent) {
            Some(value) => Some((value, figure.value_high.and_then(percent), "%".into())),
            None => figure.amount.as_ref().map(|a| (a.value, a.high, a.unit.as_str().into())),
        };
        Self {
            subject,
            key: Box::default(),
            retold: false,
            repeats: false,
            called: words.called_target(figure),
            each: words.each_year(figure),
            fulfilled: words.fulfils(figure),
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
            lead: words.lead(figure).into(),
            counted: figure.measure == Kind::CountDone,
            reached: has("达到") || has("突破") || figure.from.is_some() || words.reaches(figure),
            constant: words.constant(),
            limited: words.limited(figure),
            increment: false,
            fold: times,
            head: indicator.into(),
            owner: Box::default(),
            stage: words.stage(figure),
            real: words.real(figure),
            named: words.names(figure),
            figure: 0,
            earlier: false,
            carried,
            quote: 0,
            sentence: 0,
            spans: figure.spans.clone().into(),
        }
    }

    /// The old value of a from–to, where it says its own year: 从2009年的2.8%降到….
    pub(crate) fn old_value(&self, figure: &Figure, words: &Sentence<'_>, year: Option<i16>) -> Option<Self> {
        let from = figure.from.as_ref()?;
        let value = from.value?;
        let at = from.spans.first()?.start() as usize;
        let before: String =
            words.chars.get(at.saturating_sub(OLD)..at)?.iter().filter(|c| !c.is_whitespace()).collect();
        let day = year.map(|y| jiff::civil::date(y, 3, 1));
        let said = luoshi_reader::recognise(&before, day).times.into_iter().next_back().and_then(|time| {
            let period = luoshi_reader::Period { text: String::new(), start: time.start, end: time.end };
            when::said(&period, year)
        });
        let own = self.when.filter(|w| self.says == Says::Target && w.is_year() && Some(w.end) == year);
        let when = match (said, own) {
            (Some(said), _) if year.is_some_and(|y| said.end < y) => said,
            // 今年由320元提高到380元: what it was by then.
            (_, Some(own)) => When::years(own.end - 1, own.end - 1, Basis::Unclear),
            (_, None) => return None,
        };
        if !when.is_year() || when.part || from.unit != figure.unit {
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
            earlier: true,
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

/// Whether a figure is a target, a result, or neither.
fn says(figure: &Figure, words: &Sentence<'_>, context: &Context, year: Option<i16>) -> Says {
    let explicit = figure.period.as_ref().and_then(|p| when::said(p, year));
    let behind = |w: When| year.is_some_and(|y| w.end < y);
    // 过去一年，成绩很大。粮食产量达到…: in the part that sets tasks, and yet what was.
    // M2增长11.3%，低于13%的预期目标: in the review, where 目标 is told and not set.
    let was = words.review && explicit.is_none_or(behind)
        || words.ahead && context.looks_back && !words.intends(figure) && explicit.is_none_or(behind)
        // What names a year that is over is no target, whatever its verb; 比上年 is only compared with one.
        || explicit.is_some_and(|w| behind(w) && !w.by)
            && figure.period.as_ref().is_some_and(|p| !Lexicon::get().words("base").contains(&p.text.as_str()));
    let planned = figure.tense == Tense::Planned || figure.kind == Kind::Target || words.aims(figure, explicit, year);
    // 今年共有300个, and not done yet: a year that is not over has no result.
    let own = explicit.is_some_and(|w| !w.part && year.is_some_and(|y| w.end >= y));
    // 本年 in the part about the year before is that year.
    let this = figure.period.as_ref().is_some_and(|p| Lexicon::get().words("that.year").contains(&p.text.as_str()));
    // 年末国家外汇储备达到…: at the end of which year it does not say.
    let named = figure.period.as_ref().is_some_and(|p| when::names_year(&p.text));
    let undone = words.fresh
        && named
        && !words.review
        && !words.perfect(figure)
        && (!this || year.is_some_and(|y| words.opening(figure).contains(&y.to_string())));
    let now = own && (figure.tense != Tense::Done || words.ahead || undone) && !words.settled;
    // 今年计划…控制在500亿元: it is set, and not told of.
    let capped = matches!(figure.bound, Some(Bound::AtMost | Bound::LessThan)) || figure.qualifiers.contains(&"控制在");
    let budget = words.budgets(figure) && figure.amount.as_ref().is_some_and(|a| a.dimension == "money");
    let told = words.before.as_ref().is_some_and(|b| b.restated && !b.far);
    if planned && (words.compared_with(figure) || words.already(figure)) || told && words.falls_behind(figure) {
        // 今年8月已经达到40万亩，明年将…: not what is to be. 比1980年的12亿元增加3亿元: what it is compared with was. 计划为4%，预计可以达到6%: what comes of it.
        Says::Result
    } else if words.told(figure) || words.outdone(figure) && !(own && words.fresh) {
        Says::Restated
    } else if (planned || now && (capped || !words.restates(figure))) && !was {
        Says::Target
    } else if !was && (words.steady(figure) && words.unplaced(explicit, context))
        || !was && budget && (words.intends(figure) || own || words.unplaced(explicit, context))
    {
        // 中央财政拟安排12亿元, among the tasks: money to be spent.
        Says::Target
    } else if !was && figure.bound.is_some() && words.unplaced(explicit, context) {
        Says::Aside
    } else if words.restates(figure) {
        Says::Restated
    } else if budget {
        Says::Budget
    } else {
        Says::Result
    }
}

/// The years of a figure.
fn years(
    figure: &Figure,
    words: &Sentence<'_>,
    context: &Context,
    year: Option<i16>,
    class: Class,
    says: Says,
    mean: bool,
) -> Option<When> {
    let target = says == Says::Target;
    let grows = matches!(class, Class::Rate | Class::Change | Class::Points | Class::Multiple);
    // In the part that sets tasks a result without a year may be of any.
    let unplaced = !target
        && !context.looks_back
        && words.unplaced(figure.period.as_ref().and_then(|p| when::said(p, year)), context);
    let mut when = if target {
        // 保持近两年的水平；发电量…: what only looks back is no time for a target.
        let looks = |p: &&Period| Lexicon::get().words("looks.back").iter().any(|w| p.text.starts_with(w));
        when::of_target(figure.period.as_ref().filter(|p| !looks(p)), context, year)?
    } else {
        when::of_result(figure.period.as_ref(), context, year)?
    };
    if unplaced {
        when.basis = Basis::Unclear;
    }
    // 预计明年春耕时达到50万个: in the year after, and not at its end.
    if when.basis != Basis::Said
        && let Some(year) = year.filter(|_| words.next_year(figure))
    {
        when = When { part: true, ..When::years(year + 1, year + 1, Basis::Unclear) };
    }
    // 比一九五二年的二百亿元增长: the amount is that of the year it is compared with.
    if !target
        && matches!(class, Class::Amount | Class::Share)
        && let Some(base) = figure.base.as_deref().and_then(|b| year_of(b, year)).filter(|b| *b < when.end)
    {
        return Some(When::years(base, base, Basis::Said));
    }
    // 一九五七年比一九五二年增长: over the years between.
    if let Some(base) = figure.base.as_deref().and_then(|b| year_of(b, year))
        && grows
        && base + 1 < when.end
        && when.is_year()
    {
        when = When { start: base + 1, by: false, ..when };
    }
    if grows
        && let Some((from, to)) = words.between(figure, year)
        && (when.end == to || when.basis != Basis::Said)
    {
        when = When::years(from + 1, to, Basis::Said);
    }
    // 两年增长: not the growth of the last of them.
    if grows && !mean && when.is_year() && words.stretches(figure) && !words.each_year(figure) {
        when.part = true;
    }
    // 到1957年增产500亿斤: from now till then.
    if target && grows && !mean && when.by && when.is_year() {
        let start = context.ahead.map(|a| a.start).or(year).map_or(when.end, |from| from.min(when.end));
        let basis = if start == when.end { Basis::Unclear } else { when.basis };
        when = When { start, by: false, basis, ..when };
    }
    // 按调整后的“八五”计划，增长速度由平均每年6%调到8%: the mean of that plan.
    if target
        && mean
        && when.basis != Basis::Said
        && let Some((start, end)) = words.plan_named(figure, year)
    {
        return Some(When::years(start, end, Basis::Said));
    }
    // 三年内建成60个: from this year on.
    if target
        && when.basis != Basis::Said
        && words.planned.is_none_or(|(start, end)| start == end)
        && let (Some(year), Some(span)) = (year, words.span(figure))
    {
        return Some(When::years(year, year + span - 1, Basis::Said));
    }
    // 在1985年底以前建成400个: from now till then.
    if target
        && figure.measure == Kind::CountDone
        && when.by
        && let Some(ahead) = context.ahead.filter(|a| !a.is_year() && a.end == when.end)
    {
        return Some(ahead);
    }
    // A mean is one of several years: those the report looks back on or plans, where the sentence names but one.
    if let Some((start, end)) = if target { words.planned } else { words.reviewed }
        && mean
        && when.is_year()
        && end > start
    {
        when = When::years(start, end, Basis::Report);
    }
    // A proportion or a stock that a plan of several years sets is one for its end.
    let has = |word: &str| figure.qualifiers.contains(&word);
    let reached = has("达到") || figure.from.is_some();
    let state = class == Class::Share || class == Class::Amount && figure.measure != Kind::CountDone && reached;
    if target && state && !mean && !when.is_year() && !has("累计") {
        when = When { start: when.end, by: true, ..when };
    }
    Some(when)
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
            (_, Some(Percent::Share)) => Class::Share,
            // 比重上升为52%: where it is, not by how much it rose.
            (Kind::ChangePct, None) if figure.base.is_none() && proportion::is_one(&subject.name) => Class::Share,
            (_, Some(Percent::Rate)) | (Kind::ChangePct, _) => Class::Rate,
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
