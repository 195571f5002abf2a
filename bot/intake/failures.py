"""What to do when handling an update fails: try again, wait for the machine, or set it aside. Policies are values."""

from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

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
    """How often a crash is tried in all, and the seconds of pause before the next attempt."""

    attempts: int = 3
    pauses: tuple[float, ...] = (0.5, 3.0)
    machine: float = 2.0  # when the fault is the machine's, which no count ends

    def pause(self, attempts: int) -> float | None:
        """Seconds before the next attempt after so many failed ones; None: no more."""
        return None if attempts >= self.attempts else self.pauses[min(attempts, len(self.pauses)) - 1]


def of_the_machine(error: BaseException) -> bool:
    """Database locked, out of reach, or disk full: trying again helps, and the update is not to blame."""
    if isinstance(error, (PoolTimeout, OSError, InterfaceError)):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, OperationalError) and any(word in str(error.orig).lower() for word in _MACHINE)
