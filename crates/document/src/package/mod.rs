//! The container of office files (Open Packaging): parts in a ZIP, related to one another, each of them markup.
//!
//! [`zip`] opens the container, [`xml`] walks a part, [`parts`] knows which part is which; all within limits, and
//! whatever an office program would not make is refused.

mod crc;
mod error;
pub(crate) mod parts;
pub(crate) mod xml;
pub(crate) mod zip;

pub use error::PackageError;
