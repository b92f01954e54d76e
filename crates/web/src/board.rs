//! What pages are computed from: all plans of the record without the values of indicators, each thing judged, as of a size of
//! the journal and a day.
//!
//! It is no cache of pages. Before each answer the head of the journal is read, and what was entered since is taken in first:
//! values by judging their indicator again, tasks by loading all tasks, anything else by loading everything. So a page never
//! shows less than what had been acknowledged when it was asked for, whoever wrote it.

use crate::course::Course;
use crate::order::{due_day, urgency};
use crate::pages::term::why;
use luoshi_plan::status::Term;
use luoshi_plan::{
    Assignment, BodyId, Citation, Date, Exact, GoalId, IndicatorId, IndicatorWords, Judged, Observation, Period,
    PlanId, Sentence, SourceId, Subject, Sums, Target, TaskId, TerritoryId, Whole, task_status,
};
use luoshi_store::history::Deeds;
use luoshi_store::plan::{self, At};
use luoshi_store::{Cell, Group, Reader, Store, StoreError, history};
use rustc_hash::FxHashMap as HashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, OnceLock};

/// More new entries than this are not gone through: everything is loaded.
const MOST_ENTRIES: i64 = 2_000;
/// Indicators whose values are handed over at once, for the one side does not wake the other for each.
const TOGETHER: usize = 16;
/// How many times as many are read before there is anything to judge them by.
const MOST_AHEAD: usize = 40;

/// All plans, judged.
///
/// Pages are made from one state of it, however long that takes; what is entered meanwhile makes another, which shares with it
/// all that is the same.
#[derive(Debug, Clone)]
pub(crate) struct Board {
    /// Entries of the journal that are taken in.
    pub(crate) size: i64,
    /// The day things are judged on.
    pub(crate) day: Date,
    /// When the last entry was made, in microseconds since 1970.
    pub(crate) at: i64,
    pub(crate) whole: Arc<Whole>,
    index: Arc<Index>,
    /// Names what things are called and where they stand in documents: another whenever that may have changed.
    pub(crate) edition: u64,
    words: HashMap<IndicatorId, Arc<Said<IndicatorWords>>>,
    courses: HashMap<IndicatorId, Arc<Course>>,
    /// The value by which an indicator is judged in each territory but the one that speaks for it.
    elsewhere: HashMap<IndicatorId, Arc<[Elsewhere]>>,
    tasks: Arc<HashMap<TaskId, Said<Judged>>>,
    sums: OnceLock<Sums>,
    urgent_tasks: OnceLock<Vec<TaskId>>,
    urgent_indicators: OnceLock<Vec<IndicatorId>>,
    /// What large entries did. An entry never changes: later states share it.
    deeds: Arc<Mutex<Known>>,
}

/// What large entries did, by their numbers.
type Known = HashMap<i64, Arc<Deeds>>;

/// Large entries whose deeds are kept.
const MOST_LARGE: usize = 256;

/// A value by which a territory is judged, and of which period it is.
#[derive(Debug, Clone)]
pub(crate) struct Elsewhere {
    territory: TerritoryId,
    pub(crate) actual: Exact,
    /// None of a sum so far.
    pub(crate) of: Option<Period>,
    /// Of a sum so far its last day.
    pub(crate) until: Option<Date>,
}

/// A judgement, and the sentence that says why, made when it is asked for first: making one takes as long as reading twenty values.
#[derive(Debug, Clone)]
struct Said<T> {
    judged: T,
    sentence: OnceLock<Sentence>,
}

impl<T> Said<T> {
    fn new(judged: T) -> Self {
        Self { judged, sentence: OnceLock::new() }
    }
}

/// What is kept of an indicator that was judged.
struct Looked {
    words: IndicatorWords,
    course: Option<Course>,
    elsewhere: Vec<Elsewhere>,
}

/// What belongs to what, by number.
#[derive(Debug, Default, Clone)]
struct Index {
    top_goals: HashMap<PlanId, Vec<GoalId>>,
    goals: HashMap<GoalId, Vec<GoalId>>,
    indicators: HashMap<GoalId, Vec<IndicatorId>>,
    tasks: HashMap<GoalId, Vec<TaskId>>,
    targets: HashMap<IndicatorId, Vec<usize>>,
    assignments: HashMap<TaskId, Vec<usize>>,
    duties: HashMap<BodyId, Vec<usize>>,
    citations: HashMap<Subject, Vec<usize>>,
    cited: HashMap<SourceId, Vec<usize>>,
}

