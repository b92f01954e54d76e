//! Commitments that nobody can check: without a measure, a deadline, a named lead.
//!
//! Most sentences of a report are general, and a list of them all helps nobody. So a drafter is told of
//! - a goal that claims a result (基本建成, 大幅) with nothing to tell it by;
//! - a section in which hardly anything can be checked: once, with a few of its commitments;
//! - tasks without a lead or a deadline, where the document gives one to most of its others: a section at a time, or one
//!   by one in a section, such as a table, that gives each task its own.

use super::line::has;
use super::said::said;
use super::words::lists;
use super::{Fault, Severity};
use crate::note::Note;
use crate::reading::{Commitment, CommitmentRole, Reading, Role, SectionKind};
use crate::search::find;
use crate::span::Spans;

pub(super) fn of_document(reading: &Reading, folded: &[char], out: &mut Vec<Fault>) {
    let places = Places::new(reading);
    results(reading, folded, &places, out);
    let kind = reading.facts.kind.as_ref().map_or("", |k| k.value.as_str());
    // A congress sets the line, and a newspaper repeats: neither hands out tasks.
    if matches!(kind, "congress_report" | "news" | "communique") {
        return;
    }
    general(reading, folded, &places, out);
    // A work report names who acts, not who answers; what hands out tasks names both.
    if !matches!(kind, "plan_outline" | "task_breakdown" | "opinion" | "measures") {
        return;
    }
    let led = |c: &Commitment| c.who.is_some();
    missing(reading, folded, &places, led, &LEAD, out);
    if has_deadlines(reading) {
        let timed = |c: &Commitment| is_timed(reading, c, folded);
        missing(reading, folded, &places, timed, &DEADLINE, out);
    }
}

/// Where the commitments stand: for each the section whose heading they are under.
struct Places {
    /// The heading of each commitment that counts; `None` for principles, means, and what is only a heading itself.
    home: Vec<Option<usize>>,
}

impl Places {
    fn new(reading: &Reading) -> Self {
        let headings: Vec<u32> = reading.outline.iter().filter_map(|s| s.spans.first()).map(|s| s.start()).collect();
        let home = |c: &Commitment| {
            let sentence = reading.sentences.get(c.sentence)?;
            // A heading only names what the text below it promises.
            let is_heading = sentence.spans.first().is_some_and(|s| headings.binary_search(&s.start()).is_ok());
            let counts = matches!(c.role, CommitmentRole::Goal | CommitmentRole::Task) && !is_heading;
            heading(reading, sentence.section.filter(|_| counts)?)
        };
        Self { home: reading.commitments.iter().map(home).collect() }
    }

    /// The commitments of each section that has some, in order of the sections.
    fn groups(&self) -> Vec<(usize, Vec<usize>)> {
        let mut all: Vec<(usize, usize)> =
            self.home.iter().enumerate().filter_map(|(i, home)| Some((home.as_ref().copied()?, i))).collect();
        all.sort_unstable();
        all.chunk_by(|a, b| a.0 == b.0).map(|g| (g[0].0, g.iter().map(|(_, i)| *i).collect())).collect()
    }
}

/// The section, or the one above it that has a heading of its own: a topic sentence is part of its section.
fn heading(reading: &Reading, mut at: usize) -> Option<usize> {
    loop {
        let section = reading.outline.get(at)?;
        if section.kind == SectionKind::Heading {
            return Some(at);
        }
        // A parent comes before its child; one that does not would lead round in a circle.
        at = section.parent.filter(|p| *p < at)?;
    }
}

/// Goals that claim a result.
fn results(reading: &Reading, folded: &[char], places: &Places, out: &mut Vec<Fault>) {
    for (index, commitment) in reading.commitments.iter().enumerate() {
        let past = || has(&words_of(commitment, folded), &["了", "已", "这几年", "近年", "过去"]);
        if places.home[index].is_none() || commitment.measurable || !promises_result(commitment) || past() {
            continue;
        }
        let what = commitment.degree.as_deref().unwrap_or(&commitment.action);
        let note = if commitment.deadline.is_some() {
            said(
                format!("写了“{what}”，只有期限，没有数量或成果可以核对"),
                format!("“{what}” is promised by a day, with no number or product to tell by"),
            )
        } else {
            said(
                format!("写了“{what}”，没有数量、成果或日期可以核对"),
                format!("“{what}” is promised, with no number, product or day to tell by"),
            )
        };
        out.push(one("measure", index, commitment, note));
    }
}

fn one(rule: &'static str, index: usize, commitment: &Commitment, note: Note) -> Fault {
    let mut fault = Fault::at(rule, Severity::Hint, commitment.spans.clone(), note);
    fault.commitments.push(index);
    fault
}

/// Whether a general statement claims a result: 取得实质性突破, 基本建成.
fn promises_result(commitment: &Commitment) -> bool {
    let degree: Vec<char> = commitment.degree.as_deref().unwrap_or("").chars().collect();
    let action: Vec<char> = commitment.action.chars().collect();
    commitment.role == CommitmentRole::Goal
        && (has(&degree, &lists().results) || has(&action, &["建成", "实现", "达到", "突破"]))
        || commitment.role == CommitmentRole::Task && has(&degree, &["基本建成", "全面建成", "实质性", "基本实现"])
}

