//! `luoshi sheet`, as an office uses it: look, take in, be told what is wrong, get the own columns back.

use crate::run::{Folder, Ran, SENTENCE, command, lines, luoshi};
use luoshi_document::{Merge, workbook};
use luoshi_sheet::{Out, OutCell, write};
use std::path::Path;

/// A plan with two indicators in three places and one task.
fn plan(folder: &Path) {
    let files = [
        ("sources.csv", "id,sha256,bytes,name,title,issuer,day,kind,language\n"),
        (
            "territories.csv",
            "id,parent,code,name,valid_from,valid_to,followed_by\nterritory/+市,,,云山市,,,\n\
             territory/+东,territory/+市,,东河县,,,\nterritory/+西,territory/+市,,西岭区,,,\n",
        ),
        ("bodies.csv", "id,parent,name,territory,valid_from,valid_to,followed_by\nbody/+农,,市农业局,,,,\n"),
        ("posts.csv", "id,body,title,valid_from,valid_to\n"),
        ("goals.csv", "id,plan,parent,title\ngoal/+1,plan/+1,,粮食安全\n"),
        ("principles.csv", "id,plan,text\n"),
        (
            "indicators.csv",
            "id,plan,goal,name,unit,direction,measure,nature,frequency,definition,publisher,adds,weight\n\
             indicator/+粮,plan/+1,goal/+1,粮食产量,万吨,up,flow,expected,yearly,,,additive,\n\
             indicator/+城,plan/+1,goal/+1,城镇化率,%,up,level,expected,yearly,,,neither,\n",
        ),
        (
            "targets.csv",
            "id,indicator,territory,wanted,value,high,words,term,when,base_period,base_value,shape,tolerance,approved_by,\
             approved_in,approved_source,approved_on,replaces,dropped_by,dropped_in,dropped_source,dropped_on\n\
             target/+1,indicator/+粮,territory/+东,reach,12.5,,,by,2025-12-31,,,linear,,,,,,,,,,\n",
        ),
        ("milestones.csv", "id,target,on,value\n"),
        ("observations.csv", "id,indicator,territory,period,value,finality,standing,revision,published,source\n"),
        (
            "tasks.csv",
            "id,goal,title,start,due,begun,reported,verified,dropped_by,dropped_in,dropped_source,dropped_on\n\
             task/+1,goal/+1,新建粮库3座,,2026-06-30,,,,,,,\n",
        ),
        ("steps.csv", "id,task,title,on,done\n"),
        (
            "assignments.csv",
            "id,task,body,post,part,given,reply,replied,reason\n,task/+1,body/+农,,lead,2026-01-05,none,,\n",
        ),
        ("citations.csv", "id,of,part,source,spans\n"),
    ];
    for (name, text) in files {
        std::fs::write(folder.join(name), format!("{text}end\n")).expect("written");
    }
    let plan = "form = 'luoshi.plan/1'\n[[plan]]\nid = 'plan/+1'\ntitle = '云山市规划'\nperiod = '2026/2030'\n[end]\n";
    std::fs::write(folder.join("plan.toml"), plan).expect("written");
}

struct Case {
    folder: Folder,
}

