//! A small plan with everything a page can show, made in code: its numbers stand in a document of its own.

use luoshi_plan::{
    Adds, Assignment, AssignmentId, Baseline, Body, BodyId, Citation, CitationId, Date, Direction, Due, Finality,
    Frequency, Goal, GoalId, Indicator, IndicatorId, Measure, MilestoneId, Nature, Outcome, Part, Passage, Plan,
    PlanId, Principle, PrincipleId, Promise, PromiseId, Quoted, Reply, Ruling, Shape, SourceId, Standing, Step,
    Subject, Target, TargetId, Task, TaskId, Term, Territory, TerritoryId, Valid, Value, Wanted,
};
use luoshi_store::plan::{At, Observed, Recorded, Source, SourceBytes};
use luoshi_store::{Act, Intent, Store, StoreError};

/// What the invented city says.
pub(crate) const TEXT: &str = "云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n全市森林覆盖率达到23.1%，新建农村公路86公里。\n\n二、今后五年的主要目标\n\n到2030年，全市森林覆盖率达到26%，累计新建农村公路600公里，人民生活明显改善。\n\n坚持生态优先。\n\n三、2026年重点工作\n\n市交通局牵头，9月底前开工建设湖滨客运站。\n";

/// The numbers of what was recorded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ids {
    pub(crate) plan: i64,
    pub(crate) goal: i64,
    pub(crate) forest: i64,
    pub(crate) roads: i64,
    pub(crate) task: i64,
    pub(crate) body: i64,
    pub(crate) source: i64,
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn value(text: &str) -> Value {
    text.parse().expect("a value")
}

fn at(words: &str) -> Vec<(u32, u32)> {
    let byte = TEXT.find(words).unwrap_or_else(|| panic!("{words} is not in the text"));
    let start = TEXT[..byte].chars().count() as u32;
    vec![(start, start + words.chars().count() as u32)]
}

/// Records it all, with so many more tasks, and every name followed by `mark`.
pub(crate) fn record(store: &Store, more: usize, mark: &str) -> Ids {
    let mark = mark.to_owned();
    let done = store.act(Intent::new("plan.import", "规划科"), move |act| plan(act, more, &mark));
    let ids = done.expect("an act").value.expect("new");
    // The record numbers values itself: what they stand in is said of those numbers.
    let stand = [(ids.forest, "23.1%"), (ids.roads, "86公里")].map(|(indicator, words)| {
        let all = store.read(|r| luoshi_store::plan::revisions(r, IndicatorId::new(indicator), At::NOW)).expect("read");
        (all.iter().find(|o| o.source.is_some()).expect("recorded").id, words)
    });
    let source = SourceId::new(ids.source);
    let cited = store.act(Intent::new("plan.import", "规划科"), move |act| {
        for (id, words) in stand {
            cite(act, Subject::Observation(id), Some("value"), source, at(words))?;
        }
        Ok(())
    });
    cited.expect("an act");
    ids
}

