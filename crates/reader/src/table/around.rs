//! What stands around a table and holds for it: its caption, the years it plans, the unit of all its numbers.

use super::heading::{times, unit_in};
use super::value::is_mark;
use crate::figure::Grammar;
use crate::reading::Period;
use crate::search;
use crate::span::Span;
use jiff::civil::Date;

/// Lines before a table that may be its caption.
const LINES: usize = 3;

/// Longest line that is taken for one.
const LONGEST: usize = 60;

/// What stands around a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    /// Lines right before the table and its title rows, nearest first, with their places in the original.
    lines: Vec<(Vec<char>, Vec<u32>)>,
    /// The unit of all numbers.
    pub(super) unit: Vec<char>,
    /// The unit of those that are no amounts, where there are two: 单位：亿元、%.
    pub(super) other_unit: Vec<char>,
    /// What stands right below.
    notes: Vec<char>,
}

impl Around {
    /// Looks at the lines before `start`.
    pub(super) fn new(start: usize, floor: usize, folded: &[char], grammar: &Grammar) -> Self {
        let mut out = Self::default();
        let mut end = start;
        while end > floor && out.lines.len() < LINES {
            let head = folded.get(floor..end).unwrap_or_default();
            // Only as far back as a caption reaches.
            let near = head.get(head.len().saturating_sub(LONGEST * 4)..).unwrap_or_default();
            let Some(begin) = near
                .iter()
                .rposition(|c| *c == '\n')
                .map(|i| end - near.len() + i + 1)
                .or((near.len() == head.len()).then_some(floor))
            else {
                break;
            };
            out.add(begin, end, folded, grammar);
            if begin == floor {
                break;
            }
            end = begin - 1;
        }
        out
    }

    /// The notes at the end of a table and below it; a long one as far as it is near.
    pub(super) fn below(&mut self, table: Span, folded: &[char]) {
        /// How much of them is kept, before and after the end.
        const NOTES: usize = 160;
        let end = table.end() as usize;
        let start = (table.start() as usize).max(end.saturating_sub(NOTES));
        let rest = folded.get(start..folded.len().min(end + NOTES)).unwrap_or_default();
        self.notes = rest.iter().filter(|c| matches!(c, '\n' | '\t') || !c.is_whitespace()).copied().collect();
    }

    /// Whether a line above the table or a note below it says that the first of several bodies leads: 排在第一位的为牵头单位.
    pub(super) fn first_leads(&self) -> bool {
        let says = |clause: &[char]| {
            // The first that only gathers what all report (汇总) is one of several that lead.
            search::holds(clause, "牵头")
                && !search::holds(clause, "汇总")
                && ["第一", "首位", "首个", "最前"].iter().any(|first| search::holds(clause, first))
                && ["为", "是", "系", "列", "排"].iter().any(|is| search::holds(clause, is))
        };
        let clauses = |line: &[char]| line.split(|c| matches!(c, '。' | ';' | '\n' | '\t')).any(says);
        self.lines.iter().any(|(line, _)| clauses(line)) || clauses(&self.notes)
    }

    /// The line before the table that says who answers for all of it, with a blank where it has some: 责任单位：市水利局.
    pub(super) fn duty(&self, original: &[char]) -> Option<Vec<char>> {
        let says = |line: &&(Vec<char>, Vec<u32>)| super::duty::is_labelled(&line.0);
        let (_, places) = self.lines.iter().find(says)?;
        let (first, last) = (*places.first()? as usize, *places.last()? as usize);
        original.get(first..=last).map(<[char]>::to_vec)
    }

