//! What sort of statement a number makes.

use super::indicator::after::LONG;
use super::words::FigureWords;
use super::{Draft, Scope, Sentence};
use crate::charset::CharSet;
use crate::note::Doubt;
use crate::quantity::{Quantity, Shape};
use crate::reading::{Bound, Kind, Mode, Tense};
use crate::search::{ends, holds, stands};
use crate::time::TimeKind;
use crate::unit::Dimension;
use std::ops::Range;

/// Words of an indicator that make a percentage of it a rate of change and not a share.
const GROWTH: &[&str] = &[
    "缩减比例",
    "压缩比例",
    "压减比例",
    "缩短比例",
    "精简比例",
    "降低比例",
    "下降比例",
    "减少比例",
    "提升比例",
    "增长比例",
    "增长",
    "增速",
    "增幅",
    "涨幅",
    "降幅",
    "递增",
    "增长速度",
    "增长率",
];

/// How far behind those counted what befell them may stand: 成果|在全市推广.
const BEFALLS: usize = 5;

/// How far before the end of such a capacity 新增 may stand: 新增加的主要生产能力.
const CAPACITY: usize = 14;

/// What a number is kept at.
const KEPT: &[&str] = &["稳定", "保持", "维持"];

/// Judges kind, measure, mode, sign, bound and qualifiers of every draft.
pub(super) fn judge(words: &FigureWords, s: &Sentence<'_>, drafts: &mut [Draft]) {
    let mut before = None;
    let made = made_list(s, drafts);
    let mut open: Vec<&'static str> = Vec::new();
    let mut last = 0;
    // 6个园区|营业收入达12亿元: whose it is stands; nobody made them here.
    let owners: Vec<bool> = drafts
        .iter()
        .enumerate()
        .map(|(i, d)| {
            // 12座公园全天开放、占总数的87%: the share is another thing said of them.
            // 带动240户农户、户均增收: they were reached.
            let other = |n: &&Draft| {
                n.indicator.as_ref().is_none_or(|r| s.text[r.start] != '占') && !n.rules.contains(&"indicator.gained")
            };
            let next = drafts.get(i + 1).filter(other).and_then(|n| n.scope.as_ref());
            let start = s.quantities[d.quantity].range.start;
            d.rules.contains(&"indicator.after")
                && !d.left.deed
                && !s.slice(&(d.left.floor..start)).iter().any(|c| matches!(c, '为' | '给' | '向' | '对'))
                && !deed_in(words, s, d.left.floor..start)
                && matches!((next, &d.indicator), (Some(Scope::Written(of)), Some(name)) if of == name)
        })
        .collect();
    for (index, owned) in owners.into_iter().enumerate() {
        let (past, rest) = drafts.split_at_mut(index);
        let Some(draft) = rest.first_mut() else { break };
        let q = &s.quantities[draft.quantity];
        bounds(s, q, draft);
        hanging(words, s, q, draft, last, &mut open);
        last = draft.right.end.max(q.range.end);
        draft.measure = measure(words, s, q, draft, before);
        let plain = q.unit.is_some_and(|u| u.dimension != Dimension::Money);
        if draft.measure == Kind::Level && plain && made.as_ref().is_some_and(|m| m.contains(&q.range.start)) {
            draft.measure = Kind::CountDone;
        }
        if draft.measure == Kind::CountDone && (owned || is_had(words, s, draft)) {
            draft.measure = Kind::Level;
        }
        before = Some(draft.measure);
        // 12类55件实事全部完成: of so many sorts are those that were done.
        if draft.measure == Kind::CountDone
            && let Some(sorts) = past.last_mut()
            && sorts.measure == Kind::Level
            && sorts.kind == Kind::Level
            && sorts.right.noun.is_none()
            && s.quantities[sorts.quantity].range.end == q.range.start
            && s.quantities[sorts.quantity].unit.is_some_and(|u| matches!(u.name, "类" | "大类" | "批"))
        {
            sorts.measure = Kind::CountDone;
            sorts.kind = Kind::CountDone;
        }
        if draft.left.yearly && draft.measure == Kind::ChangePct && !draft.qualifiers.contains(&"年均") {
            draft.qualifiers.push("年均");
        }
        let known = matches!(draft.measure, Kind::Level | Kind::CountDone)
            && s.tense == Tense::Planned
            && (is_nation(s, q, draft) || is_known(words, s, q, draft));
        if known {
            draft.measure = Kind::Level;
        }
        draft.kind = if s.tense == Tense::Planned && !known || is_ahead(words, s, q, draft) {
            Kind::Target
        } else if draft.from.is_some() {
            Kind::FromTo
        } else if q.shape == Shape::Vague || (draft.left.vague && q.magnitude) {
            Kind::Approx
        } else {
            draft.measure
        };
        let falls = draft.left.change == Some(-1) && !draft.left.to
            || draft.left.gap == Some(-1) && draft.measure == Kind::ChangeAbs;
        draft.negative = falls
            && draft.from.is_none()
            && matches!(draft.measure, Kind::ChangePct | Kind::ChangeAbs)
            && !q.value.is_some_and(crate::number::Value::is_negative);
    }
}

