//! `luoshi status`: the plans of a record, judged.

use super::record::failed;
use super::unwritten;
use crate::args::{Ended, Status, StatusForm};
use crate::i18n::Words;
use crate::output::say;
use crate::print::csv::MARK;
use crate::print::status::Shown;
use crate::terminal::Look;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use luoshi_plan::PlanId;
use luoshi_store::plan::{self, At};
use luoshi_store::{Reader, Store, StoreError};
use std::io::{self, Write as _};

pub(crate) fn run(args: &Status, words: &Words) -> Ended {
    let today = || jiff::ZonedDateTime::now().date();
    let day = args.date.unwrap_or_else(today);
    let found = Store::read_only(&args.data).and_then(|store| {
        store.read(|reader| {
            let at = args.recorded_by.map_or(Ok(At::NOW), |day| end_of(reader, day))?;
            let entries = if at == At::NOW { reader.head().size } else { at.entries() };
            let plans = plan::plans(reader, at)?;
            let which = args.plan.map(PlanId::new);
            if let Some(which) = which.filter(|id| plans.iter().all(|p| p.id != *id)) {
                return Err(StoreError::Refused(words.fill("status.no_plan", &[("plan", &which.to_string())])));
            }
            Ok((plan::whole(reader, which, at)?, entries))
        })
    });
    let (whole, entries) = match found {
        Ok(found) => found,
        Err(error) => return failed(&error, words),
    };
    if whole.plans.is_empty() {
        say(&format!("luoshi: {}", words.get("status.empty")));
    }
    let judged = whole.judge(day);
    let shown = Shown {
        whole: &whole,
        judged: &judged,
        entries,
        recorded_by: args.recorded_by,
        method: args.method.as_deref(),
        words,
    };
    let text = match args.form {
        StatusForm::Table if whole.plans.is_empty() => Vec::new(),
        StatusForm::Table => shown.table(Look::of_stdout()),
        StatusForm::Json => shown.json(),
        StatusForm::Csv => shown.csv(),
    };
    let mut out = io::stdout().lock();
    let mark: &[u8] = if args.mark { MARK } else { &[] };
    match out.write_all(mark).and_then(|()| out.write_all(&text)).and_then(|()| out.flush()) {
        Ok(()) => Ended::Done,
        Err(error) => unwritten(&error, "-", words),
    }
}

/// The record as it stood at the end of a day here.
pub(super) fn end_of(reader: &mut Reader<'_>, day: Date) -> Result<At, StoreError> {
    let next = day.tomorrow().ok().and_then(|next| next.to_zoned_datetime(TimeZone::system()).ok());
    match next {
        Some(next) => plan::at_moment(reader, next.timestamp().as_microsecond() - 1),
        // No day comes after it.
        None => Ok(At::NOW),
    }
}
