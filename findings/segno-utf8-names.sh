#!/usr/bin/env bash
# segno: a name asked for in UTF-8 is written as Japanese kanji, and every reader shows other characters.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install segno==1.6.6 zxing-cpp==3.1.1 pillow==13.0.0 || exit 2

WORK=$work "$work/venv/bin/python" - <<'PY'
import os
import sys
from importlib.metadata import version

import segno
import zxingcpp
from PIL import Image


def printed_and_read(name: str, **asked: str) -> tuple[str, str]:
    """How the code holds the name, and what a reader makes of it."""
    code = segno.make_qr(name, **asked)
    picture = os.path.join(os.environ["WORK"], "code.png")
    code.save(picture, scale=6, border=4)
    found = zxingcpp.read_barcodes(Image.open(picture).convert("RGB"))
    return str(code.mode), found[0].text if found else "nothing"


print(f"software: segno {version('segno')}, read with zxing-cpp {version('zxing-cpp')}")
print("expected: make_qr(name, encoding='utf-8') gives a code that reads as that name")
wrong = []
for name in ("张伟", "李明", "王芳", "李静", "陈静", "李白"):
    mode, read = printed_and_read(name, encoding="utf-8")
    print(f"seen:     {name}: mode {mode}, read as {read}")
    if read != name:
        wrong.append(name)
mode, read = printed_and_read("李明", encoding="utf-8", mode="byte")
print(f"          李明 with mode='byte' too: mode {mode}, read as {read}")
print("why:      the six bytes of 李明 in UTF-8 also form valid pairs of Shift-JIS, and the mode is chosen from the bytes.")
print("for a bot: a voucher or badge with some members' names in its code shows strangers' names; names of many others pass.")
stands = wrong == ["李明", "王芳", "李静", "陈静", "李白"] and read == "李明"
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
