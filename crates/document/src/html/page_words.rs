//! The words of `data/page-words.tsv`.

use std::sync::LazyLock;

/// Words by kind.
#[derive(Default)]
pub(super) struct PageWords {
    content: Vec<&'static str>,
    noise: Vec<&'static str>,
    furniture: Vec<&'static str>,
    dateline: Vec<&'static str>,
}

pub(super) static WORDS: LazyLock<PageWords> = LazyLock::new(|| {
    let mut words = PageWords::default();
    for line in include_str!("../../data/page-words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((kind, word)) = line.split_once('\t') else { continue };
        match kind {
            "content" => words.content.push(word),
            "noise" => words.noise.push(word),
            "furniture" => words.furniture.push(word),
            "dateline" => words.dateline.push(word),
            _ => {}
        }
    }
    words
});

impl PageWords {
    /// Whether a class or id (several words, maybe) is one that main texts have.
    pub(super) fn is_content(&self, names: &str) -> bool {
        names.split_ascii_whitespace().any(|name| self.content.iter().any(|known| known.eq_ignore_ascii_case(name)))
    }

    /// Whether a class or id is one that menus, footers and the like have.
    pub(super) fn is_noise(&self, names: &str) -> bool {
        names
            .split(|c: char| c.is_ascii_whitespace() || c == '-' || c == '_')
            .any(|name| self.noise.iter().any(|known| known.eq_ignore_ascii_case(name)))
    }

    pub(super) fn is_furniture(&self, line: &str) -> bool {
        line.len() < SHORT && self.furniture.iter().any(|word| line.contains(word))
    }

    pub(super) fn is_dateline(&self, line: &str) -> bool {
        line.len() < SHORT && self.dateline.iter().any(|word| line.contains(word))
    }
}

/// Bytes of a line that may be furniture or a dateline: some 80 characters.
const SHORT: usize = 240;
