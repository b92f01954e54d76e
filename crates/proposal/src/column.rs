//! The columns of a proposals file, and what a cell of each says.

use crate::fault::Why;
use crate::lexicon::Lexicon;
use crate::proposal::{Draft, Into, Kind, Place, Ref};
use luoshi_plan::{
    Baseline, Date, Direction, Due, Finality, Measure, Nature, Period, Standing, Subject, Term, Value, Wanted,
};

macro_rules! columns {
    ($($case:ident $word:literal,)*) => {
        /// A column.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column {
            $(#[doc = concat!("`", $word, "`.")] $case,)*
        }

        impl Column {
            /// Every column, in the order in which they are written.
            pub const ALL: &[Self] = &[$(Self::$case),*];

            /// What it is headed by.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$case => $word,)*
                }
            }

            /// The column of a heading.
            #[must_use]
            pub fn of(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$case),)*
                    _ => None,
                }
            }
        }
    };
}

columns! {
    Decision "decision",
    Kind "kind",
    Certainty "certainty",
    Text "text",
    Value "value",
    High "high",
    Unit "unit",
    Period "period",
    Wanted "wanted",
    Territory "territory",
    Due "due",
    Lead "lead",
    Support "support",
    Of "of",
    Into "into",
    Doubts "doubts",
    Reasons "reasons",
    Measure "measure",
    Direction "direction",
    Nature "nature",
    Base "base",
    Tolerance "tolerance",
    Finality "finality",
    Standing "standing",
    Published "published",
    Place "place",
    Sentence "sentence",
    Source "source",
    Id "id",
}

impl Column {
    /// The columns that say what a proposal is: a person may mend them.
    pub const CONTENT: &[Self] = &[
        Self::Text,
        Self::Value,
        Self::High,
        Self::Unit,
        Self::Period,
        Self::Wanted,
        Self::Territory,
        Self::Due,
        Self::Lead,
        Self::Support,
        Self::Of,
        Self::Measure,
        Self::Direction,
        Self::Nature,
        Self::Base,
        Self::Tolerance,
        Self::Finality,
        Self::Standing,
        Self::Published,
    ];
}

