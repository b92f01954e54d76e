//! One pass over a text: where a time can begin, and what the sentence has said of years so far.

use super::calendar::{Days, add_months};
use super::numeral;
use super::words::{Counts, Lead, Rule, Words};
use super::{Anchor, Looking, Time, TimeKind};
use crate::signs::{Row, TIME};
use jiff::civil::Date;

/// How long a time is; it decides what 底, 前 and 以来 make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    /// Part of a month or year that ends on a day already: 去年底.
    Edge,
    Month,
    Year,
    /// Several years: plans, decades, 2016—2020年.
    Years,
    Event,
    Length,
    /// Nothing may follow it: 每年.
    Closed,
}

/// A time while it is being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Core {
    pub(super) end: usize,
    pub(super) days: Days,
    pub(super) grain: Grain,
    pub(super) kind: TimeKind,
    /// The year it lies in, where it names one or leans on one.
    pub(super) year: Option<i16>,
    /// Of a day: its month.
    pub(super) month: Option<i8>,
}

impl Core {
    pub(super) fn new(end: usize, days: Days, grain: Grain, kind: TimeKind) -> Self {
        Self { end, days, grain, kind, year: None, month: None }
    }

    pub(super) fn of(self, year: Option<i16>) -> Self {
        Self { year, ..self }
    }
}

