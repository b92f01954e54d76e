//! Character references: `&nbsp;`, `&#8220;`, `&#x4E2D;`.

/// Names met on Chinese pages; the rest stay as written. (The standard has 2,231.)
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", ' '),
    ("emsp", '\u{3000}'),
    ("thinsp", ' '),
    ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
    ("lrm", '\u{200E}'),
    ("rlm", '\u{200F}'),
    ("shy", '\u{AD}'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("middot", '·'),
    ("bull", '•'),
    ("deg", '°'),
    ("permil", '‰'),
    ("times", '×'),
    ("divide", '÷'),
    ("plusmn", '±'),
    ("minus", '−'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("asymp", '≈'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("sect", '§'),
    ("para", '¶'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("yen", '¥'),
    ("euro", '€'),
    ("pound", '£'),
    ("cent", '¢'),
    ("larr", '←'),
    ("rarr", '→'),
    ("uarr", '↑'),
    ("darr", '↓'),
    ("harr", '↔'),
    ("rArr", '⇒'),
    ("prime", '′'),
    ("Prime", '″'),
    ("infin", '∞'),
    ("radic", '√'),
    ("sum", '∑'),
    ("micro", 'µ'),
    ("ordm", 'º'),
    ("loz", '◊'),
    ("tilde", '˜'),
    ("circ", 'ˆ'),
    ("alpha", 'α'),
    ("beta", 'β'),
    ("gamma", 'γ'),
    ("delta", 'δ'),
    ("Delta", 'Δ'),
    ("Omega", 'Ω'),
    ("mu", 'μ'),
    ("pi", 'π'),
    ("sigma", 'σ'),
    ("lambda", 'λ'),
    ("eacute", 'é'),
    ("uuml", 'ü'),
    ("ouml", 'ö'),
    ("auml", 'ä'),
    ("agrave", 'à'),
    ("egrave", 'è'),
    ("ccedil", 'ç'),
];

/// What 0x80 to 0x9F mean in a reference: the characters of Windows-1252, as in browsers.
const WINDOWS: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
    0x17E, 0x178,
];

/// The character that a text beginning with `&` stands for, and the length of the reference.
pub(super) fn character(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix, begin) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.bytes().take_while(|&byte| (byte as char).is_digit(radix)).count();
        let value = digits.get(..length).filter(|digits| !digits.is_empty())?.bytes().fold(0_u32, |value, byte| {
            value.saturating_mul(radix).saturating_add((byte as char).to_digit(radix).unwrap_or_default())
        });
        let end = begin + length;
        let semicolon = usize::from(text.as_bytes().get(end) == Some(&b';'));
        return Some((numbered(value), end + semicolon));
    }
    let length = rest.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let name = rest.get(..length)?;
    if rest.as_bytes().get(length) == Some(&b';') {
        return NAMED.iter().find(|(known, _)| *known == name).map(|&(_, c)| (c, length + 2));
    }
    // Old pages leave the semicolon out, but only of these is it safe to believe.
    let old = ["nbsp", "amp", "lt", "gt", "quot", "middot", "copy"];
    let known = old.into_iter().find(|known| name.starts_with(known))?;
    NAMED.iter().find(|(name, _)| *name == known).map(|&(_, c)| (c, known.len() + 1))
}

fn numbered(value: u32) -> char {
    let value = match value {
        0x80..=0x9F => WINDOWS.get(value as usize - 0x80).copied().map_or(value, u32::from),
        0 => 0xFFFD,
        _ => value,
    };
    char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(character("&amp;x"), Some(('&', 5)));
        assert_eq!(character("&#8220;"), Some(('“', 7)));
        assert_eq!(character("&#x4e2D;"), Some(('中', 8)));
        assert_eq!(character("&#147"), Some(('“', 5)));
        assert_eq!(character("&#99999999999999999999;"), Some(('\u{FFFD}', 23)));
        assert_eq!(character("&nbsp全市"), Some(('\u{A0}', 5)));
        assert_eq!(character("&unknown;"), None);
        assert_eq!(character("&#;"), None);
        assert_eq!(character("&"), None);
    }
}
