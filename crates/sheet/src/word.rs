//! The data files `lexicon/*/headings.txt`: what headings and cells say.

use luoshi_reader::{LexiconError, parse_lexicon};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Declares the meanings of columns with the names that mapping files use.
macro_rules! meanings {
    ($($(#[$about:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// What a column holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Meaning { $($(#[$about])* $name),* }

        impl Meaning {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name in mapping files and in data.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// The meaning of a name.
            #[must_use]
            pub fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

meanings! {
    /// A serial number.
    Number = "number",
    /// What groups rows.
    Category = "category",
    /// What is measured.
    Indicator = "indicator",
    /// An indicator or a task, as the rest tells.
    Matter = "matter",
    /// A unit.
    Unit = "unit",
    /// Binding or expected.
    Nature = "nature",
    /// Where.
    Territory = "territory",
    /// For which days.
    Period = "period",
    /// A value that was.
    Actual = "actual",
    /// A value that is expected to have been.
    Estimate = "estimate",
    /// A value that is wanted.
    Target = "target",
    /// A value where the way begins.
    Baseline = "baseline",
    /// Growth over an earlier value.
    Change = "change",
    /// Computed from other columns.
    Derived = "derived",
    /// Whether a value may still change.
    Finality = "finality",
    /// Who gave a value.
    Source = "source",
    /// What is to be done.
    Task = "task",
    /// What a task is to bring.
    Goal = "goal",
    /// Where a task comes from.
    TaskSource = "task_source",
    /// What kind of paper that is.
    SourceKind = "source_kind",
    /// Who leads.
    Lead = "lead",
    /// Who helps.
    Support = "support",
    /// Who leads and who helps, in one column.
    Duty = "duty",
    /// A leader in charge: personal.
    Leader = "leader",
    /// Who answers in person: personal.
    Person = "person",
    /// Whom to call: personal.
    Liaison = "liaison",
    /// How to reach them: personal.
    Contact = "contact",
    /// The day it was given out.
    Given = "given",
    /// The day it was taken.
    Accepted = "accepted",
    /// Why it was given back.
    Returned = "returned",
    /// The day it begins.
    Start = "start",
    /// By when.
    Due = "due",
    /// Points on the way.
    Milestones = "milestones",
    /// The figure it is to reach.
    Measure = "measure",
    /// Money.
    Money = "money",
    /// How often it is reported.
    Cycle = "cycle",
    /// What was done.
    Progress = "progress",
    /// How much is done, in per cent.
    DoneShare = "done_share",
    /// What stands in the way.
    Problems = "problems",
    /// What is asked for.
    Help = "help",
    /// What comes next.
    Next = "next",
    /// What shows it.
    Evidence = "evidence",
    /// The head of the body has seen it.
    Approval = "approval",
    /// A second pair of eyes.
    Verification = "verification",
    /// Where it stands, as a person put it.
    Status = "status",
    /// More time.
    Extension = "extension",
    /// The day the body says it was done.
    Done = "done",
    /// The day it was cleared.
    Cleared = "cleared",
    /// Who may see it.
    Publicity = "publicity",
    /// A secrecy mark.
    Secrecy = "secrecy",
    /// Notes.
    Note = "note",
    /// To be passed over, as a person said.
    Ignore = "ignore",
}

impl Meaning {
    /// Whether its cells are values of an indicator.
    #[must_use]
    pub fn is_value(self) -> bool {
        matches!(self, Self::Actual | Self::Estimate | Self::Target | Self::Baseline | Self::Change)
    }

    /// Whether its cells tell of a person: they are never taken into the record.
    #[must_use]
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Leader | Self::Person | Self::Liaison | Self::Contact)
    }

    /// Whether it speaks of tasks only.
    pub(crate) fn is_of_tasks(self) -> bool {
        use Meaning as M;
        matches!(
            self,
            M::Task
                | M::Goal
                | M::Lead
                | M::Support
                | M::Duty
                | M::Due
                | M::Milestones
                | M::Progress
                | M::Problems
                | M::Next
                | M::Help
                | M::Evidence
                | M::Done
                | M::Cleared
                | M::Given
                | M::Accepted
                | M::Status
        )
    }
}

/// The words of both languages.
#[derive(Debug, Default)]
pub(crate) struct Words {
    heads: HashMap<&'static str, Meaning>,
    sets: HashMap<&'static str, HashSet<&'static str>>,
    /// Characters of the longest heading.
    longest: usize,
    pub(crate) errors: Vec<LexiconError>,
}

const FILES: [(&str, &str); 2] = [
    ("zh/headings.txt", include_str!("../lexicon/zh/headings.txt")),
    ("en/headings.txt", include_str!("../lexicon/en/headings.txt")),
];

impl Words {
    pub(crate) fn get() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            let mut out = Self::default();
            for (file, text) in FILES {
                let (entries, errors) = parse_lexicon(file, text);
                out.errors.extend(errors);
                for entry in entries {
                    match Meaning::named(entry.group) {
                        Some(meaning) => {
                            for word in entry.words {
                                out.longest = out.longest.max(word.chars().count());
                                if out.heads.insert(word, meaning).is_some_and(|before| before != meaning) {
                                    out.errors.push(LexiconError {
                                        file,
                                        line: entry.line,
                                        what: format!("“{word}” has two meanings"),
                                        mend: "leave it in one group".to_owned(),
                                    });
                                }
                            }
                        }
                        None => out.sets.entry(entry.group).or_default().extend(entry.words),
                    }
                }
            }
            out
        })
    }

    /// The meaning of a heading that is one word of the files.
    pub(crate) fn head(&self, text: &str) -> Option<Meaning> {
        self.heads.get(text).copied()
    }

    /// Whether a set of words has this one.
    pub(crate) fn is(&self, set: &str, text: &str) -> bool {
        self.sets.get(set).is_some_and(|words| words.contains(text))
    }

    /// The longest word of a set that a text begins with.
    pub(crate) fn begins(&self, set: &str, text: &str) -> Option<&'static str> {
        self.sets.get(set)?.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len()).copied()
    }

    /// The longest word of a set that a text ends with.
    pub(crate) fn ends(&self, set: &str, text: &str) -> Option<&'static str> {
        self.sets.get(set)?.iter().filter(|word| text.ends_with(**word)).max_by_key(|word| word.len()).copied()
    }

    /// The longest heading word that a text ends with, but for the whole of it.
    pub(crate) fn head_behind<'a>(&self, text: &'a str) -> Option<(&'a str, Meaning)> {
        text.char_indices().map(|(at, _)| at).skip(1).find_map(|at| {
            let (before, word) = text.split_at(at);
            self.head(word).filter(|_| self.is("behind", word)).map(|meaning| (before, meaning))
        })
    }

    /// The longest heading word that a text begins with, but for the whole of it.
    pub(crate) fn head_before<'a>(&self, text: &'a str) -> Option<(&'a str, Meaning)> {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).take(self.longest).collect();
        ends.into_iter().rev().find_map(|at| {
            let (word, behind) = text.split_at(at);
            self.head(word).map(|meaning| (behind, meaning))
        })
    }

    /// A text made of heading words and neutral ones alone: the meanings in it, in order.
    pub(crate) fn all_heads(&self, text: &str) -> Option<Vec<Meaning>> {
        let mut rest = text;
        let mut found = Vec::new();
        while !rest.is_empty() {
            if let Some(meaning) = self.head(rest) {
                found.push(meaning);
                break;
            }
            let neutral = self.begins("neutral", rest);
            match self.head_before(rest) {
                Some((behind, meaning)) if rest.len() - behind.len() >= neutral.map_or(0, str::len) => {
                    found.push(meaning);
                    rest = behind;
                }
                _ => rest = rest.strip_prefix(neutral?)?,
            }
        }
        (!found.is_empty()).then_some(found)
    }
}

