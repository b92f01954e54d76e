//! How much a decoding looks like a Chinese report: by the characters that reports are made of.
//!
//! The list is `data/common.txt`. Text in the wrong encoding is made of rare characters: of GB18030 read as Big5, or the
//! other way round, less than a fifth is common; of a text read rightly, nine tenths.

use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding, GB18030};

/// One bit for each character from U+4E00 to U+9FFF.
static COMMON: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; (LAST - FIRST) as usize / 64 + 1];
    let lines = include_str!("../../data/common.txt").lines().filter(|line| !line.starts_with('#'));
    for c in lines.flat_map(str::chars) {
        if let Some((word, bit)) = place(c)
            && let Some(bits) = bits.get_mut(word)
        {
            *bits |= 1 << bit;
        }
    }
    bits
});

const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

fn place(c: char) -> Option<(usize, u32)> {
    let at = u32::from(c).checked_sub(FIRST)?;
    (at <= LAST - FIRST).then_some((at as usize / 64, at % 64))
}

/// Whether a character is one of those that reports are made of.
pub(super) fn is_common(c: char) -> bool {
    place(c).is_some_and(|(word, bit)| COMMON.get(word).is_some_and(|bits| bits >> bit & 1 == 1))
}

/// Punctuation and full-width forms that stand in Chinese text.
pub(super) fn is_chinese_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3017}' | '\u{FF01}'..='\u{FF5E}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '①'..='⑳' | '℃' | '￥')
}

/// What a decoding is made of; ASCII is not counted, it is the same in all of them.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Score {
    /// Characters beyond ASCII.
    pub(super) characters: u32,
    good: u32,
    /// Bad bytes, private and compatibility characters, kana and other scripts.
    odd: u32,
}

impl Score {
    /// From 1 (all common) down to 0; odd characters count against it.
    #[expect(clippy::cast_precision_loss, reason = "a share of a sample")]
    pub(super) fn share(self) -> f32 {
        if self.characters == 0 {
            return 0.0;
        }
        ((self.good as f32 - 0.5 * self.odd as f32) / self.characters as f32).max(0.0)
    }
}

/// Scores a decoded text.
pub(super) fn score(text: &str) -> Score {
    let mut score = Score::default();
    for c in text.chars().filter(|c| !c.is_ascii()) {
        score.characters += 1;
        if is_common(c) || is_chinese_mark(c) {
            score.good += 1;
        } else if place(c).is_none() {
            score.odd += 1;
        }
    }
    score
}

/// Scores bytes as read in an encoding. A character cut by the end does not count.
pub(super) fn score_bytes(bytes: &[u8], encoding: &'static Encoding) -> Score {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or_default());
    let _ = decoder.decode_to_string(bytes, &mut text, false);
    score(&text)
}

/// The better of GB18030 and Big5 for some bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    pub(super) encoding: &'static Encoding,
    pub(super) score: Score,
    /// The share of the other one.
    pub(super) other: f32,
}

impl Best {
    pub(super) fn is_clear(&self, share: f32) -> bool {
        self.score.characters >= 2 && self.score.odd == 0 && self.score.share() >= share
    }
}

/// GB18030 or Big5, whichever reads more like a report; `None` where neither has a common character.
pub(super) fn best(bytes: &[u8]) -> Option<Best> {
    let gb = score_bytes(bytes, GB18030);
    let big = score_bytes(bytes, BIG5);
    let (encoding, score, other) =
        if big.share() > gb.share() { (BIG5, big, gb.share()) } else { (GB18030, gb, big.share()) };
    (score.share() > 0.0).then_some(Best { encoding, score, other })
}
