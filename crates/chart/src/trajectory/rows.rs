//! The rows of a trajectory.

use super::Trajectory;
use crate::say::{Column, by, until};
use crate::table::{Cell, Head, Table};
use crate::words::{
    ACTUAL, BASE_ROW, ESTIMATE, FINAL, FINALITY, FORECAST_HIGH, FORECAST_LOW, FORECAST_MID, FORECAST_ROW, GAP,
    PROVISIONAL, REQUIRED, TABLE_OF, TARGET_ROW, TIME,
};
use luoshi_plan::{Exact, Finality, Number, Value};

/// Newest first: target, years ahead, values, base.
pub(super) fn table(of: &Trajectory) -> Table {
    let language = of.language;
    let exact: Vec<Exact> = of.points.iter().map(|p| p.value).chain(of.base.map(|b| b.value.exact())).collect();
    let column = Column::with_places(&exact, of.places(), &of.unit, language);
    let gaps = Column::with_places(&exact, of.places(), &of.unit, language);
    let cell = |value: Option<Exact>| value.map_or_else(Cell::none, |v| Cell::new(column.cell(v), data(v)));
    let written = |value: Value| Cell::new(column.cell(value.exact()), value.to_string());
    let mut columns = vec![
        Head::word("period", TIME.of(language)),
        Head::number("actual", ACTUAL.of(language)),
        Head::number("required", REQUIRED.of(language)),
        Head::number("gap", GAP.of(language)),
        Head::word("finality", FINALITY.of(language)),
    ];
    let has_ahead = !of.ahead.is_empty();
    if has_ahead {
        columns.push(Head::number("forecast", FORECAST_MID.of(language)));
        columns.push(Head::number("forecast_low", FORECAST_LOW.of(language)));
        columns.push(Head::number("forecast_high", FORECAST_HIGH.of(language)));
    }
    let wide = |mut row: Vec<Cell>| {
        row.resize_with(columns.len(), Cell::none);
        row
    };
    let mut rows = Vec::new();
    for ahead in of.ahead.iter().rev() {
        let name = FORECAST_ROW.fill(language, &[&by(ahead.on, language)]);
        let mut row =
            vec![Cell::new(name, ahead.on.to_string()), Cell::none(), Cell::none(), Cell::none(), Cell::none()];
        row.push(ahead.value.map_or_else(Cell::none, written));
        row.push(ahead.range.map_or_else(Cell::none, |(low, _)| written(low)));
        row.push(ahead.range.map_or_else(Cell::none, |(_, high)| written(high)));
        rows.push((ahead.on, row));
    }
    if let Some(goal) = &of.goal {
        let name = TARGET_ROW.fill(language, &[&by(goal.on, language)]);
        let value = match goal.values.as_slice() {
            [one] => Cell::new(column.cell(*one), data(*one)),
            _ => Cell::new(goal.said.clone(), goal.values.iter().map(|v| data(*v)).collect::<Vec<_>>().join("/")),
        };
        rows.push((goal.on, wide(vec![Cell::new(name, goal.on.to_string()), Cell::none(), value])));
    }
    let last = of.points.last().map(|p| p.period);
    let parts = of.parts.iter().rev().filter(|p| Some(p.period) != last);
    for point in of.points.iter().rev().chain(parts) {
        let is_base = of.base.is_some_and(|b| b.period == point.period);
        let said = point.period.named(language);
        let name = if is_base { BASE_ROW.fill(language, &[&said]) } else { said };
        let gap = point.required.and_then(|required| point.value.minus(required));
        let finality = match point.finality {
            Finality::Estimate => (ESTIMATE, "estimate"),
            Finality::Provisional => (PROVISIONAL, "provisional"),
            Finality::Final => (FINAL, "final"),
        };
        let row = vec![
            Cell::new(name, point.period.to_string()),
            cell(Some(point.value)),
            cell(point.required),
            gap.map_or_else(Cell::none, |g| Cell::new(gaps.difference(g), data(g))),
            Cell::new(finality.0.of(language), finality.1),
        ];
        rows.push((point.period.last(), wide(row)));
    }
    if let Some(base) = of.base.filter(|b| of.points.iter().all(|p| p.period != b.period)) {
        let name = BASE_ROW.fill(language, &[&until(base.period, language)]);
        let row = vec![Cell::new(name, base.period.to_string()), written(base.value), written(base.value)];
        rows.push((base.period.last(), wide(row)));
    }
    // Stable: what falls on one day stays in the order above.
    rows.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    let unit = column.unit();
    let caption = if unit.is_empty() { of.name.clone() } else { TABLE_OF.fill(language, &[&of.name, &unit]) };
    Table { caption, columns, rows: rows.into_iter().map(|(_, row)| row).collect() }
}

/// A computed number for programs: the decimal where there is one, else to twenty digits.
fn data(value: Exact) -> String {
    Number::from(value).decimal().map_or_else(|| value.to_string(), |d| d.to_string())
}
