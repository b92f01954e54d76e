//! The original with its marks: one walk over the text and the edges of the marks, tags nested as they must be.
//!
//! Marks may lie in and across each other in any way. Where one ends that others lie within, those are closed and opened
//! again behind it. No more than [`DEPTH`] are open at once: what lies deeper keeps its anchor and its number, and loses
//! only its line; so time grows with the text and its marks, whatever they are.

use super::Cited;
use super::block::{Block, Shape, is_line_end};
use super::mark::{Marks, Of, Piece, Sort};
use crate::escape;
use std::fmt::Write as _;

/// Before each cell of a row.
const CELL: &str = "<span class=\"td\">";

/// Marks open at once.
const DEPTH: usize = 16;

/// What the walk needs to know of the page.
pub(super) struct Form<'a> {
    /// Before every anchor, so that several documents can share a page.
    pub(super) prefix: &'a str,
    /// Before the number of a repair: 修.
    pub(super) repair: &'a str,
    /// Before the number of a caption: 图.
    pub(super) caption: &'a str,
    /// What a screen reader says behind the number of a seam: 接合处.
    pub(super) seam: &'a str,
    /// 下接.
    pub(super) onward: &'a str,
    /// 上接.
    pub(super) back: &'a str,
    /// What rests on passages.
    pub(super) cited: &'a [Cited],
}

/// The walk over one document, block by block.
pub(super) struct Sweep<'a> {
    chars: &'a [char],
    marks: &'a Marks,
    form: Form<'a>,
    next: usize,
    open: Vec<Open>,
    /// Numbers that wait for a link to close: links do not lie within links.
    waiting: Vec<usize>,
}

/// A piece whose tag is open.
#[derive(Clone, Copy)]
struct Open {
    piece: Piece,
    /// Written as a link.
    link: bool,
}

impl<'a> Sweep<'a> {
    pub(super) fn new(chars: &'a [char], marks: &'a Marks, form: Form<'a>) -> Self {
        Self { chars, marks, form, next: 0, open: Vec::new(), waiting: Vec::new() }
    }

    /// Writes the next block. Blocks are asked for in order.
    pub(super) fn block(&mut self, block: &Block, out: &mut String) {
        let cells = matches!(block.shape, Shape::Row { columns: 1.., .. });
        if cells {
            out.push_str(CELL);
        }
        self.carry_on(out);
        let mut at = block.start;
        loop {
            self.close(at, out);
            if at < block.end || at as usize == self.chars.len() {
                self.begin(at, out);
            }
            self.refer(out);
            if at >= block.end {
                break;
            }
            let is_tab = |at: u32| cells && at >= block.first && self.chars.get(at as usize) == Some(&'\t');
            if is_tab(at) {
                self.put_down(out);
                out.push_str("</span><span class=\"z\">\t</span>");
                out.push_str(CELL);
                self.carry_on(out);
                at += 1;
                continue;
            }
            let ends = self.open.iter().map(|o| o.piece.end).min().unwrap_or(block.end);
            let starts = self.marks.pieces.get(self.next).map_or(block.end, |p| p.start);
            let mut to = ends.min(starts).min(block.end).max(at + 1);
            if cells {
                to = (at + 1..to).find(|at| is_tab(*at)).unwrap_or(to);
            }
            self.text(at, to, block, out);
            at = to;
        }
        self.put_down(out);
        if cells {
            out.push_str("</span>");
        }
    }

    /// Closes all tags; what they mark goes on behind.
    fn put_down(&mut self, out: &mut String) {
        for open in self.open.iter().rev() {
            out.push_str(closing(open));
        }
        if self.open.iter().any(|o| o.link) {
            self.flush(out);
        }
    }

    /// Opens again what was put down.
    fn carry_on(&mut self, out: &mut String) {
        let carried = std::mem::take(&mut self.open);
        for open in carried {
            self.reopen(open.piece, out);
        }
    }

