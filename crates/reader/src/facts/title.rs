//! The line that names the document, and who issued it.

use super::{HEAD, Place, find, kind, stands};
use crate::view::View;

/// A title is no longer than this.
const LINE: usize = 70;
/// A line with as much more as the page itself may say before and behind a title.
const PARAGRAPH: usize = 200;
/// One in English no longer than this.
const ENGLISH: usize = 100;

/// The title: a line of the head with a word that names a document, else a headline.
pub(super) fn of(views: &[View]) -> Option<Place> {
    let head = || views.iter().enumerate().take(HEAD);
    for (block, view) in head() {
        // What is spoken has begun: titles stand before it.
        if is_salutation(&view.chars) {
            break;
        }
        if let Some(range) = line(&view.chars).filter(|r| kind::names_document(&view.chars[r.clone()])) {
            return Some(Place { block, range });
        }
    }
    // `<<file>>`: a mark of whoever joined several files.
    let (block, view) = head().find(|(_, view)| view.chars.first() != Some(&'<'))?;
    let range = line(&view.chars)?;
    let text = view.chars.get(range.clone())?;
    if text.iter().any(|c| crate::charset::is_han(*c)) {
        let headline = block == 0 && !is_salutation(text) && !crate::outline::is_byline(text) && is_headline(text);
        return (headline && views.len() > 1).then_some(Place { block, range });
    }
    let plan = head().find_map(|(block, view)| {
        let range = english(&view.chars)?;
        let words = view.chars.get(range.clone())?;
        (!words.contains(&'*') && names_plan(words)).then_some(Place { block, range })
    });
    plan.or_else(|| (views.len() > 1 && english(&view.chars).is_some()).then_some(Place { block, range }))
}

/// The words of a line that may be a title in English.
fn english(text: &[char]) -> Option<std::ops::Range<usize>> {
    let range = line(text)?;
    let words = text.get(range.clone())?;
    let letters = words.iter().filter(|c| c.is_alphabetic()).count();
    // English is longer, and its commas part a list.
    let title = (6..=ENGLISH).contains(&words.len())
        && letters * 2 > words.len()
        && !matches!(words.last(), Some('.' | ';' | '<'));
    (title && !words.iter().any(|c| crate::charset::is_han(*c))).then_some(range)
}

/// Whether words in English name a plan or a report.
fn names_plan(words: &[char]) -> bool {
    let lower: String = words.iter().filter(|c| c.is_alphanumeric()).map(char::to_ascii_lowercase).collect();
    [
        "strategicplan",
        "comprehensiveplan",
        "actionplan",
        "annualreport",
        "workreport",
        "progressreport",
        "developmentplan",
    ]
    .iter()
    .any(|name| lower.contains(name))
}

/// Whether a line without a word that names a document can be a headline. One comma is a pause in it.
fn is_headline(line: &[char]) -> bool {
    let commas = line.iter().filter(|c| **c == ',').count();
    let sentence = line.iter().any(|c| matches!(c, '。' | ';')) || commas > usize::from(line.len() <= 30);
    !sentence && (6..=40).contains(&line.len())
}

/// The words in which a speaker names the report: 向大会作政府工作报告, 报告政府工作, 提出关于…的报告.
pub(super) fn spoken(views: &[View]) -> Option<(String, Place)> {
    views.iter().enumerate().take(6).find_map(|(block, view)| {
        let at = ["政府工作报告", "报告政府工作", "政府工作的报告"].iter().find_map(|w| find(&view.chars, w, 120))?;
        // 落实《政府工作报告》部署: another document that is spoken of.
        if at.checked_sub(1).and_then(|i| view.chars.get(i)) == Some(&'《') {
            return None;
        }
        Some(("政府工作报告".to_owned(), Place { block, range: at..at + 6 }))
    })
}

/// What a speaker reports on: 提出|关于…的报告, 作|关于…的工作报告.
pub(super) fn on(views: &[View]) -> Option<Place> {
    let named = |(block, view): (usize, &View)| reported(&view.chars).map(|range| Place { block, range });
    views.iter().enumerate().take(6).find_map(named)
}

fn reported(text: &[char]) -> Option<std::ops::Range<usize>> {
    find(text, "关于", 120)?;
    let about = |i: &usize| stands(text, *i, "关于") && matches!(text.get(i - 1), Some('出' | '作' | '做'));
    // 提出关于…的议案,我现在作关于…的报告: what is asked for is no report.
    (1..text.len().min(120)).filter(about).find_map(|start| {
        let rest = text.get(start..)?;
        let end = find(rest, "报告", LINE)? + 2;
        let words = rest.get(..end)?;
        let whole = words.ends_with(&['的', '报', '告']) || words.ends_with(&['工', '作', '报', '告']);
        let whole = whole && !words.iter().any(|c| matches!(c, '。' | ';' | ',' | '“'));
        (whole && words.len() >= 8).then_some(start..start + end)
    })
}

