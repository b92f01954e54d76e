//! How many there are, beside those that are named: 三个方面的问题。一是…四是…; 甲、乙、丙四大产业; 甲2亿元、乙1亿元、丙1亿元，共四类.

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
            listed(folded, at, n, at + 1 + aspect.chars().count(), out);
        }
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

/// Longest list before its count.
const LIST: usize = 60;

fn numeral(c: char) -> Option<usize> {
    match c {
        '两' => Some(2),
        c => NUMERALS.chars().position(|n| n == c).map(|i| i + 1),
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
