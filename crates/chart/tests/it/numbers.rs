//! What is printed is the number: read back, it is the value at the printed precision.

use luoshi_chart::{
    Column, also, amount, by, computed, counted, day, gap, list, number, overdue, percent, points, range, rounded,
};
use luoshi_plan::{Date, Decimal, Exact, Language, Value};
use proptest::prelude::*;

const BOTH: [Language; 2] = [Language::Zh, Language::En];

fn value(text: &str) -> Value {
    text.parse().expect("a number")
}

fn exact(top: i128, bottom: i128) -> Exact {
    Exact::new(top, bottom).expect("a fraction")
}

fn date(text: &str) -> Date {
    text.parse().expect("a day")
}

#[test]
fn amounts_keep_the_unit_of_the_source_and_english_multiplies_out() {
    for (number, unit, zh, en) in [
        ("29.42", "万户", "29.42万户", "294,200"),
        ("1460", "公顷", "1460公顷", "1,460 ha"),
        ("607", "万亩", "607万亩", "6.07 million mu"),
        ("2.30", "%", "2.30%", "2.30%"),
        ("1.2", "亿元", "1.2亿元", "CNY 120 million"),
        ("1349084.2", "亿元", "1349084.2亿元", "CNY 134.90842 trillion"),
        ("224900", "人", "224900人", "224,900 people"),
        ("1", "户", "1户", "1"),
        ("-0.5", "个百分点", "−0.5个百分点", "−0.5 percentage points"),
        ("2549137", "人", "2549137人", "2,549,137 people"),
        ("0", "个", "0个", "0"),
        ("1/3", "", "1/3", "1/3"),
        ("3.2", "万元/人", "3.2万元/人", "CNY 32,000 per person"),
        ("1", "公里", "1公里", "1 km"),
        ("1", "吨", "1吨", "1 tonne"),
        ("7", "不知名的单位", "7不知名的单位", "7 不知名的单位"),
        ("0.000000001", "吨", "0.000000001吨", "0.000000001 tonnes"),
    ] {
        let said = |language| amount(value(number), unit, language).to_string();
        assert_eq!((said(Language::Zh).as_str(), said(Language::En).as_str()), (zh, en));
    }
}

#[test]
fn computed_numbers_take_wan_and_yi() {
    let zh = |n: i128, unit: &str| computed(exact(n, 1), 0, unit, Language::Zh).to_string();
    assert_eq!(zh(12_900, "户"), "1.29万户");
    assert_eq!(zh(12_345, "户"), "12345户");
    assert_eq!(zh(9_999, "户"), "9999户");
    assert_eq!(zh(250_000_000, "元"), "2.5亿元");
    assert_eq!(zh(134_900_000_000_000, "元"), "134.9万亿元");
    assert_eq!(zh(-12_900, "户"), "−1.29万户");
    assert_eq!(computed(exact(129, 100), 2, "万户", Language::En).to_string(), "12,900");
    assert_eq!(computed(exact(1, 3), 2, "万户", Language::Zh).to_string(), "0.33万户");
}

#[test]
fn differences_of_per_cent_are_points() {
    assert_eq!(gap(exact(136, 10), 1, "%", Language::Zh).to_string(), "13.6个百分点");
    assert_eq!(points(exact(1, 1), 0, Language::En).to_string(), "1 percentage point");
    assert_eq!(points(exact(136, 10), 1, Language::En).to_string(), "13.6 percentage points");
    assert_eq!(percent(exact(414, 10), 1, Language::En).to_string(), "41.4%");
    assert_eq!(gap(exact(3, 1), 0, "公里", Language::Zh).to_string(), "3公里");
}

#[test]
fn a_conversion_stands_beside_the_source() {
    let both = |n, unit| BOTH.map(|language| also(value(n), unit, language).map(|said| said.to_string()));
    assert_eq!(both("607", "万亩"), [Some("40.5万公顷".into()), Some("405,000 ha".into())]);
    assert_eq!(both("29.42", "万户"), [None, None]);
}

#[test]
fn ranges_days_lists_and_counts_follow_the_language() {
    let said = |language| range(value("31.7"), value("33.6"), "万户", language).to_string();
    assert_eq!(BOTH.map(said), ["31.7—33.6万户", "317,000–336,000"]);
    assert_eq!(BOTH.map(|l| day(date("2024-06-30"), l)), ["2024年6月30日", "30 June 2024"]);
    assert_eq!(BOTH.map(|l| by(date("2026-09-30"), l)), ["2026年9月", "September 2026"]);
    assert_eq!(BOTH.map(|l| by(date("2026-12-31"), l)), ["2026年", "2026"]);
    assert_eq!(BOTH.map(|l| list(&["甲", "乙", "丙"], l)), ["甲、乙、丙", "甲, 乙 and 丙"]);
    assert_eq!(BOTH.map(|l| counted(1, "项任务", "task", "tasks", l)), ["1项任务", "1 task"]);
    assert_eq!(BOTH.map(|l| counted(12_800, "项任务", "task", "tasks", l)), ["12800项任务", "12,800 tasks"]);
    assert_eq!(
        BOTH.map(|l| overdue(21, date("2024-05-31"), l)),
        ["逾期21天（2024年5月31日）", "21 days overdue (31 May 2024)"]
    );
}

