//! Slips that the text itself tells: each sound text with one number, unit, year or character of it changed.

use super::hard;

/// The rules that `wrong` breaks and `right` does not.
fn broken(right: &str, wrong: &str) -> Vec<&'static str> {
    assert_eq!(hard(right), [], "{right}");
    hard(wrong).iter().map(|f| f.0).collect()
}

#[test]
fn two_swapped_digits_explain_a_sum() {
    for (right, wrong) in [
        // Behind 其中 something may be left out; here nothing is.
        (
            "完成水利投资384.6亿元，其中灌区126.4亿元，水库158.3亿元，堤防63.7亿元，泵站36.2亿元。",
            "完成水利投资384.6亿元，其中灌区126.4亿元，水库185.3亿元，堤防63.7亿元，泵站36.2亿元。",
        ),
        // The whole stands in the sentence before.
        (
            "全年完成水利投资384.6亿元，增长8.2%。其中，灌区投资126.4亿元，水库投资158.3亿元，堤防投资63.7亿元，泵站投资36.2亿元。",
            "全年完成水利投资384.6亿元，增长8.2%。其中，灌区投资126.4亿元，水库投资158.3亿元，堤防投资67.3亿元，泵站投资36.2亿元。",
        ),
        // Other amounts stand between the whole and its parts.
        (
            "安排重点项目152个，总投资386亿元，年度投资94亿元，其中产业项目83个、民生项目47个、生态项目22个。",
            "安排重点项目152个，总投资386亿元，年度投资94亿元，其中产业项目83个、民生项目74个、生态项目22个。",
        ),
        (
            "云岫路、临溪路、望江路3条道路完工，里程分别为18.4公里、26.7公里和34.5公里，合计新增79.6公里。",
            "云岫路、临溪路、望江路3条道路完工，里程分别为18.4公里、26.7公里和35.4公里，合计新增79.6公里。",
        ),
        ("142家规上企业中，盈利118家、亏损24家。", "124家规上企业中，盈利118家、亏损24家。"),
    ] {
        assert_eq!(broken(right, wrong), ["sum"], "{wrong}");
    }
    for sound in [
        "完成水利投资384.6亿元，其中灌区126.4亿元，水库158.3亿元，堤防61.2亿元。",
        "486个行政村中，通公交的480个、通快递的470个。",
        "全年完成水利投资384.6亿元。其中，灌区投资126.4亿元，水库投资58.3亿元，堤防投资63.7亿元。",
    ] {
        assert_eq!(hard(sound), [], "{sound}");
    }
}

#[test]
fn a_share_of_what_is_told_again_follows_from_its_two_numbers() {
    for (right, wrong) in [
        (
            "渔业产值由18.2亿元降至16.4亿元，其中海水产品12.9亿元，占78.7%。",
            "渔业产值由18.2亿元降至16.4亿元，其中海水产品12.9亿元，占87.7%。",
        ),
        (
            "全省水库蓄水量28.6亿立方米，其中云岫水库11.4亿立方米、临溪水库7.3亿立方米，云岫水库占全省的39.9%。",
            "全省水库蓄水量28.6亿立方米，其中云岫水库11.4亿立方米、临溪水库7.3亿立方米，云岫水库占全省的93.9%。",
        ),
        (
            "预算支出48.6亿元，其中教育支出9.8亿元，卫生支出5.1亿元，农林水支出7.3亿元，三项合计22.2亿元，占支出总额的45.7%。",
            "预算支出48.6亿元，其中教育支出9.8亿元，卫生支出5.1亿元，农林水支出7.3亿元，三项合计22.2亿元，占支出总额的54.7%。",
        ),
    ] {
        assert_eq!(broken(right, wrong), ["share"], "{wrong}");
    }
}

