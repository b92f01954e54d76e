//! Units, and their English: `data/units.txt`.

use luoshi_plan::{Exact, Language};
use std::sync::LazyLock;

struct Listed {
    zh: &'static str,
    one: &'static str,
    many: &'static str,
    also: Option<(Exact, &'static str)>,
}

static LISTED: LazyLock<Vec<Listed>> = LazyLock::new(|| {
    let lines = include_str!("../../data/units.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(listed).collect()
});

fn listed(line: &'static str) -> Option<Listed> {
    let mut parts = line.split('|').map(str::trim);
    let (zh, one, many) = (parts.next()?, parts.next()?, parts.next()?);
    let also = parts.next().and_then(|also| {
        let (factor, unit) = also.strip_prefix("also ")?.split_once(' ')?;
        let (top, bottom) = factor.split_once('/').unwrap_or((factor, "1"));
        Some((Exact::new(top.parse().ok()?, bottom.parse().ok()?)?, unit))
    });
    Some(Listed { zh, one, many, also })
}

fn find(zh: &str) -> Option<&'static Listed> {
    LISTED.iter().find(|unit| unit.zh == zh)
}

/// Words before a unit that multiply it, longest first, with their powers of ten.
const MAGNITUDES: [(&str, u32); 6] = [("万亿", 12), ("千亿", 11), ("百亿", 10), ("亿", 8), ("千万", 7), ("万", 4)];

/// A unit as the source writes it, taken apart: 万户 is 10⁴ of 户.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit<'a> {
    /// As written.
    pub(crate) written: &'a str,
    /// The power of ten that its first characters stand for.
    pub(crate) power: u32,
    /// What is left.
    pub(crate) base: &'a str,
}

impl<'a> Unit<'a> {
    pub(crate) fn of(written: &'a str) -> Self {
        let found = MAGNITUDES.iter().find_map(|(word, power)| Some((written.strip_prefix(word)?, *power)));
        let (base, power) = match found {
            // A listed unit that begins like a number is a unit.
            Some(split) if find(written).is_none() => split,
            Some(_) | None => (written, 0),
        };
        Self { written, power, base }
    }

    /// The base in English: what stands before the number and what behind it.
    pub(crate) fn english(&self, one: bool) -> (String, String) {
        if let Some(listed) = find(self.base) {
            return placed(if one { listed.one } else { listed.many });
        }
        // 元/人: CNY 12,000 per person.
        if let Some((top, bottom)) = self.base.split_once('/')
            && let (Some(top), Some(bottom)) = (find(top), find(Self::of(bottom).base))
        {
            let (before, after) = placed(if one { top.one } else { top.many });
            let per = match Self::of(bottom.zh).power {
                0 if bottom.one != "-" => bottom.one.to_owned(),
                _ => return (String::new(), self.base.to_owned()),
            };
            // A magnitude below the line (元/万人) has no short English.
            if self.base.ends_with(&format!("/{}", bottom.zh)) {
                return (before, format!("{after} per {per}").trim_start().to_owned());
            }
        }
        (String::new(), self.base.to_owned())
    }

    /// What one of the unit is in another unit that more people know.
    pub(crate) fn also(&self) -> Option<(Exact, &'static str)> {
        find(self.base)?.also
    }

    /// The unit of a difference: per cent less per cent is percentage points.
    pub(crate) fn of_gap(written: &'a str) -> Self {
        match written {
            "%" => Self::of("个百分点"),
            "‰" => Self::of("个千分点"),
            _ => Self::of(written),
        }
    }
}

/// CNY_ stands before its number, - nowhere.
fn placed(english: &str) -> (String, String) {
    match (english, english.strip_suffix('_')) {
        ("-", _) => (String::new(), String::new()),
        (_, Some(before)) => (before.to_owned(), String::new()),
        (_, None) => (String::new(), english.to_owned()),
    }
}

/// Whether a unit is set close to its number: 5%, and everything in Chinese.
pub(crate) fn is_close(unit: &str, language: Language) -> bool {
    language == Language::Zh || matches!(unit, "%" | "‰" | "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_a_unit_and_stands_once() {
        let lines = include_str!("../../data/units.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
        assert_eq!(LISTED.len(), lines.count());
        for (at, unit) in LISTED.iter().enumerate() {
            assert!(!unit.zh.is_empty() && !unit.one.is_empty() && !unit.many.is_empty());
            assert!(LISTED.iter().skip(at + 1).all(|other| other.zh != unit.zh), "{} stands twice", unit.zh);
            assert!(unit.also.is_none_or(|(_, to)| find(to).is_some()), "{}", unit.zh);
        }
    }

    #[test]
    fn magnitudes_are_taken_off() {
        for (written, power, base) in [
            ("万户", 4, "户"),
            ("万亿元", 12, "元"),
            ("户", 0, "户"),
            ("千瓦", 0, "千瓦"),
            ("万千瓦", 4, "千瓦"),
            ("万", 4, ""),
        ] {
            assert_eq!(Unit::of(written), Unit { written, power, base });
        }
    }

    #[test]
    fn ratios_of_listed_units_are_read() {
        assert_eq!(Unit::of("元/人").english(false), ("CNY".to_owned(), "per person".to_owned()));
        assert_eq!(Unit::of("吨标准煤/万元").english(false), (String::new(), "吨标准煤/万元".to_owned()));
        assert_eq!(Unit::of("块").english(false), (String::new(), "块".to_owned()));
    }
}
