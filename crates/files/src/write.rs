//! A plan written out.

use crate::cells::{approval, id, maybe, shown, text, words};
use crate::kinds::{
    ASSIGNMENT, BODY, CITATION, END, FORM, GOAL, INDICATOR, KINDS, Kind, MILESTONE, OBSERVATION, PLAN_FILE, POST,
    PRINCIPLE, SOURCE, STEP, TARGET, TASK, TERRITORY,
};
use luoshi_plan::{
    Adds, Due, Frequency, GoalId, IndicatorId, PostId, Reply, Source, SourceId, Target, Term, TerritoryId, Wanted,
    Whole,
};
use std::fmt::Write as _;

/// Every file but the documents, by name, in the order of their names.
#[must_use]
pub fn write(whole: &Whole) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = vec![(PLAN_FILE.to_owned(), plans(whole).into_bytes())];
    for kind in KINDS {
        let mut out = String::new();
        line(&mut out, kind.columns.iter().copied());
        for row in rows(whole, kind) {
            line(&mut out, row.iter().map(String::as_str));
        }
        let closing = kind.columns.iter().enumerate().map(|(at, _)| if at == 0 { END } else { "" });
        line(&mut out, closing);
        files.push((kind.file.to_owned(), out.into_bytes()));
    }
    files.sort();
    files
}

/// Where the bytes of a document lie: `sources/9f86….pdf`, with the ending of its name where that is a plain one.
#[must_use]
pub fn source_path(source: &Source) -> String {
    let mut path = "sources/".to_owned();
    for byte in source.sha256 {
        let _ = write!(path, "{byte:02x}");
    }
    let ending = source.name.as_deref().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    let plain = |e: &&str| !e.is_empty() && e.len() <= 8 && e.bytes().all(|b| b.is_ascii_alphanumeric());
    if let Some(ending) = ending.filter(plain) {
        path.push('.');
        path.push_str(&ending.to_ascii_lowercase());
    }
    path
}

/// A line of CSV, as RFC 4180 writes it.
fn line<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ') {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

fn plans(whole: &Whole) -> String {
    let mut out = format!(
        "# 规划。各表（.csv）可用任何表格软件查看和修改，存为 UTF-8 的 CSV；每表最后一行 end 须保留。\n\
         # Plans. The tables (.csv) can be read and edited in any spreadsheet; save as CSV in UTF-8, and keep the last row, end.\n\
         form = \"{FORM}\"\n"
    );
    for plan in &whole.plans {
        let _ = write!(
            out,
            "\n[[plan]]\nid = \"plan/{}\"\ntitle = {}\nperiod = \"{}\"\n",
            plan.id,
            crate::plans::quoted(&plan.title),
            plan.period
        );
        if let Some(source) = plan.source {
            let _ = writeln!(out, "source = \"source/{source}\"");
        }
    }
    out.push_str("\n[end]\n");
    out
}

/// The rows of a file, cell by cell, in their order.
#[must_use]
pub fn rows(whole: &Whole, kind: &Kind) -> Vec<Vec<String>> {
    match kind.name {
        name if name == SOURCE.name => sources(whole),
        name if name == TERRITORY.name => territories(whole),
        name if name == BODY.name => bodies(whole),
        name if name == POST.name => posts(whole),
        name if name == GOAL.name => goals(whole),
        name if name == PRINCIPLE.name => {
            let row = |p: &luoshi_plan::Principle| {
                vec![id("principle", Some(p.id.get())), id("plan", Some(p.plan.get())), text(&p.text)]
            };
            whole.principles.iter().map(row).collect()
        }
        name if name == INDICATOR.name => indicators(whole),
        name if name == TARGET.name => whole.targets.iter().map(|t| target(whole, t)).collect(),
        name if name == MILESTONE.name => milestones(whole),
        name if name == OBSERVATION.name => observations(whole),
        name if name == TASK.name => tasks(whole),
        name if name == STEP.name => steps(whole),
        name if name == ASSIGNMENT.name => assignments(whole),
        name if name == CITATION.name => citations(whole),
        _ => Vec::new(),
    }
}

fn sources(whole: &Whole) -> Vec<Vec<String>> {
    let row = |s: &Source| {
        let mut sha256 = String::new();
        for byte in s.sha256 {
            let _ = write!(sha256, "{byte:02x}");
        }
        vec![
            id("source", s.id.map(SourceId::get)),
            sha256,
            s.bytes.to_string(),
            maybe(s.name.as_deref()),
            maybe(s.title.as_deref()),
            maybe(s.issuer.as_deref()),
            maybe(s.day.as_deref()),
            maybe(s.kind.as_deref()),
            maybe(s.language.as_deref()),
        ]
    };
    whole.sources.iter().map(row).collect()
}

fn territory_name(whole: &Whole, id: Option<TerritoryId>) -> String {
    maybe(id.and_then(|id| whole.territory(id)).map(|t| t.name.as_str()))
}

