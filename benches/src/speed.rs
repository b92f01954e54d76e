//! The national reports in one process, and a sample of their paragraphs beside the peer.

use crate::clock::best;
use crate::{Outcome, Places, peak};
use luoshi_reader::{Options, read, recognise};
use serde_json::Value;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// How long the peer reads; it is slow, so it gets as far as it gets, and the reader gets the same paragraphs.
const PEER_SECONDS: u32 = 30;
/// Every so manyth paragraph is in the sample: all decades are.
const STEP: usize = 7;
/// Rounds over the corpus; the best counts, for whatever disturbs a round only makes it slower.
const ROUNDS: usize = 7;

pub(crate) fn run(places: &Places) -> Outcome {
    answers(places)?;
    let mut files: Vec<_> = std::fs::read_dir(&places.national)
        .map_err(|_| "skipped: ../shared/corpus/national is absent".to_owned())?
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let texts: Vec<String> = files.iter().filter_map(|p| std::fs::read_to_string(p).ok()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let characters: usize = texts.iter().map(|t| t.chars().count()).sum();
    let options = Options::default();
    println!(
        "{} reports, {:.2} MB, {} characters; best of {ROUNDS} rounds, in processor time\n",
        texts.len(),
        mega(bytes),
        characters
    );
    println!("| one process, one core | MB/s | million characters/s | found | peak memory |");
    println!("|---|--:|--:|--:|--:|");
    let row = |name: &str, (seconds, found): (f64, usize)| {
        let (mb, chars) = (mega(bytes) / seconds, characters as f64 / seconds / 1e6);
        let memory = peak("self").map_or_else(|| "?".to_owned(), |m| format!("{m} MB"));
        println!("| {name} | {mb:.1} | {chars:.2} | {found} | {memory} |");
    };
    row("`read`, whole reports", best(ROUNDS, || texts.iter().map(|t| read(t, &options).figures.len()).sum()));
    let items = |t: &str| {
        let r = recognise(t, None);
        r.numbers.len() + r.quantities.len() + r.times.len() + r.places.len()
    };
    row("`recognise`, whole reports", best(ROUNDS, || texts.iter().map(|t| items(t)).sum()));

    let paragraphs: Vec<&str> =
        texts.iter().flat_map(|t| t.lines()).map(str::trim).filter(|p| !p.is_empty()).step_by(STEP).collect();
    let Some(peer) = peer(places, &paragraphs)? else { return Ok(()) };
    let sample = &paragraphs[..peer.done.min(paragraphs.len())];
    let chars: usize = sample.iter().map(|p| p.chars().count()).sum();
    println!("\nThe same {} paragraphs ({chars} characters), one by one:\n", sample.len());
    println!("| | characters/s | times the peer | found | peak memory |");
    println!("|---|--:|--:|--:|--:|");
    let slow = peer.characters as f64 / peer.seconds;
    println!(
        "| Recognizers-Text 1.3.1 ({}), all Chinese models | {slow:.0} | 1 | {} | {} MB |",
        peer.node, peer.items, peer.peak
    );
    let mut ratio = 0.0;
    let rounds: [(&str, Each); 2] =
        [("luoshi `recognise`", &items), ("luoshi `read`", &|p| read(p, &options).figures.len())];
    for (name, each) in rounds {
        let (seconds, found): (f64, usize) = best(ROUNDS, || sample.iter().map(|p| each(p)).sum());
        let fast = chars as f64 / seconds;
        ratio = fast / slow;
        let memory = peak("self").map_or_else(|| "?".to_owned(), |m| format!("{m} MB"));
        println!("| {name} | {fast:.0} | {ratio:.0} | {found} | {memory} |");
    }
    if ratio < 1.0 { Err("slower than the peer".to_owned()) } else { Ok(()) }
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// The lines of `definitions/sentences.tsv`: sentence, what we give, what the peer gives.
fn definitions(places: &Places) -> Result<Vec<[String; 3]>, String> {
    let path = places.root.join("benches/definitions/sentences.tsv");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|l| {
            let cells: Vec<String> = l.split('\t').map(str::to_owned).collect();
            cells.try_into().map_err(|_| format!("not three cells: {l}"))
        })
        .collect()
}

/// A fast wrong answer fails.
fn answers(places: &Places) -> Outcome {
    for [sentence, wanted, _] in definitions(places)? {
        let reading = read(&sentence, &Options::default());
        let value = |f: &luoshi_reader::Figure| f.value.map_or_else(|| "?".to_owned(), |v| v.to_string());
        let got: Vec<String> = reading.figures.iter().map(|f| format!("{} {}", value(f), f.unit)).collect();
        if got.join("|") != wanted {
            return Err(format!("{sentence} gave {}, not {wanted}", got.join("|")));
        }
    }
    Ok(())
}

/// What is done with a paragraph; says how much was found.
type Each<'a> = &'a dyn Fn(&str) -> usize;

struct Peer {
    done: usize,
    characters: u64,
    items: u64,
    seconds: f64,
    peak: u64,
    node: String,
}

/// Runs the peer over the paragraphs; `None` where it is not installed.
fn peer(places: &Places, paragraphs: &[&str]) -> Result<Option<Peer>, String> {
    let rivals = places.root.join("benches/rivals");
    if !rivals.join("node_modules").is_dir() {
        println!("\nskipped: the peer is not installed (npm ci in benches/rivals)");
        return Ok(None);
    }
    let file = std::env::temp_dir().join(format!("luoshi-benches-{}.jsonl", std::process::id()));
    let outcome = ask(&rivals, &file, paragraphs, &definitions(places)?);
    // Nothing is left behind, whatever became of the run.
    let _ = std::fs::remove_file(&file);
    outcome.map(Some)
}

fn ask(rivals: &Path, file: &Path, paragraphs: &[&str], wanted: &[[String; 3]]) -> Result<Peer, String> {
    let lines: String = paragraphs.iter().map(|p| format!("{}\n", Value::from(*p))).collect();
    std::fs::write(file, lines).map_err(|e| e.to_string())?;
    let mut child = Command::new("node")
        .arg(rivals.join("recognizers.js"))
        .arg(file)
        .arg(PEER_SECONDS.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("node: {e}"))?;
    let sentences: String = wanted.iter().map(|[s, ..]| format!("{s}\n")).collect();
    child.stdin.take().ok_or("no input")?.write_all(sentences.as_bytes()).map_err(|e| e.to_string())?;
    let output = child.wait_with_output().map_err(|e| e.to_string())?;
    let said: Value = serde_json::from_slice(&output.stdout).map_err(|e| format!("the peer failed: {e}"))?;
    for ([sentence, _, numbers], answer) in wanted.iter().zip(said["answers"].as_array().into_iter().flatten()) {
        let found: Vec<&str> = ["numbers", "percents"]
            .into_iter()
            .flat_map(|k| answer[k].as_array().into_iter().flatten())
            .filter_map(Value::as_str)
            .collect();
        for number in numbers.split('|') {
            if !found.contains(&number) {
                return Err(format!("the peer finds {found:?} in {sentence}, not {number}"));
            }
        }
    }
    let whole = |k: &str| said[k].as_u64().unwrap_or(0);
    Ok(Peer {
        done: whole("done") as usize,
        characters: whole("characters"),
        items: whole("items"),
        seconds: said["seconds"].as_f64().unwrap_or(f64::INFINITY),
        peak: whole("peak_kb") / 1024,
        node: format!("Node {}", said["node"].as_str().unwrap_or("?")),
    })
}
