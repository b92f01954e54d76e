//! Writes JSON straight into a buffer: no tree, no allocation for a member.

use std::fmt::{self, Write as _};

use crate::{Span, Value};
use jiff::civil::Date;

/// Where the line ends of the output stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// One line without a blank, for programs.
    #[default]
    Line,
    /// A member a line, indented by two, for eyes. Lists of numbers stay on their line.
    Indented,
}

/// Puts commas, line ends and quotes; the caller opens and closes in pairs. Other wire forms of luoshi are written by it too.
#[derive(Debug)]
pub struct Writer<'a> {
    out: &'a mut Vec<u8>,
    layout: Layout,
    depth: usize,
    /// Nothing has been written yet since the last bracket was opened.
    fresh: bool,
}

impl<'a> Writer<'a> {
    /// Writes behind what `out` holds.
    pub fn new(out: &'a mut Vec<u8>, layout: Layout) -> Self {
        Self { out, layout, depth: 0, fresh: true }
    }

    /// Opens `{` or `[`.
    pub fn open(&mut self, bracket: u8) {
        self.out.push(bracket);
        self.depth += 1;
        self.fresh = true;
    }

    /// Closes with `}` or `]`; an empty pair stays on its line.
    pub fn close(&mut self, bracket: u8) {
        self.depth = self.depth.saturating_sub(1);
        if !self.fresh {
            self.line();
        }
        self.out.push(bracket);
        self.fresh = false;
    }

    /// Begins an element of a list.
    pub fn item(&mut self) {
        if !self.fresh {
            self.out.push(b',');
        }
        self.fresh = false;
        self.line();
    }

    /// Begins a member. `name` is plain ASCII.
    pub fn member(&mut self, name: &'static str) {
        self.item();
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(if self.layout == Layout::Line { b"\":" } else { b"\": " });
    }

    fn line(&mut self) {
        if self.layout == Layout::Indented {
            self.out.push(b'\n');
            self.out.extend(std::iter::repeat_n(b' ', self.depth * 2));
        }
    }

    /// `null`.
    pub fn null(&mut self) {
        self.out.extend_from_slice(b"null");
    }

    /// `true` or `false`.
    pub fn truth(&mut self, truth: bool) {
        self.out.extend_from_slice(if truth { b"true" } else { b"false" });
    }

    /// A whole number.
    pub fn number(&mut self, n: u64) {
        // The digits of a u64 never number more than twenty.
        let mut digits = [0u8; 20];
        let mut at = digits.len();
        let mut rest = n;
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.out.extend_from_slice(&digits[at..]);
    }

    /// A word of ours: plain ASCII, nothing to escape.
    pub fn word(&mut self, word: &'static str) {
        self.out.push(b'"');
        self.out.extend_from_slice(word.as_bytes());
        self.out.push(b'"');
    }

    /// A text of anybody's.
    pub fn text(&mut self, text: &str) {
        self.out.push(b'"');
        escape(text, self.out);
        self.out.push(b'"');
    }

    /// An exact number, quoted.
    pub fn value(&mut self, value: &Value) {
        self.shown(value);
    }

    /// A day, quoted.
    pub fn date(&mut self, date: Date) {
        self.shown(&date);
    }

    /// What `Display` gives, quoted; only for things that never need an escape.
    fn shown(&mut self, what: &dyn fmt::Display) {
        self.out.push(b'"');
        // Writing into memory cannot fail.
        let _ = write!(Ascii(self.out), "{what}");
        self.out.push(b'"');
    }

    /// `[[s,e],[s,e]]`, always on one line.
    pub fn spans(&mut self, spans: &[Span]) {
        self.out.push(b'[');
        for (i, span) in spans.iter().enumerate() {
            self.out.extend_from_slice(if i == 0 { b"[" } else { b",[" });
            self.number(u64::from(span.start()));
            self.out.push(b',');
            self.number(u64::from(span.end()));
            self.out.push(b']');
        }
        self.out.push(b']');
    }

    /// A member that may be absent.
    pub fn maybe<T>(&mut self, name: &'static str, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.member(name);
        match value {
            Some(value) => write(self, value),
            None => self.null(),
        }
    }

