//! The name of an indicator out of its cell: without numbering, unit, group and marks.

use super::indicator::binding;
use super::value::is_mark;
use crate::figure::Grammar;
use crate::reading::Binding;
use std::ops::Range;

/// A cell that names an indicator, taken apart. Ranges count its characters.
#[derive(Debug, Clone, Default)]
pub(super) struct Name {
    pub(super) words: Range<usize>,
    /// 主要污染物排放总量减少 in 主要污染物排放总量减少：化学需氧量.
    pub(super) group: Range<usize>,
    pub(super) unit: Range<usize>,
    /// ▲, * and the like.
    pub(super) mark: Option<usize>,
    /// A bracket says that it is binding or expected: 森林覆盖率（约束性）.
    pub(super) binding: Option<Binding>,
}

impl Name {
    /// Takes a cell apart.
    pub(super) fn new(text: &[char], grammar: &Grammar) -> Self {
        /// Longest words that say so: 约束性指标.
        const BINDING: usize = 5;
        let mut out = Self::default();
        let (mut start, mut end) = (numbering(text), text.len());
        loop {
            let before = (start, end);
            let last = end.checked_sub(1).and_then(|i| text.get(i));
            match last {
                Some(c) if is_mark(*c) || matches!(c, ':' | ',' | '、' | '。' | ' ') => {
                    out.mark = out.mark.or(is_mark(*c).then_some(end - 1));
                    end -= 1;
                }
                // A footnote's number in brackets is no unit and no part of the name; neither is a unit.
                Some(')' | ']' | '〕') => {
                    if let Some(open) =
                        text.get(start..end).and_then(|t| t.iter().rposition(|c| matches!(c, '(' | '[' | '〔')))
                    {
                        let inside = start + open + 1..end - 1;
                        let words = text.get(inside.clone()).unwrap_or_default();
                        let note = words.len() <= 2 && words.iter().all(char::is_ascii_digit)
                            || words.len() == 1 && words.iter().all(|c| is_mark(*c));
                        let binding = binding(words).filter(|_| words.len() <= BINDING && out.binding.is_none());
                        if binding.is_some() {
                            out.binding = binding;
                            end = start + open;
                        } else if !out.unit.is_empty() {
                            // One bracket has it; what stands before belongs to the name.
                        } else if let Some(unit) = first_unit(words, grammar) {
                            out.unit = inside.start + unit.start..inside.start + unit.end;
                            end = start + open;
                        } else if is_base(words) {
                            end = start + open;
                        } else if note {
                            out.mark = out.mark.or(words.first().filter(|c| is_mark(**c)).map(|_| inside.start));
                            end = start + open;
                        }
                    }
                }
                _ => {}
            }
            // ——化学需氧量 goes on with the name above it.
            let dash = |c: &char| matches!(c, ' ' | '—' | '-' | '–' | '·');
            if text.get(start).is_some_and(|c| is_mark(*c) || dash(c)) && start < end {
                out.mark = out.mark.or(text.get(start).filter(|c| is_mark(**c)).map(|_| start));
                start += 1;
            }
            if (start, end) == before {
                break;
            }
        }
        let name = text.get(start..end).unwrap_or_default();
        // 地区生产总值,亿元
        if out.unit.is_empty()
            && let Some(comma) = name.iter().rposition(|c| matches!(c, ',' | '/'))
            && name.get(comma) == Some(&',')
            && grammar.is_unit(name.get(comma + 1..).unwrap_or_default())
        {
            out.unit = start + comma + 1..end;
            end = start + comma;
        }
        let name = text.get(start..end).unwrap_or_default();
        if let Some(colon) = outside(name, ':').filter(|at| *at >= 2 && at + 1 < name.len())
            && name.get(..2) != Some(&['其', '中'])
        {
            out.group = start..start + colon;
            start += colon + 1;
        }
        out.words = start..end;
        out
    }
}

/// The unit that a bracket gives: %, 万吨标准煤; of 亿元、% that of the levels, for a growth has the other.
fn first_unit(text: &[char], grammar: &Grammar) -> Option<Range<usize>> {
    if grammar.is_unit(super::heading::unit_in(text)) {
        return Some(0..text.len());
    }
    let at = text.iter().position(|c| matches!(c, '、' | ',' | '/'))?;
    match (text.get(..at)?, text.get(at + 1..)?) {
        (['%'], level) if grammar.is_unit(level) => Some(at + 1..text.len()),
        (level, ['%']) if grammar.is_unit(level) => Some(0..at),
        _ => None,
    }
}

/// Whether a bracket says what an index is 100 of: 上年=100.
fn is_base(text: &[char]) -> bool {
    text.ends_with(&['=', '1', '0', '0']) || text.ends_with(&['为', '1', '0', '0'])
}

/// Where a mark first stands outside brackets.
fn outside(text: &[char], mark: char) -> Option<usize> {
    let mut depth = 0usize;
    text.iter().position(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && *c == mark
    })
}

/// Length of the numbering a name begins with: 1. (2) 三、 ①
fn numbering(text: &[char]) -> usize {
    let digit = |c: &char| {
        c.is_ascii_digit() || matches!(c, '一'..='一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
    };
    let open = usize::from(text.first() == Some(&'('));
    let len = text.iter().skip(open).take_while(|c| digit(c)).count();
    let close = text.get(open + len);
    let after = text.get(open + len + 1);
    let ends = match (open, close) {
        (1, Some(')')) | (0, Some('、' | ')')) => true,
        (0, Some('.')) => !after.is_some_and(char::is_ascii_digit),
        _ => false,
    };
    if len > 0 && len <= 3 && ends {
        return open + len + 1;
    }
    usize::from(matches!(text.first(), Some('①'..='⑳')))
}
