//! What is proposed, and what it is the same as.

use crate::world::{FIRST, Paper, SECOND, World};
use luoshi_plan::{Measure, Subject, Value, Wanted};
use luoshi_proposal::{Bulk, Certainty, Draft, Into, Kind, Proposal};

/// A proposal in a line, for a person.
fn line(p: &Proposal) -> String {
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
fn level_growth_and_share_of_one_thing_stay_apart() {
    let text = "云泽市2025年政府工作报告\n\n一、2024年工作回顾\n\n2024年，全市服务业增加值达到210亿元，服务业增加值增长6.1%，服务业增加值占地区生产总值比重升到43.2%。\n";
    let list = World::default().propose(&Paper::new(1, text)).list;
    let found: Vec<(String, Measure, String)> = list
        .iter()
        .filter_map(|p| match &p.draft {
            Draft::Indicator { name, measure, unit, .. } => Some((name.clone(), *measure, unit.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found.iter().map(|f| f.1).collect::<Vec<_>>(), [Measure::Flow, Measure::Rate, Measure::Level]);
    assert_eq!(found.iter().map(|f| f.2.as_str()).collect::<Vec<_>>(), ["亿元", "%", "%"]);
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
fn a_value_told_again_is_the_same_and_another_value_is_doubted() {
    let mut world = World::default();
    let first = Paper::new(1, FIRST);
    let file = world.file(&first);
    world.apply(&first, &file, Bulk::Certain).expect("no faults");
    let again = "云泽市人民政府关于2024年经济运行情况的报告\n\n2024年，全市地区生产总值达到486亿元，粮食产量达到50.1万吨。2025年，全市地区生产总值增长6%以上。\n";
    let list = world.propose(&Paper::new(3, again)).list;
    let value = |unit: &str| {
        list.iter().find(|p| matches!(&p.draft, Draft::Observation { unit: u, .. } if u == unit)).expect("a value")
    };
    assert!(
        matches!(value("亿元").into, Into::Same(Subject::Observation(_))),
        "rounded is the same: {:?}",
        value("亿元")
    );
    assert!(matches!(value("万吨").into, Into::Replaces(Subject::Observation(_))), "another is a revision");
    assert_eq!(value("万吨").certainty, Certainty::Unsure);
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

/// What is proposed of one kind, a line each.
fn lines(text: &str, kind: Kind) -> Vec<String> {
    let list = World::default().propose(&Paper::new(1, text)).list;
    list.iter().filter(|p| p.draft.kind() == kind).map(line).collect()
}

#[test]
fn a_heading_that_only_names_a_part_of_a_document_is_no_goal() {
    let text = "云泽市国民经济和社会发展“十五五”规划纲要\n\n云泽市人民政府\n2026年3月2日\n\n三、主要指标\n\n云泽市“十五五”主要指标\n指标\t单位\t2025年\t2030年\t属性\n森林覆盖率\t%\t41.9\t43\t约束性\n绿地率\t%\t38\t40\t预期性\n\n四、重点任务\n\n一是把河湖治理好\n\n建成云泽河绿道12公里。\n\n二是把老街修缮好\n\n完成老街修缮面积3万平方米。\n\n五、保障措施\n\n建立季度调度制度。\n";
    assert_eq!(lines(text, Kind::Goal)[..2], ["ce goal 把河湖治理好", "ce goal 把老街修缮好"]);
    assert!(
        !lines(text, Kind::Goal).iter().any(|l| l.contains("指标") || l.contains("重点任务") || l.contains("保障"))
    );
}

#[test]
fn a_list_of_matters_tells_who_and_by_when_behind_each() {
    let text = "云泽市2026年民生实事\n\n云泽市人民政府\n2026年2月5日\n\n经代表票决，今年办好下列实事，每季公布进度，接受社会监督。\n\n1.改造老旧小区12个。牵头单位：市住建局；完成时限：2026年9月底。\n2.建设社区食堂60个。牵头单位：市民政局；配合单位：市商务局、市市场监管局；完成时限：11月底。\n3.新增公办托位800个。责任单位：市卫生健康委；完成时限：2026年12月底。\n";
    assert_eq!(
        lines(text, Kind::Task),
        [
            r#"ce task 改造老旧小区12个 On(2026-09-30) ["市住建局"] []"#,
            r#"ce task 建设社区食堂60个 On(2026-11-30) ["市民政局"] ["市商务局", "市市场监管局"]"#,
            r#"ce task 新增公办托位800个 On(2026-12-31) ["市卫生健康委"] []"#,
        ]
    );
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

/// The nature that the document gives to an indicator.
fn nature(text: &str, wanted: &str) -> luoshi_plan::Nature {
    let list = World::default().propose(&Paper::new(1, text)).list;
    let found = list.iter().find_map(|p| match &p.draft {
        Draft::Indicator { name, nature, .. } if name == wanted => Some(*nature),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{wanted}: {list:#?}"))
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
fn a_mean_of_the_years_is_no_value_of_the_last() {
    let text = "云泽市高质量发展五年规划（2026—2030年）\n\n云泽市人民政府\n2026年3月2日\n\n云泽市主要指标\n指标\t单位\t2025年\t2030年目标\t属性\n服务业增加值增速\t%\t6.1\t年均6.5\t预期性\n新增造林面积\t万亩\t—\t年均3\t约束性\n污水集中处理率\t%\t92\t100（2028年）\t约束性\n";
    let targets = lines(text, Kind::Target);
    let has = |words: &[&str]| targets.iter().any(|l| words.iter().all(|w| l.contains(w)));
    assert!(has(&["Mean", "6.5", "Over(", "2026-01-01", "2030-12-31"]), "{targets:#?}");
    assert!(has(&["Mean", "(3", "Over(", "2026-01-01", "2030-12-31"]), "{targets:#?}");
    assert!(has(&["100", "By(2028-12-31)"]), "{targets:#?}");
}

#[test]
fn what_is_given_to_whoever_fulfils_a_condition_is_no_certain_task() {
    let text = "云泽市支持企业创新实施方案\n\n云泽市人民政府\n2026年3月2日\n\n二、重点任务\n\n（一）扶持企业建平台\n\n对新获批的市级实验室，给予每家最高30万元奖励。建成企业服务中心2个。（牵头单位：市科技局；配合单位：市财政局）\n\n（二）办好创新活动\n\n举办创新大赛3场。（牵头单位：市科技局；配合单位：市财政局）\n";
    let list = World::default().propose(&Paper::new(1, text)).list;
    let tasks: Vec<_> = list.iter().filter(|p| p.draft.kind() == Kind::Task).collect();
    let of = |word: &str| tasks.iter().find(|p| line(p).contains(word));
    let offer = of("奖励").expect("the offer");
    assert!(offer.doubts.contains(&luoshi_proposal::Doubt::Offer), "{offer:#?}");
    assert_ne!(offer.certainty, Certainty::Certain);
    assert_eq!(of("大赛").expect("a task").certainty, Certainty::Certain, "{tasks:#?}");
}

#[test]
fn a_plan_that_names_no_years_has_no_certain_target() {
    let told = "云泽市人工智能行动计划\n\n云泽市人民政府\n2026年3月2日\n\n一、主要目标\n\n森林覆盖率达到45%以上。\n";
    let with = told.replace("计划\n", "计划（2026—2028年）\n");
    let target = |text: &str| {
        let paper = Paper::new(1, text);
        let list = World::default().propose(&paper).list;
        let found = list.into_iter().find(|p| p.draft.kind() == Kind::Target);
        found.unwrap_or_else(|| panic!("{text}"))
    };
    assert!(target(told).doubts.contains(&luoshi_proposal::Doubt::Year));
    assert!(!target(&with).doubts.contains(&luoshi_proposal::Doubt::Year));
}

/// The proposals of a text whose words are these, in the order of the text.
fn sure(text: &str, kind: Kind) -> Vec<String> {
    let list = World::default().propose(&Paper::new(1, text)).list;
    let sure = list.iter().filter(|p| p.draft.kind() == kind && p.certainty == Certainty::Certain);
    sure.map(|p| line(p).split_once(' ').map(|(_, l)| l.to_owned()).unwrap_or_default()).collect()
}

#[test]
fn a_body_of_rules_is_taken_in_by_nobody_unseen() {
    let rules = "云泽市政府关于印发《云泽市河湖管护暂行办法》的通知\n\n云泽市人民政府\n2026年3月2日\n\n第一章 总则\n\n第一条 为管好河湖，制定本办法。\n\n第二条 坚持谁管护谁受益。\n\n第二章 管护\n\n第三条 建立河湖管护档案，每年巡河不少于12次。\n";
    for kind in Kind::ALL {
        assert_eq!(sure(rules, kind), [""; 0], "{kind:?}");
    }
    let list = World::default().propose(&Paper::new(1, rules)).list;
    let says_why = |p: &Proposal| p.doubts.contains(&luoshi_proposal::Doubt::Rules);
    assert!(list.iter().filter(|p| p.draft.kind() != Kind::Indicator).all(says_why), "{list:#?}");
    // By its name alone, though nothing in it is counted in articles.
    let named =
        "云泽市河湖考核办法（试行）\n\n云泽市人民政府\n2026年3月2日\n\n一、考核任务\n\n建立河湖考核档案12册。\n";
    assert_eq!(sure(named, Kind::Task), [""; 0]);
    // A plan to carry regulations out is a plan.
    let plan = "云泽市河湖条例实施方案\n\n云泽市人民政府\n2026年3月2日\n\n一、重点任务\n\n（一）加快改造水渠\n\n建成水渠12公里。\n";
    assert_eq!(sure(plan, Kind::Goal), ["goal 加快改造水渠"]);
}

#[test]
fn what_explains_a_plan_sets_nothing() {
    let text = "《云泽市水网规划》解读\n\n2026年3月2日\n\n一、编制考虑\n\n规划编制遵循把握了以下原则。注重把握全局。\n\n二、主要任务\n\n（一）加快改造水渠\n\n云泽市建成水渠12公里。\n";
    for kind in [Kind::Goal, Kind::Principle, Kind::Task] {
        assert_eq!(sure(text, kind), [""; 0], "{kind:?}");
    }
}

/// A plan with this in its tasks.
fn plan(tasks: &str) -> String {
    format!("云泽市水网建设行动方案（2026—2028年）\n\n云泽市人民政府\n2026年3月2日\n\n{tasks}")
}

#[test]
fn numbers_and_boxes_are_no_part_of_a_goal_and_parts_of_a_document_are_none() {
    let text = plan(
        "一、充分认识水网建设的重要性\n\n建成干渠样板1处。\n\n二、行动步骤\n\n（一）渠系畅通行动\n\n1﹒推进干渠改造\n\n建成干渠12公里。\n\n专栏1 支渠修复工程\n\n改造支渠36条。\n\n三、产业布局\n\n建成水产园区2个。\n\n四、推进措施\n\n在工作中做到：\n\n1﹒强化用水监管\n\n建成用水监测站5座。\n",
    );
    assert_eq!(
        sure(&text, Kind::Goal)[..4],
        ["goal 渠系畅通行动", "goal 推进干渠改造", "goal 支渠修复工程", "goal 强化用水监管"]
    );
}

#[test]
fn a_heading_that_is_the_name_of_a_document_or_of_a_body_is_no_goal() {
    let text = "云泽市政府关于印发《云泽市水网建设行动方案》的通知\n\n2026年3月2日\n\n云泽市水网建设行动方案\n\n一、重点任务\n\n（一）加快改造水渠\n\n建成水渠12公里。\n\n市有关单位：\n\n（二）管好水库\n\n加固水库3座。\n";
    let goals = lines(text, Kind::Goal);
    assert!(!goals.iter().any(|g| g.contains("单位") || g.ends_with("goal 云泽市水网建设行动方案")), "{goals:#?}");
    assert!(goals.iter().any(|g| g.contains("goal 管好水库")), "{goals:#?}");
}

#[test]
fn a_heading_that_names_a_subject_is_no_certain_goal() {
    let text = plan(
        "二、重点任务\n\n（一）水利装备\n\n建成装备基地2个。\n\n（二）发展节水农业\n\n建成示范田36块。\n\n（三）重点突破的用水领域\n\n建成再生水厂2座。\n\n（四）“十五五”时期发展的时代背景\n\n建成水情馆样板1处。\n\n（五）水源决定城市的未来\n\n建成备用水源2处。\n",
    );
    assert_eq!(sure(&text, Kind::Goal), ["goal 发展节水农业", "goal 云泽市水网建设行动方案（2026—2028年）"]);
    let tasks = ["task 建成示范田36块 Unstated [] []", "task 建成水情馆样板1处 Unstated [] []"];
    assert_eq!(sure(&text, Kind::Task), tasks);
}

#[test]
fn an_offer_is_one_whatever_it_is_called_and_what_others_may_do_is_no_task() {
    let text = plan(
        "二、重点任务\n\n（一）扶持节水企业\n\n对节水企业按投资给予补助，单个企业最高80万元。首次达标的，另补助36万元。对示范村社按省拨经费的15%给予配套支持。鼓励用水大户牵头，组建节水技术联合体。支持村社自主设立管水员岗位。建成节水展厅2个。\n",
    );
    let tasks = sure(&text, Kind::Task);
    assert_eq!(tasks, ["task 建成节水展厅2个 Unstated [] []"]);
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
fn what_stands_before_the_goals_of_a_report_was_done() {
    let text = "云泽市2026年政府工作报告\n\n云泽市人民政府\n2026年1月20日\n\n各位代表：\n\n一、一步一步往前走，云泽建设有了新气象\n\n（一）着力加快改造水渠，水利保障更有力\n\n渠道更畅通。建成干渠12公里。\n\n管护更精细。认定管护员360人。\n\n二、接着往前走，把云泽建设得更好\n\n今年全市主要预期目标是：地区生产总值增长5%。\n\n（一）加快建设水库\n\n建成中型水库3座。\n";
    assert_eq!(sure(text, Kind::Task), ["task 建成中型水库3座 Unstated [] []"]);
    let goals = sure(text, Kind::Goal);
    assert!(goals.iter().any(|g| g == "goal 加快建设水库") && !goals.iter().any(|g| g.contains("水渠")), "{goals:#?}");
}

#[test]
fn a_piece_of_a_paragraph_is_no_principle() {
    let text = plan(
        "一、总体要求\n\n（一）基本原则\n\n坚持节水优先。先算水账，再上项\n目，把每一方水用在刀刃上。\n\n坚持建管并重。建好更要管好。\n",
    );
    assert_eq!(sure(&text, Kind::Principle), ["principle 坚持建管并重。建好更要管好。"]);
}

#[test]
fn a_number_of_many_things_is_not_that_of_the_first() {
    let text = "云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n2025年，改造老旧小区、危桥险段36处。河东新区产业升级，空气质量优良天数比例90%。全市森林覆盖率41.9%。\n";
    assert_eq!(sure(text, Kind::Observation), ["observation 41.9 [%] 2025"]);
}

#[test]
fn the_year_of_a_file_is_not_that_of_what_a_page_counts() {
    let text = "云泽市概况\n\n年末全市常住人口309.46万人，森林覆盖率41.9%。\n";
    let paper = Paper::new(1, text);
    let document =
        luoshi_proposal::Document {
            name: "云泽市2008年概况.txt", territory: Some("云泽市"), ..paper.document()
        };
    let list = luoshi_proposal::propose(&document, &luoshi_plan::Whole::default(), luoshi_proposal::Choice::Usual).list;
    let values: Vec<_> = list.iter().filter(|p| p.draft.kind() == Kind::Observation).collect();
    assert!(
        !values.is_empty() && values.iter().all(|p| p.doubts.contains(&luoshi_proposal::Doubt::Year)),
        "{values:#?}"
    );
}

#[test]
fn names_that_lost_their_beginning_or_took_in_a_case_are_doubted() {
    let text = "云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n2025年，第一、第三产业增加值分别增长3.1%、5.2%；为企业减税降费46亿元；示范应用在工业、农业等领域落地300个；新增装机26万千瓦，其中绿色能源占比60%；和美乡村建设覆盖率达80%；集群营业收入增长6%；建成年销售收入10亿元的企业。森林覆盖率41.9%。\n";
    let found = sure(text, Kind::Indicator);
    assert!(found.iter().any(|i| i.contains("森林覆盖率")), "{found:#?}");
    for bad in ["第一增加值", "为企业", "生产", "绿色能源", "美乡村", "集群", "年销售"] {
        assert!(!found.iter().any(|i| i.contains(bad)), "{found:#?}");
    }
}

#[test]
fn a_document_is_no_goal_when_nothing_below_it_is_sure() {
    let text = "云泽市2026年政府工作报告\n\n云泽市人民政府\n2026年1月20日\n\n二、2026年工作安排\n\n今年，粮食产量达到53万吨以上。持续优化营商环境。\n\n完成投资36亿元。\n";
    assert_eq!(sure(text, Kind::Goal), [""; 0]);
    let with = text.replace("完成投资36亿元", "新建口袋公园15个");
    assert_eq!(sure(&with, Kind::Goal), ["goal 云泽市2026年政府工作报告"]);
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
fn a_range_of_a_mean_is_no_range_of_the_last_year() {
    let text = "云泽市“十五五”规划纲要\n\n云泽市人民政府\n2026年3月2日\n\n二、主要目标\n\n“十五五”时期地区生产总值年均增长5%—5.5%。到2030年，森林覆盖率达到43%。\n";
    let targets = sure(text, Kind::Target);
    assert!(targets.len() == 1 && targets.iter().all(|t| t.contains("43")), "{targets:#?}");
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

/// A work report of the country with these lines as what is to be done.
fn nation(tasks: &str) -> String {
    format!(
        "政府工作报告\n\n（2025年3月5日）\n\n各位代表：\n\n现在，我代表国务院报告工作，请审查。\n\n一、2024年工作回顾\n\n全国粮食产量达到1.4万亿斤，云泽县粮食产量达到3万吨。\n\n二、对2025年政府工作的建议\n\n{tasks}\n"
    )
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
fn what_follows_an_address_stands_under_no_heading_before_it() {
    let text = "云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）修好水渠\n\n建成城西蓄水池。\n\n各位代表！\n\n6月底前完成城东灯会布置。\n";
    let list = World::default().propose(&Paper::new(1, text)).list;
    let of = |title: &str| {
        list.iter().find_map(|p| match &p.draft {
            Draft::Task { title: t, goal, .. } if t.contains(title) => goal.clone(),
            _ => None,
        })
    };
    let title = |r: Option<luoshi_proposal::Ref>| {
        r.and_then(|r| list.iter().find(|p| luoshi_proposal::Ref::Proposed(p.id.clone()) == r).map(line))
    };
    assert_eq!(title(of("蓄水池")).as_deref(), Some("ce goal 修好水渠"));
    assert_ne!(title(of("灯会")).as_deref(), Some("ce goal 修好水渠"));
}

#[test]
fn a_heading_that_says_what_something_is_and_a_line_that_leads_up_are_nothing_to_reach() {
    assert!(!sure(&plan("（一）水渠是农业的命脉\n\n新修水渠30条。"), Kind::Goal).iter().any(|g| g.contains("命脉")));
    let text = "云泽市水利发展“十五五”规划\n\n二、基本原则\n\n做好水利工作，要把握好以下原则。\n\n坚持节水优先。先节水后调水。\n\n三、主要任务\n\n（一）修好水渠\n\n新修水渠30条。\n";
    let principles = sure(text, Kind::Principle);
    assert!(principles.iter().all(|p| !p.contains("以下")), "{principles:?}");
    // 出台的政策: what was brought out is not to be brought out.
    assert!(sure(&plan("（一）修好水渠\n\n出台的政策既要管用又要管3年。"), Kind::Task).is_empty());
}

#[test]
fn a_cut_of_so_much_at_least_is_a_ceiling_of_its_growth() {
    let text = plan("（一）过紧日子\n\n今年一般性支出压减30%以上，全市出境考察费用下降10%以上。");
    let list = World::default().propose(&Paper::new(1, &text)).list;
    for p in &list {
        match &p.draft {
            Draft::Target { wanted, .. } => assert!(matches!(wanted, Wanted::Ceiling(_)), "{}", line(p)),
            Draft::Indicator { direction, .. } => assert_eq!(*direction, luoshi_plan::Direction::Down, "{}", line(p)),
            _ => {}
        }
    }
    assert!(list.iter().any(|p| matches!(p.draft, Draft::Target { .. })));
}

#[test]
fn a_part_of_what_is_known_and_a_growth_in_real_terms_are_no_certain_values_of_it() {
    let text = |s: &str| format!("云泽市2025年政府工作报告\n\n一、2024年工作回顾\n\n{s}\n");
    assert!(sure(&text("全年投入3.2亿元，用于水渠重建的中央投资1.9亿元。"), Kind::Observation).is_empty());
    assert!(
        sure(&text("农民人均纯收入达到9100元，实际增长6.5%。"), Kind::Observation).iter().all(|o| !o.contains("6.5"))
    );
    assert!(
        sure(&text("地区生产总值达到310亿元，实际增长6.5%。"), Kind::Observation).iter().any(|o| o.contains("6.5"))
    );
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
fn a_name_says_of_whom_and_of_which_money() {
    let text = |s: &str| format!("云泽市2025年政府工作报告\n\n一、2024年工作回顾\n\n{s}\n");
    for part in
        ["城乡居民储蓄增加，年末存款余额达到210亿元。", "扣除物价因素，农民人均纯收入增长6.5%，职工平均工资增长7%。"]
    {
        assert!(sure(&text(part), Kind::Observation).is_empty(), "{part}: {:?}", sure(&text(part), Kind::Observation));
    }
}

#[test]
fn a_year_that_is_the_first_of_a_plan_is_the_year_of_its_targets() {
    let text = "云泽市2026年政府工作报告\n\n2026年2月3日\n\n一、“十四五”时期和2025年工作回顾\n\n森林覆盖率达到41.3%。\n\n二、“十五五”时期主要目标\n\n到2030年，森林覆盖率达到44%。\n\n三、2026年重点工作\n\n今年是“十五五”规划的开局之年，任务很重。主要预期目标是：地区生产总值增长5.5%，城镇新增就业1.2万人。\n";
    let targets = sure(text, Kind::Target);
    assert!(targets.iter().any(|t| t.contains("5.5") && t.contains("2026")), "{targets:?}");
    assert!(targets.iter().any(|t| t.contains("1.2") && t.contains("2026")), "{targets:?}");
}

#[test]
fn names_keep_what_is_theirs_and_take_nothing_of_the_verb() {
    let text = |s: &str| format!("云泽市2025年政府工作报告\n\n一、2024年工作回顾\n\n{s}\n");
    let names = |s: &str| sure(&text(s), Kind::Indicator);
    assert!(names("CPI微降0.1%。").iter().all(|n| !n.contains('微')));
    let falls = names("二氧化硫、氮氧化物排放量分别下降5.2%和3.4%。");
    assert!(falls.iter().any(|n| n.contains("二氧化硫排放量降幅")), "{falls:?}");
    assert!(names("2024年中央财政支出7亿元。").iter().all(|n| !n.contains(" 财政支出")));
    let tasks = "云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）稳就业\n\n从结余中拿出3亿元，用于5万人次以上的技能培训。\n";
    assert!(sure(tasks, Kind::Task).iter().all(|t| !t.contains("用于")));
}

#[test]
fn a_ledger_of_what_is_to_be_done_sets_it_and_a_length_alone_says_not_of_what() {
    let ledger = "云泽市2026年民生实事推进台账\n\n云泽市人民政府\n2026年2月5日\n\n1.改造老旧小区12个。牵头单位：市住建局；完成时限：2026年9月底。\n2.建设社区食堂60个。牵头单位：市民政局；完成时限：11月底。\n3.新增公办托位800个。责任单位：市卫生健康委；完成时限：2026年12月底。\n";
    assert_eq!(sure(ledger, Kind::Task).len(), 3);
    let tasks = "云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）扩大投资\n\n加快东环、西环建设，新增通车里程40公里以上。\n";
    assert!(sure(tasks, Kind::Task).iter().all(|t| !t.contains("里程")));
}

#[test]
fn what_leads_up_what_is_paid_out_and_what_could_be_grown_are_not_what_they_look_like() {
    let plan = |s: &str| format!("云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）扩大投资\n\n{s}\n");
    for s in ["重点抓好以下9个方面的工作。", "建设大项目40个、完成投资超45亿元。"] {
        let tasks = sure(&plan(s), Kind::Task);
        assert!(tasks.iter().all(|t| !t.contains("以下") && !t.contains("完成投资")), "{tasks:?}");
    }
    let targets = |s: &str| sure(&plan(s), Kind::Target);
    assert!(targets("着眼实现2035年远景目标，地区生产总值年均增长5%—5.5%。").iter().all(|t| !t.contains("2035")));
    assert!(targets("到2030年，粮食综合生产能力达到52万吨。").is_empty());
}

#[test]
fn a_page_printed_twice_sets_each_goal_once() {
    let part = "二、2026年工作安排\n\n（一）守护河湖\n\n建成城西蓄水池。\n\n（二）稳住就业\n\n新建创业园2个。\n\n";
    let text = format!(
        "云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n森林覆盖率达到41.3%。\n\n{part}附：全文如下\n\n{part}"
    );
    let goals = sure(&text, Kind::Goal);
    for goal in ["守护河湖", "稳住就业"] {
        assert_eq!(goals.iter().filter(|g| g.ends_with(goal)).count(), 1, "{goals:?}");
    }
}

#[test]
fn an_item_of_a_list_that_counts_is_no_goal_and_a_task_loses_its_mark() {
    let text = "云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）办好实事\n\n1、改建城北水管18.5公里，新建泵站2座。\n\n2、新建公厕7座、垃圾站4个。\n\n（二）护林\n\n③完成32所学校操场翻新。\n";
    let goals = sure(text, Kind::Goal);
    assert!(goals.iter().all(|g| !g.contains("水管") && !g.contains("公厕")), "{goals:?}");
    let tasks = sure(text, Kind::Task);
    assert!(tasks.iter().any(|t| t.starts_with("task 完成32所学校操场翻新")), "{tasks:?}");
}

#[test]
fn what_is_said_behind_a_task_or_before_a_number_keeps_both_from_being_certain() {
    let plan = |s: &str| format!("云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）扩大投资\n\n{s}\n");
    for (s, part) in [
        ("确保云泽港二期、北环高架等12个重大项目，建成投产。", "重大项目"),
        ("突出抓好207国道、东环路两侧，城郊各镇的环境整治。", "两侧"),
        ("坚持要素跟着项目走，资金向园区投放。", "投放"),
        ("对标对表省级文明城市，补齐短板。", "对标"),
        ("对已开工的12个项目，加快推进。", "对已"),
        ("实施43个市重点项目，确保完成投资61亿元。", "完成投资"),
        ("云泽大桥倒排工期，确保早日竣工投产。", "竣工"),
        ("启动冷链园建设，年内完成主体工程。", "主体"),
        ("票决的民生实事，坚决把好事办好、实事办实。", "好事"),
    ] {
        let tasks = sure(&plan(s), Kind::Task);
        assert!(tasks.iter().all(|t| !t.contains(part)), "{tasks:?}");
    }
    let targets = sure(&plan("加大科技投入，财政支出增长9%以上。"), Kind::Target);
    assert!(targets.is_empty(), "{targets:?}");
    let past = "云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n为停工户纾困，安置就业312人。二手车市场扩大，年交易额达2.4亿元。享受补助的贫困人口7300人，占全部贫困人口的18.6%。为开发区扩容，规划面积达8.6平方公里。\n";
    assert_eq!(sure(past, Kind::Observation), [""; 0], "{:?}", sure(past, Kind::Indicator));
}

#[test]
fn a_heading_that_goes_on_in_the_next_line_is_seen_by_a_person() {
    let text = "云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）加强精神文明和基层\n\n文化\n\n建设，办好文化惠民活动\n\n新建图书馆3座。\n";
    assert!(sure(text, Kind::Goal).iter().all(|g| !g.contains("基层")), "{:?}", sure(text, Kind::Goal));
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
fn what_is_told_once_under_a_name_of_its_own_is_followed_only_if_a_person_says_so() {
    let report = |s: &str| format!("云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n{s}\n");
    assert_eq!(sure(&report("草莓种植面积达到1.8万亩。"), Kind::Indicator), [""; 0]);
    assert_eq!(sure(&report("森林覆盖率达到41.3%。"), Kind::Indicator).len(), 1);
    let wanted = report("草莓种植面积达到1.8万亩。\n\n二、2026年主要目标\n\n草莓种植面积达到2.1万亩。");
    assert!(
        sure(&wanted, Kind::Indicator).iter().any(|i| i.contains("草莓种植面积")),
        "{:?}",
        sure(&wanted, Kind::Indicator)
    );
    let counted =
        "云泽市2025年国民经济和社会发展统计公报\n\n云泽市统计局\n2026年3月20日\n\n一、农业\n\n草莓种植面积1.8万亩。\n";
    assert_eq!(sure(counted, Kind::Indicator).len(), 1);
}

#[test]
fn what_is_of_some_firms_or_counts_indicators_is_no_value_of_the_place() {
    let report = |s: &str| format!("云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n{s}\n");
    for s in [
        "进出口超千万元企业18家。",
        "新能源企业增加到90家，实现工业总产值31亿元。",
        "去年生产总值、工业增加值等6项指标，没有达到预期。",
    ] {
        assert_eq!(sure(&report(s), Kind::Observation), [""; 0], "{s}");
    }
    let plan = |s: &str| format!("云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）改进作风\n\n{s}\n");
    assert_eq!(sure(&plan("真正建成“服务台”、不搞“传声筒”。"), Kind::Task), [""; 0]);
    let news = "云泽市2026年政府工作报告\n\n报告指出\n\n（一）护林\n\n完成造林3.2万亩。\n";
    assert!(sure(news, Kind::Goal).iter().all(|g| !g.contains("报告指出")));
}

#[test]
fn what_stands_below_a_heading_that_looks_back_is_not_to_be_done() {
    let text = "首页\n\n云泽新闻\n\n政府工作报告\n\n二、重点任务\n\n一、2025年工作回顾\n\n（一）齐心抗旱\n\n新建水窖40口。装备制造业营业收入超过30亿元。\n";
    assert_eq!(sure(text, Kind::Task), [""; 0]);
    assert!(sure(text, Kind::Goal).iter().all(|g| !g.contains("回顾") && !g.contains("抗旱")));
    assert_eq!(sure(text, Kind::Target), [""; 0]);
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
fn a_heading_that_ran_into_its_first_sentence_looks_back_all_the_same() {
    let text = "云泽市2026年政府工作报告\n\n一、2025年政府工作回顾刚刚过去的2025年，我们克服困难。\n\n（一）坚持抗旱。实施了36个水源项目。新建水窖40口，蔬菜面积达12万亩。\n\n二、2026年工作安排今年任务很重。\n\n（一）大力护林。完成造林3.2万亩。\n";
    let tasks = sure(text, Kind::Task);
    assert!(tasks.iter().all(|t| !t.contains("水")) && tasks.iter().any(|t| t.contains("造林")), "{tasks:?}");
    assert_eq!(sure(text, Kind::Target), [""; 0]);
    assert!(sure(text, Kind::Goal).iter().all(|g| !g.contains("抗旱")));
}

#[test]
fn a_heading_that_its_first_sentence_ran_into_is_seen_by_a_person() {
    let plan = |heading: &str| {
        format!("云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）{heading}\n\n建成城西蓄水池。\n")
    };
    for heading in
        ["加强水利工作加强灌区建设", "构建和谐云泽，保持社会稳定继续开展普法活动", "大力发展新型产业全力打造创新平台"]
    {
        let goals = sure(&plan(heading), Kind::Goal);
        assert!(goals.iter().all(|g| !g.contains(heading)), "{goals:?}");
    }
    for heading in ["聚焦农业农村，以更大力度推进乡村振兴", "在水利建设上持续发力，推动乡村全面振兴"]
    {
        let goals = sure(&plan(heading), Kind::Goal);
        assert!(goals.iter().any(|g| g.contains(heading)), "{goals:?}");
    }
}

#[test]
fn shares_are_no_growth_and_a_figure_of_firms_is_not_the_places() {
    let report =
        |told: &str| format!("云泽市2025年政府工作报告\n\n一、2024年工作回顾\n\n2024年，全市生产总值增长5%。{told}\n");
    for told in [
        // Shares of a list, the first of whose names is otherwise told as growing.
        "民营规上工业增加值、网络销售额、外贸出口占比分别为23%、62%、45%。",
        "市属企业改革全面完成，研发经费投入增长15%。",
        "云河公司二期达产，规模以上工业增加值增长31%。",
        "实际利用外资增长1.5倍。",
    ] {
        assert_eq!(sure(&report(told), Kind::Observation), ["observation 5 [%] 2024"], "{told}");
    }
    for told in ["全年研发经费投入增长15%。", "引进云河公司，全市规模以上工业增加值增长15%。"]
    {
        assert_eq!(sure(&report(told), Kind::Observation).len(), 2, "{told}");
    }
}

#[test]
fn what_was_done_belongs_to_the_name_of_what_is_counted() {
    let text = "云泽市2025年政府工作报告\n\n二、2025年工作安排\n\n（一）改善居住\n\n改造老旧小区36个，建设高标准农田12万亩，筹集保障性租赁住房900套。\n";
    let names: Vec<String> = sure(text, Kind::Indicator);
    assert_eq!(
        names,
        [
            "indicator 老旧小区改造 [个] Flow Up",
            "indicator 高标准农田建设 [万亩] Flow Up",
            "indicator 保障性租赁住房筹建 [套] Flow Up"
        ]
    );
    // Handed over is another number than found.
    let other = text.replace("筹集保障", "交付保障");
    assert_eq!(sure(&other, Kind::Indicator).len(), 2);
    // The second report goes on with the series of the first, under either name.
    let mut world = World::default();
    for (n, year) in [(1, "2025"), (2, "2026")] {
        let paper = Paper::new(n, &text.replace("2025", year));
        let file = world.file(&paper);
        world.apply(&paper, &file, Bulk::Certain).expect("no faults");
    }
    assert_eq!(world.whole.indicators.len(), 3, "{:?}", world.whole.indicators);
}

#[test]
fn the_product_of_a_whole_county_is_its_own_in_its_report() {
    let text = |place: &str| {
        format!(
            "{place}2025年政府工作报告\n\n{place}人民政府\n\n二、2025年工作安排\n\n主要预期目标是：县域生产总值增长6%，县域规上工业增加值增长7%。\n"
        )
    };
    assert_eq!(
        sure(&text("开鲁县"), Kind::Indicator),
        ["indicator 地区生产总值增速 [%] Rate Up", "indicator 规模以上工业增加值增速 [%] Rate Up"]
    );
    // Of a province it is what its counties have together.
    assert!(sure(&text("吉林省"), Kind::Indicator).iter().all(|i| i.contains("县域")));
}

#[test]
fn what_a_heading_says_of_the_world_is_no_goal_and_a_list_under_an_address_stands_alone() {
    let text = "云泽市2025年政府工作报告\n\n二、2025年工作安排\n\n（一）项目兴则产业兴\n\n新建标准厂房12万平方米。\n\n（二）守护平安\n\n新建消防站3座。同时完成路口改造20处。\n\n各位代表！今年我们办好下列实事：\n\n1.新建养老驿站40个。\n\n2.改造村卫生室15所。\n";
    let goals = sure(text, Kind::Goal);
    assert!(
        !goals.contains(&"goal 项目兴则产业兴".to_owned()) && goals.contains(&"goal 守护平安".to_owned()),
        "{goals:?}"
    );
    let list = World::default().propose(&Paper::new(1, text)).list;
    let goal_of = |task: &str| {
        let found = list.iter().find_map(|p| match &p.draft {
            Draft::Task { title, goal, .. } if title.contains(task) => goal.clone(),
            _ => None,
        });
        let title = |id: &str| match &list.iter().find(|p| p.id == id)?.draft {
            Draft::Goal { title, .. } => Some(title.clone()),
            _ => None,
        };
        match found {
            Some(luoshi_proposal::Ref::Proposed(id)) => title(&id),
            _ => None,
        }
    };
    assert_eq!(goal_of("消防站").as_deref(), Some("守护平安"));
    assert_eq!(goal_of("养老驿站").as_deref(), Some("云泽市2025年政府工作报告"));
    assert!(!sure(text, Kind::Task).iter().any(|t| t.contains("同时")));
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

#[test]
fn a_row_of_a_table_keeps_its_printed_name_and_what_comes_on_top_is_no_second_target() {
    let text = "云泽市“十五五”主要指标\n\n云泽市人民政府\n2026年3月2日\n\n云泽市“十五五”主要指标\n指标\t单位\t2025年\t2030年\t年均增速[累计]\t属性\n研究与试验发展经费投入强度\t%\t2.1\t2.5\t—\t预期性\n草原综合植被盖度\t%\t54\t56\t—\t预期性\n森林覆盖率\t%\t41.9\t43\t[1.1]\t约束性\n";
    let names: Vec<String> = lines(text, Kind::Indicator).iter().map(|l| l[3..].to_owned()).collect();
    for name in ["研究与试验发展经费投入强度", "草原综合植被盖度", "森林覆盖率"] {
        assert!(names.contains(&format!("indicator {name} [%] Level Up")), "{names:?}");
    }
    assert_eq!(lines(text, Kind::Target).len(), 3, "{:?}", lines(text, Kind::Target));
}
