//! The pages of a workbook: its cells in rows under their heads, those that the plan cites marked and leading to what rests on
//! them. No marks of the reader: nothing of a workbook was read as sentences.

use crate::workbook::{Cell, Leaf, Row};
use askama::filters::Escaper as _;
use luoshi_page::Inert;
use luoshi_page::reading::{Cited, FIRST};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

/// Bytes of markup on a page, about.
const ROOM: usize = 300_000;
/// Places of a table beyond which it is none, for each cell that holds something.
const SPARSE: usize = 30;
/// Rows of heads of a table, at most.
const HEADS: usize = 3;

/// A page of a workbook.
pub(crate) struct Part {
    /// The first character on it.
    pub(crate) from: u32,
    pub(crate) markup: String,
    /// Anchors of the cited passages on it.
    pub(crate) anchors: Vec<String>,
}

/// A sheet being written.
struct Writer<'a> {
    chars: &'a [char],
    /// What stands above the page already.
    title: &'a str,
    cited: &'a [Cited],
    /// What is cited, by the character that it begins with.
    begins: Vec<(u32, usize)>,
    parts: Vec<Part>,
}

/// The pages, one at least.
pub(crate) fn parts(text: &str, title: &str, leaves: &[Leaf], cited: &[Cited]) -> Vec<Part> {
    let chars: Vec<char> = text.chars().collect();
    let mut begins: Vec<(u32, usize)> =
        cited.iter().enumerate().filter_map(|(n, c)| Some((c.spans.first()?.start(), n))).collect();
    begins.sort_unstable();
    let first = Part { from: 0, markup: String::new(), anchors: Vec::new() };
    let mut writer = Writer { chars: &chars, title, cited, begins, parts: vec![first] };
    for leaf in leaves {
        if !leaf.name.is_empty() {
            let name = escaped(&leaf.name);
            writer.put(&format!("<h2>{name}</h2>\n"));
        }
        // Rows with a blank one before them are another table, or lines of their own.
        let mut from = 0;
        for at in 1..=leaf.rows.len() {
            let apart = match (leaf.rows.get(at - 1), leaf.rows.get(at)) {
                (Some(before), Some(row)) => before.number + 1 < row.number,
                _ => true,
            };
            if apart {
                writer.block(leaf.rows.get(from..at).unwrap_or_default(), leaf);
                from = at;
            }
        }
    }
    writer.parts
}

