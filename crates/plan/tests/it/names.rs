//! Names that stand in files, in the record and in what other programs read: they never change.

use luoshi_plan::status::Kind;
use luoshi_plan::{Changes, Language, Verdict};

#[test]
fn kinds_of_arithmetic_have_their_keys() {
    let kinds = [
        Kind::Waiting,
        Kind::Level,
        Kind::Way,
        Kind::Arrived,
        Kind::Limit,
        Kind::Years,
        Kind::Pace,
        Kind::Budget,
        Kind::Mean,
        Kind::Cumulative,
        Kind::Keep,
        Kind::Task,
        Kind::Steps,
    ];
    let keys = "waiting level way arrived limit years pace budget mean cumulative keep task steps";
    assert_eq!(kinds.map(Kind::key).join(" "), keys);
}

#[test]
fn verdicts_are_read_back_from_their_words() {
    assert_eq!(Verdict::ALL.map(Verdict::word).join(" "), "accept correct merge split ignore");
    for verdict in Verdict::ALL {
        assert_eq!(Verdict::of(verdict.word()), Some(verdict));
    }
    assert_eq!(Verdict::of("Accept"), None);
}

#[test]
fn changes_are_empty_only_without_any() {
    let mut changes = Changes::default();
    assert!(changes.is_empty());
    changes.tasks.push(crate::make::task(luoshi_plan::Due::Never));
    assert!(!changes.is_empty());
}

#[test]
fn a_wording_is_picked_by_its_language() {
    assert_eq!((Language::Zh.pick("路", "road"), Language::En.pick("路", "road")), ("路", "road"));
}
