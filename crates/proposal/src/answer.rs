//! Who answers for a task and by when, where a list says so behind each item by labels:
//! 2.新建口袋公园12个。牵头单位：市园林局；配合单位：市住建局；完成时限：9月底。

use crate::lexicon::Lexicon;
use crate::text::Text;
use luoshi_plan::Date;
use luoshi_reader::recognise;

/// What the labels behind a task say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) lead: Vec<String>,
    pub(crate) support: Vec<String>,
    pub(crate) due: Option<Date>,
}

/// How many characters behind a task are looked at.
const FAR: usize = 160;

/// What stands behind a task, from its last character on; `None` where no label follows it at once. `day` is that of the
/// document, for times without a year.
pub(crate) fn answer(text: &Text, end: u32, day: Option<Date>) -> Option<Answer> {
    let behind = text.behind(end, FAR);
    let words = Lexicon::get();
    let mut out = Answer::default();
    let mut found = false;
    for piece in behind.split(['。', '；', ';', '\n', '，', ',', '（', '(', '）', ')']).map(str::trim) {
        if piece.is_empty() {
            continue;
        }
        let Some((label, value)) = piece.split_once(['：', ':']) else { break };
        let (label, value) = (label.trim(), value.trim());
        let is = |group: &str| words.words(group).contains(&label);
        match () {
            // 牵头单位：甲，责任单位：乙: the second has its part in what the first leads.
            () if is("label.lead") && is("label.part") && !out.lead.is_empty() => out.support.extend(bodies(value)),
            () if is("label.lead") => out.lead.extend(bodies(value)),
            () if is("label.support") => out.support.extend(bodies(value)),
            () if is("label.due") => out.due = until(value, day),
            // Of a person the record keeps nothing; the labels behind it count all the same.
            () if is("label.other") => {}
            () => break,
        }
        found = true;
    }
    found.then_some(out)
}

/// The last day of a time limit. 9月底 without a year is the next one from the document on.
fn until(limit: &str, day: Option<Date>) -> Option<Date> {
    let end = recognise(limit, day).times.iter().filter_map(|t| t.end).max()?;
    let says_year = limit.contains('年');
    match day {
        Some(day) if end < day && !says_year => Date::new(end.year() + 1, end.month(), end.day()).ok(),
        Some(_) | None => Some(end),
    }
}

/// Several bodies in one text.
pub(crate) fn bodies(text: &str) -> Vec<String> {
    let all = text.split(['、', '，', ',', ';', '；', '\n', ' ', '\u{3000}']);
    all.map(str::trim).filter(|b| !b.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Answer> {
        let at = text.chars().position(|c| c == '|').expect("a mark") as u32;
        answer(&Text::new(&text.replace('|', "")), at, Some(Date::constant(2026, 2, 3)))
    }

    #[test]
    fn labels_behind_an_item_tell_who_and_when() {
        let want = Answer {
            lead: vec!["市园林局".to_owned()],
            support: vec!["市住建局".to_owned(), "市水务局".to_owned()],
            due: Some(Date::constant(2026, 9, 30)),
        };
        let line = "2.新建口袋公园12个|。牵头单位：市园林局；配合单位：市住建局、市水务局；完成时限：9月底。\n3.别的事";
        assert_eq!(of(line), Some(want.clone()));
        let lines = "新建口袋公园12个|。\n责任单位：市园林局\n责任人：某某\n配合单位：市住建局、市水务局\n完成时间：2026年9月底\n下一件";
        assert_eq!(of(lines), Some(want.clone()));
        let parts = of("新建口袋公园12个|。（牵头单位：市园林局，责任单位：市住建局、市水务局）");
        assert_eq!(parts, Some(Answer { due: None, ..want }));
        assert_eq!(of("新建口袋公园12个|，牵头单位：市园林局。").map(|a| a.lead), Some(vec!["市园林局".to_owned()]));
    }

    #[test]
    fn what_is_no_label_ends_it() {
        assert_eq!(of("新建口袋公园12个|。方便群众：人人受益。牵头单位：市园林局"), None);
        assert_eq!(of("新建口袋公园12个|。改造管网。牵头单位：市园林局"), None);
        assert_eq!(of("新建口袋公园12个|"), None);
    }
}
