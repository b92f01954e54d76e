//! What a document settles about the times in it, beyond what the words of one sentence say.
//!
//! 五年累计, 这两年中, 前三年 are years of something: of the plan named a few sentences before, of the years just spoken
//! of, of the period the report looks back on. [`Resolve`] reads the sentences in order and remembers what they named.
//! Where nothing of the right length was named, such a length stays without days.

mod length;

use super::calendar::Days;
use super::{Looking, Time, TimeKind};
use crate::reading::Tense;
use jiff::civil::Date;
use length::{Side, from_then, is_sum, length};

#[cfg(test)]
mod tests;

/// A length leans on a span of years named no more than this many sentences before.
const NEAR: u32 = 40;

/// … or, where no other span of its length was named, than this.
const FAR: u32 = 400;

/// 这一年, 这两年 mean years named no more than this many sentences before.
const NEXT: u32 = 3;

/// A plan named this often is what a document is about.
const OFTEN: u32 = 3;

/// So many different spans are kept.
const KEPT: usize = 12;

/// A span of years that a sentence named.
#[derive(Debug, Clone, Copy)]
struct Said {
    days: Days,
    length: i16,
    /// A five-year plan, named by its name.
    plan: bool,
    /// Where last.
    sentence: u32,
    /// How often.
    times: u32,
}

/// A document's day and periods, and the years its sentences have named so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Resolve {
    /// The day of the document.
    date: Option<Date>,
    /// Its year.
    pub(crate) year: Option<i16>,
    /// The years it looks back on.
    reviewed: Option<(i16, i16)>,
    /// The years it plans.
    planned: Option<(i16, i16)>,
    sentence: u32,
    /// The latest last.
    spans: Vec<Said>,
    /// The last two different years spoken of, the latest first, with their sentences.
    years: [Option<(i16, u32)>; 2],
}

impl Resolve {
    /// For a document of this day (or only of this year) that looks back on and ahead to these years.
    pub(crate) fn new(
        date: Option<Date>,
        year: Option<i16>,
        reviewed: Option<(i16, i16)>,
        planned: Option<(i16, i16)>,
    ) -> Self {
        Self { date, year: date.map(Date::year).or(year), reviewed, planned, ..Self::default() }
    }

    /// The day times are counted from: the document's, or the first of its year where only that is known.
    pub(crate) fn anchor(&self) -> Option<Date> {
        self.date.or_else(|| Date::new(self.year?, 1, 1).ok())
    }

    /// Settles the times of the next sentence.
    pub(crate) fn settle(&mut self, words: &[char], times: &mut [Time], tense: Tense, looking: Looking) {
        self.sentence = self.sentence.saturating_add(1);
        let mut said = None;
        let mut begun = None;
        for time in times {
            self.take_back(time);
            self.count_years(words, time, tense);
            if looking != Looking::Ahead && tense != Tense::Planned {
                self.whole_year(words, time, tense, said);
            }
            if time.start.is_none() && time.end.is_none() && time.kind == TimeKind::Duration {
                let days = from_then(words, time, begun).unwrap_or_else(|| self.lean(words, time, tense));
                (time.start, time.end) = (days.start, days.end);
            }
            said = single(time).or(said);
            begun = if time.kind == TimeKind::Since { time.start.map(|d| (time.range.end, d)) } else { None };
            self.remember(words, time);
        }
    }

    /// Takes back what only a day could have told.
    fn take_back(&self, time: &mut Time) {
        if self.date.is_some() || self.year.is_none() || time.end != self.anchor() {
            return;
        }
        let counted = |d: &Date| (d.month(), d.day()) == (1, 1) && time.kind != TimeKind::Since;
        time.end = None;
        time.start = time.start.filter(|d| !counted(d) || time.kind == TimeKind::Day);
    }

