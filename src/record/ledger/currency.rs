//! Currencies, by their ISO 4217 codes.

use super::codes;
use crate::diag::words;
use crate::front::prose::same_in_every_language;
use crate::front::scalar::{Scalar, half_width, scalars, trim};
use crate::front::shape::{Bilingual, ValueError};
use crate::front::texts::without_texts;

/// A currency: three letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Currency(String);

impl Currency {
    /// The currency of a ledger that names none.
    pub const USUAL: &'static str = "CNY";

    /// Its code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl Scalar for Currency {
    const WHAT: Bilingual = ("币种代码", "the code of a currency");
    fn parse(raw: &str) -> Result<Self, ValueError> {
        let code = half_width(trim(raw)).to_ascii_uppercase();
        let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) && code != "RMB";
        if is_code {
            return Ok(Currency(code));
        }
        let message = words!("“{raw}”不是币种代码", "`{raw}` is not the code of a currency");
        Err(ValueError::new(&codes::BAD_CURRENCY, message).suggestion(Currency::USUAL))
    }
}

impl serde::Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

scalars!(Currency);
same_in_every_language!(Currency);
without_texts!(Currency);