impl Index {
    fn of(whole: &Whole) -> Self {
        let mut index = Self::default();
        for goal in &whole.goals {
            // A goal whose whole is not there stands at the top: it is not lost.
            match goal.parent.filter(|parent| whole.goal(*parent).is_some()) {
                Some(parent) => index.goals.entry(parent).or_default().push(goal.id),
                None => index.top_goals.entry(goal.plan).or_default().push(goal.id),
            }
        }
        for indicator in &whole.indicators {
            if let Some(goal) = indicator.goal {
                index.indicators.entry(goal).or_default().push(indicator.id);
            }
        }
        for (at, target) in whole.targets.iter().enumerate() {
            index.targets.entry(target.indicator).or_default().push(at);
        }
        index.of_tasks(whole);
        index.of_citations(whole);
        index
    }

    fn of_tasks(&mut self, whole: &Whole) {
        (self.tasks, self.assignments, self.duties) = Default::default();
        for task in &whole.tasks {
            self.tasks.entry(task.goal).or_default().push(task.id);
        }
        for (at, assignment) in whole.assignments.iter().enumerate() {
            self.assignments.entry(assignment.task).or_default().push(at);
            self.duties.entry(assignment.body).or_default().push(at);
        }
    }

    fn of_citations(&mut self, whole: &Whole) {
        (self.citations, self.cited) = Default::default();
        for (at, citation) in whole.citations.iter().enumerate() {
            self.citations.entry(citation.of).or_default().push(at);
            self.cited.entry(citation.passage.source).or_default().push(at);
        }
    }
}

/// What was entered since.
#[derive(Debug, Default)]
struct News {
    indicators: BTreeSet<IndicatorId>,
    tasks: bool,
    everything: bool,
}

impl News {
    fn of(reader: &mut Reader<'_>, from: i64, to: i64) -> Result<Self, StoreError> {
        let mut news = Self::default();
        if to - from > MOST_ENTRIES {
            news.everything = true;
            return Ok(news);
        }
        for told in history::between(reader, from, to)? {
            if !told.entry.batches.is_empty() {
                news.everything = true;
                return Ok(news);
            }
            for group in &told.entry.groups {
                news.add(group);
            }
        }
        Ok(news)
    }

    fn add(&mut self, group: &Group) {
        let (table, rows) = match group {
            Group::Rows { table, rows } => (table, rows),
            Group::Ended { table, keys } => (table, keys),
            // A text alone is in no place of a plan; one that was erased may be in any.
            Group::Prose(_) | Group::Signers(_) => return,
            Group::Erased(_) => {
                self.everything = true;
                return;
            }
        };
        match table.name {
            "observation" => {
                let id = |row: &Vec<Cell>| match row.first() {
                    Some(Cell::Int(id)) => Some(IndicatorId::new(*id)),
                    _ => None,
                };
                self.indicators.extend(rows.iter().filter_map(id));
            }
            "task" | "step" | "assignment" => self.tasks = true,
            // Who acts: shown by the journal alone.
            "post" | "person" => {}
            _ => self.everything = true,
        }
    }
}

impl Board {
    /// Loads everything. Values are read on a connection of their own while this one reads the rest: rows once written are never
    /// overwritten, so a state that is asked for by its number is the same whatever was entered meanwhile.
    pub(crate) fn load(store: &Store, reader: &mut Reader<'_>, day: Date) -> Result<Self, StoreError> {
        let head = reader.head();
        let at = At::size(head.size);
        // Most values are of places for which nothing is wanted: no word hangs on them.
        let (to_judge, taken) = sync_channel::<Vec<(IndicatorId, Vec<Observation>)>>(MOST_AHEAD);
        let (board, found, read) = std::thread::scope(|scope| {
            let reading = scope.spawn(move || {
                let ended = |_| StoreError::Stopped("nobody takes the values".to_owned());
                store.read(|beside| {
                    let mut together = Vec::with_capacity(TOGETHER);
                    plan::each_judged(beside, at, day, |id, values| {
                        together.push((id, values));
                        if together.len() < TOGETHER {
                            return Ok(());
                        }
                        to_judge.send(std::mem::replace(&mut together, Vec::with_capacity(TOGETHER))).map_err(ended)
                    })?;
                    to_judge.send(together).map_err(ended)
                })
            });
            let board = Self::without_words(reader, day, at);
            let mut found = Vec::new();
            if let Ok(board) = &board {
                found.extend(taken.iter().flatten().map(|(id, values)| (id, board.looked_at(id, &values))));
            }
            drop(taken);
            (board, found, reading.join())
        });
        let mut board = board?;
        read.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let seen: BTreeSet<IndicatorId> = found.iter().map(|(id, _)| *id).collect();
        for (id, found) in found {
            board.keep(id, found);
        }
        let all: Vec<IndicatorId> = board.whole.indicators.iter().map(|i| i.id).collect();
        all.iter().filter(|id| !seen.contains(id)).for_each(|id| board.take_in(*id, &[]));
        let needy: BTreeSet<IndicatorId> = all.into_iter().filter(|id| board.needs_all(*id)).collect();
        if !needy.is_empty() {
            plan::each_series(reader, at, |id, values| {
                if needy.contains(&id) {
                    board.take_in(id, &values);
                }
                Ok(())
            })?;
        }
        // What the first page asks for, the one beside the other.
        std::thread::scope(|scope| {
            scope.spawn(|| (board.urgent_tasks(), board.urgent_indicators()));
            board.sums();
        });
        Ok(board)
    }

