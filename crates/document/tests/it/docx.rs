//! Word documents as offices make them, invented.

use crate::package::{Docx, MAIN, WORD, p, xml};
use luoshi_document::{Document, FaultKind, Format, LeftOut, decode};

fn document(bytes: &[u8]) -> Document {
    let document = decode(bytes, "").expect("a Word document");
    assert_eq!((document.format, document.encoding, document.mark), (Format::Docx, "docx", false));
    document
}

/// The text of a body.
fn read(body: &str) -> String {
    document(&Docx::default().body(body)).text
}

/// What was left out or doubted, with where.
fn faults(document: &Document) -> Vec<(std::ops::Range<u32>, FaultKind)> {
    document.faults.iter().map(|fault| (fault.span.clone(), fault.kind)).collect()
}

fn left_out(document: &Document) -> Vec<LeftOut> {
    let what = |fault: &luoshi_document::Fault| match fault.kind {
        FaultKind::LeftOut(what) => Some(what),
        _ => None,
    };
    document.faults.iter().filter_map(what).collect()
}

fn run(look: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>")
}

#[test]
fn paragraphs_of_many_runs_are_lines() {
    let body = "<w:p><w:r><w:t>粮食总产量</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>达到</w:t></w:r>\
        <w:hyperlink><w:r><w:t>320</w:t></w:r></w:hyperlink><w:smartTag><w:smartTagPr><w:t>不是</w:t></w:smartTagPr>\
        <w:r><w:t>万吨</w:t></w:r></w:smartTag><w:r><w:t>。</w:t></w:r></w:p><w:p/>\
        <w:p><w:r><w:t xml:space='preserve'>　　新增就业 3.2 </w:t><w:t>  万人 </w:t></w:r></w:p>\
        <w:p><w:r><w:t>指标</w:t><w:tab/><w:t>单位</w:t><w:br/><w:t>第二行</w:t><w:br w:type='page'/><w:t>下一页</w:t>\
        <w:noBreakHyphen/><w:softHyphen/><w:t>完</w:t></w:r></w:p>\
        <w:p><w:r><w:t>A&amp;B&#x4E91;&lt;5<![CDATA[<6]]></w:t></w:r></w:p><w:sectPr/>";
    assert_eq!(read(body), "粮食总产量达到320万吨。\n新增就业 3.2 万人\n指标\t单位\n第二行\n下一页-完\nA&B云<5<6\n");
    assert_eq!(read(""), "");
}

