//! Whose an indicator is: the body or the subject that stands before it.

use super::words::Opener;
use super::{Draft, Grammar, Scope, Sentence, is_clause_mark};
use crate::search::ends;
use crate::unit::Dimension;
use std::ops::Range;

/// How many clauses back the subject of a sentence may stand.
const CLAUSES: usize = 3;
/// Longest measure of a body, in characters.
const MEASURE: usize = 6;
/// Longest subject, in characters.
const SUBJECT: usize = 16;

impl Grammar {
    /// Whether a number counts those for whom something is done: 服务站为30万群众提供….
    pub(super) fn served(&self, s: &Sentence<'_>, draft: &Draft, noun: &Range<usize>) -> bool {
        let before = s.slice(&(draft.left.rest..s.quantities[draft.quantity].range.start));
        matches!(before.first(), Some('为' | '向' | '对' | '让' | '使'))
            && self.words.verb(s.text, noun.end).is_some_and(|(_, e)| e.deed)
    }

    /// Whether no more than how it moved or was set stands behind a number and 的: 12亿元的基础上.
    pub(super) fn is_ground(&self, s: &Sentence<'_>, draft: &Draft) -> bool {
        s.text.get(draft.right.after) == Some(&'的') && self.words.void_of.find(s.text, draft.right.after + 1).is_some()
    }

    /// Whether an indicator is somebody's: 增加值, 占总人口的比重.
    pub(super) fn dependent(&self, s: &Sentence<'_>, name: &Range<usize>) -> bool {
        let words = s.slice(name);
        let share = words.first() == Some(&'在') && (words.ends_with(&['占', '比']) || words.ends_with(&['比', '重']));
        let adds = words.first() == Some(&'对') && words.ends_with(&['贡', '献', '率']);
        share
            || adds
            // 占地 is a size.
            || words.first() == Some(&'占') && !self.is_size(s, name)
            || self.words.dependent.find(words, 0).is_some_and(|(len, ())| len == words.len())
    }

    /// Whether a name is no more than a size: 全长, 占地面积.
    pub(super) fn is_size(&self, s: &Sentence<'_>, name: &Range<usize>) -> bool {
        self.words.sizes.find(s.text, name.start).is_some_and(|(n, ())| n == name.len())
    }

    /// Whose indicator it is: what the figure before measures, or the subject of the clause before.
    pub(super) fn owner(&self, s: &Sentence<'_>, before: Option<&Draft>, name: &Range<usize>) -> Option<Scope> {
        let clause = s.clause_start(name.start);
        // 其中出口: a part of what was named before is not its owner's.
        if s.slice(&(clause..name.start)).windows(2).any(|w| w == ['其', '中']) {
            return None;
        }
        if let Some(last) = before
            && let Some(measured) = &last.indicator
            && !s.slice(&(measured.end.min(name.start)..name.start)).contains(&';')
        {
            // 在减税12亿元的基础上,税收…: what was told only as a ground owns nothing.
            if self.is_ground(s, last) {
                return None;
            }
            // 旅游人数12万人次,创汇3亿元: a measure owns no other.
            // 增速居全国第三,总量达到: of what grew, and not of its growth.
            if last.rules.contains(&"indicator.rate") {
                return last.scope.clone();
            }
            // 第三产业增加值…,对经济增长的贡献率: its own. 在校生 are of the school, and not of those who left it.
            let adds = s.text.get(name.start) == Some(&'对') && s.slice(measured).ends_with(&['增', '加', '值']);
            let share = s.text.get(name.start) == Some(&'占') || adds;
            let people = |d: &Draft| s.quantities[d.quantity].unit.is_some_and(|u| u.dimension == Dimension::People);
            if people(last) && matches!(s.slice(name), [.., '生'] | [.., '幼', '儿']) {
                return last.scope.clone();
            }
            // 养老院12家,床位2400张: of those counted, and not of who works there.
            let unit = s.quantities[last.quantity].unit.map(|u| u.dimension);
            if matches!(s.slice(name), ['床', '位', ..]) && unit != Some(Dimension::Count) {
                return last.scope.clone();
            }
            // 茶叶种植面积3万亩,产量2万吨: both are of the tea.
            if !share
                && last.scope.is_none()
                && matches!(s.slice(name), ['总' | '亩' | '单' | '产', ..] | ['出' | '存', '栏', ..])
                && let Some(crop) = Self::grown(s, measured)
            {
                return Some(Scope::Written(crop));
            }
            // 市属企业净资产增长8%、研发投入增长3%: both are of them.
            let between = s.quantities[last.quantity].range.end..name.start;
            let listed = matches!(&last.scope, Some(Scope::Written(of)) if of.end == measured.start)
                && last.rules.contains(&"indicator.before")
                && !share
                && s.slice(&between) == ['、'];
            let own = listed
                || self.is_size(s, measured)
                || self.dependent(s, measured)
                || !share && self.is_measure(s, measured);
            return if own { last.scope.clone() } else { Some(Scope::Written(measured.clone())) };
        }
        if s.text.get(name.start) == Some(&'对') {
            return None;
        }
        // 服务业加快发展,…,增加值达到: the subject of the sentence goes on over a clause or two.
        let mut start = clause;
        for _ in 0..CLAUSES {
            if start == 0 || s.text[start - 1] != ',' {
                return None;
            }
            let mark = start - 1;
            start = s.clause_start(mark);
            let (at, area) = self.skip_openers(s, start, mark);
            // 同上年决算比较: with what it is compared.
            let compared = matches!(
                s.slice(&(start..mark)),
                ['同' | '与' | '和' | '比' | '较', .., '比', '较'] | ['同' | '与' | '和', .., '相', '比']
            );
            if s.text.get(at) == Some(&'在') || compared {
                continue;
            }
            let found = self.subject(s, at, mark, false).or_else(|| self.topic(s, at, mark));
            let found = found.or_else(|| self.finished(s, at, mark)).or_else(|| self.trades(s, at, mark));
            if let Some(found) = found {
                // 我国旅游业: the place before it is part of whom.
                let from = area.filter(|a| a.end == found.start).map_or(found.start, |a| a.start);
                return Some(Scope::Written(from..found.end));
            }
        }
        None
    }

