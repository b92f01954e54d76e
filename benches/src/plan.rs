//! The status of a whole plan: 5,000 tasks, and 1,000 indicators × 100 territories × 6 years with their revisions.

use crate::clock::best;
use crate::{Outcome, Places};
use luoshi_plan::status::status_of;
use luoshi_plan::{
    Adds, Baseline, Date, Direction, Due, Finality, Frequency, GoalId, Indicator, IndicatorId, Judged, Lights, Measure,
    Nature, Observation, ObservationId, Period, PlanId, RollupPart, Seen, Shape, Sort, Standing, Status, Target,
    TargetId, Task, TaskId, Term, TerritoryId, Value, Wanted, roll_up, task_status,
};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::Command;

const INDICATORS: i64 = 1_000;
const TERRITORIES: i64 = 100;
const YEARS: std::ops::RangeInclusive<i16> = 2019..=2024;
const TASKS: i64 = 5_000;
/// What a page may keep a person waiting.
const LIMIT: f64 = 1.0;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % n).unwrap_or(0)
    }
}

struct Plan {
    indicators: Vec<Indicator>,
    targets: Vec<Target>,
    /// Those of a target side by side: where they begin, and all of them.
    begins: Vec<usize>,
    observations: Vec<Observation>,
    tasks: Vec<Task>,
}

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

fn year(year: i16) -> Period {
    Period::year(year).expect("a year")
}

/// Half of the indicators are ways to a level, three in ten rates with a floor, two in ten amounts that add up.
fn plan() -> Plan {
    let mut dice = Dice(20_260_101);
    let mut plan = Plan {
        indicators: Vec::new(),
        targets: Vec::new(),
        begins: Vec::new(),
        observations: Vec::new(),
        tasks: Vec::new(),
    };
    for number in 0..INDICATORS {
        let measure = match number % 10 {
            0..5 => Measure::Level,
            5..8 => Measure::Rate,
            _ => Measure::Flow,
        };
        plan.indicators.push(Indicator {
            id: IndicatorId::new(number),
            plan: PlanId::new(1),
            goal: None,
            name: format!("指标{number}"),
            unit: "公里".to_owned(),
            direction: Direction::Up,
            measure,
            nature: if number % 2 == 0 { Nature::Binding } else { Nature::Expected },
            frequency: Frequency::Yearly,
            definition: None,
            source: None,
            adds: Adds::Additive,
        });
        for territory in 0..TERRITORIES {
            let base = 1_000 + dice.below(9_000);
            let goal = base + 500 + dice.below(1_000);
            let (wanted, term) = match measure {
                Measure::Level => (Wanted::Reach(Value::whole(goal)), Term::By(day(2025, 12, 31))),
                Measure::Rate | Measure::Fall => {
                    (Wanted::Floor(Value::whole(4)), Term::EachYear { from: 2021, to: 2025 })
                }
                Measure::Flow => {
                    (Wanted::Sum(Value::whole(5 * base)), Term::Over(Period::years(2021, 2025).expect("years")))
                }
            };
            plan.targets.push(Target {
                id: TargetId::new(number * TERRITORIES + territory),
                indicator: IndicatorId::new(number),
                territory: TerritoryId::new(territory),
                wanted,
                term,
                baseline: (measure == Measure::Level)
                    .then(|| Baseline { period: year(2020), value: Value::whole(base) }),
                shape: Shape::Linear,
                milestones: Vec::new(),
                tolerance: None,
                approval: None,
                replaces: None,
                dropped: None,
            });
            plan.begins.push(plan.observations.len());
            for y in YEARS {
                let along = i64::from(y - 2020);
                let value = match measure {
                    Measure::Level => base + (goal - base) * along / 5 + dice.below(300) - 180,
                    Measure::Rate | Measure::Fall => 4 + dice.below(6),
                    Measure::Flow => base + dice.below(700) - 400,
                };
                // One in fifty is missing, one in ten was revised.
                let (missing, revised) = (dice.below(50) == 0, dice.below(10) == 0);
                for revision in 0..=u32::from(revised) {
                    if missing {
                        continue;
                    }
                    plan.observations.push(Observation {
                        id: ObservationId::new(i64::try_from(plan.observations.len()).unwrap_or(0)),
                        indicator: IndicatorId::new(number),
                        territory: TerritoryId::new(territory),
                        period: year(y),
                        value: Some(Value::whole(if revised && revision == 0 { value + 3 } else { value })),
                        finality: Finality::Final,
                        standing: Standing::Verified,
                        revision,
                        published: day(y + 1, 3, 1),
                        source: None,
                    });
                }
            }
        }
    }
    plan.begins.push(plan.observations.len());
    for number in 0..TASKS {
        let due = Due::On(day(2025, 1 + i8::try_from(dice.below(12)).unwrap_or(0), 15));
        let begun = (dice.below(3) > 0).then(|| day(2025, 1, 10));
        let reported = begun.filter(|_| dice.below(2) == 0).map(|_| day(2025, 6, 1));
        let verified = reported.filter(|_| dice.below(2) == 0).map(|_| day(2025, 6, 20));
        plan.tasks.push(Task {
            id: TaskId::new(number),
            goal: GoalId::new(1),
            title: String::new(),
            start: None,
            due,
            steps: Vec::new(),
            begun,
            reported,
            verified,
            dropped: None,
        });
    }
    plan
}

