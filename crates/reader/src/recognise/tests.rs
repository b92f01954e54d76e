use super::{NumberClass, Recognised, recognise, words};

fn read(text: &str) -> Recognised {
    recognise(text, "2023-03-05".parse().ok())
}

fn cut(text: &str, range: &std::ops::Range<usize>) -> String {
    text.chars().skip(range.start).take(range.len()).collect()
}

/// Numbers of one class, as `words=value` or `words=[low,high]`.
fn numbers(text: &str, class: NumberClass) -> Vec<String> {
    read(text)
        .numbers
        .iter()
        .filter(|n| n.class == class)
        .map(|n| {
            let words = cut(text, &n.range);
            let end = |v: Option<crate::Value>| v.map(|v| v.to_string()).unwrap_or_default();
            match n.ends {
                None => format!("{words}={}", end(n.value)),
                Some(ends) => {
                    let (open, close) = ends.word().split_at(1);
                    format!("{words}={open}{},{}{close}", end(n.low), end(n.high))
                }
            }
        })
        .collect()
}

/// Quantities as `words=value unit`, with ends, bound and links where they have them.
fn quantities(text: &str) -> Vec<String> {
    read(text)
        .quantities
        .iter()
        .map(|q| {
            let value = match (q.value, q.low, q.high) {
                (Some(v), ..) => v.to_string(),
                (None, Some(low), Some(high)) => format!("{low}–{high}"),
                _ => String::new(),
            };
            let bound = q.bound.map(|b| format!(" {}", b.word())).unwrap_or_default();
            let from = q.from.map(|i| format!(" from {i}")).unwrap_or_default();
            let to = q.to.map(|i| format!(" to {i}")).unwrap_or_default();
            format!("{}={value} {}{bound}{from}{to}", cut(text, &q.range), q.unit)
        })
        .collect()
}

#[test]
fn the_lexicon_has_no_faults() {
    assert!(words().1.is_empty(), "{:?}", words().1);
}

#[test]
fn numbers_in_the_forms_that_only_recognisers_are_asked_for() {
    for (text, expected) in [
        ("3 万 5 千 只羊", &["3 万 5 千=35000"][..]),
        ("订了三打铅笔", &["三打=36"]),
        ("三打白骨精", &["三=3"]),
        ("年过半百", &["半百=50"]),
        ("需要12k内存", &["12k=12000"]),
        ("2.5e-3与3^4", &["2.5e-3=0.0025", "3^4=81"]),
        ("卅六年前", &["卅六=36"]),
        ("负二十五，-7.5", &["负二十五=-25", "-7.5=-7.5"]),
        ("另一种办法，进一步", &["一=1"]),
        ("四川的五保户一切安好", &[]),
    ] {
        assert_eq!(numbers(text, NumberClass::Cardinal), expected, "{text}");
    }
    assert_eq!(
        numbers("二又五分之一，7/9，5 1/2", NumberClass::Fraction),
        ["二又五分之一=2.2", "7/9=7/9", "5 1/2=5.5"]
    );
}

#[test]
fn a_percentage_holds_its_number() {
    let text = "占百分之七点五，提高3个百分点，打七五折，四成半，12.5％，千分之三";
    assert_eq!(
        numbers(text, NumberClass::Percent),
        ["百分之七点五=7.5", "3个百分点=3", "七五折=75", "四成半=45", "12.5％=12.5", "千分之三=0.3"]
    );
    assert_eq!(numbers(text, NumberClass::Cardinal), ["七点五=7.5", "3=3", "三=3"]);
    assert_eq!(numbers("三分之一百分点", NumberClass::Percent), Vec::<String>::new());
}

