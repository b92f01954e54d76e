//! Comparisons of any data: labels stand apart and inside, what others wrote is inert.

use crate::trajectory::{any_trajectory, holds, name, status, unit, value};
use luoshi_chart::{
    Bar, Bars, Dumbbell, Dumbbells, Height, Here, History, Multiples, Reference, Stand, Tile, Tiles, Whole, mini,
    spark, strip, strip_table,
};
use luoshi_plan::{Counts, Date, Language, Status, Wait};
use proptest::prelude::*;

fn language() -> impl Strategy<Value = Language> {
    prop_oneof![Just(Language::Zh), Just(Language::En)]
}

prop_compose! {
    fn bar()(name in name(), value in prop::option::of(value()), status in prop::option::of(status()), link in any::<bool>()) -> Bar {
        Bar { name: name.clone(), href: link.then(|| format!("/x?a=1&b={name}")), value: value.map(luoshi_plan::Value::exact), status }
    }
}

prop_compose! {
    fn tile()(name in name(), code in prop::option::of("1505(02|21|22|23|24|25|26|71|81)|[1-6][1-5]0000|[0-9]{6}"), value in prop::option::of(value()), remark in prop::option::of(name()), here in any::<bool>()) -> Tile {
        Tile { name, code, href: remark.clone(), said: remark.clone().filter(|_| here), value: value.map(luoshi_plan::Value::exact), remark, here: if here { Here::Yes } else { Here::No } }
    }
}

prop_compose! {
    fn dumbbell()(name in name(), promised in prop::collection::vec(value(), 0..3), result in prop::option::of(value()), status in status(), word in name()) -> Dumbbell {
        Dumbbell { name, href: None, promised, result, verdict: (status, word) }
    }
}

proptest! {
    #[test]
    fn bars(name in name(), unit in unit(), bars in prop::collection::vec(bar(), 0..40), places in 0u32..4, at in prop::option::of(value()), label in name(), language in language()) {
        let reference = at.map(|at| Reference { at: at.exact(), label });
        let whole = if places == 0 { Whole::Hundred } else { Whole::None };
        holds(&Bars { name, finding: None, unit, places, whole, bars, reference, language }.chart())?;
    }

    #[test]
    fn tiles(name in name(), unit in unit(), tiles in prop::collection::vec(tile(), 0..40), places in 0u32..4, language in language()) {
        holds(&Tiles { name, finding: None, unit, places, tiles, classes: None, language }.chart())?;
    }

    #[test]
    fn dumbbells(name in name(), unit in unit(), rows in prop::collection::vec(dumbbell(), 0..40), language in language()) {
        holds(&Dumbbells { name, finding: None, unit, rows, language }.chart())?;
    }

    #[test]
    fn histories(name in name(), stands in prop::collection::vec((status(), 1i8..=12, 2019i16..2030), 0..12), language in language()) {
        let stands = stands.iter().map(|(status, month, year)| Stand { on: Date::new(*year, *month, 1).expect("a day").last_of_month(), status: *status }).collect();
        holds(&History { name, stands, language }.chart())?;
    }

    #[test]
    fn multiples(name in name(), panels in prop::collection::vec(any_trajectory(), 0..5), language in language()) {
        for of in &panels {
            for alone in [spark(of), mini(of)] {
                prop_assert!(crate::xml::live(&alone).is_empty());
                prop_assert!(!alone.contains("NaN") && !alone.contains("inf"));
            }
        }
        holds(&Multiples { name, panels, language }.chart())?;
    }

    #[test]
    fn a_strip_is_as_wide_as_all_of_it(done in 0u32..5000, ok in 0u32..20, warn in 0u32..3, bad in 0u32..3, wait in 0u32..3, language in language()) {
        let counts = Counts { done, ok, warn, bad, wait: [(Wait::NoTarget, wait)].into(), ..Counts::default() };
        let drawn = strip(&counts, Height::Row, language);
        prop_assert!(drawn.is_empty() || crate::xml::live(&drawn).is_empty());
        let shown = [done, ok, warn, bad, wait].iter().filter(|n| **n > 0).count();
        prop_assert_eq!(drawn.matches("<rect").count(), shown);
        let total: u32 = strip_table(&counts, "", language).rows.iter().map(|row| row[1].data.parse::<u32>().expect("a count")).sum();
        prop_assert_eq!(total, done + ok + warn + bad + wait);
        // The last one ends within the strip.
        let ends = drawn.split("<rect").skip(1).filter_map(|rect| {
            let number = |key: &str| rect.split_once(&format!("{key}=\""))?.1.split_once('%')?.0.parse::<f64>().ok();
            Some(number(" x")? + number("width")?)
        });
        prop_assert!(ends.fold(0.0, f64::max) <= 100.01);
    }
}

