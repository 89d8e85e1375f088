//! Sites by chance and edits by chance: everything that may happen to a site.
#![allow(dead_code, reason = "each test program uses a part of this")]

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Site;
use super::books::Books;
use super::random::Random;
use super::rules::{PERSONAL, PRIVACY, Rules};
use super::table::TableRows;

const WORDS: [&str; 12] = [
    "电梯",
    "停水",
    "停车",
    "楼道",
    "议事会",
    "垃圾分类",
    "公示",
    "lift",
    "notice",
    "春节",
    "志愿者",
    "维修资金",
];

/// Photos: one as it lies, one that is to be turned (it says so, and where it was taken), one too small for
/// copies.
const PHOTOS: [&[u8]; 3] = [
    include_bytes!("../photo/upright.jpg"),
    include_bytes!("../photo/lying.jpg"),
    b"GIF89a\x05\0\x07\0\0\0\0;",
];
const TOPICS: [&str; 5] = ["电梯", "停车", "安全", "公共空间", "lift & co"];
const PLACES: [&str; 5] = ["梧桐里", "梧桐里/1号楼", "2号楼", "听雨坊", "听雨坊/1号楼"];
const REGISTER: &str = "places:\n  - {name: 梧桐里, people: 100, area: 5000.5, places: [{name: 1号楼, \
    people: 40}, {name: 2号楼, people: 60, area: 3000}]}\n  - {name: 听雨坊, people: 50, places: [{name: 1号楼}]}\n";
const DAYS: [&str; 10] = [
    "2026-11-10",
    "2026-11-20",
    "2026-11-21",
    "2026-11-22",
    "2026-11-22 08:00",
    "2026-11-22 19:30",
    "2026-11-23",
    "2026-11-25",
    "2026-12-31",
    "2027-01-01",
];
const TEMPLATES: [&str; 8] = [
    "notice.html",
    "home.html",
    "section.html",
    "series.html",
    "topic.html",
    "archive.html",
    "redirect.html",
    "404.html",
];

/// One record and what may be written in it.
#[derive(Clone, Default)]
struct Source {
    section: &'static str,
    bundle: bool,
    front: BTreeMap<&'static str, String>,
    body: String,
    english: Option<String>,
}

/// A site, and what is known of how it was made.
#[derive(Clone)]
pub struct World {
    /// The site.
    pub site: Site,
    records: BTreeMap<String, Source>,
    config: BTreeMap<&'static str, String>,
    table: TableRows,
    books: Books,
    rules: Rules,
    made: usize,
}

impl World {
    /// A site of forty records; with a theme of its own that asks everything a theme can ask.
    pub fn new(random: &mut Random, own_theme: bool) -> World {
        let mut world = World {
            site: Site::empty(),
            records: BTreeMap::new(),
            config: BTreeMap::new(),
            table: TableRows::new(random),
            books: Books::default(),
            rules: Rules::default(),
            made: 0,
        };
        for (key, value) in [
            ("title", "新福"),
            ("base_url", "https://notices.example.org/board"),
            ("languages", "{en: {title: Xinfu, places: {梧桐里: Wutong}, topics: {电梯: Lifts}}}"),
            ("page_size", "6"),
        ] {
            world.config.insert(key, value.to_owned());
        }
        if own_theme {
            world.config.insert("theme", "plain".to_owned());
            super::plain_theme::write(&mut world.site);
        }
        world.write_config();
        world.index("", random);
        let sections =
            ["notices", "meetings", "consultations", "logs", "about", "notices/old", "repairs", "matters"];
        for section in sections {
            world.index(section, random);
        }
        world.site.write("content/repairs/list.csv", world.table.csv());
        world.books = Books::new(&mut world.site);
        world.rules = Rules::new(&mut world.site);
        for _ in 0..40 {
            world.add(random);
        }
        world
    }

    fn write_config(&mut self) {
        let mut text: String =
            self.config.iter().fold(String::new(), |text, (key, value)| text + &format!("{key}: {value}\n"));
        text.push_str(REGISTER);
        self.site.write("site.yaml", text);
    }

