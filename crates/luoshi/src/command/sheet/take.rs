//! A workbook taken in: all of it in one act, or nothing.

use super::place::Places;
use super::{FORM, MAPPING, corrections, kept, known, load, refused, show, today, understood, whole};
use crate::args::{Ended, Sheet, Taking};
use crate::command::import::TEXT;
use crate::command::record::{failed, open};
use crate::command::unwritten;
use crate::i18n::Words;
use crate::input::from_bytes;
use crate::output::say;
use crate::terminal::inert;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use luoshi_plan::{
    Assignment, AssignmentId, Body, BodyId, Citation, CitationId, Date, Finality, GoalId, Passage, Reply, Shape,
    SourceId, Standing, Subject, Target, TargetId, Task, TaskId, Territory, TerritoryId, Valid, Whole,
};
use luoshi_proposal::marking;
use luoshi_sheet::{Changes, NewTask, Refusal, Refused, Understood, Who, Without, resolve, tells_of_persons, without};
use luoshi_store::plan::{Observed, Recorded as _, Source, SourceBytes};
use luoshi_store::{Act, Intent, Put, StoreError};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};

/// Refusals that are listed one by one.
const LISTED: usize = 30;

pub(super) fn run(args: &Sheet, taking: &Taking, words: &Words) -> Ended {
    let (bytes, book) = match load(&taking.file, words) {
        Ok(loaded) => loaded,
        Err(why) => return refused(&why),
    };
    let given = match corrections(args, words) {
        Ok(mapping) => mapping,
        Err(why) => return refused(&why),
    };
    let Some(place) = &args.data else { return Ended::Misused };
    let store = match open(place, words) {
        Ok(store) => store,
        Err(error) => return failed(&error, words),
    };
    let found = store.read(|reader| {
        let whole = whole(reader, args, words)?;
        let names = known(&whole);
        let first = understood(&book, args, &names, &given, false);
        let shapes: Vec<String> = first.tables.iter().map(|t| t.shape.clone()).collect();
        let mut mapping = kept(reader, &shapes)?;
        let remembered = !mapping.is_empty();
        mapping.extend(given.clone());
        Ok((whole, names, mapping, remembered))
    });
    let (whole, names, mapping, remembered) = match found {
        Ok(found) => found,
        Err(error) => return failed(&error, words),
    };
    let found = understood(&book, args, &names, &mapping, false);
    let goal = match goal(taking.goal.as_deref(), &whole, words) {
        Ok(goal) => goal,
        Err(why) => return refused(&why),
    };
    let how = luoshi_sheet::Taking { mapping: &mapping, goal, finality: Finality::Provisional };
    let mut changes = resolve(&found.tables, &whole, &how);
    let mut whole = whole;
    let added = if taking.places { unknown_places(&changes, &whole, &mapping) } else { Vec::new() };
    if !added.is_empty() {
        whole.territories.extend(added.iter().cloned());
        changes = resolve(&found.tables, &whole, &how);
    }
    let mut text = show::table(&found, words);
    if remembered {
        let _ = writeln!(text, "{}", words.get("sheet.remembered"));
    }
    if !added.is_empty() {
        let names: Vec<&str> = added.iter().map(|t| t.name.as_str()).collect();
        let names = inert(&names.join(words.get("sheet.or")));
        let count = added.len().to_string();
        let _ = writeln!(text, "{}", words.fill("sheet.coming_places", &[("count", &count), ("names", &names)]));
    }
    text.push_str(&coming(&changes, words));
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        return unwritten(&error, "-", words);
    }
    drop(out);
    let wrong = found.tables.iter().map(|t| t.faults.len()).sum::<usize>() + changes.refused.len();
    for line in refusals(&found, &changes.refused, words) {
        say(&line);
    }
    // A table of what the plan does not have yet is read as a document is.
    if changes.refused.iter().any(|r| matches!(&r.why, Refusal::Indicator(near) if near.is_empty())) {
        let file = inert(&taking.file.to_string_lossy());
        say(&format!("luoshi: {}", words.fill("sheet.new_indicators", &[("file", &file)])));
    }
    if found.tables.is_empty() {
        return refused(words.get("sheet.nothing_understood"));
    }
    if wrong > 0 && !taking.skip {
        let wrong = wrong.to_string();
        return refused(&words.fill("sheet.not_taken", &[("count", &wrong)]));
    }
    if taking.dry {
        say(&format!("luoshi: {}", words.get("sheet.dry")));
        return if wrong > 0 { Ended::Faults } else { Ended::Done };
    }
    let ended = match record(&store, bytes, &book, &found, &mapping, &changes, &added, &whole, args, taking, words) {
        Ok(line) => {
            say(&format!("luoshi: {line}"));
            if wrong > 0 { Ended::Faults } else { Ended::Done }
        }
        Err(why) => refused(&why),
    };
    store.close();
    ended
}