    /// Whether a measure in a clause of its own is of those whose the measure before is: 铁路的|货物周转量增长,旅客周转量增长.
    pub(super) fn goes_with(&self, s: &Sentence<'_>, last: &Draft, name: &Range<usize>) -> bool {
        /// Fewest characters that both end in.
        const SHARED: usize = 3;
        let (Some(Scope::Written(whose)), Some(measured)) = (&last.scope, &last.indicator) else { return false };
        let (a, b) = (s.slice(measured), s.slice(name));
        let shared = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
        whose.end + 1 == measured.start
            && s.text[whose.end] == '的'
            && shared >= SHARED
            && a != b
            && s.clause_start(name.start) == name.start
            && s.text.get(name.start.wrapping_sub(1)) == Some(&',')
            && (self.is_measure(s, name) || matches!(b.last(), Some('量' | '额' | '率' | '值')))
    }

    /// What is grown or bred, where a figure measures how much land or how many head: 茶叶|种植面积, 生猪|出栏.
    fn grown(s: &Sentence<'_>, measured: &Range<usize>) -> Option<Range<usize>> {
        const TAILS: &[&str] = &[
            "播种面积",
            "种植面积",
            "养殖面积",
            "栽培面积",
            "总面积",
            "面积",
            "存栏",
            "出栏",
            "存栏量",
            "出栏量",
            "总产量",
            "产量",
            "种植",
        ];
        let words = s.slice(measured);
        let tail = TAILS.iter().find(|w| ends(words, w))?;
        let crop = measured.start..measured.end - tail.chars().count();
        (crop.len() > 1 && !s.slice(&crop).iter().any(|c| matches!(c, '的' | '占'))).then_some(crop)
    }

    /// The plant that was put to use in the clause that ends at `end`: 云岭乙烯项目|投产,总产能达到….
    fn finished(&self, s: &Sentence<'_>, from: usize, end: usize) -> Option<Range<usize>> {
        /// Shortest and longest name of a plant.
        const PLANT: std::ops::RangeInclusive<usize> = 4..=16;
        let mut to = end;
        while let Some((len, _)) =
            self.words.deeds_before.find_before(s.text, to).filter(|(n, _)| *n > 1 && to >= from + n + 2)
        {
            to -= len;
        }
        let name = from..to;
        let plant = (name.start + 2..to).any(|i| self.words.plants.find(s.text, i).is_some_and(|(n, ())| i + n == to));
        let plain = !s.slice(&name).iter().any(|c| matches!(c, '、' | '的' | '和' | '与' | '及' | '等' | '个'))
            && name.clone().all(|i| self.words.edge(s.text, i).is_none_or(|(n, _)| n < 2));
        (to < end && plant && plain && PLANT.contains(&name.len()) && !s.number_in(name.clone())).then_some(name)
    }

