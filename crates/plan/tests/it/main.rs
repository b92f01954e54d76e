//! The crate from outside.
mod deadline;
mod forecast;
mod line;
mod make;
mod methods;
mod names;
mod of_target;
mod pages;
mod peer;
mod promise;
mod props;
mod whole;
