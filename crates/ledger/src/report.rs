//! A report as the ledger keeps it: its figures in normal form, the sentences they stand in, and nothing else.

use crate::around::Sentence;
use crate::body::{self, Known};
use crate::class::Class;
use crate::commitment::{self, Deed};
use crate::context::{Context, Frame, contexts};
use crate::fold::folded;
use crate::kin;
use crate::lexicon::{Kind, Lexicon};
use crate::list;
use crate::passage::{Told, after_base, again, goes_on, in_plans, named_anew, named_so_far, spoken_of};
use crate::proportion;
use crate::says::Says;
use crate::statement::Statement;
use crate::subject::Subject;
use crate::when::{self, Basis, When};
use luoshi_reader::{Figure, Reading, Role, Section, SectionKind, Span, Spans};
use std::collections::BTreeMap;

/// A document that was read, as it is handed over.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// What names it to people: its path.
    pub name: &'a str,
    /// The text that was read.
    pub text: &'a str,
    /// What was read in it.
    pub reading: &'a Reading,
}

/// A sentence that a row cites, as it was printed.
#[derive(Debug, Clone)]
pub(crate) struct Quote {
    pub(crate) text: Box<str>,
    pub(crate) spans: Spans,
}

/// What the ledger keeps of a report. It owns its words: a report of twenty pages takes some hundred kilobytes.
#[derive(Debug, Clone)]
pub struct Report {
    pub(crate) name: String,
    pub(crate) body: Option<String>,
    pub(crate) body_known: Known,
    pub(crate) frame: Frame,
    pub(crate) year_known: Known,
    pub(crate) kind: &'static Kind,
    pub(crate) statements: Vec<Statement>,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) promised: Vec<Deed>,
    /// Sentences that tell what was done.
    pub(crate) done: Vec<usize>,
    /// Of the text without blanks: two prints of one report are counted once.
    pub(crate) digest: u64,
}

