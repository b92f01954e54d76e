//! The same test on both databases.

use crate::server::server;
use luoshi_store::db::Place;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder that is gone when the test is over.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("luoshi-store-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs a test on a fresh place of one kind.
pub(crate) fn on_sqlite(test: impl FnOnce(&Place, &Folder)) {
    let folder = Folder::new();
    test(&Place::Folder(folder.path().join("data")), &folder);
}

pub(crate) fn on_postgres(test: impl FnOnce(&Place, &Folder)) {
    let Some(server) = server() else { return };
    let folder = Folder::new();
    test(&Place::Server(server.fresh()), &folder);
}

/// Declares a test that runs on both: a failure names the database.
macro_rules! on_both {
    ($(#[$about:meta])* fn $name:ident($place:ident, $folder:ident) $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            $(#[$about])*
            fn body($place: &luoshi_store::db::Place, $folder: &crate::both::Folder) $body

            #[test]
            fn sqlite() {
                crate::both::on_sqlite(body);
            }

            #[test]
            fn postgres() {
                crate::both::on_postgres(body);
            }
        }
    };
}
pub(crate) use on_both;
