//! `verify` says yes to what was written, and no to everything else.

use crate::both::on_both;
use crate::plan::with_sample;
use luoshi_store::db::Place;
use luoshi_store::journal::{Hash, Note};
use luoshi_store::verify::{self, Files, Folder, Kept, Unfit, Verified, VerifyError};
use luoshi_store::{Field, Intent, Key, Options, Store, tables};
use std::path::{Path, PathBuf};

/// Where the log of a record lies in these tests.
pub(crate) fn log_of(place: &Place, folder: &crate::both::Folder) -> PathBuf {
    match place {
        Place::Folder(data) => data.join("log"),
        Place::Server(_) => folder.path().join("log"),
    }
}

pub(crate) fn options(place: &Place, folder: &crate::both::Folder) -> Options {
    let origin = Some("plan.example/log".to_owned());
    Options { origin, log: Some(log_of(place, folder)), ..Options::default() }
}

pub(crate) fn check(place: &Place, log: &Path, kept: Option<&[u8]>) -> Result<Verified, VerifyError> {
    let kept = kept.map(Kept::parse).transpose()?;
    let mut files = Folder(log.to_owned());
    let both = verify::database(place, Some(&mut files), kept.as_ref(), &[])?;
    // What the log shows by itself says the same.
    let served = verify::log(&mut files, kept.as_ref(), &[])?;
    assert!(served.size <= both.size);
    Ok(both)
}

/// Acts of every kind: texts, revisions, endings, keys, an erasure, one too large for an entry.
pub(crate) fn eventful(place: &Place, folder: &crate::both::Folder) -> Store {
    drop(with_sample_at(place, folder));
    let store = Store::open(place, &options(place, folder)).expect("a record");
    let person = store.act(Intent::new("person.add", "信访科"), |act| {
        let id = act.new_id();
        act.put(
            &tables::PERSON,
            &[Field::Int(id), Field::Personal("王小明", id), Field::Personal("139 0000 0000", id)],
        )?;
        Ok(id)
    });
    let person = person.expect("an act").value.expect("new");
    for n in 0..3 {
        let key = Key { name: format!("key {n}").into_bytes(), request: b"ask".to_vec() };
        let intent =
            Intent { key: Some(key), why: Some("因为".to_owned()), ..Intent::new("person.add", "信访科") };
        let act = store.act(intent, move |act| {
            let id = act.new_id();
            act.put(&tables::PERSON, &[Field::Int(id), Field::Personal("李四", person), Field::Null])
        });
        act.expect("an act");
    }
    store.act(Intent::new("person.erase", "信访科"), move |act| act.erase_person(person)).expect("an act");
    store
        .act(Intent::new("person.add", "信访科"), |act| {
            for n in 0..3_000 {
                let id = act.new_id();
                act.put(&tables::PERSON, &[Field::Int(id), Field::Prose(&format!("某人{n}")), Field::Null])?;
            }
            let last = act.new_id();
            act.put(&tables::PERSON, &[Field::Int(last), Field::Prose("不在的人"), Field::Null])?;
            act.end(&tables::PERSON, &[Field::Int(last)])?;
            act.end(&tables::PERSON, &[Field::Int(last - 2)])
        })
        .expect("an act");
    store
}

/// The sample, with the log laid out.
fn with_sample_at(place: &Place, folder: &crate::both::Folder) -> Store {
    drop(Store::open(place, &options(place, folder)).expect("a record"));
    with_sample(place).0
}

on_both! {
    fn what_was_written_verifies_and_goes_on_verifying(place, folder) {
        let log = log_of(place, folder);
        let store = eventful(place, folder);
        store.publish().expect("published");
        let kept = std::fs::read(log.join("checkpoint")).expect("a checkpoint");
        let verified = check(place, &log, Some(&kept)).expect("it verifies");
        assert_eq!(verified.size, verified.kept.expect("kept"));
        assert_eq!(verified.texts.1, 5);
        assert!(verified.rows.expect("rows").0 > 3_000);
        // More is written; the kept checkpoint is still in the log, across the edges of tiles.
        for n in 0..600 {
            store.act(Intent::new("nothing", &format!("post {}", n % 3)), |_| Ok(())).expect("an act");
        }
        // While a program writes and publishes, and after it has ended.
        std::thread::scope(|scope| {
            let writing = scope.spawn(|| {
                for n in 0..300 {
                    store.act(Intent::new("nothing", &format!("post {}", n % 3)), |_| Ok(())).expect("an act");
                    if n % 10 == 0 {
                        store.publish().expect("published");
                    }
                }
            });
            while !writing.is_finished() {
                let kept = Kept::parse(&kept).expect("a checkpoint");
                verify::database(place, Some(&mut Folder(log.clone())), Some(&kept), &[]).expect("it verifies");
            }
        });
        store.close();
        let verified = check(place, &log, Some(&kept)).expect("it verifies");
        assert_eq!(verified.signed, Some(verified.size));
        assert!(log.join("tile/0/001").is_file() && !log.join("tile/0/001.p").exists());
    }
}

