"""What may be granted for a report: the notice in force at the event's date, or the committee's own ruling."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.clock import local_date
from bot.domain.errors import BadInput
from bot.domain.kinds import CONFLICTS, Kind
from bot.domain.texts import deciding as texts
from bot.services.base import Unit
from bot.store import desk
from bot.store.reports import Report


@dataclass(frozen=True)
class Allowance:
    """`ceiling` in yuan, None where neither the notice nor a ruling gives a figure; `basis` is what to cite.

    `no_amount`: why no amount may be filled in, where there is no ceiling.
    """

    title: str
    visit: bool
    form: str | None
    ceiling: Decimal | None
    basis: str
    no_amount: str = texts.NO_AMOUNT

    @property
    def limit(self) -> str:
        return texts.ceiling(self.ceiling, self.form)

    def check(self, amount: Decimal | None) -> Decimal | None:
        """The amount that an approval may carry; all of the ceiling when none is named. Raises BadInput."""
        if self.ceiling is None:
            if amount is not None:
                raise BadInput(self.no_amount)
            return None
        wanted = self.ceiling if amount is None else amount
        if wanted > self.ceiling:
            raise BadInput(texts.over_ceiling(self.ceiling))
        if wanted <= 0 or wanted != wanted.quantize(Decimal("0.01")):
            raise BadInput("金额要大于 0，最多两位小数。")
        return wanted


async def of_kind(u: Unit, kind: Kind, on: date) -> Allowance:
    found = u.deps.library.entitlement(kind, on)
    basis = f"{found.notice}（{found.year}年）{found.citation}"
    if found.ceiling is not None:
        return Allowance(found.title, found.visit, found.form, Decimal(found.ceiling), basis)
    if kind in CONFLICTS:
        return Allowance(found.title, found.visit, None, None, basis, texts.NO_AMOUNT_IN_CONFLICT)
    if ruled := await desk.ruling(u.tx, kind, on):
        return Allowance(found.title, found.visit, None, ruled.ceiling, f"{basis}；工委另定：{ruled.document}")
    return Allowance(found.title, found.visit, None, None, basis)


async def of_report(u: Unit, report: Report) -> Allowance:
    """By the event's date; by the day it was handed in when the form has none."""
    return await of_kind(u, report.kind, report.event_date or local_date(report.submitted_at or u.now))
