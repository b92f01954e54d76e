//! `kill -9`, again and again, while the command writes as fast as it can; then everything is looked up.
//!
//! `LUOSHI_KILLS` says how often (10 in a plain test run), `LUOSHI_BINARY` which program (the one built for the tests).
//! `e2e/kill 1000` does it with the release binary.

mod faults;
#[path = "../it/sample.rs"]
mod sample;
#[path = "../../../store/tests/it/server.rs"]
#[allow(dead_code)]
mod server;

use luoshi_plan::{IndicatorId, Period};
use luoshi_store::db::Place;
use luoshi_store::journal::{Checkpoint, Edge, Hash, Level, Note, Tile, WIDTH, entries};
use luoshi_store::plan::{self, At};
use luoshi_store::verify::{self, Folder};
use luoshi_store::{Entry, Store};
use sample::{Sample, sample};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// After how many kills a new record is begun, so that each is checked from its first entry in reasonable time.
const EACH: u32 = 50;

/// How many lines a run has under way before it waits for answers.
const UNDER_WAY: usize = 400;

fn kills() -> u32 {
    std::env::var("LUOSHI_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10)
}

fn binary() -> PathBuf {
    std::env::var_os("LUOSHI_BINARY").map_or_else(|| env!("CARGO_BIN_EXE_luoshi").into(), PathBuf::from)
}

/// Numbers that look like chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// A folder that is removed in the end.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("luoshi-kill-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the lines came to: by their number, the entry that was acknowledged.
#[derive(Default)]
struct Notes {
    acknowledged: BTreeMap<i64, i64>,
    /// Sent, and not answered when the writer was killed.
    unanswered: BTreeSet<i64>,
    /// Repeated after a kill, and found to have been done before.
    had_happened: u64,
    repeated: u64,
    errors: Vec<String>,
}

/// The day that stands for the line of a number: each line is a value of its own.
fn period(number: i64) -> String {
    let day = luoshi_plan::Date::new(1000, 1, 1).expect("a day");
    let day = day.checked_add(days(number)).expect("a day");
    Period::day(day).expect("a period").to_string()
}

fn days(number: i64) -> jiff::Span {
    jiff::Span::new().days(number)
}

/// The command, fed with lines, its answers noted.
struct Writer {
    child: Child,
    feeding: Option<JoinHandle<()>>,
    noting: Option<JoinHandle<()>>,
    stop: Arc<AtomicBool>,
}

impl Writer {
    /// Begins to write: first what was left unanswered, then new lines, `step` numbers apart.
    fn start(data: &str, steps: &Path, sample: Sample, notes: &Arc<Mutex<Notes>>, next: &Arc<Mutex<i64>>) -> Self {
        let mut child = Command::new(binary())
            .args(["observe", "--data", data, "--actor", "Statistics"])
            .env("LUOSHI_STEPS", steps)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let stdin = child.stdin.take().expect("standard input");
        let stdout = child.stdout.take().expect("standard output");
        let stderr = child.stderr.take().expect("standard error");
        let stop = Arc::new(AtomicBool::new(false));
        let under_way = Arc::new(Mutex::new(0_usize));
        let mine: Vec<i64> = {
            let mut notes = notes.lock().expect("notes");
            let mine: Vec<i64> = notes.unanswered.iter().copied().collect();
            notes.repeated += mine.len() as u64;
            mine
        };
        let repeats: BTreeSet<i64> = mine.iter().copied().collect();
        let feeding = {
            let (stop, notes, next, under_way) = (stop.clone(), notes.clone(), next.clone(), under_way.clone());
            std::thread::spawn(move || feed(stdin, sample, mine, &stop, &notes, &next, &under_way))
        };
        let noting = {
            let notes = notes.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stdout).lines() {
                    let Ok(line) = line else { break };
                    // A line cut short by the kill is no answer.
                    let Ok(json) = serde_json::from_str::<serde_json::Value>(&line) else { break };
                    let mut notes = notes.lock().expect("notes");
                    *under_way.lock().expect("a number") -= 1;
                    match (json["key"].as_str().and_then(|k| k.parse::<i64>().ok()), json["entry"].as_i64()) {
                        (Some(number), Some(entry)) => {
                            notes.unanswered.remove(&number);
                            if json["repeated"] == true && repeats.contains(&number) {
                                notes.had_happened += 1;
                            }
                            let before = notes.acknowledged.insert(number, entry);
                            assert!(before.is_none_or(|b| b == entry), "two entries for one request");
                        }
                        _ => notes.errors.push(line),
                    }
                }
                for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                    notes.lock().expect("notes").errors.push(line);
                }
            })
        };
        Self { child, feeding: Some(feeding), noting: Some(noting), stop }
    }

    /// Kills it, and waits until all it said is noted.
    fn kill(mut self) {
        // SIGKILL: nothing of the program runs any more.
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
        self.stop.store(true, Ordering::Relaxed);
        self.join();
    }

    /// Closes its input, and waits until it has ended by itself.
    fn finish(mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.feeding.take().expect("a thread").join().expect("fed");
        let status = self.child.wait().expect("ended");
        self.join();
        assert!(status.success(), "{status}");
    }

    fn join(&mut self) {
        for thread in [self.feeding.take(), self.noting.take()].into_iter().flatten() {
            thread.join().expect("a thread");
        }
    }
}

