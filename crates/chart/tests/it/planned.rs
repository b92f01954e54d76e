//! From plans to trajectories: what is drawn is what is judged.

use crate::trajectory::{holds, value as any_value};
use luoshi_chart::{Case, Required, Trajectory};
use luoshi_plan::forecast::{Limits, Series, forecast};
use luoshi_plan::{
    Adds, Baseline, Date, Direction, Finality, Frequency, Indicator, IndicatorId, Language, Lights, Measure, Milestone,
    MilestoneId, Nature, ObservationId, Period, PlanId, Seen, Shape, Standing, Target, TargetId, Term, TerritoryId,
    Value, Wanted, status::status_of,
};
use proptest::prelude::*;

fn value(text: &str) -> Value {
    text.parse().expect("a number")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn end(year: i16) -> Date {
    Date::new(year, 12, 31).expect("a day")
}

fn indicator(measure: Measure, direction: Direction, frequency: Frequency, unit: &str) -> Indicator {
    Indicator {
        id: IndicatorId::new(1),
        plan: PlanId::new(1),
        goal: None,
        name: "某指标".to_owned(),
        unit: unit.to_owned(),
        direction,
        measure,
        nature: Nature::Expected,
        frequency,
        definition: None,
        source: None,
        adds: Adds::Additive,
    }
}

fn target(wanted: Wanted, term: Term, base: Option<(&str, &str)>) -> Target {
    Target {
        id: TargetId::new(1),
        indicator: IndicatorId::new(1),
        territory: TerritoryId::new(1),
        wanted,
        term,
        baseline: base.map(|(when, much)| Baseline { period: period(when), value: value(much) }),
        shape: Shape::Linear,
        milestones: Vec::new(),
        tolerance: None,
        approval: None,
        replaces: None,
        dropped: None,
    }
}

fn seen(text: &str) -> Vec<Seen> {
    let one = |(number, pair): (i64, &str)| {
        let (when, much) = pair.trim().split_once(' ').expect("a period and a value");
        Seen {
            id: ObservationId::new(number),
            period: period(when),
            value: value(much),
            finality: Finality::Final,
            standing: Standing::Verified,
        }
    };
    (1..).zip(text.split(',').filter(|pair| !pair.trim().is_empty())).map(one).collect()
}

fn drawn(indicator: &Indicator, target: Option<&Target>, seen: &[Seen], today: Date) -> Trajectory {
    let judged = status_of(indicator, target, seen, &Lights::default(), today);
    let case =
        Case { indicator, target, seen, judged: &judged, forecast: None, plan: None, today, language: Language::Zh };
    Trajectory::of(&case)
}

/// Periods with value and what was required.
fn points(of: &Trajectory) -> Vec<String> {
    let said = |p: &luoshi_chart::Point| {
        let required = p.required.map_or_else(|| "—".to_owned(), |r| r.to_string());
        format!("{} {} {required}", p.period, p.value)
    };
    of.points.iter().map(said).collect()
}

#[test]
fn a_way_is_drawn_from_its_base_and_bends_at_its_milestones() {
    let cover = indicator(Measure::Level, Direction::Up, Frequency::Yearly, "%");
    let mut to = target(Wanted::Reach(value("25")), Term::By(end(2025)), Some(("2020", "20")));
    to.milestones = vec![Milestone { id: MilestoneId::new(1), on: end(2022), value: value("24") }];
    let of = drawn(&cover, Some(&to), &seen("2021 21, 2022 23"), end(2023));
    assert_eq!(points(&of), ["2021 21 22", "2022 23 24"]);
    assert_eq!(of.nodes, [(end(2022), value("24").exact())]);
    let Some(Required::Way(line)) = of.required.first() else { panic!("{:?}", of.required) };
    assert!(line.contains(&(end(2022), value("24").exact())) && line.last() == Some(&(end(2025), value("25").exact())));
    assert_eq!(of.goal.map(|g| g.said).as_deref(), Some("25%"));
}

#[test]
fn an_amount_that_adds_up_is_drawn_as_its_sums() {
    let jobs = indicator(Measure::Flow, Direction::Up, Frequency::Quarterly, "人");
    let to = target(Wanted::Sum(value("1200")), Term::year(2025), None);
    let of = drawn(&jobs, Some(&to), &seen("2025-Q1 200, 2025-Q2 350, 2025-Q4 100"), end(2025));
    // What lies behind a gap does not count.
    assert_eq!(points(&of), ["2025-Q1 200 300", "2025-S1 550 600"]);
    assert_eq!(of.adds_up_from, Some(end(2024)));
    assert!(of.chart().subtitle.contains("自2025年1月1日起累计。"));
    // Said from January on, the longer word counts.
    let of = drawn(&jobs, Some(&to), &seen("2025-Q1 200, 2025-S1 560"), end(2025));
    assert_eq!(points(&of), ["2025-S1 560 600"]);
}

#[test]
fn limits_ranges_and_means_are_lines_across() {
    let growth = indicator(Measure::Rate, Direction::Up, Frequency::Quarterly, "%");
    let range =
        target(Wanted::Range { low: value("5"), high: value("6") }, Term::EachYear { from: 2024, to: 2025 }, None);
    let of = drawn(&growth, Some(&range), &seen("2024 5.5, 2025-Q1 5.1, 2025-S1 4.9"), end(2025));
    assert_eq!(of.required.len(), 2);
    assert_eq!(of.goal.as_ref().map(|g| g.said.as_str()), Some("5—6%"));
    assert_eq!(points(&of), ["2024 5.5 —", "2025-S1 4.9 —"]);
    let floor = target(Wanted::Floor(value("5.5")), Term::EachYear { from: 2024, to: 2025 }, None);
    let of = drawn(&growth, Some(&floor), &seen("2024 5.5, 2025-S1 4.9"), end(2025));
    assert_eq!(of.goal.as_ref().map(|g| g.said.as_str()), Some("≥5.5%"));
    assert_eq!(points(&of), ["2024 5.5 5.5", "2025-S1 4.9 5.5"]);
}

#[test]
fn a_gap_is_that_of_the_judgement_or_none() {
    let growth = indicator(Measure::Rate, Direction::Up, Frequency::Quarterly, "%");
    let mean = target(Wanted::Mean(value("7.5")), Term::EachYear { from: 2024, to: 2028 }, None);
    let of = drawn(&growth, Some(&mean), &seen("2024 6.2, 2025 5.1, 2026-01/2026-09 5.0"), end(2026));
    // Judged is the mean of whole years: no single one is short of it.
    assert_eq!(points(&of), ["2024 6.2 —", "2025 5.1 —"]);
    let labels: Vec<_> = of
        .chart()
        .drawings
        .into_iter()
        .flat_map(|d| d.labels)
        .map(|l| l.text)
        .filter(|t| t.starts_with('差'))
        .collect();
    assert!(labels.is_empty(), "{labels:?}");
    assert_eq!(of.goal.map(|g| g.said).as_deref(), Some("年均7.5%"));
}

#[test]
fn the_first_months_of_a_year_are_not_joined_with_years() {
    let air = indicator(Measure::Level, Direction::Up, Frequency::Yearly, "%");
    let floor = target(Wanted::Floor(value("88")), Term::EachYear { from: 2024, to: 2028 }, None);
    let values = "2023 87.4, 2024-Q1 89.0, 2024-S1 88.7, 2024 88.9, 2025-Q1 87.4, 2025 87.1, 2026-01/2026-09 86.9";
    let of = drawn(&air, Some(&floor), &seen(values), end(2026));
    // 2025 was missed, and is what is judged.
    assert_eq!(points(&of), ["2023 87.4 —", "2024 88.9 88", "2025 87.1 88"]);
    assert_eq!(
        of.parts.iter().map(|p| p.period.to_string()).collect::<Vec<_>>().join(" "),
        "2024-Q1 2024-S1 2025-Q1 2026-01/2026-09"
    );
    let chart = of.chart();
    assert_eq!(chart.table.rows.iter().filter(|row| !row[1].data.is_empty()).count(), 7, "{:?}", chart.table.rows);
    assert!(chart.inline("c").contains("2026年1—9月") && chart.notes.iter().any(|note| note.contains("不连线")));
    // Where the running year is what is judged, it stands at the end, alone.
    let of = drawn(&air, Some(&floor), &seen("2023 87.4, 2024-Q1 88.5"), end(2024).yesterday().expect("a day"));
    assert_eq!(points(&of), ["2023 87.4 —", "2024-Q1 88.5 88"]);
    assert_eq!(of.chart().inline("c").matches("class=\"act\"").count(), 0);
    // A stock is counted on a day: its values are one series.
    let reach = target(Wanted::Reach(value("600")), Term::By(end(2028)), Some(("2023", "412")));
    let firms = indicator(Measure::Level, Direction::Up, Frequency::Yearly, "家");
    assert!(drawn(&firms, Some(&reach), &seen("2023 412, 2024-S1 430, 2024 450"), end(2024)).parts.is_empty());
    // Quarters that stand for themselves are a series too.
    let quarters = drawn(&air, Some(&floor), &seen("2023 87, 2024-Q1 88, 2024-Q2 89, 2024-Q3 90"), end(2024));
    assert!(quarters.parts.is_empty());
}

#[test]
fn what_is_reached_or_fallen_due_is_not_set_against_the_way_to_it() {
    let firms = indicator(Measure::Level, Direction::Up, Frequency::Yearly, "家");
    let to = target(Wanted::Reach(value("100")), Term::By(end(2026)), Some(("2020", "40")));
    let series = Series::of([(2020, value("40")), (2021, value("50")), (2022, value("62")), (2023, value("71"))]).ok();
    let ahead = series.and_then(|series| forecast(&series, 2026, Limits::suggested(&series)).ok());
    let of = |seen: &[Seen], today| {
        let judged = status_of(&firms, Some(&to), seen, &Lights::default(), today);
        let (plan, forecast, language) = (None, ahead.as_ref(), Language::Zh);
        let case =
            Case { indicator: &firms, target: Some(&to), seen, judged: &judged, forecast, plan, today, language };
        Trajectory::of(&case)
    };
    let open = of(&seen("2020 40, 2021 50, 2022 62, 2023 71"), end(2023));
    assert!(open.points.last().is_some_and(|p| p.required.is_some()));
    // Above the target already: ahead of the way by 35, above the target by 5; only that is said, below the chart.
    let reached = of(&seen("2020 40, 2021 50, 2022 62, 2023 105"), end(2023));
    // The day has come, and the last value is of years before.
    let past = of(&seen("2020 40, 2021 50, 2022 62, 2023 75"), end(2027));
    for of in [reached, past] {
        assert_eq!(of.points.last().map(|p| p.required), Some(None));
        assert!(of.ahead.is_empty());
        let chart = of.chart();
        assert!(chart.title.ends_with("走势") && !chart.inline("c").contains("超前"), "{}", chart.title);
    }
}

#[test]
fn a_forecast_as_wide_as_all_that_is_known_is_not_drawn() {
    let share = indicator(Measure::Level, Direction::Up, Frequency::Yearly, "%");
    let to = |to| target(Wanted::Reach(value(to)), Term::By(end(2026)), Some(("2020", "60")));
    let values = "2020 60, 2021 61, 2022 62, 2023 63";
    let series = Series::of((2020..).zip(["60", "61", "62", "63"].map(value))).expect("a series");
    let ahead = forecast(&series, 2026, Limits::suggested(&series)).expect("a forecast");
    let (low, high) = ahead.points.last().and_then(|p| p.range80).expect("a range");
    assert!((6.0..20.0).contains(&(high - low)), "{low} to {high}");
    let drawn = |to: &Target| {
        let (seen, today) = (seen(values), end(2023));
        let judged = status_of(&share, Some(to), &seen, &Lights::default(), today);
        let (forecast, language) = (Some(&ahead), Language::Zh);
        Trajectory::of(&Case {
            indicator: &share,
            target: Some(to),
            seen: &seen,
            judged: &judged,
            forecast,
            plan: None,
            today,
            language,
        })
        .ahead
        .len()
    };
    assert_eq!((drawn(&to("66")), drawn(&to("80"))), (0, 3));
}

#[test]
fn a_gap_is_as_exact_as_the_words_beside_the_chart() {
    let area = indicator(Measure::Level, Direction::Up, Frequency::Yearly, "平方米");
    let to = target(Wanted::Reach(value("0.35")), Term::By(end(2025)), Some(("2020", "0.21")));
    // 0.27 where 0.266 is due: no gap of nought.
    let chart = drawn(&area, Some(&to), &seen("2022 0.27"), end(2022)).chart();
    assert!(chart.inline("c").contains("超前0.004平方米"), "{}", chart.inline("c"));
}

#[test]
fn rates_that_multiply_are_drawn_as_they_add_up() {
    let energy = indicator(Measure::Fall, Direction::Up, Frequency::Yearly, "%");
    let to = target(Wanted::Cumulative(value("13.5")), Term::Over(Period::years(2024, 2028).expect("years")), None);
    let of = drawn(&energy, Some(&to), &seen("2024 2.9, 2025 2.4"), end(2025));
    // 1 − 0.971 × 0.976, and two of five years.
    assert_eq!(points(&of), ["2024 2.9 2.7", "2024/2025 5.2304 5.4"]);
    assert_eq!(of.adds_up_from, Some(end(2023)));
    let labels: Vec<_> = of.chart().drawings[0].labels.iter().map(|l| l.text.clone()).collect();
    for label in ["2025年", "5.23%", "差0.17个百分点", "目标13.5%"] {
        assert!(labels.iter().any(|l| l == label), "{label} in {labels:?}");
    }
}

#[test]
fn a_little_behind_is_not_green() {
    let cover = indicator(Measure::Level, Direction::Up, Frequency::Yearly, "%");
    let to = target(Wanted::Reach(value("25")), Term::By(end(2025)), Some(("2020", "20")));
    let drawing =
        |value: &str| drawn(&cover, Some(&to), &seen(&format!("2021 {value}")), end(2021)).chart().inline("c");
    assert!(!drawing("20.9").contains("tok b") && drawing("20.9").contains("差0.1个百分点"));
    assert!(drawing("21.5").contains("tok b"));
}

#[test]
fn of_two_values_of_one_day_the_longer_is_drawn() {
    let people = indicator(Measure::Level, Direction::Up, Frequency::Yearly, "万人");
    let of = drawn(&people, None, &seen("2023 10, 2024 11, 2024-12-31 11.02"), end(2025));
    assert_eq!(points(&of), ["2023 10 —", "2024 11 —"]);
    assert!(of.required.is_empty() && of.goal.is_none());
}

#[test]
fn growth_from_a_base_is_a_curve() {
    let output = indicator(Measure::Level, Direction::Up, Frequency::Yearly, "亿元");
    let to = target(Wanted::Growth(value("10")), Term::By(end(2022)), Some(("2020", "100")));
    let of = drawn(&output, Some(&to), &seen("2021 108"), end(2022));
    assert_eq!(points(&of), ["2021 108 110"]);
    assert_eq!(of.goal.map(|g| g.said).as_deref(), Some("121亿元（年均+10%）"));
    let Some(Required::Way(line)) = of.required.first() else { panic!("{:?}", of.required) };
    assert!(line.len() > 10);
}

fn any_period() -> impl Strategy<Value = Period> {
    let year = 2018i16..2027;
    prop_oneof![
        4 => year.clone().prop_map(|y| Period::year(y).expect("a year")),
        2 => (year.clone(), 1i8..=12).prop_map(|(y, m)| Period::month(y, m).expect("a month")),
        2 => (year, 1i8..=12).prop_map(|(y, m)| Period::through(y, m).expect("months")),
    ]
}

prop_compose! {
    fn any_case()(
        measure in prop_oneof![Just(Measure::Level), Just(Measure::Flow), Just(Measure::Rate), Just(Measure::Fall)],
        direction in prop_oneof![Just(Direction::Up), Just(Direction::Down), Just(Direction::Hold)],
        frequency in prop_oneof![Just(Frequency::Monthly), Just(Frequency::Quarterly), Just(Frequency::Yearly), Just(Frequency::Years(5))],
        wanted in prop_oneof![
            any_value().prop_map(Wanted::Reach), any_value().prop_map(Wanted::Floor), any_value().prop_map(Wanted::Keep),
            any_value().prop_map(Wanted::Sum), any_value().prop_map(Wanted::Mean), any_value().prop_map(Wanted::Growth),
            (any_value(), any_value()).prop_map(|(a, b)| Wanted::Range { low: a.min(b), high: a.max(b) }),
        ],
        term in prop_oneof![
            (2019i16..2031).prop_map(|y| Term::By(end(y))),
            (2019i16..2028, 0i16..5).prop_map(|(y, n)| Term::EachYear { from: y, to: y + n }),
            (2019i16..2028, 0i16..5).prop_map(|(y, n)| Term::Over(Period::years(y, y + n).expect("years"))),
        ],
        base in prop::option::of((any_period(), any_value())),
        nodes in prop::collection::vec((2018i16..2031, any_value()), 0..3),
        values in prop::collection::vec((any_period(), any_value(), any::<bool>()), 0..9),
        compound in any::<bool>(), year in 2018i16..2031,
    ) -> (Indicator, Target, Vec<Seen>, Date) {
        let mut to = target(wanted, term, None);
        to.baseline = base.map(|(period, value)| Baseline { period, value });
        to.shape = if compound { Shape::Compound } else { Shape::Linear };
        to.milestones = nodes.into_iter().map(|(year, value)| Milestone { id: MilestoneId::new(1), on: end(year), value }).collect();
        let mut seen: Vec<_> = (1..).zip(values).map(|(id, (period, value, sure))| Seen {
            id: ObservationId::new(id), period, value, standing: Standing::Reported,
            finality: if sure { Finality::Final } else { Finality::Estimate },
        }).collect();
        seen.sort_by_key(|s| (s.period.last(), s.period.first()));
        seen.dedup_by_key(|s| s.period);
        (indicator(measure, direction, frequency, "万吨"), to, seen, end(year))
    }
}

proptest! {
    #[test]
    fn any_plan_is_drawn((indicator, target, seen, today) in any_case(), zh in any::<bool>()) {
        let judged = status_of(&indicator, Some(&target), &seen, &Lights::default(), today);
        let yearly = seen.iter().filter_map(|s| Some((s.period.as_year()?, s.value)));
        let ahead = Series::of(yearly).ok().and_then(|series| {
            forecast(&series, series.last_year() + 3, Limits::suggested(&series)).ok()
        });
        let language = if zh { Language::Zh } else { Language::En };
        let plan = Period::years(2021, 2025);
        let case = Case { indicator: &indicator, target: Some(&target), seen: &seen, judged: &judged, forecast: ahead.as_ref(), plan, today, language };
        let of = Trajectory::of(&case);
        prop_assert!(of.points.windows(2).all(|two| two[0].period.last() < two[1].period.last()));
        holds(&of.chart())?;
        let panels = luoshi_chart::Multiples { name: "甲".to_owned(), panels: vec![of], language };
        holds(&panels.chart())?;
    }
}
