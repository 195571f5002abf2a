"""Whether the suite runs every branch of the promise's four parts: `python -m tests.covered`, after `pytest --cov`.

Transitions, inbox, outbox, greeting: what these do wrong is lost or doubled. Prints what is missing; status 1 if
anything is.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from coverage import Coverage

PARTS = {
    "transitions": ("bot/domain/reports.py", "bot/services/deciding/access.py"),
    "inbox": ("bot/intake/claims.py", "bot/intake/lanes.py", "bot/intake/ledger.py", "bot/store/inbox.py"),
    "outbox": ("bot/delivery/", "bot/store/lanes.py", "bot/store/outbox.py", "bot/store/relay.py"),
    "greeting": ("bot/domain/birthdays.py", "bot/services/greeting/", "bot/store/greetings.py"),
}


def missing(files: dict[str, dict[str, list[object]]]) -> Iterator[str]:
    """A line for each file of these parts that is not covered whole."""
    for part, paths in PARTS.items():
        for name, found in sorted(files.items()):
            if name.startswith(paths) and (found["missing_lines"] or found["missing_branches"]):
                yield f"{part}: {name}: lines {found['missing_lines']}, branches {found['missing_branches']}"


def report() -> dict[str, dict[str, list[object]]]:
    """What `coverage json` says of each file, from the `.coverage` of the last run."""
    measured = Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(path))
        files: dict[str, dict[str, list[object]]] = json.loads(path.read_text(encoding="utf-8"))["files"]
    return files


def main() -> None:
    lacking = list(missing(report()))
    print("\n".join(lacking) or "transitions, inbox, outbox and greeting: every branch is run")
    sys.exit(bool(lacking))


if __name__ == "__main__":
    main()
