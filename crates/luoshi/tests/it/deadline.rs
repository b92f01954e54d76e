//! `luoshi deadline`: a limit in, its end out, whatever the line.

use crate::method_page::{examples, holds};
use crate::run::{Folder, lines, luoshi_with};
use serde_json::{Value, json};

#[test]
fn the_examples_of_the_page_come_out() {
    let examples = examples("deadline.md", "deadline");
    assert_eq!(examples.len(), 12);
    for (line, wanted) in examples {
        let ran = luoshi_with(["deadline"], line.as_bytes());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line}");
        let [answer] = &lines(&ran.out)[..] else { panic!("one answer: {}", ran.out) };
        assert!(holds(answer, &wanted), "{line}\n{answer}\n{wanted}");
        assert!(answer["why"].as_str().is_some_and(|why| !why.is_empty()), "{answer}");
    }
}

#[test]
fn a_territory_lays_its_holidays_over_the_common_ones() {
    let folder = Folder::new();
    let page = include_str!("../../../../docs/method/deadline.md");
    let text = page.split("```\n").nth(1).expect("the form of a calendar");
    let file = folder.file("calendar.txt", text);
    let line = br#"{"id":"a","received":"2026-04-17","working_days":1}"#;
    let ran = luoshi_with(["deadline".as_ref(), "--calendar".as_ref(), file.as_os_str()], line);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let answer = &lines(&ran.out)[0];
    assert_eq!((&answer["id"], &answer["due"]), (&json!("a"), &json!("2026-04-22")));
    assert_eq!(answer["papers"][0]["number"], "云府发〔2026〕3号");

    let broken = folder.file("broken.txt", "paper 云府发〔2026〕3号 2026-03-01\noff 2026-04-31 三月三\n");
    let ran = luoshi_with(["deadline".as_ref(), "--calendar".as_ref(), broken.as_os_str()], line);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("broken.txt:2: off 2026-04-31 三月三: a day, YYYY-MM-DD"), "{}", ran.err);
    let zh = luoshi_with(
        ["--lang".as_ref(), "zh".as_ref(), "deadline".as_ref(), "--calendar".as_ref(), broken.as_os_str()],
        line,
    );
    assert!(zh.err.contains("日期写作 YYYY-MM-DD"), "{}", zh.err);
    let ran = luoshi_with(["deadline", "--calendar", "/no/such/file"], line);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

#[test]
fn a_bad_line_is_named_and_the_others_come_out() {
    let good = r#"{"received":"2026-02-10","working_days":5}"#;
    let bad = [
        ("7", "a limit is an object"),
        ("{", "not a whole JSON object"),
        (r#"{"id":2,"received":"2026-02-10"}"#, "one limit is wanted"),
        (r#"{"id":2,"received":"2026-02-10","days":1,"months":1}"#, "one limit is wanted"),
        (r#"{"id":2,"days":1}"#, "give received"),
        (r#"{"id":2,"received":"2026-02-30","days":1}"#, "received: \"2026-02-30\""),
        (r#"{"id":2,"received":20260210,"days":1}"#, "received: 20260210"),
        (r#"{"id":2,"received":"2026-02-10","days":-1}"#, "days: -1"),
        (r#"{"id":2,"received":"2026-02-10","days":1.5}"#, "days: 1.5"),
        (r#"{"id":2,"received":"2026-02-10","working_days":65536}"#, "working_days: 65536"),
        (r#"{"id":2,"received":"2026-02-10","months":"3"}"#, "months: \"3\""),
        (r#"{"id":2,"received":"9999-02-10","months":30}"#, "beyond the year 9999"),
        (r#"{"id":2,"on":"soon"}"#, "on: \"soon\""),
        (r#"{"id":2,"event":1}"#, "event: 1"),
        (r#"{"id":2,"continuing":"yes"}"#, "continuing: \"yes\""),
        (r#"{"id":2,"within_year":false,"received":"2026-02-10"}"#, "within_year: false"),
    ];
    let input: Vec<_> = [good, ""].into_iter().chain(bad.iter().map(|(line, _)| *line)).chain([good]).collect();
    let ran = luoshi_with(["deadline"], input.join("\n").as_bytes());
    assert_eq!(ran.code, 1);
    let answers = lines(&ran.out);
    assert_eq!(answers.len(), bad.len() + 2, "one for each line but the empty one");
    assert!(answers[0] == answers[bad.len() + 1] && answers[0]["due"] == "2026-02-24");
    for (index, ((line, why), answer)) in bad.iter().zip(&answers[1..]).enumerate() {
        assert!(answer["error"].as_str().is_some_and(|error| error.contains(why)), "{line}: {answer}");
        assert_eq!(answer["line"], json!(index + 3));
        assert_eq!(answer["id"], if line.starts_with(r#"{"id""#) { json!(2) } else { Value::Null });
    }
}

#[test]
fn the_count_is_told_in_both_languages() {
    let line = br#"{"received":"2026-12-18","working_days":20}"#;
    let said = |lang: &str| luoshi_with(["deadline", "--lang", lang], line).out;
    assert!(said("zh").contains("此为预计") && said("en").contains("this is an estimate"));
}
