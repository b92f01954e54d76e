//! What later reports say of a target: candidates, how well each fits, and which is shown.

use crate::kin;
use crate::lexicon::{Lexicon, Name};
use crate::report::Report;
use crate::row::Certainty;
use crate::statement::{Class, Says, Statement};
use crate::when::{Basis, When};
use crate::why::Why;
use luoshi_reader::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The statements of all reports of one government, by what they are about.
#[derive(Debug)]
pub(crate) struct Index<'a> {
    pub(crate) reports: &'a [Report],
    of: BTreeMap<&'a str, Vec<(usize, usize)>>,
    /// Of each report, how much each pair of characters in its clauses counts.
    rare: Vec<BTreeMap<(char, char), usize>>,
}

/// A statement that may be the result of a target.
#[derive(Debug, Clone)]
pub(crate) struct Candidate<'a> {
    /// Index of its report.
    pub(crate) report: usize,
    pub(crate) statement: &'a Statement,
    /// How many things are not said but follow, or are only alike.
    pub(crate) open: u8,
    pub(crate) why: Vec<Why>,
    /// Said before the period was over.
    pub(crate) estimate: bool,
}

impl Candidate<'_> {
    pub(crate) fn certainty(&self) -> Certainty {
        match self.open {
            0 => Certainty::Certain,
            1 => Certainty::Likely,
            _ => Certainty::Unsure,
        }
    }
}

/// How a statement stands to a target.
#[derive(Debug)]
pub(crate) enum Fit {
    /// It may be its result.
    Result(u8, Vec<Why>),
    /// It tells of several years together, or of their mean.
    Mean,
    /// It is about the same in the same years, in another measure.
    Inferred,
    /// Neither.
    No,
}

/// Most statements of one subject that are looked at for one target: a government whose reports were given a thousand
/// times over must not take a million times as long.
const MOST: usize = 400;

impl<'a> Index<'a> {
    pub(crate) fn new(reports: &'a [Report]) -> Self {
        let mut of: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (r, report) in reports.iter().enumerate() {
            for (s, statement) in report.statements.iter().enumerate() {
                if !statement.key.is_empty() {
                    of.entry(&statement.key).or_default().push((r, s));
                }
            }
        }
        Self { reports, of, rare: reports.iter().map(rare).collect() }
    }

    /// What is said of the same thing, in the order of the reports.
    pub(crate) fn same(&self, target: &Statement) -> impl Iterator<Item = (usize, &'a Statement)> {
        let reports = self.reports;
        let found = self.of.get(&*target.key).map_or(&[][..], Vec::as_slice);
        found.iter().take(MOST).filter_map(move |(r, s)| Some((*r, reports.get(*r)?.statements.get(*s)?)))
    }

    /// The result of one report whose clause is most like that of the target: for what no name was found. Words that few
    /// clauses have count for more; what comes second has to be clearly less alike, unless it is the number itself that
    /// comes back.
    pub(crate) fn alike(
        &self,
        target: &Statement,
        report: usize,
        taken: &BTreeSet<usize>,
    ) -> Option<(usize, Candidate<'a>)> {
        let report_of = self.reports.get(report)?;
        let wanted = Clause::of(target);
        // What has a name in the data file is told by it.
        if target.subject.known.is_some()
            || wanted.own.len() < PAIRS
            || matches!(target.class, Class::Other | Class::Completion | Class::Gap)
        {
            return None;
        }
        let nameless = generic(&target.subject.name) && (target.dimension == "money" || target.class == Class::Share);
        let mut best: Option<(usize, &Statement, u8, Vec<Why>)> = None;
        let mut second = 0;
        for (n, s) in report_of.statements.iter().enumerate() {
            if s.says != Says::Result
                || s.earlier && s.when.is_some_and(|w| w.basis == Basis::Unclear)
                || taken.contains(&n)
            {
                continue;
            }
            let Some((open, why)) = comparable(target, s) else { continue };
            let closeness = closeness(target, s);
            let kin = kin(target, s);
            let bare = nameless && generic(&s.subject.name);
            let like = self.likeness(report, (&wanted, &Clause::of(s)), bare, closeness) + if kin { KIN } else { 0 };
            let first = best.as_ref().map_or(0, |b| b.0);
            if like > first {
                second = first;
                best = Some((like, s, open, why));
            } else if best.as_ref().is_some_and(|b| b.1.clause != s.clause) {
                second = second.max(like);
            }
        }
        let least = match target.class {
            Class::Rate | Class::Share | Class::Multiple | Class::Points => ALIKE_RATES,
            Class::Amount | Class::Change | Class::Rank | Class::Other | Class::Completion | Class::Gap => ALIKE,
        };
        let (like, statement, open, mut why) = best.filter(|b| b.0 >= least && b.0 >= second + AHEAD)?;
        why.push(Why::Alike { to: statement.subject.name.clone() });
        // Nearly the same words, and nothing else like them: hardly by chance. Still less where the number is the same.
        let alone = like >= NEARLY && second < ALIKE;
        let equal = target.key == statement.key && !generic(&target.subject.name);
        let kin = kin(target, statement);
        let same = same_number(target, statement) && unit(target) == unit(statement);
        let open = open
            + match (kin, alone, same) {
                // 加装电梯30部, 加装电梯42台: only what they are counted in is another word.
                _ if equal && second < ALIKE => 0,
                // A mean over years may be one over other years.
                (true, true, true) if !target.mean => 0,
                (false, true, true) if !target.mean && like - closeness(target, statement) >= NEARLY => 0,
                (true, ..) | (_, true, true) => 1,
                (_, true, _) if second < ALIKE / 2 => 1,
                _ => 2,
            };
        Some((like, Candidate { report, statement, open, why, estimate: statement.estimate }))
    }

