//! What a cell prints around its number: [ ] and 〔 〕, signs for bounds, a year in brackets, marks of footnotes.

use super::{heading, sign};
use crate::reading::{Bound, Period};
use crate::search;
use std::ops::Range;

/// Which of several years a number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum OfYears {
    /// That of its heading.
    #[default]
    Heading,
    /// Their mean: 年均6, 6（年均）.
    Mean,
    /// Each of them: 每年不低于88.
    Each,
}

/// A cell without what is not its number.
#[derive(Debug, Clone, Default)]
pub(super) struct Bare {
    pub(super) chars: Vec<char>,
    /// For each of `chars`, its place in the cell.
    at: Vec<usize>,
    /// It stood in [ ]: what several years sum up to.
    pub(super) cumulative: bool,
    /// Of that, it stood in a bracket.
    pub(super) bracketed: bool,
    pub(super) bound: Option<Bound>,
    /// The year that a bracket gives: 89.6（2014年）.
    pub(super) year: Option<Period>,
    /// Which of the years it is for, by its own words.
    pub(super) of: OfYears,
    /// From which year on: 2027年起每年不低于88.
    pub(super) onward: Option<i16>,
    /// A bracket holds a further number.
    pub(super) further: bool,
    /// A mark that tells whether the indicator is binding.
    pub(super) mark: Option<char>,
}

/// The year from which on a cell counts: 2027年起.
fn onward(cell: &[char]) -> Option<i16> {
    let (place, start, _) = heading::times(cell).into_iter().next()?;
    let goes_on = matches!(cell.get(place.end), Some('起' | '开'))
        || place.end.checked_sub(1).and_then(|at| cell.get(at)) == Some(&'起');
    start.map(jiff::civil::Date::year).filter(|_| goes_on)
}

/// Marks behind names and numbers.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '*' | '▲' | '△' | '★' | '☆' | '●' | '■' | '□' | '◆' | '◇' | '※' | '①'..='⑳' | '↑' | '↓' | '#' | '√')
}

/// Whether a bracket says more than a year: （2028年达到32%） is of another number.
fn states_more(inside: &[char], year: &Range<usize>) -> bool {
    inside.iter().enumerate().any(|(at, c)| c.is_ascii_digit() && !year.contains(&at))
}

impl Bare {
    /// Takes a cell apart.
    pub(super) fn new(cell: &[char]) -> Self {
        let says = |word: &str| search::find(cell, word, cell.len()).is_some();
        let of = match () {
            () if says("年均") => OfYears::Mean,
            () if says("每年") => OfYears::Each,
            () => OfYears::Heading,
        };
        let mut out = Self { of, cumulative: says("累计"), onward: onward(cell), ..Self::default() };
        let mut at = 0;
        while let Some(&c) = cell.get(at) {
            if let Some((sign, len)) = sign::at(cell, at, out.chars.is_empty()) {
                out.bound = out.bound.or(Some(sign));
                at += len;
                continue;
            }
            match c {
                '[' | ']' | '〔' | '〕' | '【' | '】' | '［' | '］' => {
                    out.cumulative = true;
                    out.bracketed = true;
                }
                '(' => {
                    let len = cell.get(at..).unwrap_or_default().iter().position(|c| *c == ')');
                    let end = at + len.unwrap_or(cell.len() - at);
                    let inside = cell.get(at + 1..end).unwrap_or_default();
                    if at == 0 && end + 1 >= cell.len() {
                        // All of it stands in the bracket.
                        out.push(inside, at + 1);
                    } else if let Some((place, start, last)) = heading::times(inside).pop()
                        && !states_more(inside, &place)
                    {
                        let text = inside.get(place).unwrap_or_default().iter().collect();
                        out.year = Some(Period { text, start, end: last });
                    } else {
                        out.further |= inside.iter().any(char::is_ascii_digit);
                    }
                    at = end;
                }
                '+' if out.chars.is_empty() => {}
                c if is_mark(c) => out.mark = out.mark.or(Some(c)),
                c => {
                    out.chars.push(c);
                    out.at.push(at);
                }
            }
            at += 1;
        }
        out
    }

    fn push(&mut self, chars: &[char], at: usize) {
        self.chars.extend_from_slice(chars);
        self.at.extend(at..at + chars.len());
    }

    /// A range of `chars` in the cell.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.at.get(range.start).copied().unwrap_or_default();
        let last = range.end.checked_sub(1).and_then(|i| self.at.get(i)).copied();
        first..last.map_or(first, |last| last + 1)
    }
}
