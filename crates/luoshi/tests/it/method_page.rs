//! The examples on the pages of docs/method: a fenced block holds a line that goes in and, after `= `, what comes out of
//! it, as far as the page says.

use serde_json::Value;
use std::path::Path;

/// The examples of all blocks with this name on a page: what goes in, what comes out.
pub(crate) fn examples(page: &str, fence: &str) -> Vec<(String, Value)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/method").join(page);
    let text = std::fs::read_to_string(path).expect("the page");
    let opened = format!("```{fence}\n");
    let blocks = text.split(&opened).skip(1).filter_map(|rest| rest.split("```").next());
    blocks
        .flat_map(|block| block.split("\n\n"))
        .map(|pair| {
            let (line, result) = pair.split_once("\n= ").expect("a line and what comes of it");
            let result = serde_json::from_str(result).unwrap_or_else(|e| panic!("{page}: {result}: {e}"));
            (line.to_owned(), result)
        })
        .collect()
}

/// Whether an answer has every member that the page names, and so; numbers alike to nine digits.
pub(crate) fn holds(answer: &Value, wanted: &Value) -> bool {
    match (answer, wanted) {
        (Value::Object(answer), Value::Object(wanted)) => {
            wanted.iter().all(|(name, wanted)| answer.get(name).is_some_and(|answer| holds(answer, wanted)))
        }
        (Value::Array(answer), Value::Array(wanted)) => {
            answer.len() == wanted.len() && answer.iter().zip(wanted).all(|(answer, wanted)| holds(answer, wanted))
        }
        (Value::Number(answer), Value::Number(wanted)) => {
            let (answer, wanted) = (answer.as_f64().unwrap_or(f64::NAN), wanted.as_f64().unwrap_or(f64::NAN));
            (answer - wanted).abs() <= 1e-9 * wanted.abs()
        }
        _ => answer == wanted,
    }
}
