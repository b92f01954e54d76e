//! Shares whose whole is named: 占全县165个村的80%; 其中1427项能网办, 网办率96%; 占地区生产总值的58.6%, told sentences before.

use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{about, number, said};
use super::size::{Size, size};
use super::slip::unswapped;
use super::sum::is_amount;
use super::total::PARTS;
use super::words::lists;
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Tense};
use crate::search::holds;
use rust_decimal::Decimal;

/// Farthest back that a whole is looked for by its name, in figures.
const BACK: usize = 300;
/// What may stand before the name of a whole without making another of it.
const WIDER: &[&str] = &["", "地区", "国内", "县域", "市域", "全市", "全县"];
/// Ends of rates that a part and its whole make.
const RATES: &[&str] = &["率", "面", "占比", "系数"];
/// Rates of other things than the part beside them.
const OTHERS: &[&str] =
    &["覆盖率", "增长率", "利用率", "完成率", "贡献率", "周转率", "转化率", "产出率", "汇率", "利率"];

pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for index in shares(line, out) {
        let _ = counted(line, index, out) || among(line, index, out) || rate(line, index, out);
    }
}

/// The rules whose whole is told elsewhere or by half its name: reasons to look.
pub(super) fn likely(line: &Line<'_>, all: &[Figure], out: &mut Vec<Fault>) {
    for index in shares(line, out) {
        if !is_settled(line, index) && !used(line, index, out) && !retold(line, all, index, out) {
            named(line, all, index, out);
        }
    }
}

/// The shares of a sentence of which nothing was found yet.
fn shares(line: &Line<'_>, out: &[Fault]) -> Vec<usize> {
    let of = |index: &usize| {
        let share = &line.figures[*index];
        let bare = share.from.is_none() && share.value_high.is_none();
        let found = || out.iter().rev().take(8).any(|f| f.figures.first() == Some(&(line.first + index)));
        share.measure == Kind::Share && share.unit == "%" && bare && !found()
    };
    (1..line.figures.len()).filter(of).collect()
}

/// Whether one of the rules that are sure had a whole for the share, and found it right.
fn is_settled(line: &Line<'_>, index: usize) -> bool {
    let mut out = Vec::new();
    counted(line, index, &mut out) || among(line, index, &mut out) || rate(line, index, &mut out)
}

