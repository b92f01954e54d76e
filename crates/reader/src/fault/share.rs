//! Shares: those of a whole add up to a hundred, none exceeds it, and each follows from its two numbers.

use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{about, number, said};
use super::size::size;
use super::whole::off as off_share;
use super::{Fault, Severity};
use crate::number::Value;
use crate::reading::{End, Figure, Kind, Mode};
use rust_decimal::Decimal;

/// Names of ratios whose terms are shares of one whole.
const STRUCTURES: &[&str] = &["结构", "三次产业", "三产", "构成"];
/// Rates that by their nature stay within a hundred per cent. 入学率, 完成率, 利用率, 出租率 may exceed it.
const WITHIN: &[&str] = &[
    "覆盖率",
    "合格率",
    "优良率",
    "普及率",
    "占比",
    "比重",
    "及格率",
    "参保率",
    "办结率",
    "满意度",
    "满意率",
    "绿化率",
    "城镇化率",
    "处理率",
    "收集率",
];

pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for index in 0..line.figures.len() {
        three(line, index, out);
        ratio(line, index, out);
        listed(line, index, out);
        beyond(line, index, out);
        of_two(line, index, out);
    }
}

/// 三次产业结构为8.9:56.8:34.3.
fn ratio(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let figure = &line.figures[index];
    // 三次产业结构更趋合理,调整为9.3:41.4:49.3: the name stands before what is said of it.
    let named = || {
        figure.indicator.as_deref().is_some_and(|i| STRUCTURES.iter().any(|w| i.contains(w)))
            || has(line.before(index), &["产业结构", "三次产业"])
    };
    let ends = [figure.from.as_deref(), figure.to.as_deref()];
    let mut judge = |parts: &[Value], text: &str| {
        if let Some(sum) = off(parts, named) {
            let terms: Vec<String> = parts.iter().map(Value::to_string).collect();
            let terms = terms.join("+");
            let note = said(
                format!("各项占比相加{terms}={}，不是100（{text}）", number(sum, 6)),
                format!("the shares add up to {terms}={}, not 100 ({text})", number(sum, 6)),
            );
            out.push(Fault::of("share", Severity::Error, &[(line.first + index, &figure.spans)], note));
        }
    };
    if ends.iter().all(Option::is_none) {
        judge(&figure.parts, &figure.text);
    }
    for End { parts, text, .. } in ends.into_iter().flatten() {
        judge(parts, text);
    }
}

/// What the three industries are called, in order.
const INDUSTRIES: [&[&str]; 3] = [&["第一产业", "一产"], &["第二产业", "二产"], &["第三产业", "三产"]];

/// 第一产业44.8亿元,第二产业106.3亿元,第三产业125.3亿元,三者之比为16.2:38.5:45.3: the ratio follows from the three.
fn three(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let ratio = &line.figures[index];
    let words = line.before(index);
    if ratio.parts.len() != 3 || !has(words, &["之比", "结构", "比例", "比重"]) || has(words, &["上年", "年的"])
    {
        return;
    }
    let mut found: [Option<usize>; 3] = [None; 3];
    for k in (index.saturating_sub(8)..index).rev() {
        let figure = &line.figures[k];
        let name = figure.indicator.as_deref().unwrap_or("");
        let side =
            INDUSTRIES.iter().position(|names| names.iter().any(|n| name.starts_with(n) || has(line.before(k), &[n])));
        let level = figure.measure == Kind::Level && figure.from.is_none() && figure.value_high.is_none();
        if let Some(slot) = side.filter(|_| level).and_then(|side| found.get_mut(side)) {
            slot.get_or_insert(k);
        }
    }
    let [Some(first), Some(second), Some(third)] = found else { return };
    let sizes: Vec<_> = [first, second, third].iter().filter_map(|k| size(&line.figures[*k])).collect();
    let judge = || {
        let [x, y, z] = sizes[..] else { return None };
        let sum = x.interval.plus(y.interval)?.plus(z.interval)?;
        [x, y, z].iter().zip(&ratio.parts).find_map(|(part, written)| {
            let due = part.interval.over(sum)?.scaled(Decimal::ONE_HUNDRED)?;
            // Shares are made to add up to a hundred: one of them is off by a tenth.
            let near = Interval::around(decimal(*written)?, Decimal::new(16, 2))?;
            (!due.meets(near)).then_some((due, *written))
        })
    };
    let Some((due, written)) = judge() else { return };
    let note = said(
        format!("按三次产业的数应为{}，写的是{written}（{}）", about(due), ratio.text),
        format!("the three industries make {}; written is {written} ({})", about(due), ratio.text),
    );
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    out.push(Fault::of("share", Severity::Error, &[at(index), at(first), at(second), at(third)], note));
}