#[test]
fn any_prefix_and_the_strict_form() {
    let strict = "<?xml version='1.0'?><x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'>\
        <x:body><x:p><x:r><x:t>新增就业3.2万人。</x:t></x:r></x:p></x:body></x:document>";
    assert_eq!(document(&Docx::default().document(strict, MAIN)).text, "新增就业3.2万人。\n");
    let plain = format!(
        "<document xmlns='{WORD}'><body><p><r><t>甲</t></r></p><p xmlns='urn:other'><r><t>乙</t></r></p></body></document>"
    );
    assert_eq!(document(&Docx::default().document(&plain, MAIN)).text, "甲\n");
    // The same in UTF-16, as the standard allows.
    let wide: Vec<u8> = format!("\u{FEFF}{plain}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut parts = Docx::default().parts("", MAIN);
    parts[2] = crate::package::Part::new("word/document.xml", wide);
    assert_eq!(document(&crate::package::zip(&parts)).text, "甲\n");
}

const STYLES: &str = "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>\
    <w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/><w:pPr>\
    <w:outlineLvl w:val='0'/></w:pPr></w:style>\
    <w:style w:type='paragraph' w:styleId='sub'><w:name w:val='二级'/><w:basedOn w:val='1'/><w:pPr><w:outlineLvl w:val='1'/>\
    <w:pPrChange><w:pPr><w:outlineLvl w:val='7'/></w:pPr></w:pPrChange></w:pPr></w:style>\
    <w:style w:type='paragraph' w:styleId='t'><w:name w:val='Title'/></w:style>\
    <w:style w:type='paragraph' w:styleId='loop'><w:basedOn w:val='pool'/></w:style>\
    <w:style w:type='paragraph' w:styleId='pool'><w:basedOn w:val='loop'/></w:style>\
    <w:style w:type='paragraph' w:styleId='toc'><w:name w:val='toc 1'/></w:style>\
    <w:style w:type='character' w:styleId='secret'><w:rPr><w:vanish/></w:rPr></w:style>\
    <w:style w:type='paragraph' w:styleId='hid'><w:rPr><w:vanish/></w:rPr></w:style>";

fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn headings_by_style_and_outline() {
    let long = "一是稳增长。全年增长5%左右，确保就业稳定，物价稳定。二是调结构。";
    let outlined = |level: u32, words: &str| {
        format!("<w:p><w:pPr><w:outlineLvl w:val='{level}'/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let body = [
        styled("t", "云岭市2024年政府工作报告"),
        styled("1", "一、工作<w:br/>回顾").replace("<w:br/>", "</w:t><w:br/><w:t>"),
        styled("sub", "（一）经济"),
        styled("loop", "正文"),
        outlined(2, "着力稳定增长"),
        outlined(2, long),
        outlined(9, "正文二"),
        styled("1", "").replace("<w:r>", "<w:r><w:tab/>"),
        styled("Heading2", "无样式之标题"),
        p("（三）").replace("</w:t>", "</w:t><w:tab/><w:t>改善民生</w:t>"),
    ]
    .concat();
    let text = document(&Docx::default().with("styles", "styles", STYLES).body(&body)).text;
    assert_eq!(
        text,
        format!(
            "# 云岭市2024年政府工作报告\n# 一、工作 回顾\n## （一）经济\n正文\n### 着力稳定增长\n{long}\n正文二\n## 无样式之标题\n（三） 改善民生\n"
        )
    );
}

fn level(at: u32, form: &str, label: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{label}'/>{more}</w:lvl>"
    )
}

fn item(list: u32, level: u32, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>\
         <w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

#[test]
fn lists_have_the_numbers_that_word_computes() {
    let numbering = [
        "<w:abstractNum w:abstractNumId='0'>",
        &level(0, "chineseCounting", "%1、", ""),
        &level(1, "chineseCounting", "（%2）", ""),
        &level(2, "decimal", "%3.", ""),
        &level(3, "decimal", "%1.%3.%4", "<w:isLgl/>"),
        "</w:abstractNum><w:abstractNum w:abstractNumId='1'>",
        &level(0, "bullet", "\u{F0B7}", "<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr>"),
        &level(1, "bullet", "——", ""),
        &level(2, "decimal", "第%3条", "<w:lvlRestart w:val='0'/>"),
        "</w:abstractNum><w:abstractNum w:abstractNumId='2'><w:numStyleLink w:val='L'/></w:abstractNum>",
        "<w:abstractNum w:abstractNumId='3'>",
        &level(0, "chineseCounting", "第%1章", "<w:pStyle w:val='C'/>"),
        &level(1, "decimalEnclosedCircle", "%2", "<w:pStyle w:val='D'/>"),
        "</w:abstractNum>",
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
        "<w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>",
        "<w:num w:numId='3'><w:abstractNumId w:val='1'/></w:num>",
        "<w:num w:numId='4'><w:abstractNumId w:val='2'/></w:num>",
        "<w:num w:numId='5'><w:abstractNumId w:val='3'/></w:num>",
    ]
    .concat();
    let styles = "<w:style w:type='numbering' w:styleId='L'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='C'><w:pPr><w:numPr><w:numId w:val='5'/></w:numPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='D'><w:pPr><w:numPr><w:numId w:val='5'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='E'><w:basedOn w:val='C'/></w:style>";
    let docx = || Docx::default().with("numbering", "numbering", &numbering).with("styles", "styles", styles);
    let body = [
        item(1, 0, "工作回顾"),
        item(1, 1, "经济"),
        item(1, 2, "5万吨粮食"),
        item(1, 2, "乙"),
        item(1, 3, "丙"),
        item(1, 1, "民生"),
        item(1, 2, "丁"),
        item(1, 0, "主要目标"),
        item(2, 0, "另起"),
        item(2, 0, "再起"),
        item(1, 0, "接着"),
        item(4, 1, "借样"),
        item(3, 0, "点"),
        item(3, 1, "线"),
        item(3, 2, "甲"),
        item(3, 0, "点"),
        item(3, 2, "乙"),
        item(0, 0, "无号"),
        item(99, 0, "无表"),
        styled("C", "总则"),
        styled("D", "子"),
        styled("E", "分则"),
        styled("D", "子"),
    ]
    .concat();
    assert_eq!(
        document(&docx().body(&body)).text,
        "一、工作回顾\n（一）经济\n1. 5万吨粮食\n2. 乙\n1.2.1 丙\n（二）民生\n1. 丁\n二、主要目标\n五、另起\n六、再起\n\
         七、接着\n（一）借样\n• 点\n—— 线\n第1条 甲\n• 点\n第2条 乙\n无号\n无表\n# 第一章 总则\n① 子\n# 第二章 分则\n① 子\n"
    );
    // A paragraph that a tracked change deletes has no number, one without words has one that nobody needs.
    let body = [
        item(1, 0, "甲"),
        item(1, 0, "乙")
            .replace("<w:numPr>", "<w:rPr><w:del/></w:rPr><w:numPr>")
            .replace("<w:r>", "<w:del><w:r>")
            .replace("</w:r>", "</w:r></w:del>"),
        item(1, 0, ""),
        item(1, 0, "丙"),
    ]
    .concat();
    assert_eq!(document(&docx().body(&body)).text, "一、甲\n三、丙\n");
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let document = document(&Docx::default().body(
        "<w:p><w:r><w:t>增长</w:t></w:r><w:del><w:r><w:delText>6%</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>5%</w:t></w:r><w:del><w:r><w:t>左右</w:t></w:r></w:del></w:ins><w:r><w:t>。</w:t></w:r></w:p>\
         <w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半</w:t></w:r></w:p>\
         <w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>\
         <w:t>新段</w:t></w:r></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>末段</w:t></w:r></w:p>",
    ));
    assert_eq!(document.text, "增长5%。\n新处\n前半后半\n新段\n末段\n");
    let deleted = FaultKind::LeftOut(LeftOut::Deleted);
    assert_eq!(faults(&document), [(2..4, deleted), (6..7, deleted)]);
}

#[test]
fn fields_show_their_results() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let words = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let field = |c: &str, result: &str| [mark("begin"), code(c), mark("separate"), words(result), mark("end")].concat();
    let body = [
        format!("<w:p>{}{}{}</w:p>", words("见"), field("REF x", "表3"), words("。")),
        // A field in the code of another.
        format!(
            "<w:p>{}{}{}{}{}{}</w:p>",
            mark("begin"),
            code("IF "),
            field("PAGE", "7"),
            mark("separate"),
            words("成立"),
            mark("end")
        ),
        format!("<w:p><w:fldSimple w:instr='DATE'>{}</w:fldSimple></w:p>", words("3月")),
        format!("<w:p>{}{}{}{}</w:p>", mark("begin"), code("eq \\o\\ac(○,3)"), mark("end"), words("夯实基础")),
        format!("<w:p>{}{}{}{}</w:p>", mark("begin"), code("AUTONUM "), mark("end"), words("目标")),
        // A code that does not end does not swallow the page.
        format!("<w:p>{}{}{}</w:p>", words("甲"), mark("begin"), words("乙")),
        format!("<w:p>{}</w:p>", words("丙")),
    ]
    .concat();
    let document = document(&Docx::default().body(&body));
    assert_eq!(document.text, "见表3。\n成立\n3月\n③夯实基础\n目标\n甲\n丙\n");
    assert_eq!(left_out(&document), [LeftOut::Field, LeftOut::Field]);
}

#[test]
fn a_table_of_contents_is_left_out() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let contents = format!(
        "<w:p>{}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{}<w:r><w:t>一、回顾</w:t><w:tab/><w:t>1</w:t></w:r></w:p>\
         <w:p><w:r><w:t>二、目标</w:t></w:r></w:p>",
        mark("begin"),
        mark("separate")
    );
    let docx = || Docx::default().with("styles", "styles", STYLES);
    let whole = format!("{}{contents}<w:p>{}</w:p>{}", p("标题"), mark("end"), p("正文"));
    let read = document(&docx().body(&whole));
    assert_eq!((read.text.as_str(), left_out(&read)), ("标题\n正文\n", vec![LeftOut::Contents]));
    // Its end was lost: better the table twice than the text not at all.
    let read = document(&docx().body(&format!("{}{contents}{}", p("标题"), p("正文"))));
    assert_eq!(read.text, "标题\n一、回顾\t1\n二、目标\n正文\n");
    let tagged = "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>\
        </w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>一、回顾</w:t></w:r></w:p></w:sdtContent></w:sdt>\
        <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处</w:t></w:r></w:p></w:sdtContent></w:sdt>\
        <w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let read = document(&docx().body(&format!("{tagged}{}", styled("toc", "三、任务"))));
    assert_eq!(read.text, "正文\n");
    assert_eq!(left_out(&read), [LeftOut::Contents, LeftOut::Prompt, LeftOut::Contents]);
}

