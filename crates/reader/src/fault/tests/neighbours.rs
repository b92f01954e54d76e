//! What is told beside what it belongs to: parts and their whole, goals and what was reached, lists and their count, years and
//! the time there was. Each sound text with one thing of it changed.

use super::hard;

/// Both texts differ by one slip; the sound one has no fault, the other one of this rule at these words.
fn slips(cases: &[(&str, &str, &str, &str)]) {
    for (text, right, wrong, rule) in cases {
        let with = |word: &str| text.replace('@', word).replace('␤', "\n");
        assert_eq!(hard(&with(right)), [], "{}", with(right));
        let found = hard(&with(wrong));
        let rules: Vec<&str> = found.iter().map(|f| f.0).collect();
        assert_eq!(rules, [*rule], "{}: {found:?}", with(wrong));
    }
}

#[test]
fn a_whole_lies_between_its_parts() {
    slips(&[
        (
            "全县生产总值86亿元，增长@。第一产业增加值增长4.1%，第二产业增加值增长6.2%，第三产业增加值增长5.5%。",
            "5.6%",
            "6.5%",
            "growth",
        ),
        ("全年外贸进出口总额36.8亿元，比上年增长@。其中，出口增长17.4%，进口增长22.4%。", "19.2%", "12.9%", "growth"),
        (
            "全体居民人均消费支出25600元，城镇居民人均消费支出31200元，农村居民人均消费支出@。",
            "20700元",
            "27000元",
            "sum",
        ),
        (
            "明年目标：生产总值增长@左右，一产增加值增长4%左右，二产增加值增长6%左右，三产增加值增长5.5%左右。",
            "5.5%",
            "6.5%",
            "growth",
        ),
    ]);
}

#[test]
fn goals_beside_what_was_reached() {
    slips(&[
        ("2028年，全县城镇化率达69.1%。␤二、2029年目标任务␤力争城镇化率提升至@。", "69.5%", "65.9%", "growth"),
        ("全县电力总装机已突破9000万千瓦。␤二、2029年目标任务␤力争电力总装机达到@。", "1.1亿千瓦", "1.1万千瓦", "unit"),
        ("到2030年，确保全县高新技术企业达到2500家，力争达到@。", "3000家", "2000家", "growth"),
        ("到2030年，确保全县入库企业达到@，力争达到4万家。", "3万家", "3千家", "unit"),
    ]);
    // A rate that does well may be let fall a little.
    assert_eq!(hard("全县优良天数比例为92.6%。\n二、2029年目标任务\n优良天数比例达到92.5%以上。"), []);
}

#[test]
fn lists_beside_their_count() {
    slips(&[
        ("去年办成了@突出大事：一是修好县道。二是引来清水。三是建起医院。", "三个", "四个", "sum"),
        (
            "今年抓好以下@工作：\n（一）修路\n修好县道90公里。\n（二）引水\n引水到40个村。\n（三）植树\n植树8万亩。",
            "三个方面",
            "四个方面",
            "sum",
        ),
        ("对甲县、乙县、丙县进出口分别增长12.7%、32.1%、12.6%，@合计占全市进出口的62.6%。", "三者", "四者", "sum"),
        ("联合松陵、云岫、柳汀、白沙@修建水库。", "四县", "五县", "sum"),
    ]);
    assert_eq!(hard("带动松陵、云岫、柳汀等五县修建水库。"), []);
}

#[test]
fn parts_beside_their_whole() {
    slips(&[
        ("用两年时间将筹资标准由50元提高到100元，其中财政补助标准由40元提高到@。", "80元", "180元", "sum"),
        ("全县有86个项目获奖，其中本县单位牵头@。", "61项", "91项", "sum"),
        ("建设1000个蓄水项目，其中小型水库7座、蓄水池@。", "993个", "939个", "sum"),
        (
            "全年邮电业务收入291.24亿元，增长1.6%。其中，邮政业务收入126.44亿元，下降7.3%；电信业务收入@，增长9.7%。",
            "164.80亿元",
            "146.80亿元",
            "sum",
        ),
    ]);
}

#[test]
fn years_beside_the_time_there_was() {
    slips(&[
        ("五年新增装机35万千瓦，是1971年到2003年@的总和。", "33年", "23年", "year"),
        ("“十五五”时期是全县转型发展的关键@。", "五年", "三年", "year"),
        (
            "云岫县2029年政府工作报告␤2029年1月8日␤一、过去五年工作回顾␤2025年以来连续@增长高于全市。",
            "16个季度",
            "18个季度",
            "year",
        ),
        (
            "云岫县2029年政府工作报告␤2029年5月8日␤一、2028年工作回顾␤截至@，全县债务余额46.8亿元。",
            "2028年底",
            "2029年底",
            "year",
        ),
    ]);
}

#[test]
fn long_names_are_written_alike() {
    let between = "各乡抓紧秋收秋种，粮食、油料、蔬菜、瓜果样样丰收，农民收入稳定增长，集体经济壮大，渔业、林业、牧业都有起色，山更青、水更绿，家家户户通了自来水和柏油路，条条村道都有灯。";
    for (name, wrong) in [
        ("青石山生态旅游度假村", "青石湾生态旅游度假村"),
        ("松石全民（冰雪）健身中心", "松石全民（滑雪）健身中心"),
        ("新型农村合作医疗制度", "新型农村医疗合作制度"),
        ("“松石英才计划”", "“松石人才计划”"),
        ("精细化学品制造业", "精细化工品制造业"),
    ] {
        let text = |second: &str| format!("去年办好了{name}。{between}今年再办{second}。");
        assert_eq!(hard(&text(name)), [], "{name}");
        assert_eq!(hard(&text(wrong)).iter().map(|f| f.0).collect::<Vec<_>>(), ["name"], "{wrong}");
    }
    for (one, other) in [
        ("松石农业职业技术大学", "松石工业职业技术大学"),
        ("国际科技创新中心", "国际创新科技中心"),
        ("全市第一人民医院", "全市第二人民医院"),
    ] {
        assert_eq!(hard(&format!("去年办好了{one}。{between}今年再办{other}。")), [], "{other}");
    }
}
