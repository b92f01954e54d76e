//! A record, open for reading and writing.

use crate::act::{Act, is_word};
use crate::db::{Connection, Place, Row, Sql, Value};
use crate::error::StoreError;
use crate::head::{self, Head};
use crate::journal::Tile;
use crate::publish::Publisher;
use crate::writer::{self, Answer, Job, Order, Writer};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// How many acts may wait before who asks has to wait too.
const WAITING: usize = 4_096;

/// What is done, by whom, why, and on what ground.
#[derive(Debug, Clone, Default)]
pub struct Intent {
    /// What, in words of ours: `target.set`.
    pub kind: String,
    /// Who: the title of a post, not the name of a person.
    pub actor: String,
    /// Why, in the actor's words.
    pub why: Option<String>,
    /// The document it rests on.
    pub source: Option<i64>,
    /// To what, where the act itself does not say.
    pub subject: Option<String>,
    /// A key that makes it safe to repeat.
    pub key: Option<Key>,
}

impl Intent {
    /// An act of a kind by a post.
    #[must_use]
    pub fn new(kind: &str, actor: &str) -> Self {
        Self { kind: kind.to_owned(), actor: actor.to_owned(), ..Self::default() }
    }
}

/// What tells one request from another: whoever repeats a request with the same key gets the answer to the first.
#[derive(Debug, Clone)]
pub struct Key {
    /// Chosen by who asks, never to be used for anything else.
    pub name: Vec<u8>,
    /// All that was asked, to tell when a key is used twice.
    pub request: Vec<u8>,
}

/// An act that is done, and on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done<T> {
    /// The number of its entry.
    pub number: i64,
    /// When it was done, in microseconds since 1970 (UTC).
    pub at: i64,
    /// What it came to; `None` if it had been done before, with the same key.
    pub value: Option<T>,
}

/// An act that waits to be done.
#[derive(Debug)]
pub struct Pending<T> {
    answer: Receiver<Result<Answer, StoreError>>,
    value: Arc<Mutex<Option<T>>>,
}

impl<T> Pending<T> {
    /// Waits until the act is on the disk, or has failed.
    pub fn wait(self) -> Result<Done<T>, StoreError> {
        let ended = |_| StoreError::Stopped("the writer has ended".to_owned());
        let answer = self.answer.recv().map_err(ended)??;
        let value = if answer.repeated { None } else { lock(&self.value).take() };
        Ok(Done { number: answer.number, at: answer.at, value })
    }
}

/// A place in the way of a change, told to whoever watches; where tests end the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A transaction has begun; on a server it may still wait for the head.
    Begun,
    /// Tables and entries are written, the head is not.
    Acted,
    /// All is written, nothing committed.
    Committing,
    /// Committed.
    Committed,
    /// The files of the log are on the disk.
    Laid,
    /// The checkpoint is signed.
    Signed,
    /// The checkpoint is shown.
    Published,
}

/// Something whoever runs the program should know.
#[derive(Debug)]
pub enum Event {
    /// A step was reached.
    Step(Step),
    /// The clock shows an earlier time than the last entry has; that one was taken instead.
    ClockBack {
        /// By how many microseconds.
        by: i64,
    },
    /// The log could not be signed or laid out, or the database not tidied; it is tried again.
    Unpublished(StoreError),
}

/// Who is told of steps and warnings.
pub type Watch = Arc<dyn Fn(&Event) + Send + Sync>;

/// How a record is opened.
#[derive(Clone)]
pub struct Options {
    /// The name of the log where one is begun: its address without scheme, such as `plan.example.org/log`.
    pub origin: Option<String>,
    /// Where the log is laid out for web servers; for a folder, below it.
    pub log: Option<PathBuf>,
    /// The time, in microseconds since 1970 (UTC).
    pub clock: Arc<dyn Fn() -> i64 + Send + Sync>,
    /// Who is told of steps and warnings.
    pub watch: Option<Watch>,
}

impl Default for Options {
    fn default() -> Self {
        Self { origin: None, log: None, clock: Arc::new(|| jiff::Timestamp::now().as_microsecond()), watch: None }
    }
}

impl Options {
    pub(crate) fn tell(&self, event: &Event) {
        if let Some(watch) = &self.watch {
            watch(event);
        }
    }

