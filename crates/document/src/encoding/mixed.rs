//! Two encodings in one file: a report pasted together by a script that did not look.
//!
//! Decided line by line. A line in the other encoding has to read clearly as Chinese there; anything less is damage.

use encoding_rs::{Encoding, UTF_8};
use memchr::memchr;

use super::text::Builder;
use super::{common, foreign, label, utf8};

/// Share of common characters from which a line is clearly in an encoding.
const CLEAR: f32 = 0.6;

/// Decodes a file that is mainly in `main`.
pub(super) fn decode(bytes: &[u8], main: &'static Encoding, base: u64) -> Builder {
    let mut builder = Builder::new(bytes.len() + bytes.len() / 8);
    // The run of lines not yet decoded: where it began, and its encoding.
    let (mut begun, mut running) = (0, main);
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let end = memchr(b'\n', rest).map_or(bytes.len(), |found| at + found + 1);
        let line = bytes.get(at..end).unwrap_or_default();
        // Plain ASCII lines stay with the run they stand in.
        if !line.is_ascii() {
            let encoding = of_line(line, main);
            if encoding != running {
                run(bytes.get(begun..at).unwrap_or_default(), running, main, base + begun as u64, &mut builder);
                (begun, running) = (at, encoding);
            }
        }
        at = end;
    }
    run(bytes.get(begun..).unwrap_or_default(), running, main, base + begun as u64, &mut builder);
    builder
}

fn run(bytes: &[u8], encoding: &'static Encoding, main: &'static Encoding, base: u64, builder: &mut Builder) {
    if bytes.is_empty() {
        return;
    }
    let (start, faults) = (builder.characters(), builder.faults());
    if encoding == UTF_8 {
        utf8::decode(bytes, base, builder);
    } else {
        foreign::decode(bytes, encoding, base, builder);
    }
    if encoding != main {
        builder.other_encoding(start, faults, base..base + bytes.len() as u64, label(encoding));
    }
}

fn of_line(line: &[u8], main: &'static Encoding) -> &'static Encoding {
    let sound = std::str::from_utf8(line).ok();
    if main == UTF_8 {
        if sound.is_some() {
            return UTF_8;
        }
        let tally = utf8::tally(line);
        if tally.long > tally.bad {
            return UTF_8;
        }
        return common::best(line).filter(|best| best.is_clear(CLEAR)).map_or(UTF_8, |best| best.encoding);
    }
    let Some(sound) = sound else { return main };
    let as_utf8 = common::score(sound);
    let as_main = common::score_bytes(line, main);
    if as_utf8.characters >= 3 && as_utf8.share() >= CLEAR && as_utf8.share() > as_main.share() { UTF_8 } else { main }
}
