//! The line that names the document, and who issued it.

use super::{HEAD, Place, find, kind, stands};
use crate::view::View;

/// A title is no longer than this.
const LINE: usize = 70;

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
    if let Some((block, view)) = head().next()
        && !is_salutation(&view.chars)
        && !crate::outline::is_byline(&view.chars)
        && let Some(range) = line(&view.chars)
        && !view.chars.iter().any(|c| matches!(c, '。' | ',' | ';'))
        && range.len() >= 6
        && range.len() <= 40
        && views.len() > 1
    {
        return Some(Place { block, range });
    }
    None
}

/// The words in which a speaker names the report: 向大会作政府工作报告, 报告政府工作.
pub(super) fn spoken(views: &[View]) -> Option<(String, Place)> {
    views.iter().enumerate().take(6).find_map(|(block, view)| {
        let at = ["政府工作报告", "报告政府工作", "政府工作的报告"].iter().find_map(|w| find(&view.chars, w, 120))?;
        Some(("政府工作报告".to_owned(), Place { block, range: at..at + 6 }))
    })
}

/// The words of a line that may be a title: no `#`, no dash before them, no date or meeting after a dash.
fn line(text: &[char]) -> Option<std::ops::Range<usize>> {
    let start = text.iter().position(|c| !c.is_whitespace() && !matches!(c, '#' | '—' | '-'))?;
    let mut end = text.iter().rposition(|c| !c.is_whitespace())? + 1;
    let rest = text.get(start..end)?;
    if let Some(dash) = rest.windows(2).position(|w| matches!(w, ['—' | '-', '—' | '-'])) {
        end = start + dash;
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
    let rest = text.get(start..end).filter(|rest| (4..=LINE).contains(&rest.len()))?;
    let sentence = rest.iter().any(|c| matches!(c, '。' | ';' | '!' | '?'));
    // (上接15版), (点击查阅…): a remark about the page. A numbered heading is a part, not the whole.
    let remark = rest.first() == Some(&'(') && rest.iter().position(|c| *c == ')') == Some(rest.len() - 1);
    let part = crate::outline::is_numbered(rest);
    let dated = remark
        || part
        || stands(rest, 0, "来源")
        || stands(rest, 0, "时间")
        || stands(rest, 0, "(点击")
        || stands(rest, 0, "相关");
    (!sentence && !dated && !matches!(rest.last(), Some(':' | ','))).then_some(start..end)
}

fn is_salutation(text: &[char]) -> bool {
    let start = text.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    stands(text, start, "各位代表") || stands(text, start, "同志们") || stands(text, start, "各位委员")
}

/// Who speaks or signs: 我代表…, 某市人民政府市长, a line 某县人民政府办公室. Where only 市人民政府 is said, the place comes
/// from the meeting (在云岭市第九届人民代表大会…).
pub(super) fn issuer(views: &[View], title: Option<&Place>) -> Option<(String, Place)> {
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
        let unit = text.strip_suffix("人民政府").or_else(|| text.strip_suffix("政府")).unwrap_or("");
        let place = ["省", "市", "自治区", "县", "区", "旗", "自治州", "自治县"].contains(&unit);
        let named = if place { territory(views, title).map(|t| completed(&t, &text)) } else { None };
        return Some((named.unwrap_or(text), Place { block, range }));
    }
    views.iter().enumerate().take(HEAD).find_map(|(block, view)| {
        let range = line(&view.chars)?;
        let text = view.chars.get(range.clone())?;
        let ends = ["人民政府", "人民政府办公室", "人民政府办公厅", "统计局", "政府办公室"]
            .iter()
            .any(|w| text.len() > w.chars().count() && stands(text, text.len() - w.chars().count(), w));
        (ends && text.len() <= 24).then(|| (text.iter().collect(), Place { block, range }))
    })
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
    let first = word.chars().next();
    let begins = text.iter().take(100).enumerate().filter(|(_, c)| Some(**c) == first).map(|(i, _)| i);
    begins.filter(|i| stands(text, *i, word)).find_map(|i| {
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
