//! What a person decided, as changes of the plan: all of a file, or faults and nothing.

mod make;
mod rows;

use crate::column::Column;
use crate::fault::{Fault, Why};
use crate::material::Document;
use crate::note::Doubt;
use crate::proposal::{Kind, Proposal, Ref};
use crate::propose::{Choice, Proposals, propose};
use crate::sheet::Sheet;
use luoshi_plan::{Changes, Decision, PlanId, Subject, Verdict, Whole};
use std::collections::{BTreeMap, BTreeSet};

/// How a file is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bulk {
    /// What has no decision waits.
    #[default]
    Wait,
    /// What is certain and has no decision is accepted.
    Certain,
}

/// What came of a file.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    /// What is to be recorded.
    pub changes: Changes,
    /// How many proposals were decided in which way, by kind.
    pub counts: BTreeMap<(Kind, Verdict), usize>,
    /// How many rows were decided before, in the same way.
    pub before: usize,
    /// How many have no decision yet.
    pub waiting: usize,
    /// How many were taken in because others rest on them.
    pub along: usize,
    /// Rows that were mended but not decided: they wait, and what was mended is only in the file.
    pub undecided_edits: Vec<usize>,
}

/// Takes the decisions of a file. Nothing of it stands in the plan until the changes are recorded.
///
/// # Errors
/// Every [`Fault`] there is, each with the address of its cell; then nothing may be recorded.
pub fn decide(
    sheet: &Sheet,
    document: &Document<'_>,
    whole: &Whole,
    earlier: &[Decision],
    bulk: Bulk,
) -> Result<Decided, Vec<Fault>> {
    let choice = choice(sheet.origin.plan.as_deref(), earlier);
    let proposals = propose(document, whole, choice);
    let (asked, mut faults) = rows::asked(sheet, &proposals, earlier, bulk);
    // What the rows that can be read refer to is looked at too: a person mends all of it in one go.
    match make::make(sheet, document, whole, &proposals, earlier, asked) {
        Ok(decided) if faults.is_empty() => Ok(decided),
        Ok(_) => Err(faults),
        Err(more) => {
            faults.extend(more);
            Err(of_their_own(sheet, faults))
        }
    }
}

/// The faults without those that only follow from another: a row whose goal stands in a row that is wrong itself.
fn of_their_own(sheet: &Sheet, mut faults: Vec<Fault>) -> Vec<Fault> {
    let row = |fault: &Fault| fault.cell.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse::<usize>().ok();
    let numbers: BTreeSet<usize> = faults.iter().filter_map(row).collect();
    let wrong = sheet.rows.iter().filter(|r| numbers.contains(&r.number));
    let ids: BTreeSet<&str> = wrong.filter_map(|r| sheet.cell(r, Column::Id)).collect();
    let follows = |f: &Fault| matches!(&f.why, Why::WrongRef(given) if ids.contains(given.as_str()));
    // Two rows that refer to each other are both wrong.
    if !faults.iter().all(follows) {
        faults.retain(|f| !follows(f));
    }
    faults.sort_by_key(|f| (row(f), f.cell.clone()));
    // A row that many hang on is named once.
    faults.dedup();
    faults
}

/// The plan that a file goes into: the one it was proposed for; where it proposed a new one that has been taken in, that.
#[must_use]
pub fn choice(named: Option<&str>, earlier: &[Decision]) -> Choice {
    let taken = earlier.iter().find_map(|d| match d.became {
        Some(Subject::Plan(id)) => Some(id),
        Some(_) | None => None,
    });
    match (taken, named) {
        (Some(plan), _) => Choice::Plan(plan),
        (None, Some("new")) => Choice::New,
        (None, Some(number)) => number.parse().map_or(Choice::Usual, |n| Choice::Plan(PlanId::new(n))),
        (None, None) => Choice::Usual,
    }
}

/// Proposals without the indicators of which nothing but what follows is told, and without what rests on these; and how many
/// were left out: a value, once, as it was, under no name that is followed (草莓种植面积); numbers of tasks, which are proposed
/// themselves and keep their numbers. An indicator that another is said to be like stays.
#[must_use]
pub fn followed(list: Vec<Proposal>) -> (Vec<Proposal>, usize) {
    let likened: BTreeSet<&str> = list
        .iter()
        .flat_map(|p| &p.doubts)
        .filter_map(|d| if let Doubt::AlikeHere(id) = d { Some(id.as_str()) } else { None })
        .collect();
    let of_task = |p: &Proposal| p.draft.kind() == Kind::Indicator && p.doubts.contains(&Doubt::OfTask);
    let once = |p: &&Proposal| (p.doubts.contains(&Doubt::Once) || of_task(p)) && !likened.contains(p.id.as_str());
    let left: BTreeSet<String> = list.iter().filter(once).map(|p| p.id.clone()).collect();
    let rests = |p: &Proposal| matches!(p.draft.rests_on(), Some(Ref::Proposed(id)) if left.contains(id));
    let all = list.len();
    let kept: Vec<Proposal> = list.into_iter().filter(|p| !left.contains(&p.id) && !rests(p)).collect();
    let without = all - kept.len();
    (kept, without)
}

/// The proposals of a document that nobody has decided about.
#[must_use]
pub fn waiting(proposals: Proposals, earlier: &[Decision]) -> Vec<Proposal> {
    let decided = |p: &Proposal| earlier.iter().any(|d| d.proposal == p.id);
    proposals.list.into_iter().filter(|p| !decided(p)).collect()
}
