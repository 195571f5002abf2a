#!/usr/bin/env bash
# ReportLab: with Chinese line breaking on, 1000元 is torn into 100 and 0元, and a line may begin with a comma.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install reportlab==5.1.0 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys

import reportlab
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
STYLE = ParagraphStyle("cell", fontName="STSong-Light", fontSize=10, leading=12, wordWrap="CJK")
# text, width of the cell in points, lines expected, lines seen before
CASES = [
    ("慰问金不超过1000元", 76, ["慰问金不超过", "1000元"], ["慰问金不超过100", "0元"]),
    ("金额：12800.50元", 63, ["金额：", "12800.50元"], ["金额：12800.5", "0元"]),
    ("王建军 2026-0007 住院", 69, ["王建军", "2026-0007", "住院"], ["王建军 2026-000", "7 住院"]),
    (
        "会员生病住院的，慰问金不超过1000元；",
        75,
        ["会员生病住院", "的，慰问金不", "超过1000元；"],
        ["会员生病住院的", "，慰问金不超过", "1000元；"],
    ),
]


def lines(text, width):
    paragraph = Paragraph(text, STYLE)
    paragraph.wrap(width, 500)
    parts = [line[1] if isinstance(line, tuple) else line.text for line in paragraph.blPara.lines]
    return [part if isinstance(part, str) else "".join(part) for part in parts]


print(f"software: reportlab {reportlab.__version__}, Paragraph with wordWrap='CJK'")
stands = True
for text, width, expected, before in CASES:
    seen = lines(text, width)
    print(f"{text}: expected {' | '.join(expected)}; seen {' | '.join(seen)}")
    stands = stands and seen == before
print("why:      every character may end a line, Latin figures too; the marks that may not begin one are let over the edge only")
print("          when they fit in a small overhang.")
print("for a bot: in the narrow column of a printed ledger a sum of 1000 is read as 100, and the case 2026-0007 as 2026-000.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
