//! The numbers of a judgement's arithmetic, as people say them.

use super::Ctx;
use super::row::{places, places_due};
use luoshi_chart::{computed, gap, percent, points};
use luoshi_plan::status::{Kind, Term};
use luoshi_plan::{Exact, Judged, Language, Sentence, Target};

/// A number of the arithmetic as people say it. How far behind or ahead it lies is said once, in points, without a sign.
pub(crate) fn term_said(
    name: &str,
    term: &Term,
    unit: &str,
    target: Option<&Target>,
    ctx: &Ctx<'_>,
) -> Option<(String, String)> {
    match (name, term) {
        ("lag", Term::Percent(lag)) => {
            let side = if lag.is_negative() { "site.fact.ahead" } else { "site.fact.behind" };
            Some((ctx.t(side).to_owned(), points(lag.abs(), places_of_share(*lag), ctx.lang()).to_string()))
        }
        ("lag_by", _) => None,
        // Short by 0.00: within what is shown nothing is short.
        ("short", Term::Gap(short)) if is_nought(*short, places_due(*short, target)) => None,
        _ => Some((term_name(name, ctx), term_text(term, unit, target, ctx))),
    }
}

/// A number of the arithmetic by its name for people; where there is none, its key.
fn term_name(key: &str, ctx: &Ctx<'_>) -> String {
    let name = format!("site.term.{key}");
    let said = ctx.w.get(&name);
    if said == name { key.to_owned() } else { said.to_owned() }
}

/// The places of a share: one, and more only of a number that was left more so that it tells something.
pub(crate) fn places_of_share(share: Exact) -> u32 {
    share.decimal().map_or(1, |d| d.normalize().scale()).max(1)
}

/// Whether a number shows no digit but noughts.
fn is_nought(value: Exact, places: u32) -> bool {
    value.rounded(places).is_some_and(|d| d.mantissa() == 0)
}

fn term_text(term: &Term, unit: &str, target: Option<&Target>, ctx: &Ctx<'_>) -> String {
    let lang = ctx.lang();
    match term {
        Term::Amount(v) => computed(*v, places(*v, target), unit, lang).to_string(),
        Term::Gap(v) => gap(*v, places_due(*v, target), unit, lang).to_string(),
        Term::Root(_) => format!("{}{unit}", term.text()),
        Term::Percent(v) => percent(*v, places_of_share(*v), lang).to_string(),
        Term::Count(n) => n.to_string(),
        Term::Day(day) => ctx.day(*day),
        Term::Period(period) => period.named(lang),
    }
}

/// Why something stands where it does. A source's unit is in Chinese: in English amounts stand as everywhere on the site.
pub(crate) fn why(judged: &Judged, unit: &str) -> Sentence {
    judged.sentence_with(unit, &|exact, is_gap| {
        let places = exact.decimal().map_or(2, |d| d.normalize().scale());
        if is_gap { gap(exact, places, unit, Language::En) } else { computed(exact, places, unit, Language::En) }
            .to_string()
    })
}

/// By which limits a word was given, in words; the name of the rule, and since when it is used.
pub(crate) fn rule_said(judged: &Judged, ctx: &Ctx<'_>) -> String {
    let lights = &ctx.board.whole.lights;
    let used = ctx.fill("site.rule.since", &[("rule", &judged.rule), ("day", &ctx.day(judged.rule_since))]);
    let key = match judged.arithmetic.kind {
        Kind::Way | Kind::Pace | Kind::Budget | Kind::Cumulative | Kind::Steps => "site.rule.points",
        Kind::Limit | Kind::Years | Kind::Mean => "site.rule.limit",
        Kind::Waiting | Kind::Level | Kind::Arrived | Kind::Keep | Kind::Task => return used,
    };
    // The limits of today say nothing of a word that another rule gave.
    if judged.rule != lights.name {
        return used;
    }
    let limits = ctx.fill(key, &[("warn", &lights.warn.to_string()), ("bad", &lights.bad.to_string())]);
    format!("{limits}{}{used}", ctx.lang().pick("", " "))
}
