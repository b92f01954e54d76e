//! P3: whether a number is where it should be, and why that is said.

use super::chart::{Beside, Figure, Sources};
use super::ctx::{Head, Nav, number};
use super::goal::sources;
use super::part::{Num, Tag, within_book};
use super::row::{TaskRow, amount_of, nature, of_when, period_of, places, places_due, tasks_within};
use super::term::{places_of_share, rule_said, term_said};
use super::values::{Values, base_href, value_href};
use super::wanted::WantedView;
use super::{Ctx, Found, rendered};
use crate::library::Quote;
use crate::order::{due_day, urgency};
use crate::site::Form;
use askama::Template;
use luoshi_chart::{amount, computed, gap, percent, points};
use luoshi_plan::{
    Direction, Finality, Frequency, Indicator, IndicatorId, Judged, Note, Observation, Standing, Subject, Target,
    TargetId, TaskId, TerritoryId,
};
use luoshi_store::Reader;

/// Tasks of the same goal on the page; all are in the list of tasks.
const SHOWN: usize = 12;

/// A figure at the head of the page.
struct Fact {
    label: &'static str,
    /// Which period it is of, where that stands beside its name.
    of: String,
    num: Num,
    under: String,
}

/// A value in the table.
struct DataRow {
    id: i64,
    period: String,
    value: Option<Num>,
    source: Option<Nav>,
    published: String,
    state: String,
    revision: String,
}

struct PlaceRow {
    /// The value's anchor.
    id: String,
    sourced: bool,
    name: String,
    href: String,
    tag: Option<Tag>,
    latest: Option<Num>,
    at: String,
    wanted: Option<WantedView>,
}

struct TargetRow {
    id: i64,
    wanted: WantedView,
    place: String,
    /// The base, of which period, and whether a passage says so.
    base: Option<(Num, String, bool)>,
    milestones: Vec<(String, Num, bool)>,
    note: String,
    sources: Vec<Nav>,
}

#[derive(Template)]
#[template(path = "indicator.html")]
struct Page {
    h: Head,
    up: Vec<Nav>,
    title: String,
    tag: Tag,
    answer: String,
    nature: &'static str,
    facts: Vec<Fact>,
    chart: Option<Figure>,
    bars: Option<Figure>,
    courses: Option<Figure>,
    history: Option<Figure>,
    unit: String,
    place: String,
    data: Vec<DataRow>,
    more_data: bool,
    places: Vec<PlaceRow>,
    /// Whether any of them has a target of its own.
    aims: bool,
    sentence: String,
    terms: Vec<(String, String)>,
    rule: String,
    /// Why how far it is ahead is not what is done less the time that has passed.
    bent: String,
    targets: Vec<TargetRow>,
    sources: Vec<Nav>,
    quote: Option<Quote>,
    tasks: Vec<TaskRow>,
    /// How many there are, where not all are shown.
    all_tasks: Option<Num>,
    definition: String,
    publisher: String,
    direction: &'static str,
    frequency: String,
    method: String,
    csv: String,
    json: String,
}

