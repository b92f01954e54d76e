//! Working days against a second source, limits against worked vectors, and what must hold of any count.

use luoshi_plan::deadline::{Calendar, Counted, Deadline, Kind, Limit, NoDeadline};
use luoshi_plan::{Date, Due};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn count(received: &str, limit: Limit) -> Counted<'static> {
    Deadline { received: Some(day(received)), limit }.count(Calendar::cn()).expect("a count")
}

fn due(received: &str, limit: Limit) -> String {
    match count(received, limit).due {
        Due::On(day) => day.to_string(),
        other => format!("{other:?}"),
    }
}

/// The first day of each line of a year, day by day.
#[test]
fn every_day_of_twenty_years_is_what_a_second_source_says() {
    let (mut days, mut years) = (0, 0);
    for line in include_str!("../data/working_days.txt").lines().filter(|line| !line.starts_with('#')) {
        let (year, worked) = line.split_once(' ').expect("a year and its days");
        let mut at = day(&format!("{year}-01-01"));
        assert_eq!(worked.len(), if at.in_leap_year() { 366 } else { 365 }, "{year}");
        for worked in worked.bytes() {
            let known = Calendar::cn().day(at);
            assert_eq!(known.kind.is_worked(), worked == b'1', "{at}: {known:?}");
            at = at.tomorrow().expect("a day");
            days += 1;
        }
        years += 1;
    }
    println!("{days} days of {years} years");
    assert_eq!((days, years), (7305, 20));
    assert_eq!(Calendar::cn().published(), Some((2007, 2026)));
    assert!((2007..=2026).all(|year| Calendar::cn().is_published(year)));
}

#[test]
fn each_named_day_has_its_notice() {
    let of = |text: &str| {
        let day = Calendar::cn().day(day(text));
        (day.kind, day.name.unwrap_or("—"), day.paper.map_or("—", |paper| paper.number.as_str()), day.estimated)
    };
    assert_eq!(of("2026-02-14"), (Kind::MadeUp, "春节", "国办发明电〔2025〕7号", false));
    assert_eq!(of("2026-02-15"), (Kind::Holiday, "春节", "国办发明电〔2025〕7号", false));
    assert_eq!(of("2026-03-07"), (Kind::Weekend, "—", "—", false));
    assert_eq!(of("2026-03-09"), (Kind::Weekday, "—", "—", false));
    // A notice that changed an earlier one is the source of what it changed.
    assert_eq!(of("2020-02-01"), (Kind::Holiday, "春节", "国办发明电〔2020〕1号", false));
    assert_eq!(of("2020-01-30"), (Kind::Holiday, "春节", "国办发明电〔2019〕16号", false));
    assert_eq!(of("2019-05-05"), (Kind::MadeUp, "劳动节", "国办发明电〔2019〕3号", false));
    assert_eq!(of("2015-09-06").2, "国发明电〔2015〕1号");
    // A year's notice reaches back into December.
    assert_eq!(of("2007-12-29"), (Kind::MadeUp, "元旦", "国办发明电〔2007〕52号", false));
    // No notice yet: the law, and only an estimate. The same for the last week before.
    assert_eq!(of("2027-02-06"), (Kind::Holiday, "春节", "国务院令第795号", true));
    assert_eq!(of("2027-03-08"), (Kind::Weekday, "—", "—", true));
    assert_eq!((of("2026-12-24").3, of("2026-12-25").3), (false, true));
    assert_eq!(of("2060-10-01"), (Kind::Weekday, "—", "—", true));
}

#[test]
fn the_worked_vectors_come_out() {
    assert_eq!(due("2026-02-13", Limit::WorkingDays(1)), "2026-02-14");
    assert_eq!(due("2026-02-10", Limit::WorkingDays(5)), "2026-02-24");
    assert_eq!(due("2026-02-10", Limit::WorkingDays(15)), "2026-03-09");
    assert_eq!(due("2026-09-25", Limit::WorkingDays(5)), "2026-10-09");
    assert_eq!(due("2026-09-03", Limit::Days(30)), "2026-10-08");
    for (year, worked) in [(2024, 251), (2025, 248), (2026, 248)] {
        let [first, last] = [format!("{}-12-31", year - 1), format!("{year}-12-31")].map(|text| day(&text));
        assert_eq!(Calendar::cn().working_days(first, last), worked, "{year}");
    }
}

