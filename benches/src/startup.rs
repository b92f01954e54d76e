//! How long the command takes to do next to nothing.

use crate::{Outcome, Places};
use std::process::{Command, Stdio};
use std::time::Instant;

const RUNS: usize = 41;
/// What a person does not notice, and what a script that starts the command for each file can bear.
const LIMIT: f64 = 30.0;

pub(crate) fn run(places: &Places) -> Outcome {
    let file = std::env::temp_dir().join(format!("luoshi-benches-{}.txt", std::process::id()));
    let text = "云泽市新增城镇就业2.3万人，粮食产量稳定在120万吨以上，城乡居民收入分别增长4.9%和6.1%。\n".repeat(8);
    std::fs::write(&file, &text).map_err(|e| e.to_string())?;
    let path = file.to_string_lossy();
    println!("| command | best | median of {RUNS} |");
    println!("|---|--:|--:|");
    let mut slow = Vec::new();
    for (name, arguments) in [
        ("`luoshi --version`", vec!["--version"]),
        ("`luoshi read` of 1 kB", vec!["read", "--quiet", "--format", "jsonl", &*path]),
    ] {
        let mut times: Vec<f64> = Vec::new();
        for _ in 0..RUNS {
            let begun = Instant::now();
            let status = Command::new(&places.program).args(&arguments).stdout(Stdio::null()).status();
            if !status.is_ok_and(|s| s.success()) {
                return Err(format!("{name} failed"));
            }
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        println!("| {name} | {:.1} ms | {:.1} ms |", times[0], times[RUNS / 2]);
        if times[RUNS / 2] > LIMIT {
            slow.push(format!("{name} takes {:.0} ms", times[RUNS / 2]));
        }
    }
    let _ = std::fs::remove_file(&file);
    if slow.is_empty() { Ok(()) } else { Err(slow.join("; ")) }
}
