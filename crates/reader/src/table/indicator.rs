//! Tables of indicators: a figure for each number, with its headings as indicator, unit, period and binding.

use super::around::years;
use super::column::{Column, Heads, Holds, Region, Role};
use super::grid::GridCell;
use super::name::Name;
use super::value::{Bare, OfYears};
use super::words::TableWords;
use super::year::{self, Known};
use super::{Found, row};
use crate::figure::{CellNumber, CellReading, CellWords};
use crate::note::Doubt;
use crate::read::Reader;
use crate::reading::{Binding, Figure, Kind, Period, TableCell, Tense};
use crate::search;
use crate::time::{self, Anchor, Looking};

/// Longest text of a cell without a number that is kept as a figure without a value.
const WORDS: usize = 40;

/// What holds for all rows of a table.
struct Setting<'a> {
    table: &'a Found,
    heads: Heads,
    number: usize,
    section: Option<usize>,
    /// The years the table plans.
    planned: Option<Period>,
    /// It sets targets.
    targets: bool,
    /// What is measured in all rows, where they are named after places.
    subject: Option<Vec<char>>,
}

/// What the rows above a row said for those below.
#[derive(Default)]
struct Above {
    category: Option<String>,
    binding: Option<Binding>,
}

/// What one row says of all its numbers.
struct Row<'a> {
    sentence: usize,
    indicator: &'a [char],
    indicator_text: String,
    /// The place the row is named after.
    place: Option<String>,
    group: Option<String>,
    /// Whether indicator or group is itself a change: 降低, 减少.
    changes: bool,
    category: Option<String>,
    unit: Vec<char>,
    binding: Option<Binding>,
    /// Another column of the row has a level of the same indicator.
    levels: bool,
}

