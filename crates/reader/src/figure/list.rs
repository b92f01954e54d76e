//! 、-lists: 城乡居民收入分别增长6.5%和9.2% is two figures, each with its own share of the words before.

use super::words::Opener;
use super::{Draft, Grammar, Scope, Sentence};
use crate::lexicon::Words;
use crate::quantity::Shape;
use crate::unit::Dimension;
use std::ops::Range;

/// Gives each member of a list what it measures.
pub(super) fn distribute(grammar: &Grammar, s: &Sentence<'_>, drafts: &mut [Draft]) {
    graded(s, drafts);
    classed(s, drafts);
    let mut first = 0;
    while first < drafts.len() {
        let end = end_of(s, drafts, first);
        if end > first + 1 {
            share(grammar, s, drafts, first, end);
        }
        first = end;
    }
}

/// Where the list ends that begins with a number; the next one where it stands alone.
pub(super) fn end_of(s: &Sentence<'_>, drafts: &[Draft], first: usize) -> usize {
    let rest = drafts.get(first..).unwrap_or_default();
    first + 1 + rest.windows(2).take_while(|two| adjoining(s, &two[0], &two[1])).count()
}

/// What stands before an amount of a scale: 对省级、市级示范社分别给予省级20万元、市级10万元的奖励.
const GRADES: &[char] = &['级', '类', '档', '等', '星', '奖'];

/// An amount of money before which only a grade stands is an amount of what the last of its list is: 国家级50万元、省级20万元的奖励.
fn graded(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for index in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(index);
        let (Some(last), Some(draft)) = (before.last_mut(), rest.first()) else { continue };
        let money = |d: &Draft| s.quantities[d.quantity].unit.is_some_and(|u| u.dimension == Dimension::Money);
        let grade = last.indicator.clone().filter(|r| s.slice(r).last().is_some_and(|c| GRADES.contains(c)));
        let listed = s.text.get(s.quantities[last.quantity].range.end) == Some(&'、');
        if let Some(grade) = grade
            && listed
            && money(last)
            && money(draft)
            && draft.rules.iter().any(|r| matches!(*r, "indicator.after" | "list.graded"))
        {
            // 国家级 has three characters, 省级 and the rest two.
            let of = |end: usize| {
                let words = s.slice(&(end.saturating_sub(3)..end));
                let long = words.starts_with(&['国']) || matches!(words, [_, '等', '奖']);
                Scope::Written(end.saturating_sub(if long { 3 } else { 2 })..end)
            };
            last.indicator.clone_from(&draft.indicator);
            last.scope = Some(of(grade.end));
            last.rules.push("list.graded");
            // 、 may stand before the second grade.
            let own = draft.left.floor..draft.left.rest;
            if s.slice(&own).last().is_some_and(|c| GRADES.contains(c))
                && let Some(draft) = rest.first_mut()
            {
                draft.scope = Some(of(own.end));
            }
        }
    }
}

/// 3个国家级和7个省级示范区: each class is whose, and what is counted stands behind the last.
fn classed(s: &Sentence<'_>, drafts: &mut [Draft]) {
    /// Longest class: 自治区级.
    const CLASS: usize = 5;
    // 省、市(地)级: all of them are levels.
    let level = |c: &char| {
        matches!(c, '国' | '家' | '省' | '市' | '县' | '区' | '州' | '地' | '乡' | '镇' | '村' | '、' | '(' | ')')
    };
    let class = |r: &Range<usize>| {
        let at = s.slice(r).iter().position(|c| *c == '级')?;
        let end = (at < CLASS || s.slice(r)[..at].iter().all(level)).then_some(at + r.start + 1)?;
        (end > r.start + 1).then_some(end)
    };
    for index in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(index);
        let (Some(last), Some(draft)) = (before.last_mut(), rest.first_mut()) else { continue };
        let number = |d: &Draft| &s.quantities[d.quantity].range;
        let (Some(grade), Some(noun)) = (&last.right.noun, &draft.right.noun) else { continue };
        let alone = class(grade) == Some(grade.end)
            && number(draft).start == grade.end + 1
            && matches!(s.text.get(grade.end), Some('、' | '和' | '与' | '及'));
        let Some(own) = class(noun).filter(|end| alone && *end + 1 < noun.end && counts(s, draft)) else { continue };
        let (grade, noun) = (grade.clone(), noun.clone());
        let kind = own..noun.end;
        last.indicator = Some(kind.clone());
        last.scope = Some(Scope::Written(grade));
        draft.indicator = Some(kind);
        draft.scope = Some(Scope::Written(noun.start..own));
        for draft in [last, draft] {
            draft.rules.retain(|r| !r.starts_with("indicator."));
            draft.rules.push("indicator.after");
            draft.rules.push("list.classed");
        }
    }
}

