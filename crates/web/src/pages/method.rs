//! `/method`: every rule by which something here is computed, with formula, source and worked example. The pages are those of
//! `docs/method/`, whose examples run as tests; `docs/method/zh/` has the same in Chinese, with `[例]` where an example stands.

use super::ctx::{Head, Nav};
use super::{Ctx, Found, rendered};
use crate::markdown;
use askama::Template;
use luoshi_page::i18n::{Lang, Words};
use std::sync::LazyLock;

/// A rule's page: its name in addresses, the text in both languages, and the key of what it is about in a line.
struct Rule {
    name: &'static str,
    en: &'static str,
    zh: &'static str,
    key: &'static str,
}

macro_rules! rules {
    ($($name:literal $key:literal),* $(,)?) => {
        const RULES: &[Rule] = &[$(Rule {
            name: $name,
            en: include_str!(concat!("../../../../docs/method/", $name, ".md")),
            zh: include_str!(concat!("../../../../docs/method/zh/", $name, ".md")),
            key: $key,
        }),*];
    };
}

rules! {
    "status" "site.method.status",
    "rollup" "site.method.rollup",
    "forecast" "site.method.forecast",
    "deadline" "site.method.deadline",
    "ledger" "site.method.ledger",
    "path" "site.method.path",
    "share" "site.method.share",
    "china_midterm" "site.method.china",
    "open_sdg" "site.method.open_sdg",
    "un_progress_chart" "site.method.un_chart",
    "escap_current_status" "site.method.escap",
    "istat_trend" "site.method.istat",
    "healthy_people" "site.method.healthy",
}

/// Title and markup of each rule.
type Pages = Vec<(String, String)>;

static EN: LazyLock<Pages> = LazyLock::new(|| made(Lang::En, |rule| rule.en.to_owned()));
static ZH: LazyLock<Pages> = LazyLock::new(|| made(Lang::Zh, |rule| with_examples(rule.zh, rule.en)));

/// The pages in a language, their examples and the keys of a status in the words of the site.
fn made(lang: Lang, text: impl Fn(&Rule) -> String) -> Pages {
    let words = Words::of(lang);
    let told = |kind: &str, block: &str| super::example::list(kind, block, &words);
    RULES.iter().map(|rule| markdown::page(&in_words(text(rule), &words), told)).collect()
}

/// `ok` is On track, as everywhere on the site; in English `no_data` is no data. In Chinese its words stand beside it.
fn in_words(mut text: String, words: &Words) -> String {
    for (key, said) in super::example::keys(words.plan_language()) {
        text = text.replace(&format!("`{key}`"), &said);
    }
    text
}

/// Where an example stands in the Chinese text: those of the English page in their order, so that there is one of each.
const EXAMPLE: &str = "[例]";

/// The fenced blocks of a page, fences and all.
fn examples(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        let fence = line.starts_with("```");
        match &mut open {
            Some(block) => {
                block.push_str(line);
                block.push('\n');
                if fence {
                    all.extend(open.take());
                }
            }
            None if fence => open = Some(format!("{line}\n")),
            None => {}
        }
    }
    all
}

fn with_examples(zh: &str, en: &str) -> String {
    let mut examples = examples(en).into_iter();
    let line = |line: &str| match line {
        EXAMPLE => examples.next().unwrap_or_default(),
        other => format!("{other}\n"),
    };
    zh.lines().map(line).collect()
}