/// What the terms add up to, where that should be a hundred and is not.
fn off(parts: &[Value], named: impl Fn() -> bool) -> Option<Decimal> {
    if parts.len() < 3 {
        return None;
    }
    let terms: Vec<Decimal> = parts.iter().filter_map(|v| decimal(*v)).collect();
    if terms.len() != parts.len() {
        return None;
    }
    let sum = terms.iter().try_fold(Decimal::ZERO, |sum, term| sum.checked_add(*term))?;
    let range = terms.iter().try_fold(Interval::exactly(Decimal::ZERO), |sum, t| sum.plus(Interval::rounded(*t)?))?;
    // A ratio of other things (1:2:3, a clock) is nowhere near a hundred.
    let near = sum >= Decimal::from(80) && sum <= Decimal::from(120);
    (near && named() && !range.meets(Interval::exactly(Decimal::ONE_HUNDRED))).then_some(sum)
}

/// Whether two figures are of the same list of shares: 一、二、三产业占比分别为8%、52%、41%.
fn listed(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let is_share = |f: &Figure| f.measure == Kind::Share && f.unit == "%" && f.from.is_none() && f.value_high.is_none();
    let figures = line.figures;
    let begins = index == 0 || !is_share(&figures[index - 1]) || !joined(line, index - 1);
    if !begins || !is_share(&figures[index]) {
        return;
    }
    let mut last = index;
    while last + 1 < figures.len() && is_share(&figures[last + 1]) && joined(line, last) {
        last += 1;
    }
    let head = line.before(index);
    let shares = has(head, &["占比", "比重", "占", "结构", "构成"]);
    let whole = has(head, &["三次产业", "一、二、三", "一二三产", "三产业"]) && last - index == 2
        || has(head, &["城镇和乡村", "城镇和农村", "男女", "城乡"]) && last - index == 1;
    if !shares || !whole {
        return;
    }
    let parts = &figures[index..=last];
    let terms: Vec<Decimal> = parts.iter().filter_map(|f| f.value.and_then(decimal)).collect();
    let range = parts
        .iter()
        .try_fold(Interval::exactly(Decimal::ZERO), |sum, f| sum.plus(size(f)?.interval))
        .filter(|_| terms.len() == parts.len());
    let Some(range) = range else { return };
    if range.meets(Interval::exactly(Decimal::ONE_HUNDRED)) {
        return;
    }
    let sum = terms.iter().try_fold(Decimal::ZERO, |sum, t| sum.checked_add(*t)).unwrap_or_default();
    let shown: Vec<String> = terms.iter().map(Decimal::to_string).collect();
    let shown = shown.join("+");
    let note = said(
        format!("各项占比相加{shown}={}%，不是100%", number(sum, 6)),
        format!("the shares add up to {shown}={}%, not 100%", number(sum, 6)),
    );
    let all: Vec<_> = (index..=last).map(|k| (line.first + k, &figures[k].spans)).collect();
    out.push(Fault::of("share", Severity::Error, &all, note));
}

fn joined(line: &Line<'_>, index: usize) -> bool {
    matches!(line.between(index, index + 1), ['、' | '和' | ','])
}

