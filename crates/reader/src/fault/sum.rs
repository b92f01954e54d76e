//! Parts and their total: 36个，其中城区20个、乡镇18个; 小学5所、中学3所，共9所; the three industries and the product.

use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{number, said};
use super::size::{Size, multiplier, size};
use super::slip::unswapped;
use super::words::lists;
use super::{Fault, Severity, total};
use crate::reading::{Figure, Kind, Mode, Reading};
use crate::span::Spans;
use rust_decimal::Decimal;

/// What opens a list of parts of the number before it.
const OF_WHICH: &[&str] = &["其中", "包括", "分别是", "分别为", "分为", "具体包括"];
/// What opens a list of all there is: 由三部分组成:.
const MADE_OF: &[&str] = &["组成:", "构成:"];
/// Verbs that open a new statement: what follows them is no part.
const DEEDS: &[&str] = &[
    "新增", "新建", "建成", "完成", "实现", "发放", "培育", "引进", "实施", "开工", "打造", "改造", "推进", "净增",
    "累计", "带动", "达到", "突破", "增长", "投入", "争取", "获", "占", "居", "比", "较", "同比",
];

/// What makes an amount the growth of something.
const GREW: &[&str] = &["新增", "增加", "净增", "减少", "增长"];

/// Farthest from one part to the next, in characters.
pub(super) const REACH: usize = 30;
/// Ends of what a budget adds up.
const ACCOUNTS: &[&str] =
    &["收入", "支出", "资金", "结余", "调节基金", "结转下年", "结转下年支出", "上年结转", "债务还本", "年终结余"];
/// Longest name of a part after a comma.
const NAME_ONLY: usize = 8;

pub(super) fn of_line(line: &Line<'_>, all: &[Figure], out: &mut Vec<Fault>) {
    let mut index = 0;
    while index < line.figures.len() {
        let used = parts_after(line, index, out);
        // Within the list of parts another total may stand.
        for at in index..index + used.max(1) {
            total::after(line, all, at, out);
            total::balance(line, at, out);
        }
        index += used.max(1);
    }
}

/// The rules whose whole stands in another sentence: reasons to look.
pub(super) fn likely(line: &Line<'_>, all: &[Figure], out: &mut Vec<Fault>) {
    total::closed(line, all, out);
    of_last(line, all, out);
    for index in 1..line.figures.len() {
        raised(line, index, out);
        of_projects(line, index, out);
        counted_otherwise(line, index, out);
    }
}

/// Whether a figure is a plain amount of something.
pub(super) fn is_amount(figure: &Figure) -> bool {
    matches!(figure.measure, Kind::Level | Kind::CountDone) && figure.from.is_none() && figure.value_high.is_none()
}

/// Whether the amount is for each of something, and cannot be summed.
pub(super) fn is_each(line: &Line<'_>, index: usize) -> bool {
    let figure = &line.figures[index];
    figure.unit.contains('/')
        || figure.scope.as_deref().is_some_and(|s| s.contains('每') || s.contains("人均"))
        || figure.indicator.as_deref().is_some_and(|i| i.contains("人均") || i.contains("平均") || i.contains('每'))
        || has(line.before(index), &["每", "均"])
}