/// The list behind 新增加的生产能力有: what it counts was made, to the next full stop.
fn made_list(s: &Sentence<'_>, drafts: &[Draft]) -> Option<Range<usize>> {
    let end = s.quantities[drafts.last()?.quantity].range.start;
    // 新增加的主要生产能力有煤炭12万吨,石油3万吨: without the colon.
    let head = s.slice(&(0..end));
    let bare = (0..head.len()).find(|i| {
        matches!(head[*i], '有' | '是' | '为')
            && head[..*i].ends_with(&['生', '产', '能', '力'])
            && holds(&head[i.saturating_sub(CAPACITY)..*i], "新增")
    });
    if let Some(at) = bare {
        return Some(at..s.text[at..].iter().position(|c| matches!(c, '。' | ';')).map_or(s.text.len(), |i| at + i));
    }
    let colon = (0..end).find(|at| {
        s.text[*at] == ':' && {
            let head = s.slice(&(at.saturating_sub(30)..*at));
            let list = matches!(head.last(), Some('有' | '是' | '为' | '括'));
            list && ["新增", "新建", "建成", "新形成"].iter().any(|w| holds(head, w))
        }
    })?;
    Some(colon..s.text[colon..].iter().position(|c| *c == '。').map_or(s.text.len(), |i| colon + i))
}

/// Whether a number counts a whole people: 14亿人, 十一亿人民.
fn is_nation(s: &Sentence<'_>, q: &Quantity, draft: &Draft) -> bool {
    let text = |r: &Range<usize>| matches!(s.slice(r), ['人'] | ['人', '口' | '民', ..] | ['中', '国', ..]);
    let unit = q.unit.is_none_or(|u| u.dimension == Dimension::People);
    let named = draft.right.noun.as_ref().is_some_and(text) || q.unit.is_some_and(|u| u.name == "人");
    q.scale == 8 && unit && named && !q.value.is_some_and(|v| v.less_than(crate::number::Value::whole(6)))
}

/// Whether a number states what is so, before the clause that says what to do about it: 今年毕业生12万人,要….
fn is_known(words: &FigureWords, s: &Sentence<'_>, q: &Quantity, draft: &Draft) -> bool {
    const DUTY: &[&str] = &["要", "必须", "应", "需"];
    let floor = s.clause_start(q.range.start);
    let mut next = s.clause_end(q.range.end);
    let told = s.slice(&(floor..next));
    // 壮大12条产业链: they are there, and grow.
    let grown = s.slice(&(floor..draft.left.rest));
    if q.high.is_none() && ["壮大", "做大"].iter().any(|w| ends(grown, w))
        // 培育壮大: those are to come as well.
        && !holds(grown, "培育")
        && draft.right.noun.is_some()
    {
        return true;
    }
    // 以8个枢纽为抓手: what there is already.
    let clause = s.slice(&(floor..next));
    let means = clause.first() == Some(&'以') && clause[1..].contains(&'为') && next > q.range.end;
    if draft.right.noun.is_some() && means || is_had(words, s, draft) {
        return true;
    }
    let ahead =
        ["要", "将", "预计", "力争", "确保", "争取", "达到", "拟", "计划", "安排", "目标", "新增", "实现", "完成"];
    if draft.left.deed
        || draft.left.to
        || !draft.rules.contains(&"indicator.before")
        || ahead.iter().any(|w| holds(told, w))
        || deed_in(words, s, floor..next)
        || s.slice(&(0..floor)).iter().any(|c| matches!(c, ':' | ','))
    {
        return false;
    }
    for _ in 0..3 {
        if s.text.get(next) != Some(&',') {
            return false;
        }
        let rest = s.slice(&(next + 1..s.text.len().min(next + 4)));
        if DUTY.iter().any(|w| stands(rest, 0, w)) {
            return true;
        }
        next = s.clause_end(next + 1);
    }
    false
}