/// Whether nothing but list marks stands between two numbers: 6.5%和9.2%.
fn adjoining(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let end = a.right.after.max(s.quantities[a.quantity].range.end);
    let start = s.quantities[b.quantity].range.start;
    let kinds = |d: &Draft| matches!(s.quantities[d.quantity].shape, Shape::Percent | Shape::Permille | Shape::Points);
    let dimension = |d: &Draft| s.quantities[d.quantity].unit.map(|u| u.dimension);
    // 投资60亿元12个项目: two things with nothing between them, and no list of one.
    let apart =
        end == start && dimension(b).is_some_and(|of| of == Dimension::Count) && dimension(a) == Some(Dimension::Money);
    end <= start
        && !apart
        && start - end <= 2
        && a.right.noun.is_none()
        && kinds(a) == kinds(b)
        && s.text[end..start].iter().all(|c| matches!(c, '、' | '和' | '与' | '及') || *c == ',' && a.left.each)
}

/// Words that stand for several, with what each stands for.
const SEVERAL: &[(&str, &[&str])] = &[
    ("城乡", &["城", "乡"]),
    ("三次产业", &["第一产业", "第二产业", "第三产业"]),
    ("一、二、三产业", &["第一产业", "第二产业", "第三产业"]),
    ("一二三产", &["第一产业", "第二产业", "第三产业"]),
    ("一二三产业", &["第一产业", "第二产业", "第三产业"]),
    ("一、二、三次产业", &["第一产业", "第二产业", "第三产业"]),
    ("二、三产业", &["第二产业", "第三产业"]),
    ("工农业", &["工业", "农业"]),
    ("产销", &["产", "销"]),
    ("存贷款", &["存款", "贷款"]),
    ("供销", &["供", "销"]),
    ("客货运", &["客运", "货运"]),
];

/// Those whose members say nothing of where or who, so that a place or a body before them holds for both.
const PAIRS: &[&str] = &["产销", "存贷款", "供销", "客货运"];

/// Goods that are written side by side, a character each: 粮肉奶产量.
const GOODS: &str = "粮棉油糖肉蛋奶菜果茶鱼煤电气水药麻烟牛羊猪禽";

