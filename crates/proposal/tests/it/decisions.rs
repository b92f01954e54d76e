//! Accept, correct, merge, split, ignore.

use crate::world::{FIRST, Paper, SECOND, World, parse, unparse, with};
use luoshi_plan::{Due, Part, Verdict};
use luoshi_proposal::{Bulk, Kind};

fn begun() -> (World, Paper, String) {
    let (world, paper) = (World::default(), Paper::new(1, FIRST));
    let file = world.file(&paper);
    (world, paper, file)
}

#[test]
fn nothing_is_taken_in_that_nobody_decided() {
    let (mut world, paper, file) = begun();
    let decided = world.apply(&paper, &file, Bulk::Wait).expect("no faults");
    assert!(decided.changes.is_empty());
    assert!(decided.waiting > 20);
}

#[test]
fn what_is_taken_in_brings_what_it_rests_on() {
    let (mut world, paper, file) = begun();
    let file = with(&file, "task", "新建口袋公园12个", "decision", "采纳");
    let decided = world.apply(&paper, &file, Bulk::Wait).expect("no faults");
    assert_eq!((world.whole.tasks.len(), world.whole.goals.len(), world.whole.plans.len()), (1, 1, 1));
    assert_eq!(decided.along, 2);
}

#[test]
fn a_mended_cell_is_what_is_taken_in() {
    let (mut world, paper, mut file) = begun();
    let text = "6月底前完成云泽河两岸污水口整治";
    for (column, value) in [("decision", "accept"), ("due", "2025/9/30"), ("lead", "市水务局")] {
        file = with(&file, "task", text, column, value);
    }
    file = with(&file, "indicator", "粮食产量", "decision", "correct");
    file = with(&file, "indicator", "粮食产量", "text", "粮食总产量");
    let decided = world.apply(&paper, &file, Bulk::Wait).expect("no faults");
    assert_eq!(decided.counts[&(Kind::Task, Verdict::Correct)], 1);
    let task = &world.whole.tasks[0];
    assert_eq!(task.due, Due::On("2025-09-30".parse().expect("a day")));
    let leads: Vec<_> = world.whole.assignments.iter().filter(|a| a.part == Part::Lead).map(|a| a.body).collect();
    let name = |id| world.whole.body(id).map(|b| b.name.clone());
    assert_eq!(leads.into_iter().filter_map(name).collect::<Vec<_>>(), ["市水务局"]);
    assert!(world.whole.indicators.iter().any(|i| i.name == "粮食总产量"));
}

#[test]
fn one_row_may_become_several() {
    let (mut world, paper, file) = begun();
    let mut rows = parse(&file);
    let place = rows.iter().position(|r| r[1] == "task" && r[3].contains("口袋公园")).expect("the task");
    let copy = rows[place].clone();
    rows.insert(place + 1, copy);
    for (row, title) in [(place, "新建滨河口袋公园7个"), (place + 1, "新建社区口袋公园5个")] {
        "split".clone_into(&mut rows[row][0]);
        title.clone_into(&mut rows[row][3]);
    }
    world.apply(&paper, &unparse(&rows, ','), Bulk::Wait).expect("no faults");
    let mut titles: Vec<_> = world.whole.tasks.iter().map(|t| t.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["新建滨河口袋公园7个", "新建社区口袋公园5个"]);
    // One of two parts is missing: the file may be cut.
    "split 3".clone_into(&mut rows[place][0]);
    "split 3".clone_into(&mut rows[place + 1][0]);
    let faults = World::default().apply(&paper, &unparse(&rows, ','), Bulk::Wait).expect_err("a part is missing");
    assert!(faults[0].contains("2/3"), "{faults:?}");
}

