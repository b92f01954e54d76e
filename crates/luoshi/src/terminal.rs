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

/// The text broken into lines of at most `cells`, at any character: Chinese has no blanks to break at.
pub(crate) fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_inclusive(' ') {
        let wide = width(word.trim_end());
        if used > 0 && used + wide > cells && wide <= cells && word.is_ascii() {
            lines.push(String::new());
            used = 0;
        }
        for c in word.chars() {
            let w = c.width().unwrap_or(0);
            if used + w > cells.max(2) {
                lines.push(String::new());
                used = 0;
                if c == ' ' {
                    continue;
                }
            }
            used += w;
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
        }
    }
    lines
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