    /// A member that is a list.
    pub fn list<T>(
        &mut self,
        name: &'static str,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.member(name);
        self.open(b'[');
        for item in items {
            self.item();
            write(self, item);
        }
        self.close(b']');
    }
}

struct Ascii<'a>(&'a mut Vec<u8>);

impl fmt::Write for Ascii<'_> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.0.extend_from_slice(s.as_bytes());
        Ok(())
    }
}

/// What a byte of a string needs: nothing, an escape, or a look at the bytes after it.
const PLAIN: u8 = 0;
const ESCAPE: u8 = 1;
const LOOK: u8 = 2;

static NEED: [u8; 256] = {
    let mut table = [PLAIN; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = ESCAPE;
        byte += 1;
    }
    table[b'"' as usize] = ESCAPE;
    table[b'\\' as usize] = ESCAPE;
    table[0x7F] = ESCAPE;
    table[0xC2] = LOOK; // C1 controls
    table[0xE2] = LOOK; // line separators and direction marks
    table
};

/// Escapes what JSON demands and, beyond that, what a terminal or a script would obey: DEL, C1 controls, the line and
/// paragraph separator, direction marks.
fn escape(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let mut kept = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let need = NEED[byte as usize];
        if need == PLAIN {
            at += 1;
            continue;
        }
        let (code, length) = match (need, bytes.get(at + 1), bytes.get(at + 2)) {
            (ESCAPE, _, _) => (u32::from(byte), 1),
            (_, Some(&b @ 0x80..=0x9F), _) if byte == 0xC2 => (u32::from(b), 2),
            (_, Some(0x80), Some(&b)) if byte == 0xE2 && matches!(b, 0x8E | 0x8F | 0xA8..=0xAE) => {
                (0x2000 + u32::from(b & 0x3F), 3)
            }
            (_, Some(0x81), Some(&b)) if byte == 0xE2 && matches!(b, 0xA6..=0xA9) => (0x2040 + u32::from(b & 0x3F), 3),
            _ => {
                at += 1;
                continue;
            }
        };
        out.extend_from_slice(&bytes[kept..at]);
        match code {
            0x22 => out.extend_from_slice(b"\\\""),
            0x5C => out.extend_from_slice(b"\\\\"),
            0x0A => out.extend_from_slice(b"\\n"),
            0x0D => out.extend_from_slice(b"\\r"),
            0x09 => out.extend_from_slice(b"\\t"),
            _ => {
                let _ = write!(Ascii(out), "\\u{code:04x}");
            }
        }
        at += length;
        kept = at;
    }
    out.extend_from_slice(&bytes[kept..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = Vec::new();
        Writer::new(&mut out, Layout::Line).text(text);
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[test]
    fn every_character_of_the_basic_plane_comes_back() {
        let all: String = (0..0x1_1000).filter_map(char::from_u32).collect();
        let back: String = serde_json::from_str(&escaped(&all)).expect("valid JSON");
        assert!(back == all, "a character was changed on the way");
    }

    #[test]
    fn what_a_terminal_or_a_script_would_obey_is_escaped() {
        assert_eq!(
            escaped("\0\u{1b}[31m\u{7f}\u{9b}\u{2028}\u{202e}\u{2066}\u{2069}\u{200f}"),
            r#""\u0000\u001b[31m\u007f\u009b\u2028\u202e\u2066\u2069\u200f""#
        );
    }

    #[test]
    fn chinese_quotes_and_dashes_stay_as_they_are() {
        assert_eq!(escaped("“十四五”——\u{200b}…¥·"), "\"“十四五”——\u{200b}…¥·\"");
    }

    #[test]
    fn an_empty_list_stays_on_its_line() {
        let mut out = Vec::new();
        let mut w = Writer::new(&mut out, Layout::Indented);
        w.open(b'{');
        w.list("a", [] as [u64; 0], Writer::number);
        w.list("b", [1, 2], Writer::number);
        w.close(b'}');
        assert_eq!(String::from_utf8_lossy(&out), "{\n  \"a\": [],\n  \"b\": [\n    1,\n    2\n  ]\n}");
    }
}
