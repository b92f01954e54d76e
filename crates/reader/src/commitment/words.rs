//! The words of commitments: `lexicon/zh/commitments.txt`.

use crate::charset::CharSet;
use crate::lexicon::{Entry, Words, parse};
use std::collections::BTreeMap;
use std::ops::{BitOr, Deref, Range};
use std::sync::OnceLock;

pub(super) static FILE: &str = include_str!("../../lexicon/zh/commitments.txt");

/// What a word can do; most can do one thing, 深化 is an adverb before a verb and else a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sorts(u32);

impl Sorts {
    pub(super) const LEAD: Self = Self(1);
    pub(super) const LINK: Self = Self(2);
    pub(super) const ADVERB: Self = Self(4);
    pub(super) const GROUND: Self = Self(8);
    pub(super) const VERB: Self = Self(16);
    pub(super) const FINISH: Self = Self(32);
    pub(super) const PIVOT: Self = Self(64);
    pub(super) const STATE: Self = Self(128);
    pub(super) const OUTCOME: Self = Self(256);
    /// A verb that is as often a noun.
    pub(super) const NOUN: Self = Self(1024);
    /// An adverb that closes a clause with a verb.
    pub(super) const CLOSE: Self = Self(2048);
    /// A ground that no verb follows in its clause.
    pub(super) const ALONE: Self = Self(4096);
    /// A verb that is as often a noun, and as a verb takes an object: 发展, 改造.
    pub(super) const TAKES: Self = Self(8192);
    /// An adverb that is the verb itself where a noun follows: 加快人才培养.
    pub(super) const BOTH: Self = Self(16384);
    /// Gives somebody so much: 给予, 奖励.
    pub(super) const GIVES: Self = Self(32768);
    /// The verb that a ground waits for, whatever verbs the ground itself has: 为提升质量提供支撑.
    pub(super) const LIGHT: Self = Self(65536);
    /// A verb right behind it begins its object: 提升打击犯罪的能力.
    pub(super) const SINGLE: Self = Self(131_072);
    /// Behind another verb it only describes that one's object: 构建覆盖城乡的体系.
    pub(super) const DESCRIBES: Self = Self(262_144);
    /// Behind 和 it begins a deed of its own: 深化改革和扩大开放.
    pub(super) const JOINS: Self = Self(524_288);

