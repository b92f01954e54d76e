//! What the years of a sentence say of its tense: a year is past or to come.

use super::{Pull, STRONG, Scale};
use crate::number::is_plain;
use crate::number::plain_digit;

/// What a year weighs from which on something is to hold.
const BEGINS: i32 = 4;

/// What the years of a sentence say; each counts once.
#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
pub(super) struct Years {
    /// 到2030年.
    goal: bool,
    /// 比2015年 looks back.
    base: bool,
    later: bool,
    earlier: bool,
    /// A year of which nothing is known.
    plain: bool,
    /// 2022年,全县…: what follows is told of that year.
    opens: bool,
    /// 1998年3月: a day that is named is past.
    dated: bool,
    /// 从1950年7月: the 到 that follows ends a span.
    from: bool,
    /// 从2030年起.
    begins: bool,
    /// 2012年,…为今年…: the year that opens the sentence is over when 今年 is on.
    over: bool,
}

impl Years {
    pub(super) fn weigh(self, scale: &mut Scale) {
        if self.goal {
            scale.put(Pull::Planned, STRONG + 1, true);
        }
        if self.later {
            scale.put(Pull::Planned, STRONG, true);
        }
        scale.put(Pull::Planned, if self.begins { BEGINS } else { 0 }, false);
        let of = |seen: bool, points: i32| if seen { points } else { 0 };
        scale.put(
            Pull::Done,
            of(self.base, 6) + of(self.earlier, 10) + of(self.plain, 2) + of(self.opens, 4) + of(self.dated, 4),
            false,
        );
        if self.over {
            scale.put(Pull::Done, STRONG + STRONG, true);
        }
    }

    /// Takes in the year of four digits at `at`, seen from the year of the document.
    pub(super) fn see(&mut self, text: &[char], at: usize, document: Option<i16>) {
        let value = text
            .get(at..at + 4)
            .unwrap_or_default()
            .iter()
            .filter_map(|c| c.to_digit(10).or_else(|| plain_digit(*c)))
            .fold(0i16, |sum, d| sum * 10 + d as i16);
        if !(1900..2100).contains(&value) {
            return;
        }
        // 增加到1954年的, 从1978年到1985年: the end of a change or of a span, not a day to come.
        let end_of_change = at
            .checked_sub(2)
            .and_then(|i| text.get(i))
            .is_some_and(|c| matches!(c, '年' | '加' | '高' | '长' | '升' | '降' | '少' | '大'));
        match at.checked_sub(1).and_then(|i| text.get(i)) {
            Some('到' | '至') if !end_of_change => match document {
                Some(d) if value < d => self.earlier = true,
                // 到1958年就增加到20万吨: so soon was it reached.
                None if matches!(text.get(at + 5), Some('就' | '已')) => self.plain = true,
                None if self.from => self.plain = true,
                _ => self.goal = true,
            },
            // 从2030年起: what is to be the rule.
            Some('从' | '自')
                if begins(text.get(at + 5..).unwrap_or_default()) && document.is_none_or(|d| value >= d) =>
            {
                self.begins = true;
            }
            Some(c @ ('较' | '比' | '是' | '从' | '由' | '为' | '与')) => {
                self.base = true;
                self.from |= *c == '从';
            }
            // 2030年前建成
            _ if value >= 2000 && text.get(at + 5) == Some(&'前') && document.is_none_or(|d| value >= d) => {
                self.goal = true;
            }
            _ => match document {
                Some(d) if value > d => self.later = true,
                Some(d) if value < d => self.earlier = true,
                Some(_) => {}
                None => {
                    self.plain = true;
                    self.opens |= at == 0 && text.get(5) == Some(&',');
                    self.over |= at == 0 && names_this_year(text);
                    self.dated |= is_past_month(text.get(at + 5..).unwrap_or_default());
                }
            },
        }
    }
}

/// Whether 起 or 开始 follows the year.
fn begins(rest: &[char]) -> bool {
    matches!(rest, ['起', ..] | ['开', '始', ..])
}

/// Whether 今年 stands further on.
fn names_this_year(text: &[char]) -> bool {
    text.windows(2).any(|w| w == ['今', '年'])
}

/// Whether a month follows, and no 底 or 前 that sets it as a limit.
fn is_past_month(text: &[char]) -> bool {
    let number = text.iter().take(3).take_while(|c| c.is_ascii_digit() || is_plain(**c)).count();
    (1..3).contains(&number)
        && text.get(number) == Some(&'月')
        && !matches!(text.get(number + 1), Some('底' | '前' | '末' | '起'))
}

/// Whether a text ends in 到“十五五” or the like, so that a 末 after it names the end of a plan.
pub(super) fn plan_end(before: &[char]) -> bool {
    let mut back = before.iter().rev().filter(|c| !matches!(c, '“' | '”' | '"'));
    let mut next = || back.next().copied();
    next() == Some('五')
        && (next().is_some_and(|c| plain_digit(c).is_some() || c == '十'))
        && (matches!(next(), Some('到' | '至')) || matches!(next(), Some('到' | '至')))
}
