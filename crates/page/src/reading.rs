//! A reading as a page: the original with marks, what was read beside it, each leading to the other.
//!
//! A page is one file with all it needs, and asks nobody for anything (its own policy forbids it). It works without
//! script; the script only adds. Anchors are those of the JSON: `#f12` is the place of `figures[12]`, `#s3` that of
//! `sentences[3]`, and so on with `c` commitments, `k` names, `r` repairs, `g` captions, `h` outline (in the order of the
//! text), `x` contradictions; `#f12n` is the card. Where a page holds several documents, those of the second begin with
//! `d2`.
//!
//! Markup stands in `templates/`; only the marks inside running text are written by `sweep`, for they must nest
//! across each other.

mod block;
mod card;
mod contents;
mod head;
mod leaf;
mod mark;
mod notes;
mod page;
mod sweep;

pub use card::Counts;
pub use leaf::{FIRST, Leaf, Leaves, leaves};
pub use page::{GENERATOR, Listed, SCRIPT, STYLE, encoded, index, language, page};

use crate::i18n::Words;
use askama::Template;
use card::{Card, Cards};
use luoshi_reader::Reading;
use luoshi_reader::json::Rules;

/// A text as it was decoded, and what is said of where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Original<'a> {
    /// Path or name, as people know it.
    pub path: &'a str,
    /// The decoded text; every span of its reading counts its characters.
    pub text: &'a str,
    /// Encoding of the bytes; empty where nobody needs to know.
    pub encoding: &'a str,
    /// The text was taken from a web page or a Word document: lines are its own, not the file's.
    pub extracted: bool,
}

/// That something rests on a passage: the passage is marked, and leads to what rests on it.
#[derive(Debug, Clone)]
pub struct Cited {
    /// Its anchor: letters and digits.
    pub id: String,
    /// The passage, in characters of the original.
    pub spans: Vec<luoshi_reader::Span>,
    /// What rests on it, in words.
    pub label: String,
    /// Where that is.
    pub href: String,
}

/// A document made ready for a page.
#[derive(Debug)]
pub struct Sheet {
    /// Its title, or the name of its file.
    pub title: String,
    /// Path as given.
    pub path: String,
    /// `#d2` on a page of several; else empty.
    pub anchor: String,
    /// What was read of it.
    pub counts: Counts,
    /// BCP 47.
    pub language: String,
    /// The article.
    pub markup: String,
}

/// One paragraph or heading of the original with its notes.
struct Row {
    /// The character of the original that it begins with.
    start: u32,
    /// Anchor of the row.
    id: String,
    /// What a screen reader says of the list of cards.
    beside: String,
    shape: std::borrow::Cow<'static, str>,
    /// Of a heading: the level in markup, and its anchor.
    heading: Option<(u8, String)>,
    /// Said before a passage that was left out and is folded away.
    folded: Option<String>,
    markup: String,
    cards: Vec<Card>,
    /// What rests on passages of it: anchor, words, address.
    rests: Vec<(String, String, String)>,
    /// Some card is of something that nobody could measure: the row says what its sign means.
    vague: bool,
    names: Vec<notes::Group>,
}

#[derive(Template)]
#[template(path = "reading/document.html")]
struct Document<'a> {
    w: &'a Words,
    prefix: &'a str,
    /// One of several on its page.
    several: bool,
    /// ` lang="…"` for words of the original, where the page speaks another language.
    lang: &'a str,
    title: &'a str,
    /// Not the second or a later page of a long document: what is said of the whole stands here.
    first: bool,
    head: &'a head::Head,
    counts: Counts,
    contents: &'a [contents::Entry],
    contradictions: &'a [head::Clash],
    rows: &'a [Row],
    no_figures: &'a [notes::NoFigure],
}

/// All that the article of a document is made of.
struct Prepared<'a> {
    words: &'a Words,
    prefix: String,
    several: bool,
    language: String,
    lang: String,
    title: String,
    head: head::Head,
    counts: Counts,
    contents: Vec<contents::Entry>,
    contradictions: Vec<head::Clash>,
    rows: Vec<Row>,
    no_figures: Vec<notes::NoFigure>,
}

impl<'a> Prepared<'a> {
    fn new(
        original: &Original<'_>,
        reading: &Reading,
        words: &'a Words,
        rules: Rules,
        number: Option<usize>,
        cited: &[Cited],
    ) -> Self {
        let prefix = number.map_or_else(String::new, |n| format!("d{n}"));
        let chars: Vec<char> = original.text.chars().collect();
        let language = head::language(reading);
        let lang = if language == page::language(words) { String::new() } else { format!(" lang=\"{language}\"") };
        let explain = rules == Rules::Shown;
        let rows = rows(&chars, reading, words, &prefix, number.is_some(), explain, cited);
        Self {
            several: number.is_some(),
            lang,
            title: head::title(original, reading),
            head: head::head(original, reading, words, &prefix, chars.len()),
            counts: Counts::of(reading),
            contents: contents::contents(reading, words, &prefix),
            contradictions: head::clashes(reading, words, &rows, &prefix),
            rows,
            no_figures: notes::no_figures(reading, words, explain),
            words,
            prefix,
            language,
        }
    }

