#!/usr/bin/env bash
# cn-amount: receipts that add up to 799.9999999999999 are 柒佰玖拾玖元整 in words, a yuan less than 800.00; minus 1000 is 零元整.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install cn-amount==0.0.5 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from cn_amount import CNAmount

# What is added or multiplied, the sum in words that is expected, and the one that was seen.
CASES = [
    ("800.0", 800.0, "捌佰元整", "捌佰元整"),
    ("799.99", 799.99, "柒佰玖拾玖元玖角玖分", "柒佰玖拾玖元玖角玖分"),
    ("86.47 + 243.45 + 396.78 + 73.3", 86.47 + 243.45 + 396.78 + 73.3, "捌佰元整", "柒佰玖拾玖元整"),
    ("261.26 + 419.81 + 18.93", 261.26 + 419.81 + 18.93, "柒佰元整", "陆佰玖拾玖元整"),
    ("1.15 * 200", 1.15 * 200, "贰佰叁拾元整", "贰佰贰拾玖元整"),
    ("8.2 * 15", 8.2 * 15, "壹佰贰拾叁元整", "壹佰贰拾贰元整"),
    ("-1000", -1000, "负壹仟元整, or an error", "零元整"),
]

words = CNAmount().amount_to_chinese
print(f"software: cn-amount {version('cn-amount')} (CNAmount().amount_to_chinese)")
print("expected: the sum to the cent, as it is shown in figures")
stands = True
for told, amount, expected, before in CASES:
    seen = words(amount)
    print(f"seen:     {told} is {amount!r}, {amount:.2f} in figures: {seen}" + ("" if seen == expected else f"; expected {expected}"))
    stands = stands and seen == before
print("why:      the cents are rounded, but the yuan are cut off at the point; all that is below one is 零元.")
print("for a bot: bills of 800 yuan are paid out with 799 in words, and a bank refuses the slip since figures and words differ;")
print("          single sums come out right, only added ones fail, and only some. A deduction is nothing at all.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
