//! The words around a number: `lexicon/zh/figure_words.txt`.

use crate::lexicon::{LexiconError, Words, parse};
use crate::reading::Bound;

pub(crate) static FILE: &str = include_str!("../../lexicon/zh/figure_words.txt");
pub(crate) static WHOLE: &str = include_str!("../../lexicon/zh/whole_words.txt");

/// What a word before a number does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Says on which side the truth lies; `weak` where any other bound word wins (控制在3%左右).
    /// `near` where it is one only right before the number (最高20万元).
    Bound { bound: Option<Bound>, qualifier: Option<&'static str>, gap: Option<i8>, weak: bool, near: bool },
    /// Joins indicator and value; `to` is set where it ends a from–to, `standing` where it says that so many there are (有, 共),
    /// `open` where what was done may follow the number (完成).
    Link { qualifier: Option<&'static str>, to: bool, standing: bool, open: bool },
    /// Rise (1), fall (-1); `gap` for a distance to a comparator, `rate` for a noun of rate (增速).
    Change { sign: i8, gap: bool, rate: bool },
    /// Stands between, and may give a qualifier.
    Adverb { qualifier: Option<&'static str> },
}

/// What a word after a number does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct After {
    pub(super) bound: Option<Bound>,
    pub(super) qualifier: Option<&'static str>,
}

/// How a noun is ended, or what stands before one.
// Each flag is an attribute of the lexicon; a word may have any of them.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    /// Its object is counted as done.
    pub(super) deed: bool,
    /// It stands inside no noun.
    pub(super) hard: bool,
    /// It ends a clause by itself: 12个项目落地.
    pub(super) alone: bool,
    /// It is one only before another verb: 基本建成, not 基本服务费.
    pub(super) led: bool,
}

/// A word before an indicator that is no part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// Nothing to say of it.
    Plain,
    /// Says where or whom: 全市, 农村.
    Area,
}