    /// Whether it can do what `other` names, any of them.
    pub(super) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Sorts {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The lists.
#[derive(Debug)]
pub(super) struct Lists {
    words: Words<Sorts>,
    calls: Words<()>,
    /// Those of them that make a call of the whole sentence, by the end of its last clause.
    closing: Words<()>,
    /// What those words and the ones that forbid begin with.
    bars: CharSet,
    within: Words<()>,
    /// Ends a clause that names the thought by which all is to be done: 思想为指导.
    guidance: Words<()>,
    /// Ends what only counts the points that follow: 方面.
    parts: Words<()>,
    /// The words that forbid, once more by themselves: few characters begin one, and every clause is asked.
    prohibitions: Words<()>,
    /// Objects that name nothing, by their end; true where only a short object does.
    empty: Words<bool>,
    /// How an object begins that names no one thing.
    vague: Words<()>,
    /// What is pursued: 全面振兴.
    pursued: Words<()>,
    /// Nouns that a verb before them only describes: 机制 in 协调机制.
    shells: Words<()>,
    /// How the words for somebody who can act end.
    bodies: Words<()>,
    /// What a clause ends with whose verb is 加快 itself.
    pace: Words<()>,
    /// Ends what a ground governs: 在…中, 以…为导向; true where 按照 goes with it.
    closers: Words<bool>,
    /// The day after another: 次年.
    after: Words<()>,
    /// Ends a clause that only says when: 的同时.
    amid: Words<()>,
    /// Places that end in 地: 基地.
    places: Words<()>,
    /// What ends a bare label: 措施.
    labels: Words<()>,
}

/// The lists, and what they say of one sentence: each of its places is asked again and again, once for each clause, subject
/// and object that may reach it, and is looked up once.
#[derive(Debug)]
pub(super) struct Lexicon {
    lists: &'static Lists,
    /// For each character, how long the longest word is that begins there, and what it can do; 0 where none does.
    longest: Vec<(u32, Sorts)>,
}

impl Lexicon {
    /// The lists, for no sentence yet.
    pub(super) fn new() -> Self {
        Self { lists: Lists::get(), longest: Vec::new() }
    }

    /// Turns to the next sentence.
    pub(super) fn turn_to(&mut self, sentence: &[char]) {
        let words = &self.lists.words;
        self.longest.clear();
        self.longest.resize(sentence.len(), Default::default());
        let mut from = 0;
        while let Some((at, len, sorts)) = words.find_in(sentence, from..sentence.len()) {
            self.longest[at] = (len as u32, *sorts);
            from = at + 1;
        }
    }

    /// As [`Lists::at`], where `text` is the sentence or begins it.
    pub(super) fn at(&self, text: &[char], at: usize, end: usize) -> Option<(usize, Sorts)> {
        let (len, sorts) = *self.longest.get(at).filter(|(len, _)| *len > 0)?;
        let len = len as usize;
        let found = match text.get(..end)? {
            text if at + len <= end => Lists::standing(text, at, len, sorts),
            // A shorter word may end before `end`.
            text => self.lists.at(text, at, end),
        };
        debug_assert_eq!(found, self.lists.at(text, at, end));
        found
    }
}

impl Deref for Lexicon {
    type Target = Lists;

    fn deref(&self) -> &Lists {
        self.lists
    }
}

fn sorts(entry: &Entry) -> Option<Sorts> {
    let base = match entry.group {
        "lead" => Sorts::LEAD,
        "link" => Sorts::LINK,
        "adverb" => Sorts::ADVERB,
        "ground" => Sorts::GROUND,
        "noun" => Sorts::default(),
        "verb" => Sorts::VERB,
        "state" => Sorts::STATE,
        "outcome" => Sorts::OUTCOME,
        "second" => Sorts::JOINS,
        _ => return None,
    };
    let also = [
        ("close", Sorts::CLOSE),
        ("both", Sorts::BOTH),
        ("alone", Sorts::ALONE),
        ("finish", Sorts::FINISH),
        ("pivot", Sorts::PIVOT),
        ("noun", Sorts::NOUN),
        ("takes", Sorts::TAKES),
        ("gives", Sorts::GIVES),
        ("light", Sorts::LIGHT),
        ("single", Sorts::SINGLE),
        ("describes", Sorts::DESCRIBES),
    ];
    Some(also.iter().filter(|(key, _)| entry.get(key).is_some()).fold(base, |all, (_, sort)| all | *sort))
}

impl Lists {
    pub(super) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lists> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let (entries, _) = parse("zh/commitments.txt", FILE);
            let mut words: BTreeMap<&'static str, Sorts> = BTreeMap::new();
            for entry in &entries {
                let Some(sort) = sorts(entry) else { continue };
                for word in &entry.words {
                    let known = words.entry(word).or_default();
                    *known = *known | sort;
                }
            }
            let group = |name: &str| -> Vec<(&'static str, ())> {
                let here = entries.iter().filter(|e| e.group == name);
                here.flat_map(|e| e.words.iter().map(|w| (*w, ()))).collect()
            };
            let begin = |name: &str| Words::forward(group(name)).firsts().collect::<Vec<_>>();
            Self {
                words: Words::forward(words),
                bars: CharSet::of(&begin("call")).and(&begin("prohibition")),
                calls: Words::forward(group("call")),
                closing: Words::backward(
                    (entries.iter().filter(|e| e.group == "call" && e.get("whole").is_some()))
                        .flat_map(|e| e.words.iter().map(|w| (*w, ()))),
                ),
                within: Words::forward(group("within")),
                guidance: Words::backward(group("guidance")),
                parts: Words::backward(group("part")),
                prohibitions: Words::forward(group("prohibition")),
                empty: Words::backward(
                    (entries.iter().filter(|e| e.group == "empty"))
                        .flat_map(|e| e.words.iter().map(|w| (*w, e.get("short").is_some()))),
                ),
                vague: Words::forward(group("vague")),
                pursued: Words::forward(group("pursued")),
                shells: Words::forward(group("shell")),
                bodies: Words::backward(group("body")),
                pace: Words::backward(group("pace")),
                closers: Words::backward(
                    (entries.iter().filter(|e| e.group == "closer"))
                        .flat_map(|e| e.words.iter().map(|w| (*w, e.get("by").is_some()))),
                ),
                after: Words::backward(group("after")),
                amid: Words::backward(group("amid")),
                places: Words::backward(group("place")),
                labels: Words::backward(group("label")),
            }
        })
    }

    /// The longest word at `at` that ends within `end`, and what it can do.
    pub(super) fn at(&self, text: &[char], at: usize, end: usize) -> Option<(usize, Sorts)> {
        let text = text.get(..end)?;
        let (len, sorts) = self.words.find(text, at)?;
        Self::standing(text, at, len, *sorts)
    }

    /// A word with what it can do, unless what follows it makes another of it.
    fn standing(text: &[char], at: usize, len: usize, sorts: Sorts) -> Option<(usize, Sorts)> {
        // 约束性指标, 创新型企业: an adjective made of a verb is none.
        let adjective = matches!(text.get(at + len), Some('性' | '型' | '者')) && sorts.is(Self::ACTS);
        // 服务业: a branch, not a verb; but 服务业务.
        let branch = text.get(at + len) == Some(&'业')
            && sorts.is(Sorts::NOUN)
            && !matches!(text.get(at + len + 1), Some('务' | '绩' | '态' | '主'));
        (!adjective && !branch).then_some((len, sorts))
    }

    const ACTS: Sorts = Sorts(Sorts::VERB.0 | Sorts::STATE.0 | Sorts::OUTCOME.0);

    /// Whether a clause promises nothing, for it calls on people or forbids. 国家明令禁止的收费, 禁止类项目: what is forbidden
    /// already is only named; so is what stands in quotes, “不忘初心”主题教育.
    pub(super) fn bars(&self, text: &[char], clause: &Range<usize>) -> bool {
        let Some(inside) = text.get(..clause.end) else { return false };
        self.may_bar(inside, clause).any(|at| {
            let forbids = self.prohibitions.find(inside, at).is_some_and(|(len, ())| {
                !matches!(inside.get(at + len), Some('的' | '类' | '性' | '令')) || inside.get(at) == Some(&'不')
            });
            forbids
                || self.calls.find(inside, at).is_some() && !quoted(inside.get(clause.start..at).unwrap_or_default())
        })
    }

    /// The places of a clause where a word that bars may begin: asked of every character of a sentence that looks ahead.
    fn may_bar(&self, inside: &[char], clause: &Range<usize>) -> impl Iterator<Item = usize> {
        let mut from = clause.start;
        std::iter::from_fn(move || {
            let at = from + self.bars.position(inside.get(from..)?)?;
            from = at + 1;
            Some(at)
        })
    }

    /// Whether a clause calls on people.
    pub(super) fn calls_on(&self, text: &[char], clause: &Range<usize>) -> bool {
        let Some(inside) = text.get(..clause.end) else { return false };
        self.may_bar(inside, clause).any(|at| {
            self.calls.find(inside, at).is_some() && !quoted(inside.get(clause.start..at).unwrap_or_default())
        })
    }

    /// Whether a clause that ends at `end` makes a call of the sentence that it closes.
    pub(super) fn closes_as_call(&self, text: &[char], end: usize) -> bool {
        self.closing.find_before(text, end).is_some()
    }

    /// Whether a clause that ends at `end` names the thought by which all is to be done.
    pub(super) fn guides(&self, text: &[char], end: usize) -> bool {
        self.guidance.find_before(text, end).is_some()
    }

    /// Whether an object is parts of what follows, and names none of them: 四个环节.
    pub(super) fn is_part(&self, object: &[char]) -> bool {
        self.parts.find_before(object, object.len()).is_some()
    }

    /// Whether a clause that ends at `end` only says while what is done: 加快发展的同时.
    pub(super) fn is_amid(&self, text: &[char], end: usize) -> bool {
        self.amid.find_before(text, end).is_some()
    }

    /// Whether words are what is pursued, made as an adverb and its verb are: 全面振兴.
    pub(super) fn is_pursued(&self, words: &[char]) -> bool {
        self.pursued.find(words, 0).is_some_and(|(len, ())| len == words.len())
    }

    /// Whether a heading names what stands under it and orders nothing: 推进措施.
    pub(super) fn is_label(&self, text: &[char]) -> bool {
        let words = text.get(crate::label::after_label(text)..).unwrap_or_default();
        words.len() == 4 && self.labels.find_before(words, 4).is_some()
    }

    /// Where a manner ends that begins at `at`, with a verb behind it, whichever words it is made of: 有选择地|加快.
    pub(super) fn manner(&self, text: &[char], at: usize, end: usize) -> Option<usize> {
        /// Farthest that 地 stands behind the beginning.
        const LONGEST: usize = 8;
        let inside = text.get(at..end.min(at + LONGEST))?;
        let len = inside.iter().position(|c| *c == '地').filter(|len| *len > 1)?;
        // 政府要坚定地推进: somebody, and a lead.
        if inside.get(..len)?.iter().any(|c| matches!(c, '的' | '、' | '“' | '要' | '将' | '须' | '也' | '把' | '使'))
        {
            return None;
        }
        let behind = at + len + 1;
        if self.places.find_before(text, behind).is_some() {
            return None;
        }
        // 积极地和有步骤地推进: two of them.
        if let Some('和' | '、' | '而') = text.get(behind).filter(|_| behind < end) {
            return self.manner(text, behind + 1, end);
        }
        let (_, next) = self.at(text, behind, end)?;
        next.is(Sorts::VERB | Sorts::ADVERB | Sorts::STATE).then_some(behind)
    }

    /// Length of the unit of a time limit that begins at `at`.
    pub(super) fn within(&self, text: &[char], at: usize) -> Option<usize> {
        self.within.find(text, at).map(|(len, ())| len)
    }

    /// Whether an object names no one thing that could be looked for: by its end (长效机制), by its beginning (一批项目).
    pub(super) fn is_empty(&self, object: &[char]) -> bool {
        /// 全年目标任务 and 上级下达的…任务 name nothing; 农村人居环境整治提升任务 does.
        const SHORT: usize = 12;
        self.vague.find(object, 0).is_some()
            || (self.empty.find_before(object, object.len()))
                .is_some_and(|(_, short)| !short || object.len() <= SHORT || object.contains(&'的'))
    }

    /// Whether `words` are one noun that says no more than what kind of thing it is.
    pub(super) fn is_shell(&self, words: &[char]) -> bool {
        self.shells.find(words, 0).is_some_and(|(len, ())| len == words.len())
    }

    /// Whether `subject` names somebody who can act.
    pub(super) fn is_body(&self, subject: &[char]) -> bool {
        // 各县, 本市: one character says nothing of a longer subject.
        let ends = ['县', '市', '区', '旗', '省', '州', '盟', '镇', '乡', '村', '局', '委', '厅', '办', '部', '级'];
        if subject.len() <= 4
            && let [first, .., last] = subject
            && matches!(first, '各' | '全' | '本' | '市' | '省' | '县')
            && ends.contains(last)
        {
            return true;
        }
        // 省水务局, 县林业厅: whatever it is called; 布局 and 格局 are none.
        let office = matches!(subject, [_, _, .., before, '局' | '厅' | '署'] if !matches!(before, '布' | '格' | '大' | '全' | '结' | '开' | '僵' | '当' | '定' | '时' | '变' | '餐' | '客' | '部'));
        office || self.bodies.find_before(subject, subject.len()).is_some()
    }

    /// Whether a clause that ends at `end` ends in a word of pace.
    pub(super) fn paces(&self, text: &[char], end: usize) -> bool {
        self.pace.find_before(text, end).is_some()
    }

    /// Whether what a ground governs ends at `end`.
    pub(super) fn closes(&self, text: &[char], end: usize) -> bool {
        self.closers.find_before(text, end).is_some()
    }

    /// Whether a clause that ends at `end` and begins with 按照 is all ground: 按照…的要求.
    pub(super) fn closes_by(&self, text: &[char], end: usize) -> bool {
        self.closers.find_before(text, end).is_some_and(|(_, by)| *by)
    }

    /// Length of a day after another that ends at `end`.
    pub(super) fn after(&self, text: &[char], end: usize) -> Option<usize> {
        self.after.find_before(text, end).map(|(len, ())| len)
    }
}

/// Whether what follows `before` stands in quotes.
fn quoted(before: &[char]) -> bool {
    before.iter().rfind(|c| matches!(c, '“' | '”')) == Some(&'“')
}
