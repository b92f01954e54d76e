//! The files of a log, fetched from whoever serves it.

use luoshi_store::verify::{Files, VerifyError};
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// The largest file of a log: a bundle of 256 entries of 65,535 bytes with their lengths.
const LARGEST: u64 = 256 * (65_535 + 2);

/// How long a file may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a file is asked for that did not come.
const TRIES: u32 = 3;

/// A log at an address.
pub(super) struct Site {
    agent: Agent,
    root: String,
}

impl Site {
    /// The address is that of the log: where its `checkpoint` is.
    pub(super) fn new(address: &str) -> Self {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let agent = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(3)
            .user_agent(concat!("luoshi/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls)
            .build()
            .new_agent();
        let root = address.trim_end_matches('/').trim_end_matches("/checkpoint").to_owned();
        Self { agent, root }
    }

    fn ask(&self, address: &str) -> Result<Option<Vec<u8>>, ureq::Error> {
        let mut response = self.agent.get(address).call()?;
        match response.status().as_u16() {
            200 => response.body_mut().with_config().limit(LARGEST).read_to_vec().map(Some),
            404 | 410 => Ok(None),
            other => Err(ureq::Error::StatusCode(other)),
        }
    }
}

impl Files for Site {
    fn get(&mut self, path: &str) -> Result<Option<Vec<u8>>, VerifyError> {
        let address = format!("{}/{path}", self.root);
        let mut tries = 0;
        loop {
            tries += 1;
            match self.ask(&address) {
                Ok(found) => return Ok(found),
                Err(error) if tries >= TRIES || !may_pass(&error) => {
                    return Err(VerifyError::Fetch { path: address, why: error.to_string() });
                }
                Err(_) => std::thread::sleep(Duration::from_millis(300) * tries),
            }
        }
    }
}

/// Whether asking again may help: a busy server, a line that broke.
fn may_pass(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::StatusCode(code) => *code >= 500 || *code == 429,
        ureq::Error::Io(_) | ureq::Error::Timeout(_) => true,
        _ => false,
    }
}
