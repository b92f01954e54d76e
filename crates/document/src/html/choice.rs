//! Which of a page's lines are its main text.

use super::block::{Before, Block, Page, PageTable};
use super::page_words::WORDS;
use crate::document::{Cell, Fault, FaultKind, Table};
use crate::position::count;

/// An element whose name says that it holds the text is believed if it holds this share of the page's.
const NAMED_SHARE: f64 = 0.6;

/// Without a name, an element is entered as long as no more than a tenth of the text would be left behind.
const UNNAMED_SHARE: f64 = 0.9;

/// A part called noise that holds more than this share of the page is the page: its end tag was forgotten.
const NOISE_SHARE: f64 = 0.5;

/// Lines before the main text (heading, date and source) that are kept at most.
const LEAD: usize = 12;

/// Puts the main text together, and moves the faults and tables to where they are in it.
pub(super) fn main_text(page: &Page, faults: Vec<Fault>) -> (String, Vec<Fault>, Vec<Table>) {
    let noise = noise(page);
    let is_noise = |block: &Block| noise.get(block.node).copied().unwrap_or_default();
    let (main, named) = chosen(page, &noise);
    let inside = inside(page, main);
    let is_inside = |block: &Block| inside.get(block.node).copied().unwrap_or_default();
    let text_of = |block: &Block| page.text.get(block.text.clone()).unwrap_or_default();

    // Indices of blocks.
    let mut kept: Vec<usize> = Vec::new();
    // Lines outside the chosen element that may belong to it: they do if nothing but such lines lies between.
    let mut beside: Vec<usize> = Vec::new();
    let mut lead: Vec<usize> = Vec::new();
    let mut ended = false;
    for (at, block) in page.blocks.iter().enumerate().filter(|(_, block)| !is_noise(block)) {
        let line = text_of(block);
        let furniture = is_link_list(block, line) || (block.heading == 0 && WORDS.is_furniture(line));
        if is_inside(block) {
            if !furniture {
                kept.push(at);
            }
        } else if kept.is_empty() {
            let said = block.heading == 1 || WORDS.is_dateline(line);
            if furniture {
                beside.clear();
            } else if said && 2 * block.linked <= block.words && lead.len() < LEAD {
                lead.push(at);
                beside.clear();
            } else if !named && block.linked == 0 {
                beside.push(at);
            }
        } else if !named && !ended {
            // What follows: a signature, a date, the note under a table.
            ended = furniture || block.linked > 0;
            if !ended {
                kept.push(at);
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

/// Writes title and blocks, and takes the faults and tables along.
fn write(page: &Page, kept: &[usize], faults: Vec<Fault>) -> (String, Vec<Fault>, Vec<Table>) {
    let blocks: Vec<&Block> = kept.iter().filter_map(|at| page.blocks.get(*at)).collect();
    let mut text = String::with_capacity(page.text.len() + page.title.len() + 64);
    if !page.title.is_empty() && !is_said(page, &blocks) {
        text.push_str("# ");
        text.push_str(&page.title);
    }
    // Bytes of the new text for each fault; a passage may lie in many pieces.
    let mut found: Vec<Option<(usize, usize)>> = vec![None; faults.len()];
    let mut marks = page.marks.iter().peekable();
    let mut in_order = 0;
    // Bytes of the new text for each block that is kept.
    let mut places: Vec<(usize, usize)> = Vec::with_capacity(blocks.len());
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
        places.push((target, text.len()));
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
    let tables = tables(&text, &page.tables, kept, &places);
    (text, faults, tables)
}

/// Tables with their places in the new text, in order; `places` are the bytes of the blocks that were kept. A table of
/// which nothing was kept is none.
fn tables(text: &str, tables: &[PageTable], kept: &[usize], places: &[(usize, usize)]) -> Vec<Table> {
    let words = |blocks: &std::ops::Range<usize>| {
        let first = kept.partition_point(|at| *at < blocks.start);
        let last = kept.partition_point(|at| *at < blocks.end).checked_sub(1).filter(|last| *last >= first)?;
        Some((places.get(first)?.0, places.get(last)?.1))
    };
    let found: Vec<Vec<(usize, usize)>> = tables
        .iter()
        .map(|table| {
            let first = table.cells.iter().find_map(|cell| words(&cell.blocks)).map_or(0, |(start, _)| start);
            // An empty cell stands where the one before it ends.
            let mut end = first;
            let place = |cell: &super::block::PageCell| {
                let place = words(&cell.blocks).unwrap_or((end, end));
                end = place.1;
                place
            };
            table.cells.iter().map(place).collect()
        })
        .collect();
    let counter = Counter::new(found.iter().flatten().flat_map(|&(start, end)| [start, end]).collect(), text);
    let mut out: Vec<Table> = tables
        .iter()
        .zip(found)
        .filter_map(|(table, places)| {
            let span = counter.character(places.first()?.0)..counter.character(places.last()?.1);
            let cell = |(cell, place): (&super::block::PageCell, (usize, usize))| Cell {
                row: cell.row,
                column: cell.column,
                rows: cell.rows,
                columns: cell.columns,
                span: counter.character(place.0)..counter.character(place.1),
            };
            (!span.is_empty()).then(|| Table { span, cells: table.cells.iter().zip(places).map(cell).collect() })
        })
        .collect();
    out.sort_by_key(|table| table.span.start);
    out
}

/// Characters of byte places, each counted once.
struct Counter {
    bytes: Vec<usize>,
    characters: Vec<u32>,
}

impl Counter {
    fn new(mut bytes: Vec<usize>, text: &str) -> Self {
        bytes.sort_unstable();
        bytes.dedup();
        let (mut counted, mut so_far) = (0, 0);
        let count_to = |&place: &usize| {
            so_far += count(text.as_bytes().get(counted..place).unwrap_or_default());
            counted = place;
            so_far
        };
        let characters = bytes.iter().map(count_to).collect();
        Self { bytes, characters }
    }

    fn character(&self, byte: usize) -> u32 {
        let found = self.bytes.binary_search(&byte).ok().and_then(|at| self.characters.get(at));
        found.copied().unwrap_or_default()
    }
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
    let counter = Counter::new(found.iter().flatten().flat_map(|&(start, end)| [start, end]).collect(), text);
    let mut moved: Vec<Fault> = Vec::new();
    for (mut fault, place) in faults.into_iter().zip(found) {
        if fault.kind == FaultKind::DoubtfulEncoding {
            fault.span = 0..count(text.as_bytes());
        } else if let Some((start, end)) = place {
            fault.span = counter.character(*start)..counter.character(*end);
        } else {
            continue;
        }
        moved.push(fault);
    }
    moved
}
