//! Promises that a person ruled on: what they are called, who sees them, where their number stands.

use luoshi_plan::{Outcome, Passage, Promise, PromiseId, Quoted, Ruling, SourceId};

/// Ten characters, of which four stand on one page and six on the next.
fn quoted(from: u32, to: u32) -> Quoted {
    Quoted {
        passage: Passage { source: SourceId::new(1), spans: vec![(from, to)] },
        spans: vec![(10, 14), (30, 36)],
        words: "新增二万人就业机会。".to_owned(),
    }
}

#[test]
fn what_counts_may_be_the_whole_sentence_and_is_never_nothing() {
    assert_eq!(quoted(10, 36).place(), Some(0..10));
    assert_eq!(quoted(35, 36).place(), Some(9..10));
    assert_eq!(quoted(12, 12).place(), None);
    assert_eq!(quoted(33, 31).place(), None);
    // A sentence that was cut by a character no longer holds its last.
    let cut = Quoted { words: "新增二万人就业机会".to_owned(), ..quoted(35, 36) };
    assert_eq!(cut.place(), None);
}

#[test]
fn outcomes_and_rulings_have_the_words_of_the_ledger() {
    let outcomes = "kept partly missed changed silent open not_measurable";
    assert_eq!(Outcome::ALL.map(Outcome::word).join(" "), outcomes);
    assert_eq!(Ruling::ALL.map(Ruling::word).join(" "), "confirm correct dismiss");
}

#[test]
fn what_was_dismissed_is_shown_to_nobody() {
    let shown = |ruling| {
        let promise = Promise {
            id: PromiseId::new(1),
            proposal: "a1".to_owned(),
            said: "b2".to_owned(),
            ruling,
            outcome: Outcome::Kept,
            body: "云山县".to_owned(),
            indicator: "新增就业".to_owned(),
            measure: "amount".to_owned(),
            scope: None,
            period: None,
            target: quoted(12, 14),
            result: None,
            result_kind: None,
            by: "督查室".to_owned(),
            note: None,
        };
        promise.is_public()
    };
    assert_eq!(Ruling::ALL.map(shown), [true, true, false]);
}
