//! The numbers of a judgement's arithmetic, as people say them.

use super::Ctx;
use super::row::places;
use luoshi_chart::{computed, gap, percent, points};
use luoshi_plan::status::Term;

/// A number of the arithmetic as people say it. How far behind or ahead it lies is said once, in points, without a sign.
pub(crate) fn term_said(name: &str, term: &Term, unit: &str, ctx: &Ctx<'_>) -> Option<(String, String)> {
    match (name, term) {
        ("lag", Term::Percent(lag)) => {
            let side = if lag.is_negative() { "site.fact.ahead" } else { "site.fact.behind" };
            Some((ctx.t(side).to_owned(), points(lag.abs(), 1, ctx.lang()).to_string()))
        }
        ("lag_by", _) => None,
        _ => Some((term_name(name, ctx), term_text(term, unit, ctx))),
    }
}

/// A number of the arithmetic by its name for people; where there is none, its key.
fn term_name(key: &str, ctx: &Ctx<'_>) -> String {
    let name = format!("site.term.{key}");
    let said = ctx.w.get(&name);
    if said == name { key.to_owned() } else { said.to_owned() }
}

fn term_text(term: &Term, unit: &str, ctx: &Ctx<'_>) -> String {
    let lang = ctx.lang();
    match term {
        Term::Amount(v) => computed(*v, places(*v), unit, lang).to_string(),
        Term::Gap(v) => gap(*v, places(*v), unit, lang).to_string(),
        Term::Root(_) => format!("{}{unit}", term.text()),
        Term::Percent(v) => percent(*v, 1, lang).to_string(),
        Term::Count(n) => n.to_string(),
        Term::Day(day) => ctx.day(*day),
        Term::Period(period) => period.named(lang),
    }
}
