//! What was ruled about promises stands in the record and in the journal, and is replaced by a new ruling, not rewritten.

use crate::both::on_both;
use crate::verifying::{check, log_of, options};
use luoshi_plan::{Outcome, Passage, Promise, PromiseId, Quoted, Ruling, SourceId};
use luoshi_store::plan::{self, At, Source, SourceBytes};
use luoshi_store::{Intent, Store, StoreError};

fn quoted(source: SourceId, at: (u32, u32), sentence: (u32, u32), words: &str) -> Quoted {
    Quoted { passage: Passage { source, spans: vec![at] }, spans: vec![sentence], words: words.to_owned() }
}

pub(crate) fn promise(source: SourceId, proposal: &str, ruling: Ruling) -> Promise {
    Promise {
        id: PromiseId::new(-1),
        proposal: proposal.to_owned(),
        said: "0a1b2c3d4e5f".to_owned(),
        ruling,
        outcome: Outcome::Kept,
        body: "云泽市".to_owned(),
        indicator: "新建口袋公园".to_owned(),
        measure: "level".to_owned(),
        scope: None,
        period: Some("2025".to_owned()),
        target: quoted(source, (4, 7), (0, 8), "今年新建30个。"),
        result: Some(quoted(source, (12, 15), (8, 17), "去年建成了31个。")),
        result_kind: Some("stated".to_owned()),
        by: "市发展改革委督查科".to_owned(),
        note: Some("含南湖的两个".to_owned()),
    }
}

pub(crate) fn record(store: &Store, promises: Vec<Promise>) -> Result<i64, StoreError> {
    store
        .act(Intent::new("promises.confirm", "市发展改革委督查科"), move |act| act.rule(&promises))
        .map(|done| done.number)
}

on_both! {
    fn a_ruling_is_kept_replaced_and_proved(place, folder) {
        let store = Store::open(place, &options(place, folder)).expect("a record");
        let about = Source {
            id: None, sha256: [0; 32], bytes: 0, name: Some("report.txt".to_owned()), title: None, issuer: None, day: None,
            kind: None, language: None,
        };
        let kept = store.act(Intent::new("source.import", "规划科"), move |act| {
            SourceBytes { about: &about, bytes: "今年新建30个。去年建成了31个。".as_bytes() }.record(act).map(|(id, _)| id)
        });
        let source = kept.expect("an act").value.expect("new");
        let first = promise(source, "aa", Ruling::Confirm);
        let entry = record(&store, vec![first.clone(), promise(source, "bb", Ruling::Dismiss)]).expect("an act");
        let read = |at| store.read(|reader| plan::promises(reader, at)).expect("read");
        let all = read(At::NOW);
        assert_eq!(all.iter().map(|r| (r.entry, r.promise.proposal.as_str())).collect::<Vec<_>>(), [(entry, "aa"), (entry, "bb")]);
        let id = all[0].promise.id;
        assert!(id.get() > 0 && all[1].promise.id != id);
        assert_eq!(all[0].promise, Promise { id, ..first.clone() });
        // Ruled anew: another row, and the old one stays to be read.
        let again = Promise { id, ruling: Ruling::Correct, outcome: Outcome::Partly, result: None, note: None, ..first };
        let later = record(&store, vec![again.clone()]).expect("an act");
        let now = read(At::NOW);
        assert_eq!(now.iter().find(|r| r.promise.proposal == "aa").map(|r| (r.entry, &r.promise)), Some((later, &again)));
        assert_eq!(store.read(|reader| plan::promises_in(reader, source, At::NOW)).expect("read").len(), 2);
        // A sentence without its place is refused, and nothing is written.
        let lost = Promise { target: quoted(source, (4, 7), (0, 8), ""), ..again };
        let lost = Promise { target: Quoted { spans: Vec::new(), ..lost.target.clone() }, ..lost };
        assert!(matches!(record(&store, vec![lost]), Err(StoreError::Refused(_))));
        assert_eq!(store.head().expect("a head").size, later + 1);
        store.close();
        check(place, &log_of(place, folder), None).expect("it verifies");
    }
}
