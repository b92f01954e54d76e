//! What a target asks for, in words, its numbers leading to where it stands.

use super::Ctx;
use super::part::Num;
use askama::Template;
use luoshi_chart::{amount, by};
use luoshi_plan::{Language, Subject, Target, Term, Value, Wanted};

/// 到2030年不低于41%: in the order in which each language says it.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "part/wanted.html")]
pub(crate) struct WantedView {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) low: Num,
    pub(crate) when: String,
}

/// A piece of what is wanted.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Words(String),
    When(String),
    Number(Num),
    /// In the plan's words, where it is not measurable.
    Quoted(String),
}

/// How a kind of target is said: with {when}, and {n}, or {n} and {high}.
fn pattern(wanted: &Wanted, ctx: &Ctx<'_>) -> &'static str {
    match wanted {
        Wanted::Reach(_) => ctx.t("site.wanted.reach"),
        Wanted::Floor(_) => ctx.t("site.wanted.floor"),
        Wanted::Ceiling(_) => ctx.t("site.wanted.ceiling"),
        Wanted::Range { .. } => ctx.t("site.wanted.range"),
        Wanted::Keep(_) => ctx.t("site.wanted.keep"),
        Wanted::Sum(_) | Wanted::Cumulative(_) => ctx.t("site.wanted.sum"),
        Wanted::Mean(_) => ctx.t("site.wanted.mean"),
        Wanted::Growth(_) => ctx.t("site.wanted.growth"),
        Wanted::Unmeasurable(_) => ctx.t("site.wanted.unmeasurable"),
    }
}

/// By when, or for which years.
fn when(term: &Term, language: Language) -> String {
    match term {
        Term::By(day) => {
            let said = by(*day, language);
            // 到2026年9月底: a month has its end.
            match language {
                Language::Zh if said.ends_with('月') => format!("到{said}底"),
                Language::Zh => format!("到{said}"),
                Language::En => format!("by {said}"),
            }
        }
        Term::EachYear { from, to } => match language {
            Language::Zh if from == to => format!("{from}年"),
            Language::En if from == to => format!("in {from}"),
            Language::Zh => format!("{from}—{to}年每年"),
            Language::En => format!("each year {from}–{to}"),
        },
        Term::Over(period) => match (language, period.as_years()) {
            (Language::En, Some((from, to))) if from == to => format!("in {from}"),
            (Language::Zh | Language::En, _) => period.named(language),
        },
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
        let when = when(&target.term, ctx.lang());
        let mut pieces = Vec::new();
        let mut rest = pattern(&target.wanted, ctx);
        while let Some((before, named)) = rest.split_once('{')
            && let Some((name, after)) = named.split_once('}')
        {
            pieces.extend((!before.is_empty()).then(|| Piece::Words(before.to_owned())));
            pieces.extend(match (name, &target.wanted) {
                ("when", _) => Some(Piece::When(when.clone())),
                (_, Wanted::Unmeasurable(words)) => Some(Piece::Quoted(words.clone())),
                ("high", Wanted::Range { high, .. }) => Some(Piece::Number(num(*high))),
                (_, wanted) => wanted.value().map(|v| Piece::Number(num(v))),
            });
            rest = after;
        }
        pieces.extend((!rest.is_empty()).then(|| Piece::Words(rest.to_owned())));
        Self { pieces, low: target.wanted.value().map(num).unwrap_or_default(), when }
    }
}
