//! How many there are, beside those that are named: 三个方面的问题。一是…四是…; 甲、乙、丙四大产业; 甲2亿元、乙1亿元、丙1亿元，共四类.

use super::line::Line;
use super::said::said;
use super::words::lists;
use super::{Fault, Severity};
use crate::search::{find, stands};
use crate::span::Span;

/// Numerals of small counts.
const NUMERALS: &str = "一二三四五六七八九十";
/// How far behind the count its list begins, and how far the list reaches.
const BEGINS: usize = 24;
const REACH: usize = 3000;

pub(super) fn of_document(folded: &[char], out: &mut Vec<Fault>) {
    for (at, &c) in folded.iter().enumerate() {
        let Some(n) = numeral(c) else { continue };
        // 十三个方面, 第三个: no count of its own.
        if at > 0 && (numeral(folded[at - 1]).is_some() || matches!(folded[at - 1], '第' | '这' | '上' | '十')) {
            continue;
        }
        if let Some(aspect) = lists().aspects.iter().find(|w| stands(folded, at + 1, w)) {
            let end = at + 1 + aspect.chars().count();
            listed(folded, at, n, end, out);
            headed(folded, at, n, end, out);
        } else if let Some(end) = highlights(folded, at) {
            listed(folded, at, n, end, out);
        }
        side_by_side(folded, at, n, out);
        if folded.get(at + 1) == Some(&'大') {
            series(folded, at, n, out);
        }
        if matches!(folded.get(at + 1), Some('个' | '项')) {
            and_others(folded, at, n, out);
        }
    }
    for at in 1..folded.len() {
        if matches!(folded[at], '项' | '个' | '条')
            && folded[at - 1].is_ascii_digit()
            && folded.get(at + 1) == Some(&':')
        {
            numbered(folded, at, out);
        }
    }
}

/// 招录权、考核权、评聘权等两个权限: more are named than there are.
fn and_others(folded: &[char], at: usize, n: usize, out: &mut Vec<Fault>) {
    let head = &folded[at.saturating_sub(LIST)..at];
    let Some(list) = head.strip_suffix(&['等']) else { return };
    let start = list.iter().rposition(|c| matches!(c, ',' | '。' | ';' | ':' | '\n' | '!' | '(' | '”' | '》'));
    let list = &list[start.map_or(0, |i| i + 1)..];
    let Some(noun) = folded.get(at + 2) else { return };
    // Each item ends in the noun that is counted: 招录权 of 权限, 甲工程 of 工程.
    let items: Vec<&[char]> = list.split(|c| *c == '、').collect();
    let named = items.iter().filter(|item| item.last() == Some(noun) && item.len() >= 2).count();
    if n >= 2 && named == items.len() && named > n && start.is_some() {
        report(at, at + 2, (n, named), out);
    }
}

/// 工程6项:(1)…(2)…(5)….
fn numbered(folded: &[char], at: usize, out: &mut Vec<Fault>) {
    let start = folded[..at].iter().rposition(|c| !c.is_ascii_digit()).map_or(0, |i| i + 1);
    let Ok(n) = folded[start..at].iter().collect::<String>().parse::<usize>() else { return };
    let list = &folded[at + 2..folded.len().min(at + 2 + REACH / 3)];
    let (mut count, mut from) = (0, 0);
    // The first stands right behind the colon, each further one within the same paragraph.
    while let Some(found) = {
        let mark: Vec<char> = format!("({})", count + 1).chars().collect();
        let rest = list.get(from..).unwrap_or_default();
        let end = rest.iter().position(|c| *c == '\n').unwrap_or(rest.len());
        let again = rest[..end].windows(3).position(|w| w == ['(', '1', ')']).filter(|_| count > 0).unwrap_or(end);
        rest[..again].windows(mark.len()).position(|w| w == mark).map(|i| (i, mark.len()))
    } {
        if count == 0 && found.0 > 1 {
            return;
        }
        count += 1;
        from += found.0 + found.1;
        if count > 30 {
            return;
        }
    }
    if count >= 2 && count != n && start < at {
        report(start, at + 1, (n, count), out);
    }
}

