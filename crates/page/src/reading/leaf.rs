//! A long document on several pages: each holds whole rows, and leads to what stands on the others.

use super::{Cited, Counts, Original, Prepared, Row};
use crate::i18n::Words;
use luoshi_reader::Reading;
use luoshi_reader::json::Rules;
use std::collections::HashMap;

/// Characters of the original that the first page holds whatever they are: an anchor among them needs no page in its address.
pub const FIRST: u32 = 4_000;

/// Bytes of markup that a page may hold, reckoned high: with style and script it stays under 100 kB when packed.
const ROOM: usize = 360_000;
/// Of that, so much may stay empty for a page that ends before a heading.
const SPARE: usize = ROOM / 4;

/// A page of a document.
#[derive(Debug)]
pub struct Leaf {
    /// The character of the original that it begins with: in addresses `?at=` and any character on it lead here.
    pub from: u32,
    /// The article.
    pub markup: String,
    /// What rests on passages of it: anchor and words.
    pub rests: Vec<(String, String)>,
}

/// A document on one page or several.
#[derive(Debug)]
pub struct Leaves {
    /// What was read in all of it.
    pub counts: Counts,
    /// Its pages, one at least.
    pub all: Vec<Leaf>,
}

impl Leaves {
    /// Which page holds a character.
    #[must_use]
    pub fn holding(&self, char: u32) -> usize {
        self.all.partition_point(|leaf| leaf.from <= char).saturating_sub(1)
    }

    /// Which page has an anchor.
    #[must_use]
    pub fn having(&self, anchor: &str) -> Option<usize> {
        let written = format!(" id=\"{anchor}\"");
        self.all.iter().position(|leaf| leaf.markup.contains(&written))
    }

    /// Bytes of all pages.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.all.iter().map(|leaf| leaf.markup.len()).sum()
    }
}

/// Makes the pages of one document.
#[must_use]
pub fn leaves(original: &Original<'_>, reading: &Reading, words: &Words, cited: &[Cited]) -> Leaves {
    let made = Prepared::new(original, reading, words, Rules::Hidden, None, cited);
    let cuts = cuts(&made.rows);
    let bounds = cuts.iter().copied().zip(cuts.iter().copied().skip(1).chain([made.rows.len()]));
    let mut all: Vec<Leaf> = bounds
        .map(|(from, to)| {
            let rows = made.rows.get(from..to).unwrap_or_default();
            let rests = rows.iter().flat_map(|r| &r.rests).map(|(id, label, _)| (id.clone(), label.clone()));
            Leaf {
                from: if from == 0 { 0 } else { rows.first().map_or(0, |r| r.start) },
                markup: made.article(rows, from == 0),
                rests: rests.collect(),
            }
        })
        .collect();
    if all.len() > 1 {
        tie(&mut all);
    }
    Leaves { counts: made.counts, all }
}

/// About how many bytes of markup a row takes.
pub(super) fn weight(row: &Row) -> usize {
    let rests: usize = row.rests.iter().map(|(id, label, href)| 180 + id.len() + label.len() + href.len()).sum();
    let names: usize = row.names.iter().flat_map(|g| &g.names).map(|n| 90 + n.text.len() + 60 * n.more.len()).sum();
    180 + row.markup.len() + 420 * row.cards.len() + rests + names
}

/// The rows that pages begin with.
fn cuts(rows: &[Row]) -> Vec<usize> {
    let mut cuts = vec![0];
    let mut held = 0;
    for (n, row) in rows.iter().enumerate() {
        let full = held + weight(row) > ROOM || (held > ROOM - SPARE && row.heading.is_some());
        if full && held > 0 && row.start >= FIRST {
            cuts.push(n);
            held = 0;
        }
        held += weight(row);
    }
    cuts
}

