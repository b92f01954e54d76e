//! Each method by its name: its inputs, and the rule that answers them.

use super::inputs::{Inputs, number};
use luoshi_plan::method::{
    self, Errors, HealthyPeople, Midterm, OpenSdg, Outcome, Point, Scores, Thresholds, UnChart, Way,
};
use luoshi_plan::{Decimal, Shape};
use serde_json::Value;

/// The methods there are.
pub(super) const NAMES: [&str; 15] = [
    "china_midterm",
    "continue_latest_rate",
    "escap_current_status",
    "gap",
    "healthy_people",
    "istat_trend",
    "keep_level",
    "linear_change",
    "open_sdg",
    "pace",
    "percent_of_baseline_path",
    "required_path",
    "share_of_way",
    "time_share",
    "un_progress_chart",
];

/// What a method says to its inputs, or what is wrong with them.
pub(super) fn judge(name: &str, inputs: &Inputs<'_>) -> Result<Outcome, String> {
    match name {
        "china_midterm" => china_midterm(inputs),
        "continue_latest_rate" => continue_latest_rate(inputs),
        "escap_current_status" => escap_current_status(inputs),
        "gap" => Ok(method::gap(inputs.number("current")?, inputs.number("target")?, needed_way(inputs)?)),
        "healthy_people" => healthy_people(inputs),
        "istat_trend" => istat_trend(inputs),
        "keep_level" => keep_level(inputs),
        "linear_change" => Ok(method::linear_change(
            &inputs.series("series")?,
            inputs.needed("per_year")?,
            inputs.needed("at")?,
            inputs.number("value_min")?,
            inputs.number("value_max")?,
        )),
        "open_sdg" => open_sdg(inputs),
        "pace" => pace(inputs),
        "percent_of_baseline_path" => percent_of_baseline_path(inputs),
        "required_path" => Ok(method::required_path(
            shape(inputs, "shape")?,
            inputs.point("baseline")?,
            inputs.point("target")?,
            inputs.needed("at")?,
        )),
        "share_of_way" => share_of_way(inputs),
        "time_share" => Ok(method::time_share(inputs.day("start")?, inputs.day("end")?, inputs.day("at")?)),
        "un_progress_chart" => un_progress_chart(inputs),
        other => {
            let valid = NAMES.join(", ");
            Err(inputs.words().fill("judge.unknown", &[("name", other), ("valid", &valid)]))
        }
    }
}

fn needed_way(inputs: &Inputs<'_>) -> Result<Way, String> {
    inputs.way("direction")?.ok_or_else(|| inputs.wrong("direction", "judge.way"))
}

fn shape(inputs: &Inputs<'_>, name: &str) -> Result<Shape, String> {
    match inputs.get(name).map(|value| value.as_str()) {
        None | Some(Some("linear")) => Ok(Shape::Linear),
        Some(Some("compound")) => Ok(Shape::Compound),
        Some(Some(_) | None) => Err(inputs.wrong(name, "judge.shape")),
    }
}

fn continue_latest_rate(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    Ok(method::continue_latest_rate(&method::Continued {
        series: inputs.series("series")?,
        rate: shape(inputs, "rate")?,
        at: inputs.needed("at")?,
        rate_cap: inputs.number("rate_cap")?,
        rate_floor: inputs.number("rate_floor")?,
        value_min: inputs.number("value_min")?,
        value_max: inputs.number("value_max")?,
    }))
}

fn percent_of_baseline_path(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    Ok(method::percent_of_baseline_path(&method::PercentPath {
        baseline: inputs.point("baseline")?,
        start: inputs.point("start")?,
        percent_change: inputs.needed("percent_change")?,
        target_year: inputs.needed("target_year")?,
        shape: shape(inputs, "shape")?,
        at: inputs.needed("at")?,
        value_min: inputs.number("value_min")?,
        value_max: inputs.number("value_max")?,
    }))
}

