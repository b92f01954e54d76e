//! What sort of statement a number makes.

use super::{Draft, Sentence};
use crate::quantity::{Quantity, Shape};
use crate::reading::{Bound, Kind, Mode, Tense};
use crate::unit::Dimension;

/// Words of an indicator that make a percentage of it a rate of change and not a share.
const GROWTH: &[&str] = &["增长", "增速", "增幅", "涨幅", "降幅", "递增", "增长速度", "增长率"];

/// Judges kind, measure, mode, sign, bound and qualifiers of every draft.
pub(super) fn judge(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        let q = &s.quantities[draft.quantity];
        bounds(q, draft);
        draft.measure = measure(s, q, draft);
        draft.kind = if s.tense == Tense::Planned {
            Kind::Target
        } else if draft.from.is_some() {
            Kind::FromTo
        } else if q.shape == Shape::Vague || (draft.left.vague && q.magnitude) {
            Kind::Approx
        } else {
            draft.measure
        };
        let falls = draft.left.change == Some(-1) && !draft.left.to || draft.left.gap == Some(-1) && draft.measure == Kind::ChangeAbs;
        draft.negative = falls
            && draft.from.is_none()
            && matches!(draft.measure, Kind::ChangePct | Kind::ChangeAbs)
            && !q.value.is_some_and(crate::number::Value::is_negative);
    }
}

fn bounds(q: &Quantity, draft: &mut Draft) {
    let (left, right) = (&draft.left, &draft.right);
    let gap = draft.left.gap.is_some() && matches!(q.shape, Shape::Points | Shape::Multiple | Shape::Percent);
    let own = q.own_bound();
    // The word before wins over the word after: writers double it (不少于3个以上) and mean the first.
    draft.bound = left.bound.filter(|_| !gap).or(own).or(right.bound);
    for word in &left.qualifiers {
        let dropped = *word == "达到" && (left.bound.is_some() || right.bound.is_some() || own.is_some());
        let gap_word = gap && *word == "超";
        if !dropped && !gap_word && !draft.qualifiers.contains(word) {
            draft.qualifiers.push(word);
        }
    }
    if q.more && !draft.qualifiers.contains(&"多") {
        draft.qualifiers.push("多");
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
        draft.doubts.push("bound");
    }
}

fn measure(s: &Sentence<'_>, q: &Quantity, draft: &mut Draft) -> Kind {
    let left = &draft.left;
    let name: String = draft.indicator.clone().map(|r| s.slice(&r).iter().collect()).unwrap_or_default();
    match q.shape {
        Shape::Rank => Kind::Rank,
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
            if left.gap.is_some() {
                draft.mode = Some(Mode::Gap);
            }
            Kind::ChangeAbs
        }
        Shape::Percent | Shape::Permille => {
            let growth = left.change.is_some() && !left.to
                || draft.right.growth
                || left.gap.is_some() && left.bound.is_none()
                || left.qualifiers.contains(&"年均")
                || GROWTH.iter().any(|w| name.ends_with(w))
                || growth_noun(s, left.rest);
            if growth {
                return Kind::ChangePct;
            }
            if completes(s, q) {
                draft.mode = Some(Mode::CompletionOfPlan);
            }
            Kind::Share
        }
        _ => {
            let Some(unit) = q.unit else {
                return if left.deed || draft.right.noun.is_some() && !left.linked { Kind::CountDone } else { Kind::Level };
            };
            if left.gap.is_some() && left.bound.is_none() {
                draft.mode = Some(Mode::Gap);
                return Kind::ChangeAbs;
            }
            if left.change.is_some() && !left.to {
                return Kind::ChangeAbs;
            }
            match unit.dimension {
                Dimension::Money | Dimension::Index | Dimension::Duration => Kind::Level,
                _ => counted(s, draft),
            }
        }
    }
}

/// Whether a count stands (a level) or was made (a count done): the verb decides.
fn counted(s: &Sentence<'_>, draft: &Draft) -> Kind {
    const STANDING: &[&str] = &[
        "有", "共有", "现有", "拥有", "达到", "达", "为", "是", "突破", "总数", "总量", "存栏", "保有", "面积", "产量", "人口", "规模", "里程", "装机",
        "容量", "能力", "数量", "户数", "人数",
    ];
    const MADE: &[&str] = &["新增", "新建", "改造", "建成", "完成", "培育", "引进", "培养", "培训", "转移", "就业", "毕业", "脱贫", "开工", "竣工", "压减", "淘汰", "治理", "造林", "安置", "救助"];
    let q = &s.quantities[draft.quantity];
    let floor = s.clause_start(q.range.start);
    let clause: String = s.slice(&(floor..q.range.start)).iter().collect();
    let name: String = draft.indicator.clone().map(|r| s.slice(&r).iter().collect()).unwrap_or_default();
    if draft.left.deed || MADE.iter().any(|w| clause.contains(w) || name.contains(w)) {
        return Kind::CountDone;
    }
    let _ = STANDING;
    Kind::Level
}

/// 增速达到5%, 年均增幅为8%: the noun that was cut off as a trailer.
fn growth_noun(s: &Sentence<'_>, rest: usize) -> bool {
    GROWTH.iter().any(|w| s.text[..rest].len() >= w.chars().count() && s.text[..rest].iter().rev().zip(w.chars().rev()).all(|(a, b)| *a == b))
}

/// 完成年计划的95%, 为预算的102%.
fn completes(s: &Sentence<'_>, q: &Quantity) -> bool {
    let floor = s.clause_start(q.range.start);
    let clause: String = s.slice(&(floor..q.range.start)).iter().collect();
    ["计划的", "预算的", "任务的", "目标的", "年度计划", "年计划", "总投资的", "预算数的", "投资的"].iter().any(|w| clause.ends_with(w))
}