/// The lists.
#[derive(Debug)]
pub(super) struct FigureWords {
    pub(super) before: Words<Before>,
    pub(super) after: Words<After>,
    pub(super) edges: Words<Edge>,
    /// The same verbs, found by their end.
    pub(super) deeds_before: Words<Edge>,
    pub(super) openers: Words<Opener>,
    /// Place words that are no names, found by their end.
    pub(super) areas_before: Words<()>,
    pub(super) trailers: Words<()>,
    /// Words that nothing inside them cuts: by their beginning, and by their end.
    pub(super) whole: Words<()>,
    pub(super) whole_before: Words<()>,
    /// Words whose first character closes no whole word: 区域.
    pub(super) seams: Words<()>,
    /// Nouns that, right after a verb, make a noun of the two.
    pub(super) noun_tails: Words<()>,
    /// People: they end the noun after a number.
    pub(super) people: Words<()>,
    /// Facilities named after a place.
    pub(super) facilities: Words<()>,
    /// What a scope may end in.
    pub(super) scope_tails: Words<()>,
    /// Whose indicator follows, found by their end.
    pub(super) bodies: Words<()>,
    /// Bodies that act, found by their end.
    pub(super) actors: Words<()>,
    /// Bodies named after the place before them, found by their end: 证券交易所, 科创城.
    pub(super) seats: Words<()>,
    /// Lines whose traffic follows, found by their end: 班列.
    pub(super) lines: Words<()>,
    /// What is fitted into what is somebody's: 住宅|加装|电梯.
    pub(super) fitted: Words<()>,
    /// Those of them that earn and spend: 集团.
    pub(super) firms: Words<()>,
    /// What a sentence may be about in one word: 高速公路,建成3条.
    pub(super) topics: Words<()>,
    /// What a field of work ends in: 软件领域.
    pub(super) fields: Words<()>,
    /// What opens a class of bodies by their size: 规模以上.
    pub(super) sized: Words<()>,
    /// Verbs that are as often part of the name of what follows: 共享|单车.
    pub(super) describing: Words<()>,
    /// What a body does with money, as a noun: 投入, 用于.
    pub(super) spent: Words<()>,
    /// What is done with money for somebody, as a noun: 减负, 让利.
    pub(super) relief: Words<()>,
    /// What a measure's name ends in.
    pub(super) measures: Words<()>,
    /// Words that may stand between a measure and its value, by their beginning.
    pub(super) states: Words<()>,
    /// Measures that a verb before them is part of the name of: 投产里程.
    pub(super) counts: Words<()>,
    /// What counts nothing behind a number: 目标.
    pub(super) void: Words<()>,
    /// What counts nothing behind a number and 的: 的速度, 的基础上.
    pub(super) void_of: Words<()>,
    /// Nouns that make one of themselves, of the verb before and of what is before that: 产能提升重点县.
    pub(super) noun_inner: Words<()>,
    /// Verbs that stand within a noun before one of those.
    pub(super) inner_verbs: Words<()>,
    /// What a body does with those it is there for: 接诊, 受理.
    pub(super) acts: Words<()>,
    /// For each of whom an amount is: 单个企业, 每名.
    pub(super) recipients: Words<()>,
    /// How large a thing is: 全长.
    pub(super) sizes: Words<()>,
    /// What households gain: 增收.
    pub(super) gained: Words<()>,
    /// What is granted, found by its end: 奖励, 补贴.
    pub(super) grants: Words<()>,
    /// Indicators that are somebody's.
    pub(super) dependent: Words<()>,
    /// Measures that several things before them share, found by their end.
    pub(super) shared: Words<()>,
    /// Verbs that say how many there are, by their end and by their beginning.
    pub(super) standing_before: Words<()>,
    pub(super) standing: Words<()>,
    /// What a capacity before it is part of the name of.
    pub(super) plants: Words<()>,
    /// What a threshold before it is part of the name of.
    pub(super) classes: Words<()>,
    /// Settlements that are told by how many live there: 20户以上|自然村.
    pub(super) settlements: Words<()>,
    /// Events that stand behind those they befell, and were done: 10家企业|入驻.
    pub(super) befell: Words<()>,
    /// Names of acts, found by their end: 抽检.
    pub(super) named_acts: Words<()>,
    /// What a trade with somebody is measured by: 对东盟|进出口.
    pub(super) toward: Words<()>,
    /// Whose rate follows, found by their end: 重点行业|改造覆盖率.
    pub(super) rated: Words<()>,
    /// Measures of what there is, found by their end: 存栏, 产量.
    pub(super) stock: Words<()>,
    /// Words of an indicator that say its number was done: 新增, 造林.
    pub(super) made: Words<()>,
    /// Verbs of saving, by their beginning and by their end: 节约, 节水.
    pub(super) saved: Words<()>,
    pub(super) saved_before: Words<()>,
    /// Plans and budgets, and what stands before one and says which.
    pub(super) plans: Words<()>,
    pub(super) plan_which: Words<()>,
    /// What a setting ends in: 的情况下.
    pub(super) settings: Words<()>,
    /// Verbs of setting out, found by their end: 提出.
    pub(super) proposed: Words<()>,
    /// Verbs of carrying a deed through, found by their end: 完成|770户|拆迁.
    pub(super) through: Words<()>,
    /// What is there already, by its end and by its beginning: 现有, 实有.
    pub(super) had_before: Words<()>,
    pub(super) had: Words<()>,
    /// What says of one thing that it is as with another, found by its end: 的情况也是这样.
    pub(super) likewise: Words<()>,
    /// Adverbs of degree in a description: 实力|比较|雄厚的.
    pub(super) degrees: Words<()>,
    /// Work that goes on, behind those it is done with: 试点|加快推进.
    pub(super) ongoing: Words<()>,
}

fn bound(name: Option<&str>) -> Option<Bound> {
    Some(match name? {
        "at_least" => Bound::AtLeast,
        "more_than" => Bound::MoreThan,
        "at_most" => Bound::AtMost,
        "less_than" => Bound::LessThan,
        "about" => Bound::About,
        _ => return None,
    })
}

