//! Whose a figure is, where the words before its number name somebody, and what it measures was told before.

use super::{Named, is_counted, same_stretch};
use crate::figure::sort::{part_of, without_trade};
use crate::figure::{Draft, Grammar, Scope, Sentence};
use crate::quantity::Shape;
use crate::search::{ends, stands};
use crate::unit::Dimension;
use std::ops::Range;

/// Longest name of a member of a list of shares.
const MEMBER: usize = 8;

/// Whether words end as the name of a place or of somebody does: 经济走廊, 内河港口.
fn is_whose(words: &[char]) -> bool {
    matches!(words.last(), Some('区' | '廊' | '带' | '圈' | '司' | '局' | '厂' | '里'))
        || words.ends_with(&['港', '口'])
}

/// A place word and the noun right behind it: 农村|居民.
fn joined(area: Scope, name: &Range<usize>) -> Range<usize> {
    match area {
        Scope::Written(area) if area.end == name.start => area.start..name.end,
        Scope::Written(_) | Scope::Inferred(_) => name.clone(),
    }
}

impl Grammar {
    /// A trade or a level of government that what was named before is split by.
    pub(super) fn split_by(&self, s: &Sentence<'_>, before: &[Draft], draft: &mut Draft, named: Named) -> Named {
        let Named { mut own, mut scope } = named;
        let q = &s.quantities[draft.quantity];
        // 支出安排80亿元(不含开发区20亿元): of whom the number before is not; what it is was named there.
        if let Some(name) = own.clone()
            && ["不含", "不包括", "未含", "剔除"].iter().any(|w| stands(s.slice(&name), 0, w))
            && s.text.get(name.start.wrapping_sub(1)) == Some(&'(')
            && before.last().is_some_and(|b| b.indicator.is_some() && same_stretch(s, b, draft))
        {
            scope = Some(name);
            own = None;
            draft.rules.push("indicator.without");
        }
        // 入库企业36家,其中工业6家、建筑业24家: of what trade; what they are was named before.
        if let Some(name) = own.clone()
            && draft.left.rest == q.range.start
            && draft.right.noun.is_none()
            && let Some(last) = before.last()
            && self.is_trade_of(s, last, q, &name)
        {
            scope = Some(name);
            own = None;
        }
        // 企业6万家,其中未来产业领域占比达80%: of whom among them.
        if let Some(name) = own.clone()
            && s.slice(&name).ends_with(&['占', '比'])
            && name.len() > 4
            && before.last().is_some_and(|last| is_counted(&s.quantities[last.quantity]) && part_of(s, last, &name))
            && self.is_scope(s, name.start..name.end - 2)
        {
            scope = Some(name.start..name.end - 2);
            own = Some(name.end - 2..name.end);
        }
        // 省级不低于90%,市、县级不低于70%: whose it is; what it is was named before.
        if let Some(name) = own.clone()
            && name.len() <= 6
            && s.text[name.end - 1] == '级'
            && s.slice(&name)
                .iter()
                .all(|c| matches!(c, '国' | '家' | '省' | '市' | '县' | '区' | '乡' | '镇' | '村' | '、' | '级'))
            && before.last().is_some_and(|b| b.indicator.is_some())
            && !matches!(q.unit, Some(u) if u.dimension == Dimension::Money)
        {
            scope = Some(name);
            own = None;
        }
        // 景区36个,其中4A级2个、3A级8个: so it is with a class of what was counted.
        if let Some(name) = own.clone()
            && (2..=4).contains(&name.len())
            && s.text[name.end - 1] == '级'
            && s.slice(&name).iter().all(|c| {
                c.is_ascii_alphanumeric()
                    || matches!(c, '一' | '二' | '三' | '四' | '五' | '甲' | '乙' | '丙' | '星' | '级')
            })
            && is_counted(q)
            && draft.right.noun.is_none()
            && before.last().is_some_and(|b| {
                b.indicator.is_some()
                    && same_stretch(s, b, draft)
                    && s.quantities[b.quantity].unit.map(|u| u.name) == q.unit.map(|u| u.name)
            })
        {
            scope = Some(name);
            own = None;
        }
        // 市区达到50%,县(市)达到30%: so it is with what a county is called.
        if let Some(name) = own.clone()
            && name.len() <= 8
            && matches!(q.shape, Shape::Percent | Shape::Permille)
            && s.slice(&name)
                .iter()
                .all(|c| matches!(c, '市' | '县' | '区' | '旗' | '乡' | '镇' | '村' | '、' | '(' | ')'))
            && before.last().is_some_and(|b| b.indicator.is_some() && same_stretch(s, b, draft))
        {
            scope = Some(name);
            own = None;
        }
        Named { own, scope }
    }

