//! Tables of indicators: a figure for each number, with its headings as indicator, unit, period and binding.

use super::around::years;
use super::cell::Place;
use super::column::{Heads, Holds, Role};
use super::grid::GridCell;
use super::name::Name;
use super::value::Bare;
use super::when::When;
use super::words::TableWords;
use super::year::{self, Known};
use super::{Found, deadline, parts, row};
use crate::read::Reader;
use crate::reading::{Binding, Bound, Period, Tense};
use crate::search;
use crate::time::{self, Anchor, Looking};
use std::borrow::Cow;
use std::ops::Range;

/// What holds for all rows of a table.
pub(super) struct Setting<'a> {
    pub(super) table: &'a Found,
    pub(super) heads: Heads,
    pub(super) number: usize,
    pub(super) section: Option<usize>,
    /// The years the table plans.
    pub(super) planned: Option<Period>,
    /// It sets targets.
    pub(super) targets: bool,
    /// The last year that rows give their numbers and that is past, where the headings give none.
    pub(super) base: Option<i16>,
    /// What is measured in all rows, where they are named after places.
    pub(super) subject: Option<Vec<char>>,
}

/// What the rows above a row said for those below.
#[derive(Default)]
struct Above {
    category: Option<String>,
    /// 一、规模（单位：平方公里）: of the rows that name none.
    unit: Vec<char>,
    binding: Option<Binding>,
}

/// What one row says of all its numbers.
pub(super) struct Row<'a> {
    pub(super) sentence: usize,
    pub(super) indicator: &'a [char],
    pub(super) indicator_text: String,
    /// What its numbers are, where a cell beside the name says so: 现状, 目标.
    pub(super) holds: Option<Holds>,
    /// The time of its numbers, where no heading has one.
    pub(super) when: Option<Period>,
    /// The place the row is named after.
    pub(super) place: Option<String>,
    pub(super) group: Option<String>,
    /// Whether indicator or group is itself a change: 降低, 减少.
    pub(super) changes: bool,
    pub(super) category: Option<String>,
    pub(super) unit: Vec<char>,
    /// Of its target, where the sign stands in a column of its own.
    pub(super) bound: Option<Bound>,
    pub(super) binding: Option<Binding>,
    /// Another column of the row has a level of the same indicator.
    pub(super) levels: bool,
}

/// Writes the figures of a table.
pub(super) fn read(table: &Found, number: usize, section: Option<usize>, reader: &mut Reader<'_>) {
    /// What a caption or a title says that sets targets.
    const SETS: &[&str] = &["目标", "规划", "计划", "任务", "控制指标", "考核指标", "指标分解", "分解指标"];
    let title: Vec<char> = reader.title();
    let mut heads = table.heads.clone();
    let planned = table.around.period(&title, reader.original);
    let speaks = |words: &[char]| search::holds(words, "“十") || SETS.iter().any(|w| search::holds(words, w));
    let span = planned.as_ref().and_then(years);
    // A table of the years of a plan up to its last sets targets, whatever its caption says.
    let to_the_end = span.is_some_and(|(from, to)| from < to && heads.columns.iter().any(|c| c.year() == Some(to)));
    let known = Known {
        planned: span,
        year: reader.resolve.year,
        targets: to_the_end || !table.marks.is_empty() || table.around.says(SETS) || speaks(&title),
    };
    if let Some(year) = span.filter(|(from, to)| from == to).map(|(year, _)| year) {
        parts_of(year, &mut heads);
    }
    year::settle(&mut heads, known);
    let targets = heads.values().any(|(_, holds)| holds == Holds::Target)
        || known.targets && heads.values().any(|(_, h)| matches!(h, Holds::Yearly | Holds::Total));
    let subject = heads.places_down.then(|| table.around.subject());
    let grid = &table.grid;
    let whens =
        (heads.rows.end..grid.rows).filter_map(|row| When::of(grid, &heads, row, reader.original, reader.grammar));
    let mut row_years: Vec<i16> = whens.filter_map(|when| years(&when.period?)).map(|(_, year)| year).collect();
    row_years.sort_unstable();
    row_years.dedup();
    let base = year::base_of(&row_years, known, targets);
    let setting = Setting { table, heads, number, section, planned, targets, base, subject };
    let mut above = Above::default();
    for at in 0..setting.heads.rows.start {
        grid.own(at).iter().filter(|c| !c.is_blank()).for_each(|cell| reader.heading(&cell.view, section));
    }
    setting.heads.rows.clone().for_each(|at| table.enter(at, section, reader));
    for at in setting.heads.rows.end..grid.rows {
        let kind = match row::kind(grid, &setting.heads, at) {
            row::Kind::Data if setting.heads_rows(at) => row::Kind::Section,
            kind => kind,
        };
        match kind {
            row::Kind::Blank | row::Kind::Repeat => table.enter(at, section, reader),
            kind @ (row::Kind::Remark | row::Kind::Section) => {
                for cell in grid.own(at).iter().filter(|c| !c.is_blank()) {
                    if kind == row::Kind::Remark {
                        reader.prose(&cell.view, section);
                    } else {
                        reader.heading(&cell.view, section);
                        let name = Name::new(cell.chars(), reader.grammar);
                        let end = if name.unit.is_empty() { cell.view.len() } else { name.words.end };
                        above.category = Some(cell.view.original_text(0..end, reader.original));
                        above.unit = super::heading::unit_in(cell.chars().get(name.unit).unwrap_or_default()).to_vec();
                        above.binding = binding(cell.chars());
                    }
                }
            }
            row::Kind::Sum | row::Kind::Data => setting.row(at, &above, reader),
        }
    }
}

