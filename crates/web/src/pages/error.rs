//! What is said where there is no page: what happened, and where to go. Nothing that the client sent is said back.

use super::ctx::Head;
use super::{Ctx, Nav, rendered};
use crate::answer::{Answer, Keep};
use crate::assets;
use crate::settings::{Notice, Settings};
use askama::Template;
use hyper::StatusCode;
use luoshi_page::i18n::Words;
use luoshi_plan::Language;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    h: Head,
    title: &'static str,
    what: &'static str,
}

fn words(status: StatusCode, w: &'static Words) -> (&'static str, &'static str) {
    match status {
        StatusCode::NOT_FOUND => (w.get("site.error.missing"), w.get("site.error.missing.what")),
        StatusCode::METHOD_NOT_ALLOWED => (w.get("site.error.method"), w.get("site.error.method.what")),
        StatusCode::INTERNAL_SERVER_ERROR => (w.get("site.error.broken"), w.get("site.error.broken.what")),
        StatusCode::SERVICE_UNAVAILABLE => (w.get("site.error.away"), w.get("site.error.away.what")),
        _ => (w.get("site.error.request"), w.get("site.error.request.what")),
    }
}

/// Within a site whose plans are known.
pub(crate) fn page(ctx: &Ctx<'_>, status: StatusCode) -> Answer {
    let (title, what) = words(status, ctx.w);
    // What was asked for is in no link: it may be anything.
    let mut h = ctx.head(title, "", false);
    h.larger = ctx.href("/?view=large");
    h.other.href = format!("/{}/", ctx.lang().pick("en", "zh"));
    let page = ErrorPage { h, title, what };
    rendered(&page).with(status).keep(Keep::Never)
}

/// Where nothing is known but the language.
pub(crate) fn bare(w: &'static Words, settings: &Settings, status: StatusCode) -> Answer {
    let (title, what) = words(status, w);
    let english = w.plan_language() == Language::En;
    let (code, other) = if english { ("en", "zh") } else { ("zh", "en") };
    let h = Head {
        w,
        tag: if english { "en" } else { "zh-Hans" },
        title: title.to_owned(),
        brand: w.get("site.brand").to_owned(),
        home: format!("/{code}/"),
        demo: settings.notice == Some(Notice::Demo),
        nav: Vec::new(),
        other: Nav::new(w.get("site.other"), format!("/{other}/")),
        search: format!("/{code}/search"),
        style: assets::STYLE.path(),
        icon: assets::ICON.path(),
        forms: Vec::new(),
        feed: format!("/{code}/changes.atom"),
        foot: Vec::new(),
        journal: String::new(),
        log: format!("/{code}/verify"),
        day: String::new(),
        large: false,
        larger: format!("/{code}/"),
        publisher: settings.publisher.clone(),
        contact: settings.contact.clone(),
        imprint: settings.imprint.clone(),
        ignored: String::new(),
    };
    rendered(&ErrorPage { h, title, what }).with(status).keep(Keep::Never)
}
