//! The drawing of a trajectory.

use super::{Axis, Point, Required, Trajectory};
use crate::chart::{Drawing, Size};
use crate::draw::{Anchor, Calendar, Paper, Scale, Side, Tag, around, ems, float, moment, near, shape};
use crate::say::{brief, by, range, span, until};
use crate::words::{
    AHEAD_BY, BASE_OF, BEHIND_BY, ESTIMATED, FORECAST, NOT_LABELLED, PLAN_PERIOD, REQUIRED_PATH, TARGET, TARGET_OF,
};
use luoshi_plan::{Date, Exact, Language, Period, Status};

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
            if paper.try_at(&tag, (label, self.bottom + 23.0), Anchor::Middle)
                && let Some(year) = mark.under
            {
                paper.try_at(&Tag::new(year, "tm", SMALL), (label, self.bottom + 41.0), Anchor::Middle);
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
            if let (Some(before), Some(last)) = (before, run.last())
                && self.of.is_hole(before.period.last(), point.period.last())
            {
                paper.marks.line("hole", *last, place);
                paper.marks.lines(class, &run);
                run.clear();
            }
            run.push(place);
        }
        paper.marks.lines(class, &run);
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
            (Some(from), Some(to)) => self.of.is_hole(from.period.last(), to.period.last()),
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

    fn labels(&self, paper: &mut Paper) {
        let language = self.of.language;
        let room: f64 = self.size.pick(320.0, 240.0, 165.0);
        if let (Some(goal), Some(tag)) =
            (&self.of.goal, goal_tag(self.of, self.axis, self.beside().max(room.min(200.0))))
        {
            let top = goal.values.iter().max().copied().unwrap_or(Exact::ZERO);
            let at = self.at(goal.on, top);
            let places = |tag: &Tag| {
                let mut places = self.aside(at, tag);
                let order = [Side::UpperLeft, Side::LowerLeft, Side::UpperRight, Side::LowerRight];
                places.extend(around(at, tag, 12.0, order));
                places
            };
            let whole = tag.within(self.beside().max(room));
            let mut tags = vec![(whole.clone(), places(&whole))];
            // On a telephone a line less wide may stand beside the course, where a wide one lies on it.
            if self.size == Size::Narrow {
                let tall = Tag::new(TARGET.of(language), "k b", TEXT).and(goal.said.clone(), "k b");
                let tall = tall.and(by(goal.on, language), "");
                tags.extend((tall.width() < whole.width()).then(|| (tall.clone(), places(&tall))));
            }
            paper.place_one(&tags);
        }
        if let Some(last) = self.of.points.last() {
            let at = self.at(last.period.last(), last.value);
            let said = self.of.short(self.axis, last.value, self.of.places(), room / TEXT);
            let order = self.toward(at, last);
            let tag = |when: Vec<String>| {
                let mut lines = when.into_iter();
                let first = lines.next().unwrap_or_default();
                let first = if last.is_estimate() { ESTIMATED.fill(language, &[&first]) } else { first };
                let tag = lines.fold(Tag::new(first, "br b", TEXT), |tag, line| tag.and(line, "br b"));
                let tag = tag.and(said.clone(), "br b");
                let mut places = around(at, &tag, 11.0, order);
                // On a telephone there is often no room but at the edge.
                let edge = self.size.width() - 1.0;
                let close =
                    places.iter().filter(|((x, _), _)| *x >= at.0 - 1.0).map(|((_, y), _)| ((edge, *y), Anchor::End));
                let close: Vec<_> = close.collect();
                if self.size == Size::Narrow && edge - tag.width() <= at.0 + 8.0 {
                    places.extend(close);
                }
                (tag, places)
            };
            paper.place_one(&self.when(last.period).into_iter().map(tag).collect::<Vec<_>>());
        }
        if let Some((last, required, behind)) = self.gap() {
            let from = self.at(last.period.last(), required);
            let (phrase, class) = if behind.is_negative() {
                let judged = matches!(self.of.status, Status::Ok | Status::Done);
                (AHEAD_BY, if judged { "tok b" } else { "k b" })
            } else {
                match self.of.status {
                    Status::Bad => (BEHIND_BY, "tbad b"),
                    Status::Warn => (BEHIND_BY, "twarn b"),
                    // Behind is never green, though a little behind still counts as on track.
                    Status::Ok | Status::Done | Status::Wait(_) | Status::NotStarted => (BEHIND_BY, "k b"),
                }
            };
            let said = self.of.short_gap(self.axis, behind, room / TEXT - 4.0);
            let tag = Tag::new(phrase.fill(language, &[&said]), class, TEXT);
            let order = if from.1 > self.at(last.period.last(), last.value).1 {
                [Side::LowerLeft, Side::LowerRight, Side::UpperLeft, Side::UpperRight]
            } else {
                [Side::UpperLeft, Side::UpperRight, Side::LowerLeft, Side::LowerRight]
            };
            let mut places = near(from, &tag, 10.0, order);
            let to = self.at(last.period.last(), last.value);
            if (to.1 - from.1).abs() >= 14.0 {
                // Best beside the middle of its bracket.
                let y = f64::midpoint(from.1, to.1) + TEXT * 0.35;
                let beside = [((from.0 + 9.0, y), Anchor::Start), ((from.0 - 9.0, y), Anchor::End)];
                places.splice(0..0, beside);
            }
            paper.place(&tag, &places);
        }
        if let (Some((day, low, high)), Some(tag)) =
            (last_range(self.of), ahead_tag(self.of, self.axis, self.beside().max(room.min(200.0))))
        {
            let middle = f64::midpoint(self.y.at(float(low)), self.y.at(float(high)));
            let at = (self.x.at(moment(day)), middle);
            let tag = tag.within(self.beside().max(room));
            let mut places = self.aside(at, &tag);
            places.extend(around(
                at,
                &tag,
                12.0,
                [Side::LowerLeft, Side::UpperLeft, Side::LowerRight, Side::UpperRight],
            ));
            paper.place(&tag, &places);
        }
        if let Some(base) = &self.of.base {
            let at = self.at(base.period.last(), base.value.exact());
            let value = self.of.short(self.axis, base.value.exact(), base.value.places(), room / TEXT - 3.0);
            let tag = Tag::new(BASE_OF.fill(language, &[&value]), "k b", TEXT);
            let tag = tag.and(until(base.period, language), "");
            let order = [Side::LowerRight, Side::UpperLeft, Side::LowerLeft, Side::UpperRight];
            let mut places = around(at, &tag, 11.0, order);
            // Over the first steps of the lines, right of the numbers of the axis.
            let up = tag.height() - TEXT * 0.9;
            let over = [24.0, 34.0, 46.0, 60.0, 76.0].map(|far| ((at.0 - 10.0, at.1 - far - up), Anchor::Start));
            let late = places.split_off(8.min(places.len()));
            places.extend(over);
            places.extend(late);
            paper.place(&tag, &places);
        }
        self.path_label(paper);
        self.first_label(paper);
        self.ground_label(paper);
    }

    /// The first value, where it is not the base: a history begins somewhere.
    fn first_label(&self, paper: &mut Paper) {
        let Some(first) = self.of.points.first().filter(|_| self.of.points.len() > 1) else { return };
        if self.of.base.is_some_and(|b| b.period.last() <= first.period.last()) {
            return;
        }
        let at = self.at(first.period.last(), first.value);
        let said = self.of.short(self.axis, first.value, self.of.places(), 11.0);
        let order = [Side::LowerRight, Side::UpperRight, Side::UpperLeft, Side::LowerLeft];
        let tag = |when: Vec<String>| {
            let mut lines = when.into_iter();
            let tag = Tag::new(lines.next().unwrap_or_default(), "k", TEXT);
            let tag = lines.fold(tag, |tag, line| tag.and(line, "k")).and(said.clone(), "k b");
            let places = around(at, &tag, 11.0, order);
            (tag, places)
        };
        if !paper.place_one(&self.when(first.period).into_iter().map(tag).collect::<Vec<_>>()) {
            // It is only a beginning.
            paper.dropped.pop();
        }
    }

    /// For which days a value is, as the table says it; then in two lines, and as short as it can be said. Of what adds up
    /// its last day: it says from when.
    fn when(&self, period: Period) -> Vec<Vec<String>> {
        let language = self.of.language;
        if self.of.adds_up_from.is_some() {
            return vec![vec![by(period.last(), language)]];
        }
        let short = brief(period, language);
        let halves = match language {
            Language::Zh => short.split_once('年').map(|(year, rest)| [format!("{year}年"), rest.to_owned()]),
            Language::En => short.rsplit_once(' ').map(|(rest, year)| [rest.to_owned(), year.to_owned()]),
        };
        let halves = halves.filter(|halves| self.size == Size::Narrow && halves.iter().all(|half| !half.is_empty()));
        let mut out = vec![vec![period.named(language)], vec![short]];
        out.extend(halves.map(Vec::from));
        out.push(vec![until(period, language)]);
        out.dedup();
        out
    }

    /// What the dashed line is, along its middle.
    fn path_label(&self, paper: &mut Paper) {
        let Some(line) = self.of.required.first() else { return };
        let points = self.line(line);
        let (phrase, phrase_is_target) = match line {
            Required::Way(_) => (REQUIRED_PATH, false),
            Required::Level { .. } => (TARGET, true),
        };
        let tag = Tag::new(phrase.of(self.of.language), "", SMALL);
        // Beside the end that says Target already the word stands twice.
        let end = self.of.goal.as_ref().filter(|_| phrase_is_target).map(|goal| self.x.at(moment(goal.on)));
        let clear_of_end = |x: f64| end.is_none_or(|end| end - x >= 180.0);
        let mut places = Vec::new();
        for share in [0.35, 0.25, 0.5, 0.6, 0.15, 0.75, 0.85] {
            let Some(at) = along(&points, share).filter(|at| clear_of_end(at.0)) else { continue };
            for (dx, dy, anchor) in [
                (-4.0, -9.0, Anchor::End),
                (4.0, 20.0, Anchor::Start),
                (0.0, -10.0, Anchor::Middle),
                (0.0, 22.0, Anchor::Middle),
            ] {
                places.push(((at.0 + dx, at.1 + dy), anchor));
            }
        }
        if !places.is_empty() && !paper.place(&tag, &places) {
            // The subtitle says what the dashed line is.
            paper.dropped.pop();
        }
    }

    /// Away from the required path: below it, where more is better and the value behind.
    fn toward(&self, at: (f64, f64), last: &Point) -> [Side; 4] {
        let above = last.required.is_some_and(|required| self.y.at(float(required)) > at.1);
        if above {
            [Side::UpperLeft, Side::UpperRight, Side::LowerRight, Side::LowerLeft]
        } else {
            [Side::LowerRight, Side::LowerLeft, Side::UpperLeft, Side::UpperRight]
        }
    }

    /// How much room there is right of the field.
    fn beside(&self) -> f64 {
        self.size.width() - self.right - 16.0
    }

    /// Places right of the field, at the height of a point and then further up or down.
    fn aside(&self, at: (f64, f64), tag: &Tag) -> Vec<((f64, f64), Anchor)> {
        if self.size == Size::Narrow || self.beside() < tag.width() {
            return Vec::new();
        }
        let x = (at.0 + 14.0).max(self.right - 2.0).min(self.size.width() - tag.width() - 1.0);
        let steps = (0..40).flat_map(|n| {
            let far = f64::from(n) * 4.0;
            if n == 0 { vec![0.0] } else { vec![-far, far] }
        });
        let up = tag.height() / 2.0 - TEXT * 0.9;
        steps.map(|dy| ((x, at.1 - up + dy), Anchor::Start)).collect()
    }
}

