#!/usr/bin/env bash
# sulguk: a list that starts with 3 is sent as 1, 2, though its documentation has start=; one counted down ends with 0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install sulguk==0.12.0 || exit 2

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from sulguk import transform_html

ITEMS = "<li>住院</li><li>生育</li><li>退休</li>"
# A list, the numbers of its items in a browser, and those that were seen.
CASES = [
    (f"<ol>{ITEMS}</ol>", "1. 2. 3.", "1. 2. 3."),
    (f"<ol type='A'>{ITEMS}</ol>", "A. B. C.", "A. B. C."),
    ("<ol><li value='3'>住院</li><li>生育</li><li>退休</li></ol>", "3. 4. 5.", "3. 4. 5."),
    (f"<ol start='3'>{ITEMS}</ol>", "3. 4. 5.", "1. 2. 3."),
    (f"<ol type='A' start='3'>{ITEMS}</ol>", "C. D. E.", "A. B. C."),
    (f"<ol><li>报名</li></ol><p>须知：</p><ol start='2'>{ITEMS}</ol>", "1. 2. 3. 4.", "1. 1. 2. 3."),
    (f"<ol reversed>{ITEMS}</ol>", "3. 2. 1.", "2. 1. 0."),
    (f"<ol reversed start='9'>{ITEMS}</ol>", "9. 8. 7.", "2. 1. 0."),
]

print(f"software: sulguk {version('sulguk')} (transform_html)")
print("expected: the numbers of a browser (HTML, 4.4.5, ol and li); its documentation has reversed, type and start, and value for an item")
stands = True
for markup, expected, before in CASES:
    lines = transform_html(markup).text.splitlines()
    seen = " ".join(line.split()[0] for line in lines if line.endswith(("住院", "生育", "退休", "报名")))
    print(f"seen:     {markup.replace(ITEMS, '…')}: {seen}" + ("" if seen == expected else f", expected {expected}"))
    stands = stands and seen == before
print("why:      start is read from the tag and then not used; counted down, the first item gets the number of items less one.")
print("for a bot: articles 3 to 5 of a notice are sent as 1 to 3, and who asks for “第3条” is told another one; an answer that goes on with")
print("          its list behind a remark begins again at 1.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
