//! Many inputs on all cores, in memory that does not grow with their number.
//!
//! Threads take inputs from one iterator, work on them, and hand on what they made: at once, or in the order of the
//! inputs. Two limits hold: no thread runs further ahead of the oldest unfinished input than a window, and the inputs
//! being worked on do not together weigh more than a budget (a single heavier one is worked on alone).

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// In which order results are handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// As each finishes.
    Finished,
    /// As the inputs came.
    Given,
}

/// Bytes of input worked on at once. A reading takes some twenty times its text, so this keeps the whole below a few
/// gigabytes on a machine with many cores, and a machine with two never comes near it with reports of usual size.
const BUDGET: u64 = 96 << 20;

/// Inputs a thread may run ahead of the oldest unfinished one, per thread: enough to be busy while one is slow.
const AHEAD: usize = 4;

struct State<I: Iterator, T, E> {
    inputs: I,
    /// Taken from `inputs`, waiting for room.
    next: Option<I::Item>,
    taken: usize,
    working: usize,
    weight: u64,
    /// Finished before their turn.
    early: BTreeMap<usize, T>,
    handed_on: usize,
    hand_on: E,
    /// No further input is taken.
    ended: bool,
    /// Nothing further is handed on.
    broken: bool,
}

/// Works on every input with `jobs` threads. `hand_on` may end it all by breaking.
pub(crate) fn run<I, T, E>(
    inputs: I,
    jobs: usize,
    order: Order,
    weigh: impl Fn(&I::Item) -> u64 + Sync,
    work: impl Fn(I::Item) -> T + Sync,
    hand_on: E,
) where
    I: Iterator + Send,
    I::Item: Send,
    T: Send,
    E: FnMut(T) -> ControlFlow<()> + Send,
{
    let state = Mutex::new(State {
        inputs,
        next: None,
        taken: 0,
        working: 0,
        weight: 0,
        early: BTreeMap::new(),
        handed_on: 0,
        hand_on,
        ended: false,
        broken: false,
    });
    let changed = Condvar::new();
    let jobs = jobs.max(1);
    let window = jobs.saturating_mul(AHEAD);

    // A poisoned lock means that `hand_on` panicked; the others end, and the panic goes on through the scope.
    let lock = || -> MutexGuard<'_, State<I, T, E>> { state.lock().unwrap_or_else(PoisonError::into_inner) };

    let worker = || loop {
        let mut s = lock();
        let (index, input, weight) = loop {
            if s.ended || state.is_poisoned() {
                return;
            }
            if s.next.is_none() {
                s.next = s.inputs.next();
            }
            let Some(input) = s.next.take() else {
                s.ended = true;
                changed.notify_all();
                return;
            };
            let weight = weigh(&input);
            let crowded = s.working > 0 && s.weight.saturating_add(weight) > BUDGET;
            let ahead = order == Order::Given && s.taken >= s.handed_on.saturating_add(window);
            if !crowded && !ahead {
                let index = s.taken;
                s.taken += 1;
                s.working += 1;
                s.weight += weight;
                break (index, input, weight);
            }
            s.next = Some(input);
            s = changed.wait(s).unwrap_or_else(PoisonError::into_inner);
        };
        drop(s);

        let made = work(input);

        let s = &mut *lock();
        s.working -= 1;
        s.weight -= weight;
        match order {
            Order::Finished if s.broken => {}
            Order::Finished => s.broken = (s.hand_on)(made).is_break(),
            Order::Given => {
                s.early.insert(index, made);
                while !s.broken
                    && let Some(made) = s.early.remove(&s.handed_on)
                {
                    s.handed_on += 1;
                    s.broken = (s.hand_on)(made).is_break();
                }
            }
        }
        s.ended |= s.broken;
        changed.notify_all();
    };

    std::thread::scope(|scope| {
        for _ in 1..jobs {
            scope.spawn(worker);
        }
        worker();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(order: Order, jobs: usize) -> Vec<u64> {
        let mut out = Vec::new();
        run(
            0..500u64,
            jobs,
            order,
            |n| n % 7,
            |n| n * 2,
            |n| {
                out.push(n);
                ControlFlow::Continue(())
            },
        );
        out
    }

    #[test]
    fn results_come_in_the_order_given() {
        let wanted: Vec<u64> = (0..500).map(|n| n * 2).collect();
        assert_eq!(numbers(Order::Given, 4), wanted);
        assert_eq!(numbers(Order::Given, 1), wanted);
        let mut any = numbers(Order::Finished, 4);
        any.sort_unstable();
        assert_eq!(any, wanted);
    }

    #[test]
    fn inputs_heavier_than_the_budget_are_worked_on_alone() {
        let working = std::sync::atomic::AtomicUsize::new(0);
        let most = std::sync::atomic::AtomicUsize::new(0);
        let relaxed = std::sync::atomic::Ordering::SeqCst;
        let work = |()| {
            most.fetch_max(working.fetch_add(1, relaxed) + 1, relaxed);
            std::thread::yield_now();
            working.fetch_sub(1, relaxed);
        };
        run(std::iter::repeat_n((), 200), 4, Order::Given, |()| BUDGET + 1, work, |()| ControlFlow::Continue(()));
        assert_eq!(most.into_inner(), 1);
    }

    #[test]
    fn breaking_ends_an_endless_input() {
        let mut seen = 0;
        run(
            0..,
            3,
            Order::Given,
            |_: &u64| 1,
            |n| n,
            |_| {
                seen += 1;
                if seen == 100 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, 100);
    }

    #[test]
    fn no_thread_runs_far_ahead_of_a_slow_first() {
        let furthest = std::sync::atomic::AtomicU64::new(0);
        let relaxed = std::sync::atomic::Ordering::SeqCst;
        let work = |n: u64| {
            if n == 0 {
                // Long enough for the others to take whatever they may.
                std::thread::sleep(std::time::Duration::from_millis(50));
                return furthest.load(relaxed);
            }
            furthest.fetch_max(n, relaxed);
            n
        };
        let mut first = None;
        run(
            0..10_000,
            2,
            Order::Given,
            |_| 1,
            work,
            |n| {
                first.get_or_insert(n);
                ControlFlow::Continue(())
            },
        );
        assert!(first.is_some_and(|n| n < 2 * AHEAD as u64), "{first:?}");
    }
}
