//! Open SDG, the method of Statistics Canada. `docs/method/open_sdg.md`.

use super::{Out, Outcome, Point, Way, percent, shown};
use crate::real::{growth, pow, settled};
use rust_decimal::Decimal;

/// The base year where none is given, as published.
pub const DEFAULT_BASE_YEAR: Decimal = Decimal::from_parts(2015, 0, 0, false, 0);

/// What stands for a base or a target of 0, which an exponential model cannot take.
const IN_PLACE_OF_ZERO: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// The exponent of the factor C, as published.
const LIMIT_EXPONENT: Decimal = Decimal::from_parts(444, 0, 0, false, 2);

/// What [`open_sdg`] goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSdg {
    /// Years and values, in any order, none twice.
    pub series: Vec<Point>,
    /// The year to count from; where it has no value, the next that has.
    pub base_year: Decimal,
    /// The value wanted, and the year.
    pub target: Option<Point>,
    /// Which way is better.
    pub way: Way,
    /// A value that cannot be passed, for series without a target.
    pub limit: Option<Decimal>,
}

/// 0.001 for 0, and anything else as it is.
#[must_use]
pub fn replaced_zero(value: Decimal) -> Decimal {
    if value.is_zero() { IN_PLACE_OF_ZERO } else { value }
}

/// What stands for a base or a target that is 0.
#[must_use]
pub fn replacements(base_zero: bool, target_zero: bool) -> Outcome {
    let used = |zero: bool| Out::of(zero.then_some(IN_PLACE_OF_ZERO));
    Outcome::new(
        vec![("base_used", used(base_zero)), ("target_used", used(target_zero))],
        format!("指数模型容不得零，以{IN_PLACE_OF_ZERO}代之；所代之数决定结果。"),
        format!("An exponential model cannot take 0: {IN_PLACE_OF_ZERO} stands for it, and decides the result."),
    )
}

/// Values of a parity index as their distance from the ideal in either direction: max(y/i, i/y), where 1 is best and
/// less is better. A value that is not above 0 has none.
#[must_use]
pub fn parity(values: &[Option<Decimal>], ideal: Decimal) -> Outcome {
    let one = |y: &Option<Decimal>| {
        // By 0 nothing can be divided.
        let y = y.filter(|y| y.is_sign_positive() && ideal.is_sign_positive())?;
        Some(y.checked_div(ideal)?.max(ideal.checked_div(y)?))
    };
    let transformed = values.iter().map(|y| Out::of(one(y))).collect();
    Outcome::new(
        vec![("transformed", Out::List(transformed))],
        format!("每个值与{ideal}相比，大者除以小者；越小越好。"),
        format!("Each value against {ideal}, the greater over the smaller; less is better."),
    )
}

/// What a progress value says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scores {
    /// There is a target, and it is not achieved: the value is R.
    Target,
    /// There is a target, and it is achieved.
    Achieved,
    /// There is none: the value is G, and C scales its thresholds.
    Growth(Decimal),
}

/// Score and word of a progress value. `None` where a number does not fit.
fn judged(progress: Option<Decimal>, scores: Scores) -> Option<(Decimal, &'static str)> {
    let d = |digits: i64, scale: u32| Decimal::new(digits, scale);
    let (five, least) = (d(5, 0), d(-5, 0));
    let line = |slope: Decimal, value: Decimal, offset: Decimal| slope.checked_mul(value)?.checked_add(offset);
    if scores == Scores::Achieved {
        return Some((five, "target_achieved"));
    }
    let value = progress?;
    match scores {
        Scores::Achieved => None,
        Scores::Target => {
            let word = match value {
                v if v >= d(95, 2) => "substantial_progress",
                v if v >= d(6, 1) => "moderate_progress",
                v if v >= Decimal::ZERO => "limited_progress",
                _ => "deterioration",
            };
            let score = if value >= d(6, 1) {
                line(d(71429, 4), value, d(-42857, 4))?.min(five)
            } else {
                line(d(41667, 4), value, d(-25, 1))?.max(least)
            };
            Some((score, word))
        }
        Scores::Growth(_) if value < Decimal::ZERO => {
            Some((line(d(125, 0), value, d(-25, 1))?.max(least), "deterioration"))
        }
        // The base is at the limit, and it is kept.
        Scores::Growth(c) if c.is_zero() => Some((five, "substantial_progress")),
        Scores::Growth(c) => {
            let scaled = value.checked_div(c)?;
            if value >= d(15, 3).checked_mul(c)? {
                Some((line(d(500, 0), scaled, least)?.min(five), "substantial_progress"))
            } else if value >= d(5, 3).checked_mul(c)? {
                Some((line(d(250, 0), scaled, d(-125, 2))?, "moderate_progress"))
            } else {
                Some((line(d(500, 0), scaled, d(-25, 1))?, "limited_progress"))
            }
        }
    }
}

