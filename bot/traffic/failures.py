"""What to do when handling an update fails: try again, wait for the machine, or set it aside. Policies are values."""

import errno
from dataclasses import dataclass
from socket import gaierror

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

#: What the system says when it lacks something, or another machine: not of a file or an address that is wrong.
_LACKING = frozenset(
    getattr(errno, name)
    for name in (
        *("ENOSPC", "EDQUOT", "EROFS", "EIO", "EMFILE", "ENFILE", "ENOMEM", "EAGAIN", "EBUSY"),
        *("ENETDOWN", "ENETUNREACH", "EHOSTDOWN", "EHOSTUNREACH", "ETIMEDOUT"),
    )
)
_MACHINE = ("locked", "busy", "disk", "full", "readonly", "unable to open", "connection")

DEATHS = 5  # attempts, in as many processes, after which an update that was never done is set aside


class Died(Exception):
    """Every process that had this update in hand has ended before it was done."""


@dataclass(frozen=True)
class Retry:
    """How often a crash is tried in all, and the seconds of pause before the next attempt.

    `machine`: the first pause when the fault is the machine's; it doubles up to `longest`. After `waits` of them, while
    the database takes writes, it is this update that the machine can't do.
    """

    attempts: int = 3
    pauses: tuple[float, ...] = (0.5, 3.0)
    machine: float = 2.0
    longest: float = 30.0
    waits: int = 20
    told: int = 5  # waits after which the operator hears of it

    def pause(self, attempts: int) -> float | None:
        """Seconds before the next attempt after so many failed ones; None: no more."""
        return None if attempts >= self.attempts else self.pauses[min(attempts, len(self.pauses)) - 1]

    def waiting(self, waits: int) -> float:
        """Seconds before the next attempt after the machine has failed so often."""
        return min(self.longest, self.machine * 2.0 ** min(waits - 1, 16))


def of_the_machine(error: BaseException) -> bool:
    """Something is lacking, locked or out of reach: trying again helps, and the update is not to blame."""
    if isinstance(error, OSError):
        return isinstance(error, (ConnectionError, TimeoutError, gaierror)) or error.errno in _LACKING
    return of_the_database(error)


def of_the_database(error: BaseException) -> bool:
    """Locked, out of reach, or its disk is full: that is so for every update, and no count ends it."""
    if isinstance(error, (PoolTimeout, InterfaceError)):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, OperationalError) and any(word in str(error.orig).lower() for word in _MACHINE)
