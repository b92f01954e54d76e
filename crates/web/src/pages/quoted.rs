//! A row of a table as a quotation: alone it is a heap of words and numbers, so each cell stands under the head of its column.

use askama::Template;
use std::ops::Range;

/// The cells of a row that hold something.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "part/cells.html")]
pub(crate) struct RowQuoted {
    cells: Vec<Cell>,
}

/// A cell under its head, with what of it is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    head: String,
    before: String,
    marked: String,
    after: String,
}

/// A cell's head and its bytes in the text.
type Placed = (String, Range<usize>);

impl RowQuoted {
    /// The row that holds these bytes, of a text whose rows have cells parted by tabs; `None` where they stand in no such row.
    pub(crate) fn of_text(text: &str, marked: &Range<usize>) -> Option<Self> {
        Self::new(text, &tabbed(text, marked.start)?, marked)
    }

    /// The row that holds these bytes, of separated values.
    pub(crate) fn of_values(text: &str, marked: &Range<usize>) -> Option<Self> {
        Self::new(text, &separated(text, marked.start)?, marked)
    }

    fn new(text: &str, cells: &[Placed], marked: &Range<usize>) -> Option<Self> {
        let cell = |(head, at): &Placed| {
            let clip = |n: usize| n.clamp(at.start, at.end);
            let piece = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
            let (from, to) = (clip(marked.start), clip(marked.end));
            Cell {
                head: head.clone(),
                before: piece(at.start..from),
                marked: piece(from..to),
                after: piece(to..at.end),
            }
        };
        let cells: Vec<Cell> = cells.iter().filter(|(_, at)| !at.is_empty()).map(cell).collect();
        // One cell alone is a line like any other; and what is marked must stand in one.
        (cells.len() > 1 && cells.iter().any(|c| !c.marked.is_empty())).then_some(Self { cells })
    }

    /// What the row is about: the cell with the mark, where it says so; else the first that has words.
    pub(crate) fn subject(&self) -> Option<String> {
        let words = |c: &Cell| format!("{}{}{}", c.before, c.marked, c.after);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let marked = self.cells.iter().find(|c| !c.marked.is_empty()).map(words);
        let named = || self.cells.iter().map(words).find(|w| letters(w) > 1);
        marked.filter(|w| letters(w) > 3).or_else(named)
    }

    /// The row with its heads as a text of two lines, for who reads tables.
    pub(crate) fn table(&self) -> String {
        let line = |cell: fn(&Cell) -> String| self.cells.iter().map(cell).collect::<Vec<_>>().join("\t");
        let (heads, cells) = (line(|c| c.head.clone()), line(|c| format!("{}{}{}", c.before, c.marked, c.after)));
        format!("{heads}\n{cells}\n")
    }

    /// All of it on one line.
    pub(crate) fn line(&self) -> String {
        let said = self.cells.iter().map(|c| {
            let words = format!("{}{}{}", c.before, c.marked, c.after);
            if c.head.is_empty() { words } else { format!("{} {words}", c.head) }
        });
        said.collect::<Vec<_>>().join(" · ")
    }
}

/// The line that holds a byte, without its end.
fn line(text: &str, at: usize) -> Option<Range<usize>> {
    let is_end = ['\n', '\r'];
    let from = text.get(..at)?.rfind(is_end).map_or(0, |n| n + 1);
    let to = text.get(at..)?.find(is_end).map_or(text.len(), |n| at + n);
    Some(from..to)
}

fn parted(text: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut from = line.start;
    let mut cells = Vec::new();
    for words in text.get(line.clone()).unwrap_or_default().split('\t') {
        let blank = words.len() - words.trim_start().len();
        cells.push(from + blank..from + blank + words.trim().len());
        from += words.len() + 1;
    }
    cells
}

fn tabbed(text: &str, at: usize) -> Option<Vec<Placed>> {
    let own = line(text, at)?;
    let cells = parted(text, &own);
    if cells.len() < 2 {
        return None;
    }
    // The heads are the first of the rows that follow one another without a line of another sort between.
    let mut top = own.clone();
    while let Some(before) = above(text, top.start) {
        if !text.get(before.clone()).unwrap_or_default().contains('\t') {
            break;
        }
        top = before;
    }
    let heads = parted(text, &top);
    let words = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().to_owned();
    // With merged cells the columns of the text are not those of the table: no head is better than a wrong one.
    let sound = top != own && heads.len() == cells.len() && heads.iter().all(|h| is_head(&words(h)));
    let head = |n: usize| if sound { heads.get(n).map(words).unwrap_or_default() } else { String::new() };
    Some(cells.into_iter().enumerate().map(|(n, at)| (head(n), at)).collect())
}

