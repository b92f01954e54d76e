//! The blocks of the original: paragraphs, headings, captions, passages left out. Together they are the whole text, each
//! character in one of them, in order.

use luoshi_reader::{Reading, RepairKind, SectionKind, Span};

/// What a block is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Running text.
    Paragraph,
    /// Cells parted by tabs, with how many columns the table has; `columns` is 0 where they cannot be set side by side.
    Row {
        columns: u8,
        /// The first column holds no more than numbers of rows and the like.
        thin: bool,
        /// One of the lines above the first value.
        head: bool,
    },
    /// A heading: index into [`Reading::outline`].
    Heading(usize),
    /// The line that is the document's title.
    Title,
    /// The words under a picture.
    Caption,
    /// Left out of what was read: index into [`Reading::repairs`].
    LeftOut(usize),
}

/// A block. `start..end` holds the line ends behind it too, `first..last` what is shown: no blanks around it, no marks of a
/// heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) shape: Shape,
}

/// A line that is not blank, with all that is blank up to the next.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: u32,
    first: u32,
    last: u32,
}

/// Whether a line ends with this character, as the reader sees it.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Cuts the text. Lines that one sentence runs through, or that were joined, are one block.
pub(super) fn blocks(chars: &[char], reading: &Reading) -> Vec<Block> {
    let lines = lines(chars);
    let mut out: Vec<Block> = Vec::new();
    let joined = joined(&lines, reading);
    for (line, joined) in lines.iter().zip(joined) {
        match out.last_mut() {
            Some(block) if joined => block.last = line.last,
            _ => {
                if let Some(before) = out.last_mut() {
                    before.end = line.start;
                }
                let start = if out.is_empty() { 0 } else { line.start };
                out.push(Block { start, end: 0, first: line.first, last: line.last, shape: Shape::Paragraph });
            }
        }
    }
    if let Some(last) = out.last_mut() {
        last.end = chars.len() as u32;
    } else if !chars.is_empty() {
        let end = chars.len() as u32;
        out.push(Block { start: 0, end, first: end, last: end, shape: Shape::Paragraph });
    }
    shape(chars, reading, &mut out);
    out
}

fn lines(chars: &[char]) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let rest = chars.get(start..).unwrap_or_default();
        let length = rest.iter().position(|c| is_line_end(*c)).unwrap_or(rest.len());
        let line = rest.get(..length).unwrap_or_default();
        if let Some(first) = line.iter().position(|c| !c.is_whitespace()) {
            let last = line.iter().rposition(|c| !c.is_whitespace()).unwrap_or(first) + 1;
            let at = |n: usize| (start + n) as u32;
            out.push(Line { start: at(0), first: at(first), last: at(last) });
        }
        start += length + 1;
    }
    out
}

/// For each line whether it goes on from the one before.
fn joined(lines: &[Line], reading: &Reading) -> Vec<bool> {
    // Where runs of joined lines begin and end, counted: spans may lie over each other in any number.
    let mut change = vec![0i64; lines.len() + 1];
    let line_of = |at: u32| lines.partition_point(|l| l.start <= at).saturating_sub(1);
    let mut join = |from: u32, to: u32| {
        let (a, b) = (line_of(from), line_of(to));
        if a < b
            && let Some(begun) = change.get_mut(a + 1)
        {
            *begun += 1;
            if let Some(ended) = change.get_mut(b + 1) {
                *ended -= 1;
            }
        }
    };
    let headings = reading.outline.iter().map(|s| &s.spans);
    for spans in reading.sentences.iter().map(|s| &s.spans).chain(headings) {
        for span in spans.iter().filter(|s| !s.is_empty()) {
            join(span.start(), span.end() - 1);
        }
    }
    for (above, below) in seams(reading).map(|(_, above, below)| (above, below)) {
        let (a, b) = (line_of(above.end().saturating_sub(1)), line_of(below.start()));
        // Only what nothing stands between: a caption amid a sentence stays a block of its own.
        if a + 1 == b {
            join(above.end().saturating_sub(1), below.start());
        }
    }
    let mut depth = 0;
    change
        .iter()
        .take(lines.len())
        .map(|change| {
            depth += change;
            depth > 0
        })
        .collect()
}

