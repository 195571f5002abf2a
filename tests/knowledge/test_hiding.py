"""Modules that are left out are blank."""

import sys

from knowledge.hiding import Absent, leave_out


def test_of_what_is_left_out_nothing_is_an_instance() -> None:
    leave_out("no_such_library", "json")
    try:
        blank = sys.modules["no_such_library"]
        assert blank.Anything is Absent
        assert not isinstance("anything", blank.Anything)
        assert not hasattr(blank, "__file__")
        assert hasattr(sys.modules["json"], "dumps")  # what was loaded stays as it was
    finally:
        del sys.modules["no_such_library"]