/// The line before the one that begins here; a blank one is none.
fn above(text: &str, start: usize) -> Option<Range<usize>> {
    let before = text.get(..start)?;
    let before = before.strip_suffix('\n').or_else(|| before.strip_suffix('\r'))?;
    let before = before.strip_suffix('\r').unwrap_or(before);
    let from = before.rfind(['\n', '\r']).map_or(0, |n| n + 1);
    (from < before.len()).then_some(from..before.len())
}

/// Whether words may head a column: they are no number, unless a year.
fn is_head(words: &str) -> bool {
    !super::cells::is_number(words)
}

fn separated(text: &str, at: usize) -> Option<Vec<Placed>> {
    let places = luoshi_sheet::csv_places(text).ok()?;
    let char = text.get(..at)?.chars().count() as u32;
    let found = places.iter().find(|p| p.span.start <= char && char < p.span.end)?;
    let bytes = |span: &Range<u32>| {
        let mut ends = text.char_indices().map(|(n, _)| n).chain([text.len()]).skip(span.start as usize);
        let from = ends.next().unwrap_or(text.len());
        let to = if span.is_empty() { Some(from) } else { ends.nth(span.len() - 1) };
        from..to.unwrap_or(text.len())
    };
    let of_row = |row: u32| places.iter().filter(move |p| p.row == row && !p.span.is_empty());
    // The heads are the first row above with more than a title in it.
    let first = (0..found.row).find(|row| of_row(*row).nth(1).is_some());
    let heads: Vec<(u32, String)> = first.map_or_else(Vec::new, |row| {
        of_row(row).map(|p| (p.column, text.get(bytes(&p.span)).unwrap_or_default().to_owned())).collect()
    });
    let sound = heads.iter().all(|(_, words)| is_head(words));
    let head = |column: u32| heads.iter().find(|(c, _)| sound && *c == column).map(|(_, w)| w.clone());
    Some(of_row(found.row).map(|p| (head(p.column).unwrap_or_default(), bytes(&p.span))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, words: &str, values: bool) -> Option<String> {
        let at = text.find(words).expect("there");
        let marked = at..at + words.len();
        let row = if values { RowQuoted::of_values(text, &marked) } else { RowQuoted::of_text(text, &marked) }?;
        assert_eq!(row.cells.iter().map(|c| c.marked.as_str()).collect::<String>(), words);
        Some(row.line())
    }

    #[test]
    fn a_row_is_told_under_the_heads_of_its_table() {
        let text = "前面一句。\n序号\t指标\t2023年\n1\t粮食产量\t88.2\n2\t\t90.1\n\n后面，3\t4。\n";
        let row = RowQuoted::of_text(text, &(text.find("88").expect("there")..text.find("\n2\t").expect("there")));
        let row = row.expect("a row");
        assert_eq!(
            (row.subject().as_deref(), row.table().as_str()),
            (Some("粮食产量"), "序号\t指标\t2023年\n1\t粮食产量\t88.2\n")
        );
        assert_eq!(of(text, "88.2", false).as_deref(), Some("序号 1 · 指标 粮食产量 · 2023年 88.2"));
        assert_eq!(of(text, "90.1", false).as_deref(), Some("序号 2 · 2023年 90.1"));
        assert_eq!(of(text, "前面", false), None);
        // Another number of cells, numbers above: no head is better than a wrong one.
        assert_eq!(of("年\t甲\t乙\n1\t2\n", "2", false).as_deref(), Some("1 · 2"));
        assert_eq!(of("1\t2\n3\t4\n", "4", false).as_deref(), Some("3 · 4"));
        assert_eq!(of("甲\t乙\r\n3\t4\r\n", "4", false).as_deref(), Some("甲 3 · 乙 4"));
    }

    #[test]
    fn separated_values_are_told_by_their_columns() {
        let text = "完成情况,,\n指标,单位,全市\n粮食,,88.42\n";
        assert_eq!(of(text, "88.42", true).as_deref(), Some("指标 粮食 · 全市 88.42"));
        assert_eq!(of(text, "完成", true), None);
        assert_eq!(of(text, "单位", true).as_deref(), Some("指标 · 单位 · 全市"));
    }
}
