//! One indicator of one period with two values: 25.47万户 here, 25.74万户 there.
//!
//! Reports name one indicator many times, for other periods and other parts of the territory, and often leave both to be
//! understood. So two values are a fault only where the text says that they are of one time, where the two numbers
//! differ as a slip of the pen does (two digits changed places, or one digit is another), or where one that names no
//! time is a little off what is told again and again.

use super::line::{Line, has};
use super::said::said;
use super::size::{Size, size};
use super::slip::{Length, Slip, slip};
use super::{Fault, Severity};
use crate::figure::is_known_indicator;
use crate::reading::{Figure, Kind, Mode, Reading, Role, Tense};
use crate::search::find;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many other values of one key a value is compared with: a hostile text repeats one indicator without end.
const OTHERS: usize = 12;

/// The year or years a figure is of, as far as the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Written with the figure.
    Written(Days),
    /// Taken from the heading it stands under.
    Heading(Days),
    /// Taken from the one year that the document looks back on.
    Document(Days),
    /// Not said.
    Unknown,
}

pub(super) type Days = (Option<jiff::civil::Date>, Option<jiff::civil::Date>);

/// What the shares that name no whole are of, by the index of their figure: 非税收入…占37%, said behind 占预算收入的63%.
pub(super) type Wholes = BTreeMap<usize, String>;

/// What two figures have in common when they say the same thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    indicator: Cow<'a, str>,
    scope: &'a str,
    unit: &'a str,
    sort: u8,
    base: &'a str,
}

struct Mention<'a> {
    key: Key<'a>,
    index: usize,
    size: Size<'a>,
}

/// Longest name of what a share is of.
const WHOLE: usize = 16;

/// Notes what the shares of a sentence are of where only the first of them says so.
pub(super) fn wholes_of_line(line: &Line<'_>, wholes: &mut Wholes) {
    let mut whole: Option<String> = None;
    for (index, figure) in line.figures.iter().enumerate() {
        if figure.measure != Kind::Share {
            continue;
        }
        let before = line.before(index);
        let Some(has) = before.iter().rposition(|c| *c == '占').map(|i| &before[i + 1..]) else { continue };
        match has {
            [] | ['比' | '约'] => {
                if let Some(whole) = &whole {
                    wholes.insert(line.first + index, whole.clone());
                }
            }
            [name @ .., '的'] | [name @ .., '的', '比' | '约'] if (2..=WHOLE).contains(&name.len()) => {
                whole = Some(name.iter().collect());
            }
            _ => whole = None,
        }
    }
}

pub(super) fn of_document(reading: &Reading, years: &Headings, wholes: &Wholes, out: &mut Vec<Fault>) {
    let figures = reading.figures.iter().enumerate();
    let home = Home::new(reading);
    let mut all: Vec<Mention<'_>> = figures.filter_map(|(i, f)| mention(f, i, home, wholes)).collect();
    all.sort_by(|a, b| a.key.cmp(&b.key).then(a.index.cmp(&b.index)));
    for group in all.chunk_by(|a, b| a.key == b.key) {
        if group.len() > 1 {
            compare(reading, years, group, out);
        }
    }
}

fn mention<'a>(figure: &'a Figure, index: usize, home: Home, wholes: &Wholes) -> Option<Mention<'a>> {
    let name = figure.indicator_name.as_deref().filter(|name| name.chars().count() >= 3)?;
    let sort = match figure.measure {
        Kind::Level | Kind::CountDone => 0,
        Kind::Share if figure.mode != Some(Mode::CompletionOfPlan) => 1,
        Kind::ChangePct if !figure.qualifiers.contains(&"年均") && figure.mode != Some(Mode::RatioToBase) => 2,
        Kind::Share | Kind::ChangePct | Kind::ChangeAbs | Kind::Rank | Kind::FromTo | Kind::Target | Kind::Approx => {
            return None;
        }
    };
    let size = size(figure)?;
    let scope = figure.scope.as_deref().filter(|s| !home.is(s)).unwrap_or("");
    let base = figure.base.as_deref().filter(|b| !matches!(*b, "上年" | "去年" | "上年同期")).unwrap_or("");
    let indicator = if sort == 1 { share_name(name, wholes.get(&index)) } else { Cow::Borrowed(name) };
    Some(Mention { key: Key { indicator, scope, unit: size.unit, sort, base }, index, size })
}