fn feed(
    mut stdin: ChildStdin,
    sample: Sample,
    first: Vec<i64>,
    stop: &AtomicBool,
    notes: &Mutex<Notes>,
    next: &Mutex<i64>,
    under_way: &Mutex<usize>,
) {
    let mut first = first.into_iter();
    while !stop.load(Ordering::Relaxed) {
        if *under_way.lock().expect("a number") >= UNDER_WAY {
            std::thread::sleep(Duration::from_micros(200));
            continue;
        }
        let number = first.next().unwrap_or_else(|| {
            let mut next = next.lock().expect("a number");
            *next += 1;
            *next - 1
        });
        let line = format!(
            "{{\"indicator\":{},\"territory\":{},\"period\":\"{}\",\"value\":\"{number}\",\"published\":\"2026-04-10\",\
             \"key\":\"{number}\"}}\n",
            sample.indicator,
            sample.territory,
            period(number),
        );
        notes.lock().expect("notes").unanswered.insert(number);
        *under_way.lock().expect("a number") += 1;
        if stdin.write_all(line.as_bytes()).is_err() {
            return;
        }
    }
    // What was to be repeated and never was stays unanswered.
}

/// What a run of the harness came to.
#[derive(Debug, Default)]
struct Sum {
    kills: u32,
    inside: u32,
    acknowledged: usize,
    lost: usize,
    doubled: usize,
    half: usize,
    repeated: u64,
    had_happened: u64,
    checkpoints: usize,
    forks: usize,
}

impl Sum {
    fn add(&mut self, other: &Self) {
        self.kills += other.kills;
        self.inside += other.inside;
        self.acknowledged += other.acknowledged;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.half += other.half;
        self.repeated += other.repeated;
        self.had_happened += other.had_happened;
        self.checkpoints += other.checkpoints;
        self.forks += other.forks;
    }

    fn check(&self, what: &str, begun: Instant) {
        println!(
            "{what}: {} kills, {} of them inside a transaction ({} %); {} writes acknowledged, {} lost, {} doubled, \
             {} half; {} unanswered ones repeated, {} of which had happened; {} checkpoints kept, {} not in the log at \
             the end; {} s",
            self.kills,
            self.inside,
            100 * self.inside / self.kills.max(1),
            self.acknowledged,
            self.lost,
            self.doubled,
            self.half,
            self.repeated,
            self.had_happened,
            self.checkpoints,
            self.forks,
            begun.elapsed().as_secs(),
        );
        assert_eq!((self.lost, self.doubled, self.half, self.forks), (0, 0, 0, 0));
        assert!(3 * self.inside >= self.kills, "too few kills fell inside a transaction to show anything");
        assert!(self.acknowledged > 10 * self.kills as usize, "too few writes to show anything");
    }
}

