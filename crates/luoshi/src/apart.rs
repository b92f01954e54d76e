//! Files that have to be unpacked are read in a process of their own: the same program, started again as
//! `luoshi decode-one` (or `decode-cells`, for a workbook cell by cell), with little memory and little time. Whatever such a file does to it, the run goes on.
//!
//! The file goes in by standard input, a frame (`luoshi_document::to_frame`) comes back by standard output. The child
//! bounds itself before it reads the first byte: memory, processor time, open files, nothing written. Only Unix has
//! these limits; elsewhere the clock of the parent is the only one, which kills a child that takes too long.

use luoshi_document::{
    Document, DocumentError, PackageError, Workbook, decode, from_frame, to_frame, workbook, workbook_from_frame,
    workbook_to_frame,
};
use std::ffi::OsString;
use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The word that starts a child. It stands in no help: nobody needs it.
const WORD: &str = "decode-one";
/// The same for a workbook, cell by cell.
const CELLS: &str = "decode-cells";

/// Bytes of address space: the largest file and what it may unpack to, several times over.
const MEMORY: u64 = 2 << 30;
/// Seconds of processor time.
const PROCESSOR: u64 = 20;
/// By the clock, for a child that waits rather than works.
const CLOCK: Duration = Duration::from_secs(30);
/// Bytes of a frame: the longest text, and the places of its cells.
const FRAME: u64 = 256 << 20;

/// Why nothing came back.
#[derive(Debug)]
pub(crate) enum Lost {
    /// It could not be started.
    NotStarted(io::Error),
    /// It took too long.
    TooLong,
    /// It died, or gave back no frame.
    Died,
}

/// Whether this process is such a child.
pub(crate) fn is_child(given: &[OsString]) -> bool {
    given.len() == 2 && given.get(1).is_some_and(|word| word == WORD || word == CELLS)
}

/// The child's whole life.
pub(crate) fn child(given: &[OsString]) -> ExitCode {
    bound();
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    if read.is_err() {
        return ExitCode::FAILURE;
    }
    // The name of the file is of no use here: the bytes were looked at before.
    let frame = if given.get(1).is_some_and(|word| word == CELLS) {
        workbook_to_frame(&workbook(&bytes))
    } else {
        to_frame(&decode(&bytes, ""))
    };
    match io::stdout().lock().write_all(&frame) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Takes from this process what it will not need.
#[cfg(unix)]
fn bound() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, PROCESSOR),
        // No file is written, and no image of the memory left behind.
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nofile, 8),
    ] {
        // A limit that is lower already stays.
        let most = getrlimit(resource).maximum.map_or(most, |now| now.min(most));
        // A system that knows no such limit has the others, and the parent's clock.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(not(unix))]
fn bound() {}

/// Decodes in a child.
pub(crate) fn read(bytes: &[u8]) -> Result<Result<Document, DocumentError>, Lost> {
    from_frame(&frame(bytes, WORD)?).ok_or(Lost::Died)
}

/// Reads the cells of a workbook in a child.
pub(crate) fn cells(bytes: &[u8]) -> Result<Result<Workbook, PackageError>, Lost> {
    workbook_from_frame(&frame(bytes, CELLS)?).ok_or(Lost::Died)
}

/// As [`cells`], for the site: a workbook that cannot be read is shown by its text.
pub(crate) fn unpack() -> luoshi_web::Unpack {
    luoshi_web::Unpack(|bytes| cells(bytes).ok()?.ok())
}

/// What a child gives back.
fn frame(bytes: &[u8], word: &str) -> Result<Vec<u8>, Lost> {
    let mut child = Command::new(program().map_err(Lost::NotStarted)?)
        .arg(word)
        .env_clear()
        // The allocator otherwise asks for a gigabyte of address space at once, which the limit counts.
        .env("MIMALLOC_ARENA_RESERVE", "64MiB")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Lost::NotStarted)?;
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else { return Err(Lost::Died) };
    let (give, take) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A child that dies early closes the pipe; what it gives back, or does not, tells.
            let _ = to.write_all(bytes);
        });
        scope.spawn(move || {
            let mut frame = Vec::new();
            let whole = from.take(FRAME).read_to_end(&mut frame);
            let _ = give.send(whole.map(|_| frame));
        });
        let frame = take.recv_timeout(CLOCK);
        // One that gave its frame has nothing left to do, one that gave none too little time: the pipes close with it,
        // and the threads end.
        let _ = child.kill();
        let _ = child.wait();
        match frame {
            Err(_) => Err(Lost::TooLong),
            // Of a child that died halfway there is no whole frame.
            Ok(Ok(frame)) => Ok(frame),
            Ok(Err(_)) => Err(Lost::Died),
        }
    })
}

/// This program. On Linux by the name that stays right when the file is replaced while it runs.
fn program() -> io::Result<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() { Ok(running) } else { std::env::current_exe() }
}
