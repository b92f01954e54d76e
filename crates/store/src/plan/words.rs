//! The words that stand for the cases of an enum, in the database and in the journal. They never change: old entries hold
//! them.

use crate::db::Row;
use crate::error::StoreError;
use luoshi_plan::{Direction, Finality, Measure, Nature, Outcome, Part, Ruling, Shape, Standing, Verdict};

/// An enum with a word for each case.
pub(crate) trait Word: Sized {
    fn word(self) -> &'static str;
    fn of(word: &[u8]) -> Option<Self>;

    fn read(row: &Row<'_>, column: usize) -> Result<Self, StoreError> {
        let word = row.word(column)?;
        let odd = || StoreError::Odd(format!("column {column}: {:?}", String::from_utf8_lossy(word)));
        Self::of(word).ok_or_else(odd)
    }
}

macro_rules! words {
    ($($kind:ident { $($case:ident $word:literal),* $(,)? })*) => {$(
        impl Word for $kind {
            fn word(self) -> &'static str {
                match self {
                    $(Self::$case => $word,)*
                }
            }

            fn of(word: &[u8]) -> Option<Self> {
                $(if word == $word.as_bytes() {
                    return Some(Self::$case);
                })*
                None
            }
        }
    )*};
}

words! {
    Direction { Up "up", Down "down", Hold "hold" }
    Measure { Level "level", Flow "flow", Rate "rate", Fall "fall" }
    Nature { Binding "binding", Expected "expected", Unstated "unstated" }
    Finality { Estimate "estimate", Provisional "provisional", Final "final" }
    Standing { Reported "reported", Verified "verified" }
    Shape { Linear "linear", Compound "compound" }
    Verdict { Accept "accept", Correct "correct", Merge "merge", Split "split", Ignore "ignore" }
    Outcome {
        Kept "kept", Partly "partly", Missed "missed", Changed "changed", Silent "silent", Open "open",
        NotMeasurable "not_measurable"
    }
    Ruling { Confirm "confirm", Correct "correct", Dismiss "dismiss" }
    Part { Lead "lead", Each "each", Support "support", Oversee "oversee" }
}
