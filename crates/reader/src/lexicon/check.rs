//! Every fault of the lexicon files: what an official who edits one must be told, with the line and the mend.
//!
//! Reading goes on without the entries that have a fault; `luoshi lexicon` and a test print them all.

use super::{Entry, LexiconError, parse};
use crate::facts::kind;
use crate::fold::Fold;
use crate::time::GROUPS;
use std::collections::HashMap;

/// Every fault in every file of the lexicon, by file and line. Empty when all is well.
///
/// ```
/// assert_eq!(luoshi_reader::lexicon_faults(), []);
/// ```
#[must_use]
pub fn lexicon_faults() -> Vec<LexiconError> {
    let mut faults: Vec<LexiconError> = FILES.iter().flat_map(check).collect();
    // What only the room that uses a file can judge: a factor, a day, a division's name.
    faults.extend(crate::figure::Grammar::faults().iter().cloned());
    faults.extend(crate::time::lexicon_faults());
    faults.extend(crate::place::lexicon_faults());
    faults.extend(crate::name::lexicon_faults());
    faults.extend(crate::table::lexicon_faults());
    faults.extend(variants("zh/variants.tsv", VARIANTS));
    faults.sort_by(|a, b| (a.file, a.line, &a.what).cmp(&(b.file, b.line, &b.what)));
    faults.dedup();
    faults
}

static VARIANTS: &str = include_str!("../../lexicon/zh/variants.tsv");

/// What an attribute may say.
#[derive(Debug, Clone, Copy)]
enum Says {
    /// Any words.
    Words,
    /// `yes`.
    Yes,
    /// One of these.
    One(&'static [&'static str]),
    /// A whole number, with or without a sign.
    Whole,
}

/// The attributes that entries of a group may carry.
type Keys = &'static [(&'static str, Says)];

/// What a file may hold.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    /// Groups, with their attributes; none where groups are headings for people only.
    groups: &'static [&'static str],
    keys: fn(&str) -> Keys,
}

macro_rules! file {
    ($name:literal, [$($group:literal),* $(,)?], $keys:expr) => {
        file!($name, &[$($group),*], $keys)
    };
    ($name:literal, $groups:expr, $keys:expr) => {
        File { name: $name, text: include_str!(concat!("../../lexicon/", $name)), groups: $groups, keys: $keys }
    };
}

const BOUND: Says = Says::One(&["at_least", "more_than", "at_most", "less_than", "about"]);

const ROLES: &[&str] = &["heading", "sentence", "start"];

