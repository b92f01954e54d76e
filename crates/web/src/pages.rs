//! The pages, a file each.

pub(crate) mod body;
pub(crate) mod book;
pub(crate) mod cells;
pub(crate) mod changes;
pub(crate) mod chart;
pub(crate) mod compare;
pub(crate) mod ctx;
pub(crate) mod data;
pub(crate) mod error;
pub(crate) mod example;
pub(crate) mod found;
pub(crate) mod goal;
pub(crate) mod indicator;
pub(crate) mod indicators;
pub(crate) mod key;
pub(crate) mod ledger;
pub(crate) mod method;
pub(crate) mod overview;
pub(crate) mod paged;
pub(crate) mod part;
pub(crate) mod place;
pub(crate) mod quoted;
pub(crate) mod report;
pub(crate) mod row;
pub(crate) mod sample;
pub(crate) mod search;
pub(crate) mod sheet;
pub(crate) mod task;
pub(crate) mod term;
pub(crate) mod values;
pub(crate) mod wanted;

pub(crate) use ctx::{Ctx, Nav};
pub(crate) use quoted::RowQuoted;

use crate::answer::{Answer, HTML};
use crate::site::{Form, Site};
use askama::Template;
use hyper::StatusCode;
use luoshi_store::{Reader, StoreError};

/// What an address gives: an answer, or nothing where there is no such page.
pub(crate) type Found = Result<Option<Answer>, StoreError>;

/// The page at an address below its language. Names are what documents call things: on a page in English they say that they are
/// Chinese, so that they are read aloud as such.
pub(crate) fn answer(rest: &[&str], form: Form, ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Found {
    let found = page(rest, form, ctx, reader)?;
    Ok(found.map(|answer| match (form, ctx.lang()) {
        (Form::Page, luoshi_plan::Language::En) => Answer { body: names_in_chinese(&answer.body), ..answer },
        _ => answer,
    }))
}

/// What begins the class of names in our templates.
const NAME: &[u8] = b"class=\"name";

/// Adds the language to each name that begins with, or has before its next tag, a character of Chinese.
fn names_in_chinese(page: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(page.len() + page.len() / 16);
    let mut rest = page;
    while let Some(at) = rest.windows(NAME.len()).position(|w| w == NAME) {
        let (before, name) = rest.split_at(at);
        out.extend_from_slice(before);
        let text = name.iter().position(|b| *b == b'>').map_or(&[][..], |end| name.get(end + 1..).unwrap_or_default());
        let text = text.split(|b| *b == b'<').next().unwrap_or_default();
        // Characters of the unified ideographs have three bytes, the first of them E3 to E9.
        if text.iter().any(|b| (0xE3..=0xE9).contains(b)) {
            out.extend_from_slice(b"lang=\"zh-Hans\" ");
        }
        out.extend_from_slice(NAME);
        rest = name.get(NAME.len()..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    out
}

fn page(rest: &[&str], form: Form, ctx: &Ctx<'_>, reader: &mut Reader<'_>) -> Found {
    match rest {
        [""] => overview::front(ctx, form),
        ["p", plan, within @ ..] => {
            let Some(id) = Site::plan(ctx.board, plan) else { return Ok(None) };
            let ctx = &ctx.of_plan(id);
            match within {
                [] if form == Form::Page => ctx.moved(&format!("/p/{id}/")),
                [] | [""] => overview::page(ctx, form, reader),
                ["goals" | "indicators" | "tasks" | "places" | "bodies"] if form == Form::Page => {
                    ctx.moved(&format!("/p/{id}/{}/", within.concat()))
                }
                ["goals"] | ["goals", ""] => goal::list(ctx, form),
                ["goals", name] => goal::page(ctx, form, name),
                ["indicators"] | ["indicators", ""] => indicators::list(ctx, form),
                ["indicators", name] => indicator::page(ctx, form, name, reader),
                ["tasks"] | ["tasks", ""] => task::list(ctx, form),
                ["tasks", name] => task::page(ctx, form, name),
                ["places"] | ["places", ""] => place::list(ctx, form),
                ["places", name] => place::page(ctx, form, name, reader),
                ["bodies"] | ["bodies", ""] => body::list(ctx, form),
                ["bodies", name] => body::page(ctx, form, name),
                _ => Ok(None),
            }
        }
        ["reports" | "ledger" | "data"] if form == Form::Page => ctx.moved(&format!("/{}/", rest.concat())),
        ["reports"] | ["reports", ""] => report::list(ctx, form),
        ["reports", name] => report::page(ctx, form, name, reader),
        ["ledger"] | ["ledger", ""] => ledger::page(ctx, form, reader),
        ["data"] | ["data", ""] => data::page(ctx, form, reader),
        ["search"] => search::page(ctx, form, reader),
        ["method"] if form == Form::Page => method::list(ctx),
        ["method", name] if form == Form::Page => method::page(ctx, name),
        ["changes"] => changes::page(ctx, form, reader),
        ["verify"] if form == Form::Page => changes::verify(ctx, reader),
        ["accessibility"] if form == Form::Page => method::accessibility(ctx),
        _ => Ok(None),
    }
}

/// A template as an answer.
pub(crate) fn rendered(template: &impl Template) -> Answer {
    // Every value of our templates can be written; an error would be one of memory.
    template
        .render()
        .map_or_else(|_| Answer::new(HTML, "").with(StatusCode::INTERNAL_SERVER_ERROR), |page| Answer::new(HTML, page))
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_say_their_language_where_they_are_chinese() {
        let page =
            "<a class=\"name\" href=\"#\">引水</a><b class=\"name\">SHA-256</b><a class=\"name src\">《水利简报》</a>";
        let said = super::names_in_chinese(page.as_bytes());
        let wanted = "<a lang=\"zh-Hans\" class=\"name\" href=\"#\">引水</a><b class=\"name\">SHA-256</b>\
                      <a lang=\"zh-Hans\" class=\"name src\">《水利简报》</a>";
        assert_eq!(String::from_utf8_lossy(&said), wanted);
    }
}
