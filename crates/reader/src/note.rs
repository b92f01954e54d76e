//! What is said of a repair, in the reader's language.

use std::borrow::Cow;

/// A language the reader speaks to people in. Names in data never change with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// 中文.
    #[default]
    Zh,
    /// English.
    En,
}

/// Why something was mended, left out or doubted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Note {
    /// Digits, letters or marks in the other width, or digits with blanks between.
    Width,
    /// Traditional or variant characters.
    Variant,
    /// Characters that could not be decoded.
    Lost,
    /// A letter or circle where a digit is meant.
    Homoglyph,
    /// A character stands where one is meant that looks like it.
    Lookalike,
    /// Marks that show nothing.
    Invisible,
    /// Page number, running head, site furniture.
    Furniture,
    /// `\r\n` or `&nbsp;` in so many letters.
    Escape,
    /// (上接第1版).
    Signpost,
    /// A caption inside a paragraph.
    Caption,
    /// A Latin word inside Chinese.
    Latin,
    /// Pinyin behind its character.
    Gloss,
    /// The number of a note behind a word.
    Reference,
    /// The rest of a lost sentence.
    Fragment,
    /// Pieces of a headline.
    Shred,
    /// A sentence broken around a caption.
    AroundCaption,
    /// A sentence broken by a column or page.
    ByColumn,
    /// A sentence broken by a line end.
    ByLine,
    /// A sentence whose lines took turns with those of another.
    Woven,
    /// Many breaks of one paragraph: whether the whole text was cut at one width, and how many.
    Breaks {
        /// Every line was cut at a fixed width.
        fixed: bool,
        /// How many breaks.
        count: usize,
    },
    /// A passage that stands elsewhere too.
    Repeated {
        /// Character where the print that was kept begins.
        place: usize,
        /// How many characters differ.
        changed: usize,
    },
    /// The end of another sentence, printed in place of the true end.
    StrayEnd {
        /// Character where the sentence stands that it belongs to.
        place: usize,
    },
    /// One character off a division of the region.
    PlaceName,
    /// A reason with its arithmetic, put together in both languages by the rule that gives it.
    Both {
        /// 中文.
        zh: Box<str>,
        /// English.
        en: Box<str>,
    },
    /// Anything another layer says.
    Other(String),
}

impl Note {
    /// The note in words.
    #[must_use]
    pub fn words(&self, language: Language) -> Cow<'_, str> {
        let zh = language == Language::Zh;
        let pick = |chinese: &'static str, english: &'static str| Cow::Borrowed(if zh { chinese } else { english });
        match self {
            Self::Width => pick(
                "全角半角混用，或数字之间有空格：按通常写法读",
                "digits, letters or marks in the other width, or digits with blanks between: read in the usual form",
            ),
            Self::Variant => {
                pick("繁体字或异体字：按简体读", "traditional or variant characters: read as the simplified ones")
            }
            Self::Lost => {
                pick("有字符无法解码：此处原文已有缺失", "characters that could not be decoded: some text is lost here")
            }
            Self::Homoglyph => pick("数字中夹有形似的字母或圆圈", "a letter or circle stands where a digit is meant"),
            Self::Lookalike => pick(
                "疑为形近字之误：存疑，未改",
                "probably a character that looks like it is meant: doubted, not changed",
            ),
            Self::Invisible => pick("不可见字符：不读", "marks that show nothing: not read"),
            Self::Furniture => {
                pick("页码、页眉或网页附带文字：略去", "page number, running head or site furniture: left out")
            }
            Self::Escape => pick(
                "文中写成转义符号的换行、空格或引号：按原意读",
                "line ends, blanks or marks that stand in the text as the signs of a program or in another encoding: read as what they stand for",
            ),
            Self::Signpost => pick("转版提示：略去", "a signpost to another page: left out"),
            Self::Caption => pick(
                "图片说明或署名夹在段落中：移出",
                "a picture's caption or credit stood inside a paragraph: taken out",
            ),
            Self::Latin => pick("混入中文的外文词：略去", "a Latin word that strayed into the Chinese text: left out"),
            Self::Gloss => pick("字后的注音：略去", "a reading aid printed behind its character: left out"),
            Self::Reference => pick("注释号：略去", "the number of a note: left out"),
            Self::Fragment => {
                pick("残句，其余部分已缺失：略去", "what is left of a sentence whose rest is lost: left out")
            }
            Self::Shred => {
                pick("标题碎片，已不成句：略去", "shreds of a headline that make no sense any more: left out")
            }
            Self::AroundCaption => {
                pick("句子被图片说明隔断：已接合", "a sentence broken around a caption: put together")
            }
            Self::ByColumn => {
                pick("句子被分栏或分页隔断：已接合", "a sentence broken by a column or page: put together")
            }
            Self::Woven => pick(
                "两栏的行交错排在一起：按原意重排并接合",
                "lines of two columns that took turns: put in their order and together",
            ),
            Self::ByLine => pick("句子被换行隔断：已接合", "a sentence broken by a line end: put together"),
            Self::Breaks { fixed, count } => Cow::Owned(match (zh, fixed) {
                (true, true) => format!("全文按固定宽度断行：接合{count}处"),
                (true, false) => format!("同一段落的断行：接合{count}处"),
                (false, true) => format!("every line was cut at a fixed width: {count} breaks put together"),
                (false, false) => format!("the lines of one paragraph: {count} breaks put together"),
            }),
            Self::Repeated { place, changed } => Cow::Owned(match (zh, changed) {
                (true, 0) => format!("与第{place}字处完全重复：略去此处"),
                (true, n) => format!("与第{place}字处重复，仅{n}字不同：略去此处"),
                (false, 0) => format!("stands at character {place} too, exactly: this print is left out"),
                (false, n) => {
                    format!("stands at character {place} too, but for {n} characters: this print is left out")
                }
            }),
            Self::StrayEnd { place } => Cow::Owned(if zh {
                format!("第{place}字处句子的结尾误印于此：略去")
            } else {
                format!("the end of the sentence at character {place}, printed here in place of the true end: left out")
            }),
            Self::PlaceName => pick(
                "与本地区划名称仅一字之差：存疑，未改",
                "one character off a division of the region: doubted, not changed",
            ),
            Self::Both { zh: chinese, en } => Cow::Borrowed(if zh { chinese } else { en }),
            Self::Other(words) => Cow::Borrowed(words),
        }
    }
}

/// What is doubted about a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// The words before and after the number disagree on which side the truth lies.
    Bound,
    /// The head of the number was lost on the page.
    Lost,
    /// A cell of a table holds several numbers.
    Several,
    /// A cell of a table holds words where its heading wants a number.
    Words,
}

impl Doubt {
    /// The doubt in words.
    #[must_use]
    pub fn words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Bound, Language::Zh) => "数字前后的界限用语不一致",
            (Self::Bound, Language::En) => "the words before and after the number disagree on its bound",
            (Self::Lost, Language::Zh) => "数字的前部在原文中缺失",
            (Self::Lost, Language::En) => "the head of the number is lost in the original",
            (Self::Several, Language::Zh) => "一格中有几个数，未定是哪一个",
            (Self::Several, Language::En) => "the cell holds several numbers: which is meant is not settled",
            (Self::Words, Language::Zh) => "格中只有文字，没有数",
            (Self::Words, Language::En) => "the cell holds words and no number",
        }
    }
}