/// Faults of the lexicon files, each with its line and mend.
#[must_use]
pub fn lexicon_faults() -> Vec<LexiconError> {
    Words::get().errors.clone()
}

/// One form of what is written: full width as half, no blanks, small letters.
pub(crate) fn fold(text: &str) -> String {
    let half = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        _ => c,
    };
    let latin = text.chars().any(|c| c.is_ascii_alphabetic()) && !text.chars().any(is_han);
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(half) {
        if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') {
            // Between Latin words a blank parts them.
            if latin && !out.ends_with(' ') {
                out.push(' ');
            }
            continue;
        }
        out.extend(c.to_lowercase());
    }
    out.trim().to_owned()
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_have_no_fault_and_their_examples_hold() {
        assert!(lexicon_faults().is_empty(), "{}", lexicon_faults()[0]);
        let words = Words::get();
        for (file, text) in FILES {
            for entry in parse_lexicon(file, text).0 {
                for (kind, example, line) in &entry.examples {
                    let (example, wanted) = example.split_once(" = ").expect("TEXT = GROUP");
                    assert_eq!((*kind, wanted), ("reads", entry.group), "{file}:{line}");
                    let folded = fold(example);
                    let holds = match Meaning::named(entry.group) {
                        Some(meaning) => crate::heading::Heading::new(example).meaning == Some(meaning),
                        None => words.is(entry.group, &folded) || words.ends(entry.group, &folded).is_some(),
                    };
                    assert!(holds, "{file}:{line}: {example} is not {wanted}");
                }
            }
        }
    }

    #[test]
    fn every_meaning_but_one_has_words() {
        let words = Words::get();
        for meaning in Meaning::ALL.iter().filter(|m| **m != Meaning::Ignore) {
            assert!(words.heads.values().any(|m| m == meaning), "{}", meaning.word());
            assert_eq!(Meaning::named(meaning.word()), Some(*meaning));
        }
    }
}
