//! The same from a workbook, as Excel and WPS write it.
#![cfg(feature = "xlsx")]

use std::fmt::Write;

use serde_json::json;

use crate::common::Site;

const BOOK: &str = "content/repairs/list.xlsx";

/// A workbook of some parts; what it is made of is stored as it is.
pub(super) fn book(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let at = bytes.len() as u32;
        let crc = crc32(text.as_bytes());
        let mut head = Vec::new();
        for number in [20_u16, 0x800, 0, 0, 33] {
            head.extend(number.to_le_bytes());
        }
        for number in [crc, text.len() as u32, text.len() as u32] {
            head.extend(number.to_le_bytes());
        }
        head.extend((name.len() as u16).to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.as_bytes());
        bytes.extend(text.as_bytes());
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (at, count) = (bytes.len() as u32, parts.len() as u16);
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend([(list.len() as u32).to_le_bytes(), at.to_le_bytes()].concat());
    bytes.extend([0, 0]);
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)))
    };
    !bytes.iter().fold(!0, step)
}

/// A workbook whose first sheet holds this.
fn sheet(cells: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheet = format!("<worksheet xmlns='{main}'>{cells}</worksheet>");
    let workbook = format!(
        "<workbook xmlns='{main}' xmlns:r='{office}'><sheets><sheet name='说明' sheetId='1' state='hidden' \
         r:id='r1'/>\
         <sheet name='登记' sheetId='2' r:id='r2'/><sheet name='以后' sheetId='3' r:id='r1'/></sheets></workbook>"
    );
    let mut relations = String::new();
    for (id, sort, target) in [
        ("r1", "worksheet", "worksheets/sheet9.xml"),
        ("r2", "worksheet", "/xl/worksheets/sheet1.xml"),
        ("r3", "sharedStrings", "sharedStrings.xml"),
        ("r4", "styles", "styles.xml"),
    ] {
        let _ = write!(relations, "<Relationship Id='{id}' Type='{office}/{sort}' Target='{target}'/>");
    }
    book(&[
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>")),
        (
            "xl/sharedStrings.xml",
            &format!(
                "<sst xmlns='{main}'><si><t>标题</t></si><si><r><t>电梯</t></r><r><t xml:space='preserve'>检修 \
                 A&amp;B</t></r>\
                 <rPh><t>diàntī</t></rPh></si></sst>"
            ),
        ),
        (
            "xl/styles.xml",
            &format!(
                "<styleSheet xmlns='{main}'><numFmts><numFmt numFmtId='176' formatCode='yyyy\"年\"m\"月\"d\"日\
                 \"'/></numFmts>\
                 <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='176'/><xf numFmtId='22'/><xf \
                 numFmtId='10'/><xf numFmtId='4'/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/worksheets/sheet9.xml", "<worksheet><sheetData/></worksheet>"),
    ])
}

fn site(kind: &str, book: Vec<u8>) -> Site {
    let mut site = Site::new();
    site.write(
        "content/repairs/_index.md",
        format!("---\ntitle: 维修\nkind: {kind}\nrows: list.xlsx\n---\n"),
    );
    site.write(BOOK, book);
    site
}

/// A cell with a text.
fn text(words: &str) -> String {
    format!("<c t='inlineStr'><is><t>{words}</t></is></c>")
}

#[test]
fn dates_and_numbers_are_what_was_typed() {
    let heads =
        ["date", "metrics.电话关心", "metrics.走访", "volunteers.hours", "slug", "draft"].map(text).concat();
    let mut site = site(
        "log",
        sheet(&format!(
            "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c>{heads}</row>\
             <row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2' \
             s='2'><v>46083</v></c><c><v>310.10000000000002</v></c>\
             <c><f>6+6</f><v>12</v></c><c><v>0.5</v></c><c t='str'><f>x</f><v>a</v></c><c \
             t='b'><v>0</v></c></row>\
             <row r='4'><c r='A4' t='s'><v>1</v></c><c r='B4' s='3'><v>46084.8125</v></c><c r='F4' \
             t='inlineStr'><is><t>b</t></is></c></row>\
             <row r='5'><c r='A5' s='1'/><c r='Z5' s='1'/></row></sheetData>"
        )),
    );
    site.build();
    let data = site.data("log", "2026");
    assert_eq!((&data[0]["date"], &data[0]["time"]), (&json!("2026-03-03"), &json!("19:30")));
    assert_eq!(data[0]["source"], "repairs/list.xlsx#3");
    assert_eq!((&data[1]["date"], &data[1]["title"]), (&json!("2026-03-02"), &json!("电梯检修 A&B")));
    assert_eq!(data[1]["facts"]["metrics"]["电话关心"]["value"], "310.1");
    assert_eq!(data[1]["facts"]["metrics"]["走访"]["value"], "12");
    assert_eq!(data[1]["facts"]["volunteers"]["hours"], "0.5");
    site.is_as_clean();
}

#[test]
fn a_share_is_read_as_it_is_shown() {
    let heads = ["date", "metrics.入住率"].map(text).concat();
    let mut site = site(
        "log",
        sheet(&format!(
            "<sheetData><row>{}{heads}</row>{}</sheetData>",
            text("title"),
            format_args!("<row>{}<c s='1'><v>46084</v></c><c s='4'><v>0.9</v></c></row>", text("甲"))
        )),
    );
    // Read as 0.9 it would be published as less than one in a hundred.
    let Err(run) = site.try_build() else { panic!("it is no number") };
    assert!(run.report().contains("list.xlsx:2:3: error[bad-amount]: “90.00%”"), "{}", run.report());
}

#[test]
fn money_keeps_the_cents_that_its_format_shows() {
    let heads = ["date", "metrics.停车费"].map(text).concat();
    let row = |slug: &str, day: u32, cell: &str| {
        format!("<row>{}<c s='1'><v>{day}</v></c>{cell}</row>", text(slug))
    };
    let (money, plain) = ("<c s='5'><v>3000</v></c>", "<c><v>3000</v></c>");
    let mut site = site(
        "log",
        sheet(&format!(
            "<sheetData><row>{}{heads}</row>{}{}</sheetData>",
            text("title"),
            row("甲", 46084, money),
            row("乙", 46083, plain)
        )),
    );
    site.build();
    let data = site.data("log", "2026");
    assert_eq!(data[0]["facts"]["metrics"]["停车费"]["value"], "3000.00", "formatted #,##0.00");
    assert_eq!(data[1]["facts"]["metrics"]["停车费"]["value"], "3000", "without a format");
}

#[test]
fn a_ledgers_entries_may_be_a_workbook() {
    let heads = ["日期", "项目", "收入", "支出"].map(text).concat();
    let mut site = Site::new();
    site.write(
        "content/ledgers/q1.md",
        "---\nkind: ledger\ntitle: 第一季度\ndate: 2026-04-01\nfund: 公共收益\n\
         period: {from: 2026-01-01, until: 2026-03-31}\nopening: 0\nentries: q1.xlsx\n---\n",
    );
    let entries = format!(
        "<sheetData><row>{heads}</row>\
         <row><c s='2'><v>46083</v></c>{}<c s='5'><v>3000</v></c></row>\
         <row><c s='1'><v>46084</v></c>{}<c/><c s='5'><v>310.10000000000002</v></c></row></sheetData>",
        text("停车费"),
        text("门禁")
    );
    site.write("content/ledgers/q1.xlsx", sheet(&entries));
    assert!(site.build().found.is_empty());
    let facts = &site.data("ledger", "2026")[0]["facts"];
    assert_eq!(facts["balances"], json!(["3000.00", "2689.90"]));
    site.write("content/ledgers/q1.xlsx", sheet(&entries.replace("46084", "46284")));
    let (Ok(run) | Err(run)) = site.try_build();
    assert!(run.report().starts_with("content/ledgers/q1.xlsx:3:1: error[entry-outside-period]"));
}

#[test]
fn cells_made_one_hold_for_each_of_their_rows() {
    let head = ["title", "date", "slug"].map(text).concat();
    let [a, b, c] = ["甲", "乙", "丙"].map(text);
    let [day, x, y, z] = ["2026-03-02", "x", "y", "z"].map(text);
    let mut site = site(
        "notice",
        sheet(&format!(
            "<sheetData><row>{head}</row>\
             <row>{a}{day}{x}</row><row>{b}<c/>{y}</row><row>{c}<c/>{z}</row></sheetData>\
             <mergeCells><mergeCell ref='B2:B4'/></mergeCells>"
        )),
    );
    site.build();
    assert_eq!(site.data("notice", "2026").as_array().map(Vec::len), Some(3));
}

#[test]
fn what_no_workbook_should_hold_is_refused() {
    let told = |bytes: Vec<u8>| {
        let (Ok(run) | Err(run)) = site("notice", bytes).try_build();
        run.report()
    };
    let far = "<sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>";
    for (bytes, code) in [
        (b"PK\x03\x04 no archive".to_vec(), "list.xlsx:1:1: error[bad-table]"),
        (book(&[("a.xml", "<a/>")]), "list.xlsx:1:1: error[bad-table]"),
        (sheet("<sheetData><row><c"), "list.xlsx:1:1: error[bad-table]"),
        (sheet(far), "list.xlsx:1:1: error[table-too-large]"),
        (
            sheet(&format!("<!--{}-->", " ".repeat(66 << 20)))[..].to_vec(),
            "list.xlsx:1:1: error[table-too-large]",
        ),
        (sheet("<sheetData/>"), "error[no-heads]"),
    ] {
        let told = told(bytes);
        assert!(told.contains(code), "{code}: {told}");
    }
}
