//! One heading: what column it heads, for which period, in which unit, and what is left of it as a name.

use crate::when::{self, When};
use crate::word::{Meaning, Words, fold};
use luoshi_reader::recognise;
use std::cell::RefCell;
use std::collections::HashMap;

/// The longest text that heads a column.
const LONGEST: usize = 48;

/// What a heading says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Folded.
    pub(crate) text: String,
    pub(crate) meaning: Option<Meaning>,
    pub(crate) unit: Option<String>,
    pub(crate) when: Option<When>,
    /// What is left: the name of an indicator or a place, as written.
    pub(crate) name: String,
    /// Whether it says that values are summed up from January on.
    pub(crate) summed: bool,
}

impl Heading {
    pub(crate) fn new(written: &str) -> Self {
        let text = fold(written);
        let words = Words::get();
        let mut out = Self { text: text.clone(), ..Self::default() };
        if text.is_empty() || text.chars().count() > LONGEST {
            written.trim().clone_into(&mut out.name);
            return out;
        }
        // The whole of it first, brackets included: 指标（单位）.
        if let Some(meaning) = words.head(&text) {
            out.meaning = Some(meaning);
            out.summed = summed(&text);
            if !out.summed && when::THIS_MONTH.iter().any(|w| text.starts_with(w)) && meaning.is_value() {
                out.when = Some(When::LastMonth);
            }
            return out;
        }
        let (main, insides) = brackets(&text);
        for inside in insides {
            let inside =
                inside.trim_start_matches("单位").trim_start_matches([':', '：']).trim_start_matches("unit:").trim();
            if is_unit(inside) {
                out.unit = Some(inside.to_owned());
            } else if let Some(when) = when::whole(inside) {
                out.when.get_or_insert(when);
            } else if out.meaning.is_none()
                && let Some(meaning) = words.head(inside).filter(|m| m.is_value())
            {
                out.meaning = Some(meaning);
            }
        }
        let mut main = main;
        // 产量/万吨.
        if let Some((before, unit)) = main.rsplit_once(['/', ':'])
            && out.unit.is_none()
            && is_unit(unit)
            && !before.is_empty()
        {
            out.unit = Some(unit.to_owned());
            main = String::from(before.trim_end_matches("单位"));
        }
        if out.unit.is_none() && (is_unit(&main) || (main == "%" || main == "‰")) && words.head(&main).is_none() {
            out.unit = Some(main);
            return out;
        }
        // 比2020年增长: growth over it, not in it.
        let compared = main.starts_with(['比', '较']);
        if words.head(&main).is_none()
            && let Some((place, when)) = when::find(&main)
        {
            let (before, behind) =
                (main.get(..place.start).unwrap_or_default(), main.get(place.end..).unwrap_or_default());
            let rest = format!("{before}{}", behind.strip_prefix(['的', '-', ' ', ':']).unwrap_or(behind));
            if !compared {
                out.when = Some(when);
            }
            main = String::from(rest.trim().trim_matches(['(', ')', '-', '、']));
        }
        out.summed = summed(&main);
        if main.is_empty() {
            return out;
        }
        if words.is("whole", &main) && words.head(&main).is_none() {
            // 全市 beside columns of districts: the place as a whole.
            out.name = main;
        } else if let Some(meaning) = words.head(&main) {
            // 2025年目标 is a value; 目标 alone may be words.
            let dated = out.when.is_some() && words.is("dated.target", &main);
            out.meaning = Some(if dated { Meaning::Target } else { meaning });
        } else if let Some(all) = words.all_heads(&main) {
            out.meaning = Some(foremost(&all));
        } else if words.begins("neutral", &main).is_some_and(|word| word.len() == main.len()) {
            // It says nothing.
        } else if let Some((before, meaning)) = words.head_behind(&main).filter(|(_, m)| behind_a_name(*m)) {
            out.meaning = Some(meaning);
            before.trim_end_matches('的').clone_into(&mut out.name);
        } else if let Some((behind, meaning)) = words
            .head_before(&main)
            .filter(|(rest, m)| m.is_value() && words.is("behind", main.strip_suffix(*rest).unwrap_or_default()))
        {
            out.meaning = Some(meaning);
            behind.trim_start_matches('的').clone_into(&mut out.name);
        } else if let Some(before) = aimed(&main, words).filter(|_| out.when.is_some()) {
            out.meaning = Some(Meaning::Target);
            before.clone_into(&mut out.name);
        } else {
            out.name = main;
        }
        out
    }

    /// Whether it says anything that heads a column.
    pub(crate) fn is_known(&self) -> bool {
        self.meaning.is_some() || self.when.is_some() || (self.unit.is_some() && self.name.chars().count() <= 24)
    }
}

/// Which values may stand behind the name of an indicator: 地区生产总值同比增长, 粮食产量目标值.
fn behind_a_name(meaning: Meaning) -> bool {
    meaning.is_value() || meaning == Meaning::Derived
}