/// The words of a line that may be a title: no `#`, no dash before them, no date or meeting after a dash.
fn line(text: &[char]) -> Option<std::ops::Range<usize>> {
    let start = text.iter().position(|c| !c.is_whitespace() && !matches!(c, '#' | '—' | '-'))?;
    let mut end = text.iter().rposition(|c| !c.is_whitespace())? + 1;
    let rest = text.get(start..end)?;
    let is_dash = |w: &[char]| matches!(w, ['—' | '-', '—' | '-']);
    // A paragraph: without a dash or a bracket that ends it nothing makes a title of it.
    let long = rest.len() > PARAGRAPH && !matches!(rest.last(), Some(')' | '】' | ']'));
    if long && !rest.iter().any(|c| *c < '一' && matches!(c, '—' | '-')) {
        return None;
    }
    if let Some(dash) = rest.windows(2).position(is_dash) {
        end = start + dash;
    }
    // (内蒙古)…: the page's own word before it.
    let mut start = start;
    if text.get(start) == Some(&'(')
        && let Some(close) =
            text.get(start..end)?.iter().position(|c| *c == ')').filter(|close| (2..=8).contains(close))
        && end - start > close + 6
    {
        start += close + 1;
    }
    // …公报 2022, …报告(2025年1月23日): the day or year is no part of the title.
    for _ in 0..2 {
        let rest = text.get(start..end)?;
        let digits = rest.iter().rev().take_while(|c| c.is_ascii_digit()).count();
        if digits == 4
            && rest.len() > 10
            && matches!(rest.get(rest.len() - 6..rest.len() - 4), Some(['公', '报'] | ['报', '告']))
        {
            end -= 4;
        } else if rest.last() == Some(&')')
            && let Some(open) = rest.iter().rposition(|c| *c == '(').filter(|open| *open > 3)
            && super::day::complete(rest, open + 1).is_some_and(|(_, len)| open + 1 + len + 1 == rest.len())
        {
            end = start + open;
        }
    }
    // 【优秀范文】, (全文): the page's own word behind the title.
    for (open, close) in [('【', '】'), ('[', ']')] {
        let rest = text.get(start..end)?;
        if rest.last() == Some(&close)
            && let Some(at) = rest.iter().rposition(|c| *c == open).filter(|at| *at > 0)
        {
            end = start + at;
        }
    }
    if text.get(start..end)?.ends_with(&['(', '全', '文', ')']) {
        end -= 4;
    }
    let longest = if text.iter().take(LINE).any(|c| crate::charset::is_han(*c)) { LINE } else { ENGLISH };
    let rest = text.get(start..end).filter(|rest| (4..=longest).contains(&rest.len()))?;
    let sentence = rest.iter().any(|c| matches!(c, '。' | ';' | '!' | '?'));
    // (上接15版), (点击查阅…): a remark about the page. A numbered heading is a part, not the whole.
    let remark = rest.first() == Some(&'(') && rest.iter().position(|c| *c == ')') == Some(rest.len() - 1);
    let part = crate::outline::is_numbered(rest);
    let dated = remark
        || part
        || stands(rest, 0, "来源")
        || stands(rest, 0, "时间")
        || stands(rest, 0, "(点击")
        || stands(rest, 0, "相关")
        || stands(rest, 0, "附件");
    (!sentence && !dated && !matches!(rest.last(), Some(':' | ','))).then_some(start..end)
}

fn is_salutation(text: &[char]) -> bool {
    let start = text.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    stands(text, start, "各位代表") || stands(text, start, "同志们") || stands(text, start, "各位委员")
}

