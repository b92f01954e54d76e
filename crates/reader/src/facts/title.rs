//! The line that names the document.

use super::{HEAD, Place, find, kind, office, stands};
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
            let said = Place { block, range };
            return Some(fuller(views, &said).unwrap_or(said));
        }
    }
    // `<<file>>`: a mark of whoever joined several files.
    let (block, view) = head().find(|(_, view)| view.chars.first() != Some(&'<'))?;
    let range = line(&view.chars)?;
    let text = view.chars.get(range.clone())?;
    if text.iter().any(|c| crate::charset::is_han(*c)) {
        let headline = block == 0 && !is_salutation(text) && !crate::outline::is_byline(text) && is_headline(text);
        // A bulletin that begins with who issues it has lost its title, a report with its speaker or its day too.
        let issued = super::issued(views.get(block)?) || office::speaks(text);
        let headline = headline && !issued;
        return (headline && views.len() > 1).then(|| Place { block, range: subtitled(&view.chars, range) });
    }
    let plan = head().find_map(|(block, view)| {
        let range = english(&view.chars)?;
        let words = view.chars.get(range.clone())?;
        (!words.contains(&'*') && names_plan(words)).then_some(Place { block, range })
    });
    plan.or_else(|| (views.len() > 1 && english(&view.chars).is_some()).then_some(Place { block, range }))
}

/// A line near a title of a few words that says the same and more: 工作报告 over 2026年云岭市政府工作报告 is the name of the
/// page's column.
fn fuller(views: &[View], said: &Place) -> Option<Place> {
    /// A title no longer than this may be a column's name.
    const COLUMN: usize = 6;
    /// Blocks below it in which the whole title stands.
    const NEAR: usize = 3;
    let short = views.get(said.block)?.chars.get(said.range.clone())?;
    if short.len() > COLUMN {
        return None;
    }
    let below = views.iter().enumerate().skip(said.block + 1).take(NEAR);
    let mut below = below.take_while(|(_, view)| !is_salutation(&view.chars));
    below.find_map(|(block, view)| {
        let range = line(&view.chars)?;
        let words = view.chars.get(range.clone())?;
        (words.len() > short.len() && words.ends_with(short)).then_some(Place { block, range })
    })
}

/// A headline with what stands behind its dash, where that goes on with it: 引水入城——云岭市新水网通水. A day or a meeting
/// behind the dash is no part of it.
fn subtitled(text: &[char], range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let Some(end) = text.iter().rposition(|c| !c.is_whitespace()).map(|last| last + 1) else { return range };
    let behind = text.get(range.end..end).unwrap_or_default();
    let apart = matches!(behind.first(), Some('—' | '-'));
    let dated = ["会议", "大会", "届"].iter().any(|word| find(behind, word, LINE).is_some())
        || (0..behind.len()).any(|at| super::day::complete(behind, at).is_some());
    let goes_on = apart
        && !dated
        && end - range.start <= LINE
        && behind.iter().filter(|c| crate::charset::is_han(**c)).count() >= 4
        && !behind.iter().any(|c| matches!(c, '。' | ';' | ':'));
    if goes_on { range.start..end } else { range }
}

/// The lines that go on with a headline below its first, which ends in a verb of speech (林某在会上强调) or is followed by
/// nothing but such lines up to the salutation.
pub(super) fn lines_below(views: &[View], title: Option<&Place>) -> Vec<Place> {
    /// Lines of a headline at most.
    const LINES: usize = 4;
    let Some(first) = title.filter(|title| title.block == 0) else { return Vec::new() };
    let words = views.first().and_then(|view| view.chars.get(first.range.clone())).unwrap_or_default();
    if kind::names_document(words) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (block, view) in views.iter().enumerate().take(LINES + 1).skip(1) {
        if is_salutation(&view.chars) {
            return out;
        }
        let Some(range) = line(&view.chars).filter(|range| {
            view.chars.get(range.clone()).is_some_and(|words| is_headline(words) && !crate::outline::is_byline(words))
        }) else {
            break;
        };
        if !office::named(view).is_empty() {
            break;
        }
        out.push(Place { block, range });
    }
    if kind::tells_of_speech(words) { out } else { Vec::new() }
}

