"""Fulfils a plain wish about a report instead of explaining: opens the form, or asks “确定撤回吗”."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.core.clock import local_date
from bot.core.kinds import Kind
from bot.core.messages import Button, Outgoing, Priority
from bot.core.work.unit import Deps
from bot.questions.texts import answering as texts
from bot.reports import use_cases as reports
from knowledge.reading.happenings import CUES
from knowledge.reading.manner import manner
from knowledge.reading.model import Act, State, Wanted
from knowledge.reading.naming import SIGN_UP

if TYPE_CHECKING:
    from knowledge import Answer
    from knowledge.reading.model import Reading

_NOD = 8  # characters of an answer that says no more than yes


async def met(deps: Deps, update_id: int, telegram_id: int, found: "Answer", said: Sequence[str]) -> bool:
    """Whether the message was such a wish, and something was done about it. `said`: the talk, this message last; it
    fills the form in. Raises NotAllowed for strangers."""
    reading = found.reading
    wish = reading.wish if reading else None
    if wish and wish.bare:
        return False  # whose it is is asked first
    signs_up = reading is not None and any(one.topic == SIGN_UP for one in reading.questions)
    if not (wish or signs_up) and texts.wants_it_reported(said[-1]) and await _bare(deps, update_id, telegram_id, said):
        return True
    kind = Kind(wish.kind) if wish and wish.kind else None
    match wish.wanted if wish else None:
        case "report" if reading and reading.carried and (told := _told(deps, said)):
            await _which(deps, update_id, telegram_id, told)
        case "report" if kind:
            await reports.start(deps, update_id, telegram_id, kind, said)
        case "report":
            await reports.choose(deps, update_id, telegram_id)
        case "wait" if kind:
            return await reports.offer_to_withdraw(deps, update_id, telegram_id, kind, first="", whether_or_not=False)
        case "withdraw":
            kind, latest = kind or _called_off(reading), bool(wish and wish.latest)
            await reports.wish_to_withdraw(deps, update_id, telegram_id, kind, latest=latest, first=found.opening)
        case _:
            return await _undone(deps, update_id, telegram_id, found)
    return True


async def _bare(deps: Deps, update_id: int, telegram_id: int, said: Sequence[str]) -> bool:
    """“那我现在报”: whether something was told that has a form: it is opened; of several is asked which."""
    told = {Kind(kind): called for kind, called in deps.library.reportable(said, today=local_date(deps.clock.now()))}
    if len(told) > 1:
        await _which(deps, update_id, telegram_id, told)
    elif told:
        await reports.start(deps, update_id, telegram_id, next(iter(told)), said)
    return bool(told)


def _told(deps: Deps, said: Sequence[str]) -> dict[Kind, str]:
    """What was told that has a form, by kind, where it is of several: then which is meant is asked."""
    today = local_date(deps.clock.now())
    found = {Kind(kind): called for kind, called in deps.library.reportable(said, today=today)}
    return found if len(found) > 1 else {}


async def _which(deps: Deps, update_id: int, telegram_id: int, told: Mapping[Kind, str]) -> None:
    """“报！”, of two things that were told: each is a button, and what was said of it fills its form in."""
    buttons = tuple((Button(called, data=f"report:{kind}"),) for kind, called in told.items())
    shown = Outgoing(telegram_id, texts.which_to_report(list(told.values())), buttons, priority=Priority.INTERACTIVE)
    await deps.reply(shown, update_id=update_id)


async def _undone(deps: Deps, update_id: int, telegram_id: int, found: "Answer") -> bool:
    """What was to happen and does not: if it has been reported, withdrawing it is offered; whoever wants it taken back
    is told if it has not."""
    reading, kind = found.reading, _called_off(found.reading)
    if reading is None or kind is None or Act.ASK in reading.acts or reading.wish:
        return False
    wants = Act.WITHDRAW in reading.acts
    return await reports.offer_to_withdraw(
        deps, update_id, telegram_id, kind, first=found.opening, whether_or_not=wants
    )


def _called_off(reading: "Reading | None") -> Kind | None:
    """The kind of what the message says did not happen, or will not."""
    events = reading.events if reading else ()
    kinds = (CUES.get(one.what) for one in events if one.state is State.DENIED)
    return next((Kind(kind) for kind in kinds if kind), None)


def accepts(reading: "Reading | None") -> bool:
    """Whether a question of the bot is answered with a plain yes, and nothing else is said: “我信你一回” is none."""
    if reading is None or reading.questions or reading.events or len(reading.text) > _NOD:
        return False
    plainly = manner().consent.fullmatch(reading.text) is not None
    return plainly and Act.AGREE in reading.acts and (reading.wish is None or reading.wish.wanted is not Wanted.WAIT)
