//! What is sent by people who mean harm, or by programs that do not know better: each against a running server.

use crate::client::{Running, settings};
use luoshi_web::Settings;
use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

fn quick() -> Settings {
    Settings { head_seconds: 1, write_seconds: 1, stop_seconds: 3, ..settings() }
}

#[test]
fn silent_connections_and_slow_heads_are_closed() {
    let running = Running::new(quick());
    let begun = Instant::now();
    let mut silent = running.connect();
    let mut slow = running.connect();
    slow.write_all(b"GET /zh/ HTTP/1.1\r\nHo").expect("sent");
    let mut kept = running.connect();
    kept.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").expect("sent");
    let mut got = Vec::new();
    for stream in [&mut silent, &mut slow] {
        let _ = stream.read_to_end(&mut got);
    }
    // The answer comes, and then the silence ends it.
    let _ = kept.read_to_end(&mut got);
    assert!(String::from_utf8_lossy(&got).contains("200 OK"), "{got:?}");
    let took = begun.elapsed();
    assert!(took >= Duration::from_millis(800) && took < Duration::from_secs(20), "{took:?}");
}

#[test]
fn a_body_is_not_waited_for() {
    let running = Running::new(quick());
    for (length, wanted) in
        [("10", 405), ("65536", 405), ("10000000000000", 413), ("99999999999999999999999", 400), ("x", 400)]
    {
        let begun = Instant::now();
        let answer =
            running.send(format!("POST /zh/ HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\nab").as_bytes());
        assert_eq!(answer.status, wanted, "{length}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{length}");
    }
    let answer = running.send(b"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nGET /zh/ ");
    assert_eq!((answer.status, answer.header("connection")), (200, "close"), "what follows is no request");
}