/// The seams of joined breaks: the repair, and the pieces above and below.
pub(super) fn seams(reading: &Reading) -> impl Iterator<Item = (usize, Span, Span)> {
    let joins = reading.repairs.iter().enumerate().filter(|(_, r)| r.kind == RepairKind::JoinedBreak);
    joins.flat_map(|(n, repair)| {
        repair.spans.chunks_exact(2).filter_map(move |pair| match pair {
            [above, below] if !above.is_empty() && above.end() <= below.start() => Some((n, *above, *below)),
            _ => None,
        })
    })
}

/// Decides what each block is shown as.
fn shape(chars: &[char], reading: &Reading, blocks: &mut [Block]) {
    tables(chars, reading, blocks);
    let captions = reading.captions.iter().flat_map(|c| &c.spans).map(|span| (*span, Shape::Caption));
    cover(blocks, captions.collect());
    let left_out = reading.repairs.iter().enumerate().filter(|(_, r)| leaves_out(r.kind));
    cover(blocks, left_out.flat_map(|(n, r)| r.spans.iter().map(move |s| (*s, Shape::LeftOut(n)))).collect());
    let mut whole = |spans: &[Span], shape: Shape| {
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
        let at = blocks.partition_point(|b| b.start <= first.start()).saturating_sub(1);
        let Some(block) = blocks.get_mut(at) else { return };
        // The marks of a heading (#, ##) stand before its words, a colon behind them.
        let before = chars.get(block.first as usize..first.start() as usize).unwrap_or_default();
        let marks = before.len() <= 8 && before.iter().all(|c| *c == '#' || c.is_whitespace());
        if marks && first.start() >= block.first && last.end() + 2 >= block.last && last.end() <= block.end {
            block.shape = shape;
            block.first = first.start();
        }
    };
    if let Some(title) = &reading.facts.title {
        whole(&title.spans, Shape::Title);
    }
    // A topic sentence is one even where it is the whole paragraph.
    let headings = reading.outline.iter().enumerate().filter(|(_, s)| s.kind == SectionKind::Heading);
    for (n, section) in headings {
        whole(&section.spans, Shape::Heading(n));
    }
}

/// Most columns that are set side by side: more would leave no room for words.
const COLUMNS: usize = 16;

/// Most lines that a head has.
const HEADS: usize = 3;

/// Most characters of a cell in a thin column.
const THIN: usize = 3;

/// Finds the rows of tables, and of each how many columns its table has. Cells that are empty at the ends of a row are cells too.
fn tables(chars: &[char], reading: &Reading, blocks: &mut [Block]) {
    let between = |from: u32, to: u32| chars.get(from as usize..to as usize).unwrap_or_default();
    let tabbed = |block: &Block| between(block.first, block.last).contains(&'\t');
    // What has a tab before it alone is a row beside rows, and an indented paragraph elsewhere.
    let inner: Vec<bool> = blocks.iter().map(tabbed).collect();
    let is_row = |n: usize, block: &Block| {
        let beside = [n.checked_sub(1), Some(n + 1)].into_iter().flatten().any(|m| inner.get(m) == Some(&true));
        inner.get(n) == Some(&true) || (beside && between(block.start, block.first).contains(&'\t'))
    };
    let rows: Vec<bool> = blocks.iter().enumerate().map(|(n, block)| is_row(n, block)).collect();
    let mut values: Vec<u32> = reading.figures.iter().filter_map(|f| f.spans.first()).map(|s| s.start()).collect();
    values.sort_unstable();
    let mut at = 0;
    while at < blocks.len() {
        let length = rows.get(at..).unwrap_or_default().iter().take_while(|row| **row).count();
        let Some(table) = blocks.get_mut(at..at + length).filter(|table| !table.is_empty()) else {
            at += 1;
            continue;
        };
        for block in table.iter_mut() {
            if between(block.start, block.first).contains(&'\t') {
                block.first = block.start;
            }
            let behind = between(block.last, block.end).iter().take_while(|c| matches!(c, '\t' | ' ')).count();
            block.last += behind as u32;
        }
        let cells = |block: &Block| between(block.first, block.last).iter().filter(|c| **c == '\t').count() + 1;
        let columns = table.iter().map(cells).max().unwrap_or_default();
        let broken = table.iter().any(|block| between(block.first, block.last).iter().any(|c| is_line_end(*c)));
        let columns = if broken || columns > COLUMNS { 0 } else { columns as u8 };
        let has_value =
            |block: &Block| values.get(values.partition_point(|v| *v < block.first)).is_some_and(|v| *v < block.last);
        // Where values begin further down, or nowhere, it is a table of tasks: its first line alone is its head.
        let above = table.iter().position(has_value).filter(|above| *above <= HEADS);
        let heads = above.unwrap_or(usize::from(length > 1));
        let first_cell = |block: &Block| {
            between(block.first, block.last).iter().take_while(|c| **c != '\t').filter(|c| **c != ' ').count()
        };
        let thin = columns > 1 && table.iter().all(|block| first_cell(block) <= THIN);
        for (n, block) in table.iter_mut().enumerate() {
            block.shape = Shape::Row { columns, thin, head: n < heads };
        }
        at += length;
    }
}