/// What a cell of a column says of a draft; empty where the column is none of its kind's.
#[must_use]
pub(crate) fn cell(draft: &Draft, column: Column) -> String {
    let shown = |v: Option<&dyn std::fmt::Display>| v.map(ToString::to_string).unwrap_or_default();
    match (draft, column) {
        (Draft::Plan { title, .. } | Draft::Goal { title, .. } | Draft::Task { title, .. }, Column::Text) => {
            title.clone()
        }
        (Draft::Principle { text }, Column::Text) => text.clone(),
        (Draft::Indicator { name, .. }, Column::Text) => name.clone(),
        (Draft::Target { wanted: Wanted::Unmeasurable(words), .. }, Column::Text) => words.clone(),
        (Draft::Plan { period, .. } | Draft::Observation { period, .. }, Column::Period) => period_text(*period),
        (Draft::Target { term, .. }, Column::Period) => term_text(*term),
        (
            Draft::Plan { territory, .. } | Draft::Target { territory, .. } | Draft::Observation { territory, .. },
            Column::Territory,
        ) => territory.as_ref().map(place_text).unwrap_or_default(),
        (
            Draft::Indicator { unit, .. } | Draft::Target { unit, .. } | Draft::Observation { unit, .. },
            Column::Unit,
        ) => unit.clone(),
        (Draft::Indicator { measure, .. }, Column::Measure) => word_of(MEASURES, *measure).to_owned(),
        (Draft::Indicator { direction, .. }, Column::Direction) => word_of(DIRECTIONS, *direction).to_owned(),
        (Draft::Indicator { nature, .. }, Column::Nature) => word_of(NATURES, *nature).to_owned(),
        (Draft::Indicator { goal, .. } | Draft::Task { goal, .. }, Column::Of) => {
            goal.as_ref().map(ref_text).unwrap_or_default()
        }
        (Draft::Goal { parent, .. }, Column::Of) => parent.as_ref().map(ref_text).unwrap_or_default(),
        (Draft::Target { indicator, .. } | Draft::Observation { indicator, .. }, Column::Of) => ref_text(indicator),
        (Draft::Target { wanted, .. }, Column::Wanted) => wanted_word(wanted).to_owned(),
        (Draft::Target { wanted, .. }, Column::Value) => wanted.value().map(|v| v.to_string()).unwrap_or_default(),
        (Draft::Target { wanted: Wanted::Range { high, .. }, .. }, Column::High) => high.to_string(),
        (Draft::Target { base, .. }, Column::Base) => {
            base.map(|b| format!("{}={}", period_text(b.period), b.value)).unwrap_or_default()
        }
        (Draft::Target { tolerance, .. }, Column::Tolerance) => {
            shown(tolerance.as_ref().map(|v| v as &dyn std::fmt::Display))
        }
        (Draft::Observation { value, .. }, Column::Value) => value.to_string(),
        (Draft::Observation { finality, .. }, Column::Finality) => word_of(FINALITIES, *finality).to_owned(),
        (Draft::Observation { standing, .. }, Column::Standing) => word_of(STANDINGS, *standing).to_owned(),
        (Draft::Observation { published, .. }, Column::Published) => published.to_string(),
        (Draft::Task { due, .. }, Column::Due) => match due {
            Due::On(day) => day.to_string(),
            Due::Never => "never".to_owned(),
            Due::Unstated => String::new(),
        },
        (Draft::Task { lead, .. }, Column::Lead) => lead.join("、"),
        (Draft::Task { support, .. }, Column::Support) => support.join("、"),
        (
            Draft::Plan { .. }
            | Draft::Goal { .. }
            | Draft::Principle { .. }
            | Draft::Indicator { .. }
            | Draft::Target { .. }
            | Draft::Observation { .. }
            | Draft::Task { .. },
            _,
        ) => String::new(),
    }
}

/// Characters of a cell beyond which a whole document was put into it.
const LONGEST: usize = 2000;

/// Characters beyond which it is no name of a body.
const NAME: usize = 100;