impl FigureWords {
    /// The lists of the lexicon; entries with faults are left out and named.
    pub(super) fn load() -> (Self, Vec<LexiconError>) {
        let (entries, mut errors) = parse("zh/figure_words.txt", FILE);
        let (mut before, mut after, mut edges, mut deeds, mut openers, mut trailers, mut areas, mut dependent) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for entry in &entries {
            let qualifier = entry.get("as");
            let sign = if entry.get("sign") == Some("-") { -1 } else { 1 };
            let rate = entry.get("rate").is_some();
            let hard = entry.get("hard").is_some();
            let gap = entry.get("gap").is_some();
            let alone = entry.get("alone").is_some();
            let led = entry.get("led").is_some();
            for word in &entry.words {
                match entry.group {
                    "bound.before" => {
                        let weak = entry.get("weak").is_some();
                        let near = entry.get("near").is_some();
                        let item = Before::Bound { bound: bound(entry.get("bound")), qualifier, gap: None, weak, near };
                        before.push((*word, item));
                    }
                    "bound.after" => {
                        after.push((*word, After { bound: bound(entry.get("bound")), qualifier }));
                    }
                    "link" => {
                        let (to, standing) = (entry.get("to").is_some(), entry.get("standing").is_some());
                        let open = entry.get("open").is_some();
                        before.push((*word, Before::Link { qualifier, to, standing, open }));
                    }
                    // 高于, 低于 are bounds and gaps; which, the unit decides (个百分点).
                    "change" if gap => match before.iter_mut().find(|(w, _)| w == word) {
                        Some((_, Before::Bound { gap, .. })) => *gap = Some(sign),
                        _ => before.push((*word, Before::Change { sign, gap, rate })),
                    },
                    "change" => before.push((*word, Before::Change { sign, gap, rate })),
                    "adverb" => before.push((*word, Before::Adverb { qualifier })),
                    "deed" => {
                        edges.push((*word, Edge { deed: true, hard, alone, led }));
                        deeds.push((*word, Edge { deed: true, hard, alone, led }));
                    }
                    "verb" => edges.push((*word, Edge { deed: false, hard, alone, led })),
                    "area" => {
                        openers.push((*word, Opener::Area));
                        areas.push((*word, ()));
                    }
                    "opener" => openers.push((*word, Opener::Plain)),
                    "dependent" => dependent.push((*word, ())),
                    "shared" | "plan" | "plan.which" | "setting" | "plant" | "class" | "grant" | "standing"
                    | "stock" | "made" | "saved" | "proposed" | "had" | "settlement" | "befell" | "toward" | "act"
                    | "likewise" | "degree" | "ongoing" | "through" => {}
                    "trailer" => trailers.push((*word, ())),
                    other => errors.push(LexiconError {
                        file: "zh/figure_words.txt",
                        line: entry.line,
                        what: format!("no rule uses the group [{other}]"),
                        mend: "use one of the groups the head of the file lists".to_owned(),
                    }),
                }
            }
        }
        let (guards, more) = parse("zh/whole_words.txt", WHOLE);
        errors.extend(more);
        let guard = |name: &'static str| {
            guards.iter().filter(move |e| e.group == name).flat_map(|e| e.words.iter().map(|w| (*w, ())))
        };
        let plain = |name: &'static str| {
            entries.iter().filter(move |e| e.group == name).flat_map(|e| e.words.iter().map(|w| (*w, ())))
        };
        let states = Words::forward(before.iter().map(|(w, _)| (*w, ())));
        let words = Self {
            facilities: Words::forward(guard("facility")),
            whole: Words::forward(guard("whole")),
            whole_before: Words::backward(guard("whole")),
            seams: Words::forward(guard("seam")),
            noun_tails: Words::forward(guard("noun.tail")),
            people: Words::forward(guard("people")),
            scope_tails: Words::backward(guard("scope.tail")),
            bodies: Words::backward(guard("scope.body")),
            actors: Words::backward(guard("scope.actor")),
            seats: Words::backward(guard("scope.seat")),
            lines: Words::backward(guard("scope.line")),
            fitted: Words::forward(guard("scope.fitted")),
            firms: Words::backward(guard("scope.firm")),
            topics: Words::forward(guard("scope.topic")),
            fields: Words::backward(guard("scope.field")),
            sized: Words::forward(guard("scope.sized")),
            measures: Words::backward(guard("measure")),
            states,
            counts: Words::forward(guard("count.tail")),
            void: Words::forward(guard("void")),
            void_of: Words::forward(guard("void.of")),
            noun_inner: Words::forward(guard("noun.inner")),
            inner_verbs: Words::forward(guard("noun.inner_verb")),
            acts: Words::forward(guard("scope.act")),
            recipients: Words::forward(guard("recipient")),
            describing: Words::backward(guard("verb.describes")),
            spent: Words::forward(guard("spent")),
            gained: Words::forward(guard("gained")),
            sizes: Words::forward(guard("size")),
            relief: Words::backward(guard("relief")),
            grants: Words::backward(plain("grant")),
            before: Words::backward(before),
            after: Words::forward(after),
            edges: Words::forward(edges),
            deeds_before: Words::backward(deeds),
            openers: Words::forward(openers),
            areas_before: Words::backward(areas),
            trailers: Words::backward(trailers),
            dependent: Words::forward(dependent),
            shared: Words::backward(plain("shared")),
            standing_before: Words::backward(plain("standing")),
            standing: Words::forward(plain("standing")),
            plants: Words::forward(plain("plant")),
            classes: Words::forward(plain("class")),
            settlements: Words::forward(plain("settlement")),
            befell: Words::forward(plain("befell")),
            named_acts: Words::backward(plain("act")),
            toward: Words::forward(plain("toward")),
            rated: Words::backward(guard("scope.rated")),
            stock: Words::backward(plain("stock")),
            made: Words::forward(plain("made")),
            saved: Words::forward(plain("saved")),
            saved_before: Words::backward(plain("saved")),
            plans: Words::forward(plain("plan")),
            plan_which: Words::forward(plain("plan.which")),
            settings: Words::backward(plain("setting")),
            proposed: Words::backward(plain("proposed")),
            through: Words::backward(plain("through")),
            had_before: Words::backward(plain("had")),
            had: Words::forward(plain("had")),
            likewise: Words::backward(plain("likewise")),
            degrees: Words::forward(plain("degree")),
            ongoing: Words::forward(plain("ongoing")),
        };
        (words, errors)
    }

    /// Whether words name a plan or a budget, that what was done is measured by: 年初预算数, 年度计划, 目标任务.
    pub(super) fn is_plan(&self, words: &[char]) -> bool {
        let mut at = 0;
        while let Some((len, ())) = self.plan_which.find(words, at) {
            at += len;
        }
        self.plans.find(words, at).is_some_and(|(len, ())| at + len == words.len())
    }

    /// Where the words begin that say which plan begins at `plan`, not before `floor`: 调整|年初|预算.
    pub(super) fn plan_begins(&self, text: &[char], floor: usize, plan: usize) -> usize {
        /// Longest such word.
        const WHICH: usize = 4;
        let mut begin = plan;
        while let Some(at) = (floor.max(begin.saturating_sub(WHICH))..begin)
            .find(|at| self.plan_which.find(text, *at).is_some_and(|(len, ())| at + len == begin))
        {
            begin = at;
        }
        begin
    }

    /// The verb that begins at `at`, unless it is part of a longer word or makes one with the noun after it.
    pub(super) fn edge(&self, text: &[char], at: usize) -> Option<(usize, Edge)> {
        /// What stands behind a whole noun: what is counted of it, a number, a link.
        const ENDS: &str = "数总的和与及或等共达有为在占已均一二三四五六七八九十百千万两几";
        let (len, edge) = self.verb(text, at)?;
        // 新增城市公园: what is new is always a verb with its object; 试点城市 is a noun.
        let anew = len > 1 && text.get(at) == Some(&'新');
        let noun = self.noun_tails.find(text, at + len).is_some_and(|(n, ())| {
            // 建设社区食堂: 社 ends 合作社, but what goes on is a word of its own; 服务区数量 has its end there.
            let mut behind = at + len + n;
            while self.noun_tails.find(text, behind).is_some_and(|(n, ())| n == 1) {
                behind += 1;
            }
            let goes_on = text.get(behind).is_some_and(|c| crate::charset::is_han(*c) && !ENDS.contains(*c))
                && self.noun_tails.find(text, behind).is_none()
                && self.verb(text, behind).is_none();
            // 试点县县中, 帮扶县发展: a territory is named by its end, whatever follows.
            n > 1 || !goes_on || matches!(text.get(at + len), Some('县' | '区'))
        });
        (edge.hard || anew || len == 1 || !noun).then_some((len, edge))
    }

    /// The verb that begins at `at`, unless it is part of a longer word.
    pub(super) fn verb(&self, text: &[char], at: usize) -> Option<(usize, Edge)> {
        let (len, edge) = self.edges.find(text, at).map(|(n, e)| (n, *e))?;
        let inside = (0..=at.min(3)).any(|back| {
            self.whole_at(text, at - back).is_some_and(|(n, ())| if back == 0 { n > len } else { n > back })
                // 政务服务|实现: 务实 is none where a longer word ends in its middle.
                && (back == 0 || !(back + 1..=at.min(5)).any(|k| self.whole_at(text, at - k).is_some_and(|(n, ())| n == k)))
        });
        if inside || matches!(text.get(at + len), Some('性' | '率' | '力' | '量' | '额' | '费' | '型')) {
            return None;
        }
        // 种植业总产值: the name of a trade; 完成业务量 is none.
        if text.get(at + len) == Some(&'业')
            && !matches!(text.get(at + len + 1), Some('务' | '绩' | '态' | '主' | '余'))
        {
            return None;
        }
        let next = at + len;
        let acts = || self.verb(text, next).is_some() || self.states.find(text, next).is_some();
        if edge.led && text.get(next).is_some_and(|c| c.is_alphabetic()) && !acts() {
            return None;
        }
        Some((len, edge))
    }

    /// The longest word that stays whole and begins at `at`. 建成区 is none in 建成区域, 居中 none in 居中部.
    fn whole_at(&self, text: &[char], at: usize) -> Option<(usize, ())> {
        let (len, ()) = self.whole.find(text, at)?;
        (len < 2 || self.seams.find(text, at + len - 1).is_none()).then_some((len, ()))
    }

    /// Length of the longest word that stays whole and ends at `end`; 0 for none.
    pub(super) fn whole_to(&self, text: &[char], end: usize) -> usize {
        self.whole_before.find_before(text, end).map_or(0, |(n, ())| n)
    }

    /// Length of the longest word that stays whole and begins at `at`; 0 for none.
    pub(super) fn whole_from(&self, text: &[char], at: usize) -> usize {
        self.whole_at(text, at).map_or(0, |(n, ())| n)
    }
}
