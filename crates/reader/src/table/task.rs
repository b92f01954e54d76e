//! Tables of tasks: a commitment for each row, with who leads, who supports, and by when.

use super::around::years;
use super::column::{Column, Role};
use super::deadline;
use super::duty::{Duty, Else};
use super::given::Given;
use super::grid::{Grid, GridCell};
use super::words::Project;
use super::{Found, project, row, several};
use crate::fold::Fold;
use crate::read::Reader;
use crate::reading::{Commitment, CommitmentRole, Deadline, Tense};
use crate::span::Span;
use crate::time::{self, Anchor, Looking, TimeKind};
use crate::view::View;
use jiff::civil::Date;
use std::ops::Range;

/// Writes the commitments of a table.
pub(super) fn read(table: &Found, section: Option<usize>, reader: &mut Reader<'_>) {
    let grid = &table.grid;
    let year = year(Some(table), reader);
    let told = Told {
        year,
        first_leads: table.around.first_leads(),
        lead_mark: table.around.lead_mark(),
        end_mark: table.around.end_mark(),
    };
    for at in 0..table.heads.rows.start {
        grid.own(at).iter().filter(|c| !c.is_blank()).for_each(|cell| reader.heading(&cell.view, section));
    }
    table.heads.rows.clone().for_each(|at| table.enter(at, section, reader));
    let mut caption = table.around.duty(reader.original).and_then(|line| Given::of(&line, year));
    if caption.as_ref().is_none_or(|given| given.deadline.is_none())
        && let Some(clause) = table.around.due_of_all()
        && let Some((range, date)) = said(&clause, year)
    {
        let text = clause.get(range).unwrap_or_default().iter().collect();
        caption.get_or_insert_default().deadline = Some(Deadline { text, date });
    }
    let mut given = caption.clone();
    for at in table.heads.rows.end..grid.rows {
        let kind = match row::kind(grid, &table.heads, at) {
            row::Kind::Data if project::sums_up(grid, &table.heads, at) => row::Kind::Section,
            kind => kind,
        };
        if kind == row::Kind::Section {
            given = Given::below(given, grid.own(at), year, reader.original).or_else(|| caption.clone());
        }
        match kind {
            row::Kind::Blank | row::Kind::Repeat => table.enter(at, section, reader),
            kind @ (row::Kind::Remark | row::Kind::Section | row::Kind::Sum) => {
                // 合计 of the tasks themselves counts the rows.
                let counts = |cell: &&GridCell| {
                    kind == row::Kind::Sum && is_of_task(table, cell) || cell.chars().iter().all(|c| !c.is_alphabetic())
                };
                for cell in grid.own(at).iter().filter(|c| !c.is_blank() && counts(c)) {
                    reader.begin(std::iter::once(&cell.view), Tense::Fact, section);
                }
                let cells = grid.own(at).iter().filter(|c| !c.is_blank() && !counts(c));
                cells.for_each(|cell| match kind {
                    row::Kind::Remark => reader.prose(&cell.view, section),
                    _ => reader.heading(&cell.view, section),
                });
            }
            row::Kind::Data if further(table, at) => join(table, at, told, section, reader),
            row::Kind::Data => commitment(table, at, told, given.as_ref(), section, reader),
        }
    }
}

/// The year of deadlines that name none: that of the caption or the title, for plans are often dated before the year they
/// are for, else that of the document.
pub(super) fn year(table: Option<&Found>, reader: &Reader<'_>) -> Option<i16> {
    let title = reader.title();
    let around = super::around::Around::default();
    let around = table.map_or(&around, |table| &table.around);
    let year = around.period(&title, reader.original).as_ref().and_then(years);
    year.filter(|(from, to)| from == to).map(|(year, _)| year).or(reader.resolve.year)
}