on_both! {
    fn an_empty_record_verifies(place, folder) {
        Store::open(place, &options(place, folder)).expect("a record").close();
        let verified = check(place, &log_of(place, folder), None).expect("it verifies");
        assert_eq!((verified.size, verified.signed), (1, Some(1)));
    }
}

on_both! {
    fn a_checkpoint_of_another_log_or_another_history_is_not_of_this(place, folder) {
        let log = log_of(place, folder);
        eventful(place, folder).close();
        let other = crate::both::Folder::new();
        let there = Place::Folder(other.path().join("data"));
        Store::open(&there, &options(&there, &other)).expect("a record").close();
        let foreign = std::fs::read(log_of(&there, &other).join("checkpoint")).expect("a checkpoint");
        // The same name, another key.
        let refused = check(place, &log, Some(&foreign));
        assert!(matches!(refused, Err(VerifyError::Unfit(Unfit::Checkpoint { which: "kept", .. }))), "{refused:?}");
        // A checkpoint ahead of the log: the later part is gone.
        let kept = std::fs::read(log.join("checkpoint")).expect("a checkpoint");
        assert!(Kept::parse(&kept[..kept.len() / 2]).is_err());
    }
}

/// A log as a list of files, to be changed at will.
#[derive(Clone)]
struct InMemory(std::collections::BTreeMap<String, Vec<u8>>);

impl Files for InMemory {
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, VerifyError> {
        Ok(self.0.get(path).cloned())
    }
}

fn in_memory(log: &Path) -> InMemory {
    fn walk(root: &Path, path: &Path, out: &mut InMemory) {
        for entry in std::fs::read_dir(path).expect("a folder").flatten() {
            if entry.path().is_dir() {
                walk(root, &entry.path(), out);
            } else {
                let name = entry.path().strip_prefix(root).expect("below").to_string_lossy().into_owned();
                out.0.insert(name, std::fs::read(entry.path()).expect("a file"));
            }
        }
    }
    let mut out = InMemory(std::collections::BTreeMap::new());
    walk(log, log, &mut out);
    out
}

#[test]
fn every_bit_of_the_files_of_a_log_counts() {
    crate::both::on_sqlite(|place, folder| {
        let store = Store::open(place, &options(place, folder)).expect("a record");
        for n in 0..700 {
            store.act(Intent::new("nothing", &format!("post {}", n % 3)), |_| Ok(())).expect("an act");
        }
        store.close();
        let log = in_memory(&log_of(place, folder));
        let whole = verify::log(&mut log.clone(), None, &[]).expect("it verifies");
        assert_eq!(whole.size, 701);
        // Those that the log of this size consists of; older partial tiles are looked at where the folder can be listed.
        let needed: Vec<&String> = log
            .0
            .keys()
            .filter(|path| {
                let tile = luoshi_store::journal::Tile::from_path(path);
                tile.is_none_or(|t| luoshi_store::journal::Tile::of_size(701).any(|n| n == t))
            })
            .collect();
        assert_eq!(needed.len(), 3 + 3 + 1 + 2, "{needed:?}");
        let (mut flips, mut state) = (0, 1_u64);
        for path in needed {
            let bits = log.0[path].len() * 8;
            let step = (bits / 400).max(1);
            let mut bit = 0;
            while bit < bits {
                let mut changed = log.clone();
                changed.0.get_mut(path).expect("a file")[bit / 8] ^= 1 << (bit % 8);
                let found = verify::log(&mut changed, None, &[]);
                assert!(found.is_err(), "{path} bit {bit}");
                flips += 1;
                // Steps of uneven length, so that all eight bits and all places have their turn.
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                bit += 1 + (state >> 33) as usize % (2 * step);
            }
            let mut gone = log.clone();
            gone.0.remove(path);
            assert!(verify::log(&mut gone, None, &[]).is_err(), "{path} is missing");
            let mut cut = log.clone();
            cut.0.get_mut(path).expect("a file").pop();
            assert!(verify::log(&mut cut, None, &[]).is_err(), "{path} is cut");
            let mut longer = log.clone();
            longer.0.get_mut(path).expect("a file").push(0);
            assert!(verify::log(&mut longer, None, &[]).is_err(), "{path} is longer");
        }
        println!("{flips} flips in the files of a log of 701 entries, {flips} found");
        assert!(flips > 3_000, "{flips}");
    });
}

