//! Replaces the reader of office documents in a program built without it.

use super::{DocumentText, Unread};
use crate::diag::Words;

/// Says that there is no reader.
pub(super) fn read(_: &[u8]) -> Result<DocumentText, Unread> {
    Err(Words::fixed("这个程序没有带 xlsx 功能", "this program was built without its feature `xlsx`"))
}
