//! Pages of readings and ledgers, and every word that is said to people: what the command and the site have in common.
//!
//! - [`i18n`]: the words, in Chinese and in English, one file for each.
//! - [`reading`]: the original with marks, what was read beside it.
//! - [`ledger`]: what was promised and what came of it.
//! - [`phrase`]: a figure in the words of a person's language.
//! - [`Inert`]: the one way by which text of documents comes onto a page.
//!
//! It opens no file and knows neither the command nor the site.

mod digest;
mod escape;
pub mod i18n;
pub mod ledger;
pub mod phrase;
pub mod reading;

pub use digest::digest;
pub use escape::{Inert, is_unseen};
