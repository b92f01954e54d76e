//! The line a target draws is one of its own kind.

use crate::make::{end_of, indicator, seen, target, value};
use jiff::civil::date;
use luoshi_plan::status::Line;
use luoshi_plan::{Direction, Measure, Required, Seen, Term, TerritoryId, Wanted, required};

/// 300 by the end of 2025, without a baseline.
fn drawn(known: &str) -> Required {
    let (of, today) = (indicator(Measure::Level, Direction::Up), date(2027, 3, 1));
    let wanted = target(Wanted::Reach(value("300")), Term::By(end_of(2025)));
    let known = Seen::on(&seen(known), of.id, TerritoryId::new(1), today);
    required(&of, Some(&wanted), &known, today)
}

#[test]
fn a_way_begins_at_a_value_before_the_day_it_falls_due_and_at_none_of_that_day() {
    let Line::Way { base, assumed: true, due, bent: false, .. } = drawn("2024 280, 2025 290").line else {
        panic!("a way");
    };
    assert_eq!((base.value, due), (value("280"), end_of(2025)));
    // Without a beginning what is left is where it should end.
    let Line::Level { low, high, from, to } = drawn("2025 290, 2026 310").line else { panic!("a level") };
    assert_eq!((low, high), (Some(value("300").exact()), Some(value("300").exact())));
    assert_eq!((from, to), (Some(end_of(2025)), end_of(2025)));
}
