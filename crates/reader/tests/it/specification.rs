//! The number specifications of Recognizers-Text (MIT), strictly: the same spans and the same values.

use crate::purpose::why;
use crate::shared::{float, list, near};
use luoshi_reader::{NumberClass, NumberItem, recognise};
use serde_json::Value as Json;

/// What a suite asks for, in our classes.
#[derive(Clone, Copy)]
enum Model {
    Number,
    Percent,
    Range,
    Ordinal,
}

/// A span in UTF-16 units, and its value or ends.
type Answer = (usize, usize, Option<f64>, Option<f64>);

fn taken(model: Model, item: &NumberItem) -> bool {
    match model {
        Model::Number => matches!(item.class, NumberClass::Cardinal | NumberClass::Fraction | NumberClass::Date),
        Model::Percent => item.class == NumberClass::Percent,
        Model::Range => item.class == NumberClass::Range,
        Model::Ordinal => item.class == NumberClass::Ordinal,
    }
}

fn ours(model: Model, text: &str) -> Vec<Answer> {
    let units: Vec<usize> = text
        .chars()
        .scan(0, |at, c| {
            let before = *at;
            *at += c.len_utf16();
            Some(before)
        })
        .chain([text.encode_utf16().count()])
        .collect();
    recognise(text, None)
        .numbers
        .iter()
        .filter(|item| taken(model, item))
        .map(|item| {
            let (start, end) = (units[item.range.start], units[item.range.end]);
            match model {
                Model::Range => (start, end, item.low.map(float), item.high.map(float)),
                Model::Number | Model::Percent | Model::Ordinal => (start, end, item.value.map(float), None),
            }
        })
        .collect()
}

fn theirs(model: Model, case: &Json) -> Vec<Answer> {
    let number = |text: &str| text.trim_end_matches('%').parse::<f64>().ok();
    case["Results"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|result| {
            let at = |key: &str| result[key].as_u64().unwrap_or(0) as usize;
            let value = result["Resolution"]["value"].as_str().unwrap_or("");
            let (start, end) = (at("Start"), at("End") + 1);
            if let Model::Range = model {
                let (low, high) = value[1..value.len() - 1].split_once(',').unwrap_or_default();
                return (start, end, number(low), number(high));
            }
            (start, end, number(value), None)
        })
        .collect()
}

fn same(a: &[Answer], b: &[Answer]) -> bool {
    let value = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => near(a, b),
        (None, None) => true,
        _ => false,
    };
    a.len() == b.len()
        && b.iter().all(|b| a.iter().any(|a| (a.0, a.1) == (b.0, b.1) && value(a.2, b.2) && value(a.3, b.3)))
}

fn compare(model: Model, suite: &str, at_least: usize) {
    let Some(cases) = list(&format!("recognizers/Number/Chinese/{suite}.json")) else { return };
    let mut score = 0;
    let mut unexplained = Vec::new();
    for case in &cases {
        let input = case["Input"].as_str().unwrap_or("");
        let (expected, found) = (theirs(model, case), ours(model, input));
        let agrees = same(&found, &expected);
        score += usize::from(agrees);
        match why(suite, input) {
            Some(reason) if !agrees => println!("{suite}: {input}: on purpose: {reason}"),
            Some(_) => unexplained.push(format!("{input}: agrees, but is listed as a difference on purpose")),
            None if !agrees => unexplained.push(format!("{input}: expected {expected:?}, found {found:?}")),
            None => {}
        }
    }
    println!("{suite}: {score} of {}", cases.len());
    for line in &unexplained {
        println!("{suite}: {line}");
    }
    assert!(score >= at_least, "{suite}: {score} of {}", cases.len());
    assert!(unexplained.is_empty(), "{suite}: {} cases differ without a reason", unexplained.len());
}

#[test]
fn numbers_agree_with_the_number_specification() {
    compare(Model::Number, "NumberModel", 347);
}

#[test]
fn percentages_agree_with_the_percent_specification() {
    compare(Model::Percent, "PercentModel", 142);
}

#[test]
fn ranges_agree_with_the_range_specification() {
    compare(Model::Range, "NumberRangeModel", 60);
}

#[test]
fn ordinals_agree_with_the_ordinal_specification() {
    compare(Model::Ordinal, "OrdinalModel", 7);
}