impl Writer<'_> {
    fn put(&mut self, markup: &str) {
        if let Some(part) = self.parts.last_mut() {
            part.markup.push_str(markup);
        }
    }

    /// Lines before, a table, lines behind.
    fn block(&mut self, rows: &[Row], leaf: &Leaf) {
        let many = |row: &Row| row.cells.len() > 1;
        let first = rows.iter().position(many).unwrap_or(rows.len());
        let last = rows.iter().rposition(many).map_or(first, |at| at + 1);
        let (before, rest) = rows.split_at(first);
        let (table, behind) = rest.split_at(last - first);
        self.lines(before);
        if !table.is_empty() {
            self.table(table, leaf);
        }
        self.lines(behind);
    }

    fn lines(&mut self, rows: &[Row]) {
        for row in rows {
            if let [cell] = row.cells.as_slice()
                && self.of(cell).is_empty()
                && self.words(cell).trim() == self.title
            {
                continue;
            }
            let said: Vec<String> = row.cells.iter().map(|c| self.cell(c)).collect();
            self.note(row);
            self.put(&format!("<p class=\"ln\">{}</p>\n", said.join("\u{3000}")));
        }
    }

    fn table(&mut self, rows: &[Row], leaf: &Leaf) {
        let columns: BTreeSet<u32> = rows.iter().flat_map(|r| r.cells.iter().map(|c| c.column)).collect();
        let columns: Vec<u32> = columns.into_iter().collect();
        // A few cells far apart are no table, and would make a very large one.
        let filled = rows.iter().map(|r| r.cells.len()).sum::<usize>();
        if columns.len().saturating_mul(rows.len()) > filled.saturating_mul(SPARSE) + 10_000 {
            return self.lines(rows);
        }
        let heads = self.heads(rows, columns.first().copied().unwrap_or_default());
        let (heads, body) = rows.split_at(heads);
        let right = self.numbers(body);
        let mut thead = String::new();
        if !heads.is_empty() {
            thead.push_str("<thead>");
            for line in self.rows(heads, &columns, &right, leaf, true) {
                thead.push_str(&line);
            }
            thead.push_str("</thead>");
        }
        let open = format!("<div class=\"scroll\" tabindex=\"0\"><table>{thead}<tbody>\n");
        self.put(&open);
        let weight = |row: &Row| {
            let cell = |c: &Cell| 40 + 3 * c.span.len() + 200 * self.of(c).len();
            20 + 9 * columns.len() + row.cells.iter().map(cell).sum::<usize>()
        };
        let weights: Vec<usize> = body.iter().map(weight).collect();
        let mut held = self.parts.last().map_or(0, |p| p.markup.len());
        let mut begun = 0;
        for (at, weight) in weights.iter().enumerate() {
            let start = body.get(at).and_then(|r| r.cells.first()).map_or(0, |c| c.span.start);
            if held + weight > ROOM && at > begun && start >= FIRST {
                self.body(body.get(begun..at).unwrap_or_default(), &columns, &right, leaf);
                self.parts.push(Part { from: start, markup: open.clone(), anchors: Vec::new() });
                (held, begun) = (open.len(), at);
            }
            held += weight;
        }
        self.body(body.get(begun..).unwrap_or_default(), &columns, &right, leaf);
    }

    /// The rows of a table that stand on one page.
    fn body(&mut self, rows: &[Row], columns: &[u32], right: &HashSet<u32>, leaf: &Leaf) {
        let lines = self.rows(rows, columns, right, leaf, false);
        for (row, line) in rows.iter().zip(lines) {
            self.note(row);
            self.put(&line);
        }
        self.put("</tbody></table></div>\n");
    }

    /// How many rows are heads: the first if it has no number; and below it those that say nothing in the first column and have
    /// no number either.
    fn heads(&self, rows: &[Row], first: u32) -> usize {
        let words = |row: &Row| row.cells.iter().all(|c| !is_number(&self.words(c)) && self.of(c).is_empty());
        let below = |row: &Row| row.cells.first().is_none_or(|c| c.column > first) && words(row);
        match rows.split_first() {
            Some((head, rest)) if words(head) && !rest.is_empty() => {
                1 + rest.iter().take(HEADS - 1).take_while(|row| below(row)).count()
            }
            _ => 0,
        }
    }

    /// The columns of which most cells are numbers.
    fn numbers(&self, rows: &[Row]) -> HashSet<u32> {
        let mut counts: HashMap<u32, (usize, usize)> = HashMap::new();
        for cell in rows.iter().flat_map(|r| &r.cells) {
            let (numbers, all) = counts.entry(cell.column).or_default();
            *numbers += usize::from(is_number(&self.words(cell)));
            *all += 1;
        }
        counts.into_iter().filter(|(_, (numbers, all))| numbers * 2 > *all).map(|(column, _)| column).collect()
    }

    /// The rows of one part of a table. Merged cells span what of them is in it.
    fn rows(&self, rows: &[Row], columns: &[u32], right: &HashSet<u32>, leaf: &Leaf, head: bool) -> Vec<String> {
        let mut covered: HashSet<(usize, u32)> = HashSet::new();
        let mut spans: HashMap<(usize, u32), (usize, usize)> = HashMap::new();
        let from = rows.first().map_or(0, |r| r.number);
        let to = rows.last().map_or(0, |r| r.number);
        for merge in leaf.merges.iter().filter(|m| m.row >= from && m.row <= to) {
            let down = |n: u32| (merge.row..merge.row.saturating_add(merge.rows)).contains(&n);
            let across = |n: u32| (merge.column..merge.column.saturating_add(merge.columns)).contains(&n);
            let lines: Vec<usize> = (0..).zip(rows).filter(|(_, r)| down(r.number)).map(|(n, _)| n).collect();
            let under: Vec<u32> = columns.iter().copied().filter(|c| across(*c)).collect();
            let (Some(top), Some(left)) = (lines.first(), under.first()) else { continue };
            spans.insert((*top, *left), (lines.len(), under.len()));
            covered.extend(lines.iter().flat_map(|n| under.iter().map(|c| (*n, *c))).filter(|at| at != &(*top, *left)));
        }
        let line = |(at, row): (usize, &Row)| {
            let mut out = String::from("<tr>");
            for (n, column) in columns.iter().enumerate().filter(|(_, c)| !covered.contains(&(at, **c))) {
                let cell = row.cells.iter().find(|c| c.column == *column);
                let said = cell.map(|c| self.cell(c)).unwrap_or_default();
                // The first words of a row are its head; an empty cell is none.
                let heading = !said.is_empty() && (head || (n == 0 && !right.contains(column)));
                let (tag, scope) = match (heading, head) {
                    (true, true) => ("th", " scope=\"col\""),
                    (true, false) => ("th", " scope=\"row\""),
                    (false, _) => ("td", ""),
                };
                let class = if right.contains(column) { " class=\"r\"" } else { "" };
                let (down, across) = spans.get(&(at, *column)).copied().unwrap_or((1, 1));
                let wide = if across > 1 { format!(" colspan=\"{across}\"") } else { String::new() };
                let tall = if down > 1 { format!(" rowspan=\"{down}\"") } else { String::new() };
                // Writing into memory cannot fail.
                let _ = write!(out, "<{tag}{scope}{class}{wide}{tall}>{said}</{tag}>");
            }
            out.push_str("</tr>\n");
            out
        };
        rows.iter().enumerate().map(line).collect()
    }

    /// The cited passages that begin within a cell.
    fn of(&self, cell: &Cell) -> &[(u32, usize)] {
        let from = self.begins.partition_point(|(at, _)| *at < cell.span.start);
        let to = self.begins.partition_point(|(at, _)| *at < cell.span.end);
        self.begins.get(from..to).unwrap_or_default()
    }

    /// Notes what of a row is cited, for the page that has it.
    fn note(&mut self, row: &Row) {
        let anchors = row.cells.iter().flat_map(|c| self.of(c)).filter_map(|(_, n)| self.cited.get(*n));
        let anchors: Vec<String> = anchors.map(|c| c.id.clone()).collect();
        if let Some(part) = self.parts.last_mut() {
            part.anchors.extend(anchors);
        }
    }

    /// What is in a cell, as it was written; a quotation mark that was doubled is one.
    fn words(&self, cell: &Cell) -> String {
        let (start, end) = (cell.span.start as usize, cell.span.end as usize);
        let words: String = self.chars.get(start..end).unwrap_or_default().iter().collect();
        let quoted = start.checked_sub(1).and_then(|n| self.chars.get(n)) == Some(&'"');
        if quoted { words.replace("\"\"", "\"") } else { words }
    }

    /// A cell, marked where it is cited: the mark leads to what rests on it first, and has an anchor for each.
    fn cell(&self, cell: &Cell) -> String {
        let words = escaped(&self.words(cell));
        let mut cited = self.of(cell).iter().filter_map(|(_, n)| self.cited.get(*n)).peekable();
        let Some(first) = cited.peek() else { return words };
        let link = format!("<a href=\"{}\">{words}</a>", escaped(&first.href));
        cited.fold(link, |inside, one| format!("<mark class=\"ct\" id=\"{}\">{inside}</mark>", escaped(&one.id)))
    }
}

