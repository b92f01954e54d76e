//! Verdicts of a record's documents: proposed, ruled on in a spreadsheet, recorded.

use crate::run::{Folder, luoshi, luoshi_with};
use std::path::Path;

const FIRST: &str = "2024年云泽市政府工作报告\n\n（2024年1月9日）\n\n二、2024年主要任务\n\n今年的目标是：新建口袋公园30个，城镇新增就业2万人。\n";
const SECOND: &str = "2025年云泽市政府工作报告\n\n（2025年1月14日）\n\n一、2024年工作回顾\n\n过去一年，新建口袋公园31个，城镇新增就业1.2万人。\n";

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn verdicts_are_proposed_ruled_on_and_kept_in_the_journal() {
    let folder = Folder::new();
    folder.file("in/2024.txt", FIRST);
    folder.file("in/2025.txt", SECOND);
    let path = folder.path().join("data");
    let data = text(&path);
    let ran = luoshi(["import", text(&folder.path().join("in")), "--data", data, "--actor", "Planning"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let propose = |more: &[&str]| luoshi(["promises", "propose", "--data", data].iter().chain(more));
    let confirm = |file: &str, more: &[&str]| {
        let args = ["promises", "confirm", "-", "--data", data, "--actor", "Inspection"];
        luoshi_with(args.iter().chain(more), file.as_bytes())
    };
    let ran = propose(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let parks = ran.out.lines().find(|l| l.contains("口袋公园")).expect("a row").to_owned();
    // One government, whatever year stands before its name.
    assert!(parks.contains("kept") && parks.contains("31个") && parks.contains(",云泽市,"), "{parks}");
    let heads = ran.out.lines().next().expect("headings").to_owned();
    let filled = format!("{heads}\nconfirm{parks}\n");
    // Looked at, then recorded; the same again is nothing new.
    let looked = confirm(&filled, &["--dry-run"]);
    assert_eq!((looked.code, looked.out.contains("nothing was taken in")), (0, true), "{}{}", looked.out, looked.err);
    let ran = confirm(&filled, &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("1 confirmed") && ran.out.contains("Recorded as entry"), "{}", ran.out);
    let log = luoshi(["log", "--data", data, "--last", "1"]).out;
    assert!(log.contains("promises.confirm") && log.contains("Inspection"), "{log}");
    let again = confirm(&filled, &[]);
    assert!(again.code == 0 && again.out.contains("nothing was changed"), "{}{}", again.out, again.err);
    let id = parks.split(',').nth(1).expect("an id");
    assert!(!propose(&[]).out.contains(id));
    assert!(propose(&["--all"]).out.contains(&format!("confirm,{id}")));
    // A wrong cell is named, and nothing is taken in.
    let wrong = confirm(&format!("{heads}\nmaybe{parks}\n"), &[]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("A2") && wrong.err.contains("mend: "), "{}", wrong.err);
    assert_eq!(luoshi(["verify", data]).code, 0);
    assert_eq!(luoshi(["promises", "confirm", "-", "--data", data]).code, 2, "who rules?");
}
