//! Growth that does not fit its two levels: 由80户增加到96户，增长30%; a rise that falls; points that do not follow.

use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{about, number, said};
use super::size::{Size, end_size, is_priced, size};
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Mode};
use rust_decimal::Decimal;

/// Words that take growth off the prices, borders or rules of its levels: the two can then not be compared.
const OTHER_MEASURE: &[&str] = &[
    "可比",
    "不变价",
    "实际",
    "扣除",
    "剔除",
    "同口径",
    "口径",
    "名义",
    "还原",
    "环比",
    "两年平均",
    "按",
    "折合",
    "调整后",
];
/// Growth of each of several years.
const EACH_YEAR: &[&str] = &["年均", "平均每年", "每年", "年平均"];
/// A rise, a fall.
const RISE: &[&str] = &["增", "升", "提高", "扩大", "上涨", "拓展", "发展"];
const FALL: &[&str] = &["减", "降", "压", "缩", "下", "精简", "收窄", "退"];

/// Farthest from a level to its growth, in characters: 、按可比价格计算，五年年均增长.
const REACH: usize = 22;

pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for index in 0..line.figures.len() {
        direction(line, index, out);
        from_to(line, index, out);
        level_and_change(line, index, out);
        two_levels(line, index, out);
    }
}

/// 由18.6万户增加到16.2万户.
fn direction(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some((figure, old, new)) = ends(line, index) else { return };
    // A rate that turns, 由下降2%转为增长3%, has no direction of its own; nor has a rank, where up is less.
    let rank = matches!(new.unit, "位" | "名")
        || figure.indicator.as_deref().is_some_and(|i| i.contains('位') || i.contains("排名"));
    if matches!(figure.measure, Kind::ChangePct | Kind::ChangeAbs | Kind::Rank) || rank || old.unit != new.unit {
        return;
    }
    let start = line.range(index).start;
    let verb = &line.words[start.saturating_sub(8)..start];
    let verb =
        &verb[verb.iter().rposition(|c| c.is_ascii_digit() || matches!(c, '%' | ',' | '、')).map_or(0, |i| i + 1)..];
    let (rise, fall) = (has(verb, RISE), has(verb, FALL));
    let wrong = rise && !fall && old.interval.above(new.interval) || fall && !rise && new.interval.above(old.interval);
    if !wrong {
        return;
    }
    let (from, to) = texts(figure);
    let note = if rise {
        said(
            format!("写的是增加，可是由{from}到{to}是减少"),
            format!("said to rise, yet from {from} to {to} is a fall"),
        )
    } else {
        said(
            format!("写的是减少，可是由{from}到{to}是增加"),
            format!("said to fall, yet from {from} to {to} is a rise"),
        )
    };
    let mut fault = Fault::of("growth", Severity::Error, &[(line.first + index, &figure.spans)], note);
    // Either of the two may be the slip.
    fault.also.extend(figure.from.as_ref().map(|from| from.spans.clone()));
    out.push(fault);
}

/// The figure at `index` with both its ends.
fn ends<'a>(line: &Line<'a>, index: usize) -> Option<(&'a Figure, Size<'a>, Size<'a>)> {
    let figure = line.figures.get(index)?;
    let (from, to) = (figure.from.as_ref()?, figure.to.as_ref()?);
    // 由甲…为乙，丙…由丁…为戊: an old value with another 由 behind it belongs to somebody else.
    let head = line.words.get(line.range(index).start.saturating_sub(48)..line.range(index).start)?;
    let old: Vec<char> = from.text.chars().map(|c| crate::fold::Fold::get().char(c)).collect();
    let behind = head.windows(old.len().max(1)).rposition(|w| w == old.as_slice()).map(|i| &head[i + old.len()..]);
    if behind.is_some_and(|words| words.iter().any(|c| matches!(c, '由' | '从' | ';'))) {
        return None;
    }
    Some((figure, end_size(from, figure)?, end_size(to, figure)?))
}

fn texts(figure: &Figure) -> (&str, &str) {
    (figure.from.as_ref().map_or("", |e| e.text.as_str()), figure.to.as_ref().map_or("", |e| e.text.as_str()))
}

