//! Where what is measured begins behind those whose it is: 对东盟|进出口, 高中|在校生, 县医院|接诊|患者.

use super::indicator::LONGEST;
use super::{Draft, Grammar, Sentence};
use crate::search::ends;
use std::ops::Range;

impl Grammar {
    /// Each of whom has or gets what is counted: 每个镇|建有1所学校, 各县(市)|至少建成1个示范园.
    pub(super) fn each_of_them(&self, s: &Sentence<'_>, draft: &Draft) -> Option<Range<usize>> {
        /// Longest name of such.
        const THEM: usize = 12;
        let number = s.quantities[draft.quantity].range.start;
        let start = s.clause_start(number);
        if !s.slice(&(start..number)).iter().any(|c| matches!(c, '每' | '各')) {
            return None;
        }
        let (at, _) = self.skip_openers(s, start, number);
        if !matches!(s.text.get(at), Some('每' | '各')) {
            return None;
        }
        let roof = number.min(at + THEM);
        let end = (at + 2..=roof).find(|p| {
            let named =
                matches!(s.text[p - 1], '省' | '市' | '县' | '区' | '旗' | '州' | '镇' | '乡' | '村' | ')' | '道');
            let acts = *p == number
                || s.text[*p] == '有'
                || s.text[*p..].starts_with(&['至', '少'])
                || self.words.verb(s.text, *p).is_some_and(|(n, _)| n > 1);
            named && acts
        })?;
        (!s.number_in(at..end)).then_some(at..end)
    }

    /// Whether a list joined by 、 names nobody but places and bodies, so that it is whose a measure is however long.
    pub(super) fn all_scopes(&self, s: &Sentence<'_>, range: Range<usize>) -> bool {
        /// Longest such list.
        const WHOM: usize = 60;
        if range.len() > WHOM || !s.slice(&range).iter().any(|c| matches!(c, '、' | '和' | '与' | '及')) {
            return false;
        }
        let mut from = range.start;
        let mut marks = range.clone().filter(|i| matches!(s.text[*i], '、' | '和' | '与' | '及')).collect::<Vec<_>>();
        marks.push(range.end);
        marks.into_iter().all(|mark| {
            let member = std::mem::replace(&mut from, mark + 1)..mark;
            member.len() > 1 && self.is_scope(s, member)
        })
    }

    /// Where the trade begins that was done with those before it: 对东盟|进出口, 对共建国家和地区|货物出口额.
    pub(super) fn toward(&self, s: &Sentence<'_>, at: usize, end: usize) -> Option<usize> {
        let text = s.text;
        if text.get(at) != Some(&'对') || self.words.whole_from(text, at) > 1 {
            return None;
        }
        // 对外投资 is the name of a trade.
        let to = (at + 2..end.saturating_sub(1)).find(|i| self.words.toward.find(text, *i).is_some())?;
        let share = text[..end].ends_with(&['占', '比']) || text[..end].ends_with(&['比', '重']);
        let plain = text[at + 1] != '外' && !share && !text[at..end].iter().any(|c| matches!(c, '的' | '占'));
        plain.then_some(to)
    }

