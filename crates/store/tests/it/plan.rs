//! Everything of the plan's domain goes in and comes out again.

use crate::both::on_both;
use luoshi_plan::{
    Adds, Approval, Assignment, AssignmentId, Baseline, Body, BodyId, Citation, CitationId, Date, Decision, Direction,
    Due, Finality, Frequency, Goal, GoalId, Indicator, IndicatorId, Measure, Milestone, MilestoneId, Nature, Part,
    Passage, Period, Plan, PlanId, Post, PostId, Principle, PrincipleId, Reply, Shape, SourceId, Standing, Step,
    Subject, Target, TargetId, Task, TaskId, Term, Territory, TerritoryId, Valid, Value, Verdict, Wanted,
};
use luoshi_store::plan::{self, At, Observed, Recorded, Source, SourceBytes};
use luoshi_store::{Intent, Options, Put, Store, StoreError};

/// A small plan with every kind of thing and every kind of target in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sample {
    territories: Vec<Territory>,
    bodies: Vec<Body>,
    posts: Vec<Post>,
    plans: Vec<Plan>,
    goals: Vec<Goal>,
    principles: Vec<Principle>,
    indicators: Vec<Indicator>,
    targets: Vec<Target>,
    tasks: Vec<Task>,
    assignments: Vec<Assignment>,
    citations: Vec<Citation>,
    decisions: Vec<Decision>,
}

/// The document whose proposals were decided about.
const DECIDED: SourceId = SourceId::new(7);

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn value(text: &str) -> Value {
    text.parse().expect("a value")
}

