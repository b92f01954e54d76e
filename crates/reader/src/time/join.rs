//! What stands around a time: 到, 截至, 从 before it, 以来, 前, 起 behind it, and 到 or — between two.

use super::TimeKind;
use super::calendar::{Days, quarters};
use super::numeral::{Form, Numeral, numeral};
use super::scan::{Core, Grain, Scan};
use super::words::{Rule, Tail};

/// How many words may follow a time: 2025年底前后 has two; no time has more than four.
const TAILS: usize = 4;

/// How far 之日起 may stand behind 自.
const REACH: usize = 24;

impl Scan<'_> {
    /// A time with the time it reaches to, if there is one: 2016年至2020年.
    pub(super) fn stretch(&mut self, at: usize) -> Option<Core> {
        let left = self.core(at)?;
        Some(self.reach(&left).unwrap_or(left))
    }

    /// The whole of a range of which `left` is the first part.
    fn reach(&mut self, left: &Core) -> Option<Core> {
        if matches!(left.grain, Grain::Closed | Grain::Event) || left.kind == TimeKind::Now {
            return None;
        }
        let at = self.blanks(left.end);
        let (after, paired) = match self.text.get(at)? {
            '和' | '与' => (at + 1, true),
            '、' => return None,
            _ => (self.separator(at)?, false),
        };
        let after = self.blanks(after);
        let beside = self.day_beside(left, after);
        let right = beside.or_else(|| {
            let kept = self.inherited;
            self.inherited = left.year;
            let right = self.core(after);
            self.inherited = kept;
            right
        })?;
        if (left.grain == Grain::Length) != (right.grain == Grain::Length) || right.grain == Grain::Event {
            return None;
        }
        let mut end = right.end;
        if paired {
            end = ["之间", "间"].iter().find(|w| self.starts(end, w)).map(|w| end + w.chars().count())?;
        }
        let mut days = Days::new(left.days.start, right.days.end);
        if days.start.is_none() && days.end.is_some() && self.anchor.date.is_some() {
            return None;
        }
        if let (Some(start), Some(last)) = (days.start, days.end)
            && start > last
        {
            // 10月到3月 reaches into the next year.
            if left.year != right.year {
                return None;
            }
            days.end = right.days.later(1).end;
        }
        if left.grain == Grain::Length {
            return Some(Core::new(end, Days::default(), Grain::Length, TimeKind::Duration));
        }
        let core = Core::new(end, days, Grain::Years, TimeKind::Period);
        Some(self.counted_years(&core).unwrap_or(core))
    }

    /// 从1978年到1985年八年间: the number of years, told again.
    fn counted_years(&self, of: &Core) -> Option<Core> {
        let (start, end) = (of.days.start?, of.days.end?);
        let at = if self.is(of.end, '的') || self.is(of.end, '这') { of.end + 1 } else { of.end };
        let n = numeral(self.text, at)?;
        let span = end.year() - start.year();
        let unit = self.blanks(n.end);
        if !self.is(unit, '年') || !(span..=span + 1).contains(&n.value?) {
            return None;
        }
        let words = ["期间", "时间", "之间", "中间", "间", "里", "内", "中", "来"];
        let word = words.iter().find(|w| self.starts(unit + 1, w)).map(|w| w.chars().count());
        // 一九五三和一九五四两年 needs no word.
        let word = word.or_else(|| (span == 1 && n.value == Some(2)).then_some(0))?;
        Some(Core { end: unit + 1 + word, ..*of })
    }

    /// Behind the mark of a range: 到, 至, —, -, ~.
    pub(super) fn separator(&self, at: usize) -> Option<usize> {
        match self.text.get(at)? {
            '到' | '至' if self.is(at + 1, '了') => None,
            '—' if self.is(at + 1, '—') => Some(at + 2),
            '到' | '至' | '—' | '-' | '~' | '、' => Some(at + 1),
            _ => None,
        }
    }

    /// A range whose first number has no unit of its own: 2016-2020年, 一至八月, 1—3季度, 三至五年, 七、八十年代.
    pub(super) fn run(&self, first: &Numeral) -> Option<Core> {
        if let Some(core) = self.two_years(first) {
            return Some(core);
        }
        let at = self.blanks(first.end);
        let second = self.separator(at).and_then(|after| numeral(self.text, self.blanks(after)))?;
        let listed = self.is(at, '、');
        if listed && self.is_heading(first) {
            return None;
        }
        let unit = self.blanks(second.end);
        let (a, b) = (first.value?, second.value?);
        if self.is(unit, '年') && first.digits == 4 && first.form != Form::Words {
            let b = if second.digits == 2 && second.form == first.form { a - a.rem_euclid(100) + b } else { b };
            if !(1000..=2200).contains(&a) || b <= a || b > 2200 || (listed && b != a + 1) {
                return None;
            }
            if self.is(unit + 1, '代') {
                return (a % 10 == 0 && b % 10 == 0)
                    .then(|| Core::new(unit + 2, Days::years(a, b + 9), Grain::Years, TimeKind::Period));
            }
            let core = Core::new(unit + 1, Days::years(a, b), Grain::Years, TimeKind::Period);
            return Some(self.counted_years(&core).unwrap_or(core));
        }
        if self.is(unit, '年') && self.is(unit + 1, '代') {
            // 七八十年代, 八十至九十年代: the first may leave its ten to the second.
            let a = if a < 10 { a * 10 } else { a };
            let left = self.decade_years(a, None)?;
            let right = self.decade_years(b, None)?;
            return (a < b).then(|| Core::new(unit + 2, Days::years(left.0, right.1), Grain::Years, TimeKind::Period));
        }
        self.run_of_parts(None, first)
    }

    /// 一九五三和一九五四两年, 2019年、2020年两年.
    fn two_years(&self, first: &Numeral) -> Option<Core> {
        let at = if self.is(first.end, '年') { first.end + 1 } else { first.end };
        if first.digits != 4 || first.form == Form::Words || !matches!(self.text.get(at)?, '和' | '与' | '及' | '、')
        {
            return None;
        }
        // No further than four digits: 两 would go on with 一九五四.
        let second = numeral(self.text.get(..at + 5)?, at + 1)?;
        let year = first.value.filter(|y| (1000..=2200).contains(y))?;
        let end = if self.is(second.end, '年') { second.end + 1 } else { second.end };
        let next = second.digits == 4 && second.value == Some(year + 1);
        (next && self.starts(end, "两年"))
            .then(|| Core::new(end + 2, Days::years(year, year + 1), Grain::Years, TimeKind::Period))
    }

    /// Whether a number and 、 begin a line: 一、三年来的工作.
    pub(super) fn is_heading(&self, first: &Numeral) -> bool {
        let before = first.end.checked_sub(first.digits + 1).and_then(|i| self.text.get(i));
        matches!(before, None | Some('\n' | '。' | ' '))
    }

    /// 一至八月, 1—3季度, 1、2月份 of a year.
    pub(super) fn run_of_parts(&self, year: Option<i16>, first: &Numeral) -> Option<Core> {
        let at = self.blanks(first.end);
        let second = self.separator(at).and_then(|after| numeral(self.text, self.blanks(after)))?;
        let unit = self.blanks(second.end);
        let (a, b) = (i8::try_from(first.value?).ok()?, i8::try_from(second.value?).ok()?);
        if a >= b || (self.is(at, '、') && b != a + 1) {
            return None;
        }
        match self.text.get(unit)? {
            '月' if a >= 1 && b <= 12 && numeral(self.text, unit + 1).is_none() => {
                let year = year.or_else(|| self.spoken_year());
                let end = if self.is(unit + 1, '份') { unit + 2 } else { unit + 1 };
                let days = year.map_or(Days::default(), |y| Days::months(y, a, b));
                Some(Core::new(end, days, Grain::Month, TimeKind::Period).of(year))
            }
            '季' if self.is(unit + 1, '度') && a >= 1 && b <= 4 => {
                let year = year.or_else(|| self.spoken_year());
                let days = year.map_or(Days::default(), |y| quarters(y, a, b));
                Some(Core::new(unit + 2, days, Grain::Month, TimeKind::Period).of(year))
            }
            _ => None,
        }
    }

    /// 到2035年, 截至三季度末; `at` is behind 到.
    pub(super) fn by(&mut self, at: usize) -> Option<Core> {
        let at = self.blanks(at);
        let core = self.stretch(at)?;
        if core.kind == TimeKind::Now {
            return Some(Core { end: self.stop(core.end), ..core });
        }
        let core = match core.grain {
            Grain::Event => self.tails(core),
            Grain::Length | Grain::Closed => return None,
            Grain::Day | Grain::Edge | Grain::Month | Grain::Year | Grain::Years => core,
        };
        if self.is(core.end, '的') && numeral(self.text, core.end + 1).is_some() {
            // 降到去年的30万吨: a value is reached, not a day.
            return None;
        }
        if core.grain == Grain::Event || matches!(core.kind, TimeKind::Since | TimeKind::Frequency) {
            return None;
        }
        let (mut end, days) = (core.end, Days::new(None, core.days.end));
        for _ in 0..TAILS {
            match self.words.tails.find(self.text, end) {
                Some((after, Rule::Tail(Tail::Before | Tail::Until | Tail::About | Tail::Whole))) => end = after,
                _ => break,
            }
        }
        Some(Core::new(end, days, Grain::Closed, TimeKind::Deadline))
    }

    fn stop(&self, at: usize) -> usize {
        match self.words.tails.find(self.text, at) {
            Some((after, Rule::Tail(Tail::Until))) => after,
            _ => at,
        }
    }

    /// 从1985年起, 自2007年以来, 从1953年到1957年, 自收到之日起7个工作日内; `at` is behind 从.
    pub(super) fn open(&mut self, at: usize) -> Option<Core> {
        let at = self.blanks(at);
        let Some(left) = self.core(at) else { return self.day_of_the_case(at) };
        if let Some(range) = self.reach(&left) {
            let range = self.tails(range);
            return (range.grain != Grain::Length && range.grain != Grain::Event).then_some(range);
        }
        let core = self.tails(left);
        let inner = self.text.get(at..left.end).unwrap_or_default();
        let range = left.grain != Grain::Length && inner.iter().any(|c| matches!(c, '到' | '至' | '—' | '-' | '~'));
        let begins = core.kind == TimeKind::Since && core.end > left.end;
        (range || begins).then_some(core)
    }

    /// 自受理之日起五个工作日内: counted from a day that only the case knows.
    fn day_of_the_case(&self, at: usize) -> Option<Core> {
        let rest = self.text.get(at..)?;
        let reach = rest.iter().take(REACH).take_while(|c| !matches!(c, ',' | '。' | ';' | '、' | '自')).count();
        let found = (1..reach).find(|i| self.starts(at + i, "之日起"))?;
        let end = at + found + 3;
        let limit = numeral(self.text, end).and_then(|n| {
            let (unit_end, _) = self.words.units.find(self.text, self.blanks(n.end))?;
            ["以内", "之内", "内"].iter().find(|w| self.starts(unit_end, w)).map(|w| unit_end + w.chars().count())
        });
        let kind = if limit.is_some() { TimeKind::Deadline } else { TimeKind::Since };
        Some(Core::new(limit.unwrap_or(end), Days::default(), Grain::Closed, kind))
    }

    /// The words behind a time, taken into it.
    pub(super) fn tails(&self, core: Core) -> Core {
        let mut core = core;
        for _ in 0..TAILS {
            let at = self.blanks(core.end);
            let Some((end, Rule::Tail(tail))) = self.words.tails.find(self.text, at) else { break };
            match self.with(&core, tail) {
                Some(next) => core = Core { end, ..next },
                None => break,
            }
        }
        core
    }

    /// What a tail makes of a time; `None` where it is no part of it.
    fn with(&self, core: &Core, tail: Tail) -> Option<Core> {
        if matches!(core.grain, Grain::Closed | Grain::Length) || core.kind == TimeKind::Now {
            return None;
        }
        let Days { start, end } = core.days;
        let closed = |days, kind| Some(Core { days, kind, grain: Grain::Closed, year: None, ..*core });
        let date = self.anchor.date;
        match tail {
            Tail::Since | Tail::UntilNow => {
                let now = date.filter(|date| start.is_none_or(|start| start <= *date));
                closed(Days::new(start, now), TimeKind::Since)
            }
            Tail::Onward => closed(Days::new(start, None), TimeKind::Since),
            Tail::After if core.grain == Grain::Event => closed(Days::new(start, None), TimeKind::Since),
            Tail::After => closed(Days::new(end.and_then(|d| d.tomorrow().ok()), None), TimeKind::Since),
            Tail::Before => {
                let past = end.zip(date).is_some_and(|(end, date)| end < date);
                let whole = matches!(core.grain, Grain::Month | Grain::Year | Grain::Years);
                // 以前, 之前: a past year itself is left out; 前 alone is a deadline and takes it in.
                let out = core.grain == Grain::Event || (past && whole && !self.is(self.blanks(core.end), '前'));
                let last = if out { start.and_then(|d| d.yesterday().ok()) } else { end };
                closed(Days::new(None, last), TimeKind::Deadline)
            }
            Tail::Until => closed(Days::new(None, end), TimeKind::Deadline),
            Tail::Within if core.grain == Grain::Event => {
                core.days.is_known().then_some(Core { kind: TimeKind::Period, grain: Grain::Closed, ..*core })
            }
            Tail::Within | Tail::About => (core.grain != Grain::Event).then_some(*core),
            Tail::Whole => (core.grain == Grain::Year).then_some(*core),
            Tail::Same => {
                if core.grain != Grain::Year {
                    return None;
                }
                closed(self.same_days(core), TimeKind::Period)
            }
            Tail::Come | Tail::Amid => None,
        }
    }

    /// 去年同期: the days named last, in that year. Without such days it is not known which are meant.
    fn same_days(&self, core: &Core) -> Days {
        let Some((last, year)) = self.last.end.zip(core.year) else { return Days::default() };
        self.last.later(i32::from(year) - i32::from(last.year()))
    }
}
