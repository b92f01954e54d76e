//! Pages of published reports, where they are at hand: whole, linked, small, soon made.

use super::unmake::unmake;
use super::{original, page_of, words};
use luoshi_reader::Options;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn texts() -> Option<Vec<PathBuf>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let mut out = Vec::new();
    for folder in ["page", "city", "national", "congress"] {
        let entries = std::fs::read_dir(corpus.join(folder)).ok()?;
        out.extend(entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")));
    }
    out.sort();
    Some(out)
}

#[test]
fn published_reports_come_back_whole_and_every_link_leads_somewhere() {
    let Some(texts) = texts() else {
        println!("skipped: ../shared/corpus is absent");
        return;
    };
    // Every third is enough to see every kind of text, and half a minute less.
    for path in texts.iter().step_by(3) {
        let text = String::from_utf8_lossy(&std::fs::read(path).expect("a file")).into_owned();
        let reading = luoshi_reader::read(&text, &Options::default());
        let unmade = unmake(&page_of(&original(&path.to_string_lossy(), &text), &reading, &words()));
        assert!(unmade.original == text, "{} is not whole", path.display());
        unmade.holds_together();
    }
}

#[test]
fn the_page_of_a_report_of_sixty_thousand_characters_is_under_a_megabyte() {
    let Some(texts) = texts() else {
        println!("skipped: ../shared/corpus is absent");
        return;
    };
    let mut text = String::new();
    for path in texts.iter().filter(|p| p.to_string_lossy().ends_with("-2025-gwr.txt")) {
        text.push_str(&String::from_utf8_lossy(&std::fs::read(path).expect("a file")));
        text.push('\n');
        if text.chars().count() >= 60_000 {
            break;
        }
    }
    let text: String = text.chars().take(60_000).collect();
    let reading = luoshi_reader::read(&text, &Options::default());
    let begun = Instant::now();
    let page = page_of(&original("report.txt", &text), &reading, &words());
    println!(
        "60000 characters, {} figures, {} commitments, {} names: {} bytes in {:?}",
        reading.figures.len(),
        reading.commitments.len(),
        reading.names.len(),
        page.len(),
        begun.elapsed()
    );
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
}