/// One name for a share however it is told: 占预算收入的比重, 占预算收入, 占 behind another that says of what.
fn share_name<'a>(name: &'a str, whole: Option<&String>) -> Cow<'a, str> {
    let name = name.strip_prefix("全社会").unwrap_or(name);
    if !name.contains('占') {
        return whole.map_or(Cow::Borrowed(name), |whole| Cow::Owned(format!("{name}占{whole}")));
    }
    let bare = ["的比重", "的比例", "比重", "比例"].iter().find_map(|end| name.strip_suffix(end));
    Cow::Borrowed(bare.unwrap_or(name))
}

/// Whether a name, or what a share is a part of or of what, stands in the lexicon.
fn is_known(name: &str) -> bool {
    is_known_indicator(name)
        || name.split_once('占').is_some_and(|(part, whole)| is_known_indicator(part) || is_known_indicator(whole))
}

/// What the document is about, as its title says: 县 of 云岫县2026年政府工作报告.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home(Option<char>);

impl Home {
    /// Longest part of a title in which its place stands.
    const TITLE: usize = 24;

    pub(super) fn new(reading: &Reading) -> Self {
        let title = reading.facts.title.as_ref().map(|t| t.value.chars().take(Self::TITLE).collect::<Vec<char>>());
        let title = title.unwrap_or_default();
        let end = ["人民", "政府", "国民", "财政"].iter().filter_map(|w| find(&title, w, title.len())).min();
        let end = end.unwrap_or(title.len());
        let end = title[..end].iter().position(char::is_ascii_digit).unwrap_or(end);
        Self(title[..end].iter().rev().copied().find(|c| is_division(*c)))
    }

    /// 全县, 我县, where that is what the document is about, said or not. Of a county, 全市 is a larger place.
    pub(super) fn is(self, scope: &str) -> bool {
        let mut chars = scope.chars();
        matches!(chars.next(), Some('全' | '我' | '本'))
            && chars.next().is_some_and(|c| is_division(c) && self.0.is_none_or(|own| own == c))
            && chars.next().is_none()
    }
}

/// 全县, 全市, 我省: what a document is about, whatever it is. Enough within a sentence, which does not change its level.
pub(super) fn is_home(scope: &str) -> bool {
    Home(None).is(scope)
}

fn is_division(c: char) -> bool {
    matches!(c, '县' | '市' | '省' | '区' | '旗' | '盟' | '州' | '乡' | '镇' | '村')
}

