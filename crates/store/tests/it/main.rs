//! The record from outside.

mod backup;
mod both;
mod changes;
mod forms;
mod gone;
mod journal;
mod plan;
mod promises;
mod server;
mod statements;
mod tampering;
mod verifying;
mod whole;
mod writing;
