//! What a document says of itself: title, date, kind, the periods it looks back on and ahead to.
//!
//! Words: `lexicon/zh/kinds.txt`. Everything is read from the head of the document, its headings and its last lines, and
//! every fact cites the passage that states it. What the text does not say stays `None`.

mod day;
pub(crate) mod kind;
mod language;
mod office;
mod period;
mod title;

use crate::reading::{Caption, Fact, Facts, Repair, RepairKind};
use crate::search::{ends, find, stands};
use crate::span::Spans;
use crate::view::View;
use std::ops::Range;

/// How many blocks the head of a document has at most.
const HEAD: usize = 24;
/// How many blocks its tail has.
const TAIL: usize = 8;

/// A place in a view.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    block: usize,
    range: Range<usize>,
}

/// What a document says of itself, as places in its views. Looked for once: the outline and the facts both build on it.
pub(crate) struct Found {
    title: Option<Place>,
    /// The lines that go on with a headline below its first.
    below: Vec<Place>,
    /// Without a place where the page shows it, not its words.
    kind: Option<(&'static str, Option<Place>)>,
    /// What shows that the page is one of a newspaper.
    printed: Spans,
    date: Option<(jiff::civil::Date, Place)>,
    /// The year a document speaks from: that of its date, else of its title, else of its headings (一、2024年工作回顾 is
    /// said in 2025). For a communiqué of statistics it is the year it counts.
    pub(crate) year: Option<i16>,
    /// It is a communiqué of statistics, and not one of a meeting.
    counts: bool,
    /// Only a heading tells the kind: its other headings say for themselves what stands below them.
    shaped: bool,
}

impl Found {
    /// What a text says by its words alone.
    #[cfg(test)]
    pub(crate) fn of(views: &[View]) -> Self {
        Self::new(views, &[], &[], None)
    }

    /// What a page says: by its words, and by the captions and the furniture taken out of it. `day`: the day it was
    /// written, where somebody said so.
    pub(crate) fn new(
        views: &[View],
        captions: &[Caption],
        repairs: &[Repair],
        day: Option<jiff::civil::Date>,
    ) -> Self {
        let title = title::of(views);
        let printed = printed(captions, repairs);
        let kind = kind::of(views, title.as_ref(), !printed.is_empty());
        let below = title::lines_below(views, title.as_ref());
        // A page's stamp years after the year of the title is the day it was put up; so is one of the year after it over a
        // report of work, which is named for the year it is made in.
        let work = matches!(kind, Some(("government_work_report", _)));
        let date = day::of(views).filter(|day| {
            let line = title.as_ref().and_then(|t| views.get(t.block)).map(|v| v.chars.as_slice());
            let late = i16::from(!(work && day.stamped));
            line.and_then(period::latest).is_none_or(|year| day.date.year() <= year + late)
        });
        let date = date.map(|day| (day.date, day.place));
        let line = title.as_ref().and_then(|t| views.get(t.block)).map(|v| v.chars.as_slice()).unwrap_or_default();
        let counts = matches!(kind, Some(("communique", _))) && !kind::tells_of_meeting(line);
        let year = period::year(views, title.as_ref(), counts, date.as_ref().map(|d| d.0))
            .or(day.map(jiff::civil::Date::year));
        let heads = |place: &Place| views.get(place.block).is_some_and(|v| crate::outline::is_numbered(&v.chars));
        let shaped = title.is_none() && matches!(&kind, Some((_, Some(place))) if heads(place));
        Self { title, below, kind, printed, date, year, counts, shaped }
    }

    /// The block that bears the title, which is no section.
    pub(crate) fn title_block(&self) -> Option<usize> {
        self.title.as_ref().map(|t| t.block)
    }

    /// Whether a block goes on with the title.
    pub(crate) fn goes_on_with_title(&self, block: usize) -> bool {
        self.below.iter().any(|place| place.block == block)
    }

