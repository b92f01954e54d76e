//! What is in the plan already, and what of it a proposal is the same as.

use crate::figures::Key;
use crate::lexicon::Lexicon;
use crate::measure::untitled;
use crate::note::{Doubt, Reason};
use crate::place::stem;
use crate::proposal::{Into, Place};
use crate::propose::{ALIKE, Choice};
use crate::text::{alike, bare, pairs};
use crate::unit::{convert, rounds};
use luoshi_ledger::is_named;
use luoshi_plan::{
    IndicatorId, Measure, Period, PlanId, Subject, Target, TaskId, Term, TerritoryId, Value, Wanted, Whole,
};
use std::collections::BTreeMap;

/// From so many thousandths of common pairs on, two tasks are probably the same.
const TASKS: usize = 860;

/// A value so many times its neighbour, or so small a part of it, is doubted.
const JUMP: i64 = 3;

/// What something is the same as.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    pub(crate) into: Into,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) doubts: Vec<Doubt>,
}

/// The plan a document goes into, looked up by what it says.
pub(crate) struct Known<'a> {
    pub(crate) whole: &'a Whole,
    pub(crate) plan: Option<PlanId>,
    /// The territory of the plan: that of most of its values and targets.
    home: Option<TerritoryId>,
    indicators: BTreeMap<Key, Vec<IndicatorId>>,
    tasks: BTreeMap<String, luoshi_plan::TaskId>,
    near: Vec<(luoshi_plan::TaskId, Vec<(char, char)>)>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(whole: &'a Whole, here: Option<&Place>, choice: Choice) -> Self {
        let plan = match choice {
            Choice::Plan(id) => Some(id),
            Choice::New => None,
            Choice::Usual => usual(whole, here),
        };
        let home = plan.and_then(|plan| home(whole, plan));
        let mut indicators: BTreeMap<Key, Vec<IndicatorId>> = BTreeMap::new();
        for indicator in whole.indicators.iter().filter(|i| Some(i.plan) == plan) {
            let key = Key::of(untitled(&indicator.name, indicator.measure), indicator.measure, &indicator.unit);
            indicators.entry(key).or_default().push(indicator.id);
        }
        let goals: Vec<_> = whole.goals.iter().filter(|g| Some(g.plan) == plan).map(|g| g.id).collect();
        let ours = || whole.tasks.iter().filter(|t| goals.binary_search(&t.goal).is_ok());
        Self {
            whole,
            plan,
            home,
            indicators,
            tasks: ours().map(|t| (bare(&t.title), t.id)).collect(),
            near: ours().map(|t| (t.id, pairs(&t.title))).collect(),
        }
    }

    /// A doubt where the document speaks for another place than the plan.
    pub(crate) fn other_body(&self, here: Option<&Place>) -> Option<Doubt> {
        let (here, there) = (here?, self.whole.territory(self.home?)?);
        (!is(here, there)).then(|| Doubt::OtherBody(here.name.clone(), there.name.clone()))
    }

    /// The territory of a place; of none, that of the document, else that of the plan.
    pub(crate) fn territory(&self, place: Option<&Place>, here: Option<&Place>) -> Option<TerritoryId> {
        match place.or(here) {
            Some(place) => self.whole.territories.iter().find(|t| is(place, t)).map(|t| t.id),
            None => self.home,
        }
    }

    pub(crate) fn goal(&self, title: &str) -> Option<Match> {
        let wanted = bare(title);
        let found = self.whole.goals.iter().find(|g| Some(g.plan) == self.plan && bare(&g.title) == wanted)?;
        Some(same(Subject::Goal(found.id), vec![Reason::Words]))
    }

    pub(crate) fn principle(&self, text: &str) -> Option<Match> {
        let wanted = bare(text);
        let found = self.whole.principles.iter().find(|p| Some(p.plan) == self.plan && bare(&p.text) == wanted)?;
        Some(same(Subject::Principle(found.id), vec![Reason::Words]))
    }

    /// The task of a title; `year` is that of the report it stands in.
    pub(crate) fn task(&self, title: &str, year: Option<i16>) -> Option<Match> {
        if let Some(id) = self.tasks.get(&bare(title)) {
            let subject = Subject::Task(*id);
            // 新建农村公路1500公里 of the report a year later is another 1500: which it is, a person says.
            if title.contains(|c: char| c.is_ascii_digit())
                && year.is_some_and(|year| self.is_of_other_years(*id, year))
            {
                return Some(Match { into: Into::New, reasons: Vec::new(), doubts: vec![Doubt::Alike(subject)] });
            }
            return Some(same(subject, vec![Reason::Words]));
        }
        let wanted = pairs(title);
        let (best, id) = self.near.iter().map(|(id, words)| (alike(&wanted, words), *id)).max()?;
        let subject = Subject::Task(id);
        if best >= TASKS {
            let doubts = vec![Doubt::Alike(subject)];
            return Some(Match { into: Into::Same(subject), reasons: vec![Reason::NearlyWords], doubts });
        }
        let doubts = if best >= ALIKE { vec![Doubt::Alike(subject)] } else { Vec::new() };
        Some(Match { into: Into::New, reasons: Vec::new(), doubts })
    }

    /// Whether all the documents a task was read in are work reports of other years than one: what a plan of several years sets, a
    /// report of one may say again.
    fn is_of_other_years(&self, task: TaskId, year: i16) -> bool {
        let cites = self.whole.citations.iter().filter(|c| c.of == Subject::Task(task));
        let mut years = cites.map(|c| {
            let source = self.whole.sources.iter().find(|s| s.id == Some(c.passage.source));
            let is_report = |s: &&luoshi_plan::Source| {
                s.kind.as_deref().is_some_and(|k| Lexicon::get().words("reports").contains(&k))
            };
            source.filter(is_report).and_then(|s| s.day.as_deref()?.get(..4)?.parse::<i16>().ok())
        });
        let first = years.next().flatten();
        first.is_some_and(|first| first != year) && years.all(|other| other.is_some_and(|other| other != year))
    }

    pub(crate) fn indicator(&self, name: &str, key: &Key, unit: &str) -> Option<Match> {
        let found = self.indicators.get(key).map_or(&[][..], Vec::as_slice);
        if let [id, ..] = found {
            let indicator = self.whole.indicator(*id)?;
            let mut reasons = vec![if bare(&indicator.name) == bare(name) {
                Reason::Name
            } else {
                Reason::OtherName(indicator.name.clone())
            }];
            reasons.push(if indicator.unit == unit {
                Reason::Unit
            } else {
                Reason::Converted(unit.to_owned(), indicator.unit.clone())
            });
            let subject = Subject::Indicator(*id);
            // Two of one name: a person says which.
            let doubts = found.get(1).map(|other| Doubt::Alike(Subject::Indicator(*other))).into_iter().collect();
            return Some(Match { into: Into::Same(subject), reasons, doubts });
        }
        let wanted = pairs(&key.thing);
        // Two names that the ledger knows are told apart by it.
        let known = is_named(&key.thing);
        let near = self.indicators.iter().filter(|(other, _)| {
            let apart = known && is_named(&other.thing) && !holds(&other.thing, &key.thing);
            other.measure == key.measure && other.base == key.base && !apart
        });
        let best = near.map(|(other, ids)| (alike(&wanted, &pairs(&other.thing)), ids)).max_by_key(|(n, _)| *n);
        match best {
            Some((near, ids)) if near >= ALIKE => {
                let doubts = ids.first().map(|id| Doubt::Alike(Subject::Indicator(*id))).into_iter().collect();
                Some(Match { into: Into::New, reasons: Vec::new(), doubts })
            }
            Some(_) | None => None,
        }
    }

    /// The targets of an indicator and territory for a term that hold, the latest last.
    pub(crate) fn targets(&self, id: IndicatorId, territory: TerritoryId, term: Term) -> Vec<&'a Target> {
        let replaced = |t: &Target| self.whole.targets.iter().any(|o| o.replaces == Some(t.id));
        let fits = |t: &&Target| t.indicator == id && t.territory == territory && same_term(t.term, term);
        self.whole.targets.iter().filter(fits).filter(|t| !replaced(t)).collect()
    }

    pub(crate) fn target(
        &self,
        id: IndicatorId,
        territory: Option<TerritoryId>,
        wanted: &Wanted,
        term: Term,
        unit: &str,
    ) -> Option<Match> {
        let indicator = self.whole.indicator(id)?;
        let wanted = in_unit(wanted, unit, &indicator.unit)?;
        let all = self.targets(id, territory?, term);
        if let Some(found) = all.iter().find(|t| t.wanted == wanted || t.wanted.value() == wanted.value()) {
            return Some(same(Subject::Target(found.id), vec![Reason::Value]));
        }
        let last = all.last()?;
        let subject = Subject::Target(last.id);
        let was = last.wanted.value()?;
        Some(Match {
            into: Into::Replaces(subject),
            reasons: vec![Reason::Differs(was)],
            doubts: vec![Doubt::Conflict(format!("{was}{}", indicator.unit))],
        })
    }

    pub(crate) fn observation(
        &self,
        id: IndicatorId,
        territory: Option<TerritoryId>,
        value: Value,
        period: Period,
        unit: &str,
    ) -> Option<Match> {
        let indicator = self.whole.indicator(id)?;
        let value = convert(value, unit, &indicator.unit)?;
        let series = self.whole.series(id, territory?);
        let latest = |p: Period| series.iter().filter(|o| o.period == p).max_by_key(|o| o.revision);
        if let Some(found) = latest(period) {
            let was = found.value?;
            let subject = Subject::Observation(found.id);
            if was == value {
                return Some(same(subject, vec![Reason::Value]));
            }
            if rounds(was, value) && value.places() < was.places() {
                return Some(same(subject, vec![Reason::Rounded(was)]));
            }
            let doubts = vec![Doubt::Conflict(format!("{was}{}", indicator.unit))];
            return Some(Match { into: Into::Replaces(subject), reasons: vec![Reason::Differs(was)], doubts });
        }
        let year = period.as_year()?;
        let mut beside = [year - 1, year + 1].into_iter().filter_map(Period::year);
        let (near, was) = beside.find_map(|p| Some((p, latest(p)?.value?)))?;
        let jumps = indicator.measure != Measure::Rate && indicator.measure != Measure::Fall && jumps(was, value);
        Some(Match {
            into: Into::New,
            reasons: if jumps { Vec::new() } else { vec![Reason::Continues(near, was)] },
            doubts: if jumps { vec![Doubt::Jump(near, was)] } else { Vec::new() },
        })
    }
}

