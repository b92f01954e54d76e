//! A ledger as a page: one subject over the years as dumbbells and as a table, then every row with both sentences side by
//! side, the words that changed marked. One file without script that loads nothing.

mod chart;
mod quote;

use crate::i18n::Words;
use crate::reading::{GENERATOR, language};
use crate::{Inert, digest, phrase};
use askama::Template;
use luoshi_ledger::{Certainty, Cite, Ledger, Row, Verdict, series};
use std::sync::LazyLock;

const STYLE: &str = concat!(include_str!("../assets/reading.css"), include_str!("../assets/ledger.css"));

/// Nothing is loaded from anywhere, nothing is sent anywhere, no script runs.
static POLICY: LazyLock<String> =
    LazyLock::new(|| format!("default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'", digest(STYLE)));

/// The ledger of one government made ready for a page.
#[derive(Debug)]
pub struct Sheet {
    /// Anchor of the section.
    pub id: String,
    /// The government, as it is named.
    pub title: String,
    /// Rows with each verdict, in the order of [`Verdict::ALL`].
    pub counts: [usize; Verdict::ALL.len()],
    markup: String,
}

#[derive(Template)]
#[template(path = "ledger/page.html")]
struct Page<'a> {
    w: &'a Words,
    lang: &'a str,
    title: String,
    policy: &'a str,
    generator: &'a str,
    style: &'a str,
    total: String,
    counts: Vec<Count>,
    ledgers: &'a [Sheet],
}

/// How many rows have a verdict.
struct Count {
    word: &'static str,
    sign: &'static str,
    label: &'static str,
    n: usize,
}

#[derive(Template)]
#[template(path = "ledger/ledger.html")]
struct Section<'a> {
    w: &'a Words,
    id: &'a str,
    title: &'a str,
    tallies: Vec<Tallied>,
    series: Vec<Over>,
    groups: Vec<Group>,
}

struct Tallied {
    name: String,
    targets: usize,
    matched: usize,
    unsure: usize,
    silent: usize,
    open: usize,
}

/// A subject over the years.
struct Over {
    id: String,
    title: String,
    picture: String,
    points: Vec<Point>,
}

struct Point {
    row: String,
    year: String,
    target: String,
    result: String,
    sign: &'static str,
    verdict: &'static str,
}

/// The rows of one report.
struct Group {
    title: String,
    source: String,
    sure: Vec<Line>,
    unsure: Vec<Line>,
    unsure_count: String,
}

/// One row.
struct Line {
    id: String,
    verdict: &'static str,
    verdict_label: &'static str,
    sign: &'static str,
    strict: String,
    certainty: &'static str,
    indicator: String,
    period: String,
    scope: String,
    measure: &'static str,
    target: String,
    target_place: String,
    target_sentence: String,
    result: String,
    result_label: &'static str,
    result_place: String,
    result_sentence: String,
    why: String,
}

