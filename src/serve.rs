//! The preview: takes an output folder and the reports of a watch; shows both to browsers, live, at an
//! address of this machine.
//!
//! It reads the output and never writes to it: the script that reloads pages is inserted on the way to the
//! browser. A request gets nothing if it uses a name that is not this machine's, comes from another site,
//! or asks for a path that leads out of the output or for a file with a leading dot. Nothing here prints.

mod address;
mod files;
mod guard;
mod inject;
mod live;
mod overlay;
mod poster;
mod qr;
mod respond;
mod route;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use crate::diag::Lang;

pub use address::{BoundSocket, PORT, addresses, bind, url};
pub use live::Live;
pub use qr::{QrStyle, code};
pub use route::{asked_output, is_base};

/// What is shown, and to whom.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The output folder; it need not exist yet.
    pub out: PathBuf,
    /// The path below which the site is, with slashes at both ends.
    pub base: String,
    /// Names by which browsers may address this machine, besides its own addresses.
    pub names: Vec<String>,
    /// The language of overlay and notices.
    pub lang: Lang,
}

/// A running preview; it ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What every request needs for its answer.
#[derive(Debug)]
struct Preview {
    options: ServeOptions,
    bound: IpAddr,
    live: Arc<Live>,
    script: String,
    /// How many connections are held open.
    seats: Arc<AtomicUsize>,
}

impl Server {
    /// Starts a preview on a thread of its own.
    ///
    /// # Errors
    /// The system's error when starting a thread or a socket.
    pub fn start(listener: TcpListener, options: ServeOptions, live: Arc<Live>) -> io::Result<Server> {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let script = overlay::script(options.lang);
        let preview = Arc::new(Preview { options, bound: address.ip(), live, script, seats: Arc::default() });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new().name("preview".to_owned()).spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                let serve = std::pin::pin!(async { axum::serve(listener, respond::router(preview)).await });
                // Open connections are cut, because pages that are being watched would hold them for ever.
                futures_util::future::select(serve, stopped).await;
            });
            runtime.shutdown_background();
        })?;
        Ok(Server { address, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The thread may have ended by itself; then nobody receives this.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
