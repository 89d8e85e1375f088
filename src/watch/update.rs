//! What a watch reports to its listeners: each build it made, and each that it could not make.

use std::sync::Arc;

use crate::diag::{Diagnostic, Words};

/// The result of one build.
#[derive(Clone, Debug)]
pub enum Update {
    /// The output is up to date.
    Built {
        /// The files of the site that were read again and have changed, sorted; empty for the first build
        /// and when only time has passed.
        edited: Vec<String>,
        /// The outputs whose bytes have changed, sorted, by their paths below the output folder.
        changed: Vec<Arc<str>>,
        /// The outputs that were removed.
        gone: Vec<Arc<str>>,
        /// How many pages the site has.
        pages: usize,
        /// From the event until the files were written.
        seconds: f64,
        /// The warnings.
        warnings: Vec<RenderedDiagnostic>,
    },
    /// The files have mistakes: the output stays as it was.
    Broken {
        /// The files that were read again and have changed, sorted.
        edited: Vec<String>,
        /// All diagnostics, sorted; including warnings.
        found: Vec<RenderedDiagnostic>,
        /// From the event until the result.
        seconds: f64,
    },
    /// Information about the watch itself: the next build or trouble follows.
    Note {
        /// The information.
        words: Words,
    },
    /// The machine prevents a build: the disk is full, the output is not writable, the site's folder is
    /// missing. It is repeated until it works.
    Trouble {
        /// The problem.
        fault: RenderedDiagnostic,
    },
}

/// A diagnostic as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedDiagnostic {
    /// The diagnostic itself.
    pub diagnostic: Diagnostic,
    /// The drawing as on a terminal without colour, with aligned wide characters.
    pub drawn: Words,
    /// The output path of the page of its file, if the last good build had one.
    pub page: Option<String>,
}

/// Receives every build, in order, on the thread that builds, and so must be quick.
pub trait Listener: Send + Sync {
    /// Receives one.
    fn on_update(&self, update: &Update);
}
