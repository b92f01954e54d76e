//! What pages and charts say, as a reader sees it.

mod compare;
mod numbers;
mod planned;
mod trajectory;
mod xml;
