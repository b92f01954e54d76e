//! A server of its own for each test, and a client that sends the bytes it is told to.

use crate::sample::{self, Ids};
use luoshi_store::db::Place;
use luoshi_store::{Options, Store};
use luoshi_web::{Listening, Settings, serve};
use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread::JoinHandle;
use std::time::Duration;

/// A site that runs, over a record in a folder of its own, and that record open for writing.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) ids: Ids,
    pub(crate) store: Option<Store>,
    folder: PathBuf,
    listening: Option<Listening>,
    thread: Option<JoinHandle<()>>,
}

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// The settings of tests: quiet, on the day that the sample is made for.
pub(crate) fn settings() -> Settings {
    Settings {
        listen: "127.0.0.1:0".to_owned(),
        date: Some("2027-03-01".parse().expect("a day")),
        log: false,
        metrics: true,
        ..Settings::default()
    }
}

impl Running {
    pub(crate) fn new(settings: Settings) -> Self {
        Self::with(settings, 12, "")
    }

    pub(crate) fn with(settings: Settings, more: usize, mark: &str) -> Self {
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("luoshi-web-{}-{n}", std::process::id()));
        Self::over(settings, more, mark, &Place::Folder(folder.clone()), folder)
    }

    /// Over a record in a place that is empty; `folder` is taken away in the end.
    pub(crate) fn over(settings: Settings, more: usize, mark: &str, place: &Place, folder: PathBuf) -> Self {
        let store = Store::open(place, &Options::default()).expect("a record");
        let ids = sample::record(&store, more, mark);
        store.publish().expect("published");
        let reading = Store::read_only(place).expect("a record");
        let (told, address) = sync_channel(1);
        let thread = std::thread::spawn(move || {
            serve(settings, reading, |listening| told.send(listening).expect("a test")).expect("served");
        });
        let listening = address.recv().expect("listening");
        let running = Self {
            address: listening.address,
            ids,
            store: Some(store),
            folder,
            listening: Some(listening),
            thread: Some(thread),
        };
        // The first answer waits until the record is loaded.
        assert_eq!(running.get("/en/").status, 302);
        running
    }

    pub(crate) fn store(&self) -> &Store {
        self.store.as_ref().expect("open")
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
        for header in headers {
            head.push_str(header);
            head.push_str("\r\n");
        }
        head.push_str("\r\n");
        self.send(head.as_bytes())
    }

    /// Sends bytes as they are, and takes what comes until the connection ends.
    pub(crate) fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that has seen enough closes before all is sent.
        let _ = stream.write_all(bytes);
        let mut got = Vec::new();
        let _ = stream.read_to_end(&mut got);
        Answer::parse(&got)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(40))).expect("set");
        stream
    }

    /// Tells the server to stop and waits for it.
    pub(crate) fn stop(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.stop();
        }
        if let Some(thread) = self.thread.take() {
            thread.join().expect("ended well");
        }
    }

    /// As `stop`, without waiting.
    pub(crate) fn tell_to_stop(&self) {
        self.listening.as_ref().expect("running").stop();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.stop();
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        self.store = None;
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// An answer, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// 0 where nothing came.
    pub(crate) status: u16,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") else { return Self::default() };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|l| l.split(' ').nth(1)).and_then(|s| s.parse().ok()).unwrap_or(0);
        let header = |line: &str| line.split_once(':').map(|(n, v)| (n.to_ascii_lowercase(), v.trim().to_owned()));
        Self { status, headers: lines.filter_map(header).collect(), body: bytes[end + 4..].to_vec() }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }
}

impl Running {
    /// Statements that pages have run so far.
    pub(crate) fn statements(&self) -> u64 {
        let page = self.get("/metrics").text();
        let count = page.lines().find_map(|l| l.strip_prefix("luoshi_statements_total "));
        count.and_then(|n| n.parse().ok()).expect("a count")
    }
}
