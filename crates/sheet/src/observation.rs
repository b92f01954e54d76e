//! Rows of values.

use crate::Options;
use crate::column::{Col, is_place};
use crate::grid::{Grid, Place};
use crate::heading::is_unit;
use crate::table::{Around, skipped};
use crate::understood::{Cells, Fault, ObservationRow, Skipped, Table, What, Why, Wrong};
use crate::value::{NoNumber, Written, finality_of, value};
use crate::when::{self, When};
use crate::word::{Meaning, Words, fold};
use luoshi_document::Kind as CellKind;
use luoshi_plan::{Finality, Period};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// What the cells of a row say for all its values.
#[derive(Debug, Clone, Default)]
struct Row {
    indicator: Option<Arc<str>>,
    group: Option<Arc<str>>,
    category: Option<Arc<str>>,
    /// The unit, and whether a cell says that there is none.
    unit: Option<Arc<str>>,
    no_unit: bool,
    territory: Option<Arc<str>>,
    period: Option<Period>,
    bad_period: bool,
    finality: Option<Finality>,
    source: Option<Arc<str>>,
    binding: Option<bool>,
    what: Option<What>,
    from: Cells,
}

/// Texts that come again and again are kept once.
#[derive(Default)]
struct Kept(HashMap<String, Arc<str>>);

impl Kept {
    fn get(&mut self, text: &str) -> Arc<str> {
        if let Some(kept) = self.0.get(text) {
            return Arc::clone(kept);
        }
        let kept: Arc<str> = text.into();
        self.0.insert(text.to_owned(), Arc::clone(&kept));
        kept
    }
}

/// What a value is of.
type Key = (Arc<str>, Option<Arc<str>>, Option<Period>, What);

/// What holds from one row to the next.
#[derive(Default)]
struct State {
    kept: Kept,
    section: Option<Arc<str>>,
    section_place: Option<Arc<str>>,
    /// The last text of each column that may be left blank below it.
    above: HashMap<u32, (Arc<str>, Place)>,
    /// The last indicator that is no part of another.
    whole: Option<Arc<str>>,
    periods: HashMap<String, Option<When>>,
    seen: HashMap<Key, (usize, Place)>,
}