    /// Whether a line says the title again: as it stands, its words in another order (the page's running head), or, in the
    /// head of the document, the end of it (政府工作报告 below 2031年某县政府工作报告).
    pub(crate) fn repeats_title(&self, line: &[char], in_head: bool, views: &[View]) -> bool {
        /// The end of a title has at least so many characters.
        const END: usize = 4;
        let Some(place) = &self.title else { return false };
        let title = views.get(place.block).and_then(|view| view.chars.get(place.range.clone())).unwrap_or_default();
        // 关于…的公报 below …公报.
        let said = |c: &char| c.is_alphanumeric() && !matches!(c, '关' | '于' | '的');
        let words = |text: &[char]| -> Vec<char> { text.iter().copied().filter(said).collect() };
        // [1] behind it is a note.
        let line = match line {
            [line @ .., '[', n, ']'] if n.is_ascii_digit() => line,
            _ => line,
        };
        if line.len() > title.len() + END {
            return false;
        }
        let (mut line, mut title) = (words(line), words(title));
        if in_head && line.len() >= END && title.ends_with(&line) {
            return true;
        }
        line.sort_unstable();
        title.sort_unstable();
        line == title
    }

    /// Whether the document is a plan or a decree: what its headings do not explain is to be done.
    pub(crate) fn gives_orders(&self) -> bool {
        !self.shaped
            && matches!(self.kind, Some(("plan_outline" | "decree" | "opinion" | "measures" | "task_breakdown", _)))
    }

    /// Whether the document is a communiqué of statistics.
    pub(crate) fn is_communique(&self) -> bool {
        self.counts
    }

    /// The facts, each with the passage that states it.
    pub(crate) fn facts(&self, views: &[View], original: &[char]) -> Facts {
        let cite = |place: &Place| {
            views.get(place.block).map_or_else(Spans::default, |v| v.spans(place.range.clone(), original))
        };
        let quote = |place: &Place| Fact {
            value: views.get(place.block).map_or_else(String::new, |v| v.original_text(place.range.clone(), original)),
            spans: cite(place),
        };
        let stated = |(value, place): (String, Place)| Fact { value, spans: cite(&place) };
        let (reviewed, planned) = period::of(self, views);
        Facts {
            title: self
                .title
                .as_ref()
                .map(|first| {
                    // The lines of a headline are set apart as they were.
                    let line = |place: &Place| Fact {
                        value: views.get(place.block).map_or_else(String::new, |v| title::written(v, place, original)),
                        spans: cite(place),
                    };
                    let lines: Vec<Fact> = std::iter::once(first).chain(&self.below).map(line).collect();
                    Fact {
                        value: lines.iter().map(|line| line.value.as_str()).collect::<Vec<_>>().join(" "),
                        spans: lines.iter().flat_map(|line| line.spans.to_vec()).collect(),
                    }
                })
                .or_else(|| title::spoken(views).map(stated))
                .or_else(|| title::on(views).map(|place| quote(&place))),
            issuer: office::issuer(views, self.title.as_ref(), self.date.as_ref().map(|(_, place)| place)).map(
                |(value, places)| Fact { value, spans: places.iter().flat_map(|place| cite(place).to_vec()).collect() },
            ),
            date: self.date.as_ref().map(|(value, place)| Fact { value: *value, spans: cite(place) }),
            kind: self.kind.as_ref().map(|(kind, place)| Fact {
                value: (*kind).to_owned(),
                spans: place.as_ref().map_or_else(|| self.printed.clone(), cite),
            }),
            period_reviewed: reviewed.map(stated),
            period_planned: planned.map(stated),
            language: language::of(views, original).map(|(code, block)| Fact {
                value: code.to_owned(),
                spans: views.get(block).map_or_else(Spans::default, |v| v.spans(0..v.len(), original)),
            }),
        }
    }
}

/// Whether a line of the head names bodies and nothing else, or begins with a day: who issued the document, and when.
pub(crate) fn issued(view: &View) -> bool {
    day::complete(&view.chars, 0).is_some() || !office::named(view).is_empty()
}

/// The year that a heading begins with, behind 关于 too: 关于2031年政府工作; and where it ends.
pub(crate) fn year_of(title: &[char]) -> Option<(i16, usize)> {
    let at = if stands(title, 0, "关于") { 2 } else { 0 };
    day::year_word(title, at).map(|year| (year, at + 5))
}

/// What shows that a page is one of a newspaper: a picture with the name of who took it, or a word of the page itself
/// (06版, 上接第1版).
fn printed(captions: &[Caption], repairs: &[Repair]) -> Spans {
    let credited = || captions.iter().find(|c| c.credit.is_some()).map(|c| c.spans.clone());
    let furniture = repairs.iter().find(|r| {
        r.kind == RepairKind::Furniture
            && ["上接", "下转", "当前版", "上一版"].iter().any(|word| r.text.contains(word))
            && r.text.contains('版')
    });
    furniture.map(|r| r.spans.clone()).or_else(credited).unwrap_or_default()
}

#[cfg(test)]
mod tests;
