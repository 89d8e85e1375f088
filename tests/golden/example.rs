//! The example: one story over two years, in which every number agrees with every other. What the program
//! checks itself (votes, areas, ledgers) is not checked again; this is about what is only said in words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lilong::record::KindId;
use lilong::source::System;
use rust_decimal::Decimal;
use serde_json::Value;

use super::common::Site;

/// The units that a summary of daily logs counts in.
const UNITS_OF_LOGS: [&str; 7] = ["人次", "个", "瓶", "小时", "户次", "单", "升"];

fn example() -> Site {
    super::load(Path::new(env!("CARGO_MANIFEST_DIR")))
}

/// Every record of the open data, by its source.
fn records(site: &Site) -> BTreeMap<String, Value> {
    let is_data = |path: &str| path.starts_with("data/") && path.matches('/').count() == 2;
    let files = site.out.keys().filter(|path| is_data(path) && path.ends_with(".json"));
    let list = |path: &String| serde_json::from_str::<Vec<Value>>(site.output(path)).unwrap();
    files.flat_map(list).map(|record| (record["source"].as_str().unwrap().to_owned(), record)).collect()
}

/// The texts below `content/`, by their paths there.
fn texts(site: &Site) -> BTreeMap<String, String> {
    let (files, _) = site.files.files("content");
    let text = |path: std::sync::Arc<str>| {
        let text = site.text(&path);
        (path.trim_start_matches("content/").to_owned(), text)
    };
    files.into_iter().filter(|path| path.ends_with(".md")).map(text).collect()
}

/// The numbers in a text, thousands without their commas.
fn numbers(text: &str) -> BTreeSet<Decimal> {
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    let parts = plain.split(|c: char| !c.is_ascii_digit() && c != '.');
    parts
        .filter_map(|part| part.trim_matches('.').parse().ok())
        .map(|number: Decimal| number.normalize())
        .collect()
}

/// What a cell of a table says, if it is a number.
fn amount(cell: &str) -> Option<Decimal> {
    cell.replace([',', '*', ' '], "").parse().ok()
}

/// The tables of a text: rows of cells, heads first.
fn tables(text: &str) -> Vec<Vec<Vec<String>>> {
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let mut tables: Vec<Vec<Vec<String>>> = vec![Vec::new()];
    for line in text.lines() {
        match line.starts_with('|') {
            true if line.contains("---") => {}
            true => tables.last_mut().unwrap().push(cells(line)),
            false => tables.push(Vec::new()),
        }
    }
    tables.retain(|table| !table.is_empty());
    tables
}

fn is_total(row: &[String]) -> bool {
    row[0].contains("合计") || row[0].contains("Total")
}

#[test]
fn every_kind_of_record_is_in_the_example() {
    let mut site = example();
    site.build();
    let records = records(&site);
    assert!(records.len() >= 130, "only {} records", records.len());
    let shown: BTreeSet<&str> = records.values().filter_map(|record| record["kind"].as_str()).collect();
    let known: BTreeSet<&str> = KindId::ALL.iter().map(|kind| kind.profile().name.name).collect();
    assert_eq!(shown, known);
}

