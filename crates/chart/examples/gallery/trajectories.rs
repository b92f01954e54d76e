//! Trajectories: ordinary ones, and those that try to break the drawing.

use luoshi_chart::{Ahead, Base, Goal, Point, Required, Trajectory};
use luoshi_plan::{Date, Direction, Exact, Finality, Language, Period, Status, Value, Wait};

fn value(text: &str) -> Value {
    text.parse().expect("a number")
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

/// A straight way, and the values along it.
struct Way<'a> {
    name: &'a str,
    unit: &'a str,
    base: (&'a str, &'a str),
    goal: (&'a str, &'a str),
    points: &'a [(&'a str, &'a str)],
    ahead: &'a [(&'a str, &'a str, &'a str, &'a str)],
    cycle: i32,
    direction: Direction,
    status: Status,
    plan: &'a str,
}

fn share(from: Date, to: Date, at: Date) -> Exact {
    let days = |a: Date, b: Date| i128::from(a.until((jiff::Unit::Day, b)).expect("days").get_days());
    Exact::new(days(from, at), days(from, to)).expect("a share")
}

impl Way<'_> {
    fn draw(&self, language: Language) -> Trajectory {
        let (base, goal) = (value(self.base.1), value(self.goal.1));
        let (from, to) = (period(self.base.0).last(), day(self.goal.0));
        let on = |at: Date| {
            let whole = goal.exact().minus(base.exact())?;
            (from <= at && at <= to).then(|| base.exact().plus(whole.times(share(from, to, at))?)).flatten()
        };
        let point = |(when, much): &(&str, &str)| {
            let (when, finality) = match when.strip_suffix('e') {
                Some(when) => (period(when), Finality::Estimate),
                None => (period(when), Finality::Final),
            };
            let much = value(much);
            Point { period: when, value: much.exact(), places: much.places(), finality, required: on(when.last()) }
        };
        Trajectory {
            name: self.name.to_owned(),
            unit: self.unit.to_owned(),
            direction: self.direction,
            points: self.points.iter().map(point).collect(),
            parts: Vec::new(),
            cycle: Some(self.cycle),
            required: vec![Required::Way(vec![(from, base.exact()), (to, goal.exact())])],
            base: Some(Base { period: period(self.base.0), value: base }),
            goal: Some(Goal {
                on: to,
                values: vec![goal.exact()],
                said: luoshi_chart::amount(goal, self.unit, language).to_string(),
            }),
            nodes: Vec::new(),
            ahead: self
                .ahead
                .iter()
                .map(|(on, mid, low, high)| Ahead {
                    on: day(on),
                    value: Some(value(mid)),
                    range: Some((value(low), value(high))),
                })
                .collect(),
            plan: Some(period(self.plan)),
            status: self.status,
            adds_up_from: None,
            language,
        }
    }
}