/// The indicator of a heading whose year is a target's: 2025年粮食产量目标.
fn aimed<'a>(text: &'a str, words: &Words) -> Option<&'a str> {
    let mut ends = text.char_indices().map(|(at, _)| text.split_at(at));
    let (before, _) = ends.find(|(_, word)| words.is("dated.target", word))?;
    (before.chars().count() >= 2).then(|| before.trim_end_matches('的'))
}

fn summed(text: &str) -> bool {
    text.contains("累计") || text.contains("ytd") || text.contains("year to date")
}

/// Of several meanings the one that decides: what is computed, else the last.
fn foremost(all: &[Meaning]) -> Meaning {
    let first = [Meaning::Derived, Meaning::Change, Meaning::Contact, Meaning::Liaison, Meaning::Person];
    let strong = first.into_iter().find(|meaning| all.contains(meaning));
    // 指标目标值: the value, not the indicator; 任务完成情况: the progress of a task.
    let last = all.iter().rev().find(|m| !matches!(m, Meaning::Unit | Meaning::Matter | Meaning::Period));
    strong.or(last.copied()).or(all.last().copied()).unwrap_or(Meaning::Ignore)
}

/// The text without its brackets, and what stood in them.
fn brackets(text: &str) -> (String, Vec<String>) {
    let (mut main, mut insides) = (String::new(), Vec::new());
    let mut inside: Option<String> = None;
    for c in text.chars() {
        match (c, &mut inside) {
            ('(' | '[', None) => inside = Some(String::new()),
            (')' | ']', Some(_)) => insides.extend(inside.take()),
            (c, Some(inside)) => inside.push(c),
            (c, None) => main.push(c),
        }
    }
    // One that is not closed is part of the text.
    if let Some(inside) = inside {
        main.push('(');
        main.push_str(&inside);
    }
    (main.trim().to_owned(), insides)
}

thread_local! {
    static UNITS: RefCell<HashMap<String, bool>> = RefCell::new(HashMap::new());
}

/// Whether a folded text is a unit: what the reader takes for one behind a number.
pub(crate) fn is_unit(text: &str) -> bool {
    let length = text.chars().count();
    if length == 0
        || length > 16
        || text.chars().next().is_some_and(|c| c.is_ascii_digit())
        || Words::get().is("place_end", text)
    {
        return false;
    }
    if matches!(text, "%" | "‰" | "个百分点" | "百分点") {
        return true;
    }
    UNITS.with_borrow_mut(|known| {
        if let Some(is) = known.get(text) {
            return *is;
        }
        let sample = format!("共有3.5{text}。");
        let end = 2 + 3 + length;
        let is = recognise(&sample, None).quantities.iter().any(|q| q.range == (2..end) && !q.unit.is_empty());
        if known.len() < 10_000 {
            known.insert(text.to_owned(), is);
        }
        is
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let heading = Heading::new(text);
        let when = match heading.when {
            Some(When::In(period)) => period.to_string(),
            Some(when) => format!("{when:?}"),
            None => String::new(),
        };
        let meaning = heading.meaning.map_or("", Meaning::word);
        format!("{meaning}|{}|{when}|{}", heading.name, heading.unit.unwrap_or_default())
    }

    #[test]
    fn headings_say_meaning_name_period_and_unit() {
        for (heading, wanted) in [
            ("指标名称", "indicator|||"),
            ("指 标\n名 称", "indicator|||"),
            ("2025年目标值", "target||2025|"),
            ("2025年1-9月完成值", "actual||2025-01/2025-09|"),
            ("2020年基期值", "baseline||2020|"),
            ("2025年", "||2025|"),
            ("地区生产总值（亿元）", "|地区生产总值||亿元"),
            ("粮食产量(万吨)", "|粮食产量||万吨"),
            ("城镇化率（%）", "|城镇化率||%"),
            ("地区生产总值（单位：亿元）", "|地区生产总值||亿元"),
            ("地区生产总值同比增长（%）", "change|地区生产总值||%"),
            ("同比（%）", "change|||%"),
            ("比上年增长", "change|||"),
            ("年均增长（%）", "change|||%"),
            ("完成率（%）", "derived|||%"),
            ("计量单位", "unit|||"),
            ("序号", "number|||"),
            ("县（市、区）", "territory|||"),
            ("旗县市区", "territory|||"),
            ("责任单位", "lead|||"),
            ("市级牵头单位", "lead|||"),
            ("完成时限", "due|||"),
            ("联系人及电话", "contact|||"),
            ("亿元", "|||亿元"),
            ("%", "|||%"),
            ("上年同期", "baseline|||"),
            ("上年同期数", "baseline|||"),
            ("Target 2025", "target||2025|"),
            ("Actual (2024)", "actual||2024|"),
            ("Responsible body", "lead|||"),
            ("科尔沁区", "|科尔沁区||"),
            ("进展情况", "progress|||"),
            ("Population (万人)", "|population||万人"),
        ] {
            assert_eq!(said(heading), wanted, "{heading}");
        }
    }
}
