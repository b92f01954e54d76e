//! `luoshi recognise`: a line in, a line out, whatever the line.

use crate::run::{command, lines, luoshi_with};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

#[test]
fn every_line_gets_its_answer_and_a_bad_one_an_error() {
    let input: &[u8] = b"\xe6\x96\xb0\xe5\xa2\x9e3\xe4\xb8\xaa\n\
        {\"text\":\"abc\",\"date\":\"2021-09-30\",\"id\":7}\r\n\
        \n\
        {\"text\":\n\
        {\"text\":\"a\",\"date\":\"2021-13-32\"}\n\
        {\"text\":\"\\ud800\"}\n\
        {\"no\":1}\n\
        a\xff\n\
        last, without a line end";
    let ran = luoshi_with(["recognise"], input);
    let answers = lines(&ran.out);
    assert_eq!(answers.len(), 9, "{}", ran.out);
    for (index, answer) in answers.iter().enumerate() {
        let bad = (3..=7).contains(&index);
        assert_eq!(answer.get("error").is_some(), bad, "{index}: {answer}");
        assert_eq!(answer.get("numbers").is_some(), !bad, "{index}: {answer}");
    }
    assert_eq!(ran.code, 1);
    for line in 4..=8 {
        assert!(ran.err.contains(&format!("line {line}: ")), "{}", ran.err);
    }
}

#[test]
fn good_lines_end_well() {
    let ran = luoshi_with(["recognise", "--date", "2021-09-30", "--format", "jsonl"], "今年\n".repeat(1000).as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(lines(&ran.out).len(), 1000);
    assert_eq!(luoshi_with(["recognise"], b"").out, "");
}

#[test]
fn an_answer_comes_before_the_next_line_is_sent() {
    let mut child = command(["recognise"]).stdin(Stdio::piped()).spawn().expect("the command starts");
    let mut to = child.stdin.take().expect("standard input");
    let mut from = BufReader::new(child.stdout.take().expect("standard output"));
    for _ in 0..3 {
        to.write_all("第3位\n".as_bytes()).expect("a line goes in");
        let mut answer = String::new();
        from.read_line(&mut answer).expect("a line comes out");
        assert_eq!(lines(&answer).len(), 1);
    }
    drop(to);
    assert_eq!(child.wait().expect("the command ends").code(), Some(0));
}

#[test]
fn a_pipe_closed_by_its_reader_ends_the_filter_quietly() {
    let mut child = command(["recognise"]).stdin(Stdio::piped()).spawn().expect("the command starts");
    drop(child.stdout.take());
    let mut to = child.stdin.take().expect("standard input");
    let _ = to.write_all("一\n".repeat(100_000).as_bytes());
    drop(to);
    let ended = child.wait_with_output().expect("the command ends");
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}
