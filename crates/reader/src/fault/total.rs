//! Totals that stand behind their parts: 小学5所、中学3所，共9所; what a budget adds up, 加上…收入总计; a surplus; lists that end with the
//! rest.

use super::line::{Line, has};
use super::said::said;
use super::size::{Size, multiplier, size};
use super::sum::{REACH, SENTENCES, add, is_amount, is_each, unequal};
use super::{Fault, Severity};
use crate::reading::Figure;
use crate::search::ends;
use crate::span::Spans;
use rust_decimal::Decimal;

/// What says that a number is the sum of those before it.
const IN_ALL: &[&str] = &["共", "合计", "总计", "共计", "一共", "总共", "合共", "累计共"];
/// What says that the amounts behind it are added to one before it.
const ADDED: &[&str] = &["加上", "加:", "另加", "再加"];

/// Most parts of one total, and figures of its sentence before them, that are looked at: a hostile text lists without end.
pub(super) const PARTS: usize = 64;

/// 小学5所、中学3所，共9所: the figure at `index` sums up those before it.
pub(super) fn after(line: &Line<'_>, all: &[Figure], index: usize, out: &mut Vec<Fault>) {
    let total = &line.figures[index];
    let words = line.before(index);
    let summed = || IN_ALL.iter().any(|w| ends(words, w) || ends_in_link(words, w));
    // What stands behind a bracket goes on from the figure before it: (其中再融资债券46亿元),收入总计90亿元.
    let own = words.iter().position(|c| *c == ')').map_or(words, |close| &words[close + 1..]);
    if index < 2 || own.len() > 10 || !is_amount(total) || own.iter().any(|c| matches!(c, ';' | '。')) || !summed() {
        return;
    }
    let Some(whole) = size(total) else { return };
    let mut parts: Vec<(usize, Size<'_>)> = Vec::new();
    let mut last = index;
    let mut parted = false;
    let mut added = false;
    for k in (0..index).rev().take(PARTS) {
        if line.in_brackets(k) {
            continue;
        }
        let between = line.outside(k, last);
        let first = parts.is_empty();
        let joined = first
            || between.len() <= REACH
                && between.first().is_some_and(|c| matches!(c, '、' | ',' | '和' | '及'))
                && !between.contains(&';');
        added |= !first && has(&between, ADDED);
        let figure = &line.figures[k];
        let Some(measured) =
            size(figure).filter(|s| joined && !added && s.unit == whole.unit && is_amount(figure) && !is_each(line, k))
        else {
            break;
        };
        parted |= !first && between.first() == Some(&',');
        parts.push((k, measured));
        last = k;
    }
    parts.reverse();
    let Some((first, _)) = parts.first().copied() else { return };
    if is_each(line, index) {
        return;
    }
    // 收入16亿元,增长26%,加上上级补助收入8亿元、上年结余9亿元,收入总计33亿元: what it is added to stands before. Where that is in
    // another sentence, the total cannot be told.
    let base = if added || has(&line.outside_before(first), ADDED) {
        let Some(base) = base_of(line, all, first, &parts, &whole) else { return };
        parts.insert(0, (base.0, base.1));
        parted = true;
        Some(base.0)
    } else {
        None
    };
    // Only the last few may belong to the sum.
    if parts.len() < 2 || (0..parts.len() - 1).any(|n| add(&parts[n..]).is_some_and(|s| s.meets(whole.interval))) {
        return;
    }
    // The base is known by its place in the document, the others by theirs in the sentence.
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    let mut figures = vec![at(index)];
    figures.extend(base.and_then(|k| Some((k, &all.get(k)?.spans))));
    figures.extend(parts.iter().skip(usize::from(base.is_some())).map(|(k, _)| at(*k)));
    let severity = if parted { Severity::Warning } else { Severity::Error };
    out.push(Fault::of("sum", severity, &figures, unequal(&parts, &whole, &total.text)));
}

/// What a list behind 加上 is added to, by its place in the document: the income or spending named before it in the sentence, or
/// by its name alone, told sentences before. `None` where there is none, or where any number before makes the total right.
fn base_of<'a>(
    line: &Line<'a>,
    all: &'a [Figure],
    first: usize,
    parts: &[(usize, Size<'a>)],
    whole: &Size<'_>,
) -> Option<(usize, Size<'a>)> {
    let added = add(parts)?;
    let own = |k: usize| Some((line.first + k, line.figures.get(k)?));
    let mut before: Vec<(usize, &'a Figure)> = (first.saturating_sub(PARTS)..first)
        .filter(|k| !line.in_brackets(*k))
        .filter_map(own)
        .filter(|(_, f)| is_amount(f))
        .collect();
    // 收入65.7亿元,增长7%。加上…: what opens the sentence goes on from the one before.
    if before.is_empty() && ADDED.iter().any(|w| crate::search::stands(line.words, 0, w)) {
        let last = all.get(line.first.checked_sub(1)?)?.sentence;
        let head = (line.first.saturating_sub(8)..line.first).find(|k| all.get(*k).is_some_and(|f| f.sentence == last));
        before = head
            .and_then(|k| Some((k, all.get(k)?)))
            .filter(|(_, f)| is_amount(f) && f.base.is_none())
            .into_iter()
            .collect();
        return before.first().and_then(|(k, f)| {
            let base = size(f).filter(|s| s.unit == whole.unit)?;
            let sum = base.interval.plus(added)?;
            // Only a unit of ten thousand times more or less, or a slip, tells that this is the base.
            let step = [10_000i64, 100_000_000].iter().any(|by| {
                let by = Decimal::from(*by);
                let up =
                    base.interval.scaled(by).and_then(|b| b.plus(added)).is_some_and(|sum| sum.meets(whole.interval));
                up || base
                    .interval
                    .scaled(Decimal::ONE / by)
                    .and_then(|b| b.plus(added))
                    .is_some_and(|sum| sum.meets(whole.interval))
            });
            let slip = f.value.and_then(super::interval::decimal).is_some_and(|value| {
                let by = multiplier(&f.unit).0;
                super::slip::unswapped(value)
                    .filter_map(|meant| super::interval::Interval::rounded(meant)?.scaled(by)?.plus(added))
                    .any(|sum| sum.meets(whole.interval))
            });
            (!sum.meets(whole.interval) && (step || slip)).then_some((*k, base))
        });
    }
    if before.is_empty() {
        // 公共预算收入加上上级补助收入30万元…: the clause before 加上 is its name.
        let words: String = line.words.iter().take(24).collect();
        let name = words.split("加上").next().filter(|name| words.contains("加上") && name.chars().count() >= 4)?;
        let called = |f: &Figure| f.indicator_name.as_deref() == Some(name) && is_amount(f) && f.base.is_none();
        let from = line.first.saturating_sub(FAR);
        before = (from..line.first).filter_map(|k| Some((k, all.get(k)?))).filter(|(_, f)| called(f)).collect();
    }
    let sized: Vec<(usize, &Figure, Size<'a>)> =
        before.into_iter().filter_map(|(k, f)| Some((k, f, size(f).filter(|s| s.unit == whole.unit)?))).collect();
    let right = |base: &Size<'_>| base.interval.plus(added).is_some_and(|sum| sum.meets(whole.interval));
    if sized.iter().any(|(_, _, base)| right(base)) {
        return None;
    }
    let named = |f: &Figure| f.indicator.as_deref().is_some_and(|i| i.ends_with("收入") || i.ends_with("支出"));
    sized.into_iter().find(|(_, f, _)| named(f)).map(|(k, _, size)| (k, size))
}

/// How far back, in figures, a total or a base is looked for.
const FAR: usize = 120;
/// Fewest members of a list that leaves nothing out.
const MEMBERS: usize = 4;

/// 增值税2亿元,所得税1亿元,契税0.5亿元,其他各税1亿元: a list that ends with the rest is all of something, told right before. If no
/// number there is its sum and one nearly is, that is what was meant.
pub(super) fn closed(line: &Line<'_>, all: &[Figure], out: &mut Vec<Fault>) {
    let Some(last) = line.figures.iter().rposition(is_amount) else { return };
    let rest = line.figures[last].indicator.as_deref().is_some_and(|i| i.starts_with("其他") || i.starts_with("其它"));
    let Some(unit) = size(&line.figures[last]).filter(|_| rest).map(|s| s.unit) else { return };
    let mut parts = vec![(last, size(&line.figures[last]))];
    for k in (0..last).rev() {
        let between = line.between(k, k + 1);
        let joined = between.len() <= REACH && matches!(between.first(), Some('、' | ',' | ';'));
        let measured = size(&line.figures[k]).filter(|s| s.unit == unit && is_amount(&line.figures[k]));
        if !joined || measured.is_none() || line.in_brackets(k) {
            break;
        }
        parts.push((k, measured));
    }
    let parts: Vec<(usize, Size<'_>)> = parts.into_iter().rev().filter_map(|(k, s)| Some((k, s?))).collect();
    let Some(sum) = add(&parts).filter(|_| parts.len() >= MEMBERS) else { return };
    let sentence = line.figures[last].sentence;
    let near = |f: &&(usize, &Figure)| f.1.sentence + SENTENCES >= sentence && is_amount(f.1);
    let from = parts.first().map_or(line.first, |(k, _)| line.first + k);
    let before: Vec<(usize, &Figure)> =
        (from.saturating_sub(24)..from).filter_map(|k| Some((k, all.get(k)?))).collect();
    let wholes: Vec<(usize, &Figure, Size<'_>)> =
        before.iter().filter(near).filter_map(|(k, f)| Some((*k, *f, size(f).filter(|s| s.unit == unit)?))).collect();
    if wholes.iter().any(|(_, _, w)| sum.meets(w.interval)) {
        return;
    }
    let close = |w: &Size<'_>| {
        let (low, high) = (w.value.checked_mul(Decimal::new(97, 2)), w.value.checked_mul(Decimal::new(103, 2)));
        low.zip(high).is_some_and(|(low, high)| sum.high >= low && sum.low <= high)
    };
    let Some((at, total, whole)) = wholes.iter().rev().find(|(_, _, w)| close(w)) else { return };
    let mut figures: Vec<(usize, &Spans)> = vec![(*at, &total.spans)];
    figures.extend(parts.iter().map(|(k, _)| (line.first + k, &line.figures[*k].spans)));
    out.push(Fault::of("sum", Severity::Warning, &figures, unequal(&parts, whole, &total.text)));
}

/// 出口71亿元,进口27亿元,顺差44亿元: the last is the difference of the two before. 结余7370万元,加上上年结余64850万元,年末结余72220万元:
/// the last is their sum.
pub(super) fn balance(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some([first, second, last]) = line.figures.get(index..index + 3) else { return };
    if ![first, second, last].into_iter().all(is_amount) {
        return;
    }
    let name = |f: &Figure| f.indicator.clone().unwrap_or_default();
    let (Some(one), Some(other), Some(whole)) = (size(first), size(second), size(last)) else { return };
    let near = line.between(index, index + 1).len() <= 16 && line.between(index + 1, index + 2).len() <= 12;
    let split = |k: usize| line.between(k, k + 1).iter().any(|c| matches!(c, ';' | '。' | '('));
    if one.unit != other.unit || other.unit != whole.unit || !near || split(index) || split(index + 1) {
        return;
    }
    let surplus = name(first).ends_with("出口") && name(second).ends_with("进口") && name(last).ends_with("顺差");
    let deficit = name(first).ends_with("出口") && name(second).ends_with("进口") && name(last).ends_with("逆差");
    let added = has(line.between(index, index + 1), ADDED)
        && [first, second, last].into_iter().all(|f| name(f).ends_with("结余"));
    let (due, sign) = match () {
        () if surplus => (one.interval.minus(other.interval), "-"),
        () if deficit => (other.interval.minus(one.interval), "-"),
        () if added => (one.interval.plus(other.interval), "+"),
        () => return,
    };
    let Some(due) = due.filter(|due| !due.meets(whole.interval)) else { return };
    let (left, right) = if deficit { (&second.text, &first.text) } else { (&first.text, &second.text) };
    let show =
        super::said::about(due.scaled(Decimal::ONE.checked_div(shown_by(last)).unwrap_or(Decimal::ONE)).unwrap_or(due));
    let note = said(
        format!("{left}{sign}{right}={show}{}，写的是{}", last.unit, last.text),
        format!("{left}{sign}{right} = {show}{}; written is {}", last.unit, last.text),
    );
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    out.push(Fault::of("sum", Severity::Error, &[at(index + 2), at(index), at(index + 1)], note));
}

/// What a figure's unit multiplies by.
fn shown_by(figure: &Figure) -> Decimal {
    multiplier(&figure.unit).0
}

/// 合计达到, 总计为, 共有.
fn ends_in_link(words: &[char], word: &str) -> bool {
    ["为", "达", "达到", "有", "建成", "完成", "新建", "投入", "是", "新增", "增加"].iter().any(|link| {
        let before = words.len().saturating_sub(link.chars().count());
        ends(words, link) && ends(words.get(..before).unwrap_or_default(), word)
    })
}
