//! The cards beside the original: what was read, in words.

use super::mark::{Note, Of};
use crate::i18n::Words;
use crate::phrase;
use jiff::civil::Date;
use luoshi_reader::{Amount, Commitment, CommitmentRole, Figure, Kind, Language, Reading, RepairKind, Value};

/// A card. Everything in it is text; the template escapes it.
#[derive(Debug, Default)]
pub(super) struct Card {
    /// What sort of card: `f` figure, `g` goal, `r` repair, `p` caption; none for another commitment.
    pub(super) class: &'static str,
    /// Its own anchor.
    pub(super) id: String,
    /// The anchor it leads back to.
    pub(super) back: String,
    /// The number that ties it to the original.
    pub(super) label: String,
    /// What it is, where the class does not say.
    pub(super) tag: &'static str,
    /// In words of the original.
    pub(super) title: String,
    pub(super) value: String,
    /// The value is an old and a new one: longer than others, and set smaller.
    pub(super) long: bool,
    pub(super) parts: Vec<Part>,
    /// The figures that measure a commitment: anchor and number.
    pub(super) measures: Vec<(String, String)>,
    /// Nobody could tell afterwards whether it was done.
    pub(super) vague: bool,
    pub(super) doubts: Vec<String>,
    /// Contradictions that name it: anchor and number.
    pub(super) against: Vec<(String, usize)>,
    /// The passage as it was printed.
    pub(super) raw: String,
}

/// A remark on a card.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) label: &'static str,
    pub(super) text: String,
    /// Whether these are words of the original.
    pub(super) quoted: bool,
}

/// Makes the cards of one document.
pub(super) struct Cards<'a> {
    pub(super) reading: &'a Reading,
    pub(super) chars: &'a [char],
    pub(super) words: &'a Words,
    pub(super) prefix: &'a str,
    /// For each figure its number on the page.
    pub(super) numbers: Vec<usize>,
    /// For each figure the contradictions that name it.
    pub(super) against: Vec<Vec<usize>>,
    /// Whether the rules of a figure are shown.
    pub(super) explain: bool,
}

/// Raw passages are shown up to this many characters: the whole stands in the original.
const RAW: usize = 300;

