//! A plan read from files.

use crate::fault::{Fault, Faults};
use crate::kinds::{
    ASSIGNMENT, BODY, CITATION, GOAL, INDICATOR, KINDS, Kind, MILESTONE, OBSERVATION, PLAN_FILE, POST, PRINCIPLE,
    SOURCE, STEP, TARGET, TASK, TERRITORY,
};
use crate::plans;
use crate::table::{Cells, Numbers, each};
use luoshi_plan::{
    Adds, Assignment, AssignmentId, Baseline, Body, BodyId, Citation, CitationId, Date, Direction, Due, Finality,
    Frequency, Goal, GoalId, Indicator, IndicatorId, Measure, Milestone, MilestoneId, Nature, NoTree, Node,
    Observation, ObservationId, Part, Passage, Period, Post, PostId, Principle, PrincipleId, Reply, Shape, Source,
    SourceId, Standing, Step, Subject, Target, TargetId, Task, TaskId, Term, Territory, TerritoryId, Tree, Valid,
    Value, Wanted, Whole,
};
use std::collections::{BTreeMap, BTreeSet};

/// A folder of files, read.
#[derive(Debug, Clone)]
pub struct Read {
    /// What stands in it. New things have numbers below 0.
    pub whole: Whole,
}

/// As many faults as a person mends in one go; those beyond are only counted.
const MOST: usize = 200;

/// Reads a plan from its files by name, all of [`KINDS`] and `plan.toml`. The documents are checked by who has them.
///
/// # Errors
/// [`Faults`], each with its file and cell; nothing is taken then.
pub fn read(files: &BTreeMap<String, Vec<u8>>) -> Result<Read, Faults> {
    let mut faults = Vec::new();
    let mut numbers = Numbers::default();
    let mut whole = Whole::default();
    for name in std::iter::once(PLAN_FILE).chain(KINDS.iter().map(|kind| kind.file)) {
        if !files.contains_key(name) {
            faults.push(Fault::new(
                name,
                None,
                "不在文件夹里；没有内容的表也有表头和 end 两行".to_owned(),
                "is not in the folder; a table without rows has its headings and the row end".to_owned(),
            ));
        }
    }
    let file = |name: &str| files.get(name).map(Vec::as_slice);
    if let Some(bytes) = file(PLAN_FILE) {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                whole.plans = plans::read(text, &mut numbers, &mut faults);
                for plan in &whole.plans {
                    if !numbers.note("plan", plan.id.get()) {
                        let (zh, en) =
                            (format!("plan/{}出现了两次", plan.id), format!("plan/{} is there twice", plan.id));
                        faults.push(Fault::new(PLAN_FILE, None, zh, en));
                    }
                    if let Some(source) = plan.source {
                        let place = "source".to_owned();
                        numbers.points.push(("source", source.get(), PLAN_FILE.to_owned(), place));
                    }
                }
            }
            Err(_) => faults.push(Fault::new(PLAN_FILE, None, "不是 UTF-8", "is not UTF-8")),
        }
    }
    let mut milestones: Vec<(TargetId, Milestone)> = Vec::new();
    let mut steps: Vec<(TaskId, Step)> = Vec::new();
    let mut rows = |kind: &'static Kind, take: &mut dyn FnMut(&mut Cells<'_>)| {
        if let Some(bytes) = file(kind.file) {
            each(kind, bytes, &mut numbers, &mut faults, take);
        }
    };
    macro_rules! gather {
        ($kind:ident, $read:path, $list:expr) => {
            rows($kind, &mut |cells| {
                let thing = $read(cells);
                if cells.is_sound() {
                    $list.push(thing);
                }
            });
        };
    }
    gather!(SOURCE, source, whole.sources);
    gather!(TERRITORY, territory, whole.territories);
    gather!(BODY, body, whole.bodies);
    gather!(POST, post, whole.posts);
    gather!(GOAL, goal, whole.goals);
    gather!(PRINCIPLE, principle, whole.principles);
    gather!(INDICATOR, indicator, whole.indicators);
    gather!(TARGET, target, whole.targets);
    gather!(MILESTONE, milestone, milestones);
    gather!(OBSERVATION, observation, whole.observations);
    gather!(TASK, task, whole.tasks);
    gather!(STEP, step, steps);
    gather!(ASSIGNMENT, assignment, whole.assignments);
    gather!(CITATION, citation, whole.citations);
    whole.sort();
    // What points to a row with a fault is not blamed for it.
    if faults.is_empty() {
        dangling(&numbers, &mut faults);
    }
    if faults.is_empty() {
        milestones.sort_by_key(|(_, m)| m.id);
        for (target, milestone) in milestones {
            if let Ok(at) = whole.targets.binary_search_by_key(&target, |t| t.id) {
                whole.targets[at].milestones.push(milestone);
            }
        }
        steps.sort_by_key(|(_, s)| s.id);
        for (task, step) in steps {
            if let Ok(at) = whole.tasks.binary_search_by_key(&task, |t| t.id) {
                whole.tasks[at].steps.push(step);
            }
        }
        check(&whole, &mut faults);
    }
    if faults.is_empty() {
        return Ok(Read { whole });
    }
    if faults.len() > MOST {
        let more = faults.len() - MOST;
        faults.truncate(MOST);
        faults.push(Fault::new("…", None, format!("另有{more}处"), format!("and {more} more")));
    }
    Err(Faults(faults))
}