pub(crate) fn rows(
    grid: &Grid<'_>,
    rows: Range<usize>,
    cols: &[Col],
    around: &Around,
    options: &Options<'_>,
    out: &mut Table,
) {
    let mut state = State::default();
    let has = |meaning: Meaning| cols.iter().any(|c| c.meaning == Some(meaning));
    let many = has(Meaning::Territory) || has(Meaning::Period);
    let mut no_period: Vec<u32> = Vec::new();
    for at in rows {
        let Some(number) = grid.rows.get(at).map(|r| r.number) else { continue };
        let cells = grid.row(at);
        let values: Vec<(&Col, _)> = cols
            .iter()
            .filter(|c| c.meaning.is_some_and(Meaning::is_value))
            .filter_map(|c| grid.own(number, c.column).map(|cell| (c, cell)))
            .collect();
        let first = cells.iter().find(|c| c.kind == CellKind::Text).map(|c| grid.shown(c)).unwrap_or_default();
        if let Some(why) = skipped(&first).filter(|why| *why == Skipped::Sum || values.is_empty() || cells.len() == 1) {
            out.skipped.push((number, why));
            continue;
        }
        // A form has rows whose values are still to come.
        let named = || {
            cols.iter().any(|c| c.meaning == Some(Meaning::Indicator) && grid.own(number, c.column).is_some())
                || (cells.len() == 1 && !first.is_empty() && cols.iter().any(|c| c.why == Why::Name))
        };
        let waits = options.slots
            && values.is_empty()
            && (cells.len() > 1 || cols.iter().any(|c| c.why == Why::Name))
            && named();
        if values.is_empty() && !waits {
            section(grid, at, number, cols, &mut state, options, out);
            continue;
        }
        if Words::get().head(&fold(&first)) == Some(Meaning::Indicator)
            || crate::heads::begins_anew(grid, at, options.known)
        {
            out.skipped.push((number, Skipped::Heads));
            continue;
        }
        let mut row = row(grid, number, cols, around, &mut state, many);
        row.territory = row.territory.or_else(|| state.section_place.clone());
        row.category = row.category.or_else(|| state.section.clone());
        let sums = row.territory.as_deref().is_some_and(|t| Words::get().is("sum", &fold(t)))
            || row.indicator.as_deref().is_some_and(|t| Words::get().is("sum", &fold(t)));
        if sums {
            out.skipped.push((number, Skipped::Sum));
            continue;
        }
        if options.slots {
            let nothing = Written {
                value: luoshi_plan::Value::whole(0),
                high: None,
                bound: None,
                cumulative: false,
                unit: None,
                finality: None,
            };
            for col in cols.iter().filter(|c| c.meaning.is_some_and(Meaning::is_value)) {
                let place = Place { row: number, column: col.column };
                if let Some(mut slot) = observation(col, &row, nothing.clone(), around, place, &mut state.kept) {
                    let _ = unit(&mut slot, col, &row, around);
                    out.slots.push(slot);
                }
            }
        }
        let mut any = false;
        for (col, cell) in values {
            let place = Place { row: number, column: col.column };
            let fault = |what: Wrong| Fault { sheet: out.sheet.clone(), place, shown: grid.shown(cell), what };
            let written = match value(grid, cell) {
                Ok(written) => written,
                Err(NoNumber::Nothing) => continue,
                Err(why) => {
                    out.faults.push(fault(Wrong::NoNumber(why)));
                    continue;
                }
            };
            let Some(mut found) = observation(col, &row, written, around, place, &mut state.kept) else {
                continue;
            };
            any = true;
            if row.bad_period
                && let Some(place) = row.from.period
            {
                let shown = grid.own(place.row, place.column).map(|c| grid.shown(c)).unwrap_or_default();
                if !out.faults.iter().rev().take(4).any(|f| f.place == place) {
                    out.faults.push(Fault { sheet: out.sheet.clone(), place, shown, what: Wrong::Period });
                }
                continue;
            }
            match unit(&mut found, col, &row, around) {
                Ok(()) => {}
                Err((has, said)) => {
                    out.faults.push(fault(Wrong::Unit { has, said }));
                    continue;
                }
            }
            if found.what == What::Actual && (found.value.high.is_some() || found.value.bound.is_some()) {
                out.faults.push(fault(Wrong::NotExact));
                continue;
            }
            if found.period.is_none() && found.what == What::Actual {
                if !no_period.contains(&col.column) {
                    no_period.push(col.column);
                    out.faults.push(fault(Wrong::NoPeriod));
                }
                continue;
            }
            let key = (Arc::clone(&found.indicator), found.territory.clone(), found.period, found.what);
            if found.what == What::Actual
                && let Some((index, before)) = state.seen.get(&key)
            {
                let same = out.observations.get(*index).is_some_and(|o| o.value.value == found.value.value);
                let other_group = out
                    .observations
                    .get(*index)
                    .is_some_and(|o| o.group != found.group || o.category != found.category);
                if !same && !other_group {
                    out.faults.push(fault(Wrong::Twice(*before)));
                }
                if !other_group {
                    continue;
                }
            }
            state.seen.entry(key).or_insert((out.observations.len(), place));
            out.observations.push(found);
        }
        if !any && row.indicator.is_none() && cols.iter().all(|c| c.why != Why::Name) {
            out.skipped.push((number, Skipped::Nameless));
        }
    }
}

