//! Connections: how many, how long, and how they end.
//!
//! The loop is our own, for what frameworks bring keeps a silent connection for ever. hyper's own HTTP/1 with a timer closes
//! silent connections and slow heads; `stream` those that take nothing; here they are counted, and told when to end.

use crate::answer::{Answer, PROBLEM};
use crate::asked::{Asked, Refused};
use crate::log;
use crate::metrics::Metrics;
use crate::settings::{Notice, Settings};
use crate::site::Site;
use crate::stream::Stream;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use luoshi_store::Store;
use std::collections::HashMap;
use std::convert::Infallible;
use std::future::poll_fn;
use std::net::{IpAddr, SocketAddr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

/// Header fields of a request, and bytes of its head: beyond, 431.
const MOST_FIELDS: usize = 64;
const LONGEST_HEAD: usize = 64 << 10;

/// Why the server did not start, or ended.
#[derive(Debug)]
pub enum ServeError {
    /// The address cannot be listened on.
    Listen(String, std::io::Error),
    /// The record cannot be read.
    Store(luoshi_store::StoreError),
    /// The system gives no threads.
    System(std::io::Error),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Listen(address, error) => write!(f, "{address}: {error}"),
            Self::Store(error) => error.fmt(f),
            Self::System(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ServeError {}

/// A server that listens, before it takes connections.
#[derive(Debug)]
pub struct Listening {
    /// Where.
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
}

impl Listening {
    /// Ends the server: no new connections, requests under way are answered.
    pub fn stop(&self) {
        // Nobody listens any more where it has ended already.
        let _ = self.stop.send(true);
    }
}

struct Server {
    site: Site,
    settings: Settings,
    metrics: Arc<Metrics>,
    from: Mutex<HashMap<IpAddr, usize>>,
}

/// Serves a record until the process is told to stop (SIGTERM, SIGINT) or `listening` is. `ready` is told where it listens
/// before the first connection is taken.
pub fn serve(mut settings: Settings, store: Store, ready: impl FnOnce(Listening)) -> Result<(), ServeError> {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        // Short answers are made where their request was read: while one is, the others go on.
        .worker_threads(cores * 2)
        .max_blocking_threads(cores + 2)
        .thread_name("luoshi-web")
        .enable_all()
        .build()
        .map_err(ServeError::System)?;
    let failed = |e| ServeError::Listen(settings.listen.clone(), e);
    let listener = runtime.block_on(TcpListener::bind(&settings.listen)).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    // An example has no other address than this one; what a reader is told to type can be typed then.
    if settings.base.is_empty() && settings.notice == Some(Notice::Demo) {
        settings.base = format!("http://{address}");
    }
    let metrics = Arc::new(Metrics::default());
    let site = Site::new(&settings, store, Arc::clone(&metrics)).map_err(ServeError::Store)?;
    let server = Arc::new(Server { site, settings, metrics, from: Mutex::default() });
    // What the first visitor would wait for.
    let warm = Arc::clone(&server);
    runtime.spawn_blocking(move || warm.site.warm());
    let ended = runtime.block_on(run(Arc::clone(&server), listener, address, ready));
    runtime.shutdown_timeout(Duration::from_secs(1));
    ended
}

async fn run(
    server: Arc<Server>,
    listener: TcpListener,
    address: SocketAddr,
    ready: impl FnOnce(Listening),
) -> Result<(), ServeError> {
    let settings = &server.settings;
    let (stop, mut stopped) = watch::channel(false);
    ready(Listening { address, stop: stop.clone() });
    log::line("info", "listening", &[("address", address.to_string().into())]);
    let most = Arc::new(Semaphore::new(settings.connections));
    let mut signal = std::pin::pin!(told_to_stop());
    loop {
        let tcp = tokio::select! {
            biased;
            () = &mut signal => break,
            _ = stopped.changed() => break,
            tcp = listener.accept() => tcp,
        };
        let (tcp, peer) = match tcp {
            Ok(found) => found,
            Err(error) => {
                // No file left, for one: those that are open will end.
                log::line("warn", "accept", &[("error", error.to_string().into())]);
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let Ok(place) = Arc::clone(&most).try_acquire_owned() else {
            server.metrics.refused.fetch_add(1, Relaxed);
            continue;
        };
        let Some(counted) = Counted::new(&server, peer.ip()) else {
            server.metrics.refused.fetch_add(1, Relaxed);
            continue;
        };
        let (server, ending) = (Arc::clone(&server), stop.subscribe());
        tokio::spawn(async move {
            connection(&server, tcp, ending).await;
            drop((place, counted));
        });
    }
    drop(listener);
    let _ = stop.send(true);
    log::line("info", "stopping", &[]);
    let all = u32::try_from(settings.connections).unwrap_or(u32::MAX);
    let end = tokio::time::timeout(Duration::from_secs(settings.stop_seconds), most.acquire_many(all)).await;
    log::line("info", "stopped", &[("all_answered", end.is_ok().into())]);
    Ok(())
}

/// A connection in the count of its address, as long as it is open.
struct Counted {
    server: Arc<Server>,
    from: Option<IpAddr>,
}

impl Counted {
    fn new(server: &Arc<Server>, from: IpAddr) -> Option<Self> {
        // Behind a proxy of ours all come from one address.
        let from = Some(from).filter(|ip| !server.settings.proxies.contains(ip));
        if let Some(ip) = from {
            let mut all = server.from.lock().unwrap_or_else(PoisonError::into_inner);
            let count = all.entry(ip).or_default();
            if *count >= server.settings.connections_each {
                return None;
            }
            *count += 1;
        }
        server.metrics.open.fetch_add(1, Relaxed);
        Some(Self { server: Arc::clone(server), from })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.server.metrics.open.fetch_sub(1, Relaxed);
        if let Some(ip) = self.from {
            let mut all = self.server.from.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(count) = all.get_mut(&ip) {
                *count -= 1;
                if *count == 0 {
                    all.remove(&ip);
                }
            }
        }
    }
}

async fn connection(server: &Arc<Server>, tcp: TcpStream, mut ending: watch::Receiver<bool>) {
    let settings = &server.settings;
    // Answers are written whole; waiting for more to send only makes them late.
    let _ = tcp.set_nodelay(true);
    let stream = Stream::new(tcp, Duration::from_secs(settings.write_seconds));
    let service = service_fn(|request| Box::pin(answer(Arc::clone(server), request)));
    let mut serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(settings.head_seconds))
        .max_headers(MOST_FIELDS)
        .max_buf_size(2 * LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    // How a connection ends is the client's affair.
    tokio::select! {
        _ = poll_fn(|cx| serving.poll_without_shutdown(cx)) => {}
        _ = ending.changed() => {
            Pin::new(&mut serving).graceful_shutdown();
            let _ = poll_fn(|cx| serving.poll_without_shutdown(cx)).await;
        }
    }
    serving.into_parts().io.into_inner().linger().await;
}

async fn answer(server: Arc<Server>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let begun = Instant::now();
    let method = request.method().clone();
    let asked = Asked::of(&request);
    let secure = server.settings.base.starts_with("https://");
    // What came with the request is not read: the connection does not outlive the answer.
    let unread = request.headers().contains_key(hyper::header::TRANSFER_ENCODING)
        || request.headers().get(hyper::header::CONTENT_LENGTH).is_some_and(|l| l != "0");
    let (answered, gzip, path) = match asked {
        Err(Refused(status)) => (server.site.refused(status, request.uri().path()), false, None),
        Ok(asked) => {
            let (gzip, path) = (asked.gzip, asked.path.clone());
            let done = if server.site.is_quick(&asked) {
                made(&server, &asked)
            } else {
                let within = Arc::clone(&server);
                tokio::task::spawn_blocking(move || made(&within, &asked)).await.unwrap_or_else(|_| {
                    Answer::new(PROBLEM, r#"{"status":503,"title":"stopping"}"#).with(StatusCode::SERVICE_UNAVAILABLE)
                })
            };
            let path = Some(path).filter(|_| done.status != StatusCode::NOT_FOUND);
            (done, gzip, path)
        }
    };
    let status = answered.status.as_u16();
    let close = unread || matches!(status, 400 | 413 | 414);
    let mut response = answered.response(gzip, secure, close);
    if method == Method::HEAD {
        // The length stays that of what GET would send.
        let length = hyper::body::Body::size_hint(response.body()).exact().unwrap_or(0);
        response.headers_mut().insert(hyper::header::CONTENT_LENGTH, length.into());
    }
    let took = begun.elapsed();
    server.metrics.answered(status, took);
    if server.settings.log {
        log::answered(method_name(&method), path.as_deref(), status, took);
    }
    Ok(response)
}

/// A page that fails must not take the server along.
fn made(server: &Server, asked: &Asked) -> Answer {
    catch_unwind(AssertUnwindSafe(|| server.site.answer(asked))).unwrap_or_else(|_| server.site.broken(asked))
}

/// Methods are words of the client; only those there are get into the log.
fn method_name(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut term), Ok(mut int)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
