//! The named rules of the figure grammar, each with a line that says what it does.
//!
//! [`crate::Figure::rules`] and [`crate::NoFigure::rule`] hold these names. Whoever adds a rule adds its line here and an
//! example to `suite/figure/`: a test fails on a rule without a line, and on a line no example fires.

/// A named rule of the figure grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name, as in the JSON.
    pub name: &'static str,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
}

/// The rule with this name.
///
/// ```
/// assert_eq!(luoshi_reader::rule("from_to").map(|r| r.zh), Some("由旧值到新值，合为一个数字"));
/// assert_eq!(luoshi_reader::rule("no such rule"), None);
/// ```
#[must_use]
pub fn rule(name: &str) -> Option<Rule> {
    RULES.iter().find(|r| r.name == name).copied()
}

/// Every rule, those that make a figure first.
#[must_use]
pub fn rules() -> &'static [Rule] {
    RULES
}

const fn is(name: &'static str, zh: &'static str, en: &'static str) -> Rule {
    Rule { name, zh, en }
}

const RULES: &[Rule] = &[
    // What sort of number it is: quantity/scan.rs.
    is("number.digits", "阿拉伯数字写的数", "a number in digits"),
    is("number.words", "汉字写的数", "a number in words"),
    is("number.vague", "只知大概的数（几十、数百）", "a vague number (几十, 数百)"),
    is("number.order", "只知数量级的数（上千、上百万）", "an order of magnitude (上千, 上百万)"),
    is("number.product", "几个“千万”：两数相乘", "so many times ten million: the two are multiplied"),
    is("number.lost", "页面上丢了前几位的数，数值不明", "the head of the number was lost on the page: value unknown"),
    is("range", "两数之间的范围", "a range between two numbers"),
    is("range.percent", "百分之几至几的范围", "a range of per cents in words"),
    is("percent.words", "百分之几", "a per cent in words"),
    is("percent.tenths", "几成，一成是百分之十", "tenths: 成 is ten per cent"),
    is("permille.words", "千分之几", "a per mille in words"),
    is("fraction.words", "几分之几", "a fraction in words"),
    is("fraction.slash", "斜线写的分数", "a fraction with a slash"),
    is("fraction.half", "一半", "one half"),
    is("ratio", "几比几", "a ratio of two or more terms"),
    is("doubling", "翻番：翻一番是增长百分之百", "doublings: one is a rise of 100 %"),
    is("rank.place", "第几位、第几名", "a place in an order"),
    is("rank.compared", "与他处相比的名次（全国第三）", "a rank among others (third of the country)"),
    is("rank.largest", "第几大", "the n-th largest"),
    is("rank.share", "居前百分之几", "among the first n per cent"),
    is("rank.strongest", "列几强", "among the n strongest"),
    is("rank.first", "首位、之首、榜首", "the first place, without a numeral"),
    is("rank.among", "前几位", "among the first n"),
    // What it measures, and how: figure/.
    is("indicator.head", "冒号前的指标，冒号后逐个列出", "the measure before a colon whose list follows"),
    is("indicator.before", "指标在数字之前", "the indicator stands before the number"),
    is("indicator.after", "所计的事物在数字之后", "what is counted stands after the number"),
    is("indicator.elided", "指标省略，承前", "the indicator is left out: the one before still holds"),
    is("indicator.share_of", "占…的几成：是前面所说的事物", "a share of a whole: that of what was told before"),
    is("indicator.plan_of", "…的目标、任务：是前面所说指标的", "a plan of what was told before"),
    is(
        "indicator.without",
        "不含…：前一数不包括在内的那一部分",
        "what the number before leaves out: of the same measure",
    ),
    is("indicator.total", "总数：与前面所计的是同一事物", "the total of what was counted before"),
    is("indicator.gained", "所增之收为指标，增收的人家为范围", "what households gained is measured, and is theirs"),
    is("indicator.long", "长达…的某物：指标是该物", "how long something is describes it"),
    is("indicator.rate", "只写了涨幅、增速，别无指标", "only the rate itself is named"),
    is("indicator.clause_before", "指标是前一分句的主语", "the indicator is the subject of the clause before"),
    is("indicator.reached", "惠及、受益的人，前文已说是谁", "those reached were called by name before"),
    is("list", "并列的数字，共用前面的话", "a list of numbers that share the words before"),
    is("list.names", "并列的名称与并列的数字一一对应", "a list of names, one for each number"),
    is("list.times", "并列的时间与并列的数字一一对应", "a list of times, one for each number"),
    is("list.noun_after", "列举的名称在最后一个数字之后", "the noun of a list stands behind its last number"),
    is(
        "list.classed",
        "按级别计的数，所计的事物在最后一个之后",
        "counts by class; what is counted stands behind the last",
    ),
    is("list.graded", "按级别给的金额，名称在最后一个之后", "amounts by grade; what they are stands behind the last"),
    is(
        "grant.each",
        "每一对象或最多给予的金额，名称在给予之后",
        "an amount for each, or at most: what is given is named elsewhere",
    ),
    is(
        "list.names_in_clause",
        "上一分句所列各项，各得一数",
        "each of a list that the clause before sums up has its own number",
    ),
    is("scope.among", "所列各地在被计数者之中", "counts those some of whom are named before it"),
    is("scope.topic", "归句首的话题", "is of the topic that the sentence opens with"),
    is("scope.body_before", "归上一分句所说的单位", "is of the body that the clause before is told of"),
    is("grant.reckoned", "按基数的比例给予的，说的是给予的钱", "a share of what it is reckoned by is given"),
    is("grant.member", "对并列的对象分别给予的金额", "amounts for the members of a list, in order"),
    is("list.names_before", "前面几个数字的名称，依次对应", "the names of the numbers before, in order"),
    is("list.subjects_before", "上一句并列的主语，依次对应", "the subjects of the clause before, in order"),
    is("list.several", "一词代表几项（城乡、进出口），依次对应", "one word for several things, in order"),
    is("list.places", "并列的地方与并列的数字一一对应", "a list of places, one for each number"),
    is("from_to", "由旧值到新值，合为一个数字", "an old and a new value make one figure"),
    is(
        "from_to.dated",
        "前一年的值另有时间，自成一个数字，也是后值的旧值",
        "the old value has a time of its own and is a figure, too",
    ),
    is(
        "table.cell",
        "表格中的数，指标、单位、时间见表头",
        "a number of a table: indicator, unit and period are its headings",
    ),
    // Why a number is no figure: quantity/scan.rs.
    is("code", "代码、编号的一部分", "part of a code"),
    is("code.number", "带“号”的编号", "a number with 号: a name, no count"),
    is("code.road", "国道、省道、县道的编号", "the number of a road"),
    is("ordinal", "序数，不计量", "an ordinal that measures nothing"),
    is("name.word", "带数字的词语、成语、名称", "a word, an idiom or a name that carries a numeral"),
    is("name.quoted", "引号里的名称", "a name in quotation marks"),
    is("name.doubling", "“翻番”作目标、工程的名称", "a doubling that names a goal set elsewhere"),
    is("name.slogan", "口号或文中分项的数目", "a slogan, or a count of the text's own parts"),
    // figure/no_figure.rs.
    is("no_figure.time", "时间的一部分", "part of a time"),
    is("no_figure.age", "年龄", "an age"),
    is("no_figure.article", "“一个”之类，不计数", "an article (一个), no count"),
    is("no_figure.bare", "没有单位，也没有说明的数", "neither a unit nor words that make it a count"),
    is("no_figure.bare_mark", "年份、列表符号、文号之类", "a year, a list mark or a document number"),
    is("no_figure.bare_words", "没有单位的汉字数", "a numeral in words without a unit"),
    is("no_figure.bare_year", "写成裸数的年份", "a year written as a bare number"),
    is("no_figure.bracketed", "括号里的分值", "a score in brackets"),
    is("no_figure.capacity", "项目、设备名称里的规模", "a capacity that names a project or a plant"),
    is("no_figure.class", "等级、类别（千亿级、万人村）", "a class (千亿级, 万人村)"),
    is("no_figure.condition", "对象的条件（对……以上的企业）", "a condition on those something is for"),
    is("no_figure.counts_nothing", "没有说明所计的是什么", "nothing is said to be counted"),
    is("no_figure.denominator", "分母（每千人、每万户）", "a denominator (每千人, 每万户)"),
    is("no_figure.duration", "时间长度、期限", "a length of time or a limit"),
    is("no_figure.grade", "级别、期次、轮次", "a grade or a turn"),
    is("no_figure.half", "“一半”不作计量", "a half that measures nothing"),
    is("no_figure.list_mark", "注释的序号", "the number of a note"),
    is("no_figure.listed", "对刚列举的事物的合计", "sums up what was just listed"),
    is("no_figure.magnitude", "单独的数量级，没有越过的意思", "a bare magnitude that nothing is said to have passed"),
    is("no_figure.meeting", "会议的次数", "the number of a meeting"),
    is("no_figure.name", "名称里的数（万元生产总值能耗、50米内）", "a number within a name"),
    is("no_figure.points", "不作计量的点、分", "points that measure nothing"),
    is("no_figure.threshold", "指标名称里的门槛（五亿元以上项目）", "a threshold in an indicator's name"),
    is("no_figure.title", "书名号里的数", "a number in the title of a document"),
    is("no_figure.among", "在多少个之中排名", "among how many a rank is"),
    is("no_figure.times", "没有所计之事的“次”", "times of nothing named"),
    is("no_figure.vague", "没有单位的概数", "a vague number without a unit"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice_and_every_line_is_filled() {
        for (i, rule) in RULES.iter().enumerate() {
            assert!(!rule.zh.is_empty() && !rule.en.is_empty(), "{}", rule.name);
            assert!(RULES[..i].iter().all(|r| r.name != rule.name), "{}", rule.name);
        }
    }
}
