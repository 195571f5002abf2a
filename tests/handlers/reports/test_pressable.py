"""Once a form is over, none of its messages can be pressed any longer."""

import pytest
from sqlalchemy import select

from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from bot.store import tables as t
from bot.traffic import queries
from tests import support
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.phone import Phone

LIN = 101


async def _shown(deps: Deps) -> list[int]:
    """Delivers what waits, as the relay would; the ids of the messages that show a form's buttons."""
    async with deps.store.begin() as tx:
        rows = await tx.all(select(t.outbox).where(t.outbox.c.card.startswith("form:")))
        for row in rows:
            await queries.remember_card(tx, row["card"], row["lane"], 5000 + row["id"], deps.clock.now())
    return [5000 + row["id"] for row in rows]


async def _bared(deps: Deps) -> list[JsonObject]:
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.outbox).where(t.outbox.c.method == "editMessageReplyMarkup"))
    assert {row["priority"] for row in rows} <= {"9"}, "nobody's answer may wait for it"
    return [support.vault().open(row["payload"]) for row in rows]


async def _to_the_summary(me: Phone) -> None:
    await me.say("我要申报")
    await me.press("会员结婚")
    await me.press("我自己的事")
    await me.say("昨天")
    await me.press("没有材料，下一步")


@pytest.mark.parametrize("end", [["提交"], ["放弃", "确定放弃"], ["先存着"]])
async def test_a_form_that_is_over_has_no_buttons_left(deps: Deps, phone: Phones, end: list[str]) -> None:
    me = phone(LIN)
    await _to_the_summary(me)
    for label in end[:-1]:
        await me.press(label)
    shown = await _shown(deps)
    assert len(shown) >= 4
    assert not await _bared(deps), "while it is filled in, nothing is taken away"
    await me.press(end[-1])
    assert [payload["message_id"] for payload in await _bared(deps)] == shown
    assert all("reply_markup" not in payload for payload in await _bared(deps))
    async with deps.store.read() as tx:
        assert not await tx.all(select(t.cards).where(t.cards.c.name.startswith("form:")))


async def test_a_button_that_is_pressed_all_the_same_gets_a_civil_answer(phone: Phones) -> None:
    me = phone(LIN)
    await _to_the_summary(me)
    stale = await me.token("提交")
    await me.press("提交")
    assert "已经提交或放弃了" in await me.press_token(stale)
