//! The methods of others, each at its bounds. Published cases run in `luoshi judge`, the examples of the pages there too.

use jiff::civil::date;
use luoshi_plan::method::{
    self, Continued, CurrentStatus, Errors, HealthyPeople, KeptRise, Midterm, OpenSdg, Out, Outcome, PercentPath,
    Point, Scores, Thresholds, UnChart, Way,
};
use luoshi_plan::{Decimal, Shape};

fn d(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

#[allow(clippy::unnecessary_wraps, reason = "what a method takes may be missing")]
fn some(text: &str) -> Option<Decimal> {
    Some(d(text))
}

fn points(text: &str) -> Vec<Point> {
    let pair =
        |one: &str| one.trim().split_once(' ').map(|(year, value)| (d(year), d(value))).expect("a year and a value");
    text.split(',').filter(|one| !one.trim().is_empty()).map(pair).collect()
}

/// A member of an outcome as text; numbers to ten places, `null` where there is none.
fn of(outcome: &Outcome, name: &str) -> String {
    match outcome.get(name).unwrap_or_else(|| panic!("{name} in {outcome:?}")) {
        Out::Number(number) => {
            number.decimal().map_or_else(|| "—".to_owned(), |n| n.round_dp(10).normalize().to_string())
        }
        Out::Word(word) => (*word).to_owned(),
        Out::List(_) => panic!("{name} is a list"),
        Out::Nothing => "null".to_owned(),
    }
}

#[test]
fn a_path_begins_at_its_base_and_stays_at_its_target() {
    let at = |shape, at: &str| {
        of(&method::required_path(shape, Some((d("2020"), d("80"))), Some((d("2024"), d("20"))), d(at)), "value")
    };
    assert_eq!(
        ["2019.9", "2020", "2022", "2024", "2030"].map(|y| at(Shape::Linear, y)),
        ["null", "80", "50", "20", "20"]
    );
    assert_eq!(
        ["2019.9", "2020", "2022", "2024", "2030"].map(|y| at(Shape::Compound, y)),
        ["null", "80", "40", "20", "20"]
    );
    let none = method::required_path(Shape::Linear, None, Some((d("2024"), d("20"))), d("2022"));
    assert_eq!(of(&none, "value"), "null");
    assert!(none.why.zh.contains("没有基期值") && none.why.en.contains("Without baseline"));
    let crossing = |from: &str, to: &str| {
        of(
            &method::required_path(Shape::Compound, Some((d("2020"), d(from))), Some((d("2024"), d(to))), d("2022")),
            "value",
        )
    };
    assert_eq!(
        (crossing("0", "20"), crossing("-80", "20"), crossing("-80", "-20")),
        ("null".into(), "null".into(), "-40".into())
    );
    // By the same part each year nothing comes to 0.
    assert_eq!(crossing("80", "0"), "null");
}

#[test]
fn a_rate_goes_on_within_its_limits() {
    let case = |series: &str, rate, at: &str| Continued {
        series: points(series),
        rate,
        at: d(at),
        rate_cap: None,
        rate_floor: None,
        value_min: None,
        value_max: None,
    };
    let value = |case: &Continued| of(&method::continue_latest_rate(case), "value");
    let base = case("2018 10, 2020 40", Shape::Compound, "2022");
    assert_eq!(value(&base), "160");
    assert_eq!(value(&Continued { at: d("2018"), ..base.clone() }), "10");
    assert_eq!(value(&Continued { at: d("2019"), ..base.clone() }), "null");
    assert_eq!(value(&Continued { at: d("2020"), ..base.clone() }), "40");
    assert_eq!(value(&Continued { rate_cap: some("0.5"), ..base.clone() }), "90");
    assert_eq!(value(&Continued { rate_cap: some("1"), ..base.clone() }), "160");
    assert_eq!(value(&Continued { rate_floor: some("1.5"), ..base.clone() }), "250");
    assert_eq!(value(&Continued { value_max: some("100"), ..base.clone() }), "100");
    assert_eq!(value(&Continued { value_min: some("200"), ..base.clone() }), "200");
    assert_eq!(value(&Continued { value_min: some("100"), value_max: some("200"), ..base.clone() }), "160");
    let step = case("2018 10, 2020 40", Shape::Linear, "2022");
    assert_eq!(value(&step), "70");
    assert_eq!(value(&Continued { rate_cap: some("10"), ..step.clone() }), "60");
    assert_eq!(value(&Continued { rate_floor: some("20"), ..step }), "80");
    assert_eq!(value(&case("2020 40", Shape::Linear, "2022")), "null");
    assert_eq!(value(&case("2018 0, 2020 40", Shape::Compound, "2022")), "null");
    let last = method::linear_change(&points("2019 4, 2018 9"), d("-1.5"), d("2021"), some("2"), some("3"));
    assert_eq!(of(&last, "value"), "2");
    assert_eq!(of(&method::linear_change(&points("2019 4"), d("2"), d("2021"), None, some("7")), "value"), "7");
    assert_eq!(last.why.en, "4 in 2019, −1.5 a year, 2021 has 2.");
    assert_eq!(of(&method::linear_change(&[], d("2"), d("2021"), None, None), "value"), "null");
    // In the year of the last value nothing has gone on yet, and the rate is known.
    let now = method::continue_latest_rate(&Continued { at: d("2020"), ..base });
    assert_eq!(now.why.en, "10 in 2018, 40 in 2020; going on at 1 a year, 2020 has 40.");
}

#[test]
fn a_change_is_counted_from_the_baseline() {
    let case = PercentPath {
        baseline: Some((d("2010"), d("50"))),
        start: Some((d("2018"), d("58"))),
        percent_change: d("-40"),
        target_year: d("2030"),
        shape: Shape::Linear,
        at: d("2025"),
        value_min: None,
        value_max: None,
    };
    let value = |case: PercentPath| of(&method::percent_of_baseline_path(&case), "value");
    assert_eq!(value(case), "35");
    assert_eq!(value(PercentPath { at: d("2018"), ..case }), "58");
    assert_eq!(value(PercentPath { at: d("2018"), start: None, ..case }), "42");
    assert_eq!(value(PercentPath { at: d("2031"), ..case }), "30");
    assert_eq!(value(PercentPath { at: d("2009"), ..case }), "null");
    assert_eq!(value(PercentPath { value_min: some("36"), ..case }), "36");
    assert_eq!(value(PercentPath { value_max: some("34"), ..case }), "34");
    assert_eq!(value(PercentPath { baseline: None, ..case }), "null");
    let why = method::percent_of_baseline_path(&case).why.en;
    assert_eq!(why, "50 in 2010, changed by −40% to 30 in 2030; on that way 2025 has 35.");
    let compound = PercentPath { shape: Shape::Compound, percent_change: d("44"), at: d("2020"), ..case };
    assert_eq!(value(compound), "60");
    let kept = |at: &str| {
        let case = KeptRise { series: points("2012 7, 2010 5, 2016 9, 2019 12"), level_year: d("2017"), at: d(at) };
        of(&method::keep_rise(&case), "value")
    };
    assert_eq!(["2010", "2011", "2016", "2017", "2025"].map(kept), ["5", "null", "9", "9", "9"]);
}

#[test]
fn shares_gaps_and_paces_at_their_bounds() {
    let share = |base: &str, now: &str, goal: &str, way, clamp| {
        of(&method::share_of_way(some(base), some(now), some(goal), way, clamp), "progress")
    };
    let unit = Some((d("0"), d("1")));
    assert_eq!(share("40", "25", "30", None, None), "1.5");
    assert_eq!(share("40", "25", "30", None, unit), "1");
    assert_eq!(share("40", "45", "30", None, unit), "0");
    assert_eq!(share("40", "40", "40", None, None), "1");
    assert_eq!(share("40", "41", "40", None, None), "null");
    assert_eq!(share("40", "41", "40", Some(Way::Up), unit), "1");
    assert_eq!(share("40", "41", "40", Some(Way::Down), unit), "0");
    assert_eq!(share("0", "0", "0", Some(Way::Up), unit), "null");
    assert_eq!(of(&method::share_of_way(None, some("1"), some("2"), None, None), "progress"), "null");

    let keep =
        |now: &str, goal: &str, band: Option<Decimal>| of(&method::keep_level(some(now), some(goal), band), "progress");
    assert_eq!(keep("95", "100", None), "0");
    assert_eq!(keep("97", "100", None), "0.4");
    assert_eq!(keep("1.25", "1", None), "0.5");
    assert_eq!(keep("9", "10", some("-4")), "0.75");
    assert_eq!((keep("5", "5", some("0")), keep("5.1", "5", some("0"))), ("1".into(), "0".into()));
    assert_eq!(of(&method::keep_level(None, some("1"), None), "progress"), "null");

    let ratio = |ratio: &str| of(&method::pace(None, None, some(ratio), Thresholds::default()), "status");
    let words = ["1.1", "1.0999", "0.9", "0.8999", "0.75", "0.7499"].map(ratio);
    assert_eq!(words, ["ahead", "on_track", "on_track", "at_risk", "at_risk", "off_track"]);
    let pace = |done: &str, due: &str| of(&method::pace(some(done), some(due), None, Thresholds::default()), "ratio");
    assert_eq!(
        [("0.1", "0.0099"), ("0", "0.0099"), ("0.02", "0.01"), ("0.3", "0.4"), ("0.1", "0")].map(|(a, b)| pace(a, b)),
        ["1.5", "1", "2", "0.75", "1.5"]
    );
    assert_eq!(of(&method::pace(some("1"), None, None, Thresholds::default()), "status"), "null");

    let time = |at| of(&method::time_share(date(2026, 1, 1), date(2026, 1, 11), at), "share");
    assert_eq!(
        [date(2025, 12, 1), date(2026, 1, 1), date(2026, 1, 4), date(2026, 2, 1)].map(time),
        ["0", "0", "0.3", "1"]
    );
    assert_eq!(of(&method::time_share(date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1)), "share"), "1");

    let gap = |now: &str, way| method::gap(some(now), some("10"), way);
    assert_eq!((of(&gap("8", Way::Up), "gap"), of(&gap("8", Way::Up), "ahead_by")), ("2".into(), "-2".into()));
    assert_eq!((of(&gap("8", Way::Down), "gap"), of(&gap("8", Way::Down), "ahead_by")), ("-2".into(), "2".into()));
    assert!(gap("8", Way::Up).why.zh.contains("还差2") && gap("10", Way::Up).why.zh.contains("正好"));
    assert!(gap("8", Way::Down).why.zh.contains("超过目标2"));
    assert_eq!(of(&method::gap(None, some("1"), Way::Up), "gap"), "null");
}

