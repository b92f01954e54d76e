//! One spelling for what is written in several.

/// One spelling for what is the same: half-width letters and marks, no blanks, no quotation marks, no stars.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
            // ★1807亿元: the star belongs to a note; ①新建公园: the number to a list.
            '①'..='⑳' | '★' | '☆' | '※' | '▲' | '△' | '●' | '◆' | '■' | '“' | '”' | '"' | '《' | '》' | '「' | '」' => {
                None
            }
            c if c.is_whitespace() => None,
            c => Some(c),
        })
        .map(|c| luoshi_reader::simplified(c).to_ascii_uppercase())
        .collect()
}
