//! What each column of a table holds, from the rows of headings above it.

use super::content;
use super::grid::Grid;
use super::heading::Heading;
use super::words::{Head, Project, TableWords};
use crate::figure::Grammar;
use crate::reading::Period;
use jiff::civil::Date;
use std::ops::Range;

/// Rows before the headings: a title, a unit for all, who filled the table in.
const TITLE_ROWS: usize = 6;

/// Rows of headings, one below the other.
const HEAD_ROWS: usize = 5;

/// What a column of numbers holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A year, and nothing that says what of it.
    Year,
    /// What is or was: the base.
    Now,
    /// What was reached.
    Done,
    Target,
    /// A mean growth; in [ ] what the years sum up to.
    Yearly,
    /// What the years sum up to.
    Total,
    /// Growth over the year before.
    Change,
    /// What single years come to together.
    Sum,
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Number,
    Category,
    Indicator,
    Matter,
    Unit,
    Value(Holds),
    Binding,
    /// The sign for the bound of the number beside it.
    Sign,
    Task,
    Goal,
    Lead,
    Support,
    Duty,
    Deadline,
    /// For which part of the whole a row speaks.
    Scope,
    /// Known, and of no use here.
    Known,
    Unknown,
}

/// A column with what its headings say.
// Each flag is a word that stood there; they are independent.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) role: Role,
    /// The headings from the top down, as written.
    pub(super) path: Vec<String>,
    /// The time of its heading, as written.
    pub(super) time: Option<Period>,
    /// What a growth is held against, as written.
    pub(super) base: Option<String>,
    /// Each of several years that it names side by side: 目标值（2027年/2030年）; else none.
    pub(super) times: Vec<Period>,
    pub(super) unit: Vec<char>,
    /// What the heading right above it, over several columns, says of the years below.
    pub(super) above: Option<Holds>,
    /// Which heading that is.
    group: Option<(usize, usize)>,
    /// Of a growth over the year before: it is of a year that is planned.
    pub(super) of_target: bool,
    /// Headed 目标, and nothing that says whether in numbers or in words.
    pub(super) is_goal: bool,
    /// 列第一位的为牵头单位.
    pub(super) first_leads: bool,
    /// Its heading says 牵头, 主办 and the like, not only 责任.
    pub(super) leads: bool,
    /// Persons stand beside the bodies: 责任部门及责任人.
    pub(super) persons: bool,
    /// Its heading names places, or heads cells that do.
    pub(super) region: Region,
    /// What it is in a list of projects.
    pub(super) project: Project,
    /// Its deadlines stand in for those of another column: 调整后.
    pub(super) is_changed: bool,
    /// It gives a span of time, 建设年限, which a day in another column is finer than.
    pub(super) is_span: bool,
    /// Of its lowest heading only the end is known: 检查日期.
    pub(super) is_tail: bool,
    /// Nothing in its headings is unknown: they name no thing of their own.
    pub(super) is_plain: bool,
}

/// What a heading says of places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Region {
    #[default]
    Nothing,
    /// 县（区）: its cells name places.
    Heads,
    /// 白塔区: its numbers are of this place.
    Place(String),
}

impl Column {
    /// Whether its time is one by which something is to be reached: 到2030年.
    pub(super) fn is_until(&self) -> bool {
        self.time.as_ref().is_some_and(|t| t.text.starts_with(['到', '至']))
            || self.path.iter().any(|head| head.starts_with('到'))
    }

    /// The year its heading names; of several the last.
    pub(super) fn year(&self) -> Option<i16> {
        self.time.as_ref().and_then(|t| t.end.or(t.start)).map(Date::year)
    }
}

/// The head of a table.
#[derive(Debug, Clone)]
pub(super) struct Heads {
    /// Rows of headings.
    pub(super) rows: Range<usize>,
    pub(super) columns: Vec<Column>,
    /// Its rows are named after places; what is measured, the caption says.
    pub(super) places_down: bool,
    /// Who is to do the tasks is only known by what stands in the column.
    pub(super) inferred: bool,
}