fn pages(ctx: &Ctx<'_>) -> &'static Pages {
    match ctx.lang() {
        luoshi_plan::Language::Zh => &ZH,
        luoshi_plan::Language::En => &EN,
    }
}

#[derive(Template)]
#[template(path = "methods.html")]
struct List {
    h: Head,
    rules: Vec<(Nav, &'static str)>,
}

#[derive(Template)]
#[template(path = "method.html")]
struct Page {
    h: Head,
    up: Vec<Nav>,
    title: &'static str,
    what: &'static str,
    markup: &'static str,
}

/// `/method`.
pub(crate) fn list(ctx: &Ctx<'_>) -> Found {
    let rule = |(rule, (title, _)): (&'static Rule, &(String, String))| {
        (Nav::new(title.clone(), ctx.href(&format!("/method/{}", rule.name))), ctx.t(rule.key))
    };
    let rules = RULES.iter().zip(pages(ctx).iter()).map(rule).collect();
    Ok(Some(rendered(&List { h: ctx.head(ctx.t("site.foot.method"), "", false), rules })))
}

/// `/method/{rule}`.
pub(crate) fn page(ctx: &Ctx<'_>, name: &str) -> Found {
    let found = RULES.iter().zip(pages(ctx).iter()).find(|(rule, _)| rule.name == name);
    let Some((rule, (title, markup))) = found else { return Ok(None) };
    let page = Page {
        h: ctx.head(title, "", false),
        up: vec![Nav::new(ctx.t("site.foot.method"), ctx.href("/method"))],
        title,
        what: ctx.t(rule.key),
        markup,
    };
    Ok(Some(rendered(&page)))
}

#[derive(Template)]
#[template(path = "access.html")]
struct Access {
    h: Head,
}

/// `/accessibility`.
pub(crate) fn accessibility(ctx: &Ctx<'_>) -> Found {
    Ok(Some(rendered(&Access { h: ctx.head(ctx.t("site.foot.access"), "", false) })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_published_rule_has_its_page() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/method");
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(stem) = name.strip_suffix(".md").filter(|s| *s != "README") else { continue };
            assert!(RULES.iter().any(|r| r.name == stem), "{stem}");
        }
        for (title, markup) in EN.iter().chain(ZH.iter()) {
            assert!(!title.is_empty() && markup.len() > 500, "{title}");
        }
    }

    #[test]
    fn a_page_speaks_in_the_words_of_the_site() {
        for (title, markup) in EN.iter() {
            for (key, _) in super::super::example::keys(luoshi_plan::Language::En) {
                assert!(!markup.contains(&format!("<code>{key}</code>")), "{title}: {key}");
            }
            assert!(!markup.contains("crates/") && !markup.contains("cargo "), "{title}");
        }
    }

    #[test]
    fn both_languages_say_the_same_in_the_same_order() {
        // Everything that is neither prose nor a title: headings by rank, examples, lists, rows of tables, numbers.
        let heads = |text: &str| {
            text.lines().filter(|l| l.starts_with('#')).map(|l| l.split(' ').next().map(str::len)).collect::<Vec<_>>()
        };
        let count = |text: &str, start: &str| text.lines().filter(|l| l.starts_with(start)).count();
        for rule in RULES {
            let zh = with_examples(rule.zh, rule.en);
            let plain = |text: &str| {
                let blocks = examples(text);
                blocks.iter().fold(text.to_owned(), |rest, block| rest.replace(block.as_str(), ""))
            };
            assert_eq!(rule.zh.matches(EXAMPLE).count(), examples(rule.en).len(), "{}", rule.name);
            assert_eq!(examples(&zh), examples(rule.en), "{}", rule.name);
            let (zh, en) = (plain(&zh), plain(rule.en));
            assert_eq!(heads(&zh), heads(&en), "{}", rule.name);
            for start in ["|", "- "] {
                assert_eq!(count(&zh, start), count(&en, start), "{}: {start}", rule.name);
            }
            // A limit that is changed in one page alone is found here.
            let decimals = |text: &str| {
                let mut all: Vec<String> = text
                    .split(|c: char| !c.is_ascii_digit() && c != '.')
                    .map(|n| n.trim_matches('.').to_owned())
                    .filter(|n| n.contains('.'))
                    .collect();
                all.sort();
                all.dedup();
                all
            };
            assert_eq!(decimals(&zh), decimals(&en), "{}", rule.name);
            assert!(zh.chars().filter(|c| ('一'..='龥').contains(c)).count() > 60, "{}", rule.name);
        }
    }
}