/// Every file that has groups and entries.
pub(super) static FILES: &[File] = &[
    file!(
        "zh/units.txt",
        [
            "ratio",
            "points",
            "multiple",
            "money",
            "area",
            "length",
            "volume",
            "mass",
            "concentration",
            "power",
            "energy",
            "computing",
            "temperature",
            "frequency",
            "speed",
            "duration",
            "index",
            "people",
            "count",
            "places",
            "density",
        ],
        |_| &[
            ("is", Says::Words),
            ("as", Says::Words),
            ("unless", Says::Words),
            (
                "dimension",
                Says::One(&["energy", "transport", "count", "voltage", "people", "money", "area", "mass", "density"]),
            ),
        ]
    ),
    file!(
        "zh/figure_words.txt",
        [
            "bound.before",
            "bound.after",
            "link",
            "change",
            "adverb",
            "deed",
            "verb",
            "area",
            "opener",
            "trailer",
            "shared",
            "plant",
            "class",
            "grant",
            "dependent",
            "standing",
            "stock",
            "made",
            "saved",
            "proposed",
            "through",
            "settlement",
            "befell",
            "toward",
            "act",
            "plan",
            "plan.which",
            "setting",
            "had",
            "likewise",
            "degree",
            "ongoing",
        ],
        |group| match group {
            "bound.before" =>
                &[("bound", BOUND), ("as", Says::Words), ("weak", Says::Yes), ("near", Says::Yes), ("vague", Says::Yes)],
            "bound.after" => &[("bound", BOUND), ("as", Says::Words)],
            "link" => {
                &[("as", Says::Words), ("to", Says::One(&["up", "down"])), ("standing", Says::Yes), ("open", Says::Yes)]
            }
            "change" => &[("sign", Says::One(&["+", "-"])), ("rate", Says::Yes), ("gap", Says::Yes)],
            "adverb" => &[("as", Says::Words)],
            "deed" => &[("hard", Says::Yes), ("alone", Says::Yes)],
            "verb" => &[("hard", Says::Yes), ("led", Says::Yes)],
            _ => &[],
        }
    ),
    file!("zh/indicators.txt", [], |_| &[("binding", Says::Yes), ("expected", Says::Yes), ("thing", Says::Yes)]),
    file!(
        "zh/tables.txt",
        [
            "number",
            "category",
            "indicator",
            "matter",
            "unit",
            "value.now",
            "value.done",
            "value.level",
            "value.target",
            "value.yearly",
            "value.total",
            "value.change",
            "value.sum",
            "binding",
            "task",
            "goal",
            "lead",
            "support",
            "duty",
            "deadline",
            "person",
            "note",
            "region",
            "neutral",
            "leads",
            "helps",
            "answer",
            "until",
            "goes.on",
            "event",
            "body.end",
            "sum",
            "remark",
            "population",
            "years",
            "continued",
            "nothing",
            "changes",
            "sorts",
            "scope",
            "start",
            "ditto",
            "strives",
            "recurs",
            "project.name",
            "project.word",
            "project.content",
            "project.owner",
            "project.money",
            "beside.deadline",
            "matter.end",
            "task.end",
            "indicator.end",
            "note.end",
            "body.other",
            "body.helps",
            "body.leads",
            "other.table",
            "deadline.changed",
            "deadline.span",
            "body.kin",
            "deadline.end",
            "number.end",
            "start.whole",
            "deadline.whole",
            "level",
            "answer.label",
            "goal.end",
            "office.end",
        ],
        |group| match group {
            "event" => &[("day", Says::Words)],
            _ => &[],
        }
    ),
    file!("zh/not_numbers.txt", ["word", "tail", "series", "after", "after.words"], |_| &[]),
    file!("zh/ranks.txt", ["area", "verb"], |_| &[]),
    file!("zh/faults.txt", crate::fault::words::GROUPS, |group| match group {
        "mixed" => &[("parts", Says::Words), ("of", Says::One(&["growth", "levels"]))],
        _ => &[],
    }),
    file!("zh/kinds.txt", &kind::GROUPS, |_| &[("in", Says::One(&["title", "text", "end", "parts", "headline"]))]),
    file!(
        "zh/sections.txt",
        [
            "review",
            "problems",
            "guidance",
            "goals",
            "principles",
            "tasks",
            "closing",
            "other",
            "furniture",
            "runs_on",
            "goes_on",
            "ahead",
            "mended",
            "reached"
        ],
        |_| &[("in", Says::One(ROLES))]
    ),
    file!("zh/tense.txt", ["done", "planned", "fact", "label", "nothing"], |_| &[
        ("points", Says::Whole),
        ("statistics", Says::Whole),
        ("copula", Says::One(&["is", "beside"])),
        ("at", Says::One(&["any", "opening", "clause", "end", "adverb"])),
    ]),
    // The room of time judges its own attributes.
    file!("zh/periods.txt", &GROUPS, |_| &[
        ("years", Says::Words),
        ("is", Says::Words),
        ("from", Says::Words),
        ("to", Says::Words),
        ("not after", Says::Words),
        ("not before", Says::Words),
        ("counts", Says::One(&["date", "report", "said"])),
        ("at", Says::Words),
        ("months", Says::Words),
        ("centuries", Says::Whole),
        ("number", Says::Whole),
        ("side", Says::One(&["back", "ahead", "length", "often", "spoken"])),
    ]),
    file!(
        "zh/commitments.txt",
        [
            "lead",
            "link",
            "adverb",
            "ground",
            "closer",
            "noun",
            "verb",
            "state",
            "outcome",
            "pace",
            "empty",
            "vague",
            "pursued",
            "shell",
            "body",
            "call",
            "guidance",
            "part",
            "prohibition",
            "within",
            "after",
            "amid",
            "second",
            "place",
            "label",
        ],
        |group| match group {
            "verb" => &[
                ("finish", Says::Yes),
                ("pivot", Says::Yes),
                ("noun", Says::Yes),
                ("takes", Says::Yes),
                ("gives", Says::Yes),
                ("light", Says::Yes),
                ("single", Says::Yes),
                ("describes", Says::Yes),
            ],
            "adverb" => &[("close", Says::Yes), ("both", Says::Yes)],
            "empty" => &[("short", Says::Yes)],
            "ground" => &[("alone", Says::Yes)],
            "closer" => &[("by", Says::Yes)],
            "call" => &[("whole", Says::Yes)],
            _ => &[],
        }
    ),
    file!("zh/places.txt", ["alias", "former"], |_| &[("is", Says::Words)]),
    file!(
        "zh/names.txt",
        [
            "territory",
            "before",
            "nation",
            "party",
            "territories",
            "organ",
            "office",
            "area",
            "and",
            "office.agency",
            "office.commission",
            "branch",
            "body",
            "kind",
            "institution",
            "company",
            "programme",
            "programme.tail",
            "proper",
            "zone",
            "common",
            "honour",
            "honour.tail",
            "honour.head",
            "award",
            "award.gives",
            "award.after",
            "post",
            "post.behind",
            "speaks",
            "surname",
            "person",
            "person.not",
            "person.common",
        ],
        |group| match group {
            "territory" => &[("not after", Says::Words)],
            "organ" => &[("unless", Says::Words)],
            "office" | "office.agency" | "office.commission" => &[("ranks", Says::Words)],
            "body" => &[("free", Says::Yes)],
            _ => &[],
        }
    ),
    file!("zh/words_places.txt", ["common", "everyday", "generic", "within", "after"], |_| &[]),
    file!(
        "zh/page.txt",
        [
            "credit-after",
            "credit-before",
            "credit-alone",
            "credit-not",
            "outlet",
            "scene",
            "caption",
            "surname",
            "site",
            "site-head",
            "foot",
            "carry",
            "paper",
            "column",
            "weekday",
            "owner",
            "between",
            "stray",
            "open-end",
            "follows",
            "headless",
            "whole",
            "opens",
            "source",
            "document",
            "speech",
            "office",
            "deed",
            "area",
            "nation",
            "and",
            "counted",
            "misread",
            "begins",
            "ends",
        ],
        |group| match group {
            "stray" => &[("is", Says::Words)],
            "misread" => &[("is", Says::Words), ("not-after", Says::Words)],
            "begins" | "ends" => &[("odds", Says::Whole)],
            _ => &[],
        }
    ),
];

