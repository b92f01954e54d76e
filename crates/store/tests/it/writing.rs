//! Acts: whole or absent, once, in order.

use crate::both::on_both;
use luoshi_store::db::Place;
use luoshi_store::{Field, Intent, Key, Options, Put, Store, StoreError, tables};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

fn open(place: &Place) -> Store {
    Store::open(place, &Options::default()).expect("a record")
}

fn intent(kind: &str) -> Intent {
    Intent::new(kind, "Planning office")
}

/// Records a post of a title, and gives its number.
fn add(store: &Store, title: &str) -> i64 {
    let title = title.to_owned();
    let done = store.act(intent("post.add"), move |act| {
        let id = act.new_id();
        act.put(&tables::POST, &[Field::Int(id), Field::Null, Field::Prose(&title), Field::Null, Field::Null])?;
        act.about(&tables::POST, id);
        Ok(id)
    });
    done.expect("an act").value.expect("a new one")
}

on_both! {
    fn an_act_is_there_after_closing_and_opening(place, _folder) {
        let id = {
            let store = open(place);
            let id = add(&store, "Bureau of Water");
            store.close();
            id
        };
        let store = Store::read_only(place).expect("a record");
        let head = store.head().expect("a head");
        // The beginning of the log, and the act.
        assert_eq!(head.size, 2);
        assert!(head.next_id > id);
    }
}

on_both! {
    fn a_refused_act_leaves_nothing(place, _folder) {
        let store = open(place);
        let before = store.head().expect("a head");
        let refused = store.act(intent("post.add"), |act| {
            let id = act.new_id();
            act.put(&tables::POST, &[Field::Int(id), Field::Null, Field::Prose("x"), Field::Null, Field::Null])?;
            Err::<(), _>(StoreError::Refused("changed my mind".into()))
        });
        assert_eq!(refused, Err(StoreError::Refused("changed my mind".into())));
        let panicked = store.act(intent("post.add"), |_| -> Result<(), StoreError> { panic!("a fault") });
        assert!(matches!(panicked, Err(StoreError::Refused(_))), "{panicked:?}");
        assert_eq!(store.head(), Ok(before));
        // And writing goes on.
        add(&store, "Bureau of Water");
    }
}

on_both! {
    fn a_request_with_a_key_is_done_once(place, _folder) {
        let store = open(place);
        let ask = |request: &str| {
            let key = Key { name: b"k-1".to_vec(), request: request.as_bytes().to_vec() };
            store.act(Intent { key: Some(key), ..intent("post.add") }, |act| {
                let id = act.new_id();
                act.put(&tables::POST, &[Field::Int(id), Field::Null, Field::Prose("y"), Field::Null, Field::Null])?;
                Ok(id)
            })
        };
        let first = ask("the same").expect("an act");
        assert!(first.value.is_some());
        let again = ask("the same").expect("the answer to the first");
        assert_eq!((again.number, again.value), (first.number, None));
        assert_eq!(ask("another"), Err(StoreError::KeyReused(first.number)));
        assert_eq!(store.head().expect("a head").size, first.number + 1);
    }
}

on_both! {
    fn the_same_row_again_is_no_change_and_another_one_keeps_the_old(place, _folder) {
        let store = open(place);
        let id = add(&store, "Bureau of Water");
        let put = |title: &'static str| {
            let done = store.act(intent("post.set"), move |act| {
                act.put(&tables::POST, &[Field::Int(id), Field::Null, Field::Prose(title), Field::Null, Field::Null])
            });
            done.expect("an act").value.expect("new")
        };
        assert_eq!(put("Bureau of Water"), Put::Same);
        assert_eq!(put("Bureau of Water and Land"), Put::Replaced);
        let ended = store.act(intent("post.end"), move |act| act.end(&tables::POST, &[Field::Int(id)]));
        assert_eq!(ended.expect("an act").value, Some(true));
        let ended = store.act(intent("post.end"), move |act| act.end(&tables::POST, &[Field::Int(id)]));
        assert_eq!(ended.expect("an act").value, Some(false));
    }
}

on_both! {
    fn many_threads_write_one_journal(place, _folder) {
        let store = open(place);
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let store = &store;
                scope.spawn(move || {
                    for n in 0..40 {
                        add(store, &format!("post {thread}/{n}"));
                    }
                });
            }
        });
        // The beginning, and each act.
        assert_eq!(store.head().expect("a head").size, 1 + 8 * 40);
        store.publish().expect("published");
    }
}

on_both! {
    fn time_never_falls_though_the_clock_does(place, _folder) {
        let now = Arc::new(AtomicI64::new(2_000_000_000_000_000));
        let clock = Arc::clone(&now);
        let options = Options { clock: Arc::new(move || clock.load(Ordering::Relaxed)), ..Options::default() };
        let store = Store::open(place, &options).expect("a record");
        let act = || store.act(intent("nothing"), |_| Ok(())).expect("an act").at;
        let first = act();
        now.store(1_000_000_000_000_000, Ordering::Relaxed);
        assert_eq!(act(), first);
        now.store(2_000_000_000_000_001, Ordering::Relaxed);
        assert_eq!(act(), first + 1);
    }
}

on_both! {
    fn a_record_that_is_not_there_is_not_made_by_reading(place, _folder) {
        match Store::read_only(place) {
            Err(StoreError::NoRecord(_) | StoreError::Older { found: 0, .. }) => {}
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("a record out of nothing"),
        }
    }
}

#[test]
fn a_second_program_on_one_folder_is_refused() {
    crate::both::on_sqlite(|place, _| {
        let first = open(place);
        assert!(matches!(Store::open(place, &Options::default()), Err(StoreError::Locked(_))));
        // Reading is allowed.
        Store::read_only(place).expect("a reader");
        first.close();
        open(place);
    });
}

#[test]
fn two_programs_on_one_server_write_one_journal() {
    crate::both::on_postgres(|place, _| {
        // Both open a database that is not made yet.
        std::thread::scope(|scope| {
            for n in 0..2 {
                scope.spawn(move || {
                    let store = open(place);
                    for m in 0..100 {
                        add(&store, &format!("post {n}/{m}"));
                    }
                    store.close();
                });
            }
        });
        let store = Store::read_only(place).expect("a record");
        assert_eq!(store.head().expect("a head").size, 201);
    });
}
