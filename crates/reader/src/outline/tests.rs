use super::*;
use crate::fold::Fold;
use std::fmt::Write as _;

/// Original, blocks and views of a text, one block a line.
pub(crate) fn blocks(text: &str) -> (Vec<char>, Vec<Block>, Vec<View>) {
    let original: Vec<char> = text.chars().collect();
    let fold = Fold::get();
    let mut blocks = Vec::new();
    let mut views = Vec::new();
    let mut start = 0u32;
    for line in original.split(|c| *c == '\n') {
        let end = start + line.len() as u32;
        let mut view = View::default();
        for (i, c) in line.iter().enumerate().filter(|(_, c)| !crate::view::is_dropped(**c)) {
            view.push(fold.char(*c), start + i as u32);
        }
        if view.len() > 0 {
            blocks.push(Block { kind: BlockKind::Paragraph, pieces: crate::Span::new(start, end).into() });
            views.push(view);
        }
        start = end + 1;
    }
    (original, blocks, views)
}

/// The cases of a suite: line, name, text, expected.
pub(crate) fn cases(suite: &str) -> Vec<(usize, String, String, String)> {
    let mut out: Vec<(usize, String, String, String)> = Vec::new();
    let mut below = false;
    for (index, line) in suite.lines().enumerate() {
        if let Some(name) = line.strip_prefix("=== ") {
            out.push((index + 1, name.to_owned(), String::new(), String::new()));
            below = false;
        } else if line == "---" {
            below = true;
        } else if let Some((.., text, wanted)) = out.last_mut() {
            let to = if below { wanted } else { text };
            to.push_str(line);
            to.push('\n');
        }
    }
    out
}

fn name(role: Role) -> &'static str {
    match role {
        Role::Review => "review",
        Role::Problems => "problems",
        Role::Guidance => "guidance",
        Role::Goals => "goals",
        Role::Principles => "principles",
        Role::Tasks => "tasks",
        Role::Closing => "closing",
        Role::Other => "other",
    }
}

#[test]
fn the_suite_holds() {
    let mut said = String::new();
    for (line, title, text, wanted) in cases(include_str!("../../suite/outline/outline.txt")) {
        let (original, blocks, views) = blocks(&text);
        let Outline { sections, at, lists } = outline(&blocks, &views, &original, &Found::of(&views));
        assert_eq!(at.len(), blocks.len());
        let mut got = String::new();
        for section in &sections {
            let indent = "  ".repeat(usize::from(section.level) - 1);
            let _ = writeln!(got, "{indent}{} {}", name(section.role), section.title);
        }
        for list in &lists {
            let quote = |item: &crate::Item| -> String {
                item.spans.iter().flat_map(|s| &original[s.range()]).take(8).collect()
            };
            let items: Vec<String> = list.items.iter().map(quote).collect();
            let _ = writeln!(got, "{} {}", list.kind.word(), items.join(" | "));
        }
        if got.trim() != wanted.trim() {
            let _ = writeln!(said, "line {line}, {title}: read as\n{got}");
        }
    }
    assert!(said.is_empty(), "\n{said}");
}

#[test]
fn the_lexicon_can_be_read_and_its_examples_hold() {
    let (entries, faults) = role::read();
    assert!(faults.is_empty(), "{faults:?}");
    let mut said = String::new();
    let fold = Fold::get();
    for entry in &entries {
        let known = role::named(entry.group).is_some()
            || matches!(entry.group, "furniture" | "runs_on" | "goes_on" | "ahead" | "mended" | "reached");
        if !known || !matches!(entry.get("in"), Some("heading" | "sentence" | "start")) {
            let _ = writeln!(said, "zh/sections.txt:{}: group “{}” is not known", entry.line, entry.group);
        }
        for (_, example, line) in &entry.examples {
            let (text, wanted) = example.rsplit_once(" = ").unwrap_or((example, "?"));
            let chars: Vec<char> = text.chars().map(|c| fold.char(c)).collect();
            if matches!(entry.group, "runs_on" | "goes_on") {
                let title = role::runs_on(&chars, 0, chars.len()).and_then(|end| chars.get(..end));
                let title: Option<String> = title.map(|t| t.iter().collect());
                if title.as_deref().unwrap_or("none") != wanted {
                    let _ = writeln!(said, "zh/sections.txt:{line}: {text} has the heading {title:?}");
                }
                continue;
            }
            if entry.group == "furniture" {
                if !role::is_furniture(&chars) {
                    let _ = writeln!(said, "zh/sections.txt:{line}: {text} is no furniture");
                }
                continue;
            }
            if entry.group == "ahead" {
                if !role::looks_ahead(&chars) {
                    let _ = writeln!(said, "zh/sections.txt:{line}: {text} does not look ahead");
                }
                continue;
            }
            let got = if entry.get("in") == Some("heading") {
                role::of_heading(&chars, None)
            } else {
                role::of_paragraph(&chars, true).map(|o| o.role)
            };
            if got.map_or("none", name) != wanted {
                let _ = writeln!(said, "zh/sections.txt:{line}: {text} is {:?}, not {wanted}", got.map(name));
            }
        }
    }
    assert!(said.is_empty(), "\n{said}");
}