    /// A body that stands before what is its, and those who were counted right before.
    pub(super) fn whose_is(&self, s: &Sentence<'_>, before: &[Draft], draft: &Draft, named: Named) -> Named {
        let Named { mut own, mut scope } = named;
        let q = &s.quantities[draft.quantity];
        // 规上企业研发经费: whose it is stands before, up to the body that it is. What is counted keeps its name whole.
        let counted = is_counted(q);
        if let Some(name) = own.clone()
            && scope.as_ref().is_none_or(|area| area.end == name.start)
            && q.shape != Shape::Rank
            && let Some(body) = self.body(s, name.clone())
            // 规模以上高技术制造业增加值 is named whole, as 工业增加值 is.
            && !(s.text[body - 1] == '业' && s.text[body - 2] != '企' && s.slice(&(body..name.end)) == ['增', '加', '值'])
            // 高等院校招生: what is counted is theirs where it is somebody's.
            && (!counted
                || self.dependent(s, &(body..name.end))
                // 云泽经济特区|入园企业
                || matches!(s.slice(&(body..name.end)), ['入' | '在', '园' | '区' | '驻', ..])
                // 普通高校本专科招生, 医院床位数
                || matches!(s.slice(&(body..name.end)), [.., '招', '生'] | [.., '床', '位'] | [.., '床', '位', '数']) || matches!(s.slice(&name), [.., c, '量'] if !matches!(c, '总' | '数')))
        {
            scope = Some(scope.map_or(name.start, |area| area.start)..body);
            own = Some(body + usize::from(s.text[body] == '的')..name.end);
        }
        // “四大基地”|总产值占全县比重, 云泽班列(云岭)|年开行量
        if scope.as_ref().is_none_or(|area| area.end == own.as_ref().map_or(0, |r| r.start))
            && let Some(name) = own.clone()
            && let Some(end) =
                self.quoted(s, &name).filter(|_| !counted && q.shape != Shape::Rank).or_else(|| self.traffic(s, &name))
        {
            scope = Some(scope.map_or(name.start, |area| area.start)..end);
            own = Some(end..name.end);
        }
        // 30个城市|细颗粒物浓度下降: what was counted right before is whose it is.
        if scope.is_none()
            && let Some(last) = before.last()
            && let Some(name) = &own
            && last
                .right
                .noun
                .as_ref()
                // 12个产业集群中,出口占比: a comma may stand between.
                .is_some_and(|noun| {
                    noun.end <= name.start
                        && match s.slice(&(noun.end..name.start)) {
                            [] | ['中'] | ['中', ','] => true,
                            [','] => s.text[noun.end - 1] == '中',
                            _ => false,
                        }
                })
            && last.rules.contains(&"indicator.after")
            && self.is_measure(s, name)
        {
            scope.clone_from(&last.indicator);
        }
        // 64个县市|新增城镇常住人口: so is it where a verb stands between.
        if let Some(last) = before.last()
            && let Some(noun) = &last.right.noun
            && let Some(name) = &own
            && last.rules.contains(&"indicator.after")
            && noun.end == draft.left.floor
            && noun.end < name.start
            && draft.right.noun.is_none()
            && q.unit.is_some_and(|u| matches!(u.dimension, Dimension::Money | Dimension::Physical | Dimension::People))
            && scope
                .as_ref()
                .is_none_or(|area| matches!(s.slice(area), ['城', '镇'] | ['农', '村']) && area.end == name.start)
            && self.verb_only(s, noun.end..scope.as_ref().map_or(name.start, |area| area.start))
            && (self.is_body(s, noun)
                || s.place_to(noun.end).is_some()
                || Self::names_territory(s, noun)
                // 120个重点项目|完成投资36亿元
                || matches!(s.slice(noun), [.., '项', '目'] | [.., '工', '程']))
        {
            if let Some(area) = scope.take() {
                own = Some(area.start..name.end);
            }
            scope.clone_from(&last.indicator);
        }
        Named { own, scope }
    }

    /// Where words name only who, and the figure before or the head of the list what: gives the draft both, and tells so.
    pub(super) fn alike(
        &self,
        s: &Sentence<'_>,
        before: &[Draft],
        draft: &mut Draft,
        own: Option<&Range<usize>>,
    ) -> bool {
        let q = &s.quantities[draft.quantity];
        // 甲区完成生产总值12亿元,乙区完成9亿元: whose; what it is was named before.
        if let Some(name) = own.cloned()
            && let Some((measured, unit)) = self.measured_alike(s, before, draft)
            && q.unit.is_some_and(|u| u.name == unit)
            && matches!(q.unit, Some(u) if matches!(u.dimension, Dimension::Money | Dimension::Physical))
            && !self.is_measure(s, &name)
            && (self.is_scope(s, name.clone()) || self.is_body(s, &name) || is_whose(s.slice(&name)))
            && draft.scope.as_ref().is_none_or(|area| matches!(area, Scope::Written(r) if r.end == name.start))
        {
            draft.scope = Some(Scope::Written(draft.scope.take().map_or(name.clone(), |area| joined(area, &name))));
            draft.indicator = Some(measured);
            draft.rules.push("indicator.elided");
            return true;
        }
        // 各种经济成分所占比重如下:国营占六成,合作社营占一成; 三次产业的拉动分别为:第一产业0.6个百分点,第二产业0.8个百分点
        if let Some(name) = own.filter(|_| draft.right.noun.is_none()) {
            let share =
                q.shape == Shape::Percent && draft.left.share && name.len() <= MEMBER && !self.is_measure(s, name);
            let head = if share { self.head_of_shares(s, before, draft) } else { None };
            let listed = || if draft.left.rest == q.range.start { self.head_of_list(s, before, draft) } else { None };
            if let Some(head) = head.or_else(listed) {
                draft.scope = Some(Scope::Written(name.clone()));
                draft.indicator = Some(head);
                draft.rules.push("indicator.head");
                return true;
            }
        }
        false
    }

