//! Structured data for search engines (schema.org, JSON-LD): takes a record or the site; gives the text of
//! a script element.
//!
//! The schema.org type of a record:
//! - a meeting is an `Event`, because people go to it;
//! - a warning or a day of a series is a `SpecialAnnouncement`, which was made for community groups;
//! - a page is a `WebPage`;
//! - everything else is a `NewsArticle`. A consultation is one with a `VoteAction` that gives the start and
//!   end of the vote: an `Event` would promise a place and an hour to attend. A service is a `NewsArticle`
//!   about a `Service`.
//!
//! It says nothing that the page does not show.

use super::feed::issuer;
use super::sitemap::absolute;
use crate::front::scalar::{Day, Moment};
use crate::record::Own;
use crate::record::common::Contact;
use crate::record::event::{Event, Occasion};
use crate::record::kind::SchemaType;
use crate::record::notice::NoticeType;
use crate::site::{Entry, Publication, Site, TermId, TextVersion, place_names};

/// What a record's page is about, in `lang`.
pub fn json_ld(site: &Site, entry: &Entry, lang: &str) -> String {
    let page = JsonLdPage { site, entry, text: entry.text(lang, &site.config) };
    let object = match entry.record.kind().profile().schema {
        SchemaType::Event => page.event(),
        SchemaType::Article | SchemaType::Page if page.is_announcement() => page.announcement(),
        SchemaType::Page => page.work("WebPage"),
        SchemaType::Article => page.article(),
    };
    object.text()
}

/// What the home page is about, in `lang`.
pub fn json_ld_site(site: &Site, lang: &str) -> String {
    let (config, address) = (&site.config, address(site, ""));
    let (title, issuer) = (config.title(lang), config.issuer(lang).unwrap_or(config.title(lang)));
    let publisher = JsonLdObject::of("Organization")
        .with("name", Some(issuer))
        .with("url", address.clone())
        .with("contactPoint", config.contact(lang).0.and_then(contact_point))
        .with("address", config.contact(lang).0.and_then(|contact| contact.address.as_deref()));
    let about = JsonLdObject::of("WebSite")
        .with("name", Some(title))
        .with("url", address)
        .with("inLanguage", Some(lang))
        .with("publisher", Some(publisher));
    about.in_context().text()
}

/// One text of a record.
struct JsonLdPage<'a> {
    site: &'a Site,
    entry: &'a Entry,
    text: TextVersion<'a>,
}

