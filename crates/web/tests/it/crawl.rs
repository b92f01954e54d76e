//! The link of every number in `main` is followed: it ends at the number in a marked passage, at a formula that has the
//! number, at a list of so many things, or at a row that says it has no source.

use crate::client::{Running, settings};
use crate::html::{Element, Page, Text};
use std::collections::{BTreeMap, VecDeque};

/// Digits with their point, as a reader compares them: without thousands.
fn numbers(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut now = String::new();
    for c in text.chars().chain([' ']) {
        match c {
            '0'..='9' => now.push(c),
            '.' | ',' if !now.is_empty() => now.push(c),
            _ => {
                let number = now.trim_end_matches(['.', ',']).replace(',', "");
                if !number.is_empty() {
                    out.push(number);
                }
                now.clear();
            }
        }
    }
    out
}

/// Words of documents, names, times and code: their digits are no figures of ours.
fn is_named(text: &Text) -> bool {
    let tags = ["time", "svg", "mark", "code", "pre", "blockquote", "q", "option", "title"];
    let classes = ["name", "src", "no", "sheets", "st", "day"];
    text.around.iter().any(|e| tags.contains(&e.tag.as_str()) || classes.iter().any(|c| e.is(c)))
}

fn is_formula(e: &Element) -> bool {
    e.is("how")
}

struct Crawl<'a> {
    running: &'a Running,
    pages: BTreeMap<String, Option<Page>>,
    rows: BTreeMap<String, usize>,
}

/// What the numbers of a site came to.
#[derive(Debug, Default)]
struct Told {
    passages: usize,
    formulas: usize,
    counts: usize,
    without: usize,
    lost: Vec<String>,
}

impl Crawl<'_> {
    fn page(&mut self, path: &str) -> Option<&Page> {
        if !self.pages.contains_key(path) {
            let answer = self.running.get(path);
            let html = answer.header("content-type").starts_with("text/html") && answer.status == 200;
            if answer.header("content-type").starts_with("text/csv") {
                self.rows.insert(path.to_owned(), answer.text().trim_end().lines().count() - 1);
            }
            let ok = matches!(answer.status, 200 | 301 | 302);
            assert!(ok, "{path}: {}", answer.status);
            self.pages.insert(path.to_owned(), html.then(|| Page::parse(&answer.text())));
        }
        self.pages.get(path).and_then(Option::as_ref)
    }

    fn follow(&mut self, from: &str, number: &str, href: &str, told: &mut Told) {
        let (path, anchor) = href.split_once('#').unwrap_or((href, ""));
        let path = if path.is_empty() { from } else { path };
        let has = |text: &str| numbers(text).iter().any(|n| n == number);
        if path.rsplit('.').next() == Some("csv") {
            self.page(path);
            if self.rows.get(path).is_some_and(|rows| rows.to_string() == number) {
                told.counts += 1;
            } else {
                told.lost.push(format!("{from}: {number} is not the rows of {path}"));
            }
            return;
        }
        let report = path.contains("/reports/");
        let Some(page) = self.page(path) else {
            told.lost.push(format!("{from}: {number} leads to {path}, which is no page"));
            return;
        };
        if anchor.is_empty() {
            let found = page.texts.iter().filter(|t| t.around.iter().any(is_formula)).any(|t| has(&t.text));
            if found {
                told.counts += 1;
            } else {
                told.lost.push(format!("{from}: {number} is no count of {path}"));
            }
            return;
        }
        if !page.ids.contains(anchor) {
            told.lost.push(format!("{from}: {href} is not there"));
            return;
        }
        if report && has(&page.within(anchor, |t| t.around.iter().any(|e| e.tag == "mark"))) {
            told.passages += 1;
        } else if has(&page.within(anchor, |t| t.around.iter().any(is_formula))) {
            told.formulas += 1;
        } else if page.within(anchor, |t| t.around.iter().any(|e| e.is("none"))).contains(['没', 'N']) {
            told.without += 1;
        } else {
            told.lost.push(format!("{from}: {number} is not at {href}"));
        }
    }
}

#[test]
fn every_number_leads_to_where_it_comes_from() {
    let running = Running::new(settings());
    let mut crawl = Crawl { running: &running, pages: BTreeMap::new(), rows: BTreeMap::new() };
    let mut open: VecDeque<String> = ["/zh/", "/en/"].map(str::to_owned).into();
    open.extend([format!("/zh/p/{}/", running.ids.plan), format!("/en/p/{}/", running.ids.plan)]);
    open.push_back("/zh/search?q=%E6%A3%AE%E6%9E%97".to_owned());
    let mut seen: Vec<String> = Vec::new();
    while let Some(path) = open.pop_front() {
        if seen.contains(&path) {
            continue;
        }
        seen.push(path.clone());
        let Some(page) = crawl.page(&path) else { continue };
        let links: Vec<String> =
            page.links.iter().map(|l| l.split('#').next().unwrap_or_default().to_owned()).collect();
        // Filters and sizes of text make as many addresses as one likes: a step into them is enough.
        let deep = path.contains('?');
        open.extend(
            links.into_iter().filter(|l| l.starts_with('/') && !l.contains("view=") && !(deep && l.contains('?'))),
        );
    }
    let pages: Vec<String> = seen.into_iter().filter(|p| crawl.pages.get(p).is_some_and(Option::is_some)).collect();
    let mut told = Told::default();
    let mut all = 0;
    for path in &pages {
        let page = crawl.pages.get(path).and_then(Option::as_ref).expect("a page");
        let mut found: Vec<(String, String)> = Vec::new();
        for text in page.texts.iter().filter(|t| t.around.iter().any(|e| e.tag == "main") && !is_named(t)) {
            let link = text.around.iter().rfind(|e| e.tag == "a").map(|e| e.href.clone());
            for number in numbers(&text.text) {
                match &link {
                    Some(href) => found.push((number, href.clone())),
                    // The formula itself is where numbers lead.
                    None if text.around.iter().any(is_formula) => {}
                    None => told.lost.push(format!("{path}: {number} in {:?} leads nowhere", text.text)),
                }
            }
        }
        all += found.len();
        for (number, href) in found {
            crawl.follow(path, &number, &href, &mut told);
        }
    }
    println!(
        "{} pages, {all} numbers: {} to a marked passage, {} to a formula, {} to what is counted, {} said to have no source",
        pages.len(),
        told.passages,
        told.formulas,
        told.counts,
        told.without
    );
    assert!(told.lost.is_empty(), "{} lost:\n{}", told.lost.len(), told.lost.join("\n"));
    assert!(pages.len() > 40 && all > 200 && told.passages > 10, "{} pages, {all} numbers, {told:?}", pages.len());
}