    /// The trades that open a clause of which something is said: 汽车、新材料两大主导产业|不断壮大.
    fn trades(&self, s: &Sentence<'_>, from: usize, end: usize) -> Option<Range<usize>> {
        /// Longest list of them.
        const TRADES: usize = 30;
        let sum = (from + 4..end.min(from + TRADES)).find(|i| {
            crate::number::is_numeral(s.text[*i]) && s.text[i + 1] == '大' && s.slice(&(from..*i)).contains(&'、')
        })?;
        let to = (sum + 4..end.min(sum + 8)).find(|p| s.text[..*p].ends_with(&['产', '业']))?;
        let plain = (from..to).all(|i| self.words.edge(s.text, i).is_none_or(|(n, _)| n < 2))
            && !s.slice(&(from..to)).iter().any(|c| matches!(c, '的' | '在' | '等' | '以' | '把' | '对'));
        (plain && to < end).then_some(from..to)
    }

    /// The longest scope that `from..end` begins with and that goes on to what is said of it: 服务业|快速发展.
    fn topic(&self, s: &Sentence<'_>, from: usize, end: usize) -> Option<Range<usize>> {
        let roof = end.min(from + SUBJECT);
        let plain = |p: usize| {
            !s.text.get(p).is_some_and(|c| matches!(c, '的' | '、' | '和' | '与' | '及' | '等'))
                && (from..p)
                    .all(|i| self.words.whole_from(s.text, i) <= p - i && self.names.longest(s.text, i) <= p - i)
        };
        let found = (from + 2..roof).rev().find(|p| self.is_scope(s, from..*p) && plain(*p))?;
        let verbless = (from..found).all(|i| self.words.edge(s.text, i).is_none());
        let told = verbless
            && !s.text[from..found].iter().any(|c| matches!(c, '、' | '的' | '“' | '('))
            && self.words.edge(s.text, from).is_none();
        told.then_some(from..found)
    }

