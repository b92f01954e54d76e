//! The public site under load: the two workloads of the best open peer, and every page of a large plan. The server is the built
//! command in its own process; who asks is this one, on the same machine; values are written between, so that no answer can be
//! one that was kept.

mod ask;
mod plan;

use crate::{Outcome, Places};
use ask::{Asked, Load};
use luoshi_plan::{Date, Finality, IndicatorId, Period, Standing, TerritoryId, Value};
use luoshi_store::db::Place;
use luoshi_store::plan::Observed;
use luoshi_store::{Intent, Options, Store};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long each figure is measured.
const TIME: Duration = Duration::from_secs(6);
/// How long each page of the large plan is asked for.
const PAGE_TIME: Duration = Duration::from_secs(3);
/// Acts a second while others read.
const WRITES: f64 = 20.0;

pub(crate) fn run(places: &Places) -> Outcome {
    let folder = std::env::temp_dir().join(format!("luoshi-bench-load-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(text)?;
    let result = measure(places, &folder);
    let _ = std::fs::remove_dir_all(&folder);
    result
}

pub(crate) fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn measure(places: &Places, folder: &Path) -> Outcome {
    println!("| | asked by | a second | p50 | p99 | bytes | server's processor, each | writes meanwhile |");
    println!("|---|---|--:|--:|--:|--:|--:|--:|");
    let place = Place::Folder(folder.join("peer"));
    workloads(places, "SQLite", &place)?;
    if let Ok(url) = std::env::var("LUOSHI_BENCH_POSTGRES") {
        workloads(places, "PostgreSQL", &Place::Server(url))?;
    } else {
        println!("\nPostgreSQL left out: LUOSHI_BENCH_POSTGRES=postgres://… names an empty database.");
    }
    large(places, &folder.join("large"))
}

/// The built command serving a record.
struct Server {
    child: Child,
    address: String,
    /// From the start of the process to the first answer of 200.
    first: Duration,
}

impl Server {
    fn start(places: &Places, place: &Place) -> Result<Self, String> {
        let begun = Instant::now();
        let data = match place {
            Place::Folder(folder) => folder.display().to_string(),
            Place::Server(url) => url.clone(),
        };
        let mut child = Command::new(&places.program)
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "false", "--data", &data])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(text)?;
        let mut line = String::new();
        let out = child.stdout.take().ok_or("no output")?;
        BufReader::new(out).read_line(&mut line).map_err(text)?;
        let Some((_, address)) = line.trim().split_once("http://") else {
            let _ = child.kill();
            return Err(format!("the server did not start: {line}"));
        };
        let mut server = Self { child, address: address.trim_end_matches('/').to_owned(), first: Duration::ZERO };
        Asked::new(&server.address)?.get("/zh/")?;
        server.first = begun.elapsed();
        Ok(server)
    }

    /// Megabytes resident now.
    fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok().map(|kb| kb / 1024)
    }

    /// Seconds of processor time so far.
    fn processor(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let after = stat.rsplit(')').next().unwrap_or_default();
        let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
        ticks as f64 / 100.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is written while others read.
struct Written {
    indicator: IndicatorId,
    territory: TerritoryId,
}

impl Written {
    /// Writes values of one indicator, again and again the same period, until told to stop; counts the acts.
    fn go(&self, place: &Place, stop: &AtomicBool, count: &AtomicU64) -> Result<(), String> {
        let store = Store::open(place, &Options::default()).map_err(text)?;
        let begun = Instant::now();
        for n in 0_u32.. {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let value = Observed {
                indicator: self.indicator,
                territory: self.territory,
                period: Period::year(2024).ok_or("a year")?,
                value: Some(Value::whole(100 + i64::from(n % 7))),
                finality: Finality::Provisional,
                standing: Standing::Reported,
                published: Date::new(2026, 4, 10).map_err(text)?,
                source: None,
            };
            store.act(Intent::new("observation.add", "bench"), move |act| value.record(act)).map_err(text)?;
            count.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(Duration::from_secs_f64(f64::from(n + 1) / WRITES).saturating_sub(begun.elapsed()));
        }
        store.close();
        Ok(())
    }
}

/// Runs a load while values are written; what it gave, the processor time an answer took, acts meanwhile.
fn under(server: &Server, place: &Place, written: &Written, load: &Load) -> Result<(ask::Times, f64, u64), String> {
    let (stop, count) = (AtomicBool::new(false), AtomicU64::new(0));
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| written.go(place, &stop, &count));
        // Until the writer writes.
        while count.load(Ordering::Relaxed) == 0 && !writer.is_finished() {
            std::thread::sleep(Duration::from_millis(5));
        }
        let before = server.processor();
        let from = count.load(Ordering::Relaxed);
        let times = load.run(&server.address);
        let busy = server.processor() - before;
        let acts = count.load(Ordering::Relaxed) - from;
        stop.store(true, Ordering::Relaxed);
        writer.join().map_err(|_| "the writer panicked")??;
        let times = times?;
        let each = busy / times.count.max(1) as f64;
        Ok((times, each, acts))
    })
}

