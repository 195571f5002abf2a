#!/usr/bin/env bash
# tg-rich-converter: a point of a numbered list with something below it ends the list, so that the next point is 1 again; $500，…$ is a formula.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install tg-rich-converter==0.5.1 || exit 2

"$work/venv/bin/python" - <<'PY'
import re
import sys
from importlib.metadata import version

from tg_rich_converter import to_rich


def numbers(html):
    """The points of the lists, each with the number that a reader sees."""
    shown = []
    for kind, attributes, body in re.findall(r"<(ol|ul)([^>]*)>(.*?)</\1>", html, re.S):
        start = re.search(r'start="?(\d+)', attributes)
        for place, point in enumerate(re.findall(r"<li[^>]*>(.*?)</li>", body, re.S)):
            shown.append(f"{(int(start[1]) if start else 1) + place}. {point}" if kind == "ol" else f"• {point}")
    return shown


# What is written, and the points that were seen.
LISTS = {
    "1. 登记\n2. 缴费\n3. 领取": ["1. 登记", "2. 缴费", "3. 领取"],
    "1. 登记\n   - 带身份证\n2. 缴费\n   - 限现金\n3. 领取": ["1. 登记", "• 带身份证", "1. 缴费", "• 限现金", "1. 领取"],
    "1. 登记\n\n2. 缴费\n\n3. 领取": ["1. 登记", "1. 缴费", "1. 领取"],
}
SUMS = "旅费每人$500，全年共$6000"
FORMULA = "旅费每人<tg-math>500，全年共</tg-math>6000"
print(f"software: tg-rich-converter {version('tg-rich-converter')}")
print("expected: points 1, 2 and 3, as CommonMark has them, and both sums as they are")
seen = {text: numbers(to_rich(text)) for text in LISTS}
for text, points in seen.items():
    print(f"seen:     {text!r} → {'; '.join(points)}")
print(f"seen:     {SUMS} → {to_rich(SUMS)}")
print("why:      a list is what stands on consecutive lines with the same mark; whatever stands below a point, and an empty line too,")
print("          ends it, and the next list is one without a start. Two dollar signs make a formula, whatever stands between them.")
print("for a bot: steps and articles are all 1., so that “step 3” is none, and the sums lose their unit and what is between them is set")
print("          as mathematics. A short list without sub-points passes.")
stands = seen == LISTS and to_rich(SUMS) == FORMULA
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
