"""How many small faults the tests find, by area.

    python -m tests.mutation [--area transitions|inbox|outbox|greeting] [--sample 60] [--jobs 2]

A process that has loaded the libraries is forked for each fault; in the fork the module is imported with it, and the
area's own tests run (on SQLite) until the first one fails. A fault that makes them hang counts as found.
"""

import argparse
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from time import monotonic
from types import ModuleType

import pytest

from knowledge.library import Library
from tests.mutation.mutants import Mutant, mutants

ROOT = Path(__file__).parents[2]
SECONDS = 240  # for the tests of one fault
LIBRARIES = ("telegram.ext", "sqlalchemy.ext.asyncio", "aiosqlite", "aiohttp.web", "alembic.command", "structlog")


@dataclass(frozen=True)
class Area:
    """What is changed, and the tests that should notice."""

    files: Sequence[str]
    tests: Sequence[str]


AREAS = {
    "transitions": Area(
        ("bot/domain/reports.py", "bot/store/desk.py", "bot/services/deciding/access.py"),
        ("tests/domain/test_reports.py", "tests/services/deciding", "tests/handlers/deciding"),
    ),
    "inbox": Area(
        ("bot/store/inbox.py", "bot/store/lanes.py", "bot/intake/ledger.py", "bot/intake/claims.py"),
        ("tests/traffic/test_inbox_store.py", "tests/traffic/test_ledger.py", "tests/traffic/test_intake.py"),
    ),
    "outbox": Area(
        (
            "bot/store/outbox.py",
            "bot/store/relay.py",
            *(f"bot/delivery/{name}.py" for name in ("marks", "outcomes", "pacing", "relay", "reply", "waiting")),
        ),
        tuple(
            f"tests/traffic/test_{name}.py"
            for name in ("outcomes", "pacing", "relay_store", "parcels", "order", "saying", "delivery", "splitting")
        ),
    ),
    "greeting": Area(
        (
            "bot/store/greetings.py",
            "bot/domain/birthdays.py",
            *(f"bot/services/greeting/{name}.py" for name in ("days", "officers", "sending", "sweep")),
        ),
        ("tests/domain/test_birthdays.py", "tests/services/greeting"),
    ),
}


class Altered(importlib.abc.MetaPathFinder):
    """Imports one module from another source than its file's."""

    def __init__(self, file: str, source: str) -> None:
        self._name, self._path = file.removesuffix(".py").replace("/", "."), ROOT / file
        self._source = source

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        loader = SourceFileLoader(fullname, str(self._path))
        loader.get_code = lambda _name: compile(self._source, str(self._path), "exec")  # type: ignore[assignment,method-assign]
        return importlib.util.spec_from_loader(fullname, loader)


def chosen(area: Area, sample: int | None) -> list[tuple[str, Mutant]]:
    """The faults of an area, or so many of them, always the same."""
    every = [(file, one) for file in area.files for one in mutants((ROOT / file).read_text(encoding="utf-8"))]
    return every if sample is None or sample >= len(every) else random.Random(len(every)).sample(every, sample)


def run(area: Area, faults: Sequence[tuple[str, Mutant]], jobs: int) -> list[tuple[str, Mutant]]:
    """Tries every fault; returns those that no test has noticed."""
    waiting, running, survivors = list(faults), dict[int, tuple[str, Mutant]](), []
    while waiting or running:
        while waiting and len(running) < jobs:
            fault = waiting.pop()
            running[_forked(area, fault)] = fault
        pid, status = os.wait()
        fault = running.pop(pid)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
            survivors.append(fault)
            print(line(*fault), flush=True)
    return survivors


def _forked(area: Area, fault: tuple[str, Mutant]) -> int:
    if pid := os.fork():
        return pid
    signal.alarm(SECONDS)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os._exit(tested(area, *fault))


def tested(area: Area, file: str, mutant: Mutant | None) -> int:
    """What pytest says of the area's tests, in a process that has imported nothing of ours yet."""
    if mutant is not None:
        sys.meta_path.insert(0, Altered(file, mutant.source))
    there = [test for test in area.tests if (ROOT / test).exists()]
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-m", "not postgres and not faults", *there]))


def line(file: str, mutant: Mutant) -> str:
    before, after = (" ".join(text.split())[:70] for text in (mutant.before, mutant.after))
    return f"  {file}:{mutant.line}: {before}  →  {after}"


def load() -> None:
    """What every fork would load anew: libraries and the notice, which no fault is in."""
    for name in LIBRARIES:
        importlib.import_module(name)
    library = Library.load()
    Library.load = lambda *_args, **_named: library  # type: ignore[method-assign]


def scores(names: Sequence[str], sample: int | None, jobs: int) -> Iterator[tuple[str, int, int]]:
    """For each area: name, faults, faults found."""
    for name in names:
        began, faults = monotonic(), chosen(AREAS[name], sample)
        survivors = run(AREAS[name], faults, jobs)
        found = len(faults) - len(survivors)
        print(f"{name}: {found} of {len(faults)} found ({found / len(faults):.0%}), {monotonic() - began:.0f} s")
        yield name, len(faults), found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--area", choices=AREAS, action="append")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    load()
    list(scores(given.area or list(AREAS), given.sample, given.jobs))


if __name__ == "__main__":
    main()
