//! Promises without a number.

use crate::context::Context;
use crate::fold::folded;
use crate::when::When;
use luoshi_reader::{NameClass, Reading, Span, Spans, Tense};

/// A promise without a number: an object, and what is to become of it.
#[derive(Debug, Clone)]
pub(crate) struct Deed {
    /// What is acted on, folded.
    pub(crate) object: Box<str>,
    pub(crate) action: Box<str>,
    /// Names of programmes in it, folded.
    pub(crate) programmes: Box<[String]>,
    pub(crate) when: Option<When>,
    /// Index into the report's quotes.
    pub(crate) quote: usize,
    pub(crate) spans: Spans,
}

/// What is promised without a number, and the sentences that tell what was done.
pub(crate) fn deeds(
    reading: &Reading,
    _chars: &[char],
    contexts: &[Context],
    quote: &mut impl FnMut(usize) -> usize,
) -> (Vec<Deed>, Vec<usize>) {
    let mut promised = Vec::new();
    for c in reading.commitments.iter().filter(|c| !c.measurable && c.figures.is_empty()) {
        let Some(object) = c.object.as_deref().map(folded) else { continue };
        let programmes = programmes(reading, &c.spans);
        // An object of two words is on everybody's list: 经济发展. One with a name of its own is this one.
        if programmes.is_empty() && object.chars().count() < LEAST {
            continue;
        }
        promised.push(Deed {
            object: object.into(),
            action: c.action.as_str().into(),
            programmes: programmes.into(),
            when: contexts.get(c.sentence).and_then(|c| c.ahead),
            quote: quote(c.sentence),
            spans: c.spans.clone(),
        });
    }
    let done = reading.sentences.iter().enumerate().filter(|(_, s)| s.tense == Tense::Done);
    let done = done.map(|(n, _)| quote(n)).collect();
    (promised, done)
}

/// Characters of an object that has no name of its own.
const LEAST: usize = 10;

/// The programmes named in a passage, for commitments.
fn programmes(reading: &Reading, spans: &[Span]) -> Vec<String> {
    let within = |s: &Span| spans.iter().any(|p| p.start() <= s.start() && s.end() <= p.end());
    let named = reading.names.iter().filter(|n| n.class == NameClass::Programme);
    named.filter(|n| n.spans.first().is_some_and(within)).map(|n| folded(&n.text)).collect()
}
