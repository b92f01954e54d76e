//! Which days are worked.

use crate::{Date, Sentence};
use jiff::ToSpan as _;
use jiff::civil::Weekday;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A calendar of working days: Monday to Friday, but for the days that a notice names.
///
/// Its text is `calendar/cn.txt`, which says at its head how it is written. A territory with holidays of its own has a
/// calendar of the same form that is laid over the common one: [`Calendar::with`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    papers: Vec<Paper>,
    /// Days that differ from their weekday, or are named: kind, name, index of the paper.
    days: BTreeMap<Date, (Kind, String, usize)>,
    /// Holidays by law, for years without a notice.
    by_law: BTreeMap<Date, (Kind, String, usize)>,
    published: BTreeSet<i16>,
}

/// The paper that a day comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// 国办发明电〔2025〕7号.
    pub number: String,
    /// The day it was signed.
    pub date: Date,
    /// Where it stands, if known.
    pub address: Option<String>,
}

/// What a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Monday to Friday.
    Weekday,
    /// A Saturday or Sunday that is worked (调休上班).
    MadeUp,
    /// Saturday and Sunday.
    Weekend,
    /// A day off that a notice or the law names, the weekend within a holiday too.
    Holiday,
}

impl Kind {
    /// Whether it is a working day.
    #[must_use]
    pub fn is_worked(self) -> bool {
        match self {
            Self::Weekday | Self::MadeUp => true,
            Self::Weekend | Self::Holiday => false,
        }
    }
}

/// A day of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day<'a> {
    /// Which.
    pub date: Date,
    /// What it is.
    pub kind: Kind,
    /// The holiday, or the one it makes up for.
    pub name: Option<&'a str>,
    /// Whence that is known; `None` where its weekday decides.
    pub paper: Option<&'a Paper>,
    /// Its year is not published yet, nor, in the last week of December, the year after: a notice may still make it
    /// something else.
    pub estimated: bool,
}

/// A line that a calendar cannot have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {text}: {}", mend.en)]
pub struct NoCalendar {
    /// From 1.
    pub line: usize,
    /// The line.
    pub text: String,
    /// What is wanted.
    pub mend: Sentence,
}

static CN: LazyLock<Calendar> = LazyLock::new(|| {
    // A test reads the file; should it be broken all the same, every year is estimated.
    Calendar::read(include_str!("../../calendar/cn.txt")).unwrap_or_default()
});