/// The faults of one file.
pub(super) fn check(file: &File) -> Vec<LexiconError> {
    let (entries, mut faults) = parse(file.name, file.text);
    let mut seen: HashMap<(&str, &str, String), usize> = HashMap::new();
    for entry in &entries {
        let mut fault = |line: usize, what: String, mend: String| {
            faults.push(LexiconError { file: file.name, line, what, mend });
        };
        let first = entry.words.first().copied().unwrap_or("");
        if entry.group.is_empty() {
            fault(entry.line, format!("{first}: stands before any group"), "move it below a [group]".to_owned());
            continue;
        }
        if !file.groups.is_empty() && !file.groups.contains(&entry.group) {
            let mend = format!("use one of {}", file.groups.join(", "));
            fault(entry.line, format!("{first}: no rule uses the group [{}]", entry.group), mend);
            continue;
        }
        for (key, value) in &entry.attributes {
            if let Err((what, mend)) = attribute((file.keys)(entry.group), key, value) {
                fault(entry.line, format!("{first}: {what}"), mend);
            }
        }
        // A group may be several lists: words of a title, words of a text.
        let list = entry.get("at").or(entry.get("in")).unwrap_or("");
        for word in &entry.words {
            let folded: String = word.chars().map(|c| Fold::get().char(c)).collect();
            if let Some(before) = seen.insert((entry.group, list, folded), entry.line) {
                let mend = format!("take it away here or in line {before}; the first counts");
                fault(entry.line, format!("{word}: stands twice in [{}]", entry.group), mend);
            }
        }
        for (how, text, line) in &entry.examples {
            example(entry, how, text, *line, &mut fault);
        }
    }
    faults
}

