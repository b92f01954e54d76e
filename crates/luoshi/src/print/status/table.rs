//! A plan judged, for a person: under each goal its indicators and tasks, the worst first, each with its arithmetic.

use super::Shown;
use super::rows::{Row, wanted};
use crate::print::table::{FAINT, HEADING, Page};
use crate::terminal::{Look, cut, inert, width};
use anstyle::{AnsiColor, Color, Style};
use luoshi_plan::{Status, Subject, Wait};
use std::fmt::Write as _;

/// Blanks between two columns.
const GAP: usize = 2;

pub(super) fn print(shown: &Shown<'_>, rows: &[Row<'_>], look: Look) -> Vec<u8> {
    let mut out = Vec::new();
    let mut page = Page { out: &mut out, look };
    let words = shown.words;
    if rows.is_empty() {
        page.line(&[(FAINT, words.get("status.empty"))]);
        return out;
    }
    // The word of each kind of row is as wide as the widest of all.
    let column = rows.iter().map(|r| width(word(r.status(), shown))).max().unwrap_or(0) + GAP;
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        match row.of {
            Subject::Plan(_) => plan(&mut page, shown, row),
            Subject::Goal(_) => heading(&mut page, shown, row, 2 * row.depth.min(5)),
            Subject::Indicator(_) | Subject::Task(_) => {
                let kind = row.of.kind();
                let run = rows[at..].iter().take_while(|r| r.of.kind() == kind).count();
                // Below the goals: what belongs to none of them would else seem to belong to the last.
                let mut before = rows[..at].iter().rev().take_while(|r| !matches!(r.of, Subject::Plan(_)));
                if row.goal.is_none() && before.any(|r| matches!(r.of, Subject::Goal(_))) {
                    page.line(&[]);
                    page.line(&[(HEADING, words.get("status.loose"))]);
                }
                items(&mut page, shown, &rows[at..at + run], column);
                at += run;
                continue;
            }
            Subject::Territory(_) | Subject::Body(_) => {
                let kind = row.of.kind();
                let run = rows[at..].iter().take_while(|r| r.of.kind() == kind).count();
                let title = if kind == "territory" { "status.territories" } else { "status.bodies" };
                page.line(&[]);
                page.line(&[(HEADING, words.get(title))]);
                items(&mut page, shown, &rows[at..at + run], column);
                at += run;
                continue;
            }
            // Each target's own word is in the other forms; here its indicator shows the one that counts.
            Subject::Target(_)
            | Subject::Principle(_)
            | Subject::Milestone(_)
            | Subject::Observation(_)
            | Subject::Step(_)
            | Subject::Assignment(_) => {}
        }
        at += 1;
    }
    out
}

fn plan(page: &mut Page<'_>, shown: &Shown<'_>, row: &Row<'_>) {
    if !page.out.is_empty() {
        page.line(&[]);
    }
    heading(page, shown, row, 0);
    let words = shown.words;
    let lights = &shown.whole.lights;
    let (day, since) = (shown.judged.day.to_string(), lights.since.to_string());
    let rule = [("day", day.as_str()), ("rule", &*lights.name), ("since", &since)];
    page.block(0, FAINT, &words.fill("status.judged", &rule));
    if let Some(day) = shown.recorded_by {
        let (day, entries) = (day.to_string(), shown.entries.to_string());
        page.block(0, FAINT, &words.fill("status.recorded", &[("day", &day), ("entries", &entries)]));
    }
    if let Some(method) = shown.method {
        page.block(0, FAINT, &words.fill("status.method", &[("name", method)]));
    }
}

/// A goal or a plan: its title, its word at the right end, its counts below.
fn heading(page: &mut Page<'_>, shown: &Shown<'_>, row: &Row<'_>, indent: usize) {
    let word = word(row.status(), shown);
    let room = page.look.columns.saturating_sub(indent + width(word) + GAP);
    let title = cut(&inert(row.name), room);
    let fill = " ".repeat(room.saturating_sub(width(&title)) + GAP);
    if matches!(row.of, Subject::Goal(_)) {
        page.line(&[]);
    }
    let blank = " ".repeat(indent);
    page.line(&[(Style::new(), &blank), (HEADING, &title), (Style::new(), &fill), (paint(row.status()), word)]);
    let said = row.sentence();
    match said.in_language(shown.words.plan_language()) {
        // Its heading was taken in, and nothing yet of what stands below.
        "" => page.block(indent, FAINT, shown.words.get("status.nothing_below")),
        said => page.block(indent, FAINT, said),
    }
}

