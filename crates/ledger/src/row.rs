//! A row of the ledger: what was said, and what came of it.

use crate::class::Class;
use crate::when::When;
use crate::why::Why;
use luoshi_reader::{Bound, Language, Span, Value};
use std::ops::Range;

/// What became of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Reached, as its bound is meant.
    Kept,
    /// Not reached, but nearly.
    Partly,
    /// Not reached.
    Missed,
    /// Told again with another number.
    Changed,
    /// The report that would say it was searched and says nothing.
    Silent,
    /// The report that would say it is not among those given, or not written yet.
    Open,
    /// As written nobody could tell.
    NotMeasurable,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: &[Self] =
        &[Self::Kept, Self::Partly, Self::Missed, Self::Changed, Self::Silent, Self::Open, Self::NotMeasurable];

    /// The word for it in data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Partly => "partly",
            Self::Missed => "missed",
            Self::Changed => "changed",
            Self::Silent => "silent",
            Self::Open => "open",
            Self::NotMeasurable => "not_measurable",
        }
    }
}

/// What sort of statement a result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResultKind {
    /// Said before the period was over.
    Estimate,
    /// Said after it.
    Stated,
    /// A later report gives another figure for the same period.
    Revised,
    /// Only a mean or a sum over several years is given.
    Mean,
    /// The figure is not stated, but something that implies it.
    Inferred,
}

impl ResultKind {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Estimate, Self::Stated, Self::Revised, Self::Mean, Self::Inferred];

    /// The word for it in data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Estimate => "estimate",
            Self::Stated => "stated",
            Self::Revised => "revised",
            Self::Mean => "mean",
            Self::Inferred => "inferred",
        }
    }
}

/// How sure the match of target and result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Same name, measure, unit, scope and period, and nothing else it could be.
    Certain,
    /// One of these is not said but follows from what stands around.
    Likely,
    /// More is open, or there are two candidates.
    Unsure,
}

impl Certainty {
    /// Every degree.
    pub const ALL: &[Self] = &[Self::Certain, Self::Likely, Self::Unsure];

    /// The word for it in data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Unsure => "unsure",
        }
    }
}

/// A figure with its sentence and its place.
#[derive(Debug, Clone)]
pub struct Cite {
    /// Number and unit as written.
    pub text: String,
    /// The value as written, before 万 or 亿.
    pub value: Option<Value>,
    /// Upper end of a range.
    pub high: Option<Value>,
    /// Unit in normal script.
    pub unit: String,
    /// On which side the truth lies.
    pub bound: Option<Bound>,
    /// The report it stands in, by its path.
    pub source: String,
    /// The year of that report.
    pub year: Option<i16>,
    /// Place of the number.
    pub spans: Vec<Span>,
    /// The sentence, as printed.
    pub sentence: String,
    /// Place of the sentence.
    pub sentence_spans: Vec<Span>,
}

impl Cite {
    /// Where the number stands in the sentence, in characters of it; `None` where it is torn.
    #[must_use]
    pub fn place(&self) -> Option<Range<usize>> {
        let (first, last) = (self.spans.first()?, self.spans.last()?);
        let mut before = 0;
        let mut at = |offset: u32, spans: &[Span]| {
            before = 0;
            for span in spans {
                if span.start() <= offset && offset <= span.end() {
                    return Some(before + (offset - span.start()) as usize);
                }
                before += span.len() as usize;
            }
            None
        };
        let start = at(first.start(), &self.sentence_spans)?;
        let end = at(last.end(), &self.sentence_spans)?;
        (start < end).then_some(start..end)
    }

    /// The clause of the sentence that the number stands in, in characters of the sentence.
    #[must_use]
    pub fn clause(&self) -> Option<Range<usize>> {
        let place = self.place()?;
        let chars: Vec<char> = self.sentence.chars().collect();
        let ends = |c: &char| matches!(c, '，' | '。' | '；' | '：' | '！' | '、');
        let start = chars.get(..place.start)?.iter().rposition(ends).map_or(0, |at| at + 1);
        let end = chars.get(place.end..)?.iter().position(ends).map_or(chars.len(), |at| place.end + at);
        Some(start..end)
    }
}

/// One target with its result.
#[derive(Debug, Clone)]
pub struct Row {
    /// The government.
    pub body: String,
    /// The thing measured: rows of one subject make a series over the years.
    pub subject: String,
    /// The indicator as the target names it, in normal form.
    pub indicator: String,
    /// What sort of number.
    pub measure: Class,
    /// The number is a mean over the years of the period.
    pub mean: bool,
    /// Where or for whom, where not for all.
    pub scope: Option<String>,
    /// For when.
    pub period: Option<When>,
    /// What was said.
    pub target: Cite,
    /// What came of it. Of [`ResultKind::Mean`] and [`ResultKind::Inferred`] its value is no result.
    pub result: Option<Cite>,
    /// What sort of statement the result is.
    pub result_kind: Option<ResultKind>,
    /// What other reports say of the same.
    pub others: Vec<(Cite, ResultKind)>,
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict if 左右 allowed nothing.
    pub strict: Verdict,
    /// How sure the match is.
    pub certainty: Certainty,
    /// Why all this, in order.
    pub why: Vec<Why>,
}

impl Row {
    /// The word of the column `measure`: `growth`, `level`; `growth_mean` of a mean over years.
    #[must_use]
    pub fn measure_word(&self) -> String {
        if self.mean { format!("{}_mean", self.measure.word()) } else { self.measure.word().to_owned() }
    }

    /// All reasons in words, in order.
    #[must_use]
    pub fn reason(&self, language: Language) -> String {
        let all: Vec<String> = self.why.iter().map(|w| w.words(language)).collect();
        all.join(match language {
            Language::Zh => "；",
            Language::En => "; ",
        })
    }

    /// Whether the result says a value for the period itself.
    #[must_use]
    pub fn has_value(&self) -> bool {
        match self.result_kind {
            Some(ResultKind::Estimate | ResultKind::Stated | ResultKind::Revised) => true,
            Some(ResultKind::Mean | ResultKind::Inferred) | None => false,
        }
    }
}