/// The signed state a database keeps, after a kill: to be found again at the end.
fn signed(place: &Place) -> Option<Checkpoint> {
    let bytes = match place {
        Place::Folder(data) => fs::read(data.join("log/checkpoint")).ok()?,
        Place::Server(url) => {
            let mut client = postgres::Client::connect(url, postgres::NoTls).expect("a connection");
            let row = client.query_opt("SELECT signed FROM checkpoint", &[]).expect("a query")?;
            row.get::<_, String>(0).into_bytes()
        }
    };
    let note = Note::parse(&bytes).expect("a note");
    Some(Checkpoint::parse(note.text_unverified()).expect("a checkpoint"))
}

/// Looks everything up at the end: what was acknowledged is there, once; every row has its entry and every entry its rows;
/// every checkpoint that was shown is of this log.
fn look_up(place: &Place, sample: Sample, notes: &Notes, kept: &[Checkpoint], sum: &mut Sum) {
    assert!(notes.errors.is_empty(), "{:?}", &notes.errors[..notes.errors.len().min(5)]);
    let store = Store::read_only(place).expect("a record");
    let rows = store.read(|r| plan::revisions(r, IndicatorId::new(sample.indicator), At::NOW)).expect("read");
    let mut times: HashMap<String, usize> = HashMap::new();
    for row in &rows {
        *times.entry(row.period.to_string()).or_default() += 1;
    }
    let mut roots: BTreeMap<u64, Vec<Hash>> = BTreeMap::new();
    for checkpoint in kept {
        roots.entry(checkpoint.size).or_default().push(checkpoint.root);
    }
    let size = store.head().expect("a head").size.cast_unsigned();
    let mut edge = Edge::new();
    let mut acts = 0;
    for index in 0..size.div_ceil(WIDTH) {
        let tile = Tile { level: Level::Entries, index, width: (size - index * WIDTH).min(WIDTH) as u16 };
        let bytes = store.read(|r| r.tile(tile)).expect("read").expect("a bundle");
        for entry in entries(&bytes, tile.width).expect("a bundle") {
            acts += usize::from(Entry::parse(entry).expect("an entry").kind == "observation.add");
            edge.push(Hash::leaf(entry), |_| {});
            if let Some(due) = roots.remove(&edge.size()) {
                sum.forks += due.iter().filter(|root| **root != edge.root()).count();
            }
        }
    }
    sum.forks += roots.len();
    sum.checkpoints += kept.len();
    sum.acknowledged += notes.acknowledged.len();
    sum.lost += notes.acknowledged.keys().filter(|n| !times.contains_key(&period(**n))).count();
    // An act done twice would have an entry more than there are values.
    sum.doubled += times.values().filter(|n| **n > 1).count() + acts.abs_diff(rows.len());
    sum.repeated += notes.repeated;
    sum.had_happened += notes.had_happened;
    // Rows without entries, entries without rows, a head that says something else: the tables made again say so.
    let mut log = match place {
        Place::Folder(data) => Some(Folder(data.join("log"))),
        Place::Server(_) => None,
    };
    let files = log.as_mut().map(|f| f as &mut dyn verify::Files);
    if let Err(error) = verify::database(place, files, None, &[]) {
        println!("does not verify: {error}");
        sum.half += 1;
    }
}

/// Kills the writer at random moments, `kills` times.
fn rounds(place: &Place, data: &str, folder: &Path, kills: u32, chance: &mut Chance) -> Sum {
    let sample = sample(place);
    let notes = Arc::new(Mutex::new(Notes::default()));
    let next = Arc::new(Mutex::new(0));
    let steps = folder.join("steps");
    let mut sum = Sum::default();
    let mut kept = Vec::new();
    for _ in 0..kills {
        let _ = fs::remove_file(&steps);
        let answered = notes.lock().expect("notes").acknowledged.len();
        let writer = Writer::start(data, &steps, sample, &notes, &next);
        // Not before it writes; then at any moment.
        let begun = Instant::now();
        while notes.lock().expect("notes").acknowledged.len() == answered && begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_micros(300));
        }
        std::thread::sleep(Duration::from_micros(chance.next(60_000)));
        writer.kill();
        sum.kills += 1;
        let step = fs::read(&steps).unwrap_or_default();
        sum.inside += u32::from(step.first().is_some_and(|s| b"bac".contains(s)));
        kept.extend(signed(place));
    }
    // A last run repeats what was left unanswered, and ends by itself.
    let writer = Writer::start(data, &steps, sample, &notes, &next);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_millis(300) {
        std::thread::sleep(Duration::from_millis(5));
    }
    writer.finish();
    kept.extend(signed(place));
    look_up(place, sample, &notes.lock().expect("notes"), &kept, &mut sum);
    sum
}