/// 由80户增加到96户，增长20%，增加16户.
fn from_to(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some((level, old, new)) = ends(line, index) else { return };
    if old.unit != new.unit || matches!(level.measure, Kind::Rank | Kind::ChangePct | Kind::ChangeAbs) {
        return;
    }
    for next in index + 1..line.figures.len().min(index + 3) {
        let Some(growth) = follows(line, index, next) else { return };
        let words = line.between(next - 1, next);
        if has(words, OTHER_MEASURE) || foreign_base(growth, level) {
            return;
        }
        let years = if has(words, EACH_YEAR) {
            let Some(years) = years(line, index).or_else(|| told_years(words)) else { continue };
            Some(years)
        } else {
            None
        };
        let Some(judged) = judge(&old, &new, growth, years, words) else { continue };
        report(line, (index, next), &judged, texts(level), severity(level, &new, years), out);
    }
}

/// The growth at `next` if it is of the level at `index`: the same indicator, near by, in the same clause chain.
fn follows<'a>(line: &Line<'a>, index: usize, next: usize) -> Option<&'a Figure> {
    let (level, growth) = (line.figures.get(index)?, line.figures.get(next)?);
    let words = line.words.get(line.range(index).end..line.range(next).start)?;
    let near = line.between(next - 1, next).len() <= REACH;
    let change = matches!(growth.kind, Kind::ChangePct | Kind::ChangeAbs)
        || growth.kind == Kind::Target && matches!(growth.measure, Kind::ChangePct | Kind::ChangeAbs);
    let same = growth.indicator_name == level.indicator_name && growth.scope == level.scope;
    // 高于全国3个百分点 is a distance, no change.
    let own = growth.mode != Some(Mode::Gap) && growth.mode != Some(Mode::CompletionOfPlan) && growth.from.is_none();
    let parted =
        words.iter().any(|c| matches!(c, ';' | '。' | '(' | ')' | ':')) || has(line.between(next - 1, next), &["其中"]);
    (change && same && own && near && !parted).then_some(growth)
}

/// Growth compared with something else than the old level: 由…增加到…，比上年增长, where the old level is years back.
fn foreign_base(growth: &Figure, level: &Figure) -> bool {
    let last_year = |text: &str| ["上年", "去年", "同期", "上月"].iter().any(|w| text.contains(w));
    growth.base.as_ref().is_some_and(|base| level.base.as_ref() != Some(base))
        || growth.qualifiers.contains(&"同比")
        || level.base.as_deref().is_some_and(last_year) && growth.qualifiers.contains(&"年均")
}

/// The years from the old level to the new: both years are written, or a length of time is.
fn years(line: &Line<'_>, index: usize) -> Option<u32> {
    let figure = line.figures.get(index)?;
    let (from, to) = (figure.from.as_ref()?, line.range(index));
    let old_text: Vec<char> = from.text.chars().collect();
    let head = line.words.get(to.start.saturating_sub(48)..to.start)?;
    let old_at = head.windows(old_text.len().max(1)).rposition(|w| w == old_text.as_slice())?;
    let first = last_year(&head[..old_at])?;
    let last = last_year(&head[old_at + old_text.len()..])?;
    u32::try_from(last.checked_sub(first)?).ok().filter(|n| (1..=60).contains(n))
}

/// 五年年均, 三年来年均: the years that the words before a growth name.
fn told_years(words: &[char]) -> Option<u32> {
    let each = EACH_YEAR.iter().filter_map(|w| crate::search::find(words, w, words.len())).min()?;
    let head = words.get(..each)?;
    let head = head.strip_suffix(&['来']).or_else(|| head.strip_suffix(&['间'])).unwrap_or(head);
    let [.., number, '年'] = head else { return None };
    // 十五年, 2025年: no length of a few years.
    let alone = head.len() < 3 || matches!(head[head.len() - 3], ',' | '、' | '去' | '这' | '近');
    "三四五".chars().position(|n| n == *number).filter(|_| alone).map(|i| i as u32 + 3)
}

/// The last year written in digits, NNNN年.
fn last_year(words: &[char]) -> Option<i32> {
    let mark = words.iter().rposition(|c| *c == '年')?;
    let digits: String = words.get(mark.checked_sub(4)?..mark)?.iter().collect();
    digits.parse().ok().filter(|year| (1900..=2100).contains(year))
}

/// What was worked out, beside what is written.
struct Judged {
    /// What the levels give.
    due: Interval,
    /// Its unit: `%`, 倍, 个百分点 or that of the levels.
    unit: String,
    /// How it was worked out.
    sum: String,
    /// Whether it differs by no more than the last place, so that cutting off instead of rounding explains it.
    last_place: bool,
}

