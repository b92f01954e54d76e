//! Forecasts of series that were not learnt from, beside those of the methods a user would pick.

use crate::clock::best;
use crate::{Outcome, Places, unseen};
use luoshi_plan::Direction;
use luoshi_plan::forecast::{Forecast, Learnt, Limits, Series};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// The year ahead that is compared.
pub(crate) const AHEAD: usize = 3;
/// Groups are dealt to so many folds; each is forecast by what the others teach.
const FOLDS: &str = "10";
/// What `rivals.py` calls the method whose published figures are the aim.
const HALF_DRIFT: &str = "half drift, learnt interval";
/// Levels whose chance is asked, in mean absolute steps from the last value.
const LEVELS: [f64; 5] = [-2.0, -1.0, 0.0, 1.0, 2.0];

/// A forecast, what came, and the yardstick: the mean absolute step of what was seen.
pub(crate) struct Made {
    /// The line of the file, from 0.
    pub(crate) series: usize,
    /// Point, low and high of 80 %, low and high of 95 %.
    forecast: [f64; 5],
    came: f64,
    step: f64,
    /// Chance that what comes is at or above each level, and the level.
    chances: [(f64, f64); 5],
    pub(crate) seen: usize,
}

impl Made {
    /// The absolute error, in steps.
    pub(crate) fn error(&self) -> f64 {
        (self.came - self.forecast[0]).abs() / self.step
    }

    /// The interval score of the 95 % band, in steps.
    pub(crate) fn score(&self) -> f64 {
        let [.., low, high] = self.forecast;
        (high - low + 40.0 * (low - self.came).max(0.0) + 40.0 * (self.came - high).max(0.0)) / self.step
    }
}

