//! The data files under `lexicon/zh/`, in the line format of `crates/reader/lexicon` (its README tells the form).

use luoshi_reader::{LexiconEntry, LexiconError, Value, parse_lexicon};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::OnceLock;

/// Which side of a target is the good one, where the target does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better, as of growth and of what is built.
    More,
    /// Less is better, as of prices and unemployment.
    Less,
    /// As planned: neither more nor less, as of the money supply.
    Near,
}

/// What a bare percentage of an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Percent {
    /// A rate of growth.
    Rate,
    /// A proportion.
    Share,
}

/// One thing measured, under all its names: a group of `names.txt`.
#[derive(Debug)]
pub(crate) struct Family {
    /// What it is called.
    pub(crate) name: &'static str,
    pub(crate) percent: Percent,
    pub(crate) better: Better,
    /// Its growth is told at the prices of the day, unless it is said to be real.
    pub(crate) nominal: bool,
    /// It is something taken off: by how much it changed is how much it is.
    pub(crate) relief: bool,
    /// The names of the things that it is told by where it is not told itself.
    pub(crate) parts: Vec<&'static str>,
}

/// One name of a family.
#[derive(Debug)]
pub(crate) struct Name {
    /// Index into [`Lexicon::families`].
    pub(crate) family: usize,
    /// Its usual form.
    pub(crate) usual: &'static str,
    /// First and last year in which reports used it.
    pub(crate) years: (i16, i16),
    /// It measures something close to the others of its family, but not the same.
    pub(crate) near: bool,
    /// Likewise, and reports use it beside the others for the same.
    pub(crate) loose: bool,
}

/// How near is near enough: a share of the target, and an upper limit for that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tolerance {
    pub(crate) part: Value,
    pub(crate) most: Option<Value>,
}

/// Tolerances by class of number, in the order of `tolerance.txt`.
#[derive(Debug, Default)]
pub(crate) struct Tolerances(BTreeMap<(&'static str, &'static str), Tolerance>);

impl Tolerances {
    /// The tolerance of group `rule` for a `class` of number; none where the file has none.
    pub(crate) fn get(&self, rule: &str, class: &str) -> Option<Tolerance> {
        self.0.iter().find(|((r, c), _)| *r == rule && *c == class).map(|(_, t)| *t)
    }
}

