//! What a figure says, in the words of a person's language: the same in the table and on the page.

use crate::i18n::Words;
use jiff::civil::Date;
use luoshi_reader::{Bound, End, Figure, Kind, Period, Value};

/// Number and unit with the words that bound them: 不少于 120 万吨, 18.6万户 → 25.47万户. What cannot be put in numbers
/// is `itself`, as it is written.
#[must_use]
pub fn value(f: &Figure, words: &Words, itself: impl FnOnce(&str) -> String) -> String {
    let bound = f.bound.map_or("", |b| words.of_word("bound", b.word()));
    let number = match (&f.value, &f.value_high) {
        (Some(low), Some(high)) => format!("{}–{}", written(low, &f.text), written(high, &f.text)),
        (Some(value), None) => written(value, &f.text),
        (None, _) => String::new(),
    };
    let number = if f.parts.is_empty() { number } else { ratio(&f.parts) };
    let shown = match (f.kind, f.measure) {
        _ if number.is_empty() => itself(&f.text),
        (Kind::Rank, _) | (_, Kind::Rank) => words.fill("table.rank", &[("n", &number)]),
        _ if f.unit == "ratio" => number,
        _ => format!("{number}{}", f.unit),
    };
    let from = f.from.as_ref().map(|e| format!("{} → ", end(e))).unwrap_or_default();
    if bound.is_empty() { format!("{from}{shown}") } else { format!("{from}{bound} {shown}") }
}

/// Number and unit with the words that bound them, of something that is no whole figure: 不少于 120 万吨. What cannot be put
/// in numbers is as it is written.
#[must_use]
pub fn bounded(
    value: Option<&Value>,
    high: Option<&Value>,
    unit: &str,
    bound: Option<Bound>,
    text: &str,
    words: &Words,
) -> String {
    let bound = bound.map_or("", |b| words.of_word("bound", b.word()));
    let shown = match (value, high) {
        (Some(low), Some(high)) => format!("{}–{}{unit}", written(low, text), written(high, text)),
        (Some(value), None) => format!("{}{unit}", written(value, text)),
        (None, _) => text.to_owned(),
    };
    if bound.is_empty() { shown } else { format!("{bound} {shown}") }
}

fn end(e: &End) -> String {
    match &e.value {
        Some(value) => format!("{}{}", written(value, &e.text), e.unit),
        None if e.parts.is_empty() => e.text.clone(),
        None => ratio(&e.parts),
    }
}

/// A number with the places that its text has: 52.30亿元 stays 52.30. Where its text writes it otherwise, as it is.
fn written(value: &Value, text: &str) -> String {
    let plain = value.to_string();
    let short = |digits: &str| match digits.split_once('.') {
        Some((whole, places)) => {
            let places = places.trim_end_matches('0');
            if places.is_empty() { whole.to_owned() } else { format!("{whole}.{places}") }
        }
        None => digits.to_owned(),
    };
    let half = |c: char| match c {
        '０'..='９' | '．' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let folded: String = text.chars().map(half).collect();
    let numbers = folded.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let same = numbers.map(|n| n.replace(',', "")).find(|n| short(n) == plain.trim_start_matches('-'));
    match same {
        Some(found) if plain.starts_with('-') => format!("-{found}"),
        Some(found) => found,
        None => plain,
    }
}

fn ratio(parts: &[Value]) -> String {
    parts.iter().map(Value::to_string).collect::<Vec<_>>().join(":")
}

/// What kind of figure: growth; of targets and vague numbers also what lies beneath, 目标·总量.
#[must_use]
pub fn kind(f: &Figure, words: &Words) -> String {
    let kind = words.of_word("kind", f.kind.word());
    match f.kind {
        Kind::Target | Kind::Approx if f.measure != f.kind => {
            format!("{kind}·{}", words.of_word("kind", f.measure.word()))
        }
        _ => kind.to_owned(),
    }
}

/// The words, with the days they stand for where the words do not say them: 五年来 (2021–2025).
#[must_use]
pub fn period(p: &Period) -> String {
    let said = |date: Option<Date>| date.is_none_or(|d| p.text.contains(&d.year().to_string()));
    if said(p.start) && said(p.end) {
        return p.text.clone();
    }
    days(p.start, p.end).map_or_else(|| p.text.clone(), |days| format!("{} ({days})", p.text))
}

/// The same where the page speaks English, whose reader may not read the words: the days alone, where there are any.
#[must_use]
pub fn period_in_english(p: &Period) -> Option<String> {
    let said = |day: Date| day.strftime("%-d %B %Y").to_string();
    match (p.start, p.end) {
        (None, None) => None,
        (None, Some(end)) => Some(format!("until {}", said(end))),
        (Some(start), None) => Some(format!("from {}", said(start))),
        (Some(start), Some(end)) => {
            let years = (start.month(), start.day(), end.month(), end.day()) == (1, 1, 12, 31);
            match (years, start == end) {
                (true, _) => days(Some(start), Some(end)),
                (false, true) => Some(said(start)),
                (false, false) => Some(format!("{} to {}", said(start), said(end))),
            }
        }
    }
}

/// The days of a period, as years where it is made of whole years.
#[must_use]
pub fn days(start: Option<Date>, end: Option<Date>) -> Option<String> {
    Some(match (start, end) {
        (None, None) => return None,
        (None, Some(end)) => format!("–{end}"),
        (Some(start), None) => format!("{start}–"),
        (Some(start), Some(end)) => {
            let years = (start.month(), start.day(), end.month(), end.day()) == (1, 1, 12, 31);
            match (years, start == end, start.year() == end.year()) {
                (true, _, true) => start.year().to_string(),
                (true, _, false) => format!("{}–{}", start.year(), end.year()),
                (false, true, _) => start.to_string(),
                (false, false, _) => format!("{start}–{end}"),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noughts_that_were_written_stay() {
        let value = |text: &str| luoshi_reader::read(text, &luoshi_reader::Options::default()).figures;
        let all =
            value("一般公共预算收入52.30亿元，粮食总产量86.50万吨，占比61.20%，新增就业１.9０万人，完成1,200公里。");
        let words = Words::of(crate::i18n::Lang::Zh);
        let said: Vec<String> = all.iter().map(|f| super::value(f, &words, str::to_owned)).collect();
        assert_eq!(said[..3], ["52.30亿元", "86.50万吨", "61.20%"]);
        for (text, plain, shown) in [
            ("1,200公里", "1200", "1200"),
            ("约2.50倍", "2.5", "2.50"),
            ("三分之一", "0.3", "0.3"),
            ("１.９０万", "1.9", "1.90"),
        ] {
            let value = value(&format!("增长{plain}%。"));
            let number = value[0].value.expect("a number");
            assert_eq!(written(&number, text), shown);
        }
    }

    #[test]
    fn a_period_is_told_in_days_where_its_words_cannot_be_read() {
        let period = |start: &str, end: &str| {
            let day = |text: &str| text.parse().ok();
            Period { text: "到2023年底".to_owned(), start: day(start), end: day(end) }
        };
        let cases = [
            ("2023-01-01", "2023-12-31", Some("2023")),
            ("2021-01-01", "2025-12-31", Some("2021–2025")),
            ("2025-01-01", "2025-06-30", Some("1 January 2025 to 30 June 2025")),
            ("", "2023-12-31", Some("until 31 December 2023")),
            ("", "", None),
        ];
        for (start, end, said) in cases {
            assert_eq!(period_in_english(&period(start, end)).as_deref(), said);
        }
    }
}
