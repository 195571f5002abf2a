#!/usr/bin/env bash
# formulas: TEXT writes 20 October 2026 as 2026年1月2日 and 20:30 as 2:30, and VALUE reads "1,500" as 182623.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install formulas==1.3.4 schedula==1.6.15 numpy==2.4.6 || exit 2

"$work/venv/bin/python" -W ignore - <<'PY'
import sys
from datetime import date, timedelta
from importlib.metadata import version

import formulas

# What Excel gives, by Microsoft's description of TEXT (d and m: without a leading zero) and VALUE (numbers with separators).
CASES = {
    '=TEXT(DATE(2026,10,20),"yyyy年m月d日")': ("2026年10月20日", "2026年1月2日"),
    '=TEXT(DATE(2026,11,30),"m月d日")': ("11月30日", "11月3日"),
    '=TEXT(DATE(2026,11,30),"yyyy-m-d")': ("2026-11-30", "2026-11-3"),
    '=TEXT(DATE(2026,11,30),"yyyy-mm-dd")': ("2026-11-30", "2026-11-30"),
    '=TEXT(DATE(2026,11,28),"m月d日")': ("11月28日", "11月28日"),
    '=TEXT(TIME(20,30,0),"h:mm")': ("20:30", "2:30"),
    '=TEXT(TIME(18,30,0),"h:mm")': ("18:30", "18:30"),
    '=VALUE("1500")': ("1500", "1500.0"),
    '=VALUE("1,500")': ("1500", "182623.0"),
    '=VALUE("3,200")': ("3200", "73110.0"),
}


def value(formula):
    """What the package makes of a formula."""
    result = formulas.Parser().ast(formula)[1].compile()()
    return str(result.tolist() if hasattr(result, "tolist") else result)


print(f"software: formulas {version('formulas')}")
print("expected: the day of the cell, and the number of the text, as in Excel")
seen = {formula: value(formula) for formula in CASES}
for formula, result in seen.items():
    print(f"seen:     {formula:40} {result} (Excel: {CASES[formula][0]})")

days = [date(2026, 1, 1) + timedelta(days) for days in range(365)]
wrong = [day for day in days if value(f'=TEXT(DATE({day.year},{day.month},{day.day}),"m月d日")') != f"{day.month}月{day.day}日"]
print(f"seen:     {len(wrong)} of the {len(days)} days of 2026 are written as another day")
print("why:      zeros are taken off both ends of the day, the month and the hour, so that the 10th is the 1st and October January;")
print("          a text with a comma is read as a date: 1,500 is January of the year 500, which becomes 2400.")
print("for a bot: members are called for 2 January in place of 20 October, at 2:30 for 20:30; 1,500 yuan are 182,623.")
stands = seen == {formula: result for formula, (_, result) in CASES.items()} and len(wrong) == 63
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
