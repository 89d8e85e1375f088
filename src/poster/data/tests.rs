//! The data that layouts get, for one record of each kind; and what must never be on a sheet that hangs for
//! a fortnight.

use serde_json::Value as Json;

use super::*;
use crate::render::data::tests_site::{entry, site};
use crate::source::{Memory, PageReading, SourceTree};
use crate::theme::{BUILT_IN, Theme};

const CONFIG: &str = "title: 梧桐里
base_url: https://example.org/wtl
issuer: 梧桐里居委会
languages: {en: {title: Wutong}}
contact: {name: 接待窗口, phone: 021-5550-0100}
places: [{name: 新禾苑, places: [{name: 1号楼}, {name: 2号楼}]}, {name: 梧桐里, places: [{name: 甲弄}]}]
";

const NOTICE: &str = "---
title: 电梯停用两天，请走楼梯
date: 2026-03-02
number: 居〔2026〕3号
type: warning
places: [新禾苑/1号楼]
effective: {from: 2026-03-03, until: 2026-03-04}
posted: {from: 2026-03-02, days: 30}
corrections: [{date: 2026-03-05, what: 停用改为三天。}]
figures:
  - {label: 停用的电梯, value: 2, unit: 部, of: 8, as_of: 2026-03-02}
  - {label: 每天乘客, value: 1100, at_least: true}
---
**重要：**请注意。

![图](plan.png)
";

