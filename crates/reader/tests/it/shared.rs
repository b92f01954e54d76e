//! Published specifications that lie beside the workspace; a copy of the project has none.

use serde_json::Value as Json;
use std::path::PathBuf;

/// The text of a file under `shared/specs`, or `None` with a printed word.
pub(crate) fn file(path: &str) -> Option<String> {
    let full = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/specs")).join(path);
    let text = std::fs::read_to_string(full).ok();
    if text.is_none() {
        println!("skipped: {path} is not here");
    }
    text
}

/// The lines of a JSON-lines file.
pub(crate) fn lines(path: &str) -> Option<Vec<Json>> {
    Some(file(path)?.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// The cases of a JSON file that holds a list.
pub(crate) fn list(path: &str) -> Option<Vec<Json>> {
    match serde_json::from_str(file(path)?.trim_start_matches('\u{feff}')).ok()? {
        Json::Array(cases) => Some(cases),
        _ => None,
    }
}

/// Whether two numbers agree as far as a published figure of 15 digits tells.
pub(crate) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-12)
}

/// A value of ours as a floating number: specifications write no other.
pub(crate) fn float(value: luoshi_reader::Value) -> f64 {
    let text = value.to_string();
    match text.split_once('/') {
        Some((n, d)) => n.parse::<f64>().unwrap_or(f64::NAN) / d.parse::<f64>().unwrap_or(f64::NAN),
        None => text.parse().unwrap_or(f64::NAN),
    }
}
