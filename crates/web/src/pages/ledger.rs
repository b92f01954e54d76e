//! P8: what was promised, and what came of it. Only what people have confirmed is here: targets and results that were taken
//! into the plan. What the program merely proposes to match is not shown as anybody's word.

use super::ctx::{Head, Nav};
use super::part::Num;
use super::row::{amount_of, places};
use super::sheet::Sheet;
use super::wanted::{WantedView, value};
use super::{Ctx, Found, rendered};
use crate::site::Form;
use askama::Template;
use luoshi_chart::computed;
use luoshi_plan::status::Term;
use luoshi_plan::{Judged, Status, Subject, Target, Wait};
use luoshi_store::Reader;

/// What came of a promise, as the ledger's own page defines it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Kept,
    Missed,
    Changed,
    Silent,
    Open,
    NotMeasurable,
}

impl Verdict {
    const ALL: [Self; 6] = [Self::Kept, Self::Missed, Self::Changed, Self::Silent, Self::Open, Self::NotMeasurable];

    fn key(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Missed => "missed",
            Self::Changed => "changed",
            Self::Silent => "silent",
            Self::Open => "open",
            Self::NotMeasurable => "not_measurable",
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::Kept => "✔",
            Self::Missed => "◆",
            Self::Changed => "⇄",
            Self::Silent => "◌",
            Self::Open => "…",
            Self::NotMeasurable => "≈",
        }
    }
}

struct Row {
    name: String,
    href: String,
    wanted: WantedView,
    place: String,
    source: Option<Nav>,
    result: Option<Num>,
    at: String,
    verdict: &'static str,
    sign: &'static str,
    key: &'static str,
}

#[derive(Template)]
#[template(path = "ledger.html")]
struct Page {
    h: Head,
    rows: Vec<Row>,
    counts: Vec<(&'static str, &'static str, &'static str, Num, bool)>,
    count: Num,
    method: String,
    q: String,
    action: String,
    paged: super::indicator::Paged,
}

/// What came of a target whose word this is.
fn verdict(target: &Target, judged: &Judged, ctx: &Ctx<'_>) -> Verdict {
    let ended = target.term.end().is_some_and(|end| end < ctx.board.day);
    match judged.status {
        Status::Wait(Wait::NotMeasurable) => Verdict::NotMeasurable,
        Status::Done => Verdict::Kept,
        Status::Ok if ended => Verdict::Kept,
        Status::Warn | Status::Bad if ended => Verdict::Missed,
        Status::Wait(_) if ended => Verdict::Silent,
        Status::Ok | Status::Warn | Status::Bad | Status::NotStarted | Status::Wait(_) => Verdict::Open,
    }
}

/// `/ledger/`.
pub(crate) fn page(ctx: &Ctx<'_>, form: Form, _reader: &mut Reader<'_>) -> Found {
    let keys = Verdict::ALL.map(Verdict::key);
    let only = ctx.choice("verdict", &keys);
    let q = ctx.asked.field("q").unwrap_or_default();
    let mut all = Vec::new();
    for indicator in &ctx.board.whole.indicators {
        let Some(words) = ctx.board.indicator(indicator.id) else { continue };
        let replaced: Vec<_> = ctx.board.targets(indicator.id).filter_map(|t| t.replaces).collect();
        for target in ctx.board.targets(indicator.id) {
            let main = words.word.target == Some(target.id);
            if replaced.contains(&target.id) {
                all.push((indicator, target, None, Verdict::Changed));
            } else if main {
                let judged = &words.word.judged;
                all.push((indicator, target, Some(judged), verdict(target, judged, ctx)));
            }
        }
    }
    all.retain(|(i, ..)| q.is_empty() || i.name.contains(q));
    let path = ctx.href("/ledger/");
    let counts: Vec<_> = Verdict::ALL
        .iter()
        .map(|v| {
            let n = all.iter().filter(|(.., found)| found == v).count();
            let href = format!("{path}{}", ctx.query(&[("verdict", v.key()), ("page", "")]));
            let word = ctx.w.of_word("verdict", v.key());
            (v.key(), v.sign(), word, ctx.count(n, href), only == Some(v.key()))
        })
        .collect();
    all.retain(|(.., v)| only.is_none_or(|o| v.key() == o));
    all.sort_by_key(|(_, t, ..)| (t.term.end(), t.id));
    if form != Form::Page {
        let mut sheet = Sheet::new(&[
            "target",
            "indicator",
            "name",
            "territory",
            "wanted",
            "unit",
            "due",
            "promise",
            "actual",
            "at",
            "verdict",
            "url",
        ]);
        for (indicator, target, judged, verdict) in all {
            let term = |name| judged.and_then(|j| j.arithmetic.get(name)).map(|t| t.text());
            sheet.row([
                target.id.get().into(),
                indicator.id.get().into(),
                indicator.name.clone().into(),
                target.territory.get().into(),
                value(&target.wanted).map(|v| v.to_string()).into(),
                indicator.unit.clone().into(),
                super::indicator::due_text(target).into(),
                ctx.cited(Subject::Target(target.id), &["value", "wanted"]).into(),
                term("actual").into(),
                term("at").into(),
                verdict.key().into(),
                ctx.indicator(indicator.id).into(),
            ]);
        }
        return sheet.answer(ctx, form);
    }
    let paged = super::indicator::paged(all.len(), &path, ctx);
    let row = |(indicator, target, judged, verdict): &(&luoshi_plan::Indicator, &Target, Option<&Judged>, Verdict)| {
        let href = ctx.indicator(indicator.id);
        let at = judged.and_then(|j| match j.arithmetic.get("at")? {
            Term::Period(period) => Some(period.named(ctx.lang())),
            _ => None,
        });
        Row {
            name: indicator.name.clone(),
            wanted: WantedView::new(target, &indicator.unit, ctx),
            place: ctx.territory_name(target.territory),
            source: super::goal::sources(Subject::Target(target.id), ctx).into_iter().next(),
            result: judged
                .and_then(|j| amount_of(j, "actual"))
                .map(|v| Num::of(&computed(v, places(v), &indicator.unit, ctx.lang()), format!("{href}#how"))),
            at: at.unwrap_or_default(),
            verdict: ctx.w.of_word("verdict", verdict.key()),
            sign: verdict.sign(),
            key: verdict.key(),
            href,
        }
    };
    let page = Page {
        h: ctx.head(ctx.t("site.nav.ledger"), "ledger", true),
        count: ctx.count(all.len(), format!("{path}{}#count", ctx.query(&[]))),
        rows: all.iter().skip(paged.from).take(super::indicator::ROWS).map(row).collect(),
        counts,
        method: ctx.href("/method/status"),
        q: q.to_owned(),
        action: path,
        paged,
    };
    Ok(Some(rendered(&page)))
}
