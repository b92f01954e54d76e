//! Every word the command says to people, in Chinese and in English: `i18n/zh.toml`, `i18n/en.toml`.
//!
//! The files are the part of TOML that a person writes without thinking: `key = "text"` on a line, or `key = """` and
//! the text on lines of its own up to `"""`. A test compares their keys and finds each in the code.

use std::ffi::OsString;

/// The language of messages. Names of members and columns never change with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// 中文.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// `--lang`, else the environment's language, else Chinese.
    ///
    /// The arguments are looked through before they are parsed, for the parser's own messages need a language too.
    #[must_use]
    pub fn from_arguments(given: &[OsString]) -> Self {
        let mut given = given.iter().map_while(|a| a.to_str()).take_while(|a| *a != "--");
        while let Some(argument) = given.next() {
            let named = match argument.strip_prefix("--lang") {
                Some("") => given.next(),
                Some(rest) => rest.strip_prefix('='),
                None => None,
            };
            match named {
                Some("zh") => return Self::Zh,
                Some("en") => return Self::En,
                Some(_) | None => {}
            }
        }
        let set =
            ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|v| std::env::var(v).ok().filter(|v| !v.is_empty()));
        match set {
            Some(locale) if !locale.to_ascii_lowercase().starts_with("zh") => Self::En,
            Some(_) | None => Self::Zh,
        }
    }
}

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Words {
    /// Sorted by key.
    words: Vec<(&'static str, &'static str)>,
    lang: Lang,
}

impl Words {
    /// The words of `lang`.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        let mut words = parse(match lang {
            Lang::Zh => include_str!("../i18n/zh.toml"),
            Lang::En => include_str!("../i18n/en.toml"),
        });
        words.sort_unstable();
        Self { words, lang }
    }

    /// The language the reader's notes are written in.
    #[must_use]
    pub fn language(&self) -> luoshi_reader::Language {
        match self.lang {
            Lang::Zh => luoshi_reader::Language::Zh,
            Lang::En => luoshi_reader::Language::En,
        }
    }

    /// The language the rules give their reasons in.
    #[must_use]
    pub fn plan_language(&self) -> luoshi_plan::Language {
        match self.lang {
            Lang::Zh => luoshi_plan::Language::Zh,
            Lang::En => luoshi_plan::Language::En,
        }
    }

    /// The text for `key`. An unknown key shows itself, which a test forbids.
    #[must_use]
    pub fn get<'a>(&self, key: &'a str) -> &'a str
    where
        'static: 'a,
    {
        match self.words.binary_search_by_key(&key, |(k, _)| k) {
            Ok(at) => self.words.get(at).map_or(key, |(_, text)| text),
            Err(_) => key,
        }
    }

    /// The text for a word of the wire form: `of("kind", "level")`.
    #[must_use]
    pub fn of_word(&self, group: &str, word: &'static str) -> &'static str {
        let key = format!("{group}.{word}");
        match self.words.binary_search_by_key(&key.as_str(), |(k, _)| k) {
            Ok(at) => self.words.get(at).map_or(word, |(_, text)| text),
            Err(_) => word,
        }
    }

    /// The text for `key` with each `{name}` replaced. What is put in is not searched again.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(key);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let known = after
                .split_once('}')
                .and_then(|(name, tail)| values.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value, tail)));
            if let Some((value, tail)) = known {
                out.push_str(value);
                rest = tail;
            } else {
                out.push('{');
                rest = after;
            }
        }
        out.push_str(rest);
        out
    }
}

