//! The words by which the rules that only `check` asks know things. They stand in `lexicon/zh/faults.txt`, a group a list.
//!
//! Rules that every reading is held against keep their few words beside them: to read a file more costs each start.

use crate::lexicon::parse;
use std::sync::OnceLock;

static TEXT: &str = include_str!("../../lexicon/zh/faults.txt");

macro_rules! lists {
    ($($(#[doc = $doc:literal])+ $name:ident,)*) => {
        /// A list for each group of the file.
        #[derive(Debug, Default)]
        pub(super) struct Lists {
            $($(#[doc = $doc])+ pub(super) $name: Vec<&'static str>,)*
        }

        /// The groups of the file.
        pub(crate) const GROUPS: &[&str] = &[$(stringify!($name)),*];

        impl Lists {
            fn of(&mut self, group: &str) -> Option<&mut Vec<&'static str>> {
                match group {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

lists! {
    /// What the product of a place is called.
    products,
    /// What its people are called.
    residents,
    /// What its product for each of them is called.
    products_each,
    /// What people are called behind 万.
    folk,
    /// What an indicator is called that adds up from year to year.
    flows,
    /// What says that two growths are of other prices or of another scope.
    other_prices,
    /// What stands before the amount of a plan.
    plan_told,
    /// What names in quotation marks end in that are of plans and works.
    schemes,
    /// What long names end in.
    name_nouns,
    /// What long names end in that are of places and trades.
    name_nouns_sure,
    /// Characters that tell one kind from another, or one body from another of its name.
    kinds_of,
    /// What says that less of something is wanted.
    kept_low,
    /// Of which less is better.
    ills,
    /// Ends of a name that say only that it is an amount.
    amounts,
    /// What says of the number behind it that something rises to it.
    raised_to,
    /// What says that a goal will be reached in any case.
    make_sure,
    /// What says that a goal may be reached.
    strive,
    /// What is made of all its parts: see [`mixed`].
    mixed,
    /// What may stand before the name of a whole, and says that it is of the whole place.
    whole_place,
    /// What is counted in 个 and in 项 alike.
    projects,
    /// What the heading of a part ends in that tells what was done.
    accounts_of,
    /// What the heading of a part ends in that tells what is to be done.
    tasks_of,
    /// What stands before the number of years that a plan has.
    key_years,
    /// What such names end in.
    name_ends,
    /// What is known by two characters and told apart by no third: 天陇铁路.
    ways,
    /// What is itself a share of something, so that its change in per cent may be meant in points.
    shares,
    /// Rates that are amounts per something (cases of ten thousand people), or that are compared in per cent.
    no_shares,
    /// What compares one rate with another.
    than,
    /// Ends of what a rate is compared with when the number behind it is that number itself: 高于年度目标7%.
    compared_with,
    /// Words for what is listed with 一是, 二是.
    aspects,
    /// What tells a length of time.
    took,
    /// Words that take growth off the levels.
    otherwise,
    /// Words for carrying something out: which of them stands in the name of a document is a slip, if all the rest is alike.
    carried_out,
    /// Abbreviations that need no introduction in a report.
    known_letters,
    /// Ends of a full name that stands right before its abbreviation: 港航信息共享网络GSBN.
    full_names,
    /// What a product, a plant or a shop is, right behind its name.
    brands,
    /// What a list of firms or of what they build ends in.
    lists_of_brands,
    /// Words of a degree that claim a result, and so raise the question how one would tell.
    results,
    /// Words of what was, or of what would follow.
    no_orders,
    /// Words of a rule that stands, and is due on no day: a subsidy, a condition, work that goes on.
    standing_rules,
    /// What is long and not wide.
    lines,
    /// Verbs that say by themselves what is counted.
    gives,
    /// What may stand before the name of a whole, or end it, and says that it is all of it.
    all_of,
    /// 总体后面
    totals,
    /// What such a rate is called: how much of what was given has been used.
    used,
    /// Words after which a year is that of a goal, or of a name: nothing is said to be done in it.
    ahead,
    /// What is said to be done, behind the day on which it was.
    done,
    /// What begins a work, right behind its day.
    begun,
    /// 规划期
    terms,
}

/// The lists, read once.
pub(super) fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut lists = Lists::default();
        for entry in parse("zh/faults.txt", TEXT).0 {
            // A group nobody knows is named by `lexicon_faults`.
            if let Some(list) = lists.of(entry.group) {
                list.extend(entry.words);
            }
        }
        lists
    })
}

/// What is made of all its parts, so that it lies between them.
#[derive(Debug)]
pub(super) struct Mixed {
    /// What the whole is called.
    pub(super) names: Vec<&'static str>,
    /// What each of its parts is called.
    pub(super) parts: Vec<Vec<&'static str>>,
    /// Whether their growths are compared, and not their levels.
    pub(super) growth: bool,
}

/// The entries of group `mixed`, read once.
pub(super) fn mixed() -> &'static [Mixed] {
    static MIXED: OnceLock<Vec<Mixed>> = OnceLock::new();
    MIXED.get_or_init(|| {
        let entries = parse("zh/faults.txt", TEXT).0.into_iter().filter(|e| e.group == "mixed");
        let side = |side: &'static str| side.split('/').map(str::trim).filter(|w| !w.is_empty()).collect();
        entries
            .map(|entry| Mixed {
                parts: entry.get("parts").unwrap_or("").split(';').map(side).collect(),
                growth: entry.get("of") == Some("growth"),
                names: entry.words,
            })
            .collect()
    })
}
