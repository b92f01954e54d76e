//! What was computed, as data and as a sentence.

use super::word::{amount, gap_unit};
use crate::period::day_named;
use crate::say::Number;
use crate::{Date, Exact, Language, Period, Sentence};
use rust_decimal::Decimal;

/// What was computed: named numbers, and which rule computed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arithmetic {
    /// The rule.
    pub kind: Kind,
    /// Its numbers, in the order of the rule's page.
    pub terms: Vec<(&'static str, Term)>,
}

/// A rule of `docs/method/status.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Nothing could be computed.
    Waiting,
    /// A value, and nothing to compare it with.
    Level,
    /// On the way from base to target.
    Way,
    /// At its end.
    Arrived,
    /// A limit, in time.
    Limit,
    /// Limits of several years.
    Years,
    /// An amount that adds up over a period.
    Pace,
    /// An amount that may not be used up before its time.
    Budget,
    /// The mean of years.
    Mean,
    /// Yearly rates multiplied.
    Cumulative,
    /// A value to be kept.
    Keep,
    /// A task and its day.
    Task,
    /// A task and its steps.
    Steps,
}

impl Kind {
    /// The key: `waiting`, `level`, `way`, `arrived`, `limit`, `years`, `pace`, `budget`, `mean`, `cumulative`, `keep`,
    /// `task`, `steps`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Level => "level",
            Self::Way => "way",
            Self::Arrived => "arrived",
            Self::Limit => "limit",
            Self::Years => "years",
            Self::Pace => "pace",
            Self::Budget => "budget",
            Self::Mean => "mean",
            Self::Cumulative => "cumulative",
            Self::Keep => "keep",
            Self::Task => "task",
            Self::Steps => "steps",
        }
    }
}

/// A number of an arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// In the indicator's unit.
    Amount(Exact),
    /// A difference of two amounts: of per cent it is in percentage points.
    Gap(Exact),
    /// In the indicator's unit, to twenty digits, where a root is taken.
    Root(Decimal),
    /// In per cent or points.
    Percent(Exact),
    /// Things counted.
    Count(i64),
    /// A day.
    Day(Date),
    /// A period.
    Period(Period),
}

/// Most places after the point that are said of a number that ends.
const SAID: u32 = 4;

/// Most places that a number gets so that it does not seem to be the one it is compared with.
const TELLING: u32 = 8;

/// A number that was written, as a sentence says it: as it is where it ends after a few places (0.017), else to two.
pub(super) fn brief(exact: Exact) -> Exact {
    let ends = |places: u32| exact.rounded(places).map(Exact::from) == Some(exact);
    if (0..=SAID).any(ends) { exact } else { telling(exact, 2, None) }
}

/// A number that was computed, to so many places: more would claim what nobody knows. It keeps more where it would come out as
/// nought, or as the number it is compared with: 5.4999 is not the 5.5 that was wanted.
fn telling(exact: Exact, places: u32, other: Option<Exact>) -> Exact {
    let told = |places: u32| {
        let rounded = exact.rounded(places).map(Exact::from)?;
        let lost = rounded.is_zero() && !exact.is_zero();
        let same = other.is_some_and(|o| o != exact && o.rounded(places).map(Exact::from) == Some(rounded));
        (!lost && !same).then_some(rounded)
    };
    (places..=TELLING).find_map(told).unwrap_or(exact)
}

/// How amounts are written in English sentences; differences are told apart, for of per cent they are points.
pub(super) type English<'a> = &'a dyn Fn(Exact, bool) -> String;

impl Term {
    /// The number, for programs: amounts and per cent as decimals where there is one, days and periods in their
    /// canonical text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Amount(exact) | Self::Gap(exact) | Self::Percent(exact) => {
                Number::from(*exact).decimal().map_or_else(|| exact.to_string(), |d| d.to_string())
            }
            Self::Root(d) => Number::from(*d).decimal().unwrap_or(*d).to_string(),
            Self::Count(n) => n.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Period(period) => period.to_string(),
        }
    }

    /// With its number as [`Arithmetic::told`] rounds it.
    fn shown(&self, unit: &str, english: Option<English<'_>>) -> String {
        let language = if english.is_some() { Language::En } else { Language::Zh };
        let written = |exact: Exact, is_gap: bool| match english {
            Some(english) => english(exact, is_gap),
            None => format!("{}{}", Number::from(exact), if is_gap { gap_unit(unit).0 } else { unit }),
        };
        match self {
            Self::Amount(exact) => written(*exact, false),
            Self::Gap(exact) => written(*exact, true),
            Self::Root(d) => written(brief(Exact::from(*d)), false),
            Self::Percent(exact) => Number::from(*exact).to_string(),
            Self::Count(n) => n.to_string(),
            Self::Day(day) => day_named(*day, language),
            Self::Period(period) => period.named(language),
        }
    }
}

