//! Names that nobody wrote down in the data file, and which of them are the same: 清洁能源装机比重 and 清洁能源装机占比.

use crate::lexicon::Lexicon;
use crate::subject::{Subject, listed};
use std::sync::OnceLock;

/// What a subject is searched by: the thing in the data file, or its name with words for the same under one of them, without
/// the verbs before it.
pub(crate) fn key(subject: &Subject) -> String {
    match subject.family() {
        Some(family) => family.name.to_owned(),
        None => plain(&subject.name),
    }
}

/// A text with words for the same under one of them.
pub(crate) fn one_word(text: &str) -> String {
    // Few texts have all characters of one of the words: looking for each word costs more than looking at the characters once.
    static SETS: OnceLock<Vec<u64>> = OnceLock::new();
    let same = &Lexicon::get().same;
    let sets = SETS.get_or_init(|| same.iter().map(|(word, _)| set(word)).collect());
    let mut out = text.to_owned();
    let mut has = set(text);
    for ((word, is), wants) in same.iter().zip(sets) {
        if has & wants == *wants && out.contains(word) {
            out = out.replace(word, is);
            has = set(&out);
        }
    }
    out
}

/// The characters of a text as a set that may take one for another.
fn set(text: &str) -> u64 {
    text.chars().fold(0, |set, c| set | 1 << (u32::from(c) % u64::BITS))
}

/// One form of a name.
fn plain(name: &str) -> String {
    let lexicon = Lexicon::get();
    let out = one_word(name);
    let mut rest = out.as_str();
    loop {
        // 城中村改造 is 城中村; before a name verbs are harder to tell from its own characters.
        let after = || {
            lexicon
                .words("kin.after")
                .iter()
                .find_map(|w| rest.strip_suffix(w))
                .filter(|r| r.chars().count() >= SHORTEST)
        };
        let before = lexicon.words("kin.before").iter().find_map(|w| rest.strip_prefix(w));
        match before.filter(|r| r.chars().count() >= LEAST).or_else(after) {
            Some(shorter) => rest = shorter,
            None => return rest.to_owned(),
        }
    }
}

/// Whether one of two names is the other with words before, behind or within it: 康复中心 and 基层康复中心. What both share
/// has to say enough to be told from other things.
pub(crate) fn akin(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let length = short.chars().count();
    if turned(short, long) {
        return true;
    }
    // 吞吐量 stands at the end of 集装箱吞吐量.
    if length == LEAST - 1 && long.ends_with(short) {
        return Lexicon::get().words("measure.end").iter().any(|end| short.ends_with(end)) && !listed(short);
    }
    let lists = |text: &str| text.contains(JOINTS);
    if lists(short) && lists(long) && several_alike(short, long) {
        return true;
    }
    if length < LEAST || Lexicon::get().words("generic").contains(&short) || long.chars().count() > length * 3 {
        return false;
    }
    // All of the shorter stands in the longer, in order and in two pieces at most, neither of a single character.
    if long.contains(short) {
        return true;
    }
    for (at, _) in short.char_indices().take(length - 1).skip(2) {
        let (head, tail) = short.split_at(at);
        // A longer head stands nowhere either.
        let Some((_, rest)) = long.split_once(head) else { return false };
        if rest.contains(tail) {
            return true;
        }
    }
    // 屠宰量, 屠宰加工量: the last character says how it is measured, and stands at the end of both.
    let measures = Lexicon::get().words("measure.end").iter();
    let mut of = measures.filter_map(|end| short.strip_suffix(end).filter(|_| long.ends_with(end)));
    of.any(|head| long.starts_with(head))
}

/// Whether two names list as many things, and each of one is a thing of the other: 城中村和危旧房改造 and 城中村改造和城市危旧房改造.
fn several_alike(a: &str, b: &str) -> bool {
    let members = |text: &str| -> Vec<String> {
        let parts = text.split(JOINTS);
        parts.map(|p| without(p).to_owned()).filter(|p| p.chars().count() >= SHORTEST).collect()
    };
    let (a, b) = (members(a), members(b));
    let each = |x: &String| b.iter().any(|y| x.contains(y.as_str()) || y.contains(x.as_str()));
    a.len() >= 2 && a.len() == b.len() && a.iter().all(each)
}

