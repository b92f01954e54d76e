//! The time of a row, where no heading over a number has one: 2030年用水总量 names the year itself, or a cell beside the name holds
//! it; or that cell says 现状 or 目标.

use super::column::{Heads, Holds, Role};
use super::grid::{Grid, GridCell};
use super::heading::{Heading, times};
use super::words::Head;
use crate::figure::Grammar;
use crate::reading::Period;

/// What a row says of the time of its numbers.
#[derive(Debug, Clone)]
pub(super) struct When {
    pub(super) period: Option<Period>,
    /// 现状 or 目标: what its numbers are, where the cell says so.
    pub(super) holds: Option<Holds>,
    /// How many characters of the name it takes.
    pub(super) of_name: usize,
}

impl When {
    /// The time of a row.
    pub(super) fn of(grid: &Grid, heads: &Heads, row: usize, original: &[char], grammar: &Grammar) -> Option<Self> {
        let timed = |at: usize| heads.columns.get(at).is_none_or(|c| c.time.is_some());
        if heads.values().any(|(at, _)| timed(at)) {
            return None;
        }
        let is_value = |cell: &GridCell| {
            let role = heads.columns.get(cell.column).map(|c| c.role);
            matches!(role, Some(Role::Value(_) | Role::Unit | Role::Number | Role::Deadline))
        };
        let cells = || (0..grid.columns).filter_map(|column| grid.at(row, column)).filter(|c| !is_value(c));
        let name = heads.all(Role::Indicator).next_back().and_then(|column| grid.at(row, column));
        let beside = |cell: &&GridCell| name.is_none_or(|n| (n.row, n.column) != (cell.row, cell.column));
        cells()
            .filter(beside)
            .find_map(|cell| Self::all(cell, original, grammar))
            .or_else(|| Self::first(name?, original))
    }

    /// A cell that is nothing but a time, or says whether it is so or is to be.
    fn all(cell: &GridCell, original: &[char], grammar: &Grammar) -> Option<Self> {
        if !is_said(cell.chars(), grammar) {
            return None;
        }
        let heading = Heading::new(cell.chars(), grammar);
        let holds = match () {
            () if heading.has(Head::Now) => Some(Holds::Now),
            () if heading.has(Head::Target) || heading.is_goal => Some(Holds::Target),
            () => None,
        };
        let period = heading.time.map(|(range, start, end)| Period {
            text: cell.view.original_text(range, original),
            start,
            end,
        });
        Some(Self { period, holds, of_name: 0 })
    }

    /// The year that a name begins with.
    fn first(name: &GridCell, original: &[char]) -> Option<Self> {
        /// Shorter names are none.
        const NAME: usize = 2;
        let chars = name.chars();
        let found = times(chars);
        let (place, _, Some(_)) = found.first()? else { return None };
        let year = chars.get(place.clone()).is_some_and(|t| t.last() == Some(&'年'));
        let rest = place.end + usize::from(chars.get(place.end) == Some(&'的'));
        let whole = place.start == 0 && year && found.len() == 1 && chars.len() >= rest + NAME;
        let (_, start, end) = found.first()?;
        let text = || name.view.original_text(place.clone(), original);
        let period = || Some(Period { text: text(), start: *start, end: *end });
        whole.then(|| Self { period: period(), holds: None, of_name: rest })
    }
}

/// Whether a text is a time, 现状 or 目标, and nothing else.
pub(super) fn is_said(text: &[char], grammar: &Grammar) -> bool {
    if let [(place, _, Some(_))] = &times(text)[..]
        && *place == (0..text.len())
    {
        return true;
    }
    let heading = Heading::new(text, grammar);
    let says = heading.has(Head::Now) || heading.has(Head::Target) || heading.is_goal;
    heading.unit.is_empty() && heading.is_plain() && says
}
