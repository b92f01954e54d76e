//! What tables mean: numbers with their headings become figures, rows of tasks become commitments.
//!
//! A table is a [`grid`] of cells. Its head tells what each [`column`] holds, by the words of each [`heading`]; then a
//! table of indicators is read in [`indicator`], one of tasks in [`task`]. A table whose head is not understood is left
//! to the grammar of sentences, as any text is. Numbers, units, bounds and times are read by the rooms that read them in
//! sentences; here it is only decided which belong together.
//!
//! Words: `lexicon/zh/tables.txt`. Examples: `suite/table/`.

mod around;
mod cards;
mod cell;
mod column;
mod content;
mod deadline;
mod duty;
mod given;
mod grid;
mod heading;
mod indicator;
mod measure;
mod name;
pub(crate) mod paragraph;
mod parts;
mod plain;
mod project;
mod row;
mod several;
mod sign;
#[cfg(test)]
mod suite;
mod task;
mod value;
mod when;
mod words;
mod year;

use crate::Table;
use crate::figure::Grammar;
use crate::read::Reader;
use crate::reading::{Binding, Tense};
use crate::search;
use crate::signs::Row;
use crate::span::Span;
use around::Around;
use column::{Heads, Holds, Role};
use duty::Duty;
use grid::Grid;
use words::TableWords;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Indicators,
    Tasks,
}

/// A table that is understood.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) span: Span,
    grid: Grid,
    heads: Heads,
    kind: Kind,
    around: Around,
    /// Which marks the notes say stand for binding and expected indicators.
    marks: Vec<(char, Binding)>,
    /// What the notes say of the indicators without a mark: 其余为预期性.
    others: Option<Binding>,
}

impl Found {
    /// What a mark says of an indicator: as the notes say, else a full one that it is binding.
    fn mark(&self, mark: char) -> Option<Binding> {
        if let Some((_, binding)) = self.marks.iter().find(|(c, _)| *c == mark) {
            return Some(*binding);
        }
        match mark {
            '▲' | '★' | '●' | '■' | '◆' => Some(Binding::Binding),
            '△' | '☆' | '□' | '◇' => Some(Binding::Expected),
            _ => None,
        }
    }

    /// The places of its cells.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Span> + '_ {
        self.grid.cells.iter().map(|cell| cell.span).chain(self.grid.keys.iter().copied())
    }

    /// Enters a row that only heads others as a sentence that states nothing.
    fn enter(&self, row: usize, section: Option<usize>, reader: &mut Reader<'_>) {
        let own = self.grid.own(row);
        if own.iter().any(|c| !c.is_blank()) {
            reader.begin(own.iter().map(|c| &c.view), Tense::Fact, section);
        }
    }

    /// Writes what the table says.
    pub(crate) fn read(&self, number: usize, section: Option<usize>, reader: &mut Reader<'_>) {
        match self.kind {
            Kind::Indicators => indicator::read(self, number, section, reader),
            Kind::Tasks => task::read(self, section, reader),
        }
    }
}

/// Faults of the lexicon file.
pub(crate) fn lexicon_faults() -> Vec<crate::LexiconError> {
    TableWords::get().errors.clone()
}

/// The tables of a text that are understood, in order, none within another: of those given, and of lines that stand like
/// one.
pub(crate) fn find(
    tables: &[Table],
    original: &[char],
    folded: &[char],
    looks: Row<'_>,
    grammar: &Grammar,
) -> Vec<Found> {
    let mut all: Vec<Table> = tables.to_vec();
    all.sort_by_key(|t| t.span);
    all.extend(plain::tables(folded, looks, &all.clone()));
    all.sort_by_key(|t| t.span);
    let mut out: Vec<Found> = Vec::new();
    let mut floor = 0;
    for table in &all {
        if (table.span.start() as usize) < floor || table.span.end() as usize > folded.len() {
            continue;
        }
        let Some(grid) = Grid::new(table, original, folded, looks).map(Grid::unfolded) else { continue };
        let mut around = Around::new(table.span.start() as usize, floor, folded, grammar);
        let carded = cards::laid_out(&grid)
            .and_then(|cards| understood(&cards, &around, original, grammar).map(|(heads, kind)| (cards, heads, kind)));
        let found = carded
            .or_else(|| understood(&grid, &around, original, grammar).map(|(heads, kind)| (grid.clone(), heads, kind)));
        let turned = || {
            let turned = grid.turned()?;
            understood(&turned, &around, original, grammar).map(|(heads, kind)| (turned, heads, kind))
        };
        let found = match found {
            Some(found) if found.1.known_share() < 50 => {
                turned().filter(|t| t.1.known_share() > found.1.known_share()).or(Some(found))
            }
            None => turned().or_else(|| goes_on(&grid, out.last()?, folded)),
            found => found,
        };
        let Some((grid, heads, kind)) = found else { continue };
        for row in 0..heads.rows.start {
            for cell in grid.own(row) {
                around.add(cell.span.start() as usize, cell.span.end() as usize, folded, grammar);
            }
        }
        floor = table.span.end() as usize;
        around.below(table.span, folded);
        let (marks, others) = marks(folded, table.span);
        out.push(Found { span: table.span, grid, heads, kind, around, marks, others });
    }
    out
}