impl Heads {
    /// Finds the headings of a grid.
    pub(super) fn find(grid: &Grid, original: &[char], grammar: &Grammar) -> Option<Self> {
        let mut first = (0..grid.rows.min(TITLE_ROWS))
            .find(|row| is_head(grid, *row, grammar))
            .or_else(|| content::head_row(grid, grammar))?;
        // A cell of the row above that reaches into this one heads its column, and so do those beside it.
        while first > 0 && grid.own(first - 1).iter().any(|c| !c.is_blank() && c.row + c.rows > first) {
            first -= 1;
        }
        let mut end = first + 1;
        while end < grid.rows.saturating_sub(1).min(first + HEAD_ROWS) && continues(grid, first, end, grammar) {
            end += 1;
        }
        let rows = first..end;
        let mut columns: Vec<Column> =
            (0..grid.columns).map(|column| read(grid, &rows, column, original, grammar)).collect();
        settle_groups(&mut columns);
        settle_places(&mut columns);
        Some(Self { rows, columns, places_down: false, inferred: false })
    }

    /// 地区, 2026年, 2027年 over rows of places: one thing, by place and year.
    pub(super) fn settle_rows(&mut self, grid: &Grid) {
        let taken = [Role::Indicator, Role::Matter, Role::Task, Role::Lead, Role::Duty];
        if taken.iter().any(|role| self.has(*role)) || !self.values().all(|(at, _)| self.columns[at].is_plain) {
            return;
        }
        let Some(at) = self.columns.iter().position(|c| c.region == Region::Heads) else { return };
        let cells = || (self.rows.end..grid.rows).map(|row| grid.words(row, at)).filter(|c| !c.is_empty());
        let places = cells().filter(|c| super::heading::is_place(c) || c.first() == Some(&'全')).count();
        if places >= PLACES && places * 3 >= cells().count() * 2 && self.values().count() > 0 {
            self.columns[at].role = Role::Indicator;
            self.places_down = true;
        }
    }

    /// How many of a hundred columns are known.
    pub(super) fn known_share(&self) -> usize {
        self.columns.iter().filter(|c| c.role != Role::Unknown).count() * 100 / self.columns.len().max(1)
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.columns.iter().any(|c| c.role == role)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = (usize, Holds)> + '_ {
        self.columns.iter().enumerate().filter_map(|(at, c)| match c.role {
            Role::Value(holds) => Some((at, holds)),
            _ => None,
        })
    }

    /// The columns with this role, from the left.
    pub(super) fn all(&self, role: Role) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.columns.iter().enumerate().filter(move |(_, c)| c.role == role).map(|(at, _)| at)
    }
}

/// Whether a row of the grid heads columns: at least two headings, most of its cells, and one that no cell of data is
/// like.
fn is_head(grid: &Grid, row: usize, grammar: &Grammar) -> bool {
    let own: Vec<_> = grid.own(row).iter().filter(|c| !c.is_blank()).collect();
    let read: Vec<Heading> = own.iter().map(|c| Heading::new(c.chars(), grammar)).collect();
    let place = |column: usize| Heading::new(grid.words(row + 1, column), grammar).is_place;
    // 其中, over 白塔区 and 沙河县.
    let over = |at: usize| {
        own.get(at)
            .is_some_and(|c| c.columns > 1 && (c.column..c.column + c.columns).filter(|at| place(*at)).count() > 1)
    };
    let heads = |(at, h): &(usize, &Heading)| h.is_place || h.is_heading() && !h.is_data() || over(*at);
    let headings = read.iter().enumerate().filter(heads).count();
    let words = read.iter().filter(|h| h.is_word() && !h.is_data()).count();
    // 年份, 2024年, 2025年: a table on its side, whose corner says what stands beside it.
    let years = read.iter().filter(|h| h.time.is_some()).count();
    let corner = years >= 2 && own.first().is_some_and(|c| TableWords::get().is_years(c.chars()));
    headings >= 2 && (words >= 1 || corner) && headings * 2 > own.len()
}

