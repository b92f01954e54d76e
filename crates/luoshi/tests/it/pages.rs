//! `luoshi read --format html`: one page, a page of several, a folder of pages.

use crate::run::{Folder, SENTENCE, luoshi, luoshi_with};
use std::path::Path;

fn text(path: &Path) -> &str {
    path.to_str().expect("a UTF-8 path")
}

#[test]
fn one_input_gives_a_page_of_its_own_that_asks_nobody_for_anything() {
    let folder = Folder::new();
    let file = folder.file("a.txt", SENTENCE);
    let ran = luoshi(["read", "--quiet", "--lang", "zh", "--format", "html", text(&file)]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("<!DOCTYPE html>\n<html lang=\"zh-Hans\">"), "{}", ran.out);
    assert!(ran.out.contains("default-src 'none'") && !ran.out.contains("unsafe"), "a strict policy");
    assert!(!ran.out.contains("http://") && !ran.out.contains("https://"), "no address outside");
    assert!(ran.out.contains("<mark id=\"f0\">2.3万人</mark><a class=\"nf\" href=\"#f0n\""), "{}", ran.out);
    let piped = luoshi_with(["read", "--format", "html", "--lang", "zh"], SENTENCE.as_bytes());
    assert_eq!(piped.code, 0, "{}", piped.err);
    assert!(piped.out.contains("<mark id=\"f0\">"), "{}", piped.out);
}

#[test]
fn several_inputs_give_one_page_with_a_list_of_them() {
    let folder = Folder::new();
    folder.file("in/a.txt", format!("松陵县2026年政府工作报告\n\n{SENTENCE}"));
    folder.file("in/b.txt", "云泽市2025年统计公报\n\n全年新建道路12公里。\n");
    let out = folder.path().join("all.html");
    let ran = luoshi(["read", "--format", "html", "--out", text(&out), text(&folder.path().join("in"))]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = std::fs::read_to_string(&out).expect("a page");
    assert_eq!(page.matches("<!DOCTYPE").count(), 1);
    for part in
        ["<h1>2 documents</h1>", "href=\"#d1\"", "href=\"#d2\"", "id=\"d1f0\"", "id=\"d2f0n\"", "<h2 class=\"dt\""]
    {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_folder_gets_a_page_for_each_and_a_list() {
    let folder = Folder::new();
    let reports = folder.path().join("reports");
    for name in ["a.txt", "sub/a.txt", "index.txt", "报告 1?#.txt"] {
        folder.file(&format!("reports/{name}"), SENTENCE);
    }
    // Within the folder that is read, and read again: its own pages are no reports.
    let out = reports.join("pages");
    for _ in 0..2 {
        let ran = luoshi(["read", "--format", "html", "--out", &format!("{}/", text(&out)), text(&reports)]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let mut names: Vec<String> = std::fs::read_dir(&out)
        .expect("pages")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["a-2.html", "a.html", "index-2.html", "index.html", "报告_1__.html"]);
    let list = std::fs::read_to_string(out.join("index.html")).expect("a list");
    for link in ["href=\"a.html\"", "href=\"index-2.html\"", "href=\"%E6%8A%A5%E5%91%8A_1__.html\"", "4 documents"] {
        assert!(list.contains(link), "{link}: {list}");
    }
}

#[test]
fn a_page_that_somebody_else_wrote_is_not_replaced() {
    let folder = Folder::new();
    let file = folder.file("a.txt", SENTENCE);
    let theirs = folder.file("site/index.html", "<p>mine</p>");
    let ran = luoshi(["read", "--format", "html", "--out", text(&folder.path().join("site")), text(&file)]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("was not replaced"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(theirs).expect("it is there"), "<p>mine</p>");
}

#[test]
fn an_input_that_cannot_be_read_leaves_the_old_page() {
    let folder = Folder::new();
    let old = folder.file("page.html", "old");
    let pdf = folder.file("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj");
    let ran = luoshi(["read", "--format", "html", "--out", text(&old), text(&pdf)]);
    assert_eq!(ran.code, 1);
    assert_eq!(std::fs::read_to_string(old).expect("it is there"), "old");
}

#[cfg(unix)]
#[test]
fn a_hostile_name_of_a_file_stays_text() {
    let folder = Folder::new();
    let file = folder.file("\"><script>alert(1)<\u{202e}b>.txt", "甲乙。\n");
    let ran = luoshi(["read", "--quiet", "--format", "html", text(&file)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains("<script>alert") && !ran.out.contains('\u{202e}'), "{}", ran.out);
    assert!(ran.out.contains("&lt;script&gt;alert(1)"), "{}", ran.out);
}

#[test]
fn explain_adds_the_rules_and_the_numbers_that_are_none() {
    let folder = Folder::new();
    let file = folder.file("a.txt", "拨打12345热线。新建道路12公里。\n");
    let page = |args: &[&str]| luoshi(["read", "--format", "html"].iter().chain(args).chain(&[text(&file)])).out;
    assert!(!page(&[]).contains("class=\"nof\""));
    let explained = page(&["--explain"]);
    assert!(explained.contains("class=\"nof\"") && explained.contains("rules "), "{explained}");
}
