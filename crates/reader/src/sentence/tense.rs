//! Tense: done, planned or fact. Words: `lexicon/zh/tense.txt`. Examples: `suite/tense/`.
//!
//! Each word of a sentence pulls one way with its points; the section then leans on the scale. A word with
//! [`STRONG`] points or more decides against any number of weak ones: 到…年末 makes 达到 a target, and 已 makes
//! 推进 a result. Four or five points double the odds.

use super::marks::Marks;
use crate::lexicon::{Entry, LexiconError, parse};
use crate::reading::{Role, Tense};
use std::sync::OnceLock;

/// Words with at least so many points decide where the other side has none such.
const STRONG: i32 = 10;
/// What is left of the weak words of one side when the other side alone has strong ones.
const OVERRULED: i32 = 6;
/// A label is no longer than this; what is longer is a sentence that lost its full stop.
const LABEL: usize = 40;
/// How hard a section leans where both sides have strong words.
const LEAN: i32 = 12;
/// A section yields to so many points more on the other side, strong or not.
const YIELD: i32 = 24;
/// With so many points of its own a statement of fact stands whatever else is in the sentence: 本办法自…起施行.
const CERTAIN: i32 = 14;
/// So much evidence makes a sentence one of a communiqué of statistics.
const STATISTICS: i32 = 12;

/// What a sentence's tense is judged from, beside its words.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Setting {
    /// Role of the section it stands in.
    pub(crate) role: Option<Role>,
    /// The document is a communiqué of statistics: what it states is fact.
    pub(crate) communique: bool,
    /// A heading rather than a sentence of a paragraph.
    pub(crate) heading: bool,
    /// The year of the document, where it is known: earlier years are past, later ones to come.
    pub(crate) year: Option<i16>,
}

/// Which way a word pulls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pull {
    Done,
    Planned,
    Fact,
    /// Ends a heading that only names what follows; counts in a sentence without an end mark.
    Label,
    /// Hides the words inside it.
    Nothing,
}

/// A word of the lexicon. `id` is its number in the file: each word counts once in a sentence.
#[derive(Debug, Clone, Copy)]
struct Mark {
    pull: Pull,
    points: i32,
    /// Evidence for a communiqué of statistics, or below zero for a report.
    statistics: i32,
    id: u16,
}

struct Lexicon {
    any: Marks<Mark>,
    opening: Marks<Mark>,
    clause: Marks<Mark>,
    end: Marks<Mark>,
    adverb: Marks<Mark>,
}

static TEXT: &str = include_str!("../../lexicon/zh/tense.txt");

/// Bits for the words already counted; the lexicon has fewer words than this (a test holds it to that).
const SEEN: usize = 32;

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let (entries, _) = read();
        let mut id = 0u16;
        let mut lists: [Vec<(&'static str, Mark)>; 5] = Default::default();
        for entry in &entries {
            let Some((pull, points, place)) = marked(entry) else { continue };
            let statistics = entry.get("statistics").and_then(|n| n.parse().ok()).unwrap_or(0);
            for word in &entry.words {
                if let Some(list) = lists.get_mut(place) {
                    list.push((*word, Mark { pull, points, statistics, id }));
                }
                id += 1;
            }
        }
        let [any, opening, clause, end, adverb] = lists;
        Lexicon {
            any: Marks::new(&any, false),
            opening: Marks::new(&opening, false),
            clause: Marks::new(&clause, false),
            end: Marks::new(&end, true),
            adverb: Marks::new(&adverb, true),
        }
    })
}

/// Pull, points and place (index into any, opening, clause, end, adverb) of an entry; `None` where one is not known.
fn marked(entry: &Entry) -> Option<(Pull, i32, usize)> {
    let pull = match entry.group {
        "done" => Pull::Done,
        "planned" => Pull::Planned,
        "fact" => Pull::Fact,
        "label" => Pull::Label,
        "nothing" => Pull::Nothing,
        _ => return None,
    };
    let points = match entry.get("points") {
        Some(points) => points.parse().ok()?,
        None if pull == Pull::Nothing => 0,
        None => return None,
    };
    let place = ["any", "opening", "clause", "end", "adverb"].iter().position(|at| entry.get("at") == Some(at))?;
    Some((pull, points, place))
}

