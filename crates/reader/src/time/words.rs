//! The words of `lexicon/zh/periods.txt`, and where a text holds one.

use crate::charset::CharSet;
use crate::lexicon::{self, Entry, LexiconError, parse};
use jiff::civil::Date;
use std::sync::OnceLock;

static FILE: &str = include_str!("../../lexicon/zh/periods.txt");

/// What a year is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    /// The day of the text: 今年.
    Date,
    /// The year spoken of: 全年, 上年.
    Report,
    /// The year named last: 同年.
    Said,
}

/// A part of a year, a quarter or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Months(i8, i8),
    Start,
    Middle,
    End,
    Whole,
    /// Known by its name only.
    Season,
    FirstTen,
    SecondTen,
    LastTen,
    FirstTwenty,
    LastTwenty,
}

/// A part of several years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Whole,
    First,
    Middle,
    Last,
    Early,
    Late,
}

/// On which side of today a length lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Back,
    Ahead,
    /// Where the text puts it: 这五年.
    Spoken,
    Length,
    Often,
}

/// What stands before a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    By,
    From,
}

/// What stands behind one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    Since,
    Come,
    After,
    Before,
    Onward,
    UntilNow,
    Within,
    Amid,
    Until,
    About,
    Whole,
    Same,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Years,
    Months,
    Quarters,
    Days,
}

/// What a word does.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    Plan {
        first: i16,
        last: i16,
    },
    Event {
        from: Option<Date>,
        to: Option<Date>,
    },
    Party,
    Year(Counts, i16),
    /// This year of the date plus so many, and the one after it.
    TwoYears(i16),
    Part(Part),
    Unknown,
    Month(i32),
    /// Counted from the present century, or by its number.
    Century {
        offset: i16,
        number: Option<i16>,
    },
    Toward(Side),
    Vague(Side),
    Often,
    Now,
    Term,
    Lead(Lead),
    Stage(Stage),
    Tail(Tail),
    Unit(Unit),
    Nothing,
}

/// What a word does, and the neighbours that make another word of it.
#[derive(Debug)]
struct Word {
    rule: Rule,
    not_after: &'static str,
    not_before: &'static str,
}

/// Words whose neighbours have a say.
#[derive(Debug)]
pub(super) struct Table {
    words: lexicon::Words<Word>,
}

impl Table {
    /// The longest word at `at` whose neighbours allow it, and where it ends.
    pub(super) fn find(&self, text: &[char], at: usize) -> Option<(usize, Rule)> {
        self.all(text, at).next()
    }

    /// Every word at `at` whose neighbours allow it, longest first.
    pub(super) fn all<'a>(&'a self, text: &'a [char], at: usize) -> impl Iterator<Item = (usize, Rule)> + 'a {
        self.words.all(text, at).filter_map(move |(len, word)| {
            let before = at.checked_sub(1).and_then(|i| text.get(i));
            let after = text.get(at + len);
            // Most words do not mind their neighbours, and none minds many.
            let minds = |list: &str, beside: Option<&char>| beside.is_some_and(|c| list.chars().any(|one| one == *c));
            let spoiled = minds(word.not_after, before) || minds(word.not_before, after);
            (!spoiled).then_some((at + len, word.rule))
        })
    }
}

/// All words of time.
pub(super) struct Words {
    /// Words a time can begin with.
    pub(super) heads: Table,
    pub(super) leads: Table,
    pub(super) plans: Table,
    pub(super) plan_tails: Table,
    pub(super) stages: Table,
    pub(super) edges: Table,
    pub(super) tails: Table,
    pub(super) units: Table,
    pub(super) meetings: Table,
    pub(super) undertakings: Table,
    pub(super) no_lengths: Table,
    pub(super) measured: Table,
    /// The years of each plan, by its number from 1.
    pub(super) plan_years: Vec<(i16, i16)>,
    /// Characters that any time can begin with, and those that end what was said of one; and the characters of 到 and 从.
    pub(super) stops: CharSet,
    begins_lead: CharSet,
}

