//! The words right before and right after a number.

use super::words::Before;
use super::{Grammar, Sentence};
use crate::quantity::{Quantity, Shape};
use crate::reading::Bound;
use crate::time::{Time, TimeKind};
use std::ops::Range;

/// What the words before a number say.
// Each flag is a word that stood there; they are independent, and a set of them would hide which.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Default)]
pub(super) struct Left {
    /// Where the words that may name an indicator begin.
    pub(super) floor: usize,
    /// Where they end: what follows up to the number has been understood.
    pub(super) rest: usize,
    pub(super) bound: Option<Bound>,
    /// A bound that any other bound word overrules: 控制在.
    pub(super) weak: Option<Bound>,
    /// A noun of rate stands before: 增速, 涨幅.
    pub(super) rate: Option<Range<usize>>,
    /// 每千人, 每户 right before the number.
    pub(super) each_of: Option<Range<usize>>,
    /// In order of place.
    pub(super) qualifiers: Vec<&'static str>,
    /// Sign of a rise or fall.
    pub(super) change: Option<i8>,
    /// A distance to a comparator: 高于全国平均.
    pub(super) gap: Option<i8>,
    /// The link ends a from–to: 提高到.
    pub(super) to: bool,
    /// 由, 从 stands before the number: it is the old value.
    pub(super) from: bool,
    /// What it is compared with.
    pub(super) base: Option<Range<usize>>,
    /// Whom or what a distance is measured from: 全国平均水平.
    pub(super) comparator: Option<Range<usize>>,
    /// 分别.
    pub(super) each: bool,
    /// 均, 都: it is so with all of them.
    pub(super) each_all: bool,
    /// 是…的N倍, 为…的N%.
    pub(super) of_base: bool,
    /// A verb right before the number: its object follows.
    pub(super) deed: bool,
    /// A word between indicator and number joins the two: 为, 达到, 增长.
    pub(super) linked: bool,
    /// 完成, 实现 right before the number: what was done may stand behind it.
    pub(super) open: bool,
    /// 有, 共: so many there are.
    pub(super) standing: bool,
    /// The first word understood before the number says the number is a noun's: 占.
    pub(super) share: bool,
    /// 每年: a yearly mean where a rate of change follows.
    pub(super) yearly: bool,
    /// 超年度计划: by how much it is more than was planned.
    pub(super) over: bool,
    /// 增加, 减少: the amount itself changed.
    pub(super) by_amount: bool,
    /// 上千, 上百: the number is only an order.
    pub(super) vague: bool,
}

/// What the words after a number say.
#[derive(Debug, Clone, Default)]
pub(super) struct Right {
    pub(super) bound: Option<Bound>,
    pub(super) qualifiers: Vec<&'static str>,
    /// The thing counted, where it follows.
    pub(super) noun: Option<Range<usize>>,
    /// Where the words that belong to this number end.
    pub(super) end: usize,
    /// 的增长, 的增速 follows: the number is a rate of change.
    pub(super) growth: bool,
    /// That word, where it is a noun: 6%的|增速.
    pub(super) rate: Option<Range<usize>>,
    /// Where the after-words end and a noun might begin.
    pub(super) after: usize,
}

