//! The table of a section, and edits of it by chance: cells, rows, columns, and how the file is written.

use super::random::Random;

const HEADS: [&str; 7] = ["slug", "title", "date", "topics", "draft", "refs", "body"];

/// A table of notices.
#[derive(Clone, Default)]
pub struct TableRows {
    rows: Vec<[String; 7]>,
    made: usize,
    /// What parts its cells.
    separator: Option<char>,
    has_mark: bool,
}

impl TableRows {
    /// A table of six notices.
    pub fn new(random: &mut Random) -> TableRows {
        let mut table = TableRows::default();
        (0..6).for_each(|_| {
            table.add(random);
        });
        table
    }

    fn add(&mut self, random: &mut Random) -> usize {
        self.made += 1;
        let at = random.below(self.rows.len() + 1);
        let mut row = <[String; 7]>::default();
        row[0] = format!("r{}", self.made);
        row[1] = format!("登记{}", self.made);
        row[2] = format!("2026-{:02}-{:02}", 1 + random.below(11), 1 + random.below(28));
        row[6] = format!("第{}件。", random.below(99));
        self.rows.insert(at, row);
        at
    }

    /// One edit by chance, in which a row may name the record `other`; says what it was.
    pub fn edit(&mut self, random: &mut Random, other: &str) -> String {
        let at = random.below(self.rows.len().max(1));
        let choice = random.below(11);
        let Some(row) = self.rows.get_mut(at) else { return format!("added row {}", self.add(random)) };
        match choice {
            0 => return format!("added row {}", self.add(random)),
            1 => drop(self.rows.remove(at)),
            2 => self.rows.reverse(),
            3 => self.separator = Some(*random.of(&[',', ';', '\t'])),
            4 => self.has_mark = !self.has_mark,
            5 => row[1] = format!("改题{}", random.below(99)),
            6 => row[3] = (*random.of(&["", "电梯、停车", "安全；电梯"])).to_owned(),
            7 => row[4] = (*random.of(&["", "", "是"])).to_owned(),
            8 => row[5] = if random.once_in(2) { other.to_owned() } else { String::new() },
            9 => row[0] = format!("s{}", random.below(60)),
            _ => {
                let number = 1 + random.below(6);
                row[6] = format!("第{}件。\n\n见[另一件](list.csv#{number})。", random.below(99));
            }
        }
        format!("row {at} of the table ({choice})")
    }

    /// The file.
    pub fn csv(&self) -> String {
        let separator = self.separator.unwrap_or(',').to_string();
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut text = String::from(if self.has_mark { "\u{FEFF}" } else { "" });
        text.push_str(&HEADS.join(&separator));
        for row in &self.rows {
            text.push('\n');
            text.push_str(&row.iter().map(quoted).collect::<Vec<_>>().join(&separator));
        }
        text + "\n"
    }
}
