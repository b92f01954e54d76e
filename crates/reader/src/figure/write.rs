//! Drafts written out as figures of the reading: places in the original, values multiplied out.

use super::{Draft, Grammar, Rejected, Scope, Sentence};
use crate::Options;
use crate::number::Value;
use crate::quantity::{Quantity, Shape};
use crate::reading::{Amount, End, Figure, Kind, NoFigure, Period};
use crate::view::{Original, View};
use std::ops::Range;

/// Writes drafts out as figures of the reading.
pub(crate) struct Writer<'a> {
    pub(crate) grammar: &'a Grammar,
    pub(crate) s: &'a Sentence<'a>,
    pub(crate) view: &'a View,
    pub(crate) original: &'a Original<'a>,
    pub(crate) offset: usize,
    pub(crate) sentence: usize,
    pub(crate) section: Option<usize>,
    pub(crate) options: &'a Options,
}

impl Writer<'_> {
    /// A range of the sentence as one of its block.
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.offset..range.end + self.offset
    }

    fn text(&self, range: &Range<usize>) -> String {
        self.view.quote(self.place(range), self.original)
    }

    /// A draft as it stands in the reading.
    pub(crate) fn figure(&self, draft: Draft) -> Figure {
        let q = &self.s.quantities[draft.quantity];
        let sign = |v: Value| if draft.negative { v.negated() } else { v };
        let from = draft.from.map(|i| Box::new(self.end(&self.s.quantities[i])));
        let to = draft.from.map(|_| Box::new(self.end(q)));
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
            amount: amount(self.grammar, self.s, q, &draft),
            parts: q.parts.clone(),
            indicator: draft.indicator.as_ref().map(|r| self.text(r)),
            indicator_name: match &draft.named {
                Some((member, measure)) => {
                    let whole = [self.s.slice(member), self.s.slice(measure)].concat();
                    Some(self.grammar.normal(&whole))
                }
                None => draft.indicator.as_ref().map(|r| self.grammar.normal(self.s.slice(r))),
            },
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
            spans: self.view.spans(self.place(&q.range), self.original),
            sentence: self.sentence,
            section: self.section,
            doubts: draft.doubts,
            rules: if self.options.explain { draft.rules } else { Vec::new() },
            cell: None,
        }
    }

    /// A number that is no figure, with its rule.
    pub(crate) fn no_figure(&self, rejected: Rejected) -> NoFigure {
        let range = &self.s.quantities[rejected.quantity].range;
        NoFigure {
            text: self.text(range),
            spans: self.view.spans(self.place(range), self.original),
            sentence: self.sentence,
            rule: rejected.rule,
        }
    }

    fn end(&self, q: &Quantity) -> End {
        End {
            text: self.text(&q.range),
            value: q.value,
            unit: q.unit_name(self.s.text),
            parts: q.parts.clone(),
            spans: self.view.spans(self.place(&q.range), self.original),
        }
    }
}

/// The value multiplied out into the base unit.
pub(super) fn amount(grammar: &Grammar, s: &Sentence<'_>, q: &Quantity, draft: &Draft) -> Option<Amount> {
    let sign = |v: Value| if draft.negative { v.negated() } else { v };
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
        // After a bare 万 or 亿 the noun says what is counted: 22.49万贫困人口.
        (_, None) if counts_people(grammar, s, draft) => (Value::whole(1), "人", "people"),
        (_, None) => (Value::whole(1), "", "count"),
    };
    let out = |v: Value| v.shifted(q.scale).and_then(|v| v.times(factor)).map(|v| sign(v.normalized()));
    let mut unit = unit.to_owned();
    if let Some(per) = &q.per {
        unit.extend(s.text.get(per.clone()).unwrap_or_default());
    }
    Some(Amount { value: out(q.value?)?, high: q.high.and_then(out), unit, dimension })
}

/// Whether the thing measured is people.
fn counts_people(grammar: &Grammar, s: &Sentence<'_>, draft: &Draft) -> bool {
    draft.indicator.as_ref().is_some_and(|r| grammar.is_people(&s.text[r.clone()]))
}
