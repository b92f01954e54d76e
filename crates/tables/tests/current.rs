//! The committed table is the one the lists give.

use std::path::Path;

#[test]
fn the_committed_table_of_places_is_current() -> Result<(), String> {
    let geo = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/geo"));
    if !geo.exists() {
        println!("skipped: the lists of divisions are not here");
        return Ok(());
    }
    let made = luoshi_tables::encode(&luoshi_tables::gather(geo)?)?;
    let committed = std::fs::read(luoshi_tables::COMMITTED).map_err(|e| e.to_string())?;
    assert!(made == committed, "make it again: cargo run -p luoshi_tables -- ../shared/geo");
    Ok(())
}
