// Expands the calendar of every roster with a parser that is not Lilong's, and compares what comes of it with the open data:
// how many shifts there are, how many hours, and which is next. Each hour is read back through the zones of the browser's
// engine, which knows them from elsewhere. `node rosters.mjs SITE NOW`
import ICAL from 'ical.js';
import { files, read, fault, verdict } from './site.mjs';

const now = process.argv[3] ?? '2026-11-22T00:00:00';
/** Where a roster without a last day is broken off. */
const END = '2028-01-01';

/** What the clocks of a zone show at a moment: `2026-11-22T08:00:00`. */
const shown = (seconds, zone) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  .format(new Date(seconds * 1000)).replace(' ', 'T');

/** The length of a shift by the clock on the wall, in hours. */
const hours = ({ startDate, endDate }) => (Date.parse(`${endDate.toString()}Z`) - Date.parse(`${startDate.toString()}Z`)) / 3_600_000;

/** All that an event comes to: when each begins, and how long it takes; none of a whole day. */
function occurrences(part, where) {
  const event = new ICAL.Event(part);
  const zone = part.getFirstProperty('dtstart').getParameter('tzid');
  const found = [];
  const every = event.iterator();
  for (let next; (next = every.next()); ) {
    const start = next.toString();
    if (start >= END) break;
    if (!next.isDate && shown(next.toUnixTime(), zone) !== start) fault(where, `${start} in ${zone} is ${shown(next.toUnixTime(), zone)}`);
    const timed = !next.isDate && part.hasProperty('dtend');
    found.push({ start: next.isDate ? `${start}T00:00:00` : start, whole: next.isDate, hours: timed ? hours(event.getOccurrenceDetails(next)) : 0 });
  }
  return found;
}

let shifts = 0;
let rosters = 0;
for (const name of files('.json').filter((name) => name.startsWith('data/roster/'))) {
  for (const { url, facts } of JSON.parse(read(name))) {
    const where = url.replace(/\.html$/, '.ics');
    try {
      const calendar = new ICAL.Component(ICAL.parse(read(where)));
      calendar.getAllSubcomponents('vtimezone').forEach((zone) => ICAL.TimezoneService.register(zone));
      const parts = calendar.getAllSubcomponents('vevent');
      const all = parts.flatMap((part) => occurrences(part, where)).sort((a, b) => (a.start < b.start ? -1 : 1));
      const uids = new Set(parts.map((part) => part.getFirstPropertyValue('uid')));
      if (uids.size !== parts.length) fault(where, 'two events have one UID');
      const total = Math.round(all.reduce((sum, one) => sum + one.hours, 0) * 100) / 100;
      if ('shifts' in facts && facts.shifts !== all.length) fault(where, `${all.length} shifts, the data says ${facts.shifts}`);
      if ('hours' in facts && Number(facts.hours) !== total) fault(where, `${total} hours, the data says ${facts.hours}`);
      const next = all.find((one) => one.start >= now);
      const said = facts.next && `${facts.next.date}T${facts.next.from ?? '00:00'}:00`;
      if (next?.start !== said) fault(where, `next is ${next?.start}, the data says ${said}`);
      shifts += all.length;
      rosters += 1;
    } catch (error) {
      fault(where, error.message);
    }
  }
}
if (!shifts) fault('data/roster', 'there is no shift');
verdict(`${rosters} rosters, ${shifts} shifts`);
