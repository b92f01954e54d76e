//! Texts made to break a reader: none panics, none takes more than its length's share of time, none is read as saying
//! what it does not say, and what hides in a text is named.

mod sound;

use luoshi_reader::{Options, Reading, RepairKind, Value, read};
use std::time::{Duration, Instant};

/// Lengths in bytes, a fourfold step: full size where the code is optimised.
const SIZES: (usize, usize) = if cfg!(debug_assertions) { (16 << 10, 64 << 10) } else { (256 << 10, 1 << 20) };

/// How much longer four times the text may take: 4 is linear, 16 quadratic; between them lie caches, memory that is asked
/// for anew, and whoever shares the machine.
const MOST: u32 = 10;

/// Below this a clock says nothing.
const BLINK: Duration = Duration::from_millis(if cfg!(debug_assertions) { 20 } else { 5 });

/// Nanoseconds this thread has run, as Linux counts them.
fn on_processor() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// How long it took on the processor, so that a neighbour on the machine is not counted; by the clock where the system
/// does not tell.
fn time(text: &str) -> Duration {
    let (begun, before) = (Instant::now(), on_processor());
    drop(read(text, &Options::default()));
    before.zip(on_processor()).map_or(begun.elapsed(), |(from, to)| Duration::from_nanos(to - from))
}

fn assert_linear(head: &str, unit: &str, tail: &str) {
    let make = |size: usize| [head, &unit.repeat(size / unit.len()), tail].concat();
    let (short, long) = (make(SIZES.0), make(SIZES.1));
    // A neighbour on the machine may disturb one measurement, not three.
    let mut seen = Vec::new();
    for _ in 0..3 {
        let (quick, slow) = (time(&short).max(BLINK), time(&long));
        if slow <= MOST * quick {
            return;
        }
        seen.push((quick, slow));
    }
    panic!("{head:?} {unit:?} {tail:?}: {seen:?} for {SIZES:?} bytes");
}

/// What is repeated. Each stands for a rule that might look too far ahead, or back, or both.
const UNITS: &[&str] = &[
    "一、修渠，\n",
    "一、修渠。\n二、筑坝。\n",
    r"\r\n一、水库修通。",
    "水&nbsp;",
    "分享到\n相关文章\n",
    "零售额[3]增长，and 销售 ",
    "1",
    "一",
    "十",
    "百",
    "亿",
    "万",
    "零",
    "点",
    "分之",
    "三分之",
    "百分之",
    "1%",
    "10万",
    "1万",
    "1、",
    "1,",
    "1.",
    "1 ",
    "1-",
    "1~",
    "1-2",
    "1和",
    "第",
    "第1位",
    "第一",
    "“",
    "”",
    "“”",
    "‘",
    "《",
    "》",
    "（",
    "(",
    ")",
    "【",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\u{2028}",
    "\t",
    " ",
    "　",
    "、",
    "，",
    "；",
    "。",
    "！",
    "。\n",
    "一\n",
    "一、\n",
    "（一）",
    "# ",
    "# 一\n",
    "1\n",
    "分别",
    "分别增长",
    "增长1%、",
    "其中",
    "从1到",
    "由",
    "到",
    "比亿元",
    "亿元",
    "年",
    "1年",
    "2020年",
    "今年",
    "五年来",
    "十四五",
    "“十四五”",
    "市",
    "市委",
    "市、",
    "《》",
    "《一",
    "〔",
    "〔2021〕",
    "北京市",
    "“工程",
    "“”工程",
    "工程",
    "国家",
    "示范区",
    "国家示范区",
    "获奖",
    "市长王小林",
    "王小林、",
    "市长、",
    "同志",
    "国务院授予",
    "有限公司",
    "第五个五年",
    "云南省",
    "北京",
    "中国",
    "的",
    "发展",
    "图为",
    "图为一\n",
    "摄",
    "（张三摄）",
    "本报记者 ",
    "a",
    "a ",
    "abc一",
    "\u{200b}",
    "1\u{200b}",
    "\u{202e}",
    "\0",
    "\u{fffd}",
    "萬",
    "糧食",
    "１",
    "—",
    "…",
    "粮食产量",
    "全市粮食产量",
    "占全国",
    "城乡居民",
    "人均",
    "每万人",
    "户均",
    "位居全省",
    "翻一番",
    "半",
    "多",
    "O",
    "1O",
    "</p>",
    "𠀀",
    "👷",
];

