//! Where tiles stand: `data/tiles.txt`, else a compact grid in the order of the official list.

use std::sync::LazyLock;

type Layout = Vec<(&'static str, (usize, usize))>;

static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
    let lines = include_str!("../../data/tiles.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let rows = |rows: &'static str| {
        let cells = rows
            .split('/')
            .enumerate()
            .flat_map(|(y, row)| row.split_whitespace().enumerate().map(move |(x, code)| (code, (x, y))));
        cells.filter(|(code, _)| *code != ".").collect()
    };
    lines.filter_map(|line| Some(rows(line.split_once('|')?.1))).collect()
});

/// Column and row of each tile, in the order given; codes of the public list where there are any. The second answer is
/// whether they stand as on a map.
///
/// ```
/// let (places, as_on_a_map) = luoshi_chart::places(&[Some("150523"), Some("150502"), Some("150581")], 3);
/// assert_eq!((places, as_on_a_map), (vec![(0, 1), (1, 1), (0, 0)], true));
/// let (places, as_on_a_map) = luoshi_chart::places(&[Some("990102"), None, Some("990101")], 2);
/// assert_eq!((places, as_on_a_map), (vec![(1, 0), (0, 1), (0, 0)], false));
/// ```
#[must_use]
pub fn places(codes: &[Option<&str>], columns: usize) -> (Vec<(usize, usize)>, bool) {
    let known = LAYOUTS.iter().find_map(|layout| {
        let find = |code: Option<&str>| {
            let code = short(code?);
            layout.iter().find(|(listed, _)| *listed == code).map(|(_, at)| *at)
        };
        codes.iter().copied().map(find).collect::<Option<Vec<_>>>()
    });
    let twice =
        |all: &[(usize, usize)]| (1..all.len()).any(|at| all.iter().take(at).any(|other| all.get(at) == Some(other)));
    match known {
        Some(found) if codes.len() > 2 && !twice(&found) => (close_up(&found), true),
        Some(_) | None => (grid(codes, columns), false),
    }
}

/// A code without its ending noughts, two at a time: 150500 is 1505.
fn short(code: &str) -> &str {
    let mut code = code;
    while code.len() > 2
        && let Some(rest) = code.strip_suffix("00")
    {
        code = rest;
    }
    code
}

/// Rows and columns where nothing stands are left out.
fn close_up(places: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let rank = |of: fn(&(usize, usize)) -> usize| {
        let mut used: Vec<_> = places.iter().map(of).collect();
        used.sort_unstable();
        used.dedup();
        used
    };
    let (columns, rows) = (rank(|at| at.0), rank(|at| at.1));
    let index = |used: &[usize], at: usize| used.binary_search(&at).unwrap_or(0);
    places.iter().map(|(x, y)| (index(&columns, *x), index(&rows, *y))).collect()
}

/// In the order of the codes; what has none comes last, in the order given.
fn grid(codes: &[Option<&str>], columns: usize) -> Vec<(usize, usize)> {
    let columns = columns.max(1);
    let mut order: Vec<usize> = (0..codes.len()).collect();
    order.sort_by_key(|at| codes.get(*at).map(|code| (code.is_none(), *code)));
    let mut out = vec![(0, 0); codes.len()];
    for (rank, at) in order.into_iter().enumerate() {
        if let Some(place) = out.get_mut(at) {
            *place = (rank % columns, rank / columns);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_each_code_once() {
        assert_eq!(LAYOUTS.len(), 2);
        for layout in LAYOUTS.iter() {
            let mut codes: Vec<_> = layout.iter().map(|(code, _)| code).collect();
            codes.sort_unstable();
            codes.dedup();
            assert_eq!(codes.len(), layout.len());
        }
        assert_eq!(LAYOUTS.iter().map(Vec::len).max(), Some(34));
    }
}