#[test]
fn what_is_merged_adds_where_it_stands_and_who_helps() {
    let (mut world, first, file) = begun();
    world.apply(&first, &file, Bulk::Certain).expect("no faults");
    let second = Paper::new(2, SECOND);
    let task = world.whole.tasks.iter().find(|t| t.title.contains("口袋公园")).expect("a task").id;
    let file = world.file(&second);
    let file = with(&file, "task", "新建口袋公园8个", "decision", "merge");
    // Into what, it has to say.
    let faults = world.clone().apply(&second, &file, Bulk::Wait).expect_err("into what");
    assert!(faults[0].contains("merging needs something"), "{faults:?}");
    let file = with(&file, "task", "新建口袋公园8个", "into", &format!("task/{task}"));
    let file = with(&file, "task", "新建口袋公园8个", "support", "市园林中心");
    let before = world.whole.tasks.len();
    world.apply(&second, &file, Bulk::Wait).expect("no faults");
    assert_eq!(world.whole.tasks.len(), before);
    let of = |s: luoshi_plan::Subject| world.whole.citations.iter().filter(|c| c.of == s).count();
    assert_eq!(of(luoshi_plan::Subject::Task(task)), 2);
    assert!(world.whole.bodies.iter().any(|b| b.name == "市园林中心"));
}

#[test]
fn what_is_left_out_is_proposed_no_more() {
    let (mut world, paper, file) = begun();
    let file = with(&file, "task", "新建口袋公园12个", "decision", "忽略");
    world.apply(&paper, &file, Bulk::Wait).expect("no faults");
    assert!(world.whole.tasks.is_empty());
    assert!(!world.file(&paper).contains("新建口袋公园12个,"));
}

#[test]
fn a_file_taken_in_twice_changes_nothing_the_second_time() {
    let (mut world, paper, file) = begun();
    world.apply(&paper, &file, Bulk::Certain).expect("no faults");
    let once = world.clone();
    let again = world.apply(&paper, &file, Bulk::Certain).expect("no faults");
    assert!(again.changes.is_empty());
    assert_eq!(world, once);
    // Rows that waited may be decided later, in the same file.
    let file = with(&file, "task", "建设云泽河绿道", "decision", "accept");
    let later = world.apply(&paper, &file, Bulk::Certain).expect("no faults");
    assert_eq!(later.changes.tasks.len(), 1);
    // What was decided is not decided otherwise.
    let file = with(&file, "task", "新建口袋公园12个", "decision", "ignore");
    let faults = world.apply(&paper, &file, Bulk::Certain).expect_err("decided before");
    assert!(faults[0].contains("decided before"), "{faults:?}");
}

#[test]
fn words_may_be_a_goal_or_a_principle_and_not_a_task() {
    let (mut world, paper, file) = begun();
    let text = "打造更有活力的滨水空间";
    let file = with(&file, "task", text, "decision", "accept");
    let file = with(&file, "task", text, "kind", "principle");
    world.apply(&paper, &file, Bulk::Wait).expect("no faults");
    assert_eq!(world.whole.principles.len(), 1);
    assert!(world.whole.tasks.is_empty());
}

#[test]
fn a_file_written_before_another_document_made_the_plan_can_be_taken_in() {
    let mut world = World::default();
    // What counts a year plans none: it proposes a plan only where there is none yet.
    let counts = "云泽市2023年国民经济和社会发展统计公报\n\n云泽市统计局\n2024年3月20日\n\n一、综合\n\n2023年，全市地区生产总值增长5.5%。\n";
    let (first, second) = (Paper::new(1, FIRST), Paper::new(2, counts));
    let (one, two) = (world.file(&first), world.file(&second));
    world.apply(&first, &one, Bulk::Certain).expect("no faults");
    assert_eq!(world.whole.plans.len(), 1);
    // The row of the plan that the second proposed has no decision, and the plan is there.
    let taken = world.apply(&second, &two, Bulk::Certain).expect("no faults");
    assert!(taken.counts.values().sum::<usize>() > 0, "{taken:?}");
    assert_eq!(world.whole.plans.len(), 1);
}