    /// All but what hangs on values.
    fn without_words(reader: &mut Reader<'_>, day: Date, at: At) -> Result<Self, StoreError> {
        let head = reader.head();
        let whole = plan::outline(reader, at)?;
        let index = Index::of(&whole);
        let mut board = Self {
            size: head.size,
            day,
            at: head.at,
            whole: Arc::new(whole),
            index: Arc::new(index),
            edition: another(),
            words: HashMap::default(),
            courses: HashMap::default(),
            elsewhere: HashMap::default(),
            tasks: Arc::default(),
            sums: OnceLock::new(),
            urgent_tasks: OnceLock::new(),
            urgent_indicators: OnceLock::new(),
            deeds: Arc::default(),
        };
        board.judge_tasks();
        Ok(board)
    }

    /// Whether it is of this state and day.
    pub(crate) fn is_of(&self, size: i64, day: Date) -> bool {
        self.size == size && self.day == day
    }

    /// Takes in what was entered since.
    pub(crate) fn refresh(&mut self, store: &Store, reader: &mut Reader<'_>, day: Date) -> Result<(), StoreError> {
        let head = reader.head();
        let news = if self.day == day && head.size >= self.size {
            News::of(reader, self.size, head.size)?
        } else {
            News { everything: true, ..News::default() }
        };
        if news.everything {
            *self = Self::load(store, reader, day)?;
            return Ok(());
        }
        if news.tasks {
            let whole = Arc::make_mut(&mut self.whole);
            (whole.tasks, whole.assignments) = plan::all_duties(reader, At::NOW)?;
            let there: BTreeSet<GoalId> = whole.goals.iter().map(|g| g.id).collect();
            whole.tasks.retain(|t| there.contains(&t.goal));
            let there: BTreeSet<TaskId> = whole.tasks.iter().map(|t| t.id).collect();
            whole.assignments.retain(|a| there.contains(&a.task));
            Arc::make_mut(&mut self.index).of_tasks(whole);
            self.edition = another();
            self.judge_tasks();
            self.urgent_tasks = OnceLock::new();
        }
        if !news.indicators.is_empty() {
            self.urgent_indicators = OnceLock::new();
        }
        for id in news.indicators {
            let is_wanted = self.targets(id).next().is_some();
            let values = if is_wanted {
                plan::judged_revisions(reader, id, At::NOW, day)?
            } else {
                plan::revisions(reader, id, At::NOW)?
            };
            self.take_in(id, &in_order(values));
            if self.needs_all(id) {
                self.take_in(id, &in_order(plan::revisions(reader, id, At::NOW)?));
            }
        }
        self.sums = OnceLock::new();
        (self.size, self.at) = (head.size, head.at);
        Ok(())
    }

    /// What entries did to the plan, by their numbers; of the first there is only said which numbers were taken. Small ones say it
    /// themselves, for large ones the first who asks looks through the record: at most one statement.
    pub(crate) fn deeds(
        &self,
        reader: &mut Reader<'_>,
        told: &[history::Told],
    ) -> Result<HashMap<i64, Arc<Deeds>>, StoreError> {
        let kept = || self.deeds.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut all: Known = HashMap::default();
        let mut large = Vec::new();
        for pair in told.windows(2) {
            let [before, told] = pair else { continue };
            let own = Deeds::of(told, before.entry.next_id).map(Arc::new);
            match own.or_else(|| kept().get(&told.number).cloned()) {
                Some(deeds) => drop(all.insert(told.number, deeds)),
                None => large.push(told.number),
            }
        }
        let (Some(first), Some(last)) = (large.first(), large.last()) else { return Ok(all) };
        let found = history::deeds(reader, *first, *last + 1)?;
        let mut kept = kept();
        if kept.len() >= MOST_LARGE {
            kept.clear();
        }
        for number in large {
            let deeds = Arc::new(Deeds {
                touched: found.touched.iter().filter(|t| t.entry == number).copied().collect(),
                replaced: found.replaced.iter().filter(|(entry, _)| *entry == number).copied().collect(),
            });
            kept.insert(number, Arc::clone(&deeds));
            all.insert(number, deeds);
        }
        Ok(all)
    }

