//! A record in memory: what is decided is put into a plan, as the store puts it into tables.

use luoshi_plan::{
    AssignmentId, BodyId, Changes, CitationId, Date, Decision, GoalId, IndicatorId, ObservationId, PlanId, PrincipleId,
    SourceId, Subject, TargetId, TaskId, TerritoryId, Whole,
};
use luoshi_proposal::{
    Bulk, Choice, Decided, Document, Fault, Origin, Proposal, Proposals, Sheet, decide, propose, waiting, write,
};
use luoshi_reader::{Options, Reading, read};
use std::collections::BTreeMap;

pub(crate) const FIRST: &str = include_str!("texts/2025.txt");
pub(crate) const SECOND: &str = include_str!("texts/2026.txt");

/// A document, read.
pub(crate) struct Paper {
    pub(crate) text: String,
    pub(crate) reading: Reading,
    pub(crate) source: SourceId,
    sha256: [u8; 32],
}

impl Paper {
    pub(crate) fn new(number: u8, text: &str) -> Self {
        let mut sha256 = [7; 32];
        sha256[0] = number;
        Self {
            text: text.to_owned(),
            reading: read(text, &Options::default()),
            source: SourceId::new(number.into()),
            sha256,
        }
    }

    pub(crate) fn document(&self) -> Document<'_> {
        Document {
            source: self.source,
            sha256: &self.sha256,
            name: "report.txt",
            text: &self.text,
            reading: &self.reading,
            day: self.reading.facts.date.as_ref().map(|d| d.value),
            came: Date::constant(2026, 3, 1),
            territory: None,
        }
    }
}

/// A record.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct World {
    pub(crate) whole: Whole,
    pub(crate) decisions: Vec<Decision>,
    last: i64,
}

impl World {
    pub(crate) fn propose(&self, paper: &Paper) -> Proposals {
        propose(&paper.document(), &self.whole, Choice::Usual)
    }

    /// The proposals file of a document.
    pub(crate) fn file(&self, paper: &Paper) -> String {
        let every = self.propose(paper).list;
        let list: Vec<Proposal> = waiting(self.propose(paper), &self.of(paper));
        let origin = Origin { source: "ab".repeat(32), ..Origin::default() };
        write(&list, &origin, &every, |_| "", luoshi_plan::Language::En)
    }

    fn of(&self, paper: &Paper) -> Vec<Decision> {
        self.decisions.iter().filter(|d| d.source == paper.source).cloned().collect()
    }

    pub(crate) fn decide(&self, paper: &Paper, file: &str, bulk: Bulk) -> Result<Decided, Vec<Fault>> {
        decide(&Sheet::read(file)?, &paper.document(), &self.whole, &self.of(paper), bulk)
    }

    /// Takes a file in; the faults, each in a line, if there are any.
    pub(crate) fn apply(&mut self, paper: &Paper, file: &str, bulk: Bulk) -> Result<Decided, Vec<String>> {
        let said =
            |faults: Vec<Fault>| faults.iter().map(|f| f.words(luoshi_plan::Language::En)).collect::<Vec<String>>();
        let decided = self.decide(paper, file, bulk).map_err(said)?;
        self.record(&decided.changes);
        Ok(decided)
    }

