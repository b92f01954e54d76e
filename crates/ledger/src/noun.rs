//! What the words around a figure say it is of, where its own name says too little.

use crate::around::{AROUND, LEAST, LIMITED, Sentence};
use crate::carry::{Before, is_void};
use crate::fold::folded;
use crate::lexicon::Lexicon;
use crate::subject::{ALL, Subject};
use luoshi_reader::Figure;

/// Characters of the places that a programme has reached, with what stands before them: 以上的县（市、区）.
const PLACES: usize = 9;

/// What the length of a road is called.
const LENGTH: &str = "里程";

impl Sentence<'_> {
    /// The indicator that a sentence sets a target for before it comes to the number: 经济增长预期目标是…年均增长7%.
    pub(crate) fn aimed(&self, figure: &Figure) -> Option<Subject> {
        let at = figure.spans.first()?.start();
        let start = self.spans.iter().map(|s| s.start()).min()?;
        let words: String =
            self.chars.get(start as usize..at as usize)?.iter().filter(|c| !c.is_whitespace()).collect();
        if words.contains(['；', '。']) {
            return None;
        }
        let (head, _) = Lexicon::get().words("aim").iter().find_map(|aim| words.rsplit_once(aim))?;
        let head = head.rsplit(['，', '、', '：']).next()?;
        let head = folded(head);
        // The longest known name that ends there.
        let last = head.chars().count().saturating_sub(1);
        head.char_indices().take(last).find_map(|(from, _)| Subject::exactly(head.get(from..)?))
    }

    /// What the clause before a number names: the one thing of the data file, else what stands at its head (茶叶交易额要在2023年的
    /// 基础上增长).
    pub(crate) fn names_itself(&self, figure: &Figure, places: &[String]) -> Option<Subject> {
        let clause = self.clause_before(figure, LIMITED);
        if let Some(before) = Before::named(&clause) {
            return Some(before.subject);
        }
        let (head, _) = clause.split_once("在").filter(|(_, rest)| rest.contains('年'))?;
        let head = head.trim_end_matches(['要', '将', '都', '均']);
        (head.chars().count() >= LEAST - 1).then(|| Subject::new(head, None, None, places).0)
    }

    /// Whether a name only says that something grows at a pace, and the something stands before it.
    pub(crate) fn paced(&self, figure: &Figure, name: &str) -> bool {
        Lexicon::get().words("pace").contains(&name) && self.before(figure).contains(name)
    }

    /// Whether the people counted were found work: 安排903万人就业; 安排就业的劳动力达到903万人.
    pub(crate) fn finds_work(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let behind = self.behind_clause(figure);
        let before = self.before(figure);
        // 1万名高校毕业生到基层就业: they are counted by what they are.
        let noun = figure.indicator.as_deref().unwrap_or("");
        let named = !lexicon.words("work").contains(&noun) && behind.contains(noun) && !noun.is_empty();
        !named && lexicon.words("work").iter().any(|w| behind.ends_with(w))
            || lexicon.words("work.before").iter().any(|w| before.contains(w))
    }

    /// What people are counted as for whom the clause says what was done: 8万农村人口实现脱贫, 解决9万人的饮水安全问题.
    pub(crate) fn done_for(&self, figure: &Figure) -> Option<Subject> {
        let people = figure.amount.as_ref().is_some_and(|a| a.dimension == "people");
        let called = figure.indicator.as_deref().is_some_and(|i| i.contains('人'));
        let counted = figure.amount.as_ref().is_none_or(|a| matches!(a.dimension, "people" | "count"));
        if !counted || !(people || called) || matches!(figure.unit.as_str(), "%" | "‰") {
            return None;
        }
        let clause = folded(&format!("{}{}", self.before(figure), self.behind_clause(figure)));
        let lexicon = Lexicon::get();
        // 仍有9万人尚未脱贫: it was not done.
        if lexicon.words("undone").iter().any(|w| clause.contains(w)) {
            return None;
        }
        lexicon.deeds.iter().find(|(word, _)| clause.contains(word)).and_then(|(_, is)| Subject::exactly(is))
    }

    /// The thing that a name is part of, where its clause says before it whom it is for, and the data file knows the whole:
    /// 医保补助标准 of 对医保的补助标准.
    pub(crate) fn paid_for(&self, figure: &Figure, name: &str) -> Option<Subject> {
        let opening = self.opening(figure);
        let clause = opening.rsplit(['，', ',', '；', ';']).next()?;
        let (head, _) = clause.rsplit_once(name)?;
        let (_, of) = head.strip_suffix('的')?.rsplit_once('对')?;
        Subject::exactly(&format!("{of}{name}"))
    }

    /// What a sentence is about whose first clause is no more than a noun: 五年内施工的大中型项目，计划在1985年底前建成400个.
    pub(crate) fn topic(&self, figure: &Figure, places: &[String]) -> Option<Subject> {
        let opening = self.opening(figure);
        let (first, rest) = opening.split_once(['，', ','])?;
        let name = first.rsplit('的').next().unwrap_or(first);
        let length = name.chars().count();
        let marks = |c: char| matches!(c, '：' | ':' | '；' | ';' | '、') || c.is_ascii_digit();
        if first == name || !(LEAST..=AROUND).contains(&length) || name.contains(marks) || rest.contains(['；', ';']) {
            return None;
        }
        let (subject, _) = Subject::new(name, None, None, places);
        Some(subject).filter(|s| !is_void(s))
    }

    /// The name whose end alone the reader took, because marks of its own stand within: 茶叶（不含绿茶）的产量. The words in
    /// brackets only say what is counted.
    pub(crate) fn bracketed(&self, figure: &Figure) -> Option<String> {
        let indicator = folded(figure.indicator.as_deref()?);
        let opening = self.opening(figure);
        let at = opening.rfind(&indicator)?;
        let (head, tail) = match indicator.rsplit_once(')') {
            Some((within, tail)) if !within.contains('(') => (opening.get(..at + within.len())?, tail),
            // 茶叶(不含绿茶)的产量, all of it taken.
            Some((within, tail)) if tail.starts_with('的') => (within, tail),
            Some(_) => return None,
            None => {
                let head = opening.get(..at)?;
                let head = head.strip_suffix('的').unwrap_or(head);
                (head.strip_suffix(')')?, indicator.as_str())
            }
        };
        let (before, within) = head.rsplit_once('(')?;
        let what = before.rsplit(['，', '；', '。', '：', '、', ',', ';', ')']).next()?;
        let tail = tail.strip_prefix('的').unwrap_or(tail);
        let says = |text: &str| text.chars().count() >= 2 && !text.contains(|c: char| c.is_ascii_digit());
        (says(what) && says(tail) && !within.contains(['(', '；', '。'])).then(|| format!("{what}{tail}"))
    }

    /// The thing of the data file that a short name is of, where the sentence names it first: 基本建设，…总的投资额; 在手工业方面，…总产值.
    pub(crate) fn headed(&self, figure: &Figure, name: &str) -> Option<Subject> {
        let opening = self.opening(figure);
        let (first, rest) = opening.split_once(['，', ','])?;
        if rest.contains(['；', ';', '。']) || first.chars().count() > AROUND {
            return None;
        }
        let lexicon = Lexicon::get();
        let first = first.strip_prefix('在').unwrap_or(first);
        let first = lexicon.words("topic.end").iter().find_map(|w| first.strip_suffix(w)).unwrap_or(first);
        Subject::exactly(&format!("{first}{name}"))
    }

    /// What those whom taxes and fees weigh on are relieved of: 为企业减负, 降低企业税负.
    pub(crate) fn relief(&self, figure: &Figure) -> Option<Subject> {
        let before = self.before(figure);
        let lexicon = Lexicon::get();
        let end = lexicon.words("relief.before").iter().find_map(|w| before.strip_suffix(w)).unwrap_or(&before);
        let word = lexicon.words("relief").iter().find(|w| end.ends_with(**w))?;
        let whom = lexicon.words("relief.of").iter().any(|w| before.contains(w));
        if whom { Subject::exactly(word) } else { None }
    }

    /// Whether the clause is about all that the sentence has named so far: …，都增长8%.
    pub(crate) fn of_all(&self, figure: &Figure) -> bool {
        let text: String = self.window_before(figure, AROUND * 2).iter().collect();
        let Some((_, clause)) = text.rsplit_once('，') else { return false };
        let clause = clause.trim_start();
        Lexicon::get().words("of.all").iter().any(|w| clause.starts_with(w)) && !clause.contains(['。', '；'])
    }

    /// Whether a number is that of each of the things right before it: 分别增长6%.
    pub(crate) fn severally(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        Lexicon::get().words("severally").iter().any(|w| before.contains(w))
    }

    /// Whether the number is so many per cent of a thing that stands behind it: 扩大到全国80%的县.
    pub(crate) fn part_of(&self, figure: &Figure) -> bool {
        let behind = self.behind(figure);
        let behind = behind.trim_start_matches(['以', '上', '左', '右']);
        let Some(rest) = behind.strip_prefix('的') else { return false };
        let growth = |name: &str| Lexicon::get().words("strip.after").contains(&name);
        figure.indicator.as_deref().is_some_and(|name| !name.is_empty() && !growth(name) && rest.starts_with(name))
    }

    /// What is counted where only verbs stand before the number: 引进留用50名制茶能手.
    pub(crate) fn noun_behind(&self, figure: &Figure) -> Option<String> {
        let counted = |d: &str| matches!(d, "count" | "people" | "places" | "area" | "length");
        if !figure.amount.as_ref().is_some_and(|a| counted(a.dimension)) {
            return None;
        }
        let before = self.before(figure);
        let mut rest = before.rsplit(['、', '：', ':']).next()?;
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            rest = Lexicon::get().words("kin.before").iter().find_map(|w| rest.strip_prefix(w))?;
        }
        let behind = self.behind_clause(figure);
        let behind =
            Lexicon::get().words("about.behind").iter().find_map(|w| behind.strip_prefix(w)).unwrap_or(&behind);
        let own = figure.indicator.as_deref().is_none_or(|i| !behind.contains(i));
        let noun = (LEAST - 1..=AROUND).contains(&behind.chars().count()) && behind.chars().all(char::is_alphabetic);
        (own && noun).then(|| behind.to_owned())
    }

    /// Of what a proportion of places is that a programme has reached: 合作医疗 of 试点范围扩大到40%的县, where the sentence or the
    /// one before it names the programme.
    pub(crate) fn reach(&self, figure: &Figure, subject: &Subject) -> Option<Subject> {
        let lexicon = Lexicon::get();
        // 县占全国总数比重: of them too.
        let name =
            subject.name.split_once('占').filter(|(_, of)| of.starts_with(ALL)).map_or(&*subject.name, |(n, _)| n);
        let says = !name.is_empty() && !lexicon.words("reach").contains(&name);
        if figure.unit != "%" || subject.known.is_some() || subject.name.is_empty() || says {
            return None;
        }
        let former: String = self.former.iter().flat_map(|s| self.chars.get(s.range()).unwrap_or_default()).collect();
        let (own, former) = (self.opening(figure), folded(&former));
        let last = |text: &str| text.trim_end_matches('。').rsplit([';', '。']).next().unwrap_or("").to_owned();
        let (own, former) = (last(&own), last(&former));
        let behind = folded(&self.behind_clause(figure));
        let behind = lexicon.words("about.behind").iter().find_map(|w| behind.strip_prefix(w)).unwrap_or(&behind);
        // 90%的县达到这一标准: what they have reached stands behind.
        if behind.chars().count() > PLACES
            || !behind.is_empty() && !lexicon.words("reach.end").iter().any(|w| behind.ends_with(w))
        {
            return None;
        }
        let places = lexicon.words("reach.places").iter();
        let place =
            places.clone().find(|w| behind.contains(**w)).or_else(|| places.clone().find(|w| own.contains(**w)))?;
        let programme = programme(&own).or_else(|| programme(&former))?;
        Some(Subject::unknown(&format!("{programme}{place}比重")))
    }

    /// The sort of road whose length a name is that says no more: 高速公路 before 新增通车里程, in the sentence or the one before.
    pub(crate) fn road(&self, figure: &Figure, subject: &Subject) -> Option<Subject> {
        let lexicon = Lexicon::get();
        if subject.known.is_some() || !lexicon.words("road.length").contains(&subject.name.as_str()) {
            return None;
        }
        let last = |text: &str| {
            let found =
                lexicon.words("road").iter().filter_map(|w| text.rfind(w).map(|at| (at + w.len(), w.len(), *w)));
            found.max().map(|(_, _, w)| w)
        };
        let former: String = self.former.iter().flat_map(|s| self.chars.get(s.range()).unwrap_or_default()).collect();
        let road = last(&self.opening(figure)).or_else(|| last(&folded(&former)))?;
        let name = format!("{road}{LENGTH}");
        Some(Subject::exactly(&name).unwrap_or_else(|| Subject::unknown(&name)))
    }

    /// The indicator with what it is of: of 6000万农村人口的饮水安全问题 the reader names who it is for.
    pub(crate) fn whole(&self, figure: &Figure) -> Option<String> {
        let indicator = figure.indicator.as_deref()?;
        let behind = self.behind_clause(figure);
        let rest = behind.strip_prefix(indicator)?.strip_prefix('的')?;
        let long = (LEAST - 1..AROUND).contains(&rest.chars().count());
        (long && rest.chars().all(char::is_alphabetic)).then(|| format!("{indicator}{rest}"))
    }
}

/// The programme that words name last: 合作医疗 of 积极推行合作医疗制度, and of 合作医疗深受欢迎.
fn programme(text: &str) -> Option<&str> {
    let lexicon = Lexicon::get();
    let ends = |list: &str, within: bool| {
        let found = lexicon.words(list).iter().flat_map(|w| text.match_indices(w));
        let mut ends: Vec<usize> = found.map(|(at, w)| if within { at + w.len() } else { at }).collect();
        ends.sort_unstable();
        ends.into_iter().rev().find_map(|at| {
            let clause = text.get(..at)?.rsplit([',', '，', '、', ':', '：']).next()?;
            let verbs = lexicon.words("programme.before").iter();
            let from = verbs.filter_map(|w| clause.rfind(w).map(|at| at + w.len())).max().unwrap_or(0);
            clause.get(from..).filter(|name| name.chars().count() >= LEAST - 1)
        })
    };
    ends("programme", false).or_else(|| ends("programme.self", true))
}
