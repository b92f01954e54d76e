//! The thing measured, as written: taken up where it is elided, and not the words that happen to stand before the number.

use super::words::{Before, Opener};
use super::{Draft, Grammar, Scope, Sentence, is_clause_mark};
use crate::quantity::Shape;
use crate::time::TimeKind;
use crate::unit::Dimension;
use std::ops::Range;

/// Whether what one figure measures may be what the next does: 产值12亿元,新增5万人 counts people, not output.
fn carries(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let dimension = |d: &Draft| s.quantities[d.quantity].unit.map(|u| u.dimension);
    let counted = matches!(dimension(b), Some(Dimension::People | Dimension::Count));
    !(b.left.deed && counted) || dimension(a) == dimension(b)
}

/// Whether an amount is given: 给予 stands right before it and its bounds.
fn given(s: &Sentence<'_>, draft: &Draft) -> bool {
    let before = s.slice(&(draft.left.floor..s.quantities[draft.quantity].range.start));
    before.windows(2).rev().take(RIGHT_BEFORE).any(|w| w == ['给', '予'])
}

/// How far before a number 给予 governs it: 给予每家最高不超过20万元.
const RIGHT_BEFORE: usize = 10;

/// Whether no semicolon or full stop parts two figures.
fn same_stretch(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let range = s.quantities[a.quantity].range.end..s.quantities[b.quantity].range.start;
    !s.slice(&range).iter().any(|c| matches!(c, ';' | '。'))
}

/// Longest indicator; a plan's longest fixed name has 27 characters.
const LONGEST: usize = 30;

