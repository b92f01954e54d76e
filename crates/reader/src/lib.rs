//! Reads Chinese government reports: every figure, exact, with its place in the original.
//!
//! A report says 由238.6亿元增加到251.7亿元, 稳定在42万吨以上, 分别增长4.8%和6.4%, and means amounts, bounds and lists;
//! and it says 第五次会议, 三大行动, “十四五”, and counts nothing. [`read`] tells the two apart, takes the thing measured,
//! the period and the place from the words around, and says for each where it stands.
//!
//! ```
//! use luoshi_reader::{Bound, Kind, Options, read};
//!
//! let text = "全县地区生产总值增长5.5%，粮食产量稳定在42万吨以上，三大行动取得实效。";
//! let reading = read(text, &Options::default());
//!
//! let [growth, grain] = &reading.figures[..] else { panic!("two figures; 三大行动 is a name") };
//! assert_eq!(growth.indicator.as_deref(), Some("地区生产总值"));
//! assert_eq!(growth.kind, Kind::ChangePct);
//!
//! assert_eq!(grain.text, "42万吨");
//! assert_eq!(grain.bound, Some(Bound::AtLeast));
//! let amount = grain.amount.as_ref().expect("tonnes are a unit we know");
//! assert_eq!((amount.value.to_string(), amount.unit.as_str()), ("420000000".to_owned(), "千克"));
//! ```
//!
//! # A reading
//!
//! [`Reading`] holds what the text says, each part tied to its place:
//!
//! | member | what it is |
//! |---|---|
//! | [`facts`](Reading::facts) | what the document says of itself: title, date, kind, the years it looks back on and plans |
//! | [`outline`](Reading::outline) | its headings, and what each section is for: review, goals, tasks, … |
//! | [`lists`](Reading::lists) | 一是…二是…, points with a dash, paragraphs that each begin with a topic sentence |
//! | [`sentences`](Reading::sentences) | its sentences: what was done, what is planned, what is so |
//! | [`figures`](Reading::figures) | its figures |
//! | [`commitments`](Reading::commitments) | what will be done: verb, object, degree, deadline, and whether one could tell |
//! | [`names`](Reading::names) | places with the code valid in the year of the report; bodies, programmes, documents, honours, people |
//! | [`captions`](Reading::captions) | captions of pictures, with their credits |
//! | [`repairs`](Reading::repairs) | what was mended in the text, and what is doubted in it |
//!
//! Indices tie them together: a figure knows its sentence and its section, a section its parent.
//!
//! # Places
//!
//! A [`Span`] is a half-open run of *characters* (Unicode scalar values) of the text given, not of bytes. Every span
//! is in the original, whatever was mended on the way. What stands in one sentence may be torn over several pieces of
//! the page, so a place is a list of spans in reading order, nearly always of one.
//!
//! ```
//! use luoshi_reader::{Options, RepairKind, read};
//!
//! // A column of the newspaper ended in mid-number.
//! let page = "全县整治农田，建成高标准农田9.\n\n6万亩，受益农户明显增加。";
//! let reading = read(page, &Options::default());
//!
//! let figure = &reading.figures[0];
//! assert_eq!(figure.text, "9.6万亩");
//!
//! let characters: Vec<char> = page.chars().collect();
//! let quoted: String = figure.spans.iter().flat_map(|s| &characters[s.range()]).collect();
//! assert_eq!(quoted.replace('\n', ""), figure.text);
//!
//! // Nothing is mended in silence.
//! assert_eq!(reading.repairs[0].kind, RepairKind::JoinedBreak);
//! ```
//!
//! # Values
//!
//! A [`Value`] is never a float. It is the decimal as written (2.30 keeps both places), or a fraction where no decimal
//! is exact. [`Figure::value`] is the number before 万 or 亿, as a person would quote it; [`Figure::amount`] is the same
//! multiplied out into a base unit, with the dimension it measures. Currencies are their own base: no rate is assumed.
//!
//! ```
//! use luoshi_reader::{Kind, Options, Value, read};
//!
//! let reading = read("经营主体由1.2万户增加到9.3万户，三分之一的行政村设立了养老驿站。", &Options::default());
//! let [businesses, villages] = &reading.figures[..] else { panic!("a from–to is one figure") };
//!
//! assert_eq!(businesses.kind, Kind::FromTo);
//! let old = businesses.from.as_ref().and_then(|end| end.value).map(|v| v.to_string());
//! assert_eq!(old.as_deref(), Some("1.2"));
//! assert_eq!(villages.value, Some(Value::Fraction(1, 3)));
//! ```
//!
//! # Times
//!
//! Periods resolve to days where the text allows it. 今年 and 去年底 need the day the text was written: the reader takes
//! it from the document, or from [`Options::date`] where the document does not say. What stays unknown is `None`, never
//! a guess.
//!
//! ```
//! use jiff::civil::date;
//! use luoshi_reader::{Options, read};
//!
//! let options = Options { date: Some(date(2026, 1, 15)), ..Options::default() };
//! let reading = read("去年全县新增城镇就业4300人。", &options);
//! let period = reading.figures[0].period.as_ref().expect("去年");
//! assert_eq!((period.start, period.end), (Some(date(2025, 1, 1)), Some(date(2025, 12, 31))));
//! ```
//!
//! # What is a figure
//!
//! A number with what it counts or measures: amounts, rates, shares, ranks, ratios, multiples, changes. A range is one
//! figure, and so is a movement from one value to another; a list (城乡…分别增长4.8%和6.4%) is as many as it has numbers. What only
//! looks like one is none: ordinals (第五次), names and slogans that carry a numeral (三大行动, 一带一路), dates, numbers of
//! documents and articles, telephone numbers, idioms. Who wants *every* number of a text, named for what it is, asks
//! [`recognise`].
//!
//! # The layer below
//!
//! [`recognise`] finds numbers, quantities, times and places in a short text, as general recognisers do: nothing is
//! mended, nothing is asked of the words around.
//!
//! ```
//! use jiff::civil::date;
//! use luoshi_reader::recognise;
//!
//! let found = recognise("今年以来全县新增城镇就业8.59万人。", Some(date(2026, 9, 30)));
//! assert_eq!(found.quantities[0].value.map(|v| v.to_string()).as_deref(), Some("85900"));
//! assert_eq!(found.quantities[0].unit, "人");
//! assert_eq!(found.times[0].end, Some(date(2026, 9, 30)));
//! ```
//!
//! # What never happens
//!
//! - **No panic and no error**, on any string. What cannot be read is left out or carries a doubt
//!   ([`Figure::doubts`], [`RepairKind::Doubtful`]).
//! - **No guess in silence.** A doubtful name is listed with its candidate and left as it is.
//! - **No clock, no randomness, no file, no network.** The same text and options give the same reading, everywhere.
//! - **No surprise in time.** It grows with the length of the text, on hostile text too.
//! - **No float**, and no rounding.
//!
//! Texts up to 4 G characters can be read; a reading takes some twenty times the memory of its text, so give large
//! archives document by document. Reading is a plain function: call it from as many threads as there are.
//!
//! # The wire form
//!
//! [`json`] writes a reading as `luoshi.reading/1`, the form that `luoshi read` prints, and carries its JSON Schema. It
//! is behind the feature `json`, on by default, and brings no dependency.
//!
//! # Words
//!
//! All words (units, indicators, names that carry numerals, times, places, …) stand in plain files under `lexicon/zh/`,
//! with examples that tests run; `lexicon/README.md` tells their form. Rules are code, and have names:
//! [`Options::explain`] keeps those that gave a figure. English comes later, under `lexicon/en/`.

