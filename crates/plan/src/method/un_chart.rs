//! The Progress Chart of the United Nations, 2023, as Eustat publishes it. `docs/method/un_progress_chart.md`.

use super::{Out, Outcome, Point, Way, percent, shown};
use crate::real::{growth, pow, settled};
use rust_decimal::Decimal;

/// The year that progress is counted from where there is a value.
const BASE_YEAR: Decimal = Decimal::from_parts(2015, 0, 0, false, 0);

/// What [`un_progress_chart`] goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnChart {
    /// Years and values, in any order.
    pub series: Vec<Point>,
    /// Which way is better; where it is not known only what hangs on no direction is said.
    pub way: Option<Way>,
    /// The value wanted, and the year.
    pub target: Option<Point>,
    /// Whether the values are per cent: within a point of 0 % or 100 % such a target counts as met.
    pub percent: bool,
}

/// 3, 2, 1 and Eustat's words for them.
fn scored(score: Option<i64>, zh: String, en: String) -> Outcome {
    let word = match score {
        Some(3) => Some("alcanzado"),
        Some(2) => Some("progreso"),
        Some(1) => Some("retroceso"),
        Some(_) | None => None,
    };
    Outcome::new(vec![("score", Out::of(score.map(Decimal::from))), ("word", Out::word(word))], zh, en)
}

fn by_ratio(ratio: Decimal) -> i64 {
    match ratio {
        r if r >= Decimal::new(95, 2) => 3,
        r if r >= Decimal::new(10, 2) => 2,
        _ => 1,
    }
}

fn by_growth(signed: Decimal) -> i64 {
    match signed {
        g if g >= Decimal::new(2, 2) => 3,
        g if g >= Decimal::new(5, 3) => 2,
        _ => 1,
    }
}

/// The score of a share of the way that today's growth leads to: from 0.95 on 3, from 0.10 on 2, else 1.
#[must_use]
pub fn un_progress_by_ratio(ratio: Option<Decimal>) -> Outcome {
    let score = ratio.map(by_ratio);
    let shown = ratio.map_or_else(|| "—".to_owned(), shown);
    scored(score, format!("照此可走完路程的{shown}。"), format!("At this pace {shown} of the way is covered."))
}

/// The score of a yearly growth without a target: from 2 % in the right direction on 3, from 0.5 % on 2, else 1.
#[must_use]
pub fn un_progress_by_growth(way: Option<Way>, cagr: Option<Decimal>) -> Outcome {
    let score = way.zip(cagr).and_then(|(way, g)| way.sign().checked_mul(g)).map(by_growth);
    let rate = cagr.map_or_else(|| "—".to_owned(), percent);
    scored(score, format!("没有目标值，年均{rate}。"), format!("There is no target; {rate} a year."))
}

/// The score of what is so or not: 3 or 1.
#[must_use]
pub fn un_progress_binary(fulfilled: Option<bool>) -> Outcome {
    match fulfilled {
        Some(true) => scored(Some(3), "条件已满足。".to_owned(), "The condition is fulfilled.".to_owned()),
        Some(false) => scored(Some(1), "条件未满足。".to_owned(), "The condition is not fulfilled.".to_owned()),
        None => {
            scored(None, "不知条件是否满足。".to_owned(), "Whether the condition is fulfilled is not known.".to_owned())
        }
    }
}

/// The value counted from: 2015, else the first year after that leaves two values, else the last before.
fn base(series: &[Point]) -> Option<Point> {
    let (_, earlier) = series.split_last()?;
    earlier.iter().find(|(year, _)| *year >= BASE_YEAR).or_else(|| earlier.last()).copied()
}

/// With a target: the value in its year if today's growth goes on, as a share of the way from the base; without: the
/// growth itself. A target that is met, or missed by a point of 0 % or 100 %, scores 3 whatever the trend. A target year
/// that is past is judged by the values up to it. Growth from a base of 0 or below is not assessed.
#[must_use]
pub fn un_progress_chart(case: &UnChart) -> Outcome {
    let none = |zh: &str, en: &str| scored(None, zh.to_owned(), en.to_owned());
    let mut series = case.series.clone();
    series.sort_unstable();
    if let Some((year, _)) = case.target {
        let within: Vec<_> = series.iter().copied().filter(|(t, _)| *t <= year).collect();
        // Where all values are later there is nothing else to go by.
        if !within.is_empty() {
            series = within;
        }
    }
    let Some(&(t, y)) = series.last() else { return none("没有数据。", "There is no data.") };
    if let Some((_, goal)) = case.target {
        let near = case.percent
            && (goal.is_zero() || goal == Decimal::ONE_HUNDRED)
            && y.checked_sub(goal).is_some_and(|off| off.abs() <= Decimal::ONE);
        let (y, goal_text) = (shown(y), shown(goal));
        if case.way.is_some_and(|way| way.met(series.last().map_or(goal, |p| p.1), goal)) {
            return scored(
                Some(3),
                format!("{y}，目标{goal_text}已达到。"),
                format!("{y}: the target of {goal_text} is met."),
            );
        }
        if near {
            return scored(
                Some(3),
                format!("{y}，离{goal_text}%不到一个百分点，视为达到。"),
                format!("{y} is within a point of {goal_text}%, which counts as met."),
            );
        }
    }
    let Some((t0, y0)) = base(&series) else {
        return none("不足两个年份的数据，不评估。", "Fewer than two years of data: not assessed.");
    };
    let rate = y0.is_sign_positive().then(|| growth(y0, y, t.checked_sub(t0)?)).flatten();
    let Some(rate) = rate else {
        return none(
            "基期值为零或负，没有增速，不评估。",
            "The base is 0 or below: there is no growth rate, and it is not assessed.",
        );
    };
    let told = (
        format!("{}年{}，{}年{}，年均{}", shown(t0), shown(y0), shown(t), shown(y), percent(rate)),
        format!("{} in {}, {} in {}, {} a year", shown(y0), shown(t0), shown(y), shown(t), percent(rate)),
    );
    let Some((year, goal)) = case.target else {
        let score = case.way.and_then(|way| way.sign().checked_mul(rate)).map(by_growth);
        let dot = if score.is_some() {
            ("。", ".")
        } else {
            ("；不知何者为好，不评估。", "; which way is better is not known: not assessed.")
        };
        return scored(score, format!("{}{}", told.0, dot.0), format!("{}{}", told.1, dot.1));
    };
    let expected = year.checked_sub(t).and_then(|years| y.checked_mul(pow(rate.checked_add(Decimal::ONE)?, years)?));
    let share = expected.and_then(|e| e.checked_sub(y0)?.checked_div(goal.checked_sub(y0)?)).map(settled);
    match (expected, share) {
        (Some(e), Some(share)) => {
            let (e, year, share_text, goal) = (shown(e), shown(year), shown(share), shown(goal));
            scored(
                Some(by_ratio(share)),
                format!("{}；照此{year}年为{e}，走完到{goal}的路程的{share_text}。", told.0),
                format!("{}; at that pace {year} has {e}, {share_text} of the way to {goal}.", told.1),
            )
        }
        _ => none(
            "目标就是基期值，没有路程可量，不评估。",
            "The target is the base: there is no way to measure, and it is not assessed.",
        ),
    }
}
