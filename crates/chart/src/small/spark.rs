//! A trajectory in a row or a card.

use crate::draw::{Marks, Scale, float, moment, px, shape};
use crate::trajectory::{Joint, Required, Trajectory};
use luoshi_plan::{Date, Exact};

/// A trajectory of 132 by 44 in a row: required path, what was reached, the target. Hidden from those who hear the row.
#[must_use]
pub fn spark(of: &Trajectory) -> String {
    alone(of, "lc lc-spark", (132.0, 44.0), 0.62, Ground::Bare)
}

/// A trajectory of 320 by 96 in a card: the same with an area below it and a line at the day of the last value.
#[must_use]
pub fn mini(of: &Trajectory) -> String {
    alone(of, "lc lc-mini", (320.0, 96.0), 0.72, Ground::Filled)
}

/// The years in which a small drawing begins and ends; nothing where it is all within one.
#[must_use]
pub fn years(of: &Trajectory) -> Option<(i16, i16)> {
    let (from, to) = time(of);
    #[expect(clippy::cast_possible_truncation, reason = "a year")]
    // The end of a year lies in it.
    let year = |moment: f64| (moment - 0.002).floor() as i16;
    Some((year(from), year(to))).filter(|(from, to)| from < to)
}

/// The first and the last moment that a small drawing shows.
fn time(of: &Trajectory) -> (f64, f64) {
    let (from, to) = of.time();
    // Without the day of a target the same years are seen as with one.
    (from, of.plan.filter(|_| of.goal.is_none()).map_or(to, |plan| to.max(moment(plan.last()))))
}

/// Whether the area below the line is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    Bare,
    Filled,
}

fn alone(of: &Trajectory, class: &str, size: (f64, f64), shapes: f64, ground: Ground) -> String {
    let mut marks = Marks::default();
    let view = format!("0 0 {} {}", px(size.0), px(size.1));
    marks.open("svg", &[("class", class), ("viewBox", &view), ("aria-hidden", "true"), ("focusable", "false")]);
    panel(&mut marks, of, ((0.0, 0.0), size), shapes, ground);
    marks.close("svg");
    marks.0
}

/// The lines of a trajectory in a box.
pub(crate) fn panel(
    marks: &mut Marks,
    of: &Trajectory,
    (at, size): ((f64, f64), (f64, f64)),
    shapes: f64,
    ground: Ground,
) {
    let (low, high) = of.extent();
    let (from, to) = time(of);
    let edge = 8.0;
    let x = Scale::new((from, to), (at.0 + edge, at.0 + size.0 - edge));
    let y = Scale::new((low, high), (at.1 + size.1 - edge, at.1 + edge));
    let place = |day: Date, value: Exact| (x.at(moment(day)), y.at(float(value)));
    let points: Vec<_> = of.points.iter().map(|p| place(p.period.last(), p.value)).collect();
    let all = runs(of, &points);
    if let (Ground::Filled, Some(last)) = (ground, points.last()) {
        let foot = at.1 + size.1;
        for run in &all {
            let mut outline = thinned(run);
            outline.extend(run.last().map(|end| (end.0, foot)));
            outline.extend(run.first().map(|begin| (begin.0, foot)));
            if run.len() > 1 {
                marks.area("under", &outline);
            }
        }
        marks.line("now", (last.0, at.1 + 2.0), (last.0, foot));
    }
    for required in &of.required {
        let line: Vec<_> = match required {
            Required::Way(points) => points.iter().map(|(day, value)| place(*day, *value)).collect(),
            Required::Level { at: height, from, to } => {
                let left = from.map_or(at.0 + edge, |from| x.at(moment(from)).max(at.0 + edge));
                vec![(left, y.at(float(*height))), (x.at(moment(*to)).max(left), y.at(float(*height)))]
            }
        };
        marks.lines("thin req", &line);
    }
    for run in all {
        match run {
            [one] => marks.circle("dot", *one, 2.2),
            _ => marks.lines("thin act", &thinned(run)),
        }
    }
    // Of the parts of years only those since the last one: what came after it.
    let since = of.points.last().map(|p| p.period.last());
    for part in of.parts.iter().filter(|part| Some(part.period.last()) > since) {
        marks.circle("part", place(part.period.last(), part.value), 1.8);
    }
    for value in of.goal.iter().flat_map(|goal| goal.values.iter().map(|v| place(goal.on, *v))) {
        marks.circle("thin ring", value, 4.0);
    }
    if let Some(last) = points.last() {
        if of.is_judgeable() {
            shape(marks, of.status, *last, shapes);
        } else {
            marks.circle("dot", *last, 3.4);
        }
    }
}

/// Of points closer than anyone can see some: the first, the last, and of those between whatever lies a step apart or turns
/// by more than a line is thick.
fn thinned(run: &[(f64, f64)]) -> Vec<(f64, f64)> {
    const STEP: f64 = 1.6;
    let mut out: Vec<(f64, f64)> = Vec::new();
    for (at, point) in run.iter().enumerate() {
        let far = out.last().is_none_or(|last| point.0 - last.0 >= STEP || (point.1 - last.1).abs() >= 4.0);
        if far || at + 1 == run.len() {
            out.push(*point);
        }
    }
    out
}

/// The stretches without a hole.
fn runs<'a>(of: &Trajectory, points: &'a [(f64, f64)]) -> Vec<&'a [(f64, f64)]> {
    let hole = |at: usize| match (of.points.get(at - 1), of.points.get(at)) {
        (Some(a), Some(b)) => of.joint(a.period, b.period) != Joint::Line,
        (None, _) | (_, None) => false,
    };
    let mut out = Vec::new();
    let mut start = 0;
    for at in 1..=points.len() {
        if at == points.len() || hole(at) {
            out.extend(points.get(start..at));
            start = at;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_left_out_and_the_ends_and_peaks_stay() {
        let wave: Vec<_> = (0..1000).map(|n| (f64::from(n) * 0.1, if n == 500 { 40.0 } else { 10.0 })).collect();
        let seen = thinned(&wave);
        assert!(seen.len() < 80, "{}", seen.len());
        assert!(seen.contains(&(50.0, 40.0)));
        assert_eq!((seen.first(), seen.last()), (wave.first(), wave.last()));
    }
}
