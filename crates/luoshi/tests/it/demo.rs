//! `luoshi demo`: something to look at, and files to take away.

use crate::run::{Folder, luoshi};
use serde_json::Value;

#[test]
fn the_demo_writes_what_it_says_where_it_says() {
    let folder = Folder::new();
    let out = folder.path().join("out");
    let out = out.to_str().expect("a path");
    let ran = luoshi(["demo", "--out", out, "--listen", "127.0.0.1:0"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(out), "{}", ran.out);
    let json = std::fs::read_to_string(format!("{out}/report.json")).expect("JSON");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["schema"], "luoshi.reading/1");
    let rows = std::fs::read_to_string(format!("{out}/report.csv")).expect("CSV");
    let figures = json["figures"].as_array().expect("figures").len();
    assert!(rows.lines().count() > figures, "a header, and a row for each figure");
    let page = std::fs::read_to_string(format!("{out}/report.html")).expect("a page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("id=\"f0n\""), "{page}");
    let report = std::fs::read_to_string(format!("{out}/report.txt")).expect("the report");
    assert_eq!(json["source"]["chars"], report.chars().count());
}

#[test]
fn without_a_folder_a_fresh_one_is_made_and_named() {
    let ran = luoshi(["demo"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let last = ran.out.lines().last().expect("a line");
    let folder = last.split(" are in ").nth(1).and_then(|rest| rest.split(": ").next()).expect("a folder");
    assert!(std::path::Path::new(folder).join("report.csv").is_file(), "{folder}");
    std::fs::remove_dir_all(folder).expect("it can be removed");
}

#[test]
fn the_record_of_the_invented_city_can_be_judged() {
    let folder = Folder::new();
    let data = folder.path().join("data");
    let data = data.to_str().expect("a path");
    let ran = luoshi(["demo", "--data", data]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("--date 2026-11-20"), "{}", ran.err);
    let status = luoshi(["status", "--data", data, "--date", "2026-11-20", "--format", "json"]);
    let status: Value = serde_json::from_str(&status.out).expect("JSON");
    let count = |name: &str| status[name].as_array().map_or(0, Vec::len);
    assert_eq!((count("goals"), count("indicators"), count("tasks")), (7, 45, 128));
    // Two years before, with what was known then.
    let before = luoshi(["status", "--data", data, "--date", "2024-12-31", "--format", "json"]);
    let before: Value = serde_json::from_str(&before.out).expect("JSON");
    assert_ne!(before["plans"][0]["counts"], status["plans"][0]["counts"]);
}