/// A row without values: a note, a heading of those below, or an indicator whose values are not there yet.
fn section(
    grid: &Grid<'_>,
    at: usize,
    number: u32,
    cols: &[Col],
    state: &mut State,
    options: &Options<'_>,
    out: &mut Table,
) {
    let cells = grid.row(at);
    let Some(first) = cells.first() else { return };
    let text = grid.shown(first);
    if cells.len() == 1 || grid.reach(first.row, first.column).1 > 1 {
        let plain = stripped(&text).0;
        let has_territory = cols.iter().any(|c| c.meaning == Some(Meaning::Territory));
        if text.chars().count() > 40 {
            out.skipped.push((number, Skipped::Note));
            return;
        }
        if !has_territory && is_place(&fold(&plain), options.known) {
            state.section_place = Some(state.kept.get(plain.trim()));
        } else {
            state.section = Some(state.kept.get(plain.trim()));
        }
        out.skipped.push((number, Skipped::Section));
        return;
    }
    // An indicator of whose parts the values follow: 其中.
    let indicator = cols.iter().rfind(|c| c.meaning == Some(Meaning::Indicator));
    if let Some(cell) = indicator.and_then(|c| grid.at(number, c.column)) {
        let name = named(&grid.shown(cell));
        if !name.part {
            state.whole = Some(state.kept.get(&name.name));
        }
    }
}

fn row(grid: &Grid<'_>, number: u32, cols: &[Col], around: &Around, state: &mut State, many: bool) -> Row {
    let mut row = Row::default();
    for col in cols {
        let Some(meaning) = col.meaning else { continue };
        let fills = match meaning {
            Meaning::Category | Meaning::Territory | Meaning::Period => true,
            Meaning::Indicator => many,
            _ => false,
        };
        let cell = grid.at(number, col.column);
        let place = cell.map(|c| Place { row: c.row, column: c.column });
        let text = cell.map(|c| grid.shown(c)).unwrap_or_default();
        let text = text.trim();
        let (text, place) = match (text.is_empty(), fills, state.above.get(&col.column)) {
            (true, true, Some((above, at))) => (above.to_string(), Some(*at)),
            _ => (text.to_owned(), place),
        };
        if text.is_empty() {
            continue;
        }
        if fills && let Some(place) = place {
            let kept = state.kept.get(&text);
            state.above.insert(col.column, (kept, place));
        }
        match meaning {
            Meaning::Indicator => {
                let name = named(&text);
                if let Some(before) = row.indicator.take().filter(|before| **before != *name.name) {
                    row.group = Some(before);
                }
                if let Some(group) = &name.group {
                    row.group = Some(state.kept.get(group));
                } else if name.part && row.group.is_none() {
                    row.group.clone_from(&state.whole);
                }
                if let Some(unit) = &name.unit {
                    row.unit.get_or_insert_with(|| state.kept.get(unit));
                }
                row.binding = row.binding.or(name.binding);
                row.indicator = Some(state.kept.get(&name.name));
                if !name.part && name.group.is_none() {
                    state.whole.clone_from(&row.indicator);
                }
                row.from.indicator = place;
            }
            Meaning::Category => row.category = Some(state.kept.get(&stripped(&text).0)),
            Meaning::Unit => {
                let folded = fold(&text);
                if Words::get().is("nothing", &folded) {
                    row.no_unit = true;
                    row.unit = None;
                } else {
                    // As written: 立方米/万元.
                    row.unit = Some(state.kept.get(text.trim()));
                }
                row.from.unit = place;
            }
            Meaning::Territory => {
                row.territory = Some(state.kept.get(text.trim()));
                row.from.territory = place;
            }
            Meaning::Period => {
                let folded = fold(&text);
                let when = *state.periods.entry(folded).or_insert_with_key(|folded| when::whole(folded));
                let base = row.period.or(around.period);
                row.period = match (when, row.period) {
                    // A column of years beside one of months.
                    (Some(When::In(year)), Some(months)) if year.contains(months) => Some(months),
                    (Some(when), _) => when.within(base),
                    (None, _) => None,
                };
                row.bad_period = row.period.is_none();
                row.from.period = place;
            }
            Meaning::Finality => row.finality = finality_of(&fold(&text)),
            Meaning::Source => row.source = Some(state.kept.get(text.trim())),
            Meaning::Nature => row.binding = binding(&fold(&text)).or(row.binding),
            _ => {}
        }
    }
    row
}

