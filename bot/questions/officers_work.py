"""What an officer asks of his own work in words (“待我审批的在哪看”) is answered by his office and from what waits for
him; a member without one is told whose work it is."""

from datetime import date
from typing import TYPE_CHECKING

from bot.accounts import summary
from bot.accounts.book import Period
from bot.accounts.exporting import ALL, KEEPERS
from bot.core.messages import Button, Keyboard
from bot.core.people import Member, Office
from bot.core.queries import members
from bot.core.work.unit import Deps
from bot.desk import queueing
from bot.questions.texts import officers as texts

if TYPE_CHECKING:
    from knowledge import Answer

DESK, LEDGER = "bot_desk", "bot_ledger"
TOPICS = frozenset({DESK, LEDGER})
_FIGURES = frozenset({"count", "amount"})
_ANYONES = frozenset({"birthdays"})  # asked by members, too: who looks after it is no news about himself
_QUIET = frozenset(
    {"undo", "procedure", "hosting", "oneself", "birthdays", "visited"}
)  # who asks only these asks for no number and no list


async def answered(deps: Deps, who: Member, topic: str, found: "Answer", today: date) -> tuple[str, Keyboard]:
    """The text in place of what anyone is told, and the buttons of his office."""
    facets = frozenset(found.facets)
    if topic == LEDGER:
        return await _of_the_books(deps, who, facets, today)
    return await _of_the_desk(deps, who, facets) if who.offices else (_to_others(found.text, facets), ())


def _to_others(said: str, facets: frozenset[str]) -> str:
    """To who holds no office: how it is done, where that is asked, and whose work it is."""
    if not facets & texts.DESK.keys():
        return texts.NOT_AN_OFFICER
    return said if facets <= _ANYONES else f"{said}\n{texts.NO_OFFICE}"


async def _of_the_desk(deps: Deps, who: Member, facets: frozenset[str]) -> tuple[str, Keyboard]:
    said = [sentence for facet, sentence in texts.DESK.items() if facet in facets]
    if not facets or not facets <= _QUIET:
        async with deps.store.read() as tx:
            undecided, besides = await queueing.waiting(tx, who)
        said.append(texts.waiting(undecided, besides))
        said += [texts.WHERE] if undecided or besides else []
    return "\n".join(said), ((Button(texts.QUEUE, data="queue:"),),)


async def _of_the_books(deps: Deps, who: Member, facets: frozenset[str], today: date) -> tuple[str, Keyboard]:
    held = sorted((one for one in who.offices if one.role in KEEPERS), key=lambda one: not one.committee)
    if not held:
        return texts.NOT_A_KEEPER, ()
    said = [sentence for facet, sentence in texts.LEDGER.items() if facet in facets]
    if facets & _FIGURES:
        said.append(await _year(deps, held[0], today))
    month = f"{today:%Y-%m}"
    if not said or facets & {*_FIGURES, "export", "place"}:
        said.append(texts.books(month, today.year))
    return "\n".join(said), ((Button(texts.this_month(month), data=f"ledger:{month}"),),)


async def _year(deps: Deps, office: Office, today: date) -> str:
    """What the year has come to so far, of his branch, or of all for the committee."""
    if office.committee:
        return summary.text(await summary.summarise(deps, Period(today.year), ALL))
    async with deps.store.read() as tx:
        branch = await members.branch(tx, office.branch_id)
    return summary.text(await summary.summarise(deps, Period(today.year), branch.name, branch.id))