pub(crate) fn all(language: Language) -> Vec<Trajectory> {
    let ordinary = Way {
        name: language.pick("登记在册经营主体", "Registered businesses"),
        unit: "万户",
        base: ("2021-09", "25.47"),
        goal: ("2026-09-30", "35"),
        points: &[("2016", "18.60"), ("2021-09", "25.47"), ("2022", "27.36"), ("2023", "28.91"), ("2024-06", "29.42")],
        ahead: &[
            ("2024-12-31", "29.9", "29.5", "30.3"),
            ("2025-12-31", "31.4", "30.5", "32.3"),
            ("2026-09-30", "32.6", "31.7", "33.6"),
        ],
        cycle: 12,
        direction: Direction::Up,
        status: Status::Warn,
        plan: "2021-10/2026-09",
    };
    let yearly = Way {
        name: language.pick("森林覆盖率", "Forest cover"),
        unit: "%",
        base: ("2020", "23.78"),
        goal: ("2025-12-31", "24.50"),
        points: &[("2020", "23.78"), ("2021", "23.90"), ("2022", "24.02"), ("2023e", "24.12")],
        ahead: &[("2024-12-31", "24.25", "24.15", "24.35"), ("2025-12-31", "24.37", "24.2", "24.54")],
        cycle: 12,
        direction: Direction::Up,
        status: Status::Ok,
        plan: "2021/2025",
    };
    let down = Way {
        name: language.pick("PM2.5年均浓度", "Mean PM2.5"),
        unit: "微克/立方米",
        base: ("2020", "35"),
        goal: ("2025-12-31", "28"),
        points: &[("2018", "41"), ("2020", "35"), ("2021", "34"), ("2022", "34.5"), ("2023", "35.2")],
        ahead: &[],
        status: Status::Bad,
        direction: Direction::Down,
        ..ordinary
    };
    let monthly: Vec<(String, String)> =
        (1..=11).map(|m| (format!("2025-{m:02}"), format!("{}", 400 + m * 37 - (m % 3) * 30))).collect();
    let monthly: Vec<_> =
        monthly.iter().filter(|(m, _)| m != "2025-06").map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let months = Way {
        name: language.pick("新增并网装机", "New grid capacity"),
        unit: "万千瓦",
        base: ("2024-12", "400"),
        goal: ("2025-12-31", "860"),
        points: &monthly,
        ahead: &[],
        cycle: 1,
        status: Status::Ok,
        plan: "2025",
        ..ordinary
    };
    let mut out: Vec<Trajectory> = [&ordinary, &yearly, &down, &months].iter().map(|way| way.draw(language)).collect();
    let one = Way { points: &[("2023", "28.91")], ahead: &[], ..ordinary };
    let none = Way { points: &[], ahead: &[], status: Status::Wait(Wait::NoData), ..ordinary };
    let equal = Way {
        base: ("2020", "5"),
        goal: ("2025-12-31", "5"),
        points: &[("2021", "5"), ("2022", "5"), ("2023", "5")],
        ahead: &[],
        unit: "个",
        ..yearly
    };
    let negative = Way {
        base: ("2020", "-12.5"),
        goal: ("2025-12-31", "3"),
        points: &[("2021", "-9"), ("2022", "-11.2"), ("2023", "-2")],
        ahead: &[],
        unit: "亿元",
        ..yearly
    };
    let huge = Way {
        base: ("2020", "134908420000000"),
        goal: ("2025-12-31", "1000000000000000"),
        points: &[("2021", "300000000000000"), ("2022", "450000000000000"), ("2023", "600000000000000")],
        ahead: &[],
        unit: "元",
        ..yearly
    };
    let tiny = Way {
        base: ("2020", "0.000000001"),
        goal: ("2025-12-31", "0.000000005"),
        points: &[("2021", "0.000000002"), ("2022", "0.0000000024"), ("2023", "0.000000003")],
        ahead: &[],
        unit: "吨",
        ..yearly
    };
    let long: Vec<(String, String)> = (0..300)
        .map(|n| (format!("{}-{:02}", 2000 + n / 12, n % 12 + 1), format!("{}", 100 + n + (n * n) % 37)))
        .collect();
    let long: Vec<_> = long.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let periods = Way {
        base: ("2020", "340"),
        goal: ("2026-12-31", "500"),
        points: &long,
        ahead: &[],
        cycle: 1,
        unit: "人",
        ..yearly
    };
    let name = "某某自治区某某市某某新区高质量发展综合改革示范园区范围内规模以上工业企业单位增加值综合能源消耗下降率（含自备电厂、热电联产机组）";
    let named = Way { name, unit: "吨标准煤当量每万元不变价增加值", ..ordinary };
    let holes = Way {
        points: &[("2014", "22"), ("2017", "23"), ("2018", "23.1"), ("2021", "23.9"), ("2023", "24.1")],
        ahead: &[],
        status: Status::Wait(Wait::Stale),
        ..yearly
    };
    let crowded = Way {
        base: ("2020", "24"),
        goal: ("2025-12-31", "24.1"),
        points: &[("2020", "24"), ("2021", "24.05"), ("2022", "24.02"), ("2023", "24.06"), ("2024", "24.09")],
        ahead: &[("2025-12-31", "24.1", "24.05", "24.12")],
        ..yearly
    };
    out.extend(
        [&one, &none, &equal, &negative, &huge, &tiny, &periods, &named, &holes, &crowded]
            .iter()
            .map(|w| w.draw(language)),
    );
    let mut limit = yearly.draw(language);
    limit.required = vec![
        Required::Level { at: value("23.9").exact(), from: Some(day("2021-01-01")), to: day("2025-12-31") },
        Required::Level { at: value("24.3").exact(), from: Some(day("2021-01-01")), to: day("2025-12-31") },
    ];
    limit.goal = Some(Goal {
        on: day("2025-12-31"),
        values: vec![value("23.9").exact(), value("24.3").exact()],
        said: luoshi_chart::range(value("23.9"), value("24.3"), "%", language).to_string(),
    });
    limit.base = None;
    out.push(limit);
    out
}
