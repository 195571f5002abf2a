"""Memory of a running bot, by switches of the allocator and the collector."""

import ctypes
import gc
from contextlib import suppress

M_ARENA_MAX = -8  # of glibc's malloc.h
YOUNG = 10_000  # objects between two looks for cycles; Python's own 700 has the collector run at every few answers


def share_one_heap() -> None:
    """Has all threads use one heap, from now on; to be called before there are any.

    The database's threads are many and do little, and a heap for each costs 3 MB.
    """
    with suppress(OSError, AttributeError):  # other C libraries have no such switch
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def settle() -> None:
    """Exempts what is loaded from collection: it stays for good, and need not be looked through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def give_back() -> None:
    """Returns to the system what was needed for starting only (3 MB)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
