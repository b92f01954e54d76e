//! `luoshi plan propose`: what a document says, as rows to decide about in a spreadsheet.

use super::super::record::{failed, said};
use super::super::unwritten;
use super::source::{Held, find, held};
use crate::args::{Ended, Propose};
use crate::i18n::Words;
use crate::output::{Output, say};
use crate::terminal::inert;
use luoshi_plan::PlanId;
use luoshi_proposal::{Certainty, Origin, Proposal, choice, followed, propose, waiting, write};
use luoshi_store::Store;
use luoshi_store::hex::encode as hex;
use luoshi_store::plan::{At, decisions, sources, whole};
use std::io::Write as _;

pub(super) fn run(args: &Propose, words: &Words) -> Ended {
    let store = match Store::read_only(&args.data) {
        Ok(store) => store,
        Err(error) => return failed(&error, words),
    };
    let all = match store.read(|reader| sources(reader, At::NOW)) {
        Ok(all) => all,
        Err(error) => return failed(&error, words),
    };
    let made = find(&all, &args.source, words).and_then(|source| rows(&store, source, args, words));
    let (csv, told) = match made {
        Ok(made) => made,
        Err(why) => {
            say(&format!("luoshi: {why}"));
            return Ended::Faults;
        }
    };
    let to = args.out.as_deref().filter(|p| p.as_os_str() != "-");
    let named = to.map_or_else(|| "-".to_owned(), |p| inert(&p.to_string_lossy()));
    let book = to.and_then(|p| p.extension()).is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
    let book = match book.then(|| super::workbook::made(&csv)).transpose() {
        Ok(book) => book,
        Err(why) => {
            say(&format!("luoshi: {named}: {why}"));
            return Ended::Faults;
        }
    };
    let written = Output::open(to).and_then(|mut out| {
        if let Some(book) = &book {
            out.write_all(book)?;
            return out.finish();
        }
        if args.mark {
            out.write_all(b"\xef\xbb\xbf")?;
        }
        out.write_all(csv.as_bytes())?;
        out.finish()
    });
    match written {
        Ok(()) => {
            say(&format!("luoshi: {told}"));
            Ended::Done
        }
        Err(error) => unwritten(&error, &named, words),
    }
}

/// The rows of a document, and what is said of them.
fn rows(
    store: &Store,
    source: &luoshi_store::plan::Source,
    args: &Propose,
    words: &Words,
) -> Result<(String, String), String> {
    let Held { loaded, reading, day, came, id } = held(store, source, words)?;
    let known = store.read(|reader| Ok((whole(reader, None, At::NOW)?, decisions(reader, id, At::NOW)?)));
    let (whole, earlier) = known.map_err(|e| said(&e, words))?;
    if let Some(number) = args.plan.as_deref().and_then(|p| p.parse::<i64>().ok())
        && whole.plan(PlanId::new(number)).is_none()
    {
        return Err(words.fill("propose.no_plan", &[("n", &number.to_string())]));
    }
    let document = luoshi_proposal::Document {
        source: id,
        sha256: &source.sha256,
        name: source.name.as_deref().unwrap_or("-"),
        text: &loaded.document.text,
        reading: &reading,
        day,
        came,
        territory: args.territory.as_deref(),
    };
    let proposals = propose(&document, &whole, choice(args.plan.as_deref(), &earlier));
    // A word for a place that nobody knows, neither the lists nor the record.
    let unknown = args.territory.as_deref().filter(|name| {
        let listed = proposals.home.as_ref().is_some_and(|home| home.code.is_some());
        !listed && whole.territories.iter().all(|t| t.name != *name)
    });
    if let Some(name) = unknown {
        say(&format!("luoshi: {}", words.fill("propose.unknown_place", &[("name", &inert(name))])));
    }
    let left: usize = proposals.left_out.values().sum();
    let which: Vec<String> =
        proposals.left_out.iter().map(|(why, n)| format!("{} {n}", words.of_word("left_out", why.word()))).collect();
    let every = proposals.list.clone();
    let list = waiting(proposals, &earlier);
    let (list, once) = if args.all { (list, 0) } else { followed(list) };
    let count = |certainty: Certainty| list.iter().filter(|p| p.certainty == certainty).count().to_string();
    let mut told = words.fill(
        "propose.proposed",
        &[
            ("all", &list.len().to_string()),
            ("certain", &count(Certainty::Certain)),
            ("likely", &count(Certainty::Likely)),
            ("unsure", &count(Certainty::Unsure)),
            ("decided", &earlier.len().to_string()),
        ],
    );
    if left > 0 {
        let values = [("left", left.to_string()), ("which", which.join(words.get("propose.and")))];
        told.push_str(&words.fill("propose.left", &values.each_ref().map(|(key, value)| (*key, value.as_str()))));
    }
    if once > 0 {
        told.push_str(&words.fill("propose.once", &[("n", &once.to_string())]));
    }
    let origin = Origin { source: hex(&source.sha256), plan: args.plan.clone(), territory: args.territory.clone() };
    let decide = |p: &Proposal| if args.certain && p.certainty == Certainty::Certain { "accept" } else { "" };
    Ok((write(&list, &origin, &every, decide, words.plan_language()), told))
}
