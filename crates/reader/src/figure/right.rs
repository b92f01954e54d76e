//! The words right after a number: its bound, and whether a noun that it counts follows.

use super::context::{Left, Right};
use super::noun::NOUN;
use super::words::{After, Before};
use super::{Grammar, Sentence, is_clause_mark};
use crate::quantity::{Quantity, Shape};
use crate::reading::Bound;
use crate::unit::Dimension;

/// Most characters of what an amount of money is given as: 一次性开办费用补贴.
const GIVEN: usize = 12;

impl Grammar {
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
            // 九成是巩固的: how they are, and not what.
            if text.get(end) != Some(&'的') {
                right.noun = Some(at + 1..end);
                right.end = end;
            }
            return right;
        }
        let de = text.get(at) == Some(&'的');
        let from = at + usize::from(de);
        let roof = text.len().min(from + 7);
        // 保持10%以上增长
        if !de
            && matches!(q.shape, Shape::Percent)
            && left.linked
            && left.change.is_none()
            && text[at..].starts_with(&['增', '长'])
            && !text.get(at + 2).is_some_and(|c| matches!(c, '率' | '目' | '点' | '极' | '贡'))
        {
            right.growth = true;
            return right;
        }
        if de
            && matches!(q.shape, Shape::Percent)
            && text[from..roof].windows(2).any(|w| matches!(w, ['增', '长' | '速' | '幅']))
        {
            right.growth = true;
            right.rate = s.text[from..roof]
                .windows(2)
                .position(|w| matches!(w, ['增', '长' | '速' | '幅']))
                .map(|i| from + i..from + i + 2)
                .map(|r| match text.get(r.end..) {
                    Some(['率', ..]) => r.start..r.end + 1,
                    // 确定5%左右的增长目标
                    Some(['速' | '幅', '度', ..] | ['目', '标', ..]) => r.start..r.end + 2,
                    _ => r,
                })
                .filter(|r| text[r.end - 1] != '长');
            // 提出8%左右的经济增长目标 names what is to grow; 保持8%以上的高速增长 does not.
            if self.names.longest(text, from) == 0 || !self.nounless(s, left) {
                return right;
            }
        }
        let counted = match q.shape {
            // 人口占世界五分之一的国家: whose share it is stands before.
            Shape::Fraction => !de || !s.slice(&(left.floor..q.range.start)).contains(&'占'),
            Shape::Vague => true,
            Shape::Rank => text.get(at) == Some(&'大'),
            Shape::Percent | Shape::Permille => {
                // 所有乡镇和90%以上行政村
                let joined = q.range.start > 0 && text[q.range.start - 1] == '和' && right.bound.is_some();
                de || joined
                    || !left.linked
                        && (left.rest <= left.floor + 1
                            || left.rest == q.range.start && self.ends_in_and(s, left.floor, left.rest))
            }
            Shape::Plain | Shape::Multiple => match q.unit {
                None => q.scale > 0 || !q.chinese,
                Some(u) => match u.dimension {
                    Dimension::Count | Dimension::Places | Dimension::People => true,
                    Dimension::Money | Dimension::Physical => {
                        left.deed
                            || left.open
                            || self.words.deeds_before.find_before(text, q.range.start).is_some_and(|(n, _)| n > 1)
                            || de
                            // 河道拓展和3700米护墙建设
                            || q.range.start > 0 && matches!(text[q.range.start - 1], '的' | '和' | '与')
                            || self.is_actor(s, &(left.floor..left.rest))
                            || self.skip_openers(s, left.floor, left.rest).0 >= left.rest
                            || self.verb_only(s, left.floor..left.rest)
                            // 完成河道疏浚和2600米堤岸建设
                            || left.rest == q.range.start && self.ends_in_and(s, left.floor, left.rest)
                            // 对企业给予30万元奖励
                            || s.slice(&(left.floor.max(left.rest.saturating_sub(GIVEN))..left.rest))
                                .windows(2)
                                .any(|w| w == ['给', '予'])
                            // 二等奖20万元奖励
                            || s.slice(&(left.floor..left.rest)).ends_with(&['等', '奖'])
                            // 一次性增加6万亿元债务限额
                            || s.slice(&(left.floor..left.rest)) == ['一', '次', '性']
                    }
                    // 240小时过境免签政策
                    Dimension::Duration => s.slice(&(at..text.len().min(at + 4))).windows(2).any(|w| w == ['免', '签']),
                    _ => false,
                },
            },
            _ => false,
        };
        // 3万家目标, 1.4万亿斤新台阶: the words name the mark that is reached, and nothing is counted.
        // So does 的速度 behind the rate it moved at.
        let mark = |from: usize| {
            let of = || self.words.void_of.find(text, from).filter(|_| de);
            self.words.void.find(text, from).or_else(of).map(|(n, ())| from + n).filter(|end| {
                !text.get(*end).is_some_and(|c| c.is_alphanumeric()) || self.words.edge(text, *end).is_some()
            })
        };
        // 拥有占世界95%以上泵站的公司: of what the share is.
        let of = s.slice(&(left.floor..left.rest)).iter().rposition(|c| *c == '占').map(|i| left.floor + i + 1);
        if matches!(q.shape, Shape::Percent)
            && !de
            && of.is_some_and(|at| self.skip_openers(s, at, left.rest).0 >= left.rest)
            && let Some(whole) = self.noun_end(s, from, true)
            && let Some(end) = (from + 2..=whole.min(text.len() - 1)).find(|i| text[*i] == '的')
        {
            right.noun = Some(from..end);
            right.end = end;
            return right;
        }
        // 突破千亿元大关的地区 describes the subject; the number does not count it. 重回万亿元规模 names a mark, too.
        let passed = left.bound == Some(Bound::MoreThan) && self.words.dependent.find(text, from).is_some();
        if !counted || passed || de && right.qualifiers.contains(&"突破") {
            // 1.4万亿斤新台阶、亩产提升…: nor does it begin the next noun.
            right.end = mark(from).filter(|_| !de).map_or(right.end, |end| end.max(right.end));
            return right;
        }
        // 14亿人的吃饭问题: the people are what is counted.
        if de
            && q.unit.is_some_and(|u| u.name == "人")
            && let Some(end) = self.noun_end(s, from, true)
            && matches!(
                s.slice(&(from..end)),
                [.., '问', '题'] | [.., '安', '全'] | [.., '需', '求'] | [.., '生', '活'] | [.., '权', '益']
            )
        {
            right.noun = Some(q.range.end - 1..q.range.end);
            right.end = end;
            return right;
        }
        let money = matches!(q.unit, Some(u) if u.dimension == Dimension::Money);
        // 最高60万元、40万元扶持: a grant behind its amount, verb or noun.
        if money
            && let Some(end) = (from + 2..=(from + GIVEN).min(s.clause_end(from)))
                .rev()
                .find(|p| self.words.grants.find_before(text, *p).is_some_and(|(n, ())| *p >= from + n))
            && !text.get(end).is_some_and(|c| c.is_alphanumeric())
            && !s.number_in(from..end)
            && !s.slice(&(from..end)).contains(&'、')
            && !(from..end).any(|i| self.words.edge(text, i).is_some_and(|(n, e)| e.hard && i + n < end))
        {
            right.noun = Some(from..end);
            right.end = end;
            return right;
        }
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
        // 筹措8亿元实施安居工程, 用8亿元建设住宅: what it was raised for.
        let used = q.range.start > 0 && text[q.range.start - 1] == '用' && self.words.whole_to(text, q.range.start) < 2;
        let from = if money && !de && (left.deed || used) && self.nounless(s, left) {
            from + self.words.edge(text, from).filter(|(n, _)| *n > 1).map_or(0, |(n, _)| n)
        } else {
            from
        };
        // 提出3项指标: right behind its verb it is what is counted.
        let deed =
            left.deed && left.rest == q.range.start && matches!(q.unit, Some(u) if u.dimension == Dimension::Count);
        let rate = left.change.is_some() || left.qualifiers.contains(&"年均");
        let moved = de && rate && self.words.void_of.find(text, from).is_some();
        if let Some(end) = mark(from).filter(|_| moved || left.rest > left.floor + 1 && !deed) {
            right.end = end;
            return right;
        }
        // 20万等任务, 4类共25项: what is more than named, or comes to so many in all.
        if matches!(text.get(from), Some('等' | '共' | '即')) && self.words.whole_from(text, from) < 2 {
            return right;
        }
        // 10项以上能够体现特色的标准: the noun stands behind what describes it.
        let head = matches!(q.unit, Some(u) if u.dimension == Dimension::Count)
            .then(|| self.described(s, from))
            .flatten()
            .unwrap_or(from);
        // 完成770户拆迁: what was carried through is a deed.
        let carried = || {
            let (len, edge) = self.words.edge(text, head).filter(|(n, e)| *n > 1 && e.deed)?;
            let end = head + len;
            let through = self.words.through.find_before(text, q.range.start).is_some();
            (through && !edge.hard && text.get(end).is_none_or(|c| is_clause_mark(*c))).then_some(end)
        };
        if let Some(end) = self.noun_end(s, head, money).or_else(carried) {
            right.noun = Some(head..end);
            right.end = end;
            // 8%左右的经济增长目标
            right.growth |=
                matches!(q.shape, Shape::Percent) && text.get(end..).is_some_and(|t| t.starts_with(&['增', '长']));
        }
        right
    }

    /// Where the noun begins that a clause with a verb and 的 describes: 能够体现特色的|标准, 以骨干企业为龙头的|集群.
    fn described(&self, s: &Sentence<'_>, from: usize) -> Option<usize> {
        if s.text.get(from) == Some(&'以') && self.words.whole_from(s.text, from) < 2 {
            let clause = s.slice(&(from..s.clause_end(from).min(from + NOUN)));
            let is = clause.iter().position(|c| *c == '为')?;
            let de = from + is + clause[is..].iter().position(|c| *c == '的')?;
            return (de + 2 < s.clause_end(from) && !s.number_in(from..de)).then_some(de + 1);
        }
        // 12家营收超百亿元的企业: how large they are stands between.
        let roof = s.clause_end(from).min(from + NOUN);
        if let Some(size) = s.quantities.iter().find(|n| n.range.start >= from + 2 && n.range.end < roof)
            && size.scale > 0
            && self
                .words
                .before
                .find_before(s.text, size.range.start)
                .is_some_and(|(_, b)| matches!(b, Before::Bound { bound: Some(_), .. } | Before::Link { .. }))
            && !s.slice(&(from..size.range.start)).iter().any(|c| matches!(c, '、' | '的' | '和'))
        {
            let after =
                self.words.after.find(s.text, size.range.end).map_or(size.range.end, |(n, _)| size.range.end + n);
            let de = after - usize::from(s.text[after - 1] == '的');
            let noun = s.text.get(de) == Some(&'的') && de + 2 < s.clause_end(from);
            return noun.then_some(de + 1);
        }
        // 十三个实力比较雄厚、布局比较合理的基地
        let roof = s.clause_end(from).min(from + NOUN);
        if let Some(degree) = (from + 2..roof.min(from + 7)).find(|i| self.words.degrees.find(s.text, *i).is_some())
            && self.words.whole_from(s.text, degree) < 3
            && let Some(de) = s.slice(&(degree..roof)).iter().position(|c| *c == '的').map(|i| degree + i)
            && de + 2 < s.clause_end(from)
            && !s.number_in(from..de)
            && s.slice(&(from..de)).iter().all(|c| crate::charset::is_han(*c) || *c == '、')
        {
            return Some(de + 1);
        }
        let (len, _) = self.words.edge(s.text, from).filter(|(n, e)| *n > 1 && !e.deed)?;
        let roof = s.clause_end(from).min(from + NOUN);
        let de = s.slice(&(from + len..roof)).iter().position(|c| *c == '的')? + from + len;
        (de + 2 < s.clause_end(from) && !s.number_in(from..de)).then_some(de + 1)
    }

    /// Whether no noun stands before a number, only verbs and what opens a clause.
    fn nounless(&self, s: &Sentence<'_>, left: &Left) -> bool {
        let (at, _) = self.skip_openers(s, left.floor, left.rest);
        // 中央财政拿出: who acts is no noun that could be counted.
        let actor = || (at + 2..left.rest).find(|p| self.words.actors.find_before(s.text, *p).is_some());
        at >= left.rest || self.verb_only(s, at..left.rest) || actor().is_some_and(|p| self.verb_only(s, p..left.rest))
    }
}
