//! PostgreSQL: connections, and what its errors mean.

use super::value::Of;
use super::{Engine, Row, Sql, Value};
use crate::error::StoreError;
use futures_util::StreamExt as _;
use futures_util::future::try_join;
use std::collections::HashMap;
use std::error::Error as _;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio_postgres::tls::NoTlsStream;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type};
use tokio_postgres::{Client, Config, NoTls, Socket, Statement};

/// How long a server may take to be reached before it counts as gone.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it may take to hear that a connection ends.
const FAREWELL: Duration = Duration::from_secs(1);

/// A connection that prepares each statement once. It is driven by the thread that waits for it, and not by the waiting client
/// that the library brings: that one waits for the answer to each message, and comes back to itself for each row. Here what
/// does not need the answer to one another goes in one piece.
pub(crate) struct Postgres {
    /// Taken when it ends.
    client: Option<Client>,
    line: Line,
    prepared: HashMap<&'static str, Statement>,
}

/// What goes to the server and comes from it, moved on while somebody waits.
struct Line {
    runtime: Runtime,
    connection: tokio_postgres::Connection<Socket, NoTlsStream>,
    over: bool,
}

impl Line {
    /// Waits for the answer to something that is asked.
    fn wait<T>(&mut self, asked: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        let Self { runtime, connection, over } = self;
        let mut asked = pin!(asked);
        runtime.block_on(poll_fn(|cx| {
            // The question goes out, the answer comes in, as far as it is there.
            if let Poll::Ready(answer) = asked.as_mut().poll(cx) {
                return Poll::Ready(answer);
            }
            step(connection, over, cx)?;
            match asked.as_mut().poll(cx) {
                Poll::Pending if *over => Poll::Ready(Err(StoreError::Gone("connection closed".to_owned()))),
                polled => polled,
            }
        }))
    }

    /// Sends something whose answer nobody waits for.
    fn send(&mut self, asked: impl Future) -> Result<(), StoreError> {
        let Self { runtime, connection, over } = self;
        let mut asked = pin!(asked);
        runtime.block_on(poll_fn(|cx| {
            // What comes back is thrown away when the next answer is waited for.
            let _ = asked.as_mut().poll(cx);
            Poll::Ready(step(connection, over, cx))
        }))
    }
}

/// Moves on what is there to be moved; an error where the server has ended the connection.
fn step(
    connection: &mut tokio_postgres::Connection<Socket, NoTlsStream>,
    over: &mut bool,
    cx: &mut Context<'_>,
) -> Result<(), StoreError> {
    while !*over {
        match connection.poll_message(cx) {
            // Notices are not for us, and nothing was subscribed to.
            Poll::Ready(Some(Ok(_))) => {}
            Poll::Ready(Some(Err(error))) => {
                *over = true;
                return Err(fault(error));
            }
            Poll::Ready(None) => *over = true,
            Poll::Pending => break,
        }
    }
    Ok(())
}

impl Postgres {
    pub(super) fn connect(url: &str) -> Result<Self, StoreError> {
        let mut config: Config = url.parse().map_err(fault)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_application_name().is_none() {
            config.application_name("luoshi");
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|e| StoreError::Gone(e.to_string()))?;
        let (client, connection) = runtime.block_on(config.connect(NoTls)).map_err(fault)?;
        let line = Line { runtime, connection, over: false };
        let mut this = Self { client: Some(client), line, prepared: HashMap::new() };
        // A commit that is answered is on the disk, whatever the server's own setting says.
        this.batch(
            "SET synchronous_commit = on; SET client_min_messages = warning; SET standard_conforming_strings = on",
        )?;
        Ok(this)
    }

    fn parts(&mut self) -> Result<(&Client, &mut Line), StoreError> {
        let client = self.client.as_ref().ok_or_else(|| StoreError::Gone("connection closed".to_owned()))?;
        Ok((client, &mut self.line))
    }

    fn prepared(&mut self, sql: Sql) -> Result<Statement, StoreError> {
        let text = sql.text(Engine::Postgres);
        if let Some(statement) = self.prepared.get(text) {
            return Ok(statement.clone());
        }
        let (client, line) = self.parts()?;
        let statement = line.wait(async { client.prepare(text).await.map_err(fault) })?;
        self.prepared.insert(text, statement.clone());
        Ok(statement)
    }

    pub(super) fn run(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let statement = self.prepared(sql)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as _).collect();
        let (client, line) = self.parts()?;
        line.wait(async { client.execute(&statement, &values).await.map_err(fault) })
    }

    pub(super) fn each(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        take: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let statement = self.prepared(sql)?;
        let values = values.iter().map(|v| v as &(dyn ToSql + Sync));
        let (client, line) = self.parts()?;
        line.wait(async {
            let mut rows = pin!(client.query_raw(&statement, values).await.map_err(fault)?);
            while let Some(row) = rows.next().await {
                take(&Row(Of::Postgres(&row.map_err(fault)?)))?;
            }
            Ok(())
        })
    }

    /// Begins a transaction that sees one state, and asks for its first rows in the same piece.
    pub(super) fn begin_reading(
        &mut self,
        sql: Sql,
        take: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let statement = self.prepared(sql)?;
        let (client, line) = self.parts()?;
        line.wait(async {
            let begun = client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            let ((), rows) = try_join(begun, client.query(&statement, &[])).await.map_err(fault)?;
            rows.iter().try_for_each(|row| take(&Row(Of::Postgres(row))))
        })
    }

    /// Ends a transaction that only read. There is nothing to learn from the answer: whether the connection still stands is seen
    /// when it is used again.
    pub(super) fn end_reading(&mut self) -> Result<(), StoreError> {
        let (client, line) = self.parts()?;
        line.send(client.batch_execute("COMMIT"))
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        let (client, line) = self.parts()?;
        line.wait(async { client.batch_execute(sql).await.map_err(fault) })
    }

    pub(super) fn prepare(&mut self, sql: Sql) -> Result<(), StoreError> {
        self.prepared(sql).map(drop)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.line.over || self.client.as_ref().is_none_or(Client::is_closed)
    }
}

impl Drop for Postgres {
    /// Says farewell, or the server would note a broken line.
    fn drop(&mut self) {
        drop(self.client.take());
        let Line { runtime, connection, over } = &mut self.line;
        // Where threads must not wait, the line is simply cut.
        if !*over && tokio::runtime::Handle::try_current().is_err() {
            let end = poll_fn(|cx| match step(connection, over, cx) {
                Ok(()) if !*over => Poll::Pending,
                Ok(()) | Err(_) => Poll::Ready(()),
            });
            let _ = runtime.block_on(async { tokio::time::timeout(FAREWELL, end).await });
        }
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

    tokio_postgres::types::to_sql_checked!();
}

/// What an error of PostgreSQL means for who asked.
#[allow(clippy::needless_pass_by_value)]
pub(super) fn fault(error: tokio_postgres::Error) -> StoreError {
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
