"""How many small faults the tests find, by part.

    python -m tests.mutation [--area transitions|inbox|outbox|greeting] [--sample 60] [--jobs 2] [--only bot/store]

Each fault is put into the loaded program in a fork of its own, and the part's tests that run its lines are asked (on
SQLite) until the first one fails. A fault that makes them hang, or burn time, counts as found.
"""

import argparse
import asyncio
import importlib
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import pytest

from knowledge.library import Library
from tests import support
from tests.covered import ROOT, files_of
from tests.mutation.mutants import mutants
from tests.mutation.trial import Fault, Trial


def _dialogues(topic: str) -> tuple[str, ...]:
    """The transcripts of a topic, as pytest names them."""
    scripts = sorted((ROOT / "tests/dialogs/scripts").glob(f"*{topic}·*.txt"))
    names = (script.stem.encode("unicode_escape").decode() for script in scripts)
    return tuple(f"tests/dialogs/test_dialogs.py::test_dialogue[{name}]" for name in names)


TESTS = {
    "transitions": (  # without the whole matrix, which would find more, and needs minutes
        "tests/reports/test_transitions.py",
        *(
            f"tests/desk/test_{name}.py"
            for name in ("access", "setting", "telling_subject", "notifying", "notifications", "turn_to")
        ),
        *(f"tests/handlers/desk/test_{name}.py" for name in ("desk", "carrying", "groups", "queue")),
    ),
    "inbox": tuple(
        f"tests/traffic/test_{name}.py"
        for name in ("lanes", "lane_claims", "inbox_store", "inbox_writer", "rate_limit")
    ),
    "outbox": tuple(
        f"tests/traffic/test_{name}.py"
        for name in (
            *("compose", "outcomes", "pacing", "relay_store", "bulk", "parcels"),
            *("order", "saying", "delivery", "splitting"),
        )
    ),
    "greeting": ("tests/birthdays/test_rules.py", "tests/birthdays", *_dialogues("生日")),
}


def chosen(files: Sequence[str], sample: int | None) -> list[Fault]:
    """The faults of these files, or so many of them, always the same."""
    every = [(file, one) for file in files for one in mutants((ROOT / file).read_text(encoding="utf-8"))]
    return every if sample is None or sample >= len(every) else random.Random(len(every)).sample(every, sample)


def load(files: Sequence[str]) -> None:
    """What faults are put into; and, once instead of in every fork, the notice and the sample database."""
    for file in files:
        importlib.import_module(file.removesuffix(".py").replace("/", "."))
    library = Library.load()
    Library.load = lambda *_args, **_named: library  # type: ignore[method-assign]
    for peopled in (False, True):
        asyncio.run(support.template(peopled=peopled))


def try_part(name: str, given: argparse.Namespace) -> None:
    began, files = monotonic(), files_of(name)
    faults = chosen([file for file in files if file.startswith(given.only)], given.sample)
    load(files)
    trial = Trial(files, faults, given.jobs, given.reach and given.reach / f"{name}.json")
    options = ("-q", "-p", "no:cacheprovider", "-m", "not postgres and not faults")
    if status := pytest.main([*options, *TESTS[name]], plugins=[trial]):
        sys.exit(int(status))
    found = len(faults) - len(trial.survivors)
    share, seconds = found / len(faults), monotonic() - began
    print(f"{name}: {found} of {len(faults)} found ({share:.1%}; {len(trial.hung)} by a standstill), {seconds:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--area", choices=TESTS, action="append")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="faults of the files that begin so")
    parser.add_argument("--reach", type=Path, help="folder that keeps which tests run which lines, for the next time")
    given = parser.parse_args()
    for name in given.area or TESTS:
        if not (pid := os.fork()):  # each part in a process of its own: pytest is started once in each
            try_part(name, given)
            sys.exit()
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
