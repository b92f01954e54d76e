//! The record: SQLite and PostgreSQL with a journal that nobody can rewrite.

mod act;
pub mod canonical;
pub mod db;
mod entry;
mod error;
mod head;
pub mod hex;
pub mod journal;
mod publish;
mod store;
pub mod table;
pub mod tables;
mod writer;

pub use act::{Act, Field, Put};
pub use entry::{Cell, Entry, EntryError, Group};
pub use error::StoreError;
pub use head::Head;
pub use store::{Done, Event, Intent, Key, Options, Pending, Reader, Step, Store};
