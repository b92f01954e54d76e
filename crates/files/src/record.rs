//! Files into a record: what differs is changed, what is the same is no entry, and all of it or nothing.

use crate::fault::{Fault, Faults};
use crate::kinds::{KINDS, Kind};
use crate::renumber::renumber;
use crate::write::{rows, source_path};
use luoshi_plan::{IndicatorId, Observation, Period, Plan, Source, SourceId, TerritoryId, Whole};
use luoshi_store::plan::{self, At, Recorded};
use luoshi_store::table::Table;
use luoshi_store::{Act, Field, Intent, Store, StoreError, tables};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What came of taking files in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Things that were not there.
    pub new: usize,
    /// Things that are now otherwise.
    pub changed: usize,
    /// Things that stand no more, for the files do not have them.
    pub ended: usize,
    /// Things that the files do not have, and that were left as they are.
    pub left: usize,
    /// The entry that tells of it; none where nothing had to be done.
    pub entry: Option<i64>,
}

/// Why files were not taken in. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// Something is wrong with them.
    #[error(transparent)]
    Faults(#[from] Faults),
    /// The record has this plan under another number: what came from here would be doubled.
    #[error("the plan “{title}” is in the record as plan/{there}, in the files as plan/{here}")]
    Another {
        /// Its title.
        title: String,
        /// Its number in the record.
        there: i64,
        /// Its number in the files.
        here: i64,
    },
    /// Somebody else wrote between reading and writing.
    #[error("the record was changed meanwhile")]
    Meanwhile,
    /// The record cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Numbers left free between the last of the record and the first new one: an act needs a few before its work begins.
const FREE: i64 = 64;

/// What an entry of the journal calls it.
const MEANWHILE: &str = "changed meanwhile";

/// What is in the record.
struct There {
    whole: Whole,
    size: i64,
    next_id: i64,
    /// Numbers of posts, of those that only acted too.
    posts: BTreeSet<i64>,
}

/// Gives the bytes of a document by the path it lies under; none where it is not there.
pub type Documents<'a> = dyn FnMut(&str) -> Result<Option<Vec<u8>>, StoreError> + 'a;

/// Takes a plan read from files into a record.
///
/// Things with the number of a thing of the same plan change it; those with a number below 0 are new. Where the record does
/// not know the plan, all are new: they keep their numbers where those are free. Documents are the same by their bytes.
/// `replace` ends what the files do not have; else it is left.
///
/// # Errors
/// [`NotTaken`], and nothing is changed.
pub fn take_in(
    store: &Store,
    mut whole: Whole,
    documents: &mut Documents<'_>,
    intent: &Intent,
    replace: bool,
) -> Result<Taken, NotTaken> {
    let there = store.read(|reader| {
        let whole = plan::whole(reader, None, At::NOW)?;
        let posts = plan::post_ids(reader, At::NOW)?.into_iter().map(luoshi_plan::PostId::get).collect();
        let head = reader.head();
        Ok(There { whole, size: head.size, next_id: head.next_id, posts })
    })?;
    let mut contents = read_documents(&whole, &there.whole, documents)?;
    let last = number(&mut whole, &there)?;
    let changes = Changes::between(&there.whole, &whole, replace);
    let mut taken = changes.taken;
    if changes.is_nothing() {
        return Ok(taken);
    }
    // The documents that are needed, by their numbers in the record.
    contents.retain(|hash, _| !there.whole.sources.iter().any(|s| s.sha256 == *hash));
    let mut at = there.size;
    let mut standing: HashSet<Key> = there.whole.observations.iter().map(key).collect();
    for earlier in changes.earlier {
        let expected = at;
        let keys = standing.clone();
        standing.extend(earlier.iter().map(key));
        let done = store.act(intent.clone(), move |act| {
            unchanged(act, expected)?;
            act.reserve(last);
            for observation in &earlier {
                act.observation(observation, keys.contains(&key(observation)))?;
            }
            Ok(())
        });
        at = done.map_err(meanwhile)?.number + 1;
    }
    let (expected, put, ended) = (at, changes.put, changes.ended);
    let done = store.act(intent.clone(), move |act| {
        unchanged(act, expected)?;
        act.reserve(last);
        if let Some(plan) = put.plans.first() {
            act.about(&tables::PLAN, plan.id.get());
        }
        record(act, &put, &standing, &contents)?;
        for gone in ended {
            gone.end(act)?;
        }
        Ok(())
    });
    taken.entry = Some(done.map_err(meanwhile)?.number);
    Ok(taken)
}

/// That nobody wrote since the record was read.
fn unchanged(act: &Act<'_>, expected: i64) -> Result<(), StoreError> {
    if act.number() == expected { Ok(()) } else { Err(StoreError::Refused(MEANWHILE.to_owned())) }
}

fn meanwhile(error: StoreError) -> NotTaken {
    match error {
        StoreError::Refused(why) if why == MEANWHILE => NotTaken::Meanwhile,
        other => NotTaken::Store(other),
    }
}

/// The documents by their hashes, each checked against what the table says.
fn read_documents(
    whole: &Whole,
    there: &Whole,
    documents: &mut Documents<'_>,
) -> Result<HashMap<[u8; 32], Vec<u8>>, NotTaken> {
    let mut contents = HashMap::new();
    let mut faults = Vec::new();
    for source in &whole.sources {
        let path = source_path(source);
        let Some(bytes) = documents(&path)? else {
            // A document that the record has is not needed again.
            if !there.sources.iter().any(|s| s.sha256 == source.sha256) {
                faults.push(Fault::new(
                    &path,
                    None,
                    "sources.csv 里有它，文件夹里没有",
                    "is in sources.csv and not in the folder",
                ));
            }
            continue;
        };
        let hash: [u8; 32] = Sha256::digest(&bytes).into();
        if hash != source.sha256 || i64::try_from(bytes.len()) != Ok(source.bytes) {
            faults.push(Fault::new(
                &path,
                None,
                "内容与 sources.csv 所记的 SHA-256 或字节数不符：文件不完整，或被改过",
                "is not what sources.csv says by its SHA-256 and length: it was cut or changed",
            ));
        }
        contents.insert(hash, bytes);
    }
    if faults.is_empty() { Ok(contents) } else { Err(Faults(faults).into()) }
}

/// Gives everything the number it has or gets in the record; the last number that is used.
fn number(whole: &mut Whole, there: &There) -> Result<i64, NotTaken> {
    let shared = is_ours(whole, &there.whole);
    if !shared {
        let twin =
            |p: &Plan| there.whole.plans.iter().find(|o| o.title == p.title && o.period == p.period).map(|o| o.id);
        if let Some((plan, other)) = whole.plans.iter().find_map(|p| twin(p).map(|other| (p, other))) {
            let title = plan.title.clone();
            return Err(NotTaken::Another { title, there: other.get(), here: plan.id.get() });
        }
    }
    let known: HashMap<[u8; 32], SourceId> =
        there.whole.sources.iter().filter_map(|s| s.id.map(|id| (s.sha256, id))).collect();
    let of_source: HashMap<i64, [u8; 32]> =
        whole.sources.iter().filter_map(|s| s.id.map(|id| (id.get(), s.sha256))).collect();
    // Numbers that stand for something else in the record.
    let taken = if shared { HashMap::new() } else { taken_numbers(whole, there) };
    let highest = numbers(whole).max().unwrap_or(0);
    let mut next = there.next_id.max(highest.saturating_add(1)).saturating_add(FREE);
    let mut given: HashMap<(&'static str, i64), i64> = HashMap::new();
    renumber(whole, &mut |kind, old| {
        if kind == "source" {
            let hash = of_source.get(&old);
            if let Some(id) = hash.and_then(|hash| known.get(hash)) {
                return id.get();
            }
            // Free, or of another document.
            if old > 0 && there.whole.source(SourceId::new(old)).is_none() {
                return old;
            }
        } else if old > 0 && !taken.get(kind).is_some_and(|set: &BTreeSet<i64>| set.contains(&old)) {
            return old;
        }
        *given.entry((kind, old)).or_insert_with(|| {
            next += 1;
            next
        })
    });
    Ok(numbers(whole).max().unwrap_or(0).max(next))
}

/// Whether files were written from this record, so that their numbers are its numbers: a plan has its number and its title or
/// years, or, where a person has changed both, most goals, indicators and tasks with a number of the record's are the same.
fn is_ours(whole: &Whole, there: &Whole) -> bool {
    let same = |a: &Plan, b: &Plan| a.title == b.title || a.period == b.period;
    if whole.plans.iter().any(|p| there.plan(p.id).is_some_and(|other| same(p, other))) {
        return true;
    }
    let (mut alike, mut other) = (0_usize, 0_usize);
    for kind in ["goal", "indicator", "task"].map(named) {
        let theirs = keyed(there, kind);
        for (id, row) in keyed(whole, kind) {
            match theirs.get(&id) {
                Some(known) if *known == row => alike += 1,
                Some(_) => other += 1,
                None => {}
            }
        }
    }
    alike > other
}

/// Every number that a plan's things have.
fn numbers(whole: &Whole) -> impl Iterator<Item = i64> {
    let mut all = Vec::new();
    // Renumbering looks at every number there is.
    let mut copy = whole.clone();
    renumber(&mut copy, &mut |_, number| {
        all.push(number);
        number
    });
    all.into_iter()
}

/// The numbers under which the record has another thing than the files.
fn taken_numbers(whole: &Whole, there: &There) -> HashMap<&'static str, BTreeSet<i64>> {
    let mut taken: HashMap<&'static str, BTreeSet<i64>> = HashMap::new();
    for kind in KINDS {
        let (ours, theirs) = (keyed(whole, kind), keyed(&there.whole, kind));
        let other = theirs.iter().filter(|(id, row)| ours.get(*id).is_none_or(|own| own != *row));
        taken.insert(kind.name, other.filter_map(|(id, _)| id.rsplit('/').next()?.parse().ok()).collect());
    }
    taken.insert("plan", there.whole.plans.iter().map(|p| p.id.get()).collect());
    let bodied: BTreeSet<i64> = there.whole.posts.iter().map(|p| p.id.get()).collect();
    taken.entry("post").or_default().extend(there.posts.difference(&bodied));
    // If anything gets another number, so do the plans: else the next reading of the same files would take the old numbers
    // for those of this plan, and write over what is not its own.
    let mut clash = false;
    renumber(&mut whole.clone(), &mut |kind, old| {
        clash |= kind != "source" && taken.get(kind).is_some_and(|set| set.contains(&old));
        old
    });
    if clash {
        taken.entry("plan").or_default().extend(whole.plans.iter().map(|p| p.id.get()));
    }
    taken
}

/// The rows of a kind by their ids, without what is for the eye.
fn keyed(whole: &Whole, kind: &'static Kind) -> BTreeMap<String, Vec<String>> {
    let told: Vec<bool> = kind.columns.iter().map(|name| !name.starts_with('(')).collect();
    let row = |row: Vec<String>| {
        let mut cells = row.into_iter().zip(&told).filter(|(_, told)| **told).map(|(cell, _)| cell);
        cells.next().map(|id| (id, cells.collect()))
    };
    rows(whole, kind).into_iter().filter_map(row).collect()
}

/// A thing that stands no more.
enum Gone {
    Row(&'static Table, i64),
    Value(IndicatorId, TerritoryId, Period),
}

impl Gone {
    fn end(&self, act: &mut Act<'_>) -> Result<bool, StoreError> {
        match self {
            Self::Row(table, id) => act.end(table, &[Field::Int(*id)]),
            Self::Value(indicator, territory, period) => {
                let period = period.to_string();
                let key = [Field::Int(indicator.get()), Field::Int(territory.get()), Field::Word(&period)];
                act.end(&tables::OBSERVATION, &key)
            }
        }
    }
}

/// What is to be done.
struct Changes {
    /// Values that were revised later, to be recorded before: one act for each revision.
    earlier: Vec<Vec<Observation>>,
    /// What is new or otherwise.
    put: Whole,
    ended: Vec<Gone>,
    taken: Taken,
}

impl Changes {
    fn is_nothing(&self) -> bool {
        self.taken.new == 0 && self.taken.changed == 0 && self.taken.ended == 0
    }

    /// What has to be done so that a record holds what the files say.
    fn between(there: &Whole, files: &Whole, replace: bool) -> Self {
        let mut put = files.clone();
        let mut taken = Taken::default();
        let mut ended = Vec::new();
        let plans =
            |whole: &Whole| -> BTreeMap<i64, Plan> { whole.plans.iter().map(|p| (p.id.get(), p.clone())).collect() };
        let (ours, theirs) = (plans(files), plans(there));
        put.plans.retain(|p| differs(theirs.get(&p.id.get()), ours.get(&p.id.get()), &mut taken));
        missing(
            theirs.keys().filter(|id| !ours.contains_key(*id)).copied(),
            &tables::PLAN,
            replace,
            &mut taken,
            &mut ended,
        );
        macro_rules! compare {
            ($($list:ident $kind:literal $table:ident $id:expr;)*) => {$(
                {
                    let kind = named($kind);
                    let (ours, theirs) = (keyed(files, kind), keyed(there, kind));
                    let mut changed = BTreeSet::new();
                    for (id, row) in &ours {
                        if differs(theirs.get(id), Some(row), &mut taken) {
                            changed.insert(id.clone());
                        }
                    }
                    put.$list.retain(|it| changed.contains(&format!(concat!($kind, "/{}"), $id(it))));
                    let gone = theirs.keys().filter(|id| !ours.contains_key(*id)).filter_map(|id| id.rsplit('/').next()?.parse().ok());
                    missing(gone, &tables::$table, replace, &mut taken, &mut ended);
                }
            )*};
        }
        compare! {
            goals "goal" GOAL |it: &luoshi_plan::Goal| it.id;
            principles "principle" PRINCIPLE |it: &luoshi_plan::Principle| it.id;
            indicators "indicator" INDICATOR |it: &luoshi_plan::Indicator| it.id;
            assignments "assignment" ASSIGNMENT |it: &luoshi_plan::Assignment| it.id;
            territories "territory" TERRITORY |it: &luoshi_plan::Territory| it.id;
            bodies "body" BODY |it: &luoshi_plan::Body| it.id;
            posts "post" POST |it: &luoshi_plan::Post| it.id;
            sources "source" SOURCE |it: &Source| it.id.map_or(0, SourceId::get);
            citations "citation" CITATION |it: &luoshi_plan::Citation| it.id;
        }
        // Points on the way are recorded with what they lead to.
        let (targets, theirs) = (with_points(files, "target", "milestone"), with_points(there, "target", "milestone"));
        put.targets.retain(|t| differs(theirs.get(&t.id.get()), targets.get(&t.id.get()), &mut taken));
        let gone = theirs.keys().filter(|id| !targets.contains_key(*id)).copied();
        missing(gone, &tables::TARGET, replace, &mut taken, &mut ended);
        let (tasks, theirs) = (with_points(files, "task", "step"), with_points(there, "task", "step"));
        put.tasks.retain(|t| differs(theirs.get(&t.id.get()), tasks.get(&t.id.get()), &mut taken));
        let gone = theirs.keys().filter(|id| !tasks.contains_key(*id)).copied();
        missing(gone, &tables::TASK, replace, &mut taken, &mut ended);
        if replace {
            points_of_gone(there, files, &mut ended);
        }
        let earlier = observations(there, files, replace, &mut put, &mut taken, &mut ended);
        Self { earlier, put, ended, taken }
    }
}

/// Whether something is new or otherwise; counted.
fn differs<T: PartialEq>(there: Option<&T>, ours: Option<&T>, taken: &mut Taken) -> bool {
    match there {
        None => taken.new += 1,
        there if there == ours => return false,
        Some(_) => taken.changed += 1,
    }
    true
}

fn missing(
    gone: impl Iterator<Item = i64>,
    table: &'static Table,
    replace: bool,
    taken: &mut Taken,
    ended: &mut Vec<Gone>,
) {
    for id in gone {
        if replace {
            taken.ended += 1;
            ended.push(Gone::Row(table, id));
        } else {
            taken.left += 1;
        }
    }
}

fn named(name: &str) -> &'static Kind {
    KINDS.iter().find(|kind| kind.name == name).unwrap_or_else(|| unreachable!("a kind of our own list"))
}

/// The rows of targets or tasks, each with those of the points on its way.
fn with_points(whole: &Whole, kind: &str, point: &str) -> BTreeMap<i64, Vec<Vec<String>>> {
    let number = |id: &str| id.rsplit('/').next().and_then(|n| n.parse::<i64>().ok());
    let mut all: BTreeMap<i64, Vec<Vec<String>>> =
        keyed(whole, named(kind)).into_iter().filter_map(|(id, row)| Some((number(&id)?, vec![row]))).collect();
    for (id, row) in keyed(whole, named(point)) {
        // The first cell after its own id is what it belongs to.
        if let Some(list) = row.first().and_then(|of| number(of)).and_then(|of| all.get_mut(&of)) {
            let mut row = row;
            row.insert(0, id);
            list.push(row);
        }
    }
    all
}

/// The points of targets and tasks that stand no more.
fn points_of_gone(there: &Whole, files: &Whole, ended: &mut Vec<Gone>) {
    for target in there.targets.iter().filter(|t| files.target(t.id).is_none()) {
        ended.extend(target.milestones.iter().map(|m| Gone::Row(&tables::MILESTONE, m.id.get())));
    }
    for task in there.tasks.iter().filter(|t| files.task(t.id).is_none()) {
        ended.extend(task.steps.iter().map(|s| Gone::Row(&tables::STEP, s.id.get())));
    }
}

/// What there is one standing value of.
type Key = (IndicatorId, TerritoryId, Period);

fn key(o: &Observation) -> Key {
    (o.indicator, o.territory, o.period)
}

/// Values: those whose last revision differs are put; what was before it goes into acts of its own, for a key has one row an act.
fn observations(
    there: &Whole,
    files: &Whole,
    replace: bool,
    put: &mut Whole,
    taken: &mut Taken,
    ended: &mut Vec<Gone>,
) -> Vec<Vec<Observation>> {
    fn grouped(whole: &Whole) -> BTreeMap<Key, &[Observation]> {
        whole
            .observations
            .chunk_by(|a, b| key(a) == key(b))
            .filter_map(|run| run.first().map(|o| (key(o), run)))
            .collect()
    }
    // Two values are the same if they are written the same: 2.30 is not 2.3 here.
    let same =
        |a: &Observation, b: &Observation| a == b && a.value.map(|v| v.to_string()) == b.value.map(|v| v.to_string());
    let theirs = grouped(there);
    let mut earlier: Vec<Vec<Observation>> = Vec::new();
    let mut latest = Vec::new();
    let ours = grouped(files);
    for (key, run) in &ours {
        let before = theirs.get(key).copied().unwrap_or_default();
        let alike = before.iter().zip(*run).take_while(|(a, b)| same(a, b)).count();
        if alike == run.len() && alike == before.len() {
            continue;
        }
        if before.is_empty() {
            taken.new += 1;
        } else {
            taken.changed += 1;
        }
        // Where the record has later ones that the files do not have, the last of the files stands again.
        let from = alike.min(run.len() - 1);
        for (place, row) in run[from..].iter().enumerate() {
            if from + place + 1 == run.len() {
                latest.push(row.clone());
            } else {
                if earlier.len() <= place {
                    earlier.push(Vec::new());
                }
                earlier[place].push(row.clone());
            }
        }
    }
    for (indicator, territory, period) in theirs.keys().filter(|key| !ours.contains_key(*key)) {
        if replace {
            taken.ended += 1;
            ended.push(Gone::Value(*indicator, *territory, *period));
        } else {
            taken.left += 1;
        }
    }
    put.observations = latest;
    earlier
}

/// Records what is new or otherwise.
fn record(
    act: &mut Act<'_>,
    put: &Whole,
    standing: &HashSet<Key>,
    contents: &HashMap<[u8; 32], Vec<u8>>,
) -> Result<(), StoreError> {
    for source in &put.sources {
        if let Some(bytes) = contents.get(&source.sha256) {
            act.blob(bytes)?;
        }
        act.put(
            &tables::SOURCE,
            &[
                Field::Int(source.id.map_or(0, SourceId::get)),
                Field::Bytes(&source.sha256),
                Field::Int(source.bytes),
                Field::prose(source.name.as_deref()),
                Field::prose(source.title.as_deref()),
                Field::prose(source.issuer.as_deref()),
                Field::word(source.day.as_deref()),
                Field::word(source.kind.as_deref()),
                Field::word(source.language.as_deref()),
            ],
        )?;
    }
    let things = (put.territories.iter().map(|t| t as &dyn Recorded))
        .chain(put.bodies.iter().map(|t| t as _))
        .chain(put.posts.iter().map(|t| t as _))
        .chain(put.plans.iter().map(|t| t as _))
        .chain(put.goals.iter().map(|t| t as _))
        .chain(put.principles.iter().map(|t| t as _))
        .chain(put.indicators.iter().map(|t| t as _))
        .chain(put.targets.iter().map(|t| t as _))
        .chain(put.tasks.iter().map(|t| t as _))
        .chain(put.assignments.iter().map(|t| t as _))
        .chain(put.citations.iter().map(|t| t as _));
    for thing in things {
        thing.record(act)?;
    }
    for observation in &put.observations {
        act.observation(observation, standing.contains(&key(observation)))?;
    }
    Ok(())
}
