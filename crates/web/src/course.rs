//! The course of an indicator without words, for rows and cards: kept when its values are judged, so that no list has to
//! read values.

use luoshi_chart::{Case, Trajectory, mini, spark, years};
use luoshi_plan::Date;
use luoshi_plan::{Indicator, IndicatorWords, Language, Observation, Seen, Whole};
use std::sync::OnceLock;

/// A course, and its two small drawings, made when they are looked at first: a page shows few of them.
#[derive(Debug)]
pub(crate) struct Course {
    of: Trajectory,
    spark: OnceLock<Box<str>>,
    mini: OnceLock<Box<str>>,
}

impl Course {
    /// In a row.
    pub(crate) fn spark(&self) -> &str {
        self.spark.get_or_init(|| spark(&self.of).into())
    }

    /// In a card, with the years it runs from and to. They are hidden from those who hear the card, as the drawing is.
    pub(crate) fn mini(&self) -> &str {
        let ends = || {
            let years = years(&self.of);
            years.map(|(from, to)| {
                format!("<p class=\"ends\" aria-hidden=\"true\"><span class=\"day\">{from}</span> <span class=\"day\">{to}</span></p>")
            })
        };
        self.mini.get_or_init(|| (mini(&self.of) + &ends().unwrap_or_default()).into())
    }

    /// The course of the territory that speaks for the indicator; nothing where fewer than two things can be seen.
    pub(crate) fn of(
        indicator: &Indicator,
        words: &IndicatorWords,
        values: &[Observation],
        whole: &Whole,
        day: Date,
    ) -> Option<Self> {
        let territory = words.word.territory?;
        let target = words.word.target.and_then(|id| whole.target(id));
        let seen = Seen::on(values, indicator.id, territory, day);
        if seen.len() + usize::from(target.is_some()) < 2 {
            return None;
        }
        let case = Case {
            indicator,
            target,
            seen: &seen,
            judged: &words.word.judged,
            forecast: None,
            plan: whole.plan(indicator.plan).map(|p| p.period),
            today: day,
            // There are no words in it.
            language: Language::Zh,
        };
        let of = Trajectory::of(&case);
        (!of.points.is_empty()).then(|| Self { of, spark: OnceLock::new(), mini: OnceLock::new() })
    }
}
