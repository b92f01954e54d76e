//! Workbooks as offices keep them, beside the repository, against what they say as data.

use luoshi_plan::Period;
use luoshi_sheet::{Bound, Due, Known, Mapping, Meaning, ObservationRow, Options, TaskRow, What, understand};
use serde_json::Value as Json;
use std::path::PathBuf;

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/tables"));
    folder.join("gold").is_dir().then_some(folder)
}

/// The value in a row of the gold that a row of ours is to have: `of` is base, target or the last column.
fn found(rows: &[ObservationRow], gold: &Json, what: What, grouped: bool) -> Option<bool> {
    let (value, high, bound, year) = if what == What::Change {
        (&gold["annual"], &gold["annual_high"], &gold["annual_bound"], None)
    } else {
        let of = if what == What::Target { &gold["target"] } else { &gold["base"] };
        (&of["value"], &of["high"], &of["bound"], of["year"].as_i64())
    };
    let wanted = value.as_str()?;
    Some(rows.iter().any(|row| {
        row.what == what
            && gold["indicator"] == *row.indicator
            && gold["group"].as_str() == row.group.as_deref()
            // Some forms number the rows where others group them.
            && (!grouped || gold["category"].as_str() == row.category.as_deref())
            && (what == What::Change || gold["unit"].as_str() == row.unit.as_deref())
            && wanted.trim_start_matches('-') == row.value.value.to_string().trim_start_matches('-')
            && high.as_str() == row.value.high.map(|h| h.to_string()).as_deref()
            && bound.as_str() == row.value.bound.map(Bound::word)
            && (what != What::Change || gold["cumulative"] == row.value.cumulative)
            && year.is_none_or(|year| row.period.and_then(Period::as_year).map(i64::from) == Some(year))
            && gold["binding"].as_str() == row.binding.map(|b| if b { "binding" } else { "expected" })
    }))
}

fn is_task(row: &TaskRow, gold: &Json) -> bool {
    let list = |of: &Json| -> Vec<String> {
        of.as_array().into_iter().flatten().filter_map(|n| n.as_str().map(str::to_owned)).collect()
    };
    let due = match row.due {
        Due::On(day) => Some(day.to_string()),
        Due::GoesOn | Due::Unstated => None,
    };
    gold["task"] == row.title
        && list(&gold["lead"]) == row.lead
        && list(&gold["support"]) == row.support
        && gold["deadline"].as_str() == due.as_deref()
        && (gold["kind"] == "continuing") == (row.due == Due::GoesOn)
        && gold["no"].as_str() == row.number.as_deref()
        && gold["cell"].as_str().and_then(|c| c.split_once('!')).map(|c| c.1.to_owned())
            == row.lead_cell.map(|c| c.to_string())
}

#[test]
fn workbooks_as_offices_keep_them() {
    let Some(folder) = folder() else {
        println!("skipped: ../shared/corpus/tables is not here");
        return;
    };
    let mut files: Vec<_> = std::fs::read_dir(&folder).expect("a folder").flatten().map(|f| f.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "xlsx" || e == "csv"));
    files.sort();
    let mut wrong = 0;
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(file).expect("readable");
        let book = luoshi_document::workbook(&bytes).expect("a workbook");
        let (known, mapping) = (Known::default(), Mapping::default());
        let understood = understand(&book, &Options::new(&known, &mapping));
        let gold = std::fs::read_to_string(folder.join("gold").join(format!("{name}.json"))).expect("gold");
        let gold: Vec<Json> = serde_json::from_str(&gold).expect("rows");
        let observations: Vec<ObservationRow> =
            understood.tables.iter().flat_map(|t| t.observations.iter().cloned()).collect();
        let tasks: Vec<&TaskRow> = understood.tables.iter().flat_map(|t| &t.tasks).collect();
        let faults: usize = understood.tables.iter().map(|t| t.faults.len()).sum();
        if gold.first().is_some_and(|row| row.get("task").is_some()) {
            let right = gold.iter().filter(|g| tasks.iter().any(|t| is_task(t, g))).count();
            println!("{name:26} tasks {right}/{} · rows read {} · faults {faults}", gold.len(), tasks.len());
            wrong += gold.len() - right + tasks.len().abs_diff(gold.len());
            continue;
        }
        let columns = || understood.tables.iter().flat_map(|t| &t.columns);
        let grouped = columns().any(|c| c.meaning == Some(Meaning::Category));
        let mut counts = Vec::new();
        let mut all = 0;
        for what in [What::Baseline, What::Target, What::Change] {
            let asked: Vec<(&Json, bool)> =
                gold.iter().filter_map(|g| found(&observations, g, what, grouped).map(|f| (g, f))).collect();
            let right = asked.iter().filter(|(_, f)| *f).count();
            for (gold, _) in asked.iter().filter(|(_, f)| !f) {
                println!("  {} {} {}", what.word(), gold["cell"], gold["indicator"]);
            }
            all += asked.len();
            wrong += asked.len() - right;
            counts.push(format!("{} {right}/{}", what.word(), asked.len()));
        }
        println!("{name:26} {} · rows read {} · faults {faults}", counts.join(" "), observations.len());
        wrong += observations.len().abs_diff(all);
    }
    assert_eq!(wrong, 0);
}