    fn index(&mut self, section: &str, random: &mut Random) {
        let kind = match section {
            "notices" | "notices/old" => "kind: notice\n",
            "repairs" => "kind: notice\nrows: list.csv\n",
            "meetings" => "kind: meeting\n",
            "matters" => "kind: matter\n",
            "consultations" => "kind: consultation\n",
            "logs" => {
                "kind: log\nseries: {from: 2026-01-01, metrics: {户: {total: sum}, 最高: {total: max}}}\n"
            }
            _ => "",
        };
        let mut front = format!("title: 栏目{}\n{kind}", random.of(&WORDS));
        if random.once_in(3) {
            let _ = writeln!(front, "weight: {}", random.below(5));
        }
        if random.once_in(6) && !section.is_empty() {
            front.push_str("hidden: true\n");
        }
        if random.once_in(3) {
            let _ = writeln!(front, "languages: {{en: {{title: Section {}}}}}", random.below(9));
        }
        let folder = if section.is_empty() { String::new() } else { format!("{section}/") };
        let mut words = (*random.of(&WORDS)).to_owned();
        if random.once_in(3) && !self.records.is_empty() {
            let _ = write!(words, "，见[它](/{})", self.source(&self.any(random)));
        }
        self.site.write(&format!("content/{folder}_index.md"), format!("---\n{front}---\n{words}\n"));
        if random.once_in(4) {
            self.site.write(
                &format!("content/{folder}_index.en.md"),
                format!("---\ntitle: {}\n---\n{}\n", random.below(99), random.below(99)),
            );
        }
    }

    fn path(name: &str, record: &Source) -> String {
        let section = record.section;
        if record.bundle {
            format!("content/{section}/{name}/index.md")
        } else {
            format!("content/{section}/{name}.md")
        }
    }

    fn write(&mut self, name: &str) {
        let record = &self.records[name];
        let front =
            record.front.iter().fold(String::new(), |text, (key, value)| text + &format!("{key}: {value}\n"));
        let path = World::path(name, record);
        let text = format!("---\n{front}---\n{}\n", record.body);
        let english = record.english.clone();
        self.site.write(&path, text);
        let translation = path.replace(".md", ".en.md");
        self.site.files.remove(&translation);
        if let Some(title) = english {
            self.site.write(&translation, format!("---\ntitle: {title}\n---\nEnglish {title}.\n"));
        }
    }

    fn erase(&mut self, name: &str) {
        if let Some(record) = self.records.remove(name) {
            let path = World::path(name, &record);
            let folder = path.strip_suffix("index.md").map(str::to_owned);
            let gone: Vec<String> = self
                .site
                .files
                .paths()
                .filter(|other| {
                    **other == path
                        || **other == path.replace(".md", ".en.md")
                        || folder.as_ref().is_some_and(|folder| other.starts_with(folder.as_str()))
                })
                .map(str::to_owned)
                .collect();
            gone.iter().for_each(|path| {
                self.site.files.remove(path);
            });
        }
    }

    fn any(&self, random: &mut Random) -> String {
        let names: Vec<&String> = self.records.keys().collect();
        (*random.of(&names)).clone()
    }

    fn source(&self, name: &str) -> String {
        World::path(name, &self.records[name])["content/".len()..].to_owned()
    }

    fn add(&mut self, random: &mut Random) -> String {
        self.made += 1;
        let made = self.made;
        let section = *random.of(&[
            "notices",
            "notices",
            "notices",
            "meetings",
            "consultations",
            "logs",
            "logs",
            "about",
            "notices/old",
            "matters",
            "matters",
        ]);
        let name = format!("{}-{made}", random.of(&WORDS));
        let day = match section {
            "logs" => format!("2026-{:02}-{:02}", 1 + made / 28 % 12, 1 + made % 28),
            _ => {
                format!("202{}-{:02}-{:02}", 5 + random.below(2), 1 + random.below(11), 1 + random.below(28))
            }
        };
        let mut record = Source { section, bundle: random.once_in(5), ..Source::default() };
        record.front.insert("title", format!("{}{made}", random.of(&WORDS)));
        if section != "about" {
            record.front.insert("date", day);
        }
        match section {
            "logs" => drop(
                record
                    .front
                    .insert("metrics", format!("{{户: {}, 最高: {}.5}}", random.below(9), random.below(9))),
            ),
            "meetings" => drop(record.front.insert(
                "starts",
                format!("2026-{:02}-{:02} 19:00", 10 + random.below(3), 1 + random.below(28)),
            )),
            "matters" => {
                record.front.insert("reported", format!("2026-{:02}-15", 1 + random.below(11)));
                record.front.insert("category", (*random.of(&TOPICS)).to_owned());
                let slug = *random.of(&["lift", "roof"]);
                let is_taken =
                    |record: &Source| record.front.get("slug").is_some_and(|taken| taken.as_str() == slug);
                if random.once_in(2) && !self.records.values().any(is_taken) {
                    record.front.insert("slug", slug.to_owned());
                }
            }
            "consultations" => {
                record.front.insert("question", "是否同意".to_owned());
                record.front.insert("rule", "majority".to_owned());
                record.front.insert("opens", "2026-11-15".to_owned());
                record.front.insert("closes", format!("2026-11-{}", 20 + random.below(9)));
                record.front.insert("options", "[{label: 同意, approve: true}, {label: 不同意}]".to_owned());
            }
            _ => {}
        }
        record.body = self.body(random);
        self.records.insert(name.clone(), record);
        self.write(&name);
        name
    }

