//! The elements that matter to a text, and what each does to it.

/// An element by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Html,
    Body,
    Head,
    Title,
    Meta,
    Paragraph,
    Heading(u8),
    Break,
    Rule,
    Link,
    List,
    Item,
    Table,
    RowGroup,
    Row,
    Cell,
    Article,
    Main,
    Preformatted,
    /// `div`, `section` and other boxes; told apart, so that the end of one does not close another.
    Box(u8),
    /// `nav`, `header`, `footer`, `aside`, `menu`: usually not the text.
    Around(u8),
    /// Never text: scripts, controls, drawings. Told apart likewise.
    Silent(u8),
    /// Elements within a line, by a hash of the name; the flag says whether HTML has one of that name.
    Inline(u32, bool),
}

impl Tag {
    /// What [`Tag::of`] gives for an empty name; `==` with it never holds for an element of HTML.
    pub(super) const UNKNOWN: Self = Self::Inline(0, false);

    /// The element of that name, in any letter case.
    pub(super) fn of(name: &str) -> Self {
        let mut lower = [0; 12];
        let Some(buffer) = lower.get_mut(..name.len()) else { return Self::UNKNOWN };
        buffer.copy_from_slice(name.as_bytes());
        buffer.make_ascii_lowercase();
        let name: &[u8] = buffer;
        match name {
            b"html" => Self::Html,
            b"body" => Self::Body,
            b"head" => Self::Head,
            b"title" => Self::Title,
            b"meta" => Self::Meta,
            b"p" => Self::Paragraph,
            [b'h', level @ b'1'..=b'6'] => Self::Heading(level - b'0'),
            b"br" => Self::Break,
            b"hr" => Self::Rule,
            b"a" => Self::Link,
            b"ul" | b"ol" | b"dl" | b"dir" => Self::List,
            b"li" | b"dt" | b"dd" => Self::Item,
            b"table" => Self::Table,
            b"thead" | b"tbody" | b"tfoot" => Self::RowGroup,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"article" => Self::Article,
            b"main" => Self::Main,
            b"pre" | b"listing" => Self::Preformatted,
            b"div" => Self::Box(0),
            b"section" => Self::Box(1),
            b"blockquote" => Self::Box(2),
            b"center" => Self::Box(3),
            b"form" => Self::Box(4),
            b"fieldset" => Self::Box(5),
            b"figure" => Self::Box(6),
            b"figcaption" | b"caption" | b"legend" => Self::Box(7),
            b"details" | b"summary" => Self::Box(8),
            b"address" => Self::Box(9),
            b"hgroup" => Self::Box(10),
            b"nav" => Self::Around(0),
            b"header" => Self::Around(1),
            b"footer" => Self::Around(2),
            b"aside" => Self::Around(3),
            b"menu" => Self::Around(4),
            b"script" => Self::Silent(0),
            b"style" => Self::Silent(1),
            b"noscript" => Self::Silent(2),
            b"template" => Self::Silent(3),
            b"iframe" => Self::Silent(4),
            b"object" => Self::Silent(5),
            b"svg" => Self::Silent(6),
            b"math" => Self::Silent(7),
            b"canvas" => Self::Silent(8),
            b"audio" | b"video" => Self::Silent(9),
            b"select" | b"datalist" => Self::Silent(10),
            b"button" => Self::Silent(11),
            b"textarea" => Self::Silent(12),
            b"applet" => Self::Silent(13),
            b"noframes" | b"noembed" | b"xmp" => Self::Silent(14),
            b"span" | b"font" | b"b" | b"i" | b"u" | b"em" | b"strong" | b"img" | b"link" | b"small" | b"sup"
            | b"sub" | b"label" | b"input" | b"ins" | b"del" | b"o:p" | b"wbr" | b"base" | b"big" | b"code"
            | b"time" => Self::Inline(hash(name), true),
            _ => Self::Inline(hash(name) | 1, false),
        }
    }

    /// Whether a line ends before and after it.
    pub(super) fn is_block(self) -> bool {
        !matches!(self, Self::Inline(..) | Self::Link | Self::Silent(_) | Self::Meta | Self::Title | Self::Break)
    }

    /// Whether it never has an end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Break | Self::Rule | Self::Meta)
    }

    /// Whether its content is not markup, up to its own end tag.
    pub(super) fn is_raw(self) -> bool {
        matches!(self, Self::Silent(0 | 1 | 4 | 12 | 14) | Self::Title)
    }

    /// Whether an end tag within it may close something outside it.
    pub(super) fn is_boundary(self) -> bool {
        matches!(self, Self::Cell | Self::Table | Self::Html | Self::Body)
    }
}

/// FNV-1a; a clash would only let one inline element's end tag close another's.
fn hash(name: &[u8]) -> u32 {
    name.iter().fold(0x811C_9DC5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
