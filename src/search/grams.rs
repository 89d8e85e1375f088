//! The index of a large site: where each pair of characters occurs, in files that are read as needed.
//!
//! Positions are numbers. The text that only one record has is numbered consecutively, record by record
//! (*own* positions); units are numbered one after the other. Between two stretches that are not contiguous
//! there is an empty position. A *seam* is where a unit meets the text beside it: words across it are found
//! by the two characters there.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::fold::is_han;
use super::numbers::NumberWriter;
use super::pieces::{PieceRef, Pieces};
use crate::track::FastBuildHasher;

/// No gram begins here.
const NONE: u32 = u32::MAX;

/// A gram: one character, as 0 and its code, or two.
pub(super) type Gram = (char, char);

/// The positions of all grams of one sort, own or of units.
#[derive(Debug, Default)]
struct Postings {
    /// For each gram, by its number, where its positions begin in `places`; and at last where they all end.
    begins: Vec<u32>,
    places: Vec<u32>,
}

/// Where two stretches meet with these characters, by what is on each side.
#[derive(Debug, Default)]
struct Seam {
    /// Between two units: the records that it is in.
    units: BTreeMap<(u32, u32), Vec<u32>>,
    /// Between own text and a unit: the own positions of the last character, by unit.
    before: BTreeMap<u32, Vec<u32>>,
    /// Between a unit and own text: the own positions of the first character, by unit.
    behind: BTreeMap<u32, Vec<u32>>,
}

/// The index of all texts, ready to be written.
#[derive(Debug, Default)]
pub(super) struct Grams {
    names: Vec<Gram>,
    own: Postings,
    units: Postings,
    seams: BTreeMap<Gram, Seam>,
    /// How many own positions each record has, including the empty ones after its stretches.
    pub(super) lengths: Vec<u32>,
    /// The same for each unit.
    pub(super) unit_lengths: Vec<u32>,
    /// The lengths of title and document number of each record.
    pub(super) heads: Vec<(u32, u32)>,
    /// In which records each unit is.
    pub(super) unit_records: Vec<Vec<u32>>,
}

/// The numbers of grams, in order of first occurrence.
#[derive(Default)]
struct GramNumbers {
    numbers: HashMap<u64, u32, FastBuildHasher>,
    names: Vec<Gram>,
}

impl GramNumbers {
    fn number(&mut self, gram: Gram) -> u32 {
        let key = (u64::from(u32::from(gram.0)) << 32) | u64::from(u32::from(gram.1));
        let names = &mut self.names;
        *self.numbers.entry(key).or_insert_with(|| {
            names.push(gram);
            names.len() as u32 - 1
        })
    }

    /// Appends the gram that begins at each position of a stretch, then an empty position. Grams with a
    /// space are included next to a Han character, which alone is no word (`B 座`).
    fn stretch(&mut self, text: &str, to: &mut Vec<u32>) {
        let mut chars = text.chars().peekable();
        let Some(mut before) = chars.next() else { return };
        let mut before_it = None;
        let is_near = |c: Option<char>| c.is_some_and(is_han);
        while let Some(c) = chars.next() {
            let is_wanted = match (before, c) {
                (' ', _) => is_near(before_it) || is_near(Some(c)),
                (_, ' ') => is_near(Some(before)) || is_near(chars.peek().copied()),
                _ => true,
            };
            to.push(if is_wanted { self.number((before, c)) } else { NONE });
            (before_it, before) = (Some(before), c);
        }
        to.push(NONE);
    }
}

/// The own positions of all records, one after the other.
#[derive(Default)]
struct GramPositions {
    names: GramNumbers,
    /// The gram that begins at each position.
    places: Vec<u32>,
    /// The text that continues with the next piece.
    stretch: String,
}

impl GramPositions {
    /// Adds the stretch that ends here.
    fn end_stretch(&mut self) {
        if !self.stretch.is_empty() {
            self.names.stretch(&self.stretch, &mut self.places);
            self.places.push(NONE);
            self.stretch.clear();
        }
    }

    /// The same for a title or a document number, each of which gets a position even if it is empty.
    fn end_head(&mut self) {
        if self.stretch.is_empty() {
            self.places.push(NONE);
        }
        self.end_stretch();
    }
}

