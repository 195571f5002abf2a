"""What one reading may cost, and how parent and child speak of its course and its end.

Imports nothing: the child starts with it.
"""

import json
import sys
from dataclasses import asdict, dataclass

MB = 1_000_000
TOO_MUCH_MEMORY = 71  # exit codes of the child
FAILED = 72


@dataclass(frozen=True)
class Limits:
    """`memory`: bytes that the child may hold. `answer`: bytes of its JSON. `seconds`: on the wall, with its start.

    `content`: bytes of a file that is handed over whole. `written`: bytes of any temporary file. `idle`: nobody waits
    for it so much that anybody else should.
    """

    seconds: float
    memory: int
    content: int
    answer: int
    written: int = 64 * MB
    idle: bool = False

    def as_json(self) -> dict[str, float]:
        return asdict(self)


CHAT = Limits(seconds=20, memory=200 * MB, content=5 * MB, answer=5 * MB)
TERMINAL = Limits(seconds=180, memory=1000 * MB, content=30 * MB, answer=100 * MB)
DRAWING = Limits(seconds=60, memory=700 * MB, content=30 * MB, answer=10 * MB, idle=True)  # a page as a picture
# A union's own document, put in by an officer, who sees how far it has come and can stop it: OCR takes up to 35 s and
# 700 MB a page on busy cores; LibreOffice takes much address space.
DOCUMENT = Limits(seconds=1800, memory=2500 * MB, content=30 * MB, answer=20 * MB, idle=True)
# The ledger that the bot writes for a treasurer, while the chat waits: some 1 kB of sheet a row, before it is packed.
LEDGER = Limits(seconds=50, memory=200 * MB, content=0, answer=40 * MB, written=200 * MB)
LEDGER_AT_TERMINAL = Limits(seconds=1800, memory=1000 * MB, content=0, answer=400 * MB, written=4000 * MB)


def report(done: int, of: int) -> None:
    """So many of so many pages are read."""
    sys.stdout.write(json.dumps({"done": done, "of": of}) + "\n")
    sys.stdout.flush()
