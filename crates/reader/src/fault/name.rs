//! One thing named in two ways: names in 《》 and “” and of the document's own place that differ in one character, and
//! abbreviations in Latin letters that nobody introduced.

use super::said::said;
use super::words::lists;
use super::{Fault, Severity};
use crate::note::Note;
use crate::reading::{Reading, RepairKind};
use crate::search::ends;
use crate::span::Span;
use std::collections::BTreeMap;

pub(super) fn of_document(reading: &Reading, folded: &[char], out: &mut Vec<Fault>) {
    doubted(reading, out);
    quoted(folded, out);
    documents(folded, out);
    sessions(folded, out);
    own_place(reading, folded, out);
    super::alike::of_document(reading, folded, out);
    super::phrase::of_document(folded, out);
    abbreviations(folded, out);
}

/// Names of places that the reader doubts already, with what was probably meant.
fn doubted(reading: &Reading, out: &mut Vec<Fault>) {
    for repair in reading.repairs.iter().filter(|r| r.kind == RepairKind::Doubtful && r.note == Note::PlaceName) {
        let Some(candidate) = &repair.candidate else { continue };
        let note = said(
            format!("“{}”与本地区划“{candidate}”只差一字，请核对", repair.text),
            format!("“{}” is one character off “{candidate}”, a division of the region", repair.text),
        );
        out.push(Fault::at("name", Severity::Warning, repair.spans.clone(), note));
    }
}

/// A name with the place of its first mention and how often it stands there.
pub(super) struct Named {
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
    pub(super) count: usize,
    /// Its first few places.
    pub(super) places: Vec<usize>,
}

impl Named {
    pub(super) fn new(chars: Vec<char>, mut places: Vec<usize>) -> Self {
        let (at, count) = (places.first().copied().unwrap_or(0), places.len());
        places.truncate(PLACES);
        Self { chars, at, count, places }
    }

    /// The fault of this name standing where `usual` is probably meant.
    pub(super) fn instead_of(&self, usual: &Self, note: Note) -> Fault {
        let span = |n: &Self| Span::new(n.at as u32, (n.at + n.chars.len()) as u32).into();
        let mut fault = Fault::at("name", Severity::Warning, span(self), note);
        fault.also.push(span(usual));
        fault
    }
}

/// Shortest name in quotation marks that is compared: shorter ones are mostly slogans that play on each other.
const SLOGAN: usize = 7;
/// Closer than this, in characters, two names stand side by side.
const NEAR: usize = 80;
/// How many places of a name are kept.
const PLACES: usize = 8;

/// Shortest and longest name that is compared: shorter ones are alike by accident.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=40;

/// Characters that tell one of a series from another: what differs in them only is two things.
pub(super) const SERIES: &str = "0123456789０１２３４５６７８９一二三四五六七八九十百千万第甲乙丙丁东西南北中上下前后左右内外大小新旧老高低省市县区乡镇村国州盟旗春夏秋冬年月日正副男女城进出入收支";

/// 《松陵县…办法》 here, 《松菱县…办法》 there. Names of bodies are not compared: 自然资源部 and 自然资源厅 are two.
fn quoted(folded: &[char], out: &mut Vec<Fault>) {
    let mut names = in_marks(folded, '《', '》');
    names.extend(
        in_marks(folded, '“', '”')
            .into_iter()
            .filter(|n| (n.chars.len() >= SLOGAN || called(&n.chars)) && !n.chars.contains(&'·')),
    );
    names.retain(|n| LENGTHS.contains(&n.chars.len()));
    for (rare, usual, place) in variants(&names) {
        let (rare, usual) = (&names[rare], &names[usual]);
        let mark = |c: char| !is_han(c) && !c.is_alphanumeric();
        if SERIES.contains(rare.chars[place])
            || SERIES.contains(usual.chars[place])
            // One dash or another is how it was typed, not what it is called.
            || mark(rare.chars[place]) && mark(usual.chars[place])
        {
            continue;
        }
        // Side by side they are meant to differ: 看得见的手, 看不见的手.
        let near = |x: &usize| usual.places.iter().any(|y| x.abs_diff(*y) <= NEAR);
        if rare.places.iter().any(near) {
            continue;
        }
        let (a, b): (String, String) = (rare.chars.iter().collect(), usual.chars.iter().collect());
        let note = said(
            format!("“{a}”与另一处的“{b}”只差一字，是否同一名称"),
            format!("“{a}” differs in one character from “{b}” elsewhere: are they one"),
        );
        out.push(rare.instead_of(usual, note));
    }
}