    /// How alike two clauses are, of a thousand. What only the words before one of them share with the other counts half.
    fn likeness(&self, report: usize, (a, b): (&Clause, &Clause), nameless: bool, closeness: usize) -> usize {
        let Some(rare) = self.rare.get(report) else { return 0 };
        let weight = |pair: &(char, char)| rare.get(pair).copied().unwrap_or(RAREST);
        let sum = |list: &[(char, char)]| list.iter().map(&weight).sum::<usize>();
        let all = sum(&a.own) + sum(&b.own);
        if all == 0 {
            return 0;
        }
        let shared: usize = a.own.iter().filter(|p| b.own.contains(p)).map(weight).sum();
        let led: usize = a.own.iter().filter(|p| !b.own.contains(p) && b.lead.contains(p)).map(weight).sum();
        let leads: usize = b.own.iter().filter(|p| !a.own.contains(p) && a.lead.contains(p)).map(weight).sum();
        // 安排资金12亿元: of what, only the words before the clause tell.
        let both: usize = a.lead.iter().filter(|p| !a.own.contains(p) && b.lead.contains(p)).map(weight).sum();
        let (led, leads) = if nameless { (led + both, leads) } else { (led, leads) };
        let telling = if closeness > 0 { TELLING / 2 } else { TELLING };
        if shared + led + leads < telling {
            return 0;
        }
        (shared * 2 + led + leads) * 1000 / all + closeness
    }
}

/// Whether the name of one stands within that of the other. What the data file knows is the whole of which a longer name
/// may be a part: 工业投资 and 工业设备投资.
fn kin(target: &Statement, s: &Statement) -> bool {
    let part = s.subject.known.is_some() && target.key.chars().count() > s.subject.name.chars().count();
    !part && kin::akin(&target.key, &s.key)
}

/// The pairs of neighbouring characters of a clause, and of the words before it.
struct Clause {
    own: Vec<(char, char)>,
    lead: Vec<(char, char)>,
}

impl Clause {
    fn of(s: &Statement) -> Self {
        Self { own: pairs(&s.clause), lead: pairs(&s.lead) }
    }
}

/// What the numbers add to the likeness of two clauses: the same number, or one within a tenth.
fn closeness(a: &Statement, b: &Statement) -> usize {
    let (Some((x, _, _)), Some((y, _, _))) = (a.compared(), b.compared()) else { return 0 };
    if x.normalized() == y.normalized() {
        EQUAL
    } else if a.class == Class::Amount && near(x, y) {
        NEAR
    } else {
        0
    }
}

/// Whether two amounts differ by a tenth at most.
fn near(a: Value, b: Value) -> bool {
    let Some(gap) = a.plus(b.negated()).and_then(|gap| gap.times(Value::whole(10))) else { return false };
    let size = |v: Value| if v.is_negative() { v.negated() } else { v };
    !size(a).less_than(size(gap))
}

