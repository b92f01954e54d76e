//! What proposals are made of: a document with its reading, and what is known of the day and the place.

use crate::lexicon::Lexicon;
use crate::note::Doubt;
use crate::place;
use crate::proposal::Place;
use crate::text::Text;
use luoshi_ledger::{Class, Said, SaidAll, Source, Told, said};
use luoshi_plan::{Date, Language, Period, SourceId};
use luoshi_reader::{Figure, NameClass, Reading, Span};

/// A document whose proposals are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its number in the record.
    pub source: SourceId,
    /// The SHA-256 of its bytes.
    pub sha256: &'a [u8; 32],
    /// What its file is called.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What was read in it.
    pub reading: &'a Reading,
    /// The day it bears, where it bears one.
    pub day: Option<Date>,
    /// The day it came into the record: what it says was known then at the latest.
    pub came: Date,
    /// Whose it is, where a person says so.
    pub territory: Option<&'a str>,
}

/// What ends a sentence or a part of one.
const CLAUSE_ENDS: &[char] = &['。', '；', '！', '：'];

/// A document taken apart.
pub(crate) struct Material<'a> {
    pub(crate) document: Document<'a>,
    pub(crate) reading: &'a Reading,
    pub(crate) text: Text,
    pub(crate) said: SaidAll,
    /// Whose it is.
    pub(crate) home: Option<Place>,
    /// Why that is doubted.
    pub(crate) body_doubt: Option<Doubt>,
    /// It comes from those who count for a living.
    pub(crate) is_statistics: bool,
}

impl<'a> Material<'a> {
    pub(crate) fn new(document: &Document<'a>) -> Self {
        let title = document.reading.facts.title.as_ref().map_or(document.name, |t| t.value.as_str());
        let is_statistics = Lexicon::get().within("statistics", title);
        // A year in the name of a file is that in which a report was given; of statistics, the year they count.
        let name = if is_statistics { "" } else { document.name };
        let mut said = said(&Source { name, text: document.text, reading: document.reading });
        // What sets nothing plans no year.
        let sets = |r: &Reading| !r.commitments.is_empty();
        if is_statistics || !sets(document.reading) && said.figures.iter().all(|s| s.told != Told::Target) {
            said.planned = None;
        }
        let told = document.territory.map(place::named);
        let home = told.or_else(|| said.body.as_deref().map(|body| place::of_body(body, document.reading)));
        Self {
            document: *document,
            reading: document.reading,
            text: Text::new(document.text),
            body_doubt: home.is_none().then_some(Doubt::NoBody),
            said,
            home,
            is_statistics,
        }
    }

    /// The day it became known.
    pub(crate) fn known_on(&self) -> Date {
        self.document.day.unwrap_or(self.document.came)
    }

    /// The words of the clause before a place, up to a mark of `marks`; at most `most` characters.
    pub(crate) fn before(&self, at: u32, marks: &[char], most: usize) -> String {
        self.text.before(at, marks, most)
    }

    /// Whether the name of what a figure measures stands before it in its sentence, and not only behind it.
    pub(crate) fn is_named_before(&self, figure: &Figure, said: &Said) -> bool {
        let Some(at) = said.spans.first().map(|s| s.start()) else { return true };
        let Some(raw) = figure.indicator.as_deref() else { return true };
        if figure.cell.is_some() {
            return true;
        }
        let spans = self.reading.sentences.get(figure.sentence).map_or(&[][..], |s| s.spans.as_slice());
        let cut: Vec<Span> =
            spans.iter().filter(|s| s.start() < at).map(|s| Span::new(s.start(), s.end().min(at))).collect();
        let before = self.text.words(&cut);
        let last: String = raw.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        before.contains(&last)
    }

    /// Whether a name was put together of a list in a way that it cannot be: 接待游客人次 and 收入 of 接待游客人次和旅游收入; or
    /// stands behind a word that makes it less than the whole: 新建数据中心绿电比例.
    pub(crate) fn is_put_together(&self, figure: &Figure, said: &Said) -> bool {
        if figure.cell.is_some() {
            return false;
        }
        let spans = self.reading.sentences.get(figure.sentence).map_or(&[][..], |s| s.spans.as_slice());
        let sentence = self.text.words(spans);
        let raw = figure.indicator.as_deref().unwrap_or("");
        let words = Lexicon::get();
        // 人参、食用菌全产业链产值: what the first is called, the list does not say.
        if let Some((items, last)) = raw.rsplit_once('、').filter(|_| !said.known) {
            let tail = words.tail("measures", last).map_or(0, |t| t.chars().count());
            let head = last.chars().count().saturating_sub(tail);
            let mine = items.split('、').find(|item| said.name.starts_with(*item));
            if mine.is_some_and(|item| head > item.chars().count() + 3) {
                return true;
            }
        }
        if let Some(at) = sentence.find(raw).filter(|_| !raw.is_empty()) {
            let before = sentence.get(..at).unwrap_or("");
            return said.class == Class::Share && words.words("added").iter().any(|w| before.ends_with(w));
        }
        let tails = ["flow", "stock", "measures"];
        let tail = tails.iter().filter_map(|g| words.tail(g, &said.name)).max_by_key(|t| t.len());
        let head = tail.and_then(|t| said.name.strip_suffix(t)).unwrap_or("");
        !said.known && tails.iter().any(|g| words.tail(g, head).is_some())
    }

