"""What keeps a running bot small: it is to fit beside other things on the smallest machine that can be rented."""

import ctypes
import gc
from contextlib import suppress

from knowledge.hiding import hidden, leave_out

#: What structlog and httpx load where it is installed, and no bot needs: pretty tracebacks, a command line.
UNUSED = ("rich", "httpx._main")
#: The ORM, which SQLAlchemy's asyncio package loads for those who map objects (8 MB).
LEFT_OUT = ("sqlalchemy.ext.asyncio.session", "sqlalchemy.ext.asyncio.scoping")
M_ARENA_MAX = -8  # of glibc's malloc.h
YOUNG = 10_000  # objects between two looks for cycles; Python's own 700 has the collector run at every few answers


def load() -> None:
    """Loads the app without what its libraries would add (13 MB); to be called before any of it is imported.

    Threads share one heap: those of the database are many and do little, and a heap for each costs 3 MB.
    """
    with suppress(OSError, AttributeError):  # other C libraries have no such switch
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
    leave_out(*LEFT_OUT)
    with hidden(*UNUSED):
        from bot import app as _app  # noqa: F401


def settle() -> None:
    """What is loaded stays for good: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def give_back() -> None:
    """Returns to the system what was needed for starting only (3 MB)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
