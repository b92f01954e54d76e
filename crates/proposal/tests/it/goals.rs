//! What of a document is a goal, a principle or a heading over them, and what only looks like one.

use crate::proposals::{line, lines, plan, sure};
use crate::world::{Paper, World};
use luoshi_proposal::{Draft, Kind, Proposal};

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
fn a_document_is_no_goal_when_nothing_below_it_is_sure() {
    let text = "云泽市2026年政府工作报告\n\n云泽市人民政府\n2026年1月20日\n\n二、2026年工作安排\n\n今年，粮食产量达到53万吨以上。持续优化营商环境。\n\n完成投资36亿元。\n";
    assert_eq!(sure(text, Kind::Goal), [""; 0]);
    let with = text.replace("完成投资36亿元", "新建口袋公园15个");
    assert_eq!(sure(&with, Kind::Goal), ["goal 云泽市2026年政府工作报告"]);
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
fn a_heading_that_goes_on_in_the_next_line_is_seen_by_a_person() {
    let text = "云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）加强精神文明和基层\n\n文化\n\n建设，办好文化惠民活动\n\n新建图书馆3座。\n";
    assert!(sure(text, Kind::Goal).iter().all(|g| !g.contains("基层")), "{:?}", sure(text, Kind::Goal));
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
fn what_stands_below_a_heading_that_looks_back_is_not_to_be_done() {
    let text = "首页\n\n云泽新闻\n\n政府工作报告\n\n二、重点任务\n\n一、2025年工作回顾\n\n（一）齐心抗旱\n\n新建水窖40口。装备制造业营业收入超过30亿元。\n";
    assert_eq!(sure(text, Kind::Task), [""; 0]);
    assert!(sure(text, Kind::Goal).iter().all(|g| !g.contains("回顾") && !g.contains("抗旱")));
    assert_eq!(sure(text, Kind::Target), [""; 0]);
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
