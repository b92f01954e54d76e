//! What is measured, in normal form: the words of a report brought to the one name of the thing.

use crate::fold::folded;
use crate::lexicon::{Better, Family, Lexicon};
use crate::proportion;
use crate::scope::alias;
use crate::spelling::{enough, find, shorter};

/// What a figure is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Subject {
    /// Its cleaned name, or that of the name in the data file.
    pub(crate) name: String,
    /// Index into [`Lexicon::names`], where it is known.
    pub(crate) known: Option<usize>,
}

impl Subject {
    /// From the normal form that the reader gives, and the scope it stands in. Gives back the scope that is left: 城 of
    /// 城乡居民… makes another indicator of it, and 全市 is none.
    /// `written` is the indicator as it stands in the text.
    pub(crate) fn new(
        indicator: &str,
        scope: Option<&str>,
        written: Option<&str>,
        places: &[String],
    ) -> (Self, Option<String>) {
        let lexicon = Lexicon::get();
        let mut name = proportion::named(without_base(without_year(&well_printed(folded(indicator)))));
        let mut scope = scope.map(folded).filter(|s| !s.is_empty());
        // “云泽优品”达到20个: what begins with a place is no place.
        let longer = |s: &str| places.iter().any(|p| s.strip_prefix(p.as_str()).is_some_and(|rest| enough(&rest)));
        if name.is_empty()
            && let Some(s) = scope.take_if(|s| longer(s))
        {
            name = s;
        }
        // 二、三产业, of 第二产业: which of the list it is stands in the scope.
        if name.contains('、')
            && let Some(known) = scope.as_deref().and_then(|s| lexicon.spelled(s))
            && scope.as_deref().and_then(|s| s.chars().last()) == name.chars().last()
        {
            return (Self::known(known), None);
        }
        // 项目达效、新增产值: what comes last with a verb of its own is what is counted.
        if let Some((head, last)) = name.rsplit_once('、')
            && head.chars().count() <= STUB
            && let Some(rest) = lexicon.words("kin.before").iter().find_map(|w| last.strip_prefix(w)).filter(enough)
        {
            name = rest.to_owned();
        }
        // …教育经费支出年均增长…，占国内生产总值比例达到…: what it is of stands before it.
        if name.starts_with('占')
            && let Some(s) = scope.as_deref()
        {
            name = proportion::named(&format!("{s}{name}"));
            scope = None;
        }
        if let Some(part) = scope.as_deref().and_then(|s| lexicon.parts.iter().find(|(p, _)| *p == s))
            && let Some(rest) = name.strip_prefix("城乡")
        {
            name = format!("{}{rest}", part.1);
            scope = None;
        }
        let local = places.first().is_some_and(|p| !lexicon.central.contains(&p.as_str()));
        let whole = |s: &str| {
            lexicon.words("whole").contains(&s)
                || local && lexicon.words("whole.local").contains(&s)
                || places.iter().any(|p| p == s)
        };
        // 全国人口 is all there are, and 人口 anybody.
        if scope.as_deref().is_some_and(whole)
            && listed(&name)
            && let Some(known) = lexicon.spelled(&format!("{ALL}{name}"))
        {
            return (Self::known(known), None);
        }
        // 农村居民…, of 农村: said twice.
        if scope.as_deref().is_some_and(|s| whole(s) || name.starts_with(s)) {
            scope = None;
        }
        // 工业 of 生产总值: the words as written tell of what it is.
        let said = |s: &str| written.map(folded).and_then(|w| lexicon.spelled(&format!("{s}{w}")));
        if let Some(s) = &scope
            && let Some(known) = said(s)
                .or_else(|| find(&format!("{s}{name}")))
                .or_else(|| find(&format!("{}{name}", alias(s))).filter(|_| alias(s) != s))
        {
            return (Self::known(known), None);
        }
        // 规模以上工业企业7.6万家、增加值增长3%: the measure of what stands before it.
        if let Some(s) = &scope
            && let Some(known) = lexicon.words("owner.tail").iter().find_map(|tail| {
                let owner = s.strip_suffix(tail).filter(enough)?;
                lexicon.spelled(&format!("{owner}{name}"))
            })
        {
            return (Self::known(known), None);
        }
        let mut cleaned = name.clone();
        for place in places {
            if let Some(rest) = cleaned.strip_prefix(place.as_str()).filter(|r| r.chars().count() >= 2) {
                cleaned = rest.to_owned();
                break;
            }
        }
        if let Some(known) = find(&cleaned) {
            return (Self::known(known), scope);
        }
        // 茶叶的产量 is 茶叶产量.
        if let Some((of, what)) = cleaned.rsplit_once('的')
            && let Some(known) = find(&format!("{of}{what}"))
        {
            return (Self::known(known), scope);
        }
        // 对居民医保的补助标准 is 居民医保补助标准.
        if let Some((of, what)) = cleaned.strip_prefix('对').and_then(|rest| rest.rsplit_once('的'))
            && let Some(known) = find(&format!("{of}{what}"))
        {
            return (Self::known(known), scope);
        }
        (Self { name: stripped(&cleaned), known: None }, scope)
    }

