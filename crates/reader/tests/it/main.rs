//! What the reader promises, checked from outside: published specifications, and what holds for every text.

mod challenge;
mod corpus;
mod facts;
mod places;
mod plan;
mod property;
mod purpose;
mod shared;
mod specification;
mod tables;
