//! Which names begin at a place of the text, and how far each one can be trusted by itself.

use super::home::Home;
use super::table::{Division, Form, Rank, Table};
use super::words::{Alias, Lexicon};
use crate::charset::{CharSet, is_han};
use std::ops::Range;

/// How far a name counts by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Only behind the division it lies in: 新城区, 城关镇.
    Behind,
    /// There, or in a list of places where it stands as a word of its own: 和平.
    Common,
    /// There, or in a list: 开鲁.
    Listed,
    /// By itself.
    Sure,
}

/// What a name found in a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// A name of the table.
    Name(usize),
    /// A division abolished before there were codes.
    Former(&'static str),
}

/// A name found in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What,
    pub(super) trust: Trust,
}

/// Where names may begin in a text: it is gone through once, whether names are looked for in all of it or in each of its
/// sentences.
#[derive(Debug, Default)]
pub(crate) struct Begins(Vec<u32>);

impl Begins {
    pub(crate) fn of(text: &[char]) -> Self {
        let lexicon = Lexicon::get();
        let mut from = 0;
        let next = || {
            let at = next(lexicon, text, from)?;
            from = at + 1;
            Some(at as u32)
        };
        Self(std::iter::from_fn(next).collect())
    }

    /// Those within a range, counted from its beginning.
    pub(crate) fn within(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let first = self.0.partition_point(|at| (*at as usize) < range.start);
        let rest = self.0.get(first..).unwrap_or_default().iter().map(|at| *at as usize);
        // The last character of a stretch begins no name in it.
        rest.take_while(move |at| at + 1 < range.end).map(move |at| at - range.start)
    }
}

/// The first place from `from` on where a name may begin.
fn next(lexicon: &Lexicon, text: &[char], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let full = rest.windows(3).position(|c| match c {
        // What is no Han character begins no name: most of a text's marks and digits are passed by quickly.
        [a, b, c] => *a >= '一' && lexicon.filter.may_begin(*a, *b, Some(*c)),
        _ => false,
    });
    full.or_else(|| {
        let last = rest.len().checked_sub(2)?;
        matches!(rest.get(last..), Some([a, b]) if lexicon.filter.may_begin(*a, *b, None)).then_some(last)
    })
    .map(|at| from + at)
}

/// The longest name at `start` that can be one.
pub(super) fn at(lexicon: &Lexicon, text: &[char], start: usize, home: &Home) -> Option<Candidate> {
    let table = Table::get();
    let found = table.find(text, start);
    let alias = lexicon.aliases.find(text, start);
    let longest = found.list().last().map_or(0, |(_, length)| usize::from(*length));
    let preferred = |length: usize, alias: &Alias| {
        length > longest || length == longest && matches!(alias, Alias::Name(name) if is_held(table, *name, home))
    };
    if let Some((length, alias)) = alias.filter(|(length, alias)| preferred(*length, alias)) {
        let end = start + length;
        let (what, trust) = match *alias {
            Alias::Former(name) => (What::Former(name), Trust::Sure),
            Alias::Name(name) => (What::Name(name), alias_trust(table, name, length, home)),
        };
        if !lexicon.is_within_word(text, start, end) {
            return Some(Candidate { start, end, what, trust });
        }
    }
    found.list().iter().rev().find_map(|&(name, length)| {
        let (name, end) = (usize::from(name), start + usize::from(length));
        let trust = trust(lexicon, text, start..end, name, home)?;
        Some(Candidate { start, end, what: What::Name(name), trust })
    })
}

/// An abbreviation of two characters (阿旗) is used at home only; a longer one (科左中旗) is no word.
fn alias_trust(table: &Table, name: usize, length: usize, home: &Home) -> Trust {
    if length > 2 || is_held(table, name, home) { Trust::Sure } else { Trust::Listed }
}

/// Whether the name means a division of home.
pub(super) fn is_at_home(candidate: &Candidate, home: &Home) -> bool {
    matches!(candidate.what, What::Name(name) if is_held(Table::get(), name, home))
}

/// Whether a division of that name lies at home.
fn is_held(table: &Table, name: usize, home: &Home) -> bool {
    table.uses(name).any(|(d, _)| home.holds(d.code))
}

/// How far name `name` at `range` counts by itself; `None` where it cannot be a place.
fn trust(lexicon: &Lexicon, text: &[char], range: Range<usize>, name: usize, home: &Home) -> Option<Trust> {
    let Range { start, end } = range;
    let written = text.get(start..end)?;
    if ends_inside_word(written.last().copied(), text.get(end).copied()) {
        return None;
    }
    // Long names are not met by chance.
    if written.len() <= 4 && lexicon.is_within_word(text, start, end) {
        return None;
    }
    let mut best: Option<Trust> = None;
    let mut bearers = 0;
    let mut common = None;
    let mut followed = None;
    for (division, form) in Table::get().uses(name) {
        bearers += usize::from(home.in_year(&division));
        let rank = Rank::of(division.code);
        let trust = match (form, rank) {
            (Form::Full, Rank::Township) => township(written, &division, home),
            (Form::Full | Form::Ranked, _) if written.len() > 2 => Trust::Sure,
            (Form::Full | Form::Ranked, _) => {
                let free = home.holds(division.code) && opens_word(text, start);
                if free { Trust::Sure } else { Trust::Common }
            }
            (Form::Bare, _) => {
                if *followed.get_or_insert_with(|| lexicon.makes_another(text, end)) {
                    continue;
                }
                let common = *common.get_or_insert_with(|| lexicon.is_common(written));
                bare(common, opens_word(text, start), rank, &division, home)
            }
        };
        best = best.max(Some(trust));
    }
    let best = best?;
    // Of all townships of one name none is meant more than another; one with a name of its own is meant.
    let alone = bearers == 1 && written.len() >= 4 && written.last() != Some(&'道');
    let best = if best == Trust::Listed && alone { Trust::Sure } else { best };
    if lexicon.is_generic(written) { Some(Trust::Behind) } else { Some(best) }
}