    /// Whose measure it is, where its name ends in one: 粮食 of 粮食播种面积.
    pub(crate) fn owner(&self) -> Option<Box<str>> {
        let lexicon = Lexicon::get();
        if lexicon.words("owned").contains(&self.name.as_str()) || self.name.contains(')') {
            return None;
        }
        let tails = lexicon.words("owner.tail");
        tails.iter().find_map(|tail| self.name.strip_suffix(tail).filter(enough)).map(Into::into)
    }

    /// The name with its owner before it, where it is no more than a measure: 产量, 在校学生.
    pub(crate) fn of_owner(&self, owner: &str) -> Option<Self> {
        let lexicon = Lexicon::get();
        if owner.is_empty() || !lexicon.words("owned").contains(&self.name.as_str()) {
            return None;
        }
        let name = format!("{owner}{}", self.name);
        Some(find(&name).map_or(Self { name, known: None }, Self::known))
    }

    /// A name that the data file does not have.
    pub(crate) fn unknown(name: &str) -> Self {
        Self { name: name.to_owned(), known: None }
    }

    /// The name as it stands, where the data file has it.
    pub(crate) fn exactly(name: &str) -> Option<Self> {
        Lexicon::get().spelled(&folded(name)).map(Self::known)
    }

    /// The longest name of the data file that a folded text begins with, with its spelling.
    pub(crate) fn begins(text: &str) -> Option<(&'static str, Self)> {
        Lexicon::get().spelled_at(text).map(|(spelling, at)| (spelling, Self::known(at)))
    }

    fn known(at: usize) -> Self {
        let name = Lexicon::get().names.get(at).map_or("", |n| n.usual);
        Self { name: name.to_owned(), known: Some(at) }
    }

    /// The thing measured, where the data file knows it.
    pub(crate) fn family(&self) -> Option<&'static Family> {
        let lexicon = Lexicon::get();
        self.known.and_then(|n| lexicon.names.get(n)).and_then(|n| lexicon.families.get(n.family))
    }

    /// What it is searched by: the thing, or the name itself.
    pub(crate) fn key(&self) -> &str {
        self.family().map_or(self.name.as_str(), |f| f.name)
    }

    /// Which side is good. Of what nobody wrote down, more is taken to be wanted: it is what targets of things built and
    /// done are.
    pub(crate) fn better(&self) -> Better {
        self.family().map_or(Better::More, |f| f.better)
    }
}

/// A name as it was meant, where a scan confused its last characters: 财政收人.
fn well_printed(name: String) -> String {
    let misprints = &Lexicon::get().misprints;
    let meant = misprints.iter().find_map(|(word, is)| Some(format!("{}{is}", name.strip_suffix(word)?)));
    meant.unwrap_or(name)
}

/// A name without the year before it: 一九五八粮食.
fn without_year(name: &str) -> &str {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九〇○零".contains(c);
    let head: usize = name.chars().take(YEAR).filter(|c| numeral(*c)).map(char::len_utf8).sum();
    let whole = name.chars().take(YEAR).filter(|c| numeral(*c)).count() == YEAR;
    name.get(head..).filter(|rest| whole && !rest.starts_with(numeral) && enough(rest)).unwrap_or(name)
}

