//! A plan with one indicator and one territory, to record values of.

use luoshi_plan::{
    Adds, Direction, Frequency, Indicator, IndicatorId, Measure, Nature, Plan, PlanId, Territory, TerritoryId, Valid,
};
use luoshi_store::db::Place;
use luoshi_store::plan::Recorded as _;
use luoshi_store::{Intent, Options, Store};

/// What values can be recorded of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) indicator: i64,
    pub(crate) territory: i64,
}

/// Makes a record with it.
pub(crate) fn sample(place: &Place) -> Sample {
    let store = Store::open(place, &Options::default()).expect("a record");
    let done = store.act(Intent::new("plan.import", "Planning"), |act| {
        let plan = Plan {
            id: PlanId::new(act.new_id()),
            title: "云山市第十五个五年规划".to_owned(),
            period: "2026/2030".parse().expect("a period"),
            source: None,
        };
        let territory = Territory {
            id: TerritoryId::new(act.new_id()),
            parent: None,
            code: None,
            name: "云山市".to_owned(),
            valid: Valid::default(),
            followed_by: None,
        };
        let indicator = Indicator {
            id: IndicatorId::new(act.new_id()),
            plan: plan.id,
            goal: None,
            name: "森林覆盖率".to_owned(),
            unit: "%".to_owned(),
            direction: Direction::Up,
            measure: Measure::Level,
            nature: Nature::Binding,
            frequency: Frequency::Yearly,
            definition: None,
            source: None,
            adds: Adds::Neither,
        };
        plan.record(act)?;
        territory.record(act)?;
        indicator.record(act)?;
        Ok(Sample { indicator: indicator.id.get(), territory: territory.id.get() })
    });
    done.expect("an act").value.expect("new")
}
