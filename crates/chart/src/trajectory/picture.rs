//! The drawing of a trajectory.

mod labels;

use super::{Axis, Joint, Point, Required, Trajectory};
use crate::chart::{Drawing, Size};
use crate::draw::{Anchor, Calendar, Paper, Scale, Tag, ems, float, moment, shape};
use crate::say::span;
use crate::words::{NOT_LABELLED, PLAN_PERIOD};
use labels::{ahead_tag, goal_tag};
use luoshi_plan::{Date, Exact, Period, Status};

/// The size of labels, and of those that matter less.
const TEXT: f64 = 15.0;
const SMALL: f64 = 14.0;
/// More points than this are a line without circles.
const CIRCLES: usize = 26;

/// Where everything lies.
struct Field<'a> {
    of: &'a Trajectory,
    axis: &'a Axis,
    size: Size,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: Scale,
    y: Scale,
}

pub(super) fn draw(of: &Trajectory, axis: &Axis, size: Size) -> Drawing {
    let (width, height) = (size.width(), size.pick(430.0, 380.0, 330.0));
    let mut paper = Paper::new(width, height);
    let field = Field::of(of, axis, size, width, height);
    field.ground(&mut paper);
    field.axes(&mut paper);
    field.ahead(&mut paper);
    field.required(&mut paper);
    field.actual(&mut paper);
    field.goal(&mut paper);
    field.labels(&mut paper);
    let dropped = std::mem::take(&mut paper.dropped);
    let mut drawing = Drawing::of(paper, size);
    if !dropped.is_empty() {
        let list = dropped.join(of.language.pick("、", "; "));
        drawing.notes.push(NOT_LABELLED.fill(of.language, &[&list]));
    }
    drawing
}

impl<'a> Field<'a> {
    fn of(of: &'a Trajectory, axis: &'a Axis, size: Size, width: f64, height: f64) -> Self {
        // The same marks at every width: the note that says where the axis begins is one for all.
        let ticks = &axis.ticks;
        let marks = ticks.marks.iter().map(|m| ems(&axis.column.cell(*m), false) * TEXT).fold(0.0, f64::max);
        let left = (marks + 14.0).clamp(30.0, width * 0.4);
        // Wide drawings have the words of the target beside it.
        let words = goal_tag(of, axis, 168.0)
            .into_iter()
            .chain(ahead_tag(of, axis, 168.0))
            .map(|tag| tag.width())
            .fold(0.0, f64::max);
        let right = width - size.pick((words + 22.0).clamp(28.0, 190.0), (words + 20.0).clamp(28.0, 130.0), 24.0);
        let (top, bottom) = (size.pick(24.0, 26.0, 34.0), height - 36.0 - if months(of) { 18.0 } else { 0.0 });
        let (from, to) = time(of);
        let pad = ((to - from) * 0.02).max(0.02);
        let tall = ticks.high - ticks.low;
        // A line along the lower edge would be taken for the axis.
        let foot = if !ticks.has_nought() && axis.low < ticks.low + tall * 0.05 { tall * 0.07 } else { 0.0 };
        let (low, high) = (ticks.low - foot, ticks.high + tall * 0.03);
        Self {
            of,
            axis,
            size,
            left,
            right,
            top,
            bottom,
            x: Scale::new((from - pad, to + pad), (left + 4.0, right)),
            y: Scale::new((low, high), (bottom, top)),
        }
    }

    fn at(&self, day: Date, value: Exact) -> (f64, f64) {
        (self.x.at(moment(day)), self.y.at(float(value)))
    }

    /// The plan's time as a tint.
    fn ground(&self, paper: &mut Paper) {
        let Some((_, (from, to))) = self.tinted() else { return };
        paper.marks.rect("tint", (from, self.top), (to - from, self.bottom - self.top));
    }

