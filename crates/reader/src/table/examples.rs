//! What the examples of the lexicon are asked.

use super::duty::Duty;
use super::words::{Head, Project, TableWords};
use super::{deadline, heading};
use crate::figure::Grammar;
use crate::fold::Fold;

/// What the lexicon's examples are asked: the group that a heading, a cell or a bracket speaks of.
pub(crate) fn says(text: &str, group: &str) -> Option<String> {
    let words = TableWords::get();
    let fold = Fold::get();
    let chars: Vec<char> = text.chars().map(|c| fold.char(c)).collect();
    let group_of = |yes: bool| yes.then(|| group.to_owned());
    match group {
        "sum" => group_of(words.is_sum(&chars)),
        "remark" => group_of(words.is_remark(&chars)),
        "years" => group_of(words.is_years(&chars)),
        "population" => group_of(words.is_population(&chars)),
        "continued" => group_of(words.is_continued(&chars)),
        "nothing" => group_of(words.is_nothing(&chars)),
        "changes" => group_of(words.is_change(&chars)),
        "sorts" => group_of(words.is_sort(&chars)),
        "beside.deadline" => {
            deadline::of_section(&chars).map(|range| chars.get(range).unwrap_or_default().iter().collect())
        }
        "office.end" => group_of(words.is_office(&chars)),
        "body.other" => group_of(words.answers_not(&chars)),
        "body.leads" => group_of(words.leads(&chars)),
        "body.helps" => group_of(words.supports(&chars)),
        "deadline.changed" => group_of(words.is_changed(&chars)),
        "body.kin" => {
            let read = heading::Heading::new(&chars, Grammar::get());
            group_of(read.is_plain() && (read.has(Head::Lead) || read.has(Head::Support)))
        }
        "deadline.span" => group_of(words.is_span_of_time(&chars)),
        "other.table" => group_of(words.is_of_other(&chars)),
        "matter.end" | "goal.end" | "task.end" | "indicator.end" | "note.end" | "deadline.end" | "number.end"
        | "start.whole" | "deadline.whole" => {
            let read = heading::Heading::new(&chars, Grammar::get());
            let head = words.tail(&chars).filter(|head| read.has(*head))?;
            group.starts_with(head.group()).then(|| group.to_owned())
        }
        "recurs" => group_of(words.recurs.find_before(&chars, chars.len()).is_some()),
        "strives" => group_of(words.strives(&chars, 0)),
        "ditto" => group_of(words.is_ditto(&chars)),
        "project.name" => group_of(words.project(&chars) == Project::Name),
        "project.word" => group_of(words.project(&chars) == Project::Word),
        "project.content" => group_of(words.project(&chars) == Project::Content),
        "project.owner" => group_of(words.project(&chars) == Project::Owner),
        "project.money" => group_of(words.project(&chars) == Project::Money),
        "leads" | "helps" | "answer" | "answer.label" | "level" | "until" | "goes.on" | "event" | "body.end" => {
            let (duty, _) = Duty::behind(&chars)?;
            let list = |names: &[std::ops::Range<usize>]| {
                names
                    .iter()
                    .map(|n| chars.get(n.clone()).unwrap_or_default().iter().collect::<String>())
                    .collect::<Vec<_>>()
                    .join("、")
            };
            let mut said = list(&duty.leads);
            if !duty.helps.is_empty() {
                said = format!("{said} + {}", list(&duty.helps));
            }
            if let Some(until) = duty.deadline {
                said = format!("{said} | {}", chars.get(until).unwrap_or_default().iter().collect::<String>());
            }
            Some(said)
        }
        _ => {
            let read = heading::Heading::new(&chars, Grammar::get());
            let head = read.is_heading().then(|| read.heads.iter().find(|h| **h != Head::Neutral))?;
            head.map(|h| h.group().to_owned())
        }
    }
}
