//! What sort of document it is. Words: `lexicon/zh/kinds.txt`.

use super::{HEAD, Place, find};
use crate::lexicon::{Entry, LexiconError, Words, parse};
use crate::view::View;
use std::sync::OnceLock;

static TEXT: &str = include_str!("../../lexicon/zh/kinds.txt");

/// How far into a paragraph of the head words are looked for.
const OPENING: usize = 160;

/// The kinds, in the order of the wire form's documentation.
pub(crate) const KINDS: [&str; 10] = [
    "government_work_report",
    "congress_report",
    "plan_outline",
    "communique",
    "task_breakdown",
    "news",
    "opinion",
    "measures",
    "decree",
    "other",
];

/// The group of words by which a communiqué tells what a meeting decided, and counts nothing.
const SESSION: &str = "session";

/// The groups that `lexicon/zh/kinds.txt` may hold: the kinds, and the words beside them.
pub(crate) const GROUPS: [&str; 11] = {
    let mut all = [SESSION; 11];
    let mut i = 0;
    while i < KINDS.len() {
        all[i] = KINDS[i];
        i += 1;
    }
    all
};

struct Lexicon {
    /// Words of titles with kind and rank: of several the least rank decides.
    title: Words<(&'static str, usize)>,
    text: Words<&'static str>,
    /// What holds a meeting whose communiqué it is.
    session: Words<()>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let (entries, _) = read();
        let known = |e: &&Entry| KINDS.contains(&e.group);
        let title = entries.iter().enumerate().filter(|(_, e)| e.get("in") == Some("title") && known(e));
        let text = entries.iter().filter(|e| e.get("in") == Some("text") && known(e));
        Lexicon {
            title: Words::forward(title.flat_map(|(i, e)| e.words.iter().map(move |w| (*w, (e.group, i))))),
            text: Words::forward(text.flat_map(|e| e.words.iter().map(move |w| (*w, e.group)))),
            session: Words::forward(
                entries.iter().filter(|e| e.group == SESSION).flat_map(|e| e.words.iter().map(|w| (*w, ()))),
            ),
        }
    })
}

pub(super) fn read() -> (Vec<Entry>, Vec<LexiconError>) {
    parse("zh/kinds.txt", TEXT)
}

/// Whether the group of an entry is one of the kinds, or of the words beside them, and its place is known.
#[cfg(test)]
pub(super) fn is_known(entry: &Entry) -> bool {
    GROUPS.contains(&entry.group) && matches!(entry.get("in"), Some("title" | "text"))
}

/// The words of a title that give a kind: rank, kind and place of each.
fn hits(title: &[char]) -> Vec<(usize, &'static str, std::ops::Range<usize>)> {
    let words = &lexicon().title;
    let hit = |at| words.find(title, at).map(|(len, (kind, rank))| (*rank, *kind, at..at + len));
    (0..title.len()).filter_map(hit).collect()
}

/// The kind a title's words give, and the word.
fn by_title(title: &[char]) -> Option<(&'static str, std::ops::Range<usize>)> {
    hits(title).into_iter().min_by_key(|(rank, ..)| *rank).map(|(_, kind, range)| (kind, range))
}

/// Whether a title is that of a meeting's communiqué: 第三次全体会议公报.
pub(super) fn tells_of_meeting(title: &[char]) -> bool {
    (0..title.len()).any(|at| lexicon().session.find(title, at).is_some())
}

/// Whether a line has a word that names a document.
pub(super) fn names_document(line: &[char]) -> bool {
    // Of the same word twice the last: 2025年计划执行情况与2026年计划草案的报告.
    let named = hits(line).into_iter().min_by_key(|(rank, _, range)| (*rank, std::cmp::Reverse(range.start)));
    // A word as common as 报告 names a document only at the end of the line.
    named.is_some_and(|(_, kind, range)| line.len() - range.end <= if kind == "other" { 6 } else { 24 })
}

/// The kind, with the words that say it. `printed`: the page shows that it is one of a newspaper.
pub(super) fn of(views: &[View], title: Option<&Place>, printed: bool) -> Option<(&'static str, Option<Place>)> {
    let spoken = views.iter().take(HEAD).any(|v| {
        let start = v.chars.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
        super::stands(&v.chars, start, "各位代表") || super::stands(&v.chars, start, "同志们")
    });
    let told = by_text(views);
    let meeting = title.and_then(|t| views.get(t.block).and_then(|v| v.chars.get(t.range.clone())));
    // 2026年云泽县政府工作报告 over what a newspaper printed of it: the report, if shortened. 县长作政府工作报告 is news.
    let named = meeting.is_some_and(|line| {
        by_title(line).is_some_and(|(kind, range)| {
            let before = range.start.checked_sub(1).and_then(|i| line.get(i));
            kind == "government_work_report" && range.end == line.len() && !matches!(before, Some('作' | '做' | '的'))
        })
    });
    // What a newspaper tells of a report is news, unless the report itself stands there.
    if let Some(news) = told.iter().find(|(kind, _)| *kind == "news")
        && !spoken
        && !named
    {
        return Some((news.0, Some(news.1.clone())));
    }
    if let (Some(title), Some(line)) = (title, meeting) {
        if find(line, "共产党", 70).is_some() && find(line, "代表大会", 70).is_some() {
            return Some(("congress_report", Some(title.clone())));
        }
        if let Some((kind, range)) = by_title(line)
            && kind != "other"
        {
            let start = title.range.start;
            return Some((kind, Some(Place { block: title.block, range: start + range.start..start + range.end })));
        }
    }
    let told = told.into_iter().find(|(kind, _)| *kind != "news").map(|(kind, place)| (kind, Some(place)));
    told.or_else(|| (printed && !spoken).then_some(("news", None)))
        .or_else(|| title.map(|t| ("other", Some(t.clone()))))
}

/// Kinds that the first paragraphs tell, in order of place.
fn by_text(views: &[View]) -> Vec<(&'static str, Place)> {
    let words = &lexicon().text;
    let mut out: Vec<(&'static str, Place)> = Vec::new();
    for (block, view) in views.iter().enumerate().take(HEAD) {
        let mut from = 0;
        while let Some((at, len, kind)) = words.find_in(&view.chars, from..OPENING) {
            if !out.iter().any(|(k, _)| k == kind) {
                out.push((kind, Place { block, range: at..at + len }));
            }
            from = at + 1;
        }
    }
    out
}
