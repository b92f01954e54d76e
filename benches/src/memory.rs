//! Memory over many files: it must not grow with their number.

use crate::{Outcome, Places};
use std::io::Read as _;
use std::process::{Command, Stdio};

/// What more files may cost: their names, and the allocator's slack.
const SLACK: u64 = 16;

pub(crate) fn run(places: &Places) -> Outcome {
    let folder = std::env::temp_dir().join(format!("luoshi-benches-{}", std::process::id()));
    let outcome = measure(places, &folder);
    let _ = std::fs::remove_dir_all(&folder);
    outcome
}

fn measure(places: &Places, folder: &std::path::Path) -> Outcome {
    let text = "云泽市新增城镇就业2.3万人，粮食产量稳定在120万吨以上，城乡居民收入分别增长4.9%和6.1%。\n\n".repeat(160);
    println!("{} kB a file, as JSON lines.\n", text.len() / 1000);
    println!("| files | peak memory |");
    println!("|--:|--:|");
    let mut peaks = Vec::new();
    for count in [100, 2000] {
        let inside = folder.join(count.to_string());
        std::fs::create_dir_all(&inside).map_err(|e| e.to_string())?;
        for n in 0..count {
            std::fs::write(inside.join(format!("{n}.txt")), &text).map_err(|e| e.to_string())?;
        }
        let mut child = Command::new(&places.program)
            .args(["read", "--quiet", "--format", "jsonl", "--jobs", "2"])
            .arg(&inside)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| e.to_string())?;
        let mut out = child.stdout.take().ok_or("no output")?;
        let id = child.id().to_string();
        let mut buffer = vec![0; 1 << 16];
        let mut most = 0;
        while out.read(&mut buffer).map_err(|e| e.to_string())? > 0 {
            most = most.max(crate::peak(&id).unwrap_or(0));
        }
        let done = child.wait().map_err(|e| e.to_string())?;
        if !done.success() {
            return Err("the command failed".to_owned());
        }
        println!("| {count} | {most} MB |");
        peaks.push(most);
    }
    match peaks[..] {
        [few, many] if many > few + SLACK => Err(format!("memory grew from {few} to {many} MB")),
        _ => Ok(()),
    }
}
