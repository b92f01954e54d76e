//! The worked examples of our own rules in sentences. The pages of `docs/method` write them as a test reads them; a reader is told
//! what was wanted and known, and what the rule makes of it, by the rule itself.

use super::part::{Tag, class};
use askama::filters::Escaper as _;
use luoshi_chart::{amount, day as named};
use luoshi_page::Inert;
use luoshi_page::i18n::Words;
use luoshi_plan::{
    Adds, Baseline, Date, Direction, Due, Finality, Frequency, GoalId, Indicator, IndicatorId, Judged, Language,
    Lights, Measure, Milestone, MilestoneId, Nature, Observation, ObservationId, Period, PlanId, RollupPart, Shape,
    Sort, Standing, Status, Step, Target, TargetId, Task, TaskId, Term, TerritoryId, Value, Wait, Wanted, roll_up,
    status, task_status,
};

/// A block of examples as a list; `None` where it is of another kind, or not as it should be.
pub(crate) fn list(kind: &str, block: &str, w: &Words) -> Option<String> {
    let one = match kind {
        "status" => judged,
        "rollup" => rolled,
        _ => return None,
    };
    let mut out = String::from("<ul class=\"plain cases\">\n");
    for example in block.split("\n\n").map(str::trim).filter(|e| !e.is_empty()) {
        let (given, status, sentence) = one(example, w)?;
        let tag = Tag { key: class(status), word: status.word().in_language(w.plan_language()).to_owned() };
        out.push_str("<li><p>");
        escape(&given, &mut out);
        out.push_str("</p><p>");
        out.push_str(&tag.to_string());
        out.push(' ');
        escape(&sentence, &mut out);
        out.push_str("</p></li>\n");
    }
    out.push_str("</ul>\n");
    Some(out)
}

/// Reasons not to judge, and notes beside a status, by their keys.
const OTHERS: [&str; 21] = [
    "no_target",
    "not_measurable",
    "no_data",
    "stale",
    "due_without_data",
    "under_verification",
    "changed",
    "dropped",
    "exceeded_by",
    "late_by",
    "met_early",
    "lost",
    "wrong_way",
    "provisional",
    "unverified",
    "within_tolerance",
    "baseline_assumed",
    "missed_years",
    "missing_years",
    "start_late",
    "due_in",
];