/// The places that a sheet names and the record has nothing like: parts of the one place at the top, under numbers of no record.
fn unknown_places(changes: &Changes, whole: &Whole, mapping: &luoshi_sheet::Mapping) -> Vec<Territory> {
    let mut tops = whole.tops();
    let (Some(top), None) = (tops.next(), tops.next()) else { return Vec::new() };
    let unknown = |r: &Refused| matches!(&r.why, Refusal::Territory(near) if near.is_empty());
    let mut names: Vec<&str> = Vec::new();
    for name in changes.refused.iter().filter(|r| unknown(r)).map(|r| mapping.territory(&r.text).trim()) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let territory = |(n, name): (i64, &str)| Territory {
        id: TerritoryId::new(-n),
        parent: Some(top.id),
        code: None,
        name: name.to_owned(),
        valid: Valid::default(),
        followed_by: None,
    };
    (1..).zip(names).map(territory).collect()
}

/// The goal that a person named, by its number or its title.
fn goal(given: Option<&str>, whole: &Whole, words: &Words) -> Result<Option<GoalId>, String> {
    let Some(given) = given else { return Ok(None) };
    let number = given.strip_prefix("goal/").unwrap_or(given).parse().ok().map(GoalId::new);
    if let Some(goal) = number.and_then(|id| whole.goal(id)) {
        return Ok(Some(goal.id));
    }
    let mut named = whole.goals.iter().filter(|g| g.title.trim() == given.trim());
    if let (Some(one), None) = (named.next(), named.next()) {
        return Ok(Some(one.id));
    }
    let all: Vec<String> = whole.goals.iter().take(LISTED).map(|g| format!("{} {}", g.id, g.title)).collect();
    let all = inert(&all.join(words.get("sheet.or")));
    Err(words.fill("sheet.no_goal", &[("goal", &inert(given)), ("all", &all)]))
}

/// Takes in a file of separated values that came on a day, as [`run`] does; anything wrong in it is an error.
pub(crate) fn embedded(
    store: &luoshi_store::Store,
    name: &str,
    day: Date,
    bytes: &[u8],
    actor: &str,
    words: &Words,
) -> Result<(), String> {
    let said = |error: StoreError| error.to_string();
    let book = super::cells(bytes, name).map_err(|e| e.message(words))?;
    let taking = Taking {
        file: name.into(),
        actor: Some(actor.to_owned()),
        why: None,
        goal: None,
        dry: false,
        places: false,
        skip: false,
        despite_marking: false,
    };
    let args = Sheet::of_day(day);
    let whole = store.read(|reader| whole(reader, &args, words)).map_err(said)?;
    let (names, mapping) = (known(&whole), luoshi_sheet::Mapping::default());
    let found = understood(&book, &args, &names, &mapping, false);
    let how = luoshi_sheet::Taking { mapping: &mapping, goal: None, finality: Finality::Provisional };
    let changes = resolve(&found.tables, &whole, &how);
    let wrong: Vec<String> = found
        .tables
        .iter()
        .flat_map(|t| &t.faults)
        .map(|f| format!("{}: {} {:?}", f.place, f.shown, f.what))
        .chain(refusals(&found, &changes.refused, words))
        .collect();
    if !wrong.is_empty() || found.tables.is_empty() {
        return Err(wrong.join("; "));
    }
    record(store, bytes.to_vec(), &book, &found, &mapping, &changes, &[], &whole, &args, &taking, words).map(drop)
}