/// Whether a number counts what there is already: 按照已经发布的85项标准, 对12万亩林地的监管.
fn is_had(words: &FigureWords, s: &Sentence<'_>, draft: &Draft) -> bool {
    let start = s.quantities[draft.quantity].range.start;
    let end = start - usize::from(start > draft.left.floor && matches!(s.text[start - 1], '近' | '约'));
    let had = words.had_before.find_before(s.text, end).is_some_and(|(n, ())| end >= draft.left.floor + n);
    draft.right.noun.is_some() && draft.rules.contains(&"indicator.after") && had
}

/// Whether a number is yet to come in a sentence that tells of something else: 1980年将达到29%, 完成增长6%的目标, 建成后预计新增30个.
fn is_ahead(words: &FigureWords, s: &Sentence<'_>, q: &Quantity, draft: &Draft) -> bool {
    /// What 将 stands before where it tells the future, and does not move its object to the front.
    const WILL: &[&str] =
        &["达", "超过", "突破", "于", "实现", "完成", "建成", "新增", "增长", "增加到", "提高到", "打造", "投入"];
    /// How far behind the number its own 目标 may stand.
    const AIM: usize = 8;
    /// How far behind a plan its result may stand.
    const RESULT: usize = 20;
    let floor = s.clause_start(q.range.start);
    let region = floor.max(draft.left.floor)..q.range.start;
    let will = || {
        region.clone().any(|i| {
            s.text[i] == '将'
                && words.whole_from(s.text, i) < 2
                && words.whole_to(s.text, i + 1) < 2
                && WILL.iter().any(|w| stands(s.slice(&(i + 1..q.range.start.max(i + 1))), 0, w))
        })
    };
    // 增长6%的目标, 年度增长6%目标任务
    let aim = || {
        let after = s.slice(&(draft.right.after..s.text.len().min(draft.right.after + AIM)));
        let after = after.strip_prefix(&['的']).unwrap_or(after);
        ["目标", "年度目标", "增长目标", "预期增长目标", "预期目标", "发展目标", "战略目标", "奋斗目标"]
            .iter()
            .any(|w| stands(after, 0, w))
            && q.unit.is_none_or(|u| !matches!(u.dimension, Dimension::Count))
    };
    // 投用后预计新增学位30个
    let once = || {
        let made = s.slice(&(floor.saturating_sub(12)..q.range.start));
        ["投用后", "建成后", "达产后", "投产后", "竣工后", "完工后"].iter().any(|w| holds(made, w))
            && ["预计", "可", "将", "能"].iter().any(|w| holds(s.slice(&region), w))
    };
    // 完成预算数60亿元的40%, 计划建成118个、实际建成128个, 当年计划投资35亿元,累计完成18亿元: the plan beside what was done.
    let rest = s.slice(&(q.range.end..s.text.len().min(q.range.end + RESULT)));
    let plan = || {
        rest.first() == Some(&'的')
            && draft.indicator.as_ref().is_some_and(|r| words.is_plan(s.slice(r)))
            && s.quantities.iter().any(|n| n.range.start == q.range.end + 1 && matches!(n.shape, Shape::Percent))
    };
    let planned = || {
        let before = s.slice(&(floor..q.range.start));
        ["计划", "年度计划", "当年计划", "年计划"].iter().any(|w| stands(before, 0, w))
            && ["实际", "累计完成", "已完成"].iter().any(|w| holds(rest, w))
    };
    // 规划作了细化，提出到2030年占比超过52%、收入突破80亿元: what a plan sets out for years to come is to be, whatever
    // else the sentence reports.
    let set_out = || {
        s.times.iter().take_while(|t| t.range.end <= q.range.start).any(|t| {
            let at = if s.text[t.range.start] == '到' { t.range.start } else { t.range.start.saturating_sub(1) };
            s.text[at] == '到'
                && words.proposed.find_before(s.text, at).is_some()
                && !s.slice(&(t.range.end..q.range.start)).iter().any(|c| matches!(c, '已' | ';' | '了'))
        })
    };
    draft.rules.contains(&"indicator.plan_of") || plan() || planned() || will() || aim() || once() || set_out()
}

