//! Pages as government sites make them, invented.

use luoshi_document::{FaultKind, Format, decode};

fn read(page: &str) -> String {
    let document = decode(page.as_bytes(), "").expect("a page");
    assert_eq!(document.format, Format::Html);
    document.text
}

#[test]
fn a_page_of_a_city_site() {
    let page = r#"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>云岭市2024年政府工作报告_云岭市人民政府</title>
<style>p{color:red}</style><script>var a="<p>不是正文</p>";</script></head><body>
<div class="header"><a href="/">云岭市人民政府</a><ul><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li></ul></div>
<div class="breadcrumb">您现在的位置：<a href="/">首页</a> &gt; <a href="/b">政府工作报告</a></div>
<form id="form1"><div class="wrap"><h1>云岭市2024年政府工作报告</h1>
<div class="info">发布时间：2024-02-03 09:12　来源：云岭日报</div>
<div class="TRS_Editor"><!-- 正文 --><p>　　各位代表：</p>
<p>&nbsp;&nbsp;过去一年，地区生产总值增长<span>6.8</span>%，粮食总产量达到
320万吨。<br/>新增就业3.2万人&mdash;&mdash;超过目标。</p><h2>一、2023年工作回顾</h2>
<p style="display: none">看不见的字</p>
<table border=1><tr><th rowspan=2>指标<th colspan=2>目标<tr><td>2024年<td>2025年<tr><td><p>绿化覆盖率</p><p>（%）</p></td><td>&gt;43</td><td>45</td></tr></table>
<p>请予审议。</p></div></div></form>
<div class="related"><h3>相关链接</h3><ul><li><a href="/1">去年的报告</a></li><li><a href="/2">前年的报告</a></li></ul></div>
<div class="foot">版权所有：云岭市人民政府办公室　某ICP备00000000号　地址：云岭市一号路</div></body></html>"#;
    assert_eq!(
        read(page),
        "# 云岭市2024年政府工作报告\n发布时间：2024-02-03 09:12　来源：云岭日报\n各位代表：\n\
         过去一年，地区生产总值增长6.8%，粮食总产量达到320万吨。\n新增就业3.2万人——超过目标。\n## 一、2023年工作回顾\n\
         指标\t目标\n\t2024年\t2025年\n绿化覆盖率 （%）\t>43\t45\n请予审议。\n"
    );
}

#[test]
fn a_page_laid_out_with_tables() {
    let page = "<html><body><table><tr><td><a href=a>首页</a></td><td><a href=b>新闻</a></td></tr></table>\
        <table width=980><tr><td width=200><a href=1>通知一</a><br><a href=2>通知二</a></td><td>\
        <table><tr><td align=center><b>关于云岭市就业工作的通报</b></td></tr><tr><td>\
        全市新增就业3.2万人，完成年度目标的106%。<br><br>城镇登记失业率为3.1%，比上年下降0.2个百分点。</td></tr></table>\
        </td></tr></table></body></html>";
    assert_eq!(
        read(page),
        "关于云岭市就业工作的通报\n全市新增就业3.2万人，完成年度目标的106%。\n城镇登记失业率为3.1%，比上年下降0.2个百分点。\n"
    );
}

#[test]
fn a_forgotten_end_tag_does_not_swallow_the_page() {
    let page = "<html><body><header><a href=/>首页</a><div><p>全市新增就业3.2万人，完成年度目标。</p><p>粮食总产量达到320万吨。</p></div>";
    assert_eq!(read(page), "全市新增就业3.2万人，完成年度目标。\n粮食总产量达到320万吨。\n");
}

#[test]
fn a_text_with_a_bracket_is_no_page() {
    for text in ["PM2.5<35微克，优良天数>310天", "<以下简称规划>", "<<规划>>指出", "a <b> c", "单位<p>", "< p >"]
    {
        assert_eq!(decode(text.as_bytes(), "x.txt").expect("a text").format, Format::Text, "{text}");
    }
    assert_eq!(decode("<p>新增就业3万人".as_bytes(), "x.txt").expect("a page").text, "新增就业3万人\n");
}

#[test]
fn faults_move_with_the_text() {
    let page = b"<html><body><p>\xff\xfe</p><nav>\xff\xe4\xba\x91</nav><p>\xe7\xb2\xae\xe9\xa3\x9f\xff120\xe4\xb8\x87\xe5\x90\xa8\x00\xe3\x80\x82</p>";
    let document = decode(page, "").expect("a page");
    assert_eq!(document.text, "\u{FFFD}\u{FFFD}\n粮食\u{FFFD}120万吨\0。\n");
    let faults: Vec<_> = document.faults.iter().map(|fault| (fault.span.clone(), fault.kind)).collect();
    assert_eq!(faults, [(0..2, FaultKind::Undecodable), (5..6, FaultKind::Undecodable), (11..12, FaultKind::Control)]);
    assert_eq!(page[document.faults[2].bytes.start as usize], 0);
}

/// The cells of a page's tables: place on the grid, reach, words.
fn cells(page: &str) -> Vec<Vec<String>> {
    let document = decode(page.as_bytes(), "").expect("a page");
    let text: Vec<char> = document.text.chars().collect();
    let words = |span: &std::ops::Range<u32>| text[span.start as usize..span.end as usize].iter().collect::<String>();
    let cell = |c: &luoshi_document::Cell| {
        let reach = if (c.rows, c.columns) == (1, 1) { String::new() } else { format!(" {}x{}", c.rows, c.columns) };
        format!("{},{}{reach} {}", c.row, c.column, words(&c.span))
    };
    document.tables.iter().map(|table| table.cells.iter().map(cell).collect()).collect()
}

#[test]
fn a_table_keeps_its_grid() {
    let page = "<html><body><p>云岭市的目标：</p><table><caption>表1</caption><tr><th rowspan=2>指标</th><th colspan=2>目标</th></tr>\
        <tr><td>2024年</td><td>2025年</td></tr><tr><td><p>绿化覆盖率</p><p>（%）</p></td><td></td><td>45</td></tr>\
        <tr><td colspan=3>注：常住人口口径。</td></tr></table><p>请予审议。</p></body></html>";
    assert_eq!(
        cells(page),
        [[
            "0,0 2x1 指标",
            "0,1 1x2 目标",
            "1,1 2024年",
            "1,2 2025年",
            "2,0 绿化覆盖率 （%）",
            "2,1 ",
            "2,2 45",
            "3,0 1x3 注：常住人口口径。"
        ]]
    );
}

#[test]
fn a_table_that_lays_out_a_page_is_none_but_one_within_it_is() {
    let page = "<body><table><tr><td>全市新增就业3.2万人，完成年度目标。</td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>";
    assert_eq!(cells(page), [["0,0 甲", "0,1 乙"]]);
}

#[test]
fn absurd_reaches_stay_on_the_grid() {
    let page = "<body><table><tr><td rowspan=99999999>甲<td colspan=4000000000>乙<td>丙<tr><td>丁<td rowspan=0 colspan=-3>戊\
        <tr><td>己<td colspan=9>庚</table>";
    let tables = decode(page.as_bytes(), "").expect("a page").tables;
    let mut covered = std::collections::BTreeSet::new();
    for cell in &tables[0].cells {
        for row in cell.row..cell.row + cell.rows {
            for column in cell.column..cell.column + cell.columns {
                assert!(covered.insert((row, column)), "two cells at {row},{column}");
            }
        }
    }
    assert!(covered.iter().all(|(row, column)| *row < 3 && *column < 66), "{covered:?}");
}