#[test]
fn months_end_on_the_same_day_or_the_last() {
    assert_eq!(due("2026-01-15", Limit::Months(3)), "2026-04-15");
    assert_eq!(due("2025-11-30", Limit::Months(3)), "2026-02-28");
    // 30 November 2025 and six months is a Saturday.
    assert_eq!(due("2025-11-30", Limit::Months(6)), "2026-06-01");
    assert_eq!(due("2024-02-29", Limit::Months(12)), "2025-02-28");
}

#[test]
fn what_is_not_counted_in_days_is_left_alone() {
    // A named day stays, be it a Saturday.
    assert_eq!(due("2026-01-05", Limit::On(day("2026-03-07"))), "2026-03-07");
    assert_eq!(due("2028-05-05", Limit::WithinYear), "2028-12-31");
    assert_eq!(due("2026-01-05", Limit::Continuing), "Never");
    let event = |came| Limit::Event { what: "竣工验收".to_owned(), came };
    assert_eq!(due("2026-01-05", event(None)), "Never");
    assert_eq!(due("2026-01-05", event(Some(day("2026-08-01")))), "2026-08-01");
    let open = Deadline { received: None, limit: Limit::Continuing };
    assert_eq!(open.count(Calendar::cn()).map(|c| c.due), Ok(Due::Never));
    for limit in [Limit::Days(1), Limit::WorkingDays(1), Limit::Months(1), Limit::WithinYear] {
        let counted = Deadline { received: None, limit }.count(Calendar::cn());
        assert_eq!(counted.map(|c| c.due), Err(NoDeadline::NotReceived));
    }
    for limit in [Limit::Days(9), Limit::WorkingDays(9), Limit::Months(9)] {
        let counted = Deadline { received: Some(day("9999-12-30")), limit }.count(Calendar::cn());
        assert_eq!(counted.map(|c| c.due), Err(NoDeadline::Beyond));
    }
}

#[test]
fn a_limit_of_none_is_the_day_itself_or_the_next_that_is_worked() {
    assert_eq!(due("2026-03-06", Limit::WorkingDays(0)), "2026-03-06");
    assert_eq!(due("2026-03-07", Limit::WorkingDays(0)), "2026-03-09");
    assert_eq!(due("2026-03-07", Limit::Days(0)), "2026-03-09");
}

#[test]
fn an_estimate_is_named() {
    let estimated = |received, limit| count(received, limit).estimated;
    assert!(!estimated("2026-11-20", Limit::WorkingDays(20)));
    assert!(estimated("2026-12-18", Limit::WorkingDays(20)));
    assert!(!estimated("2026-06-01", Limit::Days(60)));
    assert!(estimated("2026-12-01", Limit::Days(60)));
    // Only its end is looked up: what lies before it may be unpublished.
    assert!(!estimated("2026-01-31", Limit::Months(10)));
    assert!(estimated("2005-06-01", Limit::Days(10)));
    assert!(!estimated("2026-12-31", Limit::WithinYear) && !estimated("2026-12-31", Limit::On(day("2031-05-01"))));
    let why = count("2026-12-18", Limit::WorkingDays(20)).why();
    assert!(why.zh.contains("预计") && why.en.contains("estimate"), "{why:?}");
    assert!(!count("2026-11-20", Limit::WorkingDays(20)).why().zh.contains("预计"));
}

