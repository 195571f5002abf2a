"""The faults are real changes, and what is to be left alone is left alone."""

import ast

from tests.mutation.mutants import mutants

SOURCE = '''
PATIENCE = 5


def step(count: int = 1) -> "list[int]":
    """Documentation."""
    _log.info("counted", times=1)
    if not count and count != 3 or ~count == 1:
        act(count)
    return [count - 1]
'''


def test_every_fault_changes_one_thing_and_can_be_compiled() -> None:
    found = list(mutants(SOURCE))
    assert [(one.before, one.after) for one in found if one.line == 9] == [("act(count)", "None")]
    for one in found:
        compile(one.source, "altered", "exec")
        assert one.before != one.after
        assert ast.unparse(ast.parse(SOURCE)) != one.source
    assert {one.line for one in found} == {5, 8, 9, 10}  # not the constant, the documentation, what is logged
    assert len({one.source for one in found}) == len(found)