#[test]
fn hidden_text_is_left_out_and_said_so() {
    let body = [
        "<w:p>",
        &run("", "甲"),
        &run("<w:vanish/>", "藏"),
        &run("<w:vanish w:val='0'/>", "乙"),
        &run("<w:rStyle w:val='secret'/>", "藏"),
        &run("<w:webHidden/>", "丙"),
        "</w:p>",
        &styled("hid", "全藏"),
        "<w:p><w:pPr><w:pStyle w:val='hid'/></w:pPr>",
        &run("<w:vanish w:val='false'/>", "显"),
        // Two styles that hide show.
        &run("<w:rStyle w:val='secret'/>", "也显"),
        "</w:p><w:p><w:pPr><w:rPr><w:specVanish/><w:vanish/></w:rPr></w:pPr>",
        &run("", "标题。"),
        "</w:p><w:p>",
        &run("", "接着的正文"),
        "</w:p>",
    ]
    .concat();
    let document = document(&Docx::default().with("styles", "styles", STYLES).body(&body));
    assert_eq!(document.text, "甲乙丙\n显也显\n标题。接着的正文\n");
    let hidden = FaultKind::LeftOut(LeftOut::Hidden);
    assert_eq!(faults(&document), [(1..2, hidden), (4..5, hidden)]);
}