impl Cards<'_> {
    pub(super) fn card(&self, note: &Note) -> Option<Card> {
        let index = note.index;
        let number = note.number;
        let made = match note.of {
            Of::Figure => self.figure(self.reading.figures.get(index)?, index, number),
            Of::Commitment => self.commitment(self.reading.commitments.get(index)?, index, number),
            Of::Repair => self.repair(index, number)?,
            Of::Caption => self.caption(index, number)?,
        };
        Some(made)
    }

    fn anchored(&self, class: &'static str, letter: char, index: usize, label: String) -> Card {
        let back = format!("{}{letter}{index}", self.prefix);
        Card { class, id: format!("{back}n"), back, label, ..Card::default() }
    }

    fn figure(&self, f: &Figure, index: usize, number: usize) -> Card {
        let mut card = self.anchored("f", 'f', index, number.to_string());
        card.title = f.indicator.clone().unwrap_or_default();
        card.value = phrase::value(f, self.words, str::to_owned);
        card.long = f.from.is_some();
        let parts = &mut card.parts;
        say(parts, phrase::kind(f, self.words));
        if f.kind != Kind::Target {
            say(parts, self.words.of_word("tense", f.tense.word()).to_owned());
        }
        if let Some(binding) = f.binding {
            say(parts, self.words.of_word("binding", binding.word()).to_owned());
        }
        if let Some(period) = &f.period {
            match self.words.language() {
                Language::Zh => quote(parts, "", phrase::period(period)),
                Language::En => match phrase::period_in_english(period) {
                    Some(days) => say(parts, days),
                    None => quote(parts, "", phrase::period(period)),
                },
            }
        }
        if let Some(scope) = &f.scope {
            quote(parts, self.words.get("page.scope"), scope.clone());
        }
        if let Some(base) = &f.base {
            quote(parts, self.words.get("page.base"), base.clone());
        }
        if !f.qualifiers.is_empty() {
            quote(parts, self.words.get("page.qualifier"), f.qualifiers.join("、"));
        }
        if let Some(amount) = f.amount.as_ref().and_then(|a| converted(f, a)) {
            quote(parts, self.words.get("page.equals"), amount);
        }
        if self.explain && !f.rules.is_empty() {
            let rules = f.rules.join(", ");
            parts.push(Part { label: self.words.get("page.rules"), text: rules, quoted: false });
        }
        card.doubts = f.doubts.iter().map(|d| d.words(self.words.language()).to_owned()).collect();
        let against = self.against.get(index).map(Vec::as_slice).unwrap_or_default();
        card.against = against.iter().map(|n| (format!("{}x{n}", self.prefix), n + 1)).collect();
        card
    }

    fn commitment(&self, c: &Commitment, index: usize, number: usize) -> Card {
        let class = if c.role == CommitmentRole::Goal { "g" } else { "" };
        let mut card = self.anchored(class, 'c', index, number.to_string());
        // Most are tasks: only what is something else says so.
        if c.role != CommitmentRole::Task {
            card.tag = self.words.of_word("commitment", c.role.word());
        }
        card.title = match &c.object {
            Some(object) => format!("{} {object}", c.action),
            None => c.action.clone(),
        };
        let parts = &mut card.parts;
        if let Some(lead) = c.lead_verb.as_ref().filter(|v| **v != c.action) {
            quote(parts, self.words.get("page.lead_verb"), lead.clone());
        }
        if let Some(degree) = &c.degree {
            quote(parts, self.words.get("page.degree"), degree.clone());
        }
        if let Some(deadline) = &c.deadline {
            let text = match deadline.date {
                Some(date) if !deadline.text.contains(&date.to_string()) => format!("{} ({date})", deadline.text),
                _ => deadline.text.clone(),
            };
            quote(parts, self.words.get("page.deadline"), text);
        }
        if let Some(who) = &c.who {
            quote(parts, self.words.get("page.who"), who.clone());
        }
        if !c.support.is_empty() {
            quote(parts, self.words.get("page.support"), c.support.join("、"));
        }
        if let Some(territory) = &c.territory {
            quote(parts, self.words.get("page.territory"), territory.clone());
        }
        card.vague = !c.measurable;
        let measures = c.figures.iter().filter_map(|n| self.numbers.get(*n).map(|number| (n, number)));
        card.measures = measures.map(|(n, number)| (format!("{}f{n}n", self.prefix), number.to_string())).collect();
        card
    }

    fn repair(&self, index: usize, number: usize) -> Option<Card> {
        let repair = self.reading.repairs.get(index)?;
        let label = format!("{}{number}", self.words.get("page.mark.repair"));
        let mut card = self.anchored("r", 'r', index, label);
        card.tag = self.words.of_word("repair", repair.kind.word());
        // What was left out stands in the original, struck through, and a list of commas tells nothing.
        if !super::block::leaves_out(repair.kind) && repair.text.chars().any(char::is_alphanumeric) {
            card.title.clone_from(&repair.text);
        }
        let note = repair.note.words(self.words.language());
        if !note.is_empty() {
            say(&mut card.parts, note.into_owned());
        }
        if let Some(candidate) = &repair.candidate {
            quote(&mut card.parts, self.words.get("page.candidate"), candidate.clone());
        }
        if repair.kind == RepairKind::JoinedBreak
            && let (Some(first), Some(second)) = (repair.spans.first(), repair.spans.get(1))
        {
            let (start, end) = (first.start() as usize, second.end().max(first.end()) as usize);
            let raw = self.chars.get(start..end.min(self.chars.len())).unwrap_or_default();
            card.raw = raw.iter().take(RAW).map(|c| if *c == '\n' { '⏎' } else { *c }).collect();
            if raw.len() > RAW {
                card.raw.push('…');
            }
        }
        Some(card)
    }

    fn caption(&self, index: usize, number: usize) -> Option<Card> {
        let caption = self.reading.captions.get(index)?;
        let label = format!("{}{number}", self.words.get("page.mark.caption"));
        let mut card = self.anchored("p", 'g', index, label);
        card.tag = self.words.get("page.caption");
        if let Some(credit) = &caption.credit {
            let credit = self.words.fill("table.credit", &[("name", credit)]);
            card.parts.push(Part { label: "", text: credit, quoted: true });
        }
        Some(card)
    }
}