/// The cell of the finest column of tasks that has words in this row.
fn task_of<'a>(grid: &'a Grid, table: &Found, at: usize) -> Option<&'a GridCell> {
    let of = |role| table.heads.all(role).rev().filter_map(|column| grid.at(at, column)).find(|cell| !cell.is_blank());
    // A row whose own task is left empty has only what it is to bring.
    of(Role::Task).or_else(|| of(Role::Goal))
}

/// Whether a row only names further bodies for the task above, whose cell reaches down into it, as does that of the deadline.
fn further(table: &Found, at: usize) -> bool {
    let role = |cell: &GridCell| table.heads.columns.get(cell.column).map(|c| c.role);
    let mut own = table.grid.own(at).iter().filter(|c| !c.is_blank()).peekable();
    let who = |cell: &GridCell| matches!(role(cell), Some(Role::Lead | Role::Duty | Role::Support | Role::Known));
    let tasks = || table.heads.all(Role::Task).filter_map(|column| table.grid.at(at, column));
    own.peek().is_some()
        && own.all(who)
        && table.heads.has(Role::Task)
        && tasks().all(|cell| cell.row < at && !cell.is_blank() && cell.row >= table.heads.rows.end)
}

/// Adds the bodies of a row to the task above.
fn join(table: &Found, at: usize, told: Told, section: Option<usize>, reader: &mut Reader<'_>) {
    table.enter(at, section, reader);
    let mut duties = Duties { told, ..Duties::default() };
    for cell in table.grid.own(at).iter().filter(|c| !c.is_blank()) {
        let Some(head) = table.heads.columns.get(cell.column) else { continue };
        if matches!(head.role, Role::Lead | Role::Duty | Role::Support) {
            duties.take(table, head, cell, reader.original);
        }
    }
    let Some(task) = reader.reading.commitments.last_mut() else { return };
    let mut leads: Vec<String> = task.who.take().into_iter().collect();
    leads.append(&mut duties.leads);
    task.who = (!leads.is_empty()).then(|| leads.join("、"));
    task.support.append(&mut duties.helps);
}

