//! A reading made by hand, with one of everything; also what a browser is shown (`e2e/`).

use super::generated::{commitment, figure, name};
use super::unmake::unmake;
use super::{original, page_of, words};
use crate::i18n::{Lang, Words};
use jiff::civil::date;
use luoshi_reader::{
    Binding, Bound, Caption, CommitmentRole, Contradiction, Deadline, Doubt, Fact, Kind, Name, NameClass, Note,
    Options, Period, Reading, Repair, RepairKind, Span, Spans, Tense, read,
};

const TEXT: &str = "# 松陵县2026年政府工作报告

松陵县人民政府　2026年1月20日

## 一、目标

到2030年，粮食产量稳定在32万吨以上，力争全县森林覆盖率达到41%，建成国家生态文明建设示范区。

湖畔新村。李明月 摄

## 二、任务

县住房城乡建设局牵头，年底前建成12个口袋公园，改造老旧小区46个；推动柳溪镇产业发展取得实质性

突破。加快补齐短板。坚持以人民为中心。

第7页

粮食产量稳定在30万吨以上。松林县要加快补齐短板。
";

fn at(words: &str) -> Spans {
    nth(words, 0)
}

fn nth(words: &str, n: usize) -> Spans {
    let (byte, _) = TEXT.match_indices(words).nth(n).unwrap_or_else(|| panic!("{words} is not in the text"));
    let start = TEXT[..byte].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32).into()
}

/// One of everything that a page can show.
pub(super) fn reading() -> Reading {
    let mut r = Reading { outline: read(TEXT, &Options::default()).outline, ..Reading::default() };
    r.sentences = read(TEXT, &Options::default()).sentences;
    r.facts.title = Some(Fact {
        value: "松陵县2026年政府工作报告".to_owned(), spans: at("松陵县2026年政府工作报告")
    });
    r.facts.issuer = Some(Fact { value: "松陵县人民政府".to_owned(), spans: at("松陵县人民政府") });
    r.facts.date = Some(Fact { value: date(2026, 1, 20), spans: at("2026年1月20日") });
    r.facts.kind = Some(Fact { value: "government_work_report".to_owned(), spans: at("政府工作报告") });
    let planned = "2026-01-01/2030-12-31".to_owned();
    r.facts.period_planned = Some(Fact { value: planned, spans: at("到2030年") });
    let mut grain = figure(at("32万吨以上"), 2);
    (grain.text, grain.unit, grain.indicator) = ("32万吨".to_owned(), "万吨".to_owned(), Some("粮食产量".to_owned()));
    grain.value = "32".parse().ok().map(luoshi_reader::Value::Decimal);
    (grain.kind, grain.tense, grain.bound) = (Kind::Target, Tense::Planned, Some(Bound::AtLeast));
    grain.binding = Some(Binding::Binding);
    let end = Some(date(2030, 12, 31));
    grain.period = Some(Period { text: "到2030年".to_owned(), start: None, end });
    let mut again = grain.clone();
    again.spans = at("30万吨以上");
    again.value = "30".parse().ok().map(luoshi_reader::Value::Decimal);
    again.doubts = vec![Doubt::Bound];
    let mut parks = grain.clone();
    parks.spans = at("12个");
    (parks.unit, parks.indicator, parks.bound) = ("个".to_owned(), Some("口袋公园".to_owned()), None);
    parks.value = "12".parse().ok().map(luoshi_reader::Value::Decimal);
    parks.binding = None;
    r.figures = vec![grain, parks, again];
    let mut goal = commitment(at("粮食产量稳定在32万吨以上"), CommitmentRole::Goal);
    (goal.action, goal.object) = ("稳定".to_owned(), Some("粮食产量".to_owned()));
    (goal.figures, goal.measurable) = (vec![0], true);
    let mut task = commitment(at("年底前建成12个口袋公园"), CommitmentRole::Task);
    (task.action, task.object) = ("建成".to_owned(), Some("口袋公园".to_owned()));
    task.deadline = Some(Deadline { text: "年底前".to_owned(), date: Some(date(2026, 12, 31)) });
    task.who = Some("县住房城乡建设局".to_owned());
    task.support = vec!["县财政局".to_owned(), "各镇".to_owned()];
    (task.figures, task.measurable) = (vec![1], true);
    let mut vague = commitment(at("推动柳溪镇产业发展取得实质性\n\n突破"), CommitmentRole::Goal);
    (vague.action, vague.object) = ("取得".to_owned(), Some("柳溪镇产业发展".to_owned()));
    (vague.lead_verb, vague.degree) = (Some("推动".to_owned()), Some("实质性突破".to_owned()));
    let mut principle = commitment(at("坚持以人民为中心"), CommitmentRole::Principle);
    (principle.action, principle.object) = ("坚持".to_owned(), Some("以人民为中心".to_owned()));
    r.commitments = vec![goal, task, vague, principle];
    r.names = vec![
        name("松陵县人民政府", NameClass::Body, at("松陵县人民政府")),
        name("松陵县", NameClass::Place, nth("松陵县", 1)),
        name("国家生态文明建设示范区", NameClass::Honour, at("国家生态文明建设示范区")),
        name("县住房城乡建设局", NameClass::Body, at("县住房城乡建设局")),
        Name { code: Some("000000000".to_owned()), ..name("柳溪镇", NameClass::Place, at("柳溪镇")) },
    ];
    r.captions = vec![Caption {
        text: "湖畔新村。".to_owned(),
        credit: Some("李明月".to_owned()),
        spans: at("湖畔新村。李明月 摄"),
    }];
    let repair = |kind, text: &str, spans, note, candidate: Option<&str>| Repair {
        kind,
        text: text.to_owned(),
        spans,
        note,
        candidate: candidate.map(str::to_owned),
    };
    let torn: Spans =
        [at("推动柳溪镇产业发展取得实质性"), at("突破。")].iter().flat_map(Spans::as_slice).copied().collect();
    r.repairs = vec![
        repair(RepairKind::JoinedBreak, "推动柳溪镇产业发展取得实质性突破。", torn, Note::ByColumn, None),
        repair(RepairKind::Furniture, "第7页", at("第7页"), Note::Furniture, None),
        repair(RepairKind::Doubtful, "松林县", at("松林县"), Note::PlaceName, Some("松陵县")),
    ];
    let note = Note::Other("同一指标两处不同：32万吨，30万吨".to_owned());
    r.contradictions = vec![Contradiction { kind: "mention", note, figures: vec![0, 2] }];
    r
}

