//! Parts and their total: 36个，其中城区20个、乡镇18个; 小学5所、中学3所，共9所; the three industries and the product.

use super::interval::Interval;
use super::line::{Line, has};
use super::said::{number, said};
use super::size::{Size, size};
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Reading};
use crate::span::Spans;
use rust_decimal::Decimal;

/// What opens a list of parts of the number before it.
const OF_WHICH: &[&str] = &["其中", "包括", "分别是", "分别为", "分为"];
/// What says that a number is the sum of those before it.
const IN_ALL: &[&str] = &["共", "合计", "总计", "共计", "一共", "总共", "合共", "累计共"];
/// What says that the amounts behind it are added to one before it.
const ADDED: &[&str] = &["加上", "加:", "另加", "再加"];
/// Verbs that open a new statement: what follows them is no part.
const DEEDS: &[&str] = &[
    "新增", "新建", "建成", "完成", "实现", "发放", "培育", "引进", "实施", "开工", "打造", "改造", "推进", "净增",
    "累计", "带动", "达到", "突破", "增长", "投入", "争取", "获", "占", "居", "比", "较", "同比",
];

/// What makes an amount the growth of something.
const GREW: &[&str] = &["新增", "增加", "净增", "减少", "增长"];

/// Farthest from one part to the next, in characters.
const REACH: usize = 30;
/// Longest name of a part after a comma.
const NAME_ONLY: usize = 8;

pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    let mut index = 0;
    while index < line.figures.len() {
        let used = parts_after(line, index, out);
        // Within the list of parts another total may stand.
        for at in index..index + used.max(1) {
            total_after(line, at, out);
            balance(line, at, out);
        }
        index += used.max(1);
    }
}

/// Whether a figure is a plain amount of something.
fn is_amount(figure: &Figure) -> bool {
    matches!(figure.measure, Kind::Level | Kind::CountDone) && figure.from.is_none() && figure.value_high.is_none()
}

/// Whether the amount is for each of something, and cannot be summed.
fn is_each(line: &Line<'_>, index: usize) -> bool {
    let figure = &line.figures[index];
    figure.unit.contains('/')
        || figure.scope.as_deref().is_some_and(|s| s.contains('每') || s.contains("人均"))
        || figure.indicator.as_deref().is_some_and(|i| i.contains("人均") || i.contains("平均") || i.contains('每'))
        || has(line.before(index), &["每", "均"])
}

