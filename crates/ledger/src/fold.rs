//! One spelling for what is written in several.

/// One spelling for what is the same: half-width letters and marks, no blanks, no quotation marks, no stars, Ⅲ in letters, `PM_2.5` with its foot on the line.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
            // ★1807亿元: the star belongs to a note; ①新建公园: the number to a list.
            '①'..='⑳'
            | '★'
            | '☆'
            | '※'
            | '▲'
            | '△'
            | '●'
            | '◆'
            | '■'
            | '“'
            | '”'
            | '"'
            | '《'
            | '》'
            | '「'
            | '」'
            | '_' => None,
            c if c.is_whitespace() => None,
            c => Some(c),
        })
        .map(|c| luoshi_reader::simplified(c).to_ascii_uppercase())
        .fold(String::with_capacity(text.len()), |mut out, c| {
            // I—Ⅲ类: one numeral in letters, the other in a character of its own.
            match roman(c) {
                Some(letters) => out.push_str(letters),
                None => out.push(c),
            }
            out
        })
}

/// The letters of a Roman numeral that is one character.
fn roman(c: char) -> Option<&'static str> {
    const LETTERS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    // Nearly every character lies outside.
    if !matches!(c, 'Ⅰ'..='ⅻ') {
        return None;
    }
    let at = |first: char| u32::from(c).checked_sub(u32::from(first));
    let small = || at('ⅰ').and_then(|n| LETTERS.get(n as usize));
    at('Ⅰ').and_then(|n| LETTERS.get(n as usize)).or_else(small).copied()
}