pub(crate) fn run(places: &Places) -> Outcome {
    let series = places.root.join("../shared/specs/status/series.jsonl");
    let text = std::fs::read_to_string(&series).map_err(|e| format!("{}: {e}", series.display()))?;
    let all: Vec<Vec<f64>> = text.lines().map(values).collect::<Option<_>>().ok_or("a series without values")?;
    let folder = places.root.join("benches/forecast");
    let python = folder.join(".venv/bin/python");
    if !python.is_file() {
        return Err("benches/forecast/.venv is missing: benches/run makes it where there is python3".to_owned());
    }
    let committed = places.root.join("crates/plan/src/forecast/learnt.rs");
    let committed = std::fs::read_to_string(&committed).map_err(|e| format!("{}: {e}", committed.display()))?;
    same_numbers(&committed, &ran(&python, &[&folder.join("learn.py"), &series])?)?;
    let folds = ran(&python, &[&folder.join("learn.py"), &series, Path::new("--folds"), Path::new(FOLDS)])?;
    let folds_file = folder.join(".venv/folds.jsonl");
    std::fs::write(&folds_file, &folds).map_err(|e| e.to_string())?;
    let numbers = learnt(&folds, all.len())?;

    let mut table: BTreeMap<String, Vec<Made>> = BTreeMap::new();
    let mut seconds: BTreeMap<String, f64> = BTreeMap::new();
    let mut failed: BTreeMap<String, u64> = BTreeMap::new();
    let (took, ours) = best(3, || forecasts(&numbers, &all, AHEAD));
    let each = took / ours.len() as f64;
    let sources = ran(&python, &[&folder.join("learn.py"), &series, Path::new("--by"), Path::new("source")])?;
    let by_source = forecasts(&learnt(&sources, all.len())?, &all, AHEAD);
    table.insert("luoshi".to_owned(), ours);
    for line in ran(&python, &[&folder.join("rivals.py"), &series, &folds_file])?.lines() {
        let line: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let name = line["method"].as_str().ok_or("a rival without a name")?.to_owned();
        if let Some(took) = line["seconds"].as_f64() {
            failed.insert(name.clone(), line["failed"].as_u64().unwrap_or(0));
            seconds.insert(name, took);
            continue;
        }
        let index = line["series"].as_u64().and_then(|n| usize::try_from(n).ok()).ok_or("a rival without a series")?;
        let seen = line["origin"].as_u64().and_then(|n| usize::try_from(n).ok()).ok_or("a rival without an origin")?;
        let numbers: Vec<f64> = line["forecast"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        let forecast: [f64; 5] = numbers.try_into().map_err(|_| "a rival's forecast has not five numbers")?;
        table.entry(name).or_default().push(rival(forecast, &all[index], index, seen));
    }
    let count = table.get("luoshi").map_or(0, Vec::len);
    println!("{} series, {count} forecasts of the third year, in {FOLDS} folds by group\n", all.len());
    println!("| method | MASE | median | cover 80 % | cover 95 % | width80 | score95 | Brier | ms a series |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    let ours = table.remove_entry("luoshi");
    for (name, made) in table.iter().map(|(n, m)| (n.as_str(), m)).chain(ours.as_ref().map(|(_, m)| ("luoshi", m))) {
        let ms = if name == "luoshi" { Some(each * 1e3) } else { seconds.get(name).map(|s| s * 1e3 / count as f64) };
        let ms = ms.map_or_else(|| "–".to_owned(), |ms| format!("{ms:.3}"));
        println!("| {name} | {} | {ms} |", row(made));
    }
    println!("| luoshi, each source by what the others teach | {} | |", row(&by_source));
    for (name, count) in failed.iter().filter(|(_, count)| **count > 0) {
        println!("\n{name} gave up on {count} forecasts; the last value stands in.");
    }
    let ours = ours.map(|(_, made)| made).unwrap_or_default();
    if let Some(half) = table.get(HALF_DRIFT) {
        let groups: Vec<String> = text.lines().map(group).collect::<Option<_>>().ok_or("a series without a group")?;
        unseen::print(&all, &ours, half, &groups);
    }
    part_head("by how many values were seen");
    for (name, from, to) in [("5–7", 5, 7), ("8–12", 8, 12), ("13 and more", 13, usize::MAX)] {
        let part: Vec<&Made> = ours.iter().filter(|m| (from..=to).contains(&m.seen)).collect();
        println!("| {name} | {} | {} |", part.len(), row(part.iter().copied()));
    }
    part_head("by years ahead");
    for years in [1, 2, 3, 5, 7, 10] {
        let part = forecasts(&numbers, &all, years);
        println!("| {years} | {} | {} |", part.len(), row(&part));
    }
    Ok(())
}

fn part_head(by: &str) {
    println!("\n| luoshi, {by} | forecasts | MASE | median | cover 80 % | cover 95 % | width80 | score95 | Brier |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
}

/// What is committed is what `learn.py` gives; other versions of its libraries may differ in a last digit.
fn same_numbers(committed: &str, made: &str) -> Outcome {
    let numbers = |text: &str| -> Vec<f64> {
        let digits = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
        text.split(|c| !digits(c)).filter_map(|word| word.parse().ok()).collect()
    };
    let (committed, made) = (numbers(committed), numbers(made));
    let apart = committed.iter().zip(&made).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    if committed.len() != made.len() || apart > 0.005 {
        return Err("learnt.rs is not what learn.py gives".to_owned());
    }
    println!("learnt.rs holds what learn.py gives, within {apart:.4}\n");
    Ok(())
}

/// The group of a line: an indicator or a country.
fn group(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    line["group"].as_str().map(str::to_owned)
}

/// The values of a line.
fn values(line: &str) -> Option<Vec<f64>> {
    let line: Value = serde_json::from_str(line).ok()?;
    line["values"].as_array()?.iter().map(Value::as_f64).collect()
}

/// How many values are seen before each of the last three forecasts; never fewer than five.
pub(crate) fn origins(values: &[f64], years: usize) -> impl Iterator<Item = usize> {
    (5..=values.len().saturating_sub(years)).rev().take(3)
}

/// The numbers for each series, learnt without its fold.
fn learnt(folds: &str, series: usize) -> Result<Vec<Learnt>, String> {
    let mut all = vec![None; series];
    for line in folds.lines() {
        let fold: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let numbers = numbers(&fold).ok_or("a fold without its numbers")?;
        for index in fold["series"].as_array().into_iter().flatten().filter_map(Value::as_u64) {
            *usize::try_from(index).ok().and_then(|i| all.get_mut(i)).ok_or("a fold of another file")? = Some(numbers);
        }
    }
    all.into_iter().collect::<Option<_>>().ok_or_else(|| "a series in no fold".to_owned())
}

fn numbers(fold: &Value) -> Option<Learnt> {
    fn floats<const N: usize>(list: &Value) -> Option<[f64; N]> {
        list.as_array()?.iter().map(Value::as_f64).collect::<Option<Vec<_>>>()?.try_into().ok()
    }
    fn rows<const N: usize, const M: usize>(list: &Value) -> Option<[[f64; N]; M]> {
        list.as_array()?.iter().map(floats).collect::<Option<Vec<_>>>()?.try_into().ok()
    }
    let tails: [[f64; 2]; 12] = rows(&fold["tails"])?;
    Some(Learnt {
        damping: fold["damping"].as_f64()?,
        pace: rows(&fold["pace"])?,
        size: floats(&fold["size"])?,
        bend: fold["bend"].as_f64()?,
        tails: tails.map(|[chance, distance]| (chance, distance)),
        short: rows(&fold["short"])?,
    })
}

/// All of ours; a series that never moved has no yardstick and is left out.
fn forecasts(numbers: &[Learnt], all: &[Vec<f64>], years: usize) -> Vec<Made> {
    let each = |(series, (values, numbers)): (usize, (&'_ Vec<f64>, &'_ Learnt))| {
        let made = |seen| made(&ahead(numbers, values, seen, years), values, series, seen, years);
        origins(values, years).filter_map(made).collect::<Vec<_>>()
    };
    all.iter().zip(numbers).enumerate().flat_map(each).collect()
}

fn ahead(numbers: &Learnt, values: &[f64], seen: usize, years: usize) -> Forecast {
    let series = Series::new((1900..).zip(values[..seen].iter().copied())).expect("the series has values");
    let until = series.last_year() + years as i16;
    numbers.forecast(&series, until, Limits::suggested(&series)).expect("the years are ahead")
}

/// None where the series never moved: there is no yardstick.
fn made(forecast: &Forecast, values: &[f64], series: usize, seen: usize, years: usize) -> Option<Made> {
    let point = forecast.points.last()?;
    let ((low80, high80), (low95, high95)) = (point.range80?, point.range95?);
    let (last, step) = (values[seen - 1], step(&values[..seen]));
    let chances = LEVELS.map(|level| {
        let level = last + level * step;
        (forecast.chance(point.year, level, Direction::Up).unwrap_or(0.5), level)
    });
    let forecast = [point.value?, low80, high80, low95, high95];
    Some(Made { series, forecast, came: values[seen + years - 1], step, chances, seen })
}

/// A rival says an interval; its chances are read off it.
fn rival(forecast: [f64; 5], values: &[f64], series: usize, seen: usize) -> Made {
    let (last, step) = (values[seen - 1], step(&values[..seen]));
    let chances = LEVELS.map(|level| (above(forecast, last + level * step), last + level * step));
    Made { series, forecast, came: values[seen + AHEAD - 1], step, chances, seen }
}

/// The chance to be at or above a level: straight lines between point and ends of the bands, and beyond them half of what is
/// left for each further half-width of the wide band.
fn above([point, low80, high80, low95, high95]: [f64; 5], level: f64) -> f64 {
    let known = [(low95, 0.975), (low80, 0.9), (point, 0.5), (high80, 0.1), (high95, 0.025)];
    let wide = ((high95 - low95) / 2.0).max(f64::MIN_POSITIVE);
    if level <= low95 {
        return 1.0 - 0.025 * 0.5f64.powf((low95 - level) / wide);
    }
    if level >= high95 {
        return 0.025 * 0.5f64.powf((level - high95) / wide);
    }
    let between = known.windows(2).find(|pair| level <= pair[1].0);
    between.map_or(0.5, |pair| {
        let ((from, a), (to, b)) = (pair[0], pair[1]);
        if to > from { a + (b - a) * (level - from) / (to - from) } else { b }
    })
}

fn step(values: &[f64]) -> f64 {
    values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>() / (values.len() - 1) as f64
}

/// MASE, its median, both coverages, the width of the 80 % band, the interval score of the 95 % band, the Brier score.
fn row<'a>(made: impl IntoIterator<Item = &'a Made>) -> String {
    let made: Vec<&Made> = made.into_iter().collect();
    let mean = |of: &dyn Fn(&Made) -> f64| made.iter().map(|m| of(m)).sum::<f64>() / made.len().max(1) as f64;
    let within = |m: &Made, low: usize| m.forecast[low] <= m.came && m.came <= m.forecast[low + 1];
    let mut errors: Vec<f64> = made.iter().map(|m| m.error()).collect();
    errors.sort_by(f64::total_cmp);
    let brier = |m: &Made| {
        m.chances.iter().map(|(chance, level)| (chance - f64::from(u8::from(m.came >= *level))).powi(2)).sum::<f64>()
            / 5.0
    };
    format!(
        "{:.2} | {:.2} | {:.1} | {:.1} | {:.1} | {:.1} | {:.4}",
        mean(&Made::error),
        errors.get(errors.len() / 2).copied().unwrap_or(f64::NAN),
        100.0 * mean(&|m| f64::from(u8::from(within(m, 1)))),
        100.0 * mean(&|m| f64::from(u8::from(within(m, 3)))),
        mean(&|m| (m.forecast[2] - m.forecast[1]) / m.step),
        mean(&Made::score),
        mean(&brier),
    )
}

fn ran(program: &Path, arguments: &[&Path]) -> Result<String, String> {
    let ran = Command::new(program).args(arguments).output().map_err(|e| format!("{}: {e}", program.display()))?;
    if !ran.status.success() {
        return Err(String::from_utf8_lossy(&ran.stderr).into_owned());
    }
    String::from_utf8(ran.stdout).map_err(|e| e.to_string())
}