/// What stands between the members of a list.
const JOINTS: [char; 4] = ['、', '和', '与', '及'];

/// A name without what was done to it behind it: 城中村改造.
fn without(name: &str) -> &str {
    let rest = Lexicon::get().words("kin.after").iter().find_map(|w| name.strip_suffix(w));
    rest.filter(|r| r.chars().count() >= SHORTEST).unwrap_or(name)
}

/// Whether a longer name ends with the whole of a shorter one that says enough: 农村互助幸福院 and 互助幸福院. A single character
/// before it may make another thing of it: 排水管网 and 供排水管网.
/// `many` of them are counted: then a name of four characters says enough too.
pub(crate) fn ends(a: &str, b: &str, many: bool) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let least = if many { LEAST } else { LEAST + 1 };
    // 小学和中学学位 are not 中学学位.
    let one = |before: &str| before.chars().count() != 1 && !before.contains(JOINTS);
    short.chars().count() >= least && long.strip_suffix(short).is_some_and(one)
}

/// Whether a longer name has the whole of a shorter one that says much.
pub(crate) fn holds(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let list = |text: &str| text.contains(JOINTS);
    short.chars().count() > LEAST && list(short) == list(long) && long.contains(short)
}

/// Likewise, of a name so long that hardly anything else is called like it.
pub(crate) fn holds_much(a: &str, b: &str) -> bool {
    a.chars().count().min(b.chars().count()) >= MUCH && holds(a, b)
}

/// Characters of such a name.
const MUCH: usize = 7;

/// Whether all characters of a name stand in another that has hardly more, in whatever order: 沼气用户 and 户用沼气, 廉租房 and
/// 廉租住房.
fn turned(short: &str, long: &str) -> bool {
    let (length, of) = (short.chars().count(), long.chars().count());
    if length < TURNED || of > length + 1 || Lexicon::get().words("generic").contains(&short) {
        return false;
    }
    let mut rest: Vec<char> = long.chars().collect();
    short.chars().all(|c| rest.iter().position(|r| *r == c).map(|at| rest.swap_remove(at)).is_some())
}

/// Characters of the shortest name whose characters may stand in another order.
const TURNED: usize = 3;

/// Characters of the shortest name that is left when words behind it are taken off.
const SHORTEST: usize = 3;

/// Characters of the shortest name that says what it is of.
const LEAST: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_the_same_make_one_name() {
        assert_eq!(plain("清洁能源装机占比"), plain("清洁能源装机比重"));
        assert_eq!(plain("基本医疗保险参保率"), plain("医保参保率"));
        assert_eq!(plain("新引进专业人才"), "专业人才");
        assert_ne!(plain("供水工程"), plain("供气工程"));
    }

    #[test]
    fn a_name_within_another_is_akin_to_it() {
        assert!(akin("社区康复中心", "基层社区康复中心"));
        assert!(akin("农村供水工程", "农村集中供水工程"));
        assert!(akin("生猪屠宰量", "生猪屠宰加工量"));
        assert!(ends("社区康复中心", "基层社区康复中心", false));
        assert!(!ends("排水管网", "供排水管网", true));
        assert!(ends("转移就业", "牧民转移就业", true));
        assert!(!ends("转移就业", "牧民转移就业", false), "few of a short name");
        assert!(holds("绿色能源装机", "新增绿色能源装机"));
        assert!(akin("沼气用户", "户用沼气"), "turned round");
        assert!(akin("廉租房", "廉租住房"), "shortened");
        assert!(akin("小竹园和旧茶厂改造", "小竹园改造和乡镇旧茶厂改造"), "of the same things");
        assert!(!akin("小竹园和旧茶厂改造", "小竹园和旧纸厂改造"));
        assert!(akin("吞吐量", "集装箱吞吐量"));
        assert!(!akin("覆盖率", "绿化覆盖率"), "of anything");
        assert!(!akin("公园", "口袋公园"), "says too little");
        assert!(!akin("供水管网改造", "供热管网改造"));
    }
}
