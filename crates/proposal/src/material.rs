//! What proposals are made of: a document with its reading, and what is known of the day and the place.

use crate::lexicon::Lexicon;
use crate::note::Doubt;
use crate::place;
use crate::proposal::Place;
use crate::text::{Text, counted};
use luoshi_ledger::{Class, Known, Said, SaidAll, Source, Told, said};
use luoshi_plan::{Date, Language, Period, SourceId};
use luoshi_reader::{Figure, Reading, Role, Span};

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
pub(crate) const CLAUSE_ENDS: &[char] = &['。', '；', '！', '：'];

/// What a document is to those who ask what it sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A plan, a work report, a list of tasks: what stands in it is to be done.
    Plan,
    /// Measures, regulations: how something is done, whenever it is.
    Rules,
    /// News, statistics, an explanation, or nothing that says what it is.
    Other,
}

impl Sort {
    /// From so many articles on, a document is made of them.
    const ARTICLES: usize = 3;

    /// By its articles, by the end of its title, by the kind that the reader gives it.
    fn of(document: &Document<'_>) -> Self {
        let words = Lexicon::get();
        let is_article = |line: &&str| counted(line, words.words("article")).is_some();
        if document.text.lines().filter(is_article).take(Self::ARTICLES).count() == Self::ARTICLES {
            return Self::Rules;
        }
        let facts = &document.reading.facts;
        let title = facts.title.as_ref().map_or(document.name, |t| t.value.as_str());
        let name = last_named(title);
        if words.tail("rules", name).is_some() {
            return Self::Rules;
        }
        match facts.kind.as_ref().map(|k| k.value.as_str()) {
            Some(kind) if words.words("plans").contains(&kind) => Self::Plan,
            _ if words.tail("plan.ends", name).is_some() => Self::Plan,
            Some(_) | None => Self::Other,
        }
    }
}

/// The name of the document within a title: 河湖管理办法 of 关于印发《河湖管理办法（试行）》的通知.
pub(crate) fn last_named(title: &str) -> &str {
    let words = Lexicon::get();
    let mut rest = title.trim().trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '.');
    loop {
        let before = rest;
        rest = rest.trim_end_matches(['》', '”', '"', ' ']);
        if let Some(shorter) = words.tail("title.ends", rest).and_then(|tail| rest.strip_suffix(tail)) {
            rest = shorter;
        }
        if let Some(open) = rest.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '('])) {
            rest = rest.get(..open).unwrap_or(rest);
        }
        if rest.len() == before.len() {
            return rest;
        }
    }
}

/// What ends a clause.
pub(crate) const CLAUSE_COMMAS: &[char] = &['，', ',', '、', '。', '；'];

/// A document taken apart.
pub(crate) struct Material<'a> {
    pub(crate) document: Document<'a>,
    pub(crate) reading: &'a Reading,
    pub(crate) text: Text,
    pub(crate) said: SaidAll,
    /// Whose it is.
    pub(crate) home: Option<Place>,
    /// What is doubted of all that it says.
    pub(crate) doubts: Vec<Doubt>,
    /// What it is, as far as it sets anything.
    pub(crate) sort: Sort,
    /// It comes from those who count for a living.
    pub(crate) is_statistics: bool,
    /// Where a line addresses those who listen.
    breaks: Vec<u32>,
    /// The parts whose first line says that they look back, from character to character.
    reviews: Vec<(u32, u32)>,
}

/// The parts of a text, 一、 to 二、, whose first words say that they look back: of a page that lost its line ends the heading
/// and its first sentence are one line.
fn reviews(text: &str) -> Vec<(u32, u32)> {
    /// So many characters of a line may be its heading.
    const HEADING: usize = 24;
    let words = Lexicon::get();
    let mut at = 0u32;
    let mut out: Vec<(u32, u32)> = Vec::new();
    let mut open = None;
    for line in text.split_inclusive('\n') {
        let head: String = line.trim_start().chars().take(HEADING).collect();
        let rest = head.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
        if rest.len() < head.len() && rest.starts_with('、') {
            if let Some(from) = open.take() {
                out.push((from, at));
            }
            let title = rest.split(['，', '。', '：']).next().unwrap_or(rest);
            if words.within("looks.back", title) {
                open = Some(at);
            }
        }
        at += line.chars().count() as u32;
    }
    out.extend(open.map(|from| (from, at)));
    out
}

