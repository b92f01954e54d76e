//! Which government a report speaks for, and of which year it is.

use crate::context::Frame;
use crate::fold::folded;
use crate::lexicon::Lexicon;
use luoshi_reader::{NameClass, Reading};
use std::collections::{BTreeMap, BTreeSet};

/// How the year or the government of a report is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// The report says it.
    Stated,
    /// Its file's name says it.
    Named,
    /// The other reports of the same folder have one and the same.
    Beside,
    /// Nothing says it.
    Unknown,
}

/// The government: the central one, or that of a place. 云泽市人民政府, 云泽市政府 are both 云泽市.
pub(crate) fn body(reading: &Reading, text: &str) -> Option<String> {
    let lexicon = Lexicon::get();
    let central = |name: &str| lexicon.central.contains(&name);
    // 市人民政府 says only that some city speaks.
    let placeless = |name: &str| {
        lexicon.body_tails.iter().any(|tail| name.strip_suffix(tail).is_some_and(|p| p.chars().count() == 1))
    };
    let issuer = reading.facts.issuer.as_ref().map(|i| folded(&i.value)).filter(|name| !placeless(name));
    if let Some(issuer) = &issuer {
        if central(issuer) {
            return lexicon.central.first().map(|c| (*c).to_owned());
        }
        for tail in &lexicon.body_tails {
            if let Some(place) = issuer.strip_suffix(tail).map(without_year).filter(|p| p.chars().count() >= 2) {
                return Some(place.to_owned());
            }
        }
    }
    if issuer.as_ref().is_some_and(|i| lexicon.party_central.iter().any(|p| i.ends_with(p))) {
        return lexicon.party_central.first().map(|c| (*c).to_owned());
    }
    let places: Vec<String> = reading
        .names
        .iter()
        .filter(|n| n.class == NameClass::Place)
        .map(|n| folded(&n.text))
        .filter(|p| p.chars().count() >= 2)
        .collect();
    // The committee of a party congress, whose report the place's other reports carry out.
    if let Some(issuer) = issuer.as_ref().filter(|i| lexicon.party.iter().any(|p| i.starts_with(p)))
        && let Some(place) = places.iter().filter(|p| issuer.contains(p.as_str())).max_by_key(|p| p.chars().count())
    {
        return Some(whole_name(place, &places));
    }
    // Nothing says who speaks; what it speaks of does.
    if reading.facts.issuer.is_none() && speaks_of_all(text) {
        let party = reading.facts.kind.as_ref().is_some_and(|k| k.value == "congress_report");
        let speaker = if party { lexicon.party_central.first() } else { lexicon.central.first() };
        return speaker.map(|c| (*c).to_owned());
    }
    // A title that begins with the place: 云泽市2025年国民经济和社会发展统计公报.
    let title = reading.facts.title.as_ref().map(|t| folded(&t.value));
    if let Some(title) = &title
        && let Some(place) = places.iter().find(|p| title.contains(p.as_str()))
    {
        return Some(whole_name(place, &places));
    }
    let early = reading.names.iter().filter(|n| n.spans.first().is_some_and(|s| s.start() < EARLY));
    let congress = early.filter(|n| n.class == NameClass::Body).map(|n| folded(&n.text));
    // Every report names 国务院; only those of the country are given to its congress.
    for name in congress {
        if lexicon.congress.iter().any(|c| name.ends_with(c)) {
            return lexicon.central.first().map(|c| (*c).to_owned());
        }
    }
    let party = reading.facts.kind.as_ref().is_some_and(|k| k.value == "congress_report");
    let speaker = || if party { lexicon.party_central.first().map(|c| (*c).to_owned()) } else { most_named(&places) };
    issuer.or_else(speaker)
}

/// A name without the year that a title puts behind it: 云泽市 of 云泽市2025年政府工作报告.
fn without_year(name: &str) -> &str {
    let Some(rest) = name.strip_suffix('年') else { return name };
    let place = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    if rest.len() - place.len() == 4 { place } else { name }
}

/// Mentions of the whole country in a text about it.
const COUNTRY: usize = 10;

/// Whether a text is about the whole country: 全国 and 我国 stand in it often, and more often than 全市, 我省.
fn speaks_of_all(text: &str) -> bool {
    let lexicon = Lexicon::get();
    let text: String = text.chars().map(luoshi_reader::simplified).collect();
    let count = |group: &str| lexicon.words(group).iter().map(|w| text.matches(w).count()).sum::<usize>();
    let country = count("whole.country");
    country >= COUNTRY && country > count("whole.place") * 2
}

/// The name of a place with the word for what it is, where the text writes it so somewhere: 云泽 is 云泽市.
fn whole_name(place: &str, places: &[String]) -> String {
    let longer = |p: &&String| p.strip_prefix(place).is_some_and(|rest| rest.chars().count() == 1);
    places.iter().find(longer).map_or_else(|| place.to_owned(), Clone::clone)
}

/// Gives the reports of one government one name for it: 云泽 becomes 云泽市 where that stands too. A name that is short for two
/// others, 云泽市 and 云泽县, stays what it is.
pub fn whole_bodies<'a>(bodies: impl IntoIterator<Item = &'a mut Option<String>>) {
    let mut bodies: Vec<&mut String> = bodies.into_iter().filter_map(Option::as_mut).collect();
    let short = short_for(&bodies.iter().map(|body| (*body).clone()).collect());
    for body in &mut bodies {
        if let Some(long) = short.get(*body) {
            (*body).clone_from(long);
        }
    }
}

