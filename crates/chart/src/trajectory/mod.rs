//! Trajectory: what was required, what was reached, and where it is heading.

mod data;
mod picture;
mod rows;
mod story;

use crate::chart::{Chart, Role, Size};
use crate::draw::{Start, Ticks, ems};
use crate::say::Column;
use luoshi_plan::forecast::Forecast;
use luoshi_plan::{Date, Direction, Exact, Finality, Indicator, Judged, Language, Period, Seen, Status, Target, Value};

/// What a trajectory is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The target in force, where there is one.
    pub target: Option<&'a Target>,
    /// The values known on the day, in the order of their last days.
    pub seen: &'a [Seen],
    /// Where it stands.
    pub judged: &'a Judged,
    /// Where it is heading, where that can be said.
    pub forecast: Option<&'a Forecast>,
    /// The time of the plan.
    pub plan: Option<Period>,
    /// The day of judgement.
    pub today: Date,
    /// The language of the words.
    pub language: Language,
}

/// A trajectory, ready to be drawn: everything exact, nothing placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Trajectory {
    /// What is measured.
    pub name: String,
    /// In which unit, as the source writes it.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// Values, in the order of their days.
    pub points: Vec<Point>,
    /// Values of a part of a year where years are what is compared, in the order of their days: January to March lies above the
    /// year without being better. They are drawn, and joined with nothing; the one that is judged ends `points` too.
    pub parts: Vec<Point>,
    /// How many months lie between two values, where nothing is missing.
    pub cycle: Option<i32>,
    /// What is required.
    pub required: Vec<Required>,
    /// Where the way begins.
    pub base: Option<Base>,
    /// What is to be reached.
    pub goal: Option<Goal>,
    /// Points that the plan names on the way.
    pub nodes: Vec<(Date, Exact)>,
    /// What lies ahead on the present trend.
    pub ahead: Vec<Ahead>,
    /// The time of the plan.
    pub plan: Option<Period>,
    /// Where it stands.
    pub status: Status,
    /// The sums of an amount that adds up begin behind this day.
    pub adds_up_from: Option<Date>,
    /// The language of the words.
    pub language: Language,
}

/// A value at its place in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// For which days.
    pub period: Period,
    /// How much; of an amount that adds up, so far.
    pub value: Exact,
    /// Places as written.
    pub places: u32,
    /// Whether it may still change.
    pub finality: Finality,
    /// What was required on its last day.
    pub required: Option<Exact>,
}

/// How two values are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    /// By a line.
    Line,
    /// By dots: there are no values between them.
    Hole,
    /// Not at all: they are of different lengths of time.
    None,
}

/// A line of what is required.
#[derive(Debug, Clone, PartialEq)]
pub enum Required {
    /// From point to point.
    Way(Vec<(Date, Exact)>),
    /// At one height, from a day where one is named, to a day.
    Level {
        /// How high.
        at: Exact,
        /// From when; from the left edge where nobody says.
        from: Option<Date>,
        /// Until when.
        to: Date,
    },
}

/// Where the way begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Base {
    /// For which days.
    pub period: Period,
    /// How much.
    pub value: Value,
}

/// What is to be reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// By when.
    pub on: Date,
    /// Its values: one, or the two ends of a range.
    pub values: Vec<Exact>,
    /// In words, with its unit: 35万户.
    pub said: String,
}

/// A year ahead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ahead {
    /// Its last day.
    pub on: Date,
    /// The middle.
    pub value: Option<Value>,
    /// Four of five come out between these.
    pub range: Option<(Value, Value)>,
}

/// The axis of values: computed once for all words and drawings.
#[derive(Debug, Clone)]
pub(crate) struct Axis {
    /// The lowest value that has to be seen.
    pub(crate) low: f64,
    pub(crate) ticks: Ticks,
    pub(crate) column: Column,
}

impl Trajectory {
    /// With words, rows and a drawing for each width.
    #[must_use]
    pub fn chart(&self) -> Chart {
        let axis = self.axis();
        let drawings: Vec<_> = Size::ALL.iter().map(|size| picture::draw(self, &axis, *size)).collect();
        Chart {
            title: story::title(self, &axis),
            subtitle: story::subtitle(self, &axis),
            description: story::description(self, &axis),
            notes: story::notes(self, &axis),
            table: rows::table(self),
            drawings,
            name: self.name.clone(),
            language: self.language,
            role: Role::Picture,
        }
    }