/// Status of every task and every indicator in every territory, rolled up for each territory and for the tasks.
fn judge(plan: &Plan, lights: &Lights, today: Date) -> BTreeMap<&'static str, u32> {
    let mut counts = BTreeMap::new();
    let mut count = |rolled: &luoshi_plan::Rollup| {
        for counted in rolled.counts.values() {
            let by_word = [
                (Status::Done.key(), counted.done),
                (Status::Ok.key(), counted.ok),
                (Status::Warn.key(), counted.warn),
                (Status::Bad.key(), counted.bad),
                (Status::NotStarted.key(), counted.not_started),
            ];
            for (key, n) in by_word.into_iter().chain(counted.wait.iter().map(|(wait, n)| (wait.key(), *n))) {
                *counts.entry(key).or_insert(0) += n;
            }
        }
    };
    let tasks: Vec<Judged> = plan.tasks.iter().map(|task| task_status(task, lights, today)).collect();
    count(&roll_up(&tasks.iter().map(|judged| RollupPart::of(Sort::Task, judged)).collect::<Vec<_>>()));
    let mut territories: Vec<Vec<(Sort, Judged)>> = (0..TERRITORIES).map(|_| Vec::new()).collect();
    for (target, span) in plan.targets.iter().zip(plan.begins.windows(2)) {
        let (number, territory) = (target.indicator.get(), target.territory.get());
        let indicator = &plan.indicators[usize::try_from(number).unwrap_or(0)];
        let seen = Seen::on(&plan.observations[span[0]..span[1]], target.indicator, target.territory, today);
        let judged = status_of(indicator, Some(target), &seen, lights, today);
        territories[usize::try_from(territory).unwrap_or(0)].push((Sort::Indicator(indicator.nature), judged));
    }
    for territory in &territories {
        let parts: Vec<_> = territory.iter().map(|(sort, judged)| RollupPart::of(*sort, judged)).collect();
        count(&roll_up(&parts));
    }
    counts.retain(|_, n| *n > 0);
    counts
}

