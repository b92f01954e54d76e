//! An indicator by place, and where it stood before; places beside one another.

use super::Ctx;
use super::chart::Sources;
use super::part::counted;
use super::row::period_of;
use super::values::Values;
use luoshi_chart::{
    Bar, Bars, Case, Chart, Here, History, Multiples, Reference, Stand, Tile, Tiles, Trajectory, Whole, amount,
    computed,
};
use luoshi_plan::status::status_of;
use luoshi_plan::{
    Adds, Counts, Exact, Indicator, Measure, Observation, RollupPart, Seen, Sort, Status, Target, TargetId, Territory,
    TerritoryId,
};
use std::collections::BTreeMap;

/// Fewer places than this are a table, no chart.
const FEW: usize = 3;
/// Of fewer judged things than this a share in per cent says too much.
const SMALL: i64 = 10;
/// More panels than this are too many to look at.
const PANELS: usize = 12;

/// The latest values of places in one period, largest first, each with its word. Only where several have one, and not
/// of what contains the others.
pub(crate) fn bars(
    indicator: &Indicator,
    there: &[(TerritoryId, TargetId, RollupPart)],
    values: &Values,
    ctx: &Ctx<'_>,
) -> Option<(Chart, Sources)> {
    let places = siblings(with_values(there, values), ctx);
    // Of one period: values of different years are no comparison. The newest that most of them have.
    let mut periods: Vec<_> = places.iter().filter_map(|t| values.latest(t.id).map(|o| o.period)).collect();
    periods.sort_unstable();
    let period = periods.iter().copied().max_by_key(|p| (periods.iter().filter(|q| *q == p).count(), p.last()))?;
    let of = |t: &&Territory| -> Option<(Bar, u32)> {
        let found: &Observation = values.of(t.id).iter().rfind(|o| o.period == period)?;
        let value = found.value?;
        let status = there.iter().find(|(id, ..)| *id == t.id).map(|(.., part)| part.status);
        let bar = Bar { name: t.name.clone(), href: Some(ctx.place(t)), value: Some(value.exact()), status };
        Some((bar, value.places()))
    };
    let mut found: Vec<(Bar, u32)> = places.iter().filter_map(of).collect();
    if found.len() < FEW {
        return None;
    }
    let place = |bar: &Bar| Some((bar.name.clone(), bar.value?));
    let places_of_value = found.iter().map(|(_, places)| *places).max().unwrap_or(0);
    let ends: Vec<_> = found.iter().filter_map(|(bar, _)| place(bar)).collect();
    let finding = ends_of(&ends, places_of_value, &indicator.unit, ctx);
    // What lies within adds up to the whole, or lies around it: only then it is a line among them.
    let within = places.first().and_then(|t| ctx.board.whole.territory(t.parent?));
    let reference = within.filter(|_| indicator.adds != Adds::Additive).and_then(|whole| {
        let value = values.of(whole.id).iter().rfind(|o| o.period == period)?.value?;
        let said = amount(value, &indicator.unit, ctx.lang());
        let label = format!("{}{}{said}", whole.name, ctx.lang().pick("", " "));
        Some(Reference { at: value.exact(), label })
    });
    found.sort_by(|(a, _), (b, _)| b.value.cmp(&a.value).then_with(|| a.name.cmp(&b.name)));
    let lang = ctx.lang();
    let bars = Bars {
        name: ctx.fill("site.chart.by_place", &[("indicator", &indicator.name), ("period", &period.named(lang))]),
        finding,
        unit: indicator.unit.clone(),
        places: places_of_value,
        whole: if indicator.unit == "%" && indicator.measure == Measure::Level { Whole::Hundred } else { Whole::None },
        bars: found.into_iter().map(|(bar, _)| bar).collect(),
        reference,
        language: lang,
    };
    let drawn = values.all.iter().filter(|o| o.period == period && places.iter().any(|t| t.id == o.territory));
    Some((bars.chart(), Sources::of(drawn, values, ctx)))
}