fn share(grammar: &Grammar, s: &Sentence<'_>, drafts: &mut [Draft], first: usize, end: usize) {
    let n = end - first;
    // 给予20万元、10万元补贴: the noun stands behind the last.
    let behind = drafts[first].indicator.is_none()
        || drafts[first].rules.iter().any(|r| matches!(*r, "indicator.clause_before" | "indicator.elided"));
    if behind && drafts[end - 1].rules.contains(&"indicator.after") {
        let noun = drafts[end - 1].indicator.clone();
        drafts[first].indicator = noun;
        drafts[first].rules.push("list.noun_after");
    }
    let head = drafts[first].clone();
    let ranks = s.quantities[head.quantity].shape == Shape::Rank;
    // All but the first have no words of their own: what the first measures holds for all until told otherwise.
    for draft in &mut drafts[first + 1..end] {
        draft.indicator.clone_from(&head.indicator);
        draft.scope.clone_from(&head.scope);
        draft.base.clone_from(&head.base);
        draft.left.change = draft.left.change.or(head.left.change);
        draft.left.gap = draft.left.gap.or(head.left.gap);
        // 分别居全国第二、第五: all of them among the same.
        if draft.left.comparator.is_none() && ranks {
            draft.left.comparator.clone_from(&head.left.comparator);
        }
        draft.left.to |= head.left.to;
        if draft.left.rate.is_none() {
            draft.left.rate.clone_from(&head.left.rate);
        }
        // 合格率分别超98%和99%
        if head.left.each && draft.left.bound.is_none() && draft.right.bound.is_none() {
            draft.left.bound = head.left.bound;
            draft.left.weak = draft.left.weak.or(head.left.weak);
            let of_bound = |q: &&str| matches!(*q, "超" | "突破" | "不低于" | "不少于" | "低于" | "不到");
            draft.left.qualifiers.extend(head.left.qualifiers.iter().copied().filter(|q| of_bound(q)));
        }
        draft.left.share |= head.left.share;
        draft.left.deed |= head.left.deed;
        for q in
            head.left.qualifiers.iter().filter(|q| **q == "年均" || **q == "达到" || **q == "同比" || **q == "可比口径")
        {
            if !draft.left.qualifiers.contains(q) {
                draft.left.qualifiers.push(q);
            }
        }
        draft.rules.push("list");
    }
    let elided = head.rules.contains(&"indicator.elided") || head.indicator.is_none();
    if elided {
        // The n figures before carry the names: 产值12亿元、税收3亿元,分别增长8%和6%.
        let before = &drafts[..first];
        if before.len() >= n && same_stretch(s, &before[before.len() - n], &head) {
            let names: Vec<(Option<Range<usize>>, Option<Scope>)> =
                before[before.len() - n..].iter().map(|d| (d.indicator.clone(), d.scope.clone())).collect();
            for (draft, (indicator, scope)) in drafts[first..end].iter_mut().zip(names) {
                draft.indicator = indicator;
                draft.scope = scope;
                draft.rules.push("list.names_before");
            }
            return;
        }
    }
    // To each number its own name.
    let names = || match head.indicator.as_ref().and_then(|name| split(s, name, n)) {
        // 旅游收入、游客人数再创新高,分别增长6%、8%: the subjects of the clause before.
        None if elided || head.rules.contains(&"indicator.clause_before") => {
            subjects_before(grammar, s, head.left.floor, n)
        }
        // 生产总值和财政收入年均递增8%,分别达到60亿元、6亿元: those the figure before had together.
        Some(names) if elided => Some(names),
        _ => None,
    };
    if head.left.each
        && let Some(names) = names()
    {
        for (draft, name) in drafts[first..end].iter_mut().zip(names) {
            draft.indicator = Some(name);
            draft.rules.push("list.subjects_before");
        }
        return;
    }
    if elided {
        return;
    }
    // 监测和帮扶户37户108人: nothing parts the numbers, and all of it is counted twice.
    let number = |d: &Draft| &s.quantities[d.quantity].range;
    if drafts[first..end].windows(2).all(|two| number(&two[0]).end == number(&two[1]).start) {
        return;
    }
    let Some(name) = head.indicator.clone() else { return };
    // 甲市、乙县产值分别增长6%、7%: to each place its own.
    if let Some(Scope::Written(scope)) = &head.scope
        && scope.end <= name.start
        && let Some(places) = split(s, scope, n)
        && split(s, &name, n).is_none()
    {
        for (draft, place) in drafts[first..end].iter_mut().zip(places) {
            draft.scope = Some(Scope::Written(place));
            draft.rules.push("list.places");
        }
        return;
    }
    let mut written: String = s.slice(&name).iter().collect();
    if let Some(Scope::Written(scope)) = &head.scope {
        written.extend(s.slice(scope));
    }
    let pair = |w: &str| PAIRS.contains(&w) && head.scope.is_some();
    if let Some((_, each)) = SEVERAL.iter().find(|(w, each)| written.contains(w) && each.len() == n && !pair(w)) {
        for (draft, one) in drafts[first..end].iter_mut().zip(*each) {
            draft.scope = Some(Scope::Inferred(one));
            draft.rules.push("list.several");
        }
        return;
    }
    // 城镇和农村居民收入分别增长5%和6%: what stands before the conjunction is the area of the first, and the second has its own.
    if n == 2
        && let Some(Scope::Written(scope)) = &head.scope
        && scope.end + 1 == name.start
        && s.text.get(scope.end).is_some_and(|c| matches!(c, '、' | '和' | '与' | '及'))
        && let Some((area, _)) =
            grammar.words.openers.find(s.text, name.start).filter(|(len, o)| **o == Opener::Area && *len < name.len())
    {
        drafts[first].indicator = Some(name.start + area..name.end);
        drafts[first].rules.push("list.several");
        drafts[first + 1].scope = Some(Scope::Written(name.start..name.start + area));
        drafts[first + 1].rules.push("list.several");
        return;
    }
    // 粮肉奶产量分别稳定在80亿斤、6亿斤、16亿斤: one character for each.
    if n > 1
        && head.left.each
        && head.scope.as_ref().is_none_or(|area| matches!(area, Scope::Written(r) if r.end <= name.start))
        && let Some((tail, ())) = grammar.words.shared.find_before(s.slice(&name), name.len())
        && name.len() == n + tail
        && s.slice(&(name.start..name.start + n)).iter().all(|c| GOODS.contains(*c))
    {
        for (index, draft) in drafts[first..end].iter_mut().enumerate() {
            draft.scope = Some(Scope::Written(name.start + index..name.start + index + 1));
            draft.rules.push("list.several");
        }
        return;
    }
    // 食品、纺织等产业增加值分别增长5%和6%: the members stand before 等, and what they share behind it.
    if head.scope.is_none()
        && grammar.is_measure(s, &name)
        && let Some(members) = named_before(grammar, s, name.start, n)
    {
        let all = members.first().map_or(name.start, |m| m.start)..name.end;
        for (draft, member) in drafts[first..end].iter_mut().zip(members) {
            draft.named = Some((member.clone(), name.clone()));
            draft.scope = Some(Scope::Written(member));
            draft.indicator = Some(all.clone());
            draft.rules.push("list.names");
        }
        return;
    }
    // 发展汽车、新材料两大产业,年产值分别达到12亿元、6亿元: so they do in the clause before.
    if head.scope.is_none()
        && head.left.each
        && (grammar.is_measure(s, &name) || grammar.dependent(s, &name))
        && split(s, &name, n).is_none()
        && let Some(members) = named_in_clause(grammar, s, name.start, n)
    {
        for (draft, member) in drafts[first..end].iter_mut().zip(members) {
            draft.scope = Some(Scope::Written(member));
            draft.rules.push("list.names_in_clause");
        }
        return;
    }
    // 甲、乙和丙分别增长1%、2%和3%
    if let Some(names) = split(s, &name, n) {
        // 金融业、软件业增加值分别增长: the last member's measure is everyone's, each member its scope.
        let last = names.last().cloned().unwrap_or_default();
        let shared = |r: &Range<usize>| {
            grammar.words.shared.find_before(s.slice(r), r.len()).map(|(len, ())| len).filter(|len| *len < r.len())
        };
        let trailer = |r: &Range<usize>| {
            grammar
                .words
                .trailers
                .find_before(s.slice(r), r.len())
                .map_or(0, |(len, ())| if len < r.len() { len } else { 0 })
        };
        // 失业率、消费价格: each is a measure of its own.
        let own = |r: &Range<usize>| {
            grammar.names.exact(s.slice(r)).is_some_and(|k| !k.thing)
                || trailer(r) > 0
                || matches!(s.slice(r).last(), Some('率' | '额' | '量' | '值' | '数' | '度' | '费' | '税' | '次'))
        };
        // 小学、初中、高中学生近视率: so is a rate that no list has.
        let rate = || {
            let of = |r: &Range<usize>| {
                matches!(s.slice(r).last(), Some('率' | '额' | '量' | '值' | '数' | '度' | '费' | '税' | '次'))
            };
            let alone = s.slice(&last).last() == Some(&'率') && last.len() >= 5 && !names[..n - 1].iter().any(of);
            alone.then_some(3)
        };
        let tail = shared(&last).or_else(rate);
        let all = name.start..last.end;
        let emitted = tail.is_some_and(|tail| s.slice(&(last.end - tail..last.end)).starts_with(&['排', '放']));
        let alone = emitted
            || names[..n - 1]
                .iter()
                .all(|r| !own(r) && grammar.words.shared.find_before(s.slice(r), r.len()).is_none());
        // 省属国企营业收入、利润分别增长: whose the first is, the rest are too.
        let body = names
            .first()
            .filter(|_| (!alone || tail.is_none()) && !counts(s, &head))
            .and_then(|r| grammar.body(s, r.clone()).map(|to| (r.start..to, to..r.end)));
        let (whose, measure) = body.map_or((None, None), |(whose, measure)| (Some(whose), Some(measure)));
        // 城镇职工养老保险、医疗保险: 城镇 is part of the name of the first alone.
        let whose_all = |area: &Range<usize>| {
            area.end <= all.start
                && grammar.is_scope(s, area.clone())
                && (area.len() > 3 || s.place_to(area.end).is_some())
        };
        // 云泽机场旅客和货邮吞吐量: so is whose they are where nobody knows the place.
        let seat = || {
            let first = names.first()?;
            let ends = |p: &usize| {
                grammar.words.seats.find_before(s.text, *p).is_some_and(|(n, ())| *p > first.start + n)
                    && grammar.words.whole_from(s.text, *p) != 1
            };
            (first.start + 3..first.end.saturating_sub(1)).find(ends).map(|p| first.start..p)
        };
        let seat = (head.scope.is_none() && alone).then(seat).flatten();
        let owned = matches!(&head.scope, Some(Scope::Written(area)) if whose_all(area));
        for (index, (draft, name)) in drafts[first..end].iter_mut().zip(names).enumerate() {
            let name = measure.clone().filter(|_| index == 0).unwrap_or(name);
            if let Some(whose) = &whose
                && (index == 0 || grammar.dependent(s, &name))
            {
                draft.scope = Some(Scope::Written(whose.clone()));
            }
            if let Some(tail) = tail.filter(|_| alone) {
                let measure = last.end - tail..last.end;
                let start = seat.as_ref().filter(|_| index == 0).map_or(name.start, |seat| seat.end);
                let member = start..if name.end == last.end { measure.start } else { name.end };
                let member = member.start..before_sum(s, &member).unwrap_or(member.end);
                draft.named = Some((member.clone(), measure));
                // 云泽机场旅客和货物吞吐量: whose all of them are was said before.
                if let Some(seat) = &seat {
                    draft.scope = Some(Scope::Written(seat.clone()));
                } else if !owned {
                    draft.scope = Some(Scope::Written(member));
                }
                draft.indicator = Some(seat.as_ref().map_or(all.start, |seat| seat.end)..all.end);
            } else {
                draft.indicator = Some(name.start..name.end - trailer(&name));
            }
            draft.rules.push("list.names");
        }
    }
}