/// Compares growth with two levels; `None` where they agree, or cannot be compared.
fn judge(old: &Size<'_>, new: &Size<'_>, growth: &Figure, years: Option<u32>, words: &[char]) -> Option<Judged> {
    if old.interval.low <= Decimal::ZERO || new.interval.low < Decimal::ZERO || growth.value_high.is_some() {
        return None;
    }
    let value = decimal(growth.value?)?;
    let percent = growth.unit == "%";
    let times = growth.unit == "倍";
    let points = growth.unit.ends_with("百分点");
    let (o, n) = (number(old.value, 6), number(new.value, 6));
    if points {
        // Only rates move by points, and both are then written in per cent.
        if new.unit != "%" || years.is_some() {
            return None;
        }
        let due = new.interval.minus(old.interval)?;
        return judged(due, value, growth, growth.unit.clone(), format!("{n}%-{o}%"), Decimal::ONE);
    }
    if percent && new.unit == "%" {
        // A rate that grows by per cent: the rule `base` asks what is meant.
        return None;
    }
    if percent || times {
        let ratio = new.interval.over(old.interval)?;
        let one = Interval::exactly(Decimal::ONE);
        let hundred = Decimal::ONE_HUNDRED;
        if let Some(years) = years {
            // Roots have no end: the growth is raised instead, and the factor compared with the ratio.
            if !percent || years < 2 {
                return None;
            }
            let rate = Interval::cut_or_rounded(value)?;
            let rate = widened(rate, growth)?;
            let factor = one.plus(rate.scaled(Decimal::new(1, 2))?)?.power(years)?;
            if factor.meets(ratio) {
                return None;
            }
            let sum = format!("(1+{}%)^{years}={}；{n}÷{o}", number(value, 4), about(factor));
            return Some(Judged { due: ratio, unit: String::new(), sum, last_place: false });
        }
        // 翻一番 is said of much that nearly doubled.
        if growth.text.contains('番') {
            let low = Decimal::new(19, 1);
            let want = one.plus(Interval::exactly(value.checked_div(hundred)?))?;
            let fits = ratio.high >= want.low.checked_mul(low)?.checked_div(Decimal::TWO)?;
            return (!fits).then(|| Judged {
                due: ratio,
                unit: "倍".to_owned(),
                sum: format!("{n}÷{o}"),
                last_place: false,
            });
        }
        if times {
            // 扩大了3倍 is said of both; 是…的3倍 of the ratio itself.
            let itself = growth.mode == Some(Mode::RatioToBase);
            let loose = has(words, &["扩大", "提高", "增加"]);
            let due = if itself { ratio } else { ratio.minus(one)? };
            if loose && fits(ratio, value, growth)? {
                return None;
            }
            let sum = if itself { format!("{n}÷{o}") } else { format!("{n}÷{o}-1") };
            return judged(due, value, growth, "倍".to_owned(), sum, Decimal::ONE);
        }
        let due = ratio.minus(one)?.scaled(hundred)?;
        return judged(due, value, growth, "%".to_owned(), format!("({n}÷{o}-1)×100%"), Decimal::ONE);
    }
    // An amount: 由80户增加到96户，增加16户.
    let amount = size(growth)?;
    if amount.unit != new.unit {
        return None;
    }
    let due = new.interval.minus(old.interval)?;
    let due = match years {
        Some(years) => due.over(Interval::exactly(Decimal::from(years)))?,
        None => due,
    };
    // A fall may be written as 减少16户, and is then negative.
    let written = amount.interval;
    if due.meets(written) {
        return None;
    }
    let last_place = !old.exact
        && due.meets(Interval::around(amount.value, amount.interval.high.checked_sub(amount.interval.low)?)?);
    Some(Judged { due, unit: new.unit.to_owned(), sum: format!("{n}-{o}"), last_place })
}

/// Compares what the levels give with a number written in the same unit.
fn judged(due: Interval, value: Decimal, growth: &Figure, unit: String, sum: String, _: Decimal) -> Option<Judged> {
    if fits(due, value, growth)? {
        return None;
    }
    let near = widened(Interval::cut_or_rounded(value)?, growth)?;
    Some(Judged { due, unit, sum, last_place: due.meets(near) })
}

