//! Programmes and projects: “十四五”规划, 第十四个五年规划, 科尔沁英才工程, 国家现代能源经济示范区.

use super::{Found, Names, is_letter};
use crate::reading::NameClass;

/// What stands between the quotation marks of a name.
const QUOTED: usize = 26;
/// The proper part of a name before the word it ends in.
const PROPER: usize = 14;
/// Between “十四五” and 规划.
const FIELD: usize = 18;

impl Names<'_> {
    /// A name of its own: 南水北调.
    pub(super) fn programme(&mut self, at: usize, len: usize) -> Option<usize> {
        let mut end = at + len;
        // 引绰济辽 and 引绰济辽工程 are one.
        if let Some((more, ())) = self.lexicon.tails.find(self.text, end)
            && !self.ends_inside(end, more)
        {
            end += more;
        }
        if self.ends_inside(at, end - at) {
            return None;
        }
        Some(self.keep(Found::new(at..end, NameClass::Programme)))
    }

    /// What stands in quotation marks from `at`: a programme, or an honour.
    pub(super) fn quoted(&mut self, at: usize) -> Option<usize> {
        let inner = self.text.get(at + 1..)?.iter().take(QUOTED).position(|c| matches!(c, '”' | '“'))?;
        let close = at + 1 + inner;
        if inner == 0 || self.text.get(close) != Some(&'”') {
            return None;
        }
        if let Some((len, ())) = self.lexicon.tails.find(self.text, close + 1)
            && !self.ends_inside(close + 1, len)
        {
            return Some(self.keep(Found::new(at..close + 1 + len, NameClass::Programme)));
        }
        if let Some(end) = self.field_plan(at + 1, close) {
            return Some(self.keep(Found::new(at..end, NameClass::Programme)));
        }
        if let Some(end) = self.quoted_honour(at, close) {
            return Some(end);
        }
        let words = at + 1..close;
        let ends = (1..=inner.min(8)).any(|len| {
            self.lexicon.tails.find(self.text, close - len).is_some_and(|(found, ())| found == len && inner - len >= 2)
        });
        // “三大工程” counts several.
        let counted = matches!(self.text.get(at + 1..at + 3), Some([n, '大' | '项' | '个']) if "一二三四五六七八九十两".contains(*n));
        if ends
            && !counted
            && !self.is_common(words.clone())
            && self.text.get(words.clone())?.iter().all(|c| is_letter(*c))
        {
            self.keep(Found::new(words, NameClass::Programme));
            return Some(close + 1);
        }
        None
    }

    /// “十四五”|现代综合交通|规划: the plan of a field.
    fn field_plan(&self, inner: usize, close: usize) -> Option<usize> {
        let plan = self.text.get(inner..close)?;
        if !(matches!(plan, [.., '五']) && plan.len() <= 4 && plan.iter().all(|c| "一二三四五六七八九十".contains(*c)))
        {
            return None;
        }
        let field = self.text.get(close + 1..)?.iter().take(FIELD).take_while(|c| is_letter(**c)).count();
        (close + 2..=close + field).find_map(|at| {
            let (len, ()) = self.lexicon.tails.find(self.text, at)?;
            let named = matches!(self.text.get(at..at + 2), Some(['规', '划'] | ['发', '展'] | ['专', '项']));
            (named && !self.ends_inside(at, len) && !self.is_common(close + 1..at)).then_some(at + len)
        })
    }

    /// 第十四个五年规划纲要, with 国民经济和社会发展 before it.
    pub(super) fn plan(&mut self, at: usize) -> Option<usize> {
        let digits =
            self.text.get(at + 1..)?.iter().take(3).take_while(|c| "一二三四五六七八九十".contains(**c)).count();
        let mut end = at + 1 + digits;
        if digits == 0 || self.text.get(end..end + 3)? != ['个', '五', '年'] {
            return None;
        }
        end += 3;
        let (len, ()) = self.lexicon.tails.find(self.text, end)?;
        if !matches!(self.text.get(end), Some('规' | '计')) || self.ends_inside(end, len) {
            return None;
        }
        let before = "国民经济和社会发展";
        let first = at.checked_sub(before.chars().count());
        let start = first.filter(|first| crate::search::stands(self.text, *first, before)).unwrap_or(at);
        Some(self.keep(Found::new(start..end + len, NameClass::Programme)))
    }

    /// A programme that ends in the word at `at` and begins with a place or a proper name.
    pub(super) fn tailed(&mut self, at: usize, len: usize) -> Option<usize> {
        if self.ends_inside(at, len) {
            return None;
        }
        let run = self.run_before(at, PROPER);
        let place = self.place_within(&(run..at)).map(|p| p.range.clone());
        let proper = || {
            (run..at).find_map(|i| {
                self.lexicon.proper.find(self.text, i).map(|(len, ())| i..i + len).filter(|r| r.end <= at)
            })
        };
        let head = place.or_else(proper)?;
        // 云泽至白石输电工程 begins with 云泽.
        let goes_on =
            head.start.checked_sub(1).and_then(|i| self.text.get(i)).is_some_and(|c| matches!(c, '至' | '到'));
        let named = at >= head.end + 2 && !goes_on && self.opens(head.start) && !self.is_common(head.end..at);
        named.then(|| self.keep(Found::new(head.start..at + len, NameClass::Programme)))
    }

    /// 国家|…|示范区, 中国(云泽)自由贸易试验区.
    pub(super) fn zone(&mut self, at: usize, len: usize) -> Option<usize> {
        let start = self.free_trade(at).or_else(|| {
            let run = self.run_before(at, PROPER + 6);
            let nation = (run..at).rev().find(|i| self.text.get(*i..i + 2) == Some(&['国', '家']))?;
            (at >= nation + 4 && !self.is_common(nation + 2..at)).then_some(nation)
        })?;
        if let Some(end) = self.told_honour(at, len) {
            return Some(end);
        }
        Some(self.keep(Found::new(start..at + len, NameClass::Programme)))
    }

    /// Where the name of a free trade zone begins whose last word stands at `at`.
    fn free_trade(&self, at: usize) -> Option<usize> {
        if !crate::search::stands(self.text, at, "自由贸易试验区") {
            return None;
        }
        if at.checked_sub(1).and_then(|i| self.text.get(i)) == Some(&')') {
            let open = (at.saturating_sub(10)..at).rev().find(|i| self.text.get(*i) == Some(&'('))?;
            return open.checked_sub(2).filter(|i| self.text.get(*i..open) == Some(&['中', '国']));
        }
        let index = self.places.partition_point(|p| p.range.end < at);
        self.places.get(index).filter(|p| p.range.end == at).map(|p| p.range.start)
    }

    /// Whether the word of `len` at `at` is the beginning of another: 工程|师, 计划|生育, 规划|局.
    pub(super) fn ends_inside(&self, at: usize, len: usize) -> bool {
        let end = at + len;
        let last = self.text.get(..end).map_or(&[][..], |t| t.get(t.len().saturating_sub(2)..).unwrap_or_default());
        let Some(next) = self.text.get(end) else { return false };
        match last {
            ['工', '程'] => matches!(next, '师' | '院' | '学' | '机' | '量' | '款' | '技'),
            ['计', '划'] => matches!(next, '生' | '经' | '外' | '内' | '单' | '委' | '管' | '供' | '指'),
            ['规', '划'] => matches!(next, '局' | '馆' | '院' | '区' | '设' | '建' | '管' | '引'),
            ['行', '动'] => matches!(next, '力' | '员' | '自' | '不' | '纲' | '指'),
            ['战', '略'] => matches!(next, '家' | '性' | '支' | '定' | '机' | '合' | '伙' | '协' | '布'),
            _ => false,
        }
    }
}
