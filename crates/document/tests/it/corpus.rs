//! Real reports, through every encoding they could have come in.

use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::{BIG5, GB18030};
use luoshi_document::{DocumentError, Format, decode};

/// Files of a folder of texts that is not part of the project; none where it is absent.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")).join(folder);
    let Ok(entries) = fs::read_dir(&root) else {
        println!("skipped: {} is absent", root.display());
        return Vec::new();
    };
    let ending = |path: &Path| path.extension().and_then(|e| e.to_str()).is_some_and(|e| endings.contains(&e));
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| ending(path)).collect();
    files.sort();
    files
}

#[test]
fn texts_come_back_from_every_encoding() {
    let mut big = 0;
    for path in ["corpus/city", "corpus/national", "corpus/congress", "corpus/page"]
        .into_iter()
        .flat_map(|f| files(f, &["txt"]))
    {
        let bytes = fs::read(&path).expect("readable");
        let name = path.display();
        let document = decode(&bytes, "x.txt").expect("a text");
        let text = document.text;
        assert_eq!(document.encoding, "utf-8");
        assert!(document.faults.is_empty(), "{name}: {:?}", document.faults);
        assert_eq!(text.as_bytes(), bytes, "{name}");

        let gb = decode(&GB18030.encode(&text).0, "x.txt").expect("a text");
        assert!(
            gb.text == text && gb.encoding == "gb18030" && gb.faults.is_empty(),
            "{name}: {} {:?}",
            gb.encoding,
            gb.faults
        );
        let units: Vec<u16> = text.encode_utf16().collect();
        for (label, wide) in [
            ("utf-16le", units.iter().copied().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
            ("utf-16be", units.iter().copied().flat_map(u16::to_be_bytes).collect()),
        ] {
            let document = decode(&wide, "x.txt").expect("a text");
            assert!(
                document.text == text && document.encoding == label && document.faults.is_empty(),
                "{name} {label}"
            );
        }
        let (bytes, _, lost) = BIG5.encode(&text);
        if !lost {
            big += 1;
            let document = decode(&bytes, "x.txt").expect("a text");
            assert!(document.text == text, "{name}: {} {:?}", document.encoding, document.faults);
        }
    }
    println!("{big} texts through Big5");
}

#[test]
fn other_formats_are_refused_by_name() {
    for (folder, ending, wanted) in [
        ("corpus/pdf", "pdf", "PDF"),
        ("corpus/docx", "docx", "Word document (DOCX)"),
        ("corpus/tables", "docx", "Word document (DOCX)"),
        ("corpus/tables", "xlsx", "Excel sheet (XLSX)"),
        ("ux/pages", "png", "PNG picture"),
    ] {
        for path in files(folder, &[ending]) {
            let bytes = fs::read(&path).expect("readable");
            // Whole, with another name, and cut short.
            for bytes in [&bytes[..], &bytes[..bytes.len() / 2]] {
                match decode(bytes, "x.txt") {
                    Err(DocumentError::Unsupported { format, .. }) => assert_eq!(format, wanted, "{}", path.display()),
                    other => panic!("{}: {other:?}", path.display()),
                }
            }
        }
    }
}

#[test]
fn pages_are_read() {
    for path in ["corpus/tables", "ux/pages"].into_iter().flat_map(|folder| files(folder, &["html"])) {
        let bytes = fs::read(&path).expect("readable");
        let document = decode(&bytes, &path.to_string_lossy()).expect("a page");
        assert_eq!(document.format, Format::Html);
        assert!(document.text.starts_with("# "), "{}: {:.60}", path.display(), document.text);
        assert!(!document.text.contains(['<', '{']) || document.text.contains("<5"), "{}", path.display());
        if path.parent().is_some_and(|p| p.ends_with("tables")) {
            // Every value of the annotated table stands in the text.
            let gold = path
                .with_file_name("gold")
                .join(format!("{}.json", path.file_name().unwrap_or_default().to_string_lossy()));
            let gold = fs::read_to_string(gold).expect("readable");
            for value in gold.split("\"indicator\": \"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(document.text.contains(value), "{}: {value}", path.display());
            }
        }
        // The same page as an old server would have sent it.
        let text = String::from_utf8(bytes).expect("utf-8").replace("charset=\"utf-8\"", "charset=\"gb2312\"");
        if !path.to_string_lossy().contains("mongolian") {
            let legacy = decode(&GB18030.encode(&text).0, "x.html").expect("a page");
            assert_eq!(legacy.text, document.text, "{}", path.display());
        }
    }
}
