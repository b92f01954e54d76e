//! One number for several things: 粮食、棉花的产量都增长10%; and things that share a head: 单位国内生产总值能耗、二氧化碳排放量.

use crate::fold::folded;
use crate::lexicon::Lexicon;
use crate::subject::Subject;
use luoshi_reader::Figure;

/// The things of a list that share a number, where the data file knows at least two of them; none of what is one thing.
pub(crate) fn members(name: &str) -> Vec<Subject> {
    if !name.contains(['、', '和']) {
        return Vec::new();
    }
    let end = Lexicon::get().words("list.end").iter().find_map(|w| name.strip_suffix(w)).unwrap_or(name);
    // 主要污染物二氧化硫、氨氮: what they all are goes before the first.
    let end = Lexicon::get().words("list.before").iter().find_map(|w| end.strip_prefix(w)).unwrap_or(end);
    let parts: Vec<&str> = end.split(['、', '和']).filter(|p| !p.is_empty()).collect();
    let tail = Lexicon::get().words("owned").iter().find(|w| end.ends_with(*w)).copied();
    let known = |part: &str| {
        let alone = Subject::new(part, None, None, &[]).0;
        let bare = alone.known.is_none().then(|| tail.map(|t| Subject::new(&format!("{part}{t}"), None, None, &[]).0));
        Some(alone).filter(|s| s.known.is_some()).or_else(|| bare.flatten().filter(|s| s.known.is_some()))
    };
    let found: Vec<Subject> = parts.iter().filter_map(|p| known(p)).collect();
    if found.len() >= LEAST {
        return found;
    }
    // 安全处置率、安全利用率: each says by itself what it is.
    let rates = Lexicon::get().words("list.rates");
    let says = |part: &&str| part.chars().count() >= NAMED && rates.iter().any(|w| part.ends_with(w));
    if parts.len() >= LEAST && parts.iter().all(says) {
        return parts.iter().map(|p| Subject::new(p, None, None, &[]).0).collect();
    }
    Vec::new()
}

/// The things of a list of which the sentence says that a number is that of each; none where one of them says too little.
pub(crate) fn each(name: &str) -> Vec<Subject> {
    let parts: Vec<&str> = name.split(['、', '和']).collect();
    let says = |part: &&str| part.chars().count() >= SAYS;
    if parts.len() < LEAST || !parts.iter().all(says) {
        return Vec::new();
    }
    parts.iter().map(|p| Subject::new(p, None, None, &[]).0).collect()
}

/// The one of the three sectors that the figure at `index` is of, where one name stands for all: 一、二、三产业增加值分别增长3%、7%、5%.
pub(crate) fn sector(figures: &[Figure], index: usize) -> Option<Subject> {
    let figure = figures.get(index)?;
    let name = folded(figure.indicator.as_deref()?);
    let lexicon = Lexicon::get();
    let (form, rest) = lexicon.words("sectors").iter().find_map(|w| Some((*w, name.strip_prefix(w)?)))?;
    let same = |f: &&Figure| f.sentence == figure.sentence && f.indicator == figure.indicator;
    let before = figures.get(..index)?.iter().rev().take_while(same).count();
    let after = figures.get(index + 1..)?.iter().take_while(same).count();
    // 二、三产业分别增长7%、5%: what a list numbers, its first may be lost.
    let at = match before + after + 1 {
        3 => before,
        2 if !lexicon.words("sectors.first").iter().any(|w| form.starts_with(w)) => before + 1,
        _ => return None,
    };
    let (sector, _) = lexicon.sectors.iter().find(|(_, n)| *n == at + 1)?;
    Some(Subject::new(&format!("{sector}{rest}"), None, None, &[]).0).filter(|s| s.known.is_some())
}

/// The head of a name that the members behind it share.
pub(crate) fn head(name: &str) -> Option<&'static str> {
    let name = folded(name);
    Lexicon::get().words("list.head").iter().copied().find(|w| name.starts_with(w))
}

/// What a member of a list is with the head of the first.
pub(crate) fn headed(head: &str, name: &str) -> Option<Subject> {
    Some(Subject::new(&format!("{head}{name}"), None, None, &[]).0).filter(|s| s.known.is_some())
}

/// Characters of the shortest name of a proportion that says what it is of.
const NAMED: usize = 5;

/// Characters of the shortest name of a thing that a list names in full.
const SAYS: usize = 4;

/// Fewer things of a list that are known may be known by chance.
const LEAST: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_its_members() {
        let names = |name: &str| members(name).iter().map(|s| s.key().to_owned()).collect::<Vec<_>>();
        assert_eq!(names("粮食、棉花等产品的产量"), ["粮食产量", "棉花产量"]);
        assert_eq!(names("化学需氧量、氨氮排放量"), ["化学需氧量排放量", "氨氮排放量"]);
        assert_eq!(names("主要污染物二氧化硫、氨氮排放量"), ["二氧化硫排放量", "氨氮排放量"]);
        assert!(names("公园和绿道").is_empty());
        assert_eq!(names("厨余垃圾处置率、再生资源回收率"), ["厨余垃圾处置率", "再生资源回收率"]);
        assert_eq!(
            headed("单位国内生产总值", "能耗排放量").map(|s| s.key().to_owned()).as_deref(),
            Some("单位国内生产总值能耗")
        );
    }
}