/// The pass itself.
pub(super) struct Scan<'a> {
    pub(super) text: &'a [char],
    pub(super) anchor: Anchor,
    pub(super) words: &'static Words,
    /// The year the sentence named last: 2019年…年末.
    pub(super) said: Option<i16>,
    /// The year the paragraph gave a month or a day of: the next month without a year is of that year.
    pub(super) told: Option<i16>,
    /// The year the left side of a range lies in: 2019年3月至9月.
    pub(super) inherited: Option<i16>,
    /// The days the sentence named last, for 去年同期.
    pub(super) last: Days,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a [char], anchor: &Anchor) -> Self {
        // Years that no calendar holds say nothing.
        let real = |years: &(i16, i16)| 1 <= years.0 && years.0 <= years.1 && years.1 < 9000;
        let (reviewed, planned) = (anchor.reviewed.filter(real), anchor.planned.filter(real));
        let anchor = Anchor { reviewed, planned, ..*anchor };
        Self { text, anchor, words: Words::get(), said: None, told: None, inherited: None, last: Days::default() }
    }

    /// Every time, in order.
    pub(super) fn all(mut self, signs: Row<'_>) -> Vec<Time> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = signs.next(at, TIME) {
            at = next;
            let Some(&c) = self.text.get(at) else { break };
            if matches!(c, '。' | '!' | '?' | '\n') {
                self.said = None;
                self.last = Days::default();
                if c == '\n' {
                    self.told = None;
                }
                at += 1;
                continue;
            }
            if !self.words.may_stand(self.text, at, c) {
                at += 1;
                continue;
            }
            match self.read(at) {
                Some(core) if core.end > at => {
                    self.remember(at, &core);
                    let Days { start, end } = core.days;
                    found.push(Time { range: at..core.end, kind: core.kind, start, end });
                    at = core.end;
                }
                _ => at = self.past(at),
            }
        }
        found
    }

    /// Past a character no time begins with; a run of digits is passed whole.
    fn past(&self, at: usize) -> usize {
        let digits = self.text.get(at..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
        at + digits.max(1)
    }

    fn read(&mut self, at: usize) -> Option<Core> {
        if self.text.get(at).is_some_and(|c| self.words.begins_lead(*c))
            && let Some((after, Rule::Lead(lead))) = self.words.leads.find(self.text, at)
        {
            let led = match lead {
                Lead::By => self.by(after),
                Lead::From => self.open(after),
            };
            if led.is_some() {
                return led;
            }
        }
        let core = self.stretch(at)?;
        let core = self.tails(core);
        (core.grain != Grain::Event).then_some(core)
    }

    /// What later words of the sentence lean on. A base of comparison (比2015年) is not what is spoken of.
    fn remember(&mut self, at: usize, core: &Core) {
        if !matches!(core.kind, TimeKind::Day | TimeKind::Period) {
            return;
        }
        if self.is_base(at, core.end) {
            return;
        }
        self.last = core.days;
        // A year far ahead is a goal (2035年远景目标), not what the sentence goes on about.
        let ahead = |year: i16| self.this_year().is_some_and(|now| year > now + 1);
        if core.year.is_some_and(|year| !ahead(year)) {
            self.said = core.year;
            if matches!(core.grain, Grain::Day | Grain::Edge | Grain::Month) {
                self.told = core.year;
            }
        }
    }

    /// Whether a time is one that something is compared with: 比2015年, 高于去年, 是2007年的2.1倍.
    fn is_base(&self, at: usize, end: usize) -> bool {
        match self.before(at) {
            Some('比' | '较' | '与' | '同' | '和' | '按' | '过') => true,
            Some('于') => {
                let degree = at.checked_sub(2).and_then(|i| self.text.get(i));
                matches!(
                    degree,
                    Some('高' | '低' | '多' | '少' | '优' | '好' | '快' | '慢' | '大' | '小' | '强' | '当')
                )
            }
            Some('是' | '为') => self.is(end, '的'),
            _ => false,
        }
    }

    /// The character before `at`.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|i| self.text.get(i)).copied()
    }

    pub(super) fn is(&self, at: usize, c: char) -> bool {
        self.text.get(at) == Some(&c)
    }

    pub(super) fn starts(&self, at: usize, word: &str) -> bool {
        let rest = self.text.get(at..).unwrap_or_default();
        let mut used = 0;
        word.chars().all(|c| {
            used += 1;
            rest.get(used - 1) == Some(&c)
        })
    }

    /// Past the blanks some pages put between a number and its unit.
    pub(super) fn blanks(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.iter().take(2).take_while(|c| **c == ' ').count()
    }

    /// Whether a number that begins at `at` is the tail of a longer one, of a code or of an ordinal.
    pub(super) fn is_cut(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else { return false };
        if before.is_ascii_alphanumeric() || before == '第' {
            return true;
        }
        let digit = self.text.get(at).is_some_and(char::is_ascii_digit);
        let second = at.checked_sub(2).and_then(|i| self.text.get(i)).copied();
        if before == ' ' {
            // 1 9 9 3 年, as some pages space it.
            return digit && second.is_some_and(|c| c.is_ascii_digit());
        }
        if before == '点' {
            // 三点五年, but not 试点五年.
            return second.is_some_and(numeral::is_numeral);
        }
        if matches!(before, '.' | ',') {
            // 3.5年 and 1,200年, but not 8.5%,2020年.
            let inner = second.is_some_and(|c| c.is_ascii_digit());
            let run = self.text.get(at..).unwrap_or_default().iter().take(4).take_while(|c| c.is_ascii_digit()).count();
            return inner && (before == '.' || run == 3) && digit;
        }
        if digit {
            return matches!(before, '/' | '-') && second.is_some_and(|c| c.is_ascii_alphanumeric());
        }
        numeral::is_numeral(before)
    }

    /// The year 今年 means.
    pub(super) fn this_year(&self) -> Option<i16> {
        let single = |years: Option<(i16, i16)>| years.filter(|(a, b)| a == b).map(|(a, _)| a);
        let Anchor { date, reviewed, planned, .. } = self.anchor;
        date.map(Date::year).or_else(|| single(planned)).or_else(|| single(reviewed)?.checked_add(1))
    }

    /// The year 全年 and 年底 mean.
    pub(super) fn spoken_year(&self) -> Option<i16> {
        if let Some(year) = self.inherited.or(self.said) {
            return Some(year);
        }
        match (self.anchor.looking, self.anchor.reviewed, self.anchor.planned) {
            (Looking::Back, Some((_, last)), _) => Some(last),
            (Looking::Ahead, _, Some((first, last))) if first == last => Some(first),
            _ => self.this_year(),
        }
    }

    /// The year a word names.
    pub(super) fn year_of(&self, counts: Counts, years: i16) -> Option<i16> {
        let base = match counts {
            Counts::Date => self.this_year(),
            Counts::Report => self.spoken_year(),
            Counts::Said => self.said,
        };
        base?.checked_add(years)
    }

    /// The month a word names: 本月, 上个月.
    pub(super) fn month_of(&self, months: i32) -> Option<(i16, i8)> {
        let day = add_months(self.anchor.date?, months)?;
        Some((day.year(), day.month()))
    }
}
