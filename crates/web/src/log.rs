//! A line of JSON on standard error for each thing that an operator should know. No address of a client, no query, no name
//! of a browser: nothing of a person.

use std::time::Duration;

/// A line.
pub(crate) fn line(level: &str, event: &str, more: &[(&str, serde_json::Value)]) {
    let mut object = serde_json::Map::new();
    object.insert("at".into(), jiff::Timestamp::now().to_string().into());
    object.insert("level".into(), level.into());
    object.insert("event".into(), event.into());
    for (name, value) in more {
        object.insert((*name).to_owned(), value.clone());
    }
    // Standard error may be closed; a server does not end for it.
    let _ = std::io::Write::write_all(
        &mut std::io::stderr(),
        format!("{}\n", serde_json::Value::Object(object)).as_bytes(),
    );
}

/// A request that was answered. The path of a page names no person; what follows `?` is what somebody looked for, and is
/// left out. So is a path that no page has.
pub(crate) fn answered(method: &str, path: Option<&str>, status: u16, took: Duration) {
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    line(
        "info",
        "answered",
        &[
            ("method", method.into()),
            ("path", path.map_or(serde_json::Value::Null, Into::into)),
            ("status", status.into()),
            ("micros", micros.into()),
        ],
    );
}