impl Arithmetic {
    pub(super) fn new(kind: Kind) -> Self {
        // Of the rule that most indicators are judged by: room for all its numbers at once.
        let room = if kind == Kind::Way { 13 } else { 0 };
        Self { kind, terms: Vec::with_capacity(room) }
    }

    pub(super) fn with(mut self, name: &'static str, term: Term) -> Self {
        self.terms.push((name, term));
        self
    }

    pub(super) fn amount(self, name: &'static str, value: Exact) -> Self {
        self.with(name, Term::Amount(value))
    }

    pub(super) fn gap(self, name: &'static str, value: Exact) -> Self {
        self.with(name, Term::Gap(value))
    }

    pub(super) fn percent(self, name: &'static str, value: Exact) -> Self {
        self.with(name, Term::Percent(value))
    }

    pub(super) fn count(self, name: &'static str, n: i64) -> Self {
        self.with(name, Term::Count(n))
    }

    /// The number of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Term> {
        self.terms.iter().find(|(n, _)| *n == name).map(|(_, term)| *term)
    }

    /// A number of a name as sentences and pages show it: what was written as it is, what was computed to no more places than tell
    /// something.
    #[must_use]
    pub fn told(&self, name: &str) -> Option<Term> {
        let exact = |name: &str| match self.get(name)? {
            Term::Amount(exact) | Term::Gap(exact) | Term::Percent(exact) => Some(exact),
            Term::Root(_) | Term::Count(_) | Term::Day(_) | Term::Period(_) => None,
        };
        Some(match (self.kind, name, self.get(name)?) {
            (Kind::Cumulative | Kind::Mean, "actual", Term::Amount(v)) => Term::Amount(telling(v, 2, exact("wanted"))),
            (Kind::Way, "required", Term::Amount(v)) => Term::Amount(telling(v, 2, exact("actual"))),
            (Kind::Mean, "rest", Term::Amount(v)) => Term::Amount(telling(v, 2, None)),
            (Kind::Cumulative | Kind::Mean | Kind::Way, _, Term::Gap(v)) => Term::Gap(telling(v, 2, None)),
            (_, "progress", Term::Percent(v)) => Term::Percent(telling(v, 1, exact("elapsed"))),
            (_, "elapsed", Term::Percent(v)) => Term::Percent(telling(v, 1, exact("progress"))),
            (_, _, Term::Percent(v)) => Term::Percent(telling(v, 1, None)),
            (_, _, Term::Amount(v)) => Term::Amount(brief(v)),
            (_, _, Term::Gap(v)) => Term::Gap(brief(v)),
            (_, _, other) => other,
        })
    }

    /// What was computed, as a sentence in both languages.
    #[must_use]
    pub fn sentence(&self, unit: &str) -> Sentence {
        self.sentence_with(unit, &|exact, is_gap| {
            amount(Number::from(exact), if is_gap { gap_unit(unit).1 } else { unit })
        })
    }

    pub(super) fn sentence_with(&self, unit: &str, written: English<'_>) -> Sentence {
        let (mut zh, mut en) = (String::new(), String::new());
        for (chinese, english) in self.parts() {
            zh.push_str(&self.filled(chinese, unit, None));
            en.push_str(&self.filled(english, unit, Some(written)));
        }
        Sentence { zh, en }
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The wordings of the rule, in both languages, each with the names of its numbers.
    fn parts(&self) -> Vec<(&'static str, &'static str)> {
        let end = ("。", ".");
        // The side that `lag` is on; the number itself is given without its sign, as `lag_by`.
        let lag = match (self.get("lag"), self.has("lag_by")) {
            (Some(Term::Percent(lag)), true) if lag.is_positive() => {
                ("，落后{lag_by}个百分点", ", {lag_by} points behind")
            }
            (Some(Term::Percent(lag)), true) if lag.is_negative() => {
                ("，超前{lag_by}个百分点", ", {lag_by} points ahead")
            }
            (Some(_) | None, _) => ("，与序时进度一致", ", in step with time"),
        };
        let short = if self.has("short") { ("，差{short}", ", {short} short") } else { ("", "") };
        match self.kind {
            Kind::Waiting => Vec::new(),
            Kind::Level => vec![("{at}为{actual}", "{actual} for {at}"), end],
            Kind::Way => vec![
                (
                    "从{base}（{base_period}）到{target}（{due}前）：{at}为{actual}，应达到{required}",
                    "From {base} ({base_period}) to {target} (by {due}): {actual} for {at}, where {required} is due",
                ),
                ("；完成{progress}%，时间过去{elapsed}%", "; {progress}% of the way in {elapsed}% of the time"),
                lag,
                end,
            ],
            Kind::Arrived => vec![
                ("{due}前应达到{target}：{at}为{actual}", "{target} was due by {due}: {actual} for {at}"),
                short,
                end,
            ],
            Kind::Limit => vec![
                match (self.has("low"), self.has("high")) {
                    (true, true) => {
                        ("要求{low}至{high}：{at}为{actual}", "{low} to {high} is wanted: {actual} for {at}")
                    }
                    (true, false) => ("要求不低于{low}：{at}为{actual}", "At least {low} is wanted: {actual} for {at}"),
                    (false, _) => ("要求不高于{high}：{at}为{actual}", "At most {high} is wanted: {actual} for {at}"),
                },
                short,
                end,
            ],
            Kind::Years => {
                let mut parts = vec![(
                    "{years_over}个年度已有结果，{years_met}个达到要求，共{years}个年度",
                    "{years_met} of {years_over} years with a result have met it, of {years} in all",
                )];
                if self.has("actual") {
                    parts.push(match (self.has("low"), self.has("high")) {
                        (true, true) => (
                            "；{at}为{actual}，要求{low}至{high}",
                            "; {actual} for {at}, where {low} to {high} is wanted",
                        ),
                        (true, false) => {
                            ("；{at}为{actual}，要求不低于{low}", "; {actual} for {at}, where at least {low} is wanted")
                        }
                        (false, _) => (
                            "；{at}为{actual}，要求不高于{high}",
                            "; {actual} for {at}, where at most {high} is wanted",
                        ),
                    });
                    parts.push(short);
                }
                parts.push(end);
                parts
            }
            Kind::Pace => vec![
                (
                    "要求{wanted}，到{until}完成{actual}，即{progress}%，时间过去{elapsed}%",
                    "{wanted} is wanted; {actual} by {until} is {progress}%, in {elapsed}% of the time",
                ),
                lag,
                end,
            ],
            Kind::Budget => vec![
                (
                    "限{wanted}，到{until}已用{actual}，即{progress}%，时间过去{elapsed}%",
                    "At most {wanted}; {actual} by {until} is {progress}%, in {elapsed}% of the time",
                ),
                lag,
                end,
            ],
            Kind::Mean => {
                let mut parts = vec![(
                    "{over}平均{actual}，要求{wanted}",
                    "{actual} in the mean of {over}, where {wanted} is wanted",
                )];
                if self.has("rest") {
                    parts.push((
                        "；其余{rest_years}年须平均{rest}",
                        "; the {rest_years} left would have to average {rest}",
                    ));
                }
                parts.push(end);
                parts
            }
            Kind::Cumulative => vec![
                (
                    "{over}累计{actual}，要求{wanted}；完成{progress}%，时间过去{elapsed}%",
                    "{actual} in all over {over}, where {wanted} is wanted; {progress}% of it in {elapsed}% of the time",
                ),
                lag,
                end,
            ],
            Kind::Keep => vec![
                (
                    "要求保持{target}，容许{tolerance}：{at}为{actual}",
                    "{target} is to be kept within {tolerance}: {actual} for {at}",
                ),
                short,
                end,
            ],
            Kind::Task => {
                let mut parts = vec![match (self.has("reported"), self.has("due")) {
                    (true, true) => ("{due}到期，{reported}报告完成", "Due on {due}, reported as done on {reported}"),
                    (true, false) => ("没有期限，{reported}报告完成", "Without a date, reported as done on {reported}"),
                    (false, true) => ("{due}到期，尚未完成", "Due on {due}, not done yet"),
                    (false, false) => ("没有期限，尚未完成", "Without a date, not done yet"),
                }];
                if self.has("verified") {
                    parts.push(("，{verified}核验", ", verified on {verified}"));
                }
                parts.push(end);
                parts
            }
            Kind::Steps => vec![
                (
                    "{steps}个节点应完成{steps_due}个，完成{steps_done}个",
                    "{steps_done} of {steps} steps are done, where {steps_due} are due",
                ),
                lag,
                end,
            ],
        }
    }

    /// A wording with its numbers. A name without a number stays, which a test looks for.
    fn filled(&self, wording: &str, unit: &str, english: Option<English<'_>>) -> String {
        let mut out = String::new();
        let mut rest = wording;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            let shown = self.told(name).map_or_else(|| format!("{{{name}}}"), |term| term.shown(unit, english));
            out.push_str(&shown);
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}
