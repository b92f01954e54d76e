//! Signs of fonts that draw pictures where others draw letters: what Word stores as a place in a font, as a character.

/// Places of the font Symbol that stand in reports: signs of comparison and arithmetic, Greek letters of units.
const SYMBOL: &[(u32, char)] = &[
    (0x20, ' '),
    (0x25, '%'),
    (0x28, '('),
    (0x29, ')'),
    (0x2A, '*'),
    (0x2B, '+'),
    (0x2C, ','),
    (0x2D, '−'),
    (0x2E, '.'),
    (0x2F, '/'),
    (0x3A, ':'),
    (0x3B, ';'),
    (0x3C, '<'),
    (0x3D, '='),
    (0x3E, '>'),
    (0x5B, '['),
    (0x5D, ']'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x67, 'γ'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x70, 'π'),
    (0x73, 'σ'),
    (0x7E, '~'),
    (0x57, 'Ω'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
    (0xA2, '′'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAB, '↔'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD7, '·'),
    (0xE5, '∑'),
];

/// Places of Wingdings: boxes, ticks, dots, arrows, circled numbers.
const WINGDINGS: &[(u32, char)] = &[
    (0x20, ' '),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '□'),
    (0x71, '□'),
    (0x72, '□'),
    (0x74, '◆'),
    (0x75, '◆'),
    (0x76, '◆'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '■'),
    (0xA8, '□'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// Wingdings 2: the boxes of forms.
const WINGDINGS_2: &[(u32, char)] =
    &[(0x20, ' '), (0x50, '✓'), (0x4F, '✗'), (0x52, '☑'), (0x53, '☒'), (0x54, '☒'), (0xA3, '□'), (0x98, '●')];

/// Whether a font draws signs where others draw letters.
pub(super) fn is_pictorial(font: &str) -> bool {
    table(font).is_some()
}

fn table(font: &str) -> Option<&'static [(u32, char)]> {
    match font.to_ascii_lowercase().as_str() {
        "symbol" => Some(SYMBOL),
        "wingdings" => Some(WINGDINGS),
        "wingdings 2" => Some(WINGDINGS_2),
        "wingdings 3" | "webdings" => Some(&[]),
        _ => None,
    }
}

/// The character for a place in a font, which Word shifts to U+F000 and above.
///
/// Digits of Symbol and circled numbers of Wingdings are read as what they show; what has no character here is `None`.
pub(super) fn character(font: &str, place: u32) -> Option<char> {
    let place = if (0xF000..=0xF0FF).contains(&place) { place - 0xF000 } else { place };
    let Some(table) = table(font) else { return char::from_u32(place).filter(|c| !is_private(*c)) };
    if std::ptr::eq(table, SYMBOL) && (0x30..=0x39).contains(&place) {
        return char::from_u32(place);
    }
    if std::ptr::eq(table, WINGDINGS) {
        match place {
            0x81..=0x8A => return char::from_u32('①' as u32 + place - 0x81),
            0x8C..=0x95 => return char::from_u32('❶' as u32 + place - 0x8C),
            _ => {}
        }
    }
    table.iter().find(|(known, _)| *known == place).map(|(_, c)| *c)
}

/// Whether a character means something only in one font.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// Digits raised above the line, as in 10⁴: kept apart from those on it.
pub(super) fn raised(text: &str) -> Option<String> {
    let raise = |c: char| match c {
        '0' => Some('⁰'),
        '1' => Some('¹'),
        '2' => Some('²'),
        '3' => Some('³'),
        '4'..='9' => char::from_u32('⁴' as u32 + c as u32 - '4' as u32),
        '-' | '−' => Some('⁻'),
        _ => None,
    };
    if text.is_empty() { None } else { text.chars().map(raise).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_raised_digits() {
        assert_eq!(character("Symbol", 0xF0B3), Some('≥'));
        assert_eq!(character("Symbol", 0xF033), Some('3'));
        assert_eq!(character("Wingdings", 0xF0FE), Some('☑'));
        assert_eq!(character("Wingdings", 0xF083), Some('③'));
        assert_eq!(character("Wingdings", 0xF021), None);
        assert_eq!(character("宋体", 0x2461), Some('②'));
        assert_eq!(character("宋体", 0xE123), None);
        assert_eq!(raised("24"), Some("²⁴".to_owned()));
        assert_eq!(raised("9-"), Some("⁹⁻".to_owned()));
        assert_eq!(raised("[1]"), None);
    }
}