fn read() -> (Vec<Entry>, Vec<LexiconError>) {
    parse("zh/tense.txt", TEXT)
}

/// The points of one sentence.
#[derive(Debug, Default, Clone, Copy)]
struct Scale {
    done: i32,
    planned: i32,
    fact: i32,
    statistics: i32,
    strong_done: bool,
    strong_planned: bool,
    seen: [u64; SEEN],
}

impl Scale {
    fn add(&mut self, mark: Mark, more: i32) {
        if let Some(bits) = self.seen.get_mut(mark.id as usize / 64) {
            let bit = 1u64 << (mark.id % 64);
            if *bits & bit != 0 {
                return;
            }
            *bits |= bit;
        }
        let more = if mark.pull == Pull::Planned { more } else { 0 };
        self.statistics += mark.statistics;
        self.put(mark.pull, mark.points + more, mark.points >= STRONG);
    }

    fn put(&mut self, pull: Pull, points: i32, strong: bool) {
        match pull {
            Pull::Done => {
                self.done += points;
                self.strong_done |= strong;
            }
            Pull::Planned => {
                self.planned += points;
                self.strong_planned |= strong;
            }
            Pull::Fact => self.fact += points,
            Pull::Label | Pull::Nothing => {}
        }
    }
}

/// The tense of one sentence (folded).
#[expect(clippy::trivially_copy_pass_by_ref, reason = "a setting will grow; its callers build it once a block")]
pub(crate) fn tense(text: &[char], setting: &Setting) -> Tense {
    if is_label(text) {
        return Tense::Fact;
    }
    let mut scale = Scale::default();
    words(text, &mut scale);
    clauses(text, &mut scale);
    numbers(text, setting.year, &mut scale);
    judge(&scale, *setting)
}

/// A heading that only names what follows: 二、2026年重点任务.
fn is_label(text: &[char]) -> bool {
    text.len() <= LABEL
        && !matches!(text.last(), None | Some('。' | '!' | '?' | ';'))
        && matches!(lexicon().end.find(text, text.len()), Some((_, mark)) if mark.pull == Pull::Label)
}

/// Words anywhere: the longest at a place, one after the other.
fn words(text: &[char], scale: &mut Scale) {
    let any = &lexicon().any;
    let mut at = 0;
    while at < text.len() {
        if let Some((len, mark)) = any.find(text, at) {
            scale.add(mark, 0);
            at += len;
        } else {
            at += 1;
        }
    }
}

/// Words that open the sentence, or open or close one of its clauses.
fn clauses(text: &[char], scale: &mut Scale) {
    let lexicon = lexicon();
    let mut first = true;
    let mut happened = false;
    for clause in text.split(|c| is_border(*c)) {
        if clause.is_empty() {
            continue;
        }
        if let Some((_, mark)) = lexicon.clause.find(clause, 0) {
            // An order stands at the head of its sentence; further on the same verb may only serve it.
            scale.add(mark, if first { 2 } else { 0 });
        }
        if first {
            // 其中: reaches over the border, so the opening is looked up in what follows, not in the clause.
            let start = text.len() - text.iter().skip_while(|c| is_border(**c)).count();
            if let Some((_, mark)) = lexicon.opening.find(text, start) {
                scale.add(mark, 0);
            }
            first = false;
        }
        if let Some((len, mark)) = lexicon.end.find(clause, clause.len())
            && len < clause.len()
        {
            scale.add(mark, 0);
        }
        // 管护力量不断增强: a noun, an adverb, and its verb of two characters. It has happened.
        if !happened
            && let Some(verb) = clause.len().checked_sub(2)
            && let Some((len, mark)) = lexicon.adverb.find(clause, verb)
            && len < verb
            && !clause.iter().skip(verb).any(char::is_ascii_digit)
        {
            scale.add(mark, 0);
            happened = true;
        }
    }
}

