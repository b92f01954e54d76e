//! `luoshi promises propose`: the ledger of a record's documents, for a person to rule about in a spreadsheet.

use super::super::record::failed;
use super::super::unwritten;
use super::record::{drawn, ruled, tell_left};
use crate::args::{Ended, ProposePromises};
use crate::i18n::Words;
use crate::output::{Output, say};
use crate::terminal::inert;
use luoshi_proposal::{Proposed, count, write_promises};
use luoshi_store::Store;
use std::io::Write as _;

pub(super) fn run(args: &ProposePromises, words: &Words) -> Ended {
    let made = Store::read_only(&args.data).and_then(|store| Ok((drawn(&store, words)?, ruled(&store)?)));
    let (drawn, ruled) = match made {
        Ok(made) => made,
        Err(error) => return failed(&error, words),
    };
    tell_left(&drawn);
    let all = drawn.proposed(&ruled);
    let decided = all.iter().filter(|p| p.is_ruled()).count();
    let shown: Vec<Proposed<'_>> = all.into_iter().filter(|p| args.all || !p.is_ruled()).collect();
    let csv = write_promises(&shown, &drawn.documents(), words.plan_language());
    let to = args.out.as_deref().filter(|p| p.as_os_str() != "-");
    let named = to.map_or_else(|| "-".to_owned(), |p| inert(&p.to_string_lossy()));
    let written = Output::open(to).and_then(|mut out| {
        if args.mark {
            out.write_all(b"\xef\xbb\xbf")?;
        }
        out.write_all(csv.as_bytes())?;
        out.finish()
    });
    if let Err(error) = written {
        return unwritten(&error, &named, words);
    }
    let [certain, likely, unsure] = count(&shown).map(|n| n.to_string());
    let told = words.fill(
        "promises.proposed",
        &[
            ("all", &shown.len().to_string()),
            ("certain", &certain),
            ("likely", &likely),
            ("unsure", &unsure),
            ("decided", &decided.to_string()),
        ],
    );
    say(&format!("luoshi: {told}"));
    if drawn.left.is_empty() { Ended::Done } else { Ended::Faults }
}