    /// Its axis of values.
    pub(crate) fn axis(&self) -> Axis {
        let (low, high) = story::extent(self);
        let ticks = Ticks::of(low, high, 5, Start::NearNought, self.finest());
        let column = Column::of_axis(&ticks.marks, ticks.places, &self.unit, self.language);
        Axis { low, ticks, column }
    }

    /// The lowest and the highest value that have to be seen.
    pub(crate) fn extent(&self) -> (f64, f64) {
        story::extent(self)
    }

    /// The first and the last moment that have to be seen.
    pub(crate) fn time(&self) -> (f64, f64) {
        picture::time(self)
    }

    /// The places that all its labels have.
    pub(crate) fn places(&self) -> u32 {
        let points = self.points.iter().map(|p| p.places);
        points.chain(self.base.map(|b| b.value.places())).max().unwrap_or(0)
    }

    /// No mark of its axis is finer than its numbers.
    pub(crate) fn finest(&self) -> u32 {
        let goal = self.goal.iter().flat_map(|g| &g.values).map(|v| v.decimal().map_or(2, |d| d.scale()));
        self.places().max(goal.max().unwrap_or(0))
    }

    /// A value for a label, within so many ems: with its unit; without it, since the subtitle has it; in the axis's
    /// magnitude. Digits are never cut: a number without its end is another number.
    pub(crate) fn short(&self, axis: &Axis, value: Exact, places: u32, room: f64) -> String {
        let axis = &axis.column;
        let full = crate::say::computed(value, places, &self.unit, self.language).to_string();
        if ems(&full, true) <= room {
            return full;
        }
        if !axis.is_scaled() {
            let bare = Column::with_places(&[value], places, &self.unit, self.language);
            if bare.is_like(axis) && ems(&bare.cell(value), true) <= room {
                return bare.cell(value);
            }
        }
        axis.finer(2).cell(value)
    }

    /// A gap for a label, within so many ems.
    pub(crate) fn short_gap(&self, axis: &Axis, gap: Exact, room: f64) -> String {
        let full = self.said_gap(axis, gap);
        if ems(&full, true) <= room {
            return full;
        }
        if axis.column.is_scaled() {
            return axis.column.finer(2).cell(gap.abs());
        }
        crate::say::rounded(gap.abs(), crate::say::places_due(gap, self.places()), self.language)
    }

    /// A gap in words. Nobody wrote it, so where the axis is in 万亿 it is too, to two places.
    pub(crate) fn said_gap(&self, axis: &Axis, gap: Exact) -> String {
        let axis = &axis.column;
        if axis.is_scaled() && !matches!(self.unit.as_str(), "%" | "‰") {
            return axis.finer(2).label(gap.abs()).to_string();
        }
        let places = crate::say::places_due(gap, self.places());
        crate::say::gap(gap.abs(), places, &self.unit, self.language).to_string()
    }

    /// Whether a value stands behind what is required, by the direction that is better; none where they are equal.
    pub(crate) fn behind(&self, required: Exact, actual: Exact) -> Option<Exact> {
        match self.direction {
            Direction::Up => required.minus(actual),
            Direction::Down => actual.minus(required),
            Direction::Hold => required.minus(actual).map(Exact::abs),
        }
    }

    /// Whether there is anything to judge it by: without a target a value is a value.
    pub(crate) fn is_judgeable(&self) -> bool {
        self.status != Status::Wait(luoshi_plan::Wait::NoTarget)
    }

    /// Whether the last value is too old to speak of today.
    pub(crate) fn is_stale(&self) -> bool {
        self.status == Status::Wait(luoshi_plan::Wait::Stale)
    }

    /// How two values that follow on one another are joined.
    pub(crate) fn joint(&self, from: Period, to: Period) -> Joint {
        if !self.parts.is_empty() && to.is_year_to_date() {
            return Joint::None;
        }
        if self.is_hole(from.last(), to.last()) { Joint::Hole } else { Joint::Line }
    }

    /// Whether values are missing between two that follow on one another.
    pub(crate) fn is_hole(&self, from: Date, to: Date) -> bool {
        let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
        // A value that came some months late is no hole.
        self.cycle.is_some_and(|cycle| 2 * (months(to) - months(from)) > 3 * cycle)
    }
}
