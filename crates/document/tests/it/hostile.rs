//! Inputs made to break a reader: none panics, all take time in proportion to their length.

use std::time::{Duration, Instant};

use luoshi_document::{FaultKind, decode};

/// Checks what holds of every input: faults in order, inside the text, each U+FFFD in one of them.
pub(crate) fn sound(bytes: &[u8]) {
    for name in ["", "x.txt", "x.html"] {
        let Ok(document) = decode(bytes, name) else { continue };
        let characters: Vec<char> = document.text.chars().collect();
        let mut covered = vec![false; characters.len()];
        let mut last = 0;
        for fault in &document.faults {
            assert!(fault.span.start <= fault.span.end && fault.span.end as usize <= characters.len(), "{fault:?}");
            assert!(fault.bytes.start <= fault.bytes.end && fault.bytes.end <= bytes.len() as u64, "{fault:?}");
            assert!(fault.span.start >= last, "{:?}", document.faults);
            last = fault.span.start;
            let about = matches!(fault.kind, FaultKind::OtherEncoding(_) | FaultKind::DoubtfulEncoding);
            // Of a document without words all was left out.
            let nowhere = characters.is_empty() && matches!(fault.kind, FaultKind::LeftOut(_) | FaultKind::Formula);
            if !about && !nowhere {
                assert!(!fault.span.is_empty());
                covered[fault.span.start as usize..fault.span.end as usize].fill(true);
            }
        }
        for cell in document.tables.iter().flat_map(|table| &table.cells) {
            assert!(cell.span.start <= cell.span.end && cell.span.end as usize <= characters.len(), "{cell:?}");
            assert!(cell.rows > 0 && cell.columns > 0, "{cell:?}");
        }
        if document.format != luoshi_document::Format::Html {
            for (c, covered) in characters.iter().zip(covered) {
                assert!(*c != '\u{FFFD}' || covered);
            }
        }
    }
}

/// Nanoseconds this thread has run, as Linux counts them.
fn on_processor() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// How long it took on the processor, so that a neighbour on the machine is not counted; by the clock where the system
/// does not tell.
pub(crate) fn time(bytes: &[u8]) -> Duration {
    let (begun, before) = (Instant::now(), on_processor());
    let _ = decode(bytes, "x.html");
    before.zip(on_processor()).map_or(begun.elapsed(), |(from, to)| Duration::from_nanos(to - from))
}

#[test]
fn time_grows_with_length_only() {
    let units: &[&str] = &[
        "<div>",
        "<",
        "<a ",
        "<a href=\"",
        "<!--",
        "<p",
        "</p>",
        "<p>",
        "<table><tr><td>",
        "<td>一",
        "<a =\">\"",
        "<script>",
        "<title>",
        "&",
        "&#",
        "&#x",
        "<div hidden>",
        "<span hidden>",
        "<b>一",
        "</div>",
        "<tr>",
        "<h1>一",
        "<td colspan=99999 rowspan=99999>一",
        "<li>一",
        "1",
        "一",
        "“",
        "\n",
        "分别",
        "\0",
        "\u{1}",
        "\u{FFFD}",
        "<![CDATA[",
        "<div class=content>一",
        "<nav>",
        "<pre>\n",
        "<svg>",
        "<textarea>",
        "<meta name=x content='",
    ];
    for unit in units {
        for head in ["", "<!doctype html><div><p>市</p></div>"] {
            let make = |size: usize| [head, &unit.repeat(size / unit.len())].concat().into_bytes();
            let (small, large) = (make(1 << 15), make(1 << 18));
            sound(&small);
            // Eight times the length; generous, for a debug build on a shared machine.
            let (quick, slow) = (time(&small).max(Duration::from_millis(2)), time(&large));
            assert!(slow < 40 * quick, "{head}{unit}: {quick:?}, {slow:?}");
        }
    }
}

#[test]
fn bytes_that_are_nothing_take_no_longer() {
    for unit in
        [&b"\xff"[..], b"\x80", b"\xc0\x80", b"\xed\xa0\x80", b"\x81\x30", b"\xe5\xb8", b"\xd8\x00", b"\xc8\xab\xff"]
    {
        let small = unit.repeat(30_000 / unit.len());
        sound(&small);
        sound(&[b"\xff\xfe", &*small].concat());
        sound(&["全市粮食总产量".repeat(3000).as_bytes(), &small].concat());
        let (quick, slow) = (time(&small).max(Duration::from_millis(2)), time(&unit.repeat(240_000 / unit.len())));
        assert!(slow < 40 * quick, "{unit:02x?}: {quick:?}, {slow:?}");
    }
}

#[test]
fn sixty_thousand_open_elements() {
    let page = format!("<!doctype html>{}云岭市新增就业3.2万人。{}", "<div>".repeat(60_000), "</p>".repeat(60_000));
    assert_eq!(decode(page.as_bytes(), "").expect("a page").text, "云岭市新增就业3.2万人。\n");
}

#[test]
fn nul_and_lone_surrogates_are_listed() {
    let document = decode("粮食\0\0产量120万吨，比上年增加".as_bytes(), "").expect("a text");
    assert_eq!(document.text, "粮食\0\0产量120万吨，比上年增加");
    assert_eq!((document.faults[0].span.clone(), document.faults[0].kind), (2..4, FaultKind::Control));

    let document = decode(b"\xff\xfe\x00\xd8\x31\x00\x32\x00\x33", "").expect("a text");
    assert_eq!(document.text, "\u{FFFD}12\u{FFFD}");
    let kinds: Vec<_> = document.faults.iter().map(|f| (f.span.clone(), f.bytes.clone(), f.kind)).collect();
    assert_eq!(kinds, [(0..1, 2..4, FaultKind::LoneSurrogate), (3..4, 8..9, FaultKind::Cut)]);
}
