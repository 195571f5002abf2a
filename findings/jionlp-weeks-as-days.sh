#!/usr/bin/env bash
# JioNLP: 两周内 ends in two days and 四个星期内 in four, and of 10月1日后30天 only 10月1日 is read; all of it is called accurate.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install jionlp==1.5.31 jiojio==1.2.8 || exit 2

"$work/venv/bin/python" -W ignore - <<'PY'
import contextlib
import io
import sys
from importlib.metadata import version

with contextlib.redirect_stdout(io.StringIO()):
    import jionlp

NOW = {"year": 2026, "month": 11, "day": 25, "hour": 10}
# A term, the last day that it means, and the last day that was seen.
CASES = {
    "14天内": ("2026-12-09", "2026-12-09"),
    "未来两周": ("2026-12-09", "2026-12-09"),
    "一周内": ("2026-12-02", "2026-11-26"),
    "两周内": ("2026-12-09", "2026-11-27"),
    "2周以内": ("2026-12-09", "2026-11-27"),
    "四个星期内": ("2026-12-23", "2026-11-29"),
    "10月1日后30天": ("2026-10-31", "2026-10-01"),
    "10月1日前一周": ("2026-09-24", "2026-10-01"),
}
print(f"software: jionlp {version('jionlp')}, asked on 25 November 2026 at ten")
print("expected: the last day of each term (the days themselves where a day is meant), or no answer")
stands = True
for text, (right, before) in CASES.items():
    found = jionlp.parse_time(text, time_base=NOW)
    seen = found["time"][1][:10]
    print(f"seen:     {text}: up to {seen}, {found['definition']} (right: {right})")
    stands &= seen == before and found["definition"] == "accurate"
print("why:      before 内 a week is counted as a day, as 14天内 and 未来两周, which are right, show; what stands behind a date is not read when")
print("          it says how long after or before it.")
print("for a bot: who has to hand in papers within two weeks is reminded, and refused, after two days; thirty days after a birth is the birth.")
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
