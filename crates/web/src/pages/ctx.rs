//! What every page needs to know: language, plan, record, request; and where everything has its address.

use super::Found;
use super::part::{Num, Tag};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::assets;
use crate::board::Board;
use crate::settings::{Notice, Settings};
use hyper::StatusCode;
use luoshi_page::i18n::Words;
use luoshi_plan::{
    BodyId, Citation, Date, GoalId, IndicatorId, Judged, Language, Note, Plan, PlanId, SourceId, Status, Subject,
    TaskId, Territory, TerritoryId,
};
use std::cell::RefCell;

/// Characters of a filter that was left aside that are told again.
const IGNORED: usize = 40;

/// The page at hand.
pub(crate) struct Ctx<'a> {
    pub(crate) w: &'static Words,
    pub(crate) board: &'a Board,
    pub(crate) settings: &'a Settings,
    pub(crate) asked: &'a Asked,
    pub(crate) plan: Option<PlanId>,
    /// Filters of the address whose value is none that there is: the page says that they were left aside.
    ignored: RefCell<Vec<String>>,
}

/// What stands at the head and the foot of every page.
pub(crate) struct Head {
    pub(crate) w: &'static Words,
    pub(crate) tag: &'static str,
    pub(crate) title: String,
    pub(crate) brand: String,
    pub(crate) home: String,
    pub(crate) demo: bool,
    pub(crate) nav: Vec<Nav>,
    pub(crate) other: Nav,
    pub(crate) search: String,
    pub(crate) style: String,
    pub(crate) icon: String,
    /// The same in other forms: JSON, CSV.
    pub(crate) forms: Vec<Nav>,
    pub(crate) feed: String,
    pub(crate) foot: Vec<Nav>,
    /// How many entries of the journal the page is made from, in words.
    pub(crate) journal: String,
    /// The address of that state of the journal.
    pub(crate) log: String,
    pub(crate) day: String,
    pub(crate) large: bool,
    pub(crate) larger: String,
    pub(crate) publisher: String,
    /// How to tell of a mistake, and what law wants at the foot.
    pub(crate) contact: String,
    pub(crate) imprint: String,
    /// That filters of the address were left aside, and which.
    pub(crate) ignored: String,
}

/// A link with its words.
pub(crate) struct Nav {
    pub(crate) label: String,
    pub(crate) href: String,
    /// Whether it is the page itself; of passages, whether it is another of the document named before it.
    pub(crate) here: bool,
}

impl Nav {
    pub(crate) fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), here: false }
    }
}

impl<'a> Ctx<'a> {
    pub(crate) fn new(w: &'static Words, board: &'a Board, settings: &'a Settings, asked: &'a Asked) -> Self {
        Self { w, board, settings, asked, plan: None, ignored: RefCell::default() }
    }

    pub(crate) fn of_plan(&self, plan: PlanId) -> Self {
        Self { plan: Some(plan), ..Self::new(self.w, self.board, self.settings, self.asked) }
    }

    pub(crate) fn lang(&self) -> Language {
        self.w.plan_language()
    }

    /// The words of a key.
    pub(crate) fn t(&self, key: &'static str) -> &'static str {
        self.w.get(key)
    }

    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.w.fill(key, values)
    }

