//! A PostgreSQL server for the tests: started once for each test program, in a folder of its own, ended with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A running server.
pub(crate) struct Server {
    /// Where its socket lies.
    folder: PathBuf,
    port: u16,
}

/// Where the server's programs are, the newest first.
fn programs() -> Option<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .filter(|bin| bin.join("initdb").is_file())
        .collect();
    all.sort();
    all.pop().or_else(|| {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|bin| bin.join("initdb").is_file() && bin.join("postgres").is_file())
    })
}

/// A shell command as somebody who is not root: the server refuses root.
pub(crate) fn plain_user(script: &str) -> Command {
    let root = fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh", "-c", script]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }
}

/// The server of this test program; `None`, and a word about it, where PostgreSQL is not installed.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(start).as_ref()
}

fn start() -> Option<Server> {
    start_in(&std::env::temp_dir().join(format!("luoshi-pg-{}", std::process::id())))
}

fn start_in(folder: &Path) -> Option<Server> {
    let folder = folder.to_owned();
    let Some(bin) = programs() else {
        assert!(std::env::var_os("LUOSHI_POSTGRES").is_none_or(|v| v != "required"), "PostgreSQL is not installed");
        eprintln!("skipped: PostgreSQL is not installed (Debian: postgresql); only SQLite is tested");
        return None;
    };
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o777)).expect("permissions");
    // The port only names the socket: nothing listens on the network. The shell ends the server when this program is gone.
    let port = 5432;
    let (bin, place, parent) = (bin.display(), folder.display(), std::process::id());
    let script = format!(
        "cd {place} && {bin}/initdb -D data -U luoshi -A trust -E UTF8 --locale=C --no-sync >log 2>&1 || exit 1\n\
         {bin}/postgres -D data -k {place} -p {port} -c listen_addresses= -c fsync=off -c full_page_writes=off \
         -c max_connections=200 -c shared_buffers=64MB >>log 2>&1 &\n\
         server=$!\n\
         while [ -d /proc/{parent} ]; do sleep 0.5; done\n\
         kill -QUIT $server $(head -1 data/postmaster.pid); wait $server; rm -rf {place}/*"
    );
    let shell = plain_user(&script).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    // It outlives this program, and ends by itself.
    std::mem::forget(shell.expect("a shell"));
    let server = Server { folder, port };
    let begun = Instant::now();
    while postgres::Client::connect(&server.url(None), postgres::NoTls).is_err() {
        let log = || fs::read_to_string(server.folder.join("log")).unwrap_or_default();
        assert!(begun.elapsed() < Duration::from_secs(120), "PostgreSQL does not start: {}", log());
        std::thread::sleep(Duration::from_millis(50));
    }
    Some(server)
}

impl Server {
    /// One more server, to be stopped and started.
    pub(crate) fn own() -> Option<Self> {
        start_in(&std::env::temp_dir().join(format!("luoshi-pg-{}-own", std::process::id())))
    }

    fn control(&self, how: &str) {
        let bin = programs().expect("PostgreSQL");
        let (bin, folder) = (bin.display(), self.folder.display());
        let ran = plain_user(&format!("cd {folder} && {bin}/pg_ctl -D data -l log -w {how}")).output().expect("pg_ctl");
        assert!(ran.status.success(), "{how}: {}", String::from_utf8_lossy(&ran.stderr));
    }

    /// Stops it as a power cut would.
    pub(crate) fn stop(&self) {
        self.control("-m immediate stop");
    }

    /// Starts it again.
    pub(crate) fn start(&self) {
        self.control(&format!("-o '-k {} -p {} -c listen_addresses=' start", self.folder.display(), self.port));
    }

    /// Where its socket is.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.join(format!(".s.PGSQL.{}", self.port))
    }

    /// As [`fresh`](Self::fresh), by another socket that leads to this server.
    pub(crate) fn fresh_at(&self, folder: &Path) -> String {
        self.fresh().replace(&escaped(&self.folder), &escaped(folder))
    }

    fn url(&self, schema: Option<&str>) -> String {
        let schema = schema.map(|s| format!("&options=-csearch_path%3D{s}")).unwrap_or_default();
        format!("postgres://luoshi@/postgres?host={}&port={}{schema}", escaped(&self.folder), self.port)
    }

    /// The URL of an empty database: a schema of its own.
    pub(crate) fn fresh(&self) -> String {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let schema = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let mut client = postgres::Client::connect(&self.url(None), postgres::NoTls).expect("a connection");
        client.batch_execute(&format!("CREATE SCHEMA {schema}")).expect("a schema");
        self.url(Some(&schema))
    }
}

fn escaped(path: &Path) -> String {
    path.display().to_string().replace('/', "%2F")
}
