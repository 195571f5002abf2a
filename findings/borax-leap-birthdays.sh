#!/usr/bin/env bash
# borax: who was born in a leap month has the next lunar birthday in 2058 or never (an IndexError), who was born on 腊月三十 in 2030.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install borax==4.1.3 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from datetime import date
from importlib.metadata import version

from borax.calendars.birthday import BirthdayCalculator

TODAY = date(2026, 1, 1)
ERROR = "IndexError"
# A day of birth, the lunar birthday that is expected next, and the one that was seen.
CASES = [
    ("七月初五", date(2001, 8, 23), date(2026, 8, 17), "2026-08-17"),
    ("四月初五", date(2001, 4, 27), date(2026, 5, 21), "2026-05-21"),
    ("闰四月初十", date(2001, 6, 1), date(2026, 5, 26), "2058-05-31"),
    ("闰八月初一", date(1995, 9, 25), date(2026, 9, 11), "2052-09-23"),
    ("闰七月初十", date(2006, 9, 2), date(2026, 8, 22), "2044-09-01"),
    ("闰十月初五", date(1984, 11, 27), date(2026, 11, 13), ERROR),
    ("腊月三十", date(1985, 2, 19), date(2026, 2, 16), "2030-02-02"),
]


def next_birthday(birth):
    try:
        return str(BirthdayCalculator(birth).calculate(TODAY).next_lunar_birthday.solar)
    except IndexError:
        return ERROR


print(f"software: borax {version('borax')} (BirthdayCalculator.calculate, next_lunar_birthday), on {TODAY}")
print("expected: a birthday each year: of a leap month in the month of that number, of a thirtieth on the last day of the month, as is the custom")
stands = True
for name, birth, expected, before in CASES:
    seen = next_birthday(birth)
    print(f"seen:     born {birth}, {name}: {seen}" + ("" if seen == str(expected) else f", expected {expected}"))
    stands = stands and seen == before
print("why:      the next day with the same month, day and leap month is looked for, as for a feast; no leap tenth month is left before 2100.")
print("for a bot: members born in a leap month, three in a hundred, are not greeted for decades, and those of a thirtieth only in some years;")
print("          one born in 1984 ends a loop over all members with an error. The ages that the same call gives go up each year.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