/// 累计, 预计, 力争 hold for all that hangs on their verb: 累计建成甲3个、乙5个.
fn hanging(
    words: &FigureWords,
    s: &Sentence<'_>,
    q: &Quantity,
    draft: &mut Draft,
    last: usize,
    open: &mut Vec<&'static str>,
) {
    const WORDS: &[(&str, &str)] = &[
        ("累计", "累计"),
        ("预计", "预计"),
        ("有望", "预计"),
        ("力争", "力争"),
        ("可比", "可比口径"),
        ("不变价", "可比口径"),
    ];
    static BEGIN: CharSet = CharSet::of(&['累', '预', '有', '力', '可', '不']);
    debug_assert!(WORDS.iter().all(|(word, _)| word.starts_with(|c| BEGIN.contains(c))));
    let clause = s.clause_start(q.range.start);
    let mut floor = clause.max(last);
    // 力争到2030年,全市…: a clause that holds no more than a time belongs to the next.
    if clause > last && clause > 0 && s.text[clause - 1] == ',' {
        let start = s.clause_start(clause - 1).max(last);
        let short = clause - start <= 14;
        let stated = draft.qualifiers.contains(&"同比") || s.time_to(clause - 1).is_some();
        if short && stated {
            floor = start;
        }
    }
    let region = s.slice(&(floor.min(q.range.start)..q.range.start));
    let verbless = || {
        !draft.left.linked && !draft.left.deed && !deed_in(words, s, floor..q.range.start) && draft.right.noun.is_none()
    };
    let carried = region.first() == Some(&'、') || region.is_empty() || region.first() == Some(&',') && verbless();
    let mut now: Vec<&'static str> = if carried { std::mem::take(open) } else { Vec::new() };
    // Few regions hold a word's first character.
    let may_hold = BEGIN.position(region).is_some();
    for (word, name) in WORDS.iter().filter(|_| may_hold) {
        if !now.contains(name) && holds(region, word) {
            now.push(name);
        }
    }
    let first = s.times.partition_point(|t| t.range.start < floor);
    let mean = s.times[first..]
        .iter()
        .take_while(|t| t.range.end <= q.range.start)
        .any(|t| t.kind == TimeKind::Frequency && s.slice(&t.range).contains(&'均'));
    if mean
        && matches!(q.shape, Shape::Percent | Shape::Multiple)
        && !draft.qualifiers.contains(&"年均")
        && draft.left.comparator.is_none()
    {
        draft.qualifiers.push("年均");
    }
    for word in &now {
        if !draft.qualifiers.contains(word) {
            draft.qualifiers.insert(0, word);
        }
    }
    if draft.base.as_ref().is_some_and(|b| s.slice(b).contains(&'期')) && !draft.qualifiers.contains(&"同比") {
        draft.qualifiers.push("同比");
    }
    *open = now;
}

fn bounds(s: &Sentence<'_>, q: &Quantity, draft: &mut Draft) {
    let (left, right) = (&draft.left, &draft.right);
    let gap = draft.left.gap.is_some() && matches!(q.shape, Shape::Points | Shape::Multiple | Shape::Percent);
    let own = q.own_bound();
    // The word before wins over the word after: writers double it (不少于3个以上) and mean the first.
    draft.bound = left.bound.filter(|_| !gap).or(own).or(right.bound).or(left.weak);
    for word in &left.qualifiers {
        let dropped = *word == "达到" && (left.bound.is_some() || right.bound.is_some() || own.is_some());
        let gap_word = gap && *word == "超";
        if !dropped && !gap_word && !draft.qualifiers.contains(word) {
            draft.qualifiers.push(word);
        }
    }
    if q.more {
        draft.qualifiers.push(if s.slice(&q.range).contains(&'余') { "余" } else { "多" });
    }
    for word in &right.qualifiers {
        if !draft.qualifiers.contains(word) {
            draft.qualifiers.push(word);
        }
    }
    if let (Some(before), Some(after)) = (left.bound, right.bound)
        && before != after
        && before != Bound::About
        && after != Bound::About
    {
        draft.doubts.push(Doubt::Bound);
    }
}

