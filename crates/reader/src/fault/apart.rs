//! Differences told in words: 由第5位升到第2位，前移4位; 增长8.9%，全市为6.8%，高出1.2个百分点; 余额比限额低7.68亿元; 分列第一、第二、第三位.

use super::against::clause;
use super::interval::{Interval, decimal};
use super::line::{Line, has};
use super::said::{about, said};
use super::size::{Size, multiplier, size};
use super::{Fault, Severity};
use crate::reading::{Figure, Kind};
use crate::search::{ends, find};
use rust_decimal::Decimal;

pub(super) fn of_line(line: &Line<'_>, all: &[Figure], out: &mut Vec<Fault>) {
    for index in 0..line.figures.len() {
        ranks(line, index, out);
        climbed(line, index, out);
        more(line, index, out);
        beyond(line, index, out);
        above(line, index, out);
        named(line, all, index, out);
    }
    order(line, out);
}

/// Verbs of a place that moved.
const MOVED: &[&str] = &["前移", "上升", "提升", "前进", "提高", "后移", "下降", "下滑", "退后"];

/// 由上年的第5位升到第2位,前移4位.
fn ranks(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some((rank, moved)) = line.figures.get(index).zip(line.figures.get(index + 1)) else { return };
    let words = line.between(index, index + 1);
    let place = rank
        .text
        .strip_prefix('第')
        .and_then(|t| t.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<i64>().ok());
    let (Some(new), true) = (place, words.len() <= 6 && has(words, MOVED)) else { return };
    // The old place stands in the words before: 由第5位升到.
    let before =
        line.words.get(line.range(index).start.saturating_sub(14)..line.range(index).start).unwrap_or_default();
    let from = before.iter().rposition(|c| matches!(c, '由' | '从')).map(|i| &before[i + 1..]);
    let old = from.and_then(|words| {
        let at = words.iter().position(|c| *c == '第')?;
        let digits: String = words[at + 1..].iter().take_while(|c| c.is_ascii_digit()).collect();
        digits.parse::<i64>().ok()
    });
    let (Some(old), Some(written)) = (old, moved.value.and_then(decimal)) else { return };
    let due = Decimal::from((old - new).abs());
    if !moved.unit.ends_with(['位', '名', '次']) || due == written.abs() {
        return;
    }
    let note = said(
        format!("由第{old}位到第{new}位是{due}位，写的是{}", moved.text),
        format!("from {old} to {new} are {due} places; written is {}", moved.text),
    );
    let places = [(line.first + index + 1, &moved.spans), (line.first + index, &rank.spans)];
    out.push(Fault::of("growth", Severity::Error, &places, note));
}

/// 排名由235位上升到369位: a place that rises has a smaller number.
fn climbed(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let figure = &line.figures[index];
    let Some((from, to)) = figure.from.as_ref().zip(figure.to.as_ref()) else { return };
    let start = line.range(index).start;
    let words = line.words.get(start.saturating_sub(24)..start).unwrap_or_default();
    let verb = &words[words.len().saturating_sub(4)..];
    let (up, down) = (has(verb, &["上升", "升", "前移", "跃升"]), has(verb, &["下降", "降", "后移", "下滑", "退"]));
    let ranked = has(words, &["排名", "位次", "排位", "位列"]) && to.unit.ends_with(['位', '名']);
    let Some((old, new)) = from.value.and_then(decimal).zip(to.value.and_then(decimal)).filter(|_| ranked) else {
        return;
    };
    if !(up && !down && new > old || down && !up && new < old) {
        return;
    }
    let note = said(
        format!("由{}到{}，名次是{}", from.text, to.text, if up { "后移" } else { "前移" }),
        format!("from {} to {} is {}", from.text, to.text, if up { "down the ranks" } else { "up the ranks" }),
    );
    let mut fault = Fault::of("growth", Severity::Error, &[(line.first + index, &figure.spans)], note);
    fault.also.push(from.spans.clone());
    out.push(fault);
}