/// A mark between clauses.
fn is_border(c: char) -> bool {
    // Nearly every character is Han: one comparison instead of a dozen.
    c < '\u{4e00}' && is_mark(c)
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '。' | '!' | '?' | '(' | ')' | '、' | '—' | '“' | '”') || c.is_whitespace()
}

/// What the numbers of a sentence are like; each likeness counts once.
#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
struct Numbers {
    any: bool,
    decimal: bool,
    exact: bool,
    round: bool,
    /// One counts 5000余 afterwards; a target names a bound.
    over: bool,
    /// A clause ends with a value and its unit.
    closing: bool,
    han: bool,
    han_decimal: bool,
    /// 5%-6%: what has happened has one value.
    range: bool,
    /// 300个以上, 5%左右.
    above: bool,
    about: bool,
    /// 由3.1提高到4.2.
    change: bool,
    /// A value stands after 由 or 从.
    from: bool,
    /// A number that nobody rounded: 21774吨.
    long: bool,
    counted: bool,
    /// How many clauses give a noun its value without a verb: 粮食产量32.6万吨.
    bare: i32,
}

impl Numbers {
    /// The points were fitted with those of the words.
    fn weigh(&self, scale: &mut Scale) {
        let of = |seen: bool, points: i32| if seen { points } else { 0 };
        let done = of(self.any, 2)
            + of(self.decimal, 6)
            + of(self.exact, 7)
            + of(self.over, 9)
            + of(self.closing, 3)
            + of(self.change, 2)
            + of(self.han_decimal, 4);
        // Nothing but nouns and their values: no word of the sentence has spoken of time.
        if scale.done == 0 && scale.planned == 0 {
            scale.statistics += of(self.bare > 0, 8);
            scale.fact += of(scale.fact > 0, 6);
        }
        scale.put(Pull::Done, done, false);
        let planned = of(self.round, 1) + of(self.han, 2) + of(self.range, 7) + of(self.above, 4) + of(self.about, 2);
        scale.put(Pull::Planned, planned, false);
        scale.statistics += of(self.long, 5) + of(self.counted, 2);
        scale.statistics += match self.bare {
            0 => 0,
            1 => 2,
            2 => 5,
            _ => 9,
        };
    }

    /// Sees what follows a number that ends at `end`: a second end of a range, or a bound.
    fn bound(&mut self, text: &[char], end: usize) {
        let rest = text.get(end..).unwrap_or_default();
        let share = rest.first() == Some(&'%');
        let rest = rest.get(usize::from(share)..).unwrap_or_default();
        self.range |=
            matches!(rest.first(), Some('-' | '—' | '~' | '至')) && rest.get(1).is_some_and(char::is_ascii_digit);
        self.about |= share && rest.starts_with(&['左', '右']);
        self.above |= !share && within(rest, ['以', '上']);
    }

    /// Takes in the number `at..end`, the last `fraction` digits of it after the point.
    fn digits(&mut self, text: &[char], at: usize, end: usize, fraction: usize) {
        let len = end - at;
        let zero = text.get(end - 1) == Some(&'0');
        self.any = true;
        self.decimal |= fraction > 0;
        self.exact |= fraction == 0 && len >= 3 && !zero;
        self.round |= fraction == 0 && if len == 1 { matches!(text.get(end), Some('万' | '亿')) } else { zero };
        self.over |= matches!(text.get(end), Some('余' | '多'));
        let whole = fraction == 0 && !zero;
        self.long |= whole && len >= 5;
        self.counted |= whole && len == 4 && !matches!(text.get(end), Some('万' | '亿'));
        let before = at.checked_sub(1).and_then(|i| text.get(i));
        self.change |= self.from && matches!(before, Some('到' | '至' | '为'));
        self.from |= matches!(before, Some('由' | '从'));
        self.bound(text, end);
        if closes(text, end) {
            self.closing = true;
            self.bare += i32::from(before.is_some_and(|c| *c >= '\u{4e00}' && !leads_to_value(*c)));
        }
    }
}

/// Whether `word` stands within the next few characters, before any mark.
fn within(text: &[char], word: [char; 2]) -> bool {
    let unit = text.iter().take(5).take_while(|c| !is_border(**c)).count();
    text.get(..unit).is_some_and(|t| t.windows(2).any(|w| w == word))
}

