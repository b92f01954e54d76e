//! Worked examples of the rules, as the pages of `docs/method` write them: a few lines of what is wanted, what is known and the
//! day, and the status that comes of it. Tests hold the pages to the rules by them, and the site tells them in sentences.
//!
//! ```text
//! unit 公里 level up
//! target reach 300 by 2025-12-31
//! base 2020 200
//! seen 2021 220, 2022 228 p
//! today 2023-03-01
//! = warn provisional
//! ```
//!
//! A value of `seen` bears `p` where it is provisional, `e` where it is an estimate (known a month before its period ends) and
//! `r` where only the body itself has reported it. Lines that begin with `=`, `zh`, `en`, `says`, `line` and `points` say what
//! comes of it and are left to who asks; a line that begins with `#` is a remark.

use crate::{
    Adds, Approval, Baseline, BodyId, Date, Direction, Due, Finality, Frequency, GoalId, Indicator, IndicatorId,
    Judged, Lights, Measure, Milestone, MilestoneId, Nature, Observation, ObservationId, Period, PlanId, Required,
    Rollup, RollupPart, Seen, Shape, Sort, Standing, Status, Step, Target, TargetId, Task, TaskId, Term, TerritoryId,
    Value, Wanted, required, roll_up, status, task_status,
};
use std::fmt;
use std::str::FromStr;

/// An indicator with what is wanted and known of it, or a task, and the day of judgement.
#[derive(Debug, Clone)]
pub struct Example {
    /// The indicator, where it is one.
    pub indicator: Indicator,
    /// What is wanted of it.
    pub target: Option<Target>,
    /// Its values, in the order in which they are written.
    pub known: Vec<Observation>,
    /// The task, where it is one: then the indicator says nothing.
    pub task: Option<Task>,
    /// The day of judgement.
    pub today: Date,
}

/// The parts of a goal with where each stands.
#[derive(Debug, Clone)]
pub struct Goals(Vec<(Sort, Status)>);

/// A line that is none of an example's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoExample {
    /// The line as written; empty where one is lacking.
    pub line: String,
    /// What would stand there.
    pub wants: &'static str,
}

impl fmt::Display for NoExample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an example wants {}, and has \"{}\"", self.wants, self.line)
    }
}

impl std::error::Error for NoExample {}

/// What a word of a line stands for, or what should stand there.
type Read<T> = Result<T, &'static str>;

impl FromStr for Example {
    type Err = NoExample;

    fn from_str(text: &str) -> Result<Self, NoExample> {
        let mut making = Making::new();
        for line in text.lines() {
            making.line(line).map_err(|wants| NoExample { line: line.to_owned(), wants })?;
        }
        making.made().map_err(|wants| NoExample { line: String::new(), wants })
    }
}

impl Example {
    /// Where it stands on its day, by the lights of our own rules.
    #[must_use]
    pub fn judged(&self) -> Judged {
        let lights = Lights::default();
        match &self.task {
            Some(task) => task_status(task, &lights, self.today),
            None => status(&self.indicator, self.target.as_ref(), &self.known, &lights, self.today),
        }
    }

    /// The path that the target asks for.
    #[must_use]
    pub fn required(&self) -> Required {
        let target = self.target.as_ref();
        let place = target.map_or(TerritoryId::new(1), |target| target.territory);
        required(&self.indicator, target, &Seen::on(&self.known, self.indicator.id, place, self.today), self.today)
    }
}

impl Goals {
    /// The parts, in the order in which they are written.
    pub fn parts(&self) -> impl Iterator<Item = (Sort, Status)> {
        self.0.iter().copied()
    }

    /// What comes of them for the goal.
    #[must_use]
    pub fn rolled_up(&self) -> Rollup {
        let judged: Vec<(Sort, Judged)> = self.0.iter().map(|(sort, status)| (*sort, standing(*status))).collect();
        let parts: Vec<RollupPart> = judged.iter().map(|(sort, judged)| RollupPart::of(*sort, judged)).collect();
        roll_up(&parts)
    }
}

impl FromStr for Goals {
    type Err = NoExample;

    /// Lines such as `binding ok`, `task wait no_data`.
    fn from_str(text: &str) -> Result<Self, NoExample> {
        let mut parts = Vec::new();
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (sort, rest) = match words.as_slice() {
                ["task", rest @ ..] => (Sort::Task, rest),
                ["binding", rest @ ..] => (Sort::Indicator(Nature::Binding), rest),
                ["expected", rest @ ..] => (Sort::Indicator(Nature::Expected), rest),
                ["=" | "zh" | "en" | "#", ..] | [] => continue,
                _ => return Err(NoExample { line: line.to_owned(), wants: "task, binding or expected" }),
            };
            let status = match rest {
                [key] => Status::of_key(key, None),
                [key, reason] => Status::of_key(key, Some(reason)),
                _ => None,
            };
            let status = status.ok_or(NoExample { line: line.to_owned(), wants: "the key of a status" })?;
            parts.push((sort, status));
        }
        Ok(Self(parts))
    }
}

