//! Any plan: every field set in every way, from a number and a size.

use luoshi_plan::{
    Adds, Approval, Assignment, AssignmentId, Baseline, Body, BodyId, Citation, CitationId, Date, Direction, Due,
    Finality, Frequency, Goal, GoalId, Indicator, IndicatorId, Measure, Milestone, MilestoneId, Nature, Observation,
    ObservationId, Part, Passage, Period, Plan, PlanId, Post, PostId, Principle, PrincipleId, Reply, Shape, Source,
    SourceId, Standing, Step, Subject, Target, TargetId, Task, TaskId, Term, Territory, TerritoryId, Valid, Value,
    Wanted, Whole,
};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// Chance from a number: the same on every machine.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n.max(1) as u64) as usize
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.below(2) == 0 { None } else { Some(make(self)) }
    }

    fn text(&mut self) -> String {
        let pieces = [
            "新建口袋公园30个",
            "=1+1",
            "+86",
            "-5",
            "@x",
            "'引号'",
            "“大呼隆”",
            "a,b",
            "\"",
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "end",
            "plan/1",
            "－负",
            "🏞️",
            "\u{feff}",
            "，",
            ";",
            "goal/+a",
            "#",
            "[end]",
            "\\",
            "2026-01-01",
        ];
        let count = self.below(4);
        (0..count).map(|_| self.of(&pieces)).collect()
    }

    fn code(&mut self) -> String {
        self.of(&["150500", "a-b", "=x", "'", "zh", "2026-01-20", "-", "end", "a,b", "\""]).to_owned()
    }

    fn day(&mut self) -> Date {
        let (year, month, day) = (1990 + self.below(60), 1 + self.below(12), 1 + self.below(28));
        Date::new(year as i16, month as i8, day as i8).expect("a day")
    }

    fn value(&mut self) -> Value {
        let all = [
            "0",
            "2.30",
            "-0.05",
            "1/3",
            "-7/2",
            "79228162514264337593543950335",
            "0.0000000000000000000000000001",
            "12",
        ];
        self.of(&all).parse().expect("a value")
    }

    fn period(&mut self) -> Period {
        let all = [
            "2025",
            "2025-Q1",
            "2025-S2",
            "2025-03",
            "2025-01/2025-09",
            "2021/2025",
            "2025-06-30",
            "2025-01-15/2025-06-30",
        ];
        self.of(&all).parse().expect("a period")
    }

    fn valid(&mut self) -> Valid {
        Valid { from: self.maybe(Self::day), to: self.maybe(Self::day) }
    }
}

/// A plan with its documents by the path they lie under.
pub(crate) struct Any {
    pub(crate) whole: Whole,
    pub(crate) documents: BTreeMap<String, Vec<u8>>,
}

