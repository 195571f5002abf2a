#!/usr/bin/env bash
# ics: a meeting at nine in China that comes from Outlook is at nine UTC, 17:00 in China, though the file says how its zone differs from UTC.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install ics==0.7.3 icalendar==7.3.2 tzdata || exit 2

"$work/venv/bin/python" -W ignore - <<'PY'
import logging
import sys
from datetime import UTC
from importlib.metadata import version

from icalendar import Calendar
from ics import Calendar as IcsCalendar

logging.disable(logging.CRITICAL)
# The zone as Outlook writes it, with its offset; and under the name of a zone database.
ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
"""
EVENT = """BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20260601T000000Z
DTSTART;TZID={name}:20260701T090000
DTEND;TZID={name}:20260701T100000
SUMMARY:会员代表大会
END:VEVENT
"""
RIGHT, LATE = "2026-07-01 01:00 UTC", "2026-07-01 09:00 UTC"
# The name of the zone, and what was seen from ics.
CASES = [("Asia/Shanghai", RIGHT), ("China Standard Time", LATE), ("中国标准时间", LATE)]


def calendar(name):
    body = (ZONE + EVENT).format(name=name)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//CN\n{body}END:VCALENDAR\n".replace("\n", "\r\n")


def shown(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


print(f"software: ics {version('ics')} (Calendar); beside it icalendar {version('icalendar')}")
print(f"expected: {RIGHT}, nine in the morning in China: by RFC 5545, 3.6.5, the file’s own VTIMEZONE says what its TZID means")
stands = True
for name, before in CASES:
    text = calendar(name)
    seen = shown(next(iter(IcsCalendar(text).events)).begin.datetime)
    beside = shown(Calendar.from_ical(text).walk("vevent")[0].start)
    print(f"seen:     {name}: ics {seen}; icalendar {beside}")
    stands = stands and seen == before and beside == RIGHT
print("why:      only names of the zone database are looked for; any other is logged, if at all, and the time taken as UTC.")
print("for a bot: invitations that officers forward from Outlook are announced eight hours late, and members come when all is over; those")
print("          from other calendars are right.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
