//! Time per megabyte, from a kilobyte to 64 megabytes, for a report and for texts made to break a reader.

use crate::clock::best;
use crate::{Outcome, Places};
use luoshi_reader::{Options, read};

const SIZES: [usize; 5] = [1 << 10, 1 << 15, 1 << 20, 1 << 23, 1 << 26];
/// From a megabyte on, 64 times the text may take this many times as long for each megabyte; quadratic would be 64.
/// Linear would be 1: 4.2 was measured for `1%`, see BENCHMARKS.md.
const MOST: f64 = 6.0;

/// A text slower than this, in milliseconds a megabyte, is all figures or headings; it is not read at 64 MB.
const DENSE: f64 = 200.0;

const UNITS: &[(&str, &str)] = &[
    ("digits", "1"),
    ("一", "一"),
    ("亿", "亿"),
    ("open quotes", "“"),
    ("newlines", "\n"),
    ("分别", "分别"),
    ("三分之", "三分之"),
    ("brackets", "（"),
    ("、", "、"),
    ("tabs", "\t"),
    ("words, no stop", "粮食产量增长"),
    ("1%", "1%"),
    ("翻一番", "翻一番"),
    ("一, a line each", "一\n"),
];

/// Two paragraphs that no text repeats: numbers differ from line to line.
fn report(size: usize) -> String {
    let mut out = String::with_capacity(size + 400);
    let mut n = 0u64;
    while out.len() < size {
        n += 1;
        let (a, b, c) = (n * 7919 % 997, n * 104_729 % 89, n * 1_299_709 % 9973);
        out.push_str(&format!(
            "{a}号乡镇粮食总产量达到{c}.{b}万吨，比上年增长{b}.{}%；新修道路{a}公里，惠及{c}户。城乡居民人均收入分别增长{}.{b}%和{}.1%，\
             森林覆盖率由{b}.2%提高到{}.5%，约三分之一的村完成改造。\n\n",
            a % 10, b % 10, b % 7 + 1, b + 3,
        ));
    }
    out
}

pub(crate) fn run(_: &Places) -> Outcome {
    println!("Milliseconds for each megabyte (the first columns hold the cost of the call).\n");
    println!("| text | 1 kB | 32 kB | 1 MB | 8 MB | 64 MB |");
    println!("|---|--:|--:|--:|--:|--:|");
    let mut faults = Vec::new();
    let texts = UNITS.iter().map(|(name, unit)| (*name, Some(*unit)));
    for (name, unit) in std::iter::once(("a report", None)).chain(texts) {
        let mut row = Vec::new();
        for size in SIZES {
            // Millions of figures and headings: what such a text would take is memory.
            if size == SIZES[4] && row.last().is_some_and(|ms| *ms > DENSE) {
                break;
            }
            let text = unit.map_or_else(|| report(size), |u| u.repeat(size / u.len()));
            let rounds = if size > 1 << 23 { 1 } else { 3 };
            let (seconds, ()) = best(rounds, || drop(std::hint::black_box(read(&text, &Options::default()))));
            row.push(seconds * 1e3 / (text.len() as f64 / 1e6));
        }
        let cells: Vec<String> = row.iter().map(|ms| format!("{ms:.0}")).collect();
        let left_out = if row.len() < SIZES.len() { " – |" } else { "" };
        println!("| {name} | {} |{left_out}", cells.join(" | "));
        if let (Some(small), Some(large)) = (row.get(2), row.last())
            // Below this the clock and the memory say more than the reader.
            && *large > MOST * small.max(10.0)
        {
            faults.push(format!("{name}: {small:.0} ms/MB at 1 MB, {large:.0} at the end"));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ")) }
}
