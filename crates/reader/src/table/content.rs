//! What a column holds, by what stands in it, where its heading is a word that no list has: names of bodies, days, labels of
//! duties, or what is to be done. Words outweigh: a column that its heading explains is only asked whether it can be so.

use super::column::{Column, Heads, Role};
use super::deadline;
use super::duty::{self, Duty, Else};
use super::grid::Grid;
use super::heading::{Heading, is_place};
use super::row::data_rows;
use super::task_column::LABEL;
use super::words::TableWords;
use crate::figure::Grammar;
use crate::search;

/// Rows above which the headings are not looked for.
const TITLE_ROWS: usize = 4;
/// With fewer rows below them unknown headings are not believed.
const ROWS: usize = 3;
/// Longest list of bodies.
const LIST: usize = 80;
/// Longest heading that is known by nothing but what stands below it.
const HEADING: usize = 12;

/// How much of a column is what, in cells.
#[derive(Debug, Clone, Copy, Default)]
struct Profile {
    /// Cells that say something.
    filled: usize,
    /// Lists of bodies.
    bodies: usize,
    /// Of these, names of places, which only a heading makes answer.
    places: usize,
    /// 牵头单位:…
    labelled: usize,
    /// Days and terms.
    days: usize,
    /// What tells somebody to do something.
    orders: usize,
    /// Characters.
    length: usize,
}

impl Profile {
    fn new(grid: &Grid, rows: &[usize], column: usize) -> Self {
        let words = TableWords::get();
        let mut out = Self::default();
        for row in rows {
            let Some(cell) = grid.at(*row, column).filter(|c| c.row == *row && c.column == column) else { continue };
            let text = cell.chars();
            if text.is_empty() || words.is_nothing(text) {
                continue;
            }
            out.filled += 1;
            out.length += text.len();
            if duty::begins_with_label(text) || shares_out(text) {
                out.labelled += 1;
            } else if deadline::is_deadline(text) {
                out.days += 1;
            } else if is_bodies(text) {
                out.bodies += 1;
                out.places += usize::from(is_place(text));
            } else if orders(text) {
                out.orders += 1;
            }
        }
        out
    }

    /// Whether at least so many of a hundred cells are.
    fn mostly(&self, count: usize, share: usize) -> bool {
        count > 1 && count * 100 >= self.filled * share
    }

    fn is_of_bodies(&self) -> bool {
        self.mostly(self.bodies, 70) && self.places * 2 < self.bodies
    }

    fn is_of_tasks(&self) -> bool {
        self.mostly(self.orders, 50) && self.length >= LABEL * self.filled
    }
}

/// Whether a cell lists bodies and says nothing else.
fn is_bodies(text: &[char]) -> bool {
    if text.len() < 2 || text.len() > LIST || text.iter().any(|c| matches!(c, ',' | '。' | ';' | ':')) {
        return false;
    }
    let duty = Duty::new(text, 0..text.len(), Else::Leads);
    let names = || duty.leads.iter().chain(&duty.helps).map(|name| text.get(name.clone()).unwrap_or_default());
    let count = names().count();
    let bodies = names().filter(|name| name.len() >= 2 && TableWords::get().is_body(name)).count();
    duty.deadline.is_none() && count > 0 && bodies * 3 >= count * 2
}

/// Whether a cell says of bodies who leads and who supports: 市工信局牵头,市财政局配合.
fn shares_out(text: &[char]) -> bool {
    if text.len() > 2 * LIST || !text.ends_with(&['头']) && !text.contains(&',') && !text.contains(&';') {
        return false;
    }
    let duty = Duty::new(text, 0..text.len(), Else::Leads);
    let is_body = |name: &std::ops::Range<usize>| TableWords::get().is_body(text.get(name.clone()).unwrap_or_default());
    duty.said && !duty.leads.is_empty() && duty.leads.iter().chain(&duty.helps).all(is_body)
}

/// Whether a text, behind its number, begins by telling somebody to do something.
fn orders(text: &[char]) -> bool {
    let open = usize::from(matches!(text.first(), Some('(')));
    let digits = text.iter().skip(open).take_while(|c| c.is_ascii_digit()).count();
    let at = match text.get(open + digits) {
        Some(')' | '.' | '、') if digits > 0 => open + digits + 1,
        _ => deadline::numbers_sections(text).min(text.len()),
    };
    let rest = text.get(at..).unwrap_or_default();
    crate::commitment::opening(rest).orders() || crate::commitment::finishes(rest)
}

/// The words of a column's lowest heading.
fn heading<'a>(grid: &'a Grid, heads: &Heads, column: usize) -> &'a [char] {
    heads.rows.end.checked_sub(1).map_or(&[], |row| grid.words(row, column))
}