impl JsonLdPage<'_> {
    fn notice_type(&self) -> Option<NoticeType> {
        if let Own::Notice(notice) = &self.entry.record.own { notice.r#type } else { None }
    }

    fn is_announcement(&self) -> bool {
        self.entry.is_in_series() || self.notice_type() == Some(NoticeType::Warning)
    }

    /// What every page says of itself as a published work.
    fn work(&self, name: &'static str) -> JsonLdObject {
        let common = &self.entry.record.common;
        let correction = |correction: &crate::record::common::Correction| {
            JsonLdObject::of("CorrectionComment")
                .with("text", Some(&*correction.what))
                .with("datePublished", Some(correction.date.to_string()))
        };
        let corrections: Vec<JsonLdObject> =
            self.entry.corrections(&self.text).iter().map(correction).collect();
        let headline = if name == "NewsArticle" { "headline" } else { "name" };
        self.thing(name, headline)
            .with("datePublished", self.published())
            .with("dateModified", self.modified())
            .with("publisher", Some(self.publisher()))
            .with("spatialCoverage", self.places())
            .with("correction", Some(corrections).filter(|list| !list.is_empty()))
            .with("creativeWorkStatus", common.withdrawn.as_ref().map(|_| "Withdrawn"))
            .with("expires", common.expires.map(|day| day.to_string()))
    }

    fn article(&self) -> JsonLdObject {
        let service = || {
            JsonLdObject::of("Service")
                .with("name", Some(self.text.title))
                .with("provider", Some(self.publisher()))
        };
        let about = (self.notice_type() == Some(NoticeType::Service)).then(service);
        self.work("NewsArticle").with("about", about).with("potentialAction", self.vote())
    }

    fn announcement(&self) -> JsonLdObject {
        let category = self.entry.topics.first().map(|id| self.topic(*id));
        let section = self.site.sections[self.entry.section].title_in(self.text.lang);
        self.work("SpecialAnnouncement")
            .with("datePosted", self.published())
            .with("category", Some(category.unwrap_or(section)))
            .with("text", Some(self.entry.summary(&self.text)).filter(|text| !text.is_empty()))
    }

    fn event(&self) -> JsonLdObject {
        let (entry, common) = (self.entry, &self.entry.record.common);
        let venue = self.text.card.r#where.as_deref();
        let ends = entry.record.own.events(common).first().and_then(|event| event.until);
        let status = if common.withdrawn.is_some() { "EventCancelled" } else { "EventScheduled" };
        self.thing("Event", "name")
            .with("startDate", entry.derived.card.when.and_then(|starts| self.moment(starts)))
            .with("endDate", ends.and_then(|ends| self.moment(ends)))
            .with("eventStatus", Some(format!("https://schema.org/{status}")))
            .with("eventAttendanceMode", venue.map(|_| "https://schema.org/OfflineEventAttendanceMode"))
            .with("location", venue.map(|venue| JsonLdObject::of("Place").with("name", Some(venue))))
            .with("organizer", Some(self.publisher()))
            .with("subjectOf", Some(self.minutes()))
    }

    /// Only the page about an event is published, not the event itself.
    fn minutes(&self) -> JsonLdObject {
        let page =
            JsonLdObject::of("WebPage").with("url", self.address()).with("datePublished", self.published());
        page.with("dateModified", self.modified())
    }

    /// The properties of any thing: name, description, address, language, picture.
    fn thing(&self, name: &'static str, title: &'static str) -> JsonLdObject {
        let topics: Vec<&str> = self.entry.topics.iter().map(|id| self.topic(*id)).collect();
        JsonLdObject::of(name)
            .in_context()
            .with(title, Some(self.text.title))
            .with("description", Some(self.entry.summary(&self.text)).filter(|summary| !summary.is_empty()))
            .with("url", self.address())
            .with("identifier", self.entry.record.common.number.as_deref())
            .with("inLanguage", Some(self.text.lang))
            .with("keywords", Some(topics).filter(|topics| !topics.is_empty()))
            .with("image", self.image())
    }

    /// From when until when people may vote.
    fn vote(&self) -> Option<JsonLdObject> {
        let events = self.entry.record.own.events(&self.entry.record.common);
        let Event { from, until, .. } = events.iter().find(|event| event.occasion == Occasion::Voting)?;
        let action = JsonLdObject::of("VoteAction")
            .with("name", self.text.card.lead.as_deref())
            .with("startTime", self.moment(*from));
        Some(action.with("endTime", until.and_then(|until| self.moment(until))))
    }

    /// The name of a topic, as the page shows it.
    fn topic(&self, id: TermId) -> &str {
        self.site.topics.get(id).called(self.text.lang, &self.site.config).name
    }

    fn publisher(&self) -> JsonLdObject {
        JsonLdObject::of("Organization").with("name", Some(issuer(self.site, self.entry, &self.text)))
    }

    fn places(&self) -> Option<Vec<JsonLdObject>> {
        let places = place_names(self.site, self.entry);
        let called = |place: &str| {
            self.site.config.place_name(place, self.text.lang).unwrap_or_else(|| place.to_owned())
        };
        (!places.is_empty()).then(|| {
            places.iter().map(|place| JsonLdObject::of("Place").with("name", Some(called(place)))).collect()
        })
    }

    fn address(&self) -> Option<String> {
        address(self.site, &self.entry.path_in(self.text.lang))
    }

    fn image(&self) -> Option<String> {
        self.entry.picture().and_then(|file| address(self.site, &file.shared_path()))
    }

    fn published(&self) -> Option<String> {
        self.moment(self.entry.publication.published?)
    }

    /// When the record was corrected or withdrawn.
    fn modified(&self) -> Option<String> {
        let Publication { published, changed } = self.entry.publication;
        self.moment(changed.filter(|_| changed != published)?)
    }

    /// A day, or a time with the offset of the site's zone.
    fn moment(&self, moment: Moment) -> Option<String> {
        if moment.time.is_none() {
            return Some(Day(moment.date).to_string());
        }
        let zoned = moment.start().to_zoned(self.site.config.zone.clone()).ok()?;
        Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }
}

/// The absolute address of an output, if the site has an address.
fn address(site: &Site, path: &str) -> Option<String> {
    let base = &site.config.base_url;
    (!base.is_empty()).then(|| absolute(base, path))
}

