//! Workbooks: what they hold, and what must come of hostile ones.

use crate::package::{Part, zip};
use luoshi_document::{
    DocumentError, Format, Kind, PackageError, Workbook, decode, from_frame, to_frame, workbook, workbook_from_frame,
    workbook_to_frame,
};
use proptest::prelude::*;
use std::fmt::Write as _;

const SPREADSHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

/// The parts of a workbook: one sheet with this inside, this in its styles, these shared words.
fn parts(inside: &str, styles: &str, shared: &str) -> Vec<Part> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let relations = |all: &str| format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{all}</Relationships>"#);
    let sheet = |root: &str, body: &str| format!(r#"<{root} xmlns="{SPREADSHEET}">{body}</{root}>"#);
    let types = format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{MAIN}"/></Types>"#
    );
    vec![
        Part::new("[Content_Types].xml", types),
        Part::new("_rels/.rels", relations(&relation("r1", "officeDocument", "xl/workbook.xml"))),
        Part::new(
            "xl/workbook.xml",
            sheet("workbook", &format!(r#"<sheets><sheet xmlns:r="{OFFICE}" name="表一" r:id="r1"/></sheets>"#)),
        ),
        Part::new(
            "xl/_rels/workbook.xml.rels",
            relations(
                &[
                    relation("r1", "worksheet", "worksheets/sheet1.xml"),
                    relation("r2", "styles", "styles.xml"),
                    relation("r3", "sharedStrings", "sharedStrings.xml"),
                ]
                .concat(),
            ),
        ),
        Part::new("xl/worksheets/sheet1.xml", sheet("worksheet", inside)),
        Part::new("xl/styles.xml", sheet("styleSheet", styles)),
        Part::new("xl/sharedStrings.xml", sheet("sst", shared)),
    ]
}

fn book(rows: &str) -> Vec<u8> {
    let styles = r#"<numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="0&quot;年&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/></cellXfs>"#;
    zip(&parts(
        &format!("<sheetData>{rows}</sheetData>"),
        styles,
        "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si>",
    ))
}

fn read(bytes: &[u8]) -> Workbook {
    workbook(bytes).expect("a workbook")
}

/// The cells as `A1=text`.
fn cells(book: &Workbook) -> Vec<String> {
    let name = |c: &luoshi_document::SheetCell| format!("{}{}", luoshi_document::column_name(c.column), c.row + 1);
    book.sheets.iter().flat_map(|s| &s.cells).map(|c| format!("{}={}", name(c), book.shown(c))).collect()
}

/// Decoding, the workbook and both frames agree, and nothing panics.
fn sound(bytes: &[u8]) {
    let document = decode(bytes, "x.xlsx");
    assert_eq!(from_frame(&to_frame(&document)), Some(document.clone()));
    let book = workbook(bytes);
    assert_eq!(workbook_from_frame(&workbook_to_frame(&book)), Some(book.clone()));
    match (document, book) {
        (Ok(document), _) => assert_eq!(document.format, Format::Xlsx),
        (Err(DocumentError::Xlsx(why)), Err(other)) => assert_eq!(why, other),
        // The words of the cells together may be too long for a text.
        (Err(DocumentError::Xlsx(why)), Ok(_)) => assert_eq!(why, PackageError::TooMuch),
        (other, book) => panic!("{other:?}, {:?}", book.err()),
    }
}

#[test]
fn cells_hold_what_a_person_sees() {
    let bytes = book(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="3"><v>2025</v></c></row>
           <row r="3"><c r="A3"><v>25.469999999999999</v></c><c r="B3" s="2"><v>0.652</v></c><c r="C3" s="1"><v>44377</v></c>
             <c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#DIV/0!</v></c><c r="F3" t="str"><f>A1&amp;"x"</f><v>甲x</v></c>
             <c r="G3"><f>1+1</f></c><c r="H3"><f>1+1</f><v>2</v></c><c r="I3" t="inlineStr"><is><t xml:space="preserve"> 丁 </t></is></c>
             <c r="J3" s="0"/><c t="s"><v>9</v></c><c><v>1e999</v></c></row>"#,
    );
    let read = read(&bytes);
    assert_eq!(
        cells(&read),
        [
            "A1=甲",
            "B1=乙丙",
            "C1=2025年",
            "A3=25.47",
            "B3=65.2%",
            "C3=2021-06-30",
            "D3=TRUE",
            "E3=#DIV/0!",
            "F3=甲x",
            "G3=",
            "H3=2",
            "I3= 丁 ",
            "K3=#STRING!",
            "L3=1e999"
        ]
    );
    let kinds: Vec<Kind> = read.sheets[0].cells.iter().map(|c| c.kind).collect();
    assert_eq!(
        kinds[3..],
        [
            Kind::Number,
            Kind::Number,
            Kind::Date,
            Kind::Truth,
            Kind::Error,
            Kind::Text,
            Kind::Formula,
            Kind::Number,
            Kind::Text,
            Kind::Error,
            Kind::Error
        ]
    );
    assert!(read.sheets[0].cells[8].formula && !read.sheets[0].cells[3].formula);
    let document = decode(&bytes, "").expect("a workbook");
    assert_eq!(
        document.text,
        "甲\t乙丙\t2025年\n\n25.47\t65.2%\t2021-06-30\tTRUE\t#DIV/0!\t甲x\t\t2\t丁\t#STRING!\t1e999\n"
    );
    sound(&bytes);
}

#[test]
fn what_is_hidden_is_left_out_of_the_text_and_said() {
    let inside = r#"<cols><col min="2" max="2" hidden="1"/></cols><sheetData>
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>
        <row r="2" hidden="1"><c r="A2"><v>4</v></c><c r="C2"><v>5</v></c></row>
        <row r="3"><c r="A3"><v>6</v></c><c r="C3"><v>7</v></c></row></sheetData>"#;
    let bytes = zip(&parts(inside, "", ""));
    let document = decode(&bytes, "").expect("a workbook");
    assert_eq!(document.text, "1\t3\n6\t7\n");
    assert_eq!(document.tables.len(), 1);
    assert!(document.faults.iter().any(|f| f.kind.note().starts_with("hidden")), "{:?}", document.faults);
    let sheet = &read(&bytes).sheets[0];
    assert!(sheet.is_column_hidden(1) && !sheet.is_column_hidden(2) && sheet.is_row_hidden(1));
    assert_eq!(sheet.cells.len(), 7);
}

#[test]
fn hostile_workbooks_are_refused_or_read() {
    let refused = |bytes: &[u8]| {
        sound(bytes);
        workbook(bytes).err()
    };
    // The far cell, alone and with a near one.
    let far = book(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    assert_eq!(cells(&read(&far)), ["XFD1048576=1"]);
    sound(&far);
    sound(&book(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c><c r="AAA2"><v>1</v></c></row>"#,
    ));
    for wrong in [
        r#"<row r="1048577"/>"#,
        r#"<row r="0"/>"#,
        r#"<row r="1"><c r="XFE1"/></row>"#,
        r#"<row r="1"><c r="A2"/></row>"#,
        r#"<row r="1"><c r=""/></row>"#,
        r#"<row r="9999999999"/>"#,
        r#"<row r="1"><c r="A1"><v>"#,
    ] {
        assert_eq!(refused(&book(wrong)), Some(PackageError::Markup), "{wrong}");
    }
    let twice = r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#;
    assert_eq!(refused(&book(twice)), Some(PackageError::Twice));
    // Merged cells by the hundred thousand, and one over another.
    let merges = |all: String| {
        zip(&parts(
            &format!(
                "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells>{all}</mergeCells>"
            ),
            "",
            "",
        ))
    };
    let mut all = String::new();
    for n in 1..=200_000 {
        let _ = write!(all, "<mergeCell ref=\"A{n}:B{n}\"/>");
    }
    assert_eq!(refused(&merges(all.clone())), None);
    assert_eq!(refused(&merges(all + "<mergeCell ref=\"D1:E1\"/>")), Some(PackageError::TooMuch));
    assert_eq!(refused(&merges(r#"<mergeCell ref="A1:XFD1048576"/>"#.into())), None);
    assert_eq!(
        refused(&merges(r#"<mergeCell ref="A1:C3"/><mergeCell ref="B2:D4"/>"#.into())),
        Some(PackageError::Overlap)
    );
    // A document type, an entity, an entity within an attribute.
    let mut xxe = parts("<sheetData/>", "", "");
    xxe[4] = Part::new(
        "xl/worksheets/sheet1.xml",
        format!(
            r#"<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet xmlns="{SPREADSHEET}"><sheetData><row><c><v>&e;</v></c></row></sheetData></worksheet>"#
        ),
    );
    assert_eq!(refused(&zip(&xxe)), Some(PackageError::Entities));
    assert_eq!(refused(&book("<row><c><v>&lol;</v></c></row>")), Some(PackageError::Entities));
    // Shared words: one long one that many cells refer to, and one longer than any cell.
    let long = format!("<si><t>{}</t></si>", "长".repeat(60_000));
    let mut rows = String::from("<row>");
    for _ in 0..3_000 {
        rows.push_str(r#"<c t="s"><v>0</v></c>"#);
    }
    rows.push_str("</row>");
    let bomb = zip(&parts(&format!("<sheetData>{rows}</sheetData>"), "", &long));
    assert_eq!(read(&bomb).sheets[0].cells.len(), 3_000);
    assert_eq!(decode(&bomb, "").err(), Some(DocumentError::Xlsx(PackageError::TooMuch)));
    sound(&bomb);
    let longer = zip(&parts("<sheetData/>", "", &format!("<si><t>{}</t></si>", "长".repeat(100_000))));
    assert_eq!(refused(&longer), Some(PackageError::TooMuch));
    // Packed a thousand times.
    let zeros = zip(&parts(&format!("<sheetData>{}</sheetData>", " ".repeat(20_000_000)), "", ""));
    assert_eq!(refused(&zeros), Some(PackageError::TooMuch));
    assert_eq!(refused(&book(&"<row>".repeat(2_000))), Some(PackageError::Nesting));
    // Something outside: named, never fetched.
    let mut outside = parts("<sheetData><row><c><v>1</v></c></row></sheetData>", "", "");
    outside.push(Part::new("xl/worksheets/_rels/sheet1.xml.rels", format!(
        r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/oleObject" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>"#)));
    let outside = zip(&outside);
    assert!(read(&outside).left_out.outside);
    assert!(decode(&outside, "").expect("read").faults.iter().any(|f| f.kind.note().contains("outside")));
    sound(&outside);
    // Macros.
    let mut macros = parts("<sheetData/>", "", "");
    macros.push(Part::new("xl/vbaProject.bin", "x"));
    assert_eq!(refused(&zip(&macros)), Some(PackageError::Macros));
    let mut word = parts("<sheetData/>", "", "");
    word[0] = Part::new(
        "[Content_Types].xml",
        format!(
            r#"<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/pdf"/></Types>"#
        ),
    );
    assert_eq!(refused(&zip(&word)), Some(PackageError::OtherInside));
}

#[test]
fn a_workbook_cut_at_any_byte_is_refused_whole() {
    let whole = book(r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>3.2</v></c></row>"#);
    for cut in 0..whole.len() {
        assert!(workbook(&whole[..cut]).is_err(), "cut at {cut}");
    }
}

proptest! {
    #[test]
    fn no_sheet_harms(rows in "(<row( r=\"[0-9]{1,8}\")?( hidden=\"1\")?>|</row>|<c( r=\"[A-Z]{1,4}[0-9]{1,8}\")?( s=\"[0-9]{1,3}\")?( t=\"(s|b|e|d|n|str|inlineStr)\")?>|</c>|<v>[-0-9.eE]{0,20}</v>|<is><t>.{0,9}</t></is>|<f>.?</f>){0,60}") {
        sound(&book(&rows));
    }

    #[test]
    fn no_flipped_byte_harms(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut bytes = book(r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>3.2</v></c></row>"#);
        let at = at.index(bytes.len());
        bytes[at] = to;
        let _ = decode(&bytes, "x.xlsx");
        if let Ok(book) = workbook(&bytes) {
            prop_assert_eq!(workbook_from_frame(&workbook_to_frame(&Ok(book.clone()))), Some(Ok(book)));
        }
    }

    #[test]
    fn no_frame_is_believed(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut frame = workbook_to_frame(&workbook(&book(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#)));
        let at = at.index(frame.len());
        frame[at] = to;
        if let Some(Ok(book)) = workbook_from_frame(&frame) {
            for cell in book.sheets.iter().flat_map(|s| &s.cells) {
                let _ = book.shown(cell);
            }
        }
    }
}

#[test]
fn a_part_of_a_table_behind_a_blank_row_and_its_heading_goes_on() {
    let text = |at: &str, words: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>"#);
    let number = |at: &str, value: &str| format!(r#"<c r="{at}"><v>{value}</v></c>"#);
    let row = |n: u32, cells: &str| format!(r#"<row r="{n}">{cells}</row>"#);
    let tables = |rows: &str| decode(&book(rows), "x.xlsx").expect("a workbook").tables.len();
    let first =
        row(1, &(text("A1", "水渠") + &text("B1", "长度"))) + &row(2, &(text("A2", "东渠") + &number("B2", "3.5")));
    let part = row(4, &text("A4", "二、西片"));
    assert_eq!(tables(&(first.clone() + &part + &row(5, &(text("A5", "西渠") + &number("B5", "4.5"))))), 1);
    // A table of its own has a row of headings below its title.
    let own =
        row(5, &(text("A5", "水库") + &text("B5", "库容"))) + &row(6, &(text("A6", "西库") + &number("B6", "12")));
    assert_eq!(tables(&(first + &part + &own)), 2);
}
