//! What pages and charts say, as a reader sees it.

mod compare;
mod numbers;
mod trajectory;
mod xml;