/// Where the lines begin that address those who listen: 各位代表！
fn breaks(text: &str) -> Vec<u32> {
    let words = Lexicon::get().words("addresses");
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        // 各位代表！今年我们要办好下列实事 begins anew too.
        let behind = words.iter().find_map(|w| line.trim_start().strip_prefix(w));
        if behind
            .is_some_and(|rest| rest.trim().is_empty() || rest.starts_with(['！', '!', '：', ':', '，', ',', '。']))
        {
            out.push(at);
        }
        at += line.chars().count() as u32;
    }
    out
}

impl<'a> Material<'a> {
    pub(crate) fn new(document: &Document<'a>) -> Self {
        let title = document.reading.facts.title.as_ref().map_or(document.name, |t| t.value.as_str());
        let is_statistics = Lexicon::get().within("statistics", title);
        // A year in the name of a file is that in which a report was given; of statistics, the year they count.
        let sort = Sort::of(document);
        let name = if is_statistics { "" } else { document.name };
        let mut said = said(&Source { name, text: document.text, reading: document.reading });
        // What sets nothing plans no year.
        let sets = |r: &Reading| !r.commitments.is_empty();
        if is_statistics || !sets(document.reading) && said.figures.iter().all(|s| s.told != Told::Target) {
            said.planned = None;
        }
        let told = document.territory.map(place::named);
        let home = told.or_else(|| said.body.as_deref().map(|body| place::of_body(body, document.reading)));
        let breaks = breaks(document.text);
        let reviews = reviews(document.text);
        let rules = (sort == Sort::Rules).then_some(Doubt::Rules);
        Self {
            document: *document,
            reading: document.reading,
            text: Text::new(document.text),
            doubts: home.is_none().then_some(Doubt::NoBody).into_iter().chain(rules).collect(),
            sort,
            said,
            home,
            is_statistics,
            breaks,
            reviews,
        }
    }

    /// Whether those who listen are addressed anew between two places: what follows stands under no heading before.
    pub(crate) fn is_broken(&self, from: u32, to: u32) -> bool {
        self.breaks.iter().any(|at| (from..to).contains(at))
    }

    /// The doubt of all that a document sets which is none that sets anything.
    pub(crate) fn not_a_plan(&self) -> Option<Doubt> {
        (self.sort == Sort::Other).then_some(Doubt::NotAPlan)
    }

    /// The years that a table of targets is for: from the year behind that of its base values to that of its targets. `None`
    /// where there is no such table, or several years could be meant.
    pub(crate) fn planned_by_table(&self) -> Option<(i16, i16)> {
        /// From so many targets on it is a table of them.
        const TABLE: usize = 3;
        let cells = |told: Told| {
            let of = self.said.figures.iter().filter(move |s| s.told == told);
            let of = of.filter(|s| self.reading.figures.get(s.figure).is_some_and(|f| f.cell.is_some()));
            of.filter_map(|s| s.when).map(|w| w.end)
        };
        let end = cells(Told::Target).max().filter(|_| cells(Told::Target).count() >= TABLE)?;
        let base = cells(Told::Result).min()?;
        (cells(Told::Result).all(|year| year == base) && base < end).then_some((base + 1, end))
    }

    /// Whether a row of a table has a value of an earlier year than one, in a document that bears no day: the later may have lain
    /// ahead, as 2015年 does between 2009年 and 2020年 in a plan of 2010.
    pub(crate) fn may_lie_ahead(&self, said: &Said) -> bool {
        let cell = |s: &Said| self.reading.figures.get(s.figure).and_then(|f| f.cell.as_ref());
        let (Some(own), Some(when)) = (cell(said).filter(|_| self.document.day.is_none()), said.when) else {
            return false;
        };
        let earlier = |s: &&Said| s.told == Told::Result && s.when.is_some_and(|w| w.end < when.end);
        self.said.figures.iter().filter(earlier).filter_map(cell).any(|c| c.table == own.table && c.row == own.row)
    }

