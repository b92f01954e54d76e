//! What the parts of a goal come to: counted, never averaged. `docs/method/rollup.md`.

use crate::status::{Note, Status, Wait};
use crate::{Exact, Judged, Nature, Sentence};
use std::collections::BTreeMap;

/// What a part is. Binding and expected indicators are counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A task.
    Task,
    /// An indicator that binds somebody, or is expected, or of which the plan does not say.
    Indicator(Nature),
    /// A goal below this one.
    Goal,
}

/// A part and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub sort: Sort,
    /// Where it stands.
    pub status: Status,
    /// Whether it was given up.
    pub dropped: bool,
}

impl Part {
    /// A task or an indicator.
    #[must_use]
    pub fn of(sort: Sort, judged: &Judged) -> Self {
        Self { sort, status: judged.status, dropped: judged.notes.contains(&Note::Dropped) }
    }

    /// A goal below, by what its own parts come to.
    #[must_use]
    pub fn goal(below: &Rollup) -> Self {
        Self { sort: Sort::Goal, status: below.status, dropped: false }
    }
}

/// How many parts stand where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Finished and verified.
    pub done: u32,
    /// On track.
    pub ok: u32,
    /// Behind.
    pub warn: u32,
    /// Off track.
    pub bad: u32,
    /// Not judged, by reason.
    pub wait: BTreeMap<Wait, u32>,
    /// To begin later.
    pub not_started: u32,
    /// Given up; in none of the other numbers.
    pub dropped: u32,
}

impl Counts {
    /// How many of some parts stand where.
    #[must_use]
    pub fn of(parts: impl IntoIterator<Item = Part>) -> Self {
        let mut counts = Self::default();
        for part in parts {
            counts.add(part);
        }
        counts
    }

    fn add(&mut self, part: Part) {
        if part.dropped {
            self.dropped += 1;
            return;
        }
        match part.status {
            Status::Done => self.done += 1,
            Status::Ok => self.ok += 1,
            Status::Warn => self.warn += 1,
            Status::Bad => self.bad += 1,
            Status::Wait(reason) => *self.wait.entry(reason).or_default() += 1,
            Status::NotStarted => self.not_started += 1,
        }
    }

    /// Those not judged, whatever the reason.
    #[must_use]
    pub fn waiting(&self) -> u32 {
        self.wait.values().sum()
    }

    /// All but those given up.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.done + self.ok + self.warn + self.bad + self.waiting() + self.not_started
    }
}

/// What the parts of a goal come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollup {
    /// The word of its worst part.
    pub status: Status,
    /// How many parts stand where, each sort by itself.
    pub counts: BTreeMap<Sort, Counts>,
    /// Which parts gave the word, by their place in the input.
    pub worst: Vec<usize>,
    /// The share of the parts that are done; none where there are no parts.
    pub done: Option<Exact>,
    /// The share of the parts that could be judged.
    pub judged: Option<Exact>,
}

/// Why a status is worse than another for those above it. What is missing is worse than what is on track.
pub(crate) fn rank(status: Status) -> u8 {
    match status {
        Status::Bad => 9,
        Status::Warn => 8,
        Status::Wait(Wait::DueWithoutData) => 7,
        Status::Wait(Wait::Stale) => 6,
        Status::Wait(Wait::NoData) => 5,
        Status::Wait(Wait::NotMeasurable) => 4,
        Status::Wait(Wait::NoTarget) => 3,
        Status::Ok | Status::Done | Status::NotStarted | Status::Wait(Wait::UnderVerification) => 0,
    }
}

