//! The crate from outside.
mod forecast;
mod make;
mod pages;
mod peer;
mod props;
