//! From the plan to a trajectory.

use super::{Ahead, Base, Case, Goal, Point, Required, Trajectory};
use crate::say::{NONE, number};
use crate::words::MEAN_OF;
use luoshi_plan::forecast::Forecast;
use luoshi_plan::status::{Kind, Line, Term};
use luoshi_plan::{
    Date, Exact, Finality, Frequency, Indicator, Language, Measure, Period, Seen, Target, Term as When, Value, Wanted,
    required,
};

/// Steps of a curve; more would not be seen.
const STEPS: u16 = 24;

impl Trajectory {
    /// The trajectory of an indicator against its target.
    #[must_use]
    pub fn of(case: &Case<'_>) -> Self {
        let Case { indicator, target, seen, judged, forecast, plan, today, language } = *case;
        let line = required(indicator, target, seen, today);
        // Single years lie around their mean: none of them is short of it.
        let is_mean = matches!(target.map(|t| &t.wanted), Some(Wanted::Mean(_)));
        // A product of rates has a place more than each of them; it has a value a year.
        let multiplies = matches!(line.line, Line::Cumulative { .. });
        let points: Vec<_> = line
            .actual
            .iter()
            .filter_map(|(period, value)| {
                let seen = behind(seen, *period)?;
                let places = seen.value.decimal().map_or(2, |_| seen.value.places()) + u32::from(multiplies);
                let (value, finality) = (*value, seen.finality);
                let required = if is_mean { None } else { line.on(period.last()) };
                Some(Point { period: *period, value, places, finality, required })
            })
            .collect();
        let judged_at = match judged.arithmetic.get("at") {
            Some(Term::Period(at)) => Some(at),
            Some(_) | None => None,
        };
        let (mut points, parts) = apart(points, indicator, target, judged_at);
        // A chart says no other gap than the judgement: where that was made of another value, or sets the value against the target
        // and no longer against the way to it, there is none to be shown.
        if let (Some(last), Some(Term::Amount(actual))) = (points.last_mut(), judged.arithmetic.get("actual"))
            && (last.value != actual || judged.arithmetic.kind == Kind::Arrived)
        {
            last.required = None;
        }
        let adds_up_from = match &line.line {
            Line::Sum { period, .. } | Line::Cumulative { period, .. } => period.first().yesterday().ok(),
            Line::None | Line::Way { .. } | Line::Level { .. } => None,
        };
        // What adds up begins at nothing: what one year came to before is no beginning of it.
        let base = target.and_then(|t| t.baseline).filter(|_| adds_up_from.is_none());
        let base = base.map(|b| Base { period: b.period, value: b.value });
        let cycle = {
            // A rate or an amount of whole years has a value a year, however often it is reported in between.
            let yearly = points.iter().all(|p| p.period.as_year().is_some()) && adds_up_from.is_none();
            let by_year = matches!(indicator.measure, Measure::Flow | Measure::Rate | Measure::Fall) && yearly;
            let own =
                if by_year || multiplies { indicator.frequency.max(Frequency::Yearly) } else { indicator.frequency };
            Some(own.months())
        };
        let finest = points.iter().map(|p| p.places).max().unwrap_or(0);
        let nodes = target.map(|t| t.milestones.iter().map(|m| (m.on, m.value.exact())).collect()).unwrap_or_default();
        let goal = goal(&line, target.map(|t| &t.wanted), &indicator.unit, language);
        // A sum of years is no series that a forecast of years continues; and of what is reached, or has fallen due, nothing is
        // to come.
        let is_open = adds_up_from.is_none() && judged.arithmetic.kind != Kind::Arrived;
        let mut ahead = forecast.filter(|_| is_open).map(|f| ahead(f, finest)).unwrap_or_default();
        let known = points.iter().map(|p| p.value).chain(base.iter().map(|b: &Base| b.value.exact()));
        if says_nothing(&ahead, known.chain(goal.iter().flat_map(|g| g.values.iter().copied()))) {
            ahead.clear();
        }
        Self {
            name: indicator.name.clone(),
            unit: indicator.unit.clone(),
            direction: indicator.direction,
            required: lines(&line),
            goal,
            points,
            parts,
            cycle,
            base,
            nodes,
            ahead,
            plan,
            status: judged.status,
            adds_up_from,
            language,
        }
    }
}

/// Years and parts of years apart, where it is years that are compared: of a rate, and of a level that each year has to hold. A
/// stock is counted on a day, whatever the period it is told for. What is judged stays at the end, whatever it is.
fn apart(
    points: Vec<Point>,
    indicator: &Indicator,
    target: Option<&Target>,
    judged: Option<Period>,
) -> (Vec<Point>, Vec<Point>) {
    let is_part = |p: &Point| p.period.is_year_to_date();
    let by_years = match (indicator.measure, target) {
        (Measure::Rate | Measure::Fall, _) | (Measure::Level | Measure::Flow, None) => true,
        (Measure::Flow, Some(_)) => false,
        (Measure::Level, Some(target)) => match target.wanted {
            Wanted::Floor(_) | Wanted::Ceiling(_) | Wanted::Range { .. } | Wanted::Mean(_) => true,
            Wanted::Reach(_) => matches!(target.term, When::EachYear { from, to } if from < to),
            Wanted::Keep(_) | Wanted::Sum(_) | Wanted::Cumulative(_) | Wanted::Growth(_) | Wanted::Unmeasurable(_) => {
                false
            }
        },
    };
    let whole = |p: &Point| p.period.as_year().is_some();
    // Quarters and months that stand for themselves are a series of their own.
    if !by_years || !points.iter().any(whole) || !points.iter().all(|p| whole(p) || is_part(p)) {
        return (points, Vec::new());
    }
    let (parts, mut years): (Vec<_>, Vec<_>) = points.into_iter().partition(is_part);
    let last = years.last().map(|p| p.period.last());
    years.extend(parts.iter().find(|p| Some(p.period) == judged && Some(p.period.last()) > last));
    (years, parts)
}