/// 由178元提高到193元,每月多发25元.
fn more(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some((level, gap)) = line.figures.get(index).zip(line.figures.get(index + 1)) else { return };
    let Some((from, to)) = level.from.as_ref().zip(level.to.as_ref()) else { return };
    let words = line.between(index, index + 1).strip_prefix(&[',']).unwrap_or_default();
    let said_more =
        words.len() <= 6 && ["多发", "多领", "增发", "多补", "多得", "少缴", "少交"].iter().any(|w| ends(words, w));
    let judge = || {
        let (old, new) = (decimal(from.value?)?, decimal(to.value?)?);
        let due = new.checked_sub(old)?.abs();
        let plain = from.unit == to.unit && to.unit.split('/').next() == gap.unit.split('/').next();
        (plain && due != decimal(gap.value?)?.abs()).then_some(due)
    };
    let Some(due) = judge().filter(|_| said_more && gap.bound.is_none() && gap.value_high.is_none()) else { return };
    let note = said(
        format!("由{}到{}相差{due}{}，写的是{}", from.text, to.text, gap.unit, gap.text),
        format!("from {} to {} are {due}{}; written is {}", from.text, to.text, gap.unit, gap.text),
    );
    let places = [(line.first + index + 1, &gap.spans), (line.first + index, &level.spans)];
    out.push(Fault::of("growth", Severity::Error, &places, note));
}

/// 过亿元企业10家,比2006年增加16家: nothing that is counted has risen by more than it is.
fn beyond(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let rise = &line.figures[index];
    let counted =
        |f: &Figure| f.amount.as_ref().is_some_and(|a| matches!(a.dimension, "count" | "people" | "places" | "area"));
    if rise.measure != Kind::ChangeAbs
        || rise.base.is_none()
        || !counted(rise)
        || rise.bound.is_some()
        || rise.indicator_name.is_none()
    {
        return;
    }
    let told = |f: &Figure| {
        let one = f.indicator_name == rise.indicator_name && f.scope == rise.scope;
        one && f.measure == Kind::Level && f.from.is_none() && f.bound.is_none() && f.base.is_none()
    };
    let Some(level) = (index.saturating_sub(6)..index).rfind(|k| told(&line.figures[*k]) && !line.in_brackets(*k))
    else {
        return;
    };
    let of = &line.figures[level];
    let Some((was, by)) = size(of).zip(size(rise)).filter(|(a, b)| a.unit == b.unit) else { return };
    if by.interval.above(was.interval) {
        let note = said(
            format!("只有{}，却增加了{}", of.text, rise.text),
            format!("there are {}, yet {} were added", of.text, rise.text),
        );
        out.push(Fault::of(
            "growth",
            Severity::Error,
            &[(line.first + index, &rise.spans), (line.first + level, &of.spans)],
            note,
        ));
    }
}

fn is_rate(figure: &Figure) -> bool {
    figure.unit == "%"
        && matches!(figure.measure, Kind::ChangePct | Kind::Share)
        && figure.value_high.is_none()
        && figure.from.is_none()
}

/// 增长8.9%,全市平均为6.8%,我县高出1.2个百分点.
fn above(line: &Line<'_>, index: usize, out: &mut Vec<Fault>) {
    let Some([own, other, points]) = line.figures.get(index..index + 3) else { return };
    if points.unit != "个百分点" {
        return;
    }
    let (head, tail) = (line.between(index, index + 1), line.between(index + 1, index + 2));
    let average =
        ["平均为", "平均是", "平均", "平均水平为", "全市为", "全省为", "全国为", "全市增长", "全省增长", "全国增长"];
    let whose = head.len() <= 10 && average.iter().any(|w| ends(head, w)) && head.first() == Some(&',');
    let clause = tail.strip_prefix(&[',']).unwrap_or_default();
    let high = ["高出", "高于全市", "高于全省", "高于全国", "快", "高"].iter().any(|w| ends(clause, w));
    let low = ["低", "慢", "低于全市", "低于全省", "低于全国"].iter().any(|w| ends(clause, w));
    if !whose || !(high || low) || clause.len() > 8 || !is_rate(own) || !is_rate(other) {
        return;
    }
    let judge = || {
        let (a, b) = (size(own)?.interval, size(other)?.interval);
        let due = if high { a.minus(b)? } else { b.minus(a)? };
        let written = Interval::cut_or_rounded(decimal(points.value?)?.abs())?;
        (!due.meets(written)).then_some(due)
    };
    let Some(due) = judge() else { return };
    let note = said(
        format!("{}与{}相差{}个百分点，写的是{}", own.text, other.text, about(due), points.text),
        format!("{} and {} are {} points apart; written is {}", own.text, other.text, about(due), points.text),
    );
    let at = |k: usize| (line.first + k, &line.figures[k].spans);
    out.push(Fault::of("growth", Severity::Error, &[at(index + 2), at(index), at(index + 1)], note));
}

/// How far back, in figures, the two amounts of a difference are looked for.
const BACK: usize = 16;
/// Longest name of one of them.
const NAME: std::ops::RangeInclusive<usize> = 2..=10;