fn measure(words: &FigureWords, s: &Sentence<'_>, q: &Quantity, draft: &mut Draft, before: Option<Kind>) -> Kind {
    let left = &draft.left;
    let name = draft.indicator.as_ref().map(|r| s.slice(r)).unwrap_or_default();
    // 各项贷款新增12亿元: so much more of what there is. 新增贷款12亿元 was lent.
    let before_bound = s.slice(&(draft.left.floor..draft.left.rest));
    if before_bound.ends_with(&['新', '增'])
        && q.unit.is_some_and(|u| u.dimension == Dimension::Money)
        && draft.rules.contains(&"indicator.before")
        && ["款", "额", "债", "资产"].iter().any(|w| ends(name, w))
        && draft.indicator.as_ref().is_some_and(|r| r.end + 2 <= draft.left.rest)
    {
        return Kind::ChangeAbs;
    }
    // 新增产值12亿元: so much more of it is made.
    if before_bound.len() >= name.len() + 2
        && q.unit.is_some_and(|u| u.dimension == Dimension::Money)
        && draft.rules.contains(&"indicator.before")
        && draft.indicator.as_ref().is_some_and(|r| s.slice(&(draft.left.floor..r.start)).ends_with(&['新', '增']))
        && ["产值", "增加值", "销售收入", "营业收入", "主营收入", "利税", "利润", "税收"].iter().any(|w| ends(name, w))
    {
        return Kind::ChangeAbs;
    }
    match q.shape {
        Shape::Rank => Kind::Rank,
        _ if q.is_rank() => Kind::Rank,
        Shape::Fraction if left.change.is_some() && !left.to => Kind::ChangePct,
        Shape::Ratio | Shape::Fraction => Kind::Share,
        Shape::Doubling => {
            draft.mode = Some(Mode::Increase);
            Kind::ChangePct
        }
        Shape::Multiple => {
            draft.mode = Some(if left.change.is_some() { Mode::Increase } else { Mode::RatioToBase });
            Kind::ChangePct
        }
        Shape::Points => {
            if left.gap.is_some() || left.comparator.is_some() {
                draft.mode = Some(Mode::Gap);
            }
            Kind::ChangeAbs
        }
        Shape::Percent | Shape::Permille => {
            // No share is below nothing.
            let growth = q.value.is_some_and(crate::number::Value::is_negative)
                && draft.from.is_none()
                && left.qualifiers.contains(&"同比")
                // 由增长5%转为下降2%: the word of change stands nearer than that of the turn.
                || left.change.is_some()
                || draft.right.growth
                || left.rate.is_some()
                || left.gap.is_some() && left.bound.is_none()
                || left.qualifiers.contains(&"年均")
                || !(ends(name, "率") && !ends(name, "增长率")
                    || ["自然增长率", "贡献", "占比", "比重"].iter().any(|w| ends(name, w)))
                    && GROWTH.iter().any(|w| crate::search::holds(name, w));
            if left.over {
                draft.mode = Some(Mode::Gap);
                return Kind::ChangePct;
            }
            // 物价涨幅要降到4%,实际回落到3%: what came down is the rate that was named.
            let again = left.to && before == Some(Kind::ChangePct) && draft.rules.contains(&"indicator.elided");
            if growth || again {
                return Kind::ChangePct;
            }
            if completes(s, q) {
                draft.mode = Some(Mode::CompletionOfPlan);
            }
            Kind::Share
        }
        _ => {
            if (left.gap.is_some() && left.bound.is_none()) || left.comparator.is_some() {
                draft.mode = Some(Mode::Gap);
                return Kind::ChangeAbs;
            }
            // 提升服务站30个: what is counted was done; it did not rise.
            let done = draft.rules.contains(&"indicator.after")
                && q.unit.is_none_or(|u| matches!(u.dimension, Dimension::Count | Dimension::Places));
            if left.change.is_some() && !left.to && (!done || left.by_amount) {
                return Kind::ChangeAbs;
            }
            let Some(unit) = q.unit else { return counted(words, s, draft, before) };
            match unit.dimension {
                Dimension::Money | Dimension::Index | Dimension::Duration => Kind::Level,
                _ => counted(words, s, draft, before),
            }
        }
    }
}

/// Whether words before a name say how many of it there are: 年末共有(各类)|服务中心.
fn tells_of_all(before: &[char]) -> bool {
    let sorts = ["各种", "各类", "各级", "各"];
    let sort = sorts.iter().find(|w| ends(before, w)).map_or(0, |w| w.chars().count());
    let before = &before[..before.len() - sort];
    ["共有", "现有", "拥有", "实有", "设有"].iter().any(|w| ends(before, w))
}

