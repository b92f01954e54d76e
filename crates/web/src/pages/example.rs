//! The worked examples of our own rules in sentences. The pages of `docs/method` write them as a test reads them; a reader is told
//! what was wanted and known, and what the rule makes of it, by the rule itself.

use super::part::{Tag, class};
use super::term::why;
use super::wanted;
use askama::filters::Escaper as _;
use luoshi_chart::{amount, day as named};
use luoshi_page::Inert;
use luoshi_page::i18n::Words;
use luoshi_plan::example::{Example, Goals};
use luoshi_plan::{
    Adds, Date, Due, Finality, Indicator, IndicatorId, Language, Nature, NoTotal, Note, Observation, Shape, Sort,
    Standing, Status, Task, TerritoryId, Value, Wait, apportion, check_split, total,
};
use std::str::FromStr as _;

/// A block of examples as a list; `None` where it is of another kind, or not as it should be.
pub(crate) fn list(kind: &str, block: &str, w: &Words) -> Option<String> {
    let one = match kind {
        "status" => judged,
        "rollup" => rolled,
        "total" => totalled,
        "split" => split,
        "check" => checked,
        _ => return None,
    };
    let mut out = String::from("<ul class=\"plain cases\">\n");
    for example in block.split("\n\n").map(str::trim).filter(|e| !e.is_empty()) {
        let (given, status, sentence) = one(example, w)?;
        out.push_str("<li><p>");
        escape(&given, &mut out);
        out.push_str("</p><p>");
        if let Some(status) = status {
            let tag = Tag { key: class(status), word: status.word().in_language(w.plan_language()).to_owned() };
            out.push_str(&tag.to_string());
            out.push(' ');
        }
        escape(&sentence, &mut out);
        out.push_str("</p></li>\n");
    }
    out.push_str("</ul>\n");
    Some(out)
}

