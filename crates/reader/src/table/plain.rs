//! Tables in plain text: lines whose cells are parted by TAB, by wide blanks, or by upright strokes, as Markdown writes them
//! and as typewriters drew them.

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

/// What parts the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Border {
    Tab,
    Blanks,
    Stroke,
    /// Strokes between the cells and none around them, as Markdown may be written: known by the line below the headings.
    Inner,
}

/// One line cut into cells; a line of nothing but strokes (`| --- | --- |`) has none.
struct Row {
    at: Range<usize>,
    cells: Vec<Range<usize>>,
    border: Border,
}

/// Runs of lines that may be tables, outside those given.
pub(super) fn tables(folded: &[char], looks: signs::Row<'_>, given: &[Table]) -> Vec<Table> {
    let mut out = Vec::new();
    let mut run: Vec<Row> = Vec::new();
    let mut start = 0;
    let mut given = given.iter().peekable();
    // The line before, and whether a table goes on whose strokes stand only between its cells.
    let (mut before, mut inner) = (0..0, false);
    while start <= folded.len() {
        let rest = folded.get(start..).unwrap_or_default();
        let end = line_end(folded, looks, start);
        while given.next_if(|t| (t.span.end() as usize) <= start).is_some() {}
        let inside = given.peek().is_some_and(|t| (t.span.start() as usize) < end);
        let row = match folded.get(start..end) {
            _ if inside => None,
            Some(line) if is_ruled(line) => {
                finish(&mut run, &mut out);
                run.extend(between_strokes(folded, before.clone()));
                inner = !run.is_empty();
                Some(Row { at: start..end, cells: Vec::new(), border: Border::Inner }).filter(|_| inner)
            }
            Some(_) if inner => between_strokes(folded, start..end),
            _ => cut(folded, looks, start..end),
        };
        inner &= row.is_some();
        before = if inside { 0..0 } else { start..end };
        match row {
            Some(row) if run.last().is_none_or(|before| before.border == row.border) => run.push(row),
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
    if text.get(inside).is_some_and(|c| is_stroke(*c) || is_edge(*c)) {
        return parted_by_strokes(folded, line);
    }
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
        border: if tabs { Border::Tab } else { Border::Blanks },
    })
}

/// An upright stroke between cells.
fn is_stroke(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '║')
}

/// What a line between two rows is drawn with, and blanks.
fn is_edge(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257f}') && !is_stroke(c)
}

/// A line that begins with an upright stroke, cut at each; a stroke behind \ is a character of its cell.
fn parted_by_strokes(folded: &[char], line: Range<usize>) -> Option<Row> {
    let trimmed_line = trimmed(folded, line.clone());
    let text = folded.get(trimmed_line.clone())?;
    let border = Border::Stroke;
    let ruled = |c: &char| is_stroke(*c) || is_edge(*c) || is_blank(*c) || matches!(c, '-' | ':' | '=' | '+' | '—');
    if text.iter().all(ruled) && text.iter().any(|c| !is_stroke(*c) && !is_blank(*c)) {
        return Some(Row { at: line, cells: Vec::new(), border });
    }
    let mut cells = Vec::new();
    let mut from = trimmed_line.start + 1;
    for at in trimmed_line.start + 1..trimmed_line.end {
        let stroke = folded.get(at).is_some_and(|c| is_stroke(*c)) && folded.get(at - 1) != Some(&'\\');
        if stroke && cells.len() <= CELLS {
            cells.push(trimmed(folded, from..at));
            from = at + 1;
        }
    }
    if from < trimmed_line.end && cells.len() <= CELLS {
        cells.push(trimmed(folded, from..trimmed_line.end));
    }
    let filled = cells.iter().any(|c| !c.is_empty());
    (text.first().is_some_and(|c| is_stroke(*c)) && filled && (2..=CELLS).contains(&cells.len())).then_some(Row {
        at: line,
        cells,
        border,
    })
}

