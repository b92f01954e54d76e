//! `luoshi read`: inputs, forms, faults, pipes.

use crate::run::{Folder, SENTENCE, command, lines, luoshi, luoshi_with};
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;

fn paths(out: &str) -> Vec<String> {
    lines(out).iter().map(|d| d["source"]["path"].as_str().expect("a path").to_owned()).collect()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a UTF-8 path")
}

#[test]
fn a_folder_is_walked_in_order_of_name_and_what_is_hidden_is_said() {
    let folder = Folder::new();
    for name in ["b.txt", "a/2.txt", "a/1.txt", "c.md", ".hidden", ".git/config"] {
        folder.file(name, SENTENCE);
    }
    let at = text(folder.path());
    let ran = luoshi(["read", "--jobs", "1", "--format", "jsonl", at]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let wanted: Vec<String> = ["a/1.txt", "a/2.txt", "b.txt", "c.md"].iter().map(|n| format!("{at}/{n}")).collect();
    assert_eq!(paths(&ran.out), wanted);
    assert!(ran.err.contains("passed over 2 hidden") && ran.err.contains(".hidden"), "{}", ran.err);
    assert_eq!(luoshi(["read", "--quiet", "--format", "jsonl", at]).err, "");
    let mut any = paths(&luoshi(["read", "--quiet", "--jobs", "4", "--format", "jsonl", at]).out);
    any.sort();
    assert_eq!(any, wanted);
}

#[test]
fn standard_input_is_read_by_name_and_without_one() {
    for args in [&["read", "--format", "json", "-"][..], &["read", "--format", "json"]] {
        let ran = luoshi_with(args, SENTENCE.as_bytes());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let json: Value = serde_json::from_str(&ran.out).expect("an object");
        assert_eq!(json["source"]["path"], "-");
        assert_eq!(json["source"]["chars"], SENTENCE.chars().count());
        assert_eq!(json["source"]["bytes"], SENTENCE.len());
    }
}

#[test]
fn one_input_gives_an_object_and_several_an_array() {
    let folder = Folder::new();
    let (one, two) = (folder.file("1.txt", SENTENCE), folder.file("2.txt", SENTENCE));
    let json = |args: &[&str]| -> Value {
        let ran = luoshi(["read", "--quiet", "--format", "json"].iter().chain(args));
        serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}", ran.out))
    };
    assert!(json(&[text(&one)]).is_object());
    assert_eq!(json(&[text(&one), text(&two)]).as_array().map(Vec::len), Some(2));
    assert_eq!(json(&[text(folder.path())]).as_array().map(Vec::len), Some(2));
    let empty = Folder::new();
    assert_eq!(json(&[text(empty.path())]).as_array().map(Vec::len), Some(0));
}