/// The parts that a list after the figure at `index` names. Returns how many figures were looked at.
fn parts_after(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) -> usize {
    let total = &line.figures[index];
    if !is_amount(total) {
        return 1;
    }
    // 支出198600万元,占51.4%,其中: what is said of the total stands between.
    // 项目136个,比上年多8个,其中产业类71个: and what it grew by.
    let said_of = |f: &Figure| {
        matches!(f.measure, Kind::ChangePct | Kind::Share | Kind::Rank) && f.unit != total.unit
            || f.measure == Kind::ChangeAbs && f.mode != Some(Mode::Gap)
    };
    // 项目340个,总投资28亿元,其中产业项目186个: so does what else is told of it, in another unit.
    let beside = |k: usize| {
        let other = multiplier(&line.figures[k].unit).1 != multiplier(&total.unit).1;
        is_amount(&line.figures[k]) && other && !line.between(k - 1, k).iter().any(|c| matches!(c, ';' | '。' | '('))
    };
    let more = (index + 1..line.figures.len()).take(3).take_while(|k| said_of(&line.figures[*k]) || beside(*k)).count();
    let Some((open_at, mark)) = (index..=index + more).find_map(|k| Some((k, opened(line.after(k))?))) else {
        return 1;
    };
    // 完成8642公里,为计划8000公里的108%,其中县道…: what was planned is no total of what was done.
    if is_each(line, index) || super::against::is_plan(line, index) || super::against::is_old(line, index) {
        return 1;
    }
    let Some(whole) = size(total) else { return 1 };
    let mut parts: Vec<(usize, Size<'_>)> = Vec::new();
    // Whether the parts stand side by side, so that none of them holds another.
    let mut parallel = true;
    let first = open_at + 1;
    let mut next = first;
    let mut named: Vec<&[char]> = Vec::new();
    // Which of them stand behind a comma only.
    let mut loose = Vec::new();
    while let Some(part) = line.figures.get(next) {
        let words = line.between(next - 1, next);
        let lead = if next == first { words.get(mark..).unwrap_or_default() } else { words };
        // 其中,出口1651亿元,下降6%;进口712亿元: a semicolon between the two that are all there is.
        let (lead, words) = match lead {
            [';', rest @ ..] if parts.len() == 1 && has(rest, &["进口", "出口"]) && is_partition(&[named[0], rest]) => {
                (rest, &[][..])
            }
            lead => (lead, words),
        };
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
        let joined = words.is_empty() || words.first().is_some_and(|c| matches!(c, '、' | '和' | '及' | '与'));
        let deed = has(lead, DEEDS) || lead.starts_with(&[',', '已']);
        // After a comma a new statement may begin; a short name alone goes on with the list.
        // So does what a budget calls an income or an expense: 待偿债再融资一般债券上年结余4.6亿元.
        let account =
            ACCOUNTS.iter().any(|w| crate::search::ends(lead, w)) && !lead.iter().any(|c| matches!(c, '占' | '比'));
        let named_only = words.first() == Some(&',') && (words.len() <= NAME_ONLY || account);
        // 其中续建141个、新开工95个: joined, a deed is what a part is called.
        if next > first && !joined && (deed && !account || !named_only) {
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
        loose.push(next > first && !joined);
        parts.push((next, measured));
        named.push(lead);
        next += 1;
    }
    // What is told in another unit may have parts of its own.
    let used = if parts.is_empty() { 1 } else { next - index };
    // 等级公路19319公里,比上年末新增108公里;其中高速公路1501公里: the parts are of what stood before, not of its growth.
    let grew = index > 0
        && has(line.before(index), GREW)
        && size(&line.figures[index - 1]).is_some_and(|level| level.unit == whole.unit);
    if grew && !named.first().is_some_and(|lead| has(lead, GREW)) {
        return used;
    }
    // 等 and the like: the list is not whole.
    let open = parts.last().is_some_and(|(last, _)| line.after(*last).first() == Some(&'等'));
    // 其中干线98公里、支线87公里,已铺设112公里: the first two are all there is.
    let ends_list = |n: &usize| loose.get(*n) == Some(&true) && is_partition(named.get(..*n).unwrap_or_default());
    if let Some(n) = (2..named.len()).find(ends_list) {
        parts.truncate(n);
        named.truncate(n);
    }
    let made_of =
        line.after(open_at).get(mark.saturating_sub(3)..mark).is_some_and(|w| matches!(w, ['组' | '构', '成', ':']));
    // 水产品产量118万吨,其中捕捞产量59万吨,增长2%,养殖产量54万吨: classes that are called after the whole.
    let noun = total.indicator.as_deref().and_then(|i| i.char_indices().nth_back(1).and_then(|(at, _)| i.get(at..)));
    let one_noun = noun.is_some_and(|noun| parts.len() > 1 && named.iter().all(|name| crate::search::ends(name, noun)));
    let kinds = Kinds { parallel, open, one_noun, whole: is_partition(&named) || made_of };
    counted(line, &parts, out);
    // 486个村中,通路的480个,通车的470个: classes may overlap, unless they are such as leave nothing over.
    if line.after(open_at).get(mark - 1) == Some(&',') && !kinds.whole {
        return used;
    }
    compare(line, index, &whole, &parts, &kinds, out);
    used
}

/// 教育2亿元、卫生1亿元、文化1亿元,共四类: how many parts are named.
fn counted(line: &Line<'_>, parts: &[(usize, Size<'_>)], out: &mut Vec<Fault>) {
    let Some((last, _)) = parts.last() else { return };
    let [',', '共' | '计', rest @ ..] = line.after(*last) else { return };
    let numeral = rest.first().and_then(|c| "二三四五六七八九十".chars().position(|n| n == *c)).map(|i| i + 2);
    let Some(told) = numeral.filter(|_| matches!(rest.get(1), Some('类' | '项' | '种' | '部'))) else { return };
    if told != parts.len() && parts.len() > 1 {
        let note = said(
            format!("写的是{told}{}，列出的是{}", rest.get(1).map_or(String::new(), char::to_string), parts.len()),
            format!("said to be {told}; {} are listed", parts.len()),
        );
        let places: Vec<_> = parts.iter().rev().map(|(k, _)| (line.first + k, &line.figures[*k].spans)).collect();
        out.push(Fault::of("sum", Severity::Warning, &places, note));
    }
}