/// Whether a word may begin at `start`, by the character before it: 示|范县 may not be read as 范县.
pub(super) fn opens_word(text: &[char], start: usize) -> bool {
    start
        .checked_sub(1)
        .and_then(|i| text.get(i))
        .is_none_or(|c| PARTS.contains(*c) || !is_han(*c) && !c.is_alphanumeric())
}

/// Characters that are words of their own before a name.
static PARTS: CharSet = CharSet::of(&[
    '和', '与', '及', '至', '到', '在', '对', '向', '从', '给', '为', '是', '了', '等', '由', '经', '持', '代', '的',
]);

/// A township. Short names, and those that count townships, are words too often to be taken for one in a list.
fn township(written: &[char], division: &Division, home: &Home) -> Trust {
    if written.len() < 3 || counts_townships(written) {
        Trust::Behind
    } else if home.is_near(division.code) {
        Trust::Sure
    } else if written.len() >= 4 {
        Trust::Listed
    } else {
        Trust::Behind
    }
}

/// 五乡镇 is a town, and five townships and towns.
fn counts_townships(written: &[char]) -> bool {
    matches!(written, [count, '乡' | '镇'] | [count, '乡', '镇'] if "一二三四五六七八九十百千两几各全".contains(*count))
}

/// 内蒙古, 通辽, 开鲁. `common`: it is an ordinary word as well; `opens`: a word may begin where it does.
fn bare(common: bool, opens: bool, rank: Rank, division: &Division, home: &Home) -> Trust {
    let about = home.is_about(division.code);
    match rank {
        Rank::Province => Trust::Sure,
        // A report of the province means its own city: 河源, 广安.
        Rank::Prefecture if common && opens && home.holds(division.code) && home.in_year(division) => Trust::Sure,
        Rank::Prefecture | Rank::County if common => {
            if about {
                Trust::Sure
            } else {
                Trust::Common
            }
        }
        Rank::Prefecture if about || home.in_year(division) => Trust::Sure,
        Rank::County if about || home.is_near(division.code) && home.in_year(division) => Trust::Sure,
        _ => Trust::Listed,
    }
}

/// 北京市场, 黄浦区域, 和县级: the last character of the name begins the next word.
fn ends_inside_word(last: Option<char>, next: Option<char>) -> bool {
    matches!(
        (last, next),
        (Some('市'), Some('场' | '值' | '容' | '域'))
            | (Some('区'), Some('域' | '间' | '分' | '别' | '位'))
            | (Some('县'), Some('域' | '级' | '处' | '乡' | '市' | '区'))
            | (Some('旗'), Some('下' | '帜' | '舰' | '县'))
            | (Some('乡'), Some('村' | '镇' | '亲' | '土'))
            | (Some('镇'), Some('域' | '村' | '乡' | '静'))
            | (Some('州'), Some('级'))
    )
}

/// The length of the name that begins at `at` and needs no further evidence; see [`super::name_at`].
pub(super) fn standing(text: &[char], at: usize) -> Option<usize> {
    let first = *text.get(at)?;
    let lexicon = Lexicon::get();
    if !lexicon.filter.may_begin(first, *text.get(at + 1)?, text.get(at + 2).copied()) {
        return None;
    }
    // 15万宁…, 一百色…: the numeral goes on.
    let before = at.checked_sub(1).and_then(|i| text.get(i)).copied().unwrap_or(' ');
    if before.is_ascii_digit() || "十百千万亿".contains(first) && "一二三四五六七八九十百千两几数".contains(before)
    {
        return None;
    }
    let table = Table::get();
    table.find(text, at).list().iter().rev().find_map(|&(name, length)| {
        let (name, length) = (usize::from(name), usize::from(length));
        let written = text.get(at..at + length)?;
        if ends_inside_word(written.last().copied(), text.get(at + length).copied()) || counts_townships(written) {
            return None;
        }
        let safe = table.uses(name).any(|(division, form)| match (form, Rank::of(division.code)) {
            (Form::Bare, Rank::Province) => true,
            (Form::Bare, Rank::Prefecture) => !lexicon.is_everyday(written),
            _ => length >= 3,
        });
        let shut = lexicon.is_generic(written) || lexicon.is_within_word(text, at, at + length);
        (safe && !shut).then_some(length)
    })
}
