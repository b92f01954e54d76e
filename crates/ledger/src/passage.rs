//! What a figure takes from the sentences around it: a target from a list of targets, its subject and its year from the
//! sentence before.

use crate::around::Sentence;
use crate::carry::Before;
use crate::class::Class;
use crate::lexicon::Lexicon;
use crate::says::Says;
use crate::statement::Statement;
use crate::subject::{Subject, generic};
use crate::when::{self, Basis, When};
use luoshi_reader::{Bound, Figure, Reading, Span, Tense};

/// Makes targets of what a list of targets says without a word of its own: 今年新增就业3万人。登记失业率3%。新建学校8所。 The
/// sentences on both sides set targets for one time, and this one says no time and nothing that is done.
pub(crate) fn in_plans(statements: &mut [Statement], reading: &Reading) {
    let sure = |s: &Statement| s.says == Says::Target && s.when.is_some_and(|w| w.basis != Basis::Unclear && !w.part);
    let mut made = Vec::new();
    for (n, s) in statements.iter().enumerate() {
        let said = s.when.is_some_and(|w| w.basis == Basis::Said);
        let tense = reading.sentences.get(s.sentence).map(|s| s.tense);
        let names = s.subject.known.is_some() || !generic(&s.subject.name) && s.bound != Some(Bound::MoreThan);
        if !names || !matches!(s.says, Says::Result | Says::Aside) || said || s.earlier || tense == Some(Tense::Done) {
            continue;
        }
        let (head, rest) = statements.split_at(n);
        let before = head.iter().rev().find(|o| o.sentence != s.sentence);
        let after = rest.iter().find(|o| o.sentence != s.sentence);
        if let (Some(before), Some(after)) = (before.filter(|o| sure(o)), after.filter(|o| sure(o)))
            && s.sentence - before.sentence <= NEIGHBOURS
            && after.sentence - s.sentence <= NEIGHBOURS
            && before.when.map(|w| w.end) == after.when.map(|w| w.end)
        {
            made.push((n, before.when));
        }
    }
    for (n, when) in made {
        if let Some(s) = statements.get_mut(n) {
            s.says = Says::Target;
            s.when = when.map(|w| When { basis: Basis::Opener, ..w });
        }
    }
}

/// Makes a target of what the part that looks ahead says in passing, where it is one told before in the same report:
/// 提出涨幅3%左右，是考虑了….
pub(crate) fn again(statements: &mut [Statement]) {
    let number = |s: &Statement| s.compared().map(|(v, ..)| v.normalized());
    let mut made = Vec::new();
    for (n, s) in statements.iter().enumerate() {
        if s.says != Says::Aside || s.subject.known.is_none() {
            continue;
        }
        let same = |o: &&Statement| {
            o.says == Says::Target
                && o.subject == s.subject
                && o.class == s.class
                && o.mean == s.mean
                && o.scope == s.scope
                && o.bound == s.bound
                && number(o) == number(s)
        };
        if let Some(first) = statements.iter().find(same) {
            made.push((n, first.when));
        }
    }
    for (n, when) in made {
        if let Some(s) = statements.get_mut(n) {
            s.says = Says::Target;
            s.when = when;
        }
    }
}