fn plan(act: &mut Act<'_>, more: usize, mark: &str) -> Result<Ids, StoreError> {
    let named = |name: &str| format!("{name}{mark}");
    let about = Source {
        id: None,
        sha256: [0; 32],
        bytes: 0,
        name: Some(named("report.txt")),
        title: Some(named("云泽市2026年政府工作报告")),
        issuer: Some(named("云泽市人民政府")),
        day: Some("2026-01-20".to_owned()),
        kind: Some("government_work_report".to_owned()),
        language: Some("zh-Hans".to_owned()),
    };
    let (source, _) = SourceBytes { about: &about, bytes: TEXT.as_bytes() }.record(act)?;
    act.reading(source, "text", TEXT.as_bytes())?;
    let valid = Valid { from: None, to: None };
    let city = TerritoryId::new(act.new_id());
    let county = TerritoryId::new(act.new_id());
    let territory = |id, parent, code: &str, name: &str| Territory {
        id,
        parent,
        code: Some(code.to_owned()),
        name: named(name),
        valid,
        followed_by: None,
    };
    territory(city, None, "990100", "云泽市").record(act)?;
    territory(county, Some(city), "990123", "松陵县").record(act)?;
    let body = BodyId::new(act.new_id());
    let other = BodyId::new(act.new_id());
    for (id, name) in [(body, "市交通局"), (other, "市林业局")] {
        Body { id, parent: None, name: named(name), territory: Some(city), valid, followed_by: None }.record(act)?;
    }
    let plan = PlanId::new(act.new_id());
    let period = "2026/2030".parse().expect("a period");
    Plan { id: plan, title: named("云泽市第十五个五年规划"), period, source: Some(source) }.record(act)?;
    let mut goals = Vec::new();
    for (title, parent) in [("山水更绿", None), ("出行更方便", None), ("乡村道路畅通", Some(1))] {
        let id = GoalId::new(act.new_id());
        let parent = parent.and_then(|at: usize| goals.get(at).copied());
        Goal { id, plan, parent, title: named(title) }.record(act)?;
        goals.push(id);
    }
    Principle { id: PrincipleId::new(act.new_id()), plan, text: named("坚持生态优先") }.record(act)?;
    let forest = IndicatorId::new(act.new_id());
    let roads = IndicatorId::new(act.new_id());
    let life = IndicatorId::new(act.new_id());
    let indicator = |id, goal, name: &str, unit: &str, measure| Indicator {
        id,
        plan,
        goal: Some(goal),
        name: named(name),
        unit: unit.to_owned(),
        direction: Direction::Up,
        measure,
        nature: Nature::Binding,
        frequency: Frequency::Yearly,
        definition: Some(named("林地面积与土地面积之比")),
        source: Some(named("市统计局")),
        adds: Adds::Neither,
    };
    indicator(forest, goals[0], "森林覆盖率", "%", Measure::Level).record(act)?;
    indicator(roads, goals[2], "新建农村公路", "公里", Measure::Flow).record(act)?;
    indicator(life, goals[1], "人民生活", "", Measure::Level).record(act)?;
    let base = Baseline { period: "2025".parse().expect("a period"), value: value("23.1") };
    let by = Term::By(day("2030-12-31"));
    let targets = [
        (forest, Wanted::Reach(value("26")), by, Some(base), "26%"),
        (roads, Wanted::Sum(value("600")), Term::Over(period), None, "600公里"),
        (life, Wanted::Unmeasurable(named("明显改善")), by, None, "人民生活明显改善"),
    ];
    for (indicator, wanted, term, baseline, words) in targets {
        let id = TargetId::new(act.new_id());
        Target {
            id,
            indicator,
            territory: city,
            wanted,
            term,
            baseline,
            shape: Shape::Linear,
            milestones: Vec::new(),
            tolerance: None,
            approval: None,
            replaces: None,
            dropped: None,
        }
        .record(act)?;
        cite(act, Subject::Target(id), Some("value"), source, at(words))?;
        if baseline.is_some() {
            cite(act, Subject::Target(id), Some("baseline"), source, at("23.1%"))?;
        }
    }
    let values = [
        (forest, city, "2025", "23.1", Some("23.1%")),
        (forest, city, "2026", "23.4", None),
        (forest, county, "2025", "31.5", None),
        (roads, city, "2025", "86", Some("86公里")),
        (roads, city, "2026", "40", None),
    ];
    for (indicator, territory, period, number, words) in values {
        Observed {
            indicator,
            territory,
            period: period.parse().expect("a period"),
            value: Some(value(number)),
            finality: Finality::Final,
            standing: Standing::Verified,
            published: day("2027-02-01"),
            source: words.map(|_| source),
        }
        .record(act)?;
    }
    let task = TaskId::new(act.new_id());
    for n in 0..=more {
        let id = if n == 0 { task } else { TaskId::new(act.new_id()) };
        let title = if n == 0 { named("建设湖滨客运站") } else { named(&format!("第{n}件事")) };
        let step = |act: &mut Act<'_>, title: &str, on: &str, done: Option<&str>| Step {
            id: MilestoneId::new(act.new_id()),
            title: named(title),
            on: day(on),
            done: done.map(day),
        };
        let steps =
            vec![step(act, "完成设计", "2026-06-30", Some("2026-07-10")), step(act, "开工", "2026-09-30", None)];
        Task {
            id,
            goal: goals[1 + n % 2],
            title,
            start: Some(day("2026-03-01")),
            due: if n % 5 == 4 { Due::Never } else { Due::On(day("2026-09-30")) },
            steps,
            begun: (n % 3 != 2).then(|| day("2026-04-01")),
            reported: (n % 7 == 3).then(|| day("2026-09-01")),
            verified: (n % 14 == 3).then(|| day("2026-09-20")),
            dropped: None,
        }
        .record(act)?;
        for (part, who) in [(Part::Lead, body), (Part::Support, other)] {
            Assignment {
                id: AssignmentId::new(act.new_id()),
                task: id,
                body: who,
                post: None,
                part,
                given: day("2026-02-10"),
                reply: Reply::Accepted(day("2026-02-12")),
            }
            .record(act)?;
        }
        if n == 0 {
            cite(act, Subject::Task(id), None, source, at("9月底前开工建设湖滨客运站"))?;
        }
    }
    cite(act, Subject::Goal(goals[0]), None, source, at("森林覆盖率达到26%"))?;
    act.rule(&[
        promise(source, "aa", Ruling::Confirm, "600公里", Some("86公里"), mark),
        promise(source, "bb", Ruling::Dismiss, "人民生活明显改善", None, mark),
    ])?;
    Ok(Ids {
        plan: plan.get(),
        goal: goals[0].get(),
        forest: forest.get(),
        roads: roads.get(),
        task: task.get(),
        body: body.get(),
        source: source.get(),
    })
}

