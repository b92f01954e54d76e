//! Where or for whom: a place, a body, a population before the indicator.

use super::words::{FigureWords, Opener};
use super::{Draft, Grammar, Scope, Sentence};
use crate::quantity::Shape;
use crate::reading::Tense;
use crate::search::{ends, holds};

/// How far before a colon its place word may stand, in characters.
const HEAD: usize = 60;

/// The place word before the colon that opens a list of targets: 今年全市主要预期目标是:….
///
/// Of what was done only a list whose head begins with its place: 全县新增的生产能力有:….
pub(super) fn of_list(words: &FigureWords, s: &Sentence<'_>, drafts: &mut [Draft]) {
    let Some(first) = drafts.first() else { return };
    let start = s.quantities[first.quantity].range.start;
    let floor = start.saturating_sub(HEAD);
    let Some(colon) = s.text[floor..start].iter().rposition(|c| *c == ':').map(|i| floor + i) else { return };
    let head = s.text[..colon]
        .iter()
        .rposition(|c| matches!(c, ';' | '。'))
        .map_or(0, |i| i + 1)
        .max(colon.saturating_sub(HEAD));
    let found = (head..colon).find_map(|at| {
        let area =
            words.openers.find(&s.text[..colon], at).filter(|(_, o)| **o == Opener::Area).map(|(n, _)| at..at + n);
        area.filter(|a| words.whole_from(s.text, at) <= a.len()).or_else(|| s.place_from(at).map(|p| p.range.clone()))
    });
    let Some(found) = found else { return };
    let lists = matches!(s.text[..colon].last(), Some('有' | '是' | '为' | '括' | '增'));
    // 按现行体制,全县财政收支平衡情况是:…: by what it is reckoned may stand before.
    let first_clause = s.clause_start(found.start);
    let reckoned = first_clause > head && matches!(s.slice(&(head..first_clause)), ['按' | '依' | '根', ..]);
    let opens = found.start == head || reckoned && found.start == first_clause;
    if s.tense != Tense::Planned && !(opens && lists) {
        return;
    }
    for draft in drafts.iter_mut().filter(|d| d.scope.is_none()) {
        draft.scope = Some(Scope::Written(found.clone()));
    }
}

/// Longest verb that fits something, with a bracket: 加装(更新).
const FITTED: usize = 8;

/// Names what is another thing without its scope: trade with somebody, and the rate of a class.
pub(super) fn name(grammar: &Grammar, s: &Sentence<'_>, drafts: &mut [Draft]) {
    /// Shares and rates end in one of these.
    const RATES: &[&str] = &["率", "占比", "比重", "比例"];
    let words = &grammar.words;
    for draft in drafts.iter_mut().filter(|d| d.named.is_none()) {
        // 水果(不包括瓜果)产量: what is left out is no part of the name.
        if let Some(what) = draft.indicator.clone()
            && let Some(open) = s.slice(&what).iter().position(|c| *c == '(').map(|i| what.start + i)
            && matches!(s.slice(&(open + 1..what.end)), ['不' | '含', ..] | ['包', '括', ..] | ['扣', '除', ..])
            && let Some(close) = super::bracket(s.text, open).filter(|close| close + 2 < what.end)
            && open > what.start + 1
        {
            let rest = close + 1 + usize::from(s.text[close + 1] == '的');
            draft.named = Some((what.start..open, rest..what.end));
            continue;
        }
        let (Some(Scope::Written(area)), Some(what)) = (&draft.scope, &draft.indicator) else { continue };
        if area.end > what.start {
            continue;
        }
        let trade = words.toward.find(s.text, what.start).is_some();
        let with = s.text.get(area.start.wrapping_sub(1));
        // 城市|生活污水收集率, 地级城市|空气质量优良天数比率: a place word, and a known name, need none.
        let whose = area.end == what.start
            && words.openers.find(s.text, area.start).is_none_or(|(n, _)| n < area.len())
            && grammar.names.exact(s.slice(what)).is_none()
            && words.rated.find_before(s.text, area.end).is_some_and(|(n, ())| n <= area.len())
            && RATES.iter().any(|w| ends(s.slice(what), w));
        // 老旧住宅|加装电梯: without the verb it would be any lift of theirs.
        let fitted = words.fitted.find(s.text, area.end).is_some_and(|(n, ())| area.end + n <= what.start);
        if fitted && what.start <= area.end + FITTED {
            draft.named = Some((area.clone(), area.end..what.end));
        } else if trade && with == Some(&'对') {
            draft.named = Some((area.start - 1..area.end, what.clone()));
        } else if whose
            || trade
                && matches!(with, Some('、' | '和' | '与' | '及'))
                && s.slice(&(s.clause_start(area.start)..area.start)).contains(&'对')
        {
            draft.named = Some((area.clone(), what.clone()));
        }
    }
}

/// Fills in scopes that words between indicator and number give, and carries on those that still hold.
pub(super) fn assign(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let q = &s.quantities[drafts[index].quantity];
        // 比年度计划增加2%: a plan, or what was before, is a base.
        let base = drafts[index].left.comparator.clone().filter(|r| {
            q.shape != Shape::Rank
                && (["计划", "年度", "原定", "预算", "过去", "以前", "预期", "目标", "往年", "历史", "上一", "前一"]
                    .iter()
                    .any(|w| holds(s.slice(r), w))
                    || s.slice(r) == ['原']
                    || s.times.iter().any(|t| t.range.start < r.end && r.start < t.range.end))
        });
        if let Some(range) = base {
            drafts[index].base.get_or_insert(range);
        } else if let Some(mut range) = drafts[index].left.comparator.clone() {
            // 在全省21个城市中居第7位: among whom.
            if q.shape == Shape::Rank {
                while range.len() > 2 && matches!(s.text[range.end - 1], '居' | '排' | '列' | '中') {
                    range.end -= 1;
                }
                range.start += usize::from(range.len() > 2 && s.text[range.start] == '在');
            }
            drafts[index].scope = Some(Scope::Written(range));
            continue;
        }
        // 小麦、稻谷收购价每50公斤分别提高7元、6元: of the list, which one.
        if let Some(range) = drafts[index].left.each_of.clone().filter(|_| drafts[index].named.is_none()) {
            drafts[index].scope = Some(Scope::Written(range));
            continue;
        }
        // A list under one verb shares its scope: 全市实现甲12亿元、乙3亿元.
        if index > 0 && drafts[index].scope.is_none() {
            let (before, rest) = drafts.split_at_mut(index);
            let (Some(last), Some(draft)) = (before.last(), rest.first_mut()) else { continue };
            let last_q = &s.quantities[last.quantity];
            let between = s.slice(&(last.right.end.max(last_q.range.end)..q.range.start));
            let listed = between.first() == Some(&'、')
                || between.len() <= 4 && between.iter().any(|c| matches!(c, '、' | '和'));
            let same = draft.indicator.is_some() && draft.indicator == last.indicator;
            let whole = draft.rules.contains(&super::indicator::AMONG);
            if (listed || same) && !whole && last_q.shape != Shape::Rank && last.left.gap.is_none() {
                draft.scope.clone_from(&last.scope);
            }
        }
    }
}
