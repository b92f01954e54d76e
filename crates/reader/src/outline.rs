//! Headings and sections: enough to know where a sentence stands.
//!
//! Headings are found by their numbers (第一章, 一、, （一）, 1.), by Markdown's `#`, or as short lines without a full stop
//! before a paragraph. What a section is for is told by the words of its heading (`lexicon/zh/sections.txt`) and handed
//! down to the headings under it. Where no heading says it, the first words of a paragraph do (同时，我们也清醒看到…):
//! such a paragraph makes a section of its own, titled by those words. Paragraphs that each begin with a topic sentence
//! are sections too.

mod heading;
mod list;
mod role;
mod topic;

use crate::facts::Found;
use crate::label::{PART, POINT, blanks};
use crate::reading::{List, Role, Section, SectionKind, Tense};
use crate::repair::{Block, BlockKind};
use crate::sentence::{Setting, split, tense};
use crate::view::View;
use heading::{Heading, INNER, OPENER, OUTER};
use role::Opener;
use std::collections::BTreeSet;

/// Sections deeper than this are not told apart; no report needs more.
const DEEPEST: usize = 8;
/// The salutation stands among so many blocks; what comes before it is the title page.
const TITLE_PAGE: usize = 14;
/// A longer one is the first sentence of a paragraph.
const SALUTATION: usize = 12;
/// Rank of the glossary behind a report: nothing stands above it.
const GLOSSARY: u16 = 1;

/// Sections, lists, and for each block the index of the section it stands in.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) sections: Vec<Section>,
    pub(crate) lists: Vec<List>,
    pub(crate) at: Vec<Option<usize>>,
}

/// The outline of a document.
pub(crate) fn outline(blocks: &[Block], views: &[View], original: &[char], found: &Found) -> Outline {
    let front = || views.iter().take(TITLE_PAGE).take_while(|view| heading::numbered(&view.chars).is_none());
    let salutation = front().position(|view| view.len() <= SALUTATION && role::is_address(&view.chars));
    let mut builder = Builder {
        within: heading::within(views),
        title_page: salutation.unwrap_or(0),
        sections: Vec::new(),
        begins: Vec::new(),
        open: Vec::new(),
        orders: found.gives_orders(),
        found,
        views,
        original,
        lessons: false,
        glossary: false,
        reviewing: false,
    };
    let title = found.title_block();
    let mut at = Vec::with_capacity(views.len());
    // Whether the paragraph before opened a section of its own, which a list may continue.
    let mut opened = false;
    for (index, view) in views.iter().enumerate() {
        let kind = blocks.get(index).map(|b| b.kind);
        if Some(index) == title || found.goes_on_with_title(index) {
            at.push(None);
            continue;
        }
        if builder.glossary {
            // What is explained there is no part of the report's own outline.
        } else if role::opens_glossary(&view.chars) && index * 2 > views.len() {
            builder.open.clear();
            builder.push(index, GLOSSARY, Role::Other, 0..view.len());
            builder.glossary = true;
        } else if let Some(heading) = builder.heading(index, kind) {
            builder.lessons &= heading.rank == POINT;
            builder.begin(index, &heading);
            opened = false;
        } else if let Some(opener) = builder.opener(index) {
            builder.end_lessons();
            builder.open_paragraph(index, &opener);
            opened = true;
        } else if opened && !builder.closing() && !role::is_list_item(&view.chars) {
            builder.close_paragraph();
            opened = false;
        }
        let begins = views.get(index + 1).is_some_and(|next| heading::is_first_point(&next.chars));
        builder.lessons |= begins && role::tells_lessons(&view.chars);
        at.push(builder.open.last().map(|(_, section)| *section));
    }
    at.resize(blocks.len(), None);
    let Builder { mut sections, begins, .. } = builder;
    topic::divide(&mut sections, &begins, &mut at, views, original);
    let lists = list::lists(views, &sections, original);
    Outline { sections, lists, at }
}

/// Whether a line begins with the number of a part: 一、, 第三章.
pub(crate) fn is_numbered(line: &[char]) -> bool {
    heading::numbered(line).is_some()
}

/// Whether a section's title says that it explains words: what it states is how things are.
pub(crate) fn is_glossary(title: &str) -> bool {
    // ※名词解释※, [注释]
    let title = title.trim_end_matches(|c: char| !c.is_alphanumeric());
    ["名词解释", "名词注释", "注释", "名词说明"].iter().any(|word| title.ends_with(word))
}

