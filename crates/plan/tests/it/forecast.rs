//! What must hold of a forecast of any series.

use luoshi_plan::Direction;
use luoshi_plan::forecast::{Forecast, Learnt, Limits, Method, NoForecast, Reached, Series, forecast};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// Values as reports have them, and as nobody has them.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (-1000i32..100_000, 0u32..4).prop_map(|(n, places)| f64::from(n) / f64::from(10u32.pow(places))),
        1 => Just(0.0),
        1 => Just(7.5),
        1 => -1e100..1e100f64,
        1 => -1e-100..1e-100f64,
    ]
}

/// Years in order, with gaps, each with its value.
fn points() -> impl Strategy<Value = Vec<(i16, f64)>> {
    let gaps = prop_oneof![6 => Just(1i16), 1 => 2i16..12];
    prop::collection::vec((gaps, value()), 1..45).prop_map(|steps| {
        let mut year = 1950;
        steps
            .into_iter()
            .map(|(gap, value)| {
                year += gap;
                (year, value)
            })
            .collect()
    })
}

fn series(points: &[(i16, f64)]) -> Series {
    Series::new(points.iter().copied()).expect("a series")
}

fn yearly(values: &[f64]) -> Series {
    Series::new((2010..).zip(values.iter().copied())).expect("a series")
}

fn ahead(series: &Series, years: i16, limits: Limits) -> Forecast {
    forecast(series, series.last_year() + years, limits).expect("a forecast")
}

