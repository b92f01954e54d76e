//! The year of a document and the periods it looks back on and ahead to.

use super::{Found, HEAD, Place, day, find, stands};
use crate::number::plain_digit;
use crate::view::View;
use jiff::civil::Date;

/// The plans that had their own years before the sixth; from then on they follow each other every five.
/// 1963–1965 stood between the second and the third.
const EARLY: [(i16, i16); 5] = [(1953, 1957), (1958, 1962), (1966, 1970), (1971, 1975), (1976, 1980)];

/// A heading is no longer than this.
const LINE: usize = 60;

/// The years of the `n`th five-year plan.
fn plan_years(n: i16) -> Option<(i16, i16)> {
    match n {
        1..=5 => EARLY.get(usize::try_from(n - 1).ok()?).copied(),
        6..=30 => Some((1981 + (n - 6) * 5, 1985 + (n - 6) * 5)),
        _ => None,
    }
}

/// A five-year plan named at `at` (十四五, 第十四个五年), with its number and length.
fn plan_at(text: &[char], at: usize) -> Option<(i16, usize)> {
    let ordinal = usize::from(text.get(at) == Some(&'第'));
    let mut n = 0i16;
    let mut i = at + ordinal;
    while let Some(&c) = text.get(i) {
        let Some(d) = (if c == '十' { Some(10) } else { plain_digit(c).filter(|d| *d > 0).map(|d| d as i16) }) else {
            break;
        };
        // The last 五 of 十四五 is that of 五年.
        if ordinal == 0 && c == '五' && i > at {
            return Some((n, i + 1 - at));
        }
        n = if d == 10 { n.max(1) * 10 } else { n + d };
        i += 1;
        if i - at > 5 || n > 99 {
            return None;
        }
    }
    (ordinal == 1 && n > 0 && stands(text, i, "个五年")).then_some((n, i + 3 - at))
}

/// Five-year plans named in quotes or in full, as (years, place).
fn plans(text: &[char], limit: usize) -> Vec<((i16, i16), std::ops::Range<usize>)> {
    let mut out = Vec::new();
    for (at, c) in text.iter().enumerate().take(limit) {
        let from = match c {
            '“' | '"' => at + 1,
            '第' => at,
            _ => continue,
        };
        if let Some((n, len)) = plan_at(text, from)
            && let Some(years) = plan_years(n)
        {
            out.push((years, from..from + len));
        }
    }
    out
}

/// First year in a line, with its place: 2024年 or, in a title, 2024-2026 年.
fn years(text: &[char], limit: usize) -> Vec<(i16, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let mut next = 0;
    while let Some(at) = day::next_digit(text, next..text.len().min(limit)) {
        next = at + 1;
        if let Some((year, len)) = day::year(text, at) {
            let after = text.get(at + len..).and_then(|r| r.iter().find(|c| **c != ' '));
            if matches!(after, Some('年' | '-' | '—' | '~' | '至' | '行'))
                || text.len() < LINE && !text[at].is_ascii_digit()
            {
                out.push((year, at..at + len));
            }
            next = at + len;
        }
    }
    out
}

/// The latest year a title names.
pub(super) fn latest(title: &[char]) -> Option<i16> {
    years(title, LINE).into_iter().map(|(year, _)| year).max()
}

/// See [`super::year`].
pub(super) fn year(views: &[View], title: Option<&Place>, counts: bool, date: Option<Date>) -> Option<i16> {
    let title = title.and_then(|t| views.get(t.block)).map(|v| v.chars.as_slice());
    let titled = title.and_then(|t| years(t, LINE).first().map(|(y, _)| *y));
    if counts && let Some(year) = titled.or_else(|| opening(views).map(|(year, _)| year)) {
        return Some(year);
    }
    date.map(Date::year)
        .or(titled)
        .or_else(|| by_meeting(views))
        .or_else(|| by_headings(views))
        .or_else(|| by_words(views))
}

/// The year that the first paragraph begins with, as a communiqué without a title does: 2010年,全区….
fn opening(views: &[View]) -> Option<(i16, Place)> {
    /// Lines above that paragraph: who issued it, and when.
    const ABOVE: usize = 4;
    let (block, view) = views
        .iter()
        .enumerate()
        .take(ABOVE)
        .find(|(block, view)| *block == 0 && day::year_word(&view.chars, 0).is_some() || view.len() > LINE)?;
    day::year_word(&view.chars, 0).map(|year| (year, Place { block, range: 0..5 }))
}

