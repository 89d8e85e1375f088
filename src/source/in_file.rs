//! What was found in the text of a file beside records, kept with its digest: the same bytes hold the same.

use crate::diag::Words;
use crate::personal::Found;

/// The personal information in the text of one file.
#[derive(Clone, Debug, Default)]
pub struct FileFindings {
    /// Each, in the order of the text.
    pub found: Vec<FileFinding>,
    /// Why the file was not looked through, where it was not.
    pub unread: Option<Words>,
}

/// One finding in a file.
#[derive(Clone, Debug)]
pub struct FileFinding {
    /// What it is.
    pub found: Found,
    /// Where it is, where its bytes are not those of the file: the page, the paragraph or the row.
    pub place: Option<Words>,
}
