//! The words of China's mid-term reviews. `docs/method/china_midterm.md`.

use super::{Out, Outcome, Point, Way, shown};
use crate::Exact;
use crate::say::Number;
use rust_decimal::Decimal;

/// How a target of a five-year plan is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Midterm {
    /// From a base to a value by a year.
    Way {
        /// The value and year counted from.
        baseline: Point,
        /// The value wanted, and the year.
        target: Point,
        /// Which way is better.
        way: Way,
    },
    /// Not below a value.
    Floor(Decimal),
    /// Not above a value.
    Ceiling(Decimal),
    /// So many per cent in all over the years of the plan, from its first year on.
    Cumulative {
        /// The last year before the plan.
        base_year: Decimal,
        /// The per cent wanted, and the year.
        target: Point,
    },
}

/// How many points of the way may lie between progress and time for the two to be said to agree. No threshold is
/// published; ours is the lesser of those that supervision offices print for their lights.
const POINTS: i64 = 10;

const EARLY: &str = "提前实现";
const AHEAD: &str = "快于预期";
const EXPECTED: &str = "基本符合预期";
const BEHIND: &str = "滞后于预期";

/// The word of a mid-term review, by the share of the way against the share of the time (时间过半、任务过半). What has no
/// value has no word, whatever was published: a rule cannot say what it does not know.
#[must_use]
pub fn china_midterm(target: Option<Midterm>, latest: Option<Point>) -> Outcome {
    let result =
        |word: Option<&'static str>, zh: String, en: String| Outcome::new(vec![("status", Out::word(word))], zh, en);
    let Some((year, y)) = latest else {
        return result(None, "没有最新数据，无从判断。".to_owned(), "There is no latest value to judge by.".to_owned());
    };
    let Some(target) = target else {
        return result(
            None,
            "目标没有写成数，或者没有基期，无从判断。".to_owned(),
            "The target is no number, or has no base: it cannot be judged.".to_owned(),
        );
    };
    let bound = |met: bool, side: (&str, &str), limit: Decimal| {
        let word = if met { EXPECTED } else { BEHIND };
        let (y, limit) = (shown(y), shown(limit));
        result(
            Some(word),
            format!("{y}，要求{}{limit}：{word}。", side.0),
            format!("{y}, and {} {limit} is required: {word}.", side.1),
        )
    };
    let (t0, t1, done, early) = match target {
        Midterm::Floor(limit) => return bound(y >= limit, ("不低于", "at least"), limit),
        Midterm::Ceiling(limit) => return bound(y <= limit, ("不高于", "at most"), limit),
        Midterm::Cumulative { base_year, target: (t1, total) } => {
            (base_year, t1, Exact::from(y).over(total.into()), y >= total)
        }
        Midterm::Way { baseline: (t0, y0), target: (t1, goal), way } => {
            let done = Exact::from(y).minus(y0.into()).and_then(|done| done.over(Exact::from(goal).minus(y0.into())?));
            (t0, t1, done, way.met(y, goal))
        }
    };
    if early {
        let y = shown(y);
        return result(
            Some(EARLY),
            format!("{y}，目标已达到：{EARLY}。"),
            format!("{y}: the target is already met: {EARLY}."),
        );
    }
    let time = Exact::from(year).minus(t0.into()).and_then(|passed| passed.over(Exact::from(t1).minus(t0.into())?));
    let lead = done.zip(time).and_then(|(done, time)| done.minus(time)?.times(Exact::HUNDRED));
    let points = Exact::whole(POINTS);
    let word = lead.map(|lead| match lead {
        lead if lead >= points => AHEAD,
        lead if lead > points.negated() => EXPECTED,
        _ => BEHIND,
    });
    let in_percent = |share: Option<Exact>| {
        let per_cent = share.and_then(|share| share.times(Exact::HUNDRED));
        per_cent.map_or_else(|| "—".to_owned(), |p| format!("{}%", Number::from(p)))
    };
    let (done, time, text) = (in_percent(done), in_percent(time), word.unwrap_or("—"));
    result(
        word,
        format!("任务完成{done}，时间过去{time}：{text}。"),
        format!("{done} of the way in {time} of the time: {text}."),
    )
}
