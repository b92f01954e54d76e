//! The examples of `suite/repair/*.txt`, and what must hold for any text.
//!
//! ```text
//! --- what the example shows
//! the text as printed (␤ for a blank line)
//! =
//! the mended blocks, one a line; a heading begins with #
//! ! joined_break | the words of the repair
//! @ caption | credit
//! ```

use super::tear::{accounted, read};
use super::{BlockKind, Mended};
use crate::reading::RepairKind;
use proptest::prelude::*;
use std::fmt::Write as _;

const FILES: [(&str, &str); 4] = [
    ("break.txt", include_str!("../../suite/repair/break.txt")),
    ("caption.txt", include_str!("../../suite/repair/caption.txt")),
    ("leftover.txt", include_str!("../../suite/repair/leftover.txt")),
    ("mark.txt", include_str!("../../suite/repair/mark.txt")),
];

fn name(kind: RepairKind) -> &'static str {
    match kind {
        RepairKind::JoinedBreak => "joined_break",
        RepairKind::RepeatedPassage => "repeated_passage",
        RepairKind::StrayFragment => "stray_fragment",
        RepairKind::HeadlineShred => "headline_shred",
        RepairKind::CaptionInText => "caption_in_text",
        RepairKind::Furniture => "furniture",
        RepairKind::Width => "width",
        RepairKind::StrayLatin => "stray_latin",
        RepairKind::Variant => "variant",
        RepairKind::Doubtful => "doubtful",
    }
}

/// A mended text as an example shows it.
fn shown(blocks: &[String], mended: &Mended) -> String {
    let mut out = String::new();
    for (block, text) in mended.blocks.iter().zip(blocks) {
        let mark = if block.kind == BlockKind::Heading { "# " } else { "" };
        let _ = writeln!(out, "{mark}{}", text.replace('\t', "⇥"));
    }
    for repair in &mended.repairs {
        let candidate = repair.candidate.as_ref().map_or(String::new(), |c| format!(" → {c}"));
        let _ = writeln!(out, "! {} | {}{candidate}", name(repair.kind), repair.text);
    }
    for caption in &mended.captions {
        let _ = writeln!(out, "@ {} | {}", caption.text, caption.credit.as_deref().unwrap_or("-"));
    }
    out
}

