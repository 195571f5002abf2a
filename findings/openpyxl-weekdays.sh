#!/usr/bin/env bash
# openpyxl, python-calamine: a date that is laid out as 星期二 is the number 46315; in anydoc's text so is 二〇二六年十月二十日, and 下午3时 is 0.625.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install openpyxl==3.1.5 python-calamine==0.9.1 firecrawl-anydoc==0.2.4 || exit 2

cd "$work"
"$work/venv/bin/python" - <<'PY'
import sys
from datetime import date, datetime, time
from importlib.metadata import version

import anydoc
import openpyxl
from python_calamine import CalamineWorkbook

DAY = datetime(2026, 10, 20)
# A format from the list that a Chinese Excel offers, the number stored, what is shown, and what was seen: values of two, the text of the third.
CASES = {
    'yyyy"年"m"月"d"日"': (46315, "2026年10月20日", DAY, DAY.date(), "2026-10-20"),
    "[$-804]dddd;@": (46315, "星期二", DAY, DAY.date(), "2026-10-20"),
    "[$-804]aaaa;@": (46315, "星期二", 46315, 46315.0, "46315"),
    "[$-804]aaa;@": (46315, "二", 46315, 46315.0, "46315"),
    '[DBNum1][$-804]yyyy"年"m"月"d"日";@': (46315, "二〇二六年十月二十日", DAY, DAY.date(), "46315"),
    '上午/下午h"时"mm"分";@': (0.625, "下午3时00分", time(15), time(15), "0.625"),
}
book = openpyxl.Workbook()
for row, (code, (value, *_)) in enumerate(CASES.items(), 1):
    book.active.cell(row, 1, value).number_format = code
    book.active.cell(row, 2, "会议")
book.save("plan.xlsx")

by_openpyxl = [row[0].value for row in openpyxl.load_workbook("plan.xlsx").active.iter_rows()]
by_calamine = [row[0] for row in CalamineWorkbook.from_path("plan.xlsx").get_sheet_by_index(0).to_python()]
lines = [line for line in anydoc.to_markdown("plan.xlsx").splitlines() if "会议" in line]
by_anydoc = [line.split("|")[1].strip() for line in lines]
names = ["openpyxl", "python-calamine", "firecrawl-anydoc"]
print("software: " + ", ".join(f"{name} {version(name)}" for name in names))
print("expected: dates and times from each, as with the other formats, and in text something that can be read as one")
stands = True
for (code, (_, shown, *before)), *seen in zip(CASES.items(), by_openpyxl, by_calamine, by_anydoc):
    print(f"seen:     {code} ({shown}): " + "; ".join(map(str, seen)))
    stands &= seen == before
print("why:      a format is one of a date if it has one of the letters d, m, h, y or s; 星期二 is written aaaa, the way of Chinese, Japanese")
print("          and Korean versions of Excel. The third takes no format with a part in brackets for figures, or with 上午/下午, for a date.")
print("for a bot: a column of the days on which a team is on duty becomes 46315, a number like any other, which may be added up or sent")
print("          to members; a column that shows both 10月20日 and 星期二 is a date in one of them only.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