    /// The clause of a line above the table, or of a note below it, that says by when all its tasks are due: 以上任务于11月底前完成.
    pub(super) fn due_of_all(&self) -> Option<Vec<char>> {
        const ALL: &[&str] = &["以上", "上述", "所列", "所有", "全部任务", "各项任务", "以下", "本表", "表中"];
        // Who is to report how far they are by a day has not until then to do it.
        const REPORTS: &[&str] = &["报送", "上报", "反馈", "报告", "情况"];
        const WHAT: &[&str] = &["任务", "事项", "项目", "工作", "举措", "措施"];
        let any = |clause: &[char], words: &[&str]| words.iter().any(|word| search::holds(clause, word));
        let says = |clause: &&[char]| {
            let done = any(clause, &["完成", "办结", "完工"]) && !any(clause, REPORTS);
            clause.len() <= LONGEST && done && any(clause, ALL) && any(clause, WHAT)
        };
        let of = |line: &[char]| line.split(|c| matches!(c, '。' | ';' | '\n' | '\t')).find(says).map(<[char]>::to_vec);
        self.lines.iter().find_map(|(line, _)| of(line)).or_else(|| of(&self.notes))
    }

    /// Whether there is such a line.
    pub(super) fn is_given(&self) -> bool {
        self.lines.iter().any(|(line, _)| super::duty::is_labelled(line))
    }

    /// The mark that a line above the table or a note below it says leading bodies have: 标★的为牵头单位.
    pub(super) fn lead_mark(&self) -> Option<char> {
        self.mark_of(&["牵头"])
    }

    /// The mark that stands in the month in which work ends, where one for the others is told from it: ★为完成节点.
    pub(super) fn end_mark(&self) -> Option<char> {
        self.mark_of(&["完成节点", "完成时限", "完成时间", "办结节点", "完成月份", "截止"])
    }

    /// The mark of which a note says one of these.
    fn mark_of(&self, says: &[&str]) -> Option<char> {
        /// Farthest that the words stand from the mark.
        const REACH: usize = 12;
        let explained = |line: &[char]| {
            line.iter().enumerate().filter(|(_, c)| is_mark(**c)).find_map(|(at, c)| {
                let near = line.get(at + 1..line.len().min(at + 1 + REACH))?;
                let near = near.split(|c| matches!(c, '。' | ';' | '\n' | '\t' | ',')).next()?;
                let said = near.iter().any(|c| matches!(c, '为' | '是' | '表' | '系' | ':' | '的'));
                (said && says.iter().any(|word| search::holds(near, word))).then_some(*c)
            })
        };
        self.lines.iter().find_map(|(line, _)| explained(line)).or_else(|| explained(&self.notes))
    }

    /// A line or a title row.
    pub(super) fn add(&mut self, begin: usize, end: usize, folded: &[char], grammar: &Grammar) {
        let line = folded.get(begin..end).unwrap_or_default();
        let places = line.iter().zip(begin as u32..).filter(|(c, _)| !c.is_whitespace());
        let (chars, at): (Vec<char>, Vec<u32>) = places.map(|(c, at)| (*c, at)).unzip();
        if chars.is_empty() || chars.len() > LONGEST {
            return;
        }
        if let Some(label) = search::find(&chars, "单位:", chars.len())
            && self.unit.is_empty()
        {
            let rest = chars.get(label..).unwrap_or_default();
            let rest = unit_in(rest);
            let rest = rest.split(|c| matches!(c, ')' | ']' | '。' | ';')).next().unwrap_or_default();
            if grammar.is_unit(rest) {
                self.unit = rest.to_vec();
            } else if let Some((amounts, rates)) = two_units(rest, grammar) {
                (self.unit, self.other_unit) = (amounts.to_vec(), rates.to_vec());
            }
        }
        self.lines.push((chars, at));
    }

