//! What is proposed, and what it is the same as.

use crate::world::{FIRST, Paper, SECOND, World};
use luoshi_plan::{Subject, Value, Wanted};
use luoshi_proposal::{Bulk, Certainty, Draft, Into, Kind, Proposal};

/// A proposal in a line, for a person.
pub(crate) fn line(p: &Proposal) -> String {
    let sure = &p.certainty.word()[..2];
    let what = match &p.draft {
        Draft::Plan { title, period, territory } => {
            format!("{title} {period} {}", territory.as_ref().map_or("-", |t| t.name.as_str()))
        }
        Draft::Goal { title, .. } | Draft::Principle { text: title } => title.clone(),
        Draft::Indicator { name, unit, measure, direction, .. } => format!("{name} [{unit}] {measure:?} {direction:?}"),
        Draft::Target { wanted, term, unit, .. } => {
            format!("{wanted:?} [{unit}] {term:?}").replace("Value(Decimal", "(")
        }
        Draft::Observation { value, period, unit, .. } => format!("{value} [{unit}] {period}"),
        Draft::Task { title, due, lead, support, .. } => format!("{title} {due:?} {lead:?} {support:?}"),
    };
    format!("{sure} {} {what}", p.draft.kind().word())
}

/// What is proposed of one kind, a line each.
pub(crate) fn lines(text: &str, kind: Kind) -> Vec<String> {
    let list = World::default().propose(&Paper::new(1, text)).list;
    list.iter().filter(|p| p.draft.kind() == kind).map(line).collect()
}

