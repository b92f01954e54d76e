//! What the numbers of a sentence say of its tense: results are exact, targets round.

use super::years::{Years, plan_end};
use super::{Pull, STRONG, Scale, is_border};
use crate::charset::CharSet;
use crate::number::{PLAIN, is_plain};
use crate::signs::{Row, SPEAKING};

/// What the numbers of a sentence are like; each likeness counts once.
#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
struct Numbers {
    any: bool,
    decimal: bool,
    exact: bool,
    round: bool,
    /// One counts 5000余 afterwards; a target names a bound.
    over: bool,
    /// 增长近30%, 接近四成: what has been reached lies close to a mark.
    near: bool,
    /// A clause ends with a value and its unit.
    closing: bool,
    han: bool,
    han_decimal: bool,
    /// 5%-6%: what has happened has one value.
    range: bool,
    /// 300个以上, 5%左右.
    above: bool,
    about: bool,
    /// A number that nobody rounded: 21774吨.
    long: bool,
    counted: bool,
    /// Two digits or more after the point: 16.17%.
    hundredths: bool,
    /// 达到95%以上: a bound on what is to be reached.
    reach: u8,
    /// A decimal that is no half: nobody plans 5.3%, but many 5.5%.
    fine: bool,
    /// 38个项目…: a clause that begins with a number tells of things that are there to be counted.
    opens: bool,
    /// 合格率92.3%: a rate and its value, and no verb that leads to it.
    rate: bool,
    /// Two digits that nobody rounded: 38个.
    odd: bool,
    /// 5.3%: a share as it was measured.
    measured: bool,
    /// How many numbers there are, how many with a point, how many that nobody rounded, and how many are 左右.
    count: u16,
    decimals: u16,
    unrounded: u16,
    abouts: u16,
    /// How many clauses give a noun its value without a verb: 粮食产量32.6万吨.
    bare: i32,
}

impl Numbers {
    /// The points were fitted with those of the words.
    fn weigh(&self, scale: &mut Scale) {
        let of = |seen: bool, points: i32| if seen { points } else { 0 };
        let done = of(self.any, 1)
            + of(self.decimal, 6)
            + of(self.decimals > 1, 2)
            + of(self.decimals > 2, 2)
            + of(self.exact, 7)
            + of(self.over, 9)
            + of(self.near, 6)
            + of(self.closing, 3)
            + of(self.opens, 7)
            + of(self.rate, 7)
            + of(self.odd, 3)
            + of(self.measured, 3)
            + of(self.han_decimal, 4);
        // Nothing but nouns and their values: no word of the sentence has spoken of time.
        let silent = scale.done == 0 && scale.planned == 0;
        if scale.done == 0 && scale.planned == 0 {
            scale.statistics += if self.bare > 0 { 8 } else { of(self.any, 4) };
            scale.fact += of(scale.fact > 0, 6);
        }
        scale.put(Pull::Done, done, false);
        scale.counted = done;
        // 增长6%左右,…增长5%左右: a list of expectations.
        let abouts = match self.abouts {
            0 | 1 => 0,
            2 => 8,
            _ => 12,
        };
        let planned = of(self.round, 1)
            + of(self.han && !silent, 2)
            + of(self.range, 12)
            + of(self.above, 4)
            + of(self.about, 2)
            + of(self.reach > 0, 3)
            + of(self.reach > 1, 6)
            + of(self.decimal && !self.fine, 5)
            + of(self.unrounded == 0 && self.count > 1, 2)
            + of(self.unrounded == 0 && self.count > 2, 3)
            + abouts;
        scale.put(Pull::Planned, planned, false);
        scale.statistics += of(self.long, 5) + of(self.counted, 5) + of(self.hundredths, 3);
        // A communiqué gives its numbers as they are.
        scale.statistics -= of(self.over || self.about || self.above, 6);
        scale.statistics += match self.bare {
            0 => 0,
            1 => 2,
            2 => 5,
            _ => 9,
        };
    }