    fn judge_tasks(&mut self) {
        let judged = |t: &luoshi_plan::Task| (t.id, Said::new(task_status(t, &self.whole.lights, self.day)));
        self.tasks = Arc::new(self.whole.tasks.iter().map(judged).collect());
    }

    /// Judges an indicator by its values, and keeps that.
    fn take_in(&mut self, id: IndicatorId, values: &[Observation]) {
        let found = self.looked_at(id, values);
        self.keep(id, found);
    }

    /// The words and the course of an indicator. What is not asked for by lists is not kept: the page of an indicator judges again.
    fn looked_at(&self, id: IndicatorId, values: &[Observation]) -> Option<Looked> {
        let indicator = self.whole.indicator(id)?;
        let mut words = self.judged_by(id, values)?;
        let elsewhere = words.there.iter().filter(|(at, ..)| words.word.territory != Some(*at));
        let elsewhere = elsewhere.filter_map(|(territory, target, _)| {
            let (_, judged) = words.targets.iter().find(|(id, _)| id == target)?;
            let Some(Term::Amount(actual)) = judged.arithmetic.told("actual") else { return None };
            let of = judged.arithmetic.get("at").or_else(|| judged.arithmetic.get("over"));
            let of = of.and_then(|term| if let Term::Period(period) = term { Some(period) } else { None });
            let until = judged.arithmetic.get("until");
            let until = until.and_then(|term| if let Term::Day(day) = term { Some(day) } else { None });
            Some(Elsewhere { territory: *territory, actual, of, until })
        });
        let elsewhere = elsewhere.collect();
        words.targets = Vec::new();
        let course = Course::of(indicator, &words, values, &self.whole, self.day);
        Some(Looked { words, course, elsewhere })
    }

    fn keep(&mut self, id: IndicatorId, found: Option<Looked>) {
        let Some(Looked { words, course, elsewhere }) = found else { return };
        if elsewhere.is_empty() {
            self.elsewhere.remove(&id);
        } else {
            self.elsewhere.insert(id, elsewhere.into());
        }
        match course {
            Some(course) => self.courses.insert(id, Arc::new(course)),
            None => self.courses.remove(&id),
        };
        self.words.insert(id, Arc::new(Said::new(words)));
    }

    /// Whether something was wanted of an indicator and is no more: then its topmost territory that has a value speaks for it,
    /// which may be any.
    fn needs_all(&self, id: IndicatorId) -> bool {
        let nothing = self.indicator(id).is_some_and(|words| words.word.target.is_none());
        nothing && self.targets(id).next().is_some()
    }

    /// The course of an indicator, to be looked at.
    pub(crate) fn course(&self, id: IndicatorId) -> Option<&Course> {
        self.courses.get(&id).map(Arc::as_ref)
    }

    /// The value by which an indicator is judged in a territory that does not speak for it.
    pub(crate) fn elsewhere(&self, id: IndicatorId, territory: TerritoryId) -> Option<&Elsewhere> {
        self.elsewhere.get(&id)?.iter().find(|e| e.territory == territory)
    }

    /// All that the values of an indicator give.
    pub(crate) fn judged_by(&self, id: IndicatorId, values: &[Observation]) -> Option<IndicatorWords> {
        let indicator = self.whole.indicator(id)?;
        let targets: Vec<&Target> = self.targets(id).collect();
        Some(self.whole.judge_indicator(indicator, &targets, values, &self.whole.lights, self.day))
    }

    /// What goals, plans, territories and bodies come to.
    pub(crate) fn sums(&self) -> &Sums {
        self.sums.get_or_init(|| {
            let parts = self.whole.parts();
            self.whole.sums(&parts, |id| self.indicator(id), |id| self.task(id))
        })
    }

    /// All tasks, what needs attention first before the rest, by the day they are due.
    pub(crate) fn urgent_tasks(&self) -> &[TaskId] {
        self.urgent_tasks.get_or_init(|| {
            let mut all: Vec<_> = self.whole.tasks.iter().collect();
            all.sort_by_cached_key(|t| (self.task(t.id).map(|j| urgency(j.status)), due_day(t), t.id));
            all.into_iter().map(|t| t.id).collect()
        })
    }