impl Grammar {
    /// Understands the words between `floor` and the number at `at`, last first.
    pub(super) fn left(&self, s: &Sentence<'_>, floor: usize, q: &Quantity) -> Left {
        let at = q.range.start;
        let text = s.text;
        let mut left = Left { floor, rest: at, ..Left::default() };
        let mut end = at;
        let mut qualifiers: Vec<&'static str> = Vec::new();
        while end > floor {
            if text[end - 1] == ' ' {
                end -= 1;
                continue;
            }
            if let Some(time) = s.time_to(end).filter(|t| t.range.start >= floor) {
                end = time.range.start;
                if time.kind == TimeKind::Frequency {
                    let words = s.slice(&time.range);
                    if words.contains(&'均') {
                        qualifiers.push("年均");
                    } else if matches!(words, ['每' | '逐', '年']) {
                        left.yearly = true;
                    }
                }
                // 从一九五零年百分之十一增加到: 从 is part of the time as marked.
                if matches!(text[end], '从' | '由' | '自') {
                    left.from = true;
                }
                if matches!(text.get(end.wrapping_sub(1)), Some('比' | '较' | '与' | '和' | '同' | '于')) && end > floor
                {
                    end -= 1;
                    left.base = Some(time.range.clone());
                } else if left.of_base && left.base.is_none() {
                    left.base = Some(time.range.clone());
                }
                left.linked = true;
                continue;
            }
            // 与2010年相比, 比上年: the marker may stand after the time.
            if text[floor..end].ends_with(&['相', '比'])
                && let Some(time) = s.time_to(end - 2).filter(|t| t.range.start > floor)
            {
                left.base = Some(time.range.clone());
                end = time.range.start - 1;
                left.linked = true;
                continue;
            }
            if left.each_of.is_none()
                && let Some(each) = each_of(s, floor, end)
            {
                end = each.start;
                left.each_of = Some(each);
                continue;
            }
            // 扣除价格因素: the base is put right, whatever the cause is called.
            if let Some(start) = put_right(&text[floor..end]) {
                qualifiers.push("可比口径");
                end = floor + start;
                left.linked = true;
                continue;
            }
            // 产量稳定在全国1/4, 能耗约为全国平均的70%: of what.
            if end == at
                && left.comparator.is_none()
                && let Some(start) = self.compared(text, floor, end, q.shape)
            {
                left.comparator = Some(start..if text[end - 1] == '的' { end - 1 } else { end });
                left.linked = true;
                end = start;
                continue;
            }
            // 居全区第二, 位列北京首位: what the rank is among.
            // 全国排名由第十上升到第五: 由 is nobody.
            if q.is_rank() && left.comparator.is_none() && !(end == at && matches!(text[end - 1], '由' | '从')) {
                let area = self.words.areas_before.find_before(text, end).filter(|(n, ())| end - floor >= *n);
                let place = s.place_to(end).filter(|p| p.range.start >= floor);
                if let Some(mut start) = area.map(|(n, ())| end - n).or(place.map(|p| p.range.start)) {
                    // 居中国西部第一: both of them.
                    if let Some((wide, ())) =
                        self.words.areas_before.find_before(text, start).filter(|(n, ())| {
                            start >= floor + n && matches!(text[start - n], '全' | '中' | '世' | '我')
                        })
                    {
                        start -= wide;
                    }
                    // 居全国各城市首位
                    if start > floor && text[start - 1] == '各' {
                        start -= 1;
                        let wide = self.words.areas_before.find_before(text, start).map_or(0, |(n, ())| n);
                        start = start.saturating_sub(wide).max(floor);
                    }
                    left.comparator = Some(start..end);
                    left.linked = true;
                    end = start;
                    continue;
                }
                if let Some(verb) = self.scanner.rank_verb(text, end).filter(|v| v.start >= floor && v.end < end) {
                    left.comparator = Some(verb.end..end);
                    left.linked = true;
                    end = verb.start;
                    continue;
                }
            }
            if matches!(text[end - 1], '由' | '从') {
                left.from = true;
                end -= 1;
                left.linked = true;
                continue;
            }
            // 甲、乙各增长5%和6%
            if text[end - 1] == '各' && end < at && self.words.whole_from(text, end - 1) < 2 && end > floor + 1 {
                left.each = true;
                left.linked = true;
                end -= 1;
                continue;
            }
            if text[floor..end].ends_with(&['分', '别']) {
                left.each = true;
                left.linked = true;
                end -= 2;
                continue;
            }
            // 全国排名由第十位上升到第五位: what went from one rank to another is the noun.
            if left.from && q.is_rank() && matches!(text[floor..end], [.., '排', '名'] | [.., '位', '次']) {
                break;
            }
            let Some((len, word)) = self.words.before.find_before(text, end).filter(|(n, _)| end - floor >= *n) else {
                if left.comparator.is_none()
                    && q.shape != Shape::Rank
                    && let Some((start, sign)) = self.comparator(text, floor, end, left.change.is_some())
                {
                    left.comparator = Some(start.1..end);
                    left.gap = sign.or(left.gap).or(left.change);
                    left.linked = true;
                    end = start.0;
                    continue;
                }
                break;
            };
            // 人口自然增长率 is a name; its 增长率 is no rate of growth.
            if self.names.longest_before(text, end) > len || self.words.whole_to(&text[..end], end) > len {
                break;
            }
            match *word {
                // 最高达: what was the most is no bound of it; 最高20万元 is.
                Before::Bound { near: true, .. } if end != at => {}
                Before::Bound { bound, qualifier, gap, weak, .. } => {
                    if let Some(sign) = gap.filter(|_| left.gap.is_none()) {
                        left.gap = Some(sign);
                    }
                    if bound.is_none() {
                        // 上千万, 成千: only before a bare magnitude; 建成3座 is a verb.
                        if end != at || !q.magnitude {
                            break;
                        }
                        left.vague = true;
                    }
                    if weak {
                        left.weak = bound;
                    } else {
                        left.bound = bound.or(left.bound);
                    }
                    qualifiers.extend(qualifier);
                }
                Before::Link { qualifier, to, standing, open } => {
                    // 完成不少于20万批次检测: a bound parts no verb from its number.
                    left.open |= open && (end == at || left.bound.is_some() && !left.linked);
                    if text[end - len..end].contains(&'占') {
                        left.share = true;
                    }
                    if text[end - 1] == '的' {
                        left.of_base = true;
                    }
                    // 达到 is recorded only as written and only where no bound word stands with the number.
                    if left.bound.is_none() {
                        qualifiers.extend(qualifier);
                    }
                    left.to |= to;
                    left.standing |= standing;
                    left.linked |=
                        !standing && !left.standing && text[end - len] != '等' && !matches!(text[end - 1], '了' | '的');
                }
                // 改造提升43万亩: the deed is longer than its second word, and 腾退 is no 退.
                Before::Change { .. }
                    if end == at
                        && self
                            .words
                            .deeds_before
                            .find_before(text, end)
                            .is_some_and(|(n, _)| n > len + 1 || len == 1 && n == 2) =>
                {
                    break;
                }
                // 高109米的主塔: how high it is, and not how much higher.
                Before::Change { .. }
                    if end == at
                        && text[end - len..end] == ['高']
                        && q.unit.is_some_and(|u| u.group == "length")
                        && text.get(q.range.end) == Some(&'的') =>
                {
                    break;
                }
                // 为企业减支3亿元 was saved; 比上年减支3亿元 is what was spent less.
                Before::Change { .. }
                    if self.words.relief.find_before(text, end).is_some_and(|(n, ())| n == len)
                        && s.time_to(end - len).is_none()
                        && !text[floor..end - len].ends_with(&['同', '比'])
                        && !text[floor..end - len].ends_with(&['同', '期']) =>
                {
                    break;
                }
                Before::Change { sign, gap, rate } => {
                    left.linked = true;
                    if rate && left.rate.is_none() {
                        left.rate = Some(end - len..end);
                    }
                    if left.change.is_none() && !left.to {
                        left.by_amount =
                            text[end - len..end].iter().any(|c| matches!(c, '增' | '减' | '多' | '少' | '降'));
                        left.change = Some(sign);
                    }
                    if gap {
                        left.gap = Some(sign);
                    }
                }
                // 年度计划的95%: before 的 it is a noun.
                Before::Adverb { .. } if end < at && text[end] == '的' && end - len > floor => break,
                // 服务经费人均40元: for each of whom.
                Before::Adverb { qualifier: None }
                    if end == at && matches!(text[end - len..end], ['人' | '户' | '亩', '均']) =>
                {
                    left.each_of = left.each_of.take().or(Some(end - len..end));
                }
                Before::Adverb { qualifier } => {
                    left.each_all |= matches!(text[end - len..end], ['均' | '都']);
                    qualifiers.extend(qualifier);
                }
            }
            end -= len;
        }
        left.rest = end;
        left.deed = self
            .words
            .deeds_before
            .find_before(text, if end > floor && text[end - 1] == '了' { end - 1 } else { end })
            // 研发投入 is a name; its 投入 is no deed.
            .is_some_and(|(n, _)| end >= floor + n && self.names.longest_before(text, end) <= n);
        qualifiers.reverse();
        left.qualifiers = qualifiers;
        left
    }