// What a reading is made of.
mod note;
mod number;
mod reading;
mod span;
mod text;

// The text as it was meant: words, folded characters, mended blocks.
mod charset;
mod fold;
mod label;
mod lexicon;
mod look;
mod repair;
mod search;
mod signs;
mod view;

// What the document says of itself, and where each sentence stands.
mod facts;
mod outline;
mod sentence;

// What is in a sentence.
mod name;
mod place;
mod quantity;
mod time;
mod unit;

// What it says, and by which rules.
mod commitment;
mod fault;
mod figure;
mod read;
mod rule;
mod table;

// The layer below, and the wire form.
#[cfg(feature = "json")]
pub mod json;
mod recognise;

pub use fault::{Fault, FaultRule, Severity, fault_rule, fault_rules, faults};
pub use fold::simplified;
pub use lexicon::{Entry as LexiconEntry, LexiconError, lexicon_faults, parse as parse_lexicon};
pub use note::{Doubt, Language, Note};
pub use number::Value;
pub use reading::*;
pub use recognise::*;
pub use rule::{Rule, rule, rules};
pub use span::{Span, Spans};
pub use text::{Cell, Table, Text};
pub use time::{Anchor, Looking, Time, TimeKind};

use jiff::civil::Date;

/// What a reading may be told beside the text.
///
/// ```
/// use jiff::civil::date;
/// use luoshi_reader::Options;
///
/// let written = Options { date: Some(date(2026, 1, 15)), ..Options::default() };
/// assert!(!written.explain);
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The day the text was written, for 今年 and 去年底. It goes before the day the document bears; without either such
    /// times are found, but their days stay `None`.
    pub date: Option<Date>,
    /// Keep the names of the rules that gave each figure, and the numbers that are no figure.
    pub explain: bool,
}