#[test]
fn the_hashes_are_those_of_the_bytes_and_of_the_text() {
    let folder = Folder::new();
    let plain = folder.file("plain.txt", "abc");
    let marked = folder.file("marked.txt", "\u{feff}abc");
    let wide = folder.file("wide.txt", [0xFF, 0xFE, b'a', 0, b'b', 0, b'c', 0]);
    let ran = luoshi(["read", "--jobs", "1", "--format", "jsonl", text(&plain), text(&marked), text(&wide)]);
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let read = lines(&ran.out);
    assert_eq!(read[0]["source"]["sha256"], abc);
    for document in &read {
        assert_eq!(document["source"]["text_sha256"], abc);
        assert_eq!(document["source"]["chars"], 3, "a mark is no character");
    }
    assert_ne!(read[1]["source"]["sha256"], abc);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_comes_out() {
    let folder = Folder::new();
    folder.file("good.txt", SENTENCE);
    folder.file("scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj");
    folder.file("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let missing = folder.path().join("missing\u{1b}[2J.txt");
    for format in ["table", "json", "jsonl", "csv", "html"] {
        let ran = luoshi(["read", "--quiet", "--format", format, text(&missing), text(folder.path())]);
        assert_eq!(ran.code, 1, "{format}");
        for name in ["scan.pdf: PDF", "picture.txt", "missing\\u{1b}[2J.txt: not found"] {
            assert!(ran.err.contains(name), "{format} {name}: {}", ran.err);
        }
        assert_eq!(ran.err.lines().count(), 3, "{}", ran.err);
        assert!(format == "csv" || ran.out.contains("good.txt"), "{format}: {}", ran.out);
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_pipes_within_folders_are_passed_over() {
    let folder = Folder::new();
    folder.file("in/a.txt", SENTENCE);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("in/up")).expect("a link");
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("in/pipe")).status();
    let ran = luoshi(["read", "--format", "jsonl", text(folder.path())]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(lines(&ran.out).len(), 1);
    assert!(ran.err.contains("1 links to folders"), "{}", ran.err);
    if made.is_ok_and(|s| s.success()) {
        assert!(ran.err.contains("1 that are no plain files"), "{}", ran.err);
    }
}

#[test]
fn a_pipe_closed_by_its_reader_ends_the_run_quietly() {
    let folder = Folder::new();
    for n in 0..400 {
        folder.file(&format!("{n}.txt"), SENTENCE.repeat(40));
    }
    for format in ["jsonl", "json", "csv", "table", "html"] {
        let mut child = command(["read", "--format", format, text(folder.path())]).spawn().expect("the command starts");
        let mut first = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("standard output"));
        out.read_line(&mut first).expect("a line");
        drop(out);
        let ended = child.wait_with_output().expect("the command ends");
        assert_eq!(ended.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{format}");
        if format == "jsonl" {
            serde_json::from_str::<Value>(&first).expect("the first line is whole");
        }
    }
}

#[test]
fn a_closed_standard_error_does_no_harm() {
    let folder = Folder::new();
    folder.file("good.txt", SENTENCE);
    let mut child = command(["read", "--format", "jsonl", "/nowhere", text(folder.path())]).spawn().expect("a start");
    drop(child.stderr.take());
    let ended = child.wait_with_output().expect("the command ends");
    assert_eq!(ended.status.code(), Some(1));
    assert_eq!(lines(&String::from_utf8_lossy(&ended.stdout)).len(), 1);
}

#[test]
fn lines_are_whole_whoever_writes_them() {
    let folder = Folder::new();
    for n in 0..300 {
        folder.file(&format!("{n:03}.txt"), format!("第{n}份\u{2028}\0\u{85}\r\n{}", SENTENCE.repeat(1 + n % 17)));
    }
    let ran = luoshi(["read", "--format", "jsonl", "--jobs", "8", text(folder.path())]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(lines(&ran.out).len(), 300);
    assert!(!ran.out.contains(['\u{2028}', '\0', '\u{85}', '\u{1b}']));
}

#[test]
fn everything_but_jsonl_keeps_the_order_of_the_inputs() {
    let folder = Folder::new();
    for n in 0..120 {
        folder.file(&format!("{n:03}.txt"), SENTENCE.repeat(if n % 9 == 0 { 400 } else { 1 }));
    }
    let read = |jobs: &str| luoshi(["read", "--format", "json", "--jobs", jobs, text(folder.path())]).out;
    assert!(read("8") == read("1"), "the same folder gave two outputs");
}

#[test]
fn a_file_of_results_is_whole_or_absent() {
    let folder = Folder::new();
    folder.file("in/a.txt", SENTENCE);
    let out = folder.path().join("in/out.jsonl");
    for _ in 0..2 {
        // The second run finds the first one's results in the folder, and does not read them.
        let ran = luoshi(["read", "--format", "jsonl", "--out", text(&out), text(&folder.path().join("in"))]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        assert_eq!(lines(&std::fs::read_to_string(&out).expect("results")).len(), 1);
    }
    let names: Vec<_> = std::fs::read_dir(folder.path().join("in")).expect("a folder").flatten().collect();
    assert_eq!(names.len(), 2, "nothing else is left behind: {names:?}");
    let before = std::fs::read(&out).expect("results");
    assert_eq!(luoshi(["read", "--format", "json", "--out", text(&out), "/nowhere"]).code, 1);
    assert!(std::fs::read(&out).expect("results") == before, "results were replaced by nothing");
    let nowhere = folder.path().join("no/such/folder/out");
    assert_eq!(luoshi(["read", "--out", text(&nowhere), text(folder.path())]).code, 2);
    assert_eq!(luoshi(["read", "--out", text(folder.path()), text(folder.path())]).code, 2);
}

#[test]
fn csv_has_its_header_line_ends_and_mark() {
    let folder = Folder::new();
    let path = folder.file("=cmd.txt", SENTENCE);
    let plain = luoshi(["read", "--format", "csv", text(&path)]).out;
    assert!(plain.starts_with("source,line,column,section,indicator,"), "{plain}");
    assert!(plain.lines().count() >= 1 && plain.ends_with("\r\n"));
    let marked = luoshi(["read", "--format", "csv", "--bom", text(&path)]).out;
    assert_eq!(marked.strip_prefix('\u{feff}'), Some(plain.as_str()));
}

#[test]
fn hostile_names_of_files_stay_inside_their_cell_and_their_string() {
    let folder = Folder::new();
    let name = "=1+1,\"\n\u{202e}.txt";
    folder.file(name, SENTENCE);
    let inside = |format: &str| {
        let mut command = command(["read", "--quiet", "--format", format, name]);
        let output = command.current_dir(folder.path()).output().expect("the command runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert_eq!(lines(&inside("jsonl"))[0]["source"]["path"], name);
    assert!(!inside("table").contains('\u{202e}'));
    for row in inside("csv").split("\r\n").skip(1).filter(|r| !r.is_empty()) {
        assert!(row.starts_with("\"'=1+1,\"\"\n"), "{row}");
    }
}

#[test]
fn no_colour_and_no_bar_in_a_pipe() {
    let folder = Folder::new();
    for n in 0..40 {
        folder.file(&format!("{n}.txt"), SENTENCE.repeat(3000));
    }
    let ran = luoshi(["read", text(folder.path())]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn rules_come_only_when_asked_for() {
    let explained = luoshi_with(["read", "--explain", "--format", "json"], SENTENCE.as_bytes()).out;
    let plain = luoshi_with(["read", "--format", "json"], SENTENCE.as_bytes()).out;
    assert!(!plain.contains("\"rules\""));
    let json: Value = serde_json::from_str(&explained).expect("JSON");
    for figure in json["figures"].as_array().expect("figures") {
        assert!(figure["rules"].is_array());
    }
}

#[test]
fn bytes_that_were_lost_are_listed_as_doubts() {
    let mut bytes = SENTENCE.as_bytes().to_vec();
    bytes.truncate(bytes.len() - 3);
    let ran = luoshi_with(["read", "--format", "json"], &bytes);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    let doubts = json["repairs"].as_array().expect("repairs").iter().filter(|r| r["kind"] == "doubtful").count();
    assert!(doubts >= 1, "{json}");
}

#[test]
fn a_full_disk_is_said() {
    let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else { return };
    let mut child = command(["read", "-"]);
    let child = child.stdin(Stdio::null()).stdout(full).spawn().expect("the command starts");
    let ended = child.wait_with_output().expect("the command ends");
    assert_eq!(ended.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("the disk is full"));
}

#[test]
fn a_text_without_a_full_stop_does_not_stand_whole_in_every_row() {
    let text = "第二产业增长6.1%，".repeat(4000);
    for format in ["csv", "jsonl", "table"] {
        let ran = luoshi_with(["read", "--format", format], text.as_bytes());
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.len() < 200 * text.len(), "{format}: {} bytes of {}", ran.out.len(), text.len());
    }
}