/// Years of the Party's national congresses before they met every five years.
const CONGRESSES: [i16; 11] = [1921, 1922, 1923, 1925, 1927, 1928, 1945, 1956, 1969, 1973, 1977];

/// The meeting that hears the report: 在第十四届全国人民代表大会第三次会议上, 中国共产党第十八次全国代表大会.
///
/// The People's Congress has met every spring since its fifth term began in 1978, the Party's every fifth year since
/// 1982.
fn by_meeting(views: &[View]) -> Option<i16> {
    for view in views.iter().take(6) {
        let text = &view.chars;
        for at in (0..text.len().min(120)).filter(|i| text.get(*i) == Some(&'第')) {
            let Some((n, len)) = ordinal(text, at + 1) else { continue };
            let rest = at + 1 + len;
            let before = at.checked_sub(1).and_then(|i| text.get(i));
            if stands(text, rest, "次全国代表大会") && is_held(&text[..at]) {
                return match n {
                    1..=11 => CONGRESSES.get(usize::try_from(n - 1).ok()?).copied(),
                    12..=40 => Some(1982 + (n - 12) * 5),
                    _ => None,
                };
            }
            // 十届全国人大一次会议以来的五年, 第六届全国人民代表大会期间: said when the term is over.
            let congress = "届全国人民代表大会";
            let tail = rest + congress.chars().count();
            let term = stands(text, rest, congress)
                && (stands(text, tail, "期间") || stands(text, tail, "第一次会议以来的五年"));
            if term && (5..=40).contains(&n) {
                return Some(1978 + (n - 4) * 5);
            }
            if stands(text, rest, "届全国人民代表大会第")
                && matches!(before, Some('在' | '向'))
                && let Some((m, len)) = ordinal(text, rest + 10)
                && stands(text, rest + 10 + len, "次会议")
                && (1..=5).contains(&m)
                && let Some(year) = session(n, m)
            {
                return Some(year);
            }
        }
    }
    None
}

/// The year of the `m`th session of the `n`th People's Congress.
fn session(n: i16, m: i16) -> Option<i16> {
    /// The sessions of the first four terms.
    const EARLY: [&[i16]; 4] = [&[1954, 1955, 1956, 1957, 1958], &[1959, 1960, 1962, 1963], &[1964], &[1975]];
    match n {
        1..=4 => EARLY.get(usize::try_from(n - 1).ok()?)?.get(usize::try_from(m - 1).ok()?).copied(),
        5..=40 => Some(1978 + (n - 5) * 5 + m - 1),
        _ => None,
    }
}

/// Whether the words before an ordinal make it this congress, not one that is looked back on.
fn is_held(before: &[char]) -> bool {
    ["中国共产党", "向党的", "在党的"].iter().any(|w| {
        let len = w.chars().count();
        before.len() >= len && stands(before, before.len() - len, w)
    })
}

/// A Chinese number below 100 at `at`, with its length.
fn ordinal(text: &[char], at: usize) -> Option<(i16, usize)> {
    let (mut n, mut len) = (0i16, 0);
    while len < 3 {
        n = match text.get(at + len) {
            Some('十') => n.max(1) * 10,
            Some(c) if !c.is_ascii_digit() && *c != '零' => match day::digit(*c) {
                Some(d) => n + d,
                None => break,
            },
            _ => break,
        };
        len += 1;
    }
    (len > 0).then_some((n, len))
}