/// The value of a period; of a sum, the one it ends with.
fn behind(seen: &[Seen], period: Period) -> Option<&Seen> {
    let ends = || seen.iter().filter(|s| s.period.last() == period.last() && period.contains(s.period));
    seen.iter().find(|s| s.period == period).or_else(|| ends().min_by_key(|s| s.period.first()))
}

fn lines(line: &luoshi_plan::Required) -> Vec<Required> {
    match &line.line {
        Line::None => Vec::new(),
        Line::Way { .. } | Line::Sum { .. } | Line::Cumulative { .. } => vec![Required::Way(line.points(STEPS))],
        Line::Level { low, high, from, to } => {
            let mut heights: Vec<_> = low.iter().chain(high.iter()).copied().collect();
            heights.dedup();
            heights.into_iter().map(|at| Required::Level { at, from: *from, to: *to }).collect()
        }
    }
}

fn goal(line: &luoshi_plan::Required, wanted: Option<&Wanted>, unit: &str, language: Language) -> Option<Goal> {
    let (on, mut values) = match &line.line {
        Line::None => return None,
        Line::Way { wanted, due, .. } => (*due, vec![*wanted]),
        Line::Sum { period, wanted } | Line::Cumulative { period, wanted } => (period.last(), vec![*wanted]),
        Line::Level { low, high, to, .. } => (*to, low.iter().chain(high.iter()).copied().collect()),
    };
    values.dedup();
    Some(Goal { on, said: said(&values, wanted?, unit, language), values })
}

/// The target in the plan's own number: 35万户, ≥65%, 5%—6%.
fn said(values: &[Exact], wanted: &Wanted, unit: &str, language: Language) -> String {
    let amount = |value: &Value| crate::say::amount(*value, unit, language).to_string();
    match wanted {
        Wanted::Reach(value) | Wanted::Keep(value) | Wanted::Sum(value) | Wanted::Cumulative(value) => amount(value),
        Wanted::Mean(value) => MEAN_OF.fill(language, &[&amount(value)]),
        Wanted::Floor(value) => format!("≥{}", amount(value)),
        Wanted::Ceiling(value) => format!("≤{}", amount(value)),
        Wanted::Range { low, high } => crate::say::range(*low, *high, unit, language).to_string(),
        // The value follows from the rate; it is rounded as nobody wrote it.
        Wanted::Growth(rate) => {
            let level = values.first().and_then(|v| v.rounded(2)).map(|d| amount(&Value::from(d.normalize())));
            let level = level.unwrap_or_else(|| NONE.to_owned());
            let sign = if rate.exact().is_negative() { "" } else { "+" };
            format!(
                "{level}{}{sign}{}%{}",
                language.pick("（年均", " ("),
                number(*rate, language),
                language.pick("）", " a year)")
            )
        }
        Wanted::Unmeasurable(words) => words.clone(),
    }
}

/// The years ahead of a forecast, no finer than the values it was made from: nobody counts half a company.
fn ahead(forecast: &Forecast, places: u32) -> Vec<Ahead> {
    // Forecasts are rounded floats; their shortest text is the number meant.
    let exact = |float: f64| Some(format!("{float}").parse::<Value>().ok()?.exact());
    let value = |float: f64| Some(Value::from(exact(float)?.rounded(places)?));
    let year = |p: &luoshi_plan::forecast::Point| {
        let on = Date::new(p.year, 12, 31).ok()?;
        let range = p.range80.and_then(|(low, high)| Some((value(low)?, value(high)?)));
        Some(Ahead { on, value: p.value.and_then(value), range })
    };
    forecast.points.iter().filter_map(year).collect()
}

/// Whether a forecast is as wide as all that was seen and is wanted: that anything may come needs no drawing.
fn says_nothing(ahead: &[Ahead], known: impl Iterator<Item = Exact> + Clone) -> bool {
    let extent = known.clone().max().zip(known.min()).and_then(|(high, low)| high.minus(low));
    let range = ahead.last().and_then(|a| a.range).and_then(|(low, high)| high.exact().minus(low.exact()));
    range.zip(extent).is_some_and(|(range, extent)| range >= extent)
}

impl Point {
    /// Whether it was said before it could be counted.
    pub(crate) fn is_estimate(&self) -> bool {
        self.finality == Finality::Estimate
    }
}