impl Grammar {
    /// Finds what each draft measures.
    pub(super) fn indicators(&self, s: &Sentence<'_>, drafts: &mut [Draft]) {
        for index in 0..drafts.len() {
            let (before, rest) = drafts.split_at_mut(index);
            let Some(draft) = rest.first_mut() else { break };
            let q = &s.quantities[draft.quantity];
            let (mut own, mut scope) = self.own(s, draft.left.floor, draft.left.rest);
            // 资金由市、县按照1:1分担: who shares is not what is shared.
            if q.shape == Shape::Ratio
                && let Some(name) = own.clone()
                && let Some(by) =
                    (name.start + 2..name.end).find(|i| s.text[*i] == '由' && self.words.whole_from(s.text, *i) < 2)
            {
                own = Some(name.start..by);
            }
            // 甲、乙两家企业居全国第二: how many they are is no part of who they are.
            if q.shape == Shape::Rank
                && let Some(name) = own.clone()
                && let Some(last) =
                    s.quantities.iter().rev().find(|n| n.range.start >= name.start && n.range.end + 2 <= name.end)
                && last.unit.is_some_and(|u| u.dimension == Dimension::Count)
            {
                own = Some(last.range.end..name.end);
            }
            // 为预算数的114%: what it is compared with is not what is measured.
            if draft.left.of_base && own.as_ref().is_some_and(|r| s.text[r.start] == '为') {
                own = None;
            }
            // 规上企业研发经费: whose it is stands before, up to the body that it is. What is counted keeps its name whole.
            let counted =
                q.unit.is_some_and(|u| matches!(u.dimension, Dimension::Count | Dimension::People | Dimension::Places));
            if let Some(name) = own.clone()
                && scope.as_ref().is_none_or(|area| area.end == name.start)
                && !counted
                && q.shape != Shape::Rank
                && let Some(body) = self.body(s, name.clone())
            {
                scope = Some(scope.map_or(name.start, |area| area.start)..body);
                own = Some(body + usize::from(s.text[body] == '的')..name.end);
            }
            // 压减项目30%: the movement stands before what moved.
            if let Some(own) = &own
                && matches!(q.shape, Shape::Percent)
                && draft.left.change.is_none()
                && !draft.left.linked
                && !draft.left.share
                && let Some((len, Before::Change { sign, rate: false, gap: false })) =
                    self.words.before.find_before(s.text, own.start)
                && own.start >= draft.left.floor + len
            {
                draft.left.change = Some(*sign);
            }
            if let Some(scope) = scope {
                draft.scope = Some(Scope::Written(scope));
            }
            // 新建口袋公园18个 names before, 新建18个口袋公园 after; a verb alone before the number names nothing.
            let verb_only = own.as_ref().is_some_and(|r| self.verb_only(s, r.clone()));
            // 示范区完成600平方公里绿化: what was done stands behind, and who did it before.
            let doer = draft.left.open && own.as_ref().is_some_and(|r| self.is_scope(s, r.clone()));
            if let Some(noun) = draft.right.noun.clone()
                && (doer
                    || own.is_none()
                    || verb_only
                    || draft.left.deed
                    || !draft.left.linked
                    || given(s, draft)
                    || self.served(s, draft, &noun))
                && (own.is_none() || q.shape != Shape::Rank)
            {
                // 国务院颁布了59项法规: the subject is who or where.
                if draft.scope.is_none() && !verb_only {
                    let who = if doer { own } else { own.and_then(|r| self.subject_of(s, r)) };
                    draft.scope = who.map(Scope::Written);
                }
                draft.indicator = Some(self.tidy(s, noun));
                draft.rules.push("indicator.after");
            } else if let Some(own) = own.filter(|r| !verb_only || before.is_empty() && !self.hard(s, r)) {
                if draft.scope.is_none() && self.dependent(s, &own) {
                    draft.scope = self.owner(s, before.last(), &own);
                }
                draft.indicator = Some(own);
                draft.rules.push("indicator.before");
            } else if let Some(last) =
                before.last().filter(|b| b.indicator.is_some() && same_stretch(s, b, draft) && carries(s, b, draft))
            {
                // 占支出的13%,比上年增长8%: what grew is not the share.
                let of_share = |d: &Draft| {
                    d.indicator
                        .as_ref()
                        .is_some_and(|r| s.text[r.start] == '占' && !s.slice(r).ends_with(&['比', '重']))
                };
                let grown = matches!(q.shape, Shape::Percent | Shape::Multiple) && draft.left.change.is_some();
                let last = if grown && of_share(last) {
                    before.iter().rev().find(|d| !of_share(d)).filter(|d| same_stretch(s, d, draft)).unwrap_or(last)
                } else {
                    last
                };
                draft.indicator.clone_from(&last.indicator);
                draft.rules.push("indicator.elided");
                if draft.scope.is_none() && q.shape != Shape::Rank {
                    draft.scope.clone_from(&last.scope);
                }
            } else if draft.left.rate.is_some() {
                // 涨幅高达…: the movement itself is all that is named.
                draft.indicator.clone_from(&draft.left.rate);
                draft.rules.push("indicator.rate");
            } else if let Some((name, scope)) = self.subject_before(s, draft.left.floor) {
                draft.indicator = Some(name);
                draft.scope = draft.scope.take().or(scope.map(Scope::Written));
                draft.rules.push("indicator.clause_before");
            }
        }
    }