/// The n measures that the clause before, ended by a comma, begins with, if it begins with just so many: 旅游收入、游客人数|再创新高.
fn subjects_before(grammar: &Grammar, s: &Sentence<'_>, at: usize, n: usize) -> Option<Vec<Range<usize>>> {
    /// Longest name of a measure that no list has.
    const NAME: usize = 10;
    let mark = s.clause_start(at).checked_sub(1).filter(|i| s.text[*i] == ',')?;
    let (mut from, _) = grammar.skip_openers(s, s.clause_start(mark), mark);
    let joint = |i: usize| matches!(s.text[i], '、' | '和' | '与' | '及');
    let ends = |from: usize, words: &Words<()>| {
        let roof = (from + NAME).min((from..mark).find(|i| joint(*i)).unwrap_or(mark));
        (from + 2..=roof).rev().find(|end| words.find_before(s.text, *end).is_some_and(|(len, ())| *end >= from + len))
    };
    let mut names = Vec::new();
    loop {
        let known = from + grammar.names.longest(s.text, from);
        // 二氧化硫|排放总量
        let shared = ends(known, &grammar.words.shared).filter(|_| known > from);
        let end = shared.or(Some(known).filter(|end| *end > from)).or_else(|| ends(from, &grammar.words.measures))?;
        if end >= mark {
            return None;
        }
        names.push(from..end);
        if names.len() == n || !joint(end) {
            return (names.len() == n && !joint(end) && !matches!(s.text[end], '等' | '的')).then_some(names);
        }
        from = end + 1;
    }
}

