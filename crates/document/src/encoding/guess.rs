//! Guesses where the bytes do not say it themselves.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::common;

/// What a file is in that is not UTF-8.
pub(super) enum Guess {
    /// One of the encodings that are read.
    Of {
        encoding: &'static Encoding,
        /// Another was nearly as likely.
        doubtful: bool,
    },
    /// UTF-8 (or ASCII) with bytes that are nothing.
    Damaged,
    /// A text, but not one that is read; the name of what it may be.
    Unknown(&'static str),
    /// No text.
    NotText,
}

/// Bytes looked at; enough for any guess, and a guess costs the same for every file.
const SAMPLE: usize = 1 << 16;

/// Share of common characters from which a text is believed to be Chinese.
const CHINESE: f32 = 0.45;

/// GB18030, Big5, UTF-16 without a zero byte, Windows-1252, or none of them.
pub(super) fn legacy(bytes: &[u8], from_start: bool) -> Guess {
    // From the first byte beyond ASCII, which begins a character in every one of them.
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
    let sample = head(bytes.get(first..).unwrap_or_default(), SAMPLE);
    let best = common::best(sample);
    let share = best.map_or(0.0, |best| best.score.share());
    if from_start
        && share < 0.8
        && let Some((encoding, wide)) = utf16(bytes)
        && wide > share
        && wide > CHINESE
    {
        return Guess::Of { encoding, doubtful: wide < share + 0.2 };
    }
    let controls = sample.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0C)).count();
    if controls > 2 && controls > sample.len() / 50 && share < 0.8 {
        return Guess::NotText;
    }
    if let Some(best) = best.filter(|best| best.score.share() >= CHINESE) {
        let close = best.other > 0.75 * share;
        // Two characters may be anything; then a second opinion is asked, and the doubt said.
        let second = close.then(|| detector(bytes, first)).filter(|&second| second == BIG5 || second == GB18030);
        return Guess::Of { encoding: second.unwrap_or(best.encoding), doubtful: close || share < 0.6 };
    }
    let high = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let named = detector(bytes, first);
    if named == WINDOWS_1252 && high * 4 < sample.len() && !sample.iter().any(|byte| UNUSED.contains(byte)) {
        return Guess::Of { encoding: WINDOWS_1252, doubtful: true };
    }
    if high * 50 < bytes.len() || high < 4 {
        return Guess::Damaged;
    }
    match best {
        // Names in rare characters, a table of figures: Chinese if it reads without a single bad pair.
        Some(best) if share > 0.25 && share > 2.0 * best.other => Guess::Of { encoding: best.encoding, doubtful: true },
        _ if named == GB18030 || named == BIG5 || named.name() == "GBK" => Guess::NotText,
        _ => Guess::Unknown(named.name()),
    }
}

/// Bytes that mean nothing in Windows-1252.
const UNUSED: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

fn head(bytes: &[u8], most: usize) -> &[u8] {
    bytes.get(..most.min(bytes.len())).unwrap_or_default()
}

/// The opinion of the detector that a browser uses.
fn detector(bytes: &[u8], first: usize) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let from = first.saturating_sub(1);
    detector.feed(head(bytes.get(from..).unwrap_or_default(), SAMPLE), true);
    let named = detector.guess(None, Utf8Detection::Deny);
    if named.name() == "GBK" { GB18030 } else { named }
}

/// UTF-16 where the bytes contain zeros, as every text with ASCII digits or line ends does.
pub(super) fn utf16_with_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = head(bytes, SAMPLE);
    memchr::memchr(0, sample)?;
    utf16(sample).map(|(encoding, _)| encoding)
}

/// UTF-16 by what its units are, with the share of good ones.
fn utf16(bytes: &[u8]) -> Option<(&'static Encoding, f32)> {
    let sample = head(bytes, SAMPLE);
    let little = share(sample, u16::from_le_bytes);
    let big = share(sample, u16::from_be_bytes);
    let (encoding, share, other) = if little >= big { (UTF_16LE, little, big) } else { (UTF_16BE, big, little) };
    (share > 0.5 && share > 2.0 * other).then_some((encoding, share))
}

#[expect(clippy::cast_precision_loss, reason = "a share of a sample")]
fn share(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> f32 {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
    let (mut all, mut good, mut odd) = (0_u32, 0_u32, 0_u32);
    for decoded in char::decode_utf16(units) {
        all += 1;
        match decoded {
            Ok('\n' | '\r' | '\t' | ' '..='~' | '\u{A0}'..='\u{FF}') => good += 1,
            Ok('\0'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFE}' | '\u{FFFF}') | Err(_) => odd += 1,
            Ok(c) => good += u32::from(common::is_common(c) || common::is_chinese_mark(c)),
        }
    }
    if all == 0 { 0.0 } else { (good as f32 - 2.0 * odd as f32).max(0.0) / all as f32 }
}
