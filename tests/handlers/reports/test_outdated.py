"""Buttons, questions and half-filled forms that an earlier version has left: nobody is stopped by them."""

from typing import Any

import pytest
from sqlalchemy import select, update

from bot.core.messages import Act
from bot.core.queries import dialogue
from bot.core.work.unit import Deps
from bot.store import tables as t
from handlers.routes import PRESSES, PROMPTS
from tests import support
from tests.desk.desk import GROUP, submitted
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.filling import facts, in_hospital

LIN, CHAIR = 101, 103
EXPIRED = "这个按钮已过期"


async def turn_old(deps: Deps, **values: Any) -> None:  # noqa: ANN401 - whatever the column holds
    """All buttons are as an earlier version has stored them."""
    async with deps.store.begin() as tx:
        await tx.run(update(t.buttons).values(**values))


async def test_an_old_button_shows_the_open_form_anew(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    token = await me.token("昨天")
    await turn_old(deps, name="form.of_old")
    assert "是哪一天住院的" in await me.press_token(token)
    assert EXPIRED in me.bot.toasts[-1]
    await me.press("昨天")
    assert (await facts(deps))["event_date"] == "2026-11-22"


async def test_an_old_button_without_a_form_shows_the_menu(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    token = await me.token("会员生病住院")
    await turn_old(deps, name="of.old")
    assert "林静，您好" in await me.press_token(token)
    assert EXPIRED in me.bot.toasts[-1]


async def test_an_old_button_on_a_card_brings_the_card_up_to_date(
    deps: Deps, phone: Phones, roster: dict[str, Any]
) -> None:
    report = await submitted(deps, roster)
    chair = phone(CHAIR, GROUP)
    token = await chair.token("同意 1000 元")
    await turn_old(deps, name="decide.of_old", args={"report": report.id})
    assert f"{report.number}" in await chair.press_token(token)
    assert EXPIRED in chair.bot.toasts[-1]
    assert (await chair.last())["method"] == "editMessageText"
    assert "同意 1000 元" in await chair.buttons()


@pytest.mark.parametrize("name", sorted(PRESSES))
async def test_a_button_that_lacks_what_is_needed_now_quarantines_nothing(deps: Deps, phone: Phones, name: str) -> None:
    """Raises nothing; where the handler needs what is not there, it says that the button has expired."""
    me = phone(CHAIR)
    await me.say("/start")
    async with deps.store.begin() as tx:
        row = {"token": "old", "name": name, "args": {}, "chat_id": CHAIR, "created_at": deps.clock.now()}
        await tx.run(t.buttons.insert().values(row))
    await me.press_token("old")


@pytest.mark.parametrize("name", [*sorted(PROMPTS), "prompt.of_old"])
async def test_words_are_not_blocked_by_an_old_question(
    deps: Deps, phone: Phones, replies: support.Replies, name: str
) -> None:
    async with deps.store.begin() as tx:
        await dialogue.expect(tx, CHAIR, CHAIR, Act(name, {}), deps.clock.now())
    me = phone(CHAIR)
    await me.say("住院最多能领多少慰问金")
    async with deps.store.read() as tx:
        still = await tx.value(select(t.prompts.c.name))
    if name == "prompt.of_old":
        assert still is None
        assert "1000" in replies.sent[-1][0].text


async def test_an_old_question_in_a_group_is_said_to_be_over_and_silent_afterwards(deps: Deps, phone: Phones) -> None:
    async with deps.store.begin() as tx:
        await dialogue.expect(tx, GROUP, CHAIR, Act("prompt.of_old", {}), deps.clock.now())
    chair = phone(CHAIR, GROUP)
    assert "那一步已经过期了" in await chair.say("八百")
    assert await chair.say("八百") == ""


async def test_a_form_with_facts_of_an_earlier_version_is_asked_for_what_fits(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    old = {"_for": "self", "_agreed": True, "_at": "_of_old", "ward": "三楼", "event_date": "昨天吧"}
    async with deps.store.begin() as tx:
        await tx.run(update(t.reports).values(facts=tx.vault.seal(old)))
    assert "是哪一天住院的" in await me.say("/start") or "是哪一天住院的" in await me.press("接着填")
    await me.say("昨天")
    await me.say("附一医")
    assert await facts(deps) == {"event_date": "2026-11-22", "hospital": "附一医"}


async def test_an_old_choice_of_a_form_is_expired(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    token = await me.token("昨天")
    async with deps.store.read() as tx:
        args = await tx.value(select(t.buttons.c.args).where(t.buttons.c.token == token))
    await turn_old(deps, args=args | {"item": "ward"})
    assert "是哪一天住院的" in await me.press_token(token)
    assert EXPIRED in me.bot.toasts[-1]
