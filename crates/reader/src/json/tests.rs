//! Readings made by hand, and what is written of them.

use super::*;
use crate::{
    Bound, Caption, Kind, NumberClass, NumberItem, Role, Section, SectionKind, Sentence, Spans, Tense, Time, TimeKind,
};
use serde_json::{Value as Json, json};

fn section(title: &str, parent: Option<usize>) -> Section {
    Section {
        title: title.to_owned(),
        role: Role::Other,
        kind: SectionKind::Heading,
        level: 1,
        parent,
        spans: Spans::default(),
    }
}

fn figure(section: Option<usize>) -> Figure {
    Figure {
        text: "2.30万户".to_owned(),
        value: Some(Value::Decimal("2.30".parse().expect("a decimal"))),
        value_high: None,
        unit: "万户".to_owned(),
        amount: None,
        parts: vec![],
        indicator: None,
        indicator_name: None,
        kind: Kind::Level,
        measure: Kind::Level,
        mode: None,
        qualifiers: vec![],
        bound: Some(Bound::AtLeast),
        from: None,
        to: None,
        period: None,
        base: None,
        scope: None,
        tense: Tense::Done,
        binding: None,
        spans: vec![Span::new(1, 3), Span::new(9, 12)].into(),
        sentence: 0,
        section,
        doubts: vec![],
        rules: vec!["number", "unit"],
        cell: None,
    }
}

fn written(reading: &Reading, form: Form) -> Json {
    let mut out = Vec::new();
    write(reading, &Source::default(), form, &mut out);
    serde_json::from_slice(&out).expect("valid JSON")
}

#[test]
fn an_empty_reading_has_every_member() {
    let json = written(&Reading::default(), Form::default());
    let members: Vec<_> = json.as_object().expect("an object").keys().cloned().collect();
    let mut wanted = vec![
        "schema",
        "source",
        "facts",
        "repairs",
        "outline",
        "lists",
        "sentences",
        "figures",
        "commitments",
        "names",
        "captions",
        "contradictions",
    ];
    wanted.sort_unstable();
    let mut members = members;
    members.sort_unstable();
    assert_eq!(members, wanted);
    assert_eq!(json["facts"]["title"], Json::Null);
}

#[test]
fn a_value_keeps_its_places_and_is_a_string() {
    let reading = Reading { figures: vec![figure(None)], ..Reading::default() };
    let json = written(&reading, Form::default());
    assert_eq!(json["figures"][0]["value"], json!("2.30"));
    assert_eq!(json["figures"][0]["spans"], json!([[1, 3], [9, 12]]));
    assert_eq!(json["figures"][0]["bound"], json!("at_least"));
    assert_eq!(json["figures"][0].get("rules"), None);
}

#[test]
fn a_cell_is_named_by_its_headings_and_null_in_a_sentence() {
    let cell = crate::TableCell {
        table: 0,
        row: 2,
        column: 3,
        heading: vec!["目标".to_owned(), "2030年".to_owned()],
        group: None,
        category: Some("绿化".to_owned()),
        cumulative: true,
    };
    let in_table = Figure { cell: Some(Box::new(cell)), ..figure(None) };
    let reading = Reading { figures: vec![in_table, figure(None)], ..Reading::default() };
    let json = written(&reading, Form::default());
    assert_eq!(
        json["figures"][0]["cell"],
        json!({"table": 0, "row": 2, "column": 3, "heading": ["目标", "2030年"], "group": null, "category": "绿化", "cumulative": true})
    );
    assert_eq!(json["figures"][1]["cell"], Json::Null);
}

#[test]
fn rules_are_shown_when_asked_for() {
    let reading = Reading { figures: vec![figure(None)], ..Reading::default() };
    let json = written(&reading, Form { rules: Rules::Shown, layout: Layout::Indented, ..Form::default() });
    assert_eq!(json["figures"][0]["rules"], json!(["number", "unit"]));
}

#[test]
fn figures_name_their_section_by_its_place_in_the_tree() {
    // 丙 belongs to 甲 but was found after 乙: in preorder it is the second.
    let reading = Reading {
        outline: vec![section("甲", None), section("乙", None), section("丙", Some(0))],
        sentences: vec![Sentence { spans: Spans::default(), tense: Tense::Fact, section: Some(1) }],
        figures: vec![figure(Some(2)), figure(Some(1)), figure(Some(99))],
        ..Reading::default()
    };
    let json = written(&reading, Form::default());
    assert_eq!(json["outline"][0]["children"][0]["title"], json!("丙"));
    assert_eq!(json["outline"][1]["title"], json!("乙"));
    assert_eq!(json["figures"][0]["section"], json!(1));
    assert_eq!(json["figures"][1]["section"], json!(2));
    assert_eq!(json["figures"][2]["section"], Json::Null);
    assert_eq!(json["sentences"][0]["section"], json!(2));
}

#[test]
fn a_parent_that_comes_later_is_no_parent() {
    let reading = Reading { outline: vec![section("甲", Some(1)), section("乙", Some(1))], ..Reading::default() };
    assert_eq!(written(&reading, Form::default())["outline"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_hundred_thousand_levels_do_not_overflow_the_stack() {
    let outline = (0..100_000).map(|i: usize| section("深", i.checked_sub(1))).collect();
    let mut out = Vec::new();
    write(&Reading { outline, ..Reading::default() }, &Source::default(), Form::default(), &mut out);
    assert!(out.ends_with(
        b"]}]}],\"lists\":[],\"sentences\":[],\"figures\":[],\"commitments\":[],\"names\":[],\"captions\":[],\"contradictions\":[]}"
    ));
}

#[test]
fn hostile_words_stay_inside_their_string() {
    let text = "\0\u{2028}</script>\"\\\u{1b}[2J".to_owned();
    let reading = Reading {
        captions: vec![Caption { text: text.clone(), credit: None, spans: Spans::default() }],
        ..Reading::default()
    };
    assert_eq!(written(&reading, Form::default())["captions"][0]["text"], json!(text));
}

#[test]
fn recognised_items_quote_the_text() {
    let mut out = Vec::new();
    let recognised = Recognised {
        numbers: vec![NumberItem {
            range: 2..5,
            value: Some(Value::Fraction(1, 3)),
            low: None,
            high: None,
            ends: None,
            class: NumberClass::Fraction,
        }],
        times: vec![Time { range: 0..2, kind: TimeKind::Period, start: None, end: None }],
        ..Recognised::default()
    };
    write_recognised(&recognised, "去年1/3以上", &mut out);
    let json: Json = serde_json::from_slice(&out).expect("valid JSON");
    assert_eq!(
        json["numbers"],
        json!([{"start": 2, "end": 5, "text": "1/3", "value": "1/3", "low": null, "high": null, "ends": null, "class": "fraction"}])
    );
    assert_eq!(
        json["times"],
        json!([{"start": 0, "end": 2, "text": "去年", "start_date": null, "end_date": null, "kind": "period"}])
    );
}