/// The factor that lowers the thresholds near a limit L that cannot be passed, with b = |y₀|: 1 − (b/L)^4.44 up to the
/// limit, 1 − ((2L − b)/L)^4.44 up to twice of it, 1 beyond.
#[must_use]
pub fn near_limit(base: Decimal, limit: Option<Decimal>) -> Option<Decimal> {
    let Some(limit) = limit.map(|l| l.abs()) else { return Some(Decimal::ONE) };
    let base = base.abs();
    let twice = limit.checked_add(limit)?;
    let share = if base >= twice {
        return Some(Decimal::ONE);
    } else if base <= limit {
        base.checked_div(limit)?
    } else {
        twice.checked_sub(base)?.checked_div(limit)?
    };
    Decimal::ONE.checked_sub(pow(share, LIMIT_EXPONENT)?)
}

fn outcome(
    progress: Option<Decimal>,
    verdict: Option<(Decimal, &'static str)>,
    used: (Option<Decimal>, Option<Decimal>),
    zh: String,
    en: String,
) -> Outcome {
    Outcome::new(
        vec![
            ("progress_value", Out::of(progress)),
            ("score", Out::of(verdict.map(|(score, _)| score))),
            ("status", Out::Word(verdict.map_or("not_available", |(_, word)| word))),
            ("base_used", Out::of(used.0)),
            ("target_used", Out::of(used.1)),
        ],
        zh,
        en,
    )
}

/// Score and word of a progress value that somebody else has computed.
#[must_use]
pub fn open_sdg_progress(progress: Option<Decimal>, scores: Scores) -> Outcome {
    let verdict = judged(progress, scores);
    let (value, word) = (progress.map_or_else(|| "—".to_owned(), shown), verdict.map_or("not_available", |v| v.1));
    let score = verdict.map_or_else(|| "—".to_owned(), |v| shown(v.0));
    outcome(
        progress,
        verdict,
        (None, None),
        format!("进展值{value}，得分{score}：{word}。"),
        format!("Progress value {value}, score {score}: {word}."),
    )
}

/// The word of the mean of several scores; achieved only if the targets of all are.
#[must_use]
pub fn open_sdg_mean(mean: Option<Decimal>, all_achieved: bool) -> Outcome {
    let half = Decimal::new(25, 1);
    let word = match mean {
        None => "not_available",
        Some(_) if all_achieved => "target_achieved",
        Some(mean) if mean >= half => "substantial_progress",
        Some(mean) if mean >= Decimal::ZERO => "moderate_progress",
        Some(mean) if mean >= -half => "limited_progress",
        Some(_) => "deterioration",
    };
    let text = mean.map_or_else(|| "—".to_owned(), shown);
    Outcome::new(
        vec![("score", Out::of(mean)), ("status", Out::Word(word))],
        format!("各序列平均得分{text}：{word}。"),
        format!("The mean score of the series is {text}: {word}."),
    )
}

/// Progress by growth rates: with a target R = s·d·CAGR(y₀, y)/|CAGR(y₀, T)|, else G = s·d·CAGR(y₀, y); s is −1 where the
/// base is below 0. A base or target of 0 counts as 0.001, which decides the result: it is said.
#[must_use]
pub fn open_sdg(case: &OpenSdg) -> Outcome {
    let mut series = case.series.clone();
    series.sort_unstable();
    let target = case.target.map(|(year, value)| (year, replaced_zero(value)));
    let base = series.iter().find(|(year, _)| *year >= case.base_year).copied();
    let last = series.last().copied();
    let used = (base.map(|(_, v)| replaced_zero(v)), target.map(|(_, v)| v));
    let (Some((t0, y0)), Some((t, y))) = (base, last) else {
        return outcome(
            None,
            None,
            used,
            "基期之后没有数据。".to_owned(),
            "There is no value in the base year or after it.".to_owned(),
        );
    };
    // Before the base is replaced: the published program takes its limits and its sign from the value itself.
    let c = near_limit(y0, case.limit);
    let sign = if y0.is_sign_negative() && !y0.is_zero() { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
    let achieved = target.is_some_and(|(_, goal)| case.way.met(y, goal));
    let base = replaced_zero(y0);
    let turned = base.is_sign_positive() != y.is_sign_positive() && !y.is_zero();
    let long_enough = t.checked_sub(t0).is_some_and(|years| years >= Decimal::ONE);
    let rate = long_enough.then(|| growth(base, y, t.checked_sub(t0)?)).flatten();
    let signed = rate.and_then(|rate| sign.checked_mul(case.way.sign())?.checked_mul(rate));
    let asked = target.and_then(|(year, goal)| growth(base, goal, year.checked_sub(t0)?));
    let progress = match target {
        None => signed,
        Some(_) => signed.zip(asked).and_then(|(signed, asked)| {
            if asked.is_zero() {
                return None;
            }
            signed.checked_div(asked.abs()).map(settled)
        }),
    };
    let scores = match (target, achieved) {
        (Some(_), true) => Scores::Achieved,
        (Some(_), false) => Scores::Target,
        (None, _) => Scores::Growth(c.unwrap_or(Decimal::ONE)),
    };
    let verdict = judged(progress, scores);
    let word = verdict.map_or("not_available", |v| v.1);
    let (mut zh, mut en) = (
        format!("{}年{}，{}年{}", shown(t0), shown(y0), shown(t), shown(y)),
        format!("{} in {}, {} in {}", shown(y0), shown(t0), shown(y), shown(t)),
    );
    let mut add = |more_zh: String, more_en: String| {
        zh.push_str(&more_zh);
        en.push_str(&more_en);
    };
    if base != y0 {
        add(format!("；基期值零以{base}代之"), format!("; {base} stands for the base of 0"));
    }
    if let (Some((_, given)), Some((_, taken))) = (case.target, target)
        && given != taken
    {
        add(format!("；目标值零以{taken}代之"), format!("; {taken} stands for the target of 0"));
    }
    match (rate, asked) {
        _ if !long_enough => add("；不足两个年份".to_owned(), "; fewer than two years".to_owned()),
        _ if turned => {
            add("；正负变号，没有增速".to_owned(), "; the sign changes, so there is no growth rate".to_owned());
        }
        (Some(rate), Some(asked)) => {
            let (rate, asked) = (percent(rate), percent(asked));
            add(format!("；年均{rate}，要求{asked}"), format!("; {rate} a year, {asked} required"));
        }
        (Some(rate), None) => {
            let rate = percent(rate);
            add(format!("；年均{rate}"), format!("; {rate} a year"));
        }
        (None, _) => add("；没有增速".to_owned(), "; there is no growth rate".to_owned()),
    }
    if let Some(c) = c.filter(|c| case.limit.is_some() && target.is_none() && *c != Decimal::ONE) {
        add(format!("；近极限系数{}", shown(c)), format!("; factor {} near the limit", shown(c)));
    }
    if achieved {
        add("；目标已达到".to_owned(), "; the target is achieved".to_owned());
    }
    add(format!("：{word}。"), format!(": {word}."));
    outcome(progress, verdict, used, zh, en)
}
