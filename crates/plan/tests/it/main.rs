//! The crate from outside.
mod forecast;
mod make;
mod peer;