/// Whether such a passage was not read.
pub(super) fn leaves_out(kind: RepairKind) -> bool {
    use RepairKind::{Furniture, HeadlineShred, RepeatedPassage, StrayFragment};
    matches!(kind, RepeatedPassage | StrayFragment | HeadlineShred | Furniture)
}

/// Gives every block that lies within one of the spans its shape.
fn cover(blocks: &mut [Block], mut spans: Vec<(Span, Shape)>) {
    spans.sort_by_key(|(span, _)| (span.start(), span.end()));
    let mut spans = spans.into_iter().peekable();
    let mut furthest: Option<(Span, Shape)> = None;
    for block in blocks {
        while let Some(next) = spans.next_if(|(span, _)| span.start() <= block.first) {
            if furthest.is_none_or(|(span, _)| span.end() < next.0.end()) {
                furthest = Some(next);
            }
        }
        if let Some((span, shape)) = furthest
            && span.end() >= block.last
            && block.first < block.last
        {
            block.shape = shape;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use luoshi_reader::{Options, read};

    fn shown(text: &str) -> Vec<(String, Shape)> {
        let chars: Vec<char> = text.chars().collect();
        let blocks = blocks(&chars, &read(text, &Options::default()));
        let all: String = blocks.iter().flat_map(|b| &chars[b.start as usize..b.end as usize]).collect();
        assert_eq!(all, text, "every character is in one block");
        blocks.iter().map(|b| (chars[b.first as usize..b.last as usize].iter().collect(), b.shape)).collect()
    }

    #[test]
    fn headings_captions_and_what_was_left_out_have_their_shapes() {
        let text = "# 松陵县2026年政府工作报告\n\n## 一、2025年工作回顾\n\n新建农村公路86公里，解决了群众出行\n\n难的问题。\n\n湖畔新村。李明月 摄\n\n改造水厂3座。\n\n— 12 —\n";
        let shown = shown(text);
        let shape = |words: &str| shown.iter().find(|(t, _)| t.contains(words)).map(|(_, s)| *s);
        assert_eq!(shape("政府工作报告"), Some(Shape::Title));
        assert_eq!(shape("工作回顾"), Some(Shape::Heading(0)));
        assert_eq!(shape("李明月"), Some(Shape::Caption));
        assert!(matches!(shape("12"), Some(Shape::LeftOut(_))), "{shown:?}");
        assert!(shown.iter().any(|(t, _)| t.contains("出行\n\n难的")), "a torn sentence is one paragraph: {shown:?}");
        assert_eq!(shape("改造水厂"), Some(Shape::Paragraph));
    }

    #[test]
    fn rows_of_a_table_know_their_columns_and_their_head() {
        let text = "表1 主要指标\n指标\t单位\t2025年\t\n\t\t实际\t目标\n供水能力\t万吨\t3.2\t4.5\n\t合计\n\t缩进的一段话，不是表。\n\n尾注。\n";
        let shown = shown(text);
        let shape = |words: &str| shown.iter().find(|(t, _)| t.contains(words)).map(|(_, s)| *s);
        assert_eq!(shape("指标\t单位"), Some(Shape::Row { columns: 4, thin: false, head: true }));
        assert_eq!(shape("\t\t实际\t目标"), Some(Shape::Row { columns: 4, thin: false, head: true }));
        assert_eq!(shape("供水能力"), Some(Shape::Row { columns: 4, thin: false, head: false }));
        assert_eq!(shape("\t合计"), Some(Shape::Row { columns: 4, thin: false, head: false }));
        assert_eq!(shape("缩进"), Some(Shape::Paragraph));
    }

    #[test]
    fn a_text_without_words_is_still_there() {
        assert_eq!(shown(""), []);
        assert_eq!(shown("\n\r\n ").len(), 1);
        assert_eq!(shown("\n\n甲\r\n\r\n乙").len(), 2);
    }
}
