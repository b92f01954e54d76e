//! A row changed, added or taken away by hand, in any table: `verify` finds it and says which.

use crate::both::Folder;
use crate::verifying::{check, log_of, options};
use luoshi_store::db::Place;
use luoshi_store::plan::{Source, SourceBytes};
use luoshi_store::verify::{self, VerifyError};
use luoshi_store::{Field, Intent, Key, Store, tables};
use rusqlite::types::Value;
use std::collections::BTreeMap;

/// A record with a few rows in every table.
fn small(place: &Place, folder: &Folder) {
    drop(Store::open(place, &options(place, folder)).expect("a record"));
    let (store, sample) = crate::plan::with_sample(place);
    let (indicator, territory) = (sample.indicator(), sample.territory());
    let person = store.act(Intent::new("person.add", "信访科"), |act| {
        let id = act.new_id();
        act.put(&tables::PERSON, &[Field::Int(id), Field::Personal("王小明", id), Field::Prose("139 0000 0000")])?;
        Ok(id)
    });
    let person = person.expect("an act").value.expect("new");
    let about = Source {
        id: None,
        sha256: [0; 32],
        bytes: 0,
        name: Some("报告.txt".to_owned()),
        title: None,
        issuer: None,
        day: Some("2026-01-20".to_owned()),
        kind: None,
        language: None,
    };
    let key = Key { name: b"a key".to_vec(), request: b"a request".to_vec() };
    let intent = Intent { key: Some(key), why: Some("收到".to_owned()), ..Intent::new("source.add", "规划科") };
    let source = store.act(intent, move |act| {
        let (id, _) = SourceBytes { about: &about, bytes: b"x".repeat(1_500_000).as_slice() }.record(act)?;
        act.reading(id, "0.1.0", b"{}").map(|_| id)
    });
    let source = source.expect("an act").value.expect("new");
    let ruled = crate::promises::promise(source, "aa", luoshi_plan::Ruling::Confirm);
    crate::promises::record(&store, vec![ruled]).expect("an act");
    for value in ["30.1", "30.2"] {
        let done = store.act(Intent::new("observation.add", "统计科"), move |act| {
            let observed = luoshi_store::plan::Observed {
                indicator,
                territory,
                period: "2026".parse().expect("a period"),
                value: Some(value.parse().expect("a value")),
                finality: luoshi_plan::Finality::Final,
                standing: luoshi_plan::Standing::Verified,
                published: "2027-02-01".parse().expect("a day"),
                source: None,
            };
            observed.record(act)
        });
        done.expect("an act");
    }
    store.act(Intent::new("person.erase", "信访科"), move |act| act.erase_person(person)).expect("an act");
    // Enough entries for a full tile.
    for n in 0..300 {
        store.act(Intent::new("nothing", &format!("post {}", n % 2)), |_| Ok(())).expect("an act");
    }
    store.close();
    drop(Store::open(place, &options(place, folder)).expect("a record"));
}

/// Another value of the same kind.
fn other(value: &Value, turn: usize) -> Value {
    match value {
        Value::Null => Value::Integer(1),
        Value::Integer(n) => Value::Integer(n ^ (1 << (turn % 12))),
        Value::Real(_) => unreachable!("no floats"),
        Value::Text(text) => {
            // A bit of one of its ASCII bytes, or a sign more.
            let mut bytes = text.clone().into_bytes();
            let place = (0..bytes.len()).map(|n| (n + turn * 7) % bytes.len()).find(|p| bytes[*p].is_ascii());
            match place {
                Some(place) => bytes[place] ^= 1 << (turn % 7),
                None => bytes.push(b'.'),
            }
            Value::Text(String::from_utf8(bytes).expect("UTF-8"))
        }
        Value::Blob(bytes) => {
            let mut bytes = bytes.clone();
            let length = bytes.len();
            match bytes.get_mut(turn * 131 % length.max(1)) {
                Some(byte) => *byte ^= 1 << (turn % 8),
                None => bytes.push(0),
            }
            Value::Blob(bytes)
        }
    }
}