#[test]
fn time_grows_with_length_only() {
    for unit in UNITS {
        assert_linear("", unit, "");
    }
    // Totals within one bracket that nothing closes.
    assert_linear("收入（", "共3个、", "");
    assert_linear("全县收入加上", "补助3万元、合计3万元，", "");
}

/// The same behind and before words that open something.
#[test]
fn time_grows_with_length_only_in_a_sentence() {
    for unit in [
        "1",
        "一",
        "、",
        "，",
        "；",
        "亿",
        "的",
        "和",
        "“",
        "（",
        "\n",
        " ",
        "分别",
        "城镇、",
        "甲乙丙丁",
        "全省",
        "2020年",
    ] {
        for (head, tail) in
            [("全市粮食产量由", "增长1%。"), ("“", "”3户"), ("城乡分别增长", "6.5%和9.2%。"), ("一、", "达到3万吨")]
        {
            assert_linear(head, unit, tail);
        }
    }
}

/// Reads `unit` again and again up to `size` bytes.
fn much(unit: &str, size: usize) -> Reading {
    read(&unit.repeat(size / unit.len()), &Options::default())
}

#[test]
fn what_says_nothing_gives_no_figure() {
    let silent = [
        "1",
        "一",
        "十",
        "亿",
        "万",
        "零",
        "三分之",
        "百分之",
        "分别",
        "增长",
        "“",
        "”",
        "《",
        "（",
        "(",
        "\n",
        "\t",
        "、",
        "，",
        "。",
        "；",
        " ",
        "第",
        "第一",
        "第六次",
        "2020年",
        "今年",
        "“十四五”",
        "三大攻坚战",
        "1、",
        "1,",
        "1.",
        "1 ",
        "1\n",
        "1-",
        "点",
        "多",
        "年",
        "市",
        "北京",
        "\u{200b}",
        "\0",
        "的",
        "(1)",
        "（一）",
        "a1",
    ];
    for unit in silent {
        for size in [unit.len(), 40 * unit.len(), SIZES.0] {
            let reading = much(unit, size.max(unit.len()));
            let found: Vec<&str> = reading.figures.iter().map(|f| &*f.text).take(3).collect();
            assert!(found.is_empty(), "{size} bytes of {unit:?} gave {} figures: {found:.100?}", reading.figures.len());
        }
    }
}

#[test]
fn sixty_thousand_brackets_and_quotes() {
    for (open, close) in [
        ("(", ")"),
        ("（", "）"),
        ("“", "”"),
        ("《", "》"),
        ("【", "】"),
        ("‘", "’"),
        ("「", "」"),
        ("[", "]"),
        ("<", ">"),
    ] {
        let inner = "全市新增就业3.2万人";
        for text in [
            format!("{}{inner}{}。", open.repeat(60_000), close.repeat(60_000)),
            format!("{}{inner}。", open.repeat(60_000)),
            format!("{inner}{}。", close.repeat(60_000)),
            format!("{}{inner}。", [open, close].concat().repeat(60_000)),
        ] {
            sound::check(&text);
        }
    }
}

fn only(text: &str) -> luoshi_reader::Figure {
    let mut reading = sound::check(text);
    assert_eq!(reading.figures.len(), 1, "{text}: {:?}", reading.figures.iter().map(|f| &f.text).collect::<Vec<_>>());
    reading.figures.remove(0)
}

fn value(text: &str) -> String {
    only(text).value.map_or_else(|| "none".to_owned(), |v| v.to_string())
}