pub(crate) fn run(places: &Places) -> Outcome {
    let plan = plan();
    let (lights, today) = (Lights::default(), day(2025, 7, 1));
    let (seconds, counts) = best(3, || judge(&plan, &lights, today));
    println!(
        "{} statuses from {} values: {counts:?}\n",
        plan.tasks.len() + plan.targets.len(),
        plan.observations.len()
    );
    println!("| whole plan, one core | s | statuses/s |");
    println!("|---|--:|--:|");
    let rate = |seconds: f64| (plan.tasks.len() + plan.targets.len()) as f64 / seconds;
    println!("| luoshi, exact, each with its numbers | {seconds:.3} | {:.0} |", rate(seconds));
    if let Some((rival, version, theirs)) = pandas(places, &plan)? {
        println!("| pandas {version}, floats, words only | {rival:.3} | {:.0} |", rate(rival));
        if theirs != counts {
            return Err(format!("the answers differ: {theirs:?}"));
        }
    }
    if seconds > LIMIT { Err(format!("the whole plan takes {seconds:.2} s")) } else { Ok(()) }
}

/// The same work in pandas, on the same values; `None` where there is no Python with pandas.
fn pandas(places: &Places, plan: &Plan) -> Result<Option<(f64, String, BTreeMap<&'static str, u32>)>, String> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = Command::new(&python).args(["-c", "import pandas"]).output().is_ok_and(|o| o.status.success());
    if !has {
        println!("pandas is missing (PYTHON names another Python): the peer is left out");
        return Ok(None);
    }
    let folder = std::env::temp_dir().join(format!("luoshi-plan-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    write(&folder, plan).map_err(|e| e.to_string())?;
    let output = Command::new(&python)
        .arg(places.root.join("benches/rivals/plan.py"))
        .arg(&folder)
        .envs([("OPENBLAS_NUM_THREADS", "1"), ("OMP_NUM_THREADS", "1")])
        .output()
        .map_err(|e| e.to_string())?;
    let _ = std::fs::remove_dir_all(&folder);
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())?;
    let keys = [
        "done",
        "ok",
        "warn",
        "bad",
        "not_started",
        "no_data",
        "stale",
        "due_without_data",
        "under_verification",
        "not_measurable",
    ];
    let counts = keys
        .iter()
        .filter_map(|key| Some((*key, u32::try_from(said["counts"][key].as_u64()?).ok()?)))
        .filter(|(_, n)| *n > 0)
        .collect();
    let version = said["pandas"].as_str().unwrap_or("?").to_owned();
    Ok(Some((said["seconds"].as_f64().unwrap_or(f64::NAN), version, counts)))
}

fn write(folder: &std::path::Path, plan: &Plan) -> std::io::Result<()> {
    let file = |name: &str| std::fs::File::create(folder.join(name)).map(std::io::BufWriter::new);
    let mut out = file("observations.csv")?;
    writeln!(out, "indicator,territory,year,revision,value")?;
    for o in &plan.observations {
        let value = o.value.map(|v| v.to_string()).unwrap_or_default();
        writeln!(out, "{},{},{},{},{value}", o.indicator, o.territory, o.period, o.revision)?;
    }
    let mut out = file("targets.csv")?;
    writeln!(out, "indicator,territory,kind,base,wanted")?;
    for t in &plan.targets {
        let (kind, wanted) = match &t.wanted {
            Wanted::Reach(v) => ("way", v),
            Wanted::Floor(v) => ("floor", v),
            Wanted::Sum(v) => ("sum", v),
            other => return Err(std::io::Error::other(format!("{other:?}"))),
        };
        let base = t.baseline.map(|b| b.value.to_string()).unwrap_or_default();
        writeln!(out, "{},{},{kind},{base},{wanted}", t.indicator, t.territory)?;
    }
    let mut out = file("tasks.csv")?;
    writeln!(out, "due,begun,reported,verified")?;
    for t in &plan.tasks {
        let Due::On(due) = t.due else { continue };
        let known = |day: Option<Date>| day.map(|d| d.to_string()).unwrap_or_default();
        writeln!(out, "{due},{},{},{}", known(t.begun), known(t.reported), known(t.verified))?;
    }
    Ok(())
}
