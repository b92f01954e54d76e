//! The table as bytes, used in place by the reader.

use crate::gather::{Form, Gathered};
use std::collections::{BTreeMap, HashMap};

/// Begins the file; the last byte is the version of the form.
const MAGIC: &[u8; 8] = b"LSPLACE\x01";

/// The table:
///
/// ```text
/// magic                 8 bytes
/// counts                4 × u32: divisions, names, uses, characters
/// divisions             8 bytes each: u32 code, u16 index of its official name, u8 first year, u8 last year
///                       (years from 1980; last 255 = still holds), sorted by code
/// names                 6 bytes each: u32 first character, u16 first use; sorted by their characters; one more at the
///                       end closes the last
/// uses                  3 bytes each: u16 division, u8 form (0 official, 1 bare, 2 ranked)
/// characters            u16 each: the names one after the other
/// ```
///
/// All numbers are little-endian. A name whose characters fold to others (乾县 → 干县) stands twice.
pub fn encode(gathered: &Gathered) -> Result<Vec<u8>, String> {
    let fold = variants();
    let mut names: BTreeMap<Vec<u16>, Vec<(u16, Form)>> = BTreeMap::new();
    for (index, division) in gathered.divisions.iter().enumerate() {
        let index = u16::try_from(index).map_err(|_| "more than 65536 divisions".to_owned())?;
        let full = (Form::Full, division.name.clone());
        for (form, name) in std::iter::once(&full).chain(&division.short) {
            let folded: String = name.chars().map(|c| *fold.get(&c).unwrap_or(&c)).collect();
            for written in [name, &folded] {
                let uses = names.entry(written.encode_utf16().collect()).or_default();
                if !uses.contains(&(index, *form)) {
                    uses.push((index, *form));
                }
            }
        }
    }
    let place: HashMap<&[u16], usize> = names.keys().enumerate().map(|(i, n)| (n.as_slice(), i)).collect();
    let all_uses: usize = names.values().map(Vec::len).sum();
    let all_characters: usize = names.keys().map(Vec::len).sum();

    let mut out = MAGIC.to_vec();
    for count in [gathered.divisions.len(), names.len(), all_uses, all_characters] {
        out.extend(u32::try_from(count).map_err(|e| e.to_string())?.to_le_bytes());
    }
    for division in &gathered.divisions {
        let written: Vec<u16> = division.name.encode_utf16().collect();
        let name = place.get(written.as_slice()).copied().unwrap_or_default();
        out.extend(division.code.to_le_bytes());
        out.extend(small(name)?.to_le_bytes());
        out.extend([division.from, division.to]);
    }
    let (mut character, mut first_use) = (0usize, 0usize);
    for (name, uses) in &names {
        out.extend(u32::try_from(character).map_err(|e| e.to_string())?.to_le_bytes());
        out.extend(small(first_use)?.to_le_bytes());
        character += name.len();
        first_use += uses.len();
    }
    out.extend(u32::try_from(character).map_err(|e| e.to_string())?.to_le_bytes());
    out.extend(small(first_use)?.to_le_bytes());
    for (division, form) in names.values().flatten() {
        out.extend(division.to_le_bytes());
        out.push(*form as u8);
    }
    for name in names.keys() {
        out.extend(name.iter().flat_map(|c| c.to_le_bytes()));
    }
    Ok(out)
}

fn small(n: usize) -> Result<u16, String> {
    u16::try_from(n).map_err(|_| format!("{n} does not fit in 16 bits: the form of the table must change"))
}

/// The reader's folding of single characters; names hold none of its marks.
fn variants() -> HashMap<char, char> {
    let pairs = crate::VARIANTS.lines().filter(|l| !l.starts_with('#'));
    pairs
        .filter_map(|line| {
            let (from, to) = line.split_once('\t')?;
            Some((from.chars().next()?, to.chars().next()?))
        })
        .collect()
}
