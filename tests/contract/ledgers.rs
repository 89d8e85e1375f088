//! Ledgers: sums and balances against an independent computation, the chain of a fund's periods, and entries
//! in a table beside the record.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::{facts, with};
use crate::common::{Run, Site, random::Random};

const CSV: &str = "content/records/q3.csv";

/// What is reported, one a line.
fn reported(site: &mut Site) -> String {
    let (Ok(run) | Err(run)): Result<Run, Run> = site.try_build();
    run.report()
}

/// A ledger of the fund 公共收益 over the third quarter.
fn quarter(entries: &str) -> Site {
    with(
        "ledger",
        &format!("fund: 公共收益\nperiod: {{from: 2026-07-01, until: 2026-09-30}}\nopening: 500\n{entries}"),
    )
}

#[test]
fn a_quarter_adds_up() {
    let facts = facts(
        "ledger",
        "fund: 公共收益\nperiod: {from: 2026-07-01, until: 2026-09-30}\nopening: 86420.50\nclosing: \"98995.5\"\n\
         entries:\n  - {date: 2026-07-31, item: 停车费, income: 12480, category: 停车}\n  \
         - {date: 2026-08-12, item: 门禁维修, expense: 3260.00, category: 维修}\n  \
         - {date: 2026-08-20, item: 退押金, income: 0, expense: \"2,145.00\", category: 停车}\n  \
         - {date: 2026-09-30, item: 场地, income: 5500.00}\n",
    );
    assert_eq!(
        facts,
        json!({
            "opening": "86420.50", "income": "17980.00", "expense": "5405.00", "closing": "98995.50",
            "by_category": {
                "停车": {"income": "12480.00", "expense": "2145.00"},
                "维修": {"income": "0.00", "expense": "3260.00"},
            },
            "entries": 4, "balances": ["98900.50", "95640.50", "93495.50", "98995.50"],
        })
    );
    let order: Vec<&String> = facts.as_object().unwrap().keys().collect();
    assert_eq!(order.len(), 7);
}

#[test]
fn entries_in_another_order_hide_no_balance_below_zero() {
    let entries = |overdraft: &str| {
        format!(
            "{overdraft}entries:\n  - {{date: 2026-09-20, item: 停车费, income: 900}}\n  \
             - {{date: 2026-07-08, item: 门禁维修, expense: 800}}\n"
        )
    };
    let of_quarter = |overdraft: &str| reported(&mut quarter(&entries(overdraft)));
    let said = of_quarter("");
    assert!(said.contains(":10:12: error[balance-below-zero]") && said.contains("-300.00"), "{said}");
    assert!(!of_quarter("overdraft: true\n").contains("balance-below-zero"));
    // What came in on the same day was there.
    let same_day = "entries:\n  - {date: 2026-07-08, item: 停车费, income: 900}\n  \
                    - {date: 2026-07-08, item: 门禁维修, expense: 800}\n";
    assert_eq!(reported(&mut quarter(same_day)), "");
}

#[test]
fn nothing_happened_is_zero_and_not_absent() {
    let mut site = quarter("");
    site.build();
    let data = site.data("ledger", "2026");
    assert_eq!(
        data[0]["facts"],
        json!({
            "opening": "500.00", "income": "0.00", "expense": "0.00", "closing": "500.00", "by_category": {},
            "entries": 0, "balances": [],
        })
    );
}

