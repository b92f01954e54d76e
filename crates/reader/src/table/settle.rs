//! What a column holds whose heading may say either: its cells tell.

use super::column::{Column, Heads, Holds, Role};
use super::grid::Grid;
use super::row::data_rows;
use super::words::TableWords;
use super::{content, deadline, indicator, parts};

/// A column headed 单位 holds units, or the bodies that are to do the task.
pub(super) fn units_or_bodies(grid: &Grid, heads: &mut Heads) {
    let words = TableWords::get();
    let rows = data_rows(grid, heads);
    for column in 0..grid.columns {
        if heads.columns.get(column).is_none_or(|c| c.role != Role::Unit) {
            continue;
        }
        let cells = || rows.iter().map(|row| grid.words(*row, column)).filter(|c| !words.is_nothing(c));
        let bodies = cells().filter(|c| c.len() >= 3 && words.is_body(c)).count();
        if bodies * 2 <= cells().count() {
            continue;
        }
        let other = heads.rows.end.checked_sub(1).is_some_and(|row| words.answers_not(grid.words(row, column)));
        if let Some(column) = heads.columns.get_mut(column) {
            column.role = if other { Role::Known } else { Role::Lead };
            heads.inferred |= !other;
        }
    }
}

/// A column headed 指标类型 or not at all tells which indicators are binding, if that is what stands in it.
pub(super) fn binding_by_its_cells(grid: &Grid, heads: &mut Heads) {
    if heads.has(Role::Binding) {
        return;
    }
    let rows = data_rows(grid, heads);
    let speaks = |at: usize| {
        let cells = || rows.iter().map(|row| grid.words(*row, at)).filter(|c| !c.is_empty());
        let said = cells().filter(|c| c.len() <= 6 && indicator::binding(c).is_some()).count();
        said > 0 && said * 5 >= cells().count() * 4
    };
    let found = (0..grid.columns).find(|at| {
        let may = heads.columns.get(*at).map(|c| c.role);
        matches!(may, Some(Role::Category | Role::Known | Role::Unknown | Role::Matter | Role::Indicator))
            && speaks(*at)
    });
    if let Some(column) = found.and_then(|at| heads.columns.get_mut(at)) {
        column.role = Role::Binding;
    }
}

/// A second column of names whose heading says more than that, and in which the same few words stand again and again, labels
/// them: 指标层级 with 市域 and 中心城区.
pub(super) fn labels_of_names(grid: &Grid, heads: &mut Heads) {
    /// With fewer rows words may stand again by chance.
    const ROWS: usize = 4;
    let Some(at) = heads.all(Role::Indicator).skip(1).last() else { return };
    if heads.columns.get(at).is_none_or(|c| c.is_plain) {
        return;
    }
    let rows = data_rows(grid, heads);
    let mut said: Vec<&[char]> = rows.iter().map(|row| grid.words(*row, at)).filter(|c| !c.is_empty()).collect();
    let count = said.len();
    said.sort_unstable();
    said.dedup();
    if count >= ROWS && said.len() * 3 <= count {
        heads.columns[at].role = Role::Known;
    }
}

/// A column headed 进度安排 or not at all holds the deadlines, if that is what stands in it and no other does.
pub(super) fn deadlines_by_their_cells(grid: &Grid, heads: &mut Heads) {
    if heads.has(Role::Deadline) || !(heads.has(Role::Lead) || heads.has(Role::Duty)) {
        return;
    }
    let words = TableWords::get();
    let rows = data_rows(grid, heads);
    let holds = |at: usize| {
        let cells = || rows.iter().map(|row| grid.words(*row, at)).filter(|c| !words.is_nothing(c));
        // 进度安排: 3月底前开工，9月底前完工
        let paced = heads.columns[at].path.last().is_some_and(|head| head.contains("进度") || head.contains("时间"));
        let count = cells().filter(|c| deadline::is_deadline(c) || paced && deadline::is_staged(c)).count();
        count > 0 && count * 4 >= cells().count() * 3
    };
    // 受理时间 is a known day, and no deadline.
    let is_day = |c: &Column| c.path.last().is_some_and(|p| p.ends_with(['间', '期', '月', '份']));
    let may = |c: &Column| match c.role {
        Role::Goal | Role::Unknown => true,
        Role::Known => !is_day(c),
        _ => false,
    };
    let found = (0..grid.columns).find(|at| heads.columns.get(*at).is_some_and(may) && holds(*at));
    if let Some(column) = found.and_then(|at| heads.columns.get_mut(at)) {
        column.role = Role::Deadline;
    }
}