#[test]
fn the_examples_read_as_they_say() {
    let mut wrong = String::new();
    for (file, text) in FILES {
        for case in text.split("--- ").skip(1) {
            let (title, rest) = case.split_once('\n').unwrap_or((case, ""));
            let (input, wanted) = rest.split_once("\n=\n").unwrap_or((rest, ""));
            let input = input.replace('␤', "").replace('⇥', "\t").replace('␣', "\u{200b}");
            let (blocks, mended, original) = read(&input);
            accounted(&mended, &original);
            let got = shown(&blocks, &mended);
            if got.trim() != wanted.trim() {
                let _ = writeln!(wrong, "--- {title}   ({file})\nwanted\n{}\ngot\n{got}", wanted.trim());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The newspaper page whose extraction went wrong in every way: what a careful person finds there.
#[test]
fn the_newspaper_page() {
    let Some(text) = shared("corpus/page/tongliao-2021.txt") else { return };
    let (blocks, mended, original) = read(&text);
    accounted(&mended, &original);
    assert_eq!(mended.captions.len(), 11);
    let credits: Vec<&str> = mended.captions.iter().filter_map(|c| c.credit.as_deref()).collect();
    let names =
        ["郭洪申", "白放歌", "张启民", "肖昉", "张启民", "张启民", "张启民", "郭洪申", "张启民", "郭洪申", "崔连仁"];
    assert_eq!(credits, names);
    let count = |kind| mended.repairs.iter().filter(|r| r.kind == kind).count();
    assert_eq!(count(RepairKind::JoinedBreak), 6);
    assert_eq!(count(RepairKind::RepeatedPassage), 2);
    assert_eq!(count(RepairKind::HeadlineShred), 1);
    assert_eq!(count(RepairKind::StrayFragment), 1);
    assert_eq!(count(RepairKind::StrayLatin), 2);
    assert_eq!(count(RepairKind::Furniture) + count(RepairKind::CaptionInText) + count(RepairKind::Doubtful), 0);
    for seam in [
        "贫困人口全部脱贫",
        "沈阳、北京高铁",
        "城市社会治理现代化",
        "建设加快提升",
        "中华民族共同体意识作为",
        "强烈忧患意识",
    ] {
        assert!(blocks.iter().any(|b| b.contains(seam)), "{seam}");
    }
}

/// Faults of clean texts: under one in ten thousand characters, of the kinds that change what is read.
#[test]
#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn clean_reports_are_left_alone() {
    let Some(dir) = shared_dir().map(|d| d.join("corpus/national")) else { return };
    let (mut chars, mut repairs) = (0usize, 0usize);
    let Ok(files) = std::fs::read_dir(&dir) else { return };
    for path in files.filter_map(|f| Some(f.ok()?.path())) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let (_, mended, original) = read(&text);
        accounted(&mended, &original);
        chars += original.len();
        repairs += mended
            .repairs
            .iter()
            .filter(|r| !matches!(r.kind, RepairKind::Width | RepairKind::Variant | RepairKind::Doubtful))
            .count();
    }
    let rate = repairs as f64 * 10_000.0 / chars.max(1) as f64;
    println!("clean reports: {repairs} repairs in {chars} characters, {rate:.3} in ten thousand");
    assert!(rate < 0.5, "{rate}");
}

fn shared_dir() -> Option<std::path::PathBuf> {
    let dir = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")).to_path_buf();
    if dir.is_dir() {
        return Some(dir);
    }
    println!("skipped: {} is absent", dir.display());
    None
}

fn shared(path: &str) -> Option<String> {
    std::fs::read_to_string(shared_dir()?.join(path)).ok()
}

#[test]
fn hostile_texts_take_no_more_than_their_share() {
    let mega = if cfg!(debug_assertions) { 1 << 18 } else { 1 << 20 };
    let unit = [
        "\n",
        "“",
        "一",
        "7",
        "分别",
        "。",
        "摄",
        " 摄\n",
        "，\n",
        "一、\n",
        "a\u{200b}",
        "(",
        "\t",
        "7\n",
        "图为。张三 摄 ",
        "年 1 ",
    ];
    for unit in unit {
        let text = unit.repeat(mega / unit.chars().count());
        let begin = std::time::Instant::now();
        let (_, mended, original) = read(&text);
        let time = begin.elapsed();
        accounted(&mended, &original);
        println!("{unit:?} × {mega}: {time:?}");
        // Unoptimised, on a busy machine: a quadratic step would take minutes.
        assert!(time.as_secs() < 20, "{unit:?}: {time:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_character_is_accounted_for(pieces in prop::collection::vec(prop::sample::select(vec![
        "全市", "增长", "5.5%", "，", "。", "\n", "\n\n", "　　", " ", "图为", "张三 摄", "（上接第1版）", "一、", "# ", "“", "”",
        "第3页", "\u{200b}", "１２", "and", "(guān)", "\r\n", "\t", "要把扬长避短作为必须坚持的原则，把结构调过来、把质量提上来。", "的", "了", "O", "—",
        "2 0 2 4 年", "打印", "摄", "？", "各位代表：",
    ]), 0..60)) {
        let text: String = pieces.concat();
        let (_, mended, original) = read(&text);
        accounted(&mended, &original);
        let (_, again, _) = read(&text);
        prop_assert_eq!(format!("{mended:?}"), format!("{again:?}"));
    }

    #[test]
    fn no_text_breaks_it(text in "\\PC{0,200}") {
        let (_, mended, original) = read(&text);
        accounted(&mended, &original);
    }
}