/// A judgement of which only the word counts, as parts of a goal have it.
fn standing(status: Status) -> Judged {
    let mut judged = task_status(&task(), &Lights::default(), Date::ZERO);
    judged.status = status;
    judged
}

/// What has been read of an example so far: its lines may stand in any order.
struct Making {
    indicator: Indicator,
    target: Option<Target>,
    compound: bool,
    baseline: Option<Baseline>,
    milestones: Vec<Milestone>,
    tolerance: Option<Value>,
    approval: Option<Approval>,
    known: Vec<Observation>,
    task: Option<Task>,
    today: Option<Date>,
}

impl Making {
    fn new() -> Self {
        let indicator = Indicator {
            id: IndicatorId::new(1),
            plan: PlanId::new(1),
            goal: None,
            name: String::new(),
            unit: String::new(),
            direction: Direction::Up,
            measure: Measure::Level,
            nature: Nature::Binding,
            frequency: Frequency::Yearly,
            definition: None,
            source: None,
            adds: Adds::Additive,
        };
        Self {
            indicator,
            target: None,
            compound: false,
            baseline: None,
            milestones: Vec::new(),
            tolerance: None,
            approval: None,
            known: Vec::new(),
            task: None,
            today: None,
        }
    }

    fn line(&mut self, line: &str) -> Read<()> {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["unit", unit, measure, direction, rest @ ..] => {
                (*unit).clone_into(&mut self.indicator.unit);
                self.indicator.measure = measure_of(measure)?;
                self.indicator.direction = direction_of(direction)?;
                self.compound = rest == ["compound"];
            }
            ["monthly"] => self.indicator.frequency = Frequency::Monthly,
            ["quarterly"] => self.indicator.frequency = Frequency::Quarterly,
            ["half-yearly"] => self.indicator.frequency = Frequency::HalfYearly,
            ["target", rest @ ..] => self.target = Some(target(rest)?),
            ["base", when, much] => self.baseline = Some(Baseline { period: period(when)?, value: value(much)? }),
            ["milestone", on, much] => {
                self.milestones.push(Milestone { id: MilestoneId::new(1), on: day(on)?, value: value(much)? });
            }
            ["tolerance", much] => self.tolerance = Some(value(much)?),
            ["approved", on] => {
                // Which document it was is all one to the rules.
                let document = "鹿政发〔2021〕5号".to_owned();
                self.approval = Some(Approval { body: BodyId::new(1), document, source: None, on: day(on)? });
            }
            ["seen", ..] => {
                for one in line.trim_start_matches("seen").split(',') {
                    let id = i64::try_from(self.known.len()).map_err(|_| "fewer values")?;
                    self.known.push(seen(one, ObservationId::new(id))?);
                }
            }
            ["today", on] => self.today = Some(day(on)?),
            ["task", rest @ ..] => self.task = Some(dated(rest)?),
            ["=" | "zh" | "en" | "#" | "says" | "line" | "points", ..] | [] => {}
            _ => return Err("a line of an example"),
        }
        Ok(())
    }

    fn made(self) -> Read<Example> {
        let mut target = self.target;
        if let Some(target) = &mut target {
            target.approval = self.approval;
            target.baseline = self.baseline;
            target.milestones = self.milestones;
            target.tolerance = self.tolerance;
            target.shape = if self.compound { Shape::Compound } else { Shape::Linear };
        }
        let today = self.today.ok_or("the day of judgement, \"today 2026-01-01\"")?;
        Ok(Example { indicator: self.indicator, target, known: self.known, task: self.task, today })
    }
}

fn day(text: &str) -> Read<Date> {
    text.parse().map_err(|_| "a day, 2026-01-01")
}

fn value(text: &str) -> Read<Value> {
    text.parse().map_err(|_| "a value")
}

fn period(text: &str) -> Read<Period> {
    text.parse().map_err(|_| "a period")
}

fn measure_of(text: &str) -> Read<Measure> {
    Ok(match text {
        "level" => Measure::Level,
        "flow" => Measure::Flow,
        "rate" => Measure::Rate,
        "fall" => Measure::Fall,
        _ => return Err("a measure: level, flow, rate or fall"),
    })
}

fn direction_of(text: &str) -> Read<Direction> {
    Ok(match text {
        "up" => Direction::Up,
        "down" => Direction::Down,
        "hold" => Direction::Hold,
        _ => return Err("a direction: up, down or hold"),
    })
}