/// Either the level of a year at which a rise is halted, or a value, its target and a tolerance.
fn keep_level(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    if !inputs.has("series") {
        return Ok(method::keep_level(
            inputs.number("current")?,
            inputs.number("target")?,
            inputs.number("tolerance")?,
        ));
    }
    let at = inputs.needed("at")?;
    // The rule is a sentence that names its year: “halt rise at 2018 level”.
    let named = inputs.get("rule").and_then(Value::as_str).and_then(|rule| {
        let mut numbers = rule.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        numbers.next_back().and_then(|digits| digits.parse().ok())
    });
    let level_year = named.ok_or_else(|| inputs.wrong("rule", "judge.rule"))?;
    Ok(method::keep_rise(&method::KeptRise { series: inputs.series("series")?, level_year, at }))
}

fn share_of_way(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    // What is to be kept has no way; how near it is kept is its share.
    if inputs.get("direction").and_then(Value::as_str).is_some_and(|d| ["maintain", "keep", "hold"].contains(&d)) {
        let (current, target) = (inputs.number("current")?, inputs.number("target")?);
        return Ok(method::keep_level(current, target, inputs.number("tolerance")?));
    }
    let clamp = match inputs.get("clamp") {
        None => None,
        Some(list) => {
            let ends = list.as_array().and_then(|list| match list.as_slice() {
                [low, high] => number(low).zip(number(high)).filter(|(low, high)| low <= high),
                _ => None,
            });
            Some(ends.ok_or_else(|| inputs.wrong("clamp", "judge.clamp"))?)
        }
    };
    let (baseline, current) = (inputs.number("baseline")?, inputs.number("current")?);
    Ok(method::share_of_way(baseline, current, inputs.number("target")?, inputs.way("direction")?, clamp))
}

fn pace(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    let mut thresholds = Thresholds::default();
    if let Some(given) = inputs.get("thresholds") {
        let limits = given.as_object().ok_or_else(|| inputs.wrong("thresholds", "judge.thresholds"))?;
        let named = Inputs::of(limits, inputs.words());
        thresholds.ahead = named.number("ahead")?.unwrap_or(thresholds.ahead);
        thresholds.on_track = named.number("on_track")?.unwrap_or(thresholds.on_track);
        thresholds.at_risk = named.number("at_risk")?.unwrap_or(thresholds.at_risk);
    }
    Ok(method::pace(inputs.number("progress")?, inputs.number("expected")?, inputs.number("ratio")?, thresholds))
}

fn escap_current_status(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    let parity = inputs.flag("parity")?.unwrap_or(false);
    let way = if parity { inputs.way("direction")?.unwrap_or(Way::Up) } else { needed_way(inputs)? };
    Ok(method::escap_current_status(&method::CurrentStatus {
        baseline: inputs.number("baseline")?,
        current: inputs.number("current")?,
        target: inputs.number("target")?,
        way,
        parity,
    }))
}

fn healthy_people(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    let errors = match inputs.get("standard_errors") {
        None | Some(Value::Bool(false)) => Errors::None,
        Some(Value::Bool(true)) => Errors::Tested(inputs.flag("significant")?),
        Some(Value::Array(both)) => match both.iter().map(number).collect::<Option<Vec<_>>>().as_deref() {
            Some(&[before, after]) => Errors::Of(before, after),
            Some(_) | None => return Err(inputs.wrong("standard_errors", "judge.errors")),
        },
        Some(Value::Object(named)) => {
            let each = Inputs::of(named, inputs.words());
            Errors::Of(each.needed("baseline")?, each.needed("latest")?)
        }
        Some(Value::Number(_) | Value::String(_) | Value::Null) => {
            return Err(inputs.wrong("standard_errors", "judge.errors"));
        }
    };
    Ok(method::healthy_people(&HealthyPeople {
        baseline: inputs.number("baseline")?,
        latest: inputs.number("latest")?,
        target: inputs.number("target")?,
        way: needed_way(inputs)?,
        errors,
    }))
}

