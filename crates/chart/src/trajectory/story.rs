//! The words of a trajectory: what its finding is, and what has to be known to read it.

use super::{Axis, Joint, Required, Trajectory};
use crate::draw::float;
use crate::say::{by, until};
use crate::words::{
    AXIS_FROM, BASE_OF, CAUGHT_UP, COURSE, CUMULATIVE, ESTIMATES, FELL_BEHIND, HOLES, LATEST, NARROWED, NO_VALUE,
    ONE_VALUE, PARTS, SAY_BAND, SAY_LIMIT, SAY_REQUIRED, SEE_TABLE, STALE, TARGET_OF, WIDENED, in_unit,
};
use luoshi_plan::{Direction, Exact, Language, Period};

/// The finding, where a rule finds one: over the last three values that have something required the gap goes one way, or
/// changes its sign. Else neutral: the years.
pub(super) fn title(of: &Trajectory, axis: &Axis) -> String {
    let language = of.language;
    let (Some(first), Some(last)) = (of.points.first(), of.points.last()) else {
        return NO_VALUE.of(language).to_owned();
    };
    if of.points.len() == 1 {
        return ONE_VALUE.fill(language, &[&until(last.period, language)]);
    }
    finding(of, axis).unwrap_or_else(|| {
        let (from, to) = (first.period.last().year(), last.period.last().year());
        let years = Period::years(from, to).map_or_else(String::new, |years| years.named(language));
        COURSE.fill(language, &[&years])
    })
}

fn finding(of: &Trajectory, axis: &Axis) -> Option<String> {
    // A value to be kept is on neither side of it.
    if of.direction == Direction::Hold || !matches!(of.required.first(), Some(Required::Way(_))) {
        return None;
    }
    // A finding is of the last value, or there is none.
    of.points.last()?.required?;
    let base = of.base.map(|b| b.period.last()).or(of.adds_up_from);
    let after = of.points.iter().filter(|p| base.is_none_or(|base| p.period.last() > base));
    let gaps: Vec<Exact> = after.filter_map(|p| of.behind(p.required?, p.value)).collect();
    let [.., before_last, middle, last] = gaps.as_slice() else { return None };
    let say = |value: Exact| of.said_gap(axis, value);
    let language = of.language;
    if middle.is_negative() && last.is_positive() {
        return Some(FELL_BEHIND.fill(language, &[&say(*last)]));
    }
    if middle.is_positive() && last.is_negative() {
        return Some(CAUGHT_UP.fill(language, &[&say(*last)]));
    }
    let differ = say(*before_last) != say(*last);
    let behind = before_last.is_positive() && last.is_positive() && differ;
    if behind && before_last < middle && middle < last {
        return Some(WIDENED.fill(language, &[&say(*before_last), &say(*last)]));
    }
    if behind && before_last > middle && middle > last {
        return Some(NARROWED.fill(language, &[&say(*before_last), &say(*last)]));
    }
    None
}

/// Measure, unit, and what the lines mean.
pub(super) fn subtitle(of: &Trajectory, axis: &Axis) -> String {
    let language = of.language;
    let mut out = in_unit(&of.name, &axis.column.unit(), language);
    if let Some(from) = of.adds_up_from.and_then(|day| day.tomorrow().ok()) {
        out.push_str(&CUMULATIVE.fill(language, &[&crate::say::day(from, language)]));
    }
    match of.required.first() {
        Some(Required::Way(_)) => out.push_str(SAY_REQUIRED.of(language)),
        Some(Required::Level { .. }) => out.push_str(SAY_LIMIT.of(language)),
        None => {}
    }
    if let Some((ahead, (low, high))) = of.ahead.last().and_then(|a| Some((a, a.range?))) {
        let range = crate::say::range(low, high, &of.unit, language).to_string();
        let when = by(ahead.on, language);
        let said = match language {
            Language::Zh => format!("{when}{range}"),
            Language::En => format!("{range} by {when}"),
        };
        out.push_str(&SAY_BAND.fill(language, &[&said]));
    }
    out
}

pub(super) fn notes(of: &Trajectory, axis: &Axis) -> Vec<String> {
    let language = of.language;
    let mut notes = Vec::new();
    let (column, ticks) = (&axis.column, &axis.ticks);
    if let (false, Some(first)) = (ticks.has_nought(), ticks.marks.first()) {
        notes.push(AXIS_FROM.fill(language, &[&column.label(*first).to_string()]));
    }
    let pairs = of.points.windows(2);
    if pairs.into_iter().any(|two| matches!(two, [a, b] if of.joint(a.period, b.period) == Joint::Hole)) {
        notes.push(HOLES.of(language).to_owned());
    }
    if !of.parts.is_empty() {
        notes.push(PARTS.of(language).to_owned());
    }
    // The last one has its status in place of a ring, and says so in words.
    if of.points.iter().rev().skip(1).any(super::Point::is_estimate) {
        notes.push(ESTIMATES.of(language).to_owned());
    }
    if let (true, Some(last)) = (of.is_stale(), of.points.last()) {
        notes.push(STALE.fill(language, &[&until(last.period, language)]));
    }
    notes
}

/// For those who do not see it: the last value, base and target, and where all values are.
pub(super) fn description(of: &Trajectory, axis: &Axis) -> String {
    let language = of.language;
    let mut parts = vec![subtitle(of, axis)];
    if let Some(last) = of.points.last() {
        let value = crate::say::computed(last.value, last.places, &of.unit, language).to_string();
        parts.push(LATEST.fill(language, &[&value, &until(last.period, language)]));
    }
    let full = language.pick("。", ".");
    if let Some(base) = &of.base {
        let value = crate::say::amount(base.value, &of.unit, language).to_string();
        parts.push(format!(
            "{}{}{full}",
            BASE_OF.fill(language, &[&value]),
            bracket(&until(base.period, language), language)
        ));
    }
    if let Some(goal) = &of.goal {
        parts.push(format!(
            "{}{}{full}",
            TARGET_OF.fill(language, &[&goal.said]),
            bracket(&by(goal.on, language), language)
        ));
    }
    parts.push(SEE_TABLE.of(language).to_owned());
    parts.join(language.pick("", " "))
}

fn bracket(text: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("（{text}）"),
        Language::En => format!(" ({text})"),
    }
}

/// All values that have to be seen.
pub(super) fn extent(of: &Trajectory) -> (f64, f64) {
    let points = of.points.iter().chain(&of.parts).map(|p| p.value);
    let required = of.required.iter().flat_map(|r| match r {
        Required::Way(points) => points.iter().map(|(_, v)| *v).collect::<Vec<_>>(),
        Required::Level { at, .. } => vec![*at],
    });
    let goal = of.goal.iter().flat_map(|g| g.values.clone());
    let ahead = of.ahead.iter().flat_map(|a| {
        let ends = a.range.map(|(low, high)| [low.exact(), high.exact()]);
        a.value.map(luoshi_plan::Value::exact).into_iter().chain(ends.into_iter().flatten())
    });
    let base = of.base.map(|b| b.value.exact());
    let all = points.chain(required).chain(goal).chain(ahead).chain(base).chain(of.nodes.iter().map(|(_, v)| *v));
    let (low, high) =
        all.map(float).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low > high { (0.0, 1.0) } else { (low, high) }
}
