//! Which column says what is to be done, where no heading says so or several do.

use super::column::{Column, Heads, Role};
use super::grid::Grid;
use super::row::data_rows;
use super::{content, project};

/// Shorter words on the mean are labels.
pub(super) const LABEL: usize = 5;

/// 改革举措 beside 具体内容: what stands behind the task and is no label says it more finely.
pub(super) fn finer_tasks(grid: &Grid, heads: &mut Heads) {
    let Some(last) = heads.all(Role::Task).next_back() else { return };
    let rows = data_rows(grid, heads);
    let own = |at: usize| {
        rows.iter().filter(|row| grid.at(**row, at).is_some_and(|c| c.row == **row && !c.is_blank())).count()
    };
    // 重点任务 merged down beside 具体要求 in each row: the one says what the other is for.
    let parted = own(last) < rows.len();
    for at in last + 1..heads.columns.len() {
        let long = rows.iter().map(|row| grid.words(*row, at).len()).sum::<usize>() >= LABEL * rows.len();
        // 工作任务 | 序号 | 具体要求: what stands behind the numbers is what they number.
        let numbered = at > last + 1 && heads.columns.get(at - 1).is_some_and(|c| c.role == Role::Number);
        let finer = |c: &&mut Column| match c.role {
            Role::Matter => !c.is_goal || numbered || parted && own(at) == rows.len(),
            Role::Goal => numbered || parted && own(at) == rows.len(),
            Role::Unknown | Role::Known => numbered,
            _ => false,
        };
        if let Some(column) = heads.columns.get_mut(at).filter(finer).filter(|_| long) {
            column.role = Role::Task;
        }
    }
}

/// Settles which column says what is to be done: the one with the longest words of those that may.
pub(super) fn task_column(grid: &Grid, heads: &mut Heads, who: bool) {
    let rows = data_rows(grid, heads);
    let words = |column: usize| rows.iter().map(|row| grid.words(*row, column).len()).sum::<usize>();
    let may = |role: Role| match role {
        Role::Matter => 3,
        Role::Goal => 2,
        Role::Indicator | Role::Category | Role::Unknown if who => 1,
        _ => 0,
    };
    let best = |heads: &Heads, lowest: usize, length: usize| {
        let column = |at: usize| {
            let rank = may(heads.columns.get(at)?.role);
            // 承检机构: names of bodies are no tasks.
            if rank == 1 && content::names_bodies(grid, heads, at) {
                return None;
            }
            (rank >= lowest && words(at) >= length * rows.len()).then_some((rank, words(at), at))
        };
        (0..grid.columns).filter_map(column).max()
    };
    // 项目名称 heads the tasks though their names be short, if nothing else does.
    let named = || best(heads, 3, project::SHORTEST).filter(|_| heads.has(Role::Lead));
    if let Some((_, _, at)) = best(heads, 1, LABEL).or_else(named)
        && let Some(column) = heads.columns.get_mut(at)
    {
        column.role = Role::Task;
    }
}
