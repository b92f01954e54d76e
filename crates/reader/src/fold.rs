//! One character to the one the grammar knows: half-width, simplified, one form of each mark.

use crate::look;
use std::sync::OnceLock;

static VARIANTS: &str = include_str!("../lexicon/zh/variants.tsv");

/// The character of today's script for one that was printed otherwise (産 → 产); marks and everything else as they are.
///
/// ```
/// assert_eq!("産值：，".chars().map(luoshi_reader::simplified).collect::<String>(), "产值：，");
/// ```
#[must_use]
pub fn simplified(c: char) -> char {
    if ('\u{3400}'..='\u{9fff}').contains(&c) { Fold::get().char(c) } else { c }
}

/// The folding table of the basic plane: index a character, get its folded form.
pub(crate) struct Fold {
    table: Vec<u16>,
    /// What each character looks like; see [`crate::look`].
    pub(crate) looks: Vec<u8>,
}

impl Fold {
    /// The table, made once from `lexicon/zh/variants.tsv` and the marks below.
    pub(crate) fn get() -> &'static Self {
        static FOLD: OnceLock<Fold> = OnceLock::new();
        FOLD.get_or_init(|| {
            let mut table: Vec<u16> = (0..=u16::MAX).collect();
            let mut looks = look::table();
            let mut set = |from: u16, to: u16| {
                table[from as usize] = to;
                if let (Some(c), Some(folded)) = (char::from_u32(from.into()), char::from_u32(to.into())) {
                    looks[from as usize] = look::look(c, folded);
                }
            };
            for line in VARIANTS.lines().filter(|l| !l.starts_with('#')) {
                let mut c = line.chars();
                if let (Some(from), Some('\t'), Some(to)) = (c.next(), c.next(), c.next())
                    && let (Ok(from), Ok(to)) = (u16::try_from(from as u32), u16::try_from(to as u32))
                {
                    set(from, to);
                }
            }
            // Full-width ASCII stands 0xFEE0 above its half-width twin.
            for c in 0xFF01..=0xFF5Eu16 {
                set(c, c - 0xFEE0);
            }
            for (from, to) in MARKS {
                set(*from as u16, *to as u16);
            }
            Self { table, looks }
        })
    }

    /// The folded form of `c`.
    pub(crate) fn char(&self, c: char) -> char {
        match self.table.get(c as usize) {
            Some(&f) => char::from_u32(u32::from(f)).unwrap_or(c),
            None => c,
        }
    }
}

/// Marks that pages write in several ways, with the one form the grammar uses.
const MARKS: &[(char, char)] = &[
    ('\u{3000}', ' '), // ideographic space
    ('\u{a0}', ' '),
    ('℅', '%'), // "care of", typed for the per cent sign
    ('﹪', '%'),
    ('∶', ':'),
    ('︰', ':'),
    ('﹕', ':'),
    ('﹔', ';'),
    ('﹐', ','),
    ('﹒', '.'),
    ('〇', '零'),
    ('○', '零'), // circle typed for the zero of years
    ('◯', '零'),
    ('―', '—'),
    ('─', '—'),
    ('━', '—'),
    ('–', '—'),
    ('‒', '—'),
    ('﹣', '-'),
    ('−', '-'),
    ('〜', '~'),
    ('∼', '~'),
    ('～', '~'),
    ('∕', '/'),
    ('⁄', '/'),
    ('﹑', '、'),
    ('､', '、'),
    ('｡', '。'),
    ('〝', '“'),
    ('〞', '”'),
    ('＂', '"'),
    ('「', '“'),
    ('」', '”'),
    ('『', '‘'),
    ('』', '’'),
    ('•', '·'),
    ('・', '·'),
    ('‧', '·'),
];
