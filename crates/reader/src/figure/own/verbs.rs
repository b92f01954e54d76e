//! Verbs within the words before a number: the noun stands behind the last that is no part of it.

use super::{Cut, Own};
use crate::figure::words::{Before, Opener};
use crate::figure::{Grammar, Sentence, bracket};
use crate::time::TimeKind;
use std::ops::ControlFlow::{self, Break, Continue};
use std::ops::Range;

impl Grammar {
    /// The words behind the last verb, and who or where before it.
    pub(super) fn behind_verbs(&self, s: &Sentence<'_>, cut: Cut) -> ControlFlow<Own, Cut> {
        let text = s.text;
        let Cut { mut at, mut end, mut scope, acts } = cut;
        // 云泽科技园新增企业: what is new is no part of where.
        if let Some(anew) = (at + 2..end.saturating_sub(3)).find(|i| {
            matches!(text[*i..*i + 2], ['新' | '净', '增' | '建' | '设']) && self.words.edge(text, *i).is_some()
        }) && (at..anew).all(|i| {
                // 航运服务集聚区: a verb within the name of where.
                let verb = self.words.edge(text, i).is_some_and(|(n, e)| e.hard || i == at || n < 2 || i + n == anew);
                !verb && !matches!(text[i], '的' | '、' | '“')
            })
            && self.is_scope(s, at..anew)
            // 集中力量城镇新增就业: 城镇新增就业 is one name.
            && (at..anew).all(|i| self.names.longest(text, i) <= anew - i)
            && !text[anew..end].contains(&'、')
            // 公路新建通车: what is new is named before.
            && !self.verb_only(s, anew + 2..end)
        {
            scope = Some(scope.filter(|a: &Range<usize>| a.end == at).map_or(at, |a| a.start)..anew);
            // 云泽市新增城镇就业: the verb is part of the name.
            at = if self.names.longest(text, anew) > 2 { anew } else { anew + 2 };
            while at < end && matches!(text[at], '加' | '的') {
                at += 1;
            }
        }
        // 对东盟|进出口: with whom.
        if let Some(to) = self.toward(s, at, end) {
            scope = Some(scope.filter(|a| a.end == at).map_or(at + 1, |a| a.start)..to);
            at = to;
        }
        // 重点行业|绿色化改造覆盖率: whose rate it is.
        if scope.as_ref().is_none_or(|a| a.end == at)
            && let Some((whose, to)) = self.rated(s, at, end)
        {
            scope = Some(scope.map_or(at, |a| a.start)..whose);
            at = to;
        }
        let mut cut = self.last_break(s, at, end);
        // 可再生能源累计装机: a verb within a known name is none.
        if cut > at && at + self.names.longest(text, at) == end {
            cut = at;
        }
        // 中欧班列累计开行: behind the last break stand only verbs; the noun is before it.
        // After 完成 a verb is a noun: 完成综合治理12万亩.
        let object = matches!(s.slice(&(cut.saturating_sub(2)..cut)), ['完', '成'] | ['实', '现'] | ['开', '展']);
        if cut > at + 1 && !object && self.verb_only(s, cut..end) {
            end = self.break_before(s, at, cut);
            cut = self.last_break(s, at, end);
        }
        // 农业银行今年增加贷款: a time parts who from what.
        let mut who = cut;
        if let Some(time) = s
            .last_time_in(cut.max(at + 1)..end)
            // 占本年预算收入: of what share the time is part of.
            .filter(|_| text[at] != '占')
            .filter(|t| t.range.end + 1 < end)
            // 低保月均标准 is one noun; 每年服务群众 is not.
            .filter(|t| t.kind != TimeKind::Frequency || self.words.edge(text, t.range.end).is_some())
            .filter(|t| text[t.range.end] != '的' && text[t.range.start - 1] != '的')
            // “一镇一年一节”演出: nor is one within a quotation.
            .filter(|t| !text[t.range.end..end].contains(&'”') || text[t.range.end..end].contains(&'“'))
        {
            who = time.range.start;
            cut = time.range.end;
            while let Some((len, _)) = self.words.edge(text, cut).filter(|(n, _)| cut + n + 1 < end && *n > 1) {
                cut += len;
            }
        }
        if cut > at {
            // 甲、乙完成营业额: an indicator that is somebody's is the subject's, whatever that ends in.
            let own = self.skip_openers(s, cut, end).0;
            let whose = own < end && (self.dependent(s, &(own..end)) || s.slice(&(own..end)) == ['投', '资']);
            scope = match scope {
                // 全市|第一产业实现增加值: the area is part of whose.
                Some(area) if area.end == at && at < who => {
                    let joined = self.subject(s, at, who, whose).filter(|b| b.start == at);
                    Some(area.start..joined.map_or(area.end, |b| b.end))
                }
                Some(area) => Some(area),
                None => self.subject(s, at, who, whose).or_else(|| self.doer(s, at, who)),
            };
            let (next, found) = self.skip_openers(s, cut, end);
            let inner = found.as_ref().filter(|_| acts && scope.is_some()).map(|area| area.start);
            if inner.is_none() {
                scope = found.or(scope);
            }
            at = inner.unwrap_or(next);
            // Openers may reach to the end: 位居全省 before 占.
            if at >= end {
                return Break((None, scope));
            }
        }
        Continue(Cut { at, end, scope, acts })
    }