    /// Where a class ends and its rate begins: 重点行业|绿色化改造覆盖率.
    pub(super) fn rated(&self, s: &Sentence<'_>, at: usize, end: usize) -> Option<(usize, usize)> {
        /// Shortest rate with a name of its own.
        const RATE: usize = 4;
        let text = s.text;
        if !matches!(text[at..end], [.., '率'] | [.., '占', '比'] | [.., '比', '重' | '例']) {
            return None;
        }
        let to = (at + 2..(end + 1).saturating_sub(RATE)).find(|p| {
            self.words.rated.find_before(text, *p).is_some_and(|(n, ())| *p >= at + n)
                // 城市群, 行业性: the word goes on.
                && (at..*p).all(|i| self.words.whole_from(text, i) <= p - i && self.names.longest(text, i) <= p - i)
                && s.place_from(*p).is_none()
                && !matches!(
                    text[*p],
                    '和' | '与' | '及' | '、' | '群' | '集' | '圈' | '化' | '性' | '内' | '间' | '占' | '的' | '场' | '企' | '寨'
                )
        })?;
        let measure = |c: &char| matches!(c, '率' | '量' | '额' | '值' | '比' | '重' | '占' | '的' | '“' | '每');
        // 重点 is no weight.
        let plain = !(at..to).any(|i| measure(&text[i]) && self.words.whole_from(text, i) < 2)
            && (at..to).all(|i| self.words.edge(text, i).is_none_or(|(n, _)| n < 2));
        // 断面水质优良率、水源地水质达标率: each has its own.
        let each = || {
            text[to..end].contains(&'、')
                && (to + 1..end).any(|p| self.words.rated.find_before(text, p).is_some_and(|(n, ())| p >= to + n))
        };
        // 主导产业［2］占比: the number of a note.
        let note =
            text[to..end].iter().position(|c| matches!(c, ']' | '］')).filter(|_| matches!(text[to], '[' | '［'));
        (plain && !text[to..end].contains(&'的') && !each()).then_some((to, note.map_or(to, |i| to + i + 1)))
    }

    /// Where what is somebody's begins behind them: 高中|在校生, 云河|全长, 工业|对经济增长的贡献率.
    pub(super) fn whose(&self, s: &Sentence<'_>, at: usize, end: usize) -> Option<usize> {
        const PEOPLE: &[&str] = &["在校生", "在校学生", "在校生数", "招生数", "专任教师", "在园幼儿"];
        const SIZE: &[&str] = &["全长", "干流全长"];
        const PLANT: &[&str] = &["计划总投资", "总投资", "总建筑面积", "建筑面积", "占地面积", "占地", "道路全长"];
        // Most names end in none of these.
        if !matches!(s.text[end - 1], '生' | '数' | '位' | '师' | '儿' | '长' | '献' | '率' | '资' | '积' | '地')
        {
            return None;
        }
        let tail = |words: &[&str]| {
            let tail = words.iter().find(|w| ends(s.slice(&(at..end)), w))?;
            Some(end - tail.chars().count())
        };
        let gives = || {
            let to = (at + 2..end).find(|i| s.text[*i] == '对' && self.words.whole_from(s.text, *i) < 2)?;
            let gives = matches!(s.slice(&(to..end)), [.., '贡', '献'] | [.., '贡', '献', '率']);
            (gives && self.is_scope(s, at..to)).then_some(to)
        };
        let from = tail(PEOPLE)
            .filter(|from| *from > at && self.is_scope(s, at..*from))
            .or_else(|| tail(SIZE))
            // 中等职业教育|招生; 研究生招生 has no school.
            .or_else(|| {
                tail(&["招生", "床位数", "床位"])
                    .filter(|from| *from > at && s.text[from - 1] != '生' && self.is_scope(s, at..*from))
            })
            .or_else(gives)
            // 引桥加固工程|开工率
            .or_else(|| {
                tail(&["开工率", "完工率", "竣工率", "投产率"])
                    .filter(|from| *from >= at + 4 && works(s.slice(&(at..*from))))
            })
            .or_else(|| tail(PLANT).filter(|from| Self::named_plant(s, at..*from)))?;
        let who = at..from;
        // 小学和初中在校生 are of both; 研究生招生 has no school. 信息、科技两大产业对…: so many of them are one.
        let several = matches!(s.slice(&who), [.., '大', '产', '业']);
        let plain = !s.slice(&who).iter().any(|c| matches!(c, '的' | '占' | '“' | '('))
            && (several || !s.slice(&who).iter().any(|c| matches!(c, '、' | '和' | '与' | '及')))
            && who.clone().all(|i| self.words.edge(s.text, i).is_none_or(|(n, _)| n < 2));
        let plant = || Self::named_plant(s, who.clone()) || works(s.slice(&who));
        (plain && (2..=if several { LONGEST } else { 10 }).contains(&who.len()) || plant()).then_some(from)
    }