    /// Sees what follows a number that ends at `end`: a second end of a range, or a bound.
    fn bound(&mut self, text: &[char], end: usize) {
        let rest = text.get(end..).unwrap_or_default();
        let share = rest.first() == Some(&'%');
        let rest = rest.get(usize::from(share)..).unwrap_or_default();
        self.range |=
            matches!(rest.first(), Some('-' | '—' | '~' | '至')) && rest.get(1).is_some_and(char::is_ascii_digit);
        self.about |= share && rest.starts_with(&['左', '右']);
        self.above |= !share && within(rest, ['以', '上']);
    }

    /// Takes in the number `at..end`, the last `fraction` digits of it after the point.
    fn digits(&mut self, text: &[char], at: usize, end: usize, fraction: usize) {
        let len = end - at;
        let zero = text.get(end - 1) == Some(&'0');
        self.any = true;
        self.decimal |= fraction > 0;
        // 11870个: four digits that nobody rounded.
        let digits = text.get(at..end).unwrap_or_default();
        let told = digits.iter().rposition(|c| *c != '0').map_or(0, |last| last + 1);
        self.exact |= fraction == 0 && (len >= 3 && !zero || told >= 4);
        self.round |= fraction == 0 && if len == 1 { matches!(text.get(end), Some('万' | '亿')) } else { zero };
        // 5000余人, 10万余人
        let scaled = end + usize::from(matches!(text.get(end), Some('万' | '亿')));
        self.over |= matches!(text.get(scaled), Some('余' | '多'));
        let whole = fraction == 0 && !zero;
        // 207450万元, 112738.3千公顷
        let rounded = text.get(at..end).is_some_and(|d| d.ends_with(&['0', '0']));
        self.long |= if fraction > 0 { len - fraction > 5 } else { len >= 5 && !zero || len >= 6 && !rounded };
        self.counted |= whole && len == 4 && !matches!(text.get(end), Some('万' | '亿'));
        let before = at.checked_sub(1).and_then(|i| text.get(i));
        let share = text.get(end) == Some(&'%');
        self.opens |= !share && matches!(before, Some(',' | ';'));
        self.rate |= before == Some(&'率');
        self.odd |= whole && len == 2 && text.get(end - 1) != Some(&'5');
        self.measured |= share && fraction > 0 && (fraction > 1 || text.get(end - 1) != Some(&'5'));
        self.near |= before == Some(&'近');
        self.count = self.count.saturating_add(1);
        self.decimals = self.decimals.saturating_add(u16::from(fraction > 0));
        self.unrounded = self.unrounded.saturating_add(u16::from(fraction > 0 || !zero && len > 1));
        self.hundredths |= fraction > 1;
        self.fine |= fraction > 1 || fraction == 1 && text.get(end - 1) != Some(&'5');
        let rest = text.get(end..).unwrap_or_default();
        let about = within(rest, ['左', '右']);
        self.abouts = self.abouts.saturating_add(u16::from(about));
        let reach = matches!(before, Some('达' | '到')) && (about || within(rest, ['以', '上']));
        self.reach = self.reach.saturating_add(u8::from(reach));
        self.bound(text, end);
        if closes(text, end) {
            self.closing = true;
            self.bare += i32::from(before.is_some_and(|c| *c >= '\u{4e00}' && !leads_to_value(*c)));
        }
    }
}

/// Whether `word` stands within the next few characters, before any mark.
fn within(text: &[char], word: [char; 2]) -> bool {
    let unit = text.iter().take(5).take_while(|c| !is_border(**c)).count();
    text.get(..unit).is_some_and(|t| t.windows(2).any(|w| w == word))
}

/// Whether no more than a unit stands between `end` and the next mark: 万吨, but no bound like 以上.
fn closes(text: &[char], end: usize) -> bool {
    let unit = text.get(end..).unwrap_or_default().iter().take(4).take_while(|c| !is_border(**c)).count();
    let last = (end + unit).checked_sub(1).and_then(|i| text.get(i));
    (1..4).contains(&unit)
        && !matches!(last, Some('右' | '上' | '内' | '年' | '月' | '日'))
        && !text.get(end..end + unit).is_some_and(|u| u.iter().any(char::is_ascii_digit))
}

