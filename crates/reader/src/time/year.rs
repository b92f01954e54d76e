//! Years and their parts: 1998年, 去年底, 今年一至八月, 第一季度, 9月29日, 2021-09-30.

use super::Looking;
use super::TimeKind;
use super::calendar::{Days, quarters};
use super::numeral::{Form, Numeral, numeral};
use super::scan::{Core, Grain, Scan};
use super::words::{Part, Rule};
use jiff::civil::Date;

/// Years that reports speak of; 789年 and 5000年 are lengths.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2200;

/// Before this, 1200年历史 is an age.
const MODERN: i16 = 1840;

impl Scan<'_> {
    /// The time that begins with a numeral.
    pub(super) fn numbered(&self, at: usize) -> Option<Core> {
        if self.is_cut(at) {
            return None;
        }
        let n = numeral(self.text, at)?;
        if let Some(core) = self.dotted(&n).or_else(|| self.run(&n)) {
            return Some(core);
        }
        let unit = self.blanks(n.end);
        match self.text.get(unit)? {
            '年' if self.is(unit + 1, '代') => {
                self.two_decades(at, unit + 2).or_else(|| self.decade(&n, unit + 2, None))
            }
            '年' => match self.year_number(at, &n, unit) {
                Some(year) => Some(self.in_year(Some(year), unit + 1)),
                None => self.length(at, None, &n),
            },
            '月' => self.month(None, &n, unit),
            '季' => self.quarter(None, &n, &n, unit),
            '世' if self.is(unit + 1, '纪') => self.numbered_century(&n, unit + 2),
            '日' | '号' => self.bare_day(&n, unit),
            _ => self.length(at, None, &n),
        }
    }

    /// The year that a number before 年 names; `None` where it is a length.
    fn year_number(&self, at: usize, n: &Numeral, unit: usize) -> Option<i16> {
        let value = n.value?;
        match (n.form, n.digits) {
            (Form::Arabic | Form::Positional, 4) => {
                let aged = value < MODERN
                    && (self.starts(unit + 1, "历史")
                        || self.starts(unit + 1, "的历史")
                        || self.starts(unit + 1, "文明"));
                (YEARS.contains(&value) && !aged).then_some(value)
            }
            (Form::Positional, 2) => Some(self.century_of(value)),
            (Form::Arabic, 2) => {
                let before = self.before(at);
                let marked = matches!(before, Some('‘' | '’' | '\'')) || self.is(at, '0');
                let after = self.text.get(unit + 1);
                let length =
                    matches!(after, Some('来' | '间' | '的' | '内' | '后' | '前' | '历' | '时' | '以' | '期' | '左'));
                let placed = matches!(before, Some('比' | '较' | '自' | '从' | '于' | '到' | '至' | '由'))
                    && (49..=99).contains(&value);
                let dated = numeral(self.text, unit + 1).is_some_and(|m| self.is(m.end, '月'))
                    || matches!(after, Some('底' | '末' | '初'));
                (marked || dated || (placed && !length)).then(|| self.century_of(value))
            }
            _ => None,
        }
    }

    /// 95 is 1995: the year with these last digits that is nearest to the text, rather behind it than before it.
    fn century_of(&self, two: i16) -> i16 {
        let now = self.this_year().unwrap_or(2010);
        let century = now - now.rem_euclid(100);
        let near = [century + two, century - 100 + two, century + 100 + two];
        near.into_iter().find(|y| (now - 69..=now + 30).contains(y)).unwrap_or(century + two)
    }

    /// What follows a year and belongs to it.
    pub(super) fn in_year(&self, year: Option<i16>, after: usize) -> Core {
        let whole = whole(year, after);
        let at = self.blanks(after);
        // 一九五四年一年中
        let told = ["一年中", "一年内", "一年里", "一年间", "一年之中", "一年之内"];
        if let Some(more) = told.iter().find(|w| self.starts(at, w)) {
            return Core { end: at + more.chars().count(), ..whole };
        }
        let inner = if self.is(at, '的') { at + 1 } else { at };
        self.part_of_year(year, inner)
            .or_else(|| if inner == at { self.edge(year, at) } else { None })
            .map_or(whole, |core| core.of(year))
    }

    /// Months, quarters and halves of a year.
    pub(super) fn part_of_year(&self, year: Option<i16>, at: usize) -> Option<Core> {
        if self.is(at, '前') || self.is(at, '头') {
            return self.first_of_year(year, at + 1);
        }
        if self.is(at, '后') {
            return year.and_then(|_| self.last_of_year(year, at + 1));
        }
        let number_at = if self.is(at, '第') { at + 1 } else { at };
        let Some(n) = numeral(self.text, number_at) else {
            return self.named_part(year, at);
        };
        let unit = self.blanks(n.end);
        if self.is(unit, '季') {
            return self.quarter(year, &n, &n, unit);
        }
        if number_at > at {
            return None;
        }
        if self.is(unit, '月') {
            return self.month(year, &n, unit);
        }
        self.run_of_parts(year, &n)
    }

    /// 上半年, and seasons, whose days nobody has fixed.
    fn named_part(&self, year: Option<i16>, at: usize) -> Option<Core> {
        match self.words.edges.find(self.text, at)? {
            (end, Rule::Part(Part::Months(a, b))) => {
                let days = year.map_or(Days::default(), |y| Days::months(y, a, b));
                Some(Core::new(end, days, Grain::Month, TimeKind::Period).of(year))
            }
            (end, Rule::Part(Part::Season)) => Some(Core::new(end, Days::default(), Grain::Edge, TimeKind::Period)),
            _ => None,
        }
    }

    /// 年底, 末, 年初 behind a year.
    fn edge(&self, year: Option<i16>, at: usize) -> Option<Core> {
        let (end, Rule::Part(part)) = self.words.edges.find(self.text, at)? else { return None };
        let day = |month, day| year.and_then(|y| Date::new(y, month, day).ok());
        let days = match part {
            Part::Start => Days::day(day(1, 1)),
            Part::Middle => Days::day(day(6, 30)),
            Part::End => Days::day(day(12, 31)),
            Part::Whole
            | Part::Season
            | Part::Months(..)
            | Part::FirstTen
            | Part::SecondTen
            | Part::LastTen
            | Part::FirstTwenty
            | Part::LastTwenty => return None,
        };
        Some(Core::new(end, days, Grain::Edge, TimeKind::Period).of(year))
    }

    /// 年底, 年内, 上半年 without a year before them.
    pub(super) fn bare_part(&self, part: Part, at: usize, end: usize) -> Option<Core> {
        let year = self.spoken_year();
        match part {
            Part::Months(..) => self.named_part(year, at),
            Part::Whole => Some(whole(year, end)),
            Part::Start | Part::Middle | Part::End => self.edge(year, at),
            // 春天 alone is a picture, not a time.
            Part::Season | Part::FirstTen | Part::SecondTen | Part::LastTen | Part::FirstTwenty | Part::LastTwenty => {
                None
            }
        }
    }

    /// 前8个月, 前三季度, 前三个季度; `at` is behind 前.
    pub(super) fn first_of_year(&self, year: Option<i16>, at: usize) -> Option<Core> {
        let n = numeral(self.text, at)?;
        let count = i8::try_from(n.value?).ok()?;
        let (unit, counted) = self.counted(&n);
        if self.is(unit, '季') && (1..=4).contains(&count) {
            let end = if self.is(unit + 1, '度') { unit + 2 } else { unit + 1 };
            return Some(self.months(year, 1, count * 3, end));
        }
        (counted && self.is(unit, '月') && (1..=12).contains(&count)).then(|| self.months(year, 1, count, unit + 1))
    }

    /// 后4个月, 后两个季度 of a year; `at` is behind 后.
    fn last_of_year(&self, year: Option<i16>, at: usize) -> Option<Core> {
        let n = numeral(self.text, at)?;
        let count = i8::try_from(n.value?).ok()?;
        let (unit, counted) = self.counted(&n);
        if counted && self.is(unit, '季') && (1..=4).contains(&count) {
            return Some(self.months(year, 13 - count * 3, 12, unit + 2));
        }
        (counted && self.is(unit, '月') && (1..=12).contains(&count))
            .then(|| self.months(year, 13 - count, 12, unit + 1))
    }

    /// Where the unit stands, and whether 个 stands before it.
    fn counted(&self, n: &Numeral) -> (usize, bool) {
        let at = self.blanks(n.end);
        if self.is(at, '个') { (at + 1, true) } else { (at, false) }
    }

    fn months(&self, year: Option<i16>, first: i8, last: i8, end: usize) -> Core {
        let year = year.or_else(|| self.spoken_year());
        let days = year.map_or(Days::default(), |y| Days::months(y, first, last));
        Core::new(end, days, Grain::Month, TimeKind::Period).of(year)
    }

    /// 一季度, 第三季度, 1—3季度; `unit` is where 季 stands.
    pub(super) fn quarter(&self, year: Option<i16>, first: &Numeral, last: &Numeral, unit: usize) -> Option<Core> {
        let end = if self.is(unit + 1, '度') { unit + 2 } else { return None };
        let (a, b) = (i8::try_from(first.value?).ok()?, i8::try_from(last.value?).ok()?);
        if !(1 <= a && a <= b && b <= 4) {
            return None;
        }
        let year = year.or_else(|| self.spoken_year());
        let days = year.map_or(Days::default(), |y| quarters(y, a, b));
        let whole = Core::new(end, days, Grain::Month, TimeKind::Period).of(year);
        Some(self.edge_of_month(&whole).unwrap_or(whole))
    }

    /// 9月, 9月29日, 9月上旬, 9月底; `unit` is where 月 stands.
    pub(super) fn month(&self, year: Option<i16>, n: &Numeral, unit: usize) -> Option<Core> {
        let month = i8::try_from(n.value?).ok().filter(|m| (1..=12).contains(m))?;
        let after = unit + 1;
        if matches!(self.text.get(after), Some('龄' | '均' | '革' | '社' | '饼' | '嫂')) {
            return None;
        }
        let year = year.or_else(|| self.year_of_month(month));
        let day_at = self.blanks(after);
        if let Some(core) = self.day(year, month, day_at) {
            return Some(core);
        }
        let end = if self.is(after, '份') && !self.is(after + 1, '额') { after + 1 } else { after };
        let days = year.map_or(Days::default(), |y| Days::months(y, month, month));
        let whole = Core::new(end, days, Grain::Month, TimeKind::Period).of(year);
        Some(self.edge_of_month(&whole).unwrap_or(whole))
    }

    /// The year of a month that stands alone.
    fn year_of_month(&self, month: i8) -> Option<i16> {
        if self.inherited.is_some() || self.said.is_some() {
            return self.spoken_year();
        }
        if self.told.is_some() || self.anchor.looking != Looking::Neither {
            return self.told.or_else(|| self.spoken_year());
        }
        // A month well ahead of the date is last year's; one shortly ahead is still to come.
        let date = self.anchor.date?;
        Some(if month - date.month() > 5 { date.year() - 1 } else { date.year() })
    }

    /// 29日, 28—29日, 28、29日 of a known month.
    fn day(&self, year: Option<i16>, month: i8, at: usize) -> Option<Core> {
        let first = numeral(self.text, at)?;
        let a = i8::try_from(first.value?).ok().filter(|d| (1..=31).contains(d))?;
        let unit = self.blanks(first.end);
        let (b, unit) = if self.is_day(unit) {
            (a, unit)
        } else {
            let second = self.separator(unit).and_then(|after| numeral(self.text, after))?;
            let unit = self.blanks(second.end);
            if !self.is_day(unit) {
                return None;
            }
            (i8::try_from(second.value?).ok().filter(|d| (a..=31).contains(d))?, unit)
        };
        let day = |d| year.and_then(|y| Date::new(y, month, d).ok());
        let kind = if a == b { TimeKind::Day } else { TimeKind::Period };
        let core = Core::new(unit + 1, Days::between(day(a), day(b)), Grain::Day, kind).of(year);
        Some(Core { month: Some(month), ..core })
    }

    fn is_day(&self, at: usize) -> bool {
        self.is(at, '号') || (self.is(at, '日') && !self.is(at + 1, '均'))
    }

    /// 底, 初, 上旬 behind a month or a quarter.
    fn edge_of_month(&self, of: &Core) -> Option<Core> {
        let (end, Rule::Part(part)) = self.words.edges.find(self.text, of.end)? else { return None };
        let (start, last) = (of.days.start, of.days.end);
        let nth = |from: i8, to: Option<i8>| {
            let at = |d: i8| start.and_then(|s| Date::new(s.year(), s.month(), d).ok());
            Days::between(at(from), to.map_or(last, at))
        };
        let days = match part {
            Part::Start => Days::day(start),
            Part::End => Days::day(last),
            Part::FirstTen => nth(1, Some(10)),
            Part::SecondTen => nth(11, Some(20)),
            Part::LastTen => nth(21, None),
            Part::FirstTwenty => nth(1, Some(20)),
            Part::LastTwenty => nth(11, None),
            Part::Middle | Part::Whole | Part::Season | Part::Months(..) => return None,
        };
        Some(Core::new(end, days, Grain::Edge, TimeKind::Period).of(of.year))
    }

    /// 29日 alone, in news: the last one before the text was written. Elsewhere a count of days.
    fn bare_day(&self, n: &Numeral, unit: usize) -> Option<Core> {
        let day = i8::try_from(n.value?).ok().filter(|d| (1..=31).contains(d))?;
        let after = self.text.get(unit + 1);
        let told = self.is(unit, '日')
            && (matches!(after, Some(',' | '电' | '讯' | '晚' | '起' | '上' | '下' | '在' | '至' | '—' | '凌' | '从')))
            && n.form == Form::Arabic;
        if !told {
            return None;
        }
        let date = match (self.inherited, self.anchor.date) {
            (None, Some(date)) => {
                let same = Date::new(date.year(), date.month(), day).ok().filter(|d| *d <= date);
                same.or_else(|| {
                    let before = date.first_of_month().yesterday().ok()?;
                    Date::new(before.year(), before.month(), day).ok()
                })
            }
            _ => None,
        };
        Some(Core::new(unit + 1, Days::day(date), Grain::Day, TimeKind::Day))
    }

    /// A day of the month the left side of a range stands in: 9月29日至30日.
    pub(super) fn day_beside(&self, left: &Core, at: usize) -> Option<Core> {
        self.day(left.year, left.month?, at)
    }

    /// 2021-09-30, 2021.9.30, 2021/9/30.
    fn dotted(&self, year: &Numeral) -> Option<Core> {
        let mark = *self.text.get(year.end)?;
        if year.form != Form::Arabic || year.digits != 4 || !matches!(mark, '-' | '.' | '/') {
            return None;
        }
        let month = numeral(self.text, year.end + 1).filter(|m| m.form == Form::Arabic)?;
        if !self.is(month.end, mark) {
            return None;
        }
        let day = numeral(self.text, month.end + 1).filter(|d| d.form == Form::Arabic)?;
        let next = self.text.get(day.end);
        if next.is_some_and(|c| c.is_ascii_alphanumeric() || *c == mark) {
            return None;
        }
        let date = Date::new(year.value?, i8::try_from(month.value?).ok()?, i8::try_from(day.value?).ok()?).ok()?;
        Some(Core::new(day.end, Days::day(Some(date)), Grain::Day, TimeKind::Day).of(year.value))
    }
}

/// A whole year.
fn whole(year: Option<i16>, end: usize) -> Core {
    Core::new(end, year.map_or(Days::default(), |y| Days::years(y, y)), Grain::Year, TimeKind::Period).of(year)
}