/// Groups of periods.txt. The words of the first [`HEADS`] begin a time of their own; those of the rest only stand
/// within one, before it or behind it.
pub(crate) const GROUPS: [&str; 24] = [
    "event",
    "party",
    "year",
    "two years",
    "part",
    "unknown",
    "month",
    "century",
    "toward",
    "vague",
    "often",
    "now",
    "term",
    "plan",
    "plan tail",
    "meeting",
    "stage",
    "edge",
    "unit",
    "undertaking",
    "measured",
    "no length",
    "lead",
    "tail",
];
/// How many groups begin a time.
const HEADS: usize = 13;

/// Characters that numerals, ordinals and quoted plans begin with.
const NUMBERS: [char; 30] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '零', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九',
    '十', '几', '数', '第', '“', '‘', '’', '"', '\'',
];
static BEGINS_NUMBER: CharSet = CharSet::of(&NUMBERS);

impl Words {
    /// The table, made once.
    pub(super) fn get() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| Self::new(&parse("zh/periods.txt", FILE).0))
    }

    /// Whether a time can begin at `at`, where `c` stands: of what is no number and does not lead, by a word of its own.
    #[inline]
    pub(super) fn may_stand(&self, text: &[char], at: usize, c: char) -> bool {
        Self::begins_number(c) || self.begins_lead(c) || self.heads.words.may_stand(text, at)
    }

    /// Whether a numeral, a plan or an ordinal can.
    pub(super) fn begins_number(c: char) -> bool {
        BEGINS_NUMBER.contains(c)
    }

    /// Whether 到 or 从 can.
    pub(super) fn begins_lead(&self, c: char) -> bool {
        self.begins_lead.contains(c)
    }

    fn new(entries: &[Entry]) -> Self {
        let table = |groups: &[&str]| {
            let mut words = Vec::new();
            for entry in entries.iter().filter(|e| groups.contains(&e.group)) {
                if let Ok(rule) = rule(entry) {
                    words.extend(entry.words.iter().map(|w| (*w, word(entry, rule))));
                }
            }
            Table { words: lexicon::Words::forward(words) }
        };
        let heads = table(&GROUPS[..HEADS]);
        let plans = table(&["plan"]);
        let leads = table(&["lead"]);
        let lead: Vec<char> = leads.words.firsts().collect();
        let all: Vec<char> = heads.words.firsts().chain(lead.iter().copied()).chain(NUMBERS).collect();
        let plan_years = plans_by_number(entries);
        Self {
            heads,
            leads,
            plans,
            plan_tails: table(&["plan tail"]),
            stages: table(&["stage"]),
            edges: table(&["edge", "part"]),
            tails: table(&["tail"]),
            units: table(&["unit"]),
            meetings: table(&["meeting"]),
            undertakings: table(&["undertaking"]),
            no_lengths: table(&["no length"]),
            measured: table(&["measured"]),
            plan_years,
            stops: CharSet::of(&all).and(&['。', '!', '?', '\n']),
            begins_lead: CharSet::of(&lead),
        }
    }
}

fn plans_by_number(entries: &[Entry]) -> Vec<(i16, i16)> {
    entries
        .iter()
        .filter(|e| e.group == "plan")
        .filter_map(|e| match rule(e) {
            Ok(Rule::Plan { first, last }) => Some((first, last)),
            _ => None,
        })
        .collect()
}

fn word(entry: &Entry, rule: Rule) -> Word {
    Word { rule, not_after: entry.get("not after").unwrap_or(""), not_before: entry.get("not before").unwrap_or("") }
}

/// Faults of the file: an unknown group, a date that is none.
pub(crate) fn faults() -> Vec<LexiconError> {
    let (entries, mut errors) = parse("zh/periods.txt", FILE);
    errors.extend(entries.iter().filter_map(|e| rule(e).err()));
    errors
}

/// The entries, for the test that runs their examples.
#[cfg(test)]
pub(super) fn entries() -> Vec<Entry> {
    parse("zh/periods.txt", FILE).0
}