/// 甲、乙、丙分别增长3%、5%、4%,二者合计占…: how many were told right before.
pub(super) fn of_line(line: &Line<'_>, out: &mut Vec<Fault>) {
    for index in 2..line.figures.len() {
        let words = super::against::clause(line, index);
        let [told, '者', rest @ ..] = words else { continue };
        let all = ["合计", "之和", "共占", "总和"].iter().any(|w| stands(rest, 0, w));
        let Some(n) = numeral(*told).filter(|_| all && line.before(index).first() == Some(&',')) else { continue };
        let joined = |k: &usize| line.between(k - 1, *k) == ['、'];
        let count = 1 + (1..index).rev().take_while(joined).count();
        if count >= 2 && count != n {
            let note = said(format!("写的是{n}者，列出的是{count}个数"), format!("said to be {n}; {count} are told"));
            let places: Vec<_> =
                (index - count..=index).rev().map(|k| (line.first + k, &line.figures[k].spans)).collect();
            let mut fault = Fault::of("sum", Severity::Warning, &places, note);
            fault.also.push(std::mem::replace(&mut fault.spans, line.place_before(index, words.len())));
            out.push(fault);
        }
    }
}

/// Longest list before its count.
const LIST: usize = 60;

fn numeral(c: char) -> Option<usize> {
    match c {
        '两' => Some(2),
        c => NUMERALS.chars().position(|n| n == c).map(|i| i + 1),
    }
}

/// Longest name of what is counted before the colon of its list: 十个突出亮点:.
const NAMED: usize = 8;

/// 至少有十个突出亮点:一是…: whatever is counted, where the colon is right behind it. Returns where its name ends.
fn highlights(folded: &[char], at: usize) -> Option<usize> {
    let rest = folded.get(at + 2..folded.len().min(at + 2 + NAMED))?;
    let name = rest.iter().position(|c| *c == ':').filter(|len| *len >= 1)?;
    let plain = rest[..name].iter().all(|c| super::name::is_han(*c));
    (matches!(folded[at + 1], '个' | '项' | '大' | '件' | '条' | '点') && plain).then_some(at + 2 + name)
}

/// Most items of a list of headings, and how far the list reaches.
const HEADINGS: usize = 10;
const FAR: usize = 20_000;

/// 今年抓好八个方面工作:, and (一) to (九) each head a part behind it.
fn headed(folded: &[char], at: usize, n: usize, end: usize, out: &mut Vec<Fault>) {
    let reach = &folded[end..folded.len().min(end + BEGINS)];
    // The first heading opens the line right behind the colon.
    let Some(colon) = reach.iter().position(|c| *c == ':') else { return };
    let plain = reach[..colon].iter().all(|c| super::name::is_han(*c));
    let begin = end + colon + 1;
    let first = folded[begin..folded.len().min(begin + 4)].iter().position(|c| !c.is_whitespace()).map(|i| begin + i);
    let Some(first) = first.filter(|i| plain && stands(folded, *i, "(一)") && *i > begin) else { return };
    let list = &folded[first..folded.len().min(first + FAR)];
    let mut count = 0;
    for line in list.split(|c| *c == '\n') {
        let line = &line[line.iter().take_while(|c| c.is_whitespace()).count()..];
        match line {
            ['(', item, ')', ..] if numeral(*item) == Some(count + 1) => count += 1,
            // Another list begins, or the next part.
            ['(', item, ')', ..] if numeral(*item).is_some() => break,
            [item, '、', ..] if numeral(*item).is_some() => break,
            _ => {}
        }
    }
    if (2..HEADINGS).contains(&count) && count != n {
        report(at, end, (n, count), out);
    }
}

/// What is counted right behind a list of its names: 甲、乙、丙、丁四市.
const PLACES: &[char] = &['市', '县', '区', '省', '州', '镇', '乡', '港', '国'];

