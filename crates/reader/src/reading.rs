//! What was read. Every member is also a member of the JSON `luoshi.reading/1`, under the same name.

use crate::note::{Doubt, Note};
use crate::number::Value;
use crate::span::Spans;
use jiff::civil::Date;

/// All that a text says, each part tied to its place.
///
/// The lists are flat, and tied together by indices: [`Figure::sentence`], [`Figure::section`], [`Section::parent`]. Every
/// span counts characters of the text that was read.
///
/// ```
/// use luoshi_reader::{Options, read};
///
/// let reading = read("全县新建口袋公园12个，新增绿地26公顷。道路更加通畅。", &Options::default());
/// let of_first = reading.figures.iter().filter(|f| f.sentence == 0).count();
/// assert_eq!((reading.sentences.len(), of_first), (2, 2));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Title, date and other facts about the document.
    pub facts: Facts,
    /// What was mended or is doubted, in order of place.
    pub repairs: Vec<Repair>,
    /// Headings in order of place; [`Section::parent`] makes them a tree.
    pub outline: Vec<Section>,
    /// Lists within paragraphs and over them, in order of place.
    pub lists: Vec<List>,
    /// Sentences in reading order.
    pub sentences: Vec<Sentence>,
    /// Figures in reading order.
    pub figures: Vec<Figure>,
    /// Numbers that are no figure, in reading order; empty unless [`crate::Options::explain`].
    pub no_figures: Vec<NoFigure>,
    /// What the document says will be done, in reading order.
    pub commitments: Vec<Commitment>,
    /// Places and other names, by where they begin; of two that begin together the longer first.
    pub names: Vec<Name>,
    /// Captions of pictures, in order of place.
    pub captions: Vec<Caption>,
    /// Figures that cannot all be right, in order of the first of them.
    pub contradictions: Vec<Contradiction>,
}

/// A fact about the document with the passage that states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<T = String> {
    /// What is stated.
    pub value: T,
    /// Where.
    pub spans: Spans,
}

/// What the document says of itself. `None` where it does not say.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Its title.
    pub title: Option<Fact>,
    /// Who issued it.
    pub issuer: Option<Fact>,
    /// The day it bears.
    pub date: Option<Fact<Date>>,
    /// `government_work_report`, `congress_report`, `plan_outline`, `communique`, `news`, …
    pub kind: Option<Fact>,
    /// The period looked back on, `start/end`.
    pub period_reviewed: Option<Fact>,
    /// The period planned, `start/end`.
    pub period_planned: Option<Fact>,
    /// `zh-Hans`, `zh-Hant`, `en`.
    pub language: Option<Fact>,
}

/// What was done to the text, or what is doubted in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RepairKind {
    /// A sentence broken by a column, a page or a line end was put together.
    JoinedBreak,
    /// A passage printed before, exactly or nearly, was left out.
    RepeatedPassage,
    /// The end or beginning of a sentence whose rest is lost.
    StrayFragment,
    /// Pieces of a headline that no longer make one.
    HeadlineShred,
    /// A picture's caption or credit stood inside a paragraph.
    CaptionInText,
    /// Page numbers, running heads, web page furniture.
    Furniture,
    /// Digits, letters or marks in the other width.
    Width,
    /// A Latin word that strayed into Chinese text.
    StrayLatin,
    /// Traditional or variant characters, read as their simplified form.
    Variant,
    /// Something is probably wrong; nothing was changed.
    Doubtful,
}

/// A mended or doubted place.
#[derive(Debug, Clone)]
pub struct Repair {
    /// What kind of fault it was.
    pub kind: RepairKind,
    /// The mended words (such as the clause put together), or the words left out.
    pub text: String,
    /// The pieces concerned.
    pub spans: Spans,
    /// Why; [`Note::words`] says it to a person.
    pub note: Note,
    /// What probably was meant; never applied by itself.
    pub candidate: Option<String>,
}

/// What a section of a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// What was achieved.
    Review,
    /// What is still wanting.
    Problems,
    /// Guiding ideas and overall demands.
    Guidance,
    /// What is to be reached.
    Goals,
    /// How one is to proceed.
    Principles,
    /// What is to be done.
    Tasks,
    /// Salutation and call.
    Closing,
    /// None of these, or not known.
    Other,
}

/// What makes a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// A heading in its own line, or with a number at the head of its paragraph.
    Heading,
    /// The first words of a paragraph, which give it a role its section has not: 同时，我们也清醒看到….
    Opener,
    /// The topic sentence of one of several paragraphs that each begin with one: 道路更加通畅。
    Topic,
}

/// A heading and what stands under it.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading as written; empty for text before the first heading.
    pub title: String,
    /// What the section is for.
    pub role: Role,
    /// What makes it one.
    pub kind: SectionKind,
    /// 1 for the outermost.
    pub level: u8,
    /// Index of the section it stands in.
    pub parent: Option<usize>,
    /// Place of the heading.
    pub spans: Spans,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// 一是…二是…, 一要…二要….
    Ordinal,
    /// ①…②….
    Circled,
    /// A dash or a bullet before each.
    Dash,
    /// Paragraphs that each begin with a topic sentence: 推动…。推动…。
    Series,
}

