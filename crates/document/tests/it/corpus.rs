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
    for (folder, ending, wanted) in [("corpus/pdf", "pdf", "PDF"), ("ux/pages", "png", "PNG picture")] {
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

#[test]
fn cells_of_workbooks_stand_where_the_annotation_says() {
    for path in files("corpus/tables", &["xlsx"]) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("readable");
        let document = decode(&bytes, "x.txt").expect("a workbook, by its content");
        assert_eq!((document.format, document.encoding), (Format::Xlsx, "xlsx"));
        let book = luoshi_document::workbook(&bytes).expect("a workbook");
        let gold = fs::read_to_string(path.with_file_name("gold").join(format!("{name}.json"))).expect("readable");
        let gold: serde_json::Value = serde_json::from_str(&gold).expect("JSON");
        for row in gold.as_array().expect("rows") {
            let (sheet, address) = row["cell"].as_str().and_then(|c| c.split_once('!')).expect("a cell");
            let sheet = book.sheets.iter().find(|s| s.name == sheet).expect("a sheet");
            let cell = sheet
                .cells
                .iter()
                .find(|c| format!("{}{}", luoshi_document::column_name(c.column), c.row + 1) == address);
            let shown = cell.map(|cell| book.shown(cell)).unwrap_or_default();
            let wanted = match &row["target"] {
                serde_json::Value::Null => row["lead"][0].as_str().unwrap_or_default(),
                target if target["text"] == "—" => row["annual_text"].as_str().unwrap_or_default(),
                target => target["text"].as_str().unwrap_or_default(),
            };
            assert!(shown.contains(wanted), "{name} {}: {wanted:?} is not in {shown:?}", row["cell"]);
            assert!(document.text.contains(wanted), "{name}: {wanted:?}");
        }
        // Cut anywhere, it is refused whole.
        for cut in (0..bytes.len()).step_by(97) {
            assert!(luoshi_document::workbook(&bytes[..cut]).is_err(), "{name}: cut at {cut}");
        }
    }
}

#[test]
fn cells_of_word_tables_stand_where_the_annotation_says() {
    let (mut found, mut all) = (0, 0);
    for path in files("corpus/tables", &["docx"]) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let document = decode(&fs::read(&path).expect("readable"), &name).expect("a Word document");
        assert_eq!((document.format, document.encoding), (Format::Docx, "docx"));
        assert!(document.text.starts_with("# "), "{name}");
        let characters: Vec<char> = document.text.chars().collect();
        let gold = fs::read_to_string(path.with_file_name("gold").join(format!("{name}.json"))).expect("readable");
        let gold: serde_json::Value = serde_json::from_str(&gold).expect("JSON");
        for row in gold.as_array().expect("rows") {
            // table1 r5c3, counted from 1.
            let place: Vec<u32> = row["cell"]
                .as_str()
                .expect("a cell")
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|number| number.parse().ok())
                .collect();
            let [table, r, c] = place[..] else { panic!("{name}: {}", row["cell"]) };
            let words: String = document.tables[table as usize - 1]
                .cells
                .iter()
                .find(|cell| {
                    (cell.row..cell.row + cell.rows).contains(&(r - 1))
                        && (cell.column..cell.column + cell.columns).contains(&(c - 1))
                })
                .map(|cell| characters[cell.span.start as usize..cell.span.end as usize].iter().collect())
                .unwrap_or_default();
            // Digits are printed in full width here and there.
            let folded = |c: char| match c {
                '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                _ => c,
            };
            let words: String = words.chars().map(folded).collect();
            let wanted = match &row["target"]["text"] {
                // Where the target is a dash, the last column has the number.
                serde_json::Value::String(text) if text == "—" => {
                    row["annual_text"].as_str().unwrap_or_default().to_owned()
                }
                serde_json::Value::String(text) => text.clone(),
                _ => row["lead"][0].as_str().unwrap_or_default().trim_start_matches('省').to_owned(),
            };
            let wanted: String = wanted.chars().map(folded).collect();
            all += 1;
            if !wanted.is_empty() && words.contains(&wanted) {
                found += 1;
            } else {
                println!("{name} {}: {wanted:?} is not in {words:?}", row["cell"]);
            }
        }
        // No place of the grid is covered twice.
        for table in &document.tables {
            let mut covered = std::collections::HashSet::new();
            for cell in &table.cells {
                for row in cell.row..cell.row + cell.rows {
                    for column in cell.column..cell.column + cell.columns {
                        assert!(covered.insert((row, column)), "{name}: {cell:?}");
                    }
                }
            }
        }
    }
    println!("{found} of {all} annotated cells");
    assert!(found == all, "{found} of {all}");
}