/// What points to nothing.
fn dangling(numbers: &Numbers, faults: &mut Vec<Fault>) {
    for (kind, number, file, cell) in &numbers.points {
        if !numbers.has(kind, *number) {
            let named = if *number < 0 { format!("{kind}/+…") } else { format!("{kind}/{number}") };
            faults.push(Fault::new(
                file,
                Some(cell.clone()),
                format!("指向 {named}，文件里没有"),
                format!("points to {named}, which is not in the files"),
            ));
        }
    }
}

/// What is wrong between rows that are each right.
fn check(whole: &Whole, faults: &mut Vec<Fault>) {
    tree(&whole.goals, GOAL, faults);
    tree(&whole.territories, TERRITORY, faults);
    tree(&whole.bodies, BODY, faults);
    let mut seen = BTreeSet::new();
    let mut before: Option<&Observation> = None;
    for o in &whole.observations {
        let key = |o: &Observation| (o.indicator, o.territory, o.period);
        let named = format!("observation/{}", o.id);
        if !seen.insert((key(o), o.revision)) {
            faults.push(Fault::new(
                OBSERVATION.file,
                None,
                format!("{named}：同一指标、地区、时期的第{}次修订出现了两次", o.revision),
                format!("{named}: revision {} of this indicator, territory and period is there twice", o.revision),
            ));
        }
        let next = before.filter(|b| key(b) == key(o)).map_or(0, |b| b.revision + 1);
        if o.revision > next {
            faults.push(Fault::new(
                OBSERVATION.file,
                None,
                format!("{named}：缺第{next}次修订（第一个数的 revision 是 0）"),
                format!("{named}: revision {next} is missing (the first value has revision 0)"),
            ));
        }
        before = Some(o);
    }
    let mut hashes: BTreeMap<[u8; 32], Option<SourceId>> = BTreeMap::new();
    for source in &whole.sources {
        if hashes.insert(source.sha256, source.id).is_some() {
            let id = source.id.map_or(0, SourceId::get);
            faults.push(Fault::new(
                SOURCE.file,
                None,
                format!("source/{id}：同样的内容出现了两次"),
                format!("source/{id}: the same bytes are there twice"),
            ));
        }
    }
}

fn tree<N: Node>(nodes: &[N], kind: &Kind, faults: &mut Vec<Fault>) {
    // Twice and orphans are found before, with their cells.
    if let Err(NoTree::Circle(id)) = Tree::of(nodes) {
        let name = kind.name;
        faults.push(Fault::new(
            kind.file,
            None,
            format!("{name}/{id} 成了自己的上级"),
            format!("{name}/{id} is a part of itself"),
        ));
    }
}