/// Gives columns their roles by what stands in them.
pub(super) fn settle(grid: &Grid, heads: &mut Heads) {
    let rows = data_rows(grid, heads);
    if rows.len() < 2 || !heads.columns.iter().any(|c| asked(c.role)) {
        return;
    }
    without_others(grid, heads, &rows);
    let open: Vec<usize> = (0..grid.columns.min(heads.columns.len()))
        .filter(|at| matches!(heads.columns[*at].role, Role::Unknown | Role::Known | Role::Category | Role::Matter))
        .collect();
    if open.is_empty() {
        return;
    }
    let profiles: Vec<(usize, Profile)> =
        open.into_iter().map(|at| (at, Profile::new(grid, &rows, at))).filter(|(_, p)| p.filled > 1).collect();
    let (mut leads, mut helps) = (Vec::new(), Vec::new());
    for (at, profile) in &profiles {
        if profile.mostly(profile.labelled, 60) {
            heads.columns[*at].role = Role::Duty;
        } else if heads.columns[*at].role == Role::Unknown && profile.is_of_bodies() && profile.filled * 2 >= rows.len()
        {
            let words = heading(grid, heads, *at);
            match () {
                () if TableWords::get().answers_not(words) => {}
                () if TableWords::get().supports(words) => helps.push(*at),
                () => leads.push(*at),
            }
        }
    }
    let told = heads.has(Role::Lead) || heads.has(Role::Duty);
    if leads.len() > 1 {
        let said: Vec<usize> =
            leads.iter().copied().filter(|at| TableWords::get().leads(heading(grid, heads, *at))).collect();
        leads = if said.len() == 1 { said } else { leads };
    }
    // Which of several leads, nothing but a word can say.
    if let ([only], false) = (&leads[..], told) {
        heads.columns[*only].role = Role::Lead;
        heads.inferred = true;
    }
    if heads.has(Role::Lead) {
        for at in helps {
            heads.columns[at].role = Role::Support;
        }
    }
    finer_tasks(grid, heads, &rows, &profiles);
}

/// Whether a table of tasks could have such a column.
fn asked(role: Role) -> bool {
    matches!(role, Role::Unknown | Role::Lead | Role::Duty | Role::Deadline)
}

/// Takes out columns of bodies that do not answer for the task, and days that are no deadlines, where others are.
fn without_others(grid: &Grid, heads: &mut Heads, rows: &[usize]) {
    let leads: Vec<usize> = heads.all(Role::Lead).collect();
    if leads.len() > 1 {
        let other = |at: &usize| {
            let profile = Profile::new(grid, rows, *at);
            TableWords::get().answers_not(heading(grid, heads, *at))
                || profile.filled > 2 && profile.bodies + profile.labelled == 0
        };
        let others: Vec<usize> = leads.iter().copied().filter(other).collect();
        if others.len() < leads.len() {
            for at in others {
                heads.columns[at].role = Role::Known;
            }
        }
    }
    let days: Vec<usize> = heads.all(Role::Deadline).collect();
    if days.len() > 1 {
        let is_day = |at: &usize| {
            let profile = Profile::new(grid, rows, *at);
            profile.days * 2 >= profile.filled
        };
        // 排查日期 beside 整改期限: a bare 日期 behind an unknown word is less than a known one.
        let known = days.iter().any(|at| !heads.columns[*at].is_tail && is_day(at));
        let others: Vec<usize> =
            days.iter().copied().filter(|at| known && heads.columns[*at].is_tail || !is_day(at)).collect();
        if others.len() < days.len() {
            for at in others {
                heads.columns[at].role = Role::Known;
            }
        }
    }
}

/// 项目名称 over several rows beside an unknown heading whose cells say what is to be done: those are the tasks.
fn finer_tasks(grid: &Grid, heads: &mut Heads, rows: &[usize], profiles: &[(usize, Profile)]) {
    let own = |at: usize| rows.iter().filter(|row| grid.at(**row, at).is_some_and(|c| c.row == **row)).count();
    let named = |c: &Column| matches!(c.role, Role::Task | Role::Matter | Role::Indicator);
    let coarse = (0..heads.columns.len()).filter(|at| named(&heads.columns[*at])).map(own).max();
    let who = [Role::Lead, Role::Duty, Role::Support, Role::Deadline].into_iter().any(|role| heads.has(role));
    if !who || heads.values().count() > 1 || heads.has(Role::Unit) {
        return;
    }
    let is_task = |(at, profile): &&(usize, Profile)| {
        heads.columns[*at].role == Role::Unknown
            && profile.is_of_tasks()
            && coarse.is_none_or(|coarse| own(*at) > coarse)
    };
    // Of several the longest says most.
    if let Some((at, _)) = profiles.iter().filter(is_task).max_by_key(|(at, p)| (p.length, *at)) {
        heads.columns[*at].role = Role::Task;
    }
}

/// The row of headings of a table in which no list knows most of them: short words over a column of what is to be done and
/// one of bodies or days.
pub(super) fn head_row(grid: &Grid, grammar: &Grammar) -> Option<usize> {
    (0..grid.rows.min(TITLE_ROWS))
        .find(|row| heads_by_content(grid, *row, grammar) || heads_numbers(grid, *row, grammar))
}

