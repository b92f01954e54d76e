//! Which part of a long list a page shows.

use super::Ctx;

/// Rows of a page of a list.
pub(crate) const ROWS: usize = 50;

/// Which part of a list a page has.
pub(crate) struct Paged {
    pub(crate) from: usize,
    pub(crate) prev: Option<String>,
    pub(crate) next: Option<String>,
    /// 第1—50项.
    pub(crate) said: String,
}

/// The part of a list of `all` things that `?page=` asks for; a number beyond the end is the last page.
pub(crate) fn paged(all: usize, path: &str, ctx: &Ctx<'_>) -> Paged {
    let pages = all.div_ceil(ROWS).max(1);
    let given = ctx.asked.field("page").and_then(|p| p.parse::<usize>().ok()).unwrap_or(1);
    let page = given.clamp(1, pages);
    let from = (page - 1) * ROWS;
    let link = |n: usize| {
        let n = n.to_string();
        format!("{path}{}", ctx.query(&[("page", if n == "1" { "" } else { &n })]))
    };
    let (first, last) = ((from + 1).min(all).to_string(), (from + ROWS).min(all).to_string());
    Paged {
        from,
        prev: (page > 1).then(|| link(page - 1)),
        next: (page < pages).then(|| link(page + 1)),
        said: if pages == 1 { String::new() } else { ctx.fill("site.paged", &[("first", &first), ("last", &last)]) },
    }
}