/// Who speaks or signs: 我代表…, 某市人民政府市长, a line 某县人民政府办公室. Where only 市人民政府 is said, the place comes
/// from the meeting (在云岭市第九届人民代表大会…).
pub(super) fn issuer(views: &[View], title: Option<&Place>, day: Option<&Place>) -> Option<(String, Vec<Place>)> {
    let one = |(name, place): (String, Place)| (name, vec![place]);
    let mut spoken = None;
    for (block, view) in views.iter().enumerate().take(HEAD) {
        let text = &view.chars;
        if let Some(range) = ["我代表", "受", "代表"].iter().find_map(|w| after(text, w)) {
            spoken = Some((block, range));
            break;
        }
    }
    if spoken.is_none()
        && let Some(signed) = signed(views, title).map(one).or_else(|| signature(views, title, day?))
    {
        return Some(signed);
    }
    if let Some((block, range)) = spoken {
        let text: String = views.get(block)?.chars.get(range.clone())?.iter().collect();
        let unit = text.strip_suffix("人民政府").or_else(|| text.strip_suffix("政府")).unwrap_or("");
        let place = ["省", "市", "自治区", "县", "区", "旗", "自治州", "自治县"].contains(&unit);
        let named = if place { territory(views, title).map(|t| completed(&t, &text)) } else { None };
        return Some((named.unwrap_or(text), vec![Place { block, range }]));
    }
    views.iter().enumerate().take(HEAD).find_map(|(block, view)| {
        let range = line(&view.chars)?;
        let text = view.chars.get(range.clone())?;
        let ends = ["人民政府", "人民政府办公室", "人民政府办公厅", "统计局", "政府办公室"]
            .iter()
            .any(|w| text.len() > w.chars().count() && stands(text, text.len() - w.chars().count(), w));
        (ends && text.len() <= 24).then(|| (text.iter().collect(), vec![Place { block, range }]))
    })
}

/// Who signs: the bodies named in the lines above the day, first the one that leads.
fn signature(views: &[View], title: Option<&Place>, day: &Place) -> Option<(String, Vec<Place>)> {
    /// Bodies that sign together at most.
    const MOST: usize = 20;
    // The day stands alone.
    if views.get(day.block)?.len() > day.range.len() + 6 {
        return None;
    }
    let lines = views.iter().enumerate().take(day.block).rev().take(MOST);
    let mut signed: Vec<(Vec<String>, Place)> = Vec::new();
    for (block, view) in lines {
        let names = bodies(&view.chars);
        if names.is_empty() || title.is_some_and(|t| t.block == block) {
            break;
        }
        let from = view.chars.iter().position(|c| !c.is_whitespace())?;
        let to = view.chars.iter().rposition(|c| !c.is_whitespace())? + 1;
        signed.push((names, Place { block, range: from..to }));
    }
    signed.reverse();
    let names: Vec<String> = signed.iter().flat_map(|(names, _)| names.iter().cloned()).collect();
    (!names.is_empty()).then(|| (names.join("、"), signed.into_iter().map(|(_, place)| place).collect()))
}

/// The bodies that a line names, where it names nothing else: 省水利厅 省财政厅; 水 利 部 is one.
fn bodies(line: &[char]) -> Vec<String> {
    const ENDS: [&str; 17] = [
        "政府",
        "办公室",
        "办公厅",
        "委员会",
        "局",
        "厅",
        "部",
        "委",
        "院",
        "署",
        "总会",
        "联合会",
        "办",
        "银行",
        "总行",
        "协会",
        "基金会",
    ];
    let is_body = |name: &str| {
        let len = name.chars().count();
        (3..=24).contains(&len)
            && name.chars().all(|c| crate::charset::is_han(c) || matches!(c, '(' | ')'))
            && ENDS.iter().any(|end| name.ends_with(end))
    };
    let whole: String = line.iter().filter(|c| !c.is_whitespace()).collect();
    let parts: Vec<String> =
        line.split(|c| c.is_whitespace()).filter(|part| !part.is_empty()).map(|part| part.iter().collect()).collect();
    if parts.len() > 1 && parts.iter().all(|part| is_body(part)) {
        parts
    } else if is_body(&whole) {
        vec![whole]
    } else {
        Vec::new()
    }
}

/// Who issues what the title names: 云岭市水利局|印发…的通知, 云岭市人民政府|工作报告; or who had it printed, in the last
/// line: 云岭市人民政府办公室|2019年3月15日印发.
fn signed(views: &[View], title: Option<&Place>) -> Option<(String, Place)> {
    let ends = |text: &[char]| {
        ["政府", "办公室", "办公厅", "局", "委员会", "委", "厅"]
            .iter()
            .any(|w| text.len() > w.chars().count() + 2 && stands(text, text.len() - w.chars().count(), w))
    };
    let told = |block: usize, text: &[char], words: &[&str]| {
        let end = words.iter().find_map(|w| find(text, w, LINE))?;
        let name = text.get(..end)?;
        let start = name.iter().position(|c| !c.is_whitespace())?;
        // 2024年云岭市政府工作报告: the year is no part of who speaks.
        let start = start + year_at(name.get(start..)?, 0);
        let name = name.get(start..)?;
        let whole =
            (4..=24).contains(&name.len()) && ends(name) && !name.iter().any(|c| matches!(c, ',' | '、' | '。' | '《'));
        whole.then(|| (undated(name), Place { block, range: start..end }))
    };
    let titled = title.and_then(|t| {
        let text = views.get(t.block)?.chars.get(t.range.clone())?;
        let (name, place) = told(t.block, text, &["关于印发", "印发", "关于", "工作报告"])?;
        Some((
            name,
            Place { block: t.block, range: place.range.start + t.range.start..place.range.end + t.range.start },
        ))
    });
    titled.or_else(|| {
        let (block, view) = views.iter().enumerate().next_back().filter(|(_, v)| v.len() <= 40)?;
        let text = &view.chars;
        let digit = super::day::next_digit(text, 0..text.len())?;
        let (_, len) = super::day::complete(text, digit)?;
        if !stands(text, digit + len, "印发") {
            return None;
        }
        let name = text.get(..digit).filter(|name| ends(name) && name.len() <= 24)?;
        Some((name.iter().collect(), Place { block, range: 0..digit }))
    })
}