/// A list.
#[derive(Debug, Clone)]
pub struct List {
    /// How its items are marked.
    pub kind: ListKind,
    /// Two at least, in order.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its mark as written, 一是; empty for a topic sentence.
    pub marker: String,
    /// The item with its mark; of a series, the topic sentence.
    pub spans: Spans,
}

/// Done, planned, or simply so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tense {
    /// A result or past action is reported.
    Done,
    /// Something is to be: targets, tasks, norms.
    Planned,
    /// A state of things, a definition, a heading.
    Fact,
}

/// One sentence.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its pieces in reading order.
    pub spans: Spans,
    /// Its tense, from its words and its section.
    pub tense: Tense,
    /// Index into [`Reading::outline`].
    pub section: Option<usize>,
}

/// What sort of statement the number makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A stock, a total, a flow, a standing count.
    Level,
    /// Things built, held, introduced, helped, newly added.
    CountDone,
    /// A rate of growth, or a multiple.
    ChangePct,
    /// An amount or points of change, or a gap.
    ChangeAbs,
    /// A rate, ratio, proportion, coverage, completion.
    Share,
    /// A place in an order.
    Rank,
    /// An old and a new value of one indicator.
    FromTo,
    /// A value that is still to be reached.
    Target,
    /// The number itself is vague: 上千万, 几十.
    Approx,
}

/// How a change or a share is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// 增长1.9倍, 翻番.
    Increase,
    /// 是2007年的2.1倍.
    RatioToBase,
    /// 为计划的101%.
    CompletionOfPlan,
    /// 高于全国0.8个百分点.
    Gap,
}

/// On which side of the number the truth lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// 以上, 不低于.
    AtLeast,
    /// 超, 突破, 余, 多.
    MoreThan,
    /// 以内, 不超过.
    AtMost,
    /// 低于, 不到.
    LessThan,
    /// 左右, 约, 近.
    About,
}

/// Whether a target must be met or is expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Binding {
    /// 约束性.
    Binding,
    /// 预期性.
    Expected,
}

/// The value in the base unit, multiplied out.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The value.
    pub value: Value,
    /// The upper end of a range.
    pub high: Option<Value>,
    /// The base unit, such as 元 or 平方米.
    pub unit: String,
    /// What the unit measures: `money`, `area`, `mass`, `people`, `count`, `ratio`, …
    pub dimension: &'static str,
}

/// A time expression with what it resolves to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// As written.
    pub text: String,
    /// First day, where it is known.
    pub start: Option<Date>,
    /// Last day, inclusive.
    pub end: Option<Date>,
}

/// One end of a from–to.
#[derive(Debug, Clone)]
pub struct End {
    /// Number and unit as written.
    pub text: String,
    /// The value as written; `None` for ratios.
    pub value: Option<Value>,
    /// Unit in normal script.
    pub unit: String,
    /// Terms of a ratio.
    pub parts: Vec<Value>,
    /// Where.
    pub spans: Spans,
}

/// A quantity as written: 粮食产量稳定在120万吨以上.
///
/// `value` is exact: a third stays 1/3, 2.30 keeps both places. What the sentence does not give is `None`.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Number and unit, shortest.
    pub text: String,
    /// The value as written, before 万 or 亿; `None` for a ratio or a destroyed number.
    pub value: Option<Value>,
    /// Upper end of a range.
    pub value_high: Option<Value>,
    /// Unit as written, in normal script: 亿元.
    pub unit: String,
    /// The same, multiplied out.
    pub amount: Option<Amount>,
    /// Terms of a ratio, in order; empty otherwise.
    pub parts: Vec<Value>,
    /// The thing measured, as written.
    pub indicator: Option<String>,
    /// Its normal form.
    pub indicator_name: Option<String>,
    /// What sort of statement.
    pub kind: Kind,
    /// The sort beneath a target or a from–to.
    pub measure: Kind,
    /// How a change or share is meant.
    pub mode: Option<Mode>,
    /// Qualifying words, normal form, in order of place.
    pub qualifiers: Vec<&'static str>,
    /// On which side the truth lies.
    pub bound: Option<Bound>,
    /// Old value of a from–to; boxed, as few figures have one and a dense text has millions.
    pub from: Option<Box<End>>,
    /// New value of a from–to.
    pub to: Option<Box<End>>,
    /// When.
    pub period: Option<Period>,
    /// Compared with what, as written: 上年, 2015年.
    pub base: Option<String>,
    /// Where or for whom, as written.
    pub scope: Option<String>,
    /// Done, planned or fact.
    pub tense: Tense,
    /// For targets.
    pub binding: Option<Binding>,
    /// Place of `text`.
    pub spans: Spans,
    /// Index into [`Reading::sentences`].
    pub sentence: usize,
    /// Index into [`Reading::outline`].
    pub section: Option<usize>,
    /// Doubts, in words a person understands.
    pub doubts: Vec<Doubt>,
    /// Names of the rules that fired, in order; empty unless [`crate::Options::explain`].
    pub rules: Vec<&'static str>,
    /// Of a number in a table, where it stands there; boxed, as few figures have one.
    pub cell: Option<Box<TableCell>>,
}