/// Writes the figures of a table.
pub(super) fn read(table: &Found, number: usize, section: Option<usize>, reader: &mut Reader<'_>) {
    let title: Vec<char> = reader.title();
    let mut heads = table.heads.clone();
    let planned = table.around.period(&title, reader.original);
    let speaks = |words: &[char]| ["目标", "规划", "计划", "任务", "“十"].iter().any(|w| search::holds(words, w));
    let span = planned.as_ref().and_then(years);
    // A table of the years of a plan up to its last sets targets, whatever its caption says.
    let to_the_end = span.is_some_and(|(from, to)| from < to && heads.columns.iter().any(|c| c.year() == Some(to)));
    let known = Known {
        planned: span,
        year: reader.resolve.year,
        targets: to_the_end || table.around.says(&["目标", "规划", "计划", "任务"]) || speaks(&title),
    };
    if let Some(year) = span.filter(|(from, to)| from == to).map(|(year, _)| year) {
        parts_of(year, &mut heads);
    }
    year::settle(&mut heads, known);
    let targets = heads.values().any(|(_, holds)| holds == Holds::Target)
        || known.targets && heads.values().any(|(_, h)| matches!(h, Holds::Yearly | Holds::Total));
    let subject = heads.places_down.then(|| table.around.subject());
    let setting = Setting { table, heads, number, section, planned, targets, subject };
    let mut above = Above::default();
    let grid = &table.grid;
    for at in 0..setting.heads.rows.start {
        grid.own(at).iter().filter(|c| !c.is_blank()).for_each(|cell| reader.heading(&cell.view, section));
    }
    setting.heads.rows.clone().for_each(|at| table.enter(at, section, reader));
    for at in setting.heads.rows.end..grid.rows {
        match row::kind(grid, &setting.heads, at) {
            row::Kind::Blank | row::Kind::Repeat => table.enter(at, section, reader),
            kind @ (row::Kind::Remark | row::Kind::Section) => {
                for cell in grid.own(at).iter().filter(|c| !c.is_blank()) {
                    if kind == row::Kind::Remark {
                        reader.prose(&cell.view, section);
                    } else {
                        reader.heading(&cell.view, section);
                        above.category = Some(cell.view.original_text(0..cell.view.len(), reader.original));
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
    fn row(&self, at: usize, above: &Above, reader: &mut Reader<'_>) {
        let grid = &self.table.grid;
        let words = TableWords::get();
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
        let name = Name::new(finest.chars(), reader.grammar);
        let text = |cell: &GridCell, range| cell.view.original_text(range, reader.original);
        let indicator = finest.chars().get(name.words.clone()).unwrap_or_default();
        let group_words: Vec<char> = names.iter().rev().nth(1).map_or_else(
            || finest.chars().get(name.group.clone()).unwrap_or_default().to_vec(),
            |cell| cell.chars().get(Name::new(cell.chars(), reader.grammar).words).unwrap_or_default().to_vec(),
        );
        let group = match names.iter().rev().nth(1) {
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
        let marked = name.mark.and_then(|i| finest.chars().get(i)).and_then(|c| self.table.mark(*c));
        let said = self.heads.all(Role::Binding).find_map(|column| {
            let cell = grid.at(at, column).filter(|c| !c.is_blank())?;
            binding(cell.chars())
                .or_else(|| self.ticked(column, cell))
                .or_else(|| self.table.mark(*cell.chars().first()?))
        });
        let by_category = category.and_then(|c| binding(c.chars()));
        let (indicator, indicator_text, place) = match &self.subject {
            Some(subject) => (&subject[..], subject.iter().collect(), Some(text(finest, name.words.clone()))),
            None => (indicator, text(finest, name.words.clone()), None),
        };
        let row = Row {
            sentence,
            indicator,
            indicator_text,
            place: place.filter(|place| !words.is_sum(&place.chars().collect::<Vec<char>>())),
            group,
            changes: words.is_change(indicator) || words.is_change(&group_words),
            category: category.map(|c| text(c, 0..c.view.len())).or_else(|| above.category.clone()),
            unit: self.unit(at, finest, &name, names.iter().rev().nth(1).copied(), reader),
            binding: said.or(marked).or(by_category).or(above.binding).or(self.table.others),
            levels,
        };
        for (column, holds) in self.heads.values() {
            if let Some(cell) = grid.at(at, column).filter(|c| c.row == at && c.column == column && !c.is_blank()) {
                self.cell(cell, column, holds, &row, reader);
            }
        }
        self.rest(at, sentence, reader);
    }

    /// A tick in the column 约束性 or 预期性, 是 or 否 in one headed 是否约束性.
    fn ticked(&self, column: usize, cell: &GridCell) -> Option<Binding> {
        let path = &self.heads.columns.get(column)?.path;
        let head = path.iter().rev().find_map(|head| binding(&head.chars().collect::<Vec<char>>()))?;
        match cell.chars() {
            ['√' | '✓' | '✔' | '☑' | '○' | '●' | '◎' | '是' | '1' | 'Y'] => Some(head),
            ['否' | '×' | 'N'] => Some(if head == Binding::Binding { Binding::Expected } else { Binding::Binding }),
            _ => None,
        }
    }

    /// The unit of a row: of its column, else behind the name, else behind the name of its group, else of the table.
    fn unit(
        &self,
        at: usize,
        finest: &GridCell,
        name: &Name,
        group: Option<&GridCell>,
        reader: &Reader<'_>,
    ) -> Vec<char> {
        let grid = &self.table.grid;
        let column = self.heads.all(Role::Unit).find_map(|c| grid.at(at, c)).map(GridCell::chars);
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

    fn cell(&self, cell: &GridCell, column: usize, holds: Holds, row: &Row<'_>, reader: &mut Reader<'_>) {
        let words = TableWords::get();
        let Some(heads) = self.heads.columns.get(column) else { return };
        let bare = Bare::new(cell.chars());
        if bare.chars.is_empty() || words.is_nothing(&bare.chars) {
            return;
        }
        // 年均6 below 2030年: a mean of the years, not a value of the last.
        let by_year =
            bare.of == OfYears::Mean && matches!(holds, Holds::Target | Holds::Total | Holds::Sum) && !bare.cumulative;
        // 每年不低于88: a bound in each of the years.
        let each = bare.of == OfYears::Each && holds == Holds::Target && !by_year;
        let sums = match holds {
            _ if by_year || each => false,
            // [26000] below 2030年: what the years sum up to, as the notes of such tables say.
            Holds::Yearly | Holds::Target => bare.cumulative,
            Holds::Total | Holds::Sum => true,
            // 〔14.2〕 below 2025年实际: what the years up to it summed up to.
            Holds::Now | Holds::Done | Holds::Year => bare.bracketed,
            Holds::Change => false,
        };
        let rate = holds == Holds::Yearly && !sums || holds == Holds::Change;
        let points: &[char] = &['个', '百', '分', '点'];
        let unit: &[char] = match () {
            () if rate && heads.unit.is_empty() => &['%'],
            () if rate => &heads.unit,
            // [3.9] beside a share in % is points; beside a fall it is % of what was.
            () if sums && holds != Holds::Sum && row.unit == ['%'] && !row.changes && row.levels => points,
            // 累计增长（%） beside a row in 万元; [94] below it is what was added.
            () if holds == Holds::Total && heads.unit == ['%'] && !bare.bracketed => &heads.unit,
            () if !row.unit.is_empty() => &row.unit,
            () if !heads.unit.is_empty() => &heads.unit,
            // 单位：亿元、%: a share and a growth have the second.
            () if row.changes || row.indicator.ends_with(&['率']) || row.indicator.ends_with(&['比', '重']) => {
                let around = &self.table.around;
                if around.other_unit.is_empty() { &around.unit } else { &around.other_unit }
            }
            () => &self.table.around.unit,
        };
        let planned = match holds {
            Holds::Target => true,
            Holds::Yearly | Holds::Total | Holds::Sum => self.targets,
            Holds::Change => heads.of_target,
            _ => false,
        };
        let tense = if planned { Tense::Planned } else { Tense::Done };
        let link: &[char] = match () {
            () if holds == Holds::Yearly && !sums || by_year && unit == ['%'] && !row.changes => {
                &['年', '均', '增', '长']
            }
            () if by_year => &['年', '均'],
            () if holds == Holds::Change => &['增', '长'],
            () if sums => &['累', '计'],
            () => &[],
        };
        let read = reader.grammar.cell(&CellWords { indicator: row.indicator, link, cell: &bare.chars, unit, tense });
        let period = match () {
            () if each => {
                let from = bare.onward.and_then(first_day);
                self.over_years(heads).map(|p| Period { start: from.or(p.start), ..p })
            }
            () if by_year => self.over_years(heads),
            () => self.period(heads, holds, sums, &bare),
        };
        let mut figure = match read {
            CellReading::Number(number) => {
                let range = bare.place(&number.range);
                let mut figure = Self::figure(cell, range, reader);
                Self::numbered(&mut figure, *number, unit == points);
                if bare.further {
                    figure.doubts.push(Doubt::Several);
                }
                figure.bound = bare.bound.or(figure.bound);
                if each {
                    figure.qualifiers.retain(|q| *q != "年均");
                    if figure.measure == Kind::ChangePct && unit == ['%'] && !row.changes {
                        figure.measure = Kind::Share;
                    }
                }
                if by_year && !figure.qualifiers.contains(&"年均") {
                    figure.qualifiers.push("年均");
                }
                figure
            }
            CellReading::Words
                if cell.chars().len() > WORDS || matches!(holds, Holds::Year | Holds::Done | Holds::Change) =>
            {
                // Nothing is lost: what is no figure of the table is read as the sentence it is.
                return reader.say(&cell.view, row.sentence, self.section, tense);
            }
            other => {
                let mut figure = Self::figure(cell, 0..cell.view.len(), reader);
                figure.unit = unit.iter().collect();
                figure.doubts.push(if matches!(other, CellReading::Several) { Doubt::Several } else { Doubt::Words });
                figure
            }
        };
        // A total in % beside a row in 万元 is a growth.
        let grew = holds == Holds::Total && figure.unit == "%" && unit != row.unit;
        if grew || row.changes && figure.measure == Kind::Share {
            figure.measure = Kind::ChangePct;
        } else if sums && holds != Holds::Sum && row.levels && figure.measure != Kind::ChangePct {
            figure.measure = Kind::ChangeAbs;
        }
        figure.kind = if planned { Kind::Target } else { figure.measure };
        figure.tense = tense;
        figure.binding = row.binding.filter(|_| planned);
        figure.indicator = Some(row.indicator_text.clone()).filter(|t| !t.is_empty());
        let plain =
            ["其中:", "其中"].iter().find(|w| search::stands(row.indicator, 0, w)).map_or(0, |w| w.chars().count());
        figure.indicator_name =
            figure.indicator.is_some().then(|| reader.grammar.normal(row.indicator.get(plain..).unwrap_or_default()));
        figure.period = period;
        figure.scope = match &heads.region {
            Region::Place(name) => Some(name.clone()),
            Region::Heads | Region::Nothing => row.place.clone(),
        };
        figure.sentence = row.sentence;
        figure.section = self.section;
        figure.cell = Some(Box::new(TableCell {
            table: self.number,
            row: cell.given.0,
            column: cell.given.1,
            heading: heads.path.clone(),
            group: row.group.clone(),
            category: row.category.clone(),
            cumulative: sums,
        }));
        reader.reading.figures.push(figure);
    }

    /// When: the year of the heading; of a growth over years, the years that are planned.
    fn period(&self, heads: &Column, holds: Holds, sums: bool, bare: &Bare) -> Option<Period> {
        if let Some(year) = bare.year.clone().filter(|_| matches!(holds, Holds::Now | Holds::Done | Holds::Year)) {
            return Some(year);
        }
        // 100（2026年） below 2030年: to be reached before the others.
        let due = |year: &Period| heads.year().zip(years(year)).is_none_or(|(last, (_, own))| own <= last);
        if let Some(year) = bare.year.clone().filter(|year| holds == Holds::Target && due(year)) {
            return Some(year);
        }
        let own = heads.time.clone().filter(|t| t.end.is_some() || t.start.is_some());
        let several = |p: &&Period| years(p).is_some_and(|(from, to)| from < to);
        match holds {
            Holds::Target | Holds::Now | Holds::Done | Holds::Year if sums => self.summed(own),
            Holds::Target => own.or_else(|| self.planned.clone()),
            Holds::Yearly | Holds::Total | Holds::Sum => {
                own.or_else(|| self.planned.clone().filter(|p| several(&p))).or_else(|| {
                    // What the years sum up to is due when they end.
                    let last = |c: &&Column| c.role == Role::Value(Holds::Target) && c.time.is_some();
                    self.heads
                        .columns
                        .iter()
                        .filter(last)
                        .max_by_key(|c| c.year())
                        .and_then(|c| c.time.clone())
                        .filter(|_| sums)
                })
            }
            _ => own,
        }
    }

    /// What a sum below one year is of: the planned years up to it; below the year in which an earlier plan ended, the
    /// years of that plan.
    fn summed(&self, own: Option<Period>) -> Option<Period> {
        let Some((from, to)) = self.planned.as_ref().and_then(years).filter(|(from, to)| from < to) else { return own };
        let length = to - from + 1;
        match own.as_ref().and_then(years) {
            Some((first, last)) if first == last && last < from => {
                let ended = (to - last) % length == 0;
                let start = first_day(last - length + 1).filter(|_| ended);
                own.map(|own| Period { start: start.or(own.start), ..own })
            }
            _ => self.planned.clone().or(own),
        }
    }

    /// Of a mean below one year: the years that are planned, else those from the base on.
    fn over_years(&self, heads: &Column) -> Option<Period> {
        let several = |p: &Period| years(p).is_some_and(|(from, to)| from < to);
        let own = heads.time.clone();
        if let Some(own) = own.clone().filter(|p| several(p)) {
            return Some(own);
        }
        self.planned.clone().filter(|p| several(p)).or_else(|| {
            let base = self.heads.columns.iter().filter(|c| c.role == Role::Value(Holds::Now));
            let base = base.filter_map(Column::year).max()?;
            let end = own.as_ref()?.end?;
            let start = jiff::civil::Date::new(base + 1, 1, 1).ok().filter(|start| *start < end)?;
            Some(Period { start: Some(start), ..own? })
        })
    }

    fn figure(cell: &GridCell, range: std::ops::Range<usize>, reader: &Reader<'_>) -> Figure {
        Figure {
            text: cell.view.original_text(range.clone(), reader.original),
            value: None,
            value_high: None,
            unit: String::new(),
            amount: None,
            parts: Vec::new(),
            indicator: None,
            indicator_name: None,
            kind: Kind::Level,
            measure: Kind::Level,
            mode: None,
            qualifiers: Vec::new(),
            bound: None,
            from: None,
            to: None,
            period: None,
            base: None,
            scope: None,
            tense: Tense::Done,
            binding: None,
            spans: cell.view.spans(range, reader.original),
            sentence: 0,
            section: None,
            doubts: Vec::new(),
            rules: if reader.options.explain { vec!["table.cell"] } else { Vec::new() },
            cell: None,
        }
    }

    fn numbered(figure: &mut Figure, number: CellNumber, points: bool) {
        figure.value = number.value;
        figure.value_high = number.high;
        figure.unit = if points && !number.own_unit { "百分点".to_owned() } else { number.unit };
        figure.amount = number.amount;
        figure.parts = number.parts;
        figure.measure = number.measure;
        figure.mode = number.mode;
        figure.qualifiers = number.qualifiers;
        figure.bound = number.bound;
        figure.doubts = number.doubts;
        if !figure.rules.is_empty() {
            figure.rules.extend(number.rules);
        }
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

fn first_day(year: i16) -> Option<jiff::civil::Date> {
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
