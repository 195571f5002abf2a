#!/usr/bin/env bash
# lunar-birthday-ical: one member born on 29 February, and no calendar is written for anybody; a lunar birthday on a thirtieth is no such trouble.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install lunar-birthday-ical==0.6.0 lunar-python==1.4.8 icalendar==7.3.2 || exit 2

cd "$work"
PATH=$work/venv/bin:$PATH "$work/venv/bin/python" - <<'PY'
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import icalendar

HEAD = "global:\n  year_start: 2025\n  year_end: 2030\nevents:\n"
EVENT = '  - {{name: {}, start_date: "{}", event_keys: [{}]}}\n'
SOLAR, LUNAR = "solar_birthday", "lunar_birthday"
ERROR = "ValueError: day is out of range for month"
WANG, LI, ZHANG = ("王小明", "1990-05-07", SOLAR), ("李安", "1985-02-19", LUNAR), ("张伟明", "2004-02-29", SOLAR)
# Those on the list, and what was seen: the events of each in six years, or the error.
CASES = [
    ([WANG], {"王小明": 6}),
    ([WANG, LI], {"王小明": 6, "李安": 6}),
    ([WANG, ("张伟明", "2004-02-29", LUNAR)], {"王小明": 6, "张伟明": 6}),
    ([WANG, ZHANG], ERROR),
    ([ZHANG, WANG, LI], ERROR),
]


def written(members, name):
    Path(f"{name}.yaml").write_text(HEAD + "".join(EVENT.format(*member) for member in members), encoding="utf-8")
    run = subprocess.run(["lunar-birthday-ical", f"{name}.yaml"], capture_output=True, text=True)
    if run.returncode:
        return run.stderr.strip().splitlines()[-1]
    titles = [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(Path(f"{name}.ics").read_bytes()).walk("VEVENT")]
    return {member: sum(title.startswith(member) for title in titles) for member, _, _ in members}


print(f"software: lunar-birthday-ical {version('lunar-birthday-ical')}, with lunar-python {version('lunar-python')}")
print("expected: a calendar with the birthdays of all, that of 29 February on a day beside it, or in leap years alone")
stands = True
for index, (members, before) in enumerate(CASES):
    seen = written(members, f"list{index}")
    print(f"seen:     {', '.join(f'{name} {birth} ({kind[:5]})' for name, birth, kind in members)}: {seen}")
    stands = stands and seen == before and Path(f"list{index}.ics").exists() == (before != ERROR)
print("why:      for a birthday by the sun the year is replaced in the date of birth. For one by the moon there is a rule for months that are")
print("          short, and one for leap months.")
print("for a bot: the calendar of birthdays stays empty for a whole union because of one member, born on a day that one in 1461 has.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