    /// 五年来 are calendar years in a report: one given in the first half of a year looks back on the years that are over,
    /// a later one counts its own.
    fn count_years(&self, words: &[char], time: &mut Time, tense: Tense) {
        let (Some(date), Tense::Done) = (self.date, tense) else { return };
        let (Some(start), Some(end)) = (time.start, time.end) else { return };
        let whole = end == date && (start.month(), start.day()) == (end.month(), end.day());
        let come = words.get(time.range.end.wrapping_sub(1)) == Some(&'来');
        let early = date.month() <= 6;
        let length = end.year() - start.year();
        if whole
            && (early || come && length > 1)
            && time.kind == TimeKind::Period
            && (1..=length::LONGEST).contains(&length)
        {
            let last = if early { date.year() - 1 } else { date.year() };
            let days = Days::years(last - length + 1, last);
            (time.start, time.end) = (days.start, days.end);
        }
    }

    /// 全年 and 年末 of what is done are of a year that is over, unless the sentence named its own.
    fn whole_year(&self, words: &[char], time: &mut Time, tense: Tense, said: Option<i16>) {
        let Some(named) = words.get(time.range.clone()) else { return };
        let whole = named.starts_with(&['全', '年']);
        // What was reached by the end of the year was not reached in the spring of it.
        let end = matches!(named, ['年', '末' | '底' | '终'] | ['岁', '末'] | ['当', '年', ..]) && tense == Tense::Done;
        if !whole && !end {
            return;
        }
        let year = time.start.zip(time.end).filter(|(a, b)| a.year() == b.year()).map(|(a, _)| a.year());
        let (Some(anchor), Some(year)) = (self.anchor(), year) else { return };
        let told = self.recent(0, NEXT) == Some(year - 1);
        let over = self.reviewed.is_none_or(|(_, last)| last < year);
        if said.is_none() && year == anchor.year() && anchor.month() <= 6 && over && (tense == Tense::Done || told) {
            let back = |day: Option<Date>| day.and_then(|d| Date::new(d.year() - 1, d.month(), d.day()).ok());
            (time.start, time.end) = (back(time.start), back(time.end));
        }
    }

    /// The days of a length, where the document said which years it means.
    fn lean(&self, words: &[char], time: &Time, tense: Tense) -> Days {
        self.leaning(words, time, tense).unwrap_or_default()
    }

    fn leaning(&self, words: &[char], time: &Time, tense: Tense) -> Option<Days> {
        let (side, n) = length(words, time)?;
        match side {
            Side::First | Side::Last => self.part_of_plan(side, n),
            Side::This if n == 1 => self.recent(0, NEXT).map(|y| Days::years(y, y)),
            Side::This => self.pair(n).or_else(|| self.spanning(n, tense, true)),
            Side::Whole if n > 1 => {
                let spent = matches!(words.get(time.range.end.wrapping_sub(1)), Some('间' | '中'));
                self.spanning(n, tense, spent || is_sum(words, time.range.end))
            }
            Side::Whole => None,
        }
        .or_else(|| self.just_over(words, time, side, n, tense))
    }

    /// 前三年 of the plan named last.
    fn part_of_plan(&self, side: Side, n: i16) -> Option<Days> {
        let plan = self.spans.iter().rev().find(|s| s.plan)?;
        let (first, last) = (plan.days.start?.year(), plan.days.end?.year());
        let age = self.sentence - plan.sentence;
        // 前两年 alone rather means the last two.
        let near = if n > 2 { age <= NEAR } else { age == 0 };
        let present = self.year.is_none_or(|y| (first..=last + 1).contains(&y));
        if !near || !present || n >= plan.length {
            return None;
        }
        Some(if side == Side::First { Days::years(first, first + n - 1) } else { Days::years(last - n + 1, last) })
    }

    /// A year spoken of, the latest (0) or the one before (1).
    fn recent(&self, index: usize, reach: u32) -> Option<i16> {
        let (year, sentence) = (*self.years.get(index)?)?;
        (self.sentence - sentence <= reach).then_some(year)
    }

    /// 这两年: the two named one after the other.
    fn pair(&self, n: i16) -> Option<Days> {
        let (b, a) = (self.recent(0, NEXT)?, self.recent(1, NEXT)?);
        (n == 2 && (a - b).abs() == 1).then(|| Days::years(a.min(b), a.max(b)))
    }

