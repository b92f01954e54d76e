//! Tags and text of a page, one after another.
//!
//! Lenient as browsers are, but never at the cost of the text: a comment, quote or tag that does not end is taken to
//! end at the next `>`, or to be text where there is none. What failed to be found once is not looked for again, so
//! that a megabyte of `<` or of open quotes costs a megabyte's time.

use memchr::{memchr, memchr3, memmem};

use super::tag::Tag;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'page> {
    /// Text with its references not yet resolved, and the byte where it begins.
    Text {
        text: &'page str,
        at: usize,
    },
    /// A start tag with all that stands behind its name.
    Open {
        tag: Tag,
        attributes: &'page str,
    },
    /// An element whose content is no markup (`title`, `script`), with the content.
    Raw {
        tag: Tag,
        content: &'page str,
    },
    Close {
        tag: Tag,
    },
    Doctype {
        html: bool,
    },
}

/// Cuts a page into tokens; comments and instructions are left out.
pub(super) fn tokens(page: &str) -> Tokens<'_> {
    Tokens { page, at: 0, lenient: false, no_comment_end: false, no_bracket: false, no_raw_end: Vec::new() }
}

pub(super) struct Tokens<'page> {
    page: &'page str,
    at: usize,
    /// Quotes do not protect `>` any more: one of them was never closed.
    lenient: bool,
    no_comment_end: bool,
    /// No `>` in the rest: what follows is text.
    no_bracket: bool,
    /// Elements whose end tag is nowhere in the rest.
    no_raw_end: Vec<Tag>,
}

impl<'page> Iterator for Tokens<'page> {
    type Item = Token<'page>;

    fn next(&mut self) -> Option<Token<'page>> {
        loop {
            let rest = self.page.get(self.at..).filter(|rest| !rest.is_empty())?;
            if !rest.starts_with('<') {
                return Some(self.text(rest, memchr(b'<', rest.as_bytes()).unwrap_or(rest.len())));
            }
            let bytes = rest.as_bytes();
            let token = match bytes.get(1) {
                Some(b'!' | b'?') => match self.declaration(rest) {
                    Declaration::Silent => continue,
                    Declaration::Said(token) => Some(token),
                    Declaration::Endless => None,
                },
                Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => self.close(rest),
                Some(b) if b.is_ascii_alphabetic() => self.open(rest),
                _ => None,
            };
            return Some(token.unwrap_or_else(|| {
                // A `<` that begins nothing is a character like others.
                let next = memchr(b'<', bytes.get(1..).unwrap_or_default()).map_or(rest.len(), |found| found + 1);
                self.text(rest, next)
            }));
        }
    }
}

/// What stands behind `<!` or `<?`.
enum Declaration<'page> {
    /// A comment and the like.
    Silent,
    Said(Token<'page>),
    /// It has no end and is text.
    Endless,
}

