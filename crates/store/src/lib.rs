//! The record: SQLite and PostgreSQL with a journal that nobody can rewrite.

pub mod canonical;
pub mod hex;
pub mod journal;