fn example(entry: &Entry, how: &str, text: &str, line: usize, fault: &mut impl FnMut(usize, String, String)) {
    if text.is_empty() {
        fault(
            line,
            format!("an example of {} without a text", entry.words[0]),
            "write one, or take the line away".to_owned(),
        );
    } else if how == "reads" && !text.contains(" = ") {
        fault(line, format!("“{text}” does not say what it reads as"), "write `reads TEXT = READING`".to_owned());
    } else if how == "not" && text.contains(" = ") {
        fault(line, format!("“{text}” is not to be read, yet says as what"), "write `not TEXT`, or `reads`".to_owned());
    }
}

fn attribute(keys: Keys, key: &str, value: &str) -> Result<(), (String, String)> {
    let Some((_, says)) = keys.iter().find(|(k, _)| *k == key) else {
        let known: Vec<&str> = keys.iter().map(|(k, _)| *k).collect();
        let mend = if known.is_empty() {
            "this group has no attributes: take it away".to_owned()
        } else {
            format!("use one of {}", known.join(", "))
        };
        return Err((format!("nothing reads the attribute `{key}`"), mend));
    };
    let mend = match says {
        Says::Words if !value.is_empty() => return Ok(()),
        Says::Yes if value == "yes" => return Ok(()),
        Says::One(all) if all.contains(&value) => return Ok(()),
        Says::Whole if value.parse::<i32>().is_ok() => return Ok(()),
        Says::Words => format!("write something after `{key}:`"),
        Says::Yes => format!("write `{key}: yes`, or take it away"),
        Says::One(all) => format!("write one of {}", all.join(", ")),
        Says::Whole => "write a whole number".to_owned(),
    };
    Err((format!("`{key}` cannot be “{value}”"), mend))
}

