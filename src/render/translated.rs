//! The fields of a record that a page in another language still shows in the language of the original.

use serde_json::json;
use tera::Value;

use crate::record::Translation;
use crate::site::{Entry, Site, Untranslated};

/// What a translated page still shows in the language of the original: `record.original` of a template.
pub(super) fn original(
    entry: &Entry,
    translation: &Translation,
    imprint: Untranslated,
    site: &Site,
) -> Value {
    let config = &site.config;
    let around =
        [("issuer", !imprint.issuer), ("contact", !imprint.contact), ("attachments", !imprint.files)];
    let fields = entry.record.kind().translatable().fields().map(|given| given.field.name);
    let common = &entry.record.common;
    let fields = fields.filter(|name| match *name {
        "figures" => common.figures.is_some(),
        "corrections" => common.corrections.is_some(),
        "withdrawn" => common.withdrawn.is_some(),
        _ => true,
    });
    let own = fields.map(|name| (name, translation.texts.provides(name)));
    let texts: Vec<&str> =
        around.into_iter().chain(own).filter(|(_, given)| !given).map(|(key, _)| key).collect();
    Value::from_serializable(&json!({
        "lang": entry.lang(config), "texts": texts, "newer": entry.is_newer_than(translation, site),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::data::tests_site::{entry, site};
    use super::super::surroundings::Surroundings;
    use super::super::view;
    use serde_json::Value as Json;

    use super::*;
    use crate::site::Site;

    const CONFIG: &str = "title: 梧桐里\nissuer: 居委会\ncontact: {name: 窗口, phone: 021-6000 0000}\n\
                          languages: {en: {title: Wutong, contact: {name: Desk}}}\n";
    const VOTE: &str = "---\ntitle: 充电桩\nkind: consultation\ndate: 2026-02-01\nquestion: 装不装？\nopens: \
                        2026-02-02\ncloses: 2026-02-08\n\
                        counted: 2026-02-09\nrule: majority\nballots: {returned: 9}\nattachments: \
                        [{path: plan.dwg, title: 图}]\noptions:\n\
                        - {label: 同意, people: 6, approve: true}\n- {label: 不同意, people: 3}\nby_place:\n\
                        - {place: 1号楼, returned: 9, options: {同意: 6, 不同意: 3}}\nopinions: \
                        [{summary: 贵, count: 4, reply: 有补贴}]\n---\n";

    fn english(site: &Site, source: &str) -> Json {
        let entry = entry(site, source);
        let (text, path) = (entry.text("en", &site.config), entry.path_in("en"));
        let around =
            Surroundings::of(site, &site.sections[entry.section], &path, ("en", &|| "Home".to_owned()));
        serde_json::to_value(view::record(site, entry, &text, &path, &around)).unwrap()
    }

    fn vote(translation: &str) -> Json {
        let translation = format!("---\ntitle: Charging\n{translation}---\n");
        english(&site(CONFIG, &[("v.md", VOTE), ("plan.dwg", "%PDF"), ("v.en.md", &translation)]), "v.md")
    }

    #[test]
    fn texts_are_translated_and_figures_are_not() {
        let record = vote(
            "question: Install them?\noptions: [{label: Agree}, {label: Against}]\nopinions: \
             [{summary: Too dear}]\n\
             attachments: [{path: plan.dwg, title: Plan}]\n",
        );
        let question = &record["view"]["questions"][0];
        assert_eq!(question["question"], "Install them?");
        assert_eq!(
            (&question["options"][0]["label"], &question["options"][0]["people"]),
            (&json!("Agree"), &json!(6))
        );
        assert_eq!(question["by_place"]["options"], json!(["Agree", "Against"]));
        assert_eq!(question["by_place"]["rows"][0]["counts"], json!([6, 3]));
        // A field that the translation does not give is inherited.
        assert_eq!(
            question["opinions"][0],
            json!({"summary": "Too dear", "count": 4, "reply": "有补贴", "adopted": null})
        );
        assert_eq!(question["outcome"], "passed");
        assert_eq!(record["attachments"][0]["title"], "Plan");
        assert_eq!(record["original"]["texts"], json!(["issuer", "questions"]));
    }

    #[test]
    fn corrections_and_withdrawals_are_reported_in_the_language_of_the_page() {
        let record = "---\ntitle: 通知\nkind: notice\ndate: 2026-02-01\ncorrections:\n- {date: 2026-02-02, \
                      what: 改为周一}\nwithdrawn: {date: 2026-02-03, why: 写错了}\n---\n";
        let translation = "---\ntitle: Notice\ncorrections: [{what: Monday instead}]\nwithdrawn: {why: \
                           An error}\n---\n";
        let record = english(&site(CONFIG, &[("n.md", record), ("n.en.md", translation)]), "n.md");
        assert_eq!(record["corrections"], json!([{"date": "2026-02-02", "what": "Monday instead"}]));
        assert_eq!(record["withdrawn"], json!({"date": "2026-02-03", "why": "An error"}));
        assert_eq!(record["original"]["texts"], json!(["issuer", "schedule"]));
    }

    #[test]
    fn a_directory_is_translated_level_by_level_and_a_log_entry_by_entry() {
        let directory = "---\ntitle: 通讯录\nkind: directory\nunits:\n- {name: 居委会, members: [主任, 委员], \
                         units: [{name: 治保组, duty: 巡逻, units: [{name: 一组}]}]}\n---\n";
        let log = "---\ntitle: 日志\nkind: log\ndate: 2026-02-01\nentries:\n- {time: '9:00', text: 消杀, \
                   place: 门厅}\n---\n";
        let files = [
            ("d.md", directory),
            (
                "d.en.md",
                "---\ntitle: Contacts\nunits: [{name: Committee, members: [Chair, Member], units: [{name: \
                 Safety, units: [{name: Group 1}]}]}]\n---\n",
            ),
            ("l.md", log),
            ("l.en.md", "---\ntitle: Log\nentries: [{text: Disinfection, place: Hall}]\n---\n"),
        ];
        let site = site(CONFIG, &files);
        let unit = &english(&site, "d.md")["view"]["units"][0];
        assert_eq!((&unit["name"], &unit["members"]), (&json!("Committee"), &json!(["Chair", "Member"])));
        let inside = &unit["units"][0];
        assert_eq!((&inside["name"], &inside["duty"]), (&json!("Safety"), &json!("巡逻")));
        assert_eq!(inside["units"][0]["name"], "Group 1");
        let entry = &english(&site, "l.md")["view"]["entries"][0];
        assert_eq!((&entry["text"], &entry["place"]), (&json!("Disinfection"), &json!("Hall")));
        assert_eq!(entry["time"], "09:00");
    }

    #[test]
    fn a_translation_of_the_title_alone_inherits_the_rest() {
        let record = vote("");
        assert_eq!(record["view"]["questions"][0]["options"][1]["label"], "不同意");
        assert_eq!(record["attachments"][0]["title"], "图");
        let texts = record["original"]["texts"].as_array().unwrap();
        assert!(
            ["question", "options", "opinions", "attachments"].iter().all(|key| texts.contains(&json!(key))),
            "{texts:?}"
        );
    }

    #[test]
    fn the_sites_contact_speaks_the_language_of_the_page() {
        let record = vote("");
        assert_eq!(
            (&record["contact"]["name"], &record["contact"]["phone"]),
            (&json!("Desk"), &json!("021-6000 0000"))
        );
        assert!(!record["original"]["texts"].as_array().unwrap().contains(&json!("contact")));
        let own = vote("contact: {hours: mornings}\n");
        assert_eq!((&own["contact"]["name"], &own["contact"]["hours"]), (&json!("Desk"), &json!("mornings")));
    }

    #[test]
    fn a_meeting_and_a_timetable_are_translated_line_by_line() {
        let meeting = "---\ntitle: 会\nkind: meeting\ndate: 2026-02-01\nattendance: {present: 5}\n\
                       resolutions:\n\
                       - {title: 修门, text: 三日内, votes: {for: 4, against: 1}, owner: 物业, due: 2026-02-09}\n\
                       ---\n";
        let notice = "---\ntitle: 班\nkind: notice\ndate: 2026-02-01\nschedule:\n- \
                      {place: 1号楼, days: [mon], from: '9:00', what: 收旧衣}\n---\n";
        let files = [
            ("m.md", meeting),
            ("m.en.md", "---\ntitle: Meeting\nresolutions: [{title: Mend the gate, owner: Property}]\n---\n"),
            ("n.md", notice),
            ("n.en.md", "---\ntitle: Hours\nschedule: [{what: Old clothes}]\n---\n"),
        ];
        let site = site(CONFIG, &files);
        let resolution = &english(&site, "m.md")["view"]["resolutions"][0];
        assert_eq!(
            (&resolution["title"], &resolution["text"], &resolution["owner"]),
            (&json!("Mend the gate"), &json!("三日内"), &json!("Property"))
        );
        assert_eq!((&resolution["outcome"], &resolution["votes"]["for"]), (&json!("passed"), &json!(4)));
        let shift = &english(&site, "n.md")["view"]["schedule"][0];
        assert_eq!((&shift["what"], &shift["place"]), (&json!("Old clothes"), &json!("1号楼")));
    }
}
