//! Tables in the shapes offices use, each as a web page, as a Word document, and as plain text where it can be.
//!
//! `shapes.txt` draws the tables and says what is in them, in words of our own; how, stands at its top.

use crate::package::{Docx, p};
use crate::run::{Folder, luoshi};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

/// A table and the lines around it, as drawn.
#[derive(Debug, Default)]
struct Shape {
    name: String,
    line: usize,
    /// Lines of text, and grids between them.
    pieces: Vec<Piece>,
    cells: Vec<(usize, Vec<String>)>,
    tasks: Vec<(usize, Vec<String>)>,
}

#[derive(Debug)]
enum Piece {
    Line(String),
    Grid(Vec<Vec<String>>),
}

/// A cell as it reaches over the grid.
struct Merged<'a> {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    words: &'a str,
}

fn shapes(text: &str) -> Vec<Shape> {
    let mut out: Vec<Shape> = Vec::new();
    let fields = |line: &str| line.split('|').map(|f| f.trim().to_owned()).collect::<Vec<_>>();
    for (at, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix("--- ") {
            out.push(Shape { name: name.to_owned(), line: at + 1, ..Shape::default() });
            continue;
        }
        let shape = out.last_mut().expect("a name before the first table");
        if let Some(cells) = line.strip_prefix("= ") {
            shape.cells.push((at + 1, fields(cells)));
        } else if let Some(task) = line.strip_prefix("+ ") {
            shape.tasks.push((at + 1, fields(task)));
        } else if let Some(row) = line.strip_prefix('|') {
            let row = fields(row.trim_end().trim_end_matches('|'));
            match shape.pieces.last_mut() {
                Some(Piece::Grid(rows)) => rows.push(row),
                _ => shape.pieces.push(Piece::Grid(vec![row])),
            }
        } else {
            shape.pieces.push(Piece::Line(line.to_owned()));
        }
    }
    out
}

fn merged(rows: &[Vec<String>]) -> Vec<Merged<'_>> {
    let mut out: Vec<Merged<'_>> = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        for (column, words) in cells.iter().enumerate() {
            let reaching = |cell: &&mut Merged<'_>| match words.as_str() {
                "^" => cell.row + cell.rows >= row && (cell.column..cell.column + cell.columns).contains(&column),
                "<" => cell.column + cell.columns >= column && (cell.row..cell.row + cell.rows).contains(&row),
                _ => false,
            };
            if let Some(cell) = out.iter_mut().rev().find(reaching) {
                cell.rows = cell.rows.max(row + 1 - cell.row);
                cell.columns = cell.columns.max(column + 1 - cell.column);
            } else {
                out.push(Merged { row, column, rows: 1, columns: 1, words });
            }
        }
    }
    out
}