impl Case {
    fn new() -> Self {
        let case = Self { folder: Folder::new() };
        std::fs::create_dir_all(case.path("typed")).expect("a folder");
        plan(Path::new(&case.path("typed")));
        let ran = luoshi(["plan", "import", &case.path("typed"), "--data", &case.path("data"), "--actor", "规划科"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        case
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn import(&self, file: &str, more: &[&str]) -> Ran {
        let (file, data) = (self.path(file), self.path("data"));
        luoshi(
            ["sheet", "import", &file, "--data", &data, "--actor", "统计科", "--lang", "en"]
                .into_iter()
                .chain(more.iter().copied()),
        )
    }

    fn entries(&self) -> usize {
        lines(&luoshi(["log", "--data", &self.path("data"), "--last", "1000", "--format", "jsonl"]).out).len()
    }

    /// The values that stand, as `indicator territory period value revision`.
    fn values(&self) -> Vec<String> {
        let out = self.path("export");
        let _ = std::fs::remove_dir_all(&out);
        assert_eq!(luoshi(["plan", "export", &out, "--data", &self.path("data")]).code, 0);
        let text = std::fs::read_to_string(Path::new(&out).join("observations.csv")).expect("written");
        let head: Vec<&str> = text.lines().next().unwrap_or_default().split(',').collect();
        let column = |name: &str| head.iter().position(|h| *h == name).expect("a column");
        let (period, value, revision) = (column("period"), column("value"), column("revision"));
        let row = |line: &str| {
            let cells: Vec<&str> = line.split(',').collect();
            format!("{} {} {}", cells[period], cells[value], cells[revision])
        };
        text.lines().skip(1).filter(|l| *l != "end" && !l.starts_with("end,")).map(row).collect()
    }
}

const SHEET: &str = "2025年1-9月粮食产量,,,\n县区,2025年目标值,完成值,完成率（%）\n全市,,98.6,\n东河县,12.5,9.2,73.6\n西岭区,,3.10,\n合计,,110.9,\n";

#[test]
fn a_sheet_is_shown_and_taken_in_once_and_a_change_is_a_revision() {
    let case = Case::new();
    let before = case.entries();
    case.folder.file("数据.csv", SHEET);
    // Nothing names the indicator: the column of values heads no indicator of the plan.
    let ran = case.import("数据.csv", &["--dry-run"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    let named = SHEET.replace("2025年1-9月粮食产量", "2025年1-9月").replace("完成值", "粮食产量（万吨）");
    case.folder.file("数据.csv", &named);
    let dry = case.import("数据.csv", &["--dry-run"]);
    assert_eq!(dry.code, 0, "{}{}", dry.out, dry.err);
    assert!(dry.out.contains("3 new, 0 revised"), "{}", dry.out);
    assert!(dry.out.contains("rows that sum up, not taken: 6"), "{}", dry.out);
    assert_eq!(case.entries(), before);
    let ran = case.import("数据.csv", &[]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(case.entries(), before + 1);
    let mut values = case.values();
    values.sort();
    assert_eq!(values, ["2025-01/2025-09 3.10 0", "2025-01/2025-09 9.2 0", "2025-01/2025-09 98.6 0"]);
    // The same again, and 3.1 for 3.10, is nothing; one figure that changed is a revision.
    let again = case.import("数据.csv", &[]);
    assert!(again.out.contains("0 new, 0 revised, 3 as in the record"), "{}", again.out);
    case.folder.file("数据.csv", named.replace("3.10", "3.1").replace("9.2", "9.4"));
    let revised = case.import("数据.csv", &[]);
    assert!(revised.out.contains("0 new, 1 revised, 2 as in the record"), "{}", revised.out);
    let mut values = case.values();
    values.sort();
    assert_eq!(values[2], "2025-01/2025-09 9.4 1");
    assert_eq!(luoshi(["verify", &case.path("data")]).code, 0);
}

#[test]
fn wrong_cells_are_named_and_nothing_is_half_taken_in() {
    let case = Case::new();
    let before = case.entries();
    case.folder.file(
        "表一.csv",
        "指标,单位,地区,时期,实际值\n粮食产量,万吨,东河县,2025年,9.2\n粮食产量,吨,西岭区,2025年,3.1\n\
         粮食产量,万吨,东河镇,2025年,1\n粮食总产量,万吨,东河县,2024年,8.8\n城镇化率,%,西岭区,2025年,约六成\n\
         城镇化率,%,西岭区,去年夏天,61.2\n粮食产量,万吨,东河县,2025年,9.3\n",
    );
    let ran = case.import("表一.csv", &[]);
    assert_eq!(ran.code, 1);
    let all = format!("{}{}", ran.out, ran.err);
    for wanted in [
        "表一!B3: 粮食产量（吨）: the plan measures it in 万吨",
        "表一!C4: 东河镇: the record has no such place",
        "表一!A5: 粮食总产量: the plan has no such indicator; near: 粮食产量",
        "表一!E6: 约六成: a number should stand here",
        "表一!D7: 去年夏天: not a period",
        "表一!E8: 9.3: the same indicator, place and period as E2",
        "nothing was taken in",
    ] {
        assert!(all.contains(wanted), "{wanted}\n{all}");
    }
    assert_eq!(case.entries(), before);
    assert!(case.values().is_empty());
    let rest =
        case.import("表一.csv", &["--skip-wrong", "--indicator", "粮食总产量=粮食产量", "--place", "东河镇=西岭区"]);
    assert_eq!(rest.code, 1, "{}", rest.err);
    assert!(rest.out.contains("3 new"), "{}{}", rest.out, rest.err);
    // What was corrected is kept for the next sheet of the same headings.
    case.folder.file("表二.csv", "指标,单位,地区,时期,实际值\n粮食总产量,万吨,东河县,2023年,8.1\n");
    let next = case.import("表二.csv", &[]);
    assert_eq!(next.code, 0, "{}{}", next.out, next.err);
    assert!(next.out.contains("the mapping kept for the same headings was used"), "{}", next.out);
}

fn ledger() -> Vec<u8> {
    let text = |t: &str| OutCell::Text(t.to_owned());
    let mut out = Out { name: "台账".to_owned(), heads: 2..4, ..Out::default() };
    out.cells.insert((0, 0), text("2026年重点任务台账"));
    out.cells.insert((1, 0), text("填报人：赵某某"));
    out.merges.push(Merge { row: 0, column: 0, rows: 1, columns: 7 });
    let heads = ["序号", "重点工作", "责任分工", "", "责任人", "联系电话", "完成时限"];
    for (column, head) in (0..).zip(heads) {
        if !head.is_empty() {
            out.cells.insert((2, column), text(head));
        }
    }
    out.cells.insert((3, 2), text("牵头单位"));
    out.cells.insert((3, 3), text("配合单位"));
    out.merges.push(Merge { row: 2, column: 2, rows: 1, columns: 2 });
    let rows = [
        ["1", "新建粮库3座", "市农业局", "市财政局", "钱某某", "13800000000", "6月底前"],
        ["2", "新修灌渠40公里", "市水利局", "市农业局、市财政局", "孙某某", "13900000000", "持续推进"],
    ];
    for (row, cells) in (4..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            out.cells.insert((row, column), text(cell));
        }
    }
    write(&[out]).expect("a workbook")
}

#[test]
fn a_ledger_of_tasks_comes_in_without_its_persons_and_goes_out_in_its_own_form() {
    let case = Case::new();
    case.folder.file("台账.xlsx", ledger());
    let which = case.import("台账.xlsx", &[]);
    assert_eq!(which.code, 1);
    assert!(which.err.contains("台账!B6: 新修灌渠40公里: of which goal?"), "{}", which.err);
    let data = luoshi(["plan", "export", &case.path("ids"), "--data", &case.path("data")]);
    assert_eq!(data.code, 0);
    let goals = std::fs::read_to_string(Path::new(&case.path("ids")).join("goals.csv")).expect("written");
    let goal = goals.split("goal/").nth(1).and_then(|r| r.split(',').next()).expect("a goal").to_owned();
    let ran = case.import("台账.xlsx", &["--goal", &goal]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("1 new, 1 changed"), "{}", ran.out);
    assert!(ran.err.contains("persons were not kept"), "{}", ran.err);
    let again = case.import("台账.xlsx", &["--goal", &goal]);
    assert!(again.out.contains("0 new, 0 changed, 2 as in the record"), "{}", again.out);
    // No person is anywhere in the record's files.
    let mut files = vec![std::path::PathBuf::from(case.path("data"))];
    let mut looked = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).expect("a folder").flatten().map(|e| e.path()));
            continue;
        }
        let bytes = std::fs::read(&path).expect("readable");
        looked += 1;
        for person in ["钱某某", "孙某某", "赵某某", "13800000000", "13900000000"] {
            assert!(!bytes.windows(person.len()).any(|w| w == person.as_bytes()), "{person} is in {}", path.display());
        }
    }
    assert!(looked >= 1);
    // The office's own form, from the record alone and from its own file.
    for form in [&[][..], &["--form", &case.path("台账.xlsx")]] {
        let (out, data) = (case.path("导出.xlsx"), case.path("data"));
        let args = ["sheet", "export", "--data", &data, "--out", &out, "--lang", "en"];
        let ran = luoshi(args.into_iter().chain(form.iter().copied()));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.contains("2 tasks, 0 more"), "{}", ran.err);
        let book = workbook(&std::fs::read(&out).expect("written")).expect("a workbook");
        let sheet = &book.sheets[0];
        assert_eq!(sheet.name, "台账");
        let cell = |row, column| sheet.at(row, column).map(|c| book.shown(c)).unwrap_or_default();
        assert_eq!((cell(2, 2), cell(3, 3), cell(4, 1)), ("责任分工".into(), "配合单位".into(), "新建粮库3座".into()));
        assert_eq!(cell(5, 3), "市农业局、市财政局");
        assert!(sheet.merges.contains(&Merge { row: 2, column: 2, rows: 1, columns: 2 }));
        assert!(sheet.cells.iter().all(|c| !c.formula));
        assert_eq!(cell(4, 4), if form.is_empty() { "" } else { "钱某某" });
    }
    assert_eq!(luoshi(["verify", &case.path("data")]).code, 0);
}

