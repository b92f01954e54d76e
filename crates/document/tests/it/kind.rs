//! Formats are named by their content.

use luoshi_document::{DocumentError, PackageError, decode};

fn refused(bytes: &[u8], name: &str) -> &'static str {
    match decode(bytes, name) {
        Err(DocumentError::Unsupported { format, mend }) => {
            assert!(!mend.is_empty());
            format
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn names() {
    let zip = |part: &str| [&b"PK\x03\x04\x14\0\0\0\x08\0"[..], &[0; 20], part.as_bytes(), b"\0\x01\x02"].concat();
    let ole = |stream: &str| {
        let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 500], &wide].concat()
    };
    for (bytes, name) in [
        (b"\xef\xbb\xbf%PDF-1.4\n".to_vec(), "PDF"),
        (b"junk\n%PDF-1.4\n1 0 obj\n".to_vec(), "PDF"),
        (b"%PDF-".to_vec(), "PDF"),
        (zip("ppt/slides/slide1.xml"), "PowerPoint slides (PPTX)"),
        (zip("mimetypeapplication/vnd.oasis.opendocument.text"), "OpenDocument text (ODT)"),
        (zip("OFD.xml"), "OFD document"),
        (zip("a.txt"), "ZIP archive"),
        (b"PK\x03\x04\x14\0\x01\0\x08\0".to_vec(), "encrypted ZIP archive"),
        (b"PK\x03\x04".to_vec(), "ZIP archive"),
        (ole("WordDocument"), "Word document (DOC)"),
        (ole("Workbook"), "Excel sheet (XLS)"),
        (ole("EncryptedPackage"), "encrypted Office document"),
        (b"{\\rtf1\\ansi".to_vec(), "RTF document"),
        (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "PNG picture"),
        (b"\xff\xd8\xff\xe0".to_vec(), "JPEG picture"),
        (b"GIF89a".to_vec(), "GIF picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), "WebP picture"),
        (b"\0\0\0\x18ftypheic".to_vec(), "HEIC picture"),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec(), "BMP picture"),
        (b"\x1f\x8b\x08".to_vec(), "gzip archive"),
        (b"BZh91AY&SY".to_vec(), "bzip2 archive"),
        (b"SQLite format 3\0".to_vec(), "SQLite database"),
        (b"\x7fELF\x02".to_vec(), "program (ELF)"),
        (b"PAR1\x15".to_vec(), "Parquet data"),
        (b"<?xml version=\"1.0\"?>\n<!-- x -->\n<svg xmlns=\"\">".to_vec(), "SVG picture"),
        ("\u{feff}<svg viewBox='0 0 1 1'>".as_bytes().to_vec(), "SVG picture"),
        (b"<?xml version=\"1.0\"?><data><a>1</a></data>".to_vec(), "XML data"),
    ] {
        assert_eq!(refused(&bytes, "report.txt"), name);
    }
    assert_eq!(refused(&ole("WordDocument"), "通知.wps"), "WPS document (WPS)");
    let cut = decode(&zip("word/document.xml"), "x.txt");
    assert_eq!(cut, Err(DocumentError::Docx(PackageError::Damaged)));
    let cut = decode(&zip("xl/workbook.xml"), "x.txt");
    assert_eq!(cut, Err(DocumentError::Xlsx(PackageError::Damaged)));
    let tar = [&b"report.txt"[..], &[0; 247], b"ustar\x0000"].concat();
    assert_eq!(refused(&tar, ""), "tar archive");
}

#[test]
fn a_name_decides_nothing() {
    for name in ["x.pdf", "x.docx", "x.png", "x"] {
        assert_eq!(decode("新增就业3.2万人。".as_bytes(), name).expect("a text").text, "新增就业3.2万人。");
    }
    // Words that only look like marks.
    for text in [
        "BM是一种模式",
        "GIF图片共3张",
        "MZ世代消费增长5%",
        "文中提到 %PDF-1.7 这种格式",
        "RIFF 2024",
        "PAR 1",
        "BZh",
        "ID3",
    ] {
        assert_eq!(decode(text.as_bytes(), "").expect("a text").text, text);
    }
}

#[test]
fn data_is_no_text() {
    let mut state = 12345_u32;
    let noise: Vec<u8> = (0..5000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    assert_eq!(decode(&noise, "x.txt"), Err(DocumentError::NotText));
    assert_eq!(decode(&[0; 100], "x.txt"), Err(DocumentError::NotText));
}

#[test]
fn other_encodings_are_named() {
    let (japanese, ..) =
        encoding_rs::SHIFT_JIS.encode("これはひらがなとカタカナでかかれたぶんしょうです。すべてのけいかくをよみます。");
    assert!(matches!(decode(&japanese, ""), Err(DocumentError::UnknownEncoding { .. })), "{:?}", decode(&japanese, ""));
    let (russian, ..) =
        encoding_rs::KOI8_R.encode("План развития города на пять лет, с показателями и сроками исполнения.");
    assert!(decode(&russian, "").is_err(), "{:?}", decode(&russian, ""));
}