    pub(crate) fn step(&self, step: Step) {
        self.tell(&Event::Step(step));
    }
}

/// A record, open. Reads may go on while one act is written after another.
pub struct Store {
    place: Place,
    orders: Option<SyncSender<Order>>,
    thread: Option<JoinHandle<()>>,
    readers: Mutex<Vec<Connection>>,
    /// Held while this program may write to the folder.
    _lock: Option<File>,
}

impl Store {
    /// Opens a record for reading and writing, and makes it if there is none.
    pub fn open(place: &Place, options: &Options) -> Result<Self, StoreError> {
        let mut options = options.clone();
        let mut held = None;
        if let Place::Folder(folder) = place {
            fs::create_dir_all(folder).map_err(|e| StoreError::file(folder, &e))?;
            held = Some(hold(folder)?);
            options.log.get_or_insert_with(|| folder.join("log"));
        }
        let mut c = Connection::writing(place)?;
        c.migrate()?;
        writer::begin(&mut c, &options)?;
        let publisher = Publisher::new(options.log.clone());
        let mut publisher_first = Publisher::new(options.log.clone());
        // What the last run did not come to sign is signed before anything new is done.
        publisher_first.publish(&mut c, &options)?;
        let writer = Writer::new(place.clone(), options, c, publisher)?;
        let (orders, taken) = sync_channel(WAITING);
        let thread = std::thread::Builder::new()
            .name("luoshi-writer".to_owned())
            .spawn(move || writer.run(&taken))
            .map_err(|e| StoreError::Database(format!("no thread to write with: {e}")))?;
        Ok(Self {
            place: place.clone(),
            orders: Some(orders),
            thread: Some(thread),
            readers: Mutex::new(Vec::new()),
            _lock: held,
        })
    }

    /// Opens a record that is there, for reading only.
    pub fn read_only(place: &Place) -> Result<Self, StoreError> {
        place.check_there()?;
        let mut c = Connection::reading(place)?;
        c.check_form()?;
        Ok(Self { place: place.clone(), orders: None, thread: None, readers: Mutex::new(vec![c]), _lock: None })
    }

