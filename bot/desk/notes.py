"""Remarks for those who work on a report; the member does not see them."""

from bot.core.messages import Act
from bot.core.work.unit import Deps, unit
from bot.desk.asking import ask, close, words
from bot.reports.access import Here, open_case, take
from bot.reports.rules.transitions import Action
from bot.reports.texts import card as texts


async def ask_note(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.NOTE)
        await ask(u, here, Act("desk.noted", {"report": report_id}), texts.ask_note(case.who.name, case.number))


async def note(deps: Deps, update_id: int, here: Here, report_id: int, text: str, asker: int | None = None) -> str:
    said = words(text)
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.NOTE)
        await take(u, case, Action.NOTE, note=said)
        line = f"{case.number} 的备注已记下，在“详情”里能看到。"
        await close(u, here, asker, line)
        return line
