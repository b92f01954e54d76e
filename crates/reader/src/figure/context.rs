//! The words right before and right after a number.

use super::words::{After, Before, Opener};
use super::{Grammar, Sentence, bracket, is_clause_mark};
use crate::quantity::{Quantity, Shape};
use crate::reading::Bound;
use crate::time::TimeKind;
use crate::unit::Dimension;
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
    /// 是…的N倍, 为…的N%.
    pub(super) of_base: bool,
    /// A verb right before the number: its object follows.
    pub(super) deed: bool,
    /// A word between indicator and number joins the two: 为, 达到, 增长.
    pub(super) linked: bool,
    /// 有, 共: so many there are.
    pub(super) standing: bool,
    /// The first word understood before the number says the number is a noun's: 占.
    pub(super) share: bool,
    /// 每年: a yearly mean where a rate of change follows.
    pub(super) yearly: bool,
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
    /// Where the after-words end and a noun might begin.
    pub(super) after: usize,
}

/// Most characters of a noun after a number.
const NOUN: usize = 26;
/// Most characters of what an amount of money is given as: 一次性开办费用补贴.
const GIVEN: usize = 12;

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
            // 食品抽检量超每千人6.6批次: the denominator.
            if left.each_of.is_none()
                && end == at
                && let Some(each) = text[floor.max(end.saturating_sub(7))..end].iter().rposition(|c| *c == '每')
            {
                let start = floor.max(end.saturating_sub(7)) + each;
                let plain = |c: &char| {
                    crate::number::is_numeral(*c)
                        || matches!(
                            c,
                            '人' | '户'
                                | '亩'
                                | '口'
                                | '年'
                                | '月'
                                | '平'
                                | '方'
                                | '公'
                                | '里'
                                | '吨'
                                | '斤'
                                | '克'
                                | '升'
                                | '千'
                                | '度'
                        )
                };
                if end > start + 1 && text[start + 1..end].iter().all(plain) && text[start + 1] != '年' {
                    left.each_of = Some(start..end);
                    end = start;
                    continue;
                }
            }
            // 居全区第二, 位列北京首位: what the rank is among.
            if q.shape == Shape::Rank && left.comparator.is_none() {
                let area = self.words.areas_before.find_before(text, end).filter(|(n, ())| end - floor >= *n);
                let place = s.place_to(end).filter(|p| p.range.start >= floor);
                if let Some(start) = area.map(|(n, ())| end - n).or(place.map(|p| p.range.start)) {
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
            if text[floor..end].ends_with(&['分', '别']) {
                left.each = true;
                left.linked = true;
                end -= 2;
                continue;
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
                Before::Bound { bound, qualifier, gap, weak } => {
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
                Before::Link { qualifier, to, standing } => {
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
                    left.linked |= !standing && text[end - len] != '等' && !matches!(text[end - 1], '了' | '的');
                }
                Before::Change { sign, gap, rate } => {
                    left.linked = true;
                    if rate && left.rate.is_none() {
                        left.rate = Some(end - len..end);
                    }
                    if left.change.is_none() && !left.to {
                        left.by_amount = text[end - len..end]
                            .iter()
                            .any(|c| matches!(c, '增' | '减' | '多' | '少' | '降' | '升' | '高'));
                        left.change = Some(sign);
                    }
                    if gap {
                        left.gap = Some(sign);
                    }
                }
                // 年度计划的95%: before 的 it is a noun.
                Before::Adverb { .. } if end < at && text[end] == '的' && end - len > floor => break,
                Before::Adverb { qualifier } => qualifiers.extend(qualifier),
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
            if changed
                && matches!(text[at], '比' | '较')
                && text.get(at + 1) != Some(&'重')
                && text.get(at + 1) != Some(&'例')
            {
                return Some(((at, at + 1), None));
            }
            if let Some((len, word)) = self.words.before.find_before(text, at + 1)
                && at + 1 >= floor + len
                && let Before::Bound { gap: Some(sign), .. } | Before::Change { sign, gap: true, .. } = *word
            {
                return Some(((at + 1 - len, at + 1), Some(sign)));
            }
            if matches!(text[at], '、' | '的') || text[at].is_ascii_digit() {
                return None;
            }
        }
        None
    }

    /// Understands the words after a number: bounds, and the noun it counts.
    pub(super) fn right(&self, s: &Sentence<'_>, q: &Quantity, left: &Left) -> Right {
        let text = s.text;
        let mut right = Right::default();
        let mut at = q.range.end;
        // 增长1倍多
        if matches!(q.shape, Shape::Multiple) && matches!(text.get(at), Some('多' | '余')) {
            right.bound = Some(Bound::MoreThan);
            right.qualifiers.push("多");
            at += 1;
        }
        while let Some((len, After { bound, qualifier })) = self.words.after.find(text, at).map(|(n, a)| (n, *a)) {
            right.bound = right.bound.or(bound);
            right.qualifiers.extend(qualifier);
            at += len;
            if text[at - 1] == '的' {
                at -= 1;
                break;
            }
        }
        right.after = at;
        right.end = at;
        // 其中60%是女性: the share's noun stands behind 是.
        if matches!(q.shape, Shape::Percent)
            && matches!(text.get(at), Some('是' | '为'))
            && self.words.whole_from(text, at) < 2
            && self.skip_openers(s, left.floor, left.rest).0 >= left.rest
            && let Some(end) = self.noun_end(s, at + 1, true)
        {
            right.noun = Some(at + 1..end);
            right.end = end;
            return right;
        }
        let de = text.get(at) == Some(&'的');
        let from = at + usize::from(de);
        let roof = text.len().min(from + 7);
        if de
            && matches!(q.shape, Shape::Percent)
            && text[from..roof].windows(2).any(|w| matches!(w, ['增', '长' | '速' | '幅']))
        {
            right.growth = true;
            // 提出8%左右的经济增长目标 names what is to grow; 保持8%以上的高速增长 does not.
            if self.names.longest(text, from) == 0 || !self.nounless(s, left) {
                return right;
            }
        }
        let counted = match q.shape {
            Shape::Fraction | Shape::Vague => true,
            Shape::Rank => text.get(at) == Some(&'大'),
            Shape::Percent | Shape::Permille => de || (!left.linked && left.rest <= left.floor + 1),
            Shape::Plain | Shape::Multiple => match q.unit {
                None => q.scale > 0 || !q.chinese,
                Some(u) => match u.dimension {
                    Dimension::Count | Dimension::Places | Dimension::People => true,
                    Dimension::Money | Dimension::Physical => {
                        left.deed
                            || de
                            || q.range.start > 0 && text[q.range.start - 1] == '的'
                            || self.skip_openers(s, left.floor, left.rest).0 >= left.rest
                            || self.verb_only(s, left.floor..left.rest)
                    }
                    _ => false,
                },
            },
            _ => false,
        };
        // 突破千亿元大关的地区 describes the subject; the number does not count it.
        if !counted || de && right.qualifiers.contains(&"突破") {
            return right;
        }
        // 重回万亿元规模: the mark that was passed counts nothing.
        if left.bound == Some(Bound::MoreThan) && self.words.dependent.find(text, from).is_some() {
            return right;
        }
        let money = matches!(q.unit, Some(u) if u.dimension == Dimension::Money);
        // 给予最高20万元扶持: what is given may be a verb elsewhere.
        if money && s.slice(&(left.floor..left.rest)).ends_with(&['给', '予']) {
            let end = s.clause_end(from);
            if (from + 2..=from + GIVEN).contains(&end)
                && !s.number_in(from..end)
                && !s.slice(&(from..end)).contains(&'、')
            {
                right.noun = Some(from..end);
                right.end = end;
            }
            return right;
        }
        // 筹措8亿元实施安居工程: what it was raised for.
        let from = if money && !de && left.deed && self.nounless(s, left) {
            from + self.words.edge(text, from).filter(|(n, _)| *n > 1).map_or(0, |(n, _)| n)
        } else {
            from
        };
        if let Some(end) = self.noun_end(s, from, money) {
            right.noun = Some(from..end);
            right.end = end;
            // 8%左右的经济增长目标
            right.growth |=
                matches!(q.shape, Shape::Percent) && text.get(end..).is_some_and(|t| t.starts_with(&['增', '长']));
        }
        right
    }

    /// Whether no noun stands before a number, only verbs and what opens a clause.
    fn nounless(&self, s: &Sentence<'_>, left: &Left) -> bool {
        let (at, _) = self.skip_openers(s, left.floor, left.rest);
        at >= left.rest || self.verb_only(s, at..left.rest)
    }

    /// Where the noun that begins at `from` ends: before a verb, a mark, another number or a time.
    pub(super) fn noun_end(&self, s: &Sentence<'_>, from: usize, verbs_begin_none: bool) -> Option<usize> {
        let text = s.text;
        let mut at = from + self.names.longest(text, from);
        // 120项亿元以上技术改造项目: how large they are is part of what they are.
        if at == from
            && let Some(size) = s.quantity_from(from)
        {
            let end = size.range.end;
            match self.words.after.find(text, end) {
                Some((len, after)) if after.bound == Some(Bound::AtLeast) => at = end + len,
                _ if text.get(end) == Some(&'级') => at = end + 1,
                _ => {}
            }
        }
        // 农村人口的饮水问题: who is reached is what is counted.
        if at > from && text.get(at) == Some(&'的') && self.is_people(&text[from..at]) {
            return Some(at);
        }
        if at == from
            && let Some((len, ())) = self.words.people.find(text, from)
        {
            return Some(from + len);
        }
        let mut quoted = false;
        while at < text.len() && at < from + NOUN {
            let c = text[at];
            if matches!(c, '“' | '《') {
                quoted = true;
            } else if matches!(c, '”' | '》') {
                quoted = false;
            } else if !quoted {
                if c == '('
                    && at > from
                    && let Some(close) = bracket(text, at)
                {
                    at = close + 1;
                    continue;
                }
                if is_clause_mark(c) || matches!(c, '、' | ' ' | '和' | '及' | '与' | '并' | '”' | '》') {
                    // 和 joins nouns as often as it parts numbers: it stays where no number follows it closely.
                    let joins = matches!(c, '和' | '与' | '及') && at > from && !s.number_in(at + 1..at + 5);
                    if !joins {
                        break;
                    }
                }
                // 24个事项已提前完成: an adverb ends the noun.
                if at > from
                    && matches!(c, '已' | '将' | '就' | '在' | '可' | '再' | '又' | '仍')
                    && (self.words.whole_from(text, at) < 2 || text.get(at + 1) == Some(&'经'))
                    && self.words.whole_from(text, at - 1) < 2
                {
                    break;
                }
                if s.number_in(at..at + 1) || s.time_from(at).is_some() {
                    break;
                }
                if let Some((len, edge)) = self.words.edge(text, at) {
                    let turned = matches!(text.get(at + len), Some('到' | '至' | '了' | '为'));
                    let first = at == from && !turned;
                    let noun_follows =
                        text.get(at + len).is_some_and(|c| !is_clause_mark(*c) && *c != '、' && *c != '了');
                    let verb = len > 1
                        || (!edge.deed
                            && matches!(c, '占' | '比' | '较' | '为' | '由' | '使' | '是' | '获' | '到' | '按' | '让'));
                    let closing = at > from
                        && edge.deed
                        && !edge.hard
                        && !edge.alone
                        && !noun_follows
                        && text.get(at + len) != Some(&'了');
                    if verb && !closing && (!first || verbs_begin_none || !noun_follows || !edge.deed) {
                        break;
                    }
                    // 改革试点, 小区改造 at the end of a clause are nouns.
                    if verb && (first || closing) {
                        at += len;
                        continue;
                    }
                }
            }
            at += 1;
        }
        (at > from && text[from].is_alphanumeric()
            || text.get(from).is_some_and(|c| matches!(c, '“' | '《')) && at > from + 1)
            .then_some(at)
    }

    /// Skips words that stand before an indicator; the scope they give, if one of them is a place word.
    pub(super) fn skip_openers(&self, s: &Sentence<'_>, mut at: usize, end: usize) -> (usize, Option<Range<usize>>) {
        let mut scope = None;
        while at < end {
            if matches!(s.text[at], ' ' | '、' | '”' | '》' | '—' | '-' | '·' | '(' | ')') {
                at += 1;
                continue;
            }
            let known = self.names.longest(s.text, at);
            if known > 0 && at + known <= end {
                break;
            }
            if s.text[at] == '在'
                && (s.place_from(at + 1).is_some()
                    || matches!(self.words.openers.find(s.text, at + 1), Some((_, Opener::Area))))
            {
                at += 1;
                continue;
            }
            if let Some(time) = s.time_from(at).filter(|t| t.range.end <= end) {
                at = time.range.end;
                continue;
            }
            let whole = self.words.whole_from(s.text, at);
            if let Some(place) = s.place_from(at).filter(|p| p.range.end <= end && p.range.len() >= whole) {
                // 云泽机场, 云泽港: the facility is part of the name.
                let facility = self.words.facilities.find(s.text, place.range.end).map_or(0, |(n, ())| n);
                let to = if place.range.end + facility < end { place.range.end + facility } else { place.range.end };
                scope = Some(place.range.start..to);
                at = to;
                continue;
            }
            let Some((len, opener)) = self
                .words
                .openers
                .find(s.text, at)
                .filter(|(n, o)| whole <= *n && (at + n < end || at + n == end && **o == Opener::Area))
            else {
                break;
            };
            if *opener == Opener::Area {
                scope = Some(at..at + len);
            }
            at += len;
        }
        (at, scope)
    }
}
