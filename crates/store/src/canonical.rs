//! JSON in the one form of RFC 8785, in which entries are hashed.
//!
//! Numbers are whole numbers that every program can hold: up to 2⁵³ − 1 either way. Exact values are texts.

use serde_json::Value;
use std::fmt::Write as _;
use thiserror::Error;

/// The largest whole number that survives a program whose numbers are floats.
pub const LARGEST: i64 = 9_007_199_254_740_991;

/// How deep arrays and objects may lie in one another: entries are flat, and what reads them must not recurse for ever.
const DEEPEST: usize = 64;

/// Why a value has no canonical form here, or bytes are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CanonicalError {
    /// A fraction or a number beyond 2⁵³.
    #[error("the number {0} cannot stand in an entry: write it as a text")]
    Number(String),
    /// Nested deeper than is read.
    #[error("nested too deep")]
    Deep,
    /// Not JSON at all.
    #[error("not JSON: {0}")]
    Json(String),
    /// JSON that another program would write otherwise.
    #[error("JSON, but not in canonical form (RFC 8785)")]
    Form,
}

/// The canonical bytes of a value.
pub fn write(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    let mut out = String::new();
    put(value, 0, &mut out)?;
    Ok(out.into_bytes())
}

/// The value of canonical bytes; bytes in any other form are refused.
pub fn parse(bytes: &[u8]) -> Result<Value, CanonicalError> {
    // serde_json stops at a depth of 128 by itself.
    let value: Value = serde_json::from_slice(bytes).map_err(|e| CanonicalError::Json(e.to_string()))?;
    if write(&value)? == bytes { Ok(value) } else { Err(CanonicalError::Form) }
}

fn put(value: &Value, depth: usize, out: &mut String) -> Result<(), CanonicalError> {
    if depth > DEEPEST {
        return Err(CanonicalError::Deep);
    }
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Value::Number(number) => {
            let whole = number.as_i64().filter(|n| (-LARGEST..=LARGEST).contains(n));
            let whole = whole.ok_or_else(|| CanonicalError::Number(number.to_string()))?;
            let _ = write!(out, "{whole}");
        }
        Value::String(text) => string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                put(item, depth + 1, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            out.push('{');
            for (place, (name, member)) in members.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                string(name, out);
                out.push(':');
                put(member, depth + 1, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

/// A text in quotes, only that escaped which must be.
pub(crate) fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control if control < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
