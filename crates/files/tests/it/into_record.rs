//! Files into records, on both databases.

use crate::any::{Any, plan};
use crate::server::server;
use luoshi_files::{NotTaken, Taken, read, renumber, take_in, write};
use luoshi_plan::Whole;
use luoshi_store::db::Place;
use luoshi_store::plan::{self as record, At};
use luoshi_store::{Intent, Options, Store};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("luoshi-files-{}-{n}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn whole(store: &Store) -> Whole {
    store.read(|r| record::whole(r, None, At::NOW)).expect("read")
}

fn files(whole: &Whole) -> BTreeMap<String, Vec<u8>> {
    write(whole).into_iter().collect()
}

fn take(store: &Store, whole: Whole, documents: &BTreeMap<String, Vec<u8>>, replace: bool) -> Result<Taken, NotTaken> {
    let mut documents = |path: &str| Ok(documents.get(path).cloned());
    take_in(store, whole, &mut documents, &Intent::new("plan.import", "规划科"), replace)
}

fn open(place: &Place, log: &Folder) -> Store {
    Store::open(place, &Options { log: Some(log.0.clone()), ..Options::default() }).expect("a record")
}

/// Into an empty record, out again, and once more.
fn round(place: &Place, seed: u64, size: usize) -> Result<(), TestCaseError> {
    let log = Folder::new();
    let store = open(place, &log);
    let Any { whole: first, documents } = plan(seed, size, 100);
    let taken = take(&store, first.clone(), &documents, false).map_err(|e| TestCaseError::fail(e.to_string()))?;
    prop_assert!(taken.new > 0 && taken.changed == 0 && taken.ended == 0);
    let back = whole(&store);
    prop_assert_eq!(files(&back), files(&first));
    prop_assert_eq!(&back, &first);
    let size_then = store.head().expect("a head").size;
    // The same again is no entry.
    let again = read(&files(&back)).map_err(|e| TestCaseError::fail(e.to_string()))?.whole;
    let taken = take(&store, again, &documents, true).map_err(|e| TestCaseError::fail(e.to_string()))?;
    prop_assert_eq!(taken, Taken::default());
    prop_assert_eq!(store.head().expect("a head").size, size_then);
    // Something else in its place: all of it, and nothing of what was.
    let mut other = plan(seed.wrapping_add(1), size, 100);
    let (old, id) = (other.whole.plans[0].id.get(), first.plans[0].id.get());
    renumber(&mut other.whole, &mut |kind, number| match number {
        n if kind == "plan" && n == old => id,
        n if kind == "plan" && n == id => old,
        n => n,
    });
    let at = other.whole.plans.iter().position(|p| p.id.get() == id).expect("there");
    other.whole.plans[at].title.clone_from(&first.plans[0].title);
    let taken = take(&store, other.whole.clone(), &other.documents, true);
    match taken {
        Ok(_) => {
            let now = whole(&store);
            prop_assert_eq!(now.goals.len(), other.whole.goals.len());
            prop_assert_eq!(now.observations.len(), other.whole.observations.len());
            prop_assert_eq!(now.citations.len(), other.whole.citations.len());
            prop_assert_eq!(&store.read(|r| record::whole(r, None, At::size(size_then))).expect("read"), &first);
        }
        Err(e) => return Err(TestCaseError::fail(e.to_string())),
    }
    store.close();
    luoshi_store::verify::database(place, None, None, &[]).map_err(|e| TestCaseError::fail(format!("{e:?}")))?;
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 20, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn sqlite_holds_any_plan(seed: u64, size in 0_usize..5) {
        let folder = Folder::new();
        round(&Place::Folder(folder.0.join("data")), seed, size)?;
    }

    #[test]
    fn postgres_holds_any_plan(seed: u64, size in 0_usize..5) {
        if let Some(server) = server() {
            round(&Place::Server(server.fresh()), seed, size)?;
        }
    }
}