/// The point at a share of a line's way.
fn along(points: &[(f64, f64)], share: f64) -> Option<(f64, f64)> {
    let (first, last) = (points.first()?, points.last()?);
    let x = first.0 + (last.0 - first.0) * share;
    let two = points.windows(2).find(|two| matches!(two, [a, b] if a.0 <= x && x <= b.0))?;
    let [a, b] = two else { return None };
    let part = if b.0 > a.0 { (x - a.0) / (b.0 - a.0) } else { 0.0 };
    Some((x, a.1 + (b.1 - a.1) * part))
}

fn goal_tag(of: &Trajectory, axis: &Axis, room: f64) -> Option<Tag> {
    let goal = of.goal.as_ref()?;
    let mut said = TARGET_OF.fill(of.language, &[&goal.said]);
    if ems(&said, true) * TEXT > room {
        let bare: Vec<_> = goal.values.iter().map(|v| of.short(axis, *v, of.finest(), room / TEXT - 4.0)).collect();
        said = TARGET_OF.fill(of.language, &[&bare.join(of.language.pick("—", "–"))]);
    }
    let tag = Tag::new(said, "k b", TEXT);
    Some(tag.and(by(goal.on, of.language), ""))
}

fn ahead_tag(of: &Trajectory, axis: &Axis, room: f64) -> Option<Tag> {
    let ahead = of.ahead.last()?;
    let fits = |said: String| Some(said).filter(|said| ems(said, false) * TEXT <= room);
    let bare = |value: luoshi_plan::Value| of.short(axis, value.exact(), value.places(), room / TEXT / 2.0 - 1.0);
    let said = match (ahead.range, ahead.value) {
        (Some((low, high)), _) => fits(range(low, high, &of.unit, of.language).to_string())
            .unwrap_or_else(|| format!("{}{}{}", bare(low), of.language.pick("—", "–"), bare(high))),
        (None, Some(value)) => bare(value),
        (None, None) => return None,
    };
    Some(Tag::new(FORECAST.of(of.language), "br b", TEXT).and(said, "br"))
}

fn last_range(of: &Trajectory) -> Option<(Date, Exact, Exact)> {
    let last = of.ahead.last()?;
    let middle = || last.value.map(|v| (v.exact(), v.exact()));
    let (low, high) = last.range.map(|(low, high)| (low.exact(), high.exact())).or_else(middle)?;
    Some((last.on, low, high))
}

/// All days that have to be seen.
fn days(of: &Trajectory) -> Vec<Date> {
    let points = of.points.iter().map(|p| p.period.last());
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
