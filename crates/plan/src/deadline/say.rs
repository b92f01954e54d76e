//! How a limit was counted, in a sentence.

use super::{Counted, Day, Kind, Limit};
use crate::{Date, Due, Language, Sentence};

impl Counted<'_> {
    /// How it was counted.
    #[must_use]
    pub fn why(&self) -> Sentence {
        let mut sentence = self.rule();
        if let (Some(from), Some(ended)) = (self.from, self.ended) {
            sentence = sentence.and(&self.passed(from, ended));
        }
        if let (Due::On(due), Some(ended)) = (self.due, self.ended)
            && due > ended
        {
            let (zh, en) = (listed(&self.moved, Language::Zh), listed(&self.moved, Language::En));
            sentence = sentence.and(&Sentence::new(
                format!("{}是休息日（{zh}），顺延到下一个工作日{}。", full(ended), full(due)),
                format!("{ended} is a day off ({en}): it moves to the next working day, {due}."),
            ));
        }
        if self.estimated {
            sentence = sentence.and(&Sentence::new(
                "其中有的日子放假安排尚未公布，此为预计。",
                "The working days of some of these days are not published yet: this is an estimate.",
            ));
        }
        sentence
    }

    fn rule(&self) -> Sentence {
        let received = self.deadline.received.map(|day| (full(day), day.to_string())).unwrap_or_default();
        let counted = |zh: String, en: String| {
            Sentence::new(
                format!("{}收到，当日不计；{zh}。", received.0),
                format!("Received {}, which is not counted; {en}.", received.1),
            )
        };
        match &self.deadline.limit {
            Limit::On(day) => {
                Sentence::new(format!("期限是{}当日。", full(*day)), format!("The limit is the end of {day}."))
            }
            Limit::WorkingDays(n) => counted(format!("数{n}个工作日"), format!("{n} working days")),
            Limit::Days(n) => counted(format!("数{n}日（日历日）"), format!("{n} calendar days")),
            Limit::Months(n) => counted(format!("数{n}个月"), format!("{n} months")),
            Limit::WithinYear => {
                let due = self.due_day();
                Sentence::new(
                    format!("{}收到，年内完成，即到{}。", received.0, due.map(full).unwrap_or_default()),
                    format!(
                        "Received {}, to be done within the year: by {}.",
                        received.1,
                        due.map(|day| day.to_string()).unwrap_or_default()
                    ),
                )
            }
            Limit::Event { what, came: None } => Sentence::new(
                format!("期限取决于“{what}”，事情尚未发生，没有到期日。"),
                format!("It is due when this happens: {what}. It has not, so there is no day."),
            ),
            Limit::Event { what, came: Some(day) } => Sentence::new(
                format!("期限取决于“{what}”，已于{}发生。", full(*day)),
                format!("It was due when this happened: {what}, on {day}."),
            ),
            Limit::Continuing => Sentence::new(
                "持续推进，没有到期日，应定期回看。",
                "It goes on and never falls due; it asks for reviews.",
            ),
        }
    }

    /// What was passed over and what counted on the way.
    fn passed(&self, from: Date, ended: Date) -> Sentence {
        let mut zh = format!("从{}数起，到{}", full(from), full(ended));
        let mut en = format!("From {from} on this comes to {ended}");
        if !self.skipped.is_empty() {
            let count = self.skipped.len();
            zh = format!("{zh}，其间休息{count}天不计（{}）", listed(&self.skipped, Language::Zh));
            en = format!("{en}; {count} days off are passed over ({})", listed(&self.skipped, Language::En));
        }
        if !self.made_up.is_empty() {
            zh = format!("{zh}，调休上班的{}算工作日", listed(&self.made_up, Language::Zh));
            en = format!("{en}; worked to make up for other days: {}", listed(&self.made_up, Language::En));
        }
        Sentence::new(zh + "。", en + ".")
    }

    fn due_day(&self) -> Option<Date> {
        match self.due {
            Due::On(day) => Some(day),
            Due::Never | Due::Unstated => None,
        }
    }
}

/// 2026年2月10日.
fn full(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// Days by name, runs together; plain weekends only by their number.
fn listed(days: &[Day<'_>], language: Language) -> String {
    let (plain, named): (Vec<&Day<'_>>, Vec<&Day<'_>>) = days.iter().partition(|day| day.kind == Kind::Weekend);
    let mut runs: Vec<(Date, Date, &str)> = Vec::new();
    for day in named {
        let name = day.name.unwrap_or("");
        match runs.last_mut() {
            Some((_, last, of)) if *of == name && last.tomorrow().is_ok_and(|next| next == day.date) => {
                *last = day.date;
            }
            Some(_) | None => runs.push((day.date, day.date, name)),
        }
    }
    let mut parts: Vec<String> = runs
        .into_iter()
        .map(|(first, last, name)| match (language, first == last) {
            (Language::Zh, true) => format!("{name} {}月{}日", first.month(), first.day()),
            (Language::Zh, false) => {
                format!("{name} {}月{}日—{}月{}日", first.month(), first.day(), last.month(), last.day())
            }
            (Language::En, true) => format!("{name} {first}"),
            (Language::En, false) => format!("{name} {first} to {last}"),
        })
        .collect();
    if !plain.is_empty() {
        let count = plain.len();
        parts.push(match language {
            Language::Zh => format!("周末{count}天"),
            Language::En => format!("{count} of weekends"),
        });
    }
    parts.join(match language {
        Language::Zh => "、",
        Language::En => ", ",
    })
}
