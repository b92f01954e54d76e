//! The record, from the command line: values go in, everything verifies, and what was changed by hand does not.

use crate::run::{Folder, lines, luoshi, luoshi_with};
use crate::sample::{Sample, sample};
use luoshi_store::db::Place;
use luoshi_store::{Field, Intent, Options, Store, tables};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn line(sample: Sample, period: &str, value: &str, key: &str) -> String {
    format!(
        "{{\"indicator\":{},\"territory\":{},\"period\":\"{period}\",\"value\":\"{value}\",\"published\":\"2026-04-10\",\
         \"key\":\"{key}\"}}\n",
        sample.indicator, sample.territory
    )
}

/// A record with some values in it.
fn filled(folder: &Folder) -> (PathBuf, Sample) {
    let data = folder.path().join("data");
    let sample = sample(&Place::Folder(data.clone()));
    let input: String =
        (0..300).map(|n| line(sample, &format!("{}", 1700 + n), &n.to_string(), &format!("k{n}"))).collect();
    let ran = luoshi_with(["observe", "--data", text(&data), "--actor", "Statistics"], input.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 300);
    (data, sample)
}

#[test]
fn values_go_in_line_by_line_and_only_once() {
    let folder = Folder::new();
    let data = folder.path().join("data");
    let sample = sample(&Place::Folder(data.clone()));
    let at = text(&data);
    let input = line(sample, "2026-Q1", "30.10", "a")
        + &line(sample, "2026-Q1", "30.2", "b")
        + "\n"
        + &line(sample, "2026-Q1", "30.10", "a")
        + &line(sample, "2026-Q2", "thirty", "c")
        + "{\"indicator\":999}\n[]\nnot JSON\n"
        + &line(Sample { indicator: 999_999, ..sample }, "2026", "1", "d")
        + &line(sample, "2026-Q1", "31", "a");
    let ran = luoshi_with(["observe", "--data", at, "--actor", "Statistics", "--why", "quarterly"], input.as_bytes());
    assert_eq!(ran.code, 1);
    let answers = lines(&ran.out);
    assert_eq!(answers.len(), 9, "{}", ran.out);
    assert!(answers[0]["entry"].is_i64() && answers[0]["changed"] == true);
    assert!(answers[1]["changed"] == true && answers[1]["entry"].as_i64() > answers[0]["entry"].as_i64());
    assert_eq!((&answers[2]["entry"], &answers[2]["repeated"]), (&answers[0]["entry"], &true.into()));
    for (refused, word) in [(3, "value"), (4, "territory"), (5, "object"), (6, "JSON"), (7, "999999"), (8, "key")] {
        assert!(answers[refused]["error"].as_str().is_some_and(|e| e.contains(word)), "{}", answers[refused]);
    }
    assert_eq!(ran.err.lines().count(), 6, "{}", ran.err);
    // Who acted, and why, stands in the journal.
    let log = luoshi(["log", "--data", at, "--last", "5"]);
    assert!(log.code == 0 && log.out.contains("Statistics") && log.out.contains("quarterly"), "{}", log.out);
    let entry = answers[1]["entry"].to_string();
    let one = luoshi(["log", "--data", at, "--entry", &entry]);
    assert!(one.out.contains("value=30.2"), "{}", one.out);
    let raw = luoshi(["log", "--data", at, "--entry", &entry, "--format", "jsonl"]);
    assert_eq!(lines(&raw.out)[0]["entry"]["kind"], "observation.add");
    assert_eq!(luoshi(["log", "--data", at, "--entry", "9999"]).code, 1);
}

