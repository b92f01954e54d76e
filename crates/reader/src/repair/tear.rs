//! A generator that tears clean texts as pages do, and what the repair makes of them.
//!
//! The clean texts are `suite/repair/clean/`. Each kind of tear is tried alone over many seeds; the mended text must
//! equal the clean one. What it found is printed: `cargo test -p luoshi_reader tear -- --nocapture`.

use super::{Mended, mend, view};
use crate::fold::Fold;
use crate::look::Looks;
use crate::reading::RepairKind;
use crate::view::View;
use std::fmt::Write as _;

const CLEAN: [&str; 5] = [
    include_str!("../../suite/repair/clean/report.txt"),
    include_str!("../../suite/repair/clean/story.txt"),
    include_str!("../../suite/repair/clean/communique.txt"),
    include_str!("../../suite/repair/clean/plan.txt"),
    include_str!("../../suite/repair/clean/speech.txt"),
];

const SEEDS: u64 = 40;

/// A small generator (splitmix64), so that a seed tears the same way for ever.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

pub(super) fn read(text: &str) -> (Vec<String>, Mended, Vec<char>) {
    let original: Vec<char> = text.chars().collect();
    let folded: Vec<char> = original.iter().map(|c| Fold::get().char(*c)).collect();
    let looks = Looks::of(&original);
    let mended = mend(&original, &folded, looks.row());
    let mut out = View::default();
    let blocks = mended.blocks.iter().map(|b| {
        view(b, &original, &folded, looks.row(), &mut out);
        out.chars.iter().collect()
    });
    (blocks.collect(), mended.clone(), original)
}

/// The blocks of a text, of which every character is accounted for.
pub(super) fn mended(text: &str) -> Vec<String> {
    let (got, mended, original) = read(text);
    accounted(&mended, &original);
    got
}

/// Every character that is not blank is in exactly one block or in something listed.
pub(super) fn accounted(mended: &Mended, original: &[char]) {
    let mut seen = vec![0u8; original.len()];
    for span in mended.blocks.iter().flat_map(|b| &b.pieces) {
        span.range().for_each(|i| seen[i] += 1);
    }
    assert!(seen.iter().all(|n| *n <= 1), "a character is in two blocks");
    let listed = mended.repairs.iter().flat_map(|r| &r.spans).chain(mended.captions.iter().flat_map(|c| &c.spans));
    for span in listed {
        assert!(span.end() as usize <= original.len() && !span.is_empty());
        span.range().for_each(|i| seen[i] = 1);
    }
    let lost: String =
        original.iter().zip(&seen).filter(|(c, n)| !c.is_whitespace() && **n == 0).map(|(c, _)| *c).collect();
    assert_eq!(lost, "", "characters neither kept nor listed");
}

/// The lines of a clean text, as the reader must see them.
fn clean(text: &str) -> Vec<String> {
    let fold = |l: &str| l.trim_start_matches('#').chars().map(|c| Fold::get().char(c)).filter(|c| *c != ' ').collect();
    text.lines().filter(|l| !l.trim().is_empty()).map(fold).collect()
}

type Tear = fn(&mut Vec<String>, &mut Dice) -> usize;

/// Paragraphs long enough to be torn.
fn long(lines: &[String]) -> Vec<usize> {
    (0..lines.len()).filter(|i| lines[*i].chars().count() >= 60).collect()
}

fn at(text: &str, i: usize) -> usize {
    text.char_indices().nth(i).map_or(text.len(), |(b, _)| b)
}

/// A place inside a sentence of `text`, not at a mark.
fn inside(text: &str, dice: &mut Dice) -> usize {
    let chars: Vec<char> = text.chars().collect();
    for _ in 0..100 {
        let i = 12 + dice.below(chars.len() - 18);
        let mark = |c: char| "。！？；：，、”“（）《》".contains(c);
        if !mark(chars[i - 1]) && !mark(chars[i]) {
            return at(text, i);
        }
    }
    at(text, 12)
}

/// Cuts paragraphs in mid-word or mid-number, as columns do.
fn columns(lines: &mut [String], dice: &mut Dice) -> usize {
    let picks = long(lines);
    for &i in &picks {
        let cut = inside(&lines[i], dice);
        lines[i].insert_str(cut, dice.pick(&["\n", "\n\n", "\n\n \n", "\n\n\n\n"]));
    }
    picks.len()
}

/// Cuts every line at one width.
fn wrapped(lines: &mut [String], dice: &mut Dice) -> usize {
    let width = 22 + dice.below(24);
    let mut breaks = 0;
    for line in lines.iter_mut() {
        let mut out = String::new();
        let mut used = 0;
        for c in line.chars() {
            if used + 2 > width * 2 && !"，。；、".contains(c) {
                out.push('\n');
                breaks += 1;
                used = 0;
            }
            used += if c < '\u{300}' { 1 } else { 2 };
            out.push(c);
        }
        *line = out;
    }
    breaks
}

