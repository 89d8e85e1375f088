//! Findings in the text of a file beside a record, kept with the file's digest: the same bytes give the
//! same findings.

use crate::diag::Words;
use crate::personal::Found;

/// The personal information in the text of one file.
#[derive(Clone, Debug, Default)]
pub struct FileFindings {
    /// The findings, in the order of the text.
    pub found: Vec<FileFinding>,
    /// Why the file was not searched, if it was not.
    pub unread: Option<Words>,
}

/// One finding in a file.
#[derive(Clone, Debug)]
pub struct FileFinding {
    /// What was found.
    pub found: Found,
    /// Where it is, if its bytes are not those of the file: the page, the paragraph or the row.
    pub place: Option<Words>,
}