    /// Where the noun ends behind which stands among whom it is ranked, or of what it is a share.
    pub(super) fn before_others(&self, s: &Sentence<'_>, floor: usize, end: usize, rest: usize) -> usize {
        let text = s.text;
        let plain = |i: usize| self.words.whole_from(text, i) < 2 && self.words.whole_to(text, i + 1) < 2;
        if end > floor + 4 && text[end - 1] == '中' && plain(end - 1) {
            let among = (floor + 2..end - 2).rev().find(|i| text[*i] == '在' && plain(*i));
            // 在建项目中, 在校学生中
            if let Some(among) = among.filter(|i| text[i - 1].is_alphabetic() && s.time_to(*i).is_none()) {
                return among;
            }
        }
        if text.get(rest) != Some(&'的') && text.get(end) != Some(&'的') {
            return end;
        }
        let of = (floor + 2..end.saturating_sub(1)).rev().find_map(|i| {
            let (len, word) = self.words.before.find_before(text, i + 1).filter(|_| matches!(text[i], '于' | '过'))?;
            let bound = matches!(word, Before::Bound { bound: Some(_), weak: false, .. }) && len > 1;
            (bound && i + 1 >= floor + len + 2).then(|| i + 1 - len)
        });
        let Some(mut of) = of.filter(|i| text[i - 1].is_alphabetic() && !s.number_in(floor..*i)) else { return end };
        // 农户将占, 出口分别占
        loop {
            let adverb = self.words.before.find_before(text, of).filter(|(_, w)| matches!(w, Before::Adverb { .. }));
            match adverb {
                Some((len, _)) if of >= floor + len + 2 => of -= len,
                _ => return of,
            }
        }
    }

    /// How long the adverbs and the verb are that an order begins with, where the noun before a number does: 科学划定|乡镇片区.
    pub(super) fn bidding(&self, s: &Sentence<'_>, at: usize, end: usize) -> Option<usize> {
        /// Shorter, what follows a verb may be a name with it: 共享单车.
        const OBJECT: usize = 3;
        let (len, led) = crate::commitment::bidding(&s.text[at..end])?;
        let rest = end.checked_sub(at + len)?;
        let from = at + len;
        (rest >= if led { 2 } else { OBJECT }
            && !s.text[at..end].contains(&'”')
            && !matches!(s.text[end - 1], '时' | '后' | '前')
            && (led || self.words.describing.find_before(s.text, from).is_none())
            && self.names.longest(s.text, at) <= len
            && self.words.whole_from(s.text, at) <= len
            && self.words.whole_to(&s.text[..=from], from) <= len
            && !matches!(
                s.text[from],
                '的' | '性'
                    | '率'
                    | '力'
                    | '量'
                    | '额'
                    | '费'
                    | '型'
                    | '式'
                    | '化'
                    | '者'
                    | '或'
                    | '、'
                    | '和'
                    | '与'
                    | '及'
            )
            && self.words.counts.find(s.text, from).is_none_or(|(n, ())| from + n != end))
        .then_some(len)
    }