    /// Whether a word stands before an unknown name that makes it less than it says: 批准用海面积, 重点行业产值.
    pub(crate) fn is_cut(&self, figure: &Figure, said: &Said) -> bool {
        if figure.cell.is_some() || said.known {
            return false;
        }
        let spans = self.reading.sentences.get(figure.sentence).map_or(&[][..], |s| s.spans.as_slice());
        let sentence = self.text.words(spans);
        let raw = figure.indicator.as_deref().unwrap_or("");
        let Some(before) = sentence.find(raw).filter(|_| !raw.is_empty()).and_then(|at| sentence.get(..at)) else {
            return false;
        };
        let clause =
            before.rsplit(['、', '和', '及', '与', '，', '。', '；', '：', ',', '“', '”']).next().unwrap_or("");
        let words = Lexicon::get();
        !clause.is_empty()
            && !clause.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '的' | '）' | ')' | '%' | '％'))
            && !words.words("before").iter().chain(words.words("aims")).any(|w| clause.ends_with(w))
            && !said.scope.as_deref().is_some_and(|scope| clause.ends_with(scope))
            && !self.is_here(clause)
    }

    /// Whether a known name goes on a list whose item before it says of what both are: 农产品零售额、出口额.
    pub(crate) fn is_of_the_item_before(&self, figure: &Figure, said: &Said) -> bool {
        if figure.cell.is_some() || !said.known {
            return false;
        }
        let spans = self.reading.sentences.get(figure.sentence).map_or(&[][..], |s| s.spans.as_slice());
        let sentence = self.text.words(spans);
        let raw = figure.indicator.as_deref().unwrap_or("");
        let Some(before) = sentence.find(raw).filter(|_| !raw.is_empty()).and_then(|at| sentence.get(..at)) else {
            return false;
        };
        let Some(list) = before.strip_suffix(['、', '和', '及', '与']) else { return false };
        let item = list.rsplit(['、', '和', '及', '与', '，', '。', '；', '：', ',']).next().unwrap_or("");
        item.chars().count() > raw.chars().count()
            && item.chars().next_back() == raw.chars().next_back()
            && !luoshi_ledger::is_named(item)
    }

    /// Whether a word names the place of the document.
    pub(crate) fn is_here(&self, word: &str) -> bool {
        self.home.as_ref().is_some_and(|home| home.name.starts_with(word))
    }

    /// A body that the sentence of a figure is about, other than the government itself: 蒙能集团要….
    pub(crate) fn another_body(&self, sentence: usize, at: u32) -> Option<String> {
        let spans = &self.reading.sentences.get(sentence)?.spans;
        let begin = spans.iter().map(|s| s.start()).min()?;
        let head: String = self.text.words(spans).chars().take(16).collect();
        if let Some(owner) = Lexicon::get().words("owners").iter().find(|w| head.contains(**w)) {
            return head.split_once(owner).map(|(name, _)| format!("{name}{owner}"));
        }
        let mut bodies = self.reading.names.iter().filter(|n| n.class == NameClass::Body);
        let near = |n: &&luoshi_reader::Name| {
            n.spans.first().is_some_and(|s| {
                s.start() >= begin && s.end() <= at && {
                    let before = self.text.before(s.start(), CLAUSE_ENDS, 60);
                    before.chars().count() <= 1
                }
            })
        };
        let found = bodies.rfind(near)?;
        let ours = self.home.as_ref().is_some_and(|home| found.text.contains(home.name.as_str()));
        let office = Lexicon::get().words("ours").iter().any(|w| found.text.starts_with(w));
        (!ours && !office).then(|| found.text.clone())
    }

    /// What it is called; of one without a title, its place and the years it plans, and then that is doubted.
    pub(crate) fn title(&self) -> (String, Option<Doubt>) {
        if let Some(title) = &self.reading.facts.title {
            // 政府工作报告: of whom and for when stands in the text below it.
            let bare = !title.value.contains(|c: char| c.is_ascii_digit());
            let home = self.home.as_ref().filter(|home| bare && !title.value.contains(home.name.as_str()));
            let kind = Lexicon::get().words("titles").contains(&title.value.trim());
            let years = self.said.planned.and_then(|(from, to)| Period::years(from, to));
            return match (home, years) {
                (Some(home), Some(years)) if kind => {
                    (format!("{}{}{}", home.name, years.named(Language::Zh), title.value.trim()), None)
                }
                (_, _) => (title.value.clone(), None),
            };
        }
        let Some(home) = &self.home else { return (self.document.name.to_owned(), Some(Doubt::Title)) };
        let years = self.said.planned.and_then(|(from, to)| Period::years(from, to));
        let years = years.map(|p| p.named(Language::Zh)).unwrap_or_default();
        (format!("{}{years}", home.name), Some(Doubt::Title))
    }
}
