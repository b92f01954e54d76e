//! The labels of a trajectory: what stands beside what, the more important first.

use super::{Field, SMALL, TEXT};
use crate::chart::Size;
use crate::draw::{Anchor, Paper, Place, Side, Tag, around, ems, float, moment, near};
use crate::say::{brief, by, range, until};
use crate::trajectory::{Axis, Point, Required, Trajectory};
use crate::words::{AHEAD_BY, BASE_OF, BEHIND_BY, ESTIMATED, FORECAST, REQUIRED_PATH, TARGET, TARGET_OF};
use luoshi_plan::{Date, Exact, Language, Period, Status};

impl Field<'_> {
    pub(super) fn labels(&self, paper: &mut Paper) {
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
        self.part_label(paper);
        self.path_label(paper);
        self.first_label(paper);
        self.ground_label(paper);
    }

    /// The newest part of a year, where no year came after it.
    fn part_label(&self, paper: &mut Paper) {
        let last = self.of.points.last().map(|p| p.period.last());
        let Some(part) = self.of.parts.last().filter(|p| Some(p.period.last()) > last) else { return };
        let at = self.at(part.period.last(), part.value);
        let said = self.of.short(self.axis, part.value, self.of.places(), 11.0);
        let order = [Side::LowerRight, Side::UpperRight, Side::UpperLeft, Side::LowerLeft];
        let tag = |when: Vec<String>| {
            let mut lines = when.into_iter();
            let tag = Tag::new(lines.next().unwrap_or_default(), "", SMALL);
            let tag = lines.fold(tag, |tag, line| tag.and(line, "")).and(said.clone(), "k");
            let places = around(at, &tag, 9.0, order);
            (tag, places)
        };
        if !paper.place_one(&self.when(part.period).into_iter().map(tag).collect::<Vec<_>>()) {
            // The table has it.
            paper.dropped.pop();
        }
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
    fn aside(&self, at: (f64, f64), tag: &Tag) -> Vec<Place> {
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

pub(super) fn goal_tag(of: &Trajectory, axis: &Axis, room: f64) -> Option<Tag> {
    let goal = of.goal.as_ref()?;
    let mut said = TARGET_OF.fill(of.language, &[&goal.said]);
    if ems(&said, true) * TEXT > room {
        let bare: Vec<_> = goal.values.iter().map(|v| of.short(axis, *v, of.finest(), room / TEXT - 4.0)).collect();
        said = TARGET_OF.fill(of.language, &[&bare.join(of.language.pick("—", "–"))]);
    }
    let tag = Tag::new(said, "k b", TEXT);
    Some(tag.and(by(goal.on, of.language), ""))
}

pub(super) fn ahead_tag(of: &Trajectory, axis: &Axis, room: f64) -> Option<Tag> {
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
