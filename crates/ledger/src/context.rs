//! What a passage is about, where its sentences do not say: a heading or the opening of a sentence sets the years, and
//! they hold until another one does.

use crate::lexicon::Lexicon;
use crate::when::{Basis, When, said};
use jiff::civil::{Date, date};
use luoshi_reader::{Period, Reading, Role, Section, Span, Time, TimeKind, recognise};

/// The years looked back on and ahead to at one place of a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Context {
    pub(crate) back: Option<When>,
    pub(crate) ahead: Option<When>,
    /// The one year behind that the heading of the part names, where it names nothing ahead.
    pub(crate) over: Option<i16>,
    /// The stretch of years looked back on that a heading or a sentence before named last.
    pub(crate) stretch: Option<When>,
    /// The last sentence of this paragraph that set years looked back: 过去一年，….
    pub(crate) looks_back: bool,
}

impl Context {
    /// The years of a target that says `period`.
    pub(crate) fn of_target(&self, period: Option<&Period>, year: Option<i16>) -> Option<When> {
        let said = period.and_then(|p| said(p, year));
        match (said, year) {
            // What lies behind the report is no time for a target: 比上年 was taken for it.
            (Some(when), Some(y)) if when.end < y => self.ahead.or(Some(When { basis: Basis::Unclear, ..when })),
            (Some(when), _) => Some(when),
            (None, _) => self.ahead,
        }
    }

    /// The years of a result that says `period`.
    pub(crate) fn of_result(&self, period: Option<&Period>, year: Option<i16>) -> Option<When> {
        period.and_then(|p| said(p, year)).or(self.back)
    }
}

/// What is known of a report's years as a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    /// The year it was given in.
    pub(crate) year: Option<i16>,
    /// First and last year looked back on.
    pub(crate) reviewed: Option<(i16, i16)>,
    /// First and last year planned.
    pub(crate) planned: Option<(i16, i16)>,
}

impl Frame {
    fn whole(self) -> Context {
        let year = |(start, end): (i16, i16)| When::years(start, end, Basis::Report);
        Context {
            back: self.reviewed.map(year).or_else(|| self.year.map(|y| year((y - 1, y - 1)))),
            ahead: self.planned.map(year).or_else(|| self.year.map(|y| year((y, y)))),
            over: None,
            stretch: None,
            looks_back: false,
        }
    }