fn commitment(
    table: &Found,
    at: usize,
    told: Told,
    given: Option<&Given>,
    section: Option<usize>,
    reader: &mut Reader<'_>,
) {
    let grid = &table.grid;
    let own: Vec<&GridCell> = grid.own(at).iter().filter(|c| !c.is_blank()).collect();
    let sentence = reader.begin(own.iter().map(|c| &c.view), Tense::Planned, section);
    let (first, promised) = (reader.reading.figures.len(), reader.reading.commitments.len());
    let told = Told { year: given.and_then(|given| given.year).or(told.year), ..told };
    let year = told.year;
    let mut duties = Duties { told, ..Duties::default() };
    let mut ticked = false;
    // 封顶节点, 竣工节点: the last is by when all is done.
    let mut noded = false;
    // 竣工时间 behind 建设年限 says it more finely.
    let mut spanned = false;
    let is_node = |head: &Column| head.path.last().is_some_and(|text| text.ends_with("节点"));
    for (column, head) in table.heads.columns.iter().enumerate() {
        let Some(cell) = grid.at(at, column).filter(|c| c.column == column && !c.is_blank()) else { continue };
        let Some(cell) = grid.meant(cell.row, column, table.heads.rows.end) else { continue };
        // √ below 2027年6月底前.
        if (duties.deadline.is_none() || ticked)
            && is_tick(cell.chars(), told.end_mark)
            && let Some(deadline) = below(head, year)
        {
            // Work of several quarters ends with the last.
            ticked = true;
            duties.deadline = Some(deadline);
            continue;
        }
        match head.role {
            Role::Lead | Role::Duty | Role::Support => duties.take(table, head, cell, reader.original),
            Role::Deadline
                if (duties.deadline.is_none()
                    || head.is_changed
                    || noded && is_node(head)
                    || spanned && !head.is_span)
                    && !super::words::TableWords::get().is_nothing(cell.chars()) =>
            {
                noded = is_node(head);
                spanned = head.is_span;
                // 完成时间（2026年）
                let year = head.year().or(year);
                let text = || cell.view.original_text(0..cell.view.len(), reader.original);
                duties.deadline = month(table, at, column + 1).or_else(|| Some(until(cell.chars(), text(), year)));
            }
            _ => {}
        }
    }
    // What the row's own cells say in words: figures of the task and its goals belong to it, those of a note do not.
    let task = task_of(grid, table, at);
    for cell in own.iter().filter(|c| is_of_task(table, c)) {
        let body = body(cell, task);
        let range = body.as_ref().map_or(0..cell.view.len(), |(_, words)| words.clone());
        reader.say_part(&cell.view, range, sentence, section, Tense::Planned);
    }
    let figures: Vec<usize> = (first..reader.reading.figures.len()).collect();
    for cell in own.iter().filter(|c| !is_of_task(table, c)) {
        let role = table.heads.columns.get(cell.column).map(|c| c.role);
        if matches!(role, Some(Role::Unknown | Role::Known | Role::Scope | Role::Matter | Role::Value(_))) {
            let tense = reader.tense(cell.chars(), section);
            reader.say(&cell.view, sentence, section, tense);
        } else {
            reader.names_of(&cell.view);
        }
    }
    let found = reader.reading.commitments.split_off(promised);
    let Some(task) = task else { return };
    let items = several::items(task.chars());
    if !items.is_empty() {
        return each(task, items, &duties, (&figures, found), sentence, year, reader);
    }
    let behind = Duty::behind(task.chars());
    let words = behind.as_ref().map_or(0..task.view.len(), |(_, place)| {
        // What follows a bracket in mid-text is still the task's; its words end where the last bracket begins.
        0..place.start
    });
    let words = trimmed(task.chars(), words);
    if words.is_empty() {
        return;
    }
    if let Some((duty, _)) = &behind {
        let text = |range: &Range<usize>| task.view.original_text(range.clone(), reader.original);
        if duties.leads.is_empty() {
            duties.leads = duty.leads.iter().map(text).collect();
        }
        if duties.helps.is_empty() {
            duties.helps = duty.helps.iter().map(text).collect();
        }
        if duties.deadline.is_none() {
            duties.deadline = duty
                .deadline
                .as_ref()
                .map(|range| until(task.chars().get(range.clone()).unwrap_or_default(), text(range), year));
        }
    }
    if let Some(given) = given {
        duties.fill(given);
    }
    let place = task.view.spans(words.clone(), reader.original);
    let within = |c: &Commitment| {
        let at = c.spans.first().map(|s| s.start());
        at.is_some_and(|at| place.iter().any(|s| s.range().contains(&(at as usize))))
    };
    // 全长86公里 beside 云岭至柳川高速公路 says how large it is, not what is done: the project is what is to come.
    let found = found.into_iter().find(within).filter(|c| !c.action.starts_with(|c: char| c.is_ascii_digit()));
    // 水网提升工程 is the name of what is to come; only 新建幼儿园 says what is done.
    let named =
        table.heads.columns.get(task.column).is_some_and(|c| c.project != Project::Nothing && c.role == Role::Task);
    let opens = |c: &Commitment| c.action.chars().eq(task.chars().iter().copied().take(c.action.chars().count()));
    let found = found.filter(|c| !named || opens(c));
    let unsaid = found.is_none();
    push(&task.view, words, duties, figures, found, sentence, year, reader);
    // The project that the words describe, where they name nothing to be done.
    // One that reaches over several rows is none of this row's own.
    let own = |cell: &&GridCell| !cell.is_blank() && cell.rows == 1;
    let name = table.heads.all(Role::Matter).filter_map(|column| grid.at(at, column)).find(own);
    if let (true, Some(name), Some(commitment)) = (unsaid, name, reader.reading.commitments.last_mut()) {
        commitment.object = Some(name.view.original_text(0..name.view.len(), reader.original));
    }
}

