//! `luoshi plan`: from what was read to a plan.

pub(super) mod source;
