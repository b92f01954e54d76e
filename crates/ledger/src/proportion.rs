//! The names of proportions. 甲在乙中所占的比重, 甲占乙的比例 and 甲占乙 are one: 甲占乙比重.

use crate::lexicon::Lexicon;
use crate::spelling::{stands, usual};

/// One form of the name of a proportion; any other name as it is.
pub(crate) fn named(name: &str) -> String {
    let Some((part, whole)) = parted(name) else { return name.to_owned() };
    if part.is_empty() || whole.chars().count() < 2 {
        return name.to_owned();
    }
    let whole = usual(whole).unwrap_or(whole);
    // What the data file has under its own words stays as it is.
    let written = format!("{part}占{whole}比重");
    if stands(&written) {
        return written;
    }
    let lexicon = Lexicon::get();
    let part = lexicon.words("ratio.of").iter().find_map(|w| part.strip_suffix(w)).unwrap_or(part);
    // 国营、合作社营和公私合营的工业 and 国营、合作社营、公私合营工业 are one.
    let part: String = part.chars().filter(|c| !matches!(c, '、' | '和' | '的' | '与' | '及')).collect();
    format!("{part}占{whole}比重")
}

/// What a proportion is of, where its name says both: the part without its measure, and the whole.
fn parted(name: &str) -> Option<(&str, &str)> {
    let lexicon = Lexicon::get();
    let said = lexicon.words("ratio").iter().find_map(|w| name.strip_suffix(w));
    let bare = said.unwrap_or(name).trim_end_matches('的');
    // 甲在乙中所占的比重: only of what is called a proportion; 甲占乙 may go without.
    let within = || {
        let (part, rest) = bare.split_once('在')?;
        let whole = rest.strip_suffix("所占").unwrap_or(rest).strip_suffix('中')?;
        said.map(|_| (part, whole))
    };
    let (part, whole) = within().or_else(|| bare.split_once('占'))?;
    let part = lexicon.words("ratio.before").iter().find_map(|w| part.strip_prefix(w)).unwrap_or(part);
    Some((part.strip_suffix('所').unwrap_or(part), whole.trim_end_matches('的')))
}

/// Whether a name is that of a proportion.
pub(crate) fn is_one(name: &str) -> bool {
    Lexicon::get().words("ratio").iter().any(|w| name.ends_with(w))
}

/// Whether a name tells of a proportion without saying of what: 所占比重, 这个比重. Gives what it does say of the part.
pub(crate) fn open(name: &str) -> Option<String> {
    let lexicon = Lexicon::get();
    if name.contains('占') && !name.ends_with("占的比重") && !name.ends_with("占比重") && !name.ends_with("占的比例")
    {
        return None;
    }
    let part = lexicon.words("ratio").iter().find_map(|w| name.strip_suffix(w))?;
    let part = part.trim_end_matches('的').trim_end_matches('占').trim_end_matches('所').trim_end_matches('的');
    if part.contains('在') {
        return None;
    }
    Some(if lexicon.words("this").contains(&part) { String::new() } else { part.to_owned() })
}

/// The name of the proportion that a sentence tells of: 第一是甲在乙中的比重迅速上升; 在乙中，甲所占的比重.
pub(crate) fn told(sentence: &str) -> Option<String> {
    let lexicon = Lexicon::get();
    let (at, word) = lexicon.words("ratio").iter().filter_map(|w| sentence.find(w).map(|at| (at, *w))).min()?;
    let head = sentence.get(..at)?;
    let last = head.rsplit(['，', '：', '；', '。', ',', ':', ';']).next()?;
    let part = last.trim_end_matches('的').trim_end_matches('占').trim_end_matches('所').trim_end_matches('的');
    if let Some(whole) = within(head)
        && !part.is_empty()
        && !part.contains(['占', '中'])
    {
        return Some(named(&format!("{part}占{whole}比重")));
    }
    let name = named(&format!("{last}{word}"));
    whole(&name).is_some_and(|of| of.chars().count() >= 2).then_some(name)
}

/// The whole that the opening of a sentence sets: 乙 of 在乙中，….
pub(crate) fn within(opening: &str) -> Option<&str> {
    let rest = opening.strip_prefix("其中").unwrap_or(opening).trim_start_matches(['，', ',']);
    let rest = rest.strip_prefix('在')?;
    let (whole, _) = rest.split_once(['，', ','])?;
    let whole = whole.strip_suffix('中')?;
    Some(usual(whole).unwrap_or(whole)).filter(|w| w.chars().count() >= 4)
}

/// The whole of a proportion in its one form: 乙 of 甲占乙比重.
pub(crate) fn whole(name: &str) -> Option<&str> {
    name.split_once('占')?.1.strip_suffix("比重")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proportion_has_one_name() {
        for name in [
            "茶业在农业总产值中所占的比重",
            "茶业占农业总产值的比例",
            "茶业的产值在农业总产值中的比重",
            "茶业占农业总产值",
        ] {
            assert_eq!(named(name), "茶业占农业总产值比重");
        }
        assert_eq!(named("茶叶产量"), "茶叶产量");
        assert_eq!(open("这个比重").as_deref(), Some(""));
        assert_eq!(open("竹业所占的比重").as_deref(), Some("竹业"));
        assert_eq!(open("茶业占农业总产值比重"), None);
        assert_eq!(told("在农业总产值中，茶业所占的比重").as_deref(), Some("茶业占农业总产值比重"));
        assert_eq!(told("茶业所占的比重"), None);
        assert_eq!(told("第一是茶业在农业总产值中的比重稳步上升").as_deref(), Some("茶业占农业总产值比重"));
    }
}