    /// A body, a trade, a member of a list whose growth is told beside that of all; gives back what is left of the name.
    pub(super) fn grows(
        &self,
        s: &Sentence<'_>,
        before: &[Draft],
        draft: &mut Draft,
        own: Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        let mut own = own;
        let q = &s.quantities[draft.quantity];
        // 工业增加值增长6%,其中国有企业增长5%: a body is not what grows, but whose it is.
        if let Some(name) = own.clone()
            && q.shape == Shape::Percent
            && let Some(last) = before.last()
            && s.quantities[last.quantity].shape == Shape::Percent
            && same_stretch(s, last, draft)
            && last.indicator.as_ref().is_some_and(|measured| self.is_measure(s, measured))
        {
            let grown = draft.left.change.is_some() && last.left.change.is_some();
            let bare = draft.left.rest == q.range.start && draft.right.noun.is_none() && !part_of(s, last, &name);
            let trade = grown && self.is_trade(s, last, &name);
            if trade || grown && (self.is_body(s, &name) || self.is_like(s, last, &name)) {
                draft.scope = Some(Scope::Written(draft.scope.take().map_or(name.clone(), |area| joined(area, &name))));
                own = None;
                // 采矿业增加值增长8%,制造业增长9%: what grew is the 增加值, not that of the first trade.
                let apart = !self.is_body(s, &name) && !part_of(s, last, &name);
                if trade
                    && apart
                    && let Some(measured) = &last.indicator
                {
                    draft.indicator = Some(without_trade(s, measured));
                    draft.rules.push("indicator.elided");
                }
            } else if bare && self.is_member(s, &name) {
                // 铁路运量增长5%,公路8%: what is measured, and that it grew, was said before.
                draft.scope = Some(Scope::Written(draft.scope.take().map_or(name.clone(), |area| joined(area, &name))));
                draft.left.change = draft.left.change.or(last.left.change);
                own = None;
            }
        }
        own
    }

    /// What the last figure with a unit measures, where this one follows 完成 or 实现 in the same way and names only whose
    /// it is; with the unit.
    fn measured_alike(
        &self,
        s: &Sentence<'_>,
        before: &[Draft],
        draft: &Draft,
    ) -> Option<(Range<usize>, &'static str)> {
        if !draft.left.open || draft.right.noun.is_some() {
            return None;
        }
        let unit = s.quantities[draft.quantity].unit?.name;
        let alike = |d: &&Draft| s.quantities[d.quantity].unit.is_some_and(|u| u.name == unit);
        let last = before.iter().rev().take(4).find(alike)?;
        let measured = last.indicator.clone().filter(|r| self.is_measure(s, r))?;
        let between = s.quantities[last.quantity].range.end..draft.left.floor;
        (!s.slice(&between).contains(&'。')).then_some((measured, unit))
    }

    /// The share before a colon whose list this figure stands in: 所占比重如下:甲占五成,乙占三成.
    fn head_of_shares(&self, s: &Sentence<'_>, before: &[Draft], draft: &Draft) -> Option<Range<usize>> {
        let mark = draft.left.floor.checked_sub(1)?;
        if let Some(last) = before.last().filter(|d| d.rules.contains(&"indicator.head") && d.left.share) {
            let near = s.quantities[last.quantity].range.end;
            return last.indicator.clone().filter(|_| near == mark && matches!(s.text[mark], ',' | '、' | ';'));
        }
        let start = s.clause_start(mark);
        let head = s.slice(&(start..mark));
        let share = |w: &[char]| matches!(w, ['比', '重' | '例'] | ['占', '比'] | ['份', '额']);
        let end = head.windows(2).rposition(share).filter(|_| s.text[mark] == ':')? + 2;
        self.own(s, start, start + end).0
    }

    /// The measure before a colon whose list this figure stands in: 拉动分别为:甲0.6个百分点,乙….
    fn head_of_list(&self, s: &Sentence<'_>, before: &[Draft], draft: &Draft) -> Option<Range<usize>> {
        let mark = draft.left.floor.checked_sub(1)?;
        if let Some(last) = before.last().filter(|d| d.rules.contains(&"indicator.head")) {
            let near = s.quantities[last.quantity].range.end;
            return last.indicator.clone().filter(|_| near == mark && matches!(s.text[mark], ',' | '、' | ';'));
        }
        if s.text[mark] != ':' {
            return None;
        }
        let head = s.slice(&(0..mark));
        let tail = ["分别为", "分别是", "分别达"].iter().find(|w| ends(head, w))?;
        let end = mark - tail.chars().count();
        let (name, _) = self.own(s, s.clause_start(end), end);
        name
    }
}
