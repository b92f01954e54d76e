//! What programs read: one word for each thing of a plan, the same in all languages.

use luoshi_plan::{Direction, Finality, Frequency, Indicator, Standing, Target};

pub(crate) fn direction_key(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Hold => "hold",
    }
}

pub(crate) fn nature_key(indicator: &Indicator) -> &'static str {
    match indicator.nature {
        luoshi_plan::Nature::Binding => "binding",
        luoshi_plan::Nature::Expected => "expected",
        luoshi_plan::Nature::Unstated => "unstated",
    }
}

pub(crate) fn frequency_key(frequency: Frequency) -> String {
    match frequency {
        Frequency::Monthly => "monthly".to_owned(),
        Frequency::Quarterly => "quarterly".to_owned(),
        Frequency::HalfYearly => "half_yearly".to_owned(),
        Frequency::Yearly => "yearly".to_owned(),
        Frequency::Years(n) => format!("years/{n}"),
    }
}

pub(crate) fn finality_key(finality: Finality) -> &'static str {
    match finality {
        Finality::Estimate => "estimate",
        Finality::Provisional => "provisional",
        Finality::Final => "final",
    }
}

pub(crate) fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Reported => "reported",
        Standing::Verified => "verified",
    }
}

/// By when, or for which years, for programs.
pub(crate) fn due_text(target: &Target) -> String {
    match target.term {
        luoshi_plan::Term::By(day) => day.to_string(),
        luoshi_plan::Term::EachYear { from, to } => format!("{from}/{to}"),
        luoshi_plan::Term::Over(period) => period.to_string(),
    }
}
