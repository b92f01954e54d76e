//! Where something stands, by a published rule, with the arithmetic that gave it. `docs/method/status.md`.

mod arithmetic;
mod cumulative;
mod each_year;
mod indicator;
mod keep;
mod lights;
mod mean;
mod pace;
mod required;
mod task;
mod time;
mod way;
mod word;

pub(crate) use word::{amount, gap_unit};

pub use arithmetic::{Arithmetic, Kind, Term};
pub use indicator::{status, status_of};
pub use lights::Lights;
pub use required::{Line, Required, required};
pub use task::task_status;
pub use word::{Note, Status, Wait};

use crate::say::Number;
use crate::{Date, Exact, ObservationId, Sentence};
use std::sync::Arc;

/// Where something stands, and how that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The word.
    pub status: Status,
    /// What is to be said beside it, never instead.
    pub notes: Vec<Note>,
    /// The name of the rule whose limits were used.
    pub rule: Arc<str>,
    /// The day from which that rule holds.
    pub rule_since: Date,
    /// What was computed.
    pub arithmetic: Arithmetic,
    /// The values it was computed from.
    pub from: Vec<ObservationId>,
}

impl Judged {
    pub(crate) fn new(status: Status, lights: &Lights, arithmetic: Arithmetic) -> Self {
        let (rule, rule_since) = (Arc::clone(&lights.name), lights.since);
        Self { status, notes: Vec::new(), rule, rule_since, arithmetic, from: Vec::new() }
    }

    /// Not judged, and why.
    pub(crate) fn wait(reason: Wait, lights: &Lights) -> Self {
        Self::new(Status::Wait(reason), lights, Arithmetic::new(Kind::Waiting))
    }

    pub(crate) fn noted(mut self, notes: impl IntoIterator<Item = Note>) -> Self {
        self.notes.extend(notes);
        self
    }

    pub(crate) fn of(mut self, from: impl IntoIterator<Item = ObservationId>) -> Self {
        self.from.extend(from);
        self
    }

    /// The arithmetic as a sentence in both languages; amounts are in `unit`, as the indicator writes it.
    #[must_use]
    pub fn sentence(&self, unit: &str) -> Sentence {
        let plain = |exact, is_gap: bool| amount(Number::from(exact), if is_gap { gap_unit(unit).1 } else { unit });
        self.sentence_with(unit, &plain)
    }

    /// The same, with amounts in English as somebody else writes them: a source's unit is in Chinese. They are told whether they are
    /// differences.
    #[must_use]
    pub fn sentence_with(&self, unit: &str, english: &dyn Fn(Exact, bool) -> String) -> Sentence {
        let said = self.arithmetic.sentence_with(unit, english);
        // What was given up waits for nothing: that it was says all.
        let given_up = self.arithmetic.kind == Kind::Waiting && self.notes.contains(&Note::Dropped);
        let mut whole = match self.status {
            Status::Wait(_) if given_up => Note::Dropped.sentence_with(unit, english),
            Status::Wait(reason) => {
                let why = reason.sentence();
                if self.arithmetic.kind == Kind::Waiting { why } else { why.and(&said) }
            }
            Status::Done | Status::Ok | Status::Warn | Status::Bad | Status::NotStarted => said,
        };
        for note in self.notes.iter().filter(|note| !given_up || **note != Note::Dropped) {
            whole = whole.and(&note.sentence_with(unit, english));
        }
        whole
    }
}
