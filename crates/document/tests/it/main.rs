//! What the crate promises, tried from outside.

mod corpus;
mod docx;
mod docx_fuzz;
mod docx_hostile;
mod docx_parts;
mod hostile;
mod html;
mod kind;
mod package;
mod round_trip;
mod xlsx;
