//! A database that goes away: what was not answered is looked up by its key, and writing goes on when it is back.

use crate::both::Folder;
use crate::server::{Server, server};
use luoshi_store::db::Place;
use luoshi_store::{Done, Intent, Key, Options, Pending, Store, StoreError, verify};
use std::io::{Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

fn ask(store: &Store, n: u32) -> Result<Done<()>, StoreError> {
    submit(store, n)?.wait()
}

fn submit(store: &Store, n: u32) -> Result<Pending<()>, StoreError> {
    let key = Key { name: format!("request {n}").into_bytes(), request: b"the same".to_vec() };
    store.submit(Intent { key: Some(key), ..Intent::new("nothing", "post") }, |_| Ok(()))
}

/// Repeats a request until it is answered, as a client does.
fn until_answered(store: &Store, n: u32, begun: Instant) -> Done<()> {
    loop {
        match ask(store, n) {
            Ok(done) => return done,
            Err(error) => {
                assert!(error.is_passing(), "{error}");
                assert!(begun.elapsed() < Duration::from_secs(60), "{error}");
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

#[test]
fn a_server_that_is_stopped_and_started_again() {
    if server().is_none() {
        return;
    }
    let own = Server::own().expect("a server of its own");
    let place = Place::Server(own.fresh());
    let store = Store::open(&place, &Options::default()).expect("a record");
    let mut entries = Vec::new();
    let mut slowest = Duration::ZERO;
    for round in 0..3 {
        for n in 0..20 {
            entries.push((round * 100 + n, ask(&store, round * 100 + n).expect("an act").number));
        }
        own.stop();
        let refused = ask(&store, round * 100 + 50);
        assert!(matches!(refused, Err(StoreError::Gone(_) | StoreError::Unknown(_))), "{refused:?}");
        assert!(store.head().is_err(), "nothing is read from a server that is not there");
        own.start();
        let begun = Instant::now();
        entries.push((round * 100 + 50, until_answered(&store, round * 100 + 50, begun).number));
        slowest = slowest.max(begun.elapsed());
        store.head().expect("reading goes on too");
    }
    for (n, number) in entries {
        let again = ask(&store, n).expect("the same answer");
        assert_eq!((again.number, again.value), (number, None), "request {n}");
    }
    store.close();
    let verified = verify::database(&place, None, None, &[]).expect("it verifies");
    assert_eq!(verified.size, 1 + 3 * 21);
    println!("PostgreSQL stopped at once and started again, 3 times: 0 lost, 0 twice, writing again after {slowest:?}");
}

/// Stands between a client and its server, and breaks the line just after a commit went through: no answer comes.
struct Between {
    folder: Folder,
    cut: Arc<AtomicBool>,
    cuts: Arc<AtomicU32>,
}

impl Between {
    fn new(server: &Server) -> Self {
        let folder = Folder::new();
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).expect("a socket");
        let there = server.socket();
        let (cut, cuts) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
        let (cut_too, count) = (cut.clone(), cuts.clone());
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = UnixStream::connect(&there) else { continue };
                let broken = Arc::new(AtomicBool::new(false));
                pass(client.try_clone().expect("a socket"), server.try_clone().expect("a socket"), {
                    let (cut, count, broken) = (cut_too.clone(), count.clone(), broken.clone());
                    move |bytes| {
                        let commits = bytes.windows(7).any(|w| w == b"COMMIT\0");
                        if commits && cut.swap(false, Ordering::Relaxed) {
                            // It goes through, and nothing comes back.
                            broken.store(true, Ordering::Relaxed);
                            count.fetch_add(1, Ordering::Relaxed);
                        }
                        true
                    }
                });
                pass(server, client, move |_| !broken.load(Ordering::Relaxed));
            }
        });
        Self { folder, cut, cuts }
    }
}

/// Hands bytes on until `goes_on` says no; then both ends are closed.
fn pass(mut from: UnixStream, mut to: UnixStream, goes_on: impl Fn(&[u8]) -> bool + Send + 'static) {
    std::thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(got @ 1..) = from.read(&mut buffer) {
            if !goes_on(&buffer[..got]) || to.write_all(&buffer[..got]).is_err() {
                break;
            }
        }
        let _ = from.shutdown(std::net::Shutdown::Both);
        let _ = to.shutdown(std::net::Shutdown::Both);
    });
}

#[test]
fn a_line_that_breaks_in_the_middle_of_a_commit() {
    let Some(server) = server() else { return };
    let between = Between::new(server);
    let place = Place::Server(server.fresh_at(between.folder.path()));
    let store = Store::open(&place, &Options::default()).expect("a record");
    let (mut unanswered, mut happened) = (0, 0);
    for n in 0..20 {
        between.cut.store(true, Ordering::Relaxed);
        let first = ask(&store, n);
        between.cut.store(false, Ordering::Relaxed);
        // No answer: the key is looked up. (Now and then the line breaks under the signing of the log instead.)
        let again = until_answered(&store, n, Instant::now());
        match first {
            Err(StoreError::Unknown(_)) => {
                unanswered += 1;
                happened += u32::from(again.value.is_none());
            }
            Ok(done) => assert_eq!((done.number, None), (again.number, again.value)),
            Err(other) => panic!("{other}"),
        }
        // Several at once share a transaction, and its fate.
        between.cut.store(true, Ordering::Relaxed);
        let many: Vec<_> = (0..5).map(|m| submit(&store, 1_000 + n * 10 + m)).collect();
        let failed = many.into_iter().filter(Result::is_err).count();
        assert_eq!(failed, 0);
        for m in 0..5 {
            until_answered(&store, 1_000 + n * 10 + m, Instant::now());
        }
    }
    store.close();
    let verified = verify::database(&place, None, None, &[]).expect("it verifies");
    assert_eq!(verified.size, 1 + 20 * 6, "none twice, none lost");
    let cuts = between.cuts.load(Ordering::Relaxed);
    println!(
        "the line broken within a commit {cuts} times: 0 lost, 0 twice; {happened} of {unanswered} single ones had happened"
    );
    assert!(unanswered > 10 && happened == unanswered);
}