#[test]
fn a_column_has_one_unit_and_one_precision() {
    let values = ["29.42", "35", "-0.5"].map(value);
    let column = |language| Column::of(&values, "万户", language);
    let cells = |language| values.map(|v| column(language).cell(v.exact()));
    assert_eq!(cells(Language::Zh), ["29.42", "35.00", "−0.50"]);
    assert_eq!(cells(Language::En), ["294,200", "350,000", "−5,000"]);
    assert_eq!(BOTH.map(|l| column(l).unit()), ["万户", ""]);
    assert_eq!(column(Language::Zh).difference(exact(-129, 100)), "−1.29");
    assert_eq!(column(Language::Zh).difference(exact(129, 100)), "+1.29");
    assert_eq!(column(Language::Zh).difference(exact(0, 1)), "0.00");
    let mu = ["607", "712.5"].map(value);
    let column = Column::of(&mu, "万亩", Language::En);
    assert_eq!(
        (column.unit(), mu.map(|v| column.cell(v.exact()))),
        ("million mu".into(), ["6.070".into(), "7.125".into()])
    );
    let money = Column::of(&["0.2", "1.35"].map(value), "亿元", Language::En);
    assert_eq!((money.unit(), money.cell(exact(135, 100))), ("CNY million".into(), "135".into()));
}

#[test]
fn an_axis_takes_the_magnitude_of_its_marks() {
    let axis = |top: i128, unit, language| {
        let marks = [Exact::ZERO, exact(top, 2), exact(top, 1)];
        let column = Column::of_axis(&marks, 0, unit, language);
        (marks.map(|m| column.cell(m)).to_vec(), column.unit())
    };
    let (marks, unit) = axis(10i128.pow(15), "元", Language::Zh);
    assert_eq!((marks, unit.as_str()), (vec!["0".into(), "500".into(), "1000".into()], "万亿元"));
    let (marks, unit) = axis(10i128.pow(15), "元", Language::En);
    assert_eq!((marks, unit.as_str()), (vec!["0".into(), "500".into(), "1,000".into()], "CNY trillion"));
    let (marks, unit) = axis(20_000, "万户", Language::Zh);
    assert_eq!((marks, unit.as_str()), (vec!["0".into(), "1".into(), "2".into()], "亿户"));
    assert_eq!(axis(40, "万户", Language::Zh).1, "万户");
}

/// What a reader takes from printed text: its digits, and what the words behind them multiply by.
fn read(text: &str) -> (Decimal, u32) {
    let number: String = text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '−' | '.' | ',')).collect();
    let plain = number.replace('−', "-").replace(',', "");
    let places = plain.split_once('.').map_or(0, |(_, rest)| rest.len() as u32);
    (plain.parse().expect("printed digits are a number"), places)
}

fn power(unit: &str) -> u32 {
    let words = [("万亿", 12), ("亿", 8), ("万", 4), ("trillion", 12), ("billion", 9), ("million", 6)];
    words.iter().find(|(word, _)| unit.starts_with(word)).map_or(0, |(_, power)| *power)
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(mantissa in -10i64.pow(15)..10i64.pow(15), scale in 0u32..=9) {
        let decimal = Decimal::new(mantissa, scale);
        let value = Value::from(decimal);
        for language in BOTH {
            prop_assert_eq!(read(&number(value, language)).0, decimal);
            prop_assert_eq!(read(&number(value, language)).1, scale);
            for unit in ["户", "万户", "亿元", "%", "千瓦", ""] {
                let own = if language == Language::En { power(unit) } else { 0 };
                let said = amount(value, unit, language);
                let times = if language == Language::En { power(&said.unit) } else { 0 };
                let printed = Exact::from(read(&said.number).0).times(exact(10i128.pow(times), 1)).expect("fits");
                let meant = Exact::from(decimal).times(exact(10i128.pow(own), 1)).expect("fits");
                prop_assert_eq!(printed, meant, "{} {}", said, unit);
            }
        }
    }

    #[test]
    fn computed_numbers_read_back_at_their_precision(top in -10i64.pow(14)..10i64.pow(14), bottom in 1i64..10_000, places in 0u32..6) {
        let value = exact(top.into(), bottom.into());
        let wanted = value.rounded(places).expect("fits");
        for language in BOTH {
            prop_assert_eq!(read(&rounded(value, places, language)).0, wanted);
            let said = computed(value, places, "户", language);
            let printed = Exact::from(read(&said.number).0).times(exact(10i128.pow(power(&said.unit)), 1)).expect("fits");
            prop_assert_eq!(printed, wanted.into(), "{}", said);
        }
    }

    #[test]
    fn all_cells_of_a_column_have_its_precision(all in prop::collection::vec((-10i64.pow(12)..10i64.pow(12), 0u32..5), 1..9), unit in "户|万户|亿元|%") {
        let values: Vec<_> = all.iter().map(|(m, s)| Value::from(Decimal::new(*m, *s))).collect();
        for language in BOTH {
            let column = Column::of(&values, &unit, language);
            let times = power(&column.unit().replace("CNY ", ""));
            let own = power(&unit);
            for value in &values {
                let (printed, places) = read(&column.cell(value.exact()));
                prop_assert_eq!(places, column.places());
                let meant = value.exact().times(exact(10i128.pow(own), 1)).and_then(|v| v.over(exact(10i128.pow(times), 1))).expect("fits");
                prop_assert_eq!(Some(printed), meant.rounded(places), "{} {}", column.cell(value.exact()), column.unit());
                if language == Language::En {
                    prop_assert_eq!(Exact::from(printed), meant, "no digit of a source is lost");
                }
            }
        }
    }
}