    /// Whether a line near the table says one of these.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        self.lines.iter().any(|(line, _)| words.iter().any(|w| search::holds(line, w)))
    }

    /// What the caption says a table is about: 新增高标准农田 of 金水市新增高标准农田分年度任务表. Empty where it says nothing
    /// else.
    pub(super) fn subject(&self) -> Vec<char> {
        const TAILS: &[&str] = &[
            "表",
            "任务",
            "分解",
            "目标",
            "计划",
            "分年度",
            "年度",
            "分地区",
            "分县区",
            "分县",
            "分区",
            "分市",
            "各县区",
            "各地区",
            "一览",
            "情况",
            "分配",
            "指标",
            "清单",
            "建议",
            "安排",
            "数量",
            "规模",
            "进度",
        ];
        // 单位:万亩 alone is no title; 造林任务(单位:万亩) is one.
        let titled = |line: &&(Vec<char>, Vec<u32>)| {
            search::find(&line.0, "单位:", line.0.len())
                .is_none_or(|at| at > 1 && matches!(line.0.get(at - 1), Some('(')))
        };
        let Some((line, _)) = self.lines.iter().find(titled) else { return Vec::new() };
        let times = times(line);
        let mut depth = 0usize;
        let plain = line.iter().enumerate().filter(|(at, c)| {
            let open = matches!(c, '(' | '〔');
            depth += usize::from(open);
            let inside = depth > 0;
            depth -= usize::from(matches!(c, ')' | '〕') && depth > 0);
            !inside && !times.iter().any(|(place, ..)| place.contains(at))
        });
        let mut words: Vec<char> = plain.map(|(_, c)| *c).collect();
        let labels = ["附件", "附表", "表", "专栏"];
        if let Some(label) = labels.iter().find(|label| search::stands(&words, 0, label)) {
            let len = label.chars().count();
            let digits = |c: &&char| {
                c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '.' | '-' | ':' | ' ')
            };
            words.drain(..len + words.iter().skip(len).take_while(digits).count());
        }
        let shared = [
            "分区县",
            "分县区",
            "各区县",
            "各县区",
            "各县市区",
            "各市县",
            "各市州",
            "各盟市",
            "各地区",
            "各区",
            "各县",
            "各市",
            "各地",
        ];
        if let Some(of) = shared.iter().find(|of| search::stands(&words, 0, of)) {
            words.drain(..of.chars().count());
        }
        if let Some(end) = (3..=words.len().min(8)).find(|end| super::heading::is_place(&words[..*end])) {
            words.drain(..end);
        }
        while let Some(tail) = TAILS.iter().find(|tail| {
            words.len().checked_sub(tail.chars().count()).is_some_and(|at| search::stands(&words, at, tail))
        }) {
            words.truncate(words.len() - tail.chars().count());
        }
        words
    }

    /// The years that a caption, else the title, names: the period that is planned.
    pub(super) fn period(&self, title: &[char], original: &[char]) -> Option<Period> {
        let is_known = |(_, start, end): &(_, Option<Date>, Option<Date>)| start.is_some() && end.is_some();
        let near = self.lines.iter().find_map(|(line, at)| {
            let (place, start, end) = times(line).into_iter().rfind(is_known)?;
            let text = at.get(place)?.iter().filter_map(|i| original.get(*i as usize)).collect();
            Some(Period { text, start, end })
        });
        near.or_else(|| {
            let (place, start, end) = times(title).into_iter().rfind(is_known)?;
            Some(Period { text: title.get(place)?.iter().collect(), start, end })
        })
    }
}

/// 亿元 and % of 亿元、%, in whichever order; nothing where it is not plain which number has which.
fn two_units<'a>(text: &'a [char], grammar: &Grammar) -> Option<(&'a [char], &'a [char])> {
    let mut units = text.split(|c| matches!(c, '、' | ',' | '和' | '及' | ' ')).filter(|unit| !unit.is_empty());
    let (first, second, None) = (units.next()?, units.next()?, units.next()) else { return None };
    match (first, second) {
        (amounts, rates @ ['%']) | (rates @ ['%'], amounts) if amounts != ['%'] && grammar.is_unit(amounts) => {
            Some((amounts, rates))
        }
        _ => None,
    }
}

/// The first and last year of a period.
pub(super) fn years(period: &Period) -> Option<(i16, i16)> {
    Some((period.start.map(Date::year)?, period.end.map(Date::year)?))
}
