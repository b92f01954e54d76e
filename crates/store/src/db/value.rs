//! What goes into a statement and what comes out of a row.

use crate::error::StoreError;
use rusqlite::types::ValueRef;

/// A value for a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing is known.
    Null,
    /// A whole number.
    Int(i64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

impl From<i64> for Value<'_> {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row of a result. Texts and bytes are lent.
#[derive(Debug)]
pub struct Row<'a>(pub(super) Of<'a>);

#[derive(Debug)]
pub(super) enum Of<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    /// How many cells it has.
    #[must_use]
    pub fn width(&self) -> usize {
        match &self.0 {
            Of::Sqlite(row) => row.as_ref().column_count(),
            Of::Postgres(row) => row.len(),
        }
    }

    /// A cell as it is.
    pub fn value(&self, column: usize) -> Result<Value<'_>, StoreError> {
        let odd = |what: &dyn std::fmt::Display| StoreError::Odd(format!("column {column}: {what}"));
        match &self.0 {
            Of::Sqlite(row) => match row.get_ref(column).map_err(|e| odd(&e))? {
                ValueRef::Null => Ok(Value::Null),
                ValueRef::Integer(n) => Ok(Value::Int(n)),
                ValueRef::Text(text) => std::str::from_utf8(text).map(Value::Text).map_err(|_| odd(&"not UTF-8")),
                ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes)),
                ValueRef::Real(_) => Err(odd(&"a float")),
            },
            Of::Postgres(row) => {
                let kind = row.columns().get(column).map(tokio_postgres::Column::type_);
                let got = match kind {
                    Some(&tokio_postgres::types::Type::INT8) => row.try_get::<_, Option<i64>>(column).map(Into::into),
                    Some(&tokio_postgres::types::Type::BYTEA) => {
                        row.try_get::<_, Option<&[u8]>>(column).map(Into::into)
                    }
                    _ => row.try_get::<_, Option<&str>>(column).map(Into::into),
                };
                got.map_err(|e| odd(&e))
            }
        }
    }

    /// A whole number that is there.
    pub fn int(&self, column: usize) -> Result<i64, StoreError> {
        self.maybe_int(column)?.ok_or_else(|| StoreError::Odd(format!("column {column}: nothing, not a number")))
    }

    /// A whole number, if any.
    pub fn maybe_int(&self, column: usize) -> Result<Option<i64>, StoreError> {
        // As a page reads thousands of cells, what is as it should be goes the short way.
        if let Of::Sqlite(row) = &self.0 {
            match row.get_ref(column) {
                Ok(ValueRef::Integer(n)) => return Ok(Some(n)),
                Ok(ValueRef::Null) => return Ok(None),
                Ok(ValueRef::Real(_) | ValueRef::Text(_) | ValueRef::Blob(_)) | Err(_) => {}
            }
        }
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Int(n) => Ok(Some(n)),
            Value::Text(_) | Value::Bytes(_) => Err(StoreError::Odd(format!("column {column}: not a number"))),
        }
    }

    /// A text that is there.
    pub fn text(&self, column: usize) -> Result<&str, StoreError> {
        self.maybe_text(column)?.ok_or_else(|| StoreError::Odd(format!("column {column}: nothing, not a text")))
    }

    /// A text, if any.
    pub fn maybe_text(&self, column: usize) -> Result<Option<&str>, StoreError> {
        if let Of::Sqlite(row) = &self.0 {
            match row.get_ref(column) {
                Ok(ValueRef::Text(bytes)) => {
                    if let Ok(text) = std::str::from_utf8(bytes) {
                        return Ok(Some(text));
                    }
                }
                Ok(ValueRef::Null) => return Ok(None),
                Ok(ValueRef::Real(_) | ValueRef::Integer(_) | ValueRef::Blob(_)) | Err(_) => {}
            }
        }
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            Value::Int(_) | Value::Bytes(_) => Err(StoreError::Odd(format!("column {column}: not a text"))),
        }
    }

    /// A text that is there, as bytes, for who compares it with words that are known: whether it is UTF-8 is not looked at.
    pub(crate) fn word(&self, column: usize) -> Result<&[u8], StoreError> {
        if let Of::Sqlite(row) = &self.0
            && let Ok(ValueRef::Text(bytes)) = row.get_ref(column)
        {
            return Ok(bytes);
        }
        self.text(column).map(str::as_bytes)
    }

    /// Bytes that are there.
    pub fn bytes(&self, column: usize) -> Result<&[u8], StoreError> {
        self.maybe_bytes(column)?.ok_or_else(|| StoreError::Odd(format!("column {column}: nothing, not bytes")))
    }

    /// Bytes, if any.
    pub fn maybe_bytes(&self, column: usize) -> Result<Option<&[u8]>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Bytes(bytes) => Ok(Some(bytes)),
            Value::Int(_) | Value::Text(_) => Err(StoreError::Odd(format!("column {column}: not bytes"))),
        }
    }
}
