"""Whether the parts' own tests run every branch of the promise's four: `python -m tests.covered`, after `pytest --cov`.

Transitions, inbox, outbox, greeting: what these do wrong is lost or doubled. Prints what is missing, or was not
measured at all; status 1 if anything is. `make test` ends with it: the parts' own tests run under coverage (COVERED in
the Makefile), the transcripts of dialogues and some long tests without: what only these reach counts as not run.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).parents[1]
DELIVERY = ("api", "pacing", "queries", "relay", "reply")
PARTS = {
    "transitions": ("bot/reports/rules/transitions.py", "bot/reports/case.py"),
    "inbox": (
        "bot/traffic/lanes.py",
        "bot/traffic/inbox_writer.py",
        "bot/store/inbox.py",
    ),
    "outbox": (
        *(f"bot/traffic/{name}.py" for name in DELIVERY),
        "bot/store/outbox.py",
    ),
    "greeting": ("bot/core/lunar.py", "bot/birthdays/", "bot/birthdays/queries/greetings.py"),
}


Report = dict[str, dict[str, list[object]]]


def files_of(part: str) -> list[str]:
    """The part's files, from the root of the project."""
    paths = (sorted((ROOT / each).glob("*.py")) if each.endswith("/") else [ROOT / each] for each in PARTS[part])
    return [str(path.relative_to(ROOT)) for found in paths for path in found]


def missing(files: Report) -> Iterator[str]:
    """A line for each file of these parts that is not covered whole."""
    for part in PARTS:
        for name in files_of(part):
            if (found := files.get(name)) is None:
                yield f"{part}: {name}: not measured"
            elif found["missing_lines"] or found["missing_branches"]:
                yield f"{part}: {name}: lines {found['missing_lines']}, branches {found['missing_branches']}"


def report() -> Report:
    """What `coverage json` says of each file of these parts, from the `.coverage` of the last run."""
    measured = Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(path), include=[name for part in PARTS for name in files_of(part)])
        files: Report = json.loads(path.read_text(encoding="utf-8"))["files"]
    return files


def main() -> None:
    lacking = list(missing(report()))
    print("\n".join(lacking) or "transitions, inbox, outbox and greeting: every branch is run")
    sys.exit(bool(lacking))


if __name__ == "__main__":
    main()
