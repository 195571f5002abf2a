"""A day, a month or an hour is the union's: never read off an instant in UTC. (Conventions are tests.)"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OFF_THE_WALL = {"date", "year", "month", "day", "hour", "weekday", "isocalendar", "strftime"}
OWN_CLOCK = ROOT / "bot" / "sandbox" / "page"  # its moments are of the sandbox's clock, which runs in the union's zone


def read_off_utc(source: str) -> list[int]:
    """Lines that take a day or an hour from `….now()`, from `….now`, or from a name that was given one of these."""
    scopes = [
        one
        for one in ast.walk(ast.parse(source))
        if isinstance(one, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return sorted({line for scope in scopes for line in _in_scope(scope)})


def _in_scope(scope: ast.AST) -> list[int]:
    given = [one for one in ast.walk(scope) if isinstance(one, ast.Assign) and _is_utc(one.value)]
    names = {target.id for one in given for target in one.targets if isinstance(target, ast.Name)}
    read = [one for one in ast.walk(scope) if isinstance(one, ast.Attribute) and one.attr in OFF_THE_WALL]
    return [one.lineno for one in read if _is_utc(one.value) or getattr(one.value, "id", None) in names]


def _is_utc(value: ast.expr) -> bool:
    called = value.func if isinstance(value, ast.Call) and not value.args else value
    return isinstance(called, ast.Attribute) and called.attr == "now"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("today = deps.clock.now().date()", [1]),
        ("def f(u):\n    return u.now.year", [2]),
        ("def f(clock):\n    now = clock.now()\n    return now.hour", [3]),
        ("today = local_date(deps.clock.now())\nhour = local(u.now).hour\nnow = local(clock.now())\nnow.date()", []),
    ],
)
def test_the_guard_sees_what_it_is_to_see(source: str, found: list[int]) -> None:
    assert read_off_utc(source) == found


def test_no_day_or_hour_is_that_of_utc() -> None:
    paths = [
        path for room in ("bot", "handlers") for path in (ROOT / room).rglob("*.py") if OWN_CLOCK not in path.parents
    ]
    found = [
        f"{path.relative_to(ROOT)}:{line}" for path in paths for line in read_off_utc(path.read_text(encoding="utf-8"))
    ]
    assert found == []
