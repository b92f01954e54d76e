//! What says less than the sentence or the list it stands in is proposed, and not as certain.

use crate::proposals::{line, lines, sure};
use luoshi_proposal::{Choice, Document, Draft, Kind, propose};

/// A work report with these sentences as what is to be done.
fn work(tasks: &str) -> String {
    format!("云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）办好实事\n\n{tasks}\n")
}

/// A work report that told these sentences.
fn done(told: &str) -> String {
    format!("云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n2025年，{told}\n")
}

#[test]
fn a_clause_that_only_points_at_something_is_no_certain_task() {
    for clause in [
        "加快建设县镇托育中心，建成市级管理平台。",
        "推广村账公开，形成8个以上典型案例。",
        "重点打造纺机、灯具等4条具有全国优势，陶瓷等有潜力的产业链。",
        "今年新开工的水厂，都要装上净水设备。",
        "攻坚启动区等重点片区。",
        "新增就业人员平均受教育年限达到14年。",
        "去年召开了全市护林大会。",
        "推进园区铁路建设，新投产里程120公里。",
        "改善养老院条件，新增床位90张。",
    ] {
        assert_eq!(sure(&work(clause), Kind::Task), [""; 0], "{clause}");
    }
    for (clause, task) in [
        ("建成市级托育管理平台。", "建成市级托育管理平台"),
        ("建成区域护林中心2个。", "建成区域护林中心2个"),
        ("打造4条具有全国优势的产业链。", "打造4条具有全国优势的产业链"),
        ("新增养老床位90张。", "新增养老床位90张"),
    ] {
        let tasks = sure(&work(clause), Kind::Task);
        assert!(tasks.iter().any(|t| t.contains(task)), "{clause}: {tasks:?}");
    }
}

#[test]
fn who_speaks_and_the_numbers_of_notes_are_no_part_of_a_task() {
    let tasks = lines(&work("我们将办好16件民生实事。建成“三水合一”［14］示范项目2个。"), Kind::Task);
    assert!(tasks.iter().any(|t| t.contains("task 办好16件民生实事")), "{tasks:?}");
    assert!(tasks.iter().any(|t| t.contains("“三水合一”示范项目2个")), "{tasks:?}");
}

#[test]
fn what_follows_an_area_that_is_made_into_something_is_of_the_area() {
    let plan =
        |s: &str| format!("云泽市科技创新规划（2026—2030年）\n\n云泽市人民政府\n2026年3月2日\n\n一、主要目标\n\n{s}\n");
    let area = "到2030年，将东湖示范区建设成为一流园区，研发投入占生产总值比重达到4%。";
    assert_eq!(sure(&plan(area), Kind::Target), [""; 0], "{:?}", lines(&plan(area), Kind::Target));
    let city = "到2030年，将东湖示范区建设成为一流园区，全市研发投入占生产总值比重达到4%。";
    assert_eq!(sure(&plan(city), Kind::Target).len(), 1, "{:?}", lines(&plan(city), Kind::Target));
}

#[test]
fn one_name_before_several_numbers_does_not_say_of_what_each_is() {
    assert_eq!(sure(&done("粮菜果产量分别达到80万吨、20万吨、6万吨。"), Kind::Observation), [""; 0]);
    let told = sure(&done("粮食、蔬菜产量分别达到80万吨、20万吨。"), Kind::Observation);
    assert!(told.iter().any(|l| l.contains("80 [万吨]")), "{told:?}");
    assert_eq!(sure(&done("竣工各类保障房900套。"), Kind::Observation), [""; 0]);
}

#[test]
fn a_table_of_a_programme_of_three_years_does_not_tell_them_by_its_own_year() {
    let list = |title: &str| {
        format!(
            "{title}\n\n云泽市人民政府\n2026年3月2日\n\n序号\t工作任务\t牵头单位\n1\t建成净水站3座\t市水务局\n2\t修复河堤12公里\t市水务局\n"
        )
    };
    let plan = |title: &str| sure(&list(title), Kind::Plan);
    assert_eq!(plan("云泽市水网三年行动任务分工"), [""; 0]);
    assert_eq!(plan("云泽市水网2026年任务分工").len(), 1);
}

