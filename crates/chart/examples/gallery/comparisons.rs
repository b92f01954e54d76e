//! Places, promises and histories.

use luoshi_chart::{Bar, Bars, Chart, Dumbbell, Dumbbells, Here, History, Reference, Stand, Tile, Tiles, Whole};
use luoshi_plan::{Date, Exact, Language, Status, Value, Wait};

fn tenths(n: i64) -> Exact {
    Exact::new(n.into(), 10).expect("a number")
}

fn value(text: &str) -> Value {
    text.parse().expect("a number")
}

const PLACES: [(&str, &str, Option<i64>, Status); 9] = [
    ("开发区", "150571", Some(610), Status::Ok),
    ("霍林郭勒市", "150581", Some(573), Status::Ok),
    ("开鲁县", "150523", Some(521), Status::Ok),
    ("科尔沁区", "150502", Some(482), Status::Ok),
    ("奈曼旗", "150525", Some(430), Status::Warn),
    ("扎鲁特旗", "150526", Some(419), Status::Warn),
    ("科左后旗", "150522", Some(396), Status::Warn),
    ("科左中旗", "150521", None, Status::Wait(Wait::NoData)),
    ("库伦旗", "150524", Some(217), Status::Bad),
];

pub(crate) fn all(language: Language) -> Vec<Chart> {
    let bar = |(name, _, value, status): &(&str, &str, Option<i64>, Status)| Bar {
        name: (*name).to_owned(),
        href: Some("#".to_owned()),
        value: value.map(tenths),
        status: Some(*status),
    };
    let bars = Bars {
        name: language.pick("各地区完成进度", "Progress by place").to_owned(),
        finding: Some(language.pick("库伦旗落后最多，2个地区已超序时", "Two places are ahead of time").to_owned()),
        unit: "%".to_owned(),
        places: 1,
        whole: Whole::Hundred,
        bars: PLACES.iter().map(bar).collect(),
        reference: Some(Reference {
            at: tenths(550), label: language.pick("序时55%", "Pace of time 55%").to_owned()
        }),
        language,
    };
    let many = Bars {
        bars: (0..34)
            .map(|n| Bar {
                name: format!("某某市某某新区高质量发展示范园区{n}"),
                href: None,
                value: Some(tenths(900 - n * 55)),
                status: Some(Status::Ok),
            })
            .collect(),
        reference: None,
        ..bars.clone()
    };
    let tile = |(name, code, value, _): &(&str, &str, Option<i64>, Status)| Tile {
        name: (*name).to_owned(),
        code: Some((*code).to_owned()),
        href: Some("#".to_owned()),
        value: value.map(tenths),
        said: None,
        remark: Some(language.pick("逾期1项", "1 overdue").to_owned()),
        here: if *code == "150523" { Here::Yes } else { Here::No },
    };
    let tiles = Tiles {
        name: language.pick("各旗县市区按期率", "Tasks on time by county").to_owned(),
        finding: None,
        unit: "%".to_owned(),
        places: 1,
        tiles: PLACES.iter().map(tile).collect(),
        classes: None,
        language,
    };
    let provinces = [
        "11 北京市",
        "12 天津市",
        "13 河北省",
        "14 山西省",
        "15 内蒙古自治区",
        "21 辽宁省",
        "22 吉林省",
        "23 黑龙江省",
        "31 上海市",
        "32 江苏省",
        "33 浙江省",
        "34 安徽省",
        "35 福建省",
        "36 江西省",
        "37 山东省",
        "41 河南省",
        "42 湖北省",
        "43 湖南省",
        "44 广东省",
        "45 广西壮族自治区",
        "46 海南省",
        "50 重庆市",
        "51 四川省",
        "52 贵州省",
        "53 云南省",
        "54 西藏自治区",
        "61 陕西省",
        "62 甘肃省",
        "63 青海省",
        "64 宁夏回族自治区",
        "65 新疆维吾尔自治区",
    ];
    let nation = Tiles {
        name: language.pick("粮食产量", "Grain harvest").to_owned(),
        unit: "万吨".to_owned(),
        tiles: (0i64..)
            .zip(provinces)
            .map(|(n, line)| {
                let (code, name) = line.split_once(' ').expect("code and name");
                Tile {
                    name: name.to_owned(),
                    code: Some(format!("{code}0000")),
                    href: None,
                    value: (n != 7).then(|| tenths(300 + (n * 7919) % 70_000)),
                    said: None,
                    remark: None,
                    here: Here::No,
                }
            })
            .collect(),
        ..tiles.clone()
    };
    let row = |name: &str, promised: &[&str], result: Option<&str>, status: Status, word: &str| Dumbbell {
        name: name.to_owned(),
        href: None,
        promised: promised.iter().map(|v| value(v)).collect(),
        result: result.map(value),
        verdict: (status, word.to_owned()),
    };
    let dumbbells = Dumbbells {
        name: language.pick("地区生产总值增长", "GDP growth").to_owned(),
        finding: None,
        unit: "%".to_owned(),
        rows: vec![
            row("2019年", &["6.5"], Some("6.8"), Status::Done, "兑现"),
            row("2020年", &["6.0"], Some("2.1"), Status::Bad, "未兑现"),
            row("2021年", &["6.5", "7.5"], Some("7.0"), Status::Done, "兑现"),
            row("2022年", &["6.5"], Some("6.5"), Status::Done, "兑现"),
            row("2023年", &["6.5"], None, Status::Wait(Wait::NoData), "没有下文"),
            row("2024年", &["5.5"], Some("5.4"), Status::Warn, "部分兑现"),
        ],
        language,
    };
    let stand = |(on, status): (&str, Status)| Stand { on: on.parse::<Date>().expect("a day"), status };
    let history = History {
        name: "经营主体".to_owned(),
        stands: [
            ("2021-12-31", Status::NotStarted),
            ("2022-06-30", Status::Wait(Wait::NoData)),
            ("2022-12-31", Status::Ok),
            ("2023-12-31", Status::Ok),
            ("2024-06-30", Status::Warn),
            ("2024-09-30", Status::Bad),
            ("2024-12-15", Status::Done),
        ]
        .map(stand)
        .to_vec(),
        language,
    };
    vec![bars.chart(), many.chart(), tiles.chart(), nation.chart(), dumbbells.chart(), history.chart()]
}