/// Moves to the year after what is compared with the year it was taken to be of: 投资缩减为9亿元，比1956年减少两成, where the sentences
/// before told of 1956. Where that is the year of the report, it is what is planned.
pub(crate) fn after_base(statements: &mut [Statement], reading: &Reading, year: Option<i16>, settled: bool) {
    let Some(year) = year.filter(|_| !settled) else { return };
    let taken =
        |s: &Statement| s.when.filter(|w| w.is_year() && w.end + 1 == year && w.basis != Basis::Said && !w.part);
    let base = |s: &Statement| {
        let base = reading.figures.get(s.figure)?.base.as_deref()?;
        let day = Some(jiff::civil::date(year, 3, 1));
        let found = luoshi_reader::recognise(base, day).times;
        // 上年 may be the year before either.
        let named = base.chars().filter(|c| c.is_ascii_digit() || "一二三四五六七八九〇零".contains(*c)).count() > 1;
        found.first().filter(|_| named).and_then(|t| t.end.or(t.start)).map(jiff::civil::Date::year)
    };
    let grows = |s: &Statement| matches!(s.class, Class::Rate | Class::Change);
    let moved: Vec<usize> = (0..statements.len())
        .filter(|n| {
            let Some(s) = statements.get(*n).filter(|s| s.says == Says::Result && !s.earlier) else { return false };
            let Some(when) = taken(s) else { return false };
            let after = || {
                let next = statements.get(n + 1)?;
                let same =
                    next.quote == s.quote && next.subject == s.subject && s.class == Class::Amount && grows(next);
                base(next).filter(|_| same)
            };
            grows(s) && base(s) == Some(when.end) || after() == Some(when.end)
        })
        .collect();
    for n in moved {
        if let Some(s) = statements.get_mut(n) {
            s.when = Some(When::years(year, year, Basis::Opener));
            s.says = Says::Target;
        }
    }
}

/// The thing that the clause before a figure names, where the reader took it to be of what stood before that: the clause of
/// the figure itself is no more than its verb (…，进出口总值创新高，达到90亿元).
pub(crate) fn named_anew(before: &Statement, figure: &Figure, chars: &[char]) -> Option<Subject> {
    let indicator = figure.indicator.as_deref()?;
    let between = between(before, figure, chars)?;
    let (named, verb) = between.rsplit_once('，')?;
    if between.contains(['。', '；']) || between.contains(indicator) {
        return None;
    }
    let lexicon = Lexicon::get();
    let reaches = lexicon.words("reaches").iter().find(|w| verb.ends_with(**w))?;
    let (_, clause) = named.rsplit_once(['，', '、']).unwrap_or(("", named));
    let time = |text: &str| text.is_empty() || text.ends_with('年') && text.chars().count() <= YEAR;
    // 街道收入也大幅度增加，2019年达到…: what grew has a name, though the data file does not have it.
    let rose = || {
        let clause = lexicon.words("rose").iter().find_map(|w| clause.strip_suffix(w))?;
        let name = lexicon.words("rose.how").iter().find_map(|w| clause.strip_suffix(w)).unwrap_or(clause);
        let says = (LEAST..=NAME).contains(&name.chars().count()) && !name.contains(|c: char| c.is_ascii_digit());
        says.then(|| Subject::new(name, None, None, &[]).0)
    };
    if verb.chars().count() > VERB {
        return if verb.strip_suffix(reaches).is_some_and(time) { rose() } else { None };
    }
    match Before::named(clause) {
        Some(found) if found.subject.known.is_some() => Some(found.subject),
        Some(_) | None => None,
    }
}

/// Whether a figure goes on with the one before: 达到90亿元、增长9%.
pub(crate) fn goes_on(before: &Statement, figure: &Figure, chars: &[char]) -> bool {
    between(before, figure, chars).is_some_and(|b| b.chars().count() <= VERB && !b.contains(['，', '。', '；']))
}

/// The other things that a sentence has named up to a clause about all of them (…，都增长8%): those that were told as that
/// one was, with nothing else between.
pub(crate) fn named_so_far(
    statements: &[Statement],
    of_all: &Statement,
    words: &Sentence<'_>,
    figure: &Figure,
) -> Vec<Subject> {
    let mut out = vec![of_all.subject.clone()];
    let own = |s: &&Statement| {
        s.quote == of_all.quote
            && s.subject.known.is_some()
            && (s.earlier || s.says == of_all.says && s.class == Class::Amount)
            && words.goes_on(s.spans.last(), figure)
    };
    for s in statements.iter().rev().take_while(own) {
        if !out.contains(&s.subject) {
            out.push(s.subject.clone());
        }
    }
    out.remove(0);
    out
}

