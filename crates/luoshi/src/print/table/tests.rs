//! Pages printed from readings made by hand, compared as a person sees them.

use super::*;
use crate::i18n::{Lang, Words};
use crate::input::from_bytes;
use crate::print::Format;
use luoshi_reader::{Bound, Caption, End, Kind, Period, Repair, RepairKind, Role, Section, Spans, Tense, Value};

const TEXT: &str = "一、过去五年\n全市粮食产量超过120万吨。\n绿地率由31%提高到38.5%。\n";

fn decimal(text: &str) -> Option<Value> {
    text.parse().ok().map(Value::Decimal)
}

fn figure(text: &str, value: &str, unit: &str, at: u32) -> Figure {
    Figure {
        text: text.to_owned(),
        value: decimal(value),
        value_high: None,
        unit: unit.to_owned(),
        amount: None,
        parts: vec![],
        indicator: None,
        indicator_name: None,
        kind: Kind::Level,
        measure: Kind::Level,
        mode: None,
        qualifiers: vec![],
        bound: None,
        from: None,
        to: None,
        period: None,
        base: None,
        scope: None,
        tense: Tense::Done,
        binding: None,
        spans: vec![Span::new(at, at + text.chars().count() as u32)].into(),
        sentence: 0,
        section: Some(0),
        doubts: vec![],
        cell: None,
        rules: vec!["number.decimal", "unit.mass"],
    }
}

fn reading() -> Reading {
    let grain = Figure {
        indicator: Some("粮食产量".to_owned()),
        bound: Some(Bound::MoreThan),
        scope: Some("全市".to_owned()),
        period: Some(Period {
            text: "五年来".to_owned(),
            start: Some(jiff::civil::date(2021, 1, 1)),
            end: Some(jiff::civil::date(2025, 12, 31)),
        }),
        ..figure("120万吨", "120", "万吨", 15)
    };
    let end = |value: &str| End {
        text: format!("{value}%"),
        value: decimal(value),
        unit: "%".to_owned(),
        parts: vec![],
        spans: Spans::default(),
    };
    let green = Figure {
        indicator: Some("绿地率".to_owned()),
        kind: Kind::FromTo,
        measure: Kind::Share,
        from: Some(Box::new(end("31"))),
        to: Some(Box::new(end("38.5"))),
        doubts: vec![luoshi_reader::Doubt::Lost],
        ..figure("38.5%", "38.5", "%", 32)
    };
    Reading {
        outline: vec![Section {
            title: "一、过去五年".to_owned(),
            role: Role::Review,
            kind: luoshi_reader::SectionKind::Heading,
            level: 1,
            parent: None,
            spans: vec![Span::new(0, 6)].into(),
        }],
        figures: vec![grain, green],
        repairs: vec![Repair {
            kind: RepairKind::JoinedBreak,
            text: "绿地率由31%提高到38.5%".to_owned(),
            spans: vec![Span::new(21, 25), Span::new(26, 30)].into(),
            note: luoshi_reader::Note::Other("一行在句中断开".to_owned()),
            candidate: None,
        }],
        captions: vec![Caption {
            text: "泽江晨景".to_owned(),
            credit: Some("林望舒".to_owned()),
            spans: vec![Span::new(0, 4)].into(),
        }],
        ..Reading::default()
    }
}

fn printed(lang: Lang, look: Look, rules: Rules) -> String {
    let loaded = from_bytes("泽.txt".to_owned(), TEXT.as_bytes().to_vec()).expect("a text");
    let words = Words::of(lang);
    let mut out = Vec::new();
    print(&loaded, &reading(), &Style { format: Format::Table, rules, look, words: &words }, &mut out);
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn a_page_in_chinese() {
    let wanted = "\
泽.txt
泽.txt · utf-8 · 39 字 · 数字 2 · 修复 1

一、过去五年  回顾
   2:9  粮食产量  超过 120万吨  总量  五年来 (2021–2025)  全市
  3:11  绿地率     31% → 38.5%  变化
        存疑：数字的前部在原文中缺失

修复 1
  2:15+3:5  断句接合  绿地率由31%提高到38.5%
      一行在句中断开

图片说明 1
  1:1  泽江晨景  林望舒 摄

";
    assert_eq!(printed(Lang::Zh, Look::PLAIN, Rules::Hidden), wanted);
}

#[test]
fn a_page_in_english_with_rules() {
    let page = printed(Lang::En, Look::PLAIN, Rules::Shown);
    assert!(page.contains("over 120万吨  amount"), "{page}");
    assert!(page.contains("rules: number.decimal, unit.mass"), "{page}");
}

#[test]
fn no_line_is_wider_than_the_page_and_none_is_coloured_in_a_pipe() {
    for columns in [80, 100, 120] {
        let page = printed(Lang::En, Look { columns, paint: Paint::Plain }, Rules::Shown);
        assert!(page.lines().all(|l| width(l) <= columns), "{page}");
        assert!(!page.contains('\u{1b}'));
    }
}

#[test]
fn colour_ends_where_it_began() {
    let page = printed(Lang::Zh, Look { columns: 80, paint: Paint::Colour }, Rules::Hidden);
    for line in page.lines() {
        let begun = line.matches("\u{1b}[").count();
        let ended = line.matches("\u{1b}[0m").count();
        assert!(begun == 0 && ended == 0 || begun > ended && ended > 0, "{line:?}");
    }
}
