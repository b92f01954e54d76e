//! Search over goals, indicators, tasks, places, bodies and documents, and over what stands in the documents. Chinese has no
//! blanks between words: what is looked for is found where its characters stand together.

use super::ctx::{Head, Nav};
use super::found::{Sentence, Sentences, folded, sentences};
use super::part::{Num, Tag};
use super::sheet::Sheet;
use super::{Ctx, Found, rendered};
use crate::site::Form;
use askama::Template;
use luoshi_store::Reader;

/// Things of one kind shown.
const MOST: usize = 20;
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

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    h: Head,
    q: String,
    action: String,
    groups: Vec<Group>,
    /// No name has all of the words; these have some.
    some: bool,
    sentences: Vec<Sentence>,
    told: Num,
    /// Not all of the sentences are shown.
    more: bool,
    asked: bool,
    /// That there is nothing, with what was looked for.
    none: String,
    /// Where one may begin instead.
    begin: Vec<Nav>,
}

/// `/search?q=`.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, reader: &mut Reader<'_>) -> Found {
    let q: String = ctx.asked.field("q").unwrap_or_default().trim().chars().take(LONGEST).collect();
    let words: Vec<String> = folded(&q).split_whitespace().map(str::to_owned).collect();
    let asked = !words.is_empty();
    let mut groups = groups(ctx, |text| words.iter().all(|w| text.contains(w.as_str())), asked);
    let some = groups.is_empty() && words.len() > 1;
    if some {
        groups = self::groups(ctx, |text| words.iter().any(|w| text.contains(w.as_str())), asked);
    }
    let Sentences { shown, all } = sentences(&words, ctx, reader)?;
    let here = format!("{}{}", ctx.href("/search"), ctx.query(&[]));
    if form != Form::Page {
        let mut sheet = Sheet::new(&["kind", "text", "url"]);
        for group in &groups {
            for hit in &group.hits {
                sheet.row([group.name.into(), hit.to.label.clone().into(), hit.to.href.clone().into()]);
            }
        }
        for s in &shown {
            sheet.row(["sentence".into(), s.line().into(), s.href.clone().into()]);
        }
        return sheet.answer(ctx, form);
    }
    for (n, group) in groups.iter_mut().enumerate() {
        group.all.href = format!("{here}#g{n}");
        group.hits.truncate(MOST);
    }
    let begin = [("site.nav.goals", "/goals/"), ("site.nav.indicators", "/indicators/"), ("site.nav.tasks", "/tasks/")];
    let begin = begin.map(|(name, at)| Nav::new(ctx.t(name), ctx.here(at)));
    let reports = Nav::new(ctx.t("site.nav.reports"), ctx.href("/reports/"));
    let page = Page {
        h: ctx.head(ctx.t("site.search"), "", true),
        action: ctx.href("/search"),
        none: ctx.fill("site.search.none", &[("q", &q)]),
        begin: begin.into_iter().filter(|_| ctx.plan().is_some()).chain([reports]).collect(),
        q,
        some: some && !groups.is_empty(),
        groups,
        more: shown.len() < all,
        told: ctx.count(all, format!("{here}#sentences")),
        sentences: shown,
        asked,
    };
    Ok(Some(rendered(&page)))
}

/// The things whose name, folded, fits.
fn groups(ctx: &Ctx<'_>, fits: impl Fn(&str) -> bool, asked: bool) -> Vec<Group> {
    let has = |text: &str| asked && fits(&folded(text));
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
    groups
}