/// What the keys that our pages of rules name are called on the site.
pub(crate) fn keys(language: Language) -> Vec<(&'static str, String)> {
    let statuses =
        [Status::Done, Status::Ok, Status::Warn, Status::Bad, Status::NotStarted, Status::Wait(Wait::NoData)];
    let mut all: Vec<(&'static str, String)> =
        statuses.into_iter().map(|s| (s.key(), format!("**{}**", s.word().in_language(language)))).collect();
    if language == Language::En {
        all.extend(OTHERS.iter().map(|key| (*key, key.replace('_', " "))));
    }
    all
}

fn escape(text: &str, out: &mut String) {
    // Writing into memory cannot fail.
    let _ = Inert.write_escaped_str(&mut *out, text);
}

fn status_of(key: &str, reason: Option<&str>) -> Option<Status> {
    let waits =
        [Wait::NoTarget, Wait::NotMeasurable, Wait::NoData, Wait::Stale, Wait::DueWithoutData, Wait::UnderVerification];
    if key == "wait" {
        return waits.into_iter().find(|w| Some(w.key()) == reason).map(Status::Wait);
    }
    [Status::Done, Status::Ok, Status::Warn, Status::Bad, Status::NotStarted].into_iter().find(|s| s.key() == key)
}

/// What is given, what comes of it, and why.
type Told = (String, Status, String);

/// The words of the sentences with a full stop behind each.
fn sentences(all: &[String], w: &Words) -> String {
    let stop = w.plan_language().pick("。", ". ");
    let last = if all.is_empty() { "" } else { stop.trim_end() };
    format!("{}{last}", all.join(stop))
}

/// Parts of a goal.
fn rolled(example: &str, w: &Words) -> Option<Told> {
    let mut parts = Vec::new();
    let mut given = Vec::new();
    for line in example.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (sort, name) = match *words.first()? {
            "task" => (Sort::Task, "site.example.task"),
            "binding" => (Sort::Indicator(Nature::Binding), "site.example.binding"),
            "expected" => (Sort::Indicator(Nature::Expected), "site.example.expected"),
            _ => continue,
        };
        let mut one: Judged = task_status(&task(), &Lights::default(), Date::new(2026, 1, 1).ok()?);
        one.status = status_of(words.get(1)?, words.get(2).copied())?;
        given.push(w.fill(name, &[("status", one.status.word().in_language(w.plan_language()))]));
        parts.push((sort, one));
    }
    let parts: Vec<RollupPart> = parts.iter().map(|(sort, judged)| RollupPart::of(*sort, judged)).collect();
    let rolled = roll_up(&parts);
    let given = given.join(w.get("site.example.and"));
    Some((sentences(&[given], w), rolled.status, rolled.sentence().in_language(w.plan_language()).to_owned()))
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

/// An indicator or a task on a day.
fn judged(example: &str, w: &Words) -> Option<Told> {
    let lang = w.plan_language();
    let mut of = Indicator {
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
    let mut target: Option<Target> = None;
    let mut known: Vec<Observation> = Vec::new();
    let mut duty: Option<Task> = None;
    let mut today: Option<Date> = None;
    let mut compound = false;
    let (mut given, mut seen) = (Vec::new(), Vec::new());
    for line in example.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["unit", unit, measure, direction, rest @ ..] => {
                (*unit).clone_into(&mut of.unit);
                of.measure = match *measure {
                    "level" => Measure::Level,
                    "flow" => Measure::Flow,
                    "rate" => Measure::Rate,
                    "fall" => Measure::Fall,
                    _ => return None,
                };
                of.direction = match *direction {
                    "up" => Direction::Up,
                    "down" => Direction::Down,
                    "hold" => Direction::Hold,
                    _ => return None,
                };
                compound = rest == ["compound"];
            }
            ["monthly"] => of.frequency = Frequency::Monthly,
            ["quarterly"] => of.frequency = Frequency::Quarterly,
            ["half-yearly"] => of.frequency = Frequency::HalfYearly,
            ["target", rest @ ..] => {
                let wanted = wanted(rest)?;
                given.push(asked(&wanted, &of.unit, w));
                target = Some(wanted);
            }
            ["base", when, much] => {
                let base = Baseline { period: when.parse().ok()?, value: much.parse().ok()? };
                target.as_mut()?.baseline = Some(base);
                let (value, period) = (amount(base.value, &of.unit, lang).to_string(), base.period.named(lang));
                given.push(w.fill("site.example.base", &[("value", &value), ("period", &period)]));
            }
            ["milestone", on, much] => {
                let (on, value): (Date, Value) = (on.parse().ok()?, much.parse().ok()?);
                target.as_mut()?.milestones.push(Milestone { id: MilestoneId::new(1), on, value });
                let value = amount(value, &of.unit, lang).to_string();
                given.push(w.fill("site.example.milestone", &[("value", &value), ("day", &named(on, lang))]));
            }
            ["tolerance", much] => {
                let value: Value = much.parse().ok()?;
                target.as_mut()?.tolerance = Some(value);
                let value = amount(value, &of.unit, lang).to_string();
                given.push(w.fill("site.example.tolerance", &[("value", &value)]));
            }
            ["seen", ..] => {
                for one in line.trim_start_matches("seen").split(',') {
                    let (value, said) = value(one.trim(), &of.unit, known.len(), w)?;
                    known.push(value);
                    seen.push(said);
                }
            }
            ["today", on] => today = on.parse().ok(),
            ["task", rest @ ..] => {
                let (task, said) = duty_of(rest, w)?;
                given.extend(said);
                duty = Some(task);
            }
            ["=" | "zh" | "en" | "#", ..] => {}
            _ => return None,
        }
    }
    let today = today?;
    if let Some(target) = &mut target {
        target.shape = if compound { Shape::Compound } else { Shape::Linear };
    }
    if compound {
        given.push(w.get("site.example.compound").to_owned());
    }
    let known_on = |what: &str| w.fill("site.example.known", &[("day", &named(today, lang)), ("values", what)]);
    let lights = Lights::default();
    let judged = if let Some(task) = &duty {
        given.push(w.fill("site.example.today", &[("day", &named(today, lang))]));
        task_status(task, &lights, today)
    } else {
        let between = w.get("site.example.and");
        let values = if seen.is_empty() { w.get("site.example.nothing").to_owned() } else { seen.join(between) };
        given.push(known_on(&values));
        status(&of, target.as_ref(), &known, &lights, today)
    };
    let unit = if duty.is_some() { "" } else { of.unit.as_str() };
    Some((sentences(&given, w), judged.status, judged.sentence(unit).in_language(lang).to_owned()))
}

