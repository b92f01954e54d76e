//! `luoshi-tables GEO_FOLDER [OUT]`: rebuilds `crates/reader/lexicon/zh/places.bin`.
//!
//! ```sh
//! cargo run -p luoshi_tables -- ../shared/geo
//! ```

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(geo) = arguments.next() else {
        eprintln!("usage: luoshi-tables GEO_FOLDER [OUT]");
        return ExitCode::from(2);
    };
    let out = arguments.next().unwrap_or_else(|| luoshi_tables::COMMITTED.into());
    match write(Path::new(&geo), Path::new(&out)) {
        Ok(said) => {
            eprintln!("{said}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn write(geo: &Path, out: &Path) -> Result<String, String> {
    let gathered = luoshi_tables::gather(geo)?;
    let bytes = luoshi_tables::encode(&gathered)?;
    std::fs::write(out, &bytes).map_err(|e| format!("{}: {e}", out.display()))?;
    let skipped = gathered.skipped.len();
    Ok(format!(
        "{}: {} bytes, {} divisions ({skipped} left out for rare characters: {})",
        out.display(),
        bytes.len(),
        gathered.divisions.len(),
        gathered.skipped.join(" "),
    ))
}