#[test]
fn open_sdg_scores_at_their_bounds() {
    let r = |value: &str| {
        let outcome = method::open_sdg_progress(some(value), Scores::Target);
        (of(&outcome, "score"), of(&outcome, "status"))
    };
    let pair = |score: &str, word: &str| (score.to_owned(), word.to_owned());
    assert_eq!(r("0.95"), pair("2.500055", "substantial_progress"));
    assert_eq!(r("0.9499"), pair("2.49934071", "moderate_progress"));
    assert_eq!(r("0.6"), pair("0.00004", "moderate_progress"));
    assert_eq!(r("0.59"), pair("-0.041647", "limited_progress"));
    assert_eq!(r("0"), pair("-2.5", "limited_progress"));
    assert_eq!(r("-0.0001"), pair("-2.50041667", "deterioration"));
    assert_eq!((r("2").0, r("-2").0), ("5".into(), "-5".into()));
    let g = |value: &str, c: &str| {
        let outcome = method::open_sdg_progress(some(value), Scores::Growth(d(c)));
        (of(&outcome, "score"), of(&outcome, "status"))
    };
    assert_eq!(g("0.015", "1"), pair("2.5", "substantial_progress"));
    assert_eq!(g("0.0149", "1"), pair("2.475", "moderate_progress"));
    assert_eq!(g("0.005", "1"), pair("0", "moderate_progress"));
    assert_eq!(g("0.0049", "1"), pair("-0.05", "limited_progress"));
    assert_eq!(g("0", "1"), pair("-2.5", "limited_progress"));
    assert_eq!(g("-0.01", "1"), pair("-3.75", "deterioration"));
    assert_eq!(g("0.0075", "0.5"), pair("2.5", "substantial_progress"));
    assert_eq!(g("0.0025", "0.5"), pair("0", "moderate_progress"));
    assert_eq!((g("0.03", "1").0, g("-0.03", "1").0), ("5".into(), "-5".into()));
    assert_eq!((g("0", "0"), g("-0.01", "0")), (pair("5", "substantial_progress"), pair("-3.75", "deterioration")));
    assert_eq!(of(&method::open_sdg_progress(None, Scores::Target), "status"), "not_available");
    assert_eq!(of(&method::open_sdg_progress(None, Scores::Achieved), "score"), "5");
    let mean = |mean: &str| of(&method::open_sdg_mean(some(mean), false), "status");
    let words = ["2.5", "2.49", "0", "-0.01", "-2.5", "-2.51"].map(mean);
    assert_eq!(
        words,
        [
            "substantial_progress",
            "moderate_progress",
            "moderate_progress",
            "limited_progress",
            "limited_progress",
            "deterioration"
        ]
    );
    assert_eq!(of(&method::open_sdg_mean(some("5"), true), "status"), "target_achieved");
    assert_eq!(of(&method::open_sdg_mean(None, true), "status"), "not_available");
    let c = |base: &str, limit: &str| {
        method::near_limit(d(base), some(limit)).expect("fits").round_dp(6).normalize().to_string()
    };
    assert_eq!(
        [("50", "100"), ("100", "100"), ("150", "100"), ("200", "100"), ("300", "100"), ("-50", "-100"), ("0", "0")]
            .map(|(b, l)| c(b, l)),
        ["0.953929", "0", "0.953929", "1", "1", "0.953929", "1"]
    );
    assert_eq!(method::near_limit(d("5"), None), some("1"));
}

