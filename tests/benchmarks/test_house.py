"""No file and no function outgrows a reader (CONTRIBUTING.md). (Conventions are tests.)"""

import ast
from collections.abc import Iterator

import pytest

from tests.benchmarks.house import FOLDERS, ROOT, Module, figures, modules

LONGEST_FILE, LONGEST_FUNCTION = 300, 40  # lines
#: One call with a line a field: cut in two it would not read better.
ONE_CALL = {"knowledge.answer.rules.load", "knowledge.reading.manner.manner"}
FOUND = list(modules(ROOT, FOLDERS))


def long_functions(module: Module) -> Iterator[str]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(module.tree):
        if isinstance(node, functions) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
            yield f"{module.name}.{node.name}"


def test_no_file_is_too_long() -> None:
    assert {one.name: one.lines for one in FOUND if one.lines > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    assert {name for one in FOUND for name in long_functions(one)} <= ONE_CALL


@pytest.mark.parametrize(
    ("text", "lines"), [("from a import (\n    b,\n    c,\n)\n", 4), ("import a\n\n\ndef f():\n    import b\n", 2)]
)
def test_an_import_counts_each_of_its_lines(text: str, lines: int) -> None:
    assert Module(ROOT / "x.py", "x", text).import_lines == lines


def test_the_figures_are_those_of_all_three_folders() -> None:
    told = figures(FOUND)["modules"]
    count, parts = told.split(": ")
    assert int(count) == sum(map(int, parts.split(", "))) == len(FOUND)