    /// The years a time stands for, and whether they lie behind or ahead; `None` for what sets no context: a month, an
    /// event long ago.
    fn place(self, when: When) -> Option<(Side, When)> {
        let year = self.year?;
        if when.part || when.by {
            return None;
        }
        let length = when.end - when.start;
        // 近三年 is said of one sentence; five years are what reports and plans are about.
        let long = length >= 4;
        if when.end == year - 1 && (length == 0 || long || self.reviewed == Some((when.start, when.end))) {
            return Some((Side::Back, when));
        }
        let next = when.start == year + 1 && length == 0;
        (next || when.start == year && (length == 0 || long)).then_some((Side::Ahead, when))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Back,
    Ahead,
}

/// Characters of a sentence in which a time sets the years of what follows.
const OPENING: usize = 24;

/// Characters before a time that opens a sentence: 各位代表，刚刚过去的2025年. A longer stretch stands nearer to the beginning:
/// what comes later is only spoken of (编制好“十五五”规划).
const BEFORE: (usize, usize) = (12, 4);

/// The context of every sentence of a reading.
pub(crate) fn contexts(reading: &Reading, chars: &[char], frame: Frame) -> Vec<Context> {
    let day = frame.year.map(|y| date(y, 3, 1));
    let whole = frame.whole();
    let of_heading: Vec<Vec<(Side, When)>> =
        reading.outline.iter().map(|section| times(&section.title, day, frame, (usize::MAX, usize::MAX))).collect();
    let mut now = whole;
    let mut path: Vec<usize> = Vec::new();
    let mut last = 0;
    // The one year ahead that the headings above set.
    let mut headed: Option<When> = None;
    // What was set before a list announced years of its own.
    let mut within: Option<Option<When>> = None;
    let mut out = Vec::with_capacity(reading.sentences.len());
    for sentence in &reading.sentences {
        let here = ancestors(&reading.outline, sentence.section);
        let left = here != path;
        if left {
            let shared = here.iter().zip(&path).take_while(|(a, b)| a == b).count();
            for section in here.iter().skip(shared) {
                let set = of_heading.get(*section).map_or(&[][..], Vec::as_slice);
                // A new part of the report, which says nothing of its years: those of the report.
                if here.first() == Some(section) && shared == 0 {
                    headed = None;
                    now.over = match set {
                        [(Side::Back, when)] if when.is_year() => Some(when.end),
                        _ => None,
                    };
                    let looks_back = reading.outline.get(*section).is_some_and(|s| s.role == Role::Review);
                    if set.is_empty() {
                        now = Context { over: now.over, ..whole };
                    } else if !looks_back {
                        now.back = whole.back;
                    }
                }
                set_by(&mut now, set, Basis::Heading);
                // The title of a report names its year too, and what it sets for five stands below.
                let sets = |r: Role| matches!(r, Role::Goals | Role::Tasks | Role::Guidance);
                if reading.outline.get(*section).is_some_and(|s| sets(s.role)) {
                    headed = now.ahead.filter(|a| a.basis == Basis::Heading && a.is_year()).or(headed);
                }
            }
            path = here;
        }
        // A new paragraph begins anew.
        let start = sentence.spans.first().map_or(0, |s| s.start());
        let between = chars.get(last as usize..start as usize).unwrap_or_default();
        if start < last || between.contains(&'\n') {
            now.looks_back = false;
            // “十五五”时期建成60座, within 2026年工作安排: for its own paragraph, and the next is about the year again.
            if let Some(year) = headed.filter(|_| now.ahead.is_some_and(|a| a.basis == Basis::Opener && !a.is_year())) {
                now.ahead = Some(year);
            }
        }
        last = sentence.spans.last().map_or(start, |s| s.end());
        let opening: String = sentence
            .spans
            .iter()
            .flat_map(|s| chars.get(s.range()).unwrap_or_default())
            .filter(|c| !c.is_whitespace())
            .take(OPENING)
            .collect();
        if opening.contains(['年', '期', '五', '届']) {
            let mut set = times(&opening, day, frame, BEFORE);
            // 今年是“十五五”的第一年: of the two the year is meant, of which the stretch only tells which it is.
            if Lexicon::get().words("one.year.of").iter().any(|w| opening.contains(w)) {
                let years: Vec<Side> = set.iter().filter(|(_, w)| w.is_year()).map(|(side, _)| *side).collect();
                set.retain(|(side, when)| when.is_year() || !years.contains(side));
            }
            // 粮食连年丰收，去年达到…, in a review of five years: the year of this clause, not of what follows.
            if now.back.is_some_and(|back| !back.is_year()) {
                set.retain(|(side, when)| {
                    *side == Side::Ahead || !when.is_year() || heads(&opening, day, frame, *when)
                });
            }
            // 完成结转2024年项目3个, among the tasks: only what heads a sentence looks back.
            let role = sentence.section.and_then(|s| reading.outline.get(s)).map(|s| s.role);
            if matches!(role, Some(Role::Goals | Role::Tasks | Role::Guidance | Role::Principles)) {
                set.retain(|(side, when)| *side == Side::Ahead || heads(&opening, day, frame, *when));
            }
            set_by(&mut now, &set, Basis::Opener);
            match set.last() {
                Some((Side::Back, _)) => now.looks_back = true,
                Some((Side::Ahead, _)) => now.looks_back = false,
                None => {}
            }
        }
        // A list ends with the first sentence that is no item of it (钢：412万吨), or with its section.
        if let Some(before) = within {
            let long: u32 = sentence.spans.iter().map(|s| s.len()).sum();
            if left || long > ITEM && !opening.contains(['：', ':']) {
                now.ahead = before;
                within = None;
            }
        }
        out.push(now);
        // ….主要产品一九五七年的产量如下：
        if let Some(announced) = announced(&sentence.spans, chars, day, frame) {
            if within.is_none() {
                within = Some(now.ahead);
            }
            now.ahead = Some(announced);
        }
    }
    out
}

/// Takes what one heading or opening sets. One that names a year and a longer stretch leaves open which is meant.
fn set_by(now: &mut Context, set: &[(Side, When)], basis: Basis) {
    for side in [Side::Back, Side::Ahead] {
        let mut of_side = set.iter().filter(|(s, _)| *s == side).map(|(_, w)| *w);
        let Some(first) = of_side.next() else { continue };
        let clear = of_side.all(|other| (other.start, other.end) == (first.start, first.end));
        let when = if clear {
            When { basis, ..first }
        } else {
            When { start: first.end, end: first.end, basis: Basis::Unclear, part: false, by: false }
        };
        let long = set.iter().find(|(s, w)| *s == Side::Back && !w.is_year());
        match side {
            Side::Back => {
                now.back = Some(when);
                now.stretch = long.map(|(_, w)| When { basis, ..*w }).or(now.stretch);
            }
            Side::Ahead => now.ahead = Some(when),
        }
    }
}

/// Whether a year stands at the head of the sentence, or is called the one that is just over.
fn heads(opening: &str, day: Option<Date>, frame: Frame, when: When) -> bool {
    times(opening, day, frame, (HEAD, HEAD)).iter().any(|(_, w)| *w == when)
}

/// Characters before a year at the head of a sentence: 到2025年.
const HEAD: usize = 2;

fn times(text: &str, day: Option<Date>, frame: Frame, before: (usize, usize)) -> Vec<(Side, When)> {
    let found = recognise(text, day).times;
    let opens = |at: usize| text.chars().take(at).collect::<String>();
    let near = |at: usize, when: When| {
        at <= if when.is_year() { before.0 } else { before.1 }
            || when.is_year() && Lexicon::get().words("just.past").iter().any(|w| opens(at).ends_with(w))
    };
    // 比1980年增长: only compared with.
    let chars: Vec<char> = text.chars().collect();
    let compared = |at: usize| {
        at.checked_sub(1)
            .and_then(|b| chars.get(b))
            .is_some_and(|c| matches!(c, '比' | '较' | '同' | '与' | '由' | '从'))
    };
    // 科学编制“十五五”水网规划: the name of what is drawn up, and not when.
    let drawn_up = |at: usize, when: When| {
        !when.is_year() && {
            let before = opens(at);
            let before = before.trim_end_matches(['“', '"', '《', '‘']);
            Lexicon::get().words("draws.up").iter().any(|w| before.ends_with(w))
        }
    };
    // 在2023年的基础上: only reckoned from.
    let reckoned = |at: usize| {
        let rest: String = chars.get(at..).unwrap_or_default().iter().collect();
        let rest = rest.strip_prefix('的').unwrap_or(&rest);
        Lexicon::get().words("reckoned").iter().any(|w| rest.starts_with(w))
    };
    let placed = found
        .iter()
        .filter(|time| !compared(time.range.start) && !reckoned(time.range.end))
        .filter_map(|time| placed(text, time, frame).map(|set| (time.range.start, set)));
    placed.filter(|(at, (_, when))| near(*at, *when) && !drawn_up(*at, *when)).map(|(_, set)| set).collect()
}

/// Characters of the longest item of a list.
const ITEM: u32 = 100;

/// Characters of a sentence that announces a list.
const ANNOUNCES: usize = 120;

/// The year that a list is announced for, by a sentence that ends in a colon and names one year ahead beside those it is
/// compared with.
fn announced(spans: &[Span], chars: &[char], day: Option<Date>, frame: Frame) -> Option<When> {
    let year = frame.year?;
    let last = spans.last().and_then(|s| chars.get((s.end() as usize).checked_sub(1)?))?;
    if !matches!(last, '：' | ':') {
        return None;
    }
    let text: String = spans.iter().flat_map(|s| chars.get(s.range()).unwrap_or_default()).take(ANNOUNCES).collect();
    let found = recognise(&text, day).times;
    let of = |time: &Time| {
        let period = Period { text: String::new(), start: time.start, end: time.end };
        said(&period, frame.year).filter(|w| !w.part && w.is_year() && w.end > year)
    };
    let mut ahead = found.iter().filter_map(of);
    let first = ahead.next()?;
    ahead.all(|other| other.end == first.end).then_some(When { basis: Basis::Opener, ..first })
}

fn placed(text: &str, time: &Time, frame: Frame) -> Option<(Side, When)> {
    match time.kind {
        TimeKind::Period | TimeKind::Plan => {
            let period = Period { text: String::new(), start: time.start, end: time.end };
            frame.place(said(&period, frame.year)?)
        }
        // 这五年, 五年工作回顾: the five years that the report looks back on.
        TimeKind::Duration => {
            let words: String = text.chars().skip(time.range.start).take(time.range.len()).collect();
            let stretches = &Lexicon::get().stretches;
            let years = stretches.iter().find(|(word, _)| words.contains(word)).map(|(_, years)| *years)?;
            let end = frame.year? - 1;
            let start = end + 1 - years;
            let known = years == 1 || frame.reviewed == Some((start, end));
            known.then(|| (Side::Back, When::years(start, end, Basis::Heading)))
        }
        TimeKind::Day | TimeKind::Since | TimeKind::Deadline | TimeKind::Frequency | TimeKind::Now => None,
    }
}

/// The sections a sentence stands in, the outermost first.
fn ancestors(outline: &[Section], section: Option<usize>) -> Vec<usize> {
    let mut path = Vec::new();
    let mut at = section;
    while let Some((index, section)) = at.and_then(|i| outline.get(i).map(|s| (i, s))) {
        path.push(index);
        at = section.parent.filter(|p| *p < index);
    }
    path.reverse();
    path
}