impl Report {
    /// Takes from a reading what the ledger needs.
    #[must_use]
    pub fn new(source: &Source<'_>) -> Self {
        let reading = source.reading;
        let chars: Vec<char> = source.text.chars().collect();
        let (frame, year_known) = body::frame(reading, body::year_in(source.name));
        let body = body::body(reading, source.text);
        let kind = reading.facts.kind.as_ref().map_or("other", |k| k.value.as_str());
        let kinds = &Lexicon::get().kinds;
        let kind = kinds.iter().find(|k| k.name == kind).or_else(|| kinds.iter().find(|k| k.name == "other"));
        let kind = kind.unwrap_or(&UNKNOWN);
        let places = places(body.as_deref());
        // One character for each, so that places are the same in both.
        let plain: Vec<char> = chars.iter().map(|c| luoshi_reader::simplified(*c)).collect();
        let contexts = contexts(reading, &plain, frame);
        let mut quotes = Quotes { all: Vec::new(), of: BTreeMap::new(), chars: &chars, reading };
        let mut statements = Vec::with_capacity(reading.figures.len());
        let mut told = Told::default();
        let mut anew: Option<(usize, Subject)> = None;
        let announced = announced(&reading.outline);
        for (index, figure) in reading.figures.iter().enumerate() {
            let Some(sentence) = reading.sentences.get(figure.sentence) else { continue };
            let mut context = contexts.get(figure.sentence).copied().unwrap_or_default();
            told.enter(figure, &plain, &sentence.spans, frame.year);
            if let Some(when) = told.inherited {
                if frame.year.is_some_and(|y| when.end < y) {
                    context.back = Some(when);
                } else {
                    context.ahead = Some(when);
                }
            }
            let role = figure.section.and_then(|s| reading.outline.get(s)).map_or(Role::Other, |s| s.role);
            // 一、2024年政府工作情况, read as one of tasks: what its heading is about is over.
            let over = told_of(&contexts, figure.sentence, frame.year);
            let ahead = matches!(role, Role::Goals | Role::Tasks | Role::Guidance | Role::Principles) && !over;
            let review =
                role == Role::Review || over || announced.get(figure.section.unwrap_or(usize::MAX)) == Some(&true);
            let spoken;
            let figure = if over && figure.period.as_ref().is_some_and(|p| when::is_that_year(&p.text)) {
                spoken = Figure { period: None, ..figure.clone() };
                &spoken
            } else {
                figure
            };
            let (reviewed, planned) = (frame.reviewed, frame.planned);
            let quote = quotes.of(figure.sentence);
            let before = spoken_of(&statements, quote, figure, reading, &plain);
            let settled = kind.order >= SETTLED;
            let starts = |(start, _): (i16, i16)| Some(start) == frame.year;
            let fresh = planned.is_some_and(starts) && reviewed.is_some_and(|(_, end)| Some(end + 1) == frame.year);
            let spans = &sentence.spans;
            let former = &former(reading, figure.sentence, &plain);
            let words = Sentence {
                chars: &plain,
                spans,
                former,
                ahead,
                review,
                settled,
                fresh,
                reviewed,
                planned,
                year: frame.year,
                before,
            };
            let aimed;
            let figure = match words.aimed_for(figure).filter(|_| figure.period.is_none()) {
                Some(ahead) => {
                    aimed = Figure { period: Some(ahead), ..figure.clone() };
                    &aimed
                }
                None => figure,
            };
            let mut statement = Statement::new(figure, &words, &context, frame.year, &places);
            if let Some(sector) = list::sector(&reading.figures, index) {
                statement.subject = sector;
                statement.scope = None;
            }
            statement.figure = index;
            statement.quote = quote;
            statement.sentence = figure.sentence;
            // 所占比重, 这个比重: of what the figure or the sentence before told.
            if statement.subject.known.is_none()
                && let Some(part) = proportion::open(&statement.subject.name)
            {
                let before = statements.last().filter(|b: &&Statement| b.quote == statement.quote);
                let beside = before.and_then(|b| proportion::whole(&b.subject.name)).filter(|_| !part.is_empty());
                let own = words.opening(figure);
                let name = match beside.or_else(|| proportion::within(&own)) {
                    Some(whole) => Some(format!("{part}占{whole}比重"))
                        .filter(|_| !part.is_empty())
                        .or_else(|| proportion::told(&own)),
                    None if part.is_empty() => figure.sentence.checked_sub(1).and_then(|n| {
                        let spans = reading.sentences.get(n).map_or(&[][..], |s| s.spans.as_slice());
                        let text: String =
                            spans.iter().flat_map(|s| plain.get(s.range()).unwrap_or_default()).collect();
                        proportion::told(&folded(&text))
                    }),
                    None => None,
                };
                if let Some(name) = name {
                    statement.subject = Subject::exactly(&name).unwrap_or(Subject { name, known: None });
                }
            }
            // 粮食播种面积…、产量…: of what the figure before is of.
            statement.owner = statement.subject.owner().unwrap_or_default();
            if let Some(before) = statements.last().filter(|b: &&Statement| b.quote == statement.quote)
                && statement.scope.is_none()
            {
                // 用9亿元建设职工住宅，竣工面积可达…: of what the money is for.
                let bought = before.dimension == "money" && statement.dimension == "area";
                let owner = if bought { before.subject.name.as_str() } else { &before.owner };
                if let Some(subject) = statement.subject.of_owner(owner) {
                    statement.owner = owner.into();
                    statement.subject = subject;
                }
            }
            // 财政收入增加3亿元，全年总收入达到…: of what the figure before is of.
            if let Some(before) =
                statements.last().filter(|b: &&Statement| b.quote == quote && b.subject.known.is_some())
                && statement.subject.known.is_none()
                && statement.dimension == before.dimension
                && statement
                    .subject
                    .name
                    .strip_prefix('总')
                    .is_some_and(|rest| rest.chars().count() >= 2 && before.subject.name.ends_with(rest))
            {
                statement.subject = before.subject.clone();
            }
            // 平均每年增加42亿元，增长4.9%: as much a mean as the amount is.
            if let Some(before) = statements.last().filter(|b: &&Statement| {
                b.quote == quote && b.mean && b.class == Class::Change && b.subject == statement.subject
            }) && statement.class == Class::Rate
                && !statement.mean
                && figure.base.is_none()
            {
                statement.mean = true;
                statement.when = before.when;
            }
            // 安排120亿元，比上年增加30亿元: the rise of an amount, and as much a plan as the amount is.
            if let Some(before) = statements.last().filter(|before: &&Statement| {
                before.quote == statement.quote && before.class == Class::Amount && before.subject == statement.subject
            }) {
                statement.increment = statement.class == Class::Change;
                let rises = matches!(statement.class, Class::Change | Class::Rate);
                let last_year = figure.base.as_deref().is_some_and(|b| Lexicon::get().words("base").contains(&b));
                if rises && last_year && before.says == Says::Target {
                    statement.says = Says::Target;
                    statement.when = before.when;
                }
                // 原定9万吨，比上年增长两成: as much told again as the amount is.
                if rises && statement.says == Says::Result && before.says == Says::Restated && !before.fulfilled {
                    statement.says = Says::Restated;
                }
            }
            // 粮食的年平均产量由…增加到…，棉花由…增加到…: means both.
            if let Some(before) = statements.last().filter(|b: &&Statement| b.quote == quote && b.mean)
                && figure.from.is_some()
                && reading.figures.get(before.figure).is_some_and(|f| f.from.is_some())
                && statement.class == before.class
            {
                statement.mean = true;
            }
            // 四个省，工业增长9%，粮食增长4%: both of less than the whole.
            let clause = statements.last().filter(|b: &&Statement| b.quote == quote && b.part);
            if clause.is_some_and(|b| words.goes_on(b.spans.last(), figure)) {
                statement.limited = true;
                statement.part = true;
            }
            // …，进出口总值创新高，达到90亿元、增长9%: what the clause right before names goes before what the list was of.
            let last = statements.last().filter(|b: &&Statement| b.quote == quote);
            let goes_on = |(at, subject): (usize, Subject)| {
                let of = reading.figures.get(at).and_then(|f| f.indicator.as_deref());
                let same = at + 1 == index && of == figure.indicator.as_deref();
                last.is_some_and(|b| same && goes_on(b, figure, &plain)).then_some(subject)
            };
            let named = last.and_then(|b| named_anew(b, figure, &plain));
            anew = named.or_else(|| anew.take().and_then(goes_on)).map(|subject| (index, subject));
            if let Some((_, subject)) = &anew {
                statement.subject = subject.clone();
                statement.scope = None;
            }
            let earlier = statement.old_value(figure, &words, frame.year);
            if statement.subject.known.is_none()
                && let Some(head) =
                    statements.iter().rev().take_while(|b| b.quote == quote).find_map(|b| list::head(&b.head))
                && let Some(subject) = list::headed(head, &statement.subject.name)
            {
                statement.subject = subject;
            }
            // 今明两年每年增长9%: a target for either year.
            if let Some(when) = statement.when.filter(|w| w.end == w.start + 1 && w.basis == Basis::Said)
                && statement.says == Says::Target
                && statement.class == Class::Rate
                && words.yearly(figure)
            {
                statement.mean = false;
                statement.each = true;
                statement.when = Some(When { end: when.start, ..when });
                statements.push(statement.clone());
                statement.when = Some(When { start: when.end, ..when });
            }
            // 粮食达到3亿斤，棉花达到4万吨，都增长8%: likewise.
            if statement.class == Class::Rate && words.of_all(figure) {
                let all = named_so_far(&statements, &statement, &words, figure);
                statements.extend(all.into_iter().map(|subject| Statement { subject, ..statement.clone() }));
            }
            // 粮食、棉花的产量都增长10%: one statement of each.
            let mut members =
                if statement.subject.known.is_some() { Vec::new() } else { list::members(&statement.subject.name) };
            // 茶叶产量、茶农收入分别增长6%以上: of either, whatever they are.
            let same = |n: Option<usize>| {
                n.and_then(|n| reading.figures.get(n)).is_some_and(|f| {
                    f.sentence == figure.sentence && f.indicator.is_some() && f.indicator == figure.indicator
                })
            };
            if members.is_empty()
                && statement.subject.known.is_none()
                && words.severally(figure)
                && !same(Some(index + 1))
                && !same(index.checked_sub(1))
            {
                members = list::each(&statement.subject.name);
            }
            if let Some(last) = members.pop() {
                statements.extend(members.into_iter().map(|subject| Statement { subject, ..statement.clone() }));
                statement.subject = last;
            }
            statements.push(statement);
            statements.extend(earlier);
        }
        after_base(&mut statements, reading, frame.year, kind.order >= SETTLED);
        in_plans(&mut statements, reading);
        again(&mut statements);
        for statement in &mut statements {
            statement.key = kin::key(&statement.subject).into();
        }
        let (promised, done) = commitment::deeds(reading, &chars, &contexts, &mut |sentence| quotes.of(sentence));
        Self {
            name: source.name.to_owned(),
            body_known: if body.is_some() { Known::Stated } else { Known::Unknown },
            body,
            frame,
            year_known,
            kind,
            statements,
            quotes: quotes.all,
            promised,
            done,
            digest: digest(&chars),
        }
    }

