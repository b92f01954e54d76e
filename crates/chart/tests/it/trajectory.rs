//! Trajectories of any data: labels stand apart and inside, the drawing is XML, what others wrote is inert.

use crate::xml;
use luoshi_chart::{Ahead, Base, Chart, Goal, Point, Required, Size, Theme, Trajectory, amount};
use luoshi_plan::{Date, Decimal, Direction, Exact, Finality, Language, Period, Status, Value, Wait};
use proptest::prelude::*;

/// Text that is alive wherever it is not made inert.
const MARKED: &str = "<script>alert(1)</script>\"'&]]><!--";

pub(crate) fn value() -> impl Strategy<Value = Value> {
    let ordinary = (-10_000i64..10_000, 0u32..3).prop_map(|(m, s)| Value::from(Decimal::new(m, s)));
    let huge = (1i64..10i64.pow(15)).prop_map(|m| Value::from(Decimal::new(m, 0)));
    let tiny = (-100i64..100).prop_map(|m| Value::from(Decimal::new(m, 9)));
    prop_oneof![6 => ordinary, 1 => huge, 1 => tiny, 1 => Just(Value::whole(7))]
}

pub(crate) fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[一-龥]{1,12}",
        1 => Just("某某自治区某某新区规模以上工业企业单位增加值综合能源消耗下降率（含自备电厂）".repeat(2)),
        1 => Just(MARKED.to_owned()),
        1 => "[a-zA-Z ]{0,40}",
    ]
}

pub(crate) fn unit() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "%|万户|亿元|元|人|万千瓦|微克/立方米",
        1 => Just("吨标准煤当量每万元不变价增加值".to_owned()),
        1 => Just(MARKED.to_owned()),
        1 => Just(String::new()),
    ]
}

pub(crate) fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        Just(Status::Done),
        Just(Status::Ok),
        Just(Status::Warn),
        Just(Status::Bad),
        Just(Status::Wait(Wait::Stale)),
        Just(Status::NotStarted)
    ]
}

fn year_end(year: i16) -> Date {
    Date::new(year, 12, 31).expect("a day")
}

prop_compose! {
    pub(crate) fn any_trajectory()(
        name in name(), unit in unit(), status in status(),
        values in prop_oneof![8 => prop::collection::vec((value(), 0u8..4), 0..14), 1 => prop::collection::vec((value(), 0u8..1), 280..300)],
        months in prop_oneof![Just(1i32), Just(3), Just(12)],
        begin in 1990i16..2030, skip in 0usize..4,
        base in prop::option::of(value()), goal in prop::option::of((value(), 1i16..12)),
        level in any::<bool>(), ahead in prop::collection::vec((value(), value(), value()), 0..4),
        direction in prop_oneof![Just(Direction::Up), Just(Direction::Down), Just(Direction::Hold)],
        zh in any::<bool>(), plan in any::<bool>(), same in any::<bool>(), with_parts in any::<bool>(),
    ) -> Trajectory {
        let language = if zh { Language::Zh } else { Language::En };
        let first = values.first().map_or(Value::whole(1), |(v, _)| *v);
        let at = |n: i32| {
            let month = n * months;
            let (year, month) = (begin + i16::try_from(month / 12).expect("few"), i8::try_from(month % 12 + 1).expect("a month"));
            if months == 12 { Period::year(year) } else { Period::month(year, month) }.expect("a period")
        };
        let points: Vec<_> = values.iter().enumerate().filter(|(n, _)| skip == 0 || n % 4 != skip).map(|(n, (v, f))| {
            let v = if same { first } else { *v };
            let finality = if *f == 1 { Finality::Estimate } else { Finality::Final };
            Point { period: at(i32::try_from(n).expect("few")), value: v.exact(), places: v.places(), finality, required: (*f > 1).then(|| first.exact()) }
        }).collect();
        // Of years only: the first months of each, and of the one after.
        let part = |p: &Point| Some(Point { period: Period::through(p.period.last().year() + 1, 6)?, ..*p });
        let parts: Vec<_> = if with_parts && months == 12 { points.iter().filter_map(part).collect() } else { Vec::new() };
        let last = points.last().map_or(begin, |p| p.period.last().year());
        let base = base.map(|value| Base { period: Period::year(begin).expect("a year"), value });
        let goal = goal.map(|(v, after)| {
            let said = amount(v, &unit, language).to_string();
            Goal { on: year_end(last + after), values: vec![v.exact()], said }
        });
        let required = match (&goal, base) {
            (Some(goal), _) if level => vec![Required::Level { at: goal.values[0], from: Date::new(begin, 1, 1).ok(), to: goal.on }],
            (Some(goal), Some(base)) => vec![Required::Way(vec![(base.period.last(), base.value.exact()), (goal.on, goal.values[0])])],
            (None, _) | (_, None) => Vec::new(),
        };
        let ahead = (1i16..).zip(ahead).map(|(n, (low, value, high))| Ahead { on: year_end(last + n), value: Some(value), range: Some((low.min(high), low.max(high))) }).collect();
        let plan = if plan { Period::years(begin, last + 3) } else { None };
        Trajectory { name, unit, direction, points, parts, cycle: Some(months), required, base, goal, nodes: Vec::new(), ahead, plan, status, adds_up_from: None, language }
    }
}

