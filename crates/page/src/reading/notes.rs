//! What stands beside a paragraph but is no card: its names; and what ties cards to each other.

use super::block::{Block, Shape};
use super::card::Card;
use super::mark::{Marks, Of};
use crate::i18n::Words;
use luoshi_reader::{Language, NameClass, Reading};
use std::borrow::Cow;
use std::collections::HashMap;

/// Names of one class beside a paragraph.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) word: &'static str,
    pub(super) names: Vec<Named>,
}

/// A name with every place in the paragraph where it stands.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) text: String,
    /// What is said of it: the code of a place, the post of a person, the number of a document, who gave an honour.
    pub(super) said: String,
    pub(super) first: String,
    pub(super) more: Vec<String>,
}

/// A number that is no figure.
#[derive(Debug)]
pub(super) struct NoFigure {
    pub(super) text: String,
    pub(super) sentence: usize,
    pub(super) why: String,
}

/// A paragraph of so many characters fits on a screen, and stays in sight while its cards go by.
const STAYS: u32 = 400;

/// The class of a row.
pub(super) fn shape(block: &Block) -> Cow<'static, str> {
    Cow::Borrowed(match block.shape {
        Shape::Row { columns, thin, head } if columns > 0 => {
            let (thin, head) = (if thin { " thin" } else { "" }, if head { " th" } else { "" });
            return Cow::Owned(format!("tab cells c{columns}{thin}{head}"));
        }
        Shape::Paragraph if block.last - block.first <= STAYS => "t s",
        Shape::Paragraph => "t",
        Shape::Row { .. } => "tab",
        Shape::Heading(_) => "hd",
        Shape::Title => "ttl",
        Shape::Caption => "cap",
        Shape::LeftOut(_) => "out",
    })
}

/// For each figure its number on the page, and the contradictions that name it.
pub(super) fn ties(reading: &Reading, marks: &Marks) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut numbers = vec![0; reading.figures.len()];
    for note in marks.notes.iter().filter(|n| n.of == Of::Figure) {
        if let Some(slot) = numbers.get_mut(note.index) {
            *slot = note.number;
        }
    }
    let mut against = vec![Vec::new(); reading.figures.len()];
    for (n, contradiction) in reading.contradictions.iter().enumerate() {
        for figure in &contradiction.figures {
            if let Some(slot) = against.get_mut(*figure)
                && slot.last() != Some(&n)
            {
                slot.push(n);
            }
        }
    }
    (numbers, against)
}

/// The names of each paragraph, by class; with the paragraph, in order.
pub(super) fn names(reading: &Reading, marks: &Marks, words: &Words, prefix: &str) -> Vec<(usize, Group)> {
    let rank = |class: NameClass| NameClass::ALL.iter().position(|c| *c == class);
    let mut order: Vec<usize> = (0..reading.names.len()).collect();
    order.sort_by_key(|n| reading.names.get(*n).map(|name| (marks.names.get(*n), rank(name.class), *n)));
    let mut out: Vec<(usize, Group)> = Vec::new();
    let mut last = None;
    // Where in the group a name stands already.
    let mut told = HashMap::new();
    for n in order {
        let (Some(name), Some(block)) = (reading.names.get(n), marks.names.get(n)) else { continue };
        if last != Some((*block, name.class)) {
            last = Some((*block, name.class));
            told.clear();
            out.push((*block, Group { word: words.of_word("name", name.class.word()), names: Vec::new() }));
        }
        let Some((_, group)) = out.last_mut() else { continue };
        let anchor = format!("{prefix}k{n}");
        let at = *told.entry((&name.text, &name.code)).or_insert(group.names.len());
        match group.names.get_mut(at) {
            Some(named) => named.more.push(anchor),
            None => {
                group.names.push(Named { text: name.text.clone(), said: said(name), first: anchor, more: Vec::new() });
            }
        }
    }
    out
}

fn said(name: &luoshi_reader::Name) -> String {
    [&name.code, &name.post, &name.number, &name.awarder].into_iter().flatten().next().cloned().unwrap_or_default()
}

/// Passages shorter than this are struck through where they stand, and not folded away.
const SHORT: u32 = 48;

/// What stands in place of a passage that is folded away: a long one, left out, with nothing in it that a card tells of.
pub(super) fn folded(
    block: &Block,
    reading: &Reading,
    words: &Words,
    cards: &[Card],
    names: &[Group],
) -> Option<String> {
    let Shape::LeftOut(n) = block.shape else { return None };
    if block.last - block.first < SHORT || !names.is_empty() || cards.iter().any(|c| c.class != "r") {
        return None;
    }
    let repair = reading.repairs.get(n)?;
    Some(words.fill(
        "page.folded",
        &[
            ("kind", words.of_word("repair", repair.kind.word())),
            ("chars", &(block.last - block.first).to_string()),
            ("note", &repair.note.words(words.language())),
        ],
    ))
}

/// The numbers that were judged to be no figure, where reasons were asked for.
pub(super) fn no_figures(reading: &Reading, words: &Words, explain: bool) -> Vec<NoFigure> {
    let all = reading.no_figures.iter().filter(|_| explain);
    all.map(|none| NoFigure {
        text: none.text.clone(),
        sentence: none.sentence,
        why: luoshi_reader::rule(none.rule).map_or_else(
            || none.rule.to_owned(),
            |rule| match words.language() {
                Language::Zh => rule.zh.to_owned(),
                Language::En => rule.en.to_owned(),
            },
        ),
    })
    .collect()
}