    fn body(&self, random: &mut Random) -> String {
        let mut body = format!("{}的事。", random.of(&WORDS));
        for _ in 0..random.below(4) {
            let _ = match random.below(6) {
                0 => write!(body, "\n\n## {}\n", random.of(&WORDS)),
                1 if !self.records.is_empty() => {
                    let name = self.any(random);
                    write!(body, "\n\n见[它](/{}).", self.source(&name))
                }
                4 => write!(body, "\n\n请找{}。", random.of(&PERSONAL)),
                2 => write!(body, "\n\n注[^1]。\n\n[^1]: {}", random.below(99)),
                3 => write!(body, "\n\n<b onclick=x>{}</b>", random.below(99)),
                _ => write!(body, "\n\n{}{}", random.of(&WORDS), random.below(99)),
            };
        }
        body
    }

    /// One edit by chance; says what it was.
    pub fn edit(&mut self, random: &mut Random) -> String {
        let name = self.any(random);
        match random.below(37) {
            0..=2 => {
                let body = self.body(random);
                self.change(&name, |record| record.body = body);
                format!("body of {name}")
            }
            3 => {
                let personal = if random.once_in(5) { *random.of(&PERSONAL) } else { "" };
                let title = format!("{}{}{personal}", random.of(&WORDS), random.below(99));
                self.change(&name, |record| drop(record.front.insert("title", title)));
                format!("title of {name}")
            }
            4..=11 => self.edit_front(&name, random),
            12 => format!("added {}", self.add(random)),
            13 => {
                self.erase(&name);
                format!("deleted {name}")
            }
            14 => {
                let record = self.records[&name].clone();
                if record.bundle {
                    return "nothing".to_owned();
                }
                self.erase(&name);
                let new = format!("{}-{}", random.of(&WORDS), self.made + 1);
                self.made += 1;
                self.records.insert(new.clone(), record);
                self.write(&new);
                format!("renamed {name} to {new}")
            }
            15 => self.edit_template(random),
            16 => self.edit_config(random),
            17 => {
                let lang = *random.of(&["zh-Hans", "en"]);
                let path = format!("i18n/{lang}.ftl");
                if random.once_in(3) {
                    self.site.files.remove(&path);
                } else {
                    self.site.write(
                        &path,
                        format!(
                            "{} = 文字{}\n",
                            random.of(&["skip", "hello", "topics-all", "missing-heading"]),
                            random.below(9)
                        ),
                    );
                }
                format!("texts {lang}")
            }
            18 | 19 => self.edit_bundle(&name, random),
            20 => {
                let section = *random.of(&[
                    "",
                    "notices",
                    "meetings",
                    "consultations",
                    "logs",
                    "about",
                    "notices/old",
                    "repairs",
                ]);
                self.index(section, random);
                format!("section {section}")
            }
            21 | 22 => {
                let day = *random.of(&DAYS);
                self.site.today(day);
                format!("today {day}")
            }
            23 => {
                let title = (!random.once_in(3)).then(|| format!("Title {}", random.below(99)));
                self.change(&name, |record| record.english = title);
                format!("translation of {name}")
            }
            24 => {
                let path = *random.of(&["static/plain.css", "static/board.css", "static/x.txt"]);
                self.site.write(path, format!("b {{ order: {} }}", random.below(9)));
                "static".to_owned()
            }
            25 => {
                let languages = World::languages(random);
                self.config.insert("languages", languages.clone());
                self.write_config();
                format!("names {languages}")
            }
            26 | 27 => {
                let edited = self.table.edit(random, &self.source(&name));
                self.site.write("content/repairs/list.csv", self.table.csv());
                edited
            }
            28..=30 => self.books.edit(random, &mut self.site),
            31..=34 => self.rules.edit(random, &mut self.site),
            35 => super::accessibility::edit(random, &mut self.site),
            _ => super::seals::edit(random, &mut self.site),
        }
    }

    fn change(&mut self, name: &str, change: impl FnOnce(&mut Source)) {
        if let Some(record) = self.records.get_mut(name) {
            change(record);
            self.write(name);
        }
    }

