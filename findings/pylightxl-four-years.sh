#!/usr/bin/env bash
# pylightxl: birthdays of a sheet that counts its days from 1904, as Excel for the Mac did, are four years and a day too early.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install pylightxl==1.61 xlsxwriter==3.3.1 openpyxl==3.1.5 || exit 2

cd "$work"
"$work/venv/bin/python" -W ignore - <<'PY'
import sys
from datetime import date
from importlib.metadata import version

import openpyxl
import pylightxl
import xlsxwriter

BIRTHDAYS = {"王小明": date(1990, 5, 7), "李珺": date(1985, 1, 27), "陈玥": date(1970, 10, 1)}
# What was seen: counted from 1900, and counted from 1904.
BEFORE = {
    False: {"王小明": "1990/05/07", "李珺": "1985/01/27", "陈玥": "1970/10/01"},
    True: {"王小明": "1986/05/06", "李珺": "1981/01/26", "陈玥": "1966/09/30"},
}


def make(file, since_1904):
    """Write a roster with birthdays, which a spreadsheet program shows alike in both kinds of file."""
    book = xlsxwriter.Workbook(file, {"date_1904": since_1904})
    sheet = book.add_worksheet("名册")
    layout = book.add_format({"num_format": "yyyy/m/d"})
    for row, (name, day) in enumerate(BIRTHDAYS.items()):
        sheet.write(row, 0, name)
        sheet.write_datetime(row, 1, day, layout)
    book.close()


print(f"software: pylightxl {version('pylightxl')}; files by xlsxwriter {version('xlsxwriter')}, read for comparison by openpyxl {version('openpyxl')}")
print("expected: the birthdays, whether the file counts its days from 1900 or says that it counts them from 1904 (date1904 in workbookPr)")
stands = True
for since_1904, before in BEFORE.items():
    file = f"since-{1904 if since_1904 else 1900}.xlsx"
    make(file, since_1904)
    seen = dict(pylightxl.readxl(file).ws("名册").rows)
    other = {name.value: day.value.date() for name, day in openpyxl.load_workbook(file).active.rows}
    for name, day in BIRTHDAYS.items():
        print(f"seen:     {file}: {name} {seen[name]} (right: {day}; openpyxl: {other[name]})")
    stands &= seen == before and other == BIRTHDAYS
print("why:      the day from which a file counts is not looked at; a date is always the number of days from the end of 1899. Excel for the Mac")
print("          up to that of 2008 counted from 1904, and a file that began as one of them keeps that for good.")
print("for a bot: every member of such a roster is greeted a day early and is four years older, and retires four years too soon.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
