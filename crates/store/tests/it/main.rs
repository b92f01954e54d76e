//! The record from outside.

mod journal;