fn hash(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

fn source(cells: &mut Cells<'_>) -> Source {
    let id = cells.own_id();
    let text = cells.raw("sha256");
    let sha256 = hash(&text).unwrap_or_else(|| {
        cells.fault(
            "sha256",
            format!("“{text}”不是 SHA-256（64 位十六进制）"),
            format!("“{text}” is no SHA-256 (64 hexadecimal digits)"),
        );
        [0; 32]
    });
    let bytes = cells.parsed("bytes", 0, "是一个整数", "it is a whole number");
    Source {
        id: Some(SourceId::new(id)),
        sha256,
        bytes,
        name: cells.maybe_text("name"),
        title: cells.maybe_text("title"),
        issuer: cells.maybe_text("issuer"),
        day: cells.maybe_code("day"),
        kind: cells.maybe_code("kind"),
        language: cells.maybe_code("language"),
    }
}

fn valid(cells: &mut Cells<'_>) -> Valid {
    Valid { from: cells.maybe_day("valid_from"), to: cells.maybe_day("valid_to") }
}

fn territory(cells: &mut Cells<'_>) -> Territory {
    Territory {
        id: TerritoryId::new(cells.own_id()),
        parent: cells.maybe_id("parent", "territory").map(TerritoryId::new),
        code: cells.maybe_code("code"),
        name: cells.text("name"),
        valid: valid(cells),
        followed_by: cells.maybe_id("followed_by", "territory").map(TerritoryId::new),
    }
}

fn body(cells: &mut Cells<'_>) -> Body {
    Body {
        id: BodyId::new(cells.own_id()),
        parent: cells.maybe_id("parent", "body").map(BodyId::new),
        name: cells.text("name"),
        territory: cells.maybe_id("territory", "territory").map(TerritoryId::new),
        valid: valid(cells),
        followed_by: cells.maybe_id("followed_by", "body").map(BodyId::new),
    }
}

fn post(cells: &mut Cells<'_>) -> Post {
    Post {
        id: PostId::new(cells.own_id()),
        body: BodyId::new(cells.id("body", "body")),
        title: cells.text("title"),
        valid: valid(cells),
    }
}

fn goal(cells: &mut Cells<'_>) -> Goal {
    Goal {
        id: GoalId::new(cells.own_id()),
        plan: luoshi_plan::PlanId::new(cells.id("plan", "plan")),
        parent: cells.maybe_id("parent", "goal").map(GoalId::new),
        title: cells.text("title"),
    }
}

fn principle(cells: &mut Cells<'_>) -> Principle {
    Principle {
        id: PrincipleId::new(cells.own_id()),
        plan: luoshi_plan::PlanId::new(cells.id("plan", "plan")),
        text: cells.text("text"),
    }
}

fn frequency(cells: &mut Cells<'_>) -> Frequency {
    match cells.raw("frequency").as_str() {
        "monthly" => Frequency::Monthly,
        "quarterly" => Frequency::Quarterly,
        "half_yearly" => Frequency::HalfYearly,
        "yearly" => Frequency::Yearly,
        other => {
            if let Some(n) = other.strip_prefix("years/").and_then(|n| n.parse().ok()) {
                return Frequency::Years(n);
            }
            let valid = "monthly, quarterly, half_yearly, yearly, years/5";
            cells.fault("frequency", format!("“{other}”：可以是 {valid}"), format!("“{other}”: it can be {valid}"));
            Frequency::Yearly
        }
    }
}

fn indicator(cells: &mut Cells<'_>) -> Indicator {
    let weight = cells.maybe_id("weight", "indicator");
    let word = cells.raw("adds");
    let adds = match (word.as_str(), weight) {
        ("additive", None) => Adds::Additive,
        ("weighted", Some(by)) => Adds::Weighted(IndicatorId::new(by)),
        ("neither", None) => Adds::Neither,
        _ => {
            cells.fault(
                "adds",
                format!("“{word}”：可以是 additive、neither，或 weighted 并在 weight 写作为权重的指标"),
                format!("“{word}”: it can be additive, neither, or weighted with an indicator under weight"),
            );
            Adds::Neither
        }
    };
    Indicator {
        id: IndicatorId::new(cells.own_id()),
        plan: luoshi_plan::PlanId::new(cells.id("plan", "plan")),
        goal: cells.maybe_id("goal", "goal").map(GoalId::new),
        name: cells.text("name"),
        unit: cells.maybe_text("unit").unwrap_or_default(),
        direction: cells.word("direction", Direction::Up),
        measure: cells.word("measure", Measure::Level),
        nature: cells.word("nature", Nature::Unstated),
        frequency: frequency(cells),
        definition: cells.maybe_text("definition"),
        source: cells.maybe_text("publisher"),
        adds,
    }
}

fn wanted(cells: &mut Cells<'_>) -> Wanted {
    let word = cells.raw("wanted");
    match word.as_str() {
        "reach" => Wanted::Reach(cells.value("value")),
        "floor" => Wanted::Floor(cells.value("value")),
        "ceiling" => Wanted::Ceiling(cells.value("value")),
        "range" => Wanted::Range { low: cells.value("value"), high: cells.value("high") },
        "keep" => Wanted::Keep(cells.value("value")),
        "sum" => Wanted::Sum(cells.value("value")),
        "mean" => Wanted::Mean(cells.value("value")),
        "cumulative" => Wanted::Cumulative(cells.value("value")),
        "growth" => Wanted::Growth(cells.value("value")),
        "unmeasurable" => Wanted::Unmeasurable(cells.text("words")),
        _ => {
            let valid = "reach, floor, ceiling, range, keep, sum, mean, cumulative, growth, unmeasurable";
            cells.fault("wanted", format!("“{word}”：可以是 {valid}"), format!("“{word}”: it can be {valid}"));
            Wanted::Keep(Value::whole(0))
        }
    }
}

fn term(cells: &mut Cells<'_>) -> Term {
    let (word, when) = (cells.raw("term"), cells.raw("when"));
    let read = match word.as_str() {
        "by" => when.parse().ok().filter(|_| when.len() == 10).map(Term::By),
        "over" => when.parse::<Period>().ok().map(Term::Over),
        "each_year" => {
            let years = when.split_once('/').and_then(|(a, b)| a.parse().ok().zip(b.parse().ok()));
            years.or_else(|| when.parse().ok().map(|year| (year, year))).map(|(from, to)| Term::EachYear { from, to })
        }
        _ => {
            let valid = "by, each_year, over";
            cells.fault("term", format!("“{word}”：可以是 {valid}"), format!("“{word}”: it can be {valid}"));
            return Term::By(Date::MIN);
        }
    };
    read.unwrap_or_else(|| {
        cells.fault(
            "when",
            format!("“{when}”：by 后写 2030-12-31，each_year 后写 2026/2030，over 后写 2026/2030"),
            format!("“{when}”: after by write 2030-12-31, after each_year 2026/2030, after over 2026/2030"),
        );
        Term::By(Date::MIN)
    })
}

fn target(cells: &mut Cells<'_>) -> Target {
    let period = cells.maybe_parsed::<Period>(
        "base_period",
        "时期写作 2025、2025-Q3 或 2021/2025",
        "a period is written 2025, 2025-Q3 or 2021/2025",
    );
    let value = cells.maybe_value("base_value");
    let baseline = match (period, value) {
        (Some(period), Some(value)) => Some(Baseline { period, value }),
        (None, None) => None,
        _ => {
            cells.fault("base_value", "基期和基期值要么都写，要么都空着", "base_period and base_value go together");
            None
        }
    };
    Target {
        id: TargetId::new(cells.own_id()),
        indicator: IndicatorId::new(cells.id("indicator", "indicator")),
        territory: TerritoryId::new(cells.id("territory", "territory")),
        wanted: wanted(cells),
        term: term(cells),
        baseline,
        shape: cells.word("shape", Shape::Linear),
        milestones: Vec::new(),
        tolerance: cells.maybe_value("tolerance"),
        approval: cells.approval(["approved_by", "approved_in", "approved_source", "approved_on"]),
        replaces: cells.maybe_id("replaces", "target").map(TargetId::new),
        dropped: cells.approval(["dropped_by", "dropped_in", "dropped_source", "dropped_on"]),
    }
}

fn milestone(cells: &mut Cells<'_>) -> (TargetId, Milestone) {
    let id = MilestoneId::new(cells.own_id());
    let target = TargetId::new(cells.id("target", "target"));
    (target, Milestone { id, on: cells.day("on"), value: cells.value("value") })
}

fn observation(cells: &mut Cells<'_>) -> Observation {
    Observation {
        id: ObservationId::new(cells.own_id()),
        indicator: IndicatorId::new(cells.id("indicator", "indicator")),
        territory: TerritoryId::new(cells.id("territory", "territory")),
        period: period(cells),
        value: cells.maybe_value("value"),
        finality: cells.word("finality", Finality::Final),
        standing: cells.word("standing", Standing::Verified),
        revision: cells.parsed(
            "revision",
            0,
            "是一个整数，第一个数写 0",
            "it is a whole number, 0 for the first value",
        ),
        published: cells.day("published"),
        source: cells.maybe_id("source", "source").map(SourceId::new),
    }
}

fn period(cells: &mut Cells<'_>) -> Period {
    let any = Period::year(2000).unwrap_or_else(|| unreachable!("a year that people plan in"));
    cells.parsed(
        "period",
        any,
        "时期写作 2025、2025-Q3 或 2025-01/2025-09",
        "a period is written 2025, 2025-Q3 or 2025-01/2025-09",
    )
}

fn task(cells: &mut Cells<'_>) -> Task {
    let due = match cells.raw("due").as_str() {
        "" => Due::Unstated,
        "never" => Due::Never,
        _ => Due::On(cells.day("due")),
    };
    Task {
        id: TaskId::new(cells.own_id()),
        goal: GoalId::new(cells.id("goal", "goal")),
        title: cells.text("title"),
        start: cells.maybe_day("start"),
        due,
        steps: Vec::new(),
        begun: cells.maybe_day("begun"),
        reported: cells.maybe_day("reported"),
        verified: cells.maybe_day("verified"),
        dropped: cells.approval(["dropped_by", "dropped_in", "dropped_source", "dropped_on"]),
    }
}

fn step(cells: &mut Cells<'_>) -> (TaskId, Step) {
    let id = MilestoneId::new(cells.own_id());
    let task = TaskId::new(cells.id("task", "task"));
    (task, Step { id, title: cells.text("title"), on: cells.day("on"), done: cells.maybe_day("done") })
}

fn assignment(cells: &mut Cells<'_>) -> Assignment {
    let word = cells.raw("reply");
    let reply = match word.as_str() {
        "none" | "" => Reply::None,
        "accepted" => Reply::Accepted(cells.day("replied")),
        "returned" => Reply::Returned(cells.day("replied"), cells.text("reason")),
        _ => {
            let valid = "none, accepted, returned";
            cells.fault("reply", format!("“{word}”：可以是 {valid}"), format!("“{word}”: it can be {valid}"));
            Reply::None
        }
    };
    Assignment {
        id: AssignmentId::new(cells.own_id()),
        task: TaskId::new(cells.id("task", "task")),
        body: BodyId::new(cells.id("body", "body")),
        post: cells.maybe_id("post", "post").map(PostId::new),
        part: cells.word("part", Part::Lead),
        given: cells.day("given"),
        reply,
    }
}

fn citation(cells: &mut Cells<'_>) -> Citation {
    let id = CitationId::new(cells.own_id());
    let named = cells.raw("of");
    let kind = Subject::KINDS.iter().find(|kind| named.split('/').next() == Some(**kind));
    let of = match kind {
        Some(kind) => Subject::of(kind, cells.id("of", kind)),
        None => None,
    };
    let of = of.unwrap_or_else(|| {
        if kind.is_none() {
            cells.fault("of", format!("“{named}”：写作 goal/12"), format!("“{named}”: it is written goal/12"));
        }
        Subject::Plan(luoshi_plan::PlanId::new(0))
    });
    let text = cells.raw("spans");
    let spans = Passage::read_spans(&text).unwrap_or_else(|| {
        cells.fault(
            "spans",
            format!("“{text}”：写作 120-131,140-152"),
            format!("“{text}”: it is written 120-131,140-152"),
        );
        Vec::new()
    });
    Citation {
        id,
        of,
        part: cells.maybe_code("part"),
        passage: Passage { source: SourceId::new(cells.id("source", "source")), spans },
    }
}
