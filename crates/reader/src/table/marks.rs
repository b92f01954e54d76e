//! Marks behind the names of indicators, and what the notes of a table say of them.

use super::{indicator, value};
use crate::reading::Binding;
use crate::search;
use crate::span::Span;

/// Marks that the table or the lines below it explain, and what is said of the rest: 带▲的为约束性指标，其余为预期性.
pub(super) fn marks(folded: &[char], span: Span) -> (Vec<(char, Binding)>, Option<Binding>) {
    /// How far below a table its notes are looked for.
    const BELOW: usize = 300;
    /// Farthest that 约束性 stands from its mark.
    const REACH: usize = 12;
    let mut out = Vec::new();
    let start = (span.start() as usize).saturating_sub(60);
    let end = folded.len().min(span.end() as usize + BELOW);
    for at in start..end {
        let Some(&c) = folded.get(at).filter(|c| value::is_mark(**c) || **c == '零') else { continue };
        let near = folded.get(at + 1..end.min(at + 1 + REACH)).unwrap_or_default();
        let near = near
            .split(|c| matches!(c, ';' | ',' | '。' | '\n' | '\t') || value::is_mark(*c))
            .next()
            .unwrap_or_default();
        let says = near.iter().any(|c| matches!(c, '为' | '表' | '是' | '代' | ':' | '的' | '系'));
        if let Some(binding) = indicator::binding(near).filter(|_| says) {
            out.push((c, binding));
        }
    }
    let below = folded.get(span.start() as usize..end).unwrap_or_default();
    let others = ["其余", "其他", "其它", "未标注", "未标"].iter().find_map(|word| {
        let at = search::find(below, word, below.len())?;
        let near = below.get(at..below.len().min(at + REACH)).unwrap_or_default();
        let near = near.split(|c| matches!(c, ';' | '。' | '\n' | '\t')).next()?;
        indicator::binding(near).filter(|_| near.iter().any(|c| matches!(c, '为' | '均' | '都' | '是' | '系')))
    });
    (out, others)
}
