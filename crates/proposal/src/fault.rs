//! What is wrong in a proposals file: the cell by its address, why, and the mend.

use crate::column::Column;
use crate::proposal::Kind;
use luoshi_plan::Language;

/// Something wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The address of the cell as a spreadsheet names it: C17. A row alone (17), or nothing, where it is no single cell.
    pub cell: String,
    /// The heading of its column.
    pub column: Option<Column>,
    /// Why.
    pub why: Why,
}

/// Why something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A column that must be there is not.
    NoColumn(Column),
    /// A heading stands twice.
    TwoColumns(Column),
    /// A row has other than so many cells.
    Cells {
        /// How many it has.
        has: usize,
        /// How many the headings are.
        wants: usize,
    },
    /// Quotation marks that are not closed, or closed amid a cell.
    Quotes,
    /// The closing row is missing.
    NoEnd,
    /// Rows are missing, or too many.
    Rows {
        /// How many proposals there are.
        has: usize,
        /// How many there were.
        wants: usize,
    },
    /// The last row does not end with a line end: the file may be cut.
    Cut,
    /// No such decision.
    NoDecision(String),
    /// No such proposal.
    NoProposal(String),
    /// A proposal stands in several rows that do not say that it was split.
    Twice,
    /// So many parts were announced, so many are there.
    Parts {
        /// How many rows there are.
        has: usize,
        /// How many were announced.
        wants: usize,
    },
    /// A cell that must say something is empty.
    Empty,
    /// A tolerance below nothing.
    Negative,
    /// A cell holds more characters than a name, a task or a principle has.
    TooLong(usize),
    /// This column says nothing of this kind of thing.
    NotOfKind(Kind),
    /// The words of one kind cannot be one of another.
    NoKind(String),
    /// The cell is empty, and one of these words must stand in it.
    NoneGiven(Vec<&'static str>),
    /// None of the words for it.
    NoWord(Vec<&'static str>),
    /// No number.
    NoValue(String),
    /// No day.
    NoDay(String),
    /// No period.
    NoPeriod(String),
    /// No term of a target.
    NoTerm(String),
    /// No place.
    NoPlace(String),
    /// No base value.
    NoBase(String),
    /// Names neither a proposal nor a thing of the plan.
    NoRef(String),
    /// Names nothing to go into.
    NoInto(String),
    /// Names something of another kind, or nothing that is there.
    WrongRef(String),
    /// Merging needs something to go into.
    IntoWhat,
    /// It goes into something as it is, and what was mended would be lost.
    Lost(String),
    /// It rests on something that is left out.
    RestsOnIgnored(String),
    /// Things that rest on one another in a circle.
    Circle,
    /// It has no territory: neither the row nor the document says where.
    NoTerritory,
    /// There is no plan it could go into.
    NoPlan,
    /// A task needs a goal.
    NoGoal,
    /// Two units that do not measure the same.
    Units(String, String),
    /// Another row says another value for the same.
    TwoValues(String),
    /// It was decided before, otherwise.
    Decided(&'static str),
    /// The values differ: they are not the same target.
    Differs(String),
    /// The lower end lies above the upper.
    Reversed,
}

impl Fault {
    /// Cell, reason and mend in words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let (why, mend) = self.why.words(language);
        let head = match (self.cell.is_empty(), self.column) {
            (true, _) => String::new(),
            (false, Some(column)) => format!("{} ({}): ", self.cell, column.word()),
            (false, None) => format!("{}: ", self.cell),
        };
        let label = language.pick("改法：", "mend: ");
        if mend.is_empty() { format!("{head}{why}") } else { format!("{head}{why}\n  {label}{mend}") }
    }
}

impl Why {
    /// Reason and mend.
    #[must_use]
    pub fn words(&self, language: Language) -> (String, String) {
        let two = |zh: (&str, &str), en: (&str, &str)| {
            let (why, mend) = match language {
                Language::Zh => zh,
                Language::En => en,
            };
            (why.to_owned(), mend.to_owned())
        };
        let with = |what: &str, zh: (&str, &str), en: (&str, &str)| {
            let (why, mend) = two(zh, en);
            (why.replace("{}", what), mend)
        };
        match self {
            Self::NoColumn(column) => with(
                column.word(),
                ("没有 {} 这一列", "这一列不能删；可重新运行 luoshi plan propose"),
                ("there is no column {}", "it cannot be left out; luoshi plan propose writes the file anew"),
            ),
            Self::TwoColumns(column) => with(
                column.word(),
                ("{} 这一列有两个", "删去一个"),
                ("the column {} stands twice", "delete one of the two"),
            ),
            Self::Cells { has, wants } => with(
                &format!("{has}/{wants}"),
                ("这一行的格数不对（{}）", "文件可能被截断，或引号不全；请重新保存"),
                (
                    "this row has another number of cells than the headings ({})",
                    "the file may be cut, or a quotation mark is missing; save it again",
                ),
            ),
            Self::Quotes => two(
                ("引号没有成对", "文件可能被截断；请从表格软件重新保存为 CSV"),
                ("a quotation mark is not closed", "the file may be cut; save it again as CSV from the spreadsheet"),
            ),
            Self::NoEnd => two(
                (
                    "没有结尾行（decision 为 end 的一行）",
                    "文件可能被截断；结尾行不能删，可重新运行 luoshi plan propose",
                ),
                (
                    "the closing row (decision “end”) is missing",
                    "the file may be cut; that row must stay; luoshi plan propose writes the file anew",
                ),
            ),
            Self::Rows { has, wants } => with(
                &format!("{has}/{wants}"),
                (
                    "建议的条数不对（{}）",
                    "不要的行请在 decision 写 ignore 或留空，不要删；确已删去的，把结尾行 id 列的条数改成现有条数",
                ),
                (
                    "there are more or fewer proposals than there were ({})",
                    "leave decision empty, or write ignore, instead of deleting rows; where rows were deleted on purpose, write their present number into column id of the closing row",
                ),
            ),
            Self::Cut => two(
                ("最后一行没有换行，文件可能被截断", "请从表格软件重新保存"),
                ("the last row has no line end: the file may be cut", "save it again from the spreadsheet"),
            ),
            Self::NoDecision(given) => with(
                given,
                (
                    "“{}”不是一种决定",
                    "写 accept、correct、merge、split、ignore（采纳、修改、合并、拆分、忽略），或留空",
                ),
                ("“{}” is no decision", "write accept, correct, merge, split or ignore, or leave it empty"),
            ),
            Self::NoProposal(given) => with(
                given,
                ("没有“{}”这条建议", "id 不能改；读法若已更新，请重新运行 luoshi plan propose"),
                (
                    "there is no proposal “{}”",
                    "ids cannot be changed; if the document was read again, run luoshi plan propose",
                ),
            ),
            Self::Twice => two(
                ("同一条建议有几行", "要拆成几条，每行的 decision 都写 split；否则删去多余的行"),
                (
                    "one proposal stands in several rows",
                    "to split it, write split into each of them; else delete the others",
                ),
            ),
            Self::Parts { has, wants } => with(
                &format!("{has}/{wants}"),
                ("拆分的行数不对（{}）", "拆成两条写 split，三条写 split 3，以此类推，每行都写"),
                (
                    "another number of parts than announced ({})",
                    "write split into both rows of two, split 3 into each of three, and so on",
                ),
            ),
            Self::Empty => two(("这一格不能空", ""), ("this cell cannot be empty", "")),
            Self::Negative => two(
                ("容差不能是负数", "写 0.3，上下都算"),
                ("a tolerance cannot be negative", "write 0.3: it holds both ways"),
            ),
            Self::TooLong(characters) => with(
                &characters.to_string(),
                ("这一格太长（{}字）", "最多2000字，一个单位的名称最多100字；是否贴错了地方"),
                (
                    "this cell is too long ({} characters)",
                    "2000 at most, 100 for the name of a body; was something pasted into the wrong cell?",
                ),
            ),
            Self::NotOfKind(kind) => with(
                kind.word(),
                ("{} 没有这一项", "清空这一格"),
                ("a {} has nothing of this column", "empty the cell"),
            ),
            Self::NoKind(given) => with(
                given,
                ("不能改成“{}”", "只有 goal、principle、task 之间可以互改"),
                ("it cannot become “{}”", "only goal, principle and task can be turned into one another"),
            ),
            Self::NoneGiven(valid) => with(
                &valid.join(", "),
                ("这一格不能空着", "可以写：{}"),
                ("this cell cannot be empty", "write one of: {}"),
            )
            .also(&valid.join(", ")),
            Self::NoWord(valid) => with(
                &valid.join(", "),
                ("不是规定的词", "可以写：{}"),
                ("none of the words there are", "write one of: {}"),
            )
            .also(&valid.join(", ")),
            Self::NoValue(given) => with(
                given,
                ("“{}”不是数", "写 1686、5.5、-0.3 或 1/3，不带单位"),
                ("“{}” is no number", "write 1686, 5.5, -0.3 or 1/3, without a unit"),
            ),
            Self::NoDay(given) => {
                with(given, ("“{}”不是日期", "写 2026-06-30"), ("“{}” is no day", "write 2026-06-30"))
            }
            Self::NoPeriod(given) => with(
                given,
                ("“{}”不是时期", "写 2025、2025-Q3、2025-01/2025-09 或 2021/2025"),
                ("“{}” is no period", "write 2025, 2025-Q3, 2025-01/2025-09 or 2021/2025"),
            ),
            Self::NoTerm(given) => with(
                given,
                (
                    "“{}”不是目标的时限",
                    "写 2026（当年）、by 2030-12-31（到某日）、each 2026/2030（每年）或 over 2026/2030（合计、平均）",
                ),
                (
                    "“{}” is no term of a target",
                    "write 2026 (that year), by 2030-12-31, each 2026/2030 or over 2026/2030",
                ),
            ),
            Self::NoPlace(given) => with(
                given,
                ("“{}”不是地名", "写地名，可加区划代码：某市 150500"),
                ("“{}” is no place", "write its name, with its code behind it if you know it"),
            ),
            Self::NoBase(given) => {
                with(given, ("“{}”不是基期值", "写 2025=83.5"), ("“{}” is no base value", "write 2025=83.5"))
            }
            Self::NoRef(given) => with(
                given,
                ("“{}”不指向任何东西", "写另一行的 id，或规划中已有的编号，如 goal/12"),
                ("“{}” names nothing", "write the id of another row, or a thing of the plan such as goal/12"),
            ),
            Self::NoInto(given) => with(
                given,
                ("“{}”不能作为归入的对象", "写已有的编号（indicator/12）、另一行的 id、replaces target/3，或 new"),
                (
                    "it cannot go into “{}”",
                    "write a thing of the plan (indicator/12), the id of another row, replaces target/3, or new",
                ),
            ),
            Self::WrongRef(given) => with(
                given,
                ("“{}”不存在，或不是这一列所要的种类", "看 of 列：任务和目标属于 goal，目标值和数据属于 indicator"),
                (
                    "“{}” is not there, or is of another kind than this column wants",
                    "tasks and goals are of a goal, targets and values of an indicator",
                ),
            ),
            Self::IntoWhat => two(
                ("合并要写明并入什么", "在 into 列写已有的编号，或另一行的 id"),
                (
                    "merging needs something to go into",
                    "write into column “into” a thing of the plan or the id of another row",
                ),
            ),
            Self::Lost(into) => with(
                into,
                ("这一行并入 {}，改动不会被收入", "要单独成立，在 into 列写 new；否则改回原样"),
                (
                    "it goes into {} as it is, and what was mended would be lost",
                    "write new into column “into” to keep it apart; else undo what was mended",
                ),
            ),
            Self::RestsOnIgnored(id) => with(
                id,
                ("它所属的 {} 没有收入", "收入那一行，或在 of 列改写"),
                ("it rests on {}, which is left out", "take that row in, or write something else into column “of”"),
            ),
            Self::Circle => two(
                ("几行互相从属，成了圈", "改 of 列"),
                ("rows rest on one another in a circle", "change column “of”"),
            ),
            Self::NoTerritory => two(
                ("不知道是哪个地方的", "在 territory 列写地名，或运行 luoshi plan propose 时用 --territory"),
                (
                    "it is not known of which place it is",
                    "write the place into column “territory”, or propose with --territory",
                ),
            ),
            Self::NoPlan => two(
                ("没有可以归入的规划", "收入 kind 为 plan 的一行，或运行 luoshi plan propose 时用 --plan"),
                ("there is no plan to go into", "take in the row of kind plan, or propose with --plan"),
            ),
            Self::NoGoal => two(
                ("任务要属于一个目标", "在 of 列写目标的编号或 id"),
                ("a task needs a goal", "write the goal into column “of”"),
            ),
            Self::Units(from, to) => with(
                &format!("{from} → {to}"),
                ("单位不能换算：{}", "改 unit，或在 of 列换一个指标"),
                ("the units do not measure the same: {}", "change unit, or write another indicator into column “of”"),
            ),
            Self::TwoValues(other) => with(
                other,
                ("同一指标、地方、时期，另一行（{}）已有数值", "只收入一个，另一个写 ignore"),
                (
                    "another row ({}) has a value for the same indicator, place and period",
                    "take in one, and write ignore into the other",
                ),
            ),
            Self::Decided(word) => with(
                word,
                ("此前已决定：{}", "决定不能改写；先用 luoshi plan revert 撤回"),
                ("it was decided before: {}", "luoshi plan revert takes that back first"),
            ),
            Self::Differs(was) => with(
                was,
                ("数值与已有的（{}）不同，不能并入", "在 into 列写 replaces 加编号，作为变更；或写 new"),
                (
                    "its value is another than that there ({}): they are not the same",
                    "write “replaces” and the number into column “into” for a change, or new",
                ),
            ),
            Self::Reversed => two(("下限高于上限", ""), ("the lower end lies above the upper", "")),
        }
    }
}

/// Fills the place in a mend, too.
trait Also {
    fn also(self, what: &str) -> Self;
}

impl Also for (String, String) {
    fn also(self, what: &str) -> Self {
        (self.0, self.1.replace("{}", what))
    }
}
