//! From a reading to proposals.

use crate::deeds::{Deeds, deeds, spans_of};
use crate::figures::{Gathered, Key, LeftOut, Stated, What, gather};
use crate::known::{Known, Match, holds};
use crate::lexicon::Lexicon;
use crate::material::{Document, Material, Sort};
use crate::note::{Doubt, Reason};
use crate::proposal::{Certainty, Draft, Into, Kind, Proposal, Ref};
use crate::text::digits;
use luoshi_plan::{Language, Period, PlanId, Subject, Whole};
use luoshi_reader::Role;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// All that is proposed from a document.
#[derive(Debug, Clone)]
pub struct Proposals {
    /// The plan they go into; none where the first of them proposes one.
    pub plan: Option<PlanId>,
    /// The proposals: the plan, goals, principles, each indicator with its targets and values, tasks.
    pub list: Vec<Proposal>,
    /// Whose document it is, where it says so or a person did.
    pub home: Option<crate::proposal::Place>,
    /// How many figures became none, and why.
    pub left_out: BTreeMap<LeftOut, usize>,
}

impl Proposals {
    /// The proposal of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Proposal> {
        self.list.iter().find(|p| p.id == id)
    }
}

/// Which plan a document goes into, where a person says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// The only one there is, or that of the document's place.
    #[default]
    Usual,
    /// This one.
    Plan(PlanId),
    /// One of its own.
    New,
}

/// What a document proposes for a plan. The same document, plan and choice give the same proposals.
#[must_use]
pub fn propose(document: &Document<'_>, whole: &Whole, choice: Choice) -> Proposals {
    let m = Material::new(document);
    let known = Known::new(whole, m.home.as_ref(), choice);
    let (gathered, left_out) = gather(&m);
    let mut out = Builder { m: &m, known: &known, list: Vec::new(), ids: BTreeSet::new(), goals: BTreeMap::new() };
    out.plan();
    let numbers = numbers(&m, &gathered);
    let deeds = deeds(&m, &numbers);
    out.goals(&deeds);
    for principle in &deeds.principles {
        let draft = Draft::Principle { text: principle.text.clone() };
        let found = known.principle(&principle.text);
        out.push(draft, &principle.spans, Some(principle.sentence), principle.doubts.clone(), found, "");
    }
    let alike = alike(&gathered);
    for (place, (key, one)) in gathered.iter().enumerate() {
        out.indicator(key, one, alike.get(&place).and_then(|other| gathered.get(*other)));
    }
    out.tasks(&deeds);
    Proposals { plan: known.plan, list: out.list, home: m.home.clone(), left_out }
}

/// A title without its years.
fn yearless(title: &str) -> String {
    title.chars().filter(|c| !c.is_ascii_digit() && !matches!(c, '年' | '—' | '-' | '–')).collect()
}

/// Whether two titles are those of one place's reports, though its name is written in full in one: 2025年新疆政府工作报告.
fn are_of_a_series(title: &str, other: &str) -> bool {
    let kind = |t: &str| Lexicon::get().tail("titles", t.trim());
    let of_years = |t: &str| t.contains(|c: char| c.is_ascii_digit());
    yearless(title) == yearless(other)
        || of_years(title) && of_years(other) && kind(title).is_some() && kind(title) == kind(other)
}

/// A title with other years in the place of its own: 2025—2026年 for 2026年.
fn of_years(title: &str, years: &str) -> Option<String> {
    let start = title.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = title.split_at(start);
    let (_, behind) = rest.split_once('年')?;
    Some(format!("{before}{years}{behind}"))
}

