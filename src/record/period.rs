//! The days that a ledger or a report covers.

use crate::front::scalar::Day;
use crate::front::shape::fields;

fields! {
    /// The days that a record covers.
    #[derive(Copy, PartialEq, Eq)]
    pub struct Period {
        /// the first day
        from "起" "第一天" ! Day,
        /// the last day
        until "止" "最后一天" ! Day,
    }
}
