//! One line per diagnostic, as compilers write and editors read them: `file:line:column: error[code]:
//! message`.
//!
//! The severity is English in both languages, because programs match it.

use super::clean::one_line;
use crate::diag::line_index::{LineIndexes, Position};
use crate::diag::{Diagnostic, Lang};

pub(super) fn write(out: &mut String, diagnostic: &Diagnostic, lang: Lang, indexes: &mut LineIndexes<'_>) {
    if let Some(place) = &diagnostic.place {
        out.push_str(&one_line(&place.file));
        if let Some(index) = indexes.of(place) {
            let at = Position::of(&index, &place.span);
            out.push_str(&format!(":{}:{}", at.line, at.column));
        }
        out.push_str(": ");
    }
    out.push_str(&format!("{}[{}]: ", diagnostic.severity.id(), diagnostic.code.id));
    out.push_str(&one_line(diagnostic.message.in_lang(lang)));
    if let Some(help) = &diagnostic.help {
        out.push_str(match lang {
            Lang::Zh => "；帮助：",
            Lang::En => "; help: ",
        });
        out.push_str(&one_line(help.in_lang(lang)));
    }
    out.push('\n');
}