#[test]
fn a_bound_that_a_value_keeps_to_says_nothing_against_it() {
    let told = |s: &str| sure(&done(s), Kind::Observation);
    assert_eq!(told("全市粮食产量达到53.2万吨，粮食产量保持50万吨以上。"), ["observation 53.2 [万吨] 2025"]);
    // Far from it, it may be told of something else, and is a row of its own.
    assert_eq!(told("全市粮食产量达到53.2万吨，粮食产量超过20万吨。"), ["observation 53.2 [万吨] 2025"]);
    let far = lines(&done("全市粮食产量达到53.2万吨，粮食产量超过20万吨。"), Kind::Observation);
    assert_eq!(far.len(), 2, "{far:?}");
    assert_eq!(told("全市粮食产量达到53.2万吨，粮食产量超过60万吨。"), [""; 0]);
}

#[test]
fn a_task_set_twice_is_one_however_it_is_to_be_done() {
    let twice = lines(&work("办好十件民生实事。\n\n扎扎实实办好十件民生实事。"), Kind::Task);
    assert_eq!(twice.len(), 1, "{twice:?}");
    let two = lines(&work("办好十件民生实事。\n\n办好八件惠企实事。"), Kind::Task);
    assert_eq!(two.len(), 2, "{two:?}");
}

#[test]
fn a_task_that_a_review_told_too_stands_where_it_is_set() {
    let text = "云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n（一）护林\n\n建成护林站12座。\n\n二、2026年工作安排\n\n（一）兴林\n\n全力建成护林站12座。\n";
    let tasks = sure(text, Kind::Task);
    assert_eq!(tasks, ["task 全力建成护林站12座 Unstated [] []"], "{:?}", lines(text, Kind::Task));
}

