//! The built command, from outside: what scripts and people may rely on.

mod demo;
mod lexicon;
mod memory;
mod pages;
mod read;
mod recognise;
mod run;
mod schema;
mod usage;
