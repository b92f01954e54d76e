//! Topic sentences: paragraphs of one section that each begin with a short sentence saying what they are about
//! (道路更加通畅。 全年新修…), as the pages of newspapers do where a report has numbers.

use crate::reading::{Role, Section, SectionKind};
use crate::view::{View, is_blank};
use std::ops::Range;

/// A topic sentence is no shorter and no longer than this, without its stop.
const LENGTH: Range<usize> = 4..46;
/// So many paragraphs of a section make its topics a series; one short first sentence is only a short sentence.
const SERIES: usize = 3;

/// The topic sentence of a paragraph, if it begins with what looks like one, and whether the paragraph is no more than that:
/// then the next ones are what it is about.
fn topic(view: &[char]) -> Option<(Range<usize>, bool)> {
    let start = view.iter().position(|c| !c.is_whitespace())?;
    // 一是聚力打好攻坚战,经济运行持续向好。: of a numbered series the first sentence may pause.
    let series = matches!(view.get(start..start + 2), Some([n, '是']) if crate::label::is_numeral(*n));
    let stops = |c: &char| matches!(c, '。' | '!' | '?' | ';' | ':') || *c == ',' && !series;
    let stop = view.get(start..)?.iter().take(LENGTH.end).position(stops)?;
    let end = start + stop;
    let words = view.get(start..end)?;
    if view.get(end) != Some(&'。') || !LENGTH.contains(&words.len()) {
        return None;
    }
    // More than a topic sentence has is enough.
    let more = view.get(end + 1..)?.iter().filter(|c| !is_blank(**c)).take(LENGTH.end).count();
    let plain = words.iter().all(|c| !c.is_ascii_digit() && !matches!(c, '(' | ')' | '“' | '”'));
    // 会议指出, 我们要: who speaks is not what it is about. The dashes and numbers of lists have sections of their own.
    let spoken = matches!(words.first(), Some('我' | '这' | '他' | '她' | '同' | '各' | '—' | '-' | '●'));
    let alone = more == 0 && !series;
    let enough = more > words.len() || alone;
    (enough && plain && !spoken).then_some((start..end, alone))
}

/// A topic sentence where it stands.
struct Topic {
    block: usize,
    section: usize,
    words: Range<usize>,
    /// Whether its paragraph is no more than that.
    alone: bool,
}

/// Adds the topics to the sections: each becomes one under the section its paragraph stands in, with its role.
///
/// `begins` is the block each section begins at, `at` the section each block stands in.
pub(super) fn divide(
    sections: &mut Vec<Section>,
    begins: &[usize],
    at: &mut [Option<usize>],
    views: &[View],
    original: &[char],
) {
    let mut found: Vec<Topic> = Vec::new();
    for (block, (view, section)) in views.iter().zip(at.iter()).enumerate() {
        let Some(section) = *section else { continue };
        // The words that opened a section of their own say already what the paragraph is about.
        let heads = begins.get(section) == Some(&block);
        let Some((words, alone)) = topic(&view.chars).filter(|_| !heads) else { continue };
        // A sentence that nothing follows in its section heads nothing, nor does one of a glossary.
        let explained = sections.get(section).is_some_and(|s| s.role == Role::Other);
        if !alone || !explained && at.get(block + 1) == Some(&Some(section)) {
            found.push(Topic { block, section, words, alone });
        }
    }
    // Some alone in each of a series; a few short sentences among long paragraphs are only short.
    let lone = counts(sections.len(), found.iter().filter(|t| t.alone));
    found.retain(|t| !t.alone || lone[t.section] >= SERIES);
    let all = counts(sections.len(), found.iter());
    found.retain(|t| all[t.section] >= SERIES);
    alike(&mut found, sections.len());
    if found.is_empty() {
        return;
    }
    // Both lists are in order of place: merged, each section moves down by the topics before it.
    let (mut merged, mut moved) = (Vec::with_capacity(sections.len() + found.len()), Vec::new());
    let (mut topics, mut new) = (found.iter().peekable(), vec![None; at.len()]);
    for (index, mut section) in std::mem::take(sections).into_iter().enumerate() {
        let begin = begins.get(index).copied().unwrap_or(usize::MAX);
        while let Some(topic) = topics.next_if(|t| t.block < begin) {
            new[topic.block] = Some((merged.len(), topic.alone));
            merged.push(under(&merged, moved[topic.section], &views[topic.block], &topic.words, original));
        }
        section.parent = section.parent.and_then(|p: usize| moved.get(p).copied());
        moved.push(merged.len());
        merged.push(section);
    }
    for topic in topics {
        new[topic.block] = Some((merged.len(), topic.alone));
        merged.push(under(&merged, moved[topic.section], &views[topic.block], &topic.words, original));
    }
    // Below a topic that is a paragraph of its own stands what it is about, up to the next one.
    let mut within: Option<(usize, usize)> = None;
    for (at, new) in at.iter_mut().zip(new) {
        let old = *at;
        within = match new {
            Some((new, true)) => old.map(|old| (old, new)),
            Some((_, false)) => None,
            None => within.filter(|(of, _)| old == Some(*of)),
        };
        let topic = new.map(|(new, _)| new).or(within.map(|(_, new)| new));
        *at = topic.or_else(|| old.and_then(|old| moved.get(old).copied()));
    }
    *sections = merged;
}

/// How many topics each section has.
fn counts<'t>(sections: usize, topics: impl Iterator<Item = &'t Topic>) -> Vec<usize> {
    let mut of = vec![0; sections];
    for topic in topics {
        of[topic.section] += 1;
    }
    of
}

/// Leaves out what is far longer than most of its series: the paragraph before went on after a break of the page.
fn alike(found: &mut Vec<Topic>, sections: usize) {
    let mut lengths = vec![Vec::new(); sections];
    for topic in found.iter() {
        lengths[topic.section].push(topic.words.len());
    }
    let usual: Vec<usize> = lengths
        .iter_mut()
        .map(|lengths| {
            lengths.sort_unstable();
            lengths.get(lengths.len() / 2).copied().unwrap_or(0)
        })
        .collect();
    found.retain(|t| t.words.len() <= usual[t.section] * 2 + 2);
}

fn under(sections: &[Section], parent: usize, view: &View, range: &Range<usize>, original: &[char]) -> Section {
    let above = sections.get(parent);
    Section {
        title: view.original_text(range.clone(), original),
        role: above.map_or(Role::Other, |s| s.role),
        kind: SectionKind::Topic,
        level: above.map_or(1, |s| s.level.saturating_add(1)),
        parent: Some(parent),
        spans: view.spans(range.clone(), original),
    }
}
