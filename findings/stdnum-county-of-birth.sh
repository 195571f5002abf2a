#!/usr/bin/env bash
# python-stdnum: valid resident numbers of people older than their county's present code are refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install python-stdnum==2.2 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from stdnum.cn import ric

# Invented numbers: region code, birth date, 123, and the check digit that belongs to them.
PEOPLE = [
    ("330302", "19850615", "温州市鹿城区, born 1985", True),
    ("330302", "19800615", "温州市鹿城区, born 1980", False),
    ("330302", "19660615", "温州市鹿城区, born 1966", False),
    ("330327", "19800615", "苍南县, born 1980", False),
    ("810000", "19880615", "Hong Kong resident with a residence permit, born 1988", False),
    ("830000", "19880615", "Taiwan resident with a residence permit, born 1988", False),
]


def seen(number: str) -> str:
    try:
        return "accepted" if ric.validate(number) else "refused"
    except ric.ValidationError as error:
        return f"refused: {type(error).__name__}"


print(f"software: python-stdnum {version('python-stdnum')}, stdnum.cn.ric")
print("expected: a number with a right region, date and check digit is valid. Numbers were first given out from 1984 on,")
print("          with the region's code of that day, to people born long before; residence permits (81, 82, 83) from 2018.")
stands = True
for region, born, who, accepted in PEOPLE:
    body = f"{region}{born}123"
    number = body + ric.calc_check_digit(body + "0")
    answer = seen(number)
    print(f"seen:     {number} ({who}): {answer}")
    stands = stands and (answer == "accepted") is accepted
print("why:      the years in which a region's code was in use are compared with the year of birth.")
print("for a bot: checking a roster with it throws out everyone near retirement in such districts, and all grown-up members from 港澳台.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