    /// All indicators, what needs attention first before the rest, in the order of the plan.
    pub(crate) fn urgent_indicators(&self) -> &[IndicatorId] {
        self.urgent_indicators.get_or_init(|| {
            let mut all: Vec<_> = self.whole.indicators.iter().map(|i| i.id).collect();
            all.sort_by_cached_key(|id| self.indicator(*id).map(|w| urgency(w.word.judged.status)));
            all
        })
    }

    /// Where an indicator stands.
    pub(crate) fn indicator(&self, id: IndicatorId) -> Option<&IndicatorWords> {
        self.words.get(&id).map(|said| &said.judged)
    }

    /// Why an indicator stands there.
    pub(crate) fn why_indicator(&self, id: IndicatorId) -> Option<&Sentence> {
        let (said, indicator) = (self.words.get(&id)?, self.whole.indicator(id)?);
        Some(said.sentence.get_or_init(|| why(&said.judged.word.judged, &indicator.unit)))
    }

    /// Why a task stands there.
    pub(crate) fn why_task(&self, id: TaskId) -> Option<&Sentence> {
        let said = self.tasks.get(&id)?;
        Some(said.sentence.get_or_init(|| said.judged.sentence("")))
    }

    /// Where a task stands.
    pub(crate) fn task(&self, id: TaskId) -> Option<&Judged> {
        self.tasks.get(&id).map(|said| &said.judged)
    }

    /// The targets of an indicator.
    pub(crate) fn targets(&self, id: IndicatorId) -> impl Iterator<Item = &Target> {
        self.index.targets.get(&id).into_iter().flatten().filter_map(|at| self.whole.targets.get(*at))
    }

    /// Who has to do with a task.
    pub(crate) fn assignments(&self, id: TaskId) -> impl Iterator<Item = &Assignment> + Clone {
        self.index.assignments.get(&id).into_iter().flatten().filter_map(|at| self.whole.assignments.get(*at))
    }

    /// What a body has to do with.
    pub(crate) fn duties(&self, id: BodyId) -> impl Iterator<Item = &Assignment> {
        self.index.duties.get(&id).into_iter().flatten().filter_map(|at| self.whole.assignments.get(*at))
    }

    /// Where a thing stands in documents.
    pub(crate) fn citations(&self, of: Subject) -> impl Iterator<Item = &Citation> + Clone {
        self.index.citations.get(&of).into_iter().flatten().filter_map(|at| self.whole.citations.get(*at))
    }

    /// What stands in a document, values apart.
    pub(crate) fn cited(&self, source: SourceId) -> impl Iterator<Item = &Citation> {
        self.index.cited.get(&source).into_iter().flatten().filter_map(|at| self.whole.citations.get(*at))
    }

    /// The goals at the top of a plan.
    pub(crate) fn top_goals(&self, plan: PlanId) -> &[GoalId] {
        self.index.top_goals.get(&plan).map_or(&[], Vec::as_slice)
    }

    /// The goals within one.
    pub(crate) fn goals_of(&self, goal: GoalId) -> &[GoalId] {
        self.index.goals.get(&goal).map_or(&[], Vec::as_slice)
    }

    /// The indicators of a goal.
    pub(crate) fn indicators_of(&self, goal: GoalId) -> &[IndicatorId] {
        self.index.indicators.get(&goal).map_or(&[], Vec::as_slice)
    }

    /// The tasks of a goal.
    pub(crate) fn tasks_of(&self, goal: GoalId) -> &[TaskId] {
        self.index.tasks.get(&goal).map_or(&[], Vec::as_slice)
    }

    /// Territories with what they come to, for those that have a part.
    pub(crate) fn depth_first(&self) -> Vec<(usize, TerritoryId)> {
        let mut below: BTreeMap<Option<TerritoryId>, Vec<TerritoryId>> = BTreeMap::new();
        for territory in &self.whole.territories {
            let parent = territory.parent.filter(|p| self.whole.territory(*p).is_some());
            below.entry(parent).or_default().push(territory.id);
        }
        let mut out = Vec::with_capacity(self.whole.territories.len());
        let mut open: Vec<(usize, TerritoryId)> =
            below.get(&None).into_iter().flatten().rev().map(|id| (0, *id)).collect();
        while let Some((depth, id)) = open.pop() {
            out.push((depth, id));
            open.extend(below.get(&Some(id)).into_iter().flatten().rev().map(|id| (depth + 1, *id)));
        }
        out
    }
}

/// A number that no edition of a board had before.
fn another() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Relaxed)
}

/// Values in the order in which they are judged: periods are sorted as texts in the record, as days here.
pub(crate) fn in_order(mut values: Vec<Observation>) -> Vec<Observation> {
    values.sort_by_key(|o| (o.territory, o.period, o.revision, o.id));
    values
}