/// What a pair of characters counts that stands in one clause only.
const RAREST: usize = 8;

/// Of a thousand: clauses less alike are about different things.
const ALIKE: usize = 330;

/// Likewise of rates and proportions: so many per cent are said of everything.
const ALIKE_RATES: usize = 450;

/// Of a thousand: two clauses more alike than this say the same in nearly the same words.
const NEARLY: usize = 650;

/// What a name within the other adds to the likeness of two clauses.
const KIN: usize = 200;

/// How much more alike the best has to be than the next.
const AHEAD: usize = 40;

/// What the same number adds to that.
const EQUAL: usize = 150;

/// What a number within a tenth adds.
const NEAR: usize = 80;

/// What two clauses have to share at least: two words that few others have.
const TELLING: usize = 14;

/// Fewer pairs of characters say too little.
const PAIRS: usize = 3;

/// How much each pair of characters of a report's clauses counts: the fewer clauses have it, the more.
fn rare(report: &Report) -> BTreeMap<(char, char), usize> {
    let mut in_clauses: BTreeMap<(char, char), usize> = BTreeMap::new();
    for s in &report.statements {
        for pair in pairs(&s.clause) {
            *in_clauses.entry(pair).or_default() += 1;
        }
    }
    let empty: BTreeSet<(char, char)> = Lexicon::get().words("empty").iter().flat_map(|w| pairs(w)).collect();
    for (pair, count) in &mut in_clauses {
        let common = count.ilog2() as usize * 2;
        *count = if empty.contains(pair) { 1 } else { RAREST.saturating_sub(common).max(1) };
    }
    in_clauses
}

