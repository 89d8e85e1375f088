//! Replaces the reader of PDF in a program built without it.

use std::path::Path;
use std::sync::atomic::AtomicUsize;

use super::{DocumentText, Unread};
use crate::diag::Words;

/// Says that there is no reader.
pub(super) fn read(_: &[u8], _: Option<&Path>, _: &AtomicUsize) -> Result<DocumentText, Unread> {
    Err(Words::fixed("这个程序没有带 pdf 功能", "this program was built without its feature `pdf`"))
}