/// Whether the number written, as far as its places and its bound go, can be what the levels give.
fn fits(due: Interval, value: Decimal, growth: &Figure) -> Option<bool> {
    Some(due.meets(widened(Interval::rounded(value)?, growth)?))
}

/// Growth with a bound: 增长近20%, 增长超20%.
fn widened(interval: Interval, growth: &Figure) -> Option<Interval> {
    match (growth.bound, size(growth)) {
        (None, _) => Some(interval),
        (Some(_), Some(sized)) => {
            Some(Interval { low: interval.low.min(sized.interval.low), high: interval.high.max(sized.interval.high) })
        }
        (Some(_), None) => None,
    }
}

/// What is counted cannot be off; what is money of its day may be compared at other prices.
fn severity(level: &Figure, new: &Size<'_>, years: Option<u32>) -> Option<Severity> {
    let priced = level.indicator_name.as_deref().is_some_and(is_priced);
    let money = level.amount.as_ref().is_some_and(|a| a.dimension == "money");
    match () {
        () if priced => None,
        () if money || years.is_some() && new.unit != "%" => Some(Severity::Warning),
        () => Some(Severity::Error),
    }
}

/// Growth beside its old level: 比上年的80户增长30%, whose new level stands before. `at` is where old, new and growth stand.
pub(super) fn against_old(
    line: &Line<'_>,
    at: (usize, usize, usize),
    levels: (&Size<'_>, &Size<'_>),
    out: &mut Vec<Fault>,
) {
    let (old_at, new_at, next) = at;
    let (old, new) = levels;
    let (level, growth) = (&line.figures[new_at], &line.figures[next]);
    let words = line.between(next - 1, next);
    if has(words, OTHER_MEASURE) || has(words, EACH_YEAR) || growth.from.is_some() {
        return;
    }
    let Some(found) = judge(old, new, growth, None, words) else { return };
    let texts = (line.figures[old_at].text.as_str(), level.text.as_str());
    // Who writes both levels beside a growth says that it is theirs, but for what is always given at prices of a fixed year.
    let always = growth.measure == Kind::ChangePct && level.indicator_name.as_deref().is_some_and(is_priced);
    let sure = if new.exact && old.exact { Severity::Error } else { Severity::Warning };
    let severity = (!always).then_some(sure);
    report(line, (new_at, next), &found, texts, severity, out);
}

fn report(
    line: &Line<'_>,
    (level, growth): (usize, usize),
    judged: &Judged,
    (from, to): (&str, &str),
    severity: Option<Severity>,
    out: &mut Vec<Fault>,
) {
    let Some(severity) = severity else { return };
    let severity = if judged.last_place { Severity::Warning } else { severity };
    let figure = &line.figures[growth];
    let written = super::said::change(figure);
    let due = format!("{}{}", about(judged.due), judged.unit);
    let (mut zh, mut en) = (
        format!("由{from}到{to}：{}≈{due}，写的是{written}", judged.sum),
        format!("from {from} to {to}: {} ≈ {due}; written is {written}", judged.sum),
    );
    if judged.last_place {
        zh.push_str("；只差末位，或是舍入不一");
        en.push_str("; off in the last place only, perhaps cut off instead of rounded");
    } else if severity == Severity::Warning {
        zh.push_str("；如按可比价格或口径计算，请写明");
        en.push_str("; if it is at comparable prices or coverage, say so");
    }
    let figures = [(line.first + growth, &figure.spans), (line.first + level, &line.figures[level].spans)];
    let mut fault = Fault::of("growth", severity, &figures, said(zh, en));
    // The old level stands in the words of its figure.
    fault.also.extend(line.figures[level].from.as_ref().map(|old| old.spans.clone()));
    out.push(fault);
}