fn workloads(places: &Places, database: &str, place: &Place) -> Outcome {
    let made = plan::peer(place)?;
    let server = Server::start(places, place)?;
    let paths = [
        ("200 tasks with all their parts", "/api/v1/tasks?limit=200".to_owned(), 32, None),
        ("the page of the same list", format!("/zh/p/{}/tasks/", made.plan), 32, None),
        ("an indicator with 100 values", format!("/api/v1/indicators/{}", made.indicator), 32, None),
        ("its page", format!("/zh/p/{}/indicators/i{}", made.plan, made.indicator), 32, None),
        ("an indicator with 100 values", format!("/api/v1/indicators/{}", made.indicator), 8, Some(5_000.0)),
    ];
    let written = Written { indicator: IndicatorId::new(made.written), territory: TerritoryId::new(made.territory) };
    for (name, path, at_once, rate) in paths {
        let load = Load { paths: vec![path], at_once, rate, time: TIME };
        let (times, each, acts) = under(&server, place, &written, &load)?;
        let by = match rate {
            None => format!("{at_once} at once"),
            Some(rate) => format!("{rate:.0} a second over {at_once}"),
        };
        println!("| {database}: {name} | {by} | {} | {acts} |", cells(&times, each));
    }
    println!(
        "\n{database}: first answer {} after the start, {} MB resident at the end.\n",
        millis(server.first),
        server.resident().unwrap_or(0)
    );
    Ok(())
}

/// Every kind of page of a large plan, 20 requests at once.
fn large(places: &Places, folder: &Path) -> Outcome {
    let maker = places.root.join("target/release/examples/large");
    let made = Command::new(&maker).arg(folder).stderr(Stdio::null()).status();
    if !made.map_err(|e| format!("{}: {e}", maker.display()))?.success() {
        return Err(format!("{} made no plan", maker.display()));
    }
    let place = Place::Folder(folder.to_owned());
    let server = Server::start(places, &place)?;
    let mut asked = Asked::new(&server.address)?;
    let pages = plan::pages(&mut asked)?;
    println!("5,000 tasks, 1,000 indicators, 100 territories, 600,000 values; 20 requests at once:\n");
    println!("| page | a second | p50 | p99 | bytes | server's processor, each |");
    println!("|---|--:|--:|--:|--:|--:|");
    let mut worst = Duration::ZERO;
    for (name, paths) in pages.kinds {
        let load = Load { paths, at_once: 20, rate: None, time: PAGE_TIME };
        let (times, each, _) = under(&server, &place, &pages.written, &load)?;
        worst = worst.max(times.p99);
        println!("| {name} | {} |", cells(&times, each));
    }
    println!(
        "\nThe slowest page's p99: {}. First answer {} after the start, {} MB resident at the end.",
        millis(worst),
        millis(server.first),
        server.resident().unwrap_or(0)
    );
    Ok(())
}

/// What both tables say of a load: a second, p50, p99, bytes, the server's processor for each.
fn cells(times: &ask::Times, each: f64) -> String {
    let (p50, p99) = (millis(times.p50), millis(times.p99));
    format!("{:.0} | {p50} | {p99} | {} | {:.0} µs", times.rate, times.bytes, each * 1e6)
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
