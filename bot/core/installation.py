"""What a database is for: to serve a union on Telegram, or to try things out with invented people. Never both."""

from enum import StrEnum


class Purpose(StrEnum):
    """Marked in the database when it is made; whoever opens it for the other purpose is refused."""

    PRODUCTION = "production"  # 正式使用
    SANDBOX = "sandbox"  # 沙箱


def purpose_of_unmarked(samples: int, others: int) -> Purpose:
    """For databases of versions that set no mark: what `samples` invented and `others` real members say.

    A sandbox of that time held its sample people from its first start on. One real member among them, and it is a
    union's: then the sandbox keeps off, and what was mixed in has to be taken out.
    """
    return Purpose.SANDBOX if samples and not others else Purpose.PRODUCTION
