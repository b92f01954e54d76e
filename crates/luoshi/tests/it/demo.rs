//! `luoshi demo`: something to look at, and files to take away.

use crate::run::{Folder, luoshi};
use serde_json::Value;

#[test]
fn the_demo_writes_what_it_says_where_it_says() {
    let folder = Folder::new();
    let out = folder.path().join("out");
    let out = out.to_str().expect("a path");
    let ran = luoshi(["demo", "--out", out]);
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

/// Asks a page of a site that listens at `address`; the whole answer.
#[cfg(unix)]
fn asked(address: &str, path: &str) -> String {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(address.trim_start_matches("http://")).expect("a connection");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[cfg(unix)]
#[test]
fn the_demo_serves_the_invented_city_until_it_is_told_to_stop() {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_luoshi"))
        .args(["demo", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
    let address = line.trim().strip_prefix("listening on ").expect("where it listens").to_owned();
    assert!(asked(&address, "/healthz").starts_with("HTTP/1.1 200"));
    let front = asked(&address, "/zh/");
    let page = front.lines().find_map(|l| l.strip_prefix("location: ")).expect("one plan").trim().to_owned();
    let overview = asked(&address, &page);
    assert!(overview.contains("鹿川市") && overview.contains("class=\"demo\""), "{overview}");
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill").success());
    assert_eq!(child.wait().expect("ended").code(), Some(0));
}

#[test]
fn the_record_of_the_invented_city_can_be_judged() {
    let folder = Folder::new();
    let data = folder.path().join("data");
    let data = data.to_str().expect("a path");
    let ran = luoshi(["demo", "--data", data, "--no-site"]);
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