/// Whether no more than a unit stands between `end` and the next mark: 万吨, but no bound like 以上.
fn closes(text: &[char], end: usize) -> bool {
    let unit = text.get(end..).unwrap_or_default().iter().take(4).take_while(|c| !is_border(**c)).count();
    let last = (end + unit).checked_sub(1).and_then(|i| text.get(i));
    (1..4).contains(&unit)
        && !matches!(last, Some('右' | '上' | '内' | '年' | '月' | '日'))
        && !text.get(end..end + unit).is_some_and(|u| u.iter().any(char::is_ascii_digit))
}

/// The last character of a verb that leads to a value: 达到, 增长, 居.
fn leads_to_value(c: char) -> bool {
    matches!(
        c,
        '由' | '从'
            | '增'
            | '长'
            | '降'
            | '少'
            | '涨'
            | '到'
            | '达'
            | '成'
            | '超'
            | '破'
            | '至'
            | '为'
            | '占'
            | '有'
            | '现'
            | '加'
            | '均'
            | '过'
            | '升'
            | '跌'
            | '跃'
            | '居'
            | '第'
            | '约'
            | '近'
            | '入'
            | '及'
            | '了'
            | '设'
            | '建'
            | '放'
            | '出'
            | '资'
            | '高'
    )
}

/// Numbers speak too: results are exact (377.4), targets round; a year is past or to come.
fn numbers(text: &[char], document: Option<i16>, scale: &mut Scale) {
    let mut seen = Numbers::default();
    let mut years = Years::default();
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        if c.is_ascii_digit() {
            let len = digits(text, at);
            let fraction = if text.get(at + len) == Some(&'.') { digits(text, at + len + 1) } else { 0 };
            let end = at + len + if fraction == 0 { 0 } else { 1 + fraction };
            if len == 4 && fraction == 0 && text.get(end) == Some(&'年') {
                years.see(text, at, document);
            } else if !matches!(text.get(end), Some('年' | '月' | '日')) {
                seen.digits(text, at, end, fraction);
            }
            at = end;
        } else if is_numeral(c) {
            let run = text.get(at..).map_or(1, |r| r.iter().take_while(|c| is_numeral(**c)).count());
            let end = at + run;
            if run == 4 && text.get(end) == Some(&'年') {
                years.see(text, at, document);
            } else if text.get(end) != Some(&'年') {
                seen.han |= run >= 3;
                seen.han_decimal |= text.get(end) == Some(&'点') && text.get(end + 1).is_some_and(|c| is_numeral(*c));
            }
            at = end;
        } else {
            if c == '末' && plan_end(text.get(..at).unwrap_or_default()) {
                scale.put(Pull::Planned, STRONG + 1, true);
            }
            at += 1;
        }
    }
    seen.weigh(scale);
    years.weigh(scale);
}

/// A character of a number in words.
fn is_numeral(c: char) -> bool {
    chinese_digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万' | '亿')
}

/// How many digits stand at `at`.
fn digits(text: &[char], at: usize) -> usize {
    text.get(at..).map_or(0, |r| r.iter().take_while(|c| c.is_ascii_digit()).count())
}

/// What the years of a sentence say; each counts once.
#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
struct Years {
    /// 到2030年.
    goal: bool,
    /// 比2015年 looks back.
    base: bool,
    later: bool,
    earlier: bool,
    /// A year of which nothing is known.
    plain: bool,
    /// 1998年3月: a day that is named is past.
    dated: bool,
}

impl Years {
    fn weigh(&self, scale: &mut Scale) {
        if self.goal {
            scale.put(Pull::Planned, STRONG + 1, true);
        }
        if self.later {
            scale.put(Pull::Planned, STRONG, true);
        }
        let of = |seen: bool, points: i32| if seen { points } else { 0 };
        scale.put(Pull::Done, of(self.base, 6) + of(self.earlier, 8) + of(self.plain, 2) + of(self.dated, 4), false);
    }

