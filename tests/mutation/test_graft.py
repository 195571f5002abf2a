"""A fault put into a loaded module is what everybody runs from then on, whoever has imported what it is in."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutation.graft import graft
from tests.mutation.mutants import mutants
from tests.mutation.trial import Reach

SOURCE = """
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Pair:
    most: int


@dataclass(frozen=True)
class Step:
    size: int = 1

    sole = False
    other: Pair = Pair(3)

    @property
    def half(self) -> float:
        return self.size / 2

    @classmethod
    def twice(cls) -> "Step":
        return cls(2)


@lru_cache
def far(count: int, *, by: int = 10) -> int:
    return count * by


@contextmanager
def opened(count: int = 3):
    yield count + 1


def refused() -> bool:
    return False
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    (tmp_path / "sample_of_graft.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("sample_of_graft")
    del sys.modules["sample_of_graft"]


def seen(module: ModuleType) -> str:
    """Everything that the module can be asked for, by what was imported before the fault."""
    step = module.Step
    module.far.cache_clear()
    with module.opened() as count:
        return repr([step().half, step.twice(), step.sole, step().other, module.far(3), count, module.refused()])


def test_every_fault_shows_and_goes_away_again(module: ModuleType) -> None:
    sound = seen(module)
    found = list(mutants(SOURCE))
    assert len(found) > 10
    for mutant in found:
        graft(module.__name__, mutant.source)
        assert seen(module) != sound, f"{mutant.before} → {mutant.after}"
        graft(module.__name__, SOURCE)
        assert seen(module) == sound


def test_the_tests_asked_are_those_that_run_the_line_the_quickest_first() -> None:
    every = list(mutants(SOURCE))
    default, halving = every[0], next(one for one in every if one.before == "self.size / 2")
    lines = {"sample.py": {halving.line: ["slow", "quick"], halving.line + 4: ["other"]}}
    reach = Reach({"slow": 2.0, "quick": 0.1, "other": 1.0}, lines)
    assert reach.tests("sample.py", halving) == ["quick", "slow"]
    assert reach.tests("sample.py", default) == ["quick", "other", "slow"], "all of its class's"
    assert reach.tests("elsewhere.py", default) == []