/// Numbers begin at `first`; `size` bounds how many there are of each kind.
pub(crate) fn plan(seed: u64, size: usize, first: i64) -> Any {
    let mut chance = Chance::new(seed);
    let c = &mut chance;
    let mut last = first;
    let mut ids = |c: &mut Chance, least: usize| -> Vec<i64> {
        let count = least + c.below(size + 1);
        (0..count)
            .map(|_| {
                last += 1 + c.below(3) as i64;
                last
            })
            .collect()
    };
    let mut whole = Whole::default();
    let mut documents = BTreeMap::new();
    for (n, id) in ids(c, 1).into_iter().enumerate() {
        let bytes = format!("{n} {}", c.text()).into_bytes();
        let source = Source {
            id: Some(SourceId::new(id)),
            sha256: Sha256::digest(&bytes).into(),
            bytes: bytes.len() as i64,
            name: c.maybe(|c| format!("{}{}", c.text(), c.of(&["", ".txt", ".PDF", ".a b"]))),
            title: c.maybe(Chance::text),
            issuer: c.maybe(Chance::text),
            day: c.maybe(Chance::code),
            kind: c.maybe(Chance::code),
            language: c.maybe(Chance::code),
        };
        documents.insert(luoshi_files::source_path(&source), bytes);
        whole.sources.push(source);
    }
    let sources: Vec<SourceId> = whole.sources.iter().filter_map(|s| s.id).collect();
    let territories: Vec<TerritoryId> = ids(c, 1).into_iter().map(TerritoryId::new).collect();
    for (n, id) in territories.iter().enumerate() {
        whole.territories.push(Territory {
            id: *id,
            parent: c.maybe(|c| c.below(n.max(1))).filter(|p| *p < n).map(|p| territories[p]),
            code: c.maybe(Chance::code),
            name: c.text(),
            valid: c.valid(),
            followed_by: c.maybe(|c| c.of(&territories)),
        });
    }
    let bodies: Vec<BodyId> = ids(c, 1).into_iter().map(BodyId::new).collect();
    for (n, id) in bodies.iter().enumerate() {
        whole.bodies.push(Body {
            id: *id,
            parent: c.maybe(|c| c.below(n.max(1))).filter(|p| *p < n).map(|p| bodies[p]),
            name: c.text(),
            territory: c.maybe(|c| c.of(&territories)),
            valid: c.valid(),
            followed_by: c.maybe(|c| c.of(&bodies)),
        });
    }
    let posts: Vec<PostId> = ids(c, 0).into_iter().map(PostId::new).collect();
    for id in &posts {
        whole.posts.push(Post { id: *id, body: c.of(&bodies), title: c.text(), valid: c.valid() });
    }
    let act = |c: &mut Chance| Approval {
        body: c.of(&bodies),
        document: c.text(),
        source: c.maybe(|c| c.of(&sources)),
        on: c.day(),
    };
    for id in ids(c, 1) {
        let source = c.maybe(|c| c.of(&sources));
        whole.plans.push(Plan { id: PlanId::new(id), title: c.text(), period: c.period(), source });
    }
    let plans: Vec<PlanId> = whole.plans.iter().map(|p| p.id).collect();
    let goals: Vec<GoalId> = ids(c, 1).into_iter().map(GoalId::new).collect();
    for (n, id) in goals.iter().enumerate() {
        let parent = c.maybe(|c| c.below(n.max(1))).filter(|p| *p < n).map(|p| goals[p]);
        whole.goals.push(Goal { id: *id, plan: c.of(&plans), parent, title: c.text() });
    }
    for id in ids(c, 0) {
        whole.principles.push(Principle { id: PrincipleId::new(id), plan: c.of(&plans), text: c.text() });
    }
    let indicators: Vec<IndicatorId> = ids(c, 1).into_iter().map(IndicatorId::new).collect();
    for id in &indicators {
        let adds = match c.below(3) {
            0 => Adds::Additive,
            1 => Adds::Weighted(c.of(&indicators)),
            _ => Adds::Neither,
        };
        whole.indicators.push(Indicator {
            id: *id,
            plan: c.of(&plans),
            goal: c.maybe(|c| c.of(&goals)),
            name: c.text(),
            unit: c.text(),
            direction: c.of(&[Direction::Up, Direction::Down, Direction::Hold]),
            measure: c.of(&[Measure::Level, Measure::Flow, Measure::Rate, Measure::Fall]),
            nature: c.of(&[Nature::Binding, Nature::Expected, Nature::Unstated]),
            frequency: c.of(&[
                Frequency::Monthly,
                Frequency::Quarterly,
                Frequency::HalfYearly,
                Frequency::Yearly,
                Frequency::Years(5),
            ]),
            definition: c.maybe(Chance::text),
            source: c.maybe(Chance::text),
            adds,
        });
    }
    let targets: Vec<TargetId> = ids(c, 0).into_iter().map(TargetId::new).collect();
    for id in &targets {
        let wanted = match c.below(10) {
            0 => Wanted::Reach(c.value()),
            1 => Wanted::Floor(c.value()),
            2 => Wanted::Ceiling(c.value()),
            3 => Wanted::Range { low: c.value(), high: c.value() },
            4 => Wanted::Keep(c.value()),
            5 => Wanted::Sum(c.value()),
            6 => Wanted::Mean(c.value()),
            7 => Wanted::Cumulative(c.value()),
            8 => Wanted::Growth(c.value()),
            _ => Wanted::Unmeasurable(c.text()),
        };
        let term = match c.below(3) {
            0 => Term::By(c.day()),
            1 => Term::EachYear { from: 2026, to: 2026 + c.below(5) as i16 },
            _ => Term::Over(c.period()),
        };
        let points = ids(c, 0);
        whole.targets.push(Target {
            id: *id,
            indicator: c.of(&indicators),
            territory: c.of(&territories),
            wanted,
            term,
            baseline: c.maybe(|c| Baseline { period: c.period(), value: c.value() }),
            shape: c.of(&[Shape::Linear, Shape::Compound]),
            milestones: points
                .into_iter()
                .map(|id| Milestone { id: MilestoneId::new(id), on: c.day(), value: c.value() })
                .collect(),
            tolerance: c.maybe(Chance::value),
            approval: c.maybe(act),
            replaces: c.maybe(|c| c.of(&targets)),
            dropped: c.maybe(act),
        });
    }
    let mut keys = std::collections::BTreeSet::new();
    for id in ids(c, 0) {
        let key = (c.of(&indicators), c.of(&territories), c.period());
        if !keys.insert(key) {
            continue;
        }
        for revision in 0..=c.below(3) {
            whole.observations.push(Observation {
                // Far from the others, and each its own.
                id: ObservationId::new(1_000_000 + 10 * id + revision as i64),
                indicator: key.0,
                territory: key.1,
                period: key.2,
                value: c.maybe(Chance::value),
                finality: c.of(&[Finality::Estimate, Finality::Provisional, Finality::Final]),
                standing: c.of(&[Standing::Reported, Standing::Verified]),
                revision: revision as u32,
                published: c.day(),
                source: c.maybe(|c| c.of(&sources)),
            });
        }
    }
    let tasks: Vec<TaskId> = ids(c, 0).into_iter().map(TaskId::new).collect();
    for id in &tasks {
        let steps = ids(c, 0);
        whole.tasks.push(Task {
            id: *id,
            goal: c.of(&goals),
            title: c.text(),
            start: c.maybe(Chance::day),
            due: match c.below(3) {
                0 => Due::On(c.day()),
                1 => Due::Never,
                _ => Due::Unstated,
            },
            steps: steps
                .into_iter()
                .map(|id| Step { id: MilestoneId::new(id), title: c.text(), on: c.day(), done: c.maybe(Chance::day) })
                .collect(),
            begun: c.maybe(Chance::day),
            reported: c.maybe(Chance::day),
            verified: c.maybe(Chance::day),
            dropped: c.maybe(act),
        });
    }
    for id in ids(c, 0) {
        if tasks.is_empty() {
            break;
        }
        whole.assignments.push(Assignment {
            id: AssignmentId::new(id),
            task: c.of(&tasks),
            body: c.of(&bodies),
            post: if posts.is_empty() { None } else { c.maybe(|c| c.of(&posts)) },
            part: c.of(&[Part::Lead, Part::Each, Part::Support, Part::Oversee]),
            given: c.day(),
            reply: match c.below(3) {
                0 => Reply::None,
                1 => Reply::Accepted(c.day()),
                _ => Reply::Returned(c.day(), c.text()),
            },
        });
    }
    whole.sort();
    let mut subjects: Vec<Subject> = vec![
        Subject::Plan(plans[0]),
        Subject::Goal(goals[0]),
        Subject::Indicator(indicators[0]),
        Subject::Territory(territories[0]),
        Subject::Body(bodies[0]),
    ];
    subjects.extend(whole.targets.iter().map(|t| Subject::Target(t.id)));
    subjects.extend(whole.targets.iter().flat_map(|t| &t.milestones).map(|m| Subject::Milestone(m.id)));
    subjects.extend(whole.tasks.iter().map(|t| Subject::Task(t.id)));
    subjects.extend(whole.tasks.iter().flat_map(|t| &t.steps).map(|s| Subject::Step(s.id)));
    subjects.extend(whole.observations.iter().map(|o| Subject::Observation(o.id)));
    subjects.extend(whole.assignments.iter().map(|a| Subject::Assignment(a.id)));
    subjects.extend(whole.principles.iter().map(|p| Subject::Principle(p.id)));
    for id in ids(c, 0) {
        let count = c.below(4) as u32;
        whole.citations.push(Citation {
            id: CitationId::new(id),
            of: c.of(&subjects),
            part: c.maybe(Chance::code),
            passage: Passage { source: c.of(&sources), spans: (0..count).map(|n| (10 * n, 10 * n + 7)).collect() },
        });
    }
    whole.sort();
    Any { whole, documents }
}
