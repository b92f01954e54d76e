//! Whether a text was cut at a fixed width, and where.

use super::line::{Line, Role, ended};

/// Widths above this are no printed line.
const WIDEST: usize = 400;
/// The narrowest newspaper column, in half-width units.
const NARROWEST: usize = 20;
/// So many lines at least end at the width.
const FEWEST: usize = 6;
/// A line may fall short by so much where a mark or a number would not be broken.
const SLACK: usize = 3;

/// The fixed width of a hard-wrapped text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrap {
    pub(super) width: usize,
    /// Paragraphs open with more blanks than this.
    pub(super) indent: usize,
    /// Whether paragraphs are indented at all.
    pub(super) indented: bool,
    /// A blank line stands before every line, so that it says nothing.
    spaced: bool,
}

impl Wrap {
    /// The wrap of a text, if it has one: most lines end at the same width, hardly one goes beyond.
    pub(super) fn of(lines: &[Line], folded: &[char]) -> Option<Self> {
        let mut count = vec![0usize; WIDEST + 1];
        let (mut all, mut long) = (0usize, 0usize);
        for line in lines.iter().filter(|l| matches!(l.role, Role::Text | Role::Marked)) {
            let width = line.width + line.indent;
            all += 1;
            match count.get_mut(width) {
                Some(slot) => *slot += 1,
                None => long += 1,
            }
        }
        if all < FEWEST {
            return None;
        }
        let full = |w: usize| count.get(w.saturating_sub(SLACK)..=w).map_or(0, |c| c.iter().sum::<usize>());
        let width = (NARROWEST..=WIDEST).rev().max_by_key(|w| full(*w))?;
        let here = full(width);
        let beyond = long + count.get(width + 3..).map_or(0, |c| c.iter().sum());
        if here < FEWEST || here * 5 < all * 2 || beyond * 10 > all {
            return None;
        }
        let fits = |l: &&Line| matches!(l.role, Role::Text | Role::Marked);
        let indent = lines.iter().filter(fits).map(|l| l.indent).min().unwrap_or(0);
        let deeper = lines.iter().filter(fits).filter(|l| l.indent > indent + 1).count();
        let mut out = Self { width, indent, indented: deeper * 50 >= all && deeper * 2 < all, spaced: false };
        // Lines of one length that break off in mid-sentence, each apart from the next.
        let apart = lines.iter().filter(fits).filter(|l| l.apart).count();
        let cut = |l: &&Line| out.is_full(l) && !ended(l.text(folded));
        out.spaced = apart * 10 >= all * 8 && lines.iter().filter(fits).filter(cut).count() * 10 >= here * 7;
        Some(out)
    }

    /// Whether a blank line before `line` parts it from the one above.
    pub(super) fn parts(self, line: &Line) -> bool {
        line.apart && !self.spaced
    }

    /// Whether `line` goes beyond the width: no part of a text that was cut there, but a heading of its own.
    pub(super) fn is_beyond(self, line: &Line) -> bool {
        line.width + line.indent > self.width + SLACK
    }

    /// Whether `line` ends long before the width.
    pub(super) fn falls_short(self, line: &Line) -> bool {
        (line.width + line.indent) * 5 < self.width * 3
    }

    /// Whether `line` reaches the width.
    pub(super) fn is_full(self, line: &Line) -> bool {
        line.width + line.indent + SLACK >= self.width
    }

    /// Whether `line` comes near the width.
    pub(super) fn is_nearly_full(self, line: &Line) -> bool {
        line.width + line.indent + 3 * SLACK >= self.width
    }

    /// Whether `line` opens a paragraph by its indent.
    pub(super) fn opens(self, line: &Line) -> bool {
        self.indented && line.indent > self.indent + 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::tear::mended;

    const LINES: [&str; 8] = [
        "灌区续建配套今年全部开工，全县新修",
        "渠道310公里，改造泵站46座，漏损率比",
        "上年下降一成。节水奖励逐户兑现，奖",
        "金达480万元，农户满意率超过九成，管",
        "护责任落实到村到户，水费收缴率从六",
        "成提高到九成，渠系水利用系数明显提",
        "高，末级渠系全部硬化，旱涝保收田达",
        "到三十一万亩。",
    ];

    #[test]
    fn lines_of_one_width_are_one_paragraph_with_a_blank_line_before_each_too() {
        for between in ["\n", "\n\n"] {
            let text = LINES.join(between);
            let got = mended(&text);
            assert_eq!(got.len(), 1, "{got:?}");
        }
        // Blanks and soft hyphens that a program put into the lines make them no wider.
        let noisy =
            LINES.join("\n\n").replace("渠道", "渠 道").replace("节水", "节\u{ad}水").replace("满意", "满 意\u{200b}");
        assert_eq!(mended(&noisy).len(), 1);
    }

    #[test]
    fn a_heading_beyond_the_width_or_far_below_it_stands_for_itself() {
        for heading in ["深入推进灌区续建配套与现代化改造，全面落实管护责任", "加强管护"] {
            let text = format!("{}\n{heading}\n{}", LINES.join("\n"), LINES.join("\n"));
            let wanted: String = heading.chars().map(|c| crate::fold::Fold::get().char(c)).collect();
            assert_eq!(mended(&text).iter().filter(|l| **l == wanted).count(), 1, "{heading}");
        }
    }

    #[test]
    fn paragraphs_that_happen_to_have_one_length_stay_apart() {
        let text =
            ["全县新修渠道三百一十公里受益农户两万", "全县改造泵站四十六座受益农户共一万户"].repeat(4).join("。\n\n");
        assert!(mended(&text).len() >= 2);
    }
}