#[test]
fn entries_removed_added_or_in_another_order_are_found() {
    crate::both::on_sqlite(|place, folder| {
        let store = Store::open(place, &options(place, folder)).expect("a record");
        for n in 0..20 {
            store.act(Intent::new("nothing", &format!("post {n}")), |_| Ok(())).expect("an act");
        }
        store.close();
        let log = in_memory(&log_of(place, folder));
        let path = "tile/entries/000.p/21";
        let bundle = log.0[path].clone();
        let entries = luoshi_store::journal::entries(&bundle, 21).expect("a bundle");
        let with = |entries: &[&[u8]]| {
            let mut changed = log.clone();
            let mut bytes = Vec::new();
            for entry in entries {
                assert!(luoshi_store::journal::push(&mut bytes, entry));
            }
            changed.0.insert(path.to_owned(), bytes);
            verify::log(&mut changed, None, &[])
        };
        with(&entries).expect("unchanged, it verifies");
        let mut removed = entries.clone();
        removed.remove(7);
        assert!(with(&removed).is_err());
        let mut added = entries.clone();
        added.insert(7, entries[8]);
        assert!(with(&added).is_err());
        let mut replaced = entries.clone();
        replaced[7] = entries[8];
        assert!(matches!(with(&replaced), Err(VerifyError::Unfit(Unfit::Leaf { number: 7, .. }))));
        let mut swapped = entries.clone();
        swapped.swap(7, 9);
        assert!(matches!(with(&swapped), Err(VerifyError::Unfit(Unfit::Leaf { number: 7, .. }))));
    });
}

#[test]
fn a_history_rewritten_with_the_key_itself_is_found_by_who_kept_a_checkpoint() {
    crate::both::on_sqlite(|place, folder| {
        let store = Store::open(place, &options(place, folder)).expect("a record");
        for n in 0..5 {
            store.act(Intent::new("nothing", &format!("post {n}")), |_| Ok(())).expect("an act");
        }
        store.close();
        let log = log_of(place, folder);
        let kept = std::fs::read(log.join("checkpoint")).expect("a checkpoint");
        // The operator begins anew with the same key: another history under the same name.
        let Place::Folder(data) = place else { unreachable!("SQLite") };
        let seed: Vec<u8> = {
            let c = rusqlite::Connection::open(data.join("record.db")).expect("a database");
            c.query_row("SELECT seed FROM signer", (), |row| row.get(0)).expect("a seed")
        };
        let seed: [u8; 32] = seed.try_into().expect("32 bytes");
        let mut files = in_memory(&log);
        let mut entries: Vec<Vec<u8>> = luoshi_store::journal::entries(&files.0["tile/entries/000.p/6"], 6)
            .expect("a bundle")
            .into_iter()
            .map(<[u8]>::to_vec)
            .collect();
        let last = entries.last_mut().expect("an entry");
        let text = String::from_utf8(last.clone()).expect("UTF-8").replace("nothing", "another");
        *last = text.into_bytes();
        let mut edge = luoshi_store::journal::Edge::new();
        let mut bundle = Vec::new();
        for entry in &entries {
            edge.push(Hash::leaf(entry), |_| {});
            assert!(luoshi_store::journal::push(&mut bundle, entry));
        }
        let hashes: Vec<u8> = edge.partial(0).iter().flat_map(|h| h.0).collect();
        let signer = luoshi_store::journal::Signer::new("plan.example/log", &seed).expect("a signer");
        let checkpoint =
            luoshi_store::journal::Checkpoint { origin: "plan.example/log".to_owned(), size: 6, root: edge.root() };
        files.0.insert("tile/entries/000.p/6".into(), bundle);
        files.0.insert("tile/0/000.p/6".into(), hashes);
        files.0.insert("checkpoint".into(), Note::sign(&checkpoint.text(), &[signer]).into_bytes());
        verify::log(&mut files, None, &[]).expect("by itself it is whole");
        let kept = Kept::parse(&kept).expect("a checkpoint");
        let found = verify::log(&mut files, Some(&kept), &[]);
        assert!(matches!(found, Err(VerifyError::Unfit(Unfit::Root { which: "kept", size: 6, .. }))), "{found:?}");
    });
}
