"""Looking back: the latest broadcasts, and the names of those who were not reached."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from bot.broadcasts import showing, telling, texts
from bot.broadcasts.access import sender, sent
from bot.broadcasts.queries import broadcasts, recipients
from bot.broadcasts.rules import UNREACHED, Outcome
from bot.core.errors import NotFound
from bot.core.messages import Act, Button
from bot.core.queries import members
from bot.core.work import sheets
from bot.core.work.unit import Deps, answer, unit
from bot.store.history import Entry, append

SHOWN = 5
_WIDTHS = (14, 14, 26, 30)


@dataclass(frozen=True)
class File:
    """A file to send, with the name that people see."""

    content: bytes
    name: str
    caption: str = texts.LIST_CAPTION


async def recent(deps: Deps, update_id: int, telegram_id: int) -> None:
    """最近的群发: those of the asker's branches (of all, for the committee), with the buttons that still make sense."""
    async with unit(deps, update_id) as u:
        _, offices = await sender(u, telegram_id)
        ids = [office.branch_id for office in offices]
        if any(office.committee for office in offices):
            ids = [branch.id for branch in await members.all_branches(u.tx)]
        lines: list[str] = []
        buttons: list[tuple[Button, ...]] = []
        for number, one in enumerate(await broadcasts.recent(u.tx, ids, SHOWN), 1):
            tally = await telling.tally_of(u, one)
            lines.append(texts.recent_line(number, one, await showing.title(u, one), tally))
            if one.under_way:
                buttons.append(
                    (Button(texts.numbered(number, texts.STOP), Act("broadcast.stop", {"broadcast": one.id})),)
                )
            elif telling.lists(one, tally):
                label = texts.numbered(number, texts.LIST_EXCEL)
                buttons.append((Button(label, Act("broadcast.list", {"broadcast": one.id})),))
        await answer(u, telegram_id, texts.recent(lines) if lines else texts.NO_RECENT, tuple(buttons))


async def unreached(deps: Deps, telegram_id: int, broadcast_id: int, *, as_csv: bool) -> File:
    """Who got nothing for certain, and why; that the list was taken is noted. Raises NotAllowed and NotFound."""
    async with unit(deps) as u:
        who, broadcast = await sent(u, telegram_id, broadcast_id)
        found = await recipients.listed(u.tx, broadcast.id, UNREACHED)
        if not found:
            gone = telling.lists(broadcast, await telling.tally_of(u, broadcast))
            raise NotFound(texts.LIST_GONE if gone else texts.NO_LIST)
        title = await showing.title(u, broadcast)
        await append(u.tx, Entry("broadcast", broadcast.id, "list", who.id, after=str(len(found))), u.now)
    lines = [(row["staff_no"], row["name"], row["branch"], texts.WHY[Outcome(row["outcome"])]) for row in found]
    name = texts.list_title(title)
    if as_csv:
        return File(sheets.csv_bytes(texts.LIST_HEADER, lines), f"{name}.csv")
    return File(_workbook(name, lines), f"{name}.xlsx")


def _workbook(title: str, lines: Sequence[Sequence[str]]) -> bytes:
    made = io.BytesIO()
    with sheets.writing(made) as book:
        page = book.page("名单", title, texts.LIST_HEADER, _WIDTHS)
        for number, line in enumerate(lines, sheets.FIRST_ROW):
            page.put(number, line)
    return made.getvalue()
