//! What a target asks for, in words, its numbers leading to where it stands.

use super::Ctx;
use super::part::Num;
use askama::Template;
use luoshi_chart::{amount, by};
use luoshi_plan::{Language, Subject, Target, Term, Value, Wanted};

/// 不低于 41%，2030年前.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "part/wanted.html")]
pub(crate) struct WantedView {
    pub(crate) before: &'static str,
    pub(crate) low: Num,
    pub(crate) high: Option<Num>,
    /// In the plan's words, where it is not measurable.
    pub(crate) words: String,
    pub(crate) when: String,
}

/// The words of a kind of target.
fn before(wanted: &Wanted, ctx: &Ctx<'_>) -> &'static str {
    match wanted {
        Wanted::Reach(_) => ctx.t("site.wanted.reach"),
        Wanted::Floor(_) => ctx.t("site.wanted.floor"),
        Wanted::Ceiling(_) => ctx.t("site.wanted.ceiling"),
        Wanted::Range { .. } => ctx.t("site.wanted.range"),
        Wanted::Keep(_) => ctx.t("site.wanted.keep"),
        Wanted::Sum(_) => ctx.t("site.wanted.sum"),
        Wanted::Mean(_) => ctx.t("site.wanted.mean"),
        Wanted::Cumulative(_) => ctx.t("site.wanted.cumulative"),
        Wanted::Growth(_) => ctx.t("site.wanted.growth"),
        Wanted::Unmeasurable(_) => ctx.t("site.wanted.unmeasurable"),
    }
}

/// By when, or for which years.
pub(crate) fn when(term: &Term, language: Language) -> String {
    match term {
        Term::By(day) => match language {
            Language::Zh => format!("{}前", by(*day, language)),
            Language::En => format!("by {}", by(*day, language)),
        },
        Term::EachYear { from, to } => match language {
            Language::Zh if from == to => format!("{from}年"),
            Language::En if from == to => from.to_string(),
            Language::Zh => format!("{from}—{to}年每年"),
            Language::En => format!("each year {from}–{to}"),
        },
        Term::Over(period) => period.named(language),
    }
}

impl WantedView {
    pub(crate) fn new(target: &Target, unit: &str, ctx: &Ctx<'_>) -> Self {
        let unit = match target.wanted {
            Wanted::Growth(_) => "%",
            _ => unit,
        };
        let row = format!("{}#t{}", ctx.indicator(target.indicator), target.id);
        let href = ctx.cited(Subject::Target(target.id), &["value", "wanted"]).unwrap_or(row);
        let num = |v: Value| Num::of(&amount(v, unit, ctx.lang()), href.clone());
        Self {
            before: before(&target.wanted, ctx),
            low: target.wanted.value().map(num).unwrap_or_default(),
            high: match &target.wanted {
                Wanted::Range { high, .. } => Some(num(*high)),
                _ => None,
            },
            words: match &target.wanted {
                Wanted::Unmeasurable(words) => words.clone(),
                _ => String::new(),
            },
            when: when(&target.term, ctx.lang()),
        }
    }
}