/// Puts what a person wrote into a cell; whether it says something else than before.
pub(crate) fn set(draft: &mut Draft, column: Column, given: &str) -> Result<bool, Why> {
    let given = given.trim();
    let before = cell(draft, column);
    if given == before || is_same(column, given, &before) {
        return Ok(false);
    }
    let kind = draft.kind();
    let required = || match given.chars().count() {
        0 => Err(Why::Empty),
        long if long > LONGEST => Err(Why::TooLong(long)),
        _ => Ok(given.to_owned()),
    };
    match (draft, column) {
        (Draft::Plan { title, .. } | Draft::Goal { title, .. } | Draft::Task { title, .. }, Column::Text) => {
            *title = required()?;
        }
        (Draft::Principle { text }, Column::Text) => *text = required()?,
        (Draft::Indicator { name, .. }, Column::Text) => *name = required()?,
        (Draft::Target { wanted: Wanted::Unmeasurable(words), .. }, Column::Text) => *words = required()?,
        // The name of the indicator, for who reads: it is mended in the indicator's own row.
        (Draft::Target { .. } | Draft::Observation { .. }, Column::Text) => return Ok(false),
        (Draft::Plan { period, .. } | Draft::Observation { period, .. }, Column::Period) => {
            *period = read_period(given)?;
        }
        (Draft::Target { term, .. }, Column::Period) => *term = read_term(given)?,
        (
            Draft::Plan { territory, .. } | Draft::Target { territory, .. } | Draft::Observation { territory, .. },
            Column::Territory,
        ) => *territory = if given.is_empty() { None } else { Some(read_place(given)?) },
        (
            Draft::Indicator { unit, .. } | Draft::Target { unit, .. } | Draft::Observation { unit, .. },
            Column::Unit,
        ) => *unit = required()?,
        (Draft::Indicator { measure, .. }, Column::Measure) => *measure = read_word(MEASURES, given)?,
        (Draft::Indicator { direction, .. }, Column::Direction) => *direction = read_word(DIRECTIONS, given)?,
        (Draft::Indicator { nature, .. }, Column::Nature) => {
            *nature = if given.is_empty() { Nature::Unstated } else { read_word(NATURES, given)? };
        }
        (Draft::Indicator { goal, .. } | Draft::Task { goal, .. }, Column::Of) => *goal = read_ref(given)?,
        (Draft::Goal { parent, .. }, Column::Of) => *parent = read_ref(given)?,
        (Draft::Target { indicator, .. } | Draft::Observation { indicator, .. }, Column::Of) => {
            *indicator = read_ref(given)?.ok_or(Why::Empty)?;
        }
        (Draft::Target { wanted, .. }, Column::Wanted) => {
            let value = wanted.value();
            *wanted = read_wanted(given, value)?;
        }
        (Draft::Target { wanted, .. }, Column::Value) => {
            let word = wanted_word(wanted);
            let value = read_value(given)?;
            *wanted = match wanted {
                Wanted::Range { high, .. } => Wanted::Range { low: value, high: *high },
                _ => read_wanted(word, Some(value))?,
            };
        }
        (Draft::Target { wanted: Wanted::Range { high, .. }, .. }, Column::High) => *high = read_value(given)?,
        (Draft::Target { wanted, .. }, Column::High) => {
            let low = wanted.value().ok_or(Why::Empty)?;
            *wanted = Wanted::Range { low, high: read_value(given)? };
        }
        (Draft::Target { base, .. }, Column::Base) => *base = read_base(given)?,
        (Draft::Target { tolerance, .. }, Column::Tolerance) => {
            let read = if given.is_empty() { None } else { Some(read_value(given)?) };
            if read.and_then(Value::decimal).is_some_and(|d| d.is_sign_negative() && !d.is_zero()) {
                return Err(Why::Negative);
            }
            *tolerance = read;
        }
        (Draft::Observation { value, .. }, Column::Value) => *value = read_value(given)?,
        (Draft::Observation { finality, .. }, Column::Finality) => *finality = read_word(FINALITIES, given)?,
        (Draft::Observation { standing, .. }, Column::Standing) => *standing = read_word(STANDINGS, given)?,
        (Draft::Observation { published, .. }, Column::Published) => *published = read_day(given)?,
        (Draft::Task { due, .. }, Column::Due) => {
            *due = match given {
                "" => Due::Unstated,
                "never" => Due::Never,
                day => Due::On(read_day(day)?),
            };
        }
        (Draft::Task { lead, .. }, Column::Lead) => *lead = names(given)?,
        (Draft::Task { support, .. }, Column::Support) => *support = names(given)?,
        (
            Draft::Plan { .. }
            | Draft::Goal { .. }
            | Draft::Principle { .. }
            | Draft::Indicator { .. }
            | Draft::Target { .. }
            | Draft::Observation { .. }
            | Draft::Task { .. },
            _,
        ) => return Err(Why::NotOfKind(kind)),
    }
    Ok(true)
}

/// Whether two cells say the same, though a spreadsheet wrote one of them in its own way: 2.3 for 2.30, 2025/1/23.
fn is_same(column: Column, given: &str, before: &str) -> bool {
    match column {
        Column::Value | Column::High | Column::Tolerance => match (read_value(given), read_value(before)) {
            (Ok(a), Ok(b)) => a == b,
            (_, _) => false,
        },
        Column::Published | Column::Due => match (read_day(given), read_day(before)) {
            (Ok(a), Ok(b)) => a == b,
            (_, _) => false,
        },
        // A cell cannot hold more than 32,767 characters in some spreadsheets, and none keeps blanks at line ends.
        Column::Text => {
            let blank = |c: &char| c.is_whitespace();
            given.chars().filter(|c| !blank(c)).eq(before.chars().filter(|c| !blank(c)))
        }
        _ => false,
    }
}

