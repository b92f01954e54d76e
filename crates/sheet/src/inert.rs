//! Cells that a spreadsheet would run are made inert before they leave.

/// Whether a spreadsheet would take a text for a formula: it begins with = + - @ or their full-width forms, also behind
/// blanks, TAB or line ends. A plain number is none: −7 stays −7.
#[must_use]
pub fn would_run(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    let Some(first) = rest.chars().next() else { return false };
    if !matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\u{2212}') {
        return text.starts_with(['\t', '\r']);
    }
    text.parse::<luoshi_plan::Value>().is_err()
}

/// The text as it may stand in separated values: what would run gets an apostrophe before it.
#[must_use]
pub fn inert(text: &str) -> std::borrow::Cow<'_, str> {
    if would_run(text) { format!("'{text}").into() } else { text.into() }
}

/// What [`inert`] made inert, as it was.
#[must_use]
pub(crate) fn undone(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| would_run(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_run_is_made_inert_and_comes_back() {
        for text in
            ["=1+1", "+86 10", "-甲", "@x", "\t=1", "\r=1", " =1", "＝1", "－甲", "\u{2212}x", "=cmd|' /C calc'!A0"]
        {
            assert!(would_run(text), "{text}");
            assert_eq!(undone(&inert(text)), text);
        }
        for text in ["-7", "-0.05", "甲", "", "1", "'=1", "a=b", "3-5"] {
            assert!(!would_run(text), "{text}");
            assert_eq!(inert(text), text);
        }
    }
}
