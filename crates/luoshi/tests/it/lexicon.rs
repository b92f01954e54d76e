//! `luoshi lexicon`, and the rules that `--explain` names.

use crate::run::{luoshi, luoshi_with};

#[test]
fn the_lexicon_that_is_built_in_has_no_fault() {
    let ran = luoshi(["lexicon"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", "luoshi: the lexicon has no fault\n"));
}

#[test]
fn explain_says_what_each_rule_does_and_what_was_left_out() {
    let text = "绿地率由31%提高到38.5%，筑牢两个屏障。\n";
    let zh = luoshi_with(["read", "--lang", "zh", "--explain", "-"], text.as_bytes()).out;
    assert!(zh.contains("from_to（由旧值到新值，合为一个数字）"), "{zh}");
    assert!(zh.contains("两个  name.slogan（口号或文中分项的数目）"), "{zh}");
    let en = luoshi_with(["read", "--explain", "-"], text.as_bytes()).out.replace("\n       ", " ");
    assert!(en.contains("from_to (an old and a new value make one figure)"), "{en}");
    assert!(en.contains("name.slogan (a slogan, or a count of the text's own parts)"), "{en}");
    let plain = luoshi_with(["read", "-"], text.as_bytes()).out;
    assert!(!plain.contains("name.slogan"), "{plain}");
}

#[test]
fn numbers_that_are_no_figure_are_a_member_with_explain_only() {
    let text = "全市筑牢两个屏障，新建公园12个。\n";
    let read = |explain: &[&str]| {
        let args = ["read", "--format", "jsonl", "-"].iter().chain(explain).copied().collect::<Vec<_>>();
        crate::run::lines(&luoshi_with(args, text.as_bytes()).out).swap_remove(0)
    };
    let explained = read(&["--explain"]);
    let none = &explained["no_figures"][0];
    assert_eq!((&none["text"], &none["rule"], &none["sentence"]), (&"两个".into(), &"name.slogan".into(), &0.into()));
    assert_eq!(none["spans"], serde_json::json!([[4, 6]]));
    assert!(read(&[]).get("no_figures").is_none());
}
