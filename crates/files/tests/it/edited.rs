//! Files as people leave them: edited in a spreadsheet, with mistakes.

use crate::any::plan;
use luoshi_files::{read, write};
use luoshi_plan::{Language, Whole};
use std::collections::BTreeMap;

fn files(whole: &Whole) -> BTreeMap<String, Vec<u8>> {
    write(whole).into_iter().collect()
}

/// A small plan, and one of its files edited.
fn with(file: &str, edit: impl FnOnce(String) -> String) -> Result<Whole, String> {
    let mut out = files(&small());
    let text = String::from_utf8(out[file].clone()).expect("text");
    out.insert(file.to_owned(), edit(text).into_bytes());
    read(&out).map(|r| r.whole).map_err(|faults| faults.to_string())
}

fn small() -> Whole {
    let toml =
        "form = \"luoshi.plan/1\"\n[[plan]]\nid = \"plan/1\"\ntitle = \"云山市规划\"\nperiod = \"2026/2030\"\n[end]\n";
    let mut out: BTreeMap<String, Vec<u8>> = files(&Whole::default());
    out.insert("plan.toml".to_owned(), toml.as_bytes().to_vec());
    out.insert("goals.csv".to_owned(), "id,plan,parent,title\ngoal/2,plan/1,,山更绿\nend\n".as_bytes().to_vec());
    out.insert(
        "tasks.csv".to_owned(),
        "id,goal,title,start,due,begun,reported,verified,dropped_by,dropped_in,dropped_source,dropped_on\n\
         task/3,goal/2,新修梯田3万亩,,2028-06-30,,,,,,,\nend\n"
            .as_bytes()
            .to_vec(),
    );
    read(&out).expect("it reads").whole
}

#[test]
fn a_file_saved_by_a_spreadsheet_is_read() {
    // A byte order mark, other line ends, empty cells to the right, blank lines, columns in another order.
    let same = with("tasks.csv", |text| format!("\u{feff}{}", text.replace("\r\n", ",,\n").replace("end", "\nend")));
    assert_eq!(same.as_ref(), Ok(&small()));
    let moved = with("goals.csv", |_| "title,id,parent,plan,我的备注\n山更绿,goal/2,,plan/1,x\nend,,,,\n".to_owned());
    assert!(moved.expect_err("an unknown column").contains("goals.csv:E1: “我的备注” is no column here"));
    let moved = with("goals.csv", |_| "title,id,parent,plan,(备注)\n山更绿,goal/2,,plan/1,x\nend,,,,\n".to_owned());
    assert_eq!(moved.as_ref(), Ok(&small()));
}

#[test]
fn new_things_have_no_number_yet_or_a_mark_of_ones_own() {
    let whole =
        with("goals.csv", |text| text.replace("end", "goal/+水,plan/1,,,水更清\n,plan/1,goal/+水,,河更清\nend"));
    let whole = whole.expect("it reads");
    let new: Vec<_> = whole.goals.iter().filter(|g| g.id.get() < 0).collect();
    assert_eq!(new.len(), 2);
    let water = new.iter().find(|g| g.title == "水更清").expect("there");
    assert!(new.iter().any(|g| g.parent == Some(water.id)));
}

#[test]
fn each_bad_cell_is_named_by_its_address() {
    let cases: &[(&str, &str, &str, &str)] = &[
        ("tasks.csv", "2028-06-30", "2028-6-30", "tasks.csv:F2: “2028-6-30”: a day is written 2026-01-31"),
        ("tasks.csv", "2028-06-30", "年底前", "tasks.csv:F2: “年底前”: a day is written"),
        ("tasks.csv", "goal/2", "goal/9", "tasks.csv:B2: points to goal/9, which is not in the files"),
        ("tasks.csv", "goal/2", "二号目标", "tasks.csv:B2: “二号目标”: it is written goal/12"),
        ("tasks.csv", "task/3", "3", "tasks.csv:A2: “3”: an id is written task/12"),
        ("tasks.csv", "新修梯田3万亩", "", "tasks.csv:D2: title has to be there"),
        ("goals.csv", "end", "goal/2,plan/1,,,又一个\nend", "goals.csv:A3: “goal/2” is there twice"),
        ("goals.csv", "end", "end\ngoal/5,plan/1,,,在后面", "goals.csv:A3: there is something after end"),
        ("goals.csv", "end", "", "goals.csv: has no row end"),
        ("goals.csv", "plan/1,", "plan/1,goal/2", "goals.csv: goal/2 is a part of itself"),
        ("goals.csv", "title", "标题", "goals.csv:E1: “标题” is no column here"),
        ("plan.toml", "2026/2030", "十五五", "plan.toml:8: period: is written 2026/2030"),
        ("plan.toml", "luoshi.plan/1", "luoshi.plan/9", "only “luoshi.plan/1” is known"),
        ("plan.toml", "title", "name", "plan.toml:5: “name” is not known"),
    ];
    for (file, from, to, said) in cases {
        let wrong = with(file, |text| {
            assert!(text.contains(from), "{text}");
            text.replacen(from, to, if *to == "标题" { 1 } else { usize::MAX })
        });
        let wrong = wrong.expect_err(said);
        assert!(wrong.contains(said), "{wrong}\nwanted: {said}");
    }
    let mut out = files(&small());
    out.remove("steps.csv");
    out.insert("posts.csv".to_owned(), b"\xff\xfe".to_vec());
    let faults = read(&out).expect_err("refused");
    let zh: Vec<String> = faults.0.iter().map(|f| f.said(Language::Zh)).collect();
    assert!(zh.iter().any(|f| f.starts_with("steps.csv: 不在文件夹里")), "{zh:?}");
    assert!(zh.iter().any(|f| f.starts_with("posts.csv: 第1行有不是 UTF-8 的字节")), "{zh:?}");
}

#[test]
fn many_faults_are_told_to_a_bound() {
    let whole = plan(3, 6, 0).whole;
    let mut out = files(&whole);
    let rows = "task/1,x,,,,,,,,,,,\n".repeat(500);
    out.insert("tasks.csv".to_owned(), format!("id,goal,title,start,due,begun,reported,verified,dropped_by,dropped_in,dropped_source,dropped_on\n{rows}end\n").into_bytes());
    let faults = read(&out).expect_err("refused");
    assert_eq!(faults.0.len(), 201);
    assert!(faults.to_string().contains("more"));
}
