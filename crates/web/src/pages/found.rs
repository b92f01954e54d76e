//! Where words stand in the texts of documents: sentences and rows of tables that have all of them.

use super::{Ctx, RowQuoted};
use crate::workbook;
use luoshi_plan::SourceId;
use luoshi_store::{Reader, StoreError, plan};
use std::ops::Range;

/// Texts that are looked through, for each way to write the words.
const TEXTS: i64 = 40;
/// Sentences shown, and of one document.
const MOST: usize = 30;
const MOST_OF_ONE: usize = 4;
/// Characters of a sentence shown before and behind what was found, where it is longer than both together.
const BEFORE: usize = 60;
const BEHIND: usize = 120;

/// A sentence in a document.
pub(crate) struct Sentence {
    /// The words, and whether they are those looked for.
    pub(crate) pieces: Vec<(String, bool)>,
    /// Where it is a row of a table, its cells.
    pub(crate) row: Option<RowQuoted>,
    pub(crate) href: String,
    pub(crate) title: String,
}

impl Sentence {
    /// All of it on one line.
    pub(crate) fn line(&self) -> String {
        let plain = || self.pieces.iter().map(|(words, _)| words.as_str()).collect();
        self.row.as_ref().map_or_else(plain, RowQuoted::line)
    }
}

/// What was found.
#[derive(Default)]
pub(crate) struct Sentences {
    pub(crate) shown: Vec<Sentence>,
    /// How many there are.
    pub(crate) all: usize,
}

/// One form of each character for looking up: half width, small letters.
pub(crate) fn folded(text: &str) -> String {
    text.chars().flat_map(fold).collect()
}

fn fold(c: char) -> impl Iterator<Item = char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
    .to_lowercase()
}

/// The ways in which a folded word is usually written: small letters, capitals, full width.
fn forms(word: &str) -> Vec<String> {
    let upper = word.to_uppercase();
    let wide = |text: &str| -> String {
        let wide = |c: char| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c };
        text.chars().map(wide).collect()
    };
    let mut all = vec![word.to_owned(), wide(word), wide(&upper), upper];
    all.sort_unstable();
    all.dedup();
    all
}

/// The bytes of a text in which a folded word stands first.
fn place(text: &str, word: &str) -> Option<Range<usize>> {
    let chars: Vec<(char, usize, usize)> =
        text.char_indices().flat_map(|(at, c)| fold(c).map(move |folded| (folded, at, at + c.len_utf8()))).collect();
    let word: Vec<char> = word.chars().collect();
    let found = chars.windows(word.len().max(1)).find(|window| window.iter().map(|(c, ..)| c).eq(word.iter()))?;
    Some(found.first()?.1..found.last()?.2)
}

/// The sentences and rows of a text, with the mark that ends each.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_end = |c: char| matches!(c, '。' | '！' | '？' | '\n' | '\r');
    let mut from = 0;
    text.split_inclusive(is_end).map(move |part| {
        let at = from;
        from += part.len();
        at..from
    })
}

