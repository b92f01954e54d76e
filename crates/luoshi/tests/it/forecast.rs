//! `luoshi forecast`: a series in, the years ahead out, whatever the line.

use crate::method_page::{examples, holds};
use crate::run::{Ran, lines, luoshi_with};
use serde_json::{Value, json};

fn forecast(input: &str) -> Ran {
    luoshi_with(["forecast"], input.as_bytes())
}

/// The answer to one line, which is a good one.
fn answer(line: &str) -> Value {
    let ran = forecast(line);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line}");
    let [answer] = &lines(&ran.out)[..] else { panic!("one answer: {}", ran.out) };
    assert!(answer["why"].as_str().is_some_and(|why| !why.is_empty()), "{answer}");
    answer.clone()
}

#[test]
fn the_examples_of_the_page_come_out() {
    let examples = examples("forecast.md", "forecast");
    assert_eq!(examples.len(), 5);
    for (line, wanted) in examples {
        let answer = answer(&line);
        assert!(holds(&answer, &wanted), "{line}\n{answer}\n{wanted}");
    }
}

#[test]
fn every_year_up_to_the_one_asked_for_has_its_point() {
    let series = r#""start":2015,"values":[3.1,2.9,3.4,3.3,3.8,3.6,null]"#;
    let at = answer(&format!(r#"{{"id":"x",{series},"at":2024}}"#));
    let horizon = answer(&format!(r#"{{"id":"x",{series},"horizon":4}}"#));
    assert_eq!(at, horizon, "years without a value are ahead: the last value counts");
    let years: Vec<_> = at["points"].as_array().expect("points").iter().map(|p| p["year"].clone()).collect();
    assert_eq!(years, [2021, 2022, 2023, 2024]);
    let text = forecast(&format!(r#"{{"id":"x",{series},"horizon":1}}"#)).out;
    let start = r#"{"id":"x","method":"blend-1","points":[{"year":2021,"value":3.62,"low80":"#;
    assert!(text.starts_with(start), "members stand in the order of the help: {text}");
}

#[test]
fn a_series_may_come_with_its_years_in_any_order_and_its_numbers_as_text() {
    let plain = answer(r#"{"start":2018,"values":[61.3,62.0,63.1,null,64.9,65.2],"at":2026}"#);
    for line in [
        r#"{"series":[[2023,65.2],[2018,61.3],[2019,62],[2020,63.1],[2022,64.9],[2021,null]],"at":2026}"#,
        r#"{"start":2018,"values":["61.3","62.0",63.1,null,64.9,65.2],"at":2026,"unit":"%"}"#,
    ] {
        assert_eq!(answer(line), plain, "{line}");
    }
}

#[test]
fn limits_are_kept_and_can_be_lifted() {
    let falling = |more: &str| answer(&format!(r#"{{"start":2018,"values":[9,7,8,4,3,1],"horizon":4{more}}}"#));
    let lowest = |answer: &Value| {
        let points = answer["points"].as_array().expect("points").clone();
        points.iter().map(|p| p["low95"].as_f64().expect("a band")).fold(f64::INFINITY, f64::min)
    };
    assert!(lowest(&falling("")).abs() < 1e-9);
    assert!(lowest(&falling(r#","low":null"#)) < 0.0);
    assert!((lowest(&falling(r#","low":-2.5"#)) + 2.5).abs() < 1e-9);
    let full = answer(r#"{"start":2018,"values":[90,93,95,97,99],"horizon":3,"high":100}"#);
    assert_eq!((&full["points"][2]["high80"], &full["limits"]), (&json!(100.0), &json!({"low": 0.0, "high": 100.0})));
}

#[test]
fn a_target_has_a_chance_in_each_year_and_a_year() {
    let with = |more: &str| answer(&format!(r#"{{"start":2018,"values":[61,62,64,63,65],"horizon":2,{more}}}"#));
    let chance = |answer: &Value| answer["points"][1]["chance"].as_f64().expect("a chance");
    let (up, down) = (with(r#""target":66"#), with(r#""target":66,"direction":"decrease""#));
    assert!((chance(&up) + chance(&down) - 1.0).abs() < 1e-9);
    assert_eq!(down["reached"], json!({"when": "already", "year": null}));
    assert_eq!(with(r#""target":60"#)["reached"]["when"], "never", "a level below is one to fall to");
    assert_eq!(with(r#""target":null"#)["reached"], Value::Null);
    assert_eq!(with(r#""target":null"#)["points"][0]["chance"], Value::Null);
}

#[test]
fn a_bad_line_is_named_and_the_others_come_out() {
    let good = r#"{"id":1,"start":2018,"values":[1,2,4,3,5],"horizon":1}"#;
    let bad = [
        ("[1]", "a series is an object"),
        ("{", "not a whole JSON object"),
        (r#"{"id":2,"start":2018,"values":[1,"x"],"horizon":1}"#, "values: [1,\"x\"]"),
        (r#"{"id":2,"start":2018,"values":[1,true],"horizon":1}"#, "values: "),
        (r#"{"id":2,"start":2018,"values":7,"horizon":1}"#, "values: 7"),
        (r#"{"id":2,"start":2018,"values":[],"horizon":1}"#, "there is no value"),
        (r#"{"id":2,"start":2018,"values":[null],"horizon":1}"#, "there is no value"),
        (r#"{"id":2,"start":2018,"values":[1e300,2],"horizon":1}"#, "2018 is larger"),
        (r#"{"id":2,"values":[1,2],"horizon":1}"#, "start: —"),
        (r#"{"id":2,"start":"2018","values":[1,2],"horizon":1}"#, "start: \"2018\""),
        (r#"{"id":2,"start":99999,"values":[1,2],"horizon":1}"#, "start: 99999"),
        (r#"{"id":2,"start":9999,"values":[1,2],"horizon":1}"#, "values: "),
        (r#"{"id":2,"start":2018,"values":[1,2]}"#, "at (a year) or horizon"),
        (r#"{"id":2,"start":2018,"values":[1,2],"at":2030,"horizon":1}"#, "at (a year) or horizon"),
        (r#"{"id":2,"start":2018,"values":[1,2],"at":2019}"#, "2019 is not ahead: the last value is that of 2019"),
        (r#"{"id":2,"start":2018,"values":[1,2],"at":2120}"#, "more than a hundred years"),
        (r#"{"id":2,"start":2018,"values":[1,2],"horizon":0}"#, "horizon: 0"),
        (r#"{"id":2,"start":2018,"values":[1,2],"horizon":2.5}"#, "horizon: 2.5"),
        (r#"{"id":2,"series":[[2018,1],[2018,1]],"horizon":1}"#, "2018 has two values"),
        (r#"{"id":2,"series":[[2018,1,2]],"horizon":1}"#, "series: "),
        (r#"{"id":2,"series":[[2018,1]],"values":[1],"horizon":1}"#, "both there"),
        (r#"{"id":2,"start":2018,"values":[1,2],"horizon":1,"low":5}"#, "2018 lies beyond the limits"),
        (r#"{"id":2,"start":2018,"values":[1,2],"horizon":1,"low":5,"high":5}"#, "low is not below high"),
        (r#"{"id":2,"start":2018,"values":[1,2],"horizon":1,"low":"x"}"#, "low: \"x\""),
        (r#"{"id":2,"start":2018,"values":[1,2],"horizon":1,"target":[]}"#, "target: []"),
        (r#"{"id":2,"start":2018,"values":[1,2],"horizon":1,"target":1,"direction":"up"}"#, "direction: \"up\""),
    ];
    let input: Vec<_> = [good, ""].into_iter().chain(bad.iter().map(|(line, _)| *line)).chain([good]).collect();
    let ran = forecast(&input.join("\n"));
    assert_eq!(ran.code, 1);
    let answers = lines(&ran.out);
    assert_eq!(answers.len(), bad.len() + 2, "one for each line but the empty one");
    assert!(answers[0] == answers[bad.len() + 1] && answers[0]["points"].is_array());
    for (index, ((line, why), answer)) in bad.iter().zip(&answers[1..]).enumerate() {
        assert!(answer["error"].as_str().is_some_and(|error| error.contains(why)), "{line}: {answer}");
        assert_eq!(answer["line"], json!(index + 3));
        assert_eq!(answer["id"], if line.starts_with(r#"{"id""#) { json!(2) } else { Value::Null });
        assert!(ran.err.contains(&format!("line {}: ", index + 3)), "{}", ran.err);
    }
}

#[test]
fn reasons_follow_the_language() {
    let line = r#"{"start":2018,"values":[1,2],"horizon":1}"#;
    let zh = luoshi_with(["forecast", "--lang", "zh"], line.as_bytes()).out;
    assert!(zh.contains("只有2个值"), "{zh}");
}