#[test]
fn signs_of_fonts_raised_digits_and_formulas() {
    let body = [
        "<w:p><w:r><w:t>占比</w:t></w:r><w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>",
        &run("<w:rFonts w:ascii='Wingdings'/>", "\u{F0FE}"),
        &run("<w:rFonts w:ascii='Wingdings'/>", "\u{F021}"),
        &run("<w:rFonts w:ascii='Wingdings'/>", "\u{FC}好"),
        &run("", "10"),
        &run("<w:vertAlign w:val='superscript'/>", "4"),
        &run("<w:vertAlign w:val='superscript'/>", "[1]"),
        "</w:p><w:p><w:r><w:t>约3</w:t></w:r><m:oMath><m:f><m:fPr/><m:num><m:r><m:t>1</m:t></m:r></m:num>\
         <m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>\
         <w:p><w:ruby><w:rt><w:r><w:t>lǐ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>里</w:t></w:r></w:rubyBase></w:ruby></w:p>",
    ]
    .concat();
    let document = document(&Docx::default().body(&body));
    assert_eq!(document.text, "占比≥☑\u{FFFD}✓好10⁴[1]\n约3 1/2\n里\n");
    assert_eq!(faults(&document), [(4..5, FaultKind::Symbol), (15..16, FaultKind::Formula)]);
}