/// Whether a short name in quotation marks is that of a thing and no slogan: “松石英才计划”.
fn called(name: &[char]) -> bool {
    lists().schemes.iter().any(|w| ends(name, w))
}

/// Shortest part that two names of documents have in common where they differ by a character more or by a word.
const COMMON: usize = 10;

/// Characters that make another thing of a name by standing in it: 办法 is no 法.
const OTHER: &str = "不非副总分半准子再首原办无未";

/// 《…节水灌溉体系…办法》 and 《…节水化灌溉体系…办法》, 《全面推进…办法》 and 《全面实施…办法》. Only names that begin or end with the
/// same characters are compared.
fn documents(folded: &[char], out: &mut Vec<Fault>) {
    let mut names = in_marks(folded, '《', '》');
    names.retain(|n| n.chars.len() >= COMMON);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for from_end in [false, true] {
        let key = |i: &usize| -> &[char] {
            let chars = &names[*i].chars;
            if from_end { &chars[chars.len() - COMMON / 2..] } else { &chars[..COMMON / 2] }
        };
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by(|a, b| key(a).cmp(key(b)).then(a.cmp(b)));
        for group in order.chunk_by(|a, b| key(a) == key(b)) {
            for (n, later) in group.iter().enumerate() {
                let earlier = &group[n.saturating_sub(GROUP)..n];
                pairs.extend(earlier.iter().map(|e| (*e, *later)).filter(|(a, b)| {
                    let (a, b) = (&names[*a], &names[*b]);
                    let near = |x: &usize| b.places.iter().any(|y| x.abs_diff(*y) <= NEAR);
                    one_word_off(&a.chars, &b.chars) && !a.places.iter().any(near)
                }));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (a, b) in pairs {
        // Of two that stand equally often, the one that comes later is in doubt.
        let (rare, usual) =
            if names[a].count < names[b].count { (&names[a], &names[b]) } else { (&names[b], &names[a]) };
        let (a, b): (String, String) = (rare.chars.iter().collect(), usual.chars.iter().collect());
        let note = said(
            format!("《{a}》与另一处的《{b}》只差一词，是否同一文件"),
            format!("《{a}》 differs in one word from 《{b}》 elsewhere: are they one"),
        );
        out.push(rare.instead_of(usual, note));
    }
}

/// Whether one name has one character more within it than the other, or another word for carrying something out.
fn one_word_off(a: &[char], b: &[char]) -> bool {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    if head + tail < COMMON || head == 0 || tail == 0 {
        return false;
    }
    let carried_out = |word: &[char]| lists().carried_out.iter().any(|w| w.chars().eq(word.iter().copied()));
    match (&a[..a.len() - tail], &b[..b.len() - tail]) {
        ([], [more]) | ([more], []) => is_han(*more) && !SERIES.contains(*more) && !OTHER.contains(*more),
        (x, y) => carried_out(x) && carried_out(y),
    }
}

/// The names between two marks, in order of place, each once.
fn in_marks(text: &[char], open: char, close: char) -> Vec<Named> {
    let mut found: BTreeMap<&[char], Vec<usize>> = BTreeMap::new();
    let mut at = 0;
    while let Some(begin) = text.get(at..).and_then(|rest| rest.iter().position(|c| *c == open)).map(|i| at + i + 1) {
        let reach = text.len().min(begin + LENGTHS.end() + 1);
        let inner = &text[begin..reach];
        match inner.iter().position(|c| matches!(*c, '\n' | '。' | ',' | '，') || *c == open || *c == close) {
            Some(len) if inner[len] == close => {
                found.entry(&inner[..len]).or_default().push(begin);
                at = begin + len + 1;
            }
            Some(_) | None => at = begin,
        }
    }
    let mut names: Vec<Named> = found.into_iter().map(|(chars, places)| Named::new(chars.to_vec(), places)).collect();
    names.sort_by_key(|n| n.at);
    names
}

/// Pairs of equal length that differ at one place: (rarer, usual, place). Found by halves: two such names agree in their
/// first half or in their second, so that names are compared only within groups that share one.
pub(super) fn variants(names: &[Named]) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    for second in [false, true] {
        let key = |i: &usize| {
            let chars = &names[*i].chars;
            let (head, tail) = chars.split_at(chars.len() / 2);
            (chars.len(), if second { tail } else { head })
        };
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by(|a, b| key(a).cmp(&key(b)).then(a.cmp(b)));
        for group in order.chunk_by(|a, b| key(a) == key(b)) {
            for (n, later) in group.iter().enumerate() {
                for earlier in &group[n.saturating_sub(GROUP)..n] {
                    let (a, b) = (&names[*earlier], &names[*later]);
                    let mut differ = (0..a.chars.len()).filter(|i| a.chars[*i] != b.chars[*i]);
                    if let (Some(place), None) = (differ.next(), differ.next()) {
                        // Of two that stand equally often, the one that comes later is in doubt.
                        let pair = if a.count < b.count { (*earlier, *later) } else { (*later, *earlier) };
                        out.push((pair.0, pair.1, place));
                    }
                }
            }
        }
    }
    out
}

/// How many names of one half are compared with each other.
const GROUP: usize = 16;

/// How far down the head of a report goes, and how far behind 提请 the session is named.
const HEAD: usize = 600;
const SUBMITTED: usize = 20;

/// ——在…第五次会议上, and then 提请…四次会议审议: the session that hears a report is the one it is submitted to.
fn sessions(folded: &[char], out: &mut Vec<Fault>) {
    let head = &folded[..folded.len().min(HEAD)];
    let ordinal = |at: usize| {
        let number = head.get(at.checked_sub(1)?)?;
        // 十一次会议 has two characters, and is told by its last.
        let ten = at >= 2 && head[at - 2] == '十';
        "一二三四五六七八九十".contains(*number).then_some((*number, ten))
    };
    let meetings = (0..head.len()).filter(|at| crate::search::stands(head, *at, "次会议"));
    let mut session: Option<(usize, (char, bool))> = None;
    for at in meetings {
        let Some(number) = ordinal(at) else { continue };
        let upon = head.get(at + 3) == Some(&'上');
        let words = &head[at.saturating_sub(SUBMITTED)..at];
        let asked = crate::search::find(words, "提请", words.len()).is_some();
        match session {
            None if upon => session = Some((at, number)),
            Some((first, before)) if asked && before != number => {
                let span = |at: usize| Span::new(at as u32 - 1, at as u32 + 3).into();
                let note = said(
                    format!("会议是第{}次，提请审议的却是{}次会议", before.0, number.0),
                    format!("heard by session {}, submitted to session {}", before.0, number.0),
                );
                let mut fault = Fault::at("name", Severity::Warning, span(at), note);
                fault.also.push(span(first));
                out.push(fault);
                return;
            }
            _ => {}
        }
    }
}

/// Ends of the name of a place a document may be about.
const DIVISIONS: &[char] = &['县', '市', '区', '旗', '州', '盟', '省', '镇', '乡'];

/// How often the document's own name must stand in it for another spelling to be a slip.
const OFTEN: usize = 3;

/// 松陵县 in the title, 松菱县 in the text.
fn own_place(reading: &Reading, folded: &[char], out: &mut Vec<Fault>) {
    let Some(title) = reading.facts.title.as_ref().and_then(|t| t.spans.first()) else { return };
    let title = folded.get(title.range()).unwrap_or_default();
    let Some(len) = title.iter().take(7).position(|c| DIVISIONS.contains(c)).map(|i| i + 1).filter(|len| *len >= 3)
    else {
        return;
    };
    let own = &title[..len];
    let known: Vec<u32> =
        reading.names.iter().filter(|n| n.code.is_some()).filter_map(|n| n.spans.first().map(|s| s.start())).collect();
    let mut same = 0;
    let mut others: Vec<usize> = Vec::new();
    for (at, window) in folded.windows(len).enumerate() {
        if window.last() != own.last() {
            continue;
        }
        let differ = window.iter().zip(own).filter(|(a, b)| a != b).count();
        match differ {
            0 => same += 1,
            1 if window.iter().all(|c| is_han(*c)) => others.push(at),
            _ => {}
        }
    }
    if same < OFTEN {
        return;
    }
    for at in others.into_iter().take(8) {
        let window = &folded[at..at + len];
        // 一个省, 各县: the differing character is no part of a name; a place of the table is another place.
        let place = (0..len).find(|i| window[*i] != own[*i]).unwrap_or(0);
        // 全州市, 各州市: 州 is a part of many names, and of none where it stands for itself.
        let within = window[place] == '州' && place > 0 && !NO_NAMES.contains(window[place - 1]);
        if known.binary_search(&(at as u32)).is_ok() || !within && NO_NAMES.contains(window[place]) {
            continue;
        }
        let (a, b): (String, String) = (window.iter().collect(), own.iter().collect());
        let note = said(
            format!("“{a}”与标题里的“{b}”只差一字，请核对"),
            format!("“{a}” is one character off “{b}” of the title"),
        );
        out.push(Fault::at("name", Severity::Warning, Span::new(at as u32, (at + len) as u32).into(), note));
    }
}

/// Characters that stand before a name, or before 县 or 市, without being part of it.
pub(super) const NO_NAMES: &str =
    "全各本我该在是为和与及对到从由的了把将使让向区市县省镇乡村州旗盟个两几多每某外内近现新老原";

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Fewest characters of such a name.
const FULL_NAME: usize = 6;

/// Whether the words before an abbreviation are the name that it stands for.
fn spelt_out(before: &[char]) -> bool {
    let name = before.iter().rev().take_while(|c| is_han(**c)).count();
    name >= FULL_NAME && lists().full_names.iter().any(|w| ends(before, w))
}

/// How far behind a name its list may end.
const LIST: usize = 40;

/// Whether letters are the name of a firm, its product or its plant: a name is not spelt out.
fn is_brand(behind: &[char]) -> bool {
    let begins = |text: &[char], w: &&str| {
        text.iter().copied().zip(w.chars()).filter(|(a, b)| a == b).count() == w.chars().count()
    };
    if lists().brands.iter().any(|w| begins(behind, w)) {
        return true;
    }
    let clause = &behind[..behind
        .iter()
        .take(LIST)
        .position(|c| matches!(c, ',' | '。' | ';' | '\n'))
        .unwrap_or(behind.len().min(LIST))];
    // SMC、某某等企业, 某某PPE、某某项目竣工
    let listed = matches!(behind.first(), Some('、' | '等' | '和'));
    let etc = clause.iter().position(|c| *c == '等').map(|i| &clause[i + 1..]);
    listed
        && etc.is_some_and(|rest| {
            (0..rest.len().min(6)).any(|i| lists().lists_of_brands.iter().any(|w| begins(&rest[i..], w)))
        })
}

/// An abbreviation in Latin letters, at its first mention, where nothing says what it stands for.
fn abbreviations(folded: &[char], out: &mut Vec<Fault>) {
    let mut first: BTreeMap<&[char], (usize, bool)> = BTreeMap::new();
    let mut at = 0;
    while at < folded.len() {
        if !folded[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let joined =
            |c: &&char| c.is_ascii_alphanumeric() || matches!(**c, '.' | '-' | '/' | '&' | '+' | '_' | '@' | '%');
        let len = folded[at..].iter().take_while(joined).count();
        let word = &folded[at..at + len];
        // Of two letters most are marks and brands: AA级, 村BA.
        if (3..=6).contains(&len) && word.iter().all(char::is_ascii_uppercase) {
            // Beside a bracket it is being introduced, or introduces; in quotes it is a name that need not be spelt out.
            let beside = |c: Option<&char>| {
                c.is_some_and(|c| matches!(c, '(' | ')' | '（' | '）' | '“' | '”' | '《' | '》' | '"'))
            };
            let told = beside(at.checked_sub(1).and_then(|i| folded.get(i))) || beside(folded.get(at + len));
            let entry = first.entry(word).or_insert((at, false));
            entry.1 |= told || spelt_out(&folded[..at]) || is_brand(&folded[at + len..]);
        }
        at += len;
    }
    for (word, (at, told)) in first {
        let text: String = word.iter().collect();
        // A text in Latin letters is no Chinese report.
        let among = |i: usize| folded.get(i).copied().is_some_and(is_han);
        let chinese = at.checked_sub(1).is_some_and(among) || among(at + word.len());
        if told || lists().known_letters.contains(&text.as_str()) || !chinese {
            continue;
        }
        let note = said(
            format!("简称{text}第一次出现时没有写全称"),
            format!("{text} is not introduced where it first stands"),
        );
        out.push(Fault::at("name", Severity::Hint, Span::new(at as u32, (at + word.len()) as u32).into(), note));
    }
}
