//! Which years of a table are past and which are planned, where the headings only give the years.

use super::column::{Column, Heads, Holds, Role};
use crate::reading::Period;
use std::cmp::Ordering;

/// What decides beside the headings.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// The years that the caption or the title of the document plans.
    pub(super) planned: Option<(i16, i16)>,
    /// The year the document speaks from.
    pub(super) year: Option<i16>,
    /// The caption, the title or another column speaks of targets.
    pub(super) targets: bool,
}

/// Gives every column of a bare year what it holds. Columns that stay a year hold what is so.
pub(super) fn settle(heads: &mut Heads, known: Known) {
    let now = |c: &Column| matches!(c.role, Role::Value(Holds::Now));
    let has_now = heads.columns.iter().any(now);
    let targets = known.targets
        || heads.columns.iter().any(|c| c.role == Role::Binding || c.above == Some(Holds::Target))
        || heads.columns.iter().any(|c| c.role == Role::Value(Holds::Yearly));
    let mut years: Vec<i16> =
        heads.columns.iter().filter(|c| c.role == Role::Value(Holds::Year)).filter_map(Column::year).collect();
    years.sort_unstable();
    years.dedup();
    let first = years.first().copied();
    // 到2030年 is a year to come, unless it lies before the document.
    for column in heads.columns.iter_mut().filter(|c| c.role == Role::Value(Holds::Year) && c.is_until()) {
        if column.year().is_some_and(|year| known.year.is_none_or(|said| said <= year)) {
            column.role = Role::Value(Holds::Target);
        }
    }
    let has_target = heads.columns.iter().any(|c| c.role == Role::Value(Holds::Target));
    let due = heads.columns.iter().filter(|c| c.role == Role::Value(Holds::Target)).filter_map(Column::year).min();
    let base = base_of(&years, known, targets && !has_now);
    let is_past = |year: Option<i16>| year.zip(known.year).is_some_and(|(year, said)| year < said);
    for column in heads.columns.iter_mut().filter(|c| c.role == Role::Value(Holds::Year)) {
        let year = column.year();
        let holds = match (known.planned, base) {
            // 2020年 beside 现状, or a year before the document that nothing plans.
            _ if is_past(year) && (has_now || known.planned.is_none() && base.is_none()) => Holds::Done,
            // 现状 beside 2030年.
            _ if has_now => Holds::Target,
            // 第一季度 beside 2026年目标: a step on the way.
            _ if due.is_some() && year == due => Holds::Target,
            // 2020年 beside 2025年目标.
            _ if has_target && year == first && years.len() == 1 => Holds::Now,
            // 2024年 and 2025年 beside 2030年目标: a long step before the goal, so no steps on the way.
            (None, None) if years.last().zip(due).is_some_and(|(last, due)| due - last >= 2) => Holds::Now,
            (_, Some(base)) if year.is_some_and(|y| y <= base) => Holds::Now,
            (Some((from, _)), _) if targets => match year.map(|y| y.cmp(&from)) {
                Some(Ordering::Less) => Holds::Now,
                _ => Holds::Target,
            },
            (_, Some(_)) => Holds::Target,
            _ if targets => Holds::Target,
            // What is to come is no result.
            _ if year.zip(known.year).is_some_and(|(year, said)| year > said) => Holds::Target,
            _ => match (year, known.year) {
                (Some(year), Some(said)) if year < said => Holds::Done,
                _ => Holds::Year,
            },
        };
        column.role = Role::Value(holds);
    }
    growth_of_its_neighbour(heads);
}

/// 增长% beside 2027年计划 is the growth of that year.
fn growth_of_its_neighbour(heads: &mut Heads) {
    let mut before: Option<(Option<Period>, bool)> = None;
    for column in &mut heads.columns {
        match column.role {
            // 增长% below 2027年计划.
            Role::Value(Holds::Change) if column.above == Some(Holds::Target) => column.of_target = true,
            // 增长% below 2027年, beside 计划 below the same.
            Role::Value(Holds::Change) if column.time.is_some() => {
                let same = |time: &Option<Period>| time.as_ref().map(|t| t.end) == column.time.as_ref().map(|t| t.end);
                column.of_target |= before.as_ref().is_some_and(|(time, planned)| *planned && same(time));
            }
            Role::Value(Holds::Change) => {
                if let Some((time, planned)) = &before {
                    column.time.clone_from(time);
                    column.of_target = *planned;
                }
            }
            Role::Value(holds) => before = Some((column.time.clone(), holds == Holds::Target)),
            _ => {}
        }
    }
}

/// The last year that is no target, where targets stand beside it.
pub(super) fn base_of(years: &[i16], known: Known, targets: bool) -> Option<i16> {
    if !targets {
        return None;
    }
    // A plan of several years: what lies before it is where it starts from. Of a yearly plan, the years before it.
    if let Some((from, to)) = known.planned
        && years.iter().any(|y| *y >= from)
        && (years.iter().any(|y| *y < from) || from < to)
    {
        return years.iter().filter(|y| **y < from).max().copied();
    }
    // A long step from the first year to the next is the way from the base to the end.
    match years {
        // The years of a plan, which end in 0 and 5, and the one before.
        [base, .., last] if last % 5 == 0 && last - base == 5 => Some(*base),
        // A year that is still to come is no base.
        [base, next, ..] if next - base >= 2 && known.year.is_none_or(|said| *base <= said) => Some(*base),
        // 2023, 2024, 2025, 2030: year by year as it was, then the end of the way.
        [.., base, last] if last - base >= 2 && known.year.is_none_or(|said| *base <= said) => Some(*base),
        _ => None,
    }
}