    pub(crate) fn record(&mut self, changes: &Changes) {
        let mut numbers: BTreeMap<i64, i64> = BTreeMap::new();
        let last = &mut self.last;
        let mut n = |id: i64| {
            if id > 0 {
                return id;
            }
            *numbers.entry(id).or_insert_with(|| {
                *last += 1;
                *last
            })
        };
        let w = &mut self.whole;
        for t in &changes.territories {
            let mut t = t.clone();
            t.id = TerritoryId::new(n(t.id.get()));
            t.parent = t.parent.map(|p| TerritoryId::new(n(p.get())));
            w.territories.push(t);
        }
        for b in &changes.bodies {
            let mut b = b.clone();
            b.id = BodyId::new(n(b.id.get()));
            b.territory = b.territory.map(|p| TerritoryId::new(n(p.get())));
            w.bodies.push(b);
        }
        for p in &changes.plans {
            let mut p = p.clone();
            p.id = PlanId::new(n(p.id.get()));
            w.plans.retain(|old| old.id != p.id);
            w.plans.push(p);
        }
        for g in &changes.goals {
            let mut g = g.clone();
            g.id = GoalId::new(n(g.id.get()));
            g.plan = PlanId::new(n(g.plan.get()));
            g.parent = g.parent.map(|p| GoalId::new(n(p.get())));
            w.goals.push(g);
        }
        for p in &changes.principles {
            let mut p = p.clone();
            p.id = PrincipleId::new(n(p.id.get()));
            p.plan = PlanId::new(n(p.plan.get()));
            w.principles.push(p);
        }
        for i in &changes.indicators {
            let mut i = i.clone();
            i.id = IndicatorId::new(n(i.id.get()));
            i.plan = PlanId::new(n(i.plan.get()));
            i.goal = i.goal.map(|g| GoalId::new(n(g.get())));
            w.indicators.push(i);
        }
        for t in &changes.targets {
            let mut t = t.clone();
            t.id = TargetId::new(n(t.id.get()));
            t.indicator = IndicatorId::new(n(t.indicator.get()));
            t.territory = TerritoryId::new(n(t.territory.get()));
            t.approval = t.approval.map(|mut a| {
                a.body = BodyId::new(n(a.body.get()));
                a
            });
            w.targets.push(t);
        }
        for o in &changes.observations {
            let mut o = o.clone();
            o.id = ObservationId::new(n(o.id.get()));
            o.indicator = IndicatorId::new(n(o.indicator.get()));
            o.territory = TerritoryId::new(n(o.territory.get()));
            w.observations.push(o);
        }
        for t in &changes.tasks {
            let mut t = t.clone();
            t.id = TaskId::new(n(t.id.get()));
            t.goal = GoalId::new(n(t.goal.get()));
            w.tasks.push(t);
        }
        for a in &changes.assignments {
            let mut a = a.clone();
            a.id = AssignmentId::new(n(a.id.get()));
            a.task = TaskId::new(n(a.task.get()));
            a.body = BodyId::new(n(a.body.get()));
            w.assignments.push(a);
        }
        for c in &changes.citations {
            let mut c = c.clone();
            c.id = CitationId::new(n(c.id.get()));
            c.of = Subject::of(c.of.kind(), n(c.of.number())).expect("a kind");
            w.citations.push(c);
        }
        for d in &changes.decisions {
            let mut d = d.clone();
            d.became = d.became.map(|s| Subject::of(s.kind(), n(s.number())).expect("a kind"));
            self.decisions.push(d);
        }
        w.sort();
    }

    /// The values of an indicator by its name: period and value.
    pub(crate) fn series(&self, name: &str) -> Vec<(String, String)> {
        let Some(indicator) = self.whole.indicators.iter().find(|i| i.name == name) else { return Vec::new() };
        let all = self.whole.observed(indicator.id).iter();
        all.map(|o| (o.period.to_string(), o.value.map(|v| v.to_string()).unwrap_or_default())).collect()
    }
}

/// A file with one cell changed: in the row whose `text` is this and whose kind is that.
pub(crate) fn with(file: &str, kind: &str, text: &str, column: &str, value: &str) -> String {
    let mut rows = parse(file);
    let place = |name: &str, rows: &[Vec<String>]| rows[0].iter().position(|h| h == name).expect("a column");
    let (k, t, c) = (place("kind", &rows), place("text", &rows), place(column, &rows));
    let row = rows.iter_mut().find(|r| r[k] == kind && r[t] == text).unwrap_or_else(|| panic!("{kind} {text}"));
    value.clone_into(&mut row[c]);
    unparse(&rows, ',')
}

/// Plain CSV into cells.
pub(crate) fn parse(file: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = file.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

/// Cells into CSV with another mark between them.
pub(crate) fn unparse(rows: &[Vec<String>], mark: char) -> String {
    let cell = |c: &String| {
        if c.contains([mark, '"', '\n', '\r']) { format!("\"{}\"", c.replace('"', "\"\"")) } else { c.clone() }
    };
    rows.iter().map(|r| r.iter().map(cell).collect::<Vec<_>>().join(&mark.to_string()) + "\n").collect()
}