/// Where the words that open a list of parts end; they follow a mark.
fn opened(words: &[char]) -> Option<usize> {
    // 124家企业中,盈利118家、亏损24家
    let made = MADE_OF.iter().find_map(|w| Some(crate::search::find(words, w, AMONG)? + w.chars().count()));
    if let Some(end) = made.filter(|_| words.contains(&'由')) {
        return Some(end);
    }
    let among = words.windows(2).take(AMONG).position(|w| w == ['中', ',']);
    let plain = |among: &usize| words[..*among].iter().all(|c| !matches!(c, ',' | ';' | '。' | '、' | '('));
    if let Some(among) = among.filter(plain) {
        return Some(among + 2);
    }
    let at = words.iter().take(6).position(|c| matches!(c, ',' | '、' | '(' | ';' | ':' | '。'))?;
    let rest = words.get(at + 1..)?;
    let mark = OF_WHICH.iter().find(|w| crate::search::stands(rest, 0, w))?;
    Some(at + 1 + mark.chars().count())
}

/// Longest name of what is counted before 中.
const AMONG: usize = 20;

/// What is known of a list of parts.
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
struct Kinds {
    parallel: bool,
    open: bool,
    one_noun: bool,
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
    &[&["盈利"], &["亏损"]],
    &[&["干线", "主线"], &["支线"]],
    &[&["干渠"], &["支渠"]],
    &[&["一般债务", "一般债券"], &["专项债务", "专项债券"]],
    &[&["城镇常住人口"], &["乡村常住人口"]],
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
    let meant = || slipped(line.figures, parts, whole, total);
    let severity = if sum.above(whole.interval) {
        // A run of the parts may be one division of the whole, and the rest another.
        if (2..parts.len()).any(|n| add(&parts[..n]).is_some_and(|s| s.meets(whole.interval))) {
            return;
        }
        // Behind commas stand classes that overlap: 其中因私出境…,赴港澳…. A slip of the pen is a little too much.
        if kinds.parallel || kinds.whole {
            Severity::Error
        } else if kinds.one_noun && !kinds.open && few_more(whole.interval, sum)
            || nearly(whole.interval, sum)
            || !meant().is_empty()
        {
            Severity::Warning
        } else {
            return;
        }
    } else if kinds.whole && !kinds.open {
        Severity::Error
    } else if !kinds.open && kinds.parallel && nearly(sum, whole.interval) || !kinds.open && !meant().is_empty() {
        Severity::Warning
    } else {
        return;
    };
    let mut figures = vec![at(index)];
    figures.extend(parts.iter().map(|(k, _)| at(*k)));
    let note = unequal_but(parts, whole, &total.text, &meant());
    out.push(Fault::of("sum", severity, &figures, note));
}

