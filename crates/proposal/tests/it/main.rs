//! The crate from outside: two reports of an invented city become a plan.

mod cells;
mod cut;
mod decisions;
mod doubts;
mod goals;
mod little;
mod promises;
mod proposals;
mod world;