/// Fewer commitments make no section that could be asked for measures.
const FEW: usize = 6;
/// So many of a hundred may be measurable in a section where hardly anything is.
const HARDLY: usize = 20;
/// How many commitments a fault of a section shows.
const SHOWN: usize = 5;
/// Longer clauses are no examples.
const EXAMPLE: u32 = 30;

/// So many sections of goals and tasks make a level that is fine enough.
const ENOUGH: usize = 4;

/// Sections of goals and tasks in which hardly anything can be checked: those of the outermost level that has several.
fn general(reading: &Reading, folded: &[char], places: &Places, out: &mut Vec<Fault>) {
    let groups = places.groups();
    let asked = |section: usize| {
        let section = &reading.outline[section];
        // 各有关单位：
        matches!(section.role, Role::Goals | Role::Tasks) && !section.title.ends_with(['：', ':'])
    };
    // The section of this level that holds another, or that one itself where it stands higher.
    let raised = |mut at: usize, level: u8| {
        while reading.outline[at].level > level {
            let Some(parent) = reading.outline[at].parent.filter(|p| *p < at) else { break };
            at = parent;
        }
        at
    };
    let merged = |level: u8| {
        let mut all: Vec<(usize, usize)> = groups
            .iter()
            .filter(|(section, _)| asked(*section))
            .flat_map(|(section, all)| all.iter().map(|i| (raised(*section, level), *i)))
            .filter(|(_, i)| reading.commitments[*i].measurable || is_order(&reading.commitments[*i], folded))
            .collect();
        all.sort_unstable();
        let of = |g: &[(usize, usize)]| (g[0].0, g.iter().map(|(_, i)| *i).collect::<Vec<usize>>());
        all.chunk_by(|a, b| a.0 == b.0).map(of).collect::<Vec<_>>()
    };
    let deepest = reading.outline.iter().map(|s| s.level).max().unwrap_or(1);
    let several = (1..=deepest).map(merged).find(|sections| sections.len() >= ENOUGH);
    for (section, all) in several.unwrap_or_else(|| merged(deepest)) {
        let vague: Vec<usize> = all.iter().copied().filter(|i| !reading.commitments[*i].measurable).collect();
        let (n, whole) = (vague.len(), all.len());
        if whole < FEW || (whole - n) * 100 > whole * HARDLY {
            continue;
        }
        let note = said(
            format!("这一节{whole}项部署，有{n}项没有数量、成果或日期可以核对"),
            format!("{n} of the {whole} commitments of this section have no number, product or day to tell by"),
        );
        out.push(of_section("measure", reading, folded, section, vague, note));
    }
}

/// Whether a clause orders something: its verb stands at its head, and nothing in it looks back. What argues or explains
/// is not to be measured.
fn is_order(commitment: &Commitment, folded: &[char]) -> bool {
    /// Longest way to the verb: 要进一步加快推进.
    const HEAD: usize = 7;
    let words = words_of(commitment, folded);
    let action = !commitment.action.is_empty();
    action && find(&words, &commitment.action, HEAD).is_some() && !has(&words, &lists().no_orders)
}

fn words_of(commitment: &Commitment, folded: &[char]) -> Vec<char> {
    commitment.spans.iter().flat_map(|s| folded.get(s.range()).unwrap_or_default()).copied().collect()
}

/// A fault of a section: at its heading, with a few of the commitments it is about.
fn of_section(
    rule: &'static str,
    reading: &Reading,
    folded: &[char],
    section: usize,
    about: Vec<usize>,
    note: Note,
) -> Fault {
    let mut fault = Fault::at(rule, Severity::Hint, reading.outline[section].spans.clone(), note);
    let plain = |i: &&usize| {
        let c = &reading.commitments[**i];
        let [span] = c.spans[..] else { return false };
        let words = folded.get(span.range()).unwrap_or_default();
        c.role == CommitmentRole::Task
            && !c.action.is_empty()
            && span.len() <= EXAMPLE
            && !words.iter().any(char::is_ascii_digit)
    };
    fault.also = about.iter().filter(plain).take(SHOWN).map(|i| reading.commitments[*i].spans.clone()).collect();
    fault.commitments = about;
    fault
}

/// What tasks may lack, and how it is said.
struct Lack {
    rule: &'static str,
    /// Of a section with so many tasks.
    of_section: fn(usize) -> Note,
    /// Of one task.
    of_task: fn() -> Note,
    /// Whether a task has to have it.
    asked: fn(&Commitment, &[char]) -> bool,
}

