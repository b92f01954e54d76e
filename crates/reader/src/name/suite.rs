//! Runs `suite/name`: a text, and below it the names it holds, a line each; places are left out.

use crate::reading::NameClass;
use crate::{Name, Options, Reading, read};
use std::fmt::Write as _;

/// The names of a reading but the places, as the suite writes them: `class text, post by awarder no number`.
pub(crate) fn shown(reading: &Reading) -> Vec<String> {
    let line = |name: &Name| {
        let mut line = format!("{} {}", name.class.word(), name.text);
        for (before, said) in [(", ", &name.post), (" by ", &name.awarder), (" no ", &name.number)] {
            if let Some(said) = said {
                let _ = write!(line, "{before}{said}");
            }
        }
        line
    };
    reading.names.iter().filter(|n| n.class != NameClass::Place).map(line).collect()
}

#[test]
fn the_suite_holds() {
    let mut said = String::new();
    for file in [
        include_str!("../../suite/name/body.txt"),
        include_str!("../../suite/name/document.txt"),
        include_str!("../../suite/name/programme.txt"),
        include_str!("../../suite/name/honour.txt"),
        include_str!("../../suite/name/person.txt"),
    ] {
        for (line, name, text, wanted) in crate::outline::tests::cases(file) {
            let got = shown(&read(text.trim_end(), &Options::default())).join("\n");
            if got.trim() != wanted.trim() {
                let _ = writeln!(said, "line {line}, {name}: read as\n{got}\n");
            }
        }
    }
    assert!(said.is_empty(), "\n{said}");
}