    /// Whether most of what a list of tasks sets is due after a year: 到2025年 in one of 2023.
    pub(crate) fn is_due_later(&self, year: i16) -> bool {
        /// From so many tasks with a day on, it is clear what the days are.
        const SOME: usize = 3;
        if self.is_report() {
            return false;
        }
        let days = self.reading.commitments.iter().filter_map(|c| c.deadline.as_ref()?.date);
        let (later, all) = days.fold((0, 0), |(later, all), day| (later + usize::from(day.year() > year), all + 1));
        all >= SOME && later * 2 > all
    }

    /// The year of a document that plans nothing: the last that its values are of, for those who count for a living; else
    /// that in which it was given.
    pub(crate) fn year_of_its_own(&self) -> Option<i16> {
        let told = self.said.figures.iter().filter(|s| s.told == Told::Result).filter_map(|s| s.when);
        let counted = told.map(|w| w.end).max().filter(|_| self.is_statistics);
        counted.or(self.said.year.0)
    }

    /// Whether its year is known by nothing but the name of its file. That of a report is the year in which it was given;
    /// of a plan it says little, for what was printed in 2021 may be for three years.
    pub(crate) fn is_dated_by_its_file(&self) -> bool {
        let facts = &self.reading.facts;
        let title = facts.title.as_ref().is_some_and(|t| t.value.contains('年'));
        self.said.year.1 == Known::Named && facts.period_planned.is_none() && !title && !self.is_report()
    }

    /// Whether it is one of the reports that a body gives to its assembly.
    pub(crate) fn is_report(&self) -> bool {
        let kind = self.reading.facts.kind.as_ref();
        kind.is_some_and(|k| Lexicon::get().words("reports").contains(&k.value.as_str()))
    }

    /// Whether a section stands in a part of a work report before that which sets its goals, whose heading
    /// does not say what it is for: what was done, however it is told.
    pub(crate) fn is_before_goals(&self, section: Option<usize>) -> bool {
        let outline = &self.reading.outline;
        let sets = |role: Role| matches!(role, Role::Goals | Role::Guidance);
        let Some(goals) = outline.iter().position(|s| sets(s.role)).filter(|_| self.is_report()) else { return false };
        let is_before =
            |root: usize| root < self.outermost(goals) && outline.get(root).is_some_and(|s| s.role == Role::Other);
        section.is_some_and(|s| is_before(self.outermost(s)))
    }

    /// Whether a section is headed as one that looks back, or stands below one, whatever stands above both: on a page whose own
    /// title is read as a heading, 一、2025年工作回顾 stands below it.
    pub(crate) fn looks_back(&self, section: Option<usize>, place: u32) -> bool {
        if self.reviews.iter().any(|(from, to)| (*from..*to).contains(&place)) {
            return true;
        }
        let mut at = section;
        while let Some(section) = at.and_then(|s| self.reading.outline.get(s)) {
            let title = section.title.trim_end_matches(['。', '：', ':', ' ']);
            if Lexicon::get().tail("looks.back", title).is_some() {
                return true;
            }
            at = section.parent.filter(|p| Some(*p) < at);
        }
        false
    }