/// Writes a commitment for each of the tasks of a cell; `said`: the figures and commitments of its words.
fn each(
    task: &GridCell,
    items: Vec<several::Item>,
    row: &Duties,
    (figures, mut said): (&[usize], Vec<Commitment>),
    sentence: usize,
    year: Option<i16>,
    reader: &mut Reader<'_>,
) {
    for several::Item { words, duty } in items {
        let text = |range: &Range<usize>| task.view.original_text(range.clone(), reader.original);
        let deadline = duty.deadline.as_ref();
        let deadline =
            deadline.map(|range| until(task.chars().get(range.clone()).unwrap_or_default(), text(range), year));
        let duties = Duties {
            leads: duty.leads.iter().map(text).collect(),
            helps: duty.helps.iter().map(text).collect(),
            deadline: deadline.or_else(|| row.deadline.clone()),
            told: row.told,
        };
        let place = task.view.spans(words.clone(), reader.original);
        let within = |spans: &[Span]| {
            let at = spans.first().map(|s| s.start() as usize);
            at.is_some_and(|at| place.iter().any(|s| s.range().contains(&at)))
        };
        let figures = figures.iter().copied();
        let figures = figures.filter(|at| reader.reading.figures.get(*at).is_some_and(|f| within(&f.spans))).collect();
        let found = said.iter().position(|c| within(&c.spans)).map(|at| said.remove(at));
        push(&task.view, words, duties, figures, found, sentence, year, reader);
    }
}

/// The deadline of a month, 8 below 月, behind its year, 2027 below 年.
fn month(table: &Found, at: usize, column: usize) -> Option<Deadline> {
    let before = column.checked_sub(1)?;
    let below = |column: usize, word: &str| {
        let text: String = table.grid.words(at, column).iter().collect();
        let headed = table.heads.columns.get(column)?.path.last().is_some_and(|head| head == word);
        (headed && !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())).then_some(text)
    };
    let text = format!("{}年{}月", below(before, "年")?, below(column, "月")?);
    Some(until(&text.chars().collect::<Vec<_>>(), text, None))
}

/// The deadline of a tick: what the headings above it say. √ below 2027年6月底前, 2028年 over 上半年, 月份 over 6.
fn below(head: &Column, year: Option<i16>) -> Option<Deadline> {
    let (text, above) = head.path.split_last()?;
    let fold = |text: &String| text.chars().map(|c| Fold::get().char(c)).collect::<Vec<char>>();
    let mut heading = fold(text);
    if heading.iter().all(char::is_ascii_digit) && above.iter().any(|above| above.contains('月')) {
        heading.push('月');
    }
    if !deadline::is_deadline(&heading) {
        return None;
    }
    let over = above.iter().rev().find_map(|above| deadline::year_of_section(&fold(above)));
    Some(until(&heading, text.clone(), over.or(year)))
}

/// Whether one stroke parts a cell in two.
fn is_pair(cell: &[char]) -> bool {
    cell.iter().filter(|c| **c == '/').count() == 1 && cell.first() != Some(&'/')
}

/// Takes the persons out of a list of bodies: 县水利局 张伟, 县水利局（张伟） and 县水利局：张伟 name one body.
fn without_persons(names: &mut Vec<String>) {
    let is_body = |text: &str| super::words::TableWords::get().is_body(&text.chars().collect::<Vec<char>>());
    for name in &mut *names {
        let Some(at) = name.find(['（', '(', '：', ':']) else { continue };
        let (body, person) = (&name[..at], name[at..].trim_matches(['（', '(', '：', ':', '）', ')']));
        if is_body(body) && !is_body(person) {
            name.truncate(at);
        }
    }
    if names.iter().any(|name| is_body(name)) {
        names.retain(|name| is_body(name));
    }
}

/// Whether a cell says no more than that its column is meant; `end`: the only mark that does.
fn is_tick(text: &[char], end: Option<char>) -> bool {
    !text.is_empty()
        && end.is_none_or(|end| text.contains(&end))
        && text.len() <= 2
        && text.iter().all(|c| matches!(c, '√' | '✓' | '✔' | '☑' | '●' | '■' | '○' | '零' | '★' | '▲' | '◆'))
}

