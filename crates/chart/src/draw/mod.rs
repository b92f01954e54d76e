//! What all drawings are made of: marks, labels, axes, shapes.

mod place;
mod scale;
mod status;
mod svg;
mod width;

pub(crate) use place::{Anchor, Paper, Place, Side, Tag, around, near};
pub use place::{Area, Label};
pub(crate) use scale::{Calendar, Scale, Start, Ticks, float, moment};
pub(crate) use status::shape;
pub use status::{class, icon, word};
pub(crate) use svg::{Marks, escape, px};
pub(crate) use width::{ems, fit, wrap};