/// 一、2024年工作回顾 is said in 2025, 二、2025年工作安排 too.
fn by_headings(views: &[View]) -> Option<i16> {
    let (mut planned, mut worked) = (None, None);
    for view in views.iter().filter(|v| v.len() <= LINE) {
        let text = &view.chars;
        let Some((year, place)) = years(text, 30).into_iter().next() else {
            if let Some(((_, end), _)) = plans(text, 20).first()
                && find(text, "回顾", LINE).is_some()
            {
                return Some(end + 1);
            }
            continue;
        };
        let until = place.start.checked_sub(1).and_then(|i| text.get(i)).is_some_and(|c| matches!(c, '到' | '至'));
        if !stands(text, place.end, "年") || text.last() == Some(&'。') || until {
            continue;
        }
        if let Some(word) = ["回顾", "工作总结", "国内工作"].iter().find_map(|w| find(text, w, LINE)) {
            // 1998年工作回顾和1999年总体要求: the year before the word counts.
            let last = years(text, word).last().map_or(year, |(y, _)| *y);
            return Some(last + 1);
        }
        if ["总体要求", "任务", "部署", "工作安排", "目标", "重点工作", "政府工作", "工作建议", "政策取向"]
            .iter()
            .any(|w| find(text, w, LINE).is_some())
        {
            // 关于2030年政府工作 may be what is looked back on: the heading of the year after it decides.
            if worked.is_some_and(|before| year == before + 1) {
                return Some(year);
            }
            if planned.is_none() && crate::search::ends(text, "政府工作") {
                worked = Some(year);
            }
            planned = planned.or(Some(year));
        }
    }
    planned
}

/// 刚刚过去的1984年; 2002年是非常重要的一年。做好今年工作….
fn by_words(views: &[View]) -> Option<i16> {
    for view in views.iter().take(HEAD) {
        let text = &view.chars;
        for (year, place) in years(text, 400) {
            let before = &text[..place.start];
            let ends =
                |w: &str| before.len() >= w.chars().count() && stands(before, before.len() - w.chars().count(), w);
            if ends("过去的") || ends("去年(") {
                return Some(year + 1);
            }
            if ends("今年(") || ends("今年是") {
                return Some(year);
            }
        }
    }
    let mut reviewed = None;
    for view in views {
        let text = &view.chars;
        let Some(year) = day::year_word(text, 0).filter(|_| text.len() > LINE && stands(text, 5, "是")) else {
            continue;
        };
        let has = |words: &[&str]| words.iter().any(|w| find(text, w, 160).is_some());
        // The second year of a plan is not the year that speaks.
        if !has(&["的一年", "一年,", "之年", "关键一年", "重要一年"]) {
            continue;
        }
        if has(&["今年", "做好", "开局之年", "要按照", "我们要"]) {
            return Some(year);
        }
        if has(&["成就", "取得", "胜利"]) {
            reviewed = reviewed.max(Some(year + 1));
        }
    }
    reviewed
}

type Stated = Option<(String, Place)>;

fn span(first: i16, last: i16) -> String {
    format!("{first:04}-01-01/{last:04}-12-31")
}

/// The period looked back on and the one planned, each with the passage that says it.
pub(super) fn of(found: &Found, views: &[View]) -> (Stated, Stated) {
    let Some((kind, by)) = &found.kind else { return (by_part(views, None), None) };
    let title = found.title.as_ref();
    let line = title.and_then(|t| views.get(t.block)).map(|v| v.chars.as_slice()).unwrap_or_default();
    let by = by.clone().or_else(|| title.cloned());
    let cite = |place: &Option<Place>| place.clone().or_else(|| by.clone());
    match *kind {
        // What a session resolved counts no year; it may say which it looked back on.
        "communique" if !found.counts => looked_back(views),
        "communique" => {
            let place = title.cloned().or_else(|| opening(views).map(|(_, place)| place)).or(by);
            (found.year.zip(place).map(|(y, place)| (span(y, y), place)), None)
        }
        "plan_outline" | "task_breakdown" => carried_out(line, title).unwrap_or_else(|| {
            let planned = if title.is_some() { planned_by_title(line, title) } else { planned_by_opening(views) };
            (by_part(views, title), planned)
        }),
        "government_work_report" | "congress_report" => {
            let Some(year) = found.year else { return (None, None) };
            let five = *kind == "congress_report";
            let mut back = (if five { year - 5 } else { year - 1 }, year - 1);
            let mut ahead = (year, if five { year + 4 } else { year });
            let (mut back_at, mut ahead_at) = (None, None);
            for (block, view) in views.iter().enumerate().filter(|(_, v)| v.len() <= LINE) {
                let text = &view.chars;
                let has = |words: &[&str]| words.iter().any(|w| find(text, w, LINE).is_some());
                let whole = Place { block, range: 0..view.len() };
                if back_at.is_none()
                    && has(&["回顾", "成就", "过去五年", "过去一年", "工作总结", "五年的工作", "一年的工作"])
                {
                    if let Some((years, _)) = plans(text, LINE).first().filter(|(y, _)| y.1 < year) {
                        back = *years;
                    } else if let Some(n) = past_years(text) {
                        back = (year - n, year - 1);
                    }
                    back_at = Some(whole.clone());
                }
                if ahead_at.is_none()
                    && has(&["今后五年", "未来五年", "总体要求", "任务", "目标", "部署", "工作安排", "重点工作"])
                {
                    if let Some((years, _)) = plans(text, LINE).iter().rev().find(|(y, _)| y.0 >= year) {
                        ahead = *years;
                        ahead_at = Some(whole);
                    } else if has(&["今后五年", "未来五年"]) {
                        ahead = (year, year + 4);
                        ahead_at = Some(whole);
                    } else if has(&["今年", &year.to_string()]) {
                        ahead_at = Some(whole);
                    }
                }
            }
            let stated = |years: (i16, i16), at: &Option<Place>| cite(at).map(|place| (span(years.0, years.1), place));
            // Where no heading says it, a report about a plan speaks of its years, and need not look back.
            if let Some((years, place)) = about_plan(views).filter(|_| ahead_at.is_none()) {
                return (
                    back_at.is_some().then(|| stated(back, &back_at)).flatten(),
                    Some((span(years.0, years.1), place)),
                );
            }
            (stated(back, &back_at), stated(ahead, &ahead_at))
        }
        "news" => told(views, found.year),
        "other" => carried_out(line, title).unwrap_or((None, None)),
        _ => (None, None),
    }
}

