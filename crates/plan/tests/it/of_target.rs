//! A published method asked about a target: its numbers are those of the plan.

use crate::make::{end_of, indicator, period, seen, target, value, way};
use jiff::civil::date;
use luoshi_plan::method::{OF_TARGETS, Out, Outcome, of_target};
use luoshi_plan::{Baseline, Direction, Measure, Observation, Seen, Target, Term, Wanted};

fn text(outcome: &Outcome) -> String {
    let one = |out: &Out| match out {
        Out::Number(number) => number.to_string(),
        Out::Word(word) => (*word).to_owned(),
        Out::List(_) => "a list".to_owned(),
        Out::Nothing => "-".to_owned(),
    };
    outcome.result.iter().map(|(name, out)| format!("{name} {}", one(out))).collect::<Vec<_>>().join(", ")
}

fn said(
    name: &str,
    measure: Measure,
    direction: Direction,
    unit: &str,
    target: Option<&Target>,
    known: &[Observation],
) -> String {
    let mut of = indicator(measure, direction);
    unit.clone_into(&mut of.unit);
    let today = date(2023, 7, 2);
    let known = Seen::on(known, of.id, luoshi_plan::TerritoryId::new(1), today);
    of_target(name, &of, target, &known, today).map_or_else(|| "no such method".to_owned(), |outcome| text(&outcome))
}

fn all(
    measure: Measure,
    direction: Direction,
    unit: &str,
    target: Option<&Target>,
    known: &str,
    expected: &[(&str, &str); 13],
) {
    assert_eq!(expected.map(|(name, _)| name), OF_TARGETS);
    for (name, result) in expected {
        assert_eq!(said(name, measure, direction, unit, target, &seen(known)), *result, "{name}");
    }
}

/// 200 km in 2020, 300 wanted by 2025: two years of five are over at the last value, half of the time today.
#[test]
fn a_way_from_a_base() {
    let wanted = way(("2020", "200"), (2025, "300"));
    let expected = [
        ("china_midterm", "status 滞后于预期"),
        ("continue_latest_rate", "value 270"),
        ("escap_current_status", "index 2.8"),
        ("gap", "gap 72, ahead_by −72"),
        ("healthy_people", "percent_of_targeted_change 28, status improved"),
        ("istat_trend", "status clear improvement"),
        ("keep_level", "progress 0"),
        // 1.14^(1/2) − 1 against 1.5^(1/5) − 1: from the base the plan names, though it is not among the values.
        (
            "open_sdg",
            "progress_value 0.801544, score 1.43965, status moderate_progress, base_used 200, target_used 300",
        ),
        ("pace", "ratio 0.56, status off_track"),
        ("required_path", "value 240"),
        ("share_of_way", "progress 0.28"),
        ("time_share", "share 0.5, tolerance 0.05"),
        ("un_progress_chart", "score 2, word progreso"),
    ];
    all(Measure::Level, Direction::Up, "公里", Some(&wanted), "2021 214, 2022 228", &expected);
}

/// From the first value where no base is named; a level at the end of June 2022 is one of 2021.5, in mid-month of none.
#[test]
fn a_way_down_without_a_base() {
    let wanted = target(Wanted::Reach(value("5")), Term::By(end_of(2025)));
    let expected = [
        ("china_midterm", "status 基本符合预期"),
        ("continue_latest_rate", "value 4"),
        ("escap_current_status", "index 3.75"),
        ("gap", "gap 2.5, ahead_by −2.5"),
        ("healthy_people", "percent_of_targeted_change 37.5, status improved"),
        ("istat_trend", "status clear improvement"),
        ("keep_level", "progress 0"),
        ("open_sdg", "progress_value 1.03192, score 3.08523, status substantial_progress, base_used 9, target_used 5"),
        ("pace", "ratio -, status -"),
        ("required_path", "value 7.8"),
        ("share_of_way", "progress 0.375"),
        ("time_share", ""),
        ("un_progress_chart", "score 3, word alcanzado"),
    ];
    all(Measure::Level, Direction::Down, "%", Some(&wanted), "2020 9, 2021 8, 2022-06 7.5, 2022-06-15 3", &expected);
}