#[test]
fn open_sdg_says_when_it_cannot() {
    let case = |series: &str, target: Option<(&str, &str)>, way| OpenSdg {
        series: points(series),
        base_year: method::DEFAULT_BASE_YEAR,
        target: target.map(|(year, goal)| (d(year), d(goal))),
        way,
        limit: None,
    };
    let said = |case: &OpenSdg| {
        let outcome = method::open_sdg(case);
        (of(&outcome, "progress_value"), of(&outcome, "status"))
    };
    let word = |case: &OpenSdg| said(case).1;
    // The base is that of 2015, else the next there is; values before it do not count.
    assert_eq!(said(&case("2014 1, 2016 100, 2017 110", None, Way::Up)), ("0.1".into(), "substantial_progress".into()));
    assert_eq!(said(&case("2014 1, 2015 100, 2017 121", None, Way::Up)).0, "0.1");
    assert_eq!(word(&case("2012 5, 2014 6", None, Way::Up)), "not_available");
    assert_eq!(word(&case("2015 5", None, Way::Up)), "not_available");
    assert_eq!(word(&case("2015 5", Some(("2030", "5")), Way::Up)), "target_achieved");
    assert_eq!(word(&case("2015 5", Some(("2030", "5.1")), Way::Up)), "not_available");
    assert_eq!(word(&case("2015 -5, 2020 5", None, Way::Up)), "not_available");
    assert_eq!(word(&case("2015 5, 2020 -5", None, Way::Up)), "not_available");
    assert_eq!(said(&case("2015 5, 2016 0", None, Way::Up)).0, "-1");
    // All below 0: the direction turns within the growth rate.
    assert_eq!(said(&case("2015 -10, 2016 -8", None, Way::Up)).0, "0.2");
    assert_eq!(said(&case("2015 -10, 2016 -8", None, Way::Down)).0, "-0.2");
    // A target that is the base has no rate to compare with.
    assert_eq!(said(&case("2015 10, 2016 9", Some(("2030", "10")), Way::Up)), ("null".into(), "not_available".into()));
    assert_eq!(
        said(&case("2015 100, 2016 110", Some(("2017", "121")), Way::Up)),
        ("1".into(), "substantial_progress".into())
    );
    assert_eq!(
        said(&case("2015 100, 2016 90", Some(("2017", "81")), Way::Down)),
        ("1".into(), "substantial_progress".into())
    );
    // 0 is replaced, and it is said.
    let zero = method::open_sdg(&case("2015 0, 2020 4", Some(("2030", "0")), Way::Down));
    assert_eq!((of(&zero, "base_used"), of(&zero, "target_used")), ("0.001".into(), "0.001".into()));
    assert!(
        zero.why.zh.contains("基期值零以0.001代之") && zero.why.zh.contains("目标值零以0.001代之"),
        "{}",
        zero.why.zh
    );
    assert!(!method::open_sdg(&case("2015 1, 2020 4", None, Way::Up)).why.zh.contains("代之"));
    // A limit lowers the thresholds, for series without a target.
    let limited = |target| OpenSdg { limit: some("100"), ..case("2015 95, 2016 95.5", target, Way::Up) };
    assert_eq!(word(&limited(None)), "substantial_progress");
    assert_eq!(word(&case("2015 95, 2016 95.5", None, Way::Up)), "moderate_progress");
    assert!(method::open_sdg(&limited(None)).why.zh.contains("近极限系数"));
    assert!(!method::open_sdg(&limited(Some(("2030", "99")))).why.zh.contains("近极限系数"));
    let Some(Out::List(parity)) =
        method::parity(&[some("0.5"), some("2"), some("0"), None], d("1")).get("transformed").cloned()
    else {
        panic!("a list");
    };
    assert_eq!((parity.len(), parity[0] == parity[1], &parity[2], &parity[3]), (4, true, &Out::Nothing, &Out::Nothing));
    // Against what is below 0 nothing has a distance, not even what is below 0 too.
    for (y, ideal, none) in
        [("2", "1", false), ("-2", "1", true), ("2", "-1", true), ("-2", "-1", true), ("2", "0", true)]
    {
        let of_one = method::parity(&[some(y)], d(ideal));
        assert_eq!(of_one.get("transformed") == Some(&Out::List(vec![Out::Nothing])), none, "{y} against {ideal}");
    }
    // Why there is a rate, or none.
    let why = |series: &str, target| method::open_sdg(&case(series, target, Way::Up)).why.en;
    let both = why("2015 100, 2016 110", Some(("2017", "121")));
    assert!(both.starts_with("100 in 2015, 110 in 2016; 10% a year, 10% required"), "{both}");
    assert!(why("2015 5", None).contains("fewer than two years"));
    assert!(why("2015 5, 2015.5 6", None).contains("fewer than two years"));
    assert_eq!(word(&case("2015 5, 2015.5 6", None, Way::Up)), "not_available");
    for turned in ["2015 5, 2020 -5", "2015 -5, 2020 5"] {
        assert!(why(turned, None).contains("the sign changes"), "{turned}");
    }
    for fell in ["2015 5, 2016 0", "2015 -5, 2016 0"] {
        assert!(why(fell, None).contains("−100% a year"), "{fell}: {}", why(fell, None));
    }
    let replaced = method::replacements(true, false);
    assert_eq!((of(&replaced, "base_used"), of(&replaced, "target_used")), ("0.001".into(), "null".into()));
}