fn numbers_are_in_order(forecast: &Forecast) -> Result<(), TestCaseError> {
    let mut widest = 0.0;
    for point in &forecast.points {
        let Some((low80, high80)) = point.range80 else {
            prop_assert!(point.range95.is_none() && matches!(forecast.method, Method::Still | Method::Level));
            prop_assert_eq!(point.value.is_none(), forecast.method == Method::Level);
            continue;
        };
        let (low95, high95) = point.range95.expect("both or none");
        let all = [low95, low80, point.value.expect("with a band"), high80, high95];
        prop_assert!(all.iter().all(|n| n.is_finite()) && all.is_sorted(), "{:?}", all);
        if forecast.limits == Limits::default() {
            // The places of rounding, and of floats, are all that may narrow it.
            let slack = 1e-9 * (high95.abs() + low95.abs()) + 1.0;
            prop_assert!(high95 - low95 >= widest - slack);
            widest = high95 - low95;
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_series_has_numbers_in_order_and_every_year(points in points(), years in 1i16..=100) {
        let series = series(&points);
        for limits in [Limits::default(), Limits::suggested(&series)] {
            let forecast = ahead(&series, years, limits);
            numbers_are_in_order(&forecast)?;
            let expected: Vec<_> = (series.last_year() + 1..=series.last_year() + years).collect();
            prop_assert_eq!(forecast.points.iter().map(|p| p.year).collect::<Vec<_>>(), expected);
            prop_assert!(!forecast.why().zh.contains("NaN") && !forecast.why().en.contains("inf"));
        }
    }

    #[test]
    fn order_of_input_does_not_matter(points in points(), by in 0usize..45) {
        let mut turned = points.clone();
        turned.rotate_left(by % points.len());
        turned.reverse();
        prop_assert_eq!(series(&turned), series(&points));
    }

    #[test]
    fn limits_are_never_left(points in points(), room in 0.0..10.0f64) {
        let series = series(&points);
        let (least, most) = series.values().iter().fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(*v), b.max(*v)));
        let limits = Limits { low: Some(least - room), high: Some(most + room + 1e-90) };
        if let Ok(forecast) = forecast(&series, series.last_year() + 20, limits) {
            // A limit with more places than the series has is rounded with the rest.
            let slack = 10f64.powi(-i32::try_from(series.places()).expect("few"));
            for point in &forecast.points {
                for n in [point.range95.map(|r| r.0), point.range95.map(|r| r.1), point.value].into_iter().flatten() {
                    prop_assert!(n >= least - room - slack && n <= most + room + slack, "{}", n);
                }
            }
        }
    }

    #[test]
    fn a_harder_level_has_the_smaller_chance(points in points(), a in value(), b in value(), years in 1i16..30) {
        let series = series(&points);
        let forecast = ahead(&series, years, Limits::suggested(&series));
        let year = series.last_year() + years;
        let (low, high) = (a.min(b), a.max(b));
        for direction in [Direction::Up, Direction::Down] {
            let chances = [low, high].map(|level| forecast.chance(year, level, direction));
            prop_assert_eq!(chances[0].is_some(), forecast.method == Method::Blend);
            if let [Some(of_low), Some(of_high)] = chances {
                prop_assert!((0.0..=1.0).contains(&of_low) && (0.0..=1.0).contains(&of_high));
                let (easy, hard) = if direction == Direction::Up { (of_low, of_high) } else { (of_high, of_low) };
                prop_assert!(easy >= hard);
            }
        }
        prop_assert_eq!(forecast.chance(year, low, Direction::Hold), None);
    }

    #[test]
    fn the_chance_agrees_with_the_bands(points in points(), years in 1i16..30) {
        let series = series(&points);
        let forecast = ahead(&series, years, Limits::default());
        let point = forecast.points.last().expect("a point");
        if forecast.method == Method::Blend {
            let (low, high) = point.range80.expect("a band");
            let of = |level| forecast.chance(point.year, level, Direction::Up).expect("a chance");
            // A band is rounded: narrow ones say little of their ends.
            if high - low > 1e3 * 10f64.powi(-i32::try_from(series.places()).expect("few")) {
                prop_assert!((of(low) - 0.9).abs() < 0.01 && (of(high) - 0.1).abs() < 0.01);
                prop_assert!((of(point.value.expect("a value")) - 0.5).abs() < 0.01);
            }
        }
    }

    #[test]
    fn a_year_that_is_named_is_the_first_to_reach_the_level(points in points(), level in value()) {
        let series = series(&points);
        let forecast = ahead(&series, 60, Limits::suggested(&series));
        for direction in [Direction::Up, Direction::Down] {
            let there = |v: f64| if direction == Direction::Up { v >= level } else { v <= level };
            let first = forecast.points.iter().find(|p| p.value.is_some_and(there)).map(|p| p.year);
            match forecast.reached(level, direction) {
                Reached::Already => prop_assert!(there(series.last())),
                Reached::In(year) => prop_assert_eq!(Some(year), first),
                Reached::Never => prop_assert!(first.is_none_or(|year| year > series.last_year() + 50)),
                Reached::Unknown => prop_assert_eq!(forecast.method, Method::Level),
            }
        }
    }

    /// Twice the values in the same years: twice the forecast.
    #[test]
    fn the_unit_does_not_matter(values in prop::collection::vec(-500i32..5000, 2..20)) {
        let of = |by: f64| {
            let series = yearly(&values.iter().map(|v| f64::from(*v) * by).collect::<Vec<_>>());
            ahead(&series, 5, Limits::default()).points
        };
        for (one, thousand) in of(1.0).iter().zip(of(1024.0)) {
            let pairs = [(one.value, thousand.value), (one.range95.map(|r| r.0), thousand.range95.map(|r| r.0))];
            for (one, thousand) in pairs.into_iter().filter_map(|(a, b)| a.zip(b)) {
                prop_assert!((one * 1024.0 - thousand).abs() <= 0.06 * 1024.0, "{} {}", one, thousand);
            }
        }
    }
}

#[test]
fn what_always_moved_alike_goes_on_and_what_swings_stays_near() {
    let line: Vec<f64> = (0..12).map(|n| 50.0 + 2.0 * f64::from(n)).collect();
    let point = ahead(&yearly(&line), 3, Limits::default()).points[2];
    let value = point.value.expect("a value");
    assert!((77.0..=79.5).contains(&value), "{value}");
    let swing = [40.0, 44.0, 40.0, 44.0, 40.0, 44.0, 40.0, 44.0];
    let value = ahead(&yearly(&swing), 3, Limits::default()).points[2].value.expect("a value");
    assert!((43.0..45.0).contains(&value), "{value}");
}

#[test]
fn a_shorter_series_has_the_wider_band() {
    let values = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0];
    let width = |count: usize| {
        let range = ahead(&yearly(&values[..count]), 3, Limits::default()).points[2].range95.expect("a band");
        range.1 - range.0
    };
    assert!(width(2) > width(3) && width(3) > width(6) && width(6) > width(10));
}

