//! The crate from outside.
mod deadline;
mod forecast;
mod make;
mod methods;
mod pages;
mod peer;
mod props;
mod whole;
