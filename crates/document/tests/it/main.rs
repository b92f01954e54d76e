//! What the crate promises, tried from outside.

mod corpus;
mod hostile;
mod html;
mod kind;
mod round_trip;