fn term(words: &[&str]) -> Option<Term> {
    Some(match words {
        ["by", on] => Term::By(on.parse().ok()?),
        ["in", years] => {
            let (from, to) = years.split_once('/').unwrap_or((years, years));
            Term::EachYear { from: from.parse().ok()?, to: to.parse().ok()? }
        }
        ["over", over] => Term::Over(over.parse().ok()?),
        _ => return None,
    })
}

fn wanted(words: &[&str]) -> Option<Target> {
    let (wanted, term) = match words {
        ["unmeasurable", words] => (Wanted::Unmeasurable((*words).to_owned()), term(&["in", "2025"])?),
        ["range", low, high, rest @ ..] => {
            (Wanted::Range { low: low.parse().ok()?, high: high.parse().ok()? }, term(rest)?)
        }
        [kind, much, rest @ ..] => {
            let much: Value = much.parse().ok()?;
            let wanted = match *kind {
                "reach" => Wanted::Reach(much),
                "floor" => Wanted::Floor(much),
                "ceiling" => Wanted::Ceiling(much),
                "keep" => Wanted::Keep(much),
                "sum" => Wanted::Sum(much),
                "mean" => Wanted::Mean(much),
                "cumulative" => Wanted::Cumulative(much),
                "growth" => Wanted::Growth(much),
                _ => return None,
            };
            (wanted, term(rest)?)
        }
        _ => return None,
    };
    Some(Target {
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

/// What is asked for.
fn asked(target: &Target, unit: &str, w: &Words) -> String {
    let lang = w.plan_language();
    let (key, value) = match &target.wanted {
        Wanted::Reach(v) => ("site.example.reach", *v),
        Wanted::Floor(v) => ("site.example.floor", *v),
        Wanted::Ceiling(v) => ("site.example.ceiling", *v),
        Wanted::Range { low, high } => {
            let (low, high) = (amount(*low, unit, lang).to_string(), amount(*high, unit, lang).to_string());
            return w.fill("site.example.range", &[("low", &low), ("high", &high), ("when", &when(&target.term, w))]);
        }
        Wanted::Keep(v) => ("site.example.keep", *v),
        Wanted::Sum(v) => ("site.example.sum", *v),
        Wanted::Mean(v) => ("site.example.mean", *v),
        Wanted::Cumulative(v) => ("site.example.cumulative", *v),
        Wanted::Growth(v) => ("site.example.growth", *v),
        Wanted::Unmeasurable(words) => return w.fill("site.example.unmeasurable", &[("words", words)]),
    };
    let unit = if matches!(target.wanted, Wanted::Growth(_)) { "%" } else { unit };
    w.fill(key, &[("value", &amount(value, unit, lang).to_string()), ("when", &when(&target.term, w))])
}

fn when(term: &Term, w: &Words) -> String {
    let lang = w.plan_language();
    match term {
        Term::By(day) => w.fill("site.example.by", &[("day", &named(*day, lang))]),
        Term::EachYear { from, to } if from == to => w.fill("site.example.in", &[("year", &from.to_string())]),
        Term::EachYear { from, to } => {
            w.fill("site.example.each", &[("from", &from.to_string()), ("to", &to.to_string())])
        }
        Term::Over(period) => w.fill("site.example.over", &[("period", &period.named(lang))]),
    }
}

/// `2025 290 p`: `p` is provisional, `e` an estimate, known a month before, `r` reported by the body itself.
fn value(text: &str, unit: &str, at: usize, w: &Words) -> Option<(Observation, String)> {
    let mut words = text.split_whitespace();
    let (period, value): (Period, Value) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let mark = words.next();
    let mut one = Observation {
        id: ObservationId::new(i64::try_from(at).ok()?),
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
    let state = match mark {
        None => "",
        Some("p") => {
            one.finality = Finality::Provisional;
            w.get("site.example.provisional")
        }
        Some("e") => {
            one.finality = Finality::Estimate;
            one.published = period.last().saturating_sub(jiff::Span::new().months(1));
            w.get("site.example.estimate")
        }
        Some("r") => {
            one.standing = Standing::Reported;
            w.get("site.example.reported")
        }
        Some(_) => return None,
    };
    let (value, period) = (amount(value, unit, w.plan_language()).to_string(), period.named(w.plan_language()));
    let said = w.fill("site.example.value", &[("value", &value), ("period", &period)]);
    Some((one, format!("{said}{state}")))
}

fn duty_of(words: &[&str], w: &Words) -> Option<(Task, Vec<String>)> {
    let mut one = task();
    let mut said = Vec::new();
    let mut rest = words;
    while let [part, on, more @ ..] = rest {
        let day: Date = on.parse().ok()?;
        rest = more;
        let key = match *part {
            "due" => {
                one.due = Due::On(day);
                "site.example.due"
            }
            "start" => {
                one.start = Some(day);
                "site.example.start"
            }
            "begun" => {
                one.begun = Some(day);
                "site.example.begun"
            }
            "reported" => {
                one.reported = Some(day);
                "site.example.said"
            }
            "verified" => {
                one.verified = Some(day);
                "site.example.verified"
            }
            "step" => {
                let (done, more) = rest.split_first()?;
                rest = more;
                let done = if *done == "-" { None } else { Some(done.parse::<Date>().ok()?) };
                one.steps.push(Step { id: MilestoneId::new(1), title: String::new(), on: day, done });
                if done.is_some() { "site.example.step_done" } else { "site.example.step" }
            }
            _ => return None,
        };
        said.push(w.fill(key, &[("day", &named(day, w.plan_language()))]));
    }
    if said.is_empty() {
        said.push(w.get("site.example.undated").to_owned());
    }
    rest.is_empty().then_some((one, said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use luoshi_page::i18n::Lang;

    /// The blocks of a kind in a page of rules.
    fn blocks(page: &str, kind: &str) -> Vec<String> {
        let open = format!("```{kind}\n");
        page.split(&open).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn every_example_of_our_rules_is_told_and_comes_out_as_its_page_says() {
        let pages = [
            ("status", include_str!("../../../../docs/method/status.md")),
            ("rollup", include_str!("../../../../docs/method/rollup.md")),
        ];
        let mut count = 0;
        for (kind, page) in pages {
            for example in blocks(page, kind).iter().flat_map(|b| b.split("\n\n")).map(str::trim) {
                let expected = example.lines().find_map(|l| l.strip_prefix("= ")).expect("what comes of it");
                let mut words = expected.split_whitespace();
                let expected = status_of(words.next().expect("a status"), words.next());
                for lang in [Lang::Zh, Lang::En] {
                    let w = Words::of(lang);
                    let one = if kind == "status" { judged } else { rolled };
                    let (given, status, sentence) = one(example, &w).unwrap_or_else(|| panic!("{example}"));
                    assert_eq!(Some(status), expected, "{example}");
                    assert!(!given.is_empty() && !given.contains('{'), "{example}: {given}");
                    assert!(!sentence.is_empty() || status == Status::NotStarted, "{example}");
                    let line = w.plan_language().pick("zh ", "en ");
                    if let Some(line) = example.lines().find_map(|l| l.strip_prefix(line)) {
                        assert_eq!(sentence, line);
                    }
                }
                count += 1;
            }
        }
        assert!(count > 60, "{count}");
    }

    #[test]
    fn what_is_no_example_of_ours_stays_as_it_is() {
        let w = Words::of(Lang::En);
        assert_eq!(list("case", "{}", &w), None);
        assert_eq!(list("status", "unit km sideways up\ntoday 2026-01-01\n= ok", &w), None);
    }
}