/// The later part of a table, printed without its headings, with those of the part before.
fn goes_on(grid: &Grid, before: &Found, folded: &[char]) -> Option<(Grid, Heads, Kind)> {
    let between = folded.get(before.span.end() as usize..grid.span.start() as usize)?;
    // A line that says 续表 is short; what is longer is text.
    let words: Vec<char> = between.iter().take(200).filter(|c| !c.is_whitespace()).copied().collect();
    let goes_on = words.is_empty() && between.len() < 200 || TableWords::get().is_continued(&words);
    let heads = Heads { rows: 0..0, ..before.heads.clone() };
    (goes_on && !before.grid.is_turned && before.grid.columns == grid.columns)
        .then(|| (grid.clone(), heads, before.kind))
}

/// Marks that the table or the lines below it explain, and what is said of the rest: 带▲的为约束性指标，其余为预期性.
fn marks(folded: &[char], span: Span) -> (Vec<(char, Binding)>, Option<Binding>) {
    /// How far below a table its notes are looked for.
    const BELOW: usize = 300;
    /// Farthest that 约束性 stands from its mark.
    const REACH: usize = 12;
    let mut out = Vec::new();
    let start = (span.start() as usize).saturating_sub(60);
    let end = folded.len().min(span.end() as usize + BELOW);
    for at in start..end {
        let Some(&c) = folded.get(at).filter(|c| value::is_mark(**c) || **c == '零') else { continue };
        let near = folded.get(at + 1..end.min(at + 1 + REACH)).unwrap_or_default();
        let near = near
            .split(|c| matches!(c, ';' | ',' | '。' | '\n' | '\t') || value::is_mark(*c))
            .next()
            .unwrap_or_default();
        let says = near.iter().any(|c| matches!(c, '为' | '表' | '是' | '代' | ':' | '的' | '系'));
        if let Some(binding) = indicator::binding(near).filter(|_| says) {
            out.push((c, binding));
        }
    }
    let below = folded.get(span.start() as usize..end).unwrap_or_default();
    let others = ["其余", "其他", "其它", "未标注", "未标"].iter().find_map(|word| {
        let at = search::find(below, word, below.len())?;
        let near = below.get(at..below.len().min(at + REACH)).unwrap_or_default();
        let near = near.split(|c| matches!(c, ';' | '。' | '\n' | '\t')).next()?;
        indicator::binding(near).filter(|_| near.iter().any(|c| matches!(c, '为' | '均' | '都' | '是' | '系')))
    });
    (out, others)
}

/// The head of a grid and what its rows are, where both can be told.
fn understood(grid: &Grid, around: &Around, original: &[char], grammar: &Grammar) -> Option<(Heads, Kind)> {
    let mut heads = Heads::find(grid, original, grammar)?;
    // Whether a heading says that tasks stand below it.
    let told = heads.has(Role::Task);
    units_or_bodies(grid, &mut heads);
    measure::settle(grid, around, &mut heads, grammar);
    binding_by_its_cells(grid, &mut heads);
    content::settle(grid, &mut heads);
    goals_in_numbers(grid, &mut heads);
    labels_of_names(grid, &mut heads);
    let projects = project::settle(grid, &mut heads);
    heads.settle_rows(grid);
    let words = TableWords::get();
    let (mut numbers, mut filled) = (0usize, 0usize);
    let rows = data_rows(grid, &heads);
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
    deadlines_by_their_cells(grid, &mut heads);
    let who = [Role::Lead, Role::Duty, Role::Support, Role::Deadline].into_iter().any(|role| heads.has(role));
    if !projects && numbers > 0 && numbers * 2 >= filled {
        let measured = numbers * 5 >= filled * 4;
        // 建设内容 beside 一季度, 二季度: how far the work is to be, now and then in numbers.
        if measured || !who || !heads.has(Role::Task) {
            name_column(grid, around, &mut heads, who, measured);
            if heads.has(Role::Indicator) {
                return Some((heads, Kind::Indicators));
            }
        }
    }
    let given = !who && given_above(grid, around, &heads);
    if projects {
        // Their names are the tasks.
    } else if heads.has(Role::Task) {
        finer_tasks(grid, &mut heads);
    } else {
        task_column(grid, &mut heads, who || given);
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
        let is_goal = |c: &&mut column::Column| {
            c.role == Role::Value(Holds::Target) && !(projects && c.project == words::Project::Money)
        };
        for column in heads.columns.iter_mut().filter(is_goal) {
            column.role = Role::Goal;
        }
        return Some((heads, Kind::Tasks));
    }
    None
}

