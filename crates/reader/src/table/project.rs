//! Lists of projects: the name of each, what is to be built, how much money, from when to when, and who answers.
//!
//! There the name is the task, and what stands beside it tells of it: the columns of content, of money and of the start are none
//! of their own, and rows that sum up head those below.

use super::column::{Heads, Holds, Role};
use super::deadline::numbers_sections;
use super::grid::{Grid, GridCell};
use super::parts;
use super::row::data_rows;
use super::task_column::LABEL;
use super::words::{Project, TableWords};

/// Where a table lists projects, settles its columns so that their names are the tasks, and says so.
pub(super) fn settle(grid: &Grid, heads: &mut Heads) -> bool {
    owners(heads);
    let who = [Role::Lead, Role::Duty, Role::Support, Role::Deadline].into_iter().any(|role| heads.has(role));
    if !who || heads.has(Role::Unit) || heads.has(Role::Binding) {
        return false;
    }
    let Some(name) = name(grid, heads) else { return false };
    contents(grid, heads, name);
    let behind = || heads.columns.iter().skip(name + 1);
    let content =
        behind().any(|c| c.project == Project::Content && matches!(c.role, Role::Task | Role::Matter | Role::Goal));
    let told = content || behind().any(|c| matches!(c.role, Role::Task | Role::Goal | Role::Matter) && !c.is_goal);
    let money =
        heads.values().next().is_some() && heads.values().all(|(at, _)| heads.columns[at].project == Project::Money);
    // 项目 names what is done in short where the content stands beside it, else a part of a plan or an indicator.
    let named = heads.columns[name].project == Project::Name;
    if !(content || named && (money || heads.values().next().is_none() && told)) {
        return false;
    }
    for (at, column) in heads.columns.iter_mut().enumerate() {
        match column.role {
            _ if at == name => column.role = Role::Task,
            Role::Task | Role::Matter if at > name => column.role = Role::Goal,
            Role::Task | Role::Indicator => column.role = Role::Category,
            _ => {}
        }
    }
    true
}

/// 建设单位 beside 责任单位 is whose the project is; alone it answers for it.
fn owners(heads: &mut Heads) {
    let answers = |c: &super::column::Column| matches!(c.role, Role::Lead | Role::Duty) && c.project != Project::Owner;
    if heads.columns.iter().any(answers) {
        for column in heads.columns.iter_mut().filter(|c| c.project == Project::Owner && c.role == Role::Lead) {
            column.role = Role::Known;
        }
    }
}

/// Names of projects are longer on the mean.
pub(super) const SHORTEST: usize = 3;

/// The column that names the projects: in nearly every row, each otherwise.
fn name(grid: &Grid, heads: &Heads) -> Option<usize> {
    let mut rows = data_rows(grid, heads);
    rows.retain(|row| !sums_up(grid, heads, *row));
    let own = |row: &&usize, at: usize| {
        grid.at(**row, at).is_some_and(|c| !c.is_blank() && c.row == **row && c.rows == 1 && c.column == at)
    };
    let money = heads.columns.iter().any(|c| c.project == Project::Money);
    (0..grid.columns).rev().find(|at| {
        let may = heads.columns.get(*at);
        if may.is_none_or(|c| {
            !matches!(c.project, Project::Name | Project::Word)
                || !matches!(c.role, Role::Matter | Role::Task | Role::Indicator)
        }) {
            return false;
        }
        let mut names: Vec<&[char]> =
            rows.iter().filter(|row| own(row, *at)).map(|row| grid.words(*row, *at)).collect();
        let (count, length) = (names.len(), names.iter().map(|n| n.len()).sum::<usize>());
        names.sort_unstable();
        names.dedup();
        // What no other row says, and longer than a label: 学位供给 beside 新增学位2100个 is one; beside money it is a name.
        let longer = if money { SHORTEST } else { LABEL };
        count > 0 && names.len() == count && length >= longer * count && count * 4 >= rows.len() * 3
    })
}

/// 建设规模 in words, as 全长8公里，双向六车道 is, tells of the project, and so does 年度目标 in sentences.
fn contents(grid: &Grid, heads: &mut Heads, name: usize) {
    /// Words beside a number that say more than how much: 不低于 and 左右 do not.
    const WORDS: usize = 6;
    let rows = data_rows(grid, heads);
    let named = heads.columns.get(name).is_some_and(|c| c.project == Project::Name);
    for (at, column) in heads.columns.iter_mut().enumerate() {
        let levels = matches!(column.role, Role::Value(Holds::Target | Holds::Done)) && column.time.is_none();
        let content = column.project == Project::Content;
        if !levels || !(content || named) || !column.unit.is_empty() {
            continue;
        }
        let cells = || rows.iter().map(|row| grid.words(*row, at)).filter(|c| !TableWords::get().is_nothing(c));
        let least = if content { 2 } else { WORDS };
        let worded = |c: &&[char]| c.iter().filter(|c| c.is_alphabetic()).count() > least && !parts::is_numbers(c);
        if cells().filter(worded).count() * 2 >= cells().count() {
            column.role = Role::Goal;
        }
    }
}

/// Whether a row of tasks only sums up those below it or heads them: 一、续建项目（4项） beside sums of money, and nobody who
/// answers nor a day.
pub(super) fn sums_up(grid: &Grid, heads: &Heads, row: usize) -> bool {
    /// Longer cells are words.
    const NUMBER: usize = 12;
    let words = TableWords::get();
    let said = |role: Option<Role>| matches!(role, Some(Role::Lead | Role::Duty | Role::Deadline));
    let role = |at: usize| heads.columns.get(at).map(|c| c.role);
    // A label that reaches over the column is none of its cells.
    let own =
        |at: usize| grid.at(row, at).filter(|cell| cell.column == at).is_some_and(|c| !words.is_nothing(c.chars()));
    let answered = (0..grid.columns).any(|at| said(role(at)) && own(at));
    if answered || !heads.columns.iter().any(|c| said(Some(c.role))) {
        return false;
    }
    let mut own = grid.own(row).iter().filter(|c| !c.is_blank());
    let Some(first) = own.next() else { return false };
    // 一 in a cell of its own numbers what the next cell says.
    let apart = first.columns == 1 && numbers_sections(first.chars()) == first.chars().len();
    let Some(label) = (if apart { own.next() } else { Some(first) }) else { return false };
    let is_number = |c: &GridCell| c.chars().len() <= NUMBER && c.chars().iter().any(char::is_ascii_digit);
    let (mut numbers, mut others) = (0usize, 0usize);
    for cell in own.filter(|c| !words.is_nothing(c.chars())) {
        if is_number(cell) { numbers += 1 } else { others += 1 }
    }
    let chars = label.chars();
    let counted = chars.ends_with(&['项', ')']) || chars.ends_with(&['个', ')']) || chars.ends_with(&['件', ')']);
    let heads_rows = label.columns > 1 || apart || numbers_sections(chars) > 0 || words.is_sum(chars);
    // 一 and （一） beside rows numbered 1, 2, 3.
    let numbered = apart || label.column > 0 && first.column == label.column && numbers_sections(chars) > 0;
    let finer = || {
        let number = heads.all(Role::Number).next();
        let is_digits = |text: &[char]| !text.is_empty() && text.iter().all(char::is_ascii_digit);
        number.is_some_and(|at| (heads.rows.end..grid.rows).any(|row| is_digits(grid.words(row, at))))
    };
    heads_rows && others == 0 && (numbers > 0 || label.columns > 1 || counted || numbered && finer())
}
