"""Works things out in processes of their own, beside this one, for the second processor."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

T = TypeVar("T")


class Apart(Generic[T]):
    """Begins `work` in a child process, which is a copy of this one: only what it comes to has to be handed over."""

    def __init__(self, work: Callable[[], T]) -> None:
        forking = multiprocessing.get_context("fork")
        self._here, there = forking.Pipe(duplex=False)
        self._child = forking.Process(target=_tell, args=(work, there), daemon=True)
        self._child.start()
        there.close()

    def result(self) -> T:
        """What it comes to, once it is done. ChildProcessError where it failed; why, it has written to stderr."""
        try:
            found: T = self._here.recv()
        except EOFError as error:
            raise ChildProcessError("a process that was started to share the work has failed") from error
        finally:
            self._child.join()
        return found


def side_by_side(works: Sequence[Callable[[], T]]) -> list[T]:
    """What each comes to: the first worked out here, every other one in a process of its own."""
    first, *others = works
    beside = [Apart(one) for one in others]
    return [first(), *(one.result() for one in beside)]


def _tell(work: Callable[[], T], there: Connection) -> None:
    there.send(work())
    there.close()
