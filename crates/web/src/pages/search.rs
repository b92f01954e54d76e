//! Search over goals, indicators, tasks, places, bodies and documents, and over what stands in the documents. Chinese has no
//! blanks between words: what is looked for is found where its characters stand together.

use super::ctx::{Head, Nav};
use super::part::{Num, Tag};
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::site::Form;
use askama::Template;
use luoshi_plan::SourceId;
use luoshi_store::plan;
use luoshi_store::{Reader, StoreError};

/// Things of one kind shown, and sentences.
const MOST: usize = 20;
const MOST_SENTENCES: usize = 30;
/// Characters that are looked for.
const LONGEST: usize = 60;

struct Group {
    name: &'static str,
    hits: Vec<Hit>,
    all: Num,
}

/// A thing that was found, and where it stands, if it is judged.
struct Hit {
    to: Nav,
    tag: Option<Tag>,
}

impl Hit {
    fn new(name: &str, href: String, tag: Option<Tag>) -> Self {
        Self { to: Nav::new(name, href), tag }
    }
}

/// A place in a document.
struct Sentence {
    before: String,
    hit: String,
    after: String,
    href: String,
    title: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    h: Head,
    q: String,
    action: String,
    groups: Vec<Group>,
    sentences: Vec<Sentence>,
    asked: bool,
}

/// One form of each character for looking up: half width, small letters.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            match c {
                '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
                '\u{3000}' => ' ',
                c => c,
            }
            .to_lowercase()
        })
        .collect()
}

/// `/search?q=`.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, reader: &mut Reader<'_>) -> Found {
    let q: String = ctx.asked.field("q").unwrap_or_default().trim().chars().take(LONGEST).collect();
    let words: Vec<String> = folded(&q).split_whitespace().map(str::to_owned).collect();
    let asked = !words.is_empty();
    let has = |text: &str| {
        let text = folded(text);
        asked && words.iter().all(|w| text.contains(w.as_str()))
    };
    let whole = &ctx.board.whole;
    let group = |name: &'static str, hits: Vec<Hit>| Group {
        name,
        all: Num { number: hits.len().to_string(), ..Num::default() },
        hits,
    };
    let goals = whole.goals.iter().filter(|g| has(&g.title)).map(|g| {
        let tag = ctx.board.sums().goals.get(&g.id).map(|s| Tag::new(s.rollup.status, ctx));
        Hit::new(&g.title, ctx.goal(g.id), tag)
    });
    let indicators = whole.indicators.iter().filter(|i| has(&i.name)).map(|i| {
        let tag = ctx.board.indicator(i.id).map(|words| ctx.tag(&words.word.judged));
        Hit::new(&i.name, ctx.indicator(i.id), tag)
    });
    let tasks = whole.tasks.iter().filter(|t| has(&t.title)).map(|t| {
        let tag = ctx.board.task(t.id).map(|judged| ctx.tag(judged));
        Hit::new(&t.title, ctx.task(t.id), tag)
    });
    let places = whole.territories.iter().filter(|t| has(&t.name)).map(|t| Hit::new(&t.name, ctx.place(t), None));
    let bodies = whole.bodies.iter().filter(|b| has(&b.name)).map(|b| Hit::new(&b.name, ctx.body(b.id), None));
    let sources = whole.sources.iter().filter_map(|s| {
        let title = super::report::title(s, ctx);
        has(&title).then_some(())?;
        Some(Hit::new(&title, ctx.report(s.id?), None))
    });
    let mut groups = vec![
        group(ctx.t("site.nav.goals"), goals.collect()),
        group(ctx.t("site.nav.indicators"), indicators.collect()),
        group(ctx.t("site.nav.tasks"), tasks.collect()),
        group(ctx.t("site.nav.places"), places.collect()),
        group(ctx.t("site.nav.bodies"), bodies.collect()),
        group(ctx.t("site.nav.reports"), sources.collect()),
    ];
    groups.retain(|g| !g.hits.is_empty());
    let sentences = match q.split_whitespace().next() {
        Some(first) => sentences(first, ctx, reader)?,
        None => Vec::new(),
    };
    let here = format!("{}{}", ctx.href("/search"), ctx.query(&[]));
    if form != Form::Page {
        let mut sheet = Sheet::new(&["kind", "text", "url"]);
        for group in &groups {
            for hit in &group.hits {
                sheet.row([group.name.into(), hit.to.label.clone().into(), hit.to.href.clone().into()]);
            }
        }
        for s in &sentences {
            sheet.row(["sentence".into(), format!("{}{}{}", s.before, s.hit, s.after).into(), s.href.clone().into()]);
        }
        return sheet.answer(ctx, form);
    }
    for (n, group) in groups.iter_mut().enumerate() {
        group.all.href = format!("{here}#g{n}");
        group.hits.truncate(MOST);
    }
    let page =
        Page { h: ctx.head(ctx.t("site.search"), "", true), action: ctx.href("/search"), q, groups, sentences, asked };
    Ok(Some(rendered(&page)))
}

