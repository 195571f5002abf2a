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

APOLOGY = "对不起，刚才这条消息我没能处理好，已经请管理员查看。您可以过一会儿再试，或直接联系本单位工会。"
SLOWLY = (
    "您发得太快，后面这些我先不看了。请等一分钟，再把还没有得到回复的那一条发给我。"
    "已经提交的申报不受影响；有急事请直接联系本单位工会。"
)


DIED = (
    "对不起，这条消息几次让我中途停了下来，我先把它放在一边，已经请管理员查看。"
    "如果里面有文件，请打开它另存一份再发；有急事请直接联系本单位工会。"
)
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