#[test]
fn many_values_as_one_act_go_in_together_or_not_at_all() {
    let folder = Folder::new();
    let (data, sample) = filled(&folder);
    let at = text(&data);
    let mut input: String = (0..2_000).map(|n| line(sample, &format!("{}", 3000 + n), "1", "")).collect();
    input = input.replace(",\"key\":\"\"", "");
    let before = luoshi(["verify", at]).out;
    let wrong = format!("{input}{{}}\n");
    let ran = luoshi_with(["observe", "--data", at, "--actor", "Statistics", "--together"], wrong.as_bytes());
    assert!(ran.code == 1 && ran.err.contains("line 2001"), "{}", ran.err);
    assert_eq!(luoshi(["verify", at]).out, before, "nothing was kept");
    let ran = luoshi_with(["observe", "--data", at, "--actor", "Statistics", "--together"], input.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(lines(&ran.out)[0]["changed"], 2_000);
    assert_eq!(luoshi(["verify", at]).code, 0);
}

#[test]
fn a_record_verifies_and_a_kept_checkpoint_is_found_again() {
    let folder = Folder::new();
    let (data, sample) = filled(&folder);
    let kept = folder.path().join("kept");
    fs::copy(data.join("log/checkpoint"), &kept).expect("a checkpoint");
    let more = line(sample, "2026", "9", "more");
    assert_eq!(luoshi_with(["observe", "--data", text(&data), "--actor", "Statistics"], more.as_bytes()).code, 0);
    // The record, and its log by itself, as any server would show it.
    for what in [data.clone(), data.join("log")] {
        let ran = luoshi(["verify", text(&what), "--checkpoint", text(&kept)]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.ends_with("verified\n") && ran.out.contains("all still there"), "{}", ran.out);
        let json = luoshi(["verify", text(&what), "--format", "json"]);
        assert_eq!(lines(&json.out)[0]["verified"], true);
    }
    let key = fs::read_to_string(data.join("log/vkey")).expect("a key");
    assert_eq!(luoshi(["verify", text(&data), "--key", key.trim()]).code, 0);
    let other = "luoshi.example/log+e354fdef+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    assert_eq!(luoshi(["verify", text(&data), "--key", other]).code, 1);
    // Nothing there is no record, and is not made one.
    let nothing = folder.path().join("nothing");
    assert_eq!(luoshi(["verify", text(&nothing)]).code, 1);
    assert!(!nothing.exists());
    assert_eq!(luoshi(["verify"]).code, 2);
}

#[test]
fn what_was_changed_by_hand_is_named() {
    let folder = Folder::new();
    let (data, _) = filled(&folder);
    // The files of the log: an entry, a hash, the signature.
    for (file, named) in [
        ("log/tile/entries/000", "entry "),
        ("log/tile/0/000", "does not fit its hash"),
        ("log/checkpoint", "checkpoint"),
        ("log/vkey", "vkey"),
    ] {
        let path = data.join(file);
        let whole = fs::read(&path).expect("a file");
        let mut bytes = whole.clone();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        fs::write(&path, bytes).expect("a file");
        let ran = luoshi(["verify", text(&data)]);
        assert!(ran.code == 1 && ran.err.contains(named), "{file}: {}", ran.err);
        let chinese = luoshi(["--lang", "zh", "verify", text(&data)]);
        assert!(chinese.code == 1 && chinese.err.contains("不符"), "{}", chinese.err);
        fs::write(&path, whole).expect("a file");
    }
    assert_eq!(luoshi(["verify", text(&data)]).code, 0);
}

/// Serves the files of a folder over HTTP until the test ends; its address.
fn serve(root: PathBuf) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let root = root.clone();
            std::thread::spawn(move || {
                let mut reader = BufReader::new(stream);
                loop {
                    let mut request = String::new();
                    if reader.read_line(&mut request).unwrap_or(0) == 0 {
                        return;
                    }
                    let mut header = String::new();
                    while reader.read_line(&mut header).unwrap_or(0) > 2 {
                        header.clear();
                    }
                    let path = request.split(' ').nth(1).unwrap_or_default().trim_start_matches("/log/");
                    let (status, body) = match fs::read(root.join(path)) {
                        Ok(body) => ("200 OK", body),
                        Err(_) => ("404 Not Found", Vec::new()),
                    };
                    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n", body.len());
                    let stream = reader.get_mut();
                    if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).is_err() {
                        return;
                    }
                }
            });
        }
    });
    format!("http://{address}/log")
}

#[test]
fn a_log_at_an_address_is_checked_by_its_bytes_alone() {
    let folder = Folder::new();
    let (data, _) = filled(&folder);
    let log = data.join("log");
    let url = serve(log.clone());
    for address in [url.clone(), format!("{url}/"), format!("{url}/checkpoint")] {
        let ran = luoshi(["verify", &address, "--checkpoint", text(&log.join("checkpoint"))]);
        assert!(ran.code == 0 && ran.out.contains("only the log"), "{}", ran.err);
    }
    let path = log.join("tile/entries/000");
    let mut bytes = fs::read(&path).expect("a file");
    bytes[1_000] ^= 1;
    fs::write(&path, &bytes).expect("a file");
    let ran = luoshi(["verify", &url]);
    assert!(ran.code == 1 && ran.err.contains("does not fit"), "{}", ran.err);
    fs::remove_file(&path).expect("a file");
    let ran = luoshi(["verify", &url]);
    assert!(ran.code == 1 && ran.err.contains("missing"), "{}", ran.err);
    // Nobody listens: it cannot be verified, which is not the same as a log that does not fit.
    let ran = luoshi(["verify", "http://127.0.0.1:9/log"]);
    assert!(ran.code == 1 && ran.err.contains("cannot be verified"), "{}", ran.err);
}

