//! Tables as plans print them, beside the repository, against what they say as data.
//!
//! Every file is read with the built program, as a person would, and its rows are compared with `gold/FILE.json`. A third
//! of the tables, by the hash of their name without the form, were never looked at while the rules were written: the two
//! rates tell how far the rules fit the tables at hand and no others.

use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Cells that must come out right: value, unit, bound, indicator, binding.
const CELLS: f64 = 0.95;
/// Rows of tasks that must come out right: lead and deadline.
const TASKS: f64 = 0.95;
/// The same for tables not looked at.
const UNSEEN: f64 = 0.92;

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/tables"));
    folder.join("gold").is_dir().then_some(folder)
}

/// Whether a table was not to be looked at: by its source, for one source has several forms.
fn unseen(file: &str) -> bool {
    let source = file.rsplit_once('-').map_or(file, |(source, _)| source);
    let hash: [u8; 32] = Sha256::digest(source.as_bytes()).into();
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]) % 3 == 1
}

/// The reading of a file, or `None` where its form is not read.
fn reading(path: &Path) -> Option<Json> {
    let run = Command::new(env!("CARGO_BIN_EXE_luoshi"))
        .args(["read", "--quiet", "--format", "json"])
        .arg(path)
        .output()
        .expect("the program runs");
    let whole: Json = serde_json::from_slice(&run.stdout).ok()?;
    let first = if whole.is_array() { whole.get(0).cloned()? } else { whole };
    (!first["figures"].as_array()?.is_empty() || !first["commitments"].as_array()?.is_empty()).then_some(first)
}

/// How many target cells are right.
fn cells(gold: &[Json], reading: &Json) -> u32 {
    let empty = Vec::new();
    let figures = reading["figures"].as_array().unwrap_or(&empty);
    let right = |row: &&Json| {
        // Where the target cell is empty, the last column's number is the target.
        let target = &row["target"];
        let (value, high, bound, unit) = if target["value"].is_null() && !row["annual"].is_null() {
            (&row["annual"], &row["annual_high"], &row["annual_bound"], &row["annual_unit"])
        } else {
            (&target["value"], &target["high"], &target["bound"], &row["unit"])
        };
        figures.iter().any(|figure| {
            let said = figure["value"].as_str().map(|v| v.trim_start_matches('-'));
            figure["kind"] == "target"
                && figure["indicator"] == row["indicator"]
                && figure["cell"]["group"] == row["group"]
                && said == value.as_str().map(|v| v.trim_start_matches('-'))
                && figure["value_high"] == *high
                && figure["unit"].as_str().filter(|u| !u.is_empty()) == unit.as_str()
                && figure["bound"] == *bound
                && figure["binding"] == row["binding"]
        })
    };
    count(gold.iter().filter(right).count())
}

/// How many rows of tasks have their leads, in order, and their deadline.
fn tasks(gold: &[Json], reading: &Json) -> u32 {
    let empty = Vec::new();
    let commitments = reading["commitments"].as_array().unwrap_or(&empty);
    let right = |row: &&Json| {
        let leads: Vec<&str> = row["lead"].as_array().unwrap_or(&empty).iter().filter_map(Json::as_str).collect();
        let task = row["task"].as_str().unwrap_or_default();
        commitments.iter().any(|c| {
            let words = c["object"].as_str().or(c["action"].as_str()).unwrap_or_default();
            let who = c["who"].as_str().unwrap_or_default();
            !words.is_empty()
                && task.contains(words)
                && who == leads.join("、")
                && c["deadline"]["date"] == row["deadline"]
        })
    };
    count(gold.iter().filter(right).count())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[test]
fn tables_of_plans_and_tasks() {
    let Some(folder) = folder() else {
        println!("skipped: ../shared/corpus/tables is not here");
        return;
    };
    let mut files: Vec<String> = std::fs::read_dir(&folder)
        .expect("a folder")
        .flatten()
        .filter_map(|f| f.file_name().into_string().ok())
        .filter(|name| folder.join("gold").join(format!("{name}.json")).is_file())
        .collect();
    files.sort();
    // Right and all: cells and tasks, seen and unseen.
    let mut sums = [[(0u32, 0u32); 2]; 2];
    for file in files {
        let Some(reading) = reading(&folder.join(&file)) else {
            println!("{file:28} not read");
            continue;
        };
        let text = std::fs::read_to_string(folder.join("gold").join(format!("{file}.json"))).expect("gold");
        let gold: Vec<Json> = serde_json::from_str(&text).expect("a list of rows");
        let of_tasks = gold.first().is_some_and(|row| row.get("task").is_some());
        let right = if of_tasks { tasks(&gold, &reading) } else { cells(&gold, &reading) };
        println!("{file:28} {} {right}/{}", if of_tasks { "tasks" } else { "cells" }, gold.len());
        let sum = &mut sums[usize::from(of_tasks)][usize::from(unseen(&file))];
        *sum = (sum.0 + right, sum.1 + count(gold.len()));
    }
    for (what, sums, floor) in [("cells", sums[0], CELLS), ("tasks", sums[1], TASKS)] {
        for (part, (right, all), floor) in [("seen", sums[0], floor), ("unseen", sums[1], UNSEEN)] {
            if all == 0 {
                continue;
            }
            let rate = f64::from(right) / f64::from(all);
            println!("{what} {part}: {right}/{all} = {rate:.3}");
            assert!(rate >= floor, "{what} {part}: {rate:.3} is below {floor}");
        }
    }
}
