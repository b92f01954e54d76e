//! What holds for every series.

use crate::make::{indicator, seen, target, value, way};
use jiff::civil::{Date, date};
use luoshi_plan::{
    Direction, Exact, Finality, Frequency, IndicatorId, Judged, Lights, Measure, Milestone, MilestoneId, Note,
    Observation, ObservationId, Period, RollupPart, Shape, Sort, Standing, Status, Target, Term, TerritoryId, Value,
    Wait, Wanted, roll_up, status,
};
use proptest::prelude::*;

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => (-2_000i64..20_000, 0u32..3).prop_map(|(n, places)| Value::from(luoshi_plan::Decimal::new(n, places))),
        1 => Just(Value::whole(0)),
        1 => (1i64..9, 2i64..9).prop_map(|(top, bottom)| Value::fraction(top, bottom).expect("a fraction")),
        1 => any::<i64>().prop_map(Value::whole),
    ]
}

fn period() -> impl Strategy<Value = Period> {
    let year = 2018i16..2030;
    prop_oneof![
        6 => year.clone().prop_map(|y| Period::year(y).expect("a year")),
        2 => (year.clone(), 1i8..=12).prop_map(|(y, m)| Period::through(y, m).expect("months")),
        1 => (year.clone(), 1i8..=4).prop_map(|(y, q)| Period::quarter(y, q).expect("a quarter")),
        1 => (year, 1i16..=365).prop_map(|(y, d)| {
            Period::day(date(y, 1, 1).with().day_of_year(d).build().expect("a day")).expect("a period")
        }),
    ]
}

fn observation() -> impl Strategy<Value = Observation> {
    let finality = prop_oneof![Just(Finality::Estimate), Just(Finality::Provisional), Just(Finality::Final)];
    let standing = prop_oneof![Just(Standing::Reported), Just(Standing::Verified)];
    (0i64..1000, period(), prop::option::weighted(0.9, number()), finality, standing, 0u32..3).prop_map(
        |(id, period, value, finality, standing, revision)| Observation {
            id: ObservationId::new(id),
            indicator: IndicatorId::new(1),
            territory: TerritoryId::new(1),
            period,
            value,
            finality,
            standing,
            revision,
            published: period.last(),
            source: None,
        },
    )
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let one = number;
    prop_oneof![
        one().prop_map(Wanted::Reach),
        one().prop_map(Wanted::Floor),
        one().prop_map(Wanted::Ceiling),
        (one(), one()).prop_map(|(a, b)| Wanted::Range { low: a.min(b), high: a.max(b) }),
        one().prop_map(Wanted::Keep),
        one().prop_map(Wanted::Sum),
        one().prop_map(Wanted::Mean),
        one().prop_map(Wanted::Cumulative),
        one().prop_map(Wanted::Growth),
        Just(Wanted::Unmeasurable("明显改善".to_owned())),
    ]
}

fn term() -> impl Strategy<Value = Term> {
    prop_oneof![
        (2019i16..2031).prop_map(|y| Term::By(date(y, 12, 31))),
        (2019i16..2031, 1i16..=365)
            .prop_map(|(y, d)| Term::By(date(y, 1, 1).with().day_of_year(d).build().expect("a day"))),
        (2019i16..2028, 0i16..5).prop_map(|(y, n)| Term::EachYear { from: y, to: y + n }),
        (2019i16..2028, 0i16..5).prop_map(|(y, n)| Term::Over(Period::years(y, y + n).expect("years"))),
        Just(Term::EachYear { from: 2025, to: 2020 }),
        Just(Term::Over("2025-03/2025-09".parse().expect("a period"))),
    ]
}