/// Whether a line under a title says where and by whom the report was made.
pub(crate) fn is_byline(line: &[char]) -> bool {
    heading::is_byline(line)
}

#[expect(clippy::struct_excessive_bools, reason = "each says where the document has come to")]
struct Builder<'a> {
    /// Blocks with a number of a list that begins anew inside a section: 一、 under （三）.
    within: BTreeSet<usize>,
    /// So many blocks are the title and what stands around it; no line without a number heads anything there.
    title_page: usize,
    sections: Vec<Section>,
    /// The block each section begins at.
    begins: Vec<usize>,
    /// Rank and index of the sections that are open, outermost first.
    open: Vec<(u16, usize)>,
    /// The document is a plan or a decree: what its headings do not explain is to be done.
    orders: bool,
    found: &'a Found,
    views: &'a [View],
    original: &'a [char],
    /// A review has come to what it taught; the points that follow (第一, …) say how to go about things.
    lessons: bool,
    /// The words of the report are being explained; nothing else follows.
    glossary: bool,
    /// A heading without a number ended in the word 回顾 or its like, and those that followed went on with it.
    reviewing: bool,
}

impl Builder<'_> {
    fn heading(&self, index: usize, kind: Option<BlockKind>) -> Option<Heading> {
        let view = self.views.get(index)?;
        if let Some(mut heading) = heading::numbered(&view.chars) {
            // 一、…；二、…；三、…。: the last of a list, though it ends as a heading may.
            let before = index.checked_sub(1).and_then(|i| self.views.get(i));
            if before.is_some_and(|before| heading::is_list_item(&before.chars, heading.rank)) {
                return None;
            }
            if self.within.contains(&index) {
                heading.rank = INNER - 1;
            }
            return Some(heading);
        }
        if index < self.title_page {
            return None;
        }
        let next = self.views.get(index + 1)?;
        let leads = next.len() >= heading::PARAGRAPH || heading::numbered(&next.chars).is_some();
        let mut heading = heading::unnumbered(&view.chars, kind == Some(BlockKind::Heading), leads)?;
        // A meeting, a name, a day and the offices under the title head nothing, nor does the title itself, once more.
        let meets = || crate::search::ends(&view.chars, "会议上") || crate::facts::issued(view);
        if self.sections.is_empty()
            && (index < 8 && heading::is_byline(&view.chars) || index < TITLE_PAGE + 4 && meets())
            || self.found.repeats_title(&view.chars, index < TITLE_PAGE, self.views)
        {
            return None;
        }
        // Where the outermost sections are numbered, an unnumbered line stands within one, but for 结束语.
        let title = view.chars.get(heading.title.clone()).unwrap_or_default();
        let outermost = self.open.first().map(|(rank, _)| *rank);
        let numbered = outermost.is_some_and(|rank| rank > OUTER)
            || self.open.iter().skip(1).any(|(rank, _)| *rank != POINT && *rank != OPENER);
        let within = match role::of_heading(title, Some(Role::Other)) {
            Some(Role::Closing) => false,
            Some(_) => outermost.is_some_and(|rank| rank > OUTER) || title.last() == Some(&':'),
            None => numbered || title.last() == Some(&':'),
        };
        if within && outermost.is_some() {
            heading.rank = INNER;
        }
        Some(heading)
    }

    /// The role a heading has by its own words, else by the section it stands in, else by its verb, unless what stands
    /// under it, from the block `index` on, was done.
    fn role(&self, title: &[char], index: usize, rank: u16) -> Role {
        let parent = self.open.last().and_then(|(_, i)| self.sections.get(*i)).map(|s| s.role);
        let known = parent.filter(|r| *r != Role::Other);
        if known.is_none()
            && let Some(role) = self.work_of_a_year(title)
        {
            return role;
        }
        // 五年来,我们践行使命、…: what follows the comma was done, whatever its words name.
        if known.is_none() && title.contains(&',') && role::begins_as_review(title) {
            return Role::Review;
        }
        let own = role::of_heading(title, known);
        // 聚力落实国家重大战略任务, in a review, was done.
        let own = own.filter(|r| match known {
            Some(Role::Review) => {
                matches!(r, Role::Review | Role::Problems | Role::Closing | Role::Other) || role::looks_ahead(title)
            }
            // 强化农业农村发展基础, among the tasks, is to be done.
            // “十四五”时期取得重大成就, in a plan, was done.
            Some(Role::Tasks) => {
                *r != Role::Review || ["成就", "回顾"].iter().any(|word| crate::search::ends(title, word))
            }
            _ => true,
        });
        if let Some(role) = own {
            return role;
        }
        if let Some(role) = known {
            return if role == Role::Goals || role == Role::Guidance { Role::Tasks } else { role };
        }
        if self.orders {
            return Role::Tasks;
        }
        // 五、消费市场, in a communiqué of statistics, orders nothing.
        if self.found.is_communique() {
            return Role::Other;
        }
        if role::begins_as_review(title) {
            return Role::Review;
        }
        // 三、加强农业基础地位: an order. And what follows a section of tasks goes on with them.
        let before = match parent {
            Some(_) => None,
            None => self.sections.iter().rev().find(|s| s.parent.is_none()).map(|s| s.role),
        };
        // 2030年工作回顾 / 水网建设取得突破 / …: none of these lines has a number, and all tell of what was done.
        let reviewed = self.reviewing && rank == OUTER && !role::looks_ahead(title);
        match tense(title, &Setting { heading: true, ..Setting::default() }) {
            _ if reviewed && self.deeds(index + 1).is_some_and(|(done, planned)| done >= planned) => Role::Review,
            // 三、推行“一网通办”模式, in the press: what follows tells how it went.
            Tense::Planned if self.deeds(index + 1).is_some_and(|(done, planned)| planned * 2 < done) => Role::Other,
            Tense::Planned => Role::Tasks,
            Tense::Done | Tense::Fact if matches!(before, Some(Role::Tasks | Role::Goals | Role::Guidance)) => {
                Role::Tasks
            }
            Tense::Done | Tense::Fact => Role::Other,
        }
    }

    /// What a heading is for that names a year's work and no more, by the year the document speaks from: 关于2030年政府工作 is
    /// looked back on in 2031, 2031年工作 is to be done.
    fn work_of_a_year(&self, title: &[char]) -> Option<Role> {
        /// Words between the year and 工作 at most: 的主要, 经济社会发展.
        const BETWEEN: usize = 6;
        let now = self.found.year?;
        let (year, end) = crate::facts::year_of(title)?;
        let last = title.iter().rposition(|c| !matches!(c, '。' | ':' | ' '))? + 1;
        let rest = title.get(end..last)?;
        let work = rest.ends_with(&['工', '作']) && rest.len() <= BETWEEN + 2;
        work.then_some(if year < now { Role::Review } else { Role::Tasks })
    }

    /// How many of the first sentences from a block to the next heading tell of what was done, and how many order
    /// something; `None` where none tells of what was done.
    fn deeds(&self, from: usize) -> Option<(u32, u32)> {
        /// Sentences that show it.
        const ENOUGH: usize = 12;
        let under = (from..self.views.len()).take_while(|index| self.heading(*index, None).is_none());
        let sentences = under
            .filter_map(|index| self.views.get(index))
            .flat_map(|view| split(&view.chars).map(|range| view.chars.get(range).unwrap_or_default()));
        let (mut done, mut planned) = (0u32, 0u32);
        for sentence in sentences.take(ENOUGH) {
            match tense(sentence, &Setting::default()) {
                Tense::Done => done += 1,
                Tense::Planned => planned += 1,
                Tense::Fact => {}
            }
        }
        (done > 0).then_some((done, planned))
    }

    fn begin(&mut self, index: usize, heading: &Heading) {
        // The points 第一, 第二 stand above (一) or, where (一) came first, within it.
        let open = |rank: u16| self.open.iter().any(|(r, _)| *r == rank);
        let rank =
            if heading.rank == POINT && !self.lessons && open(PART) && !open(POINT) { PART + 1 } else { heading.rank };
        while self.open.last().is_some_and(|(r, _)| *r >= rank) {
            self.open.pop();
        }
        let Some(view) = self.views.get(index) else { return };
        let title = view.chars.get(heading.title.clone()).unwrap_or_default();
        let reviews = |r: &Role| matches!(r, Role::Review | Role::Problems | Role::Other);
        let above = self.open.last().and_then(|(_, i)| self.sections.get(*i)).map(|s| s.role);
        let role = if self.lessons && above.as_ref().is_some_and(reviews) {
            Role::Guidance
        } else {
            self.role(title, index, rank)
        };
        if rank == OUTER {
            let label = role::of_heading(title, Some(Role::Other)) == Some(Role::Review);
            self.reviewing = role == Role::Review && (label || self.reviewing);
        }
        self.push(index, rank, role, heading.whole.clone());
    }

    fn push(&mut self, index: usize, rank: u16, role: Role, range: std::ops::Range<usize>) {
        let Some(view) = self.views.get(index) else { return };
        self.open.truncate(DEEPEST - 1);
        let section = Section {
            title: view.original_text(range.clone(), self.original),
            role,
            kind: if rank == OPENER { SectionKind::Opener } else { SectionKind::Heading },
            level: self.open.len() as u8 + 1,
            parent: self.open.last().map(|(_, i)| *i),
            spans: view.spans(range, self.original),
        };
        self.open.push((rank, self.sections.len()));
        self.sections.push(section);
        self.begins.push(index);
    }

    /// Whether the words that begin this paragraph give it a role its section has not.
    fn opener(&self, index: usize) -> Option<Opener> {
        let view = self.views.get(index)?;
        let heading = self.open.iter().rev().find(|(rank, _)| *rank != OPENER);
        let base = heading.and_then(|(_, i)| self.sections.get(*i)).map(|s| s.role);
        if self.closing() {
            return None;
        }
        // Glossaries may follow what is spoken; who then addresses the assembly takes leave earlier.
        let share = if role::is_address(&view.chars) { 4 } else { 8 };
        let late = index * 10 >= self.views.len() * share;
        let opener = role::of_paragraph(&view.chars, late)?;
        // 现在,我代表…,对今后五年的工作提出建议: what is said there is only announced.
        if role::announces(&view.chars) && opener.role != Role::Closing {
            return None;
        }
        // 全会提出,…: what a session says is an order where its words are.
        if opener.role == Role::Tasks && crate::search::stands(&view.chars, blanks(&view.chars, 0), "全会") {
            let first = split(&view.chars).next().and_then(|range| view.chars.get(range)).unwrap_or_default();
            if tense(first, &Setting::default()) != Tense::Planned {
                return None;
            }
        }
        let allowed = match base {
            Some(Role::Review) => matches!(opener.role, Role::Problems | Role::Closing),
            Some(Role::Tasks | Role::Goals | Role::Guidance | Role::Principles) => {
                matches!(opener.role, Role::Goals | Role::Guidance | Role::Principles | Role::Closing)
                    // What is still wanting follows what the years have taught.
                    || self.lessons && opener.role == Role::Problems
            }
            Some(Role::Problems | Role::Closing) => opener.role == Role::Closing,
            Some(Role::Other) | None => true,
        };
        let leaves = |role: Role| role != Role::Closing || late && self.takes_leave(index);
        (allowed && base != Some(opener.role) && leaves(opener.role)).then_some(opener)
    }

    /// Whether the words of leave in this paragraph are the last of the report: a call in the midst of its last part is
    /// none, and what follows it is to be done all the same.
    fn takes_leave(&self, index: usize) -> bool {
        /// Paragraphs in which one takes leave.
        const MOST: usize = 4;
        let rest = self.views.iter().skip(index + MOST).take_while(|view| !role::opens_glossary(&view.chars));
        let mut later = rest.map(|view| &view.chars);
        !later.any(|text| {
            let opener = || role::of_paragraph(text, true).is_some_and(|opener| opener.role == Role::Closing);
            let heading = || text.len() < heading::PARAGRAPH && role::of_heading(text, None) == Some(Role::Closing);
            heading() || opener()
        })
    }

    /// Leaves the points that a review taught, where another paragraph begins.
    fn end_lessons(&mut self) {
        while self.lessons && self.open.last().is_some_and(|(rank, _)| *rank >= POINT) {
            self.open.pop();
        }
        self.lessons = false;
    }

    fn open_paragraph(&mut self, index: usize, opener: &Opener) {
        self.close_paragraph();
        if opener.role == Role::Closing {
            self.open.clear();
        }
        self.push(index, OPENER, opener.role, opener.words.clone());
    }

    fn close_paragraph(&mut self) {
        while self.open.last().is_some_and(|(rank, _)| *rank == OPENER) {
            self.open.pop();
        }
    }

    /// Whether the document is already taking its leave.
    fn closing(&self) -> bool {
        self.open.last().and_then(|(_, i)| self.sections.get(*i)).is_some_and(|s| s.role == Role::Closing)
    }
}

#[cfg(test)]
pub(crate) mod tests;