/// Whether the parts exceed their whole by a tenth at most: what is far more counts something twice.
fn few_more(whole: Interval, sum: Interval) -> bool {
    whole.high.checked_mul(Decimal::new(11, 1)).is_some_and(|most| sum.low <= most)
}

/// Whether the less is so near to the more that both are meant to be one number: hospitals hold nine tenths of the beds, and
/// what 其中 leaves out is no fault, but nobody leaves out a hundredth.
fn nearly(less: Interval, more: Interval) -> bool {
    less.high.checked_mul(Decimal::from(100)).zip(more.low.checked_mul(Decimal::from(99))).is_some_and(|(l, m)| l >= m)
}

/// Fewest parts of a sum that one swapped pair of digits can explain; with fewer it does so by accident, unless the number has
/// so many digits, or was counted one by one, that none is left to it.
const EXPLAINED: usize = 3;
const DIGITS: usize = 4;

/// The numbers among parts and total of which each makes them equal when two of its neighbouring digits change places, and what
/// it then is: 48.6 and 84.6. What 其中 leaves out is no fault, unless that is what is missing.
fn slipped(
    figures: &[Figure],
    parts: &[(usize, Size<'_>)],
    whole: &Size<'_>,
    total: &Figure,
) -> Vec<(Decimal, Decimal)> {
    if parts.len() < 2 || parts.len() > total::PARTS {
        return Vec::new();
    }
    let few = parts.len() < EXPLAINED;
    let all_counted = whole.exact && parts.iter().all(|(_, part)| part.exact);
    let meant = |figure: &Figure| -> Vec<(Decimal, Decimal, Interval)> {
        let Some(value) = figure.value.and_then(decimal) else { return Vec::new() };
        let digits = figure.text.chars().filter(char::is_ascii_digit).count();
        if few && digits < DIGITS && !all_counted {
            return Vec::new();
        }
        let by = multiplier(&figure.unit).0;
        let exact = size(figure).is_some_and(|s| s.exact);
        let sized = |d: Decimal| if exact { Some(Interval::exactly(d)) } else { Interval::rounded(d)?.scaled(by) };
        unswapped(value).filter_map(|d| Some((value, d, sized(d)?))).collect()
    };
    let Some(sum) = add(parts) else { return Vec::new() };
    let of_total = meant(total).into_iter().find(|(_, _, whole)| sum.meets(*whole));
    let of_parts = parts.iter().enumerate().filter_map(|(n, (k, _))| {
        let rest: Vec<(usize, Size<'_>)> =
            parts.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, part)| *part).collect();
        let rest = add(&rest)?;
        meant(figures.get(*k)?).into_iter().find(|(_, _, part)| {
            let is_part = !part.above(whole.interval);
            is_part && rest.plus(*part).is_some_and(|sum| sum.meets(whole.interval))
        })
    });
    of_total.into_iter().chain(of_parts).map(|(was, is, _)| (was, is)).collect()
}

/// 完成投资1268亿元。其中,公路968亿元,水运84亿元…: a list whose whole stands in the sentence before. It may leave something out, so
/// only what two swapped digits explain is named.
fn of_last(line: &Line<'_>, all: &[Figure], out: &mut Vec<Fault>) {
    let Some(last) = line.first.checked_sub(1).and_then(|k| all.get(k)) else { return };
    let next = line.figures.first().is_some_and(|f| f.sentence == last.sentence + 1 && f.section == last.section);
    if !line.words.starts_with(&['其', '中']) || !next {
        return;
    }
    let mut parts: Vec<(usize, Size<'_>)> = Vec::new();
    let mut parallel = true;
    let mut named: Vec<&[char]> = Vec::new();
    for (k, figure) in line.figures.iter().enumerate().take(total::PARTS) {
        let words = line.before(k);
        // 其中,出口1651亿元;进口712亿元; 其中,邮政业务收入126亿元,下降7%;电信业务收入165亿元
        let end =
            |f: &Figure| f.indicator.as_deref().and_then(|i| i.get(i.len().checked_sub(12)?..).map(str::to_owned));
        let alike =
            parts.first().and_then(|(first, _)| end(&line.figures[*first])).is_some_and(|e| end(figure) == Some(e));
        let pair = parts.len() == 1 && words.first() == Some(&';') && (has(words, &["进口", "出口"]) || alike);
        let ended = words.len() > REACH || words.iter().any(|c| matches!(c, ';' | '。' | '(')) && !pair;
        if !ended && matches!(figure.measure, Kind::ChangePct | Kind::ChangeAbs | Kind::Rank) {
            continue;
        }
        let Some(measured) = size(figure).filter(|s| !ended && parts.first().is_none_or(|(_, p)| p.unit == s.unit))
        else {
            break;
        };
        if !is_amount(figure) || is_each(line, k) || has(words, &["占", "比上", "合计"]) {
            break;
        }
        parallel &= parts.is_empty() || words.first() == Some(&'、');
        parts.push((k, measured));
        named.push(words);
    }
    let Some(unit) = parts.first().map(|(_, p)| p.unit) else { return };
    let from = line.first.saturating_sub(8);
    let wholes: Vec<(usize, &Figure, Size<'_>)> = (from..line.first)
        .filter_map(|k| Some((k, all.get(k)?)))
        .filter(|(_, f)| f.sentence == last.sentence && is_amount(f) && f.base.is_none())
        .filter_map(|(k, f)| Some((k, f, size(f).filter(|s| s.unit == unit)?)))
        .collect();
    let Some(sum) = add(&parts) else { return };
    if wholes.iter().any(|(_, _, whole)| sum.meets(whole.interval)) {
        return;
    }
    let Some((at, total, whole)) = wholes.first() else { return };
    let slip = slipped(line.figures, &parts, whole, total);
    // 总建154个。其中,甲区28个、乙区22个…: side by side, together more than there are.
    let beyond = parallel && parts.len() >= EXPLAINED && wholes.len() == 1 && sum.above(whole.interval);
    let both = wholes.len() == 1 && is_partition(&named) && named.iter().all(|n| has(n, &["进口", "出口"]));
    if slip.is_empty() && !beyond && !both {
        return;
    }
    let note = unequal_but(&parts, whole, &total.text, &slip);
    let mut figures: Vec<(usize, &Spans)> = vec![(*at, &total.spans)];
    figures.extend(parts.iter().map(|(k, _)| (line.first + k, &line.figures[*k].spans)));
    out.push(Fault::of("sum", Severity::Warning, &figures, note));
}

/// Whether the figure at `index` opens a list of parts of the one before it: 其中 between, and no other statement.
fn is_first_part(line: &Line<'_>, index: usize) -> bool {
    let words = line.between(index - 1, index);
    let plain = words.len() <= REACH && !words.iter().any(|c| matches!(c, ';' | '。' | '(' | ')'));
    plain && has(words, &[",其中"]) && !has(words, &["占", "比上"])
}

/// 筹资标准由50元提高到100元,其中补助由40元提高到180元: a part rises above its whole.
fn raised(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let (whole, part) = (&line.figures[index - 1], &line.figures[index]);
    let ends = whole.from.as_ref().zip(whole.to.as_ref()).zip(part.from.as_ref().zip(part.to.as_ref()));
    let Some(((old, new), (part_old, part_new))) = ends else { return };
    // The words before the old value of the part, which is no figure of its own.
    let words = line.before(index);
    let opens = words.len() <= REACH + 12
        && words.first() == Some(&',')
        && has(words, &["其中"])
        && !words.iter().any(|c| matches!(c, ';' | '。'));
    let amounts = matches!(whole.measure, Kind::Level | Kind::CountDone) && whole.measure == part.measure;
    let one = part_new.unit == new.unit && part_old.unit == old.unit && old.unit == new.unit;
    let values = [part_old, old, part_new, new].map(|end| end.value.and_then(decimal));
    let [Some(part_old), Some(old), Some(was), Some(is)] = values else { return };
    if opens && amounts && one && part_old <= old && was > is {
        let (a, b) = (&whole.text, &part.text);
        let note = said(
            format!("其中的一项提高到{b}，大于总数{a}"),
            format!("one part rises to {b}, more than the whole, {a}"),
        );
        let at = |k: usize| (line.first + k, &line.figures[k].spans);
        out.push(Fault::of("sum", Severity::Warning, &[at(index), at(index - 1)], note));
    }
}

/// 143个项目获奖,其中我省牵头151项: projects are counted in both ways.
fn of_projects(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let (whole, part) = (&line.figures[index - 1], &line.figures[index]);
    let counts = |f: &Figure| is_amount(f) && f.bound.is_none() && matches!(f.unit.as_str(), "个" | "项");
    let named = whole.indicator.as_deref().is_some_and(|i| lists().projects.iter().any(|w| i.ends_with(w)));
    if !counts(whole) || !counts(part) || whole.unit == part.unit || !named || !is_first_part(line, index) {
        return;
    }
    let more = size(part).zip(size(whole)).is_some_and(|(p, w)| p.interval.above(w.interval));
    if more {
        let note = said(
            format!("其中的一项{}大于总数{}", part.text, whole.text),
            format!("one part, {}, is larger than the whole, {}", part.text, whole.text),
        );
        let at = |k: usize| (line.first + k, &line.figures[k].spans);
        out.push(Fault::of("sum", Severity::Warning, &[at(index - 1), at(index)], note));
    }
}

/// 1000个项目,其中水库7座、水池939个: parts that are counted in other words than their whole, which two swapped digits make equal.
fn counted_otherwise(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let total = &line.figures[index - 1];
    let exact = |k: usize| size(&line.figures[k]).filter(|s| s.exact && is_amount(&line.figures[k]));
    let Some(whole) = exact(index - 1).filter(|w| w.value >= Decimal::ONE_HUNDRED) else { return };
    if !is_first_part(line, index) {
        return;
    }
    let mut parts = Vec::new();
    for k in index..line.figures.len().min(index + total::PARTS) {
        let joined = k == index || line.between(k - 1, k).first() == Some(&'、');
        let Some(part) = exact(k).filter(|_| joined && line.before(k).len() <= REACH) else { break };
        parts.push((k, part));
    }
    let units: Vec<&str> = parts.iter().map(|(_, p)| p.unit).collect();
    let Some(sum) = add(&parts).filter(|_| parts.len() >= 2 && units.iter().any(|u| *u != whole.unit)) else { return };
    let last = parts.last().map_or(index, |(k, _)| *k);
    if sum.meets(whole.interval) || line.after(last).first() == Some(&'等') {
        return;
    }
    let meant = slipped(line.figures, &parts, &whole, total);
    if !meant.is_empty() {
        let at = |k: usize| (line.first + k, &line.figures[k].spans);
        let figures: Vec<_> = std::iter::once(at(index - 1)).chain(parts.iter().map(|(k, _)| at(*k))).collect();
        let note = unequal_but(&parts, &whole, &total.text, &meant);
        out.push(Fault::of("sum", Severity::Warning, &figures, note));
    }
}

/// As [`unequal`], with the numbers of which any would make both equal; more than three tell nothing.
fn unequal_but(
    parts: &[(usize, Size<'_>)],
    whole: &Size<'_>,
    text: &str,
    meant: &[(Decimal, Decimal)],
) -> crate::note::Note {
    let note = unequal(parts, whole, text);
    if meant.is_empty() || meant.len() > 3 {
        return note;
    }
    let words = |language| note.words(language).into_owned();
    let zh: Vec<String> = meant.iter().map(|(was, is)| format!("{was}是{is}之误")).collect();
    let en: Vec<String> = meant.iter().map(|(was, is)| format!("{is} for {was}")).collect();
    said(
        format!("{}；若{}则相符", words(crate::Language::Zh), zh.join("，或")),
        format!("{}; with {} they agree", words(crate::Language::En), en.join(", or ")),
    )
}

pub(super) fn add(parts: &[(usize, Size<'_>)]) -> Option<Interval> {
    parts.iter().try_fold(Interval::exactly(Decimal::ZERO), |sum, (_, part)| sum.plus(part.interval))
}

pub(super) fn unequal(parts: &[(usize, Size<'_>)], whole: &Size<'_>, text: &str) -> crate::note::Note {
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
pub(super) const SENTENCES: usize = 3;

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
        // 比上年的689亿元增长: what it was.
        if part.base.is_some() {
            continue;
        }
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
