//! Lines of a page: paragraphs, headings and table rows, each with the element it stands in.

use std::ops::Range;

use super::entity;
use super::page_words::WORDS;
use super::tag::Tag;
use super::token::{Token, attributes, tokens};
use crate::document::{Fault, FaultKind};

/// Elements nested deeper than this are not told apart. Browsers stop at 512; pages stay below 40.
const DEEPEST: usize = 256;

/// Columns of a table that are kept in line by empty cells; wider tables are not a report's.
const COLUMNS: usize = 64;

/// Rows that a cell may reach over; HTML allows no more.
const ROWS: usize = 65_534;

/// A page cut into lines.
#[derive(Default)]
pub(super) struct Page {
    /// All text, block after block.
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    /// Elements that hold text; a parent stands before its children.
    pub(super) nodes: Vec<Node>,
    /// Bytes of `text` that a fault lies in, with the fault's index.
    pub(super) marks: Vec<(Range<usize>, usize)>,
    /// Tables that hold data, in the order in which they end.
    pub(super) tables: Vec<PageTable>,
    /// What the page calls itself: `<meta name="ArticleTitle">`, as government sites must give it, else `<title>`.
    pub(super) title: String,
}

/// A table: its cells in reading order.
pub(super) struct PageTable {
    pub(super) cells: Vec<PageCell>,
}

/// A cell on the grid, with the blocks that are its words.
pub(super) struct PageCell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) blocks: Range<usize>,
}

/// A line.
pub(super) struct Block {
    pub(super) text: Range<usize>,
    pub(super) before: Before,
    /// Level of a heading; 0 for none.
    pub(super) heading: u8,
    /// Characters that count as words, and how many of them stand in links.
    pub(super) words: u32,
    pub(super) linked: u32,
    /// In [`Page::nodes`].
    pub(super) node: usize,
}

/// What stands between a block and the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Line,
    /// The first block of a table row: a line end, then TABs for the empty columns before it.
    Row(u32),
    /// The first block of a further cell, with the number of TABs that bring it to its column.
    Cell(u32),
    /// A further block of a cell.
    Space,
}

/// An element that holds text.
#[derive(Clone, Copy)]
pub(super) struct Node {
    /// Of the topmost, itself.
    pub(super) parent: usize,
    /// By its class, id or name it holds the main text.
    pub(super) content: bool,
    /// By its class, id or name it is menu, footer or the like.
    pub(super) noise: bool,
}

struct Frame {
    tag: Tag,
    node: Option<usize>,
    content: bool,
    noise: bool,
    /// Nothing in it is shown.
    silent: bool,
}

/// A row under way: the first block of each cell, and where the row's grid is occupied from rows above.
#[derive(Default)]
struct Row {
    /// Index of its table among the open ones: a cell of another table is not its.
    table: usize,
    first_block: usize,
    cells: Vec<RowCell>,
    column: usize,
    /// A table within it: then it lays out a page and is not data.
    layout: bool,
}

/// A cell of a row under way.
struct RowCell {
    first_block: usize,
    column: usize,
    columns: usize,
    rows: u32,
}

/// A table under way.
#[derive(Default)]
struct OpenTable {
    /// Rows that each column is still occupied by a cell from above, this one included.
    occupied: Vec<u32>,
    rows: u32,
    cells: Vec<PageCell>,
    /// A table stands in it: then it lays out a page and is not data.
    layout: bool,
}

pub(super) fn page(text: &str, faults: &[Fault]) -> Page {
    let mut builder = Builder::new(text, faults);
    for token in tokens(text) {
        match token {
            Token::Text { text, at } => builder.text(text, at),
            Token::Open { tag, attributes } => builder.open(tag, attributes),
            Token::Raw { tag: Tag::Title, content } => builder.title(content),
            Token::Close { tag } => builder.close(tag),
            Token::Raw { .. } | Token::Doctype { .. } => {}
        }
    }
    builder.end_block();
    while builder.pop() {}
    builder.page
}

struct Builder {
    page: Page,
    frames: Vec<Frame>,
    /// Elements opened beyond [`DEEPEST`] and not closed yet.
    beyond: usize,
    rows: Vec<Row>,
    tables: Vec<OpenTable>,
    heading: u8,
    preformatted: usize,
    /// Depth at which a link was opened.
    link: Option<usize>,
    /// The block under way.
    begun: usize,
    words: u32,
    linked: u32,
    /// White space waits until it is known what follows; the flag says whether a line end was in it.
    space: Option<bool>,
    /// Byte ranges of faults in the source, in order: those that cover bad bytes, and whole passages.
    small: Cursor,
    wide: Cursor,
}