    fn edit_front(&mut self, name: &str, random: &mut Random) -> String {
        let other = self.any(random);
        let other = self.source(&other);
        let day = || format!("2026-11-{:02}", 15);
        let (key, value) = match random.below(24) {
            0 => ("topics", format!("[{}, {}]", random.of(&TOPICS), random.of(&WORDS))),
            1 => ("places", format!("[{}]", random.of(&PLACES))),
            2 => ("pinned", "true".to_owned()),
            3 => ("weight", random.below(5).to_string()),
            4 => ("expires", format!("2026-11-{}", 19 + random.below(8))),
            5 => ("summary", format!("摘要{}", random.below(99))),
            6 => ("number", format!("新福〔2026〕{}号", random.below(40))),
            7 => ("corrections", format!("[{{date: 2027-02-01, what: 更正{}}}]", random.below(9))),
            8 => ("withdrawn", "{date: 2027-02-02, why: 误发}".to_owned()),
            9 => ("matter", (*random.of(&["lift", "roof"])).to_owned()),
            10 => ("refs", format!("[{other}]")),
            11 => ("aliases", format!("[old/{}.html]", random.below(60))),
            12 => ("slug", format!("s{}", random.below(60))),
            13 => ("posted", format!("{{from: {}, days: {}}}", day(), 1 + random.below(14))),
            14 => ("contact", format!("{{name: 窗口{}, phone: 021-5550-0123}}", random.below(9))),
            15 => ("extra", format!("{{a: [1, {}]}}", random.below(9))),
            16 => ("draft", "true".to_owned()),
            17 => (
                "embargo",
                (*random.of(&["2026-11-21", "2026-11-22 19:30", "2026-11-23", "2027-01-01"])).to_owned(),
            ),
            18 => ("issuer", format!("委员会{}", random.below(9))),
            19 => ("template", "page".to_owned()),
            20 if self.records[name].section == "logs" => {
                ("metrics", format!("{{户: {}}}", random.below(99)))
            }
            20 if self.records[name].section.starts_with("notices") => {
                ("type", (*random.of(&["warning", "reminder", "service"])).to_owned())
            }
            21 if self.records[name].section.starts_with("notices") && random.once_in(2) => {
                ("schedule", format!("[{{place: {}, days: [mon], from: '9:00'}}]", random.of(&PLACES)))
            }
            21 if self.records[name].section.starts_with("notices") => {
                ("deadline", format!("2026-11-2{} 17:00", random.below(9)))
            }
            22 if self.records[name].section == "matters" => {
                let status = *random.of(&["received", "working", "replied", "closed"]);
                ("steps", format!("[{{date: 2026-11-{}, status: {status}}}]", 15 + random.below(6)))
            }
            23 if self.records[name].section == "matters" => {
                let (key, value) = *random.of(&[("place", PLACES[0]), ("reply", "修好了")]);
                (key, value.to_owned())
            }
            22 | 23 if self.records[name].section == "meetings" => {
                let due = 18 + random.below(8);
                ("resolutions", format!("[{{title: 修门{due}, owner: 物业, due: 2026-11-{due}}}]"))
            }
            _ => (
                "date",
                format!("202{}-{:02}-{:02}", 5 + random.below(2), 1 + random.below(11), 1 + random.below(28)),
            ),
        };
        let away = key != "date" && random.once_in(3);
        self.change(name, |record| {
            drop(if away { record.front.remove(key) } else { record.front.insert(key, value.clone()) })
        });
        format!("{key} of {name} {}", if away { "away".to_owned() } else { value })
    }

    fn edit_template(&mut self, random: &mut Random) -> String {
        let name = *random.of(&TEMPLATES);
        let path = format!("templates/{name}");
        match random.below(3) {
            0 => drop(self.site.files.remove(&path)),
            1 => drop(self.site.write(
                &path,
                format!(
                    "<!-- {} -->{{{{ page.title }}}}\
                {{{{ site(key=\"issuer\") }}}}{{% for c in list(name=\"newest\", limit=2) %}}\
                {{{{ c.title }}}}{{% endfor %}}",
                    random.below(9)
                ),
            )),
            _ => drop(self.site.write(
                "templates/parts/foot.html",
                format!(
                    "{} {{{{ site(key='title') }}}}\
                {{{{ page.root }}}}",
                    random.below(9)
                ),
            )),
        }
        path
    }