/// `/indicators/i{id}`.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, name: &str, reader: &mut Reader<'_>) -> Found {
    let found = number(name, "i").and_then(|id| ctx.board.whole.indicator(IndicatorId::new(id)));
    let Some(indicator) = found.filter(|i| Some(i.plan) == ctx.plan) else { return Ok(None) };
    let values = Values::load(reader, indicator.id)?;
    let asked = ctx.choice("chart", &["course", "bars", "courses", "history"]);
    if !matches!(form, Form::Page | Form::Svg) && asked.is_none() {
        return super::values::rows(indicator, &values, ctx, form);
    }
    let Some(words) = ctx.board.judged_by(indicator.id, &values.all) else { return Ok(None) };
    let judged = &words.word.judged;
    let territory = words.word.territory;
    let target = words.word.target.and_then(|id| ctx.board.whole.target(id));
    let course = || {
        let chart = super::chart::trajectory(indicator, (target, judged), territory, &values, ctx)?;
        Some((chart, Sources::of(territory.map(|t| values.standing(t)).unwrap_or_default(), &values, ctx)))
    };
    let bars = || super::compare::bars(indicator, &words.there, &values, ctx);
    let courses = || {
        let chart = super::compare::courses(indicator, &words.there, &values, ctx)?;
        let drawn = values.all.iter().filter(|o| Some(o.territory) != territory);
        Some((chart, Sources::of(drawn, &values, ctx)))
    };
    let history = || {
        let chart = super::compare::history(indicator, target, territory, &values, ctx)?;
        Some((chart, Sources::computed("status", ctx)))
    };
    if form != Form::Page {
        let chart = match asked {
            Some("bars") => bars(),
            Some("courses") => courses(),
            Some("history") => history(),
            _ => course(),
        };
        return Ok(chart.and_then(|(chart, from)| super::chart::answer(&chart, &from.said(ctx), form, ctx)));
    }
    let figure = |chart: Option<(luoshi_chart::Chart, Sources)>, id: &'static str, beside: Beside| {
        let query = if id == "chart" { "?chart=course".to_owned() } else { format!("?chart={id}") };
        let figure = |chart| Figure::new(chart, id, beside, &ctx.indicator(indicator.id), &query, ctx);
        chart.map(|(chart, from)| figure(chart).from(from))
    };
    let lang = ctx.lang();
    let unit = indicator.unit.as_str();
    let here = ctx.indicator(indicator.id);
    let standing = territory.map(|t| values.standing(t)).unwrap_or_default();
    let data: Vec<DataRow> = standing.iter().take(24).map(|o| data_row(o, &values, unit, ctx)).collect();
    let mut all_targets: Vec<&Target> = ctx.board.targets(indicator.id).collect();
    all_targets.sort_by_key(|t| (Some(t.id) != words.word.target, Some(t.territory) != territory, t.id));
    let mut up = vec![Nav::new(ctx.t("site.nav.overview"), ctx.here("/"))];
    if let Some(goal) = indicator.goal.and_then(|g| ctx.board.whole.goal(g)) {
        up.push(Nav::new(goal.title.clone(), ctx.goal(goal.id)));
    }
    up.push(Nav::new(ctx.t("site.nav.indicators"), ctx.here("/indicators/")));
    let named = judged.arithmetic.terms.iter().map(|(name, _)| *name);
    let terms = named.filter_map(|name| term_said(name, &judged.arithmetic.told(name)?, unit, target, ctx));
    let cited = target.and_then(|t| ctx.board.citations(Subject::Target(t.id)).find(|c| !c.passage.spans.is_empty()));
    let quote = match cited {
        Some(citation) => crate::library::quote(citation, ctx, reader)?,
        None => None,
    };
    let goals = indicator.goal.map(|g| super::overview::within(g, ctx)).unwrap_or_default();
    let related = goals.iter().flat_map(|g| ctx.board.tasks_of(*g));
    // What needs attention first, then what is due first: the order of the plan says nothing here. What was given up is in no list.
    let placed = |id: &TaskId| {
        let judged = ctx.board.task(*id).filter(|j| !j.notes.contains(&Note::Dropped))?;
        Some((*id, (urgency(judged.status), due_day(ctx.board.whole.task(*id)?))))
    };
    let mut related: Vec<_> = related.filter_map(placed).collect();
    related.sort_by_key(|(id, key)| (*key, *id));
    let page = Page {
        h: ctx.head(&indicator.name, "indicators", true),
        up,
        title: indicator.name.clone(),
        tag: ctx.tag(judged),
        answer: answer(judged, ctx),
        nature: nature(indicator, ctx),
        facts: facts(judged, target, &values, territory, indicator, ctx),
        chart: figure(course(), "chart", Beside::Table),
        bars: figure(bars(), "bars", Beside::Table),
        courses: figure(courses(), "courses", Beside::Table),
        history: figure(history(), "history", Beside::Nothing),
        // In English the amounts have it, each as it is told there.
        unit: lang.pick(unit, "").to_owned(),
        place: territory.map(|t| ctx.territory_name(t)).unwrap_or_default(),
        more_data: standing.len() > data.len(),
        data,
        aims: words.there.iter().any(|(id, ..)| Some(*id) != territory),
        places: by_place(&words.there, indicator, &values, territory, ctx),
        sentence: super::term::why(judged, unit).in_language(lang).to_owned(),
        terms: terms.collect(),
        rule: rule_said(judged, ctx),
        bent: if is_bent(judged, target) { ctx.t("site.how.bent").to_owned() } else { String::new() },
        targets: all_targets.into_iter().take(12).map(|t| target_row(t, unit, &values, ctx)).collect(),
        sources: further(sources(Subject::Indicator(indicator.id), ctx), quote.as_ref()),
        quote,
        all_tasks: indicator
            .goal
            .filter(|_| related.len() > SHOWN)
            .map(|goal| ctx.count(related.len(), ctx.here(&format!("/tasks/?goal={goal}")))),
        tasks: tasks_within(indicator.goal, related.iter().take(SHOWN).map(|(id, _)| *id), ctx),
        definition: indicator.definition.clone().unwrap_or_default(),
        publisher: indicator.source.clone().unwrap_or_default(),
        direction: match indicator.direction {
            Direction::Up => ctx.t("site.direction.up"),
            Direction::Down => ctx.t("site.direction.down"),
            Direction::Hold => ctx.t("site.direction.hold"),
        },
        frequency: match indicator.frequency {
            Frequency::Monthly => ctx.t("site.frequency.monthly").to_owned(),
            Frequency::Quarterly => ctx.t("site.frequency.quarterly").to_owned(),
            Frequency::HalfYearly => ctx.t("site.frequency.half").to_owned(),
            Frequency::Yearly => ctx.t("site.frequency.yearly").to_owned(),
            Frequency::Years(n) => ctx.fill("site.frequency.years", &[("n", &n.to_string())]),
        },
        method: ctx.href("/method/status"),
        csv: format!("{here}.csv"),
        json: format!("{here}.json"),
    };
    Ok(Some(rendered(&page)))
}

