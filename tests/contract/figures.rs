//! Figures of a record of any kind: the share that is computed, what may be more, what each output says.

use serde_json::{Value, json};

use super::{record, with};

/// `part ÷ whole` with four decimals, rounded half up, in whole numbers: both have `decimals`.
fn share(part: u128, whole: u128) -> String {
    let tenths = part * 100_000 / whole;
    let rounded = (tenths + 5) / 10;
    format!("{}.{:04}", rounded / 10_000, rounded % 10_000)
}

/// The figures of a record with this list of them.
fn figures(kind: &str, list: &str) -> Value {
    record(&mut with(kind, &format!("figures:\n{list}")), kind)["figures"].clone()
}

#[test]
fn the_share_is_the_value_by_its_denominator_in_four_decimals_rounded_half_up() {
    for (part, whole) in [(1050, 1575), (1, 3), (2, 3), (1, 20_000), (3, 20_000), (0, 8), (8, 8), (1, 30_000)]
    {
        let figure = figures("notice", &format!("- {{label: 交回, value: {part}, of: {whole}}}\n"));
        assert_eq!(figure[0]["share"], json!(share(part, whole)), "{part} of {whole}");
    }
    // 66666.665 ÷ 100000 is 0.66666665: both brought to thousandths.
    let areas = figures("notice", "- {label: 面积, value: 66666.665, unit: 平方米, of: 100000.00}\n");
    assert_eq!(areas[0]["share"], json!(share(66_666_665, 100_000_000)));
    assert_eq!(
        (&areas[0]["value"], &areas[0]["of"]),
        (&json!("66666.665"), &json!("100000.00")),
        "numbers are as precise as written"
    );
}

#[test]
fn a_figure_has_what_was_written_and_nothing_else() {
    let list = "- {label: 服务时长, value: \"11,000\", unit: 小时, at_least: true, as_of: 2022-05-31}\n\
                - {名称: 志愿者, 数值: 128}\n";
    assert_eq!(
        figures("meeting", list),
        json!([
            {"label": "服务时长", "value": "11000", "unit": "小时", "as_of": "2022-05-31", "at_least": true},
            {"label": "志愿者", "value": "128"},
        ])
    );
    let without = record(&mut with("notice", ""), "notice");
    assert!(without.get("figures").is_none(), "{without}");
}

#[test]
fn a_percentage_says_of_how_many_or_nothing_is_published() {
    for list in
        ["{label: 满意度, value: 98%}", "{label: 满意度, value: 98, unit: '%'}", "{label: 占比％, value: 98}"]
    {
        let built = with("notice", &format!("figures: [{list}]\n")).try_build();
        let found = built.err().map(|run| run.found).unwrap_or_default();
        assert_eq!(
            found.iter().map(|found| found.code.id).collect::<Vec<_>>(),
            ["percent-without-whole"],
            "{list}"
        );
    }
    let whole = figures("notice", "- {label: 满意度, value: 98%, of: 1575}\n");
    assert_eq!(
        whole,
        json!([{"label": "满意度", "value": "98", "unit": "%", "of": "1575", "share": "0.9800"}]),
        "98% of 1575"
    );
}

#[test]
fn every_kind_shows_them_on_its_page_and_in_its_tables() {
    let list = "figures: [{label: 服务时长, value: 11000, unit: 小时, at_least: true}, \
                {label: 交回, value: 1050, unit: 份, of: 1575, as_of: 2026-11-01}]\n";
    for (kind, front) in [
        ("notice", ""),
        ("meeting", ""),
        ("consultation", "question: 装不装？\n"),
        ("election", "seats: 1\n"),
        ("project", ""),
        ("log", ""),
        ("directory", "units: [{name: 居委会}]\n"),
        ("page", ""),
    ] {
        let mut site = with(kind, &format!("{front}{list}"));
        site.build();
        let page = site.output("records/a.html");
        for said in ["服务时长", "11,000+", "共1,575份，占66.67%，截至2026年11月1日"] {
            assert!(page.contains(said), "{kind}: {said}\n{page}");
        }
        let csv = site.output(&format!("data/{kind}/2026.csv"));
        let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
        let heads = rows.headers().unwrap().clone();
        let row = rows.records().next().unwrap().unwrap();
        let cell = |name: &str| &row[heads.iter().position(|head| head == name).expect(name)];
        assert_eq!(cell("figures[].value"), "11000; 1050", "{kind}");
        assert_eq!(cell("figures[].share"), "; 0.6667", "{kind}");
    }
}

#[test]
fn a_translation_gives_labels_and_units_and_no_number() {
    let mut site = with("notice", "figures: [{label: 交回, value: 1050, unit: 份, of: 1575}]\n");
    site.write("site.yaml", "title: 新福\nlanguages: {en: {title: Xinfu}}\n");
    let translated = |texts: &str| format!("---\ntitle: Title\nfigures: {texts}\n---\nText.\n");
    site.write("content/records/a.en.md", translated("[{label: Returned, unit: replies}]"));
    site.build();
    let page = site.output("records/a.en.html");
    assert!(page.contains("Returned") && page.contains("of 1,575 replies, 66.67%"), "{page}");
    for wrong in
        ["[{label: Returned, value: 1050}]", "[{label: One}, {label: Two}]", "[{label: In %}, {label: Two}]"]
    {
        site.write("content/records/a.en.md", translated(wrong));
        assert!(site.try_build().is_err(), "{wrong}");
    }
}
