//! The built command, from outside: what scripts and people may rely on.

mod demo;
mod memory;
mod read;
mod recognise;
mod run;
mod schema;
mod usage;