#[test]
fn text_boxes_are_read_once() {
    let words = "<w:txbxContent><w:p><w:r><w:t>框内3万户</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>段前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{words}\
         </wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{words}</v:textbox></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>段后</w:t></w:r></w:p>\
         <w:p><w:r><w:pict><v:shape><v:textpath string='云岭市人民政府文件'/></v:shape></w:pict></w:r></w:p>"
    );
    assert_eq!(read(&body), "框内3万户\n段前段后\n云岭市人民政府文件\n");
}

#[test]
fn notes_stand_at_the_end() {
    let note = |kind: &str, id: u32, words: &str| {
        format!("<w:{kind} w:id='{id}'><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>")
    };
    let feet = format!(
        "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/><w:t>线</w:t></w:r></w:p></w:footnote>{}{}{}",
        note("footnote", 3, "第二个。"),
        note("footnote", 2, "第一个，增长5%。"),
        note("footnote", 9, "没有人提到。")
    );
    let mark = |kind: &str, id: u32| format!("<w:r><w:{kind}Reference w:id='{id}'/></w:r>");
    let body = format!(
        "<w:p><w:r><w:t>三项工程</w:t></w:r>{}<w:r><w:t>开工，</w:t></w:r>{}{}<w:r><w:t>完成。</w:t></w:r></w:p>",
        mark("footnote", 2),
        mark("footnote", 3),
        mark("endnote", 2)
    );
    let docx = Docx::default()
        .with("footnotes", "footnotes", &feet)
        .with("endnotes", "endnotes", &note("endnote", 2, "尾注。"))
        .body(&body);
    assert_eq!(
        document(&docx).text,
        "三项工程[注1]开工，[注2][尾注1]完成。\n[注1] 第一个，增长5%。\n[注2] 第二个。\n[尾注1] 尾注。\n"
    );
}

#[test]
fn what_is_not_read_is_named() {
    use LeftOut::{Chart, Comment, Margins, Object, Outside, Picture};
    let header = "<w:p><w:r><w:t>内部资料</w:t></w:r></w:p>";
    let docx = Docx::default()
        .with("header", "hdr", header)
        .relate("attachedTemplate", "http://evil.example/t.dotm", "TargetMode='External'")
        .relate("hyperlink", "http://example.org/", "TargetMode='External'")
        .body(
            "<w:p><w:r><w:t>图</w:t></w:r><w:r><w:drawing><a:graphic><a:graphicData \
             uri='http://schemas.openxmlformats.org/drawingml/2006/picture'/></a:graphic></w:drawing></w:r></w:p>\
             <w:p><w:r><w:drawing><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/chart'/></w:drawing></w:r></w:p>\
             <w:p><w:r><w:object><o:OLEObject/></w:object></w:r><w:r><w:commentReference w:id='1'/></w:r><w:r><w:t>文</w:t></w:r></w:p>\
             <w:altChunk/>",
        );
    let document = document(&docx);
    assert_eq!(document.text, "图\n文\n");
    let named = left_out(&document);
    assert_eq!(named, [Picture, Chart, Object, Comment, Margins, Outside]);
    // A footer with the number of the page is not worth a word.
    let footer = "<w:p><w:r><w:t>— 第</w:t></w:r><w:r><w:t>1</w:t></w:r><w:r><w:t>页 —</w:t></w:r></w:p>";
    let plain = Docx::default().with("footer", "ftr", footer).body(&p("文"));
    assert!(decode(&plain, "").expect("a Word document").faults.is_empty());
}