/// How many characters a year takes up at a place: 2024年, 二〇二四年, 2024年度; none where no year stands there.
fn year_at(text: &[char], at: usize) -> usize {
    let Some((_, len)) = super::day::year(text, at) else { return 0 };
    match (text.get(at + len), text.get(at + len + 1)) {
        (Some('年'), Some('度')) => len + 2,
        (Some('年'), _) => len + 1,
        (_, _) => 0,
    }
}

/// A body without the years in its name: 青河市2008年政府 is 青河市政府.
fn undated(name: &[char]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    while let Some(c) = name.get(at) {
        match year_at(name, at) {
            0 => {
                out.push(*c);
                at += 1;
            }
            year => at += year,
        }
    }
    out
}

/// 市人民政府 of 云岭市 is 云岭市人民政府.
fn completed(territory: &str, body: &str) -> String {
    let unit = body.trim_end_matches("政府").trim_end_matches("人民");
    let name = territory.strip_suffix(unit).unwrap_or(territory);
    format!("{name}{body}")
}

/// The body named after `word`, up to where its name ends: 代表云岭市人民政府, 受国务院的委托.
fn after(text: &[char], word: &str) -> Option<std::ops::Range<usize>> {
    let len = word.chars().count();
    let mut from = 0;
    let mut begins = std::iter::from_fn(|| {
        let at = from + find(text.get(from..)?, word, 100usize.checked_sub(from)?)?;
        from = at + 1;
        Some(at)
    });
    begins.find_map(|i| {
        // 人民代表大会, 各位代表: no one is represented.
        let before = i.checked_sub(1).and_then(|b| text.get(b));
        if matches!(before, Some('民' | '位' | '接' | '享' | '承')) {
            return None;
        }
        let rest = text.get(i + len..)?;
        let stop = rest.iter().take(32).position(|c| matches!(c, ',' | '、' | '。' | ';' | ':' | '“' | '!'));
        let name = rest.get(..stop.unwrap_or(rest.len().min(32)))?;
        let ends = ["人民政府", "国务院", "委员会", "省政府", "市政府", "县政府", "区政府"];
        let end = ends.iter().filter_map(|w| find(name, w, 32).map(|at| at + w.chars().count())).min()?;
        // 企业代表|等组成的咨询委员会: those who stand for others, and who they make up.
        if name.first() == Some(&'等') || name.get(..end)?.contains(&'的') {
            return None;
        }
        Some(i + len..i + len + end)
    })
}

/// The territory whose congress meets (在安徽省第十四届), else the one the title names (2026年安徽省政府工作报告).
fn territory(views: &[View], title: Option<&Place>) -> Option<String> {
    let meeting = views.iter().take(HEAD).filter(|v| v.len() <= LINE).find_map(|view| {
        let text = &view.chars;
        let term = find(text, "届", 80)?;
        let ordinal = text.get(..term)?.iter().rposition(|c| *c == '第').filter(|at| term - at <= 5)?;
        let start = text.get(..ordinal)?.iter().rposition(|c| *c == '在')? + 1;
        (2..=14).contains(&(ordinal - start)).then(|| text[start..ordinal].iter().collect())
    });
    meeting.or_else(|| {
        let title = title?;
        let text = views.get(title.block)?.chars.get(title.range.clone())?;
        let end = find(text, "人民政府", LINE).or_else(|| find(text, "政府工作报告", LINE))?;
        // 青河市2008年政府工作报告: the year may stand behind the name.
        let digits = end.checked_sub(5).filter(|at| {
            text.get(end - 1) == Some(&'年')
                && text.get(*at..end - 1).is_some_and(|y| y.iter().all(char::is_ascii_digit))
        });
        let end = digits.unwrap_or(end);
        let start = text.get(..end)?.iter().rposition(|c| matches!(c, '年' | ')')).map_or(0, |i| i + 1);
        (2..=12).contains(&(end - start)).then(|| text[start..end].iter().collect())
    })
}
