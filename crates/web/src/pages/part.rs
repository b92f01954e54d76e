//! Small parts that many pages have: a number with the way to where it stands, a status, counts as a strip.

use super::Ctx;
use askama::Template;
use luoshi_chart::Said;
use luoshi_plan::{Counts, Rollup, Status};

/// A number: it leads to the passage that gave it, or to how it was found.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "part/num.html")]
pub(crate) struct Num {
    /// Not below, about; CNY.
    pub(crate) before: String,
    pub(crate) number: String,
    pub(crate) unit: String,
    pub(crate) href: String,
    /// Whether a blank stands before the unit.
    pub(crate) apart: bool,
}

impl Num {
    pub(crate) fn of(said: &Said, href: impl Into<String>) -> Self {
        let apart = said.to_string() != format!("{}{}{}", blank(&said.before), said.number, said.unit);
        Self {
            before: said.before.clone(),
            number: said.number.clone(),
            unit: said.unit.clone(),
            href: href.into(),
            apart,
        }
    }
}

fn blank(before: &str) -> String {
    if before.is_empty() { String::new() } else { format!("{before} ") }
}

/// The title of a document between its marks; marks within it are the single ones, as in print.
pub(crate) fn book(title: impl AsRef<str>) -> String {
    format!("《{}》", within_book(title.as_ref()))
}

/// A title to be put between the marks of a book.
pub(crate) fn within_book(title: &str) -> String {
    title.replace('《', "〈").replace('》', "〉")
}

/// A status: shape, colour and word, always all three.
#[derive(Debug, Clone, Template)]
#[template(path = "part/tag.html")]
pub(crate) struct Tag {
    pub(crate) key: &'static str,
    pub(crate) word: String,
}

impl Tag {
    pub(crate) fn new(status: Status, ctx: &Ctx<'_>) -> Self {
        Self { key: class(status), word: status.word().in_language(ctx.lang()).to_owned() }
    }
}

/// The class that colours a status.
pub(crate) fn class(status: Status) -> &'static str {
    match status {
        Status::Done => "done",
        Status::Ok => "ok",
        Status::Warn => "warn",
        Status::Bad => "bad",
        Status::Wait(_) => "wait",
        Status::NotStarted => "ns",
    }
}

/// How many parts stand where: a strip to look at, and the same in words.
#[derive(Debug, Clone, Template)]
#[template(path = "part/strip.html")]
pub(crate) struct Strip {
    pub(crate) segments: Vec<Segment>,
    pub(crate) legend: Vec<(Tag, Num)>,
    pub(crate) label: String,
}

/// A part of a strip, in thousandths of its length.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub(crate) key: &'static str,
    pub(crate) x: u64,
    pub(crate) width: u64,
}

/// All statuses in the order in which a strip has them; the reason of a wait does not matter here.
pub(crate) const ORDER: [Status; 6] =
    [Status::Done, Status::Ok, Status::Warn, Status::Bad, Status::Wait(luoshi_plan::Wait::NoData), Status::NotStarted];

/// How many have a status.
pub(crate) fn of(counts: &Counts, status: Status) -> u32 {
    match status {
        Status::Done => counts.done,
        Status::Ok => counts.ok,
        Status::Warn => counts.warn,
        Status::Bad => counts.bad,
        Status::Wait(_) => counts.waiting(),
        Status::NotStarted => counts.not_started,
    }
}

/// The counts of some sorts of parts together.
pub(crate) fn counted(rollup: &Rollup, keep: impl Fn(luoshi_plan::Sort) -> bool) -> Counts {
    let mut all = Counts::default();
    for (_, counts) in rollup.counts.iter().filter(|(sort, _)| keep(**sort)) {
        all.done += counts.done;
        all.ok += counts.ok;
        all.warn += counts.warn;
        all.bad += counts.bad;
        all.not_started += counts.not_started;
        all.dropped += counts.dropped;
        for (reason, n) in &counts.wait {
            *all.wait.entry(*reason).or_default() += n;
        }
    }
    all
}

impl Strip {
    /// `list` is where those of a status are listed, `?status=` to be added.
    pub(crate) fn new(counts: &Counts, list: &str, ctx: &Ctx<'_>) -> Self {
        let all = u64::from(counts.all()).max(1);
        let mut segments = Vec::new();
        let mut legend = Vec::new();
        let mut said = Vec::new();
        let mut x = 0;
        for status in ORDER {
            let n = of(counts, status);
            if n == 0 {
                continue;
            }
            let width = u64::from(n) * 1000 / all;
            segments.push(Segment { key: class(status), x, width: width.saturating_sub(4).max(2) });
            x += width;
            let tag = Tag::new(status, ctx);
            said.push(format!("{} {n}", tag.word));
            let join = if list.contains('?') { '&' } else { '?' };
            legend.push((tag, ctx.count(n as usize, format!("{list}{join}status={}", status.key()))));
        }
        Self { segments, legend, label: said.join(ctx.lang().pick("，", ", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_within_titles_have_single_marks() {
        assert_eq!(book("关于印发《水网规划》的通知"), "《关于印发〈水网规划〉的通知》");
    }

    #[test]
    fn every_piece_of_the_shape_of_a_status_has_a_style() {
        let style = include_str!("../../assets/luoshi.css");
        for status in ORDER {
            let drawn = Tag { key: class(status), word: String::new() }.to_string();
            let (shape, _) = drawn.split_once("</svg>").expect("a drawing");
            let pieces: Vec<&str> =
                shape.split(" class=\"").skip(3).filter_map(|rest| Some(rest.split_once('"')?.0)).collect();
            assert!(!pieces.is_empty(), "{drawn}");
            // What the sheet does not know is filled with black: a tick on a dark disc is not seen then.
            for one in pieces.iter().flat_map(|all| all.split(' ')) {
                assert!(style.contains(&format!(".ic .{one} {{")), "{one} of {drawn}");
            }
        }
    }
}
