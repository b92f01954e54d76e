//! `luoshi` (落实): read what a government published, and follow what became of it.
//!
//! The command connects the rooms and has no rule of its own: bytes become text in `luoshi_document`, text becomes a
//! reading in `luoshi_reader`, and what stands here finds the files, keeps all cores busy in bounded memory, and prints.

mod apart;
mod args;
mod command;
mod demo;
mod input;
mod output;
mod passage;
mod pipeline;
mod print;
mod progress;
mod terminal;
mod walk;

use luoshi_page::i18n;
use std::process::ExitCode;

/// Readings are many small allocations made and freed by many threads: the system's allocator is slower at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Of a huge page the system clears two megabytes for the first byte: nearly half of a start, and as much memory again, for no
    // gain that could be measured. The allocator asks for none; where the system gives them unasked, it is told not to.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    let given: Vec<_> = std::env::args_os().collect();
    if apart::is_child(&given) {
        return apart::child(&given);
    }
    let words = i18n::Words::of(i18n::Lang::from_arguments(&given));
    match args::parse(&words, given) {
        Ok(args) => command::run(&args, &words).into(),
        Err(ended) => ended.into(),
    }
}
