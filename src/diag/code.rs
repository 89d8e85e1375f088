//! A stable code: the name of a sort of mistake, and everything that `lilong explain` says about it.
//!
//! Gives the type, and the macro [`catalogue!`], which turns a table into statics and a list of them, so
//! that no code can be missing from the list. A code whose id is not its name in kebab-case does not
//! compile. Nothing is rendered here.

use super::Words;

/// A sort of mistake. Once published, an id keeps its meaning.
#[derive(PartialEq, Eq, Debug)]
pub struct Code {
    /// Its name in kebab-case: `closes-before-opens`.
    pub id: &'static str,
    /// How bad it is unless the site says otherwise.
    pub severity: Severity,
    /// The mistake in one short line, without a full stop.
    pub title: Words,
    /// The rule in plain words: what is expected, and why.
    pub rule: Words,
    /// Where the rule comes from: a law, a standard or a practical reason.
    pub source: Words,
    /// The mistake, as authors of either language would write it.
    pub wrong: Words,
    /// The same, corrected.
    pub right: Words,
}

/// Whether a finding keeps the site from being published.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Nothing is published in a run that has one.
    Error,
    /// Worth a look; the site is published nevertheless.
    Warning,
}

impl Severity {
    /// Its name for programs, the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }

    /// Its name for people.
    pub fn words(self) -> Words {
        match self {
            Severity::Error => Words::fixed("错误", "error"),
            Severity::Warning => Words::fixed("警告", "warning"),
        }
    }
}

/// Lines of an example; the English lines follow a `|` if they differ.
macro_rules! example {
    ([$($line:literal),+]) => {
        $crate::diag::Words::fixed(concat!($($line, "\n"),+), concat!($($line, "\n"),+))
    };
    ([$($zh:literal),+] [$($en:literal),+]) => {
        $crate::diag::Words::fixed(concat!($($zh, "\n"),+), concat!($($en, "\n"),+))
    };
}
pub(crate) use example;

/// Declares codes, and `ALL`, the list of them in this module. A text of several lines is written as
/// several literals; an example that differs in English has the English lines after a `|`:
///
/// ```text
/// catalogue! {
///     BAD_DATE = Error "bad-date" {
///         title: "…", "…";
///         rule: "…", "…";
///         source: "…", "…";
///         wrong: "date: 后天" | "date: soon";
///         right: "date: 2026-03-02", "expires: 2026-04-02";
///     }
/// }
/// ```
macro_rules! catalogue {
    ($($name:ident = $severity:ident $id:literal {
        title: $title_zh:literal, $title_en:literal;
        rule: $rule_zh:literal, $rule_en:literal;
        source: $source_zh:literal, $source_en:literal;
        wrong: $($wrong:literal),+ $(| $($wrong_en:literal),+)?;
        right: $($right:literal),+ $(| $($right_en:literal),+)?;
    })+) => {
        $(
            #[doc = concat!("`", $id, "`: ", $title_en, ".")]
            pub static $name: $crate::diag::Code = $crate::diag::Code {
                id: $id,
                severity: $crate::diag::Severity::$severity,
                title: $crate::diag::Words::fixed($title_zh, $title_en),
                rule: $crate::diag::Words::fixed($rule_zh, $rule_en),
                source: $crate::diag::Words::fixed($source_zh, $source_en),
                wrong: $crate::diag::example!([$($wrong),+] $([$($wrong_en),+])?),
                right: $crate::diag::example!([$($right),+] $([$($right_en),+])?),
            };
            const _: () = assert!(
                $crate::diag::is_kebab_of($id, stringify!($name)),
                concat!("the id `", $id, "` is not the name of its static in kebab-case"),
            );
        )+

        /// Every code of this area, in the order of the table.
        pub static ALL: &[&$crate::diag::Code] = &[$(&$name),+];
    };
}
pub(crate) use catalogue;

/// Whether `id` is `name` (an `UPPER_SNAKE` identifier) in kebab-case.
pub(crate) const fn is_kebab_of(id: &str, name: &str) -> bool {
    let (id, name) = (id.as_bytes(), name.as_bytes());
    if id.len() != name.len() {
        return false;
    }
    let mut i = 0;
    while i < id.len() {
        let expected = if name[i] == b'_' { b'-' } else { name[i].to_ascii_lowercase() };
        if id[i] != expected {
            return false;
        }
        i += 1;
    }
    true
}