/// Sets the text in two columns and prints it row by row, the columns parted by blanks or a tab. Each page begins after a blank
/// line.
fn rows(lines: &mut Vec<String>, dice: &mut Dice) -> usize {
    let width = 18 + dice.below(6);
    let tall = 12 + dice.below(12);
    let tab = dice.below(2) == 0;
    let wide = |text: &str| text.chars().map(|c| if c < '\u{300}' { 1 } else { 2 }).sum::<usize>();
    let mut all: Vec<String> = Vec::new();
    for line in lines.iter() {
        let mut row = "　　".to_owned();
        for c in line.chars() {
            if wide(&row) + 2 > width * 2 && !"，。；、".contains(c) {
                all.push(std::mem::take(&mut row));
            }
            row.push(c);
        }
        all.push(row);
    }
    *lines = all
        .chunks(tall * 2)
        .map(|page| {
            let (left, right) = page.split_at(page.len().min(tall));
            let row = |(n, left): (usize, &String)| match right.get(n) {
                Some(right) if tab => format!("{left}\t{right}"),
                Some(right) => format!("{left}{}{right}", " ".repeat((width * 2 + 6).saturating_sub(wide(left)))),
                None => left.clone(),
            };
            left.iter().enumerate().map(row).collect::<Vec<_>>().join("\n")
        })
        .collect();
    // Pages are parted by a blank line on every seed.
    *lines = vec![lines.join("\n\n")];
    all.len()
}

/// Prints a paragraph twice, exactly.
fn doubled(lines: &mut Vec<String>, dice: &mut Dice) -> usize {
    let from = dice.pick(&long(lines));
    let to = from + 1 + dice.below(lines.len() - from);
    let copy = lines[from].clone();
    lines.insert(to, copy);
    1
}

/// Prints a paragraph twice, the second time with one to three characters misread.
fn nearly_doubled(lines: &mut Vec<String>, dice: &mut Dice) -> usize {
    let from = dice.pick(&long(lines));
    let to = from + 1 + dice.below(lines.len() - from);
    let mut copy: Vec<char> = lines[from].chars().collect();
    for _ in 0..=dice.below(3) {
        let i = dice.below(copy.len() - 1);
        if super::line::is_han(copy[i]) && !"一二三四五六七八九十百千万亿".contains(copy[i]) {
            copy[i] = dice.pick(&['己', '末', '戊', '夭', '壬']);
        }
    }
    lines.insert(to, copy.into_iter().collect());
    1
}

/// Two paragraphs cut in mid-sentence, the end of the first behind the beginning of the second.
fn woven(lines: &mut Vec<String>, dice: &mut Dice) -> usize {
    let pairs: Vec<usize> = long(lines).into_iter().filter(|i| long(lines).contains(&(i + 1))).collect();
    if pairs.is_empty() {
        return 0;
    }
    let i = dice.pick(&pairs);
    let halves = |line: &str, cut: usize| (line[..cut].to_owned(), line[cut..].to_owned());
    let (a, b) = (inside(&lines[i], dice), inside(&lines[i + 1], dice));
    let ((a, a_end), (b, b_end)) = (halves(&lines[i], a), halves(&lines[i + 1], b));
    lines.splice(i..=i + 1, [a, b, a_end, b_end]);
    1
}

const SCENES: [&str; 5] = ["水库除险加固现场", "海湾净滩志愿者", "新开通的环城公交", "陶瓷厂窑炉车间", "山货早市"];
const NAMES: [&str; 4] = ["田小禾", "许望", "本报记者 罗一鸣", "高远 秦歌"];

/// Captions in the middle of a paragraph or between its halves.
fn captions(lines: &mut [String], dice: &mut Dice) -> usize {
    let i = dice.pick(&long(lines));
    let (scene, name) = (dice.pick(&SCENES), dice.pick(&NAMES));
    let cut = inside(&lines[i], dice);
    let after_stop = lines[i].find('。').map(|b| b + '。'.len_utf8()).filter(|b| *b < lines[i].len());
    match (dice.below(4), after_stop) {
        (0, Some(stop)) => lines[i].insert_str(stop, &format!("图为{scene}。{name} 摄 ")),
        (1, _) => lines[i].insert_str(cut, &format!(" {scene}。{name} 摄 ")),
        (2, Some(stop)) => lines[i].insert_str(stop, &format!("（{scene} {name} 摄）")),
        _ => lines[i].insert_str(cut, &format!("\n\n{scene}。{name} 摄\n\n")),
    }
    1
}

const TAILS: [&str; 5] = ["的根本保证。", "了坚实基础。", "，奠定良好开局。", "城市阔步前行。", "民生持续改善。"];

/// A line was lost: its tail stands alone. Columns broke other paragraphs of the page.
fn lost(lines: &mut Vec<String>, dice: &mut Dice) -> usize {
    columns(lines, dice);
    let to = 2 + dice.below(lines.len() - 2);
    lines.insert(to, dice.pick(&TAILS).to_owned());
    1
}

