//! A CSV file, row by row and cell by cell, with the place of each.

use crate::cells::{untext, words::Worded};
use crate::fault::{Fault, column};
use crate::kinds::{END, Kind};
use luoshi_plan::{Approval, BodyId, Date, SourceId, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// Numbers of things as files write them: `goal/12` is a thing of the record, `goal/+a` a new one, whatever stands behind the
/// plus, and an empty cell under `id` a new one that nothing points to. New ones have numbers below 0 here.
#[derive(Debug)]
pub(crate) struct Numbers {
    new: BTreeMap<(&'static str, String), i64>,
    last: i64,
    /// Which things the files have.
    there: BTreeSet<(&'static str, i64)>,
    /// What points where: kind and number, and the place to name when there is none.
    pub(crate) points: Vec<(&'static str, i64, String, String)>,
}

impl Default for Numbers {
    fn default() -> Self {
        // New things in the order in which they stand, all of them before what the record has.
        Self { new: BTreeMap::new(), last: -(1 << 40), there: BTreeSet::new(), points: Vec::new() }
    }
}

impl Numbers {
    fn number(&mut self, kind: &'static str, text: &str) -> Option<i64> {
        let rest = text.trim().strip_prefix(kind)?.strip_prefix('/')?;
        if let Some(label) = rest.strip_prefix('+').filter(|label| !label.is_empty()) {
            let key = (kind, label.to_owned());
            if let Some(known) = self.new.get(&key) {
                return Some(*known);
            }
            self.last += 1;
            self.new.insert(key, self.last);
            return Some(self.last);
        }
        rest.parse().ok().filter(|n: &i64| *n > 0 && n.to_string() == rest)
    }

    /// The number of a thing that stands here.
    pub(crate) fn own(&mut self, kind: &'static str, text: &str) -> Option<i64> {
        let number = if text.trim().is_empty() {
            self.last += 1;
            self.last
        } else {
            self.number(kind, text)?
        };
        Some(number)
    }

    /// Notes that a thing is there; whether it was not yet.
    pub(crate) fn note(&mut self, kind: &'static str, number: i64) -> bool {
        self.there.insert((kind, number))
    }

    pub(crate) fn has(&self, kind: &'static str, number: i64) -> bool {
        self.there.contains(&(kind, number))
    }

    /// The number of a thing that is pointed to.
    pub(crate) fn to(&mut self, kind: &'static str, text: &str) -> Option<i64> {
        self.number(kind, text)
    }
}

/// A row being read.
pub(crate) struct Cells<'a> {
    kind: &'static Kind,
    /// The row as a spreadsheet numbers it; the headings are row 1.
    row: usize,
    record: &'a csv::StringRecord,
    /// Where each known column stands.
    places: &'a BTreeMap<&'static str, usize>,
    numbers: &'a mut Numbers,
    faults: &'a mut Vec<Fault>,
    failed: bool,
}

/// Hands each row of a file to `take`.
pub(crate) fn each(
    kind: &'static Kind,
    bytes: &[u8],
    numbers: &mut Numbers,
    faults: &mut Vec<Fault>,
    mut take: impl FnMut(&mut Cells<'_>),
) {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let whole = |faults: &mut Vec<Fault>, zh: String, en: String| faults.push(Fault::new(kind.file, None, zh, en));
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        let row = bytes[..at].split(|b| *b == b'\n').count();
        let (zh, en) = (
            format!("第{row}行有不是 UTF-8 的字节：请另存为 UTF-8 编码的 CSV"),
            format!("line {row} has bytes that are not UTF-8: save it as CSV in UTF-8"),
        );
        return whole(faults, zh, en);
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut places: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut ended: Option<usize> = None;
    let mut number = 0;
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return whole(faults, format!("读不了：{error}"), format!("cannot be read: {error}")),
        }
        number += 1;
        let is_blank = record.iter().all(|cell| cell.trim().is_empty());
        if number == 1 {
            for (at, heading) in record.iter().enumerate() {
                let heading = heading.trim();
                match kind.columns.iter().find(|name| **name == heading) {
                    Some(name) => {
                        places.insert(name, at);
                    }
                    None if heading.is_empty() || heading.starts_with(['(', '（']) => {}
                    None => faults.push(Fault::new(
                        kind.file,
                        Some(format!("{}1", column(at))),
                        format!("不认识的列“{heading}”；这里有的列是 {}", named(kind)),
                        format!("“{heading}” is no column here; there are {}", named(kind)),
                    )),
                }
            }
            let missing: Vec<&str> = kind
                .columns
                .iter()
                .filter(|name| !name.starts_with('(') && !places.contains_key(*name))
                .copied()
                .collect();
            if !missing.is_empty() {
                let missing = missing.join(", ");
                return whole(faults, format!("缺少列 {missing}"), format!("columns are missing: {missing}"));
            }
            continue;
        }
        if let Some(row) = ended {
            if is_blank {
                continue;
            }
            faults.push(Fault::new(
                kind.file,
                Some(format!("A{row}")),
                "end 之后还有内容：end 须在最后一行".to_owned(),
                "there is something after end: end has to be the last row".to_owned(),
            ));
            return;
        }
        if record.get(0).is_some_and(|cell| cell.trim() == END) && record.iter().skip(1).all(|c| c.trim().is_empty()) {
            ended = Some(number);
            continue;
        }
        if is_blank {
            continue;
        }
        let mut cells = Cells { kind, row: number, record: &record, places: &places, numbers, faults, failed: false };
        take(&mut cells);
    }
    if number == 0 {
        return whole(faults, "是空的".to_owned(), "is empty".to_owned());
    }
    if ended.is_none() {
        whole(
            faults,
            "最后没有 end 这一行：文件不完整。完整的话，请在最后补上一行，第一格写 end".to_owned(),
            "has no row end at its end: it is not whole. If it is, add a last row with end in its first cell"
                .to_owned(),
        );
    }
}

fn named(kind: &Kind) -> String {
    kind.columns.iter().filter(|name| !name.starts_with('(')).copied().collect::<Vec<_>>().join(", ")
}

impl Cells<'_> {
    fn cell(&self, name: &str) -> &str {
        self.places.get(name).and_then(|at| self.record.get(*at)).unwrap_or_default()
    }

    /// Where a cell stands.
    pub(crate) fn place(&self, name: &str) -> String {
        format!("{}{}", column(self.places.get(name).copied().unwrap_or_default()), self.row)
    }

    /// Notes a fault of a cell; the row is not taken.
    pub(crate) fn fault(&mut self, name: &str, zh: impl Into<String>, en: impl Into<String>) {
        self.failed = true;
        let place = self.place(name);
        self.faults.push(Fault::new(self.kind.file, Some(place), zh, en));
    }

    /// Whether every cell that was asked for could be read.
    pub(crate) fn is_sound(&self) -> bool {
        !self.failed
    }

    fn shown(&self, name: &str) -> String {
        let cell = self.cell(name);
        let mut shown: String = cell.chars().take(40).collect();
        if cell.chars().nth(40).is_some() {
            shown.push('…');
        }
        shown
    }

    /// A cell that is read as something; none where it is empty.
    fn maybe<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>, zh: &str, en: &str) -> Option<T> {
        let cell = self.cell(name).trim();
        if cell.is_empty() {
            return None;
        }
        let read = read(cell);
        if read.is_none() {
            let shown = self.shown(name);
            self.fault(name, format!("“{shown}”：{zh}"), format!("“{shown}”: {en}"));
        }
        read
    }

    /// A cell that has to be there; `instead` where it is not, for the row is not taken then.
    fn needed<T>(&mut self, name: &str, there: Option<T>, instead: T) -> T {
        if let Some(there) = there {
            return there;
        }
        if self.cell(name).trim().is_empty() {
            self.fault(name, format!("{name} 不能空着"), format!("{name} has to be there"));
        }
        instead
    }

    pub(crate) fn own_id(&mut self) -> i64 {
        let kind = self.kind.name;
        let cell = self.cell("id").to_owned();
        if let Some(number) = self.numbers.own(kind, &cell) {
            if !self.numbers.note(kind, number) {
                let shown = self.shown("id");
                self.fault("id", format!("“{shown}”出现了两次"), format!("“{shown}” is there twice"));
            }
            return number;
        }
        let shown = self.shown("id");
        self.fault(
            "id",
            format!("“{shown}”：编号写作 {kind}/12；新的一项空着，或写作 {kind}/+ 加任意记号"),
            format!(
                "“{shown}”: an id is written {kind}/12; for a new one leave it empty, or write {kind}/+ and any mark"
            ),
        );
        0
    }

    pub(crate) fn maybe_id(&mut self, name: &'static str, kind: &'static str) -> Option<i64> {
        let cell = self.cell(name).trim().to_owned();
        if cell.is_empty() {
            return None;
        }
        let Some(number) = self.numbers.to(kind, &cell) else {
            self.fault(name, format!("“{cell}”：写作 {kind}/12"), format!("“{cell}”: it is written {kind}/12"));
            return None;
        };
        let place = self.place(name);
        self.numbers.points.push((kind, number, self.kind.file.to_owned(), place));
        Some(number)
    }

    pub(crate) fn id(&mut self, name: &'static str, kind: &'static str) -> i64 {
        let there = self.maybe_id(name, kind);
        self.needed(name, there, 0)
    }

    pub(crate) fn maybe_text(&mut self, name: &str) -> Option<String> {
        let text = untext(self.cell(name)).map(str::to_owned);
        if text.as_ref().is_some_and(|t| t.contains('\0')) {
            self.fault(name, "含有 NUL 字符", "has a NUL character in it");
        }
        text
    }

    pub(crate) fn text(&mut self, name: &str) -> String {
        let there = self.maybe_text(name);
        self.needed(name, there, String::new())
    }

    /// A code or day that stands in the journal for ever: letters, digits and marks of ASCII.
    pub(crate) fn maybe_code(&mut self, name: &str) -> Option<String> {
        let read = |cell: &str| {
            let text = untext(cell)?;
            let fits = !text.is_empty() && text.len() <= 80 && text.bytes().all(|b| b.is_ascii_graphic());
            fits.then(|| text.to_owned())
        };
        self.maybe(name, read, "只能是不含空格的字母、数字和符号", "only letters, digits and marks without blanks")
    }

    pub(crate) fn maybe_day(&mut self, name: &str) -> Option<Date> {
        self.maybe(name, day, "日期写作 2026-01-31", "a day is written 2026-01-31")
    }

    pub(crate) fn day(&mut self, name: &str) -> Date {
        let there = self.maybe_day(name);
        self.needed(name, there, Date::MIN)
    }

    pub(crate) fn maybe_value(&mut self, name: &str) -> Option<Value> {
        self.maybe(
            name,
            |cell| cell.parse().ok(),
            "数写作 12.50 或 1/3，不带单位和千分位",
            "a number is written 12.50 or 1/3, without unit or separators",
        )
    }

    pub(crate) fn value(&mut self, name: &str) -> Value {
        let there = self.maybe_value(name);
        self.needed(name, there, Value::whole(0))
    }

    pub(crate) fn maybe_parsed<T: FromStr>(&mut self, name: &str, zh: &str, en: &str) -> Option<T> {
        self.maybe(name, |cell| cell.parse().ok(), zh, en)
    }

    pub(crate) fn parsed<T: FromStr>(&mut self, name: &str, instead: T, zh: &str, en: &str) -> T {
        let there = self.maybe_parsed(name, zh, en);
        self.needed(name, there, instead)
    }

    /// A word of ours.
    pub(crate) fn word<T: Worded + Copy>(&mut self, name: &str, instead: T) -> T {
        let valid = T::WORDS.join(", ");
        let there = self.maybe(name, T::of, &format!("可以是 {valid}"), &format!("it can be {valid}"));
        self.needed(name, there, instead)
    }

    /// A cell as it stands, without blanks around it.
    pub(crate) fn raw(&self, name: &str) -> String {
        self.cell(name).trim().to_owned()
    }

    /// The four cells of an approval: body, document, source, day. All empty: none.
    pub(crate) fn approval(&mut self, names: [&'static str; 4]) -> Option<Approval> {
        if names.iter().all(|name| self.cell(name).trim().is_empty()) {
            return None;
        }
        let [body, document, source, on] = names;
        let body = self.id(body, "body");
        let document = self.text(document);
        let source = self.maybe_id(source, "source");
        let on = self.day(on);
        Some(Approval { body: BodyId::new(body), document, source: source.map(SourceId::new), on })
    }
}

/// `YYYY-MM-DD` and nothing else.
fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == "YYYY-MM-DD".len())
}