#[test]
fn everything_that_was_read_is_on_the_page() {
    let page = page_of(&original("松陵.txt", TEXT), &reading(), &words());
    let unmade = unmake(&page);
    assert_eq!(unmade.original, TEXT);
    unmade.holds_together();
    for said in [
        "<dt>发布</dt><dd><a href=\"#q1\">松陵县人民政府</a>",
        "2026年1月20日",
        "2026—2030年",
        "政府工作报告",
        "<mark class=\"d\" id=\"f0\">32万吨以上</mark>",
        "<u class=\"g\" id=\"c0\">",
        "<u id=\"c1\">",
        "不少于 32万吨",
        "约束性",
        "期限：年底前 (2026-12-31)",
        "责任：县住房城乡建设局",
        "配合：县财政局、各镇",
        "程度：实质性突破",
        "柳溪镇产业发展</b> <i>◌</i>",
        "<p class=\"q\">◌ 原文没有给出可衡量的结果",
        "衡量：<a href=\"#f0n\">",
        "<s id=\"r1\">第7页</s>",
        "<span class=\"w\" id=\"r2\">松林县</span>",
        "可能应为：松陵县",
        "李明月 摄",
        "同一指标两处不同",
        "数字前后的界限用语不一致",
        "取得实质性<span class=\"z\" id=\"r0\">",
        "推动柳溪镇产业发展取得实质性⏎⏎突破。",
    ] {
        assert!(page.contains(said), "{said}");
    }
    write("by-hand.html", &page);
}

