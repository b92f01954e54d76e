//! The line that names the document, and who issued it.

use super::{HEAD, Place, find, kind, stands};
use crate::view::View;

/// A title is no longer than this.
const LINE: usize = 70;

/// The title: a line of the head with a word that names a document, else a headline, else the words in which a speaker
/// names the report (向大会作政府工作报告).
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
    if let Some((block, view)) = head().next()
        && !is_salutation(&view.chars)
        && let Some(range) = line(&view.chars)
        && !view.chars.iter().any(|c| matches!(c, '。' | ',' | ';'))
        && range.len() >= 6
        && range.len() <= 40
        && views.len() > 1
    {
        return Some(Place { block, range });
    }
    for (block, view) in head().take(6) {
        if let Some(at) = find(&view.chars, "政府工作报告", 120) {
            return Some(Place { block, range: at..at + 6 });
        }
        if let Some(at) = find(&view.chars, "报告政府工作", 120) {
            return Some(Place { block, range: at..at + 6 });
        }
    }
    None
}

/// The words of a line that may be a title: no `#`, no dash before them, no date or meeting after a dash.
fn line(text: &[char]) -> Option<std::ops::Range<usize>> {
    let start = text.iter().position(|c| !c.is_whitespace() && !matches!(c, '#' | '—' | '-'))?;
    let mut end = text.iter().rposition(|c| !c.is_whitespace())? + 1;
    let rest = text.get(start..end)?;
    if let Some(dash) = rest.windows(2).position(|w| matches!(w, ['—' | '-', '—' | '-'])) {
        end = start + dash;
    }
    let rest = text.get(start..end)?;
    let sentence = rest.iter().any(|c| matches!(c, '。' | ';' | '!' | '?'));
    let dated = stands(rest, 0, "来源") || stands(rest, 0, "时间") || stands(rest, 0, "(点击") || stands(rest, 0, "相关");
    (!sentence && !dated && (4..=LINE).contains(&rest.len()) && !matches!(rest.last(), Some(':' | ','))).then_some(start..end)
}

fn is_salutation(text: &[char]) -> bool {
    let start = text.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    stands(text, start, "各位代表") || stands(text, start, "同志们") || stands(text, start, "各位委员")
}

/// Who speaks or signs: 我代表…, 某市人民政府市长, a line 某县人民政府办公室. Where only 市人民政府 is said, the place comes
/// from the meeting (在云岭市第九届人民代表大会…).
pub(super) fn issuer(views: &[View]) -> Option<(String, Place)> {
    let mut spoken = None;
    for (block, view) in views.iter().enumerate().take(HEAD) {
        let text = &view.chars;
        if let Some(range) = ["我代表", "受", "代表"].iter().find_map(|w| after(text, w)) {
            spoken = Some((block, range));
            break;
        }
    }
    if let Some((block, range)) = spoken {
        let text: String = views.get(block)?.chars.get(range.clone())?.iter().collect();
        let place = ["省", "市", "自治区", "县", "区", "旗", "自治州", "自治县"].iter().any(|p| text == format!("{p}人民政府"));
        let named = if place { territory(views).map(|t| completed(&t, &text)) } else { None };
        return Some((named.unwrap_or(text), Place { block, range }));
    }
    views.iter().enumerate().take(HEAD).find_map(|(block, view)| {
        let range = line(&view.chars)?;
        let text = view.chars.get(range.clone())?;
        let ends = ["人民政府", "人民政府办公室", "人民政府办公厅", "统计局", "政府办公室"].iter().any(|w| {
            text.len() > w.chars().count() && stands(text, text.len() - w.chars().count(), w)
        });
        (ends && text.len() <= 24).then(|| (text.iter().collect(), Place { block, range }))
    })
}

/// 市人民政府 of 云岭市 is 云岭市人民政府.
fn completed(territory: &str, body: &str) -> String {
    let unit = body.trim_end_matches("人民政府");
    let name = territory.strip_suffix(unit).unwrap_or(territory);
    format!("{name}{body}")
}

/// The words after `word` up to where what is done with them begins, if they name a body.
fn after(text: &[char], word: &str) -> Option<std::ops::Range<usize>> {
    let at = find(text, word, 80)? + word.chars().count();
    let rest = text.get(at..)?;
    let len = rest.iter().take(40).position(|c| matches!(c, ',' | '向' | '作' | '的' | '、' | '。' | '报' | '委'))?;
    // 第十九届中央委员会: the 委 belongs to the name; 的委托 does not.
    let len = if stands(rest, len, "委员会") { len + 3 } else { len };
    let name = rest.get(..len)?;
    let is_body = find(name, "政府", 40).is_some() || find(name, "国务院", 40).is_some() || find(name, "委员会", 40).is_some();
    is_body.then_some(at..at + len)
}

/// The territory whose congress meets: 在安徽省第十四届人民代表大会.
fn territory(views: &[View]) -> Option<String> {
    views.iter().take(HEAD).find_map(|view| {
        let text = &view.chars;
        let end = find(text, "人民代表大会", 80)?;
        let ordinal = text.get(..end)?.iter().rposition(|c| *c == '第')?;
        let start = text.get(..ordinal)?.iter().rposition(|c| *c == '在')? + 1;
        (2..=14).contains(&(ordinal - start)).then(|| text[start..ordinal].iter().collect())
    })
}
