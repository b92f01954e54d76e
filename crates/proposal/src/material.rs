//! What proposals are made of: a document with its reading, and what is known of the day and the place.

use crate::lexicon::Lexicon;
use crate::note::Doubt;
use crate::place;
use crate::proposal::Place;
use crate::text::Text;
use luoshi_ledger::{SaidAll, Source, said};
use luoshi_plan::{Date, SourceId};
use luoshi_reader::{NameClass, Reading};

/// A document whose proposals are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its number in the record.
    pub source: SourceId,
    /// The SHA-256 of its bytes.
    pub sha256: &'a [u8; 32],
    /// What its file is called.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What was read in it.
    pub reading: &'a Reading,
    /// The day it bears, where it bears one.
    pub day: Option<Date>,
    /// The day it came into the record: what it says was known then at the latest.
    pub came: Date,
    /// Whose it is, where a person says so.
    pub territory: Option<&'a str>,
}

/// What ends a sentence or a part of one.
const CLAUSE_ENDS: &[char] = &['。', '；', '！', '：'];

/// A document taken apart.
pub(crate) struct Material<'a> {
    pub(crate) document: Document<'a>,
    pub(crate) reading: &'a Reading,
    pub(crate) text: Text,
    pub(crate) said: SaidAll,
    /// Whose it is.
    pub(crate) home: Option<Place>,
    /// Why that is doubted.
    pub(crate) body_doubt: Option<Doubt>,
    /// It comes from those who count for a living.
    pub(crate) is_statistics: bool,
}

impl<'a> Material<'a> {
    pub(crate) fn new(document: &Document<'a>) -> Self {
        let said = said(&Source { name: document.name, text: document.text, reading: document.reading });
        let told = document.territory.map(place::named);
        let home = told.or_else(|| said.body.as_deref().map(|body| place::of_body(body, document.reading)));
        let title = document.reading.facts.title.as_ref().map_or(document.name, |t| t.value.as_str());
        Self {
            document: *document,
            reading: document.reading,
            text: Text::new(document.text),
            body_doubt: home.is_none().then_some(Doubt::NoBody),
            said,
            home,
            is_statistics: Lexicon::get().within("statistics", title),
        }
    }

    /// The day it became known.
    pub(crate) fn known_on(&self) -> Date {
        self.document.day.unwrap_or(self.document.came)
    }

    /// The words of the clause before a place, up to a mark of `marks`; at most `most` characters.
    pub(crate) fn before(&self, at: u32, marks: &[char], most: usize) -> String {
        self.text.before(at, marks, most)
    }

    /// A body that the sentence of a figure is about, other than the government itself: 蒙能集团要….
    pub(crate) fn another_body(&self, sentence: usize, at: u32) -> Option<String> {
        let spans = &self.reading.sentences.get(sentence)?.spans;
        let begin = spans.iter().map(|s| s.start()).min()?;
        let mut bodies = self.reading.names.iter().filter(|n| n.class == NameClass::Body);
        let near = |n: &&luoshi_reader::Name| {
            n.spans.first().is_some_and(|s| {
                s.start() >= begin && s.end() <= at && {
                    let before = self.text.before(s.start(), CLAUSE_ENDS, 60);
                    before.chars().count() <= 1
                }
            })
        };
        let found = bodies.rfind(near)?;
        let ours = self.home.as_ref().is_some_and(|home| found.text.contains(home.name.as_str()));
        let office = Lexicon::get().words("ours").iter().any(|w| found.text.starts_with(w));
        (!ours && !office).then(|| found.text.clone())
    }

    /// What it is called.
    pub(crate) fn title(&self) -> &str {
        self.reading.facts.title.as_ref().map_or(self.document.name, |t| t.value.as_str())
    }
}
