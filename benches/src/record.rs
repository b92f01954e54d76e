//! The record beside SQLite itself: how many acts a second, each on the disk before it is answered; how many rows a second in
//! one act. Both limits are measured in the same run, on the same disk.

use crate::{Outcome, Places, peak};
use luoshi_plan::{
    Adds, Direction, Finality, Frequency, Indicator, IndicatorId, Measure, Nature, Period, Plan, PlanId, Standing,
    Territory, TerritoryId, Valid, Value,
};
use luoshi_store::db::Place;
use luoshi_store::plan::{Observed, Recorded as _};
use luoshi_store::{Intent, Options, Store};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long each of the two rates of single acts is measured.
const TIME: Duration = Duration::from_secs(4);

/// 600,000 values: 1,000 indicators × 100 territories × 6 years.
const INDICATORS: i64 = 1_000;
const TERRITORIES: i64 = 100;
const YEARS: i16 = 6;

pub(crate) fn run(_: &Places) -> Outcome {
    let folder = std::env::temp_dir().join(format!("luoshi-bench-record-{}", std::process::id()));
    let result = measure(&folder);
    let _ = std::fs::remove_dir_all(&folder);
    result
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn measure(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder).map_err(text)?;
    println!("Single acts, each durable before it is answered (WAL, synchronous = FULL):\n");
    println!("| | a second | p50 | p99 |\n|---|--:|--:|--:|");
    let limit = raw_commits(&folder.join("raw.db"))?;
    println!("| SQLite itself: one row, one commit, one connection | {limit:.0} | | |");
    for threads in [1, 8, 32, 128] {
        let place = Place::Folder(folder.join(format!("acts{threads}")));
        let (rate, p50, p99) = acts(&place, threads)?;
        println!("| acts by {threads} at once | {rate:.0} | {} | {} |", millis(p50), millis(p99));
    }
    if let Ok(url) = std::env::var("LUOSHI_BENCH_POSTGRES") {
        for threads in [1, 32] {
            let (rate, p50, p99) = acts(&Place::Server(url.clone()), threads)?;
            println!("| PostgreSQL: acts by {threads} at once | {rate:.0} | {} | {} |", millis(p50), millis(p99));
        }
    }
    println!("\nOne act of {} values:\n", INDICATORS * TERRITORIES * i64::from(YEARS));
    let before = peak("self").unwrap_or(0);
    let (rate, busy, verified) = bulk(&Place::Folder(folder.join("bulk")))?;
    let after = peak("self").unwrap_or(0);
    let (limit, limit_busy) = raw_rows(&folder.join("rows.db"))?;
    println!("| | rows a second | rows a second of processor time | peak memory |\n|---|--:|--:|--:|");
    println!(
        "| luoshi: checked, journalled, revisions kept | {rate:.0} | {busy:.0} | {after} MB (before: {before} MB) |"
    );
    println!("| SQLite itself: the same rows, the same table, one transaction | {limit:.0} | {limit_busy:.0} | |");
    println!("\n{verified}");
    Ok(())
}

/// The processor time of this process so far, of all its threads.
fn on_cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    // Linux counts in hundredths here, whatever the kernel's own clock.
    ticks as f64 / 100.0
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// Durable commits of SQLite without us.
fn raw_commits(file: &Path) -> Result<f64, String> {
    let c = rusqlite::Connection::open(file).map_err(text)?;
    c.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, content BLOB)",
    )
    .map_err(text)?;
    let mut insert = c.prepare("INSERT INTO t (content) VALUES (?)").map_err(text)?;
    let content = [7_u8; 400];
    let begun = Instant::now();
    let mut count = 0_u32;
    while begun.elapsed() < TIME {
        insert.execute([&content[..]]).map_err(text)?;
        count += 1;
    }
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

struct Sample {
    indicators: Vec<IndicatorId>,
    territories: Vec<TerritoryId>,
}

fn sample(store: &Store, indicators: i64, territories: i64) -> Result<Sample, String> {
    let done = store.act(Intent::new("plan.import", "bench"), move |act| {
        let plan = Plan {
            id: PlanId::new(act.new_id()),
            title: "bench".to_owned(),
            period: "2026/2030".parse().map_err(|_| luoshi_store::StoreError::Refused("period".into()))?,
            source: None,
        };
        plan.record(act)?;
        let mut made = Sample { indicators: Vec::new(), territories: Vec::new() };
        for n in 0..territories {
            let territory = Territory {
                id: TerritoryId::new(act.new_id()),
                parent: None,
                code: None,
                name: format!("territory {n}"),
                valid: Valid::default(),
                followed_by: None,
            };
            territory.record(act)?;
            made.territories.push(territory.id);
        }
        for n in 0..indicators {
            let indicator = Indicator {
                id: IndicatorId::new(act.new_id()),
                plan: plan.id,
                goal: None,
                name: format!("indicator {n}"),
                unit: "%".to_owned(),
                direction: Direction::Up,
                measure: Measure::Level,
                nature: Nature::Expected,
                frequency: Frequency::Yearly,
                definition: None,
                source: None,
                adds: Adds::Additive,
            };
            indicator.record(act)?;
            made.indicators.push(indicator.id);
        }
        Ok(made)
    });
    done.map_err(text)?.value.ok_or_else(|| "no sample".to_owned())
}