/// The growth given, or that of a series.
fn growth(inputs: &Inputs<'_>) -> Result<Option<Decimal>, String> {
    if let Some(cagr) = inputs.number("cagr")? {
        return Ok(Some(cagr));
    }
    Ok(match inputs.series("series")?.as_slice() {
        [(t0, y0), .., (t, y)] => luoshi_plan::real::growth(*y0, *y, *t - *t0),
        _ => None,
    })
}

fn istat_trend(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    Ok(method::istat_trend(needed_way(inputs)?, growth(inputs)?))
}

fn un_progress_chart(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    if inputs.has("binary") || inputs.has("fulfilled") {
        return Ok(method::un_progress_binary(inputs.flag("fulfilled")?));
    }
    if inputs.has("ratio") {
        return Ok(method::un_progress_by_ratio(inputs.number("ratio")?));
    }
    if inputs.has("cagr") {
        return Ok(method::un_progress_by_growth(inputs.way("direction")?, inputs.number("cagr")?));
    }
    let percent = match inputs.get("unit") {
        None => false,
        Some(unit) => matches!(unit.as_str(), Some("%" | "percent" | "PERCENT" | "per cent")),
    };
    // A last value alone, or the whole series. A target without a year is one of 2030.
    let (series, target) = if inputs.has("last") {
        let last = inputs.number("last")?.map(|last| (Decimal::from(2030), last));
        (last.into_iter().collect(), inputs.number("target")?.map(|goal| (Decimal::from(2030), goal)))
    } else {
        (inputs.series("series")?, dated(inputs, "target", Decimal::from(2030))?)
    };
    Ok(method::un_progress_chart(&UnChart { series, way: inputs.way("direction")?, target, percent }))
}

/// A value with its year, or alone, when the year is the usual one.
fn dated(inputs: &Inputs<'_>, name: &str, year: Decimal) -> Result<Option<Point>, String> {
    match inputs.get(name) {
        Some(value) if number(value).is_some() => Ok(number(value).map(|value| (year, value))),
        Some(_) | None => inputs.point(name),
    }
}

fn open_sdg(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    if inputs.has("base_value") {
        return published_series(inputs);
    }
    if inputs.has("series") {
        let target_year = inputs.number("target_year")?.unwrap_or(Decimal::from(2030));
        return Ok(method::open_sdg(&OpenSdg {
            series: inputs.series("series")?,
            base_year: inputs.number("base_year")?.unwrap_or(method::DEFAULT_BASE_YEAR),
            target: dated(inputs, "target", target_year)?,
            // The published default.
            way: inputs.way("direction")?.unwrap_or(Way::Down),
            limit: inputs.number("limit")?,
        }));
    }
    if let Some(given) = inputs.get("scores") {
        let kept = scores(given).ok_or_else(|| inputs.wrong("scores", "judge.scores"))?;
        let achieved = inputs.flag("all_achieved")?.or(inputs.flag("target_achieved")?).unwrap_or(false);
        return Ok(method::open_sdg_mean(mean(&kept), achieved));
    }
    if let Some(values) = inputs.get("parity_values") {
        let each = |value: &Value| if value.is_null() { Some(None) } else { number(value).map(Some) };
        let values = values.as_array().and_then(|list| list.iter().map(each).collect::<Option<Vec<_>>>());
        let values = values.ok_or_else(|| inputs.wrong("parity_values", "judge.scores"))?;
        return Ok(method::parity(&values, inputs.number("ideal")?.unwrap_or(Decimal::ONE)));
    }
    if inputs.has("base_zero") || inputs.has("target_zero") {
        let zero = |name: &str| inputs.flag(name).map(|flag| flag == Some(true));
        return Ok(method::replacements(zero("base_zero")?, zero("target_zero")?));
    }
    if inputs.has("progress_value") {
        return Ok(method::open_sdg_progress(inputs.number("progress_value")?, scores_of(inputs)?));
    }
    Err(inputs.wrong("series", "judge.series"))
}