/// What a chart of places shows, in words: where it is highest and where lowest.
fn ends_of(places: &[(String, Exact)], digits: u32, unit: &str, ctx: &Ctx<'_>) -> Option<String> {
    /// More places than this at one end are counted.
    const NAMED: usize = 2;
    let (low, high) = (places.iter().map(|(_, v)| *v).min()?, places.iter().map(|(_, v)| *v).max()?);
    let said = |value: Exact| computed(value, digits, unit, ctx.lang()).to_string();
    if low == high {
        return Some(ctx.fill("site.chart.all_same", &[("high", &said(high))]));
    }
    let with = |value: Exact| {
        let names: Vec<_> = places.iter().filter(|(_, v)| *v == value).map(|(name, _)| name.as_str()).collect();
        if names.len() > NAMED {
            return ctx.fill("site.chart.number", &[("n", &names.len().to_string())]);
        }
        names.join(ctx.lang().pick("、", ", "))
    };
    let values = [("highest", with(high)), ("high", said(high)), ("lowest", with(low)), ("low", said(low))];
    Some(ctx.fill("site.chart.ends", &values.each_ref().map(|(name, text)| (*name, text.as_str()))))
}

/// The courses of places beside one another, where at least three have one.
pub(crate) fn courses(
    indicator: &Indicator,
    there: &[(TerritoryId, TargetId, RollupPart)],
    values: &Values,
    ctx: &Ctx<'_>,
) -> Option<Chart> {
    let places = siblings(with_values(there, values), ctx);
    let day = ctx.board.day;
    let plan = ctx.board.whole.plan(indicator.plan).map(|p| p.period);
    let panel = |t: &&Territory| {
        let seen = Seen::on(&values.all, indicator.id, t.id, day);
        let target = there.iter().find(|(id, ..)| *id == t.id).and_then(|(_, id, _)| ctx.board.whole.target(*id));
        let judged = status_of(indicator, target, &seen, &ctx.board.whole.lights, day);
        let case = Case {
            indicator,
            target,
            seen: &seen,
            judged: &judged,
            forecast: None,
            plan,
            today: day,
            language: ctx.lang(),
        };
        let course = Trajectory { name: t.name.clone(), ..Trajectory::of(&case) };
        (course.points.len() > 1).then_some(course)
    };
    let panels: Vec<_> = places.iter().filter_map(panel).take(PANELS).collect();
    let name = ctx.fill("site.chart.courses", &[("indicator", &indicator.name)]);
    (panels.len() >= FEW).then(|| Multiples { name, panels, language: ctx.lang() }.chart())
}

/// Where it stood each time a new period became known: the last of them, at most eight. Nothing where it stood only once.
pub(crate) fn history(
    indicator: &Indicator,
    target: Option<&Target>,
    territory: Option<TerritoryId>,
    values: &Values,
    ctx: &Ctx<'_>,
) -> Option<Chart> {
    const MOST: usize = 8;
    let (territory, target) = (territory?, target?);
    let day = ctx.board.day;
    let all = || values.all.iter().filter(|o| o.territory == territory && o.published <= day);
    let mut days: Vec<_> = all().map(|o| o.published).collect();
    days.sort_unstable();
    days.dedup();
    let mut stands: Vec<Stand> = Vec::new();
    // What is shown is eight: twice as many days are enough, revisions among them.
    for on in days.iter().rev().take(3 * MOST).rev() {
        let seen = Seen::on(&values.all, indicator.id, territory, *on);
        let Some(last) = seen.last() else { continue };
        let judged = status_of(indicator, Some(target), &seen, &ctx.board.whole.lights, *on);
        // A period is judged once, however many values came in after it that nobody is judged by.
        let until = period_of(&judged, "at").or_else(|| period_of(&judged, "over")).unwrap_or(last.period).last();
        let stand = Stand { on: until, status: judged.status };
        match stands.last_mut() {
            Some(before) if before.on == stand.on => *before = stand,
            Some(before) if before.on > stand.on => {}
            _ => stands.push(stand),
        }
    }
    // What was judged before there was anything to judge says nothing.
    stands.retain(|s| s.status.reason().is_none() && s.status != Status::NotStarted);
    let from = stands.len().saturating_sub(MOST);
    let stands: Vec<_> = stands.drain(from..).collect();
    (stands.len() > 1).then(|| History { name: indicator.name.clone(), stands, language: ctx.lang() }.chart())
}

/// The territories that have a target or a value.
fn with_values<'v>(
    there: &'v [(TerritoryId, TargetId, RollupPart)],
    values: &'v Values,
) -> impl Iterator<Item = TerritoryId> + 'v {
    there.iter().map(|(id, ..)| *id).chain(values.all.iter().map(|o| o.territory))
}

