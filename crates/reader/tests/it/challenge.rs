//! Figures and times as government reports write them, through `recognise`.

use crate::purpose::why;
use crate::shared::{float, lines, near};
use luoshi_reader::{QuantityItem, recognise};
use serde_json::Value as Json;

/// Whether a quantity has the value, or the two ends, that the challenge names.
fn value_agrees(item: &QuantityItem, expected: &Json) -> bool {
    match expected {
        Json::Array(ends) => {
            let end = |i: usize| ends.get(i).and_then(Json::as_f64);
            match (item.low.map(float), item.high.map(float), end(0), end(1)) {
                (Some(low), Some(high), Some(a), Some(b)) => near(low, a) && near(high, b),
                _ => false,
            }
        }
        number => match (item.value.map(float), number.as_f64()) {
            (Some(a), Some(b)) => near(a, b),
            _ => false,
        },
    }
}

fn unit_agrees(item: &QuantityItem, expected: &str) -> bool {
    item.unit == if expected == "pp" { "个百分点" } else { expected }
}

fn link_agrees(item: &QuantityItem, rel: &str) -> bool {
    match rel {
        "from" => item.to.is_some(),
        "to" => item.from.is_some(),
        _ => true,
    }
}

#[test]
fn figures_of_reports_are_recognised() {
    let suite = "zh_figure_challenge";
    let Some(cases) = lines("challenge/zh_figure_challenge.jsonl") else { return };
    let (mut values, mut units) = (0, 0);
    let mut unexplained = Vec::new();
    for case in &cases {
        let text = case["text"].as_str().unwrap_or("");
        let found = recognise(text, None).quantities;
        let expected: Vec<&Json> = case["expect"].as_array().into_iter().flatten().collect();
        let all = |agrees: &dyn Fn(&QuantityItem, &Json) -> bool| {
            found.len() == expected.len() && found.iter().zip(&expected).all(|(f, e)| agrees(f, e))
        };
        let value = all(&|f, e| value_agrees(f, &e["value"]) && link_agrees(f, e["rel"].as_str().unwrap_or("")));
        let unit = all(&|f, e| unit_agrees(f, e["unit"].as_str().unwrap_or("")));
        values += usize::from(value);
        units += usize::from(unit);
        match why(suite, text) {
            Some(reason) => println!("{suite}: {text}: on purpose: {reason}"),
            None if !(value && unit) => unexplained.push(format!("{text}: expected {expected:?}, found {found:?}")),
            None => {}
        }
    }
    println!("{suite}: {values} of {} (units: {units})", cases.len());
    for line in &unexplained {
        println!("{suite}: {line}");
    }
    assert!(values >= 67 && unexplained.is_empty());
}

#[test]
fn times_of_reports_are_recognised() {
    let suite = "zh_time_challenge";
    let Some(cases) = lines("challenge/zh_time_challenge.jsonl") else { return };
    let mut score = 0;
    let mut unexplained = Vec::new();
    for case in &cases {
        let text = case["text"].as_str().unwrap_or("");
        let surface = case["surface"].as_str().unwrap_or("");
        let reference = case["ref"].as_str().and_then(|day| day.parse().ok());
        let found = recognise(text, reference).times;
        let at = text.find(surface).map_or(0, |byte| text[..byte].chars().count());
        let span = at..at + surface.chars().count();
        let agrees = found.iter().any(|time| {
            time.range.start < span.end
                && span.start < time.range.end
                && time.start.map(|d| d.to_string()).as_deref() == case["start"].as_str()
                && time.end.map(|d| d.to_string()).as_deref() == case["end"].as_str()
        });
        score += usize::from(agrees);
        if !agrees && why(suite, text).is_none() {
            unexplained.push(format!("{text}: expected {case}, found {found:?}"));
        }
    }
    println!("{suite}: {score} of {}", cases.len());
    for line in &unexplained {
        println!("{suite}: {line}");
    }
    assert!(score >= 38 && unexplained.is_empty());
}