/// Makes the ledger of government number `n` of a page ready for it.
#[must_use]
pub fn sheet(ledger: &Ledger, n: usize, words: &Words) -> Sheet {
    let id = format!("b{n}");
    let title = if ledger.body.is_empty() { words.get("ledger.unknown_body").to_owned() } else { ledger.body.clone() };
    let mut counts = [0; Verdict::ALL.len()];
    for row in &ledger.rows {
        if let Some(count) = Verdict::ALL.iter().position(|v| *v == row.verdict).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    let row_id = |at: usize| format!("{id}-{}", at + 1);
    let all = series(ledger);
    let over = all.iter().enumerate().map(|(at, one)| Over {
        id: format!("{id}-s{}", at + 1),
        title: chart::title(one, words),
        picture: chart::picture(one, words),
        points: one
            .points
            .iter()
            .map(|(at, row)| Point {
                row: row_id(*at),
                year: row.period.map_or_else(String::new, luoshi_ledger::When::text),
                target: number(&row.target, words),
                result: row.result.as_ref().map_or_else(String::new, |r| number(r, words)),
                sign: sign(row.verdict),
                verdict: words.of_word("verdict", row.verdict.word()),
            })
            .collect(),
    });
    let mut groups: Vec<Group> = Vec::new();
    for (at, row) in ledger.rows.iter().enumerate() {
        let line = line(row, row_id(at), words);
        if groups.last().is_none_or(|g| g.source != file(&row.target.source)) {
            let title =
                row.target.year.map_or_else(String::new, |y| words.fill("ledger.of_year", &[("year", &y.to_string())]));
            groups.push(Group {
                title,
                source: file(&row.target.source).to_owned(),
                sure: Vec::new(),
                unsure: Vec::new(),
                unsure_count: String::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            let unsure = row.result.is_some() && row.certainty == Certainty::Unsure;
            if unsure { group.unsure.push(line) } else { group.sure.push(line) }
        }
    }
    for group in &mut groups {
        group.unsure_count = group.unsure.len().to_string();
    }
    // What has no year and no target is no report: a list of files that lay beside them.
    let told = ledger.reports.iter().filter(|t| t.targets > 0 || t.year.is_some());
    let tallies = told.map(|t| Tallied {
        name: t.year.map_or_else(|| file(&t.source).to_owned(), |y| format!("{y} {}", file(&t.source))),
        targets: t.targets,
        matched: t.matched,
        unsure: t.unsure,
        silent: t.silent,
        open: t.open,
    });
    let section =
        Section { w: words, id: &id, title: &title, tallies: tallies.collect(), series: over.collect(), groups };
    // Writing into memory cannot fail, and no value of the template does.
    let markup = section.render().unwrap_or_default();
    Sheet { id, title, counts, markup }
}

/// One page with all ledgers.
#[must_use]
pub fn page(ledgers: &[Sheet], words: &Words) -> String {
    let count = |at: usize| ledgers.iter().filter_map(|l| l.counts.get(at)).sum::<usize>();
    let counts = Verdict::ALL.iter().enumerate().map(|(at, verdict)| Count {
        word: verdict.word(),
        sign: sign(*verdict),
        label: words.of_word("verdict", verdict.word()),
        n: count(at),
    });
    let counts: Vec<Count> = counts.collect();
    let total: usize = counts.iter().map(|c| c.n).sum();
    let title = match ledgers {
        [only] => format!("{} · {}", words.get("ledger.question"), only.title),
        _ => words.get("ledger.question").to_owned(),
    };
    let page = Page {
        w: words,
        lang: language(words),
        title,
        policy: &POLICY,
        generator: GENERATOR,
        style: STYLE,
        total: total.to_string(),
        counts,
        ledgers,
    };
    let mut out = page.render().unwrap_or_default();
    out.push('\n');
    out
}

fn line(row: &Row, id: String, words: &Words) -> Line {
    let result = row.result.as_ref();
    let (target_sentence, result_sentence) = quote::pair(&row.target, result);
    let strict = if row.strict == row.verdict {
        String::new()
    } else {
        words.fill("ledger.strict", &[("verdict", words.of_word("verdict", row.strict.word()))])
    };
    Line {
        id,
        verdict: row.verdict.word(),
        verdict_label: words.of_word("verdict", row.verdict.word()),
        sign: sign(row.verdict),
        strict,
        certainty: if result.is_some() { words.of_word("certainty", row.certainty.word()) } else { "" },
        indicator: if row.indicator.is_empty() {
            words.get("ledger.unnamed").to_owned()
        } else {
            row.indicator.clone()
        },
        period: row.period.map_or_else(String::new, luoshi_ledger::When::text),
        scope: row.scope.clone().unwrap_or_default(),
        measure: words.of_word("measure", row.measure.word()),
        target: number(&row.target, words),
        target_place: place(&row.target, words),
        target_sentence,
        result: result.map_or_else(String::new, |r| number(r, words)),
        result_label: row.result_kind.map_or("", |k| words.of_word("result", k.word())),
        result_place: result.map_or_else(String::new, |r| place(r, words)),
        result_sentence,
        why: row.reason(words.language()),
    }
}

/// Where a number stands: the year of its report, and its first character there, from 1.
fn place(cite: &Cite, words: &Words) -> String {
    let at = cite.spans.first().map(|s| (s.start() + 1).to_string());
    let year = cite.year.map(|y| y.to_string());
    match (year, at) {
        (Some(year), Some(at)) => words.fill("ledger.place", &[("year", &year), ("n", &at)]),
        (year, _) => year.unwrap_or_default(),
    }
}

/// Number and unit with the words that bound them.
#[must_use]
pub fn number(cite: &Cite, words: &Words) -> String {
    phrase::bounded(cite.value.as_ref(), cite.high.as_ref(), &cite.unit, cite.bound, &cite.text, words)
}

/// The last part of a path: the whole of it is in the data.
fn file(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The sign of a verdict; its word always stands beside it.
#[must_use]
pub fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "✔",
        Verdict::Partly => "◑",
        Verdict::Missed => "◆",
        Verdict::Changed => "⇄",
        Verdict::Silent => "◌",
        Verdict::Open => "…",
        Verdict::NotMeasurable => "≈",
    }
}

/// A text as a page shows it, without markup.
pub(super) fn escaped(text: &str) -> String {
    use askama::filters::Escaper as _;
    let mut out = String::new();
    // Writing into memory cannot fail.
    let _ = Inert.write_escaped_str(&mut out, text);
    out
}