/// What taking it in would do.
fn coming(changes: &Changes, words: &Words) -> String {
    let mut out = String::new();
    let revised = changes.values.iter().filter(|v| v.revises).count();
    let n = |n: usize| n.to_string();
    if !changes.values.is_empty() || changes.same > 0 {
        let (new, revised, same) = (n(changes.values.len() - revised), n(revised), n(changes.same));
        let _ = writeln!(
            out,
            "{}",
            words.fill("sheet.coming_values", &[("new", &new), ("revised", &revised), ("same", &same)])
        );
    }
    if !changes.targets.is_empty() || changes.same_targets > 0 {
        let (new, same) = (n(changes.targets.len()), n(changes.same_targets));
        let _ = writeln!(out, "{}", words.fill("sheet.coming_targets", &[("new", &new), ("same", &same)]));
    }
    if !changes.tasks.is_empty() || changes.same_tasks > 0 {
        let new = changes.tasks.iter().filter(|t| t.known.is_none()).count();
        let (moved, new, same) = (n(changes.tasks.len() - new), n(new), n(changes.same_tasks));
        let _ = writeln!(
            out,
            "{}",
            words.fill("sheet.coming_tasks", &[("new", &new), ("changed", &moved), ("same", &same)])
        );
    }
    for differs in changes.differing.iter().take(LISTED) {
        let (what, cell) = (show::what_word(differs.what, words), differs.place.to_string());
        let (says, stands) = (differs.says.to_string(), differs.stands.to_string());
        let values = [("what", what), ("cell", &cell), ("says", &says), ("stands", &stands)];
        let _ = writeln!(out, "{}", words.fill("sheet.differs", &values));
    }
    if changes.differing.len() > LISTED {
        let _ = writeln!(out, "{}", words.fill("sheet.more", &[("count", &n(changes.differing.len() - LISTED))]));
    }
    for (what, count) in &changes.kept_out {
        let (what, count) = (show::what_word(*what, words), n(*count));
        let _ = writeln!(out, "{}", words.fill("sheet.kept_out", &[("what", what), ("count", &count)]));
    }
    out
}

/// Rows that cannot be taken in, each with its cell and what to do about it.
fn refusals(found: &Understood, all: &[Refused], words: &Words) -> Vec<String> {
    let mut out = Vec::new();
    for refused in all.iter().take(LISTED) {
        let sheet = found.tables.get(refused.table).map(|t| inert(&t.sheet)).unwrap_or_default();
        let list = |names: &[String]| inert(&names.join(words.get("sheet.or")));
        let why = match &refused.why {
            Refusal::Indicator(near) if near.is_empty() => words.get("sheet.no_indicator").to_owned(),
            Refusal::Indicator(near) => words.fill("sheet.near_indicator", &[("near", &list(near))]),
            Refusal::Ambiguous(all) => words.fill("sheet.ambiguous", &[("all", &list(all))]),
            Refusal::Territory(near) if near.is_empty() => words.get("sheet.no_place").to_owned(),
            Refusal::Territory(near) => words.fill("sheet.near_place", &[("near", &list(near))]),
            Refusal::Unit(unit) => words.fill("sheet.other_unit", &[("unit", &inert(unit))]),
            Refusal::NoTerritory => words.get("sheet.which_place").to_owned(),
            Refusal::NoGoal => words.get("sheet.which_goal").to_owned(),
            Refusal::Twice(cell) => words.fill("sheet.wrong_twice", &[("other", &cell.to_string())]),
            Refusal::Tasks => words.get("sheet.which_task").to_owned(),
        };
        let rows = if refused.rows > 1 {
            words.fill("sheet.rows", &[("count", &refused.rows.to_string())])
        } else {
            String::new()
        };
        out.push(format!("{sheet}!{}: {}: {why}{rows}", refused.place, inert(&refused.text)));
    }
    if all.len() > LISTED {
        out.push(words.fill("sheet.more", &[("count", &(all.len() - LISTED).to_string())]));
    }
    out
}

