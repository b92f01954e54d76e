//! What is wrong in a file of verdicts: the cell by its address, why, and the mend.

use luoshi_plan::Language;

/// Something wrong in a file of verdicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseFault {
    /// The address of the cell as a spreadsheet names it: D17. A row alone (17), or nothing, where it is no single cell.
    pub cell: String,
    /// The heading of its column, where it is of one.
    pub column: &'static str,
    /// Why.
    pub why: PromiseWhy,
}

/// Why something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromiseWhy {
    /// A column that must be there is not.
    NoColumn(&'static str),
    /// A row has another number of cells than the headings.
    Cells,
    /// Quotation marks that are not closed, or closed amid a cell.
    Quotes,
    /// No such ruling.
    NoRuling(String),
    /// No such verdict.
    NoVerdict(String),
    /// Nothing is proposed under this id.
    NoProposal(String),
    /// Two rows rule that different things came of one promise.
    Twice,
    /// Confirmed, and yet another verdict or another sentence stands there.
    Changed,
    /// Corrected, and nothing is other than it was proposed.
    Unchanged,
    /// No document of the record that could be read has this number.
    NoSource(String),
    /// No place in that document.
    NoSpans(String),
    /// A result stands in half of the two cells.
    Half,
    /// The verdict says that a result was found, and no sentence is named.
    NoResult,
}

impl PromiseFault {
    /// Cell, reason and mend in words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let (why, mend) = self.why.words(language);
        let head = match (self.cell.is_empty(), self.column.is_empty()) {
            (true, _) => String::new(),
            (false, false) => format!("{} ({}): ", self.cell, self.column),
            (false, true) => format!("{}: ", self.cell),
        };
        format!("{head}{why}\n  {}{mend}", language.pick("改法：", "mend: "))
    }
}

impl PromiseWhy {
    /// Reason and mend.
    fn words(&self, language: Language) -> (String, &'static str) {
        let said = |what: &str, zh: (&'static str, &'static str), en: (&'static str, &'static str)| {
            let (why, mend) = match language {
                Language::Zh => zh,
                Language::En => en,
            };
            (why.replace("{}", what), mend)
        };
        match self {
            Self::NoColumn(name) => said(
                name,
                ("没有 {} 这一列", "这一列不能删；可重新运行 luoshi promises propose"),
                ("there is no column {}", "it cannot be left out; luoshi promises propose writes the file anew"),
            ),
            Self::Cells => said(
                "",
                ("这一行的格数和表头不一样", "文件可能被截断，或引号不全；请重新保存"),
                ("this row has another number of cells than the headings", "the file may be cut; save it again"),
            ),
            Self::Quotes => said(
                "",
                ("引号没有成对", "文件可能被截断；请从表格软件重新保存为 CSV"),
                ("a quotation mark is not closed", "the file may be cut; save it again as CSV"),
            ),
            Self::NoRuling(given) => said(
                given,
                ("“{}”不是一种决定", "写 confirm、correct、dismiss（确认、修改、不采），或留空"),
                ("“{}” is no decision", "write confirm, correct or dismiss, or leave it empty"),
            ),
            Self::NoVerdict(given) => said(
                given,
                ("“{}”不是一种判定", "写 kept、partly、missed、changed、silent、open 或 not_measurable"),
                ("“{}” is no verdict", "write kept, partly, missed, changed, silent, open or not_measurable"),
            ),
            Self::NoProposal(given) => said(
                given,
                ("没有“{}”这条判定", "id 不能改；有了新文献的，请重新运行 luoshi promises propose"),
                ("nothing is proposed as “{}”", "ids cannot be changed; if documents came in, propose again"),
            ),
            Self::Twice => said(
                "",
                ("同一个承诺有两种结果", "只留一行写 confirm 或 correct，其余留空"),
                ("one promise has two results", "write confirm or correct into one of its rows only"),
            ),
            Self::Changed => said(
                "",
                ("写的是确认，判定或结果的出处却改过", "改动要算数，decision 写 correct；否则改回原样"),
                ("it is confirmed, and yet changed", "write correct if the change is meant; else undo it"),
            ),
            Self::Unchanged => said(
                "",
                ("写的是修改，却什么也没有改", "改 verdict，或改 result_source 和 result_spans；没有要改的写 confirm"),
                ("it is corrected, and nothing is changed", "change verdict or the result's place; else write confirm"),
            ),
            Self::NoSource(given) => said(
                given,
                ("没有编号为“{}”的文献", "写存证库里文献的编号；旧读法读的文献先重新导入"),
                (
                    "there is no document “{}”",
                    "write its number in the record; import it again if it was read by an older reader",
                ),
            ),
            Self::NoSpans(given) => said(
                given,
                ("“{}”不是那份文献里的一处", "写从第几个字到第几个字，如 120-131，在一句话之内"),
                (
                    "“{}” is no place in that document",
                    "write from which character to which, 120-131, within a sentence",
                ),
            ),
            Self::Half => said(
                "",
                ("结果的出处只写了一半", "result_source 和 result_spans 都写，或都不写"),
                ("half of the result's place is missing", "fill both result_source and result_spans, or neither"),
            ),
            Self::NoResult => said(
                "",
                ("这种判定要有结果的原句", "写 result_source 和 result_spans，或改为 silent、open"),
                (
                    "this verdict needs the sentence of a result",
                    "fill result_source and result_spans, or write silent or open",
                ),
            ),
        }
    }
}
