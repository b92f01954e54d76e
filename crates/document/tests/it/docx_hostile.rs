//! Word documents made to harm: each is refused by name or read, none takes long or much.

use crate::hostile::{sound, time};
use crate::package::{Docx, MAIN, Part, WORD, p, xml, zip};
use luoshi_document::{DocumentError, PackageError, decode};
use std::time::{Duration, Instant};

/// Why bytes were refused; `None` if they were read.
fn refused(bytes: &[u8]) -> Option<PackageError> {
    let begun = Instant::now();
    let result = decode(bytes, "");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    match result {
        Ok(_) => None,
        Err(DocumentError::Docx(error)) => Some(error),
        Err(other) => panic!("{other}"),
    }
}

/// The parts of a sound document.
fn parts() -> Vec<Part> {
    Docx::default().parts(&xml("document", &format!("<w:body>{}</w:body>", p("新增就业3.2万人。"))), MAIN)
}

/// The document with its main part replaced.
fn with(main: impl AsRef<[u8]>) -> Vec<u8> {
    let mut parts = parts();
    parts[2] = Part::new("word/document.xml", main);
    zip(&parts)
}

#[test]
fn a_sound_document_is_read() {
    assert_eq!(decode(&zip(&parts()), "").expect("a Word document").text, "新增就业3.2万人。\n");
    // Bytes behind the end, as mail and servers append them.
    assert_eq!(refused(&[zip(&parts()), vec![b'\n'; 300]].concat()), None);
    sound(&zip(&parts()));
}

#[test]
fn bombs_do_not_go_off() {
    // Twenty megabytes of one character: a thousand times its size.
    let bomb = format!("<w:document xmlns:w='{WORD}'>{}</w:document>", " ".repeat(20_000_000));
    assert_eq!(refused(&with(&bomb)), Some(PackageError::TooMuch));
    // The same, with a size that lies in either direction.
    let part = Part::new("word/document.xml", &bomb);
    for size in [1_000, 999_999, 100, 0, u32::MAX] {
        let mut parts = parts();
        parts[2] = Part { size, ..part.clone() };
        let why = refused(&zip(&parts));
        assert!(matches!(why, Some(PackageError::Unlike | PackageError::TooMuch)), "{size}: {why:?}");
    }
    // As it lies in the file, so that no ratio tells.
    let mut many = parts();
    let packed = vec![b'<'; 201_000_000];
    many[2] = Part { packed, size: 201_000_000, ..Part::stored("word/document.xml", "") };
    assert_eq!(refused(&zip(&many)), Some(PackageError::TooMuch));
    drop(many);
    // In parts that are each small enough: more than the total is never unpacked.
    let part = Part::stored("", xml("hdr", &" ".repeat(45_000_000)));
    let mut docx = Docx::default();
    for n in 0..5 {
        docx.parts.push(Part { name: format!("word/h{n}.xml"), ..part.clone() });
        docx = docx.relate("header", &format!("h{n}.xml"), "");
    }
    assert_eq!(refused(&docx.body(&p("文"))), Some(PackageError::TooMuch));
}

