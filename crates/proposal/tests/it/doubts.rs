//! What is proposed and yet not certain: a person sees it first. And whose a name and a number are.

use crate::proposals::{line, lines, plan, sure};
use crate::world::{FIRST, Paper, World};
use luoshi_plan::{Measure, Subject, Wanted};
use luoshi_proposal::{Bulk, Certainty, Draft, Into, Kind};

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
fn a_range_of_a_mean_is_no_range_of_the_last_year() {
    let text = "云泽市“十五五”规划纲要\n\n云泽市人民政府\n2026年3月2日\n\n二、主要目标\n\n“十五五”时期地区生产总值年均增长5%—5.5%。到2030年，森林覆盖率达到43%。\n";
    let targets = sure(text, Kind::Target);
    assert!(targets.len() == 1 && targets.iter().all(|t| t.contains("43")), "{targets:#?}");
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
fn a_name_says_of_whom_and_of_which_money() {
    let text = |s: &str| format!("云泽市2025年政府工作报告\n\n一、2024年工作回顾\n\n{s}\n");
    for part in
        ["城乡居民储蓄增加，年末存款余额达到210亿元。", "扣除物价因素，农民人均纯收入增长6.5%，职工平均工资增长7%。"]
    {
        assert!(sure(&text(part), Kind::Observation).is_empty(), "{part}: {:?}", sure(&text(part), Kind::Observation));
    }
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
fn a_row_of_a_table_keeps_its_printed_name_and_what_comes_on_top_is_no_second_target() {
    let text = "云泽市“十五五”主要指标\n\n云泽市人民政府\n2026年3月2日\n\n云泽市“十五五”主要指标\n指标\t单位\t2025年\t2030年\t年均增速[累计]\t属性\n研究与试验发展经费投入强度\t%\t2.1\t2.5\t—\t预期性\n草原综合植被盖度\t%\t54\t56\t—\t预期性\n森林覆盖率\t%\t41.9\t43\t[1.1]\t约束性\n";
    let names: Vec<String> = lines(text, Kind::Indicator).iter().map(|l| l[3..].to_owned()).collect();
    for name in ["研究与试验发展经费投入强度", "草原综合植被盖度", "森林覆盖率"] {
        assert!(names.contains(&format!("indicator {name} [%] Level Up")), "{names:?}");
    }
    assert_eq!(lines(text, Kind::Target).len(), 3, "{:?}", lines(text, Kind::Target));
}
