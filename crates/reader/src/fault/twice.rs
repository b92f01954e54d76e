//! One number told twice with two of its digits changed places, though its indicator is called otherwise: 全长86.4公里 of a road
//! here, 该路84.6公里 there. What the two are called must have a name in common, and nothing may say that they are of two times.

use super::mention::{Headings, Home, times};
use super::said::said;
use super::size::size;
use super::slip::{Length, Slip, slip_of};
use super::{Fault, Severity};
use crate::reading::{Figure, Kind, Reading, Tense};
use std::collections::{BTreeMap, BTreeSet};

/// How many other numbers of the same digits one is compared with.
const OTHERS: usize = 12;
/// Longest common part of two names that makes them one: of a number of four digits or more, and of three.
const COMMON: usize = 3;
const COMMON_SHORT: usize = 4;

pub(super) fn of_document(reading: &Reading, years: &Headings, out: &mut Vec<Fault>) {
    let home = Home::new(reading);
    let told: BTreeSet<usize> = out.iter().flat_map(|f| f.figures.iter().copied()).collect();
    let mut groups: BTreeMap<(&str, Vec<char>), Vec<usize>> = BTreeMap::new();
    for (index, figure) in reading.figures.iter().enumerate() {
        let amount = matches!(figure.measure, Kind::Level | Kind::CountDone);
        let plain = figure.value_high.is_none() && figure.parts.is_empty() && size(figure).is_some();
        if !amount || !plain || figure.indicator.is_none() || figure.unit.is_empty() {
            continue;
        }
        let mut digits: Vec<char> = figure.text.chars().filter(char::is_ascii_digit).collect();
        // 0.68 has two digits that say something.
        if digits.iter().skip_while(|c| **c == '0').count() < 3 {
            continue;
        }
        digits.sort_unstable();
        groups.entry((&figure.unit, digits)).or_default().push(index);
    }
    let figures = &reading.figures;
    for group in groups.values().filter(|group| group.len() > 1) {
        for (n, later) in group.iter().enumerate() {
            let earlier = &group[n.saturating_sub(OTHERS)..n];
            let b = &figures[*later];
            let found = earlier.iter().find(|earlier| {
                let a = &figures[**earlier];
                let new = !told.contains(later) && !told.contains(*earlier);
                new && a.sentence != b.sentence && swapped(a, b, home) && !times((years.of(a), years.of(b))).1
            });
            let Some(earlier) = found else { continue };
            let a = &figures[*earlier];
            let note = said(
                format!("前面写{}，这里写{}：数字相同而次序不同，是否同一个数", a.text, b.text),
                format!("{} before, {} here: the same digits in another order; are they one number", a.text, b.text),
            );
            let places = [(*later, &b.spans), (*earlier, &a.spans)];
            out.push(Fault::of("mention", Severity::Warning, &places, note));
        }
    }
}

/// Whether two amounts differ in two swapped digits and are called alike.
fn swapped(a: &Figure, b: &Figure, home: Home) -> bool {
    let Some((Slip::Swapped, length)) = slip_of(&a.text, &b.text) else { return false };
    // A plan and what came of it are two numbers, and so is what was.
    let one = a.base == b.base;
    // 甲县…0.86亿元, 乙县…0.68亿元
    let theirs =
        a.indicator_name == b.indicator_name && a.scope.as_ref().zip(b.scope.as_ref()).is_some_and(|(a, b)| a != b);
    let planned = (a.tense == Tense::Planned) != (b.tense == Tense::Planned);
    let name = |f: &Figure| -> Vec<char> {
        let scope = f.scope.as_deref().filter(|s| !home.is(s)).unwrap_or("");
        scope.chars().chain(f.indicator.as_deref().unwrap_or("").chars()).collect()
    };
    let least = match length {
        Length::Long => COMMON,
        Length::Short => COMMON_SHORT,
    };
    let same = length == Length::Long && a.indicator == b.indicator;
    one && !theirs && (!planned || length == Length::Long) && (same || common(&name(a), &name(b)) >= least)
}

/// The length of the longest run that stands in both.
fn common(a: &[char], b: &[char]) -> usize {
    let runs = (0..a.len()).flat_map(|i| (0..b.len()).map(move |j| (i, j)));
    runs.map(|(i, j)| a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y).count()).max().unwrap_or(0)
}
