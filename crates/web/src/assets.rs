//! Style, scripts and the sign of the site, in the program itself. Each has the hash of its content in its name, and so may
//! be kept for ever.

use crate::answer::{Answer, Keep, SVG};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// A file that pages name.
pub(crate) struct Asset {
    stem: &'static str,
    suffix: &'static str,
    kind: &'static str,
    content: LazyLock<String>,
    hash: LazyLock<String>,
}

fn hash(content: &str) -> String {
    luoshi_store::hex::encode(&Sha256::digest(content.as_bytes())[..8])
}

macro_rules! asset {
    ($name:ident, $stem:literal, $suffix:literal, $kind:expr, $content:expr) => {
        pub(crate) static $name: Asset = Asset {
            stem: $stem,
            suffix: $suffix,
            kind: $kind,
            content: LazyLock::new(|| $content),
            hash: LazyLock::new(|| hash(&$name.content)),
        };
    };
}

asset!(
    STYLE,
    "luoshi",
    "css",
    "text/css; charset=utf-8",
    format!("{}{}", include_str!("../assets/luoshi.css"), luoshi_chart::STYLE)
);
asset!(READING, "reading", "css", "text/css; charset=utf-8", luoshi_page::reading::STYLE.to_owned());
asset!(SCRIPT, "reading", "js", "text/javascript; charset=utf-8", luoshi_page::reading::SCRIPT.to_owned());
asset!(ICON, "luoshi", "svg", SVG, include_str!("../assets/luoshi.svg").to_owned());

/// Names this build of the site: pages of another may look different with the same data.
pub(crate) static BUILD: LazyLock<String> =
    LazyLock::new(|| format!("{}{}", env!("CARGO_PKG_VERSION"), STYLE.hash.get(..6).unwrap_or_default()));

impl Asset {
    /// Its address.
    pub(crate) fn path(&self) -> String {
        format!("/assets/{}-{}.{}", self.stem, self.hash.as_str(), self.suffix)
    }
}

/// The file of a name.
pub(crate) fn answer(name: &str) -> Option<Answer> {
    [&STYLE, &READING, &SCRIPT, &ICON].into_iter().find_map(|asset| {
        let rest = name.strip_prefix(asset.stem)?.strip_prefix('-')?.strip_suffix(asset.suffix)?;
        (rest.strip_suffix('.')? == asset.hash.as_str())
            .then(|| Answer::new(asset.kind, asset.content.as_bytes().to_vec()).keep(Keep::Ever))
    })
}
