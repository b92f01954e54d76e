//! Text on a terminal: inert, measured in cells, coloured with restraint.

use luoshi_page::is_unseen;
use std::io::{self, IsTerminal};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text with everything a terminal would obey made visible: ESC and other controls, C1, direction and other
/// invisible marks as `\u{…}`; line ends and tabs become one space.
pub(crate) fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if is_unseen(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Width in cells: a Han character takes two.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text cut to `cells`, with … where something was left off.
pub(crate) fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > cells {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// The text broken into lines of at most `cells`: between any two Chinese characters, but within no number or Latin word that
/// fits into a line, and not before a mark that closes.
pub(crate) fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(2);
    let mut lines = vec![String::new()];
    let mut used = 0;
    // Where the last piece of the line at hand begins.
    let mut last = 0;
    for piece in pieces(text, cells) {
        let wide = width(piece);
        if used + wide > cells && used > 0 {
            let last_piece = |line: &String| line.get(last..).map_or(0, width);
            let fits = lines.last().is_some_and(|line| last_piece(line) + wide <= cells);
            let closes = piece.starts_with(CLOSING) && last > 0 && fits;
            let line = lines
                .last_mut()
                .map_or_else(String::new, |line| if closes { line.split_off(last) } else { String::new() });
            used = width(&line);
            lines.push(line);
            last = 0;
            if piece == " " && used == 0 {
                continue;
            }
        }
        if let Some(line) = lines.last_mut() {
            last = line.len();
            line.push_str(piece);
            used += wide;
        }
    }
    lines
}

/// Marks that do not begin a line.
const CLOSING: [char; 14] = ['，', '。', '、', '；', '：', '！', '？', '）', '》', '”', '’', '】', '」', '%'];

/// What a line is made of: a run of ASCII without blanks that fits into a line, or a character.
fn pieces(text: &str, cells: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let run = rest.find(|c: char| !c.is_ascii_graphic()).unwrap_or(rest.len());
        let at = if run == 0 || run > cells { first.len_utf8() } else { run };
        let (piece, after) = rest.split_at(at);
        rest = after;
        Some(piece)
    })
}

/// How results are shown on standard output.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Cells in a line.
    pub(crate) columns: usize,
    /// Whether colour may be used.
    pub(crate) paint: Paint,
}

/// Colour or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// On a terminal that has not been asked to be plain.
    Colour,
    /// In a pipe or a file, with `NO_COLOR`, on a dumb terminal.
    Plain,
}

/// Narrowest and widest table: below, columns would be cut to nothing; above, the eye loses the line.
const COLUMNS: (usize, usize) = (80, 120);

impl Look {
    /// For a pipe or a file.
    pub(crate) const PLAIN: Self = Self { columns: 100, paint: Paint::Plain };

    /// For standard output as it is.
    pub(crate) fn of_stdout() -> Self {
        if !io::stdout().is_terminal() {
            return Self::PLAIN;
        }
        let columns = terminal_size::terminal_size().map_or(Self::PLAIN.columns, |(w, _)| usize::from(w.0));
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        let paint = if set("NO_COLOR") || dumb { Paint::Plain } else { Paint::Colour };
        Self { columns: columns.clamp(COLUMNS.0, COLUMNS.1), paint }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_becomes_visible() {
        assert_eq!(inert("甲\u{1b}[2J\u{9b}乙\u{202e}\r\n丙"), "甲\\u{1b}[2J\\u{9b}乙\\u{202e} 丙");
    }

    #[test]
    fn a_cut_never_splits_a_wide_character() {
        assert_eq!(cut("森林覆盖率", 10), "森林覆盖率");
        assert_eq!(cut("森林覆盖率", 8), "森林覆…");
        assert_eq!(cut("森林覆盖率", 1), "…");
    }

    #[test]
    fn wrapping_keeps_every_character() {
        let lines = wrap("城乡居民人均可支配收入分别增长 6.5% and 9.2%", 10);
        assert!(lines.iter().all(|l| width(l) <= 10), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), "城乡居民人均可支配收入分别增长6.5%and9.2%");
    }
}