    /// The language as the first part of an address.
    pub(crate) fn code(&self) -> &'static str {
        self.lang().pick("zh", "en")
    }

    /// The site's own address where it was told; else words for it, for what a client sent is not said back.
    pub(crate) fn base(&self) -> String {
        let base = &self.settings.base;
        if base.is_empty() { format!("https://{}", self.t("site.address")) } else { base.clone() }
    }

    pub(crate) fn href(&self, rest: &str) -> String {
        ["/", self.code(), rest].concat()
    }

    /// The plan of the page; where the page is of none, the first there is.
    pub(crate) fn plan(&self) -> Option<&'a Plan> {
        match self.plan {
            Some(id) => self.board.whole.plan(id),
            None => self.board.whole.plans.first(),
        }
    }

    // Addresses are put together, not formatted: a page has hundreds of them.
    pub(crate) fn in_plan(&self, plan: PlanId, rest: &str) -> String {
        self.thing(plan, rest, None)
    }

    /// The address of a thing of a plan, its number last.
    fn thing(&self, plan: PlanId, rest: &str, number: Option<i64>) -> String {
        let (mut a, mut b) = (itoa::Buffer::new(), itoa::Buffer::new());
        let number = number.map_or("", |n| b.format(n));
        ["/", self.code(), "/p/", a.format(plan.get()), rest, number].concat()
    }

    pub(crate) fn here(&self, rest: &str) -> String {
        match self.plan() {
            Some(plan) => self.in_plan(plan.id, rest),
            None => self.href("/"),
        }
    }

    pub(crate) fn indicator(&self, id: IndicatorId) -> String {
        let plan = self.board.whole.indicator(id).map_or(PlanId::new(0), |i| i.plan);
        self.thing(plan, "/indicators/i", Some(id.get()))
    }

    pub(crate) fn goal(&self, id: GoalId) -> String {
        let plan = self.board.whole.goal(id).map_or(PlanId::new(0), |g| g.plan);
        self.thing(plan, "/goals/", Some(id.get()))
    }

    pub(crate) fn task(&self, id: TaskId) -> String {
        let goal = self.board.whole.task(id).map(|t| t.goal);
        let plan = goal.and_then(|g| self.board.whole.goal(g)).map_or(PlanId::new(0), |g| g.plan);
        self.thing(plan, "/tasks/t", Some(id.get()))
    }

    pub(crate) fn place(&self, territory: &Territory) -> String {
        self.here(&format!("/places/{}", place_name(territory)))
    }

    pub(crate) fn body(&self, id: BodyId) -> String {
        self.here(&format!("/bodies/b{id}"))
    }

    pub(crate) fn report(&self, id: SourceId) -> String {
        ["/", self.code(), "/reports/", itoa::Buffer::new().format(id.get())].concat()
    }

    /// The page of a document that holds a character. The first thousands are on the first page whatever they are, and it needs
    /// no place in its address.
    pub(crate) fn leaf(&self, source: SourceId, char: u32) -> String {
        let mut out = self.report(source);
        if char >= luoshi_page::reading::FIRST {
            out.push_str("?at=");
            out.push_str(itoa::Buffer::new().format(char));
        }
        out
    }

    /// The passage that a citation names.
    pub(crate) fn passage(&self, citation: &Citation) -> String {
        let source = citation.passage.source;
        let Some((start, _)) = citation.passage.spans.first() else { return self.report(source) };
        let mut out = self.leaf(source, *start);
        out.push_str("#y");
        out.push_str(itoa::Buffer::new().format(citation.id.get()));
        out
    }

    /// The passage in which a thing, or the first of these parts of it, stands.
    pub(crate) fn cited(&self, of: Subject, parts: &[&str]) -> Option<String> {
        let all: Vec<&Citation> = self.board.citations(of).filter(|c| !c.passage.spans.is_empty()).collect();
        let part = |name: &str| all.iter().find(|c| is_of(c, name));
        let found = parts.iter().find_map(|p| part(p)).or_else(|| all.iter().find(|c| c.part.is_none()));
        found.or_else(|| all.first()).map(|c| self.passage(c))
    }

    /// The passage that is cited for just this part of a thing.
    pub(crate) fn cited_part(&self, of: Subject, part: &str) -> Option<String> {
        let mut all = self.board.citations(of).filter(|c| !c.passage.spans.is_empty());
        all.find(|c| is_of(c, part)).map(|c| self.passage(c))
    }

    /// The cell that a citation names, of a workbook: D14, 2!D14.
    pub(crate) fn cell(citation: &Citation) -> Option<&str> {
        citation.part.as_deref()?.split_once(':').map(|(_, cell)| cell)
    }

    /// The name of what a citation is of, and its page.
    pub(crate) fn subject(&self, of: Subject) -> Option<(String, String)> {
        let whole = &self.board.whole;
        match of {
            Subject::Plan(id) => whole.plan(id).map(|p| (p.title.clone(), self.in_plan(id, "/"))),
            Subject::Goal(id) => whole.goal(id).map(|g| (g.title.clone(), self.goal(id))),
            Subject::Principle(id) => {
                whole.principle(id).map(|p| (p.text.clone(), self.in_plan(p.plan, "/#principles")))
            }
            Subject::Indicator(id) => whole.indicator(id).map(|i| (i.name.clone(), self.indicator(id))),
            Subject::Target(id) => {
                let target = whole.target(id)?;
                let name = whole.indicator(target.indicator).map(|i| i.name.clone())?;
                Some((name, format!("{}#t{id}", self.indicator(target.indicator))))
            }
            Subject::Milestone(id) => {
                let target = whole.targets.iter().find(|t| t.milestones.iter().any(|m| m.id == id))?;
                let name = whole.indicator(target.indicator).map(|i| i.name.clone())?;
                Some((name, format!("{}#t{}", self.indicator(target.indicator), target.id)))
            }
            Subject::Task(id) => whole.task(id).map(|t| (t.title.clone(), self.task(id))),
            Subject::Step(id) => {
                let task = whole.tasks.iter().find(|t| t.steps.iter().any(|s| s.id == id))?;
                Some((task.title.clone(), self.task(task.id)))
            }
            Subject::Assignment(id) => {
                let at = whole.assignments.binary_search_by_key(&id, |a| a.id).ok()?;
                let task = whole.task(whole.assignments.get(at)?.task)?;
                Some((task.title.clone(), self.task(task.id)))
            }
            Subject::Territory(id) => whole.territory(id).map(|t| (t.name.clone(), self.place(t))),
            Subject::Body(id) => whole.body(id).map(|b| (b.name.clone(), self.body(id))),
            // Known where the values of its indicator are.
            Subject::Observation(_) => None,
        }
    }

    pub(crate) fn territory_name(&self, id: TerritoryId) -> String {
        self.board.whole.territory(id).map_or_else(|| "—".to_owned(), |t| t.name.clone())
    }

    pub(crate) fn tag(&self, judged: &Judged) -> Tag {
        let tag = Tag::new(judged.status, self);
        // What was given up waits for no judgement.
        match judged.status {
            Status::Wait(_) if judged.notes.contains(&Note::Dropped) => {
                Tag { word: self.t("site.dropped").to_owned(), ..tag }
            }
            _ => tag,
        }
    }

    pub(crate) fn day(&self, day: Date) -> String {
        luoshi_chart::day(day, self.lang())
    }

    /// How many, leading to the list that has them.
    #[allow(clippy::unused_self, reason = "reads as what a page counts")]
    pub(crate) fn count(&self, n: usize, href: impl Into<String>) -> Num {
        Num { number: n.to_string(), href: href.into(), ..Num::default() }
    }

    /// To another page of this language.
    pub(crate) fn moved(&self, rest: &str) -> Found {
        Ok(Some(Answer::moved(StatusCode::MOVED_PERMANENTLY, self.href(rest))))
    }

    /// A field of the query that must be one of some words.
    pub(crate) fn choice<'w>(&self, name: &str, of: &[&'w str]) -> Option<&'w str> {
        let given = self.asked.field(name)?;
        let found = of.iter().find(|w| **w == given).copied();
        if found.is_none() && !given.is_empty() {
            let said = format!("{name}={}", given.chars().take(IGNORED).collect::<String>());
            let mut ignored = self.ignored.borrow_mut();
            if !ignored.contains(&said) {
                ignored.push(said);
            }
        }
        found
    }

    /// Head and foot of a page. `at` names its place in the navigation.
    pub(crate) fn head(&self, title: &str, at: &str, forms: bool) -> Head {
        let plan = self.plan();
        let nav = [
            ("overview", self.t("site.nav.overview"), self.here("/")),
            ("goals", self.t("site.nav.goals"), self.here("/goals/")),
            ("indicators", self.t("site.nav.indicators"), self.here("/indicators/")),
            ("tasks", self.t("site.nav.tasks"), self.here("/tasks/")),
            ("places", self.t("site.nav.places"), self.here("/places/")),
            ("bodies", self.t("site.nav.bodies"), self.here("/bodies/")),
            ("ledger", self.t("site.nav.ledger"), self.href("/ledger/")),
            ("reports", self.t("site.nav.reports"), self.href("/reports/")),
            ("data", self.t("site.nav.data"), self.href("/data/")),
        ];
        let nav = nav.into_iter().filter(|(name, ..)| plan.is_some() || matches!(*name, "reports" | "data"));
        let nav = nav.map(|(name, label, href)| Nav { label: label.to_owned(), href, here: name == at });
        let path = &self.asked.path;
        let other = self.lang().pick("en", "zh");
        let tail = path.get(3..).filter(|t| t.starts_with('/')).unwrap_or("/");
        let kept = self.query(&[]);
        let stem = path.trim_end_matches('/');
        let form = |suffix: &str| format!("{stem}{suffix}{kept}");
        let foot = [
            ("site.foot.method", "/method"),
            ("site.foot.changes", "/changes"),
            ("site.foot.verify", "/verify"),
            ("site.foot.data", "/data/"),
            ("site.foot.access", "/accessibility"),
        ];
        let large = self.asked.field("view") == Some("large");
        let view = if large { ("view", "") } else { ("view", "large") };
        Head {
            w: self.w,
            tag: self.lang().pick("zh-Hans", "en"),
            title: title.to_owned(),
            brand: plan.map_or_else(|| self.t("site.brand").to_owned(), |p| p.title.clone()),
            home: plan.map_or_else(|| self.href("/"), |p| self.in_plan(p.id, "/")),
            demo: self.settings.notice == Some(Notice::Demo),
            nav: nav.collect(),
            other: Nav::new(self.t("site.other"), format!("/{other}{tail}{kept}")),
            search: self.href("/search"),
            style: assets::STYLE.path(),
            icon: assets::ICON.path(),
            forms: if forms {
                vec![Nav::new("JSON", form(".json")), Nav::new("CSV", form(".csv")), Nav::new("XLSX", form(".xlsx"))]
            } else {
                Vec::new()
            },
            feed: self.href("/changes.atom"),
            foot: foot.map(|(key, href)| Nav::new(self.w.get(key), self.href(href))).into(),
            journal: self.fill("site.journal", &[("n", &self.board.size.to_string())]),
            log: self.href(&format!("/changes#e{}", self.board.size - 1)),
            day: self.day(self.board.day),
            large,
            larger: format!("{path}{}", self.query(&[view])),
            publisher: self.settings.publisher.clone(),
            contact: self.settings.contact.clone(),
            imprint: self.settings.imprint.clone(),
            ignored: match self.ignored.borrow().as_slice() {
                [] => String::new(),
                ignored => self.fill("site.ignored", &[("filters", &ignored.join(self.t("site.ignored.and")))]),
            },
        }
    }

    /// The query as it was, with some fields set or, by an empty value, taken out; `?` and all, or nothing.
    pub(crate) fn query(&self, set: &[(&str, &str)]) -> String {
        let mut fields: Vec<(&str, &str)> =
            self.asked.query.iter().map(|(n, v)| (n.as_str(), v.as_str())).filter(|(_, v)| !v.is_empty()).collect();
        for (name, value) in set {
            fields.retain(|(n, _)| n != name);
            if !value.is_empty() {
                fields.push((name, value));
            }
        }
        let mut out = String::new();
        for (name, value) in fields {
            out.push(if out.is_empty() { '?' } else { '&' });
            out.push_str(&luoshi_page::reading::encoded(name));
            out.push('=');
            out.push_str(&luoshi_page::reading::encoded(value));
        }
        out
    }
}

/// A territory in an address: the code of the public list, or its number.
pub(crate) fn place_name(territory: &Territory) -> String {
    let plain = |c: &String| !c.is_empty() && c.bytes().all(|b| b.is_ascii_alphanumeric());
    territory.code.clone().filter(plain).unwrap_or_else(|| format!("x{}", territory.id))
}

/// The number of a thing in an address: `i12`, with or without noughts.
pub(crate) fn number(name: &str, letter: &str) -> Option<i64> {
    let digits = name.strip_prefix(letter)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// Whether a citation is of a part of a thing; behind the part's word a workbook's cell may stand: value:D14.
fn is_of(citation: &Citation, part: &str) -> bool {
    citation.part.as_deref().map(|p| p.split_once(':').map_or(p, |(word, _)| word)) == Some(part)
}