/// Records it: the workbook as a source, its mapping and form, and all that its rows change, in one act.
#[allow(clippy::too_many_arguments)]
fn record(
    store: &luoshi_store::Store,
    bytes: Vec<u8>,
    book: &luoshi_document::Workbook,
    found: &Understood,
    mapping: &luoshi_sheet::Mapping,
    changes: &Changes,
    added: &[Territory],
    whole: &Whole,
    args: &Sheet,
    taking: &Taking,
    words: &Words,
) -> Result<String, String> {
    let name = taking.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let persons = tells_of_persons(book, found);
    // Names and telephone numbers of persons stay out of the record: it keeps a copy without them.
    let kept = if persons { without(book, found, Without::Persons).map_err(|e| e.to_string())? } else { bytes };
    let form = without(book, found, Without::Values).map_err(|e| e.to_string())?;
    let loaded = from_bytes(name.clone(), kept.clone()).map_err(|e| e.message(words))?;
    let marked = marking(&loaded.document.text, &name);
    if let Some(mark) = marked.as_ref().filter(|_| !taking.despite_marking) {
        let key = if mark.line == 0 { "import.marked_name" } else { "import.marked" };
        return Err(words.fill(key, &[("text", &inert(&mark.text)), ("line", &mark.line.to_string())]));
    }
    let day = today(args);
    let about = Source {
        id: None,
        sha256: loaded.sha(),
        bytes: i64::try_from(kept.len()).unwrap_or(i64::MAX),
        name: Some(name),
        title: found.tables.iter().flat_map(|t| &t.title).map(|(_, words)| words.clone()).next(),
        issuer: None,
        day: Some(day.to_string()),
        kind: Some("sheet".to_owned()),
        language: None,
    };
    let shapes: Vec<&str> = found.tables.iter().map(|t| t.shape.as_str()).collect();
    let mapping = format!("{}\n\n{}", shapes.join("\n"), mapping.write());
    let kind = if marked.is_some() { "sheet.import_marked" } else { "sheet.import" };
    let mut intent = Intent::new(kind, taking.actor.as_deref().unwrap_or_default());
    intent.why.clone_from(&taking.why);
    let text = loaded.document.text;
    let places = Places::of(&kept, about.name.as_deref().unwrap_or_default(), &text, book, &found.tables);
    let (values, targets, tasks) = (changes.values.clone(), changes.targets.clone(), changes.tasks.clone());
    let added = added.to_vec();
    let assignments: HashMap<TaskId, Task> = whole.tasks.iter().map(|t| (t.id, t.clone())).collect();
    let bar = bar(values.len() + tasks.len(), words);
    let moving = bar.clone();
    let done = store.act(intent, move |act| {
        let (source, put) = SourceBytes { about: &about, bytes: &kept }.record(act)?;
        if put == Put::New {
            act.reading(source, TEXT, text.as_bytes())?;
        }
        act.reading(source, MAPPING, mapping.as_bytes())?;
        act.reading(source, FORM, &form)?;
        let mut numbers: HashMap<TerritoryId, TerritoryId> = HashMap::new();
        for new in added {
            let id = TerritoryId::new(act.new_id());
            numbers.insert(new.id, id);
            Territory { id, ..new }.record(act)?;
        }
        let at_home = |id: TerritoryId| numbers.get(&id).copied().unwrap_or(id);
        for (at, value) in values.iter().enumerate() {
            let observed = Observed {
                indicator: value.indicator,
                territory: at_home(value.territory),
                period: value.period,
                value: Some(value.value),
                finality: value.finality,
                standing: Standing::Reported,
                published: day,
                source: Some(source),
            };
            let (_, id) = observed.numbered(act)?;
            if let Some(id) = id {
                cite(act, Subject::Observation(id), "value", source, &places, value.cell)?;
            }
            if at % 512 == 0 {
                moving.set_position(at as u64);
            }
        }
        for new in &targets {
            let id = TargetId::new(act.new_id());
            Target {
                id,
                indicator: new.indicator,
                territory: at_home(new.territory),
                wanted: new.wanted.clone(),
                term: new.term,
                baseline: new.base.map(|(base, _)| base),
                shape: Shape::Linear,
                milestones: Vec::new(),
                tolerance: None,
                approval: None,
                replaces: None,
                dropped: None,
            }
            .record(act)?;
            cite(act, Subject::Target(id), "value", source, &places, new.cell)?;
            if let Some((_, cell)) = new.base {
                cite(act, Subject::Target(id), "base", source, &places, (new.cell.0, cell))?;
            }
        }
        let mut bodies: HashMap<String, BodyId> = HashMap::new();
        for task in &tasks {
            let id = task_in(act, task, &assignments, &mut bodies, day)?;
            cite(act, Subject::Task(id), "title", source, &places, task.cell)?;
            moving.inc(1);
        }
        Ok(source)
    });
    bar.finish_and_clear();
    let done = done.map_err(|e| crate::command::record::said(&e, words))?;
    let source = done.value.map(|s| s.to_string()).unwrap_or_default();
    let mut line = words.fill("sheet.taken", &[("source", &source)]);
    if persons {
        line.push_str(words.get("sheet.without_persons"));
    }
    Ok(line)
}

