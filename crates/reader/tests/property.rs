//! What holds of every reading, tried on generated reports, on torn real ones and on the saved findings of the fuzzers.
//!
//! `LUOSHI_FUZZ_SECONDS=600 cargo test --release -p luoshi_reader --test property` goes on for ten minutes.

mod sound;

use sound::pieces::{Chance, mutated, text};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Cases of an endless test where no time is asked for: a number and not a time, so that a slow machine and a fast one
/// try the same.
const CASES: u64 = 600;

/// Runs `once` with 1, 2, 3 … for as long as was asked for, or [`CASES`] times; what fails is named by its number.
fn many(mut once: impl FnMut(u64) -> String) -> u64 {
    let begun = Instant::now();
    let asked = std::env::var("LUOSHI_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).map(Duration::from_secs);
    let mut seed = 0;
    while asked.map_or(seed < CASES, |time| begun.elapsed() < time) {
        seed += 1;
        let input = once(seed);
        assert!(holds(&input), "case {seed}: {:?}", least(&input));
    }
    seed
}

fn holds(text: &str) -> bool {
    std::panic::catch_unwind(|| {
        sound::check(text);
        sound::check_recognised(text);
    })
    .is_ok()
}

/// The shortest text that still fails, found by leaving out ever smaller stretches.
fn least(text: &str) -> String {
    let begun = Instant::now();
    let mut chars: Vec<char> = text.chars().collect();
    let mut step = chars.len() / 2;
    while step > 0 && begun.elapsed() < Duration::from_secs(20) {
        let mut at = 0;
        while at < chars.len() {
            let end = (at + step).min(chars.len());
            let shorter: Vec<char> = [&chars[..at], &chars[end..]].concat();
            if holds(&shorter.iter().collect::<String>()) {
                at = end;
            } else {
                chars = shorter;
            }
        }
        step /= 2;
    }
    chars.into_iter().collect()
}

#[test]
fn generated_reports() {
    let cases = many(|seed| {
        let mut chance = Chance::new(&[], seed);
        let length = 1 + chance.below(if seed % 50 == 0 { 2000 } else { 120 });
        text(&mut chance, length)
    });
    println!("{cases} generated reports");
}

/// Texts of this test and, where they are there, real ones.
fn originals() -> Vec<String> {
    let shared = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    let mut texts = vec![CLEAN.to_owned()];
    for folder in ["page", "national", "city"] {
        let Ok(entries) = fs::read_dir(shared.join(folder)) else {
            println!("skipped: ../shared/corpus/{folder} is absent");
            continue;
        };
        let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        files.sort();
        texts.extend(files.iter().filter_map(|p| fs::read_to_string(p).ok()));
    }
    texts
}

#[test]
fn torn_reports() {
    let originals = originals();
    let cases = many(|seed| {
        let mut chance = Chance::new(&[], seed.wrapping_add(1 << 32));
        let whole = &originals[chance.below(originals.len())];
        // A stretch of it, so that many are tried.
        let length = whole.chars().count();
        let from = chance.below(length.max(1));
        let part: String = whole.chars().skip(from).take(40 + chance.below(1500)).collect();
        let changes = chance.below(30);
        mutated(&part, &mut chance, changes)
    });
    println!("{cases} torn reports of {}", originals.len());
}

/// Every real text as it is.
#[test]
fn whole_reports() {
    for text in originals() {
        sound::check(&text);
    }
}

/// What the fuzzers of `fuzz/` found or learned, and examples for them to start from.
#[test]
fn the_saved_corpus() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus"));
    let mut count = 0;
    for target in ["bytes", "report", "recognise"] {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder.join(target)).expect("a corpus").map(|e| e.expect("a file").path()).collect();
        files.sort();
        for file in files {
            let bytes = fs::read(&file).expect("readable");
            let outcome = std::panic::catch_unwind(|| sound::replay(target, &bytes));
            assert!(outcome.is_ok(), "{}", file.display());
            count += 1;
        }
    }
    assert!(count >= 20, "{count} files in {}", folder.display());
    println!("{count} saved inputs");
}

/// A clean report of an invented city.
const CLEAN: &str = "云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n\
    过去一年，全市地区生产总值达到1286.4亿元，增长5.8%；粮食总产量稳定在120万吨以上，连续三年位居全省第二位。\
    城镇新增就业2.3万人，城乡居民人均可支配收入分别增长4.9%和6.1%。森林覆盖率由38.2%提高到40.5%。\n\n\
    新修乡村道路三百二十公里，改造老旧小区46个，惠及1.8万户。约三分之一的企业完成数字化改造。\n\n\
    二、2026年主要目标\n\n\
    地区生产总值增长5%左右，单位GDP能耗下降3%以上，新建口袋公园30个，城镇登记失业率控制在4%以内。\n";
