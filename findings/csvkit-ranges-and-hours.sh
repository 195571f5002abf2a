#!/usr/bin/env bash
# csvkit: when two lists are joined, 3-5 days become 2001-03-05 and 30:15 hours of overtime 0:30:15, thirty minutes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install csvkit==2.2.0 agate==1.14.2 agate-excel==0.4.2 parsedatetime==2.6 pytimeparse==1.1.10 openpyxl==3.1.5 || exit 2

cd "$work"
PATH=$work/venv/bin:$PATH "$work/venv/bin/python" -W ignore - <<'PY'
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import openpyxl

ROWS = [["姓名", "请假天数", "加班时长"], ["王小明", "3-5", "30:15"], ["李珺", "1-2", "7:30"]]
BEFORE = "姓名,请假天数,加班时长{}\n王小明,2001-03-05,0:30:15{}\n李珺,2001-01-02,0:07:30{}\n"
KEPT = "\n".join(",".join(row) for row in ROWS) + "\n"
Path("leave.csv").write_text(KEPT, encoding="utf-8")
Path("sums.csv").write_text("姓名,金额\n王小明,500\n李珺,300\n", encoding="utf-8")
Path("halves.csv").write_text(KEPT.replace("1-2", "半天").replace("30:15", "30小时15分"), encoding="utf-8")
book = openpyxl.Workbook()
for row in ROWS:
    book.active.append(row)
book.save("leave.xlsx")


def run(*words):
    """The output of a program of csvkit."""
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


# A command, and the output that was seen.
CASES = {
    ("csvcut", "-c", "姓名,请假天数,加班时长", "leave.csv"): KEPT,
    ("csvjoin", "-c", "姓名", "leave.csv", "sums.csv"): BEFORE.format(",金额", ",500", ",300"),
    ("in2csv", "leave.xlsx"): BEFORE.format("", "", ""),
    ("in2csv", "halves.csv"): "姓名,请假天数,加班时长\n王小明,3-5,30小时15分\n李珺,半天,7:30\n",
}
print(f"software: csvkit {version('csvkit')} with agate {version('agate')}")
print("expected: 3-5 and 1-2 days of leave, 30:15 and 7:30 hours of overtime, as the lists have them (in the sheet they are texts);")
print("          where a value may mean two things, the text")
stands = True
for words, before in CASES.items():
    seen = run(*words)
    print(f"seen:     {' '.join(words)}: {' | '.join(seen.split())}")
    stands &= seen == before
total = run("csvstat", "--sum", "-c", "加班时长", "leave.csv").strip()
print(f"seen:     csvstat --sum: {total} (right: 37:45 hours)")
stands &= total == "0:37:45"
print("why:      each column gets the first type that takes all its values: two figures with a hyphen are month and day, of a year that is")
print("          none (2001), two with a colon minutes and seconds. A single value in words (半天) makes the column one of texts again.")
print("for a bot: two lists are only to be joined, and leave of three to five days is the 5th of March; overtime is a sixtieth. A file in")
print("          which one member has half a day is right, so that a test may pass.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
