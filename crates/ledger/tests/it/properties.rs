//! What holds for every ledger.

use luoshi_ledger::{Ledger, Report, ResultKind, Source, Verdict, json, ledger};
use luoshi_reader::json::Layout;
use luoshi_reader::{Language, Options, read};

/// Reports of an invented city, `years` of them.
fn reports(years: std::ops::Range<i16>) -> Vec<Report> {
    years
        .map(|year| {
            let before = year - 1;
            let text = format!(
                "云泽市{year}年政府工作报告\n\n一、{before}年工作回顾\n\n{before}年，全市地区生产总值增长{}%，\
                 城镇新增就业{}万人，粮食产量达到{}万吨。\n\n二、{year}年主要目标\n\n今年地区生产总值增长6%左右，\
                 城镇新增就业2万人以上，粮食产量达到40万吨，新建口袋公园12个。\n",
                5 + before % 3,
                2 + before % 2,
                39 + before % 4
            );
            let reading = read(&text, &Options::default());
            Report::new(&Source { name: &format!("{year}.txt"), text: &text, reading: &reading })
        })
        .collect()
}

fn written(ledger: &Ledger) -> String {
    let mut out = Vec::new();
    json::write(ledger, Layout::Line, Language::Zh, &mut out);
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[test]
fn the_order_in_which_reports_are_given_changes_nothing() {
    let forward = written(&ledger("云泽市", reports(2015..2024)));
    let mut turned = reports(2015..2024);
    turned.reverse();
    assert_eq!(forward, written(&ledger("云泽市", turned)));
}

#[test]
fn every_target_is_a_row_and_every_row_is_counted() {
    let ledger = ledger("云泽市", reports(2015..2024));
    let targets: usize = ledger.reports.iter().map(|t| t.targets).sum();
    assert_eq!(targets, 9 * 4);
    assert!(ledger.rows.len() >= targets);
    for tally in &ledger.reports {
        assert!(tally.matched + tally.silent + tally.open >= tally.targets, "{tally:?}");
    }
    let last = ledger.reports.last().expect("reports");
    assert_eq!((last.year, last.open), (Some(2023), 4), "nobody has told of the last year yet");
}

#[test]
fn sentences_are_those_of_the_text_and_numbers_stand_in_them() {
    for row in &ledger("云泽市", reports(2015..2024)).rows {
        for cite in std::iter::once(&row.target).chain(&row.result) {
            let place = cite.place().expect("a whole number");
            let found: String = cite.sentence.chars().skip(place.start).take(place.len()).collect();
            assert_eq!(found, cite.text);
        }
    }
}

#[test]
fn what_is_no_result_states_no_value() {
    let ledger = ledger("云泽市", reports(2015..2024));
    for row in &ledger.rows {
        let valued = matches!(row.result_kind, Some(ResultKind::Estimate | ResultKind::Stated | ResultKind::Revised));
        assert_eq!(valued, row.has_value());
        if row.verdict == Verdict::Open {
            assert!(!row.has_value(), "{row:?}");
        }
    }
}

#[test]
fn a_ledger_of_nothing_is_empty() {
    let empty = ledger("", Vec::new());
    assert!(empty.rows.is_empty() && empty.reports.is_empty());
    assert!(written(&empty).starts_with("{\"schema\":\"luoshi.ledger/1\""));
}