/// The parts that a list after the figure at `index` names. Returns how many figures were looked at.
fn parts_after(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) -> usize {
    let total = &line.figures[index];
    // 支出198600万元,占51.4%,其中: what is said of the total stands between.
    let said_of = |f: &Figure| matches!(f.measure, Kind::ChangePct | Kind::Share | Kind::Rank) && f.unit != total.unit;
    let more = (index + 1..line.figures.len()).take(2).take_while(|k| said_of(&line.figures[*k])).count();
    let Some((open_at, mark)) = (index..=index + more).find_map(|k| Some((k, opened(line.after(k))?))) else {
        return 1;
    };
    if !is_amount(total) || is_each(line, index) {
        return 1;
    }
    let Some(whole) = size(total) else { return 1 };
    let mut parts: Vec<(usize, Size<'_>)> = Vec::new();
    // Whether the parts stand side by side, so that none of them holds another.
    let mut parallel = true;
    let first = open_at + 1;
    let mut next = first;
    let mut named = Vec::new();
    while let Some(part) = line.figures.get(next) {
        let words = line.between(next - 1, next);
        let lead = if next == first { words.get(mark..).unwrap_or_default() } else { words };
        if lead.len() > REACH || lead.iter().any(|c| matches!(c, ';' | '。' | '(' | ')')) || has(lead, &["占", "比上"])
        {
            break;
        }
        // What is said of a part (its growth, its share) is passed over.
        if !is_amount(part) {
            if matches!(part.measure, Kind::ChangePct | Kind::ChangeAbs | Kind::Share | Kind::Rank) && next > first {
                next += 1;
                continue;
            }
            break;
        }
        let joined = words.first().is_some_and(|c| matches!(c, '、' | '和' | '及' | '与'));
        let deed = has(lead, DEEDS);
        // After a comma a new statement may begin; a short name alone goes on with the list.
        let named_only = words.first() == Some(&',') && words.len() <= NAME_ONLY;
        // 其中续建141个、新开工95个: joined, a deed is what a part is called.
        if next > first && !joined && (deed || !named_only) {
            break;
        }
        let Some(measured) = size(part).filter(|s| s.unit == whole.unit) else { break };
        if is_each(line, next) || lead.len() < 2 && next == first {
            break;
        }
        // 招生14万人,其中随迁子女3万人,在校生40万人: what is more than the whole, behind a comma, is no part of it.
        if next > first && !joined && measured.interval.above(whole.interval) {
            break;
        }
        parallel &= next == first || joined;
        parts.push((next, measured));
        named.push(lead);
        next += 1;
    }
    let used = next - index;
    // 等级公路19319公里,比上年末新增108公里;其中高速公路1501公里: the parts are of what stood before, not of its growth.
    let grew = index > 0
        && has(line.before(index), GREW)
        && size(&line.figures[index - 1]).is_some_and(|level| level.unit == whole.unit);
    if grew && !named.first().is_some_and(|lead| has(lead, GREW)) {
        return used;
    }
    // 等 and the like: the list is not whole.
    let open = parts.last().is_some_and(|(last, _)| line.after(*last).first() == Some(&'等'));
    let kinds = Kinds { parallel, open, whole: is_partition(&named) };
    compare(line, index, &whole, &parts, &kinds, out);
    used
}

/// Where the words that open a list of parts end; they follow a mark.
fn opened(words: &[char]) -> Option<usize> {
    let at = words.iter().take(6).position(|c| matches!(c, ',' | '、' | '(' | ';' | ':' | '。'))?;
    let rest = words.get(at + 1..)?;
    let mark = OF_WHICH.iter().find(|w| crate::search::stands(rest, 0, w))?;
    Some(at + 1 + mark.chars().count())
}

/// What is known of a list of parts.
struct Kinds {
    parallel: bool,
    open: bool,
    whole: bool,
}

/// Names of parts that leave nothing over.
const PARTITIONS: &[&[&[&str]]] = &[
    &[&["第一产业", "一产"], &["第二产业", "二产"], &["第三产业", "三产"]],
    &[&["城镇", "城市", "城区"], &["农村", "乡村", "乡镇"]],
    &[&["男"], &["女"]],
    &[&["出口"], &["进口"]],
    &[&["非农业"], &["农业"]],
    &[&["约束性"], &["预期性"]],
    &[&["中央"], &["地方"]],
    &[&["新建", "新开工"], &["续建"]],
    &[&["基本民生"], &["工资"], &["运转"]],
    &[&["税收收入"], &["非税收入"]],
    &[&["商品零售"], &["餐饮"]],
];

/// Whether the parts, by their names, are all there are.
fn is_partition(names: &[&[char]]) -> bool {
    PARTITIONS.iter().any(|sides| {
        sides.len() == names.len()
            && sides.iter().all(|side| names.iter().any(|name| side.iter().any(|w| crate::search::holds(name, w))))
    })
}

fn compare(
    line: &Line<'_>,
    index: usize,
    whole: &Size<'_>,
    parts: &[(usize, Size<'_>)],
    kinds: &Kinds,
    out: &mut Vec<Fault>,
) {
    let total = &line.figures[index];
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    for (k, part) in parts {
        if part.interval.above(whole.interval) {
            let note = said(
                format!("其中的一项{}大于总数{}", line.figures[*k].text, total.text),
                format!("one part, {}, is larger than the whole, {}", line.figures[*k].text, total.text),
            );
            out.push(Fault::of("sum", Severity::Error, &[at(index), at(*k)], note));
            return;
        }
    }
    if parts.len() < 2 {
        return;
    }
    let Some(sum) = add(parts) else { return };
    if sum.meets(whole.interval) {
        return;
    }
    let severity = if sum.above(whole.interval) {
        // A run of the parts may be one division of the whole, and the rest another.
        if (2..parts.len()).any(|n| add(&parts[..n]).is_some_and(|s| s.meets(whole.interval))) {
            return;
        }
        // Behind commas stand classes that overlap: 其中因私出境…,赴港澳…. A slip of the pen is a little too much.
        if kinds.parallel || kinds.whole {
            Severity::Error
        } else if nearly(whole.interval, sum) {
            Severity::Warning
        } else {
            return;
        }
    } else if kinds.whole && !kinds.open {
        Severity::Error
    } else if !kinds.open && kinds.parallel && nearly(sum, whole.interval) {
        Severity::Warning
    } else {
        return;
    };
    let mut figures = vec![at(index)];
    figures.extend(parts.iter().map(|(k, _)| at(*k)));
    out.push(Fault::of("sum", severity, &figures, unequal(parts, whole, &total.text)));
}

/// Whether the less is so near to the more that both are meant to be one number: hospitals hold nine tenths of the beds, and
/// what 其中 leaves out is no fault, but nobody leaves out a hundredth.
fn nearly(less: Interval, more: Interval) -> bool {
    less.high.checked_mul(Decimal::from(100)).zip(more.low.checked_mul(Decimal::from(99))).is_some_and(|(l, m)| l >= m)
}

fn add(parts: &[(usize, Size<'_>)]) -> Option<Interval> {
    parts.iter().try_fold(Interval::exactly(Decimal::ZERO), |sum, (_, part)| sum.plus(part.interval))
}

fn unequal(parts: &[(usize, Size<'_>)], whole: &Size<'_>, text: &str) -> crate::note::Note {
    let (by, unit) = shown_in(parts, whole);
    let show = |value: Decimal| number(value.checked_div(by).unwrap_or(value), 6);
    let terms: Vec<String> = parts.iter().map(|(_, p)| show(p.value)).collect();
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (_, p)| sum.checked_add(p.value)).unwrap_or_default();
    let (terms, sum) = (terms.join("+"), show(sum));
    said(
        format!("各项相加{terms}={sum}{unit}，总数写的是{text}"),
        format!("the parts add up to {terms}={sum}{unit}; the total is written {text}"),
    )
}

/// The largest of 亿, 万 and 1 in which the smallest part is at least a hundredth.
fn shown_in(parts: &[(usize, Size<'_>)], whole: &Size<'_>) -> (Decimal, String) {
    let least = parts.iter().map(|(_, p)| p.value.abs()).min().unwrap_or(whole.value);
    for (word, by) in [("亿", 100_000_000), ("万", 10_000)] {
        let by = Decimal::from(by);
        if by.checked_div(Decimal::ONE_HUNDRED).is_some_and(|hundredth| least >= hundredth) && whole.value >= by {
            return (by, format!("{word}{}", whole.unit));
        }
    }
    (Decimal::ONE, whole.unit.to_owned())
}

/// 小学5所、中学3所，共9所: the figure at `index` sums up those before it.
fn total_after(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let total = &line.figures[index];
    let words = line.before(index);
    let summed = || IN_ALL.iter().any(|w| ends_in(words, w) || ends_in_link(words, w));
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
    for k in (0..index).rev() {
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
    if added || has(&line.outside_before(first), ADDED) {
        let Some(base) = base_of(line, first, &parts, &whole) else { return };
        parts.insert(0, base);
        parted = true;
    }
    // Only the last few may belong to the sum.
    if parts.len() < 2 || (0..parts.len() - 1).any(|n| add(&parts[n..]).is_some_and(|s| s.meets(whole.interval))) {
        return;
    }
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    let mut figures = vec![at(index)];
    figures.extend(parts.iter().map(|(k, _)| at(*k)));
    let severity = if parted { Severity::Warning } else { Severity::Error };
    out.push(Fault::of("sum", severity, &figures, unequal(&parts, &whole, &total.text)));
}

/// What a list behind 加上 is added to: the income or spending named before it in the sentence. `None` where there is none, or
/// where any number before makes the total right.
fn base_of<'a>(
    line: &Line<'a>,
    first: usize,
    parts: &[(usize, Size<'a>)],
    whole: &Size<'_>,
) -> Option<(usize, Size<'a>)> {
    let added = add(parts)?;
    let before: Vec<(usize, Size<'a>)> = (0..first)
        .filter(|k| is_amount(&line.figures[*k]) && !line.in_brackets(*k))
        .filter_map(|k| size(&line.figures[k]).filter(|s| s.unit == whole.unit).map(|s| (k, s)))
        .collect();
    let right = |(_, base): &(usize, Size<'_>)| base.interval.plus(added).is_some_and(|sum| sum.meets(whole.interval));
    if before.iter().any(right) {
        return None;
    }
    let named =
        |k: usize| line.figures[k].indicator.as_deref().is_some_and(|i| i.ends_with("收入") || i.ends_with("支出"));
    before.into_iter().find(|(k, _)| named(*k))
}

/// 出口71亿元,进口27亿元,顺差44亿元: the last is the difference of the two before. 结余7370万元,加上上年结余64850万元,年末结余72220万元:
/// the last is their sum.
fn balance(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some([a, b, c]) = line.figures.get(index..index + 3) else { return };
    if ![a, b, c].into_iter().all(is_amount) {
        return;
    }
    let name = |f: &Figure| f.indicator.clone().unwrap_or_default();
    let (Some(x), Some(y), Some(z)) = (size(a), size(b), size(c)) else { return };
    let near = line.between(index, index + 1).len() <= 16 && line.between(index + 1, index + 2).len() <= 12;
    let split = |k: usize| line.between(k, k + 1).iter().any(|c| matches!(c, ';' | '。' | '('));
    if x.unit != y.unit || y.unit != z.unit || !near || split(index) || split(index + 1) {
        return;
    }
    let surplus = name(a).ends_with("出口") && name(b).ends_with("进口") && name(c).ends_with("顺差");
    let deficit = name(a).ends_with("出口") && name(b).ends_with("进口") && name(c).ends_with("逆差");
    let added = has(line.between(index, index + 1), ADDED) && [a, b, c].into_iter().all(|f| name(f).ends_with("结余"));
    let (due, sign) = match () {
        () if surplus => (x.interval.minus(y.interval), "-"),
        () if deficit => (y.interval.minus(x.interval), "-"),
        () if added => (x.interval.plus(y.interval), "+"),
        () => return,
    };
    let Some(due) = due.filter(|due| !due.meets(z.interval)) else { return };
    let (left, right) = if deficit { (&b.text, &a.text) } else { (&a.text, &b.text) };
    let show =
        super::said::about(due.scaled(Decimal::ONE.checked_div(shown_by(c)).unwrap_or(Decimal::ONE)).unwrap_or(due));
    let note = said(
        format!("{left}{sign}{right}={show}{}，写的是{}", c.unit, c.text),
        format!("{left}{sign}{right} = {show}{}; written is {}", c.unit, c.text),
    );
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    out.push(Fault::of("sum", Severity::Error, &[at(index + 2), at(index), at(index + 1)], note));
}

/// What a figure's unit multiplies by.
fn shown_by(figure: &Figure) -> Decimal {
    super::size::multiplier(&figure.unit).0
}

fn ends_in(words: &[char], word: &str) -> bool {
    let len = word.chars().count();
    words.len() >= len && crate::search::stands(words, words.len() - len, word)
}

/// 合计达到, 总计为, 共有.
fn ends_in_link(words: &[char], word: &str) -> bool {
    ["为", "达", "达到", "有", "建成", "完成", "新建", "投入", "是"].iter().any(|link| {
        let before = words.len().saturating_sub(link.chars().count());
        ends_in(words, link) && ends_in(words.get(..before).unwrap_or_default(), word)
    })
}

/// Totals whose parts statistics always name, and the words that tell them.
const TOTALS: &[(&[&str], &[&str])] = &[
    (&["生产总值"], &["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
    (&["进出口总额", "进出口总值", "外贸进出口"], &["出口", "进口"]),
    (&["常住人口", "总人口", "户籍人口"], &["城镇", "乡村"]),
    (&["社会消费品零售总额"], &["商品零售", "餐饮收入"]),
    (&["社会消费品零售总额"], &["城镇", "乡村"]),
    (&["一般公共预算收入"], &["税收收入", "非税收入"]),
    (&["农林牧渔业总产值"], &["农业产值", "林业产值", "牧业产值", "渔业产值", "辅助性活动产值"]),
];

/// Farthest from a total to its last part, in sentences.
const SENTENCES: usize = 3;

/// 地区生产总值312.5亿元。其中第一产业增加值…，第二产业增加值…，第三产业增加值…: parts in sentences of their own.
pub(super) fn of_document(reading: &Reading, out: &mut Vec<Fault>) {
    let figures = &reading.figures;
    for (index, total) in figures.iter().enumerate() {
        let Some(name) = total.indicator.as_deref() else { continue };
        // 比上年的89亿元增长: what was is no total of what is.
        if !matches!(total.kind, Kind::Level) || total.from.is_some() || total.base.is_some() || name.contains("人均")
        {
            continue;
        }
        for (totals, parts) in TOTALS {
            if totals.iter().any(|t| name.ends_with(t)) {
                known_parts(figures, index, parts, out);
            }
        }
    }
}

fn known_parts(figures: &[Figure], index: usize, names: &[&str], out: &mut Vec<Fault>) {
    let total = &figures[index];
    let Some(whole) = size(total) else { return };
    let mut found: Vec<(usize, Size<'_>)> = Vec::new();
    let mut taken = vec![false; names.len()];
    let mut sentence = None;
    for (k, part) in figures.iter().enumerate().skip(index + 1).take(24) {
        if part.sentence > total.sentence + SENTENCES || taken.iter().all(|t| *t) {
            break;
        }
        if !matches!(part.kind, Kind::Level) || part.from.is_some() {
            continue;
        }
        let Some(measured) = size(part).filter(|s| s.unit == whole.unit) else { continue };
        // 收入29亿元(不含开发区37亿元)。其中: the parts are not of what was left out.
        if total.scope.as_deref().is_some_and(|s| !super::mention::is_home(s)) && total.scope != part.scope {
            continue;
        }
        let of = format!("{}{}", part.scope.as_deref().unwrap_or(""), part.indicator.as_deref().unwrap_or(""));
        // Another total begins.
        if of.ends_with(total.indicator.as_deref().unwrap_or("?")) && !names.iter().any(|n| of.contains(n)) {
            break;
        }
        let Some(side) = names.iter().position(|n| of.contains(n)) else { continue };
        // One part in two mentions, parts in several sentences: which of them belong together is not sure.
        if taken[side] || *sentence.get_or_insert(part.sentence) != part.sentence {
            return;
        }
        taken[side] = true;
        found.push((k, measured));
    }
    if !taken.iter().all(|t| *t) || same_line(figures, index, &found) {
        return;
    }
    let Some(sum) = add(&found) else { return };
    // Parts of a part add up to much less.
    let near = whole.value.checked_mul(Decimal::new(8, 1)).zip(whole.value.checked_mul(Decimal::new(12, 1)));
    if sum.meets(whole.interval) || near.is_none_or(|(low, high)| sum.high < low || sum.low > high) {
        return;
    }
    let at = |k: usize| (k, &figures[k].spans);
    let mut all: Vec<(usize, &Spans)> = vec![at(index)];
    all.extend(found.iter().map(|(k, _)| at(*k)));
    out.push(Fault::of("sum", Severity::Error, &all, unequal(&found, &whole, &total.text)));
}

/// Whether a list after 其中 in the total's own sentence was compared already.
fn same_line(figures: &[Figure], index: usize, found: &[(usize, Size<'_>)]) -> bool {
    let total = &figures[index];
    found.first().is_some_and(|(k, _)| *k == index + 1 && figures[*k].sentence == total.sentence)
        && found.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1)
}
