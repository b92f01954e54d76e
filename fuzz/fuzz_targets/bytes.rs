//! Any bytes, as a file would hold them: decoded, then read.
#![no_main]

#[path = "../../crates/reader/tests/sound/mod.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::replay("bytes", bytes));