    /// Takes in the year of four digits at `at`, seen from the year of the document.
    fn see(&mut self, text: &[char], at: usize, document: Option<i16>) {
        let value = text
            .get(at..at + 4)
            .unwrap_or_default()
            .iter()
            .filter_map(|c| c.to_digit(10).or_else(|| chinese_digit(*c)))
            .fold(0i16, |sum, d| sum * 10 + d as i16);
        if !(1900..2100).contains(&value) {
            return;
        }
        // 增加到1954年的, 从1978年到1985年: the end of a change or of a span, not a day to come.
        let end_of_change = at
            .checked_sub(2)
            .and_then(|i| text.get(i))
            .is_some_and(|c| matches!(c, '年' | '加' | '高' | '长' | '升' | '降' | '少' | '大'));
        match at.checked_sub(1).and_then(|i| text.get(i)) {
            Some('到' | '至') if !end_of_change => self.goal |= document.is_none_or(|d| value >= d),
            Some('较' | '比' | '是' | '从' | '由' | '为' | '与') => self.base = true,
            _ => match document {
                Some(d) if value > d => self.later = true,
                Some(d) if value < d => self.earlier = true,
                Some(_) => {}
                None => {
                    self.plain = true;
                    self.dated |= is_past_month(text.get(at + 5..).unwrap_or_default());
                }
            },
        }
    }
}

/// Whether a month follows, and no 底 or 前 that sets it as a limit.
fn is_past_month(text: &[char]) -> bool {
    let number = text.iter().take(3).take_while(|c| c.is_ascii_digit() || is_numeral(**c)).count();
    (1..3).contains(&number)
        && text.get(number) == Some(&'月')
        && !matches!(text.get(number + 1), Some('底' | '前' | '末' | '起'))
}

/// Whether a text ends in 到“十五五” or the like, so that a 末 after it names the end of a plan.
fn plan_end(before: &[char]) -> bool {
    let mut back = before.iter().rev().filter(|c| !matches!(c, '“' | '”' | '"'));
    let mut next = || back.next().copied();
    next() == Some('五')
        && (next().is_some_and(|c| chinese_digit(c).is_some() || c == '十'))
        && (matches!(next(), Some('到' | '至')) || matches!(next(), Some('到' | '至')))
}

fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Weighs the words and lets the section lean.
fn judge(scale: &Scale, setting: Setting) -> Tense {
    let Scale { mut done, mut planned, fact, strong_done, strong_planned, .. } = *scale;
    if setting.communique && !strong_planned {
        return Tense::Fact;
    }
    if strong_planned && !strong_done {
        done = done.min(OVERRULED);
    }
    if strong_done && !strong_planned {
        planned = planned.min(OVERRULED);
    }
    if fact >= CERTAIN {
        return Tense::Fact;
    }
    let lean = match setting.role {
        Some(Role::Review) => Tense::Done,
        Some(Role::Goals | Role::Tasks | Role::Principles | Role::Guidance | Role::Closing) => Tense::Planned,
        // What is wanting is so; only a word that looks ahead makes it a promise to mend it.
        Some(Role::Problems) => {
            return if strong_planned && planned > fact {
                Tense::Planned
            } else if strong_done && done > fact {
                Tense::Done
            } else {
                Tense::Fact
            };
        }
        Some(Role::Other) | None => Tense::Fact,
    };
    if lean == Tense::Fact && scale.statistics >= STATISTICS && !strong_planned && planned < STRONG {
        return Tense::Fact;
    }
    // A bare label, a salutation: no word speaks of time, and a copula only says what is.
    if fact >= done.max(planned) && (lean == Tense::Fact || fact >= 8 || (fact > 2 && done.max(planned) == 0)) {
        return Tense::Fact;
    }
    if done == 0 && planned == 0 {
        return if setting.heading { Tense::Fact } else { lean };
    }
    // In a section that looks one way only a strong word looks the other.
    match lean {
        Tense::Done if done + if strong_planned { LEAN } else { YIELD } > planned => Tense::Done,
        Tense::Planned if planned + if strong_done { LEAN } else { YIELD } > done => Tense::Planned,
        _ if done > planned => Tense::Done,
        _ => Tense::Planned,
    }
}

#[cfg(test)]
mod tests;
