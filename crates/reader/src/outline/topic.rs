//! Topic sentences: paragraphs of one section that each begin with a short sentence saying what they are about
//! (道路更加通畅。 全年新修…), as the pages of newspapers do where a report has numbers.

use crate::reading::{Role, Section, SectionKind};
use crate::view::View;
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
    let more = view.get(end + 1..)?.iter().filter(|c| !c.is_whitespace()).count();
    let plain = words.iter().all(|c| !c.is_ascii_digit() && !matches!(c, '(' | ')' | '“' | '”'));
    // 会议指出, 我们要: who speaks is not what it is about. The dashes and numbers of lists have sections of their own.
    let spoken = matches!(words.first(), Some('我' | '这' | '他' | '她' | '同' | '各' | '—' | '-' | '●'));
    let alone = more == 0 && !series;
    let enough = more > words.len() || alone;
    (view.get(end) == Some(&'。') && LENGTH.contains(&words.len()) && enough && plain && !spoken)
        .then_some((start..end, alone))
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
    let mut found: Vec<(usize, usize, Range<usize>)> = Vec::new();
    let mut of = vec![0usize; sections.len()];
    let mut alone: Vec<(usize, usize)> = Vec::new();
    for (block, (view, section)) in views.iter().zip(at.iter()).enumerate() {
        let Some(section) = *section else { continue };
        // The words that opened a section of their own say already what the paragraph is about.
        let heads = begins.get(section) == Some(&block);
        if let Some((range, is_alone)) = topic(&view.chars).filter(|_| !heads) {
            // A sentence that nothing follows in its section heads nothing, nor does one of a glossary.
            let explained = sections.get(section).is_some_and(|s| s.role == Role::Other);
            if is_alone && (explained || at.get(block + 1) != Some(&Some(section))) {
                continue;
            }
            alone.extend(is_alone.then_some((block, section)));
            of[section] += 1;
            found.push((block, section, range));
        }
    }
    // Some in each of a series; a few short sentences among long paragraphs are only short.
    let mut lone = vec![0usize; of.len()];
    for (_, section) in &alone {
        lone[*section] += 1;
    }
    let single = |block: usize, section: usize| alone.binary_search(&(block, section)).is_ok();
    found.retain(|(block, section, _)| {
        let keep = !single(*block, *section) || lone[*section] >= SERIES;
        of[*section] -= usize::from(!keep);
        keep
    });
    found.retain(|(_, section, _)| of[*section] >= SERIES);
    alike(&mut found, of.len());
    if found.is_empty() {
        return;
    }
    // Both lists are in order of place: merged, each section moves down by the topics before it.
    let (mut merged, mut moved) = (Vec::with_capacity(sections.len() + found.len()), Vec::new());
    let (mut topics, mut new) = (found.iter().peekable(), vec![None; at.len()]);
    for (index, mut section) in std::mem::take(sections).into_iter().enumerate() {
        let begin = begins.get(index).copied().unwrap_or(usize::MAX);
        while let Some((block, parent, range)) = topics.next_if(|(block, ..)| *block < begin) {
            new[*block] = Some(merged.len());
            let view = &views[*block];
            merged.push(under(&merged, moved[*parent], view, range, original));
        }
        section.parent = section.parent.and_then(|p: usize| moved.get(p).copied());
        moved.push(merged.len());
        merged.push(section);
    }
    for (block, parent, range) in topics {
        new[*block] = Some(merged.len());
        merged.push(under(&merged, moved[*parent], &views[*block], range, original));
    }
    let mut within: Option<(usize, usize)> = None;
    for (block, (at, new)) in at.iter_mut().zip(new).enumerate() {
        let old = *at;
        // Below a topic that is a paragraph of its own stands what it is about, up to the next one.
        within = match (new, old) {
            (Some(new), Some(old)) if single(block, old) => Some((old, new)),
            (Some(_), _) => None,
            (None, _) => within.filter(|(of, _)| old == Some(*of)),
        };
        *at = new.or(within.map(|(_, new)| new)).or_else(|| old.and_then(|old| moved.get(old).copied()));
    }
    *sections = merged;
}

/// Leaves out what is far longer than most of its series: the paragraph before went on after a break of the page.
fn alike(found: &mut Vec<(usize, usize, Range<usize>)>, sections: usize) {
    let mut lengths = vec![Vec::new(); sections];
    for (_, section, range) in found.iter() {
        lengths[*section].push(range.len());
    }
    let usual: Vec<usize> = lengths
        .iter_mut()
        .map(|lengths| {
            lengths.sort_unstable();
            lengths.get(lengths.len() / 2).copied().unwrap_or(0)
        })
        .collect();
    found.retain(|(_, section, range)| range.len() <= usual[*section] * 2 + 2);
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
