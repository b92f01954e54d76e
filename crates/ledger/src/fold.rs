//! One spelling for what is written in several.

/// One spelling for what is the same: half-width letters and marks, no blanks, no quotation marks.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
            '“' | '”' | '"' | '《' | '》' | '「' | '」' => None,
            c if c.is_whitespace() => None,
            c => Some(c),
        })
        .map(|c| luoshi_reader::simplified(c).to_ascii_uppercase())
        .collect()
}
