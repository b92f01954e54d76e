//! All that an operator may set. Each has a name, which is the same in the file (`listen = "…"`), in the environment
//! (`LUOSHI_LISTEN`) and as a flag (`--listen`); a flag wins over the environment, that over the file. `docs/serve.md`
//! lists all, and a test holds it to this list.

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// Settings of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The record: a folder, or `postgres://…`.
    pub data: String,
    /// Address and port to listen on; port 0 is any free one.
    pub listen: String,
    /// The address people know the site by, for feeds and other places where an address must be whole:
    /// `https://plan.example.org`. Never taken from a request.
    pub base: String,
    /// Who publishes, as the head of every page has it.
    pub publisher: String,
    /// How to tell the publisher of a mistake: a telephone, an address. At the foot of every page.
    pub contact: String,
    /// What law wants at the foot of a site: 网站标识码, the numbers of its registration.
    pub imprint: String,
    /// The licence under which the data may be used, by its name.
    pub licence: String,
    /// The time zone in which a day begins.
    pub zone: String,
    /// The language of `/` where the browser names none: `zh` or `en`.
    pub language: String,
    /// The day that counts as today, for demonstrations.
    pub date: Option<jiff::civil::Date>,
    /// Addresses of proxies whose `X-Forwarded-For` is believed, for the limit of connections by address.
    pub proxies: Vec<IpAddr>,
    /// Connections at once.
    pub connections: usize,
    /// Connections at once from one address that is no proxy of ours.
    pub connections_each: usize,
    /// Seconds within which the head of a request must come, and a connection may be silent.
    pub head_seconds: u64,
    /// Seconds within which a client must take some of what it is sent.
    pub write_seconds: u64,
    /// Seconds that requests under way get when the server is told to stop.
    pub stop_seconds: u64,
    /// Whether `/metrics` is there.
    pub metrics: bool,
    /// Whether each request is logged.
    pub log: bool,
    /// A line above every page: that all in it is invented, for one.
    pub notice: Option<Notice>,
    /// How the kept bytes of a workbook become its cells.
    pub unpack: Unpack,
}

/// Reads a workbook cell by cell; nothing where it cannot be read. A program that serves strangers gives a reader that unpacks
/// in a process of its own, with limits: what was taken in may be made to exhaust whoever opens it.
#[derive(Clone, Copy)]
pub struct Unpack(pub fn(&[u8]) -> Option<luoshi_document::Workbook>);

impl Default for Unpack {
    /// Reads in this process.
    fn default() -> Self {
        Self(|bytes| luoshi_document::workbook(bytes).ok())
    }
}

impl fmt::Debug for Unpack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unpack")
    }
}

impl PartialEq for Unpack {
    /// No setting that anybody writes: all are alike.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Unpack {}

/// What stands above every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// City and figures are invented.
    Demo,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data: String::new(),
            listen: "127.0.0.1:8000".to_owned(),
            base: String::new(),
            publisher: String::new(),
            contact: String::new(),
            imprint: String::new(),
            licence: String::new(),
            zone: "Asia/Shanghai".to_owned(),
            language: "zh".to_owned(),
            date: None,
            proxies: Vec::new(),
            connections: 1024,
            connections_each: 256,
            head_seconds: 15,
            write_seconds: 20,
            stop_seconds: 10,
            metrics: false,
            log: true,
            notice: None,
            unpack: Unpack::default(),
        }
    }
}

/// What is wrong with a setting, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsError {
    /// The file could not be read.
    File(PathBuf, String),
    /// A line of the file is no `name = value`.
    Line(PathBuf, usize),
    /// No setting is called so.
    Unknown(String),
    /// A value that the setting cannot have: where it was set, its name, what it may be.
    Value {
        /// `serve.toml:3`, `LUOSHI_ZONE`, `--zone`.
        place: String,
        /// What stood there.
        given: String,
        /// What may stand there.
        wanted: &'static str,
    },
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, why) => write!(f, "{}: {why}", path.display()),
            Self::Line(path, line) => write!(f, "{}:{line}: write name = \"value\"", path.display()),
            Self::Unknown(place) => write!(f, "{place}: no setting has this name; docs/serve.md lists all"),
            Self::Value { place, given, wanted } => write!(f, "{place}: {given:?}: {wanted}"),
        }
    }
}