/// The n members of the list that 等 right before `at` ends.
fn named_before(grammar: &Grammar, s: &Sentence<'_>, at: usize, n: usize) -> Option<Vec<Range<usize>>> {
    let end = at.checked_sub(1).filter(|i| s.text[*i] == '等')?;
    let (start, _) = grammar.skip_openers(s, s.clause_start(end), end);
    split(s, &(start..end), n)
}

/// Where a list ends that words of how many and of what sort its members are sum up: 汽车、新材料|两大产业.
fn before_sum(s: &Sentence<'_>, list: &Range<usize>) -> Option<usize> {
    (list.start + 2..list.end.saturating_sub(1))
        .find(|i| {
            crate::number::is_numeral(s.text[*i])
                && (s.text[i + 1] == '大' || matches!(s.text[i + 1], '个' | '类') && s.slice(list).contains(&'、'))
        })
        // 第二大产业 is one.
        .filter(|i| s.text[i - 1] != '第')
}

/// The n members of the list that the clause before names and sums up: 重点发展甲、乙、丙三大产业,….
fn named_in_clause(grammar: &Grammar, s: &Sentence<'_>, at: usize, n: usize) -> Option<Vec<Range<usize>>> {
    let mark = s.clause_start(at).checked_sub(1).filter(|i| s.text[*i] == ',')?;
    let start = s.clause_start(mark);
    let first = start + s.slice(&(start..mark)).iter().position(|c| *c == '、')?;
    let end = before_sum(s, &(start..mark)).filter(|end| *end > first)?;
    let verb = (start..first).filter_map(|i| grammar.verb_at(s, i).map(|n| i + n)).take_while(|to| *to < first).last();
    let (mut from, _) = grammar.skip_openers(s, verb.unwrap_or(start), first);
    // 发展 is a noun elsewhere.
    from += if s.slice(&(from..first)).starts_with(&['发', '展']) { 2 } else { 0 };
    split(s, &(from..end), n)
}

