//! The public site: what was promised, where it stands, and where it says so.
//!
//! - [`Settings`]: all that an operator may set, from a file, the environment, flags.
//! - [`serve`]: connections, their limits and their end.
//! - `asked`, `answer`: a request after its framing was checked; an answer with the headers all have.
//! - `board`: what pages are computed from, as of a size of the journal; brought up to the head before each answer.
//! - `order`: what comes first in lists.
//! - `site`: which address is which page.
//! - `pages`: a page, a file; markup in `templates/`, words in `luoshi_page`'s `i18n/`.
//!
//! It knows no SQL, and no rule about figures or plans.

// All pages have one signature, so that the table of addresses can be one; few of them can fail.
#![allow(clippy::unnecessary_wraps)]

mod answer;
mod api;
mod asked;
mod assets;
mod board;
mod course;
mod journal;
mod library;
mod log;
mod markdown;
mod metrics;
mod order;
mod pages;
mod serve;
mod settings;
mod site;
mod stream;
mod workbook;

pub use serve::{Listening, ServeError, serve};
pub use settings::{Notice, Settings, SettingsError, Unpack};
