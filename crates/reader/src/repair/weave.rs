//! Two columns whose lines took turns: the first half of one sentence, the first half of the next, and then their ends.
//!
//! ```text
//! 全县新修渠道310公里，改造泵        A, broken off
//! 管护责任落实到户，水费收缴        B, which begins a sentence and is broken off too
//! 站46座，新增灌溉面积6.3万亩。      the end of A
//! 率超过九成。                     the end of B
//! ```
//!
//! Neither end goes on from the line above it, and each goes on from the line before that. The lines are put in the order in
//! which they were meant; a heading between the two goes with B.

use super::join::weigh;
use super::line::{Line, Role, ended, is_closer, is_comma, is_final, is_han, is_opener};
use super::page::Page;
use super::seam::Seams;
use super::wrap::Wrap;
use std::ops::Range;

/// Lines of the first half of B.
const HALF: usize = 3;
/// Lines of the end of A.
const END: usize = 4;
/// Headings between A and B.
const HEADS: usize = 2;
/// Headings are no longer than this.
const HEADING: usize = 40;
/// What must speak for another order before the words across the seams are looked up elsewhere.
const LIKELY: i32 = 4;
/// What must speak for another order, in powers of two.
const SURE: i32 = 12;
/// The same, where no heading and no indent shows that A breaks off.
const SURER: i32 = 14;
/// The farthest that a bracket is looked for from a seam.
const BRACKET: usize = 60;

/// Four seams: of the first half of A with its end and with what stands below it, of B with its end and with what stands below.
#[derive(Debug, Clone)]
struct Weave {
    /// Lines (among those shown) of B's first half with its headings.
    b: Range<usize>,
    /// Where the end of A ends.
    end: usize,
    /// Whether headings stand before B.
    headed: bool,
    /// Whether a heading, an indent or a paragraph's end shows that A breaks off.
    parted: bool,
    /// What speaks for it.
    sure: i32,
}

/// Puts the lines of two columns in their order. Gives back which lines go on from another now than on the page.
pub(super) fn mark(lines: &mut [Line], folded: &[char]) -> Vec<usize> {
    let page = Page::get();
    let shown: Vec<usize> = (0..lines.len())
        .filter(|i| lines.get(*i).is_some_and(|l| matches!(l.role, Role::Text | Role::Marked | Role::Row)))
        .collect();
    let mut closed = Vec::new();
    if shown.len() < 4 {
        return closed;
    }
    let look = Look { lines, shown: &shown, folded, page, wrap: Wrap::of(lines, folded) };
    let mut found: Vec<Weave> = (0..shown.len()).filter_map(|first| look.at(first)).collect();
    if found.is_empty() {
        return closed;
    }
    let ends: Vec<(char, char)> = found.iter().flat_map(Look::seams).filter_map(|pair| look.chars(pair)).collect();
    let together = Seams::count(&ends, folded);
    found.retain_mut(|weave| {
        let words = |pair| look.words(pair, &together);
        let [a, b, below, across] = Look::seams(weave);
        weave.sure += words(a) + words(b) - words(across) - if weave.headed { 0 } else { words(below) };
        weave.sure >= if weave.parted { SURE } else { SURER }
    });
    let mut free = 0;
    for weave in found {
        let at = |n: usize| shown.get(n).copied().unwrap_or_default();
        if weave.b.start <= free {
            continue;
        }
        free = weave.end;
        let (b, a, end) = (at(weave.b.start), at(weave.b.end), at(weave.end - 1) + 1);
        if let Some(both) = lines.get_mut(b..end) {
            both.rotate_left(a - b);
            closed.extend([b, at(weave.end)]);
        }
    }
    closed
}

/// The lines of a text that show something.
struct Look<'a> {
    lines: &'a [Line],
    shown: &'a [usize],
    folded: &'a [char],
    page: &'a Page,
    wrap: Option<Wrap>,
}