    /// Who acts, or in what field, at the head of a clause, with where the rest begins: 中央财政|将投入, 在软件领域|每年培育,
    /// 云泽证券交易所|上市公司.
    pub(super) fn head(&self, s: &Sentence<'_>, floor: usize, at: usize, end: usize) -> Option<(Range<usize>, usize)> {
        let text = s.text;
        let roof = end.min(at + SUBJECT);
        if text.get(at) == Some(&'在') && self.words.whole_from(text, at) < 2 {
            let close = (at + 3..roof).find(|p| {
                let field = self.words.fields.find_before(text, *p).is_some_and(|(n, ())| p - n > at + 1);
                let deed = || self.words.edge(text, *p).is_some_and(|(n, e)| e.deed && n > 1 && *p + n < end);
                (field || deed()) && !text.get(*p).is_some_and(|c| matches!(c, '的' | '、' | '内' | '中' | '里'))
            })?;
            let mut who = at + 1..close;
            while matches!(text.get(who.end - 1), Some('将' | '已' | '可' | '要' | '拟' | '再' | '中' | '内' | '上'))
                && who.len() > 2
            {
                who.end -= 1;
            }
            let timed = s.times.iter().any(|t| t.range.start < close && at < t.range.end);
            let plain = !timed && !text[at..close].iter().any(|c| is_clause_mark(*c));
            return (plain && (close == end || self.goes_on(s, close, end))).then_some((who, close));
        }
        // 每万人拥有公共文化设施面积: of whom.
        if text.get(at) == Some(&'每')
            && let Some(have) = text[at..roof].windows(2).position(|w| w == ['拥', '有'])
            && (2..8).contains(&have)
            // 每万人专利拥有量: so many they have.
            && self.words.whole_from(text, at + have) <= 2
        {
            return Some((at..at + have, at + have + 2));
        }
        // The place that was passed over is part of a body's name.
        let place = s.place_to(at).filter(|p| p.range.start >= floor);
        let found = (at + 2..roof).find(|p| {
            let acts = self.words.actors.find_before(text, *p).is_some_and(|(n, ())| *p >= at + n);
            let named = place.is_some() && self.words.seats.find_before(text, *p).is_some_and(|(n, ())| *p >= at + n);
            let bare = *p - at < 3 && !matches!(text[at..*p], ['财', '政'] | ['政', '府']);
            ((acts && !bare)
                || named
                || *p >= at + 5 && self.words.seats.find_before(text, *p).is_some_and(|(n, ())| n > 2))
                && (at..*p).all(|i| {
                    let over = |len: usize| len > p - i;
                    !over(self.words.whole_from(text, i)) && !over(self.names.longest(text, i))
                })
                && (self.goes_on(s, *p, end)
                    || self.funds(s, at..*p, end)
                    // 云岭教育试验区|师生规模
                    || *p >= at + 5
                        && !matches!(text[*p], '区' | '年')
                        && self.words.seats.find_before(text, *p).is_some_and(|(n, ())| n > 2)
                        && (*p + 2..=*p + MEASURE).contains(&end)
                        && !text[*p..end].iter().any(|c| matches!(c, '、' | '和' | '与' | '及' | '占' | '的'))
                        && self.words.shared.find_before(text, end).is_some_and(|(n, ())| n > 1 && end - n > *p))
        })?;
        let plain = !text[at..found].iter().any(|c| matches!(c, '、' | '的' | '“' | '”' | '(' | '和' | '与' | '及'))
            && (at..found).all(|i| self.words.edge(text, i).is_none_or(|(n, _)| n < 2 || i + n > found));
        // 水利经费财政补助: the money of a treasury is not the treasury.
        let money = text[at..found].ends_with(&['财', '政'])
            && text[at..found].iter().any(|c| matches!(c, '费' | '金' | '款' | '税'));
        // 全国财政: the area that was passed over is part of whose.
        let area = (text[at..found] == ['财', '政'])
            .then(|| self.words.areas_before.find_before(text, at).map(|(n, ())| at - n))
            .flatten()
            .filter(|start| *start >= floor);
        let start = area.or(place.map(|p| p.range.start)).unwrap_or(at);
        (plain && !money).then_some((start..found, found))
    }

    /// Whether what begins at `at` may be said of a body: a verb, a time, a known measure.
    fn goes_on(&self, s: &Sentence<'_>, at: usize, end: usize) -> bool {
        at < end
            && (self.words.verb(s.text, at).is_some()
                || s.slice(&(at..end)).starts_with(&['上', '市'])
                || self
                    .words
                    .openers
                    .find(s.text, at)
                    .is_some_and(|(n, o)| at + n < end && *o == Opener::Plain && n > 1)
                || matches!(s.text[at], '将' | '已' | '“' | '再' | '又' | '还' | '要' | '拟' | '共')
                || s.time_from(at).is_some()
                || self.words.dependent.find(s.text, at).is_some_and(|(n, ())| at + n == end)
                || self.words.spent.find(s.text, at).is_some()
                || self.names.longest(s.text, at) > 0)
    }

    /// Whether the words up to `end` name what a treasury spends: 省级财政|专项水利资金.
    fn funds(&self, s: &Sentence<'_>, who: Range<usize>, end: usize) -> bool {
        s.slice(&who).ends_with(&['财', '政'])
            && who.len() > 2
            && end >= who.end + 4
            && s.text.get(who.end) != Some(&'性')
            && self.words.measures.find_before(s.text, end).is_some_and(|(n, ())| end - n > who.end)
            && !s.slice(&(who.end..end)).iter().any(|c| matches!(c, '、' | '占' | '的'))
    }

    /// A place with those that a list names before it: 甲市、乙市|和丙县.
    pub(super) fn with_list(&self, s: &Sentence<'_>, scope: Range<usize>, floor: usize) -> Range<usize> {
        let mut start = scope.start;
        // 甲市、乙市等地方: those of whom it names some.
        if start > floor + 1 && s.text[start - 1] == '等' && s.place_to(start - 1).is_some() {
            start -= 1;
            start = s.place_to(start).map_or(start, |p| p.range.start.max(floor));
        }
        while start > floor + 1 && matches!(s.text[start - 1], '、' | '和' | '与' | '及') {
            let mark = start - 1;
            let area = || self.words.areas_before.find_before(s.text, mark).map(|(n, ())| mark - n);
            match s.place_to(mark).map(|p| p.range.start).or_else(area).filter(|from| *from >= floor) {
                Some(from) => start = from,
                None => break,
            }
        }
        start..scope.end
    }

