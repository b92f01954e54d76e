//! What holds over the reports that lie beside the workspace; a copy of the project has none.

use luoshi_reader::{Options, read};
use std::path::Path;

/// Longest name of an indicator that a person takes in at a glance, in characters.
const LONGEST: usize = 20;

/// Of the figures of a folder of reports: how many there are, and how many name nothing or too much.
fn unnamed(folder: &str) -> Option<(usize, usize)> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus")).join(folder);
    let Ok(entries) = std::fs::read_dir(path) else {
        println!("skipped: shared/corpus/{folder} is not here");
        return None;
    };
    let texts = entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "txt"));
    let (mut all, mut bad) = (0, 0);
    for text in texts.filter_map(|path| std::fs::read_to_string(path).ok()) {
        let reading = read(&text, &Options::default());
        all += reading.figures.len();
        let fits = |name: &str| (1..=LONGEST).contains(&name.chars().count());
        bad += reading.figures.iter().filter(|f| !f.indicator.as_deref().is_some_and(fits)).count();
    }
    Some((all, bad))
}

#[test]
fn nearly_every_figure_has_a_name_of_sensible_length() {
    // In hundredths of a per cent; the aim is under two per cent everywhere.
    for (folder, most) in [("national", 195), ("city", 140), ("congress", 195)] {
        let Some((all, bad)) = unnamed(folder) else { continue };
        println!("{folder}: {bad} of {all} indicators are empty or longer than {LONGEST} characters");
        assert!(all > 100, "{folder}: only {all} figures");
        assert!(bad * 10_000 < most * all, "{folder}: {bad} of {all}");
    }
}
