"""Whatever the bot has asked for, the same words end it."""

import pytest

from bot.core.people import Member
from bot.core.words import STOP
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests.desk.desk import submitted
from tests.handlers.reports.conftest import Phones

CHAIR, COMMITTEE = 103, 301
ROOMS = {
    "roster": (COMMITTEE, ["/roster"], []),
    "notices": (COMMITTEE, ["/notices"], []),
    "wordings": (COMMITTEE, ["/wordings"], ["私聊·当天", "加一条"]),
    "broadcast": (COMMITTEE, ["/broadcast"], ["全体会员"]),
    "desk": (CHAIR, ["/queue"], ["2026-0001", "驳回"]),
}


@pytest.mark.parametrize("word", sorted(STOP))
@pytest.mark.parametrize("room", ROOMS)
async def test_they_end_it_in_every_room(
    deps: Deps, roster: dict[str, Member], phone: Phones, room: str, word: str
) -> None:
    who, said, pressed = ROOMS[room]
    await submitted(deps, roster)
    me = phone(who)
    for text in said:
        await me.say(text)
    for label in pressed:
        await me.press(label)
    assert await waits(deps)
    await me.say(word)
    assert not await waits(deps)


async def waits(deps: Deps) -> bool:
    async with deps.store.read() as tx:
        return bool(await tx.all(t.prompts.select()))