/// The last character of a verb that leads to a value: 达到, 增长, 居.
fn leads_to_value(c: char) -> bool {
    matches!(
        c,
        '由' | '从'
            | '增'
            | '长'
            | '降'
            | '少'
            | '涨'
            | '到'
            | '达'
            | '成'
            | '超'
            | '破'
            | '至'
            | '为'
            | '占'
            | '有'
            | '现'
            | '加'
            | '均'
            | '过'
            | '升'
            | '跌'
            | '跃'
            | '居'
            | '第'
            | '约'
            | '近'
            | '入'
            | '及'
            | '了'
            | '设'
            | '建'
            | '放'
            | '出'
            | '资'
            | '高'
    )
}

/// Numbers speak too: results are exact (377.4), targets round; a year is past or to come.
pub(super) fn numbers(text: &[char], signs: Row<'_>, document: Option<i16>, scale: &mut Scale) {
    let mut seen = Numbers::default();
    let mut years = Years::default();
    let mut at = 0;
    while let Some(next) = signs.next(at, SPEAKING) {
        at = next;
        let Some(&c) = text.get(at) else { break };
        if c.is_ascii_digit() {
            let len = digits(text, at);
            let fraction = if text.get(at + len) == Some(&'.') { digits(text, at + len + 1) } else { 0 };
            let end = at + len + if fraction == 0 { 0 } else { 1 + fraction };
            if len == 4 && fraction == 0 && text.get(end) == Some(&'年') {
                years.see(text, at, document);
            } else if text.get(end) == Some(&'日') && text.get(end + 1) == Some(&'前') {
                // 次月5日前上报: a day that is a limit.
                scale.put(Pull::Planned, 6, false);
            } else if text.get(end) == Some(&'月') {
                // 1-2月,…: a monthly bulletin, and no report.
                let span = at.checked_sub(1).and_then(|i| text.get(i)).is_some_and(|c| matches!(c, '-' | '—' | '~'));
                let opens = at == 0 && text.get(end + 1) == Some(&'份');
                scale.statistics += if span && at < 4 {
                    12
                } else if span {
                    8
                } else {
                    6 * i32::from(opens)
                };
            } else if !matches!(text.get(end), Some('年' | '日')) && !to_month(text, end) {
                seen.digits(text, at, end, fraction);
            }
            at = end;
        } else if is_plain(c) {
            let run = text.get(at..).map_or(1, |r| r.iter().take_while(|c| is_plain(**c)).count());
            let end = at + run;
            if run == 4 && text.get(end) == Some(&'年') {
                years.see(text, at, document);
            } else if text.get(end) != Some(&'年') {
                seen.han |= run >= 3;
                seen.han_decimal |= text.get(end) == Some(&'点') && text.get(end + 1).is_some_and(|c| is_plain(*c));
            }
            at = end;
        } else {
            if c == '末' && plan_end(text.get(..at).unwrap_or_default()) {
                scale.put(Pull::Planned, STRONG + 1, true);
            }
            at += 1;
        }
    }
    // 从零售类值看,…: what a statistician looks at.
    let looked = matches!(text.first(), Some('从' | '分'))
        && text.iter().take(14).position(|c| *c == ',').is_some_and(|i| text.get(i - 1) == Some(&'看'));
    scale.statistics += if looked { 8 } else { 0 };
    seen.weigh(scale);
    years.weigh(scale);
}

/// All that numbers are looked for by, and the 末 of a plan.
pub(crate) static SPEAKS: CharSet = CharSet::of(PLAIN).and(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '末']);

/// Whether a span goes on to a month: 1-2月.
fn to_month(text: &[char], at: usize) -> bool {
    matches!(text.get(at), Some('-' | '—' | '~')) && text.get(at + 1 + digits(text, at + 1)) == Some(&'月')
}

/// How many digits stand at `at`.
fn digits(text: &[char], at: usize) -> usize {
    text.get(at..).map_or(0, |r| r.iter().take_while(|c| c.is_ascii_digit()).count())
}
