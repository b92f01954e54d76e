//! What a section is for, from words. Words: `lexicon/zh/sections.txt`. Examples: there, and in `suite/outline/`.

use crate::lexicon::{Entry, LexiconError, Words, parse};
use crate::reading::Role;
use std::ops::Range;
use std::sync::OnceLock;

static TEXT: &str = include_str!("../../lexicon/zh/sections.txt");

/// How far into a paragraph its opening words are looked for.
const OPENING: usize = 60;
/// How far into a paragraph words before a colon are looked for.
const SECOND: usize = 160;
/// The longest of those words.
const LABEL: usize = 16;
/// How far into a late paragraph the words of leave are looked for.
const LEAVE: usize = 400;

struct Lexicon {
    heading: Words<Role>,
    sentence: Words<Role>,
    start: Words<Role>,
    furniture: Words<()>,
    runs_on: Words<()>,
    goes_on: Words<()>,
    ahead: Words<()>,
    mended: Words<()>,
    reached: Words<()>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let (entries, _) = read();
        let pick = |place: &str| -> Vec<(&'static str, Role)> {
            let here = entries.iter().filter(|e| e.get("in") == Some(place));
            here.filter_map(|e| named(e.group).map(|r| (e, r)))
                .flat_map(|(e, r)| e.words.iter().map(move |w| (*w, r)))
                .collect()
        };
        let words = |group: &str| {
            let here = entries.iter().filter(|e| e.group == group);
            Words::forward(here.flat_map(|e| &e.words).map(|w| (*w, ())).collect::<Vec<_>>())
        };
        Lexicon {
            furniture: words("furniture"),
            runs_on: words("runs_on"),
            goes_on: words("goes_on"),
            ahead: words("ahead"),
            mended: words("mended"),
            reached: words("reached"),
            heading: Words::forward(pick("heading")),
            sentence: Words::forward(pick("sentence")),
            start: Words::forward(pick("start")),
        }
    })
}

/// The role with this name in the lexicon.
pub(super) fn named(group: &str) -> Option<Role> {
    Some(match group {
        "review" => Role::Review,
        "problems" => Role::Problems,
        "guidance" => Role::Guidance,
        "goals" => Role::Goals,
        "principles" => Role::Principles,
        "tasks" => Role::Tasks,
        "closing" => Role::Closing,
        "other" => Role::Other,
        _ => return None,
    })
}

pub(super) fn read() -> (Vec<Entry>, Vec<LexiconError>) {
    parse("zh/sections.txt", TEXT)
}

/// The role a heading's own words give it. Under a heading whose role is known (`above`) only its last words do, for
/// 重点项目建设扎实推进 in a review is no task.
pub(super) fn of_heading(title: &[char], above: Option<Role>) -> Option<Role> {
    // 2031年主要任务——修好水网、跑出加速度: what stands before the dash is its name.
    let dash = title.windows(2).position(|pair| pair == ['—', '—']);
    let named = dash.and_then(|at| told(title.get(..at)?, above));
    named.or_else(|| told(title, above))
}

/// What the words of a heading, or of its name, say it is for.
fn told(title: &[char], above: Option<Role>) -> Option<Role> {
    let words = &lexicon().heading;
    let last = |c: &char| !matches!(c, '。' | ':' | ' ');
    let mut end = title.iter().rposition(last).map_or(0, |i| i + 1);
    // 2025年的主要目标是: the copula before the colon is no part of the name.
    if end + 1 == title.len() && matches!(title.get(end.wrapping_sub(1)), Some('是' | '为')) && title.ends_with(&[':'])
    {
        end -= 1;
    }
    let title = title.get(..end)?;
    let (mut review, mut first, mut tasks) = (None, None, false);
    let mut at = 0;
    while at < title.len() {
        let Some((len, role)) = words.find(title, at) else {
            at += 1;
            continue;
        };
        at += len;
        // 着力解决突出问题 is a deed, not a list of what is wrong.
        if *role == Role::Problems && is_mended(&title[..at - len]) {
            continue;
        }
        // 修好水网,奋力实现五年见效目标 is a deed too, and what stands below it no goals.
        if *role == Role::Goals && is_reached(&title[..at - len]) {
            continue;
        }
        // 确保实现脱贫目标,促进增收 is an order, 奋斗目标和指导方针 a label.
        let label = matches!(title.get(at), None | Some('和' | '与' | '及' | '、'));
        if above.is_some() && at < title.len() || !label && *role != Role::Review {
            continue;
        }
        if *role == Role::Review {
            review = Some(*role);
        } else {
            tasks |= *role == Role::Tasks;
            first = first.or(Some(*role));
        }
    }
    match (review, first) {
        (Some(_), Some(Role::Problems) | None) => review,
        (Some(_), Some(_)) => Some(Role::Other),
        (None, _) if tasks => Some(Role::Tasks),
        (None, role) => role,
    }
}

