//! A Word document: a container, or its parts as text (`crates/document/tests/it/docx_parts.rs`).
#![no_main]

#[path = "../../crates/document/tests/it/docx_parts.rs"]
mod docx_parts;
#[expect(dead_code, reason = "its tests are not run here")]
#[path = "../../crates/document/tests/it/hostile.rs"]
mod hostile;
#[expect(dead_code, reason = "the documents are made from parts")]
#[path = "../../crates/document/tests/it/package.rs"]
mod package;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| docx_parts::replay(bytes));
