//! Sentences whose form says what they are, whatever their words say: labels, notes, questions, what a document sets out.

use super::{LABEL, Pull, STRONG, Scale, happens, is_border, lexicon};
use crate::commitment::{Opening, finishes, opening, opens_as_noun};
use crate::number::is_plain;

/// Before a colon a longer one may well order: 全年要抓好以下重点工作:
const BEFORE_COLON: usize = 12;
/// With so many points a word that ends a label ends one of any length.
const TITLE: i32 = 18;
/// Longest title of a document.
const LONGEST_TITLE: usize = 160;

/// A heading that only names what follows: 二、2026年重点任务.
pub(super) fn is_label(text: &[char]) -> bool {
    // 数字水务行动计划(2021-2023年)
    let open = if text.last() == Some(&')') { text.iter().rposition(|c| *c == '(') } else { None };
    let text = match open.map(|open| text.split_at(open)) {
        Some((name, years)) if matches!(years, [.., '年' | '日', ')']) && !name.is_empty() => name,
        _ => text,
    };
    // 要着重抓好三个方面的工作: bids, though it ends in the words of a label.
    if text.first() == Some(&'要') {
        return false;
    }
    let found =
        |text: &[char]| lexicon().end.find_before(text, text.len()).filter(|(_, mark)| mark.pull == Pull::Label);
    match text {
        // “十五五”发展目标: names what the next lines say.
        [name @ .., ':'] if name.len() <= BEFORE_COLON => found(name).is_some(),
        // 各位代表! greets, and says nothing else.
        [greeting @ .., '!'] => found(greeting).is_some_and(|(len, _)| len == greeting.len()),
        [.., '。' | '?' | ';'] | [] => false,
        _ if text.len() <= LABEL => found(text).is_some(),
        _ => is_title(text) && found(text).is_some_and(|(_, mark)| mark.points >= TITLE),
    }
}

/// Whether nothing in a text parts clauses: 云岭县人民政府办公室关于印发…的通知 is a title, however long it is.
fn is_title(text: &[char]) -> bool {
    text.len() <= LONGEST_TITLE && !text.iter().any(|c| matches!(c, ',' | ';' | ':' | '。' | '!' | '?'))
}

/// [9]三河联通: what a note at the end explains. 表3 各镇渠道长度: what a table or a picture shows.
pub(super) fn is_gloss(text: &[char]) -> bool {
    match text {
        ['表' | '图', number, .., last] => number.is_ascii_digit() && !is_border(*last) && text.len() <= LABEL,
        ['[', rest @ ..] => rest.iter().position(|c| !c.is_ascii_digit()).is_some_and(|n| n > 0 && rest[n] == ']'),
        _ => false,
    }
}

/// (县水务局牵头,各镇按职责配合): who answers for what was said before.
pub(super) fn is_remark(text: &[char]) -> bool {
    let ['(', inside @ .., ')'] = text else { return false };
    let says = |word: [char; 2]| inside.windows(2).any(|w| w == word);
    !inside.iter().any(|c| matches!(c, '(' | ')' | '。')) && (says(['牵', '头']) || says(['负', '责']))
}

/// 云政发〔2021〕5号, with nothing around it.
pub(super) fn is_number_of_document(text: &[char]) -> bool {
    /// Longest letters of an office.
    const OFFICE: usize = 12;
    if text.last() != Some(&'号') {
        return false;
    }
    let open = text.iter().take(OFFICE).position(|c| matches!(c, '〔' | '['));
    open.is_some_and(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        at > 0 && rest.len() <= 14 && rest.iter().any(|c| matches!(c, '〕' | ']'))
    })
}

/// Whether a quoted word stands before the first colon, and nothing but its name: “五水共治”行动:….
pub(super) fn explains(text: &[char]) -> bool {
    /// A name is no longer than this.
    const TERM: usize = 24;
    let colon = text.iter().take(TERM).position(|c| matches!(c, ':' | ',' | '。' | ';'));
    let named = |term: &[char]| term.contains(&'”') && !opening(term).orders() && !finishes(term);
    colon.is_some_and(|at| text[at] == ':' && text.get(..at).is_some_and(named))
}