impl std::error::Error for SettingsError {}

impl Settings {
    /// The names of all settings, as the file writes them.
    pub const NAMES: [&'static str; 18] = [
        "data",
        "listen",
        "base",
        "publisher",
        "contact",
        "imprint",
        "licence",
        "zone",
        "language",
        "date",
        "proxies",
        "connections",
        "connections_each",
        "head_seconds",
        "write_seconds",
        "stop_seconds",
        "metrics",
        "log",
    ];

    /// Their flags, in the same order.
    pub const FLAGS: [&'static str; 18] = [
        "data",
        "listen",
        "base",
        "publisher",
        "contact",
        "imprint",
        "licence",
        "zone",
        "language",
        "date",
        "proxies",
        "connections",
        "connections-each",
        "head-seconds",
        "write-seconds",
        "stop-seconds",
        "metrics",
        "log",
    ];

    /// Reads the settings of a file. Lines are `name = value`, values may stand in quotes, `#` begins a remark.
    pub fn read(&mut self, path: &Path) -> Result<(), SettingsError> {
        let text = std::fs::read_to_string(path).map_err(|e| SettingsError::File(path.to_owned(), e.to_string()))?;
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = || SettingsError::Line(path.to_owned(), at + 1);
            let (name, value) = line.split_once('=').ok_or_else(wrong)?;
            let value = value.trim();
            let value = match value.strip_prefix('"') {
                Some(rest) => rest.split_once('"').ok_or_else(wrong)?.0,
                None => value.split('#').next().unwrap_or(value).trim(),
            };
            self.set(name.trim(), value, &format!("{}:{}", path.display(), at + 1))?;
        }
        Ok(())
    }

    /// Takes what the environment sets. Variables that begin so and are no settings of the site are left to the others.
    pub fn read_environment(&mut self, get: impl Fn(&str) -> Option<String>) -> Result<(), SettingsError> {
        for name in Self::NAMES {
            let variable = format!("LUOSHI_{}", name.to_uppercase());
            if let Some(value) = get(&variable).filter(|v| !v.is_empty()) {
                self.set(name, &value, &variable)?;
            }
        }
        Ok(())
    }

    /// Sets one by its name; `place` says where it was set.
    pub fn set(&mut self, name: &str, value: &str, place: &str) -> Result<(), SettingsError> {
        let wrong =
            |wanted: &'static str| SettingsError::Value { place: place.to_owned(), given: value.to_owned(), wanted };
        let number = |least: u64, most: u64| {
            let parsed = value.parse().ok().filter(|n| (least..=most).contains(n));
            parsed.ok_or_else(|| wrong("a whole number within its bounds: docs/serve.md"))
        };
        let yes = || match value {
            "true" | "yes" | "1" => Ok(true),
            "false" | "no" | "0" => Ok(false),
            _ => Err(wrong("true or false")),
        };
        match name {
            "data" => value.clone_into(&mut self.data),
            "listen" => {
                let sound = value.parse::<std::net::SocketAddr>().is_ok() || value.starts_with("localhost:");
                if !sound {
                    return Err(wrong("an address and a port: 127.0.0.1:8000, [::1]:8000"));
                }
                value.clone_into(&mut self.listen);
            }
            "base" => {
                let host = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
                let plain =
                    |h: &str| !h.is_empty() && h.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:[]/_~".contains(&b));
                if !value.is_empty() && !host.is_some_and(plain) {
                    return Err(wrong("https://, a host, perhaps a path, nothing behind: https://plan.example.org"));
                }
                value.trim_end_matches('/').clone_into(&mut self.base);
            }
            "publisher" => value.clone_into(&mut self.publisher),
            "contact" => value.clone_into(&mut self.contact),
            "imprint" => value.clone_into(&mut self.imprint),
            "licence" => value.clone_into(&mut self.licence),
            "zone" => {
                jiff::tz::TimeZone::get(value).map_err(|_| wrong("a time zone: Asia/Shanghai"))?;
                value.clone_into(&mut self.zone);
            }
            "language" if matches!(value, "zh" | "en") => value.clone_into(&mut self.language),
            "language" => return Err(wrong("zh or en")),
            "date" if value.is_empty() => self.date = None,
            "date" => self.date = Some(value.parse().map_err(|_| wrong("a day: 2026-11-30"))?),
            "proxies" => {
                let all = value.split(',').map(str::trim).filter(|a| !a.is_empty()).map(str::parse);
                let all: Result<_, _> = all.collect();
                self.proxies = all.map_err(|_| wrong("addresses, a comma between: 127.0.0.1, ::1"))?;
            }
            "connections" => self.connections = number(1, 65_536)? as usize,
            "connections_each" => self.connections_each = number(1, 65_536)? as usize,
            "head_seconds" => self.head_seconds = number(1, 30)?,
            "write_seconds" => self.write_seconds = number(1, 30)?,
            "stop_seconds" => self.stop_seconds = number(0, 600)?,
            "metrics" => self.metrics = yes()?,
            "log" => self.log = yes()?,
            _ => return Err(SettingsError::Unknown(format!("{place}: {name}"))),
        }
        Ok(())
    }

    /// The day it is, in the zone of the site.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        self.date.unwrap_or_else(|| {
            let zone = jiff::tz::TimeZone::get(&self.zone).unwrap_or(jiff::tz::TimeZone::UTC);
            jiff::Timestamp::now().to_zoned_datetime(zone).date()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_can_be_set_and_what_is_set_wrong_says_where() {
        let mut settings = Settings::default();
        assert_eq!(Settings::NAMES.map(|n| n.replace('_', "-")), Settings::FLAGS);
        for name in Settings::NAMES {
            let known =
                |value: &str| !matches!(Settings::default().set(name, value, "x"), Err(SettingsError::Unknown(_)));
            assert!(known("1"), "{name}");
        }
        let error = settings.set("zone", "Mars/Phobos", "serve.conf:3").expect_err("no zone");
        assert_eq!(error.to_string(), "serve.conf:3: \"Mars/Phobos\": a time zone: Asia/Shanghai");
        assert!(settings.set("base", "https://a.example/\"onload=", "--base").is_err());
        assert!(settings.set("listen", "8000", "--listen").is_err());
        assert!(settings.set("head_seconds", "31", "--head-seconds").is_err());
    }

    #[test]
    fn a_file_is_read_line_by_line() {
        let path = std::env::temp_dir().join(format!("luoshi-settings-{}", std::process::id()));
        std::fs::write(&path, "# a remark\nlisten = \"127.0.0.1:0\" # any\nconnections = 12 # few\n\nlog=no\n")
            .expect("written");
        let mut settings = Settings::default();
        settings.read(&path).expect("sound");
        assert_eq!((settings.listen.as_str(), settings.connections, settings.log), ("127.0.0.1:0", 12, false));
        std::fs::write(&path, "listen\n").expect("written");
        let error = settings.read(&path).expect_err("no value");
        assert!(error.to_string().ends_with(":1: write name = \"value\""), "{error}");
        std::fs::remove_file(&path).expect("removed");
    }

    #[test]
    fn the_page_of_settings_names_them_all() {
        let page = include_str!("../../../docs/serve.md");
        for name in Settings::NAMES {
            assert!(page.contains(&format!("| `{name}` |")), "docs/serve.md does not name {name}");
        }
    }
}