/// How names of the data file call the whole country.
pub(crate) const ALL: &str = "全国";

/// Characters of a year.
const YEAR: usize = 4;

/// Characters of what is left of a clause before a mark, and is no member of a list.
const STUB: usize = 3;

/// A name without what it is compared with: 比改革前企业税负.
fn without_base(name: &str) -> &str {
    let rest = name.strip_prefix('比').and_then(|rest| rest.split_once('前'));
    rest.filter(|(when, rest)| when.chars().count() <= YEAR && enough(rest)).map_or(name, |(_, rest)| rest)
}

/// The name without all words around it that are no part of it.
fn stripped(name: &str) -> String {
    let mut name = name;
    while let Some(rest) = shorter(name) {
        name = rest;
    }
    // 联通各村的绿道 is 绿道.
    match name.rsplit_once('的') {
        Some((_, rest)) if enough(&rest) && !listed(rest) => rest.to_owned(),
        _ => name.to_owned(),
    }
}

/// Of what earns or is paid, with whose it is: 农民 and 收入, where 收入 alone says too little.
pub(crate) fn whose<'a>(subject: &'a Subject, scope: Option<&'a str>) -> Option<(&'a str, &'a str)> {
    let lexicon = Lexicon::get();
    if subject.known.is_some() || !lexicon.words("whose").contains(&subject.name.as_str()) {
        return None;
    }
    let last = scope?.rsplit(['、', '和', '与', '及']).next()?;
    lexicon.words("whose.of").contains(&last).then_some((last, subject.name.as_str()))
}

/// Of what money is called, with what it goes into: 招商项目 and 投资. A place is a scope and stays one.
pub(crate) fn invested<'a>(subject: &'a Subject, scope: Option<&'a str>) -> Option<(&'a str, &'a str)> {
    let lexicon = Lexicon::get();
    if subject.known.is_some() || !lexicon.words("goes.into").contains(&subject.name.as_str()) {
        return None;
    }
    let scope = scope?;
    let bare = lexicon.words("whole.local").iter().find_map(|w| scope.strip_prefix(w)).unwrap_or(scope);
    let into = lexicon.words("goes.into.end").iter().any(|w| bare.ends_with(w));
    (into && bare.chars().count() >= INTO).then_some((bare, subject.name.as_str()))
}

/// Characters of the shortest name of what money goes into.
const INTO: usize = 4;

/// The thing that a name with a verb within it says is more or less: 农民收入 of 农民增加收入.
pub(crate) fn rises(subject: &Subject) -> Option<Subject> {
    let lexicon = Lexicon::get();
    if subject.known.is_some() {
        return None;
    }
    let (whose, what) = lexicon.words("rises").iter().find_map(|w| subject.name.split_once(w))?;
    let both = lexicon.words("whose").contains(&what) && lexicon.words("whose.of").contains(&whose);
    let name = format!("{whose}{what}");
    both.then(|| Subject::exactly(&name).unwrap_or(Subject::unknown(&name)))
}

/// Whether a name is one of those that say nothing without what stands around them: 项目, 职工的收入.
pub(crate) fn listed(name: &str) -> bool {
    Lexicon::get().words("generic").contains(&name)
}

/// Whether a name says too little by itself.
pub(crate) fn generic(name: &str) -> bool {
    name.chars().count() < 3 || listed(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_name_and_names_of_the_whole_are_taken_off() {
        let of = |name: &str, scope: Option<&str>| {
            let (subject, scope) = Subject::new(name, scope, None, &["云泽市".to_owned(), "云泽".to_owned()]);
            (subject.key().to_owned(), scope)
        };
        assert_eq!(of("城乡居民人均可支配收入", Some("乡")).0, "农村居民人均可支配收入");
        assert_eq!(of("财政赤字", Some("中央")), ("中央财政赤字".to_owned(), None));
        assert_eq!(of("地区生产总值增长预期目标", Some("云泽市")), ("国内生产总值增速".to_owned(), None));
        assert_eq!(of("经济增长", Some("东部")).1.as_deref(), Some("东部"));
        assert_ne!(of("工业增长", None).0, of("经济增长", None).0);
        assert_eq!(of("完成口袋公园", None).0, "口袋公园");
    }
}