fn term(words: &[&str]) -> Read<Term> {
    let year = |text: &str| text.parse().map_err(|_| "a year");
    Ok(match words {
        ["by", on] => Term::By(day(on)?),
        ["in", years] => {
            let (from, to) = years.split_once('/').unwrap_or((years, years));
            Term::EachYear { from: year(from)?, to: year(to)? }
        }
        ["over", over] => Term::Over(period(over)?),
        _ => return Err("a term: by DAY, in YEAR or over PERIOD"),
    })
}

fn target(words: &[&str]) -> Read<Target> {
    let (wanted, term) = match words {
        // What cannot be measured is judged on no day: the term says nothing.
        ["unmeasurable", words] => (Wanted::Unmeasurable((*words).to_owned()), Term::year(2025)),
        ["range", low, high, rest @ ..] => (Wanted::Range { low: value(low)?, high: value(high)? }, term(rest)?),
        [kind, much, rest @ ..] => (wanted(kind, value(much)?)?, term(rest)?),
        _ => return Err("a target"),
    };
    Ok(Target {
        id: TargetId::new(1),
        indicator: IndicatorId::new(1),
        territory: TerritoryId::new(1),
        wanted,
        term,
        baseline: None,
        shape: Shape::Linear,
        milestones: Vec::new(),
        tolerance: None,
        approval: None,
        replaces: None,
        dropped: None,
    })
}

fn wanted(kind: &str, much: Value) -> Read<Wanted> {
    Ok(match kind {
        "reach" => Wanted::Reach(much),
        "floor" => Wanted::Floor(much),
        "ceiling" => Wanted::Ceiling(much),
        "keep" => Wanted::Keep(much),
        "sum" => Wanted::Sum(much),
        "mean" => Wanted::Mean(much),
        "cumulative" => Wanted::Cumulative(much),
        "growth" => Wanted::Growth(much),
        _ => return Err("a kind of target"),
    })
}

/// `2025 290 p`.
fn seen(text: &str, id: ObservationId) -> Read<Observation> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [when, much, mark @ ..] = words.as_slice() else { return Err("a period and a value") };
    let (period, value) = (period(when)?, value(much)?);
    let mut one = Observation {
        id,
        indicator: IndicatorId::new(1),
        territory: TerritoryId::new(1),
        period,
        value: Some(value),
        finality: Finality::Final,
        standing: Standing::Verified,
        revision: 0,
        published: period.last(),
        source: None,
    };
    match mark {
        [] => {}
        ["p"] => one.finality = Finality::Provisional,
        ["e"] => {
            one.finality = Finality::Estimate;
            one.published = period.last().saturating_sub(jiff::Span::new().months(1));
        }
        ["r"] => one.standing = Standing::Reported,
        _ => return Err("p, e or r behind a value"),
    }
    Ok(one)
}

fn task() -> Task {
    Task {
        id: TaskId::new(1),
        goal: GoalId::new(1),
        title: String::new(),
        start: None,
        due: Due::Unstated,
        steps: Vec::new(),
        begun: None,
        reported: None,
        verified: None,
        dropped: None,
    }
}

/// `due 2026-06-30 step 2026-03-31 -`: the days of a task; a step that is not done has `-`.
fn dated(words: &[&str]) -> Read<Task> {
    let mut one = task();
    let mut rest = words;
    loop {
        rest = match rest {
            [] => return Ok(one),
            ["due", on, more @ ..] => {
                one.due = Due::On(day(on)?);
                more
            }
            ["start", on, more @ ..] => {
                one.start = Some(day(on)?);
                more
            }
            ["begun", on, more @ ..] => {
                one.begun = Some(day(on)?);
                more
            }
            ["reported", on, more @ ..] => {
                one.reported = Some(day(on)?);
                more
            }
            ["verified", on, more @ ..] => {
                one.verified = Some(day(on)?);
                more
            }
            ["step", on, done, more @ ..] => {
                let done = if *done == "-" { None } else { Some(day(done)?) };
                one.steps.push(Step { id: MilestoneId::new(1), title: String::new(), on: day(on)?, done });
                more
            }
            _ => return Err("a part of a task: due, start, begun, reported, verified or step, each with its day"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_example_names_its_line() {
        let wrong = |text: &str| text.parse::<Example>().expect_err("no example");
        assert_eq!(wrong("unit km sideways up\ntoday 2026-01-01").line, "unit km sideways up");
        assert_eq!(wrong("unit km level up\nseen 2025 3 x").wants, "p, e or r behind a value");
        assert_eq!(wrong("unit km level up").line, "");
        assert_eq!("task good".parse::<Goals>().expect_err("no goal").wants, "the key of a status");
    }
}