fn binding(folded: &str) -> Option<bool> {
    let words = Words::get();
    let stem = folded.trim_end_matches(['*', '▲', '★']);
    if words.is("is.binding", stem) { Some(true) } else { words.is("is.expected", stem).then_some(false) }
}

/// The value of a cell with all that its column and row say.
fn observation(
    col: &Col,
    row: &Row,
    written: Written,
    around: &Around,
    place: Place,
    kept: &mut Kept,
) -> Option<ObservationRow> {
    let indicator = if col.why == Why::Name { Some(kept.get(&col.name)) } else { row.indicator.clone() };
    let what = match col.meaning? {
        Meaning::Target => What::Target,
        Meaning::Baseline => What::Baseline,
        Meaning::Change => What::Change,
        _ => What::Actual,
    };
    let estimate = col.meaning == Some(Meaning::Estimate);
    let within = row.period.or(around.period);
    let mut period = match col.when {
        Some(when) => when.within(within),
        None => within,
    };
    // 年度目标, below a title of January to September: what is wanted of the whole year.
    if what == What::Target && col.when.is_none() && row.period.is_none() {
        let words = Words::get();
        let is_of_year = col.heads.iter().any(|head| words.is("of.year", &fold(head)));
        period = match period {
            Some(p) if is_of_year && p.first().year() == p.last().year() => Period::year(p.last().year()),
            period => period,
        };
    }
    if col.year_before && !matches!(col.when, Some(When::In(_))) {
        period = period.and_then(when::year_before);
    }
    if col.summed
        && let Some(p) = period
    {
        let last = p.last();
        if p.days() < 32 {
            period = Period::through(last.year(), last.month());
        }
    }
    let territory = col
        .place
        .as_deref()
        .map(|p| kept.get(p))
        .or_else(|| row.territory.clone())
        .or_else(|| around.territory.as_deref().map(|t| kept.get(t)));
    Some(ObservationRow {
        indicator: indicator?,
        group: row.group.clone(),
        category: row.category.clone(),
        unit: None,
        territory,
        period,
        what: row.what.unwrap_or(what),
        finality: written.finality.or(row.finality).or(estimate.then_some(Finality::Estimate)),
        source: row.source.clone(),
        binding: row.binding,
        value: written,
        cell: place,
        from: row.from,
    })
}

/// Settles the unit; what the cell has and what was said, where they differ.
fn unit(found: &mut ObservationRow, col: &Col, row: &Row, around: &Around) -> Result<(), (String, String)> {
    let said: Option<Arc<str>> = if found.what == What::Change {
        // Growth has the unit of its own column.
        col.unit.as_deref().map(Into::into)
    } else {
        row.unit
            .clone()
            .or_else(|| col.unit.as_deref().filter(|_| !row.no_unit).map(Into::into))
            .or_else(|| around.unit.as_deref().filter(|_| !row.no_unit).map(Into::into))
    };
    match (&found.value.unit, &said) {
        (Some(has), Some(said)) if fold(said) != *has && found.what != What::Change => {
            Err((has.clone(), said.to_string()))
        }
        (Some(has), None) => {
            found.unit = Some(has.as_str().into());
            Ok(())
        }
        _ => {
            found.unit = said;
            Ok(())
        }
    }
}

/// A name in a cell: what goes before and behind it taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) group: Option<String>,
    pub(crate) unit: Option<String>,
    /// A part of one above: 其中.
    pub(crate) part: bool,
    pub(crate) binding: Option<bool>,
}

