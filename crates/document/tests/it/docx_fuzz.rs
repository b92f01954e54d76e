//! Word documents changed by chance, part by part, so that the sums of the container stay right and the markup is met.
//!
//! `LUOSHI_FUZZ_SECONDS` says for how long; `fuzz/` does the same with a fuzzer that learns.

use crate::docx_parts::{replay, split};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

fn saved() -> Vec<Vec<u8>> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/docx"));
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a corpus").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("readable")).collect()
}

#[test]
fn the_saved_corpus() {
    let saved = saved();
    assert!(saved.len() >= 5);
    for bytes in &saved {
        replay(bytes);
    }
}

#[test]
fn changed_by_chance() {
    let seconds = std::env::var("LUOSHI_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(2);
    let (saved, begun, mut chance) = (saved(), Instant::now(), Chance(0x5EED_1234_5678));
    // Elements and attributes to put in and take out, from the examples themselves.
    let pieces: Vec<Vec<u8>> = saved
        .iter()
        .flat_map(|bytes| bytes.split_inclusive(|b| *b == b'>').map(<[u8]>::to_vec))
        .filter(|piece| piece.len() < 200)
        .collect();
    let mut cases = 0;
    while begun.elapsed() < Duration::from_secs(seconds) {
        let mut bytes = saved[chance.below(saved.len())].clone();
        for _ in 0..=chance.below(6) {
            let at = chance.below(bytes.len());
            match chance.below(5) {
                0 => {
                    let piece = pieces[chance.below(pieces.len())].clone();
                    bytes.splice(at..at, piece);
                }
                1 => {
                    let end = (at + chance.below(60)).min(bytes.len());
                    bytes.drain(at..end);
                }
                2 if at < bytes.len() => bytes[at] = chance.next() as u8,
                3 if at < bytes.len() => bytes[at] = *b"0129</>\"&; -\n".get(chance.below(13)).unwrap_or(&b'x'),
                _ => {
                    // A passage twice, as markup is rarely broken by that.
                    let from = bytes[..at].iter().rposition(|b| *b == b'<').unwrap_or_default();
                    let piece = bytes[from..at].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
        }
        let result = std::panic::catch_unwind(|| replay(&bytes));
        assert!(result.is_ok(), "{}", String::from_utf8_lossy(&bytes));
        cases += 1;
    }
    println!("{cases} changed documents");
}

#[test]
fn parts_are_split_as_the_corpus_writes_them() {
    let parts = split(b"<body/>\n--- styles\n<styles/>\n--- numbering\nx");
    assert_eq!(parts, [("", &b"<body/>"[..]), ("styles", b"<styles/>"), ("numbering", b"x")]);
}
