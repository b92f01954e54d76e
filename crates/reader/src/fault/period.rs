//! Figures without a period: nothing in the sentence, the headings above it or the document says when.

use super::line::has;
use super::said::said;
use super::{Fault, Severity};
use crate::reading::{Kind, Reading, Tense};
use crate::search::find;

/// Places that one fault names; the rest are counted.
const NAMED: usize = 8;

/// Fewer figures without a time are turns of phrase as often as statements: 十亿人口的绝大多数.
const SEVERAL: usize = 3;

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
        let vague = figure.kind == Kind::Approx || figure.text.chars().all(|c| !c.is_numeric() && !is_digit(c));
        if figure.period.is_none()
            && figure.tense == Tense::Done
            && !change
            && !vague
            && !is_dated(figure.section)
            && !is_now(reading, figure.sentence, folded)
        {
            without.push(index);
        }
    }
    let of_section = |a: &usize, b: &usize| reading.figures[*a].section == reading.figures[*b].section;
    for group in without.chunk_by(of_section).filter(|group| group.len() >= SEVERAL) {
        let figures: Vec<_> = group.iter().take(NAMED).map(|i| (*i, &reading.figures[*i].spans)).collect();
        let n = group.len();
        let note = said(
            format!("这一节有{n}个数字没有写时期，标题和全文也没有说明是哪一年"),
            format!("{n} figures of this section say no period, nor does a heading or the document"),
        );
        out.push(Fault::of("period", Severity::Hint, &figures, note));
    }
}

/// 一 to 九 count, 万 alone does not: 成千成万.
fn is_digit(c: char) -> bool {
    "一二三四五六七八九两".contains(c)
}

/// Whether a sentence speaks of its own day: 目前, 已经.
fn is_now(reading: &Reading, sentence: usize, folded: &[char]) -> bool {
    let spans = reading.sentences.get(sentence).map(|s| &s.spans[..]).unwrap_or_default();
    spans.iter().any(|s| has(folded.get(s.range()).unwrap_or_default(), &["目前", "现在", "当前", "至今"]))
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
