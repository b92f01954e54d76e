//! Word documents through the command: read as their text twins are, and harmless whatever they hold.

use crate::package::{Docx, Part, p, zip};
use crate::run::{Folder, SENTENCE, command, lines, luoshi, luoshi_with};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// A small report.
fn report() -> Vec<u8> {
    Docx::default().body(&p("今年，云泽市新增城镇就业2.3万人，粮食产量达到120万吨以上。"))
}

/// What the figures of a reading say, and the words of the original they cite.
fn figures(reading: &Value) -> Vec<String> {
    let figure =
        |f: &Value| ["text", "value", "unit", "indicator", "kind", "tense"].map(|name| f[name].to_string()).join(" ");
    reading["figures"].as_array().expect("figures").iter().map(figure).collect()
}

#[test]
fn a_word_document_is_read_as_its_text() {
    let folder = Folder::new();
    let docx = folder.file("报告.docx", report());
    let text = folder.file("报告.txt", SENTENCE);
    for format in ["jsonl", "json", "csv", "table"] {
        let ran = luoshi(["read", "--quiet", "--format", format, docx.to_str().expect("a path")]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.contains("2.3万人"), "{format}: {}", ran.out);
    }
    let read =
        |path: &Path| lines(&luoshi(["read", "--format", "jsonl", path.to_str().expect("a path")]).out).remove(0);
    let (docx, text) = (read(&docx), read(&text));
    assert_eq!(figures(&docx), figures(&text));
    assert_eq!(docx["source"]["encoding"], "docx");
    // Of a container, offsets count in the text taken from it.
    assert_eq!(docx["source"]["chars"], text["source"]["chars"]);
    assert_eq!(docx["source"]["text_sha256"], text["source"]["sha256"]);
    assert_ne!(docx["source"]["sha256"], text["source"]["sha256"]);
    // From standard input too, and by its content, whatever its name.
    let piped = luoshi_with(["read", "--format", "jsonl", "-"], &report());
    assert_eq!(figures(&lines(&piped.out)[0]), figures(&text));
}