#[test]
fn containers_that_lie_are_refused() {
    let changed = |change: &dyn Fn(&mut Vec<Part>)| {
        let mut parts = parts();
        change(&mut parts);
        refused(&zip(&parts))
    };
    assert_eq!(changed(&|p| p[2].crc ^= 1), Some(PackageError::Unlike));
    assert_eq!(changed(&|p| p[2].size += 1), Some(PackageError::Unlike));
    assert_eq!(changed(&|p| p[2].size -= 1), Some(PackageError::Unlike));
    assert_eq!(changed(&|p| p[2].flags = 1), Some(PackageError::Encrypted));
    assert_eq!(changed(&|p| p[2].method = 99), Some(PackageError::Damaged));
    assert_eq!(changed(&|p| p[2].at = Some(0)), Some(PackageError::Unlike));
    assert_eq!(changed(&|p| p[2].at = Some(u32::MAX)), Some(PackageError::Damaged));
    assert_eq!(changed(&|p| p[2].packed.truncate(20)), Some(PackageError::Damaged));
    assert_eq!(changed(&|p| p[2].packed.extend(*b"tail")), Some(PackageError::Unlike));
    // The same part twice, and in another spelling; two names for one place.
    assert_eq!(changed(&|p| p.push(Part::new("word/document.xml", "x"))), Some(PackageError::Twice));
    assert_eq!(changed(&|p| p.push(Part::new("WORD/Document.XML", "x"))), Some(PackageError::Twice));
    assert_eq!(
        changed(&|p| {
            let within = Part::new("word/a.xml", xml("hdr", ""));
            let at = 30 + "word/b.xml".len() as u32;
            let whole = Part::stored("word/b.xml", zip(std::slice::from_ref(&within)));
            p.insert(0, whole);
            p.push(Part { at: Some(at), ..within });
        }),
        Some(PackageError::Overlap)
    );
    assert_eq!(changed(&|p| p[2].name = "word/other.xml".to_owned()), Some(PackageError::Missing));
    assert_eq!(changed(&|p| p[0].name = "types.xml".to_owned()), Some(PackageError::Missing));
    assert_eq!(changed(&|p| p[1].name = "rels".to_owned()), Some(PackageError::Missing));
    // Names that lead elsewhere are names that nobody asks for.
    for name in ["../../../etc/passwd", "/etc/passwd", "C:\\x", "word\\document.xml", "a\0b", ""] {
        assert_eq!(changed(&|p| p.push(Part::new(name, "x"))), None, "{name}");
    }
    assert_eq!(
        changed(&|p| p.extend((0..60_000).map(|n| Part::stored(&format!("word/{n}.xml"), "")))),
        Some(PackageError::TooManyParts)
    );
    assert_eq!(changed(&|p| p.extend((0..1996).map(|n| Part::stored(&format!("word/m{n}.png"), "x")))), None);
}

#[test]
fn a_document_cut_anywhere_or_flipped_is_refused_or_read() {
    let whole = zip(&parts());
    for end in 4..whole.len() {
        assert!(decode(&whole[..end], "x.docx").is_err(), "{end}");
    }
    for at in 0..whole.len() {
        for bit in [1, 4, 0x20, 0x80] {
            let mut flipped = whole.clone();
            flipped[at] ^= bit;
            sound(&flipped);
        }
    }
}