/// Whether a progress value is R or G: by the target, which may be described in words.
fn scores_of(inputs: &Inputs<'_>) -> Result<Scores, String> {
    match inputs.get("target") {
        None => {
            let limit = inputs.number("limit")?;
            let c = match (inputs.number("coefficient")?, inputs.number("base")?, limit) {
                (Some(c), _, _) => Some(c),
                (None, Some(base), Some(_)) => method::near_limit(base, limit),
                (None, _, _) => Some(Decimal::ONE),
            };
            Ok(Scores::Growth(c.unwrap_or(Decimal::ONE)))
        }
        Some(Value::String(words)) if !words.contains("not") && words.contains("achieved") => Ok(Scores::Achieved),
        Some(Value::String(_) | Value::Array(_) | Value::Number(_) | Value::Bool(true)) => Ok(Scores::Target),
        Some(Value::Bool(false) | Value::Null | Value::Object(_)) => Err(inputs.wrong("target", "judge.point")),
    }
}

/// Scores as they count: a list within the list is a group, and its mean one of them. Scores that are null are left out.
fn scores(given: &Value) -> Option<Vec<Decimal>> {
    let mut kept = Vec::new();
    for score in given.as_array()? {
        match score {
            Value::Null => {}
            Value::Array(_) => kept.extend(mean(&scores(score)?)),
            Value::Number(_) | Value::String(_) => kept.push(number(score)?),
            Value::Bool(_) | Value::Object(_) => return None,
        }
    }
    Some(kept)
}

/// `None` where there is nothing to take the mean of.
fn mean(scores: &[Decimal]) -> Option<Decimal> {
    let sum = scores.iter().try_fold(Decimal::ZERO, |sum, score| sum.checked_add(*score))?;
    sum.checked_div(Decimal::from(scores.len()))
}

/// A published series by the names of its file: `base_value`, `current_value`, `target` and their years.
fn published_series(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    let base_year = inputs.number("base_year")?.unwrap_or(method::DEFAULT_BASE_YEAR);
    let base = inputs.number("base_value")?.map(|value| (base_year, value));
    let current = inputs.number("current_year")?.zip(inputs.number("current_value")?);
    let mut series: Vec<Point> = base.into_iter().chain(current).collect();
    series.sort_unstable();
    series.dedup_by_key(|(year, _)| *year);
    let target_year = inputs.number("target_year")?.unwrap_or(Decimal::from(2030));
    Ok(method::open_sdg(&OpenSdg {
        series,
        base_year,
        target: inputs.number("target")?.map(|goal| (target_year, goal)),
        way: inputs.way("direction")?.unwrap_or(Way::Down),
        limit: inputs.number("limit")?,
    }))
}

/// The form of a target decides how it is judged: a way, a floor, a ceiling, so much in all.
fn china_midterm(inputs: &Inputs<'_>) -> Result<Outcome, String> {
    let latest = inputs.point("latest")?;
    // A target in words, such as keeping step with another indicator, is none that can be computed.
    let target = match inputs.get("target") {
        Some(Value::String(_)) => None,
        Some(_) | None => inputs.point("target")?,
    };
    let direction = inputs.get("direction").and_then(Value::as_str).unwrap_or("");
    let baseline = inputs.point("baseline")?;
    let meant = match (direction, target) {
        (_, None) | ("relative", Some(_)) => None,
        (d, Some((_, limit))) if d.starts_with("floor") => Some(Midterm::Floor(limit)),
        (d, Some((_, limit))) if d.starts_with("ceiling") => Some(Midterm::Ceiling(limit)),
        (d, Some(target)) if d.starts_with("cumulative") => {
            // A five-year plan: its base is the year before its first.
            let base_year = baseline.map_or(target.0 - Decimal::from(5), |(year, _)| year);
            Some(Midterm::Cumulative { base_year, target })
        }
        (_, Some(target)) => {
            let way = needed_way(inputs)?;
            baseline.map(|baseline| Midterm::Way { baseline, target, way })
        }
    };
    Ok(method::china_midterm(meant, latest))
}
