//! Places in an order: 第3位, 全国第一, 居首位, 前三; and those in a mere series: 第五次. Words: `lexicon/zh/ranks.txt`.

use super::found::{Found, plain, unitless};
use super::{Scanner, Shape};
use crate::number::{Form, Numeral, Value, numeral};
use std::ops::Range;

/// How far before a rank its verb may stand, in characters: 稳居西部和边境省区第一 has ten between.
const RANKED: usize = 14;

impl Scanner {
    /// 第五次, 第3位, 全国第一.
    pub(super) fn ordinal(&self, text: &[char], at: usize) -> Found {
        let Some(n) = numeral(text, at + 1).filter(|n| n.scale == 0 && n.high.is_none()) else {
            return Found::Skip(at + 1);
        };
        let mut q = plain(&n, at, Shape::Ordinal, "ordinal");
        q.number = at + 1..n.end;
        q.chinese = !text[at + 1].is_ascii_digit();
        let mut end = n.end;
        let noun = self.not.series.find(text, end).is_some();
        let place = text.get(end).copied();
        if matches!(place, Some('位' | '名')) && !matches!(text.get(end + 1), Some('的' | '书' | '词')) {
            // 从第9名提升到第2名: where it rose from.
            // 放在第一位 sets a priority.
            if at >= 2
                && matches!(text[at - 2..at], ['放' | '摆' | '看', '在' | '作'] | ['当', '作' | '成'] | ['作', '为'])
            {
                q.range = at..end + 1;
                return Found::Number(q);
            }
            let from = at > 0 && matches!(text[at - 1], '从' | '由');
            if from || self.ranked(text, at) || !text.get(end + 1).is_some_and(|c| c.is_alphabetic()) {
                end += 1;
                q.shape = Shape::Rank;
                q.rule = "rank.place";
            }
        } else if !noun && self.ranked(text, at) {
            if matches!(place, Some('个' | '家' | '座' | '条')) {
                end += 1;
            }
            q.shape = Shape::Rank;
            q.rule = "rank.compared";
        } else if !noun
            && place == Some('大')
            && at > 0
            && text[at - 1].is_alphabetic()
            && !matches!(text[at - 1], '的' | '是' | '为')
        {
            q.shape = Shape::Rank;
            q.rule = "rank.largest";
        }
        q.range = at..end;
        Found::Number(q)
    }

    /// Whether the words before `at` make a comparison of the rank there: 全国第三, 稳居各省区首位, 居全国第五和第六.
    fn ranked(&self, text: &[char], at: usize) -> bool {
        if self.not.ranked.find_before(text, at).is_some() {
            return true;
        }
        self.rank_verb(text, at).is_some()
    }

    /// The verb of rank before `at`, where the name of those compared stands between: 稳居【西部和边境省区】第一.
    pub(crate) fn rank_verb(&self, text: &[char], at: usize) -> Option<Range<usize>> {
        for end in (at.saturating_sub(RANKED).max(1)..at).rev() {
            if matches!(text[end], ',' | '。' | ';' | ':' | '的' | '“') {
                return None;
            }
            if let Some((len, true)) = self.not.ranked.find_before(text, end)
                && (len > 1 || matches!(text[end - 1], '居' | '列'))
            {
                return Some(end - len..end);
            }
        }
        None
    }

    /// 居全国首位, 总量居全区之首, 位居榜首.
    pub(super) fn top(&self, text: &[char], at: usize) -> Found {
        let (len, from) = match (text[at], text.get(at + 1)) {
            ('首', Some('位')) | ('之' | '榜', Some('首')) => (2, at),
            _ => return Found::Skip(at + 1),
        };
        // 放在首位 sets a priority.
        let follows = text.get(at + len).copied();
        if !self.ranked(text, from) || matches!(follows, Some('度' | '的')) {
            return Found::Skip(at + len);
        }
        let mut q = unitless(from..at + len, Shape::Rank, "rank.first");
        q.value = Some(Value::whole(1));
        q.chinese = true;
        Found::Number(q)
    }