#[test]
fn the_progress_chart_at_its_bounds() {
    let ratio = |r: &str| of(&method::un_progress_by_ratio(some(r)), "score");
    assert_eq!(["0.95", "0.9499", "0.1", "0.0999", "-1"].map(ratio), ["3", "2", "2", "1", "1"]);
    let growth = |way, g: &str| of(&method::un_progress_by_growth(Some(way), some(g)), "word");
    assert_eq!(
        ["0.02", "0.0199", "0.005", "0.0049"].map(|g| growth(Way::Up, g)),
        ["alcanzado", "progreso", "progreso", "retroceso"]
    );
    assert_eq!(["-0.02", "-0.005", "0.02"].map(|g| growth(Way::Down, g)), ["alcanzado", "progreso", "retroceso"]);
    assert_eq!(of(&method::un_progress_by_growth(None, some("0.1")), "score"), "null");
    assert_eq!(of(&method::un_progress_by_ratio(None), "score"), "null");
    assert_eq!(
        [Some(true), Some(false), None].map(|f| of(&method::un_progress_binary(f), "score")),
        ["3", "1", "null"]
    );
    let chart = |series: &str, way, target: Option<(&str, &str)>, percent| {
        let target = target.map(|(year, goal)| (d(year), d(goal)));
        of(&method::un_progress_chart(&UnChart { series: points(series), way, target, percent }), "score")
    };
    let up = Some(Way::Up);
    // Met whatever the trend; near 0 % or 100 % by a point, and only there.
    assert_eq!(chart("2015 99, 2020 60", up, Some(("2030", "60")), false), "3");
    assert_eq!(chart("2015 99, 2020 99", up, Some(("2030", "100")), true), "3");
    assert_eq!(chart("2015 99, 2020 98.9", up, Some(("2030", "100")), true), "1");
    assert_eq!(chart("2015 99, 2020 99", up, Some(("2030", "100")), false), "1");
    assert_eq!(chart("2015 49.5, 2020 49.5", up, Some(("2030", "50")), true), "1");
    assert_eq!(chart("2015 3, 2020 1", Some(Way::Down), Some(("2030", "0")), true), "3");
    assert_eq!(chart("2030 99.5", None, Some(("2030", "100")), true), "3");
    // The base: 2015, else the first later that leaves two, else the last before.
    assert_eq!(chart("2010 1, 2015 100, 2020 110.5", up, None, false), "3");
    assert_eq!(chart("2010 200, 2016 100, 2021 103", up, None, false), "2");
    assert_eq!(chart("2009 100, 2012 100, 2014 102", up, None, false), "2");
    assert_eq!(chart("2015 100", up, None, false), "null");
    assert_eq!(chart("", up, None, false), "null");
    assert_eq!(chart("2015 0, 2020 5", up, None, false), "null");
    assert_eq!(chart("2015 5, 2020 0", up, None, false), "1");
    assert_eq!(chart("2015 -5, 2020 -4", up, None, false), "null");
    assert_eq!(chart("2015 5, 2020 6", None, None, false), "null");
    // 100 → 110 in 5 of 15 years: 1.1³ = 1.331 in the end.
    assert_eq!(chart("2015 100, 2020 110", up, Some(("2030", "134.8")), false), "3");
    assert_eq!(chart("2015 100, 2020 110", up, Some(("2030", "134.9")), false), "2");
    assert_eq!(chart("2015 100, 2020 110", up, Some(("2030", "431")), false), "2");
    assert_eq!(chart("2015 100, 2020 110", up, Some(("2030", "432")), false), "1");
    // A target year that is past is judged by the values up to it.
    assert_eq!(chart("2015 100, 2020 110, 2025 500", up, Some(("2020", "200")), false), "2");
    assert_eq!(chart("2015 100, 2020 90", up, Some(("2030", "100")), false), "null");
}

