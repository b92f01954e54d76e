//! The record: SQLite and PostgreSQL with a journal that nobody can rewrite.

// Sizes and numbers of entries are i64 in both databases and far below 2⁶³; a journal that reached it would be 10⁹ years old.
#![allow(clippy::cast_possible_wrap, clippy::cast_sign_loss)]

mod act;
mod backup;
pub mod canonical;
pub mod db;
mod entry;
mod error;
mod head;
pub mod hex;
pub mod history;
pub mod journal;
pub mod plan;
mod publish;
mod revert;
mod store;
pub mod table;
pub mod tables;
pub mod verify;
mod writer;

pub use act::{Act, Field, Put};
pub use backup::{backup, restore};
pub use entry::{Cell, Entry, EntryError, Group};
pub use error::StoreError;
pub use head::Head;
pub use revert::{PUBLISH, TakenBack};
pub use store::{Done, Event, Intent, Key, Options, Pending, Reader, Step, Store, Watch};
