"""Expands the calendar of every roster with a second parser (icalendar, recurring-ical-events), and compares what comes
of it with the open data, as `rosters.mjs` does with the first: how many shifts, how many hours, which is next.
`python rosters.py SITE NOW`"""
import datetime
import json
import pathlib
import sys

import icalendar
import recurring_ical_events

site = pathlib.Path(sys.argv[1])
now = datetime.datetime.fromisoformat(sys.argv[2] if len(sys.argv) > 2 else "2026-11-22T00:00:00")
# Where a roster without a last day is broken off.
END = datetime.datetime(2028, 1, 1)
faults = []


def occurrence(event):
    """When an event begins by the clock on the wall, and how many hours it takes; none of a whole day."""
    start, end = event.start, event.end
    if not isinstance(start, datetime.datetime):
        return datetime.datetime.combine(start, datetime.time()), 0.0
    wall = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return start.replace(tzinfo=None), wall.total_seconds() / 3600


def said(facts):
    if not facts.get("next"):
        return None
    return datetime.datetime.fromisoformat(f"{facts['next']['date']}T{facts['next'].get('from') or '00:00'}")


rosters = shifts = 0
for table in sorted(site.glob("data/roster/*.json")):
    for record in json.loads(table.read_text("utf-8")):
        where, facts = record["url"].removesuffix(".html") + ".ics", record["facts"]
        calendar = icalendar.Calendar.from_ical((site / where).read_bytes())
        expanded = recurring_ical_events.of(calendar).between(datetime.datetime(2000, 1, 1), END)
        found = sorted(one for one in map(occurrence, expanded) if one[0] < END)
        hours = round(sum(took for _, took in found), 2)
        upcoming = next((start for start, _ in found if start >= now), None)
        if "shifts" in facts and facts["shifts"] != len(found):
            faults.append(f"{where}: {len(found)} shifts, the data says {facts['shifts']}")
        if "hours" in facts and float(facts["hours"]) != hours:
            faults.append(f"{where}: {hours} hours, the data says {facts['hours']}")
        if upcoming != said(facts):
            faults.append(f"{where}: next is {upcoming}, the data says {said(facts)}")
        rosters, shifts = rosters + 1, shifts + len(found)

if not shifts:
    faults.append("data/roster: there is no shift")
print(*faults, f"{rosters} rosters, {shifts} shifts; {len(faults)} faults", sep="\n")
sys.exit(bool(faults))