/// Where folded words stand in documents: in one sentence all of them, but those that the document's title has. Four statements
/// at most.
pub(crate) fn sentences(words: &[String], ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Result<Sentences, StoreError> {
    let Some(longest) = words.iter().max_by_key(|w| w.chars().count()) else { return Ok(Sentences::default()) };
    let forms = forms(longest);
    let mut texts: Vec<(SourceId, String)> = Vec::new();
    for form in &forms {
        plan::texts_with(reader, form, TEXTS, |source, bytes| {
            if !texts.iter().any(|(id, text)| *id == source && text.as_bytes() == bytes) {
                texts.push((source, String::from_utf8_lossy(bytes).into_owned()));
            }
            Ok(())
        })?;
    }
    texts.sort_by_key(|(id, _)| *id);
    let mut out = Sentences::default();
    for (id, text) in &texts {
        let source = ctx.board.whole.source(*id);
        let title = source.map(|s| super::report::title(s, ctx)).unwrap_or_default();
        let told = folded(&title);
        let mut of_one = 0;
        for range in parts(text) {
            let part = text.get(range.clone()).unwrap_or_default();
            if !forms.iter().any(|form| part.contains(form.as_str())) {
                continue;
            }
            // Where the title has a word, the sentence need not say it again.
            let found = words.iter().map(|w| place(part, w).or_else(|| told.contains(w.as_str()).then_some(0..0)));
            let Some(hits) = found.collect::<Option<Vec<_>>>() else { continue };
            let mut hits: Vec<Range<usize>> = hits.into_iter().filter(|h| !h.is_empty()).collect();
            hits.sort_by_key(|h| (h.start, h.end));
            let Some(first) = hits.first().map(|h| range.start + h.start..range.start + h.end) else { continue };
            out.all += 1;
            of_one += 1;
            if of_one > MOST_OF_ONE || out.shown.len() >= MOST {
                continue;
            }
            let values = source.is_some_and(workbook::is_one);
            let row = RowQuoted::of_text(text, &first)
                .or_else(|| if values { RowQuoted::of_values(text, &first) } else { None });
            // The words with some behind them, for which the browser looks itself.
            let rest = text.get(first.start..range.end).unwrap_or_default();
            let near = first.len()
                + rest.get(first.len()..).map_or(0, |after| {
                    after
                        .char_indices()
                        .take_while(|(n, c)| *n < 24 && !matches!(c, '\t' | ','))
                        .map(|(n, c)| n + c.len_utf8())
                        .last()
                        .unwrap_or(0)
                });
            let near = rest.get(..near).unwrap_or_default().trim_end_matches(['。', '\n', '\r', '\t', ' ']);
            let char = text.get(..first.start).map_or(0, |before| before.chars().count());
            out.shown.push(Sentence {
                pieces: pieces(part, &hits),
                row,
                href: format!(
                    "{}#:~:text={}",
                    ctx.leaf(*id, u32::try_from(char).unwrap_or(u32::MAX)),
                    luoshi_page::reading::encoded(near).replace('-', "%2D")
                ),
                title: title.clone(),
            });
        }
    }
    Ok(out)
}

/// A sentence in pieces, what was found marked. A long one is cut, and says so.
fn pieces(part: &str, hits: &[Range<usize>]) -> Vec<(String, bool)> {
    let (first, last) = (hits.first().map_or(0, |h| h.start), hits.first().map_or(0, |h| h.end));
    let back = part.get(..first).unwrap_or_default().char_indices().rev().nth(BEFORE - 1).map_or(0, |(n, _)| n);
    // Cut behind a comma where there is one: no word is torn then.
    let comma = |c: char| matches!(c, '，' | '、' | '；' | '：' | ',');
    let back = if back == 0 {
        0
    } else {
        let cut = part.get(back..first).unwrap_or_default();
        cut.char_indices().find(|(_, c)| comma(*c)).map_or(back, |(n, c)| back + n + c.len_utf8())
    };
    let on = part.get(last..).unwrap_or_default().char_indices().nth(BEHIND).map_or(part.len(), |(n, _)| last + n);
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut put = |words: &str, hit: bool| {
        if !words.is_empty() {
            out.push((words.to_owned(), hit));
        }
    };
    put(if back > 0 { "…" } else { "" }, false);
    let mut at = back;
    for hit in hits.iter().filter(|h| h.end <= on) {
        // One may stand within another.
        let from = hit.start.max(at);
        if hit.end <= from {
            continue;
        }
        put(part.get(at..from).unwrap_or_default(), false);
        put(part.get(from..hit.end).unwrap_or_default(), true);
        at = hit.end;
    }
    let rest = part.get(at..on).unwrap_or_default();
    put(if on < part.len() { rest } else { rest.trim_end() }, false);
    put(if on < part.len() { "…" } else { "" }, false);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_cases_are_one() {
        assert_eq!(folded("ＧＤＰ　Growth"), "gdp growth");
        assert_eq!(forms("5g"), ["5G", "5g", "５Ｇ", "５ｇ"]);
        assert_eq!(forms("公路"), ["公路"]);
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        let text = "每万人拥有５Ｇ基站数";
        let at = place(text, "5g").expect("there");
        assert_eq!(&text[at], "５Ｇ");
        assert_eq!(place("公路", "铁路"), None);
        assert_eq!(place("", "甲"), None);
    }

    #[test]
    fn a_long_sentence_is_cut_on_both_sides_and_says_so() {
        let long = format!("{}农村公路{}里程。", "前".repeat(80), "后".repeat(200));
        let at = long.find("农村").expect("there");
        let hit = at..at + 12;
        let said = pieces(&long, std::slice::from_ref(&hit));
        assert_eq!(said.iter().map(|(_, hit)| *hit).collect::<Vec<_>>(), [false, false, true, false, false]);
        assert_eq!((said[0].0.as_str(), said[4].0.as_str()), ("…", "…"));
        assert_eq!(said[1].0.chars().count(), BEFORE);
        let short = pieces("新建农村公路86公里。\n", &[6..12, 6..18, 18..20]);
        let told: Vec<(&str, bool)> = short.iter().map(|(w, h)| (w.as_str(), *h)).collect();
        assert_eq!(told, [("新建", false), ("农村", true), ("公路", true), ("86", true), ("公里。", false)]);
    }

    #[test]
    fn parts_are_the_whole_text() {
        let text = "一句。两句！\n表\t格\r\n末";
        let all: Vec<&str> = parts(text).map(|r| &text[r]).collect();
        assert_eq!(all, ["一句。", "两句！", "\n", "表\t格\r", "\n", "末"]);
    }
}
