"""What may be granted for a report: the notice in force at the event's date, or the committee's own ruling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.core.clock import local_date
from bot.core.errors import BadInput
from bot.core.kinds import CONFLICTS, Kind
from bot.core.money import parse_yuan
from bot.core.work.cache import TtlCache
from bot.core.work.unit import Unit
from bot.notices import published
from bot.reports.clauses import Clause, filed_under
from bot.reports.queries import desk
from bot.reports.queries.desk import Ruling
from bot.reports.queries.reports import Report
from bot.reports.texts import card as card_texts
from bot.reports.texts import clauses as clause_texts
from bot.reports.texts import refusals
from bot.store.engine import Store
from knowledge.documents.often import Often
from knowledge.shelf import Entitlement


@dataclass(frozen=True)
class Allowance:
    """`ceiling` in yuan, None where neither the notice nor a ruling gives a figure; `basis` is what to cite.

    `no_amount`: why no amount may be filled in, where there is no ceiling. `lapsed`: what the one who decides must know
    where the notice in force has no such kind; else empty. `spans`: the lowest and the highest of each amount that the
    clause gives, where it gives a lowest. `often`: how many times the clause gives it, `total`: how much
    in a year. `source`: where that stands.
    """

    title: str
    visit: bool
    form: str | None
    ceiling: Decimal | None
    basis: str
    no_amount: str = card_texts.NO_AMOUNT
    lapsed: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    often: tuple[Often, ...] = ()
    total: int | None = None
    source: str = ""

    @property
    def limit(self) -> str:
        return card_texts.ranges(self.spans, self.form) if self.spans else card_texts.ceiling(self.ceiling, self.form)

    def check(self, amount: Decimal | str | None) -> Decimal | None:
        """The amount that an approval may carry, also as it was typed; all of the ceiling when none is named.

        Raises BadInput.
        """
        if self.ceiling is None:
            if amount is not None:
                raise BadInput(self.no_amount)
            return None
        wanted = parse_yuan(amount, self.ceiling) if isinstance(amount, str) else amount
        wanted = self.ceiling if wanted is None else wanted
        if wanted > self.ceiling:
            raise BadInput(card_texts.over_ceiling(self.ceiling))
        if self.spans and not any(low <= wanted <= high for low, high in self.spans):
            raise BadInput(card_texts.out_of_range(self.spans, self.source))
        if wanted <= 0 or wanted != wanted.quantize(Decimal("0.01")):
            raise BadInput(refusals.NOT_AN_AMOUNT)
        return wanted


async def of_report(u: Unit, report: Report) -> Allowance:
    """By the event's date; by the day it was handed in when the form has none.

    A kind that the notice in force that day does not list is decided by the clause under which it was filed.
    """
    await published.informed_within(u)
    submitted = local_date(report.submitted_at or u.now)
    on = report.event_date or submitted
    clause = filed_under(u.deps, report.kind, on, submitted, branch=report.branch_id)
    ceiling, basis, no_amount = await _figure(u, report.kind, clause, on)
    form = clause.stated.form if clause.stated.ceiling is not None else None
    lapsed = clause_texts.lapsed(clause.lapsed, clause.stated.notice) if clause.lapsed else ""
    stated = clause.stated
    spans = stated.spans if stated.ceiling is not None else ()
    return Allowance(
        title=stated.title,
        visit=stated.visit,
        form=form,
        ceiling=ceiling,
        basis=basis,
        no_amount=no_amount,
        lapsed=lapsed,
        spans=spans,
        often=stated.often,
        total=stated.total,
        source=_source(stated),
    )


def _source(stated: Entitlement) -> str:
    return f"{stated.notice}（{stated.year}年）{stated.citation}" if stated.clause else stated.notice


async def _figure(u: Unit, kind: Kind, clause: Clause, on: date) -> tuple[Decimal | None, str, str]:
    """(ceiling, basis, why there is none)."""
    found = clause.stated
    basis = _source(found) + clause_texts.beside(found.cap, found.besides)
    if found.ceiling is not None:
        return Decimal(found.ceiling), basis, card_texts.NO_AMOUNT
    if kind in CONFLICTS:
        return None, basis, card_texts.NO_AMOUNT_IN_CONFLICT
    if ruled := await desk.ruling(u.tx, kind, on):
        return ruled.ceiling, clause_texts.ruled(basis, ruled.document), card_texts.NO_AMOUNT
    return None, basis, card_texts.NO_AMOUNT


class Rulings(TtlCache[Ruling]):
    """Every rule that was ever entered, the older ones first."""

    async def load(self, store: Store, now: datetime) -> tuple[Ruling, ...]:
        async with store.read() as tx:
            return tuple(await desk.rulings(tx))


def rulings_in_force(kind: str, known: Sequence[Ruling], on: date) -> Ruling | None:
    """The newest rule for this kind that has begun by that day."""
    begun = [rule for rule in known if rule.kind == kind and rule.since <= on]
    return begun[-1] if begun else None