fn goal_title(whole: &Whole, id: Option<GoalId>) -> String {
    maybe(id.and_then(|id| whole.goal(id)).map(|g| g.title.as_str()))
}

fn indicator_name(whole: &Whole, id: IndicatorId) -> String {
    maybe(whole.indicator(id).map(|i| i.name.as_str()))
}

/// The unit of an indicator, for the eye.
fn unit(whole: &Whole, id: IndicatorId) -> String {
    maybe(whole.indicator(id).map(|i| i.unit.as_str()).filter(|unit| !unit.is_empty()))
}

fn territories(whole: &Whole) -> Vec<Vec<String>> {
    let row = |t: &luoshi_plan::Territory| {
        vec![
            id("territory", Some(t.id.get())),
            id("territory", t.parent.map(TerritoryId::get)),
            territory_name(whole, t.parent),
            maybe(t.code.as_deref()),
            text(&t.name),
            shown(t.valid.from),
            shown(t.valid.to),
            id("territory", t.followed_by.map(TerritoryId::get)),
        ]
    };
    whole.territories.iter().map(row).collect()
}

fn bodies(whole: &Whole) -> Vec<Vec<String>> {
    let row = |b: &luoshi_plan::Body| {
        vec![
            id("body", Some(b.id.get())),
            id("body", b.parent.map(luoshi_plan::BodyId::get)),
            maybe(b.parent.and_then(|id| whole.body(id)).map(|b| b.name.as_str())),
            text(&b.name),
            id("territory", b.territory.map(TerritoryId::get)),
            territory_name(whole, b.territory),
            shown(b.valid.from),
            shown(b.valid.to),
            id("body", b.followed_by.map(luoshi_plan::BodyId::get)),
        ]
    };
    whole.bodies.iter().map(row).collect()
}

fn posts(whole: &Whole) -> Vec<Vec<String>> {
    let row = |p: &luoshi_plan::Post| {
        vec![
            id("post", Some(p.id.get())),
            id("body", Some(p.body.get())),
            maybe(whole.body(p.body).map(|b| b.name.as_str())),
            text(&p.title),
            shown(p.valid.from),
            shown(p.valid.to),
        ]
    };
    whole.posts.iter().map(row).collect()
}

fn goals(whole: &Whole) -> Vec<Vec<String>> {
    let row = |g: &luoshi_plan::Goal| {
        vec![
            id("goal", Some(g.id.get())),
            id("plan", Some(g.plan.get())),
            id("goal", g.parent.map(GoalId::get)),
            goal_title(whole, g.parent),
            text(&g.title),
        ]
    };
    whole.goals.iter().map(row).collect()
}

fn frequency(frequency: Frequency) -> String {
    match frequency {
        Frequency::Monthly => "monthly".to_owned(),
        Frequency::Quarterly => "quarterly".to_owned(),
        Frequency::HalfYearly => "half_yearly".to_owned(),
        Frequency::Yearly => "yearly".to_owned(),
        Frequency::Years(n) => format!("years/{n}"),
    }
}

fn indicators(whole: &Whole) -> Vec<Vec<String>> {
    let row = |i: &luoshi_plan::Indicator| {
        let (adds, weight) = match i.adds {
            Adds::Additive => ("additive", None),
            Adds::Weighted(by) => ("weighted", Some(by.get())),
            Adds::Neither => ("neither", None),
        };
        vec![
            id("indicator", Some(i.id.get())),
            id("plan", Some(i.plan.get())),
            id("goal", i.goal.map(GoalId::get)),
            goal_title(whole, i.goal),
            text(&i.name),
            text(&i.unit),
            words::direction(i.direction).to_owned(),
            words::measure(i.measure).to_owned(),
            words::nature(i.nature).to_owned(),
            frequency(i.frequency),
            maybe(i.definition.as_deref()),
            maybe(i.source.as_deref()),
            adds.to_owned(),
            id("indicator", weight),
        ]
    };
    whole.indicators.iter().map(row).collect()
}

fn target(whole: &Whole, t: &Target) -> Vec<String> {
    let one = |word, value: &luoshi_plan::Value| (word, value.to_string(), String::new(), String::new());
    let (wanted, value, high, said) = match &t.wanted {
        Wanted::Reach(v) => one("reach", v),
        Wanted::Floor(v) => one("floor", v),
        Wanted::Ceiling(v) => one("ceiling", v),
        Wanted::Range { low, high } => ("range", low.to_string(), high.to_string(), String::new()),
        Wanted::Keep(v) => one("keep", v),
        Wanted::Sum(v) => one("sum", v),
        Wanted::Mean(v) => one("mean", v),
        Wanted::Cumulative(v) => one("cumulative", v),
        Wanted::Growth(v) => one("growth", v),
        Wanted::Unmeasurable(said) => ("unmeasurable", String::new(), String::new(), text(said)),
    };
    let (term, when) = match t.term {
        Term::By(day) => ("by", day.to_string()),
        Term::EachYear { from, to } => ("each_year", format!("{from}/{to}")),
        Term::Over(period) => ("over", period.to_string()),
    };
    let mut row = vec![
        id("target", Some(t.id.get())),
        id("indicator", Some(t.indicator.get())),
        indicator_name(whole, t.indicator),
        id("territory", Some(t.territory.get())),
        territory_name(whole, Some(t.territory)),
        wanted.to_owned(),
        value,
        high,
        unit(whole, t.indicator),
        said,
        term.to_owned(),
        when,
        shown(t.baseline.map(|b| b.period)),
        shown(t.baseline.map(|b| b.value)),
        words::shape(t.shape).to_owned(),
        shown(t.tolerance),
    ];
    row.extend(approval(t.approval.as_ref()));
    row.push(id("target", t.replaces.map(luoshi_plan::TargetId::get)));
    row.extend(approval(t.dropped.as_ref()));
    row
}

