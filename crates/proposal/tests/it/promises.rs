//! Verdicts of the ledger go out as a file, and come back as what a person ruled, or with every fault named by its cell.

use luoshi_ledger::{Report, Row, Source, ledger};
use luoshi_plan::{Language, Outcome, Promise, PromiseId, Ruling, SourceId};
use luoshi_proposal::{PromiseWhy, Proposed, Read, RuledOn, proposed, rule, write_promises};
use luoshi_reader::{Options, Reading, read};

const FIRST: &str = "云泽市2024年政府工作报告\n\n二、2024年主要任务\n\n今年的目标是：新建口袋公园30个，城镇新增就业2万人，改造老旧小区40个。\n";
const SECOND: &str = "云泽市2025年政府工作报告\n\n一、2024年工作回顾\n\n过去一年，新建口袋公园31个，城镇新增就业1.2万人。财政支出保障有力。\n\n二、2025年主要任务\n\n今年城镇新增就业2万人。\n";

struct World {
    texts: [(&'static str, &'static str, Reading); 2],
    rows: Vec<Row>,
}

impl World {
    fn new() -> Self {
        let texts = [("2024.txt", FIRST), ("2025.txt", SECOND)].map(|(n, t)| (n, t, read(t, &Options::default())));
        let reports = texts.iter().map(|(name, text, reading)| Report::new(&Source { name, text, reading }));
        let rows = ledger("云泽市", reports.collect()).rows;
        Self { texts, rows }
    }

    fn documents(&self) -> Vec<Read<'_>> {
        let numbered = self.texts.iter().zip([7, 9]);
        numbered
            .map(|((name, text, reading), n)| Read { source: SourceId::new(n), sha256: &[0; 32], name, text, reading })
            .collect()
    }

    fn proposed<'a>(&'a self, ruled: &'a [Promise]) -> Vec<Proposed<'a>> {
        proposed(&self.rows, &self.documents(), ruled)
    }

    fn rule(&self, file: &str, ruled: &[Promise]) -> Result<RuledOn, Vec<luoshi_proposal::PromiseFault>> {
        rule(file, &self.proposed(ruled), &self.documents(), "督查科")
    }
}

/// A file with one row, of an indicator, after a change of its cells.
fn filled(world: &World, ruled: &[Promise], indicator: &str, cells: &[(&str, &str)]) -> String {
    let all = world.proposed(ruled);
    let one: Vec<Proposed<'_>> = all.into_iter().filter(|p| p.row.indicator.contains(indicator)).take(1).collect();
    assert_eq!(one.len(), 1, "{indicator}: {:?}", world.rows.iter().map(|r| &r.indicator).collect::<Vec<_>>());
    let file = write_promises(&one, &world.documents(), Language::Zh);
    let mut lines = file.lines();
    let heads: Vec<&str> = lines.next().expect("headings").split(',').collect();
    let mut row = Vec::new();
    let mut rest = lines.next().expect("a row");
    while !rest.is_empty() || row.len() < heads.len() {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let end = quoted.find("\",").or_else(|| quoted.strip_suffix('"').map(str::len)).expect("closed");
                (&quoted[..end], quoted.get(end + 2..).unwrap_or(""))
            }
            None => rest.split_once(',').unwrap_or((rest, "")),
        };
        row.push(cell.to_owned());
        rest = after;
    }
    for (name, value) in cells {
        let at = heads.iter().position(|h| h == name).expect("a column");
        (*value).clone_into(&mut row[at]);
    }
    let quoted: Vec<String> = row.iter().map(|c| format!("\"{c}\"")).collect();
    format!("{}\n{}\n", heads.join(","), quoted.join(","))
}

/// What a ruling comes to in the record: new things have their number.
fn recorded(on: &RuledOn) -> Vec<Promise> {
    on.promises.iter().zip(1..).map(|(p, n)| Promise { id: PromiseId::new(n), ..p.clone() }).collect()
}

#[test]
fn what_is_confirmed_has_both_sentences_and_waits_no_longer() {
    let world = World::new();
    let waiting = world.proposed(&[]).len();
    assert!(waiting >= 3, "{waiting}");
    let file = filled(&world, &[], "口袋公园", &[("decision", "确认"), ("note", "现场看过")]);
    let on = world.rule(&file, &[]).expect("ruled");
    let [promise] = on.promises.as_slice() else { panic!("{on:?}") };
    assert_eq!((promise.ruling, promise.outcome, promise.by.as_str()), (Ruling::Confirm, Outcome::Kept, "督查科"));
    assert_eq!(promise.note.as_deref(), Some("现场看过"));
    let marked = |q: &luoshi_plan::Quoted| {
        let place = q.place().expect("whole");
        q.words.chars().skip(place.start).take(place.len()).collect::<String>()
    };
    let result = promise.result.as_ref().expect("a result");
    assert_eq!((marked(&promise.target), promise.target.passage.source), ("30个".to_owned(), SourceId::new(7)));
    assert_eq!((marked(result), result.passage.source), ("31个".to_owned(), SourceId::new(9)));
    // It is ruled about: gone from what waits, and the same file again is nothing new.
    let known = recorded(&on);
    let left = world.proposed(&known);
    assert_eq!(left.iter().filter(|p| !p.is_ruled()).count(), waiting - 1);
    let again = world.rule(&file, &known).expect("ruled");
    assert_eq!((again.promises.len(), again.before), (0, 1));
    // Listed with the rest it says what was ruled, and nothing changes.
    let all = write_promises(&left, &world.documents(), Language::En);
    let on = world.rule(&all, &known).expect("ruled");
    assert_eq!((on.promises.len(), on.before, on.waiting), (0, 1, waiting - 1));
}