/// Whether the way to the target is no straight line: then points behind are a share of the whole way, and no difference of two
/// numbers on the page.
fn is_bent(judged: &Judged, target: Option<&Target>) -> bool {
    use luoshi_plan::Shape;
    let bends = |t: &Target| !t.milestones.is_empty() || t.shape == Shape::Compound;
    judged.arithmetic.kind == luoshi_plan::status::Kind::Way && target.is_some_and(bends)
}

/// The documents beside the one that is quoted.
fn further(mut all: Vec<Nav>, quote: Option<&Quote>) -> Vec<Nav> {
    all.retain(|nav| quote.is_none_or(|q| q.title != nav.label));
    all
}

/// The answer in one sentence, without numbers: those stand below, each with its way.
fn answer(judged: &Judged, ctx: &Ctx<'_>) -> String {
    use luoshi_plan::Status;
    use luoshi_plan::status::Kind;
    // A limit is met or not: there is no way on which one could be behind.
    let is_limit = matches!(judged.arithmetic.kind, Kind::Limit | Kind::Years | Kind::Keep | Kind::Mean);
    let key = match judged.status {
        Status::Done => "site.answer.done",
        Status::Ok => match amount_of(judged, "lag") {
            Some(lag) if lag.is_positive() => "site.answer.near",
            Some(lag) if lag.is_negative() => "site.answer.ahead",
            Some(_) => "site.answer.even",
            None if amount_of(judged, "short").is_some_and(luoshi_plan::Exact::is_positive) => "site.answer.near",
            None => "site.answer.ok",
        },
        Status::Warn if is_limit => "site.answer.warn_limit",
        Status::Bad if is_limit => "site.answer.bad_limit",
        Status::Warn => "site.answer.warn",
        Status::Bad => "site.answer.bad",
        Status::NotStarted => "site.answer.not_started",
        Status::Wait(reason) => return reason.sentence().in_language(ctx.lang()).to_owned(),
    };
    ctx.t(key).to_owned()
}