impl Sample {
    /// Its numbers begin at `first`, which the record gave.
    pub(crate) fn new(first: i64) -> Self {
        let mut last = first - 1;
        let mut id = || {
            last += 1;
            last
        };
        let valid = Valid { from: Some(day("2001-01-01")), to: None };
        let city = TerritoryId::new(id());
        let county = TerritoryId::new(id());
        let territory = |id, parent, name: &str| Territory {
            id,
            parent,
            code: Some("990100".to_owned()),
            name: name.to_owned(),
            valid,
            followed_by: None,
        };
        let body = BodyId::new(id());
        let plan = PlanId::new(id());
        let goal = GoalId::new(id());
        let forest = IndicatorId::new(id());
        let people = IndicatorId::new(id());
        let indicator = |id, name: &str, unit: &str, frequency, adds| Indicator {
            id,
            plan,
            goal: Some(goal),
            name: name.to_owned(),
            unit: unit.to_owned(),
            direction: Direction::Up,
            measure: Measure::Level,
            nature: Nature::Binding,
            frequency,
            definition: Some("林地面积与土地面积之比".to_owned()),
            source: None,
            adds,
        };
        let approval = || Approval {
            body,
            document: "云山政发〔2026〕3号".to_owned(),
            source: Some(SourceId::new(7)),
            on: day("2026-02-01"),
        };
        let wanted = [
            Wanted::Reach(value("31.50")),
            Wanted::Floor(value("1/3")),
            Wanted::Ceiling(value("-2.5")),
            Wanted::Range { low: value("5"), high: value("6") },
            Wanted::Keep(value("100")),
            Wanted::Sum(value("5000")),
            Wanted::Mean(value("5.5")),
            Wanted::Cumulative(value("13.5")),
            Wanted::Growth(value("0.1")),
            Wanted::Unmeasurable("明显改善".to_owned()),
        ];
        let terms = [
            Term::By(day("2030-12-31")),
            Term::year(2027),
            Term::Over("2026/2030".parse::<Period>().expect("a period")),
        ];
        let mut before = None;
        let mut targets = Vec::new();
        for (n, wanted) in wanted.into_iter().enumerate() {
            let target = TargetId::new(id());
            targets.push(Target {
                id: target,
                indicator: forest,
                territory: city,
                wanted,
                term: terms[n % 3],
                baseline: (n % 2 == 0)
                    .then(|| Baseline { period: "2025".parse().expect("a period"), value: value("30.10") }),
                shape: if n % 2 == 0 { Shape::Linear } else { Shape::Compound },
                milestones: (0..n % 3)
                    .map(|m| Milestone {
                        id: MilestoneId::new(id()),
                        on: day(&format!("202{}-12-31", 6 + m)),
                        value: value(&format!("30.{m}")),
                    })
                    .collect(),
                tolerance: (n % 4 == 0).then(|| value("0.5")),
                approval: (n % 2 == 1).then(approval),
                replaces: before,
                dropped: (n == 3).then(approval),
            });
            before = Some(target);
        }
        let task = TaskId::new(id());
        let reply = [
            Reply::None,
            Reply::Accepted(day("2026-03-02")),
            Reply::Returned(day("2026-03-05"), "不属本单位职责".to_owned()),
        ];
        let parts = [Part::Lead, Part::Each, Part::Support, Part::Oversee];
        let post = PostId::new(id());
        let due = [Due::On(day("2028-06-30")), Due::Never, Due::Unstated];
        let tasks = due.map(|due| Task {
            id: if due == Due::Never { task } else { TaskId::new(id()) },
            goal,
            title: "新修梯田3万亩".to_owned(),
            start: Some(day("2026-04-01")),
            due,
            steps: (0..2)
                .map(|n| Step {
                    id: MilestoneId::new(id()),
                    title: format!("第{n}步"),
                    on: day("2027-01-31"),
                    done: (n == 0).then(|| day("2026-12-20")),
                })
                .collect(),
            begun: Some(day("2026-04-03")),
            reported: None,
            verified: None,
            dropped: (due == Due::Unstated).then(approval),
        });
        let mut tasks = tasks.to_vec();
        tasks.sort_by_key(|t| t.id);
        Self {
            territories: vec![territory(city, None, "云山市"), territory(county, Some(city), "临溪县")],
            bodies: vec![Body {
                id: body,
                parent: None,
                name: "市林业局".to_owned(),
                territory: Some(city),
                valid,
                followed_by: None,
            }],
            posts: vec![Post { id: post, body, title: "造林科".to_owned(), valid: Valid::default() }],
            plans: vec![Plan {
                id: plan,
                title: "云山市第十五个五年规划".to_owned(),
                period: "2026/2030".parse().expect("a period"),
                source: None,
            }],
            goals: vec![Goal { id: goal, plan, parent: None, title: "山更绿".to_owned() }],
            principles: vec![Principle {
                id: PrincipleId::new(id()),
                plan,
                text: "坚持“绿水青山”，\n不搞\"大呼隆\"".to_owned(),
            }],
            indicators: vec![
                indicator(forest, "森林覆盖率", "%", Frequency::Years(5), Adds::Weighted(people)),
                indicator(people, "常住人口", "万人", Frequency::Yearly, Adds::Additive),
            ],
            targets,
            tasks,
            assignments: (0..4)
                .map(|n| Assignment {
                    id: AssignmentId::new(id()),
                    task,
                    body,
                    post: (n % 2 == 0).then_some(post),
                    part: parts[n],
                    given: day("2026-03-01"),
                    reply: reply[n % 3].clone(),
                })
                .collect(),
            citations: Subject::KINDS
                .iter()
                .enumerate()
                .map(|(n, kind)| Citation {
                    id: CitationId::new(id()),
                    of: Subject::of(kind, goal.get()).expect("a kind"),
                    part: (n % 2 == 0).then(|| "value".to_owned()),
                    passage: Passage {
                        source: SourceId::new(7),
                        spans: (0..n as u32).map(|n| (10 * n, 10 * n + 7)).collect(),
                    },
                })
                .collect(),
            decisions: Verdict::ALL
                .iter()
                .enumerate()
                .map(|(n, verdict)| Decision {
                    source: DECIDED,
                    proposal: format!("p{n}"),
                    part: n as u32,
                    verdict: *verdict,
                    became: (*verdict != Verdict::Ignore).then_some(Subject::Goal(goal)),
                    said: format!("{n:04}"),
                })
                .collect(),
        }
    }

    pub(crate) fn record(&self, act: &mut luoshi_store::Act<'_>) -> Result<Put, StoreError> {
        let mut put = Put::Same;
        let all: Vec<&dyn Recorded> = (self.territories.iter().map(|t| t as &dyn Recorded))
            .chain(self.bodies.iter().map(|t| t as _))
            .chain(self.posts.iter().map(|t| t as _))
            .chain(self.plans.iter().map(|t| t as _))
            .chain(self.goals.iter().map(|t| t as _))
            .chain(self.principles.iter().map(|t| t as _))
            .chain(self.indicators.iter().map(|t| t as _))
            .chain(self.targets.iter().map(|t| t as _))
            .chain(self.tasks.iter().map(|t| t as _))
            .chain(self.assignments.iter().map(|t| t as _))
            .chain(self.citations.iter().map(|t| t as _))
            .chain(self.decisions.iter().map(|t| t as _))
            .collect();
        for thing in all {
            put = put.and(thing.record(act)?);
        }
        Ok(put)
    }

