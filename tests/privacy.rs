//! How often the search for personal information is right: invented texts in which numbers are planted, and
//! ordinary notices in which there are none. Both are kept in `tests/privacy`; the counts stand in
//! `docs/privacy.md`.
//!
//! `LILONG_BLESS=1 cargo test --test privacy` writes that table anew.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

#[path = "common/random.rs"]
#[allow(dead_code, reason = "each test program uses a part of this")]
mod random;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use lilong::personal::{Class, Marks, find};
use random::Random;

/// How often each frame is filled, and each line of ordinary text.
const TIMES: usize = 200;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn lines(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(path)).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn digits(random: &mut Random, count: usize) -> String {
    (0..count).map(|_| char::from(b'0' + random.below(10) as u8)).collect()
}

/// A number with the digit that makes its check come out.
fn checked(body: String, ends: &[char], is: impl Fn(&str) -> bool) -> String {
    ends.iter().map(|end| format!("{body}{end}")).find(|number| is(number)).expect("one of them fits")
}

fn identity(random: &mut Random) -> String {
    let place = ["110105", "310115", "440304", "320106", "510107", "330102"];
    let (year, month, day) = (1930 + random.below(90), 1 + random.below(12), 1 + random.below(28));
    let body = format!("{}{year}{month:02}{day:02}{}", random.of(&place), digits(random, 3));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize =
        body.bytes().zip(weights).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    format!("{body}{}", b"10X98765432"[sum % 11] as char)
}

fn card(random: &mut Random) -> String {
    let head = *random.of(&["622202", "621700", "622848", "436742", "955880", "411111", "520169", "603367"]);
    let len = 16 + random.below(4);
    let body = format!("{head}{}", digits(random, len - 7));
    let luhn = |number: &str| {
        let sum: u32 = number
            .bytes()
            .rev()
            .enumerate()
            .map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 1 { 2 } else { 1 })
            .map(|value| if value > 9 { value - 9 } else { value })
            .sum();
        sum.is_multiple_of(10)
    };
    checked(body, &['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], luhn)
}

/// Something of a class by chance, as it is found.
fn value(class: Class, random: &mut Random) -> String {
    match class {
        Class::Identity => identity(random),
        Class::Card => card(random),
        Class::Mobile => format!("1{}{}", 3 + random.below(7), digits(random, 9)),
        Class::Email => format!("{}{}@example.com", random.of(&["zhang", "li.si", "w_wu"]), random.below(99)),
        Class::Passport => {
            let head = *random.of(&["E", "G", "EA", "EJ"]);
            // None that may be a date.
            format!("{head}{}{}", 3 + random.below(6), digits(random, 8 - head.len()))
        }
        Class::Plate => {
            let province = *random.of(&["沪", "苏", "浙", "京", "粤"]);
            format!("{province}{}{}", random.of(&["A", "B", "C", "F"]), digits(random, 5))
        }
        Class::Flat => {
            let building = 1 + random.below(99);
            format!("{building}号楼{}0{}室", 1 + random.below(18), 1 + random.below(9))
        }
    }
}

/// The value as somebody may have written it.
fn written(class: Class, value: &str, random: &mut Random) -> String {
    if !matches!(class, Class::Identity | Class::Card | Class::Mobile) {
        return value.to_owned();
    }
    let groups: &[usize] = match class {
        Class::Mobile => &[3, 4, 4],
        Class::Identity => &[6, 8, 4],
        _ => &[4, 4, 4, 4, 3],
    };
    let parted = |sign: &str| {
        let mut rest = value;
        let mut parts = Vec::new();
        for len in groups {
            let (part, behind) = rest.split_at((*len).min(rest.len()));
            (rest, parts) = (behind, [parts, vec![part]].concat());
        }
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(sign)
    };
    let wide = |text: &str| -> String {
        let wide =
            |c: char| if c.is_ascii_alphanumeric() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c };
        text.chars().map(wide).collect()
    };
    match random.below(8) {
        0 => parted(" "),
        1 => parted("-"),
        2 => wide(value),
        3 => wide(&parted("　")),
        4 => parted("\n"),
        5 => parted(" - "),
        6 => parted("\u{A0}"),
        _ => value.to_owned(),
    }
}

/// What came of one class.
#[derive(Default)]
struct Counts {
    planted: usize,
    found: usize,
    /// Found where nothing of the class was planted.
    false_alarms: usize,
}

