//! Pieces: takes the folded texts of all records; gives each distinct stretch of them once. Sentences that
//! occur in many records have one position in the index, so that the words of a form letter do not make it
//! longer than words that were written once.

use std::collections::HashMap;

use super::plain::{BLOCK, FIELD};
use crate::track::{Digest, FastBuildHasher};

/// A piece that occurs this often is stored once.
const SHARED: u32 = 4;
/// A shorter piece, in characters, is cheaper to leave in its records.
const SHORTEST: usize = 4;

/// A stretch of a text, in the order of its record.
#[derive(Clone, Copy, Debug)]
pub(super) struct PieceRef {
    /// The number of the piece.
    pub(super) piece: u32,
    /// Whether it continues the one before: words may span both.
    pub(super) joins: bool,
}

/// A piece.
#[derive(Debug)]
pub(super) struct IndexPiece {
    pub(super) text: Box<str>,
    /// How often it occurs.
    count: u32,
    /// Whether it must stay in its record: the positions of titles and numbers decide how good a hit is.
    is_own: bool,
    /// Its number among the units, if it is stored once.
    pub(super) unit: Option<u32>,
}

/// All pieces, and those that each record consists of.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) all: Vec<IndexPiece>,
    /// For each record, in order.
    pub(super) records: Vec<Vec<PieceRef>>,
    by_digest: HashMap<(Digest, bool), u32, FastBuildHasher>,
}

impl Pieces {
    /// Adds the folded text of the next record.
    pub(super) fn add(&mut self, folded: &str) {
        let mut refs = Vec::new();
        for (at, field) in folded.split(FIELD).enumerate() {
            let is_own = at < 2;
            if is_own {
                // Both are always added, so that their positions follow from their lengths.
                refs.push(PieceRef { piece: self.number(&field.replace(BLOCK, ""), true), joins: false });
            } else {
                self.add_field(field, &mut refs);
            }
        }
        self.records.push(refs);
    }

    fn add_field(&mut self, field: &str, refs: &mut Vec<PieceRef>) {
        let (mut rest, mut joins) = (field, false);
        while let Some(end) = end_of_piece(rest) {
            let (piece, after) = rest.split_at(end);
            if !piece.is_empty() {
                refs.push(PieceRef { piece: self.number(piece, false), joins });
            }
            rest = after.trim_start_matches([BLOCK, ' ']);
            // A block separator is not compared, so the text continues across it; across a space it does
            // not.
            let gap = &after[..after.len() - rest.len()];
            joins = !gap.contains(' ') && (joins || !piece.is_empty());
        }
        if !rest.is_empty() {
            refs.push(PieceRef { piece: self.number(rest, false), joins });
        }
    }

    fn number(&mut self, text: &str, is_own: bool) -> u32 {
        let next = self.all.len() as u32;
        let number = *self.by_digest.entry((Digest::of(text.as_bytes()), is_own)).or_insert(next);
        if number == next {
            self.all.push(IndexPiece { text: text.into(), count: 0, is_own, unit: None });
        }
        self.all[number as usize].count += 1;
        number
    }

    /// How many characters a piece has.
    pub(super) fn length(&self, part: PieceRef) -> u32 {
        self.all[part.piece as usize].text.chars().count() as u32
    }

    /// Decides which pieces are stored once, in order of first occurrence; gives their number.
    pub(super) fn share(&mut self) -> u32 {
        self.by_digest = HashMap::default();
        let mut units = 0;
        for piece in &mut self.all {
            let is_long = piece.text.chars().nth(SHORTEST - 1).is_some();
            if piece.count >= SHARED && is_long && !piece.is_own {
                piece.unit = Some(units);
                units += 1;
            }
        }
        units
    }
}

/// Where the first piece of a field ends: after a sentence, or at the end of a block.
fn end_of_piece(field: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in field.char_indices() {
        match c {
            BLOCK => return Some(at),
            ' ' if matches!(before, '.' | '。' | '!' | '?' | ';') => return Some(at),
            ' ' => {}
            _ if matches!(before, '。' | '!' | '?' | ';') => return Some(at),
            _ => {}
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of each record; `+` before one that continues, `=` before one that is stored once.
    fn of(texts: &[&str]) -> Vec<String> {
        let mut pieces = Pieces::default();
        texts.iter().for_each(|text| pieces.add(text));
        pieces.share();
        let shown = |part: &PieceRef| {
            let piece = &pieces.all[part.piece as usize];
            let (joins, unit) = (part.joins.then_some("+"), piece.unit.map(|_| "="));
            [joins.unwrap_or_default(), unit.unwrap_or_default(), &piece.text].concat()
        };
        pieces.records.iter().map(|record| record.iter().map(shown).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn a_text_is_parted_where_sentences_and_blocks_end() {
        let record = "题目。一\n\n一句话。另一句!又一句\t一段 a. b c? d";
        assert_eq!(of(&[record]), ["题目。一||一句话。|+另一句!|+又一句|+一段 a.|b c?|d"]);
    }

    #[test]
    fn what_stands_in_many_places_is_kept_once() {
        let texts =
            ["甲\n\n请带证件。开会。", "乙\n\n请带证件。", "丙\n\n请带证件。", "请带证件。\n\n请带证件。"];
        let all =
            ["甲||=请带证件。|+开会。", "乙||=请带证件。", "丙||=请带证件。", "请带证件。||=请带证件。"];
        assert_eq!(of(&texts), all);
    }
}
