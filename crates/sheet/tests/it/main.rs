//! What the crate promises, tried from outside.

mod corpus;
mod office;
