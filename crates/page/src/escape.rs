//! Text of documents made harmless for a page: nothing in it becomes markup, and nothing in it changes how the rest reads.

use askama::filters::Escaper;
use std::fmt::{self, Write};

/// Escapes what templates print. A mark of direction or a control is shown as `\u{…}`; line ends become blanks.
#[derive(Debug, Clone, Copy)]
pub struct Inert;

impl Escaper for Inert {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        // Most texts of a page are names and words of ours.
        if !text.bytes().any(may_matter) {
            return dest.write_str(text);
        }
        let mut plain = 0;
        for (at, c) in text.char_indices() {
            let Some(entity) = entity(c) else {
                if !is_unseen(c) {
                    continue;
                }
                dest.write_str(text.get(plain..at).unwrap_or_default())?;
                match c {
                    '\n' | '\r' | '\t' => dest.write_char(' ')?,
                    c => write!(dest, "{}", c.escape_unicode())?,
                }
                plain = at + c.len_utf8();
                continue;
            };
            dest.write_str(text.get(plain..at).unwrap_or_default())?;
            dest.write_str(entity)?;
            plain = at + c.len_utf8();
        }
        dest.write_str(text.get(plain..).unwrap_or_default())
    }
}

/// Whether a byte may belong to a character that is not written as it is: marks of markup, controls, and the first bytes of
/// what is unseen.
fn may_matter(byte: u8) -> bool {
    matches!(byte, 0..=0x1f | b'<' | b'>' | b'&' | b'"' | b'\'' | 0x7f | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3)
}

/// Whether the character shows nothing itself but changes what is around it: controls, marks of direction, joiners,
/// tags. Blanks and line ends among the controls count too.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

fn entity(c: char) -> Option<&'static str> {
    Some(match c {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// A character of the original: with the tags taken away and the escapes undone it is itself again. One that shows
/// nothing is named, `<i class="u">U+202E</i>`; line ends and tabs stay what they are.
pub(crate) fn original(c: char, out: &mut String) {
    match (c, entity(c)) {
        // A bare one would be read back as a line feed.
        ('\r', _) => out.push_str("&#13;"),
        (_, Some(entity)) => out.push_str(entity),
        ('\n' | '\t', _) => out.push(c),
        (c, None) if is_unseen(c) => {
            // Writing into memory cannot fail.
            let _ = write!(out, "<i class=\"u\">U+{:04X}</i>", u32::from(c));
        }
        (c, None) => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_matters_has_a_byte_that_may() {
        for c in '\0'..=char::MAX {
            if entity(c).is_some() || is_unseen(c) {
                assert!(c.to_string().bytes().any(may_matter), "{:?}", c.escape_unicode());
            }
        }
    }

    #[test]
    fn nothing_in_a_text_becomes_markup_or_turns_the_line_round() {
        let mut out = String::new();
        Inert.write_escaped_str(&mut out, "<b a=\"1\" c='2'>&\u{202e}甲\u{1b}\n乙</b>").expect("memory");
        assert_eq!(out, "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\\u{202e}甲\\u{1b} 乙&lt;/b&gt;");
        let mut out = String::new();
        "<\u{202e}\r\n\t\0甲&".chars().for_each(|c| original(c, &mut out));
        assert_eq!(out, "&lt;<i class=\"u\">U+202E</i>&#13;\n\t<i class=\"u\">U+0000</i>甲&amp;");
    }
}
