//! What a target asks for, in words, its numbers leading to where it stands.

use super::Ctx;
use super::part::Num;
use askama::Template;
use luoshi_chart::{amount, by};
use luoshi_page::i18n::Words;
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
fn key(wanted: &Wanted) -> &'static str {
    match wanted {
        Wanted::Reach(_) => "site.wanted.reach",
        Wanted::Floor(_) => "site.wanted.floor",
        Wanted::Ceiling(_) => "site.wanted.ceiling",
        Wanted::Range { .. } => "site.wanted.range",
        Wanted::Keep(_) => "site.wanted.keep",
        Wanted::Sum(_) | Wanted::Cumulative(_) => "site.wanted.sum",
        Wanted::Mean(_) => "site.wanted.mean",
        Wanted::Growth(_) => "site.wanted.growth",
        Wanted::Unmeasurable(_) => "site.wanted.unmeasurable",
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

/// What a value of it is in.
fn unit_of<'a>(wanted: &Wanted, unit: &'a str) -> &'a str {
    if matches!(wanted, Wanted::Growth(_)) { "%" } else { unit }
}

/// What a target asks for, as a sentence without links.
pub(super) fn said(target: &Target, unit: &str, w: &Words) -> String {
    let lang = w.plan_language();
    let unit = unit_of(&target.wanted, unit);
    let said = |v: Value| amount(v, unit, lang).to_string();
    let (low, high) = match &target.wanted {
        Wanted::Range { low, high } => (said(*low), said(*high)),
        Wanted::Unmeasurable(words) => (format!("“{words}”"), String::new()),
        wanted => (wanted.value().map(said).unwrap_or_default(), String::new()),
    };
    w.fill(key(&target.wanted), &[("n", &low), ("high", &high), ("when", &when(&target.term, lang))])
}

impl WantedView {
    pub(crate) fn new(target: &Target, unit: &str, ctx: &Ctx<'_>) -> Self {
        let unit = unit_of(&target.wanted, unit);
        let row = format!("{}#t{}", ctx.indicator(target.indicator), target.id);
        let href = ctx.cited(Subject::Target(target.id), &["value", "wanted"]).unwrap_or(row);
        let num = |v: Value| Num::of(&amount(v, unit, ctx.lang()), href.clone());
        let when = when(&target.term, ctx.lang());
        let mut pieces = Vec::new();
        let mut rest = ctx.t(key(&target.wanted));
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
