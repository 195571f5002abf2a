"""What a running bot does not load, and what blank modules are."""

import subprocess
import sys

from knowledge.hiding import Absent, leave_out

HEAVY = ("sqlalchemy.orm", "alembic", "rich", "matplotlib", "openpyxl", "PIL", "jieba", "nicegui", "jionlp")


def test_a_bot_starts_without_what_it_seldom_needs() -> None:
    code = f"""
import sys
from bot import thrift
thrift.load()
import handlers.routes, bot.commands.run
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


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