impl Look<'_> {
    fn line(&self, n: usize) -> Option<&Line> {
        self.shown.get(n).and_then(|i| self.lines.get(*i))
    }

    /// The likeliest other order in which A breaks off in the line `first`.
    fn at(&self, first: usize) -> Option<Weave> {
        let a =
            self.line(first).filter(|l| self.breaks_off(l) && (l.has_comma || l.has_stop || self.wrap.is_some()))?;
        let mut best: Option<Weave> = None;
        for heads in 0..=HEADS {
            if heads > 0 && !self.line(first + heads).is_some_and(|l| self.is_heading(l)) {
                break;
            }
            let opens = first + heads + 1;
            for half in 1..=if self.wrap.is_some() { HALF } else { 1 } {
                let last = opens + half - 1;
                if !self.line(last).is_some_and(|l| self.breaks_off(l) && (half == 1 || !self.opens(l))) {
                    break;
                }
                for end in 1..=if self.wrap.is_some() { END } else { 1 } {
                    let Some(line) = self.line(last + end).filter(|l| l.role == Role::Text && !self.opens(l)) else {
                        break;
                    };
                    if !ended(line.text(self.folded)) {
                        if self.breaks_off(line) {
                            continue;
                        }
                        break;
                    }
                    let weave = Weave {
                        b: first + 1..last + 1,
                        end: last + end + 1,
                        headed: heads > 0,
                        parted: heads > 0 || self.wrap.is_none() || self.line(opens).is_some_and(|l| self.opens(l)),
                        sure: 0,
                    };
                    if let Some(sure) =
                        self.sure(a, opens, &weave).filter(|sure| best.as_ref().is_none_or(|b| b.sure < *sure))
                    {
                        best = Some(Weave { sure, ..weave });
                    }
                    break;
                }
            }
        }
        best
    }

    /// What the marks at the seams, and the characters that begin a sentence in the one order and not in the other, say for it.
    fn sure(&self, a: &Line, opens: usize, weave: &Weave) -> Option<i32> {
        let (b1, b) = (self.line(opens)?, self.line(weave.b.end - 1)?);
        let (a2, bn) = (self.line(weave.b.end)?, self.line(weave.end)?);
        if bn.role != Role::Text || self.opens(bn) {
            return None;
        }
        let of_a = self.flow(a, a2) - if weave.headed { 0 } else { self.flow(a, b1) };
        let of_b = self.flow(b, bn) - self.flow(b, a2);
        if of_a < 0 || of_b < 0 {
            return None;
        }
        let begins = self.inside(bn) - if weave.headed { 0 } else { self.inside(b1) };
        // A sentence does not break off before a heading or a new paragraph.
        let broken = if weave.headed || self.opens(b1) {
            6
        } else if self.wrap.is_none() {
            3
        } else {
            0
        };
        // Behind a comma anything may follow.
        let comma = |l: &Line| if is_comma(l.last(self.folded)) { 2 } else { 0 };
        let sure = of_a + of_b + begins + broken - comma(a) - comma(b);
        (sure >= LIKELY).then_some(sure)
    }

    /// How well the marks on both sides of a seam go together.
    fn flow(&self, above: &Line, below: &Line) -> i32 {
        let (upper, lower) = (above.text(self.folded), below.text(self.folded));
        let (a, b) = (above.last(self.folded), below.first(self.folded));
        let back = upper.iter().rev().skip(usize::from(a == '.')).skip_while(|c| c.is_ascii_digit());
        let pointed = back.clone().next() == Some(&'.') || a == '.';
        let digits = lower.iter().take(5).take_while(|c| c.is_ascii_digit()).count();
        let year = digits == 4 && lower.get(4) == Some(&'年');
        let marks = if a == '.' {
            if b.is_ascii_digit() { 8 } else { -8 }
        } else if a.is_ascii_digit() {
            match b {
                '.' if pointed => -8,
                '.' | '%' => 8,
                _ if b.is_ascii_digit() && !year => 8,
                '万' | '亿' | '千' | '百' => 6,
                _ if self.page.follows.find(lower, 0).is_some() => 5,
                _ if is_han(b) || is_closer(b) || is_comma(b) => 0,
                _ => -4,
            }
        } else {
            match b {
                '.' | '%' => -8,
                _ if is_comma(a) && (is_comma(b) || is_final(b)) => -8,
                _ if self.page.open_end.find_before(upper, upper.len()).is_some() && !is_comma(b) => 2,
                _ => 0,
            }
        };
        marks + brackets(upper, lower)
    }

    /// How much sooner a line stands inside a sentence than at its beginning.
    fn inside(&self, line: &Line) -> i32 {
        let text = line.text(self.folded);
        let first = line.first(self.folded);
        let digits = text.iter().take(5).take_while(|c| c.is_ascii_digit()).count();
        match first {
            _ if is_han(first) => self.page.not_first(first),
            '.' | '%' => 12,
            _ if is_comma(first) || is_final(first) || is_closer(first) => 12,
            _ if digits > 0 && !(digits == 4 && text.get(4) == Some(&'年')) => 3,
            _ => 0,
        }
    }

    /// Whether a line breaks off in mid-sentence.
    fn breaks_off(&self, line: &Line) -> bool {
        let last = line.last(self.folded);
        line.role == Role::Text
            && line.len >= 8
            && self.wrap.is_none_or(|w| w.is_nearly_full(line) && !w.is_beyond(line))
            && (is_han(last) || last.is_ascii_digit() || is_comma(last) || is_opener(last) || matches!(last, '.' | '·'))
            && !ended(line.text(self.folded))
    }

    fn opens(&self, line: &Line) -> bool {
        self.wrap.is_some_and(|w| w.opens(line))
    }

    fn is_heading(&self, line: &Line) -> bool {
        matches!(line.role, Role::Text | Role::Marked)
            && (4..=HEADING).contains(&line.len)
            && !line.has_stop
            && is_han(line.last(self.folded))
            && self.wrap.is_none_or(|w| w.is_beyond(line) || !w.is_nearly_full(line))
    }

    /// The seams of A and of B, and those below A and across to the end of A as the page has them.
    fn seams(weave: &Weave) -> [(usize, usize); 4] {
        let (first, last) = (weave.b.start - 1, weave.b.end - 1);
        [(first, weave.b.end), (last, weave.end), (first, first + 1), (last, weave.b.end)]
    }

    fn chars(&self, (above, below): (usize, usize)) -> Option<(char, char)> {
        Some((self.line(above)?.last(self.folded), self.line(below)?.first(self.folded)))
    }

    /// What the words across a seam do elsewhere in the text.
    fn words(&self, pair: (usize, usize), together: &Seams) -> i32 {
        let (Some(above), Some(below)) = (self.line(pair.0), self.line(pair.1)) else { return 0 };
        if !is_han(above.last(self.folded)) || !is_han(below.first(self.folded)) {
            return 0;
        }
        weigh(together.at(above.at.end, below.at.start, self.folded))
    }
}