/// Leads anchors that stand on another page there. In markup of ours a quote is a quote: those of the original are escaped.
fn tie(leaves: &mut [Leaf]) {
    const ID: &str = " id=\"";
    const LINK: &str = "href=\"#";
    let mut place: HashMap<String, usize> = HashMap::new();
    for (n, leaf) in leaves.iter().enumerate() {
        for (at, _) in leaf.markup.match_indices(ID) {
            let rest = leaf.markup.get(at + ID.len()..).unwrap_or_default();
            if let Some((id, _)) = rest.split_once('"') {
                place.entry(id.to_owned()).or_insert(n);
            }
        }
    }
    let from: Vec<u32> = leaves.iter().map(|leaf| leaf.from).collect();
    for (n, leaf) in leaves.iter_mut().enumerate() {
        let mut out = String::with_capacity(leaf.markup.len() + 1_024);
        let mut rest = leaf.markup.as_str();
        while let Some((before, after)) = rest.split_once(LINK) {
            out.push_str(before);
            let id = after.split_once('"').map_or(after, |(id, _)| id);
            match place.get(id).filter(|there| **there != n).and_then(|there| from.get(*there)) {
                Some(from) => {
                    out.push_str("href=\"?at=");
                    out.push_str(&from.to_string());
                    out.push('#');
                }
                None => out.push_str(LINK),
            }
            rest = after;
        }
        out.push_str(rest);
        leaf.markup = out;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, Words};
    use luoshi_reader::{Options, Span, read};
    use std::fmt::Write as _;

    /// A text of so many lines, each with a number that something rests on.
    fn made(lines: usize) -> (String, Leaves) {
        let mut text = String::from("松陵县2026年政府工作报告\n\n");
        let mut cited = Vec::new();
        for n in 0..lines {
            if n % 100 == 0 {
                write!(text, "\n## {}、第{n}件往后\n\n", n / 100 + 1).expect("memory");
            }
            let start = text.chars().count() as u32;
            write!(text, "新建第{n}号水厂{}座，改造管网{}公里。", n % 9 + 1, n % 90 + 10).expect("memory");
            let spans = vec![Span::new(start, text.chars().count() as u32)];
            cited.push(Cited { id: format!("y{n}"), spans, label: format!("第{n}件"), href: format!("/zh/{n}") });
            text.push('\n');
        }
        let words = Words::of(Lang::Zh);
        let reading = read(&text, &Options::default());
        let original = Original { path: "r.txt", text: &text, encoding: "utf-8", extracted: false };
        let leaves = leaves(&original, &reading, &words, &cited);
        (text, leaves)
    }

    fn ids(markup: &str) -> Vec<String> {
        markup.split(" id=\"").skip(1).filter_map(|r| r.split_once('"')).map(|(id, _)| id.to_owned()).collect()
    }

    #[test]
    fn every_passage_stands_on_the_page_that_its_place_leads_to_and_every_link_has_its_end() {
        let (text, leaves) = made(900);
        assert!(leaves.all.len() > 2, "{}", leaves.all.len());
        for (n, line) in text.lines().filter(|l| l.starts_with("新建")).enumerate() {
            let place = text.split(line).next().map_or(0, |before| before.chars().count() as u32);
            let anchor = format!("y{n}");
            let at = leaves.holding(place);
            assert_eq!(Some(at), leaves.having(&anchor), "{anchor} at {place}");
            assert!(place >= FIRST || at == 0, "{anchor} needs no page in its address");
            assert!(leaves.all[at].rests.iter().any(|(id, _)| *id == anchor));
        }
        let all: Vec<Vec<String>> = leaves.all.iter().map(|leaf| ids(&leaf.markup)).collect();
        for (n, leaf) in leaves.all.iter().enumerate() {
            assert!(leaf.markup.len() < ROOM * 5 / 4, "{}", leaf.markup.len());
            for link in leaf.markup.split("href=\"").skip(1).filter_map(|r| r.split_once('"')).map(|(l, _)| l) {
                let (page, anchor) = match link.split_once('#') {
                    Some(("", anchor)) => (n, anchor),
                    Some((page, anchor)) => {
                        let at = page.strip_prefix("?at=").and_then(|at| at.parse().ok()).expect("a place");
                        (leaves.holding(at), anchor)
                    }
                    None => continue,
                };
                assert!(all[page].iter().any(|id| id == anchor), "page {n}: {link}");
            }
        }
    }

    #[test]
    fn a_short_document_is_one_page_as_it_was() {
        let (text, leaves) = made(20);
        assert_eq!(leaves.all.len(), 1);
        assert!(!leaves.all[0].markup.contains("?at="));
        assert_eq!(leaves.holding(text.chars().count() as u32), 0);
    }
}