    /// Whether words say where or whom: they end in a place, a body, a population, a facility.
    pub(super) fn is_scope(&self, s: &Sentence<'_>, range: Range<usize>) -> bool {
        s.place_to(range.end).is_some()
            || self.words.areas_before.find_before(s.text, range.end).is_some()
            || self.words.scope_tails.find_before(s.text, range.end).is_some_and(|(n, ())| range.end >= range.start + n)
            // “4”即4个平台: a number is nobody.
            || matches!(s.text[..range.end], [.., last, '”'] if !last.is_ascii_digit())
    }

    /// Where the body ends whose indicator the rest of `range` is. What is left has to be an indicator, and not the body's
    /// number (规上企业数量) or a part of a longer word (企业年金).
    pub(super) fn body(&self, s: &Sentence<'_>, range: Range<usize>) -> Option<usize> {
        let text = s.text;
        let (at, end) = (range.start, range.end);
        let sized = self.words.sized.find(text, at).is_some();
        let found = (at + 3..end.saturating_sub(1)).find(|p| {
            let class = sized && text[p - 1] == '业' && text.get(*p) != Some(&'企');
            class
                || self.words.bodies.find_before(text, *p).is_some_and(|(n, ())| {
                    // 中央企业 holds no 央企.
                    let whole = (1..=n + 2).any(|back| {
                        let from = p.saturating_sub(back);
                        from >= at
                            && (self.words.whole_from(text, from) > back || self.names.longest(text, from) > back)
                    });
                    (p - n > at || n > 2 && matches!(text[p - 1], '区' | '场')) && !whole
                })
        })?;
        // 云泽班列(云岭)|年开行量: the bracket says more of who it is.
        let who = at..found;
        let found =
            super::bracket(text, found).filter(|close| text[found] == '(' && close + 2 < end).map_or(found, |c| c + 1);
        let rest = &text[found..end];
        let plain =
            // 地级及以上城市 is one class.
            !who.clone().any(|i| {
                matches!(text[i], '、' | '和' | '与' | '及' | '占' | '的' | '每' | '“' | '(')
                    && !text[i..].starts_with(&['及', '以', '上'])
            })
                && !matches!(text[at], '为' | '对' | '在' | '向' | '有')
                && who.clone().all(|i| self.words.edge(text, i).is_none_or(|(n, _)| n < 2));
        let measure = self.words.shared.find_before(rest, rest.len()).is_some_and(|(n, ())| n == rest.len())
            || self.words.dependent.find(rest, 0).is_some_and(|(n, ())| n == rest.len())
            || self.words.named_acts.find_before(rest, rest.len()).is_some_and(|(n, ())| n == rest.len());
        let name = (rest.len() >= 3 || measure)
            // 高中学位 holds no 中学.
            && !matches!(rest[0], '和' | '与' | '及' | '或' | '等' | '位')
            && !rest.starts_with(&['沿', '线'])
            && !rest.iter().any(|c| matches!(c, '、' | '”'))
            && rest.contains(&'(') == rest.contains(&')')
            && (!rest.contains(&'占') || rest.ends_with(&['比', '重']));
        let counts = matches!(
            rest,
            ['总', '量']
                | ['总' | '户' | '家' | '个' | '人', '数']
                | ['数', ..]
                | [.., '数', '量']
                | [.., '总', '数']
                | [.., '占', '比']
                | [.., '的', '人', '数']
        );
        let known = self.names.longest(text, at) > found - at;
        // 小微企业新增首贷: what is new is theirs, too.
        let anew = rest.starts_with(&['新', '增']) && rest.len() > 3;
        // 省属高校|服务乡村专业占比: a share of what they do.
        let verb = !anew && !rest.ends_with(&['占', '比']) && self.words.edge(text, found).is_some();
        (plain && name && !counts && !known && !verb).then_some(found)
    }