impl Calendar {
    /// That of mainland China, by the notices of the General Office of the State Council.
    #[must_use]
    pub fn cn() -> &'static Self {
        &CN
    }

    /// A calendar from its text.
    ///
    /// # Errors
    /// [`NoCalendar`] for the first line that is none, a day named twice by one paper, or a weekday that makes up for one.
    pub fn read(text: &str) -> Result<Self, NoCalendar> {
        Self::default().with(text)
    }

    /// This calendar, and over it another: the holidays of an ethnic area, a notice that came since.
    ///
    /// # Errors
    /// As [`Calendar::read`].
    pub fn with(&self, text: &str) -> Result<Self, NoCalendar> {
        let mut calendar = self.clone();
        let mut named = BTreeSet::new();
        let known = calendar.papers.len();
        for (index, line) in text.lines().enumerate() {
            let wrong = |zh, en| NoCalendar { line: index + 1, text: line.to_owned(), mend: Sentence::new(zh, en) };
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            let rest = rest.trim();
            if word == "paper" {
                calendar.papers.push(paper(rest).ok_or_else(|| {
                    wrong("paper 后写文号、成文日期，可加网址", "paper, its number, its day, its address if known")
                })?);
                named.clear();
                continue;
            }
            if calendar.papers.len() == known {
                return Err(wrong("先写 paper：每一天都要有出处", "a paper comes first, for each day has its source"));
            }
            let of = calendar.papers.len() - 1;
            if word == "year" {
                calendar.published.insert(rest.parse().map_err(|_| wrong("year 后写四位年份", "year, four digits"))?);
                continue;
            }
            let kind = match word {
                "off" | "law" => Kind::Holiday,
                "work" => Kind::MadeUp,
                _ => {
                    return Err(wrong(
                        "一行以 paper、year、off、work 或 law 开头",
                        "a line begins with paper, year, off, work or law",
                    ));
                }
            };
            let (days, name) = rest
                .split_once(' ')
                .ok_or_else(|| wrong("应写日期或“起..止”，再写名称", "a day, or first..last, and a name"))?;
            for day in run(days).ok_or_else(|| {
                wrong(
                    "日期写作 YYYY-MM-DD，或“起..止”，不超过31天",
                    "a day, YYYY-MM-DD, or first..last, at most 31 days",
                )
            })? {
                if kind == Kind::MadeUp && !is_weekend(day) {
                    return Err(wrong(
                        "只有周六、周日可以调休上班，平日本来上班",
                        "only a Saturday or Sunday makes up for another day; weekdays are worked anyway",
                    ));
                }
                if !named.insert(day) {
                    return Err(wrong("同一文件里这一天出现两次", "this paper names the day twice"));
                }
                let days = if word == "law" { &mut calendar.by_law } else { &mut calendar.days };
                days.insert(day, (kind, name.trim().to_owned(), of));
            }
        }
        Ok(calendar)
    }

    /// A day.
    #[must_use]
    pub fn day(&self, date: Date) -> Day<'_> {
        // A notice for a year reaches back into the last week of the year before (2007-12-29, 2018-12-31).
        let ends_year = date.month() == 12 && date.day() >= 25;
        let estimated = !self.is_published(date.year()) || (ends_year && !self.is_published(date.year() + 1));
        let listed = self.days.get(&date).or_else(|| self.by_law.get(&date).filter(|_| estimated));
        if let Some((kind, name, paper)) = listed {
            return Day { date, kind: *kind, name: Some(name), paper: self.papers.get(*paper), estimated };
        }
        let kind = if is_weekend(date) { Kind::Weekend } else { Kind::Weekday };
        Day { date, kind, name: None, paper: None, estimated }
    }

    /// Whether a notice has arranged a year.
    #[must_use]
    pub fn is_published(&self, year: i16) -> bool {
        self.published.contains(&year)
    }

    /// The first and the last year that are published.
    #[must_use]
    pub fn published(&self) -> Option<(i16, i16)> {
        Some((*self.published.first()?, *self.published.last()?))
    }

    /// The first working day on or after a day; `None` at the end of time.
    #[must_use]
    pub fn on_or_after(&self, date: Date) -> Option<Date> {
        let mut day = date;
        while !self.day(day).kind.is_worked() {
            day = day.tomorrow().ok()?;
        }
        Some(day)
    }

    /// The last working day on or before a day: when to remind of one; `None` at the beginning of time.
    #[must_use]
    pub fn on_or_before(&self, date: Date) -> Option<Date> {
        let mut day = date;
        while !self.day(day).kind.is_worked() {
            day = day.yesterday().ok()?;
        }
        Some(day)
    }

    /// How many working days come after `from`, up to and with `to`; 0 where `to` is not later.
    #[must_use]
    pub fn working_days(&self, from: Date, to: Date) -> u32 {
        let mut count = 0;
        let mut day = from;
        while day < to {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            count += u32::from(self.day(day).kind.is_worked());
        }
        count
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn paper(rest: &str) -> Option<Paper> {
    let mut parts = rest.split_whitespace();
    let (number, date) = (parts.next()?.to_owned(), day(parts.next()?)?);
    let address = parts.next().map(str::to_owned);
    parts.next().is_none().then_some(Paper { number, date, address })
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == "YYYY-MM-DD".len())
}

/// A day, or the days of a run. No holiday is longer than a month: a longer run is a slip of the pen.
fn run(text: &str) -> Option<Vec<Date>> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last) = (day(first)?, day(last)?);
    let days: Vec<Date> = first.series(1.day()).take_while(|day| *day <= last).take(32).collect();
    (1..32).contains(&days.len()).then_some(days)
}
