//! What the rows of a table are, by its head and by what stands below it.

use super::around::Around;
use super::column::{Column, Heads, Holds, Role};
use super::duty::Duty;
use super::grid::Grid;
use super::words::{Project, TableWords};
use super::{Kind, content, given, indicator_column, measure, parts, project, row, settle, task_column};
use crate::figure::Grammar;

/// The head of a grid and what its rows are, where both can be told.
pub(super) fn understood(grid: &Grid, around: &Around, original: &[char], grammar: &Grammar) -> Option<(Heads, Kind)> {
    let mut heads = Heads::find(grid, original, grammar)?;
    if keys_stand_below(grid, &heads) {
        return None;
    }
    // Whether a heading says that tasks stand below it.
    let told = heads.has(Role::Task);
    settle::units_or_bodies(grid, &mut heads);
    measure::settle(grid, around, &mut heads, grammar);
    settle::binding_by_its_cells(grid, &mut heads);
    content::settle(grid, &mut heads);
    settle::tasks_in_words(grid, &mut heads);
    settle::goals_in_numbers(grid, &mut heads);
    settle::labels_of_names(grid, &mut heads);
    let projects = project::settle(grid, &mut heads);
    heads.settle_rows(grid);
    let words = TableWords::get();
    let (mut numbers, mut filled) = (0usize, 0usize);
    let rows = row::data_rows(grid, &heads);
    for (column, _) in heads.values() {
        for row in &rows {
            let chars = grid.words(*row, column);
            if !chars.is_empty() && !words.is_nothing(chars) {
                filled += 1;
                let is_number = chars.len() <= 24 && chars.iter().any(char::is_ascii_digit) || parts::is_numbers(chars);
                numbers += usize::from(is_number);
            }
        }
    }
    settle::deadlines_by_their_cells(grid, &mut heads);
    let who = [Role::Lead, Role::Duty, Role::Support, Role::Deadline].into_iter().any(|role| heads.has(role));
    if !projects && numbers > 0 && numbers * 2 >= filled {
        let measured = numbers * 5 >= filled * 4;
        // 建设内容 beside 一季度, 二季度: how far the work is to be, now and then in numbers.
        if measured || !who || !heads.has(Role::Task) {
            indicator_column::name_column(grid, around, &mut heads, who, measured);
            if heads.has(Role::Indicator) {
                return Some((heads, Kind::Indicators));
            }
        }
    }
    let given = !who && given_above(grid, around, &heads);
    if projects {
        // Their names are the tasks.
    } else if heads.has(Role::Task) {
        task_column::finer_tasks(grid, &mut heads);
    } else {
        task_column::task_column(grid, &mut heads, who || given);
    }
    // A schedule of meetings and a list of offices have days, bodies and long words, too.
    let weak = !given
        && (heads.inferred || !heads.has(Role::Lead) && !heads.has(Role::Duty))
        && heads.all(Role::Deadline).all(|at| heads.columns[at].is_tail);
    if !told && (content::is_of_other(grid, &heads) || weak && !projects && !content::has_tasks(grid, &heads)) {
        return None;
    }
    if heads.has(Role::Task) && (who || given || written_behind(grid, &heads)) {
        // 年度目标 in words is what a task is to bring; 2026年计划投资 is not.
        let is_goal =
            |c: &&mut Column| c.role == Role::Value(Holds::Target) && !(projects && c.project == Project::Money);
        for column in heads.columns.iter_mut().filter(is_goal) {
            column.role = Role::Goal;
        }
        return Some((heads, Kind::Tasks));
    }
    None
}

/// Whether rows over others, or the caption, say who answers for what stands below them.
fn given_above(grid: &Grid, around: &Around, heads: &Heads) -> bool {
    let section = |row: usize| {
        let mut own = grid.own(row).iter().filter(|c| !c.is_blank());
        matches!((own.next(), own.next()), (Some(only), None) if only.columns > 1 && given::names_bodies(only.chars()))
    };
    around.is_given() || (heads.rows.end..grid.rows).any(section)
}

/// Whether the tasks themselves say who leads, in brackets: at least every third.
fn written_behind(grid: &Grid, heads: &Heads) -> bool {
    let rows = row::data_rows(grid, heads);
    let said = |row: &usize| {
        heads.all(Role::Task).any(|column| {
            grid.at(*row, column)
                .is_some_and(|c| c.row == *row && Duty::behind(c.chars()).is_some_and(|(d, _)| !d.is_empty()))
        })
    };
    let count = rows.iter().filter(|row| said(row)).count();
    count > 0 && count * 3 >= rows.len()
}

/// Whether headings stand in the rows of data, as keys before their values: 整改时限 | 6月底 of a card. What is said there no column
/// says.
fn keys_stand_below(grid: &Grid, heads: &Heads) -> bool {
    let words = TableWords::get();
    let keyed = |row: &usize| {
        let own = || grid.own(*row).iter().filter(|c| !c.is_blank());
        let count = own().filter(|cell| words.is_key(cell.chars())).count();
        // All of them are headings that a new page prints again.
        count > 0 && count < own().count()
    };
    let rows = heads.rows.end..grid.rows;
    rows.clone().filter(keyed).count() * 3 >= rows.len() && !rows.is_empty()
}