#[test]
fn what_is_not_ahead_or_does_not_fit_is_refused() {
    let series = yearly(&[1.0, 2.0, 3.0]);
    let refused = |until, low, high| forecast(&series, until, Limits { low, high }).map(|f| f.points.len());
    assert_eq!(refused(2012, None, None), Err(NoForecast::NotAhead { asked: 2012, last: 2012 }));
    assert_eq!(refused(2113, None, None), Err(NoForecast::TooFar { asked: 2113, last: 2012 }));
    assert_eq!(refused(2112, None, None), Ok(100));
    assert_eq!(refused(2013, Some(1.5), None), Err(NoForecast::Beyond(2010)));
    assert_eq!(refused(2013, None, Some(2.5)), Err(NoForecast::Beyond(2012)));
    assert_eq!(refused(2013, Some(1.0), Some(3.0)), Ok(1));
    assert_eq!(refused(2013, Some(3.0), Some(3.0)), Err(NoForecast::NoRoom));
    assert_eq!(refused(2013, Some(f64::NAN), None), Err(NoForecast::NoRoom));
    assert_eq!(
        forecast(&Series::new([(i16::MIN, 1.0)]).expect("a series"), i16::MAX, Limits::default())
            .map(|f| f.points.len()),
        Err(NoForecast::TooFar { asked: i16::MAX, last: i16::MIN })
    );
}

#[test]
fn a_limit_decides_where_it_can() {
    let series = yearly(&[5.0, 4.0, 4.5, 3.0, 2.0, 2.5]);
    let forecast = ahead(&series, 2, Limits { low: Some(0.0), high: Some(6.0) });
    let chance = |level, direction| forecast.chance(2017, level, direction);
    assert_eq!((chance(0.0, Direction::Up), chance(-1.0, Direction::Down)), (Some(1.0), Some(0.0)));
    assert_eq!((chance(6.0, Direction::Down), chance(6.5, Direction::Up)), (Some(1.0), Some(0.0)));
    assert!(chance(0.0, Direction::Down).is_some_and(|c| c > 0.0 && c < 0.5));
    assert!(chance(6.0, Direction::Up).is_some_and(|c| c > 0.0 && c < 0.5));
    assert_eq!((forecast.chance(2015, 1.0, Direction::Up), chance(f64::NAN, Direction::Up)), (None, None));
    assert_eq!(chance(1e60, Direction::Down), Some(1.0));
    let free = ahead(&series, 2, Limits::default());
    assert_eq!(free.chance(2017, 1e60, Direction::Up), Some(0.001));
    assert_eq!(free.chance(2017, -1e60, Direction::Up), Some(0.999));
}

#[test]
fn years_beyond_what_was_learnt_are_said() {
    let series = yearly(&[1.0, 2.0, 4.0, 3.0, 5.0]);
    assert_eq!(ahead(&series, 10, Limits::default()).learnt_until, 2024);
    assert!(!ahead(&series, 10, Limits::default()).why().en.contains("further ahead"));
    assert!(ahead(&series, 11, Limits::default()).why().en.contains("Years after 2024 lie further ahead"));
    let still = yearly(&[1.0, 1.0]);
    assert!(!ahead(&still, 50, Limits::default()).why().en.contains("further ahead"));
}

#[test]
fn where_there_is_no_pace_no_year_is_named() {
    let level = ahead(&yearly(&[5.0]), 3, Limits::default());
    assert_eq!(level.reached(6.0, Direction::Up), Reached::Unknown);
    for direction in [Direction::Up, Direction::Down] {
        assert_eq!(level.reached(5.0, direction), Reached::Already);
    }
    let moves = ahead(&yearly(&[1.0, 2.0, 4.0, 3.0, 5.0]), 3, Limits::default());
    assert_eq!(moves.reached(5.5, Direction::Hold), Reached::Unknown);
    assert_eq!(moves.reached(f64::NAN, Direction::Up), Reached::Unknown);
    assert_eq!(ahead(&yearly(&[5.0, 5.0]), 3, Limits::default()).reached(6.0, Direction::Up), Reached::Never);
}

#[test]
fn other_numbers_give_another_forecast() {
    let series = yearly(&[1.0, 2.0, 4.0, 3.0, 5.0]);
    let last = Learnt { pace: [[0.0; 3]; 3], damping: 1.0, ..Learnt::OURS };
    let drift = Learnt { pace: [[1.0, 0.0, 0.0], [0.0; 3], [0.0; 3]], damping: 1.0, ..Learnt::OURS };
    let third = |l: &Learnt| l.forecast(&series, 2017, Limits::default()).expect("a forecast").points[2].value;
    assert_eq!((third(&last), third(&drift)), (Some(5.0), Some(8.0)));
}

