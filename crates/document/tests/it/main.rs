//! What the crate promises, tried from outside.

mod corpus;
mod docx;
mod docx_hostile;
mod hostile;
mod html;
mod kind;
mod package;
mod round_trip;