#[test]
fn a_correction_names_its_sentence_and_a_dismissal_is_remembered() {
    let world = World::new();
    let at = SECOND.chars().position(|c| c == '财').expect("there") as u32;
    let spans = format!("{at}-{}", at + 4);
    let cells =
        [("decision", "correct"), ("verdict", "missed"), ("result_source", "9"), ("result_spans", spans.as_str())];
    let on = world.rule(&filled(&world, &[], "口袋公园", &cells), &[]).expect("ruled");
    let [promise] = on.promises.as_slice() else { panic!("{on:?}") };
    let result = promise.result.as_ref().expect("a result");
    assert_eq!(
        (promise.ruling, promise.outcome, promise.result_kind.as_deref()),
        (Ruling::Correct, Outcome::Missed, None)
    );
    assert_eq!(result.words, "财政支出保障有力。");
    let on = world.rule(&filled(&world, &[], "就业", &[("decision", "dismiss")]), &[]).expect("ruled");
    let known = recorded(&on);
    assert!(known.iter().all(|p| !p.is_public()));
    assert!(world.proposed(&known).iter().any(Proposed::is_ruled));
    // A dismissal is taken back by a confirmation, under the same number.
    let on = world.rule(&filled(&world, &known, "就业", &[("decision", "confirm")]), &known).expect("ruled");
    assert_eq!(on.promises.iter().map(|p| (p.id, p.ruling)).collect::<Vec<_>>(), [(known[0].id, Ruling::Confirm)]);
}

#[test]
fn every_fault_names_its_cell_and_nothing_is_taken_in() {
    let world = World::new();
    let cases: [(&[(&str, &str)], PromiseWhy); 9] = [
        (&[("decision", "kept")], PromiseWhy::NoRuling("kept".to_owned())),
        (&[("decision", "confirm"), ("id", "x-y")], PromiseWhy::NoProposal("x-y".to_owned())),
        (&[("decision", "confirm"), ("verdict", "missed")], PromiseWhy::Changed),
        (&[("decision", "correct")], PromiseWhy::Unchanged),
        (&[("decision", "correct"), ("verdict", "好")], PromiseWhy::NoVerdict("好".to_owned())),
        (&[("decision", "correct"), ("result_source", "8")], PromiseWhy::NoSource("8".to_owned())),
        (&[("decision", "correct"), ("result_spans", "9000-9001")], PromiseWhy::NoSpans("9000-9001".to_owned())),
        (&[("decision", "correct"), ("result_spans", "")], PromiseWhy::Half),
        (&[("decision", "correct"), ("result_spans", ""), ("result_source", "")], PromiseWhy::NoResult),
    ];
    for (cells, why) in cases {
        let faults = world.rule(&filled(&world, &[], "口袋公园", cells), &[]).expect_err("a fault");
        assert_eq!(faults.iter().map(|f| f.why.clone()).collect::<Vec<_>>(), [why], "{cells:?}");
        assert!(faults[0].cell.ends_with('2'), "{faults:?}");
        for language in [Language::Zh, Language::En] {
            assert!(faults[0].words(language).contains(language.pick("改法：", "mend: ")));
        }
    }
    let row = filled(&world, &[], "口袋公园", &[("decision", "confirm")]);
    let twice = format!("{row}{}", row.lines().nth(1).expect("a row"));
    assert_eq!(world.rule(&twice, &[]).expect_err("a fault")[0].why, PromiseWhy::Twice);
    for (file, why) in [
        ("", PromiseWhy::NoColumn("decision")),
        ("decision,id\n", PromiseWhy::NoColumn("verdict")),
        ("decision,id\n\"x", PromiseWhy::Quotes),
        ("decision,id,verdict,result_source,result_spans\nconfirm,x\n", PromiseWhy::Cells),
    ] {
        assert_eq!(world.rule(file, &[]).expect_err("a fault")[0].why, why, "{file:?}");
    }
}

#[test]
fn what_a_later_report_changes_is_proposed_again() {
    let world = World::new();
    let on = world.rule(&filled(&world, &[], "口袋公园", &[("decision", "confirm")]), &[]).expect("ruled");
    // As if it had been ruled about before the second report came.
    let known: Vec<Promise> =
        recorded(&on).into_iter().map(|p| Promise { said: "000000000000".to_owned(), ..p }).collect();
    let all = world.proposed(&known);
    let parks = all.iter().find(|p| p.row.indicator.contains("口袋公园")).expect("there");
    assert!(!parks.is_ruled() && parks.ruled.is_some());
    let on = world.rule(&filled(&world, &known, "口袋公园", &[("decision", "confirm")]), &known).expect("ruled");
    assert_eq!(on.promises.iter().map(|p| p.id).collect::<Vec<_>>(), [known[0].id]);
}
