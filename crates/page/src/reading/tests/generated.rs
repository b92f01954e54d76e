//! Generated readings: any spans over any text, however they lie across each other.

use super::unmake::unmake;
use super::{original, page_of, read_page, words};
use luoshi_reader::{
    Caption, Commitment, CommitmentRole, Contradiction, Fact, Figure, Kind, Name, NameClass, Note, Reading, Repair,
    RepairKind, Role, Section, SectionKind, Sentence, Span, Spans, Tense,
};
use proptest::prelude::*;

type Runs = Vec<(u32, u32)>;

fn spans(runs: &Runs) -> Spans {
    runs.iter().map(|(a, b)| Span::new(*a, *b)).collect()
}

pub(super) fn figure(at: Spans, sentence: usize) -> Figure {
    Figure {
        text: "<12>万亩".to_owned(),
        value: "12".parse().ok().map(luoshi_reader::Value::Decimal),
        value_high: None,
        unit: "万亩".to_owned(),
        amount: None,
        parts: vec![],
        indicator: Some("<b>\u{202e}面积".to_owned()),
        indicator_name: None,
        kind: Kind::Level,
        measure: Kind::Level,
        mode: None,
        qualifiers: vec![],
        bound: None,
        from: None,
        to: None,
        period: None,
        base: None,
        scope: None,
        tense: Tense::Done,
        binding: None,
        spans: at,
        sentence,
        section: None,
        doubts: vec![],
        cell: None,
        rules: vec![],
    }
}

pub(super) fn name(text: &str, class: NameClass, spans: Spans) -> Name {
    Name { text: text.to_owned(), class, code: None, post: None, awarder: None, number: None, spans }
}

pub(super) fn commitment(at: Spans, role: CommitmentRole) -> Commitment {
    Commitment {
        action: "建设".to_owned(),
        lead_verb: None,
        object: Some("<口袋公园>".to_owned()),
        degree: None,
        deadline: None,
        measurable: false,
        role,
        who: None,
        support: vec![],
        territory: None,
        figures: vec![],
        spans: at,
        sentence: 0,
    }
}

/// A list of marks with their spans, of each sort by number.
fn reading(marks: &[(u8, Runs)]) -> Reading {
    let mut r = Reading::default();
    for (sort, at) in marks {
        let at = spans(at);
        match sort {
            0 => r.sentences.push(Sentence { spans: at, tense: Tense::Fact, section: None }),
            1 => r.figures.push(figure(at, 0)),
            2 | 3 => {
                let role = if *sort == 2 { CommitmentRole::Goal } else { CommitmentRole::Task };
                let mut made = commitment(at, role);
                made.figures = vec![0, 7];
                r.commitments.push(made);
            }
            4 => r.names.push(name("云<泽>", NameClass::Place, at)),
            5 => r.captions.push(Caption { text: "湖".to_owned(), credit: Some("\"><b>".to_owned()), spans: at }),
            6 => {
                let title = "一、\u{202e}<b>".to_owned();
                r.outline.push(Section {
                    title,
                    role: Role::Goals,
                    kind: SectionKind::Heading,
                    level: 1,
                    parent: None,
                    spans: at,
                });
            }
            7 => r.facts.title = Some(Fact { value: "</title>".to_owned(), spans: at }),
            _ => {
                let kind = RepairKind::ALL[*sort as usize % RepairKind::ALL.len()];
                let note = Note::Other("<i>\u{1b}".to_owned());
                r.repairs.push(Repair { kind, text: "<s>".to_owned(), spans: at, note, candidate: None });
            }
        }
    }
    r.contradictions.push(Contradiction { kind: "sum", note: Note::Other("<1+1>".to_owned()), figures: vec![0, 1, 9] });
    r
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_original_comes_back_whole_and_tags_nest(
        text in "[甲乙12。，<>&\"' \n\n\r\t\u{202e}\u{1b}\u{0}\u{2028}\u{3000}#]{0,60}",
        marks in prop::collection::vec((0u8..18, prop::collection::vec((0u32..70, 0u32..70), 0..4)), 0..30),
    ) {
        // The decoder has its own view of some characters: what counts is the text that was read.
        let page = page_of(&original("a.txt", &text), &reading(&marks), &words());
        let unmade = unmake(&page);
        prop_assert_eq!(&unmade.original, &text);
        if !text.is_empty() {
            unmade.holds_together();
        }
    }
}

#[test]
fn marks_in_any_number_over_one_place_cost_no_more_than_their_number() {
    let text = "云泽市新建口袋公园12个。".repeat(400);
    let length = text.chars().count() as u32;
    // Each begins before the one before it has ended, and all are open in the middle.
    let all: Vec<(u8, Runs)> = (0..length / 2).map(|n| ((n % 6) as u8, vec![(n, n + length / 2)])).collect();
    let page = page_of(&original("a.txt", &text), &reading(&all), &words());
    let unmade = unmake(&page);
    assert_eq!(unmade.original, text);
    unmade.holds_together();
    // Sixteen lines at most lie over each other, so each edge opens no more than sixteen again.
    assert!(page.len() < 2000 * length as usize, "{} bytes", page.len());
}

#[test]
fn what_is_hostile_in_a_report_stays_text() {
    let text = "全市新增就业3万人。\n</p></article><script>alert(1)</script>\n\n<img src=x onerror=alert(2)> 全市新建道路12公里。\u{202e}里公21\u{202c}\n\n&lt;b&gt; javascript:alert(3) \u{0}\u{1b}[2J\n";
    let name = "\"><script>alert(4)</script>\u{202e}txt.exe";
    let page = read_page(name, text, &words());
    let unmade = unmake(&page);
    assert_eq!(unmade.original, text);
    unmade.holds_together();
    // Its own script, and no other.
    assert_eq!(unmade.tags.get("script"), Some(&1));
    assert!(!unmade.tags.contains_key("img"));
    for c in ['\u{202e}', '\u{202c}', '\u{0}', '\u{1b}'] {
        assert!(!page.contains(c), "{c:?}");
    }
}
