//! What pages and charts say, as a reader sees it.

mod numbers;
