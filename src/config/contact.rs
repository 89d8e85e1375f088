//! Contact details: of the site, of its texts in another language, or of one record.

use crate::diag::{Diagnostic, Words, codes, words};
use crate::front::scalar::Text;
use crate::front::shape::fields;

fields! {
    /// The contact.
    pub struct Contact {
        /// a post or a team, not a private person
        name "名称" "岗位或部门" ? Text,
        /// an office telephone
        phone "电话" "办公电话" ? Text,
        /// where to go
        address "地址" "地址" ? Text,
        /// when somebody is there
        hours "时间" "办公时间" ? Text,
        /// an office address
        email "邮箱" "办公邮箱" ? Text,
    }
}

impl Contact {
    /// The parts of it that are too long, by field.
    pub fn faults(&self) -> impl Iterator<Item = (&'static str, Diagnostic)> + '_ {
        let Contact { name, phone, address, hours, email } = self;
        let all =
            [("name", name), ("phone", phone), ("address", address), ("hours", hours), ("email", email)];
        all.into_iter().filter_map(|(field, text)| Some((field, name_fault(text.as_deref()?)?)))
    }

    /// The same in another language: what `self` leaves out is taken from `original`.
    pub fn completed_by(&self, original: Option<&Contact>) -> Contact {
        let Some(original) = original else { return self.clone() };
        let or = |own: &Option<Text>, other: &Option<Text>| own.clone().or_else(|| other.clone());
        Contact {
            name: or(&self.name, &original.name),
            phone: or(&self.phone, &original.phone),
            address: or(&self.address, &original.address),
            hours: or(&self.hours, &original.hours),
            email: or(&self.email, &original.email),
        }
    }
}

/// The most bytes of a name that is on many pages: a thousand Han characters.
const MAX_OF_NAME: usize = 3_000;

/// The diagnostic for a name on many pages that is too long.
pub fn name_fault(name: &str) -> Option<Diagnostic> {
    let bytes = name.len();
    let said = || {
        words!(
            "这一项有 {bytes} 字节，最多 {MAX_OF_NAME} 字节",
            "this has {bytes} bytes; at most {MAX_OF_NAME} are allowed"
        )
    };
    (bytes > MAX_OF_NAME).then(|| {
        Diagnostic::new(&codes::NAME_TOO_LONG, said()).help(Words::fixed(
            "它写在许多网页上，请缩短；长的内容写进正文",
            "it appears on many pages: shorten it, and put the rest into the text",
        ))
    })
}