/// 《纲要》细化了…: what a document is like, or says.
pub(super) fn is_of_document(text: &[char]) -> bool {
    const SAYS: [[char; 2]; 9] = [
        ['贯', '彻'],
        ['明', '确'],
        ['细', '化'],
        ['坚', '持'],
        ['分', '为'],
        ['共', '分'],
        ['包', '括'],
        ['指', '出'],
        ['阐', '明'],
    ];
    let ['《', rest @ ..] = text else { return false };
    let Some(close) = rest.iter().position(|c| *c == '》') else { return false };
    let said = rest.get(close + 1..).unwrap_or_default();
    // 《规划纲要(草案)》, 《规划》共分: a bracket or 分 alone behind it.
    SAYS.iter().any(|w| said.starts_with(w))
        || matches!(said, ['分' | '共' | '设', number, ..] if is_plain(*number) || number.is_ascii_digit())
}

/// 《规划》明确了五年的目标:一是…: what a document sets out, and then tells.
pub(super) fn is_set_out(text: &[char]) -> bool {
    const WANTED: [[char; 2]; 3] = [['目', '标'], ['指', '标'], ['任', '务']];
    let ['《', rest @ ..] = text else { return false };
    let Some(close) = rest.iter().position(|c| *c == '》') else { return false };
    let said = rest.get(close + 1..).unwrap_or_default();
    let head = said.iter().position(|c| matches!(c, ':' | ',' | ';' | '。')).unwrap_or(0);
    let told = said.get(head) == Some(&':') && said.get(head + 1).is_some();
    told && said.get(..head).is_some_and(|head| WANTED.iter().any(|word| head.windows(2).any(|w| w == word)))
}

/// A question is no order, whatever verbs it asks after: it will be answered in the next sentence.
pub(super) fn is_question(text: &[char]) -> bool {
    matches!(text, [.., '呢' | '吗' | '么', '?'])
}

/// (三)保障措施。 Nothing but a name, though a stop stands behind it.
pub(super) fn is_name(text: &[char]) -> bool {
    let Some((_, name)) = text.split_last() else { return false };
    lexicon().end.find_before(name, name.len()).is_some_and(|(len, mark)| len == name.len() && mark.pull == Pull::Label)
}

/// Whether an item is nothing but a name, though a stop stands behind it: no verb begins or ends it.
pub(super) fn names(text: &[char]) -> bool {
    /// A name is no longer than this.
    const NAME: usize = 16;
    let name = text.strip_suffix(&['。']).unwrap_or(text);
    let verb = |clause: &[char]| opening(clause).orders() && !opens_as_noun(clause);
    name.len() <= NAME
        && !name.iter().any(|c| is_border(*c) && *c != '、')
        && !verb(name)
        && !verb(name.get(name.len().saturating_sub(2)..).unwrap_or_default())
}

/// Whether an item of a list is the name of something to work on, 2.节水灌溉技术。: it ends in a noun that speaks of tasks,
/// no other word of it does, and no verb and no 为 or 在 begins it.
pub(super) fn is_item(text: &[char], scale: &Scale) -> bool {
    /// A name is no longer than this.
    const NAME: usize = 24;
    /// What the other words of a name may weigh: 工业, 高效.
    const SPOKEN: i32 = 3;
    let name = text.strip_suffix(&['。']).unwrap_or(text);
    let leads =
        matches!(name.first(), Some('为' | '在' | '对' | '以' | '把' | '让' | '使' | '从' | '向' | '由' | '用' | '将'));
    let noun = || {
        lexicon()
            .end
            .find_before(name, name.len())
            .filter(|(_, mark)| mark.pull == Pull::Planned && mark.points < STRONG)
    };
    let silent = |noun: i32| scale.done <= SPOKEN && scale.planned <= SPOKEN + noun;
    name.len() <= NAME
        && !leads
        && !name.iter().any(|c| is_border(*c) && *c != '、' || c.is_ascii_digit())
        && noun().is_some_and(|(_, mark)| silent(mark.points))
        && opening(name) == Opening::Other
        && !finishes(name)
        && happens(name).is_none()
}

/// Whether a number stands in it that is no part of a name: 建设10个…, not “1”即….
pub(super) fn counts(text: &[char]) -> bool {
    text.windows(2).any(|w| w[1].is_ascii_digit() && !w[0].is_ascii_digit() && !matches!(w[0], '“' | '+' | '.'))
}

/// Whether a label is the number of an article: 第九条.
pub(super) fn is_article(label: &[char]) -> bool {
    label.first() == Some(&'第') && label.contains(&'条')
}
