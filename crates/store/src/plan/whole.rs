//! All plans of a record at once, as they stand or stood.

use super::{At, citation, goal, indicator, observation, place, source, target, task};
use crate::db::{Sql, Value, statements};
use crate::entry::Entry;
use crate::error::StoreError;
use crate::store::Reader;
use luoshi_plan::{Assignment, Citation, Date, IndicatorId, Lights, Observation, PlanId, Task, Whole};

statements! {
    ENTRY = Sql::new("SELECT content FROM entry WHERE number = $1");
}

/// Everything that the record knows of its plans, or of one of them: fifteen statements, however much there is. Of what was
/// given back nothing is left, nor of what hung on it.
pub fn whole(reader: &mut Reader<'_>, plan: Option<PlanId>, at: At) -> Result<Whole, StoreError> {
    let citations = citation::citations(reader, at)?;
    let mut whole = gathered(reader, citations, at)?;
    whole.observations = observation::all_revisions(reader, at)?;
    // Periods are sorted as texts there, as days here.
    whole.sort();
    if let Some(plan) = plan {
        return Ok(whole.only(plan));
    }
    whole.drop_orphans();
    Ok(whole)
}

/// As [`whole`], without the values of indicators and their citations: for who asks for those an indicator at a time.
pub fn outline(reader: &mut Reader<'_>, at: At) -> Result<Whole, StoreError> {
    let citations = citation::citations_but_values(reader, at)?;
    let mut whole = gathered(reader, citations, at)?;
    whole.sort();
    whole.drop_orphans();
    Ok(whole)
}

/// All tasks, each with the points on its way, and who answers for them: three statements.
pub fn all_duties(reader: &mut Reader<'_>, at: At) -> Result<(Vec<Task>, Vec<Assignment>), StoreError> {
    Ok((task::all_tasks(reader, at)?, task::all_assignments(reader, at)?))
}

/// Hands the values of each indicator, in their order, to `take`: one statement, and no more in memory than the values of
/// one.
pub fn each_series(
    reader: &mut Reader<'_>,
    at: At,
    take: impl FnMut(IndicatorId, Vec<Observation>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    observation::each_series(reader, at, take)
}

/// As [`each_series`], without the values on which no word of a day hangs: those of territories for which nothing is wanted, where
/// for another something is, and what was revised by then. Two statements, and two more where values were not known yet on the day:
/// an indicator is handed over again then, with its revisions.
pub fn each_judged(
    reader: &mut Reader<'_>,
    at: At,
    day: Date,
    take: impl FnMut(IndicatorId, Vec<Observation>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    observation::each_judged(reader, at, day, take)
}

/// All but the values.
fn gathered(reader: &mut Reader<'_>, citations: Vec<Citation>, at: At) -> Result<Whole, StoreError> {
    Ok(Whole {
        plans: goal::plans(reader, at)?,
        goals: goal::all_goals(reader, at)?,
        principles: goal::all_principles(reader, at)?,
        indicators: indicator::all_indicators(reader, at)?,
        targets: target::all_targets(reader, at)?,
        observations: Vec::new(),
        tasks: task::all_tasks(reader, at)?,
        assignments: task::all_assignments(reader, at)?,
        territories: place::territories(reader, at)?,
        bodies: place::bodies(reader, at)?,
        posts: place::posts(reader, at)?,
        sources: source::sources(reader, at)?,
        citations,
        lights: Lights::default(),
    })
}

/// The state of the record at a moment, in microseconds since 1970 (UTC): what had been entered by then. For the end of a
/// day the last moment of that day in the time of the place. Looks at some twenty entries of a million.
pub fn at_moment(reader: &mut Reader<'_>, moment: i64) -> Result<At, StoreError> {
    let (mut low, mut high) = (0, reader.head().size);
    // Times never fall from one entry to the next.
    while low < high {
        let middle = low + (high - low) / 2;
        let content = reader.one(ENTRY, &[Value::Int(middle)], |row| Ok(row.bytes(0)?.to_owned()))?;
        let content = content.ok_or_else(|| StoreError::Damaged(format!("entry {middle} is missing")))?;
        let entry = Entry::parse(&content).map_err(|e| StoreError::Odd(format!("entry {middle}: {e}")))?;
        if entry.at <= moment { low = middle + 1 } else { high = middle }
    }
    Ok(At::size(low))
}
