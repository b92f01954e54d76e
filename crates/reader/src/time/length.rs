//! Lengths: 五年来, 近三年, 今后五年, 连续三年, 十年左右, 7个工作日内. Only those that touch the date, or a period the report
//! fixes, have a place in the calendar.

use super::calendar::{Days, add_months};
use super::numeral::{Form, Numeral, numeral};
use super::scan::{Core, Grain, Scan};
use super::words::{Rule, Side, Tail, Unit};
use super::{Looking, TimeKind};

/// Longer than this is an age or a saying: 百年大计, 五千年文明.
const LONGEST: i16 = 100;

/// How far before a length the word stands that makes it a measured quantity: 受教育年限达到12年.
const MEASURED: usize = 8;

/// A length as written.
#[derive(Clone, Copy)]
struct Written {
    /// Its number, where exact.
    count: Option<i16>,
    unit: Unit,
}

impl Scan<'_> {
    /// 近三年, 今后五年, 连续两个季度, 前8个月; `after` is behind the word.
    pub(super) fn toward(&self, at: usize, side: Side, after: usize) -> Option<Core> {
        if matches!(self.text.get(at), Some('前' | '头'))
            && after == at + 1
            && let Some(core) = self.first_of_year(None, after)
        {
            return Some(core);
        }
        let n = numeral(self.text, self.blanks(after))?;
        self.length(at, Some(side), &n)
    }

    /// The length whose number is `n`; `side` is what the words before it said.
    pub(super) fn length(&self, at: usize, side: Option<Side>, n: &Numeral) -> Option<Core> {
        let (mut end, mut written) = self.written(n)?;
        if matches!(self.text.get(end), Some('半' | '多')) {
            end += 1;
            written.count = None;
        }
        if self.words.no_lengths.find(self.text, end).is_some() || (self.is(end, '期') && !self.is(end + 1, '间')) {
            return None;
        }
        let mut side = side;
        let mut told = side.is_some();
        let mut ago = false;
        while let Some((after, Rule::Tail(tail))) = self.words.tails.find(self.text, self.blanks(end)) {
            match tail {
                Tail::Come | Tail::Since if !matches!(side, Some(Side::Ahead | Side::Length | Side::Often)) => {
                    side = Some(Side::Back);
                }
                Tail::Before | Tail::After if side.is_none() => {
                    side = Some(Side::Length);
                    ago = true;
                }
                Tail::Within | Tail::Amid | Tail::About => {}
                _ => break,
            }
            told = true;
            let last = matches!(tail, Tail::Come | Tail::Since | Tail::Before | Tail::After);
            end = after;
            if last {
                break;
            }
        }
        let long = written.count.is_some_and(|c| c >= LONGEST) && written.unit == Unit::Years;
        if (long && side != Some(Side::Back)) || (written.unit == Unit::Days && (!told || side == Some(Side::Spoken))) {
            return None;
        }
        if !told && self.is_measured(at) {
            return None;
        }
        if side == Some(Side::Often) {
            return Some(Core::new(end, Days::default(), Grain::Closed, TimeKind::Frequency));
        }
        let named = matches!(side, None | Some(Side::Length)) && self.words.undertakings.find(self.text, end).is_some();
        let days = if named || ago { Days::default() } else { self.place(side, written) };
        let placed = matches!(side, Some(Side::Back | Side::Ahead)) || days != Days::default();
        let (grain, kind) =
            if placed { (Grain::Closed, TimeKind::Period) } else { (Grain::Length, TimeKind::Duration) };
        Some(Core::new(end, days, grain, kind))
    }

    /// Number and unit: 三年, 40多年, 12个月, 三至五年 (whose number is not exact).
    fn written(&self, n: &Numeral) -> Option<(usize, Written)> {
        let mut last = *n;
        let mut exact = true;
        if let Some(second) =
            self.separator(self.blanks(n.end)).and_then(|after| numeral(self.text, self.blanks(after)))
            && n.digits <= 2
            && second.digits <= 2
            && n.value < second.value
            // 一、十年规划 is a heading and a length.
            && (!self.is(self.blanks(n.end), '、')
                || (!self.is_heading(n) && second.value.zip(n.value).is_some_and(|(b, a)| b - a <= 2)))
        {
            exact = false;
            last = second;
        }
        let mut at = self.blanks(last.end);
        if matches!(self.text.get(at), Some('多' | '余' | '来')) {
            exact = false;
            at += 1;
        }
        let (end, Rule::Unit(unit)) = self.words.units.find(self.text, at)? else { return None };
        // 一九五三年, 2021年, 789年 are or look like years; 零年 is nothing.
        let year_like =
            unit == Unit::Years && (last.form == Form::Positional || (last.form == Form::Arabic && last.digits > 2));
        if year_like || last.value == Some(0) {
            return None;
        }
        Some((end, Written { count: last.value.filter(|_| exact), unit }))
    }

    /// A quantity in years is measured, no time passes: 合同年限为10年.
    fn is_measured(&self, at: usize) -> bool {
        // 受教育年限由13.2年提高到14年: what is measured stands before the old value.
        let risen = matches!(at.checked_sub(1).and_then(|i| self.text.get(i)), Some('到' | '至'));
        let reach = if risen { 2 * MEASURED } else { MEASURED };
        let before = self.text.get(at.saturating_sub(reach)..at).unwrap_or_default();
        (0..before.len()).any(|i| self.words.measured.find(before, i).is_some())
    }

    /// Where in the calendar a length lies.
    fn place(&self, side: Option<Side>, written: Written) -> Days {
        let (reviewed, planned, date) = (self.anchor.reviewed, self.anchor.planned, self.anchor.date);
        let as_long = |years: Option<(i16, i16)>| {
            years.filter(|(a, b)| written.unit == Unit::Years && written.count.is_some_and(|c| b - a + 1 == c))
        };
        let known = match side {
            Some(Side::Back) => as_long(reviewed).or_else(|| {
                // In a report the years counted are calendar years, up to the one reviewed or from the one planned.
                let (count, (_, last)) = (written.count?, reviewed?);
                (written.unit == Unit::Years).then(|| (last - count + 1, last))
            }),
            Some(Side::Ahead) => as_long(planned).or_else(|| {
                let (count, (first, _)) = (written.count?, planned?);
                (written.unit == Unit::Years).then(|| (first, first + count - 1))
            }),
            Some(Side::Spoken) | None => {
                let years = match self.anchor.looking {
                    Looking::Back => as_long(reviewed),
                    Looking::Ahead => as_long(planned),
                    Looking::Neither => None,
                };
                // 这一年 is the year reviewed; 一年 without a word to say so is any year.
                years.filter(|(a, b)| b > a || side.is_some())
            }
            Some(Side::Length | Side::Often) => None,
        };
        if let Some((first, last)) = known {
            return Days::years(first, last);
        }
        let away = |sign: i32| {
            let count = i32::from(written.count?);
            let date = date?;
            match written.unit {
                Unit::Years => add_months(date, sign * count * 12),
                Unit::Quarters => add_months(date, sign * count * 3),
                Unit::Months => add_months(date, sign * count),
                Unit::Days => None,
            }
        };
        match side {
            Some(Side::Back) => Days::new(away(-1), date),
            Some(Side::Ahead) => Days::new(date, away(1)),
            Some(Side::Spoken | Side::Length | Side::Often) | None => Days::default(),
        }
    }

    /// 近年来, 今后几年: one end is the date, the other is not said.
    pub(super) fn vague(&self, side: Side, end: usize) -> Core {
        let date = self.anchor.date;
        let days = match side {
            Side::Back => Days::new(None, date),
            Side::Ahead => Days::new(date, None),
            Side::Spoken | Side::Length | Side::Often => Days::default(),
        };
        let kind = if side == Side::Length { TimeKind::Duration } else { TimeKind::Period };
        Core::new(end, days, Grain::Closed, kind)
    }
}
