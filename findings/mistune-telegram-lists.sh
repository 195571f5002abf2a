#!/usr/bin/env bash
# mistune-telegram: for HTML the numbers of a list become hyphens, and what stands below a point is set behind it: “每人500- 子女300”.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install mistune-telegram==0.5.0 mistune==3.4.0 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import mistune
from mistune_telegram import TelegramHTMLRenderer, TelegramMarkdownV2Renderer

# What is written, and the HTML that was seen.
CASES = {
    "- 会员\n- 子女": "- 会员\n- 子女",
    "1. 登记\n2. 缴费": "- 登记\n- 缴费",
    "3. 补助标准\n4. 申请办法": "- 补助标准\n- 申请办法",
    "- 每人500\n  - 子女300\n- 限一次": "- 每人500- 子女300\n\n\n- 限一次",
}
print(f"software: mistune-telegram {version('mistune-telegram')} with mistune {version('mistune')}")
print("expected: 1. and 2., 3. and 4., and 子女300 on a line of its own; lists are among what the package says it supports for HTML")
html = mistune.create_markdown(renderer=TelegramHTMLRenderer())
markdown = mistune.create_markdown(renderer=TelegramMarkdownV2Renderer())
seen = {text: html(text).strip() for text in CASES}
for text, result in seen.items():
    print(f"seen:     {text!r} → {result!r}; for MarkdownV2: {markdown(text).strip()!r}")
print("why:      every point of a list is written with a hyphen, numbered or not, and a list within a point has no line break before it.")
print("for a bot: “see point 4” has nothing to point to, and two sums are one with a minus between them. A flat list of dashes passes.")
stands = seen == CASES
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