fn any_target() -> impl Strategy<Value = Target> {
    let base = prop::option::of((period(), number()));
    let points = prop::collection::vec((2018i16..2031, number()), 0..3);
    (wanted(), term(), base, points, prop::option::of(number()), any::<bool>()).prop_map(
        |(wanted, term, base, points, tolerance, compound)| Target {
            baseline: base.map(|(period, value)| luoshi_plan::Baseline { period, value }),
            milestones: points
                .into_iter()
                .map(|(year, value)| Milestone { id: MilestoneId::new(1), on: date(year, 12, 31), value })
                .collect(),
            tolerance,
            shape: if compound { Shape::Compound } else { Shape::Linear },
            ..target(wanted, term)
        },
    )
}

fn any_indicator() -> impl Strategy<Value = luoshi_plan::Indicator> {
    let measure = prop_oneof![Just(Measure::Level), Just(Measure::Flow), Just(Measure::Rate), Just(Measure::Fall)];
    let direction = prop_oneof![Just(Direction::Up), Just(Direction::Down), Just(Direction::Hold)];
    let frequency = prop_oneof![
        Just(Frequency::Monthly),
        Just(Frequency::Quarterly),
        Just(Frequency::Yearly),
        Just(Frequency::Years(5))
    ];
    (measure, direction, frequency).prop_map(|(measure, direction, frequency)| luoshi_plan::Indicator {
        frequency,
        ..indicator(measure, direction)
    })
}

fn today() -> impl Strategy<Value = Date> {
    (2019i16..2032, 1i16..=365).prop_map(|(y, d)| date(y, 1, 1).with().day_of_year(d).build().expect("a day"))
}

fn exact(judged: &Judged, name: &str) -> Option<Exact> {
    match judged.arithmetic.get(name)? {
        luoshi_plan::status::Term::Amount(exact)
        | luoshi_plan::status::Term::Gap(exact)
        | luoshi_plan::status::Term::Percent(exact) => Some(exact),
        other => panic!("{name} is {other:?}"),
    }
}