#[test]
fn a_person_is_found_and_erased_and_the_log_stays_whole() {
    let folder = Folder::new();
    let (data, _) = filled(&folder);
    let kept = fs::read(data.join("log/checkpoint")).expect("a checkpoint");
    let kept_file = folder.file("kept", kept);
    let person = {
        let store = Store::open(&Place::Folder(data.clone()), &Options::default()).expect("a record");
        let done = store.act(Intent::new("person.add", "信访科"), |act| {
            let id = act.new_id();
            act.put(
                &tables::PERSON,
                &[Field::Int(id), Field::Personal("王小明", id), Field::Personal("13900000000", id)],
            )?;
            Ok(id)
        });
        done.expect("an act").value.expect("new").to_string()
    };
    let at = text(&data);
    let found = luoshi(["erase", "--data", at, "--find", "139000"]);
    assert!(found.code == 0 && found.out.contains(&format!("person {person}")), "{}", found.out);
    assert_eq!(luoshi(["erase", "--data", at, "--person", &person]).code, 2, "an actor is needed");
    let erased = luoshi(["erase", "--data", at, "--person", &person, "--actor", "信访科", "--why", "本人要求"]);
    assert!(erased.code == 0 && erased.err.contains("erased: 2"), "{}", erased.err);
    assert_eq!(luoshi(["erase", "--data", at, "--find", "139000"]).out, "");
    let again = luoshi(["erase", "--data", at, "--person", &person, "--actor", "信访科"]);
    assert!(again.code == 1 && again.err.contains("nothing to erase"), "{}", again.err);
    for entry in fs::read_dir(&data).expect("a folder").flatten().filter(|e| e.path().is_file()) {
        let bytes = fs::read(entry.path()).expect("a file");
        assert!(!bytes.windows(11).any(|w| w == b"13900000000"), "{}", entry.path().display());
    }
    let ran = luoshi(["verify", at, "--checkpoint", text(&kept_file)]);
    assert!(ran.code == 0 && ran.out.contains("2 erased"), "{}{}", ran.out, ran.err);
    let log = luoshi(["log", "--data", at, "--last", "1"]);
    assert!(log.out.contains("texts erased 2") && log.out.contains("本人要求"), "{}", log.out);
}

#[test]
fn a_backup_is_taken_verified_and_put_back() {
    let folder = Folder::new();
    let (data, _) = filled(&folder);
    let file = folder.path().join("backup.db");
    let ran = luoshi(["backup", "--data", text(&data), text(&file)]);
    assert!(ran.code == 0 && ran.err.contains("verified"), "{}", ran.err);
    assert_eq!(luoshi(["verify", text(&file)]).code, 0);
    let restored = folder.path().join("restored");
    let newest = data.join("log/checkpoint");
    let ran = luoshi(["restore", text(&file), "--data", text(&restored), "--checkpoint", text(&newest)]);
    assert!(ran.code == 0 && ran.err.contains("under its key"), "{}", ran.err);
    let ran = luoshi(["verify", text(&restored), "--checkpoint", text(&newest)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(luoshi(["restore", text(&file), "--data", text(&restored)]).code, 1, "not over another");
    assert_eq!(luoshi(["backup", "--data", text(&data), text(&file)]).code, 1, "not over another");
    // Into another folder, the log laid out for a web server.
    let laid = folder.path().join("www");
    assert_eq!(luoshi(["log", "--data", text(&restored), "--out", text(&laid)]).code, 0);
    assert_eq!(luoshi(["verify", text(&laid), "--checkpoint", text(&newest)]).code, 0);
}

#[test]
fn the_page_on_the_log_tells_how_to_check_it_without_us() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/log.md")).expect("the page");
    let begin = page.find("```python\n").expect("a program") + "```python\n".len();
    let program = &page[begin..begin + page[begin..].find("```").expect("its end")];
    let folder = Folder::new();
    let script = folder.file("check.py", program);
    let (data, _) = filled(&folder);
    let python = |log: &Path| {
        let ran = std::process::Command::new("python3").arg(&script).arg(log).output();
        ran.ok().map(|ran| String::from_utf8_lossy(&ran.stdout).trim().to_owned())
    };
    let log = data.join("log");
    let Some(said) = python(&log) else {
        println!("skipped: python3 is not there");
        return;
    };
    assert_eq!(said, "True");
    let entries = log.join("tile/entries/000");
    let mut bytes = fs::read(&entries).expect("a file");
    bytes[700] ^= 1;
    fs::write(&entries, bytes).expect("a file");
    assert_ne!(python(&log).expect("python"), "True");
}
