//! The text a recogniser reads: folded, without the blanks that people leave inside numbers and words.

use crate::fold::Fold;
use crate::number::{digit, is_numeral};
use crate::view::{View, is_invisible};

/// The folded characters of `text` with their places in it.
///
/// A line end stays, for it ends a statement. Any other run of blanks falls away, but for one between two characters
/// that would make one number or word of two: `1, 234`, `4 6/3`, `667 五点八`, `COVID 19`.
pub(super) fn tight(text: &str) -> View {
    let fold = Fold::get();
    let mut out = View::default();
    let mut blank = None;
    for (at, raw) in text.chars().enumerate() {
        let c = fold.char(raw);
        if matches!(c, '\n' | '\r') {
            blank = None;
            out.push('\n', at as u32);
        } else if c.is_whitespace() {
            blank.get_or_insert(at as u32);
        } else if !is_invisible(raw) {
            if let (Some(place), Some(&before)) = (blank.take(), out.chars.last())
                && (parts(before, c) || list(&out.chars) && c.is_ascii_digit())
            {
                out.push(' ', place);
            }
            blank = None;
            out.push(c, at as u32);
        }
    }
    out
}

/// Whether a blank between these two parts numbers or words.
fn parts(before: char, after: char) -> bool {
    let mark = |c: char| matches!(c, ',' | '.');
    let arabic = |c: char| c.is_ascii_digit();
    if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() {
        return true;
    }
    // 7 万 is one number, 7 五 are two, and so are 五 六.
    arabic(before) && mark(after)
        || arabic(before) && digit(after).is_some()
        || digit(before).is_some() && (arabic(after) || digit(after).is_some())
        || is_numeral(before) && after == '.'
}

/// Whether what was read ends with digits and a mark: `1, ` goes on with another number, not with its thousands.
fn list(read: &[char]) -> bool {
    matches!(read, [.., digit, ',' | '.'] if digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_inside_a_number_fall_away_and_those_between_two_stay() {
        let tight = |text: &str| tight(text).chars.into_iter().collect::<String>();
        assert_eq!(tight("７ 万5 千4 百"), "7万5千4百");
        assert_eq!(tight("三 百 五 又 三 分之 一"), "三百五又三分之一");
        assert_eq!(tight("1, 234 和 4 6/3"), "1, 234和4 6/3");
        assert_eq!(tight("6.5 五点八"), "6.5 五点八");
        assert_eq!(tight("大 于 20 \n 的数"), "大于20\n的数");
    }
}