/// The figures that are targets in their own right.
fn numbers(m: &Material<'_>, gathered: &[(Key, Gathered)]) -> BTreeSet<usize> {
    let mut targets: BTreeSet<&[(u32, u32)]> = BTreeSet::new();
    for stated in gathered.iter().flat_map(|(_, g)| &g.stated) {
        if matches!(stated.what, What::Target { .. }) && !stated.doubts.contains(&Doubt::OfTask) {
            targets.insert(&stated.spans);
            targets.extend(stated.also.iter().map(Vec::as_slice));
        }
    }
    let is_target = |spans: &[luoshi_reader::Span]| targets.contains(crate::text::runs(spans).as_slice());
    let figures = m.reading.figures.iter().enumerate();
    figures.filter(|(_, f)| is_target(&f.spans)).map(|(index, _)| index).collect()
}

/// Indicators of one document whose names are nearly the same: for each such pair the later with the earlier.
fn alike(gathered: &[(Key, Gathered)]) -> BTreeMap<usize, usize> {
    let pairs: Vec<_> = gathered.iter().map(|(key, _)| crate::text::pairs(&key.thing)).collect();
    let mut out = BTreeMap::new();
    for (late, (key, _)) in gathered.iter().enumerate() {
        for (early, (other, _)) in gathered.iter().enumerate().take(late) {
            let near = || match (pairs.get(early), pairs.get(late)) {
                (Some(a), Some(b)) => crate::text::alike(a, b) >= ALIKE,
                (_, _) => false,
            };
            let known = |at: usize| gathered.get(at).is_some_and(|(_, g)| g.known);
            let apart = known(early) && known(late) && !holds(&key.thing, &other.thing);
            if !apart && key.measure == other.measure && key.base == other.base && near() {
                out.insert(late, early);
                break;
            }
        }
    }
    out
}

/// From so many thousandths of common pairs on, two names may be the same.
pub(crate) const ALIKE: usize = 700;

struct Builder<'a> {
    m: &'a Material<'a>,
    known: &'a Known<'a>,
    list: Vec<Proposal>,
    ids: BTreeSet<String>,
    /// The goal of a section.
    goals: BTreeMap<usize, Ref>,
}

