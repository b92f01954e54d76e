//! What each figure of a report says, for whoever makes a plan of it: in the same normal form that promises are matched by.

use crate::body::Known;
use crate::class::Class;
use crate::fold::folded;
use crate::judge::width;
use crate::lexicon::{Better, Lexicon};
use crate::report::{Report, Source};
use crate::says::Says;
use crate::statement::Statement;
use crate::subject::Subject;
use crate::subject::generic;
use crate::when::When;
use luoshi_reader::{Bound, Span, Value};

/// What a figure is told for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// What is to be.
    Target,
    /// What was.
    Result,
    /// A target that is told again: 实现了增长8%的预期目标.
    Restated,
    /// Money set aside.
    Budget,
    /// Told in passing where a report looks ahead.
    Aside,
}

/// A figure of a report in normal form.
#[expect(clippy::struct_excessive_bools, reason = "each is a word that stands or does not stand beside the number")]
#[derive(Debug, Clone)]
pub struct Said {
    /// Index into the reading's figures.
    pub figure: usize,
    /// It is the old value of a from–to that says its own year.
    pub earlier: bool,
    /// What it is told for.
    pub told: Told,
    /// The thing measured: the usual form of a name of the data file, or the words as written without those around them.
    pub name: String,
    /// The thing under whichever name: equal for two names of one family.
    pub key: String,
    /// Whether the data file knows the name.
    pub known: bool,
    /// Whether the name measures something close to its family, but not the same.
    pub near: bool,
    /// Whether the name says too little: 投资, 项目.
    pub generic: bool,
    /// Which side is good, where the data file says it.
    pub better: Option<Better>,
    /// What sort of number.
    pub class: Class,
    /// Number and unit as written.
    pub text: String,
    /// The value as written; a fall is negative.
    pub value: Option<Value>,
    /// The upper end of a range.
    pub high: Option<Value>,
    /// The unit as written.
    pub unit: String,
    /// Value, upper end and unit multiplied out.
    pub amount: Option<(Value, Option<Value>, String)>,
    /// On which side the truth lies.
    pub bound: Option<Bound>,
    /// Where or for whom, where it is less than the whole.
    pub scope: Option<String>,
    /// For which years.
    pub when: Option<When>,
    /// The mean over the years.
    pub mean: bool,
    /// All years together.
    pub cumulative: bool,
    /// Said before the year was over.
    pub estimate: bool,
    /// Things built or done within the period.
    pub counted: bool,
    /// A state at the end of the period.
    pub reached: bool,
    /// At constant prices.
    pub constant: bool,
    /// Less than the whole, in words that are no scope.
    pub limited: bool,
    /// The rise of an amount that stands before it.
    pub increment: bool,
    /// Where the number stands.
    pub spans: Vec<Span>,
}

impl Said {
    fn of(statement: &Statement) -> Self {
        let s = statement;
        let name = s.subject.known.and_then(|n| Lexicon::get().names.get(n));
        Self {
            figure: s.figure,
            earlier: s.earlier,
            told: match s.says {
                Says::Target => Told::Target,
                Says::Result => Told::Result,
                Says::Restated => Told::Restated,
                Says::Budget => Told::Budget,
                Says::Aside => Told::Aside,
            },
            name: s.subject.name.clone(),
            key: s.subject.key().to_owned(),
            known: name.is_some(),
            near: name.is_some_and(|n| n.near),
            generic: generic(&s.subject.name),
            better: s.subject.family().map(|f| f.better),
            class: s.class,
            text: s.text.to_string(),
            value: s.value,
            high: s.high,
            unit: s.unit.to_string(),
            amount: s.amount.as_ref().map(|(value, high, unit)| (*value, *high, unit.to_string())),
            bound: s.bound,
            scope: s.scope.as_deref().map(str::to_owned),
            when: s.when,
            mean: s.mean,
            cumulative: s.cumulative,
            estimate: s.estimate,
            counted: s.counted,
            reached: s.reached,
            constant: s.constant,
            limited: s.limited,
            increment: s.increment,
            spans: s.spans.to_vec(),
        }
    }
}

/// What a report says as a whole, with each of its figures.
#[derive(Debug, Clone)]
pub struct SaidAll {
    /// The government it speaks for, where that is known: 云泽市; 国务院.
    pub body: Option<String>,
    /// The year it was given in, and how that is known.
    pub year: (Option<i16>, Known),
    /// First and last year it plans.
    pub planned: Option<(i16, i16)>,
    /// Its figures in reading order.
    pub figures: Vec<Said>,
}

/// What a report says.
#[must_use]
pub fn said(source: &Source<'_>) -> SaidAll {
    let report = Report::new(source);
    SaidAll {
        year: (report.frame.year, report.year_known),
        planned: report.frame.planned.or_else(|| report.frame.year.map(|y| (y, y))),
        figures: report.statements.iter().map(Said::of).collect(),
        body: report.body,
    }
}

/// What a name is called in the data file, and which thing it is: as [`Said::name`] and [`Said::key`].
#[must_use]
pub fn named(name: &str) -> (String, String) {
    let (subject, _) = Subject::new(&folded(name), None, None, &[]);
    (subject.name.clone(), subject.key().to_owned())
}

/// Whether the data file knows a name.
#[must_use]
pub fn is_named(name: &str) -> bool {
    Subject::new(&folded(name), None, None, &[]).0.known.is_some()
}

/// Whether the data file says of a name that it measures something close to what it stands under, and not the same.
#[must_use]
pub fn is_near(name: &str) -> bool {
    let known = Subject::new(&folded(name), None, None, &[]).0.known;
    known.and_then(|n| Lexicon::get().names.get(n)).is_some_and(|n| n.near && !n.loose)
}

/// How far off a value is still "about" it (左右), for a class of number.
#[must_use]
pub fn about(class: Class, value: Value) -> Option<Value> {
    Lexicon::get().tolerances.get("about", class.tolerance()).and_then(|t| width(t, value)).map(Value::normalized)
}

/// Whether two values for one thing and time are near enough for the later to be a revision of the earlier.
#[must_use]
pub fn revises(class: Class, earlier: Value, later: Value) -> bool {
    crate::judge::revises(class, earlier, later)
}