    /// What the tint is: along its upper edge, where no line runs; not on a line of the grid, which would strike it out.
    fn ground_label(&self, paper: &mut Paper) {
        let Some((plan, (from, to))) = self.tinted() else { return };
        let said = PLAN_PERIOD.fill(self.of.language, &[&span(plan, self.of.language)]);
        let tag = Tag::new(said, "tm", SMALL);
        if tag.width() + 14.0 > to - from {
            return;
        }
        let clear = |y: &f64| self.axis.ticks.marks.iter().all(|m| (self.y.at(float(*m)) - (y - 5.0)).abs() > 10.0);
        let heights: Vec<f64> = (0..5).map(|n| self.top + 18.0 + 6.0 * f64::from(n)).filter(clear).collect();
        let ends = [(from + 8.0, Anchor::Start), (to - 8.0, Anchor::End), (f64::midpoint(from, to), Anchor::Middle)];
        let free = ends.iter().flat_map(|(x, anchor)| heights.iter().map(|y| ((*x, *y), *anchor)));
        // With a line's room below it, so that it is not read together with what stands there.
        let roomy = tag.clone().and("", "tm");
        let free: Vec<_> = free.filter(|(at, anchor)| paper.is_clear(&roomy, *at, *anchor)).collect();
        if !free.is_empty() {
            paper.place(&tag, &free);
        }
    }

    /// The plan's time as far as it is seen, where it is tinted.
    fn tinted(&self) -> Option<(Period, (f64, f64))> {
        let plan = self.of.plan.filter(|_| self.size != Size::Narrow)?;
        let edge = |x: f64| x.clamp(self.left, self.right);
        let from = plan.first().yesterday().map_or(self.left, |day| edge(self.x.at(moment(day))));
        let to = edge(self.x.at(moment(plan.last())));
        (to - from >= 2.0).then_some((plan, (from, to)))
    }

    fn axes(&self, paper: &mut Paper) {
        for mark in &self.axis.ticks.marks {
            let y = self.y.at(float(*mark));
            let class = if mark.is_zero() { "zero" } else { "grid" };
            paper.marks.line(class, (self.left, y), (self.right, y));
            let tag = Tag::new(self.axis.column.cell(*mark), "", TEXT).within(self.left - 10.0);
            paper.write(&tag, (self.left - 8.0, y + 5.0), Anchor::End);
        }
        if !self.axis.ticks.has_nought() {
            // The torn foot of an axis that does not begin at 0.
            let (x, y) = (self.left - 3.0, self.bottom - 8.0);
            let torn = [(x, y), (x + 4.0, y - 4.0), (x + 8.0, y + 1.0), (x + 12.0, y - 4.0), (x + 16.0, y)];
            paper.marks.lines("axis", &torn);
            paper.keep_free((x + 8.0, y - 1.0), 9.0);
        }
        let (from, to) = time(self.of);
        let calendar = Calendar::of(&days(self.of));
        let per_year = (self.x.at(1.0) - self.x.at(0.0)).abs().max(1e-6);
        let wanted = if months(self.of) { ems("12月", false) } else { ems("2026", false) } * TEXT + 12.0;
        for mark in calendar.marks(from, to, wanted / per_year, self.of.language) {
            let (x, label) = (self.x.at(mark.at), self.x.at(mark.label_at));
            paper.marks.line("axis", (x, self.bottom), (x, self.bottom + 5.0));
            let tag = Tag::new(mark.label, "", TEXT);
            if paper.try_at(&tag, (label, self.bottom + 25.0), Anchor::Middle)
                && let Some(year) = mark.under
            {
                paper.try_at(&Tag::new(year, "tm", SMALL), (label, self.bottom + 43.0), Anchor::Middle);
            }
        }
    }