#[test]
fn values_are_exact_or_refused() {
    assert_eq!(value("全市粮食产量达到792281625142643375935439503吨。"), "792281625142643375935439503");
    assert_eq!(value("全市粮食产量达到0.00000000000000000000000001吨。"), "0.00000000000000000000000001");
    assert_eq!(value("约三分之一的企业完成改造。"), "1/3");
    // One more digit than a value holds, 10⁴⁰⁰, and a fraction with no value: a figure without a value, with a doubt, or
    // none, but never another number.
    let ten400 = format!("1{}", "0".repeat(400));
    let deep = format!("0.{}1", "0".repeat(60));
    for number in [
        "79228162514264337593543950336",
        "123456789012345678901234567890123",
        &ten400,
        &deep,
        "0分之1",
        "零分之一",
        "1/0",
    ] {
        for text in [
            format!("全市粮食产量达到{number}吨。"),
            format!("增长{number}%。"),
            format!("占{number}。"),
            format!("达到{number}万亿元"),
        ] {
            for figure in &sound::check(&text).figures {
                let sound = figure.value.is_none() || (figure.text.contains('%') && number.contains(['/', '分']));
                assert!(sound, "{text:.60}: {:?} {:.60}", figure.value, figure.text);
            }
        }
    }
    // Multiplied out it would be too large: the amount is refused, the value stays.
    let figure = only("全市粮食产量达到792281625142643375935439503吨。");
    assert!(figure.value.is_some() && figure.amount.is_none());
}

#[test]
fn days_that_are_none() {
    for text in [
        "13月32日",
        "2025年13月32日",
        "2月30日",
        "2023年2月29日",
        "0年0月0日",
        "九千九百九十九年十三月",
        "25时61分",
        "99999年1月1日",
    ] {
        let sentence = format!("截至{text}，全市新增就业3.2万人。");
        let reading = sound::check(&sentence);
        let texts: Vec<&str> = reading.figures.iter().map(|f| &*f.text).collect();
        assert_eq!(texts, ["3.2万人"], "{sentence}");
        let period = reading.figures[0].period.as_ref();
        assert!(period.is_none_or(|p| !p.text.contains('日') || p.end.is_none()), "{sentence}: {period:?}");
    }
}

/// The kinds of the repairs of a text, with what they lie on.
fn repairs(text: &str) -> Vec<(RepairKind, String)> {
    let original: Vec<char> = text.chars().collect();
    let reading = sound::check(text);
    reading.repairs.iter().map(|r| (r.kind, r.spans.iter().flat_map(|s| &original[s.range()]).collect())).collect()
}

#[test]
fn what_shows_nothing_is_listed() {
    for hidden in [
        '\u{200b}', '\u{200d}', '\u{202e}', '\u{202d}', '\u{2066}', '\u{2069}', '\u{2060}', '\u{feff}', '\u{ad}',
        '\u{200f}',
    ] {
        let text = format!("全市新增就业3.{hidden}2万人。");
        let found = repairs(&text);
        assert!(found.iter().any(|(k, s)| *k == RepairKind::Doubtful && s.contains(hidden)), "{hidden:?}: {found:?}");
        assert_eq!(value(&text), "3.2", "{hidden:?}");
    }
}

#[test]
fn letters_that_look_like_digits_are_doubted() {
    for (text, candidate) in [("1O5", "105"), ("2l3", "213"), ("1О5", "105"), ("3〇5", "305"), ("2I3", "213")] {
        let sentence = format!("全市新修乡村道路{text}公里。");
        let reading = sound::check(&sentence);
        let doubt = reading.repairs.iter().find(|r| r.kind == RepairKind::Doubtful);
        assert_eq!(doubt.and_then(|r| r.candidate.as_deref()), Some(candidate), "{sentence}");
        // The candidate is never applied, and no piece of the number passes for the whole.
        for figure in &reading.figures {
            let whole = figure.value.is_none_or(|v| v.to_string() == candidate);
            let said = !figure.doubts.is_empty() || figure.text.contains(text);
            assert!(whole && said || figure.value.is_none(), "{sentence}: {} = {:?}", figure.text, figure.value);
        }
    }
}

