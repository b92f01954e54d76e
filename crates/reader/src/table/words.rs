//! What heads a column, and who does what by when: `lexicon/zh/tables.txt`.

use crate::lexicon::{LexiconError, Words, parse};
use std::sync::OnceLock;

pub(crate) static FILE: &str = include_str!("../../lexicon/zh/tables.txt");

/// What a word of a heading says of the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Number,
    Category,
    Indicator,
    /// An indicator or a task, as the rest of the table tells.
    Matter,
    Unit,
    Now,
    Done,
    /// How much, whether it is so or is to be.
    Level,
    Target,
    Yearly,
    Total,
    Change,
    /// What single years come to together.
    Sum,
    Binding,
    Task,
    Goal,
    Lead,
    Support,
    /// Leading and supporting bodies in one column.
    Duty,
    Deadline,
    Person,
    Note,
    /// The cells beside or below it name places.
    Region,
    /// For which part of the whole a row speaks: 市域, 中心城区.
    Scope,
    /// When something begins, which is no deadline.
    Start,
    /// Says nothing.
    Neutral,
}

impl Head {
    fn of(group: &str) -> Option<Self> {
        Some(match group {
            "number" => Self::Number,
            "category" => Self::Category,
            "indicator" => Self::Indicator,
            "matter" => Self::Matter,
            "unit" => Self::Unit,
            "value.now" => Self::Now,
            "value.done" => Self::Done,
            "value.level" => Self::Level,
            "value.target" => Self::Target,
            "value.yearly" => Self::Yearly,
            "value.total" => Self::Total,
            "value.change" => Self::Change,
            "value.sum" => Self::Sum,
            "binding" => Self::Binding,
            "task" => Self::Task,
            "goal" => Self::Goal,
            "lead" => Self::Lead,
            "support" => Self::Support,
            "duty" => Self::Duty,
            "deadline" => Self::Deadline,
            "person" => Self::Person,
            "note" => Self::Note,
            "region" => Self::Region,
            "scope" => Self::Scope,
            "start" => Self::Start,
            "neutral" => Self::Neutral,
            _ => return None,
        })
    }

    /// The group of the lexicon that says so.
    #[cfg(test)]
    pub(super) fn group(self) -> &'static str {
        const GROUPS: &[&str] = &[
            "number",
            "category",
            "indicator",
            "matter",
            "unit",
            "value.now",
            "value.done",
            "value.level",
            "value.target",
            "value.yearly",
            "value.total",
            "value.change",
            "value.sum",
            "binding",
            "task",
            "goal",
            "lead",
            "support",
            "duty",
            "deadline",
            "person",
            "note",
            "region",
            "scope",
            "start",
            "neutral",
        ];
        GROUPS.iter().find(|g| Self::of(g) == Some(self)).copied().unwrap_or_default()
    }
}

/// What the heading of a column is in a list of projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Project {
    #[default]
    Nothing,
    /// 项目名称.
    Name,
    /// 项目: a project, or anything else that rows are about.
    Word,
    /// What is built, and how large: 建设内容.
    Content,
    /// Whose it is: 项目业主.
    Owner,
    /// 总投资.
    Money,
}

/// A time of no calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// Month and day, the same in every year.
    On(i8, i8),
    /// 汛前: another day each year.
    Moves,
}

/// What a word beside names of bodies says of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Leads,
    Helps,
    /// Answerable: lead where nobody else does.
    Answers,
    /// What follows is a deadline.
    Until,
    /// What follows are persons, who are no bodies: 牵头领导：.
    Person,
}

/// The lists.
#[derive(Debug)]
pub(crate) struct TableWords {
    heads: Words<Head>,
    /// How headings of bodies begin, and what they may end in: 协同|厅局.
    bodies: Words<Head>,
    kin: Words<()>,
    /// Before a list of names or a time.
    pub(super) labels: Words<Part>,
    /// Behind names, found by their end.
    pub(super) verbs: Words<Part>,
    pub(super) goes_on: Words<()>,
    pub(super) events: Words<Event>,
    pub(super) body_ends: Words<()>,
    /// Of them, those that no place ends in.
    offices: Words<()>,
    /// Before the names of one level of government: 市级：.
    pub(super) levels: Words<()>,
    sums: Words<()>,
    populations: Words<()>,
    years: Words<()>,
    remarks: Words<()>,
    continued: Words<()>,
    nothing: Words<()>,
    changes: Words<()>,
    begins_change: Words<()>,
    strives: Words<()>,
    /// Before a time that comes again and again.
    pub(super) recurs: Words<()>,
    sorts: Words<()>,
    /// What a heading ends in that names what stands below, whatever words stand before: 检查内容.
    tails: Words<Head>,
    /// Words too short to be looked for within a heading: 起, 止.
    wholes: Words<Head>,
    /// In the heading of bodies that do not answer for the task: 参会单位.
    others: Words<()>,
    /// In the heading of bodies that support, whatever word stands beside it.
    supports: Words<()>,
    /// In the heading of bodies that lead, whatever word stands beside it.
    lead_parts: Words<()>,
    /// In a heading that no table of tasks has.
    other_tables: Words<()>,
    /// In the heading of deadlines that stand in for others: 调整后.
    changed: Words<()>,
    /// In the heading of a span of time, which a day beside it is finer than: 建设年限.
    time_spans: Words<()>,
    dittos: Words<()>,
    /// Beside the deadline that a row gives those below it.
    pub(super) beside_deadline: Words<()>,
    projects: Words<Project>,
    pub(super) errors: Vec<LexiconError>,
}