/// Words with their breaks and raised marks written by the form.
fn words(words: &str, plain: impl Fn(&str) -> String, raised: impl Fn(&str) -> String, line_break: &str) -> String {
    let mut out = String::new();
    for (at, line) in words.split("\\n").enumerate() {
        if at > 0 {
            out += line_break;
        }
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            let (mark, after) = after.split_once('}').expect("a closed mark");
            out += &plain(before);
            out += &raised(mark);
            rest = after;
        }
        out += &plain(rest);
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn as_page(shape: &Shape) -> String {
    let mut out = String::from("<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>\n");
    for piece in &shape.pieces {
        match piece {
            Piece::Line(line) => {
                let _ = writeln!(out, "<p>{}</p>", escaped(line));
            }
            Piece::Grid(rows) => {
                let cells = merged(rows);
                out += "<table>\n";
                for row in 0..rows.len() {
                    out += "<tr>";
                    for cell in cells.iter().filter(|c| c.row == row) {
                        let text = words(cell.words, escaped, |m| format!("<sup>{m}</sup>"), "<br>");
                        let _ = write!(out, "<td rowspan={} colspan={}>{text}</td>", cell.rows, cell.columns);
                    }
                    out += "</tr>\n";
                }
                out += "</table>\n";
            }
        }
    }
    out + "</body></html>\n"
}

fn as_document(shape: &Shape) -> Vec<u8> {
    let run = |text: &str| format!("<w:r><w:t xml:space='preserve'>{}</w:t></w:r>", escaped(text));
    let raised =
        |m: &str| format!("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{}</w:t></w:r>", escaped(m));
    let mut out = String::new();
    for piece in &shape.pieces {
        match piece {
            Piece::Line(line) => out += &p(&escaped(line)),
            Piece::Grid(rows) => {
                let mut cells = merged(rows);
                cells.sort_by_key(|c| c.column);
                out += "<w:tbl><w:tblPr/>";
                for row in 0..rows.len() {
                    out += "<w:tr>";
                    for cell in cells.iter().filter(|c| (c.row..c.row + c.rows).contains(&row)) {
                        let first = cell.row == row;
                        let down = match (cell.rows > 1, first) {
                            (false, _) => "",
                            (true, true) => "<w:vMerge w:val='restart'/>",
                            (true, false) => "<w:vMerge/>",
                        };
                        let text = words(if first { cell.words } else { "" }, run, raised, "<w:r><w:br/></w:r>");
                        let _ = write!(
                            out,
                            "<w:tc><w:tcPr><w:gridSpan w:val='{}'/>{down}</w:tcPr><w:p>{text}</w:p></w:tc>",
                            cell.columns
                        );
                    }
                    out += "</w:tr>";
                }
                out += "</w:tbl>";
            }
        }
    }
    Docx::default().body(&out)
}

/// Lines whose cells are parted by TAB, where no cell reaches over others.
fn as_lines(shape: &Shape) -> Option<String> {
    let mut out = String::new();
    for piece in &shape.pieces {
        match piece {
            Piece::Line(line) => {
                let _ = writeln!(out, "{line}");
            }
            Piece::Grid(rows) => {
                for row in rows {
                    if row.iter().any(|cell| cell == "^" || cell == "<") {
                        return None;
                    }
                    let cells: Vec<_> = row.iter().map(|c| words(c, str::to_owned, str::to_owned, " ")).collect();
                    let _ = writeln!(out, "{}", cells.join("\t"));
                }
            }
        }
    }
    Some(out)
}

fn absent(field: &str) -> Option<&str> {
    Some(field).filter(|f| *f != "-" && !f.is_empty())
}

/// Whether a figure is the target cell that a line tells of.
fn is_cell(fields: &[String], figure: &Value) -> bool {
    let [name, value, unit, bound, binding] = fields else { panic!("five fields: {fields:?}") };
    let (name, scope) = name.split_once('@').map_or((name.as_str(), None), |(name, scope)| (name, Some(scope)));
    let (group, name) = name.split_once('›').map_or((None, name), |(group, name)| (Some(group), name));
    let (low, high) = value.split_once("..").map_or((value.as_str(), None), |(low, high)| (low, Some(high)));
    figure["kind"] == "target"
        && figure["indicator"] == name
        && (group.is_none() || figure["cell"]["group"].as_str() == group)
        && (scope.is_none() || figure["scope"].as_str() == scope)
        && figure["value"].as_str().map(|v| v.trim_start_matches('-')) == Some(low)
        && figure["value_high"].as_str() == high
        && figure["unit"].as_str().filter(|u| !u.is_empty()) == absent(unit)
        && figure["bound"].as_str() == absent(bound)
        && figure["binding"].as_str() == absent(binding)
}

/// Whether a commitment is the row of tasks that a line tells of.
fn is_task(fields: &[String], commitment: &Value) -> bool {
    let [task, lead, support, deadline] = fields else { panic!("four fields: {fields:?}") };
    let said = commitment["object"].as_str().or(commitment["action"].as_str()).unwrap_or_default();
    let helps: Vec<_> = commitment["support"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    !said.is_empty()
        && task.contains(said)
        && commitment["who"].as_str() == absent(lead)
        && absent(&helps.join("、")) == absent(support)
        && commitment["deadline"]["date"].as_str() == absent(deadline)
}

fn reading(path: &Path) -> Value {
    let ran = luoshi(["read", "--quiet", "--format", "jsonl", path.to_str().expect("a path")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(ran.out.lines().next().expect("a reading")).expect("JSON")
}

#[test]
fn tables_say_the_same_in_every_form() {
    let folder = Folder::new();
    let all = shapes(include_str!("shapes.txt"));
    let mut missed = String::new();
    // Right and all: cells and tasks.
    let mut sums = [[0; 2]; 2];
    for (at, shape) in all.iter().enumerate() {
        let mut forms = vec![
            folder.file(&format!("{at}.html"), as_page(shape)),
            folder.file(&format!("{at}.docx"), as_document(shape)),
        ];
        forms.extend(as_lines(shape).map(|text| folder.file(&format!("{at}.txt"), text)));
        for path in forms {
            let reading = reading(&path);
            let form = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
            let of = |list: &str| reading[list].as_array().cloned().unwrap_or_default();
            let (figures, commitments) = (of("figures"), of("commitments"));
            let mut check = |what: usize, line: usize, fields: &[String], found: bool| {
                sums[what][0] += usize::from(found);
                sums[what][1] += 1;
                if !found {
                    let _ = writeln!(missed, "{form} {line} ({}): {}", shape.line, fields.join(" | "));
                }
            };
            for (line, fields) in &shape.cells {
                check(0, *line, fields, figures.iter().any(|f| is_cell(fields, f)));
            }
            for (line, fields) in &shape.tasks {
                check(1, *line, fields, commitments.iter().any(|c| is_task(fields, c)));
            }
            if commitments.iter().any(|c| !c["who"].is_null()) && shape.tasks.len() < commitments.len() {
                let _ = writeln!(
                    missed,
                    "{form} {}: {} commitments of {} tasks",
                    shape.name,
                    commitments.len(),
                    shape.tasks.len()
                );
            }
        }
    }
    let [[cells, of_cells], [tasks, of_tasks]] = sums;
    println!("{} tables; cells {cells}/{of_cells}, tasks {tasks}/{of_tasks}\n{missed}", all.len());
    assert!(missed.is_empty(), "\n{missed}");
}