/// What the group and the attributes of an entry say.
fn rule(entry: &Entry) -> Result<Rule, LexiconError> {
    let fault = |what: &str, mend: &str| LexiconError {
        file: "zh/periods.txt",
        line: entry.line,
        what: format!("{}: {what}", entry.words.first().copied().unwrap_or("")),
        mend: mend.to_owned(),
    };
    let number = |key: &str| entry.get(key).and_then(|v| v.parse::<i16>().ok());
    let is = entry.get("is").unwrap_or("");
    let side = match entry.get("side") {
        Some("back") => Side::Back,
        Some("ahead") => Side::Ahead,
        Some("length") => Side::Length,
        Some("often") => Side::Often,
        _ => Side::Spoken,
    };
    Ok(match entry.group {
        "plan" => {
            let years = entry.get("years").and_then(|y| y.split_once('-'));
            let years = years.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
            let (first, last) = years.ok_or_else(|| fault("no years", "write `years: 2021-2025`"))?;
            Rule::Plan { first, last }
        }
        "event" => {
            let day = |key: &str| match entry.get(key) {
                None => Ok(None),
                Some(d) => d.parse().map(Some).map_err(|_| fault("not a day", "write `from: 1978-12-18`")),
            };
            Rule::Event { from: day("from")?, to: day("to")? }
        }
        "party" => Rule::Party,
        "year" => {
            let counts = match entry.get("counts") {
                Some("date") => Counts::Date,
                Some("report") => Counts::Report,
                _ => Counts::Said,
            };
            Rule::Year(counts, number("years").ok_or_else(|| fault("no years", "write `years: -1`"))?)
        }
        "part" | "edge" => {
            Rule::Part(part(entry).ok_or_else(|| fault("which part?", "write `at: end` or `months: 1-6`"))?)
        }
        "two years" => Rule::TwoYears(number("years").ok_or_else(|| fault("no years", "write `years: 0`"))?),
        "unknown" => Rule::Unknown,
        "month" => Rule::Month(number("months").ok_or_else(|| fault("no months", "write `months: -1`"))?.into()),
        "century" => Rule::Century { offset: number("centuries").unwrap_or(0), number: number("number") },
        "toward" => Rule::Toward(side),
        "vague" => Rule::Vague(side),
        "often" => Rule::Often,
        "now" => Rule::Now,
        "term" => Rule::Term,
        "lead" => Rule::Lead(if is == "by" { Lead::By } else { Lead::From }),
        "stage" | "plan tail" => Rule::Stage(match is {
            "whole" => Stage::Whole,
            "first" => Stage::First,
            "middle" => Stage::Middle,
            "last" => Stage::Last,
            "early" => Stage::Early,
            "late" => Stage::Late,
            _ => return Err(fault("which years?", "write `is: first`, middle, last, early, late or whole")),
        }),
        "tail" => {
            Rule::Tail(tail(is).ok_or_else(|| fault("what does it do?", "write `is: since` or another of [tail]"))?)
        }
        "unit" => Rule::Unit(match is {
            "years" => Unit::Years,
            "months" => Unit::Months,
            "quarters" => Unit::Quarters,
            "days" => Unit::Days,
            _ => return Err(fault("which unit?", "write `is: years`, months, quarters or days")),
        }),
        "undertaking" | "no length" | "measured" | "meeting" => Rule::Nothing,
        _ => return Err(fault("stands in a group that time does not know", "move it to a group of this file")),
    })
}

fn tail(is: &str) -> Option<Tail> {
    Some(match is {
        "since" => Tail::Since,
        "come" => Tail::Come,
        "after" => Tail::After,
        "before" => Tail::Before,
        "onward" => Tail::Onward,
        "until now" => Tail::UntilNow,
        "within" => Tail::Within,
        "amid" => Tail::Amid,
        "until" => Tail::Until,
        "about" => Tail::About,
        "whole" => Tail::Whole,
        "same" => Tail::Same,
        _ => return None,
    })
}

fn part(entry: &Entry) -> Option<Part> {
    if let Some(months) = entry.get("months") {
        let (a, b) = months.split_once('-')?;
        return Some(Part::Months(a.parse().ok()?, b.parse().ok()?));
    }
    Some(match entry.get("at")? {
        "start" => Part::Start,
        "middle" => Part::Middle,
        "end" => Part::End,
        "whole" => Part::Whole,
        "season" => Part::Season,
        "first ten" => Part::FirstTen,
        "second ten" => Part::SecondTen,
        "last ten" => Part::LastTen,
        "first twenty" => Part::FirstTwenty,
        "last twenty" => Part::LastTwenty,
        _ => return None,
    })
}
