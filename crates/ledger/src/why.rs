//! Why a row is as it is, in words a person understands.

use luoshi_reader::Language;

/// Which side of the target a result has to be on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Not below.
    Floor,
    /// Not above.
    Ceiling,
    /// Neither.
    Both,
}

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The rule that gave the verdict, with its numbers.
    Judged {
        /// On which side the result has to be.
        side: Side,
        /// The target, or the lower end of its range.
        low: String,
        /// The upper end.
        high: Option<String>,
        /// The result.
        result: String,
        /// What 左右 allows.
        allowed: Option<String>,
        /// Within how much of the target it is partly kept.
        partly: Option<String>,
    },
    /// Target and result are named differently, and mean the same.
    Renamed {
        /// The target's name.
        from: String,
        /// The result's.
        to: String,
    },
    /// Target and result measure something close, not the same.
    Near {
        /// The target's name.
        from: String,
        /// The result's.
        to: String,
    },
    /// The names are only alike.
    Alike {
        /// The result's name.
        to: String,
    },
    /// The result is of a level that the target does not name.
    Level,
    /// Several targets of one name and another number have the same result.
    Shared,
    /// One name, counted by another word.
    Unit {
        /// The target's.
        from: String,
        /// The result's.
        to: String,
    },
    /// The target counts new ones, the result may be of all there are.
    Stock,
    /// Target and result are so far apart that they are hardly of the same thing.
    FarOff,
    /// The result is of less than the whole, in words.
    Limited,
    /// A number that names a plan or only says that there are many.
    Named,
    /// One is told with the rise of prices, the other without.
    Real,
    /// One is at constant prices, the other at those of the day.
    Prices,
    /// Years lie between them, and neither says at which prices it counts.
    PricesUnsaid,
    /// The name says too little: 项目.
    Generic,
    /// The scope of one is not said.
    Scope {
        /// The scope of the other.
        of: String,
    },
    /// The sentence does not name what the number is of.
    Carried,
    /// Told only years after the period.
    Late,
    /// The years of the target are not said.
    TargetYears,
    /// The years of the result are not said.
    ResultYears,
    /// A state at the end of a longer review was taken for its last year.
    EndOfReview,
    /// The years of the two do not begin together.
    Years {
        /// The years of the result.
        of: String,
    },
    /// One of several candidates in the same report.
    Candidate {
        /// Which, from 1.
        n: usize,
        /// Of how many.
        of: usize,
    },
    /// Said before the period was over.
    Estimate,
    /// Said so in which kind of document.
    Source {
        /// 中文.
        zh: &'static str,
        /// English.
        en: &'static str,
    },
    /// Another report gives another figure.
    Other {
        /// The figure.
        text: String,
        /// The report.
        source: String,
    },
    /// Only a mean or a sum of several years is given.
    Mean {
        /// The figure.
        text: String,
        /// Its years.
        years: String,
        /// The report.
        source: String,
    },
    /// Something is given that implies the result.
    Inferred {
        /// The figure.
        text: String,
        /// The report.
        source: String,
    },
    /// The target is told with another number.
    Changed {
        /// The number.
        text: String,
        /// The report.
        source: String,
    },
    /// What a report between says of it.
    Between {
        /// The figure.
        text: String,
        /// The year it is for.
        years: String,
    },
    /// The later report was searched for these names.
    Searched {
        /// The report.
        source: String,
        /// The names.
        names: Vec<String>,
    },
    /// The report that would say it is not there.
    Missing {
        /// The year it would be of.
        year: i16,
    },
    /// The target's period is not known.
    NoPeriod,
    /// The report says of itself no year.
    NoYear,
    /// The result is the target's own number, which a later report says was reached.
    Fulfilled,
    /// The target is read only where a report tells it again.
    Retold,
    /// Nobody could tell as it is written.
    NotMeasurable,
    /// The same object and programme, by their words alone.
    SameObject {
        /// The object.
        object: String,
    },
    /// The result is bounded on one side only.
    ResultBound,
}