const MEASURES: &[(Measure, &str)] =
    &[(Measure::Level, "level"), (Measure::Flow, "flow"), (Measure::Rate, "rate"), (Measure::Fall, "fall")];
const DIRECTIONS: &[(Direction, &str)] = &[(Direction::Up, "up"), (Direction::Down, "down"), (Direction::Hold, "hold")];
const NATURES: &[(Nature, &str)] =
    &[(Nature::Binding, "binding"), (Nature::Expected, "expected"), (Nature::Unstated, "")];
const FINALITIES: &[(Finality, &str)] =
    &[(Finality::Estimate, "estimate"), (Finality::Provisional, "provisional"), (Finality::Final, "final")];
const STANDINGS: &[(Standing, &str)] = &[(Standing::Reported, "reported"), (Standing::Verified, "verified")];
const WANTED: &[&str] =
    &["reach", "floor", "ceiling", "range", "keep", "sum", "mean", "cumulative", "growth", "unmeasurable"];

fn word_of<T: Copy + PartialEq>(words: &[(T, &'static str)], case: T) -> &'static str {
    words.iter().find(|(c, _)| *c == case).map_or("", |(_, word)| word)
}

fn read_word<T: Copy>(words: &[(T, &'static str)], given: &str) -> Result<T, Why> {
    let valid = || no_word(given, words.iter().map(|(_, w)| *w).filter(|w| !w.is_empty()).collect());
    let lower = given.to_ascii_lowercase();
    words.iter().find(|(_, word)| *word == lower).map(|(case, _)| *case).ok_or_else(valid)
}

/// A word that is none of `valid`, or none at all.
fn no_word(given: &str, valid: Vec<&'static str>) -> Why {
    if given.trim().is_empty() { Why::NoneGiven(valid) } else { Why::NoWord(valid) }
}

/// The word of what is wanted.
pub(crate) fn wanted_word(wanted: &Wanted) -> &'static str {
    match wanted {
        Wanted::Reach(_) => "reach",
        Wanted::Floor(_) => "floor",
        Wanted::Ceiling(_) => "ceiling",
        Wanted::Range { .. } => "range",
        Wanted::Keep(_) => "keep",
        Wanted::Sum(_) => "sum",
        Wanted::Mean(_) => "mean",
        Wanted::Cumulative(_) => "cumulative",
        Wanted::Growth(_) => "growth",
        Wanted::Unmeasurable(_) => "unmeasurable",
    }
}

/// What is wanted, for a person: 5–6.
pub(crate) fn wanted_text(wanted: &Wanted) -> String {
    match (wanted, wanted.value()) {
        (Wanted::Range { high, .. }, Some(low)) => format!("{low}–{high}"),
        (_, Some(value)) => value.to_string(),
        (_, None) => String::new(),
    }
}

fn read_wanted(word: &str, value: Option<Value>) -> Result<Wanted, Why> {
    let number = || value.ok_or(Why::NoValue(String::new()));
    let lower = word.to_ascii_lowercase();
    // 不低于 as well as floor.
    let ours = WANTED.iter().find(|w| Lexicon::get().words(&format!("wanted.{w}")).contains(&word));
    Ok(match ours.copied().unwrap_or(&lower) {
        "reach" => Wanted::Reach(number()?),
        "floor" => Wanted::Floor(number()?),
        "ceiling" => Wanted::Ceiling(number()?),
        "range" => Wanted::Range { low: number()?, high: number()? },
        "keep" => Wanted::Keep(number()?),
        "sum" => Wanted::Sum(number()?),
        "mean" => Wanted::Mean(number()?),
        "cumulative" => Wanted::Cumulative(number()?),
        "growth" => Wanted::Growth(number()?),
        "unmeasurable" => Wanted::Unmeasurable("-".to_owned()),
        _ => return Err(no_word(word, WANTED.to_vec())),
    })
}

fn read_value(given: &str) -> Result<Value, Why> {
    // Commas between thousands, as a spreadsheet may show them: 1,686.
    let plain = || {
        let groups: Vec<&str> = given.split(['.']).next().unwrap_or("").split(',').collect();
        let sound = groups.len() > 1
            && groups.iter().skip(1).all(|g| g.len() == 3)
            && groups.first().is_some_and(|g| (1..=4).contains(&g.len()));
        sound.then(|| given.replace(',', ""))
    };
    let given = given.trim_start_matches('\'');
    given.parse().or_else(|_| plain().unwrap_or_default().parse()).map_err(|_| Why::NoValue(given.to_owned()))
}

/// A day, as the record or a spreadsheet writes it: 2025-01-23, 2025/1/23, 2025年1月23日.
fn read_day(given: &str) -> Result<Date, Why> {
    let wrong = || Why::NoDay(given.to_owned());
    let parts: Vec<&str> = given.trim_end_matches('日').split(['-', '/', '.', '年', '月']).collect();
    let [year, month, day] = parts.as_slice() else { return Err(wrong()) };
    let number = |digits: &str| digits.parse::<i16>().ok();
    let small = |digits: &str| digits.parse::<i8>().ok();
    let read = || Date::new(number(year).filter(|y| *y >= 1000)?, small(month)?, small(day)?).ok();
    read().ok_or_else(wrong)
}

/// A period so that no spreadsheet takes it for a day: a month is 2025-09/2025-09.
fn period_text(period: Period) -> String {
    let text = period.to_string();
    let is_month = text.len() == 7 && !text.contains(['Q', 'S']);
    if is_month { format!("{text}/{text}") } else { text }
}

fn read_period(given: &str) -> Result<Period, Why> {
    let plain = given.trim_end_matches('年');
    let read = || {
        let (from, to) = plain.split_once('/')?;
        if from == to { from.parse().ok() } else { None }
    };
    plain.parse().ok().or_else(read).ok_or_else(|| Why::NoPeriod(given.to_owned()))
}

fn term_text(term: Term) -> String {
    match term {
        Term::By(day) => format!("by {day}"),
        Term::EachYear { from, to } if from == to => from.to_string(),
        Term::EachYear { from, to } => format!("each {from}/{to}"),
        Term::Over(period) => format!("over {}", period_text(period)),
    }
}

fn read_term(given: &str) -> Result<Term, Why> {
    let wrong = || Why::NoTerm(given.to_owned());
    let year =
        |text: &str| text.trim().trim_end_matches('年').parse::<i16>().ok().filter(|y| (1000..=9999).contains(y));
    if let Some(day) = given.strip_prefix("by ") {
        return match year(day) {
            Some(year) => Date::new(year, 12, 31).map(Term::By).map_err(|_| wrong()),
            None => read_day(day.trim()).map(Term::By),
        };
    }
    if let Some(years) = given.strip_prefix("each ") {
        let (from, to) = years.split_once('/').ok_or_else(wrong)?;
        let (from, to) = year(from).zip(year(to)).filter(|(from, to)| from <= to).ok_or_else(wrong)?;
        return Ok(Term::EachYear { from, to });
    }
    if let Some(period) = given.strip_prefix("over ") {
        return read_period(period.trim()).map(Term::Over).map_err(|_| wrong());
    }
    year(given).map(Term::year).ok_or_else(wrong)
}

fn place_text(place: &Place) -> String {
    match &place.code {
        Some(code) => format!("{} {code}", place.name),
        None => place.name.clone(),
    }
}

fn read_place(given: &str) -> Result<Place, Why> {
    match given.rsplit_once([' ', '\u{3000}']) {
        Some((name, code)) if code.bytes().all(|b| b.is_ascii_digit()) && (2..=12).contains(&code.len()) => {
            Ok(Place { name: name.trim().to_owned(), code: Some(code.to_owned()) })
        }
        _ if given.chars().any(char::is_alphabetic) => Ok(crate::place::named(given)),
        _ => Err(Why::NoPlace(given.to_owned())),
    }
}

fn read_base(given: &str) -> Result<Option<Baseline>, Why> {
    if given.is_empty() {
        return Ok(None);
    }
    let (period, value) = given.split_once('=').ok_or_else(|| Why::NoBase(given.to_owned()))?;
    Ok(Some(Baseline { period: read_period(period.trim())?, value: read_value(value.trim())? }))
}

/// What names a thing of the plan, or another proposal.
fn ref_text(reference: &Ref) -> String {
    match reference {
        Ref::Proposed(id) => id.clone(),
        Ref::There(subject) => subject.to_string(),
    }
}

fn read_ref(given: &str) -> Result<Option<Ref>, Why> {
    if given.is_empty() {
        return Ok(None);
    }
    if is_id(given) {
        return Ok(Some(Ref::Proposed(given.to_owned())));
    }
    given.parse::<Subject>().map(|s| Some(Ref::There(s))).map_err(|_| Why::NoRef(given.to_owned()))
}

/// Whether a text has the form of a proposal's id.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() == 11 && text.strip_prefix('p').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// What a proposal goes into, as a cell; empty for a thing of its own.
pub(crate) fn into_text(into: &Into) -> String {
    match into {
        Into::New => String::new(),
        Into::Same(subject) => subject.to_string(),
        Into::Replaces(subject) => format!("replaces {subject}"),
        Into::Proposed(id) => id.clone(),
    }
}

/// What a person wrote for what a proposal goes into; `None` for an empty cell: as the program has it.
pub(crate) fn read_into(given: &str) -> Result<Option<Into>, Why> {
    let given = given.trim();
    if given.is_empty() {
        return Ok(None);
    }
    if given.eq_ignore_ascii_case("new") || given == "新" {
        return Ok(Some(Into::New));
    }
    let wrong = || Why::NoInto(given.to_owned());
    if let Some(rest) = given.strip_prefix("replaces ") {
        return rest.trim().parse().map(|s| Some(Into::Replaces(s))).map_err(|_| wrong());
    }
    match read_ref(given).map_err(|_| wrong())? {
        Some(Ref::Proposed(id)) => Ok(Some(Into::Proposed(id))),
        Some(Ref::There(subject)) => Ok(Some(Into::Same(subject))),
        None => Ok(None),
    }
}

/// Names of offices in one cell.
fn names(given: &str) -> Result<Vec<String>, Why> {
    let all = given.split(['、', '，', ',', ';', '；', '\n']).map(str::trim);
    let name = |n: &str| match n.chars().count() {
        long if long > NAME => Err(Why::TooLong(long)),
        _ => Ok(n.to_owned()),
    };
    all.filter(|n| !n.is_empty()).map(name).collect()
}

/// The draft as one of another kind, where its words can be that: a task that is a goal, a goal that is a principle.
pub(crate) fn turned(draft: &Draft, kind: Kind) -> Option<Draft> {
    let (words, of) = match draft {
        Draft::Goal { title, parent } => (title, parent.clone()),
        Draft::Task { title, goal, .. } => (title, goal.clone()),
        Draft::Principle { text } => (text, None),
        Draft::Plan { .. } | Draft::Indicator { .. } | Draft::Target { .. } | Draft::Observation { .. } => return None,
    };
    Some(match kind {
        Kind::Goal => Draft::Goal { title: words.clone(), parent: of },
        Kind::Principle => Draft::Principle { text: words.clone() },
        Kind::Task => {
            Draft::Task { title: words.clone(), goal: of, due: Due::Unstated, lead: Vec::new(), support: Vec::new() }
        }
        Kind::Plan | Kind::Indicator | Kind::Target | Kind::Observation => return None,
    })
}
