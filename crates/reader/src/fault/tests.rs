//! A report with faults planted in it, its clean twin, and sentences of which one number is changed.

use super::*;
use crate::{Options, read};
use proptest::prelude::*;

mod neighbours;
mod slips;
mod words;

const PLANTED: &str = include_str!("../../suite/fault/planted.txt");
const CLEAN: &str = include_str!("../../suite/fault/clean.txt");

fn found(text: &str) -> Vec<Fault> {
    faults(text, &read(text, &Options::default()))
}

/// The rules of what is wrong or probably wrong, with the words at its place.
fn hard(text: &str) -> Vec<(&'static str, String)> {
    let chars: Vec<char> = text.chars().collect();
    let words = |f: &Fault| f.spans.iter().flat_map(|s| chars.get(s.range()).unwrap_or_default()).collect();
    found(text).iter().filter(|f| f.severity != Severity::Hint).map(|f| (f.rule, words(f))).collect()
}

/// What was planted: the rule that must find it, and the words it must point at.
const FAULTS: [(&str, &str); 23] = [
    ("sum", "312.6亿元"),
    ("share", "13.2:41.1:47.7"),
    ("growth", "12.5%"),
    ("growth", "4500户"),
    ("sum", "126个"),
    ("sum", "26万平方米"),
    ("unit", "42.3万吨"),
    ("growth", "2.8个百分点"),
    ("base", "1.8%"),
    ("sum", "186公里"),
    ("share", "103%"),
    ("growth", "39.8%"),
    ("sum", "560张"),
    ("share", "35%"),
    ("share", "130%"),
    ("year", "11月31日"),
    ("name", "云袖县"),
    ("mention", "18.46亿元"),
    ("mention", "4536人"),
    ("name", "云岫县水源地保护管理条法"),
    ("year", "2024—2028年"),
    ("year", "2024年"),
    ("year", "“十五五”（2026—2031年"),
];

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    let mut got = hard(PLANTED);
    for wanted in FAULTS {
        let at = got.iter().position(|(rule, words)| *rule == wanted.0 && words.contains(wanted.1));
        let at = at.unwrap_or_else(|| panic!("{} at {} is not found", wanted.0, wanted.1));
        got.remove(at);
    }
    assert!(got.is_empty(), "not planted: {got:?}");
}

#[test]
fn the_clean_twin_has_no_fault() {
    assert_eq!(hard(CLEAN), []);
}

#[test]
fn figures_that_cannot_all_be_right_are_contradictions_of_the_reading() {
    let reading = read("全县新建公园12个，其中城区5个、乡镇6个。", &Options::default());
    let [contradiction] = &reading.contradictions[..] else { panic!("{:?}", reading.contradictions) };
    assert_eq!((contradiction.kind, &contradiction.figures[..]), ("sum", &[0, 1, 2][..]));
    assert!(read("全县新建公园11个，其中城区5个、乡镇6个。", &Options::default()).contradictions.is_empty());
}