    /// Where the place begins that a share is of, right before the number, if a link stands before it: 稳定在全国1/4, 约为全国平均的70%.
    fn compared(&self, text: &[char], floor: usize, at: usize, shape: Shape) -> Option<usize> {
        let mut end = at;
        let strip = |end: &mut usize, word: &[char]| {
            let found = text.get(floor..*end).is_some_and(|t| t.ends_with(word));
            *end -= if found { word.len() } else { 0 };
            found
        };
        match shape {
            Shape::Fraction => {}
            Shape::Percent if strip(&mut end, &['的']) => {
                let level = strip(&mut end, &['水', '平']);
                if !strip(&mut end, &['平', '均']) && !level {
                    return None;
                }
            }
            _ => return None,
        }
        let (len, ()) = self.words.areas_before.find_before(text, end).filter(|(n, ())| end > floor + n)?;
        let start = end - len;
        let linked = matches!(self.words.before.find_before(text, start), Some((n, Before::Link { .. } | Before::Bound { gap: None, .. })) if start >= floor + n);
        (linked && text.get(start - 1) != Some(&'占')).then_some(start)
    }

    /// What is compared with, right before `end`: 高于全国平均水平, 比全省平均水平 (before 高). The places where the marker
    /// and the comparator begin, and the sign where the marker has one.
    fn comparator(
        &self,
        text: &[char],
        floor: usize,
        end: usize,
        changed: bool,
    ) -> Option<((usize, usize), Option<i8>)> {
        // 高于全省平均水平 has eight characters; double that leaves room for a place and an indicator's name.
        let low = end.saturating_sub(16).max(floor);
        for at in (low..end.saturating_sub(1)).rev() {
            // 可比产品成本: a word of its own compares nothing.
            let whole = || (0..=at.min(2)).any(|back| self.words.whole_from(text, at - back) > back + 1);
            if changed
                && matches!(text[at], '比' | '较')
                && !whole()
                && text.get(at + 1) != Some(&'重')
                && text.get(at + 1) != Some(&'例')
            {
                return Some(((at, at + 1), None));
            }
            if let Some((len, word)) = self.words.before.find_before(text, at + 1)
                && at + 1 >= floor + len
                && let Before::Bound { gap: Some(sign), .. } | Before::Change { sign, gap: true, .. } = *word
                // 优于Ⅲ类水体比例: a class is part of a name.
                && text.get(at + 2) != Some(&'类')
            {
                return Some(((at + 1 - len, at + 1), Some(sign)));
            }
            if matches!(text[at], '、' | '的') || text[at].is_ascii_digit() {
                return None;
            }
        }
        None
    }
}

