//! Commitments that nobody can check: without a measure, a deadline, a named lead.
//!
//! Most sentences of a report are general, and a list of them all helps nobody. So a drafter is told of goals and of tasks
//! that promise a result; of a missing deadline only where the document spans several years; of a missing lead only where
//! the document names leads for others. What remains is counted, a fault for each section.

use super::line::has;
use super::said::said;
use super::{Fault, Severity};
use crate::reading::{Commitment, CommitmentRole, Reading};

/// Places that one fault names; the rest are counted.
const NAMED: usize = 12;

pub(super) fn of_document(reading: &Reading, folded: &[char], out: &mut Vec<Fault>) {
    let all = &reading.commitments;
    let stands = |c: &Commitment| matches!(c.role, CommitmentRole::Goal | CommitmentRole::Task);
    let mut measure = Vec::new();
    let mut general = Vec::new();
    let mut deadline = Vec::new();
    let mut lead = Vec::new();
    let one_year = spans_one_year(reading);
    let leads = names_leads(all);
    let headings: Vec<u32> = reading.outline.iter().filter_map(|s| s.spans.first()).map(|s| s.start()).collect();
    let is_heading = |c: &Commitment| {
        let sentence = reading.sentences.get(c.sentence).and_then(|s| s.spans.first());
        sentence.is_some_and(|s| headings.binary_search(&s.start()).is_ok())
    };
    // A heading only names what the text below it promises.
    for (index, commitment) in all.iter().enumerate().filter(|(_, c)| stands(c) && !is_heading(c)) {
        if !commitment.measurable {
            if promises_result(commitment) { measure.push(index) } else { general.push(index) }
        }
        if !one_year && commitment.measurable && !has_time(reading, commitment, folded) {
            deadline.push(index);
        }
        if leads && commitment.role == CommitmentRole::Task && commitment.who.is_none() {
            lead.push(index);
        }
    }
    for index in measure {
        let commitment = &all[index];
        let what = commitment.degree.as_deref().unwrap_or(&commitment.action);
        let note = said(
            format!("写了“{what}”，没有数量、成果或日期可以核对"),
            format!("“{what}” is promised, with no number, product or day to tell by"),
        );
        out.push(one("measure", index, commitment, note));
    }
    for index in deadline {
        let note =
            said("可以核对，但没有写完成的时限".to_owned(), "it can be checked, but nothing says by when".to_owned());
        out.push(one("deadline", index, &all[index], note));
    }
    for index in lead {
        let note = said(
            "别的任务写了牵头单位，这一项没有".to_owned(),
            "other tasks name who leads them; this one does not".to_owned(),
        );
        out.push(one("lead", index, &all[index], note));
    }
    counted(reading, &general, out);
}

fn one(rule: &'static str, index: usize, commitment: &Commitment, note: crate::Note) -> Fault {
    let mut fault = Fault::at(rule, Severity::Hint, commitment.spans.clone(), note);
    fault.commitments.push(index);
    fault
}

/// Words of a degree that claim a result, and so raise the question how one would tell.
const RESULTS: &[&str] = &[
    "实质性",
    "明显",
    "显著",
    "大幅",
    "重大突破",
    "突破",
    "基本建成",
    "全面建成",
    "基本实现",
    "全面实现",
    "根本",
    "跨越",
    "领先",
    "一流",
    "翻番",
    "走在前列",
];

/// Whether a general statement claims a result: 取得实质性突破, 基本建成.
fn promises_result(commitment: &Commitment) -> bool {
    let degree: Vec<char> = commitment.degree.as_deref().unwrap_or("").chars().collect();
    let action: Vec<char> = commitment.action.chars().collect();
    commitment.role == CommitmentRole::Goal
        && (has(&degree, RESULTS) || has(&action, &["建成", "实现", "达到", "突破"]))
        || commitment.role == CommitmentRole::Task && has(&degree, &["基本建成", "全面建成", "实质性", "基本实现"])
}

/// The general tasks of each section as one fault.
fn counted(reading: &Reading, general: &[usize], out: &mut Vec<Fault>) {
    let section = |i: &usize| reading.sentences.get(reading.commitments[*i].sentence).and_then(|s| s.section);
    for group in general.chunk_by(|a, b| section(a) == section(b)) {
        let of = section(&group[0]);
        let all = reading
            .commitments
            .iter()
            .enumerate()
            .filter(|(i, c)| section(i) == of && matches!(c.role, CommitmentRole::Goal | CommitmentRole::Task));
        let (n, whole) = (group.len(), all.count());
        let note = said(
            format!("这一节{whole}项部署中有{n}项没有数量、成果或日期可以核对"),
            format!("{n} of the {whole} commitments of this section have no number, product or day to tell by"),
        );
        let mut fault = one("measure", group[0], &reading.commitments[group[0]], note);
        fault.also = group.iter().skip(1).take(NAMED).map(|i| reading.commitments[*i].spans.clone()).collect();
        fault.commitments = group.to_vec();
        out.push(fault);
    }
}

/// Whether the document plans one year only, so that everything in it is due by the end of it.
fn spans_one_year(reading: &Reading) -> bool {
    let facts = &reading.facts;
    let planned = facts.period_planned.as_ref().and_then(|f| f.value.split_once('/'));
    match planned {
        Some((start, end)) => start.get(..4) == end.get(..4),
        // A work report without a stated period is that of a year.
        None => facts.kind.as_ref().is_none_or(|k| k.value == "government_work_report"),
    }
}

/// Whether the commitment, one of its figures or the heading above it says when.
fn has_time(reading: &Reading, commitment: &Commitment, folded: &[char]) -> bool {
    let figure = |i: &usize| reading.figures.get(*i).is_some_and(|f| f.period.is_some());
    let year = ["年内", "年底", "年前", "前完成", "每年", "今年", "明年"];
    let sentence = reading.sentences.get(commitment.sentence);
    let words = commitment.spans.iter().map(|s| folded.get(s.range()).unwrap_or_default());
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

/// How many of a hundred tasks must name a lead before the others are asked for theirs.
const SOME_LEAD: usize = 30;

fn names_leads(all: &[Commitment]) -> bool {
    let tasks = all.iter().filter(|c| c.role == CommitmentRole::Task);
    let (named, count) = tasks.fold((0, 0), |(named, count), c| (named + usize::from(c.who.is_some()), count + 1));
    count > 0 && named * 100 >= count * SOME_LEAD
}
