#!/usr/bin/env bash
# bleach, linkify-it-py: an address in a Chinese sentence becomes a link to another host, loses its https, or is no link at all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install bleach==6.4.0 linkify-it-py==2.2.0 || exit 2

"$work/venv/bin/python" -W ignore - <<'PY'
import re
import sys
from importlib.metadata import version

import bleach
from linkify_it import LinkifyIt

# what is written, where the link should lead, where the one and the other lead
CASES = [
    ("See https://example.org/a, please.", "https://example.org/a", "https://example.org/a", "https://example.org/a"),
    ("请看 https://example.org/a 。", "https://example.org/a", "https://example.org/a", "https://example.org/a"),
    ("详见https://example.org/a", "https://example.org/a", "http://example.org/a", "no link"),
    ("详见https://example.org/a，谢谢", "https://example.org/a", "http://example.org/a，谢谢", "no link"),
    ("（https://example.org/a）", "https://example.org/a", "https://example.org/a）", "https://example.org/a）"),
    ("见《https://example.org/a》。", "https://example.org/a", "https://example.org/a》。", "https://example.org/a》。"),
    ("官网www.example.org。", "http://www.example.org", "http://官网www.example.org", "http://官网www.example.org"),
]


def by_bleach(text):
    found = re.search('href="([^"]*)"', bleach.linkify(text))
    return found[1] if found else "no link"


def by_linkify_it(text):
    found = LinkifyIt().match(text)
    return found[0].url if found else "no link"


print(f"software: bleach {version('bleach')}, linkify; linkify-it-py {version('linkify-it-py')}")
print("expected: a link to the address that is written. In Chinese no space stands before or after it, and the full stop, the comma")
print("          and the closing bracket are other characters; they are left out in English, and here with a space before them.")
stands = True
for text, expected, *before in CASES:
    seen = [by_bleach(text), by_linkify_it(text)]
    print(f"{text}\n   expected: {expected}\n   seen:     bleach {seen[0]}; linkify-it-py {seen[1]}")
    stands = stands and seen == before
print("why:      a Chinese character before https:// counts as part of a word, so that the one begins at the name of the host and puts")
print("          http:// before it, and the other passes on; one before www. is part of the host; 。，）》 are part of the path.")
print("for a bot: a notice shown on a page leads members to 官网www.example.org, another host, which as a rule there is none of, or")
print("          to a page that does not exist; a link that was safe is opened without encryption. All tests in English pass.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
