//! 翻番, 翻两番.

use super::Shape;
use super::found::{Found, unitless};
use crate::number::{Value, numeral};

/// 翻番, 翻一番, 翻了近两番: n doublings are a rise of (2ⁿ − 1) × 100 %.
pub(super) fn doubling(text: &[char], at: usize) -> Found {
    let skip = Found::Skip(at + 1);
    let mut i = at + 1;
    if text.get(i) == Some(&'了') {
        i += 1;
    }
    while matches!(text.get(i), Some('近' | '约' | '超' | '将' | '过')) && i < at + 5 {
        i += 1;
    }
    let mut times = Some(1);
    if let Some(n) = numeral(text, i).filter(|n| n.scale == 0 && n.high.is_none()) {
        times = match n.value {
            Value::Decimal(d) if d.scale() == 0 => u32::try_from(d.mantissa()).ok().filter(|n| (1..=10).contains(n)),
            _ => None,
        };
        i = n.end;
    }
    let (Some('番'), Some(times)) = (text.get(i), times) else { return skip };
    // 两个翻番 names a goal set elsewhere.
    let named = at > 0 && text[at - 1] == '个'
        || text
            .get(i + 1..i + 3)
            .is_some_and(|w| matches!(w, ['目', '标'] | ['计', '划'] | ['工', '程'] | ['行', '动']));
    let rise = 2i64.pow(times).saturating_sub(1).saturating_mul(100);
    let (shape, rule) = if named { (Shape::Name, "name.doubling") } else { (Shape::Doubling, "doubling") };
    let mut q = unitless(at..i + 1, shape, rule);
    q.value = Some(Value::whole(rise));
    q.chinese = true;
    Found::Number(q)
}
