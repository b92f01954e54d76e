//! How wide text is, without the reader's fonts: a table that errs on the wide side.

use unicode_width::UnicodeWidthChar as _;

/// The width in ems. Widths are those of the widest sans among those a page asks for (Noto, `PingFang`, `YaHei`, Segoe,
/// Roboto, `DejaVu`), so that a box around text is never too small.
#[must_use]
pub(crate) fn ems(text: &str, bold: bool) -> f64 {
    let regular: f64 = text.chars().map(em).sum();
    if bold { regular * 1.07 } else { regular }
}

fn em(c: char) -> f64 {
    match c {
        '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'j' | 'l' | 'I' => 0.34,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' => 0.42,
        // Dashes and ellipses are full width in Chinese fonts.
        '—' | '–' | '…' | '·' | '“' | '”' | '‘' | '’' | 'm' | 'w' | 'M' | 'W' | '%' | '@' | '+' | '−' | '=' | '<'
        | '>' | '~' => 1.0,
        'A'..='Z' | '&' | '#' | '$' => 0.78,
        '0'..='9' | 'a'..='z' | '_' | '?' => 0.64,
        other => match other.width() {
            Some(0) | None => 0.0,
            Some(1) => 0.8,
            Some(_) => 1.0,
        },
    }
}

/// The text, cut with … where it is wider than so many ems.
#[must_use]
pub(crate) fn fit(text: &str, room: f64, bold: bool) -> String {
    if ems(text, bold) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = ems("…", bold);
    for c in text.chars() {
        used += ems(c.encode_utf8(&mut [0; 4]), bold);
        if used > room {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// The text in lines of at most so many ems: broken at blanks, and between any two Chinese characters where neither is a
/// mark that may not begin a line.
#[must_use]
pub(crate) fn wrap(text: &str, room: f64, bold: bool) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let line = lines.last_mut().map_or("", |line| line.as_str());
        let fits = ems(line.trim_start(), bold) + ems(piece.trim_end(), bold) <= room;
        match lines.last_mut() {
            Some(line) if fits || line.is_empty() => line.push_str(piece),
            Some(_) | None => lines.push(piece.trim_start().to_owned()),
        }
    }
    lines.into_iter().map(|line| fit(line.trim(), room, bold)).filter(|line| !line.is_empty()).collect()
}

/// What may not be torn: a word with the blank behind it, a Chinese character with the marks behind it.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut before) = (0, None::<char>);
    for (at, c) in text.char_indices() {
        if let Some(last) = before {
            let wide = |c: char| c.width() == Some(2);
            let clings = "，。、；：！？）”’》」』】％%…".contains(c) || "（“‘《「『【".contains(last);
            if (last == ' ' && c != ' ') || ((wide(last) || wide(c)) && !clings) {
                out.push(text.get(start..at).unwrap_or_default());
                start = at;
            }
        }
        before = Some(c);
    }
    out.push(text.get(start..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_and_broken_within_its_room() {
        assert_eq!(fit("一二三四五六", 4.0, false), "一二三…");
        assert_eq!(fit("一二三四", 4.0, false), "一二三四");
        assert_eq!(wrap("甲乙丙，丁戊", 3.0, false), ["甲乙", "丙，丁", "戊"]);
        assert_eq!(wrap("the vertical axis", 6.0, false), ["the", "vertical", "axis"]);
        assert_eq!(wrap("", 6.0, false), [""; 0]);
        assert_eq!(wrap("Donaudampfschiff", 4.0, false).len(), 1);
    }
}
