//! Two periods of a fund, the first with its entries in a table, and edits of them by chance: sums, entries,
//! names, translations, and what is not published. They always add up.

use super::Site;
use super::random::Random;

const FUNDS: [&str; 3] = ["公共收益", "维修资金", "楼组自治金"];
const CATEGORIES: [&str; 3] = ["停车", "场地", ""];

/// The ledgers.
#[derive(Clone, Default)]
pub struct Books {
    fund: usize,
    /// Of each entry of the first period: how much came in, and its category.
    entries: Vec<(usize, usize)>,
    /// What the English of the first calls the fund.
    english: Option<usize>,
    /// What stands in the front matter of the second besides.
    second: &'static str,
    is_attached: bool,
}

impl Books {
    /// Two periods with one entry.
    pub fn new(site: &mut Site) -> Books {
        let books = Books { entries: vec![(100, 0)], ..Books::default() };
        books.write(site);
        books
    }

    /// One edit by chance; says what it was.
    pub fn edit(&mut self, random: &mut Random, site: &mut Site) -> String {
        let choice = random.below(7);
        match choice {
            0 => self.entries.push((random.below(900), random.below(3))),
            1 => drop(self.entries.pop()),
            2 => self.fund = random.below(3),
            3 => self.english = (!random.once_in(3)).then(|| random.below(9)),
            4 => {
                let front = ["", "draft: true\n", "withdrawn: {date: 2027-02-02, why: 误发}\n"];
                self.second = front[random.below(front.len())];
            }
            5 => self.is_attached = !self.is_attached,
            _ => {
                if let Some(entry) = self.entries.first_mut() {
                    entry.0 = random.below(900);
                }
            }
        }
        self.write(site);
        format!("ledgers ({choice})")
    }

    fn write(&self, site: &mut Site) {
        let fund = FUNDS[self.fund];
        let front = |title: &str, date: &str, from: &str, opening: usize| {
            format!(
                "---\nkind: ledger\ntitle: {title}\ndate: {date}\nfund: {fund}\n\
                 period: {{from: {from}, until: {date}}}\nopening: {opening}\n"
            )
        };
        let attached = if self.is_attached { "attachments: [first.csv]\n" } else { "" };
        let first = front("第一期", "2026-06-30", "2026-01-01", 50);
        site.write("content/ledgers/first.md", format!("{first}entries: first.csv\n{attached}---\n"));
        let row = |(amount, category): &(usize, usize)| {
            format!("2026-03-01,停车费,{amount}.50,{}\n", CATEGORIES[*category])
        };
        let rows: String = self.entries.iter().map(row).collect();
        site.write("content/ledgers/first.csv", format!("date,item,income,category\n{rows}"));
        let cents: usize = 5_000 + self.entries.iter().map(|(amount, _)| amount * 100 + 50).sum::<usize>();
        let second = front("第二期", "2026-12-31", "2026-07-01", cents / 100);
        let second = second.trim_end().to_owned() + &format!(".{:02}\n{}---\n", cents % 100, self.second);
        site.write("content/ledgers/second.md", second);
        match self.english {
            Some(name) => drop(site.write(
                "content/ledgers/first.en.md",
                format!("---\ntitle: First\nfund: Fund {name}\n---\nIn English.\n"),
            )),
            None => drop(site.files.remove("content/ledgers/first.en.md")),
        }
    }
}