/// Where a heading ends that runs into its paragraph without a mark: behind words that say what a part is for, before words
/// that begin a paragraph. 一、去年工作回顾过去一年，…. Looked for in the first `most` characters of the line from `begin` on.
pub(super) fn runs_on(text: &[char], begin: usize, most: usize) -> Option<usize> {
    let lexicon = lexicon();
    let limit = text.len().min(begin + most);
    let mut at = begin;
    while at < limit && !matches!(text.get(at), Some(',' | '。' | ';' | ':' | '!' | '?')) {
        let Some((len, _)) = lexicon.heading.find(text, at) else {
            at += 1;
            continue;
        };
        at += len;
        let is_year = |c: &[char]| c[4] == '年' && c[..4].iter().all(char::is_ascii_digit);
        let years = text.get(at..at + 5).is_some_and(is_year);
        // 二、2025年主要目标全市上下…: a title that names its year is over with such a word, unless another joins it.
        // So with a plan and with what is ahead: 二、“十二五”目标任务市委全会…, 二、今后五年目标任务当前….
        let plan = |w: &[char]| *w == ['五', '”'];
        // The time stands first: in 年接待游客人次2028年目标值由… it is in mid-sentence.
        let timed = matches!(text.get(begin), Some('“' | '今' | '未' | '下' | '明' | '0'..='9'));
        let dated = timed
            && (text.get(begin..at).is_some_and(|title| title.windows(5).any(is_year) || title.windows(2).any(plan))
                || text.get(begin..at - len).is_some_and(looks_ahead));
        let goes_on = lexicon.heading.find(text, at).is_some() || lexicon.goes_on.find(text, at).is_some();
        let over = dated && !goes_on && text.get(at).is_some_and(|c| !c.is_whitespace());
        if years || over || lexicon.runs_on.find(text, at).is_some() {
            return Some(at);
        }
    }
    None
}

/// Whether a verb before the word 问题 mends what it names: 解决经济运行中的, 加快补齐.
fn is_mended(before: &[char]) -> bool {
    holds(&lexicon().mended, before)
}

/// Whether a verb of the same clause before the word 目标 says that it is to be reached: 奋力实现五年见效.
fn is_reached(before: &[char]) -> bool {
    let clause = before.iter().rposition(|c| *c == ',').map_or(0, |comma| comma + 1);
    clause > 0 && holds(&lexicon().reached, before.get(clause..).unwrap_or_default())
}

/// Whether a heading under what is reviewed speaks of what comes: 今年工作安排.
pub(super) fn looks_ahead(title: &[char]) -> bool {
    holds(&lexicon().ahead, title)
}

/// Whether one of the words stands anywhere in a text.
fn holds(words: &Words<()>, text: &[char]) -> bool {
    words.find_in(text, 0..text.len()).is_some()
}

/// Whether a line opens the glossary behind a report: 附件2 名词解释, 注释.
pub(super) fn opens_glossary(line: &[char]) -> bool {
    line.len() <= 16 && super::is_glossary(&line.iter().collect::<String>())
}

