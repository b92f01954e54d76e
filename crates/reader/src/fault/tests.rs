//! A report with faults planted in it, its clean twin, and sentences of which one number is changed.

use super::*;
use crate::{Options, read};
use proptest::prelude::*;

const PLANTED: &str = include_str!("../../suite/fault/planted.txt");
const CLEAN: &str = include_str!("../../suite/fault/clean.txt");

fn found(text: &str) -> Vec<Fault> {
    faults(text, &read(text, &Options::default()))
}

/// The rules of what is wrong or probably wrong, with the words at its place.
fn hard(text: &str) -> Vec<(&'static str, String)> {
    let chars: Vec<char> = text.chars().collect();
    let words = |f: &Fault| f.spans.iter().flat_map(|s| chars.get(s.range()).unwrap_or_default()).collect();
    found(text).iter().filter(|f| f.severity != Severity::Hint).map(|f| (f.rule, words(f))).collect()
}

/// What was planted: the rule that must find it, and the words it must point at.
const FAULTS: [(&str, &str); 23] = [
    ("sum", "312.6亿元"),
    ("share", "13.2:41.1:47.7"),
    ("growth", "12.5%"),
    ("growth", "4500户"),
    ("sum", "126个"),
    ("sum", "26万平方米"),
    ("unit", "42.3万吨"),
    ("growth", "2.8个百分点"),
    ("base", "1.8%"),
    ("sum", "186公里"),
    ("share", "103%"),
    ("growth", "39.8%"),
    ("sum", "560张"),
    ("share", "35%"),
    ("share", "130%"),
    ("year", "11月31日"),
    ("name", "云袖县"),
    ("mention", "18.46亿元"),
    ("mention", "4536人"),
    ("name", "云岫县水源地保护管理条法"),
    ("year", "2024—2028年"),
    ("year", "2024年"),
    ("year", "“十五五”（2026—2031年"),
];

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    let mut got = hard(PLANTED);
    for wanted in FAULTS {
        let at = got.iter().position(|(rule, words)| *rule == wanted.0 && words.contains(wanted.1));
        let at = at.unwrap_or_else(|| panic!("{} at {} is not found", wanted.0, wanted.1));
        got.remove(at);
    }
    assert!(got.is_empty(), "not planted: {got:?}");
}

#[test]
fn the_clean_twin_has_no_fault() {
    assert_eq!(hard(CLEAN), []);
}

#[test]
fn figures_that_cannot_all_be_right_are_contradictions_of_the_reading() {
    let reading = read("全县新建公园12个，其中城区5个、乡镇6个。", &Options::default());
    let [contradiction] = &reading.contradictions[..] else { panic!("{:?}", reading.contradictions) };
    assert_eq!((contradiction.kind, &contradiction.figures[..]), ("sum", &[0, 1, 2][..]));
    assert!(read("全县新建公园11个，其中城区5个、乡镇6个。", &Options::default()).contradictions.is_empty());
}

#[test]
fn rounding_is_no_fault() {
    for sound in [
        "三次产业结构为13.2:41.1:45.6。",
        "规模以上工业企业由86家增加到104家，增长20.9%。",
        "规模以上工业企业由86家增加到104家，增长21%左右。",
        "全县人口36.8万人，其中城镇人口20.1万人、乡村人口16.6万人。",
        "城镇化率由58.3%提高到60.1%，提高1.8个百分点。",
    ] {
        assert_eq!(hard(sound), [], "{sound}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Parts may leave something out of their total (其中), but never exceed it; what is added up (合计) leaves nothing out.
    #[test]
    fn a_changed_total_is_found(a in 11u32..900, b in 11u32..900, c in 11u32..900, off in 1u32..10) {
        let text = |total: u32| format!("全县新建公园{total}个，其中城区{a}个、乡镇{b}个、村庄{c}个。");
        prop_assert_eq!(hard(&text(a + b + c)), []);
        prop_assert_eq!(hard(&text(a + b + c - off)).first().map(|f| f.0), Some("sum"));
        let text = |total: u32| format!("全县新建公园{a}个、广场{b}个、球场{c}个，合计{total}个。");
        prop_assert_eq!(hard(&text(a + b + c)), []);
        prop_assert_eq!(hard(&text(a + b + c + off)).first().map(|f| f.0), Some("sum"));
    }

    /// A rate that follows from its two levels is right; one a third too high is not.
    #[test]
    fn a_changed_rate_is_found(old in 100u32..5000, rise in 10u32..90) {
        let new = old + old * rise / 100;
        let rate = f64::from(new - old) / f64::from(old) * 100.0;
        let text = |rate: f64| format!("经营主体由{old}户增加到{new}户，增长{rate:.1}%。");
        prop_assert_eq!(hard(&text(rate)), []);
        prop_assert_eq!(hard(&text(rate * 1.35)).first().map(|f| f.0), Some("growth"));
    }
}