/// The rows below the headings, but for those of one cell over most columns, which are none of any column: （一）环境质量.
fn data_rows(grid: &Grid, heads: &Heads) -> Vec<usize> {
    let is_banner = |row: usize| {
        let mut own = grid.own(row).iter().filter(|c| !c.is_blank());
        matches!((own.next(), own.next()), (Some(only), None) if only.columns > 1 && only.columns * 2 > grid.columns)
    };
    (heads.rows.end..grid.rows).filter(|row| !is_banner(*row)).collect()
}

/// A column headed 单位 holds units, or the bodies that are to do the task.
fn units_or_bodies(grid: &Grid, heads: &mut Heads) {
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
fn binding_by_its_cells(grid: &Grid, heads: &mut Heads) {
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
fn labels_of_names(grid: &Grid, heads: &mut Heads) {
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
fn deadlines_by_their_cells(grid: &Grid, heads: &mut Heads) {
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
    let is_day = |c: &column::Column| c.path.last().is_some_and(|p| p.ends_with(['间', '期', '月', '份']));
    let may = |c: &column::Column| match c.role {
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
fn goals_in_numbers(grid: &Grid, heads: &mut Heads) {
    let words = TableWords::get();
    let rows = data_rows(grid, heads);
    // 全年目标 beside 一季度, too; with no other numbers it is what a task is to bring.
    let values = heads.values().next().is_some();
    let named = |c: &column::Column| c.path.last().is_some_and(|p| p.contains("目标"));
    // 项目 | 单位 | 目标任务 | 分值: numbers below, and their unit in a column before.
    let unit = heads.columns.iter().position(|c| c.role == Role::Unit);
    let says = |at: usize, c: &column::Column| {
        c.role == Role::Goal && values && named(c)
            || c.role == Role::Task && named(c) && unit.is_some_and(|unit| unit < at)
    };
    for (at, column) in heads.columns.iter_mut().enumerate().filter(|(at, c)| c.is_goal || says(*at, c)) {
        let cells = || rows.iter().map(|row| grid.words(*row, at)).filter(|c| !c.is_empty() && !words.is_nothing(c));
        let is_number = |c: &[char]| c.len() <= 12 && c.iter().any(char::is_ascii_digit) || parts::is_numbers(c);
        let numbers = cells().filter(|c| is_number(c)).count();
        if numbers > 0 && numbers * 2 >= cells().count() {
            column.role = Role::Value(Holds::Target);
        }
    }
}

/// Settles which column names the indicators. `in_numbers`: nearly all that stands in the columns of values is a number.
fn name_column(grid: &Grid, around: &Around, heads: &mut Heads, who: bool, in_numbers: bool) {
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
        return years.clone().any(column::Column::is_until) || years.next().is_some() && said();
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

/// 改革举措 beside 具体内容: what stands behind the task and is no label says it more finely.
fn finer_tasks(grid: &Grid, heads: &mut Heads) {
    let Some(last) = heads.all(Role::Task).next_back() else { return };
    let rows = data_rows(grid, heads);
    for at in last + 1..heads.columns.len() {
        let long = rows.iter().map(|row| grid.words(*row, at).len()).sum::<usize>() >= LABEL * rows.len();
        // 工作任务 | 序号 | 具体要求: what stands behind the numbers is what they number.
        let numbered = at > last + 1 && heads.columns.get(at - 1).is_some_and(|c| c.role == Role::Number);
        let finer = |c: &&mut column::Column| match c.role {
            Role::Matter => !c.is_goal || numbered,
            Role::Goal | Role::Unknown | Role::Known => numbered,
            _ => false,
        };
        if let Some(column) = heads.columns.get_mut(at).filter(finer).filter(|_| long) {
            column.role = Role::Task;
        }
    }
}

/// Shorter words on the mean are labels.
const LABEL: usize = 5;

/// Settles which column says what is to be done: the one with the longest words of those that may.
fn task_column(grid: &Grid, heads: &mut Heads, who: bool) {
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
    let rows = data_rows(grid, heads);
    let said = |row: &usize| {
        heads.all(Role::Task).any(|column| {
            grid.at(*row, column)
                .is_some_and(|c| c.row == *row && Duty::behind(c.chars()).is_some_and(|(d, _)| !d.is_empty()))
        })
    };
    let count = rows.iter().filter(|row| said(row)).count();
    count > 0 && count * 3 >= rows.len()
}

/// What the lexicon's examples are asked: the group that a heading, a cell or a bracket speaks of.
#[cfg(test)]
pub(crate) fn says(text: &str, group: &str) -> Option<String> {
    let words = TableWords::get();
    let fold = crate::fold::Fold::get();
    let chars: Vec<char> = text.chars().map(|c| fold.char(c)).collect();
    let group_of = |yes: bool| yes.then(|| group.to_owned());
    match group {
        "sum" => group_of(words.is_sum(&chars)),
        "remark" => group_of(words.is_remark(&chars)),
        "years" => group_of(words.is_years(&chars)),
        "population" => group_of(words.is_population(&chars)),
        "continued" => group_of(words.is_continued(&chars)),
        "nothing" => group_of(words.is_nothing(&chars)),
        "changes" => group_of(words.is_change(&chars)),
        "sorts" => group_of(words.is_sort(&chars)),
        "beside.deadline" => {
            deadline::of_section(&chars).map(|range| chars.get(range).unwrap_or_default().iter().collect())
        }
        "office.end" => group_of(words.is_office(&chars)),
        "body.other" => group_of(words.answers_not(&chars)),
        "body.leads" => group_of(words.leads(&chars)),
        "body.helps" => group_of(words.supports(&chars)),
        "deadline.changed" => group_of(words.is_changed(&chars)),
        "other.table" => group_of(words.is_of_other(&chars)),
        "matter.end" | "goal.end" | "task.end" | "indicator.end" | "note.end" | "deadline.end" | "number.end"
        | "start.whole" | "deadline.whole" => {
            let read = heading::Heading::new(&chars, crate::figure::Grammar::get());
            let head = words.tail(&chars).filter(|head| read.has(*head))?;
            group.starts_with(head.group()).then(|| group.to_owned())
        }
        "recurs" => group_of(words.recurs.find_before(&chars, chars.len()).is_some()),
        "strives" => group_of(words.strives(&chars, 0)),
        "ditto" => group_of(words.is_ditto(&chars)),
        "project.name" => group_of(words.project(&chars) == words::Project::Name),
        "project.word" => group_of(words.project(&chars) == words::Project::Word),
        "project.content" => group_of(words.project(&chars) == words::Project::Content),
        "project.owner" => group_of(words.project(&chars) == words::Project::Owner),
        "project.money" => group_of(words.project(&chars) == words::Project::Money),
        "leads" | "helps" | "answer" | "answer.label" | "level" | "until" | "goes.on" | "event" | "body.end" => {
            let (duty, _) = Duty::behind(&chars)?;
            let list = |names: &[std::ops::Range<usize>]| {
                names
                    .iter()
                    .map(|n| chars.get(n.clone()).unwrap_or_default().iter().collect::<String>())
                    .collect::<Vec<_>>()
                    .join("、")
            };
            let mut said = list(&duty.leads);
            if !duty.helps.is_empty() {
                said = format!("{said} + {}", list(&duty.helps));
            }
            if let Some(until) = duty.deadline {
                said = format!("{said} | {}", chars.get(until).unwrap_or_default().iter().collect::<String>());
            }
            Some(said)
        }
        _ => {
            let read = heading::Heading::new(&chars, crate::figure::Grammar::get());
            let head = read.is_heading().then(|| read.heads.iter().find(|h| **h != words::Head::Neutral))?;
            head.map(|h| h.group().to_owned())
        }
    }
}
