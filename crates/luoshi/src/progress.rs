//! How far a long run has come: a bar on standard error, on a terminal only.

use crate::i18n::Words;
use crate::output::say;
use crate::walk::{Input, Step, Walk};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};

/// A bar, or nothing at all.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    files: u64,
    total: u64,
    unit: String,
}

/// Less than this is read before an eye could follow a bar.
const WORTH_A_BAR: u64 = 4 << 20;

impl Progress {
    /// No bar, ever.
    pub(crate) fn none() -> Self {
        Self { bar: None, files: 0, total: 0, unit: String::new() }
    }

    /// A bar over what `walk` will come upon, if standard error is a terminal and there is enough to do.
    pub(crate) fn over(walk: Walk, words: &Words) -> Self {
        let mut progress = Self::none();
        if !io::stderr().is_terminal() {
            return progress;
        }
        let mut bytes = 0;
        for step in walk {
            if let Step::Read(input) = step {
                progress.total += 1;
                bytes += weight(&input);
            }
        }
        if bytes < WORTH_A_BAR {
            return progress;
        }
        words.get("progress.files").clone_into(&mut progress.unit);
        let template = "{bar:24} {msg} · {bytes}/{total_bytes} · {bytes_per_sec} · {eta}";
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        progress.bar = Some(bar);
        progress
    }

    /// One more file is done.
    pub(crate) fn advance(&mut self, bytes: u64) {
        self.files += 1;
        if let Some(bar) = &self.bar {
            bar.set_message(format!("{}/{} {}", self.files, self.total, self.unit));
            bar.inc(bytes);
        }
    }

    /// Does `print` while the bar is out of the way. Drawing it anew costs more than a small file does, so only what
    /// really goes to the terminal is printed so.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// A message on standard error.
    pub(crate) fn say(&self, message: &str) {
        self.aside(|| say(message));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// What an input weighs before it is read.
pub(crate) fn weight(input: &Input) -> u64 {
    match input {
        Input::Stdin => 0,
        Input::File(_, size) => *size,
    }
}