fn milestones(whole: &Whole) -> Vec<Vec<String>> {
    let mut all: Vec<_> = whole.targets.iter().flat_map(|t| t.milestones.iter().map(move |m| (t, m))).collect();
    all.sort_by_key(|(_, m)| m.id);
    let row = |(t, m): (&Target, &luoshi_plan::Milestone)| {
        vec![
            id("milestone", Some(m.id.get())),
            id("target", Some(t.id.get())),
            indicator_name(whole, t.indicator),
            m.on.to_string(),
            m.value.to_string(),
        ]
    };
    all.into_iter().map(row).collect()
}

fn observations(whole: &Whole) -> Vec<Vec<String>> {
    let row = |o: &luoshi_plan::Observation| {
        vec![
            id("observation", Some(o.id.get())),
            id("indicator", Some(o.indicator.get())),
            indicator_name(whole, o.indicator),
            id("territory", Some(o.territory.get())),
            territory_name(whole, Some(o.territory)),
            o.period.to_string(),
            shown(o.value),
            unit(whole, o.indicator),
            words::finality(o.finality).to_owned(),
            words::standing(o.standing).to_owned(),
            o.revision.to_string(),
            o.published.to_string(),
            id("source", o.source.map(SourceId::get)),
        ]
    };
    whole.observations.iter().map(row).collect()
}

fn tasks(whole: &Whole) -> Vec<Vec<String>> {
    let row = |t: &luoshi_plan::Task| {
        let due = match t.due {
            Due::On(day) => day.to_string(),
            Due::Never => "never".to_owned(),
            Due::Unstated => String::new(),
        };
        let mut row = vec![
            id("task", Some(t.id.get())),
            id("goal", Some(t.goal.get())),
            goal_title(whole, Some(t.goal)),
            text(&t.title),
            shown(t.start),
            due,
            shown(t.begun),
            shown(t.reported),
            shown(t.verified),
        ];
        row.extend(approval(t.dropped.as_ref()));
        row
    };
    whole.tasks.iter().map(row).collect()
}

fn steps(whole: &Whole) -> Vec<Vec<String>> {
    let mut all: Vec<_> = whole.tasks.iter().flat_map(|t| t.steps.iter().map(move |s| (t, s))).collect();
    all.sort_by_key(|(_, s)| s.id);
    let row = |(t, s): (&luoshi_plan::Task, &luoshi_plan::Step)| {
        vec![
            id("step", Some(s.id.get())),
            id("task", Some(t.id.get())),
            text(&t.title),
            text(&s.title),
            s.on.to_string(),
            shown(s.done),
        ]
    };
    all.into_iter().map(row).collect()
}

fn assignments(whole: &Whole) -> Vec<Vec<String>> {
    let row = |a: &luoshi_plan::Assignment| {
        let (reply, replied, reason) = match &a.reply {
            Reply::None => ("none", None, String::new()),
            Reply::Accepted(day) => ("accepted", Some(*day), String::new()),
            Reply::Returned(day, reason) => ("returned", Some(*day), text(reason)),
        };
        vec![
            id("assignment", Some(a.id.get())),
            id("task", Some(a.task.get())),
            maybe(whole.task(a.task).map(|t| t.title.as_str())),
            id("body", Some(a.body.get())),
            maybe(whole.body(a.body).map(|b| b.name.as_str())),
            id("post", a.post.map(PostId::get)),
            words::part(a.part).to_owned(),
            a.given.to_string(),
            reply.to_owned(),
            shown(replied),
            reason,
        ]
    };
    whole.assignments.iter().map(row).collect()
}

fn citations(whole: &Whole) -> Vec<Vec<String>> {
    let row = |c: &luoshi_plan::Citation| {
        let title = whole.source(c.passage.source).and_then(|s| s.title.as_deref().or(s.name.as_deref()));
        vec![
            id("citation", Some(c.id.get())),
            c.of.to_string(),
            maybe(c.part.as_deref()),
            id("source", Some(c.passage.source.get())),
            maybe(title),
            c.passage.spans_text(),
        ]
    };
    whole.citations.iter().map(row).collect()
}