#[derive(Default)]
struct Cursor {
    faults: Vec<(Range<usize>, usize)>,
    at: usize,
}

impl Cursor {
    /// Adds the parts of faults that lie in the source run; runs come in order.
    fn mark(&mut self, source: &Range<usize>, target: usize, marks: &mut Vec<(Range<usize>, usize)>) {
        while self.faults.get(self.at).is_some_and(|(fault, _)| fault.end <= source.start) {
            self.at += 1;
        }
        for (fault, index) in self.faults.get(self.at..).unwrap_or_default() {
            if fault.start >= source.end {
                break;
            }
            let start = fault.start.max(source.start) - source.start;
            let end = fault.end.min(source.end) - source.start;
            marks.push((target + start..target + end, *index));
        }
    }
}

impl Builder {
    fn new(text: &str, faults: &[Fault]) -> Self {
        let (mut small, mut wide) = (Cursor::default(), Cursor::default());
        // From characters to bytes: both rise, but a passage ends after the small faults within it.
        let mut places: Vec<u32> = faults.iter().flat_map(|fault| [fault.span.start, fault.span.end]).collect();
        places.sort_unstable();
        places.dedup();
        let bytes = bytes_of(text, &places);
        let byte = |place: u32| places.binary_search(&place).ok().and_then(|at| bytes.get(at)).copied();
        for (index, fault) in faults.iter().enumerate() {
            let range = byte(fault.span.start).unwrap_or_default()..byte(fault.span.end).unwrap_or_default();
            match fault.kind {
                FaultKind::DoubtfulEncoding => {}
                FaultKind::OtherEncoding(_) => wide.faults.push((range, index)),
                _ => small.faults.push((range, index)),
            }
        }
        Self {
            page: Page { text: String::with_capacity(text.len() / 4), ..Page::default() },
            frames: Vec::new(),
            beyond: 0,
            rows: Vec::new(),
            tables: Vec::new(),
            heading: 0,
            preformatted: 0,
            link: None,
            begun: 0,
            words: 0,
            linked: 0,
            space: None,
            small,
            wide,
        }
    }