/// The faults of the table of variants: a character, a tab, the character it is read as.
fn variants(file: &'static str, text: &str) -> Vec<LexiconError> {
    let mut faults = Vec::new();
    let mut seen: HashMap<char, usize> = HashMap::new();
    for (index, row) in text.lines().enumerate() {
        let line = index + 1;
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let mut fault = |what: String, mend: String| faults.push(LexiconError { file, line, what, mend });
        let one = |s: &str| s.chars().next().filter(|c| c.len_utf8() == s.len());
        let Some((from, _)) = row.split_once('\t').and_then(|(from, to)| Some((one(from)?, one(to)?))) else {
            fault(format!("“{row}” is not one character for another"), "write CHARACTER, a tab, CHARACTER".to_owned());
            continue;
        };
        if let Some(before) = seen.insert(from, line) {
            fault(format!("{from}: stands twice"), format!("take it away here or in line {before}"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The faults of a file with this text, as they are printed.
    fn said(name: &'static str, text: &'static str) -> String {
        let file = FILES.iter().find(|f| f.name == name).expect("a file");
        let faults = check(&File { text, ..*file });
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn no_file_has_a_fault() {
        let said: Vec<String> = lexicon_faults().iter().map(ToString::to_string).collect();
        assert!(said.is_empty(), "\n{}", said.join("\n"));
    }

    #[test]
    fn an_unknown_group() {
        let said = said("zh/ranks.txt", "[area]\n全国\n[aera]\n全省\n");
        assert_eq!(said, "lexicon/zh/ranks.txt:4: 全省: no rule uses the group [aera]\n  mend: use one of area, verb");
    }

    #[test]
    fn a_word_before_any_group() {
        assert!(
            said("zh/ranks.txt", "# comment\n全国\n")
                .starts_with("lexicon/zh/ranks.txt:2: 全国: stands before any group")
        );
    }

    #[test]
    fn a_spelling_twice_in_one_group() {
        let text = "[count]\n头 | is: 1 头\n\n头, 匹 | is: 1 匹\n";
        let wanted = "lexicon/zh/units.txt:4: 头: stands twice in [count]\n  mend: take it away here or in line 2; the first counts";
        assert_eq!(said("zh/units.txt", text), wanted);
        // In its traditional form it is the same word.
        assert!(said("zh/units.txt", "[mass]\n吨 | is: 1 千克\n噸 | is: 1 千克\n").contains(":3: 噸: stands twice"));
        // 公报 may be a word of a title and of a text.
        assert_eq!(said("zh/kinds.txt", "[communique | in: title]\n公报\n[communique | in: text]\n公报\n"), "");
    }

    #[test]
    fn an_unknown_attribute() {
        let said = said("zh/units.txt", "[count]\n头 | is: 1 头 | unles: 部\n");
        assert_eq!(
            said,
            "lexicon/zh/units.txt:2: 头: nothing reads the attribute `unles`\n  mend: use one of is, as, unless, dimension"
        );
        assert!(self::said("zh/ranks.txt", "[area]\n全国 | is: 1\n").contains("this group has no attributes"));
    }

    #[test]
    fn an_attribute_that_says_what_it_cannot() {
        let said = said("zh/figure_words.txt", "[bound.after]\n以上 | bound: atleast\n[link]\n有 | standing: no\n");
        assert!(
            said.contains(":2: 以上: `bound` cannot be “atleast”\n  mend: write one of at_least, more_than"),
            "{said}"
        );
        assert!(said.contains(":4: 有: `standing` cannot be “no”\n  mend: write `standing: yes`"), "{said}");
        assert!(self::said("zh/page.txt", "[begins | odds: much]\n我\n").contains("write a whole number"));
    }

    #[test]
    fn an_example_without_an_entry_or_a_reading() {
        let text =
            "[area]\n    reads 居全省第三 = 3 位\n全省\n    reads 居全省第三\n    not 全省 = 3 位\n    read 全省\n";
        let said = said("zh/ranks.txt", text);
        for wanted in [
            ":2: an example stands before any entry",
            ":4: “居全省第三” does not say what it reads as",
            ":5: “全省 = 3 位” is not to be read",
            ":6: an example begins with “read”",
        ] {
            assert!(said.contains(wanted), "{wanted}\n{said}");
        }
    }

    #[test]
    fn lines_that_cannot_be_read() {
        let said = said("zh/ranks.txt", "[area\n| is: 1\n[area]\n全省 | is 1\n");
        for wanted in
            [":1: a group's head is not closed", ":2: an entry without a word", ":4: “is 1” is not `key: value`"]
        {
            assert!(said.contains(wanted), "{wanted}\n{said}");
        }
    }

    #[test]
    fn a_variant_that_is_no_pair() {
        let faults = variants("zh/variants.tsv", "# head\n門\t门\n門\t闩\n長 长\n");
        let lines: Vec<usize> = faults.iter().map(|f| f.line).collect();
        assert_eq!(lines, [3, 4]);
    }
}