/// Whether a row goes on with the headings: cells from above reach into it, or all it has are headings and units.
fn continues(grid: &Grid, first: usize, row: usize, grammar: &Grammar) -> bool {
    let reached = (0..grid.columns)
        .any(|column| grid.at(row, column).is_some_and(|cell| cell.row >= first && cell.row < row && !cell.is_blank()));
    let own: Vec<_> = grid.own(row).iter().filter(|c| !c.is_blank()).collect();
    if own.is_empty() {
        return reached;
    }
    let read: Vec<Heading> = own.iter().map(|c| Heading::new(c.chars(), grammar)).collect();
    let plain = read.iter().filter(|h| h.is_plain() && !h.is_data()).count();
    // 1, 2, … 12 below 完成月份.
    if reached && numbers_months(grid, row, &own) {
        return true;
    }
    // Merged headings: 规划目标 over 2020年 and 2025年. Where the merging was lost, the cells themselves must tell.
    if reached {
        return read.iter().filter(|h| h.is_heading() || h.is_plain() || h.is_place).count() * 2 >= own.len();
    }
    let spans =
        grid.own(first).iter().any(|c| c.columns > 1) || grid.own(first).iter().any(super::grid::GridCell::is_blank);
    let units = read.iter().filter(|h| !h.unit.is_empty() && h.time.is_none()).count();
    plain == own.len() && (spans && own.len() > 1 || units >= 2 && units + 1 >= own.len())
}

/// Whether a row has nothing but the numbers of months, in their order, below a heading that says so.
fn numbers_months(grid: &Grid, row: usize, own: &[&super::grid::GridCell]) -> bool {
    let month = |cell: &super::grid::GridCell| cell.chars().iter().collect::<String>().parse::<u8>().ok();
    let above = |cell: &super::grid::GridCell| row > 0 && grid.words(row - 1, cell.column).contains(&'月');
    own.len() >= 3
        && own.iter().all(|cell| above(cell) && month(cell).is_some_and(|m| (1..=12).contains(&m)))
        && own.windows(2).all(|pair| month(pair[0]).map(|m| m + 1) == month(pair[1]))
}

