//! Days, for people.

use luoshi_plan::{Date, Language, Period};

/// A day in a sentence: 2024年6月30日, 30 June 2024.
#[must_use]
pub fn day(day: Date, language: Language) -> String {
    Period::day(day).map_or_else(|| day.to_string(), |period| period.named(language))
}

/// The end of a period, as short as it can be said: 2024年, 2024年6月, 30 June 2024.
#[must_use]
pub fn until(period: Period, language: Language) -> String {
    let last = period.last();
    let whole = if period.as_year().is_some() { Some(period) } else { Period::month(last.year(), last.month()) };
    match whole.filter(|whole| whole.last() == last && period.first() <= whole.first()) {
        Some(whole) => whole.named(language),
        None => day(last, language),
    }
}

/// A period with its months in short: Jan–Sep 2026. In Chinese they are short.
#[must_use]
pub(crate) fn brief(period: Period, language: Language) -> String {
    let named = period.named(language);
    if language == Language::Zh {
        return named;
    }
    let month =
        |word: &str| (1..=12).any(|n| Period::month(2000, n).is_some_and(|m| m.named(language).starts_with(word)));
    let word = |word: &str| {
        let is_month = word.len() > 3 && word.chars().all(char::is_alphabetic) && month(word);
        word.chars().take(if is_month { 3 } else { usize::MAX }).collect::<String>()
    };
    let parts = named.split_inclusive([' ', '–']).map(|part| {
        let end = part.trim_end_matches([' ', '–']);
        word(end) + part.get(end.len()..).unwrap_or_default()
    });
    parts.collect()
}

/// The day by which something is to be so: the year where it is the year's last day, the month where it is the month's.
#[must_use]
pub fn by(due: Date, language: Language) -> String {
    let year = Period::year(due.year()).filter(|year| year.last() == due);
    let month = || Period::month(due.year(), due.month()).filter(|month| month.last() == due);
    year.or_else(month).map_or_else(|| day(due, language), |period| period.named(language))
}

/// A span of days, each end in months: 2021年9月—2026年9月.
#[must_use]
pub fn span(period: Period, language: Language) -> String {
    let months = |day: Date| Period::month(day.year(), day.month());
    match (period.as_years(), months(period.first()), months(period.last())) {
        (None, Some(from), Some(to)) if from != to => {
            let dash = language.pick("—", " – ");
            format!("{}{dash}{}", from.named(language), to.named(language))
        }
        (Some(_) | None, _, _) => period.named(language),
    }
}

/// So many days late, the day beside it: 逾期21天（5月31日）.
#[must_use]
pub fn overdue(days: i32, due: Date, language: Language) -> String {
    match language {
        Language::Zh => format!("逾期{days}天（{}）", day(due, language)),
        Language::En => {
            let word = if days == 1 { "day" } else { "days" };
            format!("{days} {word} overdue ({})", day(due, language))
        }
    }
}