/// Digits in the other width, and years printed digit by digit.
fn widths(lines: &mut Vec<String>, dice: &mut Dice) -> usize {
    let mut n = 0;
    for line in lines.iter_mut() {
        if dice.below(2) == 0 || !line.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        *line = line
            .chars()
            .map(|c| {
                if c.is_ascii_digit() || matches!(c, '%' | '.') {
                    char::from_u32(c as u32 + 0xfee0).unwrap_or(c)
                } else {
                    c
                }
            })
            .collect();
        n += 1;
    }
    lines.push("2 0 2 4 年的各项任务已经分解到各镇街和各部门。".to_owned());
    n + 1
}

/// Page numbers, site buttons and signposts.
fn furnished(lines: &mut Vec<String>, dice: &mut Dice) -> usize {
    lines.insert(0, "首页 | 打印 | 关闭窗口".to_owned());
    lines.insert(1 + dice.below(3), "【字号：大 中 小】".to_owned());
    let i = dice.pick(&long(lines));
    let cut = inside(&lines[i], dice);
    let page = dice.pick(&[
        "— 7 —",
        "- 12 -",
        "第 3 页",
        "第3页 共10页",
        "第12版",
        "Page 3 of 14",
        "云泽日报  2031年3月8日 星期六\n03版",
        "16   云泽市政府工作报告",
        "云泽市人民政府门户网站",
    ]);
    lines[i].insert_str(cut, &format!("\n{page}\n"));
    let last = lines.len() - 1;
    lines[last].push_str("（下转第3版）");
    lines.push("责任编辑：许望".to_owned());
    lines.push("扫一扫在手机打开当前页".to_owned());
    6
}

/// Tears every clean text with every seed: how many tears, how many mended, and the first that was not.
fn recall(tear: Tear) -> (usize, usize, String) {
    let (mut all, mut good, mut shown) = (0, 0, String::new());
    for seed in 0..SEEDS {
        for (d, text) in CLEAN.iter().enumerate() {
            let mut dice = Dice(seed * 31 + d as u64);
            let mut lines: Vec<String> = text.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect();
            let tears = tear(&mut lines, &mut dice);
            let mut wanted = clean(text);
            if lines.iter().any(|l| l.starts_with("2 0 2 4")) {
                wanted.push("2024年的各项任务已经分解到各镇街和各部门。".to_owned());
            }
            let (got, mended, original) = read(&lines.join(if seed % 2 == 0 { "\n\n" } else { "\n" }));
            accounted(&mended, &original);
            let missing: Vec<&String> = wanted.iter().filter(|w| !got.contains(w)).collect();
            let extra = got.iter().filter(|g| !wanted.contains(g)).count().saturating_sub(missing.len());
            let faults = (missing.len() + extra).max(wanted.len().abs_diff(got.len()));
            all += tears;
            good += tears.saturating_sub(faults);
            if faults > 0 && shown.len() < 3000 {
                let _ = writeln!(shown, "seed {seed} text {d}: missing {missing:?}");
                for g in got.iter().filter(|g| !wanted.contains(g)) {
                    let _ = writeln!(shown, "    got {g}");
                }
            }
        }
    }
    (all, good, shown)
}

#[expect(clippy::cast_precision_loss, reason = "a share for people")]
fn floor(what: &str, tear: Tear, least: f64) {
    let (all, good, shown) = recall(tear);
    let share = good as f64 / all as f64;
    println!("{what}: {good} of {all} mended ({share:.4})");
    if std::env::var_os("TEAR").is_some() || share < least {
        println!("{shown}");
    }
    assert!(share >= least, "{what}: {share:.4} < {least}");
}

#[test]
fn tear_clean_texts_stay_as_they_are() {
    for text in CLEAN {
        let (got, mended, original) = read(text);
        assert_eq!(got, clean(text));
        accounted(&mended, &original);
        let faults: Vec<_> = mended.repairs.iter().filter(|r| r.kind != RepairKind::Width).collect();
        assert!(faults.is_empty(), "{faults:?}");
        assert!(mended.captions.is_empty());
    }
}

#[test]
fn tear_columns() {
    floor("sentences cut by columns", |l, d| columns(l, d), 0.98);
}

#[test]
fn tear_woven_columns() {
    // What the marks and words at the seams do not tell stays as it is printed.
    floor("paragraphs whose halves took turns", woven, 0.2);
}

#[test]
fn tear_rows_of_two_columns() {
    // Short headings run into what they head, as in every text cut at one width.
    floor("rows of two columns", rows, 0.88);
}

#[test]
fn tear_hard_wrap() {
    floor("lines cut at a fixed width", |l, d| wrapped(l, d), 0.98);
}

#[test]
fn tear_doubled_passages() {
    floor("passages printed twice", doubled, 0.98);
    floor("passages printed twice, misread", nearly_doubled, 0.98);
}

#[test]
fn tear_captions() {
    floor("captions in paragraphs", |l, d| captions(l, d), 0.97);
}

#[test]
fn tear_lost_lines() {
    floor("tails of lost lines", lost, 0.95);
}

#[test]
fn tear_widths() {
    floor("digits in the other width", widths, 0.99);
}

#[test]
fn tear_furniture() {
    floor("page furniture", furnished, 0.98);
}