    /// The outermost section that one stands in.
    fn outermost(&self, section: usize) -> usize {
        let mut at = section;
        while let Some(parent) = self.reading.outline.get(at).and_then(|s| s.parent).filter(|p| *p < at) {
            at = parent;
        }
        at
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
        // 和美乡村: its first character joins nothing.
        if before
            .chars()
            .next_back()
            .zip(raw.chars().next())
            .is_some_and(|(a, b)| Lexicon::get().words("joined").iter().any(|w| w.chars().eq([a, b])))
        {
            return true;
        }
        let clause =
            before.rsplit(['、', '和', '及', '与', '，', '。', '；', '：', ',', '“', '”']).next().unwrap_or("");
        let words = Lexicon::get();
        !clause.is_empty()
            && !clause.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '）' | ')' | '%' | '％'))
            && !words.words("before").iter().chain(words.words("aims")).any(|w| clause.ends_with(w))
            && !said.scope.as_deref().is_some_and(|scope| clause.ends_with(scope))
            && !self.is_here(clause)
    }

    /// Whether what is counted is the first of a list that the number is of: 改造旧房、危桥36处.
    pub(crate) fn is_first_of_many(&self, figure: &Figure, said: &Said) -> bool {
        let Some(at) = said.spans.first().map(|s| s.start()).filter(|_| figure.cell.is_none() && said.counted) else {
            return false;
        };
        let before = self.before(at, &['，', '。', '；', '：'], 60);
        let raw = figure.indicator.as_deref().filter(|raw| !raw.is_empty()).unwrap_or(&said.name);
        let Some((_, between)) = before.rsplit_once(said.name.as_str()).or_else(|| before.rsplit_once(raw)) else {
            return false;
        };
        let end = said.spans.last().map_or(0, |s| s.end());
        let next: String = self.text.behind(end, 2);
        between.contains('、')
            && !between.contains(|c: char| c.is_ascii_digit())
            && !(next.starts_with('、') && next.ends_with(|c: char| c.is_ascii_digit()))
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

    /// Whether it is the document of a county, or of what stands beside one: the last two digits of its code are its own.
    pub(crate) fn is_county(&self) -> bool {
        let Some(home) = &self.home else { return false };
        match &home.code {
            Some(code) => code.len() == 6 && !code.ends_with("00"),
            None => home.name.ends_with(['县', '旗']),
        }
    }

    /// Whether a word names the place of the document.
    pub(crate) fn is_here(&self, word: &str) -> bool {
        self.home.as_ref().is_some_and(|home| home.name.starts_with(word))
    }

    /// What it is called; of one without a title, its place and the years it plans, and then that is doubted.
    pub(crate) fn title(&self) -> (String, Option<Doubt>) {
        let (title, doubt) = self.whole_title();
        // A page's buttons leave their brackets behind: 政府工作报告】.
        let shut = title.ends_with('】') && !title.contains('【');
        (title.trim_end_matches(|c| c == '【' || shut && c == '】').to_owned(), doubt)
    }

    fn whole_title(&self) -> (String, Option<Doubt>) {
        if let Some(title) = &self.reading.facts.title {
            // 政府工作报告: of whom and for when stands in the text below it.
            let bare = !title.value.contains(|c: char| c.is_ascii_digit());
            let home = self.home.as_ref().filter(|home| bare && !title.value.contains(home.name.as_str()));
            let kind = Lexicon::get().words("titles").contains(&title.value.trim());
            // A work report is that of its year, though it sets out the five to come.
            let given = self.said.year.0.filter(|_| self.is_report()).and_then(Period::year);
            let years = given.or_else(|| self.said.planned.and_then(|(from, to)| Period::years(from, to)));
            let report = self.home.as_ref().filter(|_| bare && self.is_report());
            if let (Some(home), Some(years)) = (report, years)
                && let Some(rest) = title.value.strip_prefix(home.name.as_str())
            {
                // 某市人民政府工作报告 and its year: 某市2025年政府工作报告.
                let words = Lexicon::get().words("titles");
                let rest = words.iter().filter(|t| rest.ends_with(**t)).max_by_key(|t| t.len()).map_or(rest, |t| t);
                return (format!("{}{}{rest}", home.name, years.named(Language::Zh)), None);
            }
            return match (home, years) {
                (Some(home), Some(years)) if kind => {
                    // The country's is that of who speaks for it.
                    let nation = Lexicon::get().words("nation").contains(&home.name.as_str());
                    let whose = self.said.body.as_deref().filter(|_| nation).unwrap_or(&home.name);
                    (format!("{whose}{}{}", years.named(Language::Zh), title.value.trim()), None)
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
