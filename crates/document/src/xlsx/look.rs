//! How cells are shown: number formats, as far as they say what a number is.

use crate::package::PackageError;
use crate::package::xml::{Space, Step, Xml};
use crate::workbook::{Look, Precision};
use std::collections::HashMap;

/// Formats of cells; programs stop at some 65,000.
const MOST: usize = 65_535;

/// The looks that the cells of a workbook refer to, by the number of their format.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// In order of the styles of cells.
    pub(super) all: Vec<Look>,
}

impl Looks {
    /// Reads the styles.
    pub(super) fn read(text: &str) -> Result<Self, PackageError> {
        let mut xml = Xml::new(text);
        let mut formats: HashMap<u32, String> = HashMap::new();
        let mut all = Vec::new();
        let mut within = false;
        let mut depth = 0_usize;
        let mut at = 0;
        loop {
            match xml.next()? {
                Step::Open(element) => {
                    depth += 1;
                    if element.space != Space::Sheet {
                        continue;
                    }
                    match element.name() {
                        "numFmt" => {
                            if let (Some(id), Some(code)) = (element.number("numFmtId"), element.get("formatCode")) {
                                formats.insert(id, code.into_owned());
                            }
                        }
                        "cellXfs" => {
                            within = true;
                            at = depth;
                        }
                        "xf" if within && depth == at + 1 => {
                            if all.len() >= MOST {
                                return Err(PackageError::TooMuch);
                            }
                            let id = element.number("numFmtId").unwrap_or_default();
                            all.push(formats.get(&id).map_or_else(|| built_in(id), |code| look(code)));
                        }
                        _ => {}
                    }
                }
                Step::Close => {
                    if within && depth == at {
                        within = false;
                    }
                    depth = depth.saturating_sub(1);
                }
                Step::Text(_) => {}
                Step::End => return Ok(Self { all }),
            }
        }
    }
}

/// The formats that have a number and no code (ECMA-376 part 1, 18.8.30, with those of Chinese programs).
fn built_in(id: u32) -> Look {
    let date = match id {
        14 | 15 | 16 | 22 | 27 | 28 | 29 | 30 | 31 | 50 | 51 | 53 | 54 | 58 => Some(Precision::Day),
        17 | 36 | 52 | 57 => Some(Precision::Month),
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Some(Precision::Time),
        _ => None,
    };
    let places = match id {
        1 | 3 | 9 | 37 | 38 => Some(0),
        2 | 4 | 10 | 39 | 40 => Some(2),
        _ => None,
    };
    Look { percent: matches!(id, 9 | 10), places, date, ..Look::default() }
}

/// What the code of a format says. Only its first section counts: the others are for negative numbers, nought and text.
fn look(code: &str) -> Look {
    let mut look = Look::default();
    let (mut seen, mut scaled) = (false, false);
    let (mut year, mut month, mut day, mut time) = (false, false, false, false);
    let mut point = None;
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        let mut word = String::new();
        match c {
            ';' => break,
            '"' => word.extend(chars.by_ref().take_while(|c| *c != '"')),
            '\\' | '!' => word.extend(chars.next()),
            // A blank as wide as a character, and one that fills the cell.
            '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // [h] is hours in all; the rest are colours, conditions and languages.
                time |= matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss");
            }
            '%' => look.percent = true,
            '0' | '#' | '?' => {
                if let Some(places) = &mut point {
                    *places += u8::from(c == '0' || c == '#');
                }
                seen = true;
                if !look.after.is_empty() {
                    // Words within the number: nothing that we could tell apart.
                    scaled = true;
                }
            }
            '.' if seen => point = Some(0_u8),
            // Behind the digits it divides by a thousand.
            ',' if seen && !matches!(chars.peek(), Some('0' | '#' | '?')) => scaled = true,
            'y' | 'Y' | 'e' | 'g' if c != 'e' || !seen => year = true,
            'E' if !seen => year = true,
            'm' | 'M' => month = true,
            'd' | 'D' => day = true,
            'h' | 'H' | 's' | 'S' => time = true,
            '@' | 'G' | 'E' | 'e' | 'n' | 'r' | 'a' | 'l' | ',' | '+' | '-' | '/' | ':' | ' ' | '(' | ')' => {}
            c if !c.is_ascii() => word.push(c),
            _ => {}
        }
        if !word.is_empty() {
            if seen { look.after.push_str(&word) } else { look.before.push_str(&word) }
        }
    }
    let general = code.split(';').next().unwrap_or_default().to_ascii_lowercase().contains("general");
    if (year || month || day || time) && !seen && !general {
        look.date = Some(match (year, month, day) {
            (_, _, true) => Precision::Day,
            (true, true, false) => Precision::Month,
            (true, false, false) => Precision::Year,
            (false, true, false) if !time => Precision::Month,
            _ => Precision::Time,
        });
        look.before.clear();
        look.after.clear();
        return look;
    }
    if general {
        // Its words stand where the code puts them: General"年".
        look.percent = false;
        let (before, after) = (std::mem::take(&mut look.before), std::mem::take(&mut look.after));
        let lower = code.to_ascii_lowercase();
        let first = lower.find("general").unwrap_or_default();
        let word_before = code.get(..first).is_some_and(|start| start.contains('"'));
        let words = before + &after;
        if word_before { look.before = words } else { look.after = words }
    }
    if scaled {
        // Shown in thousands or ten thousands: the cell holds all of it, and its words speak of what is shown.
        look.before.clear();
        look.after.clear();
        point = None;
    }
    look.before = look.before.trim().to_owned();
    look.after = look.after.trim().to_owned();
    look.places = if seen && !scaled { Some(point.unwrap_or(0)) } else { None };
    look
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_tells_a_date_from_a_number() {
        for code in
            ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "m/d/yy", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "d-mmm-yy"]
        {
            assert_eq!(look(code).date, Some(Precision::Day), "{code}");
        }
        assert_eq!(look("yyyy\"年\"m\"月\"").date, Some(Precision::Month));
        assert_eq!(look("yyyy\"年\"").date, Some(Precision::Year));
        assert_eq!(look("h:mm").date, Some(Precision::Time));
        for code in
            ["General", "0.00", "#,##0", "0.0%", "0\"年\"", "[Red]0.00", "0.00E+00", "@", "0_ ", "General\"年\""]
        {
            assert_eq!(look(code).date, None, "{code}");
        }
    }

    #[test]
    fn words_around_a_number_are_kept() {
        assert_eq!(look("0\"年\"").after, "年");
        assert_eq!(look("General\"年\"").after, "年");
        assert_eq!(look("0.00\"亿元\"").after, "亿元");
        assert_eq!(look("0.00亿元").after, "亿元");
        assert_eq!(look("0!.0,\"万\"").after, "");
        assert_eq!(
            look("\"第\"0\"号\""),
            Look { before: "第".into(), after: "号".into(), places: Some(0), ..Look::default() }
        );
        assert!(look("0.0%").percent);
        assert_eq!(look("0.0%").places, Some(1));
        assert_eq!(look("#,##0.00").places, Some(2));
        assert_eq!(look("0").places, Some(0));
    }
}