fn compare(reading: &Reading, years: &Headings, group: &[Mention<'_>], out: &mut Vec<Fault>) {
    let figures = &reading.figures;
    for (n, later) in group.iter().enumerate() {
        for earlier in &group[n.saturating_sub(OTHERS)..n] {
            let (a, b) = (&figures[earlier.index], &figures[later.index]);
            // Within one sentence two values are two things: 一期, 二期.
            if a.sentence == b.sentence || earlier.size.interval.meets(later.size.interval) {
                continue;
            }
            let when = (years.of(a), years.of(b));
            let Some(severity) =
                judge((a, b), when, &later.key).or_else(|| outvoted(reading, years, group, earlier, later))
            else {
                continue;
            };
            // A slip of the pen does not double a number; what is so far apart was measured otherwise.
            if ratio(earlier.size.value, later.size.value).is_none_or(|times| times > Decimal::TWO) {
                continue;
            }
            let name = &later.key.indicator;
            let (zh, en) = match severity {
                Severity::Error => (
                    format!("同一时期的{name}，前面写{}，这里写{}", a.text, b.text),
                    format!("{name} of one period: written {} before, {} here", a.text, b.text),
                ),
                Severity::Warning | Severity::Hint => (
                    format!("{name}，前面写{}，这里写{}：数字相近而不同，请核对", a.text, b.text),
                    format!("{name}: written {} before, {} here; much alike and not the same", a.text, b.text),
                ),
            };
            let places = [(later.index, &b.spans), (earlier.index, &a.spans)];
            out.push(Fault::of("mention", severity, &places, said(zh, en)));
            break;
        }
    }
}

/// Whether two figures are told of their indicator in the same way, neither of them of what is still to come.
fn alike(a: &Figure, b: &Figure) -> bool {
    // 新增3.2万户 and 达到3.2万户 share their words and not their meaning, and so do a growth and a multiple.
    a.measure == b.measure && a.mode == b.mode && a.qualifiers.contains(&"累计") == b.qualifiers.contains(&"累计")
}

/// Whether two figures are said to be of one time, and whether they are of two.
pub(super) fn times(when: (When, When)) -> (bool, bool) {
    let days = |when: When| match when {
        When::Written(days) | When::Heading(days) | When::Document(days) => Some(days),
        When::Unknown => None,
    };
    let Some((x, y)) = days(when.0).zip(days(when.1)) else { return (false, false) };
    let written = matches!(when, (When::Written(_), When::Written(_)));
    (written && one_time(x, y) && x.1.is_some(), !one_time(x, y))
}

/// Whether two times are one: 年末 is the last day of its year, and says of a stock what the year says.
fn one_time(x: Days, y: Days) -> bool {
    let year = |days: Days| {
        let (start, end) = days.0.zip(days.1)?;
        let whole = (end.month(), end.day()) == (12, 31) && (start == end || (start.month(), start.day()) == (1, 1));
        (whole && start.year() == end.year()).then_some(end.year())
    };
    x == y || year(x).zip(year(y)).is_some_and(|(x, y)| x == y)
}

/// How sure it is that two figures that differ should not.
fn judge((a, b): (&Figure, &Figure), when: (When, When), key: &Key<'_>) -> Option<Severity> {
    let known = is_known(&key.indicator);
    // A result and a target are two things, unless the one is the other with two digits swapped.
    let planned = (a.tense == Tense::Planned) != (b.tense == Tense::Planned);
    let slip = slip(a, b);
    if planned && slip != Some((Slip::Swapped, Length::Long)) {
        return None;
    }
    let (same, differ) = times(when);
    let by = |whose: fn(When) -> bool| whose(when.0) || whose(when.1);
    let unknown = by(|w| w == When::Unknown);
    let by_document = !unknown && by(|w| matches!(w, When::Document(_)));
    let by_heading = !unknown && !by_document && by(|w| matches!(w, When::Heading(_)));
    // What a budget estimates and what came of it bear one name: 收入为27.78亿元, 收入完成27.92亿元.
    let budget = key.indicator.contains("预算");
    // A share that says of what, and a rate, are told of the whole place only: of a part of it they would say so.
    let rate = key.sort == 1 && known && (key.indicator.contains('占') || key.indicator.ends_with('率'));
    match slip {
        _ if differ || !alike(a, b) => None,
        Some((Slip::Swapped, Length::Long)) => Some(Severity::Error),
        // Three digits are swapped by accident as well, where nothing else says that the two are one.
        Some((Slip::Swapped, Length::Short)) if known && (same || by_heading) => Some(Severity::Error),
        Some(_) if rate && (by_heading || by_document) => Some(Severity::Warning),
        _ if budget => None,
        _ if same && is_known_indicator(&key.indicator) => Some(Severity::Error),
        Some((_, Length::Long)) if same => Some(Severity::Error),
        Some((Slip::Another, Length::Long)) if by_heading && known => Some(Severity::Warning),
        // Of the whole district and of its development zone: a sentence need not say whose it is.
        Some(_) | None => None,
    }
}

/// How much a number that is told twice outweighs one that is told once: a tenth apart, they were told of two things.
const NEAR: Decimal = Decimal::from_parts(110, 0, 0, false, 2);

/// 96家 is told twice of the year's end, and 94家 of no time: the one that is alone is a slip, or another year's.
fn outvoted(
    reading: &Reading,
    years: &Headings,
    group: &[Mention<'_>],
    earlier: &Mention<'_>,
    later: &Mention<'_>,
) -> Option<Severity> {
    let figures = &reading.figures;
    let (a, b) = (&figures[earlier.index], &figures[later.index]);
    let told = |mention: &Mention<'_>| {
        let of = &figures[mention.index];
        let again = |m: &&Mention<'_>| {
            m.size.interval == mention.size.interval
                && figures[m.index].sentence != of.sentence
                && alike(of, &figures[m.index])
        };
        1 + group.iter().take(OTHERS).filter(again).count()
    };
    // Both are counted one by one, or written to the same place: 3.2万 and 31640 may be rounded differently.
    let plain = earlier.size.exact && later.size.exact;
    let done = a.tense != Tense::Planned && b.tense != Tense::Planned;
    let near = ratio(earlier.size.value, later.size.value).is_some_and(|times| times <= NEAR);
    let dated = matches!(years.of(a), When::Written(_)) && !matches!(years.of(b), When::Written(_));
    let found = plain && done && near && dated && alike(a, b) && !times((years.of(a), years.of(b))).1;
    (found && told(earlier) >= 2 && told(later) == 1).then_some(Severity::Warning)
}