/// Whether a cell holds a number, and no year.
pub(crate) fn is_number(words: &str) -> bool {
    let words = words.trim();
    let plain =
        words.trim_start_matches(['-', '−', '+', '≥', '≤', '>', '<', '＞', '＜']).trim_end_matches(['%', '％', '‰']);
    let sound = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-' | '/');
    let is_year = words.len() == 4 && words.parse().is_ok_and(|n: u32| (1900..2101).contains(&n));
    plain.bytes().any(|b| b.is_ascii_digit()) && plain.chars().all(sound) && !is_year
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing into memory cannot fail.
    let _ = Inert.write_escaped_str(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use luoshi_document::Merge;
    use luoshi_reader::Span;

    /// A sheet of cells parted by `|`, each row a line.
    fn sheet(text: &str) -> (String, Leaf) {
        let mut at = 0;
        let mut rows = Vec::new();
        for (number, line) in (0..).zip(text.lines()) {
            let mut cells = Vec::new();
            for (column, words) in (0..).zip(line.split('|')) {
                let length = words.chars().count() as u32;
                if length > 0 {
                    cells.push(Cell { column, span: at..at + length });
                }
                at += length + 1;
            }
            if !cells.is_empty() {
                rows.push(Row { number, cells });
            }
        }
        (text.to_owned(), Leaf { name: String::new(), rows, merges: Vec::new() })
    }

    fn cited(text: &str, words: &str, id: &str) -> Cited {
        let start = text.split(words).next().map_or(0, |before| before.chars().count()) as u32;
        let spans = vec![Span::new(start, start + words.chars().count() as u32)];
        Cited { id: id.to_owned(), spans, label: String::new(), href: format!("/to/{id}") }
    }

    #[test]
    fn a_table_has_its_heads_and_a_cited_cell_its_mark() {
        let (text, leaf) = sheet("完成情况||\n指标|单位|全市\n收入|亿元|46.85\n<企业>||507\n");
        let marks = [cited(&text, "46.85", "y1"), cited(&text, "46.85", "y2")];
        let parts = parts(&text, "", &[leaf], &marks);
        assert_eq!((parts.len(), parts[0].from), (1, 0));
        assert_eq!(parts[0].anchors, ["y1", "y2"]);
        let markup = &parts[0].markup;
        assert!(markup.starts_with("<p class=\"ln\">完成情况</p>"), "{markup}");
        assert!(markup.contains("<thead><tr><th scope=\"col\">指标</th><th scope=\"col\">单位</th><th scope=\"col\" class=\"r\">全市</th></tr>"), "{markup}");
        assert!(
            markup.contains(
                "<mark class=\"ct\" id=\"y2\"><mark class=\"ct\" id=\"y1\"><a href=\"/to/y1\">46.85</a></mark></mark>"
            ),
            "{markup}"
        );
        assert!(markup.contains("<th scope=\"row\">&lt;企业&gt;</th><td></td><td class=\"r\">507</td>"), "{markup}");
    }

    #[test]
    fn merged_cells_span_and_a_table_of_numbers_has_no_head() {
        let (text, mut leaf) = sheet("指标|2025年|\n|目标|完成\n粮食|120|98.6\n");
        leaf.merges =
            vec![Merge { row: 0, column: 1, rows: 1, columns: 2 }, Merge { row: 0, column: 0, rows: 2, columns: 1 }];
        let made = parts(&text, "", &[leaf], &[]);
        let markup = &made[0].markup;
        assert!(
            markup.contains(
                "<th scope=\"col\" rowspan=\"2\">指标</th><th scope=\"col\" class=\"r\" colspan=\"2\">2025年</th></tr>"
            ),
            "{markup}"
        );
        assert!(
            markup.contains("<tr><th scope=\"col\" class=\"r\">目标</th><th scope=\"col\" class=\"r\">完成</th></tr>"),
            "{markup}"
        );
        let (text, leaf) = sheet("粮食|120|98.6\n油料|7|6.5\n");
        assert!(!parts(&text, "", &[leaf], &[])[0].markup.contains("<thead>"));
    }

    #[test]
    fn a_long_workbook_has_several_pages_each_with_its_heads() {
        let rows = (0..20_000).fold(String::new(), |mut rows, n| {
            let _ = writeln!(rows, "项目{n}|{n}.5");
            rows
        });
        let (text, leaf) = sheet(&format!("名称|数量\n{rows}"));
        let mark = cited(&text, "19999.5", "y7");
        let made = parts(&text, "", &[leaf], std::slice::from_ref(&mark));
        assert!(made.len() > 2 && made.iter().all(|p| p.markup.len() < ROOM * 3 / 2 && p.markup.contains("<thead>")));
        assert!(made.windows(2).all(|two| two[0].from < two[1].from) && made[1].from >= FIRST);
        assert_eq!(made.last().map(|p| p.anchors.clone()), Some(vec!["y7".to_owned()]));
        assert_eq!(made.iter().map(|p| p.markup.matches("项目").count()).sum::<usize>(), 20_000);
    }

    #[test]
    fn a_year_is_no_number_and_a_bound_is() {
        for words in ["46.85", "≥12.32", "-7", "1,200", "95%", "2024-05-08"] {
            assert!(is_number(words), "{words}");
        }
        for words in ["2025", "2025年", "全市", "", "-", "≥"] {
            assert!(!is_number(words), "{words}");
        }
    }
}
