"""Tries faults in forks of a pytest session that has collected its tests: each by those tests that run its lines.

Which tests those are is measured first, in a fork too, for a fault that no test runs cannot be noticed, and a test that
does not come by a fault has nothing to say about it.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import pytest
from coverage import Coverage

from tests.covered import ROOT
from tests.mutation.graft import graft
from tests.mutation.mutants import Mutant

Fault = tuple[str, Mutant]
#: Seconds for a test with a fault in it, beside ten times what it needs without one.
PATIENCE = 20
FOUND, MISSED = 1, 0


@dataclass(frozen=True)
class Reach:
    """What each test takes, in seconds, and which tests run which lines: file → line → tests."""

    seconds: dict[str, float]
    lines: dict[str, dict[int, list[str]]]

    def tests(self, file: str, mutant: Mutant) -> list[str]:
        """The tests to ask, the quickest first. What runs at import only (a default) is run by the whole module's."""
        found: set[str] = set()
        for lines in (mutant.lines, mutant.around, range(10**6)):
            reached = self.lines.get(file, {})
            found = found or {test for line, tests in reached.items() if line in lines for test in tests}
        return sorted(found, key=lambda test: self.seconds[test])


@dataclass
class Trial:
    """A plugin of pytest: instead of running the tests once it runs them for every fault."""

    files: Sequence[str]
    faults: Sequence[Fault]
    jobs: int
    reach: Path | None = None  # where the measurement is kept, and read again
    survivors: list[Fault] = field(default_factory=list)
    hung: list[Fault] = field(default_factory=list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        with TemporaryDirectory() as folder:
            reach = self._reach(session, self.reach or Path(folder) / "reach.json")
            self._try(session, reach, Path(folder))
        return True

    def _reach(self, session: pytest.Session, told: Path) -> Reach:
        if not told.exists():
            if not (pid := os.fork()):
                with _ended():
                    told.write_text(json.dumps(measured(session, self.files)), encoding="utf-8")
            os.waitpid(pid, 0)
        if not told.exists():
            raise pytest.UsageError("the tests fail without any fault")
        seconds, lines = json.loads(told.read_text(encoding="utf-8"))
        return Reach(seconds, {file: {int(n): tests for n, tests in found.items()} for file, found in lines.items()})

    def _try(self, session: pytest.Session, reach: Reach, folder: Path) -> None:
        waiting, running = list(self.faults), dict[int, Fault]()
        items = {item.nodeid: item for item in session.items}
        while waiting or running:
            while waiting and len(running) < self.jobs:
                file, mutant = waiting.pop()
                tests = reach.tests(file, mutant)
                if not (pid := os.fork()):
                    with _ended():
                        own = folder / str(os.getpid())
                        own.mkdir()
                        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(own)
                        graft(file.removesuffix(".py").replace("/", "."), mutant.source)
                        asked = {items[test]: PATIENCE + 10 * reach.seconds[test] for test in tests}
                        os._exit(FOUND if failed(session, asked) else MISSED)
                running[pid] = file, mutant
            pid, status = os.wait()
            self._note(running.pop(pid), status)

    def _note(self, fault: Fault, status: int) -> None:
        if os.WIFSIGNALED(status):
            self.hung.append(fault)
            print(f"{line(*fault)} (a standstill)", file=sys.__stdout__, flush=True)
        elif os.WEXITSTATUS(status) == MISSED:
            self.survivors.append(fault)
            print(line(*fault), file=sys.__stdout__, flush=True)


def line(file: str, mutant: Mutant) -> str:
    before, after = (" ".join(text.split())[:70] for text in (mutant.before, mutant.after))
    return f"  {file}:{mutant.line}: {before}  →  {after}"


@contextmanager
def _ended() -> Iterator[None]:
    """The block is all that a fork does; an error of its own counts as a fault that is noticed."""
    try:
        yield
        os._exit(0)
    finally:
        os._exit(FOUND)


def failed(session: pytest.Session, asked: dict[pytest.Item, float]) -> bool:
    """Whether one of these tests fails; the rest are not asked any more. One beyond its seconds ends the process."""
    for (item, seconds), following in zip(asked.items(), [*list(asked)[1:], None], strict=True):
        signal.alarm(int(seconds))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return True
    return False


def measured(session: pytest.Session, files: Sequence[str]) -> tuple[dict[str, float], dict[str, dict[int, list[str]]]]:
    """Runs every test once. Raises pytest.UsageError when one fails."""
    seen = Coverage(
        data_file=None,
        config_file=False,
        concurrency=["greenlet", "thread"],
        include=[str(ROOT / file) for file in files],
    )
    seconds: dict[str, float] = {}
    seen.start()
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        seen.switch_context(item.nodeid)
        began = monotonic()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        seconds[item.nodeid] = monotonic() - began
        if session.testsfailed:
            raise pytest.UsageError(f"{item.nodeid} fails without any fault")
    seen.stop()
    data = seen.get_data()
    lines = {
        file: {n: [test for test in tests if test] for n, tests in data.contexts_by_lineno(str(ROOT / file)).items()}
        for file in files
    }
    return seconds, lines
