//! One indicator of one period with two values: 25.47万户 here, 25.74万户 there.
//!
//! Reports name one indicator many times, for other periods and other parts of the territory, and often leave both to be
//! understood. So two values are a fault only where the text says that they are of one time, or where the two numbers
//! differ as a slip of the pen does: two digits changed places, or one digit is another.

use super::line::has;
use super::said::said;
use super::size::{Size, size};
use super::{Fault, Severity};
use crate::figure::is_known_indicator;
use crate::reading::{Figure, Kind, Mode, Reading, Role, Tense};
use rust_decimal::Decimal;

/// How many other values of one key a value is compared with: a hostile text repeats one indicator without end.
const OTHERS: usize = 12;

/// The year or years a figure is of, as far as the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// Written with the figure.
    Written(Days),
    /// Taken from the heading it stands under.
    Heading(Days),
    /// Not said.
    Unknown,
}

type Days = (Option<jiff::civil::Date>, Option<jiff::civil::Date>);

/// What two figures have in common when they say the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    indicator: &'a str,
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

pub(super) fn of_document(reading: &Reading, out: &mut Vec<Fault>) {
    let years = Headings::new(reading);
    let mut all: Vec<Mention<'_>> = reading.figures.iter().enumerate().filter_map(|(i, f)| mention(f, i)).collect();
    all.sort_by_key(|m| (m.key, m.index));
    for group in all.chunk_by(|a, b| a.key == b.key) {
        if group.len() > 1 {
            compare(reading, &years, group, out);
        }
    }
}

fn mention(figure: &Figure, index: usize) -> Option<Mention<'_>> {
    let indicator = figure.indicator_name.as_deref().filter(|name| name.chars().count() >= 3)?;
    let sort = match figure.measure {
        Kind::Level | Kind::CountDone => 0,
        Kind::Share if figure.mode != Some(Mode::CompletionOfPlan) => 1,
        Kind::ChangePct if !figure.qualifiers.contains(&"年均") && figure.mode != Some(Mode::RatioToBase) => 2,
        Kind::Share | Kind::ChangePct | Kind::ChangeAbs | Kind::Rank | Kind::FromTo | Kind::Target | Kind::Approx => {
            return None;
        }
    };
    let size = size(figure)?;
    let scope = figure.scope.as_deref().filter(|s| !is_home(s)).unwrap_or("");
    let base = figure.base.as_deref().filter(|b| !matches!(*b, "上年" | "去年" | "上年同期")).unwrap_or("");
    Some(Mention { key: Key { indicator, scope, unit: size.unit, sort, base }, index, size })
}

/// 全县, 全市, 我省: what the document is about, said or not.
pub(super) fn is_home(scope: &str) -> bool {
    let mut chars = scope.chars();
    matches!(chars.next(), Some('全' | '我' | '本'))
        && matches!(chars.next(), Some('县' | '市' | '省' | '区' | '旗' | '盟' | '州' | '乡' | '镇' | '村'))
        && chars.next().is_none()
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
            let Some(severity) = judge(a, b, (years.of(a), years.of(b))) else { continue };
            // A slip of the pen does not double a number; what is so far apart was measured otherwise.
            if ratio(earlier.size.value, later.size.value).is_none_or(|times| times > Decimal::TWO) {
                continue;
            }
            let name = later.key.indicator;
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

/// How sure it is that two figures that differ should not.
fn judge(a: &Figure, b: &Figure, when: (When, When)) -> Option<Severity> {
    // 新增3.2万户 and 达到3.2万户 share their words and not their meaning, and so do a growth and a multiple.
    let alike =
        a.measure == b.measure && a.mode == b.mode && a.qualifiers.contains(&"累计") == b.qualifiers.contains(&"累计");
    let known = a.indicator_name.as_deref().is_some_and(is_known_indicator);
    // A result and a target are two things, unless the one is the other with two digits swapped.
    let planned = (a.tense == Tense::Planned) != (b.tense == Tense::Planned);
    let slip = slip(&a.text, &b.text);
    if planned && slip != Some(Slip::Swapped) {
        return None;
    }
    let (same, differ) = match when {
        (When::Written(x), When::Written(y)) => (x == y && x.1.is_some(), x != y),
        (When::Written(x) | When::Heading(x), When::Heading(y)) | (When::Heading(x), When::Written(y)) => {
            (false, x != y)
        }
        (_, When::Unknown) | (When::Unknown, _) => (false, false),
    };
    let by_heading =
        matches!(when, (When::Written(_) | When::Heading(_), When::Heading(_)) | (When::Heading(_), When::Written(_)));
    // What a budget estimates and what came of it bear one name: 收入为27.78亿元, 收入完成27.92亿元.
    let budget = a.indicator_name.as_deref().is_some_and(|name| name.contains("预算"));
    match slip {
        _ if differ || !alike => None,
        Some(Slip::Swapped) => Some(Severity::Error),
        _ if budget => None,
        _ if same && known => Some(Severity::Error),
        Some(_) if same => Some(Severity::Error),
        Some(Slip::Another) if by_heading && known => Some(Severity::Warning),
        // Of the whole district and of its development zone: a sentence need not say whose it is.
        Some(Slip::Another) | None => None,
    }
}

/// How one number became another under the pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// Two neighbours changed places: 25.47, 25.74.
    Swapped,
    /// One digit is another: 25.47, 26.47.
    Another,
}

/// Digits that a number must have for a likeness to be no accident.
const SWAPPED: usize = 4;
const ANOTHER: usize = 4;

fn slip(a: &str, b: &str) -> Option<Slip> {
    let digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<Vec<char>>();
    let (a, b) = (digits(a), digits(b));
    if a.len() != b.len() || a.iter().position(|c| *c == '.') != b.iter().position(|c| *c == '.') {
        return None;
    }
    // The noughts a round number ends with tell nothing: 90000, 70000.
    let count = a.iter().filter(|c| c.is_ascii_digit()).count()
        - a.iter().rev().zip(b.iter().rev()).take_while(|pair| matches!(pair, ('0', '0'))).count();
    let differ: Vec<usize> = (0..a.len()).filter(|i| a[*i] != b[*i]).collect();
    match differ[..] {
        [i, j] if count >= SWAPPED && a[i] == b[j] && a[j] == b[i] && a[i + 1..j].iter().all(|c| *c == '.') => {
            Some(Slip::Swapped)
        }
        [_] if count >= ANOTHER => Some(Slip::Another),
        _ => None,
    }
}

/// The one year that each section is about, where its heading names one and its text keeps to it.
struct Headings {
    of_section: Vec<Option<Days>>,
}

impl Headings {
    fn new(reading: &Reading) -> Self {
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
        Self { of_section }
    }

    fn of(&self, figure: &Figure) -> When {
        if let Some(period) = &figure.period {
            let days = (period.start, period.end);
            return if days == (None, None) { When::Unknown } else { When::Written(days) };
        }
        match figure.section.and_then(|s| self.of_section.get(s).copied().flatten()) {
            Some(days) => When::Heading(days),
            None => When::Unknown,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_swaps_two_digits_or_changes_one() {
        assert_eq!(slip("25.47万户", "25.74万户"), Some(Slip::Swapped));
        assert_eq!(slip("25.47万户", "26.47万户"), Some(Slip::Another));
        assert_eq!(slip("25.47万户", "254.7万户"), None);
        assert_eq!(slip("28个", "21个"), None, "short numbers are alike by accident");
        assert_eq!(slip("5.5%", "5.8%"), None);
        assert_eq!(slip("70000万元", "90000万元"), None, "round numbers too");
    }
}
