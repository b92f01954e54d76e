//! Tense: done, planned or fact. Words: `lexicon/zh/tense.txt`. Examples: `suite/tense/`.
//!
//! Each word of a sentence pulls one way with its points; the section then leans on the scale. A word with
//! [`STRONG`] points or more decides against any number of weak ones: 到…年末 makes 达到 a target, and 已 makes
//! 推进 a result. Four or five points double the odds.

mod form;
mod numbers;
mod turn;
mod years;

use crate::charset::CharSet;
use crate::commitment::{Opening, adverb, finishes, opening, opens_as_noun};
use crate::lexicon::{Entry, LexiconError, Words, parse};
use crate::number::is_plain;
use crate::reading::{Role, Tense};
use crate::signs::{BORDER, Row, Signs};
pub(crate) use numbers::SPEAKS;
use numbers::numbers;
use std::sync::OnceLock;
use turn::{but, of_year, turn};

/// Words with at least so many points decide where the other side has none such.
const STRONG: i32 = 10;
/// What is left of the weak words of one side when the other side alone has strong ones.
const OVERRULED: i32 = 6;
/// A label is no longer than this; what is longer is a sentence that lost its full stop.
const LABEL: usize = 40;
/// How hard a section leans where both sides have strong words.
const LEAN: i32 = 12;
/// How hard it leans ahead where only what was done has strong words.
const OVER: i32 = 4;
/// A section yields to so many points more on the other side, strong or not.
const YIELD: i32 = 24;
/// With so many points of its own a statement of fact stands whatever else is in the sentence: 本办法自…起施行.
const CERTAIN: i32 = 14;
/// With so many points a word hides the rest of its clause.
const SAID: i32 = 30;
/// So much evidence makes a sentence one of a communiqué of statistics.
const STATISTICS: i32 = 12;

/// What a sentence of nothing but orders weighs, and one that begins with a ground; fitted with the words.
const ORDER: i32 = 5;
/// The same with a number, which as often counts what has been done.
const COUNTED_ORDER: i32 = 2;
const GROUND: i32 = 2;
/// What a sentence weighs that ends with an order.
const LAST_ORDER: i32 = 3;
/// What it weighs beside that where the order only says what for, and what a result at the end weighs.
const FOR_WHAT: i32 = 3;
const CAME: i32 = 3;

/// What an item of a list with an Arabic number weighs.
const ITEM: i32 = 8;

/// Words with fewer points do not make a sentence of a text without an end mark.
const NAMED: i32 = 4;

/// Words of state with so many points stand against any number beside them.
const STATE: i32 = 6;

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
    /// The copula, or a word that counts only beside it.
    copula: Copula,
    id: u16,
}

/// What a word has to do with 是: 农业是…的基础 is so, 夯实农业的基础 is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copula {
    Is,
    Beside,
    Free,
}

struct Lexicon {
    any: Words<Mark>,
    opening: Words<Mark>,
    clause: Words<Mark>,
    end: Words<Mark>,
    adverb: Words<Mark>,
}

static TEXT: &str = include_str!("../../lexicon/zh/tense.txt");