#[test]
fn only_what_was_changed_becomes_an_entry_and_what_is_missing_stays() {
    let folder = Folder::new();
    let store = open(&Place::Folder(folder.0.join("data")), &folder);
    let Any { whole: first, documents } = plan(11, 6, 100);
    take(&store, first.clone(), &documents, false).expect("taken");
    let mut edited = first.clone();
    "另一个标题".clone_into(&mut edited.goals[0].title);
    let gone = edited.principles.len();
    edited.principles.clear();
    edited.citations.retain(|c| !matches!(c.of, luoshi_plan::Subject::Principle(_)));
    let lost = first.citations.len() - edited.citations.len();
    let taken = take(&store, edited.clone(), &documents, false).expect("taken");
    assert_eq!((taken.new, taken.changed, taken.ended, taken.left), (0, 1, 0, gone + lost));
    assert_eq!(whole(&store).principles, first.principles);
    let taken = take(&store, edited.clone(), &documents, true).expect("taken");
    assert_eq!((taken.new, taken.changed, taken.ended), (0, 0, gone + lost));
    assert_eq!(files(&whole(&store)), files(&edited));
}

#[test]
fn another_plan_beside_the_first_takes_free_numbers_and_is_not_doubled() {
    let folder = Folder::new();
    let store = open(&Place::Folder(folder.0.join("data")), &folder);
    let first = plan(1, 4, 100);
    take(&store, first.whole.clone(), &first.documents, false).expect("taken");
    let mut other = plan(2, 4, 100);
    for plan in &mut other.whole.plans {
        plan.title = format!("防汛专项规划{}", plan.id);
        plan.period = "1999".parse().expect("a period");
    }
    take(&store, other.whole.clone(), &other.documents, false).expect("taken");
    let both = whole(&store);
    assert_eq!(both.plans.len(), first.whole.plans.len() + other.whole.plans.len());
    assert_eq!(both.tasks.len(), first.whole.tasks.len() + other.whole.tasks.len());
    assert_eq!(both.citations.len(), first.whole.citations.len() + other.whole.citations.len());
    let again = take(&store, other.whole.clone(), &other.documents, false);
    assert!(matches!(again, Err(NotTaken::Another { .. })), "{again:?}");
    assert_eq!(whole(&store), both);
}

#[test]
fn a_document_that_was_cut_or_is_missing_is_named_and_nothing_is_taken() {
    let folder = Folder::new();
    let store = open(&Place::Folder(folder.0.join("data")), &folder);
    let Any { whole: first, documents } = plan(5, 3, 100);
    let before = store.head().expect("a head");
    for (path, bytes) in &documents {
        for at in 0..bytes.len() {
            let mut cut = documents.clone();
            cut.insert(path.clone(), bytes[..at].to_vec());
            let Err(NotTaken::Faults(faults)) = take(&store, first.clone(), &cut, false) else {
                panic!("{path} at {at}")
            };
            assert_eq!(&faults.0[0].file, path);
        }
        let mut without = documents.clone();
        without.remove(path);
        assert!(matches!(take(&store, first.clone(), &without, false), Err(NotTaken::Faults(_))));
    }
    assert_eq!(store.head().expect("a head"), before);
}

#[test]
fn a_plan_that_got_another_name_and_other_years_is_still_itself() {
    let folder = Folder::new();
    let store = open(&Place::Folder(folder.0.join("data")), &folder);
    let Any { whole: first, documents } = plan(21, 5, 100);
    take(&store, first.clone(), &documents, false).expect("taken");
    let mut edited = first.clone();
    for plan in &mut edited.plans {
        plan.title = format!("改名后的规划{}", plan.id);
        plan.period = "2031/2035".parse().expect("a period");
    }
    let taken = take(&store, edited.clone(), &documents, true).expect("taken");
    assert_eq!((taken.new, taken.changed, taken.ended), (0, first.plans.len(), 0));
    assert_eq!(whole(&store), edited);
}
