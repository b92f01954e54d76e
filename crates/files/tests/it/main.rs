//! The crate from outside.

// Chance gives small numbers.
#![allow(clippy::cast_possible_wrap)]

mod any;
mod edited;
mod into_record;
mod round;
// The record's own tests need more of it.
#[allow(dead_code)]
#[path = "../../../store/tests/it/server.rs"]
mod server;
