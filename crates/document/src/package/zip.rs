//! The container: which parts a file holds, and one part unpacked at a time, within limits.
//!
//! Written here and not taken from a library, because what must be refused is what libraries forgive: a name that
//! stands twice, parts that lie in one another, a directory that says other sizes than the parts have. Nothing is
//! written to a disk, so a name is only ever compared.

use memchr::memmem;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use std::ops::Range;

use super::crc::crc32;
use super::error::PackageError;

/// Parts of a file. A report with a picture on each of its pages has a few hundred.
const PARTS: usize = 2_000;
/// Bytes that all parts read together may unpack to.
const UNPACKED: usize = 200_000_000;
/// How many times its packed size a part may unpack to, beyond [`FREE`]. Text of reports packs 5 to 40 times.
const RATIO: usize = 100;
/// Bytes a part may unpack to whatever its packed size.
const FREE: usize = 1_000_000;
/// The longest comment behind the directory.
const COMMENT: usize = 0xFFFF;

const LOCAL: usize = 30;
const CENTRAL: usize = 46;
const END: usize = 22;

/// A container opened: its directory is sound.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    /// In order of name.
    parts: Vec<Part>,
    /// Bytes that may still be unpacked.
    left: usize,
}

struct Part {
    /// In lower case: names of parts differ by more than that.
    name: String,
    deflated: bool,
    crc: u32,
    size: usize,
    packed: Range<usize>,
    /// From its local header on.
    whole: Range<usize>,
}

impl<'a> Archive<'a> {
    /// Reads the directory and compares it with what stands before each part.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let end = end_of_directory(bytes)?;
        let mut parts = Vec::with_capacity(end.count);
        let mut at = end.directory.start;
        for _ in 0..end.count {
            let (part, next) = part(bytes, at, &end.directory)?;
            at = next;
            parts.push(part);
        }
        let mut places: Vec<&Range<usize>> = parts.iter().map(|part| &part.whole).collect();
        places.sort_unstable_by_key(|place| place.start);
        if places.windows(2).any(|two| matches!(two, [a, b] if a.end > b.start)) {
            return Err(PackageError::Overlap);
        }
        parts.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        if parts.windows(2).any(|two| matches!(two, [a, b] if a.name == b.name)) {
            return Err(PackageError::Twice);
        }
        Ok(Self { bytes, parts, left: UNPACKED })
    }

    /// Whether a part's name ends so (in lower case).
    pub(crate) fn has_ending(&self, ending: &str) -> bool {
        self.parts.iter().any(|part| part.name.ends_with(ending))
    }

    /// Where a part lies in the file, packed; nothing for a part that is not there.
    pub(crate) fn place(&self, name: &str) -> Option<Range<usize>> {
        self.find(name).map(|part| part.packed.clone())
    }

    fn find(&self, name: &str) -> Option<&Part> {
        let name = name.to_ascii_lowercase();
        let at = self.parts.binary_search_by(|part| part.name.as_str().cmp(&name)).ok()?;
        self.parts.get(at)
    }

    /// A part unpacked; `None` where there is none of that name.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, PackageError> {
        let Some(part) = self.find(name) else { return Ok(None) };
        let packed = self.bytes.get(part.packed.clone()).ok_or(PackageError::Damaged)?;
        let size = part.size;
        if size > self.left || (size > FREE && size > packed.len().saturating_mul(RATIO)) {
            return Err(PackageError::TooMuch);
        }
        let data = if part.deflated { inflate(packed, size)? } else { packed.to_vec() };
        if data.len() != size || crc32(&data) != part.crc {
            return Err(PackageError::Unlike);
        }
        self.left -= size;
        Ok(Some(data))
    }
}

/// Unpacks to exactly `size` bytes: there is no room for more, and less is a lie too.
fn inflate(packed: &[u8], size: usize) -> Result<Vec<u8>, PackageError> {
    let mut out = vec![0; size];
    let mut state = DecompressorOxide::new();
    let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, taken, given) = decompress(&mut state, packed, &mut out, 0, flags);
    match status {
        TINFLStatus::Done if taken == packed.len() && given == size => Ok(out),
        TINFLStatus::Done | TINFLStatus::HasMoreOutput => Err(PackageError::Unlike),
        _ => Err(PackageError::Damaged),
    }
}