fn many(name: &str, mut place: impl FnMut(&Path) -> (Place, String)) -> Sum {
    let mut chance = Chance(20_261_129);
    let mut sum = Sum::default();
    let mut left = kills();
    while left > 0 {
        let folder = Temporary::new(name);
        let now = left.min(EACH);
        let (place, data) = place(&folder.0);
        sum.add(&rounds(&place, &data, &folder.0, now, &mut chance));
        left -= now;
    }
    sum
}

#[test]
fn a_killed_writer_loses_nothing_on_sqlite() {
    let begun = Instant::now();
    let sum = many("sqlite", |folder| {
        let data = folder.join("data");
        let text = data.display().to_string();
        (Place::Folder(data), text)
    });
    sum.check("SQLite", begun);
}

#[test]
fn a_killed_writer_loses_nothing_on_postgres() {
    let Some(server) = server::server() else { return };
    let begun = Instant::now();
    let sum = many("postgres", |_| {
        let url = server.fresh();
        (Place::Server(url.clone()), url)
    });
    sum.check("PostgreSQL", begun);
}

#[test]
fn two_writers_on_one_server_one_killed_again_and_again_make_one_log() {
    let Some(server) = server::server() else { return };
    let begun = Instant::now();
    let mut chance = Chance(7);
    let mut sum = Sum::default();
    let mut left = kills();
    while left > 0 {
        let folder = Temporary::new("two");
        let now = left.min(EACH);
        left -= now;
        let url = server.fresh();
        let place = Place::Server(url.clone());
        let sample = sample(&place);
        let notes = [Arc::new(Mutex::new(Notes::default())), Arc::new(Mutex::new(Notes::default()))];
        // Both take their lines from one row of numbers, so no two write the same.
        let next = Arc::new(Mutex::new(0));
        let steps = [folder.0.join("steps0"), folder.0.join("steps1")];
        let start = |n: usize| Writer::start(&url, &steps[n], sample, &notes[n], &next);
        let mut writers = [Some(start(0)), Some(start(1))];
        let mut kept = Vec::new();
        for _ in 0..now {
            let victim = chance.next(2) as usize;
            let answered = notes[victim].lock().expect("notes").acknowledged.len();
            let waiting = Instant::now();
            while notes[victim].lock().expect("notes").acknowledged.len() == answered
                && waiting.elapsed() < Duration::from_secs(20)
            {
                std::thread::sleep(Duration::from_micros(300));
            }
            std::thread::sleep(Duration::from_micros(chance.next(40_000)));
            writers[victim].take().expect("a writer").kill();
            sum.kills += 1;
            let step = fs::read(&steps[victim]).unwrap_or_default();
            sum.inside += u32::from(step.first().is_some_and(|s| b"bac".contains(s)));
            kept.extend(signed(&place));
            writers[victim] = Some(start(victim));
        }
        std::thread::sleep(Duration::from_millis(300));
        for writer in writers.into_iter().flatten() {
            writer.finish();
        }
        kept.extend(signed(&place));
        let mut both = Notes::default();
        for notes in &notes {
            let notes = notes.lock().expect("notes");
            both.acknowledged.extend(notes.acknowledged.iter());
            both.errors.extend(notes.errors.iter().cloned());
            both.repeated += notes.repeated;
            both.had_happened += notes.had_happened;
        }
        look_up(&place, sample, &both, &kept, &mut sum);
    }
    sum.check("two writers on PostgreSQL", begun);
}