/// Whether a count stands (a level) or was made (a count done): the verb decides.
fn counted(words: &FigureWords, s: &Sentence<'_>, draft: &Draft, before: Option<Kind>) -> Kind {
    let q = &s.quantities[draft.quantity];
    let floor = s.clause_start(q.range.start);
    let roof = s.clause_end(draft.right.end.max(q.range.end));
    let holds = |range: Range<usize>, list: &[&str]| list.iter().any(|w| holds(s.slice(&range), w));
    let name = draft.indicator.clone().unwrap_or(0..0);
    // 就业人员 are there; 城镇新增就业 was brought about.
    let of_made = |range: Range<usize>| {
        let whole = |end: usize| stands(s.slice(&(end..range.end.max(end))), 0, "人员");
        range.clone().any(|at| {
            words.made.find(s.text, at).is_some_and(|(n, ())| at + n <= range.end && (n > 2 || !whole(at + n)))
        })
    };
    let stock = words.stock.find_before(s.text, name.end).is_some_and(|(n, ())| n <= name.len());
    let there = tells_of_all(s.slice(&(floor..name.start.max(floor))));
    let ends = |w: &&str| ends(s.slice(&name), w);
    let made = of_made(name.clone()) || holds(floor..q.range.start, &["建成", "完成", "竣工", "投产"]);
    let total = ["人数", "人次", "里程", "总量", "规模", "面积", "存量", "户数", "总数", "产量"].iter().any(&ends);
    // 又有2万农户用上了自来水: there they are, and it was done.
    let after = draft.right.noun.as_ref().map_or(q.range.end, |n| n.end);
    let counts_after = draft.right.noun.is_some() && draft.rules.contains(&"indicator.after");
    // 有6个村被评为文明村
    let became =
        || (after..roof.min(after + BEFALLS)).any(|at| s.text[at] == '被' && words.befell.find(s.text, at).is_some());
    if draft.left.standing && counts_after && (deed_in(words, s, after..roof.min(after + 6)) || became()) {
        return Kind::CountDone;
    }
    // 年末共有服务中心258个: so many there are, whatever verb is in their name.
    if draft.rules.contains(&"indicator.before") && there && !made {
        return Kind::Level;
    }
    // 长达120公里的管道贯通: so long it is, whatever befell it.
    if draft.rules.contains(&LONG) {
        return Kind::Level;
    }
    // 新增农机站5个、总数40个
    if draft.rules.contains(&"indicator.total") {
        return Kind::Level;
    }
    // 商店有300户转为股份公司
    if draft.left.standing && words.verb(s.text, after).is_some_and(|(n, e)| e.deed && s.text[after + n - 1] == '为') {
        return Kind::CountDone;
    }
    // 产值达到千亿级: a mark that a measure reached.
    if q.magnitude && q.unit.is_none() && draft.rules.contains(&"indicator.before") {
        return Kind::Level;
    }
    // 工程完成投资3.2亿: it is money whose 元 was left out. Not 新增用户1.2亿.
    let bare = q.unit.is_none() && draft.right.noun.is_none();
    if bare && s.text.get(q.range.end.wrapping_sub(1)) == Some(&'亿') && !holds(floor..q.range.start, &["新增"]) {
        return Kind::Level;
    }
    // 解决14亿人的吃饭问题: of all there are, whatever is done for them.
    if is_nation(s, q, draft) && !holds(q.range.end..roof, &["脱贫", "摆脱贫困"]) {
        return Kind::Level;
    }
    // 可节约标准煤30万吨, 农业节水5亿立方米: what is saved is an amount, as money saved is.
    let mass = q
        .unit
        .is_some_and(|u| matches!(u.dimension, Dimension::Physical) && !matches!(u.group, "area" | "length" | "power"));
    let saved = |end: usize| words.saved_before.find_before(s.text, end).is_some_and(|(n, ())| end >= floor + n);
    if mass && (saved(name.start) || saved(name.end) || words.saved.find(s.text, name.start).is_some()) {
        return Kind::Level;
    }
    // 劳动力转移保持在20万人以上: what is kept at a mark stands, whatever verb its name holds.
    if KEPT.iter().any(|w| stands(s.slice(&(draft.left.rest..q.range.start)), 0, w)) && !made {
        return Kind::Level;
    }
    // 提出12项指标: what a plan sets out is in it, and was not done.
    if counts_after
        && words.proposed.find_before(s.text, draft.left.rest).is_some_and(|(n, ())| draft.left.rest >= floor + n)
    {
        return Kind::Level;
    }
    // 组织演出12场: what takes place was done.
    if q.unit.is_some_and(|u| matches!(u.name, "场" | "场次")) && !draft.left.standing && !draft.left.to {
        return Kind::CountDone;
    }
    // 应对23次强降水: what was withstood.
    if holds(floor..draft.left.rest, &["应对", "防御", "抵御"])
        && q.unit.is_some_and(|u| matches!(u.name, "次" | "轮" | "场" | "起"))
        && counts_after
    {
        return Kind::CountDone;
    }
    // 每天运送货物1.6亿吨: so much goes on.
    if holds(floor..q.range.start, &["每天", "每日"]) {
        return Kind::Level;
    }
    // 新增风电装机12万千瓦: what was added was not there before; so too the next of its list.
    // 覆盖8亿人, 641万人领取养老金: so many there are.
    let told = words.standing_before.find_before(s.text, draft.left.rest).map_or(0, |(n, ())| n);
    let so = told > 0
        || words.standing.find(s.text, q.range.end).is_some()
        || counts_after && words.standing.find(s.text, after).is_some();
    if so && !holds(floor..draft.left.rest - told, &["新", "净增", "扩大"]) && !made {
        return Kind::Level;
    }
    // 在12个国家投放货柜: where something was done is not what was done.
    let place = draft.right.noun.as_ref().is_some_and(|n| {
        matches!(
            s.slice(n),
            [.., '国', '家']
                | [.., '城', '市']
                | [.., '地', '区']
                | [.., '省' | '市' | '县' | '区' | '镇' | '乡' | '村']
        )
    });
    if place
        && counts_after
        && s.number_in(after..roof)
        && let Some(at) = s.slice(&(floor..q.range.start)).iter().rposition(|c| *c == '在').map(|i| floor + i)
        && words.whole_from(s.text, at) < 2
        && words.whole_to(s.text, at + 1) < 2
        && !deed_in(words, s, at..q.range.start)
    {
        return Kind::Level;
    }
    // 12个产业园入驻企业36家, 制定了9个行业120项标准: whose they are stands; what was done is the other number.
    let other = s.quantities.iter().find(|n| n.range.start >= after.max(q.range.end) && n.counts());
    let counted = |n: &Quantity| n.unit.is_some_and(|u| matches!(u.dimension, Dimension::Count | Dimension::People));
    // 80个项目完成投资60亿元: what was done is the money.
    let spent = |n: &Quantity| {
        n.unit.is_some_and(|u| u.dimension == Dimension::Money) && holds(after..n.range.start, &["完成", "实现"])
    };
    if counts_after
        && let Some(other) = other.filter(|n| n.range.start < roof && (counted(n) || spent(n)))
        && (other.range.start == after
            || (draft.left.rest <= floor || spent(other) && !deed_in(words, s, floor..draft.left.rest))
                && deed_in(words, s, after..other.range.start)
                && !s.slice(&(after..other.range.start)).iter().any(|c| matches!(c, '、' | '和')))
    {
        return Kind::Level;
    }
    // 新增城镇常住人口: the scope may stand between.
    let lead = s.slice(&(floor..name.start));
    let lead =
        if lead.ends_with(&['城', '镇']) || lead.ends_with(&['农', '村']) { &lead[..lead.len() - 2] } else { lead };
    let lead = lead.strip_suffix(&['的']).unwrap_or(lead);
    let added = ["新增", "新增加", "净增", "新投产", "新增开发"]
        .iter()
        .any(|w| lead.iter().rev().zip(w.chars().rev()).filter(|(a, b)| **a == *b).count() == w.chars().count());
    let listed = before == Some(Kind::CountDone) && name.start > 0 && s.text[name.start - 1] == '、';
    // …、总装机1200万千瓦: the total stands.
    let sum = s.slice(&name).first() == Some(&'总') || s.slice(&name).ends_with(&['总', '数']);
    if (added || listed) && !sum && !name.is_empty() && !draft.left.linked {
        return Kind::CountDone;
    }
    if stock
        || total && (draft.left.linked || draft.left.standing || draft.left.bound.is_some())
        || draft.left.to && !made
        || (draft.left.standing && !draft.left.deed && !made)
    {
        return Kind::Level;
    }
    // 发展家庭农场35个: at the head of its clause it is a verb.
    let grown = (s.slice(&(floor..q.range.start)).starts_with(&['发', '展'])
        || s.slice(&(floor..name.start.max(floor))).ends_with(&['发', '展']))
        && draft.rules.contains(&"indicator.before")
        && q.unit.is_some_and(|u| matches!(u.dimension, Dimension::Count | Dimension::People));
    let act = || words.named_acts.find_before(s.text, name.end).is_some_and(|(n, ())| n <= name.len());
    if draft.left.deed || grown || of_made(name.clone()) || act() {
        return Kind::CountDone;
    }
    // 企业突破1万家: a word that bounds the number is no deed.
    let roof_before = if draft.left.bound.is_some() && !made { draft.left.rest } else { q.range.start };
    // 帮扶对象达到13万人: nor is a verb within the name of what has reached it.
    let reached = draft.left.linked && draft.rules.contains(&"indicator.before") && name.start >= floor;
    // 高速公路通车里程6895公里: the verb is within the name of a total.
    let within = total
        && draft.rules.contains(&"indicator.before")
        && name.start >= floor
        && !["新", "建成", "投产", "竣工", "开工", "完成"].iter().any(|w| crate::search::holds(s.slice(&name), w));
    // 机场增加11个、达到25个: what it came to stands.
    let mark = s.slice(&(draft.left.rest..q.range.start));
    let came = draft.rules.contains(&"indicator.elided") && mark.contains(&'达');
    // 配有充电桩的车位达到12万个: nor is a verb that describes it.
    let described = reached
        && name.start > floor
        && s.slice(&(name.start - 1..name.end)).contains(&'的')
        && !holds(floor..name.end, &["增加", "新增"]);
    let deed = if came {
        false
    } else if described {
        deed_in(words, s, name.end..roof_before)
    } else if reached || within {
        // 新增企业60家、从业人员达到4万人: what has a verb of its own behind the mark was not made by the one before it.
        let own = reached && name.start > floor && s.text[name.start - 1] == '、';
        deed_in(words, s, if own { name.start } else { floor }..name.start) || deed_in(words, s, name.end..roof_before)
    } else {
        deed_in(words, s, floor..roof_before)
    };
    if deed {
        return Kind::CountDone;
    }
    // 12类商品零售额实现增长: how it moved is no deed.
    let moved = counts_after
        && ["实现增长", "实现正增长", "实现同比增长", "保持增长"].iter().any(|w| {
            let rest = s.slice(&(after..roof));
            let verb = rest.iter().position(|c| *c == '实' || *c == '保').unwrap_or(0);
            stands(rest, verb, w)
        });
    if moved {
        return Kind::Level;
    }
    // 24个事项已提前完成, 5个园区获得认定: the verb follows.
    let won = s.text.get(after) == Some(&'获') && words.whole_from(s.text, after) < 2;
    // 改革成果|全国推广: what befell them may have been taken for the end of the noun.
    let told_from = if counts_after { name.end.min(after) } else { after };
    let befell = || (told_from..roof.min(after + BEFALLS)).any(|at| words.befell.find(s.text, at).is_some());
    // 24个领域的重点任务已经完成: what is told of their tasks is not told of them.
    let theirs = s.text.get(after) == Some(&'的');
    if counts_after && !theirs && (won || befell() || deed_in(words, s, after..roof)) {
        return Kind::CountDone;
    }
    // 培养本科生3.1万人,研究生0.4万人: the verb of the clause before goes on.
    match before {
        Some(kind @ Kind::CountDone) if !draft.left.linked && !came && goes_on(words, s, q, draft) => kind,
        _ => Kind::Level,
    }
}