/// What is to be held has no better side; of a rate only whole years count.
#[test]
fn a_value_to_be_kept() {
    let wanted = Target {
        tolerance: Some(value("2")),
        baseline: Some(Baseline { period: period("2020"), value: value("40") }),
        ..target(Wanted::Keep(value("50")), Term::EachYear { from: 2021, to: 2025 })
    };
    let expected = [
        ("china_midterm", "status -"),
        ("continue_latest_rate", "value 62"),
        ("escap_current_status", "index 8.5"),
        ("gap", ""),
        ("healthy_people", ""),
        ("istat_trend", ""),
        ("keep_level", "progress 0.25"),
        ("open_sdg", ""),
        ("pace", "ratio 2.3, status ahead"),
        ("required_path", "value 44"),
        ("share_of_way", "progress 1.15"),
        ("time_share", "share 0.5, tolerance 0.05"),
        ("un_progress_chart", "score 3, word alcanzado"),
    ];
    all(Measure::Rate, Direction::Hold, "%", Some(&wanted), "2021 48, 2022 51.5, 2022-01/2022-06 99", &expected);
}

#[test]
fn without_target_and_values_every_method_says_so() {
    let expected = [
        ("china_midterm", "status -"),
        ("continue_latest_rate", ""),
        ("escap_current_status", "index -"),
        ("gap", "gap -, ahead_by -"),
        ("healthy_people", "percent_of_targeted_change -, status informational"),
        ("istat_trend", "status -"),
        ("keep_level", "progress -"),
        ("open_sdg", "progress_value -, score -, status not_available, base_used -, target_used -"),
        ("pace", "ratio -, status -"),
        ("required_path", ""),
        ("share_of_way", "progress -"),
        ("time_share", ""),
        ("un_progress_chart", "score -, word -"),
    ];
    all(Measure::Level, Direction::Up, "", None, "", &expected);
    assert_eq!(said("another", Measure::Level, Direction::Up, "", None, &[]), "no such method");
}

#[test]
fn limits_ranges_and_sums_are_asked_on_their_worse_side() {
    let years = Term::EachYear { from: 2021, to: 2025 };
    let range = target(Wanted::Range { low: value("5"), high: value("6") }, years);
    let of = |name, direction, known| said(name, Measure::Rate, direction, "%", Some(&range), &seen(known));
    assert_eq!(of("gap", Direction::Down, "2021 9, 2022 8"), "gap 2, ahead_by −2");
    assert_eq!(of("gap", Direction::Up, "2021 1, 2022 2"), "gap 3, ahead_by −3");
    assert_eq!(of("required_path", Direction::Down, "2021 9, 2022 8"), "value 8.25");
    assert_eq!(of("china_midterm", Direction::Up, "2021 1, 2022 2"), "status -");
    let midterm = |wanted, known| {
        let wanted = Target { wanted, ..way(("2020", "0"), (2025, "0")) };
        said("china_midterm", Measure::Rate, Direction::Up, "%", Some(&wanted), &seen(known))
    };
    assert_eq!(midterm(Wanted::Floor(value("8")), "2022 8"), "status 基本符合预期");
    assert_eq!(midterm(Wanted::Floor(value("8")), "2022 7.9"), "status 滞后于预期");
    assert_eq!(midterm(Wanted::Ceiling(value("8")), "2022 8"), "status 基本符合预期");
    assert_eq!(midterm(Wanted::Ceiling(value("8")), "2022 8.1"), "status 滞后于预期");
    // 6 of 13.5 in two years of five is 44 % in 40 % of the time.
    assert_eq!(midterm(Wanted::Cumulative(value("13.5")), "2022 6"), "status 基本符合预期");
    assert_eq!(midterm(Wanted::Cumulative(value("13.5")), "2022 1"), "status 滞后于预期");
}

/// 12 % in four years are less than 3 % a year; only per cent come near to 100 of them.
#[test]
fn growth_is_by_the_year_and_only_per_cent_are_near_a_whole() {
    let wanted = way(("2018", "100"), (2025, "200"));
    let trend = said("istat_trend", Measure::Flow, Direction::Up, "人", Some(&wanted), &seen("2018 100, 2022 112"));
    assert_eq!(trend, "status slight improvement");
    let whole = way(("2018", "98"), (2025, "100"));
    let chart = |unit| {
        said("un_progress_chart", Measure::Level, Direction::Up, unit, Some(&whole), &seen("2018 99.4, 2022 99.2"))
    };
    assert_eq!((chart("%"), chart("所")), ("score 3, word alcanzado".to_owned(), "score 1, word retroceso".to_owned()));
}
