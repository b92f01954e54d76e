//! Time that is this program's own, and enough of it to be measured.

use std::time::Instant;

/// A clock that runs only while this thread does, so that a neighbour on the machine is not counted; the time of day
/// where Linux does not tell.
struct Clock(Instant, Option<f64>);

impl Clock {
    fn start() -> Self {
        Self(Instant::now(), on_processor())
    }

    /// Seconds since the start.
    fn seconds(&self) -> f64 {
        self.1.zip(on_processor()).map_or_else(|| self.0.elapsed().as_secs_f64(), |(from, to)| to - from)
    }
}

/// Seconds this thread has run.
fn on_processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse::<f64>().ok().map(|ns| ns / 1e9)
}

/// A round lasts at least so many seconds: some kernels count processor time in steps of four milliseconds, and the
/// best of many short rounds would be one that a step was left out of.
const ROUND: f64 = 0.3;

/// Seconds for one call in the best of the rounds, for whatever disturbs a round only makes it slower; and what the
/// last call gave.
pub(crate) fn best<T>(rounds: usize, mut once: impl FnMut() -> T) -> (f64, T) {
    let mut best = f64::INFINITY;
    let mut gave = None;
    for _ in 0..rounds.max(1) {
        let begun = Clock::start();
        let mut times = 0;
        while times == 0 || begun.seconds() < ROUND {
            gave = Some(std::hint::black_box(once()));
            times += 1;
        }
        best = best.min(begun.seconds() / f64::from(times));
    }
    (best, gave.expect("a round was run"))
}