/// Reads a text: a whole document, or a single sentence.
///
/// Never fails and never panics: what cannot be read is left out or doubted, what was mended is listed. The same text
/// and options always give the same reading.
///
/// The text is a document as it was published. Line ends are kept or left out as they come; a blank line, a heading or
/// a caption is recognised by its looks, so nothing has to be prepared. Bytes become text in `luoshi_document`, which
/// also takes web pages apart.
///
/// ```
/// use luoshi_reader::{Options, Role, Tense, read};
///
/// let reading = read(
///     "松陵县2026年政府工作报告\n\n一、2025年工作回顾\n\n建成农村公路86公里。\n\n二、2026年重点工作\n\n新建农村公路120公里。\n",
///     &Options::default(),
/// );
/// assert_eq!(reading.facts.kind.as_ref().map(|f| f.value.as_str()), Some("government_work_report"));
///
/// // The same words, told apart by the section they stand in.
/// let [built, planned] = &reading.figures[..] else { panic!("two figures") };
/// assert_eq!((built.tense, planned.tense), (Tense::Done, Tense::Planned));
/// let role = |section: Option<usize>| section.map(|i| reading.outline[i].role);
/// assert_eq!(role(planned.section), Some(Role::Tasks));
/// ```
#[must_use]
pub fn read(text: &str, options: &Options) -> Reading {
    read::read(&Text { text, tables: &[] }, options)
}

/// Reads a text whose tables are known: of a web page or an office document.
///
/// As [`read`], and beside that: a table of indicators gives a figure for each number, with its headings as indicator,
/// unit, period and binding ([`Figure::cell`]); a table of tasks gives a commitment for each row, with who leads, who
/// supports and by when. A table whose headings are not understood is read as the sentences its rows are, as is the rest.
/// In [`read`], lines with TABs or wide blanks between their cells are taken for a table where their headings say so.
///
/// ```
/// use luoshi_reader::{Binding, Cell, Options, Span, Table, Text, read_document};
///
/// let text = "指标\t单位\t2025年\t2030年\t属性\n绿地率\t%\t38\t≥42\t约束性";
/// let mut cells = Vec::new();
/// let mut at = 0;
/// for (row, line) in text.split('\n').enumerate() {
///     for (column, words) in line.split('\t').enumerate() {
///         let end = at + words.chars().count() as u32;
///         let (row, column) = (row as u32, column as u32);
///         cells.push(Cell { row, column, rows: 1, columns: 1, span: Span::new(at, end) });
///         at = end + 1;
///     }
/// }
/// let table = Table { span: Span::new(0, at - 1), cells };
/// let reading = read_document(&Text { text, tables: &[table] }, &Options::default());
///
/// let [base, target] = &reading.figures[..] else { panic!("two numbers") };
/// assert_eq!((base.text.as_str(), target.text.as_str()), ("38", "42"));
/// assert_eq!((target.indicator.as_deref(), target.unit.as_str()), (Some("绿地率"), "%"));
/// assert_eq!(target.binding, Some(Binding::Binding));
/// assert_eq!(target.period.as_ref().map(|p| p.text.as_str()), Some("2030年"));
/// ```
#[must_use]
pub fn read_document(text: &Text<'_>, options: &Options) -> Reading {
    read::read(text, options)
}