/// Whether the verb of the clause before may govern this count, too: not 各类企业突破9万家, 绿电交易30亿千瓦时, 港口接待旅客6万人次.
fn goes_on(words: &FigureWords, s: &Sentence<'_>, q: &Quantity, draft: &Draft) -> bool {
    let listed = draft.indicator.as_ref().is_some_and(|name| name.start > 0 && s.text[name.start - 1] == '、');
    let flow = q.unit.is_some_and(|u| {
        u.dimension == Dimension::Physical && !matches!(u.group, "area" | "length" | "power")
            || matches!(u.name, "人次" | "艘次" | "架次" | "车次" | "航次" | "班次" | "列次" | "辆次")
    });
    // 新增铁路800公里,吞吐能力6万吨: what was built can so much. 新增技能人才3万人次,其中高技能人才2万人次
    let built = draft
        .indicator
        .as_ref()
        .is_some_and(|name| matches!(s.slice(name), [.., '能', '力'] | [.., '容' | '储', '量'] | [.., '产', '能']));
    let part = s.slice(&(s.clause_start(q.range.start)..q.range.start)).starts_with(&['其', '中']);
    let passed = draft.left.qualifiers.iter().any(|w| matches!(*w, "突破" | "跨越"))
        || draft.left.bound.is_some() && draft.left.each_all
        || draft.indicator.as_ref().is_some_and(|name| words.had.find(s.text, name.start).is_some());
    !passed && (listed || built || part || !flow)
}

/// Whether a verb of doing stands in `range`.
fn deed_in(words: &FigureWords, s: &Sentence<'_>, range: Range<usize>) -> bool {
    let mut at = range.start;
    while at < range.end {
        match words.verb(s.text, at) {
            Some((len, edge)) if at + len <= range.end => {
                // 新入驻: what is new was done.
                if edge.deed || at > range.start && s.text[at - 1] == '新' {
                    return true;
                }
                at += len;
            }
            _ => at += 1,
        }
    }
    false
}

/// 完成年计划的95%, 为预算的102%.
fn completes(s: &Sentence<'_>, q: &Quantity) -> bool {
    let floor = s.clause_start(q.range.start);
    let clause: String = s.slice(&(floor..q.range.start)).iter().collect();
    ["计划的", "预算的", "任务的", "目标的", "年度计划", "年计划", "总投资的", "预算数的", "投资的"]
        .iter()
        .any(|w| clause.ends_with(w))
}
