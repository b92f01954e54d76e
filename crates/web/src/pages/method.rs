//! `/method`: every rule by which something here is computed, with formula, source and worked example. The pages are those of
//! `docs/method/`, whose examples run as tests.

use super::ctx::{Head, Nav};
use super::{Ctx, Found, rendered};
use crate::markdown;
use askama::Template;
use std::sync::LazyLock;

/// A rule's page: its name in addresses, the text, and the key of its words for those who do not read the text.
struct Rule {
    name: &'static str,
    text: &'static str,
    key: &'static str,
}

macro_rules! rules {
    ($($name:literal $key:literal),* $(,)?) => {
        const RULES: &[Rule] = &[$(Rule { name: $name, text: include_str!(concat!("../../../../docs/method/", $name, ".md")), key: $key }),*];
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

static PAGES: LazyLock<Vec<(String, String)>> =
    LazyLock::new(|| RULES.iter().map(|r| markdown::page(r.text)).collect());

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
    let rules = RULES.iter().zip(PAGES.iter()).map(rule).collect();
    Ok(Some(rendered(&List { h: ctx.head(ctx.t("site.foot.method"), "", false), rules })))
}

/// `/method/{rule}`.
pub(crate) fn page(ctx: &Ctx<'_>, name: &str) -> Found {
    let found = RULES.iter().zip(PAGES.iter()).find(|(rule, _)| rule.name == name);
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
        for (title, markup) in PAGES.iter() {
            assert!(!title.is_empty() && markup.len() > 500, "{title}");
        }
    }
}
