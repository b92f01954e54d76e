//! How fast bytes become text. Prints megabytes a second; run it optimised:
//! `cargo test --release -p luoshi_document --test speed -- --nocapture`

#![expect(clippy::cast_precision_loss)]

use std::hint::black_box;
use std::time::Instant;

use encoding_rs::{BIG5, GB18030};
use luoshi_document::{LineIndex, decode, decode_owned};

const SENTENCE: &str = "全市地区生产总值由812.4亿元增加到1205.6亿元，年均增长6.8%；粮食总产量稳定在320万吨以上。\n";
const TRADITIONAL: &str = "全市地區生產總值由812.4億元增加到1205.6億元，年均增長6.8%，糧食總產量穩定在320萬噸以上。\n";

fn rate(name: &str, bytes: usize, mut once: impl FnMut()) -> f64 {
    let best = (0..5)
        .map(|_| {
            let begun = Instant::now();
            once();
            begun.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min);
    let rate = bytes as f64 / best / 1e6;
    println!("{name:<24} {rate:>8.0} MB/s");
    rate
}

#[test]
fn rates() {
    // In a debug build only that it runs is tried.
    let size = if cfg!(debug_assertions) { 1 << 16 } else { 1 << 26 };
    let text = SENTENCE.repeat(size / SENTENCE.len());
    let traditional = TRADITIONAL.repeat(size / TRADITIONAL.len());
    let page = format!("<!doctype html><div>{}</div>", text.replace('\n', "</p>\n<p>"));
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let damaged = text.replace("320", "3\u{FFFD}0").replace('\u{FFFD}', "\u{1}");
    let (gb, big) = (GB18030.encode(&text).0, BIG5.encode(&traditional).0);
    let decoded = |bytes: &[u8]| drop(black_box(decode(bytes, "x").expect("a text")));
    let mut owned: Vec<Vec<u8>> = (0..5).map(|_| text.clone().into_bytes()).collect();

    let utf8 = rate("utf-8", text.len(), || decoded(text.as_bytes()));
    rate("utf-8, owned", text.len(), || {
        let _ = black_box(decode_owned(owned.pop().unwrap_or_default(), "x").expect("a text"));
    });
    rate("utf-8, faults in each line", damaged.len(), || decoded(damaged.as_bytes()));
    rate("utf-16le", wide.len(), || decoded(&wide));
    rate("gb18030", gb.len(), || decoded(&gb));
    rate("big5", big.len(), || decoded(&big));
    rate("html", page.len(), || decoded(page.as_bytes()));
    rate("line index", text.len(), || drop(black_box(LineIndex::new(&text))));
    let index = LineIndex::new(&text);
    let begun = Instant::now();
    let last = text.chars().count() as u32;
    let sum: u64 =
        (0..1_000_000_u32).map(|n| u64::from(index.position(n.wrapping_mul(2_654_435_761) % last).line)).sum();
    println!("position                 {:>8.0} ns each ({sum})", begun.elapsed().as_nanos() as f64 / 1e6);
    // 1,000 alone on the machine; half and less where others work on it.
    assert!(cfg!(debug_assertions) || utf8 > 20.0, "{utf8}");
}
