//! UTF-8, sound and damaged.

use std::borrow::Cow;

use super::text::Builder;
use crate::document::FaultKind;

/// The text without a copy where the bytes are ours, or the bytes back where they are not UTF-8.
pub(super) fn whole(bytes: Cow<'_, [u8]>) -> Result<String, Cow<'_, [u8]>> {
    match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Cow::Borrowed(bytes)),
        Cow::Owned(bytes) => String::from_utf8(bytes).map_err(|error| Cow::Owned(error.into_bytes())),
    }
}

/// How much of some bytes is UTF-8.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    /// Bytes in characters of three and four bytes: Chinese, and hardly ever met by chance in GB18030 or Big5.
    pub(super) long: usize,
    /// Bytes in characters of two bytes, which GB18030 text is full of by chance.
    pub(super) short: usize,
    /// Bytes in no character.
    pub(super) bad: usize,
}

impl Tally {
    /// UTF-8 with some damage, or with a passage in something else.
    pub(super) fn is_mostly_utf8(self) -> bool {
        self.long >= self.bad.max(1) || self.short >= 6 * self.bad.max(1)
    }

    /// Something else, but enough UTF-8 in it to look line by line.
    pub(super) fn has_runs_of_utf8(self) -> bool {
        self.long >= 12 && self.long >= self.bad / 50
    }
}

pub(super) fn tally(bytes: &[u8]) -> Tally {
    let mut tally = Tally::default();
    for piece in bytes.utf8_chunks() {
        tally.bad += piece.invalid().len();
        for &byte in piece.valid().as_bytes() {
            match byte {
                0xF0.. => tally.long += 4,
                0xE0.. => tally.long += 3,
                0xC0.. => tally.short += 2,
                _ => {}
            }
        }
    }
    tally
}

/// Decodes, leaving one U+FFFD for each bad byte.
pub(super) fn decode(bytes: &[u8], base: u64, builder: &mut Builder) {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let sound = match std::str::from_utf8(rest) {
            Ok(text) => {
                builder.push(text, base + at as u64);
                return;
            }
            Err(error) => error.valid_up_to(),
        };
        if let Some(text) = rest.get(..sound).and_then(|sound| std::str::from_utf8(sound).ok()) {
            builder.push(text, base + at as u64);
        }
        at += sound;
        let (length, kind) = bytes.get(at..).map_or((1, FaultKind::Undecodable), bad_sequence);
        builder.bad(base + at as u64, base + (at + length) as u64, length as u32, kind);
        at += length;
    }
}

/// How many bytes belong to the bad character that these begin with, and what is wrong with it.
fn bad_sequence(bytes: &[u8]) -> (usize, FaultKind) {
    let continuations =
        |most: usize| bytes.iter().skip(1).take(most).take_while(|&&byte| (0x80..0xC0).contains(&byte)).count();
    match *bytes {
        [0xC0 | 0xC1, 0x80..=0xBF, ..] => (2, FaultKind::Overlong),
        [0xE0, 0x80..=0x9F, ..] => (1 + continuations(2), FaultKind::Overlong),
        [0xF0, 0x80..=0x8F, ..] => (1 + continuations(3), FaultKind::Overlong),
        [0xED, 0xA0..=0xBF, ..] => (1 + continuations(2), FaultKind::LoneSurrogate),
        [0xC2..=0xDF, ..] => (1, FaultKind::Cut),
        [0xE0..=0xEF, ..] => (1 + continuations(1), FaultKind::Cut),
        // Beyond U+10FFFF.
        [0xF4, 0x90..=0xBF, ..] => (1 + continuations(3), FaultKind::Undecodable),
        [0xF0..=0xF4, ..] => (1 + continuations(2), FaultKind::Cut),
        _ => (1, FaultKind::Undecodable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::type_complexity)]
    fn faults(bytes: &[u8]) -> (String, Vec<(std::ops::Range<u32>, std::ops::Range<u64>, FaultKind)>) {
        let mut builder = Builder::new(0);
        decode(bytes, 0, &mut builder);
        let (text, faults) = builder.finish();
        (text, faults.into_iter().map(|f| (f.span, f.bytes, f.kind)).collect())
    }

    #[test]
    fn each_kind_of_damage_has_its_name() {
        use FaultKind::*;
        assert_eq!(faults(b"a\xC0\x80b"), ("a\u{FFFD}\u{FFFD}b".into(), vec![(1..3, 1..3, Overlong)]));
        assert_eq!(faults(b"a\xE0\x80\x80"), ("a\u{FFFD}\u{FFFD}\u{FFFD}".into(), vec![(1..4, 1..4, Overlong)]));
        assert_eq!(faults(b"\xED\xA0\xBDx"), ("\u{FFFD}\u{FFFD}\u{FFFD}x".into(), vec![(0..3, 0..3, LoneSurrogate)]));
        assert_eq!(faults("市".as_bytes().get(..2).unwrap_or_default()).1, [(0..2, 0..2, Cut)]);
        assert_eq!(faults(b"\xE5\xB8\xE5\xB8\x82").1, [(0..2, 0..2, Cut)]);
        assert_eq!(faults(b"\xF0\x9F\x98").1, [(0..3, 0..3, Cut)]);
        assert_eq!(faults(b"\xFF\xFF\xFF.").1, [(0..3, 0..3, Undecodable)]);
        assert_eq!(faults(b"\xF4\x90\x80\x80").1, [(0..4, 0..4, Undecodable)]);
        assert_eq!(faults("好".as_bytes()), ("好".into(), vec![]));
    }
}
