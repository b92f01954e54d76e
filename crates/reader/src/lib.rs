//! Reads Chinese government reports: every figure with its place in the original.
//!
//! (Documentation in full comes with the reader.)

mod facts;
mod figure;
mod fold;
#[cfg(feature = "json")]
pub mod json;
mod lexicon;
mod number;
mod outline;
mod place;
mod quantity;
mod read;
mod reading;
mod recognise;
mod repair;
mod rule;
mod sentence;
mod span;
mod time;
mod unit;
mod view;

pub use lexicon::{LexiconError, lexicon_faults};
pub use number::Value;
pub use reading::*;
pub use recognise::*;
pub use rule::{Rule, rule, rules};
pub use span::Span;
pub use time::{Anchor, Looking, Time, TimeKind};

use jiff::civil::Date;

/// What a reading may be told beside the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The day the text was written, for 今年 and 去年底 where the text does not say.
    pub date: Option<Date>,
    /// Keep the names of the rules that gave each figure, and the numbers that are no figure.
    pub explain: bool,
}

/// Reads a text.
///
/// Never fails and never panics: what cannot be read is left out or doubted, what was mended is listed.
#[must_use]
pub fn read(text: &str, options: &Options) -> Reading {
    read::read(text, options)
}