/// The pairs of neighbouring characters of a clause, each once.
fn pairs(clause: &str) -> Vec<(char, char)> {
    let mut out: Vec<(char, char)> = clause.chars().zip(clause.chars().skip(1)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether two statements of different names could be target and result, and what that leaves open.
fn comparable(target: &Statement, s: &Statement) -> Option<(u8, Vec<Why>)> {
    let (period, when) = (target.when?, s.when?);
    let counts = |c: Class| matches!(c, Class::Amount | Class::Change);
    let same_class = s.class == target.class || counts(s.class) && counts(target.class) && !matters(target);
    // 部 and 台 count the same lifts.
    let same_unit = unit(s) == unit(target)
        || (kin::akin(&target.key, &s.key) || same_number(target, s))
            && matches!(
                (target.dimension, s.dimension),
                ("count" | "people" | "places", "count" | "people" | "places")
            );
    let end = when.end == period.end && (when.is_year() || !period.is_year() || !s.mean);
    // Growth over five years is not that of the last of them.
    let grows = matches!(target.class, Class::Rate | Class::Points | Class::Change) && !target.mean;
    let same_time = end && !when.part && (when.is_year() == period.is_year() || !grows && !s.counted && !s.cumulative);
    let named = target.named || s.named;
    let stages = matches!((target.stage, s.stage), (Some(a), Some(b)) if a != b);
    let summed = s.cumulative && !target.cumulative && (target.counted || target.class == Class::Change);
    // A state to be reached is not told by how much it rose.
    let rose = target.reached && s.class == Class::Change;
    let part = s.limited && !target.limited || rose;
    let fits = !part
        && same_class
        && same_unit
        && same_time
        && !stages
        && !summed
        && s.mean == target.mean
        && !far_off(target, s);
    fits.then(|| if named { (1, vec![Why::Named]) } else { (0, Vec::new()) })
}

fn unit(s: &Statement) -> Option<&str> {
    s.compared().map(|(_, _, unit)| unit)
}

/// How a statement stands to a target of the same subject.
pub(crate) fn fit(target: &Statement, s: &Statement) -> Fit {
    let (Some(period), Some(when)) = (target.when, s.when) else { return Fit::No };
    let mut open = 0;
    let mut why = Vec::new();
    match scopes(target, s) {
        Scopes::Same => {}
        Scopes::One(of) => {
            open += 1;
            why.push(Why::Scope { of });
        }
        Scopes::Different => return Fit::No,
    }
    if when.part || s.class == Class::Gap {
        return Fit::No;
    }
    // Many things are called 项目 or 投资: what stands around them has to tell.
    let short = target.subject.name.chars().count() == SHORT && target.dimension != "money";
    if target.subject.known.is_none() && (!short && generic(&target.subject.name) || listed(&target.subject.name)) {
        return Fit::No;
    }
    if target.subject.known.is_none() && short && far_off(target, s) {
        return Fit::No;
    }
    // 减少1000万贫困人口 is as well a count as a change; of what is weighed or paid, a rise is not the amount.
    let counts =
        |a: &Statement, b: &Statement| a.class == Class::Amount && a.counted && b.class == Class::Change && !matters(a);
    // 开工 is not 建成.
    if matches!((target.stage, s.stage), (Some(a), Some(b)) if a != b) && target.dimension != "money" {
        return Fit::No;
    }
    let falls = |a: &Statement| a.value.is_some_and(Value::is_negative);
    let counts =
        (counts(target, s) || counts(s, target) && (falls(target) || !target.increment)) && unit(s) == unit(target);
    if target.counted && s.class == Class::Amount && !s.counted && target.subject.known.is_none() {
        // A stock is no answer to so many new ones, unless they are called the same by chance.
        open += 1;
    }
    if !counts && (s.class != target.class || unit(s) != unit(target)) {
        let about = when.end == period.end && (when.start == period.start || !period.is_year());
        return if about && implies(target, s) { Fit::Inferred } else { Fit::No };
    }
    let stock = matches!(s.class, Class::Amount | Class::Share | Class::Rank) && !s.counted && !s.cumulative && !s.mean;
    let stock = stock && !target.counted;
    if target.mean != s.mean {
        let covers = when.start <= period.end && period.end <= when.end && !when.is_year();
        return if s.mean && covers { Fit::Mean } else { Fit::No };
    }
    if period.is_year() {
        if when.is_year() && when.end == period.end {
            // The year itself.
        } else if !when.is_year() && when.end == period.end && stock && (s.reached || !adds_up(target, s)) {
            // What a review ends on and is nothing like the target is of something else.
            if !s.reached && far_off(target, s) {
                return Fit::Mean;
            }
            if !s.reached && s.class != Class::Share && !(same_size(target, s) && s.bound.is_none()) {
                open += 1;
                why.push(Why::EndOfReview);
            }
        } else if target.counted && s.counted && period.by && !when.is_year() && when.end == period.end {
            // 在1985年底以前建成400个: those of the years before are counted in.
            open += 1;
            why.push(Why::Years { of: when.text() });
        } else if !when.is_year() && when.start <= period.end && period.end <= when.end {
            // 裁减20万人, told of again in a review of five years: the same number of the same thing.
            if !(once(target) && same_number(target, s)) {
                return Fit::Mean;
            }
            open += 1;
            why.push(Why::Years { of: when.text() });
        } else {
            return Fit::No;
        }
    } else if (when.start, when.end) == (period.start, period.end) {
        // The same years.
    } else if when.end == period.end && (when.start - period.start).abs() <= 1 && !when.is_year()
        || reached_within(target, s)
    {
        open += 1;
        why.push(Why::Years { of: when.text() });
    } else if when.is_year()
        && when.end == period.end
        && stock
        && !target.counted
        && !target.cumulative
        && (target.reached || target.dimension != "money")
    {
        // Money spent over five years is not that of the last of them.
        open += u8::from(!target.reached);
    } else {
        return Fit::No;
    }
    if period.basis == Basis::Unclear {
        open += 1;
        why.push(Why::TargetYears);
    }
    if when.basis == Basis::Unclear {
        open += 1;
        why.push(Why::ResultYears);
    }
    if !names(target, s, when, &mut open, &mut why) {
        return Fit::No;
    }
    // 由320元提高到360元 names no year for the 320.
    if s.earlier && when.basis == Basis::Unclear {
        return Fit::Inferred;
    }
    if s.named || target.named {
        open += 1;
        why.push(Why::Named);
    }
    if s.carried || target.carried {
        open += 1;
        why.push(Why::Carried);
    }
    if s.class == Class::Rate && s.real != target.real && prices(target) {
        open += 1;
        why.push(Why::Real);
    }
    if s.limited && !target.limited {
        open += 1;
        why.push(Why::Limited);
    }
    // Rates of one indicator that reports name the same way may be as far apart as they like: prices rise 0.2 % or 3 %.
    let one = target.class == Class::Rate && target.subject.known.is_some() && target.subject == s.subject;
    // Of so many to be built three times as many may have been built; less than a third is of something else.
    let over = target.counted && s.counted && !s.cumulative && !falls_short(target, s);
    if !one && far_off(target, s) || one && out_of_scale(target, s) {
        open += if over { 1 } else { 2 };
        why.push(Why::FarOff);
    }
    Fit::Result(open, why)
}

/// Whether growth at the prices of the day and without their rise are two numbers: of money, but not of production, which
/// is always told without.
fn prices(target: &Statement) -> bool {
    target
        .subject
        .known
        .and_then(|n| Lexicon::get().names.get(n))
        .and_then(|n| Lexicon::get().families.get(n.family))
        .is_some_and(|f| f.nominal)
}

/// Whether it is measured and not counted.
fn matters(s: &Statement) -> bool {
    matches!(s.dimension, "mass" | "money" | "energy")
}

/// The scope under its one name: 农民 is 农村.
fn alias(scope: &str) -> &str {
    Lexicon::get().scopes.iter().find(|(word, _)| *word == scope).map_or(scope, |(_, is)| is)
}

enum Scopes {
    Same,
    One(String),
    Different,
}

fn scopes(target: &Statement, s: &Statement) -> Scopes {
    match (&target.scope, &s.scope) {
        (None, None) => Scopes::Same,
        (Some(a), Some(b)) if a == b || alias(a) == alias(b) => Scopes::Same,
        (Some(a), Some(b)) if a.contains(&**b) || b.contains(&**a) => Scopes::One(a.to_string()),
        (Some(_), Some(_)) => Scopes::Different,
        (Some(of), None) if s.clause.contains(&**of) || s.lead.contains(&**of) => Scopes::Same,
        (None, Some(of)) if target.clause.contains(&**of) || target.lead.contains(&**of) => Scopes::Same,
        (Some(of), None) | (None, Some(of)) => Scopes::One(of.to_string()),
    }
}

/// What the names leave open; `false` where they are of two things.
fn names(target: &Statement, s: &Statement, when: When, open: &mut u8, why: &mut Vec<Why>) -> bool {
    let lexicon = Lexicon::get();
    let name = |of: &Statement| of.subject.known.and_then(|n| lexicon.names.get(n));
    match (name(target), name(s)) {
        (Some(a), Some(b)) if std::ptr::eq(a, b) => {}
        (Some(a), Some(b)) => {
            let (from, to) = (a.usual.to_owned(), b.usual.to_owned());
            if a.near || b.near {
                // Both names in use side by side are two indicators.
                if !a.loose && !b.loose && in_use(a, when.end + 1) && in_use(b, when.end + 1) {
                    return false;
                }
                *open += 1;
                why.push(Why::Near { from, to });
            } else {
                why.push(Why::Renamed { from, to });
            }
        }
        _ => {
            if generic(&target.subject.name) {
                *open += 1;
                why.push(Why::Generic);
            }
        }
    }
    true
}

/// Whether target and result are so far apart that they are hardly of the same thing.
fn far_off(target: &Statement, s: &Statement) -> bool {
    let (Some((a, ..)), Some((b, ..))) = (target.compared(), s.compared()) else { return false };
    let size = |v: Value| if v.is_negative() { v.negated() } else { v };
    let (a, b) = (size(a), size(b));
    let times = match target.class {
        Class::Amount | Class::Share | Class::Multiple | Class::Rank => 3,
        Class::Rate | Class::Change | Class::Points | Class::Other | Class::Completion | Class::Gap => 12,
    };
    let over = |a: Value, b: Value| b.times(Value::whole(times)).is_some_and(|most| most.less_than(a));
    over(a, b) || over(b, a)
}

/// Whether the result is less than the target.
fn falls_short(target: &Statement, s: &Statement) -> bool {
    matches!((target.compared(), s.compared()), (Some((a, ..)), Some((b, ..))) if b.less_than(a))
}

/// Whether one rate is tens of times the other, and large: growth over many years, and that of one.
fn out_of_scale(target: &Statement, s: &Statement) -> bool {
    let size = |v: Value| if v.is_negative() { v.negated() } else { v };
    let (Some((a, ..)), Some((b, ..))) = (target.compared(), s.compared()) else { return false };
    let (a, b) = (size(a), size(b));
    let (small, large) = if a.less_than(b) { (a, b) } else { (b, a) };
    Value::whole(100).less_than(large) && small.times(Value::whole(10)).is_some_and(|most| most.less_than(large))
}

/// Whether two amounts are so near that the one can hardly be a sum over years of which the other is one.
fn same_size(target: &Statement, s: &Statement) -> bool {
    let (Some((a, ..)), Some((b, ..))) = (target.compared(), s.compared()) else { return false };
    let within = |a: Value, b: Value| {
        a.times(Value::whole(2)).zip(b.times(Value::whole(3))).is_some_and(|(a, b)| !b.less_than(a))
    };
    within(a, b) && within(b, a)
}

/// Whether a review of more years says that what was to be done in some of them is done.
fn reached_within(target: &Statement, s: &Statement) -> bool {
    let covers =
        target.when.zip(s.when).is_some_and(|(period, when)| when.start <= period.start && period.end <= when.end);
    s.fulfilled && covers && once(target) && same_number(target, s)
}

/// Whether what a review of several years tells is so much more than the target for one of them that it is the sum of all.
fn adds_up(target: &Statement, s: &Statement) -> bool {
    let (Some((a, ..)), Some((b, ..))) = (target.compared(), s.compared()) else { return false };
    let sum = Lexicon::get().words("sum").iter().any(|w| s.clause.contains(w) || s.lead.contains(w));
    target.class == Class::Amount
        && (!target.reached || sum)
        && a.times(Value::whole(2)).is_some_and(|twice| twice.less_than(b))
}

/// Whether it is something done once: an amount, and no rate or proportion.
fn once(target: &Statement) -> bool {
    // 起征点15万元, 补助标准200元: what is set for each, and no sum of money.
    let each = || target.compared().is_some_and(|(v, ..)| v.less_than(Value::whole(EACH)));
    matches!(target.class, Class::Amount | Class::Change) && (target.dimension != "money" || each())
}

/// 元 that are paid for or by each, and no government's.
const EACH: i64 = 1_000_000;

/// Whether both tell one number.
pub(crate) fn same_number(target: &Statement, s: &Statement) -> bool {
    matches!((target.compared(), s.compared()), (Some((a, ..)), Some((b, ..))) if a.normalized() == b.normalized())
}

/// Characters of a name that says little, but is one: 绿道.
const SHORT: usize = 2;

/// Whether a name is one of those that say nothing by themselves: 项目.
fn listed(name: &str) -> bool {
    Lexicon::get().words("generic").contains(&name)
}

/// Whether a name says too little by itself.
pub(crate) fn generic(name: &str) -> bool {
    name.chars().count() < 3 || Lexicon::get().words("generic").contains(&name)
}

fn in_use(name: &Name, year: i16) -> bool {
    name.years.0 <= year && year <= name.years.1
}

/// Whether a number of another class tells something of the target: how much of the plan was fulfilled, growth where a
/// level was set, points where a share was.
fn implies(target: &Statement, s: &Statement) -> bool {
    match (target.class, s.class) {
        (_, Class::Completion)
        | (Class::Share, Class::Points)
        | (Class::Points, Class::Share)
        | (Class::Change, Class::Amount | Class::Rate) => true,
        (Class::Amount, Class::Rate | Class::Change) | (Class::Rate, Class::Change | Class::Amount) => !s.mean,
        _ => false,
    }
}

/// The names under which a target was searched for in a report of `year`.
pub(crate) fn searched(target: &Statement, year: i16) -> Vec<String> {
    let lexicon = Lexicon::get();
    match target.subject.known.and_then(|n| lexicon.names.get(n)) {
        None => vec![target.subject.name.clone()],
        Some(own) => {
            let all = lexicon.names.iter().filter(|n| n.family == own.family);
            let used: Vec<String> = all.filter(|n| in_use(n, year)).map(|n| n.usual.to_owned()).collect();
            if used.is_empty() { vec![own.usual.to_owned()] } else { used }
        }
    }
}
