//! Names outside any marks that differ in one character: 柳汀镇 here, 柳亭镇 there. A keyboard that writes by sound puts one
//! character in the place of another that sounds the same; in a long name any other character is as unlikely to be meant.

use super::Fault;
use super::name::{NO_NAMES, Named, SERIES, is_han, variants};
use super::said::said;
use super::words::lists;
use crate::reading::Reading;
use crate::search::ends;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

/// How many characters stand before the end.
const STEM: std::ops::RangeInclusive<usize> = 2..=8;
/// So many of them are no accident, whatever the other character sounds like.
const LONG: usize = 5;
/// Closer than this, in characters, two names stand side by side and are two.
const NEAR: usize = 40;
/// How often a name must stand in a text for another to be a slip of it.
const OFTEN: usize = 2;

static TEXT: &str = include_str!("../../lexicon/zh/homophones.txt");

/// The sound of each character, as the number of its line.
fn sounds() -> &'static HashMap<char, u16> {
    static SOUNDS: OnceLock<HashMap<char, u16>> = OnceLock::new();
    SOUNDS.get_or_init(|| {
        let lines = TEXT.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
        lines.zip(0u16..).flat_map(|((_, chars), n)| chars.chars().map(move |c| (c, n))).collect()
    })
}

/// Whether two characters sound alike.
fn alike(a: char, b: char) -> bool {
    let sounds = sounds();
    sounds.get(&a).zip(sounds.get(&b)).is_some_and(|(a, b)| a == b)
}

pub(super) fn of_document(reading: &Reading, folded: &[char], out: &mut Vec<Fault>) {
    let mut known: Vec<u32> =
        reading.names.iter().filter(|n| n.code.is_some()).filter_map(|n| n.spans.first().map(|s| s.start())).collect();
    known.sort_unstable();
    let mut said_of: BTreeSet<usize> =
        out.iter().filter(|f| f.rule == "name").flat_map(|f| f.spans.iter()).flat_map(|span| span.range()).collect();
    for end in &lists().name_ends {
        let names = names(folded, end);
        turned(&names, end, &mut said_of, out);
        for (rare, usual, place) in variants(&names) {
            let (rare, usual) = (&names[rare], &names[usual]);
            let stem = rare.chars.len() - end.chars().count();
            let (a, b) = (rare.chars[place], usual.chars[place]);
            // Told once and once, a line or a road that sounds alike is one.
            let way = lists().ways.contains(end) && stem == 2 && alike(a, b);
            if place >= stem || rare.count != 1 || usual.count < OFTEN && !way {
                continue;
            }
            let sure = alike(a, b) || stem >= LONG && place > 0;
            // 州 tells of a series where it stands for itself, 各州, and is a part of many names.
            let within = |c: char| c == '州' && place > 0 && !NO_NAMES.contains(rare.chars[place - 1]);
            let other = |c: char| (SERIES.contains(c) || NO_NAMES.contains(c)) && !within(c);
            if !sure || other(a) || other(b) {
                continue;
            }
            // 实施自贸港, always with 实 before it: the first character is the end of another word.
            let behind = |at: &usize| at.checked_sub(1).and_then(|i| folded.get(i)).filter(|c| is_han(**c));
            let first = usual.places.first().and_then(behind);
            let bound = first.is_some() && usual.places.iter().all(|at| behind(at) == first);
            if place == 0 && bound {
                continue;
            }
            let beside = usual.places.iter().any(|y| rare.at.abs_diff(*y) <= NEAR);
            // A place of the table is another place, however alike.
            let elsewhere = known.binary_search(&(rare.at as u32)).is_ok();
            if beside || elsewhere || said_of.contains(&(rare.at + place)) {
                continue;
            }
            said_of.insert(rare.at + place);
            let (a, b): (String, String) = (rare.chars.iter().collect(), usual.chars.iter().collect());
            let note = said(
                format!("“{a}”与另外{}处的“{b}”只差一字，是否同一名称", usual.count),
                format!("“{a}” differs in one character from “{b}”, which stands {} times: are they one", usual.count),
            );
            out.push(rare.instead_of(usual, note));
        }
    }
}

/// How often a name must stand in a text for one with two of its characters turned round to be a slip of it.
const TURNED: usize = 3;

/// 滨辽经开区 for 辽滨经开区.
fn turned(names: &[Named], end: &str, said_of: &mut BTreeSet<usize>, out: &mut Vec<Fault>) {
    let mut sorted: BTreeMap<Vec<char>, Vec<usize>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        let mut chars = name.chars.clone();
        chars.sort_unstable();
        sorted.entry(chars).or_default().push(index);
    }
    for group in sorted.values().filter(|group| (2..=4).contains(&group.len())) {
        for (a, b) in group.iter().flat_map(|a| group.iter().map(move |b| (*a, *b))) {
            let (rare, usual) = (&names[a], &names[b]);
            let stem = rare.chars.len() - end.chars().count();
            let differ: Vec<usize> = (0..stem).filter(|i| rare.chars[*i] != usual.chars[*i]).collect();
            let [i, j] = differ[..] else { continue };
            // Two characters that are the whole of a name: any more may be two words.
            let whole = j == i + 1 && stem == 2 && rare.count == 1 && usual.count >= TURNED;
            if !whole || said_of.contains(&(rare.at + i)) {
                continue;
            }
            said_of.insert(rare.at + i);
            let (a, b): (String, String) = (rare.chars.iter().collect(), usual.chars.iter().collect());
            let note = said(
                format!("“{a}”与另外{}处的“{b}”两字颠倒，请核对", usual.count),
                format!("“{a}” is “{b}”, which stands {} times, with two characters turned round", usual.count),
            );
            out.push(rare.instead_of(usual, note));
        }
    }
}

/// What stands before one end, at every length a stem may have, in order of place.
fn names(text: &[char], end: &str) -> Vec<Named> {
    let len = end.chars().count();
    let mut found: BTreeMap<&[char], Vec<usize>> = BTreeMap::new();
    for stop in len..=text.len() {
        let head = &text[..stop];
        if !ends(head, end) {
            continue;
        }
        let stem = head[..stop - len].iter().rev().take(*STEM.end()).take_while(|c| is_han(**c)).count();
        for stem in *STEM.start()..=stem {
            let at = stop - len - stem;
            found.entry(&text[at..stop]).or_default().push(at);
        }
    }
    let mut names: Vec<Named> = found.into_iter().map(|(chars, places)| Named::new(chars.to_vec(), places)).collect();
    // The shortest first: the name, and not what stands before it.
    names.sort_by_key(|n| (n.chars.len(), n.at));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_one_sound() {
        let lines: Vec<(&str, &str)> =
            TEXT.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).collect();
        assert!(lines.len() > 380 && lines.windows(2).all(|pair| pair[0].0 < pair[1].0), "in order of sound");
        assert_eq!(sounds().len(), lines.iter().map(|(_, chars)| chars.chars().count()).sum::<usize>());
        assert!(alike('汀', '亭') && alike('岭', '陵') && !alike('州', '川') && !alike('〇', '亭'));
    }
}