#[test]
fn trends_indices_and_reviews_at_their_bounds() {
    let istat = |way, g: &str| of(&method::istat_trend(way, some(g)), "status");
    let up = ["0.0501", "0.05", "0.01", "0.0101", "-0.0099", "-0.01", "-0.0499", "-0.05"].map(|g| istat(Way::Up, g));
    assert_eq!(
        up,
        [
            "clear improvement",
            "slight improvement",
            "stable",
            "slight improvement",
            "stable",
            "slight worsening",
            "slight worsening",
            "clear worsening"
        ]
    );
    assert_eq!(istat(Way::Down, "-0.06"), "clear improvement");
    assert_eq!(of(&method::istat_trend(Way::Up, None), "status"), "null");

    let index = |base: &str, now: &str, goal: &str, way, parity| {
        let case = CurrentStatus { baseline: some(base), current: some(now), target: some(goal), way, parity };
        of(&method::escap_current_status(&case), "index")
    };
    assert_eq!(index("20", "35", "60", Way::Up, false), "3.75");
    assert_eq!(index("60", "45", "30", Way::Down, false), "5");
    assert_eq!(index("60", "66", "30", Way::Down, false), "-2");
    assert_eq!(
        (index("20", "60", "60", Way::Up, false), index("20", "99", "60", Way::Up, false)),
        ("10".into(), "10".into())
    );
    assert_eq!(
        (index("1.2", "0.9", "1", Way::Up, true), index("1.2", "1", "1", Way::Up, true)),
        ("5".into(), "10".into())
    );
    assert_eq!(index("60", "50", "60", Way::Up, false), "null");
    let missing = CurrentStatus { baseline: None, current: some("1"), target: some("2"), way: Way::Up, parity: false };
    let told = |baseline: &str, current: &str, target| {
        let case =
            CurrentStatus { baseline: some(baseline), current: some(current), target, way: Way::Up, parity: false };
        method::escap_current_status(&case).why.en
    };
    assert_eq!(told("200", "228", some("300")), "From 200 towards 300, now 228: 2.8 of 10.");
    assert!(told("200", "190", some("200")).starts_with("The target is the base"));
    assert!(told("200", "190", None).ends_with("is missing."));
    assert_eq!(of(&method::escap_current_status(&missing), "index"), "null");

    let people = |base: &str, now: &str, goal: &str, way, errors| {
        let case = HealthyPeople { baseline: some(base), latest: some(now), target: some(goal), way, errors };
        let outcome = method::healthy_people(&case);
        (of(&outcome, "percent_of_targeted_change"), of(&outcome, "status"))
    };
    let word = |base: &str, now: &str, errors| people(base, now, "50", Way::Up, errors).1;
    assert_eq!(people("40", "41", "50", Way::Up, Errors::None), ("10".into(), "improved".into()));
    assert_eq!(word("40", "40.9", Errors::None), "little or no detectable change");
    assert_eq!(word("40", "40", Errors::None), "little or no detectable change");
    assert_eq!(
        (word("40", "36.1", Errors::None), word("40", "36", Errors::None)),
        ("little or no detectable change".into(), "got worse".into())
    );
    assert_eq!(word("0", "-0.1", Errors::None), "got worse");
    assert_eq!(word("52", "49", Errors::None), "little or no detectable change");
    assert_eq!(people("52", "40", "50", Way::Up, Errors::None), ("null".into(), "got worse".into()));
    assert_eq!(people("40", "50", "50", Way::Up, Errors::None), ("100".into(), "target met or exceeded".into()));
    assert_eq!(people("52", "50", "50", Way::Up, Errors::None), ("null".into(), "target met or exceeded".into()));
    // 1.645 · √(3² + 4²) = 8.225.
    let errors = Errors::Of(d("3"), d("4"));
    assert_eq!(
        (word("40", "48.225", errors), word("40", "48.224", errors)),
        ("improved".into(), "little or no detectable change".into())
    );
    assert_eq!(
        (word("40", "31.775", errors), word("40", "31.776", errors)),
        ("got worse".into(), "little or no detectable change".into())
    );
    assert_eq!(
        [Some(true), Some(false), None].map(|t| word("40", "45", Errors::Tested(t))),
        ["improved", "little or no detectable change", "null"]
    );
    let bare = |baseline, latest, target| {
        of(
            &method::healthy_people(&HealthyPeople { baseline, latest, target, way: Way::Up, errors: Errors::None }),
            "status",
        )
    };
    assert_eq!(bare(some("1"), some("2"), None), "informational");
    assert_eq!(bare(None, some("2"), some("3")), "developmental");
    assert_eq!(bare(some("1"), None, some("3")), "baseline only");

    let review = |target, now: &str| of(&method::china_midterm(Some(target), Some((d("2022"), d(now)))), "status");
    let way = Midterm::Way { baseline: (d("2020"), d("0")), target: (d("2025"), d("100")), way: Way::Up };
    assert_eq!(
        ["100", "50", "49.9", "30.1", "30"].map(|y| review(way, y)),
        ["提前实现", "快于预期", "基本符合预期", "基本符合预期", "滞后于预期"]
    );
    let total = Midterm::Cumulative { base_year: d("2020"), target: (d("2025"), d("10")) };
    assert_eq!(["10", "5", "4", "3"].map(|y| review(total, y)), ["提前实现", "快于预期", "基本符合预期", "滞后于预期"]);
    assert_eq!(
        (review(Midterm::Floor(d("7")), "7"), review(Midterm::Floor(d("7")), "6.9")),
        ("基本符合预期".into(), "滞后于预期".into())
    );
    assert_eq!(
        (review(Midterm::Ceiling(d("7")), "7"), review(Midterm::Ceiling(d("7")), "7.1")),
        ("基本符合预期".into(), "滞后于预期".into())
    );
    assert_eq!(of(&method::china_midterm(None, Some((d("2022"), d("1")))), "status"), "null");
    assert_eq!(of(&method::china_midterm(Some(way), None), "status"), "null");
}