/// That a thing stands in a cell: in its words where the kept text has them, and under its address.
fn cite(
    act: &mut Act<'_>,
    of: Subject,
    part: &str,
    source: SourceId,
    places: &Places,
    (table, place): (usize, luoshi_sheet::Place),
) -> Result<(), StoreError> {
    let (spans, address) = places.at(table, place);
    let id = CitationId::new(act.new_id());
    let part = Some(format!("{part}:{address}"));
    Citation { id, of, part, passage: Passage { source, spans } }.record(act).map(drop)
}

fn task_in(
    act: &mut Act<'_>,
    new: &NewTask,
    known: &HashMap<TaskId, Task>,
    bodies: &mut HashMap<String, BodyId>,
    day: Date,
) -> Result<TaskId, StoreError> {
    let before = new.known.and_then(|id| known.get(&id));
    let id = before.map_or_else(|| TaskId::new(act.new_id()), |t| t.id);
    let task = Task {
        id,
        goal: new.goal,
        title: new.title.clone(),
        start: new.start,
        due: new.due,
        steps: before.map(|t| t.steps.clone()).unwrap_or_default(),
        begun: before.and_then(|t| t.begun),
        reported: new.reported,
        verified: before.and_then(|t| t.verified),
        dropped: before.and_then(|t| t.dropped.clone()),
    };
    task.record(act)?;
    for (who, part) in &new.who {
        let body = match who {
            Who::Known(body) => *body,
            Who::New(name) => {
                if let Some(body) = bodies.get(name) {
                    *body
                } else {
                    let body = BodyId::new(act.new_id());
                    let valid = Valid::default();
                    Body { id: body, parent: None, name: name.clone(), territory: None, valid, followed_by: None }
                        .record(act)?;
                    bodies.insert(name.clone(), body);
                    body
                }
            }
        };
        let assignment = AssignmentId::new(act.new_id());
        Assignment { id: assignment, task: id, body, post: None, part: *part, given: day, reply: Reply::None }
            .record(act)?;
    }
    Ok(id)
}

/// A bar on a terminal, for as much as an eye could follow.
fn bar(length: usize, words: &Words) -> ProgressBar {
    const WORTH_A_BAR: usize = 2_000;
    if length < WORTH_A_BAR || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg} · {eta}") {
        bar.set_style(style);
    }
    bar.set_message(words.get("progress.rows").to_owned());
    bar
}
