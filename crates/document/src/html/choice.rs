//! Which of a page's lines are its main text.

use super::block::{Before, Block, Page};
use super::page_words::WORDS;
use crate::document::{Fault, FaultKind};
use crate::position::count;

/// An element whose name says that it holds the text is believed if it holds this share of the page's.
const NAMED_SHARE: f64 = 0.6;

/// Without a name, an element is entered as long as no more than a tenth of the text would be left behind.
const UNNAMED_SHARE: f64 = 0.9;

/// A part called noise that holds more than this share of the page is the page: its end tag was forgotten.
const NOISE_SHARE: f64 = 0.5;

/// Lines before the main text (heading, date and source) that are kept at most.
const LEAD: usize = 12;

/// Puts the main text together, and moves the faults to where they are in it.
pub(super) fn main_text(page: &Page, faults: Vec<Fault>) -> (String, Vec<Fault>) {
    let noise = noise(page);
    let is_noise = |block: &Block| noise.get(block.node).copied().unwrap_or_default();
    let (main, named) = chosen(page, &noise);
    let inside = inside(page, main);
    let is_inside = |block: &Block| inside.get(block.node).copied().unwrap_or_default();
    let text_of = |block: &Block| page.text.get(block.text.clone()).unwrap_or_default();

    let mut kept: Vec<&Block> = Vec::new();
    // Lines outside the chosen element that may belong to it: they do if nothing but such lines lies between.
    let mut beside: Vec<&Block> = Vec::new();
    let mut lead: Vec<&Block> = Vec::new();
    let mut ended = false;
    for block in page.blocks.iter().filter(|block| !is_noise(block)) {
        let line = text_of(block);
        let furniture = is_link_list(block, line) || (block.heading == 0 && WORDS.is_furniture(line));
        if is_inside(block) {
            if !furniture {
                kept.push(block);
            }
        } else if kept.is_empty() {
            let said = block.heading == 1 || WORDS.is_dateline(line);
            if furniture {
                beside.clear();
            } else if said && 2 * block.linked <= block.words && lead.len() < LEAD {
                lead.push(block);
                beside.clear();
            } else if !named && block.linked == 0 {
                beside.push(block);
            }
        } else if !named && !ended {
            // What follows: a signature, a date, the note under a table.
            ended = furniture || block.linked > 0;
            if !ended {
                kept.push(block);
            }
        }
    }
    let near = beside.len().saturating_sub(LEAD);
    lead.extend(beside.get(near..).unwrap_or_default());
    lead.append(&mut kept);
    write(page, &lead, faults)
}

/// The words of a block that are not links; lines that look like labels and menu items count a quarter.
fn weight(page: &Page, block: &Block) -> f64 {
    let line = page.text.get(block.text.clone()).unwrap_or_default();
    if WORDS.is_furniture(line) {
        return 0.0;
    }
    let words = f64::from(block.words - block.linked.min(block.words));
    let sentence = line.contains(['，', '。', '；', '：', '.', ';']) || block.words >= 15;
    if sentence || block.before != Before::Line || block.heading > 0 { words } else { words / 4.0 }
}

/// Sums of weights over each node and all within it, blocks in noise left out where noise is known.
fn sums(page: &Page, noise: Option<&[bool]>) -> Vec<f64> {
    let mut sums = vec![0.0; page.nodes.len()];
    for block in &page.blocks {
        let silent = noise.is_some_and(|noise| noise.get(block.node).copied().unwrap_or_default());
        if let Some(sum) = sums.get_mut(block.node).filter(|_| !silent) {
            *sum += weight(page, block);
        }
    }
    // Children stand behind their parents, so each sum is complete when it is passed on.
    for (at, node) in page.nodes.iter().enumerate().skip(1).rev() {
        let sum = sums.get(at).copied().unwrap_or_default();
        if let Some(parent) = sums.get_mut(node.parent) {
            *parent += sum;
        }
    }
    sums
}

/// Nodes that are, or lie in, menus, footers and the like.
fn noise(page: &Page) -> Vec<bool> {
    let sums = sums(page, None);
    let most = sums.first().copied().unwrap_or_default() * NOISE_SHARE;
    let mut noise: Vec<bool> = Vec::with_capacity(page.nodes.len());
    for (node, sum) in page.nodes.iter().zip(&sums) {
        let within = noise.get(node.parent).copied().unwrap_or_default();
        noise.push(within || (node.noise && *sum <= most));
    }
    noise
}

/// The node that holds the main text, and whether it was chosen by its name.
fn chosen(page: &Page, noise: &[bool]) -> (usize, bool) {
    let sums = sums(page, Some(noise));
    let all = sums.first().copied().unwrap_or_default();
    let of = |node: usize| sums.get(node).copied().unwrap_or_default();
    // The heaviest by name; of equals the innermost, which comes last.
    let mut named: Option<usize> = None;
    for (at, node) in page.nodes.iter().enumerate() {
        if node.content
            && of(at) > 0.0
            && of(at) >= NAMED_SHARE * all
            && named.is_none_or(|best| of(at) >= 0.98 * of(best))
        {
            named = Some(at);
        }
    }
    if let Some(named) = named {
        return (named, true);
    }
    // The heaviest child of each node, then down from the top.
    let mut heaviest: Vec<Option<usize>> = vec![None; page.nodes.len()];
    for (at, node) in page.nodes.iter().enumerate().skip(1) {
        if let Some(best) = heaviest.get_mut(node.parent)
            && best.is_none_or(|best| of(at) > of(best))
        {
            *best = Some(at);
        }
    }
    let mut here = 0;
    while let Some(&Some(child)) = heaviest.get(here)
        && of(child) >= UNNAMED_SHARE * all
        && all > 0.0
    {
        here = child;
    }
    (here, false)
}

