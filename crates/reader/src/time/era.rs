//! Named stretches: plans (“十四五”时期, 第七个五年计划), turning points (党的十八大以来), centuries and decades.

use super::TimeKind;
use super::calendar::Days;
use super::numeral::{Numeral, is_numeral, numeral};
use super::scan::{Core, Grain, Scan};
use super::words::{Rule, Stage, Unit, Words};

impl Scan<'_> {
    /// The time that begins at `at`, without what stands before and behind it.
    pub(super) fn core(&self, at: usize) -> Option<Core> {
        let c = *self.text.get(at)?;
        match c {
            '“' | '‘' | '’' | '"' | '\'' => {
                return self.quoted_plan(at).or_else(|| self.named(at)).or_else(|| self.short_year(at));
            }
            '第' => return self.named(at).or_else(|| self.ordinal(at)),
            '0'..='9' => return self.numbered(at),
            _ => {}
        }
        let named = self.named(at);
        if named.is_some() || !Words::begins_number(c) {
            return named;
        }
        self.plain_plan(at).or_else(|| self.numbered(at))
    }

    /// A time that begins with a word of the lexicon.
    fn named(&self, at: usize) -> Option<Core> {
        let words = self.words;
        words.heads.all(self.text, at).find_map(|(end, rule)| self.by_rule(at, end, rule))
    }

    fn by_rule(&self, at: usize, end: usize, rule: Rule) -> Option<Core> {
        let date = self.anchor.date;
        match rule {
            Rule::Year(counts, years) => Some(self.in_year(self.year_of(counts, years), end)),
            Rule::TwoYears(years) => {
                let first = self.this_year().and_then(|y| y.checked_add(years));
                let days = first.map_or(Days::default(), |y| Days::years(y, y + 1));
                Some(Core::new(end, days, Grain::Years, TimeKind::Period))
            }
            Rule::Part(part) => self.bare_part(part, at, end),
            Rule::Month(months) => {
                let month = self.month_of(months);
                let days = month.map_or(Days::default(), |(y, m)| Days::months(y, m, m));
                Some(Core::new(end, days, Grain::Month, TimeKind::Period))
            }
            Rule::Unknown => Some(Core::new(end, Days::default(), Grain::Edge, TimeKind::Period)),
            Rule::Event { .. } if self.before(at).is_some_and(is_numeral) => None,
            Rule::Event { from, to } => Some(self.event(Days::new(from, to), end)),
            Rule::Party => match self.words.heads.find(self.text, end)? {
                (end, Rule::Event { from, to }) => Some(self.event(Days::new(from, to), end)),
                _ => None,
            },
            Rule::Century { number: Some(number), .. } => {
                let core = self.century(Some(number), end);
                let since = self.words.tails.find(self.text, core.end);
                let placed = core.end > end || since.is_some_and(|(e, _)| e > core.end + 1);
                placed.then_some(core)
            }
            Rule::Century { offset, .. } => {
                let present = self.this_year().map(|y| (y - 1).div_euclid(100) + 1);
                Some(self.century(present.and_then(|p| p.checked_add(offset)), end))
            }
            Rule::Toward(side) => self.toward(at, side, end),
            Rule::Vague(side) => Some(self.vague(side, end)),
            Rule::Often => {
                let end = match self.words.edges.find(self.text, end) {
                    Some((after, Rule::Part(_))) => after,
                    _ => end,
                };
                Some(Core::new(end, Days::default(), Grain::Closed, TimeKind::Frequency))
            }
            Rule::Now => Some(Core::new(end, Days::new(None, date), Grain::Closed, TimeKind::Now)),
            Rule::Term => Some(Core::new(end, self.term(), Grain::Closed, TimeKind::Period)),
            Rule::Plan { .. } | Rule::Lead(_) | Rule::Stage(_) | Rule::Tail(_) | Rule::Unit(_) | Rule::Nothing => None,
        }
    }

    /// “十四五”, “十四五”时期, “十四五规划”.
    fn quoted_plan(&self, at: usize) -> Option<Core> {
        let (end, years) = self.plan_at(at + 1)?;
        if self.is_closing(end) {
            return self.in_plan(years, end + 1);
        }
        // The quotes may hold what follows, too.
        let core = self.in_plan(years, end)?;
        let inner = if core.end > end { core.end } else { self.scheme(end)? };
        self.is_closing(inner).then_some(Core { end: inner + 1, ..core })
    }

    fn is_closing(&self, at: usize) -> bool {
        matches!(self.text.get(at), Some('”' | '’' | '"' | '\'' | '“' | '‘'))
    }

    fn plan_at(&self, at: usize) -> Option<(usize, (i16, i16))> {
        match self.words.plans.find(self.text, at)? {
            (end, Rule::Plan { first, last }) => Some((end, (first, last))),
            _ => None,
        }
    }

    /// Behind 计划 or 规划.
    fn scheme(&self, at: usize) -> Option<usize> {
        (self.starts(at, "计划") || self.starts(at, "规划")).then_some(at + 2)
    }

    /// 十四五时期, 十四五规划 without quotes: only where the next word leaves no doubt.
    fn plain_plan(&self, at: usize) -> Option<Core> {
        if self.before(at).is_some_and(|c| is_numeral(c) || matches!(c, '第' | '.' | '-')) {
            return None;
        }
        let (end, years) = self.plan_at(at)?;
        let core = self.in_plan(years, end)?;
        let sure = match core.end - end {
            0 => self.scheme(end).is_some(),
            1 => end - at > 2,
            _ => true,
        };
        sure.then_some(core)
    }

    /// What follows a plan's name and belongs to it: 时期, 末, 前三年.
    fn in_plan(&self, years: (i16, i16), after: usize) -> Option<Core> {
        if self.starts(after, "普法") {
            return None;
        }
        let whole = Core::new(after, Days::years(years.0, years.1), Grain::Years, TimeKind::Plan);
        if let Some((end, Rule::Stage(stage))) = self.words.plan_tails.find(self.text, after) {
            let core = Core { end, days: stage_of(years, stage), ..whole };
            // “十四五”时期前三年
            return Some(self.some_years(years, &core).unwrap_or(core));
        }
        Some(self.some_years(years, &whole).unwrap_or(whole))
    }

    /// 前三年, 头两年, 后两年 of a plan or a century.
    fn some_years(&self, years: (i16, i16), of: &Core) -> Option<Core> {
        let at = if self.is(of.end, '的') { of.end + 1 } else { of.end };
        let (front, after) = match self.text.get(at)? {
            '前' | '头' => (true, at + 1),
            '后' => (false, at + 1),
            '最' if self.is(at + 1, '初') => (true, at + 2),
            '最' if self.is(at + 1, '后') => (false, at + 2),
            _ => return None,
        };
        let n = numeral(self.text, after)?;
        let (end, Rule::Unit(Unit::Years)) = self.words.units.find(self.text, self.blanks(n.end))? else { return None };
        let count = n.value?;
        if count < 1 || count > years.1 - years.0 + 1 {
            return None;
        }
        let days =
            if front { Days::years(years.0, years.0 + count - 1) } else { Days::years(years.1 - count + 1, years.1) };
        Some(Core { end, days, ..*of })
    }

    /// 第七个五年计划, 第三季度, 第三、第四季度, 第五次党代会.
    fn ordinal(&self, at: usize) -> Option<Core> {
        let n = numeral(self.text, at + 1)?;
        let after = self.blanks(n.end);
        if self.is(after, '季') {
            return self.quarter(None, &n, &n, after);
        }
        if matches!(self.text.get(after), Some('、' | '和')) && self.is(after + 1, '第') {
            let last = numeral(self.text, after + 2)?;
            return if self.is(last.end, '季') { self.quarter(None, &n, &last, last.end) } else { None };
        }
        if matches!(self.text.get(after), Some('次' | '届')) {
            let (end, _) = self.words.meetings.find(self.text, after + 1)?;
            return Some(Core::new(end, Days::default(), Grain::Event, TimeKind::Since));
        }
        if !self.starts(after, "个五年") {
            return None;
        }
        let name = self.scheme(after + 3);
        if self.before(at) == Some('纪') {
            // 新世纪第一个五年计划 is the first of the century, not of all.
            return Some(Core::new(name?, Days::default(), Grain::Years, TimeKind::Plan));
        }
        let index = usize::try_from(n.value?.checked_sub(1)?).ok()?;
        let years = *self.words.plan_years.get(index)?;
        if let Some(name) = name {
            return self.in_plan(years, name);
        }
        // 第一个五年 alone is that plan only in its own day: 新征程的第一个五年 is another first.
        let own = self.this_year().is_some_and(|now| years.0 - 5 <= now && now <= years.1 + 5);
        (own && self.before(at) != Some('的')).then(|| self.in_plan(years, after + 3))?
    }

    /// ’98年
    fn short_year(&self, at: usize) -> Option<Core> {
        let core = self.numbered(at + 1)?;
        (core.year.is_some() && self.is(at + 3, '年')).then_some(core)
    }

    /// A turning point: alone it is none, but 四十年来 and 初期 make it one.
    fn event(&self, days: Days, end: usize) -> Core {
        let event = Core::new(end, days, Grain::Event, TimeKind::Since);
        let at = self.blanks(end);
        let at = if self.is(at, '的') { at + 1 } else { at };
        if let Some((end, Rule::Stage(_))) = self.words.stages.find(self.text, end) {
            return Core::new(end, Days::default(), Grain::Closed, TimeKind::Period);
        }
        let Some(n) = numeral(self.text, at).filter(|n| n.value != Some(100)) else { return event };
        let more = usize::from(matches!(self.text.get(n.end), Some('多' | '余')));
        match self.words.units.find(self.text, self.blanks(n.end + more)) {
            Some((end, Rule::Unit(Unit::Years))) if n.digits < 4 => {
                let end =
                    ["以来", "来", "间"].iter().find(|w| self.starts(end, w)).map_or(end, |w| end + w.chars().count());
                // A text older than the event does not say until when.
                let now = self.anchor.date.filter(|now| days.start.is_none_or(|start| start <= *now));
                Core::new(end, Days::new(days.start, now), Grain::Closed, TimeKind::Since)
            }
            _ => event,
        }
    }

    /// 20世纪, 二十一世纪; `after` is behind 世纪.
    pub(super) fn numbered_century(&self, n: &Numeral, after: usize) -> Option<Core> {
        let number = n.value.filter(|v| (1..=30).contains(v))?;
        // 21世纪海上丝绸之路 is a name.
        (!self.starts(after, "海上")).then(|| self.century(Some(number), after))
    }

    /// What follows a century and belongs to it: 末, 中叶, 九十年代, 头二十年.
    fn century(&self, number: Option<i16>, after: usize) -> Core {
        let years = number.map(|n| (n * 100 - 99, n * 100));
        let days = years.map_or(Days::default(), |(a, b)| Days::years(a, b));
        let whole = Core::new(after, days, Grain::Years, TimeKind::Period);
        let at = if self.is(after, '的') { after + 1 } else { after };
        if let Some((end, Rule::Stage(stage))) = self.words.stages.find(self.text, at) {
            let days = years.map_or(Days::default(), |y| stage_of(y, stage));
            return Core { end, days, ..whole };
        }
        if let Some(core) = self.some_years(years.unwrap_or((1, 100)), &whole) {
            return if years.is_some() { core } else { Core { days: Days::default(), ..core } };
        }
        let Some(n) = numeral(self.text, at) else { return whole };
        if self.starts(n.end, "年代") {
            return self.decade(&n, n.end + 2, number.or(Some(0))).unwrap_or(whole);
        }
        whole
    }

    /// 九十年代, 1990年代, 上世纪80年代; `century` is 0 where one is named but not known.
    pub(super) fn decade(&self, n: &Numeral, after: usize, century: Option<i16>) -> Option<Core> {
        let value = n.value?;
        let years = match (n.digits, century) {
            (4, _) => (value % 10 == 0).then_some((value, value + 9)),
            (_, Some(0)) => None,
            (_, Some(century)) => (value % 10 == 0).then(|| (century * 100 - 100 + value, century * 100 - 91 + value)),
            (_, None) => self.decade_years(value, None),
        };
        if value % 10 != 0 || (n.digits < 4 && !(10..=90).contains(&value)) {
            return None;
        }
        let days = years.map_or(Days::default(), |(a, b)| Days::years(a, b));
        let whole = Core::new(after, days, Grain::Years, TimeKind::Period);
        let at = if self.is(after, '的') { after + 1 } else { after };
        Some(match self.words.stages.find(self.text, at) {
            Some((end, Rule::Stage(stage))) if at == after => {
                Core { end, days: years.map_or(Days::default(), |y| stage_of(y, stage)), ..whole }
            }
            _ => whole,
        })
    }

    /// 八九十年代: the first decade leaves its ten to the second; `after` is behind 年代.
    pub(super) fn two_decades(&self, at: usize, after: usize) -> Option<Core> {
        if !self.is(at + 2, '十') {
            return None;
        }
        let first = numeral(self.text.get(..at + 1)?, at)?.value?.checked_mul(10)?;
        let second = numeral(self.text, at + 1)?.value?;
        let (left, right) = (self.decade_years(first, None)?, self.decade_years(second, None)?);
        let days = Days::years(left.0, right.1);
        (left.1 < right.0).then(|| Core::new(after, days, Grain::Years, TimeKind::Period))
    }

    /// The decade with this number that is nearest to the text, rather behind it than before it.
    pub(super) fn decade_years(&self, value: i16, century: Option<i16>) -> Option<(i16, i16)> {
        if value % 10 != 0 || !(10..=90).contains(&value) {
            return None;
        }
        let first = match (century, self.this_year()) {
            (Some(century), _) => century * 100 - 100 + value,
            (None, Some(now)) => {
                let base = now - now.rem_euclid(100);
                [base + value, base - 100 + value, base + 100 + value]
                    .into_iter()
                    .find(|y| (now - 79..=now + 20).contains(y))?
            }
            // Without a date only the decades that reports of today call so without a century are sure.
            (None, None) if value >= 40 => 1900 + value,
            (None, None) => return None,
        };
        Some((first, first + 9))
    }

    /// A term of five years, where the report looks back on one or plans one.
    fn term(&self) -> Days {
        let five = |years: Option<(i16, i16)>| years.filter(|(a, b)| b - a == 4);
        let years = match self.anchor.looking {
            super::Looking::Back => five(self.anchor.reviewed),
            super::Looking::Ahead => five(self.anchor.planned),
            super::Looking::Neither => None,
        };
        years.map_or(Days::default(), |(a, b)| Days::years(a, b))
    }
}

/// A part of several years: their first, middle or last year, their first or second half.
fn stage_of((first, last): (i16, i16), stage: Stage) -> Days {
    let count = last - first + 1;
    // 中叶 of 2001–2100 is 2050, the middle of 1986–1990 is 1988, of the nineties 1995.
    let middle = if count == 100 { first + 49 } else { first + count / 2 };
    let (a, b) = match stage {
        Stage::Whole => (first, last),
        Stage::First => (first, first),
        Stage::Middle => (middle, middle),
        Stage::Last => (last, last),
        Stage::Early => (first, first + (count + 1) / 2 - 1),
        Stage::Late => (last - (count + 1) / 2 + 1, last),
    };
    Days::years(a, b)
}
