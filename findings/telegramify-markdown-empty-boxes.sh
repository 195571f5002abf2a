#!/usr/bin/env bash
# telegramify-markdown: a box that is not ticked, - [ ] 不同意, is sent as ☑ 不同意, with a tick in it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install telegramify-markdown==1.4.1 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
import unicodedata
from importlib.metadata import version

from telegramify_markdown import convert, markdownify

FORM = "请确认：\n\n- [ ] 同意公示\n- [x] 不同意公示\n- [ ] 已领取慰问金"
EMPTY = "☐"
SEEN = ["☑ 同意公示", "✅ 不同意公示", "☑ 已领取慰问金"]

text, _ = convert(FORM)
lines = [line for line in text.splitlines() if line and line != "请确认："]
marked = [line for line in markdownify(FORM).splitlines() if line and not line.startswith("请确认")]
print(f"software: telegramify-markdown {version('telegramify-markdown')} (convert and markdownify, as they come)")
print(f"expected: an empty box, such as {EMPTY}, before what is not ticked: 同意公示 and 已领取慰问金")
for line in lines:
    print(f"seen:     {line} ({unicodedata.name(line[0]).lower()})")
print(f"          with markdownify {'the same' if marked == lines else marked}")
print("why:      the sign for an open task is ☑, whose name is “ballot box with check”; the one for a task that is done is ✅.")
print("for a bot: a member who reads the form on a phone sees two ticks, a black one and a green one: that he agreed and did not")
print("          agree, and that he already has the money. A test that looks for ✅ before what is ticked passes.")
stands = lines == SEEN and marked == SEEN
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
