//! What templates see of channels: where each can be followed.

use serde::Serialize;
use tera::Value;

use super::super::link::relative;
use super::super::sitemap::absolute;
use super::super::surroundings::FeedLinks;
use crate::site::{ATOM, Channel, Site};

/// Where a channel can be followed, as a page links to it.
#[derive(Serialize)]
struct Follow {
    #[serde(flatten)]
    feeds: FeedLinks,
    calendar: Option<String>,
}

/// A channel on the page that lists them.
#[derive(Serialize)]
struct ChannelView<'a> {
    name: &'a str,
    /// The language of the name, where it is not the page's.
    lang: Option<&'a str>,
    /// The path of its page.
    path: String,
    #[serde(flatten)]
    follow: Follow,
    /// The absolute address of its Atom feed.
    feed_url: String,
    /// The absolute address of its calendar for telephones to subscribe to: `webcal://…`.
    webcal: Option<String>,
}

/// The channels of a site.
#[derive(Serialize)]
struct Channels<'a> {
    site: ChannelView<'a>,
    sections: Vec<ChannelView<'a>>,
    topics: Vec<ChannelView<'a>>,
    places: Vec<ChannelView<'a>>,
    bodies: Vec<ChannelView<'a>>,
}

impl Follow {
    fn of(site: &Site, channel: Channel, from: &str, lang: &str) -> Option<Follow> {
        let calendar = channel.calendar(site).map(|path| relative(from, &path));
        Some(Follow { feeds: FeedLinks::of(site, channel, from, lang)?, calendar })
    }
}

/// The `follow` of a template; none where the site has no addresses.
pub(in crate::render) fn follow(site: &Site, channel: Channel, from: &str, lang: &str) -> Value {
    Value::from_serializable(&Follow::of(site, channel, from, lang))
}

/// The `channels` of a template.
pub(in crate::render) fn channels(site: &Site, from: &str, lang: &str) -> Value {
    let base = &site.config.base_url;
    let view = |channel: Channel| {
        let (name, foreign) = channel.name(site, lang);
        Some(ChannelView {
            name,
            lang: foreign,
            path: channel.page(site, lang),
            follow: Follow::of(site, channel, from, lang)?,
            feed_url: absolute(base, &channel.feed(site, ATOM, lang)),
            webcal: channel.calendar(site).map(|path| webcal(&absolute(base, &path))),
        })
    };
    let all = |count: usize, of: fn(usize) -> Channel| (0..count).filter_map(|id| view(of(id))).collect();
    let sections = (1..site.sections.len()).filter_map(|id| view(Channel::Section(id))).collect();
    Value::from_serializable(&view(Channel::Section(0)).map(|whole| Channels {
        site: whole,
        sections,
        topics: all(site.topics.all.len(), Channel::Topic),
        places: all(site.places.all.len(), Channel::Place),
        bodies: all(site.bodies.all.len(), Channel::Body),
    }))
}

/// The address that makes a telephone subscribe to a calendar instead of copying it.
fn webcal(address: &str) -> String {
    address.split_once("://").map_or_else(|| address.to_owned(), |(_, rest)| format!("webcal://{rest}"))
}
