//! What holds of every reading, whatever the text. Tests and fuzz targets call [`check`]; it panics where one fails.

// Every user takes a part of it: two test programs and the targets in `fuzz/`.
#![allow(dead_code, unreachable_pub, clippy::pedantic)]

pub mod pieces;

use luoshi_reader::{Options, Reading, Span, Value, json, read, recognise};

/// Reads `text` and checks all that must hold.
pub fn check(text: &str) -> Reading {
    let options = Options { explain: true, ..Options::default() };
    let reading = read(text, &options);
    let original: Vec<char> = text.chars().collect();
    spans(&reading, &original);
    quotes(&reading, &original);
    links(&reading);
    accounts(&reading, &original);
    values(&reading);
    let line = written(&reading, &original);
    serde_json::from_str::<serde_json::Value>(&line).expect("the output parses");
    // What ends a line, or a script on a page that quotes it raw, never stands bare in a line of output.
    assert!(!line.contains(['\n', '\r', '\0', '\u{1b}']), "a bare control character in the output");
    assert_eq!(line, written(&read(text, &options), &original), "the same text gave two readings");
    reading
}

/// The reading as a line of JSON.
pub fn written(reading: &Reading, original: &[char]) -> String {
    let source = json::Source { path: "-", chars: original.len() as u64, ..json::Source::default() };
    let mut out = Vec::new();
    json::write(reading, &source, json::Form::default(), &mut out);
    String::from_utf8(out).expect("the output is UTF-8")
}

/// Every span of a reading, with what it belongs to.
fn every(reading: &Reading) -> impl Iterator<Item = (&'static str, &[Span])> {
    let facts = &reading.facts;
    let plain = [&facts.title, &facts.issuer, &facts.kind, &facts.period_reviewed, &facts.period_planned]
        .into_iter()
        .flatten()
        .map(|f| ("fact", &f.spans[..]));
    let ends = reading.figures.iter().flat_map(|f| [&f.from, &f.to]).flatten().map(|e| ("end", &e.spans[..]));
    plain
        .chain(facts.date.iter().map(|f| ("date", &f.spans[..])))
        .chain(
            reading.repairs.iter().map(|r| {
                (if r.kind == luoshi_reader::RepairKind::JoinedBreak { "seam" } else { "repair" }, &r.spans[..])
            }),
        )
        .chain(reading.outline.iter().map(|s| ("section", &s.spans[..])))
        .chain(reading.sentences.iter().map(|s| ("sentence", &s.spans[..])))
        .chain(reading.figures.iter().map(|f| ("figure", &f.spans[..])))
        .chain(reading.names.iter().map(|n| ("name", &n.spans[..])))
        .chain(reading.captions.iter().map(|c| ("caption", &c.spans[..])))
        .chain(ends)
}

/// Inside the text, not empty, no two pieces of one thing on each other.
fn spans(reading: &Reading, original: &[char]) {
    for (what, pieces) in every(reading) {
        let mut sorted = pieces.to_vec();
        sorted.sort_unstable();
        for piece in &sorted {
            assert!(!piece.is_empty() && piece.end() as usize <= original.len(), "{what}: {piece:?}");
        }
        // The clauses around two seams share the words between them.
        for pair in sorted.windows(2).filter(|_| what != "seam") {
            assert!(pair[0].end() <= pair[1].start(), "{what}: pieces overlap: {pair:?}");
        }
        assert!(matches!(what, "fact" | "section" | "date") || !pieces.is_empty(), "{what} without a place");
    }
}

/// The characters of `pieces` that show something.
pub fn quote(pieces: &[Span], original: &[char]) -> String {
    pieces.iter().flat_map(|p| &original[p.range()]).filter(|c| !dropped(**c)).collect()
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| !dropped(*c)).collect()
}

/// Blanks, zero-width and direction marks: what a sentence is read without.
fn dropped(c: char) -> bool {
    let hidden = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    c.is_whitespace() || hidden
}

/// What is quoted stands at its place.
fn quotes(reading: &Reading, original: &[char]) {
    for figure in &reading.figures {
        assert_eq!(shown(&figure.text), quote(&figure.spans, original), "figure");
        for end in [&figure.from, &figure.to].into_iter().flatten() {
            assert_eq!(shown(&end.text), quote(&end.spans, original), "end of a from–to");
        }
    }
    for name in &reading.names {
        assert_eq!(shown(&name.text), quote(&name.spans, original), "name");
        let beside = [&name.post, &name.awarder, &name.number];
        for said in beside.into_iter().flatten() {
            assert!(!said.is_empty() && said.chars().all(|c| original.contains(&c)), "{said:?} is not said");
        }
    }
}