fn say(parts: &mut Vec<Part>, text: String) {
    if !text.is_empty() {
        parts.push(Part { label: "", text, quoted: false });
    }
}

fn quote(parts: &mut Vec<Part>, label: &'static str, text: String) {
    parts.push(Part { label, text, quoted: true });
}

/// What traditional units come to in those of today: 1.5万亩 are 1000 公顷.
fn converted(f: &Figure, amount: &Amount) -> Option<String> {
    let (by, unit) = match amount.unit.as_str() {
        "平方米" if f.unit.ends_with('亩') => (Value::Fraction(1, 10_000), "公顷"),
        "吨" if f.unit.ends_with('斤') && !f.unit.ends_with("公斤") => (Value::whole(1), "吨"),
        _ => return None,
    };
    let shown = |v: &Value| match v.times(by)? {
        // Hectares to the square metre, and no further.
        Value::Decimal(d) => Some(grouped(&d.round_dp(4).normalize().to_string())),
        Value::Fraction(..) => None,
    };
    let low = shown(&amount.value)?;
    Some(match &amount.high {
        Some(high) => format!("{low}–{}{unit}", shown(high)?),
        None => format!("{low}{unit}"),
    })
}

/// A long whole number in 万 or 亿: 412000000 is 4.12亿.
fn grouped(digits: &str) -> String {
    let (sign, whole) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    for (zeros, word) in [(8usize, "亿"), (4, "万")] {
        if whole.len() > zeros && whole.bytes().all(|b| b.is_ascii_digit()) {
            let (head, tail) = whole.split_at(whole.len() - zeros);
            let tail = tail.trim_end_matches('0');
            if tail.len() <= 4 {
                let point = if tail.is_empty() { "" } else { "." };
                return format!("{sign}{head}{point}{tail}{word}");
            }
        }
    }
    digits.to_owned()
}

/// A day in words: 2025年12月18日, 18 December 2025.
pub(super) fn day(date: Date, words: &Words) -> String {
    match words.language() {
        luoshi_reader::Language::Zh => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        luoshi_reader::Language::En => date.strftime("%-d %B %Y").to_string(),
    }
}

/// How much of what was read is what: for the sentence at the head.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    /// Numbers that say something.
    pub figures: usize,
    /// Commitments that say what is to be reached.
    pub goals: usize,
    /// All other commitments.
    pub commitments: usize,
    /// Bodies, programmes, documents, honours, people, places.
    pub names: usize,
    /// Places that were mended, or are doubted.
    pub repairs: usize,
    /// Captions amid the text.
    pub captions: usize,
    /// Figures that cannot all be right.
    pub contradictions: usize,
}

impl Counts {
    pub(super) fn of(reading: &Reading) -> Self {
        let goals = reading.commitments.iter().filter(|c| c.role == CommitmentRole::Goal).count();
        Self {
            figures: reading.figures.len(),
            goals,
            commitments: reading.commitments.len() - goals,
            names: reading.names.len(),
            repairs: reading.repairs.len(),
            captions: reading.captions.len(),
            contradictions: reading.contradictions.len(),
        }
    }

    /// Adds what another document counts.
    pub fn add(&mut self, other: Self) {
        self.figures += other.figures;
        self.goals += other.goals;
        self.commitments += other.commitments;
        self.names += other.names;
        self.repairs += other.repairs;
        self.captions += other.captions;
        self.contradictions += other.contradictions;
    }
}
