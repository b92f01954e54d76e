//! Which address is which page. Language first, then the plan; what is listed ends in `/`, a thing in its number; `.json`,
//! `.csv`, `.svg` behind an address give the same in another form.

use crate::answer::{Answer, Keep, PROBLEM, TEXT, is_known};
use crate::asked::Asked;
use crate::board::Board;
use crate::metrics::Metrics;
use crate::pages::{self, Ctx};
use crate::settings::Settings;
use crate::{api, assets, journal};
use hyper::StatusCode;
use luoshi_page::i18n::{Lang, Words};
use luoshi_plan::PlanId;
use luoshi_store::db::Place;
use luoshi_store::{Reader, Store, StoreError};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, RwLock};

static ZH: LazyLock<Words> = LazyLock::new(|| Words::of(Lang::Zh));
static EN: LazyLock<Words> = LazyLock::new(|| Words::of(Lang::En));

/// A form in which an address gives what it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Page,
    Json,
    Csv,
    Xlsx,
    Svg,
    Atom,
}

impl Form {
    const SUFFIXES: [(&'static str, Self); 5] =
        [(".json", Self::Json), (".csv", Self::Csv), (".xlsx", Self::Xlsx), (".svg", Self::Svg), (".atom", Self::Atom)];
}

/// A site over one record.
pub(crate) struct Site {
    settings: Settings,
    store: Store,
    board: RwLock<Option<Arc<Board>>>,
    /// Held by who takes in what was entered since.
    taking_in: Mutex<()>,
    metrics: Arc<Metrics>,
}

impl Site {
    pub(crate) fn new(settings: &Settings, store: Store, metrics: Arc<Metrics>) -> Result<Self, StoreError> {
        // Says at once if the record cannot be read at all.
        store.head()?;
        Ok(Self { settings: settings.clone(), store, board: RwLock::new(None), taking_in: Mutex::new(()), metrics })
    }

    /// Loads what the first visitor would wait for.
    pub(crate) fn warm(&self) {
        let loaded = self.reading(|_, _| Ok(()));
        if let Err(error) = loaded {
            crate::log::line("error", "store", &[("error", error.to_string().into())]);
        }
    }

    /// Does something with one state of the record, and the board as of that state. Nobody waits for a page that is being made,
    /// only for what was entered to be taken in.
    fn reading<T>(
        &self,
        mut work: impl FnMut(&Board, &mut Reader<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        loop {
            let day = self.settings.today();
            let done = self.store.read(|reader| {
                let size = reader.head().size;
                let mut known = self.known();
                if known.as_ref().is_none_or(|b| !b.is_of(size, day)) {
                    let taking_in = self.taking_in.lock().unwrap_or_else(PoisonError::into_inner);
                    known = self.known();
                    if known.as_ref().is_some_and(|b| b.size > size && b.day == day) {
                        // Somebody has taken in more meanwhile: look again.
                        return Ok(None);
                    }
                    if known.as_ref().is_none_or(|b| !b.is_of(size, day)) {
                        let board = match known {
                            None => Board::load(&self.store, reader, day)?,
                            Some(known) => {
                                self.metrics.refreshed.fetch_add(1, Relaxed);
                                let mut next = Board::clone(&known);
                                next.refresh(&self.store, reader, day)?;
                                next
                            }
                        };
                        let board = Arc::new(board);
                        known = Some(Arc::clone(&board));
                        *self.board.write().unwrap_or_else(PoisonError::into_inner) = Some(board);
                    }
                    drop(taking_in);
                }
                known.map(|board| work(&board, reader)).transpose()
            })?;
            if let Some(done) = done {
                return Ok(done);
            }
        }
    }

    fn known(&self) -> Option<Arc<Board>> {
        self.board.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether an answer is made in a few milliseconds without waiting for anybody: from a file on this machine, and neither a
    /// whole list, a document nor a search. Handing such a request to another thread would take as long as answering it.
    pub(crate) fn is_quick(&self, asked: &Asked) -> bool {
        let parts: Vec<&str> = asked.parts.iter().map(String::as_str).collect();
        let long = match parts.as_slice() {
            ["zh" | "en", "search" | "reports" | "changes" | "changes.atom" | "ledger", ..]
            | ["metrics" | "log", ..] => true,
            ["zh" | "en", .., last] => last.contains('.'),
            _ => false,
        };
        !long && matches!(self.store.place(), Place::Folder(_))
    }

    /// The answer to a request.
    pub(crate) fn answer(&self, asked: &Asked) -> Answer {
        let parts: Vec<&str> = asked.parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["healthz"] => self.health(),
            ["metrics"] if self.settings.metrics => {
                let size = self.store.head().map_or(0, |h| h.size);
                Answer::new("application/openmetrics-text; version=1.0.0; charset=utf-8", self.metrics.text(size))
                    .keep(Keep::Never)
            }
            ["robots.txt"] => Answer::new(TEXT, "User-agent: *\nDisallow: /*?\n").keep(Keep::Ask),
            ["favicon.ico"] => Answer::moved(StatusCode::MOVED_PERMANENTLY, assets::ICON.path()),
            ["assets", name] => assets::answer(name).unwrap_or_else(|| self.missing(asked)),
            [""] => self.front(asked, ""),
            // A person who comes to the log wants to know how to check it.
            ["log"] | ["log", ""] => self.front(asked, "verify"),
            ["log", rest @ ..] => self.told(asked, |reader, _| journal::answer(rest, reader), |s| s.missing(asked)),
            ["api", "v1", rest @ ..] => {
                self.with_board(asked, |board, reader| api::answer(rest, asked, board, reader, &self.settings))
            }
            ["api", ..] => api::problem(StatusCode::NOT_FOUND, "no such address"),
            ["zh", rest @ ..] => self.page(asked, &ZH, rest),
            ["en", rest @ ..] => self.page(asked, &EN, rest),
            _ => self.missing(asked),
        }
    }

    /// To a page in the language that the browser asks for.
    fn front(&self, asked: &Asked, page: &str) -> Answer {
        let first = asked.languages.first().copied();
        let language = first.unwrap_or(if self.settings.language == "en" { "en" } else { "zh" });
        let mut answer = Answer::moved(StatusCode::FOUND, format!("/{language}/{page}"));
        answer.more.push((hyper::header::VARY, "accept-encoding, accept-language".to_owned()));
        answer
    }

    /// Whether the record can be read now: not only that the program runs.
    fn health(&self) -> Answer {
        let able = self.reading(|_, _| Ok(())).is_ok();
        let (status, said) =
            if able { (StatusCode::OK, "ok\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n") };
        Answer::new(TEXT, said).with(status).keep(Keep::Never)
    }

    /// Something that needs the record and not the board.
    fn told(
        &self,
        asked: &Asked,
        work: impl Fn(&mut Reader<'_>, &Asked) -> Result<Option<Answer>, StoreError>,
        missing: impl Fn(&Self) -> Answer,
    ) -> Answer {
        match self.store.read(|reader| work(reader, asked)) {
            Ok(Some(answer)) => answer,
            Ok(None) => missing(self),
            Err(error) => self.failed(asked, &error),
        }
    }

    /// Something that needs the board, unless the client has it already.
    fn with_board(
        &self,
        asked: &Asked,
        work: impl Fn(&Board, &mut Reader<'_>) -> Result<Answer, StoreError>,
    ) -> Answer {
        let answered = self.reading(|board, reader| {
            let tag = format!("{}-{}-{}", board.size, board.day, assets::BUILD.as_str());
            if is_known(asked, &tag) {
                return Ok(Answer::unchanged(&tag));
            }
            let mut answer = work(board, reader)?;
            self.metrics.statements.fetch_add(reader.statements().into(), Relaxed);
            if answer.status == StatusCode::OK && answer.keep == Keep::Ask {
                answer.tag = Some(tag);
            }
            Ok(answer)
        });
        answered.unwrap_or_else(|error| self.failed(asked, &error))
    }

    fn page(&self, asked: &Asked, words: &'static Words, rest: &[&str]) -> Answer {
        self.with_board(asked, |board, reader| {
            let mut rest: Vec<&str> = rest.to_vec();
            let mut form = Form::Page;
            if let Some(last) = rest.last_mut() {
                for (suffix, found) in Form::SUFFIXES {
                    if let Some(stem) = last.strip_suffix(suffix) {
                        (*last, form) = (stem, found);
                        break;
                    }
                }
            }
            let ctx = Ctx::new(words, board, &self.settings, asked);
            let found = pages::answer(&rest, form, &ctx, reader)?;
            Ok(found.unwrap_or_else(|| pages::error::page(&ctx, StatusCode::NOT_FOUND)))
        })
    }

    /// The plan of a part of an address.
    pub(crate) fn plan(board: &Board, part: &str) -> Option<PlanId> {
        let id = PlanId::new(part.parse().ok()?);
        board.whole.plan(id).map(|p| p.id)
    }

    fn words(path: &str) -> &'static Words {
        if path.starts_with("/en") { &EN } else { &ZH }
    }

    fn missing(&self, asked: &Asked) -> Answer {
        self.refused(StatusCode::NOT_FOUND, &asked.path)
    }

    /// What is said where there is no page. Nothing that the client sent is said back.
    pub(crate) fn refused(&self, status: StatusCode, path: &str) -> Answer {
        if path.starts_with("/api/") || path.starts_with("/log/") {
            return api::problem(status, status.canonical_reason().unwrap_or_default());
        }
        pages::error::bare(Self::words(path), &self.settings, status)
    }

    /// A page that panicked.
    pub(crate) fn broken(&self, asked: &Asked) -> Answer {
        crate::log::line("error", "panic", &[("path", asked.path.clone().into())]);
        self.refused(StatusCode::INTERNAL_SERVER_ERROR, &asked.path)
    }

    /// The record cannot be read: it may be so again in a moment.
    fn failed(&self, asked: &Asked, error: &StoreError) -> Answer {
        crate::log::line("error", "store", &[("error", error.to_string().into())]);
        let mut answer = self.refused(StatusCode::SERVICE_UNAVAILABLE, &asked.path).keep(Keep::Never);
        if answer.kind == PROBLEM {
            answer.keep = Keep::Never;
        }
        answer.header(hyper::header::RETRY_AFTER, "5")
    }
}
