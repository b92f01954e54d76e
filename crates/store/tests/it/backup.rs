//! Backups: taken while others write, whole, and put back into either database.

use crate::both::{Folder, on_both};
use crate::verifying::{check, eventful, log_of, options};
use luoshi_store::db::Place;
use luoshi_store::verify::{self, Kept};
use luoshi_store::{Entry, Intent, Store, StoreError, backup, restore};
use std::sync::atomic::{AtomicBool, Ordering};

on_both! {
    fn a_backup_under_load_is_one_state_and_restores_into_either(place, folder) {
        let store = eventful(place, folder);
        store.publish().expect("published");
        let kept = std::fs::read(log_of(place, folder).join("checkpoint")).expect("a checkpoint");
        let stop = AtomicBool::new(false);
        let files: Vec<_> = (0..3).map(|n| folder.path().join(format!("backup{n}.db"))).collect();
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let mut n = 0;
                    while !stop.load(Ordering::Relaxed) {
                        store.act(Intent::new("nothing", &format!("post {}", n % 5)), |_| Ok(())).expect("an act");
                        n += 1;
                    }
                });
            }
            for file in &files {
                backup(place, file).expect("a backup");
            }
            stop.store(true, Ordering::Relaxed);
        });
        let now = store.head().expect("a head").size;
        let kept = Kept::parse(&kept).expect("a checkpoint");
        for file in &files {
            let there = Folder::new();
            let folder_place = Place::Folder(there.path().join("restored"));
            let (verified, keeps) = restore(file, &folder_place, None).expect("restored");
            assert!(!keeps && verified.size >= kept.size() && verified.size <= now.cast_unsigned());
            // What was published before is still in it.
            verify::database(&folder_place, None, Some(&kept), &[]).expect("it verifies");
            // Not over another.
            assert!(matches!(
                restore(file, &folder_place, None),
                Err(verify::VerifyError::Store(StoreError::NotEmpty(_)))
            ));
            if let Some(server) = crate::server::server() {
                restore(file, &Place::Server(server.fresh()), None).expect("restored");
            }
        }
        assert!(matches!(backup(place, &files[0]), Err(verify::VerifyError::Store(StoreError::NotEmpty(_)))));
    }
}

on_both! {
    fn a_restored_log_goes_on_under_its_key_only_where_nothing_can_be_missing(place, folder) {
        let store = eventful(place, folder);
        store.publish().expect("published");
        let file = folder.path().join("backup.db");
        backup(place, &file).expect("a backup");
        let at_backup = std::fs::read(log_of(place, folder).join("checkpoint")).expect("a checkpoint");
        // More is published after the backup.
        store.act(Intent::new("nothing", "post"), |_| Ok(())).expect("an act");
        store.close();
        let later = std::fs::read(log_of(place, folder).join("checkpoint")).expect("a checkpoint");
        for (newest, keeps) in [(&at_backup, true), (&later, false)] {
            let there = Folder::new();
            let restored = Place::Folder(there.path().join("restored"));
            let newest = Kept::parse(newest).expect("a checkpoint");
            let (before, kept) = restore(&file, &restored, Some(&newest)).expect("restored");
            assert_eq!(kept, keeps);
            let store = Store::open(&restored, &options(&restored, &there)).expect("a record");
            store.act(Intent::new("nothing", "post"), |_| Ok(())).expect("an act");
            store.close();
            let after = check(&restored, &log_of(&restored, &there), Some(&at_backup)).expect("it verifies");
            assert_eq!(after.keys.len(), if keeps { 1 } else { 2 });
            assert_eq!(after.size, before.size + if keeps { 1 } else { 2 });
            assert_ne!(after.keys.first(), if keeps { None } else { after.keys.last() });
            // Who kept the later checkpoint sees that something is gone, or that it is another history.
            let lost = check(&restored, &log_of(&restored, &there), Some(&later));
            assert!(lost.is_err(), "{lost:?}");
        }
    }
}