#[test]
fn how_it_was_counted_is_said() {
    let counted = count("2026-02-10", Limit::WorkingDays(5));
    assert_eq!(counted.from, Some(day("2026-02-11")));
    assert_eq!(
        counted.why().zh,
        "2026年2月10日收到，当日不计；数5个工作日。从2026年2月11日数起，到2026年2月24日，其间休息9天不计（春节 2月15日—2月23日），\
         调休上班的春节 2月14日算工作日。"
    );
    assert_eq!(
        counted.why().en,
        "Received 2026-02-10, which is not counted; 5 working days. From 2026-02-11 on this comes to 2026-02-24; 9 days off \
         are passed over (春节 2026-02-15 to 2026-02-23); worked to make up for other days: 春节 2026-02-14."
    );
    let numbers: Vec<_> = counted.papers.iter().map(|paper| paper.number.as_str()).collect();
    assert_eq!(numbers, ["国办发明电〔2025〕7号"]);
    let moved = count("2026-09-03", Limit::Days(30));
    assert_eq!((moved.ended, moved.moved.len()), (Some(day("2026-10-03")), 5));
    assert!(
        moved.why().zh.ends_with("2026年10月3日是休息日（国庆节 10月3日—10月7日），顺延到下一个工作日2026年10月8日。")
    );
    // A Saturday that is worked does not move the end, and the notice says why.
    let stays = count("2026-02-11", Limit::Days(3));
    assert_eq!(
        (stays.due, stays.moved.len(), stays.made_up.len(), stays.papers.len()),
        (Due::On(day("2026-02-14")), 0, 1, 1)
    );
    let weekend = count("2026-03-06", Limit::WorkingDays(1)).why();
    assert!(weekend.zh.contains("周末2天") && weekend.en.contains("2 of weekends"), "{weekend:?}");
    // Two holidays stay two, and so do two single days of the same one.
    let autumn = count("2026-09-18", Limit::WorkingDays(15)).why();
    assert!(autumn.zh.contains("中秋节 9月25日—9月27日、国庆节 10月1日—10月7日"), "{}", autumn.zh);
    assert!(autumn.zh.contains("国庆节 9月20日、国庆节 10月10日"), "{}", autumn.zh);
    let year = count("2026-06-01", Limit::WithinYear).why();
    assert_eq!(year.zh, "2026年6月1日收到，年内完成，即到2026年12月31日。");
    assert_eq!(year.en, "Received 2026-06-01, to be done within the year: by 2026-12-31.");
}

/// A longer run is a slip of the pen, and so is one that ends before it begins.
#[test]
fn a_run_of_days_off_is_a_month_at_most() {
    let run = |to| Calendar::cn().with(&format!("paper 云府发〔2026〕3号 2026-03-01\noff 2026-04-01..{to} 三月三"));
    assert!(run("2026-04-01").is_ok() && run("2026-05-01").is_ok());
    assert!(run("2026-05-02").is_err() && run("2026-03-31").is_err());
}

#[test]
fn a_territory_has_holidays_of_its_own() {
    let area = Calendar::cn()
        .with("# an invented county\npaper 云府发〔2026〕3号 2026-03-01\noff 2026-04-20..2026-04-21 三月三\nwork 2026-04-25 三月三")
        .expect("a calendar");
    let deadline = Deadline { received: Some(day("2026-04-17")), limit: Limit::WorkingDays(1) };
    let counted = deadline.count(&area).expect("a count");
    assert_eq!(counted.due, Due::On(day("2026-04-22")));
    assert_eq!(counted.papers.first().map(|paper| paper.number.as_str()), Some("云府发〔2026〕3号"));
    assert!(!counted.estimated && area.day(day("2026-04-25")).kind == Kind::MadeUp);
    assert_eq!(Calendar::cn().day(day("2026-04-20")).kind, Kind::Weekday, "the common calendar stays as it was");
    // Off by its own notice where the common one works: the later text overrules.
    let changed = Calendar::cn().with("paper 云府发〔2026〕4号 2026-05-01\noff 2026-05-09 停工").expect("a calendar");
    assert_eq!(changed.day(day("2026-05-09")).kind, Kind::Holiday);
}

#[test]
fn reminders_fall_on_working_days() {
    let calendar = Calendar::cn();
    assert_eq!(calendar.on_or_before(day("2026-10-05")), Some(day("2026-09-30")));
    assert_eq!(calendar.on_or_before(day("2026-02-14")), Some(day("2026-02-14")));
    assert_eq!(calendar.on_or_after(day("2026-10-01")), Some(day("2026-10-08")));
    assert_eq!(calendar.on_or_after(Date::MAX), Some(Date::MAX));
    assert_eq!(calendar.working_days(day("2026-02-10"), day("2026-02-24")), 5);
    assert_eq!(calendar.working_days(day("2026-02-24"), day("2026-02-10")), 0);
}