#[test]
fn on_sqlite_every_cell_of_every_table_counts() {
    crate::both::on_sqlite(|place, folder| {
        small(place, folder);
        let log = log_of(place, folder);
        check(place, &log, None).expect("it verifies");
        let Place::Folder(data) = place else { unreachable!("SQLite") };
        let file = data.join("record.db");
        let whole = std::fs::read(&file).expect("the file");
        assert!(std::fs::metadata(data.join("record.db-wal")).map_or(0, |m| m.len()) == 0, "carried into the file");
        let open = || rusqlite::Connection::open(&file).expect("a database");
        let restore = || {
            std::fs::write(&file, &whole).expect("the file");
            let _ = std::fs::remove_file(data.join("record.db-wal"));
            let _ = std::fs::remove_file(data.join("record.db-shm"));
        };
        let tables: Vec<String> = {
            let c = open();
            let mut s = c.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").expect("a list");
            s.query_map((), |row| row.get(0)).expect("a list").map(|name| name.expect("a name")).collect()
        };
        assert!(tables.len() > 20);
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        let mut refused = 0;
        for table in &tables {
            let (columns, rows) = {
                let c = open();
                let mut s = c.prepare(&format!("SELECT * FROM {table}")).expect("a table");
                let columns: Vec<String> = s.column_names().map(str::to_owned).collect();
                let rows: Vec<Vec<Value>> = s
                    .query_map((), |row| (0..columns.len()).map(|n| row.get(n)).collect())
                    .expect("rows")
                    .map(|row| row.expect("a row"))
                    .collect();
                (columns, rows)
            };
            assert!(!rows.is_empty(), "{table} has rows in this test");
            let all = columns.iter().map(|c| format!("{c} IS ?")).collect::<Vec<_>>().join(" AND ");
            let step = rows.len().div_ceil(6);
            let mut attempt = |sql: &str, values: Vec<Value>, what: &str| {
                let c = open();
                c.execute_batch("PRAGMA wal_autocheckpoint = 1").expect("a setting");
                let changed = c.execute(sql, rusqlite::params_from_iter(values));
                drop(c);
                match changed {
                    Ok(1) => {
                        let result = verify::database(place, Some(&mut verify::Folder(log.clone())), None, &[]);
                        match result {
                            Err(VerifyError::Unfit(_) | VerifyError::Store(_)) => {}
                            other => panic!("{table}: {what}: {other:?}"),
                        }
                        *found.entry(table.clone()).or_default() += 1;
                    }
                    Ok(n) => panic!("{table}: {what}: {n} rows"),
                    // The database itself does not take it.
                    Err(_) => refused += 1,
                }
                restore();
            };
            for (turn, row) in rows.iter().enumerate().filter(|(n, _)| n % step == 0) {
                for (place, column) in columns.iter().enumerate() {
                    let mut values = vec![other(&row[place], turn + place)];
                    values.extend(row.iter().cloned());
                    attempt(&format!("UPDATE {table} SET {column} = ? WHERE {all}"), values, column);
                }
                attempt(&format!("DELETE FROM {table} WHERE {all}"), row.clone(), "row removed");
                let mut added = row.clone();
                // Another key; where the key is of two columns, another second one.
                for key in 0..2.min(added.len()) {
                    added[key] = other(&added[key], turn + 3);
                }
                let places = vec!["?"; columns.len()].join(", ");
                attempt(&format!("INSERT INTO {table} VALUES ({places})"), added, "row added");
            }
        }
        check(place, &log, None).expect("it verifies again");
        let total: usize = found.values().sum();
        println!("SQLite: {total} cells and rows changed by hand, {total} found; {refused} refused by the database");
        println!("{found:?}");
        assert_eq!(found.len(), tables.len());
        assert!(total > 400, "{total}");
    });
}

#[test]
fn on_postgres_every_column_of_every_table_counts() {
    crate::both::on_postgres(|place, folder| {
        small(place, folder);
        let log = log_of(place, folder);
        check(place, &log, None).expect("it verifies");
        let Place::Server(url) = place else { unreachable!("PostgreSQL") };
        let mut c = postgres::Client::connect(url, postgres::NoTls).expect("a connection");
        let columns = c
            .query(
                "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text FROM \
                 information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, ordinal_position",
                &[],
            )
            .expect("columns");
        let (mut total, mut refused) = (0, 0);
        let mut last = String::new();
        for row in &columns {
            let (table, column, kind): (String, String, String) = (row.get(0), row.get(1), row.get(2));
            let change = match kind.as_str() {
                "bigint" => format!("UPDATE {table} SET {column} = coalesce({column}, 0) + 1"),
                "bytea" => format!(
                    "UPDATE {table} SET {column} = coalesce(set_byte({column}, 0, 255 - get_byte({column}, 0)), '\\x01')"
                ),
                _ => format!("UPDATE {table} SET {column} = coalesce({column}, '') || '1'"),
            };
            let mut changes = vec![change];
            if table != last {
                c.batch_execute(&format!("CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}")).expect("kept");
                changes.push(format!("DELETE FROM {table}"));
                last.clone_from(&table);
            }
            for change in changes {
                let sql = format!("{change} WHERE ctid = (SELECT ctid FROM {table} ORDER BY ctid DESC LIMIT 1)");
                match c.execute(&sql, &[]) {
                    Ok(1) => {}
                    Ok(n) => panic!("{sql}: {n} rows"),
                    // The database itself does not take it.
                    Err(_) => {
                        refused += 1;
                        continue;
                    }
                }
                let result = verify::database(place, Some(&mut verify::Folder(log.clone())), None, &[]);
                assert!(matches!(result, Err(VerifyError::Unfit(_) | VerifyError::Store(_))), "{sql}: {result:?}");
                total += 1;
                let undo = format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table}");
                c.batch_execute(&undo).expect("undone");
            }
        }
        check(place, &log, None).expect("it verifies again");
        println!("PostgreSQL: {total} cells changed by hand, {total} found; {refused} refused by the database");
        assert!(total > 120, "{total}");
    });
}