#[test]
fn a_damaged_backup_is_not_restored() {
    crate::both::on_sqlite(|place, folder| {
        eventful(place, folder).close();
        let file = folder.path().join("backup.db");
        backup(place, &file).expect("a backup");
        let whole = std::fs::read(&file).expect("a file");
        for at in [whole.len() / 2, whole.len() / 3] {
            std::fs::write(&file, &whole[..at]).expect("a file");
            let there = Place::Folder(folder.path().join("restored"));
            assert!(restore(&file, &there, None).is_err());
        }
        let c = rusqlite::Connection::open(&file).expect("a database");
        std::fs::write(&file, &whole).expect("a file");
        c.execute("UPDATE prose SET content = 'x' WHERE content IS NOT NULL", ()).expect("changed");
        drop(c);
        let there = Place::Folder(folder.path().join("restored"));
        assert!(restore(&file, &there, None).is_err());
        assert!(!folder.path().join("restored/record.db").exists());
    });
}

#[test]
fn every_entry_is_read_as_it_was_written() {
    crate::both::on_sqlite(|place, folder| {
        eventful(place, folder).close();
        let Place::Folder(data) = place else { unreachable!("SQLite") };
        let c = rusqlite::Connection::open(data.join("record.db")).expect("a database");
        let mut s = c.prepare("SELECT content FROM entry ORDER BY number").expect("entries");
        let all: Vec<Vec<u8>> =
            s.query_map((), |row| row.get(0)).expect("entries").map(|e| e.expect("an entry")).collect();
        let entries: Vec<Entry> = all.iter().map(|e| Entry::parse(e).expect("an entry")).collect();
        assert_eq!(entries[0].kind, "log.begin");
        assert!(entries.iter().any(|e| !e.batches.is_empty()), "one was too large for an entry");
        // Nothing that anybody typed is in any of them, nor in a batch.
        let mut blobs = c.prepare("SELECT content FROM blob").expect("blobs");
        let blobs = blobs.query_map((), |row| row.get::<_, Vec<u8>>(0)).expect("blobs").map(|b| b.expect("a blob"));
        for bytes in all.into_iter().chain(blobs) {
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert!(text.is_ascii(), "{text}");
        }
    });
}

#[test]
fn what_is_erased_is_in_no_file_any_more() {
    crate::both::on_sqlite(|place, folder| {
        let store = Store::open(place, &options(place, folder)).expect("a record");
        let person = store.act(Intent::new("person.add", "信访科"), |act| {
            let id = act.new_id();
            let row = [
                luoshi_store::Field::Int(id),
                luoshi_store::Field::Personal("UNFORGETTABLE-NAME", id),
                luoshi_store::Field::Personal("UNFORGETTABLE-NUMBER", id),
            ];
            act.put(&luoshi_store::tables::PERSON, &row)?;
            Ok(id)
        });
        let person = person.expect("an act").value.expect("new");
        let files = |found: &mut Vec<String>| {
            let Place::Folder(data) = place else { unreachable!("SQLite") };
            let mut folders = vec![data.clone()];
            while let Some(within) = folders.pop() {
                for entry in std::fs::read_dir(within).expect("a folder").flatten() {
                    if entry.path().is_dir() {
                        folders.push(entry.path());
                    } else {
                        let bytes = std::fs::read(entry.path()).expect("a file");
                        if bytes.windows(13).any(|w| w == b"UNFORGETTABLE") {
                            found.push(entry.path().display().to_string());
                        }
                    }
                }
            }
        };
        let mut before = Vec::new();
        files(&mut before);
        assert!(!before.is_empty(), "it was there");
        store.act(Intent::new("erase", "信访科"), move |act| act.erase_person(person)).expect("an act");
        store.scrub().expect("scrubbed");
        let mut after = Vec::new();
        files(&mut after);
        assert_eq!(after, [""; 0]);
        store.close();
        check(place, &log_of(place, folder), None).expect("it verifies");
    });
}