#[test]
fn a_wrong_line_is_named_with_its_number() {
    let paper = "paper 云府发〔2026〕3号 2026-03-01\n";
    for (text, line, mend) in [
        ("off 2026-04-20 三月三", 1, "a paper comes first"),
        ("paper 云府发〔2026〕3号", 1, "its day"),
        ("paper 云府发〔2026〕3号 2026-03-01 https://a b", 1, "its day"),
        ("paper 云府发〔2026〕3号 2026-3-1", 1, "its day"),
        (&format!("{paper}\nrest 2026-04-20 三月三"), 3, "begins with"),
        (&format!("{paper}off 2026-04-20"), 2, "a name"),
        (&format!("{paper}off 2026-04-31 三月三"), 2, "YYYY-MM-DD"),
        (&format!("{paper}off 2026-04-20..2026-04-19 三月三"), 2, "first..last"),
        (&format!("{paper}off 2026-04-20..2026-05-21 三月三"), 2, "at most 31"),
        (&format!("{paper}work 2026-04-20 三月三"), 2, "only a Saturday or Sunday"),
        (&format!("{paper}year twenty"), 2, "four digits"),
        (&format!("{paper}off 2026-04-20 三月三\noff 2026-04-19..2026-04-20 三月三"), 3, "twice"),
    ] {
        let wrong = Calendar::read(text).expect_err(text);
        assert_eq!(wrong.line, line, "{text}");
        assert!(wrong.to_string().contains(mend), "{wrong}");
    }
    assert!(Calendar::read(&format!("{paper}off 2026-04-20..2026-05-20 三月三")).is_ok());
    assert!(Calendar::read(include_str!("../../calendar/cn.txt")).is_ok());
}

fn any_day() -> impl Strategy<Value = Date> {
    (2006i16..=2038, 1i16..=365)
        .prop_map(|(year, of)| jiff::civil::date(year, 1, 1).with().day_of_year(of).build().expect("a day of the year"))
}

proptest! {
    #[test]
    fn a_count_ends_on_a_working_day_and_its_days_add_up(received in any_day(), n in 0u16..400) {
        let calendar = Calendar::cn();
        for limit in [Limit::WorkingDays(n), Limit::Days(n), Limit::Months(n % 60)] {
            let counted = Deadline { received: Some(received), limit: limit.clone() }.count(calendar).expect("a count");
            let Due::On(due) = counted.due else { panic!("a day") };
            let ended = counted.ended.expect("an end");
            prop_assert!(calendar.day(due).kind.is_worked() && received <= ended && ended <= due);
            let later = i32::try_from(counted.moved.len()).expect("few");
            prop_assert_eq!(days(ended, due), later);
            prop_assert!(counted.moved.iter().all(|day| !day.kind.is_worked()));
            if limit == Limit::WorkingDays(n) && n > 0 {
                prop_assert_eq!(ended, due);
                prop_assert_eq!(calendar.working_days(received, due), u32::from(n));
                prop_assert_eq!(days(received, due), i32::from(n) + i32::try_from(counted.skipped.len()).expect("few"));
                prop_assert!(counted.skipped.iter().all(|day| !day.kind.is_worked() && day.date < due));
            }
            if limit == Limit::Days(n) {
                prop_assert_eq!(days(received, ended), i32::from(n));
            }
            let why = counted.why();
            prop_assert_eq!(counted.estimated, why.zh.contains("预计"));
            prop_assert!(why.en.contains(&due.to_string()));
        }
    }

    #[test]
    fn a_longer_limit_is_never_due_earlier(received in any_day(), n in 0u16..200, more in 0u16..50) {
        for make in [Limit::WorkingDays as fn(u16) -> Limit, Limit::Days, Limit::Months] {
            let due = |n| Deadline { received: Some(received), limit: make(n) }.count(Calendar::cn()).expect("a count").due;
            let (Due::On(short), Due::On(long)) = (due(n), due(n + more)) else { panic!("days") };
            prop_assert!(short <= long);
        }
    }

    #[test]
    fn the_nearest_working_days_are_the_nearest(date in any_day()) {
        let calendar = Calendar::cn();
        let (before, after) = (calendar.on_or_before(date).expect("a day"), calendar.on_or_after(date).expect("a day"));
        prop_assert!(before <= date && date <= after);
        prop_assert!(calendar.day(before).kind.is_worked() && calendar.day(after).kind.is_worked());
        prop_assert_eq!(before == date, calendar.day(date).kind.is_worked());
        prop_assert!(calendar.working_days(before, after) <= 1);
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until((jiff::Unit::Day, to)).expect("days").get_days()
}