    /// The government it speaks for, where that is known: 云泽市; 国务院.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// Says for which government it speaks, where it does not say itself: the reports beside it all speak for one.
    pub fn assume_body(&mut self, body: &str) {
        if self.body.is_none() {
            self.body = Some(body.to_owned());
            self.body_known = Known::Beside;
        }
    }

    /// The year it was given in, where that is known.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.frame.year
    }

    /// How its year and its government are known.
    #[must_use]
    pub fn known(&self) -> (Known, Known) {
        (self.year_known, self.body_known)
    }

    /// Equal for two prints of one text.
    #[must_use]
    pub fn digest(&self) -> u64 {
        self.digest
    }

    /// What names it to people: its path.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes it takes, roughly.
    #[must_use]
    pub fn size(&self) -> usize {
        let quotes: usize = self.quotes.iter().map(|q| q.text.len() + 64).sum();
        quotes + self.statements.len() * 400 + self.promised.len() * 160 + self.done.len() * 8 + 512
    }

    /// How many targets with a number it states.
    #[must_use]
    pub fn target_count(&self) -> usize {
        self.targets().count()
    }

    /// The targets it states.
    pub(crate) fn targets(&self) -> impl Iterator<Item = (usize, &Statement)> {
        self.statements.iter().enumerate().filter(|(_, s)| s.says == Says::Target || s.retold)
    }
}