/// Characters of a denominator before 每, in characters.
const EACH: usize = 7;

/// Whom an amount is for each of, right before `end`: 每千人6.6批次, 每人每月300元, 每家最高20万元.
fn each_of(s: &Sentence<'_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let low = floor.max(end.saturating_sub(EACH));
    let start = low + s.slice(&(low..end)).iter().rposition(|c| *c == '每')?;
    let plain = |c: &char| {
        c.is_ascii_digit()
            || crate::number::is_numeral(*c)
            || "人户亩口年月平方公里米吨斤克升千度家名个件项位例所套台辆头只张".contains(*c)
    };
    let words = s.slice(&(start + 1..end));
    if words.is_empty() || words[0] == '年' || !words.iter().all(plain) {
        return None;
    }
    let often = |t: &&Time| t.kind == TimeKind::Frequency;
    let to = s.time_from(end).filter(often).map_or(end, |t| t.range.end);
    let from = s.time_to(start).filter(often).map_or(start, |t| t.range.start.max(floor));
    Some(from..to)
}

/// Where 扣除…因素, 剔除…影响 begins, if the words end in it.
fn put_right(words: &[char]) -> Option<usize> {
    let words = words.strip_suffix(&['后']).unwrap_or(words);
    if !words.ends_with(&['因', '素']) && !words.ends_with(&['影', '响']) {
        return None;
    }
    words.windows(2).rposition(|w| matches!(w, ['扣' | '剔', '除'])).filter(|at| words.len() - at <= 18)
}
