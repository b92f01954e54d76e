//! Counting a limit out.

use super::{Calendar, Day, Deadline, Kind, Limit, Paper};
use crate::{Date, Due};
use jiff::ToSpan as _;
use jiff::civil::date;

/// A limit counted out, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted<'a> {
    /// When it is due.
    pub due: Due,
    /// Days that decide it lie in years whose working days are not published yet (预计).
    pub estimated: bool,
    /// The first day that counts: the one after receipt.
    pub from: Option<Date>,
    /// The end before it was moved off a day off.
    pub ended: Option<Date>,
    /// Days off that were passed over in counting working days.
    pub skipped: Vec<Day<'a>>,
    /// Saturdays and Sundays that counted, for they are worked.
    pub made_up: Vec<Day<'a>>,
    /// Days off from which the end was moved on.
    pub moved: Vec<Day<'a>>,
    /// The papers that these days come from, each once.
    pub papers: Vec<&'a Paper>,
    pub(super) deadline: Deadline,
}

/// Why a limit cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoDeadline {
    /// A limit that counts from receipt, without one.
    #[error("the limit counts from the day of receipt, which is not given")]
    NotReceived,
    /// The end lies beyond the year 9999.
    #[error("the end lies beyond the year 9999")]
    Beyond,
}

impl Deadline {
    /// When it is due, on this calendar.
    ///
    /// ```
    /// use luoshi_plan::deadline::{Calendar, Deadline, Limit};
    /// use luoshi_plan::Due;
    ///
    /// // Five working days over the Spring Festival of 2026; Saturday the 14th is worked.
    /// let deadline = Deadline { received: Some("2026-02-10".parse()?), limit: Limit::WorkingDays(5) };
    /// let counted = deadline.count(Calendar::cn())?;
    /// assert_eq!(counted.due, Due::On("2026-02-24".parse()?));
    /// assert_eq!((counted.made_up.len(), counted.skipped.len()), (1, 9));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`NoDeadline`] where the day of receipt is wanted and missing, or the end lies beyond the calendar.
    pub fn count<'a>(&self, calendar: &'a Calendar) -> Result<Counted<'a>, NoDeadline> {
        let mut counted = Counted {
            due: Due::Never,
            estimated: false,
            from: None,
            ended: None,
            skipped: Vec::new(),
            made_up: Vec::new(),
            moved: Vec::new(),
            papers: Vec::new(),
            deadline: self.clone(),
        };
        let received = || self.received.ok_or(NoDeadline::NotReceived);
        match &self.limit {
            Limit::On(day) | Limit::Event { came: Some(day), .. } => counted.due = Due::On(*day),
            Limit::Event { came: None, .. } | Limit::Continuing => {}
            Limit::WithinYear => counted.due = Due::On(date(received()?.year(), 12, 31)),
            Limit::Days(days) => {
                let received = received()?;
                let end = received.checked_add(i32::from(*days).days()).map_err(|_| NoDeadline::Beyond)?;
                counted.end(received, end, calendar)?;
            }
            Limit::Months(months) => {
                let received = received()?;
                // A month too short for the day ends with its last: 31 January and a month are 28 February.
                let end = received.checked_add(i32::from(*months).months()).map_err(|_| NoDeadline::Beyond)?;
                counted.end(received, end, calendar)?;
            }
            Limit::WorkingDays(days) => {
                let received = received()?;
                let mut end = received;
                for _ in 0..*days {
                    end = counted.next(end, calendar)?;
                }
                counted.end(received, end, calendar)?;
            }
        }
        counted.gather(calendar);
        Ok(counted)
    }
}

impl<'a> Counted<'a> {
    /// The working day after a day; what lies between is passed over.
    fn next(&mut self, after: Date, calendar: &'a Calendar) -> Result<Date, NoDeadline> {
        let mut at = after;
        loop {
            at = at.tomorrow().map_err(|_| NoDeadline::Beyond)?;
            let day = calendar.day(at);
            if day.kind.is_worked() {
                if day.kind == Kind::MadeUp {
                    self.made_up.push(day);
                }
                return Ok(at);
            }
            self.skipped.push(day);
        }
    }

    /// Ends on a day, or on the next working day.
    fn end(&mut self, received: Date, end: Date, calendar: &'a Calendar) -> Result<(), NoDeadline> {
        self.from = Some(received.tomorrow().map_err(|_| NoDeadline::Beyond)?);
        self.ended = Some(end);
        let due = calendar.on_or_after(end).ok_or(NoDeadline::Beyond)?;
        let mut at = end;
        while at < due {
            self.moved.push(calendar.day(at));
            at = at.tomorrow().map_err(|_| NoDeadline::Beyond)?;
        }
        // Why it stays on a Saturday or Sunday has to be seen too.
        let last = calendar.day(due);
        if last.kind == Kind::MadeUp && !self.made_up.contains(&last) {
            self.made_up.push(last);
        }
        self.due = Due::On(due);
        Ok(())
    }

    /// The papers of the days that mattered, and whether one of the days is estimated.
    fn gather(&mut self, calendar: &'a Calendar) {
        let Some(end) = self.ended else { return };
        let due = if let Due::On(due) = self.due { due } else { end };
        let counts_all = matches!(self.deadline.limit, Limit::WorkingDays(_));
        // Of calendar days only the end is looked up; of working days every day.
        let first = self.from.filter(|_| counts_all).unwrap_or(end).min(end);
        let mut at = Some(first);
        while let Some(day) = at.filter(|day| *day <= due) {
            self.estimated |= calendar.day(day).estimated;
            at = day.tomorrow().ok();
        }
        let mattered = self.skipped.iter().chain(&self.made_up).chain(&self.moved).filter_map(|day| day.paper);
        for paper in mattered {
            if !self.papers.contains(&paper) {
                self.papers.push(paper);
            }
        }
        self.papers.sort_by_key(|paper| paper.date);
    }
}