const LEAD: Lack = Lack {
    rule: "lead",
    of_section: |n| {
        said(
            format!("这一节{n}项任务没有写由谁牵头，别的任务写了"),
            format!("the {n} tasks of this section name nobody who leads them; others do"),
        )
    },
    of_task: || {
        said(
            "别的任务写了牵头单位，这一项没有".to_owned(),
            "other tasks name who leads them; this one does not".to_owned(),
        )
    },
    asked: |c, _| c.role == CommitmentRole::Task,
};

const DEADLINE: Lack = Lack {
    rule: "deadline",
    of_section: |n| {
        said(
            format!("这一节有{n}项可以核对的任务没有写时限，别的任务写了"),
            format!("{n} tasks of this section can be checked, but nothing says by when; others say so"),
        )
    },
    of_task: || {
        said("别的任务写了完成时限，这一项没有".to_owned(), "other tasks say by when; this one does not".to_owned())
    },
    asked: |c, words| c.measurable && !has(words, &lists().standing_rules),
};

/// Sections that must give something before the others are asked for it, and how many of a hundred.
const GIVEN: usize = 3;
const MOST: usize = 50;
/// A section that gives it to so many of a hundred of its tasks gives it to each.
const EACH: usize = 80;

/// Tasks without what most have.
fn missing(
    reading: &Reading,
    folded: &[char],
    places: &Places,
    given: impl Fn(&Commitment) -> bool,
    lack: &Lack,
    out: &mut Vec<Fault>,
) {
    let groups = places.groups();
    let count = |all: &[usize]| all.iter().filter(|i| given(&reading.commitments[**i])).count();
    let with = groups.iter().filter(|(_, all)| count(all) > 0).count();
    let asked = |i: &usize| {
        let c = &reading.commitments[*i];
        (lack.asked)(c, &words_of(c, folded)) && !given(c)
    };
    // In a table every row has its own.
    for (_, all) in &groups {
        if all.len() >= FEW && count(all) * 100 >= all.len() * EACH {
            for index in all.iter().filter(|i| asked(i)) {
                out.push(one(lack.rule, *index, &reading.commitments[*index], (lack.of_task)()));
            }
        }
    }
    if with < GIVEN || with * 100 < groups.len() * MOST {
        return;
    }
    // What a section and those below it give.
    let mut inside = vec![0usize; reading.outline.len()];
    let mut lacking: Vec<Vec<usize>> = vec![Vec::new(); reading.outline.len()];
    for (section, all) in &groups {
        let missed: Vec<usize> = all.iter().copied().filter(asked).collect();
        let mut at = Some(*section);
        while let Some(index) = at {
            inside[index] += count(all);
            lacking[index].extend(&missed);
            at = reading.outline[index].parent.filter(|p| *p < index);
        }
    }
    for (index, section) in reading.outline.iter().enumerate() {
        let above = section.parent.filter(|p| *p < index).is_some_and(|p| inside[p] == 0);
        let title: Vec<char> = section.title.chars().collect();
        // A box beside the text, and how the plan itself is seen to, hand out nothing.
        let tasks = matches!(section.role, Role::Tasks | Role::Other | Role::Goals)
            && !has(&title, &["专栏", "保障", "组织", "布局", "方向", "总体要求", "附则"]);
        if tasks && inside[index] == 0 && !above && !lacking[index].is_empty() {
            let about = std::mem::take(&mut lacking[index]);
            let note = (lack.of_section)(about.len());
            out.push(of_section(lack.rule, reading, folded, index, about, note));
        }
    }
}

/// Whether the tasks of the document need days of their own: it spans several years, and is not itself due at the end
/// of its plan.
fn has_deadlines(reading: &Reading) -> bool {
    let facts = &reading.facts;
    let planned = facts.period_planned.as_ref().and_then(|f| f.value.split_once('/'));
    let one_year = planned.is_some_and(|(start, end)| start.get(..4) == end.get(..4));
    let title = facts.title.as_ref().map_or("", |t| t.value.as_str());
    let whole = title.contains("规划") || title.contains("纲要");
    !one_year && !whole
}

/// Whether the commitment, one of its figures or the heading above it says when.
fn is_timed(reading: &Reading, commitment: &Commitment, folded: &[char]) -> bool {
    let figure = |i: &usize| reading.figures.get(*i).is_some_and(|f| f.period.is_some());
    let year = ["年内", "年底", "年前", "前完成", "每年", "今年", "明年", "月底", "季度", "年度"];
    let sentence = reading.sentences.get(commitment.sentence);
    let spans: &Spans = sentence.map_or(&commitment.spans, |s| &s.spans);
    let words = spans.iter().map(|s| folded.get(s.range()).unwrap_or_default());
    let mut at = sentence.and_then(|s| s.section);
    let mut titled = false;
    // A parent comes before its child; one that does not would lead round in a circle.
    while let Some(index) = at {
        let Some(section) = reading.outline.get(index) else { break };
        titled |= section.title.contains('年') && section.title.chars().any(|c| c.is_ascii_digit());
        at = section.parent.filter(|p| *p < index);
    }
    commitment.deadline.is_some()
        || commitment.figures.iter().any(figure)
        || titled
        || words.into_iter().any(|w| has(w, &year))
}