/// The plan that a report is about, where its first lines say so: 作关于第六个五年计划的报告.
fn about_plan(views: &[View]) -> Option<((i16, i16), Place)> {
    /// Blocks in which it is said.
    const FIRST: usize = 4;
    /// Farthest from 关于 to the plan, and from the plan to 的报告.
    const REACH: usize = 30;
    views.iter().take(FIRST).enumerate().find_map(|(block, view)| {
        let text = &view.chars;
        plans(text, text.len().min(200)).into_iter().find_map(|(years, range)| {
            let near = |from: usize, to: usize, word: &str| {
                let part = text.get(from..to.min(text.len())).unwrap_or_default();
                // The same sentence, the same clause.
                let part = if from < range.start { part } else { part.split(|c| matches!(c, ',' | '。')).next()? };
                find(part, word, part.len())
            };
            near(range.start.saturating_sub(REACH), range.start, "关于")?;
            near(range.end, range.end + REACH, "的报告")?;
            Some((years, Place { block, range }))
        })
    })
}

/// The years that a newspaper says were looked back on and planned: 过去五年, 未来五年. Only where a year is said.
fn told(views: &[View], year: Option<i16>) -> (Stated, Stated) {
    let Some(year) = year else { return (None, None) };
    let passage = |words: &[&str]| {
        views.iter().enumerate().filter(|(_, v)| v.len() <= LINE).find_map(|(block, view)| {
            let (at, word) = words.iter().find_map(|w| Some((find(&view.chars, w, LINE)?, w)))?;
            Some(Place { block, range: at..at + word.chars().count() })
        })
    };
    let back = passage(&["过去五年", "五年来"]).map(|place| (span(year - 5, year - 1), place));
    let ahead = passage(&["未来五年", "今后五年"]).map(|place| (span(year, year + 4), place));
    (back, ahead)
}

/// A part of a plan, whose heading names the plan looked back on: “十二五”时期取得的成就.
fn by_part(views: &[View], title: Option<&Place>) -> Stated {
    let body = |block: usize| title.is_none_or(|title| title.block < block);
    views.iter().enumerate().take(HEAD).filter(|(block, _)| body(*block)).find_map(|(block, view)| {
        // A heading may run into its paragraph.
        let numbered = crate::outline::is_numbered(&view.chars);
        let end = view.chars.iter().position(|c| *c == '。').unwrap_or(view.len());
        if view.len() > LINE && (!numbered || end > LINE) {
            return None;
        }
        let (years, range) = plans(&view.chars, LINE.min(end)).into_iter().next()?;
        let back = ["成就", "回顾", "总结"].iter().any(|w| find(&view.chars, w, LINE.min(end)).is_some());
        back.then(|| (span(years.0, years.1), Place { block, range }))
    })
}

