//! Marks of SVG, and text made inert.

/// Text for SVG and XML: nothing in it is a mark, and what no document may hold, or what turns the reading direction of all
/// that follows, is shown as U+FFFD.
#[must_use]
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    put_text(&mut out, text);
    out
}

/// As [`escape`], behind what is written already.
fn put_text(out: &mut String, text: &str) {
    // Lengths, classes and most labels.
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'.' | b'-' | b',' | b'%' | b'#' | b'(' | b')');
    if text.bytes().all(plain) {
        out.push_str(text);
        return;
    }
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
}

/// A length on paper: one place, and never anything but a number.
#[must_use]
pub(crate) fn px(length: f64) -> String {
    let mut out = String::new();
    put(&mut out, length);
    out
}

/// As [`px`], behind what is written already. A drawing has hundreds of lengths, a page thousands: they are whole tenths, and go
/// through no format.
fn put(out: &mut String, length: f64) {
    let tenths = if length.is_finite() { (length.clamp(-99_999.0, 99_999.0) * 10.0).round() } else { 0.0 };
    #[allow(clippy::cast_possible_truncation, reason = "within a million, as clamped")]
    let tenths = tenths as i32;
    if tenths < 0 {
        out.push('-');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let mut number = itoa::Buffer::new();
    out.push_str(number.format(whole));
    if tenth > 0 {
        out.push('.');
        out.push_str(number.format(tenth));
    }
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
            self.attribute(attribute);
            put_text(&mut self.0, value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    pub(crate) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    pub(crate) fn text(&mut self, text: &str) {
        put_text(&mut self.0, text);
    }

    fn attribute(&mut self, name: &str) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
    }

    /// `<name class="…"`.
    fn begin(&mut self, name: &str, class: &str) {
        self.0.push('<');
        self.0.push_str(name);
        self.attribute("class");
        put_text(&mut self.0, class);
        self.0.push('"');
    }

    fn length(&mut self, name: &str, length: f64) {
        self.attribute(name);
        put(&mut self.0, length);
        self.0.push('"');
    }

    fn path(&mut self, class: &str, points: &[(f64, f64)], end: &str) {
        self.begin("path", class);
        self.attribute("d");
        for (at, (x, y)) in points.iter().enumerate() {
            self.0.push(if at == 0 { 'M' } else { 'L' });
            put(&mut self.0, *x);
            self.0.push(' ');
            put(&mut self.0, *y);
        }
        self.0.push_str(end);
        self.0.push_str("\"/>");
    }

    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.path(class, &[from, to], "");
    }

    /// A line through points; nothing for fewer than two.
    pub(crate) fn lines(&mut self, class: &str, points: &[(f64, f64)]) {
        if points.len() > 1 {
            self.path(class, points, "");
        }
    }

    pub(crate) fn area(&mut self, class: &str, points: &[(f64, f64)]) {
        if points.len() > 2 {
            self.path(class, points, "Z");
        }
    }

    pub(crate) fn circle(&mut self, class: &str, at: (f64, f64), radius: f64) {
        self.begin("circle", class);
        self.length("cx", at.0);
        self.length("cy", at.1);
        self.length("r", radius);
        self.0.push_str("/>");
    }

    pub(crate) fn rect(&mut self, class: &str, at: (f64, f64), size: (f64, f64)) {
        self.begin("rect", class);
        self.length("x", at.0);
        self.length("y", at.1);
        self.length("width", size.0.max(0.0));
        self.length("height", size.1.max(0.0));
        self.0.push_str("/>");
    }

    /// A line of text at a point.
    pub(crate) fn write(&mut self, text: &str, class: &str, at: (f64, f64), size: f64, anchor: Option<&str>) {
        self.0.push_str("<text");
        self.length("x", at.0);
        self.length("y", at.1);
        self.length("font-size", size);
        for (name, value) in [("text-anchor", anchor.unwrap_or_default()), ("class", class)] {
            if !value.is_empty() {
                self.attribute(name);
                put_text(&mut self.0, value);
                self.0.push('"');
            }
        }
        self.0.push('>');
        put_text(&mut self.0, text);
        self.0.push_str("</text>");
    }
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