#[test]
fn control_characters_do_not_reach_the_output() {
    for odd in
        ["\u{1b}[2J", "\u{9b}31m", "\0", "\u{2028}", "\u{2029}", "</script>", "\u{85}", "\\", "\"", "\u{7}", "\r"]
    {
        for text in [
            format!("全市{odd}新增就业3.2万人。"),
            format!("全市新增就业3{odd}2万人。"),
            format!("全市新增就业3.2{odd}万人。"),
            format!("{odd}# 一、{odd}云泽市{odd}\n\n{odd}粮食产量{odd}达到120万吨{odd}以上。"),
        ] {
            sound::check(&text);
            sound::check_recognised(&text);
        }
    }
}

/// Bytes as they come: the text that is made of them is read, and a fault is listed.
#[test]
fn odd_bytes() {
    let sentence = "全市新增就业3.2万人，粮食产量达到120万吨以上。";
    let (front, back) = sentence.split_once('，').expect("a comma");
    let join = |odd: &[u8]| [front.as_bytes(), odd, back.as_bytes()].concat();
    for odd in [
        &b"\xff"[..],
        b"\xed\xa0\x80",     // a lone surrogate
        b"\xc0\xaf",         // a solidus in two bytes
        b"\xe5\xb8",         // a cut character
        b"\xf4\x90\x80\x80", // behind the last plane
        b"\0",
        b"\xef\xbf\xbd",
        b"\xd4\xf6\xb3\xa4", // 增长 in GB18030
    ] {
        let bytes = join(odd);
        let document = luoshi_document::decode(&bytes, "x.txt").expect("a text");
        assert!(!document.faults.is_empty(), "{odd:02x?}");
        assert!(document.faults.iter().all(|f| f.span.end as usize <= document.text.chars().count()), "{odd:02x?}");
        let reading = sound::check(&document.text);
        let texts: Vec<&str> = reading.figures.iter().map(|f| &*f.text).collect();
        assert_eq!(texts, ["3.2万人", "120万吨"], "{odd:02x?}: {}", document.text);
    }
    // UTF-7 hides characters in plain letters: they stay plain letters.
    let seven = b"+ZbBYny4gUQ-3.2+Tgc-";
    let document = luoshi_document::decode(seven, "x.txt").expect("a text");
    assert_eq!(document.text.as_bytes(), seven);
    // Half of a UTF-16 pair.
    let wide: Vec<u8> =
        [0xfeff, 0xd800].into_iter().chain(sentence.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let document = luoshi_document::decode(&wide, "x.txt").expect("a text");
    assert_eq!(document.faults.len(), 1);
    assert_eq!(sound::check(&document.text).figures.len(), 2);
}

/// Numbers of every length and script are read whole or not at all.
#[test]
fn a_number_is_never_read_in_part() {
    for length in 1..80 {
        for digit in ["7", "七", "１"] {
            let number = digit.repeat(length);
            let reading = sound::check(&format!("全市粮食产量达到{number}吨。"));
            for figure in &reading.figures {
                assert_eq!(figure.text, format!("{number}吨"));
                let digits = figure.value.map(|v| v.to_string().len());
                assert!(digits.is_none_or(|d| d == length) || digit == "七", "{number}: {:?}", figure.value);
            }
        }
    }
}

#[test]
fn empty_and_nearly_empty() {
    for text in [
        "",
        "\0",
        "。",
        "“",
        "1",
        "一",
        "\n",
        "\u{feff}",
        "\u{fffd}",
        "亿",
        "、",
        "第",
        "#",
        "%",
        "到",
        "分之一",
        "从",
        "𠀀",
    ] {
        let reading = sound::check(text);
        assert!(reading.figures.is_empty(), "{text:?}");
        sound::check_recognised(text);
    }
    assert!(matches!(only("占三分之一。").value, Some(Value::Fraction(1, 3))));
}