/// A share, with what it is of and out of.
struct Share<'a> {
    /// Written in per cent.
    per_cent: (usize, &'a Figure),
    part: (usize, &'a Figure),
    whole: (usize, &'a Figure),
}

/// What the share should be, where it is not; and whether only its last place is off.
pub(super) fn off(share: &Figure, part: &Size<'_>, whole: &Size<'_>) -> Option<(Interval, bool)> {
    if part.unit != whole.unit || whole.interval.low <= Decimal::ZERO {
        return None;
    }
    let due = part.interval.over(whole.interval)?.scaled(Decimal::ONE_HUNDRED)?;
    let written = size(share)?.interval;
    let near = Interval::cut_or_rounded(decimal(share.value?)?)?;
    (!due.meets(written)).then(|| (due, due.meets(near)))
}

fn report(found: &Share<'_>, sure: bool, out: &mut Vec<Fault>) -> bool {
    let Some((part, whole)) = size(found.part.1).zip(size(found.whole.1)) else { return false };
    let Some((due, last_place)) = off(found.per_cent.1, &part, &whole) else { return false };
    let (p, w) = (number(part.value, 6), number(whole.value, 6));
    let note = said(
        format!("{p}÷{w}≈{}%，写的是{}", about(due), found.per_cent.1.text),
        format!("{p}÷{w} ≈ {}%; written is {}", about(due), found.per_cent.1.text),
    );
    let severity = if sure && !last_place { Severity::Error } else { Severity::Warning };
    let places = [found.per_cent, found.part, found.whole].map(|(k, figure)| (k, &figure.spans));
    out.push(Fault::of("share", severity, &places, note));
    true
}

fn is_level(figure: &Figure) -> bool {
    matches!(figure.measure, Kind::Level | Kind::CountDone) && figure.value_high.is_none()
}

/// 达到123个,占全县165个行政村的80.0%. Returns whether the share is of such a whole.
fn counted(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) -> bool {
    let Some(part_at) = index.checked_sub(2) else { return false };
    let at = |k: usize| (line.first + k, &line.figures[k]);
    let words = line.between(part_at, index - 1);
    let takes = words.iter().position(|c| *c == '占').is_some_and(|i| i <= 1 && words.len() - i <= 10);
    let behind = line.between(index - 1, index);
    if !takes
        || behind.last() != Some(&'的')
        || behind.len() > 16
        || !is_level(at(part_at).1)
        || !is_level(at(index - 1).1)
    {
        return false;
    }
    // 造林7.85万公顷,占任务7.35万亩的106.8%: the share is that of the bare numbers, so one of the units is wrong.
    let other = || {
        let (part, whole, share) = (at(part_at).1, at(index - 1).1, at(index).1);
        let kind = |f: &Figure| f.amount.as_ref().map(|a| a.dimension);
        let due = decimal(part.value?)?.checked_div(decimal(whole.value?)?)?.checked_mul(Decimal::ONE_HUNDRED)?;
        let fits = Interval::cut_or_rounded(decimal(share.value?)?)?.meets(Interval::exactly(due));
        (kind(part).is_some() && kind(part) == kind(whole) && size(part)?.unit != size(whole)?.unit && fits)
            .then_some(())
    };
    if other().is_some() {
        let (part, whole) = (at(part_at), at(index - 1));
        let note = said(
            format!("{}和{}的单位不同，而{}是两个数直接相除所得", part.1.text, whole.1.text, at(index).1.text),
            format!(
                "{} and {} differ in unit, and {} is the ratio of the bare numbers",
                part.1.text,
                whole.1.text,
                at(index).1.text
            ),
        );
        out.push(Fault::of("unit", Severity::Error, &[(part.0, &part.1.spans), (whole.0, &whole.1.spans)], note));
        return true;
    }
    // 装机126万千瓦,其中风电58万千瓦、光伏50万千瓦,占总装机215万千瓦的58.8%: of any that stands before.
    let fits = |k: usize| {
        let sizes = size(at(k).1).zip(size(at(index - 1).1));
        sizes.is_some_and(|(part, whole)| part.unit == whole.unit && off(at(index).1, &part, &whole).is_none())
    };
    if !(part_at.saturating_sub(PARTS)..part_at).filter(|k| is_level(at(*k).1)).any(fits) {
        report(&Share { per_cent: at(index), part: at(part_at), whole: at(index - 1) }, true, out);
    }
    true
}

/// 确定的20项指标中,16项达到进度,占80.0%. Returns whether the share is of such a whole.
fn among(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) -> bool {
    let at = |k: usize| (line.first + k, &line.figures[k]);
    let Some(whole_at) = index.checked_sub(2) else { return false };
    let opens = line.between(whole_at, whole_at + 1).windows(2).any(|w| w == ['中', ',']);
    let words = line.between(index - 1, index);
    let bare = words.ends_with(&[',', '占']) && words.len() <= 18;
    if !opens || !bare || !is_level(at(whole_at).1) || !is_level(at(index - 1).1) {
        return false;
    }
    report(&Share { per_cent: at(index), part: at(index - 1), whole: at(whole_at) }, true, out);
    true
}

/// 事项1486项,其中1427项实现全程网办,网办率96.0%; 842家企业中,亏损企业101家,亏损面为12.0%.
fn rate(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) -> bool {
    let at = |k: usize| (line.first + k, &line.figures[k]);
    let Some(part_at) = index.checked_sub(1).filter(|k| is_level(&line.figures[*k])) else { return false };
    let Some(whole_at) = part_at.checked_sub(1).filter(|k| is_level(&line.figures[*k])) else { return false };
    let name: Vec<char> = line.figures[index].indicator.as_deref().unwrap_or("").chars().collect();
    let text: String = name.iter().collect();
    let among = line.between(whole_at, part_at);
    let opens = has(among, &["其中"]) || among.contains(&'中') && among.contains(&',');
    let Some(end) = RATES.iter().find(|r| text.ends_with(**r)) else { return false };
    let stem = &name[..name.len() - end.chars().count()];
    let between: Vec<char> = among.iter().chain(line.between(part_at, index)).copied().collect();
    // What the rate is called by stands with the part: 网办, 亏损.
    let food = text == "恩格尔系数" && has(line.between(whole_at, part_at), &["食品"]);
    let tied = food || stem.len() >= 2 && stem.windows(2).all(|w| holds(&between, &w.iter().collect::<String>()));
    let plain = line.between(part_at, index).len() <= name.len() + 12 && !OTHERS.iter().any(|o| text.ends_with(o));
    if !opens || !tied || !plain {
        return false;
    }
    report(&Share { per_cent: at(index), part: at(part_at), whole: at(whole_at) }, true, out)
}

/// Longest name by which a part is told again.
const AGAIN: std::ops::RangeInclusive<usize> = 2..=12;

/// 甲港1.5亿吨、乙港0.9亿吨,甲港占全省的49%; 四项合计30亿元,占支出总额的66%: a part told again by its name, or a whole told by its last
/// noun. What may be the whole is told shortly before; none of it fits, and two swapped digits explain it, or there is only
/// one. Returns whether the share is of such a part.
fn retold(line: &Line<'_>, all: &[Figure], index: usize, out: &mut Vec<Fault>) -> bool {
    let share = &line.figures[index];
    let words = line.before(index);
    let clause = &words[words.iter().rposition(|c| matches!(c, ',' | ';' | '、' | '。' | ':')).map_or(0, |i| i + 1)..];
    let Some(takes) = clause.iter().position(|c| *c == '占') else { return false };
    // 5G用户757万户,在移动电话用户中占比60%
    let (name, of) = match &clause[..takes] {
        ['在', whole @ .., '中'] => (&clause[..0], whole),
        name => (name, &clause[takes + 1..]),
    };
    let of: String = of.iter().collect();
    let of = of.trim_end_matches(|c: char| "的比重例为达到约".contains(c));
    let of = lists().all_of.iter().fold(of, |of, w| of.strip_prefix(w).unwrap_or(of));
    let of = lists().totals.iter().fold(of, |of, w| of.strip_suffix(w).unwrap_or(of));
    // The part: the amount before, or the one whose clause ends with the name told again.
    let part_at = if name.is_empty() {
        // 占 right behind the amount, of a whole that is named in other words than its own.
        Some(index - 1).filter(|_| words.len() <= 20 && words.first() == Some(&','))
    } else {
        let called = |k: &usize| {
            let before = line.before(*k);
            before.ends_with(name) && is_amount(&line.figures[*k])
        };
        (index.saturating_sub(PARTS)..index).rfind(|k| called(k)).filter(|_| AGAIN.contains(&name.len()))
    };
    let Some(part_at) = part_at.filter(|k| is_amount(&line.figures[*k])) else { return false };
    let Some(part) = size(&line.figures[part_at]) else { return false };
    // A list that goes on from the sentence before has its whole there.
    let goes_on = line.words.starts_with(&['其', '中']);
    // 支出387亿元,增长5%。民生支出313亿元,占80%: so has a part that is called after it.
    let after = |f: &&Figure| {
        let end =
            |f: &Figure| f.indicator_name.as_deref().and_then(|n| Some(n.get(n.len().checked_sub(6)?..)?.to_owned()));
        part_at == 0 && name.is_empty() && of.is_empty() && end(f).is_some() && end(f) == end(&line.figures[part_at])
    };
    let last = line.first.checked_sub(1).and_then(|k| all.get(k)).map(|f| f.sentence);
    let last = last.filter(|last| {
        let head = (line.first.saturating_sub(8)..line.first).filter_map(|k| all.get(k)).find(|f| f.sentence == *last);
        goes_on || of.chars().count() >= 4 || head.as_ref().is_some_and(after)
    });
    let own = (part_at.saturating_sub(PARTS)..part_at)
        .filter(|k| !super::against::is_plan(line, *k) && !super::against::is_old(line, *k))
        .map(|k| line.first + k);
    let before = (line.first.saturating_sub(8)..line.first).filter(|k| all.get(*k).map(|f| f.sentence) == last);
    let may = |k: usize| {
        let figure = all.get(k)?;
        let sized = size(figure).filter(|s| s.unit == part.unit && s.value > part.value)?;
        let named = figure.indicator_name.as_deref().is_some_and(|n| n.ends_with(of));
        (is_level(figure) && figure.base.is_none() && named).then_some((k, figure, sized))
    };
    let wholes: Vec<(usize, &Figure, Size<'_>)> = before.chain(own).filter_map(may).collect();
    let written = |whole: &Size<'_>| off(share, &part, whole);
    if wholes.is_empty() || wholes.iter().any(|(_, _, w)| written(w).is_none_or(|(_, last)| last)) {
        return !wholes.is_empty();
    }
    let swapped = |whole: &Size<'_>| {
        let due = part.interval.over(whole.interval).and_then(|d| d.scaled(Decimal::ONE_HUNDRED));
        let meant = share.value.and_then(decimal).into_iter().flat_map(unswapped);
        due.is_some_and(|due| meant.filter_map(Interval::rounded).any(|m| m.meets(due)))
    };
    let near = |whole: &Size<'_>| {
        let due = part.value.checked_div(whole.value).and_then(|d| d.checked_mul(Decimal::ONE_HUNDRED));
        due.zip(share.value.and_then(decimal)).and_then(|(a, b)| super::mention::ratio(a, b)).is_some_and(|r| r <= NEAR)
    };
    // A bare 占 may be of a whole that is told elsewhere.
    let here = wholes.first().is_some_and(|(k, ..)| *k >= line.first) || goes_on;
    let only = wholes.len() == 1 && near(&wholes[0].2) && here && !(name.is_empty() && of.is_empty());
    let Some((at, whole, _)) = wholes.iter().find(|(_, _, w)| swapped(w)).or(wholes.first().filter(|_| only)) else {
        return false;
    };
    let at_part = (line.first + part_at, &line.figures[part_at]);
    report(&Share { per_cent: (line.first + index, share), part: at_part, whole: (*at, whole) }, false, out)
}

/// A share that is off by more than a quarter is of another whole.
const NEAR: Decimal = Decimal::from_parts(125, 0, 0, false, 2);

/// 收到资金38.46亿元,形成支出37.19亿元,支出进度96.7%.
fn used(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) -> bool {
    let Some(whole_at) = index.checked_sub(2) else { return false };
    let at = |k: usize| (line.first + k, &line.figures[k]);
    let words = line.before(index);
    let called = words.first() == Some(&',')
        && lists().used.iter().any(|w| crate::search::ends(words, w) || crate::search::ends(words, &format!("{w}为")));
    let near = line.between(whole_at, index - 1);
    let one = near.len() <= 12 && near.first() == Some(&',') && words.len() <= 10;
    let plain = |f: &Figure| is_level(f) && f.base.is_none() && f.bound.is_none();
    if !called || !one || !plain(at(whole_at).1) || !plain(at(index - 1).1) {
        return false;
    }
    report(&Share { per_cent: at(index), part: at(index - 1), whole: at(whole_at) }, false, out)
}

/// 民营经济增加值730.6亿元,占地区生产总值的58.6%: the whole by its name, or, in a sentence that begins with 其中, what the one
/// before told. Of several that it may be none fits.
fn named(line: &Line<'_>, all: &[Figure], index: usize, out: &mut Vec<Fault>) {
    let part = (line.first + index - 1, &line.figures[index - 1]);
    let words = line.between(index - 1, index);
    let Some(takes) = words.iter().position(|c| *c == '占').filter(|i| *i <= 1 && words.len() <= 24) else { return };
    if !is_amount(part.1) {
        return;
    }
    let named: String = words[takes + 1..].iter().collect();
    let named = named.trim_end_matches(|c: char| "的比重例为达到至约近超".contains(c));
    let named = ["全市", "全县", "全省", "全区", "全国", "同期", "全部", "全年"]
        .iter()
        .find_map(|w| named.strip_prefix(w))
        .unwrap_or(named);
    let Some(own) = size(part.1) else { return };
    let year = |f: &Figure| f.period.as_ref().and_then(|p| p.end.or(p.start)).map(jiff::civil::Date::year);
    let may = |f: &(usize, &Figure)| {
        let (k, f) = *f;
        let differs = |a: Option<i16>, b: Option<i16>| a.zip(b).is_some_and(|(a, b)| a != b);
        let elsewhere =
            f.scope.as_ref().zip(part.1.scope.as_ref()).is_some_and(|(a, b)| a != b && !super::mention::is_home(a));
        k != part.0
            && is_level(f)
            && (f.tense == Tense::Planned) == (part.1.tense == Tense::Planned)
            && f.base.is_none()
            && !differs(year(f), year(part.1))
            && !elsewhere
            && size(f).is_some_and(|w| w.unit == own.unit && w.value >= own.value)
    };
    let before = || (part.0.saturating_sub(BACK)..part.0).filter_map(|k| Some((k, all.get(k)?)));
    let wholes: Vec<(usize, &Figure)> = if named.is_empty() {
        if !line.words.starts_with(&['其', '中']) {
            return;
        }
        let Some(last) = line.first.checked_sub(1).and_then(|k| all.get(k)).map(|f| f.sentence) else { return };
        before().filter(|(_, f)| f.sentence == last).filter(&may).collect()
    } else {
        // 占生产总值的 is of 地区生产总值; 占工业资产的 is not of 国有工业资产.
        let called = |f: &Figure| {
            f.indicator_name.as_deref().and_then(|n| n.strip_suffix(named)).is_some_and(|lead| WIDER.contains(&lead))
        };
        before().filter(|(_, f)| called(f)).filter(&may).collect()
    };
    let fits = |whole: &(usize, &Figure)| {
        size(whole.1).is_some_and(|w| off(&line.figures[index], &own, &w).is_none_or(|(_, last)| last))
    };
    if wholes.is_empty() || wholes.iter().any(fits) {
        return;
    }
    let Some(whole) = (if named.is_empty() { wholes.first() } else { wholes.last() }) else { return };
    // A share that is far off is of another whole.
    let near = || {
        let due = own.value.checked_div(size(whole.1)?.value)?.checked_mul(Decimal::ONE_HUNDRED)?;
        let written = decimal(line.figures[index].value?)?;
        let (low, high) = if due < written { (due, written) } else { (written, due) };
        Some(high <= low.checked_mul(Decimal::TWO)?)
    };
    if near() == Some(true) {
        report(&Share { per_cent: (line.first + index, &line.figures[index]), part, whole: *whole }, false, out);
    }
}