/// A kind of document.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// The higher, the more final are its figures.
    pub(crate) order: u8,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// All data files, read once.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) families: Vec<Family>,
    pub(crate) names: Vec<Name>,
    /// Spelling to index into `names`.
    spellings: BTreeMap<String, usize>,
    /// Group of `words.txt` to its words, longest first.
    words: BTreeMap<&'static str, Vec<&'static str>>,
    /// What a scope of one character stands for.
    pub(crate) parts: Vec<(&'static str, &'static str)>,
    /// What scopes are one: 农民 and 农村.
    pub(crate) scopes: Vec<(&'static str, &'static str)>,
    /// How many years a target has from now on: 三年内.
    pub(crate) spans: Vec<(&'static str, i16)>,
    /// How many years a plan has that is named by them: 两年投资计划.
    pub(crate) plan_spans: Vec<(&'static str, i16)>,
    /// Words within a name that mean the same: 占比 is 比重.
    pub(crate) same: Vec<(&'static str, &'static str)>,
    /// What is done for people, and what they are then counted as: 脱贫.
    pub(crate) deeds: Vec<(&'static str, &'static str)>,
    /// Characters that scans confuse: 收人 is 收入.
    pub(crate) misprints: Vec<(&'static str, &'static str)>,
    /// The sectors of an economy, by their number.
    pub(crate) sectors: Vec<(&'static str, usize)>,
    /// How many years a stretch has: 这五年.
    pub(crate) stretches: Vec<(&'static str, i16)>,
    pub(crate) tolerances: Tolerances,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) central: Vec<&'static str>,
    pub(crate) body_tails: Vec<&'static str>,
    /// The congress of the country: a report given to it is one of the central government.
    pub(crate) congress: Vec<&'static str>,
    /// The party's committee for the whole country.
    pub(crate) party_central: Vec<&'static str>,
    /// How the names of party committees begin.
    pub(crate) party: Vec<&'static str>,
    faults: Vec<LexiconError>,
}

const FILES: [(&str, &str); 5] = [
    ("ledger/zh/names.txt", include_str!("../lexicon/zh/names.txt")),
    ("ledger/zh/words.txt", include_str!("../lexicon/zh/words.txt")),
    ("ledger/zh/tolerance.txt", include_str!("../lexicon/zh/tolerance.txt")),
    ("ledger/zh/sources.txt", include_str!("../lexicon/zh/sources.txt")),
    ("ledger/zh/bodies.txt", include_str!("../lexicon/zh/bodies.txt")),
];

/// Every fault in the data files, each with its line and its mend. Empty when all is well.
#[must_use]
pub fn lexicon_faults() -> Vec<LexiconError> {
    Lexicon::get().faults.clone()
}

impl Lexicon {
    pub(crate) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::load)
    }

    fn load() -> Self {
        let mut out = Self::default();
        for (file, text) in FILES {
            let (entries, faults) = parse_lexicon(file, text);
            out.faults.extend(faults);
            for entry in &entries {
                let taken = match file {
                    "ledger/zh/names.txt" => out.name(entry),
                    "ledger/zh/words.txt" => out.word(entry),
                    "ledger/zh/tolerance.txt" => out.tolerance(entry),
                    "ledger/zh/sources.txt" => out.kind(entry),
                    _ => out.body(entry),
                };
                if let Err((what, mend)) = taken {
                    out.faults.push(LexiconError { file, line: entry.line, what, mend });
                }
            }
        }
        for list in out.words.values_mut() {
            list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        }
        out
    }

    /// The words of a group of `words.txt`, longest first.
    pub(crate) fn words(&self, group: &str) -> &[&'static str] {
        self.words.get(group).map_or(&[], Vec::as_slice)
    }

    /// The name spelled so.
    pub(crate) fn spelled(&self, spelling: &str) -> Option<usize> {
        self.spellings.get(spelling).copied()
    }

    /// The longest spelling that a text begins with, and its name.
    pub(crate) fn spelled_at(&self, text: &str) -> Option<(&str, usize)> {
        let mut head = text;
        loop {
            let (spelling, name) =
                self.spellings.range::<str, _>((Bound::Unbounded, Bound::Included(head))).next_back()?;
            if head.starts_with(spelling.as_str()) {
                return Some((spelling, *name));
            }
            // What begins the text stands before this one, and so begins this one too.
            let shared =
                head.chars().zip(spelling.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
            head = head.get(..shared).filter(|head| !head.is_empty())?;
        }
    }

    fn name(&mut self, entry: &LexiconEntry) -> Result<(), (String, String)> {
        let known = self.families.iter().position(|f| f.name == entry.group);
        let family = known.map_or_else(|| self.family(entry), Ok)?;
        let years = match entry.get("years") {
            None => (i16::MIN, i16::MAX),
            Some(text) => years(text).ok_or_else(|| says(text, "years", "1985-1993, or 1985- for until today"))?,
        };
        let loose = match entry.get("near") {
            None | Some("yes") => false,
            Some("loose") => true,
            Some(other) => return Err(says(other, "near", "yes or loose")),
        };
        let near = entry.get("near").is_some();
        let Some(first) = entry.words.first() else { return Ok(()) };
        self.names.push(Name { family, usual: first, years, near, loose });
        for word in &entry.words {
            let spelling = crate::fold::folded(word);
            if self.spellings.contains_key(&spelling) {
                let mend = "leave it where it belongs".to_owned();
                self.faults.push(LexiconError {
                    file: FILES[0].0,
                    line: entry.line,
                    what: format!("{word} stands twice"),
                    mend,
                });
            } else {
                self.spellings.insert(spelling, self.names.len() - 1);
            }
        }
        Ok(())
    }

    /// Opens the family that an entry is the first name of.
    fn family(&mut self, entry: &LexiconEntry) -> Result<usize, (String, String)> {
        let percent = match entry.get("percent") {
            Some("share") => Percent::Share,
            Some("rate") | None => Percent::Rate,
            Some(other) => return Err(says(other, "percent", "rate or share")),
        };
        let better = match entry.get("better") {
            Some("more") | None => Better::More,
            Some("less") => Better::Less,
            Some("near") => Better::Near,
            Some(other) => return Err(says(other, "better", "more, less or near")),
        };
        let nominal = match entry.get("prices") {
            Some("day") => true,
            None => false,
            Some(other) => return Err(says(other, "prices", "day")),
        };
        let relief = match entry.get("change") {
            Some("amount") => true,
            None => false,
            Some(other) => return Err(says(other, "change", "amount")),
        };
        let parts = entry.get("parts").map_or_else(Vec::new, |text| text.split_whitespace().collect());
        self.families.push(Family { name: entry.group, percent, better, nominal, relief, parts });
        Ok(self.families.len() - 1)
    }

    fn word(&mut self, entry: &LexiconEntry) -> Result<(), (String, String)> {
        if entry.group == "part" {
            let is = entry.get("is").ok_or_else(|| says("", "is", "the word it stands for"))?;
            self.parts.extend(entry.words.iter().map(|w| (*w, is)));
        } else if entry.group == "scope.same" {
            let is = entry.get("is").ok_or_else(|| says("", "is", "the scope it is"))?;
            self.scopes.extend(entry.words.iter().map(|w| (*w, is)));
        } else if entry.group == "done.for" {
            let is = entry.get("is").ok_or_else(|| says("", "is", "what the people are counted as"))?;
            self.deeds.extend(entry.words.iter().map(|w| (*w, is)));
        } else if entry.group == "misprint" {
            let is = entry.get("is").ok_or_else(|| says("", "is", "the word that is meant"))?;
            self.misprints.extend(entry.words.iter().map(|w| (*w, is)));
        } else if entry.group == "same" {
            let is = entry.get("is").ok_or_else(|| says("", "is", "the word it is"))?;
            self.same.extend(entry.words.iter().map(|w| (*w, is)));
            // The longest first: 基本医疗保险 before 医疗保险.
            self.same.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        } else if matches!(entry.group, "span" | "plan.span") {
            let years =
                entry.get("is").and_then(|n| n.parse().ok()).ok_or_else(|| says("", "is", "a number of years"))?;
            let list = if entry.group == "span" { &mut self.spans } else { &mut self.plan_spans };
            list.extend(entry.words.iter().map(|w| (*w, years)));
        } else if entry.group == "sector" {
            let at = entry.get("is").and_then(|n| n.parse().ok()).ok_or_else(|| says("", "is", "its number"))?;
            self.sectors.extend(entry.words.iter().map(|w| (*w, at)));
        } else if entry.group == "stretch" {
            let years =
                entry.get("is").and_then(|n| n.parse().ok()).ok_or_else(|| says("", "is", "a number of years"))?;
            self.stretches.extend(entry.words.iter().map(|w| (*w, years)));
        } else {
            self.words.entry(entry.group).or_default().extend(entry.words.iter().copied());
        }
        Ok(())
    }

    fn tolerance(&mut self, entry: &LexiconEntry) -> Result<(), (String, String)> {
        let part = entry.get("part").and_then(number).ok_or_else(|| says("", "part", "a share such as 1/10"))?;
        let most = match entry.get("most") {
            None => None,
            Some(text) => Some(number(text).ok_or_else(|| says(text, "most", "a decimal such as 0.3"))?),
        };
        for class in &entry.words {
            self.tolerances.0.insert((entry.group, class), Tolerance { part, most });
        }
        Ok(())
    }

    fn kind(&mut self, entry: &LexiconEntry) -> Result<(), (String, String)> {
        let order =
            entry.get("order").and_then(|o| o.parse().ok()).ok_or_else(|| says("", "order", "a small whole number"))?;
        let told = |key: &str| entry.get(key).ok_or_else(|| says("", key, "the words for it"));
        for name in &entry.words {
            self.kinds.push(Kind { name, order, zh: told("zh")?, en: told("en")? });
        }
        Ok(())
    }

    fn body(&mut self, entry: &LexiconEntry) -> Result<(), (String, String)> {
        match entry.group {
            "central" => self.central.extend(&entry.words),
            "tail" => self.body_tails.extend(&entry.words),
            "congress" => self.congress.extend(&entry.words),
            "party.central" => self.party_central.extend(&entry.words),
            "party" => self.party.extend(&entry.words),
            other => {
                let mend = "use [central], [congress], [party], [party.central] or [tail]".to_owned();
                return Err((format!("no group [{other}] is known here"), mend));
            }
        }
        Ok(())
    }
}

fn says(value: &str, key: &str, wanted: &str) -> (String, String) {
    (format!("“{key}: {value}” is not understood"), format!("write {wanted}"))
}

/// `1985-1993`, `1985-` (until today).
fn years(text: &str) -> Option<(i16, i16)> {
    let (from, to) = text.split_once('-')?;
    let to = if to.is_empty() { i16::MAX } else { to.parse().ok()? };
    Some((from.parse().ok()?, to))
}

/// A decimal, or a fraction.
fn number(text: &str) -> Option<Value> {
    match text.split_once('/') {
        Some((n, d)) => Value::ratio(n.parse().ok()?, d.parse().ok()?),
        None => Some(Value::Decimal(text.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_have_no_fault() {
        let faults: Vec<String> = lexicon_faults().iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn every_example_of_a_name_holds() {
        let lexicon = Lexicon::get();
        let (entries, _) = parse_lexicon(FILES[0].0, FILES[0].1);
        for (kind, text, line) in entries.iter().flat_map(|e| &e.examples) {
            let (left, same, right) = match text.split_once(" ~ ") {
                Some((l, r)) => (l, false, r),
                None => text.split_once(" = ").map(|(l, r)| (l, true, r)).expect("LEFT = RIGHT or LEFT ~ RIGHT"),
            };
            let of = |word: &str| lexicon.spelled(&crate::fold::folded(word)).map(|n| &lexicon.names[n]);
            let (left, right) = (of(left).expect("a name"), of(right).expect("a name"));
            let together = left.family == right.family && (left.near || right.near) != same;
            assert_eq!(together, *kind == "reads", "line {line}");
        }
    }
}
