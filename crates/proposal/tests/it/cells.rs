//! What a spreadsheet does to a file, and what a person writes into a wrong cell.

use crate::world::{FIRST, Paper, World, parse, unparse, with};
use luoshi_proposal::Bulk;
use proptest::prelude::*;

fn begun() -> (World, Paper, String) {
    let (world, paper) = (World::default(), Paper::new(1, FIRST));
    let file = world.file(&paper);
    (world, paper, file)
}

/// What no body is called.
const LONG_NAME: &str = "市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局市水务局水务";

/// The plan that a file makes.
fn made(file: &str) -> Result<World, Vec<String>> {
    let (mut world, paper, _) = begun();
    world.apply(&paper, file, Bulk::Certain).map(|_| world)
}

#[test]
fn the_form_of_the_file_does_not_matter() {
    let (_, _, file) = begun();
    let plain = made(&file).expect("no faults");
    let rows = parse(&file);
    let semicolons = unparse(&rows, ';');
    let tabs = unparse(&rows, '\t');
    let marked = format!("\u{feff}{}", file.replace("\r\n", "\n"));
    let old = file.replace("\r\n", "\r");
    let turned: Vec<Vec<String>> = rows.iter().map(|r| r.iter().rev().cloned().collect()).collect();
    // The columns that nobody needs.
    let kept = ["decision", "id", "text", "value", "unit"];
    let columns: Vec<usize> = (0..rows[0].len()).filter(|c| kept.contains(&rows[0][*c].as_str())).collect();
    let few: Vec<Vec<String>> = rows.iter().map(|r| columns.iter().map(|c| r[*c].clone()).collect()).collect();
    let mut sorted = rows.clone();
    sorted[1..].sort_by(|a, b| b[3].cmp(&a[3]));
    // A remark of one's own, blank rows, blank cells behind.
    let mut more = rows.clone();
    for (n, row) in more.iter_mut().enumerate() {
        row.push(if n == 0 { "备注".to_owned() } else { String::new() });
    }
    more.insert(4, vec![String::new(); 3]);
    for (name, changed) in [
        ("semicolons", semicolons),
        ("tabs", tabs),
        ("a BOM and bare line feeds", marked),
        ("bare returns", old),
        ("columns turned round", unparse(&turned, ',')),
        ("few columns", unparse(&few, ',')),
        ("sorted", unparse(&sorted, ',')),
        ("more columns", unparse(&more, ',')),
    ] {
        let world = made(&changed).unwrap_or_else(|f| panic!("{name}: {f:?}"));
        assert_eq!(world.whole.tasks.len(), plain.whole.tasks.len(), "{name}");
        assert_eq!(world.series("粮食产量"), plain.series("粮食产量"), "{name}");
        if name != "sorted" {
            assert_eq!(world, plain, "{name}");
        }
    }
}

#[test]
fn numbers_and_days_as_a_spreadsheet_writes_them_are_no_mend() {
    let (world, paper, file) = begun();
    let file = with(&file, "task", "年内建成城西污水处理厂", "due", "2025/12/31");
    let file = with(&file, "observation", "地区生产总值", "value", "486.20");
    let decided = world.decide(&paper, &file, Bulk::Certain).expect("no faults");
    assert!(decided.undecided_edits.is_empty(), "{:?}", decided.undecided_edits);
}