#[test]
fn entities_are_refused_in_any_encoding() {
    let laughs = format!(
        "<?xml version='1.0'?><!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>\
         <w:document xmlns:w='{WORD}'><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    );
    assert_eq!(refused(&with(&laughs)), Some(PackageError::Entities));
    let wide: Vec<u8> = laughs.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(refused(&with(&wide)), Some(PackageError::Entities));
    assert_eq!(refused(&with([&b"\xff\xfe"[..], &[0x3c]].concat())), Some(PackageError::Markup));
    assert_eq!(refused(&with(xml("document", "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"))), Some(PackageError::Entities));
    assert_eq!(refused(&with(xml("document", "<!DOCTYPE x>"))), Some(PackageError::Entities));
    // In other parts too.
    let docx = Docx::default().with("styles", "styles", "&x;").body(&p("文"));
    assert_eq!(refused(&docx), Some(PackageError::Entities));
}

#[test]
fn broken_markup_is_refused() {
    for main in [
        "",
        "text",
        "<w:document",
        "<w:document></w:body>",
        "<w:document><w:body>",
        "<a b='1'><c",
        "<a><!-- ",
        "<a><![CDATA[",
        "<a>&#xFFFFFFFF;</a>",
        "<a>&#0;</a>",
        "<a>& </a>",
    ] {
        let why = refused(&with(main));
        assert!(matches!(why, None | Some(PackageError::Markup | PackageError::Entities)), "{main}: {why:?}");
        sound(&with(main));
    }
    assert_eq!(refused(&with("<w:document><w:body>")), Some(PackageError::Markup));
    assert_eq!(refused(&with(b"<a>\xff\xfe</a>")), Some(PackageError::Markup));
    assert_eq!(refused(&with("<a>".repeat(2_000))), Some(PackageError::Nesting));
    let tables = ["<w:tbl><w:tr><w:tc>"; 300].concat();
    let ends = ["</w:tc></w:tr></w:tbl>"; 300].concat();
    assert_eq!(refused(&with(xml("document", &format!("{tables}{}{ends}", p("深"))))), None);
}

#[test]
fn macros_and_other_kinds_are_named() {
    let docm = MAIN
        .replace("openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main");
    let main = xml("document", &p("文"));
    assert_eq!(refused(&Docx::default().document(&main, &docm)), Some(PackageError::Macros));
    let mut hidden = parts();
    hidden.push(Part::new("word/vbaProject.bin", "x"));
    assert_eq!(refused(&zip(&hidden)), Some(PackageError::Macros));
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    assert_eq!(refused(&Docx::default().document(&main, sheet)), Some(PackageError::OtherInside));
    let template = MAIN.replace("document.main", "template.main");
    assert_eq!(refused(&Docx::default().document(&main, &template)), None);
}

#[test]
fn time_grows_with_length_only() {
    let body = |unit: &str, end: &str, size: usize| {
        let many = size / (unit.len() + end.len());
        xml("document", &format!("<w:body>{}{}</w:body>", unit.repeat(many), end.repeat(many)))
    };
    for (unit, end) in [
        ("<w:p/>", ""),
        ("<w:p><w:r><w:t>一</w:t></w:r></w:p>", ""),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>", ""),
        ("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>", ""),
        ("<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:fldChar w:fldCharType='separate'/></w:r></w:p>", ""),
        ("<w:r><w:fldChar w:fldCharType='begin'/></w:r>", ""),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:fldChar w:fldCharType='separate'/><w:t>一</w:t></w:r></w:p>",
            "",
        ),
        ("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'> </w:t></w:r></w:p>", ""),
        (
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr></w:tc></w:tr></w:tbl>",
            "",
        ),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", ""),
        ("<w:tr><w:tc/></w:tr>", ""),
        ("<w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc>", ""),
        ("<w:p><w:r><w:sym w:font='X' w:char='F0FF'/><w:commentReference/></w:r></w:p>", ""),
        ("<w:p><w:r><w:br/><w:br/><w:t>一</w:t></w:r></w:p>", ""),
        ("<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>", ""),
        ("<mc:AlternateContent><mc:Choice/><mc:Fallback/><mc:Choice/></mc:AlternateContent>", ""),
        ("<w:p><w:r><w:t>a&amp;b</w:t></w:r></w:p>", ""),
        ("<a xmlns='b'/>", ""),
        ("<w:ins/><w:del/><w:t/>", ""),
        ("</w:p>", ""),
    ] {
        let take = |size: usize| {
            let bytes = with(body(unit, end, size));
            sound(&bytes);
            time(&bytes)
        };
        // Eight times the length; generous, for a debug build on a shared machine.
        let (quick, slow) = (take(1 << 16).max(Duration::from_millis(4)), take(1 << 19));
        assert!(slow < 40 * quick, "{unit}: {quick:?}, {slow:?}");
    }
    // One element with very many attributes, and very many names for one space.
    let attributes = (0..50_000).map(|n| format!(" a{n}='1'")).collect::<Vec<_>>().concat();
    sound(&with(format!("<w:document xmlns:w='{WORD}'><w:p{attributes}><w:r><w:t>一</w:t></w:r></w:p></w:document>")));
    let names = (0..50_000).map(|n| format!(" xmlns:a{n}='{WORD}'")).collect::<Vec<_>>().concat();
    assert_eq!(refused(&with(format!("<w:document{names}/>"))), Some(PackageError::Nesting));
}
