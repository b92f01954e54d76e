use super::*;
use crate::outline::tests::blocks;

#[test]
fn the_years_of_the_national_reports() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/national");
    let Ok(files) = std::fs::read_dir(folder) else {
        println!("skipped: ../shared/corpus is absent");
        return;
    };
    let (mut right, mut said, mut all) = (0, 0, 0);
    for path in files.flatten().map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let wanted = path.file_stem().and_then(|s| s.to_str()).and_then(|s| s.parse::<i16>().ok());
        let (_, _, views) = blocks(&std::fs::read_to_string(&path).unwrap_or_default());
        let got = year(&views);
        all += 1;
        said += usize::from(got.is_some());
        right += usize::from(got.is_some() && got == wanted);
        if got != wanted {
            println!("{wanted:?} is read as {got:?}");
        }
    }
    println!("years of national reports: {right} right of {said} said, {all} in all");
    assert!(right * 100 >= said * 95 && said * 100 >= all * 70);
}