#[test]
fn rounding_is_no_fault() {
    for sound in [
        "三次产业结构为13.2:41.1:45.6。",
        "规模以上工业企业由86家增加到104家，增长20.9%。",
        "规模以上工业企业由86家增加到104家，增长21%左右。",
        "全县人口36.8万人，其中城镇人口20.1万人、乡村人口16.6万人。",
        "城镇化率由58.3%提高到60.1%，提高1.8个百分点。",
    ] {
        assert_eq!(hard(sound), [], "{sound}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Parts may leave something out of their total (其中), but never exceed it; what is added up (合计) leaves nothing out.
    #[test]
    fn a_changed_total_is_found(a in 11u32..900, b in 11u32..900, c in 11u32..900, off in 1u32..10) {
        let text = |total: u32| format!("全县新建公园{total}个，其中城区{a}个、乡镇{b}个、村庄{c}个。");
        prop_assert_eq!(hard(&text(a + b + c)), []);
        prop_assert_eq!(hard(&text(a + b + c - off)).first().map(|f| f.0), Some("sum"));
        let text = |total: u32| format!("全县新建公园{a}个、广场{b}个、球场{c}个，合计{total}个。");
        prop_assert_eq!(hard(&text(a + b + c)), []);
        prop_assert_eq!(hard(&text(a + b + c + off)).first().map(|f| f.0), Some("sum"));
    }

    /// A rate that follows from its two levels is right; one a third too high is not.
    #[test]
    fn a_changed_rate_is_found(old in 100u32..5000, rise in 10u32..90) {
        let new = old + old * rise / 100;
        let rate = f64::from(new - old) / f64::from(old) * 100.0;
        let text = |rate: f64| format!("经营主体由{old}户增加到{new}户，增长{rate:.1}%。");
        prop_assert_eq!(hard(&text(rate)), []);
        prop_assert_eq!(hard(&text(rate * 1.35)).first().map(|f| f.0), Some("growth"));
    }
}

/// The hints of a rule, with the words at their place.
fn hints(text: &str, rule: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let words = |f: &Fault| f.spans.iter().flat_map(|s| chars.get(s.range()).unwrap_or_default()).collect();
    found(text).iter().filter(|f| f.rule == rule).map(words).collect()
}

#[test]
fn a_section_without_a_lead_is_named_once_where_others_have_one() {
    let plan = "云岫县水网建设实施方案（2027—2030年）\n\
        一、修整渠道\n改造干渠，新建支渠20公里。（县水利局牵头，县财政局配合）\n\
        二、养护水库\n加固水库3座，清理库区。（县水利局牵头）\n\
        三、节约用水\n推广滴灌，新增滴灌面积2万亩。（县农业农村局牵头）\n\
        四、保护水源\n划定保护区，拆除排污口12个。整治河道。\n";
    assert_eq!(hints(plan, "lead"), ["四、保护水源"]);
    // A report to an assembly names nobody who answers, and need not.
    let report = plan.replace("水网建设实施方案（2027—2030年）", "2027年政府工作报告");
    assert_eq!(hints(&report, "lead"), [""; 0]);
    let without = plan.replace("（县农业农村局牵头）", "").replace("（县水利局牵头）", "");
    assert_eq!(hints(&without, "lead"), [""; 0], "one lead among four is no habit");
}

#[test]
fn a_section_without_a_deadline_is_named_where_others_have_one() {
    let plan = "云岫县水网建设实施方案（2027—2030年）\n\
        一、修整渠道\n2028年底前新建支渠20公里。\n\
        二、养护水库\n2029年6月底前新建水库3座。\n\
        三、节约用水\n到2030年，新增滴灌面积2万亩。\n\
        四、保护水源\n新建污水处理站12座。\n\
        五、奖励节水\n对节水企业给予最高20万元奖励。\n";
    assert_eq!(hints(plan, "deadline"), ["四、保护水源"]);
    let outline = plan.replace("实施方案（2027—2030年）", "“十五五”规划纲要");
    assert_eq!(hints(&outline, "deadline"), [""; 0], "what a plan sets is due when it ends");
}

#[test]
fn what_cannot_be_checked_is_counted_by_section() {
    let section = |(title, of): &(&str, &str)| {
        format!("{title}\n加强{of}管护，完善{of}制度，推进{of}宣传，优化{of}服务，健全{of}机制，提升{of}水平。\n")
    };
    let titles = [("一、管好水", "渠道"), ("二、用好水", "灌区"), ("三、节约水", "水费"), ("四、保护水", "水源")];
    let text: String = titles.iter().map(section).collect();
    let plan = format!("云岫县水网建设实施方案\n{text}");
    assert_eq!(hints(&plan, "measure"), ["一、管好水", "二、用好水", "三、节约水", "四、保护水"]);
    let told = plan.replace("推进渠道宣传，", "年底前建成水站3座，2028年新建支渠20公里，");
    assert_eq!(hints(&told, "measure"), ["二、用好水", "三、节约水", "四、保护水"]);
    let past = plan.replace("提升灌区水平", "灌区水平有了明显提升");
    assert!(found(&past).iter().all(|f| !f.note.words(crate::Language::Zh).contains("明显提升")));
}

#[test]
fn two_rates_of_urbanisation_are_two_indicators() {
    let reading = read(
        "2025年，常住人口城镇化率达到61.2%，户籍人口城镇化率达到48.5%。\n2025年，户籍人口城镇化率为48.5%。",
        &Options::default(),
    );
    assert!(reading.contradictions.is_empty(), "{:?}", reading.contradictions);
}

#[test]
fn letters_that_name_a_firm_or_stand_behind_their_full_name_need_no_introduction() {
    for text in [
        "云岫港接入港航信息共享网络GSBN，通关更快。",
        "城西开工奥翔PPE工厂，云岫万景MALL开业。",
        "引进SMC、瑞科等企业5家。",
    ] {
        assert_eq!(hints(text, "name"), Vec::<String>::new(), "{text}");
    }
    assert_eq!(hints("加大AEO高级认证企业培育力度。", "name").len(), 1);
}

#[test]
fn what_a_budget_adds_up_is_added_to_what_stands_before() {
    let balance = |total: &str| {
        format!(
            "全县基金预算收入120万元，下降3%，加上上级补助收入30万元，债务转贷收入50万元（新增债券20万元，再融资债券30万元），\
             上年结转7万元，收入总计{total}万元。"
        )
    };
    assert_eq!(hard(&balance("207")), []);
    assert_eq!(hard(&balance("217")).first().map(|f| f.0), Some("sum"));
    let whole = |total: &str| {
        format!(
            "平衡情况：公共预算收入120万元，转移支付收入30万元（从基金调入4万元，其他调入2万元），上年结转7万元，收入总计{total}万元。"
        )
    };
    assert_eq!(hard(&whole("157")), []);
    assert_eq!(hard(&whole("167")).first().map(|f| f.0), Some("sum"));
    // What it is added to stands in the sentence before.
    assert_eq!(hard("基金预算收入16.1亿元，增长6%。加上补助收入8.6亿元，上年结余9.9亿元，收入总计34.6亿元。"), []);
}

#[test]
fn what_follows_a_list_of_parts_is_not_one_of_them() {
    for sound in [
        "全县普通初中12所，招生1443人，其中随迁子女338人，在校生4096人。",
        "等级公路里程319.27公里，比上年末增加8.74公里，其中，高速公路里程50.16公里。",
        "全年口岸出境人员1458人次，其中因公出境1401人次，赴港澳出境971人次。",
        "全县医疗机构床位661张，其中医院597张、卫生院36张、保健院7张。",
        "收入168亿元，其中税收收入121亿元，占比72%；支出412.5亿元，用于民生的支出328.8亿元，占79.7%。",
        "吞吐量218.6万标箱，比上年的196.2万标箱增长11.4%；其中铁水联运32.7万标箱，占15.0%。",
        "修路642公里，超额完成年度计划600公里，其中县道87公里、乡道216公里、村道339公里。",
        "全县贫困人口人均增收1000元左右。",
        "全县刑事案件发案率下降17.6%。",
    ] {
        assert_eq!(hard(sound), [], "{sound}");
    }
    // A little too much is a slip, and so is a part that leaves out a hundredth.
    assert_eq!(hard("全县医疗机构4159个，其中医院231个、卫生院3846个、其他机构83个。").len(), 1);
    assert_eq!(hard("全县医疗机构床位660张，其中医院597张、卫生院36张、保健院25张。").len(), 1);
}

#[test]
fn a_budget_and_its_result_are_two_amounts_of_one_name() {
    let text =
        "一、2025年预算执行情况\n2025年公共预算收入为277.8万元，与备案预算一致。\n2025年公共预算收入完成279.2万元。\n";
    assert_eq!(hard(text), []);
    let zone = "一、2025年工作回顾\n2025年全部财政收入63.8亿元，增长35%。\n开发区加快建设。完成全部财政收入47亿元，增长38.6%。\n";
    assert_eq!(hard(zone), []);
}

#[test]
fn names_around_a_page_and_other_dashes_are_no_other_spelling() {
    let text = "云岫县2026年政府工作报告\n云岫县建成水厂。云岫县新修水渠。加入“云岫-临溪渠道管护协作区”。\n\
                建成“云岫—临溪渠道管护协作区”水站，云岫县受表扬。";
    assert_eq!(hard(text), []);
}

/// What is right as it stands, and the same with one number changed: the rule that finds it.
fn found_when_changed(sound: &str, changes: &[(&str, &str, &str)]) {
    assert_eq!(hard(sound), [], "{sound}");
    for (right, wrong, rule) in changes {
        let text = sound.replacen(right, wrong, 1);
        assert_ne!(text, sound, "{right} does not stand in {sound}");
        assert_eq!(hard(&text).first().map(|f| f.0), Some(*rule), "{text}: {:?}", hard(&text));
    }
}

#[test]
fn what_was_stands_beside_its_growth() {
    found_when_changed(
        "全年实现营业收入96亿元，上年为80亿元，增长20%。",
        &[("20%", "12%", "growth"), ("增长", "下降", "growth")],
    );
    found_when_changed(
        "全县预算支出4058万元，完成预算4134万元的98.2%，比上年的3913万元增长3.7%。",
        &[("3.7%", "7.3%", "growth"), ("98.2%", "89.2%", "share")],
    );
    found_when_changed(
        "年末债务余额374万元，比2023年末的314万元增加60万元，增长19.1%。",
        &[("19.1%", "16.0%", "growth")],
    );
    found_when_changed("社会消费品零售总额由上年的441.7亿元增加到468.2亿元，增长6.0%。", &[("6.0%", "9.0%", "growth")]);
    // Growth at prices of a fixed year does not follow from the two levels.
    assert_eq!(hard("全县地区生产总值96亿元，上年为90亿元，增长5.1%。"), []);
}

#[test]
fn higher_is_more_and_a_plan_is_passed_by_what_lies_beyond_it() {
    found_when_changed(
        "固定资产投资增长6.2%，低于7.0%的计划目标0.8个百分点。",
        &[("低于", "高于", "growth"), ("0.8个", "0.3个", "growth")],
    );
    found_when_changed("完成投资82.6亿元，为年度计划78.0亿元的105.9%。", &[("105.9%", "109.5%", "share")]);
    found_when_changed("城镇新增就业3240人，为年度目标3000人的108.0%。", &[("为年度", "超年度", "base")]);
}

#[test]
fn a_share_follows_from_the_whole_that_is_named() {
    found_when_changed("经营收入50万元以上的村达到132个，占全县165个行政村的80.0%。", &[("132个", "123个", "share")]);
    found_when_changed("确定的20项主要指标中，16项达到序时进度，占80.0%。", &[("80.0%", "85.0%", "share")]);
    found_when_changed("842家工业企业中，亏损企业101家，亏损面为12.0%。", &[("12.0%", "21.0%", "share")]);
    found_when_changed("政务服务事项1486项，其中1427项实现全程网办，网办率96.0%。", &[("96.0%", "69.0%", "share")]);
    found_when_changed(
        "全县地区生产总值1246.8亿元，增长6.1%。民营经济加快发展。民营经济增加值730.6亿元，占地区生产总值的58.6%。",
        &[("58.6%", "56.8%", "share")],
    );
    found_when_changed(
        "全县基金收入64280万元，完成预算68000万元的94.5%。其中，土地出让收入58430万元，占90.9%。",
        &[("90.9%", "80.9%", "share")],
    );
    for sound in [
        // Of the list's head, not of its last member.
        "装机容量126.4万千瓦，其中风电58.2万千瓦、光伏68.2万千瓦，占全县总装机215万千瓦的58.8%。",
        // Of another whole that bears a longer name.
        "国有工业资产总额47亿元。全县有企业50家。控股企业资产总额9亿元，占工业资产总额的10.6%。",
    ] {
        assert_eq!(hard(sound), [], "{sound}");
    }
}

#[test]
fn lists_that_leave_nothing_out_add_up() {
    found_when_changed("出口71.32亿元，进口27.14亿元，贸易顺差44.18亿元。", &[("44.18", "44.81", "sum")]);
    found_when_changed(
        "当年收支结余7370万元，加上上年滚存结余64850万元，年末滚存结余72220万元。",
        &[("72220", "71220", "sum")],
    );
    found_when_changed("实施重点项目236个，其中续建项目141个、新开工项目95个。", &[("95个", "59个", "sum")]);
    found_when_changed("支出198.6亿元，占51.4%，其中城镇82.4亿元、乡村116.2亿元。", &[("82.4", "84.2", "sum")]);
    found_when_changed(
        "税收收入完成621万元。主要税种：增值税248万元，所得税184万元，契税73万元，其他各税116万元。",
        &[("73万元", "78万元", "sum")],
    );
    found_when_changed(
        "全县公共预算收入986万元。公共预算收入加上上级补助收入268万元、上年结转收入124万元，收入总计1378万元。",
        &[("1378", "1387", "sum")],
    );
}

#[test]
fn a_goal_that_rises_lies_above_what_was_reached() {
    let text = |goal: &str| {
        format!(
            "一、2024年工作回顾\n一般公共预算收入完成12.47亿元。\n二、2025年目标\n一般公共预算收入增长6%，达到{goal}亿元。"
        )
    };
    assert_eq!(hard(&text("13.22")), []);
    assert_eq!(hard(&text("12.22")).first().map(|f| f.0), Some("growth"));
}

/// A report that tells its figures twice: with the results of its review, and with what it says of them further down.
fn told_twice(later: &str) -> String {
    format!(
        "云岫县2027年政府工作报告\n——2027年1月16日在云岫县人民代表大会上\n一、2026年工作回顾\n\
         全年地区生产总值318.4亿元，增长5.2%。年末规模以上工业企业86家。全社会研发经费投入占地区生产总值的1.64%。\
         税收收入占一般公共预算收入的62.0%，非税收入16.2亿元，占38.0%。年末政府债务余额462850万元。\
         规模以上工业企业由2022年的61家增加到2026年的86家。\n\
         也要看到，{later}\n二、2027年工作安排\n新建公园2个。\n"
    )
}

#[test]
fn what_is_told_again_with_another_number_is_found() {
    for (right, wrong) in [
        ("去年318.4亿元的地区生产总值仅占全市的6.2%。", "去年381.4亿元的地区生产总值仅占全市的6.2%。"),
        ("规模以上工业企业仅有86家。", "规模以上工业企业仅有84家。"),
        ("研发经费投入占地区生产总值的比重仅为1.64%。", "研发经费投入占地区生产总值的比重仅为1.46%。"),
        ("非税收入占一般公共预算收入的比重达38.0%。", "非税收入占一般公共预算收入的比重达36.0%。"),
        ("年末政府债务余额已达46.29亿元。", "年末政府债务余额已达42.69亿元。"),
    ] {
        assert_eq!(hard(&told_twice(right)), [], "{right}");
        assert_eq!(hard(&told_twice(wrong)).iter().map(|f| f.0).collect::<Vec<_>>(), ["mention"], "{wrong}");
    }
}

#[test]
fn another_number_of_another_time_or_place_is_no_mention() {
    for sound in [
        "上年规模以上工业企业仅有84家。",
        "2025年非税收入占一般公共预算收入的比重达36.0%。",
        "开发区规模以上工业企业仅有12家。",
        "全市研发经费投入占地区生产总值的比重为1.46%。",
    ] {
        assert_eq!(hard(&told_twice(sound)), [], "{sound}");
    }
}

#[test]
fn an_amount_that_cannot_stand_beside_its_rise_or_its_base_has_another_unit() {
    // What else is wrong with so wrong a number is said behind it.
    let rules = |text: &str| hard(text).iter().map(|f| f.0).take(1).collect::<Vec<_>>();
    assert_eq!(rules("全年油菜播种面积314.2公顷，比上年增加2.6千公顷。"), ["unit"]);
    assert_eq!(rules("全年油菜播种面积314.2千公顷，比上年增加2.6千公顷。"), [""; 0]);
    assert_eq!(rules("全年油菜播种面积3.2千公顷，比上年增加260公顷。"), [""; 0]);
    assert_eq!(rules("技术合同成交额18.4万元，比2022年的9.1亿元翻了一番。"), ["unit"]);
    assert_eq!(rules("技术合同成交额18.4亿元，比2022年的9.1亿元翻了一番。"), [""; 0]);
}

#[test]
fn what_is_done_after_the_day_of_the_text_or_beside_a_year_to_come_is_found() {
    let report = |told: &str| {
        format!("云岫县2027年政府工作报告\n——2027年1月16日在云岫县人民代表大会上\n一、2026年工作回顾\n{told}\n")
    };
    let rules = |told: &str| hard(&report(told)).iter().map(|f| f.0).collect::<Vec<_>>();
    for (right, wrong) in [
        ("云岫至临溪公路于2026年8月6日建成通车，全长32公里。", "云岫至临溪公路于2027年8月6日建成通车，全长32公里。"),
        ("年末全县常住人口31.2万人，比2025年末减少0.2万人。", "年末全县常住人口31.2万人，比2052年末减少0.2万人。"),
    ] {
        assert_eq!(rules(right), [""; 0], "{right}");
        assert_eq!(rules(wrong), ["year"], "{wrong}");
    }
    for sound in ["开工建设云岫水厂，将于2027年8月6日建成。", "云岫大桥完成主体施工，确保2027年8月6日通车。"]
    {
        assert_eq!(rules(sound), [""; 0], "{sound}");
    }
    assert_eq!(hard("编制全县“十五五”规划，规划期为2025—2030年。").first().map(|f| f.0), Some("year"));
    assert_eq!(hard("编制全县“十五五”规划，规划期为2026—2030年。"), []);
    assert_eq!(hard("对接“十四五”规划，规划期限为2021—2035年。"), []);
}

#[test]
fn a_document_or_a_place_named_with_one_word_otherwise_is_found() {
    let report = |told: &str| {
        format!(
            "云岫市2027年政府工作报告\n云岫市制定《云岫市节水灌溉体系建设办法》，执行《云岫市全面推进绩效管理规定》。\n\
             云岫市新建渠道20公里，修整水库3座，改造管网16公里，铺设滴灌2万亩，加固堤防8公里，清理河道30公里，\
             绿化岸线12公里，新建泵站5座，改造水厂2座，惠及居民1.6万人，解决3.2万人饮水。\n{told}\n"
        )
    };
    for (right, wrong) in [
        ("落实《云岫市节水灌溉体系建设办法》。", "落实《云岫市节水化灌溉体系建设办法》。"),
        ("落实《云岫市全面推进绩效管理规定》。", "落实《云岫市全面实施绩效管理规定》。"),
        ("数据来自云岫市统计局。", "数据来自云州市统计局。"),
    ] {
        assert_eq!(hard(&report(right)), [], "{right}");
        assert_eq!(hard(&report(wrong)).iter().map(|f| f.0).collect::<Vec<_>>(), ["name"], "{wrong}");
    }
    for sound in ["落实《云岫市节水灌溉体系建设规划》。", "落实《云岫市全面推进绩效评价规定》。", "带动全州市县发展。"]
    {
        assert_eq!(hard(&report(sound)), [], "{sound}");
    }
}
