//! `luoshi promises`: the forms of the ledger, whose report is whose, and ten thousand reports in bounded memory.

use crate::run::{Folder, command, lines, luoshi};
use serde_json::Value;
use std::io::Read as _;
use std::path::PathBuf;

/// The columns that other programs rely on.
const HEADER: &str = "body,indicator,measure,scope,period,target_text,target_value,target_high,unit,bound,target_source,\
target_spans,target_sentence,result_text,result_value,result_unit,result_kind,result_source,result_spans,result_sentence,\
verdict,verdict_strict,certainty,reason";

/// A report of an invented place.
fn report(place: &str, year: u32, growth: &str, jobs: &str) -> String {
    let before = year - 1;
    format!(
        "{place}{year}年政府工作报告\n（{year}年1月12日在{place}第三届人民代表大会第二次会议上）\n各位代表：\n现在，我代表{place}人民政府\
         向大会报告工作，请予审议。\n\n一、{before}年工作回顾\n\n{before}年，全市地区生产总值增长{growth}%，城镇新增就业{jobs}万人。\n\n\
         二、{year}年主要目标\n\n今年地区生产总值增长6%左右，城镇新增就业2万人以上。\n"
    )
}

fn two(folder: &Folder, place: &str) -> [PathBuf; 2] {
    [
        folder.file(&format!("{place}-a.txt"), report(place, 2024, "5.5", "2.1")),
        folder.file(&format!("{place}-b.txt"), report(place, 2025, "5.8", "1.9")),
    ]
}

fn args<'a>(format: &'a str, paths: &'a [PathBuf]) -> Vec<&'a str> {
    let mut args = vec!["promises", "--quiet", "--format", format];
    args.extend(paths.iter().map(|p| p.to_str().expect("a path")));
    args
}

#[test]
fn csv_has_the_columns_that_were_agreed_and_a_row_for_each_target() {
    let folder = Folder::new();
    let ran = luoshi(args("csv", &two(&folder, "云泽市")));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let mut rows = ran.out.split("\r\n");
    assert_eq!(rows.next(), Some(HEADER));
    assert_eq!(rows.filter(|r| !r.is_empty()).count(), 4);
    assert!(ran.out.contains("云泽市,国内生产总值,growth,,2024,6%,6,,%,about,"), "{}", ran.out);
    assert!(ran.out.contains(",5.8%,5.8,%,stated,"), "{}", ran.out);
    assert!(ran.out.contains(",kept,partly,certain,"), "{}", ran.out);
    assert!(ran.out.contains(",open,open,"), "{}", ran.out);
}

#[test]
fn json_and_its_lines_fit_the_schema() {
    let schema = luoshi(["schema", "promises"]);
    let schema: Value = serde_json::from_str(&schema.out).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema compiles");
    let folder = Folder::new();
    let paths = two(&folder, "云泽市");
    let ran = luoshi(args("json", &paths));
    let all: Value = serde_json::from_str(&ran.out).expect("JSON");
    let [ledger] = all.as_array().expect("an array").as_slice() else { panic!("one government") };
    let faults: Vec<String> = validator.iter_errors(ledger).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(ledger["reports"][0]["targets"], 2);
    assert_eq!(ledger["reports"][0]["matched"], 2);
    assert_eq!(ledger["reports"][1]["open"], 2);
    let rows = lines(&luoshi(args("jsonl", &paths)).out);
    assert_eq!(Value::Array(rows), ledger["rows"]);
}

#[test]
fn several_governments_are_kept_apart_whatever_the_order() {
    let folder = Folder::new();
    let (one, other) = (two(&folder, "云泽市"), two(&folder, "临江县"));
    let mixed = [other[1].clone(), one[0].clone(), other[0].clone(), one[1].clone()];
    let ran = luoshi(args("json", &mixed));
    let all: Value = serde_json::from_str(&ran.out).expect("JSON");
    let bodies: Vec<&str> = all.as_array().expect("an array").iter().filter_map(|l| l["body"].as_str()).collect();
    assert_eq!(bodies, ["临江县", "云泽市"]);
    for ledger in all.as_array().expect("an array") {
        assert_eq!(ledger["reports"][0]["matched"], 2, "{ledger}");
        assert!(ledger["rows"][0]["result_source"].as_str().is_some_and(|s| s.ends_with("-b.txt")));
    }
}

#[test]
fn what_a_report_does_not_say_of_itself_is_told() {
    let folder = Folder::new();
    let text = "二、主要目标\n\n今年城镇新增就业2万人以上。\n";
    let path = folder.file("report-2024.txt", text);
    let ran = luoshi(["promises", "--format", "jsonl", path.to_str().expect("a path")]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("taken from their names"), "{}", ran.err);
    assert_eq!(lines(&ran.out)[0]["period"], "2024");
    let copy = folder.file("copy.txt", report("云泽市", 2024, "5", "2"));
    let twice = folder.file("twice.txt", report("云泽市", 2024, "5", "2"));
    let paths = [copy, twice];
    let ran = luoshi(paths.iter().map(|p| p.as_os_str()).fold(vec!["promises".as_ref()], |mut a, p| {
        a.push(p);
        a
    }));
    assert!(ran.err.contains("counted once"), "{}", ran.err);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_comes() {
    let folder = Folder::new();
    let [one, other] = two(&folder, "云泽市");
    let pdf = folder.file("a.pdf", b"%PDF-1.7\n");
    let ran = luoshi(args("jsonl", &[pdf, one, other]));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("a.pdf"), "{}", ran.err);
    assert_eq!(lines(&ran.out).len(), 4);
    assert_eq!(luoshi(["promises", "--format", "xml", "-"]).code, 2);
    assert_eq!(luoshi(["promises", "--bom", "--format", "json", "-"]).code, 2);
}

