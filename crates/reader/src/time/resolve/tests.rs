//! Documents of two or three sentences, and the times their figures get.

use crate::{Options, read};

/// Days of every figure as `text first..last`, in order.
fn periods(text: &str, date: Option<&str>) -> Vec<String> {
    let date = date.map(|d| d.parse().expect("a date"));
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    read(text, &Options { date, ..Options::default() })
        .figures
        .iter()
        .map(|f| f.period.as_ref().map_or("-".to_owned(), |p| format!("{} {}..{}", p.text, day(p.start), day(p.end))))
        .collect()
}

fn check(date: &str, text: &str, expected: &[&str]) {
    assert_eq!(periods(text, Some(date).filter(|d| !d.is_empty())), expected, "{text}");
}

#[test]
fn lengths_lean_on_what_was_named_before() {
    check("2006-03-01", "“十五”时期全县成绩显著。五年间新建了水库12座。", &["五年间 2001-01-01..2005-12-31"]);
    check("1957-07-01", "第一个五年合计生产了生铁90万吨。", &["第一个五年 1953-01-01..1957-12-31"]);
    check("1957-07-01", "第一个五年计划执行得很好。布匹产量前三年共增加了80万匹。", &["前三年 1953-01-01..1955-12-31"]);
    check(
        "1979-06-20",
        "1977年工作有了起色，1978年更好。这两年中，水泥产量增长了20%。",
        &["这两年中 1977-01-01..1978-12-31"],
    );
    check("", "一九五七年农田受了旱灾。这一年修了水渠30条。", &["这一年 1957-01-01..1957-12-31"]);
    check(
        "1960-04-01",
        "纲要要求，从一九五六年开始，在十二年内，全乡亩产达到400斤。",
        &["十二年内 1956-01-01..1967-12-31"],
    );
    check(
        "1954-09-20",
        "五年来修公路320公里，其中一九五三和一九五四两年修了200公里。",
        &["五年来 1950-01-01..1954-12-31", "一九五三和一九五四两年 1953-01-01..1954-12-31"],
    );
}

#[test]
fn a_length_that_nothing_was_said_of_stays_unknown() {
    check("2026-02-03", "三年安排45亿元支持新产业发展。", &["三年 .."]);
    check("2025-01-19", "启动危房三年清零行动，交付了房屋600套。", &["三年 .."]);
    check("", "“十一五”开局良好。五年完成了投资20亿元。", &["五年 .."]);
}

#[test]
fn a_time_within_a_phrase_stays_there() {
    check("1998-03-05", "全县基本普及九年义务教育，文盲率下降到6%。", &["-"]);
    check(
        "1985-03-27",
        "1984年，在1979到1983年年产量平均每年递增7%的基础上，粮食产量又增长了14%。",
        &["1979到1983年 1979-01-01..1983-12-31", "1984年 1984-01-01..1984-12-31"],
    );
    check("1979-06-18", "总产量超过了建国以来的最高水平，达到300万吨。", &["-"]);
    check("1957-06-26", "1956年遭了几十年以来我县最大的灾荒，受灾田地3万亩。", &["1956年 1956-01-01..1956-12-31"]);
    check("1985-03-27", "今年集团购买力要按上年实际数额核减20%。", &["今年 1985-01-01..1985-12-31"]);
}

#[test]
fn a_yearly_mean_keeps_a_span_before_it_but_no_single_year() {
    check(
        "1985-03-27",
        "从1979年到1983年，全县农业总产值平均每年增长7.9%。",
        &["从1979年到1983年 1979-01-01..1983-12-31"],
    );
    check("2006-02-01", "2005年，全县生产总值达到90亿元，年均增长10%。", &["2005年 2005-01-01..2005-12-31", "-"]);
}

#[test]
fn a_whole_year_that_is_told_as_done_is_over() {
    check("1985-03-27", "全年共批准了合资企业41个。", &["全年 1984-01-01..1984-12-31"]);
}
