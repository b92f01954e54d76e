//! An answer: status, content, and the headers that every answer has.

use crate::asked::Asked;
use flate2::{Compression, write::GzEncoder};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use std::io::Write as _;

/// How long an answer may be kept by who got it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// To be asked for again each time; the tag tells whether it is still so.
    Ask,
    /// For ever: its address changes with its content.
    Ever,
    /// Not at all.
    Never,
}

/// An answer before it is sent.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) kind: &'static str,
    pub(crate) body: Vec<u8>,
    pub(crate) keep: Keep,
    /// What names the state of the content, without quotes.
    pub(crate) tag: Option<String>,
    pub(crate) more: Vec<(HeaderName, String)>,
}

pub(crate) const HTML: &str = "text/html; charset=utf-8";
pub(crate) const JSON: &str = "application/json; charset=utf-8";
pub(crate) const CSV: &str = "text/csv; charset=utf-8";
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub(crate) const SVG: &str = "image/svg+xml; charset=utf-8";
pub(crate) const ATOM: &str = "application/atom+xml; charset=utf-8";
pub(crate) const TEXT: &str = "text/plain; charset=utf-8";
pub(crate) const BYTES: &str = "application/octet-stream";
pub(crate) const PROBLEM: &str = "application/problem+json";

/// What a page may load and do: what comes from here, and nothing that stands in the page itself.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// What anything else may do when a browser shows it by itself: a drawing has its style within.
const FILE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/// Smaller answers gain nothing by being packed.
const WORTH_PACKING: usize = 1024;

impl Answer {
    pub(crate) fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: StatusCode::OK, kind, body: body.into(), keep: Keep::Ask, tag: None, more: Vec::new() }
    }

    pub(crate) fn with(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    pub(crate) fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.more.push((name, value.into()));
        self
    }

    /// Elsewhere, on this site: `to` begins with one slash and is percent-encoded.
    pub(crate) fn moved(status: StatusCode, to: String) -> Self {
        Self::new(TEXT, "").with(status).keep(Keep::Never).header(hyper::header::LOCATION, to)
    }

    /// Not changed since the client asked last.
    pub(crate) fn unchanged(tag: &str) -> Self {
        let mut answer = Self::new(TEXT, "").with(StatusCode::NOT_MODIFIED);
        answer.tag = Some(tag.to_owned());
        answer
    }

    /// As it goes out.
    pub(crate) fn response(mut self, gzip: bool, secure: bool, close: bool) -> Response<Full<Bytes>> {
        let packable = self.kind != BYTES || self.body.len() > WORTH_PACKING;
        let packed = gzip && packable && self.body.len() >= WORTH_PACKING;
        if packed {
            let mut writer = GzEncoder::new(Vec::with_capacity(self.body.len() / 4), Compression::fast());
            // Writing into memory cannot fail; if it did, the answer would go as it is.
            match writer.write_all(&self.body).and_then(|()| writer.finish()) {
                Ok(bytes) => self.body = bytes,
                Err(_) => return self.response(false, secure, close),
            }
        }
        let mut response = Response::new(Full::new(Bytes::from(std::mem::take(&mut self.body))));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        let mut put = |name: &'static str, value: &'static str| {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        };
        let bare = self.status == StatusCode::NOT_MODIFIED;
        if !bare {
            put("content-type", self.kind);
        }
        if packed {
            put("content-encoding", "gzip");
        }
        put("vary", "accept-encoding");
        // What is unchanged says nothing of the content: a browser would put it in the place of what it has, and a page would lose its
        // style to the policy of files.
        if !bare {
            self.policy(&mut put);
        }
        put(
            "cache-control",
            match self.keep {
                Keep::Ask => "no-cache",
                Keep::Ever => "public, max-age=31536000, immutable",
                Keep::Never => "no-store",
            },
        );
        if secure {
            put("strict-transport-security", "max-age=31536000");
        }
        if close {
            put("connection", "close");
        }
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            put("allow", "GET, HEAD");
        }
        if let Some(tag) = &self.tag
            && let Ok(value) = HeaderValue::from_str(&format!("W/\"{tag}\""))
        {
            headers.insert(hyper::header::ETAG, value);
        }
        for (name, value) in self.more {
            // What is no header value (a line end in it) is left out rather than sent.
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }
}

impl Answer {
    /// What a browser may do with the content, and who may have it.
    fn policy(&self, put: &mut impl FnMut(&'static str, &'static str)) {
        put("x-content-type-options", "nosniff");
        put("referrer-policy", "same-origin");
        put("cross-origin-opener-policy", "same-origin");
        put("x-frame-options", "DENY");
        put("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        put("content-security-policy", if self.kind == HTML { PAGE_POLICY } else { FILE_POLICY });
        if self.kind == HTML {
            put("cross-origin-resource-policy", "same-origin");
        } else {
            // Data of the public, for pages of others too.
            put("cross-origin-resource-policy", "cross-origin");
            put("access-control-allow-origin", "*");
        }
    }
}

/// Whether the client has this state already: `If-None-Match` holds the tag, weak or strong, or `*`.
pub(crate) fn is_known(asked: &Asked, tag: &str) -> bool {
    asked.known.as_deref().is_some_and(|known| {
        known.split(',').map(str::trim).any(|t| {
            let t = t.strip_prefix("W/").unwrap_or(t);
            t == "*" || t.trim_matches('"') == tag
        })
    })
}
