//! The record from outside.

mod both;
mod journal;
mod server;
mod writing;