#[test]
fn a_strip_says_its_counts_and_off_track_stands_out() {
    let counts = Counts { done: 49, ok: 52, warn: 16, bad: 7, not_started: 4, ..Counts::default() };
    let zh = strip(&counts, Height::Row, Language::Zh);
    assert!(zh.contains("aria-label=\"已完成49，正常52，需关注16，滞后7，未开始4\""), "{zh}");
    assert!(zh.contains("class=\"seg bad\"") && zh.matches("height=\"100%\"").count() == 1);
    assert_eq!(strip(&Counts::default(), Height::Row, Language::Zh), "");
}

#[test]
fn long_rows_are_cut_in_the_picture_and_whole_in_the_table() {
    let bar = |n: i64| Bar {
        name: format!("地区{n}"),
        href: None,
        value: luoshi_plan::Exact::new(n.into(), 1),
        status: Some(Status::Ok),
    };
    let bars = Bars {
        name: "进度".to_owned(),
        finding: None,
        unit: "%".to_owned(),
        places: 0,
        whole: Whole::Hundred,
        bars: (0..34).rev().map(bar).collect(),
        reference: None,
        language: Language::Zh,
    };
    let chart = bars.chart();
    assert_eq!(chart.table.rows.len(), 34);
    assert_eq!(chart.notes, ["图中只画最高和最低的各8个，其余18个见数据表。"]);
    assert!(chart.drawings[0].labels.iter().any(|label| label.text == "中间18个见数据表"));
}

#[test]
fn what_lies_close_together_is_dots_and_says_where_the_axis_begins() {
    let of = |low: i64| {
        let bar = |n: i64| Bar {
            name: format!("地区{n}"),
            href: None,
            value: Some(luoshi_plan::Exact::whole(low + n)),
            status: None,
        };
        let bars = (0..4).map(bar).collect();
        let (name, unit) = ("比率".to_owned(), "%".to_owned());
        Bars {
            name,
            finding: None,
            unit,
            places: 0,
            whole: Whole::Hundred,
            bars,
            reference: None,
            language: Language::Zh,
        }
        .chart()
    };
    let (close, far) = (of(86), of(1));
    assert_eq!(close.notes, ["横轴自86%起，不从0开始。"]);
    assert!(close.inline("c").contains("class=\"dot\"") && !close.inline("c").contains("class=\"bar\""));
    assert!(far.notes.is_empty() && far.inline("c").contains("class=\"bar\""));
}

#[test]
fn a_map_keeps_its_legend_and_unit_on_a_telephone_and_no_empty_columns() {
    let tile = |n: i64| Tile {
        name: format!("地区{n}"),
        code: None,
        href: None,
        value: Some(luoshi_plan::Exact::whole(20 * n)),
        said: (n == 3).then(|| "3/5".to_owned()),
        remark: None,
        here: Here::No,
    };
    for (language, low) in [(Language::Zh, "低于60%"), (Language::En, "below 60%")] {
        let chart = Tiles {
            name: "比例".to_owned(),
            finding: None,
            unit: "%".to_owned(),
            places: 0,
            tiles: (0..6).map(tile).collect(),
            classes: Some([60, 70, 80, 90].map(luoshi_plan::Exact::whole)),
            language,
        }
        .chart();
        for drawing in &chart.drawings {
            assert!(drawing.labels.iter().any(|l| l.text == low), "{:?}", drawing.size);
        }
        // What stands on a tile for its value stands beside it in the table.
        assert!(chart.inline("c").contains(">3/5<") && !chart.inline("c").contains(">60%<"));
        assert_eq!(chart.table.columns.len(), 3);
        assert_eq!((chart.table.rows[3][1].data.as_str(), chart.table.rows[3][2].data.as_str()), ("60", "3/5"));
    }
}

#[test]
fn no_word_of_a_history_is_cut() {
    let stand = |n: i8| Stand { on: Date::new(2025, n, 28).expect("a day").last_of_month(), status: Status::Warn };
    let chart = History { name: "甲".to_owned(), stands: (1..9).map(stand).collect(), language: Language::En }.chart();
    let labels = chart.drawings.iter().flat_map(|d| &d.labels);
    assert!(labels.clone().all(|l| !l.text.contains('…')) && labels.clone().any(|l| l.text == "attention"));
}

#[test]
fn a_history_names_its_months() {
    let stand = |on: &str| Stand { on: on.parse().expect("a day"), status: Status::Ok };
    let of = |language| History {
        name: "甲".to_owned(),
        stands: ["2024-12-31", "2025-03-31", "2025-04-15"].map(stand).to_vec(),
        language,
    };
    let said = |language| {
        of(language).chart().drawings[0]
            .labels
            .iter()
            .map(|l| l.text.clone())
            .filter(|t| t.contains("20"))
            .collect::<Vec<_>>()
    };
    assert_eq!(said(Language::Zh), ["2024年12月", "2025年3月", "2025-04-15"]);
    assert_eq!(said(Language::En), ["Dec 2024", "Mar 2025", "2025-04-15"]);
}