/// Which nodes lie in one.
fn inside(page: &Page, main: usize) -> Vec<bool> {
    let mut inside: Vec<bool> = Vec::with_capacity(page.nodes.len());
    for (at, node) in page.nodes.iter().enumerate() {
        let within = at > 0 && inside.get(node.parent).copied().unwrap_or_default();
        inside.push(at == main || within);
    }
    inside
}

/// A line that is mostly links and no sentence: further reading, breadcrumbs, page numbers.
fn is_link_list(block: &Block, line: &str) -> bool {
    block.heading == 0
        && block.before == Before::Line
        && block.linked * 10 > block.words * 6
        && !line.contains(['。', '；', '，'])
}

/// Writes title and blocks, and takes the faults along.
fn write(page: &Page, blocks: &[&Block], faults: Vec<Fault>) -> (String, Vec<Fault>) {
    let mut text = String::with_capacity(page.text.len() + page.title.len() + 64);
    if !page.title.is_empty() && !is_said(page, blocks) {
        text.push_str("# ");
        text.push_str(&page.title);
    }
    // Bytes of the new text for each fault; a passage may lie in many pieces.
    let mut found: Vec<Option<(usize, usize)>> = vec![None; faults.len()];
    let mut marks = page.marks.iter().peekable();
    let mut in_order = 0;
    for block in blocks {
        let tabs = match block.before {
            Before::Line | Before::Space => 0,
            Before::Row(tabs) | Before::Cell(tabs) => tabs,
        };
        match block.before {
            Before::Line | Before::Row(_) if !text.is_empty() => text.push('\n'),
            Before::Space => text.push(' '),
            Before::Line | Before::Row(_) | Before::Cell(_) => {}
        }
        text.extend(std::iter::repeat_n('\t', tabs as usize));
        if block.heading > 0 {
            text.extend(std::iter::repeat_n('#', usize::from(block.heading)));
            text.push(' ');
        }
        let target = text.len();
        text.push_str(page.text.get(block.text.clone()).unwrap_or_default());
        // Lead lines stand before the main text in the page too, so blocks rise.
        debug_assert!(in_order <= block.text.start);
        in_order = block.text.end;
        while marks.next_if(|(mark, _)| mark.end <= block.text.start).is_some() {}
        while let Some((mark, index)) = marks.peek() {
            if mark.start >= block.text.end {
                break;
            }
            let start = target + mark.start.max(block.text.start) - block.text.start;
            let end = target + mark.end.min(block.text.end) - block.text.start;
            if let Some(place) = found.get_mut(*index) {
                *place = Some(place.map_or((start, end), |(first, last)| (first.min(start), last.max(end))));
            }
            marks.next();
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    let faults = moved(&text, faults, &found);
    (text, faults)
}

/// Whether the page's title already stands among its first lines, wholly or without the name of the site.
fn is_said(page: &Page, blocks: &[&Block]) -> bool {
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let head: String =
        blocks.iter().take(8).map(|block| squeezed(page.text.get(block.text.clone()).unwrap_or_default())).collect();
    let said = |part: &str| {
        let part = squeezed(part);
        !part.is_empty() && head.contains(&part)
    };
    said(&page.title)
        || page.title.split(['_', '|', '-', '–', '—', '>']).any(|part| part.trim().chars().count() >= 5 && said(part))
}

/// Faults with their places in the new text, in order; those outside the main text are left out.
fn moved(text: &str, faults: Vec<Fault>, found: &[Option<(usize, usize)>]) -> Vec<Fault> {
    let mut places: Vec<usize> = found.iter().flatten().flat_map(|&(start, end)| [start, end]).collect();
    places.sort_unstable();
    places.dedup();
    let (mut counted, mut characters) = (0, 0);
    let characters: Vec<u32> = places
        .iter()
        .map(|&place| {
            characters += count(text.as_bytes().get(counted..place).unwrap_or_default());
            counted = place;
            characters
        })
        .collect();
    let character = |place: usize| places.binary_search(&place).ok().and_then(|at| characters.get(at)).copied();
    let mut moved: Vec<Fault> = Vec::new();
    for (mut fault, place) in faults.into_iter().zip(found) {
        if fault.kind == FaultKind::DoubtfulEncoding {
            fault.span = 0..count(text.as_bytes());
        } else if let Some((start, end)) = place {
            fault.span = character(*start).unwrap_or_default()..character(*end).unwrap_or_default();
        } else {
            continue;
        }
        moved.push(fault);
    }
    moved
}