/// Whether a bracket that is open at the end of `upper` is closed in `lower`.
fn brackets(upper: &[char], lower: &[char]) -> i32 {
    let mut closed = 0;
    let open = upper.iter().rev().take(BRACKET).any(|c| {
        closed += i32::from(is_closer(*c));
        closed -= i32::from(is_opener(*c));
        closed < 0
    });
    let next = lower.iter().take(BRACKET).find(|c| is_closer(**c) || is_opener(**c) || is_final(**c));
    match next {
        Some(c) if is_closer(*c) => {
            if open {
                8
            } else {
                -3
            }
        }
        Some(_) if open => -4,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tear::{accounted, read};
    use crate::note::Note;

    fn mended(text: &str) -> (String, usize) {
        let (got, mended, original) = read(text);
        accounted(&mended, &original);
        (got.join("\n"), mended.repairs.iter().filter(|r| r.note == Note::Woven).count())
    }

    #[test]
    fn lines_that_took_turns_stand_in_their_order() {
        let indented = "　　灌区续建配套今年全部开工，全县新修\n渠道310公里，改造泵站46座，漏损率比上\n年下降一成。节水奖励逐户兑现，奖金达4\n　　今年落实管护责任到各户，水费收缴率从\n80万元，农户满意率超过九成。\n六成提高到九成。渠系水利用系数明显提\n高，末级渠系全部硬化，全县旱涝保收田\n达到三十一万亩，机井全部装上水表。";
        let (got, notes) = mended(indented);
        assert!(got.contains("奖金达480万元,农户满意率超过九成。"), "{got}");
        assert!(got.contains("水费收缴率从六成提高到九成。"), "{got}");
        assert_eq!(notes, 2);
        let headed = "灌区续建配套今年全部开工，改造泵站46座，新增灌溉面积6\n\n管护责任落到实处\n\n管护责任落实到村到户，水费收缴率由58.2\n\n3万亩，漏损率比上年下降一成。\n\n%提高到91.4%，渠系水利用系数明显提高。";
        let (got, _) = mended(headed);
        assert!(got.contains("新增灌溉面积63万亩,漏损率比上年下降一成。\n"), "{got}");
        assert!(got.contains("\n管护责任落实到村到户,水费收缴率由58.2%提高到91.4%"), "{got}");
    }

    #[test]
    fn lines_in_their_order_stay() {
        for text in [
            "　　灌区续建配套今年全部开工，全县新修\n渠道310公里，改造泵站46座，漏损率比上\n年下降一成。节水奖励逐户兑现，奖金达4\n80万元，农户满意率超过九成。\n　　今年落实管护责任到各户，水费收缴率从\n六成提高到九成。渠系水利用系数明显提\n高，末级渠系全部硬化，全县旱涝保收田\n达到三十一万亩，机井全部装上水表。",
            "灌区续建配套今年全部开工\n\n管护责任落到实处\n\n管护责任落实到村到户，水费收缴率提高\n\n渠道通水，漏损率比上年下降一成。\n\n全县旱涝保收田明显增加。",
        ] {
            assert_eq!(mended(text).1, 0, "{text}");
        }
    }

    #[test]
    fn many_such_lines_take_no_more_than_their_share() {
        let text = "全县新修渠道310公里，改造泵站4\n管护责任落实到村到户，水费收缴\n6座，新增灌溉面积6.3万亩。\n率超过九成，机井装表。\n".repeat(20_000);
        let start = std::time::Instant::now();
        let _ = read(&text);
        assert!(start.elapsed().as_secs() < 60);
    }
}