/// Counts parts. The word of the whole is that of its worst part: off track before behind, behind before missing, missing
/// before on track. Without any of those it is done if all are, under verification if all are said to be done, not started if
/// none has begun, else on track. Nothing is averaged, nothing missing is left out, what was given up is counted apart.
#[must_use]
pub fn roll_up(parts: &[Part]) -> Rollup {
    let mut counts: BTreeMap<Sort, Counts> = BTreeMap::new();
    for part in parts {
        counts.entry(part.sort).or_default().add(*part);
    }
    let standing: Vec<_> = parts.iter().enumerate().filter(|(_, part)| !part.dropped).collect();
    let statuses = || standing.iter().map(|(_, part)| part.status);
    let worst = statuses().max_by_key(|status| rank(*status));
    let status = match worst {
        None => Status::Wait(Wait::NoData),
        Some(worst) if rank(worst) > 0 => worst,
        Some(_) if statuses().all(|s| s == Status::Done) => Status::Done,
        Some(_) if statuses().all(|s| matches!(s, Status::Done | Status::Wait(Wait::UnderVerification))) => {
            Status::Wait(Wait::UnderVerification)
        }
        Some(_) if statuses().all(|s| s == Status::NotStarted) => Status::NotStarted,
        Some(_) => Status::Ok,
    };
    let same = |of: Status| rank(status) > 0 && rank(of) == rank(status);
    let worst = standing.iter().filter(|(_, part)| same(part.status)).map(|(at, _)| *at).collect();
    let share = |count: usize| Exact::new(i128::try_from(count).ok()?, i128::try_from(standing.len()).ok()?);
    let done = share(statuses().filter(|s| *s == Status::Done).count());
    let judged = share(statuses().filter(|s| s.reason().is_none()).count());
    Rollup { status, counts, worst, done, judged }
}

impl Rollup {
    /// How many parts stand where, as a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let mut said = Sentence::default();
        for (sort, counts) in &self.counts {
            let (zh, en) = match sort {
                Sort::Task => ("任务", ["task", "tasks"]),
                Sort::Indicator(Nature::Binding) => ("约束性指标", ["binding indicator", "binding indicators"]),
                Sort::Indicator(Nature::Expected) => ("预期性指标", ["indicative indicator", "indicative indicators"]),
                Sort::Indicator(Nature::Unstated) => {
                    ("未注明属性的指标", ["indicator of no stated nature", "indicators of no stated nature"])
                }
                Sort::Goal => ("目标", ["goal", "goals"]),
            };
            let [one, many] = en;
            let en = if counts.all() == 1 { one } else { many };
            let all = [
                (counts.done, Status::Done),
                (counts.ok, Status::Ok),
                (counts.warn, Status::Warn),
                (counts.bad, Status::Bad),
                (counts.waiting(), Status::Wait(Wait::NoData)),
                (counts.not_started, Status::NotStarted),
            ];
            let there = || all.iter().filter(|(count, _)| *count > 0);
            let chinese: Vec<_> = there().map(|(count, status)| format!("{}{count}", status.word().zh)).collect();
            let english: Vec<_> =
                there().map(|(count, status)| format!("{count} {}", status.word().en.to_lowercase())).collect();
            let dropped = match counts.dropped {
                0 => Sentence::default(),
                n => Sentence::new(format!("；另有已终止{n}项"), format!("; {n} given up")),
            };
            let next = Sentence::new(
                format!("{zh}{}项：{}{}。", counts.all(), chinese.join("、"), dropped.zh),
                format!("Of {} {en}: {}{}.", counts.all(), english.join(", "), dropped.en),
            );
            said = if said.zh.is_empty() { next } else { said.and(&next) };
        }
        said
    }
}

/// Whether what a person declared cannot be so by what was computed: done, while a part is behind or overdue. The computed
/// status is shown all the same; the person's explanation stands beside it.
#[must_use]
pub fn contradicts(declared: Status, computed: Status) -> bool {
    matches!((declared, computed), (Status::Done, Status::Bad | Status::Warn))
}

/// Why there is no mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoMean {
    /// A part has no stated weight, so a mean would weigh it by somebody's guess.
    #[error("part {0} has no stated weight")]
    Unweighted(usize),
    /// A part has no value.
    #[error("part {0} has no value")]
    Missing(usize),
    /// The weights sum to 0, or one is below it.
    #[error("weights have to be above 0 in all, and none below it")]
    BadWeights,
    /// Numbers beyond exact arithmetic.
    #[error("the numbers are too large to average exactly")]
    TooLarge,
}

