//! A file cut anywhere is taken in whole or not at all.

use crate::world::{Paper, World, parse, unparse};
use luoshi_proposal::Bulk;

/// A few proposals: every byte of their file is a place to cut.
const SMALL: &str = "云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n2025年，全市粮食产量达到53万吨。\n\n二、2026年工作安排\n\n新建口袋公园8个。\n";

/// Every beginning of a file: nothing comes of it, or what comes of all of it.
fn check(file: &str) {
    let (world, paper) = (World::default(), Paper::new(1, SMALL));
    let whole = world.decide(&paper, file, Bulk::Certain).expect("no faults").changes;
    let mut taken = 0;
    // In bytes: one cut within a character leaves a sign that stands for what is lost, as decoding does.
    for end in 0..file.len() {
        let cut = String::from_utf8_lossy(&file.as_bytes()[..end]);
        if let Ok(decided) = world.decide(&paper, &cut, Bulk::Certain) {
            assert_eq!(decided.changes, whole, "cut at {end} of {}", file.len());
            taken += 1;
        }
    }
    // But for the line end nothing can be missing.
    assert!(taken <= 2, "{taken}");
}

#[test]
fn as_it_was_written() {
    let (world, paper) = (World::default(), Paper::new(1, SMALL));
    check(&world.file(&paper));
}

#[test]
fn sorted_by_a_person_so_that_the_closing_row_is_amid_the_others() {
    let (world, paper) = (World::default(), Paper::new(1, SMALL));
    let mut rows = parse(&world.file(&paper));
    for row in &mut rows[1..] {
        if row[0].is_empty() && row[2] == "certain" {
            "accept".clone_into(&mut row[0]);
        }
    }
    rows[1..].sort();
    rows[1..].reverse();
    check(&unparse(&rows, ','));
    // With the id amid the columns, and a column behind that may be empty.
    let turned: Vec<Vec<String>> = rows.iter().map(|r| r.iter().rev().cloned().collect()).collect();
    check(&unparse(&turned, ';'));
}