fn facts(
    judged: &Judged,
    target: Option<&Target>,
    values: &Values,
    territory: Option<TerritoryId>,
    indicator: &Indicator,
    ctx: &Ctx<'_>,
) -> Vec<Fact> {
    let lang = ctx.lang();
    let unit = indicator.unit.as_str();
    let here = ctx.indicator(indicator.id);
    let how = format!("{here}#how");
    let mut facts = Vec::new();
    let latest = territory.and_then(|t| values.latest(t));
    // What the other numbers here are reckoned with, where that is not the newest value: a mean, a sum so far, the last whole year.
    if let Some(actual) = amount_of(judged, "actual")
        && period_of(judged, "at") != latest.map(|o| o.period)
    {
        let num = Num::of(&computed(actual, places(actual, target), unit, lang), how.clone());
        let under = of_when(judged, target, ctx);
        facts.push(Fact { label: ctx.t("site.fact.judged"), of: String::new(), num, under });
    }
    if let Some(latest) = latest
        && let Some(value) = latest.value
    {
        let num = Num::of(&amount(value, unit, lang), value_href(latest, values, ctx));
        facts.push(Fact { label: ctx.t("site.fact.latest"), of: String::new(), num, under: latest.period.named(lang) });
    }
    if let Some(required) = amount_of(judged, "required") {
        // Which side it is on is said in a word: of what is to fall a minus would be good.
        let side = amount_of(judged, "lag").filter(|lag| !lag.is_zero());
        let under = side.zip(amount_of(judged, "gap")).map_or_else(String::new, |(lag, by)| {
            let key = if lag.is_positive() { "site.fact.short" } else { "site.fact.over" };
            ctx.fill(key, &[("n", &gap(by.abs(), places_due(by, target), unit, lang).to_string())])
        });
        let num = Num::of(&computed(required, places(required, target), unit, lang), how.clone());
        let at = of_when(judged, target, ctx);
        facts.push(Fact { label: ctx.t("site.fact.required"), of: at, num, under });
    }
    if let Some(progress) = amount_of(judged, "progress") {
        let elapsed =
            amount_of(judged, "elapsed").map(|e| percent(e, places_of_share(e), lang).to_string()).unwrap_or_default();
        facts.push(Fact {
            label: ctx.t("site.fact.progress"),
            of: String::new(),
            num: Num::of(&percent(progress, places_of_share(progress), lang), how.clone()),
            under: ctx.fill("site.fact.elapsed", &[("share", &elapsed)]),
        });
    } else if let Some(lag) = amount_of(judged, "lag").filter(|l| !l.is_zero()) {
        let label = if lag.is_positive() { ctx.t("site.fact.behind") } else { ctx.t("site.fact.ahead") };
        let num = Num::of(&points(lag.abs(), places_of_share(lag), lang), how);
        facts.push(Fact { label, of: String::new(), num, under: String::new() });
    }
    if let Some(target) = target {
        if let Some(base) = target.baseline {
            let num = Num::of(&amount(base.value, unit, lang), base_href(target, base, values, ctx).0);
            facts.push(Fact { label: ctx.t("site.fact.base"), of: String::new(), num, under: base.period.named(lang) });
        }
        if target.wanted.value().is_some() {
            let wanted = WantedView::new(target, unit, ctx);
            facts.push(Fact {
                label: ctx.t("site.fact.target"),
                of: String::new(),
                num: wanted.low,
                under: wanted.when,
            });
        }
    }
    facts
}

fn data_row(value: &Observation, values: &Values, unit: &str, ctx: &Ctx<'_>) -> DataRow {
    let lang = ctx.lang();
    let cited = values.cited.get(&value.id);
    let source = cited.map(|c| c.passage.source).or(value.source);
    let source = source.map(|id| {
        let title = ctx.board.whole.source(id).and_then(|s| s.title.clone().or_else(|| s.name.clone()));
        let href = cited.map_or_else(|| ctx.report(id), |c| ctx.passage(c));
        let mut label = title.unwrap_or_else(|| ctx.t("site.source").to_owned());
        // Of a workbook the cell: who has the file goes there at once.
        if let Some(cell) = cited.and_then(Ctx::cell) {
            label.push(' ');
            label.push_str(cell);
        }
        Nav::new(label, href)
    });
    let state = match (value.finality, value.standing) {
        (Finality::Estimate, _) => ctx.t("site.state.estimate"),
        (_, Standing::Reported) => ctx.t("site.state.reported"),
        (Finality::Provisional, Standing::Verified) => ctx.t("site.state.provisional"),
        (Finality::Final, Standing::Verified) => ctx.t("site.state.final"),
    };
    DataRow {
        id: value.id.get(),
        period: value.period.named(lang),
        value: value.value.map(|v| Num::of(&amount(v, unit, lang), value_href(value, values, ctx))),
        source,
        published: ctx.day(value.published),
        state: state.to_owned(),
        revision: if value.revision == 0 {
            String::new()
        } else {
            let same = |o: &&Observation| o.period == value.period && o.revision < value.revision;
            let before = values.of(value.territory).iter().rfind(same);
            let before = before.and_then(|o| o.value).map(|v| amount(v, unit, lang).to_string());
            ctx.fill("site.revised", &[("value", before.as_deref().unwrap_or("—"))])
        },
    }
}