    pub(crate) fn load(store: &Store, plan: PlanId, at: At) -> Self {
        let read = store.read(|r| {
            Ok(Self {
                territories: plan::territories(r, at)?,
                bodies: plan::bodies(r, at)?,
                posts: plan::posts(r, at)?,
                plans: plan::plans(r, at)?,
                goals: plan::goals(r, plan, at)?,
                principles: plan::principles(r, plan, at)?,
                indicators: plan::indicators(r, plan, at)?,
                targets: plan::targets(r, plan, at)?,
                tasks: plan::tasks(r, plan, at)?,
                assignments: plan::assignments(r, plan, at)?,
                citations: plan::citations(r, at)?,
                decisions: plan::decisions(r, DECIDED, at)?,
            })
        });
        read.expect("read")
    }

    pub(crate) fn plan(&self) -> PlanId {
        self.plans[0].id
    }

    pub(crate) fn goal(&self) -> GoalId {
        self.goals[0].id
    }

    pub(crate) fn indicator(&self) -> IndicatorId {
        self.indicators[0].id
    }

    pub(crate) fn territory(&self) -> TerritoryId {
        self.territories[0].id
    }
}

/// A store with the sample in it.
pub(crate) fn with_sample(place: &luoshi_store::db::Place) -> (Store, Sample) {
    let store = Store::open(place, &Options::default()).expect("a record");
    let done = store.act(Intent::new("plan.import", "规划科"), |act| {
        let first = act.new_id();
        for _ in 0..100 {
            act.new_id();
        }
        let sample = Sample::new(first);
        sample.record(act)?;
        Ok(sample)
    });
    let sample = done.expect("an act").value.expect("new");
    (store, sample)
}

on_both! {
    fn a_plan_comes_out_as_it_went_in_and_as_it_was(place, _folder) {
        let (store, sample) = with_sample(place);
        assert_eq!(Sample::load(&store, sample.plan(), At::NOW), sample);
        let size = store.head().expect("a head").size;
        // The same again changes nothing.
        let again = sample.clone();
        let done = store.act(Intent::new("plan.import", "规划科"), move |act| again.record(act));
        assert_eq!(done.expect("an act").value, Some(Put::Same));
        // Another wording, a step fewer, a point fewer.
        let mut changed = sample.clone();
        "山更绿、水更清".clone_into(&mut changed.goals[0].title);
        changed.tasks[0].steps.pop();
        changed.targets[2].milestones.clear();
        let approval = changed.targets[1].approval.clone();
        changed.targets[1].dropped = approval;
        let now = changed.clone();
        let done = store.act(Intent::new("plan.change", "规划科"), move |act| changed.record(act));
        assert_eq!(done.expect("an act").value, Some(Put::Replaced));
        assert_eq!(Sample::load(&store, sample.plan(), At::NOW), now);
        assert_eq!(Sample::load(&store, sample.plan(), At::size(size)), sample);
    }
}

on_both! {
    fn a_citation_names_places_in_a_document_and_ends(place, _folder) {
        let (store, sample) = with_sample(place);
        let size = store.head().expect("a head").size;
        let source = SourceId::new(4_711);
        let of = Subject::Goal(sample.goal());
        let cite = |spans: Vec<(u32, u32)>| {
            store.act(Intent::new("citation.add", "规划科"), move |act| {
                let id = CitationId::new(act.new_id());
                let citation = Citation { id, of, part: None, passage: Passage { source, spans } };
                citation.record(act)?;
                Ok(citation)
            })
        };
        // A table of a page may give one thing in hundreds of pieces.
        let pieces: Vec<(u32, u32)> = (0..500).map(|n| (100_000 + 5 * n, 100_003 + 5 * n)).collect();
        let long = cite(pieces).expect("an act").value.expect("new");
        let here = store.read(|r| plan::citations_in(r, source, At::NOW)).expect("read");
        assert_eq!(here, std::slice::from_ref(&long));
        let of_goal = store.read(|r| plan::citations_of(r, of, At::NOW)).expect("read");
        assert_eq!(of_goal.last(), Some(&long));
        assert!(store.read(|r| plan::citations_in(r, source, At::size(size))).expect("read").is_empty());
        for wrong in [vec![(5, 5)], vec![(1, 2), (9, 3)]] {
            assert!(matches!(cite(wrong), Err(StoreError::Refused(_))));
        }
        let id = long.id.get();
        let ended = store.act(Intent::new("citation.end", "规划科"), move |act| {
            act.end(&luoshi_store::tables::CITATION, &[luoshi_store::Field::Int(id)])
        });
        assert_eq!(ended.expect("an act").value, Some(true));
        assert!(store.read(|r| plan::citations_in(r, source, At::NOW)).expect("read").is_empty());
        assert_eq!(store.read(|r| plan::citations_in(r, source, At::size(size + 1))).expect("read"), [long]);
        store.close();
        luoshi_store::verify::database(place, None, None, &[]).expect("it verifies");
    }
}