/// Whether the heading above a sentence is about the year that was over when the report was given, and about nothing ahead.
fn told_of(contexts: &[Context], sentence: usize, year: Option<i16>) -> bool {
    contexts.get(sentence).is_some_and(|c| c.over.is_some_and(|over| year.is_some_and(|y| over + 1 == y)))
}

/// Which sections stand in a list that the heading before them announces as a review (一年来的主要工作是：, and below it headings
/// that only praise): they look back as it does, and so does what stands in them.
fn announced(outline: &[Section]) -> Vec<bool> {
    let mut out: Vec<bool> = Vec::with_capacity(outline.len());
    for (at, section) in outline.iter().enumerate() {
        let parent = section.parent.filter(|p| *p < at);
        let within = parent.and_then(|p| out.get(p)).copied().unwrap_or(false);
        // The nearest heading before it in the same part that says what it is for.
        let beside = outline.get(..at).unwrap_or_default().iter().rev().filter(|s| s.parent == section.parent);
        let said = || beside.take(BESIDE).find(|s| s.kind == SectionKind::Heading && s.role != Role::Other);
        let heads = |s: &Section| s.role == Role::Review && s.title.trim_end().ends_with(['：', ':']);
        out.push(section.role == Role::Other && (within || said().is_some_and(heads)));
    }
    out
}

/// Headings of one part that are looked at before another.
const BESIDE: usize = 40;

/// The order of the kinds of document that only tell what was: a communiqué, named after the year it is about.
const SETTLED: u8 = 4;

static UNKNOWN: Kind = Kind { name: "other", order: 1, zh: "文件", en: "a document" };

/// The names of the place that are no scope in its own report: 云泽市, 云泽.
fn places(body: Option<&str>) -> Vec<String> {
    let Some(body) = body else { return Vec::new() };
    let mut out = vec![body.to_owned()];
    let short: Vec<char> = body.chars().collect();
    if let [head @ .., '省' | '市' | '县' | '区' | '州' | '盟' | '旗'] = short.as_slice()
        && head.len() >= 2
    {
        out.push(head.iter().collect());
    }
    if body.ends_with("自治区") || body.ends_with("自治州") || body.ends_with("自治县") {
        out.push(short.iter().take(2).collect());
        out.push(short.iter().take(3).collect());
    }
    out
}

/// Characters of a sentence that says little.
const BRIEF: u32 = 20;

/// The sentence before another in the same paragraph, with the one before that where it says little.
fn former(reading: &Reading, sentence: usize, chars: &[char]) -> Vec<Span> {
    let follows = |n: usize| {
        let (before, own) = (reading.sentences.get(n.checked_sub(1)?)?, reading.sentences.get(n)?);
        let between = chars.get(before.spans.last()?.end() as usize..own.spans.first()?.start() as usize)?;
        (!between.contains(&'\n')).then_some(before.spans.as_slice())
    };
    let Some(before) = follows(sentence) else { return Vec::new() };
    // 建设公租房。安排资金9亿元: one that says little itself goes on with the one before.
    let long: u32 = before.iter().map(|s| s.len()).sum();
    let earlier = if long < BRIEF { follows(sentence - 1).unwrap_or_default() } else { &[] };
    earlier.iter().chain(before).copied().collect()
}

/// Sentences, each kept once.
struct Quotes<'a> {
    all: Vec<Quote>,
    of: BTreeMap<usize, usize>,
    chars: &'a [char],
    reading: &'a Reading,
}

impl Quotes<'_> {
    fn of(&mut self, sentence: usize) -> usize {
        if let Some(at) = self.of.get(&sentence) {
            return *at;
        }
        let spans = self.reading.sentences.get(sentence).map(|s| s.spans.clone()).unwrap_or_default();
        let text: String = spans.iter().flat_map(|s| self.chars.get(s.range()).unwrap_or_default()).collect();
        self.all.push(Quote { text: text.into(), spans });
        self.of.insert(sentence, self.all.len() - 1);
        self.all.len() - 1
    }
}

/// FNV-1a over what is not blank.
fn digest(chars: &[char]) -> u64 {
    chars
        .iter()
        .filter(|c| !c.is_whitespace())
        .fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0000_0100_0000_01b3))
}
