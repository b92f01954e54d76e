//! What is said to a person about a proposal: why it is doubted, and why it is taken for something that is there.

use luoshi_plan::{Language, Period, Subject, Value};

/// Why a person should look at a proposal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The reader's own doubts about the figure.
    Reader(String),
    /// The name may be a piece of a sentence.
    Name,
    /// The name measures something close to what it is taken for.
    NearName,
    /// It is not said which way is better; one was assumed.
    Direction,
    /// The unit is only 万 or 亿: of what is not said.
    Unit,
    /// The document has no title; this one was made of its place and its years.
    Title,
    /// Whether a part of a year counts towards the year was assumed.
    Measure,
    /// The document gives a bound (超, 近), not the value.
    Bound,
    /// The document gives a range, not a value.
    Range,
    /// It is not clear for which year.
    Year,
    /// For less than the year, or for several years together.
    Part,
    /// Said of less than the whole: 扣除…, 带动….
    Limited,
    /// For somebody else: a place outside, a group that the name does not say.
    Scope(String),
    /// The document says another value for the same in another place.
    Conflict(String),
    /// The document does not say whose it is.
    NoBody,
    /// The document speaks for one place, the plan is another's.
    OtherBody(String, String),
    /// Things built or done: whether their number is to be followed as an indicator, a person says.
    Counted,
    /// It may be told as it is, not as it is wanted.
    Told,
    /// A table without a day gives it for a year that may have lain ahead: it may be what was wanted.
    Ahead,
    /// A table says by how much it is to rise, and not to what: `[1]` beside no target.
    Rise,
    /// It became better, whichever way that is.
    Sign,
    /// The document is no plan and no work report, or does not say what it is: what it tells may be done already.
    NotAPlan,
    /// The document is a body of rules: its articles say how something is done, whenever it is.
    Rules,
    /// A heading that names a subject, and not what is to be done.
    Topic,
    /// It may be a clause that leads up to a task.
    Fragment,
    /// None of its values and targets is certain.
    NothingCertain,
    /// No task below it is certain.
    NothingBelow,
    /// It is told once, as it was, under a name that is not among those that are followed, and nothing is wanted of it.
    Once,
    /// The number is that of a task, which is proposed itself.
    OfTask,
    /// Nobody could tell afterwards whether it was done.
    Unmeasurable,
    /// It stands in a part of the document that sets no tasks.
    Elsewhere,
    /// What is given to whoever fulfils a condition: an offer, and nothing that is to be done by a day.
    Offer,
    /// It says how another is carried out.
    Means,
    /// The plan has something like it: write its number into `into` to merge.
    Alike(Subject),
    /// This document proposes something like it.
    AlikeHere(String),
    /// The value jumps against what is known of the neighbouring period.
    Jump(Period, Value),
    /// What it rests on is not certain.
    Rests,
    /// Several bodies lead: each answers for its share.
    Leads,
    /// The document bears no day: the day it came in is taken for the day it became known.
    NoDay,
    /// The sentence was put together from pieces.
    Mended,
    /// Where it ends, a person should see: it is a long piece of text.
    Long,
}

/// Why a proposal is taken for something that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The same name.
    Name,
    /// Another name of the same thing.
    OtherName(String),
    /// The same kind of number in the same unit.
    Unit,
    /// The same kind of number; its unit is converted.
    Converted(String, String),
    /// It follows on the value of a neighbouring period.
    Continues(Period, Value),
    /// The same value.
    Value,
    /// The same value, rounded.
    Rounded(Value),
    /// Another value.
    Differs(Value),
    /// The same words.
    Words,
    /// Nearly the same words.
    NearlyWords,
    /// The plan of the same place.
    SamePlan,
}

