//! What a number is about whose own clause does not say it: 一九八二年计划为百分之四, behind 工农业总产值的增长速度，….

use crate::class::Class;
use crate::fold::folded;
use crate::lexicon::Lexicon;
use crate::subject::Subject;
use luoshi_reader::{Figure, Kind};

/// What was spoken of before a figure.
#[derive(Debug, Clone)]
pub(crate) struct Before {
    pub(crate) subject: Subject,
    pub(crate) scope: Option<Box<str>>,
    pub(crate) class: Class,
    pub(crate) dimension: &'static str,
    /// Another sentence says it.
    pub(crate) far: bool,
    /// It is a target that is told again.
    pub(crate) restated: bool,
}

impl Before {
    /// The one thing that a sentence without numbers speaks of by a name of the data file.
    pub(crate) fn named(sentence: &str) -> Option<Self> {
        let words = folded(sentence);
        let mut rest = first(&words, LONG);
        let mut found: Option<Subject> = None;
        while let Some(c) = rest.chars().next() {
            let longest = Subject::begins(first(rest, NAME)).filter(|(spelling, _)| spelling.chars().count() >= LEAST);
            let Some((spelling, subject)) = longest else {
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
                continue;
            };
            if found.as_ref().is_some_and(|other| *other != subject) {
                return None;
            }
            found = Some(subject);
            rest = rest.get(spelling.len()..).unwrap_or_default();
        }
        found.map(|subject| Self {
            subject,
            scope: None,
            class: Class::Other,
            dimension: "",
            far: true,
            restated: false,
        })
    }

    /// The same, said in the figure's own sentence.
    pub(crate) fn near(self) -> Self {
        Self { far: false, ..self }
    }

    /// Whether a figure may be of the same thing: 增长5% of anything, an amount of what is measured alike.
    pub(crate) fn fits(&self, figure: &Figure) -> bool {
        let percent = matches!(figure.unit.as_str(), "%" | "‰");
        match figure.amount.as_ref().map(|a| a.dimension) {
            // A proportion of something is not by how much it grew, nor the other way round.
            None | Some("ratio") => {
                let proportion = matches!(self.class, Class::Share | Class::Other);
                percent
                    && !matches!(self.class, Class::Points | Class::Gap)
                    && (figure.measure == Kind::ChangePct || proportion || self.class == Class::Rate)
            }
            Some(dimension) => self.dimension == dimension || self.dimension.is_empty() && self.subject.known.is_some(),
        }
    }
}

/// Whether a name says nothing of what is measured: 计划, 预计数, the year alone.
pub(crate) fn is_void(subject: &Subject) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十零〇○年".contains(c);
    let lexicon = Lexicon::get();
    let time = |name: &str| {
        name.starts_with(|c: char| c == '在' || numeral(c))
            && name.contains(['年', '期'])
            && lexicon.words("time.end").iter().any(|w| name.ends_with(w))
    };
    subject.known.is_none()
        && (time(&subject.name)
            || Lexicon::get().words("void").contains(&subject.name.as_str())
            || subject.name.chars().all(numeral))
}

/// The first characters of a text, so many at most.
fn first(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Characters of a sentence that are looked through for a name.
const LONG: usize = 120;

/// Characters of the shortest name taken from another sentence: 粮食 alone is spoken of everywhere.
const LEAST: usize = 4;

/// Characters of the longest name of the data file.
const NAME: usize = 24;
