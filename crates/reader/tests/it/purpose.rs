//! The cases of published specifications we differ from on purpose: `tests/it/purpose.tsv`.

/// A case and why we differ.
pub(crate) struct Purpose {
    pub(crate) suite: &'static str,
    pub(crate) input: &'static str,
    pub(crate) why: &'static str,
}

/// All of them.
pub(crate) fn all() -> Vec<Purpose> {
    include_str!("purpose.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| {
            let mut parts = line.splitn(3, '\t');
            Some(Purpose { suite: parts.next()?, input: parts.next()?, why: parts.next()? })
        })
        .collect()
}

/// Why we differ in this case of the suite, if we do.
pub(crate) fn why(suite: &str, input: &str) -> Option<&'static str> {
    all().into_iter().find(|p| p.suite == suite && p.input == input).map(|p| p.why)
}

#[test]
fn every_purpose_has_its_reason() {
    for purpose in all() {
        assert!(!purpose.why.trim().is_empty(), "{} {}", purpose.suite, purpose.input);
    }
}