/// What stands between a figure and the one before.
fn between(before: &Statement, figure: &Figure, chars: &[char]) -> Option<String> {
    let (from, to) = (before.spans.last()?.end() as usize, figure.spans.first()?.start() as usize);
    Some(chars.get(from..to)?.iter().filter(|c| !c.is_whitespace()).collect())
}

/// Characters of the name of a thing that the data file does not have: fewer say nothing, more are no name.
const LEAST: usize = 4;
const NAME: usize = 10;

/// Characters of a year before a verb: 一九八五年.
const YEAR: usize = 5;

/// Characters of a clause that is no more than a verb.
const VERB: usize = 3;

/// Sentences within which targets stand in one list.
const NEIGHBOURS: usize = 2;

/// What was spoken of before a figure: in its own sentence, else in the one before it in the same paragraph.
pub(crate) fn spoken_of(
    statements: &[Statement],
    quote: usize,
    figure: &Figure,
    reading: &Reading,
    chars: &[char],
) -> Option<Before> {
    if statements.last().is_some_and(|s| s.quote == quote) {
        return spoken(statements, false);
    }
    let own = reading.sentences.get(figure.sentence)?;
    let start = own.spans.first()?.start() as usize;
    // 推进口袋公园建设，建成50个: the first clause names it.
    let opening: String = chars.get(start..figure.spans.first()?.start() as usize)?.iter().collect();
    if let Some(before) = Before::named(&opening) {
        return Some(before.near());
    }
    let earlier = figure.sentence.checked_sub(1)?;
    let before = reading.sentences.get(earlier)?;
    if chars.get(before.spans.last()?.end() as usize..start)?.contains(&'\n') {
        return None;
    }
    let from = statements.iter().rposition(|s| s.sentence != earlier).map_or(0, |at| at + 1);
    match statements.get(from..) {
        Some(of) if !of.is_empty() => spoken(of, true),
        _ => {
            let text: String = before.spans.iter().flat_map(|s| chars.get(s.range()).unwrap_or_default()).collect();
            Before::named(&text)
        }
    }
}

/// What the statements of a sentence are about: the last of them in the figure's own sentence, in another only where
/// all of them are about one thing.
fn spoken(statements: &[Statement], far: bool) -> Option<Before> {
    let last = statements.last().filter(|s| !s.subject.name.is_empty())?;
    if far && statements.iter().any(|s| s.subject != last.subject) {
        return None;
    }
    Some(Before {
        subject: last.subject.clone(),
        scope: last.scope.clone(),
        class: last.class,
        dimension: last.dimension,
        far,
        restated: last.says == Says::Restated,
    })
}

/// The year that the sentence before told of: one that begins with 其中 tells of the same.
#[derive(Default)]
pub(crate) struct Told {
    sentence: usize,
    /// The year said in the sentence.
    said: Option<When>,
    /// The year of the sentence before.
    pub(crate) inherited: Option<When>,
}

impl Told {
    /// Goes on to the sentence of a figure.
    pub(crate) fn enter(&mut self, figure: &Figure, chars: &[char], spans: &[Span], year: Option<i16>) {
        if self.sentence != figure.sentence {
            let head = spans.first().and_then(|s| chars.get(s.range())).unwrap_or_default();
            let head: String = head.iter().filter(|c| !c.is_whitespace()).take(HEAD).collect();
            let parts = Lexicon::get().words("parts").iter().any(|w| head.starts_with(w));
            let before = self.said.or(self.inherited);
            self.inherited = before.filter(|_| parts && self.sentence + 1 == figure.sentence);
            self.said = None;
            self.sentence = figure.sentence;
        }
        if let Some(said) = figure.period.as_ref().and_then(|p| when::said(p, year)) {
            // Where the sentence says two years, which of them is meant is not clear.
            let other = self.said.is_some_and(|before| before.end != said.end);
            let basis = if other { Basis::Unclear } else { Basis::Opener };
            self.said = Some(When { basis, ..said }).filter(|_| said.is_year() && !said.part && year.is_some());
        }
    }
}

/// Characters at the head of a sentence.
const HEAD: usize = 4;