/// Bits for the words already counted; the lexicon has fewer words than this (a test holds it to that).
const SEEN: usize = 21;

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let (entries, _) = read();
        let mut id = 0u16;
        let mut lists: [Vec<(&'static str, Mark)>; 5] = Default::default();
        for entry in &entries {
            let Some((pull, points, place)) = marked(entry) else { continue };
            let copula = match entry.get("copula") {
                Some("is") => Copula::Is,
                Some("beside") => Copula::Beside,
                _ => Copula::Free,
            };
            let statistics = entry.get("statistics").and_then(|n| n.parse().ok()).unwrap_or(0);
            let speaks = speaks(entry);
            for word in &entry.words {
                if let Some(list) = lists.get_mut(place) {
                    let id = if speaks { id } else { u16::MAX };
                    list.push((*word, Mark { pull, points, statistics, copula, id }));
                }
                id += u16::from(speaks);
            }
        }
        let [any, opening, clause, end, adverb] = lists;
        Lexicon {
            any: Words::forward(any),
            opening: Words::forward(opening),
            clause: Words::forward(clause),
            end: Words::backward(end),
            adverb: Words::backward(adverb),
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

/// Whether the words of an entry give points, and not only hide others; only such are counted once.
fn speaks(entry: &Entry) -> bool {
    entry.group != "nothing" || entry.get("statistics").is_some()
}

fn read() -> (Vec<Entry>, Vec<LexiconError>) {
    parse("zh/tense.txt", TEXT)
}

/// The points of one sentence.
#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
struct Scale {
    done: i32,
    planned: i32,
    fact: i32,
    statistics: i32,
    /// The part of `done` that numbers gave: it tells a result from a target, not a result from a state.
    counted: i32,
    strong_done: bool,
    strong_planned: bool,
    /// How many 是 have been seen that are no part of another word.
    copulas: u16,
    /// The most points of one word of state.
    surest: i32,
    /// Where a word of state was seen last, and a strong word that looks ahead.
    fact_at: usize,
    planned_at: usize,
    /// Where a clause last ended in a word of state.
    state_at: usize,
    /// It begins with an order.
    ordered: bool,
    /// A clause says what something is, in so many words: 是…的一部分.
    told: bool,
    /// All of it hangs on what is wanted: 总体要求是:….
    bidden: bool,
    seen: [u128; SEEN],
}

impl Scale {
    fn add(&mut self, mark: Mark, more: i32) {
        if mark.copula == Copula::Beside && self.copulas == 0 {
            return;
        }
        self.copulas += u16::from(mark.copula == Copula::Is);
        if let Some(bits) = self.seen.get_mut(mark.id as usize / 128) {
            let bit = 1u128 << (mark.id % 128);
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
            Pull::Fact => {
                self.fact += points;
                self.surest = self.surest.max(points);
            }
            Pull::Label | Pull::Nothing => {}
        }
    }
}

/// The tense of one sentence (folded).
#[expect(clippy::trivially_copy_pass_by_ref, reason = "a setting will grow; its callers build it once a block")]
pub(crate) fn tense(text: &[char], setting: &Setting) -> Tense {
    tense_signed(text, Signs::of(text).all(), setting)
}

/// The same, where the signs of the sentence are known.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "a setting will grow; its callers build it once a block")]
pub(crate) fn tense_signed(text: &[char], signs: Row<'_>, setting: &Setting) -> Tense {
    if form::is_label(text) || form::is_gloss(text) || form::is_remark(text) || form::is_number_of_document(text) {
        return Tense::Fact;
    }
    // 3.加快…: the number is no figure, and the verb behind it opens the sentence.
    let whole = text.len();
    let label = crate::label::after_label(text);
    let label_of = text.get(..label).unwrap_or_default();
    let listed_by = label_of.iter().any(char::is_ascii_digit);
    let text = text.get(label..).filter(|rest| !rest.is_empty()).unwrap_or(text);
    let signs = signs.behind(whole - text.len());
    // (三)隐瞒有关情况的; a case in which something else is due.
    if label > 0 && text.ends_with(&['的', ';']) {
        return Tense::Fact;
    }
    if form::is_set_out(text) {
        return Tense::Planned;
    }
    if form::is_question(text) || form::is_name(text) || form::is_of_document(text) {
        return Tense::Fact;
    }
    let mut scale = Scale::default();
    words(text, &mut scale);
    let due = clauses(text, signs, &mut scale);
    // 第九条 有效期届满的,应在一个月前提出申请: an article binds, whatever it defines beside that.
    if scale.strong_planned && form::is_article(label_of) {
        return Tense::Planned;
    }
    // The name of a table, or a row of one: short, with no end mark, and no verb opens it.
    let short = text.len() <= LABEL && text.last().is_none_or(|c| !is_border(*c));
    // 教育、科技和文化
    let listed = matches!(text.get(2), Some('、' | '和' | '与' | '及'));
    let noun = short && (!setting.heading || listed) && opens_as_noun(text);
    let name = noun || short && !opening(text).orders();
    if !noun {
        orders(text, &mut scale);
        // 3.优选…: nine in ten items of a list with such a number are to be done.
        scale.put(Pull::Planned, if listed_by && !name && opening(text).orders() { ITEM } else { 0 }, false);
        // (9)建成水厂5座
        if listed_by && finishes(text) {
            scale.put(Pull::Planned, ITEM, false);
        }
    }
    numbers(text, signs, setting.year, &mut scale);
    turn(text, &mut scale);
    but(text, setting.role, &mut scale);
    if due {
        scale.put(Pull::Planned, STRONG, true);
    }
    of_year(text, &mut scale);
    // (五)船舶产业链。 No word of it speaks of time, and where all else is to be done it is no task either.
    let silent = scale.done == 0 && scale.planned == 0 && setting.role.is_some_and(looks_ahead);
    let numbered = label_of.first().is_some_and(|c| *c != '—');
    if label > 0 && silent && form::names(text) || numbered && form::is_item(text, &scale) {
        return Tense::Fact;
    }
    let judged = judge(&scale, name, *setting);
    // 12.“五水共治”:…: a note that explains a word, but for what it counts ahead. Among tasks it may be the name of one.
    let noted = listed_by && !setting.role.is_some_and(|r| r == Role::Review || looks_ahead(r)) && form::explains(text);
    if noted && !(judged == Tense::Planned && form::counts(text)) { Tense::Fact } else { judged }
}

/// Whether a section says what is to be.
fn looks_ahead(role: Role) -> bool {
    match role {
        Role::Goals | Role::Tasks | Role::Principles | Role::Guidance | Role::Closing => true,
        Role::Review | Role::Problems | Role::Other => false,
    }
}

/// Whether a clause goes on from its 是 with a noun described by 的 and nothing more: 是…的一部分, not 是加快….
fn says_what(text: &[char], from: usize, to: usize) -> bool {
    /// Longest noun that is still one: 重要组成部分.
    const NOUN: usize = 10;
    let (before, rest) = (text.get(..from).unwrap_or_default(), text.get(to..).unwrap_or_default());
    let subject = before.rsplit(|c| is_border(*c)).next().unwrap_or_default();
    let clause = first_piece(rest);
    let ends = matches!(rest.get(clause.len()), None | Some('。' | '!' | ';' | ','));
    let described = |de: usize| {
        // 是在实践中逐步形成的。
        let cleft = de + 1 == clause.len() && clause.len() > 3 && rest.get(clause.len()) == Some(&'。');
        cleft || (2..=NOUN).contains(&(clause.len() - de - 1))
    };
    // 是按照旧的口径编列的: how, and not what is to be done.
    let told = || match opening(clause) {
        Opening::Other => true,
        Opening::Ground => clause.last() == Some(&'的'),
        Opening::Verb | Opening::Pivot => false,
    };
    ends
        && clause.iter().rposition(|c| *c == '的').is_some_and(described)
        && told()
        // 坚持实践是检验真理的标准: what is held to.
        && opening(subject) != Opening::Ground
}

/// 逾期不申报的,按规定处理: what is to follow where a condition is met.
#[derive(Debug, Default, Clone, Copy)]
struct Norm {
    /// The clause before is such a condition.
    met: bool,
    /// It says to whom something is given who does so: 对获得认定的企业,给予….
    whom: bool,
    /// Something is to follow.
    due: bool,
}

impl Norm {
    /// Takes in the next clause.
    fn see(&mut self, clause: &[char]) {
        let follows = || {
            opening(clause) != Opening::Other
                || matches!(clause, ['由' | '可' | '应' | '从' | '给' | '按', ..] | ['不', '得' | '予', ..])
        };
        let granted = || matches!(clause, ['给', '予', ..] | ['分', '别', '给', '予', ..]);
        self.due |= (self.met && follows() || self.whom && granted()) && !clause.contains(&'了');
        self.whom = clause.first() == Some(&'对') && clause.contains(&'的');
        self.met = clause.last() == Some(&'的')
            && clause.len() > 3
            && !clause.contains(&'是')
            && !clause.starts_with(&['如', '果']);
    }
}

/// Whether what was done only describes what an order is about: 收回已拨付的资金, 总结五年来的经验.
fn describes(text: &[char], at: usize, len: usize) -> bool {
    /// Farthest 的 of what an order is about.
    const OBJECT: usize = 24;
    /// How far before it the order is looked for.
    const BEFORE: usize = 40;
    let rest = text.get(at + len..).unwrap_or_default();
    let mut clause = rest.iter().take(OBJECT).take_while(|c| !is_border(**c) && **c != '了');
    let Some(de) = clause.position(|c| *c == '的') else { return false };
    let noun = rest.get(de + 1).is_some_and(|c| crate::charset::is_han(*c));
    let before = text.get(at.saturating_sub(BEFORE)..at).unwrap_or_default();
    let clause = before.rsplit(|c| is_border(*c)).next().unwrap_or_default();
    noun && !clause.is_empty() && (clause == ['对'] || opening(clause).orders())
}

/// What stands before `at` in its clause.
fn clause_before(text: &[char], at: usize) -> &[char] {
    text.get(..at).unwrap_or_default().rsplit(|c| is_border(*c)).next().unwrap_or_default()
}

/// Whether a goal is one that a result is held against: 低于7%左右的|预期目标.
fn is_mark_of_result(text: &[char], at: usize, len: usize) -> bool {
    /// Words between a result and its goal, each of two characters.
    const AGAINST: &[[char; 2]] = &[['低', '于'], ['高', '于'], ['好', '于'], ['快', '于'], ['优', '于'], ['超', '过']];
    text.get(..at + len).is_some_and(|t| t.ends_with(&['目', '标']))
        && text.get(at.wrapping_sub(1)) == Some(&'的')
        && clause_before(text, at).windows(2).any(|w| AGAINST.iter().any(|a| a == w))
}

/// Words anywhere: the longest at a place, one after the other.
fn words(text: &[char], scale: &mut Scale) {
    let any = &lexicon().any;
    let mut from = 0;
    while let Some((at, len, mark)) = any.find_in(text, from..text.len()) {
        from = at + len;
        // 收回已拨付的资金
        let strong = mark.pull == Pull::Done && (STRONG..SAID).contains(&mark.points);
        let particle = text.get(at + len - 1) == Some(&'了');
        // 纠正颠倒了的是非
        let described = || if particle { text.get(at + len) == Some(&'的') } else { describes(text, at, len) };
        if strong && described() {
            continue;
        }
        // 增长6%,低于7%左右的预期目标: the goal that a result is held against.
        if mark.pull == Pull::Planned && mark.points >= STRONG && is_mark_of_result(text, at, len) {
            continue;
        }
        // 建设具有特色的城市: what it is to have. Not 提高效益的一项具有意义的措施.
        if len > 1
            && mark.pull == Pull::Fact
            && mark.points < STRONG
            && mark.copula == Copula::Free
            && describes(text, at, len)
            && !clause_before(text, at).contains(&'的')
        {
            continue;
        }
        scale.add(*mark, 0);
        if mark.copula == Copula::Is && says_what(text, at, at + len) {
            scale.told = true;
            scale.fact_at = at;
            // 是我们必须坚持的方针: what it is, whatever verbs describe it. 是去年召开的 is no noun.
            let clause = first_piece(text.get(at + len..).unwrap_or_default());
            if clause.last() != Some(&'的') {
                from += clause.len();
                continue;
            }
        }
        // 提出了今后五年的目标: whatever was said was said.
        if mark.points >= SAID && mark.pull == Pull::Done {
            let rest = text.get(at + len..).unwrap_or_default();
            from += rest.iter().position(|c| is_border(*c) && *c != '、').unwrap_or(rest.len());
            continue;
        }
        match mark.pull {
            Pull::Fact if mark.points > 0 => scale.fact_at = at,
            Pull::Planned if mark.points >= STRONG => {
                scale.planned_at = at;
                scale.bidden |= text.get(at + len - 1) == Some(&'是') && text.get(at + len) == Some(&':');
            }
            Pull::Done | Pull::Planned | Pull::Fact | Pull::Label | Pull::Nothing => {}
        }
    }
}

/// Words that open the sentence, or open or close one of its clauses. Returns whether a [`Norm`] is among these.
fn clauses(text: &[char], signs: Row<'_>, scale: &mut Scale) -> bool {
    let lexicon = lexicon();
    let mut norm = Norm::default();
    let mut first = true;
    let mut happened = false;
    let mut from = 0;
    for clause in pieces(text, |from| signs.next(from, BORDER)) {
        let end = from + clause.len();
        from = end + 1;
        norm.see(clause);
        if clause.is_empty() {
            continue;
        }
        // 十是继续实施…: behind the number of a point. 重点办好…: behind its adverb.
        let point = match clause {
            [a, '是', ..] if is_plain(*a) || *a == '十' => 2,
            [a, b, '是', ..] if [a, b].iter().all(|c| is_plain(**c) || **c == '十') => 3,
            _ => 0,
        };
        // 圆满完成…: an adverb of what was done orders nothing.
        let came = || lexicon.any.find(clause, point).is_some_and(|(_, mark)| mark.pull == Pull::Done);
        let behind = || {
            let len = adverb(clause, point);
            if len > 0 && !came() { lexicon.clause.find(clause, point + len) } else { None }
        };
        let found = lexicon.clause.find(clause, point).or_else(behind);
        if let Some((_, mark)) = found {
            // An order stands at the head of its sentence; further on the same verb may only serve it.
            scale.add(*mark, if first { 2 } else { 0 });
        }
        if first {
            // 其中: reaches over the border, so the opening is looked up in what follows, not in the clause.
            let start = text.iter().position(|c| !is_border(*c)).unwrap_or(text.len());
            if let Some((_, mark)) = lexicon.opening.find(text, start) {
                scale.add(*mark, 0);
            }
            first = false;
        }
        if let Some((len, mark)) = lexicon.end.find_before(clause, clause.len())
            && len < clause.len()
            // 补上管护的不足: a thing that is named, and no state.
            && !(mark.pull == Pull::Fact
                && mark.points < CERTAIN
                && mark.copula == Copula::Free
                && clause[clause.len() - len - 1] == '的')
        {
            scale.add(*mark, 0);
            if mark.pull == Pull::Fact {
                scale.state_at = end - len;
            }
        }
        // 管护力量不断增强: a noun, an adverb, and its verb of two characters. It has happened.
        if !happened && let Some(mark) = happens(clause) {
            scale.add(mark, 0);
            happened = true;
        }
    }
    norm.due
}

/// Whether a clause ends in an adverb and its verb of two characters, behind their subject: 服务能力|不断|增强.
fn happens(clause: &[char]) -> Option<Mark> {
    let verb = clause.len().checked_sub(2)?;
    let (len, mark) = lexicon().adverb.find_before(clause, verb)?;
    (len < verb && !clause.iter().skip(verb).any(char::is_ascii_digit) && opening(clause) != Opening::Pivot)
        .then_some(*mark)
}

/// A sentence whose every clause begins with its verb gives orders: nobody is named who has done it. In 32,000 sentences
/// of tasks and reviews such a one is a task seven times in eight, and one that begins with a ground three times in four.
fn orders(text: &[char], scale: &mut Scale) {
    // 改善民生是头等大事: what looks like an order is what the sentence is about.
    if scale.fact > 0 {
        return;
    }
    let parts = |c: &char| *c < '\u{4e00}' && matches!(c, ',' | ';' | ':' | '。' | '!' | '?');
    let mut clauses = text.split(parts).filter(|c| !c.is_empty());
    // 教育质量明显提升: what looks like a verb is what the clause is about.
    let opening = |c: &[char]| match opening(c) {
        Opening::Verb if opens_as_noun(c) && happens(c).is_some() => Opening::Other,
        opening => opening,
    };
    let Some(begin) = clauses.next() else { return };
    let first = opening(begin);
    scale.ordered = first.orders();
    // No communiqué says who did it, none begins with a verb.
    scale.statistics -= if first.orders() { COUNTED_ORDER + LAST_ORDER } else { 0 };
    // What every clause begins with is looked up once: the last is most often the only one, or the second.
    let (last, at_last) = clauses.next_back().map_or((begin, first), |last| (last, opening(last)));
    let all = first.orders() && at_last.orders() && clauses.all(|c| opening(c).orders());
    // …,推动产业升级: for what. …,产业加快升级: what came of it.
    let (pivot, came) = (at_last == Opening::Pivot, at_last == Opening::Other && happens(last).is_some());
    scale.put(Pull::Planned, if pivot && text.len() > last.len() + 1 { FOR_WHAT } else { 0 }, false);
    scale.put(Pull::Done, if came { CAME } else { 0 }, false);
    let points = if all {
        if text.iter().any(char::is_ascii_digit) { COUNTED_ORDER } else { ORDER }
    } else if at_last.orders() && !last.iter().any(char::is_ascii_digit) {
        // 新增车位3万个,持续提升通行效率: what all of it is for. A result would come the other way round, 效率持续提升.
        if first.orders() { ORDER } else { LAST_ORDER }
    } else if first == Opening::Ground && text.last() == Some(&'。') {
        GROUND
    } else {
        return;
    };
    scale.put(Pull::Planned, points, false);
}

/// A mark between clauses.
fn is_border(c: char) -> bool {
    // Nearly every character is Han: one comparison instead of a look.
    c < '\u{4e00}' && BORDERS.contains(c)
}

/// What stands before, between and behind the borders, as [`slice::split`] gives it; `border` says where from a place on the
/// next one is.
fn pieces(text: &[char], border: impl Fn(usize) -> Option<usize>) -> impl Iterator<Item = &[char]> {
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let start = from?;
        let end = border(start);
        from = end.map(|end| end + 1);
        text.get(start..end.unwrap_or(text.len()))
    })
}

/// What stands before the first border.
fn first_piece(text: &[char]) -> &[char] {
    text.split(|c| is_border(*c)).next().unwrap_or_default()
}

/// Marks and blanks.
pub(crate) static BORDERS: CharSet = CharSet::of(&[
    ',', ';', ':', '。', '!', '?', '(', ')', '、', '—', '“', '”', '\t', '\n', '\u{b}', '\u{c}', '\r', ' ', '\u{85}',
    '\u{a0}', '\u{1680}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}',
    '\u{2007}', '\u{2008}', '\u{2009}', '\u{200a}', '\u{2028}', '\u{2029}', '\u{202f}', '\u{205f}', '\u{3000}',
]);

/// Weighs the words and lets the section lean.
fn judge(scale: &Scale, name: bool, setting: Setting) -> Tense {
    let Scale { mut done, mut planned, fact, strong_done, strong_planned, ordered, .. } = *scale;
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
        Some(Role::Goals | Role::Tasks | Role::Principles | Role::Guidance | Role::Closing) => {
            // In the midst of what is to be done stands what is so: 县里是全省的粮仓。
            if scale.told && !strong_planned && !strong_done {
                return Tense::Fact;
            }
            Tense::Planned
        }
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
    if lean == Tense::Fact && name && !strong_planned && !strong_done && planned < NAMED && done - scale.counted < NAMED
    {
        return Tense::Fact;
    }
    let target = lean == Tense::Planned && strong_planned && !setting.heading;
    if lean == Tense::Fact && fact >= STATE && !strong_planned && fact > (done - scale.counted).max(planned) {
        return Tense::Fact;
    }
    if !target
        && fact >= done.max(planned)
        && (lean == Tense::Fact || fact >= 8 || (fact > 2 && done.max(planned) == 0))
    {
        return Tense::Fact;
    }
    if done == 0 && planned == 0 {
        return if setting.heading { Tense::Fact } else { lean };
    }
    // 去年建成了水厂: among tasks, too, what is over is over, unless something looks ahead or orders.
    let ahead = match (strong_done, strong_planned || ordered) {
        (false, _) => YIELD,
        (true, true) => LEAN,
        (true, false) => OVER,
    };
    // In a section that looks one way only a strong word looks the other.
    match lean {
        Tense::Done if done + if strong_planned { LEAN } else { YIELD } > planned => Tense::Done,
        Tense::Planned if planned + ahead > done => Tense::Planned,
        _ if done > planned => Tense::Done,
        _ => Tense::Planned,
    }
}

#[cfg(test)]
mod tests;