fn cell(look: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{look}</w:tcPr>{content}</w:tc>")
}

fn table(rows: &[&[String]]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("<w:tr>{}</w:tr>", row.concat())).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

/// Each cell as `row,column rows×columns words`.
fn cells(document: &Document) -> Vec<Vec<String>> {
    let characters: Vec<char> = document.text.chars().collect();
    let words =
        |span: &std::ops::Range<u32>| -> String { characters[span.start as usize..span.end as usize].iter().collect() };
    let cell =
        |c: &luoshi_document::Cell| format!("{},{} {}x{} {}", c.row, c.column, c.rows, c.columns, words(&c.span));
    document.tables.iter().map(|table| table.cells.iter().map(cell).collect()).collect()
}

#[test]
fn tables_stand_on_a_full_grid() {
    let (span2, restart, go_on) = ("<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>", "<w:vMerge/>");
    let body = [
        p("表一"),
        table(&[
            &[cell(restart, &p("类别")), cell(restart, &p("指标")), cell(span2, &p("目标"))],
            &[cell(go_on, "<w:p/>"), cell(go_on, "<w:p/>"), cell("", &p("2024年")), cell("", &p("2025年"))],
            &[
                cell(restart, &p("经济")),
                cell("", &[p("绿化覆盖率"), p("（%）")].concat()),
                cell("", "<w:p/>"),
                cell("", &p("45")),
            ],
            &[cell(go_on, &p("不见")), cell("", &p("粮食\t产量")), cell("", &p("320")), cell("", "<w:p/>")],
            &[cell("<w:gridSpan w:val='4'/>", &p("合计"))],
        ]),
        p("表后"),
    ]
    .concat();
    let document = document(&Docx::default().body(&body));
    assert_eq!(
        document.text,
        "表一\n类别\t指标\t目标\n\t\t2024年\t2025年\n经济\t绿化覆盖率 （%）\t\t45\n\t粮食 产量\t320\n合计\n表后\n"
    );
    assert_eq!(
        cells(&document),
        [[
            "0,0 2x1 类别",
            "0,1 2x1 指标",
            "0,2 1x2 目标",
            "1,2 1x1 2024年",
            "1,3 1x1 2025年",
            "2,0 2x1 经济",
            "2,1 1x1 绿化覆盖率 （%）",
            "2,2 1x1 ",
            "2,3 1x1 45",
            "3,1 1x1 粮食 产量",
            "3,2 1x1 320",
            "3,3 1x1 ",
            "4,0 1x4 合计"
        ]]
    );
    // Empty cells stand between the borders beside them.
    let table = &document.tables[0];
    let around = |cell: usize| -> String {
        let at = table.cells[cell].span.start as usize;
        document.text.chars().skip(at - 1).take(2).collect()
    };
    assert_eq!((around(7), around(11)), ("\t\t".to_owned(), "0\n".to_owned()));
    let whole: String = document.text.chars().skip(3).take(table.span.len()).collect();
    assert!(table.span.start == 3 && whole.starts_with("类别") && whole.ends_with("合计"));
    assert_eq!(left_out(&document), [LeftOut::Hidden]);
}

#[test]
fn tables_within_tables_and_frames_around_text() {
    let inner = table(&[&[cell("", &p("甲")), cell("", &p("1"))], &[cell("", &p("乙")), cell("", &p("2"))]]);
    let body = [
        // A frame: one cell, many paragraphs.
        table(&[&[cell("", &[p("专栏1"), p("第一段。"), p("第二段。")].concat())]]),
        table(&[
            &[cell("", &p("外")), cell("", &[p("前"), inner, p("后")].concat())],
            &[cell("", &p("左")), cell("", &p("右"))],
        ]),
    ]
    .concat();
    let document = document(&Docx::default().body(&body));
    assert_eq!(document.text, "专栏1\n第一段。\n第二段。\n外\n前\n甲\t1\n乙\t2\n后\n左\t右\n");
    assert_eq!(
        cells(&document),
        [
            vec!["0,0 1x1 外", "0,1 1x1 前\n甲\t1\n乙\t2\n后", "1,0 1x1 左", "1,1 1x1 右"],
            vec!["0,0 1x1 甲", "0,1 1x1 1", "1,0 1x1 乙", "1,1 1x1 2"]
        ]
    );
}

