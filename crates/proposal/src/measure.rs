//! What kind of number an indicator's values are, which way is better, and whether its name is one. By words of
//! `lexicon/zh/plan.txt` and of the ledger's names.

use crate::lexicon::Lexicon;
use crate::note::Doubt;
use crate::unit::value;
use luoshi_ledger::{Better, Class, Said};
use luoshi_plan::{Direction, Measure};
use luoshi_reader::Bound;

/// What kind of number a figure is a value of; with a doubt where it was assumed. `None` for what is no value of an indicator:
/// a rank, a gap, a completed plan.
pub(crate) fn measure(said: &Said) -> Option<(Measure, Option<Doubt>)> {
    let words = Lexicon::get();
    Some(match said.class {
        Class::Rate if words.within("fall", &said.name) => (Measure::Fall, None),
        Class::Rate => (Measure::Rate, None),
        Class::Share => (Measure::Level, None),
        Class::Amount if said.counted => (Measure::Flow, None),
        Class::Amount => {
            let length = |group: &str| words.tail(group, &said.name).map_or(0, str::len);
            match (length("flow"), length("stock").max(length("share"))) {
                (0, 0) => (Measure::Level, Some(Doubt::Measure)),
                (flow, stock) if flow > stock => (Measure::Flow, None),
                (_, _) => (Measure::Level, None),
            }
        }
        Class::Change
        | Class::Points
        | Class::Multiple
        | Class::Rank
        | Class::Other
        | Class::Completion
        | Class::Gap => return None,
    })
}

/// Which way is better; with a doubt where it was assumed.
pub(crate) fn direction(name: &str, measure: Measure, stated: &[&Said]) -> (Direction, Option<Doubt>) {
    if measure == Measure::Fall {
        return (Direction::Up, None);
    }
    // 人口自然增长率: fewer births were wished for once, and are no longer.
    if Lexicon::get().words("hold").contains(&name) {
        return (Direction::Hold, None);
    }
    let better = stated.iter().find_map(|s| s.better.filter(|_| s.known));
    if let Some(better) = better {
        let direction = match better {
            Better::More => Direction::Up,
            Better::Less => Direction::Down,
            Better::Near => Direction::Hold,
        };
        return (direction, None);
    }
    let targets = stated.iter().filter(|s| s.told == luoshi_ledger::Told::Target);
    // 压减开支三成以上: what is to fall is the better the less it is.
    if measure == Measure::Rate
        && targets.clone().any(|s| {
            s.value.and_then(value).and_then(luoshi_plan::Value::decimal).is_some_and(|d| d.is_sign_negative())
        })
    {
        return (Direction::Down, None);
    }
    for bound in targets.filter_map(|s| s.bound) {
        match bound {
            Bound::AtLeast | Bound::MoreThan => return (Direction::Up, None),
            Bound::AtMost | Bound::LessThan => return (Direction::Down, None),
            Bound::About => {}
        }
    }
    let words = Lexicon::get();
    let of = |group: &str| words.tail(group, name).map_or(0, str::len);
    let (up, down, hold) = (of("up"), of("down"), of("hold"));
    let most = up.max(down).max(hold);
    if most > 0 {
        let direction = match () {
            () if down == most => Direction::Down,
            () if hold == most => Direction::Hold,
            () => Direction::Up,
        };
        return (direction, None);
    }
    if words.within("down", name) {
        return (Direction::Down, Some(Doubt::Direction));
    }
    if is_to_rise(stated) {
        return (Direction::Up, None);
    }
    let counted = stated.iter().all(|s| s.counted);
    (Direction::Up, (!counted).then_some(Doubt::Direction))
}

/// Whether all the targets lie above the last value before them. What lies below need not be to fall: less is often asked for
/// than the year before brought.
fn is_to_rise(stated: &[&Said]) -> bool {
    let of = |told| {
        stated.iter().filter(move |s| s.told == told && s.high.is_none() && s.bound.is_none()).filter_map(|s| {
            let value = s.value.and_then(value).and_then(luoshi_plan::Value::decimal)?;
            Some((s.when?.end, value, s.unit.as_str()))
        })
    };
    let last = of(luoshi_ledger::Told::Result).max_by_key(|(year, ..)| *year);
    last.is_some_and(|(year, from, unit)| {
        let later = |(end, _, of): &(i16, _, &str)| *end > year && *of == unit;
        let mut wanted = of(luoshi_ledger::Told::Target).filter(later).peekable();
        wanted.peek().is_some() && wanted.all(|(_, value, _)| value > from)
    })
}

/// Whether a name that no data file knows reads like one.
pub(crate) fn is_name(name: &str) -> bool {
    let words = Lexicon::get();
    let length = name.chars().count();
    (4..=20).contains(&length)
        && words
            .tail("measures", name)
            .and_then(|tail| name.strip_suffix(tail))
            .is_some_and(|head| !head.is_empty() && !words.words("bare").contains(&head))
        && !words.words("begins").iter().any(|w| name.starts_with(w))
        && !words.within("within", name)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '（' | '）' | '“' | '”'))
        && !name.chars().any(|c| c.is_ascii_digit())
}