#[test]
fn ranges_keep_their_ends() {
    for (text, expected) in [
        ("温度大于5且小于等于18", "大于5且小于等于18=(5,18]"),
        ("三到五天", "三到五=[3,5]"),
        ("5至6万棵", "5至6万=[50000,60000]"),
        ("在20和30之间", "在20和30之间=[20,30]"),
        ("至少有 40 个", "至少有 40=[40,)"),
        ("七八十人", "七八十=[70,80]"),
        ("六百多户", "六百多=(600,)"),
        ("比九十高", "比九十高=(90,)"),
        ("25公里以内", "25公里以内=(,25]"),
    ] {
        assert_eq!(numbers(text, NumberClass::Range), [expected], "{text}");
    }
    assert_eq!(numbers("2016-2020年", NumberClass::Range), Vec::<String>::new());
}

#[test]
fn a_number_is_told_from_a_name_a_date_and_a_code() {
    assert_eq!(numbers("建设“三个高地”和两大工程", NumberClass::Name), ["三=3", "两=2"]);
    assert_eq!(numbers("2022年6月，第十二届，5G、H7N9", NumberClass::Date), ["2022=2022", "6=6"]);
    assert_eq!(numbers("2022年6月，第十二届，5G、H7N9", NumberClass::Ordinal), ["第十二=12"]);
    assert_eq!(numbers("2022年6月，第十二届，5G、H7N9", NumberClass::Code), ["5G=", "H7N9="]);
    assert_eq!(numbers("热线0799-1234567，手机13900001111", NumberClass::Code).len(), 2);
    assert!(read("见 https://example.org/a?b=12%20&c=7").numbers.is_empty());
}

#[test]
fn quantities_are_multiplied_out() {
    for (text, expected) in [
        ("合作社由1.2万户增加到3.45万户", &["1.2万户=12000 户 to 1", "3.45万户=34500 户 from 0"][..]),
        ("帮助6.3万困难群众", &["6.3万=63000 人"]),
        ("亏损面下降4.5%", &["4.5%=-4.5 %"]),
        ("产量翻两番", &["翻两番=4 倍"]),
        ("对小微企业减半征收", &["减半=-50 %"]),
        ("每万人口拥有医生31人", &["31人=31 人/万人"]),
        ("三个千万亩粮田", &["三个千万亩=30000000 亩"]),
        ("数十个国家", &["数十个=20–99 个"]),
        ("近40万亩", &["40万亩=400000 亩 about"]),
        ("举办2025论坛，建设三四线", &[]),
        ("抓好“三个专项”，推进两大工程，第六次会议", &[]),
    ] {
        assert_eq!(quantities(text), expected, "{text}");
    }
}

#[test]
fn quantities_in_several_pieces() {
    for (text, expected) in [
        ("一斤卖3块5", "3块5=3.5 元"),
        ("合计四十二元五角六分", "四十二元五角六分=42.56 元"),
        ("身高1米75", "1米75=1.75 米"),
        ("等了一个半小时", "一个半小时=1.5 小时"),
        ("称三斤半", "三斤半=3.5 斤"),
        ("不足半小时", "半小时=0.5 小时"),
        ("票价￥80", "￥80=80 元"),
        ("突破$2000", "$2000=2000 美元 more_than"),
        ("三四岁", "三四岁=3–4 岁"),
        ("零下12度", "12度=-12 度"),
        ("6-12岁儿童", "6-12岁=6–12 岁"),
    ] {
        assert!(quantities(text).contains(&expected.to_owned()), "{text}: {:?}", quantities(text));
    }
}

#[test]
fn times_and_places_keep_their_place_in_the_text() {
    let text = "　去年，通辽市新建\n公园3个";
    let found = read(text);
    assert_eq!(found.times.iter().map(|t| cut(text, &t.range)).collect::<Vec<_>>(), ["去年"]);
    assert_eq!(
        found.places.iter().map(|p| (cut(text, &p.range), p.code.as_str())).collect::<Vec<_>>(),
        [("通辽市".to_owned(), "150500")]
    );
    assert_eq!(quantities(text), ["3个=3 个"]);
}