/// The cell of a table that a figure stands in, with the headings that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    /// Which table that was understood, from 0.
    pub table: usize,
    /// Row of its grid, from 0, headings counted.
    pub row: usize,
    /// Column of its grid, from 0.
    pub column: usize,
    /// What the column is headed by, from the top down: 规划目标, 2025年.
    pub heading: Vec<String>,
    /// The indicator that this one is a part of: 主要污染物排放总量减少.
    pub group: Option<String>,
    /// What the rows are sorted by: 资源环境.
    pub category: Option<String>,
    /// Whether it is what several years sum up to, printed in [ ] or in a column that says so.
    pub cumulative: bool,
}

/// A number that is no figure, with the rule that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoFigure {
    /// The number with what belongs to it, as written.
    pub text: String,
    /// Where.
    pub spans: Spans,
    /// Index into [`Reading::sentences`].
    pub sentence: usize,
    /// Name of the rule: see [`crate::rule`].
    pub rule: &'static str,
}

/// What a statement about the future is, by how the text sets it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommitmentRole {
    /// A state to be reached: 推动…取得实质性突破, 力争…达到8%以上.
    Goal,
    /// How one is to proceed: 要把…作为…必须坚持的重大原则.
    Principle,
    /// Work to be done.
    Task,
    /// How a goal, a principle or a task that stands before it is carried out.
    Means,
}

/// By when something is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// As written: 年内, 2027年6月底前, 自收到申请之日起7个工作日内.
    pub text: String,
    /// The last day, where it is known.
    pub date: Option<Date>,
}

/// A statement that something will be done: 加快建设12个口袋公园, 年内全部开放.
///
/// What the sentence does not give is `None`.
#[derive(Debug, Clone)]
pub struct Commitment {
    /// The core verb as written: 建成.
    pub action: String,
    /// The verb that governs it: 力争, 加快推进, 要. Where none does, the wire form repeats `action`.
    pub lead_verb: Option<String>,
    /// What is acted on, as written, a whole 、-list of one verb.
    pub object: Option<String>,
    /// How far: a quantity with its bound (6%以上), a degree (实质性突破), or an adverb of degree (稳步).
    pub degree: Option<String>,
    /// By when.
    pub deadline: Option<Deadline>,
    /// Whether one could tell afterwards that it was done, as it is written.
    pub measurable: bool,
    /// Goal, principle, task or means.
    pub role: CommitmentRole,
    /// Who is to do it, as written; of a task with several bodies those that lead, joined by 、.
    pub who: Option<String>,
    /// Bodies that support those in `who`, as written; from tables of tasks.
    pub support: Vec<String>,
    /// Where it is to be done, as written.
    pub territory: Option<String>,
    /// Indices into [`Reading::figures`]: its measure.
    pub figures: Vec<usize>,
    /// Place of the clause.
    pub spans: Spans,
    /// Index into [`Reading::sentences`].
    pub sentence: usize,
}

/// Figures of one document that cannot all be right.
#[derive(Debug, Clone)]
pub struct Contradiction {
    /// Name of the rule they break: `sum`, `growth`, …
    pub kind: &'static str,
    /// Why, with the arithmetic.
    pub note: Note,
    /// Indices into [`Reading::figures`].
    pub figures: Vec<usize>,
}

/// What a name is the name of.
///
/// ```
/// use luoshi_reader::{NameClass, Options, read};
///
/// let text = "云泽市委书记林远山指出，要贯彻《云泽市河湖管理条例》，实施“十四五”规划。";
/// let reading = read(text, &Options::default());
/// let names: Vec<_> = reading.names.iter().map(|n| (n.class, n.text.as_str())).collect();
/// assert_eq!(names, [
///     (NameClass::Person, "林远山"),
///     (NameClass::Document, "《云泽市河湖管理条例》"),
///     (NameClass::Programme, "“十四五”规划"),
/// ]);
/// assert_eq!(reading.names[0].post.as_deref(), Some("云泽市委书记"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameClass {
    /// A territory.
    Place,
    /// A body.
    Body,
    /// A programme or project.
    Programme,
    /// 《…》.
    Document,
    /// A title or prize.
    Honour,
    /// A person.
    Person,
}

/// A name found in the text. Names may lie in each other: 云泽市 in 云泽市人民政府.
#[derive(Debug, Clone)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Of what.
    pub class: NameClass,
    /// For places, the code of the division valid in the year of the report.
    pub code: Option<String>,
    /// For people, the post as written beside the name: 自治区党委常委、云泽市委书记.
    pub post: Option<String>,
    /// For honours, who gave them, as written, if the sentence says so.
    pub awarder: Option<String>,
    /// For documents, the number behind the title: 国发〔2021〕3号.
    pub number: Option<String>,
    /// Where.
    pub spans: Spans,
}

/// A picture's caption.
#[derive(Debug, Clone)]
pub struct Caption {
    /// The words under the picture.
    pub text: String,
    /// Who took it.
    pub credit: Option<String>,
    /// Where.
    pub spans: Spans,
}