/// What the headings over one column say together.
fn read(grid: &Grid, rows: &Range<usize>, column: usize, original: &[char], grammar: &Grammar) -> Column {
    let mut out = Column {
        role: Role::Unknown,
        path: Vec::new(),
        time: None,
        base: None,
        times: Vec::new(),
        unit: Vec::new(),
        above: None,
        group: None,
        of_target: false,
        is_goal: false,
        first_leads: false,
        leads: false,
        persons: false,
        region: Region::Nothing,
        project: Project::Nothing,
        is_changed: false,
        is_span: false,
        is_tail: false,
        is_plain: false,
    };
    let mut headings: Vec<((usize, usize), Heading)> = Vec::new();
    for row in rows.clone() {
        let Some(cell) = grid.at(row, column).filter(|c| !c.is_blank()) else { continue };
        let place = (cell.row, cell.column);
        if headings.iter().any(|(before, _)| *before == place) {
            continue;
        }
        out.path.push(cell.view.original_text(0..cell.view.len(), original));
        let chars = cell.chars();
        let holds = |words: &[&str]| words.iter().any(|w| crate::search::holds(chars, w));
        out.first_leads |= holds(&["第一位", "排首位", "列首位", "排第一"]) && holds(&["牵头"]);
        out.leads |= holds(&["牵头", "主办", "主责", "主要责任", "第一责任", "首要", "汇总"]);
        out.is_changed |= TableWords::get().is_changed(chars);
        out.is_span |= TableWords::get().is_span_of_time(chars);
        let project = TableWords::get().project(chars);
        // 2026年 below 投资（万元）.
        if project != Project::Nothing || out.project != Project::Money {
            out.project = project;
        }
        headings.push((place, Heading::new(chars, grammar)));
    }
    out.persons = headings.iter().any(|(_, h)| h.has(Head::Person));
    out.is_tail = headings.last().is_some_and(|(_, h)| h.is_tail);
    out.is_plain = headings.iter().all(|(_, h)| h.is_plain());
    if let Some((place, heading)) = headings.last() {
        let text = || grid.at(place.0, place.1).map(|cell| cell.view.original_text(0..cell.view.len(), original));
        let beside = [(place.0 + 1, column), (place.0, column + 1)];
        let over = || beside.iter().any(|(row, column)| super::heading::is_place(grid.words(*row, *column)));
        out.region = match () {
            // 乡镇 over 城关镇 heads names of places, and is no part of all as beside 城区.
            () if heading.is_heading() && heading.has(Head::Region) && over() => Region::Heads,
            () if heading.is_place => text().map_or(Region::Nothing, Region::Place),
            () if heading.has(Head::Region) => Region::Heads,
            () => Region::Nothing,
        };
    }
    for (place, heading) in &headings {
        if let Some((range, start, end)) = &heading.time
            && let Some(cell) = grid.at(place.0, place.1)
        {
            let text = cell.view.original_text(range.clone(), original);
            out.time = Some(Period { text, start: *start, end: *end });
            let period = |(range, start, end): &(Range<usize>, Option<Date>, Option<Date>)| Period {
                text: cell.view.original_text(range.clone(), original),
                start: *start,
                end: *end,
            };
            out.times = heading.beside.iter().map(period).collect();
        }
        if let Some((range, cell)) = heading.base.clone().zip(grid.at(place.0, place.1)) {
            out.base = Some(cell.view.original_text(range, original));
        }
        if !heading.unit.is_empty() {
            out.unit.clone_from(&heading.unit);
        }
    }
    let mut roles = headings.iter().rev().filter(|(_, h)| h.is_heading()).map(|(place, h)| {
        // 目标 over years.
        let above = headings.last().is_some_and(|(last, _)| last != place);
        let role = match role(h) {
            Role::Matter if above && h.is_goal => Role::Value(Holds::Target),
            // 责任与时限 over columns of either says of none which it is.
            Role::Deadline if above && h.is_joined && h.has(Head::Note) => Role::Unknown,
            role => role,
        };
        (*place, role)
    });
    // The lowest heading decides; one above it is asked where it only gives a year.
    if let Some((_, lowest)) = roles.find(|(_, role)| *role != Role::Unknown) {
        out.role = lowest;
        out.is_goal = lowest == Role::Matter && headings.last().is_some_and(|(_, h)| h.is_goal);
        let only_level = headings.last().is_some_and(|(_, h)| h.heads.contains(&Head::Level) && h.time.is_none());
        let upper = roles.next();
        if let Some((_, Role::Value(above))) = upper
            && only_level
            && matches!(lowest, Role::Value(Holds::Done))
        {
            // 绝对值 below 2030年计划.
            out.role = Role::Value(above);
        } else if let Some((place, Role::Value(above))) = upper
            && above != Holds::Year
        {
            out.above = Some(above);
            out.group = Some(place);
        } else if matches!(lowest, Role::Matter)
            && let Some((_, upper)) =
                headings.iter().rev().filter(|(_, h)| h.is_heading()).nth(1).map(|(p, h)| (*p, role(h)))
            && upper != Role::Unknown
        {
            out.role = upper;
        }
    }
    out
}