/// Whether a thing that is counted, built or done reads like one: 高标准农田, 老旧小区.
pub(crate) fn is_thing(name: &str) -> bool {
    let words = Lexicon::get();
    (3..=12).contains(&name.chars().count())
        && !words.words("begins").iter().any(|w| name.starts_with(w))
        && !words.within("within", name)
        && name.chars().all(char::is_alphanumeric)
        && !name.chars().any(|c| c.is_ascii_digit())
}

/// The sorts of things that are counted when something was done with them.
const DONE: [&str; 3] = ["done.built", "done.renewed", "done.housed"];

/// What is done with things of a sort.
fn as_done(sort: &str) -> Option<&'static str> {
    Lexicon::get().words(&format!("{sort}.as")).first().copied()
}

/// What was done with a thing that is counted: 改造 for 老旧小区.
fn done(name: &str) -> Option<&'static str> {
    DONE.iter().find(|sort| Lexicon::get().words(sort).contains(&name)).and_then(|sort| as_done(sort))
}

/// Whether a clause counts things of a name at another time than when they were begun or found: 交付保障性住房.
pub(crate) fn is_done_otherwise(name: &str, clause: &str) -> bool {
    done(name).is_some() && Lexicon::get().within("done.otherwise", clause)
}

/// A name as an indicator of that kind has it: 地区生产总值增速 for its growth.
pub(crate) fn titled(name: &str, measure: Measure) -> String {
    let grows = Lexicon::get().tail("grows", name).is_some();
    match measure {
        // 改造老旧小区180个 counts those that were renewed, and not those that are there.
        Measure::Flow => format!("{name}{}", done(name).unwrap_or("")),
        Measure::Level => name.to_owned(),
        Measure::Rate | Measure::Fall if grows => name.to_owned(),
        Measure::Rate if name.ends_with("价格") => format!("{name}涨幅"),
        // 经济增长 is its growth already.
        Measure::Rate => format!("{}增速", name.strip_suffix("增长").filter(|n| !n.is_empty()).unwrap_or(name)),
        // 能耗降低 is its fall already.
        Measure::Fall => {
            format!("{}降幅", Lexicon::get().tail("falls", name).map_or(name, |t| name.trim_end_matches(t)))
        }
    }
}

/// The name of the thing, without what tells its growth.
pub(crate) fn untitled(name: &str, measure: Measure) -> &str {
    match measure {
        Measure::Level => name,
        Measure::Flow => DONE
            .iter()
            .filter_map(|sort| name.strip_suffix(as_done(sort)?))
            .find(|rest| done(rest).is_some())
            .unwrap_or(name),
        Measure::Rate | Measure::Fall => Lexicon::get()
            .tail("grows", name)
            .and_then(|tail| name.strip_suffix(tail))
            .filter(|n| !n.is_empty())
            .unwrap_or(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_and_growth_of_one_thing_have_two_names() {
        assert_eq!(titled("地区生产总值", Measure::Flow), "地区生产总值");
        assert_eq!(titled("地区生产总值", Measure::Rate), "地区生产总值增速");
        assert_eq!(untitled("地区生产总值增速", Measure::Rate), "地区生产总值");
        assert_eq!(titled("单位GDP能耗", Measure::Fall), "单位GDP能耗降幅");
        assert_eq!(titled("单位产值能耗降低", Measure::Fall), "单位产值能耗降幅");
        assert_eq!(titled("经济增速", Measure::Rate), "经济增速");
        assert_eq!(titled("经济增长", Measure::Rate), "经济增速");
        assert_eq!(titled("物价上涨幅度", Measure::Rate), "物价上涨幅度");
        assert_eq!(titled("城镇老旧小区", Measure::Flow), "城镇老旧小区改造");
        assert_eq!(titled("高标准农田", Measure::Level), "高标准农田");
        assert_eq!(untitled("高标准农田建设", Measure::Flow), "高标准农田");
        assert_eq!(untitled("基础设施建设", Measure::Flow), "基础设施建设");
        assert!(is_done_otherwise("保障性住房", "全年交付保障性住房") && !is_done_otherwise("学位", "交付学位"));
    }

    #[test]
    fn a_piece_of_a_sentence_is_no_name() {
        for name in ["空气质量优良天数比例", "粮食总产量", "金融机构贷款余额"] {
            assert!(is_name(name), "{name}");
        }
        for piece in
            ["总量在全国", "为企业减税降费及退税", "执行好", "产值", "引资", "新", "带动群众增收额", "资金占比"]
        {
            assert!(!is_name(piece), "{piece}");
        }
        assert!(is_thing("高标准农田") && !is_thing("事项基础上的") && !is_thing("新"));
    }
}
