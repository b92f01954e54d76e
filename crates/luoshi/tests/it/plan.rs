//! From a report to a plan, on the command line.

use crate::run::{Folder, luoshi, luoshi_with};
use std::fs;
use std::path::{Path, PathBuf};

const FIRST: &str = include_str!("../../../proposal/tests/it/texts/2025.txt");
const SECOND: &str = include_str!("../../../proposal/tests/it/texts/2026.txt");

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// A record with two reports in it, and where they lie.
fn begun(folder: &Folder) -> (PathBuf, PathBuf, PathBuf) {
    let (first, second) = (folder.file("in/2025.txt", FIRST), folder.file("in/2026.txt", SECOND));
    let data = folder.path().join("data");
    let ran = luoshi(["import", text(&folder.path().join("in")), "--data", text(&data), "--actor", "Planning"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    (data, first, second)
}

fn propose(data: &Path, source: &Path) -> String {
    let ran = luoshi(["plan", "propose", text(source), "--data", text(data)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

fn apply(data: &Path, file: &[u8], more: &[&str]) -> crate::run::Ran {
    let data = text(data);
    let args = ["plan", "apply", "-", "--data", data, "--actor", "Planning"];
    luoshi_with(args.iter().chain(more), file)
}

/// The number of the last entry.
fn last(data: &Path) -> String {
    let ran = luoshi(["log", "--data", text(data), "--last", "1"]);
    ran.out.split_whitespace().next().expect("an entry").to_owned()
}

#[test]
fn the_same_bytes_are_one_document_whatever_they_are_called() {
    let folder = Folder::new();
    let (data, first, _) = begun(&folder);
    let copy = folder.file("copy.txt", FIRST);
    let before = last(&data);
    let ran = luoshi(["import", text(&copy), text(&first), "--data", text(&data), "--actor", "Planning"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.lines().all(|l| l.contains("  known  ")), "{}", ran.out);
    assert!(ran.err.contains("0 documents taken in, 2 were there already"), "{}", ran.err);
    assert_eq!(last(&data), before);
}

#[test]
fn what_is_marked_is_refused_unless_a_flag_and_a_reason_say_otherwise() {
    let folder = Folder::new();
    let data = folder.path().join("data");
    let secret = folder.file("要点.txt", "000017　机密★1年\n\n云泽市2026年工作要点\n\n要抓好落实。\n");
    let plain = folder.file("plain.txt", "云泽市2026年工作要点\n\n加强内部管理，保守国家秘密，落实内部控制制度。\n");
    let args = ["import", text(&secret), text(&plain), "--data", text(&data), "--actor", "Planning"];
    let ran = luoshi(args);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("机密★1年") && ran.err.contains("--despite-marking"), "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 1, "the other comes in: {}", ran.out);
    // The flag alone does not do.
    let ran = luoshi(args.iter().copied().chain(["--despite-marking"]));
    assert_eq!(ran.code, 2, "{}", ran.err);
    let ran = luoshi(args.iter().copied().chain(["--despite-marking", "--why", "declassified by act 7"]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let log = luoshi(["log", "--data", text(&data)]);
    assert!(log.out.contains("source.import_marked") && log.out.contains("declassified by act 7"), "{}", log.out);
}

#[test]
fn two_reports_become_one_plan_that_verifies_and_is_taken_back_step_by_step() {
    let folder = Folder::new();
    let (data, first, second) = begun(&folder);
    let (one, two) = (propose(&data, &first), propose(&data, &second));
    let ran = apply(&data, one.as_bytes(), &["--certain"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("accepted indicators"), "{}", ran.out);
    let entry = last(&data);
    // The same again changes nothing.
    let ran = apply(&data, one.as_bytes(), &["--certain"]);
    assert_eq!((ran.code, last(&data)), (0, entry.clone()), "{}", ran.out);
    assert!(ran.out.contains("nothing was changed"), "{}", ran.out);
    // The second file was written before the first was taken in; what is there is found all the same.
    let after = propose(&data, &second);
    assert_ne!(after, two);
    let ran = apply(&data, two.as_bytes(), &["--certain"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let verified = luoshi(["verify", text(&data)]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    // The first cannot be taken back before the second.
    let revert = |entry: &str| luoshi(["plan", "revert", entry, "--data", text(&data), "--actor", "Planning"]);
    let ran = revert(&entry);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("take that back first"), "{}", ran.err);
    let ran = revert(&last(&data));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(propose(&data, &second), after);
    let ran = revert(&entry);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!((propose(&data, &first), propose(&data, &second)), (one.clone(), two));
    // And in again.
    let ran = apply(&data, one.as_bytes(), &["--certain"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(luoshi(["verify", text(&data)]).code, 0);
}

#[test]
fn a_bad_cell_is_named_and_nothing_is_taken_in() {
    let folder = Folder::new();
    let (data, first, _) = begun(&folder);
    let before = last(&data);
    let file = propose(&data, &first).replace("52.6,,万吨", "五十二点六,,万吨");
    let ran = apply(&data, file.as_bytes(), &["--certain"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains(" (value): “五十二点六” is no number") && ran.err.contains("mend: "), "{}", ran.err);
    let cell = ran.err.split(": ").find(|w| w.starts_with('E')).expect("an address");
    assert!(cell.ends_with("(value)"), "{cell}");
    assert_eq!(last(&data), before);
}

#[test]
fn a_file_cut_anywhere_is_refused_and_spreadsheets_of_the_country_are_read() {
    let folder = Folder::new();
    let (data, first, _) = begun(&folder);
    let before = last(&data);
    let file = propose(&data, &first);
    for end in [0, 1, 100, 1001, file.len() / 2, file.len() - 40, file.len() - 5] {
        let ran = apply(&data, &file.as_bytes()[..end], &["--certain"]);
        assert_eq!(ran.code, 1, "cut at {end}: {}{}", ran.out, ran.err);
    }
    assert_eq!(last(&data), before);
    // GB18030, as a spreadsheet in Chinese saves CSV; 采纳 in the first rows.
    let table = encoding(&file.replacen("\r\n,plan", "\r\n采纳,plan", 1));
    let ran = apply(&data, &table, &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("accepted plan 1"), "{}", ran.out);
}

/// Text in GB18030.
fn encoding(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn what_is_read_again_says_what_changed() {
    let folder = Folder::new();
    let (data, first, _) = begun(&folder);
    let ran = luoshi(["import", "--again", "--data", text(&data), "--actor", "Planning"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("2 documents read again, 0 changed"), "{}", ran.err);
    // Another day is another reading: what was this year is the year before.
    let news = folder.file("news.txt", "今年以来，全县新建农村公路86公里。\n");
    luoshi(["import", text(&news), "--data", text(&data), "--actor", "Planning"]);
    let again =
        ["import", "--again", text(&news), "--date", "2024-10-08", "--data", text(&data), "--actor", "Planning"];
    let ran = luoshi(again);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("86公里 period"), "{}", ran.out);
    assert!(ran.err.contains("1 documents read again, 1 changed"), "{}", ran.err);
    for source in [&first, &news] {
        let ran = luoshi(["plan", "propose", text(source), "--data", text(&data)]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    assert_eq!(luoshi(["verify", text(&data)]).code, 0);
}

#[test]
fn a_document_is_named_by_number_by_digits_or_by_its_file() {
    let folder = Folder::new();
    let (data, first, _) = begun(&folder);
    let whole = propose(&data, &first);
    let hash = whole.rsplit("source=").next().and_then(|s| s.get(..64)).expect("a hash").to_owned();
    let by = |named: &str| luoshi(["plan", "propose", named, "--data", text(&data)]);
    assert_eq!(by(&hash[..8]).out, whole);
    assert_eq!(by(&hash.to_uppercase()).out, whole);
    for (wrong, word) in [("00000000", "no such document"), ("/nowhere/x.txt", "no such document")] {
        let ran = by(wrong);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains(word), "{}", ran.err);
    }
    let other = folder.file("other.txt", "云泽市的一段文字。");
    assert!(by(text(&other)).err.contains("has not been taken in"));
    fs::remove_file(&first).expect("removed");
    assert_eq!(by(&hash).out, whole, "the record keeps the bytes");
}

#[test]
fn proposals_go_through_a_workbook_and_back() {
    let folder = Folder::new();
    let (data, first, _) = begun(&folder);
    let book = folder.path().join("proposals.xlsx");
    let ran = luoshi(["plan", "propose", text(&first), "--data", text(&data), "--certain", "--out", text(&book)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(fs::read(&book).expect("written").starts_with(b"PK"));
    let args = ["plan", "apply", text(&book), "--data", text(&data), "--actor", "Planning"];
    let ran = luoshi(args.iter().copied().chain(["--dry-run"]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let csv = apply(&data, propose(&data, &first).as_bytes(), &["--certain", "--dry-run"]);
    let accepted = |out: &str| out.lines().filter(|l| l.starts_with("accepted")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(accepted(&ran.out), accepted(&csv.out), "the same as by CSV");
    assert!(accepted(&ran.out).len() >= 5, "{}", ran.out);
    assert_eq!(luoshi(args).code, 0);
    // A workbook of something else is named.
    let other = folder.path().join("other.xlsx");
    let ran = luoshi(["sheet", "template", "tasks", "--data", text(&data), "--out", text(&other)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = luoshi(["plan", "apply", text(&other), "--data", text(&data), "--actor", "Planning"]);
    assert!(ran.code == 1 && ran.err.contains("decision"), "{}", ran.err);
}

#[test]
fn what_is_published_is_not_taken_back() {
    let folder = Folder::new();
    let (data, first, second) = begun(&folder);
    let where_to = text(&data);
    let publish = ["plan", "publish", "--data", where_to, "--actor", "Planning", "--lang", "en"];
    let ran = luoshi(publish);
    assert!(ran.code == 1 && ran.err.contains("no plan to publish"), "{}", ran.err);
    assert_eq!(apply(&data, propose(&data, &first).as_bytes(), &["--certain"]).code, 0);
    let applied = last(&data);
    let before = luoshi(["status", "--data", where_to, "--format", "csv", "--date", "2026-03-01"]).out;
    let ran = luoshi(publish.iter().copied().chain(["--why", "decided by the congress"]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let published = last(&data);
    assert!(ran.out.contains(&format!("Published as entry {published}")), "{}", ran.out);
    let revert =
        |entry: &str| luoshi(["plan", "revert", entry, "--data", where_to, "--actor", "Planning", "--lang", "en"]);
    let ran = revert(&applied);
    assert!(ran.code == 1 && ran.err.contains(&format!("published by entry {published}")), "{}", ran.err);
    assert_eq!(last(&data), published, "nothing was done");
    // Nothing else is any different, and what comes later can be taken back as ever.
    assert_eq!(luoshi(["status", "--data", where_to, "--format", "csv", "--date", "2026-03-01"]).out, before);
    assert_eq!(apply(&data, propose(&data, &second).as_bytes(), &["--certain"]).code, 0);
    let ran = revert(&last(&data));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(luoshi(["verify", where_to]).code, 0);
    let log = luoshi(["log", "--data", where_to]);
    assert!(log.out.contains("plan.publish") && log.out.contains("decided by the congress"), "{}", log.out);
}

#[test]
fn what_is_empty_is_not_taken_in_and_what_lost_bytes_says_so() {
    let folder = Folder::new();
    let (data, first, _) = begun(&folder);
    let blank = folder.file("blank.txt", " \n\n");
    let ran = luoshi(["import", text(&blank), "--data", text(&data), "--actor", "Planning"]);
    assert!(ran.code != 0 && ran.err.contains("there is no text in the file"), "{}", ran.err);
    let whole = "云泽市2026年工作要点\n\n年内新修水渠30条，建成蓄水池。".as_bytes();
    let cut = folder.path().join("cut.txt");
    std::fs::write(&cut, &whole[..whole.len() - 4]).expect("a file");
    let ran = luoshi(["import", text(&cut), "--data", text(&data), "--actor", "Planning"]);
    assert!(ran.code == 0 && ran.out.contains("1 places are no text"), "{}{}", ran.out, ran.err);
    // A day given for what is there already changes nothing, and says how.
    let ran = luoshi(["import", text(&first), "--date", "2024-10-08", "--data", text(&data), "--actor", "Planning"]);
    assert!(ran.out.contains("luoshi import --again --date 2024-10-08"), "{}", ran.out);
}
