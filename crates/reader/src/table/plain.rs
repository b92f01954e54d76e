//! Tables without edges: lines of plain text whose cells are parted by TAB or by wide blanks.

use crate::look::{BLANK, END};
use crate::signs;
use crate::span::Span;
use crate::view::is_blank;
use crate::{Cell, Table};
use std::ops::Range;

/// Fewest lines of a table: headings and a row.
const LINES: usize = 2;

/// Cells of a line beyond these are none of a table.
const CELLS: usize = 64;

/// One line cut into cells.
struct Row {
    at: Range<usize>,
    cells: Vec<Range<usize>>,
    tabs: bool,
}

/// Runs of lines that may be tables, outside those given.
pub(super) fn tables(folded: &[char], looks: signs::Row<'_>, given: &[Table]) -> Vec<Table> {
    let mut out = Vec::new();
    let mut run: Vec<Row> = Vec::new();
    let mut start = 0;
    let mut given = given.iter().peekable();
    while start <= folded.len() {
        let rest = folded.get(start..).unwrap_or_default();
        let end = line_end(folded, looks, start);
        while given.next_if(|t| (t.span.end() as usize) <= start).is_some() {}
        let inside = given.peek().is_some_and(|t| (t.span.start() as usize) < end);
        let row = if inside { None } else { cut(folded, looks, start..end) };
        match row {
            Some(row) if run.last().is_none_or(|before| before.tabs == row.tabs) => run.push(row),
            // A blank line within a table parts nothing.
            None if !inside
                && rest.get(..end - start).is_some_and(|line| line.iter().all(|c| is_blank(*c)))
                && !run.is_empty()
                && start > run.last().map_or(0, |r| r.at.end) + 1 =>
            {
                finish(&mut run, &mut out);
            }
            None if !inside && folded.get(start..end).is_some_and(|line| line.iter().all(|c| is_blank(*c))) => {}
            row => {
                finish(&mut run, &mut out);
                run.extend(row);
            }
        }
        start = end + 1;
    }
    finish(&mut run, &mut out);
    out
}

/// Where the line ends that begins at `start`.
fn line_end(folded: &[char], looks: signs::Row<'_>, start: usize) -> usize {
    let mut from = start;
    while let Some(at) = looks.next(from, END) {
        if folded.get(at) == Some(&'\n') {
            return at;
        }
        from = at + 1;
    }
    folded.len()
}

/// A line with at least two cells.
fn cut(folded: &[char], looks: signs::Row<'_>, line: Range<usize>) -> Option<Row> {
    let text = folded.get(line.clone())?;
    // Nearly every line has no blanks but before its words; asked first.
    let looks = looks.part(line.clone());
    let mut inside = text.iter().position(|c| !is_blank(*c))?;
    let mut tabs = text.get(..inside)?.contains(&'\t');
    let (mut wide, mut last) = (false, None);
    let end = text.iter().rposition(|c| !is_blank(*c))?;
    while let Some(at) = looks.next(inside, BLANK) {
        tabs |= text.get(at) == Some(&'\t');
        wide |= at < end && last.is_some_and(|last| last + 1 == at);
        (inside, last) = (at + 1, Some(at));
    }
    if !tabs && !wide {
        return None;
    }
    let mut cells = Vec::new();
    if tabs {
        let mut from = line.start;
        // One more than a table has tells as much as all of them, and takes no memory for a line of nothing but TABs.
        for piece in text.split(|c| *c == '\t').take(CELLS + 1) {
            cells.push(trimmed(folded, from..from + piece.len()));
            from += piece.len() + 1;
        }
    } else {
        // A wide blank is two half-width ones, or one as wide as a character that stands between words.
        let mut at = line.start;
        while at < line.end && cells.len() <= CELLS {
            let blanks = folded.get(at..line.end)?.iter().take_while(|c| is_blank(**c)).count();
            at += blanks;
            let begin = at;
            while at < line.end {
                let gap = folded.get(at..line.end)?.iter().take_while(|c| is_blank(**c)).count();
                if gap >= 2 || at + gap == line.end {
                    break;
                }
                at += gap.max(1);
            }
            if begin < at {
                cells.push(begin..at);
            }
        }
    }
    let filled = cells.iter().filter(|c| !c.is_empty()).count();
    // A row whose other cells are empty may be one of a table with TABs.
    ((filled >= 2 || tabs && filled >= 1) && cells.len() >= 2 && cells.len() <= CELLS).then_some(Row {
        at: line,
        cells,
        tabs,
    })
}

fn trimmed(folded: &[char], mut range: Range<usize>) -> Range<usize> {
    let blank = |at: usize| folded.get(at).is_none_or(|c| is_blank(*c));
    while range.start < range.end && blank(range.start) {
        range.start += 1;
    }
    while range.start < range.end && blank(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// Makes a table of a run of lines. With blanks for borders an empty cell leaves no trace, so a line with one cell less
/// than the headings lacks its first: the category above goes on.
fn finish(run: &mut Vec<Row>, out: &mut Vec<Table>) {
    let rows = std::mem::take(run);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    if rows.len() < LINES {
        return;
    }
    let columns = rows.iter().map(|r| r.cells.len()).max().unwrap_or_default();
    let fits = |r: &Row| r.tabs || r.cells.len() == columns || r.cells.len() + 1 == columns;
    if !rows.iter().all(fits) {
        return;
    }
    let span = Span::new(first.at.start as u32, last.at.end as u32);
    let mut cells: Vec<Cell> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let shift = if row.tabs { 0 } else { columns - row.cells.len() };
        for (at, cell) in row.cells.iter().enumerate() {
            cells.push(Cell {
                row: number as u32,
                column: (at + shift) as u32,
                rows: 1,
                columns: 1,
                span: Span::new(cell.start as u32, cell.end as u32),
            });
        }
    }
    reach_down(&mut cells, rows.len() as u32);
    out.push(Table { span, cells });
}

/// An empty cell at the beginning of a row belongs to the one above it.
fn reach_down(cells: &mut Vec<Cell>, rows: u32) {
    let mut above: Option<usize> = None;
    let mut gone: Vec<(u32, u32)> = Vec::new();
    let firsts: Vec<usize> = (0..cells.len()).filter(|i| cells[*i].column == 0).collect();
    let mut at = firsts.iter().peekable();
    for row in 0..rows {
        let here = at.next_if(|i| cells[**i].row == row).copied();
        match (here, above) {
            (Some(i), _) if !cells[i].span.is_empty() => above = Some(i),
            (here, Some(up)) => {
                cells[up].rows = row + 1 - cells[up].row;
                gone.extend(here.map(|_| (row, 0)));
            }
            _ => {}
        }
    }
    cells.retain(|c| gone.binary_search(&(c.row, c.column)).is_err());
}
