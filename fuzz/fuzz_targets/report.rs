//! A report made of pieces that the bytes choose, so that chance reaches the grammar.
#![no_main]

#[path = "../../crates/reader/tests/sound/mod.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::replay("report", bytes));