#[test]
fn twins_agree_figure_by_figure() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    let Ok(entries) = fs::read_dir(root.join("docx")) else {
        println!("skipped: ../shared/corpus/docx is absent");
        return;
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let (mut same, mut all) = (0, 0);
    for docx in &paths {
        let name = docx.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = root.join("city").join(format!("{name}.txt"));
        let ran = luoshi([
            "read",
            "--quiet",
            "--format",
            "json",
            docx.to_str().expect("a path"),
            text.to_str().expect("a path"),
        ]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let both: Value = serde_json::from_str(&ran.out).expect("JSON");
        let (docx, text) = (figures(&both[0]), figures(&both[1]));
        let agree = docx.iter().zip(&text).take_while(|(a, b)| a == b).count();
        same += agree;
        all += docx.len().max(text.len());
        println!("{name}: {agree} of {}", text.len());
        if agree < docx.len().max(text.len()) {
            println!("  {:?}\n  {:?}", docx.get(agree), text.get(agree));
        }
    }
    println!("{same} of {all} figures agree, in {} documents", paths.len());
    assert!(same == all && paths.len() >= 21, "{same} of {all}");
}

#[test]
fn a_hostile_document_is_named_and_the_others_come_out() {
    let folder = Folder::new();
    let bomb = Part::new("word/document.xml", " ".repeat(5_000_000));
    let mut parts = Docx::default().parts("", crate::package::MAIN);
    parts[2] = bomb;
    folder.file("1.docx", zip(&parts));
    folder.file("2.docx", report());
    folder.file("3.docx", &report()[..600]);
    folder.file("4.txt", SENTENCE);
    let dtd = "<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>";
    folder.file("5.docx", Docx::default().document(dtd, crate::package::MAIN));
    let path = folder.path().to_str().expect("a path");
    let ran = luoshi(["read", "--quiet", "--format", "jsonl", path]);
    assert_eq!(ran.code, 1);
    assert_eq!(lines(&ran.out).len(), 2, "{}", ran.err);
    for (name, why) in [("1.docx", "unpacks to too much"), ("3.docx", "incomplete"), ("5.docx", "entities")] {
        assert!(ran.err.lines().any(|line| line.contains(name) && line.contains(why)), "{name}: {}", ran.err);
    }
    let chinese = luoshi(["read", "--lang", "zh", "--quiet", path]);
    assert!(chinese.err.contains("解压后太大") && chinese.err.contains("实体"), "{}", chinese.err);
}

#[test]
fn what_was_left_out_is_among_the_repairs() {
    let folder = Folder::new();
    let body = "<w:p><w:r><w:t>新增就业</w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del>\
        <w:r><w:t>2.3万人。</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>底稿</w:t></w:r></w:p>";
    let path = folder.file("稿.docx", Docx::default().body(body));
    let path = path.to_str().expect("a path");
    for (lang, deleted, hidden) in
        [("en", "deleted by a tracked change", "hidden text"), ("zh", "修订中删去的文字", "隐藏文字")]
    {
        let read = lines(&luoshi(["read", "--lang", lang, "--format", "jsonl", path]).out).remove(0);
        let repairs = read["repairs"].as_array().expect("repairs");
        let at = |note: &str| {
            let found = repairs.iter().find(|r| r["note"].as_str().is_some_and(|n| n.contains(note)));
            found.unwrap_or_else(|| panic!("{note}: {repairs:?}"))["spans"].clone()
        };
        assert_eq!(at(deleted), serde_json::json!([[3, 4]]));
        assert_eq!(at(hidden), serde_json::json!([[9, 10]]));
        assert!(!read.to_string().contains("底稿"), "what its author hid is not put on a page");
        let table = luoshi(["read", "--lang", lang, path]).out;
        assert!(table.contains(deleted) && table.contains(hidden), "{table}");
    }
}

/// The children of a process.
fn children(of: u32) -> Vec<u32> {
    let list = fs::read_to_string(format!("/proc/{of}/task/{of}/children")).unwrap_or_default();
    list.split_whitespace().filter_map(|id| id.parse().ok()).collect()
}

#[test]
fn a_child_that_dies_takes_nobody_along() {
    if !Path::new("/proc/self/task").exists() {
        println!("skipped: the children of a process are listed by Linux only");
        return;
    }
    let folder = Folder::new();
    // Long enough to be met at work, and no two paragraphs alike: what packs too well is refused at once.
    let body: String =
        (0..150_000u64).map(|n| p(&format!("新增就业{}.{}万人。", n * 7919 % 99_991, n * n % 997))).collect();
    let long = Docx::default().body(&body);
    let (long, text) = (folder.file("长.docx", long), folder.file("短.txt", SENTENCE));
    // One thread, so that the child is one of the first thread's.
    let args =
        ["read", "--jobs", "1", "--format", "jsonl", long.to_str().expect("a path"), text.to_str().expect("a path")];
    let running = command(args).spawn().expect("the command starts");
    let begun = Instant::now();
    let child = loop {
        assert!(begun.elapsed() < Duration::from_secs(20), "no child was started");
        if let Some(child) = children(running.id()).first() {
            break *child;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    // By its id: it is ours.
    let killed = std::process::Command::new("kill").args(["-9", &child.to_string()]).status().expect("kill");
    assert!(killed.success());
    let ended = running.wait_with_output().expect("the command ends");
    let (out, err) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    assert_eq!(ended.status.code(), Some(1), "{err}");
    assert!(err.contains("长.docx") && err.contains("broke off"), "{err}");
    assert_eq!(lines(&out).len(), 1);
}

#[test]
fn a_child_bounds_itself() {
    if !Path::new("/proc/self/limits").exists() {
        println!("skipped: the limits of a process are shown by Linux only");
        return;
    }
    let mut child = command(["decode-one"]).stdin(std::process::Stdio::piped()).spawn().expect("the child starts");
    let mut limits = String::new();
    for _ in 0..1000 {
        limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).expect("limits");
        // The last one that is set.
        if limits.lines().any(|line| line.starts_with("Max open files") && line.contains(" 8 ")) {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let of = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line[name.len()..].split_whitespace().next().unwrap_or_default().to_owned()
    };
    assert_eq!(of("Max address space"), (2_u64 << 30).to_string());
    assert_eq!(of("Max cpu time"), "20");
    assert_eq!((of("Max file size"), of("Max core file size")), ("0".to_owned(), "0".to_owned()));
    drop(child.stdin.take());
    assert!(child.wait().expect("it ends").success());
}
