//! Older forms of the tables become the newest; newer ones are left alone. And what a page needs takes as many statements
//! for a thousand rows as for ten.

use crate::both::on_both;
use crate::plan::with_sample;
use luoshi_plan::{Due, Task, TaskId};
use luoshi_store::db::{Engine, MIGRATIONS, Place};
use luoshi_store::plan::{self, At, Recorded as _};
use luoshi_store::{Intent, Options, Store, StoreError};
use sha2::{Digest as _, Sha256};

/// Runs some SQL on the database of a place, past the program.
fn by_hand(place: &Place, sql: &str) {
    match place {
        Place::Folder(data) => {
            rusqlite::Connection::open(data.join("record.db")).expect("a database").execute_batch(sql).expect("run");
        }
        Place::Server(url) => {
            postgres::Client::connect(url, postgres::NoTls).expect("a connection").batch_execute(sql).expect("run");
        }
    }
}

fn why(result: Result<Store, StoreError>) -> StoreError {
    result.err().expect("refused")
}

on_both! {
    fn a_record_of_a_newer_program_is_left_alone(place, _folder) {
        with_sample(place).0.close();
        by_hand(place, "INSERT INTO migration (number, name, sha256) VALUES (999, '0999_future', 'x')");
        let newer = StoreError::Newer { found: 999, known: MIGRATIONS.len().cast_signed() as i64 };
        assert_eq!(why(Store::open(place, &Options::default())), newer);
        assert_eq!(why(Store::read_only(place)), newer);
        assert!(newer.to_string().contains("nothing was changed"));
        by_hand(place, "DELETE FROM migration WHERE number = 999");
        Store::open(place, &Options::default()).expect("a record").close();
        by_hand(place, "UPDATE migration SET sha256 = 'x' WHERE number = 1");
        assert!(matches!(why(Store::open(place, &Options::default())), StoreError::OtherForm { .. }));
    }
}

on_both! {
    fn a_record_of_any_older_form_becomes_the_newest(place, _folder) {
        // As a program that knew only the first steps made it, for each number of steps.
        for known in 0..MIGRATIONS.len() {
            let server = crate::server::server();
            let folder = crate::both::Folder::new();
            let (place, engine) = match place {
                Place::Folder(_) => (Place::Folder(folder.path().join("data")), Engine::Sqlite),
                Place::Server(_) => (Place::Server(server.expect("a server").fresh()), Engine::Postgres),
            };
            if let Place::Folder(data) = &place {
                std::fs::create_dir_all(data).expect("a folder");
            }
            for step in &MIGRATIONS[..known] {
                let sha256 = luoshi_store::hex::encode(&Sha256::digest(step.text));
                let row = format!("INSERT INTO migration VALUES ({}, '{}', '{sha256}')", step.number, step.name);
                by_hand(&place, &format!("{}; {row}", step.sql(engine)));
            }
            if known > 0 {
                let older = StoreError::Older { found: known.cast_signed() as i64, known: MIGRATIONS.len().cast_signed() as i64 };
                assert_eq!(why(Store::read_only(&place)), older);
            }
            let (store, sample) = with_sample(&place);
            store.prepare().expect("all prepared");
            assert_eq!(crate::plan::Sample::load(&store, sample.plan(), At::NOW), sample);
        }
    }
}

on_both! {
    fn what_a_page_needs_takes_as_many_statements_for_a_thousand_rows_as_for_ten(place, _folder) {
        let (store, sample) = with_sample(place);
        let mut counts = Vec::new();
        for more in [10, 1_000] {
            let goal = sample.goal();
            let done = store.act(Intent::new("task.add", "规划科"), move |act| {
                for n in 0..more {
                    let task = Task {
                        id: TaskId::new(act.new_id()),
                        goal,
                        title: format!("第{n}件事"),
                        start: None,
                        due: Due::Unstated,
                        steps: Vec::new(),
                        begun: None,
                        reported: None,
                        verified: None,
                        dropped: None,
                    };
                    task.record(act)?;
                }
                Ok(())
            });
            done.expect("an act");
            let read = store.read(|reader| {
                plan::plans(reader, At::NOW)?;
                plan::goals(reader, sample.plan(), At::NOW)?;
                plan::indicators(reader, sample.plan(), At::NOW)?;
                plan::targets(reader, sample.plan(), At::NOW)?;
                let tasks = plan::tasks(reader, sample.plan(), At::NOW)?.len();
                plan::assignments(reader, sample.plan(), At::NOW)?;
                plan::observations(reader, sample.indicator(), At::NOW)?;
                Ok((tasks, reader.statements()))
            });
            counts.push(read.expect("read"));
        }
        assert!(counts[1].0 >= counts[0].0 + 1_000);
        assert_eq!(counts[0].1, counts[1].1);
        assert_eq!(counts[0].1, 9);
    }
}