impl Why {
    /// The reason in words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        match language {
            Language::Zh => self.zh(),
            Language::En => self.en(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::Judged { side, low, high, result, allowed, partly } => {
                let sign = match side {
                    Side::Floor => "不低于",
                    Side::Ceiling => "不高于",
                    Side::Both => "等于",
                };
                let goal = high.as_ref().map_or_else(|| low.clone(), |high| format!("{low}至{high}"));
                let allowed = allowed.as_ref().map_or_else(String::new, |a| format!("，“左右”容差{a}"));
                let partly = partly.as_ref().map_or_else(String::new, |p| format!("，差距在{p}以内算部分做到"));
                format!("结果{result}，应{sign}{goal}{allowed}{partly}")
            }
            Self::Renamed { from, to } => format!("指标名称由“{from}”改为“{to}”，是同一指标"),
            Self::Near { from, to } => format!("“{from}”与“{to}”口径相近而不相同"),
            Self::Alike { to } => format!("名称不同，只是语句相似：“{to}”"),
            Self::Level => "结果写明是哪一级的，目标没有写明".to_owned(),
            Self::Shared => "同名的几个目标数字不同，都只有这一个结果".to_owned(),
            Self::Unit { from, to } => format!("计数的单位一处是“{from}”，一处是“{to}”"),
            Self::Stock => "目标数的是新做成的，结果可能是总数".to_owned(),
            Self::FarOff => "两数相差过大，未必是同一件事".to_owned(),
            Self::Limited => "一处之前有“扣除”“带动”“其中”一类限定，未必是全部".to_owned(),
            Self::Named => "数字是计划名称的一部分，或只是泛指其多".to_owned(),
            Self::Real => "一个写明扣除价格因素，另一个没有".to_owned(),
            Self::Prices => "一个按不变价计算，一个按当年价，不能相比".to_owned(),
            Self::PricesUnsaid => "相隔数年，未写明按何时价格计算".to_owned(),
            Self::Generic => "名称太泛，难以断定是同一件事".to_owned(),
            Self::Scope { of } => format!("一处写明范围“{of}”，另一处未写"),
            Self::Late => "结果见于期满多年之后的报告".to_owned(),
            Self::Carried => "数字所在的句子没有写明指标，由上一句推定".to_owned(),
            Self::TargetYears => "目标的年份未写明，由上下文推定".to_owned(),
            Self::ResultYears => "结果的年份未写明，由上下文推定".to_owned(),
            Self::EndOfReview => "结果是一段回顾期末的数，按最后一年取".to_owned(),
            Self::Years { of } => format!("结果的年份是{of}，与目标不尽相同"),
            Self::Candidate { n, of } => format!("同一报告中有{of}个可能的结果，这是第{n}个"),
            Self::Estimate => "年度未完时的预计数".to_owned(),
            Self::Source { zh, .. } => format!("取自{zh}"),
            Self::Other { text, source } => format!("{}另作{text}", file(source)),
            Self::Mean { text, years, source } => format!("{}只给出{years}的平均或合计：{text}", file(source)),
            Self::Inferred { text, source } => format!("{}未直接给出，只有可据以推算的数：{text}", file(source)),
            Self::Changed { text, source } => format!("{}把目标说成{text}", file(source)),
            Self::Between { text, years } => format!("{years}：{text}"),
            Self::Searched { source, names } => format!("已查{}，未提及{}", file(source), names.join("、")),
            Self::Missing { year } => format!("应说明结果的{year}年报告不在所给文件中"),
            Self::NoPeriod => "目标的时期不明".to_owned(),
            Self::NoYear => "报告没有说明是哪一年的".to_owned(),
            Self::Fulfilled => "后来的报告只说目标已经完成，未另给数字".to_owned(),
            Self::Retold => "目标取自后来报告的复述".to_owned(),
            Self::NotMeasurable => "没有数量，照写法无法衡量".to_owned(),
            Self::SameObject { object } => format!("同一事项：{object}"),
            Self::ResultBound => "结果只写了下限或上限".to_owned(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Judged { side, low, high, result, allowed, partly } => {
                let sign = match side {
                    Side::Floor => "at least",
                    Side::Ceiling => "at most",
                    Side::Both => "as planned,",
                };
                let goal = high.as_ref().map_or_else(|| low.clone(), |high| format!("{low} to {high}"));
                let allowed = allowed.as_ref().map_or_else(String::new, |a| format!(", “about” allows {a}"));
                let partly =
                    partly.as_ref().map_or_else(String::new, |p| format!(", within {p} counts as partly kept"));
                format!("the result is {result}, the target {sign} {goal}{allowed}{partly}")
            }
            Self::Renamed { from, to } => format!("the indicator was called “{from}” and then “{to}”: the same thing"),
            Self::Near { from, to } => format!("“{from}” and “{to}” measure nearly, but not exactly, the same"),
            Self::Alike { to } => format!("another name in a clause that is alike: “{to}”"),
            Self::Level => "the result names a level that the target does not".to_owned(),
            Self::Shared => "targets of one name and different numbers share this result".to_owned(),
            Self::Unit { from, to } => format!("counted in “{from}” and then in “{to}”"),
            Self::Stock => "the target counts what is new, the result perhaps all there are".to_owned(),
            Self::FarOff => "the two numbers are too far apart to be surely of the same thing".to_owned(),
            Self::Limited => "words before one of them cut down the whole (扣除, 带动, 其中)".to_owned(),
            Self::Named => "the number is part of the name of a plan, or only says that there are many".to_owned(),
            Self::Real => "one is told without the rise of prices, the other is not".to_owned(),
            Self::Prices => "one is at constant prices, the other at those of the day: not comparable".to_owned(),
            Self::PricesUnsaid => "years apart, and at which prices is not said".to_owned(),
            Self::Generic => "the name says too little to be sure that it is the same".to_owned(),
            Self::Scope { of } => format!("one names the scope “{of}”, the other none"),
            Self::Late => "told by a report many years after the period".to_owned(),
            Self::Carried => "the sentence does not name the indicator; taken from the one before".to_owned(),
            Self::TargetYears => "the target does not say its year; taken from what stands around it".to_owned(),
            Self::ResultYears => "the result does not say its year; taken from what stands around it".to_owned(),
            Self::EndOfReview => "the result closes a review of several years; taken for its last".to_owned(),
            Self::Years { of } => format!("the result is for {of}, not quite the years of the target"),
            Self::Candidate { n, of } => format!("candidate {n} of {of} in the same report"),
            Self::Estimate => "an estimate from before the period was over".to_owned(),
            Self::Source { en, .. } => format!("from {en}"),
            Self::Other { text, source } => format!("{} has {text}", file(source)),
            Self::Mean { text, years, source } => {
                format!("{} gives only a mean or a sum for {years}: {text}", file(source))
            }
            Self::Inferred { text, source } => {
                format!("{} does not state it, only what implies it: {text}", file(source))
            }
            Self::Changed { text, source } => format!("{} tells the target as {text}", file(source)),
            Self::Between { text, years } => format!("{years}: {text}"),
            Self::Searched { source, names } => {
                format!("{} was searched and does not name {}", file(source), names.join(", "))
            }
            Self::Missing { year } => format!("the report of {year}, which would say it, is not among the files given"),
            Self::NoPeriod => "the period of the target is not known".to_owned(),
            Self::NoYear => "the report does not say of which year it is".to_owned(),
            Self::Fulfilled => "the later report only says that the target was reached".to_owned(),
            Self::Retold => "the target is taken from a report that tells it again".to_owned(),
            Self::NotMeasurable => "without a number, it cannot be measured as written".to_owned(),
            Self::SameObject { object } => format!("the same object: {object}"),
            Self::ResultBound => "the result gives only a bound".to_owned(),
        }
    }
}

/// A report by its file, with the folder it lies in: where else it lies, the row's own source says.
fn file(source: &str) -> &str {
    let mut marks = source.rmatch_indices(['/', '\\']);
    marks.nth(1).and_then(|(at, mark)| source.get(at + mark.len()..)).unwrap_or(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_the_file_and_not_the_way_to_it() {
        assert_eq!(file("/home/somebody/reports/2025/report.txt"), "2025/report.txt");
        assert_eq!(file("2025/report.txt"), "2025/report.txt");
        assert_eq!(file("report.txt"), "report.txt");
        assert_eq!(file("source 7/report.txt"), "source 7/report.txt");
        assert_eq!(file(r"C:\reports\2025\report.txt"), r"2025\report.txt");
    }
}