#[test]
fn numbers_rise_with_the_text_and_those_of_one_place_go_from_the_inner_to_the_outer() {
    let page = page_of(&original("a.txt", TEXT), &reading(), &words());
    let place = |s: &str| page.find(s).unwrap_or_else(|| panic!("{s}"));
    let of = |id: &str| {
        let link = format!("href=\"#{id}n\" aria-label=\"");
        page[place(&link) + link.len()..].split('"').next().map(str::to_owned)
    };
    let all = ["f0", "c0", "f1", "c1", "c2", "c3", "f2"].map(|id| of(id).and_then(|n| n.parse::<u32>().ok()));
    assert_eq!(all, [1, 2, 3, 4, 5, 6, 7].map(Some));
    let shown: Vec<u32> =
        page.split("aria-label=\"").skip(1).filter_map(|s| s.split('"').next()?.parse().ok()).collect();
    assert_eq!(shown, [1, 2, 3, 4, 5, 6, 7], "they rise as one reads");
}

#[test]
fn a_page_in_english_says_which_words_are_chinese() {
    let english = Words::of(Lang::En);
    let page = page_of(&original("a.txt", TEXT), &reading(), &english);
    unmake(&page).holds_together();
    assert!(page.contains("<html lang=\"en\">") && page.contains("<p class=\"o\" lang=\"zh-Hans\">"), "languages");
    assert!(page.contains("<b lang=\"zh-Hans\">粮食产量</b>") && page.contains("The original gives nothing"), "cards");
    assert!(page.contains("20 January 2026"), "a day in English");
    // No word of the page's own is left in Chinese.
    let own = ["目录", "读出", "计划", "存疑"];
    assert!(own.iter().all(|word| !page.contains(word)), "{own:?}");
    write("by-hand-en.html", &page);
}

#[test]
fn nothing_read_is_said_in_words() {
    let page = page_of(&original("a.txt", "你好。\n"), &Reading::default(), &words());
    for said in ["没有读出数字、目标、部署或名称", "文中没有写明发布机关、日期和时期", "没有认出标题"]
    {
        assert!(page.contains(said), "{said}");
    }
    let page = page_of(&original("a.txt", ""), &Reading::default(), &words());
    assert!(page.contains("这份文件没有文字") && unmake(&page).original.is_empty());
}

#[test]
fn a_sentence_torn_over_the_page_leads_from_piece_to_piece() {
    let text = "全市新建农村公路一百二十公里，惠及沿线\n\n湖畔新村。李明月 摄\n\n群众三万人。\n";
    let mut r = Reading { captions: vec![], ..Reading::default() };
    let piece = |a: u32, b: u32| Span::new(a, b);
    r.sentences.push(luoshi_reader::Sentence {
        spans: vec![piece(0, 19), piece(33, 39)].into(),
        tense: Tense::Done,
        section: None,
    });
    let page = page_of(&original("a.txt", text), &r, &words());
    let unmade = unmake(&page);
    assert_eq!(unmade.original, text);
    unmade.holds_together();
    assert!(unmade.ids.contains("s0") && unmade.ids.contains("s0-2"));
    assert!(page.contains("href=\"#s0-2\" aria-label=\"句子在下面继续\""), "onward");
    assert!(page.contains("href=\"#s0\" aria-label=\"句子从上面接来\""), "back");
}

#[test]
fn several_documents_share_a_page_and_no_anchor() {
    let words = words();
    let (original, reading) = (original("a.txt", TEXT), reading());
    let sheets: Vec<_> =
        [1, 2].map(|n| super::sheet(&original, &reading, &words, luoshi_reader::json::Rules::Hidden, Some(n))).into();
    let page = super::page(&sheets, &words);
    let unmade = unmake(&page);
    assert_eq!(unmade.original, TEXT.repeat(2));
    assert!(unmade.links.iter().all(|(_, to)| unmade.ids.contains(to)));
    for id in ["d1", "d2", "d1f0", "d2f0n"] {
        assert!(unmade.ids.contains(id), "{id}");
    }
}

/// For the checks in a browser: where they asked for it, the page is written down.
fn write(name: &str, page: &str) {
    if let Some(folder) = std::env::var_os("LUOSHI_PAGES") {
        std::fs::write(std::path::Path::new(&folder).join(name), page).expect("the page is written");
    }
}
