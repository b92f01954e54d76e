//! The numbers of one cell as figures: each with the unit, the kind and the years that its headings and its own words give.

use super::around::years;
use super::column::{Column, Holds, Region, Role};
use super::grid::GridCell;
use super::indicator::{Row, Setting, first_day};
use super::measure;
use super::parts::{self, Part};
use super::value::{Bare, OfYears};
use super::words::TableWords;
use crate::figure::{CellNumber, CellReading, CellWords};
use crate::note::Doubt;
use crate::number::Value;
use crate::read::Reader;
use crate::reading::{Figure, Kind, Period, TableCell, Tense};
use crate::search;
use std::ops::Range;

/// Longest text of a cell without a number that is kept as a figure without a value.
const WORDS: usize = 40;

/// A cell of a column of numbers.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) cell: &'a GridCell,
    pub(super) heads: &'a Column,
    pub(super) holds: Holds,
}

impl Setting<'_> {
    /// Reads a part of a cell: as one number, or as several where each has its year.
    pub(super) fn cell(&self, place: Place<'_>, part: Range<usize>, row: &Row<'_>, reader: &mut Reader<'_>) {
        let Place { cell, heads, .. } = place;
        let year = heads.year().or_else(|| self.planned.as_ref().and_then(years).filter(|(a, b)| a == b).map(|y| y.0));
        let by_times = parts::by_times(cell.chars(), &part, year).map(|parts| -> Vec<(Range<usize>, Option<Period>)> {
            let period = |t: parts::Time| Period {
                text: cell.view.original_text(t.range, reader.original),
                start: t.start,
                end: t.end,
            };
            parts.into_iter().map(|Part { words, time }| (words, Some(period(time)))).collect()
        });
        let way = || measure::way(cell.chars().get(part.clone())?);
        if let Some([from, to]) = way() {
            let moved = |words: Range<usize>| words.start + part.start..words.end + part.start;
            let (first, last) = match &heads.times[..] {
                [first, .., last] => (Some(first.clone()), Some(last.clone())),
                _ => (None, None),
            };
            self.number(Place { holds: Holds::Now, ..place }, moved(from), first, row, reader);
            let holds = if self.targets { Holds::Target } else { place.holds };
            self.number(Place { holds, ..place }, moved(to), last, row, reader);
        } else if let Some(parts) = by_times {
            for (words, time) in parts {
                self.number(place, words, time, row, reader);
            }
        } else if let Some(parts) = by_heading(cell, &part, heads, reader) {
            // 92/98 below 2025年/2030年, and no column of what is now: the first year is where it starts from.
            let starts = place.holds == Holds::Target
                && !heads.path.iter().any(|head| ["目标", "计划", "规划"].iter().any(|word| head.contains(word)))
                && !self.heads.values().any(|(_, holds)| holds == Holds::Now);
            for (index, (words, time)) in parts.into_iter().enumerate() {
                let holds = if starts && index == 0 { Holds::Now } else { place.holds };
                self.number(Place { holds, ..place }, words, time, row, reader);
            }
        } else if let Some(parts) = parts::two(cell.chars(), &part) {
            for words in parts {
                self.number(place, words, None, row, reader);
            }
        } else {
            self.number(place, part, None, row, reader);
        }
    }

    /// The unit that the numbers of a row print, where all that print one print the same.
    fn printed_unit(&self, cell: &GridCell, reader: &Reader<'_>) -> String {
        let mut units = (self.heads.values())
            .filter(|(_, holds)| matches!(holds, Holds::Now | Holds::Done | Holds::Year | Holds::Target))
            .filter_map(|(column, _)| self.table.grid.at(cell.row, column))
            .filter_map(|cell| {
                let bare = Bare::new(cell.chars());
                let words = CellWords { indicator: &[], link: &[], cell: &bare.chars, unit: &[], tense: Tense::Done };
                match reader.grammar.cell(&words) {
                    CellReading::Number(number) if !number.unit.is_empty() => Some(number.unit),
                    _ => None,
                }
            });
        let first = units.next().unwrap_or_default();
        if units.all(|unit| unit == first) { first } else { String::new() }
    }

    /// A cell with the numbers of several indicators, and nothing that says which is whose.
    pub(super) fn unsettled(&self, place: Place<'_>, row: &Row<'_>, reader: &mut Reader<'_>) {
        let Place { cell, heads, holds } = place;
        let words = cell.chars();
        if TableWords::get().is_nothing(words) || !words.iter().any(char::is_ascii_digit) {
            return;
        }
        let mut figure = Self::figure(cell, 0..cell.view.len(), reader);
        figure.doubts.push(Doubt::Several);
        figure.period.clone_from(&heads.time);
        if holds == Holds::Target {
            (figure.kind, figure.tense) = (Kind::Target, Tense::Planned);
        }
        self.write(figure, place, false, row, reader);
    }

    /// Reads a part of a cell as a number; `time`: the one that it has for itself.
    fn number(
        &self,
        place: Place<'_>,
        part: Range<usize>,
        time: Option<Period>,
        row: &Row<'_>,
        reader: &mut Reader<'_>,
    ) {
        let words = TableWords::get();
        let Place { cell, heads, holds } = place;
        // What lies before the plan is no target, though it stand in its column: 2025年：92 above 2030年：100.
        let time = time.or_else(|| row.when.clone());
        let holds = row.holds.unwrap_or(holds);
        let holds = match (&time, holds) {
            (Some(time), Holds::Target) if self.is_past(time, reader) => Holds::Done,
            _ => holds,
        };
        let bare = Bare::new(cell.chars().get(part.clone()).unwrap_or_default());
        if bare.chars.is_empty() || words.is_nothing(&bare.chars) {
            return;
        }
        // 年均6 below 2030年: a mean of the years, not a value of the last.
        let by_year =
            bare.of == OfYears::Mean && matches!(holds, Holds::Target | Holds::Total | Holds::Sum) && !bare.cumulative;
        // 每年不低于88: a bound in each of the years.
        let each = bare.of == OfYears::Each && holds == Holds::Target && !by_year;
        let sums = match holds {
            _ if by_year || each => false,
            // [26000] below 2030年: what the years sum up to, as the notes of such tables say.
            Holds::Yearly | Holds::Target => bare.cumulative,
            Holds::Total | Holds::Sum => true,
            // 〔14.2〕 below 2025年实际: what the years up to it summed up to.
            Holds::Now | Holds::Done | Holds::Year => bare.bracketed,
            Holds::Change => false,
        };
        // 增长 70 of 家, where the years stand 210 and 280, is the difference.
        let difference = holds == Holds::Change
            && heads.unit.is_empty()
            && !row.unit.is_empty()
            && row.unit != ['%']
            && self.is_difference(cell, &bare, reader);
        let rate = holds == Holds::Yearly && !sums || holds == Holds::Change && !difference;
        let points: &[char] = &['个', '百', '分', '点'];
        let unit: &[char] = match () {
            () if rate && heads.unit.is_empty() => &['%'],
            () if rate => &heads.unit,
            // [3.9] beside a share in % is points; beside a fall it is % of what was.
            () if sums && holds != Holds::Sum && row.unit == ['%'] && !row.changes && row.levels => points,
            // 累计增长（%） beside a row in 万元; [94] below it is what was added.
            () if holds == Holds::Total && heads.unit == ['%'] && !bare.bracketed => &heads.unit,
            () if !row.unit.is_empty() => &row.unit,
            () if !heads.unit.is_empty() => &heads.unit,
            // 单位：亿元、%: a share and a growth have the second.
            () if row.changes || row.indicator.ends_with(&['率']) || row.indicator.ends_with(&['比', '重']) => {
                let around = &self.table.around;
                if around.other_unit.is_empty() { &around.unit } else { &around.other_unit }
            }
            () => &self.table.around.unit,
        };
        let planned = match holds {
            Holds::Target => true,
            Holds::Yearly | Holds::Total | Holds::Sum => self.targets,
            Holds::Change => heads.of_target,
            _ => false,
        };
        let tense = if planned { Tense::Planned } else { Tense::Done };
        let link: &[char] = match () {
            () if holds == Holds::Yearly && !sums || by_year && unit == ['%'] && !row.changes => {
                &['年', '均', '增', '长']
            }
            () if by_year => &['年', '均'],
            () if holds == Holds::Change => &['增', '长'],
            () if sums => &['累', '计'],
            () => &[],
        };
        let read = reader.grammar.cell(&CellWords { indicator: row.indicator, link, cell: &bare.chars, unit, tense });
        let period = match () {
            () if time.is_some() => time,
            () if each => {
                let from = bare.onward.and_then(first_day);
                self.over_years(heads).map(|p| Period { start: from.or(p.start), ..p })
            }
            () if by_year => self.over_years(heads),
            () => self.period(heads, holds, sums, &bare),
        };
        let mut figure = match read {
            CellReading::Number(number) => {
                let range = bare.place(&number.range);
                let range = range.start + part.start..range.end + part.start;
                let mut figure = Self::figure(cell, range, reader);
                Self::numbered(&mut figure, *number, unit == points);
                if bare.further {
                    figure.doubts.push(Doubt::Several);
                }
                figure.bound = bare.bound.or(figure.bound).or(row.bound.filter(|_| holds == Holds::Target));
                if each {
                    figure.qualifiers.retain(|q| *q != "年均");
                    if figure.measure == Kind::ChangePct && unit == ['%'] && !row.changes {
                        figure.measure = Kind::Share;
                    }
                }
                if by_year && !figure.qualifiers.contains(&"年均") {
                    figure.qualifiers.push("年均");
                }
                figure
            }
            CellReading::Words if part.len() > WORDS || matches!(holds, Holds::Year | Holds::Done | Holds::Change) => {
                // Nothing is lost: what is no figure of the table is read as the sentence it is.
                let promised = reader.reading.commitments.len();
                reader.say_part(&cell.view, part, row.sentence, self.section, tense);
                return reader.reading.commitments.truncate(promised);
            }
            other => {
                let mut figure = Self::figure(cell, part, reader);
                figure.unit = unit.iter().collect();
                if figure.unit.is_empty() && matches!(other, CellReading::Words) {
                    figure.unit = self.printed_unit(cell, reader);
                }
                figure.doubts.push(if matches!(other, CellReading::Several) { Doubt::Several } else { Doubt::Words });
                figure
            }
        };
        if difference {
            figure.measure = Kind::ChangeAbs;
        }
        // A total in % beside a row in 万元 is a growth.
        let grew = holds == Holds::Total && figure.unit == "%" && row.unit != ['%'];
        if grew || row.changes && figure.measure == Kind::Share {
            figure.measure = Kind::ChangePct;
        } else if sums && holds != Holds::Sum && row.levels && figure.measure != Kind::ChangePct {
            figure.measure = Kind::ChangeAbs;
        }
        figure.kind = if planned { Kind::Target } else { figure.measure };
        figure.tense = tense;
        figure.period = period;
        if holds == Holds::Change {
            figure.base.clone_from(&heads.base);
        }
        self.write(figure, place, sums, row, reader);
    }

    /// Writes a figure, with what the row and the column say of it.
    fn write(&self, mut figure: Figure, place: Place<'_>, sums: bool, row: &Row<'_>, reader: &mut Reader<'_>) {
        let Place { cell, heads, .. } = place;
        figure.binding = row.binding.filter(|_| figure.kind == Kind::Target);
        figure.indicator = Some(row.indicator_text.clone()).filter(|t| !t.is_empty());
        let plain =
            ["其中:", "其中"].iter().find(|w| search::stands(row.indicator, 0, w)).map_or(0, |w| w.chars().count());
        figure.indicator_name =
            figure.indicator.is_some().then(|| reader.grammar.normal(row.indicator.get(plain..).unwrap_or_default()));
        figure.scope = match &heads.region {
            Region::Place(name) => Some(name.clone()),
            Region::Heads | Region::Nothing => row.place.clone(),
        };
        figure.sentence = row.sentence;
        figure.section = self.section;
        figure.cell = Some(Box::new(TableCell {
            table: self.number,
            row: cell.given.0,
            column: cell.given.1,
            heading: heads.path.clone(),
            group: row.group.clone(),
            category: row.category.clone(),
            cumulative: sums,
        }));
        reader.reading.figures.push(figure);
    }

    /// Whether a time lies before what the table plans, or is no later than its base.
    fn is_past(&self, time: &Period, reader: &Reader<'_>) -> bool {
        let Some(year) = time.end.map(jiff::civil::Date::year) else { return false };
        let now =
            self.heads.columns.iter().filter(|c| c.role == Role::Value(Holds::Now)).filter_map(Column::year).max();
        let from = self.planned.as_ref().and_then(years).map(|(from, _)| from).or(reader.resolve.year);
        now.is_some_and(|now| year <= now)
            || self.base.is_some_and(|base| year <= base)
            || from.is_some_and(|from| year < from)
    }

    /// When: the year of the heading; of a growth over years, the years that are planned.
    fn period(&self, heads: &Column, holds: Holds, sums: bool, bare: &Bare) -> Option<Period> {
        if let Some(year) = bare.year.clone().filter(|_| matches!(holds, Holds::Now | Holds::Done | Holds::Year)) {
            return Some(year);
        }
        // 100（2026年） below 2030年: to be reached before the others.
        let due = |year: &Period| heads.year().zip(years(year)).is_none_or(|(last, (_, own))| own <= last);
        if let Some(year) = bare.year.clone().filter(|year| holds == Holds::Target && due(year)) {
            return Some(year);
        }
        let own = heads.time.clone().filter(|t| t.end.is_some() || t.start.is_some());
        let several = |p: &&Period| years(p).is_some_and(|(from, to)| from < to);
        match holds {
            Holds::Target | Holds::Now | Holds::Done | Holds::Year if sums => self.summed(own),
            Holds::Target => own.or_else(|| self.planned.clone()),
            Holds::Sum if own.is_none() && self.all_years().is_some() => self.all_years(),
            Holds::Yearly | Holds::Total | Holds::Sum => {
                own.or_else(|| self.planned.clone().filter(|p| several(&p))).or_else(|| {
                    // What the years sum up to is due when they end.
                    let last = |c: &&Column| c.role == Role::Value(Holds::Target) && c.time.is_some();
                    self.heads
                        .columns
                        .iter()
                        .filter(last)
                        .max_by_key(|c| c.year())
                        .and_then(|c| c.time.clone())
                        .filter(|_| sums)
                })
            }
            _ => own,
        }
    }

    /// Whether a number is by how much a later level of its row is greater than an earlier one.
    fn is_difference(&self, cell: &GridCell, bare: &Bare, reader: &Reader<'_>) -> bool {
        let value = |chars: &[char]| {
            let words = CellWords { indicator: &[], link: &[], cell: chars, unit: &[], tense: Tense::Done };
            match reader.grammar.cell(&words) {
                CellReading::Number(number) if number.unit.is_empty() => number.value,
                _ => None,
            }
        };
        let Some(by) = value(&bare.chars) else { return false };
        let levels: Vec<Value> = (self.heads.values())
            .filter(|(_, holds)| matches!(holds, Holds::Now | Holds::Done | Holds::Year | Holds::Target))
            .filter_map(|(column, _)| self.table.grid.at(cell.row, column))
            .filter_map(|cell| value(&Bare::new(cell.chars()).chars))
            .collect();
        levels.iter().enumerate().any(|(at, earlier)| {
            let later = levels.iter().skip(at + 1);
            earlier.plus(by).is_some_and(|sum| later.clone().any(|later| later.normalized() == sum.normalized()))
        })
    }

    /// The years that stand one after the other as targets, which a sum of them is of.
    fn all_years(&self) -> Option<Period> {
        let columns = self.heads.columns.iter().filter(|c| c.role == Role::Value(Holds::Target) && c.time.is_some());
        let mut found: Vec<(i16, &Column)> = columns.filter_map(|c| Some((c.year()?, c))).collect();
        found.sort_by_key(|(year, _)| *year);
        let follow = found.len() > 1 && found.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1);
        let (first, last) = (found.first()?, found.last()?);
        follow.then(|| Some(Period { start: first_day(first.0), ..last.1.time.clone()? })).flatten()
    }

    /// What a sum below one year is of: the planned years up to it; below the year in which an earlier plan ended, the
    /// years of that plan.
    fn summed(&self, own: Option<Period>) -> Option<Period> {
        let Some((from, to)) = self.planned.as_ref().and_then(years).filter(|(from, to)| from < to) else { return own };
        let length = to - from + 1;
        match own.as_ref().and_then(years) {
            Some((first, last)) if first == last && last < from => {
                let ended = (to - last) % length == 0;
                let start = first_day(last - length + 1).filter(|_| ended);
                own.map(|own| Period { start: start.or(own.start), ..own })
            }
            _ => self.planned.clone().or(own),
        }
    }

    /// Of a mean below one year: the years that are planned, else those from the base on.
    fn over_years(&self, heads: &Column) -> Option<Period> {
        let several = |p: &Period| years(p).is_some_and(|(from, to)| from < to);
        let own = heads.time.clone();
        if let Some(own) = own.clone().filter(|p| several(p)) {
            return Some(own);
        }
        self.planned.clone().filter(|p| several(p)).or_else(|| {
            let base = self.heads.columns.iter().filter(|c| c.role == Role::Value(Holds::Now));
            let base = base.filter_map(Column::year).max()?;
            let end = own.as_ref()?.end?;
            let start = jiff::civil::Date::new(base + 1, 1, 1).ok().filter(|start| *start < end)?;
            Some(Period { start: Some(start), ..own? })
        })
    }

    fn figure(cell: &GridCell, range: std::ops::Range<usize>, reader: &Reader<'_>) -> Figure {
        Figure {
            text: cell.view.original_text(range.clone(), reader.original),
            value: None,
            value_high: None,
            unit: String::new(),
            amount: None,
            parts: Vec::new(),
            indicator: None,
            indicator_name: None,
            kind: Kind::Level,
            measure: Kind::Level,
            mode: None,
            qualifiers: Vec::new(),
            bound: None,
            from: None,
            to: None,
            period: None,
            base: None,
            scope: None,
            tense: Tense::Done,
            binding: None,
            spans: cell.view.spans(range, reader.original),
            sentence: 0,
            section: None,
            doubts: Vec::new(),
            rules: if reader.options.explain { vec!["table.cell"] } else { Vec::new() },
            cell: None,
        }
    }

    fn numbered(figure: &mut Figure, number: CellNumber, points: bool) {
        figure.value = number.value;
        figure.value_high = number.high;
        // 2个百分点 and 〔2〕 beside shares are told in one unit.
        let points = if number.own_unit { number.unit == "个百分点" } else { points };
        figure.unit = if points { "百分点".to_owned() } else { number.unit };
        figure.amount = number.amount;
        figure.parts = number.parts;
        figure.measure = number.measure;
        figure.mode = number.mode;
        figure.qualifiers = number.qualifiers;
        figure.bound = number.bound;
        figure.doubts = number.doubts;
        if !figure.rules.is_empty() {
            figure.rules.extend(number.rules);
        }
    }
}

/// 97/100 below 目标值（2027年/2030年）: one for each year, in their order.
fn by_heading(
    cell: &GridCell,
    part: &Range<usize>,
    heads: &Column,
    reader: &Reader<'_>,
) -> Option<Vec<(Range<usize>, Option<Period>)>> {
    if heads.times.len() < 2 || *part != (0..cell.view.len()) {
        return None;
    }
    let values = parts::in_order(cell, heads.times.len(), reader.original)?;
    Some(values.into_iter().zip(&heads.times).map(|(words, time)| (words, Some(time.clone()))).collect())
}