fn parse(file: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut words = Vec::new();
    let mut rest = file;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        rest = after;
        let Some((key, text)) = line.split_once(" = \"").filter(|_| !line.starts_with('#')) else { continue };
        // A key with a dot in it stands in quotes.
        let key = key.trim_matches('"');
        if text == "\"\"" {
            let (block, after) = rest.split_once("\"\"\"").unwrap_or((rest, ""));
            rest = after;
            words.push((key, block));
        } else {
            words.push((key, text.strip_suffix('"').unwrap_or(text)));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use luoshi_ledger::{Certainty, Class, ResultKind, Verdict};
    use luoshi_reader::{Binding, Bound, CommitmentRole, Kind, NameClass, RepairKind, Role, Severity, Tense};

    #[test]
    fn both_languages_have_the_same_keys_and_the_same_places_to_fill() {
        let (zh, en) = (Words::of(Lang::Zh), Words::of(Lang::En));
        let keys = |w: &Words| w.words.iter().map(|(k, _)| *k).collect::<Vec<_>>();
        assert_eq!(keys(&zh), keys(&en));
        for key in keys(&zh) {
            let fills = |w: &Words| {
                let mut names: Vec<_> =
                    w.get(key).split('{').skip(1).filter_map(|p| p.split_once('}').map(|(n, _)| n)).collect();
                names.sort_unstable();
                names.into_iter().map(str::to_owned).collect::<Vec<_>>()
            };
            assert_eq!(fills(&zh), fills(&en), "{key}");
        }
    }

    #[test]
    fn no_key_stands_twice() {
        let words = Words::of(Lang::Zh).words;
        for pair in words.windows(2) {
            assert_ne!(pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn every_word_of_the_wire_form_has_one_for_people() {
        let words = Words::of(Lang::En);
        let all = (Kind::ALL.iter().map(|k| ("kind", k.word())))
            .chain(Bound::ALL.iter().map(|b| ("bound", b.word())))
            .chain(Role::ALL.iter().map(|r| ("role", r.word())))
            .chain(RepairKind::ALL.iter().map(|r| ("repair", r.word())))
            .chain(Tense::ALL.iter().map(|t| ("tense", t.word())))
            .chain(Binding::ALL.iter().map(|b| ("binding", b.word())))
            .chain(CommitmentRole::ALL.iter().map(|c| ("commitment", c.word())))
            .chain(NameClass::ALL.iter().map(|n| ("name", n.word())))
            .chain(Severity::ALL.iter().map(|s| ("severity", s.word())))
            .chain(Verdict::ALL.iter().map(|v| ("verdict", v.word())))
            .chain(Certainty::ALL.iter().map(|c| ("certainty", c.word())))
            .chain(ResultKind::ALL.iter().map(|r| ("result", r.word())))
            .chain(Class::ALL.iter().map(|c| ("measure", c.word())))
            .chain(luoshi_reader::fault_rules().iter().map(|r| ("rule", r.name)));
        for (group, word) in all {
            let key = format!("{group}.{word}");
            assert!(words.words.iter().any(|(k, _)| *k == key), "{key}");
        }
    }

    /// The sources and templates of all who speak: what is said must be said somewhere.
    fn sources(folder: &std::path::Path, out: &mut String) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs" || e == "html" || e == "xml") {
                out.push_str(&std::fs::read_to_string(&path).expect("a source"));
            }
        }
    }

    #[test]
    fn every_key_is_used_and_every_key_used_is_there() {
        let mut code = String::new();
        let crates = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        for folder in ["luoshi/src", "page/src", "page/templates", "web/src", "web/templates"] {
            sources(&crates.join(folder), &mut code);
        }
        let words = Words::of(Lang::Zh).words;
        let groups = [
            "usage",
            "error",
            "note",
            "progress",
            "recognise",
            "demo",
            "table",
            "help",
            "lexicon",
            "page",
            "docx",
            "fault",
            "check",
            "ledger",
            "promises",
            "store",
            "unfit",
            "verify",
            "log",
            "import",
            "propose",
            "observe",
            "erase",
            "backup",
            "restore",
            "site",
            "sheet",
        ];
        // Templates and files are named like keys.
        let group = |key: &str| {
            key.split('.').next().is_some_and(|g| groups.contains(&g)) && !key.contains("html") && !key.contains("toml")
        };
        // What was done and what was computed are named by words of the record and of the rules.
        let named_by_data = |key: &str| key.starts_with("site.act.") || key.starts_with("site.term.");
        for (key, _) in words.iter().filter(|(k, _)| group(k) && !named_by_data(k)) {
            assert!(code.contains(&format!("\"{key}\"")), "nothing says {key}");
        }
        let named = |text: &str| text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_'));
        for literal in code.split('"').filter(|l| l.contains('.') && !l.ends_with('.') && group(l) && named(l)) {
            // A kind of act is no message; it has words on the page of changes.
            let act = format!("site.act.{literal}");
            assert!(words.iter().any(|(k, _)| *k == literal || *k == act), "no words for {literal}");
        }
    }

    #[test]
    fn what_is_put_in_is_not_searched_again() {
        let words = Words { words: vec![("k", "{a} and {b} and {c}")], lang: Lang::En };
        assert_eq!(words.fill("k", &[("a", "{b}"), ("b", "2")]), "{b} and 2 and {c}");
    }
}