#[test]
fn tables_with_a_total_add_up() {
    let site = example();
    let mut compared = 0;
    for (path, text) in texts(&site) {
        for table in tables(&text) {
            let Some(at) = table.iter().position(|row| is_total(row)) else { continue };
            for (column, total) in table[at].iter().enumerate().skip(1) {
                let Some(total) = amount(total) else { continue };
                let sum: Decimal = table[1..at].iter().filter_map(|row| amount(&row[column])).sum();
                assert_eq!(sum, total, "{path}: {:?}", table[0][column]);
                compared += 1;
            }
            let across = table[0].last().is_some_and(|head| head == "合计" || head == "Total");
            for row in table[1..].iter().filter(|_| across) {
                let (last, others) = row.split_last().unwrap();
                let sum: Decimal = others.iter().filter_map(|cell| amount(cell)).sum();
                assert_eq!(Some(sum), amount(last), "{path}: {row:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 30, "only {compared} totals");
}

#[test]
fn results_on_the_board_are_those_that_were_counted() {
    let site = example();
    let texts = texts(&site);
    let mut compared = 0;
    for (path, text) in texts.iter().filter(|(path, _)| path.contains("-result")) {
        let counted: Vec<&str> = texts
            .iter()
            .filter(|(other, _)| other.starts_with("consultations/") && text.contains(other.as_str()))
            .map(|(_, text)| text.as_str())
            .collect();
        assert!(!counted.is_empty(), "{path} names no vote");
        let figures: BTreeSet<Decimal> = counted.into_iter().flat_map(figures).collect();
        for cell in tables(text).iter().flat_map(|table| counts(table)) {
            assert!(figures.contains(&cell.normalize()), "{path}: {cell} is in no vote that it names");
            compared += 1;
        }
    }
    assert!(compared > 50, "only {compared} figures");
}

/// The numbers in a table of results, but for the papers handed out in each place, which a vote does not say.
fn counts(table: &[Vec<String>]) -> Vec<Decimal> {
    let is_counted = |column: &usize| table[0][*column] != "发出";
    let of_row = |row: &Vec<String>| {
        let columns = (1..row.len()).filter(is_counted);
        columns.filter_map(|column| amount(&row[column])).collect::<Vec<_>>()
    };
    table.iter().flat_map(of_row).collect()
}

/// The numbers of a vote, and those that follow: what was invalid in each place, and all of the area.
fn figures(vote: &str) -> BTreeSet<Decimal> {
    let mut figures = numbers(vote);
    for place in vote.lines().filter(|line| line.contains("- {place:")) {
        let (returned, options) = place.split_once("returned:").unwrap().1.split_once("options:").unwrap();
        let valid: Decimal = options
            .split(':')
            .filter_map(|part| part.split([',', '}']).next()?.trim().parse().ok())
            .fold(Decimal::ZERO, |sum, n: Decimal| sum + n);
        figures.insert(amount(returned.trim_matches([',', ' '])).unwrap() - valid);
    }
    let areas = vote.lines().filter(|line| line.contains("area:") && !line.contains("eligible:"));
    let area = |line: &str| -> Option<Decimal> {
        amount(&line.rsplit_once("area:")?.1.split([',', '}']).next()?.replace('"', ""))
    };
    figures.insert(areas.filter_map(area).sum::<Decimal>().normalize());
    figures
}

#[test]
fn what_is_said_of_a_season_is_what_its_logs_say() {
    let mut site = example();
    site.build();
    let records = records(&site);
    let mut compared = 0;
    for (path, text) in texts(&site).iter().filter(|(path, _)| path.starts_with("notices/")) {
        let named =
            |(source, _): &(&String, &Value)| source.starts_with("logs/") && text.contains(source.as_str());
        let logs: Vec<_> = records.iter().filter(named).map(|(_, log)| log["facts"].to_string()).collect();
        if logs.is_empty() {
            continue;
        }
        let said = numbers(&logs.join(" "));
        for unit in UNITS_OF_LOGS {
            for (before, _) in text.match_indices(&format!(" {unit}")) {
                let start = text[..before].rfind(|c: char| !c.is_ascii_digit() && c != '.').unwrap();
                let number: String =
                    text[start..before].chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
                // A unit alone is that of a figure, whose number is elsewhere.
                let Ok(number) = number.parse::<Decimal>() else { continue };
                assert!(
                    said.contains(&number.normalize()),
                    "{path}: {number} {unit} is in no log that it names"
                );
                compared += 1;
            }
        }
    }
    assert!(compared >= 5, "only {compared} numbers");
}

#[test]
fn statements_of_money_balance() {
    let mut compared = 0;
    for (path, text) in texts(&example()) {
        let Some((_, statement)) = text.split_once("期初结余 ") else { continue };
        let statement = statement.split('。').next().unwrap();
        let of = |label: &str| {
            let after = statement.split_once(label).map_or(statement, |(_, after)| after);
            amount(after.split('元').next().unwrap()).unwrap()
        };
        assert_eq!(of("") + of("加收入") - of("减支出"), of("期末结余"), "{path}: {statement}");
        compared += 1;
    }
    assert!(compared > 0);
}