#[test]
fn numbers_that_follow_from_two_others() {
    for (right, wrong, rule) in [
        (
            "粮食播种面积126.4万亩，总产量11.6亿斤，平均亩产459公斤。",
            "粮食播种面积126.4万亩，总产量11.6亿公斤，平均亩产459公斤。",
            "unit",
        ),
        (
            "油菜播种面积8420公顷。油菜籽总产量1.98万吨；油菜籽单产每公顷2352公斤。",
            "油菜播种面积8420公顷。油菜籽总产量19.8万吨；油菜籽单产每公顷2352公斤。",
            "unit",
        ),
        (
            "人口出生率6.21‰，死亡率8.06‰，自然增长率-1.85‰。",
            "人口出生率6.21‰，死亡率8.06‰，自然增长率-1.58‰。",
            "growth",
        ),
        (
            "人口出生率6.21‰，死亡率8.06‰，自然增长率-1.85‰。",
            "人口出生率6.21‰，死亡率8.06‰，自然增长率-1.85%。",
            "unit",
        ),
        ("新建城市道路46.3公里。", "新建城市道路46.3平方公里。", "unit"),
        (
            "完成集装箱吞吐量118.4万标箱，比上年的104.2万标箱增长13.6%。",
            "完成集装箱吞吐量118.4万吨，比上年的104.2万标箱增长13.6%。",
            "unit",
        ),
        (
            "五年累计完成投资284.6亿元，比“十三五”时期203.3亿元增长40%。",
            "五年累计完成投资284.6亿元，比“十三五”时期203.3亿元增长1.4倍。",
            "growth",
        ),
        (
            "农村居民收入增长7.2%，农村居民收入增速快于城镇1.6个百分点。",
            "农村居民收入增长7.2%，农村居民收入增速快于城镇1.6%。",
            "base",
        ),
    ] {
        assert_eq!(broken(right, wrong), [rule], "{wrong}");
    }
    for sound in [
        "工业增加值增长7.2%，高于年度目标7%。",
        "工业增加值增长7.2%，高于全省6.1%的增速。",
        "新增城市道路面积46.3万平方米。",
        "粮食播种面积126.4万亩，油菜籽总产量2.1万吨，平均亩产459公斤。",
    ] {
        assert_eq!(hard(sound), [], "{sound}");
    }
}

#[test]
fn a_goal_follows_from_what_was_reached_and_its_growth() {
    let report = |goal: &str| {
        format!(
            "云岫县2027年政府工作报告\n一、2026年工作回顾\n一般公共预算收入完成38.46亿元，增长6.1%。\n\
             二、2027年主要目标\n一般公共预算收入增长5%，达到{goal}。\n"
        )
    };
    assert_eq!(broken(&report("40.38亿元"), &report("43.38亿元")), ["growth"]);
    assert_eq!(hard(&report("40.4亿元")), []);
    assert_eq!(hard(&report("41.7亿元")), [], "another way of counting, and no slip");
}

#[test]
fn years_that_cannot_be() {
    let report = |told: &str| {
        format!(
            "云岫县2027年政府工作报告\n——2027年1月16日在云岫县人民代表大会上\n一、2026年工作回顾\n\
             云岫大桥于2024年3月开工、2026年12月建成通车。\n二、2027年工作\n{told}\n"
        )
    };
    for (right, wrong) in [
        ("推进临溪隧道建设，确保2027年12月底前贯通。", "推进临溪隧道建设，确保2026年12月底前贯通。"),
        ("临溪水厂2025年6月开工、2026年11月投产。", "临溪水厂2027年6月开工、2026年11月投产。"),
        ("截至2026年末，全县共有卫生院38家。", "截至2062年末，全县共有卫生院38家。"),
    ] {
        assert_eq!(broken(&report(right), &report(wrong)), ["year"], "{wrong}");
    }
    assert_eq!(hard(&report("临溪水厂一期2023年6月建成投产，二期2027年6月开工。")), []);
}

#[test]
fn one_number_told_twice_under_two_names() {
    let report = |told: &str| {
        format!(
            "云岫县2026年工作总结\n临云高速全长86.4公里，历时三年建设。\n新增高速公路里程115公里，其中临云高速{told}。\n"
        )
    };
    assert_eq!(broken(&report("86.4公里"), &report("84.6公里")), ["mention"]);
    assert_eq!(hard(&report("74.6公里")), [], "other digits: its part in the county");
    let counties = "甲县零售额0.86亿元，增长3.2%。乙县零售额0.68亿元，增长4.1%。";
    assert_eq!(hard(counties), []);
}

#[test]
fn names_that_sound_alike_or_are_long() {
    let report = |name: &str, park: &str| {
        format!(
            "云岫县2026年工作总结\n改造柳汀镇卫生院。临溪智能装备产业园开园。\n新建水厂两座，清淤渠道三十公里，群众用水得到改善，\
             村容村貌明显变化。\n支持柳汀镇发展茶叶。建设临溪智能装备产业园标准厂房。\n全年植树造林成活率保持稳定，干部作风持续转变，\
             各项事业取得新的进步。\n评选{name}综合文化站为示范站。推动{park}二期开工。\n"
        )
    };
    let (name, park) = ("柳汀镇", "临溪智能装备产业园");
    assert_eq!(broken(&report(name, park), &report("柳亭镇", park)), ["name"]);
    assert_eq!(broken(&report(name, park), &report(name, "临奚智能装备产业园")), ["name"]);
    assert_eq!(hard(&report("柳林镇", park)), [], "another town");
    assert_eq!(hard(&report(name, "临溪智能装备产业园")), []);
}
