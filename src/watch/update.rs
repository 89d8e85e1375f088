//! What a watch reports to its listeners: each build it made, and each that it could not make.

use std::sync::Arc;

use crate::diag::{Diagnostic, Words};

/// What came of one build.
#[derive(Clone, Debug)]
pub enum Update {
    /// The output is as the files say.
    Built {
        /// The files of the site that were read again and differ, sorted; empty for the first build and for
        /// the passing of time.
        edited: Vec<String>,
        /// The outputs whose bytes are new, sorted, by their paths below the output folder.
        changed: Vec<Arc<str>>,
        /// The outputs that are gone.
        gone: Vec<Arc<str>>,
        /// How many pages the site has.
        pages: usize,
        /// From the event to the disk.
        seconds: f64,
        /// What is to be reported about a site that is published all the same.
        warnings: Vec<RenderedDiagnostic>,
    },
    /// The files have mistakes: the output stays as it was.
    Broken {
        /// The files that were read again and differ, sorted.
        edited: Vec<String>,
        /// All that is wrong, sorted; warnings are among the errors.
        found: Vec<RenderedDiagnostic>,
        /// From the event to the answer.
        seconds: f64,
    },
    /// Something to know about the watching itself: the next build or trouble follows.
    Note {
        /// What.
        words: Words,
    },
    /// The machine prevents it: a full disk, an output that may not be written, a site's folder that is gone.
    /// It is tried again until it works.
    Trouble {
        /// What.
        fault: RenderedDiagnostic,
    },
}

/// A diagnostic as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedDiagnostic {
    /// What is wrong, and where.
    pub diagnostic: Diagnostic,
    /// The drawing as a terminal without colour shows it, with aligned wide characters.
    pub drawn: Words,
    /// The output path of the page of the file that it is in, where the last good build had one.
    pub page: Option<String>,
}

/// Who hears of every build, in order, on the thread that builds: be quick.
pub trait Listener: Send + Sync {
    /// Hears of one.
    fn on_update(&self, update: &Update);
}
