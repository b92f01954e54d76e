//! GB18030, Big5, UTF-16 and Windows-1252, by `encoding_rs`.
//!
//! What that crate does, and we with it: GB18030 is the edition of 2022 (the eighteen characters that had stood in the
//! private area, such as U+FE10 at `A6D9`, come out as themselves; `8135F437` is U+E7C7); a lone byte `80` is the euro
//! sign, as old Windows files have it; Big5 includes the Hong Kong extension when read. Four-byte forms beyond U+10FFFF
//! and unassigned pairs are bad bytes. Where the second byte of a bad pair is a plain ASCII character, that character
//! is kept: one bad byte never swallows a digit or a tag.

use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::text::Builder;
use crate::document::FaultKind;

/// Decodes, leaving one U+FFFD for each bad byte (in UTF-16: for each bad unit).
pub(super) fn decode(bytes: &[u8], encoding: &'static Encoding, base: u64, builder: &mut Builder) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    // A buffer that is lent to the decoder again and again: appending to a `String` would clear its whole capacity
    // for every bad byte.
    let mut buffer = "\0".repeat(CHUNK * 2);
    // `begun` is the file's byte at which the sound text in the buffer begins.
    let (mut at, mut begun, mut end) = (0, 0, seam(bytes, 0, wide));
    loop {
        let last = end == bytes.len();
        let chunk = bytes.get(at..end).unwrap_or_default();
        let (result, read, written) = decoder.decode_to_str_without_replacement(chunk, &mut buffer, last);
        at += read;
        let piece = buffer.get(..written).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {
                flush(piece, encoding, base, begun, at, builder);
                begun = at;
                if result == DecoderResult::InputEmpty {
                    if last {
                        break;
                    }
                    end = seam(bytes, at, wide);
                }
            }
            DecoderResult::Malformed(bad, after) => {
                let until = at.saturating_sub(after as usize);
                let from = until.saturating_sub(bad as usize);
                flush(piece, encoding, base, begun, from, builder);
                let (characters, kind) = if !wide {
                    (bad as u32, FaultKind::Undecodable)
                } else if bad < 2 {
                    (1, FaultKind::Cut)
                } else {
                    (bad as u32 / 2, FaultKind::LoneSurrogate)
                };
                builder.bad(base + from as u64, base + until as u64, characters, kind);
                begun = until;
            }
        }
    }
}

/// Bytes decoded at a time: the piece stays in the cache between decoding and the search for controls.
const CHUNK: usize = 1 << 15;

/// Where the chunk that begins at `from` ends: between two characters, so that the decoder holds nothing back and
/// every place is exact. No byte below 0x30 is part of a longer character in GB18030 or Big5.
fn seam(bytes: &[u8], from: usize, wide: bool) -> usize {
    let to = from + CHUNK;
    if wide || to >= bytes.len() {
        return to.min(bytes.len());
    }
    let chunk = bytes.get(from..to).unwrap_or_default();
    if let Some(back) = chunk.iter().rposition(|&byte| byte < 0x30) {
        return from + back + 1;
    }
    let rest = bytes.get(to..).unwrap_or_default();
    rest.iter().position(|&byte| byte < 0x30).map_or(bytes.len(), |ahead| to + ahead + 1)
}

/// Hands a piece over that stands in the file from `begun` to `end`.
fn flush(piece: &str, encoding: &'static Encoding, base: u64, begun: usize, end: usize, builder: &mut Builder) {
    let (mut asked, mut place) = (0, begun);
    builder.push_from(piece, |prefix| {
        place += width(piece.get(asked..prefix).unwrap_or_default(), encoding);
        asked = prefix;
        base + place.min(end.max(begun)) as u64
    });
}

/// Bytes that a decoded text took in the file.
fn width(text: &str, encoding: &'static Encoding) -> usize {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        2 * text.encode_utf16().count()
    } else if encoding == BIG5 {
        // Two pairs with a combining mark (Ê̄) are two characters from two bytes; all else is two bytes a character.
        text.chars().map(|c| if c.is_ascii() { 1 } else { 2 * usize::from(!matches!(c, '\u{304}' | '\u{30C}')) }).sum()
    } else if encoding == GB18030 {
        GB18030.encode(text).0.len()
    } else {
        text.chars().count()
    }
}