/// The nature that the document gives to an indicator.
pub(crate) fn nature(text: &str, wanted: &str) -> luoshi_plan::Nature {
    let list = World::default().propose(&Paper::new(1, text)).list;
    let found = list.iter().find_map(|p| match &p.draft {
        Draft::Indicator { name, nature, .. } if name == wanted => Some(*nature),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{wanted}: {list:#?}"))
}

/// The proposals of a text whose words are these, in the order of the text.
pub(crate) fn sure(text: &str, kind: Kind) -> Vec<String> {
    let list = World::default().propose(&Paper::new(1, text)).list;
    let sure = list.iter().filter(|p| p.draft.kind() == kind && p.certainty == Certainty::Certain);
    sure.map(|p| line(p).split_once(' ').map(|(_, l)| l.to_owned()).unwrap_or_default()).collect()
}

/// A plan with this in its tasks.
pub(crate) fn plan(tasks: &str) -> String {
    format!("云泽市水网建设行动方案（2026—2028年）\n\n云泽市人民政府\n2026年3月2日\n\n{tasks}")
}

/// A work report of the country with these lines as what is to be done.
pub(crate) fn nation(tasks: &str) -> String {
    format!(
        "政府工作报告\n\n（2025年3月5日）\n\n各位代表：\n\n现在，我代表国务院报告工作，请审查。\n\n一、2024年工作回顾\n\n全国粮食产量达到1.4万亿斤，云泽县粮食产量达到3万吨。\n\n二、对2025年政府工作的建议\n\n{tasks}\n"
    )
}

#[test]
fn a_report_is_proposed_as_its_reader_would_take_it_down() {
    let list = World::default().propose(&Paper::new(1, FIRST)).list;
    let lines: Vec<String> =
        list.iter().filter(|p| p.draft.kind() != Kind::Target && p.certainty == Certainty::Certain).map(line).collect();
    assert_eq!(
        lines,
        [
            "ce plan 云泽市2025年政府工作报告 2025 云泽市",
            "ce goal 建设宜居城市",
            "ce goal 守护绿水青山",
            "ce indicator 地区生产总值 [亿元] Flow Up",
            "ce observation 486.2 [亿元] 2024",
            "ce indicator 地区生产总值增速 [%] Rate Up",
            "ce observation 5.6 [%] 2024",
            "ce indicator 一般公共预算收入 [亿元] Flow Up",
            "ce observation 38.4 [亿元] 2024",
            "ce indicator 一般公共预算收入增速 [%] Rate Up",
            "ce observation 6.1 [%] 2024",
            "ce indicator 城镇新增就业 [人] Flow Up",
            "ce observation 9200 [人] 2024",
            "ce indicator 森林覆盖率 [%] Level Up",
            "ce observation 41.3 [%] 2024",
            "ce indicator 粮食产量 [万吨] Flow Up",
            "ce observation 52.6 [万吨] 2024",
            "ce indicator 居民消费价格涨幅 [%] Rate Down",
            "ce indicator 单位GDP能耗降幅 [%] Fall Up",
            "ce indicator 老旧小区改造 [个] Flow Up",
            "ce indicator 空气质量优良天数比例 [%] Level Up",
            "ce task 新建口袋公园12个 Unstated [] []",
            "ce task 年内建成城西污水处理厂 On(2025-12-31) [] []",
            "ce task 完成造林3.2万亩 Unstated [] []",
            "ce task 6月底前完成云泽河两岸污水口整治 On(2025-06-30) [\"市生态环境局\"] [\"市水务局\", \"市住建局\"]",
        ]
    );
}

#[test]
fn targets_have_their_bound_and_their_tolerance() {
    let list = World::default().propose(&Paper::new(1, FIRST)).list;
    let name = |p: &Proposal| {
        let of = p.draft.rests_on().cloned();
        list.iter().find(|i| of == Some(luoshi_proposal::Ref::Proposed(i.id.clone()))).map(|i| match &i.draft {
            Draft::Indicator { name, .. } => name.clone(),
            _ => String::new(),
        })
    };
    let found: Vec<(String, Wanted, Option<Value>)> = list
        .iter()
        .filter_map(|p| match &p.draft {
            Draft::Target { wanted, tolerance, .. } => Some((name(p)?, wanted.clone(), *tolerance)),
            _ => None,
        })
        .collect();
    let value = |text: &str| text.parse::<Value>().expect("a value");
    for (name, wanted, tolerance) in [
        ("地区生产总值增速", Wanted::Reach(value("5.5")), None),
        ("居民消费价格涨幅", Wanted::Reach(value("2")), Some(value("0.2"))),
        // A fall that is wanted is told as a fall.
        ("单位GDP能耗降幅", Wanted::Reach(value("3")), None),
        ("空气质量优良天数比例", Wanted::Reach(value("92")), None),
    ] {
        assert!(found.contains(&(name.to_owned(), wanted, tolerance)), "{name}: {found:#?}");
    }
}

#[test]
fn the_values_of_two_reports_are_one_series_in_one_unit() {
    let mut world = World::default();
    let (first, second) = (Paper::new(1, FIRST), Paper::new(2, SECOND));
    for paper in [&first, &second] {
        let file = world.file(paper);
        world.apply(paper, &file, Bulk::Certain).expect("no faults");
    }
    let pair = |p: &str, v: &str| (p.to_owned(), v.to_owned());
    // 5144000万元 and 10.6亿斤 in the units that were there.
    assert_eq!(world.series("地区生产总值"), [pair("2024", "486.2"), pair("2025", "514.4")]);
    assert_eq!(world.series("粮食产量"), [pair("2024", "52.6"), pair("2025", "53")]);
    assert_eq!(world.series("森林覆盖率"), [pair("2024", "41.3"), pair("2025", "41.9")]);
    // One plan over both years, its goals shared where their words are.
    assert_eq!(world.whole.plans.len(), 1);
    assert_eq!(world.whole.plans[0].period.to_string(), "2025/2026");
    assert_eq!(world.whole.plans[0].title, "云泽市2025—2026年政府工作报告");
    let names = |t: &str| world.whole.goals.iter().filter(|g| g.title == t).count();
    assert_eq!((names("建设宜居城市"), names("2026年工作安排")), (1, 0));
    // Each part knows where it came from.
    let goal = world.whole.goals.iter().find(|g| g.title == "守护绿水青山").expect("a goal");
    let sources: Vec<i64> = world
        .whole
        .citations
        .iter()
        .filter(|c| c.of == Subject::Goal(goal.id))
        .map(|c| c.passage.source.get())
        .collect();
    assert_eq!(sources, [1, 2]);
    let subjects = |s: Subject| world.whole.citations.iter().any(|c| c.of == s);
    assert!(world.whole.observations.iter().all(|o| subjects(Subject::Observation(o.id))));
    assert!(world.whole.targets.iter().all(|t| subjects(Subject::Target(t.id))));
    assert!(world.whole.tasks.iter().all(|t| subjects(Subject::Task(t.id))));
    // Of each indicator and year one target.
    let mut keys: Vec<_> = world.whole.targets.iter().map(|t| (t.indicator, format!("{:?}", t.term))).collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all);
}

#[test]
fn what_is_set_twice_in_one_document_is_one_task() {
    let text = "云泽市2025年政府工作报告\n\n二、2025年工作安排\n\n（一）做实民生\n\n开展职业技能培训3万人次，新建养老驿站40个。\n\n附：2025年民生实事\n\n1.开展职业技能培训3万人次（牵头单位：市人力资源社会保障局）。\n";
    let list = World::default().propose(&Paper::new(1, text)).list;
    let found: Vec<_> = list
        .iter()
        .filter_map(|p| match &p.draft {
            Draft::Task { title, lead, .. } if title.contains("技能培训") => {
                Some((title.clone(), lead.clone(), p.also.len()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(found, [("开展职业技能培训3万人次".to_owned(), vec!["市人力资源社会保障局".to_owned()], 1)]);
}

#[test]
fn a_plan_of_one_title_in_every_place_is_called_by_its_place_and_year() {
    let text = "政府工作报告\n\n（2026年1月20日在云泽市第九届人民代表大会第五次会议上）\n\n现在，我代表云泽市人民政府向大会报告工作。\n\n二、2026年工作安排\n\n今年，粮食产量达到53万吨以上。\n\n（一）建设宜居城市\n\n新建口袋公园15个。\n";
    assert_eq!(lines(text, Kind::Plan), ["ce plan 云泽市2026年政府工作报告 2026 云泽市"]);
    let whose = text.replacen("政府工作报告", "云泽市人民政府工作报告", 1);
    assert_eq!(lines(&whose, Kind::Plan), ["ce plan 云泽市2026年政府工作报告 2026 云泽市"]);
    let dated = "2026年云泽市政府工作报告\n\n二、2026年工作安排\n\n今年，粮食产量达到53万吨以上。\n";
    assert_eq!(lines(dated, Kind::Plan), ["ce plan 2026年云泽市政府工作报告 2026 云泽市"]);
}

#[test]
fn what_binds_at_the_end_of_a_list_binds_nothing_before_it() {
    let text = "云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n今年主要预期目标为：地区生产总值增长5.5%；居民消费价格涨幅2%左右；碳排放强度等约束性指标完成下达任务。\n";
    assert_eq!(nature(text, "地区生产总值增速"), luoshi_plan::Nature::Expected);
    assert_eq!(nature(text, "居民消费价格涨幅"), luoshi_plan::Nature::Expected);
}

#[test]
fn a_list_gives_its_first_bound_and_its_first_word_to_all() {
    let text = "云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n2025年，土特产网上零售额、出口额分别增长7.4%、21.6%；食品、药品抽检合格率分别超98.1%和99%；新建7个断面水环境质量监测站。\n";
    let list = World::default().propose(&Paper::new(1, text)).list;
    let certain: Vec<String> = list.iter().filter(|p| p.certainty == Certainty::Certain).map(line).collect();
    assert!(!certain.iter().any(|l| l.contains("出口总额增速") || l.contains("observation 99 ")), "{certain:#?}");
}

#[test]
fn a_task_says_what_is_done_and_not_what_its_neighbour_does() {
    let text = plan(
        "二、重点任务\n\n（一）加快改造水渠\n\n培育管护企业20家、管护合作社15个，惠及6万人。完成渠系数字化改造（市水利局牵头，市财政局配合）。形成04个管护样板。\n\n新增参保人数15万人。\n\n加快甲山、乙河等6条水渠，全面治理丙湖。\n\n推动水表达到35万个；2027年底前超过45万个。\n\n办好水上航线，力争全年开行2500列以上。\n\n年度完成投资1.1万亿元左右。\n\n造林120万亩。\n\n以“小投入”办好“大水利”。\n",
    );
    let tasks = sure(&text, Kind::Task);
    assert!(tasks.iter().any(|t| t.starts_with("task 完成渠系数字化改造 ")), "{tasks:#?}");
    assert!(tasks.iter().any(|t| t.starts_with("task 造林120万亩 ")), "{tasks:#?}");
    assert!(
        !tasks.iter().any(|t| t.contains("task 惠及")
            || t.contains("04个")
            || t.contains("参保")
            || t.contains("乙河")
            || t.contains("超过45万")
            || t.contains("开行")
            || t.contains("小投入")
            || t.contains("完成投资")
            || t.contains("task 管护合作社")),
        "{tasks:#?}"
    );
}

#[test]
fn a_title_that_was_made_gives_way_to_one_that_is_printed() {
    let mut world = World::default();
    let first = Paper::new(1, "云泽市全年新造林3.2万亩，森林覆盖率41.9%。\n\n云泽市人民政府\n2026年1月10日\n");
    let file = world.file(&first);
    world
        .apply(&first, &crate::world::with(&file, "plan", "云泽市2026年", "decision", "accept"), Bulk::Certain)
        .expect("no faults");
    let second = Paper::new(
        2,
        "云泽市2026年政府工作报告\n\n云泽市人民政府\n2026年1月20日\n\n二、2026年工作安排\n\n今年，粮食产量达到53万吨以上。\n",
    );
    let file = world.file(&second);
    world.apply(&second, &file, Bulk::Certain).expect("no faults");
    assert_eq!(world.whole.plans.iter().map(|p| p.title.as_str()).collect::<Vec<_>>(), ["云泽市2026年政府工作报告"]);
}

#[test]
fn what_is_close_to_another_is_a_thing_of_its_own() {
    let text = "云泽市2026年政府工作报告\n\n云泽市人民政府\n2026年1月20日\n\n二、2026年工作安排\n\n今年全市主要预期目标是：城镇调查失业率5.3%左右，城镇登记失业率3.9%以内。\n";
    let found = sure(text, Kind::Indicator);
    assert_eq!(found, ["indicator 城镇调查失业率 [%] Level Down", "indicator 城镇登记失业率 [%] Level Down"]);
}

#[test]
fn the_same_document_gives_the_same_proposals() {
    let paper = Paper::new(1, FIRST);
    assert_eq!(World::default().propose(&paper).list, World::default().propose(&paper).list);
    let mut ids: Vec<String> = World::default().propose(&paper).list.into_iter().map(|p| p.id).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn the_report_of_the_country_is_of_the_whole_country() {
    let list = World::default().propose(&Paper::new(1, &nation("（一）修好水渠\n\n建成城西蓄水池。"))).list;
    let plan = list.iter().find_map(|p| match &p.draft {
        Draft::Plan { title, territory, .. } => Some((title.clone(), territory.as_ref().map(|t| t.name.clone()))),
        _ => None,
    });
    assert_eq!(plan, Some(("国务院2025年政府工作报告".to_owned(), Some("全国".to_owned()))));
    // 对2025年政府工作的建议 sets nothing by itself.
    let goals: Vec<_> = list.iter().filter(|p| p.draft.kind() == Kind::Goal).map(line).collect();
    assert_eq!(goals, ["ce goal 修好水渠"]);
    assert!(list.iter().any(|p| line(p).ends_with("observation 1.4 [万亿斤] 2024")), "{list:#?}");
}

#[test]
fn a_report_is_called_by_its_own_year_though_it_sets_out_five() {
    let text = "政府工作报告\n\n2026年2月3日在云泽市第九届人民代表大会第六次会议上\n\n各位代表：\n\n现在，我代表云泽市人民政府作工作报告。\n\n一、2025年工作回顾\n\n森林覆盖率达到41.3%。\n\n二、“十五五”时期主要目标\n\n到2030年，森林覆盖率达到44%。\n\n三、2026年重点工作\n\n（一）今年重点任务是\n\n建成城西蓄水池。\n\n（二）今年还要编制节水规划\n\n建成城东蓄水池。\n";
    let list = World::default().propose(&Paper::new(1, text)).list;
    let title = list.iter().find_map(|p| match &p.draft {
        Draft::Plan { title, .. } => Some(title.as_str()),
        _ => None,
    });
    assert_eq!(title, Some("云泽市2026年政府工作报告"));
    let goals = sure(text, Kind::Goal);
    assert!(goals.iter().all(|g| !g.contains("今年")), "{goals:?}");
}

#[test]
fn a_year_that_is_the_first_of_a_plan_is_the_year_of_its_targets() {
    let text = "云泽市2026年政府工作报告\n\n2026年2月3日\n\n一、“十四五”时期和2025年工作回顾\n\n森林覆盖率达到41.3%。\n\n二、“十五五”时期主要目标\n\n到2030年，森林覆盖率达到44%。\n\n三、2026年重点工作\n\n今年是“十五五”规划的开局之年，任务很重。主要预期目标是：地区生产总值增长5.5%，城镇新增就业1.2万人。\n";
    let targets = sure(text, Kind::Target);
    assert!(targets.iter().any(|t| t.contains("5.5") && t.contains("2026")), "{targets:?}");
    assert!(targets.iter().any(|t| t.contains("1.2") && t.contains("2026")), "{targets:?}");
}

#[test]
fn a_ledger_of_what_is_to_be_done_sets_it_and_a_length_alone_says_not_of_what() {
    let ledger = "云泽市2026年民生实事推进台账\n\n云泽市人民政府\n2026年2月5日\n\n1.改造老旧小区12个。牵头单位：市住建局；完成时限：2026年9月底。\n2.建设社区食堂60个。牵头单位：市民政局；完成时限：11月底。\n3.新增公办托位800个。责任单位：市卫生健康委；完成时限：2026年12月底。\n";
    assert_eq!(sure(ledger, Kind::Task).len(), 3);
    let tasks = "云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）扩大投资\n\n加快东环、西环建设，新增通车里程40公里以上。\n";
    assert!(sure(tasks, Kind::Task).iter().all(|t| !t.contains("里程")));
}

#[test]
fn a_level_wanted_this_year_is_not_that_of_the_last_year_of_a_plan() {
    let text = "云泽市2026年政府工作报告\n\n2026年2月3日\n\n一、2025年工作回顾\n\n森林覆盖率达到41.3%。\n\n二、“十五五”时期主要目标\n\n到2030年，森林覆盖率达到44%。\n\n三、2026年的工作\n\n根据“十五五”规划纲要的安排，今年，地区生产总值增长5.5%。城镇登记失业率控制在3.5%左右。\n";
    let targets = sure(text, Kind::Target);
    assert!(targets.iter().all(|t| !(t.contains("3.5") && t.contains("2030"))), "{targets:?}");
}

#[test]
fn values_go_into_an_indicator_of_another_unit_of_area() {
    let report = |year: u16, s: &str| {
        format!(
            "云泽市{year}年政府工作报告\n\n云泽市人民政府\n{year}年2月3日\n\n二、{year}年工作安排\n\n（一）夯实农业\n\n{s}\n"
        )
    };
    let mut world = World::default();
    for (n, text) in
        [report(2025, "新建高标准农田1.8万亩。"), report(2026, "新建高标准农田6500亩。")].iter().enumerate()
    {
        let paper = Paper::new(n as u8 + 1, text);
        let file = world.file(&paper);
        world.apply(&paper, &file, Bulk::Certain).expect("taken in");
    }
    let names: Vec<&str> = world.whole.indicators.iter().map(|i| i.name.as_str()).collect();
    assert_eq!(names, ["高标准农田建设"]);
    let wanted: Vec<String> = world.whole.targets.iter().map(|t| format!("{:?}", t.wanted)).collect();
    assert_eq!(wanted.len(), 2, "{wanted:?}");
    assert!(
        world.whole.targets.iter().any(|t| t.wanted.value().is_some_and(|v| v.to_string() == "0.65")),
        "{wanted:?}"
    );
}

#[test]
fn a_number_of_what_the_plan_has_already_says_what_it_is_of() {
    let text = "云泽市2025年政府工作报告\n\n2025年1月20日\n\n一、2024年工作回顾\n\n粮食产量达到52.6万吨。上半年粮食产量不足21万吨。\n";
    let mut world = World::default();
    let paper = Paper::new(1, text);
    let file = world.file(&paper);
    world.apply(&paper, &file, Bulk::Certain).expect("taken in");
    let rest = world.file(&paper);
    let rows = crate::world::parse(&rest);
    let at = |name: &str| rows[0].iter().position(|h| h == name).expect("a column");
    let (text, kind) = (at("text"), at("kind"));
    let left: Vec<_> = rows.iter().filter(|r| r[kind] == "observation").collect();
    assert!(!left.is_empty() && left.iter().all(|r| r[text] == "粮食产量"), "{rest}");
}

#[test]
fn items_of_a_list_are_tasks_with_a_stop_behind_them_or_without() {
    for stop in ["。", "；", ""] {
        let text = format!(
            "云泽市2025年政府工作报告\n\n二、2025年工作安排\n\n（一）办好十件民生实事\n\n今年我们办好下列实事：\n\n1.新建养老驿站40个{stop}\n\n2.改造村卫生室15所{stop}\n\n3.开工建设文化馆新馆{stop}\n"
        );
        let tasks: Vec<String> = sure(&text, Kind::Task);
        let words: Vec<&str> = tasks.iter().filter_map(|t| t.split(' ').nth(1)).collect();
        assert_eq!(words, ["新建养老驿站40个", "改造村卫生室15所", "开工建设文化馆新馆"], "{stop}");
    }
}

#[test]
fn so_much_again_in_the_report_of_the_next_year_is_no_task_of_the_last() {
    let report = |year: u16| {
        format!(
            "云泽市{year}年政府工作报告\n\n云泽市人民政府\n{year}年2月3日\n\n二、{year}年工作安排\n\n（一）办好实事\n\n新建农村公路150公里。建成云泽大桥二期工程。\n"
        )
    };
    let mut world = World::default();
    let first = Paper::new(1, &report(2025));
    let file = world.file(&first);
    world.apply(&first, &file, Bulk::Certain).expect("taken in");
    world.whole.sources.push(luoshi_plan::Source {
        id: Some(luoshi_plan::SourceId::new(1)),
        sha256: [1; 32],
        bytes: 0,
        name: None,
        title: None,
        issuer: None,
        day: Some("2025-02-03".to_owned()),
        kind: Some("government_work_report".to_owned()),
        language: None,
    });
    let list = world.propose(&Paper::new(2, &report(2026))).list;
    let task = |word: &str| {
        list.iter()
            .find(|p| matches!(&p.draft, Draft::Task { title, .. } if title.contains(word)))
            .unwrap_or_else(|| panic!("{word}"))
    };
    assert!(matches!(task("公路").into, Into::New) && task("公路").certainty == Certainty::Likely);
    assert!(matches!(task("大桥").into, Into::Same(Subject::Task(_))));
}
