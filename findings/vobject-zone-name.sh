#!/usr/bin/env bash
# vobject: an event in Asia/Shanghai is labelled CST, and so is one in Chicago; one file with both has one zone for the two.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install vobject==0.9.9 python-dateutil==2.9.0.post0 pytz==2026.6 tzdata==2026.6 six==1.17.0 || exit 2

"$work/venv/bin/python" -W ignore - <<'PY'
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from zoneinfo import ZoneInfo

import vobject

ZONES = ("Asia/Shanghai", "America/Chicago")
calendar = vobject.iCalendar()
for zone in ZONES:
    event = calendar.add("vevent")
    event.add("summary").value = zone
    event.add("dtstart").value = datetime(2026, 12, 1, 9, tzinfo=ZoneInfo(zone))
text = calendar.serialize()

print(f"software: vobject {version('vobject')}")
print("expected: two events at nine, one in Asia/Shanghai (01:00 UTC) and one in America/Chicago (15:00 UTC)")
print("written:  " + "; ".join(line for line in text.splitlines() if line.startswith(("DTSTART;", "TZID"))))
read = {}
for event in vobject.readOne(text).contents["vevent"]:
    read[event.summary.value] = event.dtstart.value.astimezone(UTC)
    print(f"seen:     read back: {event.summary.value} at {read[event.summary.value]:%H:%M} UTC")
print("why:      the zone's abbreviation is taken for its name, and CST is China's as well as the American Midwest's.")
print("for a bot: a calendar file that mixes zones, or a program that knows CST by heart, moves the meeting by half a day.")
stands = "TZID=CST" in text and "Asia/Shanghai" not in text.replace("SUMMARY:Asia/Shanghai", "") and len(set(read.values())) == 1
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