impl TableWords {
    /// The lists, read once.
    pub(super) fn get() -> &'static Self {
        static WORDS: OnceLock<TableWords> = OnceLock::new();
        WORDS.get_or_init(Self::load)
    }

    fn load() -> Self {
        let (entries, errors) = parse("zh/tables.txt", FILE);
        let group = |name: &'static str| {
            entries.iter().filter(move |e| e.group == name).flat_map(|e| e.words.iter().map(|w| (*w, ())))
        };
        let heads = entries.iter().filter_map(|e| Some((Head::of(e.group)?, e)));
        let heads: Vec<(&str, Head)> = heads.flat_map(|(head, e)| e.words.iter().map(move |w| (*w, head))).collect();
        let bodies = heads.iter().filter(|(_, head)| matches!(head, Head::Lead | Head::Support | Head::Duty));
        let bodies: Vec<(&str, Head)> = bodies
            .filter_map(|(word, head)| Some((KIN.iter().find_map(|end| word.strip_suffix(end))?, *head)))
            .filter(|(begin, _)| !begin.is_empty())
            .collect();
        let part = |name, part: Part| group(name).map(move |(w, ())| (w, part));
        let people =
            || part("leads", Part::Leads).chain(part("helps", Part::Helps)).chain(part("answer", Part::Answers));
        Self {
            heads: Words::forward(heads),
            bodies: Words::forward(bodies),
            kin: Words::forward(group("body.kin")),
            labels: Words::forward(
                people()
                    .chain(part("answer.label", Part::Answers))
                    .chain(part("until", Part::Until))
                    .chain(part("person", Part::Person)),
            ),
            verbs: Words::backward(people()),
            goes_on: Words::forward(group("goes.on")),
            events: Words::forward(entries.iter().filter(|e| e.group == "event").flat_map(|e| {
                let day = e.get("day").and_then(|day| day.split_once('-'));
                let day = day.and_then(|(month, day)| Some(Event::On(month.parse().ok()?, day.parse().ok()?)));
                e.words.iter().map(move |w| (*w, day.unwrap_or(Event::Moves)))
            })),
            body_ends: Words::backward(group("body.end")),
            offices: Words::backward(group("office.end")),
            levels: Words::forward(group("level")),
            sums: Words::forward(group("sum")),
            populations: Words::forward(group("population")),
            years: Words::forward(group("years")),
            remarks: Words::forward(group("remark")),
            continued: Words::forward(group("continued")),
            nothing: Words::forward(group("nothing")),
            changes: Words::backward(group("changes")),
            begins_change: Words::forward(group("changes")),
            strives: Words::forward(group("strives")),
            recurs: Words::backward(group("recurs")),
            sorts: Words::backward(group("sorts")),
            wholes: Words::forward(
                [("start.whole", Head::Start), ("deadline.whole", Head::Deadline)]
                    .iter()
                    .flat_map(|(name, head)| group(name).map(move |(w, ())| (w, *head))),
            ),
            tails: Words::backward(TAILS.iter().flat_map(|(name, head)| group(name).map(move |(w, ())| (w, *head)))),
            others: Words::forward(group("body.other")),
            supports: Words::forward(group("body.helps")),
            lead_parts: Words::forward(group("body.leads")),
            other_tables: Words::forward(group("other.table")),
            changed: Words::forward(group("deadline.changed")),
            time_spans: Words::forward(group("deadline.span")),
            dittos: Words::forward(group("ditto")),
            beside_deadline: Words::forward(group("beside.deadline")),
            projects: Words::forward(PROJECT.iter().flat_map(|(name, of)| group(name).map(|(w, ())| (w, *of)))),
            errors,
        }
    }

    /// Whether a cell sums up: 合计, 合 计, 合计（9项）.
    pub(super) fn is_sum(&self, text: &[char]) -> bool {
        self.sums.all(text, 0).any(|(len, ())| text.get(len).is_none_or(|c| *c == '(') && is_closed(text, len))
    }

    /// Whether a cell is the heading of who answers, of a deadline or of a task, and nothing else: 整改时限.
    pub(super) fn is_key(&self, text: &[char]) -> bool {
        let of = |head: &Head| {
            matches!(head, Head::Lead | Head::Support | Head::Duty | Head::Deadline | Head::Person | Head::Task)
        };
        // 持续 and 牵头 are words of cells, too.
        text.len() >= 4 && self.is_head(text, of)
    }

    /// Whether a text is a word that heads columns, and nothing else: 建设内容.
    pub(super) fn is_word(&self, text: &[char]) -> bool {
        self.is_head(text, |head| *head != Head::Neutral)
    }

    /// The longest word at a place that heads columns. Of bodies a list need not have it, if it has its kin: 协同厅局 beside
    /// 协同单位.
    pub(super) fn head(&self, text: &[char], at: usize) -> Option<(usize, Head)> {
        let listed = self.heads.find(text, at).map(|(len, head)| (len, *head));
        let longer =
            |best: Option<(usize, Head)>, next: (usize, Head)| best.filter(|(len, _)| *len >= next.0).or(Some(next));
        let kin = self.kin(text, at).fold(None, longer);
        match (listed, kin) {
            (Some(listed), Some(kin)) => Some(if kin.0 > listed.0 { kin } else { listed }),
            (listed, kin) => listed.or(kin),
        }
    }

    /// Whether a text is such a word, and nothing else.
    fn is_head(&self, text: &[char], of: impl Fn(&Head) -> bool) -> bool {
        let mut listed = self.heads.all(text, 0).filter(|(len, _)| *len == text.len()).peekable();
        if listed.peek().is_some() {
            return listed.any(|(_, head)| of(head));
        }
        self.kin(text, 0).any(|(len, head)| len == text.len() && of(&head))
    }

    /// The headings of bodies at a place that end otherwise than those of the list.
    fn kin<'a>(&'a self, text: &'a [char], at: usize) -> impl Iterator<Item = (usize, Head)> + 'a {
        self.bodies
            .all(text, at)
            .flat_map(move |(begin, head)| self.kin.all(text, at + begin).map(move |(end, ())| (begin + end, *head)))
    }

    /// Whether a cell says the same as the one above it: 〃.
    pub(super) fn is_ditto(&self, text: &[char]) -> bool {
        whole(&self.dittos, text)
    }

    /// What a heading is in a list of projects. Money and content may stand within: 2026年计划投资.
    pub(super) fn project(&self, heading: &[char]) -> Project {
        if let Some((_, of)) = self.projects.all(heading, 0).find(|(len, _)| *len == heading.len()) {
            return *of;
        }
        let within = |of: Project| (0..heading.len()).any(|at| self.projects.all(heading, at).any(|(_, o)| *o == of));
        [Project::Content, Project::Money].into_iter().find(|of| within(*of)).unwrap_or_default()
    }

    /// Whether a heading names a part of all: 城镇, 农村.
    pub(super) fn is_population(&self, text: &[char]) -> bool {
        whole(&self.populations, text)
    }

    /// Whether a corner says that years stand beside it: 年份.
    pub(super) fn is_years(&self, text: &[char]) -> bool {
        whole(&self.years, text)
    }

    /// Whether a text explains the table: 注：…
    pub(super) fn is_remark(&self, text: &[char]) -> bool {
        self.remarks.all(text, 0).any(|(len, ())| matches!(text.get(len), None | Some(':' | '.' | '1' | '①' | '(')))
    }

    /// Whether a line says that the table goes on: 续表.
    pub(super) fn is_continued(&self, text: &[char]) -> bool {
        text.len() <= 12 && self.continued.find(text, 0).is_some()
    }

    /// Whether a cell says that there is nothing: —, /, 无.
    pub(super) fn is_nothing(&self, text: &[char]) -> bool {
        text.iter()
            .all(|c| matches!(c, '—' | '-' | '/' | '…' | '\\' | '.' | ' ' | '*' | '_' | '－' | '一' | '╱' | '、'))
            || whole(&self.nothing, text)
    }

    /// Whether the thing measured is itself a change: 单位产值能耗降低.
    pub(super) fn is_change(&self, indicator: &[char]) -> bool {
        self.changes.find_before(indicator, indicator.len()).is_some()
    }

    /// Whether a word that says so stands at `at`: 增长4%.
    pub(super) fn begins_change(&self, text: &[char], at: usize) -> bool {
        self.begins_change.find(text, at).is_some()
    }

    /// Whether a word for what is striven for beyond a target stands at `at`: 力争.
    pub(super) fn strives(&self, text: &[char], at: usize) -> bool {
        self.strives.find(text, at).is_some()
    }

    /// How long a name is without the words behind it that say that it is to be reached: 用水总量 of 用水总量控制目标.
    pub(super) fn without_target(&self, name: &[char]) -> usize {
        /// Shorter names are none.
        const NAME: usize = 2;
        let tail = |at: &usize| {
            let mut found = self.heads.all(name, *at);
            found.any(|(len, head)| at + len == name.len() && *head == Head::Target)
                || name.get(*at..) == Some(&['目', '标'])
        };
        (NAME..name.len()).find(tail).unwrap_or(name.len())
    }

    /// Whether a heading names things of a sort: 平台类型.
    pub(super) fn is_sort(&self, heading: &[char]) -> bool {
        /// Longer ones are no headings.
        const LONGEST: usize = 8;
        heading.len() <= LONGEST && self.sorts.find_before(heading, heading.len()).is_some()
    }

    /// What a heading is by its end, whatever unknown words stand before it: 检查内容, 检查时间.
    pub(super) fn tail(&self, heading: &[char]) -> Option<Head> {
        /// Longer ones are no headings.
        const LONGEST: usize = 6;
        if let Some((_, head)) = self.wholes.all(heading, 0).find(|(len, _)| *len == heading.len()) {
            return Some(*head);
        }
        // “高效办成一件事”事项: what is quoted is one name, however long.
        let quoted = heading.iter().position(|c| *c == '“').zip(heading.iter().position(|c| *c == '”'));
        let length = heading.len() - quoted.map_or(0, |(open, close)| (close + 1).saturating_sub(open));
        let (_, head) = self.tails.find_before(heading, heading.len()).filter(|_| length <= LONGEST)?;
        Some(*head)
    }

    /// Whether a text ends as the name of an office does, and not of a place or a group of people, which rows may be about.
    pub(super) fn is_office(&self, name: &[char]) -> bool {
        self.offices.find_before(name, name.len()).is_some()
    }

    /// Whether the bodies below a heading do not answer for the task: 获奖单位.
    pub(super) fn answers_not(&self, heading: &[char]) -> bool {
        (0..heading.len()).any(|at| self.others.find(heading, at).is_some())
    }

    /// Whether the bodies below a heading support.
    pub(super) fn supports(&self, heading: &[char]) -> bool {
        (0..heading.len()).any(|at| self.supports.find(heading, at).is_some())
    }

    /// Whether the bodies below a heading lead.
    pub(super) fn leads(&self, heading: &[char]) -> bool {
        (0..heading.len()).any(|at| self.lead_parts.find(heading, at).is_some())
    }

    /// Whether the deadlines below a heading stand in for those of another: 调整后.
    pub(super) fn is_changed(&self, heading: &[char]) -> bool {
        (0..heading.len()).any(|at| self.changed.find(heading, at).is_some())
    }

    /// Whether what stands below a heading is a span of time: 建设年限.
    pub(super) fn is_span_of_time(&self, heading: &[char]) -> bool {
        (0..heading.len()).any(|at| self.time_spans.find(heading, at).is_some())
    }

    /// Whether no table of tasks has such a heading: 主讲人.
    pub(super) fn is_of_other(&self, heading: &[char]) -> bool {
        (0..heading.len()).any(|at| self.other_tables.find(heading, at).is_some())
    }

    /// Whether a text ends as the name of a body does.
    pub(super) fn is_body(&self, name: &[char]) -> bool {
        self.body_ends.find_before(name, name.len()).is_some()
    }
}

/// The groups of the lexicon for what a heading is by its end.
const TAILS: &[(&str, Head)] = &[
    ("matter.end", Head::Matter),
    ("task.end", Head::Task),
    ("goal.end", Head::Goal),
    ("indicator.end", Head::Indicator),
    ("deadline.end", Head::Deadline),
    ("number.end", Head::Number),
    ("note.end", Head::Note),
];

/// The groups of the lexicon for the headings of a list of projects.
const PROJECT: &[(&str, Project)] = &[
    ("project.name", Project::Name),
    ("project.word", Project::Word),
    ("project.content", Project::Content),
    ("project.owner", Project::Owner),
    ("project.money", Project::Money),
];

/// What the headings end in of which the others are kin.
const KIN: [&str; 2] = ["单位", "部门"];

/// Whether nothing or one bracket stands behind the first `len` characters.
fn is_closed(text: &[char], len: usize) -> bool {
    len == text.len()
        || text.last() == Some(&')') && !text.get(len + 1..text.len() - 1).unwrap_or_default().contains(&')')
}

/// Whether a word is the whole text.
fn whole(words: &Words<()>, text: &[char]) -> bool {
    words.all(text, 0).any(|(len, ())| len == text.len())
}