/// How many years a heading looks back on: 过去四年工作回顾, 五年来的成就.
fn past_years(text: &[char]) -> Option<i16> {
    (1..text.len().min(LINE)).filter(|i| text.get(*i) == Some(&'年')).find_map(|at| {
        let n = text.get(at - 1).and_then(|c| day::digit(*c).filter(|_| !c.is_ascii_digit()))?;
        // 二零零八年 is a year, 第三年 one of several.
        let before = at.checked_sub(2).and_then(|i| text.get(i));
        let alone = before.is_none_or(|c| day::digit(*c).is_none() && !matches!(c, '十' | '第'));
        (alone && n > 1).then_some(n)
    })
}

/// The years that a session says it looked back on and set: 回顾2031年水利工作,部署2032年任务.
fn looked_back(views: &[View]) -> (Stated, Stated) {
    let said = |verb: &str| {
        views.iter().enumerate().take(HEAD).find_map(|(block, view)| {
            let text = &view.chars;
            let at = find(text, verb, 200)? + verb.chars().count();
            let year = day::year_word(text, at)?;
            Some((span(year, year), Place { block, range: at..at + 5 }))
        })
    };
    let back = ["回顾", "回顾总结", "总结"].iter().find_map(|verb| said(verb));
    let ahead = back.as_ref().and_then(|_| ["部署", "安排", "研究部署"].iter().find_map(|verb| said(verb)));
    (back, ahead)
}

/// The plan that a plan without a title is: its first paragraph begins with its name (“十五五”时期是…).
fn planned_by_opening(views: &[View]) -> Stated {
    let (block, view) = views.iter().enumerate().take(HEAD).find(|(_, view)| view.len() > LINE)?;
    let (years, range) = plans(&view.chars, 8).into_iter().next()?;
    // 十五五: see `planned_by_title`.
    let (years, more) = match view.chars.get(range.end) {
        Some('五') => (plan_years(15).unwrap_or(years), 1),
        _ => (years, 0),
    };
    stands(&view.chars, range.end + more, "”时期")
        .then(|| (span(years.0, years.1), Place { block, range: range.start..range.end + more }))
}

/// 2025年计划执行情况|与2026年计划草案: a report on one year's plan that sets the next; 2025年经济运行情况分析.
fn carried_out(line: &[char], title: Option<&Place>) -> Option<(Stated, Stated)> {
    let block = title?.block;
    let done = ["执行情况", "运行情况", "工作总结", "工作情况"].iter().find_map(|word| find(line, word, LINE))?;
    let (back, at) = years(line, done).into_iter().next_back()?;
    let ahead = years(line, line.len()).into_iter().find(|(year, at)| at.start > done && *year > back);
    let stated = |year, range| (span(year, year), Place { block, range });
    Some((Some(stated(back, at)), ahead.map(|(year, range)| stated(year, range))))
}

/// “十四五”规划, (2024-2026年), 2019年行动方案.
fn planned_by_title(line: &[char], title: Option<&Place>) -> Stated {
    let block = title?.block;
    if let Some((years, range)) = plans(line, LINE).first() {
        // 十五五 is the fifteenth plan, and not the tenth with a 五 behind it. Headings of a work report name it beside
        // the year that they set, and say nothing of the report's own years by it.
        let (years, more) = match line.get(range.end) {
            Some('五') => (plan_years(15).unwrap_or(*years), 1),
            _ => (*years, 0),
        };
        return Some((span(years.0, years.1), Place { block, range: range.start..range.end + more }));
    }
    let found = years(line, LINE);
    let (first, from) = found.first()?;
    let tail = line.get(from.end..)?;
    // 2021-2023: the second year need not be followed by 年 at once.
    let last = (0..tail.len().min(6)).find_map(|i| day::year(line, from.end + i)).map(|(y, _)| y);
    match last.filter(|l| l > first) {
        Some(last) => {
            let end = from.end + tail.iter().take(10).position(|c| *c == '年').map_or(0, |i| i + 1);
            Some((span(*first, last), Place { block, range: from.start..end.min(line.len()) }))
        }
        None => Some((span(*first, *first), Place { block, range: from.clone() })),
    }
}