    /// Where the noun that ends at `end` begins, if a verb or 等 parts it from what stands before.
    fn last_break(&self, s: &Sentence<'_>, from: usize, end: usize) -> usize {
        let text = s.text;
        let mut cut = from;
        let mut at = from + 1;
        let mut quoted = false;
        while at + 1 < end {
            match text[at] {
                '“' | '《' => quoted = true,
                '”' | '》' => quoted = false,
                _ => {}
            }
            if quoted {
                at += 1;
                continue;
            }
            // 普通中学(包括高中)新招生: a remark holds no verb of the noun.
            if text[at] == '('
                && let Some(close) = bracket(text, at).filter(|close| close + 2 < end)
            {
                at = close + 1;
                continue;
            }
            // 农业、林业等方面支出 is one noun.
            let aspect = matches!(text.get(at + 1..at + 3), Some(['方', '面'] | ['领', '域']));
            // 实现清零、核心企业研发覆盖率: a verb that ends a clause by itself ends it before a 、, too.
            // 改革试点顺利推进、办结率: so does one behind its adverb.
            let ended = text[at] == '、'
                && self.words.deeds_before.find_before(text, at).is_some_and(|(n, e)| {
                    let adverb = self.words.before.find_before(text, at - n);
                    e.alone || matches!(adverb, Some((2.., Before::Adverb { .. }))) && at - n > from + 2
                });
            let more = text[at] == '等' && end - at > 2 && text[from..at].contains(&'、') && !aspect;
            if ended || more {
                cut = at + 1;
            } else if let Some((len, edge)) = self.words.edge(text, at).filter(|(n, _)| at + n + 2 <= end)
                // 地方生产总值和全部财政收入: all of the second.
                && !(text[at..at + len] == ['全', '部'] && matches!(text[at - 1], '和' | '与' | '及' | '、'))
                // “三农”累计支出, 铁路投产里程: with no more than a measure behind it the verb is part of the name.
                // 占全部工业的比重: of all of it.
                && text[at - 1] != '占'
                && !(self.words.counts.find(text, at + len).is_some_and(|(n, ())| at + len + n == end)
                    || text[at - 1] == '”' && self.words.spent.find(text, at + len).is_some_and(|(n, ())| at + len + n == end))
                // 中央财政安排资金: after a body that acts any verb is one.
                && (edge.hard
                    // 登记系统服务全县企业: whom it serves is in no name.
                    || edge.deed
                        && len > 1
                        && matches!(text[at + len], '全' | '我' | '本')
                        && matches!(self.words.openers.find(text, at + len), Some((n, Opener::Area)) if at + len + n < end)
                    || len > 2 && text[at] == '新'
                    || edge.deed && self.words.actors.find_before(text, at).is_some_and(|(n, ())| at >= from + n))
            {
                cut = at + len;
                if text.get(cut) == Some(&'了') {
                    cut += 1;
                }
                // 加装(更新)电梯
                if let Some(close) = bracket(text, cut).filter(|close| text[cut] == '(' && close + 2 < end) {
                    cut = close + 1;
                }
                at = cut;
                continue;
            }
            at += 1;
        }
        cut
    }

    /// Where the verbs and adverbs that end at `cut` begin.
    fn break_before(&self, s: &Sentence<'_>, from: usize, cut: usize) -> usize {
        let begins = |at: &usize| self.verb_only(s, *at..cut) && self.words.whole_to(&s.text[..=*at], *at + 1) < 2;
        (from + 1..cut).rev().take(8).take_while(|at| cut - at < 2 || begins(at)).last().unwrap_or(cut)
    }

    /// How long the verb of two characters or more is that begins at `at`.
    pub(in crate::figure) fn verb_at(&self, s: &Sentence<'_>, at: usize) -> Option<usize> {
        self.words.verb(s.text, at).map(|(n, _)| n).filter(|n| *n > 1)
    }

    /// Whether a verb that stands inside no noun begins here: 给予, and not 培训.
    pub(in crate::figure) fn hard(&self, s: &Sentence<'_>, range: &Range<usize>) -> bool {
        self.words.edge(s.text, range.start).is_some_and(|(_, e)| e.hard)
    }

    /// Whether a range holds nothing but verbs.
    pub(in crate::figure) fn verb_only(&self, s: &Sentence<'_>, range: Range<usize>) -> bool {
        let mut at = range.start;
        while at < range.end {
            match self.words.edge(s.text, at) {
                Some((len, _)) => at += len,
                None if matches!(s.text[at], '了' | '并' | '、' | '在') => at += 1,
                None => match self.words.openers.find(s.text, at) {
                    Some((len, Opener::Plain)) => at += len,
                    _ => return false,
                },
            }
        }
        true
    }
}
