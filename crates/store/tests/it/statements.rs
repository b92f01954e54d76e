//! The SQL: understood by both databases, in the form that both number alike.

use crate::both::on_both;
use luoshi_store::db::{Engine, MIGRATIONS};
use luoshi_store::table::Kind;
use luoshi_store::{Options, Store, tables};
use std::path::Path;

on_both! {
    fn every_statement_is_understood(place, _folder) {
        let store = Store::open(place, &Options::default()).expect("a record");
        let count = store.prepare().expect("all prepared");
        assert!(count > 100, "{count}");
    }
}

/// All sources of the crate.
fn sources(folder: &Path, out: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push((path.display().to_string(), std::fs::read_to_string(&path).expect("a source")));
        }
    }
}

#[test]
fn every_file_with_statements_is_in_the_list() {
    let mut all = Vec::new();
    sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut all);
    let lists: String = all
        .iter()
        .filter(|(path, _)| path.ends_with("statement.rs") || path.ends_with("mod.rs"))
        .map(|(_, text)| text.as_str())
        .collect();
    let mut count = 0;
    for (path, text) in &all {
        if !text.lines().any(|line| line == "statements! {") {
            // Outside the lists no statement is written.
            let elsewhere = ["statement.rs", "table.rs"].iter().any(|f| path.ends_with(f));
            assert!(elsewhere || !text.contains("Sql::new("), "{path}");
            continue;
        }
        count += 1;
        let stem = Path::new(path).file_stem().and_then(|s| s.to_str()).expect("a name");
        assert!(lists.contains(&format!("{stem}::STATEMENTS")), "{path}");
    }
    assert!(count > 10, "{count}");
}

#[test]
fn values_appear_in_order_and_sql_is_of_the_common_kind() {
    let mut all = Vec::new();
    sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut all);
    let mut count = 0;
    for (path, text) in all {
        let Some(begin) = text.find("\nstatements! {") else { continue };
        let block = &text[begin..begin + text[begin..].find("\n}").expect("an end")];
        // A string a statement; lines continued by a backslash are one.
        for sql in block.split('"').skip(1).step_by(2).filter(|s| s.contains(' ')) {
            count += 1;
            let mut next = 1;
            for (place, _) in sql.match_indices('$') {
                let digits: String = sql[place + 1..].chars().take_while(char::is_ascii_digit).collect();
                let n: usize = digits.parse().expect("a number");
                assert!(n <= next, "{path}: ${n} before ${next}: {sql}");
                next = next.max(n + 1);
            }
            for not in ["now()", "ILIKE", "json", "REAL", "NUMERIC", " OFFSET ", "CURRENT_"] {
                assert!(!sql.contains(not), "{path}: {not}: {sql}");
            }
        }
    }
    assert!(count > 40, "{count}");
}

#[test]
fn the_tables_are_as_they_are_declared() {
    // Columns and their types, from the text of the migrations.
    let text: String = MIGRATIONS.iter().map(|m| m.text).collect();
    for table in tables::TABLES {
        let begin = text.find(&format!("CREATE TABLE {} (", table.name)).unwrap_or_else(|| panic!("{}", table.name));
        let block = &text[begin..begin + text[begin..].find(") KEYED;").expect("an end")];
        let lines = block.lines().skip(1).map(str::trim).take_while(|l| !l.starts_with("PRIMARY KEY"));
        let made: Vec<(String, String)> = lines
            .map(|l| {
                let mut words = l.trim_end_matches(',').split(' ');
                (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned())
            })
            .collect();
        let declared: Vec<(String, String)> = table
            .columns
            .iter()
            .map(|c| {
                let kind = match c.kind {
                    Kind::Int | Kind::Prose => "INT64",
                    Kind::Word => "TEXT",
                    Kind::Bytes => "BYTES",
                };
                (c.name.to_owned(), kind.to_owned())
            })
            .chain(["since", "until"].map(|n| (n.to_owned(), "INT64".to_owned())))
            .collect();
        assert_eq!(made, declared, "{}", table.name);
        let keys = table.columns[..table.keys].iter().map(|c| c.name).collect::<Vec<_>>().join(", ");
        assert!(block.contains(&format!("PRIMARY KEY ({keys}, since)")), "{}", table.name);
    }
}

#[test]
fn a_migration_says_the_same_to_both() {
    for step in MIGRATIONS {
        let (sqlite, postgres) = (step.sql(Engine::Sqlite), step.sql(Engine::Postgres));
        assert_eq!(sqlite.matches("CREATE TABLE").count(), postgres.matches("CREATE TABLE").count());
        for sql in [&sqlite, &postgres] {
            assert!(!["INT64", "BYTES", "KEYED", "PLAIN"].iter().any(|w| sql.contains(w)), "{sql}");
        }
    }
}