impl Grams {
    /// The index of all texts.
    pub(super) fn of(pieces: &mut Pieces) -> Grams {
        let count = pieces.share();
        let mut grams = Grams { unit_records: vec![Vec::new(); count as usize], ..Grams::default() };
        let mut layout = GramPositions::default();
        for (record, refs) in pieces.records.iter().enumerate() {
            let begin = layout.places.len();
            grams.record(record as u32, refs, pieces, &mut layout);
            grams.lengths.push((layout.places.len() - begin) as u32);
        }
        let GramPositions { mut names, places, .. } = layout;
        let mut in_units = Vec::new();
        for piece in pieces.all.iter().filter(|piece| piece.unit.is_some()) {
            let begin = in_units.len();
            names.stretch(&piece.text, &mut in_units);
            in_units.push(NONE);
            grams.unit_lengths.push((in_units.len() - begin) as u32);
        }
        (grams.own, grams.units) = rayon::join(
            || Postings::of(&places, names.names.len()),
            || Postings::of(&in_units, names.names.len()),
        );
        grams.names = names.names;
        grams
    }

    /// Adds one record, and notes its seams.
    fn record(&mut self, record: u32, refs: &[PieceRef], pieces: &Pieces, to: &mut GramPositions) {
        let mut last: Option<(Option<u32>, char)> = None;
        for (at, part) in refs.iter().enumerate() {
            let piece = &pieces.all[part.piece as usize];
            let goes_on = last.filter(|_| part.joins);
            if piece.unit.is_some() || !matches!(goes_on, Some((None, _))) {
                to.end_stretch();
            }
            if let (Some((before, end)), Some(begin)) = (goes_on, piece.text.chars().next()) {
                self.seam(record, (end, begin), (before, piece.unit), to.places.len() as u32);
            }
            match piece.unit {
                Some(unit) => push_once(&mut self.unit_records[unit as usize], record),
                None => to.stretch.push_str(&piece.text),
            }
            last = piece.text.chars().next_back().map(|end| (piece.unit, end));
            if at < 2 {
                to.end_head();
                last = None;
            }
        }
        to.end_stretch();
        let length = |at: usize| refs.get(at).map_or(0, |part| pieces.length(*part));
        self.heads.push((length(0), length(1)));
    }

    /// Notes that two stretches meet; `next` is the next own position.
    fn seam(&mut self, record: u32, gram: Gram, (before, behind): (Option<u32>, Option<u32>), next: u32) {
        match (before, behind) {
            (None, None) => {}
            (Some(before), Some(behind)) => {
                let records = self.seams.entry(gram).or_default().units.entry((before, behind)).or_default();
                push_once(records, record);
            }
            // The stretch before has been added: its last character is two positions back, because an empty
            // one follows it.
            (None, Some(unit)) => {
                self.seams.entry(gram).or_default().before.entry(unit).or_default().push(next - 2);
            }
            (Some(unit), None) => {
                self.seams.entry(gram).or_default().behind.entry(unit).or_default().push(next);
            }
        }
    }

    /// The files of grams, `count` of them, followed by those of seams.
    pub(super) fn files(&self, count: usize, ones: &Ones) -> Vec<String> {
        let mut files: Vec<Vec<(Gram, Option<u32>)>> = vec![Vec::new(); count];
        for (number, gram) in self.names.iter().enumerate() {
            files[bucket(*gram, count)].push((*gram, Some(number as u32)));
        }
        for c in ones.keys() {
            files[bucket(('\0', *c), count)].push((('\0', *c), None));
        }
        files
            .into_par_iter()
            .map(|mut grams| {
                grams.sort_unstable_by_key(|(gram, _)| *gram);
                let mut to = NumberWriter::default();
                for ((first, second), number) in grams {
                    to.push(if number.is_some() { 2 } else { 1 });
                    if number.is_some() {
                        to.0.push(first);
                    }
                    to.0.push(second);
                    match (number, ones.get(&second)) {
                        (Some(number), _) => {
                            to.ascending(self.own.of_gram(number));
                            to.ascending(self.units.of_gram(number));
                        }
                        (None, Some((own, units))) => {
                            to.ascending(own);
                            to.ascending(units);
                        }
                        (None, None) => {}
                    }
                }
                to.0
            })
            .collect()
    }