fn contact_point(contact: &Contact) -> Option<JsonLdObject> {
    let (phone, email) = (contact.phone.as_deref(), contact.email.as_deref());
    let point = JsonLdObject::of("ContactPoint").with("telephone", phone).with("email", email);
    (phone.is_some() || email.is_some()).then_some(point)
}

/// A JSON-LD object, written as it grows; absent values are left out. One is made for every page, so no
/// tree is built.
struct JsonLdObject(String);

impl JsonLdObject {
    fn of(name: &str) -> JsonLdObject {
        let mut text = String::with_capacity(256);
        text.push_str("{\"@type\":");
        name.write(&mut text);
        JsonLdObject(text)
    }

    /// Only the outermost object names the vocabulary.
    fn in_context(mut self) -> JsonLdObject {
        self.0.insert_str(1, "\"@context\":\"https://schema.org\",");
        self
    }

    fn with(mut self, key: &str, value: Option<impl JsonLdValue>) -> JsonLdObject {
        if let Some(value) = value {
            self.0.push(',');
            key.write(&mut self.0);
            self.0.push(':');
            value.write(&mut self.0);
        }
        self
    }

    fn text(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A value that an object may hold.
trait JsonLdValue {
    fn write(&self, to: &mut String);
}

/// A string that cannot close the script element early.
impl JsonLdValue for &str {
    fn write(&self, to: &mut String) {
        to.push('"');
        let special = |byte: u8| byte < b' ' || matches!(byte, b'"' | b'\\' | b'<' | b'>' | b'&');
        // `fold`, not `any`: without an early exit the compiler uses vector instructions, and few texts
        // hold any of these characters.
        if !self.bytes().fold(false, |found, byte| found | special(byte)) {
            to.push_str(self);
        } else {
            for c in self.chars() {
                match c {
                    '"' => to.push_str("\\\""),
                    '\\' => to.push_str("\\\\"),
                    '\n' => to.push_str("\\n"),
                    '<' | '>' | '&' | '\0'..' ' => to.push_str(&format!("\\u{:04x}", c as u32)),
                    c => to.push(c),
                }
            }
        }
        to.push('"');
    }
}

impl JsonLdValue for String {
    fn write(&self, to: &mut String) {
        self.as_str().write(to);
    }
}

impl JsonLdValue for JsonLdObject {
    fn write(&self, to: &mut String) {
        to.push_str(&self.0);
        to.push('}');
    }
}

impl<P: JsonLdValue> JsonLdValue for Vec<P> {
    fn write(&self, to: &mut String) {
        for (at, part) in self.iter().enumerate() {
            to.push(if at == 0 { '[' } else { ',' });
            part.write(to);
        }
        to.push_str(if self.is_empty() { "[]" } else { "]" });
    }
}

#[cfg(test)]
mod tests {
    use super::super::data::tests_site::{CONFIG, entry, site};
    use super::*;
    use serde_json::{Value, json};

    fn record(config: &str, text: &str) -> Value {
        let site = site(config, &[("notices/a.md", text)]);
        serde_json::from_str(&json_ld(&site, entry(&site, "notices/a.md"), "zh-Hans")).unwrap()
    }

    fn front(kind: &str, more: &str) -> String {
        format!("---\nkind: {kind}\ntitle: 标题\ndate: 2026-03-02\n{more}---\n\n正文。\n")
    }

    #[test]
    fn a_notice_is_an_article_of_its_issuer() {
        let notice = record(
            CONFIG,
            &front(
                "notice",
                "topics: [水电]\nplaces: [1号楼]\ncorrections: [{date: 2026-03-04, what: 九点}]\n",
            ),
        );
        let expected = json!({
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": "标题", "description": "正文。",
            "url": "https://example.org/wtl/notices/a.html", "inLanguage": "zh-Hans", "keywords": ["水电"],
            "datePublished": "2026-03-02", "dateModified": "2026-03-04",
            "publisher": {"@type": "Organization", "name": "梧桐里居委会"},
            "spatialCoverage": [{"@type": "Place", "name": "1号楼"}],
            "correction": [{"@type": "CorrectionComment", "text": "九点", "datePublished": "2026-03-04"}],
        });
        assert_eq!(notice.to_string(), expected.to_string());
    }

    #[test]
    fn a_meeting_is_an_event_in_the_sites_zone() {
        let meeting = record(
            CONFIG,
            &front(
                "meeting",
                "venue: 活动室\nstarts: 2026-03-12 19:00\nends: 2026-03-12 20:30\nwithdrawn: \
                 {date: 2026-03-05, why: 改期}\n",
            ),
        );
        assert_eq!(meeting["@type"], "Event");
        assert_eq!(meeting["startDate"], "2026-03-12T19:00:00+08:00");
        assert_eq!(meeting["endDate"], "2026-03-12T20:30:00+08:00");
        assert_eq!(meeting["location"]["name"], "活动室");
        assert_eq!(meeting["eventStatus"], "https://schema.org/EventCancelled");
        assert_eq!(meeting["subjectOf"]["dateModified"], "2026-03-05");
    }

    #[test]
    fn a_warning_is_an_announcement_and_a_consultation_says_when_to_vote() {
        let warning = record(CONFIG, &front("notice", "type: warning\nexpires: 2026-03-20\n"));
        assert_eq!(warning["@type"], "SpecialAnnouncement");
        assert_eq!(
            (&warning["datePosted"], &warning["expires"]),
            (&"2026-03-02".into(), &"2026-03-20".into())
        );
        let vote = record(
            CONFIG,
            &front("consultation", "question: 装不装？\nopens: 2026-03-03\ncloses: 2026-03-20 18:00\n"),
        );
        assert_eq!(vote["@type"], "NewsArticle");
        let action = json!({"@type": "VoteAction", "name": "装不装？", "startTime": "2026-03-03",
                            "endTime": "2026-03-20T18:00:00+08:00"});
        assert_eq!(vote["potentialAction"], action);
    }

    #[test]
    fn a_day_of_a_series_is_an_announcement() {
        let series = "---\ntitle: 防汛日志\nkind: log\nseries: {from: 2026-03-01}\n---\n";
        let site = site(
            CONFIG,
            &[("log/_index.md", series), ("log/d.md", "---\ntitle: 第一天\ndate: 2026-03-01\n---\n")],
        );
        let log: Value = serde_json::from_str(&json_ld(&site, entry(&site, "log/d.md"), "zh-Hans")).unwrap();
        assert_eq!((&log["@type"], &log["category"]), (&"SpecialAnnouncement".into(), &"防汛日志".into()));
    }

    #[test]
    fn a_script_element_is_not_ended_by_a_title() {
        let site = site(CONFIG, &[("a.md", "---\ntitle: </script><script>alert(1)</script>\n---\n")]);
        let json = json_ld(&site, &site.entries[0], "zh-Hans");
        assert!(!json.contains(['<', '>', '&']));
        assert_eq!(
            serde_json::from_str::<Value>(&json).unwrap()["name"],
            "</script><script>alert(1)</script>"
        );
    }

    #[test]
    fn a_translation_speaks_its_own_language() {
        let config = format!("{CONFIG}languages: {{en: {{title: Wutong, issuer: Residents' Committee}}}}\n");
        let files = [
            ("a.md", &*front("meeting", "venue: 活动室\nstarts: 2026-03-12\n")),
            ("a.en.md", "---\ntitle: Council\nvenue: Hall\n---\n"),
        ];
        let site = site(&config, &files);
        let json: Value = serde_json::from_str(&json_ld(&site, entry(&site, "a.md"), "en")).unwrap();
        assert_eq!((&json["name"], &json["location"]["name"]), (&"Council".into(), &"Hall".into()));
        assert_eq!(json["organizer"]["name"], "Residents' Committee");
        assert_eq!(json["url"], "https://example.org/wtl/a.en.html");
    }

    #[test]
    fn the_home_page_is_the_site_and_who_runs_it() {
        let config = "title: 梧桐里\nissuer: 居委会\ncontact: {phone: 021-6000 0000, address: 梧桐路 1 号}\n";
        let site: Value = serde_json::from_str(&json_ld_site(&site(config, &[]), "zh-Hans")).unwrap();
        let expected = json!({
            "@context": "https://schema.org", "@type": "WebSite", "name": "梧桐里", "inLanguage": "zh-Hans",
            "publisher": {
                "@type": "Organization", "name": "居委会",
                "contactPoint": {"@type": "ContactPoint", "telephone": "021-6000 0000"},
                "address": "梧桐路 1 号",
            },
        });
        assert_eq!(site.to_string(), expected.to_string());
    }
}
