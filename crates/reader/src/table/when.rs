//! The time of a row, where no heading over a number has one: 2030年用水总量 names the year itself, or a cell beside the name holds
//! it.

use super::column::{Heads, Role};
use super::grid::{Grid, GridCell};
use super::heading::times;
use crate::reading::Period;
use std::ops::Range;

/// What a row says of the time of its numbers.
#[derive(Debug, Clone)]
pub(super) struct When {
    pub(super) period: Period,
    /// How many characters of the name it takes.
    pub(super) of_name: usize,
}

impl When {
    /// The time of a row.
    pub(super) fn of(grid: &Grid, heads: &Heads, row: usize, original: &[char]) -> Option<Self> {
        let timed = |at: usize| heads.columns.get(at).is_none_or(|c| c.time.is_some());
        if heads.values().any(|(at, _)| timed(at)) {
            return None;
        }
        let is_value = |cell: &GridCell| {
            let role = heads.columns.get(cell.column).map(|c| c.role);
            matches!(role, Some(Role::Value(_) | Role::Unit | Role::Number | Role::Deadline))
        };
        let cells = || (0..grid.columns).filter_map(|column| grid.at(row, column)).filter(|c| !is_value(c));
        cells().find_map(|cell| Self::all(cell, original)).or_else(|| {
            let name = heads.all(Role::Indicator).next_back().and_then(|column| grid.at(row, column))?;
            Self::first(name, original)
        })
    }

    fn new(cell: &GridCell, range: Range<usize>, of_name: usize, original: &[char]) -> Option<Self> {
        let (place, start, end) = times(cell.chars().get(range)?).pop()?;
        end?;
        let text = cell.view.original_text(place, original);
        Some(Self { period: Period { text, start, end }, of_name })
    }

    /// A cell that is nothing but a time.
    fn all(cell: &GridCell, original: &[char]) -> Option<Self> {
        let chars = cell.chars();
        let whole = matches!(&times(chars)[..], [(place, _, Some(_))] if *place == (0..chars.len()));
        whole.then(|| Self::new(cell, 0..chars.len(), 0, original)).flatten()
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
        whole.then(|| Self::new(name, place.clone(), rest, original)).flatten()
    }
}
