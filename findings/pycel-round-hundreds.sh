#!/usr/bin/env bash
# pycel: ROUND(1250,-2) is 1200, though ROUND(12.5,0) is 13, and one month from 31 August is 1 October.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install pycel==1.0b30 openpyxl==3.1.5 networkx==2.6.3 numpy==2.4.6 || exit 2

WORK=$work "$work/venv/bin/python" -W ignore - <<'PY'
import logging
import os
import sys
from importlib.metadata import version

import openpyxl
from pycel import ExcelCompiler

logging.disable(logging.CRITICAL)
# What Excel gives, by Microsoft's descriptions of ROUND (from the half on, away from zero) and EDATE, and what was seen.
CASES = {
    "=ROUND(12.5,0)": (13, 13),
    "=ROUND(2.675,2)": (2.68, 2.68),
    "=ROUND(1350,-2)": (1400, 1400),
    "=ROUND(1250,-2)": (1300, 1200),
    "=ROUND(850,-2)": (900, 800),
    "=ROUND(45,-1)": (50, 40),
    '=TEXT(EDATE(DATE(2026,8,30),1),"yyyy-mm-dd")': ("2026-09-30", "2026-09-30"),
    '=TEXT(EDATE(DATE(2026,8,31),1),"yyyy-mm-dd")': ("2026-09-30", "2026-10-01"),
    '=TEXT(EDATE(DATE(2026,11,30),3),"yyyy-mm-dd")': ("2027-02-28", "2027-03-02"),
    "=-2^2": (4, -4),
}
path = os.path.join(os.environ["WORK"], "allowances.xlsx")
book = openpyxl.Workbook()
for row, formula in enumerate(CASES, 1):
    book.active.cell(row, 1, formula)
book.active["C1"], book.active["C2"], book.active["C3"] = 1250, 850, 450
book.active["D1"] = "=ROUND(C1,-2)+ROUND(C2,-2)+ROUND(C3,-2)"
book.save(path)

excel = ExcelCompiler(path)
seen = {formula: excel.evaluate(f"Sheet!A{row}") for row, formula in enumerate(CASES, 1)}
total = excel.evaluate("Sheet!D1")
print(f"software: pycel {version('pycel')}")
print("expected: what Excel gives for the same sheet")
for formula, result in seen.items():
    print(f"seen:     {formula:46} {result} (Excel: {CASES[formula][0]})")
print(f"seen:     three allowances of 1250, 850 and 450 yuan, each rounded to hundreds, are {total} in all (Excel: 2700)")
print("why:      behind the point numbers are rounded by decimal arithmetic, before it by Python's round, to the even side;")
print("          EDATE counts on from the day of the month, so that the days a month lacks run over into the next.")
print("for a bot: a list paid by these sums differs from the sheet that was signed, in a few rows only; a term ends in another month.")
stands = seen == {formula: result for formula, (_, result) in CASES.items()} and total == 2400
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
