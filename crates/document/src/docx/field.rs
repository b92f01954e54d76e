//! Fields: what Word computes. Their results are part of the page, their codes are not.

use super::numeral::Form;
use super::symbol;

/// Characters of a code that are kept: enough to know what it computes.
const CODE: usize = 400;

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Field {
    pub(super) code: String,
    /// Behind the code: what follows is shown.
    pub(super) result: bool,
}

impl Field {
    pub(super) fn add(&mut self, code: &str) {
        let left = CODE.saturating_sub(self.code.chars().count());
        self.code.extend(code.chars().take(left));
    }

    /// Its first word, in capitals.
    fn name(&self) -> String {
        self.code.split_whitespace().next().unwrap_or_default().to_ascii_uppercase()
    }

    /// A table of contents or an index: it repeats headings, beside page numbers.
    pub(super) fn is_contents(&self) -> bool {
        matches!(self.name().as_str(), "TOC" | "INDEX" | "TOA")
    }

    /// Whether something was shown that only Word can compute.
    pub(super) fn is_computed(&self) -> bool {
        matches!(self.name().as_str(), "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" | "LISTNUM" | "EQ" | "SYMBOL")
    }

    /// What a field shows that keeps no result: a sign, or a number put into a circle (`eq \o\ac(○,7)`).
    pub(super) fn drawn(&self) -> Option<String> {
        match self.name().as_str() {
            "SYMBOL" => {
                let mut words = self.code.split_whitespace().skip(1);
                let place = words.next()?;
                let place = match place.strip_prefix("0x").or_else(|| place.strip_prefix("0X")) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => place.parse().ok()?,
                };
                let font = self.code.split_once("\\f").map(|(_, rest)| rest.trim().trim_start_matches('"'));
                let font = font.and_then(|rest| rest.split(['"', '\\']).next()).unwrap_or_default().trim();
                symbol::character(font, place).map(String::from)
            }
            "EQ" => {
                let inside = self.code.rsplit_once('(')?.1.split_once(')')?.0;
                let overprint = self.code.contains("\\o") || self.code.contains("\\O");
                let word = inside.rsplit([',', '，', ';']).next()?.trim();
                if !overprint || word.is_empty() || inside == word {
                    return None;
                }
                match word.parse() {
                    Ok(number) if inside.starts_with(['○', '〇', 'O', '◯']) => {
                        let mut circled = String::new();
                        Form::of("decimalEnclosedCircle", None).write(number, &mut circled);
                        Some(circled)
                    }
                    _ => Some(word.to_owned()),
                }
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn what_fields_without_a_result_show() {
        let drawn = |code: &str| Field { code: code.to_owned(), result: false }.drawn();
        assert_eq!(drawn(" eq \\o\\ac(○,7)").as_deref(), Some("⑦"));
        assert_eq!(drawn(" eq \\o\\ac(○,甲)").as_deref(), Some("甲"));
        assert_eq!(drawn(" SYMBOL 179 \\f \"Symbol\" \\s 12 ").as_deref(), Some("≥"));
        assert_eq!(drawn(" EQ \\f(1,2)"), None);
        assert_eq!(drawn(" PAGE "), None);
        assert_eq!(drawn("eq \\o("), None);
    }
}