    fn is_silent(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.silent)
    }

    fn open(&mut self, tag: Tag, text: &str) {
        match tag {
            Tag::Break => return self.newline(),
            Tag::Meta => return self.meta(text),
            Tag::Link => {
                if attributes(text).any(|(name, _)| name.eq_ignore_ascii_case("href")) {
                    self.link = Some(self.frames.len());
                }
                return;
            }
            Tag::Title => return,
            Tag::Inline(..) => {
                let nested = self.frames.last().is_some_and(|frame| frame.tag == tag && frame.silent);
                if (nested || (text.len() > 5 && Look::of(text).hidden)) && !text.ends_with('/') && tag_has_end(tag) {
                    self.push(Frame { tag, node: None, content: false, noise: false, silent: true });
                }
                return;
            }
            _ => {}
        }
        if tag.is_block() {
            self.end_block();
        }
        if tag.is_void() {
            return;
        }
        self.imply_ends(tag);
        let look = Look::of(text);
        match tag {
            Tag::Table => {
                if let Some(row) = self.rows.last_mut() {
                    row.layout = true;
                }
                if let Some(table) = self.tables.last_mut() {
                    table.layout = true;
                }
            }
            Tag::Cell => self.begin_cell(text),
            _ => {}
        }
        // `svg` and the like may end at once.
        if matches!(tag, Tag::Silent(_)) && text.ends_with('/') {
            return;
        }
        let main = matches!(tag, Tag::Article | Tag::Main) || look.content;
        let frame = Frame {
            tag,
            node: None,
            content: main,
            noise: !main
                && (matches!(tag, Tag::Around(_)) || look.noise)
                && !matches!(tag, Tag::Html | Tag::Body | Tag::Cell | Tag::Row | Tag::Paragraph | Tag::Heading(_)),
            silent: self.is_silent() || look.hidden || matches!(tag, Tag::Silent(_)),
        };
        if !self.push(frame) {
            return;
        }
        match tag {
            Tag::Heading(level) => self.heading = level,
            Tag::Preformatted => self.preformatted += 1,
            Tag::Table => self.tables.push(OpenTable::default()),
            Tag::Row => {
                let (table, first_block) = (self.tables.len().wrapping_sub(1), self.page.blocks.len());
                self.rows.push(Row { table, first_block, ..Row::default() });
            }
            _ => {}
        }
    }

    fn push(&mut self, frame: Frame) -> bool {
        if self.frames.len() >= DEEPEST {
            self.beyond += 1;
            return false;
        }
        self.frames.push(frame);
        true
    }

    /// Ends what the start of an element ends without saying so.
    fn imply_ends(&mut self, tag: Tag) {
        let top = self.frames.last().map(|frame| frame.tag);
        match tag {
            Tag::Silent(_) | Tag::Inline(..) => {}
            Tag::Item => self.close_within(Tag::Item, &[Tag::List, Tag::Around(4)]),
            Tag::Cell => self.close_within(Tag::Cell, &[Tag::Row, Tag::Table]),
            Tag::Row => self.close_within(Tag::Row, &[Tag::Table]),
            Tag::RowGroup => self.close_within(Tag::RowGroup, &[Tag::Table]),
            _ if top == Some(Tag::Paragraph) => {
                self.pop();
            }
            _ => {}
        }
    }

    fn close_within(&mut self, tag: Tag, limits: &[Tag]) {
        let found = self
            .frames
            .iter()
            .rposition(|frame| frame.tag == tag || limits.contains(&frame.tag))
            .filter(|&at| self.frames.get(at).is_some_and(|frame| frame.tag == tag));
        if let Some(at) = found {
            while self.frames.len() > at && self.pop() {}
        }
    }

    fn close(&mut self, tag: Tag) {
        match tag {
            Tag::Link => {
                self.link = None;
                return;
            }
            Tag::Break => return self.newline(),
            Tag::Inline(..) => {
                if self.frames.last().is_some_and(|frame| frame.tag == tag) {
                    self.pop();
                }
                return;
            }
            _ => {}
        }
        if tag.is_block() {
            self.end_block();
        }
        if self.beyond > 0 && tag.is_block() {
            self.beyond -= 1;
            return;
        }
        let heading = |tag: Tag| matches!(tag, Tag::Heading(_));
        let same = |frame: &Frame| frame.tag == tag || (heading(tag) && heading(frame.tag));
        let stops = |frame: &Frame| match tag {
            Tag::Table | Tag::Html | Tag::Body => false,
            Tag::Row | Tag::RowGroup | Tag::Cell => frame.tag == Tag::Table,
            _ => frame.tag.is_boundary(),
        };
        let found = self.frames.iter().rposition(|frame| same(frame) || stops(frame));
        if let Some(at) = found.filter(|&at| self.frames.get(at).is_some_and(same)) {
            while self.frames.len() > at && self.pop() {}
        }
    }

    fn pop(&mut self) -> bool {
        let Some(tag) = self.frames.last().map(|frame| frame.tag) else { return false };
        if tag.is_block() {
            self.end_block();
        }
        self.frames.pop();
        if self.link.is_some_and(|depth| depth > self.frames.len()) {
            self.link = None;
        }
        match tag {
            Tag::Heading(_) => self.heading = 0,
            Tag::Preformatted => self.preformatted = self.preformatted.saturating_sub(1),
            Tag::Table => self.end_table(),
            Tag::Row => self.end_row(),
            _ => {}
        }
        true
    }

    fn begin_cell(&mut self, text: &str) {
        let table = self.tables.len().wrapping_sub(1);
        let (Some(row), Some(open)) = (self.rows.last_mut(), self.tables.last_mut()) else { return };
        if row.table != table {
            return;
        }
        let occupied = &mut open.occupied;
        while occupied.get(row.column).is_some_and(|&rows| rows > 0) {
            row.column += 1;
        }
        let span = |wanted: &str| {
            attributes(text)
                .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
                .and_then(|(_, value)| value.trim().parse::<usize>().ok())
                .unwrap_or(1)
        };
        let (first_block, column) = (self.page.blocks.len(), row.column);
        if column >= COLUMNS {
            row.cells.push(RowCell { first_block, column, columns: 1, rows: 1 });
            row.column += 1;
            return;
        }
        // A cell may not lie over one that reaches down from above.
        let free = occupied.get(column..).unwrap_or_default().iter().position(|&rows| rows > 0);
        let wide = span("colspan").clamp(1, free.unwrap_or(COLUMNS - column).min(COLUMNS - column).max(1));
        // 0 is all that follow; what is beyond the table is cut off at its end.
        let high = match span("rowspan") {
            0 => ROWS,
            high => high.min(ROWS),
        };
        let end = column + wide;
        if occupied.len() < end {
            occupied.resize(end, 0);
        }
        // Counted from this row on; the end of the row takes one from each.
        for place in occupied.get_mut(column..end).unwrap_or_default() {
            *place = high as u32;
        }
        row.cells.push(RowCell { first_block, column, columns: wide, rows: high as u32 });
        row.column = end;
    }

    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        let end = self.page.blocks.len();
        let until = |number: usize| row.cells.get(number + 1).map_or(end, |next| next.first_block);
        if let Some(table) = self.tables.get_mut(row.table) {
            for column in &mut table.occupied {
                *column = column.saturating_sub(1);
            }
            table.cells.extend(row.cells.iter().enumerate().map(|(number, cell)| PageCell {
                row: table.rows,
                column: cell.column as u32,
                rows: cell.rows,
                columns: cell.columns as u32,
                blocks: cell.first_block..until(number),
            }));
            table.rows += 1;
        }
        let Some(blocks) = self.page.blocks.get_mut(row.first_block..end) else { return };
        let (words, linked) = blocks.iter().fold((0, 0), |sum, block| (sum.0 + block.words, sum.1 + block.linked));
        // A single cell, a row of menu items, or long texts of many paragraphs side by side: a page's layout.
        let long = blocks.len() > 3 * row.cells.len() && words > 400;
        if row.layout || row.cells.len() < 2 || long || linked * 10 > words * 8 {
            return;
        }
        // The column of the block before; none at the beginning of the line.
        let mut before: Option<usize> = None;
        for (number, cell) in row.cells.iter().enumerate() {
            for at in cell.first_block..until(number) {
                let Some(block) = blocks.get_mut(at - row.first_block) else { continue };
                block.heading = 0;
                block.before = match before {
                    _ if at > cell.first_block => Before::Space,
                    None => Before::Row(cell.column as u32),
                    Some(before) => Before::Cell((cell.column - before) as u32),
                };
                before = Some(cell.column);
            }
        }
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.tables.pop() else { return };
        if table.layout || table.cells.is_empty() {
            return;
        }
        for cell in &mut table.cells {
            cell.rows = cell.rows.min(table.rows - cell.row);
        }
        self.page.tables.push(PageTable { cells: table.cells });
    }

    fn meta(&mut self, text: &str) {
        let value = |wanted: &str| attributes(text).find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, v)| v);
        if value("name").is_some_and(|name| name.eq_ignore_ascii_case("ArticleTitle"))
            && let Some(title) = value("content").filter(|title| !title.trim().is_empty())
        {
            self.page.title = plain(title);
        }
    }

    fn title(&mut self, content: &str) {
        if self.page.title.is_empty() && !self.is_silent() {
            self.page.title = plain(content);
        }
    }

    fn newline(&mut self) {
        if self.heading > 0 {
            // A heading is one line, however it was broken for the eye.
            self.space = Some(true);
        } else if self.page.text.len() > self.begun {
            self.end_block();
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        if self.is_silent() {
            return;
        }
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
            let run = rest.bytes().position(|b| b == b'&' || b.is_ascii_whitespace()).unwrap_or(rest.len());
            if run > 0 {
                self.word(rest.get(..run).unwrap_or_default(), Some(at + from));
                from += run;
                continue;
            }
            if bytes.get(from) == Some(&b'&') {
                if let Some((c, length)) = entity::character(rest) {
                    if c == '\u{A0}' {
                        self.space.get_or_insert(false);
                    } else {
                        self.word(c.encode_utf8(&mut [0; 4]), None);
                    }
                    from += length;
                } else {
                    self.word("&", None);
                    from += 1;
                }
                continue;
            }
            let line_end = bytes.get(from) == Some(&b'\n');
            if line_end && self.preformatted > 0 {
                self.newline();
            } else {
                self.space = Some(self.space.unwrap_or_default() || line_end);
            }
            from += 1;
        }
    }

    /// Adds a run without white space; `at` is where it stands in the source, if it does.
    fn word(&mut self, word: &str, at: Option<usize>) {
        if let Some(line_end) = self.space.take()
            && self.page.text.len() > self.begun
        {
            // A line end beside a Chinese character is only how the page was typed.
            let typed = line_end
                && (self.page.text.chars().next_back().is_some_and(is_wide)
                    || word.chars().next().is_some_and(is_wide));
            if !typed {
                self.page.text.push(' ');
            }
        }
        if let Some(at) = at {
            let (source, target) = (at..at + word.len(), self.page.text.len());
            self.small.mark(&source, target, &mut self.page.marks);
            self.wide.mark(&source, target, &mut self.page.marks);
        }
        let words = word.chars().filter(|c| c.is_alphanumeric()).count() as u32;
        self.words += words;
        if self.link.is_some() {
            self.linked += words;
        }
        self.page.text.push_str(word);
    }

    fn end_block(&mut self) {
        self.space = None;
        let begun = std::mem::replace(&mut self.begun, self.page.text.len());
        let words = std::mem::take(&mut self.words);
        let linked = std::mem::take(&mut self.linked);
        let whole = self.page.text.get(begun..).unwrap_or_default();
        let trimmed = whole.trim();
        if trimmed.is_empty() {
            return;
        }
        let start = begun + (whole.len() - whole.trim_start().len());
        let text = start..start + trimmed.len();
        let node = self.node();
        self.page.blocks.push(Block { text, before: Before::Line, heading: self.heading, words, linked, node });
    }

    /// The innermost open element, entered into the page's list with all around it that are not there yet.
    fn node(&mut self) -> usize {
        if self.page.nodes.is_empty() {
            self.page.nodes.push(Node { parent: 0, content: false, noise: false });
        }
        let entered = self.frames.iter().rposition(|frame| frame.node.is_some());
        let mut parent = entered.and_then(|at| self.frames.get(at)).and_then(|frame| frame.node).unwrap_or_default();
        for frame in self.frames.iter_mut().skip(entered.map_or(0, |at| at + 1)) {
            let node = self.page.nodes.len();
            self.page.nodes.push(Node { parent, content: frame.content, noise: frame.noise });
            frame.node = Some(node);
            parent = node;
        }
        parent
    }
}

