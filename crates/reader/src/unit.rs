//! Units and measure words: `lexicon/zh/units.txt`.

use crate::lexicon::{LexiconError, Words, parse};
use crate::number::Value;
use rust_decimal::Decimal;

pub(crate) static FILE: &str = include_str!("../lexicon/zh/units.txt");

/// What a unit measures, as far as the grammar must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dimension {
    /// %, ‰.
    Ratio,
    /// 个百分点.
    Points,
    /// 倍.
    Multiple,
    Money,
    /// Area, length, volume, mass, power, energy, data, …: what is measured, not counted.
    Physical,
    /// 小时, 个月: a length of time.
    Duration,
    /// 点, 分.
    Index,
    People,
    Count,
    /// 县, 村: a division or body counted without a measure word.
    Places,
}

/// One unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit {
    /// As the JSON says it, in normal script.
    pub(crate) name: &'static str,
    /// The base unit.
    pub(crate) base: &'static str,
    /// One of it in base units.
    pub(crate) factor: Value,
    /// Group of the lexicon: `area`, `money`, …
    pub(crate) group: &'static str,
    pub(crate) dimension: Dimension,
    /// Characters that, right after the unit, make another word of it (部门, 单位).
    unless: &'static str,
}

impl Unit {
    /// 11.3年: a length that no calendar year can be. Whole numbers before 年 are told apart by the times.
    pub(crate) fn years() -> Self {
        Self {
            name: "年",
            base: "年",
            factor: Value::whole(1),
            group: "duration",
            dimension: Dimension::Duration,
            unless: "",
        }
    }
}

/// All units, found by longest match.
#[derive(Debug)]
pub(crate) struct Units {
    words: Words<Unit>,
}

impl Units {
    /// The units of the lexicon; entries with faults are left out and named.
    pub(crate) fn load() -> (Self, Vec<LexiconError>) {
        Self::of(FILE)
    }

    fn of(text: &'static str) -> (Self, Vec<LexiconError>) {
        let (entries, mut errors) = parse("zh/units.txt", text);
        let mut words = Vec::new();
        for entry in &entries {
            let group = entry.get("dimension").unwrap_or(entry.group);
            let Some((factor, base)) = entry.get("is").and_then(|is| is.split_once(' ')) else {
                errors.push(LexiconError {
                    file: "zh/units.txt",
                    line: entry.line,
                    what: format!("{}: no `is: FACTOR BASE`", entry.words[0]),
                    mend: "say how many of which base unit it is, such as `is: 1000 米`".to_owned(),
                });
                continue;
            };
            let Some(factor) = factor_of(factor) else {
                errors.push(LexiconError {
                    file: "zh/units.txt",
                    line: entry.line,
                    what: format!("{}: “{factor}” is no number", entry.words[0]),
                    mend: "write a decimal or a fraction such as 2000/3".to_owned(),
                });
                continue;
            };
            let unless = entry.get("unless").unwrap_or("");
            for word in &entry.words {
                let name = entry.get("as").unwrap_or(word);
                words.push((
                    *word,
                    Unit { name, base: base.trim(), factor, group, dimension: dimension(group), unless },
                ));
            }
        }
        (Self { words: Words::forward(words) }, errors)
    }

    /// The longest unit that begins at `at`, with its length. Where what follows makes another word of it, a shorter one
    /// may still stand: 个国 is none in 180个国家, 个 is.
    pub(crate) fn find(&self, text: &[char], at: usize) -> Option<(usize, Unit)> {
        let mut end = text.len();
        loop {
            let (len, unit) = self.words.find(text.get(..end)?, at)?;
            let next = text.get(at + len);
            if !next.is_some_and(|c| !unit.unless.is_empty() && unit.unless.contains(*c)) {
                return Some((len, *unit));
            }
            end = at + len - 1;
        }
    }
}

fn factor_of(text: &str) -> Option<Value> {
    match text.split_once('/') {
        None => text.parse::<Decimal>().ok().map(Value::Decimal),
        Some((n, d)) => Value::ratio(n.parse().ok()?, d.parse().ok()?),
    }
}

fn dimension(group: &str) -> Dimension {
    match group {
        "ratio" => Dimension::Ratio,
        "points" => Dimension::Points,
        "multiple" => Dimension::Multiple,
        "money" => Dimension::Money,
        "duration" => Dimension::Duration,
        "index" => Dimension::Index,
        "people" => Dimension::People,
        "count" => Dimension::Count,
        "places" => Dimension::Places,
        _ => Dimension::Physical,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_that_is_none_is_a_fault_with_its_line() {
        let (_, errors) =
            Units::of("[area]\n亩 | is: 2000/3 平方米\n顷 | is: 2000/0 平方米\n公顷 | is: ten 平方米\n垧\n");
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].starts_with("lexicon/zh/units.txt:3: 顷: “2000/0” is no number\n  mend: write a decimal"));
        assert!(lines[1].starts_with("lexicon/zh/units.txt:4: 公顷: “ten” is no number"));
        assert!(lines[2].starts_with("lexicon/zh/units.txt:5: 垧: no `is: FACTOR BASE`"));
    }
}