#[test]
fn each_office_gets_its_own_rows_back_and_others_only_when_asked_for() {
    let case = Case::new();
    let book = |rows: &[[&str; 4]]| {
        let mut out = Out { name: "台账".into(), heads: 0..1, ..Out::default() };
        let head = ["序号", "重点任务", "牵头单位", "完成时限"];
        for (row, cells) in (0..).zip(std::iter::once(&head).chain(rows)) {
            for (column, cell) in (0..).zip(cells) {
                out.cells.insert((row, column), OutCell::Text((*cell).to_owned()));
            }
        }
        write(&[out]).expect("a workbook")
    };
    // Two offices, whose sheets have the same name and the same headings.
    case.folder.file("农业.xlsx", book(&[["1", "新建粮库3座", "市农业局", "2026-06-30"]]));
    case.folder.file("水利.xlsx", book(&[["1", "新修灌渠40公里", "市农业局", "持续推进"]]));
    case.folder.file("空表.xlsx", book(&[]));
    for file in ["农业.xlsx", "水利.xlsx"] {
        let ran = case.import(file, &["--goal", "粮食安全"]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    }
    let (out, data) = (case.path("导出.xlsx"), case.path("data"));
    let export = |more: &[&str]| {
        let args = ["sheet", "export"].into_iter().chain(more.iter().copied());
        let ran = luoshi(args.chain(["--data", &data, "--out", &out, "--lang", "en"]));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let book = workbook(&std::fs::read(&out).expect("written")).expect("a workbook");
        let titles = book.sheets[0].cells.iter().filter(|c| c.column == 1 && c.row > 0).map(|c| book.shown(c));
        (titles.collect::<Vec<_>>(), ran.err)
    };
    let (rows, said) = export(&["农业.xlsx"]);
    assert_eq!(rows, ["新建粮库3座"]);
    assert!(said.contains("1 tasks of the plan are not in this form; --add-tasks"), "{said}");
    assert_eq!(export(&["水利.xlsx"]).0, ["新修灌渠40公里"]);
    assert_eq!(export(&["水利.xlsx", "--add-tasks"]).0, ["新修灌渠40公里", "新建粮库3座"]);
    // A form without a row is there to be filled.
    assert_eq!(export(&["--form", &case.path("空表.xlsx")]).0, ["新建粮库3座", "新修灌渠40公里"]);
}

#[test]
fn persons_in_hidden_columns_and_in_sheets_that_are_not_read_are_not_kept() {
    let case = Case::new();
    let text = |t: &str| OutCell::Text(t.to_owned());
    let sheet = |name: &str, rows: &[&[&str]]| {
        let mut out = Out { name: name.to_owned(), ..Out::default() };
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
                out.cells.insert((row, column), text(cell));
            }
        }
        out
    };
    let rows: [&[&str]; 3] = [
        &["序号", "重点工作", "牵头单位", "完成时限", "经办人", "备注"],
        &["1", "新建粮库3座", "市农业局", "2026-06-30", "周某甲", "列入年度计划"],
        &["2", "新修灌渠40公里", "市农业局", "持续推进", "周某乙", ""],
    ];
    let ledger = Out { heads: 0..1, hidden_columns: std::iter::once(4..5).collect(), ..sheet("台账", &rows) };
    let list: [&[&str]; 3] = [&["单位", "联系人", "联系电话"], &["市农业局", "周某丙", "13700000000"], &["注", "", ""]];
    let names = Out { hidden: true, ..sheet("通讯录", &list) };
    case.folder.file("台账.xlsx", write(&[ledger, names]).expect("a workbook"));
    // A goal by its title; one that is not there is named with those that are.
    let wrong = case.import("台账.xlsx", &["--goal", "粮食"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("粮食安全"), "{}", wrong.err);
    let ran = case.import("台账.xlsx", &["--goal", "粮食安全"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("persons were not kept"), "{}", ran.err);
    let (out, data) = (case.path("导出.xlsx"), case.path("data"));
    assert_eq!(luoshi(["sheet", "export", "--data", &data, "--out", &out]).code, 0);
    assert_eq!(luoshi(["plan", "export", &case.path("kept"), "--data", &data]).code, 0);
    let sources = std::fs::read_dir(Path::new(&case.path("kept")).join("sources")).expect("kept");
    let mut books: Vec<_> = sources.flatten().map(|e| std::fs::read(e.path()).expect("readable")).collect();
    assert!(!books.is_empty());
    books.push(std::fs::read(&out).expect("written"));
    for bytes in books {
        let Ok(book) = workbook(&bytes) else { continue };
        let shown: Vec<String> = book.sheets.iter().flat_map(|s| &s.cells).map(|c| book.shown(c)).collect();
        assert!(shown.iter().all(|c| !c.contains("周某") && !c.contains("13700000000")), "{shown:?}");
        assert!(shown.iter().any(|c| c == "新建粮库3座") && shown.iter().any(|c| c == "联系人"), "{shown:?}");
    }
}

#[test]
fn a_template_is_filled_and_read_back_by_the_same_reader() {
    let case = Case::new();
    for (lang, sheet, wanted) in [("zh", "数据填报", "2025年"), ("en", "Values", "2025")] {
        let (out, data) = (case.path("模板.xlsx"), case.path("data"));
        let made = luoshi([
            "sheet",
            "template",
            "observations",
            "--data",
            &data,
            "--period",
            "2025",
            "--out",
            &out,
            "--lang",
            lang,
        ]);
        assert_eq!(made.code, 0, "{}", made.err);
        let book = workbook(&std::fs::read(&out).expect("written")).expect("a workbook");
        let values = &book.sheets[0];
        assert_eq!((values.name.as_str(), book.sheets.len()), (sheet, 3));
        assert!(book.sheets[2].hidden);
        assert_eq!(values.at(2, 3).map(|c| book.shown(c)).as_deref(), Some(wanted));
        assert!(values.cells.iter().all(|c| !c.formula));
        // Filled in: a value into each row.
        let filled: String = ["指标,单位,地区,时期,实际值"]
            .into_iter()
            .map(str::to_owned)
            .chain((2..4).map(|row| {
                let cell = |column| values.at(row, column).map(|c| book.shown(c)).unwrap_or_default();
                format!("{},{},{},{},{}", cell(0), cell(1), cell(2), cell(3), row * 10)
            }))
            .collect::<Vec<_>>()
            .join("\n");
        case.folder.file("填好.csv", &filled);
        let ran = case.import("填好.csv", &["--dry-run"]);
        assert_eq!(ran.code, 0, "{}{}\n{filled}", ran.out, ran.err);
        assert!(ran.out.contains("2 new"), "{}", ran.out);
        let tasks = luoshi(["sheet", "template", "tasks", "--data", &data, "--out", &out, "--lang", lang]);
        assert_eq!(tasks.code, 0, "{}", tasks.err);
        let ran = case.import("模板.xlsx", &[]);
        assert!(ran.out.contains("0 new, 0 changed, 1 as in the record"), "{}{}", ran.out, ran.err);
    }
}

#[test]
fn hostile_files_are_refused_with_a_word() {
    let case = Case::new();
    let whole = ledger();
    for (name, bytes) in [
        ("断.xlsx", whole[..whole.len() / 2].to_vec()),
        ("空.xlsx", Vec::new()),
        ("引.csv", "指标,\"值\n".as_bytes().to_vec()),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n\0\0".to_vec()),
    ] {
        case.folder.file(name, &bytes);
        let ran = case.import(name, &["--goal", "1"]);
        assert_eq!(ran.code, 1, "{name}");
        assert!(ran.err.contains(name) || ran.err.contains("luoshi: "), "{name}: {}", ran.err);
    }
}

/// A file of the exported plan.
fn exported(case: &Case, name: &str) -> String {
    let out = case.path("export");
    let _ = std::fs::remove_dir_all(&out);
    assert_eq!(luoshi(["plan", "export", &out, "--data", &case.path("data")]).code, 0);
    std::fs::read_to_string(Path::new(&out).join(name)).expect("written")
}

#[test]
fn targets_and_baselines_come_in_with_their_cells_and_a_target_that_stands_is_not_changed() {
    let case = Case::new();
    let table = "县区,指标,单位,2024年基期值,2025年目标值,2025年完成值\n东河县,粮食产量,万吨,11.8,12.5,\n西岭区,粮食产量,万吨,8.6,≥9,9.2\n全市,城镇化率,%,61,62.5,\n";
    case.folder.file("目标.csv", table);
    let ran = case.import("目标.csv", &["--date", "2026-01-20"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("targets: 2 new, 1 as in the plan"), "{}", ran.out);
    assert!(ran.out.contains("values: 4 new"), "{}", ran.out);
    let targets = exported(&case, "targets.csv");
    let rows: Vec<&str> = targets.lines().collect();
    let has = |words: &[&str]| rows.iter().any(|row| words.iter().all(|w| row.contains(w)));
    assert!(has(&[",floor,9,", ",each_year,2025/2025,2024,8.6,"]), "{targets}");
    assert!(has(&[",reach,62.5,", ",by,2025-12-31,2024,61,"]), "{targets}");
    // Each number says in which cell it stands, and where in the text of the document that is.
    let citations = exported(&case, "citations.csv");
    let at = |part: &str| {
        let line = citations.lines().find(|l| l.split(',').nth(2) == Some(part));
        let spans = line.and_then(|l| l.rsplit(',').next()).unwrap_or_else(|| panic!("{part}: {citations}"));
        let (start, end) = spans.split_once('-').expect("a run");
        let (start, end): (usize, usize) = (start.parse().expect("a number"), end.parse().expect("a number"));
        table.chars().skip(start).take(end - start).collect::<String>()
    };
    let parts = ["value:E3", "base:D3", "value:F3", "value:D2", "value:E4"];
    assert_eq!(parts.map(at), ["≥9", "8.6", "9.2", "11.8", "62.5"]);
    // Again it is all there; another number for a target that stands is said and left.
    let ran = case.import("目标.csv", &["--date", "2026-01-20", "--dry-run"]);
    assert!(ran.out.contains("targets: 0 new, 3 as in the plan"), "{}", ran.out);
    case.folder.file("改.csv", table.replace("12.5", "13"));
    let ran = case.import("改.csv", &["--date", "2026-01-21", "--dry-run"]);
    assert!(ran.out.contains("E2 is 13, the plan has 12.5"), "{}", ran.out);
}

#[test]
fn the_cells_of_a_workbook_are_cited_by_sheet_and_address() {
    let case = Case::new();
    let text = |t: &str| OutCell::Text(t.to_owned());
    let mut first = Out { name: "说明".to_owned(), ..Out::default() };
    first.cells.insert((0, 0), text("请按月填报"));
    let mut second = Out { name: "数据".to_owned(), heads: 1..2, ..Out::default() };
    second.cells.insert((0, 0), text("2025年1-9月完成情况"));
    for (column, words) in (0..).zip(["县区", "指标", "单位", "完成值"]) {
        second.cells.insert((1, column), text(words));
    }
    for (column, words) in (0..).zip(["东河县", "粮食产量", "万吨"]) {
        second.cells.insert((2, column), text(words));
    }
    second.cells.insert((2, 3), OutCell::Number("9.20".parse().expect("a value")));
    std::fs::write(case.path("九月.xlsx"), write(&[first, second]).expect("a workbook")).expect("written");
    // As a document it says what it is.
    let ran =
        luoshi(["import", &case.path("九月.xlsx"), "--data", &case.path("data"), "--actor", "统计科", "--lang", "en"]);
    assert!(ran.out.contains("1 rows of values or tasks: luoshi sheet import"), "{}", ran.out);
    let ran = case.import("九月.xlsx", &["--date", "2025-10-12"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let citations = exported(&case, "citations.csv");
    assert!(citations.lines().any(|l| l.split(',').nth(2) == Some("value:2!D3") && !l.ends_with(',')), "{citations}");
    let sources = exported(&case, "sources.csv");
    assert_eq!(sources.lines().filter(|l| l.contains("九月.xlsx")).count(), 1, "one document: {sources}");
}

#[test]
fn the_whole_stands_beside_its_parts_in_columns() {
    let case = Case::new();
    case.folder
        .file("季报.csv", "云山市2025年1-9月主要指标,,,,\n指标,单位,全市,东河县,西岭区\n粮食产量,万吨,12.3,9.2,3.10\n");
    let ran = case.import("季报.csv", &["--date", "2025-10-12"]);
    assert!(ran.code == 0 && ran.out.contains("values: 3 new"), "{}{}", ran.out, ran.err);
    // A heading whose year is a target's, whatever the indicator is called.
    case.folder.file("分解.csv", "县区,2026年粮食产量目标（万吨）\n东河县,≥12.6\n西岭区,9.1\n");
    let ran = case.import("分解.csv", &["--date", "2026-01-12"]);
    assert!(ran.code == 0 && ran.out.contains("targets: 2 new"), "{}{}", ran.out, ran.err);
}

#[test]
fn the_environment_names_record_and_post_and_the_command_line_wins() {
    let folder = Folder::new();
    let report = folder.file("报告.txt", format!("云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n{SENTENCE}"));
    let (data, other) = (folder.path().join("data"), folder.path().join("other"));
    let run = |args: &[&std::ffi::OsStr]| {
        let mut command = command(args);
        command.env("LUOSHI_DATA", &data).env("LUOSHI_ACTOR", "planning section").output().expect("it runs")
    };
    let import = ["import".as_ref(), report.as_os_str()];
    assert!(run(&import).status.success());
    assert!(data.is_dir());
    let log = String::from_utf8(run(&["log".as_ref()]).stdout).expect("text");
    assert!(log.contains("planning section"), "{log}");
    assert!(run(&[import[0], import[1], "--data".as_ref(), other.as_os_str()]).status.success());
    assert!(other.is_dir());
    // What takes away asks for its record on the command line.
    assert_eq!(run(&["backup".as_ref(), folder.path().join("copy").as_os_str()]).status.code(), Some(2));
}

#[test]
fn places_that_are_new_come_in_where_it_is_asked_for_and_a_target_of_the_year_is_that_of_the_year() {
    let case = Case::new();
    let table = "云山市2026年主要指标调度表（1—9月）,,\n县区,粮食产量（万吨）,\n,年度目标,1—9月完成\n\
                 东河县,12.9,9.8\n北川县,7.4,5.1\n";
    case.folder.file("调度.csv", table);
    let refused = case.import("调度.csv", &["--date", "2026-10-12"]);
    assert!(
        refused.code == 1 && refused.err.contains("北川县") && refused.err.contains("--add-places"),
        "{}",
        refused.err
    );
    let ran = case.import("调度.csv", &["--date", "2026-10-12", "--add-places"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    for said in ["new places 1: 北川县", "values: 2 new", "targets: 2 new"] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let places = exported(&case, "territories.csv");
    let line = places.lines().find(|l| l.contains("北川县")).expect("a new place");
    let top = places.lines().find(|l| l.contains(",,,,云山市,")).and_then(|l| l.split(',').next()).expect("the top");
    assert_eq!(line.split(',').nth(1), Some(top), "{places}");
    let targets = exported(&case, "targets.csv");
    assert!(targets.lines().any(|l| l.contains(",7.4,") && l.contains("2026")), "{targets}");
    // Again nothing is new.
    let again = case.import("调度.csv", &["--date", "2026-10-12", "--add-places"]);
    assert!(again.out.contains("values: 0 new") && !again.out.contains("new places"), "{}", again.out);
}
