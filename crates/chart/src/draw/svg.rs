//! Marks of SVG, and text made inert.

use std::fmt::Write as _;

/// Text for SVG and XML: nothing in it is a mark, and what no document may hold, or what turns the reading direction of all
/// that follows, is shown as U+FFFD.
#[must_use]
pub(crate) fn escape(text: &str) -> String {
    // Lengths, classes and most labels.
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'.' | b'-' | b',' | b'%' | b'#' | b'(' | b')');
    if text.bytes().all(plain) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                out.push('\u{FFFD}');
            }
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// A length on paper: one place, and never anything but a number.
#[must_use]
pub(crate) fn px(length: f64) -> String {
    let tenths = if length.is_finite() { (length.clamp(-99_999.0, 99_999.0) * 10.0).round() } else { 0.0 };
    // A drawing has hundreds of them, and whole numbers are written several times faster.
    #[allow(clippy::cast_possible_truncation, reason = "within a million, as clamped")]
    let tenths = tenths as i32;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

/// Marks one after another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks(pub(crate) String);

impl Marks {
    /// `<name a="…"/>`; values are escaped.
    pub(crate) fn mark(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.0.truncate(self.0.len() - 1);
        self.0.push_str("/>");
    }

    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            // Writing to a string does not fail.
            let _ = write!(self.0, " {attribute}=\"{}\"", escape(value));
        }
        self.0.push('>');
    }

    pub(crate) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.0.push_str(&escape(text));
    }

    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let path = format!("M{} {}L{} {}", px(from.0), px(from.1), px(to.0), px(to.1));
        self.mark("path", &[("class", class), ("d", &path)]);
    }

    /// A line through points; nothing for fewer than two.
    pub(crate) fn lines(&mut self, class: &str, points: &[(f64, f64)]) {
        if points.len() > 1 {
            self.mark("path", &[("class", class), ("d", &through(points))]);
        }
    }

    pub(crate) fn area(&mut self, class: &str, points: &[(f64, f64)]) {
        if points.len() > 2 {
            self.mark("path", &[("class", class), ("d", &format!("{}Z", through(points)))]);
        }
    }

    pub(crate) fn circle(&mut self, class: &str, at: (f64, f64), radius: f64) {
        self.mark("circle", &[("class", class), ("cx", &px(at.0)), ("cy", &px(at.1)), ("r", &px(radius))]);
    }

    pub(crate) fn rect(&mut self, class: &str, at: (f64, f64), size: (f64, f64)) {
        let (x, y, width, height) = (px(at.0), px(at.1), px(size.0.max(0.0)), px(size.1.max(0.0)));
        self.mark("rect", &[("class", class), ("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
    }
}

fn through(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{} {}", if at == 0 { 'M' } else { 'L' }, px(*x), px(*y));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_inert() {
        assert_eq!(escape("<script>&\"'"), "&lt;script&gt;&amp;&quot;&#39;");
        assert_eq!(escape("a\u{0}b\u{202E}c\u{1b}"), "a\u{FFFD}b\u{FFFD}c\u{FFFD}");
        assert_eq!(escape("a\nb\u{FFFF}"), "a b\u{FFFD}");
    }

    #[test]
    fn lengths_are_numbers() {
        assert_eq!([px(1.25), px(-0.04), px(f64::NAN), px(f64::INFINITY), px(12.0)], ["1.3", "0", "0", "0", "12"]);
    }
}