on_both! {
    fn values_have_revisions_and_one_stands(place, _folder) {
        let (store, sample) = with_sample(place);
        let (indicator, territory) = (sample.indicator(), sample.territory());
        let observe = |text: Option<&str>, finality, published: &str| {
            let observed = Observed {
                indicator,
                territory,
                period: "2026-Q1".parse().expect("a period"),
                value: text.map(value),
                finality,
                standing: Standing::Reported,
                published: day(published),
                source: None,
            };
            let done = store.act(Intent::new("observation.add", "统计科"), move |act| observed.record(act));
            done.expect("an act").value.expect("new")
        };
        assert_eq!(observe(Some("30.10"), Finality::Estimate, "2026-04-10"), Put::New);
        assert_eq!(observe(Some("30.10"), Finality::Estimate, "2026-04-10"), Put::Same);
        // The same number with another number of places is another text.
        assert_eq!(observe(Some("30.1"), Finality::Provisional, "2026-06-10"), Put::Replaced);
        assert_eq!(observe(None, Finality::Final, "2026-09-10"), Put::Replaced);
        let standing = store.read(|r| plan::observations(r, indicator, At::NOW)).expect("read");
        assert_eq!(standing.len(), 1);
        assert_eq!((standing[0].value, standing[0].revision), (None, 2));
        let all = store.read(|r| plan::revisions(r, indicator, At::NOW)).expect("read");
        assert_eq!(all.iter().map(|o| o.revision).collect::<Vec<_>>(), [0, 1, 2]);
        let known = luoshi_plan::Seen::on(&all, indicator, territory, day("2026-07-01"));
        assert_eq!(known[0].value.to_string(), "30.1");
    }
}

on_both! {
    fn the_same_bytes_are_the_same_source(place, _folder) {
        let store = Store::open(place, &Options::default()).expect("a record");
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let source = |name: &str| Source {
            id: None,
            sha256: [0; 32],
            bytes: 0,
            name: Some(name.to_owned()),
            title: None,
            issuer: None,
            day: Some("2026-01-20".to_owned()),
            kind: Some("report".to_owned()),
            language: Some("zh".to_owned()),
        };
        let keep = |name: &str, bytes: Vec<u8>| {
            let about = source(name);
            let done = store.act(Intent::new("source.add", "规划科"), move |act| {
                let (id, put) = SourceBytes { about: &about, bytes: &bytes }.record(act)?;
                act.reading(id, "0.1.0", b"{\"schema\":\"luoshi.reading/1\"}")?;
                Ok((id, put))
            });
            done.expect("an act").value.expect("new")
        };
        let (first, put) = keep("报告.txt", bytes.clone());
        assert_eq!(put, Put::New);
        assert_eq!(keep("报告.txt", bytes.clone()), (first, Put::Same));
        assert_eq!(keep("同一份.txt", bytes.clone()), (first, Put::Replaced));
        assert_ne!(keep("别的.txt", Vec::new()).0, first);
        let all = store.read(|r| plan::sources(r, At::NOW)).expect("read");
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].bytes, 3_000_000);
        let mut back = Vec::new();
        let there = store.read(|r| {
            plan::source_bytes(r, &all[0].sha256, |part| {
                back.extend_from_slice(part);
                Ok(())
            })
        });
        assert_eq!(there, Ok(true));
        assert!(back == bytes);
        let readings = store.read(|r| plan::readings(r, first, At::NOW)).expect("read");
        assert_eq!(readings.len(), 1);
    }
}

#[test]
fn nothing_that_a_person_typed_can_stand_where_the_journal_shows_it() {
    crate::both::on_sqlite(|place, _| {
        let store = Store::open(place, &Options::default()).expect("a record");
        for wrong in ["张三 did it", ""] {
            let done = store.act(Intent::new(wrong, "规划科"), |_| Ok(()));
            assert!(matches!(done, Err(StoreError::Refused(_))), "{wrong:?}");
            let subject = Intent { subject: Some(wrong.to_owned()), ..Intent::new("x", "规划科") };
            assert!(matches!(store.act(subject, |_| Ok(())), Err(StoreError::Refused(_))), "{wrong:?}");
        }
        for word in ["张三", "two words", "", "a\tb"] {
            let done = store.act(Intent::new("x", "规划科"), move |act| {
                let id = act.new_id();
                let row = [
                    luoshi_store::Field::Int(id),
                    luoshi_store::Field::Null,
                    luoshi_store::Field::Word(word),
                    luoshi_store::Field::Prose("x"),
                    luoshi_store::Field::Null,
                    luoshi_store::Field::Null,
                    luoshi_store::Field::Null,
                ];
                act.put(&luoshi_store::tables::TERRITORY, &row)
            });
            assert!(matches!(done, Err(StoreError::Refused(_))), "{word:?}");
        }
    });
}
