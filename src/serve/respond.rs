//! Answers: takes a request; gives what a plain web server below that path would, with the preview's script
//! in pages.

use std::convert::Infallible;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;
use tokio::sync::watch;

use super::guard::{HostGuard, Refusal};
use super::inject::{PageMarks, inject};
use super::route::{self, Route};
use super::{Preview, files, files::ServedFile, live, poster};
use crate::diag::{Lang, Words};
use crate::track::Digest;

/// How long a browser waits before it reconnects, after the preview has gone.
const RETRY: Duration = Duration::from_millis(500);
/// How often a line is sent when there is no news, so that a broken connection is noticed.
const BEAT: Duration = Duration::from_secs(15);

/// How many pages are notified at once; others reconnect every [`RETRY`]. A browser opens at most six
/// connections to a host: if all of them were held open, a seventh page would never load.
const SEATS: usize = 4;

/// The routes of the preview.
pub(super) fn router(preview: Arc<Preview>) -> Router {
    Router::new().fallback(respond).with_state(preview)
}

async fn respond(State(preview): State<Arc<Preview>>, request: Request<Body>) -> Response<Body> {
    let head = request.into_parts().0;
    let mut response = match preview.refuse(&head) {
        Some(refused) => refused,
        None => preview.answer(&head).await,
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    response
}

impl Preview {
    /// The answer to a refused request.
    fn refuse(&self, request: &Parts) -> Option<Response<Body>> {
        let guard = HostGuard { bound: self.bound, names: &self.options.names };
        if let Err(refusal) = guard.check(request) {
            return Some(self.said(StatusCode::FORBIDDEN, &refusal_words(refusal)));
        }
        if request.method == Method::GET || request.method == Method::HEAD {
            return None;
        }
        let mut refused = self
            .said(StatusCode::METHOD_NOT_ALLOWED, &Words::fixed("这里只能看", "this address is read-only"));
        refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        Some(refused)
    }

    async fn answer(self: &Arc<Self>, head: &Parts) -> Response<Body> {
        match route::route(head.uri.path(), &self.options.base) {
            Route::Script => {
                typed("text/javascript; charset=utf-8", self.script.clone().into_bytes(), &head.method)
            }
            Route::Events => self.events(head),
            Route::Redirect(to) => redirect(&to),
            Route::Elsewhere => {
                let base = &self.options.base;
                self.said(
                    StatusCode::NOT_FOUND,
                    &crate::diag::words!(
                        "这个网站在 {base} 下面，这里没有它的网页",
                        "this site is below {base}: none of its pages is here"
                    ),
                )
            }
            Route::Miss => self.missing(&head.method).await,
            Route::Output(path) => match files::find(&self.options.out, &path).await {
                ServedFile::File(file) if files::is_page(&file) => {
                    self.page(&file, &path, StatusCode::OK, &head.method).await
                }
                ServedFile::File(file) => match poster::opened(&path, head) {
                    Some(page) => self.poster(&file, &path, &page, &head.method).await,
                    None => files::send(&file, head).await,
                },
                ServedFile::Folder => redirect(&route::address(&self.options.base, &format!("{path}/"))),
                ServedFile::Nothing => self.missing(&head.method).await,
            },
        }
    }

    /// A page with the script inserted.
    async fn page(&self, file: &Path, path: &str, status: StatusCode, method: &Method) -> Response<Body> {
        // Read before the bytes, so that a build in between is reported to the page.
        let revision = self.live.revision();
        let page = match files::read(file).await {
            Ok(page) => page,
            Err(error) => return unreadable(&error),
        };
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        self.marked(page, &path, &revision, (status, method))
    }

    /// A page that shows a poster; the diagnostics of its record's page are reported there too.
    async fn poster(&self, file: &Path, path: &str, page: &str, method: &Method) -> Response<Body> {
        let revision = self.live.revision();
        match files::read(file).await {
            Ok(poster) => {
                let shown = poster::page(path, Digest::of(&poster), self.options.lang);
                self.marked(shown.into_bytes(), page, &revision, (StatusCode::OK, method))
            }
            Err(error) => unreadable(&error),
        }
    }

    fn marked(
        &self,
        page: Vec<u8>,
        path: &str,
        revision: &str,
        (status, method): (StatusCode, &Method),
    ) -> Response<Body> {
        let marks = PageMarks::of(&page);
        let mut response = typed("text/html; charset=utf-8", inject(page, path, marks, revision), method);
        *response.status_mut() = status;
        for (name, digest) in [("lilong-version", marks.version), ("lilong-content", marks.content)] {
            if let Ok(value) = HeaderValue::from_str(&digest.to_string()) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        response
    }

    /// The page for addresses that do not exist, or a plain one before the site has any.
    async fn missing(&self, method: &Method) -> Response<Body> {
        if let ServedFile::File(file) = files::find(&self.options.out, "404.html").await {
            return self.page(&file, "404.html", StatusCode::NOT_FOUND, method).await;
        }
        let said = Words::fixed("这里还没有网页。", "There are no pages here yet.");
        let said = said.in_lang(self.options.lang);
        let page = shell(self.options.lang, said, "", &format!("<p>{said}</p>"));
        self.marked(page.into_bytes(), "404.html", &self.live.revision(), (StatusCode::NOT_FOUND, method))
    }

    /// The news since the revision that the page names, for as long as it stays connected.
    fn events(self: &Arc<Self>, head: &Parts) -> Response<Body> {
        if head.method == Method::HEAD {
            return typed("text/event-stream", Vec::new(), &head.method);
        }
        let last = head.headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
        let asked = head.uri.query().and_then(|query| query.strip_prefix("since=")).map(str::to_owned);
        let start = LiveConnection {
            preview: self.clone(),
            state: self.live.subscribe(),
            since: last.or(asked).unwrap_or_default(),
            seat: ConnectionSlot::take(&self.seats),
            reported: false,
        };
        let news = stream::unfold(start, |mut looking| async {
            let event = looking.next().await?;
            Some((Ok::<_, Infallible>(event), looking))
        });
        Sse::new(news).keep_alive(KeepAlive::new().interval(BEAT)).into_response()
    }

    /// An answer of one line of plain text.
    fn said(&self, status: StatusCode, words: &Words) -> Response<Body> {
        let mut response = plain(words.in_lang(self.options.lang).to_owned());
        *response.status_mut() = status;
        response
    }
}

/// The connection of an open page.
struct LiveConnection {
    preview: Arc<Preview>,
    state: watch::Receiver<live::LiveState>,
    since: String,
    seat: Option<ConnectionSlot>,
    reported: bool,
}

impl LiveConnection {
    /// The next message: first the present state at once, then the news. Without a slot the first message
    /// is the only one, and the page reconnects.
    async fn next(&mut self) -> Option<Event> {
        if self.reported {
            self.seat.as_ref()?;
            self.state.changed().await.ok()?;
        }
        self.reported = true;
        let news = self.preview.live.news(&self.state.borrow_and_update(), &self.since);
        self.since.clone_from(&news.revision);
        Some(Event::default().id(&news.revision).retry(RETRY).data(serde_json::to_string(&news).ok()?))
    }
}

/// One of the few connections that are kept open.
struct ConnectionSlot(Arc<AtomicUsize>);

impl ConnectionSlot {
    fn take(taken: &Arc<AtomicUsize>) -> Option<ConnectionSlot> {
        let one_more = |seats: usize| (seats < SEATS).then_some(seats + 1);
        taken
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more)
            .ok()
            .map(|_| ConnectionSlot(taken.clone()))
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The answer to an error of the disk.
pub(super) fn unreadable(error: &io::Error) -> Response<Body> {
    let gone = error.kind() == io::ErrorKind::NotFound;
    let mut response = plain(error.to_string());
    *response.status_mut() = if gone { StatusCode::NOT_FOUND } else { StatusCode::INTERNAL_SERVER_ERROR };
    response
}

/// A page of the preview's own.
pub(super) fn shell(lang: Lang, title: &str, style: &str, body: &str) -> String {
    let lang = if lang == Lang::Zh { "zh-Hans" } else { "en" };
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light \
         dark\"><title>{title}</title>{style}</head><body>{body}</body></html>\n"
    )
}

fn plain(text: String) -> Response<Body> {
    typed("text/plain; charset=utf-8", format!("{text}\n").into_bytes(), &Method::GET)
}

fn typed(content_type: &'static str, bytes: Vec<u8>, method: &Method) -> Response<Body> {
    let len = HeaderValue::from(bytes.len());
    let mut response = Response::new(if method == Method::HEAD { Body::empty() } else { Body::from(bytes) });
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response.headers_mut().insert(header::CONTENT_LENGTH, len);
    response
}

fn redirect(to: &str) -> Response<Body> {
    let mut response = plain(to.to_owned());
    *response.status_mut() = StatusCode::FOUND;
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

fn refusal_words(refusal: Refusal) -> Words {
    match refusal {
        Refusal::NoHost => Words::fixed("请求没有说找哪台主机", "the request names no host"),
        Refusal::OtherHost => Words::fixed(
            "预览不认这个主机名；确实是这台电脑的话，用 --allow-host 名称 启动",
            "the preview does not answer to this host name; if it belongs to this computer, start the \
             preview with --allow-host NAME",
        ),
        Refusal::OtherOrigin => Words::fixed("别的网站不能读预览", "other sites may not read the preview"),
    }
}
