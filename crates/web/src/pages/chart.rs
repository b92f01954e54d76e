//! The course of an indicator as a chart, in the page and as a file of its own.

use super::Ctx;
use super::indicator::Values;
use crate::answer::{Answer, SVG};
use luoshi_chart::{Case, Chart, Size, Theme, Trajectory};
use luoshi_plan::forecast::{Limits, Series, forecast};
use luoshi_plan::{Direction, Frequency, Indicator, Measure, Seen, Target, TerritoryId};

/// The chart of an indicator; none where there is nothing to draw.
pub(crate) fn trajectory(
    indicator: &Indicator,
    target: Option<&Target>,
    territory: Option<TerritoryId>,
    values: &Values,
    ctx: &Ctx<'_>,
) -> Option<Chart> {
    let territory = territory?;
    let day = ctx.board.day;
    let seen = Seen::on(&values.all, indicator.id, territory, day);
    if seen.is_empty() && target.is_none() {
        return None;
    }
    let words = ctx.board.judged_by(indicator.id, &values.all)?;
    let plan = ctx.board.whole.plan(indicator.plan).map(|p| p.period);
    let ahead = ahead(indicator, &seen, plan.map(|p| p.last().year()));
    let case = Case {
        indicator,
        target,
        seen: &seen,
        judged: &words.word.judged,
        forecast: ahead.as_ref(),
        plan,
        today: day,
        language: ctx.lang(),
    };
    Some(Trajectory::of(&case).chart())
}

/// Where whole years are heading, up to the end of the plan; nothing of fewer than four, for so few show no trend.
fn ahead(indicator: &Indicator, seen: &[Seen], until: Option<i16>) -> Option<luoshi_plan::forecast::Forecast> {
    if !matches!(indicator.frequency, Frequency::Yearly) && indicator.measure != Measure::Level {
        return None;
    }
    let yearly: Vec<(i16, luoshi_plan::Value)> =
        seen.iter().filter_map(|s| Some((s.period.as_year()?, s.value))).collect();
    let (first, last) = (yearly.first()?.0, yearly.last()?.0);
    let whole = yearly.len() >= 4 && i16::try_from(yearly.len()).ok()? == last - first + 1;
    let until = until.filter(|until| *until > last && whole)?;
    let series = Series::of(yearly.iter().copied()).ok()?;
    let mut limits = Limits::suggested(&series);
    // A share of a whole cannot pass it, unless it has.
    let share = indicator.unit == "%" && indicator.measure == Measure::Level;
    if share && series.values().iter().all(|v| (0.0..=100.0).contains(v)) {
        limits.high = Some(100.0);
    }
    if indicator.measure == Measure::Rate || indicator.direction == Direction::Hold {
        limits.low = None;
    }
    forecast(&series, until, limits).ok()
}

/// The chart as a file: for papers and messages, so it is light.
pub(crate) fn file(chart: &Chart, indicator: &Indicator, ctx: &Ctx<'_>) -> Answer {
    let size = match ctx.asked.field("size") {
        Some("narrow") => Size::Narrow,
        Some("middle") => Size::Middle,
        _ => Size::Wide,
    };
    let source = indicator.source.as_deref().unwrap_or_default();
    Answer::new(SVG, chart.file(size, source, Theme::Light))
}