/// The places that lie within one and the same: those of the level on which most lie.
fn siblings<'a>(ids: impl Iterator<Item = TerritoryId>, ctx: &Ctx<'a>) -> Vec<&'a Territory> {
    let mut ids: Vec<TerritoryId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let mut all: Vec<&Territory> = ids.iter().filter_map(|id| ctx.board.whole.territory(*id)).collect();
    let mut within: BTreeMap<Option<TerritoryId>, usize> = BTreeMap::new();
    for territory in &all {
        *within.entry(territory.parent).or_default() += 1;
    }
    // The first of those in which as many lie.
    if let Some((parent, _)) = within.into_iter().rev().max_by_key(|(_, count)| *count) {
        all.retain(|t| t.parent == parent);
    }
    all.sort_by(|a, b| (&a.code, a.id).cmp(&(&b.code, b.id)));
    all
}

/// The places of the level on which most lie, as tiles: how much of what is judged there is done or on track.
pub(crate) fn tiles(here: Option<TerritoryId>, ctx: &Ctx<'_>) -> Option<Chart> {
    let sums = ctx.board.sums();
    let with: Vec<TerritoryId> = ctx.board.depth_first().into_iter().map(|(_, id)| id).collect();
    let with = with.into_iter().filter(|id| here.is_some() || sums.territories.contains_key(id));
    let level = match here {
        // A place among those it lies with.
        Some(id) => {
            let parent = ctx.board.whole.territory(id)?.parent;
            let beside = ctx.board.whole.territories.iter().filter(|t| t.parent == parent).map(|t| t.id);
            siblings(beside, ctx)
        }
        None => siblings(with, ctx),
    };
    if !(FEW..=60).contains(&level.len()) {
        return None;
    }
    let rollups = || level.iter().filter_map(|t| sums.territories.get(&t.id));
    let has_tasks = rollups().any(|s| counted(&s.rollup, |sort| sort == Sort::Task).all() > 0);
    let fewest = rollups().map(|s| good_of_judged(&counted(&s.rollup, |_| true)).1).filter(|n| *n > 0).min();
    // Of so few things no share and no order of places says anything.
    let is_small = fewest.is_some_and(|n| n < SMALL);
    let tile = |t: &&Territory| {
        let counts = sums.territories.get(&t.id).map(|s| counted(&s.rollup, |_| true)).unwrap_or_default();
        let (good, judged) = good_of_judged(&counts);
        let remark = (counts.bad > 0).then(|| {
            let word = Status::Bad.word();
            let word = word.in_language(ctx.lang());
            format!("{word}{}{}", ctx.lang().pick("", " "), counts.bad)
        });
        Tile {
            name: t.name.clone(),
            code: t.code.clone(),
            href: Some(ctx.place(t)),
            value: on_track(&counts),
            said: (is_small && judged > 0).then(|| format!("{good}/{judged}")),
            remark,
            here: if here == Some(t.id) { Here::Yes } else { Here::No },
        }
    };
    let tiles: Vec<Tile> = level.iter().map(tile).collect();
    if tiles.iter().filter(|t| t.value.is_some()).count() < FEW {
        return None;
    }
    let known: Vec<_> = tiles.iter().filter_map(|t| Some((t.name.clone(), t.value?))).collect();
    let chart = Tiles {
        name: ctx.t(if has_tasks { "site.chart.tiles" } else { "site.chart.tiles_indicators" }).to_owned(),
        finding: if is_small { None } else { ends_of(&known, 0, "%", ctx) },
        unit: "%".to_owned(),
        places: 0,
        tiles,
        classes: Some([60, 70, 80, 90].map(Exact::whole)),
        language: ctx.lang(),
    };
    Some(chart.chart())
}

/// How much is done or on track, and how much is judged at all.
pub(super) fn good_of_judged(counts: &Counts) -> (i64, i64) {
    let good = i64::from(counts.done) + i64::from(counts.ok);
    (good, good + i64::from(counts.warn) + i64::from(counts.bad))
}

/// Done and on track among all that is judged, in per cent; none where nothing is.
pub(super) fn on_track(counts: &Counts) -> Option<Exact> {
    let (good, judged) = good_of_judged(counts);
    Exact::whole(good).over(Exact::whole(judged))?.times(Exact::HUNDRED)
}