/// 污水处理率达到103%; 下降120%.
fn beyond(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let figure = &line.figures[index];
    let share = figure.measure == Kind::Share && figure.unit == "%" && figure.mode != Some(Mode::CompletionOfPlan);
    if !share && figure.measure != Kind::ChangePct {
        return;
    }
    let Some(sized) = size(figure) else { return };
    let hundred = Interval::exactly(Decimal::ONE_HUNDRED);
    let place = [(line.first + index, &figure.spans)];
    let name = figure.indicator.as_deref().unwrap_or("");
    let within = WITHIN.iter().any(|w| name.ends_with(w));
    if share && within && sized.interval.above(hundred) {
        let note = said(
            format!("{name}不会超过100%，写的是{}", figure.text),
            format!("{name} cannot exceed 100%; written is {}", figure.text),
        );
        out.push(Fault::of("share", Severity::Error, &place, note));
    }
    if figure.measure != Kind::ChangePct {
        return;
    }
    // What may be negative itself (profit, growth) can fall by more than all of it.
    if ["利润", "收益", "增速", "增幅", "净", "价格", "顺差", "逆差", "赤字"].iter().any(|w| name.contains(w))
    {
        return;
    }
    let fall = sized.value.is_sign_negative();
    let (low, unit) = (sized.interval.high, figure.unit.as_str());
    let more = match unit {
        "%" => low < Decimal::from(-100),
        "倍" => fall && low <= Decimal::NEGATIVE_ONE,
        _ => false,
    };
    if fall && more {
        let note = said(
            format!("降幅不会超过100%，写的是下降{}：减到零也只是下降100%", figure.text),
            format!("nothing falls by more than 100%; written is a fall of {}", figure.text),
        );
        out.push(Fault::of("share", Severity::Error, &place, note));
    }
}

/// 户籍人口316.2万人，其中少数民族147.67万人，占46.7%: the share follows from the two.
fn of_two(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let figures = line.figures;
    let Some(share) = figures.get(index).filter(|f| f.measure == Kind::Share && f.unit == "%" && f.from.is_none())
    else {
        return;
    };
    let Some(part_at) = index.checked_sub(1) else { return };
    let words = line.between(part_at, index);
    if words.len() > 14 || !takes_whole(words) {
        return;
    }
    let part = &figures[part_at];
    // The whole: the nearest amount of the same unit before, if the list of its parts is opened between.
    let mut whole_at = None;
    for k in (part_at.saturating_sub(8)..part_at).rev() {
        let between = line.between(k, k + 1);
        if has(between, &["其中"]) {
            whole_at = Some(k);
            break;
        }
        // 支出412亿元,民生支出328亿元,占79.7%: behind a semicolon another whole is spoken of.
        if between.iter().any(|c| matches!(c, '。' | ';')) {
            break;
        }
    }
    let Some(mut whole_at) = whole_at else { return };
    // 增长5%，其中: the amount stands before what is said of it.
    // 218万,比上年的196万增长11%,其中: what it was is no whole.
    let told_of = |f: &Figure| matches!(f.measure, Kind::ChangePct | Kind::ChangeAbs | Kind::Rank) || f.base.is_some();
    while told_of(&figures[whole_at]) && whole_at > 0 {
        whole_at -= 1;
    }
    let whole = &figures[whole_at];
    // 由20.2亿元降至18.3亿元,其中: what it came to is the whole.
    let level = |f: &Figure| matches!(f.measure, Kind::Level | Kind::CountDone);
    if !level(whole) || !level(part) || part.from.is_some() || share.value_high.is_some() {
        return;
    }
    // 占农业总产值 names a whole of its own.
    let target: String = words.iter().collect();
    if let Some(named) = target.split('占').nth(1) {
        let named = named.trim_end_matches(|c: char| "的比重为达到%约近超、".contains(c) || c == '率');
        let known = whole.indicator.as_deref().unwrap_or("");
        let general =
            named.is_empty() || named.starts_with('总') || named.starts_with("全部") || known.ends_with(named);
        if !general {
            return;
        }
    }
    let judge = || {
        let (p, w) = (size(part)?, size(whole)?);
        // A part is no larger than its whole.
        let (due, last_place) = off_share(share, &p, &w).filter(|_| !p.interval.above(w.interval))?;
        Some((due, last_place, p.value, w.value))
    };
    let Some((due, last_place, p, w)) = judge() else { return };
    let severity = if last_place { Severity::Warning } else { Severity::Error };
    let note = said(
        format!("{}÷{}≈{}%，占比写的是{}", number(p, 6), number(w, 6), about(due), share.text),
        format!("{}÷{} ≈ {}%; the share is written {}", number(p, 6), number(w, 6), about(due), share.text),
    );
    let at = |k: usize| (line.first + k, &figures[k].spans);
    out.push(Fault::of("share", severity, &[at(index), at(part_at), at(whole_at)], note));
}

/// Whether the words between a part and a per cent say that it is the part's share: ，占比, ，占总人口的.
fn takes_whole(words: &[char]) -> bool {
    let Some(at) = words.iter().position(|c| *c == '占') else { return false };
    words.get(..at).is_some_and(|lead| lead.iter().all(|c| matches!(c, ',' | '、' | '(')))
}