/// Whether one of two names holds the other: 外贸出口总额, 出口总额.
pub(crate) fn holds(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

/// Whether a place is a territory.
pub(crate) fn is(place: &Place, territory: &luoshi_plan::Territory) -> bool {
    match (&place.code, &territory.code) {
        (Some(a), Some(b)) => stem(a) == stem(b),
        (_, _) => place.name == territory.name,
    }
}

fn same(subject: Subject, reasons: Vec<Reason>) -> Match {
    Match { into: Into::Same(subject), reasons, doubts: Vec::new() }
}

/// Of one plan, that; of several, that of the place.
fn usual(whole: &Whole, here: Option<&Place>) -> Option<PlanId> {
    if let [only] = whole.plans.as_slice() {
        return Some(only.id);
    }
    let here = here?;
    let of_place = |plan: &&luoshi_plan::Plan| {
        home(whole, plan.id).and_then(|t| whole.territory(t)).is_some_and(|territory| is(here, territory))
    };
    let mut fit = whole.plans.iter().filter(of_place);
    let first = fit.next()?;
    // Several of one place: a person says which.
    fit.next().is_none().then_some(first.id)
}

/// The territory of most targets and values of a plan.
fn home(whole: &Whole, plan: PlanId) -> Option<TerritoryId> {
    let ours = |id: IndicatorId| whole.indicator(id).is_some_and(|i| i.plan == plan);
    let mut count: BTreeMap<TerritoryId, usize> = BTreeMap::new();
    let targets = whole.targets.iter().filter(|t| ours(t.indicator)).map(|t| t.territory);
    let values = whole.observations.iter().filter(|o| ours(o.indicator)).map(|o| o.territory);
    for territory in targets.chain(values) {
        *count.entry(territory).or_insert(0) += 1;
    }
    count.into_iter().max_by_key(|(id, n)| (*n, std::cmp::Reverse(*id))).map(|(id, _)| id)
}

/// Whether two terms say the same: the end of a year, and that year.
fn same_term(a: Term, b: Term) -> bool {
    a == b || a.end() == b.end() && a.start().is_none() && b.start().is_none()
}

/// What is wanted, in another unit.
pub(crate) fn in_unit(wanted: &Wanted, from: &str, to: &str) -> Option<Wanted> {
    let turn = |v: Value| convert(v, from, to);
    Some(match wanted {
        Wanted::Reach(v) => Wanted::Reach(turn(*v)?),
        Wanted::Floor(v) => Wanted::Floor(turn(*v)?),
        Wanted::Ceiling(v) => Wanted::Ceiling(turn(*v)?),
        Wanted::Keep(v) => Wanted::Keep(turn(*v)?),
        Wanted::Sum(v) => Wanted::Sum(turn(*v)?),
        Wanted::Range { low, high } => Wanted::Range { low: turn(*low)?, high: turn(*high)? },
        // Per cent of the thing, whatever it is measured in.
        Wanted::Mean(_) | Wanted::Cumulative(_) | Wanted::Growth(_) | Wanted::Unmeasurable(_) => wanted.clone(),
    })
}

fn jumps(was: Value, is: Value) -> bool {
    let times = |v: Value| v.exact().abs().times(luoshi_plan::Exact::whole(JUMP));
    match (times(was), times(is)) {
        (Some(most), Some(least)) => is.exact().abs() > most || was.exact().abs() > least,
        (_, _) => true,
    }
}
