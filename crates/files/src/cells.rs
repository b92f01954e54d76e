//! Cells, written and read: text that a spreadsheet leaves alone, numbers of things, days and words of ours.

use luoshi_plan::{Approval, BodyId, SourceId};

/// A text as a cell. One that a spreadsheet would run, that begins with `'`, or that is there and empty, gets a `'` before it.
pub(crate) fn text(text: &str) -> String {
    let begins = |c: char| {
        matches!(
            c,
            '=' | '+'
                | '-'
                | '@'
                | '＝'
                | '＋'
                | '－'
                | '＠'
                | '﹦'
                | '﹢'
                | '﹣'
                | '﹫'
                | '−'
                | '\''
                | '\t'
                | '\r'
                | '\n'
        )
    };
    let first = text.trim_start_matches(|c: char| c.is_whitespace() || c == '"').chars().next();
    let marked = text.is_empty() || text.starts_with(begins) || first.is_some_and(begins) || is_end(text);
    if marked { format!("'{text}") } else { text.to_owned() }
}

/// A text that there may be none of.
pub(crate) fn maybe(there: Option<&str>) -> String {
    there.map_or_else(String::new, text)
}

/// A cell as the text it stands for; none where it is empty.
pub(crate) fn untext(cell: &str) -> Option<&str> {
    match cell.strip_prefix('\'') {
        Some(text) => Some(text),
        None if cell.is_empty() => None,
        None => Some(cell),
    }
}

/// A text that would be taken for the closing row.
fn is_end(text: &str) -> bool {
    text.trim() == crate::kinds::END
}

/// `goal/12`; nothing for none.
pub(crate) fn id(kind: &str, number: Option<i64>) -> String {
    number.map_or_else(String::new, |n| format!("{kind}/{n}"))
}

/// Anything that is written as it is shown; nothing for none.
pub(crate) fn shown(thing: Option<impl std::fmt::Display>) -> String {
    thing.map_or_else(String::new, |thing| thing.to_string())
}

/// The four cells of an approval.
pub(crate) fn approval(act: Option<&Approval>) -> [String; 4] {
    [
        id("body", act.map(|a| BodyId::get(a.body))),
        maybe(act.map(|a| a.document.as_str())),
        id("source", act.and_then(|a| a.source).map(SourceId::get)),
        shown(act.map(|a| a.on)),
    ]
}

/// The words that stand for the cases of the plan's enums, as the record writes them.
pub(crate) mod words {
    use luoshi_plan::{Direction, Finality, Measure, Nature, Part, Shape, Standing};

    macro_rules! words {
        ($($name:ident $kind:ident { $($case:ident $word:literal),* $(,)? })*) => {$(
            pub(crate) fn $name(it: $kind) -> &'static str {
                match it {
                    $($kind::$case => $word,)*
                }
            }

            impl Worded for $kind {
                const WORDS: &'static [&'static str] = &[$($word),*];

                fn of(word: &str) -> Option<Self> {
                    match word {
                        $($word => Some(Self::$case),)*
                        _ => None,
                    }
                }
            }
        )*};
    }

    /// An enum with a word for each case.
    pub(crate) trait Worded: Sized {
        const WORDS: &'static [&'static str];
        fn of(word: &str) -> Option<Self>;
    }

    words! {
        direction Direction { Up "up", Down "down", Hold "hold" }
        measure Measure { Level "level", Flow "flow", Rate "rate", Fall "fall" }
        nature Nature { Binding "binding", Expected "expected", Unstated "unstated" }
        finality Finality { Estimate "estimate", Provisional "provisional", Final "final" }
        standing Standing { Reported "reported", Verified "verified" }
        shape Shape { Linear "linear", Compound "compound" }
        part Part { Lead "lead", Each "each", Support "support", Oversee "oversee" }
    }
}
