//! One text through all layers.

use crate::figure::{Draft, Grammar, Scope, Sentence as Words};
use crate::fold::Fold;
use crate::lexicon::LexiconError;
use crate::number::Value;
use crate::quantity::{Quantity, Shape};
use crate::reading::{Amount, End, Figure, Kind, Name, NameClass, Period, Reading, Role, Sentence, Tense};
use crate::repair::{BlockKind, mend, view};
use crate::sentence::{Setting, split, tense};
use crate::time::{Anchor, Looking, Resolve};
use crate::view::View;
use crate::{Options, Repair, RepairKind, facts, outline, place, time};
use std::sync::OnceLock;

/// All lexicons, read once.
#[derive(Debug)]
pub(crate) struct Lexicons {
    pub(crate) grammar: Grammar,
    pub(crate) errors: Vec<LexiconError>,
}

impl Lexicons {
    pub(crate) fn get() -> &'static Self {
        static LEXICONS: OnceLock<Lexicons> = OnceLock::new();
        LEXICONS.get_or_init(|| {
            let (grammar, errors) = Grammar::load();
            Self { grammar, errors }
        })
    }
}

/// Reads a text: see [`crate::read`].
pub(crate) fn read(text: &str, options: &Options) -> Reading {
    let lexicons = Lexicons::get();
    let fold = Fold::get();
    let original: Vec<char> = text.chars().collect();
    let folded: Vec<char> = original.iter().map(|c| fold.char(*c)).collect();
    let mended = mend(&original, &folded);
    let views: Vec<View> = mended
        .blocks
        .iter()
        .map(|b| {
            let mut out = View::default();
            view(b, &original, &folded, &mut out);
            out
        })
        .collect();
    let (sections, section_of) = outline::outline(&mended.blocks, &views, &original);
    let facts = facts::facts(&mended.blocks, &views, &original);
    let year = facts::year(&views);
    let known = options.date.or(facts.date.as_ref().map(|d| d.value));
    let (reviewed, planned) = (years(facts.period_reviewed.as_ref()), years(facts.period_planned.as_ref()));
    let mut resolve = Resolve::new(known, year, reviewed, planned);
    let mut anchor = Anchor {
        date: resolve.anchor(),
        reviewed,
        planned,
        looking: Looking::Neither,
    };
    let communique = facts::is_communique(&views);
    let home = home(&facts, &views, resolve.year, fold);
    let mut reading =
        Reading { facts, repairs: mended.repairs, outline: sections, captions: mended.captions, ..Reading::default() };
    let mut quantities = Vec::new();
    let mut doubtful = Vec::new();
    // A caption says something too: its words are read where they stand.
    let captions: Vec<View> = reading
        .captions
        .iter()
        .map(|caption| {
            let mut view = View::default();
            for at in caption.spans.iter().flat_map(|s| s.range()).filter(|i| !crate::view::is_dropped(original[*i])) {
                view.push(folded[at], at as u32);
            }
            view
        })
        .collect();
    let of_block = views.iter().zip(&mended.blocks).enumerate().map(|(index, (view, block))| {
        (view, section_of.get(index).copied().flatten(), block.kind == BlockKind::Heading)
    });
    let mut parts: Vec<(&View, Option<usize>, bool)> = of_block.chain(captions.iter().map(|v| (v, None, false))).collect();
    parts.sort_by_key(|(view, ..)| view.at.first().copied());
    for (view, section, heading) in parts {
        let of = section.and_then(|i| reading.outline.get(i));
        let role = of.map(|s| s.role);
        let stated = communique || of.is_some_and(|s| outline::is_glossary(&s.title));
        let setting = Setting { role, communique: stated, heading, year: resolve.year };
        anchor.looking = match role {
            Some(Role::Review | Role::Problems) => Looking::Back,
            Some(Role::Goals | Role::Tasks | Role::Principles | Role::Guidance) => Looking::Ahead,
            // A communiqué counts a year that is over.
            _ if communique => Looking::Back,
            _ => Looking::Neither,
        };
        doubts(view, &original, &home, &mut doubtful);
        for range in split(&view.chars) {
            let words = &view.chars[range.clone()];
            if words.iter().all(|c| c.is_whitespace()) {
                continue;
            }
            let sentence = reading.sentences.len();
            let tense = tense(words, &setting);
            reading.sentences.push(Sentence { spans: view.spans(range.clone(), &original), tense, section });
            quantities.clear();
            lexicons.grammar.scanner.scan(words, &mut quantities);
            let places = place::scan(words, &home);
            for p in &places {
                reading.names.push(Name {
                    text: view.original_text(shift(&p.range, range.start), &original),
                    class: NameClass::Place,
                    code: (!p.code.is_empty()).then(|| p.code.clone()),
                    spans: view.spans(shift(&p.range, range.start), &original),
                });
            }
            // A sentence without figures may name the years of the next.
            let mut times = time::scan(words, &anchor);
            resolve.settle(words, &mut times, tense, anchor.looking);
            if quantities.is_empty() {
                continue;
            }
            let s = Words { text: words, quantities: &quantities, times: &times, places: &places, tense };
            let drafts = lexicons.grammar.figures(&s);
            let writer = Writer {
                grammar: &lexicons.grammar,
                s: &s,
                view,
                original: &original,
                offset: range.start,
                sentence,
                section,
                options,
            };
            reading.figures.extend(drafts.into_iter().map(|d| writer.figure(d)));
        }
    }
    // Doubts about places were found last.
    reading.repairs.sort_by_key(|r| r.spans.first().map_or(0, |s| s.start()));
    reading
}

fn shift(range: &std::ops::Range<usize>, by: usize) -> std::ops::Range<usize> {
    range.start + by..range.end + by
}