struct End {
    directory: Range<usize>,
    count: usize,
}

/// The end record that fits the file: mail and web servers append bytes, and a comment may hold a false one.
fn end_of_directory(bytes: &[u8]) -> Result<End, PackageError> {
    let from = bytes.len().saturating_sub(END + COMMENT);
    let tail = bytes.get(from..).unwrap_or_default();
    let mut found = Err(PackageError::Damaged);
    for at in memmem::rfind_iter(tail, b"PK\x05\x06").map(|at| from + at) {
        let Some(record) = bytes.get(at..at + END) else { continue };
        let count = u16_at(record, 10);
        let (length, start) = (u32_at(record, 12), u32_at(record, 16));
        // The directory ends where its end record begins, or where the record of large files before it does.
        let end = start.saturating_add(length);
        let large = bytes.get(end..at).is_some_and(|between| between.starts_with(b"PK\x06\x06") && between.len() < 200);
        // One disk only.
        if (end != at && !large) || u16_at(record, 4) != 0 || u16_at(record, 8) != count {
            continue;
        }
        if count > PARTS {
            found = Err(PackageError::TooManyParts);
            continue;
        }
        return Ok(End { directory: start..end, count });
    }
    found
}

/// The part whose entry in the directory begins at `at`, and where the next entry begins.
fn part(bytes: &[u8], at: usize, directory: &Range<usize>) -> Result<(Part, usize), PackageError> {
    let damaged = PackageError::Damaged;
    let entry = bytes.get(at..at + CENTRAL).filter(|entry| entry.starts_with(b"PK\x01\x02")).ok_or(damaged)?;
    let (flags, method) = (u16_at(entry, 8), u16_at(entry, 10));
    let (packed, size) = (u32_at(entry, 20), u32_at(entry, 24));
    let name_end = at + CENTRAL + u16_at(entry, 28);
    let next = name_end + u16_at(entry, 30) + u16_at(entry, 32);
    let name = bytes.get(at + CENTRAL..name_end).filter(|_| next <= directory.end).ok_or(damaged)?;
    let start = u32_at(entry, 42);

    let local =
        bytes.get(start..start.saturating_add(LOCAL)).filter(|l| l.starts_with(b"PK\x03\x04")).ok_or(damaged)?;
    let local_name = start + LOCAL..start + LOCAL + u16_at(local, 26);
    let begin = local_name.end + u16_at(local, 28);
    let end = begin.checked_add(packed).filter(|end| *end <= directory.start).ok_or(damaged)?;
    // Bit 0: encrypted. Bit 6: strongly. Bit 13: names hidden.
    if (flags | u16_at(local, 6)) & 0x2041 != 0 {
        return Err(PackageError::Encrypted);
    }
    // Bit 3: the sizes stand behind the part, and zeros before it.
    let later = u16_at(local, 6) & 8 != 0;
    // All ones: they stand in an extra field, as for the largest files.
    let same = |before: usize, within: usize| before == within || (later && before == 0) || before == 0xFFFF_FFFF;
    if bytes.get(local_name) != Some(name)
        || u16_at(local, 8) != method
        || !same(u32_at(local, 18), packed)
        || !same(u32_at(local, 22), size)
    {
        return Err(PackageError::Unlike);
    }
    let deflated = match method {
        0 if packed == size => false,
        0 => return Err(PackageError::Unlike),
        8 => true,
        _ => return Err(PackageError::Damaged),
    };
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    let crc = u32_at(entry, 16) as u32;
    Ok((Part { name, deflated, crc, size, packed: begin..end, whole: start..end }, next))
}

fn u16_at(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map(u16::from_le_bytes).unwrap_or_default().into()
}

fn u32_at(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes).unwrap_or_default() as usize
}