    /// Closes what ends here, and opens again what lay within it and goes on.
    fn close(&mut self, at: u32, out: &mut String) {
        let Some(lowest) = self.open.iter().position(|o| o.piece.end <= at) else { return };
        let within = self.open.split_off(lowest);
        for open in within.iter().rev() {
            out.push_str(closing(open));
        }
        for open in within {
            if open.piece.end <= at {
                self.waiting.extend(open.piece.note);
            } else {
                self.reopen(open.piece, out);
            }
        }
    }

    /// Opens what begins here.
    fn begin(&mut self, at: u32, out: &mut String) {
        while let Some(piece) = self.marks.pieces.get(self.next).copied().filter(|p| p.start <= at) {
            self.next += 1;
            let mut open = Open { piece, link: false };
            let empty = piece.end <= at;
            if empty || self.open.len() >= DEPTH {
                // An anchor, a sign or a number, and no more.
                open.link = self.tag(&piece, true, out);
                out.push_str(closing(&open));
                self.waiting.extend(piece.note);
                if empty {
                    self.refer(out);
                }
                continue;
            }
            open.link = self.tag(&piece, true, out);
            self.open.push(open);
        }
    }

    fn reopen(&mut self, piece: Piece, out: &mut String) {
        let link = self.tag(&piece, false, out);
        self.open.push(Open { piece, link });
    }

    /// Writes the opening tag; tells whether it is a link.
    fn tag(&self, piece: &Piece, first: bool, out: &mut String) -> bool {
        let inside = self.open.iter().any(|o| o.link);
        let prefix = self.form.prefix;
        let (letter, index) = (letter(piece.sort), piece.index);
        // The anchor is that of the first piece; of a sentence every piece has one.
        let id = match (first, piece.sort, piece.part) {
            (true, Sort::Cited, 0) => {
                let id = self.form.cited.get(index).map_or("", |c| c.id.as_str());
                format!(" id=\"{id}\"")
            }
            (true, Sort::Onward | Sort::Back | Sort::From, _) | (false, ..) => String::new(),
            (true, _, 0) => format!(" id=\"{prefix}{letter}{index}\""),
            (true, Sort::Sentence, part) => format!(" id=\"{prefix}s{index}-{}\"", part + 1),
            (true, ..) => String::new(),
        };
        // Writing into memory cannot fail.
        let _ = match piece.sort {
            Sort::Sentence | Sort::Fact | Sort::Opener => write!(out, "<span{id}>"),
            Sort::Heading => write!(out, "<b{id}>"),
            Sort::Caption => write!(out, "<span class=\"pic\"{id}>"),
            Sort::LeftOut => write!(out, "<s{id}>"),
            Sort::Goal => write!(out, "<u class=\"g\"{id}>"),
            Sort::Commitment => write!(out, "<u{id}>"),
            Sort::Repair => write!(out, "<span class=\"r\"{id}>"),
            Sort::Doubtful => write!(out, "<span class=\"w\"{id}>"),
            Sort::Cited => write!(out, "<mark class=\"ct\"{id}>"),
            Sort::From => write!(out, "<span class=\"fr\">"),
            Sort::Figure => write!(out, "<mark{id}>"),
            Sort::DoubtedFigure => write!(out, "<mark class=\"d\"{id}>"),
            Sort::Name if inside || piece.end <= piece.start => write!(out, "<i class=\"k\"{id}>"),
            Sort::Name => {
                let block = self.marks.names.get(index).copied().unwrap_or_default() + 1;
                let _ = write!(out, "<a class=\"k\"{id} href=\"#{prefix}p{block}k\">");
                return true;
            }
            // The first seam has its sign behind it, as a link.
            Sort::Seam if piece.part == 0 => write!(out, "<span class=\"z\"{id}>"),
            Sort::Seam => write!(out, "<span class=\"j\">"),
            Sort::Onward | Sort::Back if inside => write!(out, "<span>"),
            Sort::Onward => {
                let _ = write!(
                    out,
                    "<a class=\"go\" href=\"#{prefix}s{index}-{}\" aria-label=\"{}\" data-n=\"↷\">",
                    piece.part + 2,
                    self.form.onward
                );
                return true;
            }
            Sort::Back => {
                let to = if piece.part <= 1 { String::new() } else { format!("-{}", piece.part) };
                let _ = write!(
                    out,
                    "<a class=\"go\" href=\"#{prefix}s{index}{to}\" aria-label=\"{}\" data-n=\"↶\">",
                    self.form.back
                );
                return true;
            }
        };
        false
    }

