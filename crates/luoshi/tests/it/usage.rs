//! Wrong use, help, languages.

use crate::run::{Folder, command, luoshi, luoshi_with};

#[test]
fn wrong_use_ends_with_two_and_says_why() {
    let folder = Folder::new();
    let file = folder.file("a.txt", "甲");
    let file = file.to_str().expect("a path");
    for (args, why) in [
        (&["read", "--format", "xml", file][..], "table, json, jsonl, csv, html"),
        (&["read", "--date", "2021-13-32", file], "YYYY-MM-DD"),
        (&["read", "--jobs", "0", file], "--jobs"),
        (&["read", "--jobs", "many", file], "--jobs"),
        (&["read", "--bom", file], "--bom"),
        (&["read", "-", "-"], "only once"),
        (&["read", "--colour"], "--colour"),
        (&["read", "--format"], "needs a value"),
        (&["raed", file], "raed"),
        (&["recognise", "--format", "csv"], "jsonl"),
        (&["--lang", "de", "schema"], "zh, en"),
    ] {
        let ran = luoshi(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(why), "{args:?}: {}", ran.err);
    }
    assert_eq!(luoshi([""; 0]).code, 2);
}

#[test]
fn help_and_version_come_on_standard_output() {
    for args in [&["--help"][..], &["-h"], &["help", "read"], &["read", "--help"], &["recognise", "--help"]] {
        let ran = luoshi(args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
        assert!(ran.out.contains("Usage:") && ran.out.contains("Example"), "{args:?}: {}", ran.out);
    }
    assert_eq!(luoshi(["--version"]).out, format!("luoshi {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn messages_follow_the_option_then_the_environment_then_chinese() {
    let said = |lang: Option<&str>, args: &[&str]| {
        let mut command = command(args);
        match lang {
            Some(lang) => command.env("LANG", lang),
            None => command.env_remove("LANG"),
        };
        String::from_utf8(command.output().expect("the command runs").stderr).expect("UTF-8")
    };
    assert!(said(None, &["read", "/nowhere"]).contains("找不到"));
    assert!(said(Some("zh_CN.UTF-8"), &["read", "/nowhere"]).contains("找不到"));
    assert!(said(Some("C.UTF-8"), &["read", "/nowhere"]).contains("not found"));
    assert!(said(Some("C.UTF-8"), &["read", "--lang", "zh", "/nowhere"]).contains("找不到"));
    assert!(said(Some("zh_CN.UTF-8"), &["--lang=en", "read", "/nowhere"]).contains("not found"));
}

#[test]
fn members_and_columns_do_not_change_with_the_language() {
    let read =
        |lang: &str, format: &str| luoshi_with(["read", "--lang", lang, "--format", format], "增长6%。".as_bytes()).out;
    for format in ["json", "jsonl", "csv"] {
        assert_eq!(read("zh", format), read("en", format));
    }
}
