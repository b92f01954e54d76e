//! What sort of amount a number is: a level, a change, a share, a rank or a count of what was done.

use super::counted::counted;
use crate::figure::words::FigureWords;
use crate::figure::{Draft, Sentence};
use crate::quantity::{Quantity, Shape};
use crate::reading::{Kind, Mode};
use crate::search::ends;
use crate::unit::Dimension;

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

pub(super) fn measure(
    words: &FigureWords,
    s: &Sentence<'_>,
    q: &Quantity,
    draft: &mut Draft,
    before: Option<Kind>,
) -> Kind {
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
            // 增长7%以上、力争达到8%
            let more = s.slice(&(left.rest..q.range.start)).starts_with(&['力', '争']);
            let again =
                (left.to || more) && before == Some(Kind::ChangePct) && draft.rules.contains(&"indicator.elided");
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
                // 增加33项内容 was done, too; 增加3万匹的供应 and 减少33项内容 change what there is.
                let more = s.slice(&(left.rest..q.range.start)).starts_with(&['增', '加']);
                if done && more && q.unit.is_some() && s.text.get(draft.right.after) != Some(&'的') {
                    return Kind::CountDone;
                }
                return Kind::ChangeAbs;
            }
            let Some(unit) = q.unit else {
                // 城乡居民收入比2.1
                let ratio = ends(name, "收入比") || ends(name, "之比");
                return if ratio { Kind::Share } else { counted(words, s, draft, before) };
            };
            match unit.dimension {
                Dimension::Money | Dimension::Index | Dimension::Duration => Kind::Level,
                _ => counted(words, s, draft, before),
            }
        }
    }
}

/// 完成年计划的95%, 为预算的102%.
fn completes(s: &Sentence<'_>, q: &Quantity) -> bool {
    let floor = s.clause_start(q.range.start);
    let clause: String = s.slice(&(floor..q.range.start)).iter().collect();
    ["计划的", "预算的", "任务的", "目标的", "年度计划", "年计划", "总投资的", "预算数的", "投资的"]
        .iter()
        .any(|w| clause.ends_with(w))
}