impl Builder<'_> {
    /// Adds a proposal; what refers to it may use what comes back.
    fn push(
        &mut self,
        draft: Draft,
        spans: &[(u32, u32)],
        sentence: Option<usize>,
        mut doubts: Vec<Doubt>,
        found: Option<Match>,
        told: &str,
    ) -> Ref {
        let id = self.id(draft.kind(), spans, told);
        let (into, reasons) = match found {
            Some(found) => {
                doubts.extend(found.doubts);
                (found.into, found.reasons)
            }
            None => (Into::New, Vec::new()),
        };
        doubts.sort();
        doubts.dedup();
        let at = spans.first().map_or(0, |s| s.0);
        let sentence = match sentence.and_then(|s| self.m.reading.sentences.get(s)) {
            Some(sentence) => self.m.text.words(&sentence.spans),
            None => self.m.text.words(&spans_of(spans)),
        };
        let rests = draft.rests_on().map(|r| self.certainty_of(r));
        if rests.is_some_and(|c| c != Certainty::Certain) {
            doubts.push(Doubt::Rests);
        }
        let certainty =
            doubts.iter().map(weight).max().unwrap_or(Certainty::Certain).max(rests.unwrap_or(Certainty::Certain));
        let proposal = Proposal {
            id: id.clone(),
            certainty,
            draft,
            into,
            reasons,
            doubts,
            spans: spans.to_vec(),
            also: Vec::new(),
            place: self.m.text.place(at),
            sentence,
        };
        self.list.push(proposal);
        Ref::Proposed(id)
    }

    fn certainty_of(&self, reference: &Ref) -> Certainty {
        match reference {
            Ref::There(_) => Certainty::Certain,
            Ref::Proposed(id) => {
                self.list.iter().rev().find(|p| p.id == *id).map_or(Certainty::Unsure, |p| p.certainty)
            }
        }
    }

    /// What names a proposal: the document, the kind, the place, and what is told there.
    fn id(&mut self, kind: Kind, spans: &[(u32, u32)], told: &str) -> String {
        for nth in 0u32.. {
            let mut hash = Sha256::new();
            hash.update(self.m.document.sha256);
            hash.update(format!("{}{spans:?}{told}{nth}", kind.word()));
            // A letter first: a spreadsheet takes 12e4567 for a number.
            let id = format!("p{}", digits(&hash.finalize(), 5));
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
        String::new()
    }

    fn plan(&mut self) {
        let Some((start, end)) = self.m.said.planned.or_else(|| self.m.planned_by_table()) else {
            if self.known.plan.is_some() {
                return;
            }
            // A document that plans nothing still needs a plan to go into, and a person says for which years.
            let year = self.m.year_of_its_own().unwrap_or(self.m.known_on().year());
            self.plan_for(year, year, vec![Doubt::Year]);
            return;
        };
        self.plan_for(start, end, Vec::new());
    }

    fn plan_for(&mut self, start: i16, end: i16, mut doubts: Vec<Doubt>) {
        let Some(period) = Period::years(start, end) else { return };
        doubts.extend(self.m.doubts.clone());
        if self.m.sort == Sort::Other && self.m.planned_by_table().is_none() {
            doubts.push(Doubt::NotAPlan);
        }
        // 三年行动任务分工, of one year: which the others are, it does not say; nor what is due later than it ends.
        if start == end
            && (Lexicon::get().within("of.years", &self.m.title().0)
                || self.m.is_due_later(end)
                || self.m.is_dated_by_its_file())
        {
            doubts.push(Doubt::Year);
        }
        doubts.extend(self.known.other_body(self.m.home.as_ref()));
        let title = self.m.reading.facts.title.as_ref();
        let spans = title.map(|t| crate::text::runs(&t.spans)).unwrap_or_default();
        let territory = self.m.home.clone();
        if let Some(plan) = self.known.plan.and_then(|id| self.known.whole.plan(id)) {
            let first = plan.period.first().min(period.first());
            let last = plan.period.last().max(period.last());
            let Some(period) = Period::between(first, last) else { return };
            // A title that was made of its place and its years gives way to one that is printed.
            let named = |p: Period| self.m.home.as_ref().map(|home| format!("{}{}", home.name, p.named(Language::Zh)));
            let made = named(plan.period).is_some_and(|name| name == plan.title);
            let title = match self.m.title() {
                (title, None) if made => title,
                // Two years' work reports in one plan: it is called by both years.
                (title, None)
                    if self.m.is_report() && plan.period != period && are_of_a_series(&title, &plan.title) =>
                {
                    of_years(&title, &period.named(Language::Zh)).unwrap_or_else(|| plan.title.clone())
                }
                _ => plan.title.clone(),
            };
            if period == plan.period && title == plan.title {
                return;
            }
            let draft = Draft::Plan { title, period, territory };
            let found = Match {
                into: Into::Replaces(Subject::Plan(plan.id)),
                reasons: vec![Reason::SamePlan],
                doubts: Vec::new(),
            };
            self.push(draft, &spans, None, doubts, Some(found), "");
        } else {
            let (mut title, doubt) = self.m.title();
            if doubt.is_some() && self.m.said.planned.is_none() {
                title.push_str(&period.named(Language::Zh));
            }
            doubts.extend(doubt);
            let draft = Draft::Plan { title, period, territory };
            self.push(draft, &spans, None, doubts, None, "");
        }
    }

    fn goals(&mut self, deeds: &Deeds) {
        let mut used: BTreeSet<usize> = deeds.tasks.iter().filter_map(|t| t.goal).collect();
        used.extend(deeds.goals.iter().filter_map(|g| g.parent));
        for goal in &deeds.goals {
            // A heading under which nothing is set is none.
            if goal.section.is_some_and(|s| !used.contains(&s)) {
                continue;
            }
            let parent = goal.parent.and_then(|s| self.goals.get(&s)).cloned();
            let found = self.known.goal(&goal.title);
            let draft = Draft::Goal { title: goal.title.clone(), parent };
            let mut doubts = goal.doubts.clone();
            doubts.extend(self.m.doubts.clone());
            let made = self.push(draft, &goal.spans, goal.sentence, doubts, found, "");
            if let Some(section) = goal.section {
                self.goals.insert(section, made);
            }
        }
        // Tasks under no heading stand under the document itself.
        if deeds.tasks.iter().any(|t| t.goal.is_none()) {
            let (title, doubt) = self.m.title();
            let spans = self.m.reading.facts.title.as_ref().map(|t| crate::text::runs(&t.spans)).unwrap_or_default();
            let found = self.known.goal(&title);
            let mut doubts = self.m.doubts.clone();
            doubts.extend(doubt);
            if self.m.sort == Sort::Other {
                doubts.push(Doubt::NotAPlan);
            }
            let certain = |d: &Doubt| weight(d) == Certainty::Certain;
            let mut below = deeds.tasks.iter().filter(|t| t.goal.is_none());
            if !below.any(|t| t.doubts.iter().all(certain)) {
                doubts.push(Doubt::NothingBelow);
            }
            let made = self.push(Draft::Goal { title, parent: None }, &spans, None, doubts, found, "root");
            self.goals.insert(usize::MAX, made);
        }
    }

    fn indicator(&mut self, key: &Key, one: &Gathered, alike: Option<&(Key, Gathered)>) {
        let Some(first) = one.stated.first() else { return };
        let mut doubts = one.doubts.clone();
        let found = self.known.indicator(&one.name, key, &one.unit);
        let there = match &found {
            Some(Match { into: Into::Same(Subject::Indicator(id)), .. }) => Some(*id),
            Some(_) | None => None,
        };
        if there.is_none()
            && let Some((other, gathered)) = alike
        {
            let id =
                self.list.iter().find(|p| matches!(&p.draft, Draft::Indicator { name, .. } if *name == gathered.name));
            doubts.push(Doubt::AlikeHere(id.map_or_else(|| other.thing.clone(), |p| p.id.clone())));
        }
        // What is only a number of tasks needs no indicator unseen.
        if there.is_none() && one.stated.iter().all(|s| s.doubts.contains(&Doubt::OfTask)) {
            doubts.push(Doubt::OfTask);
        }
        // 草莓种植面积, once: what those who count for a living tell is a series, and what others tell may be an anecdote.
        let was = |s: &Stated| matches!(s.what, What::Observation { .. });
        if there.is_none() && !one.known && !self.m.is_statistics && one.stated.len() == 1 && one.stated.iter().all(was)
        {
            doubts.push(Doubt::Once);
        }
        let certain = |s: &&Stated| s.doubts.iter().all(|d| weight(d) == Certainty::Certain);
        if there.is_none() && one.stated.iter().find(certain).is_none() {
            doubts.push(Doubt::NothingCertain);
        }
        let is_goals = |s: &Stated| {
            s.section.and_then(|s| self.m.reading.outline.get(s)).is_some_and(|section| section.role == Role::Tasks)
        };
        let target = one.stated.iter().find(|s| matches!(s.what, What::Target { .. }) && is_goals(s));
        let goal = target.and_then(|s| self.goal_of(s.section));
        let draft = Draft::Indicator {
            name: one.name.clone(),
            unit: one.unit.clone(),
            measure: key.measure,
            direction: one.direction,
            nature: one.nature,
            goal: goal.filter(|g| self.certainty_of(g) == Certainty::Certain),
        };
        let told = format!("{}{:?}{}", key.thing, key.measure, key.base);
        // 粮食生产能力 for 粮食产量: it is cited where it is told by its own name.
        let by_another = |s: &Stated| s.doubts.iter().any(|d| matches!(d, Doubt::Name | Doubt::NearName));
        let cited = one.stated.iter().find(certain).filter(|_| by_another(first)).unwrap_or(first);
        let made = self.push(draft, &cited.spans, Some(cited.sentence), doubts, found, &told);
        let home = self.known.territory(None, self.m.home.as_ref());
        for stated in &one.stated {
            let territory = match &stated.territory {
                Some(place) => self.known.territory(Some(place), self.m.home.as_ref()),
                None => home,
            };
            let mut doubts = stated.doubts.clone();
            let (draft, found) = match &stated.what {
                What::Target { wanted, term, base, tolerance } => (
                    Draft::Target {
                        indicator: made.clone(),
                        unit: stated.unit.clone(),
                        wanted: wanted.clone(),
                        term: *term,
                        base: *base,
                        tolerance: *tolerance,
                        territory: stated.territory.clone(),
                    },
                    there.and_then(|id| self.known.target(id, territory, wanted, *term, &stated.unit)),
                ),
                What::Observation { value, period, finality, standing } => {
                    if self.m.document.day.is_none() {
                        doubts.push(Doubt::NoDay);
                    }
                    (
                        Draft::Observation {
                            indicator: made.clone(),
                            unit: stated.unit.clone(),
                            value: *value,
                            period: *period,
                            finality: *finality,
                            standing: *standing,
                            published: self.m.known_on(),
                            territory: stated.territory.clone(),
                        },
                        there.and_then(|id| self.known.observation(id, territory, *value, *period, &stated.unit)),
                    )
                }
            };
            let told = format!("{:?}{:?}{:?}", stated.what, stated.territory, key.measure);
            self.push(draft, &stated.spans, Some(stated.sentence), doubts, found, &told);
            if let Some(pushed) = self.list.last_mut() {
                pushed.also.clone_from(&stated.also);
            }
        }
    }

    fn goal_of(&self, section: Option<usize>) -> Option<Ref> {
        let mut at = section;
        while let Some(index) = at {
            if let Some(goal) = self.goals.get(&index) {
                return Some(goal.clone());
            }
            at = self.m.reading.outline.get(index)?.parent.filter(|p| *p < index);
        }
        None
    }

    fn tasks(&mut self, deeds: &Deeds) {
        for task in &deeds.tasks {
            let goal = self.goals.get(&task.goal.unwrap_or(usize::MAX)).cloned();
            let year = self.m.document.day.filter(|_| self.m.is_report()).map(luoshi_plan::Date::year);
            let found = self.known.task(&task.title, year);
            let draft = Draft::Task {
                title: task.title.clone(),
                goal,
                due: task.due,
                lead: task.lead.clone(),
                support: task.support.clone(),
            };
            self.push(draft, &task.spans, Some(task.sentence), task.doubts.clone(), found, "");
            if let Some(pushed) = self.list.last_mut() {
                pushed.also.clone_from(&task.also);
            }
        }
    }
}