/// Indices point at what there is; what follows stands after; a figure lies in its sentence.
fn links(reading: &Reading) {
    for (i, section) in reading.outline.iter().enumerate() {
        assert!(section.parent.is_none_or(|p| p < i), "section {i} before its parent");
    }
    for sentence in &reading.sentences {
        assert!(sentence.section.is_none_or(|s| s < reading.outline.len()), "sentence without its section");
    }
    for figure in &reading.figures {
        assert!(figure.section.is_none_or(|s| s < reading.outline.len()), "figure without its section");
        let sentence = reading.sentences.get(figure.sentence).expect("a figure's sentence");
        let ends = [&figure.from, &figure.to].into_iter().flatten().flat_map(|e| &e.spans);
        for piece in figure.spans.iter().chain(ends) {
            // A piece of a figure may lie across a blank that the sentence's pieces leave out, not outside them.
            let first = sentence.spans.iter().any(|s| s.start() <= piece.start() && piece.start() < s.end());
            let last = sentence.spans.iter().any(|s| s.start() < piece.end() && piece.end() <= s.end());
            assert!(first && last, "{piece:?} of {} not in {:?}", figure.text, sentence.spans);
        }
    }
    assert!(reading.figures.is_sorted_by_key(|f| f.sentence), "figures out of order");
    // A number that counts is part of no name; titles quote numbers, and places have none.
    for name in &reading.names {
        if matches!(name.class, luoshi_reader::NameClass::Document | luoshi_reader::NameClass::Place) {
            continue;
        }
        let holds = |f: &&luoshi_reader::Figure| {
            name.spans.iter().any(|n| f.spans.iter().any(|s| n.start() <= s.start() && s.start() < n.end()))
        };
        if let Some(figure) = reading.figures.iter().find(holds) {
            panic!("{} holds the figure {}", name.text, figure.text);
        }
    }
    let starts = |r: &luoshi_reader::Repair| r.spans.first().map_or(0, |s| s.start());
    assert!(
        reading.repairs.is_sorted_by_key(starts),
        "repairs out of order: {:?}",
        reading.repairs.iter().map(|r| (r.kind, starts(r))).collect::<Vec<_>>()
    );
}

/// Every character that shows something is in one sentence, or in a repair or caption that says why it is not; none is
/// in two sentences.
fn accounts(reading: &Reading, original: &[char]) {
    let mut read = vec![0u8; original.len()];
    for piece in reading.sentences.iter().flat_map(|s| &s.spans) {
        for count in &mut read[piece.range()] {
            *count = count.saturating_add(1);
        }
    }
    if let Some(twice) = read.iter().position(|n| *n > 1) {
        panic!("character {twice} ({:?}) is in two sentences", original[twice]);
    }
    let repairs = reading.repairs.iter().flat_map(|r| &r.spans);
    for piece in repairs.chain(reading.captions.iter().flat_map(|c| &c.spans)) {
        read[piece.range()].fill(1);
    }
    // The `#` of a Markdown heading is a mark of the page, like a line end.
    if let Some(lost) = read.iter().zip(original).position(|(n, c)| *n == 0 && !dropped(*c) && !matches!(c, '#' | '＃'))
    {
        let around: String = original[lost.saturating_sub(20)..original.len().min(lost + 20)].iter().collect();
        panic!("character {lost} ({:?}) is lost without a word: …{around}…", original[lost]);
    }
}

/// Values are numbers, and ranges and periods run forward.
fn values(reading: &Reading) {
    let sound = |v: &Value| match v {
        Value::Decimal(_) => true,
        Value::Fraction(_, d) => *d > 0,
    };
    for figure in &reading.figures {
        let amount = figure.amount.iter().flat_map(|a| [Some(&a.value), a.high.as_ref()]).flatten();
        assert!(figure.value.iter().chain(&figure.value_high).chain(&figure.parts).chain(amount).all(sound));
        assert!(!figure.text.is_empty(), "a figure without words");
        if let Some((start, end)) = figure.period.as_ref().and_then(|p| p.start.zip(p.end)) {
            assert!(start <= end, "{:?} ends before it begins", figure.period);
        }
    }
}

/// The lower layer: what it finds lies in the text and points at what there is.
pub fn check_recognised(text: &str) {
    let length = text.chars().count();
    let found = recognise(text, None);
    let inside = |r: &std::ops::Range<usize>, what: &str| {
        assert!(r.start < r.end && r.end <= length, "{what}: {r:?} of {length}");
    };
    found.numbers.iter().for_each(|n| inside(&n.range, "number"));
    found.times.iter().for_each(|t| inside(&t.range, "time"));
    found.places.iter().for_each(|p| inside(&p.range, "place"));
    for quantity in &found.quantities {
        inside(&quantity.range, "quantity");
        for index in [quantity.from, quantity.to].into_iter().flatten() {
            assert!(index < found.quantities.len(), "a quantity that is not there");
        }
    }
    assert!(found.numbers.is_sorted_by_key(|n| n.range.start), "numbers out of order");
    assert!(found.quantities.is_sorted_by_key(|q| q.range.start), "quantities out of order");
    assert!(found.times.iter().all(|t| t.start.zip(t.end).is_none_or(|(s, e)| s <= e)), "a time runs backward");
    assert_eq!(found, recognise(text, None), "the same text recognised twice");
    let mut out = Vec::new();
    json::write_recognised(&found, text, &mut out);
    serde_json::from_slice::<serde_json::Value>(&out).expect("the output parses");
}

/// What a fuzz target does with its bytes, so that a saved input is tried again in the same way.
pub fn replay(target: &str, bytes: &[u8]) {
    match target {
        "report" => {
            let seed = bytes.iter().fold(0u64, |sum, b| sum.wrapping_mul(31).wrapping_add(u64::from(*b)));
            let mut chance = pieces::Chance::new(bytes, seed);
            let mut text = String::new();
            while chance.more() && text.len() < 60_000 {
                text.push_str(&pieces::text(&mut chance, 8));
            }
            check(&text);
        }
        "recognise" => check_recognised(&String::from_utf8_lossy(bytes)),
        _ => {
            if let Ok(document) = luoshi_document::decode(bytes, "") {
                check(&document.text);
            }
        }
    }
}
