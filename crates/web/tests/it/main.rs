//! The site from outside: a running server, asked over HTTP.

mod charts;
mod client;
mod crawl;
mod html;
mod http;
mod pages;
mod sample;
