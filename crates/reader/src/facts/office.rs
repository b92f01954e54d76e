//! Who issued a document.

use super::title::line;
use super::{HEAD, Place, find, stands};
use crate::view::View;

/// A line longer than this is a paragraph.
const LINE: usize = 70;

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
    if let Some(found) = title.and_then(|title| below(views, title).or_else(|| adopted(views, title).map(one))) {
        return Some(found);
    }
    views.iter().enumerate().take(HEAD).find_map(|(block, view)| {
        // Without a title a bulletin may begin with those who issue it.
        let names = if block == 0 { named(view) } else { Vec::new() };
        if names.len() > 1 {
            return Some((names.join("、"), vec![whole(view, block)?]));
        }
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
        let names = named(view);
        if names.is_empty() || title.is_some_and(|t| t.block == block) {
            break;
        }
        signed.push((names, whole(view, block)?));
    }
    signed.reverse();
    let names: Vec<String> = signed.iter().flat_map(|(names, _)| names.iter().cloned()).collect();
    (!names.is_empty()).then(|| (names.join("、"), signed.into_iter().map(|(_, place)| place).collect()))
}

/// The bodies that a line names, where it names nothing else: 省水利厅 省财政厅; 水 利 部 is one.
pub(super) fn named(view: &View) -> Vec<String> {
    const ENDS: [&str; 19] = [
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
        "调查队",
        "调查总队",
    ];
    /// Bodies in a line at most, each of so many characters.
    const LONGEST: usize = 80;
    if view.len() > LONGEST {
        return Vec::new();
    }
    let is_body = |name: &str| {
        let len = name.chars().count();
        (3..=24).contains(&len)
            && name.chars().all(|c| crate::charset::is_han(c) || matches!(c, '(' | ')'))
            && ENDS.iter().any(|end| name.ends_with(end))
    };
    // A blank between two characters may have been left out of the view: their places in the original tell.
    let (mut parts, mut whole, mut last) = (vec![String::new()], String::new(), None);
    for (c, at) in view.chars.iter().zip(&view.at) {
        let apart = last.is_some_and(|last: u32| *at != last + 1) || c.is_whitespace();
        last = Some(*at);
        if apart {
            parts.push(String::new());
        }
        if !c.is_whitespace() {
            whole.push(*c);
            if let Some(part) = parts.last_mut() {
                part.push(*c);
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    if parts.len() > 1 && parts.iter().all(|part| is_body(part)) {
        parts
    } else if is_body(&whole) {
        vec![whole]
    } else {
        Vec::new()
    }
}

/// Who stands below the title: lines that name bodies and nothing else, the first of them within a few blocks.
fn below(views: &[View], title: &Place) -> Option<(String, Vec<Place>)> {
    /// Blocks among which the first stands; so many lines of bodies at most.
    const NEAR: usize = 4;
    let mut signed: Vec<(Vec<String>, Place)> = Vec::new();
    for (block, view) in views.iter().enumerate().skip(title.block + 1).take(NEAR) {
        if view.len() > LINE || crate::outline::is_numbered(&view.chars) {
            break;
        }
        let names = named(view);
        if !names.is_empty() {
            signed.push((names, whole(view, block)?));
        } else if !signed.is_empty() {
            break;
        }
    }
    let names: Vec<String> = signed.iter().flat_map(|(names, _)| names.iter().cloned()).collect();
    (!names.is_empty()).then(|| (names.join("、"), signed.into_iter().map(|(_, place)| place).collect()))
}

/// Who adopted a document, by the line in brackets below its title: (2031年3月5日云岭市第十届人民代表大会第一次会议通过).
fn adopted(views: &[View], title: &Place) -> Option<(String, Place)> {
    /// Blocks among which the line stands.
    const NEAR: usize = 3;
    /// How the names of those who adopt a document end.
    const ENDS: [&str; 4] = ["常务委员会", "委员会", "人民代表大会", "人民政府"];
    views.iter().enumerate().skip(title.block + 1).take(NEAR).filter(|(_, view)| view.len() <= LINE).find_map(
        |(block, view)| {
            let text = &view.chars;
            let line = text.strip_suffix(&[')']).unwrap_or(text);
            let start = (0..line.len().min(3)).find_map(|at| Some(at + super::day::complete(line, at)?.1))?;
            if !super::ends(line, "通过") {
                return None;
            }
            let name = line.get(start..)?;
            // …委员会第三次会议: up to the session's number.
            let end = ENDS.iter().find_map(|end| {
                let at = find(name, end, LINE)? + end.chars().count();
                (name.get(at) == Some(&'第')).then_some(at)
            })?;
            (4..=30).contains(&end).then(|| (name[..end].iter().collect(), Place { block, range: start..start + end }))
        },
    )
}

/// A line without the blanks around it.
fn whole(view: &View, block: usize) -> Option<Place> {
    let from = view.chars.iter().position(|c| !c.is_whitespace())?;
    let to = view.chars.iter().rposition(|c| !c.is_whitespace())? + 1;
    Some(Place { block, range: from..to })
}

/// Who issues what the title names: 云岭市水利局|印发…的通知, 云岭市人民政府|工作报告; or who had it printed, in the last
/// line: 云岭市人民政府办公室|2019年3月15日印发.
fn signed(views: &[View], title: Option<&Place>) -> Option<(String, Place)> {
    let ends = |text: &[char]| {
        let sort = ["政府", "办公室", "办公厅", "局", "委员会", "委", "厅"];
        sort.iter().any(|w| text.len() > w.chars().count() + 2 && super::ends(text, w))
            || ["中共中央", "国务院"].iter().any(|w| super::ends(text, w))
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
        let range = place.range.start + t.range.start..place.range.end + t.range.start;
        // 中共云岭市委 云岭市人民政府关于…: the blank between them was left out of the view.
        let places = views.get(t.block)?.at.get(range.clone())?;
        let apart = places.windows(2).position(|pair| pair[1] != pair[0] + 1).map(|at| at + 1);
        let (first, second) = text.get(place.range).map(|name| name.split_at(apart.unwrap_or(0)))?;
        let two = ends(first) && ends(second);
        let name = if two { format!("{}、{}", undated(first), undated(second)) } else { name };
        Some((name, Place { block: t.block, range }))
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
        // 在云岭市第九届, 在云岭市九届.
        let numeral = |c: &char| crate::label::is_numeral(*c) || c.is_ascii_digit() || *c == '第';
        let ordinal = term - text.get(..term)?.iter().rev().take_while(|c| numeral(c)).count();
        let start = text.get(..ordinal)?.iter().rposition(|c| *c == '在')? + 1;
        (ordinal < term && (2..=14).contains(&(ordinal - start))).then(|| text[start..ordinal].iter().collect())
    });
    meeting.or_else(|| speaker(views)).or_else(|| {
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

/// The territory of the head of government who speaks: 云岭市人民政府市长, 白石县代县长.
fn speaker(views: &[View]) -> Option<String> {
    let front = views.iter().take(8).take_while(|view| !is_address(&view.chars));
    front.map(|view| view.chars.as_slice()).find_map(governed).map(|name| name.iter().collect())
}

/// Whether a line says who speaks for a government: 云岭市人民政府市长 林某.
pub(super) fn speaks(line: &[char]) -> bool {
    governed(line).is_some()
}

/// The territory whose head of government a line names.
fn governed(text: &[char]) -> Option<&[char]> {
    const POSTS: [&str; 7] = ["人民政府", "代县长", "代市长", "县长", "市长", "区长", "省长"];
    /// A line with a post and a name is no longer.
    const BYLINE: usize = 26;
    if text.len() > BYLINE || !POSTS[1..].iter().any(|post| find(text, post, BYLINE).is_some()) {
        return None;
    }
    let start = text.iter().position(|c| !c.is_whitespace())?;
    let end = POSTS.iter().filter_map(|post| find(text, post, BYLINE)).min()?;
    let name = text.get(start..end)?;
    let unit = matches!(name.last(), Some('省' | '市' | '县' | '区' | '旗' | '州'));
    (unit && (2..=14).contains(&name.len()) && name.iter().all(|c| crate::charset::is_han(*c))).then_some(name)
}

/// 各位代表, 同志们: the speech begins.
fn is_address(text: &[char]) -> bool {
    let start = text.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    stands(text, start, "各位") || stands(text, start, "同志们")
}