/// How much a doubt weighs.
fn weight(doubt: &Doubt) -> Certainty {
    match doubt {
        Doubt::NoDay | Doubt::Leads => Certainty::Certain,
        Doubt::Direction
        | Doubt::Measure
        | Doubt::Part
        | Doubt::OfTask
        | Doubt::Counted
        | Doubt::NotAPlan
        | Doubt::Topic
        | Doubt::Title
        | Doubt::NothingCertain
        | Doubt::NothingBelow
        | Doubt::Once
        | Doubt::Unmeasurable
        | Doubt::Means
        | Doubt::Alike(_)
        | Doubt::AlikeHere(_)
        | Doubt::Mended
        | Doubt::Long
        | Doubt::Rests
        | Doubt::Bound => Certainty::Likely,
        Doubt::Reader(_)
        | Doubt::Unit
        | Doubt::Told
        | Doubt::Ahead
        | Doubt::Rise
        | Doubt::Sign
        | Doubt::Fragment
        | Doubt::Name
        | Doubt::NearName
        | Doubt::Range
        | Doubt::Year
        | Doubt::Limited
        | Doubt::Scope(_)
        | Doubt::Conflict(_)
        | Doubt::NoBody
        | Doubt::OtherBody(..)
        | Doubt::Elsewhere
        | Doubt::Offer
        | Doubt::Rules
        | Doubt::Jump(..) => Certainty::Unsure,
    }
}