/// A status has to follow from the numbers it shows.
fn consistent(judged: &Judged, lights: &Lights) -> Result<(), TestCaseError> {
    let said = judged.sentence("公里");
    for sentence in [&said.zh, &said.en] {
        prop_assert!(!sentence.is_empty() || judged.status == Status::NotStarted, "{judged:?}");
        prop_assert!(!sentence.contains(['{', '}']), "{sentence}");
    }
    let under_way = matches!(judged.status, Status::Ok | Status::Warn | Status::Bad);
    if let (Some(lag), Some(progress), Some(elapsed)) =
        (exact(judged, "lag"), exact(judged, "progress"), exact(judged, "elapsed"))
    {
        let hundred = Exact::HUNDRED;
        prop_assert!(!elapsed.is_negative() && elapsed <= hundred);
        let reached =
            judged.notes.iter().any(|n| matches!(n, Note::MetEarly(_) | Note::ExceededBy(_) | Note::WithinTolerance));
        if under_way && !reached && elapsed < hundred && progress <= hundred {
            prop_assert_eq!(judged.status, lights.light(lag), "{:?}", judged);
        }
    }
    if let Some(short) = exact(judged, "short") {
        // What is short of what is wanted, and not by the tolerance alone, is neither done nor on track.
        let tolerated = judged.notes.contains(&Note::WithinTolerance)
            || exact(judged, "tolerance").is_some_and(|tolerance| short <= tolerance);
        if short.is_positive() && !tolerated && judged.arithmetic.get("years_met").is_none() {
            prop_assert!(!matches!(judged.status, Status::Done | Status::Ok), "{:?}", judged);
        }
    }
    prop_assert!(
        judged.status != Status::Done
            || !judged.notes.iter().any(|n| matches!(n, Note::Provisional | Note::Unverified))
    );
    prop_assert!(judged.status == Status::NotStarted || judged.status.reason().is_some() || !judged.from.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_series_is_judged_in_any_order_and_follows_from_its_numbers(
        indicator in any_indicator(),
        target in any_target(),
        mut all in prop::collection::vec(observation(), 0..12),
        turn in 0usize..12,
        today in today(),
    ) {
        // One value per key and revision, as the record has it.
        all.sort_by_key(|o| (o.period, o.revision));
        all.dedup_by_key(|o| (o.period, o.revision));
        let lights = Lights::default();
        let judged = status(&indicator, Some(&target), &all, &lights, today);
        consistent(&judged, &lights)?;
        if !all.is_empty() {
            let turn = turn % all.len();
            all.rotate_left(turn);
            all.reverse();
        }
        prop_assert_eq!(status(&indicator, Some(&target), &all, &lights, today), judged);
    }

    #[test]
    fn the_line_drawn_is_the_line_judged(
        all in prop::collection::vec(observation(), 0..6), target in any_target(), indicator in any_indicator(), today in today(),
    ) {
        let lights = Lights::default();
        let seen = luoshi_plan::Seen::on(&all, indicator.id, target.territory, today);
        let judged = luoshi_plan::status::status_of(&indicator, Some(&target), &seen, &lights, today);
        let line = luoshi_plan::required(&indicator, Some(&target), &seen, today);
        let at = match (judged.arithmetic.get("at"), judged.arithmetic.get("until")) {
            (Some(luoshi_plan::status::Term::Period(period)), _) => Some(period.last()),
            (_, Some(luoshi_plan::status::Term::Day(day))) => Some(day),
            _ => None,
        };
        if let (Some(required), Some(at)) = (exact(&judged, "required"), at) {
            prop_assert_eq!(line.on(at), Some(required), "{:?}", line);
        }
        // A year under way is judged by its own pace, and drawn as a year.
        let added_up = matches!(line.line, luoshi_plan::status::Line::Sum { .. });
        if let (Some(elapsed), Some(wanted), Some(at), true) = (exact(&judged, "elapsed"), exact(&judged, "wanted"), at, added_up) {
            prop_assert_eq!(line.on(at), elapsed.over(Exact::HUNDRED).and_then(|share| share.times(wanted)));
            prop_assert_eq!(line.actual.last().map(|(_, sum)| *sum), exact(&judged, "actual"));
        }
        if let (luoshi_plan::status::Line::Cumulative { .. }, Some(luoshi_plan::status::Term::Period(over))) = (&line.line, judged.arithmetic.get("over")) {
            let share = exact(&judged, "elapsed").and_then(|elapsed| elapsed.over(Exact::HUNDRED));
            prop_assert_eq!(line.on(over.last()), share.zip(exact(&judged, "wanted")).and_then(|(share, wanted)| share.times(wanted)));
            prop_assert_eq!(line.actual.last().map(|(period, total)| (*period, Some(*total))), Some((over, exact(&judged, "actual"))));
        }
        let points = line.points(20);
        prop_assert!(points.windows(2).all(|two| two[0].0 < two[1].0), "{:?}", points);
    }

    #[test]
    fn a_better_value_never_worsens_a_floor(
        values in prop::collection::vec(0i64..100, 1..6),
        at in 0usize..6,
        more in 0i64..50,
        floor in 0i64..100,
        measure in prop_oneof![Just(Measure::Level), Just(Measure::Rate)],
        today in today(),
    ) {
        let at = at % values.len();
        let target = target(Wanted::Floor(Value::whole(floor)), Term::EachYear { from: 2020, to: 2025 });
        let judged = |values: &[i64]| {
            let text: Vec<_> = values.iter().zip(2020..).map(|(v, y)| format!("{y} {v}")).collect();
            status(&indicator(measure, Direction::Up), Some(&target), &seen(&text.join(",")), &Lights::default(), today).status
        };
        let mut better = values.clone();
        better[at] += more;
        prop_assert!(badness(judged(&better)) <= badness(judged(&values)), "{:?} {:?}", values, better);
    }

    #[test]
    fn a_better_value_never_worsens_a_way(now in 0i64..200, more in 0i64..100, today in today()) {
        let judged = |now: i64| {
            let values = seen(&format!("2020 0, 2023 {now}"));
            status(&indicator(Measure::Level, Direction::Up), Some(&way(("2020", "0"), (2026, "100"))), &values, &Lights::default(), today).status
        };
        prop_assert!(badness(judged(now + more)) <= badness(judged(now)));
    }

    #[test]
    fn a_roll_up_counts_every_part_and_shows_the_worst(words in prop::collection::vec(0usize..11, 0..20), turn in 0usize..20) {
        let all = [
            Status::Done, Status::Ok, Status::Warn, Status::Bad, Status::NotStarted, Status::Wait(Wait::NoData),
            Status::Wait(Wait::Stale), Status::Wait(Wait::NotMeasurable), Status::Wait(Wait::NoTarget),
            Status::Wait(Wait::DueWithoutData), Status::Wait(Wait::UnderVerification),
        ];
        let some = status(&indicator(Measure::Level, Direction::Up), None, &[], &Lights::default(), date(2026, 1, 1));
        let mut judged: Vec<_> = words.iter().map(|&w| Judged { status: all[w], ..some.clone() }).collect();
        let rolled = |judged: &[Judged]| roll_up(&judged.iter().map(|judged| RollupPart::of(Sort::Task, judged)).collect::<Vec<_>>());
        let before = rolled(&judged);
        let counted: u32 = before.counts.values().map(luoshi_plan::Counts::all).sum();
        prop_assert_eq!(counted as usize, words.len());
        let has = |s: Status| judged.iter().any(|j| j.status == s);
        prop_assert_eq!(before.status == Status::Bad, has(Status::Bad));
        if matches!(before.status, Status::Ok | Status::Done) {
            prop_assert!(!judged.iter().any(|j| matches!(j.status, Status::Warn | Status::Bad) || (j.status.reason().is_some() && j.status != Status::Wait(Wait::UnderVerification))));
        }
        for at in &before.worst {
            prop_assert_eq!(judged[*at].status, before.status);
        }
        if !judged.is_empty() {
            let turn = turn % judged.len();
            judged.rotate_left(turn);
            let after = rolled(&judged);
            prop_assert_eq!((after.status, after.counts, after.done), (before.status, before.counts, before.done));
        }
    }
}

/// From best to worst, for values that only differ in one being better.
fn badness(status: Status) -> u8 {
    match status {
        Status::Done => 0,
        Status::Ok => 1,
        Status::Bad => 3,
        // What is not judged is so in both: the same days have values.
        Status::Warn
        | Status::NotStarted
        | Status::Wait(
            Wait::DueWithoutData
            | Wait::Stale
            | Wait::NoData
            | Wait::NotMeasurable
            | Wait::NoTarget
            | Wait::UnderVerification,
        ) => 2,
    }
}

#[test]
fn numbers_beyond_exact_arithmetic_are_not_measurable_and_do_not_panic() {
    let huge = "79228162514264337593543950335";
    let target = way(("2020", "0.0000000000000000000000000001"), (2030, huge));
    let judged = status(
        &indicator(Measure::Level, Direction::Up),
        Some(&target),
        &seen(&format!("2020 1, 2023 {huge}")),
        &Lights::default(),
        date(2024, 6, 15),
    );
    assert!(matches!(judged.status, Status::Done | Status::Wait(Wait::NotMeasurable)));
    let _ = value(huge);
}

/// What stood within the tolerance when it began and stays there is on track, and the answer says by what.
#[test]
fn what_is_short_by_no_more_than_the_tolerance_says_so() {
    let target = Target { tolerance: Some(value("10")), ..way(("2020", "95"), (2027, "100")) };
    let judged = |now: &str| {
        let values = seen(&format!("2020 95, 2024 {now}"));
        status(&indicator(Measure::Level, Direction::Up), Some(&target), &values, &Lights::default(), date(2025, 1, 1))
    };
    let short = judged("96");
    assert_eq!((short.status, short.notes.contains(&Note::WithinTolerance)), (Status::Ok, true));
    let there = judged("101");
    assert_eq!((there.status, there.notes.contains(&Note::WithinTolerance)), (Status::Ok, false));
}
