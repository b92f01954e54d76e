//! What `/metrics` says, in the form of `OpenMetrics`: counts by class of answer, and how long answers took. No address, no
//! name, nothing of a person.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Upper bounds of the classes of time, in microseconds.
const BOUNDS: [u64; 8] = [1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 250_000, 1_000_000];

/// Counters of a server.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    /// Answers of 1xx … 5xx.
    answers: [AtomicU64; 6],
    /// Answers that took no longer than each bound.
    times: [AtomicU64; BOUNDS.len()],
    spent: AtomicU64,
    pub(crate) open: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) refreshed: AtomicU64,
    pub(crate) statements: AtomicU64,
}

impl Metrics {
    /// Counts an answer.
    pub(crate) fn answered(&self, status: u16, took: Duration) {
        if let Some(count) = self.answers.get(usize::from(status / 100)) {
            count.fetch_add(1, Relaxed);
        }
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.spent.fetch_add(micros, Relaxed);
        for (bound, count) in BOUNDS.iter().zip(&self.times) {
            if micros <= *bound {
                count.fetch_add(1, Relaxed);
            }
        }
    }

    /// The page.
    pub(crate) fn text(&self, size: i64) -> String {
        let mut out = String::new();
        // Writing into memory cannot fail.
        let _ = (|| -> std::fmt::Result {
            writeln!(out, "# TYPE luoshi_answers counter\n# HELP luoshi_answers Answers sent, by class.")?;
            let mut all = 0;
            for (class, count) in self.answers.iter().enumerate().skip(1) {
                let count = count.load(Relaxed);
                all += count;
                writeln!(out, "luoshi_answers_total{{class=\"{class}xx\"}} {count}")?;
            }
            writeln!(
                out,
                "# TYPE luoshi_answer_seconds histogram\n# UNIT luoshi_answer_seconds seconds\n# HELP luoshi_answer_seconds Time from a request's head to its answer."
            )?;
            for (bound, count) in BOUNDS.iter().zip(&self.times) {
                let (whole, rest) = (bound / 1_000_000, bound % 1_000_000);
                writeln!(out, "luoshi_answer_seconds_bucket{{le=\"{whole}.{rest:06}\"}} {}", count.load(Relaxed))?;
            }
            let spent = self.spent.load(Relaxed);
            writeln!(
                out,
                "luoshi_answer_seconds_bucket{{le=\"+Inf\"}} {all}\nluoshi_answer_seconds_count {all}\nluoshi_answer_seconds_sum {}.{:06}",
                spent / 1_000_000,
                spent % 1_000_000
            )?;
            for (name, kind, help, value) in [
                ("luoshi_connections", "gauge", "Connections open now.", self.open.load(Relaxed)),
                (
                    "luoshi_connections_refused",
                    "counter",
                    "Connections closed at once, for there were too many.",
                    self.refused.load(Relaxed),
                ),
                (
                    "luoshi_refreshed",
                    "counter",
                    "Times that new entries of the journal were taken in.",
                    self.refreshed.load(Relaxed),
                ),
                (
                    "luoshi_statements",
                    "counter",
                    "Statements that pages have run on the record.",
                    self.statements.load(Relaxed),
                ),
                ("luoshi_journal_entries", "gauge", "Entries of the journal.", u64::try_from(size).unwrap_or(0)),
            ] {
                let suffix = if kind == "counter" { "_total" } else { "" };
                writeln!(out, "# TYPE {name} {kind}\n# HELP {name} {help}\n{name}{suffix} {value}")?;
            }
            writeln!(out, "# EOF")
        })();
        out
    }
}