    /// Where the quotation ends that a measure begins with, if it names places or bodies: “四大基地”|总产值占全县比重.
    pub(super) fn quoted(&self, s: &Sentence<'_>, name: &Range<usize>) -> Option<usize> {
        /// Longest name in quotation marks.
        const QUOTED: usize = 12;
        if s.text[name.start] != '“' {
            return None;
        }
        let words = s.slice(name);
        let close = words.iter().take(QUOTED).position(|c| *c == '”')?;
        let inner = name.start + close;
        let whom = self.words.scope_tails.find_before(s.text, inner).is_some_and(|(n, ())| n > 1)
            || s.place_to(inner).is_some()
            || matches!(words[close - 1], '园' | '区' | '县' | '市');
        let end = inner + 1;
        let measure = end + 1 < name.end && self.is_measure(s, &(end..name.end)) && s.text[end] != '的';
        (whom && measure).then_some(end)
    }

    /// Where a line ends whose traffic follows: 云泽班列(云岭)|年开行量.
    pub(super) fn traffic(&self, s: &Sentence<'_>, name: &Range<usize>) -> Option<usize> {
        /// Longest name of traffic: 年货物运输量.
        const TRAFFIC: usize = 6;
        let text = s.text;
        if text[name.end - 1] != '量' {
            return None;
        }
        let line = (name.start + 3..name.end)
            .rev()
            .find(|p| self.words.lines.find_before(text, *p).is_some_and(|(n, ())| *p > name.start + n))?;
        // 双通道: two ways out are no line.
        let plain = !s.slice(&(name.start..line)).iter().any(|c| matches!(c, '、' | '双' | '的'));
        let end = super::bracket(text, line).filter(|_| text[line] == '(').map_or(line, |close| close + 1);
        (plain && (end + 2..=end + TRAFFIC).contains(&name.end)).then_some(end)
    }

    /// The subject that is left of `range` when the verb and its adverbs at the end are taken off.
    pub(super) fn subject_of(&self, s: &Sentence<'_>, range: Range<usize>) -> Option<Range<usize>> {
        let mut end = range.end;
        // 某铁路等30个项目: one of those that are counted.
        if s.text.get(end) == Some(&'等') {
            return None;
        }
        while let Some((len, _)) =
            self.words.deeds_before.find_before(s.text, end).filter(|(n, _)| end >= range.start + n)
        {
            end -= len;
        }
        // 提请县人大常委会审议: before whom it was brought.
        if s.text[..range.start].ends_with(&['提', '请']) || s.slice(&range).starts_with(&['提', '请']) {
            return None;
        }
        let (mut at, _) = self.skip_openers(s, range.start, end);
        // 为青岛市企业, 养育着世界: what is done for or to whom.
        while at < end
            && (matches!(s.text[at], '为' | '向' | '对' | '给' | '让' | '由' | '着' | '经')
                && self.words.whole_from(s.text, at) < 2)
        {
            at += 1;
        }
        (end >= at + 2 && end <= at + 16 && self.is_scope(s, at..end)).then_some(at..end)
    }

    /// The subject before a verb in `from..cut`: 伊利、蒙牛两家乳企预计实现…. Where it is not `sure` that the figure is
    /// somebody's, it has to look like a place or a body.
    pub(super) fn subject(&self, s: &Sentence<'_>, from: usize, cut: usize, sure: bool) -> Option<Range<usize>> {
        // 经国家批准的奖项: by whose leave.
        if s.text.get(from) == Some(&'经') && self.words.whole_from(s.text, from) < 2 {
            return None;
        }
        // 中央财政五年累计补助…: a time is no part of it.
        let cut = s.time_to(cut).map_or(cut, |t| t.range.start.max(from));
        // Up to the first verb; several bodies joined by 、 are one subject.
        // 新增的市场主体: a verb before 的 describes it.
        let described =
            s.text[from..cut].iter().rposition(|c| *c == '的').filter(|_| sure).map_or(from, |i| from + i + 1);
        let end = (described..cut).find(|at| self.words.verb(s.text, *at).is_some()).unwrap_or(cut);
        (end >= described + 2
            && end <= from + 16
            && (described > from || self.words.edge(s.text, from).is_none())
            && (sure || self.is_scope(s, from..end)))
        .then_some(from..end)
    }
}