    fn ahead(&self, paper: &mut Paper) {
        let Some(last) = self.of.points.last() else { return };
        let start = self.at(last.period.last(), last.value);
        let ranges: Vec<_> = self.of.ahead.iter().filter_map(|a| Some((a.on, a.range?))).collect();
        if !ranges.is_empty() {
            let mut outline = vec![start];
            outline.extend(ranges.iter().map(|(day, (_, high))| self.at(*day, high.exact())));
            outline.extend(ranges.iter().rev().map(|(day, (low, _))| self.at(*day, low.exact())));
            paper.marks.area("band", &outline);
        }
        let mut middle = vec![start];
        middle.extend(self.of.ahead.iter().filter_map(|a| Some(self.at(a.on, a.value?.exact()))));
        paper.marks.lines("fc", &middle);
        paper.avoid(&middle);
    }

    fn required(&self, paper: &mut Paper) {
        for line in &self.of.required {
            let points = self.line(line);
            paper.marks.lines("req", &points);
            paper.avoid(&points);
        }
        for (day, value) in &self.of.nodes {
            let (x, y) = self.at(*day, *value);
            paper.marks.line("node", (x, y - 5.0), (x, y + 5.0));
        }
    }

    fn line(&self, line: &Required) -> Vec<(f64, f64)> {
        match line {
            Required::Way(points) => points.iter().map(|(day, value)| self.at(*day, *value)).collect(),
            Required::Level { at, from, to } => {
                let y = self.y.at(float(*at));
                let left = from.and_then(|from| from.yesterday().ok()).map_or(self.left, |day| self.x.at(moment(day)));
                // A target of a single day is a mark; a line as long as its year would say that it holds before.
                let right = self.x.at(moment(*to));
                vec![(left.max(self.left), y), (right.max(left), y)]
            }
        }
    }

    fn actual(&self, paper: &mut Paper) {
        let points: Vec<_> = self.of.points.iter().map(|p| self.at(p.period.last(), p.value)).collect();
        paper.avoid(&points);
        let (class, circle) = if self.of.is_stale() { ("act old", "pt old") } else { ("act", "pt") };
        let mut run: Vec<(f64, f64)> = Vec::new();
        for (at, point) in self.of.points.iter().enumerate() {
            let place = self.at(point.period.last(), point.value);
            let before = at.checked_sub(1).and_then(|at| self.of.points.get(at));
            if let (Some(before), Some(last)) = (before, run.last()) {
                let joint = self.of.joint(before.period, point.period);
                if joint == Joint::Hole {
                    paper.marks.line("hole", *last, place);
                }
                if joint != Joint::Line {
                    paper.marks.lines(class, &run);
                    run.clear();
                }
            }
            run.push(place);
        }
        paper.marks.lines(class, &run);
        for part in &self.of.parts {
            let at = self.at(part.period.last(), part.value);
            paper.marks.circle("part", at, 2.8);
            paper.keep_free(at, 4.0);
        }
        self.base(paper);
        let few = self.of.points.len() <= CIRCLES;
        for (at, point) in self.of.points.iter().enumerate() {
            if few || self.is_alone(at) {
                let class = if point.is_estimate() { format!("{circle} est") } else { circle.to_owned() };
                let radius = if few { 4.6 } else { 2.2 };
                paper.marks.circle(&class, self.at(point.period.last(), point.value), radius);
            }
        }
        if few {
            for at in &points {
                paper.keep_free(*at, 6.0);
            }
        }
        self.wedge(paper);
        if let (Some(_), Some(at)) = (self.of.points.last(), points.last()) {
            paper.keep_free(*at, 9.0);
            if self.of.is_judgeable() {
                shape(&mut paper.marks, self.of.status, *at, 1.05);
            }
        }
    }

    /// Whether no line reaches a point: between two holes it would not be seen.
    fn is_alone(&self, at: usize) -> bool {
        let get = |at: Option<usize>| at.and_then(|at| self.of.points.get(at));
        let hole = |from: Option<&Point>, to: Option<&Point>| match (from, to) {
            (Some(from), Some(to)) => self.of.joint(from.period, to.period) != Joint::Line,
            (None, _) | (_, None) => true,
        };
        hole(get(at.checked_sub(1)), get(Some(at))) && hole(get(Some(at)), get(at.checked_add(1)))
    }