/// 第一季度, 上半年: of the one year that the table plans.
fn parts_of(year: i16, heads: &mut Heads) {
    let anchor =
        Anchor { date: first_day(year), planned: Some((year, year)), looking: Looking::Ahead, ..Anchor::default() };
    let undated =
        heads.columns.iter_mut().filter_map(|c| c.time.as_mut()).filter(|t| t.start.is_none() && t.end.is_none());
    for time in undated {
        let chars: Vec<char> = time.text.chars().collect();
        if let [found] = &time::scan(&chars, &anchor)[..] {
            (time.start, time.end) = (found.start, found.end);
        }
    }
}

impl Setting<'_> {
    /// Whether a row has a number of sections and a name, and nothing else: 一 and 经济发展.
    fn heads_rows(&self, at: usize) -> bool {
        let mut own = self.table.grid.own(at).iter().filter(|c| !c.is_blank());
        match (own.next(), own.next(), own.next()) {
            (Some(number), Some(name), None) => {
                let is_value = self.heads.columns.get(name.column).is_none_or(|c| matches!(c.role, Role::Value(_)));
                !is_value && deadline::numbers_sections(number.chars()) == number.chars().len()
            }
            _ => false,
        }
    }

    fn row(&self, at: usize, above: &Above, reader: &mut Reader<'_>) {
        let grid = &self.table.grid;
        let own: Vec<&GridCell> = grid.own(at).iter().filter(|c| !c.is_blank()).collect();
        let mut names: Vec<&GridCell> = Vec::new();
        for column in self.heads.all(Role::Indicator) {
            if let Some(cell) = grid.at(at, column).filter(|c| !c.is_blank())
                && names.last().is_none_or(|n| (n.row, n.column) != (cell.row, cell.column))
            {
                names.push(cell);
            }
        }
        let tense = if self.targets { Tense::Planned } else { Tense::Done };
        let sentence = reader.begin(own.iter().map(|c| &c.view), tense, self.section);
        for cell in &own {
            reader.names_of(&cell.view);
        }
        let Some(finest) = names.last() else { return self.rest(at, sentence, reader) };
        let group = names.iter().rev().nth(1).copied();
        let whole = self.named(at, (finest, group), None, above, sentence, reader);
        let several = self.several(at, finest, reader);
        let count = several.len();
        let rows: Vec<Row<'_>> = (several.iter().enumerate())
            .map(|(index, name)| self.named(at, (name, group), Some((index, count)), above, sentence, reader))
            .collect();
        for (column, holds) in self.heads.values() {
            let Some(heads) = self.heads.columns.get(column) else { continue };
            let own = |c: &&GridCell| c.row == at && c.column == column && !c.is_blank();
            let Some(cell) = grid.at(at, column).filter(own) else { continue };
            let place = Place { cell, heads, holds };
            if rows.is_empty() {
                self.cell(place, 0..cell.view.len(), &whole, reader);
            } else if let Some(parts) = parts::in_order(cell, count, reader.original) {
                for (row, part) in rows.iter().zip(parts) {
                    self.cell(place, part, row, reader);
                }
            } else {
                self.unsettled(place, &whole, reader);
            }
        }
        self.rest(at, sentence, reader);
    }

    /// The names of a cell that holds several, each on its line and with its unit: 绿地率（%） above 公园面积（公顷）. Nothing where it
    /// is one name, whatever lines it was broken into.
    fn several(&self, at: usize, names: &GridCell, reader: &Reader<'_>) -> Vec<GridCell> {
        let chars = names.chars();
        let measured = |pieces: &[Range<usize>]| {
            let name = |piece: &Range<usize>| Name::new(chars.get(piece.clone()).unwrap_or_default(), reader.grammar);
            pieces.len() > 1 && pieces.iter().map(name).all(|name| !name.unit.is_empty() && !name.words.is_empty())
        };
        let lines = parts::lines(names, reader.original);
        let pieces = if chars.iter().filter(|c| matches!(c, ')' | ']')).count() > 1 {
            let marks = ['、', ';', '/', ','].into_iter().map(|mark| parts::at_marks(chars, mark));
            std::iter::once(lines.clone()).chain(marks).find(|pieces| measured(pieces))
        } else {
            None
        };
        let by_column = || {
            let units = self.heads.all(Role::Unit).find_map(|c| self.table.grid.at(at, c)).filter(|u| u.row == at)?;
            let each = parts::lines(units, reader.original);
            let is_unit = |unit: &Range<usize>| reader.grammar.is_unit(units.chars().get(unit.clone()).unwrap_or(&[]));
            (each.len() > 1 && each.len() == lines.len() && each.iter().all(is_unit)).then(|| lines.clone())
        };
        pieces.or_else(by_column).unwrap_or_default().into_iter().map(|piece| names.part(piece)).collect()
    }

    /// What a row says of the indicator that `finest` names in the group of another cell; `of`: which one it is of how many
    /// in the same cell.
    fn named<'b>(
        &'b self,
        at: usize,
        (finest, over): (&'b GridCell, Option<&GridCell>),
        of: Option<(usize, usize)>,
        above: &Above,
        sentence: usize,
        reader: &Reader<'_>,
    ) -> Row<'b> {
        let grid = &self.table.grid;
        let words = TableWords::get();
        let name = Name::new(finest.chars(), reader.grammar);
        let text = |cell: &GridCell, range| cell.view.original_text(range, reader.original);
        let when = When::of(grid, &self.heads, at, reader.original, reader.grammar);
        let begin = when.as_ref().map_or(0, |when| when.of_name);
        let mut name = name;
        if let Some((words, unit)) = unit_line(finest, &name, reader) {
            (name.words, name.unit) = (words, unit);
        }
        if begin > 0 {
            name.words.start = begin.clamp(name.words.start, name.words.end);
            let own = finest.chars().get(name.words.clone()).unwrap_or_default();
            name.words.end = name.words.start + words.without_target(own);
        }
        let indicator = finest.chars().get(name.words.clone()).unwrap_or_default();
        let group_words: Vec<char> = over.map_or_else(
            || finest.chars().get(name.group.clone()).unwrap_or_default().to_vec(),
            |cell| cell.chars().get(Name::new(cell.chars(), reader.grammar).words).unwrap_or_default().to_vec(),
        );
        let group = match over {
            Some(cell) => Some(text(cell, Name::new(cell.chars(), reader.grammar).words)),
            None => (!name.group.is_empty()).then(|| text(finest, name.group.clone())),
        };
        let category =
            self.heads.all(Role::Category).next_back().and_then(|c| grid.at(at, c)).filter(|c| !c.is_blank());
        let levels = self.heads.values().any(|(column, holds)| {
            matches!(holds, Holds::Now | Holds::Target | Holds::Year | Holds::Done)
                && grid
                    .at(at, column)
                    .is_some_and(|c| c.chars().iter().any(char::is_ascii_digit) && !Bare::new(c.chars()).cumulative)
        });
        // Of several in a cell, each has its line of the other columns, too.
        let own = |cell: &'b GridCell| {
            let line = of.and_then(|(index, count)| {
                let lines = parts::lines(cell, reader.original);
                (lines.len() == count).then(|| lines.get(index).cloned()).flatten()
            });
            line.map_or(Cow::Borrowed(cell), |line| Cow::Owned(cell.part(line)))
        };
        let marked = name.mark.and_then(|i| finest.chars().get(i)).and_then(|c| self.table.mark(*c));
        let said = self.heads.all(Role::Binding).find_map(|column| {
            let cell = own(grid.at(at, column).filter(|c| !c.is_blank())?);
            binding(cell.chars())
                .or_else(|| self.ticked(column, &cell))
                .or_else(|| self.table.mark(*cell.chars().first()?))
        });
        let by_category = category.and_then(|c| binding(c.chars()));
        let (indicator, indicator_text, place) = match &self.subject {
            Some(subject) => (&subject[..], subject.iter().collect(), Some(text(finest, name.words.clone()))),
            None => (indicator, text(finest, name.words.clone()), None),
        };
        let units = self.heads.all(Role::Unit).find_map(|c| grid.meant(at, c, self.heads.rows.end)).map(own);
        Row {
            sentence,
            indicator,
            indicator_text,
            place: place
                .filter(|place| !words.is_sum(&place.chars().collect::<Vec<char>>()))
                .or_else(|| self.scope(at, reader)),
            group,
            changes: words.is_change(indicator) || words.is_change(&group_words),
            category: category.map(|c| text(c, 0..c.view.len())).or_else(|| above.category.clone()),
            unit: Some(self.unit(units.as_deref(), finest, &name, over, reader))
                .filter(|unit| !unit.is_empty())
                .or_else(|| self.unit_of_whole(at, finest, reader))
                .unwrap_or_else(|| above.unit.clone()),
            bound: self.heads.all(Role::Sign).find_map(|c| super::measure::bound_of(grid.words(at, c))),
            binding: said.or(name.binding).or(marked).or(by_category).or(above.binding).or(self.table.others),
            levels,
            holds: when.as_ref().and_then(|when| when.holds),
            when: when.and_then(|when| when.period),
        }
    }

    /// The part of the whole that a cell says the row is of: 中心城区.
    fn scope(&self, at: usize, reader: &Reader<'_>) -> Option<String> {
        /// Longer words explain.
        const LONGEST: usize = 10;
        let names = |cell: &&GridCell| {
            let chars = cell.chars();
            (1..=LONGEST).contains(&chars.len()) && !TableWords::get().is_nothing(chars)
        };
        let cells = self.heads.all(Role::Scope).filter_map(|c| self.table.grid.meant(at, c, self.heads.rows.end));
        cells.into_iter().find(names).map(|cell| cell.view.original_text(0..cell.view.len(), reader.original))
    }

    /// A tick in the column 约束性 or 预期性, 是 or 否 in one headed 是否约束性.
    fn ticked(&self, column: usize, cell: &GridCell) -> Option<Binding> {
        let path = &self.heads.columns.get(column)?.path;
        let head = path.iter().rev().find_map(|head| binding(&head.chars().collect::<Vec<char>>()))?;
        match cell.chars() {
            ['√' | '✓' | '✔' | '☑' | '○' | '零' | '●' | '◎' | '是' | '1' | 'Y'] => Some(head),
            ['否' | '×' | 'N'] => Some(if head == Binding::Binding { Binding::Expected } else { Binding::Binding }),
            _ => None,
        }
    }

    /// The unit of a row: of its column, else behind the name, else behind the name of its group, else of the table.
    fn unit(
        &self,
        column: Option<&GridCell>,
        finest: &GridCell,
        name: &Name,
        group: Option<&GridCell>,
        reader: &Reader<'_>,
    ) -> Vec<char> {
        let column = column.map(GridCell::chars);
        let column = column.filter(|unit| !unit.is_empty() && !TableWords::get().is_nothing(unit));
        if let Some(unit) = column {
            let bare = unit.strip_prefix(&['(']).and_then(|u| u.strip_suffix(&[')'])).unwrap_or(unit);
            return bare.to_vec();
        }
        if self.heads.has(Role::Unit) {
            return finest.chars().get(name.unit.clone()).unwrap_or_default().to_vec();
        }
        let of = |cell: &GridCell, range| super::heading::unit_in(cell.chars().get(range).unwrap_or(&[])).to_vec();
        if !name.unit.is_empty() {
            return of(finest, name.unit.clone());
        }
        if let Some(cell) = group {
            let name = Name::new(cell.chars(), reader.grammar);
            if !name.unit.is_empty() {
                return of(cell, name.unit);
            }
        }
        Vec::new()
    }

    /// The unit of the row that a row is a part of, where its own name has none: 其中：出口 below 进出口总额（亿美元）.
    fn unit_of_whole(&self, at: usize, finest: &GridCell, reader: &Reader<'_>) -> Option<Vec<char>> {
        /// What a name ends in that says how large a share it is, which has a unit of its own.
        const SHARES: &[&str] = &["率", "比重", "占比", "比例", "增长", "增速", "增幅"];
        let is_part = |name: &[char]| search::stands(name, 0, "其中");
        let is_share = SHARES.iter().any(|end| search::ends(finest.chars(), end));
        if self.heads.has(Role::Unit) || !is_part(finest.chars()) || is_share {
            return None;
        }
        let names = (self.heads.rows.end..at).rev().filter_map(|row| self.table.grid.at(row, finest.column));
        let whole = names.into_iter().find(|cell| !cell.is_blank() && !is_part(cell.chars()))?;
        let name = Name::new(whole.chars(), reader.grammar);
        let unit = super::heading::unit_in(whole.chars().get(name.unit)?);
        // A share of what is named in percent says nothing of how much.
        (!unit.is_empty() && unit != ['%']).then(|| unit.to_vec())
    }

    /// Reads what columns without a known heading say, so that nothing is lost.
    fn rest(&self, at: usize, sentence: usize, reader: &mut Reader<'_>) {
        for cell in self.table.grid.own(at) {
            let role = self.heads.columns.get(cell.column).map(|c| c.role);
            let unread = matches!(role, Some(Role::Unknown | Role::Known | Role::Task | Role::Goal | Role::Matter));
            if unread && !cell.is_blank() {
                let tense = reader.tense(cell.chars(), self.section);
                reader.say(&cell.view, sentence, self.section, tense);
            }
        }
    }
}

/// The words of a name and its unit, where a blank or a line end parts them: 地区生产总值 亿元.
fn unit_line(cell: &GridCell, name: &Name, reader: &Reader<'_>) -> Option<(Range<usize>, Range<usize>)> {
    if !name.unit.is_empty() {
        return None;
    }
    let lines = parts::lines(cell, reader.original);
    let [.., before, last] = &lines[..] else { return None };
    let is_unit = reader.grammar.is_unit(cell.chars().get(last.clone())?);
    let words = name.words.start..name.words.end.min(before.end);
    (is_unit && words.len() >= 2 && last.end >= name.words.end).then(|| (words, last.clone()))
}

pub(super) fn first_day(year: i16) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(year, 1, 1).ok()
}

/// 约束性, 预期性.
pub(super) fn binding(text: &[char]) -> Option<Binding> {
    let (binds, expects) = (search::find(text, "约束", text.len()), search::find(text, "预期", text.len()));
    match (binds, expects) {
        (Some(_), None) => Some(Binding::Binding),
        (None, Some(_)) => Some(Binding::Expected),
        _ => None,
    }
}
