//! The site over PostgreSQL says what it says over SQLite, and sees what another server of the same record wrote.

use crate::client::{Running, settings};
use crate::pages::paths;
use crate::sample::observe;
use crate::server::server;
use luoshi_store::Options;
use luoshi_store::Store;
use luoshi_store::db::Place;

fn running() -> Option<(Running, Place)> {
    let place = Place::Server(server()?.fresh());
    let folder = std::env::temp_dir().join(format!("luoshi-web-pg-{}", std::process::id()));
    Some((Running::over(settings(), 12, "", &place, folder), place))
}

#[test]
fn every_page_is_the_same_over_both_databases_and_news_is_seen_at_once() {
    let Some((over, place)) = running() else { return };
    let beside = Running::new(settings());
    // Moments differ: of what was recorded, and of the signed checkpoint.
    let told = |path: &str| !["/changes", "/verify"].iter().any(|p| path.contains(p));
    let mut same = 0;
    for path in paths(&over).into_iter().filter(|p| told(p)) {
        let (one, two) = (over.get(&path), beside.get(&path));
        assert_eq!((one.status, two.status), (200, 200), "{path}");
        assert!(one.text() == two.text(), "{path} differs");
        same += 1;
    }
    assert!(same > 30, "{same}");
    for path in
        ["/healthz", "/zh/changes", "/en/verify", "/log/checkpoint", "/api/v1/tasks?limit=200", "/zh/ledger.csv"]
    {
        assert_eq!(over.get(path).status, 200, "{path}");
    }
    // Another server writes; the next answer has it.
    let page = format!("/zh/p/{}/indicators/i{}", over.ids.plan, over.ids.roads);
    assert!(!over.get(&page).text().contains("77.5"));
    let other = Store::open(&place, &Options::default()).expect("a record");
    let city =
        other.read(|r| luoshi_store::plan::territories(r, luoshi_store::plan::At::NOW)).expect("read")[0].id.get();
    observe(&other, over.ids.roads, city, "2027", "77.5");
    assert!(over.get(&page).text().contains("77.5"));
    other.close();
}
