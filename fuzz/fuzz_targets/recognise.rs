//! Any text through the lower layer: numbers, quantities, times, places.
#![no_main]

#[path = "../../crates/reader/tests/sound/mod.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::replay("recognise", bytes));