    /// Writes the numbers that wait, unless a link is open.
    fn refer(&mut self, out: &mut String) {
        if !self.open.iter().any(|o| o.link) {
            self.flush(out);
        }
    }

    fn flush(&mut self, out: &mut String) {
        // Notes are in the order of their numbers: of two marks that end together the inner comes first.
        self.waiting.sort_unstable();
        for note in self.waiting.drain(..) {
            let Some(note) = self.marks.notes.get(note) else { continue };
            // Links to other commitments than goals are the most by far: they have no class.
            let (class, letter, before) = match (note.of, note.sort) {
                (Of::Figure, _) => (" class=\"nf\"", 'f', ""),
                (Of::Commitment, Sort::Goal) => (" class=\"ng\"", 'c', ""),
                (Of::Commitment, _) => ("", 'c', ""),
                (Of::Repair, Sort::Seam) => (" class=\"nj\"", 'r', self.form.repair),
                (Of::Repair, _) => (" class=\"nr\"", 'r', self.form.repair),
                (Of::Caption, _) => (" class=\"np\"", 'g', self.form.caption),
            };
            let (index, number, prefix) = (note.index, note.number, self.form.prefix);
            let seam = if note.sort == Sort::Seam { self.form.seam } else { "" };
            // Writing into memory cannot fail.
            let _ =
                write!(out, "<a{class} href=\"#{prefix}{letter}{index}n\" aria-label=\"{before}{number}{seam}\"></a>");
        }
    }

    /// Writes plain text, with the blanks that a paragraph does not show set apart: those before it, and the line ends
    /// inside it.
    fn text(&self, from: u32, to: u32, block: &Block, out: &mut String) {
        let seam = self.open.iter().any(|o| o.piece.sort == Sort::Seam);
        let text = self.chars.get(from as usize..to as usize).unwrap_or_default();
        let mut hidden = false;
        for (n, c) in text.iter().enumerate() {
            let at = from + n as u32;
            let hide = !seam
                && (at < block.first
                    || (at < block.last && is_line_end(*c) && !between_words(self.chars, at as usize)));
            if hide != hidden {
                out.push_str(if hide { "<span class=\"z\">" } else { "</span>" });
                hidden = hide;
            }
            escape::original(*c, out);
        }
        if hidden {
            out.push_str("</span>");
        }
    }
}

/// Whether a blank here parts two words of a script that has blanks.
fn between_words(chars: &[char], at: usize) -> bool {
    let word = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
    word(at.checked_sub(1).and_then(|n| chars.get(n))) && word(chars.get(at + 1))
}

/// The letter that an anchor begins with.
pub(super) fn letter(sort: Sort) -> char {
    match sort {
        Sort::Sentence | Sort::Onward | Sort::Back => 's',
        Sort::Heading | Sort::Opener => 'h',
        Sort::Fact => 'q',
        Sort::Caption => 'g',
        Sort::LeftOut | Sort::Repair | Sort::Doubtful | Sort::Seam => 'r',
        Sort::Goal | Sort::Commitment => 'c',
        Sort::Name => 'k',
        Sort::Figure | Sort::DoubtedFigure | Sort::From => 'f',
        // Its anchor is given by who cites.
        Sort::Cited => 'y',
    }
}

fn closing(open: &Open) -> &'static str {
    match open.piece.sort {
        _ if open.link => "</a>",
        Sort::Heading => "</b>",
        Sort::LeftOut => "</s>",
        Sort::Goal | Sort::Commitment => "</u>",
        Sort::Figure | Sort::DoubtedFigure | Sort::Cited => "</mark>",
        Sort::Name => "</i>",
        _ => "</span>",
    }
}