    /// The base, where no value stands there.
    fn base(&self, paper: &mut Paper) {
        let Some(base) = &self.of.base else { return };
        if self.of.points.iter().all(|p| p.period.last() != base.period.last()) {
            let at = self.at(base.period.last(), base.value.exact());
            if let Some(first) = self.of.points.first().filter(|p| p.period.last() > base.period.last()) {
                let to = self.at(first.period.last(), first.value);
                let class = if self.of.is_hole(base.period.last(), first.period.last()) { "hole" } else { "act" };
                paper.marks.line(class, at, to);
                paper.avoid(&[at, to]);
            }
            paper.marks.circle("pt", at, 4.6);
            paper.keep_free(at, 6.0);
        }
    }

    /// The gap between what is and what was required, at the last value.
    fn gap(&self) -> Option<(Point, Exact, Exact)> {
        let last = self.of.points.last()?;
        let required = last.required?;
        let behind = self.of.behind(required, last.value)?;
        (!behind.is_zero()).then_some((*last, required, behind))
    }

    fn wedge(&self, paper: &mut Paper) {
        let Some((last, required, behind)) = self.gap() else { return };
        let (x, from) = self.at(last.period.last(), required);
        let to = self.y.at(float(last.value));
        if (to - from).abs() < 14.0 {
            return;
        }
        let class = match self.of.status {
            Status::Ok | Status::Done if behind.is_negative() => "wedge ok",
            Status::Bad if behind.is_positive() => "wedge bad",
            Status::Warn if behind.is_positive() => "wedge warn",
            // What is behind and still counts as on track is no colour of its own.
            Status::Ok | Status::Done | Status::Bad | Status::Warn | Status::Wait(_) | Status::NotStarted => "wedge",
        };
        paper.marks.line(class, (x, from), (x, to));
        paper.marks.line(class, (x - 5.0, from), (x + 5.0, from));
        paper.avoid(&[(x, from), (x, to)]);
    }

    fn goal(&self, paper: &mut Paper) {
        let Some(goal) = &self.of.goal else { return };
        for value in &goal.values {
            let at = self.at(goal.on, *value);
            paper.marks.circle("ring", at, 7.0);
            paper.marks.circle("core", at, 2.4);
            paper.keep_free(at, 9.0);
        }
    }
}

/// All days that have to be seen.
fn days(of: &Trajectory) -> Vec<Date> {
    let points = of.points.iter().chain(&of.parts).map(|p| p.period.last());
    let required = of.required.iter().flat_map(|r| match r {
        Required::Way(points) => points.iter().map(|(day, _)| *day).collect::<Vec<_>>(),
        Required::Level { from, to, .. } => {
            from.and_then(|from| from.yesterday().ok()).into_iter().chain([*to]).collect()
        }
    });
    // Between the ends of a curve there are days of no calendar.
    let required: Vec<_> = required.collect();
    let ends = required.iter().min().into_iter().chain(required.iter().max()).copied();
    let goal = of.goal.iter().map(|g| g.on);
    let ahead = of.ahead.iter().map(|a| a.on);
    let base = of.base.map(|b| b.period.last());
    points.chain(ends).chain(goal).chain(ahead).chain(base).collect()
}

fn months(of: &Trajectory) -> bool {
    Calendar::of(&days(of)) == Calendar::Months
}

/// The first and the last moment, with room where there is only one.
pub(super) fn time(of: &Trajectory) -> (f64, f64) {
    let all = days(of);
    let days = all.iter().map(|day| moment(*day));
    let (from, to) = days.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let plan = of.plan.map_or((2020.0, 2030.0), |plan| (moment(plan.first()), moment(plan.last())));
    if from > to {
        plan
    } else if to - from < 0.1 {
        (from - 1.0, to + 1.0)
    } else {
        (from, to)
    }
}