fn by_place(
    there: &[(TerritoryId, TargetId, luoshi_plan::RollupPart)],
    indicator: &Indicator,
    values: &Values,
    main: Option<TerritoryId>,
    ctx: &Ctx<'_>,
) -> Vec<PlaceRow> {
    let mut ids: Vec<TerritoryId> = values.all.iter().map(|o| o.territory).collect();
    ids.extend(there.iter().map(|(id, ..)| *id));
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| Some(*id) != main);
    let mut rows: Vec<(u8, PlaceRow)> = Vec::new();
    for id in ids.into_iter().take(400) {
        let Some(territory) = ctx.board.whole.territory(id) else { continue };
        let word = there.iter().find(|(at, ..)| *at == id);
        let latest = values.latest(id);
        let target = word.and_then(|(_, target, _)| ctx.board.whole.target(*target));
        rows.push((
            word.map_or(9, |(.., part)| urgency(part.status)),
            PlaceRow {
                name: territory.name.clone(),
                href: ctx.place(territory),
                tag: word.map(|(.., part)| Tag::new(part.status, ctx)),
                id: latest.map(|o| format!("o{}", o.id)).unwrap_or_default(),
                sourced: latest.is_none_or(|o| values.cited.contains_key(&o.id)),
                at: latest.map(|o| o.period.named(ctx.lang())).unwrap_or_default(),
                latest: latest.and_then(|o| {
                    Some(Num::of(&amount(o.value?, &indicator.unit, ctx.lang()), value_href(o, values, ctx)))
                }),
                wanted: target.map(|t| WantedView::new(t, &indicator.unit, ctx)),
            },
        ));
    }
    rows.sort_by_key(|(urgency, _)| *urgency);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn target_row(target: &Target, unit: &str, values: &Values, ctx: &Ctx<'_>) -> TargetRow {
    let lang = ctx.lang();
    let here = format!("{}#t{}", ctx.indicator(target.indicator), target.id);
    let note = match (&target.dropped, target.replaces) {
        (Some(act), _) => {
            ctx.fill("site.target.dropped", &[("day", &ctx.day(act.on)), ("document", &within_book(&act.document))])
        }
        (None, Some(_)) => {
            let act = target.approval.as_ref();
            let day = act.map(|a| ctx.day(a.on)).unwrap_or_default();
            let document = act.map(|a| within_book(&a.document)).unwrap_or_default();
            ctx.fill("site.target.changed", &[("day", &day), ("document", &document)])
        }
        (None, None) => String::new(),
    };
    TargetRow {
        id: target.id.get(),
        wanted: WantedView::new(target, unit, ctx),
        place: ctx.territory_name(target.territory),
        base: target.baseline.map(|b| {
            let (href, sourced) = base_href(target, b, values, ctx);
            (Num::of(&amount(b.value, unit, lang), href), b.period.named(lang), sourced)
        }),
        milestones: target
            .milestones
            .iter()
            .map(|m| {
                let cited = ctx.cited(Subject::Milestone(m.id), &[]);
                let sourced = cited.is_some();
                (ctx.day(m.on), Num::of(&amount(m.value, unit, lang), cited.unwrap_or_else(|| here.clone())), sourced)
            })
            .collect(),
        note,
        sources: sources(Subject::Target(target.id), ctx),
    }
}
