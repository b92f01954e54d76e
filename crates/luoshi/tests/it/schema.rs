//! What is written fits the published schema.

use crate::run::{Folder, lines, luoshi};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Texts that are not ours, where a checkout has them beside it.
const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");

/// Few enough of each kind to stay quick; more are read by the reader's own tests.
const OF_EACH: usize = 3;

fn corpus() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for kind in ["page", "national", "congress", "city"] {
        let Ok(files) = std::fs::read_dir(Path::new(SHARED).join("corpus").join(kind)) else {
            println!("skipped: ../shared/corpus/{kind} is not there");
            continue;
        };
        let mut files: Vec<PathBuf> = files
            .flatten()
            .map(|f| f.path())
            .filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"))
            .collect();
        files.sort();
        let step = files.len().div_ceil(OF_EACH).max(1);
        found.extend(files.into_iter().step_by(step));
    }
    found
}

fn schema() -> Value {
    let ran = luoshi(["schema"]);
    assert_eq!(ran.code, 0);
    serde_json::from_str(&ran.out).expect("the schema is JSON")
}

#[test]
fn what_is_written_fits_the_schema() {
    let schema = schema();
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    let validator = jsonschema::validator_for(&schema).expect("the schema compiles");
    let folder = Folder::new();
    let mut paths = vec![
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/demo/report.txt")),
        folder.file("empty.txt", ""),
        folder.file("lost.txt", b"\xe7\xb2\xae\xe9\xa3\x9f\xe4\xba\xa7\xe9\x87 120"),
        folder.file("ends.txt", "市场主体由18.6万户增加到25.47万户，三次产业比重为12:40:48，1/3以上达标，下降-0.5%。"),
    ];
    paths.extend(corpus());
    for explain in [&["--explain"][..], &[]] {
        let args = ["read", "--quiet", "--format", "jsonl"].into_iter().chain(explain.iter().copied());
        let ran = luoshi(args.map(Path::new).chain(paths.iter().map(PathBuf::as_path)));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let read = lines(&ran.out);
        assert_eq!(read.len(), paths.len());
        for document in &read {
            let faults: Vec<String> =
                validator.iter_errors(document).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(faults.is_empty(), "{}: {faults:#?}", document["source"]["path"]);
        }
    }
}

#[test]
fn a_member_too_many_or_too_few_does_not_fit() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema compiles");
    let folder = Folder::new();
    let path = folder.file("a.txt", "甲");
    let document = &lines(&luoshi(["read".as_ref(), "--format".as_ref(), "jsonl".as_ref(), path.as_os_str()]).out)[0];
    assert!(validator.is_valid(document));
    for member in ["schema", "source", "facts", "figures", "contradictions"] {
        let mut less = document.clone();
        less.as_object_mut().expect("an object").remove(member);
        assert!(!validator.is_valid(&less), "{member}");
    }
    let mut more = document.clone();
    more["extra"] = Value::Null;
    assert!(!validator.is_valid(&more));
}