/// Whether a row of unknown words and bare years heads numbers: 发展方向, 衡量尺度, 计量, 2025, 2030 over a column of units.
fn heads_numbers(grid: &Grid, row: usize, grammar: &Grammar) -> bool {
    let own: Vec<_> = grid.own(row).iter().filter(|c| !c.is_blank()).collect();
    let single = own.iter().all(|c| c.columns == 1 && c.chars().len() <= HEADING);
    if grid.rows < row + 1 + ROWS || own.len() < 4 || own.len() + 1 < grid.columns || !single {
        return false;
    }
    let share = |column: usize, is: &dyn Fn(&[char]) -> bool| {
        let cells = || {
            let cells = (row + 1..grid.rows).map(|row| grid.words(row, column));
            cells.filter(|c| !c.is_empty() && !TableWords::get().is_nothing(c))
        };
        cells().count() > 1 && cells().filter(|c| is(c)).count() * 100 >= cells().count() * 80
    };
    let (mut years, mut units, mut names) = (0usize, false, false);
    for cell in own {
        let heading = Heading::new(cell.chars(), grammar);
        let is_number = |c: &[char]| c.len() <= HEADING && c.iter().any(char::is_ascii_digit);
        if heading.time.is_some() {
            years += usize::from(share(cell.column, &is_number));
        } else if cell.chars().iter().any(char::is_ascii_digit) {
            return false;
        } else {
            units |= share(cell.column, &|c| grammar.is_unit(c));
            names |=
                share(cell.column, &|c| c.len() >= 3 && !c.iter().all(char::is_ascii_digit) && !grammar.is_unit(c));
        }
    }
    years > 1 && units && names
}

fn heads_by_content(grid: &Grid, row: usize, grammar: &Grammar) -> bool {
    let own: Vec<_> = grid.own(row).iter().filter(|c| !c.is_blank()).collect();
    let short = own.iter().all(|c| {
        c.columns == 1
            && c.chars().len() <= HEADING
            && !c.chars().iter().any(|c| matches!(c, ',' | '。' | ';' | ':' | '、') || c.is_ascii_digit())
    });
    if grid.rows < row + 1 + ROWS || own.len() < 3 || own.len() + 1 < grid.columns || !short {
        return false;
    }
    if own.iter().any(|c| TableWords::get().is_of_other(c.chars())) {
        return false;
    }
    let known = own.iter().filter(|c| Heading::new(c.chars(), grammar).is_heading()).count();
    let rows: Vec<usize> = (row + 1..grid.rows).collect();
    let (mut tasks, mut who, mut when) = (false, false, false);
    for cell in own {
        let profile = Profile::new(grid, &rows, cell.column);
        let text = cell.chars();
        let behind = || {
            let said = |row: &&usize| {
                grid.at(**row, cell.column).is_some_and(|c| Duty::behind(c.chars()).is_some_and(|(d, _)| d.said))
            };
            let count = rows.iter().filter(said).count();
            count > 1 && count * 2 >= rows.len()
        };
        let told = TableWords::get().answers_not(text);
        match () {
            () if deadline::is_deadline(text) || orders(text) && search::holds(text, "的") => return false,
            () if profile.is_of_bodies() => who |= !told,
            () if profile.mostly(profile.days, 70) => when |= !search::ends(text, "日期"),
            () if profile.mostly(profile.labelled, 60) => who = true,
            () if behind() => (tasks, who) = (true, true),
            () => tasks |= profile.is_of_tasks(),
        }
    }
    // Where no heading at all is known, both must be told.
    tasks && (who && when || known > 0 && (who || when))
}

/// Whether the tasks of a table are known by what stands in their column, and not only by its being long.
pub(super) fn has_tasks(grid: &Grid, heads: &Heads) -> bool {
    let rows = data_rows(grid, heads);
    heads.all(Role::Task).any(|at| Profile::new(grid, &rows, at).is_of_tasks())
}

/// Whether a column names bodies and nothing else.
pub(super) fn names_bodies(grid: &Grid, heads: &Heads, column: usize) -> bool {
    Profile::new(grid, &data_rows(grid, heads), column).is_of_bodies()
}

/// Whether a column tells somebody to do something.
pub(super) fn tells_to_do(grid: &Grid, heads: &Heads, column: usize) -> bool {
    Profile::new(grid, &data_rows(grid, heads), column).is_of_tasks()
}

/// Whether a heading says that a table is a schedule, a list of persons or of what was bought: 主讲人, 获奖单位, 中标金额.
pub(super) fn is_of_other(grid: &Grid, heads: &Heads) -> bool {
    heads.rows.clone().any(|row| grid.own(row).iter().any(|c| TableWords::get().is_of_other(c.chars())))
}