    /// The noun that `floor..rest` ends in, and the scope that stands before it.
    fn own(&self, s: &Sentence<'_>, floor: usize, rest: usize) -> (Option<Range<usize>>, Option<Range<usize>>) {
        let text = s.text;
        let mut end = rest;
        while end > floor
            && matches!(text[end - 1], ' ' | '的' | '了' | '、' | '”' | '—' | '·')
            && !(text[end - 1] == '”' && text[floor..end].contains(&'“'))
        {
            end -= 1;
        }
        while let Some((len, ())) = self.words.trailers.find_before(text, end).filter(|(n, ())| end - n > floor + 1) {
            // 涨幅 alone is what is measured, and 经济增长速度 is a name.
            if self.skip_openers(s, floor, end - len).0 + 1 >= end - len
                || len > 2 && self.names.longest_before(text, end) > len
            {
                break;
            }
            end -= len;
            while end > floor && matches!(text[end - 1], '的' | ' ') {
                end -= 1;
            }
        }
        // 保障性住房基本建成470万套: the verb after the noun is no part of it.
        while let Some((len, edge)) =
            self.words.deeds_before.find_before(text, end).filter(|(n, _)| end - n >= floor + 2)
        {
            let added = text[end - len..end].ends_with(&['新', '增']);
            if !(edge.hard || added) || self.words.whole_to(&text[..end], end) > len {
                break;
            }
            end -= len;
            while end > floor + 2
                && matches!(
                    text[end - 2..end],
                    ['基', '本']
                        | ['已', '经']
                        | ['全', '部' | '面']
                        | ['顺', '利']
                        | ['累', '计']
                        | ['先', '后']
                        | ['陆', '续']
                )
            {
                end -= 2;
            }
        }
        // 于认定次年分别给予: what is given stands behind the number.
        if text[floor..end].ends_with(&['给', '予']) || text[floor..end].ends_with(&['予', '以']) {
            return (None, None);
        }
        let mut scope = None;
        let mut at = floor;
        loop {
            let (next, found) = self.skip_openers(s, at, end);
            scope = found.or(scope);
            at = next;
            // 中央财政将投入, 在软件领域每年培育: who acts, or in what, stands at the head.
            if let Some((who, to)) = self.head(s, floor, at, end) {
                scope = Some(who);
                at = to
                    + usize::from(text.get(to) == Some(&'有') && self.words.whole_from(text, to) < 2 && to + 2 < end);
                // 科创城集聚企业: what it did is no part of what.
                if let Some((len, _)) = self.words.verb(text, at).filter(|(n, _)| *n > 1 && at + n + 1 < end)
                    && self.names.longest(text, at) <= len
                    && text.get(at + len) != Some(&'的')
                    && !text[at..at + len].ends_with(&['于'])
                {
                    at += len;
                }
                continue;
            }
            // A verb at the head opens the noun: 完成退耕还林…, 累计压减机电井….
            let Some((len, _)) = self.words.edge(text, at).filter(|(n, _)| at + n + 1 < end && *n > 1) else { break };
            let known = self.names.longest(text, at);
            if known > len && at + known <= end
                || matches!(text.get(at + len), Some('性' | '率' | '力' | '量' | '额' | '费' | '型'))
            {
                break;
            }
            if matches!(text.get(at), Some('占')) || text.get(at + len) == Some(&'的') {
                break;
            }
            // 用于教育的投入: the verb is within the noun.
            if text[at..at + len].ends_with(&['于']) && text[at..end].contains(&'的') {
                break;
            }
            at += len;
            if text.get(at) == Some(&'了') {
                at += 1;
            }
        }
        // 国家决算在农业方面支出: in what field stands within.
        if let Some((field, to)) = (at + 2..end).find_map(|i| self.head(s, floor, i, end).filter(|_| text[i] == '在'))
        {
            scope = Some(field);
            at = to;
        }
        if at < end && text[at] == '是' {
            let (next, found) = self.skip_openers(s, at + 1, end);
            scope = found.or(scope);
            at = next;
        }
        // “一园多区”引进项目: what is quoted before a verb is who or where.
        if at < end
            && scope.is_none()
            && text[at] == '“'
            && let Some(close) = text[at..end].iter().position(|c| *c == '”')
            && self.words.verb(text, at + close + 1).is_some()
        {
            scope = Some(at..at + close + 1);
            at += close + 1;
        }
        if at >= end {
            return (None, scope);
        }
        let mut cut = self.last_break(s, at, end);
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
            .filter(|t| t.range.end + 1 < end)
            // 低保月均标准 is one noun; 每年服务群众 is not.
            .filter(|t| t.kind != TimeKind::Frequency || self.words.edge(text, t.range.end).is_some())
            .filter(|t| text[t.range.end] != '的' && text[t.range.start - 1] != '的')
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
            let whose = own < end && self.dependent(s, &(own..end));
            scope = scope.or_else(|| self.subject(s, at, who, whose));
            let (next, found) = self.skip_openers(s, cut, end);
            scope = found.or(scope);
            at = next;
            // Openers may reach to the end: 位居全省 before 占.
            if at >= end {
                return (None, scope);
            }
        }
        // 玉龙机场旅客吞吐量: what stands before a known name is where or whom it is about.
        if let Some((start, known)) = self.names.ending(text, at, end)
            && start > at
            && !known.thing
        {
            let mut head = at..start;
            while head.end > head.start && matches!(text[head.end - 1], '的' | '、' | ' ' | '年') {
                head.end -= 1;
            }
            let several = text[head.clone()].iter().any(|c| matches!(c, '、' | '和' | '与' | '及' | '占'));
            if head.len() >= 2 && !several && self.is_scope(s, head.clone()) {
                scope = Some(head);
                at = start;
            }
        }
        // 占全国1/10以上: whose share it is stands before.
        if text[at] == '占' && self.skip_openers(s, at + 1, end).0 >= end {
            return (None, Some(at + 1..end));
        }
        // 投资在五亿元以上的重大项目: the head of a long noun stands after its last 的.
        if end - at > 12
            && !text[at..end].contains(&'占')
            && let Some(de) = text[at..end].iter().rposition(|c| *c == '的')
            && end - (at + de + 1) >= 2
            && self.words.dependent.find(&text[..end], at + de + 1).is_none_or(|(n, ())| at + de + 1 + n < end)
        {
            at += de + 1;
        }
        if end - at > LONGEST {
            at = end - LONGEST;
        }
        while at < end && matches!(text[at], '的' | '、' | ' ' | '”' | '》' | '了') {
            at += 1;
        }
        // 在今年内可以建成: a time is no noun.
        if matches!(text[at], '在' | '于') && s.time_from(at + 1).is_some_and(|t| t.range.end >= end) {
            return (None, scope);
        }
        // 按投入的30%, 按其实际支出: how it is reckoned.
        while at + 2 < end && matches!(text[at], '按' | '照' | '其') && self.words.whole_from(text, at) < 2
            || at + 3 < end && text[at..].starts_with(&['按', '照'])
        {
            at += 1;
        }
        if at + 1 == end && matches!(text[at], '对' | '为' | '向' | '在' | '按' | '给') {
            return (None, scope);
        }
        // 而1985年就增加…, 优先在…: nothing but words that open a clause is left.
        if self.words.openers.find(text, at).is_some_and(|(n, o)| at + n == end && *o == Opener::Plain) {
            return (None, scope);
        }
        ((at + 1 < end || (at < end && text[at].is_alphabetic())).then_some(at..end), scope)
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
            // 农业、林业等方面支出 is one noun.
            let aspect = matches!(text.get(at + 1..at + 3), Some(['方', '面'] | ['领', '域']));
            if text[at] == '等' && end - at > 2 && text[from..at].contains(&'、') && !aspect {
                cut = at + 1;
            } else if let Some((len, edge)) = self.words.edge(text, at).filter(|(n, _)| at + n + 2 <= end)
                // “三农”累计支出, 铁路投产里程: with no more than a measure behind it the verb is part of the name.
                && !(self.words.counts.find(text, at + len).is_some_and(|(n, ())| at + len + n == end)
                    || text[at - 1] == '”' && self.words.spent.find(text, at + len).is_some_and(|(n, ())| at + len + n == end))
                // 中央财政安排资金: after a body that acts any verb is one.
                && (edge.hard
                    || len > 2 && text[at] == '新'
                    || edge.deed && self.words.actors.find_before(text, at).is_some_and(|(n, ())| at >= from + n))
            {
                cut = at + len;
                if text.get(cut) == Some(&'了') {
                    cut += 1;
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

    /// Whether a verb that stands inside no noun begins here: 给予, and not 培训.
    fn hard(&self, s: &Sentence<'_>, range: &Range<usize>) -> bool {
        self.words.edge(s.text, range.start).is_some_and(|(_, e)| e.hard)
    }

    /// Whether a range holds nothing but verbs.
    pub(super) fn verb_only(&self, s: &Sentence<'_>, range: Range<usize>) -> bool {
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

    /// A noun after the number without what does not belong to it.
    fn tidy(&self, s: &Sentence<'_>, noun: Range<usize>) -> Range<usize> {
        let text = s.text;
        let mut at = noun.start;
        while at < noun.end && matches!(text[at], '的' | ' ') {
            at += 1;
        }
        // 建设水平突出、发展成效明显的园区: attributes joined by 、 up to their 的.
        if s.text.get(noun.end) == Some(&'、')
            && !s.number_in(noun.end..s.clause_end(noun.end))
            && let Some(de) =
                s.slice(&(noun.end..s.clause_end(noun.end).min(noun.end + 40))).iter().rposition(|c| *c == '的')
        {
            let head = noun.end + de + 1;
            if let Some(end) = self.noun_end(s, head, false) {
                return head..end.min(head + LONGEST);
            }
        }
        // 符合条件的退役军人: the head stands after the last 的.
        if noun.end - at > 10
            && let Some(i) = text[at..noun.end].iter().rposition(|c| *c == '的')
            && noun.end - (at + i + 1) >= 2
        {
            at += i + 1;
        }
        at..noun.end.min(at + LONGEST)
    }

    /// Whether words name a measure by what they end in: 比重, 投入, 产量.
    fn is_measure(&self, s: &Sentence<'_>, name: &Range<usize>) -> bool {
        self.names.ending(s.text, name.start, name.end).is_some_and(|(_, known)| !known.thing)
            || self.words.shared.find_before(s.text, name.end).is_some_and(|(n, ())| n <= name.len())
            || self.words.measures.find_before(s.text, name.end).is_some_and(|(n, ())| n <= name.len())
    }

    /// The subject of the clause before: 粮食生产再获丰收,达到42.5万吨; the label before a colon (钢:达到40万吨); the noun before
    /// a bracket (中央预算收入(扣除上解部分)为23亿元).
    fn subject_before(&self, s: &Sentence<'_>, floor: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let mut mark = floor.checked_sub(1)?;
        if matches!(s.text[mark], '由' | '从') {
            mark = mark.checked_sub(1)?;
        }
        match s.text[mark] {
            ')' => {
                let open =
                    s.text[mark.saturating_sub(40)..mark].iter().rposition(|c| *c == '(')? + mark.saturating_sub(40);
                let (name, scope) = self.own(s, s.clause_start(open), open);
                return Some((name?, scope));
            }
            ':' => {
                let start = s.clause_start(mark);
                let (label, scope) = self.own(s, start, mark);
                return label.filter(|l| l.len() <= 12).map(|l| (l, scope));
            }
            ',' => {}
            _ => return None,
        }
        let start = s.clause_start(mark);
        // 轻工业产值占工业总产值的比重,由…提高到: the clause is no more than the name of a measure.
        if let (Some(name), scope) = self.own(s, start, mark)
            && self.is_measure(s, &name)
            && !s.slice(&(start..mark)).contains(&'等')
        {
            return Some((name, scope));
        }
        let (at, scope) = self.skip_openers(s, start, mark);
        // 在基本建设方面, 在今年内: where or when, and no subject.
        if s.text.get(at) == Some(&'在') {
            return None;
        }
        let mut end = self.noun_end(s, at, true)?.min(mark);
        // 机制纸、自行车等日用品,增长50%: all of the list.
        let rest = end..mark;
        if s.text.get(end) == Some(&'、')
            && !s.number_in(rest.clone())
            && !rest.clone().any(|i| self.words.edge(s.text, i).is_some())
        {
            end = mark;
        }
        (end >= at + 2 && end <= at + LONGEST && !s.text[at..end].iter().any(|c| is_clause_mark(*c)))
            .then_some((at..end, scope))
    }
}