    /// 稳居全国前三, 进入前10位.
    pub(super) fn front(&self, text: &[char], at: usize) -> Found {
        let skip = Found::Skip(at + 1);
        let Some(n) = numeral(text, at + 1).filter(|n| n.scale == 0 && n.high.is_none() && n.form != Form::Magnitude)
        else {
            return skip;
        };
        let mut end = n.end;
        match text.get(end) {
            Some('位' | '名') => end += 1,
            Some('%' | '‰' | '.') => return self.share(text, at),
            // 进入全省园区前50强; 前50强企业 is a name.
            Some('强')
                if !text.get(end + 1).is_some_and(|c| c.is_alphabetic())
                    && (self.rank_verb(text, at).is_some() || entered_behind(text, at)) =>
            {
                let mut q = plain(&n, at, Shape::Rank, "rank.strongest");
                q.range = at..end + 1;
                q.number = at + 1..n.end;
                return Found::Number(q);
            }
            Some('强' | '大') => return skip,
            Some('季' | '个' | '月' | '年' | '期' | '天' | '周' | '届' | '次' | '批' | '项' | '句' | '者' | '款') =>
            {
                return skip;
            }
            _ => {}
        }
        if !(self.ranked(text, at) || entered(text, at)) {
            return skip;
        }
        let mut q = plain(&n, at, Shape::Rank, "rank.among");
        q.range = at..end;
        q.number = at + 1..n.end;
        Found::Number(q)
    }

    /// 排名前1%, 进入全球前5‰: a place told as a share of those compared.
    fn share(&self, text: &[char], at: usize) -> Found {
        if !(self.ranked(text, at) || entered(text, at)) {
            return Found::Skip(at + 1);
        }
        match numeral(text, at + 1).map(|n| self.measured(text, at + 1, &n)) {
            Some(Found::Number(mut q))
                if matches!(q.shape, Shape::Percent | Shape::Permille)
                    // 全球前1%学科: which of them they are.
                    && !text.get(q.range.end).is_some_and(|c| crate::charset::is_han(*c) && !matches!(c, '的' | '以' | '左' | '行')) =>
            {
                q.range.start = at;
                q.rule = "rank.share";
                Found::Number(q)
            }
            _ => Found::Skip(at + 1),
        }
    }

    /// 位列全国50强: among how many a verb of rank puts it. 全国50强企业 is a name.
    pub(super) fn strongest(&self, text: &[char], at: usize, n: &Numeral) -> Option<Found> {
        let alone = || !text.get(n.end + 1).is_some_and(|c| c.is_alphabetic());
        let whole = n.scale == 0 && n.high.is_none() && n.form != Form::Magnitude;
        if text.get(n.end) != Some(&'强') || !alone() || !whole {
            return None;
        }
        self.rank_verb(text, at)?;
        let mut q = plain(n, at, Shape::Rank, "rank.strongest");
        q.range = at..n.end + 1;
        Some(Found::Number(q))
    }
}

/// A verb of motion before a rank and the name of those compared: 进入全省园区综合评价前50强.
fn entered_behind(text: &[char], at: usize) -> bool {
    let before = &text[at.saturating_sub(RANKED)..at];
    let from = before.iter().rposition(|c| matches!(c, ',' | '。' | ';' | ':' | '、')).map_or(0, |i| i + 1);
    before[from..].windows(2).any(|w| matches!(w, ['进' | '迈' | '跨', '入'] | ['入', '围' | '选']))
}

/// A verb of motion right before a rank: 进入前十.
fn entered(text: &[char], at: usize) -> bool {
    at >= 2 && matches!(text[at - 2..at], ['进' | '迈' | '跨', '入'] | ['挺', '进'] | ['进', '位'])
}