#[test]
fn rows_and_cells_that_changes_delete() {
    let body = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>藏</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>\
        <w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>\
        <w:sdt><w:sdtContent><w:tr><w:trPr><w:ins/><w:gridBefore w:val='1'/></w:trPr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>2</w:t>\
        </w:r></w:p></w:tc></w:sdtContent></w:sdt><w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc>\
        </w:tr></w:sdtContent></w:sdt></w:tbl>";
    let document = document(&Docx::default().body(body));
    assert_eq!(document.text, "甲\t1\n\t2\n");
    assert_eq!(cells(&document), [["0,0 1x1 甲", "0,1 1x1 1", "1,1 1x1 2"]]);
}

#[test]
fn numbers_in_cells_are_words_of_the_cell() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='0'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
        level(0, "decimal", "%1", "")
    );
    let body = table(&[
        &[cell("", &item(1, 0, "")), cell("", &p("实施三项工程"))],
        &[cell("", &item(1, 0, "")), cell("", &p("实施四项工程"))],
    ]);
    let document = document(&Docx::default().with("numbering", "numbering", &numbering).body(&body));
    assert_eq!(document.text, "1\t实施三项工程\n2\t实施四项工程\n");
}

#[test]
fn absurd_spans_cost_nothing() {
    let wide = "<w:gridSpan w:val='4000000000'/><w:vMerge w:val='restart'/>";
    let row: &[String] = &[cell(wide, &p("甲")), cell("<w:gridSpan w:val='-7'/>", &p("乙"))];
    let document = document(&Docx::default().body(&table(&[row; 300])));
    assert!(document.text.len() < 300 * 80);
    assert!(document.tables[0].cells.iter().all(|cell| cell.columns <= 63));
}

#[test]
fn a_frame_brings_it_all_back() {
    let body = [p("甲"), table(&[&[cell("", &p("乙")), cell("", &p("1"))]]), p("")].concat();
    let bytes = Docx::default().body(&format!("{body}<w:p><w:del><w:r/></w:del></w:p>"));
    let document = decode(&bytes, "");
    assert!(document.as_ref().is_ok_and(|d| d.tables.len() == 1 && d.faults.len() == 1));
    let frame = luoshi_document::to_frame(&document);
    assert_eq!(luoshi_document::from_frame(&frame), Some(document));
    for error in luoshi_document::PackageError::ALL {
        let refused = Err(luoshi_document::DocumentError::Docx(error));
        assert_eq!(luoshi_document::from_frame(&luoshi_document::to_frame(&refused)), Some(refused));
    }
    // Whatever a child gives back: nothing panics, and what is taken lies in the text.
    for at in 0..frame.len() {
        assert_eq!(luoshi_document::from_frame(&frame[..at]), None);
        for bit in 0..8 {
            let mut lie = frame.clone();
            lie[at] ^= 1 << bit;
            if let Some(Ok(document)) = luoshi_document::from_frame(&lie) {
                let end = document.text.chars().count() as u32;
                assert!(document.faults.iter().all(|fault| fault.span.end <= end));
                let within = |cell: &luoshi_document::Cell| cell.span.start <= cell.span.end && cell.span.end <= end;
                assert!(document.tables.iter().flat_map(|table| &table.cells).all(within));
            }
        }
    }
    let _ = xml("document", "");
}