/// The mean of shares of the way, each with its weight. Only of what is all there, by weights that somebody has stated.
///
/// # Errors
/// [`NoMean`], where a value or a weight is missing.
pub fn weighted_mean(parts: &[(Option<Exact>, Option<Exact>)]) -> Result<Exact, NoMean> {
    let (mut sum, mut whole) = (Exact::ZERO, Exact::ZERO);
    for (at, (value, weight)) in parts.iter().enumerate() {
        let value = value.ok_or(NoMean::Missing(at))?;
        let weight = weight.ok_or(NoMean::Unweighted(at))?;
        if weight.is_negative() {
            return Err(NoMean::BadWeights);
        }
        sum = value.times(weight).and_then(|term| sum.plus(term)).ok_or(NoMean::TooLarge)?;
        whole = whole.plus(weight).ok_or(NoMean::TooLarge)?;
    }
    if whole.is_zero() {
        return Err(NoMean::BadWeights);
    }
    sum.over(whole).ok_or(NoMean::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_needs_every_value_and_every_weight() {
        let n = |n: i64| Some(Exact::whole(n));
        assert_eq!(weighted_mean(&[(n(50), n(1)), (n(20), n(2))]), Ok(Exact::whole(30)));
        assert_eq!(weighted_mean(&[(n(50), None), (n(20), n(2))]), Err(NoMean::Unweighted(0)));
        assert_eq!(weighted_mean(&[(n(50), n(1)), (None, n(2))]), Err(NoMean::Missing(1)));
        assert_eq!(weighted_mean(&[(n(50), n(1)), (n(20), n(-1))]), Err(NoMean::BadWeights));
        assert_eq!(weighted_mean(&[]), Err(NoMean::BadWeights));
    }

    #[test]
    fn goals_below_count_as_parts() {
        let part = |status| Part { sort: Sort::Task, status, dropped: false };
        let good = roll_up(&[part(Status::Ok), part(Status::Done)]);
        let bad = roll_up(&[part(Status::Ok), part(Status::Bad)]);
        let above = roll_up(&[Part::goal(&good), Part::goal(&bad), part(Status::Warn)]);
        assert_eq!((above.status, &above.worst[..], above.done), (Status::Bad, &[1][..], Some(Exact::ZERO)));
        assert_eq!((above.counts[&Sort::Goal].all(), above.counts[&Sort::Task].warn), (2, 1));
        assert_eq!(above.judged, Some(Exact::ONE));
        assert!(good.worst.is_empty(), "where nothing is wrong nothing is the worst");
        let half = roll_up(&[part(Status::Wait(Wait::NoData)), part(Status::Ok)]);
        assert_eq!((half.judged, half.counts[&Sort::Task].waiting()), (Exact::new(1, 2), 1));
    }

    #[test]
    fn every_part_is_counted_once() {
        let words = [
            (Status::Done, 1),
            (Status::Ok, 2),
            (Status::Warn, 3),
            (Status::Bad, 4),
            (Status::NotStarted, 5),
            (Status::Wait(Wait::NoData), 6),
            (Status::Wait(Wait::Stale), 7),
        ];
        let part = |status| Part { sort: Sort::Task, status, dropped: false };
        let parts: Vec<_> = words.iter().flat_map(|(status, times)| vec![part(*status); *times]).collect();
        let counts = &roll_up(&parts).counts[&Sort::Task];
        assert_eq!((counts.done, counts.ok, counts.warn, counts.bad, counts.not_started), (1, 2, 3, 4, 5));
        assert_eq!((counts.waiting(), counts.all()), (13, 28));
    }

    #[test]
    fn only_what_was_declared_done_can_contradict() {
        assert!(contradicts(Status::Done, Status::Bad) && contradicts(Status::Done, Status::Warn));
        assert!(!contradicts(Status::Done, Status::Ok) && !contradicts(Status::Ok, Status::Bad));
    }
}