#[test]
fn the_page_is_whole_by_itself_and_marks_what_changed() {
    let folder = Folder::new();
    let ran = luoshi(args("html", &two(&folder, "云泽市")));
    assert_eq!(ran.code, 0);
    for wanted in ["<mark><u>5.8</u></mark>", "<mark><u>6</u></mark>", "\"default-src 'none';", "id=\"b1-1\"", "partly"]
    {
        assert!(ran.out.contains(wanted), "{wanted}");
    }
    for forbidden in ["<script", "http://", "https://", "src=", "@import", "url("] {
        assert!(!ran.out.contains(forbidden), "{forbidden}");
    }
    let hostile = folder.file(
        "x.txt",
        "云泽市2024年政府工作报告\n\n二、2024年主要目标\n\n今年新建<script>alert(1)</script>公园12个。\n",
    );
    let ran = luoshi(args("html", &[hostile]));
    assert!(!ran.out.contains("<script>alert"), "a text is no markup");
}

/// Many governments with two reports each, in one folder; the most memory a run held in kB, and the rows.
fn run_many(governments: u32, out: &mut Vec<u8>) -> Option<u64> {
    let folder = Folder::new();
    // Long enough that not all of it is kept.
    let filler = "全市建成口袋公园23个，新增绿地27公顷，惠及群众4万人，整治河道36公里。".repeat(40);
    for n in 0..governments {
        let place = format!("云泽{}市", char::from_u32(0x4e00 + n).expect("a character"));
        for (year, growth) in [(2024, "5.5"), (2025, "5.8")] {
            let text = report(&place, year, growth, "2.1").replace("\n\n二、", &format!("\n{filler}\n\n二、"));
            folder.file(&format!("{n}-{year}.txt"), text);
        }
    }
    let path = folder.path().to_str().expect("a path").to_owned();
    let mut child =
        command(["promises", "--quiet", "--format", "csv", "--jobs", "2", &path]).spawn().expect("the command starts");
    let mut stdout = child.stdout.take().expect("standard output");
    let status = format!("/proc/{}/status", child.id());
    let mut buffer = vec![0; 1 << 16];
    let mut most = None;
    loop {
        let read = stdout.read(&mut buffer).expect("output");
        if read == 0 {
            break;
        }
        out.extend_from_slice(&buffer[..read]);
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let now = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        most = most.max(now.and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok()));
    }
    assert_eq!(child.wait().expect("the command ends").code(), Some(0));
    most
}

#[test]
fn ten_thousand_reports_take_bounded_memory() {
    // A build that is not optimised reads a tenth as fast.
    let (few, many) = if cfg!(debug_assertions) { (60, 120) } else { (2500, 5000) };
    let (mut small, mut large) = (Vec::new(), Vec::new());
    let (first, second) = (run_many(few, &mut small), run_many(many, &mut large));
    let rows = |out: &[u8]| out.windows(2).filter(|w| w == b"\r\n").count() as u32 - 1;
    assert_eq!(rows(&small), few * 4);
    assert_eq!(rows(&large), many * 4);
    println!("{} reports {first:?} kB, {} reports {second:?} kB", few * 2, many * 2);
    if let (Some(first), Some(second)) = (first, second)
        && many > 2000
    {
        assert!(second < first + 24 * 1024, "{first} kB, then {second} kB");
    }
}

#[test]
fn the_national_reports_give_the_ledger_they_gave() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/national");
    if !folder.exists() {
        println!("skipped: ../shared is absent");
        return;
    }
    let ran = luoshi(["promises", "--quiet", "--format", "jsonl", folder.to_str().expect("a path")]);
    assert_eq!(ran.code, 0);
    let rows = lines(&ran.out);
    // Figures may be kept here, sentences may not.
    let got = |indicator: &str, measure: &str, year: &str| -> Vec<(String, String, String)> {
        let text = |v: &Value| v.as_str().unwrap_or("-").to_owned();
        rows.iter()
            .filter(|r| r["subject"] == indicator && r["measure"] == measure && r["period"] == year)
            .filter(|r| r["certainty"] == "certain")
            .map(|r| (text(&r["target_value"]), text(&r["result_value"]), text(&r["verdict"])))
            .collect()
    };
    let is = |indicator: &str, measure: &str, year: &str, target: &str, result: &str, verdict: &str| {
        let found = got(indicator, measure, year);
        let wanted = (target.to_owned(), result.to_owned(), verdict.to_owned());
        assert!(found.contains(&wanted), "{indicator} {year}: wanted {wanted:?}, got {found:?}");
    };
    is("国内生产总值增速", "growth", "1990", "5", "5", "kept");
    is("国内生产总值增速", "growth", "2014", "7.5", "7.4", "kept");
    is("国内生产总值增速", "growth", "2021", "6", "8.1", "kept");
    is("城镇新增就业", "level", "2019", "1100", "1352", "kept");
    is("居民消费价格", "growth", "2007", "3", "4.8", "missed");
    for row in &rows {
        let source = row["target_source"].as_str().expect("a source");
        let text = std::fs::read_to_string(source).expect("a report");
        let sentence = row["target_sentence"].as_str().expect("a sentence");
        assert!(text.contains(sentence), "a sentence is verbatim: {}", row["target_spans"]);
    }
}