    /// The files of seams, `count` of them.
    pub(super) fn seam_files(&self, count: usize) -> Vec<String> {
        let mut files: Vec<NumberWriter> =
            std::iter::repeat_with(NumberWriter::default).take(count).collect();
        for (gram, seam) in &self.seams {
            let to = &mut files[bucket(*gram, count)];
            to.0.extend([gram.0, gram.1]);
            to.push(seam.units.len() as u64);
            for ((before, behind), records) in &seam.units {
                to.push(u64::from(*before));
                to.push(u64::from(*behind));
                to.ascending(records);
            }
            for side in [&seam.before, &seam.behind] {
                to.push(side.len() as u64);
                for (unit, places) in side {
                    to.push(u64::from(*unit));
                    to.ascending(places);
                }
            }
        }
        files.into_iter().map(|file| file.0).collect()
    }

    /// The files that list the records of each unit, `count` of them: unit `u` is in file `u % count`.
    pub(super) fn unit_files(&self, count: usize) -> Vec<String> {
        let mut files: Vec<NumberWriter> =
            std::iter::repeat_with(NumberWriter::default).take(count).collect();
        for (unit, records) in self.unit_records.iter().enumerate() {
            files[unit % count].ascending(records);
        }
        files.into_iter().map(|file| file.0).collect()
    }

    /// The two characters of every seam, one after the other.
    pub(super) fn seam_names(&self) -> String {
        self.seams.keys().flat_map(|gram| [gram.0, gram.1]).collect()
    }
}

/// The records and the units that hold a character. A single character that is not Han is searched for
/// beside other words; a Han character in titles only.
pub(super) type Ones = BTreeMap<char, (Vec<u32>, Vec<u32>)>;

/// The characters of all texts.
pub(super) fn ones(pieces: &Pieces) -> Ones {
    let mut all: HashMap<char, (Vec<u32>, Vec<u32>), FastBuildHasher> = HashMap::default();
    let mut add = |c: char, is_unit: bool, number: u32| {
        let (own, units) = all.entry(c).or_default();
        let list = if is_unit { units } else { own };
        push_once(list, number);
    };
    for (record, refs) in pieces.records.iter().enumerate() {
        for (at, part) in refs.iter().enumerate() {
            let piece = &pieces.all[part.piece as usize];
            if piece.unit.is_none() {
                let wanted = piece.text.chars().filter(|c| *c != ' ' && (at == 0 || !is_han(*c)));
                wanted.for_each(|c| add(c, false, record as u32));
            }
        }
    }
    for piece in &pieces.all {
        if let Some(unit) = piece.unit {
            piece.text.chars().filter(|c| *c != ' ' && !is_han(*c)).for_each(|c| add(c, true, unit));
        }
    }
    all.into_iter().collect()
}

/// Adds a number to an ascending list, unless the list ends with it.
fn push_once(list: &mut Vec<u32>, number: u32) {
    if list.last() != Some(&number) {
        list.push(number);
    }
}

impl Postings {
    /// Sorts positions by gram.
    fn of(places: &[u32], grams: usize) -> Postings {
        let mut begins = vec![0_u32; grams + 1];
        for gram in places.iter().filter(|gram| **gram != NONE) {
            begins[*gram as usize + 1] += 1;
        }
        for gram in 0..grams {
            begins[gram + 1] += begins[gram];
        }
        let mut next = begins.clone();
        let mut sorted = vec![0; begins.last().copied().unwrap_or_default() as usize];
        for (place, gram) in places.iter().enumerate().filter(|(_, gram)| **gram != NONE) {
            let at = &mut next[*gram as usize];
            sorted[*at as usize] = place as u32;
            *at += 1;
        }
        Postings { begins, places: sorted }
    }

    fn of_gram(&self, number: u32) -> &[u32] {
        let (from, until) = (self.begins[number as usize], self.begins[number as usize + 1]);
        &self.places[from as usize..until as usize]
    }
}

/// The file of a gram, found by the script in the same way: FNV-1a over the code points.
pub(super) fn bucket(gram: Gram, count: usize) -> usize {
    let mut hash = 0x811C_9DC5_u32;
    for c in [gram.0, gram.1] {
        hash = (hash ^ u32::from(c)).wrapping_mul(0x0100_0193);
    }
    ((hash ^ (hash >> 15)) as usize) % count.max(1)
}