#[test]
fn a_client_that_takes_nothing_is_left() {
    let running = Running::with(quick(), 3_000, "");
    let begun = Instant::now();
    let mut stream = running.connect();
    // More than the buffers of two systems hold, asked for and never read.
    for _ in 0..40 {
        if stream.write_all(b"GET /api/v1/tasks?limit=500 HTTP/1.1\r\nHost: a\r\n\r\n").is_err() {
            break;
        }
    }
    let open = || {
        let page = running.get("/metrics").text();
        page.lines().find_map(|l| l.strip_prefix("luoshi_connections ")).and_then(|n| n.parse::<u32>().ok())
    };
    while open() != Some(1) {
        assert!(begun.elapsed() < Duration::from_secs(30), "still there");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn heads_out_of_all_measure_are_refused() {
    let running = Running::new(quick());
    let many: String = (0..10_000).map(|n| format!("X-{n}: a")).collect::<Vec<_>>().join("\r\n") + "\r\n";
    assert_eq!(running.send(format!("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n").as_bytes()).status, 431);
    let long = "a".repeat(100_000);
    assert_eq!(running.send(format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes()).status, 414);
    let long = "a".repeat(9_000);
    assert_eq!(running.get(&format!("/zh/{long}")).status, 414);
    assert_eq!(
        running.send(format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "a".repeat(300_000)).as_bytes()).status,
        431
    );
    assert_eq!(running.get(&format!("/zh/search?{}", "a=1&".repeat(2_000))).status, 400);
}

#[test]
fn what_could_be_taken_for_two_requests_is_none() {
    let running = Running::new(quick());
    for head in [
        "Host: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked",
        "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3",
        "Host: a\r\nContent-Length: 3\r\nContent-Length: 4",
        "Host: a\r\nTransfer-Encoding: chunked, chunked",
        "Host: a\r\nTransfer-Encoding: gzip",
        "Host: a\r\nX: a\r\n b",
        "Host: a\r\nX: a\rb",
        "Host: a\r\nHost: b",
        "Host: a\r\nHost: a",
        "Host: ",
        "Host: a/b",
        "X: a",
        "Host : a",
    ] {
        let answer = running.send(format!("POST /zh/ HTTP/1.1\r\n{head}\r\n\r\n0\r\n\r\n").as_bytes());
        assert_eq!(answer.status, 400, "{head:?}");
    }
    // Each ends its connection: what follows is not answered.
    let answer = running.send(b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!((answer.status, String::from_utf8_lossy(&answer.body).matches("HTTP/1.1").count()), (400, 0));
}

#[test]
fn no_path_leads_out_and_no_way_leads_elsewhere() {
    let running = Running::new(quick());
    for path in [
        "/..",
        "/zh/../log",
        "/%2e%2e/etc/passwd",
        "/assets/%2e%2e%2fCargo.toml",
        "/assets/..%5c..",
        "/%252e%252e/",
        "/zh/%00",
        "/zh/a%2fb",
        "/log/tile/0/../0",
        "/zh/p/1/goals/%ff",
        "//evil.example/",
        "/zh//evil.example",
        "/zh/p/1x/",
        "/zh/p/999999999999999999999/",
    ] {
        assert_eq!(running.get(path).status, 404, "{path}");
    }
    // Where an address moves, it stays on this site, whatever the host was said to be.
    let moved = running.ask("GET", "/zh/", &["X-Forwarded-Host: evil.example", "X-Forwarded-Proto: javascript"]);
    assert_eq!((moved.status, moved.header("location")), (302, format!("/zh/p/{}/", running.ids.plan).as_str()));
    let page = running.send(
        format!("GET /zh/p/{}/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", running.ids.plan)
            .as_bytes(),
    );
    assert!(page.status == 200 && !page.text().contains("evil.example"));
    for query in ["next=//evil.example", "next=/%5Cevil.example", "next=%09/", "a=%0d%0aSet-Cookie:x"] {
        let answer = running.get(&format!("/zh/p/{}?{query}", running.ids.plan));
        assert!(!answer.header("location").contains("evil"), "{query}");
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[test]
fn only_reading_is_answered_and_head_has_no_body() {
    let running = Running::new(quick());
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECTX"] {
        let answer = running.ask(method, "/zh/data/", &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    for path in ["/zh/data/", "/healthz", "/api/v1/tasks", "/log/checkpoint"] {
        let (get, head) = (running.get(path), running.ask("HEAD", path, &[]));
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert_eq!(head.header("content-length"), get.header("content-length"), "{path}");
        assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path}");
    }
    let ranges = format!("Range: bytes={}", (0..1_000).map(|n| format!("{n}-{n}")).collect::<Vec<_>>().join(","));
    assert_eq!(running.ask("GET", "/zh/data/", &[&ranges]).status, 200, "one or whole");
}

#[test]
fn every_answer_has_its_guards() {
    let running = Running::new(Settings { base: "https://plan.example.org".to_owned(), ..quick() });
    let task = format!("/zh/p/{}/tasks/t{}", running.ids.plan, running.ids.task);
    for path in
        ["/zh/data/", "/zh/nowhere", "/healthz", "/api/v1/tasks", "/log/vkey", "/zh/changes.atom", task.as_str()]
    {
        let answer = running.get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        if answer.header("content-type").starts_with("text/html") {
            assert!(!policy.contains("unsafe") && !policy.contains("data:"), "{path}: {policy}");
            let page = answer.text();
            assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains(" onclick"), "{path}");
            assert!(page.matches("<script").count() == page.matches("<script src=\"/assets/").count(), "{path}");
            let outside = page.match_indices("http").filter(|(at, _)| page[..*at].ends_with(['"', '\'']));
            assert_eq!(outside.count(), 0, "{path} names somewhere else");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "{path}");
        assert!(!answer.header("cache-control").is_empty() && !answer.header("referrer-policy").is_empty(), "{path}");
        assert_eq!(answer.header("server"), "", "{path}");
    }
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let running = Running::new(quick());
    let path = format!("/zh/p/{}/", running.ids.plan);
    let first = running.get(&path);
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    for known in [tag.clone(), format!("\"x\", {tag}"), "*".to_owned()] {
        let again = running.ask("GET", &path, &[&format!("If-None-Match: {known}")]);
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag.as_str()), "{known}");
        // Browsers put the headers of such an answer in the place of those that they have: it has none of its own content's.
        for name in ["content-security-policy", "content-type", "access-control-allow-origin", "x-content-type-options"]
        {
            assert_eq!(again.header(name), "", "{name}");
        }
    }
    assert_eq!(running.ask("GET", &path, &["If-None-Match: \"other\""]).status, 200);
    // What is entered is on the page that is asked for next.
    let territory =
        running.store().read(|r| Ok(luoshi_store::plan::territories(r, luoshi_store::plan::At::NOW)?[0].id.get()));
    crate::sample::observe(running.store(), running.ids.forest, territory.expect("read"), "2026", "25.75");
    let after = running.ask("GET", &path, &[&format!("If-None-Match: {tag}")]);
    assert_eq!(after.status, 200);
    let page = running.get(&format!("{path}indicators/i{}", running.ids.forest)).text();
    assert!(page.contains(">25.75</a>"), "the new value");
    let list = running.get(&format!("{path}indicators/")).text();
    assert!(list.contains(">25.75</a>"), "the new value in the list");
}

#[test]
fn answers_are_packed_for_those_who_take_it() {
    let running = Running::new(quick());
    let path = format!("/zh/p/{}/", running.ids.plan);
    let plain = running.get(&path);
    let packed = running.ask("GET", &path, &["Accept-Encoding: br, gzip"]);
    assert_eq!((plain.header("content-encoding"), packed.header("content-encoding")), ("", "gzip"));
    assert!(packed.body.len() * 2 < plain.body.len(), "{} {}", packed.body.len(), plain.body.len());
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).expect("gzip");
    assert_eq!(unpacked, plain.body);
    assert!(packed.header("vary").contains("accept-encoding"));
}

