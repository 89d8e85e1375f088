//! Versions of a covenant with the vote that adopted them, a roster, a report and a table for the theme, and
//! edits of them by chance. They are always in order.

use super::Site;
use super::random::Random;

const ARTICLES: [&str; 4] = ["楼道不堆物。", "电动车不进楼。", "晚十点后安静。", "花盆放在门边。"];
const EFFECTIVE: [&str; 3] = ["2026-03-01", "2026-11-22", "2026-12-01"];
const WEEKDAYS: [&str; 4] = ["mon", "wed", "sat", "sun"];
const PERIODS: [(&str, &str); 3] =
    [("2026-01-01", "2026-06-30"), ("2026-10-01", "2026-10-31"), ("2025-01-01", "2025-12-31")];

/// What is personal, and what the settings may say of it.
pub const PERSONAL: [&str; 4] = ["13800001234", "138-0000-5678", "zhang.san@example.com", "96号楼502室"];
pub const PRIVACY: [&str; 6] = [
    "{mode: mask}",
    "{mode: warn}",
    "{mode: mask, allow: [{value: 13800001234, why: 值班手机}]}",
    "{flat: mask, email: mask}",
    "{mode: mask, small_cells: 5}",
    "{mobile: refuse}",
];

/// The records.
#[derive(Clone, Default)]
pub struct Rules {
    /// Of each version its articles, and from when it applies.
    versions: Vec<(Vec<usize>, usize)>,
    is_withdrawn: bool,
    is_translated: bool,
    /// The days and the hour of each row of the roster.
    rows: Vec<(usize, usize)>,
    period: usize,
    /// The lines of the table; none where there is no file.
    table: Option<Vec<usize>>,
}

impl Rules {
    /// One version, one row of the roster, a report of half a year.
    pub fn new(site: &mut Site) -> Rules {
        let rules = Rules { versions: vec![(vec![0, 1], 0)], rows: vec![(0, 9)], ..Rules::default() };
        rules.write(site);
        rules
    }

    /// One edit by chance; says what it was.
    pub fn edit(&mut self, random: &mut Random, site: &mut Site) -> String {
        let choice = random.below(9);
        match choice {
            0 if self.versions.len() < 3 => {
                let articles = self.versions.last().map(|(articles, _)| articles.clone()).unwrap_or_default();
                self.versions.push((articles, random.below(EFFECTIVE.len())));
                self.versions.sort_by_key(|(_, effective)| *effective);
            }
            0 => drop(self.versions.pop()),
            1 => {
                let at = random.below(self.versions.len());
                self.versions[at].0 = (0..=random.below(3)).map(|_| random.below(ARTICLES.len())).collect();
            }
            2 => self.is_withdrawn = !self.is_withdrawn,
            3 => self.is_translated = !self.is_translated,
            4 => self.rows.push((random.below(WEEKDAYS.len()), 6 + random.below(12))),
            5 if self.rows.len() > 1 => drop(self.rows.remove(0)),
            6 => self.period = random.below(PERIODS.len()),
            7 => self.table = None,
            _ => self.table = Some((0..random.below(4)).map(|_| random.below(99)).collect()),
        }
        self.write(site);
        format!("covenants, rosters, reports, tables ({choice})")
    }

    fn write(&self, site: &mut Site) {
        self.write_covenants(site);
        let row = |(at, (day, hour)): (usize, &(usize, usize))| {
            let day = WEEKDAYS[*day];
            format!(
                "  - {{days: [{day}], from: '{hour}:00', until: '{hour}:45', duty: 值班{at}, \
                 who: 甲{at} 1390000{hour:04}}}\n"
            )
        };
        let rows: String = self.rows.iter().enumerate().map(row).collect();
        site.write(
            "content/rosters/duty.md",
            format!(
                "---\nkind: roster\ntitle: 排班\ndate: 2026-10-01\nfrom: 2026-11-01\n\
                 until: 2026-12-31\nrows:\n{rows}---\n"
            ),
        );
        let (from, until) = PERIODS[self.period];
        site.write(
            "content/reports/report.md",
            format!(
                "---\nkind: report\ntitle: 报告\ndate: 2026-11-01\n\
                 period: {{from: {from}, until: {until}}}\n---\n"
            ),
        );
        match &self.table {
            Some(lines) => {
                let lines: String = lines.iter().map(|line| format!("窗口{line},{line}\n")).collect();
                site.write("data/duty.csv", format!("name,count\n{lines}"));
            }
            None => drop(site.files.remove("data/duty.csv")),
        }
    }

    fn write_covenants(&self, site: &mut Site) {
        site.write(
            "content/votes/stairs.md",
            "---\nkind: consultation\ntitle: 表决公约\ndate: 2026-01-10\nquestion: 是否同意\nrule: majority\n\
             opens: 2026-01-11\ncloses: 2026-01-20\ncounted: 2026-01-21\neligible: {people: 9}\n\
             ballots: {issued: 9, returned: 8, invalid: 0}\n\
             options: [{label: 同意, people: 7, approve: true}, {label: 不同意, people: 1}]\n---\n",
        );
        for at in 0..3 {
            let path = format!("content/covenants/v{at}.md");
            let Some((articles, effective)) = self.versions.get(at) else {
                site.files.remove(&path);
                continue;
            };
            let supersedes = at.checked_sub(1).map(|before| format!("supersedes: ./v{before}.md\n"));
            let is_last = at + 1 == self.versions.len();
            let withdrawn = if self.is_withdrawn && is_last {
                "withdrawn: {date: 2027-02-02, why: 误发}\n"
            } else {
                ""
            };
            let article = |(at, article): (usize, &usize)| {
                format!("第{}条　{}\n\n", ["一", "二", "三", "四"][at], ARTICLES[*article])
            };
            let body: String = articles.iter().enumerate().map(article).collect();
            site.write(
                &path,
                format!(
                    "---\nkind: covenant\ntitle: 楼道公约\ndate: 2026-02-01\nversion: 第{at}版\n\
                     adopted_by: votes/stairs.md\neffective: {}\n{}{withdrawn}---\n{body}",
                    EFFECTIVE[*effective],
                    supersedes.unwrap_or_default()
                ),
            );
        }
        if self.is_translated {
            site.write(
                "content/covenants/v0.en.md",
                "---\ntitle: Stairs\n---\nArticle 1 Keep the stairs clear.\n",
            );
        } else {
            site.files.remove("content/covenants/v0.en.md");
        }
    }
}