impl Doubt {
    /// In words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let pick = |zh: &str, en: &str| language.pick(zh, en).to_owned();
        match self {
            Self::Reader(words) => words.clone(),
            Self::Name => pick("名称可能不完整", "the name may be a piece of a sentence"),
            Self::NearName => pick("名称相近而不相同", "the name is close, not the same"),
            Self::Direction => pick("越高越好还是越低越好，文中未说明，系假定", "which way is better is assumed"),
            Self::Unit => pick("单位不完整", "the unit is not complete"),
            Self::Title => pick("文中没有标题，按地方和年份拟定", "the text has no title: made of its place and years"),
            Self::Measure => pick("是期末数还是期间数，系假定", "whether it is a stock or a flow is assumed"),
            Self::Bound => pick("文中只说了上下限或约数", "the text gives a bound, not the value"),
            Self::Range => pick("文中给的是区间", "the text gives a range"),
            Self::Year => pick("属于哪一年不明确", "it is not clear for which year"),
            Self::Part => pick("不是一个整年的数", "not for one whole year"),
            Self::Limited => pick("只涉及一部分", "of less than the whole"),
            Self::Scope(whose) => {
                format!("{}{whose}", language.pick("范围：", "of: "))
            }
            Self::Conflict(other) => format!("{}{other}", language.pick("文中另一处为", "elsewhere in the text: ")),
            Self::NoBody => pick("文中没有写明是哪个地方的", "the text does not say whose it is"),
            Self::OtherBody(here, there) => match language {
                Language::Zh => format!("文献属于{here}，规划属于{there}"),
                Language::En => format!("the document is of {here}, the plan of {there}"),
            },
            Self::Counted => pick(
                "是做了多少件事的数量，是否作为指标跟踪，由人决定",
                "things built or done: whether to follow their number is for a person to say",
            ),
            Self::Told => pick("可能只是陈述现状，不是目标", "it may be told as it is, not as it is wanted"),
            Self::Ahead => {
                pick("文中没有日期，这一年的数可能是当时的目标", "no day: it may be what was wanted of that year")
            }
            Self::Rise => pick(
                "表中只说提高多少，没有说达到多少",
                "the table says by how much it is to rise, not to what it is to come",
            ),
            Self::Sign => pick("是升是降不明确", "whether it rose or fell is not clear"),
            Self::NotAPlan => pick(
                "不是规划、方案或工作报告，所写可能是已做的事",
                "the document is no plan or work report: what it tells may be done already",
            ),
            Self::Rules => pick(
                "文献是规章制度，条款规定怎样做事，不是目标任务",
                "the document is a body of rules: its articles say how something is done",
            ),
            Self::Topic => {
                pick("标题只是一个领域，没有说要做什么", "a heading that names a subject, not what is to be done")
            }
            Self::Fragment => pick("可能只是引出任务的分句", "it may be a clause that leads up to a task"),
            Self::NothingCertain => {
                pick("它的目标值和数据没有一个是确定的", "none of its values and targets is certain")
            }
            Self::NothingBelow => pick("它下面没有一条确定的任务", "no task below it is certain"),
            Self::Once => pick(
                "只说了一个已有的数，也没有目标，是否作为指标跟踪，由人决定",
                "told once, and nothing is wanted of it: whether to follow it is for a person to say",
            ),
            Self::OfTask => pick("是任务里的数量，任务已另列", "the number of a task that is proposed itself"),
            Self::Unmeasurable => pick("无法判断是否完成", "nobody could tell whether it was done"),
            Self::Elsewhere => pick("不在部署任务的部分", "not in a part that sets tasks"),
            Self::Offer => pick(
                "是给予符合条件者的，可能不是任务",
                "what is given to whoever fulfils a condition: it may be no task",
            ),
            Self::Means => pick("是落实上文的举措", "how something before it is carried out"),
            Self::Alike(subject) => format!("{}{subject}", language.pick("与已有的相近：", "close to ")),
            Self::AlikeHere(id) => format!("{}{id}", language.pick("与本文另一条相近：", "close to ")),
            Self::Jump(period, value) => match language {
                Language::Zh => format!("与{}的{value}相差过大", period.named(language)),
                Language::En => format!("far from {value} for {}", period.named(language)),
            },
            Self::Rests => pick("所属的指标或目标尚不确定", "what it rests on is not certain"),
            Self::Leads => pick("牵头单位不止一个，按分别负责列", "several lead: each for its share"),
            Self::NoDay => pick("文中没有日期，以收入之日为公布之日", "no day: taken as known since it came in"),
            Self::Mended => pick("原句有断裂，已拼合", "the sentence was put together from pieces"),
            Self::Long => pick("文字较长，请看是否恰当", "long: see whether all of it belongs"),
        }
    }
}

impl Reason {
    /// In words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let pick = |zh: &str, en: &str| language.pick(zh, en).to_owned();
        match self {
            Self::Name => pick("同名", "same name"),
            Self::OtherName(name) => format!("{}{name}", language.pick("同一指标的另一名称：", "another name of ")),
            Self::Unit => pick("单位和口径相同", "same unit and measure"),
            Self::Converted(from, to) => match language {
                Language::Zh => format!("口径相同，单位由{from}换算为{to}"),
                Language::En => format!("same measure, {from} converted to {to}"),
            },
            Self::Continues(period, value) => match language {
                Language::Zh => format!("与{}的{value}相接", period.named(language)),
                Language::En => format!("follows {value} for {}", period.named(language)),
            },
            Self::Value => pick("数值相同", "same value"),
            Self::Rounded(value) => {
                format!("{}{value}", language.pick("与已有数值舍入后相同：", "the same, rounded: "))
            }
            Self::Differs(value) => format!("{}{value}", language.pick("与已有数值不同：", "another value than ")),
            Self::Words => pick("文字相同", "same words"),
            Self::NearlyWords => pick("文字相近", "nearly the same words"),
            Self::SamePlan => pick("同一地方的规划", "the plan of the same place"),
        }
    }
}
