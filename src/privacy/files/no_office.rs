//! What stands for the reader of office documents where the program is built without it.

use super::{FileText, Unread};
use crate::diag::Words;

/// Says that there is no reader.
pub(super) fn read(_: &[u8]) -> Result<FileText, Unread> {
    Err(Words::fixed("这个程序没有带 xlsx 功能", "this program was built without its feature `xlsx`"))
}
