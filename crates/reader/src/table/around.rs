//! What stands around a table and holds for it: its caption, the years it plans, the unit of all its numbers.

use super::heading::{times, unit_in};
use crate::figure::Grammar;
use crate::reading::Period;
use crate::search;
use jiff::civil::Date;

/// Lines before a table that may be its caption.
const LINES: usize = 3;

/// Longest line that is taken for one.
const LONGEST: usize = 60;

/// What stands around a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    /// Lines right before the table and its title rows, nearest first, with their places in the original.
    lines: Vec<(Vec<char>, Vec<u32>)>,
    /// The unit of all numbers.
    pub(super) unit: Vec<char>,
}

impl Around {
    /// Looks at the lines before `start`.
    pub(super) fn new(start: usize, floor: usize, folded: &[char], grammar: &Grammar) -> Self {
        let mut out = Self::default();
        let mut end = start;
        while end > floor && out.lines.len() < LINES {
            let head = folded.get(floor..end).unwrap_or_default();
            // Only as far back as a caption reaches.
            let near = head.get(head.len().saturating_sub(LONGEST * 4)..).unwrap_or_default();
            let Some(begin) = near
                .iter()
                .rposition(|c| *c == '\n')
                .map(|i| end - near.len() + i + 1)
                .or((near.len() == head.len()).then_some(floor))
            else {
                break;
            };
            out.add(begin, end, folded, grammar);
            if begin == floor {
                break;
            }
            end = begin - 1;
        }
        out
    }

    /// A line or a title row.
    pub(super) fn add(&mut self, begin: usize, end: usize, folded: &[char], grammar: &Grammar) {
        let line = folded.get(begin..end).unwrap_or_default();
        let places = line.iter().zip(begin as u32..).filter(|(c, _)| !c.is_whitespace());
        let (chars, at): (Vec<char>, Vec<u32>) = places.map(|(c, at)| (*c, at)).unzip();
        if chars.is_empty() || chars.len() > LONGEST {
            return;
        }
        if let Some(label) = search::find(&chars, "单位:", chars.len())
            && self.unit.is_empty()
        {
            let rest = chars.get(label..).unwrap_or_default();
            let rest = unit_in(rest);
            let rest = rest.split(|c| matches!(c, ')' | ']' | '。' | ';')).next().unwrap_or_default();
            if grammar.is_unit(rest) {
                self.unit = rest.to_vec();
            }
        }
        self.lines.push((chars, at));
    }

    /// Whether a line near the table says one of these.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        self.lines.iter().any(|(line, _)| words.iter().any(|w| search::holds(line, w)))
    }

    /// The years that a caption, else the title, names: the period that is planned.
    pub(super) fn period(&self, title: &[char], original: &[char]) -> Option<Period> {
        let is_known = |(_, start, end): &(_, Option<Date>, Option<Date>)| start.is_some() && end.is_some();
        let near = self.lines.iter().find_map(|(line, at)| {
            let (place, start, end) = times(line).into_iter().rfind(is_known)?;
            let text = at.get(place)?.iter().filter_map(|i| original.get(*i as usize)).collect();
            Some(Period { text, start, end })
        });
        near.or_else(|| {
            let (place, start, end) = times(title).into_iter().rfind(is_known)?;
            Some(Period { text: title.get(place)?.iter().collect(), start, end })
        })
    }
}

/// The first and last year of a period.
pub(super) fn years(period: &Period) -> Option<(i16, i16)> {
    Some((period.start.map(Date::year)?, period.end.map(Date::year)?))
}