    /// The years of this length that were named last, or that the report as a whole is about.
    fn spanning(&self, n: i16, tense: Tense, sure: bool) -> Option<Days> {
        let of = |years: Option<(i16, i16)>| {
            years.filter(|(a, b)| *b > *a && b - a + 1 == n).map(|(a, b)| Days::years(a, b))
        };
        let year_of = |d: Option<Date>| d.map_or(0, Date::year);
        // Where only one span has that length, it is meant from afar, too.
        let only = self.spans.iter().filter(|s| s.length == n).count() == 1;
        let reach = if only && tense == Tense::Done { FAR } else { NEAR };
        let fits = |s: &&Said| s.length == n && self.sentence - s.sentence <= reach;
        // Where no one says when the text was written, the year spoken of last is as late as it can tell.
        let now = self.year.or(self.years[0].map(|(y, _)| y));
        let over = |s: &&Said| now.is_some_and(|y| year_of(s.days.end) <= y);
        let begun = |s: &&Said| now.is_some_and(|y| year_of(s.days.start) <= y);
        let running = |s: &&Said| s.plan && s.times >= OFTEN && self.year.is_none_or(|y| year_of(s.days.end) >= y);
        let named = || self.spans.iter().rev().filter(fits);
        if tense == Tense::Done || (sure && tense == Tense::Fact) {
            let beside = named().find(|s| over(s) && self.sentence - s.sentence <= 1).map(|s| s.days);
            let earlier = || named().find(over).or_else(|| named().find(begun)).map(|s| s.days);
            return beside.or_else(|| of(self.reviewed)).or_else(earlier);
        }
        let planned = if tense == Tense::Planned { of(self.planned) } else { None };
        let close = |s: &&Said| sure && self.sentence - s.sentence <= NEXT;
        let present = |s: &&Said| self.year.is_none_or(|y| year_of(s.days.start) <= y);
        planned.or_else(|| named().find(|s| (running(s) || close(s)) && present(s)).map(|s| s.days))
    }

    /// A report of the first half of a year that sums up so many years means those that are over.
    fn just_over(&self, words: &[char], time: &Time, side: Side, n: i16, tense: Tense) -> Option<Days> {
        let date = self.date.filter(|d| d.month() <= 6)?;
        let last = words.get(time.range.end.wrapping_sub(1));
        let told = side == Side::This || is_sum(words, time.range.end) || matches!(last, Some('间' | '中' | '里'));
        let whole = matches!(side, Side::Whole | Side::This);
        (tense == Tense::Done && whole && told).then(|| Days::years(date.year() - n, date.year() - 1))
    }

    /// Keeps what a time says of years.
    fn remember(&mut self, words: &[char], time: &Time) {
        if is_base(words, time.range.start) {
            return;
        }
        if let Some(year) = single(time) {
            if time.kind == TimeKind::Period && self.year.is_none_or(|now| year <= now) {
                let [latest, before] = self.years;
                let earlier = if latest.is_some_and(|(y, _)| y == year) { before } else { latest };
                self.years = [Some((year, self.sentence)), earlier];
            }
            return;
        }
        let (Some(start), Some(end)) = (time.start, time.end) else { return };
        let calendar = (start.month(), start.day(), end.month(), end.day()) == (1, 1, 12, 31);
        let length = end.year() - start.year() + i16::from(calendar);
        if !(2..=length::LONGEST).contains(&length) {
            return;
        }
        let plan = time.kind == TimeKind::Plan && length == 5;
        let mut said =
            Said { days: Days::new(Some(start), Some(end)), length, plan, sentence: self.sentence, times: 1 };
        if let Some(at) = self.spans.iter().position(|s| s.days == said.days) {
            let known = self.spans.remove(at);
            said = Said { plan: plan || known.plan, times: known.times.saturating_add(1), ..said };
        } else if self.spans.len() == KEPT {
            self.spans.remove(0);
        }
        self.spans.push(said);
    }
}

/// The year of a time that is one whole year.
fn single(time: &Time) -> Option<i16> {
    let (start, end) = (time.start?, time.end?);
    let whole = (start.month(), start.day(), end.month(), end.day()) == (1, 1, 12, 31);
    (whole && start.year() == end.year()).then(|| start.year())
}

/// Whether a time is only compared with: 比1956年.
fn is_base(words: &[char], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|i| words.get(i))
        .is_some_and(|c| matches!(c, '比' | '较' | '与' | '同' | '按' | '过' | '于' | '为' | '是'))
}