#[test]
fn nothing_is_suggested_to_fall_below_nought_that_never_did() {
    let low = |values: &[f64]| Limits::suggested(&yearly(values)).low;
    assert_eq!((low(&[3.0, 0.0, 2.0]), low(&[3.0, -0.1, 2.0])), (Some(0.0), None));
    assert_eq!(Limits::suggested(&yearly(&[3.0])).high, None);
}

/// The example of `docs/method/forecast.md` of few values: 12 and 0.2602 of a mean step of 1.
#[test]
fn a_short_beginning_goes_on_by_a_part_of_its_mean_step() {
    let short = ahead(&yearly(&[10.0, 14.0, 12.0]), 1, Limits::default());
    assert_eq!((short.method, short.points[0].value, short.pace), (Method::Short, Some(12.3), Some(0.3)));
    // 1.7866 and 4.5049 times the mean absolute step of 3 to both sides.
    assert_eq!((short.points[0].range80, short.points[0].range95), (Some((6.9, 17.6)), Some((-1.3, 25.8))));
    assert!(short.why().en.ends_with("needed; +0.3 in the year to come."), "{}", short.why().en);
}

/// A series that swings about a rise, by the formulas of the page: each weight for what undoes itself has its part.
#[test]
fn what_swings_about_a_rise_is_forecast_by_the_formulas_of_the_page() {
    let swings = ahead(&yearly(&[10.0, 14.1, 9.2, 15.3, 10.4, 16.5, 15.6]), 5, Limits::default());
    let of = |place: usize| {
        let point = swings.points[place];
        (point.value.expect("a value"), point.range80.expect("a band"), point.range95.expect("a band"))
    };
    assert_eq!(of(0), (15.88, (9.55, 22.2), (2.74, 29.02)));
    assert_eq!(of(2), (16.41, (3.73, 29.1), (-9.94, 42.77)));
    assert_eq!(of(4), (16.93, (-1.41, 35.27), (-21.17, 55.03)));
    assert_eq!((swings.pace, swings.learnt_until), (Some(0.28), 2026));
    // 20 lies 0.2355 scales above the centre: between the rows 0.35 (0.1705) and 0.30 (0.2437).
    let chance = |direction| swings.chance(2019, 20.0, direction);
    assert_eq!((chance(Direction::Up), chance(Direction::Down)), (Some(0.306), Some(0.694)));
}

/// What is counted every second year moves in twos: the first of its steps is made in two years.
#[test]
fn a_series_with_gaps_goes_on_in_its_own_rhythm() {
    let values = [10.0, 14.1, 9.2, 15.3, 10.4, 16.5, 15.6];
    let (every, second) = (yearly(&values), Series::new((0i16..).zip(values).map(|(n, v)| (2000 + 2 * n, v))));
    let (every, second) =
        (ahead(&every, 3, Limits::default()), ahead(&second.expect("a series"), 6, Limits::default()));
    for step in 0..3 {
        let (one, two) = (every.points[step], second.points[2 * step + 1]);
        assert_eq!((one.value, one.range80, one.range95), (two.value, two.range80, two.range95));
    }
    assert_eq!((every.learnt_until, second.learnt_until), (2026, 2032));
    // The pace is what the next year adds.
    assert_eq!((every.pace, second.pace), (Some(0.28), Some(0.14)));
    assert_eq!(ahead(&yearly(&[7.0]), 1, Limits::default()).pace, None);
    assert_eq!(ahead(&yearly(&[7.0, 7.0]), 1, Limits::default()).pace, Some(0.0));
}

/// The names stand in files and in what other programs read.
#[test]
fn methods_have_the_names_of_the_page() {
    let name = |values: &[f64]| ahead(&yearly(values), 1, Limits::default()).method.name();
    let moving = [1.0, 2.0, 4.0, 3.0, 5.0];
    assert_eq!([name(&moving), name(&moving[..4]), name(&moving[..2])], ["blend-1", "short-1", "short-1"]);
    assert_eq!([name(&[7.0, 7.0]), name(&[7.0])], ["still-1", "level-1"]);
}
