//! Measures the reader and the rules beside their peers. `benches/run` builds and pins it; BENCHMARKS.md says what the tables mean.

mod clock;
mod forecast;
mod linear;
mod load;
mod memory;
mod plan;
mod record;
mod speed;
mod startup;
mod unseen;

use std::path::PathBuf;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Where things lie.
pub(crate) struct Places {
    /// The project.
    pub(crate) root: PathBuf,
    /// The built command.
    pub(crate) program: PathBuf,
    /// The national reports, where they are there.
    pub(crate) national: PathBuf,
}

/// A measurement that could not be made, or an answer that was wrong.
pub(crate) type Outcome = Result<(), String>;

/// A table of BENCHMARKS.md.
type Part = fn(&Places) -> Outcome;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(root) = arguments.next().map(PathBuf::from) else {
        eprintln!("usage: benches/run [speed] [startup] [linear] [memory] [plan] [record] [load] [forecast]");
        return ExitCode::from(2);
    };
    let places =
        Places { program: root.join("target/release/luoshi"), national: root.join("../shared/corpus/national"), root };
    let parts: Vec<String> = arguments.collect();
    let all: [(&str, Part); 8] = [
        ("speed", speed::run),
        ("startup", startup::run),
        ("linear", linear::run),
        ("memory", memory::run),
        ("plan", plan::run),
        ("record", record::run),
        ("load", load::run),
        ("forecast", forecast::run),
    ];
    let mut code = ExitCode::SUCCESS;
    println!("{}", machine());
    for (name, run) in all {
        if !parts.is_empty() && !parts.iter().any(|p| p == name) {
            continue;
        }
        println!("\n### {name}\n");
        if let Err(why) = run(&places) {
            println!("FAILED: {why}");
            code = ExitCode::FAILURE;
        }
    }
    code
}

/// The processor, as Linux names it.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name =
        info.lines().find_map(|l| l.strip_prefix("model name")?.split_once(": ")).map_or("unknown processor", |p| p.1);
    let cores = info.lines().filter(|l| l.starts_with("processor")).count();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?");
    format!("{name}, {cores} cores, load {load} at the start")
}

/// The most memory this process, or another, ever held, in megabytes.
pub(crate) fn peak(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kb| kb / 1024)
}