/// Writes the commitment that `words` of a view are; `found` is what the grammar of sentences took from them.
// Each argument is a different thing, and a struct of them would be named after this function.
#[allow(clippy::too_many_arguments)]
pub(super) fn push(
    view: &View,
    words: Range<usize>,
    mut duties: Duties,
    figures: Vec<usize>,
    found: Option<Commitment>,
    sentence: usize,
    year: Option<i16>,
    reader: &mut Reader<'_>,
) {
    let chars = view.chars.get(words.clone()).unwrap_or_default();
    if duties.deadline.is_none() {
        duties.deadline = said(chars, year).map(|(range, date)| Deadline {
            text: view.original_text(range.start + words.start..range.end + words.start, reader.original),
            date,
        });
    }
    let clause = chars.iter().position(|c| matches!(c, ',' | '。' | ';' | ':')).unwrap_or(chars.len());
    let clause = view.original_text(words.start..words.start + clause, reader.original);
    let dated = duties.deadline.as_ref().is_some_and(|d| d.date.is_some());
    // What the grammar of sentences finds first says what is done; a task it finds no verb in is named by its words.
    let (action, lead_verb, object, degree, territory, measured) = match found {
        Some(c) => (c.action, c.lead_verb, c.object, c.degree, c.territory, c.measurable),
        None => (String::new(), None, Some(clause), None, None, false),
    };
    reader.reading.commitments.push(Commitment {
        action,
        lead_verb,
        object,
        degree,
        measurable: measured || dated || !figures.is_empty(),
        deadline: duties.deadline,
        role: CommitmentRole::Task,
        who: (!duties.leads.is_empty()).then(|| duties.leads.join("、")),
        support: duties.helps,
        territory,
        figures,
        spans: view.spans(words, reader.original),
        sentence,
    });
}

/// Who leads, supports, and by when, as the columns of a row say.
#[derive(Debug, Default)]
pub(super) struct Duties {
    pub(super) leads: Vec<String>,
    pub(super) helps: Vec<String>,
    pub(super) deadline: Option<Deadline>,
    /// What holds for the whole table.
    pub(super) told: Told,
}

/// What a table says that holds for all its rows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// The year of a deadline that names none.
    year: Option<i16>,
    /// The first of a list leads.
    first_leads: bool,
    /// The mark of those that lead, as a note explains it.
    lead_mark: Option<char>,
    /// The mark of the month in which work ends.
    end_mark: Option<char>,
}

impl Duties {
    /// Takes from a row over this one what its own cells leave open.
    fn fill(&mut self, given: &Given) {
        if self.leads.is_empty() {
            self.leads.clone_from(&given.leads);
            self.helps.extend(given.helps.iter().cloned());
        }
        if self.deadline.is_none() {
            self.deadline.clone_from(&given.deadline);
        }
    }

    /// Adds the bodies of a cell as the heading of its column says.
    fn take(&mut self, table: &Found, head: &Column, cell: &GridCell, original: &[char]) {
        let leading = || table.heads.all(Role::Lead).any(|c| table.heads.columns[c].leads);
        // 牵头部门 | 主责单位: who leads is one, and the other does its part.
        let called = |c: &Column, word: &str| c.path.last().is_some_and(|text| text.contains(word));
        let seconds = || {
            let first = |c: usize| table.heads.columns.get(c).is_some_and(|c| called(c, "牵头"));
            called(head, "主责") && !called(head, "牵头") && table.heads.all(Role::Lead).any(first)
        };
        match head.role {
            Role::Support => self.add(cell, Else::Helps, original),
            Role::Lead if (!head.leads || seconds()) && leading() => self.add(cell, Else::Helps, original),
            Role::Duty if head.path.last().is_some_and(|text| text.contains(['/', '／'])) && is_pair(cell.chars()) => {
                // 牵头单位/配合单位
                let words = original.get(cell.span.range()).unwrap_or_default();
                let at = words.iter().position(|c| matches!(c, '/' | '／')).unwrap_or(words.len());
                self.add_words(words.get(..at).unwrap_or_default(), Else::Leads);
                self.add_words(words.get(at + 1..).unwrap_or_default(), Else::Helps);
            }
            _ if head.first_leads || self.told.first_leads => self.add(cell, Else::FirstLeads, original),
            _ => {
                self.add(cell, Else::Leads, original);
                if head.persons {
                    without_persons(&mut self.leads);
                }
            }
        }
    }

