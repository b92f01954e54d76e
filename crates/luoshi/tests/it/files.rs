//! `luoshi plan export`, `luoshi plan import` and `luoshi status`, as a person uses them.

use crate::run::{Folder, luoshi};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A small plan as files that a person wrote: new things have marks of their own.
fn written(folder: &Path) {
    let files = [
        ("sources.csv", "id,sha256,bytes,name,title,issuer,day,kind,language\n"),
        ("territories.csv", "id,parent,code,name,valid_from,valid_to,followed_by\nterritory/+市,,,云山市,,,\n"),
        (
            "bodies.csv",
            "id,parent,name,territory,valid_from,valid_to,followed_by\nbody/+林,,市林业局,territory/+市,,,\n",
        ),
        ("posts.csv", "id,body,title,valid_from,valid_to\n"),
        ("goals.csv", "id,plan,parent,title\ngoal/+1,plan/+1,,山更绿\n"),
        ("principles.csv", "id,plan,text\n,plan/+1,\"先易后难，\n=量力而行\"\n"),
        (
            "indicators.csv",
            "id,plan,goal,name,unit,direction,measure,nature,frequency,definition,publisher,adds,weight\n\
             indicator/+林,plan/+1,goal/+1,森林覆盖率,%,up,level,binding,yearly,,,neither,\n",
        ),
        (
            "targets.csv",
            "id,indicator,territory,wanted,value,high,words,term,when,base_period,base_value,shape,tolerance,approved_by,\
             approved_in,approved_source,approved_on,replaces,dropped_by,dropped_in,dropped_source,dropped_on\n\
             target/+1,indicator/+林,territory/+市,reach,35.00,,,by,2030-12-31,2025,30.00,linear,,,,,,,,,,\n",
        ),
        ("milestones.csv", "id,target,on,value\n"),
        (
            "observations.csv",
            "id,indicator,territory,period,value,finality,standing,revision,published,source\n\
             ,indicator/+林,territory/+市,2025,30.00,final,verified,0,2026-02-01,\n\
             ,indicator/+林,territory/+市,2026,30.10,provisional,verified,0,2027-02-01,\n\
             ,indicator/+林,territory/+市,2026,30.90,final,verified,1,2027-11-01,\n",
        ),
        (
            "tasks.csv",
            "id,goal,title,start,due,begun,reported,verified,dropped_by,dropped_in,dropped_source,dropped_on\n\
             task/+1,goal/+1,新修梯田3万亩,2026-01-01,2027-06-30,2026-02-01,2027-06-20,2027-07-10,,,,\n\
             ,goal/+1,造林10万亩,,2028-06-30,,,,,,,\n",
        ),
        ("steps.csv", "id,task,title,on,done\n"),
        (
            "assignments.csv",
            "id,task,body,post,part,given,reply,replied,reason\n,task/+1,body/+林,,lead,2026-01-05,accepted,2026-01-06,\n",
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
    /// A record with the small plan in it.
    fn new() -> Self {
        let folder = Folder::new();
        let case = Self { folder };
        std::fs::create_dir_all(case.path("typed")).expect("a folder");
        written(Path::new(&case.path("typed")));
        let ran = case.run(&["plan", "import", "typed", "--data", "data", "--actor", "规划科"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.contains("12 new, 0 changed, 0 ended"), "{}", ran.err);
        case
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Words that name a file or folder of the case are made paths.
    fn run(&self, args: &[&str]) -> crate::run::Ran {
        let ours = ["typed", "data", "out", "other", "again", "elsewhere"];
        luoshi(args.iter().map(|a| if ours.contains(a) { self.path(a) } else { (*a).to_owned() }))
    }

    fn files(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let entries = std::fs::read_dir(self.path(name)).expect("a folder").flatten();
        let files = entries.filter(|e| e.path().is_file());
        files.map(|e| (e.file_name().to_string_lossy().into_owned(), std::fs::read(e.path()).expect("read"))).collect()
    }

    fn status(&self, more: &[&str]) -> Value {
        let ran = self.run(&[&["status", "--data", "data", "--format", "json"], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        serde_json::from_str(&ran.out).expect("JSON")
    }
}

#[test]
fn what_is_exported_is_imported_again_to_the_byte() {
    let case = Case::new();
    assert_eq!(case.run(&["plan", "export", "out", "--data", "data"]).code, 0);
    assert_eq!(case.run(&["plan", "import", "out", "--data", "other", "--actor", "x"]).code, 0);
    assert_eq!(case.run(&["plan", "export", "again", "--data", "other"]).code, 0);
    assert_eq!(case.files("again"), case.files("out"));
    let same = case.run(&["plan", "import", "out", "--data", "data", "--actor", "x", "--replace"]);
    assert!(same.err.contains("the record says the same"), "{}", same.err);
    let verified = case.run(&["verify", "other"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn an_edit_is_one_entry_and_a_mistake_is_named_by_its_cell() {
    let case = Case::new();
    assert_eq!(case.run(&["plan", "export", "out", "--data", "data"]).code, 0);
    let tasks = case.folder.path().join("out/tasks.csv");
    let text = std::fs::read_to_string(&tasks).expect("read");
    std::fs::write(&tasks, text.replace("2028-06-30", "2028年6月底")).expect("written");
    let wrong = case.run(&["plan", "import", "out", "--data", "data", "--actor", "规划科"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
    assert!(wrong.err.contains("tasks.csv:F3: “2028年6月底”: a day is written 2026-01-31"), "{}", wrong.err);
    assert!(wrong.err.contains("nothing was taken in"), "{}", wrong.err);
    std::fs::write(&tasks, text.replace("2028-06-30", "2028-09-30")).expect("written");
    let right = case.run(&["plan", "import", "out", "--data", "data", "--actor", "规划科", "--why", "错字"]);
    assert!(right.err.contains("0 new, 1 changed, 0 ended"), "{}", right.err);
    let log = case.run(&["log", "--data", "data", "--last", "1"]);
    assert!(log.out.contains("plan.import") && log.out.contains("错字"), "{}", log.out);
    // A folder of other things is not written into.
    std::fs::create_dir_all(case.folder.path().join("elsewhere")).expect("a folder");
    std::fs::write(case.folder.path().join("elsewhere/letter.txt"), "x").expect("written");
    let refused = case.run(&["plan", "export", "elsewhere", "--data", "data"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("no plan.toml"), "{}", refused.err);
}

#[test]
fn a_status_is_what_was_known_on_its_day() {
    let case = Case::new();
    let on = |day: &str| case.status(&["--date", day]);
    let word = |status: &Value| status["indicators"][0]["status"].as_str().expect("a word").to_owned();
    // 31.00 was due at the end of 2026: 30.10 is 18 points behind, and the revision to 30.90 came later.
    let march = on("2027-03-01");
    assert_eq!(word(&march), "warn");
    assert_eq!(march["indicators"][0]["inputs"]["actual"], "30.1");
    let december = on("2027-12-01");
    assert_eq!(december["indicators"][0]["inputs"]["actual"], "30.9");
    // Before its base is over a way has not begun; then its value is waited for.
    assert_eq!(word(&on("2025-06-30")), "not_started");
    let task = |status: &Value| {
        let of = &status["tasks"][0];
        (of["status"].clone(), of["reason"].clone(), of["leads"][0].clone())
    };
    assert_eq!(task(&on("2027-06-25")), ("wait".into(), "under_verification".into(), "市林业局".into()));
    assert_eq!(task(&on("2027-07-10")), ("done".into(), Value::Null, "市林业局".into()));
    // What had been entered by then is another question: nothing had.
    let then = case.run(&["status", "--data", "data", "--recorded-by", "2020-01-01", "--format", "json"]);
    let then: Value = serde_json::from_str(&then.out).expect("JSON");
    assert_eq!(then["plans"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_status_fits_its_schema_in_both_languages_and_with_every_method() {
    let case = Case::new();
    let schema: Value = serde_json::from_str(&luoshi(["schema", "status"]).out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for method in luoshi_plan::method::OF_TARGETS {
        for day in ["2026-06-30", "2027-12-01"] {
            let status = case.status(&["--method", method, "--date", day, "--lang", "zh"]);
            let wrong: Vec<String> =
                validator.iter_errors(&status).map(|e| format!("{e}: {}", e.instance_path())).collect();
            assert_eq!(wrong, [""; 0], "{method}");
            assert_eq!(status["indicators"][0]["method"]["name"], method);
        }
    }
    let asked = case.status(&["--method", "share_of_way", "--date", "2027-12-01"]);
    assert_eq!(asked["indicators"][0]["method"]["result"]["progress"], "0.18");
    let wrong = case.run(&["status", "--data", "data", "--method", "guess"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("china_midterm, continue_latest_rate"), "{}", wrong.err);
    let csv = case.run(&["status", "--data", "data", "--date", "2027-07-10", "--format", "csv"]);
    let rows: Vec<&str> = csv.out.lines().collect();
    assert!(rows[0].starts_with("kind,id,plan,goal,name,territory,leads,"), "{}", rows[0]);
    assert!(csv.out.contains(",done,,,,,"), "{}", csv.out);
    let table = case.run(&["status", "--data", "data", "--date", "2027-07-10", "--lang", "zh"]);
    assert!(
        table.out.contains("  已完成  新修梯田3万亩") && table.out.contains("市林业局 · 2027-06-30"),
        "{}",
        table.out
    );
    assert!(table.out.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 100), "{}", table.out);
    assert_eq!(case.run(&["status", "--data", "elsewhere"]).code, 1);
}
