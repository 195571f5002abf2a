"""Ways out of a form: put it aside, give it up, or not agree."""

from bot.core.work.unit import Unit, answer
from bot.reports import drafts, pressable
from bot.reports.drafts import Draft
from bot.reports.queries import evidence, reports
from bot.reports.rules.transitions import Action
from bot.reports.texts import reporting as texts


async def ask_to_drop(u: Unit, draft: Draft) -> None:
    """“确定放弃？”, with the ways not to."""
    buttons = (
        (draft.button(texts.DROP_SURE, "form.drop"), draft.button(texts.PARK, "form.park")),
        (draft.button(texts.RESUME, "form.resume"),),
    )
    await pressable.say(u, draft, texts.DROP_ASK, buttons)


async def park(u: Unit, draft: Draft) -> None:
    """Keeps everything; typed words are questions again."""
    await drafts.put_aside(u, draft)
    await answer(u, draft.reporter.telegram_id, texts.PARKED)
    await pressable.clear(u, draft)


async def drop(u: Unit, draft: Draft) -> None:
    await erase(u, draft)
    await answer(u, draft.reporter.telegram_id, texts.DROPPED)
    await pressable.clear(u, draft)


async def refuse(u: Unit, draft: Draft) -> None:
    """Not agreed: nothing that was said stays."""
    await erase(u, draft)
    await answer(u, draft.reporter.telegram_id, texts.REFUSED)
    await pressable.clear(u, draft)


async def erase(u: Unit, draft: Draft) -> None:
    """Closes the draft for good: its facts and files go, an empty row stays for the history."""
    empty = {"facts": u.tx.vault.seal({}), "event_date": None}
    await reports.move(u.tx, Action.WITHDRAW, draft.report, draft.reporter.id, u.now, columns=empty)
    await evidence.erase(u.tx, draft.report.id)