/// 达到96户，比上年增加16户，增长25%: the amount and the rate give two different old levels.
fn level_and_change(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let figures = line.figures;
    let Some(three) = figures.get(index..index + 3) else { return };
    let place = |kind: fn(&Figure) -> bool| three.iter().position(kind);
    let level = place(|f| matches!(f.kind, Kind::Level | Kind::CountDone) && f.from.is_none());
    let amount = place(|f| f.kind == Kind::ChangeAbs && f.mode != Some(Mode::Gap) && !f.unit.ends_with("百分点"));
    let rate = place(|f| f.kind == Kind::ChangePct && f.unit == "%");
    let (Some(level), Some(amount), Some(rate)) = (level, amount, rate) else { return };
    // 比上年的80户增加16户: what was is compared by a rule of its own.
    if super::against::is_old(line, index + level) {
        return;
    }
    let (first, last) = (line.range(index), line.range(index + 2));
    let words = line.words.get(first.end..last.start).unwrap_or_default();
    let before = line.before(index);
    let (l, a, r) = (&three[level], &three[amount], &three[rate]);
    let same = |f: &Figure| f.indicator_name == l.indicator_name && f.scope == l.scope;
    let one_base = a.base == r.base || a.base.is_none() || r.base.is_none();
    let parted = words.iter().any(|c| matches!(c, ';' | '。' | '(' | ')' | ':'))
        || has(words, &["其中"])
        || has(words, OTHER_MEASURE)
        || has(words, EACH_YEAR)
        || has(before, &["年均", "可比", "实际"])
        || line.between(index, index + 1).len() > REACH
        || line.between(index + 1, index + 2).len() > REACH;
    // 累计 or 五年 levels are sums over years, whose change is of another sort.
    if !same(a) || !same(r) || !one_base || parted || r.value_high.is_some() || a.value_high.is_some() {
        return;
    }
    let judge = || {
        let (ls, delta) = (size(l)?, size(a)?);
        if ls.unit != delta.unit || ls.interval.low <= Decimal::ZERO {
            return None;
        }
        let old = ls.interval.minus(delta.interval)?;
        if old.low <= Decimal::ZERO {
            return None;
        }
        let value = decimal(r.value?)?;
        // As (new / old - 1), in which the level stands once: the intervals stay narrow.
        let one = Interval::exactly(Decimal::ONE);
        let low = ls.value.checked_sub(delta.value)?;
        let due = delta.interval.over(old)?.scaled(Decimal::ONE_HUNDRED)?;
        let _ = one;
        let sum = format!("{}÷({}-{})×100%", number(delta.value, 6), number(ls.value, 6), number(delta.value, 6));
        let _ = low;
        judged(due, value, r, "%".to_owned(), sum, Decimal::ONE).map(|j| (j, ls.unit.to_owned()))
    };
    let Some((found, _)) = judge() else { return };
    let priced = l.indicator_name.as_deref().is_some_and(is_priced);
    if priced {
        return;
    }
    let exact = size(l).is_some_and(|s| s.exact);
    let severity = if found.last_place || !exact { Severity::Warning } else { Severity::Error };
    let due = format!("{}%", about(found.due));
    let written = super::said::change(r);
    let note = said(
        format!("{}，增减{}：{}≈{due}，写的是{written}", l.text, a.text, found.sum),
        format!("{} after a change of {}: {} ≈ {due}; written is {written}", l.text, a.text, found.sum),
    );
    let at = |k: usize| (line.first + index + k, &three[k].spans);
    out.push(Fault::of("growth", severity, &[at(rate), at(level), at(amount)], note));
}

/// 2024年为80户，2025年为96户，增长30%.
fn two_levels(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some([old, new, growth]) = line.figures.get(index..index + 3) else { return };
    let level = |f: &Figure| matches!(f.kind, Kind::Level | Kind::CountDone) && f.from.is_none();
    let same = |f: &Figure| f.indicator_name == old.indicator_name && f.scope == old.scope;
    if !level(old)
        || !level(new)
        || !same(new)
        || old.indicator_name.is_none()
        || follows(line, index + 1, index + 2).is_none()
    {
        return;
    }
    let year = |f: &Figure| f.period.as_ref().and_then(|p| p.end).map(jiff::civil::Date::year);
    let (Some(first), Some(last)) = (year(old), year(new)) else { return };
    let words = line.between(index + 1, index + 2);
    if last != first + 1
        || has(words, OTHER_MEASURE)
        || has(words, EACH_YEAR)
        || has(line.between(index, index + 1), &[";", "。"])
    {
        return;
    }
    let (Some(o), Some(n)) = (size(old), size(new)) else { return };
    if o.unit != n.unit {
        return;
    }
    let Some(found) = judge(&o, &n, growth, None, words) else { return };
    report(line, (index + 1, index + 2), &found, (&old.text, &new.text), severity(new, &n, None), out);
}