/// What holds for every drawing.
pub(crate) fn holds(chart: &Chart) -> Result<(), TestCaseError> {
    for drawing in &chart.drawings {
        for (at, label) in drawing.labels.iter().enumerate() {
            let a = label.area;
            prop_assert!(
                a.left >= -0.1 && a.top >= -0.1 && a.right <= drawing.width + 0.1 && a.bottom <= drawing.height + 0.1,
                "{:?} outside {:?}",
                label,
                drawing.size
            );
            for other in drawing.labels.iter().skip(at + 1) {
                prop_assert!(!a.overlaps(other.area), "{:?}: {:?} over {:?}", drawing.size, label, other);
            }
        }
    }
    let page = format!("<div>{}</div>", chart.inline("x"));
    prop_assert!(xml::live(&page).is_empty(), "{:?}", xml::live(&page));
    for size in Size::ALL {
        let file = chart.file(size, MARKED, Theme::Auto);
        prop_assert!(xml::live(&file).is_empty(), "{:?}", xml::live(&file));
    }
    prop_assert!(serde_json::from_str::<serde_json::Value>(&chart.table.json()).is_ok());
    prop_assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.columns.len()));
    Ok(())
}

proptest! {
    #[test]
    fn labels_stand_apart_and_inside_and_text_is_inert(of in any_trajectory()) {
        let chart = of.chart();
        holds(&chart)?;
        // Every value is in the table, and no digit of it is lost.
        for point in &of.points {
            let data = chart.table.rows.iter().any(|row| row[1].data.parse::<Value>().is_ok_and(|v| v.exact() == point.value));
            prop_assert!(data, "{:?}", point);
        }
    }
}

fn small(language: Language) -> Trajectory {
    let value = |text: &str| text.parse::<Value>().expect("a number");
    let base = Base { period: Period::year(2020).expect("a year"), value: value("23.78") };
    let goal = Goal {
        on: year_end(2025),
        values: vec![value("24.50").exact()],
        said: amount(value("24.50"), "%", language).to_string(),
    };
    let step = Exact::new(72, 500).expect("a step");
    let points = [(2020, "23.78"), (2021, "23.90"), (2022, "23.95"), (2023, "24.00")].map(|(year, much)| {
        let required = step.times(Exact::whole(i64::from(year) - 2020)).and_then(|up| up.plus(base.value.exact()));
        Point {
            period: Period::year(year).expect("a year"),
            value: value(much).exact(),
            places: 2,
            finality: Finality::Final,
            required,
        }
    });
    Trajectory {
        parts: Vec::new(),
        name: "森林覆盖率".to_owned(),
        unit: "%".to_owned(),
        direction: Direction::Up,
        points: points.to_vec(),
        cycle: Some(12),
        required: vec![Required::Way(vec![(year_end(2020), base.value.exact()), (year_end(2025), goal.values[0])])],
        base: Some(base),
        goal: Some(goal),
        nodes: Vec::new(),
        ahead: Vec::new(),
        plan: None,
        status: Status::Warn,
        adds_up_from: None,
        language,
    }
}

#[test]
fn it_says_what_it_shows() {
    let zh = small(Language::Zh).chart();
    assert_eq!(zh.title, "差距从0.02个百分点扩大到0.21个百分点");
    assert_eq!(zh.notes, ["纵轴自23.6%起，不从0开始。"]);
    let texts: Vec<_> = zh.drawings[0].labels.iter().map(|l| l.text.as_str()).collect();
    for label in ["目标24.50%", "2025年", "24.00%", "差0.21个百分点", "基线23.78%", "应达到的路径", "24.2", "2021"]
    {
        assert!(texts.contains(&label), "{label} in {texts:?}");
    }
    let en = small(Language::En).chart();
    assert_eq!(en.title, "The gap has widened from 0.02 percentage points to 0.21 percentage points");
    assert_eq!(
        zh.table.csv(),
        "period,actual,required,gap,finality\r\n2025-12-31,,24.5,,\r\n2023,24,24.212,-0.212,final\r\n2022,23.95,24.068,-0.118,final\r\n\
         2021,23.9,23.924,-0.024,final\r\n2020,23.78,23.78,0,final\r\n"
    );
    assert_eq!(
        zh.table.rows[1].iter().map(|c| c.shown.as_str()).collect::<Vec<_>>(),
        ["2023年", "24.00", "24.21", "−0.21", "核实"]
    );
}
