//! What sort of document it is. Words: `lexicon/zh/kinds.txt`.

use super::{HEAD, Place, ends, find, stands};
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
    /// What a document calls itself in its last lines.
    end: Words<&'static str>,
    /// What the first line of a headline ends with.
    headline: Words<()>,
    /// Headings that the parts of such a document have.
    parts: Words<&'static str>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let (entries, _) = read();
        let known = |e: &&Entry| KINDS.contains(&e.group);
        let title = entries.iter().enumerate().filter(|(_, e)| e.get("in") == Some("title") && known(e));
        let within = |place: &'static str| {
            let here = entries.iter().filter(move |e| e.get("in") == Some(place) && known(e));
            here.flat_map(|e| e.words.iter().map(move |w| (*w, e.group)))
        };
        Lexicon {
            title: Words::forward(title.flat_map(|(i, e)| e.words.iter().map(move |w| (*w, (e.group, i))))),
            text: Words::forward(within("text")),
            session: Words::forward(
                entries.iter().filter(|e| e.group == SESSION).flat_map(|e| e.words.iter().map(|w| (*w, ()))),
            ),
            end: Words::forward(within("end")),
            headline: Words::backward(within("headline").map(|(word, _)| (word, ()))),
            parts: Words::forward(within("parts")),
        }
    })
}

pub(super) fn read() -> (Vec<Entry>, Vec<LexiconError>) {
    parse("zh/kinds.txt", TEXT)
}

/// Whether the group of an entry is one of the kinds, or of the words beside them, and its place is known.
#[cfg(test)]
pub(super) fn is_known(entry: &Entry) -> bool {
    let places = ["title", "text", "end", "headline", "parts"];
    GROUPS.contains(&entry.group) && entry.get("in").is_some_and(|place| places.contains(&place))
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
    lexicon().session.find_in(title, 0..title.len()).is_some()
}

/// Whether a line has a word that names a document.
pub(super) fn names_document(line: &[char]) -> bool {
    // Of the same word twice the last: 2025年计划执行情况与2026年计划草案的报告.
    let named = hits(line).into_iter().min_by_key(|(rank, _, range)| (*rank, std::cmp::Reverse(range.start)));
    // A word as common as 报告 names a document only at the end of the line.
    named.is_some_and(|(_, kind, range)| line.len() - range.end <= if kind == "other" { 6 } else { 24 })
}

/// Whether the first line of a headline ends in a verb of speech, so that what was said follows.
pub(super) fn tells_of_speech(line: &[char]) -> bool {
    lexicon().headline.find_before(line, line.len()).is_some()
}

/// Whether a line below a title says when the document was adopted: (2031年3月5日…通过). So stands the document itself.
fn is_adopted(views: &[View], title: &Place) -> bool {
    /// Lines among which it stands: the title may be there twice, once as the page's own.
    const NEAR: usize = 3;
    views.iter().skip(title.block + 1).take(NEAR).any(|view| {
        let line = &view.chars;
        line.len() <= 70
            && ends(line.strip_suffix(&[')']).unwrap_or(line), "通过")
            && (0..line.len().min(3)).any(|at| super::day::complete(line, at).is_some())
    })
}

/// Whether a title says what a report is about: 关于…的报告. It is not a report of all the work.
fn is_about(title: &[char]) -> bool {
    find(title, "关于", title.len()).is_some() && ends(title, "报告")
}

/// The kind, with the words that say it. `printed`: the page shows that it is one of a newspaper.
pub(super) fn of(views: &[View], title: Option<&Place>, printed: bool) -> Option<(&'static str, Option<Place>)> {
    let spoken = views.iter().take(HEAD).any(|v| {
        let start = v.chars.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
        stands(&v.chars, start, "各位代表") || stands(&v.chars, start, "同志们")
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
    let adopted = title.is_some_and(|title| is_adopted(views, title));
    if let Some(news) = told.iter().find(|(kind, _)| *kind == "news")
        && !spoken
        && !named
        && !adopted
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
        if is_about(line) {
            return Some(("other", Some(title.clone())));
        }
        if tells_of_speech(line) {
            return Some(("news", Some(title.clone())));
        }
    }
    let told = told.into_iter().find(|(kind, _)| *kind != "news").map(|(kind, place)| (kind, Some(place)));
    let told = told.or_else(|| by_end(views)).or_else(|| by_parts(views));
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

/// What a document calls itself in its last lines: 本公报中的数据….
fn by_end(views: &[View]) -> Option<(&'static str, Option<Place>)> {
    let words = &lexicon().end;
    let last = views.iter().enumerate().skip(HEAD.max(views.len().saturating_sub(super::TAIL)));
    last.rev().find_map(|(block, view)| {
        let (at, len, kind) = words.find_in(&view.chars, 0..OPENING)?;
        Some((*kind, Some(Place { block, range: at..at + len })))
    })
}

/// What the parts of a document without a title make it: a plan that begins with its first chapter and has one for its
/// guiding ideas, the report of a government that looks back under its first heading and addresses the deputies at last.
fn by_parts(views: &[View]) -> Option<(&'static str, Option<Place>)> {
    /// Headings among which a plan's are looked for.
    const MOST: usize = 40;
    /// A heading is no longer.
    const LINE: usize = 40;
    let words = &lexicon().parts;
    let first = views.iter().take(HEAD).position(|view| crate::outline::is_numbered(&view.chars))?;
    let opens = views.get(first)?.chars.as_slice();
    // A plan is in chapters, and not in articles.
    let chapters = ["第一篇", "第一章", "第一部分"].iter().any(|word| stands(opens, 0, word));
    let article = |view: &View| stands(&view.chars, 0, "第一条");
    let heading = |(block, view): (usize, &View)| {
        let found = |at| words.find(&view.chars, at).map(|(len, kind)| (*kind, Place { block, range: at..at + len }));
        // A heading may run into its paragraph.
        let heads = view.len() <= LINE || crate::outline::is_numbered(&view.chars);
        heads.then(|| (0..view.len().min(LINE)).find_map(found)).flatten()
    };
    let mut headings = views.iter().enumerate().skip(first).filter_map(heading);
    if chapters && !views.iter().take(first + MOST).any(article) {
        let (kind, place) =
            headings.take_while(|(_, at)| at.block < first + MOST).find(|(kind, _)| *kind == "plan_outline")?;
        return Some((kind, Some(place)));
    }
    let back = find(opens, "回顾", LINE).is_some();
    let last = views.iter().skip(HEAD.max(views.len() / 2));
    let addressed = || last.clone().any(|view| stands(&view.chars, 0, "各位代表"));
    if !back || !addressed() {
        return None;
    }
    let (kind, place) = headings.find(|(kind, _)| *kind == "government_work_report")?;
    Some((kind, Some(place)))
}