/// Names of a block that are one character off a division of the region.
fn doubts(view: &View, original: &[char], home: &place::Home, out: &mut Vec<Repair>) {
    out.extend(place::doubts(&view.chars, home).into_iter().map(|doubt| Repair {
        kind: RepairKind::Doubtful,
        text: view.original_text(doubt.range.clone(), original),
        spans: view.spans(doubt.range, original),
        note: crate::Note::PlaceName,
        candidate: Some(doubt.candidate),
    }));
}

/// How many characters of a document tell what it is about.
const HEAD: usize = 20_000;

/// The divisions a document is about: from its title, or from the names in its first pages.
fn home(facts: &crate::Facts, views: &[View], year: Option<i16>, fold: &Fold) -> place::Home {
    let title: Vec<char> = facts.title.iter().flat_map(|t| t.value.chars()).map(|c| fold.char(c)).collect();
    let plain = place::home(&title, &[], year);
    if !plain.codes.is_empty() {
        return plain;
    }
    let mut mentions = Vec::new();
    let mut read = 0;
    for view in views {
        mentions.extend(place::scan(&view.chars, &plain));
        read += view.len();
        if read > HEAD {
            break;
        }
    }
    place::home(&title, &mentions, year)
}

/// The years of a period written `start/end`.
fn years(fact: Option<&crate::reading::Fact>) -> Option<(i16, i16)> {
    let (start, end) = fact?.value.split_once('/')?;
    Some((start.get(..4)?.parse().ok()?, end.get(..4)?.parse().ok()?))
}

/// Writes drafts out as figures of the reading.
struct Writer<'a> {
    grammar: &'a Grammar,
    s: &'a Words<'a>,
    view: &'a View,
    original: &'a [char],
    offset: usize,
    sentence: usize,
    section: Option<usize>,
    options: &'a Options,
}

impl Writer<'_> {
    fn text(&self, range: &std::ops::Range<usize>) -> String {
        self.view.original_text(shift(range, self.offset), self.original)
    }

    fn figure(&self, draft: Draft) -> Figure {
        let q = &self.s.quantities[draft.quantity];
        let sign = |v: Value| if draft.negative { v.negated() } else { v };
        let from = draft.from.map(|i| self.end(&self.s.quantities[i]));
        let to = draft.from.map(|_| self.end(q));
        let scope = draft.scope.as_ref().map(|scope| match scope {
            Scope::Written(range) => self.text(range),
            Scope::Inferred(word) => (*word).to_owned(),
        });
        let period = draft.period.and_then(|i| self.s.times.get(i)).map(|t| Period {
            text: self.text(&t.range),
            start: t.start,
            end: t.end,
        });
        Figure {
            text: self.text(&q.range),
            value: q.value.map(sign),
            value_high: q.high.map(sign),
            unit: q.unit_name(self.s.text),
            amount: amount(q, self.s.text, draft.negative, draft.measure),
            parts: q.parts.clone(),
            indicator: draft.indicator.as_ref().map(|r| self.text(r)),
            indicator_name: draft.indicator.as_ref().map(|r| self.grammar.normal(&self.s.text[r.clone()])),
            kind: draft.kind,
            measure: draft.measure,
            mode: draft.mode,
            bound: draft.bound,
            qualifiers: draft.qualifiers,
            from,
            to,
            period,
            base: draft.base.as_ref().map(|r| self.text(r)),
            scope,
            tense: self.s.tense,
            binding: (draft.kind == Kind::Target)
                .then(|| draft.indicator.as_ref().and_then(|r| self.grammar.binding(&self.s.text[r.clone()])))
                .flatten(),
            spans: self.view.spans(shift(&q.range, self.offset), self.original),
            sentence: self.sentence,
            section: self.section,
            doubts: draft.doubts.iter().map(|d| (*d).to_owned()).collect(),
            rules: if self.options.explain { draft.rules } else { Vec::new() },
        }
    }

    fn end(&self, q: &Quantity) -> End {
        End {
            text: self.text(&q.range),
            value: q.value,
            unit: q.unit_name(self.s.text),
            parts: q.parts.clone(),
            spans: self.view.spans(shift(&q.range, self.offset), self.original),
        }
    }
}

/// The value multiplied out into the base unit.
fn amount(q: &Quantity, text: &[char], negative: bool, measure: Kind) -> Option<Amount> {
    let _ = (measure, Tense::Fact);
    let sign = |v: Value| if negative { v.negated() } else { v };
    let (factor, unit, dimension) = match (q.shape, q.unit) {
        (Shape::Percent, _) => (Value::whole(1), "%", "ratio"),
        (Shape::Permille, _) => (Value::whole(1), "‰", "ratio"),
        (Shape::Rank, _) => (Value::whole(1), "位", "rank"),
        (Shape::Fraction, _) => (Value::whole(1), "", "ratio"),
        (Shape::Ratio, _) => return None,
        (Shape::Doubling, _) => {
            // A rise of 100 % is twice as much.
            let Value::Decimal(rise) = q.value? else { return None };
            let times = (rise / rust_decimal::Decimal::ONE_HUNDRED + rust_decimal::Decimal::ONE).normalize();
            return Some(Amount { value: times.into(), high: None, unit: "倍".to_owned(), dimension: "multiple" });
        }
        (_, Some(unit)) => (unit.factor, unit.base, unit.group),
        (_, None) => (Value::whole(1), "", "count"),
    };
    let out = |v: Value| v.shifted(q.scale).and_then(|v| v.times(factor)).map(|v| sign(v.normalized()));
    let mut unit = unit.to_owned();
    if let Some(per) = &q.per {
        unit.extend(text.get(per.clone()).unwrap_or_default());
    }
    Some(Amount { value: out(q.value?)?, high: q.high.and_then(out), unit, dimension })
}
