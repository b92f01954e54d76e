//! Which column names the indicators, where no heading says so.

use super::around::Around;
use super::column::{Column, Heads, Holds, Role};
use super::grid::Grid;
use super::row::data_rows;
use super::{name, when};
use crate::figure::Grammar;
use crate::search;

/// Settles which column names the indicators. `in_numbers`: nearly all that stands in the columns of values is a number.
pub(super) fn name_column(grid: &Grid, around: &Around, heads: &mut Heads, who: bool, in_numbers: bool) {
    if heads.has(Role::Indicator) {
        return;
    }
    let first = heads.values().map(|(column, _)| column).min().unwrap_or_default();
    // Without a heading for it, a table of indicators is known by its units, its binding, or its base and target.
    let sure = heads.has(Role::Unit)
        || heads.has(Role::Binding)
        || heads.values().any(|(_, h)| h == Holds::Target)
            && heads.values().any(|(_, h)| matches!(h, Holds::Now | Holds::Year | Holds::Done))
        || sets_targets(grid, around, heads)
        || heads.values().filter(|(_, h)| *h == Holds::Year).count() >= 2 && is_measured(grid, heads);
    let is_times = |at: usize| {
        let rows = data_rows(grid, heads);
        let is_time = |row: &&usize| when::is_said(grid.words(**row, at), Grammar::get());
        rows.iter().filter(is_time).count() * 2 > rows.len()
    };
    let matters = || (0..first).rev().filter(|at| heads.columns.get(*at).is_some_and(|c| c.role == Role::Matter));
    let named = matters().find(|at| !is_times(*at));
    let tasks = || heads.columns.iter().take(first).rposition(|c| c.role == Role::Task);
    let other = || heads.columns.iter().take(first).rposition(|c| matches!(c.role, Role::Category | Role::Unknown));
    let measures = |at: &usize| !who || in_numbers && names_measures(grid, heads, *at);
    let chosen = named.or_else(|| tasks().filter(|at| sure && measures(at))).or_else(|| other().filter(|_| sure));
    if let Some(column) = chosen.and_then(|at| heads.columns.get_mut(at)) {
        column.role = Role::Indicator;
    }
}

/// Whether years stand beside what is now, or beside each other below a unit, as levels to be reached: the years are headed
/// 到2030年, or the caption says that they are targets.
fn sets_targets(grid: &Grid, around: &Around, heads: &Heads) -> bool {
    const SAID: &[&str] = &["目标", "指标", "计划", "任务"];
    let mut years = heads.columns.iter().filter(|c| c.role == Role::Value(Holds::Year) && c.time.is_some());
    let in_title = || {
        let cells = (0..heads.rows.start).flat_map(|row| grid.own(row));
        cells.into_iter().any(|cell| SAID.iter().any(|word| search::holds(cell.chars(), word)))
    };
    let said = || around.says(SAID) || in_title();
    if heads.values().any(|(_, holds)| holds == Holds::Now) {
        return years.clone().any(Column::is_until) || years.next().is_some() && said();
    }
    years.count() >= 2 && !around.unit.is_empty() && said()
}

/// Whether every row names what is counted with its unit: 造林面积（万亩）.
fn is_measured(grid: &Grid, heads: &Heads) -> bool {
    let name = |row: &usize| name::Name::new(grid.words(*row, 0), Grammar::get());
    let rows = data_rows(grid, heads);
    !rows.is_empty() && rows.iter().map(name).all(|name| !name.unit.is_empty() && !name.words.is_empty())
}

/// Whether what stands in a column headed 目标任务 names what is measured, 财政收入增长, and orders nothing: in two of three
/// cells.
fn names_measures(grid: &Grid, heads: &Heads, column: usize) -> bool {
    /// Longer words tell what is to be done.
    const NAME: usize = 24;
    let cells: Vec<&[char]> =
        data_rows(grid, heads).iter().map(|row| grid.words(*row, column)).filter(|c| !c.is_empty()).collect();
    let names = cells.iter().filter(|c| {
        let plain = !c.iter().any(|c| matches!(c, ',' | '。' | ';'));
        // 新登记企业（家）: what has a unit is counted, whatever verb it begins with.
        let unit = !name::Name::new(c, Grammar::get()).unit.is_empty();
        plain && c.len() <= NAME && (unit || !crate::commitment::opening(c).orders())
    });
    names.count() * 3 >= cells.len() * 2
}
