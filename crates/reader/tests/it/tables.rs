//! Tables nobody would make: cells that lie outside the text or over each other, absurd reaches, and very many of them.

use luoshi_reader::{Cell, Options, Span, Table, Text, read_document};
use std::time::Instant;

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit.max(1))) as u32
    }
}

const WORDS: &[&str] = &[
    "指标",
    "单位",
    "2025年",
    "2030年目标",
    "属性",
    "任务",
    "牵头单位",
    "完成时限",
    "38",
    ">42",
    "〔3〕",
    "%",
    "约束性",
    "—",
    "",
    "（市水利局牵头）",
    "6月底前",
    "整修渠道20公里",
    "合计",
    "注：",
    "年均增长（%）",
    "一、经济",
    "((((",
    "1.2.3",
    "８",
    "持续改善",
];

#[test]
fn no_table_breaks_the_reader() {
    let mut chance = Chance(7);
    for round in 0..400 {
        let mut text = String::new();
        let mut cells = Vec::new();
        let columns = 2 + chance.below(6);
        for row in 0..2 + chance.below(8) {
            for column in 0..columns {
                let start = text.chars().count() as u32;
                text.push_str(WORDS[chance.below(WORDS.len() as u32) as usize]);
                let end = text.chars().count() as u32;
                text.push(if column + 1 < columns { '\t' } else { '\n' });
                let wild = chance.below(20) == 0;
                let reach = |chance: &mut Chance| if wild { u32::MAX - chance.below(3) } else { chance.below(3) };
                let span = if wild { Span::new(chance.below(9999), chance.below(9999)) } else { Span::new(start, end) };
                let row = if wild { u32::MAX - row } else { row };
                cells.push(Cell { row, column, rows: reach(&mut chance), columns: reach(&mut chance), span });
            }
        }
        let len = text.chars().count() as u32;
        let given = [
            Table { span: Span::new(0, len), cells },
            Table::default(),
            Table { span: Span::new(3, 9), cells: vec![] },
        ];
        let tables = if round % 3 == 0 { &given[..0] } else { &given[..] };
        let reading = read_document(&Text { text: &text, tables }, &Options::default());
        for span in
            reading.figures.iter().flat_map(|f| &f.spans).chain(reading.commitments.iter().flat_map(|c| &c.spans))
        {
            assert!(span.end() <= len, "{text}");
        }
        for figure in &reading.figures {
            assert!(figure.sentence < reading.sentences.len());
        }
    }
}

#[test]
fn time_grows_with_the_rows() {
    let time = |rows: usize| {
        let row =
            |row: usize| format!("{row}\t整修渠道{row}公里（一期）、水闸(三处)\t市水利局、市农业农村局\t6月底前\n");
        let text = "序号\t任务\t牵头单位\t时限\n".to_owned() + &(0..rows).map(row).collect::<String>();
        let start = Instant::now();
        let reading = luoshi_reader::read(&text, &Options::default());
        assert_eq!(reading.commitments.len(), rows);
        start.elapsed().as_secs_f64()
    };
    time(50);
    let (few, many) = (time(1500).max(0.001), time(12_000));
    assert!(many < few * 8.0 * 4.0, "{few} s, then {many} s");
}
