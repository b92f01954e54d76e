//! Our own pages of rules as HTML: of Markdown what they use. Headings, paragraphs, lists, tables, fenced text, and within
//! lines `code`, **bold** and [links](…). What else there is comes out as text.

use askama::filters::Escaper as _;
use luoshi_page::Inert;

/// The title of a page and the rest of it. A fenced text may be `told` otherwise, by its kind and its words.
pub(crate) fn page(text: &str, told: impl Fn(&str, &str) -> Option<String>) -> (String, String) {
    let mut title = String::new();
    let mut out = String::with_capacity(text.len() * 2);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(rest) = line.strip_prefix("# ") {
            rest.clone_into(&mut title);
        } else if let Some(head) = line.strip_prefix("```") {
            let mut body = String::new();
            for line in lines.by_ref().take_while(|l| !l.starts_with("```")) {
                body.push_str(line);
                body.push('\n');
            }
            if let Some(markup) = told(head.trim(), &body) {
                out.push_str(&markup);
                continue;
            }
            out.push_str("<pre tabindex=\"0\"><code>");
            for line in body.lines() {
                escape(line, &mut out);
                out.push('\n');
            }
            out.push_str("</code></pre>\n");
        } else if line.starts_with('#') {
            let level = line.bytes().take_while(|b| *b == b'#').count().clamp(2, 4);
            let text = line.trim_start_matches('#').trim();
            tag(&format!("h{level}"), &mut out);
            inline(text, &mut out);
            tag(&format!("/h{level}"), &mut out);
            out.push('\n');
        } else if line.starts_with('|') {
            let mut rows = vec![line];
            while let Some(row) = lines.next_if(|l| l.starts_with('|')) {
                rows.push(row);
            }
            table(&rows, &mut out);
        } else if is_item(line) {
            let list = if line.starts_with(|c: char| c.is_ascii_digit()) { "ol" } else { "ul" };
            tag(list, &mut out);
            let mut item = line.to_owned();
            loop {
                let next = lines.next_if(|l| is_item(l) || (l.starts_with("  ") && !l.trim().is_empty()));
                match next {
                    Some(more) if !is_item(more) => {
                        join(&mut item, more.trim());
                    }
                    next => {
                        let text = item.split_once(' ').map_or("", |(_, text)| text);
                        out.push_str("<li>");
                        inline(text, &mut out);
                        out.push_str("</li>");
                        match next {
                            Some(more) => more.clone_into(&mut item),
                            None => break,
                        }
                    }
                }
            }
            tag(&format!("/{list}"), &mut out);
            out.push('\n');
        } else if !line.trim().is_empty() {
            let mut text = line.to_owned();
            let more =
                |l: &&str| !l.trim().is_empty() && !l.starts_with(['#', '|']) && !l.starts_with("```") && !is_item(l);
            while let Some(next) = lines.next_if(more) {
                join(&mut text, next.trim());
            }
            out.push_str("<p>");
            inline(&text, &mut out);
            out.push_str("</p>\n");
        }
    }
    (title, out)
}

/// Puts a line behind another: with a blank, but not between Chinese.
fn join(text: &mut String, line: &str) {
    let wide = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'));
    if !(wide(text.chars().last()) || wide(line.chars().next())) {
        text.push(' ');
    }
    text.push_str(line);
}

fn tag(name: &str, out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
}

fn is_item(line: &str) -> bool {
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with("- ") || (numbered.len() < line.len() && numbered.starts_with(". "))
}

fn table(rows: &[&str], out: &mut String) {
    out.push_str("<div class=\"scroll\" tabindex=\"0\"><table>");
    for (at, row) in rows.iter().enumerate() {
        if at == 1 && row.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ')) {
            continue;
        }
        let cell = if at == 0 { "th" } else { "td" };
        out.push_str("<tr>");
        for text in row.trim().trim_matches('|').split('|') {
            tag(cell, out);
            inline(text.trim(), out);
            tag(&format!("/{cell}"), out);
        }
        out.push_str("</tr>");
    }
    out.push_str("</table></div>\n");
}

/// Code, bold and links within a line.
fn inline(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['`', '*', '[']) {
        escape(&rest[..at], out);
        let tail = &rest[at..];
        let found = if let Some(code) = tail.strip_prefix('`') {
            code.split_once('`').map(|(inside, after)| (format!("<code>{}</code>", escaped(inside)), after))
        } else if let Some(bold) = tail.strip_prefix("**") {
            bold.split_once("**").map(|(inside, after)| (format!("<b>{}</b>", escaped(inside)), after))
        } else {
            tail.strip_prefix('[').and_then(|t| t.split_once("](")).and_then(|(words, t)| {
                let (to, after) = t.split_once(')')?;
                // Links between the pages lose their suffix; others stay where they are whole addresses.
                let to = to
                    .strip_suffix(".md")
                    .map_or_else(|| to.to_owned(), |stem| stem.trim_start_matches("./").to_owned());
                let known = to.starts_with("https://") || to.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
                let link =
                    if known { format!("<a href=\"{}\">{}</a>", escaped(&to), escaped(words)) } else { escaped(words) };
                Some((link, after))
            })
        };
        if let Some((markup, after)) = found {
            out.push_str(&markup);
            rest = after;
        } else {
            let mark = tail.chars().next().map_or(0, char::len_utf8);
            escape(&tail[..mark], out);
            rest = &tail[mark..];
        }
    }
    escape(rest, out);
}

fn escape(text: &str, out: &mut String) {
    // Writing into memory cannot fail.
    let _ = Inert.write_escaped_str(out, text);
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_our_pages_use_comes_out_as_markup_and_the_rest_as_text() {
        let (title, markup) = page(
            "# Status\n\n一行。\n`二`行、\n三\n\nA *b* `c<d` **e** [f](path.md) <g>\nh\n\n| k | 中 |\n|---|---|\n| `x` | 1 |\n\n- one\n  more\n- two\n\n```status\na < b\n```\n## Two\n",
            |_, _| None,
        );
        assert_eq!(title, "Status");
        assert_eq!(
            markup,
            "<p>一行。<code>二</code>行、三</p>\n<p>A *b* <code>c&lt;d</code> <b>e</b> <a href=\"path\">f</a> &lt;g&gt; h</p>\n\
             <div class=\"scroll\" tabindex=\"0\"><table><tr><th>k</th><th>中</th></tr><tr><td><code>x</code></td><td>1</td></tr></table></div>\n\
             <ul><li>one more</li><li>two</li></ul>\n<pre tabindex=\"0\"><code>a &lt; b\n</code></pre>\n<h2>Two</h2>\n"
        );
    }
}
