//! The years ahead as JSON, members in the order of the help.

use crate::i18n::Words;
use luoshi_plan::Direction;
use luoshi_plan::forecast::{Forecast, Point, Reached};
use serde_json::{Value, json};

/// `{"id", "method", "points", "limits", "pace", "reached", "why"}`.
pub(super) fn answer(id: Option<&Value>, ahead: &Forecast, goal: Option<(f64, Direction)>, words: &Words) -> Vec<u8> {
    let points: Vec<_> = ahead.points.iter().map(|p| point(p, ahead, goal)).collect();
    let limits = [("low", json!(ahead.limits.low)), ("high", json!(ahead.limits.high))];
    let reached = goal.map(|(level, direction)| {
        let (when, year) = match ahead.reached(level, direction) {
            Reached::Already => (Some("already"), None),
            Reached::In(year) => (Some("ahead"), Some(year)),
            Reached::Never => (Some("never"), None),
            Reached::Unknown => (None, None),
        };
        object(&[("when", json!(when).to_string()), ("year", json!(year).to_string())])
    });
    object(&[
        ("id", json!(id).to_string()),
        ("method", json!(ahead.method.name()).to_string()),
        ("points", format!("[{}]", points.join(","))),
        ("limits", object(&limits.map(|(name, value)| (name, value.to_string())))),
        ("pace", json!(ahead.pace).to_string()),
        ("reached", reached.unwrap_or_else(|| "null".to_owned())),
        ("why", json!(ahead.why().in_language(words.plan_language())).to_string()),
    ])
    .into_bytes()
}

fn point(point: &Point, ahead: &Forecast, goal: Option<(f64, Direction)>) -> String {
    let (low80, high80) = point.range80.unzip();
    let (low95, high95) = point.range95.unzip();
    let chance = goal.and_then(|(level, direction)| ahead.chance(point.year, level, direction));
    let estimates = [
        ("value", point.value),
        ("low80", low80),
        ("high80", high80),
        ("low95", low95),
        ("high95", high95),
        ("chance", chance),
    ];
    let mut members = vec![("year", point.year.to_string())];
    members.extend(estimates.map(|(name, estimate)| (name, json!(estimate).to_string())));
    object(&members)
}

/// An object with its members in this order.
fn object(members: &[(&str, String)]) -> String {
    let members: Vec<_> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}