const TIMETABLE: &str = "---
title: 便民服务
date: 2026-03-02
places: [新禾苑, 梧桐里]
deadline: 2026-03-31 17:00
schedule:
  - {place: 新禾苑/1号楼, days: [fri, mon, tue, wed, thu], from: \"09:00\", until: \"11:00\", what: 磨刀}
  - {place: 新禾苑/2号楼, days: [mon, wed], from: \"09:00\", what: 理发}
  - {place: 梧桐里/甲弄, dates: [2026-03-12, 2026-03-14], what: 量血压}
---
";

const CONSULTATION: &str = "---
title: 车位方案表决
date: 2026-02-01
question: 是否同意？
rule: civil-code-278
item: 8
opens: 2026-02-02
closes: 2026-02-10
counted: 2026-02-11
objections: {from: 2026-02-12, until: 2026-03-20}
posted: {from: 2026-02-12, until: 2026-03-20}
eligible: {people: 1500, area: \"90000.50\"}
ballots: {issued: 1500, returned: 1200, invalid: 10, invalid_area: \"600\"}
options:
  - {label: 同意, people: 1000, area: \"61000\", approve: true}
  - {label: 不同意, people: 190, area: \"11000\"}
by_place:
  - {place: 新禾苑/1号楼, eligible: 700, returned: 600, options: {同意: 500, 不同意: 95}}
  - {place: 新禾苑/2号楼, eligible: 800, returned: 600, options: {同意: 500, 不同意: 95}}
opinions: [{summary: 再多几个, count: 12, adopted: partly, reply: 先增四个。}]
---
";

const MEETING: &str = "---
title: 例会
date: 2026-03-01
body: 议事会
venue: 活动室
starts: 2026-03-01 19:00
ends: 2026-03-01 20:30
attendance: {eligible: 11, present: 10, by_role: {委员: 4, 楼组长: 6}}
quorum: \">1/2\"
resolutions:
  - {title: 装隔音垫, votes: {for: 7, against: 2, abstain: 1}, requires: two-thirds, owner: 物业, due: 2026-03-05}
  - {title: 改门禁, votes: {for: 5, against: 5}}
  - {title: 公布账目, requires: consensus}
---
";

const ELECTION: &str = "---\nkind: election\ntitle: 业委会换届选举\ndate: 2026-03-01\nbody: 业主委员会\n\
    seats: 2\nelectors: 480\nballots: {issued: 460, returned: 431, valid: 423, invalid: 8}\n\
    rule: double-majority\ncandidates:\n  - {name: 周敏, votes: 342, position: 主任}\n  \
    - {name: 何平, votes: 215}\n  - {name: 陆远, votes: 180}\nscrutineers: [吴静]\n\
    counted_at: 2026-03-01 20:30\n---\n晚上公开唱票。\n";
const PROJECT: &str = "---\nkind: project\ntitle: 旧房改造\ndate: 2026-03-01\ntarget_label: 已签约户数\n\
    threshold: 95/100\nprogress:\n  - {place: 1号楼, total: 42, done: 42}\n  \
    - {place: 2号楼, total: 38, done: 30}\nphases:\n  - {name: 签约, until: 2026-02-28}\n  \
    - {name: 施工, from: 2026-04-01, until: 2026-06-30}\nbudget:\n  amount: 620000\n  \
    sources: [{name: 维修资金, amount: 420000}, {name: 补贴, amount: 200000}]\n---\n签一户多一面小红旗。\n";
const MATTER: &str = "---\nkind: matter\ntitle: 东门路灯不亮\ndate: 2026-03-02\ncategory: 公共设施\nreported: \
    2026-03-02 19:40\nchannel: 电话\nplace: 新禾苑/1号楼\nsteps:\n  \
    - {date: 2026-03-02, status: received, note: 登记}\n  \
    - {date: 2026-03-05, status: closed}\nreply: 路灯修好了。\n---\n换了灯泡。\n";
const LEDGER: &str = "---\nkind: ledger\ntitle: 公共收益\ndate: 2026-03-01\nfund: 公共收益\n\
    period: {from: 2026-01-01, until: 2026-02-28}\nopening: 86420.50\nentries:\n  \
    - {date: 2026-01-31, item: 停车费, income: 12480.00, category: 停车}\n  \
    - {date: 2026-02-12, item: 门禁维修, expense: 3260.00, category: 维修}\n---\n凭证可以查看。\n";
const COVENANT: &str = "---\nkind: covenant\ntitle: 楼道公约\ndate: 2026-03-01\nversion: 第二版\n\
    adopted_by: meetings/march.md\neffective: 2026-03-10\n---\n第一条　楼道不堆物。\n\n第二条　电动车不上楼。\n";
const ROSTER: &str = "---\nkind: roster\ntitle: 巡楼排班\ndate: 2026-03-01\nfrom: 2026-03-02\nuntil: 2026-03-31\n\
    rows:\n  - {days: [tue, mon], from: \"08:00\", until: \"10:00\", place: 1号楼, \
    duty: 巡楼, who: [陈阿姨, 李师傅]}\n  \
    - {dates: [2026-03-14], from: \"22:00\", until: \"06:00\", duty: 夜间值守, who: 王师傅}\n---\n风雨无阻。\n";
const DIRECTORY: &str = "---\nkind: directory\ntitle: 谁管什么事\nunits:\n  - name: 居民委员会\n    \
    duty: 居民自治\n    members: [主任, 委员五人]\n    contact: {phone: 021-5550-0100}\n    \
    units: [{name: 调解委员会, duty: 调解}]\n---\n写的是岗位。\n";
const REPORT: &str = "---\nkind: report\ntitle: 第一季度报告\ndate: 2026-03-09\n\
    period: {from: 2026-01-01, until: 2026-03-31}\n---\n三月还没有过完。\n";
const SERIES: &str = "---\ntitle: 防汛\nkind: log\nseries: \
                      {from: 2026-03-01, metrics: {排水: {unit: 处, total: sum}, 水位: {unit: 米, \
                      total: last}}}\n---\n";

fn log(day: u8, drained: u32) -> String {
    format!(
        "---\ntitle: 防汛第{day}天\ndate: 2026-03-0{day}\nmetrics: {{排水: {drained}, 水位: \"3.20\"}}\nvolunteers: \
         {{people: 8, hours: \"20.5\"}}\n\
         entries: [{{time: \"08:30\", text: 清淤, place: 甲弄}}]\n---\n雨停了。\n"
    )
}

/// A site with a record of each kind.
pub(super) fn whole() -> Site {
    let section = |kind: &str| format!("---\ntitle: {kind}\nkind: {kind}\n---\n");
    let (notices, votes, meetings) = (section("notice"), section("consultation"), section("meeting"));
    let english = "---\ntitle: Lift out of order for two days\nissuer: Residents' Committee\n---\nPlease \
                   take the stairs.\n";
    let withdrawn = "---\ntitle: 封路\ndate: 2026-03-03\nwithdrawn: {date: 2026-03-06, why: 改期。}\n---\n";
    site(
        CONFIG,
        &[
            ("notices/_index.md", &notices),
            ("notices/lift/index.md", NOTICE),
            ("notices/lift/index.en.md", english),
            ("notices/lift/plan.png", "GIF89a\u{5}\0\u{7}\0\0\0\0;"),
            ("notices/service.md", TIMETABLE),
            ("notices/closed.md", withdrawn),
            ("votes/_index.md", &votes),
            ("votes/parking.md", CONSULTATION),
            ("meetings/_index.md", &meetings),
            ("meetings/march.md", MEETING),
            ("election.md", ELECTION),
            ("project.md", PROJECT),
            ("ledger.md", LEDGER),
            ("covenant.md", COVENANT),
            ("roster.md", ROSTER),
            ("directory.md", DIRECTORY),
            ("matter.md", MATTER),
            ("report.md", REPORT),
            ("flood/_index.md", SERIES),
            ("flood/1.md", &log(1, 3)),
            ("flood/3.md", &log(3, 4)),
        ],
    )
}

/// The data of a record's poster.
pub(super) fn data(
    site: &Site,
    source: &str,
    change: impl FnOnce(&mut PosterOptions),
    lang: &str,
) -> PosterData {
    let theme = Theme::load(BUILT_IN, &SourceTree::read(&Memory::default(), PageReading::AtOnce, |_| true)).0;
    let entry = entry(site, source);
    let mut options = PosterOptions::of(entry, lang);
    change(&mut options);
    let texts = |key: &str, args: &FluentArgs<'_>| {
        theme
            .texts
            .get(key, Some(args), lang, "zh-Hans")
            .unwrap_or_else(|| panic!("the theme has no text `{key}`"))
    };
    poster_data(site, entry, &options, &texts)
}

fn json(source: &str) -> Json {
    serde_json::to_value(data(&whole(), source, |_| {}, "zh-Hans")).unwrap()
}

/// Compares with the stored snapshot of the data; `words` is the same for all records and left out.
fn same(name: &str, data: PosterData) {
    let mut value = serde_json::to_value(data).unwrap();
    value.as_object_mut().unwrap().remove("words");
    insta::assert_snapshot!(name, serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn one_record_of_each_kind() {
    let site = whole();
    for (name, source) in [
        ("notice", "notices/lift/index.md"),
        ("timetable", "notices/service.md"),
        ("consultation", "votes/parking.md"),
        ("meeting", "meetings/march.md"),
        ("election", "election.md"),
        ("project", "project.md"),
        ("covenant", "covenant.md"),
        ("roster", "roster.md"),
        ("log", "flood/3.md"),
        ("ledger", "ledger.md"),
        ("directory", "directory.md"),
        ("matter", "matter.md"),
        ("report", "report.md"),
    ] {
        same(name, data(&site, source, |_| {}, "zh-Hans"));
    }
}

#[test]
fn the_english_sheet_of_a_translated_record() {
    same("notice-en", data(&whole(), "notices/lift/index.md", |_| {}, "en"));
}

#[test]
fn a_sheet_says_issuer_contact_and_files_as_the_page_of_its_language_does() {
    let config = "title: 梧桐里\nissuer: 居委会\ncontact: {name: 接待窗口, phone: 021-5550-0100, hours: 周一至周五}\n\
                  languages: {en: {title: Wutong, issuer: Committee, contact: {name: Front desk, \
                  hours: weekdays}}}\n";
    let record = "---\ntitle: 停水\nkind: notice\ndate: 2026-03-02\nattachments: [{path: a.dwg, title: 图}, \
                  {path: b.dwg, title: 表}]\n---\n";
    let said = |more: &str| {
        let english =
            format!("---\ntitle: No water\nattachments: [{{path: b.dwg, title: Table}}]\n{more}---\n");
        let files = [("a.md", record), ("a.en.md", &english), ("a.dwg", "%PDF a"), ("b.dwg", "%PDF b")];
        let site = site(config, &files);
        let data = data(&site, "a.md", |_| {}, "en");
        let contact = data.contact.into_iter().map(|line| line.value).collect::<Vec<_>>().join(", ");
        (data.issuer.unwrap_or_default(), contact, data.attachments.join(", "))
    };
    let expected = |contact: &str| ("Committee".to_owned(), contact.to_owned(), "图, Table".to_owned());
    assert_eq!(said(""), expected("Front desk, 021-5550-0100, weekdays"));
    assert_eq!(said("contact: {hours: mornings}\n"), expected("Front desk, 021-5550-0100, mornings"));
}

#[test]
fn layouts_follow_the_record_unless_reported_otherwise() {
    for (source, template) in [
        ("notices/lift/index.md", "notice"),
        ("notices/service.md", "timetable"),
        ("votes/parking.md", "result"),
        ("meetings/march.md", "result"),
        ("election.md", "result"),
        ("project.md", "board"),
        ("flood/3.md", "log"),
        ("directory.md", "directory"),
        ("matter.md", "matter"),
        ("report.md", "report"),
    ] {
        assert_eq!(json(source)["template"], template, "{source}");
    }
    let data_of_poster = data(
        &whole(),
        "votes/parking.md",
        |options| options.template = Some("document".to_owned()),
        "zh-Hans",
    );
    assert_eq!(data_of_poster.template, "document");
}

#[test]
fn nothing_on_a_sheet_counts_days_or_changes_at_midnight() {
    for source in ["notices/lift/index.md", "votes/parking.md", "meetings/march.md", "matter.md"] {
        let text = json(source).to_string();
        for word in ["还剩", "今天", "公示中\"", "逾期", "办理中"] {
            assert!(
                !text.contains(word) || word == "公示中\"" && text.contains("结果公示中\""),
                "{word} in {source}"
            );
        }
    }
}

#[test]
fn a_timetable_in_one_place_has_only_its_rows_and_says_where_once() {
    let site = whole();
    assert_eq!(places(&site, entry(&site, "notices/service.md")), ["新禾苑", "梧桐里"]);
    let rows = |place: &str| {
        let data =
            data(&site, "notices/service.md", |options| options.place = Some(place.to_owned()), "zh-Hans");
        let KindData::Notice(notice) = data.own else { panic!("a notice") };
        let table = notice.schedule.unwrap();
        (table.columns.into_iter().map(|column| column.key).collect::<Vec<_>>(), table.rows)
    };
    let (columns, found) = rows("新禾苑");
    assert_eq!(columns, ["when", "time", "place", "what"]);
    assert_eq!(
        found,
        [
            ["周一至周五", "09:00–11:00", "新禾苑1号楼", "磨刀"],
            ["周一、周三", "09:00", "新禾苑2号楼", "理发"]
        ]
    );
    let (columns, found) = rows("梧桐里/甲弄");
    assert_eq!(columns, ["when", "what"]);
    assert_eq!(found, [["3月12日（周四）、3月14日（周六）", "量血压"]]);
}

#[test]
fn a_withdrawal_and_a_correction_are_reported_with_their_mark() {
    let closed = json("notices/closed.md");
    assert_eq!(closed["withdrawn"]["stamp"]["text"], "已撤回");
    assert_eq!(closed["withdrawn"]["label"], "已于2026年3月6日撤回。");
    let lift = json("notices/lift/index.md");
    assert_eq!(lift["corrections"][0]["stamp"]["text"], "更正");
}

#[test]
fn pictures_are_those_that_are_published() {
    let lift = json("notices/lift/index.md");
    assert_eq!(
        lift["body"]["images"],
        serde_json::json!([{"path": "notices/lift/plan.png", "file": "/files/0.png"}])
    );
}

#[test]
fn sheets_turn_and_pictures_for_chats_are_as_long_as_their_text() {
    let site = whole();
    let lying = data(
        &site,
        "notices/service.md",
        |o| (o.size, o.orientation) = (PaperSize::A3, Orientation::Landscape),
        "zh-Hans",
    );
    assert_eq!((lying.paper.width, lying.paper.height), (420, Some(297)));
    let long = data(&site, "notices/service.md", |options| options.long = true, "zh-Hans");
    assert_eq!((long.paper.height, long.paper.floor), (None, long.paper.ceiling));
}

#[test]
fn without_an_address_there_is_no_code() {
    let site = site(
        "title: 梧桐里\n",
        &[
            ("notices/_index.md", "---\ntitle: 公告\nkind: notice\n---\n"),
            ("notices/lift.md", "---\ntitle: 停\ndate: 2026-03-02\n---\n"),
        ],
    );
    let data = data(&site, "notices/lift.md", |_| {}, "zh-Hans");
    assert_eq!(data.address, None);
    assert_eq!(data.issuer, None);
}
