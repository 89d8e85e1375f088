// Reads the feeds, the calendar, the sitemap and the open data with parsers that are not Lilong's.
import { Readable } from 'node:stream';
import FeedParser from 'feedparser';
import ICAL from 'ical.js';
import sax from 'sax';
import { files, read, fault, verdict } from './site.mjs';

/** The entries of an Atom feed. */
function entries(name) {
  return new Promise((done, failed) => {
    const parser = new FeedParser({ strict: true, normalize: true });
    const found = [];
    parser.on('readable', () => { for (let item; (item = parser.read()); ) found.push(item); });
    parser.on('error', failed);
    parser.on('end', () => done({ meta: parser.meta, found }));
    Readable.from([read(name)]).pipe(parser);
  });
}

const feeds = files('.xml').filter((name) => /(^|\/)atom(\.[\w-]+)?\.xml$/.test(name));
if (!feeds.includes('atom.xml')) fault('atom.xml', 'is missing');
const feedOf = new Map();
for (const name of feeds) {
  try {
    const { meta, found } = await entries(name);
    if (meta['#type'] !== 'atom' || !meta.title) fault(name, 'is no Atom feed with a title');
    const id = meta['atom:id']['#'];
    if (feedOf.has(id)) fault(name, `has the id of ${feedOf.get(id)}`);
    feedOf.set(id, name);
    for (const item of found) {
      if (!item.title || !item.guid || !item.link?.startsWith('https://') || Number.isNaN(+item.date)) fault(name, `entry ${item.guid}: title, id, link or date is missing`);
    }
    if (new Set(found.map((item) => item.guid)).size !== found.length) fault(name, 'two entries have one id');
  } catch (error) {
    fault(name, error.message);
  }
}

const jsonFeeds = files('.json').filter((name) => /(^|\/)feed(\.[\w-]+)?\.json$/.test(name));
if (jsonFeeds.length !== feeds.length) fault('feed.json', `${jsonFeeds.length} beside ${feeds.length} Atom feeds`);
for (const name of jsonFeeds) {
  const feed = JSON.parse(read(name));
  if (feed.version !== 'https://jsonfeed.org/version/1.1' || !feed.title) fault(name, 'is no JSON Feed 1.1 with a title');
  if (decodeURIComponent(new URL(feed.feed_url).pathname.slice(1)) !== name) fault(name, 'has another address');
  for (const item of feed.items) {
    if (!item.id || !item.url.startsWith('https://') || typeof item.content_text !== 'string' || Number.isNaN(Date.parse(item.date_modified))) fault(name, `item ${item.id}: id, url, text or date is missing`);
  }
}

const calendars = files('.ics');
if (!calendars.length) fault('calendar.ics', 'is missing');
let events = 0;
for (const name of calendars) {
  try {
    const text = read(name);
    if (text.split('\r\n').some((line) => Buffer.byteLength(line) > 75)) fault(name, 'a line of more than 75 bytes');
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const part of calendar.getAllSubcomponents('vevent')) {
      const event = new ICAL.Event(part);
      events += 1;
      if (!event.uid || !event.summary || !event.startDate || event.duration.isNegative) fault(name, `event ${event.uid}: uid, summary or dates are wrong`);
    }
  } catch (error) {
    fault(name, error.message);
  }
}
if (!events) fault('calendar.ics', 'has no event');

/** The addresses of a sitemap or of an index of sitemaps. */
function addresses(name) {
  const parser = sax.parser(true, { xmlns: true, trim: true });
  const found = [];
  let inside = '';
  parser.onopentag = (tag) => { inside = tag.local; };
  parser.ontext = (text) => { if (inside === 'loc') found.push(text); };
  parser.onerror = (error) => { throw error; };
  parser.write(read(name)).close();
  return found;
}

const known = new Set(files(''));
const sitemaps = files('.xml').filter((name) => /^sitemap/.test(name));
if (!sitemaps.includes('sitemap.xml')) fault('sitemap.xml', 'is missing');
let listed = 0;
for (const name of sitemaps) {
  try {
    for (const address of addresses(name)) {
      listed += 1;
      const at = decodeURIComponent(new URL(address).pathname.slice(1)) || 'index.html';
      if (!known.has(at)) fault(name, `${address} is no file of the site`);
    }
  } catch (error) {
    fault(name, error.message.split('\n')[0]);
  }
}
if (!listed) fault('sitemap.xml', 'lists nothing');

const data = files('.json');
for (const name of data) {
  try {
    JSON.parse(read(name));
  } catch (error) {
    fault(name, error.message);
  }
}
verdict(`${feeds.length} feeds, ${events} events, ${listed} addresses, ${data.length} files of data`);
