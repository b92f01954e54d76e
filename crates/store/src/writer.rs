//! The one thread of a program that writes. Acts that arrive together share a transaction, and so a wait for the disk;
//! each is whole or absent by itself, and none is answered before all are on the disk.

use crate::act::{self, Act};
use crate::db::{Connection, Engine, Place, Sql, Value, statements};
use crate::entry::{self, Heading};
use crate::error::StoreError;
use crate::head::{self, Head, Lock};
use crate::journal::{Edge, Hash, LONGEST};
use crate::publish::{self, Publisher};
use crate::store::{Event, Intent, Options, Step};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

/// How many acts share a transaction at most.
const TOGETHER: usize = 512;

/// How long a transaction gathers acts at most: who waits for the first of them should not wait long.
const GATHERING: Duration = Duration::from_millis(20);

/// How often the log is signed and published while there is something new.
const PUBLISHING: Duration = Duration::from_secs(1);

/// After how many acts SQLite's write-ahead log is carried into its file.
const CARRYING: u32 = 2_000;

statements! {
    ONCE = Sql::new("SELECT entry, salt, request FROM once WHERE name = $1");
    ANSWERED = Sql::new("INSERT INTO once (name, entry, salt, request) VALUES ($1, $2, $3, $4)");
}

/// What an act comes to, but for its value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) number: i64,
    pub(crate) at: i64,
    pub(crate) repeated: bool,
}

