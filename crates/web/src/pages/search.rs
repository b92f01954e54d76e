//! Search over goals, indicators, tasks, places, bodies and documents, and over what stands in the documents. Chinese has no
//! blanks between words: what is looked for is found where its characters stand together.

use super::ctx::{Head, Nav};
use super::part::Num;
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
    hits: Vec<Nav>,
    all: Num,
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
    let group = |name: &'static str, hits: Vec<Nav>| Group {
        name,
        all: Num { number: hits.len().to_string(), ..Num::default() },
        hits,
    };
    let goals = whole.goals.iter().filter(|g| has(&g.title)).map(|g| Nav::new(g.title.clone(), ctx.goal(g.id)));
    let indicators =
        whole.indicators.iter().filter(|i| has(&i.name)).map(|i| Nav::new(i.name.clone(), ctx.indicator(i.id)));
    let tasks = whole.tasks.iter().filter(|t| has(&t.title)).map(|t| Nav::new(t.title.clone(), ctx.task(t.id)));
    let places = whole.territories.iter().filter(|t| has(&t.name)).map(|t| Nav::new(t.name.clone(), ctx.place(t)));
    let bodies = whole.bodies.iter().filter(|b| has(&b.name)).map(|b| Nav::new(b.name.clone(), ctx.body(b.id)));
    let sources = whole.sources.iter().filter_map(|s| {
        let title = super::report::title(s, ctx);
        has(&title).then_some(())?;
        Some(Nav::new(title, ctx.report(s.id?)))
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
                sheet.row([group.name.into(), hit.label.clone().into(), hit.href.clone().into()]);
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
            // The words with some behind them, for which the browser looks itself.
            let near = text[at..to].char_indices().nth(hit.chars().count() + 8).map_or(to, |(n, _)| at + n);
            let near = text[at..near].trim_end_matches(['。', '\n', '\r', '\t', ' ']);
            out.push(Sentence {
                before: text[from..at].to_owned(),
                hit: hit.to_owned(),
                after: text[end..to].to_owned(),
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
    fn a_step_back_stays_within_the_text() {
        assert_eq!(back("甲乙丙", 6, 60), 0);
        assert_eq!(back("甲乙丙", 9, 1), 6);
    }
}