/// What a person ruled about words of the text, and what another place of it says of them.
fn promise(source: SourceId, proposal: &str, ruling: Ruling, words: &str, result: Option<&str>, mark: &str) -> Promise {
    let quoted = |words: &str| {
        let sentence = TEXT.split_inclusive('\n').find(|line| line.contains(words)).expect("a sentence").trim_end();
        Quoted { passage: Passage { source, spans: at(words) }, spans: at(sentence), words: sentence.to_owned() }
    };
    Promise {
        id: PromiseId::new(-1),
        proposal: proposal.to_owned(),
        said: "0a1b".to_owned(),
        ruling,
        outcome: if result.is_some() { Outcome::Partly } else { Outcome::Silent },
        body: format!("云泽市{mark}"),
        indicator: if result.is_some() { format!("农村公路{mark}") } else { "不该出现".to_owned() },
        measure: "level".to_owned(),
        scope: None,
        period: Some("2026/2030".to_owned()),
        target: quoted(words),
        result: result.map(quoted),
        result_kind: result.map(|_| "stated".to_owned()),
        by: format!("督查科{mark}"),
        note: Some(format!("头一年的数{mark}")),
    }
}

fn cite(
    act: &mut Act<'_>,
    of: Subject,
    part: Option<&str>,
    source: SourceId,
    spans: Vec<(u32, u32)>,
) -> Result<(), StoreError> {
    let id = CitationId::new(act.new_id());
    Citation { id, of, part: part.map(str::to_owned), passage: Passage { source, spans } }.record(act)?;
    Ok(())
}

/// One more value of an indicator, as an office would enter it.
pub(crate) fn observe(store: &Store, indicator: i64, territory: i64, period: &str, number: &str) {
    let observed = Observed {
        indicator: IndicatorId::new(indicator),
        territory: TerritoryId::new(territory),
        period: period.parse().expect("a period"),
        value: Some(value(number)),
        finality: Finality::Provisional,
        standing: Standing::Verified,
        published: day("2027-03-01"),
        source: None,
    };
    store.act(Intent::new("observation.add", "统计科"), move |act| observed.record(act)).expect("an act");
}

/// A document of many pages, its first line and its last cited as where a goal stands; its number, and the anchors of both.
pub(crate) fn long(store: &Store, goal: i64) -> (i64, [String; 2]) {
    let line = |n: u32| format!("第{n}条，新建农村公路{n}公里，森林覆盖率提高0.1个百分点。");
    let text = (1..=2_500).map(line).collect::<Vec<_>>().join("\n\n");
    let done = store.act(Intent::new("source.add", "规划科"), move |act| {
        let about = Source {
            id: None,
            sha256: [0; 32],
            bytes: 0,
            name: Some("long.txt".to_owned()),
            title: Some("云泽市公路规划".to_owned()),
            issuer: None,
            day: Some("2026-02-01".to_owned()),
            kind: None,
            language: Some("zh-Hans".to_owned()),
        };
        let (source, _) = SourceBytes { about: &about, bytes: text.as_bytes() }.record(act)?;
        act.reading(source, "text", text.as_bytes())?;
        let end = text.trim_end().chars().count() as u32;
        let anchors = [(0, 3), (end - 10, end - 1)].map(|span| {
            let id = CitationId::new(act.new_id());
            let (of, passage) = (Subject::Goal(GoalId::new(goal)), Passage { source, spans: vec![span] });
            Citation { id, of, part: None, passage }.record(act).map(|_| format!("y{id}"))
        });
        let [first, last] = anchors;
        Ok((source.get(), [first?, last?]))
    });
    done.expect("an act").value.expect("new")
}
