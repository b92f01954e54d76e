//! What the words around a figure say of its years.

use crate::around::Sentence;
use crate::context::Context;
use crate::fold::folded;
use crate::lexicon::Lexicon;
use crate::when::{self, Basis, When};
use luoshi_reader::{Figure, Span, TimeKind};

/// Numerals in words.
const NUMERALS: &str = "一二三四五六七八九十〇○零";

/// Characters between the year of a base and the number: 比一九五三年的三亿二千万元增长.
const BASE: usize = 24;

/// Characters of a sentence in which two years are compared for the figures that follow.
const COMPARED: usize = 160;

impl Sentence<'_> {
    /// The two years that the sentence compares before a figure: 2005年与2000年相比, 一九五七年比一九五二年.
    pub(crate) fn between(&self, figure: &Figure, year: Option<i16>) -> Option<(i16, i16)> {
        let at = figure.spans.first()?.start();
        let start = self.spans.iter().map(|s| s.start()).min()?;
        let words: Vec<char> =
            self.chars.get(start as usize..at as usize)?.iter().copied().filter(|c| !c.is_whitespace()).collect();
        // Looking times up costs more than looking for the marks of a comparison.
        let numeral = |c: &char| c.is_ascii_digit() || c.is_ascii_punctuation() || NUMERALS.contains(*c);
        let compares = words.windows(2).any(|w| {
            matches!(w, [a, b] if matches!(a, '比' | '较' | '与' | '同' | '和') && (numeral(b) || ('０'..='９').contains(b)))
        });
        if words.len() > COMPARED || !compares {
            return None;
        }
        let text: String = words.iter().collect();
        let day = year.map(|y| jiff::civil::date(y, 3, 1));
        let found = luoshi_reader::recognise(&text, day).times;
        let years: Vec<(usize, usize, i16)> = found
            .iter()
            .filter_map(|t| {
                Some((
                    t.range.start,
                    t.range.end,
                    t.end.filter(|e| t.start.is_none_or(|s| s.year() == e.year()))?.year(),
                ))
            })
            .collect();
        // 比一九五二年的四百亿元增长: what the base is said of is the year before, or the period spoken of.
        // Behind a semicolon another thing begins, and with it other years.
        let part = words.iter().rposition(|c| *c == '；').map_or(0, |at| at + 1);
        if let Some((at, _, from)) = years.last()
            && words.get(at.wrapping_sub(1)).is_some_and(|c| matches!(c, '比' | '较'))
            && words.len() - at < BASE
        {
            let own = years.iter().rev().skip(1).filter(|(at, ..)| *at >= part);
            let to = own.map(|(_, _, y)| *y).find(|y| y > from);
            let to = to.or(self.reviewed.filter(|_| !self.ahead).map(|(_, end)| end));
            if let Some(to) = to.filter(|to| *to - *from > 1) {
                return Some((*from, to));
            }
        }
        years.windows(2).find_map(|pair| {
            let [(_, first_end, to), (second, _, from)] = pair else { return None };
            let joint: String = words.get(*first_end..*second)?.iter().collect();
            let compares = Lexicon::get().words("compares").contains(&joint.as_str());
            (compares && from < to && *to - *from > 1).then_some((*from, *to))
        })
    }

    /// Whether the time read beside a number is the one it is reckoned from: 在1954年的基数上增长, 以1954年为基数.
    pub(crate) fn reckoned_from(&self, figure: &Figure) -> bool {
        let Some(period) = figure.period.as_ref() else { return false };
        let opening = self.opening(figure);
        let Some((_, rest)) = opening.rsplit_once(&folded(&period.text)) else { return false };
        let rest = rest.strip_prefix('的').unwrap_or(rest);
        Lexicon::get().words("reckoned").iter().any(|w| rest.starts_with(w))
    }

    /// First and last year of the plan that the sentence names before a figure: 按“八五”计划，….
    pub(crate) fn plan_named(&self, figure: &Figure, year: Option<i16>) -> Option<(i16, i16)> {
        let opening = self.opening(figure);
        if !opening.contains('五') {
            return None;
        }
        let day = year.map(|y| jiff::civil::date(y, 3, 1));
        let found = luoshi_reader::recognise(&opening, day).times;
        let plan = found.iter().rev().find(|t| t.kind == TimeKind::Plan)?;
        Some((plan.start?.year(), plan.end?.year())).filter(|(start, end)| start < end)
    }

    /// Whether a figure stands in the part that looks ahead, and nothing says its year.
    pub(crate) fn unplaced(&self, explicit: Option<When>, context: &Context) -> bool {
        self.ahead && explicit.is_none() && context.back.is_none_or(|b| b.basis != Basis::Opener)
    }

    /// Whether several years are named right before the number: 两年增长.
    pub(crate) fn stretches(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        // 一九五六年 is no six years.
        let numeral = |c: char| c.is_ascii_digit() || NUMERALS.contains(c);
        Lexicon::get().words("years").iter().any(|w| {
            let at = before.match_indices(w).next();
            at.is_some_and(|(at, _)| !before.get(..at).is_some_and(|head| head.ends_with(numeral)))
        })
    }

    /// How many years a target has from now on: 三年内.
    pub(crate) fn span(&self, figure: &Figure) -> Option<i16> {
        let before = self.before(figure);
        let said = figure.period.as_ref().map_or("", |p| p.text.as_str());
        let lexicon = Lexicon::get();
        let spans = || lexicon.spans.iter().find(|(w, _)| said == *w || before.contains(w)).map(|(_, years)| *years);
        // 总额2亿元的两年投资计划: of the two years to come.
        let behind = self.behind_clause(figure);
        let plan = || lexicon.words("plan.end").iter().any(|w| behind.ends_with(w));
        let named = |w: &str| said == w || behind.strip_prefix('的').is_some_and(|rest| rest.starts_with(w)) && plan();
        spans().or_else(|| lexicon.plan_spans.iter().find(|(w, _)| named(w)).map(|(_, years)| *years))
    }

    /// Whether the number is that of each of several years: 连续两年增长10%.
    pub(crate) fn each_year(&self, figure: &Figure) -> bool {
        self.holds_before("each.year", figure)
    }

    /// Whether nothing but commas stands between the number before and this one.
    pub(crate) fn goes_on(&self, before: Option<&Span>, figure: &Figure) -> bool {
        let (Some(before), Some(first)) = (before, figure.spans.first()) else { return false };
        let between = self.chars.get(before.end() as usize..first.start() as usize).unwrap_or_default();
        !between.iter().any(|c| matches!(c, '；' | '。' | ';'))
    }

    /// Whether a rate is that of each of the two years that the sentence names: 今明两年…每年增长9%.
    pub(crate) fn yearly(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let before = self.before(figure);
        let each = lexicon.words("yearly").iter().any(|w| before.ends_with(w));
        each && !lexicon.words("yearly.mean").iter().any(|w| before.contains(w))
    }

    /// Whether the clause speaks of the year after.
    pub(crate) fn next_year(&self, figure: &Figure) -> bool {
        self.holds_before("next.year", figure)
    }

    /// Whether the sentence speaks of the end of the time before: 届时，….
    pub(crate) fn by_then(&self, figure: &Figure) -> bool {
        let opening = self.opening(figure);
        let last = opening.rsplit(['；', '。', ';']).next().unwrap_or("");
        Lexicon::get().words("by.then").iter().any(|w| last.starts_with(w))
    }

    pub(crate) fn mean(&self, figure: &Figure) -> bool {
        self.holds_before("mean", figure)
    }

    /// Whether 年均 belongs to a name: 年均浓度 is that of one year.
    pub(crate) fn mean_of_year(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        let lexicon = Lexicon::get();
        let named = lexicon.words("mean.name").iter().find_map(|w| before.split_once(w));
        named.is_some_and(|(head, rest)| !lexicon.words("mean").iter().any(|w| head.contains(w) || rest.contains(w)))
    }

    /// Whether the time read beside a number is the end of a from–to in a clause before it: 从2020年的3万亿元增长到2025年的4万亿元，
    /// 粮食稳定在760亿斤.
    pub(crate) fn end_of_other(&self, figure: &Figure) -> bool {
        let Some(period) = figure.period.as_ref().filter(|_| figure.from.is_none()) else { return false };
        let opening = self.opening(figure);
        let Some((head, rest)) = opening.rsplit_once(&folded(&period.text)) else { return false };
        let verb = head.trim_end_matches(['到', '至']);
        // 到2025年，…: by then, and for all that follows.
        let clause = verb.rsplit([',', ';', '。', '、']).next().unwrap_or(verb);
        verb.len() < head.len() && !clause.is_empty() && rest.contains(',')
    }

    /// Whether the time read beside a number only says under what it was done: 在上半年价格下滑的情况下，….
    pub(crate) fn circumstance(&self, figure: &Figure) -> bool {
        let Some(period) = figure.period.as_ref() else { return false };
        // 面对2024年的严峻形势，…: the year is that of the number, but no part of a year is.
        if !when::is_part(period) && when::said(period, self.year).is_none_or(|w| !w.part) {
            return false;
        }
        let opening = self.opening(figure);
        let Some((head, rest)) = opening.rsplit_once(&folded(&period.text)) else { return false };
        let Some((clause, _)) = rest.split_once(',') else { return false };
        let from = head.rsplit(',').next().unwrap_or(head);
        from.starts_with(['在', '面']) && Lexicon::get().words("circumstance").iter().any(|w| clause.ends_with(w))
    }
}