impl Counts {
    fn recall(&self) -> String {
        percent(self.found, self.planted)
    }
    fn precision(&self) -> String {
        percent(self.found, self.found + self.false_alarms)
    }
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.2} %", part as f64 * 100.0 / whole as f64) }
}

/// Counts what is found of a text, of which one thing was planted, or nothing.
fn count(text: &str, planted: Option<(Class, &str)>, counts: &mut [Counts; 7], told: &mut Vec<String>) {
    let mut is_found = false;
    for found in find(text, Marks::None) {
        let is = planted.is_some_and(|(class, value)| class == found.class && value == found.value);
        if is && !std::mem::replace(&mut is_found, true) {
            counts[found.class as usize].found += 1;
        } else {
            counts[found.class as usize].false_alarms += 1;
            told.push(format!("{:?} in {text}", found.class));
        }
    }
    if let Some((class, _)) = planted {
        counts[class as usize].planted += 1;
        if !is_found {
            told.push(format!("{class:?} is not seen in {text}"));
        }
    }
}

/// The text of the example and of a new site, in which nobody's numbers stand.
fn notices() -> Vec<String> {
    let mut texts = Vec::new();
    for folder in ["content", "src/init/site"] {
        collect(&root().join(folder), &mut texts);
    }
    texts.sort();
    texts
}

fn collect(folder: &Path, texts: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|end| end == "md" || end == "csv") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

fn measured() -> ([Counts; 7], usize, Vec<String>) {
    let (mut counts, mut told, mut random) =
        (std::array::from_fn(|_| Counts::default()), Vec::new(), Random(11));
    let frames = lines("tests/privacy/frames.txt");
    for class in Class::ALL {
        for frame in frames.iter().cycle().take(frames.len() * TIMES) {
            let value = value(class, &mut random);
            let text = frame.replace("{}", &written(class, &value, &mut random));
            count(&text, Some((class, &value)), &mut counts, &mut told);
        }
    }
    let ordinary = lines("tests/privacy/ordinary.txt");
    let mut texts = notices();
    for line in ordinary.iter().cycle().take(ordinary.len() * TIMES) {
        texts.push(
            line.chars()
                .map(|c| if c == '#' { char::from(b'0' + random.below(10) as u8) } else { c })
                .collect(),
        );
    }
    for text in &texts {
        count(text, None, &mut counts, &mut told);
    }
    (counts, texts.len(), told)
}

/// The table as it stands in the documentation.
fn table(counts: &[Counts; 7], texts: usize) -> String {
    let mut table = format!(
        "| 类别 class | 种下 planted | 找到 found | 误报 false alarms in {texts} texts | 查全率 recall \
         | 查准率 precision |\n\
         | --- | --- | --- | --- | --- | --- |\n"
    );
    for class in Class::ALL {
        let (zh, en) = class.name();
        let of = &counts[class as usize];
        let _ = writeln!(
            table,
            "| {zh} {} | {} | {} | {} | {} | {} |",
            en.trim_start_matches("an ").trim_start_matches("a "),
            of.planted,
            of.found,
            of.false_alarms,
            of.recall(),
            of.precision()
        );
    }
    table
}

#[test]
fn what_is_planted_is_found_and_ordinary_notices_are_left_alone() {
    let (counts, texts, told) = measured();
    for class in [Class::Identity, Class::Card, Class::Mobile] {
        let of = &counts[class as usize];
        assert_eq!(of.found, of.planted, "{:#?}", &told[..told.len().min(40)]);
    }
    for of in &counts {
        let shown = &told[..told.len().min(40)];
        assert!(of.found * 100 >= of.planted * 99, "{shown:#?}");
        assert!(of.found >= (of.found + of.false_alarms) * 99 / 100, "{shown:#?}");
    }
    let (path, table) = (root().join("docs/privacy.md"), table(&counts, texts));
    let text = std::fs::read_to_string(&path).unwrap();
    let (head, rest) =
        text.split_once("<!-- measured -->\n").expect("docs/privacy.md has a place for the table");
    let (old, tail) = rest.split_once("<!-- end -->").unwrap();
    if std::env::var_os("LILONG_BLESS").is_some() {
        std::fs::write(&path, format!("{head}<!-- measured -->\n{table}<!-- end -->{tail}")).unwrap();
    } else {
        assert_eq!(old, table, "the table is out of date: LILONG_BLESS=1 cargo test --test privacy");
    }
}
