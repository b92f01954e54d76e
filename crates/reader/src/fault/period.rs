//! Figures without a period: nothing in the sentence, the headings above it or the document says when.

use super::said::said;
use super::{Fault, Severity};
use crate::reading::{Kind, Reading, Tense};
use crate::search::find;

/// Places that one fault names; the rest are counted.
const NAMED: usize = 8;

/// One fault for each section, with the figures in it that belong to no time.
pub(super) fn of_document(reading: &Reading, folded: &[char], out: &mut Vec<Fault>) {
    let facts = &reading.facts;
    if facts.date.is_some() || facts.period_reviewed.is_some() || facts.period_planned.is_some() {
        return;
    }
    // A text that names no year at all is a passage out of a document that does.
    if find(folded, "年", folded.len()).is_none() {
        return;
    }
    let dated = dated_sections(reading);
    let is_dated = |section: Option<usize>| section.is_some_and(|s| dated.get(s).copied().unwrap_or(false));
    let mut without: Vec<usize> = Vec::new();
    for (index, figure) in reading.figures.iter().enumerate() {
        let change = matches!(figure.measure, Kind::ChangePct | Kind::ChangeAbs | Kind::Rank);
        if figure.period.is_none() && figure.tense == Tense::Done && !change && !is_dated(figure.section) {
            without.push(index);
        }
    }
    for group in without.chunk_by(|a, b| reading.figures[*a].section == reading.figures[*b].section) {
        let figures: Vec<_> = group.iter().take(NAMED).map(|i| (*i, &reading.figures[*i].spans)).collect();
        let n = group.len();
        let note = said(
            format!("这一节有{n}个数字没有写时期，标题和全文也没有说明是哪一年"),
            format!("{n} figures of this section say no period, nor does a heading or the document"),
        );
        out.push(Fault::of("period", Severity::Hint, &figures, note));
    }
}

/// For each section whether its heading, one above it, or a figure in it names a time.
fn dated_sections(reading: &Reading) -> Vec<bool> {
    let mut dated: Vec<bool> = Vec::with_capacity(reading.outline.len());
    for section in &reading.outline {
        let above = section.parent.and_then(|p| dated.get(p).copied()).unwrap_or(false);
        dated.push(above || section.title.contains('年') || section.title.contains('五'));
    }
    for figure in &reading.figures {
        if let Some(section) = figure.section.filter(|_| figure.period.is_some())
            && let Some(slot) = dated.get_mut(section)
        {
            *slot = true;
        }
    }
    dated
}