/// What one heading says of its column.
fn role(heading: &Heading) -> Role {
    let has = |head| heading.has(head);
    let timed = heading.time.is_some();
    // In the order of how surely the word tells.
    if has(Head::Binding) {
        return Role::Binding;
    }
    if has(Head::Task) && (has(Head::Duty) || heading.is_joined && (has(Head::Lead) || has(Head::Support))) {
        // 重点工作及分工: the bodies stand behind the task.
        return Role::Task;
    }
    // 参与落实部门 takes part in what others do; 牵头配合单位 names both.
    let takes_part = !heading.is_joined && heading.heads.first() == Some(&Head::Support);
    if has(Head::Duty) || has(Head::Lead) && has(Head::Support) && !takes_part {
        return Role::Duty;
    }
    if has(Head::Support) {
        return Role::Support;
    }
    if has(Head::Lead) {
        return Role::Lead;
    }
    if has(Head::Deadline) && heading.is_joined && (has(Head::Task) || has(Head::Matter)) {
        // 项目内容及时限: the days stand behind the task.
        return Role::Task;
    }
    if has(Head::Deadline) {
        return Role::Deadline;
    }
    if has(Head::Start) {
        return Role::Known;
    }
    if has(Head::Scope) {
        return Role::Scope;
    }
    if has(Head::Person) {
        return Role::Known;
    }
    if has(Head::Yearly) {
        return Role::Value(Holds::Yearly);
    }
    if has(Head::Now) {
        return Role::Value(Holds::Now);
    }
    if has(Head::Target) {
        return Role::Value(Holds::Target);
    }
    if has(Head::Total) {
        return Role::Value(Holds::Total);
    }
    if has(Head::Change) {
        return Role::Value(Holds::Change);
    }
    if has(Head::Sum) {
        return Role::Value(Holds::Sum);
    }
    if has(Head::Done) {
        return Role::Value(Holds::Done);
    }
    if has(Head::Level) {
        // 2030年数量: the other years tell whether it is to be reached.
        return Role::Value(if timed { Holds::Year } else { Holds::Done });
    }
    if has(Head::Task) {
        return Role::Task;
    }
    if has(Head::Goal) {
        return Role::Goal;
    }
    if has(Head::Number) {
        return Role::Number;
    }
    if has(Head::Category) {
        return Role::Category;
    }
    let thing = has(Head::Indicator) || has(Head::Matter) || heading.heads.contains(&Head::Neutral);
    if timed && (has(Head::Matter) || has(Head::Indicator)) {
        // 2025年目标, 2025年指标.
        return Role::Value(Holds::Target);
    }
    if timed && (!thing || heading.heads.iter().all(|h| *h == Head::Neutral)) {
        return Role::Value(Holds::Year);
    }
    if has(Head::Indicator) && has(Head::Note) && !heading.is_joined {
        // 指标来源 is of indicators and names none.
        return Role::Known;
    }
    if has(Head::Indicator) {
        return Role::Indicator;
    }
    if has(Head::Unit) {
        return Role::Unit;
    }
    if has(Head::Matter) {
        return Role::Matter;
    }
    if has(Head::Note) || has(Head::Region) { Role::Known } else { Role::Unknown }
}

/// Fewest columns of places for a table to be one that shares out.
const PLACES: usize = 2;

/// 指标, 白塔区, 沙河县, 合计: each column has the numbers of a place, and what stands beside them, of all.
fn settle_places(columns: &mut [Column]) {
    let is_place = |c: &Column| matches!(c.region, Region::Place(_)) && c.role == Role::Unknown;
    if columns.iter().filter(|c| is_place(c)).count() < PLACES {
        return;
    }
    for column in columns.iter_mut() {
        let all = column.role == Role::Value(Holds::Sum)
            || column.role == Role::Unknown && column.path.last().is_some_and(|p| p.starts_with('全'));
        if is_place(column) || all {
            column.role = Role::Value(Holds::Year);
        } else if column.region == Region::Heads {
            // In a table on its side the corner names the places; the names of what is measured stand below it.
            column.role = Role::Matter;
        }
    }
}

/// 规划目标 over 2020年, 2025年 and 年均增长 names the whole group and makes no target of 2020年: it speaks for the years
/// below it only where they are all alike and another column holds what is now.
fn settle_groups(columns: &mut [Column]) {
    for at in 0..columns.len() {
        let Some(column) = columns.get(at) else { continue };
        let (Role::Value(Holds::Year), Some(above), Some(group)) = (column.role, column.above, column.group) else {
            continue;
        };
        let same = |c: &&Column| c.group == Some(group);
        let alike =
            columns.iter().filter(same).all(|c| c.role == Role::Value(Holds::Year) || c.role == Role::Value(above));
        let years = columns.iter().filter(same).filter(|c| matches!(c.role, Role::Value(Holds::Year))).count();
        let others = columns.iter().any(|c| matches!(c.role, Role::Value(_)) && c.group != Some(group));
        let speaks = above != Holds::Target || alike && (others || years == 1);
        if let Some(column) = columns.get_mut(at).filter(|_| speaks) {
            column.role = Role::Value(above);
        }
    }
}