/// Takes number, dash, 其中, unit and marks off the name of an indicator.
pub(crate) fn named(text: &str) -> Named {
    let (mut rest, mut part) = stripped(text);
    let mut binding = None;
    while let Some(mark) = rest.chars().next_back().filter(|c| matches!(c, '*' | '▲' | '★' | '△' | '☆' | '※'))
    {
        if matches!(mark, '▲' | '★') {
            binding = Some(true);
        }
        rest.pop();
    }
    let mut unit = None;
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】')] {
        if let Some((before, inside)) = rest.strip_suffix(close).and_then(|r| r.rsplit_once(open)) {
            let folded = fold(inside);
            let folded = folded.trim_start_matches("单位").trim_start_matches(':');
            if is_unit(folded) {
                unit = Some(folded.to_owned());
                rest = before.trim().to_owned();
                break;
            }
        }
    }
    let mut group = None;
    if let Some((before, behind)) = rest.split_once(['：', ':'])
        && !before.trim().is_empty()
        && !behind.trim().is_empty()
    {
        group = (before.trim() != "其中").then(|| before.trim().to_owned());
        part = true;
        rest = behind.trim().to_owned();
    }
    Named { name: rest, group, unit, part, binding }
}

/// Takes off what numbers a line or says that it is a part; whether it said so.
fn stripped(text: &str) -> (String, bool) {
    let mut rest = text.trim();
    let mut part = false;
    loop {
        let before = rest;
        // （一）, (1), 一、, 1., 1、, 1), ①.
        if let Some(inner) = rest.strip_prefix(['（', '('])
            && let Some((number, behind)) = inner.split_once(['）', ')'])
            && !number.is_empty()
            && number.chars().all(is_numeral)
        {
            rest = behind.trim_start();
        }
        let numerals: usize = rest.chars().take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
        if numerals > 0
            && let Some(behind) = rest.get(numerals..)
        {
            if let Some(after) = behind.strip_prefix(['、', '．', '，'].as_slice()) {
                rest = after.trim_start();
            } else if let Some(after) =
                behind.strip_prefix(['.', ')', '）']).filter(|b| !b.starts_with(|c: char| c.is_ascii_digit()))
            {
                rest = after.trim_start();
            }
        }
        rest = rest.trim_start_matches(|c: char| ('①'..='⑳').contains(&c)).trim_start();
        for word in ["其中：", "其中:", "其中", "#", "——", "—", "--", "- ", "－"] {
            if let Some(behind) = rest.strip_prefix(word).filter(|b| !b.is_empty()) {
                part = true;
                rest = behind.trim_start();
            }
        }
        if rest == before {
            break;
        }
    }
    (rest.to_owned(), part)
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_out_of_what_is_around_them() {
        let said = |text: &str| {
            let n = named(text);
            format!(
                "{}|{}|{}|{}",
                n.name,
                n.group.unwrap_or_default(),
                n.unit.unwrap_or_default(),
                if n.part { "part" } else { "" }
            )
        };
        for (text, wanted) in [
            ("1.地区生产总值（亿元）", "地区生产总值||亿元|"),
            ("（一）粮食产量", "粮食产量|||"),
            ("一、城镇化率(%)", "城镇化率||%|"),
            ("其中：服务业增加值", "服务业增加值|||part"),
            ("  ——工业", "工业|||part"),
            ("主要污染物减排：氨氮", "氨氮|主要污染物减排||part"),
            ("电信业务总量（2019年不变单价）", "电信业务总量（2019年不变单价）|||"),
            ("森林覆盖率▲", "森林覆盖率|||"),
            ("5G用户普及率", "5G用户普及率|||"),
            ("10G-PON及以上端口数", "10G-PON及以上端口数|||"),
            ("一般公共预算收入", "一般公共预算收入|||"),
            ("三次产业结构", "三次产业结构|||"),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
    }
}