/// 债务限额412.6亿元…余额405.8亿元,余额比限额低7.68亿元.
fn named(line: &Line<'_>, all: &[Figure], index: usize, out: &mut Vec<Fault>) {
    let apart = &line.figures[index];
    if !matches!(apart.measure, Kind::ChangeAbs | Kind::Level) {
        return;
    }
    let clause = clause(line, index);
    let Some(than) = clause.iter().position(|c| *c == '比') else { return };
    let (left, rest) = (&clause[..than], &clause[than + 1..]);
    let verbs = ["低", "少", "高", "多", "高出", "多出", "低了", "少了"];
    let Some(verb) = verbs.iter().filter(|w| ends(rest, w)).max_by_key(|w| w.len()) else { return };
    let right = &rest[..rest.len() - verb.chars().count()];
    if !NAME.contains(&left.len()) || !NAME.contains(&right.len()) || left == right {
        return;
    }
    let less = verb.starts_with(['低', '少']);
    let (left, right): (String, String) = (left.iter().collect(), right.iter().collect());
    let Some(written) = size(apart) else { return };
    let called = |name: &str| {
        let from = (line.first + index).saturating_sub(BACK);
        (from..line.first + index).rev().filter_map(|k| Some((k, all.get(k)?))).find_map(|(k, f)| {
            let own = f.indicator.as_deref().is_some_and(|i| i.ends_with(name)) && f.base.is_none();
            let level = matches!(f.measure, Kind::Level | Kind::CountDone) && f.from.is_none() && f.bound.is_none();
            let near = f.sentence + 2 >= apart.sentence;
            size(f).filter(|s| own && level && near && s.unit == written.unit).map(|s| (k, f, s))
        })
    };
    let (Some(a), Some(b)) = (called(&left), called(&right)) else { return };
    let due =
        |a: &Size<'_>, b: &Size<'_>| if less { b.interval.minus(a.interval) } else { a.interval.minus(b.interval) };
    // What is lower by so much is read as a fall.
    let by = multiplier(&apart.unit).0;
    let told = apart.value.and_then(decimal).and_then(|v| Interval::rounded(v.abs())?.scaled(by));
    let Some(told) = told else { return };
    let Some(due) = due(&a.2, &b.2).filter(|due| !due.meets(told)) else { return };
    let shown = due.scaled(Decimal::ONE / by).map_or_else(String::new, about);
    let note = said(
        format!("{}{}与{}{}相差{shown}{}，写的是{}", left, a.1.text, right, b.1.text, apart.unit, apart.text),
        format!("{} and {} are {shown}{} apart; written is {}", a.1.text, b.1.text, apart.unit, apart.text),
    );
    let places = [(line.first + index, &apart.spans), (a.0, &a.1.spans), (b.0, &b.1.spans)];
    out.push(Fault::of("growth", Severity::Warning, &places, note));
}

/// What says that those before it stand in the order of their ranks.
const RANKED: &[&str] = &["分列", "分居", "分别位列", "分别列", "分别居"];

/// 甲96.4%、乙97.8%、丙93.5%,分列第一、第二、第三位.
fn order(line: &Line<'_>, out: &mut Vec<Fault>) {
    for last in 2..line.figures.len() {
        let after = line.words.get(line.range(last).end..).unwrap_or_default();
        let words = after.strip_prefix(&[',']).unwrap_or_default();
        let ranked = RANKED.iter().any(|w| find(words, w, 1) == Some(0)) && find(words, "第一、第二", 10).is_some();
        if !ranked {
            continue;
        }
        let mut first = last;
        while first > 0 && line.between(first - 1, first).first() == Some(&'、') && last - first < 8 {
            first -= 1;
        }
        let list = &line.figures[first..=last];
        let sizes: Vec<Size<'_>> = list.iter().filter_map(size).collect();
        let whole = sizes.len() == list.len() && list.len() >= 3 && sizes.iter().all(|s| s.unit == sizes[0].unit);
        let falls = sizes.windows(2).all(|p| p[0].value >= p[1].value);
        let rises = sizes.windows(2).all(|p| p[0].value <= p[1].value);
        if !whole || falls || rises {
            continue;
        }
        let texts: Vec<&str> = list.iter().map(|f| f.text.as_str()).collect();
        let note = said(
            format!("{}不是按次序排列的", texts.join("、")),
            format!("{} do not stand in the order of their ranks", texts.join(", ")),
        );
        let places: Vec<_> = (first..=last).map(|k| (line.first + k, &line.figures[k].spans)).collect();
        out.push(Fault::of("growth", Severity::Error, &places, note));
    }
}