/// An amount in millionths.
fn millionths(amount: &str) -> i128 {
    let (sign, digits) = amount.strip_prefix('-').map_or((1, amount), |digits| (-1, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction: i128 = format!("{fraction:0<6}").parse().unwrap();
    sign * (whole.parse::<i128>().unwrap() * 1_000_000 + fraction)
}

/// The same, of an amount of the open data, which has two decimals or more.
fn published(amount: &Value) -> i128 {
    let amount = amount.as_str().unwrap();
    assert!(amount.split_once('.').is_some_and(|(_, cents)| cents.len() >= 2), "{amount}");
    millionths(amount)
}

/// An entry as somebody writes it.
struct Entry {
    day: usize,
    amount: String,
    is_income: bool,
    category: Option<&'static str>,
}

impl Entry {
    fn any(random: &mut Random) -> Entry {
        let decimals = *random.of(&[0, 1, 2, 2, 2, 2, 3, 6]);
        let most = *random.of(&[10, 1_000, 1_000_000]);
        let whole = random.below(most);
        let fraction: String = (0..decimals).map(|_| char::from(b'0' + random.below(10) as u8)).collect();
        let amount = if decimals == 0 { whole.to_string() } else { format!("{whole}.{fraction}") };
        let category = *random.of(&[None, Some("停车"), Some("场地"), Some("维修"), Some("绿化")]);
        Entry { day: 1 + random.below(30), amount, is_income: random.once_in(2), category }
    }

    fn change(&self) -> i128 {
        millionths(&self.amount) * if self.is_income { 1 } else { -1 }
    }

    fn yaml(&self) -> String {
        let side = if self.is_income { "income" } else { "支出" };
        let category = self.category.map(|name| format!(", category: {name}")).unwrap_or_default();
        format!("  - {{date: 2026-09-{:02}, item: 一笔, {side}: \"{}\"{category}}}\n", self.day, self.amount)
    }

    fn csv(&self) -> String {
        let (income, expense) = if self.is_income { (&*self.amount, "") } else { ("", &*self.amount) };
        format!("2026-09-{:02},一笔,{income},{expense},{}\n", self.day, self.category.unwrap_or_default())
    }
}

#[test]
fn sums_and_balances_are_those_of_whole_numbers() {
    let mut random = Random(15);
    let mut site = Site::new();
    let mut books: Vec<(String, Vec<Entry>)> = Vec::new();
    for number in 0..120 {
        let opening = Entry::any(&mut random).amount;
        let entries: Vec<Entry> = (0..random.below(25)).map(|_| Entry::any(&mut random)).collect();
        let is_inline = random.once_in(2);
        let list: String = match is_inline {
            true if entries.is_empty() => String::new(),
            true => entries.iter().fold("entries:\n".to_owned(), |list, entry| list + &entry.yaml()),
            false => format!("entries: b{number}.csv\n"),
        };
        let front = format!("fund: 第{number}号\nopening: {opening}\noverdraft: true\n{list}");
        site.write(
            &format!("content/books/b{number:03}.md"),
            format!(
                "---\nkind: ledger\ntitle: 第{number}本\ndate: 2026-10-01\n\
                 period: {{from: 2026-09-01, until: 2026-09-30}}\n{front}---\n"
            ),
        );
        if !is_inline {
            let head = "日期,项目,收入,expense,类别\n".to_owned();
            let rows = entries.iter().fold(head, |rows, entry| rows + &entry.csv());
            site.write(&format!("content/books/b{number}.csv"), rows);
        }
        books.push((opening, entries));
    }
    site.build();
    let data = site.data("ledger", "2026");
    for (number, (opening, entries)) in books.iter().enumerate() {
        let source = format!("books/b{number:03}.md");
        let record = data.as_array().unwrap().iter().find(|record| record["source"] == source).unwrap();
        agrees(&record["facts"], opening, entries);
    }
}

fn agrees(facts: &Value, opening: &str, entries: &[Entry]) {
    let mut balance = millionths(opening);
    assert_eq!(published(&facts["opening"]), balance);
    let side = |is_income: bool, of: &dyn Fn(&Entry) -> bool| -> i128 {
        let ours = entries.iter().filter(|entry| entry.is_income == is_income && of(entry));
        ours.map(|entry| millionths(&entry.amount)).sum()
    };
    assert_eq!(published(&facts["income"]), side(true, &|_| true));
    assert_eq!(published(&facts["expense"]), side(false, &|_| true));
    let balances = facts["balances"].as_array().unwrap();
    assert_eq!((balances.len(), &facts["entries"]), (entries.len(), &json!(entries.len())));
    for (entry, published_balance) in entries.iter().zip(balances) {
        balance += entry.change();
        assert_eq!(published(published_balance), balance);
    }
    assert_eq!(published(&facts["closing"]), balance);
    let used: BTreeMap<&str, ()> = entries.iter().filter_map(|entry| Some((entry.category?, ()))).collect();
    let categories = facts["by_category"].as_object().unwrap();
    assert_eq!(categories.len(), used.len());
    for name in used.into_keys() {
        let own = |entry: &Entry| entry.category == Some(name);
        assert_eq!(published(&categories[name]["income"]), side(true, &own), "{name}");
        assert_eq!(published(&categories[name]["expense"]), side(false, &own), "{name}");
    }
}

#[test]
fn what_cannot_be_is_refused_where_it_stands() {
    for (entries, code, place) in [
        ("entries: [{date: 2026-10-01, item: 甲, income: 1}]\n", "entry-outside-period", ":8:18"),
        ("entries: [{date: 2026-07-01, item: 甲}]\n", "entry-needs-one-amount", ":8:"),
        ("entries: [{date: 2026-07-01, item: 甲, income: 1, expense: 1}]\n", "entry-needs-one-amount", ":8:"),
        ("entries: [{date: 2026-07-01, item: 甲, expense: -1}]\n", "negative-amount", ":8:"),
        ("entries: [{date: 2026-07-01, item: 甲, expense: 500.01}]\n", "balance-below-zero", ":8:"),
        ("closing: 500.01\n", "closing-does-not-add-up", ":8:10"),
        ("currency: 元\n", "bad-currency", ":8:11"),
    ] {
        let said = reported(&mut quarter(entries));
        let wanted = format!("content/records/a.md{place}");
        assert!(said.starts_with(&wanted) && said.contains(&format!("error[{code}]")), "{entries}{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let spent = "entries: [{date: 2026-07-01, item: 甲, expense: 500.00}]\n";
    assert!(quarter(spent).try_build().is_ok(), "all of it may be spent");
    let advanced = "overdraft: true\nentries: [{date: 2026-07-01, item: 甲, expense: 500.01}]\n";
    assert!(quarter(advanced).try_build().is_ok());
    assert_eq!(with("ledger", "opening: 1\n").fails(), ["missing-key", "missing-key"]);
}

/// Four quarters of a fund, each with one entry.
fn year() -> Site {
    let mut site = Site::new();
    site.today("2027-01-31");
    let days = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")];
    for (at, (from, until)) in days.into_iter().enumerate() {
        site.write(
            &format!("content/ledgers/q{}.md", at + 1),
            format!(
                "---\nkind: ledger\ntitle: 第{number}季度\ndate: 2026-{until}\nfund: 公共收益\n\
                 period: {{from: 2026-{from}, until: 2026-{until}}}\nopening: {opening}.00\n\
                 entries: [{{date: 2026-{from}, item: 停车费, income: 100.00, category: 停车}}]\n---\n",
                number = at + 1,
                opening = 100 * (at + 1),
            ),
        );
    }
    site
}

#[test]
fn the_periods_of_a_fund_go_on_from_each_other() {
    let mut site = year();
    site.build();
    let page = site.output("funds/gong-gong-shou-yi.html");
    for written in ["公共收益", "500.00", "q1.html", "q4.html"] {
        assert!(page.contains(written), "{written}: {page}");
    }
    assert!(site.output("ledgers/q2.html").contains("funds/gong-gong-shou-yi.html"));
    for (file, old, new, code, place) in [
        ("q2", "opening: 200.00", "opening: 200.01", "opening-does-not-follow", "q2.md:7:10"),
        ("q3", "income: 100.00", "income: 100.01", "opening-does-not-follow", "q4.md:7:10"),
        ("q2", "from: 2026-04-01", "from: 2026-04-02", "periods-apart", "q2.md:6:16"),
        ("q2", "from: 2026-04-01", "from: 2026-03-31", "periods-overlap", "q2.md:6:16"),
        ("q2", "from: 2026-04-01", "from: 2026-01-01", "periods-overlap", "q2.md:6:16"),
        ("q2", "fund: 公共收益", "fund: 公共收益\ncurrency: USD", "currency-changes", "q2.md:6:11"),
    ] {
        let mut site = year();
        let path = format!("content/ledgers/{file}.md");
        site.edit(&path, old, new);
        if file == "q2" && code.starts_with("periods") {
            site.edit(&path, "date: 2026-04-01, item", "date: 2026-05-01, item");
        }
        let said = reported(&mut site);
        assert!(said.contains(&format!("content/ledgers/{place}: error[{code}]")), "{place}: {said}");
    }
    // Without its second quarter the year has a hole; another fund has nothing to do with it.
    let mut site = year();
    site.remove("content/ledgers/q2.md");
    assert_eq!(site.fails(), ["periods-apart"]);
    let mut site = year();
    site.edit("content/ledgers/q1.md", "fund: 公共收益", "fund: 维修资金");
    site.build();
}

#[test]
fn a_period_whose_file_cannot_be_read_is_not_missing() {
    let month = |month: &str, days: &str, more: &str| {
        format!(
            "---\nkind: ledger\ntitle: {month}\ndate: 2026-11-01\nfund: 公共收益\n\
             period: {{from: 2026-{month}-01, until: 2026-{month}-{days}}}\nopening: 0\n{more}---\n"
        )
    };
    let mut site = Site::new();
    site.write("content/ledgers/_index.md", "---\ntitle: 收支\nkind: ledger\n---\n")
        .write("content/ledgers/01.md", month("01", "31", ""))
        .write("content/ledgers/03.md", month("03", "31", ""));
    assert!(reported(&mut site).contains("03.md:6:16: error[periods-apart]"), "{}", reported(&mut site));

    site.write("content/ledgers/02.md", month("02", "28", "opened: 5\n"));
    let said = reported(&mut site);
    assert!(said.contains("unknown-key") && !said.contains("periods-apart"), "{said}");

    site.write("content/ledgers/02.md", month("02", "28", "entries: 02.csv\n"))
        .write("content/ledgers/02.csv", "date,item,income\n2026-02-31,停车费,5\n");
    let said = reported(&mut site);
    assert!(said.contains("02.csv:2:1: error[impossible-date]"), "{said}");
    assert!(!said.contains("periods-apart"), "{said}");

    // A promise is not reported as broken either.
    let promise = "title: 新福\ncadence: [{kind: ledger, every: month, within: 10}]\n";
    site.write("site.yaml", promise);
    let said = reported(&mut site);
    assert!(!said.contains("publication-late"), "{said}");
    site.remove("content/ledgers/02.md").remove("content/ledgers/02.csv");
    assert!(reported(&mut site).contains("publication-late"), "{}", reported(&mut site));
}

#[test]
fn a_withdrawn_statement_makes_room_for_the_right_one() {
    let mut site = year();
    let right = site.text("content/ledgers/q4.md").replace("第4季度", "第4季度（重新公布）");
    site.write("content/ledgers/q4-again.md", right);
    assert_eq!(site.fails(), ["periods-overlap"]);
    site.edit("content/ledgers/q4.md", "fund:", "withdrawn: {date: 2026-12-31, why: 漏了一笔}\nfund:");
    site.build();
    let page = site.output("funds/gong-gong-shou-yi.html");
    assert!(page.contains("q4-again.html") && !page.contains("q4.html"), "{page}");
}

/// The same quarter with its entries in a table.
fn in_table(table: impl AsRef<[u8]>) -> Site {
    let mut site = quarter("entries: q3.csv\n");
    site.write(CSV, table);
    site
}

const TABLE: &str = "日期,项目,收入,支出,类别,审批\n2026-07-31,停车费,\"1,480.00\",,停车,\n\
                     2026年8月12日,门禁维修,0,326.00,维修,\"张工、王师傅\"\n";

#[test]
fn entries_in_a_table_are_what_they_would_be_in_the_record() {
    let mut inline = quarter(
        "entries:\n  - {date: 2026-07-31, item: 停车费, income: 1480.00, category: 停车}\n  - {date: 2026-08-12, \
         item: 门禁维修, income: 0, expense: 326.00, category: 维修, approved_by: [张工, 王师傅]}\n",
    );
    inline.build();
    let wanted = inline.data("ledger", "2026");
    let page = inline.output("records/a.html").to_owned();
    for (name, table) in [
        ("q3.csv", TABLE.as_bytes().to_vec()),
        (
            "q3.csv",
            TABLE.replace('\n', "\r\n").replace(',', ";").replace("1;480.00", "1,480.00").into_bytes(),
        ),
        ("q3.tsv", TABLE.replace("\"1,480.00\"", "1480.00").replace(',', "\t").into_bytes()),
        ("q3.csv", format!("\u{FEFF}{TABLE}").into_bytes()),
    ] {
        let mut site = quarter(&format!("entries: {name}\n"));
        site.write(&format!("content/records/{name}"), table);
        assert!(site.build().found.is_empty());
        assert_eq!(site.data("ledger", "2026"), wanted);
        assert_eq!(site.output("records/a.html"), page);
        assert!(!site.out.keys().any(|path| path.ends_with(name)), "the table is not published");
    }
    let (gb18030, _, _) = encoding_rs::GB18030.encode(TABLE);
    let mut site = in_table(gb18030);
    assert_eq!(site.build().codes(), ["not-utf8"], "as Excel writes it in China, with a warning");
    assert_eq!(site.data("ledger", "2026"), wanted);
}

#[test]
fn a_bad_row_is_reported_at_its_row_and_column() {
    for (table, wanted) in [
        ("日期,项目,收入\n2026-07-31,甲,10\n\n2026-08-32,乙,10\n", "q3.csv:4:1: error[impossible-date]"),
        ("日期,项目,收入\n2026-07-31,甲,十元\n", "q3.csv:2:3: error[bad-amount]"),
        ("日期,项目,收入\n2026-07-31,,10\n", "q3.csv:2:2: error[missing-key]"),
        ("日期,项目,收入\n2026-10-31,甲,10\n", "q3.csv:2:1: error[entry-outside-period]"),
        ("日期,项目,收入,支出\n2026-07-31,甲,,\n", "q3.csv:2:3: error[entry-needs-one-amount]"),
        ("日期,项目,支出\n2026-07-31,甲,1\n2026-07-31,乙,600\n", "q3.csv:3:3: error[balance-below-zero]"),
        ("日期,项目,收人\n2026-07-31,甲,10\n", "q3.csv:1:3: error[unknown-column]"),
        ("日期,收入\n2026-07-31,10\n", "q3.csv:1:1: error[missing-column]"),
        ("", "q3.csv:1:1: error[no-heads]"),
    ] {
        let said = reported(&mut in_table(table));
        assert!(said.starts_with(&format!("content/records/{wanted}")), "{wanted}\n{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let mut site = in_table("日期,项目,支出\n2026-07-31,甲,1\n2026-07-31,乙,600\n");
    let (Ok(run) | Err(run)) = site.try_build();
    assert!(
        run.shown().contains("  | 日期       | 项目 | 支出\n3 | 2026-07-31 | 乙   | 600\n"),
        "{}",
        run.shown()
    );
    let said = reported(&mut quarter("entries: q4.csv\n"));
    assert!(said.starts_with("content/records/a.md:8:10: error[missing-table]"), "{said}");
    assert_eq!(quarter("entries: q3.xls\n").fails(), ["missing-table"]);
    assert_eq!(quarter("entries: ../q3.csv\n").fails(), ["missing-table"]);
}

#[test]
fn a_changed_table_draws_what_shows_it_and_ends_where_a_clean_build_does() {
    let mut site = in_table(TABLE);
    site.write("content/notices/a.md", "---\ntitle: 别的\ndate: 2026-03-01\n---\n别的。\n");
    site.build();
    site.edit(CSV, "326.00", "426.00");
    site.build()
        .rendered_with(["records/a.html", "funds/gong-gong-shou-yi.html"])
        .rendered_without(["notices/a.html"]);
    assert!(site.output("records/a.html").contains("1,554.00"));
    site.is_as_clean();
    site.remove(CSV);
    assert_eq!(site.fails(), ["missing-table"]);
    site.write(CSV, "日期,项目,收入\n2026-07-31,甲,十元\n");
    assert_eq!(site.fails(), ["bad-amount"]);
    site.write(CSV, TABLE).build();
    site.is_as_clean();
}

#[test]
fn a_table_is_published_only_where_it_is_named() {
    let mut site = in_table(TABLE);
    site.edit("content/records/a.md", "opening:", "attachments: [{path: q3.csv, title: 明细}]\nopening:");
    assert!(site.build().found.is_empty());
    assert_eq!(site.output("records/q3.csv"), TABLE);
    // A draft's is nobody's to publish.
    site.edit("content/records/a.md", "opening:", "draft: true\nopening:");
    site.write("content/records/b.md", "---\ntitle: 链接\ndate: 2026-11-01\n---\n[明细](q3.csv)\n");
    assert_eq!(site.build().codes(), ["link-to-unpublished"]);
    assert!(!site.out.contains_key("records/q3.csv"));
    site.is_as_clean();
}

#[test]
fn a_section_of_ledgers_may_be_a_spreadsheet_whose_rows_have_tables() {
    let mut site = Site::new();
    site.write("content/ledgers/_index.md", "---\ntitle: 收支\nkind: ledger\nrows: all.csv\n---\n");
    let mut rows = "标题,日期,资金,期间.起,期间.止,期初,明细\n".to_owned();
    for (at, from, until) in [(1, "01-01", "03-31"), (2, "04-01", "06-30")] {
        let _ = writeln!(rows, "第{at}季度,2026-{until},公益金,2026-{from},2026-{until},{at}00.00,q{at}.csv");
        let csv = format!("日期,项目,收入\n2026-{from},捐赠,100.00\n");
        site.write(&format!("content/ledgers/q{at}.csv"), csv);
    }
    site.write("content/ledgers/all.csv", rows);
    assert!(site.build().found.is_empty());
    let data = site.data("ledger", "2026");
    assert_eq!(data[0]["facts"]["closing"], "300.00");
    site.edit("content/ledgers/q1.csv", "100.00", "100.01");
    let said = reported(&mut site);
    assert!(said.contains("content/ledgers/all.csv:3:6: error[opening-does-not-follow]"), "{said}");
    site.edit("content/ledgers/q1.csv", "捐赠,100.01", "捐赠,100.00").build();
    site.is_as_clean();
}

#[test]
fn a_translation_gives_the_words_and_no_number() {
    let mut site = in_table(TABLE);
    site.write("site.yaml", format!("{}languages: {{en: {{title: Board}}}}\n", site.text("site.yaml")));
    site.write(
        "content/records/a.en.md",
        "---\ntitle: Third quarter\nfund: Shared income\nentries:\n  - {item: Parking, category: Cars}\n  \
         - {item: Door repairs, category: Repairs}\n---\nIn English.\n",
    );
    assert!(site.build().found.is_empty(), "{}", reported(&mut site));
    let page = site.output("records/a.en.html");
    for word in ["Shared income", "Door repairs", "Cars", "1,480.00", "gong-gong-shou-yi.en.html"] {
        assert!(page.contains(word), "{word}");
    }
    assert!(site.output("funds/gong-gong-shou-yi.en.html").contains("<h1>Shared income</h1>"));
    site.edit("content/records/a.en.md", "category: Cars", "income: 1.00");
    assert_eq!(site.fails(), ["translation-field"]);
}