    /// Adds the bodies of a cell; blanks of the original part names, so its own characters are read.
    fn add(&mut self, cell: &GridCell, otherwise: Else, original: &[char]) {
        self.add_words(original.get(cell.span.range()).unwrap_or_default(), otherwise);
    }

    fn add_words(&mut self, words: &[char], otherwise: Else) {
        let fold = crate::fold::Fold::get();
        let folded: Vec<char> = words.iter().map(|c| fold.char(*c)).collect();
        let duty = Duty::marked(&folded, 0..folded.len(), otherwise, self.told.lead_mark);
        let text = |range: &Range<usize>| {
            words.get(range.clone()).unwrap_or_default().iter().filter(|c| !c.is_whitespace()).collect::<String>()
        };
        self.leads.extend(duty.leads.iter().map(text));
        self.helps.extend(duty.helps.iter().map(text));
        if self.deadline.is_none() {
            self.deadline = duty
                .deadline
                .as_ref()
                .map(|range| until(folded.get(range.clone()).unwrap_or_default(), text(range), self.told.year));
        }
    }
}

/// A deadline of these words.
pub(super) fn until(chars: &[char], text: String, year: Option<i16>) -> Deadline {
    Deadline { text, date: deadline::last_day(chars, year) }
}

/// Whether a cell says what is to be done or reached.
fn is_of_task(table: &Found, cell: &GridCell) -> bool {
    table.heads.columns.get(cell.column).is_some_and(|c| matches!(c.role, Role::Task | Role::Goal))
}

/// Of the task's own cell, the words without the bracket behind them.
fn body(cell: &GridCell, task: Option<&GridCell>) -> Option<(Duty, Range<usize>)> {
    let task = task.filter(|t| (t.row, t.column) == (cell.row, cell.column))?;
    let (duty, place) = Duty::behind(task.chars())?;
    Some((duty, 0..place.start))
}

/// The last deadline that the words of a task name: 到2027年底, 年内.
fn said(chars: &[char], year: Option<i16>) -> Option<(Range<usize>, Option<Date>)> {
    let anchor = Anchor {
        date: year.and_then(|y| Date::new(y, 1, 1).ok()),
        planned: year.map(|y| (y, y)),
        looking: Looking::Ahead,
        ..Anchor::default()
    };
    let ends = |range: &Range<usize>| matches!(chars.get(range.end.wrapping_sub(1)), Some('前' | '底' | '末' | '内'));
    let time = time::scan(chars, &anchor)
        .into_iter()
        .rfind(|t| t.kind == TimeKind::Deadline || ends(&t.range) && t.kind != TimeKind::Duration)?;
    let day = deadline::last_day(chars.get(time.range.clone())?, year);
    Some((time.range, day))
}

/// Without blanks and stops at its ends.
pub(super) fn trimmed(text: &[char], mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end
        && text.get(range.start).is_none_or(|c| c.is_whitespace() || matches!(c, '。' | ';' | ',' | '?' | '!' | '.'))
    {
        range.start += 1;
    }
    while range.start < range.end
        && text.get(range.end - 1).is_none_or(|c| c.is_whitespace() || matches!(c, '。' | ';' | ',' | '('))
    {
        range.end -= 1;
    }
    range
}