/// 联合松陵、云岫、柳汀、白沙五市: four are named.
fn side_by_side(folded: &[char], at: usize, n: usize, out: &mut Vec<Fault>) {
    let Some(noun) = folded.get(at + 1).filter(|c| PLACES.contains(c)) else { return };
    let head = &folded[at.saturating_sub(LIST)..at];
    let start = head.iter().rposition(|c| !super::name::is_han(*c) && *c != '、').map_or(0, |i| i + 1);
    let items: Vec<&[char]> = head[start..].split(|c| *c == '、').collect();
    // The verb before the first is no part of its name; the others are of one length, or end in what is counted.
    let Some((first, others)) = items.split_first() else { return };
    let short = others.iter().all(|item| item.len() == 2 || item.len() == 3 && item.last() == Some(noun));
    let closed = others.last().is_some_and(|item| !item.contains(&'等') && !item.contains(&'和'));
    if others.len() >= 2 && first.len() >= 2 && short && closed && n >= 3 && items.len() != n {
        report(at, at + 2, (n, items.len()), out);
    }
}

/// 存在三个方面的问题。一是…二是…三是…四是…
fn listed(folded: &[char], at: usize, n: usize, end: usize, out: &mut Vec<Fault>) {
    let reach = &folded[end..folded.len().min(end + BEGINS)];
    // The list begins right behind the sentence or the colon that counts it.
    let Some(stop) = reach.iter().position(|c| matches!(c, '。' | ':' | ';' | ',' | '\n')) else { return };
    let Some(first) = find(&reach[stop..], "一是", 3).map(|i| end + stop + i) else { return };
    if n < 2 || reach[..stop].iter().any(|c| numeral(*c).is_some()) {
        return;
    }
    let list = &folded[first..folded.len().min(first + REACH)];
    let (mut count, mut from) = (1, 2);
    while let Some(next) = NUMERALS.chars().nth(count) {
        let word = [next, '是'];
        let rest = &list[from..];
        let Some(found) = rest.windows(2).position(|w| w == word) else { break };
        // Another list begins before it goes on, or a heading.
        let again = rest[..found].windows(2).any(|w| w == ['一', '是']);
        let headed = rest[..found].windows(3).any(|w| w[0] == '\n' && numeral(w[1]).is_some() && w[2] == '、');
        // 二是 within a word, 一一是: an item opens a clause.
        let opens = found > 0 && matches!(rest[found - 1], '。' | ';' | ',' | '\n' | ' ' | '!' | '、');
        if again || headed || !opens {
            break;
        }
        count += 1;
        from += found + 2;
    }
    if count < 2 || count == n {
        return;
    }
    // One that is missing may be told without its number.
    if count < n && count + 1 != n {
        return;
    }
    report(at, end, (n, count), out);
}

/// 茶叶、竹木、绿色食品四大产业.
fn series(folded: &[char], at: usize, n: usize, out: &mut Vec<Fault>) {
    let head = &folded[at.saturating_sub(LIST)..at];
    let start = head.iter().rposition(|c| matches!(c, ',' | '。' | ';' | ':' | '\n' | '!' | '(')).map(|i| i + 1);
    let Some(list) = start.or((at <= LIST).then_some(0)).map(|start| &head[start..]) else { return };
    let marks = list.iter().filter(|c| **c == '、').count();
    let joined = list.iter().filter(|c| matches!(c, '和' | '与' | '及')).count();
    let noun = folded.get(at + 2..).unwrap_or_default();
    let branches = ["产业", "特色产业", "主导产业", "支柱产业", "优势产业", "新兴产业", "未来产业"];
    // 等 says that more are meant; brackets and quotes hold lists of their own.
    let open = list.iter().any(|c| matches!(c, '等' | '“' | '”' | '《' | '》' | ')' | '为' | '以'));
    let plain = marks > 0 && !open && branches.iter().any(|w| stands(noun, 0, w));
    if plain && n >= 2 && !(marks + 1..=marks + 1 + joined).contains(&n) {
        report(at, at + 2, (n, marks + 1 + joined), out);
    }
}

fn report(at: usize, end: usize, (n, count): (usize, usize), out: &mut Vec<Fault>) {
    let note = said(format!("写的是{n}，列出的是{count}"), format!("said to be {n}; {count} are listed"));
    let span: crate::span::Spans = Span::new(at as u32, end as u32).into();
    out.push(Fault::at("sum", Severity::Warning, span, note));
}