/// Whether a paragraph of a review leads to what it taught: 主要有以下几点经验.
pub(super) fn tells_lessons(text: &[char]) -> bool {
    let tail = text.get(text.len().saturating_sub(40)..).unwrap_or_default();
    tail.windows(2).any(|w| w == ['经', '验'] || w == ['体', '会'])
}

/// The words that begin a paragraph and say what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opener {
    pub(super) role: Role,
    pub(super) words: Range<usize>,
}

/// What the first words of a paragraph say of it. `late`: near the end of the document, where it may take its leave.
pub(super) fn of_paragraph(text: &[char], late: bool) -> Option<Opener> {
    let lexicon = lexicon();
    let begin = body(text);
    let first = text.get(begin..)?.iter().take(OPENING).position(|c| matches!(c, '。' | '!' | '?'));
    let limit = begin + first.unwrap_or(OPENING.min(text.len() - begin));
    if let Some((at, len, role)) = lexicon.sentence.find_in(text, begin..limit) {
        return Some(Opener { role: *role, words: at..at + len });
    }
    // …关键一年。政府工作的总体要求是:…: what stands before a colon says what the rest is for, in the second sentence too.
    let second = begin..text.len().min(begin + SECOND);
    let said = |colon: usize| {
        (colon.saturating_sub(LABEL).max(begin)..colon).find_map(|at| {
            let (len, role) = lexicon.sentence.find(text, at)?;
            let leads = matches!(role, Role::Guidance | Role::Goals) && at + len == colon;
            leads.then_some(Opener { role: *role, words: at..at + len })
        })
    };
    let mut from = second.start;
    while let Some(step) = text.get(from..second.end).and_then(|rest| crate::search::first(rest, |c| c == ':')) {
        let opener = said(from + step);
        if opener.is_some() {
            return opener;
        }
        from += step + 1;
    }
    if late {
        let mut from = begin;
        while let Some((at, len, role)) = lexicon.sentence.find_in(text, from..begin + LEAVE) {
            if *role == Role::Closing {
                return Some(Opener { role: *role, words: at..at + len });
            }
            from = at + 1;
        }
    }
    let (len, role) = lexicon.start.find(text, begin)?;
    Some(Opener { role: *role, words: begin..begin + len })
}

/// Where a paragraph begins after its blanks and a salutation: 各位代表!.
fn body(text: &[char]) -> usize {
    let start = text.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    let head = text.get(start..).unwrap_or_default();
    match head.iter().take(10).position(|c| matches!(c, '!' | ':')) {
        Some(mark) if is_address(head) => start + mark + 1,
        _ => start,
    }
}

/// Whether a heading begins with the words of a review: 五年来,我们修通水渠.
pub(super) fn begins_as_review(title: &[char]) -> bool {
    lexicon().start.find(title, 0).is_some_and(|(_, role)| *role == Role::Review)
}

/// Whether a paragraph says who speaks and what of: 现在,我代表县人民政府….
pub(super) fn announces(text: &[char]) -> bool {
    /// So far into the paragraph the words stand.
    const REACH: usize = 12;
    crate::search::find(text.get(body(text)..).unwrap_or_default(), "我代表", REACH).is_some()
}

/// 各位代表!…, 同志们!…: the speaker turns to those who listen.
pub(super) fn is_address(text: &[char]) -> bool {
    let start = text.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    let head = text.get(start..).unwrap_or_default();
    head.starts_with(&['各', '位']) || head.starts_with(&['同', '志', '们'])
}

/// 一是, 第二, 首先, ——: goes on with what the paragraph before began.
pub(super) fn is_list_item(text: &[char]) -> bool {
    let start = text.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    match text.get(start..start + 2) {
        Some(['第', c] | [c, '是']) => crate::label::is_numeral(*c),
        Some(
            ['—' | '除', _]
            | ['首', '先']
            | ['其' | '再', '次']
            | ['此', '外']
            | ['最', '后']
            | ['对', '这']
            | ['这', '些'],
        ) => true,
        _ => false,
    }
}

/// A short line that belongs to the page, not to the text.
pub(super) fn is_furniture(line: &[char]) -> bool {
    lexicon().furniture.find(line, 0).is_some()
}