/// The one year that each section is about, where its heading names one and its text keeps to it.
pub(super) struct Headings {
    of_section: Vec<Option<Days>>,
    /// The one year that the document looks back on, and in which sections.
    reviewed: Option<Days>,
    looks_back: Vec<bool>,
}

impl Headings {
    pub(super) fn new(reading: &Reading) -> Self {
        let mut of_section: Vec<Option<Days>> = Vec::with_capacity(reading.outline.len());
        for section in &reading.outline {
            let above = section.parent.and_then(|p| of_section.get(p).copied().flatten());
            let own = Some(&section.title).and_then(|title| year_of(title));
            let several = ["五年", "时期", "以来", "十四五", "十三五", "届"].iter().any(|w| section.title.contains(w));
            of_section.push(if several || section.role == Role::Guidance { None } else { own.or(above) });
        }
        // A figure of several years in it: what follows may be of them.
        for figure in &reading.figures {
            let Some((section, period)) = figure.section.zip(figure.period.as_ref()) else { continue };
            let years = |d: Option<jiff::civil::Date>| d.map(jiff::civil::Date::year);
            let one = years(period.start).is_some() && years(period.start) == years(period.end);
            if !one && let Some(slot) = of_section.get_mut(section) {
                *slot = None;
            }
        }
        let looks_back = reading.outline.iter().map(|s| !matches!(s.role, Role::Guidance | Role::Goals | Role::Tasks));
        Self { of_section, reviewed: reviewed(reading), looks_back: looks_back.collect() }
    }

    pub(super) fn of(&self, figure: &Figure) -> When {
        if let Some(period) = &figure.period {
            let days = (period.start, period.end);
            return if days == (None, None) { When::Unknown } else { When::Written(days) };
        }
        if let Some(days) = figure.section.and_then(|s| self.of_section.get(s).copied().flatten()) {
            return When::Heading(days);
        }
        let back = figure.section.is_none_or(|s| self.looks_back.get(s).copied().unwrap_or(false));
        self.reviewed.filter(|_| back && figure.tense != Tense::Planned).map_or(When::Unknown, When::Document)
    }
}

/// The period a document looks back on, if it is one year.
fn reviewed(reading: &Reading) -> Option<Days> {
    let (start, end) = reading.facts.period_reviewed.as_ref()?.value.split_once('/')?;
    let (start, end) = (start.parse::<jiff::civil::Date>().ok()?, end.parse::<jiff::civil::Date>().ok()?);
    (start.year() == end.year()).then_some((Some(start), Some(end)))
}

/// The one year a heading names.
fn year_of(title: &str) -> Option<Days> {
    let chars: Vec<char> = title.chars().collect();
    let mut found = None;
    for at in 4..chars.len() {
        if chars[at] != '年' || !chars[at - 4..at].iter().all(char::is_ascii_digit) {
            continue;
        }
        let year =
            chars[at - 4..at].iter().collect::<String>().parse::<i16>().ok().filter(|y| (1949..=2100).contains(y))?;
        if found.is_some_and(|before| before != year) || has(&chars, &["—", "至"]) {
            return None;
        }
        found = Some(year);
    }
    let year = found?;
    Some((jiff::civil::Date::new(year, 1, 1).ok(), jiff::civil::Date::new(year, 12, 31).ok()))
}

/// For the rules that need to know how large the difference of two amounts is.
pub(super) fn ratio(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (large, small) = if a.abs() > b.abs() { (a.abs(), b.abs()) } else { (b.abs(), a.abs()) };
    large.checked_div(small)
}
