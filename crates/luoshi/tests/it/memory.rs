//! Memory does not grow with the number of files.

use crate::run::{Folder, SENTENCE, command};
use std::io::Read as _;

/// The most memory a run held, in kB, as Linux counts it.
fn peak(folder: &Folder, format: &str) -> Option<u64> {
    let path = folder.path().to_str().expect("a path");
    let mut child = command(["read", "--format", format, "--jobs", "2", path]).spawn().expect("the command starts");
    let mut out = child.stdout.take().expect("standard output");
    let status = format!("/proc/{}/status", child.id());
    let mut buffer = vec![0; 1 << 16];
    let mut most = None;
    // What is asked after the last byte would be too late: the process may be gone.
    while out.read(&mut buffer).expect("output") > 0 {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let now = text
            .lines()
            .find_map(|l| l.strip_prefix("VmHWM:"))
            .and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(now);
    }
    assert_eq!(child.wait().expect("the command ends").code(), Some(0));
    most
}

#[test]
fn two_thousand_files_take_the_memory_of_five_hundred() {
    if !cfg!(target_os = "linux") {
        println!("skipped: memory is read from /proc");
        return;
    }
    let (few, many) = (Folder::new(), Folder::new());
    let text = SENTENCE.repeat(15);
    for n in 0..2000 {
        if n < 500 {
            few.file(&format!("{n}.txt"), &text);
        }
        many.file(&format!("{n}.txt"), &text);
    }
    for format in ["jsonl", "json", "csv", "table"] {
        let (Some(few), Some(many)) = (peak(&few, format), peak(&many, format)) else { continue };
        println!("{format}: 500 files {few} kB, 2000 files {many} kB");
        // With fifty files the allocator's caches were not yet full, and the test failed by chance.
        // Names of one folder are left; 1500 outputs kept would be several times as much.
        assert!(many < few + 8 * 1024, "{format}: 500 files took {few} kB, 2000 took {many} kB");
    }
}