    /// The article with some of its rows.
    fn article(&self, rows: &[Row], first: bool) -> String {
        let document = Document {
            w: self.words,
            prefix: &self.prefix,
            several: self.several,
            lang: &self.lang,
            title: &self.title,
            first,
            head: &self.head,
            counts: self.counts,
            contents: &self.contents,
            contradictions: &self.contradictions,
            rows,
            no_figures: &self.no_figures,
        };
        let mut markup = String::with_capacity(rows.iter().map(leaf::weight).sum::<usize>() * 5 / 4 + 4_096);
        // Writing into memory cannot fail, and no value of the template does.
        let _ = document.render_into(&mut markup);
        markup
    }
}

/// Makes the article of one document. `number` counts the documents of the page from 1, where there are several.
#[must_use]
pub fn sheet(original: &Original<'_>, reading: &Reading, words: &Words, rules: Rules, number: Option<usize>) -> Sheet {
    sheet_with(original, reading, words, rules, number, &[])
}

/// As [`sheet`], with what rests on passages of the document.
#[must_use]
pub fn sheet_with(
    original: &Original<'_>,
    reading: &Reading,
    words: &Words,
    rules: Rules,
    number: Option<usize>,
    cited: &[Cited],
) -> Sheet {
    let made = Prepared::new(original, reading, words, rules, number, cited);
    let markup = made.article(&made.rows, true);
    let anchor = if made.prefix.is_empty() { String::new() } else { format!("#{}", made.prefix) };
    let Prepared { title, counts, language, .. } = made;
    Sheet { title, path: original.path.to_owned(), anchor, counts, language, markup }
}

fn rows(
    chars: &[char],
    reading: &Reading,
    words: &Words,
    prefix: &str,
    several: bool,
    explain: bool,
    cited: &[Cited],
) -> Vec<Row> {
    let blocks = block::blocks(chars, reading);
    let marks = mark::marks(chars.len() as u32, &blocks, reading, cited);
    let (numbers, against) = notes::ties(reading, &marks);
    let maker = Cards { reading, chars, words, prefix, numbers, against, explain };
    let form = sweep::Form {
        prefix,
        repair: words.get("page.mark.repair"),
        caption: words.get("page.mark.caption"),
        seam: words.get("page.mark.seam"),
        onward: words.get("page.mark.onward"),
        back: words.get("page.mark.back"),
        cited,
    };
    let mut sweep = sweep::Sweep::new(chars, &marks, form);
    let mut names = notes::names(reading, &marks, words, prefix).into_iter().peekable();
    let mut noted = marks.notes.iter().peekable();
    let mut resting = marks.resting.iter().peekable();
    let deepest = if several { 2 } else { 1 };
    let mut out = Vec::with_capacity(blocks.len());
    for (n, block) in blocks.iter().enumerate() {
        let mut markup = String::with_capacity((block.end - block.start) as usize * 6);
        sweep.block(block, &mut markup);
        let mut read = Vec::new();
        while let Some(note) = noted.next_if(|note| note.block <= n) {
            read.extend(maker.card(note));
        }
        let mut rests = Vec::new();
        while let Some((_, at)) = resting.next_if(|(block, _)| *block <= n) {
            rests.extend(cited.get(*at).map(|c| (c.id.clone(), c.label.clone(), c.href.clone())));
        }
        let mut called = Vec::new();
        while let Some((_, group)) = names.next_if(|(block, _)| *block <= n) {
            called.push(group);
        }
        let heading = match block.shape {
            block::Shape::Heading(h) => {
                let level = reading.outline.get(h).map_or(1, |s| s.level.max(1));
                Some((level.saturating_add(deepest).min(6), format!("{prefix}h{h}")))
            }
            _ => None,
        };
        let id = format!("{prefix}p{}", n + 1);
        let folded = notes::folded(block, reading, words, &read, &called);
        if folded.is_some() {
            // A way back into what is folded away would lead nowhere.
            for card in &mut read {
                card.back.clone_from(&id);
            }
        }
        out.push(Row {
            start: block.start,
            id,
            beside: if read.is_empty() {
                String::new()
            } else {
                words.fill("page.beside", &[("n", &(n + 1).to_string())])
            },
            shape: notes::shape(block),
            heading,
            folded,
            markup,
            vague: read.iter().any(|c| c.vague),
            cards: read,
            rests,
            names: called,
        });
    }
    out
}

#[cfg(test)]
mod tests;
