//! Whether a figure is a target, a result, or neither.

use crate::around::Sentence;
use crate::context::Context;
use crate::lexicon::Lexicon;
use crate::when::{self, When};
use luoshi_reader::{Bound, Figure, Kind, Tense};

/// What a figure is for the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// What is to be.
    Target,
    /// What was.
    Result,
    /// A target that is told again: 实现了增长8%的预期目标.
    Restated,
    /// Money set aside.
    Budget,
    /// What the part of the report that looks ahead says in passing: no result unless it says its year.
    Aside,
}

/// Whether a figure is a target, a result, or neither.
pub(crate) fn says(figure: &Figure, words: &Sentence<'_>, context: &Context, year: Option<i16>) -> Says {
    let explicit = figure.period.as_ref().and_then(|p| when::said(p, year));
    let behind = |w: When| year.is_some_and(|y| w.end < y);
    // 过去一年，成绩很大。粮食产量达到…: in the part that sets tasks, and yet what was.
    // M2增长11.3%，低于13%的预期目标: in the review, where 目标 is told and not set.
    let was = words.review && explicit.is_none_or(behind)
        || words.ahead && context.looks_back && !words.intends(figure) && explicit.is_none_or(behind)
        // What names a year that is over is no target, whatever its verb; 比上年 is only compared with one.
        || explicit.is_some_and(|w| behind(w) && (!w.by || year.is_some_and(|y| w.end + 1 < y)))
            && figure.period.as_ref().is_some_and(|p| !Lexicon::get().words("base").contains(&p.text.as_str()));
    let listed = words.among_aims(figure);
    let planned =
        listed || figure.tense == Tense::Planned || figure.kind == Kind::Target || words.aims(figure, explicit, year);
    // 今年共有300个, and not done yet: a year that is not over has no result.
    let own = explicit.is_some_and(|w| !w.part && year.is_some_and(|y| w.end >= y));
    // 本年 in the part about the year before is that year.
    let this = figure.period.as_ref().is_some_and(|p| Lexicon::get().words("that.year").contains(&p.text.as_str()));
    // 年末国家外汇储备达到…: at the end of which year it does not say.
    let named = figure.period.as_ref().is_some_and(|p| when::names_year(&p.text));
    let undone = words.fresh
        && named
        && !words.review
        && !words.perfect(figure)
        && (!this || year.is_some_and(|y| words.opening(figure).contains(&y.to_string())));
    // 1990年达到60亿元, said in 1986: no year that has not begun has a result, whatever the sentence reads like.
    let later = explicit.is_some_and(|w| !w.part && year.is_some_and(|y| w.end > y));
    let now = own && (figure.tense != Tense::Done || words.ahead || undone || later) && !words.settled;
    // 今年计划…控制在500亿元: it is set, and not told of.
    let capped = matches!(figure.bound, Some(Bound::AtMost | Bound::LessThan)) || figure.qualifiers.contains(&"控制在");
    let budget = words.budgets(figure) && figure.amount.as_ref().is_some_and(|a| a.dimension == "money");
    let told = words.before.as_ref().is_some_and(|b| b.restated && !b.far);
    if planned && (words.compared_with(figure) || words.already(figure)) || told && words.falls_behind(figure) {
        // 今年8月已经达到40万亩，明年将…: not what is to be. 比1980年的12亿元增加3亿元: what it is compared with was. 计划为4%，预计可以达到6%: what comes of it.
        Says::Result
    } else if words.told(figure) || words.outdone(figure) && !(own && words.fresh) {
        Says::Restated
    } else if (planned || now && (capped || !words.restates(figure))) && !was {
        Says::Target
    } else if !was && (words.steady(figure) && words.unplaced(explicit, context))
        || !was && budget && (words.intends(figure) || own || words.unplaced(explicit, context))
    {
        // 中央财政拟安排12亿元, among the tasks: money to be spent.
        Says::Target
    } else if !was && words.unplaced(explicit, context) && (words.outgrows(figure) || words.goes_further(figure)) {
        // 转移支付增长7%、增幅高于去年, 时间再压缩三分之一, among the tasks.
        Says::Target
    } else if !was && figure.bound.is_some() && words.unplaced(explicit, context) {
        Says::Aside
    } else if words.restates(figure) {
        Says::Restated
    } else if budget {
        Says::Budget
    } else {
        Says::Result
    }
}
