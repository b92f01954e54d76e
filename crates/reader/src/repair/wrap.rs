//! Whether a text was cut at a fixed width, and where.

use super::line::{Line, Role};

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
}

impl Wrap {
    /// The wrap of a text, if it has one: most lines end at the same width, hardly one goes beyond.
    pub(super) fn of(lines: &[Line]) -> Option<Self> {
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
        Some(Self { width, indent, indented: deeper * 50 >= all && deeper * 2 < all })
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