#[test]
fn each_bad_cell_is_named_by_its_address_with_reason_and_mend() {
    let (_, _, file) = begun();
    let place = |file: &str, kind: &str, text: &str, column: &str| {
        let rows = parse(file);
        let c = rows[0].iter().position(|h| h == column).expect("a column");
        let r = rows.iter().position(|r| r[3] == text && r[1] == kind).expect("a row");
        format!("{}{}", char::from(b'A' + c as u8), r + 1)
    };
    for (kind, text, column, wrong, word) in [
        ("observation", "地区生产总值", "value", "约486", "is no number"),
        ("observation", "地区生产总值", "period", "去年", "is no period"),
        ("observation", "地区生产总值", "published", "一月", "is no day"),
        ("observation", "地区生产总值", "finality", "sure", "estimate, provisional, final"),
        ("observation", "地区生产总值", "unit", "万亩", "do not measure the same"),
        ("observation", "地区生产总值", "of", "indicator/99", "is not there"),
        ("observation", "地区生产总值", "due", "2025-01-01", "nothing of this column"),
        ("target", "地区生产总值增速", "wanted", "more", "reach, floor"),
        ("target", "地区生产总值增速", "period", "soon", "no term"),
        ("task", "新建口袋公园12个", "decision", "maybe", "is no decision"),
        ("task", "新建口袋公园12个", "of", "", "needs a goal"),
        ("task", "新建口袋公园12个", "of", "the park", "names nothing"),
        ("task", "新建口袋公园12个", "due", "2025-02-30", "is no day"),
        ("task", "新建口袋公园12个", "into", "task/5", "is not there"),
        ("task", "新建口袋公园12个", "kind", "target", "cannot become"),
        ("task", "新建口袋公园12个", "lead", LONG_NAME, "too long (102"),
        ("target", "地区生产总值增速", "tolerance", "-0.3", "cannot be negative"),
    ] {
        let decided = if column == "decision" { file.clone() } else { with(&file, kind, text, "decision", "accept") };
        let changed = with(&decided, kind, text, column, wrong);
        let faults = made(&changed).expect_err(wrong);
        let cell = place(&file, kind, text, column);
        let found = faults.iter().any(|f| f.starts_with(&format!("{cell} ({column}): ")) && f.contains(word));
        assert!(found, "{cell} {wrong}: {faults:?}");
    }
}

#[test]
fn what_is_wanted_may_be_written_in_chinese_and_a_page_is_no_title() {
    let (_, _, file) = begun();
    let ceiling = with(&file, "target", "地区生产总值增速", "wanted", "不高于");
    let world = made(&with(&ceiling, "target", "地区生产总值增速", "decision", "accept")).expect("no faults");
    assert!(world.whole.targets.iter().any(|t| matches!(t.wanted, luoshi_plan::Wanted::Ceiling(_))));
    let page = with(&file, "task", "新建口袋公园12个", "text", &"修渠".repeat(1500));
    let faults = made(&with(&page, "task", &"修渠".repeat(1500), "decision", "accept")).expect_err("too long");
    assert!(faults.iter().any(|f| f.contains("too long (3000")), "{faults:?}");
}

#[test]
fn every_fault_of_a_file_is_told_at_once_and_nothing_is_taken_in() {
    let (_, _, file) = begun();
    let file = with(&file, "observation", "地区生产总值", "value", "?");
    let file = with(&file, "observation", "粮食产量", "value", "?");
    assert_eq!(made(&file).expect_err("two").len(), 2);
    // What cannot be read and what refers to nothing, in one go; what only hangs on a wrong row is not named.
    let file = with(&file, "task", "新建口袋公园12个", "of", "goal/99");
    let file = with(&file, "task", "新建口袋公园12个", "decision", "accept");
    let file = with(&file, "goal", "守护绿水青山", "into", "goal/98");
    let faults = made(&with(&file, "goal", "守护绿水青山", "decision", "accept")).expect_err("four");
    assert_eq!(faults.len(), 4, "{faults:#?}");
    assert!(
        faults.iter().any(|f| f.contains("goal/99")) && faults.iter().any(|f| f.contains("goal/98")),
        "{faults:#?}"
    );
}

proptest! {
    #[test]
    fn whatever_stands_in_a_cell_the_file_is_taken_in_or_its_faults_are_told(
        row in 0usize..45,
        column in 0usize..29,
        text in "[p0-9a-f/ =.:\\-年一二accepmrgsplitnor\"';,\\n]{0,14}",
        certain in any::<bool>(),
    ) {
        let (mut world, paper, file) = begun();
        let mut rows = parse(&file);
        let (r, c) = (row % rows.len(), column % rows[0].len());
        rows[r][c] = text;
        let before = world.clone();
        let bulk = if certain { Bulk::Certain } else { Bulk::Wait };
        match world.apply(&paper, &unparse(&rows, ','), bulk) {
            Ok(_) => {}
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                prop_assert_eq!(world, before);
            }
        }
    }
}