    fn edit_config(&mut self, random: &mut Random) -> String {
        let (key, value) = match random.below(14) {
            12 | 13 => ("privacy", (*random.of(&PRIVACY)).to_owned()),
            10 | 11 => (
                "cadence",
                format!(
                    "[{{kind: {}, every: {}, within: {}}}]",
                    random.of(&["log", "meeting", "notice", "ledger"]),
                    random.of(&["month", "quarter", "year"]),
                    random.below(40)
                ),
            ),
            9 => ("follow_up_days", random.below(30).to_string()),
            0 => ("title", format!("新福{}", random.below(9))),
            1 => ("page_size", (3 + random.below(9)).to_string()),
            2 => ("issuer", format!("居委会{}", random.below(9))),
            3 => ("contact", format!("{{name: 窗口, phone: 021-5550-012{}}}", random.below(9))),
            4 => (
                "base_url",
                format!("https://n{}.example.org/{}", random.below(3), random.of(&["", "board/"])),
            ),
            5 => ("extra", format!("{{x: {}}}", random.below(9))),
            6 => ("feeds", format!("{{limit: {}}}", 1 + random.below(9))),
            7 => ("slugs", (*random.of(&["keep", "pinyin"])).to_owned()),
            _ => ("holidays", format!("{{weekends: {}}}", random.once_in(2))),
        };
        let away = !matches!(key, "title" | "base_url") && random.once_in(3);
        drop(if away { self.config.remove(key) } else { self.config.insert(key, value.clone()) });
        self.write_config();
        format!("config {key} {}", if away { "away" } else { &value })
    }

    /// English, with names for some places and topics, and sometimes Arabic.
    fn languages(random: &mut Random) -> String {
        let mut some = |names: &[&str]| -> String {
            let named: Vec<String> = names
                .iter()
                .flat_map(|name| {
                    if random.once_in(3) { None } else { Some(format!("{name}: Name {}", random.below(9))) }
                })
                .collect();
            named.join(", ")
        };
        let (places, topics) =
            (some(&["梧桐里", "听雨坊", "1号楼", "听雨坊/1号楼"]), some(&["电梯", "停车", "安全"]));
        let issuer = if random.once_in(3) { ", issuer: Committee" } else { "" };
        let arabic = if random.once_in(3) { ", ar: {title: شينفو}" } else { "" };
        format!("{{en: {{title: Xinfu{issuer}, places: {{{places}}}, topics: {{{topics}}}}}{arabic}}}")
    }

    fn edit_bundle(&mut self, name: &str, random: &mut Random) -> String {
        if !self.records[name].bundle {
            self.change(name, |_| {});
            return "nothing".to_owned();
        }
        let folder = World::path(name, &self.records[name]).replace("index.md", "");
        self.site.write(&format!("{folder}plan.txt"), format!("{}", random.below(9)));
        self.site.write(&format!("{folder}photo.jpg"), random.of(&PHOTOS));
        let shown = *random.of(&["", "![照片](photo.jpg)", "[照片](photo.jpg)"]);
        let body = format!("{}\n\n[图](plan.txt) {shown}", random.of(&WORDS));
        self.change(name, |record| {
            record.front.insert("attachments", "[{path: plan.txt, title: 图}]".to_owned());
            record.body = body;
        });
        format!("bundle {name}")
    }

    /// An edit that no site can be built with.
    pub fn break_it(&mut self, random: &mut Random) -> String {
        let name = self.any(random);
        let path = World::path(&name, &self.records[&name]);
        match random.below(8) {
            6 => drop(self.site.write("content/ledgers/first.csv", "date,item,income\n2026-13-01,甲,1\n")),
            5 => drop(self.site.write("content/repairs/list.csv", "title,date\n甲,2026-02-30\n")),
            0 => drop(self.site.write(&path, "---\ntitle：没有英文冒号\n---\n")),
            1 => drop(self.site.write(&path, "---\ntitle: x\ndate: 2026-02-30\n---\n")),
            2 => drop(self.site.write("templates/notice.html", "{{ record.title ")),
            3 => drop(self.site.write("templates/home.html", "{{ t(key='no-such-text-at-all') }}")),
            4 => drop(self.site.write("site.yaml", "titel: x\n")),
            _ => drop(self.site.write(&path, "---\ntitle: x\ndate: 2026-01-01\nrefs: [nowhere.md]\n---\n")),
        }
        format!("broke it at {path}")
    }

    /// Goes back to how everything was, as a checkout of another branch does, but for the time and the
    /// output.
    pub fn check_out(&mut self, branch: &World) {
        self.site.files = branch.site.files.clone();
        self.records = branch.records.clone();
        self.config = branch.config.clone();
        self.table = branch.table.clone();
        self.books = branch.books.clone();
        self.rules = branch.rules.clone();
    }
}
