//! The site from outside: a running server, asked over HTTP.

mod charts;
mod client;
mod crawl;
mod html;
mod http;
mod pages;
mod postgres;
mod sample;
#[allow(dead_code, reason = "the record's tests stop and start it; here it only serves")]
#[path = "../../../store/tests/it/server.rs"]
mod server;