/// What is to be done.
pub(crate) type Work = Box<dyn FnOnce(&mut Act<'_>) -> Result<(), StoreError> + Send>;

/// An act waiting to be done.
pub(crate) struct Job {
    pub(crate) intent: Intent,
    pub(crate) work: Work,
    pub(crate) answer: SyncSender<Result<Answer, StoreError>>,
}

/// What the thread is asked to do.
pub(crate) enum Order {
    /// Do this.
    Act(Box<Job>),
    /// Sign and publish what there is, and say when it is done.
    Publish(SyncSender<Result<(), StoreError>>),
    /// Leave no trace of what was erased in the files of the database, and say when it is done.
    Scrub(SyncSender<Result<(), StoreError>>),
}

pub(crate) struct Writer {
    place: Place,
    options: Options,
    connection: Option<Connection>,
    edge: Edge,
    /// The root of the edge.
    root: Hash,
    posts: HashMap<String, i64>,
    publisher: Publisher,
    /// Why writing has stopped.
    stopped: Option<String>,
    uncarried: u32,
}

impl Writer {
    pub(crate) fn new(
        place: Place,
        options: Options,
        mut connection: Connection,
        publisher: Publisher,
    ) -> Result<Self, StoreError> {
        let head = head::read(&mut connection, Lock::None)?;
        let edge = head::edge(&mut connection, &head)?;
        Ok(Self {
            place,
            options,
            connection: Some(connection),
            edge,
            root: head.root,
            posts: HashMap::new(),
            publisher,
            stopped: None,
            uncarried: 0,
        })
    }

    /// Works until nobody can order anything any more.
    pub(crate) fn run(mut self, orders: &Receiver<Order>) {
        let mut due: Option<Instant> = None;
        loop {
            let order = match due {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => orders.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match order {
                Ok(Order::Act(job)) => {
                    if self.group(*job, orders) && due.is_none() {
                        due = Some(Instant::now() + PUBLISHING);
                    }
                }
                Ok(Order::Publish(answer)) => {
                    // Who asked may have gone.
                    let _ = answer.send(self.publish());
                    due = None;
                    continue;
                }
                Ok(Order::Scrub(answer)) => {
                    let _ = answer.send(self.scrub());
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if due.is_some_and(|due| due <= Instant::now()) {
                due = None;
                if let Err(error) = self.publish() {
                    self.options.tell(&Event::Unpublished(error));
                }
            }
            self.carry();
        }
        if let Err(error) = self.publish() {
            self.options.tell(&Event::Unpublished(error));
        }
        self.uncarried = u32::MAX;
        self.carry();
    }

    /// Does an act, and those that arrive meanwhile; whether anything was written.
    fn group(&mut self, first: Job, orders: &Receiver<Order>) -> bool {
        if let Some(why) = &self.stopped {
            let _ = first.answer.send(Err(StoreError::Stopped(why.clone())));
            return false;
        }
        let mut c = match self.connection.take().map_or_else(|| Connection::writing(&self.place), Ok) {
            Ok(c) => c,
            Err(error) => {
                let _ = first.answer.send(Err(error));
                return false;
            }
        };
        let mut answers: Vec<Waiting> = Vec::new();
        let mut after: Vec<Order> = Vec::new();
        let done = self.transaction(&mut c, first, orders, &mut answers, &mut after);
        let lost = matches!(done, Err(StoreError::Gone(_) | StoreError::Unknown(_))) || !c_is_usable(&mut c);
        if !lost {
            self.connection = Some(c);
        }
        let wrote = done.is_ok() && answers.iter().any(|(_, a)| a.as_ref().is_ok_and(|a| !a.repeated));
        if done.is_err() {
            // What was learnt within the transaction is not so.
            self.posts.clear();
        }
        for (to, answer) in answers {
            let answer = match (&done, answer) {
                (Ok(()), answer) => answer,
                // An act that was refused was refused; the others share the fate of the transaction.
                (Err(_), Err(refused)) => Err(refused),
                (Err(failed), Ok(_)) => Err(failed.clone()),
            };
            // Who asked may have gone; the act is done all the same.
            let _ = to.send(answer);
        }
        for order in after {
            match order {
                Order::Publish(answer) => drop(answer.send(self.publish())),
                Order::Scrub(answer) => drop(answer.send(self.scrub())),
                // A transaction takes these itself.
                Order::Act(_) => {}
            }
        }
        wrote
    }

    fn transaction(
        &mut self,
        c: &mut Connection,
        first: Job,
        orders: &Receiver<Order>,
        answers: &mut Vec<Waiting>,
        after: &mut Vec<Order>,
    ) -> Result<(), StoreError> {
        let begun = (|| {
            match c.begin_writing() {
                // The line broke while nothing was asked: nothing of this act was done, so it is tried on a new one.
                Err(StoreError::Gone(_)) => {
                    *c = Connection::writing(&self.place)?;
                    c.begin_writing()?;
                }
                begun => begun?,
            }
            self.options.step(Step::Begun);
            let head = head::read(c, Lock::Held)?;
            if self.edge.size() != head.size as u64 || self.root != head.root {
                // Another program wrote, or this one did not learn what became of its last commit.
                self.edge = head::edge(c, &head)?;
                self.root = head.root;
                self.posts.clear();
            }
            Ok(head)
        })();
        let before = match begun {
            Ok(head) => head,
            Err(error) => {
                let _ = c.batch("ROLLBACK");
                answers.push((first.answer, Ok(Answer { number: 0, at: 0, repeated: false })));
                return Err(error);
            }
        };
        let mut head = before;
        let mut edge = self.edge.clone();
        let first_at = Instant::now();
        let mut next = Some(first);
        while let Some(job) = next.take() {
            let Job { intent, work, answer } = job;
            let kept = edge.clone();
            let result = c.batch("SAVEPOINT act").and_then(|()| self.act(c, &intent, work, &mut head, &mut edge));
            let result = result.and_then(|answer| c.batch("RELEASE SAVEPOINT act").map(|()| answer));
            let failed = match &result {
                Ok(_) => None,
                Err(error) => {
                    edge = kept;
                    self.posts.clear();
                    let undone =
                        c.is_in_transaction() && c.batch("ROLLBACK TO SAVEPOINT act; RELEASE SAVEPOINT act").is_ok();
                    (!undone).then(|| error.clone())
                }
            };
            answers.push((answer, result));
            if let Some(error) = failed {
                let _ = c.batch("ROLLBACK");
                return Err(error);
            }
            if answers.len() >= TOGETHER || first_at.elapsed() >= GATHERING {
                break;
            }
            next = loop {
                match orders.try_recv() {
                    Ok(Order::Act(job)) => break Some(*job),
                    Ok(order) => after.push(order),
                    Err(_) => break None,
                }
            };
        }
        if head.size == before.size {
            return c.batch("ROLLBACK");
        }
        head.root = edge.root();
        self.options.step(Step::Acted);
        let set = head::set(c, before.size, &head);
        if let Err(error) = set {
            let _ = c.batch("ROLLBACK");
            return Err(error);
        }
        self.options.step(Step::Committing);
        match c.batch("COMMIT") {
            Ok(()) => {}
            Err(error) => return Err(self.uncommitted(c, error)),
        }
        self.options.step(Step::Committed);
        self.uncarried = self.uncarried.saturating_add((head.size - before.size) as u32);
        self.edge = edge;
        self.root = head.root;
        Ok(())
    }

    /// What a commit that failed means: whether it may have been kept, and whether writing can go on.
    fn uncommitted(&mut self, c: &mut Connection, error: StoreError) -> StoreError {
        match error {
            StoreError::Gone(why) => StoreError::Unknown(why),
            // The server answered: it did not commit.
            answered if c.engine() == Engine::Postgres => answered,
            // Nothing was committed: there was no room for the last page. SQLite may have taken the rest back by itself.
            StoreError::Full(_) | StoreError::Busy(_) if !c.is_in_transaction() || c.batch("ROLLBACK").is_ok() => error,
            // The disk failed under the commit. It may have been kept, and what the system holds in memory may differ from
            // what is on the disk: nothing more is written until the program starts again and reads what is there.
            other => {
                let why = other.to_string();
                let _ = c.batch("ROLLBACK");
                self.stopped = Some(why.clone());
                StoreError::Unknown(why)
            }
        }
    }

    /// One act, within its savepoint.
    fn act(
        &mut self,
        c: &mut Connection,
        intent: &Intent,
        work: Work,
        head: &mut Head,
        edge: &mut Edge,
    ) -> Result<Answer, StoreError> {
        let number = head.size;
        let name: Option<[u8; 32]> = intent.key.as_ref().map(|key| Sha256::digest(&key.name).into());
        if let (Some(key), Some(name)) = (&intent.key, &name) {
            let known = c.one(ONCE, &[Value::Bytes(name)], |row| {
                let same = match (row.maybe_bytes(1)?, row.maybe_bytes(2)?) {
                    (Some(salt), Some(request)) => act::hmac(salt, &[&key.request]) == request,
                    // What it was about has been erased: all that is known is that it was answered.
                    _ => true,
                };
                Ok((row.int(0)?, same))
            })?;
            match known {
                Some((entry, true)) => return Ok(Answer { number: entry, at: head.at, repeated: true }),
                Some((entry, false)) => return Err(StoreError::KeyReused(entry)),
                None => {}
            }
        }
        let now = (self.options.clock)();
        if now < head.at {
            self.options.tell(&Event::ClockBack { by: head.at - now });
        }
        let at = now.max(head.at);
        let mut act = Act::new(c, number, at, head.next_id, &mut self.posts);
        let actor = act.post(&intent.actor)?;
        let why = intent.why.as_deref().map(|why| act.why(why)).transpose()?;
        match catch_unwind(AssertUnwindSafe(|| work(&mut act))) {
            Ok(done) => done?,
            Err(_) => {
                return Err(StoreError::Refused("a fault of the program ended this act (it panicked)".to_owned()));
            }
        }
        let acted = act.finish()?;
        let mut once = None;
        if let (Some(key), Some(name)) = (&intent.key, &name) {
            let salt: [u8; 32] = act::random()?;
            let request = act::hmac(&salt, &[&key.request]);
            c.run(ANSWERED, &[Value::Bytes(name), Value::Int(number), Value::Bytes(&salt), Value::Bytes(&request)])?;
            once = Some(act::hmac(&salt, &[name, &request]));
        }
        let heading = Heading {
            kind: &intent.kind,
            at,
            subject: acted.subject.as_deref().or(intent.subject.as_deref()).unwrap_or("record"),
            actor: &format!("post/{actor}"),
            next_id: acted.next_id,
            why,
            source: intent.source,
            once,
        };
        let content = entry::write(&heading, &acted.changes, &acted.batches);
        debug_assert!(entry::Entry::parse(&content).is_ok(), "{:?}", entry::Entry::parse(&content));
        if content.len() > LONGEST {
            return Err(StoreError::Refused("the act is too large for one entry; divide it".to_owned()));
        }
        head::append(c, edge, &content)?;
        *head = Head { size: number + 1, next_id: acted.next_id, at, root: head.root };
        Ok(Answer { number, at, repeated: false })
    }

    fn publish(&mut self) -> Result<(), StoreError> {
        if let Some(why) = &self.stopped {
            return Err(StoreError::Stopped(why.clone()));
        }
        let mut c = self.connection.take().map_or_else(|| Connection::writing(&self.place), Ok)?;
        let done = self.publisher.publish(&mut c, &self.options);
        if c_is_usable(&mut c) {
            self.connection = Some(c);
        }
        done
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        let mut c = self.connection.take().map_or_else(|| Connection::writing(&self.place), Ok)?;
        let done = c.scrub();
        if c_is_usable(&mut c) {
            self.connection = Some(c);
        }
        done
    }

    /// Carries SQLite's write-ahead log into its file: here, and not within a commit, so that its errors are seen.
    fn carry(&mut self) {
        let Some(Connection::Sqlite(c)) = self.connection.as_mut().filter(|_| self.uncarried >= CARRYING) else {
            return;
        };
        self.uncarried = 0;
        if let Err(error) = c.carry() {
            if matches!(error, StoreError::Busy(_)) {
                return;
            }
            self.options.tell(&Event::Unpublished(error.clone()));
            if !matches!(error, StoreError::Full(_)) {
                self.stopped = Some(error.to_string());
            }
        }
    }
}

type Waiting = (SyncSender<Result<Answer, StoreError>>, Result<Answer, StoreError>);

/// Whether a connection can be used again: it stands, and no transaction is open on it.
fn c_is_usable(c: &mut Connection) -> bool {
    match c {
        Connection::Sqlite(c) => !c.is_in_transaction(),
        Connection::Postgres(c) => !c.is_closed(),
    }
}

/// Makes the first entry of a new log: which key signs it. And the first after a restored backup that may not have been the
/// newest state: the old key may have signed another future, so a new one signs this.
pub(crate) fn begin(c: &mut Connection, options: &Options) -> Result<(), StoreError> {
    c.begin_writing()?;
    let made = (|| {
        head::make(c)?;
        let before = head::read(c, Lock::Held)?;
        let renewed = before.size > 0;
        if renewed && publish::can_sign(c)? {
            return c.batch("ROLLBACK");
        }
        let at = (options.clock)().max(before.at);
        let mut edge = head::edge(c, &before)?;
        let old = publish::verifiers(c)?;
        let mut posts = HashMap::new();
        let mut act = Act::new(c, before.size, at, before.next_id, &mut posts);
        let (verifier, seed) = publish::new_key(options.origin.as_deref(), &old)?;
        act.signer(&verifier, &seed)?;
        let acted = act.finish()?;
        let heading = Heading {
            kind: if renewed { "log.renew" } else { "log.begin" },
            at,
            subject: "log",
            actor: "luoshi",
            next_id: acted.next_id,
            why: None,
            source: None,
            once: None,
        };
        let content = entry::write(&heading, &acted.changes, &acted.batches);
        head::append(c, &mut edge, &content)?;
        head::set(c, before.size, &Head { size: before.size + 1, next_id: acted.next_id, at, root: edge.root() })?;
        c.batch("COMMIT")
    })();
    if made.is_err() {
        let _ = c.batch("ROLLBACK");
    }
    made
}
