//! Which encoding a file is in, and its text.
//!
//! In this order: a mark at the start; UTF-16, where every other byte is zero; strict UTF-8; UTF-8 with damaged bytes;
//! UTF-16 without a zero byte; GB18030 or Big5, whichever gives more of the characters that reports are made of.
//! A word in the file about its own encoding (`<meta charset>`) is only heard where the bytes leave a choice: pages
//! are saved and served again by programs that do not change it.

mod common;
mod foreign;
mod guess;
mod mixed;
mod text;
mod utf8;

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::control;
use crate::document::{Fault, FaultKind};
use crate::error::DocumentError;
use guess::Guess;
use text::Builder;

/// A text and how it was had.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    pub(crate) mark: bool,
    pub(crate) faults: Vec<Fault>,
}

/// More controls than this share of a file, and it is no text: 1 in 10.
const CONTROLS_OF_BINARY: usize = 10;

/// More undecodable bytes and controls than this share of a file that is not UTF-8, and it is no text: 1 in 20.
const FAULTS_OF_BINARY: usize = 20;

/// Decodes bytes that are not of a known other format.
pub(crate) fn to_text(bytes: Cow<'_, [u8]>) -> Result<Decoded, DocumentError> {
    match &*bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            return Err(DocumentError::UnknownEncoding { guess: "UTF-32" });
        }
        [0xFF, 0xFE, rest @ ..] => return Ok(marked(rest, UTF_16LE, 2)),
        [0xFE, 0xFF, rest @ ..] => return Ok(marked(rest, UTF_16BE, 2)),
        [0x84, 0x31, 0x95, 0x33, rest @ ..] => return Ok(marked(rest, GB18030, 4)),
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            let mut decoded = without_mark(Cow::Borrowed(rest), 3)?;
            decoded.mark = true;
            return Ok(decoded);
        }
        _ => {}
    }
    without_mark(bytes, 0)
}

fn without_mark(bytes: Cow<'_, [u8]>, base: u64) -> Result<Decoded, DocumentError> {
    if base == 0
        && let Some(encoding) = guess::utf16_with_zeros(&bytes)
    {
        return finish(&bytes, encoding, base, false);
    }
    match utf8::whole(bytes) {
        Ok(text) => {
            let mut faults = Vec::new();
            control::list(&text, base, &mut faults);
            let controls: usize = faults
                .iter()
                .filter(|fault| fault.kind == FaultKind::Control)
                .map(|fault| (fault.bytes.end - fault.bytes.start) as usize)
                .sum();
            if controls > 2 && controls > text.len() / CONTROLS_OF_BINARY {
                return Err(DocumentError::NotText);
            }
            Ok(Decoded { text, encoding: label(UTF_8), mark: false, faults })
        }
        Err(bytes) => not_utf8(&bytes, base),
    }
}

/// A file that is not wholly UTF-8.
fn not_utf8(bytes: &[u8], base: u64) -> Result<Decoded, DocumentError> {
    let tally = utf8::tally(bytes);
    if tally.is_mostly_utf8() {
        return checked(mixed::decode(bytes, UTF_8, base), UTF_8, bytes.len(), false);
    }
    match guess::legacy(bytes, base == 0) {
        Guess::Of { encoding, doubtful } if encoding == GB18030 || encoding == BIG5 => {
            if tally.has_runs_of_utf8() {
                checked(mixed::decode(bytes, encoding, base), encoding, bytes.len(), doubtful)
            } else {
                finish(bytes, encoding, base, doubtful)
            }
        }
        Guess::Of { encoding, doubtful } => finish(bytes, encoding, base, doubtful),
        Guess::Damaged => checked(mixed::decode(bytes, UTF_8, base), UTF_8, bytes.len(), false),
        Guess::Unknown(guess) => Err(DocumentError::UnknownEncoding { guess }),
        Guess::NotText => Err(DocumentError::NotText),
    }
}

fn finish(bytes: &[u8], encoding: &'static Encoding, base: u64, doubtful: bool) -> Result<Decoded, DocumentError> {
    let mut builder = Builder::new(bytes.len() + bytes.len() / 2);
    foreign::decode(bytes, encoding, base, &mut builder);
    checked(builder, encoding, bytes.len(), doubtful)
}

/// The result, unless so much of it is faulty that the file cannot have been a text.
fn checked(
    builder: Builder,
    encoding: &'static Encoding,
    bytes: usize,
    doubtful: bool,
) -> Result<Decoded, DocumentError> {
    let (text, mut faults) = builder.finish();
    let bad: u64 = faults
        .iter()
        .filter(|fault| !matches!(fault.kind, FaultKind::OtherEncoding(_)))
        .map(|fault| fault.bytes.end - fault.bytes.start)
        .sum();
    let share = if encoding == UTF_8 { 2 } else { FAULTS_OF_BINARY };
    if bad > 8 && bad > (bytes / share) as u64 {
        return Err(DocumentError::NotText);
    }
    if doubtful {
        let span = 0..crate::position::count(text.as_bytes());
        faults.insert(0, Fault { span, bytes: 0..bytes as u64, kind: FaultKind::DoubtfulEncoding });
    }
    Ok(Decoded { text, encoding: label(encoding), mark: false, faults })
}

/// A file whose first bytes say what it is in: it is read so, whatever else is in it.
fn marked(bytes: &[u8], encoding: &'static Encoding, base: u64) -> Decoded {
    let mut builder = Builder::new(bytes.len() + bytes.len() / 2);
    foreign::decode(bytes, encoding, base, &mut builder);
    let (text, faults) = builder.finish();
    Decoded { text, encoding: label(encoding), mark: true, faults }
}

/// An encoding's name as people write it.
pub(crate) fn label(encoding: &'static Encoding) -> &'static str {
    [
        (UTF_8, "utf-8"),
        (UTF_16LE, "utf-16le"),
        (UTF_16BE, "utf-16be"),
        (GB18030, "gb18030"),
        (BIG5, "big5"),
        (WINDOWS_1252, "windows-1252"),
    ]
    .into_iter()
    .find_map(|(known, label)| (known == encoding).then_some(label))
    .unwrap_or_else(|| encoding.name())
}
