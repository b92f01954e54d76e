//! PostgreSQL: a connection that prepares each statement once.

use super::value::Of;
use super::{Engine, Row, Sql, Value};
use crate::error::StoreError;
use postgres::fallible_iterator::FallibleIterator as _;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type};
use postgres::{Client, NoTls, Statement};
use std::collections::HashMap;
use std::error::Error as _;
use std::time::Duration;

/// How long a server may take to be reached before it counts as gone.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Postgres {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl Postgres {
    pub(super) fn connect(url: &str) -> Result<Self, StoreError> {
        let mut config: postgres::Config = url.parse().map_err(fault)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_application_name().is_none() {
            config.application_name("luoshi");
        }
        let mut client = config.connect(NoTls).map_err(fault)?;
        // A commit that is answered is on the disk, whatever the server's own setting says.
        client
            .batch_execute(
                "SET synchronous_commit = on; SET client_min_messages = warning; SET standard_conforming_strings = on",
            )
            .map_err(fault)?;
        Ok(Self { client, prepared: HashMap::new() })
    }

    fn prepared(&mut self, sql: Sql) -> Result<Statement, StoreError> {
        let text = sql.text(Engine::Postgres);
        if let Some(statement) = self.prepared.get(text) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(text).map_err(fault)?;
        self.prepared.insert(text, statement.clone());
        Ok(statement)
    }

    pub(super) fn run(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let statement = self.prepared(sql)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as _).collect();
        self.client.execute(&statement, &values).map_err(fault)
    }

    pub(super) fn each(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        take: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let statement = self.prepared(sql)?;
        let values = values.iter().map(|v| v as &(dyn ToSql + Sync));
        let mut rows = self.client.query_raw(&statement, values).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            take(&Row(Of::Postgres(&row)))?;
        }
        Ok(())
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.client.batch_execute(sql).map_err(fault)
    }

    pub(super) fn prepare(&mut self, sql: Sql) -> Result<(), StoreError> {
        self.prepared(sql).map(drop)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(n) if *kind == Type::INT8 => n.to_sql(kind, out),
            Self::Bytes(bytes) if *kind == Type::BYTEA => bytes.to_sql(kind, out),
            Self::Text(text) if *kind == Type::TEXT || *kind == Type::VARCHAR => text.to_sql(kind, out),
            Self::Int(_) | Self::Bytes(_) | Self::Text(_) => Err(format!("a value of another type than {kind}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}

/// What an error of PostgreSQL means for who asked.
#[allow(clippy::needless_pass_by_value)]
pub(super) fn fault(error: postgres::Error) -> StoreError {
    let Some(db) = error.as_db_error() else {
        // The message of this error says little, its cause says why.
        let cause = error.source().map(|c| format!(": {c}")).unwrap_or_default();
        return StoreError::Gone(format!("{error}{cause}"));
    };
    let message = db.to_string();
    match db.code().code() {
        // disk_full; read_only_sql_transaction; shutting down or starting up, too many connections, connection failures.
        "53100" => StoreError::Full(message),
        "25006" => StoreError::ReadOnly(message),
        "40001" | "40P01" | "55P03" => StoreError::Busy(message),
        "XX001" | "XX002" => StoreError::Damaged(message),
        code if code.starts_with("57P") || code.starts_with("08") || code == "53300" => StoreError::Gone(message),
        _ => StoreError::Database(message),
    }
}