/// Whether a figure counts: what is counted keeps its name whole.
fn counts(s: &Sentence<'_>, draft: &Draft) -> bool {
    let unit = s.quantities[draft.quantity].unit;
    unit.is_some_and(|u| matches!(u.dimension, Dimension::Count | Dimension::People | Dimension::Places))
}

/// Whether no semicolon or full stop stands between.
fn same_stretch(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let range = s.quantities[a.quantity].range.end..s.quantities[b.quantity].range.start;
    !s.slice(&range).iter().any(|c| matches!(c, ';' | '。'))
}

/// The n names of a list, if it has just n.
fn split(s: &Sentence<'_>, name: &Range<usize>, n: usize) -> Option<Vec<Range<usize>>> {
    let text = s.text;
    let parts = |marks: &[char]| {
        let mut out = Vec::new();
        let mut from = name.start;
        for at in name.clone() {
            if marks.contains(&text[at]) {
                out.push(from..at);
                from = at + 1;
            }
        }
        out.push(from..name.end);
        out
    };
    [parts(&['、', '和', '与', '及']), parts(&['、', '和']), parts(&['、']), parts(&['和'])]
        .into_iter()
        // 粮、棉、油产量: before 、 one character may be a name.
        .find(|p| {
            let short = |r: &Range<usize>| r.len() < 2 && (n < 3 || s.text.get(r.end) == Some(&'和'));
            p.len() == n && !p.iter().any(|r| r.is_empty() || short(r)) && p.last().is_some_and(|r| r.len() > 1)
        })
}
