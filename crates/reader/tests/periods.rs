//! Times of figures, against marks made by hand: `suite/period/marked.tsv`.

use luoshi_reader::{Options, read};
use std::collections::BTreeMap;
use std::path::Path;

/// Share of marked figures whose first and last day must come out as marked, unknown left unknown.
const FLOOR: f64 = 0.97;

struct Mark<'a> {
    start: u32,
    end: u32,
    figure: &'a str,
    first: &'a str,
    last: &'a str,
}

#[test]
fn times_resolve_to_the_days_a_careful_person_marked() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if !corpus.exists() {
        assert!(std::env::var_os("LUOSHI_REQUIRE_SHARED").is_none(), "../shared/corpus is required and absent");
        println!("skipped: ../shared/corpus is absent");
        return;
    }
    let mut marks: BTreeMap<(&str, &str), Vec<Mark<'_>>> = BTreeMap::new();
    let lines = include_str!("../suite/period/marked.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, date, start, end, figure, _, first, last, _] = cells[..] else {
            panic!("{line}: nine cells wanted")
        };
        let number = |cell: &str| cell.parse::<u32>().unwrap_or_else(|e| panic!("{line}: {e}"));
        let mark = Mark { start: number(start), end: number(end), figure, first, last };
        marks.entry((file, date)).or_default().push(mark);
    }
    let (mut right, mut all) = (0u32, 0u32);
    for ((file, date), marks) in marks {
        let text = std::fs::read_to_string(corpus.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let reading = read(text, &Options { date: date.parse().ok(), ..Options::default() });
        for mark in marks {
            all += 1;
            let found =
                reading.figures.iter().find(|f| f.spans.iter().any(|s| s.start() < mark.end && mark.start < s.end()));
            let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
            let got =
                found.map(|f| f.period.as_ref().map_or((String::new(), String::new()), |p| (day(p.start), day(p.end))));
            if got.as_ref().is_some_and(|(s, e)| s == mark.first && e == mark.last) {
                right += 1;
            } else {
                println!("{file} {}: marked {}/{}, read {got:?}", mark.figure, mark.first, mark.last);
            }
        }
    }
    let share = f64::from(right) / f64::from(all);
    println!("times: {right} of {all} marked figures have the days a person marked ({share:.3})");
    assert!(share >= FLOOR, "{right} of {all}");
}