/// Of the names of governments those that are short for one of the others, with it.
fn short_for(names: &BTreeSet<String>) -> BTreeMap<String, String> {
    const UNITS: [&str; 7] = ["省", "市", "县", "区", "州", "盟", "旗"];
    let long = |short: &String| {
        let mut longer = UNITS.iter().map(|unit| format!("{short}{unit}")).filter(|name| names.contains(name));
        longer.next().filter(|_| longer.next().is_none())
    };
    names.iter().filter_map(|short| Some((short.clone(), long(short)?))).collect()
}

/// Mentions of a place that a text is about.
const MENTIONS: usize = 3;

/// The place a text is about, where it names one at least three times and twice as often as any other.
fn most_named(places: &[String]) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for place in places {
        *counts.entry(whole_name(place, places)).or_default() += 1;
    }
    let (place, most) = counts.iter().max_by_key(|(_, n)| **n)?;
    let second = counts.iter().filter(|(p, _)| *p != place).map(|(_, n)| *n).max().unwrap_or(0);
    (*most >= MENTIONS && *most >= second * 2).then(|| place.clone())
}

/// Characters from the beginning in which a report names the congress it is given to.
const EARLY: u32 = 3000;

/// The years of a report. A work report of 2025 looks back on 2024, or on five years up to it, and plans 2025.
pub(crate) fn frame(reading: &Reading, hint: Option<i16>) -> (Frame, Known) {
    let years = |fact: &Option<luoshi_reader::Fact>| fact.as_ref().and_then(|f| span(&f.value));
    let reviewed = years(&reading.facts.period_reviewed);
    let planned = years(&reading.facts.period_planned);
    let day = reading.facts.date.as_ref().map(|d| d.value.year());
    let told = reviewed.map(|(_, end)| end + 1).or_else(|| planned.map(|(start, _)| start));
    // The name somebody gave a file knows better than the years a text is about: a report of 1980 plans 1981.
    let (year, known) = match (day, hint, told) {
        (Some(year), _, _) => (Some(year), Known::Stated),
        (None, Some(hint), Some(told)) if hint == told => (Some(hint), Known::Stated),
        (None, Some(hint), _) => (Some(hint), Known::Named),
        (None, None, Some(told)) => (Some(told), Known::Stated),
        (None, None, None) => (None, Known::Unknown),
    };
    // Years that cannot be looked back on from there were read wrong.
    let reviewed = reviewed.filter(|(_, end)| year.is_none_or(|y| *end < y));
    let planned = planned.filter(|(_, end)| year.is_none_or(|y| *end >= y));
    // A report on a plan is about its years: 关于第六个五年计划的报告.
    let titled = reading.facts.title.as_ref().and_then(|title| {
        let found = luoshi_reader::recognise(&title.value, year.map(|y| jiff::civil::date(y, 3, 1))).times;
        let plan = found.into_iter().find(|t| t.kind == luoshi_reader::TimeKind::Plan)?;
        Some((plan.start?.year(), plan.end?.year()))
    });
    let planned = titled.filter(|(start, end)| year.is_some_and(|y| *start <= y + 1 && y <= *end)).or(planned);
    (Frame { year, reviewed, planned }, known)
}

/// First and last year of `2021-01-01/2025-12-31`.
fn span(text: &str) -> Option<(i16, i16)> {
    let (start, end) = text.split_once('/')?;
    let year = |t: &str| t.get(..4).and_then(|y| y.parse().ok());
    Some((year(start)?, year(end)?))
}

/// The year in a file's name: the only four digits that are one.
pub(crate) fn year_in(name: &str) -> Option<i16> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut found = stem
        .split(|c: char| !c.is_ascii_digit())
        .filter(|d| d.len() == 4)
        .filter_map(|d| d.parse::<i16>().ok())
        .filter(|y| (1949..=2100).contains(y));
    let year = found.next()?;
    found.all(|other| other == year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_puts_its_year_behind_the_place() {
        assert_eq!(without_year("云泽市2025年"), "云泽市");
        assert_eq!(without_year("云泽市"), "云泽市");
        assert_eq!(without_year("丰年"), "丰年");
    }

    #[test]
    fn a_short_name_is_that_of_the_only_long_one() {
        let of = |names: &[&str]| short_for(&names.iter().map(|n| (*n).to_owned()).collect());
        assert_eq!(of(&["云泽", "云泽市", "白石县"]), BTreeMap::from([("云泽".to_owned(), "云泽市".to_owned())]));
        assert_eq!(of(&["云泽", "云泽市", "云泽县"]), BTreeMap::new());
    }

    #[test]
    fn a_file_is_named_after_one_year_or_none() {
        assert_eq!(year_in("gwr/2014/1984.txt"), Some(1984));
        assert_eq!(year_in("云泽-2025-报告.txt"), Some(2025));
        assert_eq!(year_in("2021-2025.txt"), None);
        assert_eq!(year_in("报告12345.txt"), None);
    }
}
