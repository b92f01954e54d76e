//! `plan.toml`: the plans of a folder.

use crate::fault::Fault;
use crate::kinds::{END, FORM, PLAN_FILE};
use crate::table::Numbers;
use luoshi_plan::{Period, Plan, PlanId, SourceId};
use std::fmt::Write as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text in quotes, as TOML writes it.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Reads the plans; what is wrong is added to `faults`.
pub(crate) fn read(text: &str, numbers: &mut Numbers, faults: &mut Vec<Fault>) -> Vec<Plan> {
    let line = |at: usize| Some((1 + text[..at.min(text.len())].matches('\n').count()).to_string());
    let mut fault = |at: usize, zh: String, en: String| faults.push(Fault::new(PLAN_FILE, line(at), zh, en));
    let root = match DeTable::parse(text) {
        Ok(root) => root,
        Err(error) => {
            let at = error.span().map_or(text.len(), |span| span.start);
            fault(at, format!("不是 TOML：{}", error.message()), format!("no TOML: {}", error.message()));
            return Vec::new();
        }
    };
    let root = root.get_ref();
    let text_of = |value: Option<&Spanned<DeValue<'_>>>| match value.map(Spanned::get_ref) {
        Some(DeValue::String(text)) => Some(text.to_string()),
        _ => None,
    };
    match text_of(root.get("form")) {
        Some(form) if form == FORM => {}
        found => {
            let found = found.unwrap_or_default();
            fault(
                0,
                format!("form 是“{found}”，这里只认“{FORM}”"),
                format!("form is “{found}”, and only “{FORM}” is known here"),
            );
        }
    }
    // The last thing in the file: without it the file was cut.
    if !matches!(root.get(END).map(Spanned::get_ref), Some(DeValue::Table(_))) {
        fault(
            text.len(),
            "末尾没有 [end]：文件不完整。完整的话，请在最后补上一行 [end]".to_owned(),
            "there is no [end] at its end: the file is not whole. If it is, add a last line [end]".to_owned(),
        );
    }
    let listed = match root.get("plan").map(Spanned::get_ref) {
        None => return Vec::new(),
        Some(DeValue::Array(all)) => all,
        Some(_) => {
            fault(0, "规划要写成 [[plan]]".to_owned(), "a plan is written as [[plan]]".to_owned());
            return Vec::new();
        }
    };
    let mut plans = Vec::new();
    for entry in listed {
        let at = entry.span().start;
        let DeValue::Table(members) = entry.get_ref() else {
            fault(at, "规划要写成 [[plan]]".to_owned(), "a plan is written as [[plan]]".to_owned());
            continue;
        };
        for (name, _) in members {
            if !["id", "title", "period", "source"].contains(&&**name.get_ref()) {
                let name = name.get_ref();
                fault(at, format!("不认识“{name}”"), format!("“{name}” is not known"));
            }
        }
        let member = |name: &str| text_of(members.get(name));
        let place = |name: &str| members.get(name).map_or(at, |value| value.span().start);
        let id = member("id").unwrap_or_default();
        let number = numbers.own("plan", &id);
        let period = member("period").and_then(|text| text.parse::<Period>().ok());
        let source = match members.get("source") {
            None => Some(None),
            Some(_) => member("source").and_then(|text| numbers.to("source", &text)).map(Some),
        };
        let checks = [
            (number.is_some(), "id", "写作 plan/1", "is written plan/1"),
            (member("title").is_some(), "title", "要有标题，写在引号里", "has to be there, in quotes"),
            (period.is_some(), "period", "写作 2026/2030", "is written 2026/2030"),
            (source.is_some(), "source", "写作 source/1", "is written source/1"),
        ];
        for (_, name, zh, en) in checks.iter().filter(|(fine, ..)| !fine) {
            fault(place(name), format!("{name}：{zh}"), format!("{name}: {en}"));
        }
        if let (Some(number), Some(title), Some(period), Some(source)) = (number, member("title"), period, source) {
            plans.push(Plan { id: PlanId::new(number), title, period, source: source.map(SourceId::new) });
        }
    }
    plans
}