#[test]
fn the_last_of_a_list_of_known_things_is_as_certain_as_the_first() {
    let told = sure(&done("原煤、原油、天然气产量分别达到700万吨、12万吨、3亿立方米。"), Kind::Observation);
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn a_year_between_the_first_and_the_last_of_a_table_without_a_day_may_have_lain_ahead() {
    let text = "云泽市教育事业发展主要目标\n\n指标\t2009年\t2015年\t2020年目标\n学前毛入园率\t74%\t85%\t95%\n";
    let paper = crate::world::Paper::new(1, text);
    // The year in the name of the file is the last that the table is for, and not the one in which it was given.
    let document = Document { name: "目标2020.txt", territory: Some("云泽市"), ..paper.document() };
    let list = propose(&document, &luoshi_plan::Whole::default(), Choice::Usual).list;
    let told: Vec<String> = list.iter().filter(|p| p.draft.kind() == Kind::Observation).map(line).collect();
    assert!(told.iter().any(|l| l.starts_with("ce") && l.contains("74")), "{told:?}");
    assert!(told.iter().any(|l| l.starts_with("un") && l.contains("85")), "{told:?}");
    let base = list.iter().find_map(|p| match &p.draft {
        Draft::Target { base, .. } => Some(base.map(|b| b.period.to_string())),
        _ => None,
    });
    assert_eq!(base, Some(Some("2009".to_owned())), "{list:#?}");
}

#[test]
fn a_list_whose_tasks_are_due_after_its_year_does_not_tell_the_years_of_its_plan() {
    let list = |year: &str| {
        format!(
            "云泽市水网“十大工程”任务分工\n\n云泽市人民政府\n2026年3月2日\n\n序号\t工作任务\t牵头单位\t完成时限\n1\t建成净水站3座\t市水务局\t{year}年底\n2\t修复河堤12公里\t市水务局\t{year}年底\n3\t新建泵房5座\t市水务局\t{year}年底\n"
        )
    };
    assert_eq!(sure(&list("2028"), Kind::Plan), [""; 0]);
    assert_eq!(sure(&list("2026"), Kind::Plan).len(), 1);
}

#[test]
fn a_name_keeps_the_numeral_that_is_printed() {
    let names = lines(&done("地表水国考断面优Ⅲ类比例达到93.5%。"), Kind::Indicator);
    assert!(names.iter().any(|n| n.contains("优Ⅲ类")), "{names:?}");
}

#[test]
fn what_is_traded_in_a_year_and_what_was_invested_up_to_one_are_told_apart() {
    let plan = |row: &str| {
        format!(
            "云泽市数字经济发展规划（2026—2030年）\n\n云泽市人民政府\n2026年3月2日\n\n主要指标\n指标\t单位\t2025年\t2030年\n{row}\n"
        )
    };
    let names = |row: &str| lines(&plan(row), Kind::Indicator);
    let traded = names("电子商务交易规模\t亿元\t210\t300");
    assert!(traded.iter().any(|n| n.contains("Flow")), "{traded:?}");
    let invested = names("通信设施累计投资\t亿元\t21\t30");
    assert!(invested.iter().any(|n| n.contains("Level")), "{invested:?}");
}

#[test]
fn what_has_no_end_is_no_certain_task_whatever_numbers_stand_in_it() {
    for clause in [
        "激发六万林农护林的热情。",
        "用好三千亩林场优势。",
        "办好“小而美”的乡村学校。",
        "完善20个林区驿站功能。",
        "巩固90个脱贫村扶持成效。",
        "支持8个林业大县提升加工能力。",
        "面向三万名林农大规模推进技能培训。",
        "常态化开行林区旅游列车。",
        "推广600大卡以上果壳燃料规模化利用。",
        "营造惠及八万林农的护林氛围。",
        "引进林学院毕业生200名，给予每人最高3万元补贴。",
        "成立由市长任组长，各局参加的护林专班。",
        "要把护林站建成最干净、最暖心的地方。",
    ] {
        assert_eq!(sure(&work(clause), Kind::Task), [""; 0], "{clause}");
    }
    for clause in [
        "办好第三届护林节、水网论坛等活动。",
        "办好12所乡村学校。",
        "办好全市护林运动会。",
        "提高护林险赔付限额3000元。",
        "提升改造林区公路90公里。",
    ] {
        assert_eq!(sure(&work(clause), Kind::Task).len(), 1, "{clause}: {:?}", lines(&work(clause), Kind::Task));
    }
}

#[test]
fn a_rise_in_brackets_beside_no_target_is_no_level() {
    let plan = |row: &str| {
        format!(
            "云泽市卫生健康发展规划（2026—2030年）\n\n云泽市人民政府\n2026年3月2日\n\n主要指标\n指标\t单位\t2025年\t2030年\t年均增长〔累计〕\t属性\n{row}\n"
        )
    };
    let rise = plan("人均预期寿命\t岁\t—\t—\t〔1〕\t预期性");
    assert_eq!(sure(&rise, Kind::Target), [""; 0], "{:?}", lines(&rise, Kind::Target));
    let sum = plan("城镇新增就业人数\t万人\t—\t—\t〔6〕\t预期性");
    assert!(sure(&sum, Kind::Target).iter().any(|t| t.contains("Sum")), "{:?}", lines(&sum, Kind::Target));
}

#[test]
fn a_plan_that_only_its_file_dates_does_not_tell_its_years() {
    let text =
        "云泽市水网任务分工\n\n序号\t工作任务\t牵头单位\n1\t建成净水站3座\t市水务局\n2\t修复河堤12公里\t市水务局\n";
    let paper = crate::world::Paper::new(1, text);
    let document = Document { name: "任务分工2024.txt", ..paper.document() };
    let list = propose(&document, &luoshi_plan::Whole::default(), Choice::Usual).list;
    let plan = list.iter().find(|p| p.draft.kind() == Kind::Plan).map(line);
    assert!(plan.as_ref().is_some_and(|l| l.starts_with("un") && l.contains("2024")), "{plan:?}");
}

#[test]
fn a_communique_taken_in_first_makes_a_plan_of_the_year_it_counts() {
    let text = "云泽市2024年国民经济和社会发展统计公报\n\n云泽市统计局\n2025年3月20日\n\n一、综合\n\n2024年，全市地区生产总值480亿元，比上年增长5.5%。\n";
    let plan = lines(text, Kind::Plan);
    assert!(plan.first().is_some_and(|l| l.starts_with("un") && l.contains("2024 ")), "{plan:?}");
}

#[test]
fn a_plan_that_is_to_be_drawn_up_is_no_time_for_what_follows() {
    let text = work(
        "科学编制“十五五”水网规划。农村自来水普及率达到92%。\n\n“十五五”时期建设水库6座。\n\n污水集中处理率达到97%。",
    );
    let targets = lines(&text, Kind::Target);
    let of = |value: &str| targets.iter().find(|t| t.contains(&format!("({value}"))).cloned().unwrap_or_default();
    assert!(of("92").contains("2026-12-31"), "{targets:?}");
    assert!(of("97").contains("2026-12-31"), "{targets:?}");
}

#[test]
fn what_there_is_is_no_growth_and_what_may_be_done_no_task() {
    let wide = done("供水管网覆盖面逐步扩大，年底已达到81.5%。");
    assert_eq!(sure(&wide, Kind::Observation), [""; 0], "{:?}", lines(&wide, Kind::Observation));
    let may = work("各县可在职权范围内，制定出台护林优惠政策。");
    assert_eq!(sure(&may, Kind::Task), [""; 0], "{:?}", lines(&may, Kind::Task));
}

#[test]
fn what_is_spent_on_oneself_is_the_better_the_less_it_is() {
    let names = lines(&done("“三公”经费下降4.2%。"), Kind::Indicator);
    assert!(names.iter().any(|n| n.contains("三公经费") && n.contains("Down")), "{names:?}");
}

#[test]
fn a_heading_that_leads_up_to_its_verb_or_makes_something_is_a_goal() {
    let report = |heading: &str| {
        format!("云泽市2026年政府工作报告\n\n二、2026年工作安排\n\n（一）{heading}\n\n建成护林站12座。\n")
    };
    for heading in
        ["以更高标准推动林水协调发展", "加快“三大林区”建设，构建具有山区特色的林业体系", "推动林业改革取得决定性进展"]
    {
        assert_eq!(sure(&report(heading), Kind::Goal).len(), 1, "{:?}", lines(&report(heading), Kind::Goal));
    }
    for heading in ["林业改革具有深远意义", "林业发展重在保护"] {
        assert_eq!(sure(&report(heading), Kind::Goal), [""; 0], "{heading}");
    }
}

#[test]
fn numbers_of_tasks_and_values_told_once_are_left_out_of_a_file() {
    let text = "云泽市2026年政府工作报告\n\n一、2025年工作回顾\n\n2025年，全市地区生产总值增长5.2%，引进专家207名，香菇种植面积达到31万亩。\n\n二、2026年工作安排\n\n（一）兴林\n\n建成护林站12座，森林覆盖率达到61%。\n";
    let list = crate::world::World::default().propose(&crate::world::Paper::new(1, text)).list;
    let all = list.len();
    let (kept, left) = luoshi_proposal::followed(list);
    let names: Vec<String> = kept.iter().map(line).collect();
    assert_eq!(kept.len() + left, all);
    assert!(left >= 4 && names.iter().all(|n| !n.contains("专家") && !n.contains("香菇")), "{left} {names:?}");
    assert!(
        names.iter().any(|n| n.contains("森林覆盖率")) && names.iter().any(|n| n.contains("护林站12座")),
        "{names:?}"
    );
    let ids: Vec<&str> = kept.iter().map(|p| p.id.as_str()).collect();
    let rests = |p: &luoshi_proposal::Proposal| match p.draft.rests_on() {
        Some(luoshi_proposal::Ref::Proposed(id)) => ids.contains(&id.as_str()),
        Some(luoshi_proposal::Ref::There(_)) | None => true,
    };
    assert!(kept.iter().all(rests), "what stays rests on what stays");
}
