#!/usr/bin/env bash
# uvloop: a program can't be started with process_group= or umask=, which asyncio takes; the error comes only under uvloop.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq install uvloop==0.23.0 || exit 2

"$work/venv/bin/python" - <<'PY'
import asyncio
import os
import sys
from importlib.metadata import version

import uvloop

# What is asked for when a program is started, and what was seen under uvloop.
CASES = [
    ({}, "ended with 0"),
    ({"start_new_session": True}, "ended with 0"),
    ({"cwd": "/"}, "ended with 0"),
    ({"process_group": 0}, "ValueError: unexpected kwargs: process_group"),
    ({"umask": 0o077}, "ValueError: unexpected kwargs: umask"),
    ({"user": os.getuid()}, "ValueError: unexpected kwargs: user"),
]


async def started(options):
    try:
        program = await asyncio.create_subprocess_exec(sys.executable, "-c", "pass", **options)
    except ValueError as error:
        return f"ValueError: {error}"
    return f"ended with {await program.wait()}"


async def all_started():
    return [await started(options) for options, _ in CASES]


print(f"software: uvloop {version('uvloop')}, Python {sys.version.split()[0]}")
print("expected: what asyncio does: “other parameters are passed to subprocess.Popen”, which takes all of these; uvloop is a drop-in")
by_asyncio, by_uvloop = asyncio.run(all_started()), uvloop.run(all_started())
for (options, _), plain, seen in zip(CASES, by_asyncio, by_uvloop, strict=True):
    print(f"seen:     {options or 'nothing'}: asyncio {plain}; uvloop {seen}")
print("why:      uvloop starts programs by itself and has a list of its own of what can be asked for; the newer options of Python 3.9")
print("          (user, umask) and 3.11 (process_group) are not on it.")
print("for a bot: documents are converted by a program in a group of its own, so that it can be ended whole. Tests run on asyncio and")
print("          pass; on the server, where uvloop is installed for speed, no document is converted.")
stands = set(by_asyncio) == {"ended with 0"} and by_uvloop == [before for _, before in CASES]
print("this still stands" if stands else "this has changed")
sys.exit(0 if stands else 1)
PY
