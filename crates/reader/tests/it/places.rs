//! Places of published reports, marked by hand: `tests/it/places.tsv`, where the reports lie beside the workspace.

use luoshi_reader::{NameClass, Options, Reading, read};
use std::collections::BTreeMap;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus");

#[test]
fn places_are_told_from_words_and_have_the_code_of_their_year() {
    if !std::path::Path::new(CORPUS).exists() {
        println!("skipped: ../shared/corpus is absent");
        return;
    }
    let mut readings: BTreeMap<&str, Reading> = BTreeMap::new();
    let (mut mentions, mut given, mut right, mut marked) = (0, 0, 0, 0);
    for line in include_str!("places.tsv").lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, start, end, wanted] = cells[..] else { panic!("four cells: {line}") };
        let reading = readings.entry(file).or_insert_with(|| {
            let text = std::fs::read_to_string(format!("{CORPUS}/{file}.txt")).expect("a report");
            read(text.trim_start_matches('\u{feff}'), &Options::default())
        });
        let (start, end): (u32, u32) = (start.parse().expect("start"), end.parse().expect("end"));
        mentions += 1;
        if wanted == "?" {
            continue;
        }
        marked += u32::from(wanted != "-");
        let places = reading.names.iter().filter(|n| n.class == NameClass::Place);
        let found = places.filter(|n| n.spans.iter().any(|s| s.start() < end && start < s.end())).collect::<Vec<_>>();
        given += u32::from(!found.is_empty());
        let whole = found.iter().any(|n| {
            n.spans.first().is_some_and(|s| s.start() == start)
                && n.spans.last().is_some_and(|s| s.end() == end)
                && n.code.as_deref() == Some(wanted)
        });
        right += u32::from(whole);
        if whole != (wanted != "-") || whole == found.is_empty() {
            let got: Vec<_> = found.iter().map(|n| (n.code.as_deref(), &n.spans)).collect();
            println!("{file} {start}..{end}: {wanted}, read as {got:?}");
        }
    }
    let (precision, recall) = (f64::from(right) / f64::from(given), f64::from(right) / f64::from(marked));
    println!("places: {mentions} mentions, {marked} places, precision {precision:.3}, recall {recall:.3}");
    assert!(mentions >= 200 && precision >= 0.97, "precision {precision:.3}");
    assert!(recall >= 0.95, "recall {recall:.3}");
}