/// What an element's attributes say of it.
struct Look {
    hidden: bool,
    content: bool,
    noise: bool,
}

impl Look {
    fn of(text: &str) -> Self {
        let mut look = Self { hidden: false, content: false, noise: false };
        if text.len() < 5 {
            return look;
        }
        for (name, value) in attributes(text) {
            match name.len() {
                2 if name.eq_ignore_ascii_case("id") => look.named(value),
                5 if name.eq_ignore_ascii_case("class") => look.named(value),
                5 if name.eq_ignore_ascii_case("style") => {
                    let style: String = value
                        .chars()
                        .filter(|c| !c.is_whitespace())
                        .take(2000)
                        .collect::<String>()
                        .to_ascii_lowercase();
                    look.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
                }
                6 if name.eq_ignore_ascii_case("hidden") => look.hidden = true,
                11 if name.eq_ignore_ascii_case("aria-hidden") => look.hidden |= value == "true",
                _ => {}
            }
        }
        look
    }

    fn named(&mut self, names: &str) {
        self.content |= WORDS.is_content(names);
        self.noise |= WORDS.is_noise(names);
    }
}

/// `img`, `input` and the like are hidden without hiding anything.
fn tag_has_end(tag: Tag) -> bool {
    !["img", "input", "link", "wbr", "base"].into_iter().any(|void| Tag::of(void) == tag)
}

/// Text without references and with its white space made single.
fn plain(text: &str) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, _)) = rest.split_once('&') {
        resolved.push_str(before);
        rest = rest.get(before.len()..).unwrap_or_default();
        let (c, length) = entity::character(rest).unwrap_or(('&', 1));
        resolved.push(c);
        rest = rest.get(length..).unwrap_or_default();
    }
    resolved.push_str(rest);
    resolved.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Chinese characters and their punctuation.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—')
}

/// Byte offsets of rising character offsets.
fn bytes_of(text: &str, places: &[u32]) -> Vec<usize> {
    let mut bytes = Vec::with_capacity(places.len());
    if places.is_empty() {
        return bytes;
    }
    let mut wanted = places.iter().copied().peekable();
    for (character, (byte, _)) in text.char_indices().enumerate() {
        while wanted.next_if(|&place| place as usize == character).is_some() {
            bytes.push(byte);
        }
        if wanted.peek().is_none() {
            break;
        }
    }
    bytes.resize(places.len(), text.len());
    bytes
}
