//! A plan judged as CSV, one thing a row.

use super::Shown;
use super::json::member;
use super::rows::{Row, Word, detail, term, wanted};
use crate::print::csv::{Row as Cells, header};

/// The columns, in order. They change only with a version.
const HEADER: &[&str] = &[
    "kind",
    "id",
    "plan",
    "goal",
    "name",
    "territory",
    "leads",
    "wanted",
    "value",
    "high",
    "unit",
    "term",
    "due",
    "status",
    "reason",
    "changed",
    "dropped",
    "exceeded_by",
    "late_by",
    "notes",
    "rule",
    "rule_since",
    "arithmetic",
    "inputs",
    "from",
    "sentence",
    "method",
    "method_result",
    "method_why",
];

pub(super) fn print(shown: &Shown<'_>, rows: &[Row<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    header(HEADER, &mut out);
    for row in rows {
        let mut cells = Cells::new(&mut out);
        let language = shown.words.plan_language();
        cells.text(row.of.kind());
        cells.text(&row.of.to_string());
        cells.text(&row.plan.map_or_else(String::new, |n| format!("plan/{n}")));
        cells.text(&row.goal.map_or_else(String::new, |n| format!("goal/{n}")));
        cells.text(row.name);
        cells.text(row.territory.unwrap_or_default());
        cells.text(&row.leads.join("; "));
        let (word, value, high) = row.target.map_or(("", None, None), |t| wanted(&t.wanted));
        cells.text(word);
        let number = |v: Option<luoshi_plan::Value>| v.map_or_else(String::new, |v| v.to_string());
        cells.text(&number(value));
        cells.text(&number(high));
        cells.text(row.unit);
        cells.text(&row.target.map_or_else(String::new, |t| {
            let (word, when) = term(t.term);
            format!("{word} {when}")
        }));
        cells.text(row.due.as_deref().unwrap_or_default());
        cells.text(row.status().key());
        cells.text(row.status().reason().map_or("", luoshi_plan::Wait::key));
        for key in ["changed", "dropped", "exceeded_by", "late_by"] {
            let found = row.notes().iter().find(|note| note.key() == key);
            let said = found.map(|note| detail(note).unwrap_or_else(|| "true".to_owned()));
            cells.text(&said.unwrap_or_default());
        }
        let notes = row.notes().iter().map(|n| match detail(n) {
            Some(detail) => format!("{}={detail}", n.key()),
            None => n.key().to_owned(),
        });
        cells.text(&notes.collect::<Vec<_>>().join("; "));
        match &row.word {
            Word::Judged(judged) => {
                cells.text(&judged.rule);
                cells.text(&judged.rule_since.to_string());
                cells.text(judged.arithmetic.kind.key());
                let terms = judged.arithmetic.terms.iter().map(|(name, term)| format!("{name}={}", term.text()));
                cells.text(&terms.collect::<Vec<_>>().join("; "));
                let from = judged.from.iter().map(|id| format!("observation/{id}"));
                cells.text(&from.collect::<Vec<_>>().join("; "));
            }
            Word::Summed(summed) => {
                cells.text(&shown.whole.lights.name);
                cells.text(&shown.whole.lights.since.to_string());
                cells.text("rollup");
                cells.text("");
                let worst = summed.rollup.worst.iter().filter_map(|at| summed.parts.get(*at));
                cells.text(&worst.map(ToString::to_string).collect::<Vec<_>>().join("; "));
            }
        }
        cells.text(row.sentence().in_language(language));
        match (shown.method, row.said) {
            (Some(method), Some(said)) => {
                cells.text(method);
                let result = said.result.iter().map(|(name, out)| format!("{name}={}", member(out)));
                cells.text(&result.collect::<Vec<_>>().join("; "));
                cells.text(said.why.in_language(language));
            }
            _ => {
                for _ in 0..3 {
                    cells.text("");
                }
            }
        }
        cells.end();
    }
    out
}
