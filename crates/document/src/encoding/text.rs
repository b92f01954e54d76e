//! A text under construction, with the faults met on the way.

use crate::control;
use crate::document::{Fault, FaultKind};
use crate::position::count;

/// Puts a text together from sound pieces and bad bytes, keeping count of characters.
pub(super) struct Builder {
    text: String,
    characters: u32,
    faults: Vec<Fault>,
}

impl Builder {
    pub(super) fn new(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), characters: 0, faults: Vec::new() }
    }

    pub(super) fn characters(&self) -> u32 {
        self.characters
    }

    /// Adds sound UTF-8 that stands in the file as it is, from byte `base` on.
    pub(super) fn push(&mut self, piece: &str, base: u64) {
        self.push_from(piece, |prefix| base + prefix as u64);
    }

    /// Adds a sound piece; `place` tells where in the file the character at a byte of the piece began.
    /// It is asked for rising places only.
    pub(super) fn push_from(&mut self, piece: &str, mut place: impl FnMut(usize) -> u64) {
        let mut counted = 0;
        control::scan(piece, |from, until, kind| {
            let bytes = piece.as_bytes();
            let start = self.characters + count(bytes.get(counted..from).unwrap_or_default());
            let end = start + count(bytes.get(from..until).unwrap_or_default());
            let first = place(from);
            add(&mut self.faults, Fault { span: start..end, bytes: first..place(until), kind });
            self.characters = end;
            counted = until;
        });
        self.characters += count(piece.as_bytes().get(counted..).unwrap_or_default());
        self.text.push_str(piece);
    }

    /// Adds `characters` times U+FFFD for the bad bytes `from..until` of the file.
    pub(super) fn bad(&mut self, from: u64, until: u64, characters: u32, kind: FaultKind) {
        for _ in 0..characters {
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
        let end = self.characters + characters;
        add(&mut self.faults, Fault { span: self.characters..end, bytes: from..until, kind });
        self.characters = end;
    }

    /// Notes that the characters from `start` to here came from another encoding.
    ///
    /// `faults` is how many there were at the start: this one goes before those inside the passage.
    pub(super) fn other_encoding(
        &mut self,
        start: u32,
        faults: usize,
        bytes: std::ops::Range<u64>,
        name: &'static str,
    ) {
        let fault = Fault { span: start..self.characters, bytes, kind: FaultKind::OtherEncoding(name) };
        self.faults.insert(faults.min(self.faults.len()), fault);
    }

    pub(super) fn faults(&self) -> usize {
        self.faults.len()
    }

    pub(super) fn finish(self) -> (String, Vec<Fault>) {
        (self.text, self.faults)
    }
}

/// Adds a fault, or lengthens the last one where both are one run.
fn add(faults: &mut Vec<Fault>, fault: Fault) {
    if let Some(last) = faults.last_mut()
        && last.kind == fault.kind
        && last.span.end == fault.span.start
        && last.bytes.end == fault.bytes.start
    {
        last.span.end = fault.span.end;
        last.bytes.end = fault.bytes.end;
    } else {
        faults.push(fault);
    }
}
