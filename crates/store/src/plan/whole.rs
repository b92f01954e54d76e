//! All plans of a record at once, as they stand or stood.

use super::{At, citation, goal, indicator, observation, place, source, target, task};
use crate::db::{Sql, Value, statements};
use crate::entry::Entry;
use crate::error::StoreError;
use crate::store::Reader;
use luoshi_plan::{Lights, PlanId, Whole};

statements! {
    ENTRY = Sql::new("SELECT content FROM entry WHERE number = $1");
}

/// Everything that the record knows of its plans, or of one of them: fifteen statements, however much there is. Of what was
/// given back nothing is left, nor of what hung on it.
pub fn whole(reader: &mut Reader<'_>, plan: Option<PlanId>, at: At) -> Result<Whole, StoreError> {
    let mut whole = Whole {
        plans: goal::plans(reader, at)?,
        goals: goal::all_goals(reader, at)?,
        principles: goal::all_principles(reader, at)?,
        indicators: indicator::all_indicators(reader, at)?,
        targets: target::all_targets(reader, at)?,
        observations: observation::all_revisions(reader, at)?,
        tasks: task::all_tasks(reader, at)?,
        assignments: task::all_assignments(reader, at)?,
        territories: place::territories(reader, at)?,
        bodies: place::bodies(reader, at)?,
        posts: place::posts(reader, at)?,
        sources: source::sources(reader, at)?,
        citations: citation::citations(reader, at)?,
        lights: Lights::default(),
    };
    // Periods are sorted as texts there, as days here.
    whole.sort();
    if let Some(plan) = plan {
        return Ok(whole.only(plan));
    }
    whole.drop_orphans();
    Ok(whole)
}

/// The state of the record at a moment, in microseconds since 1970 (UTC): what had been entered by then. For the end of a
/// day the last moment of that day in the time of the place. Looks at some twenty entries of a million.
pub fn at_moment(reader: &mut Reader<'_>, moment: i64) -> Result<At, StoreError> {
    let (mut low, mut high) = (0, reader.head()?.size);
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