/// Indicators, or tasks, the worst first.
fn items(page: &mut Page<'_>, shown: &Shown<'_>, rows: &[Row<'_>], column: usize) {
    let mut order: Vec<&Row<'_>> = rows.iter().collect();
    order.sort_by_key(|row| rank(row.status()));
    let right: Vec<String> = order.iter().map(|row| who_and_when(row, shown)).collect();
    let most = page.look.columns * 2 / 5;
    let wide = right.iter().map(|text| width(text)).max().unwrap_or(0).min(most);
    let room = page.look.columns.saturating_sub(GAP + column + GAP + wide);
    for (row, right) in order.iter().zip(&right) {
        let status = word(row.status(), shown);
        let title = cut(&inert(row.name), room);
        let right = cut(right, wide);
        page.line(&[
            (Style::new(), "  "),
            (paint(row.status()), &format!("{status}{}", " ".repeat(column - width(status)))),
            (Style::new(), &format!("{title}{}", " ".repeat(room.saturating_sub(width(&title)) + GAP))),
            (FAINT, &right),
        ]);
        let language = shown.words.plan_language();
        let said = inert(row.sentence().in_language(language));
        if !said.is_empty() {
            page.block(GAP + column, FAINT, &said);
        }
        if let (Some(method), Some(said)) = (shown.method, row.said) {
            page.block(GAP + column, FAINT, &format!("{method}: {}", inert(said.why.in_language(language))));
        }
    }
}

/// What stands at the right of an item: what is wanted by when, or who does it by when.
fn who_and_when(row: &Row<'_>, shown: &Shown<'_>) -> String {
    let mut text = String::new();
    let add = |text: &mut String, part: &str| {
        if !part.is_empty() {
            let _ = write!(text, "{}{part}", if text.is_empty() { "" } else { " · " });
        }
    };
    if let Some(target) = row.target {
        let (word, value, high) = wanted(&target.wanted);
        let unit = inert(row.unit);
        let one = |v: luoshi_plan::Value| if unit == "%" { format!("{v}%") } else { format!("{v} {unit}") };
        let amount = match (value, high) {
            (Some(low), Some(high)) => format!("{low}–{}", one(high)),
            (Some(value), None) => shown.words.fill(&format!("status.wanted.{word}"), &[("value", &one(value))]),
            (None, _) => String::new(),
        };
        add(&mut text, &amount);
    }
    add(
        &mut text,
        &inert(&row.leads.join(if shown.words.plan_language() == luoshi_plan::Language::Zh { "、" } else { ", " })),
    );
    add(&mut text, row.due.as_deref().unwrap_or_default());
    text
}

fn word<'w>(status: Status, shown: &Shown<'w>) -> &'w str {
    shown.words.of_word("status", status.reason().map_or(status.key(), Wait::key))
}

/// What wants looking at first.
fn rank(status: Status) -> u8 {
    match status {
        Status::Bad => 0,
        Status::Warn => 1,
        Status::Wait(Wait::DueWithoutData) => 2,
        Status::Wait(_) => 3,
        Status::Ok => 4,
        Status::NotStarted => 5,
        Status::Done => 6,
    }
}

fn paint(status: Status) -> Style {
    let colour = |colour| Style::new().bold().fg_color(Some(Color::Ansi(colour)));
    match status {
        Status::Bad => colour(AnsiColor::Red),
        Status::Warn => colour(AnsiColor::Yellow),
        Status::Ok | Status::Done => colour(AnsiColor::Green),
        Status::Wait(_) | Status::NotStarted => Style::new().dimmed(),
    }
}
