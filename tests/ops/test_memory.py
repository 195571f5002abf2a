"""What a running bot does not load before it needs it."""

import subprocess
import sys

HEAVY = ("alembic", "matplotlib", "openpyxl", "xlsxwriter", "PIL", "jieba", "nicegui", "jionlp")


def test_a_bot_starts_without_what_it_seldom_needs() -> None:
    code = f"""
import sys
import bot.app, handlers.routes, bot.commands.run
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