/// Where words stand in documents: one statement, and of each document the first places.
fn sentences(words: &str, ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Result<Vec<Sentence>, StoreError> {
    let mut found: Vec<(SourceId, String)> = Vec::new();
    plan::texts_with(reader, words, 12, |source, bytes| {
        found.push((source, String::from_utf8_lossy(bytes).into_owned()));
        Ok(())
    })?;
    let mut out = Vec::new();
    for (id, text) in found {
        let source = ctx.board.whole.source(id);
        let title = source.map(|s| super::report::title(s, ctx)).unwrap_or_default();
        for (at, hit) in text.match_indices(words).take(4) {
            let is_end = |c: char| matches!(c, '。' | '！' | '？' | '\n' | '\r');
            let from = text[..at].char_indices().rev().take(60).find(|(_, c)| is_end(*c));
            let from = from.map_or_else(|| back(&text, at, 60), |(n, c)| n + c.len_utf8());
            let end = at + hit.len();
            let to = text[end..].char_indices().take(80).find(|(_, c)| is_end(*c)).map(|(n, c)| end + n + c.len_utf8());
            let to = to.unwrap_or_else(|| text[end..].char_indices().nth(80).map_or(text.len(), |(n, _)| end + n));
            let is_row = is_row(&text[from..to]);
            // The words with some behind them, for which the browser looks itself.
            let near = text[at..to].char_indices().nth(hit.chars().count() + 8).map_or(to, |(n, _)| at + n);
            let near = text[at..near].trim_end_matches(['。', '\n', '\r', '\t', ' ']);
            out.push(Sentence {
                before: cells(&text[from..at], is_row),
                hit: hit.to_owned(),
                after: cells(&text[end..to], is_row),
                href: format!(
                    "{}#:~:text={}",
                    ctx.leaf(id, u32::try_from(text[..at].chars().count()).unwrap_or(u32::MAX)),
                    luoshi_page::reading::encoded(near).replace('-', "%2D")
                ),
                title: title.clone(),
            });
        }
    }
    out.truncate(MOST_SENTENCES);
    Ok(out)
}

/// Whether a line is one of a table, its cells parted by commas: several, and no blank behind any.
fn is_row(line: &str) -> bool {
    line.matches(',').count() > 2 && !line.contains(", ")
}

/// What is in the cells of a row, with room between; the empty ones are left out. Other text stays as it is.
fn cells(text: &str, is_row: bool) -> String {
    if !is_row {
        return text.to_owned();
    }
    let (first, last) = (text.starts_with(','), text.trim_end().ends_with(','));
    let filled: Vec<&str> = text.split(',').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    format!(
        "{}{}{}",
        if first { "　" } else { "" },
        filled.join("　"),
        if last && !filled.is_empty() { "　" } else { "" }
    )
}

/// So many characters back, or the beginning.
fn back(text: &str, at: usize, count: usize) -> usize {
    text[..at].char_indices().rev().nth(count - 1).map_or(0, |(n, _)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_cases_are_one() {
        assert_eq!(folded("ＧＤＰ　Growth"), "gdp growth");
    }

    #[test]
    fn a_row_of_a_table_is_shown_by_its_cells() {
        let line = "森林覆盖率,%,41.55,,,,\r";
        assert!(is_row(line));
        assert_eq!(cells("率,%,41.55,,,,\r", true), "率　%　41.55　");
        assert_eq!(cells(",%,,41.55", true), "　%　41.55");
        assert!(!is_row("Of 3 goals, 2 are kept, 1 is not, and so on.") && !is_row("1,200户"));
        assert_eq!(cells("甲,乙", false), "甲,乙");
    }

    #[test]
    fn a_step_back_stays_within_the_text() {
        assert_eq!(back("甲乙丙", 6, 60), 0);
        assert_eq!(back("甲乙丙", 9, 1), 6);
    }
}