/// Whether a line parts the headings from the rows of a table without strokes around it: --- | :---: | ---.
fn is_ruled(line: &[char]) -> bool {
    let first = line.iter().find(|c| !is_blank(**c));
    matches!(first, Some('-' | ':'))
        && line.iter().any(|c| is_stroke(*c))
        && line.iter().all(|c| is_stroke(*c) || is_blank(*c) || matches!(c, '-' | ':'))
}

/// A line cut at each stroke between its cells.
fn between_strokes(folded: &[char], line: Range<usize>) -> Option<Row> {
    let mut cells = Vec::new();
    let mut from = line.start;
    for at in line.clone() {
        let stroke = folded.get(at).is_some_and(|c| is_stroke(*c)) && (at == 0 || folded.get(at - 1) != Some(&'\\'));
        if stroke && cells.len() <= CELLS {
            cells.push(trimmed(folded, from..at));
            from = at + 1;
        }
    }
    cells.push(trimmed(folded, from..line.end));
    let filled = cells.iter().any(|c| !c.is_empty());
    (filled && (2..=CELLS).contains(&cells.len())).then_some(Row { at: line, cells, border: Border::Inner })
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
    let mut rows = std::mem::take(run);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    let span = Span::new(first.at.start as u32, last.at.end as u32);
    let border = first.border;
    rows.retain(|row| !row.cells.is_empty());
    if rows.len() < LINES {
        return;
    }
    let columns = rows.iter().map(|r| r.cells.len()).max().unwrap_or_default();
    let fits = |r: &Row| border != Border::Blanks || r.cells.len() == columns || r.cells.len() + 1 == columns;
    if !rows.iter().all(fits) {
        return;
    }
    let mut cells: Vec<Cell> = Vec::new();
    let mut headings = true;
    for (number, row) in rows.iter().enumerate() {
        headings &= row.cells.len() < columns;
        let shift = if border == Border::Blanks { columns - row.cells.len() } else { 0 };
        let wide = if border == Border::Stroke && headings { spread(row.cells.len(), columns) } else { 1 };
        let mut column = shift;
        for (at, cell) in row.cells.iter().enumerate() {
            let wide = if at == 0 { 1 } else { wide };
            cells.push(Cell {
                row: number as u32,
                column: column as u32,
                rows: 1,
                columns: wide as u32,
                span: Span::new(cell.start as u32, cell.end as u32),
            });
            column += wide;
        }
    }
    reach_down(&mut cells, rows.len() as u32);
    out.push(Table { span, cells });
}

/// How many columns each heading but the first stands over, in a line with fewer cells than its table: Markdown has no cells
/// that reach over others, and who writes one leaves the rest out.
fn spread(cells: usize, columns: usize) -> usize {
    match (columns.saturating_sub(1), cells.saturating_sub(1)) {
        (all, own) if own > 0 && all % own == 0 => all / own,
        _ => 1,
    }
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

#[cfg(test)]
mod tests {
    use crate::{Options, read};

    #[test]
    fn strokes_only_between_the_cells() {
        let text = "2027年任务分工\n\n序号 | 任务 | 责任单位 | 完成时限\n--- | :---: | --- | ---\n1 | 疏浚河道3条 | 县水利局 | 6月底\n\
                    2 | 新建球场2处 | 县体育局 | 9月底\n\n附注。\n";
        let reading = read(text, &Options { date: None, explain: false });
        let who: Vec<_> = reading.commitments.iter().map(|c| c.who.as_deref().unwrap_or_default()).collect();
        assert_eq!(who, ["县水利局", "县体育局"]);
        let dates: Vec<_> = reading.commitments.iter().filter_map(|c| c.deadline.as_ref()?.date).collect();
        assert_eq!(dates.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2027-06-30", "2027-09-30"]);
        // Without a line that parts the headings, strokes in sentences make no table.
        let loose = text.replace("--- | :---: | --- | ---\n", "");
        assert!(read(&loose, &Options { date: None, explain: false }).commitments.iter().all(|c| c.who.is_none()));
    }
}