/// A title as it is written. A blank that the view left out is a pause where it parts clauses (引水入城 云岭市水网通水); between
/// single characters (工 作 报 告) it only sets them apart.
pub(super) fn written(view: &View, place: &Place, original: &[char]) -> String {
    /// A clause has at least so many characters.
    const CLAUSE: usize = 4;
    let at = view.at.get(place.range.clone()).unwrap_or_default();
    let is_blank = |c: &char| matches!(c, ' ' | '\u{3000}');
    let apart = |pair: &[u32]| {
        let between = original.get(pair[0] as usize + 1..pair[1] as usize).unwrap_or_default();
        !between.is_empty() && between.iter().all(is_blank)
    };
    let mut runs: Vec<&[u32]> = Vec::new();
    let mut start = 0;
    for end in at.windows(2).enumerate().filter(|(_, pair)| apart(pair)).map(|(i, _)| i + 1).chain([at.len()]) {
        runs.extend(at.get(start..end));
        start = end;
    }
    let pauses = runs.len() > 1 && runs.iter().all(|run| run.len() >= CLAUSE);
    let mut out = String::with_capacity(at.len() * 3);
    for (i, run) in runs.iter().enumerate() {
        if pauses && i > 0 {
            out.push(' ');
        }
        out.extend(run.iter().filter_map(|i| original.get(*i as usize)));
    }
    out
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
    // 【水利新篇】引水入城: the name of a series in front of it.
    let series = line.iter().position(|c| *c == '】').filter(|_| line.first() == Some(&'【'));
    let line = series.and_then(|at| line.get(at + 1..)).filter(|rest| rest.len() >= 6).unwrap_or(line);
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
pub(super) fn line(text: &[char]) -> Option<std::ops::Range<usize>> {
    let start = text.iter().position(|c| !c.is_whitespace() && !matches!(c, '#' | '—' | '-'))?;
    let mut end = text.iter().rposition(|c| !c.is_whitespace())? + 1;
    let start = start + dateline(text.get(start..end)?);
    let rest = text.get(start..end)?;
    // A paragraph: without a dash or a bracket that ends it nothing makes a title of it.
    let long = rest.len() > PARAGRAPH && !matches!(rest.last(), Some(')' | '】' | ']'));
    if long && !rest.iter().any(|c| *c < '一' && matches!(c, '—' | '-')) {
        return None;
    }
    if let Some(dash) = dash(rest) {
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
    // 政府工作报告2031年1月20日在…: the title ran on into its day.
    let glued = |at: &usize| {
        text.get(at - 2..*at).is_some_and(|word| *word == ['报', '告']) && super::day::complete(text, *at).is_some()
    };
    if let Some(at) = (start + 4..end).find(glued) {
        end = at;
    }
    // 全文如下↓…: the page's own word before it.
    if let Some(arrow) = text.get(start..end)?.iter().take(10).position(|c| matches!(c, '↓' | '▼' | '⬇')) {
        start += arrow + 1;
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
    // …公报①: the sign of a note. 《…》 around the whole are no part of it.
    while end > start + 1 && text.get(end - 1).is_some_and(|c| matches!(c, '①'..='⑳' | '*' | '※')) {
        end -= 1;
    }
    if let Some(['《', inside @ .., '》']) = text.get(start..end)
        && !inside.contains(&'《')
    {
        (start, end) = (start + 1, end - 1);
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

/// How many characters an agency's words take up in front of a title: 新华社云岭3月5日电.
fn dateline(text: &[char]) -> usize {
    /// So far into a line they may end.
    const REACH: usize = 20;
    /// A title behind them has at least so many characters.
    const TITLE: usize = 8;
    let Some(end) = find(text, "日电", REACH).map(|at| at + 2) else { return 0 };
    let behind = text.get(end..).unwrap_or_default();
    let blank = behind.iter().take_while(|c| c.is_whitespace()).count();
    let agency = find(text, "社", 6).is_some_and(|at| at > 0 && at < end);
    if agency && behind.len() - blank >= TITLE { end + blank } else { 0 }
}

/// Where the first dash of two stands that no bracket and no quotation mark holds: 【水利新篇——2031年回望】 is not cut.
fn dash(text: &[char]) -> Option<usize> {
    let mut open = 0u32;
    text.windows(2).position(|pair| {
        match pair[0] {
            '【' | '《' | '“' | '(' => open += 1,
            '】' | '》' | '”' | ')' => open = open.saturating_sub(1),
            _ => {}
        }
        open == 0 && matches!(pair, ['—' | '-', '—' | '-'])
    })
}

fn is_salutation(text: &[char]) -> bool {
    let start = text.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    stands(text, start, "各位代表") || stands(text, start, "同志们") || stands(text, start, "各位委员")
}
