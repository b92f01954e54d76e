//! Out and in again: the same; cut anywhere: nothing.

use crate::any::{Any, plan};
use luoshi_files::{read, write};
use luoshi_plan::Whole;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn files(whole: &Whole) -> BTreeMap<String, Vec<u8>> {
    write(whole).into_iter().collect()
}

proptest! {
    #[test]
    fn a_plan_is_read_back_as_it_was_and_written_the_same(seed: u64, size in 0_usize..8) {
        let Any { whole, .. } = plan(seed, size, 0);
        let out = files(&whole);
        let back = read(&out).map_err(|faults| TestCaseError::fail(faults.to_string()))?.whole;
        prop_assert_eq!(&back, &whole);
        prop_assert_eq!(files(&back), out);
    }

    #[test]
    fn a_file_cut_anywhere_is_all_or_nothing(seed: u64, size in 0_usize..4, which: usize, at: usize) {
        let Any { whole, .. } = plan(seed, size, 0);
        let mut out = files(&whole);
        let name = out.keys().nth(which % out.len()).expect("a file").clone();
        let file = out.get_mut(&name).expect("a file");
        let at = at % file.len();
        file.truncate(at);
        if let Ok(back) = read(&out) {
            prop_assert_eq!(back.whole, whole, "{} cut at {}", name, at);
        }
    }

    /// Whatever stands in the files, it is read or refused, and what is refused has a place.
    #[test]
    fn nothing_that_is_typed_ends_the_program(seed: u64, which: usize, at: usize, typed in ".{0,12}") {
        let Any { whole, .. } = plan(seed, 3, 0);
        let mut out = files(&whole);
        let name = out.keys().nth(which % out.len()).expect("a file").clone();
        let text = String::from_utf8(out[&name].clone()).expect("text");
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = places[at % places.len()];
        out.insert(name, format!("{}{typed}{}", &text[..at], &text[at..]).into_bytes());
        if let Err(faults) = read(&out) {
            prop_assert!(!faults.0.is_empty());
            prop_assert!(!faults.to_string().is_empty());
        }
    }
}

/// Every cut of every file of one plan, not only some.
#[test]
fn no_cut_of_any_file_takes_in_a_part() {
    let Any { whole, .. } = plan(7, 3, 0);
    let out = files(&whole);
    let (mut refused, mut taken) = (0, 0);
    for (name, bytes) in &out {
        for at in 0..bytes.len() {
            let mut cut = out.clone();
            cut.insert(name.clone(), bytes[..at].to_vec());
            match read(&cut) {
                Ok(back) => {
                    assert_eq!(back.whole, whole, "{name} cut at {at}");
                    taken += 1;
                }
                Err(faults) => {
                    assert!(faults.0.iter().any(|f| &f.file == name), "{name} cut at {at}: {faults}");
                    refused += 1;
                }
            }
        }
    }
    // Only what follows the last word may be missing: line ends and empty cells.
    assert!(refused > 20 * taken, "{refused} refused, {taken} taken");
}