/// A column headed 目标 holds targets where numbers stand in it, and tasks or goals in words where words do.
pub(super) fn goals_in_numbers(grid: &Grid, heads: &mut Heads) {
    let words = TableWords::get();
    let rows = data_rows(grid, heads);
    // 全年目标 beside 一季度, too; with no other numbers it is what a task is to bring.
    let values = heads.values().next().is_some();
    let named = |c: &Column| c.path.last().is_some_and(|p| p.contains("目标"));
    // 项目 | 单位 | 目标任务 | 分值: numbers below, and their unit in a column before.
    let unit = heads.columns.iter().position(|c| c.role == Role::Unit);
    let matter = heads.columns.iter().position(|c| matches!(c.role, Role::Matter | Role::Indicator));
    // 项目 | 目标任务: nothing but amounts below, each with its unit.
    let amounts = |at: usize| {
        let cells = || rows.iter().map(|row| grid.words(*row, at)).filter(|c| !words.is_nothing(c));
        cells().count() > 1 && cells().all(is_amount)
    };
    let says = |at: usize, c: &Column| {
        c.role == Role::Goal && values && named(c)
            || c.role == Role::Task && named(c) && unit.is_some_and(|unit| unit < at)
            || c.role == Role::Task && named(c) && matter.is_some_and(|matter| matter < at) && amounts(at)
    };
    let found: Vec<bool> = heads.columns.iter().enumerate().map(|(at, c)| c.is_goal || says(at, c)).collect();
    for (at, column) in heads.columns.iter_mut().enumerate().filter(|(at, _)| found[*at]) {
        let cells = || rows.iter().map(|row| grid.words(*row, at)).filter(|c| !c.is_empty() && !words.is_nothing(c));
        let is_number = |c: &[char]| c.len() <= 12 && c.iter().any(char::is_ascii_digit) || parts::is_numbers(c);
        let numbers = cells().filter(|c| is_number(c)).count();
        if numbers > 0 && numbers * 2 >= cells().count() {
            column.role = Role::Value(Holds::Target);
        }
    }
}

/// Whether a cell is an amount and little else: 1.2万人, 不少于30家.
fn is_amount(cell: &[char]) -> bool {
    /// More words say what is done.
    const WORDS: usize = 6;
    let digits = cell.iter().filter(|c| c.is_ascii_digit()).count();
    let words = cell.iter().filter(|c| c.is_alphabetic()).count();
    digits > 0 && words <= WORDS && !crate::commitment::opening(cell).orders()
}

/// A column headed 建设任务 holds tasks, and no numbers to be reached, where it tells somebody what to do and another says whom.
pub(super) fn tasks_in_words(grid: &Grid, heads: &mut Heads) {
    let who = [Role::Lead, Role::Duty].into_iter().any(|role| heads.has(role));
    if !who || [Role::Task, Role::Indicator, Role::Unit, Role::Binding].into_iter().any(|role| heads.has(role)) {
        return;
    }
    let mut targets = heads.values();
    let (Some((at, Holds::Target)), None) = (targets.next(), targets.next()) else { return };
    drop(targets);
    let plain = |c: &Column| c.time.is_none() && c.unit.is_empty();
    if plain(&heads.columns[at]) && content::tells_to_do(grid, heads, at) {
        heads.columns[at].role = Role::Task;
    }
}
