//! A plan as files that people read and edit: CSV and TOML, out and in again.
//!
//! A folder of files is a whole plan: `plan.toml`, a CSV file for each kind of thing, and the documents under `sources/`,
//! each named by its SHA-256. What was written out and read in again is the same, byte for byte on the next writing.
//!
//! - **Every file says where it ends**: a CSV file with a row `end`, `plan.toml` with a table `[end]`. A file cut anywhere
//!   before that is refused whole; nothing else is checked by sums, so that people can edit with what they have.
//! - A column whose heading stands in brackets is for the eye, and is not read.
//! - A cell that a spreadsheet would run begins with `'`, which is taken off again when it is read.
//! - It opens no file: names and bytes come in, names and bytes go out; [`take_in`] brings them into a record.

mod cells;
mod fault;
mod kinds;
mod plans;
mod read;
mod record;
mod renumber;
mod table;
mod write;

pub use fault::{Fault, Faults};
pub use kinds::{KINDS, Kind};
pub use read::{Read, read};
pub use record::{Documents, NotTaken, Taken, take_in};
pub use renumber::{Number, renumber};
pub use write::{rows, source_path, write};
