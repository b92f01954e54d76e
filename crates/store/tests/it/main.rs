//! The record from outside.

mod both;
mod journal;
mod plan;
mod server;
mod statements;
mod verifying;
mod writing;
