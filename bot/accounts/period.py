"""The month or the year that a ledger covers, on the union's calendar."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.clock import SHANGHAI
from bot.core.errors import BadInput

_PERIOD = re.compile(r"^(20\d\d)(?:年?[-/.]?(\d{1,2})月?|年)?$")


@dataclass(frozen=True)
class Scope:
    """Decisions in [since, until), of one branch or of all."""

    since: datetime
    until: datetime
    branch_id: int | None = None


@dataclass(frozen=True)
class Period:
    """A year, or one month of it."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        return f"{self.year}年" + (f"{self.month}月" if self.month else "")

    @property
    def slug(self) -> str:
        return f"{self.year}" + (f"-{self.month:02d}" if self.month else "")

    def scope(self, branch_id: int | None = None) -> Scope:
        """By the local day of the decision: every granted report falls into exactly one month."""
        first = date(self.year, self.month or 1, 1)
        after = date(self.year + 1, 1, 1) if self.month in (None, 12) else date(self.year, (self.month or 0) + 1, 1)
        since, until = (datetime(day.year, day.month, 1, tzinfo=SHANGHAI) for day in (first, after))
        return Scope(since, until, branch_id)


def parse_period(text: str, today: date) -> Period:
    """“2026-03”, “2026年3月”, “202603”, “2026”; nothing: this month. Raises BadInput."""
    said = unicodedata.normalize("NFKC", text).replace(" ", "")
    if not said:
        return Period(today.year, today.month)
    found = _PERIOD.match(said)
    if not found or (found[2] and not 1 <= int(found[2]) <= 12):
        raise BadInput("没看懂是哪个月。请写成 2026-03，整年写 2026。")
    return Period(int(found[1]), int(found[2]) if found[2] else None)
