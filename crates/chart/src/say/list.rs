//! Lists and counts in a sentence.

use luoshi_plan::Language;

/// One after another: 甲、乙、丙; a, b and c.
#[must_use]
pub fn list<T: AsRef<str>>(items: &[T], language: Language) -> String {
    let Some((last, before)) = items.split_last() else { return String::new() };
    if before.is_empty() {
        return last.as_ref().to_owned();
    }
    let before: Vec<_> = before.iter().map(T::as_ref).collect();
    match language {
        Language::Zh => format!("{}、{}", before.join("、"), last.as_ref()),
        Language::En => format!("{} and {}", before.join(", "), last.as_ref()),
    }
}

/// So many of something: 128项任务, 1 task, 12,800 tasks.
#[must_use]
pub fn counted(n: u64, zh: &str, one: &str, many: &str, language: Language) -> String {
    let number = super::number::digits(n.into(), language);
    match language {
        Language::Zh => format!("{number}{zh}"),
        Language::En => format!("{number} {}", if n == 1 { one } else { many }),
    }
}