#[test]
fn there_are_no_more_connections_than_allowed() {
    let running = Running::new(Settings { connections_each: 8, ..quick() });
    let mut open: Vec<_> = (0..30).map(|_| running.connect()).collect();
    let mut closed = 0;
    for stream in &mut open {
        stream.set_read_timeout(Some(Duration::from_millis(300))).expect("set");
        closed += usize::from(stream.read(&mut [0; 1]).is_ok_and(|n| n == 0));
    }
    assert!(closed >= 22, "{closed} of 30 closed at once");
    drop(open);
    let begun = Instant::now();
    while running.get("/healthz").status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(20), "places are given back");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_stopped_server_answers_what_is_under_way() {
    let mut running = Running::new(quick());
    let mut kept = running.connect();
    kept.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /zh/data/ HTTP/1.1\r\nHost: a\r\n\r\n").expect("sent");
    let mut first = [0; 12];
    kept.read_exact(&mut first).expect("the first answer");
    running.tell_to_stop();
    let mut rest = Vec::new();
    let _ = kept.read_to_end(&mut rest);
    let begun = Instant::now();
    running.stop();
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert!(std::net::TcpStream::connect(running.address).is_err(), "nobody listens");
}

#[test]
fn health_is_true_only_while_the_record_can_be_read() {
    let running = Running::new(quick());
    assert_eq!((running.get("/healthz").status, running.get("/healthz").text().as_str()), (200, "ok\n"));
    let metrics = running.get("/metrics");
    assert!(metrics.header("content-type").starts_with("application/openmetrics-text"));
    assert!(metrics.text().ends_with("# EOF\n") && metrics.text().contains("luoshi_journal_entries "));
    let hidden = Running::new(Settings { metrics: false, ..quick() });
    assert_eq!(hidden.get("/metrics").status, 404);
}
