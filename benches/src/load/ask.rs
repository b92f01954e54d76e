//! Who asks: connections that are kept, one request at a time on each, every answer read whole and looked at.

use super::text;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A connection.
pub(super) struct Asked {
    stream: BufReader<TcpStream>,
    body: Vec<u8>,
}

impl Asked {
    pub(super) fn new(address: &str) -> Result<Self, String> {
        let stream = TcpStream::connect(address).map_err(text)?;
        stream.set_nodelay(true).map_err(text)?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).map_err(text)?;
        Ok(Self { stream: BufReader::with_capacity(64 << 10, stream), body: Vec::new() })
    }

    /// The body of an answer of 200, or of where it leads; anything else is an error.
    pub(super) fn get(&mut self, path: &str) -> Result<&[u8], String> {
        let mut path = path.to_owned();
        for _ in 0..3 {
            let (status, elsewhere) = self.once(&path)?;
            match (status, elsewhere) {
                (200, _) => return Ok(&self.body),
                (300..400, Some(to)) => path = to,
                _ => return Err(format!("{path}: status {status}")),
            }
        }
        Err(format!("{path}: leads elsewhere again and again"))
    }

    fn once(&mut self, path: &str) -> Result<(u16, Option<String>), String> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes()).map_err(text)?;
        let (mut status, mut length, mut elsewhere) = (0, 0, None);
        let mut line = String::new();
        loop {
            line.clear();
            if self.stream.read_line(&mut line).map_err(text)? == 0 {
                return Err(format!("{path}: the connection ended"));
            }
            let said = line.trim_end();
            if said.is_empty() {
                break;
            }
            if status == 0 {
                status = said.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
            } else if let Some((name, value)) = said.split_once(": ") {
                if name.eq_ignore_ascii_case("content-length") {
                    length = value.parse().map_err(text)?;
                } else if name.eq_ignore_ascii_case("location") {
                    elsewhere = Some(value.to_owned());
                }
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body).map_err(text)?;
        Ok((status, elsewhere))
    }
}

/// How often is asked, for what.
pub(super) struct Load {
    /// One after the other, round and round.
    pub(super) paths: Vec<String>,
    pub(super) at_once: usize,
    /// Requests a second over all connections; without it, each asks again as soon as it has its answer.
    pub(super) rate: Option<f64>,
    pub(super) time: Duration,
}

/// What came of it.
pub(super) struct Times {
    pub(super) count: usize,
    pub(super) rate: f64,
    pub(super) p50: Duration,
    pub(super) p99: Duration,
    /// Of the last answer.
    pub(super) bytes: usize,
}

impl Load {
    pub(super) fn run(&self, address: &str) -> Result<Times, String> {
        let begun = Instant::now();
        let mut bytes = 0;
        let mut waits = Vec::new();
        std::thread::scope(|scope| {
            let all: Vec<_> = (0..self.at_once).map(|n| scope.spawn(move || self.one(n, address, begun))).collect();
            for thread in all {
                let (found, last) = thread.join().map_err(|_| "who asked panicked")??;
                waits.extend(found);
                bytes = last;
            }
            Ok::<_, String>(())
        })?;
        let rate = waits.len() as f64 / begun.elapsed().as_secs_f64();
        waits.sort_unstable();
        let at = |share: f64| waits.get((waits.len() as f64 * share) as usize).copied().unwrap_or_default();
        Ok(Times { count: waits.len(), rate, p50: at(0.5), p99: at(0.99), bytes })
    }

    /// One connection until the time is over. At a fixed rate the wait counts from when a request was due, not from when this
    /// end got round to it: a server that stands still is not asked less often.
    fn one(&self, n: usize, address: &str, begun: Instant) -> Result<(Vec<Duration>, usize), String> {
        let mut asked = Asked::new(address)?;
        let mut waits = Vec::new();
        let mut bytes = 0;
        for k in 0.. {
            let due = match self.rate {
                None => begun.elapsed(),
                Some(rate) => Duration::from_secs_f64((k * self.at_once + n) as f64 / rate),
            };
            if due >= self.time {
                break;
            }
            std::thread::sleep(due.saturating_sub(begun.elapsed()));
            let path = &self.paths[(n + k * self.at_once) % self.paths.len()];
            bytes = asked.get(path)?.len();
            waits.push(begun.elapsed() - due);
        }
        Ok((waits, bytes))
    }
}
