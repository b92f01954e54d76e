//! A request after its framing was checked: an address taken apart, and what the client can take.

use hyper::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_LENGTH, HOST, IF_NONE_MATCH, TRANSFER_ENCODING};
use hyper::{Method, Request, StatusCode, Version};

/// Characters of a path with its query.
const LONGEST: usize = 8 << 10;
/// Pairs in a query: no form of the site has as many fields.
const MOST_PAIRS: usize = 64;
/// Bytes that a request may carry: no address of the site takes any, and the connection is closed behind them.
const LARGEST_BODY: u64 = 64 << 10;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The path, decoded, part by part; the last is empty where the path ends in `/`.
    pub(crate) parts: Vec<String>,
    /// The fields of the query, in their order.
    pub(crate) query: Vec<(String, String)>,
    /// As it was sent, for links back to itself.
    pub(crate) path: String,
    pub(crate) gzip: bool,
    /// What the browser wants to read, best first: `zh`, `en`.
    pub(crate) languages: Vec<&'static str>,
    /// `If-None-Match`.
    pub(crate) known: Option<String>,
    /// Something came with it: the connection does not outlive the answer.
    pub(crate) carries: bool,
}

/// Why a request gets no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused(pub(crate) StatusCode);

impl Asked {
    /// Checks what the library below leaves open, and takes the address apart.
    pub(crate) fn of<B>(request: &Request<B>) -> Result<Self, Refused> {
        let headers = request.headers();
        let bad = Refused(StatusCode::BAD_REQUEST);
        let mut hosts = headers.get_all(HOST).iter();
        match (hosts.next(), hosts.next()) {
            (Some(host), None) if is_host(host.as_bytes()) => {}
            (None, None) if request.version() == Version::HTTP_10 => {}
            _ => return Err(bad),
        }
        // Nothing here takes a body of unknown length; what claims one may mean to smuggle a request behind it.
        if headers.contains_key(TRANSFER_ENCODING) {
            return Err(bad);
        }
        let mut lengths = headers.get_all(CONTENT_LENGTH).iter();
        let length = lengths.next().map(|v| v.to_str().ok().and_then(|v| v.parse::<u64>().ok()));
        if lengths.next().is_some() {
            return Err(bad);
        }
        let carries = match length {
            None | Some(Some(0)) => false,
            Some(Some(n)) if n <= LARGEST_BODY => true,
            Some(Some(_)) => return Err(Refused(StatusCode::PAYLOAD_TOO_LARGE)),
            Some(None) => return Err(bad),
        };
        let uri = request.uri();
        let whole = uri.path_and_query().map_or("/", |p| p.as_str());
        if whole.len() > LONGEST {
            return Err(Refused(StatusCode::URI_TOO_LONG));
        }
        if request.method() != Method::GET && request.method() != Method::HEAD {
            return Err(Refused(StatusCode::METHOD_NOT_ALLOWED));
        }
        let Some(parts) = parts(uri.path()) else { return Err(Refused(StatusCode::NOT_FOUND)) };
        let query = pairs(uri.query().unwrap_or_default()).ok_or(bad)?;
        let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
        Ok(Self {
            parts,
            query,
            path: uri.path().to_owned(),
            gzip: text(ACCEPT_ENCODING).is_some_and(takes_gzip),
            languages: text(ACCEPT_LANGUAGE).map(languages).unwrap_or_default(),
            known: text(IF_NONE_MATCH).map(str::to_owned),
            carries,
        })
    }

    /// The value of a field of the query, if it is there and not empty.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).filter(|v| !v.is_empty())
    }
}

/// A name or an address, perhaps with a port: no user, no path, no blank.
fn is_host(host: &[u8]) -> bool {
    !host.is_empty() && host.len() <= 255 && host.iter().all(|b| b.is_ascii_alphanumeric() || b"-._:[]~".contains(b))
}

/// The parts of a path, decoded once; `None` where one of them is no name of ours could be: a way up, a slash in
/// disguise, a control, something encoded twice, no UTF-8.
fn parts(path: &str) -> Option<Vec<String>> {
    let part = |part: &str| {
        let text = decoded(part, false)?;
        let odd = |c: char| c.is_control() || matches!(c, '/' | '\\' | '%');
        (text != "." && text != ".." && !text.chars().any(odd)).then_some(text)
    };
    path.strip_prefix('/')?.split('/').map(part).collect()
}

/// The fields of a query; `None` where there are too many, or one is no text.
fn pairs(query: &str) -> Option<Vec<(String, String)>> {
    if query.split('&').count() > MOST_PAIRS {
        return None;
    }
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = decoded(value, true)?;
        // A null or a line end is in no word that anybody looks for.
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        Some((decoded(name, true)?, value))
    };
    query.split('&').filter(|p| !p.is_empty()).map(pair).collect()
}

/// Undoes percent-encoding; `plus` is a blank in queries.
fn decoded(text: &str, plus: bool) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let digit = |b: Option<u8>| char::from(b?).to_digit(16);
                let (high, low) = (digit(bytes.next())?, digit(bytes.next())?);
                u8::try_from(high * 16 + low).ok()?
            }
            b'+' if plus => b' ',
            byte => byte,
        });
    }
    String::from_utf8(out).ok()
}

fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let refused =
            parts.any(|p| matches!(p.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()), Some(q) if q <= 0.0));
        (name.eq_ignore_ascii_case("gzip") || name == "*") && !refused
    })
}

fn languages(accepted: &str) -> Vec<&'static str> {
    let mut all: Vec<(f32, &'static str)> = Vec::new();
    for one in accepted.split(',').take(32) {
        let mut parts = one.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts.find_map(|p| p.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
        let language = match tag.split('-').next() {
            Some("zh") => "zh",
            Some("en") => "en",
            _ => continue,
        };
        if quality > 0.0 {
            all.push((quality, language));
        }
    }
    all.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    all.into_iter().map(|(_, language)| language).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_up_or_out() {
        for path in [
            "/..",
            "/a/../b",
            "/%2e%2e/a",
            "/%252e%252e/a",
            "/a%5cb",
            "/a%2fb",
            "/a%00",
            "/a\\b",
            "/%ff",
            "/%2",
            "/.",
            "/%",
        ] {
            assert_eq!(parts(path), None, "{path}");
        }
        assert_eq!(parts("/zh/%E7%9B%AE/").expect("sound"), ["zh", "目", ""]);
    }

    #[test]
    fn a_query_is_read_within_bounds() {
        assert_eq!(
            pairs("q=%E6%A3%AE+a&x").expect("sound"),
            [("q".into(), "森 a".into()), ("x".into(), String::new())]
        );
        assert_eq!(pairs(&"a=1&".repeat(70)), None);
        assert_eq!(pairs("a=%00b%0d%0ac").expect("sound")[0].1, "bc");
    }

    #[test]
    fn what_the_browser_takes() {
        assert!(takes_gzip("br, gzip;q=0.5") && takes_gzip("*") && !takes_gzip("gzip;q=0") && !takes_gzip("br"));
        assert_eq!(languages("fr, en;q=0.5, zh-CN;q=0.9"), ["zh", "en"]);
        assert!(languages("en;q=0").is_empty());
    }
}