impl<'page> Tokens<'page> {
    fn text(&mut self, rest: &'page str, length: usize) -> Token<'page> {
        let at = self.at;
        self.at += length;
        Token::Text { text: rest.get(..length).unwrap_or_default(), at }
    }

    /// Steps over a comment, declaration or instruction.
    fn declaration(&mut self, rest: &'page str) -> Declaration<'page> {
        let bytes = rest.as_bytes();
        if rest.starts_with("<!--") && !self.no_comment_end {
            if let Some(end) = bytes.get(4..).and_then(|inside| memmem::find(inside, b"-->")) {
                self.at += 4 + end + 3;
                return Declaration::Silent;
            }
            self.no_comment_end = true;
        }
        let Some(end) = self.bracket(bytes) else { return Declaration::Endless };
        self.at += end + 1;
        let inside = rest.get(2..end).unwrap_or_default();
        let Some((word, name)) = inside.split_at_checked(7) else { return Declaration::Silent };
        if !word.eq_ignore_ascii_case("doctype") {
            return Declaration::Silent;
        }
        let html = name.trim_start().get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html"));
        Declaration::Said(Token::Doctype { html })
    }

    /// The next `>`.
    fn bracket(&mut self, bytes: &[u8]) -> Option<usize> {
        let found = if self.no_bracket { None } else { memchr(b'>', bytes) };
        self.no_bracket = found.is_none();
        found
    }

    fn close(&mut self, rest: &'page str) -> Option<Token<'page>> {
        let end = self.bracket(rest.as_bytes())?;
        self.at += end + 1;
        Some(Token::Close { tag: Tag::of(name_in(rest.get(2..end)?)) })
    }

    fn open(&mut self, rest: &'page str) -> Option<Token<'page>> {
        let name = name_in(rest.get(1..)?);
        let tag = Tag::of(name);
        let begin = 1 + name.len();
        let end = self.tag_end(rest, begin)?;
        self.at += end + 1;
        let attributes = rest.get(begin..end).unwrap_or_default();
        if tag.is_raw() && !attributes.ends_with('/') && !self.no_raw_end.contains(&tag) {
            let after = rest.get(end + 1..).unwrap_or_default();
            if let Some(length) = raw_end(after, name) {
                self.at += length;
                // The end tag itself comes as a token of its own and closes nothing.
                return Some(Token::Raw { tag, content: after.get(..length).unwrap_or_default() });
            }
            self.no_raw_end.push(tag);
        }
        Some(Token::Open { tag, attributes })
    }

    /// Where the `>` of a start tag is; one within a quoted value does not count.
    fn tag_end(&mut self, rest: &str, begin: usize) -> Option<usize> {
        let bytes = rest.as_bytes();
        let plain = begin + self.bracket(bytes.get(begin..)?)?;
        if self.lenient {
            return Some(plain);
        }
        let mut at = begin;
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr3(b'>', b'"', b'\'', rest)) {
            let place = at + found;
            let mark = *bytes.get(place)?;
            if mark == b'>' {
                return Some(place);
            }
            at = place + 1;
            let before = bytes.get(begin..place)?.iter().rev().find(|byte| !byte.is_ascii_whitespace());
            if before == Some(&b'=') {
                let Some(length) = bytes.get(at..).and_then(|rest| memchr(mark, rest)) else { break };
                at += length + 1;
            }
        }
        self.lenient = true;
        Some(plain)
    }
}

/// Where `</name` begins.
fn raw_end(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memmem::find_iter(bytes, b"</").find(|&at| {
        bytes.get(at + 2..at + 2 + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
    })
}

fn name_in(text: &str) -> &str {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<' | b'=' | b'"' | b'\'');
    text.get(..text.bytes().position(|byte| ends(&byte)).unwrap_or(text.len())).unwrap_or_default()
}

/// Names and values in a start tag. Values are as written, references included.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end)?;
        rest = after;
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else { return Some((name, "")) };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = if let Some(quote) = quote {
            let inside = value.get(1..).unwrap_or_default();
            inside.split_once(quote).unwrap_or((inside, ""))
        } else {
            let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
            value.split_at_checked(end)?
        };
        rest = after;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_protect_and_unclosed_things_end_at_the_next_bracket() {
        let texts = |page: &str| -> String {
            tokens(page)
                .filter_map(|token| if let Token::Text { text, .. } = token { Some(text.to_owned()) } else { None })
                .collect::<Vec<_>>()
                .join("|")
        };
        assert_eq!(texts("甲<a title=\"1>0\" href='x>y'>乙</a>丙"), "甲|乙|丙");
        assert_eq!(texts("甲<a title=\"x>乙</a>丙"), "甲|乙|丙");
        assert_eq!(texts("甲<!-- <b>乙 -->丙"), "甲|丙");
        assert_eq!(texts("甲<!-- 乙>丙"), "甲|丙");
        assert_eq!(texts("<p>4<5，且 a<b"), "4|<5，且 a|<b");
        assert_eq!(texts("<script>if(a<b)'<p>'</SCRIPT >文"), "文");
        assert_eq!(texts("<script>never ends <p>文"), "never ends |文");
    }

    #[test]
    fn attributes_in_every_manner_of_writing() {
        let all: Vec<_> = attributes(" class=\"a b\" id='c'  hidden width = 5 /").collect();
        assert_eq!(all, [("class", "a b"), ("id", "c"), ("hidden", ""), ("width", "5")]);
        assert_eq!(attributes("=\"\"=x'=").count(), attributes("=\"\"=x'=").count());
    }
}
