//! Things beside one another: places, bodies, promises.

mod bars;
mod dumbbell;
mod history;
mod multiples;
mod tiles;
mod where_tiles;

pub use bars::{Bar, Bars, Reference, Whole};
pub use dumbbell::{Dumbbell, Dumbbells};
pub use history::{History, Stand};
pub use multiples::Multiples;
pub use tiles::{Here, Tile, Tiles};
pub use where_tiles::places;