    /// Where it is kept.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Does an act and waits until it is on the disk. What `work` changes is whole or absent with its entry.
    pub fn act<T: Send + 'static>(
        &self,
        intent: Intent,
        work: impl FnOnce(&mut Act<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<Done<T>, StoreError> {
        self.submit(intent, work)?.wait()
    }

    /// Hands an act over to be done. Acts are done in the order in which they are handed over.
    pub fn submit<T: Send + 'static>(
        &self,
        intent: Intent,
        work: impl FnOnce(&mut Act<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<Pending<T>, StoreError> {
        if intent.actor.trim().is_empty() {
            return Err(StoreError::Refused("an act needs the post that acts".to_owned()));
        }
        if let Some(odd) = [Some(&intent.kind), intent.subject.as_ref()].into_iter().flatten().find(|w| !is_word(w)) {
            return Err(StoreError::Refused(format!("{odd:?} is no word of ours: the journal keeps it for ever")));
        }
        let value = Arc::new(Mutex::new(None));
        let slot = Arc::clone(&value);
        let (answer, got) = sync_channel(1);
        let work = Box::new(move |act: &mut Act<'_>| {
            let came = work(act)?;
            *lock(&slot) = Some(came);
            Ok(())
        });
        self.order(Order::Act(Box::new(Job { intent, work, answer })))?;
        Ok(Pending { answer: got, value })
    }

    /// Signs and lays out the log as it stands, and waits for it. Done every second anyway, and at the end.
    pub fn publish(&self) -> Result<(), StoreError> {
        let (answer, got) = sync_channel(1);
        self.order(Order::Publish(answer))?;
        got.recv().map_err(|_| StoreError::Stopped("the writer has ended".to_owned()))?
    }

    /// Leaves no trace of what was erased in the files of the database, as far as the database allows: SQLite overwrites
    /// what it frees, PostgreSQL does so when it needs the room. Older backups keep what they hold.
    pub fn scrub(&self) -> Result<(), StoreError> {
        let (answer, got) = sync_channel(1);
        self.order(Order::Scrub(answer))?;
        got.recv().map_err(|_| StoreError::Stopped("the writer has ended".to_owned()))?
    }

    fn order(&self, order: Order) -> Result<(), StoreError> {
        let ended = || StoreError::Stopped("the writer has ended".to_owned());
        let Some(orders) = &self.orders else {
            return Err(StoreError::ReadOnly("it was opened for reading".to_owned()));
        };
        orders.send(order).map_err(|_| ended())
    }

    /// Reads one state of the record, whatever is written meanwhile.
    pub fn read<T>(&self, look: impl FnOnce(&mut Reader<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let kept = lock(&self.readers).pop();
        let mut c = kept.map_or_else(|| Connection::reading(&self.place), Ok)?;
        let head = match head::begin_reading(&mut c) {
            // The server ended a line that lay unused, as when it was started anew; the others lay there as long.
            Err(StoreError::Gone(_)) => {
                lock(&self.readers).clear();
                c = Connection::reading(&self.place)?;
                head::begin_reading(&mut c)?
            }
            begun => begun?,
        };
        let result = look(&mut Reader { c: &mut c, head, statements: 0 });
        // Torn, perhaps: who asks again reads the file as it lies then.
        c.check_still()?;
        if c.end_reading().is_ok() {
            lock(&self.readers).push(c);
        }
        result
    }

    /// The state of the journal: its size names the state of the record.
    pub fn head(&self) -> Result<Head, StoreError> {
        self.read(|reader| Ok(reader.head()))
    }

    /// Prepares every statement there is, so that the first to need one does not wait; how many there are. Fails where the
    /// database does not understand one, and names it.
    pub fn prepare(&self) -> Result<usize, StoreError> {
        let mut c = Connection::reading(&self.place)?;
        let all = crate::db::all_statements();
        for (name, sql) in &all {
            c.prepare(*sql).map_err(|e| StoreError::Database(format!("{name}: {e}")))?;
        }
        lock(&self.readers).push(c);
        Ok(all.len())
    }

    /// Waits until all acts are done and the log is published, and closes the record.
    pub fn close(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // A writer that panicked has said so; there is nothing to add.
            let _ = thread.join();
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.end();
    }
}

/// Takes the lock of a folder.
fn hold(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("lock");
    let open = File::options().create(true).truncate(false).write(true).read(true).open(&path);
    let file = open.map_err(|e| StoreError::file(&path, &e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked(folder.display().to_string())),
        Err(TryLockError::Error(e)) => Err(StoreError::file(&path, &e)),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What is behind these locks is whole at every moment.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One state of the record.
pub struct Reader<'c> {
    c: &'c mut Connection,
    head: Head,
    statements: u32,
}

impl Reader<'_> {
    /// Hands each row of a query to `take`.
    pub fn each(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.statements += 1;
        self.c.each(sql, values, take)
    }

    /// The first row of a query, if there is one.
    pub fn one<T>(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        take: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.statements += 1;
        self.c.one(sql, values, take)
    }

    /// The state of the journal: its size names this state of the record. Every reading begins with it; it is not asked for again.
    #[must_use]
    pub fn head(&self) -> Head {
        self.head
    }

    /// A file of the log, as a server gives it.
    pub fn tile(&mut self, tile: Tile) -> Result<Option<Vec<u8>>, StoreError> {
        self.statements += 1;
        head::content(self.c, tile)
    }

    /// The last state of the journal that was signed, as a signed note; none where nothing was signed yet.
    pub fn checkpoint(&mut self) -> Result<Option<(i64, String)>, StoreError> {
        self.statements += 1;
        Ok(crate::publish::signed(self.c)?.map(|signed| (signed.size, signed.note)))
    }

    /// The keys that sign the log, the newest first, one a line.
    pub fn verifiers(&mut self) -> Result<String, StoreError> {
        self.statements += 1;
        let keys: Vec<_> = crate::publish::verifiers(self.c)?.iter().map(ToString::to_string).collect();
        Ok(keys.join("\n") + "\n")
    }

    /// How many statements were run, besides the one that every reading begins with.
    #[must_use]
    pub fn statements(&self) -> u32 {
        self.statements
    }
}
