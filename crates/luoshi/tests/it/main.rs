//! The built command, from outside: what scripts and people may rely on.

mod check;
mod deadline;
mod demo;
mod docx;
mod files;
mod forecast;
mod judge;
mod lexicon;
mod memory;
mod method_page;
#[expect(dead_code, reason = "more is needed where the documents are made for their own sake")]
#[path = "../../../document/tests/it/package.rs"]
mod package;
mod pages;
mod plan;
mod promises;
mod promises_ruled;
mod read;
mod recognise;
mod record;
mod run;
mod sample;
mod schema;
mod shapes;
mod sheet;
mod tables;
mod usage;