/// What the keys that our pages of rules name are called on the site.
pub(crate) fn keys(language: Language) -> Vec<(&'static str, String)> {
    let statuses =
        [Status::Done, Status::Ok, Status::Warn, Status::Bad, Status::NotStarted, Status::Wait(Wait::NoData)];
    let mut all: Vec<(&'static str, String)> =
        statuses.into_iter().map(|s| (s.key(), format!("**{}**", s.word().in_language(language)))).collect();
    if language == Language::En {
        let reasons = Wait::ALL.into_iter().map(Wait::key);
        all.extend(reasons.chain(Note::KEYS).map(|key| (key, key.replace('_', " "))));
    }
    all
}

fn escape(text: &str, out: &mut String) {
    // Writing into memory cannot fail.
    let _ = Inert.write_escaped_str(&mut *out, text);
}

/// What is given, the status that comes of it, where one does, and why, or what else comes of it.
type Told = (String, Option<Status>, String);

/// The words of the sentences with a full stop behind each.
fn sentences(all: &[String], w: &Words) -> String {
    let stop = w.plan_language().pick("。", ". ");
    let last = if all.is_empty() { "" } else { stop.trim_end() };
    format!("{}{last}", all.join(stop))
}

/// Parts of a goal.
fn rolled(example: &str, w: &Words) -> Option<Told> {
    let goals: Goals = example.parse().ok()?;
    let told = |(sort, status): (Sort, Status)| {
        let name = match sort {
            Sort::Task => "site.example.task",
            Sort::Indicator(Nature::Binding) => "site.example.binding",
            Sort::Indicator(Nature::Expected) => "site.example.expected",
            Sort::Indicator(Nature::Unstated) | Sort::Goal => return None,
        };
        Some(w.fill(name, &[("status", status.word().in_language(w.plan_language()))]))
    };
    let given: Vec<String> = goals.parts().map(told).collect::<Option<_>>()?;
    let rolled = goals.rolled_up();
    let given = given.join(w.get("site.example.and"));
    Some((sentences(&[given], w), Some(rolled.status), rolled.sentence().in_language(w.plan_language()).to_owned()))
}

/// An indicator or a task on a day.
fn judged(example: &str, w: &Words) -> Option<Told> {
    let example: Example = example.parse().ok()?;
    let lang = w.plan_language();
    let (unit, given) = match &example.task {
        Some(task) => {
            let mut given = days_of(task, w);
            given.push(w.fill("site.example.today", &[("day", &named(example.today, lang))]));
            ("", given)
        }
        None => (example.indicator.unit.as_str(), of_indicator(&example, w)),
    };
    let judged = example.judged();
    Some((sentences(&given, w), Some(judged.status), why(&judged, unit).in_language(lang).to_owned()))
}

/// Numbers of a line, as they stand in a list.
fn listed(numbers: &[String], w: &Words) -> String {
    numbers.join(w.get("site.list.and"))
}

/// Values of territories made one, or why they cannot be: `additive 12.5 - 10`, `weighted 60 by 2, 70 by 1`.
fn totalled(example: &str, w: &Words) -> Option<Told> {
    let (kind, rest) = example.lines().next()?.split_once(' ')?;
    let (adds, key) = match kind {
        "additive" => (Adds::Additive, "site.example.additive"),
        "weighted" => (Adds::Weighted(IndicatorId::new(2)), "site.example.weighted"),
        "neither" => (Adds::Neither, "site.example.neither"),
        _ => return None,
    };
    let (mut parts, mut weights, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for (id, part) in (1..).zip(rest.split(if kind == "weighted" { ", " } else { " " })) {
        let id = TerritoryId::new(id);
        let (much, weight) = part.split_once(" by ").map_or((part, None), |(much, weight)| (much, Some(weight)));
        let much: Option<Value> = if much == "-" { None } else { Some(much.parse().ok()?) };
        let weight: Option<Value> = weight.map(str::parse).transpose().ok()?;
        let value = much.map_or_else(|| w.get("site.example.nothing").to_owned(), |v| v.to_string());
        said.push(match weight {
            Some(weight) => w.fill("site.example.weight", &[("value", &value), ("weight", &weight.to_string())]),
            None => value,
        });
        parts.push((id, much));
        weights.push((id, weight));
    }
    let indicator = Indicator { adds, ..Example::from_str("unit % level up\ntoday 2026-01-01").ok()?.indicator };
    let comes = match total(&indicator, &parts, &weights) {
        Ok(sum) => w.fill("site.example.total", &[("n", &luoshi_plan::Number::from(sum).to_string())]),
        Err(NoTotal::Missing(which)) => {
            let which: Vec<String> = which.iter().map(ToString::to_string).collect();
            w.fill("site.example.missing", &[("n", &listed(&which, w))])
        }
        Err(_) => w.get("site.example.no_total").to_owned(),
    };
    Some((sentences(&[w.fill(key, &[("values", &listed(&said, w))])], w), None, comes))
}

/// A whole over shares: `7.5 over 3 5 4 to 1`.
fn split(example: &str, w: &Words) -> Option<Told> {
    let (whole, rest) = example.lines().next()?.split_once(" over ")?;
    let (shares, places) = rest.split_once(" to ")?;
    let values: Vec<(i32, Value)> =
        (1..).zip(shares.split(' ')).map(|(key, share)| Some((key, share.parse().ok()?))).collect::<Option<_>>()?;
    let parts = apportion(whole.parse().ok()?, places.parse().ok()?, &values).ok()?;
    let parts: Vec<String> = parts.iter().map(|(_, part)| part.to_string()).collect();
    let shares: Vec<String> = shares.split(' ').map(str::to_owned).collect();
    let given = [("whole", whole), ("shares", &listed(&shares, w)), ("places", places)];
    let given = w.fill("site.example.split", &given);
    Some((sentences(&[given], w), None, sentences(&[listed(&parts, w)], w)))
}

/// Parts that somebody typed: `100 is 34 33 32`.
fn checked(example: &str, w: &Words) -> Option<Told> {
    let (whole, parts) = example.lines().next()?.split_once(" is ")?;
    let values: Vec<Value> = parts.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let off = check_split(whole.parse().ok()?, &values).err()??;
    let parts: Vec<String> = parts.split(' ').map(str::to_owned).collect();
    let given = w.fill("site.example.typed", &[("whole", whole), ("parts", &listed(&parts, w))]);
    Some((sentences(&[given], w), None, off.sentence("").in_language(w.plan_language()).to_owned()))
}

/// What is wanted of an indicator, and what is known of it.
fn of_indicator(example: &Example, w: &Words) -> Vec<String> {
    let lang = w.plan_language();
    let unit = &example.indicator.unit;
    let amount = |value: Value| amount(value, unit, lang).to_string();
    let mut given = Vec::new();
    if let Some(target) = &example.target {
        given.push(wanted::said(target, unit, w));
        if let Some(base) = &target.baseline {
            let (value, period) = (amount(base.value), base.period.named(lang));
            given.push(w.fill("site.example.base", &[("value", &value), ("period", &period)]));
        }
        for one in &target.milestones {
            let (value, day) = (amount(one.value), named(one.on, lang));
            given.push(w.fill("site.example.milestone", &[("value", &value), ("day", &day)]));
        }
        if let Some(tolerance) = target.tolerance {
            given.push(w.fill("site.example.tolerance", &[("value", &amount(tolerance))]));
        }
        if target.shape == Shape::Compound {
            given.push(w.get("site.example.compound").to_owned());
        }
    }
    let seen: Vec<String> = example.known.iter().map(|one| seen(one, unit, w)).collect();
    let values =
        if seen.is_empty() { w.get("site.example.nothing").to_owned() } else { seen.join(w.get("site.example.and")) };
    given.push(w.fill("site.example.known", &[("day", &named(example.today, lang)), ("values", &values)]));
    given
}

/// A value, its period, and how sure it is.
fn seen(one: &Observation, unit: &str, w: &Words) -> String {
    let lang = w.plan_language();
    let value = one.value.map_or_else(String::new, |value| amount(value, unit, lang).to_string());
    let state = match (one.finality, one.standing) {
        (Finality::Provisional, _) => w.get("site.example.provisional"),
        (Finality::Estimate, _) => w.get("site.example.estimate"),
        (_, Standing::Reported) => w.get("site.example.reported"),
        _ => "",
    };
    let said = w.fill("site.example.value", &[("value", &value), ("period", &one.period.named(lang))]);
    format!("{said}{state}")
}

/// The days of a task.
fn days_of(task: &Task, w: &Words) -> Vec<String> {
    let said = |key: &str, day: Date| w.fill(key, &[("day", &named(day, w.plan_language()))]);
    let due = match task.due {
        Due::On(day) => Some(day),
        _ => None,
    };
    let days = [
        ("site.example.due", due),
        ("site.example.start", task.start),
        ("site.example.begun", task.begun),
        ("site.example.said", task.reported),
        ("site.example.verified", task.verified),
    ];
    let mut all: Vec<String> = days.into_iter().filter_map(|(key, day)| Some(said(key, day?))).collect();
    all.extend(task.steps.iter().map(|step| {
        let key = if step.done.is_some() { "site.example.step_done" } else { "site.example.step" };
        said(key, step.on)
    }));
    if all.is_empty() {
        all.push(w.get("site.example.undated").to_owned());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use luoshi_page::i18n::Lang;

    /// The blocks of a kind in a page of rules.
    fn blocks(page: &str, kind: &str) -> Vec<String> {
        let open = format!("```{kind}\n");
        page.split(&open).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn every_example_of_our_rules_is_told_and_comes_out_as_its_page_says() {
        let pages = [
            ("status", include_str!("../../../../docs/method/status.md")),
            ("rollup", include_str!("../../../../docs/method/rollup.md")),
        ];
        let mut count = 0;
        for (kind, page) in pages {
            for example in blocks(page, kind).iter().flat_map(|b| b.split("\n\n")).map(str::trim) {
                let expected = example.lines().find_map(|l| l.strip_prefix("= ")).expect("what comes of it");
                let mut words = expected.split_whitespace();
                let expected = Status::of_key(words.next().expect("a status"), words.next());
                for lang in [Lang::Zh, Lang::En] {
                    let w = Words::of(lang);
                    let one = if kind == "status" { judged } else { rolled };
                    let (given, status, sentence) = one(example, &w).unwrap_or_else(|| panic!("{example}"));
                    assert_eq!(status, expected, "{example}");
                    assert!(!given.is_empty() && !given.contains('{'), "{example}: {given}");
                    assert!(!sentence.is_empty() || status == Some(Status::NotStarted), "{example}");
                    // The pages write units as their source does; in English the site translates them.
                    match example.lines().find_map(|l| l.strip_prefix("zh ")).filter(|_| lang == Lang::Zh) {
                        Some(line) => assert_eq!(sentence, line),
                        None => assert!(
                            lang == Lang::Zh || !sentence.contains(|c| ('一'..='龥').contains(&c)),
                            "{sentence}"
                        ),
                    }
                }
                count += 1;
            }
        }
        assert!(count > 60, "{count}");
    }

    #[test]
    fn totals_and_splits_are_told_in_the_language_of_the_page() {
        let page = include_str!("../../../../docs/method/rollup.md");
        let told = |kind: &str, lang: Lang| -> String {
            blocks(page, kind).iter().map(|block| list(kind, block, &Words::of(lang)).expect("examples")).collect()
        };
        let zh = ["total", "split", "check"].map(|kind| told(kind, Lang::Zh)).concat();
        for said in ["合计30。", "60（权数2）", "第2个地区没有数据", "34、33、33。", "比总数100少1。"]
        {
            assert!(zh.contains(said), "{said}: {zh}");
        }
        let en = ["total", "split", "check"].map(|kind| told(kind, Lang::En)).concat();
        assert!(en.contains("1 less than the whole") && !en.contains(|c| ('一'..='龥').contains(&c)), "{en}");
    }

    #[test]
    fn what_is_no_example_of_ours_stays_as_it_is() {
        let w = Words::of(Lang::En);
        assert_eq!(list("case", "{}", &w), None);
        assert_eq!(list("status", "unit km sideways up\ntoday 2026-01-01\n= ok", &w), None);
    }
}
