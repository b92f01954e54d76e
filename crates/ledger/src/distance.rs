//! How far target and result lie apart, and what that says of whether they are of one thing.

use crate::class::Class;
use crate::lexicon::Lexicon;
use crate::statement::Statement;
use luoshi_reader::Value;

/// Whether both tell one number.
pub(crate) fn same_number(target: &Statement, s: &Statement) -> bool {
    matches!((target.compared(), s.compared()), (Some((a, ..)), Some((b, ..))) if a.normalized() == b.normalized())
}

/// Whether both count as many of what is called alike, and so many that it is no chance.
pub(crate) fn comes_back(target: &Statement, s: &Statement) -> bool {
    let many = target.compared().is_some_and(|(v, ..)| !v.less_than(Value::whole(MANY)));
    let amounts = target.class == Class::Amount && s.class == Class::Amount;
    amounts && target.subject.known.is_none() && many && same_number(target, s) && unit(target) == unit(s)
}

/// So many of something there are hardly twice.
const MANY: i64 = 100;

pub(crate) fn unit(s: &Statement) -> Option<&str> {
    s.compared().map(|(_, _, unit)| unit)
}

/// Whether two statements count the same sort of things, though they call the single one otherwise: 座 and 户.
pub(crate) fn counted_alike(target: &Statement, s: &Statement) -> bool {
    let counts = |s: &Statement| matches!(s.dimension, "count" | "people" | "places");
    unit(target) == unit(s) || counts(target) && counts(s)
}

/// Whether two amounts differ by a tenth at most.
pub(crate) fn near(a: Value, b: Value) -> bool {
    let Some(gap) = a.plus(b.negated()).and_then(|gap| gap.times(Value::whole(10))) else { return false };
    let size = |v: Value| if v.is_negative() { v.negated() } else { v };
    !size(a).less_than(size(gap))
}

/// Whether an amount is what was wanted, or more by a twentieth at most: a plan that was just fulfilled.
pub(crate) fn outdone(target: &Statement, s: &Statement) -> bool {
    let (Some((wanted, ..)), Some((was, ..))) = (target.compared(), s.compared()) else { return false };
    let most = wanted.times(Value::whole(21)).zip(was.times(Value::whole(20)));
    !wanted.is_negative() && !was.less_than(wanted) && most.is_some_and(|(most, was)| !most.less_than(was))
}

/// Whether an amount is what was wanted, or more by a quarter at most.
pub(crate) fn exceeded(target: &Statement, s: &Statement) -> bool {
    let (Some((wanted, ..)), Some((was, ..))) = (target.compared(), s.compared()) else { return false };
    let most = wanted.times(Value::whole(5)).zip(was.times(Value::whole(4)));
    !wanted.is_negative() && !was.less_than(wanted) && most.is_some_and(|(most, was)| !most.less_than(was))
}

/// Whether an amount is what was wanted, or more, up to twice as much.
pub(crate) fn doubled(target: &Statement, s: &Statement) -> bool {
    let (Some((wanted, ..)), Some((was, ..))) = (target.compared(), s.compared()) else { return false };
    !was.less_than(wanted) && wanted.times(Value::whole(2)).is_some_and(|most| !most.less_than(was))
}

/// Whether an amount of new ones is what was wanted, or more, up to twice as much.
pub(crate) fn more_new(target: &Statement, s: &Statement) -> bool {
    target.new && s.new && doubled(target, s)
}

/// Whether a number is so large that another one hardly comes near it by chance.
pub(crate) fn large(s: &Statement) -> bool {
    s.compared().is_some_and(|(v, ..)| !v.less_than(Value::whole(1000)))
}

/// Whether target and result are so far apart that they are hardly of the same thing.
pub(crate) fn far_off(target: &Statement, s: &Statement) -> bool {
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

/// Whether one number is more than five times the other.
pub(crate) fn several(target: &Statement, s: &Statement) -> bool {
    matches!((target.compared(), s.compared()), (Some((a, ..)), Some((b, ..))) if a.times(Value::whole(5)).is_none_or(|most| most.less_than(b)))
}

/// Whether the result is less than the target.
pub(crate) fn falls_short(target: &Statement, s: &Statement) -> bool {
    matches!((target.compared(), s.compared()), (Some((a, ..)), Some((b, ..))) if b.less_than(a))
}

/// Whether one rate is tens of times the other, and large: growth over many years, and that of one.
pub(crate) fn out_of_scale(target: &Statement, s: &Statement) -> bool {
    let size = |v: Value| if v.is_negative() { v.negated() } else { v };
    let (Some((a, ..)), Some((b, ..))) = (target.compared(), s.compared()) else { return false };
    let (a, b) = (size(a), size(b));
    let (small, large) = if a.less_than(b) { (a, b) } else { (b, a) };
    Value::whole(100).less_than(large) && small.times(Value::whole(10)).is_some_and(|most| most.less_than(large))
}

/// Whether two amounts are so near that the one can hardly be a sum over years of which the other is one.
pub(crate) fn same_size(target: &Statement, s: &Statement) -> bool {
    let (Some((a, ..)), Some((b, ..))) = (target.compared(), s.compared()) else { return false };
    let within = |a: Value, b: Value| {
        a.times(Value::whole(2)).zip(b.times(Value::whole(3))).is_some_and(|(a, b)| !b.less_than(a))
    };
    within(a, b) && within(b, a)
}

/// Whether a review of more years says that what was to be done in some of them is done.
pub(crate) fn reached_within(target: &Statement, s: &Statement) -> bool {
    let covers =
        target.when.zip(s.when).is_some_and(|(period, when)| when.start <= period.start && period.end <= when.end);
    s.fulfilled && covers && once(target) && same_number(target, s)
}

/// Whether what a review of several years tells is so much more than the target for one of them that it is the sum of all.
pub(crate) fn adds_up(target: &Statement, s: &Statement) -> bool {
    let (Some((a, ..)), Some((b, ..))) = (target.compared(), s.compared()) else { return false };
    let sum = Lexicon::get().words("sum").iter().any(|w| s.clause.contains(w) || s.lead.contains(w));
    target.class == Class::Amount
        && (!target.reached || sum)
        && a.times(Value::whole(2)).is_some_and(|twice| twice.less_than(b))
}

/// Whether it is something done once: an amount, and no rate or proportion.
pub(crate) fn once(target: &Statement) -> bool {
    // 起征点15万元, 补助标准200元: what is set for each, and no sum of money.
    let each = || target.compared().is_some_and(|(v, ..)| v.less_than(Value::whole(EACH)));
    matches!(target.class, Class::Amount | Class::Change) && (target.dimension != "money" || each())
}

/// 元 that are paid for or by each, and no government's.
const EACH: i64 = 1_000_000;
