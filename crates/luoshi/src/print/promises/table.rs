//! A ledger for a person: the reports with their counts, then every row under its report.

use crate::print::Style;
use crate::print::table::{DOUBT, FAINT, HEADING, NUMBER, Page};
use crate::terminal::{cut, inert, width};
use anstyle::Style as Paintwork;
use luoshi_ledger::{Cite, Ledger, Row, Verdict};
use luoshi_page::ledger::{number, sign};

/// Characters of a sentence shown before and after its number.
const AROUND: usize = 22;

/// Prints a ledger and an empty line after it.
pub(crate) fn print(ledger: &Ledger, style: &Style<'_>, out: &mut Vec<u8>) {
    let words = style.words;
    let mut page = Page { out, look: style.look };
    let body = if ledger.body.is_empty() { words.get("ledger.unknown_body") } else { &ledger.body };
    page.block(0, HEADING, &inert(body));
    for tally in &ledger.reports {
        let year = tally.year.map_or_else(|| "????".to_owned(), |y| y.to_string());
        let counts = words.fill(
            "ledger.counts",
            &[
                ("targets", &tally.targets.to_string()),
                ("matched", &tally.matched.to_string()),
                ("silent", &tally.silent.to_string()),
                ("open", &tally.open.to_string()),
                ("unsure", &tally.unsure.to_string()),
            ],
        );
        page.line(&[
            (Paintwork::new(), &format!("  {year}  {counts}")),
            (FAINT, &format!("  {}", inert(&tally.source))),
        ]);
    }
    let mut source = "";
    for row in &ledger.rows {
        if row.target.source != source {
            source = &row.target.source;
            page.line(&[]);
            page.block(0, HEADING, &inert(source));
        }
        of_row(&mut page, row, style);
    }
    page.line(&[]);
}

fn of_row(page: &mut Page<'_>, row: &Row, style: &Style<'_>) {
    let words = style.words;
    let period = row.period.map_or_else(|| "—".to_owned(), luoshi_ledger::When::text);
    let scope = row.scope.as_ref().map(|s| format!("（{}）", inert(s))).unwrap_or_default();
    let result = row.result.as_ref().map_or_else(|| "—".to_owned(), |r| inert(&number(r, words)));
    let kind = row.result_kind.map_or("", |k| words.of_word("result", k.word()));
    let certainty = if row.result.is_some() { words.of_word("certainty", row.certainty.word()) } else { "" };
    let paint = match row.verdict {
        Verdict::Kept => NUMBER,
        Verdict::Partly | Verdict::Missed | Verdict::Changed => DOUBT,
        Verdict::Silent | Verdict::Open | Verdict::NotMeasurable => FAINT,
    };
    let verdict = format!("{} {}", sign(row.verdict), words.of_word("verdict", row.verdict.word()));
    let strict = if row.strict == row.verdict {
        String::new()
    } else {
        words.fill("ledger.strict", &[("verdict", words.of_word("verdict", row.strict.word()))])
    };
    page.line(&[
        (paint, &verdict),
        (Paintwork::new(), &format!("  {}{scope}  {period}  ", inert(&row.indicator))),
        (NUMBER, &format!("{} → {result}", inert(&number(&row.target, words)))),
        (FAINT, &format!("  {kind} {certainty} {strict}")),
    ]);
    let room = page.look.columns.saturating_sub(8);
    page.line(&[(FAINT, "    「"), (Paintwork::new(), &around(&row.target, room)), (FAINT, "」")]);
    if let Some(result) = &row.result {
        page.line(&[(FAINT, "    「"), (Paintwork::new(), &around(result, room)), (FAINT, "」")]);
    }
    page.block(4, FAINT, &inert(&row.reason(words.language())));
}

/// The sentence around its number, the number between 【 and 】.
fn around(cite: &Cite, room: usize) -> String {
    let text = match cite.place() {
        None => cite.sentence.clone(),
        Some(place) => {
            let chars: Vec<char> = cite.sentence.chars().collect();
            let from = place.start.saturating_sub(AROUND);
            let to = (place.end + AROUND).min(chars.len());
            let piece = |a: usize, b: usize| chars.get(a..b).unwrap_or_default().iter().collect::<String>();
            let lead = if from > 0 { "…" } else { "" };
            let tail = if to < chars.len() { "…" } else { "" };
            format!(
                "{lead}{}【{}】{}{tail}",
                piece(from, place.start),
                piece(place.start, place.end),
                piece(place.end, to)
            )
        }
    };
    let text = inert(&text);
    if width(&text) <= room { text } else { cut(&text, room) }
}