fn observed(indicator: IndicatorId, territory: TerritoryId, period: Period, n: i64) -> Result<Observed, String> {
    Ok(Observed {
        indicator,
        territory,
        period,
        value: Some(Value::whole(n)),
        finality: Finality::Final,
        standing: Standing::Reported,
        published: luoshi_plan::Date::new(2026, 4, 10).map_err(text)?,
        source: None,
    })
}

/// Acts by so many threads at once: the rate, and how long half of them and all but a hundredth waited.
fn acts(place: &Place, threads: usize) -> Result<(f64, Duration, Duration), String> {
    let store = Store::open(place, &Options::default()).map_err(text)?;
    let made = sample(&store, 1, 1)?;
    let next = AtomicU64::new(0);
    let begun = Instant::now();
    let waits: Vec<Duration> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| -> Result<Vec<Duration>, String> {
                    let mut waits = Vec::new();
                    while begun.elapsed() < TIME {
                        let n = next.fetch_add(1, Ordering::Relaxed) as i64;
                        let day = luoshi_plan::Date::new(1000, 1, 1).map_err(text)?;
                        let day = day.checked_add(jiff::Span::new().days(n)).map_err(text)?;
                        let period = Period::day(day).ok_or("no day left")?;
                        let value = observed(made.indicators[0], made.territories[0], period, n)?;
                        let asked = Instant::now();
                        store
                            .act(Intent::new("observation.add", "bench"), move |act| value.record(act))
                            .map_err(text)?;
                        waits.push(asked.elapsed());
                    }
                    Ok(waits)
                })
            })
            .collect();
        all.into_iter()
            .map(|thread| thread.join().map_err(|_| "a thread panicked".to_owned())?)
            .collect::<Result<Vec<_>, _>>()
    })?
    .concat();
    let rate = waits.len() as f64 / begun.elapsed().as_secs_f64();
    let mut waits = waits;
    waits.sort_unstable();
    let at = |share: f64| waits.get((waits.len() as f64 * share) as usize).copied().unwrap_or_default();
    let times = (at(0.5), at(0.99));
    store.close();
    Ok((rate, times.0, times.1))
}

/// 600,000 values as one act: rows a second, from the first to the answer that all are on the disk.
fn bulk(place: &Place) -> Result<(f64, f64, String), String> {
    let store = Store::open(place, &Options::default()).map_err(text)?;
    let made = sample(&store, INDICATORS, TERRITORIES)?;
    let (begun, cpu) = (Instant::now(), on_cpu());
    let done = store.act(Intent::new("observation.import", "bench"), move |act| {
        let refused = |why: String| luoshi_store::StoreError::Refused(why);
        let mut count = 0_i64;
        for indicator in &made.indicators {
            for territory in &made.territories {
                for year in 0..YEARS {
                    let period = Period::year(2020 + year).ok_or_else(|| refused("a year".into()))?;
                    observed(*indicator, *territory, period, count).map_err(refused)?.record(act)?;
                    count += 1;
                }
            }
        }
        Ok(count)
    });
    let count = done.map_err(text)?.value.unwrap_or_default();
    let rate = count as f64 / begun.elapsed().as_secs_f64();
    let busy = count as f64 / (on_cpu() - cpu);
    if count != INDICATORS * TERRITORIES * i64::from(YEARS) {
        return Err(format!("{count} rows"));
    }
    store.close();
    // A fast wrong answer fails: the tables are made again from the entries, and compared.
    let (begun, cpu) = (Instant::now(), on_cpu());
    let verified = luoshi_store::verify::database(place, None, None, &[]).map_err(text)?;
    let rows = verified.rows.map_or(0, |(rows, _)| rows);
    let (time, cpu) = (begun.elapsed().as_secs_f64(), on_cpu() - cpu);
    let verified = format!(
        "`verify` made {rows} rows again from the entries and compared them in {time:.1} s ({cpu:.1} s of processor time)."
    );
    Ok((rate, busy, verified))
}

/// The same rows into the same table, by SQLite without us.
fn raw_rows(file: &Path) -> Result<(f64, f64), String> {
    let mut c = rusqlite::Connection::open(file).map_err(text)?;
    c.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384")
        .map_err(text)?;
    let table =
        luoshi_store::db::MIGRATIONS.iter().map(|m| m.sql(luoshi_store::db::Engine::Sqlite)).collect::<String>();
    c.execute_batch(&table).map_err(text)?;
    let (begun, cpu) = (Instant::now(), on_cpu());
    let tx = c.transaction().map_err(text)?;
    let mut count = 0_i64;
    {
        let mut insert = tx
            .prepare(
                "INSERT INTO observation (indicator, territory, period, id, value, finality, standing, revision, \
                 published, source, since, until) VALUES (?, ?, ?, ?, ?, 'final', 'reported', 0, '2026-04-10', NULL, 2, ?)",
            )
            .map_err(text)?;
        for indicator in 0..INDICATORS {
            for territory in 0..TERRITORIES {
                for year in 0..YEARS {
                    let (period, value) = ((2020 + year).to_string(), count.to_string());
                    insert
                        .execute(rusqlite::params![indicator, territory, period, count, value, i64::MAX])
                        .map_err(text)?;
                    count += 1;
                }
            }
        }
    }
    tx.commit().map_err(text)?;
    Ok((count as f64 / begun.elapsed().as_secs_f64(), count as f64 / (on_cpu() - cpu)))
}
