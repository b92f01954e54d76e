//! What is left of a sentence whose rest is lost, and headlines in shreds.

use super::cut::{Cut, Why};
use super::heading::mark;
use super::line::{Line, Role, ended, is_comma, is_final, is_han};
use super::page::Page;

/// The longest piece that is nothing but a fragment; a longer one says something and stays.
const LONGEST: usize = 14;
/// The longest piece that begins in mid-sentence.
const HEADLESS: usize = 30;
/// The longest shred of a headline.
const SHRED: usize = 6;
/// A headline is no longer than this.
const HEADLINE: usize = 40;
/// So many lines behind its shreds a headline may stand whole.
const BELOW: usize = 5;

/// Whether `text` (folded) is the stray tail of a lost sentence. `torn`: columns broke other sentences of this text.
pub(super) fn is_fragment(text: &[char], torn: bool) -> bool {
    let page = Page::get();
    let Some(&first) = text.first() else { return false };
    if mark(text).is_some() {
        return false;
    }
    let len = text.iter().filter(|c| !c.is_whitespace()).count();
    // 以上。 is a tail, 以上报告,请予审议。 a sentence.
    let whole = page.whole.find(text, 0).map_or(0, |(len, ())| len);
    let headless = page.headless.find(text, 0).is_some_and(|(len, ())| len >= whole);
    let cut = matches!(first, '。' | ',' | '、' | ';' | '”' | '》' | ')' | '%') || headless;
    let headless = cut || page.not_first(first) >= 6;
    if len <= 2 && !text.iter().any(|c| is_han(*c) || c.is_alphanumeric()) {
        return matches!(first, '。' | ',' | '、' | ';' | '”' | '》' | ')' | '“' | '《' | '(');
    }
    if ended(text) && ((headless && len <= HEADLESS && torn) || (cut && len <= LONGEST)) {
        return true;
    }
    // 一是…。 is an item of a list.
    if text.get(1) == Some(&'是') {
        return false;
    }
    let single = !text.iter().rev().skip(1).any(|c| is_comma(*c) || is_final(*c) || matches!(c, ':' | ';'));
    torn && single
        && len <= LONGEST
        && text.last() == Some(&'。')
        && !text.iter().any(char::is_ascii_digit)
        && page.not_first(first) >= -1
        && page.whole.find(text, 0).is_none()
}

/// Whether `text` (folded) is a headline of which only shreds are left: short pieces parted by blanks, at least one of
/// them cut where something must follow.
pub(super) fn is_shredded(text: &[char]) -> bool {
    let page = Page::get();
    let from = text.iter().position(|c| *c != '#' && !c.is_whitespace()).unwrap_or(text.len());
    let text = text.get(from..).unwrap_or_default();
    if text.len() > 40 {
        return false;
    }
    let pieces: Vec<&[char]> = text.split(|c| c.is_whitespace()).filter(|p| !p.is_empty()).collect();
    let small = |p: &&[char]| (2..=SHRED).contains(&p.len()) && p.iter().all(|c| is_han(*c));
    let open = pieces.iter().filter(|p| page.open_end.find_before(p, p.len()).is_some()).count();
    pieces.len() >= 2 && pieces.iter().all(small) && open >= 1
}

/// Marks lines that are shreds of a headline which stands whole below them: 网水织 云岭惠 万户 above 云岭织水网 清流惠万户.
pub(super) fn shreds(lines: &mut [Line], folded: &[char], cuts: &mut Vec<Cut>) {
    let mut shredded = None;
    for i in 0..lines.len() {
        let Some(pieces) = lines.get(i).and_then(|line| pieces(line, folded)) else { continue };
        // Shreds lie together.
        let beside = shredded.is_some_and(|before| before + 1 == i);
        let whole: Vec<Vec<char>> = lines
            .iter()
            .skip(i + 1)
            .take(BELOW)
            .filter(|l| l.len <= HEADLINE && !l.has_stop)
            .map(|l| l.text(folded).iter().copied().filter(|c| is_han(*c)).collect())
            .collect();
        let all: usize = pieces.iter().map(|p| p.len()).sum();
        let known = pieces.iter().flat_map(|p| p.iter()).filter(|c| whole.iter().any(|l| l.contains(*c))).count();
        let broken = pieces.iter().filter(|p| is_broken(p, &whole)).count();
        let stands = pieces.iter().any(|p| whole.iter().any(|l| l.windows(p.len()).any(|w| w == *p)));
        let even = pieces.windows(2).all(|w| matches!(w, [a, b] if a.len() == b.len()));
        let shreds = pieces.len() >= 3 && broken >= 2 && known * 5 >= all * 3 && !even;
        let more = beside && !stands && !even;
        if !shreds && !more {
            continue;
        }
        shredded = Some(i);
        if let Some(line) = lines.get_mut(i) {
            cuts.push(Cut { at: line.at.clone(), why: Why::Shred });
            line.role = Role::Shred;
        }
    }
}

/// The short pieces that blanks part a line of nothing else into.
fn pieces<'a>(line: &Line, folded: &'a [char]) -> Option<Vec<&'a [char]>> {
    if line.len > HEADLINE || line.has_comma || !matches!(line.role, Role::Text | Role::Marked) {
        return None;
    }
    let text = folded.get(line.at.clone())?;
    let from = text.iter().position(|c| *c != '#' && !c.is_whitespace())?;
    let pieces: Vec<&[char]> = text.get(from..)?.split(|c| c.is_whitespace()).filter(|p| !p.is_empty()).collect();
    let small = |p: &&[char]| (2..=SHRED).contains(&p.len()) && p.iter().all(|c| is_han(*c));
    (pieces.len() >= 2 && pieces.iter().all(small)).then_some(pieces)
}

/// Whether a piece is made of characters of one of the lines, but for one at most, and does not stand there.
fn is_broken(piece: &[char], lines: &[Vec<char>]) -> bool {
    lines.iter().any(|l| piece.iter().filter(|c| !l.contains(*c)).count() <= usize::from(piece.len() > 2))
        && !lines.iter().any(|l| l.windows(piece.len()).any(|w| w == piece))
}

#[cfg(test)]
mod tests {
    use super::super::tear::{accounted, read};

    fn mended(text: &str) -> String {
        let (got, mended, original) = read(text);
        accounted(&mended, &original);
        got.join("\n")
    }

    const BODY: &str = "灌区续建配套今年全部开工，全县新修渠道310公里。";

    #[test]
    fn shreds_of_a_headline_that_stands_below_are_left_out() {
        for shreds in ["水织网 岭云 惠万清流", "# 织水云 流惠户 网岭", "网织 岭水云 清惠万\n户万织 流清岭惠"]
        {
            let got = mended(&format!("{shreds}\n云岭织水网\n清流惠万户\n{BODY}"));
            assert!(got.starts_with("云岭织水网"), "{got}");
        }
    }

    #[test]
    fn a_headline_of_several_parts_is_none() {
        for line in
            ["云岭织水网 清流惠万户", "续建配套 节水增效 惠农强县", "水网织就 清流入户 管护有人", "云岭 织水网 惠万户"]
        {
            let got = mended(&format!("{line}\n云岭织水网\n清流惠万户\n{BODY}"));
            let wanted: String = line.chars().filter(|c| *c != ' ').collect();
            assert!(got.contains(&wanted), "{got}");
        }
    }
}
