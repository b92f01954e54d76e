//! The charts of the pages, and each at its own addresses.

use crate::client::{Running, settings};
use crate::html::Page;
use luoshi_plan::{Date, Finality, IndicatorId, Standing, Territory, TerritoryId, Valid};
use luoshi_store::plan::{Observed, Recorded};
use luoshi_store::{Intent, Store};

/// Counties beside the one there is, each with six years of forest; and the city's own earlier years, each known in the
/// February after it.
pub(crate) fn grow(store: &Store, forest: i64, counties: i64, mark: &str) {
    let mark = mark.to_owned();
    let city = {
        let whole = store.read(|r| luoshi_store::plan::outline(r, luoshi_store::plan::At::NOW)).expect("read");
        whole.territories.iter().find(|t| t.parent.is_none()).expect("a city").id
    };
    let done = store.act(Intent::new("plan.import", "规划科"), move |act| {
        let observe = |act: &mut luoshi_store::Act<'_>, territory, year: i16, hundredths: i64| {
            let observed = Observed {
                indicator: IndicatorId::new(forest),
                territory,
                period: luoshi_plan::Period::year(year).expect("a year"),
                value: Some(luoshi_plan::Value::from(luoshi_plan::Decimal::new(hundredths, 2))),
                finality: Finality::Final,
                standing: Standing::Verified,
                published: Date::new(year + 1, 2, 1).expect("a day"),
                source: None,
            };
            observed.record(act).map(|_| ())
        };
        for year in 2020..2025 {
            observe(act, city, year, 2190 + i64::from(year - 2020) * 25)?;
        }
        // Each half of the plan's first year has a word of its own.
        for (month, hundredths) in [("2026-06", 2318), ("2026-09", 2330)] {
            let observed = Observed {
                indicator: IndicatorId::new(forest),
                territory: city,
                period: month.parse().expect("a month"),
                value: Some(luoshi_plan::Value::from(luoshi_plan::Decimal::new(hundredths, 2))),
                finality: Finality::Provisional,
                standing: Standing::Verified,
                published: "2026-10-20".parse().expect("a day"),
                source: None,
            };
            observed.record(act)?;
        }
        let names = ["青石", "白沙", "临江", "望云", "柳河", "东陵", "西岭", "南浦"];
        for (n, name) in (0..counties).zip(names) {
            let id = TerritoryId::new(act.new_id());
            let valid = Valid { from: None, to: None };
            let name = format!("{name}县{mark}");
            let code = Some(format!("9901{:02}", 30 + n));
            Territory { id, parent: Some(city), code, name, valid, followed_by: None }.record(act)?;
            for year in 2021..2027 {
                observe(act, id, year, 2000 + n * 130 + i64::from(year - 2021) * (60 - n * 9))?;
            }
        }
        Ok(())
    });
    done.expect("an act");
}

fn ids(page: &str) -> Vec<String> {
    let figures = page.split("<figure ").skip(1);
    figures.filter_map(|f| Some(f.split_once("id=\"")?.1.split_once('"')?.0.to_owned())).collect()
}

#[test]
fn an_indicator_is_drawn_over_time_and_by_place_and_each_chart_has_its_addresses() {
    let running = Running::new(settings());
    grow(running.store(), running.ids.forest, 8, "");
    let at = format!("/zh/p/{}/indicators/i{}", running.ids.plan, running.ids.forest);
    // What was entered is taken in by whoever asks first.
    let _ = running.get(&at);
    let before = running.statements();
    let page = running.get(&at).text();
    let statements = running.statements() - before;
    assert_eq!(ids(&page), ["chart", "bars", "courses", "history"]);
    for chart in ["course", "bars", "courses", "history"] {
        let svg = running.get(&format!("{at}.svg?chart={chart}"));
        assert_eq!((svg.status, svg.header("content-type")), (200, "image/svg+xml; charset=utf-8"), "{chart}");
        assert!(svg.text().starts_with("<svg xmlns="), "{chart}");
        let csv = running.get(&format!("{at}.csv?chart={chart}")).text();
        let json: serde_json::Value =
            serde_json::from_slice(&running.get(&format!("{at}.json?chart={chart}")).body).expect("JSON");
        assert_eq!(csv.lines().count() - 1, json.as_array().expect("rows").len(), "{chart}");
        assert!(csv.lines().count() > 2, "{chart}: {csv}");
    }
    // The picture says what the record has.
    let csv = running.get(&format!("{at}.csv?chart=course")).text();
    assert!(csv.contains("2026,23.4,") && csv.contains("2020,21.9,"), "{csv}");
    let places = running.get(&format!("{at}.csv?chart=bars")).text();
    assert!(places.contains("青石县,23,") || places.contains("青石县,23.00,"), "{places}");
    // Fewer places cost no fewer statements.
    let few = Running::new(settings());
    grow(few.store(), few.ids.forest, 3, "");
    let at = format!("/zh/p/{}/indicators/i{}", few.ids.plan, few.ids.forest);
    let _ = few.get(&at);
    let before = few.statements();
    let _ = few.get(&at);
    assert_eq!(few.statements() - before, statements);
}

#[test]
fn places_lie_on_a_map_of_tiles_and_lists_have_courses() {
    let running = Running::new(settings());
    grow(running.store(), running.ids.forest, 8, "");
    let plan = running.ids.plan;
    let overview = running.get(&format!("/en/p/{plan}/")).text();
    assert!(overview.contains("lc-mini") && overview.contains("lc-spark"));
    let list = running.get(&format!("/zh/p/{plan}/indicators/")).text();
    assert!(list.contains("lc-spark"));
    for address in ["zh", "en"].map(|l| format!("/{l}/p/{plan}/places/")) {
        assert_eq!(running.get(&address).status, 200);
    }
}

#[test]
fn a_marked_string_is_inert_in_every_chart() {
    let mark = "<script>alert(1)</script>\"'&]]>";
    let running = Running::with(settings(), 3, mark);
    grow(running.store(), running.ids.forest, 4, mark);
    let at = format!("/zh/p/{}/indicators/i{}", running.ids.plan, running.ids.forest);
    let page = running.get(&at).text();
    assert!(!page.contains("<script>alert"));
    assert!(Page::parse(&page).texts.iter().all(|t| t.around.iter().all(|e| e.tag != "script")));
    for chart in ["course", "bars", "courses", "history"] {
        let svg = running.get(&format!("{at}.svg?chart={chart}")).text();
        let mut reader = quick_xml::Reader::from_str(&svg);
        loop {
            match reader.read_event().unwrap_or_else(|e| panic!("{chart}: {e}")) {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(e) | quick_xml::events::Event::Empty(e) => {
                    assert_ne!(e.name().as_ref(), "script", "{chart}");
                }
                _ => {}
            }
        }
        let csv = running.get(&format!("{at}.csv?chart={chart}")).text();
        assert!(!csv.lines().any(|l| l.starts_with('=')), "{csv}");
    }
}
