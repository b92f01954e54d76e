//! Reads what we wrote with another's parser.

use quick_xml::events::Event;

/// What is alive in a drawing: elements and attributes that are none of ours, and whatever does not parse.
pub(crate) fn live(text: &str) -> Vec<String> {
    const OURS: [&str; 14] = [
        "div", "svg", "title", "desc", "style", "path", "circle", "rect", "line", "text", "g", "a", "tspan", "pattern",
    ];
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    let mut depth = 0i32;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event @ (Event::Start(_) | Event::Empty(_))) => {
                let (Event::Start(start) | Event::Empty(start)) = &event else { unreachable!("matched above") };
                let name = start.name().as_ref().to_owned();
                if !OURS.contains(&name.as_str()) {
                    found.push(name);
                }
                for attribute in start.attributes() {
                    match attribute {
                        Ok(attribute) => {
                            let key = attribute.key.as_ref().to_owned();
                            let value = attribute.value.clone().into_owned();
                            if key.starts_with("on") || key == "style" || value.contains("javascript:") {
                                found.push(format!("{key}={value}"));
                            }
                        }
                        Err(error) => found.push(error.to_string()),
                    }
                }
                depth += i32::from(matches!(event, Event::Start(_)));
            }
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Text(_) | Event::GeneralRef(_)) => {}
            Ok(other) => found.push(format!("{other:?}")),
            Err(error) => {
                found.push(error.to_string());
                break;
            }
        }
    }
    if depth != 0 {
        found.push(format!("{depth} elements are open"));
    }
    found
}
