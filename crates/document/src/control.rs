//! Characters that decode well and yet belong in no report: controls, and U+FFFD from an earlier loss.

use crate::document::{Fault, FaultKind};
use crate::position::count;

/// Bytes looked at together; long enough for the compiler to use wide registers.
const STRIDE: usize = 128;

/// Lists controls and U+FFFD in a text, calling `found` with byte range and kind; neighbours of a kind come as one.
///
/// TAB, line ends and form feed (a page's end in text from PDF) are no faults. A sound text costs one fast pass.
pub(crate) fn scan(text: &str, mut found: impl FnMut(usize, usize, FaultKind)) {
    let bytes = text.as_bytes();
    let mut run: Option<(usize, usize, FaultKind)> = None;
    let mut at = 0;
    while at < bytes.len() {
        let end = (at + STRIDE).min(bytes.len());
        // One byte more than the stride, so that a pair across the seam is seen.
        let window = bytes.get(at..(end + 1).min(bytes.len())).unwrap_or_default();
        if suspicious(window) {
            for (place, kind) in faults_from(bytes, at, end) {
                let length = length_at(bytes, place);
                match &mut run {
                    Some((_, until, of)) if *until == place && *of == kind => *until = place + length,
                    _ => {
                        if let Some((from, until, of)) = run.take() {
                            found(from, until, of);
                        }
                        run = Some((place, place + length, kind));
                    }
                }
            }
        }
        at = end;
    }
    if let Some((from, until, of)) = run {
        found(from, until, of);
    }
}

/// Adds the faults of a text that was decoded without loss, `base` being the file's offset of its first byte.
pub(crate) fn list(text: &str, base: u64, faults: &mut Vec<Fault>) {
    let mut counted = (0, 0);
    scan(text, |from, until, kind| {
        let start = counted.1 + count(text.as_bytes().get(counted.0..from).unwrap_or_default());
        let end = start + count(text.as_bytes().get(from..until).unwrap_or_default());
        counted = (until, end);
        faults.push(Fault { span: start..end, bytes: base + from as u64..base + until as u64, kind });
    });
}

/// Whether a control byte, or the first bytes of C1 or U+FFFD, are in there. May be wrong in saying yes.
#[expect(clippy::needless_bitwise_bool, reason = "without branches, so that sixteen bytes are tested at once")]
fn suspicious(window: &[u8]) -> bool {
    let mut any = false;
    for &byte in window {
        any |= (byte < 0x20) & (byte != b'\n') & (byte != b'\r') & (byte != b'\t') & (byte != 0x0C);
        any |= (byte == 0x7F) | (byte == 0xC2);
    }
    let next = window.get(1..).unwrap_or_default();
    for (&byte, &next) in window.iter().zip(next) {
        any |= (byte == 0xEF) & (next == 0xBF);
    }
    any
}

fn faults_from(bytes: &[u8], from: usize, until: usize) -> impl Iterator<Item = (usize, FaultKind)> {
    (from..until).filter_map(move |at| kind_at(bytes, at).map(|kind| (at, kind)))
}

fn kind_at(bytes: &[u8], at: usize) -> Option<FaultKind> {
    match bytes.get(at..)? {
        [b'\n' | b'\r' | b'\t' | 0x0C, ..] => None,
        [0..0x20 | 0x7F, ..] | [0xC2, 0x80..=0x9F, ..] => Some(FaultKind::Control),
        [0xEF, 0xBF, 0xBD, ..] => Some(FaultKind::AlreadyLost),
        _ => None,
    }
}

fn length_at(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(0xC2) => 2,
        Some(0xEF) => 3,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_merged_and_seams_are_seen() {
        for pad in 0..300 {
            let text = format!("{}\0\u{1}\u{85}。\u{FFFD}\u{FFFD}\t\n\u{c}", "x".repeat(pad));
            let mut faults = Vec::new();
            list(&text, 3, &mut faults);
            let pad = pad as u32;
            let seen: Vec<_> = faults.iter().map(|f| (f.span.start - pad, f.span.end - pad, f.kind)).collect();
            assert_eq!(seen, [(0, 3, FaultKind::Control), (4, 6, FaultKind::AlreadyLost)]);
            assert_eq!(faults[0].bytes, u64::from(pad) + 3..u64::from(pad) + 7);
        }
    }
}