#[test]
fn parents_come_before_their_children_and_levels_follow() {
    for text in [
        "一、甲\n（一）乙\n1.丙\n（1）丁\n二、戊\n",
        "# 一、\n#\n一、\n（一）。\n第章\n",
        "一、一、一、一、\n\n各位代表！\n",
    ] {
        let (original, blocks, views) = blocks(text);
        let Outline { sections, .. } = outline(&blocks, &views, &original, &Found::of(&views));
        for (i, section) in sections.iter().enumerate() {
            let above = section.parent.map(|p| (p < i, sections[p].level));
            assert!(above.is_none_or(|(before, level)| before && level + 1 == section.level), "{text}: {section:?}");
        }
    }
}

/// Every report of the last decades has a review, tasks and an end.
#[test]
fn the_parts_of_published_reports() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/city");
    let Ok(files) = std::fs::read_dir(folder) else {
        println!("skipped: ../shared/corpus is absent");
        return;
    };
    let (mut all, mut whole) = (0, 0);
    for path in files.flatten().map(|f| f.path()) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        if !path.to_string_lossy().contains("-gwr") || text.chars().count() < 9000 {
            continue;
        }
        let (original, blocks, views) = blocks(&text);
        let Outline { sections, .. } = outline(&blocks, &views, &original, &Found::of(&views));
        let has = |role: Role| sections.iter().any(|s| s.role == role);
        all += 1;
        if has(Role::Review) && has(Role::Tasks) && has(Role::Closing) {
            whole += 1;
        } else {
            println!("{}: a part is missing", path.display());
        }
    }
    println!("whole city and province reports with review, tasks and closing: {whole} of {all}");
    assert!(whole * 100 >= all * 90);
}

/// Cheap and without panics on what was made to hurt, and the same for every block.
#[test]
fn hostile_texts() {
    for piece in [
        "1",
        "一",
        "“",
        "\n",
        "分别",
        "第",
        "（一）",
        "一、",
        "#",
        "2024年",
        "到",
        "十",
        "。",
        "各位代表！",
        "年",
        "将要",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let (original, blocks, views) = blocks(&text);
        let Outline { sections, at, .. } = outline(&blocks, &views, &original, &Found::of(&views));
        assert_eq!(at.len(), blocks.len());
        assert!(at.iter().flatten().all(|i| *i < sections.len()));
        let _ = Found::of(&views).facts(&views, &original);
        for view in &views {
            for range in crate::sentence::split(&view.chars) {
                let _ = tense(&view.chars[range], &Setting::default());
            }
        }
    }
}

/// Pieces that the grammar looks for, in any order: nothing panics, and every span lies in the text.
#[test]
fn pieces_in_any_order() {
    use proptest::prelude::*;
    let piece = prop::sample::select(vec![
        "\n",
        "第",
        "十",
        "五",
        "一",
        "、",
        "（",
        "）",
        "1",
        "2025",
        "年",
        "月",
        "日",
        ".",
        "-",
        "—",
        "#",
        " ",
        "。",
        "！",
        "：",
        "“",
        "”",
        "在",
        "届",
        "人民代表大会",
        "我代表",
        "市",
        "人民政府",
        "政府工作报告",
        "规划",
        "统计公报",
        "章",
        "条",
        "到",
        "末",
        "各位代表",
        "让我们",
        "工作回顾",
        "主要任务",
        "清醒看到",
        "五年",
        "次会议",
        "全国",
        "摄",
        "李",
        "零",
        "次",
    ]);
    let texts = prop::collection::vec(piece, 0..60).prop_map(|p| p.concat());
    let check = |text: String| {
        let (original, blocks, views) = blocks(&text);
        let Outline { sections, at, .. } = outline(&blocks, &views, &original, &Found::of(&views));
        prop_assert_eq!(at.len(), blocks.len());
        prop_assert!(sections.iter().flat_map(|s| &s.spans).all(|s| s.range().end <= original.len()));
        let facts = Found::of(&views).facts(&views, &original);
        let spans = [&facts.title, &facts.issuer, &facts.kind, &facts.period_reviewed, &facts.period_planned];
        prop_assert!(spans.iter().copied().flatten().flat_map(|f| &f.spans).all(|s| s.range().end <= original.len()));
        for view in &views {
            for range in crate::sentence::split(&view.chars) {
                let year = Found::of(&views).year;
                let _ = tense(&view.chars[range], &Setting { year, ..Setting::default() });
            }
        }
        Ok(())
    };
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(3000)
    });
    if let Err(fault) = runner.run(&texts, check) {
        panic!("{fault}");
    }
}
