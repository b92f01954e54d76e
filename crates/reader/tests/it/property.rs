//! What holds for every text given to `recognise`.

use luoshi_reader::{Recognised, recognise};
use proptest::prelude::*;
use std::ops::Range;

/// Pieces that numbers are made of, and those that break them.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "一",
            "两",
            "十",
            "百",
            "千",
            "万",
            "亿",
            "兆",
            "零",
            "半",
            "几",
            "数",
            "多",
            "余",
            "点",
            "分之",
            "又",
            "第",
            "负",
            "-",
            "%",
            "％",
            "‰",
            "成",
            "折",
            "打",
            "个百分点",
            "k",
            "e5",
            "^",
            "/",
            ".",
            ",",
            " ",
            "　",
            "\n",
            "～",
            "—",
            "到",
            "至",
            "大于",
            "小于等于",
            "以上",
            "之间",
            "比",
            "大",
            "和",
            "“",
            "”",
            "（",
            "）",
            "。",
            "，",
            "年",
            "月",
            "亩",
            "元",
            "角",
            "块",
            "个",
            "户",
            "由",
            "增加到",
            "分别",
            "翻一番",
            "两位数",
            "通辽市",
            "“十四五”",
            "今年",
            "http://",
            "H1N1",
            "每千人",
            "日均",
            "萬",
            "億",
            "：",
            ":",
            "\u{200b}",
            "𠀀",
            "é",
        ])
        .prop_map(str::to_owned),
        "[0-9]{1,5}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn ranges(r: &Recognised) -> [Vec<Range<usize>>; 4] {
    [
        r.numbers.iter().map(|i| i.range.clone()).collect(),
        r.quantities.iter().map(|i| i.range.clone()).collect(),
        r.times.iter().map(|i| i.range.clone()).collect(),
        r.places.iter().map(|i| i.range.clone()).collect(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_item_lies_in_the_text_and_in_order(text in pieces()) {
        let found = recognise(&text, None);
        let len = text.chars().count();
        for items in ranges(&found) {
            for range in &items {
                prop_assert!(range.start < range.end && range.end <= len, "{range:?} of {len}");
            }
            prop_assert!(items.windows(2).all(|w| w[0].start <= w[1].start), "{items:?}");
        }
        for quantity in &found.quantities {
            for link in [quantity.from, quantity.to].into_iter().flatten() {
                prop_assert!(link < found.quantities.len());
            }
        }
        for (low, high) in found.numbers.iter().filter_map(|n| n.low.zip(n.high)) {
            prop_assert!(!high.less_than(low), "{low}..{high}");
        }
        prop_assert_eq!(found, recognise(&text, None));
    }
}

#[test]
fn a_megabyte_of_anything_takes_time_in_proportion() {
    // Twice the text may take twice the time; four times is allowed for a busy machine.
    for piece in [
        "9",
        "一",
        "万",
        "几",
        "第",
        "-",
        "负",
        "“",
        "\n",
        " ",
        "分别",
        "比",
        "1 ",
        "1/",
        "2^",
        "百分之",
        "1-",
        "大于",
        "每",
        "a1",
        ".",
    ] {
        let took = |chars: usize| {
            let text = piece.repeat(chars / piece.chars().count());
            let begin = std::time::Instant::now();
            let _ = recognise(&text, None);
            begin.elapsed().as_secs_f64()
        };
        // Others who are busy only make it slower, now and then: what once took its share does not grow with the square.
        let mut last = (0.0, 0.0);
        let in_proportion = (0..5).any(|_| {
            last = (took(1 << 14), took(1 << 17));
            last.1 < 32.0 * last.0.max(0.01)
        });
        assert!(in_proportion, "{piece:?}: {:.3} s, eight times as much: {:.3} s", last.0, last.1);
    }
}