    /// Whether words are the name of one plant, and no class of them: 云泽桥维修加固工程. A quotation or a place begins it.
    fn named_plant(s: &Sentence<'_>, who: Range<usize>) -> bool {
        /// Shortest name that no class has.
        const NAMED: usize = 7;
        let words = s.slice(&who);
        // 云泽物流项目(一期)
        let bare = words.iter().position(|c| *c == '(').filter(|_| words.ends_with(&[')']));
        let bare = &words[..bare.unwrap_or(words.len())];
        let plant = bare.ends_with(&['项', '目']) || bare.ends_with(&['工', '程']);
        let begins =
            words.first() == Some(&'“') || s.place_from(who.start).is_some() || s.place_to(who.start).is_some();
        (NAMED..=LONGEST + 10).contains(&who.len())
            && plant
            && begins
            && !words.iter().any(|c| matches!(c, '、' | '个' | '类' | '等' | '各'))
    }

    /// Where a body ends that did something with what is counted, and where that begins: 县医院|接诊|患者.
    pub(super) fn acted(&self, s: &Sentence<'_>, at: usize, end: usize) -> Option<(usize, usize)> {
        let text = s.text;
        let (act, len) = (at + 2..end.saturating_sub(3)).find_map(|i| {
            let (act, ()) = self.words.acts.find(text, i)?;
            // 普查|新发现|文物: no verb anywhere else.
            let verb = self.words.edge(text, i).map_or(act > 2, |(n, _)| n == act);
            verb.then_some((i, act))
        })?;
        let who = at..act;
        // 农民培训学校: a people is no body that acts.
        let people = || {
            matches!(text[act - 1], '者' | '户' | '员' | '生' | '工' | '民' | '众' | '人')
                || who.clone().any(|i| self.words.people.find(text, i).is_some_and(|(n, ())| i + n == act))
        };
        let plain =
            !text[who.clone()].iter().any(|c| matches!(c, '的' | '、' | '和' | '与' | '及' | '占' | '“' | '(' | '”'))
                && who.clone().all(|i| {
                    self.words.edge(text, i).is_none_or(|(n, _)| n < 2) && self.names.longest(text, i) <= act - i
                });
        let head = s.slice(&(s.clause_start(at)..at)).iter().all(|c| *c != '的');
        let to = act + len + usize::from(text.get(act + len) == Some(&'了'));
        (plain
            && head
            && (3..=14).contains(&who.len())
            && text[act - 1] != '业'
            && !text[act..end].contains(&'、')
            && self.is_scope(s, who.clone())
            && !people()
            && to + 2 <= end
            // 人才集聚区, 企业培训中心: the verb is part of a name.
            && self.names.longest(text, act) == 0
            && !matches!(text[to], '性' | '率' | '量' | '额' | '区' | '点' | '站' | '的'))
        .then_some((act, to))
    }

    /// Who did what, whatever they are called: 齐云轨道|完成出口2000辆.
    pub(super) fn doer(&self, s: &Sentence<'_>, from: usize, cut: usize) -> Option<Range<usize>> {
        /// Longest name of somebody nobody knows.
        const WHO: usize = 12;
        let text = s.text;
        if !matches!(s.slice(&(cut.saturating_sub(2)..cut)), ['完', '成'] | ['实', '现']) || cut < from + 4 {
            return None;
        }
        let mut end = cut - 2;
        while end > from + 2
            && matches!(text[end - 2..end], ['累' | '预' | '共', '计'] | ['全', '年'] | ['超', '额'] | ['顺', '利'])
        {
            end -= 2;
        }
        while end > from + 1 && matches!(text[end - 1], '共' | '已' | '可' | '将') {
            end -= 1;
        }
        let name = from..end;
        let plain = text[name.clone()]
            .iter()
            .all(|c| crate::charset::is_han(*c) && !matches!(c, '的' | '在' | '以' | '对' | '为'))
            && name.clone().all(|i| self.words.edge(text, i).is_none_or(|(n, _)| n < 2));
        let clause = s.slice(&(s.clause_start(from)..from)).iter().all(|c| *c == ' ');
        (plain && clause && (2..=WHO).contains(&name.len()) && !self.is_measure(s, &name)).then_some(name)
    }
}

/// Whether words end as a work under way is called.
fn works(words: &[char]) -> bool {
    matches!(words, [.., '工', '程'] | [.., '项', '目'])
}
